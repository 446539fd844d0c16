// Readers and writers: every format is read and written by the library.
#include "bindings.hpp"
#include <glidepath/io.hpp>
#include <glidepath/io/assessment_io.hpp>

#include <pybind11/functional.h>

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace py = pybind11;

namespace glidepath::python {

namespace {

using Unlocked = py::call_guard<py::gil_scoped_release>;

/// Bytes of a Python object, without a copy; the object outlives the call.
std::string_view view(py::bytes const& bytes) { return static_cast<std::string_view>(bytes); }

void bind_files(py::module_& m) {
    m.def(
        "read_file",
        [](py::bytes const& path, std::optional<std::size_t> limit) {
            const std::filesystem::path file(view(path));
            std::string content;
            {
                const py::gil_scoped_release unlocked;
                content = limit ? read_file(file, *limit) : read_file(file);
            }
            return py::bytes(content);
        },
        py::arg("path"), py::arg("limit") = py::none(),
        "The bytes of a file, whose path is as ``os.fsencode`` gives it. Raises InputError if it "
        "does "
        "not exist, is larger than ``limit`` bytes or cannot be read.");
    m.def(
        "write_file_atomically",
        [](py::bytes const& path, py::bytes const& bytes) {
            const std::filesystem::path file(view(path));
            const std::string_view content = view(bytes);
            const py::gil_scoped_release unlocked;
            write_file_atomically(file, content);
        },
        py::arg("path"), py::arg("content"),
        "Writes a file so that it is either all there or untouched. Raises OSError.");
    m.def(
        "sha256_hex", [](py::bytes const& bytes) { return sha256_hex(view(bytes)); },
        py::arg("content"), "SHA-256 of bytes, in lower-case hexadecimal.");
}

void bind_plan_io(py::module_& m) {
    m.attr("plan_size_limit") = plan_size_limit;
    using Found = std::optional<std::pair<std::string, py::bytes>>;
    using Finder = std::function<Found(std::string const&, std::string const&)>;
    m.def(
        "read_plan",
        [](py::bytes const& bytes, std::string const& name, std::optional<Finder> const& find) {
            PlanResolver resolve;
            if (find)
                resolve = [&](std::string const& path, std::string const& from)
                    -> std::optional<std::pair<std::string, std::string>> {
                    const py::gil_scoped_acquire locked;
                    auto found = (*find)(path, from);
                    if (!found) return std::nullopt;
                    return std::pair(std::move(found->first), std::string(found->second));
                };
            const std::string_view content = view(bytes);
            const py::gil_scoped_release unlocked;
            return read_plan(content, name, resolve).take();
        },
        py::arg("content"), py::arg("name"), py::arg("find") = py::none(),
        "Reads a plan from TOML. ``find(path, from_name)`` gives name and bytes of a plan that it "
        "extends. Raises InputError with every fault.");
    m.def("write_plan", &write_plan, py::arg("plan"), Unlocked(), "The plan as a TOML file.");
    m.def(
        "write_extension",
        [](Plan const& base, std::string const& extends, Text const& title,
           std::vector<Target> const& targets) {
            return write_extension(base, extends, title, targets);
        },
        py::arg("base"), py::arg("extends"), py::arg("title"), py::arg("targets"), Unlocked(),
        "A plan file that adds targets to the plan ``base``, which it names by the path "
        "``extends``. Raises InputError if the plan that results has faults.");
    m.def("plan_schema", &plan_schema, "The JSON Schema of plan files.");
    m.def(
        "read_plan_table",
        [](std::string const& csv, std::string const& name, Plan const& header) {
            return read_plan_table(csv, name, header).take();
        },
        py::arg("csv"), py::arg("name"), py::arg("header"), Unlocked(),
        "Adds the targets of a table, one row each, to a plan. Raises InputError with every "
        "fault.");
}

void bind_observations_io(py::module_& m) {
    m.attr("observations_size_limit") = observations_size_limit;
    m.def(
        "read_observations",
        [](py::bytes const& bytes, std::string const& name, Plan const& plan) {
            const std::string_view content = view(bytes);
            const py::gil_scoped_release unlocked;
            return read_observations(content, name, plan).take();
        },
        py::arg("content"), py::arg("name"), py::arg("plan"),
        "Reads a table of observations from CSV. Raises InputError if the table as a whole cannot "
        "be "
        "used; rows that cannot are in ``rejected``.");
    m.def("write_observations", &write_observations, py::arg("observations"), py::arg("plan"),
          Unlocked(), "The observations as CSV.");
}

void bind_assessment_io(py::module_& m) {
    m.def("write_assessment", &write_assessment, py::arg("assessment"), Unlocked(),
          "The assessment as JSON; the same input gives the same bytes.");
    m.def("assess_schema", &assess_schema, "The JSON Schema of assessments.");
    m.def(
        "read_statuses",
        [](py::bytes const& json, std::string const& name) {
            const std::string_view content = view(json);
            const py::gil_scoped_release unlocked;
            return read_statuses(content, name);
        },
        py::arg("json"), py::arg("name"),
        "The status of each target in an assessment written earlier. Raises InputError.");
    m.def("write_findings", &write_findings, py::arg("findings"), Unlocked(), "Findings as JSON.");
}

}  // namespace

void bind_io(py::module_& m) {
    bind_files(m);
    bind_plan_io(m);
    bind_observations_io(m);
    bind_assessment_io(m);
}

}  // namespace glidepath::python

// Observations: published figures.
#include "bindings.hpp"
#include <glidepath/model/observations.hpp>

#include <string>
#include <tuple>

namespace py = pybind11;

namespace glidepath::python {

void bind_observations(py::module_& m) {
    py::class_<Observation> observation(m, "Observation", "One published figure.");
    as_value(observation, [](Observation const& self) {
        return std::tuple(self.indicator, to_string(self.period), self.value);
    });
    observation.def_readonly("indicator", &Observation::indicator, "Id.")
        .def_property_readonly("place", maybe(&Observation::place), "None: the plan's own place.")
        .def_readonly("period", &Observation::period,
                      "As published; for year-to-date figures the last sub-period of the span.")
        .def_readonly("measure", &Observation::measure)
        .def_readonly("value", &Observation::value,
                      "In the indicator's unit; growth and shares in percent.")
        .def_readonly("half_unit", &Observation::half_unit,
                      "Half a unit of the last printed digit: the figure stands for value +- this.")
        .def_readonly("decimals", &Observation::decimals, "Digits after the point as printed.")
        .def_property_readonly("unit", maybe(&Observation::unit),
                               "As printed, where it is not the indicator's own.")
        .def_readonly("status", &Observation::status)
        .def_readonly("series_break", &Observation::series_break,
                      "Not comparable with what lies before.")
        .def_readonly("released", &Observation::released)
        .def_readonly("release_assumed", &Observation::release_assumed,
                      "The release date was not given: it is the end of the period plus the "
                      "indicator's lag.")
        .def_property_readonly("source", maybe(&Observation::source),
                               "Title and date of the publication.")
        .def_property_readonly("note", maybe(&Observation::note))
        .def_readonly("where", &Observation::where)
        .def("__repr__", [](Observation const& self) {
            return "<Observation " + self.indicator + " " + to_string(self.period) + " = " +
                   format_shortest(self.value) + ">";
        });

    py::class_<Observations>(m, "Observations", "A table of observations of a plan's indicators.")
        .def(py::init<Observations const&>(), py::arg("other"))
        .def_readonly("rows", &Observations::rows)
        .def_readonly("rejected", &Observations::rejected,
                      "Why rows of the input are not among ``rows``.")
        .def_property_readonly("newest_release", &Observations::newest_release,
                               "The latest release date; None without rows.")
        .def("__len__", [](Observations const& self) { return self.rows.size(); });
}

}  // namespace glidepath::python

// Paths: values over consecutive periods.
#include "bindings.hpp"
#include <glidepath/path/interpolate.hpp>

#include <pybind11/numpy.h>

#include <utility>
#include <vector>

namespace py = pybind11;

namespace glidepath::python {

void bind_path(py::module_& m) {
    py::class_<Path>(m, "Path", "Values over the consecutive periods of a window.")
        .def_property_readonly("window", &Path::window)
        .def_property_readonly(
            "values",
            [](Path const& self) {
                return py::array_t<double>(static_cast<py::ssize_t>(self.values().size()),
                                           self.values().data());
            },
            "A copy of the values.")
        .def("at", &Path::at, py::arg("period"), "The value of a period; None outside the window.")
        .def("__len__", [](Path const& self) { return self.values().size(); });

    m.def("interpolate", &interpolate, py::arg("knots"), py::arg("frequency"), py::arg("kind"),
          py::arg_v("shape", Shape::linear, "'linear'"), py::call_guard<py::gil_scoped_release>(),
          R"(The path from the first to the last known value.

Stocks, averages and ratios go through the points: the value of a period stands at its last
sub-period. A flow is spread as smoothly as possible so that the sums over the given periods hold.

Raises ValueError for no knots, knots out of order, a frequency that does not divide their
periods, values <= 0 with the geometric shape, another shape than linear for a flow.)");
}

}  // namespace glidepath::python

// Paths: values over consecutive periods.
#include "bindings.hpp"
#include <glidepath/path/interpolate.hpp>

#include <pybind11/numpy.h>

#include <optional>
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

    m.def(
        "interpolate",
        [](std::vector<std::pair<Period, double>> const& knots, Frequency frequency, Kind kind,
           Shape shape, std::optional<double> steepness, std::optional<double> power) {
            return interpolate(knots, frequency, kind, shape,
                               {.steepness = steepness, .power = power});
        },
        py::arg("knots"), py::arg("frequency"), py::arg("kind"),
        py::arg_v("shape", Shape::linear, "'linear'"), py::arg("steepness") = py::none(),
        py::arg("power") = py::none(), py::call_guard<py::gil_scoped_release>(),
        R"(The path from the first to the last known value.

Stocks, averages and ratios go through the points: the value of a period stands at its last
sub-period. A flow is spread as smoothly as possible so that the sums over the given periods hold:
by first differences with the linear shape, by second with the smooth one. steepness is the logistic
shape's, power that of front_loaded and back_loaded.

Raises ValueError for no knots, knots out of order, a frequency that does not divide their
periods, values <= 0 with the geometric shape, values that turn with the hyman shape, another shape
than these two for a flow, a parameter that is not positive or that the shape does not have.)");
}

}  // namespace glidepath::python

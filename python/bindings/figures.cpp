// Forecasts from figures about windows.
#include "bindings.hpp"
#include "forecast_words.hpp"
#include <glidepath/forecast/forecast_figures.hpp>

#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace glidepath::python {

namespace {

/// Variances are given all together or not at all: one that is left out then is 0.
[[nodiscard]] std::optional<StructuralVariances> given_variances(std::optional<double> irregular,
                                                                 std::optional<double> level,
                                                                 std::optional<double> slope,
                                                                 std::optional<double> season) {
    if (!irregular && !level && !slope && !season) return std::nullopt;
    return StructuralVariances{irregular.value_or(0), level.value_or(0), slope.value_or(0),
                               season.value_or(0)};
}

template <double StructuralVariances::*Variance>
[[nodiscard]] std::optional<double> variance(Structure const& self) {
    if (!self.variances) return std::nullopt;
    return *self.variances.*Variance;
}

void bind_structure(py::module_& m) {
    py::class_<Structure>(m, "Structure",
                          "A structural model by name: ``level``, ``trend``, ``damped`` or "
                          "``seasonal`` (a trend with a\n"
                          "season). Its variances, in squared units of the figures, are estimated "
                          "unless one is given;\n"
                          "then those left out are 0. ``phi`` is that of a damped slope.")
        .def(py::init([](StructuralForm form, std::optional<double> irregular,
                         std::optional<double> level, std::optional<double> slope,
                         std::optional<double> season, std::optional<double> phi) {
                 return Structure{form, given_variances(irregular, level, slope, season), phi};
             }),
             py::arg("form"), py::kw_only(), py::arg("irregular") = py::none(),
             py::arg("level") = py::none(), py::arg("slope") = py::none(),
             py::arg("season") = py::none(), py::arg("phi") = py::none())
        .def_readonly("form", &Structure::form)
        .def_property_readonly("irregular", &variance<&StructuralVariances::irregular>,
                               "Of each period by itself.")
        .def_property_readonly("level", &variance<&StructuralVariances::level>)
        .def_property_readonly("slope", &variance<&StructuralVariances::slope>)
        .def_property_readonly("season", &variance<&StructuralVariances::season>)
        .def_readonly("phi", &Structure::phi)
        .def("__repr__", [](Structure const& self) {
            return "<Structure: " + std::string(to_string(self.form)) +
                   (self.variances ? ", variances given>" : ">");
        });
}

}  // namespace

void bind_figures(py::module_& m) {
    bind_structure(m);
    m.def(
        "forecast_figures",
        [](std::vector<Window> const& windows, std::vector<double> const& values,
           Frequency frequency, int periods, Kind kind, std::optional<double> minimum,
           std::optional<double> maximum, bool open, std::optional<int> decimals,
           std::optional<Structure> structure, std::optional<PriceBasis> prices) {
            if (windows.size() != values.size())
                throw std::invalid_argument("as many windows as values are needed");
            std::vector<WindowFigure> figures;
            for (std::size_t k = 0; k < windows.size(); ++k)
                figures.push_back({windows[k], values[k]});
            return forecast_figures(
                figures, frequency, periods,
                {kind, {minimum, maximum, open}, decimals, std::move(structure), prices});
        },
        py::arg("windows"), py::arg("values"), py::kw_only(), py::arg("frequency"),
        py::arg("periods"), py::arg("kind"), py::arg("minimum"), py::arg("maximum"),
        py::arg("open"), py::arg("decimals"), py::arg("structure"), py::arg("prices"),
        py::call_guard<py::gil_scoped_release>());
}

}  // namespace glidepath::python

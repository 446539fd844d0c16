// What the files of the extension module share: one function a layer, and small helpers.
#pragma once

#include "casters.hpp"

#include <pybind11/pybind11.h>

#include <optional>
#include <string>
#include <utility>

namespace glidepath::python {

namespace py = pybind11;

void bind_time(py::module_& m);
void bind_model(py::module_& m);
void bind_observations(py::module_& m);
void bind_path(py::module_& m);
void bind_forecast(py::module_& m);
void bind_figures(py::module_& m);
void bind_outlook(py::module_& m);
void bind_assess(py::module_& m);
void bind_backtest(py::module_& m);
void bind_methods(py::module_& m);
void bind_scorecard(py::module_& m);
void bind_places(py::module_& m);
void bind_what_if(py::module_& m);
void bind_disaggregation(py::module_& m);
void bind_trajectory(py::module_& m);
void bind_io(py::module_& m);

/// An optional text: C++ says "none" with an empty one, Python with None.
[[nodiscard]] inline std::optional<std::string> or_none(std::string text) {
    if (text.empty()) return std::nullopt;
    return text;
}

/// A getter of an optional text.
template <class C>
[[nodiscard]] auto maybe(std::string C::*field) {
    return [field](C const& self) { return or_none(self.*field); };
}

/// A getter of an optional Text.
template <class C, class T>
[[nodiscard]] auto maybe(T C::*field) {
    return [field](C const& self) -> std::optional<T> {
        if ((self.*field).empty()) return std::nullopt;
        return self.*field;
    };
}

/// Makes a class a value: equal to equal ones and to nothing else, with a hash made of `key`.
template <class C, class Key>
void as_value(pybind11::class_<C>& bound, Key key) {
    bound.def(
        "__eq__",
        [](C const& self, py::object const& other) {
            return py::isinstance<C>(other) && self == other.cast<C const&>();
        },
        py::arg("other"), py::pos_only());
    bound.def("__hash__", [key](C const& self) { return py::hash(py::cast(key(self))); });
}
template <class C>
void as_value(pybind11::class_<C>& bound, std::string C::*key) {
    as_value(bound, [key](C const& self) { return self.*key; });
}

/// `text` as Python would write it, in quotes.
[[nodiscard]] inline std::string quoted(std::string const& text) {
    return py::cast<std::string>(py::repr(py::str(text)));
}

/// The reporting year that starts in a month. \throws std::invalid_argument outside 1 to 12.
[[nodiscard]] ReportingYear reporting_year(int start_month);

}  // namespace glidepath::python

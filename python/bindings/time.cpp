// Periods and windows.
#include "bindings.hpp"
#include <glidepath/time/window.hpp>

#include <pybind11/typing.h>

#include <algorithm>
#include <stdexcept>
#include <string>
#include <tuple>

namespace py = pybind11;

namespace glidepath::python {

ReportingYear reporting_year(int start_month) {
    if (start_month < 1 || start_month > 12)
        throw std::invalid_argument("a reporting year starts in a month from 1 to 12, not " +
                                    std::to_string(start_month));
    return {start_month};
}

namespace {

// What is pickled, after a number that says in which version.
using PeriodState = py::typing::Tuple<int, char, int, int>;
using WindowState = py::typing::Tuple<int, Period, Period>;

/// A reporting year under which the text of the period reads back as it.
ReportingYear calendar_of(Period period) { return {period.phase() + 1}; }

/// How a call that reads the text back names the calendar; nothing for Gregorian periods.
std::string calendar_argument(Period period) {
    if (period.phase() == 0) return {};
    return ", reporting_year_start=" + std::to_string(calendar_of(period).start_month);
}

std::string repr(Period period) {
    return "Period('" + to_string(period, calendar_of(period)) + "'" + calendar_argument(period) +
           ")";
}

std::string repr(Window const& window) {
    return "Window('" + to_string(window, calendar_of(window.first())) + "'" +
           calendar_argument(window.first()) + ")";
}

/// The period of a grid with an ordinal, as far as the calendar goes.
Period on_grid(Frequency frequency, int phase, long long ordinal) {
    const int width = std::max(1, months_in(frequency));
    if (phase < 0 || phase >= width)
        throw std::invalid_argument(std::string(to_string(frequency)) +
                                    " periods have phases from 0 to " + std::to_string(width - 1) +
                                    ", not " + std::to_string(phase));
    const Period first = Period::containing(date(1401, 1, 1), frequency, phase);
    const Period last = Period::containing(date(9998, 12, 31), frequency, phase);
    if (ordinal < first.ordinal() || ordinal > last.ordinal())
        throw std::overflow_error("no such period: outside the years 1401 to 9998");
    return first + static_cast<int>(ordinal - first.ordinal());
}

Period step(Period from, long long n) {
    return on_grid(from.frequency(), from.phase(), from.ordinal() + n);
}

/// Below, at or above zero as `a` lies before, at or behind `b`.
int compare(Period a, Period b) {
    if (!a.same_grid(b))
        throw py::type_error(to_string(a) + " and " + to_string(b) +
                             " are periods of different frequencies: they have no order");
    return a - b;
}

void bind_period(py::module_& m) {
    py::class_<Period> bound(m, "Period", R"(One year, half-year, quarter, month, week or day.

Text forms are ``2025``, ``2025-H1``, ``2025-Q2``, ``2025-06``, ``2025-W05`` and ``2025-06-30``,
and those of SDMX, ``2025-A1 -S1 -Q2 -M06 -W05 -D166``, which count from the start of the
reporting year. Adding a number steps along the periods of one frequency; the difference of two
periods is a number. Periods of different frequencies are unequal and have no order.)");
    as_value(bound, [](Period self) {
        return std::tuple(letter(self.frequency()), self.phase(), self.ordinal());
    });
    bound
        .def(py::init([](std::string const& text, int start) {
                 return parse_period(text, reporting_year(start));
             }),
             py::arg("text"), py::kw_only(), py::arg("reporting_year_start") = 1,
             "Reads a period. ``reporting_year_start`` is the month in which reporting years "
             "start.\n\n"
             "Raises ValueError if the text is no period.")
        .def(py::init([](int year) { return Period::year(year); }), py::arg("year"),
             "A Gregorian year, 1400 to 9999.")
        .def_static(
            "containing",
            [](Date const& day, Frequency frequency, int phase) {
                const Period like = Period::containing(date(1970, 1, 1), frequency);
                on_grid(frequency, phase, like.ordinal());  // or throws
                return Period::containing(day, frequency, phase);
            },
            py::arg("date"), py::arg("frequency"), py::arg("phase") = 0,
            "The period of a frequency that holds a day. ``phase`` is the number of months by "
            "which the periods are shifted against the calendar's.")
        .def_property_readonly("frequency", &Period::frequency)
        .def_property_readonly(
            "phase", &Period::phase,
            "Months by which the periods are shifted against the calendar's: 3 for "
            "years that start in April.")
        .def_property_readonly(
            "ordinal", &Period::ordinal,
            "Position among the periods of this frequency; the next one has the next "
            "number.")
        .def_property_readonly("first_day", &Period::first_day)
        .def_property_readonly("last_day", &Period::last_day)
        .def("year_earlier", &Period::year_earlier,
             "The same period a year earlier; None for 29 February and for week 53.")
        .def(
            "__add__", [](Period self, int n) { return step(self, n); }, py::is_operator())
        .def(
            "__sub__", [](Period self, int n) { return step(self, -static_cast<long long>(n)); },
            py::is_operator())
        .def(
            "__sub__",
            [](Period self, Period other) {
                if (!self.same_grid(other))
                    throw std::invalid_argument(
                        "no difference between periods of two frequencies: " + to_string(self) +
                        " and " + to_string(other));
                return self - other;
            },
            py::is_operator())
        .def(
            "__lt__", [](Period a, Period b) { return compare(a, b) < 0; }, py::is_operator())
        .def(
            "__le__", [](Period a, Period b) { return compare(a, b) <= 0; }, py::is_operator())
        .def(
            "__gt__", [](Period a, Period b) { return compare(a, b) > 0; }, py::is_operator())
        .def(
            "__ge__", [](Period a, Period b) { return compare(a, b) >= 0; }, py::is_operator())
        .def("__str__", [](Period self) { return to_string(self, calendar_of(self)); })
        .def("__repr__", [](Period self) { return repr(self); })
        .def(py::pickle(
            [](Period self) -> PeriodState {
                return py::make_tuple(1, letter(self.frequency()), self.phase(), self.ordinal());
            },
            [](PeriodState const& state) {
                const auto frequency = frequency_of(state[1].cast<char>());
                if (state[0].cast<int>() != 1 || !frequency)
                    throw std::invalid_argument("a Period of another version of glidepath");
                return on_grid(*frequency, state[2].cast<int>(), state[3].cast<int>());
            }));
}

void bind_window(py::module_& m) {
    py::class_<Window> bound(m, "Window",
                             R"(Consecutive periods of one frequency, both ends included.

Written ``2023..2027``; a single period is a window of one. Windows have a length and can be
iterated over, and ``period in window`` says whether a period is one of them.)");
    as_value(bound, [](Window const& self) {
        return std::tuple(letter(self.frequency()), self.first().phase(), self.first().ordinal(),
                          self.size());
    });
    bound
        .def(py::init([](std::string const& text, int start) {
                 return parse_window(text, reporting_year(start));
             }),
             py::arg("text"), py::kw_only(), py::arg("reporting_year_start") = 1,
             "Reads a window. Raises ValueError if the text is none, or ends before it starts.")
        .def(py::init<Period, Period>(), py::arg("first"), py::arg("last"))
        .def_property_readonly("first", &Window::first)
        .def_property_readonly("last", &Window::last)
        .def_property_readonly("frequency", &Window::frequency)
        .def_property_readonly("first_day", &Window::first_day)
        .def_property_readonly("last_day", &Window::last_day)
        .def(
            "refine",
            [](Window const& self, Frequency frequency) {
                const int width = std::max(1, months_in(frequency));
                return refine(self, frequency, self.first().phase() % width);
            },
            py::arg("frequency"),
            "The periods of a finer frequency that make up the window; None if it does not divide "
            "it.")
        .def("__len__", &Window::size)
        .def("__contains__", &Window::contains)
        .def(
            "__iter__",
            [](Window const& self) { return py::make_iterator(self.begin(), self.end()); },
            py::keep_alive<0, 1>())
        .def("__str__",
             [](Window const& self) { return to_string(self, calendar_of(self.first())); })
        .def("__repr__", [](Window const& self) { return repr(self); })
        .def(py::pickle(
            [](Window const& self) -> WindowState {
                return py::make_tuple(1, self.first(), self.last());
            },
            [](WindowState const& state) {
                if (state[0].cast<int>() != 1)
                    throw std::invalid_argument("a Window of another version of glidepath");
                return Window(state[1].cast<Period>(), state[2].cast<Period>());
            }));
}

}  // namespace

void bind_time(py::module_& m) {
    bind_period(m);
    bind_window(m);
}

}  // namespace glidepath::python

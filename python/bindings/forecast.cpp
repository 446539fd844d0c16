// Forecasts of one series, their back-test, calibrations.
#include "bindings.hpp"
#include "forecast_words.hpp"
#include <glidepath/assess/judge/words.hpp>
#include <glidepath/forecast/backtest.hpp>
#include <glidepath/forecast/calibration/calibrate_panel.hpp>

#include <Eigen/Core>
#include <pybind11/eigen.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace py = pybind11;

namespace glidepath::python {

/// A number between 0 and 1, where people may give several at once.
struct Share {
    double value = 0;
};

}  // namespace glidepath::python

namespace pybind11::detail {

/// One number; anything else is a TypeError that says so.
template <>
class type_caster<glidepath::python::Share> {
public:
    PYBIND11_TYPE_CASTER(glidepath::python::Share, io_name("typing.SupportsFloat", "float"));

    bool load(handle source, bool) {
        value.value = PyFloat_AsDouble(source.ptr());
        if (PyErr_Occurred() == nullptr) return true;
        PyErr_Clear();
        throw type_error("a number between 0 and 1, one at a time, not " +
                         repr(source).cast<std::string>());
    }
};

}  // namespace pybind11::detail

namespace glidepath::python {

namespace {

using Unlocked = py::call_guard<py::gil_scoped_release>;
using Entry = Calibrations::Entry;

[[nodiscard]] Draws draws_of(int count, std::uint64_t seed, std::uint64_t stream,
                             Sampling sampling) {
    return {count, seed, stream, sampling};
}

void bind_calibrations(py::module_& m) {
    py::class_<Entry> entry(m, "CalibrationEntry",
                            "How wide forecasts must be, learned from one amount of history.");
    entry
        .def(py::init([](int season, int least_points,
                         std::array<double, radius_count> const& weights, double exponent,
                         double curvature, ErrorShape::Knots const& first,
                         ErrorShape::Knots const& last, int horizon, double power, double noise,
                         int series, Face face) {
                 if (!ErrorShape::valid(first) || !ErrorShape::valid(last))
                     throw std::invalid_argument("the errors of a calibration rise strictly");
                 const auto positive = [](double weight) { return weight > 0; };
                 if (!std::all_of(weights.begin(), weights.end(),
                                  [](double weight) { return weight >= 0; }) ||
                     std::none_of(weights.begin(), weights.end(), positive))
                     throw std::invalid_argument(
                         "the weights of a calibration are not negative, and not all of them 0");
                 if (horizon < 1 || !(power > 0) || !(noise >= 0))
                     throw std::invalid_argument(
                         "a calibration reaches one period ahead or more, its power is positive "
                         "and its noise not negative");
                 return Entry{season,
                              least_points,
                              {weights, exponent, curvature, ErrorShape(first), ErrorShape(last),
                               horizon, ErrorCorrelation{power, noise}, series},
                              face};
             }),
             py::kw_only(), py::arg("season"), py::arg("least_points"), py::arg("weights"),
             py::arg("exponent"), py::arg("curvature"), py::arg("first"), py::arg("last"),
             py::arg("horizon"), py::arg("power"), py::arg("noise"), py::arg("series"),
             py::arg("face"))
        .def_readonly("face", &Entry::face, "Of levels, or of growth rates in percent.")
        .def_readonly("season", &Entry::season, "Periods of a cycle; 1: none.")
        .def_readonly("least_points", &Entry::least_points,
                      "For histories from here to the next entry of the season.")
        .def_property_readonly("weights",
                               [](Entry const& self) { return self.calibration.weights; })
        .def_property_readonly("exponent",
                               [](Entry const& self) { return self.calibration.exponent; })
        .def_property_readonly("curvature",
                               [](Entry const& self) { return self.calibration.curvature; })
        .def_property_readonly(
            "first", [](Entry const& self) { return self.calibration.first.errors(); },
            "Errors one period ahead, in units of their scale, at the probabilities 0.005, 0.025, "
            "0.05, 0.1, 0.25, 0.5 and up again.")
        .def_property_readonly(
            "last", [](Entry const& self) { return self.calibration.last.errors(); },
            "The same at the last horizon learned, and beyond it.")
        .def_property_readonly(
            "horizon", [](Entry const& self) { return self.calibration.horizon; },
            "The last one learned.")
        .def_property_readonly(
            "power", [](Entry const& self) { return self.calibration.correlation.power; },
            "Errors of different horizons h go together as a random walk at the times h**power.")
        .def_property_readonly(
            "noise", [](Entry const& self) { return self.calibration.correlation.noise; },
            "Variance that each period has of its own, in units of the walk's first step.")
        .def_property_readonly(
            "series", [](Entry const& self) { return self.calibration.series; },
            "How many cases it was learned from: forecasts of so many series, or of their parts.");

    py::class_<Calibrations>(m, "Calibrations", "The calibrations of one population of series.")
        .def(py::init<std::vector<Entry>>(), py::arg("entries"))
        .def_static(
            "standard", [] { return Calibrations::standard(); },
            "Those that come with the library, learned on the M3 competition.")
        .def_property_readonly("entries",
                               [](Calibrations const& self) {
                                   return std::vector<Entry>(self.entries().begin(),
                                                             self.entries().end());
                               })
        .def("__repr__", [](Calibrations const& self) {
            return "<Calibrations: " + std::to_string(self.entries().size()) + " entries>";
        });

    m.def(
        "calibrate_panel",
        [](std::vector<std::vector<double>> const& panel, int season, int horizon,
           std::vector<int> const& points, int least_points, Face face) {
            return Entry{season, least_points,
                         calibrate_panel(panel, season, horizon, points, face), face};
        },
        py::arg("panel"), py::kw_only(), py::arg("season"), py::arg("horizon"), py::arg("points"),
        py::arg("least_points") = 1, py::arg("face"), Unlocked(),
        "Learns a calibration from a population of series: the last ``horizon`` values of each are "
        "forecast from the ``points`` values before them (0: all; several counts make several "
        "cases). ``face``: what the values are, levels or growth rates in percent. Raises "
        "ValueError if fewer than 60 forecast errors come together.");
}

// What is pickled, after a number that says in which version.
using WindowForecastState = py::typing::Tuple<int, Eigen::VectorXd>;
using BoundsState = std::tuple<std::optional<double>, std::optional<double>, bool>;
using ForecastState =
    py::typing::Tuple<int, Window, std::vector<double>, Eigen::VectorXd, Eigen::VectorXd,
                      std::vector<ErrorShape::Knots>, Eigen::MatrixXd, BoundsState, Kind, Face,
                      std::optional<int>, int, std::string, std::vector<ForecastNote>>;

/// The shapes of a forecast's errors, as they are kept; and back.
[[nodiscard]] std::vector<ErrorShape::Knots> kept_shapes(Forecast::Parts const& parts) {
    std::vector<ErrorShape::Knots> kept;
    for (ErrorShape const& shape : parts.shapes) kept.push_back(shape.errors());
    return kept;
}
void restore_shapes(Forecast::Parts& parts, std::vector<ErrorShape::Knots> const& kept) {
    for (ErrorShape::Knots const& errors : kept) {
        if (!ErrorShape::valid(errors))
            throw std::invalid_argument("the errors of a forecast rise strictly");
        parts.shapes.emplace_back(errors);
    }
}

ForecastState state_of(Forecast const& self) {
    Forecast::Parts const& parts = self.parts();
    return py::make_tuple(1, parts.window, parts.history, parts.centre, parts.scale,
                          kept_shapes(parts), parts.correlation,
                          BoundsState(parts.bounds.min, parts.bounds.max, parts.bounds.open),
                          parts.kind, parts.face, parts.decimals, parts.points, parts.method,
                          parts.notes, parts.prices);
}
[[nodiscard]] Forecast forecast_of(ForecastState const& state) {
    if (state.size() != 15 || state[0].cast<int>() != 1)
        throw std::invalid_argument("a Forecast of another version of glidepath");
    Forecast::Parts parts;
    parts.window = state[1].cast<Window>();
    parts.history = state[2].cast<std::vector<double>>();
    parts.centre = state[3].cast<Eigen::VectorXd>();
    parts.scale = state[4].cast<Eigen::VectorXd>();
    restore_shapes(parts, state[5].cast<std::vector<ErrorShape::Knots>>());
    parts.correlation = state[6].cast<Eigen::MatrixXd>();
    const auto [minimum, maximum, open] = state[7].cast<BoundsState>();
    parts.bounds = {minimum, maximum, open};
    parts.kind = state[8].cast<Kind>();
    parts.face = state[9].cast<Face>();
    parts.decimals = state[10].cast<std::optional<int>>();
    parts.points = state[11].cast<int>();
    parts.method = state[12].cast<std::string>();
    parts.notes = state[13].cast<std::vector<ForecastNote>>();
    parts.prices = state[14].cast<std::optional<PriceBasis>>();
    return Forecast(std::move(parts));
}

void bind_distribution(py::module_& m) {
    py::class_<WindowForecast> bound(m, "WindowForecast",
                                     "The distribution of one figure about several periods.");
    as_value(bound, [](WindowForecast const& self) {
        return std::tuple(self.draws().size(), self.median(), self.mean());
    });
    bound.def_property_readonly("mean", &WindowForecast::mean)
        .def_property_readonly("median", &WindowForecast::median)
        .def(
            "quantile", [](WindowForecast const& self, Share p) { return self.quantile(p.value); },
            py::arg("p"))
        .def(
            "interval",
            [](WindowForecast const& self, Share level) { return self.interval(level.value); },
            py::arg("level") = 0.95, "Lower and upper end of the central interval.")
        .def_property_readonly(
            "draws", [](WindowForecast const& self) { return self.draws(); },
            "The draws in rising order.")
        .def("__repr__",
             [](WindowForecast const& self) {
                 const auto [low, high] = self.interval(0.8);
                 return "<WindowForecast: median " + glidepath::detail::rounded(self.median()) +
                        ", 80 % between " + glidepath::detail::rounded(low) + " and " +
                        glidepath::detail::rounded(high) + ">";
             })
        .def(py::pickle(
            [](WindowForecast const& self) -> WindowForecastState {
                return py::make_tuple(1, self.draws());
            },
            [](WindowForecastState const& state) {
                auto draws = state[1].cast<Eigen::VectorXd>();
                if (state[0].cast<int>() != 1 || draws.size() == 0)
                    throw std::invalid_argument("a WindowForecast of another version of glidepath");
                return WindowForecast(std::move(draws));
            }));

    py::class_<Forecast>(m, "Forecast", "A joint distribution over the periods ahead.")
        .def_property_readonly("window", &Forecast::window)
        .def_property_readonly("points", &Forecast::points)
        .def_property_readonly("method", &Forecast::method)
        .def_property_readonly("notes", &Forecast::notes)
        .def_property_readonly("kind", [](Forecast const& self) { return self.parts().kind; })
        .def_property_readonly("prices", &Forecast::prices)
        .def_property_readonly("history", [](Forecast const& self) { return self.parts().history; })
        .def("median", &Forecast::median)
        .def("mean", &Forecast::mean)
        .def("quantile", &Forecast::quantile, py::arg("p"))
        .def(
            "paths",
            [](Forecast const& self, int count, std::uint64_t seed, std::uint64_t stream,
               Sampling sampling) { return self.draws(draws_of(count, seed, stream, sampling)); },
            py::arg("count"), py::arg("seed"), py::arg("stream"), py::arg("sampling"), Unlocked())
        .def(
            "over",
            [](Forecast const& self, Window const& window, bool mean, int count, std::uint64_t seed,
               std::uint64_t stream, Sampling sampling) {
                const Draws draws = draws_of(count, seed, stream, sampling);
                return mean ? self.mean_over(window, draws) : self.sum(window, draws);
            },
            py::arg("window"), py::arg("mean"), py::arg("count"), py::arg("seed"),
            py::arg("stream"), py::arg("sampling"), Unlocked())
        .def(
            "probability",
            [](Forecast const& self, Statement const& statement, int count, std::uint64_t seed,
               std::uint64_t stream, Sampling sampling) {
                const Probability found =
                    self.probability(statement, draws_of(count, seed, stream, sampling));
                return std::tuple(found.value, found.error, found.reason);
            },
            py::arg("statement"), py::arg("count"), py::arg("seed"), py::arg("stream"),
            py::arg("sampling"), Unlocked(), "Value, its standard error, why there is none.")
        .def("statistic_problem", &Forecast::statistic_problem, py::arg("stat"),
             "Why there is no such statistic, and what to do; empty if there is one.")
        .def(py::pickle(&state_of, &forecast_of));
}

void bind_forecasting(py::module_& m) {
    py::class_<ForecastOptions>(m, "ForecastOptions", "How a series is forecast.")
        .def(py::init([](ForecastMethod method, Kind kind, Face face, std::optional<double> minimum,
                         std::optional<double> maximum, bool open, std::optional<int> decimals,
                         std::size_t last_break, bool damp_outliers, bool january_february,
                         Calibrations const* calibrations, std::optional<PriceBasis> prices) {
                 ForecastOptions options;
                 options.method = method;
                 options.kind = kind;
                 options.face = face;
                 options.bounds = {minimum, maximum, open};
                 options.decimals = decimals;
                 options.last_break = last_break;
                 options.damp_outliers = damp_outliers;
                 options.january_february = january_february;
                 options.calibrations = calibrations;
                 options.prices = prices;
                 return options;
             }),
             py::kw_only(), py::arg("method"), py::arg("kind"), py::arg("face"), py::arg("minimum"),
             py::arg("maximum"), py::arg("open"), py::arg("decimals"), py::arg("last_break"),
             py::arg("damp_outliers"), py::arg("january_february"), py::arg("calibrations"),
             py::arg("prices") = py::none(), py::keep_alive<1, 12>());

    m.def("season_of", &season_of, py::arg("frequency"),
          "Periods of a seasonal cycle at a frequency; 1: none.");
    m.def(
        "forecast",
        [](std::vector<double> const& y, Period first, int periods,
           ForecastOptions const& options) { return forecast(y, first, periods, options); },
        py::arg("y"), py::arg("first"), py::arg("periods"), py::arg("options"), Unlocked());

    py::class_<BacktestCase>(m, "BacktestCase", "One forecast of a back-test and what came of it.")
        .def_readonly("origin", &BacktestCase::origin)
        .def_readonly("period", &BacktestCase::period)
        .def_readonly("actual", &BacktestCase::actual)
        .def_readonly("median", &BacktestCase::median)
        .def_readonly("rank", &BacktestCase::rank)
        .def_readonly("lower", &BacktestCase::lower)
        .def_readonly("upper", &BacktestCase::upper);
    m.def(
        "backtest",
        [](std::vector<double> const& y, Period first, ForecastOptions const& options, int horizon,
           int first_points, int step, std::vector<double> levels) {
            return backtest(y, first, options, {horizon, first_points, step, std::move(levels)});
        },
        py::arg("y"), py::arg("first"), py::arg("options"), py::kw_only(), py::arg("horizon"),
        py::arg("first_points"), py::arg("step"), py::arg("levels"), Unlocked());
}

/// Makes calibrations values: equal to equal ones.
void bind_calibration_values(py::module_& m) {
    py::class_<Entry> entry(m.attr("CalibrationEntry"));
    as_value(entry, [](Entry const& self) {
        return std::tuple(self.season, self.least_points, self.calibration.series, self.face);
    });
    entry.def("__repr__", [](Entry const& self) {
        return "<CalibrationEntry: season of " + std::to_string(self.season) + ", from " +
               std::to_string(self.least_points) + " values on, learned from " +
               std::to_string(self.calibration.series) + " forecasts>";
    });
    py::class_<Calibrations> all(m.attr("Calibrations"));
    as_value(all, [](Calibrations const& self) { return self.entries().size(); });
}

}  // namespace

void bind_forecast(py::module_& m) {
    bind_calibrations(m);
    bind_calibration_values(m);
    bind_distribution(m);
    bind_forecasting(m);
}

}  // namespace glidepath::python

// Forecasts of one series, their back-test, calibrations.
#include "bindings.hpp"
#include "forecast_words.hpp"
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
             py::arg("face") = Face::level)
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
        py::arg("least_points") = 1, py::arg("face") = Face::level, Unlocked(),
        "Learns a calibration from a population of series: the last ``horizon`` values of each are "
        "forecast from the ``points`` values before them (0: all; several counts make several "
        "cases). ``face``: what the values are, levels or growth rates in percent. Raises "
        "ValueError if fewer than 60 forecast errors come together.");
}

void bind_distribution(py::module_& m) {
    py::class_<WindowForecast>(m, "WindowForecast",
                               "The distribution of one figure about several periods.")
        .def_property_readonly("mean", &WindowForecast::mean)
        .def_property_readonly("median", &WindowForecast::median)
        .def("quantile", &WindowForecast::quantile, py::arg("p"))
        .def("interval", &WindowForecast::interval, py::arg("level") = 0.95,
             "Lower and upper end of the central interval.")
        .def_property_readonly(
            "draws", [](WindowForecast const& self) { return self.draws(); },
            "The draws in rising order.")
        .def("__repr__", [](WindowForecast const& self) {
            const auto [low, high] = self.interval(0.8);
            return "<WindowForecast: median " + format_shortest(self.median()) + ", 80 % between " +
                   format_shortest(low) + " and " + format_shortest(high) + ">";
        });

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
            py::arg("sampling"), Unlocked(), "Value, its standard error, why there is none.");
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

}  // namespace

void bind_forecast(py::module_& m) {
    bind_calibrations(m);
    bind_distribution(m);
    bind_forecasting(m);
}

}  // namespace glidepath::python

// How forecasts of one series would have done: what is known grows by one value at a time.
#pragma once

#include <glidepath/forecast/forecast_series.hpp>

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace glidepath {

/// One forecast of a back-test and what came of it.
struct BacktestCase {
    Period origin;  ///< The last period that was known.
    Period period;  ///< The period that was forecast.
    double actual = 0;
    double median = 0;
    double rank = 0;            ///< See `Forecast::rank`.
    std::vector<double> lower;  ///< Ends of the central intervals, by level.
    std::vector<double> upper;
};

/// Which forecasts a back-test makes.
struct BacktestOptions {
    int horizon = 1;                        ///< How many periods ahead each one reaches.
    int first_points = 4;                   ///< How many values the first one knows.
    int step = 1;                           ///< Every so many periods there is one.
    std::vector<double> levels{0.8, 0.95};  ///< Of the intervals.
};

namespace detail {

/// Refuses what no origin of a back-test could do anything about.
inline void require_backtest(std::span<double const> y, Period first,
                             ForecastOptions const& options, BacktestOptions const& test) {
    if (test.horizon < 1 || test.first_points < 1 || test.step < 1)
        throw std::invalid_argument(
            "a back-test needs a horizon, a first number of values and a step of at least 1");
    if (test.horizon > longest_horizon)
        throw std::invalid_argument("a forecast reaches 1 to " + std::to_string(longest_horizon) +
                                    " periods ahead, not " + std::to_string(test.horizon));
    for (double level : test.levels)
        if (!(level > 0 && level < 1))
            throw std::invalid_argument("the level of an interval lies between 0 and 1: 0.95");
    for (std::size_t t = 0; t < y.size(); ++t)
        if (std::isinf(y[t]))
            throw std::invalid_argument("the value of " + to_string(first + static_cast<int>(t)) +
                                        " is infinite");
    (void)Margin(0, 1, ErrorShape(), options.bounds);  // refuses bounds that leave no room
    const auto known = [](double value) { return !std::isnan(value); };
    const auto needed =
        std::max(static_cast<std::size_t>(test.first_points), options.last_break + 1);
    if (y.size() <= needed)
        throw std::invalid_argument(
            "the first forecast of the back-test knows " + std::to_string(needed) +
            " values, and then one more is needed; there are " + std::to_string(y.size()) +
            ": let it start with fewer (first_points)");
    if (std::none_of(y.begin() + static_cast<std::ptrdiff_t>(needed), y.end(), known))
        throw std::invalid_argument("no value is known behind the first " + std::to_string(needed) +
                                    ", and forecasts are compared with those");
}

}  // namespace detail

/// Forecasts from rolling origins: each sees the values up to its origin and nothing behind.
/// Periods whose value is missing are left out, and so are origins at which the method cannot be
/// fitted (a named one that needs more values).
/// \param y      oldest first; NaN where missing
/// \param first  the period of the first value
/// \return by origin, then by period; at least one
/// \throws std::invalid_argument for a horizon, count or step below 1, levels outside (0, 1),
///         infinite values, bounds that leave no room, if no origin has a known value behind it,
///         and if no origin can be forecast (with the reason why the last one cannot)
[[nodiscard]] inline std::vector<BacktestCase> backtest(std::span<double const> y, Period first,
                                                        ForecastOptions const& options,
                                                        BacktestOptions const& test = {}) {
    detail::require_backtest(y, first, options, test);
    std::string problem;
    std::vector<BacktestCase> cases;
    for (std::size_t known =
             std::max(static_cast<std::size_t>(test.first_points), options.last_break + 1);
         known < y.size(); known += static_cast<std::size_t>(test.step)) {
        const std::size_t end = std::min(y.size(), known + static_cast<std::size_t>(test.horizon));
        const auto made =
            try_forecast(y.first(known), first, static_cast<int>(end - known), options);
        if (!made.forecast) {
            problem = made.problem;
            continue;
        }
        for (std::size_t t = known; t < end; ++t) {
            if (std::isnan(y[t])) continue;
            const Period period = first + static_cast<int>(t);
            Margin const& margin = made.forecast->at(period);
            BacktestCase one;
            one.origin = first + static_cast<int>(known) - 1;
            one.period = period;
            one.actual = y[t];
            one.median = margin.median();
            one.rank = made.forecast->rank(period, y[t]);
            for (double level : test.levels) {
                one.lower.push_back(margin.quantile((1 - level) / 2));
                one.upper.push_back(margin.quantile((1 + level) / 2));
            }
            cases.push_back(std::move(one));
        }
    }
    if (cases.empty())
        throw std::invalid_argument("no origin of the back-test " +
                                    (problem.empty() ? "has a known value within its horizon"
                                                     : "can be forecast: " + problem));
    return cases;
}

}  // namespace glidepath

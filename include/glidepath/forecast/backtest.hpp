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
    /// The share of the forecast distribution below the actual value; where a bound or rounding
    /// gives the value itself probability, the middle of the jump.
    double rank = 0;
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

/// Forecasts from rolling origins: each sees the values up to its origin and nothing behind.
/// Periods whose value is missing are left out, and so are origins at which the method cannot be
/// fitted (a named one that needs more values).
/// \param y      oldest first; NaN where missing
/// \param first  the period of the first value
/// \return by origin, then by period; empty if no origin has a value behind it
/// \throws std::invalid_argument for a horizon, count or step below 1, levels outside (0, 1), and
///         bounds that leave no room
[[nodiscard]] inline std::vector<BacktestCase> backtest(std::span<double const> y, Period first,
                                                        ForecastOptions const& options,
                                                        BacktestOptions const& test = {}) {
    if (test.horizon < 1 || test.first_points < 1 || test.step < 1)
        throw std::invalid_argument(
            "a back-test needs a horizon, a first number of values and a step of at least 1");
    for (double level : test.levels)
        if (!(level > 0 && level < 1))
            throw std::invalid_argument("the level of an interval lies between 0 and 1: 0.95");
    std::vector<BacktestCase> cases;
    for (std::size_t known =
             std::max(static_cast<std::size_t>(test.first_points), options.last_break + 1);
         known < y.size(); known += static_cast<std::size_t>(test.step)) {
        const std::size_t end = std::min(y.size(), known + static_cast<std::size_t>(test.horizon));
        const auto made =
            try_forecast(y.first(known), first, static_cast<int>(end - known), options);
        if (!made.forecast) continue;
        for (std::size_t t = known; t < end; ++t) {
            if (std::isnan(y[t])) continue;
            const Period period = first + static_cast<int>(t);
            Margin const& margin = made.forecast->at(period);
            BacktestCase one;
            one.origin = first + static_cast<int>(known) - 1;
            one.period = period;
            one.actual = y[t];
            one.median = margin.median();
            one.rank = (margin.below(y[t], true) + margin.below(y[t])) / 2;
            for (double level : test.levels) {
                one.lower.push_back(margin.quantile((1 - level) / 2));
                one.upper.push_back(margin.quantile((1 + level) / 2));
            }
            cases.push_back(std::move(one));
        }
    }
    return cases;
}

}  // namespace glidepath

// What a part of a running period tells of the whole of it.
#pragma once

#include <glidepath/assess/outlook/outlook.hpp>

#include <cmath>
#include <limits>
#include <optional>

namespace glidepath {

/// What a part of the first period ahead tells of the whole of it.
struct ToDate {
    double elapsed = 0;  ///< Share of the period that is over.
    /// The sum of a flow so far, the mean of an average so far, the level of a stock inside the
    /// period, growth against the same days a year earlier (or the level that it makes).
    double seen = 0;
    double share = 1;  ///< Of a flow: what is usually done by then, of the whole.
    /// Standard deviation of what is seen, given the whole: of a flow as a share of the whole. None
    /// of a level or growth so far, whose deviation follows from the forecast's own, nor of a flow
    /// that may be negative and has brought nothing.
    std::optional<double> deviation = std::nullopt;
    double rounding = 0;  ///< Of a flow: standard deviation of what is seen by its last digit.
    std::optional<double> floor = std::nullopt;  ///< What a flow that cannot be negative has
                                                 ///< reached already.
    OutlookNote note = OutlookNote::to_date_usual;
    bool in_proportion = false;  ///< Whether `share` and `deviation` are of the whole (flows).

    /// The whole period's value as it looks from what is seen alone.
    [[nodiscard]] double estimate() const noexcept { return seen / share; }
    /// How far the estimate may be off: one standard deviation.
    [[nodiscard]] double estimate_deviation() const noexcept {
        return in_proportion ? deviation_given(estimate()) / share : *deviation;
    }
    /// How well what is seen fits a value of the whole: the logarithm of its density, but for a
    /// constant. A flow cannot have brought more than its rounding of a whole that is nothing.
    /// \pre deviation
    [[nodiscard]] double log_likelihood(double whole) const noexcept {
        if (!in_proportion) return -0.5 * std::pow((seen - whole) / *deviation, 2);
        const double off = deviation_given(whole);
        if (whole < 0 || !(off > 0)) return -std::numeric_limits<double>::infinity();
        return -0.5 * std::pow((seen - share * whole) / off, 2) - std::log(off);
    }

private:
    [[nodiscard]] double deviation_given(double whole) const noexcept {
        return std::hypot(whole * *deviation, rounding);
    }
};

}  // namespace glidepath

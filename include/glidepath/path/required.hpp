// What a target still requires: a pace from here on, and how long it can wait.
#pragma once

#include <glidepath/model/number.hpp>

#include <cmath>
#include <optional>
#include <stdexcept>
#include <string>

namespace glidepath {

/// What each remaining period must bring so that a total is reached. Negative if more is done than
/// wanted; nothing without remaining periods, or for a number that is not finite.
[[nodiscard]] inline std::optional<double> required_run_rate(double total, double done,
                                                             double remaining) {
    const double rate = (total - done) / remaining;
    return remaining > 0 && std::isfinite(rate) ? std::optional(rate) : std::nullopt;
}

/// The constant growth per period, as a share (0.05 is 5 %), that leads from one level to another.
/// Nothing unless both are positive and finite and there are periods in between.
[[nodiscard]] inline std::optional<double> required_growth(double from, double to, double periods) {
    if (!(from > 0) || !(to > 0) || !(periods > 0)) return std::nullopt;
    const double growth = std::pow(to / from, 1 / periods) - 1;
    return std::isfinite(growth) ? std::optional(growth) : std::nullopt;
}

namespace detail {

/// \throws std::invalid_argument unless the value is finite and above the limit
inline void require_above(double limit, double value, std::string const& name) {
    if (value > limit && std::isfinite(value)) return;
    throw std::invalid_argument(name + " must be finite and above " + format_shortest(limit) +
                                ", not " + format_shortest(value));
}
inline void require_periods(int periods) {
    if (periods < 0)
        throw std::invalid_argument("there are 0 or more periods, not " + std::to_string(periods));
}

}  // namespace detail

/// For how many of `periods` a level can stay where it is and still, growing from then on by
/// `most_growth` a period, reach a goal at the end. 0: growth has to begin at once; nothing: the
/// goal is out of reach at that growth. A goal at or below the level leaves all periods.
///
/// To fall to a goal below the level, give a `most_growth` below 0: the same with the sides turned.
/// \throws std::invalid_argument unless level > 0, goal > 0, most_growth > -1 and periods >= 0
[[nodiscard]] inline std::optional<int> periods_to_spare(double level, double goal,
                                                         double most_growth, int periods) {
    detail::require_above(0, level, "the level");
    detail::require_above(0, goal, "the goal");
    detail::require_above(-1, most_growth, "the most growth");
    detail::require_periods(periods);
    const double way = std::log(goal) - std::log(level);
    const double step = std::log1p(most_growth);
    const bool there = most_growth >= 0 ? way <= 0 : way >= 0;
    if (there) return periods;
    if (step == 0) return std::nullopt;
    const double needed = std::ceil(way / step - 1e-9);
    if (needed > periods) return std::nullopt;
    return periods - static_cast<int>(needed);
}

/// The same for a goal about the sum over the next `periods`: each of them brings the level, grown
/// since growth began.
/// \throws std::invalid_argument unless level > 0, goal > 0, most_growth > 0 and periods >= 0
[[nodiscard]] inline std::optional<int> periods_to_spare_for_sum(double level, double goal,
                                                                 double most_growth, int periods) {
    detail::require_above(0, level, "the level");
    detail::require_above(0, goal, "the goal");
    detail::require_above(0, most_growth, "the most growth");
    detail::require_periods(periods);
    double grown = 0;  // what the periods after the waiting bring
    double now = level;
    for (int wait = periods; wait >= 0; --wait) {
        if (level * wait + grown >= goal * (1 - 1e-9)) return wait;
        grown += now *= 1 + most_growth;
    }
    return std::nullopt;
}

}  // namespace glidepath

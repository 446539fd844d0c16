// The values that satisfy a relation, as an interval: one definition for judging, drawing paths
// and checking a plan.
#pragma once

#include <glidepath/model/statement.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace glidepath {

/// An interval of real numbers; each end may be open.
struct Interval {
    double lower = -std::numeric_limits<double>::infinity();
    double upper = std::numeric_limits<double>::infinity();
    bool lower_open = false;
    bool upper_open = false;

    /// Whether `x` lies inside. A closed end holds within `comparison_tolerance`; on an open end a
    /// figure that equals it within the tolerance lies outside: 860 is not > 860.
    [[nodiscard]] bool contains(double x) const noexcept {
        const bool at_lower = nearly_equal(x, lower);
        const bool at_upper = nearly_equal(x, upper);
        return (at_lower ? !lower_open : x > lower) && (at_upper ? !upper_open : x < upper);
    }
    /// Signed distance into the interval: positive inside, negative outside, 0 on an end. For a
    /// two-sided interval the distance to the nearer end.
    [[nodiscard]] double depth(double x) const noexcept { return std::min(x - lower, upper - x); }
    /// Whether only small values satisfy (an upper limit).
    [[nodiscard]] bool upper_limit() const noexcept {
        return std::isinf(lower) && !std::isinf(upper);
    }
    /// Whether only large values satisfy (a lower limit).
    [[nodiscard]] bool lower_limit() const noexcept {
        return std::isinf(upper) && !std::isinf(lower);
    }
    friend bool operator==(Interval const&, Interval const&) = default;
};

/// Whether no number lies in the interval: its ends cross, or are nearly equal and one is open.
[[nodiscard]] inline bool is_empty(Interval const& interval) noexcept {
    if (nearly_equal(interval.lower, interval.upper))
        return interval.lower_open || interval.upper_open;
    return interval.lower > interval.upper;
}

/// The numbers that lie in both. Of ends that are nearly equal the first interval's number stays,
/// open if either is.
[[nodiscard]] inline Interval intersection(Interval one, Interval const& other) noexcept {
    if (nearly_equal(one.lower, other.lower)) {
        one.lower_open = one.lower_open || other.lower_open;
    } else if (other.lower > one.lower) {
        one.lower = other.lower;
        one.lower_open = other.lower_open;
    }
    if (nearly_equal(one.upper, other.upper)) {
        one.upper_open = one.upper_open || other.upper_open;
    } else if (other.upper < one.upper) {
        one.upper = other.upper;
        one.upper_open = other.upper_open;
    }
    return one;
}

/// Whether every number of `inner` lies in `outer`.
[[nodiscard]] inline bool lies_in(Interval const& inner, Interval const& outer) noexcept {
    return intersection(inner, outer) == inner;
}

/// Moves the ends of what can only be whole numbers to whole numbers.
[[nodiscard]] inline Interval to_whole(Interval interval) {
    const auto move = [](double& end, bool& open, double inwards) {
        if (!std::isfinite(end)) return;
        const double nearest = std::round(end);
        const double slack = comparison_tolerance * std::max(1.0, std::abs(end));
        if (std::abs(end - nearest) <= slack) end = open ? nearest + inwards : nearest;
        else end = inwards > 0 ? std::ceil(end) : std::floor(end);
        open = false;
    };
    move(interval.lower, interval.lower_open, 1);
    move(interval.upper, interval.upper_open, -1);
    return interval;
}

/// The values that stand in `comparator` to `value`. `value` need not be the quantity of the
/// statement: relations put the other indicator's figure there. `=` means rounds to the value.
/// \return nothing for `Comparator::none`.
[[nodiscard]] inline std::optional<Interval> satisfying(Statement const& statement, double value) {
    Interval interval;
    switch (statement.comparator) {
        case Comparator::none: return std::nullopt;
        case Comparator::greater:
            interval.lower = value;
            interval.lower_open = true;
            break;
        case Comparator::at_least: interval.lower = value; break;
        case Comparator::less:
            interval.upper = value;
            interval.upper_open = true;
            break;
        case Comparator::at_most: interval.upper = value; break;
        case Comparator::equal: {
            const Quantity* quantity = statement.quantity();
            const double half = half_unit(quantity != nullptr ? quantity->decimals : 0);
            interval = {value - half, value + half, false, false};
            break;
        }
        case Comparator::about:
            interval = {value - statement.second.value, value + statement.second.value, false,
                        false};
            break;
        case Comparator::between: interval = {value, statement.second.value, false, false}; break;
    }
    return interval;
}

/// As above for a statement whose value is a number; nothing for relations and `tbd`.
[[nodiscard]] inline std::optional<Interval> satisfying(Statement const& statement) {
    const Quantity* quantity = statement.quantity();
    return quantity != nullptr ? satisfying(statement, quantity->value) : std::nullopt;
}

/// Whether a statement asks for more than another about the same thing: the same statistic of the
/// same window, and values that all satisfy the other, which has more. `at 2025 >= 130` asks for
/// more than `at 2025 >= 90`. Relations and `tbd` are not compared.
[[nodiscard]] inline bool asks_for_more(Statement const& one, Statement const& other) {
    if (one.stat != other.stat || one.face != other.face || one.dated != other.dated ||
        one.window != other.window)
        return false;
    const auto less = satisfying(other);
    const auto more = satisfying(one);
    return less && more && lies_in(*more, *less) && !lies_in(*less, *more);
}

}  // namespace glidepath

// Bounds on the differences of unknown numbers, and everything that follows from them.
#pragma once

#include <glidepath/model/interval.hpp>

#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>
#include <vector>

namespace glidepath::detail {

/// Whether no number lies in the interval: its ends cross, or meet where one is open.
/// \param slack  ends that are nearer than this count as equal
[[nodiscard]] inline bool is_empty(Interval const& interval, double slack = 0) noexcept {
    if (nearly_equal(interval.lower, interval.upper) ||
        std::abs(interval.lower - interval.upper) <= slack)
        return interval.lower_open || interval.upper_open;
    return interval.lower > interval.upper;
}

/// Narrows `interval` to what also lies in `other`. \return whether that took anything away
inline bool narrow(Interval& interval, Interval const& other, double slack = 0) noexcept {
    const auto equal = [slack](double a, double b) {
        return nearly_equal(a, b) || std::abs(a - b) <= slack;
    };
    const Interval before = interval;
    if (equal(other.lower, interval.lower)) {
        interval.lower_open = interval.lower_open || other.lower_open;
    } else if (other.lower > interval.lower) {
        interval.lower = other.lower;
        interval.lower_open = other.lower_open;
    }
    if (equal(other.upper, interval.upper)) {
        interval.upper_open = interval.upper_open || other.upper_open;
    } else if (other.upper < interval.upper) {
        interval.upper = other.upper;
        interval.upper_open = other.upper_open;
    }
    return !(interval == before);
}

/// Whether every number of `inner` lies in `outer`.
[[nodiscard]] inline bool lies_in(Interval const& inner, Interval const& outer) noexcept {
    Interval both = inner;
    return !narrow(both, outer);
}

/// Unknown numbers x0, x1, ... of which bounds on some differences are known. `close` draws all
/// conclusions (shortest paths between all pairs), exactly: for sums, the numbers are the running
/// totals at the boundaries of periods, so any overlap of windows is seen through.
class Differences {
public:
    /// \param slack  ends nearer than this are equal; for numbers whose noise is absolute
    /// (logarithms)
    explicit Differences(std::size_t numbers, double slack = 0)
        : numbers_(numbers), slack_(slack), bounds_(numbers * numbers) {
        for (std::size_t i = 0; i < numbers; ++i) bound(i, i).value = 0;
    }

    /// Demands that x_to - x_from lies in the interval.
    void demand(std::size_t from, std::size_t to, Interval const& interval) {
        for (double end : {interval.lower, interval.upper})
            if (std::isfinite(end)) slack_ = std::max(slack_, std::abs(end) * rounding);
        tighten(bound(from, to), {interval.upper, interval.upper_open});
        tighten(bound(to, from), {-interval.lower, interval.lower_open});
    }
    /// What is known about x_to - x_from.
    [[nodiscard]] Interval between(std::size_t from, std::size_t to) const {
        const Bound upper = bounds_[from * numbers_ + to];
        const Bound lower = bounds_[to * numbers_ + from];
        return {-lower.value, upper.value, lower.open, upper.open};
    }
    /// Draws all conclusions. \return false if the demands contradict each other
    [[nodiscard]] bool close() {
        for (std::size_t via = 0; via < numbers_; ++via)
            for (std::size_t from = 0; from < numbers_; ++from) {
                const Bound first = bound(from, via);
                if (std::isinf(first.value)) continue;
                for (std::size_t to = 0; to < numbers_; ++to) {
                    const Bound second = bound(via, to);
                    if (std::isinf(second.value)) continue;
                    tighten(bound(from, to),
                            {first.value + second.value, first.open || second.open});
                }
                const Bound self = bound(from, from);
                if (self.value < -slack_ || (self.value <= slack_ && self.open)) return false;
            }
        return true;
    }

private:
    /// x_to - x_from <= value, or < value.
    struct Bound {
        double value = std::numeric_limits<double>::infinity();
        bool open = false;
    };
    /// Noise of adding and subtracting numbers, relative to the largest of them.
    static constexpr double rounding = 1e-13;

    [[nodiscard]] Bound& bound(std::size_t from, std::size_t to) {
        return bounds_[from * numbers_ + to];
    }
    void tighten(Bound& at, Bound const& other) const {
        if (nearly_equal(at.value, other.value) || std::abs(at.value - other.value) <= slack_)
            at.open = at.open || other.open;
        else if (other.value < at.value) at = other;
    }

    std::size_t numbers_;
    double slack_;
    std::vector<Bound> bounds_;
};

}  // namespace glidepath::detail

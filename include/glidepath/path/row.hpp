// Rows: linear statements about a window of a path, in the form in which the solver takes them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace glidepath {

/// Positions `first, first + stride, ..., last` of a path, all with one coefficient.
struct Run {
    int first = 0;
    int last = 0;
    double coefficient = 1;
    int stride = 1;  ///< More than 1 where several series are interleaved.
    friend bool operator==(Run const&, Run const&) = default;
};

/// How a row's left side stands to its value.
enum class Sense : std::uint8_t { equal, at_least, at_most };

/// One linear statement about the positions 0, 1, ... of a path:
/// `sum of coefficient * y[position]  (sense)  value`. Strict inequalities are closed on a path.
struct Row {
    std::vector<Run> runs;
    Sense sense = Sense::equal;
    double value = 0;
    double rounding = 0;  ///< Half a unit of the last printed digit of `value`; 0: exact.
    double variance = 0;  ///< Of a soft equality, which may be missed; 0: it must hold.
    int rank = 0;         ///< Firmness: of rows that cannot all hold, the highest rank gives way.
    std::size_t origin = 0;  ///< Which statement it came from; for the caller.

    /// `y[position] = value`, or with another sense.
    [[nodiscard]] static Row point(int position, double value, Sense sense = Sense::equal) {
        return of({{position, position}}, value, sense);
    }
    /// The sum over the positions first..last.
    [[nodiscard]] static Row sum(int first, int last, double value, Sense sense = Sense::equal) {
        return of({{first, last}}, value, sense);
    }
    /// The mean over the positions first..last, as a sum.
    [[nodiscard]] static Row mean(int first, int last, double value, Sense sense = Sense::equal) {
        return sum(first, last, value * (last - first + 1), sense);
    }
    /// `y[to] - factor * y[from]`.
    [[nodiscard]] static Row difference(int to, double factor, int from, double value,
                                        Sense sense = Sense::equal) {
        return of({{to, to}, {from, from, -factor}}, value, sense);
    }
    /// Any runs.
    [[nodiscard]] static Row of(std::vector<Run> runs, double value, Sense sense = Sense::equal) {
        Row row;
        row.runs = std::move(runs);
        row.sense = sense;
        row.value = value;
        return row;
    }

    /// The left side on a path that has all its positions.
    [[nodiscard]] double left_side(std::span<double const> path) const {
        double sum = 0;
        for (Run const& run : runs) {
            double part = 0;
            for (int at = run.first; at <= run.last; at += run.stride)
                part += path[static_cast<std::size_t>(at)];
            sum += run.coefficient * part;
        }
        return sum;
    }
};

}  // namespace glidepath

// Rows: linear statements about a window of a path, in the form in which the solver takes them.
#pragma once

#include <glidepath/time/window.hpp>

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace glidepath {

/// How a row's left side stands to its value.
enum class Sense : std::uint8_t { equal, at_least, at_most };

/// `sum of coefficient * y[period]  (sense)  value`. Strict inequalities are closed on a path.
struct PathRow {
    std::vector<std::pair<Period, double>> terms;
    Sense sense = Sense::equal;
    double value = 0;
    int rank = 0;  ///< Firmness: of rows that cannot all hold, the highest rank gives way.
    std::size_t origin = 0;  ///< Which statement it came from; for the caller.

    /// `y[period] = value`, or with another sense.
    [[nodiscard]] static PathRow point(Period period, double value, Sense sense = Sense::equal) {
        return {{{period, 1.0}}, sense, value, 0, 0};
    }
    /// The sum over the window.
    [[nodiscard]] static PathRow sum(Window const& window, double value,
                                     Sense sense = Sense::equal) {
        PathRow row{{}, sense, value, 0, 0};
        for (Period p : window) row.terms.emplace_back(p, 1.0);
        return row;
    }
    /// The mean over the window.
    [[nodiscard]] static PathRow mean(Window const& window, double value,
                                      Sense sense = Sense::equal) {
        return sum(window, value * window.size(), sense);
    }
    /// `y[to] - factor * y[from]`.
    [[nodiscard]] static PathRow difference(Period to, double factor, Period from, double value,
                                            Sense sense = Sense::equal) {
        return {{{to, 1.0}, {from, -factor}}, sense, value, 0, 0};
    }
};

}  // namespace glidepath

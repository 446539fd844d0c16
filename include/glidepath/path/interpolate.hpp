// Interpolation between known values by a named shape, at the same or a finer frequency.
#pragma once

#include <glidepath/model/indicator.hpp>
#include <glidepath/model/number.hpp>
#include <glidepath/path/least_rough.hpp>

#include <array>
#include <cmath>
#include <cstdint>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace glidepath {

/// Named shapes between known values.
enum class Shape : std::uint8_t {
    linear,     ///< Least rough, order 1: the straight line between points.
    geometric,  ///< A constant rate between points; values must be positive.
    step        ///< The last known value, until the next.
};
inline constexpr std::array<std::string_view, 3> shape_names{"linear", "geometric", "step"};
[[nodiscard]] constexpr std::string_view to_string(Shape shape) noexcept {
    return shape_names[static_cast<std::size_t>(shape)];
}

namespace detail {

[[nodiscard]] inline double between(Shape shape, double a, double b, double share) {
    if (shape == Shape::step) return share < 1 ? a : b;
    if (shape == Shape::geometric) return a * std::pow(b / a, share);
    return a + (b - a) * share;
}

}  // namespace detail

/// The path from the first to the last known value.
///
/// Stocks, averages and ratios go through points: the value of a period stands at its last
/// sub-period. A flow is spread so that the sums over the given periods hold, as smoothly as
/// possible; that is the linear shape, the only one for flows.
/// \param knots      at least one known value; periods of one grid, ascending
/// \param frequency  of the result: that of the knots or finer
/// \throws std::invalid_argument for no knots, knots out of order, a frequency that does not divide
///         the knots' periods, values <= 0 with the geometric shape, another shape than linear for
///         a flow.
[[nodiscard]] inline Path interpolate(std::vector<std::pair<Period, double>> const& knots,
                                      Frequency frequency, Kind kind, Shape shape = Shape::linear) {
    if (knots.empty()) throw std::invalid_argument("interpolation needs at least one known value");
    for (std::size_t i = 1; i < knots.size(); ++i)
        if (!(knots[i - 1].first < knots[i].first))
            throw std::invalid_argument("known values must ascend in periods of one frequency: " +
                                        to_string(knots[i].first) + " after " +
                                        to_string(knots[i - 1].first));
    for (auto const& [period, value] : knots) {
        if (!std::isfinite(value))
            throw std::invalid_argument("the value of " + to_string(period) + " is not a number");
        if (shape == Shape::geometric && !(value > 0))
            throw std::invalid_argument("the geometric shape needs positive values; " +
                                        to_string(period) + " is " + format_shortest(value));
    }
    if (kind == Kind::milestone) throw std::invalid_argument("a milestone has no path");

    const auto parts_of = [&](Period period) {
        const auto parts = refine(Window(period), frequency, period.phase());
        if (!parts)
            throw std::invalid_argument(std::string(to_string(frequency)) +
                                        " periods do not divide " + to_string(period));
        return *parts;
    };
    if (kind == Kind::flow && frequency != knots.front().first.frequency()) {
        if (shape != Shape::linear)
            throw std::invalid_argument(
                "a flow is spread by the linear shape, which keeps its sums");
        const Window window(parts_of(knots.front().first).first(),
                            parts_of(knots.back().first).last());
        std::vector<PathRow> rows;
        rows.reserve(knots.size());
        for (auto const& [period, value] : knots)
            rows.push_back(PathRow::sum(parts_of(period), value));
        return *least_rough(window, rows).path;  // one sum determines a first-order path
    }

    const Window window(parts_of(knots.front().first).last(), parts_of(knots.back().first).last());
    std::vector<double> values;
    std::size_t next = 0;
    for (Period p : window) {
        while (next + 1 < knots.size() && parts_of(knots[next + 1].first).last() <= p) ++next;
        const Period from = parts_of(knots[next].first).last();
        if (p == from) {
            values.push_back(knots[next].second);
            continue;
        }
        const Period to = parts_of(knots[next + 1].first).last();
        values.push_back(detail::between(shape, knots[next].second, knots[next + 1].second,
                                         static_cast<double>(p - from) / (to - from)));
    }
    return {window, std::move(values)};
}

}  // namespace glidepath

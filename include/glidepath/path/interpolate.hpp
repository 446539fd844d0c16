// Interpolation between known values by a named shape, at the same or a finer frequency.
#pragma once

#include <glidepath/model/indicator.hpp>
#include <glidepath/model/number.hpp>
#include <glidepath/path/curve/curve.hpp>
#include <glidepath/path/curve/shape.hpp>
#include <glidepath/path/least_rough.hpp>
#include <glidepath/path/path.hpp>

#include <cmath>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace glidepath {

namespace detail {

/// Known values by period.
using Knots = std::vector<std::pair<Period, double>>;

/// \throws std::invalid_argument naming the period that a shape cannot go through.
inline void require_knots_for(Shape shape, Knots const& knots) {
    if (knots.empty()) throw std::invalid_argument("interpolation needs at least one known value");
    for (std::size_t i = 1; i < knots.size(); ++i)
        if (!(knots[i - 1].first < knots[i].first))
            throw std::invalid_argument("known values must ascend in periods of one frequency: " +
                                        to_string(knots[i].first) + " after " +
                                        to_string(knots[i - 1].first));
    std::vector<double> values;
    values.reserve(knots.size());
    for (auto const& [period, value] : knots) {
        if (!std::isfinite(value))
            throw std::invalid_argument("the value of " + to_string(period) + " is not a number");
        if (shape == Shape::geometric && !(value > 0))
            throw std::invalid_argument("the geometric shape needs positive values; " +
                                        to_string(period) + " is " + format_shortest(value));
        values.push_back(value);
    }
    if (shape != Shape::hyman) return;
    if (const auto turn = first_turn(values)) {
        auto const& [before, value_before] = knots[*turn - 1];
        auto const& [at, value] = knots[*turn];
        throw std::invalid_argument("the hyman shape needs values that never fall or never rise; " +
                                    to_string(before) + " is " + format_shortest(value_before) +
                                    " and " + to_string(at) + " is " + format_shortest(value) +
                                    "; the pchip and steffen shapes take any");
    }
}

/// The parts of a known period at a finer frequency.
/// \throws std::invalid_argument if that frequency does not divide it.
[[nodiscard]] inline Window parts_of(Period period, Frequency frequency) {
    const auto parts = refine(Window(period), frequency, period.phase());
    if (!parts)
        throw std::invalid_argument(std::string(to_string(frequency)) + " periods do not divide " +
                                    to_string(period));
    return *parts;
}

/// Spreads the totals of a flow over finer periods, keeping their sums: Boot, Feibes and Lisman
/// (1967) with first (linear) or second (smooth) differences.
[[nodiscard]] inline Path spread_totals(Knots const& knots, Frequency frequency, Shape shape) {
    if (shape != Shape::linear && shape != Shape::smooth)
        throw std::invalid_argument("a flow is spread by the linear or the smooth shape, which "
                                    "keep its sums");
    const Window window(parts_of(knots.front().first, frequency).first(),
                        parts_of(knots.back().first, frequency).last());
    std::vector<Row> rows;
    rows.reserve(knots.size());
    for (auto const& [period, value] : knots) {
        const Window parts = parts_of(period, frequency);
        rows.push_back(
            Row::sum(parts.first() - window.first(), parts.last() - window.first(), value));
    }
    // One total determines a first-order path, two a second-order one.
    const int order = shape == Shape::smooth && rows.size() > 1 ? 2 : 1;
    const std::vector<double> none(static_cast<std::size_t>(window.size()), 0.0);
    return {window, least_rough(Roughness::differences(order), none, rows).values};
}

/// Draws a shape through points, each of which stands at the last part of its period.
[[nodiscard]] inline Path through_points(Knots const& knots, Frequency frequency, Shape shape,
                                         ShapeParameters const& parameters) {
    std::vector<Period> ends;
    std::vector<double> x;
    std::vector<double> y;
    for (auto const& [period, value] : knots) {
        ends.push_back(parts_of(period, frequency).last());
        x.push_back(ends.back() - ends.front());
        y.push_back(value);
    }
    std::optional<Curve> curve;
    if (const auto method = curve_method(shape); method && knots.size() > 1)
        curve.emplace(x, y, *method);

    const Window window(ends.front(), ends.back());
    std::vector<double> values;
    values.reserve(static_cast<std::size_t>(window.size()));
    std::size_t last = 0;  // of the known values so far
    for (Period p : window) {
        if (last + 1 < ends.size() && ends[last + 1] == p) ++last;
        if (p == ends[last]) values.push_back(y[last]);
        else if (curve) values.push_back(curve->value(p - ends.front()));
        else
            values.push_back(between(
                shape, y[last], y[last + 1],
                static_cast<double>(p - ends[last]) / (ends[last + 1] - ends[last]), parameters));
    }
    return {window, std::move(values)};
}

}  // namespace detail

/// The path from the first to the last known value.
///
/// Stocks, averages and ratios go through points: the value of a period stands at its last
/// sub-period. A flow is spread so that the sums over the given periods hold, as smoothly as
/// possible: by first differences with the linear shape, by second with the smooth one; a flow at a
/// finer frequency has no other.
/// \param knots       at least one known value; periods of one grid, ascending
/// \param frequency   of the result: that of the knots or finer
/// \param shape       how it goes from value to value; `Shape` names each algorithm
/// \param parameters  of the shapes that have some
/// \throws std::invalid_argument for no knots, knots out of order, a frequency that does not divide
///         the knots' periods, values <= 0 with the geometric shape, values that turn with the
///         hyman shape, values too far apart for a curve, another shape than these two for a flow,
///         a parameter that is not positive or that the shape does not have.
[[nodiscard]] inline Path interpolate(std::vector<std::pair<Period, double>> const& knots,
                                      Frequency frequency, Kind kind, Shape shape = Shape::linear,
                                      ShapeParameters const& parameters = {}) {
    if (kind == Kind::milestone) throw std::invalid_argument("a milestone has no path");
    require_parameters_of(shape, parameters);
    detail::require_knots_for(shape, knots);
    if (kind == Kind::flow && frequency != knots.front().first.frequency())
        return detail::spread_totals(knots, frequency, shape);
    return detail::through_points(knots, frequency, shape, parameters);
}

}  // namespace glidepath

// Slopes at the knots of a cubic curve: what the named methods of smooth interpolation differ in.
#pragma once

#include <glidepath/model/number.hpp>
#include <glidepath/path/curve/curve_method.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace glidepath {

/// The first value that goes back on an earlier step: the index of 4 in 2 5 5 4. Nothing for values
/// that never fall or never rise.
[[nodiscard]] inline std::optional<std::size_t> first_turn(std::span<double const> y) noexcept {
    bool rose = false;
    bool fell = false;
    for (std::size_t i = 1; i < y.size(); ++i) {
        rose = rose || y[i] > y[i - 1];
        fell = fell || y[i] < y[i - 1];
        if (rose && fell) return i;
    }
    return std::nullopt;
}

namespace detail {

[[nodiscard]] constexpr int sign(double value) noexcept { return (value > 0) - (value < 0); }

/// The pieces between consecutive knots.
struct Pieces {
    std::vector<double> width;
    std::vector<double> secant;
    [[nodiscard]] std::size_t size() const noexcept { return width.size(); }
};

/// The slope at the outer knot of piece `outer` of the parabola through three knots, the third of
/// which ends piece `next`; from zero to `most` times the secant.
[[nodiscard]] inline double limited_end(Pieces const& p, std::size_t outer, std::size_t next,
                                        double most) {
    const double secant = p.secant[outer];
    const double share = p.width[outer] / (p.width[outer] + p.width[next]);
    const double slope = secant + share * (secant - p.secant[next]);
    if (sign(slope) != sign(secant)) return 0;
    return std::abs(slope) > most * std::abs(secant) ? most * secant : slope;
}

/// Slopes by one rule for inner knots, `inner(i)` between pieces i - 1 and i, and one for the ends,
/// `end(outer, inner)` of the first two and the last two pieces.
template <class Inner, class End>
[[nodiscard]] std::vector<double> local_slopes(Pieces const& p, Inner inner, End end) {
    std::vector<double> slopes(p.size() + 1);
    slopes.front() = end(std::size_t{0}, std::size_t{1});
    for (std::size_t i = 1; i < p.size(); ++i) slopes[i] = inner(i);
    slopes.back() = end(p.size() - 1, p.size() - 2);
    return slopes;
}

[[nodiscard]] inline std::vector<double> pchip_slopes(Pieces const& p) {
    const auto inner = [&](std::size_t i) {
        const double before = p.secant[i - 1];
        const double after = p.secant[i];
        if (sign(before) * sign(after) <= 0) return 0.0;
        const double w1 = 2 * p.width[i] + p.width[i - 1];
        const double w2 = p.width[i] + 2 * p.width[i - 1];
        // (w1 + w2) / (w1 / before + w2 / after), divided through by the flatter one, so that
        // neither tiny nor huge secants overflow.
        return std::abs(before) <= std::abs(after)
                   ? before * ((w1 + w2) / (w1 + w2 * (before / after)))
                   : after * ((w1 + w2) / (w1 * (after / before) + w2));
    };
    const auto end = [&](std::size_t outer, std::size_t next) {
        return limited_end(p, outer, next, 3);  // reached only where the data turn
    };
    return local_slopes(p, inner, end);
}

[[nodiscard]] inline std::vector<double> steffen_slopes(Pieces const& p) {
    const auto inner = [&](std::size_t i) {
        const double before = p.secant[i - 1];
        const double after = p.secant[i];
        if (sign(before) * sign(after) <= 0) return 0.0;
        const double share = p.width[i] / (p.width[i - 1] + p.width[i]);
        const double parabola = std::abs(before * share + after * (1 - share));
        return sign(after) * std::min({2 * std::abs(before), 2 * std::abs(after), parabola});
    };
    const auto end = [&](std::size_t outer, std::size_t next) {
        return limited_end(p, outer, next, 2);
    };
    return local_slopes(p, inner, end);
}

[[nodiscard]] inline std::vector<double> akima_slopes(Pieces const& p) {
    // Two secants more at either end: secant(i + 2) belongs to piece i.
    std::vector<double> secant(p.size() + 4);
    std::copy(p.secant.begin(), p.secant.end(), secant.begin() + 2);
    for (std::size_t i : {1U, 0U}) secant[i] = 2 * secant[i + 1] - secant[i + 2];
    for (std::size_t i : {p.size() + 2, p.size() + 3})
        secant[i] = 2 * secant[i - 1] - secant[i - 2];
    std::vector<double> slopes(p.size() + 1);
    for (std::size_t i = 0; i < slopes.size(); ++i) {
        const double for_before = std::abs(secant[i + 3] - secant[i + 2]);
        const double for_after = std::abs(secant[i + 1] - secant[i]);
        const double both = for_before + for_after;
        const double share = both > 0 ? for_before / both : 0.5;
        slopes[i] = share * secant[i + 1] + (1 - share) * secant[i + 2];
    }
    return slopes;
}

/// Shortens the slopes of piece k if they are too steep for it to be monotone; whether it did.
[[nodiscard]] inline bool shorten_slopes(Pieces const& p, std::vector<double>& slopes,
                                         std::size_t k) {
    const double secant = p.secant[k];
    if (secant == 0) {
        const bool flat = slopes[k] == 0 && slopes[k + 1] == 0;
        slopes[k] = slopes[k + 1] = 0;
        return !flat;
    }
    // The test of Fritsch and Carlson (1980), in units of the largest of the three
    // instead of the secant, so that no ratio can overflow.
    const double unit = std::max({std::abs(slopes[k]), std::abs(slopes[k + 1]), std::abs(secant)});
    const double a = slopes[k] * sign(secant) / unit;
    const double b = slopes[k + 1] * sign(secant) / unit;
    const double left = 2 * a + b - 3 * std::abs(secant) / unit;
    const double right = a + 2 * b - 3 * std::abs(secant) / unit;
    if (!(left > 0 && right > 0 && a * (left + right) < left * left)) return false;
    const double length = std::hypot(a, b);
    slopes[k] = 3 * secant * (a / length);
    slopes[k + 1] = 3 * secant * (b / length);
    return true;
}

[[nodiscard]] inline std::vector<double> monotone_slopes(Pieces const& p) {
    std::vector<double> slopes = local_slopes(
        p, [&](std::size_t i) { return p.secant[i - 1] / 2 + p.secant[i] / 2; },
        [&](std::size_t outer, std::size_t) { return p.secant[outer]; });
    // Shortening a piece changes a slope of the one before, which may have been inside only because
    // of it. Inside the circle no later shortening can push a piece out, so each is shortened once.
    for (std::size_t k = 0; k < p.size(); ++k)
        for (std::size_t j = k + 1; j > 0 && shorten_slopes(p, slopes, j - 1);) --j;
    return slopes;
}

/// What a spline demands of the slope at an end and of its neighbour's.
struct EndCondition {
    double own = 0;
    double neighbour = 0;
    double right = 0;
};

/// Slopes that make the second derivative continuous: a tridiagonal system whose rows for inner
/// knots are w m[i-1] + 2 m[i] + (1-w) m[i+1] = 3 (w S[i-1] + (1-w) S[i]), w = h[i]/(h[i-1]+h[i]).
/// Diagonally dominant, so that elimination needs no pivots.
[[nodiscard]] inline std::vector<double> spline_slopes(Pieces const& p, EndCondition first,
                                                       EndCondition last) {
    const std::size_t n = p.size();
    std::vector<double> slopes(n + 1);
    std::vector<double> upper(n);
    upper[0] = first.neighbour / first.own;
    slopes[0] = first.right / first.own;
    for (std::size_t i = 1; i < n; ++i) {
        const double w = p.width[i] / (p.width[i - 1] + p.width[i]);
        const double pivot = 2 - w * upper[i - 1];
        upper[i] = (1 - w) / pivot;
        slopes[i] = (3 * (w * p.secant[i - 1] + (1 - w) * p.secant[i]) - w * slopes[i - 1]) / pivot;
    }
    slopes[n] =
        (last.right - last.neighbour * slopes[n - 1]) / (last.own - last.neighbour * upper[n - 1]);
    for (std::size_t i = n; i-- > 0;) slopes[i] -= upper[i] * slopes[i + 1];
    return slopes;
}

[[nodiscard]] inline std::vector<double> natural_slopes(Pieces const& p) {
    return spline_slopes(p, {2, 1, 3 * p.secant.front()}, {2, 1, 3 * p.secant.back()});
}

[[nodiscard]] inline std::vector<double> hyman_slopes(Pieces const& p) {
    // The third derivative of the cubic through the four knots around pieces i to i + 2, times the
    // square of the end piece's width over six; three knots have a parabola, whose is zero.
    const auto third_difference = [&](std::size_t i, std::size_t end) {
        if (p.size() < 3) return 0.0;
        const double left = (p.secant[i + 1] - p.secant[i]) / (p.width[i] + p.width[i + 1]);
        const double right =
            (p.secant[i + 2] - p.secant[i + 1]) / (p.width[i + 1] + p.width[i + 2]);
        const double span = p.width[i] + p.width[i + 1] + p.width[i + 2];
        return (right - left) * p.width[end] * (p.width[end] / span);
    };
    const std::size_t last = p.size() - 1;
    std::vector<double> slopes = spline_slopes(
        p, {1, 1, 2 * p.secant.front() + third_difference(0, 0)},
        {1, 1, 2 * p.secant.back() + third_difference(last < 2 ? 0 : last - 2, last)});
    for (std::size_t i = 0; i <= p.size(); ++i) {
        const double before = p.secant[i == 0 ? 0 : i - 1];
        const double after = p.secant[i == p.size() ? last : i];
        const double most = 3 * std::min(std::abs(before), std::abs(after));
        const int direction = sign(after);  // and of `before`, unless one is zero and so is `most`
        slopes[i] = direction * std::clamp(direction * slopes[i], 0.0, most);
    }
    return slopes;
}

/// \throws std::invalid_argument for what is no sequence of knots.
[[nodiscard]] inline Pieces pieces_between(std::span<double const> x, std::span<double const> y) {
    const auto knot = [&](std::size_t i) {
        return "(" + format_shortest(x[i]) + ", " + format_shortest(y[i]) + ")";
    };
    if (x.size() != y.size())
        throw std::invalid_argument("a curve needs as many x as y, not " +
                                    std::to_string(x.size()) + " and " + std::to_string(y.size()));
    if (x.size() < 2)
        throw std::invalid_argument("a curve needs at least two knots, not " +
                                    std::to_string(x.size()));
    for (std::size_t i = 0; i < x.size(); ++i)
        if (!std::isfinite(x[i]) || !std::isfinite(y[i]))
            throw std::invalid_argument("knot " + std::to_string(i) + " is no point: " + knot(i));
    Pieces pieces;
    for (std::size_t i = 1; i < x.size(); ++i) {
        if (!(x[i - 1] < x[i]))
            throw std::invalid_argument("knots must ascend in x: knot " + std::to_string(i) + " " +
                                        knot(i) + " comes after " + knot(i - 1));
        pieces.width.push_back(x[i] - x[i - 1]);
        pieces.secant.push_back((y[i] - y[i - 1]) / pieces.width.back());
    }
    return pieces;
}

}  // namespace detail

/// The slopes of the curve at its knots.
/// \param x  of at least two knots, ascending
/// \param y  of the knots, as many
/// \throws std::invalid_argument for knots that are not that, or not finite; for the hyman method,
///         values that turn; for values so far apart that a slope is no finite number.
[[nodiscard]] inline std::vector<double>
knot_slopes(std::span<double const> x, std::span<double const> y, CurveMethod method) {
    const detail::Pieces pieces = detail::pieces_between(x, y);
    if (method == CurveMethod::hyman) {
        if (const auto turn = first_turn(y))
            throw std::invalid_argument(
                "the hyman method needs values that never fall or never rise: they turn at x = " +
                format_shortest(x[*turn - 1]) + " (" + format_shortest(y[*turn - 1]) + ", then " +
                format_shortest(y[*turn]) + "); the pchip and steffen methods take any");
    }
    auto slopes = [&]() -> std::vector<double> {
        if (pieces.size() == 1) return {pieces.secant[0], pieces.secant[0]};
        switch (method) {
            case CurveMethod::natural: return detail::natural_slopes(pieces);
            case CurveMethod::pchip: return detail::pchip_slopes(pieces);
            case CurveMethod::steffen: return detail::steffen_slopes(pieces);
            case CurveMethod::monotone: return detail::monotone_slopes(pieces);
            case CurveMethod::hyman: return detail::hyman_slopes(pieces);
            case CurveMethod::akima: return detail::akima_slopes(pieces);
        }
        throw std::invalid_argument("no method of drawing a curve");
    }();
    for (std::size_t i = 0; i < slopes.size(); ++i)
        if (!std::isfinite(slopes[i]))
            throw std::invalid_argument("the knots around x = " + format_shortest(x[i]) +
                                        " are too far apart in y, or too close in x, for a slope");
    return slopes;
}

}  // namespace glidepath

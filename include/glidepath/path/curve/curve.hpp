// A smooth curve through knots, on plain numbers: piecewise cubic with a continuous slope.
#pragma once

#include <glidepath/path/curve/knot_slopes.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace glidepath {

/// What a curve answers outside its knots.
enum class Beyond : std::uint8_t {
    refuse,  ///< An error.
    linear   ///< The straight line with the value and slope of the nearest end.
};

/// A piecewise cubic through knots (x, y), differentiable everywhere; meets every knot exactly.
class Curve {
public:
    /// \param x       of at least two knots, ascending
    /// \param y       of the knots, as many
    /// \param method  how the slopes at the knots are chosen; `CurveMethod` names each algorithm
    /// \throws std::invalid_argument as `knot_slopes` does.
    Curve(std::span<double const> x, std::span<double const> y, CurveMethod method)
        : x_(x.begin(), x.end()), y_(y.begin(), y.end()), slopes_(knot_slopes(x, y, method)) {
        for (std::size_t i = 1; i < x_.size(); ++i) {
            const Cubic piece = cubic(i - 1);
            if (!std::isfinite(piece.square) || !std::isfinite(piece.cube))
                throw std::invalid_argument("the knots at x = " + format_shortest(x_[i - 1]) +
                                            " and " + format_shortest(x_[i]) +
                                            " are too far apart in y for a cubic");
        }
    }

    [[nodiscard]] std::vector<double> const& x() const noexcept { return x_; }
    [[nodiscard]] std::vector<double> const& y() const noexcept { return y_; }
    /// The slopes at the knots.
    [[nodiscard]] std::vector<double> const& slopes() const noexcept { return slopes_; }

    /// The value at `at`.
    /// \throws std::invalid_argument if `at` is not finite, or lies outside the knots and nobody
    ///         asked for a continuation.
    [[nodiscard]] double value(double at, Beyond beyond = Beyond::refuse) const {
        const std::size_t i = knot_before(at, beyond);
        if (at == x_[i]) return y_[i];
        if (is_outside(at)) return y_[i] + slopes_[i] * (at - x_[i]);
        const double share = (at - x_[i]) / (x_[i + 1] - x_[i]);
        const Cubic piece = cubic(i);
        return y_[i] + share * (piece.linear + share * (piece.square + share * piece.cube));
    }

    /// The slope at `at`, in units of y for one of x. \throws std::invalid_argument as `value`.
    [[nodiscard]] double slope(double at, Beyond beyond = Beyond::refuse) const {
        const std::size_t i = knot_before(at, beyond);
        if (at == x_[i] || is_outside(at)) return slopes_[i];
        const double width = x_[i + 1] - x_[i];
        const double share = (at - x_[i]) / width;
        const Cubic piece = cubic(i);
        return (piece.linear + share * (2 * piece.square + share * 3 * piece.cube)) / width;
    }

    friend bool operator==(Curve const&, Curve const&) = default;

private:
    /// Coefficients of the powers of the share of a piece that lies behind; the constant is its y.
    struct Cubic {
        double linear = 0;
        double square = 0;
        double cube = 0;
    };
    [[nodiscard]] Cubic cubic(std::size_t i) const noexcept {
        const double width = x_[i + 1] - x_[i];
        const double rise = y_[i + 1] - y_[i];
        const double start = width * slopes_[i];
        const double end = width * slopes_[i + 1];
        return {start, 3 * rise - 2 * start - end, start + end - 2 * rise};
    }
    [[nodiscard]] bool is_outside(double at) const noexcept {
        return at < x_.front() || at > x_.back();
    }
    /// The last knot that is not after `at`; the first knot for what lies before it.
    [[nodiscard]] std::size_t knot_before(double at, Beyond beyond) const {
        if (!std::isfinite(at))
            throw std::invalid_argument("a curve has no value at " + format_shortest(at));
        if (beyond == Beyond::refuse && is_outside(at))
            throw std::invalid_argument(
                "the curve reaches from " + format_shortest(x_.front()) + " to " +
                format_shortest(x_.back()) + "; " + format_shortest(at) +
                " lies outside (Beyond::linear continues it as a straight line)");
        const auto after = std::upper_bound(x_.begin(), x_.end(), at);
        return after == x_.begin() ? 0 : static_cast<std::size_t>(after - x_.begin()) - 1;
    }

    std::vector<double> x_;
    std::vector<double> y_;
    std::vector<double> slopes_;
};

}  // namespace glidepath

// The shape of forecast errors: how often they are how many times as large as their scale.
#pragma once

#include <glidepath/forecast/sampling/normal.hpp>

#include <Eigen/Core>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>

namespace glidepath {

/// A distribution of errors in units of their scale, as a function of a standard normal score:
/// straight between knots, and on beyond them. Its median need not be 0 (cautious forecasts of what
/// grows are too low more often than not), nor need its halves mirror each other.
class ErrorShape {
public:
    /// Probabilities of the knots.
    static constexpr std::array<double, 11> probabilities{0.005, 0.025, 0.05, 0.1,   0.25, 0.5,
                                                          0.75,  0.9,   0.95, 0.975, 0.995};
    static constexpr std::size_t size = probabilities.size();
    using Knots = std::array<double, size>;
    /// Normal scores of the knots: `normal_quantile` of the probabilities.
    static constexpr Knots scores{-2.5758293035489004, -1.9599639845400545,  -1.6448536269514729,
                                  -1.2815515655446004, -0.67448975019608171, 0,
                                  0.67448975019608171, 1.2815515655446004,   1.6448536269514729,
                                  1.9599639845400545,  2.5758293035489004};

    /// The standard normal distribution.
    ErrorShape() noexcept : ErrorShape(scores) {}
    /// \param errors  by knot; strictly rising
    /// \pre they are
    explicit ErrorShape(Knots const& errors) noexcept : errors_(errors) {
        for (std::size_t i = 0; i + 1 < size; ++i)
            slopes_[i] = (errors_[i + 1] - errors_[i]) / (scores[i + 1] - scores[i]);
    }

    /// Whether knots can be those of a shape.
    [[nodiscard]] static bool valid(Knots const& errors) noexcept {
        for (std::size_t i = 0; i + 1 < size; ++i)
            if (!(errors[i] < errors[i + 1])) return false;
        return std::isfinite(errors.front()) && std::isfinite(errors.back());
    }

    /// Knots that rise: those that do not are moved away from the middle, by as little as makes
    /// them rise.
    /// \pre the first lies below the last
    [[nodiscard]] static Knots rising(Knots errors) noexcept {
        constexpr std::size_t middle = size / 2;
        const double least = 1e-3 * (errors.back() - errors.front());
        for (std::size_t i = middle; i-- > 0;)
            errors[i] = std::min(errors[i], errors[i + 1] - least);
        for (std::size_t i = middle + 1; i < size; ++i)
            errors[i] = std::max(errors[i], errors[i - 1] + least);
        return errors;
    }

    [[nodiscard]] Knots const& errors() const noexcept { return errors_; }

    /// A shape as wide, with the median 0, whose upper half mirrors the lower one.
    [[nodiscard]] ErrorShape symmetric() const noexcept {
        Knots errors{};
        for (std::size_t i = 0; i < size / 2; ++i) {
            const std::size_t mirror = size - 1 - i;
            errors[mirror] = (errors_[mirror] - errors_[i]) / 2;
            errors[i] = -errors[mirror];
        }
        return ErrorShape(errors);
    }
    /// The shape on the way from this one (0) to another (1).
    [[nodiscard]] ErrorShape towards(ErrorShape const& other, double share) const noexcept {
        Knots errors = errors_;
        for (std::size_t i = 0; i < size; ++i) errors[i] += share * (other.errors_[i] - errors_[i]);
        return ErrorShape(errors);
    }

    /// The error at a normal score.
    [[nodiscard]] double error(double score) const noexcept {
        // Half of all scores lie above the middle, and this is asked for every draw of every
        // period.
        std::size_t i = score > 0 ? size / 2 : 0;
        while (i + 2 < size && score > scores[i + 1]) ++i;
        return errors_[i] + slopes_[i] * (score - scores[i]);
    }
    /// The errors at many normal scores, in place: the same line, as a sum of its bends, so that
    /// no score takes a branch of its own. Equal to `error` within rounding.
    void errors_at(Eigen::Ref<Eigen::VectorXd> values) const {
        constexpr Eigen::Index block = 256;  // stays in the nearest cache
        Eigen::ArrayXd given(block);
        for (Eigen::Index start = 0; start < values.size(); start += block) {
            auto part = values.segment(start, std::min(block, values.size() - start)).array();
            given = part;
            part = errors_[0] + slopes_[0] * (given - scores[0]);
            for (std::size_t i = 1; i + 1 < size; ++i)
                part += (slopes_[i] - slopes_[i - 1]) * (given - scores[i]).max(0.0);
        }
    }
    /// The normal score of an error; the inverse of `error`.
    [[nodiscard]] double score(double error) const noexcept {
        std::size_t i = 0;
        while (i + 2 < size && error > errors_[i + 1]) ++i;
        return scores[i] + (error - errors_[i]) / slopes_[i];
    }
    /// Half the distance between the errors at the scores 1 and -1: the standard deviation of a
    /// normal shape.
    [[nodiscard]] double spread() const noexcept { return (error(1) - error(-1)) / 2; }
    /// The mean error.
    [[nodiscard]] double mean() const noexcept {
        // Piece by piece: the mean of a straight line a + b z over a stretch of the normal
        // distribution is a (Phi(v) - Phi(u)) - b (phi(v) - phi(u)).
        const auto density = [](double z) {
            return std::isinf(z) ? 0 : std::exp(-0.5 * z * z) / std::sqrt(2 * std::numbers::pi);
        };
        constexpr double infinity = std::numeric_limits<double>::infinity();
        double sum = 0;
        for (std::size_t i = 0; i + 1 < size; ++i) {
            double from = scores[i];
            double to = scores[i + 1];
            if (i == 0) from = -infinity;
            if (i + 2 == size) to = infinity;
            const double constant = errors_[i] - slopes_[i] * scores[i];
            sum += constant * (normal_cdf(to) - normal_cdf(from)) -
                   slopes_[i] * (density(to) - density(from));
        }
        return sum;
    }

    friend bool operator==(ErrorShape const& a, ErrorShape const& b) noexcept {
        return a.errors_ == b.errors_;
    }

private:
    Knots errors_{};
    std::array<double, size - 1> slopes_{};
};

}  // namespace glidepath

// Maximum likelihood of the variances of structural models.
#pragma once

#include <glidepath/forecast/minimise.hpp>
#include <glidepath/forecast/state_space/differenced_likelihood.hpp>
#include <glidepath/forecast/state_space/structural_model.hpp>

#include <Eigen/Cholesky>
#include <Eigen/Core>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numbers>
#include <span>
#include <vector>

namespace glidepath::detail {

/// Variances in proportion as points of a box: sines and cosines of angles, so that each variance
/// may be 0 and each may dominate, and the likelihood is smooth there. The first angle divides
/// irregular and level, the next ones slope and season from the rest; then comes
/// phi, last the logarithm of the common factor, if they are asked for.
class VarianceAngles {
public:
    static constexpr std::size_t most = 4;

    VarianceAngles(StructuralShape const& shape, bool phi_too, bool factor_too) noexcept
        : shape_(shape), angles_(static_cast<std::size_t>(shape.variances() - 1)),
          phi_too_(phi_too), factor_too_(factor_too) {}

    [[nodiscard]] std::size_t dimensions() const noexcept {
        return angles_ + (phi_too_ ? 1 : 0) + (factor_too_ ? 1 : 0);
    }
    [[nodiscard]] std::size_t angles() const noexcept { return angles_; }

    /// Up to a common factor, unless that is asked for.
    [[nodiscard]] StructuralVariances variances(std::span<double const> point) const noexcept {
        const auto sine = [&](std::size_t i) { return at_end(point[i]) ? 1 : std::sin(point[i]); };
        const auto cosine = [&](std::size_t i) {
            return at_end(point[i]) ? 0 : std::cos(point[i]);
        };
        StructuralVariances v{cosine(0) * cosine(0), sine(0) * sine(0)};
        std::size_t i = 1;
        if (shape_.has_slope()) {
            v = v * (cosine(i) * cosine(i));
            v.slope = sine(i) * sine(i);
            ++i;
        }
        if (shape_.has_season()) {
            v = v * (cosine(i) * cosine(i));
            v.season = sine(i) * sine(i);
        }
        if (factor_too_) v = v * std::exp(point[dimensions() - 1]);
        return v;
    }
    [[nodiscard]] double phi(std::span<double const> point) const noexcept {
        return phi_too_ ? point[angles_] : shape_.form == StructuralForm::damped ? shape_.phi : 1;
    }
    static constexpr double right = std::numbers::pi / 2;

private:
    [[nodiscard]] static bool at_end(double angle) noexcept { return angle >= right; }

    StructuralShape shape_;
    std::size_t angles_;
    bool phi_too_, factor_too_;
};

/// The last digits: Newton's method with differences of the objective, for parameters within the
/// box; the others stay. A simplex stops where values do not differ; the place of the minimum is
/// known to the square root of that only.
template <class F>
void polish(F const& objective, Minimum& at, std::span<double const> lower,
            std::span<double const> upper) {
    constexpr std::size_t most = VarianceAngles::most;
    std::array<std::size_t, most> free{};
    std::array<double, most> step{};
    std::vector<double> x = at.point;
    const auto value_at = [&](std::size_t i, double di, std::size_t j, double dj) {
        x = at.point;
        x[i] += di;
        x[j] += dj;
        return objective(std::span<double const>(x));
    };
    for (int iteration = 0; iteration < 4; ++iteration) {
        std::size_t k = 0;
        for (std::size_t i = 0; i < at.point.size(); ++i) {
            const double room = std::min(at.point[i] - lower[i], upper[i] - at.point[i]);
            if (!(room > 1e-6)) continue;
            step[k] = 1e-3 * room;
            free[k++] = i;
        }
        if (k == 0) return;
        Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, 0, most, most> curvature(k, k);
        Eigen::Matrix<double, Eigen::Dynamic, 1, 0, most, 1> slope(k);
        std::array<double, most> above{}, below{};
        for (std::size_t i = 0; i < k; ++i) {
            above[i] = value_at(free[i], step[i], free[i], 0);
            below[i] = value_at(free[i], -step[i], free[i], 0);
            const auto own = static_cast<Eigen::Index>(i);
            slope[own] = (above[i] - below[i]) / (2 * step[i]);
            curvature(own, own) = (above[i] - 2 * at.value + below[i]) / (step[i] * step[i]);
            for (std::size_t j = 0; j < i; ++j) {
                const double both = value_at(free[i], step[i], free[j], step[j]);
                const double neither = value_at(free[i], -step[i], free[j], -step[j]);
                const auto other = static_cast<Eigen::Index>(j);
                curvature(own, other) = curvature(other, own) =
                    (both - above[i] - above[j] + 2 * at.value - below[i] - below[j] + neither) /
                    (2 * step[i] * step[j]);
            }
        }
        at.evaluations += static_cast<int>(k * (k + 1));
        const Eigen::LLT<decltype(curvature)> solver(curvature);
        if (solver.info() != Eigen::Success || !slope.allFinite()) return;
        const decltype(slope) move = solver.solve(slope);
        x = at.point;
        double farthest = 0;
        for (std::size_t i = 0; i < k; ++i) {
            const double wanted = move[static_cast<Eigen::Index>(i)];
            if (!(std::abs(wanted) < 300 * step[i])) return;  // not near enough for a parabola
            x[free[i]] -= wanted;
            farthest = std::max(farthest, std::abs(wanted) / step[i]);
        }
        const double value = objective(std::span<double const>(x));
        ++at.evaluations;
        if (!(value <= at.value + 1e-13 * std::max(1.0, std::abs(at.value)))) return;
        at.point = x;
        at.value = value;
        if (farthest < 1e-3) return;  // a millionth of the parameter, a trillionth after this step
    }
}

/// Variances that were estimated, in the unit of the likelihood that was given.
struct StructuralEstimate {
    StructuralVariances variances;
    double phi = 1;
    int evaluations = 0;
    bool converged = false;
};

/// The largest likelihood over all variances and phi.
///
/// \param likelihood  LikelihoodParts(StructuralVariances const&, double phi)
/// \param phi_range   lower and upper bound of phi; read if `phi_too`
/// \param concentrate  whether all variances are asked for, so that their common factor is that of
///                    the squares; else it is one more parameter
template <class Likelihood>
[[nodiscard]] StructuralEstimate
estimate_variances(StructuralShape const& shape, bool phi_too, std::array<double, 2> phi_range,
                   Likelihood&& likelihood, bool concentrate = true) {
    const VarianceAngles map(shape, phi_too, !concentrate);
    const auto objective = [&](std::span<double const> point) {
        const LikelihoodParts parts = likelihood(map.variances(point), map.phi(point));
        if (!(parts.squares > 0) || !std::isfinite(parts.squares))
            return std::numeric_limits<double>::infinity();
        if (!concentrate) return parts.squares + parts.log_variances;
        return parts.count * std::log(parts.squares / parts.count) + parts.log_variances;
    };
    const std::size_t d = map.dimensions();
    std::array<double, VarianceAngles::most> lower{}, upper{};
    upper.fill(VarianceAngles::right);
    const std::size_t phi_at = map.angles();
    if (phi_too) {
        lower[phi_at] = phi_range[0];
        upper[phi_at] = phi_range[1];
    }
    if (!concentrate) {
        // Around the factor that fits were there no other errors, which is about the largest.
        lower[d - 1] = upper[d - 1] = 0;
        std::array<double, VarianceAngles::most> middle{.6, .2, .3, 0};
        if (phi_too) middle[phi_at] = phi_range[1];
        middle[d - 1] = 0;
        const std::span<double const> point(middle.data(), d);
        const LikelihoodParts parts = likelihood(map.variances(point), map.phi(point));
        const double about = parts.squares > 0 && std::isfinite(parts.squares)
                                 ? std::log(parts.squares / std::max(parts.count, 1))
                                 : 0;
        lower[d - 1] = about - 30;
        upper[d - 1] = about + 15;
    }
    const auto search = [&](std::span<double const> start, MinimiseOptions const& options) {
        return minimise(objective, start, std::span(lower).first(d), std::span(upper).first(d),
                        options);
    };

    // The best of a coarse grid, and the best of those points on it that lie far from it.
    struct Start {
        std::array<double, VarianceAngles::most> point{};
        double value = std::numeric_limits<double>::infinity();
    };
    Start best;
    constexpr std::array<double, 2> balance{.3, 1.1};
    constexpr std::array<double, 3> slopes{.03, .2, .9};
    constexpr std::array<double, 2> seasons{.1, .6};
    Minimum found;
    if (map.angles() == 1) {
        if (!concentrate) best.point[1] = upper[1] - 15;
        best.point[0] = .6;
        found = search(std::span(best.point).first(d), {.tolerance = 1e-8});
    } else {
        std::array<Start, 3> by_slope{};
        for (std::size_t s = 0; s < slopes.size(); ++s)
            for (const double share : balance)
                for (std::size_t g = 0; g < (shape.has_season() ? seasons.size() : 1); ++g) {
                    Start start;
                    start.point[0] = share;
                    start.point[1] = slopes[s];
                    if (shape.has_season()) start.point[2] = seasons[g];
                    if (phi_too) start.point[phi_at] = (phi_range[0] + 3 * phi_range[1]) / 4;
                    if (!concentrate) start.point[d - 1] = upper[d - 1] - 15;
                    start.value = objective(std::span<double const>(start.point).first(d));
                    found.evaluations++;
                    if (start.value < by_slope[s].value) by_slope[s] = start;
                }
        std::sort(by_slope.begin(), by_slope.end(),
                  [](Start const& a, Start const& b) { return a.value < b.value; });
        for (std::size_t s = 0; s < 2; ++s) {
            const Minimum local = search(std::span(by_slope[s].point).first(d),
                                         {.tolerance = 1e-6, .step = .1, .restarts = 1});
            const int evaluations = found.evaluations + local.evaluations;
            if (s == 0 || local.value < found.value) found = local;
            found.evaluations = evaluations;
        }
    }
    // A variance that hardly matters does not matter.
    for (std::size_t i = 0; i < map.angles(); ++i)
        for (const double end : {lower[i], upper[i]}) {
            if (!(std::abs(found.point[i] - end) < .03) || found.point[i] == end) continue;
            std::vector<double> point = found.point;
            point[i] = end;
            const double value = objective(std::span<double const>(point));
            ++found.evaluations;
            if (!(value <= found.value + 1e-9)) continue;
            found.point = point;
            found.value = value;
        }
    polish(objective, found, std::span(lower).first(d), std::span(upper).first(d));

    StructuralEstimate estimate{map.variances(found.point), map.phi(found.point), found.evaluations,
                                found.converged};
    if (!concentrate) return estimate;
    const LikelihoodParts parts = likelihood(estimate.variances, estimate.phi);
    estimate.variances = estimate.variances * (parts.squares / parts.count);
    return estimate;
}

}  // namespace glidepath::detail

// How far the running period will turn out from its forecast, given a part of it.
#pragma once

#include <glidepath/assess/outlook/to_date.hpp>
#include <glidepath/forecast/calibration/error_shape.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <vector>

namespace glidepath {

/// A normal score that something was learned of: its mean and variance.
struct LearnedScore {
    double mean = 0;
    double variance = 1;
};

namespace detail {

/// The logarithm of the density of a forecast's normal score before a part of the period is seen.
/// Between the outermost quantiles that calibrations know (0.5 and 99.5 %) it is the normal one.
/// What lies beyond nobody has learned: the density goes on as the power of the score that
/// continues its slope, so that a forecast is given up where facts contradict it far enough.
[[nodiscard]] inline double log_prior(double score) noexcept {
    constexpr double edge = ErrorShape::scores.back();
    const double size = std::abs(score);
    if (size <= edge) return -0.5 * size * size;
    return -0.5 * edge * edge - edge * edge * std::log(size / edge);
}

/// Scores at which the product of forecast and likelihood is looked at: dense about the forecast's
/// middle and about the score that what is seen speaks for, wider apart the farther out.
[[nodiscard]] inline std::vector<double> score_grid(double from, double to) {
    constexpr int steps = 200;   // to each side of the forecast's middle
    constexpr int closer = 100;  // about what is seen
    const double reach = std::max({8.0, std::abs(from), std::abs(to)});
    const double end = std::asinh(2 * reach);
    std::vector<double> grid;
    grid.reserve(2 * steps + closer + 2);
    for (int i = -steps; i <= steps; ++i) grid.push_back(std::sinh(end * i / steps) / 2);
    for (int i = 0; i <= closer; ++i) grid.push_back(from + (to - from) * i / closer);
    std::sort(grid.begin(), grid.end());
    return grid;
}

}  // namespace detail

/// The normal score of the running period's value, given what is seen of it: forecast times
/// likelihood, by their first two moments.
/// \param centre, scale, shape  of the forecast of the whole period; scale positive
/// \return nothing if no value that the forecast can take fits what is seen
/// \pre seen.deviation is positive
[[nodiscard]] inline std::optional<LearnedScore>
score_given(ToDate const& seen, double centre, double scale, ErrorShape const& shape) {
    const auto score_of = [&](double value) { return shape.score((value - centre) / scale); };
    const double off = 8 * seen.estimate_deviation();
    const double from = score_of(seen.estimate() - off);
    const double to = score_of(seen.estimate() + off);
    if (!std::isfinite(from) || !std::isfinite(to)) return std::nullopt;
    const std::vector<double> grid = detail::score_grid(from, to);
    std::vector<double> log_density;
    log_density.reserve(grid.size());
    double highest = -std::numeric_limits<double>::infinity();
    for (double score : grid) {
        log_density.push_back(detail::log_prior(score) +
                              seen.log_likelihood(centre + scale * shape.error(score)));
        highest = std::max(highest, log_density.back());
    }
    if (!std::isfinite(highest)) return std::nullopt;
    double mass = 0;
    double first = 0;
    double second = 0;
    for (std::size_t i = 0; i < grid.size(); ++i) {
        const double left = i == 0 ? grid[i] : grid[i - 1];
        const double right = i + 1 == grid.size() ? grid[i] : grid[i + 1];
        const double weight = std::exp(log_density[i] - highest) * (right - left);
        mass += weight;
        first += weight * grid[i];
        second += weight * grid[i] * grid[i];
    }
    const double mean = first / mass;
    return LearnedScore{mean, std::max(second / mass - mean * mean, 0.0)};
}

}  // namespace glidepath

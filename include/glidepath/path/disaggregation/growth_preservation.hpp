// Temporal disaggregation that keeps the growth rates of an indicator as well as it can.
#pragma once

#include <glidepath/model/number.hpp>
#include <glidepath/path/disaggregation/path_model.hpp>
#include <glidepath/path/disaggregation/roughness_model.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace glidepath {

/// Which differences between the growth of a path y and of its indicator x are squared and summed.
enum class GrowthObjective : std::uint8_t {
    forward,    ///< y_t / y_{t-1} - x_t / x_{t-1}: Causey and Trager (1981)
    backward,   ///< y_{t-1} / y_t - x_{t-1} / x_t
    symmetric,  ///< Both of them.
    logarithm   ///< log(y_t / y_{t-1}) - log(x_t / x_{t-1})
};
inline constexpr std::array<std::string_view, 4> growth_objective_names{"forward", "backward",
                                                                        "symmetric", "log"};
[[nodiscard]] constexpr std::string_view to_string(GrowthObjective objective) noexcept {
    return growth_objective_names[static_cast<std::size_t>(objective)];
}

/// A path that keeps growth rates.
struct GrowthPreservation {
    std::vector<double> values;
    double objective = 0;  ///< Sum of squares of the differences between growth rates.
    int iterations = 0;
    bool converged = false;  ///< Otherwise `values` meet the benchmarks but may not be the best.
};

namespace detail {

/// How much the growth from one period to the next misses that of the indicator, linear in the
/// relative changes z of the path: the squares of miss + slope * (z_t - z_{t-1}), summed.
struct GrowthMiss {
    double miss = 0;   ///< At z = 0, times the sign of the slope.
    double slope = 0;  ///< Positive.
};
[[nodiscard]] inline GrowthMiss growth_miss(GrowthObjective objective, double y_ratio,
                                            double x_ratio) {
    const double forward = y_ratio - x_ratio;
    const double backward = 1 / y_ratio - 1 / x_ratio;
    switch (objective) {
        case GrowthObjective::forward: return {forward, y_ratio};
        case GrowthObjective::backward: return {-backward, 1 / y_ratio};
        case GrowthObjective::logarithm: return {std::log(y_ratio / x_ratio), 1};
        case GrowthObjective::symmetric: break;
    }
    // Two squares with opposite slopes are one square and a constant.
    const double slope = std::hypot(y_ratio, 1 / y_ratio);
    return {(y_ratio * forward - backward / y_ratio) / slope, slope};
}

[[nodiscard]] inline double growth_squares(GrowthObjective objective, std::vector<double> const& y,
                                           std::span<double const> x) {
    double sum = 0;
    for (std::size_t t = 1; t < y.size(); ++t) {
        const double y_ratio = y[t] / y[t - 1];
        const double x_ratio = x[t] / x[t - 1];
        const double forward = y_ratio - x_ratio;
        const double backward = 1 / y_ratio - 1 / x_ratio;
        const double log_ratio = std::log(y_ratio / x_ratio);
        switch (objective) {
            case GrowthObjective::forward: sum += forward * forward; break;
            case GrowthObjective::backward: sum += backward * backward; break;
            case GrowthObjective::symmetric: sum += forward * forward + backward * backward; break;
            case GrowthObjective::logarithm: sum += log_ratio * log_ratio; break;
        }
    }
    return sum;
}

/// A positive path scaled within each benchmark so that it meets it.
[[nodiscard]] inline std::vector<double> pro_rata(std::span<double const> benchmarks,
                                                  Aggregation const& aggregation,
                                                  std::span<double const> x) {
    const auto totals = aggregation.aggregate(x);
    std::vector<double> y(x.begin(), x.end());
    int k = 0;
    for (int t = 0; t < aggregation.size(); ++t) {
        // What lies between two benchmarks goes with the one before.
        while (k + 1 < aggregation.benchmarks() &&
               t >= aggregation.spans()[static_cast<std::size_t>(k) + 1].first)
            ++k;
        const auto at = static_cast<std::size_t>(k);
        y[static_cast<std::size_t>(t)] *= benchmarks[at] / totals[at];
    }
    return y;
}

/// The linear problem for the relative changes z of a path: steps of z follow a random walk about
/// those that would meet every growth rate.
[[nodiscard]] inline PathModel growth_model(GrowthObjective objective, std::vector<double> const& y,
                                            std::span<double const> x) {
    PathModel model;
    model.deviation.process = Disturbance::random_walk();
    const double unit = *std::max_element(y.begin(), y.end());
    double target = 0;
    for (std::size_t t = 0; t < y.size(); ++t) {
        double scale = 1;  // at the start without effect: the level of z is free
        if (t > 0) {
            const auto [miss, slope] = growth_miss(objective, y[t] / y[t - 1], x[t] / x[t - 1]);
            target -= miss / slope;
            scale = 1 / slope;
        }
        model.deviation.innovation_scale.push_back(scale);
        model.deviation.weights.push_back(y[t] / unit);
        model.offset.push_back(y[t] + y[t] * target);
    }
    model.regressors = Eigen::Map<Eigen::VectorXd const>(model.deviation.weights.data(),
                                                         static_cast<Eigen::Index>(y.size()));
    return model;
}

}  // namespace detail

/// The path whose growth rates differ least from those of the indicator, subject to the benchmarks.
/// Beyond the benchmarks it grows exactly as the indicator does.
///
/// The sum of squares is not convex. It is minimised by the Gauss-Newton method from the
/// proportional Denton path (from the pro-rata path where that is not positive); each step is a
/// linear problem in the relative changes of the path, of O(n). Steps that leave the positive
/// numbers or do not descend are halved.
/// \pre all values are finite and of the aggregation's lengths
/// \throws std::invalid_argument for benchmarks and indicators that are not positive
[[nodiscard]] inline GrowthPreservation
preserve_growth(std::span<double const> benchmarks, Aggregation const& aggregation,
                std::span<double const> indicator,
                GrowthObjective objective = GrowthObjective::forward) {
    const auto n = static_cast<std::size_t>(aggregation.size());
    for (std::size_t t = 0; t < n; ++t)
        if (!(indicator[t] > 0))
            throw std::invalid_argument("growth rates need a positive indicator; at " +
                                        aggregation.position_name(static_cast<int>(t)) + " it is " +
                                        format_shortest(indicator[t]));
    for (std::size_t k = 0; k < benchmarks.size(); ++k)
        if (!(benchmarks[k] > 0))
            throw std::invalid_argument("growth rates need positive benchmarks; " +
                                        aggregation.benchmark_name(static_cast<int>(k)) + " is " +
                                        format_shortest(benchmarks[k]));

    const auto is_positive = [](std::vector<double> const& path) {
        return std::all_of(path.begin(), path.end(), [](double value) { return value > 0; });
    };
    GrowthPreservation result;
    result.values =
        estimate_path(aggregation,
                      roughness_model(Roughness::differences(1).proportional(), indicator),
                      benchmarks)
            .values;
    if (!is_positive(result.values))
        result.values = detail::pro_rata(benchmarks, aggregation, indicator);
    result.objective = detail::growth_squares(objective, result.values, indicator);

    constexpr int most_iterations = 500;
    constexpr double enough = 1e-11;  // relative change of the path
    while (!result.converged && result.iterations < most_iterations) {
        ++result.iterations;
        std::vector<double> const& y = result.values;
        const std::vector<double> aim =
            estimate_path(aggregation, detail::growth_model(objective, y, indicator), benchmarks)
                .values;
        double change = 0;
        for (std::size_t t = 0; t < n; ++t) change = std::max(change, std::abs(aim[t] / y[t] - 1));
        bool descended = false;
        for (double step = 1; !descended && step > 1e-10; step /= 2) {
            std::vector<double> next(n);
            for (std::size_t t = 0; t < n; ++t) next[t] = y[t] + step * (aim[t] - y[t]);
            if (!is_positive(next)) continue;
            const double squares = detail::growth_squares(objective, next, indicator);
            // Within rounding of the best, the last digits of the sum say nothing.
            if (!(squares <= result.objective * (1 + 1e-12) + 1e-30)) continue;
            descended = true;
            result.values = next;
            result.objective = squares;
        }
        result.converged = change < enough;
        if (!descended) break;
    }
    // What rounding left of the discrepancies.
    result.values = detail::pro_rata(benchmarks, aggregation, result.values);
    return result;
}

}  // namespace glidepath

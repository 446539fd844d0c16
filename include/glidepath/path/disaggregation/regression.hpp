// Temporal disaggregation by regression on indicators: Chow-Lin and its relatives.
#pragma once

#include <glidepath/model/number.hpp>
#include <glidepath/path/disaggregation/path_model.hpp>

#include <boost/math/tools/minima.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace glidepath {

/// What the disturbance of the regression y = X b + u is at the high frequency.
enum class RegressionModel : std::uint8_t {
    chow_lin,   ///< u_t = rho u_{t-1} + e_t, stationary: Chow and Lin (1971).
    fernandez,  ///< A random walk from 0: Fernandez (1981).
    litterman,  ///< A random walk from 0 whose steps are an AR(1) from 0: Litterman (1983).
    dynamic     ///< y_t = rho y_{t-1} + X b + e_t: Santos Silva and Cardoso (2001).
};

/// By what rho is chosen.
enum class Criterion : std::uint8_t {
    max_log,        ///< The largest likelihood of normal disturbances.
    min_rss,        ///< The least sum of squares, with the correlations of the disturbance (as in
                    ///< Ecotrim).
    min_rss_quilis  ///< The least sum of squares, with its covariances for innovations of variance
                    ///< 1. It tends to run to the upper bound.
};
inline constexpr std::array<std::string_view, 3> criterion_names{"maxlog", "minrss",
                                                                 "minrss-quilis"};
[[nodiscard]] constexpr std::string_view to_string(Criterion criterion) noexcept {
    return criterion_names[static_cast<std::size_t>(criterion)];
}

/// How to disaggregate by regression.
struct RegressionOptions {
    RegressionModel model = RegressionModel::chow_lin;
    Criterion criterion = Criterion::max_log;
    std::optional<double> rho =
        std::nullopt;  ///< Fixes rho, within -0.999 .. 0.99999; otherwise it is estimated.
    /// An estimate below it becomes this; -1 leaves all estimates alone. A negative rho makes
    /// neighbouring sub-periods zigzag, which benchmarks alone can hardly show.
    double lowest_rho = 0;
    bool intercept = true;  ///< Whether a constant comes before the indicators.
};

/// How a path was estimated.
struct RegressionFit {
    std::vector<double> coefficients;  ///< The constant if there is one, then the indicators; for
                                       ///< `dynamic` with rho != 0 last the remainder.
    std::vector<double> coefficient_errors;  ///< Standard errors.
    double rho = 0;
    bool estimated = false;  ///< Whether rho is an estimate.
    bool truncated = false;  ///< Whether the estimate was below `lowest_rho`.
    bool at_bound = false;   ///< Whether the estimate is at the end of -0.999 .. 0.999.
    double rss = 0;          ///< u' V^-1 u of the benchmarks' residuals u, V = C Q C'.
    double variance = 0;     ///< rss / m
    double log_likelihood = 0;
    double aic = 0;  ///< log(rss / m) + 2 k / m
    double bic = 0;  ///< log(rss / m) + k log(m) / m
};

/// A path estimated by regression.
struct RegressionPath {
    std::vector<double> values;
    std::vector<double> standard_errors;
    RegressionFit fit;
};

namespace detail {

inline constexpr double largest_rho = 0.999;

/// The regressors (1 if there is an intercept, indicators), named for messages.
[[nodiscard]] inline PathModel regression_model(Aggregation const& aggregation,
                                                Eigen::Ref<Eigen::MatrixXd const> const& indicators,
                                                bool intercept) {
    PathModel model;
    const Eigen::Index constant = intercept ? 1 : 0;
    model.regressors.resize(aggregation.size(), indicators.cols() + constant);
    if (intercept) {
        model.regressors.col(0).setOnes();
        model.names.emplace_back("the constant");
    }
    if (indicators.cols() > 0) model.regressors.rightCols(indicators.cols()) = indicators;
    for (Eigen::Index j = 0; j < indicators.cols(); ++j)
        model.names.push_back(indicators.cols() == 1 ? std::string("the indicator")
                                                     : "indicator [" + std::to_string(j) + "]");
    return model;
}

/// The model at one rho.
[[nodiscard]] inline PathModel at_rho(PathModel const& base, RegressionModel kind, double rho) {
    PathModel model = base;
    switch (kind) {
        case RegressionModel::chow_lin: model.deviation.process = Disturbance::ar1(rho); break;
        case RegressionModel::fernandez:
            model.deviation.process = Disturbance::random_walk();
            break;
        case RegressionModel::litterman:
            model.deviation.process = Disturbance::litterman(rho);
            break;
        case RegressionModel::dynamic: {
            model.deviation.process = Disturbance::ar1(rho);
            if (rho == 0) break;
            // y_t = rho y_{t-1} + x_t b + e_t solved for y: each regressor is filtered, and what
            // lies before the first period dies out as rho^t.
            Eigen::MatrixXd& x = model.regressors;
            x.conservativeResize(x.rows(), x.cols() + 1);
            x.rightCols(1).setZero();
            x(0, x.cols() - 1) = rho;
            for (Eigen::Index t = 1; t < x.rows(); ++t) x.row(t) += rho * x.row(t - 1);
            model.names.emplace_back("the remainder of the periods before the first");
            break;
        }
    }
    return model;
}

/// The estimate of rho: the best of a grid that is finer towards the ends, then Brent's method
/// between its neighbours, for there may be several local optima.
template <class Objective>
[[nodiscard]] double least_at(Objective objective) {
    constexpr int steps = 40;
    const double end = std::atanh(largest_rho);
    std::array<double, steps + 1> grid{};
    std::array<double, steps + 1> found{};
    for (std::size_t i = 0; i <= steps; ++i) {
        const double share = 2 * static_cast<double>(i) / steps - 1;
        grid[i] = i == 0 || i == steps ? std::copysign(largest_rho, share) : std::tanh(share * end);
        found[i] = objective(grid[i]);
    }
    const auto best =
        static_cast<std::size_t>(std::min_element(found.begin(), found.end()) - found.begin());
    const auto [rho, value] = boost::math::tools::brent_find_minima(
        objective, grid[best == 0 ? 0 : best - 1], grid[std::min<std::size_t>(best + 1, steps)],
        std::numeric_limits<double>::digits / 2);
    return value < found[best] ? rho : grid[best];
}

/// A coefficient is about as large as the one by the other.
inline void require_coefficient(std::span<double const> benchmarks,
                                std::span<double const> indicator) {
    const auto largest = [](std::span<double const> values) {
        double size = 0;
        for (double value : values) size = std::max(size, std::abs(value));
        return size;
    };
    const double above = largest(benchmarks);
    const double below = largest(indicator);
    if (above == 0 || below == 0 || std::isnormal(above / below)) return;
    throw std::invalid_argument("the benchmarks go up to " + format_shortest(above) +
                                " and the indicator up to " + format_shortest(below) +
                                ": no coefficient between them can be computed; give them in "
                                "units of similar size");
}
inline void require_regression_input(std::span<double const> benchmarks,
                                     Aggregation const& aggregation,
                                     Eigen::Ref<Eigen::MatrixXd const> const& indicators,
                                     RegressionOptions const& options) {
    if (options.rho && !(*options.rho >= -largest_rho && *options.rho <= 0.99999))
        throw std::invalid_argument("rho is " + format_shortest(*options.rho) +
                                    "; it must lie in -0.999..0.99999");
    const auto k =
        static_cast<int>(indicators.cols()) + (options.intercept ? 1 : 0) +
        (options.model == RegressionModel::dynamic && !(options.rho && *options.rho == 0) ? 1 : 0);
    if (k == 0) throw std::invalid_argument("a regression needs an indicator or an intercept");
    if (aggregation.benchmarks() <= k)
        throw std::invalid_argument("a regression with " + std::to_string(k) +
                                    " coefficients needs at least " + std::to_string(k + 1) +
                                    " benchmarks; there are " +
                                    std::to_string(aggregation.benchmarks()));
    for (Eigen::Index j = 0; j < indicators.cols(); ++j)
        require_coefficient(
            benchmarks, {indicators.col(j).data(), static_cast<std::size_t>(indicators.rows())});
}

}  // namespace detail

/// The best linear unbiased path from benchmarks and any number of indicators, with standard errors
/// (rho taken as known). Beyond the benchmarks the regression goes on and the disturbance fades as
/// its model has it: by rho^h (Chow-Lin, dynamic), not at all (Fernandez), with damped steps
/// (Litterman).
///
/// An estimated rho lies in -0.999..0.999. O(n) for each trial of rho.
/// \param indicators  n rows; no column regresses on the constant alone
/// \pre   benchmarks and indicators are finite and of the aggregation's lengths
/// \throws std::invalid_argument for too few benchmarks, neither indicator nor intercept, a rho
///         outside its range, regressors that are combinations of others over the benchmarks, and
///         an indicator so much larger or smaller than the benchmarks that its coefficient is no
///         number
[[nodiscard]] inline RegressionPath regress(std::span<double const> benchmarks,
                                            Aggregation const& aggregation,
                                            Eigen::Ref<Eigen::MatrixXd const> const& indicators,
                                            RegressionOptions const& options = {}) {
    detail::require_regression_input(benchmarks, aggregation, indicators, options);
    const PathModel base = detail::regression_model(aggregation, indicators, options.intercept);
    const auto objective = [&](double rho) {
        const PathModel model = detail::at_rho(base, options.model, rho);
        const auto fit = detail::regress_benchmarks(
            aggregation, model, detail::aggregated(aggregation, model, benchmarks));
        if (fit.collinear) return std::numeric_limits<double>::infinity();
        if (options.criterion == Criterion::max_log) return -fit.log_likelihood;
        // The logarithm keeps the figures in range; correlations are the covariances of an
        // autoregression times 1 - rho^2.
        const bool correlations =
            options.criterion == Criterion::min_rss && options.model != RegressionModel::litterman;
        return 2 * std::log(fit.residual_norm) -
               (correlations ? std::log((1 - rho) * (1 + rho)) : 0);
    };

    RegressionPath result;
    RegressionFit& fit = result.fit;
    if (options.rho) {
        fit.rho = *options.rho;
    } else if (options.model != RegressionModel::fernandez) {
        fit.estimated = true;
        fit.rho = detail::least_at(objective);
        fit.at_bound = std::abs(fit.rho) > detail::largest_rho - 1e-6;
        fit.truncated = fit.rho < options.lowest_rho;
        if (fit.truncated) fit.rho = options.lowest_rho;
    }
    PathEstimate estimate =
        estimate_path(aggregation, detail::at_rho(base, options.model, fit.rho), benchmarks);
    result.values = std::move(estimate.values);
    result.standard_errors = std::move(estimate.standard_errors);
    const double m = aggregation.benchmarks();
    const auto k = static_cast<double>(estimate.coefficients.size());
    fit.coefficients = std::move(estimate.coefficients);
    fit.coefficient_errors = std::move(estimate.coefficient_errors);
    fit.rss = estimate.regression.rss();
    fit.variance = fit.rss / m;
    fit.log_likelihood = estimate.regression.log_likelihood;
    const double log_variance = 2 * std::log(estimate.regression.residual_norm) - std::log(m);
    fit.aic = log_variance + 2 * k / m;
    fit.bic = log_variance + k * std::log(m) / m;
    return result;
}

}  // namespace glidepath

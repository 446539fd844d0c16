// The linear model of a path, and the best linear unbiased estimate of the path from benchmarks.
#pragma once

#include <glidepath/path/disaggregation/aggregate_filter.hpp>
#include <glidepath/path/disaggregation/least_squares.hpp>

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace glidepath {

/// y = offset + X b + deviation, with b unknown and the deviation known up to its scale.
struct PathModel {
    Eigen::MatrixXd regressors;  ///< X: n rows; may have no column.
    Deviation deviation;
    std::vector<double> offset;      ///< Empty: 0.
    std::vector<std::string> names;  ///< Of the regressors, for messages; empty: numbered.
    bool known_variance = false;     ///< The innovations' common variance is 1, not estimated.
};

/// Generalised least squares of the benchmarks on the aggregated regressors.
struct BenchmarkRegression {
    Eigen::VectorXd coefficients;
    Eigen::MatrixXd root_inverse;  ///< Its product with its transpose is (X'C' V^-1 C X)^-1.
    double residual_norm = 0;      ///< The root of u' V^-1 u, V = C Q C'.
    double log_likelihood = 0;     ///< -m/2 (1 + log 2 pi + log(rss / m)) - log|V| / 2.
    int benchmarks = 0;            ///< m
    std::optional<Eigen::Index> collinear;  ///< As in `LeastSquares`.

    /// Residual sum of squares u' V^-1 u.
    [[nodiscard]] double rss() const noexcept { return residual_norm * residual_norm; }
    /// Benchmarks less coefficients.
    [[nodiscard]] int degrees_of_freedom() const noexcept {
        return benchmarks - static_cast<int>(coefficients.size());
    }
};

/// The estimate of a path.
struct PathEstimate {
    std::vector<double> values;
    std::vector<double> standard_errors;     ///< Of the values; empty without degrees of freedom.
    std::vector<double> coefficients;        ///< b
    std::vector<double> coefficient_errors;  ///< Standard errors; empty as above.
    BenchmarkRegression regression;
};

namespace detail {

[[nodiscard]] inline double largest(Eigen::Ref<Eigen::VectorXd const> const& values) {
    return values.size() == 0 ? 0 : values.cwiseAbs().maxCoeff();
}

/// [benchmarks - C offset, C X], with the factors by which its columns were divided so that no
/// product of them can overflow.
struct AggregatedModel {
    Eigen::MatrixXd data;
    Eigen::VectorXd scales;
};

[[nodiscard]] inline AggregatedModel aggregated(Aggregation const& aggregation,
                                                PathModel const& model,
                                                std::span<double const> benchmarks) {
    const Eigen::Index m = aggregation.benchmarks();
    const Eigen::Index k = model.regressors.cols();
    AggregatedModel result{Eigen::MatrixXd(m, k + 1), Eigen::VectorXd::Ones(k + 1)};
    result.data.col(0) = Eigen::Map<Eigen::VectorXd const>(benchmarks.data(), m);
    if (!model.offset.empty()) {
        const auto offset = aggregation.aggregate(model.offset);
        result.data.col(0) -= Eigen::Map<Eigen::VectorXd const>(offset.data(), m);
    }
    for (Eigen::Index j = 0; j < k; ++j) {
        const auto column = aggregation.aggregate(
            {model.regressors.col(j).data(), static_cast<std::size_t>(aggregation.size())});
        result.data.col(j + 1) = Eigen::Map<Eigen::VectorXd const>(column.data(), m);
    }
    for (Eigen::Index j = 0; j <= k; ++j) {
        const double most = largest(result.data.col(j));
        if (most > 0) result.scales(j) = most;
        result.data.col(j) /= result.scales(j);
    }
    return result;
}

[[nodiscard]] inline BenchmarkRegression regress_benchmarks(Aggregation const& aggregation,
                                                            PathModel const& model,
                                                            AggregatedModel const& aggregated) {
    const Eigen::Index k = model.regressors.cols();
    const Whitened white = whiten(aggregation, model.deviation, aggregated.data);
    const LeastSquares fit = least_squares(white.data.rightCols(k), white.data.col(0));
    BenchmarkRegression result;
    result.benchmarks = aggregation.benchmarks();
    result.collinear = fit.collinear;
    if (fit.collinear) return result;
    // Nothing is known better than to its last digit: a perfect fit is not infinitely likely.
    const double m = result.benchmarks;
    const double rss = std::max(fit.rss, m * 1e-32);
    const double scale = aggregated.scales(0);
    const auto column_scales = aggregated.scales.tail(k);
    result.coefficients = fit.coefficients.cwiseQuotient(column_scales) * scale;
    result.root_inverse = column_scales.cwiseInverse().asDiagonal() * fit.root_inverse;
    result.residual_norm = std::sqrt(rss) * scale;
    result.log_likelihood =
        -m / 2 * (1 + std::log(2 * std::numbers::pi) + std::log(rss / m) + 2 * std::log(scale)) -
        white.log_determinant / 2;
    return result;
}

}  // namespace detail

/// The path y = offset + X b + Q W C' V^-1 (benchmarks - C offset - C X b) with its standard errors
/// (Chow and Lin 1971). C y equals the benchmarks, unless they have variances of their own. O(n).
///
/// The variance of the innovations is rss / (m - k), or 1 if it is known.
/// \pre  `benchmarks` has a finite value for each benchmark, the model finite values for each
///       position.
/// \throws std::invalid_argument for fewer benchmarks than coefficients, a regressor whose
///         aggregates are a combination of those before it, and as `whiten`.
[[nodiscard]] inline PathEstimate estimate_path(Aggregation const& aggregation,
                                                PathModel const& model,
                                                std::span<double const> benchmarks) {
    const Eigen::Index n = aggregation.size();
    const Eigen::Index k = model.regressors.cols();
    if (aggregation.benchmarks() < k)
        throw std::invalid_argument(std::to_string(k) +
                                    " coefficients need at least as many "
                                    "benchmarks; there are " +
                                    std::to_string(aggregation.benchmarks()));
    const auto data = detail::aggregated(aggregation, model, benchmarks);
    PathEstimate result;
    result.regression = detail::regress_benchmarks(aggregation, model, data);
    if (const auto column = result.regression.collinear) {
        const std::string name = model.names.empty()
                                     ? "regressor [" + std::to_string(*column) + "]"
                                     : model.names[static_cast<std::size_t>(*column)];
        throw std::invalid_argument(
            "over the benchmarks' periods " + name +
            " is zero or a combination of the regressors before it; leave it out");
    }

    const auto& fit = result.regression;
    const auto smoothed = smooth(aggregation, model.deviation, data.data);
    const auto weight = [&](Eigen::Index t) {
        auto const& weights = model.deviation.weights;
        return weights.empty() ? 1.0 : weights[static_cast<std::size_t>(t)];
    };
    const bool with_errors = model.known_variance || fit.degrees_of_freedom() > 0;
    const double scale = data.scales(0);
    const double spread =
        model.known_variance ? 1.0 : fit.residual_norm / std::sqrt(fit.degrees_of_freedom());
    result.values.reserve(static_cast<std::size_t>(n));
    for (Eigen::Index t = 0; t < n; ++t) {
        // What the regressors say beyond what the disturbances would have made of them.
        Eigen::RowVectorXd beyond = model.regressors.row(t);
        for (Eigen::Index j = 0; j < k; ++j)
            beyond(j) -= weight(t) * smoothed.mean(t, j + 1) * data.scales(j + 1);
        double value = weight(t) * smoothed.mean(t, 0) * scale + beyond.dot(fit.coefficients);
        if (!model.offset.empty()) value += model.offset[static_cast<std::size_t>(t)];
        result.values.push_back(value);
        if (with_errors)
            result.standard_errors.push_back(
                spread * std::hypot(weight(t) * std::sqrt(smoothed.variance(t)),
                                    beyond.lazyProduct(fit.root_inverse).norm()));
    }
    result.coefficients.assign(fit.coefficients.data(), fit.coefficients.data() + k);
    if (with_errors)
        for (Eigen::Index j = 0; j < k; ++j)
            result.coefficient_errors.push_back(spread * fit.root_inverse.row(j).norm());
    return result;
}

}  // namespace glidepath

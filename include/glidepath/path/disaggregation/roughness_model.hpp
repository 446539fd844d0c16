// The statistical model behind a least rough path: it gives the path standard errors.
#pragma once

#include <glidepath/path/disaggregation/path_model.hpp>
#include <glidepath/path/roughness.hpp>

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <stdexcept>
#include <vector>

namespace glidepath {

/// The model whose best linear unbiased path is the least rough one: y = x + |x|^lambda (p + u),
/// where u is what the roughness makes white (a random walk for first differences) and p, for
/// differences of order h without an anchor, an unknown polynomial of degree h - 1. For
/// proportional first differences: a ratio y / x that walks at random.
/// \param preliminary  x, not empty
/// \throws std::invalid_argument for an ARIMA roughness, which has no such form here
[[nodiscard]] inline PathModel roughness_model(Roughness const& roughness,
                                               std::span<double const> preliminary) {
    const auto n = static_cast<Eigen::Index>(preliminary.size());
    PathModel model;
    // In proportion to x, x itself is a p of degree 0. Left out it takes no digits away where it is
    // in another unit than the benchmarks.
    const bool in_polynomial = roughness.kind() == Roughness::Operator::differences &&
                               roughness.order() > 0 && roughness.lambda() == 1;
    if (in_polynomial) model.offset.assign(preliminary.size(), 0.0);
    else model.offset.assign(preliminary.begin(), preliminary.end());
    // Relative to the largest value, so that no weight is out of range.
    double unit = 0;
    for (double x : preliminary) unit = std::max(unit, std::abs(x));
    if (unit == 0) unit = 1;
    for (double x : preliminary)
        model.deviation.weights.push_back(std::pow(std::abs(x) / unit, roughness.lambda()));
    Eigen::Index coefficients = 0;
    switch (roughness.kind()) {
        case Roughness::Operator::differences: coefficients = roughness.order(); [[fallthrough]];
        case Roughness::Operator::anchored:
            model.deviation.process = Disturbance::integrated(roughness.order());
            break;
        case Roughness::Operator::autoregressive:
            model.deviation.process = Disturbance::ar1(roughness.rho());
            break;
        case Roughness::Operator::arima:
            throw std::invalid_argument("an ARIMA roughness has no standard errors");
    }
    model.regressors.resize(n, coefficients);
    for (Eigen::Index t = 0; t < n; ++t) {
        double power = model.deviation.weights[static_cast<std::size_t>(t)];
        for (Eigen::Index j = 0; j < coefficients; ++j) {
            model.regressors(t, j) = power;
            power *= static_cast<double>(t + 1) / static_cast<double>(n);
        }
    }
    return model;
}

}  // namespace glidepath

// How normal scores are made.
#pragma once

#include <glidepath/forecast/sampling/draws.hpp>
#include <glidepath/forecast/sampling/normal.hpp>
#include <glidepath/forecast/sampling/philox.hpp>

#include <boost/random/sobol.hpp>
#include <Eigen/Core>
#include <Eigen/Eigenvalues>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

namespace glidepath::detail {

/// What `principal_factor` says, wherever it is compiled.
[[nodiscard]] inline Eigen::MatrixXd
make_principal_factor(Eigen::Ref<Eigen::MatrixXd const> const& covariance) {
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> eigen(covariance);
    // Of directions that are certain rounding leaves eigenvalues of either sign.
    const double rounding = 1e-12 * eigen.eigenvalues().cwiseAbs().maxCoeff();
    const Eigen::VectorXd scale = eigen.eigenvalues().unaryExpr(
        [=](double value) { return value > rounding ? std::sqrt(value) : 0; });
    Eigen::MatrixXd factor = (eigen.eigenvectors() * scale.asDiagonal()).rowwise().reverse();
    // An eigenvector is one up to its sign, which compilers choose differently: the first of its
    // large components is made positive.
    for (auto column : factor.colwise()) {
        const double large = column.cwiseAbs().maxCoeff() / 2;
        for (double component : column) {
            if (std::abs(component) < large) continue;
            if (component < 0) column = -column;
            break;
        }
    }
    return factor;
}

/// \throws std::invalid_argument for fewer than one draw or dimension, and for too many numbers
inline void require_draws(std::int64_t dimensions, int count) {
    if (count < 1 || dimensions < 1)
        throw std::invalid_argument("at least one path and one period are needed, not " +
                                    std::to_string(count) + " and " + std::to_string(dimensions));
    if (count * dimensions > most_draws)
        throw std::invalid_argument(std::to_string(count) + " paths of " +
                                    std::to_string(dimensions) + " periods are more than the " +
                                    std::to_string(most_draws) + " numbers that one call makes");
}

/// Independent standard normal scores: one row a draw, one column a dimension.
[[nodiscard]] inline Eigen::MatrixXd standard_scores(Eigen::Index dimensions, Eigen::Index count,
                                                     Draws const& draws) {
    const Philox random(draws.seed, draws.stream);
    Eigen::MatrixXd scores(count, dimensions);
    // The dimensions that Boost tabulates for Sobol sequences; those behind them, which carry
    // next to nothing after principal_factor(), are drawn independently.
    const Eigen::Index even =
        draws.sampling == Sampling::quasi ? std::min<Eigen::Index>(dimensions, 1000) : 0;
    if (even > 0) {
        boost::random::sobol engine(static_cast<std::size_t>(even));
        std::vector<std::uint64_t> shift(static_cast<std::size_t>(even));
        for (std::size_t d = 0; d < shift.size(); ++d) shift[d] = random.bits(d);
        for (Eigen::Index i = 0; i < count; ++i)
            for (Eigen::Index d = 0; d < even; ++d) {
                // Addition modulo 2^64 is the shift modulo 1.
                const std::uint64_t bits = engine() + shift[static_cast<std::size_t>(d)];
                const double uniform = (static_cast<double>(bits >> 11U) + 0.5) * 0x1p-53;
                scores(i, d) = normal_quantile(uniform);
            }
    }
    const auto width = static_cast<std::uint64_t>(dimensions);
    for (Eigen::Index i = 0; i < count; ++i)
        for (Eigen::Index d = even; d < dimensions; ++d)
            scores(i, d) = normal_quantile(random.uniform(static_cast<std::uint64_t>(i) * width +
                                                          static_cast<std::uint64_t>(d)));
    return scores;
}

/// What `normal_scores` says, wherever it is compiled.
[[nodiscard]] inline Eigen::MatrixXd
make_normal_scores(Eigen::Ref<Eigen::MatrixXd const> const& factor, Draws const& draws) {
    require_draws(factor.cols(), draws.count);
    if (draws.sampling == Sampling::pseudo)
        return standard_scores(factor.cols(), draws.count, draws) * factor.transpose();
    const Eigen::MatrixXd half =
        standard_scores(factor.cols(), (draws.count + 1) / 2, draws) * factor.transpose();
    Eigen::MatrixXd scores(draws.count, factor.rows());
    for (Eigen::Index d = 0; d < scores.cols(); ++d)
        for (Eigen::Index i = 0; i < scores.rows(); ++i)
            scores(i, d) = i % 2 == 0 ? half(i / 2, d) : -half(i / 2, d);
    return scores;
}

}  // namespace glidepath::detail

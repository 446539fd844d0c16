// Joint draws of correlated standard normal scores.
#pragma once

#include <glidepath/forecast/sampling/draws.hpp>

#ifndef GLIDEPATH_COMPILED
#include <glidepath/forecast/sampling/score_maker.hpp>
#endif

#include <Eigen/Core>

namespace glidepath {

/// A factor F with F F' = C, its columns ordered by how much of the variance each one carries, so
/// that the most even dimensions of a quasi-random sequence move the most. Eigenvalues that are
/// 0 but for rounding count as 0.
[[nodiscard]] Eigen::MatrixXd principal_factor(Eigen::Ref<Eigen::MatrixXd const> const& covariance);

/// Scores with covariance F F' (correlation, where its diagonal is 1): one row a draw. Quasi-random
/// ones come in pairs that mirror each other (Hammersley & Morton 1956, antithetic variates), so
/// that every mean is exact with an even count; it also halves their cost.
/// \param factor  F, as from `principal_factor`: rows are the dimensions of the scores
/// \throws std::invalid_argument for fewer than one draw or dimension, and for more numbers than
///         `most_draws`
[[nodiscard]] Eigen::MatrixXd normal_scores(Eigen::Ref<Eigen::MatrixXd const> const& factor,
                                            Draws const& draws);

#ifndef GLIDEPATH_COMPILED
inline Eigen::MatrixXd principal_factor(Eigen::Ref<Eigen::MatrixXd const> const& covariance) {
    return detail::make_principal_factor(covariance);
}
inline Eigen::MatrixXd normal_scores(Eigen::Ref<Eigen::MatrixXd const> const& factor,
                                     Draws const& draws) {
    return detail::make_normal_scores(factor, draws);
}
#endif

}  // namespace glidepath

// Random draws, compiled once.
#include <glidepath/forecast/sampling/normal_scores.hpp>
#include <glidepath/forecast/sampling/score_maker.hpp>

namespace glidepath {

Eigen::MatrixXd principal_factor(Eigen::Ref<Eigen::MatrixXd const> const& covariance) {
    return detail::make_principal_factor(covariance);
}

Eigen::MatrixXd normal_scores(Eigen::Ref<Eigen::MatrixXd const> const& factor, Draws const& draws) {
    return detail::make_normal_scores(factor, draws);
}

}  // namespace glidepath

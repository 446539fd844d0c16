// The heavy entries of the layer forecast, compiled once.
#include <glidepath/forecast/member/any.hpp>
#include <glidepath/forecast/predict_by.hpp>
#include <glidepath/forecast/sampling/normal_scores.hpp>
#include <glidepath/forecast/sampling/score_maker.hpp>

namespace glidepath {

MemberPrediction predict_by(ForecastMethod method, History const& history, int season,
                            int horizon) {
    return detail::predict_by_member(method, history, season, horizon);
}

Eigen::MatrixXd principal_factor(Eigen::Ref<Eigen::MatrixXd const> const& covariance) {
    return detail::make_principal_factor(covariance);
}

Eigen::MatrixXd normal_scores(Eigen::Ref<Eigen::MatrixXd const> const& factor, Draws const& draws) {
    return detail::make_normal_scores(factor, draws);
}

}  // namespace glidepath

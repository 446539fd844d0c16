// The methods of forecasting, compiled once.
#include <glidepath/forecast/member/any.hpp>
#include <glidepath/forecast/predict_by.hpp>

namespace glidepath {

MemberPrediction predict_by(ForecastMethod method, History const& history, int season,
                            int horizon) {
    return detail::predict_by_member(method, history, season, horizon);
}

}  // namespace glidepath

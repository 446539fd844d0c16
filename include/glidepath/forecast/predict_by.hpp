// Fitting one named method of forecasting.
#pragma once

#include <glidepath/forecast/history.hpp>
#include <glidepath/forecast/method.hpp>
#include <glidepath/forecast/prediction.hpp>

#ifndef GLIDEPATH_COMPILED
#include <glidepath/forecast/member/any.hpp>
#endif

namespace glidepath {

/// Fits one method (not `automatic`) and forecasts by it. Exponential smoothing, ARIMA and
/// structural models know gaps in the history as such; the others see them filled.
/// \throws std::invalid_argument if the method needs more values than there are
[[nodiscard]] MemberPrediction predict_by(ForecastMethod method, History const& history, int season,
                                          int horizon);

#ifndef GLIDEPATH_COMPILED
inline MemberPrediction predict_by(ForecastMethod method, History const& history, int season,
                                   int horizon) {
    return detail::predict_by_member(method, history, season, horizon);
}
#endif

}  // namespace glidepath

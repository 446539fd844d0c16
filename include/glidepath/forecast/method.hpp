// The named methods of forecasting, and how one of them is fitted.
#pragma once

#include <glidepath/forecast/history.hpp>
#include <glidepath/forecast/member/arima_auto.hpp>
#include <glidepath/forecast/member/card.hpp>
#include <glidepath/forecast/member/delta.hpp>
#include <glidepath/forecast/member/ets_search.hpp>
#include <glidepath/forecast/member/naive.hpp>
#include <glidepath/forecast/member/rho.hpp>
#include <glidepath/forecast/member/theta.hpp>
#include <glidepath/forecast/member/thima.hpp>
#include <glidepath/forecast/prediction.hpp>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace glidepath {

/// How a series is forecast.
enum class ForecastMethod : std::uint8_t {
    automatic,        ///< The default combination; see combination.hpp.
    naive,            ///< The last value.
    drift,            ///< The last value and the mean change.
    seasonal_naive,   ///< The last value of the same season.
    mean,             ///< The mean of all values.
    ses,              ///< Simple exponential smoothing, ETS(A,N,N).
    holt,             ///< Holt's linear trend, ETS(A,A,N).
    damped,           ///< Damped trend, ETS(A,Ad,N).
    ets,              ///< The form of exponential smoothing with the least AICc.
    theta,            ///< Theta as it won the M3 competition (theta = 2).
    optimised_theta,  ///< Theta with theta estimated.
    dynamic_theta,    ///< Dynamic optimised Theta.
    box_cox_theta,    ///< Optimised Theta of the Box-Cox transformed series.
    thima,            ///< Trend-halved IMA.
    delta,            ///< Damped trend from dampened means of growth.
    rho,              ///< Autoregression with damped drift.
    card,             ///< Calibrated average of delta and rho.
    cardt,            ///< The same with THIMA.
    arima             ///< ARIMA, order chosen automatically.
};
inline constexpr std::array<std::string_view, 19> forecast_method_names{
    "auto",   "naive", "drift", "seasonal_naive",  "mean",          "ses",           "holt",
    "damped", "ets",   "theta", "optimised_theta", "dynamic_theta", "box_cox_theta", "thima",
    "delta",  "rho",   "card",  "cardt",           "arima"};
[[nodiscard]] constexpr std::string_view to_string(ForecastMethod method) noexcept {
    return forecast_method_names[static_cast<std::size_t>(method)];
}

/// What a member of a combination says, and what it is called with the form it took.
struct MemberPrediction {
    Prediction prediction;
    std::string name;
};

namespace detail {

[[nodiscard]] inline MemberPrediction simple_smoothing(History const& history, EtsTrend trend,
                                                       int horizon) {
    EtsOptions options;
    options.form = {EtsError::additive, trend, EtsSeason::none};
    const Ets model = Ets::fit(history.values(), options);
    return {model.predict(horizon), to_string(model.form())};
}

[[nodiscard]] inline MemberPrediction theta_of(History const& history, int season, ThetaKind kind,
                                               bool box_cox, int horizon, ForecastMethod method) {
    ThetaOptions options;
    options.season = season;
    options.kind = kind;
    options.box_cox = box_cox;
    return {Theta::fit(history.complete(), options).predict(horizon),
            std::string(to_string(method))};
}

}  // namespace detail

/// Fits one method (not `automatic`) and forecasts by it. Exponential smoothing and ARIMA know gaps
/// in the history as such; the others see them filled.
/// \throws std::invalid_argument if the method needs more values than there are
[[nodiscard]] inline MemberPrediction predict_by(ForecastMethod method, History const& history,
                                                 int season, int horizon) {
    const auto named = [&](Prediction prediction) {
        return MemberPrediction{std::move(prediction), std::string(to_string(method))};
    };
    const auto naive = [&](NaiveKind kind) {
        return named(Naive::fit(history.complete(), {kind, season}).predict(horizon));
    };
    std::vector<double> const& y = history.complete();
    switch (method) {
        case ForecastMethod::naive: return naive(NaiveKind::naive);
        case ForecastMethod::drift: return naive(NaiveKind::drift);
        case ForecastMethod::seasonal_naive: return naive(NaiveKind::seasonal_naive);
        case ForecastMethod::mean: return naive(NaiveKind::mean);
        case ForecastMethod::ses: return detail::simple_smoothing(history, EtsTrend::none, horizon);
        case ForecastMethod::holt:
            return detail::simple_smoothing(history, EtsTrend::additive, horizon);
        case ForecastMethod::damped:
            return detail::simple_smoothing(history, EtsTrend::additive_damped, horizon);
        case ForecastMethod::ets: {
            EtsSearchOptions options;
            options.season = season;
            const Ets model = EtsSearch::fit(history.values(), options).best;
            return {model.predict(horizon), to_string(model.form())};
        }
        case ForecastMethod::theta:
            return detail::theta_of(history, season, ThetaKind::standard, false, horizon, method);
        case ForecastMethod::optimised_theta:
            return detail::theta_of(history, season, ThetaKind::optimised, false, horizon, method);
        case ForecastMethod::dynamic_theta:
            return detail::theta_of(history, season, ThetaKind::dynamic_optimised, false, horizon,
                                    method);
        case ForecastMethod::box_cox_theta:
            return detail::theta_of(history, season, ThetaKind::optimised, true, horizon, method);
        case ForecastMethod::thima: return named(Thima::fit(y, season).predict(horizon));
        case ForecastMethod::delta: return named(Delta::fit(y, season).predict(horizon));
        case ForecastMethod::rho: return named(Rho::fit(y, season).predict(horizon));
        case ForecastMethod::card: return named(Card::fit(y, {season, false}).predict(horizon));
        case ForecastMethod::cardt: return named(Card::fit(y, {season, true}).predict(horizon));
        case ForecastMethod::arima: {
            AutoArimaOptions options;
            options.search.season = season;
            const AutoArima model = AutoArima::fit(history.values(), options);
            return {model.predict(horizon), to_string(model.model().order()) +
                                                (model.logarithmic() ? " of logarithms" : "")};
        }
        case ForecastMethod::automatic: break;
    }
    throw std::invalid_argument("the automatic method is a combination of others");
}

}  // namespace glidepath

// The named methods of forecasting.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

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
    arima,            ///< ARIMA, order chosen automatically.
    structural        ///< Level, trend, damped trend or season, chosen by AICc.
};
inline constexpr std::array<std::string_view, 20> forecast_method_names{
    "auto",   "naive", "drift", "seasonal_naive",  "mean",          "ses",           "holt",
    "damped", "ets",   "theta", "optimised_theta", "dynamic_theta", "box_cox_theta", "thima",
    "delta",  "rho",   "card",  "cardt",           "arima",         "structural"};
[[nodiscard]] constexpr std::string_view to_string(ForecastMethod method) noexcept {
    return forecast_method_names[static_cast<std::size_t>(method)];
}

}  // namespace glidepath

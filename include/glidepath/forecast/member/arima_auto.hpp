// The ARIMA member: logarithms or levels, then an automatic model.
#pragma once

#include <glidepath/forecast/member/arima.hpp>
#include <glidepath/forecast/member/arima_search.hpp>
#include <glidepath/forecast/prediction.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <span>
#include <stdexcept>
#include <utility>
#include <vector>

namespace glidepath {

/// By how much AICc must be lower for logarithms to be taken.
inline constexpr double log_margin = 2;

/// Whether a series is better modelled by its logarithms: whether the model (0,1,1)(0,1,1), without
/// a season (0,1,1) with drift, has an AICc lower by at least `margin` on them, the Jacobian
/// counted (the automatic choice of X-12-ARIMA, Findley and others 1998). false where a value is
/// not positive and where the series is too short to tell. Missing values (NaN) count as filled
/// from their neighbours. \throws std::invalid_argument for infinite values
[[nodiscard]] inline bool prefers_log(std::span<double const> y, int season,
                                      double margin = log_margin) {
    const auto positive = [](double value) { return std::isnan(value) || value > 0; };
    if (!std::all_of(y.begin(), y.end(), positive)) return false;
    const auto series = detail::ArimaSeries::of(y, season);
    ArimaOrder order;
    order.d = 1;
    order.q = 1;
    if (season > 1 && series.observed() > static_cast<std::size_t>(2 * season + 3) &&
        detail::every_phase_observed(series, season)) {
        order.season = season;
        order.D = 1;
        order.Q = 1;
    } else {
        order.constant = true;
    }
    if (series.observed() < static_cast<std::size_t>(order.lost() + 6)) return false;
    const auto aicc = [&](detail::ArimaSeries const& values) {
        const auto differences =
            detail::ArimaDifferences::of(values, order.d, order.D, order.season);
        detail::ArimaEstimator estimator(differences.w, differences.x, nullptr);
        auto candidate = estimator.conditional(order, {}, 12);
        estimator.exact(candidate, 8, 1e-6);
        return candidate.aicc;
    };
    detail::ArimaSeries logs = series;
    double jacobian = 0;
    for (std::size_t t = 0; t < logs.y.size(); ++t) {
        logs.y[t] = std::log(series.y[t]);
        if (t >= static_cast<std::size_t>(order.lost())) jacobian += logs.y[t];
    }
    const double gain = aicc(series) - (aicc(logs) + 2 * jacobian);
    return std::isfinite(gain) && gain >= margin;
}

/// How the ARIMA member works.
struct AutoArimaOptions {
    ArimaSearchOptions search = {};
    /// Whether logarithms are taken; otherwise `prefers_log` says it.
    std::optional<bool> logarithmic = std::nullopt;
    double drift_share = 1;        ///< What of a drift goes on in forecasts of levels, 0..1.
    double log_drift_share = 0.5;  ///< The same of logarithms, whose drift compounds.
};

/// An automatic ARIMA model of a series or of its logarithms.
class AutoArima {
public:
    /// The fewest observed values.
    static constexpr int least_points = least_arima_points;

    /// \throws std::invalid_argument for infinite values, fewer than `least_points` observed ones,
    ///         and options outside their ranges or logarithms asked for of what is not positive
    [[nodiscard]] static AutoArima fit(std::span<double const> y,
                                       AutoArimaOptions const& options = {}) {
        if (!options.logarithmic.value_or(prefers_log(y, options.search.season)))
            return {
                search_arima(y, options.search).with_drift_share(options.drift_share), false, {}};
        std::vector<double> logs(y.begin(), y.end());
        for (double& value : logs) {
            if (value <= 0)
                throw std::invalid_argument("logarithms need positive values; take levels");
            value = std::log(value);
        }
        Arima model = search_arima(logs, options.search).with_drift_share(options.log_drift_share);
        std::vector<double> residuals(y.size());
        for (std::size_t t = 0; t < y.size(); ++t)
            residuals[t] = y[t] - std::exp(logs[t] - model.residuals()[t]);
        return {std::move(model), true, std::move(residuals)};
    }

    /// The model, of logarithms if `logarithmic()`.
    [[nodiscard]] Arima const& model() const noexcept { return model_; }
    [[nodiscard]] bool logarithmic() const noexcept { return logarithmic_; }
    /// One-step errors on the scale of y; NaN where there is none.
    [[nodiscard]] std::span<double const> residuals() const noexcept {
        return logarithmic_ ? std::span<double const>(residuals_) : model_.residuals();
    }

    /// On the scale of y. Of logarithms `mean` is the middle (median) of the distribution and
    /// deviation and response are relative ones times it, which is their first order.
    /// \throws std::invalid_argument for a horizon below 1
    [[nodiscard]] Prediction predict(int horizon) const {
        Prediction prediction = model_.predict(horizon);
        if (!logarithmic_) return prediction;
        const double first = std::exp(prediction.mean.front());
        for (std::size_t h = 0; h < prediction.mean.size(); ++h) {
            const double middle = std::exp(prediction.mean[h]);
            prediction.mean[h] = middle;
            prediction.deviation[h] *= middle;
            prediction.response[h] *= middle / first;
        }
        return prediction;
    }

private:
    AutoArima(Arima model, bool logarithmic, std::vector<double> residuals)
        : model_(std::move(model)), logarithmic_(logarithmic), residuals_(std::move(residuals)) {}

    Arima model_;
    bool logarithmic_;
    std::vector<double> residuals_;
};

}  // namespace glidepath

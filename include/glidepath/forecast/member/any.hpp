// Every member by its name: the one header that includes them all.
#pragma once

#include <glidepath/forecast/history.hpp>
#include <glidepath/forecast/member/arima_auto.hpp>
#include <glidepath/forecast/member/card.hpp>
#include <glidepath/forecast/member/delta.hpp>
#include <glidepath/forecast/member/ets_search.hpp>
#include <glidepath/forecast/member/naive.hpp>
#include <glidepath/forecast/member/rho.hpp>
#include <glidepath/forecast/member/structural.hpp>
#include <glidepath/forecast/member/theta.hpp>
#include <glidepath/forecast/member/thima.hpp>
#include <glidepath/forecast/method.hpp>
#include <glidepath/forecast/prediction.hpp>
#include <glidepath/forecast/state_space/structural_choice.hpp>

#include <cmath>
#include <cstddef>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace glidepath::detail {

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

/// With the correlation of its errors: after a short history the filter has not settled, so that
/// responses do not tell it.
[[nodiscard]] inline MemberPrediction structural_member(History const& history, int season,
                                                        int horizon) {
    std::vector<double> const& y = history.values();
    const auto model = choose_structure<Structural>(
        season, history.points(),
        [&](StructuralForm form) { return Structural::fit(y, {.form = form, .season = season}); },
        [&](Structural const& fitted, int count) {
            std::size_t end = 0;
            for (int seen = 0; seen < count; ++end) seen += std::isnan(y[end]) ? 0 : 1;
            return Structural::with_variances(std::span(y).first(end), fitted.shape(),
                                              fitted.variances());
        });
    Prediction prediction = model.predict(horizon);
    prediction.correlation = model.joint(horizon).correlation();
    return {std::move(prediction), structural_name(model.form()),
            model.form() == StructuralForm::seasonal};
}

/// What `predict_by` says, wherever it is compiled.
[[nodiscard]] inline MemberPrediction
predict_by_member(ForecastMethod method, History const& history, int season, int horizon) {
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
            return {model.predict(horizon), to_string(model.form()), model.form().seasonal()};
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
            ArimaOrder const& order = model.model().order();
            return {model.predict(horizon),
                    to_string(order) + (model.logarithmic() ? " of logarithms" : ""),
                    order.P + order.D + order.Q > 0};
        }
        case ForecastMethod::structural: return structural_member(history, season, horizon);
        case ForecastMethod::automatic: break;
    }
    throw std::invalid_argument("the automatic method is a combination of others");
}

}  // namespace glidepath::detail

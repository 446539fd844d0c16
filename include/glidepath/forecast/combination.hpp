// The default forecast: a combination of four methods, and what stands in for it where there is too
// little history.
#pragma once

#include <glidepath/forecast/calibration/calibration.hpp>
#include <glidepath/forecast/history.hpp>
#include <glidepath/forecast/method.hpp>
#include <glidepath/forecast/predict_by.hpp>

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace glidepath {

/// A point forecast and the simple measures of its uncertainty.
struct Combination {
    Eigen::VectorXd centre;  ///< The mean of the members, by horizon.
    Radii radii;
    std::vector<std::string> members;
    bool short_history = false;  ///< Whether a lower rung of the ladder served.
    bool seasonal = false;       ///< Whether a season was found.
};

/// How many values the full combination needs: ten years, or more than one cycle of a season.
[[nodiscard]] constexpr int points_for_combination(int season) noexcept {
    return season == 1 ? 10 : season + 1;
}

/// Which methods are combined, by how much is known:
///
/// - enough (`points_for_combination`): ETS, Cardt, ARIMA, and Theta with theta estimated (of a
///   series with a season: of its Box-Cox transform)
/// - less, without season: Cardt and the last value
/// - up to one cycle of a season: ETS; with fewer than three values the last one
/// - one value: the last value
///
/// One member of each kind (smoothing, Theta, dampened growth, ARIMA), chosen on the M3
/// competition; the ladder on its series cut short. The evidence, and how much of it is hindsight:
/// bench/forecast/README.md.
///
/// Theta and Cardt adjust for a season that `is_seasonal` finds, which asks for three cycles and
/// sees little in the fourth. Where ETS or ARIMA finds one before, `combine` leaves Theta and Cardt
/// out, which would flatten it, and so it does with an ARIMA that sees none where ETS sees one. (An
/// ETS without season stays beside a seasonal ARIMA: that served best.)
[[nodiscard]] inline std::vector<ForecastMethod> combined_methods(int points, int season) {
    if (points >= points_for_combination(season))
        return {ForecastMethod::ets,
                season > 1 ? ForecastMethod::box_cox_theta : ForecastMethod::optimised_theta,
                ForecastMethod::cardt, ForecastMethod::arima};
    if (points < 2) return {ForecastMethod::naive};
    if (season == 1) return {ForecastMethod::cardt, ForecastMethod::naive};
    return {points < 3 ? ForecastMethod::naive : ForecastMethod::ets};
}

namespace detail {

/// The last value, which needs no spread of its own: `Naive` asks for two values.
[[nodiscard]] inline MemberPrediction last_value(History const& history, int horizon) {
    const auto steps = static_cast<std::size_t>(horizon);
    MemberPrediction last{{}, "naive"};
    last.prediction.mean.assign(steps, history.complete().back());
    last.prediction.response.assign(steps, 1.0);
    last.prediction.deviation.resize(steps);
    for (std::size_t h = 0; h < steps; ++h)
        last.prediction.deviation[h] = history.step() * std::sqrt(static_cast<double>(h + 1));
    return last;
}

/// What one percent is of where a series holds growth rates in percent. The size of a rate says
/// nothing of its spread, 0.1 % is no surer than 8 %: it is taken for an index of 100 + g.
[[nodiscard]] inline double index_of(double rate) noexcept { return std::abs(100 + rate); }

/// The mean of the middle two, or the middle one.
[[nodiscard]] inline double median_of(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const std::size_t half = values.size() / 2;
    return values.size() % 2 == 1 ? values[half] : std::midpoint(values[half - 1], values[half]);
}

/// A member's forecasts, if all of its numbers are.
[[nodiscard]] inline bool usable(Prediction const& prediction) {
    const auto finite = [](double value) { return std::isfinite(value); };
    return std::all_of(prediction.mean.begin(), prediction.mean.end(), finite) &&
           std::all_of(prediction.deviation.begin(), prediction.deviation.end(), finite);
}

/// The members that can be fitted; the last value if none can.
[[nodiscard]] inline std::vector<MemberPrediction> members_of(History const& history, int season,
                                                              int horizon) {
    std::vector<MemberPrediction> members;
    std::vector<ForecastMethod> fitted;
    for (ForecastMethod method : combined_methods(history.points(), season)) {
        try {
            MemberPrediction member = method == ForecastMethod::naive
                                          ? last_value(history, horizon)
                                          : predict_by(method, history, season, horizon);
            if (!usable(member.prediction)) continue;
            members.push_back(std::move(member));
            fitted.push_back(method);
        } catch (std::invalid_argument const&) {  // too few values for this one, or too odd ones
            continue;
        }
    }
    const auto sees_season = [&](ForecastMethod method) {
        for (std::size_t i = 0; i < members.size(); ++i)
            if (fitted[i] == method) return members[i].seasonal;
        return false;
    };
    const bool ets = sees_season(ForecastMethod::ets);
    const bool arima = sees_season(ForecastMethod::arima);
    if (history.points() < 4 * season && !history.season().any() && (ets || arima)) {
        std::vector<MemberPrediction> kept;
        for (std::size_t i = 0; i < members.size(); ++i)
            if (fitted[i] == ForecastMethod::ets ||
                (fitted[i] == ForecastMethod::arima && (arima || !ets)))
                kept.push_back(std::move(members[i]));
        members = std::move(kept);
    }
    if (members.empty()) members.push_back(last_value(history, horizon));
    return members;
}

}  // namespace detail

/// The mean of the members' forecasts and the radii around it. A member that cannot be fitted is
/// left out, the last value serves if none is left.
/// \param level  what the radius `level` takes one percent of; the mean size of the last cycle if
///               not given
/// \pre horizon >= 1
[[nodiscard]] inline Combination combine(History const& history, int season, int horizon,
                                         std::optional<double> level = std::nullopt) {
    const std::vector<MemberPrediction> members = detail::members_of(history, season, horizon);
    Combination result;
    result.short_history = history.points() < points_for_combination(season);
    result.seasonal = history.season().any();
    const auto count = static_cast<double>(members.size());
    result.centre = Eigen::VectorXd::Zero(horizon);
    for (MemberPrediction const& member : members) {
        result.members.push_back(member.name);
        result.seasonal = result.seasonal || member.seasonal;
        result.centre +=
            Eigen::Map<Eigen::VectorXd const>(member.prediction.mean.data(), horizon) / count;
    }
    if (!level) {
        std::span<double const> last(history.adjusted());
        last = last.last(std::min<std::size_t>(last.size(), static_cast<std::size_t>(season)));
        level = 0;
        for (double value : last) *level += std::abs(value) / static_cast<double>(last.size());
    }
    result.radii = Radii::Zero(static_cast<Eigen::Index>(radius_count), horizon);
    const double step = history.step();
    const double drift = std::abs(history.drift());
    const double hidden = std::max(history.hidden(), 1.0);
    std::vector<double> deviations(members.size());
    for (int h = 0; h < horizon; ++h) {
        const auto radius = [&](Radius which) -> double& {
            return result.radii(static_cast<Eigen::Index>(which), h);
        };
        const auto ahead = static_cast<std::size_t>(h);
        for (std::size_t i = 0; i < members.size(); ++i) {
            Prediction const& said = members[i].prediction;
            deviations[i] = said.deviation[ahead];
            radius(Radius::disagreement) +=
                hidden * std::abs(said.mean[ahead] - result.centre[h]) / count;
        }
        // One member whose variance explodes does not carry the others away.
        const double most = 3 * detail::median_of(deviations);
        for (double deviation : deviations)
            radius(Radius::model) += hidden * std::min(deviation, most) / count;
        const double season_factor =
            std::abs(history.season().factor(history.complete().size() + ahead));
        const double root = std::sqrt(h + 1.0);
        radius(Radius::naive) = step * root * season_factor;
        radius(Radius::drift) = drift * (h + 1) * season_factor;
        radius(Radius::level) = 0.01 * *level * root * season_factor;
        radius(Radius::tempered) =
            std::sqrt(radius(Radius::naive)) * std::sqrt(radius(Radius::level));
    }
    return result;
}

}  // namespace glidepath

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
#include <exception>
#include <span>
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

/// A member's forecasts, if all of its numbers are.
[[nodiscard]] inline bool usable(Prediction const& prediction) {
    const auto finite = [](double value) { return std::isfinite(value); };
    return std::all_of(prediction.mean.begin(), prediction.mean.end(), finite) &&
           std::all_of(prediction.deviation.begin(), prediction.deviation.end(), finite);
}

}  // namespace detail

/// The mean of the members' forecasts and the radii around it. A member that cannot be fitted is
/// left out, the last value serves if none is left.
/// \pre horizon >= 1
[[nodiscard]] inline Combination combine(History const& history, int season, int horizon) {
    std::vector<MemberPrediction> members;
    for (ForecastMethod method : combined_methods(history.points(), season)) {
        if (method == ForecastMethod::naive) {
            members.push_back(detail::last_value(history, horizon));
            continue;
        }
        try {
            MemberPrediction member = predict_by(method, history, season, horizon);
            if (detail::usable(member.prediction)) members.push_back(std::move(member));
        } catch (std::invalid_argument const&) {  // too few values for this one, or too odd ones
            continue;
        }
    }
    if (members.empty()) members.push_back(detail::last_value(history, horizon));

    Combination result;
    result.short_history = history.points() < points_for_combination(season);
    const auto count = static_cast<double>(members.size());
    result.centre = Eigen::VectorXd::Zero(horizon);
    result.radii = Radii::Zero(static_cast<Eigen::Index>(radius_count), horizon);
    const auto radius = [&](Radius which, int h) -> double& {
        return result.radii(static_cast<Eigen::Index>(which), h);
    };
    for (MemberPrediction const& member : members) {
        result.members.push_back(member.name);
        for (int h = 0; h < horizon; ++h) {
            const auto at = static_cast<std::size_t>(h);
            result.centre[h] += member.prediction.mean[at] / count;
            radius(Radius::model, h) += member.prediction.deviation[at] / count;
        }
    }
    const double step = history.step();
    const double drift = std::abs(history.drift());
    double level = 0;
    std::span<double const> last(history.adjusted());
    last = last.last(std::min<std::size_t>(last.size(), static_cast<std::size_t>(season)));
    for (double value : last) level += std::abs(value) / static_cast<double>(last.size());
    for (int h = 0; h < horizon; ++h) {
        const auto ahead = static_cast<std::size_t>(h);
        for (MemberPrediction const& member : members)
            radius(Radius::disagreement, h) +=
                std::abs(member.prediction.mean[ahead] - result.centre[h]) / count;
        const double season_factor =
            std::abs(history.season().factor(history.complete().size() + ahead));
        const double root = std::sqrt(h + 1.0);
        radius(Radius::naive, h) = step * root * season_factor;
        radius(Radius::drift, h) = drift * (h + 1) * season_factor;
        radius(Radius::level, h) = 0.01 * level * root * season_factor;
    }
    return result;
}

}  // namespace glidepath

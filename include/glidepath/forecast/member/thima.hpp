// THIMA: an integrated moving average of first order with half its trend.
#pragma once

#include <glidepath/forecast/member/card_series.hpp>
#include <glidepath/forecast/minimise.hpp>
#include <glidepath/forecast/prediction.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <vector>

namespace glidepath {

namespace detail {

/// THIMA on a `CardSeries`.
class ThimaRule {
public:
    explicit ThimaRule(CardSeries const& series) {
        const std::span<double const> steps = series.steps();
        const std::span<double const> x = series.values();
        // The errors are linear in mu: what they would be without it, less mu times their response.
        const auto squares = [&](double theta) {
            double error = 0, unit = 0, ee = 0, eu = 0, uu = 0;
            for (double step : steps) {
                error = step - theta * error;
                unit = 1 - theta * unit;
                ee += error * error;
                eu += error * unit;
                uu += unit * unit;
            }
            mu_ = eu / uu;
            return ee - mu_ * eu;
        };
        if (x.size() >= 6) {
            constexpr std::array start{-0.3}, lower{-0.9}, upper{0.0};
            theta_ = minimise([&](std::span<double const> at) { return squares(at[0]); }, start,
                              lower, upper, {.tolerance = 1e-8})
                         .point[0];
        }
        static_cast<void>(squares(theta_));

        fitted_.assign(x.size(), std::numeric_limits<double>::quiet_NaN());
        double error = 0;
        for (std::size_t t = 1; t < x.size(); ++t) {
            fitted_[t] = x[t - 1] + mu_ / 2 + theta_ * error;
            error = steps[t - 1] - mu_ - theta_ * error;
        }
        first_ = x.back() + mu_ / 2 + theta_ * error;
        sigma_ = error_size(x, fitted_, x.size() >= 6 ? 2 : 1);
    }

    [[nodiscard]] std::vector<double> path(std::size_t steps) const {
        std::vector<double> result(steps);
        for (std::size_t h = 0; h < steps; ++h)
            result[h] = first_ + mu_ / 2 * static_cast<double>(h);
        return result;
    }
    [[nodiscard]] std::vector<double> response(std::size_t steps) const {
        std::vector<double> result(steps, 1 + theta_);
        result[0] = 1;
        return result;
    }
    [[nodiscard]] std::span<double const> fitted() const noexcept { return fitted_; }
    [[nodiscard]] double sigma() const noexcept { return sigma_; }
    [[nodiscard]] double theta() const noexcept { return theta_; }
    [[nodiscard]] double mu() const noexcept { return mu_; }

private:
    double mu_ = 0;
    double theta_ = 0;
    double first_ = 0;
    double sigma_ = 0;
    std::vector<double> fitted_;
};

}  // namespace detail

/// THIMA, the trend-halved integrated moving average (Castle, Doornik and Hendry 2021): steps are
/// mu + e_t + theta e_{t-1}, estimated by least squares from e_0 = 0; the forecasts are
/// x_T + mu / 2 + theta e_T, then mu / 2 more each period.
///
/// Works on the same series as `Delta`: deseasonalised, in logs where it can be. theta lies within
/// -0.9..0 (a step does not call for another of the same sign) and is 0 below 6 values.
///
/// Deviations are sigma sqrt(1 + (h - 1) (1 + theta)^2), sigma the root mean square of the one-step
/// errors with half the trend.
class Thima {
public:
    static constexpr int least_points = 2;

    /// \param season  periods of a cycle; 1: none
    /// \throws std::invalid_argument for fewer than 2 values, values that are not finite, a season
    ///         below 1
    [[nodiscard]] static Thima fit(std::span<double const> y, int season = 1) {
        return Thima(y, season);
    }
    /// \throws std::invalid_argument for a horizon below 1
    [[nodiscard]] Prediction predict(int horizon) const {
        detail::require_horizon(horizon, "THIMA");
        const auto steps = static_cast<std::size_t>(horizon);
        return series_.predict(rule_.path(steps), rule_.sigma(), rule_.response(steps));
    }
    /// One-step errors with half the trend; NaN in the first period.
    [[nodiscard]] std::span<double const> residuals() const noexcept { return residuals_; }
    [[nodiscard]] double theta() const noexcept { return rule_.theta(); }

private:
    Thima(std::span<double const> y, int season)
        : series_(y, season, least_points, "THIMA"), rule_(series_),
          residuals_(series_.residuals(y, rule_.fitted())) {}

    detail::CardSeries series_;
    detail::ThimaRule rule_;
    std::vector<double> residuals_;
};

}  // namespace glidepath

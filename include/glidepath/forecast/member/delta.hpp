// Delta: a damped trend from growth rates that are trimmed and compared.
#pragma once

#include <glidepath/forecast/member/card_series.hpp>
#include <glidepath/forecast/prediction.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>
#include <span>
#include <vector>

namespace glidepath {

namespace detail {

/// Delta on a `CardSeries`.
class DeltaRule {
public:
    explicit DeltaRule(CardSeries const& series) : DeltaRule(series, series.walks()) {}
    /// \param walks  whether there is growth; otherwise means
    DeltaRule(CardSeries const& series, bool walks) : walks_(walks) {
        const std::span<double const> x = series.values();
        const std::size_t n = x.size();
        const auto m = static_cast<std::size_t>(series.period());
        if (walks_) {
            set_growth(series.steps(), x, m);
            window_ = std::min(1 + m / 4, n);
            level_ = mean_of_last(x, n, window_) + growth_ * static_cast<double>(window_ - 1) / 2;
            later_ = level_;
            response_ = 1 / static_cast<double>(window_);
        } else {
            window_ = std::min(m, n);
            const std::size_t wide = std::min(6 * m, n);
            level_ = mean_of_last(x, n, window_);
            later_ = (level_ + mean_of_last(x, n, wide)) / 2;
            response_ = (1 / static_cast<double>(window_) + 1 / static_cast<double>(wide)) / 2;
        }
        fitted_.assign(n, std::numeric_limits<double>::quiet_NaN());
        for (std::size_t t = 1; t < n; ++t) {
            const std::size_t count = std::min(window_, t);
            fitted_[t] = mean_of_last(x, t, count);
            if (walks_) fitted_[t] += growth_ * static_cast<double>(count + 1) / 2;
        }
        sigma_ = error_size(x, fitted_, 1);
    }

    [[nodiscard]] std::vector<double> path(std::size_t steps) const {
        std::vector<double> result(steps, later_);
        result[0] = level_;
        if (walks_)
            for (std::size_t h = 0; h < steps; ++h)
                result[h] = level_ + first_growth_ + growth_ * static_cast<double>(h);
        return result;
    }
    [[nodiscard]] std::vector<double> response(std::size_t steps) const {
        std::vector<double> result(steps, response_);
        result[0] = 1;
        return result;
    }
    [[nodiscard]] std::span<double const> fitted() const noexcept { return fitted_; }
    [[nodiscard]] double sigma() const noexcept { return sigma_; }
    [[nodiscard]] double growth() const noexcept { return growth_; }

private:
    [[nodiscard]] static double mean_of_last(std::span<double const> x, std::size_t end,
                                             std::size_t count) noexcept {
        return mean(x.subspan(end - count, count));
    }
    [[nodiscard]] static double mean(std::span<double const> x) noexcept {
        return std::accumulate(x.begin(), x.end(), 0.0) / static_cast<double>(x.size());
    }

    void set_growth(std::span<double const> steps, std::span<double const> x, std::size_t m) {
        const std::size_t k = steps.size();
        if (k < 2) return;  // one step alone is no trend
        std::vector<double> sorted(steps.begin(), steps.end());
        std::stable_sort(sorted.begin(), sorted.end(),
                         [](double a, double b) { return std::abs(a) < std::abs(b); });
        const double without_one = mean(std::span(sorted).first(k - 1));
        const double without_three = mean(std::span(sorted).first(k > 4 ? k - 3 : 1));
        const double recent = mean_of_last(steps, k, std::min(std::max<std::size_t>(6, m), k));
        const std::size_t year = std::min(m, k);
        const double latest = (x[k] - x[k - year]) / static_cast<double>(year);
        const double trend = nearer_zero(recent, nearer_zero(mean(steps), latest));
        first_growth_ = nearer_zero(trend, without_one);
        growth_ = nearer_zero(trend, without_three);
    }

    bool walks_ = true;
    std::size_t window_ = 1;
    double level_ = 0, later_ = 0, first_growth_ = 0, growth_ = 0;
    double response_ = 1;
    double sigma_ = 0;
    std::vector<double> fitted_;
};

}  // namespace detail

/// Delta (Doornik, Castle and Hendry 2020): the last level moved on by a growth rate that is the
/// nearest to zero of four, and 0 if they differ in sign: the mean growth, that of the last six
/// periods (of a whole cycle if that is longer), that of the last cycle, and the mean without the
/// largest rate (first period ahead) or the three largest (later ones).
///
/// Works on the deseasonalised series (see `seasonal_indices`), in logs where all values are
/// positive and none is below 1 % of the mean. Departures from the publication, which treats the
/// season by yearly means: the deseasonalised series, and the last level as the mean of the last
/// 1 + m / 4 values, moved on to the end, for a season of m periods. Where the variance of steps is
/// not below 1.2 times that of the series, there is no growth: the mean of the last cycle, later
/// averaged with the mean of the last six.
///
/// Deviations are sigma sqrt(sum of response^2), sigma being the root mean square of the one-step
/// errors of the rule as it stands at the end, the responses what an error adds to the level.
class Delta {
public:
    static constexpr int least_points = 2;

    /// \param season  periods of a cycle; 1: none
    /// \throws std::invalid_argument for fewer than 2 values, values that are not finite, a season
    ///         below 1
    [[nodiscard]] static Delta fit(std::span<double const> y, int season = 1) {
        return Delta(y, season);
    }
    /// \throws std::invalid_argument for a horizon below 1
    [[nodiscard]] Prediction predict(int horizon) const {
        detail::require_horizon(horizon, "Delta");
        const auto steps = static_cast<std::size_t>(horizon);
        return series_.predict(rule_.path(steps), rule_.sigma(), rule_.response(steps));
    }
    /// One-step errors with the growth of the end; NaN in the first period.
    [[nodiscard]] std::span<double const> residuals() const noexcept { return residuals_; }

private:
    Delta(std::span<double const> y, int season)
        : series_(y, season, least_points, "Delta"), rule_(series_),
          residuals_(series_.residuals(y, rule_.fitted())) {}

    detail::CardSeries series_;
    detail::DeltaRule rule_;
    std::vector<double> residuals_;
};

}  // namespace glidepath

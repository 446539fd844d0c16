// Rho: a small autoregression that turns into steps where a unit root is likely.
#pragma once

#include <glidepath/forecast/member/arima_polynomial.hpp>
#include <glidepath/forecast/member/card_series.hpp>
#include <glidepath/forecast/member/delta.hpp>
#include <glidepath/forecast/prediction.hpp>

#include <Eigen/Cholesky>
#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace glidepath {

namespace detail {

/// Rho on a `CardSeries`: x_t = constant + sum a_i x_{t-i}, with or without a unit root.
class RhoRule {
public:
    explicit RhoRule(CardSeries const& series) {
        const std::span<double const> x = series.values();
        const std::size_t n = x.size();
        if (!series.walks()) {
            means_.emplace(series, false);
            return;
        }
        std::size_t lags = series.period() >= 12 ? 3 : series.period() >= 4 ? 2 : 0;
        while (lags > 0 && n < 4 * lags + 10) --lags;
        // Without lags nothing can be unstable.
        if (!regress(series, lags)) static_cast<void>(regress(series, 0));
        if (means_) return;
        fitted_.assign(n, std::numeric_limits<double>::quiet_NaN());
        for (std::size_t t = weights_.size(); t < n; ++t) fitted_[t] = next(x.first(t));
        sigma_ = error_size(x, fitted_, static_cast<int>(weights_.size()));
        const std::span<double const> last = x.last(weights_.size());
        tail_.assign(last.begin(), last.end());
    }

    [[nodiscard]] std::vector<double> path(std::size_t steps) const {
        if (means_) return means_->path(steps);
        std::vector<double> x = tail_;
        for (std::size_t h = 0; h < steps; ++h) x.push_back(next(x));
        return {x.begin() + static_cast<std::ptrdiff_t>(tail_.size()), x.end()};
    }
    [[nodiscard]] std::vector<double> response(std::size_t steps) const {
        if (means_) return means_->response(steps);
        std::vector<double> result(steps);
        psi_weights(weights_, {}, result);
        return result;
    }
    [[nodiscard]] std::span<double const> fitted() const noexcept {
        return means_ ? means_->fitted() : std::span<double const>(fitted_);
    }
    [[nodiscard]] double sigma() const noexcept { return means_ ? means_->sigma() : sigma_; }
    [[nodiscard]] bool unit_root() const noexcept { return unit_root_; }

private:
    [[nodiscard]] double next(std::span<double const> x) const noexcept {
        double value = constant_;
        for (std::size_t i = 0; i < weights_.size(); ++i)
            value += weights_[i] * x[x.size() - 1 - i];
        return value;
    }

    /// x_t on x_{t-1} and so many earlier steps. \return false if what comes out is not stable
    [[nodiscard]] bool regress(CardSeries const& series, std::size_t lags) {
        const std::span<double const> x = series.values();
        const std::span<double const> moves = series.steps();
        const std::size_t n = x.size();
        if (n < 6) return walk(series, 0);
        const std::size_t rows = n - 1 - lags;
        Eigen::MatrixXd X(rows, lags + 2);
        Eigen::VectorXd y(rows);
        for (std::size_t i = 0; i < rows; ++i) {
            const auto row = static_cast<Eigen::Index>(i);
            const std::size_t t = i + 1 + lags;
            y[row] = x[t];
            X(row, 0) = 1;
            X(row, 1) = x[t - 1];
            for (std::size_t j = 0; j < lags; ++j)
                X(row, static_cast<Eigen::Index>(2 + j)) = moves[t - 2 - j];
        }
        const Eigen::LDLT<Eigen::MatrixXd> normal(X.transpose() * X);
        const Eigen::VectorXd b = normal.solve(X.transpose() * y);
        const double freedom = std::max(static_cast<double>(rows - lags) - 2, 1.0);
        const double variance = (y - X * b).squaredNorm() / freedom;
        const Eigen::VectorXd level = Eigen::VectorXd::Unit(X.cols(), 1);
        const double error = std::sqrt(std::max(variance * normal.solve(level)[1], 0.0));
        const double rho = b[1];
        if (!std::isfinite(rho + error) || (rho > 0.5 && rho + 2 * error > 0.9))
            return walk(series, lags);
        if (rho < 0) {
            means_.emplace(series, false);
            return true;
        }
        constant_ = b[0];
        weights_.assign(lags + 1, 0.0);
        weights_[0] = rho;
        for (std::size_t j = 0; j < lags; ++j)
            add_step_weight(j, b[static_cast<Eigen::Index>(2 + j)]);
        return roots_outside(weights_, 1);
    }

    /// Steps about a damped mean, on so many steps before. \return false if not stable
    [[nodiscard]] bool walk(CardSeries const& series, std::size_t lags) {
        const std::span<double const> moves = series.steps();
        const std::size_t k = moves.size();
        const auto count = static_cast<double>(k);
        const double mean = series.values().back() / count;  // the series begins with 0
        std::vector<double> a;
        double size = std::sqrt(spread(moves) * count / std::max(count - 1, 1.0));
        if (lags > 0) {
            const std::size_t rows = k - lags;
            Eigen::MatrixXd X(rows, lags);
            Eigen::VectorXd y(rows);
            for (std::size_t i = 0; i < rows; ++i) {
                const auto row = static_cast<Eigen::Index>(i);
                y[row] = moves[i + lags] - mean;
                for (std::size_t j = 0; j < lags; ++j)
                    X(row, static_cast<Eigen::Index>(j)) = moves[i + lags - 1 - j] - mean;
            }
            const Eigen::VectorXd b = least_squares_of(X, y);
            a.assign(b.begin(), b.end());
            if (!roots_outside(a, 1)) return false;
            const double freedom = std::max(static_cast<double>(rows - lags) - 1, 1.0);
            size = std::sqrt((y - X * b).squaredNorm() / freedom) / (1 - b.sum());
        }
        unit_root_ = true;
        // One step says nothing of its own uncertainty, so there is no drift.
        const double drift =
            k < 2 ? 0
                  : std::copysign(std::max(0.0, std::abs(mean) - 1.645 * size / std::sqrt(count)),
                                  mean);
        constant_ = drift;
        weights_.assign(lags + 1, 0.0);
        weights_[0] = 1;
        for (std::size_t j = 0; j < lags; ++j) {
            add_step_weight(j, a[j]);
            constant_ -= a[j] * drift;
        }
        return true;
    }
    /// Adds weight * (x_{t-1-j} - x_{t-2-j}).
    void add_step_weight(std::size_t j, double weight) noexcept {
        weights_[j] += weight;
        weights_[j + 1] -= weight;
    }

    bool unit_root_ = false;
    double constant_ = 0;
    std::vector<double> weights_;  ///< a_i
    std::vector<double> tail_;     ///< The last values, as many as there are weights.
    double sigma_ = 0;
    std::vector<double> fitted_;
    std::optional<DeltaRule> means_;
};

}  // namespace detail

/// Rho (Doornik, Castle and Hendry 2020): x_t regressed on a constant and x_{t-1}. A coefficient
/// above 0.5 that two standard errors carry above 0.9 becomes a unit root: steps about their mean,
/// which is damped towards zero by 1.645 of its standard errors. A negative one is dropped, for the
/// means that `Delta` takes where a series does not walk.
///
/// Works on the same series as `Delta`: deseasonalised, in logs where it can be. Departures from
/// the publication: the deseasonalised series instead of seasonal dummies, and lagged steps as
/// further regressors (2 for seasons of 4 to 11 periods, 3 for longer ones, none without a season),
/// without which the noise of monthly figures looks like a return to the mean. Coefficients that
/// are not stable give way to those without lags.
///
/// Deviations are sigma sqrt(sum of response^2), the responses those of the autoregression, sigma
/// the root mean square of its one-step errors. Below 6 values it is a random walk with damped
/// drift.
class Rho {
public:
    static constexpr int least_points = 2;

    /// \param season  periods of a cycle; 1: none
    /// \throws std::invalid_argument for fewer than 2 values, values that are not finite, a season
    ///         below 1
    [[nodiscard]] static Rho fit(std::span<double const> y, int season = 1) {
        return Rho(y, season);
    }
    /// \throws std::invalid_argument for a horizon below 1
    [[nodiscard]] Prediction predict(int horizon) const {
        detail::require_horizon(horizon, "Rho");
        const auto steps = static_cast<std::size_t>(horizon);
        return series_.predict(rule_.path(steps), rule_.sigma(), rule_.response(steps));
    }
    /// One-step errors; NaN in the periods before the first that has all its lags.
    [[nodiscard]] std::span<double const> residuals() const noexcept { return residuals_; }
    /// Whether a unit root was imposed.
    [[nodiscard]] bool unit_root() const noexcept { return rule_.unit_root(); }

private:
    Rho(std::span<double const> y, int season)
        : series_(y, season, least_points, "Rho"), rule_(series_),
          residuals_(series_.residuals(y, rule_.fitted())) {}

    detail::CardSeries series_;
    detail::RhoRule rule_;
    std::vector<double> residuals_;
};

}  // namespace glidepath

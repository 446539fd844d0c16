// What the members of the Card family share: the series on its scale, and the walk back.
#pragma once

#include <glidepath/forecast/decompose.hpp>
#include <glidepath/forecast/prediction.hpp>
#include <glidepath/forecast/transform.hpp>

#include <Eigen/Core>
#include <Eigen/QR>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

namespace glidepath::detail {

/// The sign of both and the smaller size; 0 if the signs differ.
[[nodiscard]] inline double nearer_zero(double a, double b) noexcept {
    if (!(a * b > 0)) return 0;
    return std::copysign(std::min(std::abs(a), std::abs(b)), a);
}

/// The variance about the mean, divided by the number of values.
[[nodiscard]] inline double spread(std::span<double const> x) noexcept {
    if (x.empty()) return 0;
    double mean = 0, sum = 0;
    for (double value : x) mean += value / static_cast<double>(x.size());
    for (double value : x) sum += (value - mean) * (value - mean);
    return sum / static_cast<double>(x.size());
}

/// One-step errors on the scale of `CardSeries::values()`: their root mean square, with a divisor
/// that is less by the number of estimated parameters but at least 1. Missing means (NaN) have no
/// error.
[[nodiscard]] inline double error_size(std::span<double const> x, std::span<double const> fitted,
                                       int parameters) noexcept {
    double squares = 0;
    int count = 0;
    for (std::size_t t = 0; t < x.size(); ++t) {
        if (std::isnan(fitted[t])) continue;
        squares += (x[t] - fitted[t]) * (x[t] - fitted[t]);
        ++count;
    }
    return std::sqrt(squares / std::max(count - parameters, 1));
}

/// Least squares of y on the columns of X by a pivoting QR factorisation: regressors that are
/// combinations of others get 0.
[[nodiscard]] inline Eigen::VectorXd least_squares_of(Eigen::MatrixXd const& X,
                                                      Eigen::VectorXd const& y) {
    return X.colPivHouseholderQr().solve(y);
}

/// A series as the Card family sees it: without its season, in logs if it is positive throughout,
/// as differences from its first value.
class CardSeries {
public:
    CardSeries(std::span<double const> y, int season, std::size_t least, char const* who) {
        require_points(y.size(), least, who);
        require_finite(y, who);
        require_season(season, who);
        period_ = season;
        season_ = seasonal_indices(y, season);
        x_ = season_.deseasonalise(y);
        double smallest = x_[0], mean = 0;
        for (double value : x_) {
            smallest = std::min(smallest, value);
            mean += value / static_cast<double>(x_.size());
        }
        // The authors take logs of values above 1; a floor relative to the mean does not depend on
        // the unit.
        if (smallest > 0.01 * mean) transform_ = Transform::log();
        else
            for (double value : x_) scale_ = std::max(scale_, std::abs(value - x_[0]));
        if (!(scale_ > 0)) scale_ = 1;
        x_ = transform_(x_);
        shift_ = x_[0];
        for (double& value : x_) value = (value - shift_) / scale_;
        steps_.reserve(x_.size());
        for (std::size_t t = 1; t < x_.size(); ++t) steps_.push_back(x_[t] - x_[t - 1]);
        walks_ = spread(steps_) < 1.2 * spread(x_);
    }

    [[nodiscard]] std::span<double const> values() const noexcept { return x_; }
    [[nodiscard]] std::span<double const> steps() const noexcept { return steps_; }
    [[nodiscard]] std::size_t size() const noexcept { return x_.size(); }
    [[nodiscard]] int period() const noexcept { return period_; }
    /// Whether the series is taken to move by steps: their variance is below 1.2 times its own.
    [[nodiscard]] bool walks() const noexcept { return walks_; }
    [[nodiscard]] Transform const& transform() const noexcept { return transform_; }
    [[nodiscard]] SeasonalIndices const& season() const noexcept { return season_; }

    /// The value of period t that stands for x.
    [[nodiscard]] double back(double x, std::size_t t) const noexcept {
        return season_.reseasonalise(transform_.inverse(shift_ + scale_ * x), t);
    }
    /// The errors on the scale of the data of one-step means on the scale of `values()`.
    [[nodiscard]] std::vector<double> residuals(std::span<double const> y,
                                                std::span<double const> fitted) const {
        std::vector<double> errors(y.size());
        for (std::size_t t = 0; t < y.size(); ++t)
            errors[t] = std::isnan(fitted[t]) ? fitted[t] : y[t] - back(fitted[t], t);
        return errors;
    }
    /// What a path and its deviations are on the scale of the data.
    [[nodiscard]] Prediction predict(std::span<double const> path, double sigma,
                                     std::span<double const> response) const {
        Prediction result;
        double variance = 0, first = 1;
        for (std::size_t h = 0; h < path.size(); ++h) {
            const std::size_t t = x_.size() + h;
            variance += response[h] * response[h];
            const double w = shift_ + scale_ * path[h];
            const double slope = season_.factor(t) * transform_.slope(w);
            if (h == 0) first = slope;
            result.mean.push_back(back(path[h], t));
            result.deviation.push_back(
                season_.factor(t) *
                transform_.inverse_deviation(w, scale_ * sigma * std::sqrt(variance)));
            result.response.push_back(response[h] * (first > 0 ? slope / first : 1));
        }
        return result;
    }

private:
    int period_ = 1;
    SeasonalIndices season_;
    Transform transform_;
    double shift_ = 0;
    double scale_ = 0;
    std::vector<double> x_;
    std::vector<double> steps_;
    bool walks_ = true;
};

}  // namespace glidepath::detail

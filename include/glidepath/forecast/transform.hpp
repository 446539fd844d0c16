// Transformations of a series and the way back: log, Box-Cox, logit between bounds.
#pragma once

#include <glidepath/forecast/decompose.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace glidepath {

/// Kinds of transformations.
enum class TransformKind : std::uint8_t { none, log, box_cox, logit };

/// A monotone transformation w = g(y), rising, and its inverse f.
///
/// Medians and quantiles go through f as they are; the mean does not: see `Margin::mean`.
class Transform {
public:
    /// y itself.
    constexpr Transform() noexcept = default;
    /// log y, for y > 0.
    [[nodiscard]] static constexpr Transform log() noexcept {
        return {TransformKind::log, 0, 0, 0};
    }
    /// (y^lambda - 1) / lambda, log y for lambda = 0 (Box and Cox 1964); for y > 0, with
    /// lambda > 0 also for 0, with lambda = 1 for every y.
    /// \throws std::invalid_argument for a lambda outside 0..1
    [[nodiscard]] static Transform box_cox(double lambda) {
        if (!(lambda >= 0 && lambda <= 1))
            throw std::invalid_argument("Box-Cox: lambda is " + std::to_string(lambda) +
                                        "; it must lie in 0..1");
        return {TransformKind::box_cox, lambda, 0, 0};
    }
    /// log((y - lower) / (upper - y)), for shares strictly between two bounds.
    /// \throws std::invalid_argument unless lower < upper, both finite
    [[nodiscard]] static Transform logit(double lower, double upper) {
        if (!(lower < upper) || !std::isfinite(upper - lower))
            throw std::invalid_argument("logit: the bounds are " + std::to_string(lower) + " and " +
                                        std::to_string(upper) +
                                        "; they must be finite, the lower one first");
        return {TransformKind::logit, 0, lower, upper};
    }

    [[nodiscard]] constexpr TransformKind kind() const noexcept { return kind_; }
    /// The exponent of a Box-Cox transformation.
    [[nodiscard]] constexpr double lambda() const noexcept { return lambda_; }
    [[nodiscard]] constexpr double lower() const noexcept { return lower_; }
    [[nodiscard]] constexpr double upper() const noexcept { return upper_; }

    /// Whether y can be transformed.
    [[nodiscard]] bool accepts(double y) const noexcept {
        if (!std::isfinite(y)) return false;
        switch (kind_) {
            case TransformKind::log: return y > 0;
            case TransformKind::box_cox: return y > 0 || lambda_ == 1 || (lambda_ > 0 && y == 0);
            case TransformKind::logit: return y > lower_ && y < upper_;
            default: return true;
        }
    }
    /// g(y). \throws std::invalid_argument if y is not accepted
    [[nodiscard]] double operator()(double y) const {
        if (!accepts(y)) refuse(y);
        switch (kind_) {
            case TransformKind::log: return std::log(y);
            case TransformKind::box_cox:
                if (lambda_ == 1) return y - 1;
                if (y == 0) return -1 / lambda_;
                return lambda_ == 0 ? std::log(y) : std::expm1(lambda_ * std::log(y)) / lambda_;
            case TransformKind::logit: return std::log((y - lower_) / (upper_ - y));
            default: return y;
        }
    }
    /// A whole series. \throws std::invalid_argument if a value is not accepted
    [[nodiscard]] std::vector<double> operator()(std::span<double const> y) const {
        std::vector<double> w;
        w.reserve(y.size());
        for (double value : y) w.push_back((*this)(value));
        return w;
    }

    /// f(w), the median of y if w is that of g(y). Where a Box-Cox value lies below the image of 0
    /// the result is 0; exponents are cut at 700, so that it is finite.
    [[nodiscard]] double inverse(double w) const noexcept {
        switch (kind_) {
            case TransformKind::log: return bounded_exp(w);
            case TransformKind::box_cox: {
                if (lambda_ == 0) return bounded_exp(w);
                if (lambda_ == 1) return w + 1;
                const double power = lambda_ * w;
                return power <= -1 ? 0 : bounded_exp(std::log1p(power) / lambda_);
            }
            case TransformKind::logit: return lower_ + (upper_ - lower_) * share(w);
            default: return w;
        }
    }
    /// f'(w): how fast y changes with w.
    [[nodiscard]] double slope(double w) const noexcept {
        switch (kind_) {
            case TransformKind::log: return bounded_exp(w);
            case TransformKind::box_cox: {
                if (lambda_ == 0) return bounded_exp(w);
                if (lambda_ == 1) return 1;
                const double power = lambda_ * w;
                return power <= -1 ? 0 : bounded_exp(std::log1p(power) * (1 / lambda_ - 1));
            }
            case TransformKind::logit: return (upper_ - lower_) * share(w) * share(-w);
            default: return 1;
        }
    }
    /// The deviation of y if g(y) lies around w with this deviation: half the distance between the
    /// images of w - deviation and w + deviation. Unlike the slope at w it sees the bend.
    [[nodiscard]] double inverse_deviation(double w, double deviation) const noexcept {
        if (kind_ == TransformKind::none) return deviation;
        return (inverse(w + deviation) - inverse(w - deviation)) / 2;
    }

private:
    constexpr Transform(TransformKind kind, double lambda, double lower, double upper) noexcept
        : kind_(kind), lambda_(lambda), lower_(lower), upper_(upper) {}

    [[nodiscard]] static double bounded_exp(double x) noexcept {
        return std::exp(std::min(x, 700.0));
    }
    [[nodiscard]] static double share(double w) noexcept {
        return w >= 0 ? 1 / (1 + std::exp(-w)) : std::exp(w) / (1 + std::exp(w));
    }
    [[noreturn]] void refuse(double y) const {
        std::string text = "cannot transform " + std::to_string(y) + ": ";
        if (kind_ == TransformKind::logit)
            text += "a logit needs values strictly between " + std::to_string(lower_) + " and " +
                    std::to_string(upper_);
        else if (kind_ == TransformKind::none) text += "it is not finite";
        else text += "log and Box-Cox need positive values; leave such a series as it is";
        throw std::invalid_argument(text);
    }

    TransformKind kind_ = TransformKind::none;
    double lambda_ = 1;
    double lower_ = 0;
    double upper_ = 0;
};

/// The exponent in 0..1 with the largest profile likelihood of a linear trend with normal errors in
/// the transformed series (Box and Cox 1964; for Theta: Legaki and Koutsouri 2020): the least
/// (1 - lambda) * mean(log y) + log(RSS(lambda)) / 2. Found on a grid of steps of 0.1 and a
/// parabola through the best point and its neighbours. 1 for fewer than 4 values and where
/// the trend leaves no residuals.
/// \throws std::invalid_argument for values that are not positive and finite
[[nodiscard]] inline double box_cox_lambda(std::span<double const> y) {
    const std::size_t n = y.size();
    double mean_log = 0;
    std::vector<double> factor(n);
    for (std::size_t t = 0; t < n; ++t) {
        if (!(y[t] > 0) || !std::isfinite(y[t]))
            throw std::invalid_argument("Box-Cox: value " + std::to_string(t) + " is " +
                                        std::to_string(y[t]) +
                                        "; an exponent is estimated from positive values only");
        factor[t] = std::log(y[t]);
        mean_log += factor[t];
    }
    if (n < 4) return 1;
    mean_log /= static_cast<double>(n);

    // In units of the geometric mean the likelihood is that of the residuals alone. z^lambda is
    // built up by multiplication: one exponential a value.
    constexpr int steps = 10;
    constexpr double step = 1.0 / steps;
    const double middle = static_cast<double>(n - 1) / 2;
    std::vector<double> power(n);
    for (std::size_t t = 0; t < n; ++t) {
        power[t] = factor[t] - mean_log;
        factor[t] = std::exp(power[t] * step);
    }
    std::array<double, steps + 1> misfit{};
    for (int i = 0; i <= steps; ++i) {
        const double lambda = step * i;
        double sum = 0, product = 0, square = 0, times = 0;
        if (i == 1) power = factor;
        else if (i > 1)
            for (std::size_t t = 0; t < n; ++t) power[t] *= factor[t];
        const double shift = i == 0 ? 0 : 1;
        for (std::size_t t = 0; t < n; ++t) {
            const double x = power[t] - shift;
            const double time = static_cast<double>(t) - middle;
            sum += x;
            product += x * time;
            square += x * x;
            times += time * time;
        }
        double rest = square - sum * sum / static_cast<double>(n) - product * product / times;
        if (!(rest > 1e-12 * square)) return 1;
        if (i > 0) rest /= lambda * lambda;
        misfit[static_cast<std::size_t>(i)] = std::log(rest);
    }
    const auto least = std::min_element(misfit.begin(), misfit.end()) - misfit.begin();
    const auto best = static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(least, 1, steps - 1));
    const double below = misfit[best - 1] - misfit[best];
    const double above = misfit[best + 1] - misfit[best];
    const double bend = below + above;
    if (!(bend > 0)) return step * static_cast<double>(least);
    return std::clamp(step * (static_cast<double>(best) + (below - above) / (2 * bend)), 0.0, 1.0);
}

}  // namespace glidepath

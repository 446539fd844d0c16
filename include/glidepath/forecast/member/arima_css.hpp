// Conditional least squares for seasonal ARMA models, with exact derivatives.
#pragma once

#include <glidepath/forecast/member/arima_parameters.hpp>

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

namespace glidepath::detail {

/// The errors of a seasonal ARMA process with a constant, given that what came before the series
/// was at its mean and its errors 0 (Box and Jenkins 1970); the first p errors, which that
/// assumption touches most, are left out where enough others remain. A problem for
/// `ArimaLeastSquares`: parameters phi, Phi, theta, Theta, constant; the derivatives are filters of
/// the errors, so that all of them together cost about three evaluations.
class ConditionalArma {
public:
    /// \param w the differenced series without gaps; \param x what the constant multiplies
    void reset(ArimaOrder const& order, std::span<double const> w, std::span<double const> x) {
        order_ = order;
        w_ = w;
        x_ = order.constant ? x : std::span<double const>();
        const std::size_t n = w.size();
        if (centred_.size() < n) {
            centred_.resize(n);
            work_.resize(n);
        }
        const auto p = static_cast<std::size_t>(order.p);
        skipped_ = n > 3 * (p + static_cast<std::size_t>(order.coefficients()) + 1) ? p : 0;
    }
    [[nodiscard]] std::size_t parameters() const noexcept {
        return static_cast<std::size_t>(order_.coefficients()) + (x_.empty() ? 0 : 1);
    }

    [[nodiscard]] bool residuals(std::span<double const> point, std::span<double> out) {
        const ArmaParameters parameters(order_, point);
        if (!parameters.regular(inner_radius)) return false;
        centre(point);
        ar(parameters.phi(), 1, centred_, out);
        ar(parameters.seasonal_phi(), season(), out, out);
        ma(parameters.theta(), 1, out);
        ma(parameters.seasonal_theta(), season(), out);
        skip(out);
        return true;
    }

    void jacobian(std::span<double const> point, std::span<double const> /*residuals*/,
                  std::span<double> columns) {
        const ArmaParameters parameters(order_, point);
        const std::size_t n = w_.size();
        std::size_t column = 0;
        const auto lagged = [&](std::span<double const> series, std::size_t lag, int count) {
            for (int i = 1; i <= count; ++i, ++column) {
                const auto out = columns.subspan(column * n, n);
                const std::size_t shift = std::min(n, lag * static_cast<std::size_t>(i));
                for (std::size_t t = 0; t < shift; ++t) out[t] = 0;
                for (std::size_t t = shift; t < n; ++t) out[t] = -series[t - shift];
                skip(out);
            }
        };
        centre(point);
        const std::span<double> work = std::span(work_).first(n);
        const auto errors = [&] {
            ar(parameters.phi(), 1, centred_, work);
            ar(parameters.seasonal_phi(), season(), work, work);
            ma(parameters.theta(), 1, work);
            ma(parameters.seasonal_theta(), season(), work);
        };
        if (order_.p > 0) {
            ar(parameters.seasonal_phi(), season(), centred_, work);
            ma(parameters.theta(), 1, work);
            ma(parameters.seasonal_theta(), season(), work);
            lagged(work, 1, order_.p);
        }
        if (order_.P > 0) {
            ar(parameters.phi(), 1, centred_, work);
            ma(parameters.theta(), 1, work);
            ma(parameters.seasonal_theta(), season(), work);
            lagged(work, season(), order_.P);
        }
        if (order_.q > 0) {
            errors();
            ma(parameters.theta(), 1, work);
            lagged(work, 1, order_.q);
        }
        if (order_.Q > 0) {
            errors();
            ma(parameters.seasonal_theta(), season(), work);
            lagged(work, season(), order_.Q);
        }
        if (!x_.empty()) {
            const auto out = columns.subspan(column * n, n);
            ar(parameters.phi(), 1, x_, out);
            ar(parameters.seasonal_phi(), season(), out, out);
            ma(parameters.theta(), 1, out);
            ma(parameters.seasonal_theta(), season(), out);
            for (double& value : out) value = -value;
            skip(out);
        }
    }

    /// Roots keep this far from the unit circle, so that filters do not run away.
    static constexpr double inner_radius = 1.0005;

private:
    [[nodiscard]] std::size_t season() const noexcept {
        return static_cast<std::size_t>(order_.season);
    }
    void centre(std::span<double const> point) noexcept {
        if (x_.empty()) {
            std::copy(w_.begin(), w_.end(), centred_.begin());
            return;
        }
        const double constant = point.back();
        for (std::size_t t = 0; t < w_.size(); ++t) centred_[t] = w_[t] - constant * x_[t];
    }
    void skip(std::span<double> series) const noexcept {
        for (std::size_t t = 0; t < skipped_; ++t) series[t] = 0;
    }
    /// out = factor(B^lag) in, backwards so that both may be the same.
    static void ar(std::span<double const> factor, std::size_t lag, std::span<double const> in,
                   std::span<double> out) noexcept {
        for (std::size_t t = out.size(); t-- > 0;) {
            double sum = in[t];
            for (std::size_t i = 1; i <= factor.size() && i * lag <= t; ++i)
                sum -= factor[i - 1] * in[t - i * lag];
            out[t] = sum;
        }
    }
    /// series = series / factor(B^lag).
    static void ma(std::span<double const> factor, std::size_t lag,
                   std::span<double> series) noexcept {
        if (factor.empty()) return;
        for (std::size_t t = lag; t < series.size(); ++t)
            for (std::size_t j = 1; j <= factor.size() && j * lag <= t; ++j)
                series[t] -= factor[j - 1] * series[t - j * lag];
    }

    ArimaOrder order_;
    std::span<double const> w_;
    std::span<double const> x_;
    std::size_t skipped_ = 0;
    std::vector<double> centred_;
    std::vector<double> work_;
};

}  // namespace glidepath::detail

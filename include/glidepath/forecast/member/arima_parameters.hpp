// The parameters of a seasonal ARMA model in one vector, and where they may lie.
#pragma once

#include <glidepath/forecast/member/arima_order.hpp>
#include <glidepath/forecast/member/arima_polynomial.hpp>

#include <array>
#include <cstddef>
#include <span>

namespace glidepath::detail {

/// The four polynomials within one vector: phi, Phi, theta, Theta, and what follows them.
class ArmaParameters {
public:
    ArmaParameters(ArimaOrder const& order, std::span<double const> point) noexcept
        : order_(order), point_(point) {}

    [[nodiscard]] std::span<double const> phi() const noexcept { return part(0, order_.p); }
    [[nodiscard]] std::span<double const> seasonal_phi() const noexcept {
        return part(order_.p, order_.P);
    }
    [[nodiscard]] std::span<double const> theta() const noexcept {
        return part(order_.p + order_.P, order_.q);
    }
    [[nodiscard]] std::span<double const> seasonal_theta() const noexcept {
        return part(order_.p + order_.P + order_.q, order_.Q);
    }
    [[nodiscard]] bool stationary() const noexcept {
        return roots_outside(phi(), 1) && roots_outside(seasonal_phi(), 1);
    }
    /// Whether all roots in B lie outside the circle |B| = radius.
    [[nodiscard]] bool regular(double radius) const noexcept {
        double seasonal = 1;
        if (radius != 1)
            for (int i = 0; i < order_.season; ++i) seasonal *= radius;
        return roots_outside(phi(), radius) && roots_outside(seasonal_phi(), seasonal) &&
               invertible(radius, seasonal);
    }

    /// phi(B) Phi(B^s); `out` has ar_degree() places.
    void expand_ar(std::span<double> out) const noexcept {
        multiply_factors(phi(), seasonal_phi(), static_cast<std::size_t>(order_.season), -1, out);
    }
    /// theta(B) Theta(B^s); `out` has ma_degree() places.
    void expand_ma(std::span<double> out) const noexcept {
        multiply_factors(theta(), seasonal_theta(), static_cast<std::size_t>(order_.season), 1,
                         out);
    }

private:
    [[nodiscard]] std::span<double const> part(int from, int count) const noexcept {
        return point_.subspan(static_cast<std::size_t>(from), static_cast<std::size_t>(count));
    }
    [[nodiscard]] bool invertible(double radius, double seasonal) const noexcept {
        std::array<double, most_factor_terms> negative{};
        const auto outside = [&](std::span<double const> factor, double r) {
            for (std::size_t i = 0; i < factor.size(); ++i) negative[i] = -factor[i];
            return roots_outside(std::span(negative).first(factor.size()), r);
        };
        return outside(theta(), radius) && outside(seasonal_theta(), seasonal);
    }

    ArimaOrder order_;
    std::span<double const> point_;
};

}  // namespace glidepath::detail

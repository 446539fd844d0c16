// Lag polynomials of ARMA models: products, roots, psi weights, autocovariances.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

namespace glidepath::detail {

/// Degree of the largest polynomial whose roots `roots_outside` looks at.
inline constexpr std::size_t most_factor_terms = 16;

/// Whether 1 - a_1 z - ... - a_n z^n has all its roots outside the circle |z| = radius: whether
/// all its partial autocorrelations lie within -1..1 (Schur-Cohn; Levinson's recursion backwards).
/// n <= 16. An a that is no number gives false.
[[nodiscard]] inline bool roots_outside(std::span<double const> a, double radius) noexcept {
    std::array<double, most_factor_terms> now{};
    double power = 1;
    for (std::size_t i = 0; i < a.size(); ++i) now[i] = a[i] * (power *= radius);
    for (std::size_t k = a.size(); k-- > 0;) {
        const double last = now[k];
        if (!(std::abs(last) < 1)) return false;
        const double scale = 1 / ((1 - last) * (1 + last));
        for (std::size_t i = 0, j = k; i < j; ++i) {
            --j;
            const double front = now[i];
            const double back = now[j];
            now[i] = (front + last * back) * scale;
            now[j] = (back + last * front) * scale;
        }
    }
    return true;
}

/// The largest partial autocorrelation, in size, of a polynomial that is estimated.
inline constexpr double largest_partial = 0.9995;

/// The coefficients a of 1 - a_1 z - ... from its partial autocorrelations, which within -1..1 are
/// free of each other (Levinson's recursion; Barndorff-Nielsen and Schou 1973). At most 16.
inline void coefficients_of_partials(std::span<double const> partials,
                                     std::span<double> a) noexcept {
    for (std::size_t k = 0; k < partials.size(); ++k) {
        const double last = partials[k];
        a[k] = last;
        for (std::size_t i = 0, j = k; i < j; ++i) {
            --j;
            const double front = a[i];
            const double back = a[j];
            a[i] = front - last * back;
            a[j] = back - last * front;
        }
    }
}
/// The other way; a partial autocorrelation beyond `largest_partial` comes to it.
inline void partials_of_coefficients(std::span<double const> a,
                                     std::span<double> partials) noexcept {
    std::array<double, most_factor_terms> now{};
    for (std::size_t i = 0; i < a.size(); ++i) now[i] = a[i];
    for (std::size_t k = a.size(); k-- > 0;) {
        const double last = std::clamp(now[k], -largest_partial, largest_partial);
        partials[k] = last;
        const double scale = 1 / ((1 - last) * (1 + last));
        for (std::size_t i = 0, j = k; i < j; ++i) {
            --j;
            const double front = now[i];
            const double back = now[j];
            now[i] = (front + last * back) * scale;
            now[j] = (back + last * front) * scale;
        }
    }
}

/// The coefficients of (1 + s a(B)) (1 + s b(B^lag)) past the 1, times s: the product of two AR
/// factors for s = -1, of two MA factors for s = 1. `out` has a.size() + lag * b.size() places.
inline void multiply_factors(std::span<double const> a, std::span<double const> b, std::size_t lag,
                             double s, std::span<double> out) noexcept {
    for (double& value : out) value = 0;
    for (std::size_t i = 0; i < a.size(); ++i) out[i] = a[i];
    for (std::size_t j = 0; j < b.size(); ++j) {
        const std::size_t at = (j + 1) * lag;
        out[at - 1] += b[j];
        for (std::size_t i = 0; i < a.size(); ++i) out[at + i] += s * a[i] * b[j];
    }
}

/// (1 - B)^d (1 - B^season)^D as 1 - delta_1 B - ...; d + D * season values.
[[nodiscard]] inline std::vector<double> differencing(int d, int D, int season) {
    std::vector<double> delta{1};
    const auto multiply = [&](std::size_t lag) {
        delta.resize(delta.size() + lag, 0);
        for (std::size_t i = delta.size(); i-- > lag;) delta[i] -= delta[i - lag];
    };
    for (int i = 0; i < d; ++i) multiply(1);
    for (int i = 0; i < D; ++i) multiply(static_cast<std::size_t>(season));
    delta.erase(delta.begin());
    for (double& value : delta) value = -value;
    return delta;
}

/// The weights of theta(B) / phi(B) from lag 0 on, as many as `psi` has places.
inline void psi_weights(std::span<double const> phi, std::span<double const> theta,
                        std::span<double> psi) noexcept {
    for (std::size_t j = 0; j < psi.size(); ++j) {
        double sum = j == 0 ? 1 : j <= theta.size() ? theta[j - 1] : 0;
        for (std::size_t i = 1; i <= phi.size() && i <= j; ++i) sum += phi[i - 1] * psi[j - i];
        psi[j] = sum;
    }
}

/// Room for `autocovariances`; grows, never shrinks.
struct AutocovarianceRoom {
    std::vector<double> lower;  // AR polynomials of all lower orders
    std::vector<double> ar;     // autocovariances of the AR part
    std::vector<double> ma;     // those of the MA part
    void reserve(std::size_t p, std::size_t q) {
        if (lower.size() < p * p) lower.resize(p * p);
        if (ar.size() < p + q + 1) ar.resize(p + q + 1);
        if (ma.size() < q + 1) ma.resize(q + 1);
    }
};

/// The autocovariances at lags 0, 1, ... of a stationary ARMA process with errors of variance 1, as
/// many as `gamma` has places, at most phi.size() (or any number where phi is empty). The AR part's
/// come from its partial autocorrelations (Durbin 1960, Levinson 1947), those of the MA part are
/// sums of products, and the process's are their convolution.
/// \return false if the AR part is not stationary
[[nodiscard]] inline bool autocovariances(std::span<double const> phi,
                                          std::span<double const> theta, std::span<double> gamma,
                                          AutocovarianceRoom& room) {
    const std::size_t p = phi.size();
    const std::size_t q = theta.size();
    room.reserve(p, q);
    const auto coefficient = [&](std::size_t j) { return j == 0 ? 1 : theta[j - 1]; };
    for (std::size_t j = 0; j <= q; ++j) {
        double sum = 0;
        for (std::size_t i = 0; i + j <= q; ++i) sum += coefficient(i) * coefficient(i + j);
        room.ma[j] = sum;
    }
    if (p == 0) {
        for (std::size_t k = 0; k < gamma.size(); ++k) gamma[k] = k <= q ? room.ma[k] : 0;
        return true;
    }

    // Row k of `lower` holds the polynomial of order k + 1.
    const auto row = [&](std::size_t k) { return room.lower.data() + k * p; };
    for (std::size_t i = 0; i < p; ++i) row(p - 1)[i] = phi[i];
    double shares = 1;
    for (std::size_t k = p; k-- > 0;) {
        const double last = row(k)[k];
        if (!(std::abs(last) < 1)) return false;
        const double rest = (1 - last) * (1 + last);
        shares *= rest;
        if (k == 0) break;
        for (std::size_t i = 0; i < k; ++i)
            row(k - 1)[i] = (row(k)[i] + last * row(k)[k - 1 - i]) / rest;
    }
    std::vector<double>& ar = room.ar;
    ar[0] = 1 / shares;
    if (!std::isfinite(ar[0])) return false;
    double variance = ar[0];  // of the error of a prediction from k values
    for (std::size_t k = 1; k < gamma.size() + q; ++k) {
        double sum = 0;
        if (k <= p) {
            const double last = row(k - 1)[k - 1];
            sum = last * variance;
            for (std::size_t i = 1; i < k; ++i) sum += row(k - 2)[i - 1] * ar[k - i];
            variance *= (1 - last) * (1 + last);
        } else {
            for (std::size_t i = 1; i <= p; ++i) sum += phi[i - 1] * ar[k - i];
        }
        ar[k] = sum;
    }
    for (std::size_t k = 0; k < gamma.size(); ++k) {
        double sum = room.ma[0] * ar[k];
        for (std::size_t j = 1; j <= q; ++j)
            if (room.ma[j] != 0) sum += room.ma[j] * (ar[k + j] + ar[k > j ? k - j : j - k]);
        gamma[k] = sum;
    }
    return true;
}

}  // namespace glidepath::detail

// The innovations of an ARIMA process as unknowns of their own beside the path, so that its exact
// quadratic form stays banded.
#pragma once

#include <glidepath/path/roughness.hpp>
#include <glidepath/path/row.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <span>
#include <stdexcept>
#include <vector>

namespace glidepath::detail {

/// The innovations form of an ARMA process w with unit variance of its shocks, Brockwell and Davis
/// (1991), section 5.3: m = L e, with m_t = w_t before `reach` and phi(B) w_t from there on, and L
/// banded and lower triangular.
class InnovationsForm {
public:
    /// \throws std::invalid_argument if the autoregressive part is not stationary
    InnovationsForm(ArimaProcess const& process, int size)
        : process_(process),
          reach_(static_cast<int>(std::max(process.phi.size(), process.theta.size()))),
          lower_(static_cast<std::size_t>(size) * static_cast<std::size_t>(reach_ + 1)) {
        find_covariances();
        for (int i = 0; i < size; ++i)
            for (int j = std::max(0, i - reach_); j <= i; ++j) {
                double sum = covariance(i, j);
                for (int k = std::max({0, i - reach_, j - reach_}); k < j; ++k)
                    sum -= lower(i, k) * lower(j, k);
                lower(i, j) = i == j ? std::sqrt(sum) : sum / lower(j, j);
            }
    }
    [[nodiscard]] int reach() const noexcept { return reach_; }
    /// An element of L. \pre i - reach <= j <= i
    [[nodiscard]] double at(int i, int j) const noexcept {
        return lower_[static_cast<std::size_t>(i * (reach_ + 1) + i - j)];
    }

private:
    [[nodiscard]] double& lower(int i, int j) noexcept {
        return lower_[static_cast<std::size_t>(i * (reach_ + 1) + i - j)];
    }
    [[nodiscard]] double phi(int i) const { return process_.phi[static_cast<std::size_t>(i - 1)]; }
    [[nodiscard]] double theta(int i) const {
        if (i == 0) return 1;
        const auto at = static_cast<std::size_t>(i - 1);
        return at < process_.theta.size() ? process_.theta[at] : 0;
    }
    /// Autocovariances of w from the weights of its moving-average form.
    void find_covariances() {
        static constexpr std::size_t longest = 1'000'000;
        const auto p = static_cast<int>(process_.phi.size());
        std::vector<double> psi;
        int small = 0;
        while (small <= 2 * reach_ + 1 && psi.size() < longest) {
            const auto j = static_cast<int>(psi.size());
            double next = theta(j);
            for (int k = 1; k <= std::min(j, p); ++k)
                next += phi(k) * psi[static_cast<std::size_t>(j - k)];
            psi.push_back(next);
            small = j > reach_ && std::abs(next) < 1e-12 ? small + 1 : 0;
            if (std::abs(next) > 1e8) break;
        }
        if (psi.size() == longest || std::abs(psi.back()) > 1e8)
            throw std::invalid_argument(
                "the autoregressive part of the ARIMA process is not stationary");
        gamma_.assign(static_cast<std::size_t>(2 * reach_ + 1), 0);
        for (std::size_t h = 0; h < gamma_.size(); ++h)
            for (std::size_t j = 0; j + h < psi.size(); ++j) gamma_[h] += psi[j] * psi[j + h];
    }
    /// Of m_i and m_j, j <= i.
    [[nodiscard]] double covariance(int i, int j) const {
        const int lag = i - j;
        const auto gamma = [&](int h) { return gamma_[static_cast<std::size_t>(std::abs(h))]; };
        if (i < reach_) return gamma(lag);
        double sum = 0;
        if (j < reach_) {
            sum = gamma(lag);
            for (int r = 1; r <= static_cast<int>(process_.phi.size()); ++r)
                sum -= phi(r) * gamma(r - lag);
            return sum;
        }
        for (int r = 0; r + lag <= static_cast<int>(process_.theta.size()); ++r)
            sum += theta(r) * theta(r + lag);
        return sum;
    }

    ArimaProcess const& process_;
    int reach_;
    std::vector<double> gamma_;
    std::vector<double> lower_;
};

/// Adds the residuals and the identities of an ARIMA process. The deviation of period t has
/// position 2t, the innovation position 2t + 1.
/// \param weights  of the deviations, by period: the identities are about path values
/// \throws std::invalid_argument if the autoregressive part is not stationary
inline void add_innovations(Residuals& residuals, std::vector<Row>& identities,
                            ArimaProcess const& process, std::span<double const> weights) {
    const auto size = static_cast<int>(weights.size());
    const int count = size - process.d;
    // The first deviations are free, and have no innovation of their own: it is 0.
    for (int t = 0; t < std::min(process.d, size); ++t) {
        const Residuals::Term none{2 * t + 1, 1.0};
        residuals.add(std::span(&none, 1));
    }
    if (count <= 0) return;
    const InnovationsForm form(process, count);
    std::vector<double> differencing{1};
    for (int k = 0; k < process.d; ++k) {
        differencing.push_back(0);
        for (std::size_t i = differencing.size() - 1; i > 0; --i)
            differencing[i] -= differencing[i - 1];
    }
    // phi(B) (1 - B)^d
    std::vector<double> filtering(differencing.size() + process.phi.size());
    for (std::size_t i = 0; i < differencing.size(); ++i) {
        filtering[i] += differencing[i];
        for (std::size_t k = 0; k < process.phi.size(); ++k)
            filtering[i + k + 1] -= process.phi[k] * differencing[i];
    }
    for (int t = 0; t < count; ++t) {
        const Residuals::Term own{2 * (t + process.d) + 1, 1.0};
        residuals.add(std::span(&own, 1));
        Row identity;
        std::vector<double> const& filter = t < form.reach() ? differencing : filtering;
        for (int k = 0; k < static_cast<int>(filter.size()); ++k) {
            const int at = t + process.d - k;
            if (at < 0) break;
            identity.runs.push_back(
                {2 * at, 2 * at,
                 filter[static_cast<std::size_t>(k)] / weights[static_cast<std::size_t>(at)]});
        }
        for (int k = std::max(0, t - form.reach()); k <= t; ++k)
            identity.runs.push_back(
                {2 * (k + process.d) + 1, 2 * (k + process.d) + 1, -form.at(t, k)});
        identities.push_back(std::move(identity));
    }
}

}  // namespace glidepath::detail

// How forecast errors of different horizons go together.
#pragma once

#include <Eigen/Core>

#include <algorithm>
#include <cmath>

namespace glidepath {

/// Correlation of the normal scores of errors h and k periods ahead: that of a random walk whose
/// clock shows h^power, with noise of its own in each period,
/// `min(h, k)^power / sqrt((h^power + noise) (k^power + noise))` off the diagonal. A small power
/// makes all horizons err together, a large noise each one by itself.
struct ErrorCorrelation {
    double power = 1;  ///< > 0; 1: a plain random walk.
    double noise = 0;  ///< Variance of the noise, in units of the walk's first step; >= 0.

    [[nodiscard]] double between(int h, int k) const noexcept {
        if (h == k) return 1;
        const double sooner = std::pow(std::min(h, k), power);
        const double later = std::pow(std::max(h, k), power);
        return sooner / std::sqrt((sooner + noise) * (later + noise));
    }
    /// Horizons 1..`horizon`.
    [[nodiscard]] Eigen::MatrixXd matrix(int horizon) const {
        const Eigen::ArrayXd clock = Eigen::ArrayXd::LinSpaced(horizon, 1, horizon).pow(power);
        const Eigen::ArrayXd deviation = (clock + noise).sqrt();
        Eigen::MatrixXd correlation = Eigen::MatrixXd::Identity(horizon, horizon);
        for (Eigen::Index h = 0; h < horizon; ++h)
            for (Eigen::Index k = h + 1; k < horizon; ++k)
                correlation(h, k) = correlation(k, h) = clock[h] / (deviation[h] * deviation[k]);
        return correlation;
    }
    friend bool operator==(ErrorCorrelation const&, ErrorCorrelation const&) = default;
};

}  // namespace glidepath

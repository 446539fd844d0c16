// How forecast errors of different horizons go together.
#pragma once

#include <Eigen/Core>

#include <algorithm>
#include <cmath>

namespace glidepath {

/// Correlation of the normal scores of errors h and k periods ahead: that of a random walk with an
/// uncertain start and noise of its own in each period,
/// `(min(h, k) + level + (h == k ? noise : 0))`, scaled to a unit diagonal. A large `level` makes
/// all horizons err together, a large `noise` each one by itself.
struct ErrorCorrelation {
    double level = 0;  ///< Variance of the start, in steps of the walk; >= 0.
    double noise = 0;  ///< Variance of the noise, in steps of the walk; >= 0.

    [[nodiscard]] double between(int h, int k) const noexcept {
        if (h == k) return 1;
        const auto variance = [&](int at) { return at + level + noise; };
        return (std::min(h, k) + level) / std::sqrt(variance(h) * variance(k));
    }
    /// Horizons 1..`horizon`.
    [[nodiscard]] Eigen::MatrixXd matrix(int horizon) const {
        Eigen::MatrixXd correlation(horizon, horizon);
        for (int h = 1; h <= horizon; ++h)
            for (int k = 1; k <= horizon; ++k) correlation(h - 1, k - 1) = between(h, k);
        return correlation;
    }
    friend bool operator==(ErrorCorrelation const&, ErrorCorrelation const&) = default;
};

}  // namespace glidepath

// The disturbance of a regression model of a path: a first-order autoregression or its partial
// sums, in state-space form.
#pragma once

#include <Eigen/Core>

#include <cmath>
#include <stdexcept>
#include <string>

namespace glidepath {

/// u with (1 - rho L)(1 - L)^differences u_t = e_t, where the innovations e have mean 0 and are
/// independent of each other.
///
/// Before the first position u and its differences are zero; only an autoregression without
/// differences starts from its stationary distribution.
struct Disturbance {
    double rho = 0;
    int differences = 0;

    /// Chow and Lin (1971): stationary; |rho| < 1, 0 is white noise.
    [[nodiscard]] static constexpr Disturbance ar1(double rho) noexcept { return {rho, 0}; }
    /// Fernandez (1981): a random walk from 0.
    [[nodiscard]] static constexpr Disturbance random_walk() noexcept { return {0, 1}; }
    /// Litterman (1983): a random walk from 0 whose steps follow an autoregression from 0.
    [[nodiscard]] static constexpr Disturbance litterman(double rho) noexcept { return {rho, 1}; }
    /// White noise, summed up so many times.
    [[nodiscard]] static constexpr Disturbance integrated(int differences) noexcept {
        return {0, differences};
    }
};

/// The state a of a disturbance: a_t = transition a_{t-1} + noise e_t, u_t is its last element.
/// Where rho plays a part, w_t = rho w_{t-1} + e_t comes first; behind it the partial sums.
struct DisturbanceState {
    Eigen::MatrixXd transition;
    Eigen::VectorXd noise;
    Eigen::MatrixXd start;  ///< A square root of the covariance of a before the first position.

    [[nodiscard]] Eigen::Index size() const noexcept { return noise.size(); }

    /// \throws std::invalid_argument for differences outside 0 to 3, a rho that is not finite, and
    ///         |rho| >= 1 without differences
    explicit DisturbanceState(Disturbance const& process) {
        const auto [rho, differences] = process;
        if (differences < 0 || differences > 3)
            throw std::invalid_argument("a disturbance has 0 to 3 differences, not " +
                                        std::to_string(differences));
        if (!std::isfinite(rho) || (differences == 0 && !(std::abs(rho) < 1)))
            throw std::invalid_argument("rho of a stationary disturbance lies between -1 and 1, "
                                        "both excluded; it is " +
                                        std::to_string(rho));
        // White steps need no state: they enter the first partial sum at once.
        const Eigen::Index own = rho != 0 || differences == 0 ? 1 : 0;
        const Eigen::Index n = own + differences;
        transition = Eigen::MatrixXd::Zero(n, n);
        noise = Eigen::VectorXd::Ones(n);
        start = Eigen::MatrixXd::Zero(n, n);
        if (own == 1) transition(0, 0) = rho;
        if (differences == 0) start(0, 0) = 1 / std::sqrt((1 - rho) * (1 + rho));
        // A partial sum grows by what stands before it, at the same moment.
        for (Eigen::Index i = own; i < n; ++i) {
            if (i > 0) transition.row(i) = transition.row(i - 1);
            transition(i, i) += 1;
        }
    }
};

}  // namespace glidepath

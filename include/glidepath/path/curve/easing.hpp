// Ways from one value to the next: how much of the way is done when a share of the time has passed.
#pragma once

#include <glidepath/model/number.hpp>

#include <cmath>
#include <stdexcept>
#include <string>
#include <string_view>

namespace glidepath {

/// Steepness of the logistic shape unless told otherwise. At 8 the middle goes 2.07 times as fast
/// as the straight line, about as fast as the fast end of the loaded shapes with their default
/// power (2 times), and the first and the last tenth of the time do 2.2 % of the way.
inline constexpr double default_steepness = 8;
/// Power of the front-loaded and back-loaded shapes unless told otherwise: a parabola that sets
/// out, or arrives, level.
inline constexpr double default_power = 2;

namespace detail {

inline void require_share(double tau) {
    if (!(tau >= 0 && tau <= 1))
        throw std::invalid_argument("the share of the time must lie between 0 and 1; it is " +
                                    format_shortest(tau));
}
inline void require_positive(std::string_view parameter, double value) {
    if (!(value > 0) || !std::isfinite(value))
        throw std::invalid_argument("the " + std::string(parameter) +
                                    " must be a positive number; it is " + format_shortest(value));
}

}  // namespace detail

/// The normalised logistic: (L(tau) - L(0)) / (L(1) - L(0)) with the plain logistic
/// L(t) = 1 / (1 + exp(-k (t - 1/2))).
///
/// Unlike L itself it starts at exactly 0 and ends at exactly 1. Towards k = 0 it becomes the
/// straight line, with growing k a step in the middle.
/// \param tau        share of the time, in [0, 1]
/// \param steepness  k > 0
/// \throws std::invalid_argument for others.
[[nodiscard]] inline double logistic_share(double tau, double steepness = default_steepness) {
    detail::require_share(tau);
    detail::require_positive("steepness", steepness);
    if (steepness < 1e-8) return tau;  // less than 1e-17 from the straight line
    // L(t) = (1 + tanh(k (t - 1/2) / 2)) / 2, which is odd around the middle.
    return 0.5 + 0.5 * std::tanh(steepness * ((tau - 0.5) / 2)) / std::tanh(steepness / 4);
}

/// tau^g: the later, the more is done in a unit of time.
/// \param tau    share of the time, in [0, 1]
/// \param power  g > 0; 1 is the straight line, below 1 the load goes to the front
/// \throws std::invalid_argument for others.
[[nodiscard]] inline double back_loaded_share(double tau, double power = default_power) {
    detail::require_share(tau);
    detail::require_positive("power", power);
    return std::pow(tau, power);
}

/// 1 - (1 - tau)^g: the earlier, the more is done; the back-loaded way seen from the end.
/// \param tau    share of the time, in [0, 1]
/// \param power  g > 0; 1 is the straight line, below 1 the load goes to the back
/// \throws std::invalid_argument for others.
[[nodiscard]] inline double front_loaded_share(double tau, double power = default_power) {
    detail::require_share(tau);
    return 1 - back_loaded_share(1 - tau, power);
}

/// from (to / from)^tau: the way from one value to another at a constant rate.
/// \param from  > 0
/// \param to    > 0
/// \param tau   share of the time, in [0, 1]
/// \throws std::invalid_argument for others: no rate leads to, from or across zero.
[[nodiscard]] inline double geometric_between(double from, double to, double tau) {
    detail::require_share(tau);
    for (double value : {from, to})
        if (!(value > 0) || !std::isfinite(value))
            throw std::invalid_argument("a constant rate needs positive values, not " +
                                        format_shortest(value));
    const double ratio = to / from;
    if (std::isnormal(ratio)) return from * std::pow(ratio, tau);
    return std::exp(std::lerp(std::log(from), std::log(to), tau));  // 1e-300 to 1e300
}

}  // namespace glidepath

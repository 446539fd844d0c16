// The order of a seasonal ARIMA model.
#pragma once

#include <stdexcept>
#include <string>

namespace glidepath {

/// The order of a multiplicative seasonal ARIMA model (Box and Jenkins 1970)
///
///     phi(B) Phi(B^s) (1 - B)^d (1 - B^s)^D (y_t - c x_t) = theta(B) Theta(B^s) e_t
///
/// with phi(B) = 1 - phi_1 B - ..., theta(B) = 1 + theta_1 B + ..., as R writes it. With a
/// constant x_t is 1 where nothing is differenced (c is the mean) and t where d + D is 1 (c is the
/// drift, a step each period).
struct ArimaOrder {
    int p = 0;              ///< Degree of phi, 0..12.
    int d = 0;              ///< Plain differences, 0..2.
    int q = 0;              ///< Degree of theta, 0..12.
    int P = 0;              ///< Degree of Phi, 0..3.
    int D = 0;              ///< Seasonal differences, 0 or 1.
    int Q = 0;              ///< Degree of Theta, 0..3.
    int season = 1;         ///< Periods of a seasonal cycle; 1: none, and P, D, Q are 0.
    bool constant = false;  ///< Whether there is a mean or a drift; only where d + D <= 1.

    friend bool operator==(ArimaOrder const&, ArimaOrder const&) = default;

    /// Coefficients of the four polynomials.
    [[nodiscard]] constexpr int coefficients() const noexcept { return p + q + P + Q; }
    /// Periods at the start that differencing uses up.
    [[nodiscard]] constexpr int lost() const noexcept { return d + D * season; }
    /// Degree of phi(B) Phi(B^s).
    [[nodiscard]] constexpr int ar_degree() const noexcept { return p + P * season; }
    /// Degree of theta(B) Theta(B^s).
    [[nodiscard]] constexpr int ma_degree() const noexcept { return q + Q * season; }
};

/// As in "ARIMA(1,1,1)(0,1,1)[12]", "ARIMA(0,1,0) with drift", "ARIMA(1,0,0) with mean".
[[nodiscard]] inline std::string to_string(ArimaOrder const& order) {
    const auto three = [](int a, int b, int c) {
        return "(" + std::to_string(a) + "," + std::to_string(b) + "," + std::to_string(c) + ")";
    };
    std::string text = "ARIMA" + three(order.p, order.d, order.q);
    if (order.season > 1)
        text += three(order.P, order.D, order.Q) + "[" + std::to_string(order.season) + "]";
    if (order.constant) text += order.d + order.D > 0 ? " with drift" : " with mean";
    return text;
}

namespace detail {

inline constexpr int most_arma_terms = 12;
inline constexpr int most_seasonal_terms = 3;
inline constexpr int longest_season = 366;

/// \throws std::invalid_argument for a degree outside its range and for a constant that
///         differencing removes
inline void require_arima_order(ArimaOrder const& order) {
    const auto within = [](char const* name, int value, int most) {
        if (value < 0 || value > most)
            throw std::invalid_argument("the order " + std::string(name) +
                                        " of an ARIMA model must lie in 0.." +
                                        std::to_string(most) + ", not " + std::to_string(value));
    };
    within("p", order.p, most_arma_terms);
    within("d", order.d, 2);
    within("q", order.q, most_arma_terms);
    within("P", order.P, most_seasonal_terms);
    within("D", order.D, 1);
    within("Q", order.Q, most_seasonal_terms);
    if (order.season < 1 || order.season > longest_season)
        throw std::invalid_argument("the season of an ARIMA model must lie in 1.." +
                                    std::to_string(longest_season) + " periods, not " +
                                    std::to_string(order.season));
    if (order.season == 1 && order.P + order.D + order.Q > 0)
        throw std::invalid_argument(to_string(order) + " has seasonal terms without a season; "
                                                       "name the periods of a cycle or take P, D "
                                                       "and Q as 0");
    if (order.constant && order.d + order.D > 1)
        throw std::invalid_argument(to_string(order) +
                                    ": a constant is for at most one difference; leave it out");
}

}  // namespace detail

}  // namespace glidepath

// Roughness: what a least rough path is the least of.
#pragma once

#include <glidepath/path/solver/residuals.hpp>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace glidepath {

/// An ARIMA(p, d, q) process without a mean, phi(B) (1 - B)^d y = theta(B) e, with
/// phi(B) = 1 - phi_1 B - ... and theta(B) = 1 + theta_1 B + ...
struct ArimaProcess {
    std::vector<double> phi;
    int d = 0;
    std::vector<double> theta;
};

/// The roughness of a path y around a preliminary path x: the sum of squares of an operator on the
/// deviation z = (y - x) / |x|^lambda.
///
/// | method | is |
/// |---|---|
/// | Denton (1971), modified by Cholette (1984) | `differences(h)` |
/// | Denton (1971) as published, with y_0 = x_0 and its transient at the start | `anchored(h)` |
/// | Boot, Feibes and Lisman (1967) | `differences(1)`, `differences(2)` about a constant |
/// | Dagum and Cholette (2006), Cholette | `autoregressive(rho)`; rho = 1 is `differences(1)` |
/// | pro rata | `autoregressive(0).scaled(0.5)` |
/// | Stram and Wei (1986) | `arima(...)` |
///
/// Additive methods have lambda 0, the default; proportional ones lambda 1. Where x is geometric
/// and lambda 1, the path is as geometric as the rows allow.
class Roughness {
public:
    enum class Operator : std::uint8_t { differences, anchored, autoregressive, arima };

    /// First differences.
    Roughness() = default;
    /// Differences of order 0 to 3; the path may start anywhere.
    /// \throws std::invalid_argument for another order
    [[nodiscard]] static Roughness differences(int order) {
        return with_order(Operator::differences, order);
    }
    /// Differences of order 0 to 3 of a path whose deviation before the start is 0.
    /// \throws std::invalid_argument for another order
    [[nodiscard]] static Roughness anchored(int order) {
        return with_order(Operator::anchored, order);
    }
    /// The deviation follows z_t = rho z_{t-1} + e_t, stationary from the start. 0 <= rho <= 1.
    /// \throws std::invalid_argument for another rho
    [[nodiscard]] static Roughness autoregressive(double rho) {
        if (!(rho >= 0 && rho <= 1))
            throw std::invalid_argument("rho must lie in 0..1, not " + std::to_string(rho));
        if (rho == 1) return differences(1);
        Roughness roughness;
        roughness.operator_ = Operator::autoregressive;
        roughness.rho_ = rho;
        return roughness;
    }
    /// The deviation follows an ARIMA process; its differences are stationary from the start.
    /// \throws std::invalid_argument for d outside 0..3 or coefficients that are no numbers
    [[nodiscard]] static Roughness arima(ArimaProcess process) {
        Roughness roughness = with_order(Operator::arima, process.d);
        for (auto const* part : {&process.phi, &process.theta})
            for (double coefficient : *part)
                if (!std::isfinite(coefficient))
                    throw std::invalid_argument("a coefficient of the ARIMA process is no number");
        roughness.process_ = std::move(process);
        return roughness;
    }

    /// The same on z = (y - x) / |x|^lambda. 0 <= lambda <= 1; above 0 no value of x may be 0.
    /// \throws std::invalid_argument for another lambda
    [[nodiscard]] Roughness scaled(double lambda) const {
        if (!(lambda >= 0 && lambda <= 1))
            throw std::invalid_argument("lambda must lie in 0..1, not " + std::to_string(lambda));
        Roughness roughness = *this;
        roughness.lambda_ = lambda;
        return roughness;
    }
    [[nodiscard]] Roughness proportional() const { return scaled(1); }

    [[nodiscard]] Operator kind() const noexcept { return operator_; }
    [[nodiscard]] int order() const noexcept { return order_; }
    [[nodiscard]] double rho() const noexcept { return rho_; }
    [[nodiscard]] double lambda() const noexcept { return lambda_; }
    [[nodiscard]] ArimaProcess const& process() const noexcept { return process_; }

    /// Adds the residuals of one series to a problem.
    /// \param size    periods of the series
    /// \param first   position of its first period
    /// \param stride  from one period to the next
    /// \pre not an ARIMA process (see innovations.hpp)
    void add_residuals(Residuals& residuals, int size, int first = 0, int stride = 1) const {
        std::array<Residuals::Term, 4> terms;
        const auto position = [&](int t) { return first + t * stride; };
        if (operator_ == Operator::autoregressive) {
            for (int t = 0; t < size; ++t) {
                terms[0] = {position(t), t == 0 ? std::sqrt(1 - rho_ * rho_) : 1};
                terms[1] = {position(t - 1), -rho_};
                residuals.add(std::span(terms).first(t == 0 || rho_ == 0 ? 1 : 2));
            }
            return;
        }
        static constexpr std::array<std::array<double, 4>, 4> binomial{
            {{1, 0, 0, 0}, {1, -1, 0, 0}, {1, -2, 1, 0}, {1, -3, 3, -1}}};
        for (int t = operator_ == Operator::anchored ? 0 : order_; t < size; ++t) {
            const int reach = t < order_ ? t : order_;
            for (int k = 0; k <= reach; ++k)
                terms[static_cast<std::size_t>(k)] = {
                    position(t - k),
                    binomial[static_cast<std::size_t>(order_)][static_cast<std::size_t>(k)]};
            residuals.add(std::span(terms).first(static_cast<std::size_t>(reach) + 1));
        }
    }

private:
    [[nodiscard]] static Roughness with_order(Operator kind, int order) {
        if (order < 0 || order > 3)
            throw std::invalid_argument("the order of differences must be 0, 1, 2 or 3, not " +
                                        std::to_string(order));
        Roughness roughness;
        roughness.operator_ = kind;
        roughness.order_ = order;
        return roughness;
    }

    Operator operator_ = Operator::differences;
    int order_ = 1;
    double rho_ = 1;
    double lambda_ = 0;
    ArimaProcess process_;
};

}  // namespace glidepath

// Estimates ARMA models of one differenced series, many orders with the same room.
#pragma once

#include <glidepath/forecast/member/arima_css.hpp>
#include <glidepath/forecast/member/arima_least_squares.hpp>
#include <glidepath/forecast/member/arima_likelihood.hpp>
#include <glidepath/forecast/member/arima_order.hpp>
#include <glidepath/forecast/member/arima_parameters.hpp>
#include <glidepath/forecast/member/arima_polynomial.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numbers>
#include <optional>
#include <span>
#include <vector>

namespace glidepath::detail {

/// One order with its parameters and how well they do.
struct ArimaCandidate {
    ArimaOrder order;
    std::array<double, most_parameters> point{};  ///< phi, Phi, theta, Theta, constant.
    double log_likelihood = -std::numeric_limits<double>::infinity();
    double aicc = std::numeric_limits<double>::infinity();

    [[nodiscard]] std::size_t coefficients() const noexcept {
        return static_cast<std::size_t>(order.coefficients());
    }
    [[nodiscard]] bool regular(double radius) const noexcept {
        return ArmaParameters(order, point).regular(radius);
    }
};

/// Likelihoods of candidates on one differenced series. Holds views: the series must outlive it.
class ArimaEstimator {
public:
    ArimaEstimator(std::span<double const> w, std::span<double const> x,
                   std::vector<std::vector<double>> const* impulses)
        : w_(w), x_(x), impulses_(impulses) {
        scale_ = 0;
        for (double value : w) scale_ = std::max(scale_, std::abs(value));
    }

    /// Conditional least squares from a start (what is missing of it is 0), then the exact
    /// likelihood at that point, of the series as filled.
    [[nodiscard]] ArimaCandidate conditional(ArimaOrder const& order,
                                             std::optional<ArimaCandidate> const& start,
                                             int iterations) {
        ArimaCandidate candidate;
        candidate.order = order;
        if (start) take_over(*start, candidate);
        if (order.constant && !(start && start->order.constant)) {
            double sum = 0;
            for (double value : w_) sum += value;
            candidate.point[candidate.coefficients()] =
                sum / (static_cast<double>(w_.size()) * x_.front());
        }
        css_.reset(order, w_, x_);
        const auto point = std::span(candidate.point).first(css_.parameters());
        // A start on the edge of the region is drawn inwards.
        for (int i = 0; i < 20 && !ArmaParameters(order, point).regular(1.002); ++i)
            for (std::size_t k = 0; k < candidate.coefficients(); ++k) point[k] *= 0.9;
        if (css_.parameters() > 0) solver_.minimise(css_, point, w_.size(), iterations, 1e-5);
        score(candidate, nullptr);
        return candidate;
    }

    /// Maximises the exact likelihood from where the candidate is.
    void exact(ArimaCandidate& candidate, int iterations, double tolerance) {
        ExactProblem problem{*this, candidate.order};
        begin(candidate.order, impulses_);
        const auto point = std::span(candidate.point).first(candidate.coefficients());
        if (!point.empty()) solver_.minimise(problem, point, w_.size(), iterations, tolerance);
        score(candidate, impulses_);
    }

    /// Goes on from `exact` where a root has come to the unit circle: there steps of all
    /// coefficients together lead out of the region and fail, though along its edge the likelihood
    /// may still rise. Partial autocorrelations at the edge are held and the others moved, then
    /// all. Nothing is changed where none is at the edge.
    void exact_along_edge(ArimaCandidate& candidate, int iterations, double tolerance) {
        for (int round = 0; round < 4; ++round) {
            ArimaCandidate trial = candidate;
            const auto point = std::span(trial.point).first(trial.coefficients());
            HeldProblem problem{{*this, trial.order}};
            convert(trial.order, point, problem.partials, partials_of_coefficients);
            std::array<double, most_parameters> free{};
            for (std::size_t k = 0; k < point.size(); ++k) {
                if (std::abs(problem.partials[k]) >= edge_partial) continue;
                free[problem.moving] = problem.partials[k];
                problem.places[problem.moving++] = k;
            }
            if (problem.moving == 0 || problem.moving == point.size()) return;
            begin(trial.order, impulses_);
            const auto moved = std::span(free).first(problem.moving);
            solver_.minimise(problem, moved, w_.size(), iterations, tolerance);
            problem.to_point(moved, point);
            exact(trial, iterations, tolerance);
            if (!(trial.log_likelihood > candidate.log_likelihood)) return;
            candidate = trial;
        }
    }

    /// The exact likelihood and AICc at the candidate's point.
    void score(ArimaCandidate& candidate, std::vector<std::vector<double>> const* impulses) {
        begin(candidate.order, impulses);
        const auto result = evaluate(candidate.point);
        candidate.log_likelihood = -std::numeric_limits<double>::infinity();
        candidate.aicc = std::numeric_limits<double>::infinity();
        if (!result) return;
        const auto n = static_cast<double>(likelihood_.count());
        const double floor = 1e-28 * scale_ * scale_ * n;
        candidate.log_likelihood =
            -0.5 * (n * (std::log(2 * std::numbers::pi) + 1 +
                         std::log(std::max(result->sum_of_squares, floor) / n)) +
                    result->log_determinant);
        if (candidate.order.constant) candidate.point[candidate.coefficients()] = result->constant;
        const double k = candidate.order.coefficients() + (candidate.order.constant ? 2 : 1);
        if (n - k - 1 > 0)
            candidate.aicc = 2 * k - 2 * candidate.log_likelihood + 2 * k * (k + 1) / (n - k - 1);
    }

private:
    /// Partial autocorrelations of this size are at the edge of the region.
    static constexpr double edge_partial = 0.99;

    /// Standardised errors times the 2n-th root of the determinant, whose sum of squares is least
    /// where the likelihood is largest.
    struct ExactProblem {
        ArimaEstimator& estimator;
        ArimaOrder order;

        [[nodiscard]] bool residuals(std::span<double const> point, std::span<double> out) {
            if (!ArmaParameters(order, point).regular(ConditionalArma::inner_radius)) return false;
            const auto result = estimator.evaluate(point);
            if (!result) return false;
            auto const& likelihood = estimator.likelihood_;
            const double factor =
                std::exp(result->log_determinant / (2 * static_cast<double>(likelihood.count())));
            if (!std::isfinite(factor)) return false;
            const auto standardised = likelihood.standardised();
            for (std::size_t t = 0; t < out.size(); ++t) out[t] = standardised[t] * factor;
            return true;
        }
        void jacobian(std::span<double const> point, std::span<double const> residuals_here,
                      std::span<double> columns) {
            take_differences(*this, point, residuals_here, columns);
        }
    };

    /// `ExactProblem` of some of the partial autocorrelations, the others held.
    struct HeldProblem {
        ExactProblem exact;
        std::array<double, most_parameters> partials{};
        std::array<std::size_t, most_parameters> places{};
        std::size_t moving = 0;

        void to_point(std::span<double const> moved, std::span<double> point) {
            for (std::size_t k = 0; k < moving; ++k) partials[places[k]] = moved[k];
            convert(exact.order, std::span(partials).first(point.size()), point,
                    coefficients_of_partials);
        }
        [[nodiscard]] bool residuals(std::span<double const> moved, std::span<double> out) {
            std::array<double, most_parameters> room{};
            const auto point =
                std::span(room).first(static_cast<std::size_t>(exact.order.coefficients()));
            to_point(moved, point);
            return exact.residuals(point, out);
        }
        void jacobian(std::span<double const> moved, std::span<double const> residuals_here,
                      std::span<double> columns) {
            take_differences(*this, moved, residuals_here, columns);
        }
    };

    /// Derivatives by differences, inwards where there is a choice.
    template <class Problem>
    static void take_differences(Problem& problem, std::span<double const> point,
                                 std::span<double const> residuals_here,
                                 std::span<double> columns) {
        const std::size_t n = residuals_here.size();
        std::array<double, most_parameters> moved{};
        std::copy(point.begin(), point.end(), moved.begin());
        for (std::size_t k = 0; k < point.size(); ++k) {
            const auto column = columns.subspan(k * n, n);
            double step = point[k] > 0 ? -1e-6 : 1e-6;
            moved[k] = point[k] + step;
            bool moves = problem.residuals(std::span(moved).first(point.size()), column);
            if (!moves) {
                step = -step;
                moved[k] = point[k] + step;
                moves = problem.residuals(std::span(moved).first(point.size()), column);
            }
            for (std::size_t t = 0; t < n; ++t)
                column[t] = moves ? (column[t] - residuals_here[t]) / step : 0;
            moved[k] = point[k];
        }
    }

    void begin(ArimaOrder const& order, std::vector<std::vector<double>> const* impulses) {
        order_ = order;
        phi_.resize(static_cast<std::size_t>(order.ar_degree()));
        theta_.resize(static_cast<std::size_t>(order.ma_degree()));
        likelihood_.reset(w_, order.constant ? x_ : std::span<double const>(), std::nullopt,
                          impulses);
    }
    [[nodiscard]] std::optional<ArmaLikelihood::Result> evaluate(std::span<double const> point) {
        const ArmaParameters parameters(order_, point);
        parameters.expand_ar(phi_);
        parameters.expand_ma(theta_);
        return likelihood_.evaluate(phi_, theta_);
    }

    /// Applies `convert_factor` to phi, Phi, -theta and -Theta, whose roots the region bounds.
    template <class Convert>
    static void convert(ArimaOrder const& order, std::span<double const> from, std::span<double> to,
                        Convert convert_factor) {
        std::array<double, most_parameters> turned{};
        std::copy(from.begin(), from.end(), turned.begin());
        const auto turn_theta = [&](std::span<double> part) {
            const auto end = static_cast<std::size_t>(order.coefficients());
            for (auto k = static_cast<std::size_t>(order.p + order.P); k < end; ++k)
                part[k] = -part[k];
        };
        turn_theta(turned);
        std::size_t at = 0;
        for (const int terms : {order.p, order.P, order.q, order.Q}) {
            const auto size = static_cast<std::size_t>(terms);
            convert_factor(std::span<double const>(turned).subspan(at, size), to.subspan(at, size));
            at += size;
        }
        turn_theta(to);
    }
    static void take_over(ArimaCandidate const& from, ArimaCandidate& to) noexcept {
        const auto counts = [](ArimaOrder const& order) {
            return std::array<int, 5>{order.p, order.P, order.q, order.Q, order.constant ? 1 : 0};
        };
        const auto theirs = counts(from.order);
        const auto ours = counts(to.order);
        std::size_t source = 0;
        std::size_t target = 0;
        for (std::size_t part = 0; part < ours.size(); ++part) {
            for (int i = 0; i < std::min(theirs[part], ours[part]); ++i)
                to.point[target + static_cast<std::size_t>(i)] =
                    from.point[source + static_cast<std::size_t>(i)];
            source += static_cast<std::size_t>(theirs[part]);
            target += static_cast<std::size_t>(ours[part]);
        }
    }

    std::span<double const> w_;
    std::span<double const> x_;
    std::vector<std::vector<double>> const* impulses_;
    double scale_ = 0;
    ArimaOrder order_;
    std::vector<double> phi_;
    std::vector<double> theta_;
    ConditionalArma css_;
    ArimaLeastSquares solver_;
    ArmaLikelihood likelihood_;
};

}  // namespace glidepath::detail

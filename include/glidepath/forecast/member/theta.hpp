// The Theta models: standard, optimised and their dynamic forms, with or without Box-Cox.
#pragma once

#include <glidepath/forecast/decompose.hpp>
#include <glidepath/forecast/minimise.hpp>
#include <glidepath/forecast/prediction.hpp>
#include <glidepath/forecast/transform.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace glidepath {

/// The Theta models as Fiorucci, Pellegrini, Louzada, Petropoulos and Koehler (2016) name them.
enum class ThetaKind : std::uint8_t {
    standard,          ///< STM: theta = 2, one trend line for the whole series.
    optimised,         ///< OTM: theta >= 1 is estimated.
    dynamic_standard,  ///< DSTM: theta = 2, the trend line of what was known at each period.
    dynamic_optimised  ///< DOTM: both.
};

/// How to fit a Theta model.
struct ThetaOptions {
    ThetaKind kind = ThetaKind::dynamic_optimised;
    int season = 1;  ///< Periods of a cycle; 1: none.
    /// Whether a series that passes `is_seasonal` is deseasonalised first.
    bool deseasonalise = true;
    /// Whether the deseasonalised series is transformed by Box-Cox (Legaki and Koutsouri 2020).
    /// A series with values that are not positive is taken as it is.
    bool box_cox = false;
    /// Fix a parameter, on the deseasonalised and transformed series. 0 < alpha <= 1, theta >= 1;
    /// l_0 only together with a theta that is given or 2 by the kind.
    std::optional<double> alpha = std::nullopt;
    std::optional<double> theta = std::nullopt;
    std::optional<double> initial_level = std::nullopt;
    /// How firmly an estimate of w = 1 - 1 / theta is held near 1/2, that is theta near 2: as by a
    /// normal prior for w with this precision (squared errors plus firmness * s^2 * (w - 1/2)^2,
    /// s^2 their mean at theta = 2). 0 is plain least squares, as published; the default, a prior
    /// deviation of 1/2, forecasts better where few values leave theta open.
    double firmness = 4;
};

namespace detail {

/// Theta models of one series at any alpha.
///
/// With w = 1 - 1 / theta, p_t = (1 - alpha)^(t-1), q_t = (1 - (1 - alpha)^t) / alpha:
///     mu_t = l_{t-1} + w (A_{t-1} p_t + B_{t-1} q_t),  l_t = alpha y_t + (1 - alpha) l_{t-1}.
/// A and B do not depend on the parameters, so that errors are linear in l_0 and w: both follow by
/// least squares, and alpha alone is left to search for.
class ThetaProblem {
public:
    struct Solution {
        double level = 0;   ///< l_0
        double weight = 0;  ///< w = 1 - 1 / theta
        double squares = std::numeric_limits<double>::infinity();
    };

    ThetaProblem(std::vector<double> x, bool dynamic)
        : x_(std::move(x)), dynamic_(dynamic), a_(x_.size() + 1), b_(x_.size() + 1) {
        const std::size_t n = x_.size();
        if (dynamic) {
            // a_[t], b_[t]: the line through the values before period t (counted from 0).
            a_[1] = x_[0];
            double mean = x_[0];
            for (std::size_t i = 1; i < n; ++i) {
                const auto t = static_cast<double>(i + 1);
                b_[i + 1] = ((t - 2) * b_[i] + 6 * (x_[i] - mean) / t) / (t + 1);
                mean += (x_[i] - mean) / t;
                a_[i + 1] = mean - (t + 1) * b_[i + 1] / 2;
            }
        } else {
            const double middle = static_cast<double>(n + 1) / 2;
            double mean = 0, product = 0, square = 0;
            for (double value : x_) mean += value / static_cast<double>(n);
            for (std::size_t i = 0; i < n; ++i) {
                const double time = static_cast<double>(i + 1) - middle;
                product += time * (x_[i] - mean);
                square += time * time;
            }
            std::fill(b_.begin(), b_.end(), square > 0 ? product / square : 0);
            std::fill(a_.begin(), a_.end(), mean - b_[0] * middle);
        }
    }

    /// First period (from 0) whose error counts: by definition there is none in the first of a
    /// dynamic model.
    [[nodiscard]] std::size_t first() const noexcept { return dynamic_ ? 1 : 0; }
    [[nodiscard]] double value(std::size_t t) const noexcept { return x_[t]; }

    /// The least squares (with their penalty) at one alpha, with w within 0..1 or as given, l_0 as
    /// given.
    [[nodiscard]] Solution solve(double alpha, std::optional<double> weight,
                                 std::optional<double> level, double firmness) const noexcept {
        const double beta = 1 - alpha;
        double yy = 0, yp = 0, yg = 0, pp = 0, pg = 0, gg = 0;
        double from_zero = 0;  // l_{t-1} if l_0 were 0
        double p = 1;
        double const* x = x_.data();
        const std::size_t n = x_.size();
        if (dynamic_) {
            from_zero = alpha * x[0];
            p = beta;
        }
        for (std::size_t t = first(); t < n; ++t) {
            const double y = x[t] - from_zero;
            const double g = a_[t] * p + b_[t] * (1 - p * beta) / alpha;
            yy += y * y;
            yp += y * p;
            yg += y * g;
            pp += p * p;
            pg += p * g;
            gg += g * g;
            from_zero += alpha * y;
            p *= beta;
        }
        Solution result;
        const auto with_weight = [&](double w) {
            result.weight = w;
            result.level = level ? *level : pp > 0 ? (yp - w * pg) / pp : 0;
            const double l = result.level;
            result.squares = yy - 2 * (l * yp + w * yg) + l * l * pp + 2 * l * w * pg + w * w * gg;
        };
        if (weight) {
            with_weight(*weight);
        } else {
            // What of g the level cannot do.
            const double own = level || !(pp > 0) ? gg : gg - pg * pg / pp;
            const double need = level ? yg - *level * pg : pp > 0 ? yg - yp * pg / pp : yg;
            with_weight(0.5);
            const double penalty =
                firmness * std::max(result.squares, 0.0) / static_cast<double>(n - first());
            if (own > 1e-12 * gg)
                with_weight(std::clamp((need + penalty / 2) / (own + penalty), 0.0, 1.0));
            result.squares += penalty * (result.weight - 0.5) * (result.weight - 0.5);
        }
        result.squares = std::max(result.squares, 0.0);
        return result;
    }

    /// What `run` is given and leaves behind.
    struct State {
        double level = 0;
        double mean = 0;  ///< Of the values so far.
        double a = 0, b = 0;
        double power = 1;  ///< (1 - alpha)^t after t values.
        double count = 0;
    };
    /// One-step means into `fitted`, and the state at the end.
    [[nodiscard]] State run(double alpha, Solution const& at, std::span<double> fitted) const {
        State s;
        s.level = at.level;
        for (std::size_t t = 0; t < x_.size(); ++t) {
            s.a = a_[t];
            s.b = b_[t];
            fitted[t] = dynamic_ && t == 0 ? x_[0] : next(s, alpha, at.weight);
            s.level += alpha * (x_[t] - s.level);
            s.power *= 1 - alpha;
            s.mean += (x_[t] - s.mean) / static_cast<double>(t + 1);
        }
        s.a = a_.back();
        s.b = b_.back();
        s.count = static_cast<double>(x_.size());
        return s;
    }
    [[nodiscard]] static double next(State const& s, double alpha, double weight) noexcept {
        return s.level + weight * (s.a * s.power + s.b * (1 - s.power * (1 - alpha)) / alpha);
    }
    /// A state one value later.
    static void advance(State& s, double value, double alpha, bool dynamic) noexcept {
        const double t = s.count += 1;
        if (dynamic) {
            s.b = ((t - 2) * s.b + 6 * (value - s.mean) / t) / (t + 1);
            s.mean += (value - s.mean) / t;
            s.a = s.mean - (t + 1) * s.b / 2;
        }
        s.level += alpha * (value - s.level);
        s.power *= 1 - alpha;
    }

private:
    std::vector<double> x_;
    bool dynamic_;
    std::vector<double> a_, b_;
};

}  // namespace detail

/// A Theta model of a series (Assimakopoulos and Nikolopoulos 2000; as models with a source of
/// error: Fiorucci et al. 2016), fitted by least squares of the one-step errors.
///
/// The series is deseasonalised if it passes `is_seasonal`, transformed if `box_cox` says so and
/// all its values are positive, forecast, and put back. The standard model without a season gives
/// the forecasts of exponential smoothing with half the least-squares slope as drift (Hyndman and
/// Billah 2003).
///
/// With Box-Cox, `Prediction::mean` is the median put back, as in the publication. Deviations and
/// responses grow and shrink with a multiplicative season. Values must be finite. A constant series
/// is forecast as it is, with deviation 0. Of 4 and 5 values theta is not estimated but held at 2.
class Theta {
public:
    static constexpr int least_points = 4;
    static constexpr double lowest_alpha = 0.1;
    static constexpr double highest_alpha = 0.99;

    /// \throws std::invalid_argument for fewer than 4 values, values that are not finite, a season
    ///         below 1, parameters outside their range
    [[nodiscard]] static Theta fit(std::span<double const> y, ThetaOptions const& options = {}) {
        detail::require_points(y.size(), least_points, "Theta");
        detail::require_finite(y, "Theta");
        detail::require_season(options.season, "Theta");
        require_parameters(options);
        Theta model;
        model.kind_ = options.kind;
        if (options.deseasonalise) model.season_ = seasonal_indices(y, options.season);
        std::vector<double> x = model.season_.deseasonalise(y);
        if (options.box_cox &&
            std::all_of(x.begin(), x.end(), [](double value) { return value > 0; })) {
            model.transform_ = Transform::box_cox(box_cox_lambda(x));
            x = model.transform_(x);
        }
        model.estimate(std::move(x), options);
        model.residuals_.resize(y.size());
        for (std::size_t t = 0; t < y.size(); ++t)
            model.residuals_[t] =
                y[t] - model.season_.reseasonalise(model.transform_.inverse(model.fitted_[t]), t);
        if (model.dynamic()) model.residuals_[0] = std::numeric_limits<double>::quiet_NaN();
        return model;
    }

    /// \throws std::invalid_argument for a horizon below 1
    [[nodiscard]] Prediction predict(int horizon) const {
        detail::require_horizon(horizon, "Theta");
        const auto steps = static_cast<std::size_t>(horizon);
        Prediction result;
        result.mean.resize(steps);
        result.deviation.resize(steps);
        result.response.resize(steps);
        State now = state_;
        State shock;  // the same recursions of a unit error, which they are linear in
        shock.mean = 0;
        shock.count = state_.count;
        shock.power = state_.power;
        double variance = 0;
        double slope = 1;
        const std::size_t n = fitted_.size();
        for (std::size_t h = 0; h < steps; ++h) {
            const double w = shift_ + scale_ * step(now);
            const double moved = h == 0 ? 1 : step(shock);
            detail::ThetaProblem::advance(now, (w - shift_) / scale_, alpha_, dynamic());
            detail::ThetaProblem::advance(shock, moved, alpha_, dynamic());
            variance += moved * moved;
            const double deviation = sigma_ * std::sqrt(variance);
            const double factor = season_.factor(n + h);
            result.mean[h] = season_.reseasonalise(transform_.inverse(w), n + h);
            result.deviation[h] = factor * transform_.inverse_deviation(w, deviation);
            const double here = factor * transform_.slope(w);
            if (h == 0) slope = here;
            result.response[h] = slope > 0 ? moved * here / slope : moved;
        }
        return result;
    }

    [[nodiscard]] std::span<double const> residuals() const noexcept { return residuals_; }
    [[nodiscard]] ThetaKind kind() const noexcept { return kind_; }
    [[nodiscard]] double alpha() const noexcept { return alpha_; }
    /// Infinite if the weight of the trend line is 1.
    [[nodiscard]] double theta() const noexcept { return 1 / (1 - weight_); }
    /// l_0, on the deseasonalised and transformed series.
    [[nodiscard]] double initial_level() const noexcept { return initial_level_; }
    /// Standard deviation of the one-step errors of the deseasonalised and transformed series, the
    /// squares divided by their number less that of the estimated parameters.
    [[nodiscard]] double sigma() const noexcept { return sigma_; }
    [[nodiscard]] SeasonalIndices const& season() const noexcept { return season_; }
    /// None unless Box-Cox was asked for and possible.
    [[nodiscard]] Transform const& transform() const noexcept { return transform_; }

private:
    using State = detail::ThetaProblem::State;

    [[nodiscard]] bool dynamic() const noexcept {
        return kind_ == ThetaKind::dynamic_standard || kind_ == ThetaKind::dynamic_optimised;
    }
    [[nodiscard]] double step(State const& s) const noexcept {
        return detail::ThetaProblem::next(s, alpha_, weight_);
    }

    static void require_parameters(ThetaOptions const& options) {
        if (options.alpha && !(*options.alpha > 0 && *options.alpha <= 1))
            throw std::invalid_argument("Theta: alpha is " + std::to_string(*options.alpha) +
                                        "; it must lie above 0 and not above 1");
        if (options.theta && !(*options.theta >= 1))
            throw std::invalid_argument("Theta: theta is " + std::to_string(*options.theta) +
                                        "; it must be at least 1");
        if (options.initial_level && !std::isfinite(*options.initial_level))
            throw std::invalid_argument("Theta: the initial level must be finite");
        const bool estimated =
            options.kind == ThetaKind::optimised || options.kind == ThetaKind::dynamic_optimised;
        if (options.initial_level && estimated && !options.theta)
            throw std::invalid_argument("Theta: an initial level is given and theta is not; give "
                                        "both, or take a standard kind");
        if (!(options.firmness >= 0) || !std::isfinite(options.firmness))
            throw std::invalid_argument("Theta: a firmness of " + std::to_string(options.firmness) +
                                        "; it must be finite and not negative");
    }

    void estimate(std::vector<double> x, ThetaOptions const& options) {
        const std::size_t n = x.size();
        // Errors are differences from the first value, in units of the largest, so that neither a
        // high level nor a large unit costs digits.
        shift_ = x[0];
        scale_ = 0;
        for (double value : x) scale_ = std::max(scale_, std::abs(value - shift_));
        if (!(scale_ > 0)) scale_ = 1;
        for (double& value : x) value = (value - shift_) / scale_;
        const detail::ThetaProblem problem(std::move(x), dynamic());

        std::optional<double> weight;
        if (options.theta) weight = 1 - 1 / *options.theta;
        else if (kind_ == ThetaKind::standard || kind_ == ThetaKind::dynamic_standard || n < 6)
            weight = 0.5;
        // Adding a constant c to the series adds (1 - w) c to l_0.
        const auto solve = [&](double alpha) {
            if (!options.initial_level)
                return problem.solve(alpha, weight, std::nullopt, options.firmness);
            const double w = weight.value_or(0.5);
            return problem.solve(alpha, w, (*options.initial_level - (1 - w) * shift_) / scale_, 0);
        };
        alpha_ =
            options.alpha ? *options.alpha : best_alpha([&](double a) { return solve(a).squares; });
        const auto solution = solve(alpha_);
        weight_ = solution.weight;
        initial_level_ = scale_ * solution.level + (1 - weight_) * shift_;
        fitted_.resize(n);
        state_ = problem.run(alpha_, solution, fitted_);

        const int parameters =
            (options.alpha ? 0 : 1) + (options.initial_level ? 0 : 1) + (weight ? 0 : 1);
        double squares = 0;
        residuals_.resize(n);
        for (std::size_t t = 0; t < n; ++t) {
            const double error = problem.value(t) - fitted_[t];
            squares += error * error;
            fitted_[t] = shift_ + scale_ * fitted_[t];
        }
        const double freedom = static_cast<double>(n - problem.first()) - parameters;
        sigma_ = scale_ * std::sqrt(squares / std::max(freedom, 1.0));
    }

    template <class F>
    [[nodiscard]] static double best_alpha(F const& squares) {
        constexpr std::array start{0.5};
        constexpr std::array lower{lowest_alpha};
        constexpr std::array upper{highest_alpha};
        const Minimum found = minimise([&](std::span<double const> at) { return squares(at[0]); },
                                       start, lower, upper, {.tolerance = 1e-8});
        return found.point[0];
    }

    ThetaKind kind_ = ThetaKind::dynamic_optimised;
    SeasonalIndices season_;
    Transform transform_;
    double alpha_ = 1;
    double weight_ = 0.5;
    double initial_level_ = 0;
    double sigma_ = 0;
    double shift_ = 0;  ///< The recursions run on (x - shift) / scale.
    double scale_ = 1;
    State state_;
    std::vector<double> fitted_;  ///< Of the deseasonalised and transformed series.
    std::vector<double> residuals_;
};

}  // namespace glidepath

// Structural models by exact diffuse maximum likelihood: level, trend, damped trend, season.
#pragma once

#include <glidepath/forecast/prediction.hpp>
#include <glidepath/forecast/state_space/differenced_likelihood.hpp>
#include <glidepath/forecast/state_space/joint_normal.hpp>
#include <glidepath/forecast/state_space/kalman_filter.hpp>
#include <glidepath/forecast/state_space/linear_model.hpp>
#include <glidepath/forecast/state_space/state_smoother.hpp>
#include <glidepath/forecast/state_space/structural_estimate.hpp>
#include <glidepath/forecast/state_space/structural_model.hpp>

#include <Eigen/Core>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numbers>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace glidepath {

struct StructuralOptions {
    StructuralForm form = StructuralForm::level;
    int season = 1;  ///< Periods of a seasonal cycle; read by `seasonal` only.
    /// Of `damped`: fixes phi, within 0..1; else it is estimated within `phi_range`, the range that
    /// is usual for damped exponential smoothing (Hyndman et al. 2008): lower, a slope can hardly
    /// be told from noise of the level, higher, from that of `trend`.
    std::optional<double> phi = std::nullopt;
    std::array<double, 2> phi_range{.8, .98};
    SlopeStart slope_start = SlopeStart::diffuse;  ///< Read by `damped` only.
};

/// A level, a slope and a season at a time, with their standard deviations, given all values.
/// Components that the form does not have are empty.
struct StructuralComponents {
    std::vector<double> level, level_deviation;
    std::vector<double> slope, slope_deviation;
    std::vector<double> season, season_deviation;
};

/// A structural time series model (Harvey 1989, chapters 2 and 4; `StructuralShape` has the
/// equations) with normal disturbances. Its variances are those of the largest likelihood, the
/// start being diffuse exactly; the common factor is concentrated out. Forecast distributions take
/// variances and phi as known, but count that the states are not.
///
/// Missing values (NaN) may stand anywhere and as many as the states can do without.
///
/// A series that the form predicts without any error (a constant, a straight line, an exact season)
/// gets variances of 0, an infinite likelihood and certain forecasts.
class Structural {
public:
    /// Estimates the variances. Observed values needed: one for each diffuse direction (level 1,
    /// trend and damped 2, seasonal s + 1; a stationary slope is none) and one for each variance
    /// (2, 3, 3, 4), another one for phi.
    /// \throws std::invalid_argument for infinite values and such above 1e150, too few observed
    ///         values or such that leave a state undetermined (a phase of the season that was never
    ///         seen), a season outside 2..366, a phi outside 0..1
    [[nodiscard]] static Structural fit(std::span<double const> y,
                                        StructuralOptions const& options = {});
    /// Takes the variances as given, in squared units of the series.
    /// \throws std::invalid_argument as `fit`, for negative variances, and for a value that the
    ///         values before it exclude (if variances are 0)
    [[nodiscard]] static Structural with_variances(std::span<double const> y,
                                                   StructuralShape const& shape,
                                                   StructuralVariances const& variances);

    [[nodiscard]] StructuralForm form() const noexcept { return shape_.form; }
    [[nodiscard]] StructuralShape const& shape() const noexcept { return shape_; }
    /// In squared units of the series.
    [[nodiscard]] StructuralVariances variances() const noexcept {
        return scaled_ * (unit_ * unit_);
    }
    /// Of a damped slope; else 1.
    [[nodiscard]] double phi() const noexcept {
        return shape_.form == StructuralForm::damped ? shape_.phi : 1;
    }
    /// Standard deviation of the error one period ahead of the last one.
    [[nodiscard]] double sigma() const noexcept { return unit_ * std::sqrt(next_variance()); }
    /// Number of observed values.
    [[nodiscard]] int observed() const noexcept { return observed_; }
    /// Diffuse, in the convention of `LikelihoodSums`: likelihoods compare only between models with
    /// equally many diffuse directions. Infinite for a series without errors.
    [[nodiscard]] double log_likelihood() const noexcept { return log_likelihood_; }
    /// -2 log L + 2 k n / (n - k - 1), k counting variances, an estimated phi and diffuse
    /// directions (Durbin and Koopman 2012, section 7.4); infinite for n <= k + 1. Compares forms
    /// with equally many diffuse directions; `choose_structure` compares any.
    [[nodiscard]] double aicc() const noexcept {
        const double k = shape_.variances() + shape_.diffuse() + (phi_estimated_ ? 1 : 0);
        const double n = observed_;
        if (n <= k + 1) return std::numeric_limits<double>::infinity();
        return -2 * log_likelihood_ + 2 * k * n / (n - k - 1);
    }
    /// How often the likelihood was computed; 0 if the variances were given.
    [[nodiscard]] int evaluations() const noexcept { return evaluations_; }

    /// One-step errors; NaN where the value is missing or determines a diffuse direction.
    [[nodiscard]] std::span<double const> residuals() const noexcept { return residuals_; }
    /// Their standard deviations; NaN at the same places.
    [[nodiscard]] std::span<double const> residual_deviations() const noexcept {
        return deviations_;
    }

    /// `response[j]` is what the forecast of period 1 + j ahead changes by a unit error of
    /// period 1. Where the filter has settled, `deviation` is what `Prediction` says of it; before,
    /// it is larger, by what is not known of the states. \throws std::invalid_argument for a
    /// horizon below 1
    [[nodiscard]] Prediction predict(int horizon) const;
    /// All periods ahead together, so that sums over windows and differences have their exact
    /// distribution. \throws std::invalid_argument for a horizon below 1
    [[nodiscard]] JointNormal joint(int horizon) const;
    /// Level, slope and season in each period of the series, given all of it.
    [[nodiscard]] StructuralComponents components() const;

private:
    Structural(StructuralShape const& shape, std::span<double const> y);

    [[noreturn]] static void refuse(StructuralShape const& shape, std::string const& what) {
        throw std::invalid_argument("structural model (" + std::string(to_string(shape.form)) +
                                    "): " + what);
    }
    void estimate(StructuralOptions const& options);
    /// The filter with the variances at hand, in units.
    void run();
    [[nodiscard]] double next_variance() const noexcept {
        return std::max(model_.loading.dot(belief_->covariance() * model_.loading), 0.0) +
               scaled_.irregular;
    }
    void require_horizon(int horizon) const {
        if (horizon < 1)
            refuse(shape_,
                   "a horizon of " + std::to_string(horizon) + "; it looks 1 period ahead or more");
    }

    StructuralShape shape_;
    double unit_ = 1;             ///< A power of two, so that scaling is exact.
    std::vector<double> y_;       ///< In units.
    StructuralVariances scaled_;  ///< In squared units.
    bool phi_estimated_ = false;
    int observed_ = 0;
    int evaluations_ = 0;
    double log_likelihood_ = 0;
    std::vector<double> residuals_, deviations_;
    LinearModel<> model_;
    std::optional<Belief<>> belief_;  ///< Of the period after the last one.
};

inline Structural::Structural(StructuralShape const& shape, std::span<double const> y)
    : shape_(shape), y_(y.begin(), y.end()) {
    shape.require();
    if (shape_.form != StructuralForm::seasonal) shape_.season = 1;
    double largest = 0;
    for (std::size_t t = 0; t < y.size(); ++t) {
        if (std::isnan(y[t])) continue;
        if (!(std::abs(y[t]) <= 1e150))
            refuse(shape, "value " + std::to_string(t) +
                              (std::isinf(y[t]) ? " is infinite" : " is above 1e150 in size") +
                              "; give finite values of a sensible unit, NaN for missing ones");
        ++observed_;
        largest = std::max(largest, std::abs(y[t]));
    }
    if (largest > 0) unit_ = std::ldexp(1.0, std::ilogb(largest));
    for (double& value : y_) value /= unit_;
}

inline Structural Structural::with_variances(std::span<double const> y,
                                             StructuralShape const& shape,
                                             StructuralVariances const& variances) {
    for (const double v : {variances.irregular, variances.level, variances.slope, variances.season})
        if (!(v >= 0 && v <= 1e300))
            refuse(shape, "a variance of " + std::to_string(v) + "; it must be 0 or more");
    Structural model(shape, y);
    model.scaled_ = variances * (1 / (model.unit_ * model.unit_));
    if (!shape.has_slope()) model.scaled_.slope = 0;
    if (!shape.has_season()) model.scaled_.season = 0;
    model.run();
    return model;
}

inline Structural Structural::fit(std::span<double const> y, StructuralOptions const& options) {
    StructuralShape shape{
        .form = options.form, .season = options.season, .slope_start = options.slope_start};
    const bool damped = options.form == StructuralForm::damped;
    const bool phi_too = damped && !options.phi;
    if (damped) shape.phi = options.phi.value_or(options.phi_range[1]);
    shape.require();
    if (phi_too && !(options.phi_range[0] >= 0 && options.phi_range[0] <= options.phi_range[1]))
        refuse(shape, "phi between " + std::to_string(options.phi_range[0]) + " and " +
                          std::to_string(options.phi_range[1]) +
                          "; give a range within 0..1, the lower end first");
    Structural model(shape, y);
    model.phi_estimated_ = phi_too;
    const int needed = shape.diffuse() + shape.variances() + (phi_too ? 1 : 0);
    if (model.observed_ < needed)
        refuse(shape, std::to_string(model.observed_) + " observed values; it takes " +
                          std::to_string(needed));
    model.estimate(options);
    model.run();
    return model;
}

inline void Structural::estimate(StructuralOptions const& options) {
    // What lies before the first and after the last observed value says nothing.
    const auto seen = [](double value) { return !std::isnan(value); };
    const auto first = std::find_if(y_.begin(), y_.end(), seen);
    const auto last = std::find_if(y_.rbegin(), y_.rend(), seen).base();
    std::vector<double> y(first, last);

    // The unit of the errors, about, for the optimiser; and whether there are any.
    double largest = 0, change = 0;
    StructuralShape undamped = shape_;
    if (shape_.form == StructuralForm::damped && phi_estimated_) undamped.phi = 1;
    {
        const detail::DifferencedLikelihood probe(y, undamped);
        for (const double value : y)
            if (seen(value)) largest = std::max(largest, std::abs(value));
        for (const double value : probe.differences()) change = std::max(change, std::abs(value));
    }
    const double rounding = 16 * std::numeric_limits<double>::epsilon();
    if (change <= rounding * largest) return;  // all variances 0
    const double unit = std::ldexp(1.0, std::ilogb(change));
    for (double& value : y) value /= unit;

    const auto gaps = static_cast<std::size_t>(y.size()) - static_cast<std::size_t>(observed_);
    constexpr std::size_t many_gaps = 24;  // from where the filter is faster
    const bool stationary = shape_.diffuse() < shape_.states();
    detail::StructuralEstimate found;
    if (!stationary && gaps <= many_gaps) {
        detail::DifferencedLikelihood likelihood(y, shape_);
        found = detail::estimate_variances(
            shape_, phi_estimated_, options.phi_range,
            [&](StructuralVariances const& v, double phi) { return likelihood(v, phi); });
    } else {
        LinearModel<> model;
        StructuralShape shape = shape_;
        assemble(model, shape, {1, 1, 1, 1});
        Belief<> belief(model);
        const std::vector<Term> z = terms_of<Eigen::Dynamic>(model.loading);
        found = detail::estimate_variances(
            shape_, phi_estimated_, options.phi_range,
            [&](StructuralVariances const& v, double phi) {
                if (shape.form == StructuralForm::damped) shape.phi = phi;
                assemble(model, shape, v);
                belief.restart(model);
                detail::LikelihoodParts parts;
                for (const double value : y) {
                    if (seen(value)) {
                        const Update update = belief.observe(z, value, model.irregular);
                        if (update.kind == UpdateKind::regular) {
                            parts.squares += update.error * update.error / update.variance;
                            ++parts.count;
                        } else if (update.kind != UpdateKind::diffuse) {
                            parts.squares = std::numeric_limits<double>::infinity();
                            return parts;
                        }
                        parts.log_variances +=
                            std::log(update.kind == UpdateKind::diffuse ? update.diffuse_variance
                                                                        : update.variance);
                    }
                    belief.advance();
                }
                return parts;
            });
    }
    evaluations_ = found.evaluations;
    if (shape_.form == StructuralForm::damped) shape_.phi = found.phi;
    scaled_ = found.variances * (unit * unit);
}

inline void Structural::run() {
    assemble(model_, shape_, scaled_);
    belief_.emplace(model_);
    Innovations innovations = filter(*belief_, model_, y_, unit_);
    if (belief_->unknown() > 0)
        refuse(shape_,
               "the " + std::to_string(observed_) + " observed values leave " +
                   std::to_string(belief_->unknown()) + " of " + std::to_string(shape_.diffuse()) +
                   " unknown states open; it takes as many values as states" +
                   (shape_.has_season() ? ", each phase of the season seen at least once" : ""));
    const bool exact = innovations.likelihood.redundant > 0;
    log_likelihood_ = exact ? std::numeric_limits<double>::infinity()
                            : innovations.likelihood.log_likelihood() -
                                  innovations.likelihood.regular * std::log(unit_);
    residuals_ = std::move(innovations.errors);
    deviations_ = std::move(innovations.variances);
    for (double& error : residuals_) error *= unit_;
    for (double& variance : deviations_) variance = unit_ * std::sqrt(variance);
}

inline Prediction Structural::predict(int horizon) const {
    require_horizon(horizon);
    const auto n = static_cast<std::size_t>(horizon);
    Prediction ahead;
    ahead.mean.resize(n);
    ahead.deviation.resize(n);
    ahead.response.resize(n);
    const std::vector<Term> z = terms_of<Eigen::Dynamic>(model_.loading);
    SparseMap<Eigen::Dynamic> transition;
    transition.assign(model_.transition);
    Belief<> belief = *belief_;
    const double variance = next_variance();
    StateVector<Eigen::Dynamic> spare(model_.size());
    StateVector<Eigen::Dynamic> effect = belief.covariance() * model_.loading;
    effect *= variance > 0 ? 1 / variance : 0;
    for (std::size_t h = 0; h < n; ++h) {
        if (h > 0) {
            belief.advance();
            transition.apply(effect, spare);
        }
        double spread = scaled_.irregular;
        for (Term const& a : z) {
            ahead.mean[h] += a.weight * belief.mean()[a.state] * unit_;
            ahead.response[h] += a.weight * effect[a.state];
            for (Term const& b : z)
                spread += a.weight * b.weight * belief.covariance()(a.state, b.state);
        }
        ahead.deviation[h] = unit_ * std::sqrt(std::max(spread, 0.0));
    }
    ahead.response[0] = 1;
    return ahead;
}

inline JointNormal Structural::joint(int horizon) const {
    require_horizon(horizon);
    JointNormal ahead{Eigen::VectorXd(horizon), Eigen::MatrixXd(horizon, horizon)};
    SparseMap<Eigen::Dynamic> transition;
    transition.assign(model_.transition);
    StateVector<Eigen::Dynamic> spare(model_.size()), with(model_.size());
    Belief<> belief = *belief_;
    const double square = unit_ * unit_;
    for (Eigen::Index i = 0; i < horizon; ++i) {
        if (i > 0) belief.advance();
        ahead.mean[i] = unit_ * model_.loading.dot(belief.mean());
        with.noalias() = belief.covariance() * model_.loading;
        for (Eigen::Index j = i; j < horizon; ++j) {
            if (j > i) transition.apply(with, spare);
            ahead.covariance(i, j) = ahead.covariance(j, i) = square * model_.loading.dot(with);
        }
        ahead.covariance(i, i) = std::max(ahead.covariance(i, i), 0.0) + square * scaled_.irregular;
    }
    return ahead;
}

inline StructuralComponents Structural::components() const {
    StructuralComponents result;
    StateSmoother<> smoother(model_);
    static_cast<void>(record(smoother, model_, y_));
    std::vector<std::pair<std::vector<double>*, std::vector<double>*>> parts{
        {&result.level, &result.level_deviation}};
    if (shape_.has_slope()) parts.emplace_back(&result.slope, &result.slope_deviation);
    if (shape_.has_season()) parts.emplace_back(&result.season, &result.season_deviation);
    for (auto const& [value, deviation] : parts) {
        value->resize(y_.size());
        deviation->resize(y_.size());
    }
    smoother.smooth([&](std::size_t t, auto const& mean, auto const& covariance) {
        for (std::size_t i = 0; i < parts.size(); ++i) {
            const auto state = static_cast<Eigen::Index>(i);
            (*parts[i].first)[t] = unit_ * mean[state];
            (*parts[i].second)[t] = unit_ * std::sqrt(std::max(covariance(state, state), 0.0));
        }
    });
    return result;
}

}  // namespace glidepath

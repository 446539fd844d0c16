// A path of which sums, means and single values are known: years, then months, running totals.
#pragma once

#include <glidepath/forecast/state_space/cumulator.hpp>
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
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace glidepath {

/// A figure about a path: the sum or the mean of its values at positions first..last, counted from
/// 0, both included. A stock at the end of a year is the sum of one position.
struct PathObservation {
    enum class Kind : std::uint8_t { sum, mean };
    PathSpan span;
    double value = 0;
    double variance = 0;  ///< Of the figure's own error; 0: exact.
    Kind kind = Kind::sum;

    [[nodiscard]] static PathObservation point(int position, double value, double variance = 0) {
        return {{position, position}, value, variance, Kind::sum};
    }
    [[nodiscard]] static PathObservation sum(int first, int last, double value,
                                             double variance = 0) {
        return {{first, last}, value, variance, Kind::sum};
    }
    [[nodiscard]] static PathObservation mean(int first, int last, double value,
                                              double variance = 0) {
        return {{first, last}, value, variance, Kind::mean};
    }
};

/// An exact observation that those before it exclude.
class ContradictionError : public std::invalid_argument {
public:
    ContradictionError(std::string const& text, std::size_t observation, double implied)
        : std::invalid_argument(text), observation_(observation), implied_(implied) {}
    /// Which one, counted from 0.
    [[nodiscard]] std::size_t observation() const noexcept { return observation_; }
    /// What it must be by the others.
    [[nodiscard]] double implied() const noexcept { return implied_; }

private:
    std::size_t observation_;
    double implied_;
};

/// A path given all observations.
struct SmoothedPath {
    std::vector<double> values;
    std::vector<double> standard_errors;
};

/// How variances of a mixed-frequency model are estimated.
struct MixedFrequencyOptions {
    /// Season and slope start of the shape count; phi of `damped`, unless fixed here, is estimated
    /// within `phi_range`.
    std::optional<double> phi = std::nullopt;
    std::array<double, 2> phi_range{.8, .98};
};

/// A structural model of a path that is known by sums, means and single values over any spans of
/// positions, which may overlap: annual figures, then quarters; year-to-date totals without a
/// January; a year of which some months are known; gaps; three-year and five-year totals beside
/// annual ones. One exact likelihood serves them all: the path runs through a Kalman filter that
/// carries the sums along (`CumulatorSchedule`; Harvey 1989, section 6.3; Proietti 2006). The path
/// is that of the figures, its irregular component included.
///
/// All additive: of a series that is modelled in logs, sums are not linear; model its levels.
///
/// Exact observations that others imply are redundant and change nothing, those that contradict
/// others are an error. What is known to 1e-11 of what was in doubt before counts as implied, so
/// variances of one model should not differ by more than about that. Positions without any
/// observation are forecasts, interpolations or backcasts; there is no last one.
class MixedFrequency {
public:
    /// Takes the variances as given, in squared units of the path.
    /// \throws ContradictionError for observations that contradict others; it names the one that
    /// does
    ///         not fit those before it
    /// \throws std::invalid_argument for spans that are reversed or begin before 0 or beyond
    ///         position 1,000,000, values that are not finite (leave missing ones out), negative
    ///         variances, and observations that leave a state of the model undetermined
    [[nodiscard]] static MixedFrequency
    with_variances(std::span<PathObservation const> observations, StructuralShape const& shape,
                   StructuralVariances const& variances);
    /// Estimates the variances (of exact diffuse maximum likelihood), those of the observations'
    /// own errors taken as given. If these are all 0 the common factor is concentrated out.
    /// \throws std::invalid_argument as `with_variances`, and for fewer observations that are not
    ///         redundant than diffuse directions and variances (and one more for phi)
    [[nodiscard]] static MixedFrequency fit(std::span<PathObservation const> observations,
                                            StructuralShape const& shape,
                                            MixedFrequencyOptions const& options = {});

    [[nodiscard]] StructuralShape const& shape() const noexcept { return shape_; }
    [[nodiscard]] StructuralVariances variances() const noexcept {
        return scaled_ * (unit_ * unit_);
    }
    /// Diffuse, in the convention of `LikelihoodSums`; infinite if the model has no variance at
    /// all.
    [[nodiscard]] double log_likelihood() const noexcept { return log_likelihood_; }
    /// The observations that others imply, by index, ascending.
    [[nodiscard]] std::vector<std::size_t> const& redundant() const noexcept { return redundant_; }
    /// Number of observations that no others imply.
    [[nodiscard]] int observed() const noexcept {
        return static_cast<int>(observations_.size() - redundant_.size());
    }
    /// Positions up to the last one of any observation.
    [[nodiscard]] int size() const noexcept { return last_ + 1; }

    /// Positions 0 .. size() - 1, given all observations, with standard errors (0 where known).
    [[nodiscard]] SmoothedPath smoothed() const;
    /// The joint distribution of sums over windows of positions, given all observations. Windows
    /// may overlap, lie in the past, the future or both; single positions are windows as well.
    /// The square of the number of windows in time and memory: some hundred are no problem.
    /// \throws std::invalid_argument for windows that are reversed, begin before 0 or end beyond
    ///         1,000,000
    [[nodiscard]] JointNormal totals(std::span<PathSpan const> windows) const;
    /// Of the sum of positions first..last.
    [[nodiscard]] NormalDistribution total(int first, int last) const {
        const std::array<PathSpan, 1> window{PathSpan{first, last}};
        const JointNormal joint = totals(window);
        return {joint.mean[0], joint.covariance(0, 0)};
    }
    /// P(sum of positions first..last >= x), 0 or 1 where it is known.
    [[nodiscard]] double probability_at_least(int first, int last, double x) const {
        return total(first, last).at_least(x);
    }
    /// Positions size() .. size() + horizon - 1 together.
    /// \throws std::invalid_argument for a horizon below 1
    [[nodiscard]] JointNormal ahead(int horizon) const {
        if (horizon < 1)
            throw std::invalid_argument("a horizon of " + std::to_string(horizon) +
                                        "; it looks 1 period ahead or more");
        std::vector<PathSpan> windows;
        for (int h = 0; h < horizon; ++h) windows.push_back({last_ + 1 + h, last_ + 1 + h});
        return totals(windows);
    }

private:
    MixedFrequency(std::span<PathObservation const> observations, StructuralShape const& shape);

    static constexpr int farthest = 1'000'000;
    [[nodiscard]] static std::string name(std::size_t k, PathObservation const& o) {
        return "observation [" + std::to_string(k) + "] (" +
               (o.span.size() == 1
                    ? "position " + std::to_string(o.span.first)
                    : std::string(o.kind == PathObservation::Kind::mean ? "mean" : "sum") +
                          " of positions " + std::to_string(o.span.first) + " to " +
                          std::to_string(o.span.last)) +
               ")";
    }
    void estimate(bool phi_too, std::array<double, 2> phi_range);
    [[nodiscard]] std::vector<PathSpan> spans() const {
        std::vector<PathSpan> spans;
        for (PathObservation const& o : observations_) spans.push_back(o.span);
        return spans;
    }
    [[nodiscard]] double variance_in_units() const noexcept {
        return scaled_.irregular + scaled_.level + scaled_.slope + scaled_.season;
    }
    /// What the path's figure adds up to, and the variance of its error, in units.
    [[nodiscard]] std::pair<double, double> as_sum(std::size_t k) const noexcept {
        PathObservation const& o = observations_[k];
        const double n = o.kind == PathObservation::Kind::mean ? o.span.size() : 1;
        return {n * (o.value / unit_), n * n * (o.variance / unit_ / unit_)};
    }
    void require_agreement(std::size_t k, Update const& update) const {
        if (update.kind != UpdateKind::inconsistent) return;
        PathObservation const& o = observations_[k];
        const double n = o.kind == PathObservation::Kind::mean ? o.span.size() : 1;
        const double implied = o.value - unit_ * update.error / n;
        throw ContradictionError(name(k, o) + " is " + detail::format_figure(o.value) +
                                     ", but by the exact observations before it it must be " +
                                     detail::format_figure(implied) +
                                     "; correct one of them, leave one out, or give it a variance",
                                 k, implied);
    }
    /// The filter once, with the variances at hand: likelihood, redundant ones, contradictions.
    void run();

    StructuralShape shape_;
    std::vector<PathObservation> observations_;
    double unit_ = 1;  ///< A power of two, so that scaling is exact.
    StructuralVariances scaled_;
    int last_ = -1;
    double log_likelihood_ = 0;
    std::vector<std::size_t> redundant_;
    LinearModel<> model_;
    std::vector<Term> loading_;
};

inline MixedFrequency::MixedFrequency(std::span<PathObservation const> observations,
                                      StructuralShape const& shape)
    : shape_(shape), observations_(observations.begin(), observations.end()) {
    shape.require();
    if (shape_.form != StructuralForm::seasonal) shape_.season = 1;
    if (observations.empty())
        throw std::invalid_argument("a path without observations has no distribution; give some");
    double largest = 0;
    for (std::size_t k = 0; k < observations.size(); ++k) {
        PathObservation const& o = observations[k];
        if (o.span.first < 0 || o.span.last < o.span.first || o.span.last > farthest)
            throw std::invalid_argument(name(k, o) +
                                        " is about positions that there are not; they are counted "
                                        "from 0 to 1,000,000, the first one first");
        if (!(std::abs(o.value) <= 1e150))
            throw std::invalid_argument(name(k, o) + " is " + detail::format_figure(o.value) +
                                        "; it must be a finite number below 1e150 (leave missing "
                                        "ones out)");
        if (!(o.variance >= 0 && o.variance <= 1e300))
            throw std::invalid_argument(name(k, o) + " has a variance of " +
                                        detail::format_figure(o.variance) +
                                        "; it must be 0 (exact) or more");
        last_ = std::max(last_, o.span.last);
        const double size = o.kind == PathObservation::Kind::sum ? o.span.size() : 1;
        largest = std::max(largest, std::abs(o.value) / size);
    }
    if (largest > 0) unit_ = std::ldexp(1.0, std::ilogb(largest));
}

inline MixedFrequency MixedFrequency::with_variances(std::span<PathObservation const> observations,
                                                     StructuralShape const& shape,
                                                     StructuralVariances const& variances) {
    MixedFrequency path(observations, shape);
    for (const double v : {variances.irregular, variances.level, variances.slope, variances.season})
        if (!(v >= 0 && v <= 1e300))
            throw std::invalid_argument("a variance of " + detail::format_figure(v) +
                                        "; it must be 0 or more");
    path.scaled_ = variances * (1 / path.unit_ / path.unit_);
    path.run();
    return path;
}

inline MixedFrequency MixedFrequency::fit(std::span<PathObservation const> observations,
                                          StructuralShape const& shape,
                                          MixedFrequencyOptions const& options) {
    StructuralShape start = shape;
    const bool damped = shape.form == StructuralForm::damped;
    if (damped) start.phi = options.phi.value_or(options.phi_range[1]);
    if (!(options.phi_range[0] >= 0 && options.phi_range[0] <= options.phi_range[1]))
        throw std::invalid_argument("phi between " + detail::format_figure(options.phi_range[0]) +
                                    " and " + detail::format_figure(options.phi_range[1]) +
                                    "; give a range within 0..1, the lower end first");
    MixedFrequency path(observations, start);
    path.estimate(damped && !options.phi, options.phi_range);
    path.run();
    return path;
}

inline void MixedFrequency::estimate(bool phi_too, std::array<double, 2> phi_range) {
    // With variances above 0 only redundant observations are known before; they say nothing.
    scaled_ = {1, 1, 1, 1};
    run();
    std::vector<std::size_t> kept;
    std::vector<PathSpan> covered;
    bool exact = true;
    for (std::size_t k = 0; k < observations_.size(); ++k) {
        if (std::binary_search(redundant_.begin(), redundant_.end(), k)) continue;
        kept.push_back(k);
        covered.push_back(observations_[k].span);
        exact = exact && observations_[k].variance == 0;
    }
    const int needed = shape_.diffuse() + shape_.variances() + (phi_too ? 1 : 0);
    if (static_cast<int>(kept.size()) < needed)
        throw std::invalid_argument(
            std::to_string(kept.size()) + " observations that no others imply; it takes " +
            std::to_string(needed) + " to estimate the variances of a " +
            std::string(to_string(shape_.form)) + " model, or variances that are given");

    const CumulatorSchedule schedule(covered, {}, loading_, model_.size());
    LinearModel<> model = model_;
    StructuralShape shape = shape_;
    Belief<> belief(model, schedule.slots());
    const auto likelihood = [&](StructuralVariances const& v, double phi) {
        if (shape.form == StructuralForm::damped) shape.phi = phi;
        assemble(model, shape, v, true);
        belief.restart(model, schedule.slots());
        detail::LikelihoodParts parts;
        schedule.run(
            belief, last_, [](int) {},
            [&](std::size_t k, std::span<Term const> z) {
                const auto [value, variance] = as_sum(kept[k]);
                const Update update = belief.observe(z, value, variance);
                if (update.kind == UpdateKind::regular) {
                    parts.log_variances += std::log(update.variance);
                    parts.squares += update.error * update.error / update.variance;
                    ++parts.count;
                } else if (update.kind == UpdateKind::diffuse) {
                    parts.log_variances += std::log(update.diffuse_variance);
                } else {
                    parts.squares = std::numeric_limits<double>::infinity();
                }
            });
        return parts;
    };
    const auto found = detail::estimate_variances(shape_, phi_too, phi_range, likelihood, exact);
    scaled_ = found.variances;
    // What rounding leaves of figures that the shape predicts is no error of theirs.
    constexpr double rounding = 64 * std::numeric_limits<double>::epsilon();
    if (!(variance_in_units() > rounding * rounding)) scaled_ = {};
    if (shape_.form == StructuralForm::damped) shape_.phi = found.phi;
}

inline void MixedFrequency::run() {
    assemble(model_, shape_, scaled_, true);
    loading_ = terms_of<Eigen::Dynamic>(model_.loading);
    const std::vector<PathSpan> covered = spans();
    const CumulatorSchedule schedule(covered, {}, loading_, model_.size());
    Belief<> belief(model_, schedule.slots());
    LikelihoodSums likelihood;
    redundant_.clear();
    double jacobian = 0;
    schedule.run(
        belief, last_, [](int) {},
        [&](std::size_t k, std::span<Term const> z) {
            const auto [value, variance] = as_sum(k);
            const Update update = belief.observe(z, value, variance);
            require_agreement(k, update);
            likelihood.add(update);
            if (update.kind == UpdateKind::redundant) redundant_.push_back(k);
            else if (observations_[k].kind == PathObservation::Kind::mean)
                jacobian += std::log(observations_[k].span.size());
        });
    std::sort(redundant_.begin(), redundant_.end());
    if (belief.unknown() > 0)
        throw std::invalid_argument(
            "the observations leave " + std::to_string(belief.unknown()) + " of " +
            std::to_string(shape_.diffuse()) + " unknown states of a " +
            std::string(to_string(shape_.form)) + " model open; give more of them" +
            (shape_.has_season() ? ", some of each phase of the season, or a simpler model"
                                 : ", or take a simpler model"));
    log_likelihood_ = variance_in_units() > 0 ? likelihood.log_likelihood() + jacobian -
                                                    likelihood.regular * std::log(unit_)
                                              : std::numeric_limits<double>::infinity();
}

inline SmoothedPath MixedFrequency::smoothed() const {
    const std::vector<PathSpan> covered = spans();
    const CumulatorSchedule schedule(covered, {}, loading_, model_.size());
    StateSmoother<> smoother(model_, schedule.slots());
    schedule.run(
        smoother, last_, [&](int) { smoother.mark(); },
        [&](std::size_t k, std::span<Term const> z) {
            const auto [value, variance] = as_sum(k);
            static_cast<void>(smoother.observe(z, value, variance));
        });
    SmoothedPath path;
    path.values.resize(static_cast<std::size_t>(last_) + 1);
    path.standard_errors.resize(path.values.size());
    smoother.smooth([&](std::size_t t, auto const& mean, auto const& covariance) {
        double value = 0, variance = 0;
        for (Term const& a : loading_) {
            value += a.weight * mean[a.state];
            for (Term const& b : loading_)
                variance += a.weight * b.weight * covariance(a.state, b.state);
        }
        path.values[t] = unit_ * value;
        path.standard_errors[t] = unit_ * std::sqrt(std::max(variance, 0.0));
    });
    for (PathObservation const& o : observations_) {
        if (o.span.size() > 1 || o.variance > 0) continue;
        const auto t = static_cast<std::size_t>(o.span.first);
        path.values[t] = o.value;
        path.standard_errors[t] = 0;
    }
    return path;
}

inline JointNormal MixedFrequency::totals(std::span<PathSpan const> windows) const {
    int last = last_;
    for (std::size_t k = 0; k < windows.size(); ++k) {
        if (windows[k].first < 0 || windows[k].last < windows[k].first ||
            windows[k].last > farthest)
            throw std::invalid_argument("window [" + std::to_string(k) + "] from " +
                                        std::to_string(windows[k].first) + " to " +
                                        std::to_string(windows[k].last) +
                                        "; positions are counted from 0 to 1,000,000, the first "
                                        "one first");
        last = std::max(last, windows[k].last);
    }
    const std::vector<PathSpan> covered = spans();
    const CumulatorSchedule schedule(covered, windows, loading_, model_.size());
    Belief<> belief(model_, schedule.slots());
    schedule.run(
        belief, last, [](int) {},
        [&](std::size_t k, std::span<Term const> z) {
            const auto [value, variance] = as_sum(k);
            static_cast<void>(belief.observe(z, value, variance));
        });
    const auto n = static_cast<Eigen::Index>(windows.size());
    JointNormal joint{Eigen::VectorXd(n), Eigen::MatrixXd(n, n)};
    std::vector<Eigen::Index> const& slots = schedule.held_slots();
    const double noise = variance_in_units();
    for (Eigen::Index i = 0; i < n; ++i) {
        const auto slot = slots[static_cast<std::size_t>(i)];
        joint.mean[i] = unit_ * belief.mean()[slot];
        for (Eigen::Index j = 0; j < n; ++j)
            joint.covariance(i, j) =
                unit_ * unit_ * belief.covariance()(slot, slots[static_cast<std::size_t>(j)]);
    }
    for (Eigen::Index i = 0; i < n; ++i) {
        PathSpan const& window = windows[static_cast<std::size_t>(i)];
        // What is left of a known total is rounding.
        if (joint.covariance(i, i) > 1e-11 * unit_ * unit_ * window.size() * noise) continue;
        joint.covariance.row(i).setZero();
        joint.covariance.col(i).setZero();
        for (PathObservation const& o : observations_)
            if (o.span == window && o.variance == 0)
                joint.mean[i] =
                    o.kind == PathObservation::Kind::mean ? o.value * window.size() : o.value;
    }
    return joint;
}

}  // namespace glidepath

// Estimation of exponential smoothing models: starting values, and the climb to the largest
// likelihood.
#pragma once

#include <glidepath/forecast/member/ets_likelihood.hpp>

#include <Eigen/Cholesky>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <vector>

namespace glidepath::detail {

/// The bounds of R's `ets`; of the share gamma / (1 - alpha) from 0 to 1, of beta / alpha up to
/// `trend_share`.
struct EtsBounds {
    std::array<double, 4> lower{}, upper{};
    EtsBounds(EtsLayout const& at, double trend_share) noexcept {
        upper.fill(1);
        if (at.trend >= 0) upper[at.trend] = trend_share;
        lower[at.alpha] = 1e-4;
        upper[at.alpha] = 0.9999;
        if (at.phi >= 0) {
            lower[at.phi] = 0.8;
            upper[at.phi] = 0.98;
        }
    }
};

struct EtsEstimate {
    EtsVector x{};
    double value = std::numeric_limits<double>::infinity();
};

/// Fisher scoring with Levenberg and Marquardt's damping in the box of the smoothing parameters.
/// All parameters move at once: where errors are linear in the initial states, the first step puts
/// these where the smoothing parameters want them.
class EtsClimb {
public:
    EtsClimb(EtsLikelihood& likelihood, double trend_share, double tolerance, int steps)
        : likelihood_(likelihood), at_(likelihood.layout()), box_(at_, trend_share),
          tolerance_(tolerance), steps_(steps) {}

    [[nodiscard]] EtsEstimate from(EtsVector const& start) {
        EtsEstimate best{start, likelihood_.value(start)};
        if (!std::isfinite(best.value)) return best;
        double damping = 1e-3;
        for (int i = 0; i < steps_; ++i) {
            const double variance = likelihood_.derivatives(best.x, gradient_, hessian_);
            bool better = false;
            double gain = 0;
            double promise = 0;
            for (int attempt = 0; attempt < 12 && !better; ++attempt) {
                find_step(best.x, damping);
                promise = -0.5 * gradient_.dot(step_) / variance;
                // A step cut off at a side of the box may lead upwards.
                if (promise < 0) {
                    damping *= 10;
                    continue;
                }
                // Strongly damped steps are short without the top being near.
                if (damping < 1 && promise <= tolerance_) return best;
                EtsVector x = best.x;
                for (int k = 0; k < at_.size; ++k) x[k] += step_[k];
                for (int k = 0; k < at_.smoothing(); ++k)
                    x[k] = std::clamp(x[k], box_.lower[k], box_.upper[k]);
                const double value = likelihood_.value(x);
                better = value < best.value;
                if (better) {
                    gain = best.value - value;
                    best = {x, value};
                }
                // A step that brings much less than promised went too far.
                if (!better || gain < 0.1 * promise) damping = std::max(4 * damping, 1e-3);
                else if (gain > 0.5 * promise) damping *= 0.2;
            }
            if (!better || (damping < 1 && gain <= tolerance_ && promise <= 10 * tolerance_)) break;
        }
        return best;
    }

private:
    /// The damped step; parameters that it would take out of the box go to its side, and the others
    /// make the best of that.
    void find_step(EtsVector const& x, double damping) {
        const int n = at_.size;
        step_.setZero(n);
        std::array<bool, most_ets_parameters> held{};
        for (int k = 0; k < at_.smoothing(); ++k)
            held[k] = (x[k] <= box_.lower[k] && gradient_[k] > 0) ||
                      (x[k] >= box_.upper[k] && gradient_[k] < 0);
        for (int round = 0; round <= at_.smoothing(); ++round) {
            system_ = hessian_;
            right_ = -gradient_;
            for (int k = 0; k < n; ++k) system_(k, k) += damping * hessian_(k, k) + 1e-300;
            for (int k = 0; k < n; ++k) {
                if (!held[k]) continue;
                right_ -= system_.col(k) * step_[k];
            }
            for (int k = 0; k < n; ++k) {
                if (!held[k] && system_(k, k) > 1e-200) continue;
                system_.row(k).setZero();
                system_.col(k).setZero();
                system_(k, k) = 1;
                right_[k] = held[k] ? step_[k] : 0;
            }
            solver_.compute(system_);
            if (solver_.info() != Eigen::Success) {
                step_.setZero();
                return;
            }
            step_ = solver_.solve(right_);
            bool inside = true;
            for (int k = 0; k < at_.smoothing(); ++k) {
                if (held[k]) continue;
                const double to = std::clamp(x[k] + step_[k], box_.lower[k], box_.upper[k]);
                if (to == x[k] + step_[k]) continue;
                step_[k] = to - x[k];
                held[k] = true;
                inside = false;
            }
            if (inside) return;
        }
    }

    EtsLikelihood& likelihood_;
    EtsLayout const& at_;
    EtsBounds box_;
    double tolerance_;
    int steps_;
    EtsLikelihood::Vector gradient_, step_, right_;
    EtsLikelihood::Matrix hessian_, system_;
    Eigen::LLT<EtsLikelihood::Matrix> solver_;
};

/// A series in units in which tolerances mean something: about its mean in mean absolute deviations
/// for additive forms, in means for others.
struct EtsScaled {
    std::vector<double> y;
    double centre = 0;
    double scale = 1;
    double floor = 0;  ///< Sums of squared errors below it are rounding.
    int observed = 0;
    int season = 1;

    EtsScaled(std::span<double const> data, int periods, bool centred) : season(periods) {
        double largest = 0;
        for (double value : data) {
            if (std::isnan(value)) continue;
            ++observed;
            largest = std::max(largest, std::abs(value));
        }
        if (largest == 0) largest = 1;
        const auto mean_of = [&](auto part) {
            double sum = 0;
            for (double value : data)
                if (!std::isnan(value)) sum += part(value);
            return sum / std::max(observed, 1);
        };
        if (centred) centre = largest * mean_of([&](double v) { return v / largest; });
        scale =
            largest * mean_of([&](double v) { return std::abs(v / largest - centre / largest); });
        // Below that a series is constant but for rounding.
        constexpr double rounding = 4 * std::numeric_limits<double>::epsilon();
        if (!(scale > rounding * largest)) scale = largest;
        y.reserve(data.size());
        for (double value : data) y.push_back(value / scale - centre / scale);
        const double unit = rounding * (centred ? largest / scale : 1.0);
        floor = observed * unit * unit;
    }
};

/// Starting states by classical decomposition: phases from deviations (or ratios) to the centred
/// moving average, level and slope by least squares on the first cycles without them.
class EtsStart {
public:
    EtsStart(EtsScaled const& series, EtsSeason season) {
        const int n = static_cast<int>(series.y.size());
        const int m = season == EtsSeason::none ? 1 : series.season;
        const bool ratio = season == EtsSeason::multiplicative;
        std::fill(phase.begin(), phase.begin() + m, ratio ? 1.0 : 0.0);
        if (m > 1) find_phases(series.y, n, m, ratio);
        const int first = std::min(n, std::max(10, 2 * m));
        double sw = 0, st = 0, sy = 0, stt = 0, sty = 0;
        for (int t = 0; t < n && (t < first || sw < 2); ++t) {
            double value = series.y[t];
            if (std::isnan(value)) continue;
            value = ratio ? value / phase[t % m] : value - phase[t % m];
            const double time = t + 1;
            sw += 1;
            st += time;
            sy += value;
            stt += time * time;
            sty += time * value;
        }
        mean = sw > 0 ? sy / sw : 0;
        const double spread = sw * stt - st * st;
        slope = spread > 0 ? (sw * sty - st * sy) / spread : 0;
        level = sw > 0 ? (sy - slope * st) / sw : 0;
        if (ratio && !(level > 0.05 * mean)) {
            level = 0.5 * mean;
            slope = sw > 0 ? (mean - level) * sw / st : 0;
        }
    }

    double mean = 0;  ///< The level of forms without trend.
    double level = 0, slope = 0;
    std::array<double, longest_ets_season> phase{};

private:
    void find_phases(std::vector<double> const& y, int n, int m, bool ratio) {
        std::array<double, longest_ets_season> sum{}, count{};
        const int half = m / 2;
        for (int t = 0; t < n; ++t) {
            if (std::isnan(y[t])) continue;
            double around = 0, weights = 0;
            for (int s = std::max(0, t - half); s <= std::min(n - 1, t + half); ++s) {
                if (std::isnan(y[s])) continue;
                const double w = m % 2 == 0 && (s == t - half || s == t + half) ? 0.5 : 1;
                around += w * y[s];
                weights += w;
            }
            // Windows with gaps are biased by the season; they serve only if there is no other.
            const double trust = weights > m - 0.25 ? 1 : 1e-6;
            around /= weights;
            const double phase_seen = ratio ? y[t] / around : y[t] - around;
            sum[t % m] += trust * phase_seen;
            count[t % m] += trust;
        }
        double total = 0;
        for (int j = 0; j < m; ++j) {
            phase[j] = count[j] > 0 ? sum[j] / count[j] : (ratio ? 1 : 0);
            if (ratio) phase[j] = std::max(phase[j], 0.01);
            total += phase[j];
        }
        for (int j = 0; j < m; ++j) {
            if (ratio) phase[j] *= m / total;
            else phase[j] -= total / m;
        }
    }
};

/// Estimates the forms of one series; what they share is made once.
class EtsEstimator {
public:
    EtsEstimator(std::span<double const> y, int season, double trend_share)
        : season_(season), trend_share_(trend_share), centred_(y, season, true),
          positive_(y, season, false) {
        for (auto kind : {EtsSeason::none, EtsSeason::additive, EtsSeason::multiplicative}) {
            if (kind != EtsSeason::none && (season < 2 || season > longest_ets_season)) break;
            centred_starts_.emplace_back(centred_, kind);
            positive_starts_.emplace_back(positive_, kind);
        }
    }

    /// The units in which the estimate of a form is.
    [[nodiscard]] EtsScaled const& scaled(EtsForm const& form) const noexcept {
        return form.needs_positive() ? positive_ : centred_;
    }
    [[nodiscard]] EtsLikelihood likelihood(EtsForm const& form) {
        EtsScaled const& series = scaled(form);
        return {form, series.y, series.observed, season_, series.floor, workspace_};
    }

    /// The largest likelihood found. The best of a grid of starts, and what related forms came to
    /// before, climb a few steps each; the best of them climbs to the top.
    [[nodiscard]] EtsEstimate estimate(EtsForm const& form) {
        const std::size_t racers = form.trended() || form.seasonal() ? 5 : 3;
        constexpr int laps = 3, steps = 60;
        EtsLikelihood f = likelihood(form);
        choose_starts(f, racers);
        for (Known const& known : known_) {
            if (!related(known.form, form)) continue;
            starts_.push_back({});
            adapt(known, form, starts_.back().x);
        }
        EtsClimb race(f, trend_share_, 1e-3, laps);
        for (EtsEstimate& start : starts_) start = race.from(start.x);
        const EtsEstimate first = *std::min_element(starts_.begin(), starts_.end(), better);
        EtsEstimate best = EtsClimb(f, trend_share_, 1e-6, steps).from(first.x);
        known_.push_back({form, best.x});
        return best;
    }

private:
    struct Known {
        EtsForm form;
        EtsVector x;
    };
    [[nodiscard]] static bool better(EtsEstimate const& a, EtsEstimate const& b) noexcept {
        return a.value < b.value;
    }
    /// Whether one form is the other with one part less, or with the other kind of error.
    [[nodiscard]] static bool related(EtsForm const& from, EtsForm const& to) noexcept {
        if (from.season != to.season) return false;
        if (from.error == to.error) return from.trend < to.trend;
        return from.trend == to.trend;
    }
    /// The parameters of a related form in the places and units of another.
    void adapt(Known const& from, EtsForm const& form, EtsVector& x) const {
        const EtsLayout old(from.form, season_), at(form, season_);
        EtsScaled const& before = scaled(from.form);
        EtsScaled const& now = scaled(form);
        const double ratio = before.scale / now.scale;
        x[at.alpha] = from.x[old.alpha];
        if (at.trend >= 0) x[at.trend] = old.trend >= 0 ? from.x[old.trend] : 0;
        if (at.season >= 0) x[at.season] = from.x[old.season];
        if (at.phi >= 0) x[at.phi] = old.phi >= 0 ? from.x[old.phi] : 0.98;
        x[at.level] =
            from.x[old.level] * ratio + before.centre / now.scale - now.centre / now.scale;
        if (at.slope >= 0) x[at.slope] = old.slope >= 0 ? from.x[old.slope] * ratio : 0;
        const double phases = form.season == EtsSeason::additive ? ratio : 1;
        for (int j = 0; at.phases >= 0 && j + 1 < season_; ++j)
            x[at.phases + j] = from.x[old.phases + j] * phases;
    }

    /// The best points of a grid over the range of the smoothing parameters.
    void choose_starts(EtsLikelihood const& f, std::size_t racers) {
        EtsLayout const& at = f.layout();
        EtsForm const& form = f.form();
        EtsStart const& start =
            (form.needs_positive() ? positive_starts_
                                   : centred_starts_)[static_cast<std::size_t>(form.season)];
        EtsVector x{};
        x[at.level] = form.trended() ? start.level : start.mean;
        if (at.slope >= 0) x[at.slope] = start.slope;
        for (int j = 0; at.phases >= 0 && j + 1 < f.periods(); ++j)
            x[at.phases + j] = start.phase[j];
        constexpr std::array<double, 4> alphas{0.02, 0.2, 0.5, 0.9};
        const std::array<double, 3> trends{0.02 * trend_share_, 0.2 * trend_share_,
                                           0.6 * trend_share_};
        constexpr std::array<double, 3> seasons{0.02, 0.3, 0.7};
        constexpr std::array<double, 2> dampings{0.86, 0.96};
        constexpr double none = 0;
        const auto range = [&none](int place, auto const& values) {
            return place >= 0 ? std::span<double const>(values) : std::span(&none, 1);
        };
        starts_.clear();
        const auto consider = [&] {
            const EtsEstimate trial{x, f.value(x)};
            const auto place = std::upper_bound(starts_.begin(), starts_.end(), trial, better);
            if (starts_.size() == racers) {
                if (place == starts_.end()) return;
                std::move_backward(place, starts_.end() - 1, starts_.end());
                *place = trial;
            } else {
                starts_.insert(place, trial);
            }
        };
        for (double alpha : alphas)
            for (double trend : range(at.trend, trends))
                for (double season : range(at.season, seasons))
                    for (double phi : range(at.phi, dampings)) {
                        x[at.alpha] = alpha;
                        if (at.trend >= 0) x[at.trend] = trend;
                        if (at.season >= 0) x[at.season] = season;
                        if (at.phi >= 0) x[at.phi] = phi;
                        consider();
                    }
        // Positive data have no trouble with this one, whatever the decomposition came to.
        x[at.alpha] = 0.5;
        x[at.level] = start.mean;
        if (at.trend >= 0) x[at.trend] = x[at.slope] = 0;
        if (at.season >= 0) x[at.season] = 0;
        for (int j = 0; at.phases >= 0 && j + 1 < f.periods(); ++j)
            x[at.phases + j] = form.season == EtsSeason::multiplicative ? 1 : 0;
        starts_.push_back({x, f.value(x)});
    }

    std::vector<EtsEstimate> starts_;
    std::vector<Known> known_;
    int season_;
    double trend_share_;
    EtsScaled centred_, positive_;
    std::vector<EtsStart> centred_starts_, positive_starts_;
    EtsLikelihood::Workspace workspace_;
};

}  // namespace glidepath::detail

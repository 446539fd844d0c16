// The fixed-interval state smoother, through the diffuse phase as well.
#pragma once

#include <glidepath/forecast/state_space/kalman_filter.hpp>
#include <glidepath/forecast/state_space/linear_model.hpp>

#include <Eigen/Core>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace glidepath {

/// A `Belief` that writes down what happens to it, so that every marked moment can be looked at
/// again in the light of all observations.
///
/// Backwards run, with L = I - K Z of each observation (Durbin and Koopman 2012, sections 4.4, 5.3
/// and 6.4), r <- Z' v / F + L' r and N <- Z' Z / F + L' N L; in the diffuse phase their expansions
/// r0 + r1 / k and N0 + N1 / k + N2 / k^2 in the diffuse variance k. Redundant observations leave
/// no trace. Memory: the square of the states a moment.
template <int N = Eigen::Dynamic>
class StateSmoother {
public:
    explicit StateSmoother(LinearModel<N> const& model, Eigen::Index slots = 0)
        : belief_(model, slots) {
        back_.assign(model.transition, true);
    }

    /// The filter as it stands.
    [[nodiscard]] Belief<N> const& belief() const noexcept { return belief_; }
    /// Number of marked moments.
    [[nodiscard]] std::size_t marks() const noexcept { return moments_.size(); }

    /// As of `Belief`.
    void advance() {
        belief_.advance();
        tape_.push_back({Step::moved_on, 0, 0});
    }
    void clear(Eigen::Index slot) {
        belief_.clear(slot);
        tape_.push_back({Step::cleared, slot, 0});
    }
    void accumulate(Eigen::Index slot, std::span<Term const> z) {
        belief_.accumulate(slot, z);
        tape_.push_back({Step::accumulated, slot, keep(z)});
    }
    Update observe(std::span<Term const> z, double value, double h) {
        const Eigen::Index unknown = belief_.unknown();
        const Update update = belief_.observe(z, value, h);
        if (update.kind != UpdateKind::regular && update.kind != UpdateKind::diffuse) return update;
        tape_.push_back({Step::observed, static_cast<Eigen::Index>(observed_.size()), keep(z)});
        observed_.push_back({update, unknown > 0, belief_.gain(), {}});
        if (update.kind == UpdateKind::diffuse)
            observed_.back().diffuse_gain = belief_.diffuse_gain();
        return update;
    }
    /// Marks the present moment, before the observations of its period. `smooth` tells of it.
    void mark() {
        tape_.push_back({Step::marked, static_cast<Eigen::Index>(moments_.size()), 0});
        moments_.push_back({belief_.mean(), belief_.covariance(), belief_.diffuse()});
    }

    /// Calls `visit(k, mean, covariance)` for every mark k, the last first: the distribution of the
    /// state at that moment, given all observations, those that followed included. Finite only if
    /// the observations determine all diffuse directions (`belief().unknown()` is 0).
    template <class Visit>
    void smooth(Visit&& visit) const {
        Backward state(belief_.size());
        for (auto step = tape_.rbegin(); step != tape_.rend(); ++step) {
            const std::span<Term const> z(kept_[step->terms]);
            switch (step->kind) {
                case Step::moved_on: state.transform(back_); break;
                case Step::cleared: state.clear(step->index); break;
                case Step::accumulated: state.accumulate(step->index, z); break;
                case Step::observed:
                    state.observe(observed_[static_cast<std::size_t>(step->index)], z);
                    break;
                case Step::marked: {
                    const auto k = static_cast<std::size_t>(step->index);
                    state.look(moments_[k]);
                    visit(k, std::as_const(state.mean), std::as_const(state.covariance));
                    break;
                }
            }
        }
    }

private:
    struct Step {
        enum Kind : std::uint8_t { moved_on, cleared, accumulated, observed, marked };
        Kind kind;
        Eigen::Index index;
        std::size_t terms;
    };
    struct Observed {
        Update update;
        bool in_diffuse_phase;
        StateVector<N> gain, diffuse_gain;
    };
    struct Moment {
        StateVector<N> mean;
        StateMatrix<N> covariance, diffuse;
    };

    /// What later observations say.
    struct Backward {
        StateVector<N> mean, r0, r1, work, spare;
        StateMatrix<N> covariance, n0, n1, n2, square, turned;
        bool diffuse_phase = false;

        explicit Backward(Eigen::Index m) {
            for (StateVector<N>* x : {&mean, &r0, &r1, &work, &spare}) x->setZero(m);
            for (StateMatrix<N>* x : {&covariance, &n0, &n1, &n2, &square, &turned})
                x->setZero(m, m);
        }

        template <class F>
        void each_matrix(F&& f) {
            f(n0);
            if (!diffuse_phase) return;
            f(n1);
            f(n2);
        }
        template <class F>
        void each_vector(F&& f) {
            f(r0);
            if (diffuse_phase) f(r1);
        }
        void transform(SparseMap<N> const& back) {
            each_vector([&](auto& r) { back.apply(r, spare); });
            each_matrix([&](auto& n) { back.congruence(n, square, turned); });
        }
        void clear(Eigen::Index slot) {
            each_vector([&](auto& r) { r[slot] = 0; });
            each_matrix([&](auto& n) {
                n.row(slot).setZero();
                n.col(slot).setZero();
            });
        }
        void accumulate(Eigen::Index slot, std::span<Term const> z) {
            each_vector([&](auto& r) {
                const double from = r[slot];
                for (Term const& term : z) r[term.state] += term.weight * from;
            });
            each_matrix([&](auto& n) {
                work = n.col(slot);
                for (Term const& term : z) n.col(term.state) += term.weight * work;
                work = n.row(slot).transpose();
                for (Term const& term : z) n.row(term.state) += term.weight * work.transpose();
            });
        }
        void observe(Observed const& seen, std::span<Term const> z) {
            diffuse_phase = diffuse_phase || seen.in_diffuse_phase;
            Update const& u = seen.update;
            if (u.kind == UpdateKind::diffuse) return observe_diffuse(seen, z);
            work = seen.gain / u.variance;
            each_vector([&](auto& r) { project(r, work, z); });
            each_matrix([&](auto& n) { project(n, work, z); });
            for (Term const& a : z) {
                r0[a.state] += a.weight * u.error / u.variance;
                for (Term const& b : z) n0(a.state, b.state) += a.weight * b.weight / u.variance;
            }
        }
        void observe_diffuse(Observed const& seen, std::span<Term const> z) {
            Update const& u = seen.update;
            const double f_inf = u.diffuse_variance;
            const StateVector<N> k0 = seen.diffuse_gain / f_inf;
            const StateVector<N> k1 = (seen.gain - k0 * u.variance) / f_inf;
            // L1 = -K1 Z, so L1' r = -Z' (K1' r) and L1' N L0 = -Z' (K1' N L0).
            const double k1r0 = k1.dot(r0);
            const StateVector<N> k1n0 = n0 * k1, k1n1 = n1 * k1;
            const double k1n0k1 = k1.dot(k1n0);
            StateVector<N> left0 = k1n0, left1 = k1n1;
            project(left0, k0, z);
            project(left1, k0, z);
            each_vector([&](auto& r) { project(r, k0, z); });
            each_matrix([&](auto& n) { project(n, k0, z); });
            for (Term const& a : z) {
                r1[a.state] += a.weight * (u.error / f_inf - k1r0);
                for (Term const& b : z) {
                    n1(a.state, b.state) += a.weight * b.weight / f_inf;
                    n2(a.state, b.state) +=
                        a.weight * b.weight * (k1n0k1 - u.variance / (f_inf * f_inf));
                }
                n1.row(a.state) -= a.weight * left0.transpose();
                n1.col(a.state) -= a.weight * left0;
                n2.row(a.state) -= a.weight * left1.transpose();
                n2.col(a.state) -= a.weight * left1;
            }
        }
        /// r <- L' r, L = I - k z.
        static void project(StateVector<N>& r, StateVector<N> const& k, std::span<Term const> z) {
            const double along = k.dot(r);
            for (Term const& term : z) r[term.state] -= term.weight * along;
        }
        /// N <- L' N L.
        void project(StateMatrix<N>& n, StateVector<N> const& k, std::span<Term const> z) {
            spare.noalias() = n * k;
            const double both = k.dot(spare);
            for (Term const& a : z) {
                n.row(a.state) -= a.weight * spare.transpose();
                n.col(a.state) -= a.weight * spare;
            }
            for (Term const& a : z)
                for (Term const& b : z) n(a.state, b.state) += a.weight * b.weight * both;
        }
        void look(Moment const& moment) {
            StateMatrix<N> const& p = moment.covariance;
            mean = moment.mean;
            mean.noalias() += p * r0;
            square.noalias() = n0 * p;
            covariance = p;
            covariance.noalias() -= p * square;
            if (moment.diffuse.cols() == 0) return;
            StateMatrix<N> const& a = moment.diffuse;
            const StateMatrix<N> p_inf = a * a.transpose();
            mean.noalias() += p_inf * r1;
            square.noalias() = n1 * p;
            turned.noalias() = p_inf * square;
            covariance -= turned + turned.transpose();
            square.noalias() = n2 * p_inf;
            covariance.noalias() -= p_inf * square;
        }
    };

    [[nodiscard]] std::size_t keep(std::span<Term const> z) {
        // Few functionals serve many observations.
        for (std::size_t k = kept_.size(); k-- > 1;)
            if (same(kept_[k], z)) return k;
        kept_.emplace_back(z.begin(), z.end());
        return kept_.size() - 1;
    }
    [[nodiscard]] static bool same(std::vector<Term> const& a, std::span<Term const> b) noexcept {
        if (a.size() != b.size()) return false;
        for (std::size_t i = 0; i < b.size(); ++i)
            if (a[i].state != b[i].state || a[i].weight != b[i].weight) return false;
        return true;
    }

    Belief<N> belief_;
    SparseMap<N> back_;
    std::vector<Step> tape_;
    std::vector<Observed> observed_;
    std::vector<Moment> moments_;
    std::vector<std::vector<Term>> kept_{{}};  ///< The first is for steps without.
};

/// Runs a smoother through a series, NaN for missing values, and marks every period.
/// \pre `smoother` is that of `model`, before the first observation
/// \throws std::invalid_argument as `filter`
template <int N>
LikelihoodSums record(StateSmoother<N>& smoother, LinearModel<N> const& model,
                      std::span<double const> y) {
    const std::vector<Term> z = terms_of<N>(model.loading);
    LikelihoodSums likelihood;
    for (std::size_t t = 0; t < y.size(); ++t) {
        if (t > 0) smoother.advance();
        smoother.mark();
        if (std::isnan(y[t])) continue;
        const Update update = smoother.observe(z, y[t], model.irregular);
        detail::require_consistent(update, t, y[t]);
        likelihood.add(update);
    }
    return likelihood;
}

}  // namespace glidepath

// The Kalman filter with exact diffuse initialisation, one observation at a time.
#pragma once

#include <glidepath/forecast/state_space/linear_model.hpp>

#include <Eigen/Core>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numbers>
#include <span>
#include <stdexcept>
#include <string>
#include <system_error>
#include <vector>

namespace glidepath {

/// What an observation did to the distribution of the state.
enum class UpdateKind : std::uint8_t {
    regular,      ///< The ordinary update.
    diffuse,      ///< It determined one direction of which nothing was known before.
    redundant,    ///< It was known already, without error; nothing changed.
    inconsistent  ///< It was known already, without error, to be another value; nothing changed.
};

/// One observation as the filter saw it.
struct Update {
    UpdateKind kind = UpdateKind::regular;
    double error = 0;             ///< v = y - Z a
    double variance = 0;          ///< F, of the finite part alone in the diffuse phase (F_star).
    double diffuse_variance = 0;  ///< F_inf; 0 unless `kind` is `diffuse`.

    /// -2 times the term of the log-likelihood without its constant. As in Durbin and Koopman
    /// (2012, section 7.2): log F + v^2 / F, in the diffuse case log F_inf.
    [[nodiscard]] double deviance() const noexcept {
        if (kind == UpdateKind::regular) return std::log(variance) + error * error / variance;
        return kind == UpdateKind::diffuse ? std::log(diffuse_variance) : 0;
    }
};

/// The sums of which the log-likelihood is made.
///
/// Convention of Durbin and Koopman (2012) and of the R package KFAS: an observation that
/// determines a diffuse direction adds -log(F_inf) / 2, without -log(2 pi) / 2. With q diffuse
/// directions the value lies q / 2 log(2 pi) above that of programs that count the constant for
/// every observation (statsmodels with its exact diffuse initialisation).
struct LikelihoodSums {
    double log_variances = 0;  ///< log F, or log F_inf where diffuse.
    double squares = 0;        ///< v^2 / F
    int regular = 0;
    int diffuse = 0;
    int redundant = 0;

    void add(Update const& update) noexcept {
        if (update.kind == UpdateKind::regular) {
            log_variances += std::log(update.variance);
            squares += update.error * update.error / update.variance;
            ++regular;
        } else if (update.kind == UpdateKind::diffuse) {
            log_variances += std::log(update.diffuse_variance);
            ++diffuse;
        } else {
            ++redundant;
        }
    }
    [[nodiscard]] double log_likelihood() const noexcept {
        return -0.5 * (regular * std::log(2 * std::numbers::pi) + log_variances + squares);
    }
};

/// The distribution of the state of a `LinearModel`: finite part mean and P_star, and the
/// directions of which nothing is known yet (Koopman 1997; Durbin and Koopman 2012, chapter 5; one
/// observation at a time: Koopman and Durbin 2000).
///
/// P_inf is kept as A A'. An observation that sees a direction of A turns A (Householder) until one
/// column alone is seen, and that column goes: the rank falls by exactly one, whatever the
/// rounding. Whether a direction is seen is judged relative to what would be seen had there been no
/// observation, so the units of states do not matter.
///
/// Behind the states of the model there may be slots: sums of past values that `accumulate` adds up
/// and `clear` resets. Nothing is allocated after construction if N is not `Eigen::Dynamic`, and
/// nothing by any step in either case.
template <int N = Eigen::Dynamic>
class Belief {
public:
    /// Before the first observation. \throws std::invalid_argument as `LinearModel::require`
    explicit Belief(LinearModel<N> const& model, Eigen::Index slots = 0) { restart(model, slots); }

    /// Begins anew, with another model or the same.
    void restart(LinearModel<N> const& model, Eigen::Index slots = 0) {
        model.require();
        const Eigen::Index b = model.size();
        const Eigen::Index m = b + slots;
        if (N != Eigen::Dynamic && m > N)
            throw std::invalid_argument("a state of " + std::to_string(m) +
                                        " elements; there is room for " + std::to_string(N));
        map_.assign(model.transition);
        noise_ = model.noise;
        mean_.setZero(m);
        mean_.head(b) = model.start;
        covariance_.setZero(m, m);
        covariance_.topLeftCorner(b, b) = model.start_covariance;
        unknown_ = model.diffuse.cols();
        diffuse_.setZero(m, unknown_);
        diffuse_.topRows(b) = model.diffuse;
        unseen_ = diffuse_;
        spare_.setZero(m, m);
        turned_.setZero(m, m);
        gain_.setZero(m);
        diffuse_gain_.setZero(m);
        column_.setZero(m);
        turn_.setZero(std::max<Eigen::Index>(unknown_, 1));
        spread_ = covariance_.diagonal();
        magnitude_ = 0;
    }

    [[nodiscard]] Eigen::Index size() const noexcept { return mean_.size(); }
    /// States of the model; slots lie behind them.
    [[nodiscard]] Eigen::Index states() const noexcept { return map_.size(); }
    [[nodiscard]] StateVector<N> const& mean() const noexcept { return mean_; }
    /// The finite part P_star.
    [[nodiscard]] StateMatrix<N> const& covariance() const noexcept { return covariance_; }
    /// How many directions are still unknown. Until 0 the mean and the covariance hold but for
    /// movements along `diffuse()`.
    [[nodiscard]] Eigen::Index unknown() const noexcept { return unknown_; }
    /// A: the unknown directions, one a column.
    [[nodiscard]] auto diffuse() const noexcept { return diffuse_.leftCols(unknown_); }
    /// Of the latest `observe`: P_star Z' before the update.
    [[nodiscard]] StateVector<N> const& gain() const noexcept { return gain_; }
    /// Of the latest `observe`: P_inf Z' before the update; meaningful if it was `diffuse`.
    [[nodiscard]] StateVector<N> const& diffuse_gain() const noexcept { return diffuse_gain_; }

    /// One period on: a <- T a, P <- T P T' + Q. Slots stay.
    void advance() noexcept {
        const Eigen::Index b = states();
        map_.apply(mean_, column_);
        map_.congruence(covariance_, spare_, turned_);
        covariance_.topLeftCorner(b, b) += noise_;
        for (Eigen::Index j = 0; j < unknown_; ++j) map_.apply(diffuse_.col(j), column_);
        if (unknown_ > 0)
            for (Eigen::Index j = 0; j < unseen_.cols(); ++j) map_.apply(unseen_.col(j), column_);
        spread_ = (forget * spread_).cwiseMax(covariance_.diagonal());
    }
    /// Sets a slot to 0, known.
    void clear(Eigen::Index slot) noexcept {
        mean_[slot] = 0;
        covariance_.row(slot).setZero();
        covariance_.col(slot).setZero();
        diffuse_.row(slot).setZero();
        unseen_.row(slot).setZero();
        spread_[slot] = 0;
    }
    /// Adds a functional of the states to a slot.
    void accumulate(Eigen::Index slot, std::span<Term const> z) noexcept {
        double added = 0;
        for (Term const& term : z) {
            added += term.weight * mean_[term.state];
            for (Eigen::Index j = 0; j < unknown_; ++j)
                diffuse_(slot, j) += term.weight * diffuse_(term.state, j);
            if (unknown_ > 0) unseen_.row(slot) += term.weight * unseen_.row(term.state);
        }
        mean_[slot] += added;
        column_.setZero();
        for (Term const& term : z) column_ += term.weight * covariance_.col(term.state);
        double own = 0;
        for (Term const& term : z) own += term.weight * column_[term.state];
        const double joint = column_[slot];
        covariance_.col(slot) += column_;
        covariance_.row(slot) = covariance_.col(slot).transpose();
        covariance_(slot, slot) += joint + own;
        spread_[slot] = std::max(spread_[slot], covariance_(slot, slot));
    }

    /// Learns that z, a functional of the state, plus an error of variance h >= 0 is `value`.
    /// \pre value is finite
    Update observe(std::span<Term const> z, double value, double h) noexcept {
        Update update;
        double expected = 0, size = 0, spread = 0;
        gain_.setZero();
        for (Term const& term : z) {
            expected += term.weight * mean_[term.state];
            size += std::abs(term.weight * mean_[term.state]);
            spread += std::abs(term.weight) * std::sqrt(spread_[term.state]);
            gain_ += term.weight * covariance_.col(term.state);
        }
        magnitude_ = std::max(magnitude_, std::abs(value));
        update.error = value - expected;
        update.variance = h;
        for (Term const& term : z) update.variance += term.weight * gain_[term.state];
        if (unknown_ > 0 && sees_unknown(z)) {
            update.kind = UpdateKind::diffuse;
            update.diffuse_variance = turn_.head(unknown_).squaredNorm();
            update_diffuse(update);
        } else if (update.variance > redundant_below * spread * spread) {
            column_ = gain_ / std::sqrt(update.variance);
            mean_ += gain_ * (update.error / update.variance);
            covariance_.noalias() -= column_ * column_.transpose();
        } else {
            const double allowed =
                consistent_within * std::max(size, magnitude_) + 6 * std::sqrt(std::max(h, 0.0));
            update.kind = std::abs(update.error) <= allowed ? UpdateKind::redundant
                                                            : UpdateKind::inconsistent;
        }
        return update;
    }

private:
    /// Share of a direction's size below which it counts as not seen: above rounding (1e-15), below
    /// what a gap of a hundred thousand periods leaves of a slope.
    static constexpr double unseen_below = 1e-11;
    /// Share of its earlier variance below which an observation counts as known.
    static constexpr double redundant_below = 1e-11;
    /// Relative difference within which a known value is met.
    static constexpr double consistent_within = 1e-8;
    /// Earlier variances are remembered, fading: rounding errors of their size remain.
    static constexpr double forget = 0.9;

    /// z A into `turn_`; whether it is more than rounding.
    [[nodiscard]] bool sees_unknown(std::span<Term const> z) noexcept {
        double size = 0;
        turn_.head(unknown_).setZero();
        for (Term const& term : z) {
            size += std::abs(term.weight) * unseen_.row(term.state).norm();
            turn_.head(unknown_) +=
                term.weight * diffuse_.row(term.state).head(unknown_).transpose();
        }
        return turn_.head(unknown_).norm() > unseen_below * size;
    }
    void update_diffuse(Update const& update) noexcept {
        auto f = turn_.head(unknown_);
        diffuse_gain_.noalias() = diffuse_.leftCols(unknown_) * f;
        const double f_inf = update.diffuse_variance;
        column_ = diffuse_gain_ / f_inf;  // K0
        mean_ += column_ * update.error;
        for (Eigen::Index j = 0; j < size(); ++j) {
            const double own = update.variance * column_[j] - gain_[j];
            covariance_.col(j) += column_ * own - gain_ * column_[j];
        }
        // A <- A H without its first column, H = I - beta u u' and H f along the first axis.
        const double along = std::copysign(std::sqrt(f_inf), f[0]);
        column_ = diffuse_gain_ + along * diffuse_.col(0);  // A u
        f[0] += along;
        const double beta = 2 / f.squaredNorm();
        for (Eigen::Index j = 1; j < unknown_; ++j)
            diffuse_.col(j - 1) = diffuse_.col(j) - beta * f[j] * column_;
        --unknown_;
        spread_ = spread_.cwiseMax(covariance_.diagonal());
    }

    SparseMap<N> map_;
    StateMatrix<N> noise_;
    StateVector<N> mean_;
    StateMatrix<N> covariance_;
    StateMatrix<N> diffuse_;  ///< A in the first `unknown_` columns.
    StateMatrix<N> unseen_;   ///< What A would be without observations.
    Eigen::Index unknown_ = 0;
    StateVector<N> spread_;  ///< Variances lately, before observations.
    double magnitude_ = 0;   ///< Of the values so far.
    StateVector<N> gain_, diffuse_gain_, column_, turn_;
    StateMatrix<N> spare_, turned_;
};

namespace detail {
/// Ten digits, for messages.
[[nodiscard]] inline std::string format_figure(double value) {
    std::array<char, 40> buffer;
    const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                            std::chars_format::general, 10);
    return error == std::errc() ? std::string(buffer.data(), end) : "?";
}
inline void require_consistent(Update const& update, std::size_t t, double value, double unit = 1) {
    if (std::isinf(value))
        throw std::invalid_argument("value " + std::to_string(t) +
                                    " is infinite; values must be finite or missing (NaN)");
    if (update.kind == UpdateKind::inconsistent)
        throw std::invalid_argument(
            "value " + std::to_string(t) + " is " + format_figure(unit * value) +
            ", but by the values before it and a model without errors it "
            "is " +
            format_figure(unit * (value - update.error)) + "; give the model a variance");
}
}  // namespace detail

/// What the filter says of a series, period by period.
struct Innovations {
    std::vector<double> errors;     ///< One-step errors v; NaN where missing or diffuse.
    std::vector<double> variances;  ///< Their variances F; NaN where missing or diffuse.
    LikelihoodSums likelihood;
};

/// Runs a model through a series, oldest first, NaN for missing values, which change nothing.
/// `belief` ends one period behind the last value.
/// \param unit  what messages multiply values by
/// \pre `belief` is that of `model`, before the first observation
/// \throws std::invalid_argument for infinite values, and for a value that the values before it
///         determine, without error, to be another one
template <int N>
[[nodiscard]] Innovations filter(Belief<N>& belief, LinearModel<N> const& model,
                                 std::span<double const> y, double unit = 1) {
    const std::vector<Term> z = terms_of<N>(model.loading);
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    Innovations result{std::vector<double>(y.size(), nan), std::vector<double>(y.size(), nan), {}};
    for (std::size_t t = 0; t < y.size(); ++t) {
        if (!std::isnan(y[t])) {
            const Update update = belief.observe(z, y[t], model.irregular);
            detail::require_consistent(update, t, y[t], unit);
            result.likelihood.add(update);
            if (update.kind != UpdateKind::diffuse) {
                result.errors[t] = update.error;
                result.variances[t] = std::max(update.variance, 0.0);
            }
        }
        belief.advance();
    }
    return result;
}

}  // namespace glidepath

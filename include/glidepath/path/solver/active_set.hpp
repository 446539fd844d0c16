// Which inequalities bind a least rough path: a dual active-set method.
#pragma once

#include <glidepath/model/number.hpp>
#include <glidepath/path/solver/rough_problem.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace glidepath::detail {

/// Minimises the roughness under equalities and inequalities. Every step solves the problem with
/// some inequalities held as equalities, at a cost that grows with the length of the path.
///
/// First what is broken is taken in and what pushes the wrong way let go, many rows at a time
/// (Hintermueller, Ito and Kunisch 2002): mostly that is all. If it is not, one row at a time by
/// the dual method of Goldfarb and Idnani (1983), in which the roughness rises until all rows hold.
class ActiveSet {
public:
    enum class State : std::uint8_t { solved, not_identified, contradictory, stalled };

    /// \param warm  inequalities that are likely to bind; others, and repeated ones, are ignored
    ActiveSet(RoughProblem const& problem, std::span<std::size_t const> equalities,
              std::span<std::size_t const> inequalities, std::span<std::size_t const> warm)
        : problem_(problem), equalities_(equalities.begin(), equalities.end()),
          inequalities_(inequalities) {
        std::vector<char> wanted(problem.rows().size(), 0);
        for (std::size_t row : warm)
            if (row < wanted.size()) wanted[row] = 1;
        for (std::size_t row : inequalities)
            if (wanted[row] != 0) binding_.push_back(row);
    }

    [[nodiscard]] State solve() {
        if (const auto verdict = equalities_alone()) return *verdict;
        for (int round = 0; round < many_rounds; ++round) {
            if (optimal()) return State::solved;
            std::vector<char> pushes(problem_.rows().size(), 0);
            for (std::size_t at = equalities_.size(); at < working_.size(); ++at)
                pushes[working_[at]] = pressure(at) > 0 ? 1 : -1;
            std::vector<std::size_t> next;
            for (std::size_t row : inequalities_)
                if (pushes[row] == 0 ? broken(row) > 0 : pushes[row] > 0) next.push_back(row);
            if (next == binding_) break;
            binding_ = std::move(next);
            if (!attempt()) return State::not_identified;
        }
        return one_at_a_time();
    }
    [[nodiscard]] RoughProblem::Solution& solution() noexcept { return solution_; }
    /// The inequalities that hold with equality and push; after the equalities in the working set.
    [[nodiscard]] std::vector<std::size_t> const& binding() const noexcept { return binding_; }
    /// Equalities that others imply.
    [[nodiscard]] std::vector<std::size_t> const& redundant() const noexcept { return redundant_; }
    [[nodiscard]] std::vector<std::size_t> const& working() const noexcept { return working_; }

private:
    static constexpr int many_rounds = 20;

    [[nodiscard]] Row const& row(std::size_t i) const { return problem_.rows()[i]; }
    [[nodiscard]] double sign(std::size_t i) const {
        return row(i).sense == Sense::at_least ? 1 : -1;
    }
    /// Solves with the equalities, then with the inequalities that are likely to bind. Equalities
    /// that others imply take no further part: what depends on the rest of a working set is then an
    /// inequality. \return the verdict if there already is one
    [[nodiscard]] std::optional<State> equalities_alone() {
        std::vector<std::size_t> const warm = std::exchange(binding_, {});
        const bool determined = attempt();
        std::vector<std::size_t> independent;
        for (std::size_t k = 0; k < equalities_.size(); ++k) {
            if (states_[k] == RowState::contradictory) return State::contradictory;
            (states_[k] == RowState::holds ? independent : redundant_).push_back(equalities_[k]);
        }
        if (!determined) return State::not_identified;
        if (redundant_.empty() && warm.empty()) return std::nullopt;
        equalities_ = std::move(independent);
        binding_ = warm;
        if (!attempt()) return State::not_identified;
        return std::nullopt;
    }
    [[nodiscard]] bool independent() const {
        return std::all_of(states_.begin(), states_.end(),
                           [](RowState state) { return state == RowState::holds; });
    }
    /// Solves with the present working set. \return false if that leaves the path undetermined
    [[nodiscard]] bool attempt() {
        working_.assign(equalities_.begin(), equalities_.end());
        working_.insert(working_.end(), binding_.begin(), binding_.end());
        solution_ = problem_.solve(working_);
        states_ = solution_.states;
        largest_value_ = problem_.largest_start();
        for (double value : solution_.path)
            largest_value_ = std::max(largest_value_, std::abs(value));
        largest_multiplier_ = 0;
        for (double multiplier : solution_.multipliers)
            largest_multiplier_ = std::max(largest_multiplier_, std::abs(multiplier));
        return solution_.missing == 0;
    }
    /// How hard a row of the working set pushes the path; negative if it holds it back.
    [[nodiscard]] double pressure(std::size_t at) const {
        const double push = sign(working_[at]) * solution_.multipliers[at];
        return std::abs(push) <= 1e-12 * largest_multiplier_ ? 0 : push;
    }
    /// By how much the path breaks an inequality, relative to the size of what is compared. Noise
    /// is relative to the largest value that the path is computed from: zero is zero.
    [[nodiscard]] double broken(std::size_t i) const {
        double left = 0;
        double size = std::abs(row(i).value);
        double noise = 0;
        for (Run const& run : row(i).runs) {
            double largest = 0;
            for (int at = run.first; at <= run.last; at += run.stride) {
                const double term = run.coefficient * solution_.path[static_cast<std::size_t>(at)];
                left += term;
                largest = std::max(largest, std::abs(term));
            }
            size = std::max(size, largest);
            noise = std::max(noise, std::abs(run.coefficient) * largest_value_);
        }
        const double by = sign(i) * (row(i).value - left);
        const double tolerance = std::max(comparison_tolerance * size, 1e-12 * noise);
        return by <= tolerance ? 0 : by / tolerance;
    }
    /// No inequality is broken, and none in the working set holds the path back.
    [[nodiscard]] bool optimal() const {
        for (RowState state : states_)
            if (state == RowState::contradictory) return false;
        for (std::size_t at = equalities_.size(); at < working_.size(); ++at)
            if (pressure(at) < 0) return false;
        return std::none_of(inequalities_.begin(), inequalities_.end(),
                            [&](std::size_t i) { return broken(i) > 0; });
    }

    /// The method of Goldfarb and Idnani. `push_` are the multipliers on the way.
    [[nodiscard]] State one_at_a_time() {
        // It starts where nothing holds the path back.
        if (!independent()) binding_.clear();
        while (true) {
            if (!attempt()) return State::not_identified;
            std::vector<std::size_t> pushing;
            for (std::size_t k = 0; k < binding_.size(); ++k)
                if (pressure(equalities_.size() + k) >= 0) pushing.push_back(binding_[k]);
            if (pushing.size() == binding_.size()) break;
            binding_ = std::move(pushing);
        }
        push_.assign(binding_.size(), 0);
        for (std::size_t k = 0; k < binding_.size(); ++k)
            push_[k] = std::max(0.0, pressure(equalities_.size() + k));
        const std::size_t most = 20 * (inequalities_.size() + 10);
        for (std::size_t step = 0; step < most;) {
            std::size_t entering = inequalities_.size();
            double worst = 0;
            for (std::size_t k = 0; k < inequalities_.size(); ++k)
                if (const double by = broken(inequalities_[k]); by > worst) {
                    worst = by;
                    entering = k;
                }
            if (entering == inequalities_.size()) return State::solved;
            double own_push = 0;
            while (true) {
                if (++step >= most) return State::stalled;
                const Step outcome = take_in(inequalities_[entering], own_push);
                if (outcome == Step::undetermined) return State::not_identified;
                if (outcome == Step::impossible) return State::contradictory;
                if (outcome == Step::whole) break;
            }
        }
        return State::stalled;
    }
    enum class Step : std::uint8_t { whole, part, impossible, undetermined };
    /// Goes towards the solution with one more row held, as far as no other row begins to hold the
    /// path back; that row is let go.
    [[nodiscard]] Step take_in(std::size_t entering, double& own_push) {
        binding_.push_back(entering);
        if (!attempt()) return Step::undetermined;
        if (independent()) {
            std::size_t first = push_.size();
            double share = 1;
            for (std::size_t k = 0; k < push_.size(); ++k) {
                const double then = pressure(equalities_.size() + k);
                if (then < 0 && push_[k] / (push_[k] - then) < share) {
                    share = push_[k] / (push_[k] - then);
                    first = k;
                }
            }
            for (std::size_t k = 0; k < push_.size(); ++k)
                push_[k] += share * (pressure(equalities_.size() + k) - push_[k]);
            own_push += share * (pressure(working_.size() - 1) - own_push);
            if (first == push_.size()) {
                push_.push_back(own_push);
                return Step::whole;
            }
            binding_.pop_back();
            let_go(first);
            return Step::part;
        }
        // The row depends on those held: pushing it relieves them, until one lets go.
        binding_.pop_back();
        working_.pop_back();
        const std::vector<double> parts = problem_.composition(working_, entering);
        double largest = 0;
        for (double part : parts) largest = std::max(largest, std::abs(part));
        const auto relief = [&](std::size_t k) {  // per unit of own push
            return sign(entering) * sign(binding_[k]) * parts[equalities_.size() + k];
        };
        std::size_t first = push_.size();
        for (std::size_t k = 0; k < push_.size(); ++k)
            if (relief(k) > 1e-10 * largest &&
                (first == push_.size() || push_[k] * relief(first) < push_[first] * relief(k)))
                first = k;
        if (first == push_.size()) return Step::impossible;
        const double step = push_[first] / relief(first);
        for (std::size_t k = 0; k < push_.size(); ++k)
            push_[k] = std::max(0.0, push_[k] - step * relief(k));
        own_push += step;
        let_go(first);
        return Step::part;
    }
    void let_go(std::size_t k) {
        binding_.erase(binding_.begin() + static_cast<std::ptrdiff_t>(k));
        push_.erase(push_.begin() + static_cast<std::ptrdiff_t>(k));
    }

    RoughProblem const& problem_;
    std::vector<std::size_t> equalities_;  ///< Independent ones.
    std::vector<std::size_t> redundant_;
    std::span<std::size_t const> inequalities_;
    std::vector<std::size_t> binding_;
    std::vector<std::size_t> working_;
    std::vector<double> push_;
    std::vector<RowState> states_;
    RoughProblem::Solution solution_;
    double largest_value_ = 0;
    double largest_multiplier_ = 0;
};

}  // namespace glidepath::detail

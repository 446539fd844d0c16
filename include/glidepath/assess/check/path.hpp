// What targets together imply for the path of one indicator: an interval for every period, sum,
// change and growth.
#pragma once

#include <glidepath/assess/check/differences.hpp>
#include <glidepath/assess/check/pieces.hpp>

#include <cmath>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace glidepath::detail {

/// The paths that satisfy some targets, as intervals. Three views of one path, each of which draws
/// all conclusions of its own kind (see `Differences`), exchange the intervals of the single
/// periods until nothing more follows: running totals for sums, values for changes, logarithms for
/// growth. What is concluded always follows; not everything that follows across two views is found.
class PathBounds {
public:
    /// Beyond this many periods only single periods are compared.
    static constexpr int most_linked = 160;

    /// \param since  first day of the horizon: from here on `by` may be reached
    PathBounds(Indicator const& indicator, PathGrid const& grid, Date since = {})
        : indicator_(indicator), grid_(grid), maker_(indicator, grid),
          levels_(static_cast<std::size_t>(grid.size)), since_(since) {
        const bool own_grid = grid.first.frequency() == indicator.freq;
        const bool each_part = indicator.kind != Kind::flow || own_grid;
        for (Interval& level : levels_) {
            // Parts of what cannot be negative cannot be negative either.
            if (indicator.bounds.min && (each_part || *indicator.bounds.min == 0))
                level.lower = *indicator.bounds.min;
            if (indicator.bounds.max && each_part) level.upper = *indicator.bounds.max;
            round(level);
        }
    }

    /// Takes texts of the indicator's targets in and draws conclusions.
    /// \return false if no path satisfies them all
    [[nodiscard]] bool take(std::span<Target const* const> texts) {
        std::vector<Piece> linked;
        for (Target const* text : texts)
            for (Piece piece : maker_.of(*text)) {
                round(piece);
                if (piece.of != Piece::Of::level) linked.push_back(piece);
                else narrow(levels_[index(piece.to)], piece.interval);
            }
        for (Interval const& level : levels_)
            if (is_empty(level)) return false;
        link(linked);
        if (!exchange()) return false;
        for (Piece const& piece : linked)
            if (!meets(piece)) return false;
        for (Target const* text : texts)
            if (text->say.stat == Stat::by && !reachable(*text)) return false;
        return true;
    }

    /// What is known about the quantity that a piece speaks of.
    [[nodiscard]] Interval known(Piece const& piece) const {
        const Interval to = levels_[index(piece.to)];
        const Interval from = levels_[index(piece.from)];
        Interval all;
        switch (piece.of) {
            case Piece::Of::level: return to;
            case Piece::Of::sum:
                all = {0, 0, false, false};
                for (int t = piece.from; t <= piece.to; ++t) {
                    Interval const& level = levels_[index(t)];
                    all = {all.lower + level.lower, all.upper + level.upper,
                           all.lower_open || level.lower_open, all.upper_open || level.upper_open};
                }
                if (sums_) narrow(all, sums_->between(index(piece.from), index(piece.to) + 1));
                break;
            case Piece::Of::change:
                all = {to.lower - from.upper, to.upper - from.lower,
                       to.lower_open || from.upper_open, to.upper_open || from.lower_open};
                if (changes_) narrow(all, changes_->between(node(piece.from), node(piece.to)));
                break;
            case Piece::Of::growth:
                all.lower = 0;
                if (from.lower > 0 && to.lower > 0)
                    all = {to.lower / from.upper, to.upper / from.lower,
                           to.lower_open || from.upper_open, to.upper_open || from.lower_open};
                if (logs_) narrow(all, exp(logs_->between(node(piece.from), node(piece.to))));
                break;
        }
        round(all, piece.of);
        return all;
    }
    /// What is known about the value of a whole period; nothing if the grid cannot express it.
    [[nodiscard]] std::optional<Interval> known_level(Period period) const {
        const auto piece = maker_.level(period, {});
        return piece ? std::optional(known(*piece)) : std::nullopt;
    }
    /// Whether every path that is left satisfies the target. False if it has no pieces to check.
    [[nodiscard]] bool implies(Target const& target) const {
        if (target.say.stat == Stat::by) {
            const auto wanted = satisfying(target.say);
            for (Piece const& piece : chances(target))
                if (wanted && lies_in(known(piece), piece.interval)) return true;
            return false;
        }
        const std::vector<Piece> pieces = maker_.of(target);
        for (Piece piece : pieces) {
            round(piece);
            if (!lies_in(known(piece), piece.interval)) return false;
        }
        return !pieces.empty();
    }
    /// The first demand of the target that no path which is left can meet; as it was written, or,
    /// if only whole numbers make it impossible, in whole numbers.
    [[nodiscard]] std::optional<Piece> unmet(Target const& target) const {
        if (target.say.stat == Stat::by) {
            const auto pieces = chances(target);
            if (pieces.empty() || reachable(target)) return std::nullopt;
            return pieces.back();
        }
        for (Piece piece : maker_.of(target)) {
            if (!meets(piece)) return piece;
            round(piece);
            if (!meets(piece)) return piece;
        }
        return std::nullopt;
    }
    [[nodiscard]] PathGrid const& grid() const noexcept { return grid_; }

private:
    static std::size_t index(int position) { return static_cast<std::size_t>(position); }
    /// Of the differences between values; number 0 is zero itself.
    static std::size_t node(int position) { return static_cast<std::size_t>(position) + 1; }
    [[nodiscard]] bool never_negative(int position) const {
        return levels_[index(position)].lower >= 0;
    }

    /// Ends of what can only be whole numbers move to whole numbers.
    void round(Interval& interval, Piece::Of of = Piece::Of::level) const {
        const bool adds = indicator_.kind == Kind::flow || indicator_.kind == Kind::stock;
        if (!indicator_.whole || !adds || of == Piece::Of::growth) return;
        const auto to_whole = [](double& end, bool& open, double inwards) {
            if (!std::isfinite(end)) return;
            const double nearest = std::round(end);
            const double slack = comparison_tolerance * std::max(1.0, std::abs(end));
            if (std::abs(end - nearest) <= slack) end = open ? nearest + inwards : nearest;
            else end = inwards > 0 ? std::ceil(end) : std::floor(end);
            open = false;
        };
        to_whole(interval.lower, interval.lower_open, 1);
        to_whole(interval.upper, interval.upper_open, -1);
    }
    void round(Piece& piece) const { round(piece.interval, piece.of); }

    /// Whether a path is left that may meet the demand.
    [[nodiscard]] bool meets(Piece const& piece) const {
        Interval both = known(piece);
        narrow(both, piece.interval);
        return !is_empty(both);
    }

    [[nodiscard]] static Interval exp(Interval const& logs) {
        return {std::exp(logs.lower), std::exp(logs.upper), logs.lower_open, logs.upper_open};
    }
    [[nodiscard]] static Interval log(Interval const& factors) {
        return {
            factors.lower > 0 ? std::log(factors.lower) : -std::numeric_limits<double>::infinity(),
            std::log(factors.upper), factors.lower > 0 && factors.lower_open, factors.upper_open};
    }

    void link(std::vector<Piece> const& pieces) {
        if (grid_.size > most_linked) return;
        const auto differences = [&](std::optional<Differences>& view,
                                     double slack) -> Differences& {
            if (!view) view.emplace(levels_.size() + 1, slack);
            return *view;
        };
        for (Piece const& piece : pieces) {
            const Interval wanted = piece.interval;
            const bool signed_growth = never_negative(piece.from) && never_negative(piece.to);
            if (piece.of == Piece::Of::sum)
                differences(sums_, 0).demand(index(piece.from), index(piece.to) + 1, wanted);
            if (piece.of == Piece::Of::change)
                differences(changes_, 0).demand(node(piece.from), node(piece.to), wanted);
            if (piece.of == Piece::Of::growth && wanted.upper > 0)
                differences(logs_, comparison_tolerance)
                    .demand(node(piece.from), node(piece.to), log(wanted));
            // A rise is growth above zero, and the other way round.
            if (piece.of == Piece::Of::change && signed_growth) {
                Interval factor;
                if (wanted.lower >= 0) factor.lower = 1;
                if (wanted.upper <= 0) factor.upper = 1;
                factor.lower_open = wanted.lower > 0 || (wanted.lower == 0 && wanted.lower_open);
                factor.upper_open = wanted.upper < 0 || (wanted.upper == 0 && wanted.upper_open);
                if (wanted.lower >= 0 || wanted.upper <= 0)
                    differences(logs_, comparison_tolerance)
                        .demand(node(piece.from), node(piece.to), log(factor));
            }
        }
    }

    /// Passes the intervals of the single periods round until nothing changes.
    [[nodiscard]] bool exchange() {
        for (int round_ = 0; round_ < 32; ++round_) {
            bool changed = false;
            for (int t = 0; t < grid_.size; ++t) {
                Interval const& level = levels_[index(t)];
                if (sums_) sums_->demand(index(t), index(t) + 1, level);
                if (changes_) changes_->demand(0, node(t), level);
                if (logs_ && level.lower >= 0 && level.upper > 0)
                    logs_->demand(0, node(t), log(level));
            }
            for (std::optional<Differences>* view : {&sums_, &changes_, &logs_})
                if (*view && !(*view)->close()) return false;
            for (int t = 0; t < grid_.size; ++t) {
                Interval& level = levels_[index(t)];
                if (sums_) changed |= narrow(level, sums_->between(index(t), index(t) + 1));
                if (changes_) changed |= narrow(level, changes_->between(0, node(t)));
                if (logs_) {
                    Interval from_growth = exp(logs_->between(0, node(t)));
                    if (from_growth.lower == 0)  // nothing known: no statement about the sign
                        from_growth.lower = -std::numeric_limits<double>::infinity();
                    changed |= narrow(level, from_growth);
                }
                round(level);
                if (is_empty(level)) return false;
            }
            if (!changed) break;
        }
        return true;
    }

    /// The demands of which `by` needs one: the periods up to its deadline.
    [[nodiscard]] std::vector<Piece> chances(Target const& target) const {
        std::vector<Piece> pieces;
        const auto wanted = satisfying(target.say);
        if (!wanted || target.say.face != Face::level) return pieces;
        const Period last = target.say.window.last();
        for (Period period = last; pieces.size() < levels_.size(); period = period - 1) {
            const auto piece = maker_.level(period, *wanted);
            if (!piece || period.first_day() < since_) break;
            pieces.push_back(*piece);
        }
        return pieces;
    }
    [[nodiscard]] bool reachable(Target const& target) const {
        const std::vector<Piece> pieces = chances(target);
        for (Piece piece : pieces) {
            round(piece);
            if (meets(piece)) return true;
        }
        return pieces.empty();
    }

    Indicator const& indicator_;
    PathGrid grid_;
    PieceMaker maker_;
    std::vector<Interval> levels_;
    std::optional<Differences> sums_;     ///< Of running totals.
    std::optional<Differences> changes_;  ///< Of values, and of zero.
    std::optional<Differences> logs_;     ///< Of logarithms, and of log 1.
    Date since_;
};

}  // namespace glidepath::detail

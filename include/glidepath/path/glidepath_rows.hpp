// What targets ask of a glidepath, as rows.
#pragma once

#include <glidepath/model/target.hpp>
#include <glidepath/path/demand.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace glidepath {

/// A value at a period: where a path starts, what holds it, or what has been reached in it.
struct PathPoint {
    Period period;
    double value = 0;
    friend bool operator==(PathPoint const&, PathPoint const&) = default;
};

namespace detail {

/// Whether a row is about one position.
[[nodiscard]] inline bool is_point(Row const& row) {
    return row.runs.size() == 1 && row.runs[0].first == row.runs[0].last;
}

/// Collects the rows of the targets of one indicator on one grid. None for targets that do not bind
/// a path of levels: relations and `tbd`. What is known is held or said to be reached first.
class GlidepathRows {
public:
    GlidepathRows(Period like, Kind kind, std::optional<PathPoint> base)
        : like_(like), base_(base), latest_(base),
          demands_(kind, PathGrid{like - farthest, 2 * farthest, -farthest}) {
        if (base) known_[base->period - like] = base->value;
    }

    /// \param met  whether the path goes through the threshold, if the statement is one that is met
    void add(Target const& target, std::size_t origin, bool met = true) {
        const Statement say = expanded(target.say);
        const std::size_t before = rows_.size();
        if (say.stat == Stat::by) {
            if (auto demand = demands_.level(say.window.last()))
                if (const auto interval = satisfying(say)) {
                    demand->interval = *interval;
                    enter(*demand, met);
                }
        } else {
            for (Demand const& demand : demands_.of(target.say))
                enter(demand, met && say.stat != Stat::each, say.stat == Stat::from_to);
        }
        for (std::size_t i = before; i < rows_.size(); ++i) {
            rows_[i].rank = static_cast<int>(target.tier);
            rows_[i].origin = origin;
        }
    }
    /// Holds a value, more firmly than any target.
    void hold(PathPoint const& point) {
        known_[point.period - like_] = point.value;
        latest_ = point;
        fact(Row::point(point.period - like_, point.value));
    }
    /// What a flow has brought of a period that is not over yet.
    /// \param least  whether the period cannot end below it
    void reach(PathPoint const& point, bool least) {
        reached_ = point;
        if (least) fact(Row::point(point.period - like_, point.value, Sense::at_least));
    }

    [[nodiscard]] bool empty() const noexcept { return rows_.empty(); }
    /// How many rows are equalities about different quantities.
    [[nodiscard]] std::size_t equalities() const {
        std::vector<std::vector<Run>> seen;
        for (Row const& row : rows_)
            if (row.sense == Sense::equal &&
                std::find(seen.begin(), seen.end(), row.runs) == seen.end())
                seen.push_back(row.runs);
        return seen.size();
    }
    /// From the base, or the first period that is spoken of, to the last.
    [[nodiscard]] std::optional<Window> window() const {
        if (!base_ && rows_.empty()) return std::nullopt;
        int first = base_ ? base_->period - like_ : farthest;
        int last = base_ ? first : -farthest;
        for (auto const* rows : {&rows_, &held_})
            for (Row const& row : *rows)
                for (Run const& run : row.runs) {
                    if (!base_) first = std::min(first, run.first);
                    last = std::max(last, run.last);
                }
        return Window(like_ + first, like_ + last);
    }
    /// The rows by positions of the window. What reaches back before it cannot bind the path, and
    /// what is about held periods alone is decided. An `at` that asks for less than an earlier one
    /// has become an inequality.
    [[nodiscard]] std::vector<Row> take(Window const& window) && {
        for (auto const& [i, sense] : met_)
            for (auto const& [j, other] : met_) {
                if (!is_point(rows_[i]) || !is_point(rows_[j])) continue;
                const bool earlier = rows_[j].runs[0].first < rows_[i].runs[0].first;
                const bool asks_less = sense == Sense::at_least ? rows_[j].value > rows_[i].value
                                                                : rows_[j].value < rows_[i].value;
                if (sense == other && earlier && asks_less) rows_[i].sense = sense;
            }
        for (auto const& [i, sense] : met_)
            if (sense == Sense::at_least) keep_reached(rows_[i]);
        const int first = window.first() - like_;
        std::vector<Row> rows;
        if (base_) {
            rows.push_back(Row::point(0, base_->value));
            rows.back().rank = -1;
            rows.back().origin = static_cast<std::size_t>(-1);
        }
        for (Row& row : rows_)
            if (!decided(row)) shift(row, first, rows);
        for (Row& row : held_) shift(row, first, rows);
        return rows;
    }

private:
    /// Farther from `like` than this no statement is looked at.
    static constexpr int farthest = 4'000'000;

    static void shift(Row& row, int first, std::vector<Row>& to) {
        for (Run& run : row.runs) {
            run.first -= first;
            run.last -= first;
            if (run.first < 0) return;
        }
        to.push_back(std::move(row));
    }
    void fact(Row row) {
        row.rank = -1;
        row.origin = static_cast<std::size_t>(-1);
        held_.push_back(std::move(row));
    }
    /// A total that is to be at least something, and already is, does not ask for anything back.
    /// Where known values are negative it may yet fall again.
    void keep_reached(Row& row) const {
        double sum = 0;
        bool adds = row.value > 0 && row.sense == Sense::equal;
        for (Run const& run : row.runs) {
            const auto add = [&](int position, double value) {
                if (position < run.first || position > run.last) return;
                sum += run.coefficient * value;
                adds = adds && value >= 0;
            };
            adds = adds && run.coefficient > 0;
            for (auto const& [position, value] : known_) add(position, value);
            if (reached_) add(reached_->period - like_, reached_->value);
        }
        if (!adds || sum < row.value) return;
        row.sense = Sense::at_least;
        row.value = sum;
    }
    [[nodiscard]] bool decided(Row const& row) const {
        const auto known = [&](int position) {
            return (base_ && position <= base_->period - like_) ||
                   std::any_of(held_.begin(), held_.end(), [&](Row const& held) {
                       return held.sense == Sense::equal && held.runs[0].first == position;
                   });
        };
        if (held_.empty()) return false;
        for (Run const& run : row.runs)
            for (int t = run.first; t <= run.last; ++t)
                if (!known(t)) return false;
        return true;
    }
    /// What is known of a position; of a later one, what is known last.
    [[nodiscard]] std::optional<double> so_far(int position) const {
        if (const auto at = known_.find(position); at != known_.end()) return at->second;
        return latest_ && position > latest_->period - like_ ? std::optional(latest_->value)
                                                             : std::nullopt;
    }
    /// Whether a demand holds where the path stays as it is known last.
    [[nodiscard]] bool holds_already(Demand const& demand) const {
        const auto value = [&](std::vector<Run> const& runs) -> std::optional<double> {
            double sum = 0;
            for (Run const& run : runs)
                for (int t = run.first; t <= run.last; ++t) {
                    const auto level = so_far(t);
                    if (!level) return std::nullopt;
                    sum += run.coefficient * *level;
                }
            return sum;
        };
        auto of = value(demand.form);
        if (!of) return false;
        if (demand.quotient()) {
            const auto below = value(demand.base);
            if (!below || !(*below > 0)) return false;
            *of /= *below;
        }
        return demand.interval.contains(demand.value_of(*of));
    }
    /// One demand: with equality at the only end of a one-sided interval if `meet`, else as
    /// inequalities. Of two ends of a level the one nearer to what is known last is met.
    /// \param reachable  whether what is known can satisfy it once and for all, as a level can
    void enter(Demand const& demand, bool meet, bool reachable = false) {
        Interval const& interval = demand.interval;
        const bool one_sided = interval.lower_limit() || interval.upper_limit();
        const bool level = demand.of == Demand::Of::level;
        if ((level || reachable) && holds_already(demand)) meet = false;
        if (level && meet && !one_sided) {
            const double met = latest_ ? std::clamp(latest_->value, interval.lower, interval.upper)
                                       : (interval.lower + interval.upper) / 2;
            rows_.push_back(Row::of(demand.form, met * demand.divisor));
            return;
        }
        std::vector<Limit> limits = demand.limits();
        if (demand.quotient()) limits.pop_back();  // that the base is positive binds no path
        for (Limit& limit : limits) {
            if (meet && one_sided) {
                met_.emplace_back(rows_.size(), limit.row.sense);
                limit.row.sense = Sense::equal;
            }
            rows_.push_back(std::move(limit.row));
        }
    }

    Period like_;
    std::optional<PathPoint> base_;
    std::optional<PathPoint> latest_;  ///< The last value that is known.
    Demands demands_;
    std::vector<Row> rows_;
    std::vector<Row> held_;
    std::optional<PathPoint> reached_;
    std::map<int, double> known_;  ///< By position: the base and what is held.
    /// Rows that are met with equality at the only end of an interval, and what was asked.
    std::vector<std::pair<std::size_t, Sense>> met_;
};

}  // namespace detail
}  // namespace glidepath

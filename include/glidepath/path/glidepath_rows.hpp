// What targets ask of a glidepath, as rows.
#pragma once

#include <glidepath/model/target.hpp>
#include <glidepath/path/demand.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace glidepath {

/// A value at a period: where a path starts, or what holds it.
struct PathPoint {
    Period period;
    double value = 0;
    friend bool operator==(PathPoint const&, PathPoint const&) = default;
};

namespace detail {

/// Collects the rows of the targets of one indicator on one grid. None for targets that do not bind
/// a path of levels: relations and `tbd`.
class GlidepathRows {
public:
    GlidepathRows(Period like, Kind kind, std::optional<PathPoint> base)
        : like_(like), base_(base), demands_(kind, PathGrid{like - reach, 2 * reach, -reach}) {}

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
                enter(demand, met && say.stat != Stat::each);
        }
        for (std::size_t i = before; i < rows_.size(); ++i) {
            rows_[i].rank = static_cast<int>(target.tier);
            rows_[i].origin = origin;
        }
    }
    /// Holds a value, more firmly than any target.
    void hold(PathPoint const& point) {
        held_.push_back(Row::point(point.period - like_, point.value));
        held_.back().rank = -1;
        held_.back().origin = static_cast<std::size_t>(-1);
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
        int first = base_ ? base_->period - like_ : reach;
        int last = base_ ? first : -reach;
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
        for (auto const& [i, sense] : points_)
            for (auto const& [j, other] : points_) {
                const bool earlier = rows_[j].runs[0].first < rows_[i].runs[0].first;
                const bool asks_less = sense == Sense::at_least ? rows_[j].value > rows_[i].value
                                                                : rows_[j].value < rows_[i].value;
                if (sense == other && earlier && asks_less) rows_[i].sense = sense;
            }
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
    static constexpr int reach = 4'000'000;

    static void shift(Row& row, int first, std::vector<Row>& to) {
        for (Run& run : row.runs) {
            run.first -= first;
            run.last -= first;
            if (run.first < 0) return;
        }
        to.push_back(std::move(row));
    }
    [[nodiscard]] bool decided(Row const& row) const {
        const auto known = [&](int position) {
            return (base_ && position <= base_->period - like_) ||
                   std::any_of(held_.begin(), held_.end(),
                               [&](Row const& held) { return held.runs[0].first == position; });
        };
        if (held_.empty()) return false;
        for (Run const& run : row.runs)
            for (int t = run.first; t <= run.last; ++t)
                if (!known(t)) return false;
        return true;
    }
    /// One demand: with equality at the only end of a one-sided interval if `meet`, else as
    /// inequalities. Of two ends of a level the one nearer to the base is met.
    void enter(Demand const& demand, bool meet) {
        Interval const& interval = demand.interval;
        const bool one_sided = interval.lower_limit() || interval.upper_limit();
        if (demand.of == Demand::Of::level && meet) {
            if (base_ && interval.contains(base_->value)) {
                meet = false;
            } else if (one_sided) {
                points_.emplace_back(rows_.size(),
                                     interval.lower_limit() ? Sense::at_least : Sense::at_most);
            } else {
                const double met = base_ ? std::clamp(base_->value, interval.lower, interval.upper)
                                         : (interval.lower + interval.upper) / 2;
                rows_.push_back(Row::of(demand.form, met * demand.divisor));
                return;
            }
        }
        std::vector<Limit> limits = demand.limits();
        if (demand.quotient()) limits.pop_back();  // that the base is positive binds no path
        for (Limit& limit : limits) {
            if (meet && one_sided) limit.row.sense = Sense::equal;
            rows_.push_back(std::move(limit.row));
        }
    }

    Period like_;
    std::optional<PathPoint> base_;
    Demands demands_;
    std::vector<Row> rows_;
    std::vector<Row> held_;
    std::vector<std::pair<std::size_t, Sense>> points_;  ///< Rows of one-sided levels.
};

}  // namespace detail
}  // namespace glidepath

// The glidepath of an indicator: from its base through its targets.
#pragma once

#include <glidepath/model/interval.hpp>
#include <glidepath/model/target.hpp>
#include <glidepath/path/least_rough.hpp>

#include <cmath>
#include <optional>
#include <span>
#include <vector>

namespace glidepath {

/// Where a path starts.
struct PathBase {
    Period period;
    double value = 0;
    friend bool operator==(PathBase const&, PathBase const&) = default;
};

/// Periods of the longest path that is drawn. The solver is dense: beyond this the path is unknown.
inline constexpr int longest_path = 120;

/// A glidepath, and the targets that it could not honour.
struct Glidepath {
    std::optional<Path> path;
    std::vector<std::string> given_way;  ///< Ids of targets that contradict firmer ones.
};

namespace detail {

/// The rows of the targets of one indicator. None for targets that do not bind a path of levels:
/// relations and `tbd`.
class GlidepathRows {
public:
    explicit GlidepathRows(std::optional<PathBase> base) : base_(base) {}

    void add(Target const& target, std::size_t origin) {
        const Statement say = expanded(target.say);
        const auto interval = satisfying(say);
        if (!interval) return;
        const std::size_t before = rows_.size();
        const Period last = say.window.last();
        switch (say.stat) {
            case Stat::at:
            case Stat::by:
                if (say.face == Face::level) level(last, *interval);
                else if (const auto earlier = last.year_earlier())
                    difference(last, *earlier, say.face, *interval, 1, true);
                break;
            case Stat::sum: wants(PathRow::sum(say.window, 0), *interval, 1, true); break;
            case Stat::mean:
                wants(PathRow::sum(say.window, 0), *interval, say.window.size(), true);
                break;
            case Stat::each:
                for (Period p : say.window) {
                    if (say.face == Face::level) wants(PathRow::point(p, 0), *interval, 1, false);
                    else if (const auto earlier = p.year_earlier())
                        difference(p, *earlier, say.face, *interval, 1, false);
                }
                break;
            case Stat::from_to: {
                const bool relative =
                    say.face == Face::growth || say.quantity()->mark == Mark::percent;
                const int months = months_in(last.frequency());
                const double years = say.face == Face::growth && months > 0
                                         ? (say.window.size() - 1) * months / 12.0
                                         : 1;
                difference(last, say.window.first(), relative ? Face::growth : Face::change,
                           *interval, years, true);
                break;
            }
            default: break;
        }
        for (std::size_t i = before; i < rows_.size(); ++i) {
            rows_[i].rank = static_cast<int>(target.tier);
            rows_[i].origin = origin;
        }
    }

    /// The rows. An `at` that asks for less than an earlier one has become an inequality.
    [[nodiscard]] std::vector<PathRow> take() && {
        for (auto const& [i, sense] : points_)
            for (auto const& [j, other] : points_) {
                const bool earlier = rows_[j].terms[0].first < rows_[i].terms[0].first;
                const bool asks_less = sense == Sense::at_least ? rows_[j].value > rows_[i].value
                                                                : rows_[j].value < rows_[i].value;
                if (sense == other && earlier && asks_less) rows_[i].sense = sense;
            }
        return std::move(rows_);
    }

private:
    /// The left side of `row` in the interval times `factor`: with equality at the only end of a
    /// one-sided interval if `meet`, else as inequalities.
    void wants(PathRow row, Interval const& interval, double factor, bool meet) {
        const bool one_sided = interval.lower_limit() || interval.upper_limit();
        if (std::isfinite(interval.lower)) {
            row.value = interval.lower * factor;
            row.sense = meet && one_sided ? Sense::equal : Sense::at_least;
            rows_.push_back(row);
        }
        if (std::isfinite(interval.upper)) {
            row.value = interval.upper * factor;
            row.sense = meet && one_sided ? Sense::equal : Sense::at_most;
            rows_.push_back(std::move(row));
        }
    }
    /// A level at a point: an inequality if the base satisfies it; of two ends the one nearer to
    /// the base is met.
    void level(Period period, Interval const& interval) {
        if (base_ && interval.contains(base_->value))
            return wants(PathRow::point(period, 0), interval, 1, false);
        if (interval.lower_limit() || interval.upper_limit()) {
            points_.emplace_back(rows_.size(),
                                 interval.lower_limit() ? Sense::at_least : Sense::at_most);
            return wants(PathRow::point(period, 0), interval, 1, true);
        }
        const double met = base_ ? std::clamp(base_->value, interval.lower, interval.upper)
                                 : (interval.lower + interval.upper) / 2;
        rows_.push_back(PathRow::point(period, met));
    }
    /// The difference between two periods, or, for growth, the factor between them in percent a
    /// year.
    void difference(Period to, Period from, Face face, Interval const& interval, double years,
                    bool meet) {
        if (face == Face::change)
            return wants(PathRow::difference(to, 1, from, 0), interval, 1, meet);
        const bool one_sided = interval.lower_limit() || interval.upper_limit();
        const auto row = [&](double percent, Sense sense) {
            const double factor = std::pow(1 + percent / 100, years);
            if (std::isfinite(percent) && percent > -100)
                rows_.push_back(PathRow::difference(to, factor, from, 0,
                                                    meet && one_sided ? Sense::equal : sense));
        };
        row(interval.lower, Sense::at_least);
        row(interval.upper, Sense::at_most);
    }

    std::optional<PathBase> base_;
    std::vector<PathRow> rows_;
    std::vector<std::pair<std::size_t, Sense>>
        points_;  ///< Rows of one-sided `at`, and which side.
};

}  // namespace detail

/// The glidepath through the targets of one indicator on one grid, linear by default: the least
/// rough path that starts at the base and meets each at, by, sum, mean and from-to target with
/// equality at its threshold. As inequalities enter targets that the base already satisfies, an
/// `at` that asks for less than an earlier one, and every each, rises, falls and steady.
///
/// Without a base the path begins with the first target. One target and no base leave it unknown.
/// Targets that contradict each other give way in the order aspirational, expected, binding.
/// \param like     a period of the grid (frequency and phase) on which the path runs
/// \param targets  those of one indicator; others and those on other grids are the caller's to
/// leave out
[[nodiscard]] inline Glidepath glidepath_of(Period like, std::span<Target const* const> targets,
                                            std::optional<PathBase> base) {
    detail::GlidepathRows collect(base);
    for (std::size_t i = 0; i < targets.size(); ++i)
        if (targets[i]->say.dated && targets[i]->say.window.first().same_grid(like))
            collect.add(*targets[i], i);
    std::vector<PathRow> rows = std::move(collect).take();

    std::optional<Period> first = base ? std::optional(base->period) : std::nullopt;
    std::optional<Period> last = first;
    for (PathRow const& row : rows)
        for (auto const& [period, coefficient] : row.terms) {
            if (!base && (!first || period < *first)) first = period;
            if (!last || *last < period) last = period;
        }
    if (!last || rows.empty() || *last - *first >= longest_path) return {};
    // What reaches back before the base cannot bind the path: the base is where it starts.
    std::erase_if(rows, [&](PathRow const& row) {
        for (auto const& [period, coefficient] : row.terms)
            if (period < *first) return true;
        return false;
    });
    if (base) {
        rows.push_back(PathRow::point(base->period, base->value));
        rows.back().rank = -1;
        rows.back().origin = targets.size();
    } else {
        // One statement and no base leave the path unknown, not flat.
        detail::EqualityProblem known(Window(*first, *last));
        for (PathRow const& row : rows)
            if (row.sense == Sense::equal) (void)known.add(row);
        if (known.rank() < 2) return {};
    }

    LeastRough solution = least_rough(Window(*first, *last), rows);
    Glidepath result{std::move(solution.path), {}};
    for (std::size_t i : solution.given_way)
        if (rows[i].origin < targets.size())
            result.given_way.push_back(targets[rows[i].origin]->id);
    std::sort(result.given_way.begin(), result.given_way.end());
    result.given_way.erase(std::unique(result.given_way.begin(), result.given_way.end()),
                           result.given_way.end());
    return result;
}

}  // namespace glidepath

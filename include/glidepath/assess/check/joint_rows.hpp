// What targets say about indicators that belong together, as rows over the periods of one grid.
#pragma once

#include <glidepath/assess/check/links.hpp>
#include <glidepath/model/face_prices.hpp>
#include <glidepath/path/demand.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace glidepath::detail {

/// The grid of periods like `like` that holds what the texts speak of; nothing if they speak of
/// none.
/// \param since  first day on which `by` may be reached
[[nodiscard]] inline std::optional<PathGrid> grid_of(Texts const& texts, Period like,
                                                     Date const& since) {
    std::optional<Period> first;
    std::optional<Period> last;
    for (Target const* text : texts) {
        Statement const& say = text->say;
        if (!say.dated) continue;
        Period start = say.window.first();
        if (say.stat != Stat::from_to && expanded(say).face != Face::level)
            start = start.year_earlier().value_or(start);
        if (say.stat == Stat::by && !since.is_special() && since < start.first_day())
            start = Period::containing(since, start.frequency(), start.phase());
        const auto window =
            refine(Window(start, say.window.last()), like.frequency(), like.phase());
        if (!window) continue;
        if (!first || window->first() < *first) first = window->first();
        if (!last || *last < window->last()) last = window->last();
    }
    if (!first) return std::nullopt;
    return PathGrid{*first, *last - *first + 1};
}

/// The grids on which texts can be compared: one for each frequency they are written in.
[[nodiscard]] inline std::vector<PathGrid> grids_of(Texts const& texts, Date const& since) {
    std::vector<PathGrid> grids;
    for (Target const* text : texts) {
        const Period like = text->say.window.first();
        const bool known = std::any_of(grids.begin(), grids.end(), [&](PathGrid const& grid) {
            return grid.first.same_grid(like);
        });
        if (!text->say.dated || known) continue;
        if (const auto grid = grid_of(texts, like, since)) grids.push_back(*grid);
    }
    return grids;
}

/// A demand, by whom, and on what.
struct Said {
    Demand demand;     ///< Counts in whole numbers.
    Interval written;  ///< As the text wrote it.
    Indicator const* of;
    Indicator const* other = nullptr;  ///< What a relation or a ratio compares it with.
    bool counts = false;               ///< The quantity is a whole number.
    bool alternative = false;          ///< One of the periods in which `by` may be reached.
    /// The texts that say it, by their number; both of a relation between growth rates and the
    /// other side's growth. None: it is what the indicator allows.
    std::vector<std::size_t> texts;
};

/// Rows over the periods of one grid, every indicator with positions of its own.
///
/// - Bounds of an indicator hold in every period; of a flow on another grid than its own only that
///   it is never negative.
/// - Growth is linear in levels. It is defined for a positive earlier level only, so a target on
///   growth demands that too. Where growth is at other prices than levels, it is growth of what the
///   levels would be at its own prices, which have positions of their own and no bounds.
/// - A ratio with parts binds them wherever its own targets or bounds say where it lies in one
///   period, if its denominator is never negative; its mean, change and growth do not.
/// - Of two growth rates that are compared, one counts where a target states the other for the same
///   periods.
/// - `by` has alternatives, of which one must hold.
class JointRows {
public:
    /// One row, and the number of what it says.
    struct JointRow {
        Limit limit;
        std::size_t said;
    };

    /// \param texts  of these indicators, all in force together, in plan order
    JointRows(PlanIndex const& index, Indicators const& indicators, Texts const& texts,
              PathGrid const& grid, Date const& since)
        : index_(index), texts_(texts), since_(since), rows_of_(texts.size()),
          alternatives_(texts.size()), expressed_(texts.size()) {
        PathGrid next = grid;
        const auto add_grid = [&](auto& grids, Indicator const& of) {
            grids.emplace(of.id, next);
            next.offset += grid.size;
        };
        for (Indicator const* indicator : indicators) {
            add_grid(grids_, *indicator);
            if (!indicator->growth_is_of_levels()) add_grid(grids_of_growth_, *indicator);
        }
        for (Indicator const* indicator : indicators) allow(*indicator);
        for (std::size_t i = 0; i < texts.size(); ++i) take(i);
        for (std::size_t i = 0; i < texts.size(); ++i) compare_growth(i);
    }

    [[nodiscard]] Texts const& texts() const noexcept { return texts_; }
    [[nodiscard]] std::vector<JointRow> const& rows() const noexcept { return rows_; }
    [[nodiscard]] Said const& said(std::size_t row) const { return said_[rows_[row].said]; }
    /// The rows that say what the indicators allow.
    [[nodiscard]] std::vector<std::size_t> const& allowed() const noexcept { return allowed_; }
    /// Levels that are whole numbers and that growth, which is none, may leave no room for.
    [[nodiscard]] std::vector<Said> const& counts_between() const noexcept { return counts_; }
    /// The rows in which a text takes part, alternatives apart.
    [[nodiscard]] std::vector<std::size_t> const& rows_of(std::size_t text) const {
        return rows_of_[text];
    }
    /// The rows of each period in which a `by` may be reached, its deadline first.
    [[nodiscard]] std::vector<std::vector<std::size_t>> const&
    alternatives(std::size_t text) const {
        return alternatives_[text];
    }
    /// Whether the rows say all that the text says.
    [[nodiscard]] bool expressed(std::size_t text) const { return expressed_[text]; }

    /// Forgets all rows of several positions: what is left compares single periods.
    void unlink() {
        const auto linked = [&](std::size_t row) {
            auto const& runs = rows_[row].limit.row.runs;
            return runs.size() != 1 || runs.front().first != runs.front().last;
        };
        std::erase_if(allowed_, linked);
        for (std::size_t i = 0; i < texts_.size(); ++i) {
            if (std::erase_if(rows_of_[i], linked) > 0) expressed_[i] = false;
            const auto alternative = [&](auto const& rows) {
                return std::any_of(rows.begin(), rows.end(), linked);
            };
            if (std::any_of(alternatives_[i].begin(), alternatives_[i].end(), alternative)) {
                alternatives_[i].clear();
                expressed_[i] = false;
            }
        }
        counts_.clear();
    }

private:
    [[nodiscard]] Indicator const* indicator(std::string_view id) const {
        const Indicator* found = index_.indicator(id);
        return found != nullptr && grids_.contains(found->id) ? found : nullptr;
    }
    [[nodiscard]] Demands demands(Indicator const& of) const { return {of.kind, grids_.at(of.id)}; }
    /// The same of growth, which may be that of other levels.
    [[nodiscard]] Demands growth_demands(Indicator const& of) const {
        const auto own = grids_of_growth_.find(of.id);
        return own == grids_of_growth_.end() ? demands(of) : Demands(of.kind, own->second);
    }
    /// Whether a demand that texts make is one on growth, not on a relative change of levels where
    /// that is something else.
    [[nodiscard]] bool is_of_growth(Said const& said) const {
        if (said.demand.of != Demand::Of::growth || said.texts.size() != 1) return false;
        return said.of->growth_is_of_levels() ||
               !speaks_of_levels(*said.of, texts_[said.texts.front()]->say);
    }
    /// Adds the rows of what is said. \return their numbers
    std::vector<std::size_t> add(Said said, bool positive_base = true) {
        said.written = said.demand.interval;
        if (said.counts) {
            Interval& interval = said.demand.interval;
            interval.lower *= said.demand.divisor;
            interval.upper *= said.demand.divisor;
            interval = to_whole(interval);
            interval.lower /= said.demand.divisor;
            interval.upper /= said.demand.divisor;
        }
        if (said.demand.of == Demand::Of::growth && counts(*said.of) &&
            said.of->growth_is_of_levels())
            for (Period period : {*said.demand.since, said.demand.window.last()})
                counts_.push_back(
                    {*demands(*said.of).level(period), {}, said.of, nullptr, true, false, {}});
        std::vector<Limit> limits = said.demand.limits();
        if (said.demand.quotient() && !positive_base) limits.pop_back();
        std::vector<std::size_t> numbers;
        for (Limit& limit : limits) {
            if (!said.alternative)
                for (std::size_t text : said.texts) rows_of_[text].push_back(rows_.size());
            if (said.texts.empty()) allowed_.push_back(rows_.size());
            numbers.push_back(rows_.size());
            rows_.push_back({std::move(limit), said_.size()});
        }
        said_.push_back(std::move(said));
        return numbers;
    }
    /// Whether levels, and their sums and differences, are whole numbers.
    [[nodiscard]] static bool counts(Indicator const& of) noexcept {
        return of.whole && (of.kind == Kind::flow || of.kind == Kind::stock);
    }

    /// What the declared bounds of an indicator allow.
    void allow(Indicator const& of) {
        PathGrid const& grid = grids_.at(of.id);
        const Bounds bounds = of.bounds_at(grid.first.frequency());
        Interval allowed;
        if (bounds.min) allowed.lower = *bounds.min;
        if (bounds.max) allowed.upper = *bounds.max;
        if (of.kind == Kind::milestone || allowed == Interval()) return;
        for (int t = 0; t < grid.size; ++t) {
            const Period period = grid.first + t;
            auto level = demands(of).level(period);
            level->interval = allowed;
            add({*std::move(level), {}, &of, nullptr, counts(of), false, {}});
            bind_parts(of, period, allowed, {});
        }
    }

    void take(std::size_t number) {
        Target const& text = *texts_[number];
        Statement const& say = text.say;
        const Indicator* of = indicator(text.indicator);
        if (of == nullptr || of->kind == Kind::milestone || !say.dated) return;
        if (say.reference() != nullptr) return relate(number, *of);
        if (say.stat == Stat::by) return reach(number, *of);
        const auto wanted =
            (speaks_of_levels(*of, say) ? demands(*of) : growth_demands(*of)).of(say);
        for (Demand const& demand : wanted) {
            add({demand, {}, of, nullptr, counts(*of) && !demand.quotient(), false, {number}});
            if (demand.of == Demand::Of::level)
                bind_parts(*of, demand.window.first(), demand.interval, {number});
        }
        const std::size_t parts = is_each(say.stat) || say.stat == Stat::at
                                      ? static_cast<std::size_t>(say.window.size())
                                      : 1;
        expressed_[number] = wanted.size() == parts;
    }

    /// Where a ratio lies in one period, its parts are bound.
    void bind_parts(Indicator const& ratio, Period period, Interval const& interval,
                    std::vector<std::size_t> texts) {
        const auto three = ratio_of(index_, ratio);
        if (!three || indicator(three->above->id) == nullptr ||
            indicator(three->below->id) == nullptr || !three->below->never_negative())
            return;
        const auto above = level_form(three->above->kind, grids_.at(three->above->id), period);
        const auto below = level_form(three->below->kind, grids_.at(three->below->id), period);
        if (!above || !below) return;
        Demand demand;
        demand.of = Demand::Of::ratio;
        demand.window = period;
        demand.form = above->times(1);
        demand.base = below->times(1);
        demand.divisor = 1 / three->factor;
        demand.interval = interval;
        const bool by_text = !texts.empty();
        add({std::move(demand), {}, &ratio, nullptr, false, false, std::move(texts)}, by_text);
    }

    void reach(std::size_t number, Indicator const& of) {
        const auto wanted = satisfying(texts_[number]->say);
        if (!wanted || texts_[number]->say.face != Face::level) return;
        const auto ahead = [&](Period period) {
            return !since_.is_special() && period.first_day() < since_;
        };
        for (Period period = texts_[number]->say.window.last(); !ahead(period);
             period = period - 1) {
            auto level = demands(of).level(period);
            if (!level) break;
            level->interval = *wanted;
            alternatives_[number].push_back(
                add({*std::move(level), {}, &of, nullptr, counts(of), true, {number}}));
        }
        expressed_[number] = !alternatives_[number].empty();
    }

    /// A relation between levels or changes: the one less the other, in one unit.
    void relate(std::size_t number, Indicator const& of) {
        Statement const& say = texts_[number]->say;
        const Indicator* other = indicator(say.reference()->indicator);
        if (other == nullptr || say.face == Face::growth) return;
        const double scale = index_.unit(*other).scale / index_.unit(of).scale;
        if (!std::isfinite(scale)) return;
        for (Period period : say.window) {
            const auto side = [&](Indicator const& one) -> std::optional<Demand> {
                if (say.face == Face::level) return demands(one).level(period);
                const auto earlier = period.year_earlier();
                if (!earlier) return std::nullopt;
                return demands(one).between(Face::change, *earlier, period, 1);
            };
            const auto mine = side(of);
            const auto theirs = side(*other);
            if (!mine || !theirs) return;
            Demand difference = *mine;
            if (mine->divisor != 1)
                for (Run& run : difference.form) run.coefficient /= mine->divisor;
            difference.divisor = 1;
            for (Run run : theirs->form) {
                run.coefficient *= -scale / theirs->divisor;
                difference.form.push_back(run);
            }
            difference.interval = *satisfying(say, 0);
            add({std::move(difference), {}, &of, other, false, false, {number}});
        }
        expressed_[number] = true;
    }

    /// A relation between growth rates: each side is bound where texts state the other.
    void compare_growth(std::size_t number) {
        Statement const& say = texts_[number]->say;
        const Indicator* of = indicator(texts_[number]->indicator);
        if (of == nullptr || say.reference() == nullptr || say.face != Face::growth) return;
        const Indicator* other = indicator(say.reference()->indicator);
        if (other == nullptr) return;
        const bool above = satisfying(say, 0)->lower_limit();
        const bool strict =
            say.comparator == Comparator::greater || say.comparator == Comparator::less;
        const std::size_t known = said_.size();
        for (std::size_t i = 0; i < known; ++i) {
            const bool theirs = said_[i].of == other;
            if (!is_of_growth(said_[i]) || !(theirs || said_[i].of == of)) continue;
            // More than what is at least 5 % is more than 5 %; less than it says nothing.
            const bool floor = theirs == above;
            Interval const& stated = said_[i].demand.interval;
            Interval bound;
            if (floor) {
                bound.lower = stated.lower;
                bound.lower_open = strict || stated.lower_open;
            } else {
                bound.upper = stated.upper;
                bound.upper_open = strict || stated.upper_open;
            }
            if (bound == Interval() || (floor ? std::isinf(bound.lower) : std::isinf(bound.upper)))
                continue;
            Indicator const& bounded = theirs ? *of : *other;
            const Period to = said_[i].demand.window.first();
            const Period from = *said_[i].demand.since;
            if (!to.same_grid(say.window.first()) || !say.window.contains(to) ||
                to.year_earlier() != from)
                continue;
            auto demand = growth_demands(bounded).between(Face::growth, from, to, 1);
            if (!demand) continue;
            demand->interval = bound;
            add({*std::move(demand),
                 {},
                 &bounded,
                 nullptr,
                 false,
                 false,
                 {number, said_[i].texts.front()}});
        }
    }

    PlanIndex const& index_;
    Texts texts_;
    Date since_;
    std::map<std::string_view, PathGrid> grids_;
    std::map<std::string_view, PathGrid> grids_of_growth_;  ///< Where it is not that of the levels.
    std::vector<Said> said_;
    std::vector<JointRow> rows_;
    std::vector<std::size_t> allowed_;
    std::vector<Said> counts_;
    std::vector<std::vector<std::size_t>> rows_of_;
    std::vector<std::vector<std::vector<std::size_t>>> alternatives_;
    std::vector<bool> expressed_;
};

}  // namespace glidepath::detail

// Demands: statements taken apart into what each asks of the positions of a grid, and the rows that
// say the same to a solver.
#pragma once

#include <glidepath/model/indicator.hpp>
#include <glidepath/model/interval.hpp>
#include <glidepath/path/path_grid.hpp>
#include <glidepath/path/solver/limit.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace glidepath {

/// One quantity of a path, and the interval that a statement wants it in.
struct Demand {
    /// The quantity. With L the level of a period and E that of an earlier one:
    enum class Of : std::uint8_t {
        level,   ///< L.
        sum,     ///< The sum over a window.
        mean,    ///< The mean over a window.
        change,  ///< L - E.
        growth,  ///< L against E in percent a year; defined for E > 0 only.
        ratio    ///< One quantity divided by another, which is positive.
    };
    Of of = Of::level;
    Window window;                ///< What is spoken of.
    std::optional<Period> since;  ///< `change` and `growth`: the period of E.
    std::vector<Run> form;        ///< The quantity times `divisor`; what stands above the line.
    std::vector<Run> base;        ///< `growth` and `ratio`: what stands below the line.
    double divisor = 1;           ///< The number of values of a mean.
    double years = 1;             ///< `growth`: how many years it is spread over.
    Interval interval;            ///< In the terms of the statement; growth in percent.

    [[nodiscard]] bool quotient() const noexcept { return of == Of::growth || of == Of::ratio; }
    /// What the quotient of form and base is where the quantity has this value.
    [[nodiscard]] double quotient_of(double value) const {
        if (of != Of::growth) return value * divisor;
        const double yearly = 1 + value / 100;
        return years == 1 ? yearly : std::pow(std::max(0.0, yearly), years);
    }
    /// The quantity where form, or the quotient of form and base, has this value.
    [[nodiscard]] double value_of(double form_or_quotient) const {
        if (of != Of::growth) return form_or_quotient / divisor;
        return (std::pow(form_or_quotient, 1 / years) - 1) * 100;
    }
    /// The same in rows: at most one for each end, after which quotients add `base > 0`. Growth is
    /// linear in levels: `L - f E >= 0`. Ends that no finite number can express make no row.
    [[nodiscard]] std::vector<Limit> limits() const {
        std::vector<Limit> all;
        const auto add = [&](double end, bool open, Sense sense) {
            if (std::isinf(end)) return;
            Row row = Row::of(form, quotient() ? 0 : end * divisor, sense);
            const double factor = quotient() ? quotient_of(end) : 0;
            for (Run run : base) {
                run.coefficient *= -factor;
                row.runs.push_back(run);
            }
            if (std::isfinite(row.value) && std::isfinite(factor))
                all.push_back({std::move(row), open});
        };
        add(interval.lower, interval.lower_open, Sense::at_least);
        add(interval.upper, interval.upper_open, Sense::at_most);
        if (quotient()) all.push_back({Row::of(base, 0, Sense::at_least), true});
        return all;
    }
};

/// The level of a period as a sum over positions of a finer or the same grid, divided.
struct LevelForm {
    std::vector<Run> runs;
    double divisor = 1;
    /// The runs with the divisor and a factor worked in.
    [[nodiscard]] std::vector<Run> times(double factor) const {
        std::vector<Run> all = runs;
        for (Run& run : all) run.coefficient *= factor / divisor;
        return all;
    }
};

/// A flow is the sum of its parts, an average their mean, a stock the last of them, and a ratio is
/// known on its own grid only. Nothing for what the grid cannot express.
[[nodiscard]] inline std::optional<LevelForm> level_form(Kind kind, PathGrid const& grid,
                                                         Period period) {
    const auto at = grid.positions(period);
    if (!at || kind == Kind::milestone) return std::nullopt;
    const auto [from, to] = *at;
    if (from == to || kind == Kind::stock) return LevelForm{{{to, to}}};
    if (kind == Kind::flow) return LevelForm{{{from, to}}};
    if (kind == Kind::average) return LevelForm{{{from, to}}, to - from + 1.0};
    return std::nullopt;
}

/// Takes the statements about one indicator apart.
class Demands {
public:
    Demands(Kind kind, PathGrid const& grid) : kind_(kind), grid_(grid) {}

    /// What a statement demands: one demand, or for `each` one a period. None for relations to
    /// other indicators, for values to be decided, for milestones, for `by` (it names no one
    /// period; see `level`), and for what the grid cannot express.
    [[nodiscard]] std::vector<Demand> of(Statement const& written) const {
        const Statement say = expanded(written);
        const auto interval = satisfying(say);
        std::vector<Demand> demands;
        if (!interval || !say.dated) return demands;
        const auto add = [&](std::optional<Demand> demand) {
            if (!demand) return;
            demand->interval = *interval;
            demands.push_back(*std::move(demand));
        };
        switch (say.stat) {
            case Stat::at:
            case Stat::each:
                for (Period period : say.window) {
                    if (say.face == Face::level) add(level(period));
                    else if (const auto earlier = period.year_earlier())
                        add(between(say.face, *earlier, period, 1));
                }
                break;
            case Stat::sum: add(sum(say.window)); break;
            case Stat::mean: add(mean(say.window)); break;
            case Stat::from_to: add(from_to(say)); break;
            default: break;
        }
        return demands;
    }

    /// The level of a period, wherever it may lie.
    [[nodiscard]] std::optional<Demand> level(Period period) const {
        auto form = level_form(kind_, grid_, period);
        if (!form) return std::nullopt;
        Demand demand = named(Demand::Of::level, period);
        demand.form = std::move(form->runs);
        demand.divisor = form->divisor;
        return demand;
    }
    /// Change, or growth a year, from one period to a later one.
    [[nodiscard]] std::optional<Demand> between(Face face, Period from, Period to,
                                                double years) const {
        const auto above = level_form(kind_, grid_, to);
        const auto below = level_form(kind_, grid_, from);
        if (!above || !below || from == to) return std::nullopt;
        Demand demand = named(face == Face::growth ? Demand::Of::growth : Demand::Of::change, to);
        demand.since = from;
        demand.years = years;
        demand.form = above->times(1);
        if (face == Face::growth) demand.base = below->times(1);
        else
            for (Run const& run : below->times(-1)) demand.form.push_back(run);
        return demand;
    }

private:
    [[nodiscard]] static Demand named(Demand::Of of, Window const& window) {
        Demand demand;
        demand.of = of;
        demand.window = window;
        return demand;
    }
    [[nodiscard]] std::optional<Demand> sum(Window const& window) const {
        const auto at = grid_.positions(window);
        if (!at || kind_ != Kind::flow) return std::nullopt;
        Demand demand = named(Demand::Of::sum, window);
        demand.form = {{at->first, at->second}};
        return demand;
    }
    /// Of the periods of the window: of a flow the sum over it by their number.
    [[nodiscard]] std::optional<Demand> mean(Window const& window) const {
        const auto at = grid_.positions(window);
        const bool own_grid = window.first().same_grid(grid_.first);
        const bool aggregates = kind_ == Kind::flow || kind_ == Kind::average;
        if (!at || kind_ == Kind::milestone || kind_ == Kind::ratio || !(aggregates || own_grid))
            return std::nullopt;
        Demand demand = named(Demand::Of::mean, window);
        demand.form = {{at->first, at->second}};
        demand.divisor = kind_ == Kind::flow ? window.size() : at->second - at->first + 1;
        return demand;
    }
    [[nodiscard]] std::optional<Demand> from_to(Statement const& say) const {
        const Period from = say.window.first();
        const Period to = say.window.last();
        if (say.face != Face::growth) {
            const bool relative = say.quantity()->mark == Mark::percent;
            return between(relative ? Face::growth : Face::change, from, to, 1);
        }
        const int months = months_in(from.frequency());
        if (months == 0) return std::nullopt;  // an average annual rate needs years
        return between(Face::growth, from, to, (to - from) * months / 12.0);
    }

    Kind kind_;
    PathGrid grid_;
};

}  // namespace glidepath

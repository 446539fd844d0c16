// What published methods are given of a target: their inputs, read from a plan and its
// observations.
#pragma once

#include <glidepath/assess/judge.hpp>
#include <glidepath/assess/methods.hpp>
#include <glidepath/model/part.hpp>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

namespace glidepath {

/// What plan and observations do not tell, and how time is counted.
struct MethodExtras {
    method::ElapsedBy elapsed_by = method::ElapsedBy::months;  ///< For totals inside their window.
    std::optional<ScoreBounds> bounds = {};                    ///< For `sdsn`.
    /// Share done, as the responsible body reports it; if absent, for a target of one year, what
    /// observations say of the year's task (`Measure::share_of_annual`).
    std::optional<double> declared = {};
};

/// The inputs of one target. A flow inside the year that its target names is a total on its way and
/// has levels of earlier years as well: each method gets the one that it is made for.
struct MethodInputs {
    bool judged = true;  ///< False: the target itself is not judged; `why` says why.
    Text why;
    MethodInput level;  ///< Of any subject but, if there is one, the running total.
    std::optional<MethodInput> total;

    [[nodiscard]] MethodInput const& of(MethodName name) const noexcept {
        const bool on_totals = name == MethodName::elapsed_share ||
                               name == MethodName::earned_schedule || name == MethodName::rag ||
                               name == MethodName::declared;
        return total && on_totals ? *total : level;
    }
};

namespace detail {

/// The time of a period in years; a year's is its number.
[[nodiscard]] inline double time_in_years(Period period) {
    if (months_in(period.frequency()) > 0) return period.first_month() / 12.0;
    return 1970 + days_between(date(1970, 1, 1), period.first_day()) / 365.2425;
}

class MethodInputsMaker {
public:
    MethodInputsMaker(Evidence const& evidence, Target const& target, MethodExtras const& extras)
        : evidence_(evidence), target_(target), extras_(extras),
          indicator_(*evidence.index().indicator(target.indicator)),
          series_(evidence.series(target.indicator)), say_(expanded(target.say)),
          verdict_(judge(evidence, target)) {}

    [[nodiscard]] MethodInputs make() && {
        level().bounds = extras_.bounds;
        declared();
        level().percentage = indicator_.unit == "%";
        const auto reason = verdict_.reason_code;
        if (reason == ReasonCode::not_applicable || reason == ReasonCode::definition_unclear ||
            reason == ReasonCode::target_tbd) {
            inputs_.judged = false;
            inputs_.why = verdict_.reason;
        } else if (indicator_.kind == Kind::milestone) {
            milestone();
        } else {
            const bool of_level = say_.face == Face::level || say_.stat == Stat::from_to;
            side();
            if (say_.face == Face::growth) growth();
            else if (say_.reference() != nullptr || !of_level || say_.stat == Stat::mean ||
                     is_each(say_.stat))
                other();
            else if (say_.stat == Stat::sum) sum();
            else levels();
        }
        return std::move(inputs_);
    }

private:
    [[nodiscard]] MethodInput& level() noexcept { return inputs_.level; }
    [[nodiscard]] static TimedValue timed(Period period, double value) {
        return {time_in_years(period), value};
    }
    void declared() {
        level().declared = extras_.declared;
        Window const& year = say_.window;
        if (extras_.declared || say_.stat != Stat::at || say_.face != Face::level || !say_.dated ||
            !year.single() || year.frequency() != Frequency::annual)
            return;
        const auto reported = series_.declared_share(year);
        if (!reported) return;
        level().declared = reported->share;
        level().declared_elapsed =
            method::elapsed(year, reported->last_day, extras_.elapsed_by, &series_);
    }
    /// The wanted side. For relations the number does not matter.
    void side() {
        level().direction =
            direction(*satisfying(say_, say_.quantity() != nullptr ? say_.quantity()->value : 0));
        level().strict =
            say_.comparator == Comparator::greater || say_.comparator == Comparator::less;
    }
    [[nodiscard]] static WantedDirection direction(Interval const& interval) noexcept {
        if (interval.lower_limit()) return WantedDirection::up;
        if (interval.upper_limit()) return WantedDirection::down;
        return WantedDirection::within;
    }
    /// The number to reach: the limit, or the middle of a band.
    [[nodiscard]] static double goal(Interval const& interval) noexcept {
        if (interval.lower_limit()) return interval.lower;
        if (interval.upper_limit()) return interval.upper;
        return interval.lower + (interval.upper - interval.lower) / 2;
    }

    void milestone() {
        level().subject = MethodSubject::milestone;
        if (verdict_.actual && verdict_.actual_period)
            level().latest = timed(verdict_.actual_period->last(),
                                   verdict_.status == Status::missed ? 0 : *verdict_.actual);
    }
    void growth() {
        level().subject = MethodSubject::growth;
        level().growth = verdict_.actual;
        if (verdict_.actual) level().growth_target = verdict_.planned;
    }
    /// Means, floors, changes and relations: the figure judged, and what it is held against.
    void other() {
        level().subject = MethodSubject::other;
        if (!verdict_.actual || !verdict_.actual_period) return;
        level().latest = timed(verdict_.actual_period->last(), *verdict_.actual);
        level().planned = verdict_.planned;
    }

    /// `at`, `by`, and `change from A to B`, whose number is a level by then.
    void levels() {
        const Period end = say_.window.last();
        Interval interval = *satisfying(say_);
        std::optional<Base> base;
        if (say_.stat == Stat::from_to) {
            const auto start = series_.level(say_.window.first());
            if (!start) return;
            base = Base{say_.window.first(), *start};
            const bool percent = say_.quantity()->mark == Mark::percent;
            if (percent && !(start->value > 0)) return;
            for (double* bound : {&interval.lower, &interval.upper})
                *bound = percent ? start->value * (1 + *bound / 100) : start->value + *bound;
        } else {
            base = evidence_.base(target_);
        }
        level().target = timed(end, goal(interval));
        if (base) level().base = timed(base->period, base->figure.value);
        const auto latest = series_.latest_level(end, end);
        const bool since = latest && (!base || latest->last_day() > base->period.last_day());
        if (latest) history(*latest, base);
        if (since) {
            level().latest = timed(*latest, series_.level(*latest)->value);
            if (const auto before = latest->year_earlier())
                if (const auto figure = series_.level(*before);
                    figure && !series_.before_break(*before))
                    level().year_earlier = figure->value;
        }
        if (base) path(end, *base, latest);
        if (since && verdict_.planned && verdict_.actual_period == Window(*latest))
            level().planned = verdict_.planned;
        if (indicator_.kind == Kind::flow && say_.stat != Stat::from_to) total(interval);
    }
    /// All levels known up to `last`, from the last break on.
    void history(Period last, std::optional<Base> const& base) {
        Period first = base && base->period.same_grid(last) ? base->period : last;
        if (!series_.figures().empty())
            first = std::min(first, Period::containing(series_.figures().begin()->first.first,
                                                       last.frequency(), last.phase()));
        if (last - first >= longest_path) return;
        for (Period p = first; p <= last; ++p)
            if (const auto figure = series_.level(p); figure && !series_.before_break(p))
                level().history.push_back(timed(p, figure->value));
    }
    /// The planned values from base to end, and where on them the latest value stands.
    void path(Period end, Base const& base, std::optional<Period> latest) {
        if (!base.period.same_grid(end) || !(base.period < end)) return;
        const auto drawn = evidence_.path(target_, end, base).path;
        if (!drawn) return;
        for (Period p = base.period; p <= end; ++p) {
            const auto value = drawn->at(p);
            if (!value) return level().plan.clear();
            level().plan.push_back(*value);
        }
        if (!latest || !(*latest > base.period)) return;
        level().elapsed_periods = *latest - base.period;
        level().elapsed = static_cast<double>(*latest - base.period) / (end - base.period);
        level().planned = level().plan[static_cast<std::size_t>(*latest - base.period)];
    }

    void sum() {
        level().subject = MethodSubject::total;
        total(*satisfying(say_));
    }
    /// The running total of a flow inside the window of its target.
    void total(Interval const& interval) {
        Window const& window = say_.window;
        MethodInput input = level();
        input.subject = MethodSubject::total;
        input.base.reset();
        input.history.clear();
        input.plan.clear();
        input.latest.reset();
        for (auto* absent :
             {&input.elapsed, &input.elapsed_periods, &input.planned, &input.year_earlier})
            absent->reset();
        input.target = timed(window.last(), goal(interval));
        const auto sofar = series_.total_to_date(window);
        if (!sofar) {
            if (say_.stat == Stat::sum) inputs_.total = std::move(input);
            return;
        }
        const Period at =
            Period::containing(sofar->last_day, window.frequency(), window.first().phase());
        input.latest = timed(at, sofar->figure.value);
        input.elapsed = method::elapsed(window, sofar->last_day, extras_.elapsed_by, &series_);
        if (verdict_.actual_period && verdict_.actual_period->first_day() == window.first_day() &&
            verdict_.actual_period->last_day() == sofar->last_day)
            input.planned = verdict_.planned;
        year_earlier(input, sofar->last_day);
        plan(input, sofar->last_day);
        inputs_.total = std::move(input);
    }
    /// The total to the same point of the year before, for a window of one year.
    void year_earlier(MethodInput& input, Date const& last_day) const {
        Window const& window = say_.window;
        if (!window.single() || window.frequency() != Frequency::annual ||
            last_day != last_day.end_of_month())
            return;
        const Period month = Period::containing(last_day, Frequency::monthly) - 12;
        const auto before =
            series_.total_between((window.first() - 1).first_day(), add_days(month.last_day(), 1));
        if (before) input.year_earlier = before->value;
    }
    /// The cumulative plan over the window: issued parts, else, in a window of several periods, the
    /// glidepath, else what was usually done by the end of each month of earlier years.
    void plan(MethodInput& input, Date const& last_day) const {
        Window const& window = say_.window;
        const auto parts = evidence_.parts(target_.id);
        for (Frequency frequency : {Frequency::monthly, Frequency::quarterly,
                                    Frequency::half_yearly, Frequency::annual}) {
            const auto grid = refine(window, frequency, window.first().phase());
            if (parts.empty() || !grid || grid->single() || grid->size() > longest_path) continue;
            if (cumulate(input, *grid, last_day, [&](Period p) -> std::optional<double> {
                    const auto chain =
                        parts_covering(parts, window.first_day(), add_days(p.last_day(), 1));
                    if (chain.empty()) return std::nullopt;
                    return sum_of(chain);
                }))
                return;
        }
        if (!window.single()) {
            const Period last = window.last();
            const auto drawn = evidence_.path(target_, last, evidence_.base(target_)).path;
            if (!drawn || window.size() > longest_path) return;
            cumulate(input, window, last_day,
                     [&](Period p) { return drawn->sum(Window(window.first(), p)); });
            return;
        }
        const auto months = refine(window, Frequency::monthly, window.first().phase());
        if (!months || months->single()) return;
        const double all = input.target->value;
        cumulate(input, *months, last_day, [&](Period p) -> std::optional<double> {
            if (p == months->last()) return all;
            const auto usual = usual_share(series_, window.first(), p);
            return usual ? std::optional(all * usual->share) : std::nullopt;
        });
    }
    /// Fills in a plan if each of its periods has a value; whether it does.
    template <class Planned>
    static bool cumulate(MethodInput& input, Window const& grid, Date const& last_day,
                         Planned planned) {
        std::vector<double> values{0};
        for (Period p : grid) {
            const std::optional<double> value = planned(p);
            if (!value) return false;
            values.push_back(*value);
        }
        input.plan = std::move(values);
        input.elapsed_periods = elapsed_share(grid, last_day) * grid.size();
        return true;
    }

    Evidence const& evidence_;
    Target const& target_;
    MethodExtras const& extras_;
    Indicator const& indicator_;
    Series const& series_;
    Statement say_;
    Verdict verdict_;
    MethodInputs inputs_;
};

}  // namespace detail

/// The inputs of published methods for one target, on what the evidence knows.
///
/// - `at`, `by` and `change from A to B` are levels: base, latest value, threshold, the levels
///
/// known (annual, for an annual target), and the glidepath as the plan. A flow inside the window
/// also is a total to date, whose plan are its issued parts, or what earlier years had usually
/// done.
/// - `sum` is a total only: there is no growth rate of a running sum.
/// - Growth statements are growth against the growth wanted. Means, floors for each period,
///   changes and relations are only held against their mark, as the verdict does.
/// - Bands are wanted from either side, around their middle.
///
/// Base, clocks, published growth and all else are those of the verdict (`judge`).
/// \param target a target of the evidence's plan
[[nodiscard]] inline MethodInputs method_inputs(Evidence const& evidence, Target const& target,
                                                MethodExtras const& extras = {}) {
    return detail::MethodInputsMaker(evidence, target, extras).make();
}

}  // namespace glidepath

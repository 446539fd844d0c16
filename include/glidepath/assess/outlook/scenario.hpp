// Scenarios: what is assumed of an indicator from its last known figure on.
#pragma once

#include <glidepath/assess/evidence.hpp>
#include <glidepath/model/fault.hpp>
#include <glidepath/model/number.hpp>
#include <glidepath/time/window.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace glidepath {

/// `+8% a year`: each period is so much above the same one a year earlier. Where growth is
/// published at other prices than levels, growth is supposed as it is published, and levels are
/// not.
struct GrowthAYear {
    double percent = 0;
    friend bool operator==(GrowthAYear const&, GrowthAYear const&) = default;
};
/// `+12 a year`: each period is so much above the same one a year earlier, in the indicator's unit;
/// of a flow by month or quarter its part of the year's 12.
struct StepAYear {
    double step = 0;
    friend bool operator==(StepAYear const&, StepAYear const&) = default;
};
/// `= 900 in 2025`: the figure of one period.
struct ValueIn {
    double value = 0;
    Period period;
    friend bool operator==(ValueIn const&, ValueIn const&) = default;
};
using Supposition = std::variant<GrowthAYear, StepAYear, ValueIn>;

/// One row of a scenario.
struct ScenarioRow {
    std::string indicator;  ///< Id.
    Supposition what;
    Location where;
    friend bool operator==(ScenarioRow const&, ScenarioRow const&) = default;
};

/// A supposition, or why a text is none.
struct SuppositionText {
    std::optional<Supposition> what;
    std::string problem;  ///< Empty if there is one.
};

/// Reads `+8% a year`, `-3% a year`, `+12 a year`, `-0.5 a year`, `= 900 in 2025`.
[[nodiscard]] inline SuppositionText read_supposition(std::string_view text,
                                                      ReportingYear calendar = {}) {
    const auto refuse = [&] {
        return SuppositionText{std::nullopt,
                               "not a supposition: \"" + std::string(text) +
                                   "\" (expected +8% a year, -3% a year, +12 a year, or "
                                   "= 900 in 2025)"};
    };
    const auto trimmed = [](std::string_view part) {
        while (!part.empty() && part.front() == ' ') part.remove_prefix(1);
        while (!part.empty() && part.back() == ' ') part.remove_suffix(1);
        return part;
    };
    std::string_view rest = trimmed(text);
    if (rest.starts_with('=')) {
        rest.remove_prefix(1);
        const std::size_t in = rest.find(" in ");
        if (in == std::string_view::npos) return refuse();
        const auto number = try_parse_number(trimmed(rest.substr(0, in)));
        const auto period = try_parse_period(trimmed(rest.substr(in + 4)), calendar);
        if (!number || !period) return refuse();
        return {ValueIn{number->value, *period}, {}};
    }
    constexpr std::string_view yearly = " a year";
    if (!rest.ends_with(yearly) || (!rest.starts_with('+') && !rest.starts_with('-')))
        return refuse();
    const double sign = rest.front() == '-' ? -1 : 1;
    rest = rest.substr(1, rest.size() - 1 - yearly.size());
    const bool percent = rest.ends_with('%');
    if (percent) rest.remove_suffix(1);
    const auto number = try_parse_number(rest);
    if (!number || rest.starts_with('-')) return refuse();
    if (percent) return {GrowthAYear{sign * number->value}, {}};
    return {StepAYear{sign * number->value}, {}};
}

/// The figures that a scenario assumes, and what is wrong with it.
struct ScenarioFigures {
    std::vector<Observation> rows;  ///< Estimated, of the source `scenario`.
    std::vector<Fault> faults;
};

namespace detail {

class ScenarioMaker {
public:
    ScenarioMaker(Evidence const& evidence, Date const& released)
        : evidence_(evidence), released_(released) {}

    void add(ScenarioRow const& row) {
        Indicator const* indicator = evidence_.index().indicator(row.indicator);
        if (indicator == nullptr)
            return fault(row, "unknown_indicator",
                         "the plan has no indicator \"" + row.indicator + "\"");
        if (indicator->kind == Kind::milestone)
            return fault(row, "scenario_milestone",
                         "a milestone has no figure that could be assumed");
        if (auto const* one = std::get_if<ValueIn>(&row.what)) return value(row, *indicator, *one);
        if (!yearly_.insert(indicator->id).second)
            return fault(row, "scenario_twice",
                         "\"" + indicator->id + "\" goes on in one way a year; two are given");
        auto const* growth = std::get_if<GrowthAYear>(&row.what);
        if (growth != nullptr && growth->percent <= -100)
            return fault(row, "scenario_growth",
                         "nothing falls by 100 % a year or more: " +
                             format_shortest(growth->percent) + " %");
        yearly(row, *indicator);
    }
    /// The figures, and the faults in the order of the rows.
    [[nodiscard]] ScenarioFigures take() && {
        std::stable_sort(faults_.begin(), faults_.end(),
                         [](auto const& a, auto const& b) { return a.first < b.first; });
        for (auto& [row, fault] : faults_) made_.faults.push_back(std::move(fault));
        return std::move(made_);
    }

private:
    void fault(ScenarioRow const& row, char const* code, std::string message) {
        faults_.emplace_back(&row, Fault{code, row.where, row.indicator, std::move(message)});
    }
    void value(ScenarioRow const& row, Indicator const& indicator, ValueIn const& one) {
        Series const& series = evidence_.series(indicator.id);
        if (const auto known = series.level(one.period))
            return fault(row, "scenario_known",
                         to_string(one.period) + " is known: " + format_shortest(known->value) +
                             "; assume a later period");
        if (assumed(indicator, one.period))
            return fault(row, "scenario_twice",
                         to_string(one.period) + " of \"" + indicator.id + "\" is assumed twice");
        if (!possible(row, indicator, one.period, one.value)) return;
        if (indicator.whole && one.value != std::floor(one.value))
            return fault(row, "scenario_not_whole",
                         "\"" + indicator.id + "\" is a count: whole numbers only, not " +
                             format_shortest(one.value));
        const auto sofar = indicator.kind == Kind::flow && indicator.never_negative()
                               ? series.total_to_date(Window(one.period))
                               : std::nullopt;
        if (sofar && one.value + sofar->figure.half_unit < sofar->figure.value)
            return fault(row, "scenario_known",
                         format_shortest(sofar->figure.value) + " are there already by " +
                             to_string(sofar->last_day) + ": " + to_string(one.period) +
                             " cannot end with " + format_shortest(one.value));
        figure(indicator, one.period, Measure::value, one.value);
    }
    [[nodiscard]] std::optional<double> assumed(Indicator const& indicator, Period period) const {
        for (Observation const& row : made_.rows)
            if (row.indicator == indicator.id && row.measure == Measure::value &&
                row.period == Window(period))
                return row.value;
        return std::nullopt;
    }
    /// Whether the indicator can have the value.
    [[nodiscard]] bool possible(ScenarioRow const& row, Indicator const& indicator, Period period,
                                double value) {
        const Bounds bounds = indicator.bounds_at(period.frequency());
        const bool below = bounds.min && value < *bounds.min;
        if (!below && !(bounds.max && value > *bounds.max)) return true;
        fault(row, "scenario_out_of_bounds",
              to_string(period) + " would be " + format_shortest(value) + ", which lies " +
                  (below ? "below " + format_shortest(*bounds.min)
                         : "above " + format_shortest(*bounds.max)) +
                  ": \"" + indicator.id + "\" cannot; suppose less");
        return false;
    }
    void figure(Indicator const& indicator, Period period, Measure measure, double value) {
        Observation row;
        row.indicator = indicator.id;
        row.period = Window(period);
        row.measure = measure;
        row.value = value;
        row.half_unit = 0;
        row.status = DataStatus::estimated;
        row.released = released_;
        row.source = "scenario";
        made_.rows.push_back(std::move(row));
    }

    /// On each grid that targets are set on, from the last known period to the end of the horizon
    /// or of the last target.
    void yearly(ScenarioRow const& row, Indicator const& indicator) {
        std::map<std::pair<Frequency, int>, Period> grids;
        Date end = evidence_.index().plan().horizon.last_day();
        for (Target const* target : evidence_.targets(indicator.id)) {
            const Period like = target->say.window.first();
            if (!target->say.dated || months_in(like.frequency()) == 0) continue;
            grids.emplace(std::pair(like.frequency(), like.phase()), like);
            end = std::max(end, target->say.window.last_day());
        }
        if (grids.empty()) {
            const Period year = Period::containing(end, Frequency::annual);
            grids.emplace(std::pair(year.frequency(), year.phase()), year);
        }
        bool any = false;
        for (auto const& [grid, like] : grids) any = on_grid(row, indicator, like, end) || any;
        if (any) return;
        if (std::holds_alternative<GrowthAYear>(row.what) && !indicator.growth_is_of_levels())
            fault(row, "scenario_no_base",
                  "growth of \"" + indicator.id + "\" is at " +
                      price_words(*indicator.prices_of_growth()).en + ", its levels are at " +
                      price_words(*indicator.prices).en +
                      ", and no growth is known to go on from; suppose levels: +12 a year, or "
                      "= 900 in 2025");
        else
            fault(row, "scenario_no_base",
                  "no figure of \"" + indicator.id +
                      "\" is known to start from; assume one: = 900 in 2025");
    }
    [[nodiscard]] bool on_grid(ScenarioRow const& row, Indicator const& indicator, Period like,
                               Date const& end) {
        Series const& series = evidence_.series(indicator.id);
        const Period last = Period::containing(end, like.frequency(), like.phase());
        const auto latest = series.latest_level(like);
        auto const* growth = std::get_if<GrowthAYear>(&row.what);
        const bool of_levels = growth == nullptr || indicator.growth_is_of_levels();
        if (!latest || !of_levels) {  // what is known by its growth alone goes on growing
            const auto grown = growth != nullptr ? series.latest_growth(like) : std::nullopt;
            if (!grown) return false;
            for (Period p = *grown + 1; p <= last; ++p)
                figure(indicator, p, Measure::growth, growth->percent);
            return true;
        }
        const int year = 12 / months_in(like.frequency());
        const double part = indicator.kind == Kind::flow ? 1.0 / year : 1.0;
        std::map<int, double> made;  // unrounded: counts keep growing
        bool any = *latest >= last;
        for (Period p = *latest + 1; p <= last; ++p) {
            if (assumed(indicator, p)) {  // a figure was named for this one
                any = true;
                continue;
            }
            std::optional<double> before = assumed(indicator, p - year);
            if (const auto at = made.find((p - year).ordinal()); at != made.end())
                before = at->second;
            else if (const auto known = series.level(p - year)) before = known->value;
            if (!before) continue;
            if (growth != nullptr && !(*before > 0)) {
                fault(row, "scenario_growth",
                      "growth from " + format_shortest(*before) + " in " + to_string(p - year) +
                          " is not defined; suppose a step, as +12 a year");
                return true;
            }
            double value = growth != nullptr ? *before * (1 + growth->percent / 100)
                                             : *before + std::get<StepAYear>(row.what).step * part;
            made.emplace(p.ordinal(), value);
            if (indicator.whole) value = std::round(value);
            if (!possible(row, indicator, p, value)) return true;
            figure(indicator, p, Measure::value, value);
            any = true;
        }
        return any;
    }

    Evidence const& evidence_;
    Date released_;
    std::set<std::string> yearly_;  ///< Indicators that go on in some way a year.
    std::vector<std::pair<ScenarioRow const*, Fault>> faults_;  ///< By row, all of one array.
    ScenarioFigures made_;
};

}  // namespace detail

/// The figures that a scenario assumes beyond what is known. Named figures come first: what goes on
/// a year goes on from them. Counts stay whole.
///
/// Faults: what is known already, assumed twice, outside the indicator's bounds or below what a
/// running period has brought; growth from nothing or less, and by -100 % or less.
/// \param released  the day on which they count as out
[[nodiscard]] inline ScenarioFigures scenario_figures(Evidence const& evidence,
                                                      std::span<ScenarioRow const> rows,
                                                      Date const& released) {
    detail::ScenarioMaker maker(evidence, released);
    const auto named = [](ScenarioRow const& row) {
        return std::holds_alternative<ValueIn>(row.what);
    };
    for (bool first : {true, false})  // what goes on a year goes on from the figures that are named
        for (ScenarioRow const& row : rows)
            if (named(row) == first) maker.add(row);
    return std::move(maker).take();
}

}  // namespace glidepath

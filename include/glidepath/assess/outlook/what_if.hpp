// What if: an assessment beside the one under a scenario.
#pragma once

#include <glidepath/assess/assess.hpp>
#include <glidepath/assess/outlook/scenario.hpp>

#include <algorithm>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace glidepath {

/// Two assessments of one plan, side by side: target by target in the same order.
struct WhatIf {
    Assessment before;                 ///< On what is known.
    Assessment after;                  ///< With the scenario's figures taken as published.
    std::vector<Observation> assumed;  ///< Those figures.
    Observations seen;                 ///< What `after` rests on: the known ones and those.
};

/// Assesses a plan on what is known, and again as if the scenario's figures were out as well. The
/// second assessment's statuses are those the targets would have then; the outlook of what the
/// scenario leaves open (other indicators, ratios, later periods) is drawn from there on.
/// \throws InputError with every fault of plan and scenario
[[nodiscard]] inline WhatIf what_if(Plan const& plan, Observations const& observations,
                                    std::span<ScenarioRow const> scenario,
                                    AssessOptions const& options = {}) {
    WhatIf result;
    result.before = assess(plan, observations, options);
    const Knowledge known = result.before.knowledge;
    Observations seen;
    seen.rejected = observations.rejected;
    std::optional<Date> day = known.as_of;
    for (Observation const& row : observations.rows) {
        if (!known.sees(row)) continue;
        seen.rows.push_back(row);
        if (!known.as_of) day = day ? std::max(*day, row.released) : row.released;
    }
    // Under `through` alone the end of that period is the day on which lateness is judged.
    if (!known.as_of && known.through) {
        const Date end = known.through->last_day();
        day = day ? std::max(*day, end) : end;
    }
    if (!day) day = plan.horizon.first_day();
    {
        const Evidence evidence(plan, observations, known);
        ScenarioFigures figures = scenario_figures(evidence, scenario, *day);
        if (!figures.faults.empty()) throw InputError(std::move(figures.faults));
        result.assumed = std::move(figures.rows);
    }
    seen.rows.insert(seen.rows.end(), result.assumed.begin(), result.assumed.end());
    AssessOptions then = options;
    then.as_of = day;
    then.through.reset();
    result.after = assess(plan, seen, then);
    result.seen = std::move(seen);
    return result;
}

}  // namespace glidepath

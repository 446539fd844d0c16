// Checking a plan: what a reader should know before anything is measured, and what the data add.
//
// Findings are not faults: a faulty plan cannot be read at all (see `validate`). A contradiction is
// a plan that can be read but not fulfilled.
#pragma once

#include <glidepath/assess/finding.hpp>
#include <glidepath/model/observations.hpp>
#include <glidepath/model/plan.hpp>

#ifndef GLIDEPATH_COMPILED
#include <glidepath/assess/check/check_plan.hpp>
#endif

#include <vector>

namespace glidepath {

/// All findings about a plan: contradictions first, then warnings, then notes, each in the order of
/// the plan. With observations also what the data show, in their latest vintage (see `check_data`).
///
/// | code | severity | says |
/// |---|---|---|
/// | `contradiction` | contradiction | targets of which any one less could hold, but not all |
/// | `out_of_reach` | warning | a target that no path from what is known leads to |
/// | `floors_fall_short` | warning | yearly floors that do not add up to a cumulative target |
/// | `parts_do_not_add_up` | warning | parts of a break-down that miss their target |
/// | `cadence_disagreement` | warning | obligations on one topic at different intervals |
/// | `no_due`, `no_owner`, `no_unit`, `missing_name` | warning | what the plan leaves out |
/// | `unit_suspect` | warning | a figure whose unit is probably misprinted |
/// | `ratio_disagrees` | warning | a published ratio that its published parts contradict |
/// | `declared_copies_calendar` | warning | declared progress that equals the time passed |
/// | `redundant` | note | a target that others imply |
/// | `parts_missing` | note | a stretch of a year that is broken down without a part |
/// | `implied_bound` | note | what a level and a ratio imply for the third figure |
/// | `base_satisfies` | note | a target that the base already satisfies |
/// | `window_before_horizon` | note | a window that opens before the plan does |
/// | `assumed`, `to_be_decided` | note | what the text leaves open |
/// | `growth_disagrees` | note | published growth that differs from that of the levels |
///
/// \pre the plan is valid
[[nodiscard]] std::vector<Finding> check(Plan const& plan,
                                         Observations const* observations = nullptr);

#ifndef GLIDEPATH_COMPILED
inline std::vector<Finding> check(Plan const& plan, Observations const* observations) {
    return detail::check_plan(plan, observations);
}
#endif

}  // namespace glidepath

// Checking a plan: what a reader should know before anything is measured, and what the data add.
//
// Findings are not faults: a faulty plan cannot be read at all (see `validate`). A contradiction is
// a plan that can be read but not fulfilled.
#pragma once

#include <glidepath/assess/check/base.hpp>
#include <glidepath/assess/check/contradictions.hpp>
#include <glidepath/assess/check/data.hpp>
#include <glidepath/assess/check/implied.hpp>
#include <glidepath/assess/check/order.hpp>
#include <glidepath/assess/check/parts.hpp>
#include <glidepath/assess/check/redundancies.hpp>
#include <glidepath/assess/check/sums.hpp>
#include <glidepath/assess/check/text.hpp>
#include <glidepath/assess/finding.hpp>
#include <glidepath/model/observations.hpp>
#include <glidepath/model/plan.hpp>

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

namespace glidepath {

/// All findings about a plan: contradictions first, then warnings, then notes, each in the order of
/// the plan. With observations also what the data show, in their latest vintage (see `check_data`).
///
/// | code | severity | says |
/// |---|---|---|
/// | `contradiction` | contradiction | targets of which any one less could hold, but not all |
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
[[nodiscard]] inline std::vector<Finding> check(Plan const& plan,
                                                Observations const* observations = nullptr) {
    const PlanIndex index(plan);
    const detail::TextsByIndicator texts(plan);
    const detail::Links links(index, texts);
    const auto evidence = observations == nullptr
                              ? nullptr
                              : std::make_unique<Evidence>(plan, *observations, Knowledge{});
    std::vector<Finding> findings;
    const auto add = [&](std::vector<Finding> more) {
        std::move(more.begin(), more.end(), std::back_inserter(findings));
    };
    add(detail::ContradictionCheck(index, texts, links).run());
    add(detail::RedundancyCheck(index, texts, links).run());
    for (Indicator const& indicator : plan.indicators)
        if (auto short_of =
                detail::SumsCheck(indicator, detail::current(texts.of(indicator.id))).run())
            findings.push_back(*std::move(short_of));
    add(detail::check_parts(plan, index));
    add(detail::ImpliedBounds(index, texts, evidence.get()).run());
    add(detail::check_windows(plan, index));
    add(detail::TextCheck(plan, index).run());
    if (observations != nullptr) {
        add(detail::check_bases(plan, texts, *evidence));
        add(check_data(plan, *observations));
    }
    detail::put_in_order(plan, findings);
    return findings;
}

}  // namespace glidepath

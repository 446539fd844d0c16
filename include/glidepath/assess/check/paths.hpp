// Targets that no path from what is known leads to.
#pragma once

#include <glidepath/assess/check/words.hpp>
#include <glidepath/assess/evidence.hpp>
#include <glidepath/assess/finding.hpp>
#include <glidepath/assess/trajectory.hpp>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace glidepath::detail {

/// Targets that give way where paths are drawn, and are no contradiction of the plan's own: the
/// base, the bounds or what has been observed since stand against them.
/// \param contradictions  what has been found in the plan alone
[[nodiscard]] inline std::vector<Finding> check_paths(Plan const& plan, Evidence const& evidence,
                                                      std::vector<Finding> const& contradictions) {
    std::set<std::string> said;
    for (Finding const& finding : contradictions)
        said.insert(finding.subjects.begin(), finding.subjects.end());
    std::vector<Finding> findings;
    for (Indicator const& indicator : plan.indicators) {
        std::optional<Frequency> finest;
        for (Target const* target : evidence.targets(indicator.id)) {
            const Frequency own = target->say.window.first().frequency();
            if (target->say.dated && (!finest || refines(own, *finest))) finest = own;
        }
        if (!finest) continue;
        const auto add = [&](Anchor anchor, Text const& why) {
            TrajectoryOptions options;
            options.freq = *finest;
            options.anchor = anchor;
            for (std::string const& id : trajectory(evidence, indicator.id, options).given_way) {
                Target const* target = evidence.index().target(id);
                if (target == nullptr || !said.insert(id).second) continue;
                Text message = named(indicator, *target, plan.reporting_year);
                message += why;
                findings.push_back(
                    {"out_of_reach", Severity::warning, {id}, std::move(message), target->where});
            }
        };
        add(Anchor::base, {"：与基期值、指标边界及更刚性的目标不能同时成立，计划路径不经过它。",
                           ": it cannot hold together with the base, the bounds of the indicator "
                           "and firmer targets; the planned path does without it."});
        add(Anchor::latest,
            {"：与已公布的数据不能同时成立，追赶路径不经过它。",
             ": it cannot hold together with what has been published since the base; the catch-up "
             "path does without it."});
    }
    return findings;
}

}  // namespace glidepath::detail

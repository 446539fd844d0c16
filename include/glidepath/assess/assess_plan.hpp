// How a plan is assessed.
#pragma once

#include <glidepath/assess/assessment.hpp>
#include <glidepath/assess/check/data.hpp>
#include <glidepath/assess/evidence.hpp>
#include <glidepath/assess/judge.hpp>
#include <glidepath/assess/outlook/outlook_of.hpp>
#include <glidepath/model/validate.hpp>

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace glidepath::detail {

/// One row a goal, each counting its own targets and those of its parts.
[[nodiscard]] inline std::vector<GoalSummary> summarise(PlanIndex const& index,
                                                        std::vector<Verdict> const& verdicts) {
    std::vector<GoalSummary> goals;
    std::unordered_map<std::string_view, std::size_t> position;
    for (Goal const& goal : index.plan().goals) {
        position.emplace(goal.id, goals.size());
        goals.push_back(
            {goal.id, goal.parent, goal.number, goal.title, goal.applies, index.lead_of(goal), {}});
    }
    for (Verdict const& verdict : verdicts)
        for (const Goal* goal = index.goal(verdict.goal); goal != nullptr;
             goal = goal->parent.empty() ? nullptr : index.goal(goal->parent))
            ++goals[position.at(goal->id)].counts[static_cast<std::size_t>(verdict.status)];
    return goals;
}

/// The second field beside the status.
inline void add_outlook(Verdict& verdict, JointPaths& paths, Target const& target) {
    MaybeOutlook made = outlook_of(paths, target, verdict);
    verdict.outlook = std::move(made.outlook);
    if (made.reason) verdict.null_reasons.emplace_back("outlook", to_string(*made.reason));
}

/// One finding for each indicator whose targets cannot all stand on one path.
inline void add_path_conflicts(Evidence const& evidence, std::vector<Finding>& findings) {
    PlanIndex const& index = evidence.index();
    for (Indicator const& indicator : index.plan().indicators) {
        std::set<std::pair<Frequency, int>> grids;
        for (Target const* target : evidence.targets(indicator.id)) {
            const Period like = target->say.window.first();
            if (!target->say.dated || !grids.emplace(like.frequency(), like.phase()).second)
                continue;
            const Glidepath path = evidence.path(indicator.id, like, evidence.base(*target));
            if (path.given_way.empty()) continue;
            std::string ids;
            for (std::string const& id : path.given_way) ids += (ids.empty() ? "" : ", ") + id;
            findings.push_back(
                {"path_conflict",
                 Severity::warning,
                 path.given_way,
                 {indicator.name.zh + "：目标不能同时落在一条路径上，让位的目标：" + ids,
                  indicator.name.en +
                      ": the targets cannot all stand on one path; gave way: " + ids},
                 target->where});
        }
    }
}

/// What `assess` says, wherever it is compiled.
[[nodiscard]] inline Assessment assess_plan(Plan const& plan, Observations const& observations,
                                            AssessOptions const& options) {
    if (auto faults = validate(plan); !faults.empty()) throw InputError(std::move(faults));
    const Knowledge asked{options.as_of, options.through};

    Assessment result;
    result.plan = plan.id;
    result.title = plan.title;
    result.place = plan.place;
    result.knowledge = asked.resolved(observations);
    result.as_of_from_data = !asked.as_of && result.knowledge.as_of.has_value();
    result.policy = plan.policy.name;
    result.inputs = options.inputs;

    const Evidence evidence(plan, observations, result.knowledge);
    result.rows_left_out = evidence.left_out();
    OutlookForecasts forecasts(evidence, options.outlook);
    JointPaths paths(forecasts);
    std::vector<Verdict> verdicts;
    for (Target const& target : plan.targets) {
        if (target.is_part() || !in_force(target, result.knowledge)) continue;
        verdicts.push_back(judge(evidence, target));
        add_outlook(verdicts.back(), paths, target);
        const auto before = options.previous.find(target.id);
        if (before != options.previous.end()) verdicts.back().previous_status = before->second;
    }
    result.goals = summarise(evidence.index(), verdicts);
    result.findings = check_data(plan, observations, result.knowledge);
    add_path_conflicts(evidence, result.findings);
    result.set_verdicts(std::move(verdicts));
    return result;
}

}  // namespace glidepath::detail

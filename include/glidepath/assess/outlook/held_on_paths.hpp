// Which targets of a plan are met together: one row a target, one column a joint path.
#pragma once

#include <glidepath/assess/judge.hpp>
#include <glidepath/assess/outlook/outlook_of.hpp>
#include <glidepath/model/validate.hpp>

#include <Eigen/Core>

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace glidepath {

/// On which joint paths which targets are met. Paths of different indicators are independent, or
/// share `OutlookOptions::common_factor`; targets of one indicator are judged on the same paths.
struct HeldOnPaths {
    std::vector<std::string> targets;  ///< Ids of the rows, in the order of the plan.
    /// 1 where the target is met on the path, else 0. Met and missed targets are so on all paths.
    Eigen::Array<std::uint8_t, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor> held;
    /// The targets that nothing can be said of, with the reason.
    std::vector<std::pair<std::string, NoOutlook>> left_out;
};

/// Judges the targets in force on the joint paths of their indicators.
[[nodiscard]] inline HeldOnPaths held_on_paths(JointPaths& paths) {
    Evidence const& evidence = paths.evidence();
    HeldOnPaths result;
    std::vector<Eigen::ArrayXd> rows;
    for (Target const& target : evidence.index().plan().targets) {
        if (target.is_part() || !in_force(target, evidence.knowledge())) continue;
        const Verdict verdict = judge(evidence, target);
        Indicator const& indicator = *evidence.index().indicator(target.indicator);
        const auto row = [&](Eigen::ArrayXd values) {
            result.targets.push_back(target.id);
            rows.push_back(std::move(values));
        };
        if (verdict.status == Status::met) {
            row(Eigen::ArrayXd::Ones(paths.count()));
            continue;
        }
        if (verdict.status == Status::missed) {
            row(Eigen::ArrayXd::Zero(paths.count()));
            continue;
        }
        if (const auto why = detail::without_figures(target, indicator, verdict)) {
            result.left_out.emplace_back(target.id, *why);
            continue;
        }
        TargetOnPaths on(paths, target);
        auto held = on.reason() ? std::nullopt : on.held();
        if (held) row(std::move(*held));
        else
            result.left_out.emplace_back(target.id,
                                         on.reason().value_or(NoOutlook::base_not_positive));
    }
    result.held.resize(static_cast<Eigen::Index>(rows.size()), paths.count());
    for (std::size_t i = 0; i < rows.size(); ++i)
        result.held.row(static_cast<Eigen::Index>(i)) = rows[i].transpose().cast<std::uint8_t>();
    return result;
}

/// The same for a plan and what is known of it.
/// \throws InputError if the plan is not valid
[[nodiscard]] inline HeldOnPaths held_on_paths(Plan const& plan, Observations const& observations,
                                               Knowledge const& knowledge,
                                               OutlookOptions const& options = {}) {
    if (auto faults = validate(plan); !faults.empty()) throw InputError(std::move(faults));
    const Evidence evidence(plan, observations, knowledge.resolved(observations));
    OutlookForecasts forecasts(evidence, options);
    JointPaths paths(forecasts);
    return held_on_paths(paths);
}

}  // namespace glidepath

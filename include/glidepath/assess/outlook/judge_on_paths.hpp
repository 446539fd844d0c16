// Judging the targets of a plan on joint paths, together.
#pragma once

#include <glidepath/assess/judge.hpp>
#include <glidepath/assess/outlook/held_on_paths_result.hpp>
#include <glidepath/assess/outlook/outlook_of.hpp>
#include <glidepath/model/validate.hpp>

#include <Eigen/Core>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace glidepath::detail {

/// Judges the targets in force on the joint paths of their indicators.
[[nodiscard]] inline HeldOnPaths judge_on_paths(JointPaths& paths) {
    Evidence const& evidence = paths.evidence();
    HeldOnPaths result;
    if (paths.common_factor() == 0) result.dependence = Dependence::independent_indicators;
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
        if (const auto why = without_figures(target, indicator, verdict)) {
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

/// What `held_on_paths` says, wherever it is compiled.
[[nodiscard]] inline HeldOnPaths judge_on_paths(Plan const& plan, Observations const& observations,
                                                Knowledge const& knowledge,
                                                OutlookOptions const& options) {
    if (auto faults = validate(plan); !faults.empty()) throw InputError(std::move(faults));
    const Evidence evidence(plan, observations, knowledge.resolved(observations));
    OutlookForecasts forecasts(evidence, options);
    JointPaths paths(forecasts);
    return judge_on_paths(paths);
}

}  // namespace glidepath::detail

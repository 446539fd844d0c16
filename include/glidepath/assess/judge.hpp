// Judging one target: met or missed by logic, else its progress by the policy, else why not.
#pragma once

#include <glidepath/assess/judge/growth.hpp>
#include <glidepath/assess/judge/level.hpp>
#include <glidepath/assess/judge/milestone.hpp>

namespace glidepath {

namespace detail {

template <class Family>
[[nodiscard]] Verdict judge_as(Evidence const& evidence, Target const& target) {
    Family judgement(evidence, target);
    if (judgement.open()) judgement.judge();
    return std::move(judgement).finish();
}

}  // namespace detail

/// Judges one target of a valid plan on the evidence.
/// \param target  a target of the evidence's plan
[[nodiscard]] inline Verdict judge(Evidence const& evidence, Target const& target) {
    if (evidence.index().indicator(target.indicator)->kind == Kind::milestone)
        return detail::judge_as<detail::MilestoneJudgement>(evidence, target);
    if (expanded(target.say).face == Face::growth)
        return detail::judge_as<detail::GrowthJudgement>(evidence, target);
    return detail::judge_as<detail::LevelJudgement>(evidence, target);
}

}  // namespace glidepath

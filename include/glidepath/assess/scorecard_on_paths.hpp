// Scorecards on joint paths: targets that are met or missed together are counted together.
#pragma once

#include <glidepath/assess/outlook/held_on_paths.hpp>
#include <glidepath/assess/scorecard.hpp>

#include <algorithm>
#include <cstddef>
#include <span>
#include <stdexcept>
#include <string>

namespace glidepath {

/// The joint outcomes of verdicts as a scorecard takes them: one row for each, in their order.
/// Targets that nothing can be said of have a row of zeros, which is not looked at.
/// \throws std::invalid_argument for a verdict with a probability whose target is not in `joint`:
///         the two were made from other figures
[[nodiscard]] inline HeldMatrix held_rows(std::span<Verdict const> verdicts,
                                          HeldOnPaths const& joint) {
    HeldMatrix rows =
        HeldMatrix::Zero(static_cast<Eigen::Index>(verdicts.size()), joint.held.cols());
    for (std::size_t i = 0; i < verdicts.size(); ++i) {
        const auto at = std::find(joint.targets.begin(), joint.targets.end(), verdicts[i].id);
        if (at != joint.targets.end())
            rows.row(static_cast<Eigen::Index>(i)) = joint.held.row(at - joint.targets.begin());
        else if (verdicts[i].outlook)
            throw std::invalid_argument("the joint paths do not hold the target " + verdicts[i].id +
                                        ", which has a probability: make both from one assessment");
    }
    return rows;
}

/// As `scorecard`, with the number that will be met counted on joint paths. Targets of one
/// indicator share its paths; paths of different indicators are independent, or share
/// `OutlookOptions::common_factor`.
/// \param joint  of the plan and the knowledge that the verdicts were made from
[[nodiscard]] inline Scorecard scorecard(Plan const& plan, std::span<Verdict const> verdicts,
                                         HeldOnPaths const& joint,
                                         ScoreOptions const& options = {}) {
    const HeldMatrix held = held_rows(verdicts, joint);
    const PlanIndex index(plan);
    return detail::ScorecardMaker(index, verdicts, options, &held, joint.dependence).make();
}

}  // namespace glidepath

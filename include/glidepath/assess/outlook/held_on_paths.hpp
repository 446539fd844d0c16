// Which targets of a plan are met together, on joint paths.
#pragma once

#include <glidepath/assess/outlook/held_on_paths_result.hpp>
#include <glidepath/assess/outlook/outlook_options.hpp>
#include <glidepath/model/knowledge.hpp>
#include <glidepath/model/observations.hpp>
#include <glidepath/model/plan.hpp>

#ifndef GLIDEPATH_COMPILED
#include <glidepath/assess/outlook/judge_on_paths.hpp>
#endif

namespace glidepath {

/// Judges the targets in force on the joint paths of their indicators.
/// \throws InputError if the plan is not valid
[[nodiscard]] HeldOnPaths held_on_paths(Plan const& plan, Observations const& observations,
                                        Knowledge const& knowledge,
                                        OutlookOptions const& options = {});

#ifndef GLIDEPATH_COMPILED
inline HeldOnPaths held_on_paths(Plan const& plan, Observations const& observations,
                                 Knowledge const& knowledge, OutlookOptions const& options) {
    return detail::judge_on_paths(plan, observations, knowledge, options);
}
#endif

}  // namespace glidepath

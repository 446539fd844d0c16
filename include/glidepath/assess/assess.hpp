// Assessing a plan: a verdict for every target in force, on what was known on one date.
#pragma once

#include <glidepath/assess/assessment.hpp>
#include <glidepath/model/observations.hpp>
#include <glidepath/model/plan.hpp>

#ifndef GLIDEPATH_COMPILED
#include <glidepath/assess/assess_plan.hpp>
#endif

namespace glidepath {

/// Assesses every target of a plan that is in force. The parts of its break-down are marks that it
/// is judged against and have no verdicts of their own. Reads no clock: without `as_of` and
/// `through` the day of knowledge is the newest release date in the data, and the result says so.
///
/// Deterministic: the same plan, observations and options give an equal result.
/// \throws InputError if the plan is not valid (see `validate`)
[[nodiscard]] Assessment assess(Plan const& plan, Observations const& observations,
                                AssessOptions const& options = {});

#ifndef GLIDEPATH_COMPILED
inline Assessment assess(Plan const& plan, Observations const& observations,
                         AssessOptions const& options) {
    return detail::assess_plan(plan, observations, options);
}
#endif

}  // namespace glidepath

// The heavy entries of the layer assess, compiled once.
#include <glidepath/assess/assess.hpp>
#include <glidepath/assess/assess_plan.hpp>
#include <glidepath/assess/check.hpp>
#include <glidepath/assess/check/check_plan.hpp>
#include <glidepath/assess/outlook/held_on_paths.hpp>
#include <glidepath/assess/outlook/judge_on_paths.hpp>

namespace glidepath {

Assessment assess(Plan const& plan, Observations const& observations,
                  AssessOptions const& options) {
    return detail::assess_plan(plan, observations, options);
}

std::vector<Finding> check(Plan const& plan, Observations const* observations) {
    return detail::check_plan(plan, observations);
}

HeldOnPaths held_on_paths(Plan const& plan, Observations const& observations,
                          Knowledge const& knowledge, OutlookOptions const& options) {
    return detail::judge_on_paths(plan, observations, knowledge, options);
}

}  // namespace glidepath

// The assessment of a plan, compiled once.
#include <glidepath/assess/assess.hpp>
#include <glidepath/assess/assess_plan.hpp>

namespace glidepath {

Assessment assess(Plan const& plan, Observations const& observations,
                  AssessOptions const& options) {
    return detail::assess_plan(plan, observations, options);
}

}  // namespace glidepath

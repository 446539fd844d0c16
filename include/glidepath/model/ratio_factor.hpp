// The factor between the units of a ratio and those of its parts.
#pragma once

#include <glidepath/model/plan.hpp>

namespace glidepath {

/// What numerator divided by denominator, each in its own unit, is multiplied with to be in the
/// unit of the ratio: 100 for a share in percent of two amounts in 亿元. \pre the plan is valid
[[nodiscard]] inline double ratio_factor(PlanIndex const& index, Indicator const& ratio,
                                         Indicator const& numerator, Indicator const& denominator) {
    const Unit unit = index.unit(ratio);
    const double scale = index.unit(numerator).scale / index.unit(denominator).scale;
    return unit.percent() ? scale * 100 : scale / unit.scale;
}

}  // namespace glidepath

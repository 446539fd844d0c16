// Which targets of a plan are met together: one row a target, one column a joint path.
#pragma once

#include <glidepath/assess/number_met.hpp>
#include <glidepath/assess/outlook/outlook.hpp>

#include <Eigen/Core>

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
    /// Whether indicators had a factor in common.
    Dependence dependence = Dependence::joint_paths;
    /// The targets that nothing can be said of, with the reason.
    std::vector<std::pair<std::string, NoOutlook>> left_out;
};

}  // namespace glidepath

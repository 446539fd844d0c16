// Trajectories as JSON: the same bytes from C++, Python and the command line.
#pragma once

#include <glidepath/assess/trajectory.hpp>

#include <string>

namespace glidepath {

/// The JSON of a trajectory: UTF-8, two-space indent, keys in a fixed order, numbers unrounded in
/// the shortest form that reads back. `values` has an object with `period`, `value` and `ytd` for
/// each period; `ytd` is null for kinds other than flow. Without a path `values` is empty and
/// `reason` says why.
/// \param plan  the plan that has the indicator, for its unit
[[nodiscard]] std::string write_trajectory(Trajectory const& trajectory, Plan const& plan);

}  // namespace glidepath

// The words of the enumerations of trajectories; apart from the others, because their headers bring
// the solver along.
#pragma once

#include "words.hpp"
#include <glidepath/assess/breakdown.hpp>
#include <glidepath/assess/trajectory.hpp>

namespace glidepath::python {

GLIDEPATH_WORDS(Anchor, anchor_names);
GLIDEPATH_WORDS(Spread, spread_names);
GLIDEPATH_WORDS(NotBrokenDown, not_broken_down_names);

}  // namespace glidepath::python

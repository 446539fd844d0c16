// Scorecards as JSON: the same bytes from C++, Python and the command line.
#pragma once

#include <glidepath/assess/assessment.hpp>
#include <glidepath/assess/scorecard.hpp>

#include <string>

namespace glidepath {

/// A scorecard with the clocks of the assessment that it counts. Shares and probabilities are
/// fractions, contributions percentage points; numbers are unrounded.
[[nodiscard]] std::string write_scorecard(Scorecard const& card, Assessment const& assessment);

}  // namespace glidepath

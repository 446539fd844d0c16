// A scenario and what it changes, as JSON.
#pragma once

#include <glidepath/assess/outlook/what_if.hpp>

#include <string>

namespace glidepath {

/// The JSON of a what-if: `assumed`, the scenario's figures (indicator, period, measure, value in
/// the indicator's unit); `before` and `after`, two assessments as `write_assessment` writes them,
/// with the same targets in the same order.
[[nodiscard]] std::string write_what_if(WhatIf const& what_if);

}  // namespace glidepath

// League tables as JSON: the same bytes from C++, Python and the command line.
#pragma once

#include <glidepath/panel/league.hpp>

#include <string>
#include <vector>

namespace glidepath {

/// League tables with the clocks and places of what they were made from. Numbers are unrounded.
[[nodiscard]] std::string write_leagues(std::vector<League> const& leagues, Places const& places);

}  // namespace glidepath

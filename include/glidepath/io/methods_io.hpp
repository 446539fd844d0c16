// Published methods and their answers as JSON: the same bytes from C++, Python and the command
// line.
#pragma once

#include <glidepath/assess/method_comparison.hpp>

#include <string>

namespace glidepath {

/// The registry of published methods: a list with name, title and rule in both languages, formula,
/// classes, limits and source.
[[nodiscard]] std::string write_methods();

/// A comparison: its clocks, one object for each target and method, and where methods disagree.
/// Numbers are unrounded; what is undefined is null and has a code.
[[nodiscard]] std::string write_comparison(MethodComparison const& comparison);

}  // namespace glidepath

// A TOML file from its bytes.
#pragma once

#include "toml.hpp"
#include <glidepath/io/reading.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace glidepath::detail {

/// Parses a file of at most `limit` bytes. At most one fault, for what comes after it cannot be
/// trusted: too large, no UTF-8 text, empty, nested too deeply, or a syntax error with the parser's
/// description and its line and column.
Reading<toml::table> parse_toml(std::string_view bytes, std::size_t limit, std::string const& name);

}  // namespace glidepath::detail

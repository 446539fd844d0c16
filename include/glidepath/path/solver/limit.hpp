// Limits: rows whose end may be excluded.
#pragma once

#include <glidepath/path/row.hpp>

namespace glidepath {

/// A row, and whether its end is excluded: `>` and `<`. An equality is never open.
struct Limit {
    Row row;
    bool open = false;
};

}  // namespace glidepath

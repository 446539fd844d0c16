// Declared bounds of the values of a path, as rows.
#pragma once

#include <glidepath/model/indicator.hpp>
#include <glidepath/path/row.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace glidepath::detail {

/// Whether the value of each position, which stands for so many parts, leaves the parts within
/// bounds, but for what rounding of the arithmetic explains.
[[nodiscard]] inline bool within(std::span<double const> values, Bounds const& bounds,
                                 std::span<int const> sizes) {
    if (!bounds.min && !bounds.max) return true;
    double largest = 0;
    for (double value : values) largest = std::max(largest, std::abs(value));
    const double slack = 1e-9 * largest;
    for (std::size_t i = 0; i < values.size(); ++i)
        if ((bounds.min && values[i] < *bounds.min * sizes[i] - slack) ||
            (bounds.max && values[i] > *bounds.max * sizes[i] + slack))
            return false;
    return true;
}

/// The same as rows behind others, as firm as facts.
inline void add_bounds(Bounds const& bounds, std::span<int const> sizes, std::vector<Row>& rows) {
    const auto add = [&](std::size_t position, std::optional<double> const& end, Sense sense) {
        if (!end) return;
        rows.push_back(Row::point(static_cast<int>(position), *end * sizes[position], sense));
        rows.back().rank = -1;
        rows.back().origin = static_cast<std::size_t>(-1);
    };
    for (std::size_t position = 0; position < sizes.size(); ++position) {
        add(position, bounds.min, Sense::at_least);
        add(position, bounds.max, Sense::at_most);
    }
}

}  // namespace glidepath::detail

// Rows taken together: which contradict each other, and what they leave open.
#pragma once

#include <glidepath/model/interval.hpp>
#include <glidepath/path/solver/limit.hpp>
#include <glidepath/path/solver/row_system.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace glidepath {

/// A minimal set of rows that contradict each other, by their index, ascending: taking any one of
/// them away leaves a path that satisfies the rest. Empty if some path satisfies all rows.
///
/// Rows contradict each other if positive weights make their left sides cancel and their values not
/// (Motzkin's transposition theorem); by less than `comparison_tolerance` of the largest weighted
/// value only if one of them is open. There may be other minimal sets.
/// \throws std::invalid_argument as `RowSystem::add`
[[nodiscard]] inline std::vector<std::size_t> minimal_conflict(std::span<Limit const> limits) {
    RowSystem system;
    for (Limit const& limit : limits) (void)system.add(limit);
    std::vector<std::size_t> rows = system.conflict();
    // The solver's sets are minimal but for rounding: what can go, goes.
    for (std::size_t i = 0; i < rows.size();) {
        RowSystem rest;
        for (std::size_t row : rows)
            if (row != rows[i]) (void)rest.add(limits[row]);
        const std::vector<std::size_t> smaller = rest.conflict();
        if (smaller.empty()) {
            ++i;
            continue;
        }
        std::vector<std::size_t> kept;
        kept.reserve(smaller.size());
        for (std::size_t k : smaller) kept.push_back(rows[k < i ? k : k + 1]);
        rows = std::move(kept);
        i = 0;
    }
    std::sort(rows.begin(), rows.end());
    return rows;
}

/// The same for rows none of which is open.
[[nodiscard]] inline std::vector<std::size_t> minimal_conflict(std::span<Row const> rows) {
    std::vector<Limit> limits;
    limits.reserve(rows.size());
    for (Row const& row : rows) limits.push_back({row, false});
    return minimal_conflict(limits);
}

/// The values of a form over all paths that satisfy the rows; nothing if there is no such path.
[[nodiscard]] inline std::optional<Interval> range_of(std::vector<Run> const& form,
                                                      std::span<Limit const> limits) {
    RowSystem system;
    for (Limit const& limit : limits) (void)system.add(limit);
    const std::size_t asked = system.add({Row::of(form, 0), false}, false);
    if (!system.conflict().empty()) return std::nullopt;
    return system.range(asked);
}

/// The values of `form / base` over all paths that satisfy the rows and have a positive base;
/// nothing if there is no such path. Linear after Charnes and Cooper, Programming with Linear
/// Fractional Functionals, Naval Research Logistics Quarterly 9 (1962): with t = 1 / base, the path
/// times t meets `row - value * t` against zero, and its base is one.
[[nodiscard]] inline std::optional<Interval> quotient_of(std::vector<Run> const& form,
                                                         std::vector<Run> const& base,
                                                         std::span<Limit const> limits) {
    int t = 0;  // a position beyond all others
    const auto beyond = [&](std::vector<Run> const& runs) {
        for (Run const& run : runs) t = std::max(t, run.last + 1);
    };
    beyond(form);
    beyond(base);
    for (Limit const& limit : limits) beyond(limit.row.runs);
    std::vector<Limit> scaled(limits.begin(), limits.end());
    for (auto& [row, open] : scaled) {
        row.runs.push_back({t, t, -row.value});
        row.value = 0;
    }
    scaled.push_back({Row::of(base, 1), false});
    scaled.push_back({Row::point(t, 0, Sense::at_least), true});
    return range_of(form, scaled);
}

}  // namespace glidepath

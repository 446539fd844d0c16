// The grid on which statements about a path are compared: consecutive periods, by position.
#pragma once

#include <glidepath/time/window.hpp>

#include <optional>
#include <utility>

namespace glidepath {

/// Consecutive periods with the positions `offset, offset + 1, ...` that they have in rows.
struct PathGrid {
    Period first;
    int size = 0;
    int offset = 0;  ///< Where several indicators share one problem, each has positions of its own.

    [[nodiscard]] Period at(int position) const noexcept { return first + (position - offset); }
    /// First and last position of a window of this or a coarser frequency; nothing if the grid does
    /// not divide or hold it.
    [[nodiscard]] std::optional<std::pair<int, int>> positions(Window const& window) const {
        const auto parts = window.first().same_grid(first)
                               ? window
                               : refine(window, first.frequency(), first.phase());
        if (!parts) return std::nullopt;
        const std::pair found(parts->first() - first, parts->last() - first);
        if (found.first < 0 || found.second >= size) return std::nullopt;
        return std::pair(found.first + offset, found.second + offset);
    }
    friend bool operator==(PathGrid const&, PathGrid const&) = default;
};

}  // namespace glidepath

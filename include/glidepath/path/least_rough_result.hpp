// What the path solver answers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace glidepath {

/// The path that is asked for, or why there is none.
struct LeastRough {
    enum class State : std::uint8_t {
        solved,
        not_identified,  ///< `missing` more statements are needed.
        contradictory,   ///< The rows of `conflict` cannot all hold.
        stalled  ///< Rounding decides: rows nearly contradict each other, or the path leaves the
                 ///< range of numbers.
    };
    State state = State::solved;
    std::vector<double> values;  ///< The path; empty unless solved.
    double roughness = 0;        ///< The sum of squares, without soft rows.
    /// By row: by how much half the roughness rises with the row's value. 0 for rows that do not
    /// matter: inequalities that do not bind, redundant and soft rows.
    std::vector<double> multipliers;
    std::vector<std::size_t> binding;  ///< Inequalities that hold with equality; for a warm start.
    std::vector<std::size_t> redundant;  ///< Equalities that others imply.
    std::vector<std::size_t> widened;    ///< Equalities that hold within their rounding only.
    std::vector<std::size_t> conflict;   ///< A minimal set: without any one the rest can hold.
    int missing = 0;

    [[nodiscard]] bool solved() const noexcept { return state == State::solved; }
};

}  // namespace glidepath

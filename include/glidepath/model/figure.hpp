// A known number together with how well it is known.
#pragma once

#include <glidepath/model/observation.hpp>

#include <algorithm>

namespace glidepath {

/// A value that is known, published or computed from published ones.
struct Figure {
    double value = 0;
    double half_unit = 0;  ///< The figure stands for value +- this, from the digits printed.
    DataStatus status = DataStatus::final;  ///< The least trusted of its sources.
    Date released;                          ///< When the last of its sources was out.
    bool release_assumed = false;
    bool derived = false;  ///< Filled from a growth figure or a difference, not published itself.

    /// Whether it rests on preliminary or estimated figures.
    [[nodiscard]] bool provisional() const noexcept { return status >= DataStatus::provisional; }

    /// The figure of one observation.
    [[nodiscard]] static Figure of(Observation const& row) {
        return {row.value, row.half_unit, row.status, row.released, row.release_assumed, false};
    }
    /// A new value that rests on this figure and on `other`.
    [[nodiscard]] Figure with(Figure const& other, double new_value, double new_half_unit) const {
        return {new_value,
                new_half_unit,
                std::max(status, other.status),
                std::max(released, other.released),
                release_assumed || other.release_assumed,
                derived || other.derived};
    }
};

}  // namespace glidepath

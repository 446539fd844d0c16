// The least rough path: one convex quadratic program for glidepaths, catch-up paths and
// disaggregation.
#pragma once

#include <glidepath/path/least_rough_result.hpp>
#include <glidepath/path/roughness.hpp>
#include <glidepath/path/row.hpp>

#ifndef GLIDEPATH_COMPILED
#include <glidepath/path/solver/least_rough_search.hpp>
#endif

#include <cstddef>
#include <span>

namespace glidepath {

/// The path y with the least roughness around a preliminary path that satisfies the rows.
///
/// Equalities hold to rounding; printed figures that contradict each other by no more than their
/// `rounding` hold within it, and are reported. Redundant rows are fine. Soft rows (with a
/// variance) add (left side - value)^2 / variance to the roughness. Rows that cannot all hold are
/// named as a minimal set; nothing is dropped.
///
/// Whether the path is determined is asked of the equalities and soft rows alone.
/// \param preliminary  x: one value a period; zeros if there is none
/// \param warm         inequalities that are likely to bind, as `binding` of a similar problem
/// \throws std::invalid_argument for no periods, numbers that are not finite, rows that leave the
///         path, preliminary values of 0 or both signs if the roughness divides by them
[[nodiscard]] LeastRough least_rough(Roughness const& roughness,
                                     std::span<double const> preliminary, std::span<Row const> rows,
                                     std::span<std::size_t const> warm = {});

#ifndef GLIDEPATH_COMPILED
inline LeastRough least_rough(Roughness const& roughness, std::span<double const> preliminary,
                              std::span<Row const> rows, std::span<std::size_t const> warm) {
    return detail::LeastRoughSearch(roughness, preliminary, rows, warm).run();
}
#endif

}  // namespace glidepath

// The columns of a table of observations: one list for reader and writer.
#pragma once

#include "csv_table.hpp"

#include <array>
#include <cstddef>

namespace glidepath::detail {

/// Positions in `observation_columns`.
struct ObservationColumn {
    enum : std::size_t {
        indicator,
        period,
        value,
        place,
        measure,
        unit,
        status,
        released,
        source,
        note
    };
};

inline constexpr std::array observation_columns{
    CsvColumn{"indicator", true}, CsvColumn{"period", true},
    CsvColumn{"value", true},     CsvColumn{"place"},
    CsvColumn{"measure"},         CsvColumn{"unit"},
    CsvColumn{"status"},          CsvColumn{"released"},
    CsvColumn{"source"},          CsvColumn{"note"}};

}  // namespace glidepath::detail

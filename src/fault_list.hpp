// Lists of faults that cannot grow without end.
#pragma once

#include <glidepath/model/fault.hpp>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace glidepath::detail {

/// After so many faults reading stops: the rest of a hostile file would only fill the memory.
inline constexpr std::size_t most_faults = 1000;

/// Adds a fault, up to `most_faults`.
inline void add_fault(std::vector<Fault>& faults, Fault fault) {
    if (faults.size() > most_faults) return;
    if (faults.size() == most_faults)
        fault = {"too_many_faults",
                 {fault.where.file, 0, 0},
                 {},
                 "more than " + std::to_string(most_faults) +
                     " faults; what comes after is not listed"};
    faults.push_back(std::move(fault));
}

}  // namespace glidepath::detail

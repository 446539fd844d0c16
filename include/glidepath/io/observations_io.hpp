// Observations from and to CSV.
#pragma once

#include <glidepath/io/reading.hpp>
#include <glidepath/model/observations.hpp>
#include <glidepath/model/plan.hpp>

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace glidepath {

/// The largest table of observations that is read, in bytes. With this and the next two limits no
/// table takes more than 1 GiB of memory, or more than ten seconds, to read.
inline constexpr std::size_t observations_size_limit = std::size_t{100} << 20;

/// The most rows of a table of observations.
inline constexpr std::size_t observations_row_limit = 800'000;

/// The most faults that are listed; a table with more is refused as a whole.
inline constexpr std::size_t observations_fault_limit = 800'000;

/// Reads a table of observations: UTF-8 (with or without byte order mark), RFC 4180, a header row.
///
/// Columns, in any order: `indicator`, `period`, `value` (required), `place`, `measure`, `unit`,
/// `status`, `released`, `source`, `note`. An indicator may also be called by its name or an alias.
/// A row whose value is blank, `/`, `-` or `—` holds no figure and is passed over.
///
/// \param name how faults call the table, normally its path.
/// \param plan gives indicators, units, place and reporting year. \pre it is valid
/// \return no value only if the table as a whole cannot be used: empty, binary, not UTF-8, larger
///         than the limits, or its columns are not the expected ones. Otherwise the good rows, with
///         every fault of the others in `Observations::rejected`, in the order of the table. Values
///         are converted to the indicator's unit; release dates are assumed where missing. Never
///         throws for any content.
Reading<Observations> read_observations(std::string_view bytes, std::string const& name,
                                        Plan const& plan);

/// Reads a file of observations.
/// \throws InputError if the file cannot be read or used as a whole.
[[nodiscard]] Observations load_observations(std::filesystem::path const& path, Plan const& plan);

/// The rows as CSV with all ten columns: values in the printed unit with the printed digits,
/// assumed release dates left blank. `read_observations` gives equal rows back. A row built in code
/// whose value needs more digits than its `decimals` is written with the digits it needs.
/// \throws InputError if a row cannot be written: its indicator or unit is not known to the plan,
///         its value is not finite, a text is not UTF-8.
[[nodiscard]] std::string write_observations(Observations const& observations, Plan const& plan);

}  // namespace glidepath

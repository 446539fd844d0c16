// A CSV table with named columns: header, rows, and faults that say where in the table they stand.
#pragma once

#include "csv.hpp"
#include <glidepath/model/fault.hpp>

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace glidepath::detail {

/// A column that a table may have.
struct CsvColumn {
    std::string_view name;
    bool required = false;
};

/// Reads a table row by row. Columns are called by their position in `columns`, wherever they stand
/// in the file.
class CsvTable {
public:
    CsvTable(std::string_view bytes, std::string const& name, std::span<CsvColumn const> columns);

    /// Reads the header. \return all that is wrong with the table as a whole: not text, empty, no
    /// header, columns that are missing, unknown or there twice
    [[nodiscard]] std::vector<Fault> open(std::size_t limit);

    /// Goes to the next row that is not empty. \return false at the end
    [[nodiscard]] bool next();

    /// Why the current row cannot be used: misplaced quotes, too few or too many fields.
    [[nodiscard]] std::optional<Fault> row_fault() const;

    /// A field of the current row, exactly as it stands; empty if the table lacks the column.
    [[nodiscard]] std::string_view text(std::size_t column) const;
    /// The same without blanks around it.
    [[nodiscard]] std::string_view cell(std::size_t column) const;

    /// The current row: its first line.
    [[nodiscard]] Location row() const { return {name_, row_.line, 0}; }
    /// Line and column of a field of the current row, or of byte `inside` of its text.
    [[nodiscard]] Location field(std::size_t column, std::size_t inside = 0) const;

private:
    [[nodiscard]] Location location(std::size_t offset) const;
    [[nodiscard]] Fault no_header() const;

    std::string_view bytes_;
    std::string const& name_;
    std::span<CsvColumn const> columns_;
    CsvReader reader_;
    CsvRow row_;
    std::vector<std::optional<std::size_t>> positions_;  ///< Of each column in the file.
    std::size_t width_ = 0;
};

}  // namespace glidepath::detail

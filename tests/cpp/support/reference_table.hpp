// Tables of reference numbers that are not part of the project: CSV files below the folder that the
// environment variable GLIDEPATH_REFERENCE_DATA names. Tests that want them skip without.
#pragma once

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace glidepath::testing {

/// A CSV file with a header and no quotes; cells are text, empty if the line is short.
class ReferenceTable {
public:
    /// The table in `file`, a path below the folder; nothing if no folder is given.
    /// \throws std::runtime_error if there is a folder but no such file in it.
    [[nodiscard]] static std::optional<ReferenceTable> open(std::string const& file) {
        char const* folder = std::getenv("GLIDEPATH_REFERENCE_DATA");
        if (folder == nullptr || *folder == '\0') return std::nullopt;
        std::ifstream stream(std::string(folder) + "/" + file);
        if (!stream) throw std::runtime_error("no " + file + " in " + folder);
        ReferenceTable table;
        std::string line;
        std::getline(stream, line);
        table.names_ = split(line);
        while (std::getline(stream, line))
            if (!line.empty()) table.rows_.push_back(split(line));
        return table;
    }

    [[nodiscard]] std::size_t size() const noexcept { return rows_.size(); }
    [[nodiscard]] bool has(std::string_view column) const {
        return std::find(names_.begin(), names_.end(), column) != names_.end();
    }
    [[nodiscard]] std::string text(std::size_t row, std::string_view column) const {
        const auto at = std::find(names_.begin(), names_.end(), column);
        if (at == names_.end()) throw std::runtime_error("no column " + std::string(column));
        const auto index = static_cast<std::size_t>(at - names_.begin());
        return index < rows_.at(row).size() ? rows_[row][index] : std::string();
    }
    /// The number in a cell; nothing for an empty one and for NA.
    [[nodiscard]] std::optional<double> number(std::size_t row, std::string_view column) const {
        const std::string cell = text(row, column);
        if (cell.empty() || cell == "NA") return std::nullopt;
        double value = 0;
        const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
        if (error != std::errc() || end != cell.data() + cell.size())
            throw std::runtime_error("no number: " + cell);
        return value;
    }
    /// A column of numbers without gaps.
    [[nodiscard]] std::vector<double> numbers(std::string_view column) const {
        std::vector<double> values;
        for (std::size_t row = 0; row < size(); ++row)
            values.push_back(number(row, column).value());
        return values;
    }

private:
    [[nodiscard]] static std::vector<std::string> split(std::string line) {
        if (!line.empty() && line.back() == '\r') line.pop_back();
        std::vector<std::string> cells;
        for (std::size_t start = 0;;) {
            const std::size_t comma = line.find(',', start);
            cells.push_back(line.substr(start, comma - start));
            if (comma == std::string::npos) return cells;
            start = comma + 1;
        }
    }

    std::vector<std::string> names_;
    std::vector<std::vector<std::string>> rows_;
};

}  // namespace glidepath::testing

#include "csv_table.hpp"

#include "encoding.hpp"
#include "utf8.hpp"
#include "wording.hpp"

#include <algorithm>

namespace glidepath::detail {

namespace {

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

}  // namespace

CsvTable::CsvTable(std::string_view bytes, std::string const& name,
                   std::span<CsvColumn const> columns)
    : bytes_(bytes), name_(name), columns_(columns), reader_(without_bom(bytes)) {}

std::vector<Fault> CsvTable::open(std::size_t limit) {
    if (auto fault = size_fault(bytes_.size(), limit, name_)) return {std::move(*fault)};
    if (auto fault = text_fault(bytes_, name_)) return {std::move(*fault)};
    bytes_ = without_bom(bytes_);
    if (bytes_.find_first_not_of(" \t\r\n") == std::string_view::npos)
        return {{"empty", {name_, 0, 0}, {}, "the file is empty"}};
    static_cast<void>(reader_.next(row_));
    if (!row_.problem.empty())
        return {{"malformed_row", location(row_.problem_offset), {}, row_.problem}};

    std::vector<Fault> faults;
    std::vector<std::string_view> names;
    for (CsvColumn const& column : columns_) names.push_back(column.name);
    positions_.assign(columns_.size(), std::nullopt);
    width_ = row_.fields.size();
    for (std::size_t i = 0; i < width_; ++i) {
        const std::string_view name = trimmed(row_.fields[i].text);
        const Location where = location(row_.fields[i].offset);
        const auto at = std::find(names.begin(), names.end(), name);
        if (at == names.end()) {
            faults.push_back({"unknown_column",
                              where,
                              {},
                              shown(name) + " is no column of this table; allowed: " +
                                  comma_list(names) + suggestion(name, names)});
            continue;
        }
        auto& position = positions_[static_cast<std::size_t>(at - names.begin())];
        if (position)
            faults.push_back({"duplicate_column",
                              where,
                              {},
                              "the column " + std::string(name) + " is there twice"});
        position = i;
    }
    if (faults.size() == width_) return {no_header()};
    for (std::size_t i = 0; i < columns_.size(); ++i)
        if (columns_[i].required && !positions_[i])
            faults.push_back({"missing_column",
                              {name_, 1, 0},
                              {},
                              "the column " + std::string(columns_[i].name) + " is missing"});
    return faults;
}

Fault CsvTable::no_header() const {
    const std::string_view line = bytes_.substr(0, bytes_.find_first_of("\r\n"));
    std::string message = "the first line must name the columns (";
    for (CsvColumn const& column : columns_)
        message += (&column == columns_.data() ? "" : ", ") + std::string(column.name) +
                   (column.required ? " (required)" : "");
    message += "); it reads " + shown(line);
    if (width_ == 1 && line.find_first_of(";\t") != std::string_view::npos)
        message += "; fields are separated by commas";
    return {"no_header", {name_, 1, 0}, {}, message};
}

bool CsvTable::next() {
    while (reader_.next(row_)) {
        const bool empty =
            row_.problem.empty() && row_.fields.size() == 1 && trimmed(row_.fields[0].text).empty();
        if (!empty) return true;
    }
    return false;
}

std::optional<Fault> CsvTable::row_fault() const {
    if (!row_.problem.empty())
        return Fault{"malformed_row", location(row_.problem_offset), {}, row_.problem};
    if (row_.fields.size() == width_) return std::nullopt;
    return Fault{"ragged_row",
                 row(),
                 {},
                 "the row has " + std::to_string(row_.fields.size()) + " fields, the header " +
                     std::to_string(width_) +
                     (row_.fields.size() > width_ ? "; a field that holds a comma must be in quotes"
                                                  : "; blank fields need their commas too")};
}

std::string_view CsvTable::text(std::size_t column) const {
    return positions_[column] ? row_.fields[*positions_[column]].text : std::string_view();
}

std::string_view CsvTable::cell(std::size_t column) const { return trimmed(text(column)); }

Location CsvTable::field(std::size_t column, std::size_t inside) const {
    if (!positions_[column]) return row();
    const std::size_t start = row_.fields[*positions_[column]].offset;
    const bool quoted = start < bytes_.size() && bytes_[start] == '"';
    return location(start + (quoted && inside != 0 ? 1 : 0) + inside);
}

Location CsvTable::location(std::size_t offset) const {
    const std::string_view before = bytes_.substr(row_.offset, offset - row_.offset);
    std::size_t line = row_.line;
    std::size_t start = 0;
    for (std::size_t i = 0; i < before.size(); ++i) {
        const bool carriage_return =
            before[i] == '\r' && (i + 1 == before.size() || before[i + 1] != '\n');
        if (before[i] != '\n' && !carriage_return) continue;
        ++line;
        start = i + 1;
    }
    return {name_, line, count_characters(before.substr(start)) + 1};
}

}  // namespace glidepath::detail

// CSV as RFC 4180 defines it, strictly, with the place of every field.
//
// Our own reader, because faults have to say in which line and column a field stands, one broken
// quote must not cost the rows after it, and a table with a million rows is read without copying
// its fields.
#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace glidepath::detail {

/// One field of a row.
struct CsvField {
    std::string_view text;   ///< Without quotes.
    std::size_t offset = 0;  ///< Where it begins in the input.
};

/// One row. Fields are valid until the next row is read.
struct CsvRow {
    std::vector<CsvField> fields;
    std::size_t offset = 0;  ///< Where it begins in the input.
    std::size_t line = 0;    ///< Physical line on which it begins, from 1.
    std::string problem;     ///< Why its fields cannot be trusted; empty for a good row.
    std::size_t problem_offset = 0;
};

/// Takes the rows off a text one by one. Lines end in LF, CRLF or CR; fields may be quoted, quotes
/// in them doubled, and line ends in them kept. A row with misplaced quotes is given with a
/// problem, and reading goes on at the next physical line.
class CsvReader {
public:
    explicit CsvReader(std::string_view text) : text_(text) {}

    /// \return false if there are no more rows
    [[nodiscard]] bool next(CsvRow& row) {
        if (at_ == text_.size()) return false;
        unescaped_.clear();
        row.fields.clear();
        row.problem.clear();
        row.offset = at_;
        row.line = line_;
        do {
            row.fields.push_back(field(row));
        } while (row.problem.empty() && accept(','));
        if (!row.problem.empty()) recover(row);
        end_line();
        return true;
    }

private:
    [[nodiscard]] bool at_line_end() const noexcept {
        return at_ == text_.size() || text_[at_] == '\n' || text_[at_] == '\r';
    }
    bool accept(char c) noexcept {
        if (at_ == text_.size() || text_[at_] != c) return false;
        ++at_;
        return true;
    }
    void end_line() noexcept {
        if (at_ == text_.size()) return;
        const bool carriage_return = accept('\r');
        if (!accept('\n') && !carriage_return) return;
        ++line_;
    }
    CsvField field(CsvRow& row) {
        const std::size_t start = at_;
        if (accept('"')) return quoted(row, start);
        at_ = text_.find_first_of(",\"\r\n", at_);
        if (at_ == std::string_view::npos) at_ = text_.size();
        if (at_ < text_.size() && text_[at_] == '"')
            fail(row, at_,
                 "a quote inside a field; put the whole field in quotes and double the "
                 "quotes in it");
        return {text_.substr(start, at_ - start), start};
    }
    /// The rest of a field after its opening quote.
    CsvField quoted(CsvRow& row, std::size_t start) {
        std::string* copy = nullptr;  // made only for a field with doubled quotes
        for (std::size_t from = at_;;) {
            const std::size_t quote = text_.find('"', at_);
            if (quote == std::string_view::npos) {
                fail(row, start, "the quote that opens here is never closed");
                return {{}, start};
            }
            at_ = quote + 1;
            if (accept('"')) {
                if (copy == nullptr) copy = &unescaped_.emplace_back();
                copy->append(text_, from, quote + 1 - from);
                from = at_;
                continue;
            }
            if (copy != nullptr) copy->append(text_, from, quote - from);
            count_lines(start, quote);
            if (!at_line_end() && text_[at_] != ',')
                fail(row, at_, "text after the closing quote of a field; double the quotes in it");
            return {copy != nullptr ? std::string_view(*copy) : text_.substr(from, quote - from),
                    start};
        }
    }
    void count_lines(std::size_t from, std::size_t to) noexcept {
        for (; from < to; ++from)
            if (text_[from] == '\n' || (text_[from] == '\r' && text_[from + 1] != '\n')) ++line_;
    }
    static void fail(CsvRow& row, std::size_t offset, std::string problem) {
        row.problem = std::move(problem);
        row.problem_offset = offset;
    }
    /// Skips to the end of the physical line with the problem. What an unclosed quote swallowed is
    /// read again; that happens once, for behind it all quotes come in pairs.
    void recover(CsvRow const& row) noexcept {
        at_ = text_.find_first_of("\r\n", row.problem_offset);
        if (at_ == std::string_view::npos) at_ = text_.size();
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
    std::deque<std::string> unescaped_;  // a deque, so that fields stay where they are
};

/// A field as it is written: in quotes if it needs them.
[[nodiscard]] inline std::string csv_field(std::string_view text) {
    const bool plain = text.find_first_of(",\"\r\n") == std::string_view::npos &&
                       (text.empty() || (text.front() != ' ' && text.back() != ' '));
    if (plain) return std::string(text);
    std::string quoted = "\"";
    for (char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + '"';
}

}  // namespace glidepath::detail

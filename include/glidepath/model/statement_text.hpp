// The target language: statements from and to text. The same in C++, Python, plan files and
// reports. The grammar stands in README.md under "The target language".
#pragma once

#include <glidepath/model/statement.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace glidepath {

/// Why a text is not a statement.
struct StatementFault {
    std::size_t offset = 0;  ///< Byte at which reading stopped.
    std::string found;       ///< What stood there; empty at the end of the text.
    std::string expected;    ///< What would have been read.

    /// Two lines: the text, and a caret under the place; then what was found and expected.
    [[nodiscard]] std::string describe(std::string_view text) const;
};

/// A statement, or why there is none.
struct StatementText {
    std::optional<Statement> statement;
    StatementFault fault;
};

namespace detail {

/// A word or an operator of a statement.
struct StatementToken {
    std::string_view text;
    std::size_t offset = 0;
};

/// Columns a UTF-8 text takes in a terminal: wide for CJK and full-width forms.
[[nodiscard]] inline std::size_t display_width(std::string_view text) noexcept {
    std::size_t width = 0;
    for (char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte & 0xC0U) != 0x80U) width += byte >= 0xE3U ? 2U : 1U;
    }
    return width;
}

[[nodiscard]] inline std::vector<StatementToken> split_statement(std::string_view text) {
    const auto is_operator = [](char c) { return c == '<' || c == '>' || c == '=' || c == '~'; };
    const auto is_blank = [](char c) { return c == ' ' || c == '\t'; };
    std::vector<StatementToken> tokens;
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t start = i;
        if (is_blank(text[i])) {
            ++i;
            continue;
        }
        if (is_operator(text[i])) {
            i += (i + 1 < text.size() && text[i] != '=' && text[i + 1] == '=') ? 2U : 1U;
        } else {
            while (i < text.size() && !is_blank(text[i]) && !is_operator(text[i])) ++i;
        }
        tokens.push_back({text.substr(start, i - start), start});
    }
    return tokens;
}

[[nodiscard]] constexpr bool is_identifier(std::string_view text) noexcept {
    if (text.empty() || (text[0] >= '0' && text[0] <= '9')) return false;
    for (char c : text)
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_')) return false;
    return true;
}

/// Words of the language, which no indicator can be called.
inline constexpr std::array<std::string_view, 20> statement_words{
    "at",     "by",      "sum", "mean", "each",  "growth", "change", "from",   "to",   "of",
    "within", "between", "and", "tbd",  "rises", "falls",  "never",  "steady", "done", "pp"};

/// Recursive descent over the tokens; the first place that does not fit is the fault.
class StatementParser {
public:
    StatementParser(std::string_view text, ReportingYear calendar)
        : text_(text), calendar_(calendar), tokens_(split_statement(text)) {}

    [[nodiscard]] StatementText run() {
        Statement statement;
        const bool ok = target(statement) && end();
        if (!ok) return {std::nullopt, fault_};
        return {std::move(statement), {}};
    }

private:
    [[nodiscard]] std::string_view peek() const noexcept {
        return next_ < tokens_.size() ? tokens_[next_].text : std::string_view();
    }
    [[nodiscard]] bool accept(std::string_view word) noexcept {
        if (peek() != word || word.empty()) return false;
        ++next_;
        return true;
    }
    [[nodiscard]] bool fail(std::string expected) {
        fault_.offset = next_ < tokens_.size() ? tokens_[next_].offset : text_.size();
        fault_.found = std::string(peek());
        fault_.expected = std::move(expected);
        return false;
    }
    [[nodiscard]] bool require(std::string_view word) {
        return accept(word) || fail("\"" + std::string(word) + "\"");
    }
    [[nodiscard]] bool end() { return next_ == tokens_.size() || fail("the end of the statement"); }

    [[nodiscard]] bool period(Period& into) {
        const auto read = try_parse_period(peek(), calendar_);
        if (!read) return fail("a period (" + std::string(period_forms) + ")");
        into = *read;
        ++next_;
        return true;
    }
    [[nodiscard]] bool window(Window& into) {
        auto [read, problem] = read_window(peek(), calendar_);
        if (!read)
            return fail(peek().find("..") == std::string_view::npos || problem.starts_with("not a")
                            ? "a window such as 2023..2027"
                            : "a window such as 2023..2027; " + problem);
        into = *read;
        ++next_;
        return true;
    }
    [[nodiscard]] bool quantity(Quantity& into) {
        std::string_view word = peek();
        Mark mark = Mark::none;
        if (word.ends_with("%")) {
            mark = Mark::percent;
            word.remove_suffix(1);
        } else if (word.ends_with("pp")) {
            mark = Mark::points;
            word.remove_suffix(2);
        }
        const auto number = try_parse_number(word);
        if (!number)
            return fail("a number such as 860 or 5.5%, in plain ASCII digits without separators");
        ++next_;
        if (mark == Mark::none && accept("%")) mark = Mark::percent;
        if (mark == Mark::none && accept("pp")) mark = Mark::points;
        into = {number->value, number->decimals, mark};
        return true;
    }
    void face(Statement& statement) {
        if (accept("growth")) statement.face = Face::growth;
        else if (accept("change")) statement.face = Face::change;
    }

    [[nodiscard]] bool target(Statement& s) {
        if (accept("at")) {
            Period p;
            s.stat = Stat::at;
            if (!period(p)) return false;
            s.window = p;
            face(s);
            return relation(s);
        }
        if (accept("by")) {
            Period p;
            s.stat = Stat::by;
            if (!period(p)) return false;
            s.window = p;
            return relation(s);
        }
        if (accept("sum")) return windowed(s, Stat::sum);
        if (accept("mean")) return windowed(s, Stat::mean);
        if (accept("each")) {
            s.stat = Stat::each;
            if (!window(s.window)) return false;
            face(s);
            return relation(s);
        }
        if (peek() == "growth" || peek() == "change") return from_to(s);
        if (accept("rises")) return directed(s, Stat::rises);
        if (accept("falls")) return directed(s, Stat::falls);
        if (accept("never")) {
            if (accept("falls")) return directed(s, Stat::never_falls);
            if (accept("rises")) return directed(s, Stat::never_rises);
            return fail("\"falls\" or \"rises\"");
        }
        if (accept("steady")) {
            return directed(s, Stat::steady) && require("within") && magnitude(s.second);
        }
        if (accept("done")) return done(s);
        return fail("at, by, sum, mean, each, growth, change, rises, falls, never, steady or done");
    }
    [[nodiscard]] bool windowed(Statement& s, Stat stat) {
        s.stat = stat;
        return window(s.window) && relation(s);
    }
    [[nodiscard]] bool directed(Statement& s, Stat stat) {
        s.stat = stat;
        s.face = stat == Stat::steady ? Face::level : Face::change;
        return window(s.window);
    }
    [[nodiscard]] bool from_to(Statement& s) {
        s.stat = Stat::from_to;
        face(s);
        Period from;
        Period to;
        if (!require("from") || !period(from) || !require("to")) return false;
        if (!period(to)) return false;
        if (!from.same_grid(to) || !(from < to)) {
            --next_;
            return fail("a later period of the same frequency as " + to_string(from, calendar_));
        }
        s.window = Window(from, to);
        return relation(s);
    }
    [[nodiscard]] bool done(Statement& s) {
        s.stat = Stat::done;
        s.dated = accept("by");
        if (!s.dated) return true;
        Period p;
        if (!period(p)) return false;
        s.window = p;
        return true;
    }
    /// A tolerance: a quantity that is not negative.
    [[nodiscard]] bool magnitude(Quantity& into) {
        if (!peek().empty() && peek()[0] == '-') return fail("a tolerance that is not negative");
        return quantity(into);
    }
    [[nodiscard]] bool relation(Statement& s) {
        if (accept("=")) {
            s.comparator = Comparator::equal;
            return number(s);
        }
        if (accept("~")) {
            s.comparator = Comparator::about;
            return number(s) && require("within") && magnitude(s.second);
        }
        if (accept("between")) {
            s.comparator = Comparator::between;
            if (!number(s) || !require("and")) return false;
            const std::size_t upper = next_;
            if (!quantity(s.second)) return false;
            if (s.second.value >= s.quantity()->value) return true;
            next_ = upper;
            return fail("an upper end that is not below " +
                        to_string(Printed{s.quantity()->value, s.quantity()->decimals}));
        }
        if (accept(">")) s.comparator = Comparator::greater;
        else if (accept(">=")) s.comparator = Comparator::at_least;
        else if (accept("<")) s.comparator = Comparator::less;
        else if (accept("<=")) s.comparator = Comparator::at_most;
        else return fail("a relation: >, >=, <, <=, =, ~ or between");
        return other_side(s);
    }
    [[nodiscard]] bool number(Statement& s) {
        Quantity q;
        if (!quantity(q)) return false;
        s.value = q;
        return true;
    }
    [[nodiscard]] bool other_side(Statement& s) {
        if (accept("tbd")) {
            s.value = ToBeDecided{};
            return true;
        }
        Reference reference;
        const bool growth = peek() == "growth";
        if (growth || peek() == "change") {
            ++next_;
            reference.face = growth ? Face::growth : Face::change;
            if (!require("of")) return false;
        } else if (!is_identifier(peek()) || is_word(peek())) {
            Quantity q;
            if (!quantity(q)) {
                fault_.expected += ", an indicator, growth of an indicator, or tbd";
                return false;
            }
            s.value = q;
            return true;
        }
        if (!is_identifier(peek()) || is_word(peek())) return fail("the id of an indicator");
        reference.indicator = std::string(peek());
        ++next_;
        s.value = std::move(reference);
        return true;
    }
    [[nodiscard]] static bool is_word(std::string_view text) noexcept {
        return std::find(statement_words.begin(), statement_words.end(), text) !=
               statement_words.end();
    }

    std::string_view text_;
    ReportingYear calendar_;
    std::vector<StatementToken> tokens_;
    std::size_t next_ = 0;
    StatementFault fault_;
};

[[nodiscard]] inline std::string quantity_text(Quantity const& quantity) {
    constexpr std::array<const char*, 3> marks{"", "%", "pp"};
    return format_fixed(quantity.value, quantity.decimals) +
           marks[static_cast<std::size_t>(quantity.mark)];
}

}  // namespace detail

inline std::string StatementFault::describe(std::string_view text) const {
    // Tabs, line breaks and other control characters are shown as blanks, so that the caret stands
    // under its place.
    std::string line(text);
    for (char& c : line)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
    const std::size_t column =
        detail::display_width(std::string_view(line).substr(0, std::min(offset, line.size())));
    return line + "\n" + std::string(column, ' ') + "^ found " +
           (found.empty() ? std::string("the end") : "\"" + found + "\"") + ", expected " +
           expected;
}

/// Reads a statement, or says where and why it is none. Never throws on any text.
[[nodiscard]] inline StatementText read_statement(std::string_view text,
                                                  ReportingYear calendar = {}) {
    return detail::StatementParser(text, calendar).run();
}

/// Reads a statement such as `at 2025 > 860`.
/// \throws std::invalid_argument with the text, a caret, what was found and what was expected.
[[nodiscard]] inline Statement parse_statement(std::string_view text, ReportingYear calendar = {}) {
    auto [statement, fault] = read_statement(text, calendar);
    if (!statement) throw std::invalid_argument(fault.describe(text));
    return *std::move(statement);
}

/// The statistic alone, as it stands before the relation: `at 2025`, `each 2023..2027 growth`.
[[nodiscard]] inline std::string stat_text(Statement const& s, ReportingYear calendar = {}) {
    const std::string window = to_string(s.window, calendar);
    const std::string first = to_string(s.window.first(), calendar);
    const std::string face = s.face == Face::growth   ? " growth"
                             : s.face == Face::change ? " change"
                                                      : "";
    switch (s.stat) {
        case Stat::at: return "at " + first + face;
        case Stat::by: return "by " + first;
        case Stat::sum: return "sum " + window;
        case Stat::mean: return "mean " + window;
        case Stat::each: return "each " + window + face;
        case Stat::from_to:
            return face.substr(1) + " from " + first + " to " +
                   to_string(s.window.last(), calendar);
        case Stat::rises: return "rises " + window;
        case Stat::falls: return "falls " + window;
        case Stat::never_falls: return "never falls " + window;
        case Stat::never_rises: return "never rises " + window;
        case Stat::steady: return "steady " + window;
        case Stat::done: return s.dated ? "done by " + first : "done";
    }
    return {};
}

/// The text of a statement; `parse_statement` reads it back to an equal value.
[[nodiscard]] inline std::string to_string(Statement const& s, ReportingYear calendar = {}) {
    std::string text = stat_text(s, calendar);
    if (s.stat == Stat::steady) return text + " within " + detail::quantity_text(s.second);
    if (s.comparator == Comparator::none) return text;
    constexpr std::array<const char*, 8> relations{"",     " > ", " >= ", " < ",
                                                   " <= ", " = ", " ~ ",  " between "};
    text += relations[static_cast<std::size_t>(s.comparator)];
    if (const Quantity* quantity = s.quantity()) {
        text += detail::quantity_text(*quantity);
        if (s.comparator == Comparator::about) text += " within " + detail::quantity_text(s.second);
        if (s.comparator == Comparator::between) text += " and " + detail::quantity_text(s.second);
    } else if (const Reference* reference = s.reference()) {
        if (reference->face == Face::growth) text += "growth of ";
        if (reference->face == Face::change) text += "change of ";
        text += reference->indicator;
    } else {
        text += "tbd";
    }
    return text;
}

}  // namespace glidepath

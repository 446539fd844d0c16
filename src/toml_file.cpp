#include "toml_file.hpp"

#include "encoding.hpp"
#include "utf8.hpp"
#include "wording.hpp"

#include <algorithm>
#include <optional>

namespace glidepath::detail {

namespace {

/// The parser limits how deep values nest, but not how many parts a dotted key has, and takes a
/// table inside a table for each of them. No key of ours has more than three.
constexpr int most_dots = 8;

/// The end of the string that begins at `at`: behind its closing quotes, or where the line or the
/// text ends before them.
std::size_t end_of_string(std::string_view text, std::size_t at) {
    const char quote = text[at];
    const std::string three(3, quote);
    const bool multi_line = text.substr(at).starts_with(three);
    for (at += multi_line ? 3 : 1; at < text.size();) {
        if (quote == '"' && text[at] == '\\') {
            at += 2;
        } else if (multi_line && text.substr(at).starts_with(three)) {
            // One or two quotes more belong to the text.
            return std::min({text.find_first_not_of(quote, at), at + 5, text.size()});
        } else if (!multi_line && text[at] == quote) {
            return at + 1;
        } else if (!multi_line && text[at] == '\n') {
            return at;
        } else {
            ++at;
        }
    }
    return text.size();
}

/// What is meant by a character that a Chinese keyboard types; empty if nothing is known.
std::string ascii_for(char32_t c) {
    if (c > 0xFF00 && c < 0xFF5F) return {static_cast<char>(c - 0xFEE0)};
    switch (c) {
        case U'“':
        case U'”':
        case U'‘':
        case U'’': return "\"";
        case U'、': return ",";
        case U'。': return ".";
        case U'【': return "[";
        case U'】': return "]";
        case 0x3000:
        case 0xA0: return "a blank";
        default: return {};
    }
}

/// A place outside strings and comments that the parser should not see, and what is wrong there.
struct Obstacle {
    std::size_t offset = 0;
    std::string code;
    std::string message;
};

/// The first key that is too deep, or character that TOML has in strings and comments only. (Of
/// some of these version 3.3 of the parser assumes that they cannot occur.)
std::optional<Obstacle> find_obstacle(std::string_view text) {
    int dots = 0;
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at];
        if (c == '#') {
            at = std::min(text.find('\n', at), text.size());
        } else if (c == '"' || c == '\'') {
            at = end_of_string(text, at);
        } else if (static_cast<unsigned char>(c) >= 0x80) {
            std::string_view rest = text.substr(at);
            const std::string meant = ascii_for(take_character(rest).value_or(0));
            return Obstacle{at, "syntax",
                            shown(text.substr(at, text.size() - rest.size() - at)) +
                                " stands outside quotes, where TOML has ASCII characters only; " +
                                (meant.empty() ? "put the text in quotes" : "write " + meant)};
        } else {
            if (c == '.' && ++dots > most_dots)
                return Obstacle{at, "nesting",
                                "a key of more than " + std::to_string(most_dots + 1) +
                                    " parts; no key of ours has more than three"};
            if (std::string_view("\n=,{}[]").find(c) != std::string_view::npos) dots = 0;
            ++at;
        }
    }
    return std::nullopt;
}

Reading<toml::table> unusable(Fault fault) { return {std::nullopt, {std::move(fault)}}; }

}  // namespace

Reading<toml::table> parse_toml(std::string_view bytes, std::size_t limit,
                                std::string const& name) {
    if (auto fault = size_fault(bytes.size(), limit, name)) return unusable(std::move(*fault));
    if (auto fault = text_fault(bytes, name)) return unusable(std::move(*fault));
    bytes = without_bom(bytes);
    if (bytes.find_first_not_of(" \t\r\n") == std::string_view::npos)
        return unusable({"empty", {name, 0, 0}, {}, "the file is empty"});
    if (auto obstacle = find_obstacle(bytes)) {
        const std::string_view before = bytes.substr(0, obstacle->offset);
        const auto line =
            static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')) + 1;
        const std::size_t column = count_characters(before.substr(before.rfind('\n') + 1)) + 1;
        return unusable(
            {std::move(obstacle->code), {name, line, column}, {}, std::move(obstacle->message)});
    }
    toml::parse_result parsed = toml::parse(bytes);
    if (parsed) return {std::move(parsed).table(), {}};
    toml::parse_error const& error = parsed.error();
    return unusable({"syntax",
                     {name, error.source().begin.line, error.source().begin.column},
                     {},
                     std::string(error.description())});
}

}  // namespace glidepath::detail

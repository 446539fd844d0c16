// Why a cell of a table is no number, and how to write it.
#pragma once

#include "utf8.hpp"
#include "wording.hpp"
#include <glidepath/model/number.hpp>

#include <string>
#include <string_view>

namespace glidepath::detail {

/// A text with everything replaced or left out that people write around plain digits, and what
/// that was.
struct PlainDigits {
    std::string text;
    bool full_width = false;
    bool separators = false;
    bool plus = false;
    bool percent = false;
    bool minus_sign = false;  ///< A typographic one.
};

[[nodiscard]] inline PlainDigits plain_digits(std::string_view text) {
    PlainDigits plain;
    while (const auto character = take_character(text)) {
        const char32_t c = *character;
        const bool full_width = c >= 0xFF01 && c <= 0xFF5E;
        const char32_t narrow = full_width ? c - 0xFEE0 : c;  // the same sign in ASCII
        plain.full_width = plain.full_width || full_width;
        if (narrow == U',' || narrow == U'\'' || narrow == U' ' || c == 0x3000 || c == 0xA0)
            plain.separators = true;
        else if (narrow == U'+' && plain.text.empty()) plain.plus = true;
        else if (narrow == U'%' && text.empty()) plain.percent = true;
        else if (c == 0x2212 || c == 0x2013) plain.text += '-', plain.minus_sign = true;
        else if (narrow < 0x80) plain.text += static_cast<char>(narrow);
        else plain.text += '?';  // no part of any number
    }
    if (plain.text.starts_with('.')) plain.text.insert(0, 1, '0');
    if (plain.text.ends_with('.')) plain.text.pop_back();
    return plain;
}

/// What is wrong with a text that `try_parse_number` does not take, and the remedy.
[[nodiscard]] inline std::string number_problem(std::string_view text) {
    const std::string problem = shown(text) + " is no plain number";
    if (text.size() > 300) return problem + "; it is too long";
    const PlainDigits plain = plain_digits(text);
    if (try_parse_number(plain.text)) {
        std::string remedy = "; write " + plain.text;
        if (plain.separators) remedy += ", without separators or blanks";
        if (plain.full_width) remedy += ", in ASCII characters";
        if (plain.minus_sign) remedy += ", with the minus sign -";
        if (plain.plus) remedy += ", without +";
        if (plain.percent) remedy += ", and % in the column unit";
        return problem + remedy;
    }
    const std::size_t exponent = plain.text.find_first_of("eE");
    if (exponent != std::string::npos && try_parse_number(plain.text.substr(0, exponent)))
        return problem + "; write all its digits, without an exponent";
    std::string letters;
    for (char c : plain.text)
        letters += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    if (letters.starts_with('-')) letters.erase(0, 1);
    for (std::string_view word : {"nan", "inf", "infinity", "null", "none", "na", "n/a", "#n/a"})
        if (letters == word) return problem + "; leave the cell blank if there is no figure";
    if (!plain.text.empty() && plain.text[0] >= '0' && plain.text[0] <= '9')
        return problem + "; write the number alone, and its unit in the column unit";
    return problem + "; write it as 860 or -5.5, or leave the cell blank if there is no figure";
}

}  // namespace glidepath::detail

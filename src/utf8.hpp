// UTF-8, character by character.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace glidepath::detail {

/// Takes the first character off `text`. Nothing, and `text` unchanged, if it does not begin with a
/// well-formed character: overlong forms, surrogates and values above U+10FFFF are none.
[[nodiscard]] constexpr std::optional<char32_t> take_character(std::string_view& text) noexcept {
    if (text.empty()) return std::nullopt;
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(0);
    const std::size_t size = lead < 0x80   ? 1
                             : lead < 0xC2 ? 0
                             : lead < 0xE0 ? 2
                             : lead < 0xF0 ? 3
                             : lead < 0xF5 ? 4
                                           : 0;
    if (size == 0 || text.size() < size) return std::nullopt;
    char32_t character = size == 1 ? lead : lead & (0x7FU >> size);
    for (std::size_t i = 1; i < size; ++i) {
        if ((byte(i) & 0xC0U) != 0x80U) return std::nullopt;
        character = (character << 6U) | (byte(i) & 0x3FU);
    }
    const bool overlong = (size == 3 && character < 0x800) || (size == 4 && character < 0x10000);
    const bool surrogate = character >= 0xD800 && character <= 0xDFFF;
    if (overlong || surrogate || character > 0x10FFFF) return std::nullopt;
    text.remove_prefix(size);
    return character;
}

/// Offset of the first byte that is not UTF-8; nothing if all of them are.
[[nodiscard]] constexpr std::optional<std::size_t>
find_invalid_utf8(std::string_view text) noexcept {
    for (std::size_t at = 0; at < text.size();) {
        if (static_cast<unsigned char>(text[at]) < 0x80) {  // most of any table
            ++at;
            continue;
        }
        std::string_view rest = text.substr(at, 4);
        const std::size_t before = rest.size();
        if (!take_character(rest)) return at;
        at += before - rest.size();
    }
    return std::nullopt;
}

/// Number of characters of a UTF-8 text.
[[nodiscard]] constexpr std::size_t count_characters(std::string_view text) noexcept {
    std::size_t count = 0;
    for (char c : text)
        if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) ++count;
    return count;
}

}  // namespace glidepath::detail

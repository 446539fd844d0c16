// Names in two languages.
#pragma once

#include <cstdint>
#include <string>

namespace glidepath {

/// The languages in which plans name things and reports are written.
enum class Language : std::uint8_t { zh, en };

/// A name or sentence in Chinese and English; either may be missing (empty).
struct Text {
    std::string zh;
    std::string en;

    [[nodiscard]] bool empty() const noexcept { return zh.empty() && en.empty(); }
    /// The text in `language`, or in the other one if that is missing.
    [[nodiscard]] std::string const& in(Language language) const noexcept {
        std::string const& wanted = language == Language::zh ? zh : en;
        std::string const& other = language == Language::zh ? en : zh;
        return wanted.empty() ? other : wanted;
    }
    friend bool operator==(Text const&, Text const&) = default;
};

/// Writes the English text, or the Chinese one if there is none.
template <class Stream>
auto operator<<(Stream& stream, Text const& text) -> decltype(stream << text.en) {
    return stream << text.in(Language::en);
}

}  // namespace glidepath

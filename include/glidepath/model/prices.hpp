// Price bases: at which prices an amount, or its growth, is reckoned.
#pragma once

#include <glidepath/model/text.hpp>
#include <glidepath/time/date.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace glidepath {

/// At which prices an amount is reckoned.
enum class Prices : std::uint8_t {
    current,  ///< Those of the period itself (现价、当年价): nominal.
    constant  ///< Those of a base year (不变价、可比价): real.
};
inline constexpr std::array<std::string_view, 2> prices_names{"current", "constant"};
[[nodiscard]] constexpr std::string_view to_string(Prices prices) noexcept {
    return prices_names[static_cast<std::size_t>(prices)];
}

/// Current prices, constant prices, or constant prices of a year: `current`, `constant`,
/// `constant 2020`.
struct PriceBasis {
    Prices prices = Prices::current;
    std::optional<int> year;  ///< Whose prices are held; of constant prices only, 1000 to 9999.
    friend bool operator==(PriceBasis const&, PriceBasis const&) = default;
};

/// Whether the text form of a basis exists: only constant prices are those of a year, of four
/// digits.
[[nodiscard]] constexpr bool is_sound(PriceBasis const& basis) noexcept {
    return !basis.year ||
           (basis.prices == Prices::constant && *basis.year >= 1000 && *basis.year <= 9999);
}

/// `current`, `constant` or `constant 2020`.
[[nodiscard]] inline std::string to_string(PriceBasis const& basis) {
    std::string text(to_string(basis.prices));
    return basis.year ? text + " " + std::to_string(*basis.year) : text;
}
template <class Stream>
auto operator<<(Stream& stream, PriceBasis const& basis) -> decltype(stream << std::string()) {
    return stream << to_string(basis);
}

/// Reads what `to_string` writes; nothing for any other text.
[[nodiscard]] inline std::optional<PriceBasis> try_parse_price_basis(std::string_view text) {
    if (text == to_string(Prices::current)) return PriceBasis{Prices::current, {}};
    const std::string_view constant = to_string(Prices::constant);
    if (!text.starts_with(constant)) return std::nullopt;
    text.remove_prefix(constant.size());
    if (text.empty()) return PriceBasis{Prices::constant, {}};
    if (text.size() != 5 || text.front() != ' ') return std::nullopt;
    const auto year = detail::parse_digits(text.substr(1));
    if (!year || *year < 1000) return std::nullopt;
    return PriceBasis{Prices::constant, *year};
}

/// A basis in words: `constant prices of 2020`, `2020年不变价`.
[[nodiscard]] inline Text price_words(PriceBasis const& basis) {
    if (basis.prices == Prices::current) return {"现价", "current prices"};
    if (!basis.year) return {"不变价", "constant prices"};
    const std::string year = std::to_string(*basis.year);
    return {year + "年不变价", "constant prices of " + year};
}

/// Whether two bases are declared and are not one: current and constant prices, or constant prices
/// of two years. What is not declared is not known and mixes with nothing.
[[nodiscard]] constexpr bool mixed(std::optional<PriceBasis> const& a,
                                   std::optional<PriceBasis> const& b) noexcept {
    if (!a || !b) return false;
    return a->prices != b->prices || (a->year && b->year && *a->year != *b->year);
}

}  // namespace glidepath

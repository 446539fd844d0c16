// How often an indicator has a period: from years down to days.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace glidepath {

/// From coarse to fine; the order of the enumerators is the order of fineness.
enum class Frequency : std::uint8_t { annual, half_yearly, quarterly, monthly, weekly, daily };

/// All frequencies, coarse to fine.
inline constexpr std::array all_frequencies{Frequency::annual,    Frequency::half_yearly,
                                            Frequency::quarterly, Frequency::monthly,
                                            Frequency::weekly,    Frequency::daily};

/// The letter used in files, in Python and on the command line: A H Q M W D.
[[nodiscard]] constexpr char letter(Frequency frequency) noexcept {
    return "AHQMWD"[static_cast<std::size_t>(frequency)];
}

/// The frequency of a letter; nothing for any other character.
[[nodiscard]] constexpr std::optional<Frequency> frequency_of(char letter_) noexcept {
    for (Frequency f : all_frequencies)
        if (letter(f) == letter_) return f;
    return std::nullopt;
}

/// "annual", "half-yearly", "quarterly", "monthly", "weekly", "daily".
[[nodiscard]] constexpr std::string_view to_string(Frequency frequency) noexcept {
    constexpr std::array<std::string_view, 6> names{"annual",  "half-yearly", "quarterly",
                                                    "monthly", "weekly",      "daily"};
    return names[static_cast<std::size_t>(frequency)];
}

/// Months in one period: 12, 6, 3, 1; 0 for weeks and days, which do not consist of months.
[[nodiscard]] constexpr int months_in(Frequency frequency) noexcept {
    constexpr std::array widths{12, 6, 3, 1, 0, 0};
    return widths[static_cast<std::size_t>(frequency)];
}

/// Whether every period of `coarse` is a whole number of periods of `fine`. Weeks refine only
/// to days, and no year, quarter or month is a whole number of weeks.
[[nodiscard]] constexpr bool refines(Frequency fine, Frequency coarse) noexcept {
    if (fine == coarse || fine == Frequency::daily) return true;
    return fine != Frequency::weekly && coarse != Frequency::weekly && coarse != Frequency::daily &&
           fine > coarse;
}

}  // namespace glidepath

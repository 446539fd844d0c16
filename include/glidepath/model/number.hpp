// Numbers as official statistics print them: text in and out, rounding, tolerant comparison.
#pragma once

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>

namespace glidepath {

/// A number together with the digits it was printed with.
struct Printed {
    double value = 0;
    int decimals = 0;  ///< Digits after the point: 2 for 30.60.
    friend bool operator==(Printed const&, Printed const&) = default;
};

/// Reads `["-"] digits ["." digits]`: no sign but minus, no exponent, no separators, no blanks,
/// ASCII digits only, at most 310 before and 300 behind the point. Nothing for any other text.
///
/// The one place where text becomes a floating-point number; independent of the locale.
[[nodiscard]] inline std::optional<Printed> try_parse_number(std::string_view text) noexcept {
    std::string_view rest = text;
    if (!rest.empty() && rest[0] == '-') rest.remove_prefix(1);
    const std::size_t point = std::min(rest.find('.'), rest.size());
    const auto digits = [](std::string_view part) {
        return !part.empty() &&
               std::all_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
    };
    if (point > 310 || rest.size() - point > 301 || !digits(rest.substr(0, point)) ||
        (point < rest.size() && !digits(rest.substr(point + 1))))
        return std::nullopt;
    Printed number;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number.value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    number.decimals = point < rest.size() ? static_cast<int>(rest.size() - point - 1) : 0;
    if (number.value == 0) number.value = 0;  // no negative zero
    return number;
}

/// `value` with exactly `decimals` digits after the point.
[[nodiscard]] inline std::string format_fixed(double value, int decimals) {
    std::array<char, 700> buffer;
    const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                            std::chars_format::fixed, decimals);
    if (error != std::errc()) return "?";
    std::string text(buffer.data(), end);
    if (text.starts_with('-') && text.find_first_not_of("-0.") == std::string::npos)
        text.erase(0, 1);  // what rounds to zero has no sign
    return text;
}

/// The shortest text without exponent that reads back as `value`.
[[nodiscard]] inline std::string format_shortest(double value) {
    std::array<char, 700> buffer;
    const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                            std::chars_format::fixed);
    return error == std::errc() ? std::string(buffer.data(), end) : std::string("?");
}

[[nodiscard]] inline std::string to_string(Printed const& number) {
    return format_fixed(number.value, number.decimals);
}

/// The printed number times a power of ten, by moving the point: 17.05 and -4 give the double that
/// is nearest to 0.001705, as if that had been printed.
[[nodiscard]] inline double shifted(Printed const& number, int power) {
    const std::string text = to_string(number) + "e" + std::to_string(power);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() ? value : number.value * std::pow(10.0, power);
}

/// Half a unit of the last printed digit: the figure stands for value +- this.
[[nodiscard]] inline double half_unit(int decimals) noexcept {
    return 0.5 * std::pow(10.0, -decimals);
}

/// Relative tolerance of every comparison with a threshold.
inline constexpr double comparison_tolerance = 1e-9;

/// Whether two numbers are equal within `comparison_tolerance` of the larger one.
[[nodiscard]] inline bool nearly_equal(double a, double b) noexcept {
    const double distance = std::abs(a - b);
    return a == b || (std::isfinite(distance) &&
                      distance <= comparison_tolerance * std::max(std::abs(a), std::abs(b)));
}

}  // namespace glidepath

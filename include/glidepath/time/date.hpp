// Calendar dates: Boost.Date_Time's proleptic Gregorian date, with strict text in and out.
#pragma once

#include <boost/date_time/gregorian/gregorian_types.hpp>

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace glidepath {

/// A calendar date between 1400-01-01 and 9999-12-31 (the range of Boost.Date_Time).
using Date = boost::gregorian::date;

/// Builds a date from numbers.
/// \throws std::invalid_argument if there is no such day, naming what was given.
[[nodiscard]] inline Date date(int year, int month, int day) {
    if (year < 1400 || year > 9999 || month < 1 || month > 12 || day < 1 ||
        day > boost::gregorian::gregorian_calendar::end_of_month_day(
                  static_cast<unsigned short>(year), static_cast<unsigned short>(month)))
        throw std::invalid_argument("no such date: " + std::to_string(year) + "-" +
                                    std::to_string(month) + "-" + std::to_string(day) +
                                    " (years 1400 to 9999)");
    return Date(static_cast<unsigned short>(year), static_cast<unsigned short>(month),
                static_cast<unsigned short>(day));
}

namespace detail {

/// Digits only, the whole text: no sign, no blank. Nothing else is a number in a date.
[[nodiscard]] constexpr std::optional<int> parse_digits(std::string_view text) noexcept {
    if (text.empty() || text.size() > 6) return std::nullopt;
    int value = 0;
    for (char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value;
}

/// `value` in decimal, filled with zeros to at least `width` digits.
[[nodiscard]] inline std::string zero_padded(int value, std::size_t width) {
    std::string text = std::to_string(value);
    if (text.size() < width) text.insert(0, width - text.size(), '0');
    return text;
}

}  // namespace detail

/// Reads `YYYY-MM-DD`; nothing for any other text and for days that do not exist.
[[nodiscard]] inline std::optional<Date> try_parse_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto year = detail::parse_digits(text.substr(0, 4));
    const auto month = detail::parse_digits(text.substr(5, 2));
    const auto day = detail::parse_digits(text.substr(8, 2));
    if (!year || !month || !day || *year < 1400 || *month < 1 || *month > 12 || *day < 1)
        return std::nullopt;
    if (*day > boost::gregorian::gregorian_calendar::end_of_month_day(
                   static_cast<unsigned short>(*year), static_cast<unsigned short>(*month)))
        return std::nullopt;
    return date(*year, *month, *day);
}

/// `YYYY-MM-DD`.
[[nodiscard]] inline std::string to_string(Date const& date) {
    const auto ymd = date.year_month_day();
    return detail::zero_padded(ymd.year, 4) + "-" +
           detail::zero_padded(static_cast<int>(ymd.month.as_number()), 2) + "-" +
           detail::zero_padded(static_cast<int>(ymd.day.as_number()), 2);
}

/// Days from `from` to `to`; negative if `to` is earlier.
[[nodiscard]] inline int days_between(Date const& from, Date const& to) {
    return static_cast<int>((to - from).days());
}

/// The date `days` later (earlier if negative).
[[nodiscard]] inline Date add_days(Date const& date, int days) {
    return date + boost::gregorian::days(days);
}

}  // namespace glidepath

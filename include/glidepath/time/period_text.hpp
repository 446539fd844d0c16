// Periods as text: the Gregorian forms and those of SDMX reporting years.
#pragma once

#include <glidepath/time/period.hpp>

namespace glidepath {

/// The years that periods may be written in: within the calendar's 1400 to 9999, and far enough
/// from its ends that neighbours, lags and reporting years of any such period still are dates.
inline constexpr int first_period_year = 1500;
inline constexpr int last_period_year = 9000;

/// The forms that `try_parse_period` accepts, for error messages.
inline constexpr std::string_view period_forms =
    "2025, 2025-H1, 2025-Q2, 2025-06, 2025-W05, 2025-06-30, or SDMX 2025-A1, -S1, -Q2, -M06, -W05, "
    "-D166";

/// Reads a period.
///
/// `2025`, `2025-H1`, `2025-06`, `2025-06-30` are Gregorian whatever the calendar. The SDMX forms
/// `2025-A1`, `-S1`, `-Q2`, `-M06`, `-W05`, `-D166` count from the start of the reporting year
/// (SDMX 2.1, section 4.2), so `2010-Q2` of a year that starts in July is October to December 2010.
/// \return nothing for any other text, for a number out of range and for years outside 1500 to
/// 9000.
[[nodiscard]] inline std::optional<Period> try_parse_period(std::string_view text,
                                                            ReportingYear calendar = {}) {
    if (text.size() < 4) return std::nullopt;
    const auto year = detail::parse_digits(text.substr(0, 4));
    if (!year || *year < first_period_year || *year > last_period_year) return std::nullopt;
    if (text.size() == 4) return Period::year(*year);
    if (text[4] != '-' || text.size() < 7) return std::nullopt;
    const std::string_view rest = text.substr(5);

    if (rest[0] >= '0' && rest[0] <= '9') {
        if (text.size() == 10) {
            const auto day = try_parse_date(text);
            return day ? std::optional(Period::day(*day)) : std::nullopt;
        }
        const auto month = rest.size() == 2 ? detail::parse_digits(rest) : std::nullopt;
        if (!month || *month < 1 || *month > 12) return std::nullopt;
        return Period::month(*year, *month);
    }

    const std::string_view digits = rest.substr(1);
    const auto number = detail::parse_digits(digits);
    const auto within = [&](std::size_t width, int most) {
        return number && digits.size() == width && *number >= 1 && *number <= most;
    };
    switch (rest[0]) {
        case 'A':
            if (!within(1, 1)) return std::nullopt;
            return Period::reporting(Frequency::annual, *year, 1, calendar);
        case 'H':
            if (!within(1, 2)) return std::nullopt;
            return Period::half(*year, *number);
        case 'S':
            if (!within(1, 2)) return std::nullopt;
            return Period::reporting(Frequency::half_yearly, *year, *number, calendar);
        case 'Q':
            if (!within(1, 4)) return std::nullopt;
            return Period::reporting(Frequency::quarterly, *year, *number, calendar);
        case 'M':
            if (!within(2, 12)) return std::nullopt;
            return Period::reporting(Frequency::monthly, *year, *number, calendar);
        case 'W': {
            if (!within(2, 53)) return std::nullopt;
            const Date first = first_day_of_week_one(*year, calendar);
            const Period week = Period::week_of(add_days(first, 7 * (*number - 1)));
            if (week.first_day() >= first_day_of_week_one(*year + 1, calendar))
                return std::nullopt;  // a week 53 of a year of 52
            return week;
        }
        case 'D': {
            if (!within(3, 366)) return std::nullopt;
            const Date start = date(*year, calendar.start_month, 1);
            const Date day = add_days(start, *number - 1);
            if (day >= date(*year + 1, calendar.start_month, 1)) return std::nullopt;
            return Period::day(day);
        }
        default: return std::nullopt;
    }
}

/// As `try_parse_period`. \throws std::invalid_argument with the text and the accepted forms.
[[nodiscard]] inline Period parse_period(std::string_view text, ReportingYear calendar = {}) {
    if (const auto period = try_parse_period(text, calendar)) return *period;
    throw std::invalid_argument("not a period: \"" + std::string(text) + "\" (expected " +
                                std::string(period_forms) + ")");
}

/// The text of a period, in the form that `try_parse_period` reads back under the same calendar.
[[nodiscard]] inline std::string to_string(Period period, ReportingYear calendar = {}) {
    const auto year_text = [](int year) { return detail::zero_padded(year, 4); };
    if (period.frequency() == Frequency::daily) return to_string(period.first_day());
    if (period.frequency() == Frequency::weekly) {
        const auto [year, number] = week_number(period, calendar);
        return year_text(year) + "-W" + detail::zero_padded(number, 2);
    }
    const int width = months_in(period.frequency());
    const int month = period.first_month();
    if (period.frequency() == Frequency::monthly)
        return year_text(month / 12) + "-" + detail::zero_padded(month % 12 + 1, 2);
    if (period.phase() == 0) {
        if (period.frequency() == Frequency::annual) return year_text(month / 12);
        if (period.frequency() == Frequency::half_yearly)
            return year_text(month / 12) + "-H" + std::to_string(month % 12 / width + 1);
    }
    // Shifted grids, and quarters, whose one form counts from the start of the reporting year.
    int shift = calendar.start_month - 1;
    if (shift % width != period.phase()) shift = period.phase();
    const char* mark = period.frequency() == Frequency::annual        ? "-A"
                       : period.frequency() == Frequency::half_yearly ? "-S"
                                                                      : "-Q";
    const int counted = month - shift;
    return year_text(counted / 12) + mark + std::to_string(counted % 12 / width + 1);
}

}  // namespace glidepath

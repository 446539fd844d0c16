// Numbers and periods as the sentences of a verdict print them, in Chinese and English.
#pragma once

#include <glidepath/model/number.hpp>
#include <glidepath/model/text.hpp>
#include <glidepath/time/window.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace glidepath::detail {

/// `x` rounded to six significant digits, without exponent.
[[nodiscard]] inline std::string rounded(double x) {
    if (x == 0 || !std::isfinite(x)) return format_shortest(x);
    const int magnitude = static_cast<int>(std::floor(std::log10(std::abs(x))));
    if (magnitude >= 6) return format_fixed(x, 0);
    std::string text = format_fixed(x, std::min(300, 5 - magnitude));
    if (text.find('.') != std::string::npos) {
        text.erase(text.find_last_not_of('0') + 1);
        if (text.ends_with('.')) text.pop_back();
    }
    return text;
}

[[nodiscard]] inline int digits_behind_point(std::string const& number) {
    const std::size_t point = number.find('.');
    return point == std::string::npos ? 0 : static_cast<int>(number.size() - point - 1);
}
/// `x` rounded to six significant digits, and to at most `digits` behind the point.
[[nodiscard]] inline std::string rounded(double x, int digits) {
    std::string text = rounded(x);
    return digits_behind_point(text) > digits ? format_fixed(x, digits) : text;
}

/// A number with its unit: `841 亿元` in English, `841亿元` in Chinese, `90.3%` in both.
[[nodiscard]] inline std::string with_unit(std::string const& number, std::string const& unit,
                                           Language language) {
    const bool attached = language == Language::zh || unit == "%" || unit.empty();
    return number + (attached ? "" : " ") + unit;
}
[[nodiscard]] inline std::string with_unit(double x, std::string const& unit, Language language) {
    return with_unit(rounded(x), unit, language);
}

/// A fraction in percent with one decimal. Below one it never rounds up to 100.0.
[[nodiscard]] inline std::string percent(double share) {
    double shown = std::round(share * 1000) / 10;
    if (share < 1 && shown >= 100) shown = 99.9;
    return format_fixed(shown, 1) + "%";
}

/// A period as prose: `2023年6月`, `2023年二季度`; in English its usual text.
[[nodiscard]] inline std::string period_words(Period period, Language language) {
    std::string text = to_string(period);
    if (language == Language::en || period.phase() != 0) return text;
    std::string year = text.substr(0, 4) + "年";
    const int month =
        period.frequency() == Frequency::weekly || period.frequency() == Frequency::daily
            ? 0
            : period.first_month() % 12;
    switch (period.frequency()) {
        case Frequency::annual: return year;
        case Frequency::half_yearly: return year + (month == 0 ? "上半年" : "下半年");
        case Frequency::quarterly: {
            constexpr std::array<const char*, 4> numbers{"一", "二", "三", "四"};
            return year + numbers[static_cast<std::size_t>(month / 3)] + "季度";
        }
        case Frequency::monthly: return year + std::to_string(month + 1) + "月";
        default: return text;
    }
}
/// A window as prose: `2024年1—6月`, `2023—2025年`, `2024年一季度至三季度`.
[[nodiscard]] inline std::string window_words(Window const& window, Language language) {
    if (window.single()) return period_words(window.first(), language);
    if (language == Language::en) return to_string(window);
    std::string first = period_words(window.first(), language);
    const std::string last = period_words(window.last(), language);
    const std::string year = last.substr(0, last.find("年") + std::string("年").size());
    const auto without = [&first](std::string const& end) {
        return first.substr(0, first.size() - end.size());
    };
    if (window.first().phase() != 0) return first + "至" + last;
    if (window.first().frequency() == Frequency::annual) return without("年") + "—" + last;
    if (!first.starts_with(year)) return first + "至" + last;
    const std::string rest = last.substr(year.size());
    if (window.first().frequency() == Frequency::monthly) return without("月") + "—" + rest;
    if (window.first().frequency() == Frequency::quarterly) return first + "至" + rest;
    return first + "至" + last;
}

/// The window from a first to a last day, in the coarsest of years, months and days that fits.
[[nodiscard]] inline Window window_of_days(Date const& first, Date const& last) {
    for (Frequency frequency : {Frequency::annual, Frequency::monthly}) {
        const Period from = Period::containing(first, frequency);
        const Period to = Period::containing(last, frequency);
        if (from.first_day() == first && to.last_day() == last) return {from, to};
    }
    return {Period::day(first), Period::day(last)};
}

}  // namespace glidepath::detail

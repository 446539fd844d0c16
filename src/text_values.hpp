// Values that are written as text wherever they stand, in plan files and in tables.
#pragma once

#include "wording.hpp"
#include <glidepath/model/body.hpp>
#include <glidepath/model/indicator.hpp>
#include <glidepath/model/observation.hpp>
#include <glidepath/model/target.hpp>
#include <glidepath/model/task.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace glidepath::detail {

/// A value read from text, or why there is none.
template <class T>
struct FromText {
    std::optional<T> value;
    std::string code;                 ///< Of the fault; empty if there is a value.
    std::string problem;              ///< What stood there, what is allowed.
    std::optional<std::size_t> at{};  ///< Byte of the text that the problem is about, if one is.
};

/// The words of an enumeration, in the order of its enumerators.
[[nodiscard]] constexpr auto const& words_of(Kind) noexcept { return kind_names; }
[[nodiscard]] constexpr auto const& words_of(Prices) noexcept { return prices_names; }
[[nodiscard]] constexpr auto const& words_of(Tier) noexcept { return tier_names; }
[[nodiscard]] constexpr auto const& words_of(Role) noexcept { return role_names; }
[[nodiscard]] constexpr auto const& words_of(Assumption) noexcept { return assumption_names; }
[[nodiscard]] constexpr auto const& words_of(Cadence) noexcept { return cadence_names; }

[[nodiscard]] constexpr auto const& words_of(Measure) noexcept { return measure_names; }

template <class T>
concept Worded = requires(T value) {
    words_of(value);
};

/// How values of `T` are read from text and written: `read`, `write`, and `pattern`, a regular
/// expression that the text matches (for the schema).
template <class T>
struct TextForm;

template <Worded T>
struct TextForm<T> {
    static constexpr std::string_view wanted = "a word in quotes";
    static FromText<T> read(std::string_view text, ReportingYear) {
        auto const& words = words_of(T{});
        const auto at = std::find(words.begin(), words.end(), text);
        if (at != words.end()) return {static_cast<T>(at - words.begin()), {}, {}};
        return {{},
                "bad_value",
                shown(text) + " is none of " + comma_list(words) + suggestion(text, words)};
    }
    static std::string write(T value, ReportingYear) { return std::string(to_string(value)); }
};

template <>
struct TextForm<Frequency> {
    static constexpr std::string_view wanted = "a letter in quotes such as \"A\"";
    static constexpr std::string_view pattern = "^[AHQMWD]$";
    static FromText<Frequency> read(std::string_view text, ReportingYear) {
        if (text.size() == 1)
            if (const auto frequency = frequency_of(text[0])) return {frequency, {}, {}};
        return {{},
                "bad_value",
                shown(text) + " is none of A (yearly), H (half-yearly), Q (quarterly), "
                              "M (monthly), W (weekly), D (daily)"};
    }
    static std::string write(Frequency frequency, ReportingYear) {
        return std::string(1, letter(frequency));
    }
};

template <>
struct TextForm<PriceBasis> {
    static constexpr std::string_view wanted = "current, constant or \"constant 2020\" in quotes";
    static constexpr std::string_view pattern = "^(current|constant( [1-9][0-9]{3})?)$";
    static FromText<PriceBasis> read(std::string_view text, ReportingYear) {
        if (const auto basis = try_parse_price_basis(text)) return {basis, {}, {}};
        return {{},
                "bad_value",
                shown(text) + " is no price basis; write current, constant, or constant with the "
                              "year whose prices are held: constant 2020"};
    }
    static std::string write(PriceBasis const& basis, ReportingYear) { return to_string(basis); }
};

template <>
struct TextForm<Date> {
    static constexpr std::string_view wanted = "a date such as 2023-03-30";
    static FromText<Date> read(std::string_view text, ReportingYear) {
        if (const auto date = try_parse_date(text)) return {date, {}, {}};
        return {{},
                "bad_value",
                shown(text) + " is no date; write it as 2023-03-30 (years 1400 to 9999)"};
    }
    static std::string write(Date const& date, ReportingYear) { return to_string(date); }
};

template <>
struct TextForm<Period> {
    static constexpr std::string_view wanted = "a period in quotes such as \"2025\" or \"2025-Q2\"";
    static constexpr std::string_view pattern =
        "^[0-9]{4}(-([0-9]{2}(-[0-9]{2})?|A1|[HS][12]|Q[1-4]|M[0-9]{2}|W[0-9]{2}|D[0-9]{3}))?$";
    static FromText<Period> read(std::string_view text, ReportingYear calendar) {
        if (const auto period = try_parse_period(text, calendar)) return {period, {}, {}};
        return {{},
                "bad_value",
                shown(text) + " is no period; write one of " + std::string(period_forms)};
    }
    static std::string write(Period period, ReportingYear calendar) {
        return to_string(period, calendar);
    }
};

template <>
struct TextForm<Window> {
    static constexpr std::string_view wanted = "a window in quotes such as \"2023..2027\"";
    static constexpr std::string_view pattern = "^[0-9]{4}[-0-9A-Z]*(\\.\\.[0-9]{4}[-0-9A-Z]*)?$";
    static FromText<Window> read(std::string_view text, ReportingYear calendar) {
        auto [window, problem] = read_window(text, calendar);
        if (window) return {window, {}, {}};
        const bool long_text = text.size() > 60;
        return {{},
                "bad_value",
                long_text ? shown(text) + " is no window; write it as 2023..2027" : problem};
    }
    static std::string write(Window const& window, ReportingYear calendar) {
        return to_string(window, calendar);
    }
};

template <>
struct TextForm<ReportingYear> {
    static constexpr std::string_view wanted = "the first day of a month in quotes: \"--04-01\"";
    static constexpr std::string_view pattern = "^--(0[1-9]|1[0-2])-01$";
    static FromText<ReportingYear> read(std::string_view text, ReportingYear) {
        if (text.size() == 7 && text.starts_with("--") && text.ends_with("-01")) {
            const auto month = parse_digits(text.substr(2, 2));
            if (month && *month >= 1 && *month <= 12) return {ReportingYear{*month}, {}, {}};
        }
        return {{},
                "bad_value",
                shown(text) + " is not the first day of a month; write \"--01-01\" to \"--12-01\""};
    }
    static std::string write(ReportingYear year, ReportingYear) {
        return "--" + zero_padded(year.start_month, 2) + "-01";
    }
};

template <>
struct TextForm<Statement> {
    static constexpr std::string_view wanted = "a statement in quotes such as \"at 2025 > 860\"";
    static FromText<Statement> read(std::string_view text, ReportingYear calendar) {
        auto [statement, fault] = read_statement(text, calendar);
        if (statement) return {std::move(statement), {}, {}};
        return {{},
                "bad_statement",
                "not a statement of the target language" + caret(text, fault),
                fault.offset};
    }
    static std::string write(Statement const& statement, ReportingYear calendar) {
        return to_string(statement, calendar);
    }

private:
    /// The text with a caret under the fault, indented on lines of their own; without the text if
    /// it is none that a line can show.
    static std::string caret(std::string_view text, StatementFault const& fault) {
        const bool one_line =
            text.size() <= 200 && std::none_of(text.begin(), text.end(), [](char c) {
                return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
            });
        if (!one_line)
            return ": found " + (fault.found.empty() ? "the end" : shown(fault.found)) +
                   ", expected " + fault.expected;
        std::string lines = "\n" + fault.describe(text);
        for (std::size_t at = 0; (at = lines.find('\n', at)) != std::string::npos; at += 5)
            lines.insert(at + 1, 4, ' ');
        return lines;
    }
};

}  // namespace glidepath::detail

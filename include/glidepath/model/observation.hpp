// Observations: published figures, each with its period, measure, vintage and standing.
#pragma once

#include <glidepath/model/fault.hpp>
#include <glidepath/time/window.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

namespace glidepath {

/// What a published figure says about its period.
enum class Measure : std::uint8_t {
    value,            ///< The indicator's own figure for the period.
    ytd,              ///< From the start of the year to the end of the period.
    growth,           ///< Percent against the same period a year earlier, as published.
    ytd_growth,       ///< The same for the year to date.
    share_of_annual,  ///< Percent of the year's task that is declared done.
    rank              ///< Position among peers.
};
inline constexpr std::array<std::string_view, 6> measure_names{
    "value", "ytd", "growth", "ytd_growth", "share_of_annual", "rank"};
[[nodiscard]] constexpr std::string_view to_string(Measure measure) noexcept {
    return measure_names[static_cast<std::size_t>(measure)];
}
[[nodiscard]] constexpr bool is_ytd(Measure measure) noexcept {
    return measure == Measure::ytd || measure == Measure::ytd_growth;
}

/// The standing of a figure, most trusted first.
enum class DataStatus : std::uint8_t { final, revised, provisional, estimated };
inline constexpr std::array<std::string_view, 4> data_status_names{"final", "revised",
                                                                   "provisional", "estimated"};
[[nodiscard]] constexpr std::string_view to_string(DataStatus status) noexcept {
    return data_status_names[static_cast<std::size_t>(status)];
}
/// SDMX observation status: A, R, P, E.
[[nodiscard]] constexpr char letter(DataStatus status) noexcept {
    return "ARPE"[static_cast<std::size_t>(status)];
}

/// One published figure.
struct Observation {
    std::string indicator;
    std::string place;  ///< Empty: the plan's own place.
    Window period;      ///< As published; for year-to-date figures the last sub-period of the span.
    Measure measure = Measure::value;
    double value = 0;        ///< In the indicator's unit; growth and shares in percent.
    double half_unit = 0.5;  ///< Half a unit of the last printed digit, in the same unit.
    int decimals = 0;        ///< Digits after the point as printed, in the printed unit.
    std::string unit;        ///< As printed, where it is not the indicator's own; else empty.
    DataStatus status = DataStatus::final;
    bool series_break = false;  ///< SDMX status B: not comparable with what lies before.
    Date released;              ///< Not-a-date until known or assumed.
    bool release_assumed = false;
    std::string source;  ///< Title and date of the publication.
    std::string note;
    Location where;
    friend bool operator==(Observation const&, Observation const&) = default;

    /// The days that the figure covers: for year-to-date figures from the start of the year.
    [[nodiscard]] Window span(ReportingYear calendar = {}) const {
        const Period last = period.last();
        const int width = months_in(last.frequency());
        if (!is_ytd(measure) || width == 0) return period;
        const int into_year = (last.first_month() - (calendar.start_month - 1)) % 12;
        return Window(last - into_year / width, last);
    }
};

}  // namespace glidepath

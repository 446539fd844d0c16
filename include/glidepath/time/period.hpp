// A period: one year, half-year, quarter, month, week or day, as an integer on a regular grid.
#pragma once

#include <glidepath/time/date.hpp>
#include <glidepath/time/frequency.hpp>

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace glidepath {

/// The month in which a plan's reporting year starts (SDMX `REPORTING_YEAR_START_DAY`, first days
/// of months only). January, the default, makes reporting years Gregorian.
struct ReportingYear {
    int start_month = 1;  ///< 1 to 12.
    friend constexpr bool operator==(ReportingYear, ReportingYear) = default;
};

/// One period of one frequency. A small value: frequency, phase and ordinal.
///
/// The `phase` says by how many months the grid is shifted against the Gregorian one: 0 for all
/// periods but those of reporting years that do not start with a Gregorian year, half or quarter
/// (an April-March year has phase 3). Arithmetic is integer arithmetic on the ordinal, so it is
/// exact and reversible; month ends play no part in it.
class Period {
public:
    /// The year 0: only so that periods can live in containers.
    constexpr Period() noexcept = default;

    /// The Gregorian year. \throws std::invalid_argument outside 1400 to 9999.
    [[nodiscard]] static constexpr Period year(int year) {
        return of_months(Frequency::annual, 0, year, 0);
    }
    /// Half 1 or 2 of a Gregorian year. \throws std::invalid_argument as `year`.
    [[nodiscard]] static constexpr Period half(int year, int half) {
        require(half, 2, "half-year");
        return of_months(Frequency::half_yearly, 0, year, (half - 1) * 6);
    }
    /// Quarter 1 to 4 of a Gregorian year. \throws std::invalid_argument as `year`.
    [[nodiscard]] static constexpr Period quarter(int year, int quarter) {
        require(quarter, 4, "quarter");
        return of_months(Frequency::quarterly, 0, year, (quarter - 1) * 3);
    }
    /// Month 1 to 12 of a Gregorian year. \throws std::invalid_argument as `year`.
    [[nodiscard]] static constexpr Period month(int year, int month) {
        require(month, 12, "month");
        return of_months(Frequency::monthly, 0, year, month - 1);
    }
    /// The single day.
    [[nodiscard]] static Period day(Date const& date) {
        return Period(Frequency::daily, 0, days_between(epoch(), date));
    }
    /// The week (Monday to Sunday) that holds the day.
    [[nodiscard]] static Period week_of(Date const& date) {
        return Period(Frequency::weekly, 0, floor_div(days_between(epoch(), date) + 3, 7));
    }
    /// The period of the grid (frequency, phase) that holds the day. The phase may be that of a
    /// coarser grid: quarters of an April-March year (phase 3) are Gregorian ones.
    [[nodiscard]] static Period containing(Date const& date, Frequency frequency, int phase = 0) {
        if (frequency == Frequency::daily) return day(date);
        if (frequency == Frequency::weekly) return week_of(date);
        const auto ymd = date.year_month_day();
        const int index = ymd.year * 12 + static_cast<int>(ymd.month.as_number()) - 1;
        phase = floor_mod(phase, months_in(frequency));
        return Period(frequency, phase, floor_div(index - phase, months_in(frequency)));
    }
    /// Period `number` of reporting year `year`; Gregorian if the year starts in January.
    /// \throws std::invalid_argument for weeks and days, and for numbers that a year has not.
    [[nodiscard]] static constexpr Period reporting(Frequency frequency, int year, int number,
                                                    ReportingYear calendar) {
        const int width = months_in(frequency);
        if (width == 0)
            throw std::invalid_argument("weeks and days are not counted in reporting periods");
        require(calendar.start_month, 12, "month");
        require(number, 12 / width, "period of a reporting year");
        const int shift = calendar.start_month - 1;
        return of_months(frequency, shift % width, year, shift + (number - 1) * width);
    }

    [[nodiscard]] constexpr Frequency frequency() const noexcept { return frequency_; }
    /// Months by which the grid is shifted against the Gregorian one.
    [[nodiscard]] constexpr int phase() const noexcept { return phase_; }
    /// Position on the grid; consecutive periods have consecutive ordinals.
    [[nodiscard]] constexpr int ordinal() const noexcept { return ordinal_; }
    /// Whether two periods can be compared and subtracted: same frequency, same phase.
    [[nodiscard]] constexpr bool same_grid(Period other) const noexcept {
        return frequency_ == other.frequency_ && phase_ == other.phase_;
    }

    [[nodiscard]] Date first_day() const {
        if (frequency_ == Frequency::daily) return add_days(epoch(), ordinal_);
        if (frequency_ == Frequency::weekly) return add_days(epoch(), ordinal_ * 7 - 3);
        const int month = first_month();
        return date(floor_div(month, 12), floor_mod(month, 12) + 1, 1);
    }
    [[nodiscard]] Date last_day() const {
        if (frequency_ == Frequency::daily) return first_day();
        if (frequency_ == Frequency::weekly) return add_days(first_day(), 6);
        const int month = first_month() + months_in(frequency_) - 1;
        const auto year = static_cast<unsigned short>(floor_div(month, 12));
        const auto number = static_cast<unsigned short>(floor_mod(month, 12) + 1);
        return date(year, number,
                    boost::gregorian::gregorian_calendar::end_of_month_day(year, number));
    }
    /// Calendar year of the first day.
    [[nodiscard]] int first_year() const { return static_cast<int>(first_day().year()); }

    /// Months (of the calendar, counted from year 0) at which the period starts; only for periods
    /// that consist of months.
    [[nodiscard]] constexpr int first_month() const noexcept {
        return ordinal_ * months_in(frequency_) + phase_;
    }

    /// The same period a year earlier. Nothing for 29 February and for week 53, which have none.
    [[nodiscard]] std::optional<Period> year_earlier() const;

    friend constexpr Period operator+(Period period, int n) noexcept {
        return Period(period.frequency_, period.phase_, period.ordinal_ + n);
    }
    friend constexpr Period operator-(Period period, int n) noexcept { return period + -n; }
    /// How many periods lie between the two. \pre same grid
    friend constexpr int operator-(Period a, Period b) noexcept { return a.ordinal_ - b.ordinal_; }
    constexpr Period& operator++() noexcept {
        ++ordinal_;
        return *this;
    }
    friend constexpr bool operator==(Period, Period) noexcept = default;
    /// Periods of different grids are unordered: `2025 < 2025-Q3` is false, and so is `>=`.
    friend constexpr std::partial_ordering operator<=>(Period a, Period b) noexcept {
        if (!a.same_grid(b)) return std::partial_ordering::unordered;
        return a.ordinal_ <=> b.ordinal_;
    }

private:
    constexpr Period(Frequency frequency, int phase, int ordinal) noexcept
        : frequency_(frequency), phase_(static_cast<std::uint8_t>(phase)), ordinal_(ordinal) {}

    /// The period that starts `months` after January of `year`.
    static constexpr Period of_months(Frequency frequency, int phase, int year, int months) {
        if (year < 1400 || year > 9999)
            throw std::invalid_argument("year " + std::to_string(year) +
                                        " is outside 1400 to 9999");
        return Period(frequency, phase,
                      floor_div(year * 12 + months - phase, months_in(frequency)));
    }
    static constexpr void require(int number, int most, char const* what) {
        if (number < 1 || number > most)
            throw std::invalid_argument(std::string("there is no ") + what + " " +
                                        std::to_string(number) + " (1 to " + std::to_string(most) +
                                        ")");
    }
    static constexpr int floor_div(int a, int b) noexcept {
        return a / b - static_cast<int>(a % b != 0 && (a < 0) != (b < 0));
    }
    static constexpr int floor_mod(int a, int b) noexcept { return a - floor_div(a, b) * b; }
    static Date epoch() { return Date(1970, 1, 1); }  // a Thursday

    Frequency frequency_ = Frequency::annual;
    std::uint8_t phase_ = 0;
    std::int32_t ordinal_ = 0;
};

/// First day of week 1 of a reporting year: the first week with at least four days in it (ISO 8601
/// for years that start in January; SDMX 2.1, section 4.2.14, for the others).
[[nodiscard]] inline Date first_day_of_week_one(int year, ReportingYear calendar) {
    const Date start = date(year, calendar.start_month, 1);
    const Period week = Period::week_of(start);
    return days_between(week.first_day(), start) <= 3 ? week.first_day() : (week + 1).first_day();
}

/// Year and number of a week in a reporting calendar, as ISO 8601 counts them.
struct WeekNumber {
    int year;
    int number;
};
[[nodiscard]] inline WeekNumber week_number(Period week, ReportingYear calendar = {}) {
    int year = add_days(week.first_day(), 3).year();
    Date start = first_day_of_week_one(year, calendar);
    if (week.first_day() < start) start = first_day_of_week_one(--year, calendar);
    return {year, days_between(start, week.first_day()) / 7 + 1};
}

inline std::optional<Period> Period::year_earlier() const {
    if (frequency_ == Frequency::daily) {
        const auto ymd = first_day().year_month_day();
        if (ymd.month.as_number() == 2 && ymd.day.as_number() == 29) return std::nullopt;
        return day(date(ymd.year - 1, ymd.month, ymd.day));
    }
    if (frequency_ == Frequency::weekly) {
        const auto [year, number] = week_number(*this);
        const Period earlier =
            week_of(add_days(first_day_of_week_one(year - 1, {}), 7 * (number - 1)));
        if (week_number(earlier).year != year - 1) return std::nullopt;
        return earlier;
    }
    return *this - 12 / months_in(frequency_);
}

}  // namespace glidepath

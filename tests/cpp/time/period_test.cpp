// Periods: a bijection between days and integers on every grid, and what may be compared.
#include <glidepath/time/period.hpp>

#include <gtest/gtest.h>

#include <array>
#include <limits>
#include <set>
#include <string>
#include <type_traits>
#include <utility>

namespace period_test {
namespace {

namespace gp = glidepath;
using gp::Frequency;
using gp::Period;

// --- the type -----------------------------------------------------------------------------------
static_assert(std::is_trivially_copyable_v<Period>);
static_assert(std::is_standard_layout_v<Period>);
static_assert(std::is_nothrow_default_constructible_v<Period>);
static_assert(std::is_nothrow_copy_constructible_v<Period>);
static_assert(std::is_nothrow_copy_assignable_v<Period>);
static_assert(sizeof(Period) == 8);
static_assert(std::is_trivially_copyable_v<gp::ReportingYear>);
static_assert(noexcept(std::declval<Period>() + 1) && noexcept(std::declval<Period>() - 1));
static_assert(noexcept(std::declval<Period>() - std::declval<Period>()));
static_assert(noexcept(std::declval<Period>() == std::declval<Period>()));
static_assert(noexcept(std::declval<Period>() < std::declval<Period>()));
static_assert(!std::is_convertible_v<int, Period> && !std::is_constructible_v<Period, int>);
static_assert(!std::is_convertible_v<gp::Date, Period> && !std::is_convertible_v<Period, int>);
static_assert(!std::is_convertible_v<int, gp::ReportingYear>);

// --- usable in constant expressions -------------------------------------------------------------
static_assert(Period::year(2025) + 1 == Period::year(2026));
static_assert(Period::quarter(2025, 4) + 1 == Period::quarter(2026, 1));
static_assert(Period::month(2025, 1) - 1 == Period::month(2024, 12));
static_assert(Period::half(2025, 2) - Period::half(2020, 1) == 11);
static_assert(Period::year(2025) < Period::year(2026));
static_assert(Period::reporting(Frequency::annual, 2025, 1, {}) == Period::year(2025));
static_assert(Period::reporting(Frequency::quarterly, 2025, 4, {4}) == Period::quarter(2026, 1));

// --- comparison across grids --------------------------------------------------------------------
static_assert((Period::year(2025) <=> Period::quarter(2025, 3)) ==
              std::partial_ordering::unordered);
static_assert(!(Period::year(2025) < Period::quarter(2025, 3)));
static_assert(!(Period::year(2025) >= Period::quarter(2025, 3)));
static_assert(!(Period::year(2025) == Period::quarter(2025, 3)));
static_assert(Period::year(2025) != Period::quarter(2025, 3));

const gp::Date first = gp::date(1999, 1, 1);
const gp::Date last = gp::date(2031, 12, 31);

TEST(PeriodOfADay, HoldsTheDayAndLiesBetweenItsNeighbours) {
    for (Frequency f : gp::all_frequencies) {
        Period before = Period::containing(gp::add_days(first, -1), f);
        for (gp::Date day = first; day <= last; day = gp::add_days(day, 1)) {
            const Period p = Period::containing(day, f);
            const int step = p - before;
            ASSERT_TRUE(step == 0 || step == 1) << gp::to_string(day);
            if (step == 1 || day == first) {
                ASSERT_LE(p.first_day(), day);
                ASSERT_GE(p.last_day(), day);
            }
            if (step == 1) {
                ASSERT_EQ(p.first_day(), day);
                ASSERT_EQ(before.last_day(), gp::add_days(day, -1));
            }
            before = p;
        }
    }
}

TEST(PeriodOfADay, EveryShiftedGridTilesTheCalendar) {
    for (Frequency f :
         {Frequency::annual, Frequency::half_yearly, Frequency::quarterly, Frequency::monthly}) {
        for (int phase = 0; phase < gp::months_in(f); ++phase) {
            const Period end = Period::containing(last, f, phase);
            for (Period p = Period::containing(first, f, phase); p <= end; ++p) {
                const gp::Date start = p.first_day();
                const gp::Date stop = p.last_day();
                ASSERT_EQ(start.day().as_number(), 1);
                ASSERT_EQ(gp::add_days(stop, 1), (p + 1).first_day());
                ASSERT_EQ(Period::containing(start, f, phase), p);
                ASSERT_EQ(Period::containing(stop, f, phase), p);
                ASSERT_EQ(p.phase(), phase);
                ASSERT_EQ((p.first_month() - phase) % gp::months_in(f), 0);
                ASSERT_EQ(p.first_month(),
                          start.year() * 12 + static_cast<int>(start.month().as_number()) - 1);
            }
        }
    }
}

TEST(PeriodOfADay, GregorianPeriodsStartWhereTheCalendarSays) {
    for (int year = 1999; year <= 2031; ++year) {
        EXPECT_EQ(Period::year(year).first_day(), gp::date(year, 1, 1));
        EXPECT_EQ(Period::year(year).last_day(), gp::date(year, 12, 31));
        EXPECT_EQ(Period::half(year, 2).first_day(), gp::date(year, 7, 1));
        EXPECT_EQ(Period::quarter(year, 3).first_day(), gp::date(year, 7, 1));
        EXPECT_EQ(Period::quarter(year, 1).last_day(), gp::date(year, 3, 31));
        for (int month = 1; month <= 12; ++month)
            EXPECT_EQ(Period::month(year, month).first_day(), gp::date(year, month, 1));
        EXPECT_EQ(Period::year(year).first_year(), year);
    }
    EXPECT_EQ(Period::month(2024, 2).last_day(), gp::date(2024, 2, 29));
    EXPECT_EQ(Period::month(2023, 2).last_day(), gp::date(2023, 2, 28));
    EXPECT_EQ(Period::month(2000, 2).last_day(), gp::date(2000, 2, 29));
}

TEST(PeriodOfADay, TheEndsOfTheCalendarAreReachable) {
    EXPECT_EQ(Period::year(1400).first_day(), gp::date(1400, 1, 1));
    EXPECT_EQ(Period::year(9999).last_day(), gp::date(9999, 12, 31));
    EXPECT_EQ(Period::day(gp::date(9999, 12, 31)).first_day(), gp::date(9999, 12, 31));
    EXPECT_EQ(Period::day(gp::date(1400, 1, 1)).first_day(), gp::date(1400, 1, 1));
}

// --- weeks --------------------------------------------------------------------------------------

/// ISO 8601, from the day's position in its year: the week that holds its Thursday.
std::pair<int, int> iso_week(gp::Date const& day) {
    const int weekday = (day.day_of_week().as_number() + 6) % 7 + 1;  // Monday is 1
    const int number = (day.day_of_year() - weekday + 10) / 7;
    const auto weeks_of = [](int year) {
        const int new_year = gp::date(year, 1, 1).day_of_week().as_number();
        const int new_years_eve = gp::date(year, 12, 31).day_of_week().as_number();
        return new_year == 4 || new_years_eve == 4 ? 53 : 52;  // a year with 53 Thursdays
    };
    const int year = day.year();
    if (number < 1) return {year - 1, weeks_of(year - 1)};
    if (number > weeks_of(year)) return {year + 1, 1};
    return {year, number};
}

TEST(Weeks, RunFromMondayToSunday) {
    for (gp::Date day = first; day <= last; day = gp::add_days(day, 1)) {
        const Period week = Period::week_of(day);
        ASSERT_EQ(week.first_day().day_of_week(), boost::date_time::Monday);
        ASSERT_EQ(gp::days_between(week.first_day(), week.last_day()), 6);
        ASSERT_LE(week.first_day(), day);
        ASSERT_GE(week.last_day(), day);
    }
}

TEST(Weeks, AreNumberedAsIso8601Says) {
    std::set<int> long_years;
    for (gp::Date day = first; day <= last; day = gp::add_days(day, 1)) {
        const auto [year, number] = gp::week_number(Period::week_of(day));
        ASSERT_EQ(std::pair(year, number), iso_week(day)) << gp::to_string(day);
        ASSERT_EQ(number, day.week_number());
        if (number == 53) long_years.insert(year);
    }
    EXPECT_EQ(long_years, (std::set<int>{1998, 2004, 2009, 2015, 2020, 2026}));
}

// SDMX 2.1 Technical Notes, 4.2.14: if the reporting year starts on a Friday, Saturday or Sunday,
// week 1 starts on the following Monday, else on the Monday of that week.
TEST(Weeks, OfReportingYearsFollowSdmx21) {
    for (int start = 1; start <= 12; ++start) {
        for (int year = 1999; year <= 2031; ++year) {
            const gp::Date day = gp::date(year, start, 1);
            const int weekday = (day.day_of_week().as_number() + 6) % 7;  // Monday is 0
            const gp::Date monday = gp::add_days(day, weekday >= 4 ? 7 - weekday : -weekday);
            ASSERT_EQ(gp::first_day_of_week_one(year, {start}), monday);
            const auto numbered = gp::week_number(Period::week_of(monday), {start});
            ASSERT_EQ(numbered.year, year);
            ASSERT_EQ(numbered.number, 1);
            const auto before = gp::week_number(Period::week_of(monday) - 1, {start});
            ASSERT_EQ(before.year, year - 1);
            ASSERT_TRUE(before.number == 52 || before.number == 53);
        }
    }
}

// --- a year earlier -----------------------------------------------------------------------------
TEST(AYearEarlier, OfADayIsTheSameDayOfTheCalendar) {
    int without = 0;
    for (gp::Date day = gp::date(2000, 1, 1); day <= last; day = gp::add_days(day, 1)) {
        const auto earlier = Period::day(day).year_earlier();
        if (!earlier) {
            ++without;
            ASSERT_EQ(day.month().as_number(), 2);
            ASSERT_EQ(day.day().as_number(), 29);
            continue;
        }
        const gp::Date then = earlier->first_day();
        ASSERT_EQ(then.year() + 1, day.year());
        ASSERT_EQ(then.month().as_number(), day.month().as_number());
        ASSERT_EQ(then.day().as_number(), day.day().as_number());
    }
    EXPECT_EQ(without, 8);  // 2000, 2004, ..., 2028
}

TEST(AYearEarlier, OfAWeekHasTheSameNumber) {
    int without = 0;
    for (Period week = Period::week_of(gp::date(2000, 1, 3)); week.first_day() < last; ++week) {
        const auto now = gp::week_number(week);
        const auto earlier = week.year_earlier();
        if (!earlier) {
            ++without;
            ASSERT_EQ(now.number, 53);
            continue;
        }
        const auto then = gp::week_number(*earlier);
        ASSERT_EQ(then.year, now.year - 1);
        ASSERT_EQ(then.number, now.number);
    }
    EXPECT_EQ(without, 5);  // the week 53 of 2004, 2009, 2015, 2020, 2026
}

TEST(AYearEarlier, OfMonthsQuartersHalvesAndYearsIsExact) {
    for (int phase = 0; phase < 12; ++phase) {
        for (Frequency f : {Frequency::annual, Frequency::half_yearly, Frequency::quarterly,
                            Frequency::monthly}) {
            const Period p = Period::containing(gp::date(2024, 2, 29), f, phase % gp::months_in(f));
            const auto earlier = p.year_earlier();
            ASSERT_TRUE(earlier);
            EXPECT_TRUE(earlier->same_grid(p));
            EXPECT_EQ(p.first_month() - earlier->first_month(), 12);
        }
    }
}

// --- arithmetic and order -----------------------------------------------------------------------
TEST(PeriodArithmetic, IsReversibleUnlikeThatOfMonthEnds) {
    for (Frequency f : gp::all_frequencies) {
        const Period p = Period::containing(gp::date(2024, 2, 29), f);
        for (int n = -300; n <= 300; ++n) {
            ASSERT_EQ(p + n - n, p);
            ASSERT_EQ((p + n) - p, n);
            ASSERT_EQ((p + n).ordinal(), p.ordinal() + n);
            ASSERT_EQ(p<p + n, n> 0);
            ASSERT_EQ(p == p + n, n == 0);
        }
    }
}

TEST(PeriodOrder, ExistsOnlyOnOneGrid) {
    std::array<Period, 9> periods{
        Period::year(2025),
        Period::reporting(Frequency::annual, 2025, 1, {4}),
        Period::reporting(Frequency::annual, 2025, 1, {7}),
        Period::half(2025, 1),
        Period::reporting(Frequency::half_yearly, 2025, 1, {4}),
        Period::quarter(2025, 1),
        Period::month(2025, 1),
        Period::week_of(gp::date(2025, 1, 1)),
        Period::day(gp::date(2025, 1, 1)),
    };
    for (Period a : periods)
        for (Period b : periods) {
            const bool same = a.same_grid(b);
            EXPECT_EQ(same, &a == &b || (a.frequency() == b.frequency() && a.phase() == b.phase()));
            if (same) continue;
            EXPECT_FALSE(a < b || a > b || a <= b || a >= b || a == b);
            EXPECT_TRUE((a <=> b) == std::partial_ordering::unordered);
        }
}

TEST(PeriodFactories, NameWhatDoesNotExist) {
    const auto message = [](auto make) -> std::string {
        try {
            (void)make();
        } catch (std::invalid_argument const& error) {
            return error.what();
        }
        return "accepted";
    };
    EXPECT_NE(message([] { return Period::quarter(2025, 5); }).find("quarter 5"),
              std::string::npos);
    EXPECT_NE(message([] { return Period::quarter(2025, 0); }).find("quarter 0"),
              std::string::npos);
    EXPECT_NE(message([] { return Period::month(2025, 13); }).find("month 13"), std::string::npos);
    EXPECT_NE(message([] { return Period::half(2025, 3); }).find("half-year 3"), std::string::npos);
    EXPECT_NE(message([] { return Period::year(1399); }).find("1399"), std::string::npos);
    EXPECT_NE(message([] { return Period::year(10000); }).find("10000"), std::string::npos);
    EXPECT_NE(message([] { return Period::month(-5, 1); }).find("-5"), std::string::npos);
    EXPECT_NE(message([] { return Period::year(std::numeric_limits<int>::max()); }), "accepted");
    EXPECT_NE(message([] { return Period::year(std::numeric_limits<int>::min()); }), "accepted");
}

}  // namespace
}  // namespace period_test

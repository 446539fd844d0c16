// Windows: closed runs of periods of one grid, their text and their refinement.
#include <glidepath/time/window.hpp>

#include <gtest/gtest.h>

#include <array>
#include <iterator>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace window_test {
namespace {

namespace gp = glidepath;
using gp::Frequency;
using gp::Period;
using gp::Window;

static_assert(std::is_trivially_copyable_v<Window>);
static_assert(std::is_nothrow_default_constructible_v<Window>);
static_assert(std::is_nothrow_copy_constructible_v<Window>);
static_assert(std::is_nothrow_constructible_v<Window, Period>);
static_assert(!std::is_nothrow_constructible_v<Window, Period, Period>);
static_assert(sizeof(Window) == 16);
static_assert(!std::is_convertible_v<int, Window>);
static_assert(Window(Period::year(2023), Period::year(2027)).size() == 5);
static_assert(Window(Period::year(2023)).single());
static_assert(Window(Period::year(2023), Period::year(2027)).contains(Period::year(2027)));
static_assert(!Window(Period::year(2023), Period::year(2027)).contains(Period::month(2025, 1)));

TEST(Windows, HoldThePeriodsTheyIterateOver) {
    const Window window(Period::month(2023, 11), Period::month(2024, 2));
    const std::vector<Period> periods(window.begin(), window.end());
    ASSERT_EQ(periods.size(), 4U);
    EXPECT_EQ(static_cast<int>(periods.size()), window.size());
    EXPECT_EQ(periods.front(), window.first());
    EXPECT_EQ(periods.back(), window.last());
    for (std::size_t i = 1; i < periods.size(); ++i) EXPECT_EQ(periods[i] - periods[i - 1], 1);
    EXPECT_FALSE(window.contains(window.first() - 1));
    EXPECT_FALSE(window.contains(window.last() + 1));
}

TEST(Windows, AreNeverReversedAndNeverMixed) {
    EXPECT_THROW(Window(Period::year(2027), Period::year(2023)), std::invalid_argument);
    EXPECT_THROW(Window(Period::year(2023), Period::month(2027, 1)), std::invalid_argument);
    EXPECT_THROW(Window(Period::year(2023), Period::reporting(Frequency::annual, 2027, 1, {4})),
                 std::invalid_argument);
    EXPECT_NO_THROW(Window(Period::year(2023), Period::year(2023)));
}

TEST(Windows, CoverByDaysAcrossGrids) {
    const Window years = gp::parse_window("2023..2027");
    EXPECT_TRUE(years.covers(gp::parse_window("2023-01..2027-12")));
    EXPECT_TRUE(gp::parse_window("2023-01..2027-12").covers(years));
    EXPECT_FALSE(years.covers(gp::parse_window("2022-12..2027-12")));
    EXPECT_FALSE(years.covers(gp::parse_window("2028")));
    EXPECT_TRUE(years.covers(years));
    EXPECT_EQ(years.first_day(), gp::date(2023, 1, 1));
    EXPECT_EQ(years.last_day(), gp::date(2027, 12, 31));
}

TEST(WindowTexts, ReadBackInEveryReportingYear) {
    for (int start = 1; start <= 12; ++start) {
        const gp::ReportingYear calendar{start};
        for (Frequency f : {Frequency::annual, Frequency::half_yearly, Frequency::quarterly,
                            Frequency::monthly}) {
            const Period first = Period::reporting(f, 2023, 1, calendar);
            for (int size = 1; size <= 30; ++size) {
                const Window window(first, first + (size - 1));
                const std::string text = gp::to_string(window, calendar);
                ASSERT_EQ(gp::parse_window(text, calendar), window) << text;
                ASSERT_EQ(text.find("..") == std::string::npos, size == 1);
            }
        }
    }
    EXPECT_EQ(gp::to_string(gp::parse_window("2025-01..2025-02")), "2025-01..2025-02");
    EXPECT_EQ(gp::to_string(gp::parse_window("2025..2025")), "2025");
    EXPECT_EQ(gp::to_string(gp::parse_window("2024-W52..2025-W01")), "2024-W52..2025-W01");
    EXPECT_EQ(gp::to_string(gp::parse_window("2024-02-28..2024-03-01")), "2024-02-28..2024-03-01");
}

TEST(WindowTexts, NothingElseIsAWindow) {
    constexpr std::array<std::string_view, 28> bad{"",
                                                   "..",
                                                   "2023..",
                                                   "..2027",
                                                   "2023.2027",
                                                   "2023...2027",
                                                   "2023....2027",
                                                   "2023-2027",
                                                   "2023–2027",
                                                   "2023 .. 2027",
                                                   "2023.. 2027",
                                                   "2023 ..2027",
                                                   "2027..2023",
                                                   "2023..2027..2031",
                                                   "2023..2027-12",
                                                   "2023-01..2027",
                                                   "2023-Q1..2023-06",
                                                   "2023-H1..2023-Q4",
                                                   "2023-W01..2023-12-31",
                                                   "2023..tbd",
                                                   "x..y",
                                                   "2023，2027",
                                                   "2023..２０２７",
                                                   "2023至2027",
                                                   "2025-12..2025-01",
                                                   "2024-03-01..2024-02-29",
                                                   "2023..2027 ",
                                                   " 2023..2027"};
    for (std::string_view text : bad) {
        const auto [window, problem] = gp::read_window(text);
        EXPECT_FALSE(window) << text;
        EXPECT_FALSE(problem.empty()) << text;
        EXPECT_THROW((void)gp::parse_window(text), std::invalid_argument) << text;
    }
}

TEST(WindowTexts, TheProblemSaysWhichEndIsWrong) {
    EXPECT_NE(gp::read_window("2023..20x7").problem.find("\"20x7\""), std::string::npos);
    EXPECT_NE(gp::read_window("20x3..2027").problem.find("\"20x3\""), std::string::npos);
    EXPECT_NE(gp::read_window("2027..2023").problem.find("reversed"), std::string::npos);
    const std::string mixed = gp::read_window("2023..2027-12").problem;
    EXPECT_NE(mixed.find("annual"), std::string::npos);
    EXPECT_NE(mixed.find("monthly"), std::string::npos);
    EXPECT_TRUE(gp::read_window("2023..2027").problem.empty());
}

TEST(Refinement, KeepsTheDaysOrThereIsNone) {
    for (Frequency coarse : gp::all_frequencies)
        for (Frequency fine : gp::all_frequencies) {
            const Period p = Period::containing(gp::date(2024, 2, 29), coarse);
            const auto parts = gp::refine(Window(p, p + 2), fine);
            ASSERT_EQ(parts.has_value(), gp::refines(fine, coarse));
            if (!parts) continue;
            EXPECT_EQ(parts->first_day(), p.first_day());
            EXPECT_EQ(parts->last_day(), (p + 2).last_day());
            EXPECT_EQ(parts->frequency(), fine);
        }
}

TEST(Refinement, CountsTheParts) {
    const auto size = [](std::string_view window, Frequency fine) {
        return gp::refine(gp::parse_window(window), fine).value().size();
    };
    EXPECT_EQ(size("2023..2027", Frequency::annual), 5);
    EXPECT_EQ(size("2023..2027", Frequency::quarterly), 20);
    EXPECT_EQ(size("2023..2027", Frequency::monthly), 60);
    EXPECT_EQ(size("2024", Frequency::daily), 366);
    EXPECT_EQ(size("2025-Q2", Frequency::monthly), 3);
    EXPECT_EQ(size("2025-W01", Frequency::daily), 7);
    EXPECT_EQ(size("2024-02", Frequency::daily), 29);
}

TEST(Refinement, WeeksDivideNothingButThemselvesAndOnlyDaysDivideWeeks) {
    for (std::string_view text : {"2023..2027", "2025-H1", "2025-Q1", "2025-01", "2021-02"})
        EXPECT_FALSE(gp::refine(gp::parse_window(text), Frequency::weekly)) << text;
    for (Frequency f :
         {Frequency::annual, Frequency::half_yearly, Frequency::quarterly, Frequency::monthly})
        EXPECT_FALSE(gp::refine(gp::parse_window("2025-W01..2025-W52"), f));
}

TEST(Refinement, OfAReportingYearNeedsAGridThatStartsWithIt) {
    const Window year(gp::parse_period("2025-A1", {2}));  // February to January
    EXPECT_FALSE(gp::refine(year, Frequency::quarterly));
    EXPECT_FALSE(gp::refine(year, Frequency::half_yearly));
    ASSERT_TRUE(gp::refine(year, Frequency::quarterly, 1));
    EXPECT_EQ(gp::refine(year, Frequency::quarterly, 1)->size(), 4);
    EXPECT_EQ(gp::refine(year, Frequency::monthly)->size(), 12);
    const Window april(gp::parse_period("2025-A1", {4}));
    ASSERT_TRUE(gp::refine(april, Frequency::quarterly));
    EXPECT_EQ(gp::refine(april, Frequency::quarterly)->first(), Period::quarter(2025, 2));
}

TEST(Refinement, NeverGoesToACoarserGrid) {
    EXPECT_FALSE(gp::refine(gp::parse_window("2025-01..2025-12"), Frequency::annual));
    EXPECT_FALSE(gp::refine(gp::parse_window("2025-01-01..2025-12-31"), Frequency::monthly));
}

}  // namespace
}  // namespace window_test

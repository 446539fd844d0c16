// Periods as text: SDMX vectors, round trips under every reporting year, and what is refused.
#include <glidepath/time/period_text.hpp>

#include <gtest/gtest.h>

#include <array>
#include <optional>
#include <random>
#include <string>
#include <string_view>

namespace period_text_test {
namespace {

namespace gp = glidepath;
using gp::Frequency;
using gp::Period;

// SDMX 2.1, Section 6 (Technical Notes), 4.2: the rules and the examples of the reporting time
// period; first and last days worked out from them. 2010-Q2 of a year that starts on 1 July and
// 2011-W36 are the examples printed there.
TEST(SdmxPeriods, CoverTheDaysThatTheTechnicalNotesGive) {
    struct Vector {
        std::string_view text;
        int start_month;
        std::string_view first_day;
        std::string_view last_day;
    };
    constexpr std::array<Vector, 19> vectors{{
        {"2025", 1, "2025-01-01", "2025-12-31"},      {"2025", 7, "2025-01-01", "2025-12-31"},
        {"2025-A1", 1, "2025-01-01", "2025-12-31"},   {"2025-A1", 4, "2025-04-01", "2026-03-31"},
        {"2025-A1", 7, "2025-07-01", "2026-06-30"},   {"2010-Q2", 7, "2010-10-01", "2010-12-31"},
        {"2025-Q1", 1, "2025-01-01", "2025-03-31"},   {"2025-Q4", 4, "2026-01-01", "2026-03-31"},
        {"2025-S2", 1, "2025-07-01", "2025-12-31"},   {"2025-M03", 1, "2025-03-01", "2025-03-31"},
        {"2025-M03", 4, "2025-06-01", "2025-06-30"},  {"2025-03", 1, "2025-03-01", "2025-03-31"},
        {"2024-02", 1, "2024-02-01", "2024-02-29"},   {"2025-W05", 1, "2025-01-27", "2025-02-02"},
        {"2020-W53", 1, "2020-12-28", "2021-01-03"},  {"2026-W01", 1, "2025-12-29", "2026-01-04"},
        {"2024-D366", 1, "2024-12-31", "2024-12-31"}, {"2025-03-31", 1, "2025-03-31", "2025-03-31"},
        {"2011-W36", 7, "2012-03-05", "2012-03-11"},
    }};
    for (Vector const& v : vectors) {
        const auto period = gp::try_parse_period(v.text, {v.start_month});
        ASSERT_TRUE(period) << v.text;
        EXPECT_EQ(gp::to_string(period->first_day()), v.first_day) << v.text;
        EXPECT_EQ(gp::to_string(period->last_day()), v.last_day) << v.text;
    }
}

// SDMX also knows thirds of a year, such as 2025-T3; no statistic of a plan uses them.
TEST(SdmxPeriods, ThirdsOfAYearAreRefused) { EXPECT_FALSE(gp::try_parse_period("2025-T3")); }

TEST(GregorianForms, AreTheSameInEveryReportingYear) {
    for (int start = 1; start <= 12; ++start) {
        EXPECT_EQ(gp::parse_period("2025", {start}), Period::year(2025));
        EXPECT_EQ(gp::parse_period("2025-H2", {start}), Period::half(2025, 2));
        EXPECT_EQ(gp::parse_period("2025-06", {start}), Period::month(2025, 6));
        EXPECT_EQ(gp::parse_period("2025-06-30", {start}), Period::day(gp::date(2025, 6, 30)));
    }
    EXPECT_EQ(gp::parse_period("2025-Q2"), Period::quarter(2025, 2));
}

TEST(ReportingForms, CountFromTheStartOfTheReportingYear) {
    for (int start = 1; start <= 12; ++start) {
        const gp::ReportingYear calendar{start};
        const gp::Date new_year = gp::date(2025, start, 1);
        EXPECT_EQ(gp::parse_period("2025-A1", calendar).first_day(), new_year);
        EXPECT_EQ(gp::parse_period("2025-S1", calendar).first_day(), new_year);
        EXPECT_EQ(gp::parse_period("2025-Q1", calendar).first_day(), new_year);
        EXPECT_EQ(gp::parse_period("2025-M01", calendar).first_day(), new_year);
        EXPECT_EQ(gp::parse_period("2025-D001", calendar).first_day(), new_year);
        const gp::Date end = gp::parse_period("2025-A1", calendar).last_day();
        EXPECT_EQ(gp::add_days(end, 1), gp::parse_period("2026-A1", calendar).first_day());
        EXPECT_EQ(gp::parse_period("2025-S2", calendar).last_day(), end);
        EXPECT_EQ(gp::parse_period("2025-Q4", calendar).last_day(), end);
        EXPECT_EQ(gp::parse_period("2025-M12", calendar).last_day(), end);
        const bool leap = gp::days_between(new_year, end) == 365;
        EXPECT_EQ(gp::try_parse_period("2025-D366", calendar).has_value(), leap) << start;
        EXPECT_TRUE(gp::try_parse_period("2025-D365", calendar));
    }
    EXPECT_EQ(gp::parse_period("2023-D366", {3}).first_day(), gp::date(2024, 2, 29));
}

TEST(PeriodTexts, ReadBackAtEveryFrequencyInEveryReportingYear) {
    for (int start = 1; start <= 12; ++start) {
        const gp::ReportingYear calendar{start};
        const auto holds = [&](Period p) {
            const std::string text = gp::to_string(p, calendar);
            const auto read = gp::try_parse_period(text, calendar);
            ASSERT_TRUE(read) << text;
            ASSERT_EQ(*read, p) << text << " in a year that starts in month " << start;
        };
        for (int year = 1999; year <= 2031; ++year) {
            holds(Period::year(year));
            holds(Period::half(year, 1));
            holds(Period::half(year, 2));
            holds(Period::reporting(Frequency::annual, year, 1, calendar));
            for (int n = 1; n <= 2; ++n)
                holds(Period::reporting(Frequency::half_yearly, year, n, calendar));
            for (int n = 1; n <= 4; ++n)
                holds(Period::reporting(Frequency::quarterly, year, n, calendar));
            for (int n = 1; n <= 12; ++n) {
                holds(Period::reporting(Frequency::monthly, year, n, calendar));
                holds(Period::month(year, n));
            }
        }
        const Period stop = Period::week_of(gp::date(2031, 12, 31));
        for (Period week = Period::week_of(gp::date(1999, 1, 1)); week <= stop; ++week) holds(week);
    }
}

TEST(PeriodTexts, DaysReadBack) {
    for (Period day = Period::day(gp::date(2023, 1, 1)); day <= Period::day(gp::date(2025, 1, 1));
         ++day)
        ASSERT_EQ(gp::parse_period(gp::to_string(day)), day);
}

TEST(PeriodTexts, AreThePlainestForm) {
    EXPECT_EQ(gp::to_string(gp::parse_period("2025-A1")), "2025");
    EXPECT_EQ(gp::to_string(gp::parse_period("2025-S1")), "2025-H1");
    EXPECT_EQ(gp::to_string(gp::parse_period("2025-M06")), "2025-06");
    EXPECT_EQ(gp::to_string(gp::parse_period("2025-D166")), "2025-06-15");
    EXPECT_EQ(gp::to_string(gp::parse_period("2025-A1", {4}), {4}), "2025-A1");
    EXPECT_EQ(gp::to_string(gp::parse_period("2025-S2", {4}), {4}), "2025-S2");
    EXPECT_EQ(gp::to_string(gp::parse_period("2025-Q4", {4}), {4}), "2025-Q4");
    EXPECT_EQ(gp::to_string(gp::parse_period("2025-S1", {7}), {7}), "2025-H2");
    EXPECT_EQ(gp::to_string(gp::parse_period("2025-M01", {4}), {4}), "2025-04");
}

TEST(PeriodTexts, AllWeeksOfAYearAndNoMore) {
    for (int start : {1, 4, 7, 10}) {
        for (int year = 1999; year <= 2031; ++year) {
            Period before = gp::parse_period(std::to_string(year) + "-W01", {start}) - 1;
            int weeks = 0;
            for (int n = 1; n <= 53; ++n) {
                const std::string text =
                    std::to_string(year) + (n < 10 ? "-W0" : "-W") + std::to_string(n);
                const auto week = gp::try_parse_period(text, {start});
                if (!week) continue;
                ++weeks;
                ASSERT_EQ(*week - before, 1);
                before = *week;
            }
            ASSERT_GE(weeks, 52);
            ASSERT_EQ(before + 1, gp::parse_period(std::to_string(year + 1) + "-W01", {start}));
        }
    }
}

TEST(PeriodTexts, NothingElseIsAPeriod) {
    constexpr std::array<std::string_view, 92> bad{
        "",           " ",          "2",         "20",          "202",
        "20250",      "202506",     "20250630",  "2025-",       "2025-0",
        "2025-1",     "2025-00",    "2025-13",   "2025-6",      "2025-006",
        "2025-06-",   "2025-06-0",  "2025-06-3", "2025-06-00",  "2025-06-31",
        "2025-02-29", "2025-13-01", "2025-6-30", "2025-06-030", "2025-A",
        "2025-A0",    "2025-A2",    "2025-A01",  "2025-H",      "2025-H0",
        "2025-H3",    "2025-H01",   "2025-S0",   "2025-S3",     "2025-Q",
        "2025-Q0",    "2025-Q5",    "2025-Q01",  "2025-Q12",    "2025-M",
        "2025-M0",    "2025-M1",    "2025-M00",  "2025-M13",    "2025-M001",
        "2025-W",     "2025-W0",    "2025-W1",   "2025-W00",    "2025-W53",
        "2025-W54",   "2026-W54",   "2025-D",    "2025-D1",     "2025-D01",
        "2025-D000",  "2025-D366",  "2025-D367", "2024-D367",   "2025-D0166",
        "2025-T1",    "2025-q2",    "2025-h1",   "2025-w05",    "2025Q2",
        "2025 Q2",    "2025_Q2",    "2025/06",   "2025.06",     "2025-Q2 ",
        " 2025",      "2025 ",      "\t2025",    "2025\n",      "+2025",
        "-2025",      "-025",       "0000",      "1399",        "9999",
        "1399-12-31", "Q2-2025",    "2025-QII",  "2025-Q-1",    "2025-06-30T00:00",
        "2025..2027", "２０２５",   "2025年",    "2025-六",     "2025–06",
        "FY2025",     "2025-06-3O"};
    for (std::string_view text : bad) {
        EXPECT_FALSE(gp::try_parse_period(text)) << "\"" << text << "\"";
        EXPECT_THROW((void)gp::parse_period(text), std::invalid_argument);
    }
}

TEST(PeriodTexts, NeighboursOfEveryWrittenPeriodAreDates) {
    for (int start = 1; start <= 12; ++start)
        for (int year : {gp::first_period_year, gp::last_period_year - 1, gp::last_period_year})
            for (std::string_view tail :
                 {"", "-A1", "-H1", "-H2", "-S1", "-S2", "-Q1", "-Q4", "-01", "-12", "-M01", "-M12",
                  "-W01", "-W52", "-D001", "-D365", "-01-01", "-12-31"}) {
                const std::string text = std::to_string(year) + std::string(tail);
                const auto period = gp::try_parse_period(text, {start});
                ASSERT_TRUE(period) << text;
                // The last reporting year ends in a year that cannot be written.
                if (year < gp::last_period_year) {
                    ASSERT_EQ(gp::parse_period(gp::to_string(*period, {start}), {start}), *period)
                        << text;
                }
                EXPECT_NO_THROW({
                    (void)(*period - 1).first_day();
                    (void)(*period + 1).last_day();
                    (void)period->year_earlier().value_or(*period).first_day();
                }) << text;
            }
    EXPECT_FALSE(gp::try_parse_period(std::to_string(gp::first_period_year - 1)));
    EXPECT_FALSE(gp::try_parse_period(std::to_string(gp::last_period_year + 1)));
}

TEST(PeriodTexts, AnErrorShowsTheTextAndTheForms) {
    try {
        (void)gp::parse_period("2025Q2");
        FAIL();
    } catch (std::invalid_argument const& error) {
        const std::string message = error.what();
        EXPECT_NE(message.find("\"2025Q2\""), std::string::npos);
        EXPECT_NE(message.find("2025-Q2"), std::string::npos);
        EXPECT_NE(message.find("2025-06-30"), std::string::npos);
    }
}

TEST(PeriodTexts, RandomBytesNeverThrow) {
    std::mt19937 random(20230330);
    const std::string alphabet("0129-AHSQMWDT.\0\n\xEF ", 18);
    for (int i = 0; i < 20000; ++i) {
        std::string text = random() % 2 == 0 ? "2025-" : "";
        for (std::size_t length = random() % 8; length > 0; --length)
            text += alphabet[random() % alphabet.size()];
        const int start = 1 + static_cast<int>(random() % 12);
        std::optional<Period> period;
        ASSERT_NO_THROW(period = gp::try_parse_period(text, {start})) << text;
        if (!period) continue;
        ASSERT_EQ(gp::parse_period(gp::to_string(*period, {start}), {start}), *period) << text;
    }
}

TEST(PeriodTexts, EveryTailOfAYearIsEitherReadBackOrRefused) {
    const std::string alphabet = "0123456789-AHSQMWD ";
    int read = 0;
    for (char a : alphabet)
        for (char b : alphabet)
            for (char c : alphabet) {
                for (std::size_t length = 0; length <= 3; ++length) {
                    const std::string text = "2025-" + std::string({a, b, c}).substr(0, length);
                    const auto period = gp::try_parse_period(text);
                    if (!period) continue;
                    ++read;
                    ASSERT_EQ(gp::parse_period(gp::to_string(*period)), *period) << text;
                    ASSERT_EQ(period->first_year() == 2025 || text == "2025-W01", true) << text;
                }
            }
    EXPECT_GT(read, 100);
}

}  // namespace
}  // namespace period_text_test

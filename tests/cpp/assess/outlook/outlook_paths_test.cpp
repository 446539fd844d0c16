// Paths of indicators: the running period, finer grids, gaps, growth, ratios and relations.
#include "support/small_plan.hpp"
#include <glidepath/assess/outlook/score_given.hpp>
#include <glidepath/assess/outlook/to_date.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

namespace outlook_paths_test {
namespace {

namespace gp = glidepath;
using gp::testing::SmallPlan;

std::string day_after(int year, int month) {
    return month == 12 ? std::to_string(year + 1) + "-01-20"
                       : std::to_string(year) + (month < 9 ? "-0" : "-") +
                             std::to_string(month + 1) + "-20";
}
std::string month_text(int year, int month) {
    return std::to_string(year) + (month < 10 ? "-0" : "-") + std::to_string(month);
}
/// Ten years of a flow up to 2023: 700, 710, 695, 720, ... on average rising by 10 a year.
SmallPlan ten_years(std::string const& id = "x") {
    SmallPlan small;
    small.money(id);
    const std::vector<int> values{700, 710, 695, 720, 735, 730, 755, 748, 770, 790};
    for (int i = 0; i < 10; ++i)
        small.row(id, std::to_string(2014 + i), std::to_string(values[static_cast<std::size_t>(i)]),
                  gp::Measure::value, day_after(2014 + i, 12));
    return small;
}
gp::Outlook outlook(SmallPlan small, char const* say, std::string const& as_of,
                    std::string const& id = "x") {
    small.target(id, say);
    const gp::Verdict verdict = small.assess(as_of).verdicts().back();
    if (verdict.outlook) return *verdict.outlook;
    std::string why;
    for (auto const& [field, reason] : verdict.null_reasons)
        if (field == "outlook") why = reason;
    throw std::runtime_error(std::string(say) + ": no outlook, " + why);
}
bool noted(gp::Outlook const& outlook, char const* note) {
    return std::count(outlook.notes.begin(), outlook.notes.end(), note) == 1;
}

TEST(OutlookPaths, ARunningYearIsReadByWhatIsUsuallyDoneByThen) {
    SmallPlan small = ten_years();
    for (int year = 2019; year <= 2023; ++year)  // a quarter by the end of March
        small.row("x", month_text(year, 3), std::to_string(730 / 4 + (year - 2019)),
                  gp::Measure::ytd, day_after(year, 3));
    const gp::Outlook before = outlook(small, "at 2024 >= 850", "2024-02-01");
    EXPECT_FALSE(noted(before, "to_date_usual"));
    small.row("x", "2024-03", "230", gp::Measure::ytd, "2024-04-20");
    const gp::Outlook after = outlook(small, "at 2024 >= 850", "2024-05-01");
    EXPECT_TRUE(noted(after, "to_date_usual"));
    EXPECT_GT(after.probability, before.probability);
    // 230 by March speak of 946, the years before of 792: in between, by how sure each is.
    EXPECT_GT(after.at_deadline.median, before.at_deadline.median + 10);
    EXPECT_LT(after.at_deadline.median, 946);
    EXPECT_GT(after.at_deadline.high, before.at_deadline.high + 10);
    // It moves the years after it as well, by less.
    const gp::Outlook then = outlook(small, "at 2027 >= 850", "2024-02-01");
    const gp::Outlook now = outlook(small, "at 2027 >= 850", "2024-05-01");
    EXPECT_GT(now.probability, then.probability);
}

TEST(OutlookPaths, WhatIsDoneIsAFloorAndTheIntervalShrinksThroughTheYear) {
    SmallPlan small = ten_years();
    double width = 1e9;
    for (int month : {3, 6, 9, 11}) {
        small.row("x", month_text(2024, month), std::to_string(66 * month), gp::Measure::ytd,
                  day_after(2024, month));
        const gp::Outlook now = outlook(small, "at 2024 >= 800", day_after(2024, month));
        EXPECT_TRUE(noted(now, "to_date_even"));
        EXPECT_GE(now.at_deadline.low, 66 * month);
        EXPECT_LE(now.at_deadline.high - now.at_deadline.low, width);
        width = now.at_deadline.high - now.at_deadline.low;
    }
    EXPECT_LT(width, 45);
    // Nearly there with a month to go.
    SmallPlan close = ten_years();
    close.row("x", "2024-11", "799", gp::Measure::ytd, "2024-12-20");
    EXPECT_GT(outlook(close, "at 2024 >= 800", "2024-12-20").probability, .97);
}

TEST(OutlookPaths, WhatIsDoneOutweighsAForecastThatItContradicts) {
    for (bool never_negative : {true, false}) {
        SmallPlan small;
        if (never_negative) small.money("x");
        else small.indicator("x", gp::Kind::flow, "亿元");
        const std::vector<int> values{80, 84, 88, 91, 95, 99, 104};
        for (int i = 0; i < 7; ++i)
            small.row("x", std::to_string(2017 + i),
                      std::to_string(values[static_cast<std::size_t>(i)]), gp::Measure::value,
                      day_after(2017 + i, 12));
        small.row("x", "2024-10", "150", gp::Measure::ytd, "2024-11-20");
        const gp::Outlook now = outlook(small, "at 2024 >= 155", "2024-12-01");
        EXPECT_GT(now.probability, .9);
        EXPECT_GT(now.at_deadline.median, 155);
        EXPECT_LT(now.at_deadline.median, 185);
        EXPECT_GT(now.at_deadline.high - now.at_deadline.low, 10);
    }
}

TEST(OutlookPaths, AMildSurpriseIsWeighedAsNormalDistributionsAre) {
    gp::ToDate seen;
    seen.seen = 103;
    seen.deviation = 4;
    // 1 / (1/2^2 + 1/4^2) of variance, and 0.2 of the way.
    const auto learned = gp::score_given(seen, 100, 2, gp::ErrorShape());
    ASSERT_TRUE(learned);
    EXPECT_NEAR(learned->mean, 3. / 2 * .2, .01);
    EXPECT_NEAR(learned->variance, .8, .02);
}

TEST(OutlookPaths, GrowthSoFarSpeaksOfTheYears) {
    SmallPlan small;
    small.indicator("x", gp::Kind::flow, "亿元");
    const std::vector<std::string> rates{"5.1", "6.2", "4.8", "5.5", "5.9",
                                         "5.0", "5.6", "6.0", "5.2", "5.4"};
    for (int i = 0; i < 10; ++i)
        small.row("x", std::to_string(2014 + i), rates[static_cast<std::size_t>(i)],
                  gp::Measure::growth, day_after(2014 + i, 12));
    const gp::Outlook before = outlook(small, "at 2024 growth >= 5%", "2024-02-01");
    EXPECT_GT(before.probability, .5);
    small.row("x", "2024-11", "-9", gp::Measure::ytd_growth, "2024-12-20");
    const gp::Outlook after = outlook(small, "at 2024 growth >= 5%", "2024-12-20");
    EXPECT_TRUE(noted(after, "to_date_growth"));
    EXPECT_LT(after.probability, .01);
    EXPECT_NEAR(after.at_deadline.median, -9, 1.5);
    // A flow whose level of the year so far is not published grows as the year has.
    SmallPlan level = ten_years();
    level.row("x", "2024-11", "12", gp::Measure::ytd_growth, "2024-12-20");
    const gp::Outlook grown = outlook(level, "at 2024 >= 850", "2024-12-20");
    EXPECT_TRUE(noted(grown, "to_date_growth"));
    EXPECT_NEAR(grown.at_deadline.median, 790 * 1.12, 15);
}

TEST(OutlookPaths, AStocksLevelInsideTheYearCarriesOver) {
    SmallPlan small;
    small.indicator("x", gp::Kind::stock, "万人");
    for (int i = 0; i < 10; ++i)
        small.row("x", std::to_string(2014 + i), std::to_string(700 + 10 * i + (i % 2) * 4),
                  gp::Measure::value, day_after(2014 + i, 12));
    const gp::Outlook before = outlook(small, "at 2024 >= 815", "2024-02-01");
    small.row("x", "2024-11", "822", gp::Measure::value, "2024-12-20");
    const gp::Outlook after = outlook(small, "at 2024 >= 815", "2024-12-20");
    EXPECT_TRUE(noted(after, "to_date_level"));
    EXPECT_LT(before.probability, .2);
    EXPECT_GT(after.probability, .8);
    EXPECT_NEAR(after.at_deadline.median, 822, 5);
    EXPECT_LT(after.at_deadline.high - after.at_deadline.low,
              .6 * (before.at_deadline.high - before.at_deadline.low));
}

/// Four years of months with a season; January and February together where asked.
SmallPlan months(bool together, int last_month_of_2024) {
    SmallPlan small;
    small.money("x");
    const std::vector<int> season{40, 38, 60, 62, 64, 80, 60, 58, 70, 62, 60, 96};
    for (int year = 2020; year <= 2024; ++year)
        for (int m = 1; m <= 12; ++m) {
            if (year == 2024 && m > last_month_of_2024) break;
            const int value = season[static_cast<std::size_t>(m - 1)] + 2 * (year - 2020) + m % 3;
            if (together && m == 1) continue;
            if (together && m == 2) {
                const int first = season[0] + 2 * (year - 2020) + 1;
                small.row("x", month_text(year, 2), std::to_string(value + first), gp::Measure::ytd,
                          day_after(year, 2));
                continue;
            }
            small.row("x", month_text(year, m), std::to_string(value), gp::Measure::value,
                      day_after(year, m));
        }
    return small;
}

TEST(OutlookPaths, MonthsServeAYearAndItsKnownPartIsFixed) {
    for (bool together : {false, true}) {
        double width = 1e9;
        for (int last : {2, 6, 10}) {
            const gp::Outlook now =
                outlook(months(together, last), "at 2024 >= 850", day_after(2024, last));
            EXPECT_TRUE(noted(now, "finer_paths"));
            EXPECT_EQ(noted(now, "spread_evenly"), together);
            EXPECT_EQ(now.points, 48 + last);
            EXPECT_GT(now.at_deadline.median, 750);
            EXPECT_LT(now.at_deadline.median, 950);
            EXPECT_LT(now.at_deadline.high - now.at_deadline.low, width);
            width = now.at_deadline.high - now.at_deadline.low;
        }
        EXPECT_LT(width, 60);  // two months are left
    }
}

TEST(OutlookPaths, AGapInsideTheHistoryIsInterpolatedWithDoubt) {
    SmallPlan small = ten_years();
    std::erase_if(small.rows, [](gp::Observation const& row) {
        return row.period == gp::parse_window("2022");
    });
    const gp::Outlook sum = outlook(small, "sum 2022..2023 >= 1560", "2024-02-01");
    EXPECT_TRUE(noted(sum, "gaps_interpolated"));
    // 790 are known; the year between 748 and 790 is about 769.
    EXPECT_NEAR(sum.at_deadline.median, 790 + 769, 15);
    EXPECT_GT(sum.at_deadline.high, sum.at_deadline.low + 5);
    EXPECT_GT(sum.probability, .2);
    EXPECT_LT(sum.probability, .8);
}

TEST(OutlookPaths, ASumRunsOverKnownAndUnknownYears) {
    const gp::Outlook sum = outlook(ten_years(), "sum 2023..2025 >= 2400", "2024-02-01");
    EXPECT_GT(sum.at_deadline.median, 790 + 2 * 780);
    EXPECT_LT(sum.at_deadline.median, 790 + 2 * 830);
    EXPECT_NEAR(*sum.required_per_period, (2400 - 790) / 2.0, 1e-9);
    EXPECT_EQ(sum.required_value, 2400);
    // Some paths are there by 2025, nearly all the others a year later.
    EXPECT_EQ(sum.attainment->through, gp::Period::year(2027));
    EXPECT_GE(*sum.attainment->median, gp::Period::year(2025));
    EXPECT_LE(*sum.attainment->late, gp::Period::year(2026));
}

TEST(OutlookPaths, PublishedGrowthHasItsOwnPathsAndLevelsTheirs) {
    SmallPlan small;
    small.money("x");
    for (int i = 0; i < 10; ++i)
        small.row("x", std::to_string(2014 + i), std::to_string(5 + i % 3) + ".2",
                  gp::Measure::growth, day_after(2014 + i, 12));
    const gp::Outlook growth = outlook(small, "at 2024 growth >= 5.5%", "2024-02-01");
    EXPECT_TRUE(noted(growth, "published_growth"));
    EXPECT_EQ(growth.points, 10);
    EXPECT_GT(growth.at_deadline.low, 3);
    EXPECT_LT(growth.at_deadline.high, 10);
    const gp::Outlook chained = outlook(small, "growth from 2023 to 2026 >= 5%", "2024-02-01");
    EXPECT_TRUE(noted(chained, "published_growth"));
    const gp::Outlook levels = outlook(ten_years(), "at 2024 growth >= 0%", "2024-02-01");
    EXPECT_TRUE(noted(levels, "growth_of_levels"));
    EXPECT_GT(levels.probability, .5);
}

TEST(OutlookPaths, ARelationCarriesTheDoubtOfBothSidesAndTheirUnits) {
    SmallPlan small = ten_years();
    SmallPlan twin = ten_years("y");
    small.plan.indicators.push_back(twin.plan.indicators.front());
    small.rows.insert(small.rows.end(), twin.rows.begin(), twin.rows.end());
    // Two indicators with one history are independent: either may lead.
    const gp::Outlook even = outlook(small, "at 2025 > y", "2024-02-01");
    EXPECT_NEAR(even.probability, .5, .04);
    EXPECT_GT(even.monte_carlo_error, 0);
    ASSERT_TRUE(even.required_value);
    // The same in 万元.
    small.plan.indicators.back().unit = "万元";
    for (gp::Observation& row : small.rows)
        if (row.indicator == "y") {
            row.value *= 1e4;
            row.half_unit *= 1e4;
        }
    const gp::Outlook converted = outlook(small, "at 2025 > y", "2024-02-01");
    EXPECT_NEAR(converted.probability, even.probability, .02);
    EXPECT_NEAR(*converted.required_value, *even.required_value, 1);
    const gp::Outlook rates = outlook(small, "each 2024..2025 growth > growth of y", "2024-02-01");
    EXPECT_GT(rates.probability, .1);
    EXPECT_LT(rates.probability, .45);
}

TEST(OutlookPaths, ARatioWithoutFiguresIsDrawnFromItsParts) {
    SmallPlan small = ten_years("n");
    small.money("d");
    for (int i = 0; i < 10; ++i)  // other years than the numerator's: no quotient is known
        small.row("d", std::to_string(2003 + i), std::to_string(1400 + 20 * i), gp::Measure::value,
                  day_after(2003 + i, 12));
    gp::Indicator& ratio = small.indicator("x", gp::Kind::ratio, "%");
    ratio.numerator = "n";
    ratio.denominator = "d";
    const gp::Outlook drawn = outlook(small, "at 2025 >= 45%", "2024-02-01");
    EXPECT_TRUE(noted(drawn, "paths_of_parts"));
    EXPECT_GT(drawn.at_deadline.median, 40);
    EXPECT_LT(drawn.at_deadline.median, 60);
    EXPECT_GT(drawn.probability, .1);
}

TEST(OutlookPaths, RisesSteadyByAndEachAreJudgedOnPaths) {
    const SmallPlan small = ten_years();
    for (char const* say :
         {"rises 2024..2026", "never falls 2024..2026", "steady 2024..2026 within 5%",
          "by 2026 >= 830", "each 2024..2026 between 740 and 900", "change from 2020 to 2025 >= 5%",
          "mean 2024..2026 ~ 810 within 20"}) {
        const gp::Outlook one = outlook(small, say, "2024-02-01");
        EXPECT_GT(one.probability, .01) << say;
        EXPECT_LT(one.probability, .99) << say;
        EXPECT_GT(one.monte_carlo_error, 0) << say;
        EXPECT_LT(one.monte_carlo_error, .01) << say;
    }
    EXPECT_LE(outlook(small, "rises 2024..2026", "2024-02-01").probability,
              outlook(small, "never falls 2024..2026", "2024-02-01").probability);
}

}  // namespace
}  // namespace outlook_paths_test

// Awkward inputs, each with the answer that a statistician would defend.
#include "support/small_plan.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace outlook_bad_input_test {
namespace {

namespace gp = glidepath;
using gp::testing::SmallPlan;

/// Annual figures of an indicator up to 2023, each out on 20 January of the next year.
SmallPlan annual(std::vector<std::string> const& printed, gp::Kind kind = gp::Kind::stock) {
    SmallPlan small;
    small.indicator("x", kind, "亿元");
    const int first = 2024 - static_cast<int>(printed.size());
    for (std::size_t i = 0; i < printed.size(); ++i) {
        const int year = first + static_cast<int>(i);
        small.row("x", std::to_string(year), printed[i], gp::Measure::value,
                  std::to_string(year + 1) + "-01-20");
    }
    return small;
}
const std::vector<std::string> rising{"500", "530", "541", "580", "603", "635", "655", "701"};

struct Said {
    std::optional<gp::Outlook> outlook;
    std::string why;
};
Said said(SmallPlan small, char const* say, std::string const& as_of = "2024-02-01") {
    small.target("x", say);
    const gp::Verdict verdict = small.verdict(as_of);
    Said result{verdict.outlook, {}};
    for (auto const& [field, why] : verdict.null_reasons)
        if (field == "outlook") result.why = why;
    return result;
}
bool noted(Said const& said, char const* note) {
    return std::count(said.outlook->notes.begin(), said.outlook->notes.end(), note) == 1;
}

TEST(OutlookBadInput, BeforeTheFirstObservationNothingIsKnown) {
    SmallPlan late = annual({"10", "11"});  // 2022 and 2023
    late.plan.horizon = gp::parse_window("2020..2027");
    EXPECT_EQ(said(late, "at 2021 >= 9").why, "not_covered");
    EXPECT_EQ(said(late, "each 2021..2025 >= 9").why, "not_covered");
}

TEST(OutlookBadInput, AfterTheDueDateTheFigureThatIsNotOutIsStillLikelyOrNot) {
    const Said awaited = said(annual(rising), "at 2024 >= 700", "2025-01-10");
    ASSERT_TRUE(awaited.outlook);
    EXPECT_GT(awaited.outlook->probability, .5);
    EXPECT_LT(awaited.outlook->probability, 1);
    const Said overdue = said(annual(rising), "at 2024 >= 700", "2025-12-01");
    ASSERT_TRUE(overdue.outlook);
    EXPECT_EQ(overdue.outlook->probability, awaited.outlook->probability);
    EXPECT_EQ(said(annual(rising), "at 2023 >= 700").why, "decided");
}

TEST(OutlookBadInput, ABaseEqualToTheThresholdOfAFlatSeriesIsAboutEven) {
    const Said even =
        said(annual({"50", "53", "48", "51", "49", "52", "47", "50"}), "at 2025 > 50");
    ASSERT_TRUE(even.outlook);
    EXPECT_GT(even.outlook->probability, .25);
    EXPECT_LT(even.outlook->probability, .75);
}

TEST(OutlookBadInput, ABaseFarPastTheThresholdIsVeryLikelyButNoFact) {
    const Said past = said(annual(rising), "at 2025 >= 300");
    ASSERT_TRUE(past.outlook);
    EXPECT_GT(past.outlook->probability, .95);
    EXPECT_LT(past.outlook->probability, 1);
    EXPECT_EQ(past.outlook->attainment->median, gp::Period::year(2023));
}

TEST(OutlookBadInput, LevelsMayBeZeroNegativeAndChangeSignGrowthMayNot) {
    const std::vector<std::string> mixed{"-3", "0", "2", "-1", "0", "1", "-2", "0"};
    const Said level = said(annual(mixed), "at 2024 >= -5");
    ASSERT_TRUE(level.outlook);
    EXPECT_GT(level.outlook->probability, .8);
    // From a base of 0 every growth is undefined.
    EXPECT_EQ(said(annual(mixed), "at 2024 growth >= 5%").why, "base_not_positive");
    EXPECT_EQ(said(annual({"-3", "-4", "-5"}), "growth from 2023 to 2025 >= 5%").why,
              "base_not_positive");
    // A year later the base is forecast, and as likely as not positive.
    EXPECT_EQ(said(annual(mixed), "at 2025 growth >= 5%").why, "base_not_positive");
    SmallPlan shrunk = annual({"-3", "-4", "-5", "-4", "-6"});
    shrunk.target("x", "at 2026 growth >= 3%");
    EXPECT_EQ(shrunk.verdict("2024-02-01").reason_code, gp::ReasonCode::base_not_positive);
    EXPECT_EQ(said(annual({"-5", "-4", "-6", "-5", "-3"}), "at 2027 growth >= 5%").why,
              "base_not_positive");
}

TEST(OutlookBadInput, ACeilingIsLikelierForWhatFalls) {
    std::vector<std::string> falling = rising;
    std::reverse(falling.begin(), falling.end());
    const Said down = said(annual(falling), "at 2025 <= 500");
    const Said up = said(annual(rising), "at 2025 <= 500");
    ASSERT_TRUE(down.outlook && up.outlook);
    EXPECT_GT(down.outlook->probability, .4);
    EXPECT_LT(up.outlook->probability, .05);
    EXPECT_GT(*up.outlook->shortfall, 100);
    // The ceiling that comes down year by year asks for more each year.
    const Said next = said(annual(falling), "at 2024 <= 450");
    const Said later = said(annual(falling), "at 2027 <= 450");
    EXPECT_LT(next.outlook->probability, later.outlook->probability);
}

TEST(OutlookBadInput, TwoOneAndNoObservations) {
    for (std::vector<std::string> const& few :
         {std::vector<std::string>{"655", "701"}, std::vector<std::string>{"701"}}) {
        const Said one = said(annual(few), "at 2025 >= 800");
        ASSERT_TRUE(one.outlook);
        EXPECT_EQ(one.outlook->points, static_cast<int>(few.size()));
        EXPECT_GT(one.outlook->probability, .001);
        EXPECT_LT(one.outlook->probability, .999);
        EXPECT_EQ(one.outlook->shown.zh.find('%'), std::string::npos);
        EXPECT_EQ(one.outlook->shown.zh.find("不同模型从约"), std::string::npos);
        EXPECT_TRUE(noted(one, "words_only"));
        EXPECT_TRUE(noted(one, "short_history"));
    }
    EXPECT_EQ(said(annual({}), "at 2025 >= 800").why, "no_source");
}

TEST(OutlookBadInput, AConstantSeriesIsNotCertain) {
    const Said flat = said(annual(std::vector<std::string>(10, "100")), "at 2025 >= 101");
    ASSERT_TRUE(flat.outlook);
    EXPECT_TRUE(noted(flat, "constant"));
    EXPECT_GT(flat.outlook->probability, 0);
    EXPECT_LT(flat.outlook->probability, .5);
    const Said same = said(annual(std::vector<std::string>(10, "100")), "at 2025 >= 99");
    EXPECT_GT(same.outlook->probability, .5);
    EXPECT_LT(same.outlook->probability, 1);
}

TEST(OutlookBadInput, WhatWasAlwaysZeroMayStillMove) {
    const Said none = said(annual(std::vector<std::string>(9, "0")), "at 2025 >= 1");
    ASSERT_TRUE(none.outlook);
    EXPECT_NEAR(none.outlook->probability, .05, 1e-12);  // one year in ten, half of them upwards
    const Said all = said(annual(std::vector<std::string>(9, "0")), "at 2025 <= 1");
    EXPECT_NEAR(all.outlook->probability, .95, 1e-12);
    EXPECT_NE(all.outlook->why.en.find("never changed"), std::string::npos);
}

TEST(OutlookBadInput, AMoveOfWhatWasAlwaysZeroHitsNoNarrowMark) {
    const SmallPlan zeros = annual(std::vector<std::string>(9, "0"));
    for (char const* say : {"at 2025 = 5", "at 2025 between 4 and 6", "rises 2024..2027"})
        EXPECT_EQ(said(zeros, say).outlook->probability, 0) << say;
    SmallPlan bounded = zeros;
    bounded.plan.indicators[0].bounds.min = 0;
    EXPECT_NEAR(said(bounded, "at 2025 <= 1").outlook->probability, .95, 1e-12);
    EXPECT_NEAR(said(bounded, "each 2024..2027 >= 5").outlook->probability, .05, 1e-12);
    // Of one figure nobody can say that it never changed.
    EXPECT_EQ(said(annual({"0"}), "at 2025 >= 1").outlook->why.en.find("never changed"),
              std::string::npos);
}

TEST(OutlookBadInput, OneGrowthRateIsNoSurerForBeingSmall) {
    for (std::vector<std::string> const& rates :
         {std::vector<std::string>{"0.1"}, {"3"}, {"8.0"}, {"0.2", "0.1"}}) {
        SmallPlan small;
        small.money("x");
        int year = 2024 - static_cast<int>(rates.size());
        for (std::string const& rate : rates) {
            small.row("x", std::to_string(year), rate, gp::Measure::growth,
                      std::to_string(year + 1) + "-01-20");
            ++year;
        }
        const Said five = said(small, "at 2025 growth >= 5%");
        ASSERT_TRUE(five.outlook);
        EXPECT_GT(five.outlook->probability, .01) << rates.back();
        EXPECT_LT(five.outlook->probability, .9) << rates.back();
        gp::Deciles const& at = five.outlook->at_deadline;
        EXPECT_GT(at.high - at.low, 3) << rates.back();
        EXPECT_NEAR(at.high - at.median, at.median - at.low, 2) << rates.back();
    }
}

TEST(OutlookBadInput, NothingSoFarIsAFigure) {
    // Years of about 60 with two fifths done by June; by November of 2024 nothing, or next to it.
    const auto by = [](char const* month, char const* done) {
        SmallPlan small;
        small.money("x");
        for (int i = 0; i < 10; ++i) {
            const int year = 2014 + i;
            small.row("x", std::to_string(year), std::to_string(50 + 3 * i % 11),
                      gp::Measure::value, std::to_string(year + 1) + "-01-20");
            small.row("x", std::to_string(year) + "-06", std::to_string(20 + 3 * i % 11),
                      gp::Measure::ytd, std::to_string(year) + "-07-20");
        }
        small.row("x", month, done, gp::Measure::ytd, "2024-12-20");
        return *said(std::move(small), "at 2024 >= 50", "2024-12-25").outlook;
    };
    EXPECT_LT(by("2024-11", "0").probability, .02);
    EXPECT_LT(by("2024-06", "0").probability, .1);
    EXPECT_NEAR(by("2024-11", "0.0").at_deadline.median, by("2024-11", "0.1").at_deadline.median,
                1);
    EXPECT_GT(by("2024-06", "22").probability, .2);
}

TEST(OutlookBadInput, AnOutlierInTheLastPointIsSaid) {
    std::vector<std::string> odd{"500", "502", "504", "505", "508", "510", "511", "514", "515"};
    odd.emplace_back("900");
    const Said jumped = said(annual(odd), "at 2025 >= 700");
    ASSERT_TRUE(jumped.outlook);
    EXPECT_TRUE(noted(jumped, "outlier"));
    // One odd figure is no trend: neither sure nor out of reach, and models differ.
    EXPECT_GT(jumped.outlook->probability, .05);
    EXPECT_LT(jumped.outlook->probability, .97);
    EXPECT_TRUE(noted(jumped, "last_figure_odd"));
    EXPECT_NE(jumped.outlook->why.en.find("the last figure lies far"), std::string::npos);
    // One of them does without the figure, and does not believe in 700.
    EXPECT_LT(jumped.outlook->low, .25);
    EXPECT_EQ(jumped.outlook->models.size(), 4U);
}

TEST(OutlookBadInput, BeforeABreakNothingIsComparable) {
    SmallPlan broken = annual(rising);
    broken.rows[5].series_break = true;  // 2021
    const Said after = said(broken, "at 2025 >= 700");
    ASSERT_TRUE(after.outlook);
    EXPECT_EQ(after.outlook->points, 3);
    EXPECT_TRUE(noted(after, "after_break"));
    EXPECT_NE(after.outlook->why.zh.find("间断"), std::string::npos);
    EXPECT_FALSE(noted(said(annual(rising), "at 2025 >= 700"), "after_break"));
    EXPECT_EQ(said(broken, "growth from 2019 to 2025 >= 3%").why, "not_covered");
    EXPECT_TRUE(said(broken, "growth from 2021 to 2025 >= 3%").outlook);
    // A base from before the break is none, unless the target says so; a finding tells.
    broken.rows[7].series_break = true;  // 2023: the base of 2022 lies before it
    gp::Target& target = broken.target("x", "at 2025 >= 750");
    gp::Assessment result = broken.assess("2024-02-01");
    EXPECT_FALSE(result.verdicts()[0].base_period);
    EXPECT_EQ(result.verdicts()[0].status, gp::Status::unknown);
    EXPECT_EQ(std::count_if(result.findings.begin(), result.findings.end(),
                            [](gp::Finding const& f) { return f.code == "series_break"; }),
              1);
    target.base = gp::Period::year(2022);
    EXPECT_TRUE(broken.assess("2024-02-01").verdicts()[0].base_period);
}

TEST(OutlookBadInput, WhatHasNoProbabilitySaysWhy) {
    EXPECT_EQ(said(annual(rising), "at 2026 >= tbd").why, "target_tbd");
    SmallPlan other = annual(rising);
    other.indicator("y", gp::Kind::stock, "亿元");
    EXPECT_EQ(said(other, "at 2025 > y").why, "other_side_missing");
    SmallPlan unclear = annual(rising);
    unclear.plan.indicators.front().definition_unclear = {"口径不明", "unclear"};
    EXPECT_EQ(said(unclear, "at 2025 > 700").why, "definition_unclear");
    SmallPlan milestone;
    milestone.indicator("x", gp::Kind::milestone, "");
    EXPECT_EQ(said(milestone, "done by 2025").why, "milestone");
    // Half a year is a figure, and no history.
    SmallPlan half;
    half.money("x");
    half.row("x", "2023-06", "0.04", gp::Measure::ytd, "2023-07-20");
    EXPECT_EQ(said(half, "at 2024 >= 1").why, "no_complete_period");
    // A month of an indicator that is known by years alone.
    EXPECT_EQ(said(annual(rising, gp::Kind::flow), "at 2025-06 >= 300").why, "no_source");
}

}  // namespace
}  // namespace outlook_bad_input_test

// Back-tests of a plan: every release date replayed with what was then known.
#include "support/small_plan.hpp"
#include <glidepath/assess/backtest.hpp>
#include <glidepath/assess/backtest/score.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>
#include <vector>

namespace glidepath::backtest_test {
namespace {

using testing::SmallPlan;

/// Ten years of a flow that grows by about 6 %, the plan's years included; each figure comes out in
/// the following January.
SmallPlan growing(std::string_view last = "168") {
    SmallPlan small;
    small.money("x");
    small.target("x", "at 2025 >= 142");
    small.target("x", "at 2027 >= 300");
    const std::vector<std::string> figures{"100", "105", "113", "118", "126",
                                           "134", "141", "150", "159", std::string(last)};
    for (std::size_t i = 0; i < figures.size(); ++i) {
        const int year = 2018 + static_cast<int>(i);
        small.row("x", std::to_string(year), figures[i], Measure::value,
                  std::to_string(year + 1) + "-01-20");
    }
    return small;
}

TEST(BacktestOfAPlan, ReplaysEachReleaseDateUntilTheOutcomeIsKnown) {
    const SmallPlan small = growing();
    const auto cases = backtest(small.plan, small.observations());
    std::vector<std::string> near;
    for (OutlookCase const& one : cases) {
        EXPECT_GE(one.probability, 0);
        EXPECT_LE(one.probability, 1);
        ASSERT_TRUE(one.outcome);
        EXPECT_LT(one.as_of, *one.decided);
        if (one.target != "x:at-2025") {
            EXPECT_FALSE(*one.outcome);
            continue;
        }
        EXPECT_TRUE(*one.outcome);
        EXPECT_EQ(to_string(*one.decided), "2026-01-20");
        near.push_back(to_string(one.as_of));
    }
    EXPECT_EQ(near,
              (std::vector<std::string>{"2019-01-20", "2020-01-20", "2021-01-20", "2022-01-20",
                                        "2023-01-20", "2024-01-20", "2025-01-20"}));
    // What is in reach is called likely in the end, what is not unlikely.
    EXPECT_GT(std::find_if(cases.rbegin(), cases.rend(),
                           [](OutlookCase const& one) { return one.target == "x:at-2025"; })
                  ->probability,
              0.7);
    EXPECT_LT(cases.back().probability, 0.05);
}

TEST(BacktestOfAPlan, APlantedFutureValueChangesNothingThatIsSaidBefore) {
    const SmallPlan one = growing();
    const SmallPlan other = growing("900");
    const auto before = backtest(one.plan, one.observations(), {.to = date(2027, 12, 31)});
    const auto planted = backtest(other.plan, other.observations(), {.to = date(2027, 12, 31)});
    EXPECT_EQ(before, planted);
    EXPECT_FALSE(before.empty());
    // With the last figure in, the outcome differs and nothing else.
    auto all = backtest(one.plan, one.observations());
    auto changed = backtest(other.plan, other.observations());
    for (auto* cases : {&all, &changed})
        for (OutlookCase& c : *cases) c.outcome.reset();
    EXPECT_EQ(all, changed);
}

TEST(BacktestOfAPlan, SaysNothingOfATargetBeforeItWasSet) {
    SmallPlan small = growing();
    small.plan.issued = date(2023, 3, 30);
    small.plan.targets[1].set = date(2025, 1, 1);
    for (OutlookCase const& one : backtest(small.plan, small.observations()))
        EXPECT_GE(one.as_of, one.target == "x:at-2025" ? date(2023, 3, 30) : date(2025, 1, 1));
}

TEST(BacktestOfAPlan, WhatIsRepeatedOnTheDaysOfOthersIsNoCaseOfItsOwn) {
    SmallPlan small = growing();
    const auto alone = backtest(small.plan, small.observations());
    small.money("other");
    for (int month = 1; month <= 12; ++month)
        small.row("other", "2022", std::to_string(100 + month), Measure::value,
                  "2024-" + std::string(month < 10 ? "0" : "") + std::to_string(month) + "-25");
    EXPECT_EQ(backtest(small.plan, small.observations()), alone);
}

TEST(BacktestOfAPlan, KeepsToTheDaysThatAreAskedFor) {
    const SmallPlan small = growing();
    const auto cases = backtest(small.plan, small.observations(),
                                {.from = date(2024, 1, 1), .to = date(2024, 12, 31)});
    ASSERT_EQ(cases.size(), 2U);
    for (OutlookCase const& one : cases) {
        EXPECT_EQ(to_string(one.as_of), "2024-01-20");
        EXPECT_FALSE(one.outcome);  // not known within the days
    }
}

TEST(BacktestOfAPlan, SetsPublishedMethodsBeside) {
    const SmallPlan small = growing();
    const auto cases = backtest(small.plan, small.observations(), {.from = date(2024, 1, 1)});
    const auto said = [&](std::string const& target, std::size_t method) {
        const auto at = std::find_if(cases.begin(), cases.end(),
                                     [&](OutlookCase const& one) { return one.target == target; });
        return at->methods[method];
    };
    EXPECT_EQ(said("x:at-2025", 1), true);   // eurostat: 6 % a year where 4.1 % are needed
    EXPECT_EQ(said("x:at-2027", 1), false);  // and where 19 % are
}

TEST(ScoreProbabilities, AreThePublishedOnes) {
    // By hand: ((0.9-1)^2 + (0.2-0)^2 + (0.6-0)^2) / 3, and -(ln 0.9 + ln 0.8 + ln 0.4) / 3.
    const ProbabilityScore score =
        score_probabilities(std::vector{0.9, 0.2, 0.6}, std::vector{1.0, 0.0, 0.0});
    EXPECT_EQ(score.cases, 3);
    EXPECT_NEAR(score.brier, 0.41 / 3, 1e-15);
    EXPECT_NEAR(score.log_score, -(std::log(0.9) + std::log(0.8) + std::log(0.4)) / 3, 1e-15);
    EXPECT_NEAR(*score.skill, 1 - (0.41 / 3) / (2.0 / 9), 1e-14);
    // A sure call that fails costs -ln 0.0005, not infinity.
    EXPECT_NEAR(score_probabilities(std::vector{1.0}, std::vector{0.0}).log_score,
                -std::log(0.0005), 1e-12);
    EXPECT_FALSE(score_probabilities(std::vector{0.4}, std::vector{0.0}).skill);
    EXPECT_EQ(score_probabilities({}, {}).cases, 0);
    EXPECT_FALSE(score_probabilities(std::vector(10, 0.5), std::vector(10, 1.0)).skill);
    EXPECT_TRUE(std::isnan(score_probabilities({}, {}).brier));
}

TEST(ScoreProbabilities, RefuseWhatIsNone) {
    const std::vector<double> p{0.4};
    EXPECT_THROW((void)score_probabilities(p, std::vector{1.0, 0.0}), std::invalid_argument);
    EXPECT_THROW((void)score_probabilities(p, std::vector{0.5}), std::invalid_argument);
    EXPECT_THROW((void)score_probabilities(std::vector{1.2}, p), std::invalid_argument);
    EXPECT_THROW((void)reliability(p, std::vector{1.0}, 0), std::invalid_argument);
}

TEST(Reliability, BinsHoldEqualCountsAndAllCases) {
    std::vector<double> p;
    std::vector<double> y;
    for (int i = 0; i < 103; ++i) {
        p.push_back(i % 2 == 0 ? i / 103.0 : 1 - i / 103.0);
        y.push_back(i % 3 == 0 ? 1 : 0);
    }
    const auto bins = reliability(p, y);
    ASSERT_EQ(bins.size(), 10U);
    int cases = 0;
    double sum = 0;
    double before = -1;
    for (ReliabilityBin const& bin : bins) {
        EXPECT_NEAR(bin.cases, 10.3, 1);
        EXPECT_GT(bin.forecast, before);
        before = bin.forecast;
        cases += bin.cases;
        sum += bin.observed * bin.cases;
    }
    EXPECT_EQ(cases, 103);
    EXPECT_NEAR(sum, 35, 1e-12);
    EXPECT_EQ(reliability(std::vector{0.5}, std::vector{1.0}).size(), 1U);
    EXPECT_TRUE(reliability({}, {}).empty());
}

}  // namespace
}  // namespace glidepath::backtest_test

// What holds of every outlook.
#include "support/small_plan.hpp"
#include <glidepath/assess/assess.hpp>
#include <glidepath/assess/outlook/common_factor.hpp>
#include <glidepath/assess/outlook/outlook_of.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <random>
#include <string>
#include <vector>

namespace outlook_property_test {
namespace {

namespace gp = glidepath;
using gp::testing::SmallPlan;

/// Twelve years of a flow, growing unevenly, known a month after each year.
SmallPlan twelve_years(std::string const& id = "x") {
    SmallPlan small;
    small.money(id);
    const std::vector<std::string> values{"412.1", "440.7", "455.0", "497.3", "510.9", "561.2",
                                          "570.8", "611.4", "655.2", "660.1", "734.5", "841.0"};
    for (int i = 0; i < 12; ++i)
        small.row(id, std::to_string(2012 + i), values[static_cast<std::size_t>(i)],
                  gp::Measure::value, std::to_string(2013 + i) + "-01-20");
    return small;
}
std::optional<gp::Outlook> outlook_of(SmallPlan const& small, std::string const& as_of,
                                      std::size_t target = 0) {
    return small.assess(as_of).verdicts().at(target).outlook;
}

TEST(OutlookProperty, RaisingAFloorNeverRaisesItsProbability) {
    for (const char* before : {"at 2025 >= ", "sum 2024..2026 >= ", "each 2024..2026 >= ",
                               "mean 2024..2026 >= ", "by 2026 > "}) {
        SmallPlan small = twelve_years();
        for (int floor = 300; floor <= 4500; floor += 175)
            small.target("x", before + std::to_string(floor)).id = std::to_string(floor);
        double last = 1;
        for (gp::Verdict const& v : small.assess("2024-02-01").verdicts()) {
            if (!v.outlook) continue;
            EXPECT_LE(v.outlook->probability, last) << v.target;
            for (gp::ModelProbability const& model : v.outlook->models) {
                EXPECT_GE(model.probability, v.outlook->low);
                EXPECT_LE(model.probability, v.outlook->high);
            }
            last = v.outlook->probability;
        }
        EXPECT_LT(last, .05) << before;
    }
}

TEST(OutlookProperty, TheOrderOfObservationsPlaysNoPart) {
    SmallPlan small = twelve_years();
    small.row("x", "2024-03", "190.2", gp::Measure::ytd, "2024-04-20");
    small.target("x", "at 2025 > 900");
    small.target("x", "sum 2023..2026 > 3500");
    const gp::Assessment before = small.assess("2024-05-01");
    std::shuffle(small.rows.begin(), small.rows.end(), std::mt19937(3));
    EXPECT_EQ(small.assess("2024-05-01"), before);
}

TEST(OutlookProperty, AFigureThatIsNotYetOutChangesNothing) {
    SmallPlan small = twelve_years();
    small.target("x", "at 2025 > 900");
    small.target("x", "each 2024..2027 growth >= 3%");
    const gp::Assessment before = small.assess("2024-02-01");
    small.row("x", "2024", "5000", gp::Measure::value, "2025-01-20");
    small.row("x", "2024", "99", gp::Measure::growth, "2025-01-20");
    gp::Assessment after = small.assess("2024-02-01");
    EXPECT_EQ(after.rows_left_out.released_after_as_of, 2);
    after.rows_left_out = before.rows_left_out;
    EXPECT_EQ(after, before);
}

TEST(OutlookProperty, AnIndicatorsOutlookDoesNotDependOnTheOthersInThePlan) {
    SmallPlan small = twelve_years();
    small.target("x", "sum 2024..2026 > 2600");
    const auto alone = outlook_of(small, "2024-02-01");
    small.money("y");
    small.row("y", "2023", "12", gp::Measure::value, "2024-01-15");
    small.target("y", "at 2026 > 10");
    std::reverse(small.plan.targets.begin(), small.plan.targets.end());
    EXPECT_EQ(outlook_of(small, "2024-02-01", 1), alone);
}

TEST(OutlookProperty, ExactAndCountedProbabilitiesAgree) {
    // The sum over one year is the same statement as the year's, but it is counted.
    SmallPlan small = twelve_years();
    for (int floor = 700; floor <= 1100; floor += 100) {
        const std::string text = std::to_string(floor);
        small.target("x", "at 2025 >= " + text).id = "at" + text;
        small.target("x", "sum 2025..2025 >= " + text).id = "sum" + text;
    }
    const gp::Assessment result = small.assess("2024-02-01");
    for (std::size_t i = 0; i < result.verdicts().size(); i += 2) {
        auto const& exact = *result.verdicts()[i].outlook;
        auto const& counted = *result.verdicts()[i + 1].outlook;
        EXPECT_EQ(exact.monte_carlo_error, 0);
        EXPECT_GT(counted.monte_carlo_error, 0);
        EXPECT_NEAR(exact.probability, counted.probability, 3 * counted.monte_carlo_error);
    }
}

TEST(OutlookProperty, SofterFiguresAreWider) {
    // A tail beyond the middle is the likelier the wider the distribution.
    const auto tail = [](gp::DataStatus status, bool assumed) {
        SmallPlan small = twelve_years();
        small.rows.back().status = status;
        if (assumed) small.rows.back().released = gp::Date();
        small.target("x", "at 2025 > 1200");
        return outlook_of(small, "2024-06-01")->probability;
    };
    const double final = tail(gp::DataStatus::final, false);
    const double provisional = tail(gp::DataStatus::provisional, false);
    const double estimated = tail(gp::DataStatus::estimated, false);
    EXPECT_LT(final, tail(gp::DataStatus::final, true));
    EXPECT_LT(final, provisional);
    EXPECT_LT(provisional, estimated);
}

TEST(OutlookProperty, DrawsStayWithinDeclaredBoundsAndWholeNumbers) {
    SmallPlan small;
    gp::Indicator& coverage = small.indicator("coverage", gp::Kind::ratio, "%");
    coverage.bounds = {0, 100};
    for (int i = 0; i < 10; ++i)
        small.row("coverage", std::to_string(2013 + i), i % 2 == 0 ? "99.6" : "99.9",
                  gp::Measure::value, std::to_string(2014 + i) + "-01-20");
    small.target("coverage", "at 2025 >= 100%");
    const auto bound = outlook_of(small, "2023-02-01");
    ASSERT_TRUE(bound);
    EXPECT_GT(bound->probability, .02);  // a closed bound carries mass
    EXPECT_LE(bound->at_deadline.high, 100);

    SmallPlan counts;
    gp::Indicator& count = counts.indicator("n", gp::Kind::flow, "个");
    count.whole = true;
    count.bounds.min = 0;
    for (int i = 0; i < 10; ++i)
        counts.row("n", std::to_string(2013 + i), std::to_string(20 + i % 3), gp::Measure::value,
                   std::to_string(2014 + i) + "-01-20");
    counts.target("n", "at 2024 >= 22");
    counts.target("n", "at 2024 > 21").id = "same";
    const gp::Assessment result = counts.assess("2023-02-01");
    EXPECT_EQ(result.verdicts()[0].outlook->probability, result.verdicts()[1].outlook->probability);
    const double median = result.verdicts()[0].outlook->at_deadline.median;
    EXPECT_EQ(median, std::round(median));
}

TEST(OutlookProperty, ACommonFactorMovesIndicatorsTogetherAndLeavesEachAlone) {
    SmallPlan small = twelve_years();
    SmallPlan other = twelve_years("y");
    small.plan.indicators.push_back(other.plan.indicators.front());
    small.rows.insert(small.rows.end(), other.rows.begin(), other.rows.end());
    for (const char* id : {"x", "y"}) small.target(id, "sum 2024..2026 > 2600");
    const gp::Observations seen = small.observations();
    const gp::Evidence evidence(small.plan, seen, {gp::date(2024, 2, 1), {}});
    const auto both = [&](double common) {
        gp::OutlookOptions options;
        options.common_factor = common;
        gp::OutlookForecasts forecasts(evidence, options);
        gp::JointPaths paths(forecasts);
        const auto x = *gp::TargetOnPaths(paths, small.plan.targets[0]).held();
        const auto y = *gp::TargetOnPaths(paths, small.plan.targets[1]).held();
        return std::array{x.mean(), y.mean(), (x * y).mean()};
    };
    const auto apart = both(0);
    const auto together = both(.8);
    EXPECT_NEAR(apart[2], apart[0] * apart[1], .02);
    EXPECT_GT(together[2], together[0] * together[1] + .05);
    EXPECT_NEAR(apart[0], together[0], .03);
    EXPECT_NEAR(apart[1], together[1], .03);
}

/// Two indicators whose yearly surprises are given, about a trend of 5 percent.
SmallPlan two_histories(std::array<double, 8> const& first, std::array<double, 8> const& second) {
    SmallPlan small;
    for (auto const& [id, surprises] : {std::pair("x", first), std::pair("y", second)}) {
        small.money(id);
        double level = 100;
        for (int year = 2015; double surprise : surprises) {
            small.row(id, std::to_string(year), std::to_string(level));
            level *= std::exp(.05 + surprise);
            ++year;
        }
    }
    return small;
}
gp::CommonFactor common_factor(SmallPlan const& small) {
    const gp::Observations seen = small.observations();
    return gp::common_factor_of(gp::Evidence(small.plan, seen, {gp::date(2024, 2, 1), {}}));
}

TEST(OutlookProperty, WhatIsMissingIsMeasuredWhereTheTargetFails) {
    SmallPlan small;
    small.money("x");
    for (int i = 0; i < 9; ++i)
        small.row("x", std::to_string(2015 + i), std::to_string(55 + 3 * i + i % 2),
                  gp::Measure::value, std::to_string(2016 + i) + "-01-20");
    small.target("x", "each 2024..2027 >= 80");
    small.target("x", "by 2026 >= 90");
    small.target("x", "at 2027 >= 80");
    const gp::Observations seen = small.observations();
    gp::Knowledge knowledge;
    knowledge.as_of = gp::date(2024, 2, 1);
    const gp::Evidence evidence(small.plan, seen, knowledge);
    gp::OutlookForecasts forecasts(evidence);
    gp::JointPaths paths(forecasts);
    const gp::Assessment result = small.assess("2024-02-01");
    for (std::size_t k = 0; k < 2; ++k) {
        gp::TargetOnPaths on(paths, small.plan.targets[k]);
        const bool each = k == 0;
        double sum = 0;
        int failures = 0;
        std::vector<Eigen::ArrayXd> years;
        for (int year = each ? 2024 : 2023; year <= (each ? 2027 : 2026); ++year)
            years.push_back(
                *on.figures(gp::parse_statement("at " + std::to_string(year) + " > 0")));
        for (Eigen::Index i = 0; i < years[0].size(); ++i) {
            double decides = years[0][i];
            for (Eigen::ArrayXd const& year : years)
                decides = each ? std::min(decides, year[i]) : std::max(decides, year[i]);
            const double wanted = each ? 80 : 90;
            if (decides >= wanted) continue;
            sum += wanted - decides;
            ++failures;
        }
        ASSERT_GT(failures, 0);
        EXPECT_NEAR(*result.verdicts()[k].outlook->shortfall, sum / failures, 1e-9);
    }
    // A total that may fall again is not attained once and for all.
    small.plan.targets.clear();
    small.target("x", "sum 2023..2027 >= 300");
    EXPECT_TRUE(small.verdict("2024-02-01").outlook->attainment);
    small.plan.indicators[0].bounds.min.reset();
    EXPECT_FALSE(small.verdict("2024-02-01").outlook->attainment);
}

TEST(OutlookProperty, ACountThatIsAskedForIsWhole) {
    SmallPlan small;
    small.indicator("n", gp::Kind::flow, "家").whole = true;
    for (int i = 0; i < 9; ++i)
        small.row("n", std::to_string(2015 + i), std::to_string(3 + i % 3), gp::Measure::value,
                  std::to_string(2016 + i) + "-01-20");
    small.target("n", "at 2025 > 5");
    EXPECT_EQ(small.verdict("2024-02-01").outlook->required_value, 6);
    small.plan.targets[0].say = gp::parse_statement("at 2025 = 5");
    EXPECT_EQ(small.verdict("2024-02-01").outlook->required_value, 5);
}

TEST(OutlookProperty, DifferencesOfRatesAreToldInPoints) {
    SmallPlan small;
    small.indicator("r", gp::Kind::ratio, "%");
    for (int i = 0; i < 9; ++i)
        small.row("r", std::to_string(2015 + i), std::to_string(50 + i) + ".3", gp::Measure::value,
                  std::to_string(2016 + i) + "-01-20");
    small.target("r", "at 2025 change >= 0.5pp");
    const std::string why = small.verdict("2024-02-01").outlook->why.en;
    EXPECT_NE(why.find("required is 0.5 points"), std::string::npos) << why;
    EXPECT_NE(small.verdict("2024-02-01").outlook->why.zh.find("0.5个百分点"), std::string::npos);
}

TEST(CommonFactor, IsTheMeanCorrelationOfYearlySurprises) {
    // The last level closes no year, so that seven surprises count; their means are taken out.
    const std::array<double, 8> one{.03, -.02, .01, -.04, .02, .05, -.05, 0};
    std::array<double, 8> half = one;
    for (double& surprise : half) surprise *= .5;
    const gp::CommonFactor same = common_factor(two_histories(one, half));
    EXPECT_NEAR(same.share, gp::CommonFactor::most, 1e-12);  // all but one
    EXPECT_EQ(same.pairs, 1);
    EXPECT_EQ(same.years, 7);
    std::array<double, 8> against = one;
    for (double& surprise : against) surprise = -surprise;
    EXPECT_EQ(common_factor(two_histories(one, against)).share, 0);
    // By hand: the sum of products over the root of the product of the sums of squares.
    const std::array<double, 8> other{.03, .02, -.01, -.04, -.02, .05, -.03, 0};
    EXPECT_NEAR(common_factor(two_histories(one, other)).share, .0056 / std::sqrt(.0084 * .0068),
                1e-4);
}

TEST(CommonFactor, NeedsFiveYearsInCommon) {
    SmallPlan small;
    for (const char* id : {"x", "y"}) {
        small.money(id);
        for (int year = 2019; year <= 2023; ++year)
            small.row(id, std::to_string(year), std::to_string(100 + (year * year) % 7));
    }
    EXPECT_EQ(common_factor(small), gp::CommonFactor());
    // Asked for, it is then 0: as if indicators were independent.
    small.target("x", "at 2025 > 104");
    gp::AssessOptions options;
    options.as_of = gp::date(2024, 2, 1);
    options.outlook.common_factor.reset();
    gp::AssessOptions apart = options;
    apart.outlook.common_factor = 0;
    EXPECT_EQ(gp::assess(small.plan, small.observations(), options).verdicts()[0].outlook->points,
              gp::assess(small.plan, small.observations(), apart).verdicts()[0].outlook->points);
}

}  // namespace
}  // namespace outlook_property_test

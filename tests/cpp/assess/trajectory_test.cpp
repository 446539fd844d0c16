// Trajectories and break-downs: what adds up, what is held, what is said when there is none.
#include "support/small_plan.hpp"
#include <glidepath/assess/breakdown.hpp>
#include <glidepath/assess/trajectory.hpp>
#include <glidepath/model/validate.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <memory>
#include <numeric>
#include <string>
#include <vector>

namespace glidepath::trajectory_test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using testing::SmallPlan;

/// A plan with its evidence, which refers to it.
class Known {
public:
    explicit Known(SmallPlan const& small, Date const& as_of = date(2024, 12, 31))
        : plan_(small.plan), seen_(make_observations(small.rows, plan_)) {
        Knowledge knowledge;
        knowledge.as_of = as_of;
        evidence_ = std::make_unique<Evidence>(plan_, seen_, knowledge);
    }
    [[nodiscard]] Evidence const& operator*() const { return *evidence_; }

private:
    Plan plan_;
    Observations seen_;
    std::unique_ptr<Evidence> evidence_;
};

TrajectoryOptions at(Frequency freq, Anchor anchor = Anchor::base) {
    TrajectoryOptions options;
    options.freq = freq;
    options.anchor = anchor;
    return options;
}

double sum_of(Trajectory const& trajectory, std::string_view window) {
    const Period like = trajectory.path->window().first();
    return trajectory.path->sum(*refine(parse_window(window), like.frequency(), like.phase()))
        .value();
}

/// 2022: 734.5; 2025: 860; 2027: 950, as the investment of the first plan.
SmallPlan investment() {
    SmallPlan small;
    small.money("x");
    small.row("x", "2022", "734.5", Measure::value, "2023-02-01");
    small.target("x", "at 2025 > 860");
    small.target("x", "at 2027 > 950");
    return small;
}
/// The same with two years of monthly figures, January and February jointly.
SmallPlan seasonal() {
    SmallPlan small = investment();
    for (int year : {2020, 2021}) {
        double sofar = 0;
        for (int month = 1; month <= 12; ++month) {
            sofar += month * 10;
            if (month == 1) continue;
            const std::string text =
                std::to_string(year) + (month < 10 ? "-0" : "-") + std::to_string(month);
            small.row("x", text, std::to_string(static_cast<int>(sofar)), Measure::ytd,
                      std::to_string(year + 1) + "-02-01");
        }
    }
    return small;
}

TEST(Trajectories, PartsOfAFlowAddUpToThePathOfTheTargets) {
    const Known known(investment());
    const Trajectory years = trajectory(*known, "x", at(Frequency::annual));
    for (Frequency freq : {Frequency::half_yearly, Frequency::quarterly, Frequency::monthly}) {
        const Trajectory parts = trajectory(*known, "x", at(freq));
        for (int year = 2022; year <= 2027; ++year)
            EXPECT_NEAR(sum_of(parts, std::to_string(year)), *years.path->at(Period::year(year)),
                        1e-9 * 950)
                << year;
    }
}
TEST(Trajectories, YearToDateInDecemberIsTheYear) {
    const Known known(seasonal());
    const Trajectory months = trajectory(*known, "x", at(Frequency::monthly));
    ASSERT_EQ(months.year_to_date.size(), months.path->values().size());
    EXPECT_NEAR(months.year_to_date.back(), 950, 1e-9 * 950);
    EXPECT_NEAR(months.year_to_date[months.year_to_date.size() - 25], 860, 1e-9 * 860);
}
TEST(Trajectories, TheUsualShapeOfTheYearIsKept) {
    const Known known(seasonal());
    const Trajectory months = trajectory(*known, "x", at(Frequency::monthly));
    EXPECT_EQ(months.spread, Spread::usual);
    ASSERT_THAT(months.joint, SizeIs(1));
    EXPECT_EQ(months.joint[0].size(), 2);
    // December brought 12 times as much as a twelfth of the first two months' 30.
    const double december = *months.path->at(Period::month(2025, 12));
    EXPECT_NEAR(december / 860, 120.0 / 780, 0.01);
    const double january = *months.path->at(Period::month(2025, 1));
    const double february = *months.path->at(Period::month(2025, 2));
    EXPECT_NEAR(january / february, 31.0 / 28, 1e-9);
}
TEST(Trajectories, WithoutEarlierMonthsTheSpreadIsEqualAndSaysSo) {
    const Known known(investment());
    const Trajectory months = trajectory(*known, "x", at(Frequency::monthly));
    EXPECT_EQ(months.spread, Spread::equal);
    EXPECT_EQ(months.not_usual, NoProfile::nothing_known);
}
TEST(Trajectories, OwnWeightsAreProportionsOfEachYear) {
    TrajectoryOptions options = at(Frequency::quarterly);
    options.weights = {1, 2, 3, 0};
    const Known known(investment());
    const Trajectory quarters = trajectory(*known, "x", options);
    EXPECT_NEAR(sum_of(quarters, "2025"), 860, 1e-9 * 860);
    EXPECT_EQ(*quarters.path->at(Period::quarter(2025, 4)), 0);
    options.weights = {1, 2, 3};
    EXPECT_THROW((void)trajectory(*known, "x", options), std::invalid_argument);
}
TEST(Trajectories, StocksGoThroughTheEndsOfYears) {
    SmallPlan small;
    small.indicator("s", Kind::stock, "家");
    small.row("s", "2022", "120", Measure::value, "2023-02-01");
    small.target("s", "at 2024 >= 144");
    const Known known(small);
    const Trajectory months = trajectory(*known, "s", at(Frequency::monthly));
    EXPECT_EQ(months.path->window(), parse_window("2022-12..2024-12"));
    EXPECT_DOUBLE_EQ(*months.path->at(Period::month(2023, 6)), 126);
    EXPECT_EQ(*months.path->at(Period::month(2024, 12)), 144);
    EXPECT_THAT(months.year_to_date, IsEmpty());
}
TEST(Trajectories, AveragesHaveTheMeanOfTheirYear) {
    SmallPlan small;
    small.indicator("a", Kind::average, "微克/立方米");
    small.row("a", "2022", "36", Measure::value, "2023-02-01");
    small.target("a", "at 2025 <= 30");
    const Known known(small);
    const Trajectory months = trajectory(*known, "a", at(Frequency::monthly));
    EXPECT_NEAR(sum_of(months, "2025") / 12, 30, 1e-9);
    EXPECT_NEAR(sum_of(months, "2024") / 12, 32, 1e-9);
}
TEST(Trajectories, AStatementAboutAMonthTakesPart) {
    SmallPlan small = investment();
    small.target("x", "at 2025-06 >= 100");
    const Known known(small);
    const Trajectory months = trajectory(*known, "x", at(Frequency::monthly));
    EXPECT_GE(*months.path->at(Period::month(2025, 6)), 100 - 1e-7);
    EXPECT_NEAR(sum_of(months, "2025"), 860, 1e-9 * 860);
}
TEST(Trajectories, FinerStatementsGiveWayToTheTotalsAndAreNamed) {
    SmallPlan small = investment();
    small.target("x", "each 2025-01..2025-12 >= 100");
    const Known known(small);
    const Trajectory months = trajectory(*known, "x", at(Frequency::monthly));
    ASSERT_TRUE(months.path);
    EXPECT_NEAR(sum_of(months, "2025"), 860, 1e-9 * 860);
    EXPECT_THAT(months.given_way, ElementsAre("x:each-2025-01..2025-12"));
}
TEST(CatchUpPaths, HoldWhatWasObservedAndStillReachTheTargets) {
    SmallPlan small = investment();
    small.row("x", "2023", "700", Measure::value, "2024-02-01");
    small.row("x", "2024-06", "300", Measure::ytd, "2024-07-20");
    const Known known(small);
    const Trajectory original = trajectory(*known, "x", at(Frequency::annual));
    const Trajectory latest = trajectory(*known, "x", at(Frequency::annual, Anchor::latest));
    EXPECT_NEAR(*original.path->at(Period::year(2023)), 734.5 + (860 - 734.5) / 3, 1e-9);
    EXPECT_EQ(*latest.path->at(Period::year(2023)), 700);
    EXPECT_NEAR(*latest.path->at(Period::year(2024)), 780, 1e-9);
    EXPECT_NEAR(*latest.path->at(Period::year(2025)), 860, 1e-9);
    EXPECT_THAT(latest.held, ElementsAre(PathPoint{Period::year(2023), 700}));
    const Trajectory months = trajectory(*known, "x", at(Frequency::monthly, Anchor::latest));
    EXPECT_NEAR(sum_of(months, "2024-01..2024-06"), 300, 1e-7);
    EXPECT_NEAR(sum_of(months, "2024"), 780, 1e-7);
    EXPECT_NEAR(sum_of(months, "2025"), 860, 1e-7);
}
TEST(CatchUpPaths, AMissedTargetOfThePastIsNoLongerAimedAt) {
    SmallPlan small = investment();
    small.target("x", "at 2023 >= 800");
    small.row("x", "2023", "700", Measure::value, "2024-02-01");
    const Known known(small);
    const Trajectory latest = trajectory(*known, "x", at(Frequency::annual, Anchor::latest));
    EXPECT_EQ(*latest.path->at(Period::year(2023)), 700);
    EXPECT_THAT(latest.given_way, IsEmpty());
}
TEST(CatchUpPaths, WhatIsReachedIsNotGivenBack) {
    // Of 110 in three years 130 are there after two.
    SmallPlan small;
    small.money("sum");
    small.row("sum", "2022", "30", Measure::value, "2023-02-01");
    small.row("sum", "2023", "60", Measure::value, "2024-02-01");
    small.row("sum", "2024", "70", Measure::value, "2024-12-31");
    small.target("sum", "sum 2023..2025 >= 110");
    // Of 100 in a year 120 are there after nine months.
    small.money("year");
    small.row("year", "2022", "80", Measure::value, "2023-02-01");
    small.row("year", "2024-09", "120", Measure::ytd, "2024-10-20");
    small.target("year", "at 2024 >= 100");
    // A level, and a rise of it, that are there before their time.
    small.indicator("level", Kind::stock, "家");
    small.row("level", "2022", "40", Measure::value, "2023-02-01");
    small.row("level", "2024", "55", Measure::value, "2024-12-31");
    small.target("level", "at 2027 >= 50");
    small.indicator("rise", Kind::stock, "家");
    small.row("rise", "2022", "100", Measure::value, "2023-02-01");
    small.row("rise", "2024", "130", Measure::value, "2024-12-31");
    small.target("rise", "change from 2022 to 2027 >= 20%");
    const Known known(small);
    const auto last = [&](std::string_view indicator) {
        return trajectory(*known, indicator, at(Frequency::annual, Anchor::latest))
            .path->values()
            .back();
    };
    EXPECT_GE(last("sum"), 0);
    EXPECT_NEAR(last("year"), 120, 1e-9);
    EXPECT_NEAR(last("level"), 55, 1e-9);
    EXPECT_NEAR(last("rise"), 130, 1e-9);
    const Trajectory months = trajectory(*known, "year", at(Frequency::monthly, Anchor::latest));
    EXPECT_NEAR(sum_of(months, "2024-01..2024-09"), 120, 1e-7);
    EXPECT_NEAR(sum_of(months, "2024-10..2024-12"), 0, 1e-7);
    EXPECT_NEAR(trajectory(*known, "year", at(Frequency::annual)).path->values().back(), 100, 1e-9);
}
TEST(CatchUpPaths, ALimitThatIsPassedGivesWayToTheFacts) {
    SmallPlan small;
    small.money("spent");
    small.row("spent", "2022", "40", Measure::value, "2023-02-01");
    small.row("spent", "2023", "60", Measure::value, "2024-02-01");
    small.row("spent", "2024-06", "70", Measure::ytd, "2024-07-20");
    small.target("spent", "sum 2023..2025 <= 110");
    const Known known(small);
    const Trajectory years = trajectory(*known, "spent", at(Frequency::annual, Anchor::latest));
    EXPECT_THAT(years.given_way, ElementsAre("spent:sum-2023..2025"));
    EXPECT_GE(*years.path->at(Period::year(2024)), 70 - 1e-9);
}
TEST(CatchUpPaths, TotalsThatFellBelowZeroMayFallAgain) {
    SmallPlan small;
    small.indicator("balance", Kind::flow, "亿元");
    small.row("balance", "2022", "-30", Measure::value, "2023-02-01");
    small.row("balance", "2023", "-10", Measure::value, "2024-02-01");
    small.target("balance", "sum 2023..2025 >= -30");
    const Known known(small);
    EXPECT_NEAR(
        sum_of(trajectory(*known, "balance", at(Frequency::annual, Anchor::latest)), "2023..2025"),
        -30, 1e-7);
}
TEST(Trajectories, StayWithinTheBoundsOfTheIndicator) {
    // From 90, with a sum of 60 over four years, the straight path falls below zero.
    SmallPlan small;
    small.money("flow");
    small.row("flow", "2022", "90", Measure::value, "2023-02-01");
    small.target("flow", "sum 2023..2026 <= 60");
    const Known known(small);
    const Trajectory years = trajectory(*known, "flow", at(Frequency::annual));
    EXPECT_NEAR(sum_of(years, "2023..2026"), 60, 1e-7);
    for (Frequency freq : {Frequency::annual, Frequency::quarterly, Frequency::monthly}) {
        const Trajectory path = trajectory(*known, "flow", at(freq));
        for (double value : path.path->values()) EXPECT_GE(value, -1e-7) << to_string(freq);
    }
    small.plan.indicators[0].bounds.min.reset();
    const Known free(small);
    const Trajectory negative = trajectory(*free, "flow", at(Frequency::annual));
    EXPECT_LT(*negative.path->at(Period::year(2026)), 0);
}
TEST(Trajectories, ATargetOutsideTheBoundsGivesWay) {
    SmallPlan small;
    small.indicator("rate", Kind::stock, "%").bounds.max = 100;
    small.row("rate", "2022", "90", Measure::value, "2023-02-01");
    small.target("rate", "at 2025 >= 96");
    small.target("rate", "at 2027 >= 105");
    const Known known(small);
    const Trajectory years = trajectory(*known, "rate", at(Frequency::annual));
    EXPECT_THAT(years.given_way, ElementsAre("rate:at-2027"));
    for (double value : years.path->values()) EXPECT_LE(value, 100 + 1e-7);
}
TEST(Trajectories, AveragesStayWithinTheirBoundsInEachPart) {
    SmallPlan small;
    Indicator& share = small.indicator("share", Kind::average, "%");
    share.bounds = {0, 100};
    small.row("share", "2022", "60", Measure::value, "2023-02-01");
    small.target("share", "at 2023 >= 99.5");
    small.target("share", "at 2024 >= 60");
    const Known known(small);
    const Trajectory months = trajectory(*known, "share", at(Frequency::monthly));
    EXPECT_NEAR(sum_of(months, "2023") / 12, 99.5, 1e-7);
    for (double value : months.path->values()) EXPECT_LE(value, 100 + 1e-7);
}
TEST(Trajectories, NamedShapesGoThroughTheSamePoints) {
    const Known known(investment());
    for (Shape shape : {Shape::linear, Shape::geometric, Shape::pchip, Shape::steffen,
                        Shape::smooth, Shape::step}) {
        TrajectoryOptions options = at(Frequency::annual);
        options.shape = shape;
        const Trajectory years = trajectory(*known, "x", options);
        EXPECT_NEAR(*years.path->at(Period::year(2022)), 734.5, 1e-9);
        EXPECT_NEAR(*years.path->at(Period::year(2025)), 860, 1e-9);
        EXPECT_NEAR(*years.path->at(Period::year(2027)), 950, 1e-9);
    }
    TrajectoryOptions options = at(Frequency::annual);
    options.shape = Shape::geometric;
    EXPECT_NEAR(*trajectory(*known, "x", options).path->at(Period::year(2026)),
                std::sqrt(860.0 * 950), 1e-9);
}
TEST(Trajectories, ASumIsMetByShapesThatKnowWindowsAndRefusedByOthers) {
    SmallPlan small;
    small.money("m");
    small.row("m", "2022", "30", Measure::value, "2023-02-01");
    small.target("m", "sum 2023..2025 >= 110");
    const Known known(small);
    for (Shape shape : {Shape::linear, Shape::geometric}) {
        TrajectoryOptions options = at(Frequency::annual);
        options.shape = shape;
        EXPECT_NEAR(sum_of(trajectory(*known, "m", options), "2023..2025"), 110, 1e-8);
    }
    TrajectoryOptions options = at(Frequency::annual);
    options.shape = Shape::pchip;
    EXPECT_THROW((void)trajectory(*known, "m", options), std::invalid_argument);
}
TEST(Trajectories, ARelationBindsThePathOfItsOwnSideOnly) {
    SmallPlan small = investment();
    small.money("y");
    small.row("y", "2022", "100", Measure::value, "2023-02-01");
    small.target("y", "each 2023..2025 growth > growth of x");
    const Known known(small);
    const Trajectory x = trajectory(*known, "x", at(Frequency::annual));
    const Trajectory y = trajectory(*known, "y", at(Frequency::annual));
    ASSERT_TRUE(y.path);
    EXPECT_NEAR(*y.path->at(Period::year(2025)), 100 * 860 / 734.5, 1e-7);
    EXPECT_NEAR(*x.path->at(Period::year(2024)), 734.5 + 2 * (860 - 734.5) / 3, 1e-9);
}
TEST(Trajectories, ARatioBindsItsNumerator) {
    SmallPlan small = investment();
    small.money("part");
    Indicator& ratio = small.indicator("share", Kind::ratio, "%");
    ratio.numerator = "part";
    ratio.denominator = "x";
    small.row("part", "2022", "70", Measure::value, "2023-02-01");
    small.target("share", "at 2025 >= 20%");
    small.target("part", "at 2025 >= 100");
    const Known known(small);
    EXPECT_NEAR(*trajectory(*known, "part", at(Frequency::annual)).path->at(Period::year(2025)),
                100, 1e-9);
    small.plan.targets.pop_back();
    small.target("part", "at 2027 >= 100");
    const Known other(small);
    EXPECT_NEAR(*trajectory(*other, "part", at(Frequency::annual)).path->at(Period::year(2025)),
                172, 1e-7);
}
TEST(Trajectories, RelationsInACycleDoNotHang) {
    SmallPlan small;
    small.money("a");
    small.money("b");
    small.row("a", "2022", "10", Measure::value, "2023-02-01");
    small.row("b", "2022", "10", Measure::value, "2023-02-01");
    small.target("a", "at 2025 > b");
    small.target("a", "at 2027 >= 20");
    small.target("b", "at 2025 > a");
    const Known known(small);
    EXPECT_TRUE(trajectory(*known, "a", at(Frequency::annual)).path);
}
TEST(Trajectories, SayWhyThereIsNone) {
    SmallPlan small;
    small.money("one");
    small.target("one", "at 2025 >= 5");
    small.money("none");
    const Known known(small);
    EXPECT_EQ(trajectory(*known, "one", at(Frequency::annual)).reason,
              NoTrajectory::not_identified);
    EXPECT_EQ(trajectory(*known, "none", at(Frequency::annual)).reason, NoTrajectory::no_targets);
    EXPECT_EQ(trajectory(*known, "one", at(Frequency::weekly)).reason, NoTrajectory::no_targets);
    EXPECT_THROW((void)trajectory(*known, "other", {}), std::invalid_argument);
}

TEST(Breakdowns, PartsAddUpToTheYearExactly) {
    SmallPlan small = seasonal();
    small.target("x", "at 2024 >= 818");
    const Known known(small);
    BreakdownOptions options;
    options.year = Period::year(2024);
    const Breakdown parts = breakdown(*known, options);
    ASSERT_THAT(parts.targets, SizeIs(11));  // January and February together
    double cents = 0;
    for (Target const& part : parts.targets) {
        EXPECT_EQ(part.part_of, "x:at-2024");
        cents += std::round(part.say.quantity()->value * 100);
    }
    EXPECT_EQ(cents, 81800);
    EXPECT_EQ(to_string(parts.targets[0].say.window), "2024-01..2024-02");
    EXPECT_EQ(parts.targets[0].say.stat, Stat::sum);
}
TEST(Breakdowns, AYearWithoutATargetGetsOneFromTheGlidepath) {
    const Known known(investment());
    BreakdownOptions options;
    options.year = Period::year(2024);
    options.freq = Frequency::quarterly;
    const Breakdown parts = breakdown(*known, options);
    ASSERT_THAT(parts.targets, SizeIs(5));
    EXPECT_EQ(parts.targets[0].id, "x:at-2024");
    EXPECT_NEAR(parts.targets[0].say.quantity()->value, 818.17, 1e-9);
    EXPECT_EQ(parts.targets[0].part_of, "");
    EXPECT_EQ(parts.targets[4].part_of, "x:at-2024");
}
TEST(Breakdowns, CountsAreWholeNumbers) {
    SmallPlan small;
    Indicator& count = small.indicator("n", Kind::flow, "家");
    count.whole = true;
    small.row("n", "2022", "100", Measure::value, "2023-02-01");
    small.target("n", "at 2024 >= 131");
    const Known known(small);
    BreakdownOptions options;
    options.year = Period::year(2024);
    const Breakdown parts = breakdown(*known, options);
    double sum = 0;
    for (Target const& part : parts.targets) {
        EXPECT_EQ(part.say.quantity()->value, std::round(part.say.quantity()->value));
        sum += part.say.quantity()->value;
    }
    EXPECT_EQ(sum, 131);
}
TEST(Breakdowns, WhatIsIssuedStays) {
    SmallPlan small = investment();
    small.target("x", "at 2025 >= 860").id = "again";
    small.plan.targets.pop_back();
    const Known first(small);
    BreakdownOptions options;
    options.year = Period::year(2025);
    const Breakdown issued = breakdown(*first, options);
    ASSERT_THAT(issued.targets, SizeIs(12));
    for (Target const& part : issued.targets) small.plan.targets.push_back(part);
    EXPECT_THAT(validate(small.plan), IsEmpty());
    const Known second(small);
    const Breakdown again = breakdown(*second, options);
    EXPECT_THAT(again.targets, IsEmpty());
    ASSERT_THAT(again.skipped, SizeIs(1));
    EXPECT_EQ(again.skipped[0].reason, NotBrokenDown::issued);
}
TEST(Breakdowns, ATargetThatIsStillToBeDeterminedIsNotBrokenDown) {
    SmallPlan small = investment();
    small.target("x", "at 2024 >= tbd");
    const Known known(small);
    BreakdownOptions options;
    options.year = Period::year(2024);
    const Breakdown parts = breakdown(*known, options);
    EXPECT_THAT(parts.targets, IsEmpty());
    ASSERT_THAT(parts.skipped, SizeIs(1));
    EXPECT_EQ(parts.skipped[0].reason, NotBrokenDown::target_tbd);
}
TEST(Breakdowns, GrowthTargetsOfAnUnknownLevelIssueNoZeros) {
    SmallPlan small;
    small.money("x");
    small.target("x", "at 2024 growth >= 5%");
    small.target("x", "at 2025 growth >= 5%");
    const Known known(small);
    BreakdownOptions options;
    options.year = Period::year(2024);
    EXPECT_THAT(breakdown(*known, options).targets, IsEmpty());
    EXPECT_EQ(breakdown(*known, options).skipped.at(0).reason, NotBrokenDown::growth_alone);
}
TEST(Breakdowns, GrowthIsBrokenDownFromTheYearBeforeOnly) {
    // The district's GDP in January 2024: 2003.3 in 2022, nothing for all of 2023. The least rough
    // path with 5.5 % in 2024 falls in 2023, and would be issued as less than what 2023 brought.
    SmallPlan small;
    small.money("x");
    small.row("x", "2022", "2003.3", Measure::value, "2023-02-01");
    small.target("x", "at 2024 growth >= 5.5%");
    BreakdownOptions options;
    options.year = Period::year(2024);
    EXPECT_EQ(breakdown(*Known(small), options).skipped.at(0).reason, NotBrokenDown::growth_alone);
    small.row("x", "2023", "2100.0", Measure::value, "2024-02-01");
    const Breakdown parts = breakdown(*Known(small), options);
    ASSERT_THAT(parts.targets, SizeIs(13));
}
TEST(Breakdowns, AYearsOwnTotalNeedsNoPath) {
    SmallPlan small;
    small.indicator("x", Kind::flow, "家").whole = true;
    small.target("x", "at 2024 >= 84");
    const Known known(small);
    BreakdownOptions options;
    options.year = Period::year(2024);
    options.freq = Frequency::quarterly;
    options.weights = {30, 30, 25, 15};
    std::vector<double> values;
    for (Target const& part : breakdown(*known, options).targets) {
        EXPECT_EQ(part.part_of, "x:at-2024");
        values.push_back(part.say.quantity()->value);
    }
    EXPECT_THAT(values, ElementsAre(25, 25, 21, 13));  // of 25.2, 25.2, 21, 12.6
}
TEST(Breakdowns, PartsLookAsTheTargetThatTheyArePartOf) {
    SmallPlan small = investment();
    small.target("x", "at 2024 <= 900");
    Target& floor = small.target("x", "at 2024 >= 800");
    floor.id = "floor";
    floor.tier = Tier::binding;
    const Known known(small);
    BreakdownOptions options;
    options.year = Period::year(2024);
    for (Target const& part : breakdown(*known, options).targets) {
        EXPECT_EQ(part.part_of, "floor");
        EXPECT_EQ(part.say.comparator, Comparator::at_least);
    }
}
TEST(Breakdowns, PartsAreAsStrictAsTheirTotal) {
    SmallPlan small = investment();
    small.target("x", "at 2024 > 818");
    small.indicator("n", Kind::flow, "家").whole = true;
    small.target("n", "at 2024 > 50");
    const Known known(small);
    BreakdownOptions options;
    options.year = Period::year(2024);
    double companies = 0;
    for (Target const& part : breakdown(*known, options).targets) {
        EXPECT_EQ(part.say.comparator,
                  part.indicator == "x" ? Comparator::greater : Comparator::at_least);
        if (part.indicator == "n") companies += part.say.quantity()->value;
        small.plan.targets.push_back(part);
    }
    EXPECT_EQ(companies, 51);
    for (Finding const& finding : check(small.plan))
        EXPECT_FALSE(finding.code.starts_with("parts_")) << finding.message.en;
}
TEST(Breakdowns, DaysAreEqualForNothingTellsOfThem) {
    const Known known(seasonal());
    const Trajectory days = trajectory(*known, "x", at(Frequency::daily));
    EXPECT_NEAR(sum_of(days, "2025"), 860, 1e-9 * 860);
    EXPECT_EQ(days.spread, Spread::equal);
    EXPECT_EQ(days.not_usual, NoProfile::nothing_known);
}
TEST(Breakdowns, PartsHaveTheDigitsThatTheirTotalNeeds) {
    SmallPlan small = investment();
    small.target("x", "at 2024 >= 818.125");
    const Known known(small);
    BreakdownOptions options;
    options.year = Period::year(2024);
    options.freq = Frequency::quarterly;
    double thousandths = 0;
    for (Target const& part : breakdown(*known, options).targets)
        thousandths += std::round(part.say.quantity()->value * 1000);
    EXPECT_EQ(thousandths, 818125);
}
TEST(Breakdowns, TheYearsOwnTargetIsBrokenDownWhereverThePathRuns) {
    SmallPlan small = investment();
    small.target("x", "at 2024 >= 650");  // the base satisfies it, so the path runs above
    const Known known(small);
    BreakdownOptions options;
    options.year = Period::year(2024);
    const Breakdown parts = breakdown(*known, options);
    ASSERT_THAT(parts.targets, SizeIs(12));
    double cents = 0;
    for (Target const& part : parts.targets) {
        EXPECT_EQ(part.part_of, "x:at-2024");
        cents += std::round(part.say.quantity()->value * 100);
    }
    EXPECT_EQ(cents, 65000);
}
TEST(Breakdowns, OfAFirmTargetAndAStretchTheFirmOneIsBrokenDown) {
    SmallPlan small = investment();
    Target& stretch = small.target("x", "at 2024 >= 900");
    stretch.id = "stretch";
    stretch.tier = Tier::aspirational;
    small.target("x", "at 2024 >= 818").tier = Tier::binding;
    const Known known(small);
    BreakdownOptions options;
    options.year = Period::year(2024);
    for (Target const& part : breakdown(*known, options).targets)
        EXPECT_EQ(part.part_of, "x:at-2024");
}
TEST(Breakdowns, NamesThatATextOfAnotherDayHasTakenAreNotTakenAgain) {
    SmallPlan small = investment();
    Target& later = small.target("x", "at 2024 >= 830");
    later.set = date(2030, 1, 1);
    const Known known(small);
    BreakdownOptions options;
    options.year = Period::year(2024);
    const Breakdown parts = breakdown(*known, options);
    ASSERT_FALSE(parts.targets.empty());
    for (Target const& part : parts.targets) small.plan.targets.push_back(part);
    EXPECT_THAT(validate(small.plan), IsEmpty());
}
TEST(Breakdowns, YearsOutsideThePathAreSkippedAndBadRequestsRefused) {
    const Known known(investment());
    BreakdownOptions options;
    options.year = Period::year(2030);
    EXPECT_EQ(breakdown(*known, options).skipped.at(0).reason, NotBrokenDown::outside);
    options.year = Period::month(2024, 1);
    EXPECT_THROW((void)breakdown(*known, options), std::invalid_argument);
    options.year = Period::year(2024);
    options.freq = Frequency::annual;
    EXPECT_THROW((void)breakdown(*known, options), std::invalid_argument);
    options.freq = Frequency::monthly;
    options.indicators = {"unknown"};
    EXPECT_THROW((void)breakdown(*known, options), std::invalid_argument);
}

}  // namespace
}  // namespace glidepath::trajectory_test

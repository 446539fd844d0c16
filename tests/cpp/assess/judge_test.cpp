// Verdicts, one meaning at a time. Figures of Gongshu District are those its bureau published.
#include "support/small_plan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace glidepath::judge_test {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using testing::SmallPlan;

// ---- the first plan's own figures ---------------------------------------------------------------

SmallPlan investment() {
    SmallPlan small;
    small.money("fai");
    small.row("fai", "2020", "635", Measure::value, "2021-07-13");
    small.row("fai", "2022", "12.1", Measure::growth, "2023-05-11");
    small.row("fai", "2023", "841", Measure::value, "2024-01-08", DataStatus::estimated);
    small.row("fai", "2023", "14.5", Measure::growth, "2024-01-08", DataStatus::estimated);
    return small;
}

TEST(Judge, InvestmentAheadOfItsWindowFollowsThePathFromADerivedBase) {
    SmallPlan small = investment();
    small.target("fai", "at 2025 > 860");
    const Verdict verdict = small.verdict("2024-01-31");
    EXPECT_EQ(verdict.status, Status::on_track);
    EXPECT_EQ(verdict.method, "pace@1:path");
    EXPECT_EQ(verdict.actual, 841);
    EXPECT_EQ(verdict.base_period, Period::year(2022));
    EXPECT_NEAR(*verdict.base, 841 / 1.145, 1e-9);
    EXPECT_NEAR(*verdict.planned, 841 / 1.145 + (860 - 841 / 1.145) / 3, 1e-9);
    EXPECT_NEAR(*verdict.gap, 841 - *verdict.planned, 1e-9);
    EXPECT_NEAR(*verdict.required_growth, std::sqrt(860.0 / 841.0) - 1, 1e-12);
    EXPECT_NEAR(*verdict.completed_share, 841.0 / 860.0, 1e-12);
    EXPECT_NEAR(*verdict.increment_share, (841 - *verdict.base) / (860 - *verdict.base), 1e-12);
    EXPECT_TRUE(verdict.provisional);
    EXPECT_EQ(verdict.data_age_days, 31);
}

TEST(Judge, ComputedFiguresAreToldWithTheDigitsOfPublishedOnes) {
    SmallPlan small = investment();
    small.target("fai", "at 2025 > 860");
    EXPECT_EQ(small.verdict("2024-01-31").reason.zh,
              "2023年为841亿元，目标>860亿元，路径应为776亿元");  // 635 and 841 have no decimals
    small.rows[0].decimals = 2;                                   // as if 635.00 had been printed
    EXPECT_THAT(small.verdict("2024-01-31").reason.en, EndsWith("asks for 776.33 亿元"));
}

TEST(Judge, AFigureThatFollowsFromGrowthIsMarkedInTheSentence) {
    SmallPlan small;
    small.money("fai");
    small.row("fai", "2022", "734.5", Measure::value, "2023-01-08");
    small.row("fai", "2023", "14.55", Measure::growth, "2024-01-08");
    small.target("fai", "at 2025 > 860");
    EXPECT_EQ(small.verdict("2024-01-31").reason.en,
              "841.4 亿元 (derived) in 2023; wanted > 860 亿元; the path asks for 776.3 亿元");
    small.plan.targets.clear();
    small.target("fai", "at 2025 growth >= 15%");
    EXPECT_THAT(small.verdict("2024-01-31").reason.zh, HasSubstr("增长14.55%"));
}

TEST(Judge, ADayBeforeItsReleaseAFigureIsNotKnown) {
    SmallPlan small = investment();
    small.target("fai", "at 2025 > 860");
    EXPECT_EQ(small.verdict("2024-01-08").status, Status::on_track);
    const Verdict before = small.verdict("2024-01-07");
    EXPECT_EQ(before.status, Status::unknown);
    EXPECT_EQ(before.reason_code, ReasonCode::no_observation_since_base);
    EXPECT_EQ(before.base, 635);  // nothing derived from what is not yet out
    EXPECT_EQ(before.base_period, Period::year(2020));
    EXPECT_EQ(small.assess("2024-01-07").rows_left_out.released_after_as_of, 2);
}

TEST(Judge, GrowthIsNoObservationOfALevelUnlessItHasAnEnd) {
    SmallPlan small;
    small.money("rd");
    small.row("rd", "2020", "21", Measure::value, "2021-07-13");
    small.row("rd", "2021", "0.3", Measure::growth, "2023-05-11");
    small.target("rd", "at 2025 >= 47");
    const Verdict verdict = small.verdict("2024-01-31");
    EXPECT_EQ(verdict.reason_code, ReasonCode::no_observation_since_base);
    EXPECT_EQ(verdict.base_period, Period::year(2021));
    EXPECT_NEAR(*verdict.base, 21 * 1.003, 1e-12);
}

TEST(Judge, AFloorThatTheBaseSatisfiesIsOnTrackUntilAFigureSaysOtherwise) {
    SmallPlan small;
    small.indicator("share", Kind::ratio, "%");
    small.row("share", "2022", "90.3", Measure::value, "2023-03-31");
    small.target("share", "each 2023..2027 >= 90%");
    const Verdict verdict = small.verdict("2024-01-31");
    EXPECT_EQ(verdict.status, Status::on_track);
    EXPECT_EQ(verdict.method, "pace@1:base");
    small.row("share", "2023", "89.9", Measure::value, "2024-03-01");
    EXPECT_EQ(small.verdict("2024-03-01").status, Status::missed);
}

TEST(Judge, AFlowIsMetWhenItsYearIsOutAndCarriesItsStanding) {
    SmallPlan small;
    small.indicator("pv", Kind::flow, "万千瓦").bounds.min = 0;
    small.row("pv", "2023-06", "0.78", Measure::ytd, "2023-07-10", DataStatus::provisional);
    small.row("pv", "2023", "1.41", Measure::value, "2024-01-08", DataStatus::provisional);
    small.target("pv", "at 2023 >= 1");
    const Verdict half_way = small.verdict("2023-08-01");
    EXPECT_EQ(half_way.status, Status::on_track);
    EXPECT_EQ(half_way.method, "pace@1:even_pace");
    EXPECT_NEAR(*half_way.ahead_pp, 28, 1e-9);
    EXPECT_NEAR(*half_way.elapsed_share, 0.5, 1e-12);
    EXPECT_NEAR(*half_way.required_run_rate, 0.22 / 6, 1e-12);
    const Verdict done = small.verdict("2024-01-31");
    EXPECT_EQ(done.status, Status::met);
    EXPECT_TRUE(done.provisional);
    EXPECT_NEAR(*done.completed_share, 1.41, 1e-12);
}

// ---- met and missed are logical -----------------------------------------------------------------

TEST(Judge, StrictMeansStrictOnThePrintedFigure) {
    for (auto [printed, met] : {std::pair{"860", false}, {"860.0", false}, {"860.1", true}}) {
        SmallPlan small;
        small.money("x");
        small.row("x", "2025", printed, Measure::value, "2026-01-31");
        small.target("x", "at 2025 > 860");
        EXPECT_EQ(small.verdict("2026-02-01").status, met ? Status::met : Status::missed)
            << printed;
    }
}

TEST(Judge, OnlyAFlowThatCannotBeNegativeIsMetEarly) {
    for (bool never_negative : {true, false}) {
        SmallPlan small;
        Indicator& flow = small.money("x");
        if (!never_negative) flow.bounds.min.reset();
        small.row("x", "2023", "70", Measure::value, "2024-01-31");
        small.row("x", "2024", "50", Measure::value, "2025-01-31");
        small.target("x", "sum 2023..2025 >= 110");
        const Verdict verdict = small.verdict("2025-02-01");
        EXPECT_EQ(verdict.status, never_negative ? Status::met : Status::on_track);
        EXPECT_EQ(verdict.actual, 120);
    }
}

TEST(Judge, ABudgetThatIsSpentIsMissedBeforeItsEnd) {
    SmallPlan small;
    small.money("x");
    small.row("x", "2023", "70", Measure::value, "2024-01-31");
    small.row("x", "2024", "50", Measure::value, "2025-01-31");
    small.target("x", "sum 2023..2025 <= 110");
    const Verdict verdict = small.verdict("2025-02-01");
    EXPECT_EQ(verdict.status, Status::missed);
    EXPECT_EQ(verdict.headroom, -10);
}

TEST(Judge, OneFailedPeriodMissesEach) {
    SmallPlan small;
    small.money("x");
    small.row("x", "2023", "34", Measure::value, "2024-01-31");
    small.row("x", "2024", "90", Measure::value, "2025-01-31");
    small.target("x", "each 2023..2027 >= 35");
    const Verdict verdict = small.verdict("2025-02-01");
    EXPECT_EQ(verdict.status, Status::missed);
    EXPECT_EQ(verdict.actual_period, Window(Period::year(2023)));
}

TEST(Judge, ByStaysMet) {
    SmallPlan small;
    small.indicator("x", Kind::stock, "家");
    small.row("x", "2023", "10", Measure::value, "2024-01-31");
    small.row("x", "2024", "5", Measure::value, "2025-01-31");
    small.target("x", "by 2025 >= 10");
    EXPECT_EQ(small.verdict("2025-02-01").status, Status::met);
}

TEST(Judge, AStockIsDecidedOnlyByItsOwnPeriod) {
    SmallPlan small;
    small.indicator("x", Kind::stock, "家");
    small.row("x", "2022", "800", Measure::value, "2023-01-31");
    small.row("x", "2024", "950", Measure::value, "2025-01-31");
    small.target("x", "at 2025 >= 900");
    EXPECT_EQ(small.verdict("2025-02-01").status, Status::on_track);
    small.row("x", "2025", "890", Measure::value, "2026-01-31");
    EXPECT_EQ(small.verdict("2026-02-01").status, Status::missed);
}

TEST(Judge, RisesComparesTheFirstPeriodWithTheOneBeforeTheWindow) {
    SmallPlan small;
    small.indicator("x", Kind::ratio, "%");
    small.row("x", "2022", "12.0", Measure::value, "2023-01-31");
    small.row("x", "2023", "12.0", Measure::value, "2024-01-31");
    small.target("x", "rises 2023..2027");
    EXPECT_EQ(small.verdict("2024-02-01").status, Status::missed);
    small.target("x", "never falls 2023..2027");
    EXPECT_EQ(small.assess("2024-02-01").verdicts()[1].status, Status::on_track);
}

TEST(Judge, SteadyHoldsWhileTheGrowthStaysInside) {
    SmallPlan small;
    small.money("x");
    small.row("x", "2022", "100.0", Measure::value, "2023-01-31");
    small.row("x", "2023", "102.9", Measure::value, "2024-01-31");
    small.target("x", "steady 2023..2027 within 3%");
    const Verdict verdict = small.verdict("2024-02-01");
    EXPECT_EQ(verdict.status, Status::on_track);
    EXPECT_NEAR(*verdict.actual, 2.9, 1e-9);
    small.row("x", "2024", "99.0", Measure::value, "2025-01-31");
    EXPECT_EQ(small.verdict("2025-02-01").status, Status::missed);
}

// ---- growth
// ---------------------------------------------------------------------------------------

TEST(Judge, GrowthIsJudgedInPointsOnPublishedGrowthFirst) {
    SmallPlan small;
    small.money("gdp");
    small.row("gdp", "2021", "1949.8", Measure::value, "2023-03-31");
    small.row("gdp", "2022", "2003.3", Measure::value, "2023-03-31");
    small.row("gdp", "2022", "1.5", Measure::growth, "2023-03-31");  // comparable prices
    small.target("gdp", "at 2022 growth >= 7.0%");
    const Verdict verdict = small.verdict("2023-05-11");
    EXPECT_EQ(verdict.status, Status::missed);
    EXPECT_NEAR(*verdict.gap, -5.5, 1e-9);
    EXPECT_EQ(verdict.method, "pace@1:decided:growth_published");
}

TEST(Judge, AverageGrowthExcludesTheBaseYear) {
    // Level method, base 100 and 140.25517307 five years later: 7 % (average_growth vectors).
    SmallPlan small;
    small.money("x");
    small.row("x", "2020", "100", Measure::value, "2021-01-31");
    small.row("x", "2025", "140.255173070", Measure::value, "2026-01-31");
    small.target("x", "growth from 2020 to 2025 >= 7%");
    const Verdict verdict = small.verdict("2026-02-01");
    EXPECT_EQ(verdict.status, Status::met);
    EXPECT_NEAR(*verdict.actual, 7, 1e-8);
}

TEST(Judge, AverageGrowthUsesPublishedFactorsIfEveryYearHasOne) {
    SmallPlan small;
    small.money("x");
    for (auto [year, growth] : {std::pair{"2021", "10.0"}, {"2022", "21.0"}})
        small.row("x", year, growth, Measure::growth, "2023-03-01");
    small.target("x", "growth from 2020 to 2025 >= 15%");
    const Verdict verdict = small.verdict("2023-03-02");
    EXPECT_NEAR(*verdict.actual, (std::sqrt(1.1 * 1.21) - 1) * 100, 1e-9);
    EXPECT_EQ(verdict.method, "pace@1:growth_published");
    EXPECT_EQ(verdict.status, Status::on_track);
}

TEST(Judge, GrowthWithinTwoPointsIsAtRiskAndBelowOffTrack) {
    for (auto [growth, status] : {std::pair{"15.0", Status::on_track},
                                  {"13.0", Status::at_risk},
                                  {"12.9", Status::off_track}}) {
        SmallPlan small;
        small.money("x");
        small.row("x", "2021", growth, Measure::growth, "2022-03-01");
        small.target("x", "growth from 2020 to 2025 >= 15%");
        EXPECT_EQ(small.verdict("2022-03-02").status, status) << growth;
    }
}

TEST(Judge, GrowthFromABaseThatIsNotPositiveIsUndefined) {
    SmallPlan small;
    small.indicator("x", Kind::flow, "亿元");
    small.row("x", "2020", "-5", Measure::value, "2021-01-31");
    small.row("x", "2023", "5", Measure::value, "2024-01-31");
    small.target("x", "growth from 2020 to 2025 >= 7%");
    EXPECT_EQ(small.verdict("2024-02-01").reason_code, ReasonCode::base_not_positive);
}

TEST(Judge, ARelationComparesTheSamePeriod) {
    SmallPlan small;
    small.money("roads");
    small.money("all");
    small.target("roads", "each 2023..2027 growth > growth of all");
    small.row("all", "2023", "14.5", Measure::growth, "2024-01-08");
    EXPECT_EQ(small.verdict("2024-02-01").reason_code, ReasonCode::no_source);
    small.row("roads", "2023", "20.0", Measure::growth, "2024-01-20");
    EXPECT_EQ(small.verdict("2024-02-01").status, Status::on_track);
    EXPECT_NEAR(*small.verdict("2024-02-01").gap, 5.5, 1e-9);
    small.row("roads", "2024", "3.0", Measure::growth, "2025-01-20");
    EXPECT_EQ(small.verdict("2025-01-31").reason_code, std::nullopt)
        << "2023 still decides progress";
    small.row("all", "2024", "3.0", Measure::growth, "2025-01-20");
    EXPECT_EQ(small.verdict("2025-01-31").status, Status::missed) << "3.0 is not above 3.0";
}

TEST(Judge, WithoutTheOtherSideARelationIsUnknown) {
    SmallPlan small;
    small.money("wage");
    small.money("top");
    small.target("wage", "each 2023..2027 >= top");
    EXPECT_EQ(small.verdict("2024-02-01").reason_code, ReasonCode::other_side_missing);
    small.row("wage", "2023", "2490", Measure::value, "2024-01-20");
    EXPECT_EQ(small.verdict("2024-02-01").reason_code, ReasonCode::other_side_missing);
}

TEST(Judge, RelativeChangeIsTheWayFromItsOwnBase) {
    // GHG: 100 in 2015 (here: 1990), 88 on the way to 45.
    SmallPlan small;
    small.money("ghg");
    small.row("ghg", "1990", "100", Measure::value, "1991-03-31");
    small.row("ghg", "2020", "58.75", Measure::value, "2021-03-31");
    small.target("ghg", "change from 1990 to 2030 <= -55%");
    const Verdict verdict = small.verdict("2021-04-01");
    EXPECT_NEAR(*verdict.planned, 100 - 55 * 0.75, 1e-9);
    EXPECT_NEAR(*verdict.gap, 0, 1e-9);
    EXPECT_EQ(verdict.status, Status::on_track);
    EXPECT_NEAR(*verdict.headroom, 45 - 58.75, 1e-9);
}

// ---- pace
// -------------------------------------------------------------------------------------------

TEST(Judge, PaceFollowsTheShareUsuallyDoneByThen) {
    SmallPlan small;
    small.money("x");
    small.row("x", "2022-06", "30.0", Measure::ytd, "2022-07-31");
    small.row("x", "2022", "100.0", Measure::value, "2023-01-31");
    small.target("x", "at 2023 >= 110");
    small.row("x", "2023-06", "33.0", Measure::ytd, "2023-07-31");
    const Verdict verdict = small.verdict("2023-08-01");
    EXPECT_EQ(verdict.method, "pace@1:usual_share");
    EXPECT_NEAR(*verdict.planned, 33, 1e-9);
    EXPECT_EQ(verdict.status, Status::on_track);
    EXPECT_NEAR(*verdict.ahead_pp, -20, 1e-9) << "against even pace it lags";
}

TEST(Judge, EvenPaceNeverCondemnsBeforeJune) {
    const auto status = [](const char* month, const char* done) {
        SmallPlan small;
        small.money("x");
        small.row("x", month, done, Measure::ytd, "2023-12-31");
        small.target("x", "at 2023 >= 100");
        return small.verdict("2024-01-01");
    };
    EXPECT_EQ(status("2023-06", "39.9").status, Status::off_track);
    EXPECT_EQ(status("2023-06", "40.0").status, Status::at_risk);
    EXPECT_EQ(status("2023-06", "50.0").status, Status::on_track);
    EXPECT_EQ(status("2023-05", "10.0").status, Status::at_risk);
    EXPECT_EQ(status("2023-02", "1.0").status, Status::unknown);
    EXPECT_EQ(status("2023-02", "1.0").reason_code, ReasonCode::no_verdict);
    EXPECT_EQ(status("2023-02", "20.0").status, Status::on_track);
}

TEST(Judge, JanuaryAndFebruaryMayBeOneFigure) {
    SmallPlan small;
    small.money("x");
    small.row("x", "2023-01..2023-02", "20.0", Measure::value, "2023-03-20");
    small.row("x", "2023-03", "15.0", Measure::value, "2023-04-20");
    small.target("x", "at 2023 >= 100");
    const Verdict verdict = small.verdict("2023-05-01");
    EXPECT_EQ(verdict.actual, 35);
    EXPECT_NEAR(*verdict.elapsed_share, 0.25, 1e-12);
}

TEST(Judge, TimePassingWithoutADueReleaseChangesNoProgress) {
    SmallPlan small;
    small.money("x");
    small.row("x", "2023-06", "60.0", Measure::ytd, "2023-07-20");
    small.target("x", "at 2023 >= 100");
    Verdict in_august = small.verdict("2023-08-01");
    Verdict in_january = small.verdict("2024-01-15");
    EXPECT_EQ(in_august.data_age_days, 32);
    EXPECT_EQ(in_january.data_age_days, 199);
    in_january.data_age_days = in_august.data_age_days;
    EXPECT_EQ(in_august, in_january);
}

TEST(Judge, FromTheDayTheClosingFigureIsOverdueProgressIsUnknown) {
    SmallPlan small;
    small.money("x").lag = 90;
    small.row("x", "2023-06", "60.0", Measure::ytd, "2023-07-20");
    small.target("x", "at 2023 >= 100");
    EXPECT_EQ(small.verdict("2024-03-29").status, Status::on_track);
    const Verdict overdue = small.verdict("2024-03-30");  // 31 December and 90 days
    EXPECT_EQ(overdue.status, Status::unknown);
    EXPECT_EQ(overdue.reason_code, ReasonCode::overdue_release);
}

// ---- path
// ------------------------------------------------------------------------------------------

TEST(Judge, ProgressOnThePathIsGradedByTheShareOfTheWay) {
    // Base 100 in 2022, target 160 in 2025: the path asks for 120 in 2023.
    for (auto [value, status] : {std::pair{"119", Status::on_track},
                                 {"118.9", Status::at_risk},
                                 {"112", Status::at_risk},
                                 {"111.9", Status::off_track}}) {
        SmallPlan small;
        small.indicator("x", Kind::stock, "家");
        small.row("x", "2022", "100", Measure::value, "2023-01-31");
        small.row("x", "2023", value, Measure::value, "2024-01-31");
        small.target("x", "at 2025 >= 160");
        EXPECT_EQ(small.verdict("2024-02-01").status, status) << value;
    }
}

TEST(Judge, AWayShorterThanTheRoundingAllowsNoVerdict) {
    SmallPlan small;
    small.indicator("life", Kind::average, "岁");
    small.row("life", "2022", "85.63", Measure::value, "2023-01-31");
    small.row("life", "2023", "85.62", Measure::value, "2024-01-31");
    small.target("life", "at 2027 > 85.65");
    EXPECT_EQ(small.verdict("2024-02-01").reason_code, ReasonCode::no_verdict);
}

TEST(Judge, UpperLimitsMirrorLowerOnes) {
    SmallPlan small;
    small.indicator("x", Kind::ratio, "%");
    small.row("x", "2022", "21.0", Measure::value, "2023-01-31");
    small.row("x", "2023", "19.0", Measure::value, "2024-01-31");
    small.target("x", "at 2025 <= 15%");
    const Verdict verdict = small.verdict("2024-02-01");
    EXPECT_EQ(verdict.status, Status::on_track);
    EXPECT_NEAR(*verdict.planned, 19, 1e-9);
    EXPECT_EQ(verdict.headroom, -4);
    EXPECT_FALSE(verdict.completed_share);
}

TEST(Judge, WithoutABaseAFigureThatDoesNotSatisfyIsUnknown) {
    SmallPlan small;
    small.indicator("x", Kind::stock, "家");
    small.row("x", "2024", "100", Measure::value, "2025-01-31");
    small.target("x", "at 2027 >= 160");
    const Verdict verdict = small.verdict("2025-02-01");
    EXPECT_EQ(verdict.reason_code, ReasonCode::no_base);
    EXPECT_FALSE(verdict.base);
    EXPECT_FALSE(verdict.planned);
}

TEST(Judge, ATargetMayNameItsOwnBase) {
    SmallPlan small;
    small.indicator("x", Kind::stock, "家");
    small.row("x", "2020", "100", Measure::value, "2021-01-31");
    small.row("x", "2022", "110", Measure::value, "2023-01-31");
    small.row("x", "2023", "130", Measure::value, "2024-01-31");
    small.target("x", "at 2025 >= 150").base = Period::year(2020);
    const Verdict verdict = small.verdict("2024-02-01");
    EXPECT_EQ(verdict.base, 100);
    EXPECT_NEAR(*verdict.planned, 130, 1e-9);
}

// ---- milestones ---------------------------------------------------------------------------------

TEST(Judge, MilestonesDoneLateAreMissedAndUnreportedOnesUnknown) {
    const auto verdict = [](const char* period, const char* value) {
        SmallPlan small;
        small.indicator("x", Kind::milestone, "");
        if (period != nullptr) small.row("x", period, value, Measure::value, "2026-06-30");
        small.target("x", "done by 2025");
        return small.verdict("2026-07-01");
    };
    EXPECT_EQ(verdict("2025-06-30", "1").status, Status::met);
    EXPECT_EQ(verdict("2026-01", "1").status, Status::missed);
    EXPECT_EQ(verdict("2026-05", "0").status, Status::missed);
    EXPECT_EQ(verdict(nullptr, "").reason_code, ReasonCode::no_source);
    EXPECT_EQ(verdict("2025-06", "0").reason_code, ReasonCode::overdue_release);
}

TEST(Judge, AnUndatedMilestoneIsNeverMissed) {
    SmallPlan small;
    small.indicator("x", Kind::milestone, "");
    small.row("x", "2030-05", "0", Measure::value, "2030-06-30");
    small.target("x", "done");
    const Verdict verdict = small.verdict("2031-01-01");
    EXPECT_EQ(verdict.status, Status::unknown);
    EXPECT_EQ(verdict.reason_code, ReasonCode::not_due);
    EXPECT_FALSE(verdict.due);
}

// ---- reasons ------------------------------------------------------------------------------------

TEST(Judge, ReasonsAreLookedForInTheOrderOfTheTable) {
    SmallPlan small;
    Goal goal;
    goal.id = "g";
    small.plan.goals.push_back(goal);
    Indicator& x = small.money("x");
    x.goal = "g";
    x.definition_unclear = {"口径不明", "not defined"};
    small.target("x", "at 2026 >= tbd");
    small.plan.goals[0].applies = false;
    EXPECT_EQ(small.verdict("2024-01-01").reason_code, ReasonCode::not_applicable);
    small.plan.goals[0].applies = true;
    EXPECT_EQ(small.verdict("2024-01-01").reason_code, ReasonCode::definition_unclear);
    small.plan.indicators[0].definition_unclear = {};
    EXPECT_EQ(small.verdict("2024-01-01").reason_code, ReasonCode::target_tbd);
    small.plan.targets[0].say = parse_statement("at 2026 >= 5");
    EXPECT_EQ(small.verdict("2024-01-01").reason_code, ReasonCode::no_source);
}

TEST(Judge, AnUnknownTargetHasExactlyOneReasonAndEveryAbsentNumberHasOne) {
    SmallPlan small = investment();
    small.money("empty");
    for (const char* say : {"at 2025 > 860", "sum 2023..2025 >= 10", "each 2023..2027 >= 1",
                            "at 2024 growth >= 5%", "mean 2023..2025 >= 3", "by 2025 >= 2"})
        for (const char* of : {"fai", "empty"}) small.target(of, say);
    for (Verdict const& v : small.assess("2024-01-31").verdicts()) {
        EXPECT_EQ(v.status == Status::unknown, v.reason_code.has_value()) << v.id;
        EXPECT_FALSE(v.reason.zh.empty() || v.reason.en.empty()) << v.id;
        std::size_t absent = 0;
        for (bool gone : {!v.actual, !v.base, !v.planned, !v.gap, !v.completed_share,
                          !v.increment_share, !v.headroom, !v.elapsed_share, !v.ahead_pp,
                          !v.required_growth, !v.required_run_rate, !v.outlook})
            absent += gone ? 1 : 0;
        EXPECT_EQ(v.null_reasons.size(), absent) << v.id;
    }
}

TEST(Judge, ASuspectUnitStandsBesideTheStatus) {
    SmallPlan small;
    small.indicator("ac", Kind::flow, "万千瓦").bounds.min = 0;
    Observation& row = small.row("ac", "2023", "17.05", Measure::value, "2024-01-08");
    row.value = 0.001705;  // 17.05 千瓦, converted as printed
    row.half_unit = 0.0000005;
    row.unit = "千瓦";
    small.target("ac", "at 2023 >= 22.54");
    const Verdict verdict = small.verdict("2024-01-31");
    EXPECT_EQ(verdict.status, Status::missed);
    EXPECT_EQ(verdict.reason_code, ReasonCode::unit_suspect);
}

TEST(Judge, WordsFollowTheStatus) {
    Verdict verdict;
    verdict.due = date(2025, 12, 31);
    verdict.status = Status::met;
    verdict.actual_period = Window(Period::year(2024));
    EXPECT_EQ(status_words(verdict, Language::zh), "提前完成");
    verdict.actual_period = Window(Period::year(2025));
    verdict.data_status = DataStatus::estimated;
    EXPECT_EQ(status_words(verdict, Language::zh), "已完成(预计)");
    verdict.status = Status::on_track;
    verdict.ahead_pp = 0.05;
    EXPECT_EQ(status_words(verdict, Language::zh), "快于序时进度");
    verdict.ahead_pp = 0.04;
    EXPECT_EQ(status_words(verdict, Language::zh), "符合序时进度");
}

// ---- found in review ----------------------------------------------------------------------------

SmallPlan stock(std::initializer_list<std::pair<const char*, const char*>> figures,
                std::string_view say) {
    SmallPlan small;
    small.indicator("x", Kind::stock, "家");
    for (auto [period, value] : figures)
        small.row("x", period, value, Measure::value, "2024-12-31");
    small.target("x", say);
    return small;
}

TEST(Judge, AChangeThatTheBaseSatisfiesIsNotOnTrackOnceTheFigureFails) {
    const Verdict verdict =
        stock({{"2022", "100"}, {"2024", "80"}}, "change from 2022 to 2027 >= -10%")
            .verdict("2025-01-01");
    EXPECT_EQ(verdict.reason_code, ReasonCode::no_verdict);
    EXPECT_EQ(verdict.planned, 100);
}

TEST(Judge, BeyondABandIsOffTrackAndItsGapNegative) {
    const auto above = stock({{"2022", "100"}, {"2024", "150"}}, "at 2027 between 110 and 120")
                           .verdict("2025-01-01");
    EXPECT_EQ(above.status, Status::off_track);
    EXPECT_EQ(above.gap, -30);
    const auto falling = stock({{"2022", "200"}, {"2024", "190"}}, "at 2027 between 110 and 120")
                             .verdict("2025-01-01");
    EXPECT_EQ(falling.status, Status::off_track);
    EXPECT_LT(*falling.gap, 0);
    EXPECT_FALSE(falling.completed_share);
}

TEST(Judge, FiguresBetweenBaseAndWindowDecideAFloor) {
    EXPECT_EQ(stock({{"2022", "95"}, {"2024", "80"}}, "each 2026..2027 >= 90")
                  .verdict("2025-01-01")
                  .status,
              Status::off_track);
    EXPECT_EQ(
        stock({{"2021", "18"}, {"2022", "19"}, {"2023", "18"}, {"2024", "17"}}, "rises 2026..2027")
            .verdict("2025-01-01")
            .status,
        Status::off_track);
    EXPECT_EQ(stock({{"2022", "80"}, {"2024", "95"}}, "mean 2026..2027 >= 90")
                  .verdict("2025-01-01")
                  .status,
              Status::on_track);
}

TEST(Judge, ByAndTheLastOfEachAreMetInTheRunningPeriodOfAFlowThatCannotShrink) {
    SmallPlan small;
    small.money("x");
    for (auto [year, value] : {std::pair{"2022", "80"}, {"2023", "60"}})
        small.row("x", year, value, Measure::value, "2024-03-01");
    small.row("x", "2024-06", "110", Measure::ytd, "2024-07-31");
    small.target("x", "by 2025 >= 100");
    small.target("x", "each 2023..2024 >= 55");
    const Assessment result = small.assess("2024-08-01");
    EXPECT_EQ(result.verdicts()[0].status, Status::met);
    EXPECT_EQ(result.verdicts()[1].status, Status::met);
}

TEST(Judge, TheBaseLiesBeforeAHorizonThatOpensInsideAYear) {
    SmallPlan small = stock({{"2022", "80"}, {"2023", "85"}, {"2024", "86"}}, "at 2027 >= 90");
    small.plan.horizon = parse_window("2023-04..2027-12");
    EXPECT_EQ(small.verdict("2025-01-01").base_period, Period::year(2022));
}

TEST(Judge, ANamedBaseWithoutAFigureIsUnknownNotOlder) {
    SmallPlan small = stock({{"2019", "95"}}, "at 2027 >= 90");
    small.plan.targets[0].base = Period::year(2021);
    EXPECT_EQ(small.verdict("2025-01-01").status, Status::unknown);
    small.plan.targets[0].base = Period::month(2021, 6);
    EXPECT_THROW((void)small.verdict("2025-01-01"), InputError);
}

TEST(Judge, ARelationIsNotJudgedOnPeriodsUpToTheBase) {
    SmallPlan small = stock({{"2021", "50"}, {"2022", "55"}}, "at 2027 >= y");
    small.indicator("y", Kind::stock, "家");
    small.row("y", "2021", "60", Measure::value, "2022-03-01");
    EXPECT_EQ(small.verdict("2025-01-01").reason_code, ReasonCode::no_observation_since_base);
    small.row("x", "2023", "58", Measure::value, "2024-03-01");
    EXPECT_EQ(small.verdict("2025-01-01").reason_code, ReasonCode::other_side_missing);
}

TEST(Judge, CapsBelongToYearsHoweverTheyAreWritten) {
    SmallPlan months;
    months.money("x");
    months.row("x", "2024-02", "1", Measure::ytd, "2024-03-20");
    months.target("x", "sum 2024-01..2024-12 >= 100");
    EXPECT_EQ(months.verdict("2024-04-01").reason_code, ReasonCode::no_verdict);
    EXPECT_TRUE(months.verdict("2024-04-01").method.empty());
    SmallPlan quarter;
    quarter.money("x");
    quarter.row("x", "2024-10..2024-11", "10", Measure::value, "2024-12-20");
    quarter.target("x", "at 2024-Q4 >= 90");
    EXPECT_EQ(quarter.verdict("2024-12-31").status, Status::off_track);
}

TEST(Judge, PublishedGrowthBelowMinusAHundredIsUndefined) {
    SmallPlan small;
    small.money("x");
    small.row("x", "2023", "-120", Measure::growth, "2024-03-01");
    small.target("x", "growth from 2022 to 2027 >= 5%");
    EXPECT_EQ(small.verdict("2024-04-01").reason_code, ReasonCode::base_not_positive);
}

TEST(Judge, WhatThroughHidesIsNotOverdue) {
    SmallPlan small = stock({{"2022", "80"}, {"2023", "100"}}, "at 2024 >= 100");
    const Assessment result = assess(small.plan, small.observations(),
                                     {.as_of = date(2026, 1, 1), .through = Period::year(2023)});
    EXPECT_EQ(result.verdicts()[0].status, Status::on_track);
}

TEST(Assess, WithoutAnyDayTheLastTextOfATargetIsJudged) {
    SmallPlan small;
    small.money("x");
    small.target("x", "at 2025 > 860").superseded = date(2024, 6, 1);
    small.target("x", "at 2025 > 900").set = date(2024, 6, 1);
    const Assessment result = assess(small.plan, Observations{});
    ASSERT_EQ(result.verdicts().size(), 1U);
    EXPECT_EQ(result.verdicts()[0].target, "at 2025 > 900");
}

TEST(Judge, ASuspectBaseIsSaid) {
    SmallPlan small = stock({{"2020", "88"}, {"2021", "90"}, {"2022", "0.0085"}, {"2023", "90"}},
                            "at 2025 >= 100");
    EXPECT_EQ(small.verdict("2025-01-01").reason_code, ReasonCode::unit_suspect);
}

TEST(Judge, AnUpperLimitHasHeadroomAndNoCompletion) {
    SmallPlan small;
    small.money("x");
    small.row("x", "2024-06", "60", Measure::ytd, "2024-07-20");
    small.target("x", "at 2024 <= 100");
    const Verdict verdict = small.verdict("2024-08-01");
    EXPECT_EQ(verdict.status, Status::at_risk);
    EXPECT_EQ(verdict.headroom, 40);
    EXPECT_FALSE(verdict.completed_share);
    EXPECT_FALSE(verdict.ahead_pp);
}

TEST(Judge, SentencesNameChangesAndGrowth) {
    SmallPlan small;
    small.indicator("x", Kind::ratio, "%");
    small.row("x", "2022", "18.5", Measure::value, "2023-03-01");
    small.row("x", "2023", "19.0", Measure::value, "2024-03-01");
    small.target("x", "rises 2023..2027");
    const Verdict verdict = small.verdict("2024-04-01");
    EXPECT_EQ(verdict.reason.en, "a change of 0.5 points in 2023; wanted a change > 0");
    EXPECT_EQ(verdict.reason.zh, "2023年较上年变动0.5个百分点，目标变动 >0");
}

// ---- assess -------------------------------------------------------------------------------------

TEST(Assess, WithoutClocksTheNewestReleaseIsTheDayOfKnowledge) {
    SmallPlan small = investment();
    small.target("fai", "at 2025 > 860");
    const Assessment result = assess(small.plan, small.observations());
    EXPECT_EQ(result.knowledge.as_of, date(2024, 1, 8));
    EXPECT_TRUE(result.as_of_from_data);
}

TEST(Assess, ThroughHidesLaterPeriodsWheneverTheyWereReleased) {
    SmallPlan small = investment();
    small.target("fai", "at 2025 > 860");
    const Assessment result =
        assess(small.plan, small.observations(), {.through = Period::month(2022, 12)});
    EXPECT_EQ(result.rows_left_out.beyond_through, 2);
    EXPECT_FALSE(result.knowledge.as_of);
    EXPECT_EQ(result.verdicts()[0].reason_code, ReasonCode::no_observation_since_base);
}

TEST(Assess, OtherPlacesAreLeftOutAndCounted) {
    SmallPlan small = investment();
    small.target("fai", "at 2025 > 860");
    small.row("fai", "2024", "9999", Measure::value, "2024-01-01").place = "elsewhere";
    const Assessment result = small.assess("2024-01-31");
    EXPECT_EQ(result.rows_left_out.other_places, 1);
    EXPECT_EQ(result.verdicts()[0].actual, 841);
}

TEST(Assess, TheTextInForceOnTheDayIsJudged) {
    SmallPlan small = investment();
    small.target("fai", "at 2025 > 860").superseded = date(2024, 6, 1);
    Target& revised = small.target("fai", "at 2025 > 900");
    revised.id = "fai:at-2025";
    revised.set = date(2024, 6, 1);
    EXPECT_EQ(small.assess("2024-05-31").verdicts().at(0).target, "at 2025 > 860");
    EXPECT_EQ(small.assess("2024-06-01").verdicts().at(0).target, "at 2025 > 900");
    EXPECT_EQ(small.assess("2024-06-01").verdicts().size(), 1U);
}

TEST(Assess, AnInvalidPlanIsRefusedWithAllItsFaults) {
    SmallPlan small;
    small.money("x").goal = "nowhere";
    small.target("y", "at 2025 > 860");
    try {
        (void)small.assess("2024-01-01");
        FAIL() << "accepted";
    } catch (InputError const& error) {
        EXPECT_EQ(error.faults().size(), 2U);
    }
}

TEST(Assess, GoalsCountTheTargetsOfTheirParts) {
    SmallPlan small = investment();
    Goal top;
    top.id = "top";
    Goal part;
    part.id = "part";
    part.parent = "top";
    small.plan.goals = {top, part};
    small.plan.indicators[0].goal = "part";
    small.target("fai", "at 2025 > 860");
    const Assessment result = small.assess("2024-01-31");
    EXPECT_EQ(result.goals[0].count(Status::on_track), 1);
    EXPECT_EQ(result.goals[1].count(Status::on_track), 1);
}

TEST(Assess, AFloorUnderEveryYearIsJudgedInTheYearThatFiguresSpeakOf) {
    SmallPlan small;
    small.money("x");
    small.target("x", "each 2023..2027 >= 35");
    small.row("x", "2023-06", "15", Measure::ytd, "2023-07-20");  // the year's total never came out
    small.row("x", "2024-06", "20", Measure::ytd, "2024-07-20");
    const Verdict verdict = small.verdict("2024-08-01");
    EXPECT_EQ(to_string(*verdict.actual_period), "2024-01..2024-06");
    EXPECT_EQ(verdict.status, Status::on_track);
}

TEST(Assess, AFirmTargetAndAStretchAreEachJudgedAgainstTheirOwnPath) {
    SmallPlan small;
    small.indicator("n", Kind::stock, "个");
    small.row("n", "2022", "60", Measure::value, "2023-02-01");
    small.row("n", "2023", "71", Measure::value, "2024-01-20");
    small.target("n", "at 2025 >= 90").tier = Tier::binding;
    Target& stretch = small.target("n", "at 2025 >= 130");
    stretch.id = "stretch";
    stretch.tier = Tier::aspirational;
    const Assessment result = small.assess("2024-01-31");
    Verdict const& firm = result.verdicts()[0];
    Verdict const& more = result.verdicts()[1];
    EXPECT_NEAR(*firm.planned, 70, 1e-9);
    EXPECT_EQ(firm.status, Status::on_track);
    EXPECT_NEAR(*more.planned, 60 + 70 / 3.0, 1e-9);
    EXPECT_EQ(more.status, Status::off_track);
}

TEST(Assess, ContradictingTargetsGiveWayAndAreFound) {
    SmallPlan small = investment();
    small.target("fai", "at 2025 > 860").tier = Tier::binding;
    small.target("fai", "at 2025 = 1000").id = "fai:stretch";
    const Assessment result = small.assess("2024-01-31");
    const auto conflict = std::find_if(result.findings.begin(), result.findings.end(),
                                       [](Finding const& f) { return f.code == "path_conflict"; });
    ASSERT_NE(conflict, result.findings.end());
    EXPECT_THAT(conflict->subjects, ::testing::ElementsAre("fai:stretch"));
    EXPECT_NEAR(*result.verdicts()[0].planned, 841 / 1.145 + (860 - 841 / 1.145) / 3, 1e-9);
}

}  // namespace
}  // namespace glidepath::judge_test

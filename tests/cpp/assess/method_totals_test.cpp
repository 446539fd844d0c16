// Methods on cumulated targets: 时序进度 and earned schedule.
#include "assess/method_support.hpp"
#include "support/reference_table.hpp"
#include "support/small_plan.hpp"
#include <glidepath/assess/evidence.hpp>
#include <glidepath/path/required.hpp>

#include <array>
#include <tuple>
#include <vector>

namespace glidepath::method_totals_test {
namespace {

using namespace testing;

MethodInput total(double done, double goal, double elapsed) {
    MethodInput input;
    input.subject = MethodSubject::total;
    input.latest = TimedValue{2024, done};
    input.target = TimedValue{2024, goal};
    input.elapsed = elapsed;
    return input;
}

// ---- 时序进度 -----------------------------------------------------------------------------------

TEST(ElapsedShareMethod, ReproducesPublishedGaps) {
    // Share done in percent, months over, the gap that was printed and at how many decimals.
    struct Printed {
        const char* where;
        double share;
        int months;
        double gap;
        double half_unit;
    };
    for (auto [where, share, months, gap, half_unit] :
         {Printed{"Sanyuan District of Sanming, January to August 2010", 74, 8, 7.33, 0.005},
          {"Ningde, January to August", 77.2, 8, 10.5, 0.05},
          {"imanhei.com, January to April", 43.2, 4, 9.9, 0.05},
          {"imanhei.com, January to April", 37.8, 4, 4.5, 0.05},
          {"January to October 2016", 85.1, 10, 1.8, 0.05}}) {
        const MethodResult result = method::elapsed_share(total(share, 100, months / 12.0));
        EXPECT_NEAR(*result.measure, gap, half_unit + 1e-9) << where;
        EXPECT_EQ(word(result), "ahead") << where;
        EXPECT_EQ(result.unit, MeasureUnit::points);
    }
    EXPECT_NEAR(*method::elapsed_share(total(74, 100, 8 / 12.0)).measure, 7.33333, 1e-5);
    EXPECT_NEAR(*method::elapsed_share(total(77.2, 100, 8 / 12.0)).measure, 10.5333, 1e-4);
    EXPECT_NEAR(*method::elapsed_share(total(43.2, 100, 4 / 12.0)).measure, 9.86667, 1e-5);
    EXPECT_NEAR(*method::elapsed_share(total(37.8, 100, 4 / 12.0)).measure, 4.46667, 1e-5);
    EXPECT_NEAR(*method::elapsed_share(total(85.1, 100, 10 / 12.0)).measure, 1.76667, 1e-5);
}

TEST(ElapsedShareMethod, ReproducesTheTableOfTimeProgress) {
    // conv/time_progress.csv of the reference data, its four rows in full: sum to date and annual
    // target of published plan reports, months over; the derived columns to 12 digits.
    struct Line {
        double done, goal;
        int months;
        double completion, gap, pace, required_per_month;
        const char* words;
    };
    for (Line const& line : {Line{629.0, 647.4, 10, 97.1578622181, 13.8245288848, 1.16589434662,
                                  9.2, "快于序时进度13.82个百分点"},
                             {328.4, 385.9, 10, 85.099766779, 1.76643344562, 1.02119720135, 28.75,
                              "快于序时进度1.77个百分点"},
                             {123.0, 171.9, 9, 71.5532286213, -3.44677137871, 0.954043048284, 16.3,
                              "慢于序时进度3.45个百分点"},
                             {14.2, 118.4, 2, 11.9932432432, -4.67342342342, 0.719594594595, 10.42,
                              "慢于序时进度4.67个百分点"}}) {
        const Window year(Period::year(2023));
        const Date last_day = Period::month(2023, line.months).last_day();
        const MethodResult result =
            method::elapsed_share(total(line.done, line.goal, *method::elapsed(year, last_day)));
        EXPECT_NEAR(*result.measure, line.gap, 1e-9);
        EXPECT_NEAR(100 * *result.number("done"), line.completion, 1e-9);
        EXPECT_NEAR(*result.number("elapsed"), line.months / 12.0, 1e-15);
        EXPECT_NEAR(*result.number("done") / *result.number("elapsed"), line.pace, 1e-9);
        EXPECT_NEAR(*required_run_rate(line.goal, line.done, months_left(year, last_day)),
                    line.required_per_month, 1e-9);
        EXPECT_EQ(result.on_track(), line.gap > 0);
        EXPECT_EQ(method::schedule_words(*result.measure).zh, line.words);
    }
}

TEST(ElapsedShareMethod, AgreesWithTheReferenceTable) {
    const auto table = ReferenceTable::open("vectors/conv/time_progress.csv");
    if (!table) GTEST_SKIP() << "GLIDEPATH_REFERENCE_DATA names no folder";
    ASSERT_GT(table->size(), 0U);
    for (std::size_t row = 0; row < table->size(); ++row) {
        const MethodResult result = method::elapsed_share(
            total(*table->number(row, "actual_ytd"), *table->number(row, "annual_target"),
                  *table->number(row, "months_elapsed") / 12));
        EXPECT_NEAR(*result.measure, *table->number(row, "gap_pp"), 1e-9) << row;
    }
}

TEST(ElapsedShareMethod, PrintsItsGapAsOfficesDo) {
    EXPECT_EQ(method::schedule_words(6.32),
              (Text{"快于序时进度6.32个百分点", "6.32 points ahead of schedule"}));
    EXPECT_EQ(method::schedule_words(-6.32).zh, "慢于序时进度6.32个百分点");
    EXPECT_EQ(method::schedule_words(6.3).zh, "快于序时进度6.3个百分点");
    EXPECT_EQ(method::schedule_words(-3.44677137871, 1).zh, "慢于序时进度3.4个百分点");
    EXPECT_EQ(method::schedule_words(20).zh, "快于序时进度20个百分点");
    EXPECT_EQ(method::schedule_words(-1).en, "1 point behind schedule");
    for (double none : {0.0, 0.049, -0.049}) {
        EXPECT_EQ(method::schedule_words(none).zh, "与序时进度持平") << none;
        EXPECT_EQ(method::schedule_words(none).en, "level with the schedule") << none;
    }
    EXPECT_EQ(method::schedule_words(0.05).zh, "快于序时进度0.05个百分点");
    EXPECT_EQ(method::schedule_words(-0.3, 0).zh, "慢于序时进度0.3个百分点");  // never 0
    EXPECT_THROW(static_cast<void>(method::schedule_words(std::nan(""))), std::invalid_argument);
}

TEST(ElapsedShareMethod, TheClassHasTheSameToleranceAsTheWords) {
    for (double share : {0.4990, 0.4994, 0.4996, 0.5, 0.5004, 0.5006}) {
        const MethodResult result = method::elapsed_share(total(share, 1, 0.5));
        EXPECT_TRUE(method::schedule_words(*result.measure).zh.starts_with(result.category->zh))
            << share;
    }
}

TEST(ElapsedShareMethod, CountsACumulatedTargetOfFiveYears) {
    // 90 over five years, 16 + 17 + 18 + 19 after four.
    const MethodResult result = method::elapsed_share(total(70, 90, 0.8));
    EXPECT_TRUE(six_digits(result.number("done"), 0.777778));
    EXPECT_TRUE(six_digits(result.measure, -2.22222));
    // A reduction of energy intensity: 7.3 % of 13.5 % after three of five years.
    EXPECT_TRUE(six_digits(method::elapsed_share(total(7.3, 13.5, 0.6)).measure, -5.92593));
}

TEST(ElapsedShareMethod, AnEvenShareOfAReductionAsksForLessThanItsYearlyRate) {
    // The same energy intensity, -13.5 % in five years, at a constant rate: 8.33371 % after three;
    // from 7.3 % the last two need 3.40199 % a year.
    const double rate = *method::annual_rate(100, 86.5, 5);
    EXPECT_TRUE(six_digits(100 - 100 * std::pow(1 + rate, 3), 8.33371));
    EXPECT_TRUE(six_digits(-100 * *method::annual_rate(92.7, 86.5, 2), 3.40199));
}

TEST(ElapsedShareMethod, OfLevelsMeasuresTheWayAndShowsTheLevelShare) {
    const MethodResult result = method::elapsed_share(investment());
    EXPECT_TRUE(six_digits(result.number("level_share"), 0.941860));
    EXPECT_TRUE(six_digits(result.number("done"), 0.6875));
    EXPECT_TRUE(six_digits(result.number("elapsed"), 0.8));
    EXPECT_TRUE(six_digits(result.measure, -11.25));
    EXPECT_EQ(word(result), "behind");
}

TEST(ElapsedShareMethod, OfLevelsHoldsTheStraightLineForLevelWithTheSchedule) {
    // 100 down to 10 in ten years, at half time: share done over share of time.
    for (auto [value, ratio] :
         {std::pair{55.0, 1.0}, std::pair{40.0, 1.33333}, std::pair{31.6227766, 1.51949}}) {
        const MethodResult result =
            method::elapsed_share(ends(down, {2020, 100}, {2025, value}, TimedValue{2030, 10}));
        EXPECT_TRUE(six_digits(*result.number("done") / *result.number("elapsed"), ratio));
        EXPECT_EQ(word(result), value == 55 ? "level" : "ahead");
    }
}

TEST(ElapsedShareMethod, ShowsTheThreeFormsForValuesThatShouldFall) {
    const MethodResult result =
        method::elapsed_share(ends(down, {2020, 15}, {2024, 12}, TimedValue{2025, 10}));
    EXPECT_TRUE(six_digits(result.number("target_over_actual"), 0.833333));
    EXPECT_TRUE(six_digits(result.number("two_minus_share"), 0.8));
    EXPECT_TRUE(six_digits(result.number("done"), 0.6));
}

TEST(ElapsedShareMethod, RefusesLimitsAndTargetsThatAreNoTask) {
    MethodInput limit = total(50, 100, 0.5);
    limit.direction = down;
    EXPECT_EQ(method::elapsed_share(limit).undefined, MethodUndefined::not_for_this_kind);
    EXPECT_EQ(method::elapsed_share(total(50, 0, 0.5)).undefined, MethodUndefined::target_zero);
    EXPECT_EQ(method::elapsed_share(total(50, -10, 0.5)).undefined, MethodUndefined::not_positive);
    MethodInput timeless = total(50, 100, 0.5);
    timeless.elapsed.reset();
    EXPECT_EQ(method::elapsed_share(timeless).undefined, MethodUndefined::missing_input);
}

TEST(ElapsedTime, CountsByMonthsByDaysAndByEarlierYears) {
    const Window year(Period::year(2023));
    const Date march = date(2023, 3, 31);
    EXPECT_EQ(method::elapsed(year, march), 0.25);
    EXPECT_EQ(method::elapsed(year, march, method::ElapsedBy::days), 90.0 / 365);
    EXPECT_EQ(method::elapsed(year, date(2023, 3, 10)), 69.0 / 365);  // no month ends there
    EXPECT_EQ(method::elapsed(year, march, method::ElapsedBy::usual), std::nullopt);

    SmallPlan small;
    small.money("x");
    small.row("x", "2022-03", "15.0", Measure::ytd, "2022-04-20");
    small.row("x", "2022", "100.0", Measure::value, "2023-01-20");
    small.target("x", "at 2023 >= 110");
    const Observations seen = small.observations();
    const Evidence evidence(small.plan, seen, {.as_of = date(2023, 5, 1), .through = {}});
    Series const& series = evidence.series("x");
    EXPECT_NEAR(*method::elapsed(year, march, method::ElapsedBy::usual, &series), 0.15, 1e-12);
    EXPECT_EQ(method::elapsed(year, date(2023, 4, 30), method::ElapsedBy::usual, &series),
              std::nullopt);
    EXPECT_EQ(method::elapsed(year, date(2023, 12, 31), method::ElapsedBy::usual, &series), 1);
    const Window two(Period::year(2022), Period::year(2023));
    EXPECT_EQ(method::elapsed(two, date(2022, 12, 31), method::ElapsedBy::usual, &series), 0.5);
}

// ---- earned schedule ----------------------------------------------------------------------------

MethodInput project(std::vector<double> plan, double earned, double at) {
    MethodInput input;
    input.subject = MethodSubject::total;
    input.plan = std::move(plan);
    input.latest = TimedValue{2024, earned};
    input.elapsed_periods = at;
    return input;
}

TEST(EarnedScheduleMethod, InvertsTheCumulativePlan) {
    const MethodResult result = method::earned_schedule(project({0, 10, 25, 45, 70, 100}, 38, 3));
    EXPECT_TRUE(six_digits(result.number("spi"), 0.844444));
    EXPECT_TRUE(six_digits(result.number("schedule_variance"), -7));
    EXPECT_TRUE(six_digits(result.number("earned_schedule"), 2.65));
    EXPECT_TRUE(six_digits(result.number("spi_t"), 0.883333));
    EXPECT_TRUE(six_digits(result.number("delay"), 0.35));
    EXPECT_TRUE(six_digits(result.number("forecast_duration"), 5.66038));
    EXPECT_TRUE(six_digits(result.measure, -0.35));
    EXPECT_EQ(result.unit, MeasureUnit::periods);
    EXPECT_EQ(word(result), "alarm");
    EXPECT_EQ(
        word(method::earned_schedule(project({0, 10, 25, 45, 70, 100}, 38, 3), {.alarm = 0.85})),
        "behind_schedule");
}

TEST(EarnedScheduleMethod, AgreesWithPublishedCalculators) {
    // SPI of calcsimpler: 2.4 of 2.6; and 500 of 450.
    const auto spi = [](double earned, double planned) {
        return method::earned_schedule(project({0, planned, planned * 2}, earned, 1)).number("spi");
    };
    EXPECT_NEAR(*spi(2.4, 2.6), 0.92, 0.005);
    EXPECT_TRUE(six_digits(spi(500, 450), 1.11111));
}

TEST(EarnedScheduleMethod, OfALevelIsItsTimeEquivalent) {
    // 81.0 in 2024 lies on the line from 70 (2020) to 86 (2025) at 2023.44.
    MethodInput input = investment();
    input.plan = {70, 73.2, 76.4, 79.6, 82.8, 86};
    input.elapsed_periods = 4;
    const MethodResult result = method::earned_schedule(input);
    EXPECT_TRUE(six_digits(2020 + *result.number("earned_schedule"), 2023.4375));
    EXPECT_TRUE(six_digits(result.measure, -0.5625));
    EXPECT_TRUE(six_digits(result.number("spi"), 0.859375));  // the share of the planned way
    EXPECT_TRUE(six_digits(result.number("schedule_variance"), -1.8));
    // And down a path.
    MethodInput fall = ends(down, {2020, 100}, {2022, 75}, TimedValue{2024, 60});
    fall.plan = {100, 90, 80, 70, 60};
    fall.elapsed_periods = 2;
    EXPECT_TRUE(six_digits(method::earned_schedule(fall).measure, 0.5));
    EXPECT_TRUE(six_digits(method::earned_schedule(fall).number("planned_value"), 80));
}

TEST(EarnedScheduleMethod, ANearlyEvenPlanAgreesWithTheElapsedShare) {
    const MethodResult result = method::earned_schedule(project({0, 18, 36, 54, 72, 90}, 70, 4));
    EXPECT_TRUE(six_digits(result.number("spi_t"), 70.0 / 72));
    EXPECT_TRUE(six_digits(result.measure, 70.0 / 18 - 4));
}

TEST(EarnedScheduleMethod, StandsAtTheEndOfAPlateauAndOfThePlan) {
    EXPECT_EQ(
        method::earned_schedule(project({0, 10, 10, 10, 40}, 10, 2)).number("earned_schedule"), 3);
    EXPECT_EQ(method::earned_schedule(project({0, 10, 20}, 25, 2)).number("earned_schedule"), 2);
    // Past its end the plan stays where it was.
    const MethodResult late = method::earned_schedule(project({0, 10, 20}, 15, 3));
    EXPECT_EQ(late.number("planned_value"), 20);
    EXPECT_EQ(late.number("earned_schedule"), 1.5);
    EXPECT_EQ(late.number("delay"), 1.5);
    const MethodResult done = method::earned_schedule(project({0, 10, 20}, 20, 3));
    EXPECT_EQ(done.standing, MethodStanding::achieved);
    // Half a period, and nothing planned yet.
    EXPECT_EQ(method::earned_schedule(project({0, 10, 20}, 5, 0.5)).measure, 0);
    const MethodResult early = method::earned_schedule(project({0, 0, 20}, 5, 1));
    EXPECT_EQ(early.number("spi"), std::nullopt);
    EXPECT_EQ(early.number("earned_schedule"), 1.25);
    const MethodResult nothing = method::earned_schedule(project({0, 10, 20}, 0, 1));
    EXPECT_EQ(nothing.number("forecast_duration"), std::nullopt);
    EXPECT_EQ(nothing.measure, -1);
}

TEST(EarnedScheduleMethod, RefusesPlansThatItCannotInvert) {
    const auto why = [](std::vector<double> plan, double earned, double at) {
        return method::earned_schedule(project(std::move(plan), earned, at)).undefined;
    };
    EXPECT_EQ(why({0, 10, 5, 20}, 7, 2), MethodUndefined::not_monotone);
    EXPECT_EQ(why({0, 10, 20}, -1, 1), MethodUndefined::outside_plan);
    EXPECT_EQ(why({0, 10, 20}, 1, 0), MethodUndefined::nothing_elapsed);
    EXPECT_EQ(why({0}, 1, 1), MethodUndefined::missing_input);
}

}  // namespace
}  // namespace glidepath::method_totals_test

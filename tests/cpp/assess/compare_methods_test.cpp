// Published methods on targets of a plan: what they are given, and why they disagree.
#include "assess/method_support.hpp"
#include "support/small_plan.hpp"
#include <glidepath/assess/compare_methods.hpp>
#include <glidepath/io.hpp>

#include <cmath>
#include <string>
#include <vector>

namespace glidepath::compare_methods_test {
namespace {

using namespace testing;

/// The comparison of the only target of a small plan, as of a day.
struct Compared {
    std::vector<MethodVerdict> verdicts;
    MethodInputs inputs;

    Compared(SmallPlan const& small, std::string_view as_of, MethodExtras const& extras = {}) {
        const Observations seen = small.observations();
        const Evidence evidence(small.plan, seen, {.as_of = try_parse_date(as_of), .through = {}});
        verdicts = compare_methods(evidence, small.plan.targets.front(), extras);
        inputs = method_inputs(evidence, small.plan.targets.front(), extras);
    }
    [[nodiscard]] MethodResult const& of(MethodName name) const {
        return verdicts.at(static_cast<std::size_t>(name)).result;
    }
    [[nodiscard]] std::vector<MethodName> defined() const {
        std::vector<MethodName> names;
        for (MethodVerdict const& v : verdicts)
            if (v.result.defined()) names.push_back(v.result.method);
        return names;
    }
};

using enum MethodName;

// ---- the first plan -----------------------------------------------------------------------------

TEST(CompareMethods, GongshusInvestmentOf2025AsOfJanuary2024) {
    const std::string folder = GLIDEPATH_EXAMPLES_DIR "/gongshu/";
    const Plan plan = load_plan(folder + "plan.toml");
    const Observations seen = load_observations(folder + "observations.csv", plan);
    const Evidence evidence(plan, seen, {.as_of = date(2024, 1, 31), .through = {}});
    Target const& target = *evidence.index().target("fixed_asset_investment:at-2025");
    const auto verdicts = compare_methods(evidence, target);
    ASSERT_EQ(verdicts.size(), all_methods.size());
    const auto of = [&](MethodName name) -> MethodResult const& {
        return verdicts[static_cast<std::size_t>(name)].result;
    };

    // By hand: 841 in 2023 after growth of 14.5 % makes the base 841 / 1.145 = 734.4978 in 2022.
    // The way to 860 is 125.5022 in three years, of which 106.5022 are done after one.
    const double base = 841 / 1.145;
    const double done = (841 - base) / (860 - base);
    EXPECT_NEAR(done, 0.848608, 5e-7);
    // 14.5 % a year, where (860 / 734.4978)^(1/3) - 1 = 5.39888 % are needed.
    EXPECT_NEAR(*of(eurostat).measure, 0.145 / (std::cbrt(860 / base) - 1), 1e-9);
    EXPECT_NEAR(*of(eurostat).measure, 2.68574, 5e-6);
    EXPECT_EQ(word(of(eurostat)), "significant_progress");
    EXPECT_EQ(of(eurostat).score, 5);
    EXPECT_NEAR(*of(statcan).measure, 2.68574, 5e-6);
    EXPECT_EQ(word(of(statcan)), "substantial_progress");
    // 841 x 1.145^2 = 1102.571.
    EXPECT_NEAR(*of(unsd_2023).number("projected"), 1102.572025, 1e-6);
    EXPECT_NEAR(*of(unsd_2023).measure, (1102.572025 - base) / (860 - base), 1e-9);
    EXPECT_EQ(word(of(unsd_2023)), "on_track_or_met");
    EXPECT_NEAR(*of(escap_csi).score, 10 * done, 1e-9);
    EXPECT_NEAR(*of(escap_csi).number("expected"), 10.0 / 3, 1e-9);
    EXPECT_NEAR(*of(sdsn).measure, 3 * done, 1e-9);
    EXPECT_NEAR(*of(MethodName::elapsed_share).measure, 100 * (done - 1.0 / 3), 1e-9);
    EXPECT_EQ(verdicts[static_cast<std::size_t>(MethodName::elapsed_share)].reason.zh,
              "快于序时进度51.53个百分点");
    // The straight path is 734.5, 776.3, 818.2, 860: 841 is wanted 2.54582 years after 2022.
    EXPECT_NEAR(*of(earned_schedule).number("earned_schedule"), 3 * done, 1e-9);
    EXPECT_NEAR(*of(earned_schedule).measure, 3 * done - 1, 1e-9);
    EXPECT_NEAR(*of(rag).measure, 1 - 841 / (base + (860 - base) / 3), 1e-9);
    EXPECT_EQ(word(of(rag)), "green");
    // Levels of 2018 to 2021 are not all known; no growth target; not a decrease; nobody declared.
    EXPECT_EQ(of(destatis).undefined, MethodUndefined::too_few_points);
    EXPECT_EQ(of(growth_gap).undefined, MethodUndefined::not_for_this_kind);
    EXPECT_EQ(of(epa_glidepath).undefined, MethodUndefined::not_for_this_kind);
    EXPECT_EQ(of(declared).undefined, MethodUndefined::missing_input);
    for (MethodVerdict const& verdict : verdicts) {
        EXPECT_EQ(verdict.target, target.id);
        EXPECT_EQ(verdict.result.on_track(),
                  verdict.result.defined() ? std::optional(true) : std::nullopt);
        EXPECT_FALSE(verdict.reason.zh.empty() || verdict.reason.en.empty());
    }
    EXPECT_TRUE(disagreements(verdicts).empty());
}

TEST(CompareMethods, OfEveryTargetOfTheFirstPlanOnAnyDayGiveAnswersOrCodes) {
    const std::string folder = GLIDEPATH_EXAMPLES_DIR "/gongshu/";
    const Plan plan = load_plan(folder + "plan.toml");
    const Observations seen = load_observations(folder + "observations.csv", plan);
    for (Date day = date(2022, 1, 1); day < date(2029, 1, 1); day = add_days(day, 211)) {
        const Evidence evidence(plan, seen, {.as_of = day, .through = {}});
        for (Target const& target : plan.targets)
            for (MethodVerdict const& verdict : compare_methods(evidence, target)) {
                EXPECT_FALSE(verdict.reason.empty()) << target.id;
                EXPECT_EQ(verdict.result.undefined.has_value(),
                          !verdict.result.measure && !verdict.result.category)
                    << target.id << ' ' << to_string(verdict.result.method);
            }
    }
}

// ---- kinds --------------------------------------------------------------------------------------

TEST(CompareMethods, ASumIsNoLevel) {
    SmallPlan small;
    small.money("x");
    for (auto [year, value] : {std::pair{"2021", "10"}, {"2022", "12"}, {"2023", "40"}})
        small.row("x", year, value, Measure::value, "2024-01-20");
    small.target("x", "sum 2023..2025 >= 110");
    const Compared result(small, "2024-02-01");
    for (MethodName name :
         {eurostat, statcan, unsd_2023, escap_csi, sdsn, destatis, growth_gap, epa_glidepath})
        EXPECT_EQ(result.of(name).undefined, MethodUndefined::not_for_this_kind) << to_string(name);
    // 40 of 110 after one of three years: 36.3636 % against 33.3333 %.
    EXPECT_NEAR(*result.of(MethodName::elapsed_share).measure, 100 * (40 / 110.0 - 1 / 3.0), 1e-9);
    EXPECT_EQ(result.of(earned_schedule).number("planned_value"), result.inputs.total->plan[1]);
    EXPECT_TRUE(six_digits(result.inputs.total->plan.back(), 110));
    EXPECT_EQ(word(result.of(rag)), "green");
}

TEST(CompareMethods, AFlowInsideItsYearIsATotalToSomeAndALevelToOthers) {
    SmallPlan small;
    small.money("x");
    for (auto [year, march, whole] :
         {std::tuple{"2021", "12.0", "80.0"}, {"2022", "15.0", "100.0"}}) {
        small.row("x", std::string(year) + "-03", march, Measure::ytd,
                  std::string(year) + "-04-20");
        small.row("x", year, whole, Measure::value, "2023-01-20");
    }
    small.row("x", "2023", "104.0", Measure::value, "2024-01-20");
    small.row("x", "2024-03", "18.0", Measure::ytd, "2024-04-20");
    small.target("x", "at 2024 >= 110");
    const Compared result(small, "2024-05-01");
    EXPECT_EQ(result.inputs.level.latest, (TimedValue{2023, 104}));
    EXPECT_EQ(result.inputs.total->latest, (TimedValue{2024, 18}));
    EXPECT_TRUE(six_digits(result.of(eurostat).number("rate_actual"), 0.04));
    EXPECT_NEAR(*result.of(MethodName::elapsed_share).measure, 100 * (18 / 110.0 - 0.25), 1e-9);

    // By earlier years, where (12/80 + 15/100) / 2 = 15 % are done by March, 16.4 % is ahead.
    const Compared usual(small, "2024-05-01", {.elapsed_by = method::ElapsedBy::usual});
    EXPECT_NEAR(*usual.of(MethodName::elapsed_share).measure, 100 * (18 / 110.0 - 0.15), 1e-9);
    const auto why =
        disagreement(result.of(MethodName::elapsed_share), usual.of(MethodName::elapsed_share));
    ASSERT_TRUE(why);
    EXPECT_EQ(why->difference, MethodDifference::other_input);
    // Eurostat was given the levels of whole years, 时序进度 the running total.
    EXPECT_EQ(detail::difference_of(result.of(eurostat), result.of(MethodName::elapsed_share)),
              MethodDifference::total_or_level);
    // The mark is the verdict's: 110 x 15 % = 16.5.
    EXPECT_TRUE(six_digits(result.inputs.total->planned, 16.5));
    EXPECT_TRUE(six_digits(result.of(rag).measure, 1 - 18 / 16.5));
    // No earlier year tells of all months, so there is no plan by month.
    EXPECT_EQ(result.of(earned_schedule).undefined, MethodUndefined::missing_input);
}

TEST(CompareMethods, EarlierYearsByMonthArePlanOfARunningYear) {
    SmallPlan small;
    small.money("x");
    // Every earlier year brings 2 a month, then 4, 6, ... 24: 156 in all, 12 by March.
    for (const char* year : {"2021", "2022"}) {
        double sum = 0;
        for (int month = 1; month <= 12; ++month) {
            sum += 2 * month;
            small.row("x", std::string(year) + (month < 10 ? "-0" : "-") + std::to_string(month),
                      format_fixed(sum, 1), Measure::ytd, "2023-01-20");
        }
    }
    small.row("x", "2023-03", "13.0", Measure::ytd, "2023-04-20");
    small.target("x", "at 2023 >= 156");
    const Compared result(small, "2023-05-01");
    MethodResult const& earned = result.of(earned_schedule);
    EXPECT_TRUE(six_digits(earned.number("planned_value"), 12));
    EXPECT_TRUE(six_digits(earned.number("earned_schedule"), 3 + 1 / 8.0));
    EXPECT_TRUE(six_digits(earned.measure, 0.125));  // an eighth of a month early
    // Even time says 8.3 % done of 25 %.
    EXPECT_EQ(word(result.of(MethodName::elapsed_share)), "behind");
    const auto why = disagreement(earned, result.of(MethodName::elapsed_share));
    ASSERT_TRUE(why);
    EXPECT_EQ(why->yes, earned_schedule);
    EXPECT_EQ(why->difference, MethodDifference::path_or_ends);
}

TEST(CompareMethods, IssuedPartsAreThePlan) {
    SmallPlan small;
    small.money("x");
    small.row("x", "2023-Q1", "18", Measure::value, "2023-04-20");
    const std::string id = small.target("x", "at 2023 >= 100").id;
    for (auto [quarter, value] : {std::pair{"1", "20"}, {"2", "20"}, {"3", "30"}, {"4", "30"}})
        small.target("x", std::string("at 2023-Q") + quarter + " >= " + value).part_of = id;
    const Compared result(small, "2023-05-01");
    EXPECT_EQ(result.inputs.total->plan, (std::vector<double>{0, 20, 40, 70, 100}));
    EXPECT_EQ(result.inputs.total->elapsed_periods, 1);
    EXPECT_TRUE(six_digits(result.of(earned_schedule).number("spi"), 0.9));
    EXPECT_TRUE(six_digits(result.of(earned_schedule).measure, -0.1));
}

TEST(CompareMethods, GrowthTargetsAreGrowthAgainstGrowth) {
    SmallPlan small;
    small.money("gdp");
    small.row("gdp", "2021", "1949.8", Measure::value, "2023-03-31");
    small.row("gdp", "2022", "2003.3", Measure::value, "2023-03-31");
    small.row("gdp", "2022", "1.5", Measure::growth, "2023-03-31");  // comparable prices
    small.target("gdp", "at 2022 growth >= 7.0%");
    const Compared result(small, "2023-05-11");
    EXPECT_EQ(result.of(growth_gap).measure, -5.5);
    EXPECT_EQ(result.verdicts[static_cast<std::size_t>(growth_gap)].reason.zh,
              "低于目标5.5个百分点");
    EXPECT_EQ(result.defined(), std::vector<MethodName>{growth_gap});
}

TEST(CompareMethods, AChangeFromABaseIsALevelByThen) {
    SmallPlan small;
    small.plan.horizon = parse_window("2015..2030");
    small.indicator("ghg", Kind::stock, "万吨");
    small.row("ghg", "2015", "100", Measure::value, "2016-01-31");
    small.row("ghg", "2022", "88", Measure::value, "2023-01-31");
    small.target("ghg", "change from 2015 to 2030 <= -45%");
    const Compared result(small, "2023-02-01");
    EXPECT_TRUE(six_digits(result.of(eurostat).measure, 0.463149));
    EXPECT_TRUE(six_digits(result.of(statcan).score, -0.570196));
    EXPECT_TRUE(six_digits(result.of(unsd_2023).measure, 0.532475));
    EXPECT_TRUE(six_digits(result.of(escap_csi).score, 2.66667));
    EXPECT_TRUE(six_digits(result.of(epa_glidepath).number("line"), 79));
    EXPECT_TRUE(disagreements(result.verdicts).empty());  // nobody says on track
}

TEST(CompareMethods, StrictTargetsStayStrict) {
    SmallPlan small;
    small.indicator("x", Kind::stock, "家");
    small.row("x", "2022", "40", Measure::value, "2023-01-31");
    small.row("x", "2023", "50", Measure::value, "2024-01-31");
    small.target("x", "at 2025 > 50");
    EXPECT_NE(Compared(small, "2024-02-01").of(statcan).standing, MethodStanding::achieved);
    small.plan.targets.clear();
    small.target("x", "at 2025 >= 50");
    EXPECT_EQ(Compared(small, "2024-02-01").of(statcan).standing, MethodStanding::achieved);
}

TEST(CompareMethods, MilestonesFloorsAndBandsReachOnlyTheMethodsMadeForThem) {
    SmallPlan done;
    done.indicator("museum", Kind::milestone, "");
    done.row("museum", "2024-05", "1", Measure::value, "2024-06-01");
    done.target("museum", "done by 2025");
    EXPECT_EQ(Compared(done, "2024-06-02").defined(), std::vector<MethodName>{unsd_2023});
    EXPECT_TRUE(Compared(done, "2024-05-02").defined().empty());  // not reported is unknown

    SmallPlan floor;
    floor.indicator("share", Kind::ratio, "%");
    floor.row("share", "2023", "91", Measure::value, "2024-01-20");
    floor.target("share", "each 2023..2027 >= 90%");
    EXPECT_EQ(Compared(floor, "2024-02-01").defined(), std::vector<MethodName>{rag});

    SmallPlan band;
    band.indicator("parity", Kind::average, "");
    band.row("parity", "2022", "0.90", Measure::value, "2023-01-20");
    band.row("parity", "2023", "0.96", Measure::value, "2024-01-20");
    band.target("parity", "at 2026 ~ 1 within 0.02");
    const Compared result(band, "2024-02-01");
    EXPECT_TRUE(six_digits(result.of(escap_csi).score, 6));
    EXPECT_EQ(result.defined(), std::vector<MethodName>{escap_csi});
}

TEST(CompareMethods, ATargetThatIsNotJudgedHasNoMethodEither) {
    SmallPlan small;
    small.money("x");
    small.row("x", "2022", "10", Measure::value, "2023-01-31");
    small.target("x", "at 2025 >= tbd");
    const Compared result(small, "2023-02-01");
    for (MethodVerdict const& verdict : result.verdicts) {
        EXPECT_EQ(verdict.result.undefined, MethodUndefined::not_judged);
        EXPECT_EQ(verdict.reason, reason_text(ReasonCode::target_tbd));
    }
}

TEST(CompareMethods, TheShareDeclaredOfTheYearsTaskIsTheOwnersWord) {
    SmallPlan small;
    small.money("x");
    small.row("x", "2023-03", "20", Measure::share_of_annual, "2023-04-10");
    small.row("x", "2023-06", "48", Measure::share_of_annual, "2023-07-10");
    small.row("x", "2023-06", "53.6", Measure::share_of_annual, "2023-07-23");
    small.row("x", "2023-07", "60", Measure::ytd, "2023-08-10");
    small.target("x", "at 2023 >= 100");
    // The time is that of what is declared, not that of later figures.
    const auto told = Compared(small, "2023-08-20").of(declared);
    EXPECT_NEAR(*told.measure, 0.536, 1e-12);
    EXPECT_EQ(told.on_track(), true);
    EXPECT_NEAR(told.numbers.at(0).value, 0.5, 1e-12);
    EXPECT_NEAR(*Compared(small, "2023-07-12").of(declared).measure, 0.48, 1e-12);
    EXPECT_EQ(Compared(small, "2023-07-12").of(declared).on_track(), false);
    // Of one period the more trusted figure is taken, as of any measure.
    small.row("x", "2023-06", "90", Measure::share_of_annual, "2023-07-25").status =
        DataStatus::estimated;
    EXPECT_NEAR(*Compared(small, "2023-08-20").of(declared).measure, 0.536, 1e-12);
    // What is given goes before; another year's task says nothing.
    EXPECT_EQ(Compared(small, "2023-08-20", {.declared = 0.1}).of(declared).measure, 0.1);
    SmallPlan later;
    later.money("x");
    later.row("x", "2022-06", "53.6", Measure::share_of_annual, "2022-07-23");
    later.target("x", "at 2023 >= 100");
    EXPECT_EQ(Compared(later, "2023-08-20").of(declared).undefined, MethodUndefined::missing_input);
}

TEST(CompareMethods, TheOwnersWordStandsBesideWhatIsComputed) {
    SmallPlan small;
    small.money("x");
    small.row("x", "2023-06", "30", Measure::ytd, "2023-07-10");
    small.target("x", "at 2023 >= 100");
    const Compared result(small, "2023-08-01", {.declared = 0.5});
    EXPECT_EQ(result.of(declared).on_track(), true);
    EXPECT_NEAR(*result.of(MethodName::elapsed_share).measure, -20, 1e-9);
    const auto why = disagreement(result.of(declared), result.of(MethodName::elapsed_share));
    ASSERT_TRUE(why);
    EXPECT_EQ(why->difference, MethodDifference::declared_or_computed);
    EXPECT_EQ(why->why.zh, "单位自报认为进展达标，时序进度认为未达标（一个是自报，一个是测算）："
                           "单位自报采用责任单位自报的进度；时序进度比较完成份额与时间进度。");
}

// ---- why they disagree --------------------------------------------------------------------------

TEST(CompareMethods, OnTheStraightLineGeometricMethodsSayNo) {
    // 100 to fall to 10 in ten years, 55 at half time: on the line, 55 % of the yearly rate.
    SmallPlan small;
    small.plan.horizon = parse_window("2021..2030");
    small.indicator("x", Kind::stock, "吨");
    for (auto [year, value] : {std::pair{"2020", "100"},
                               {"2021", "91"},
                               {"2022", "82"},
                               {"2023", "73"},
                               {"2024", "64"},
                               {"2025", "55"}})
        small.row("x", year, value, Measure::value, "2026-01-20");
    small.target("x", "at 2030 <= 10");
    const Compared result(small, "2026-02-01");
    EXPECT_TRUE(six_digits(result.of(eurostat).measure, 0.547940));
    EXPECT_TRUE(six_digits(result.of(unsd_2023).measure, 0.775000));
    std::vector<MethodName> no;
    for (MethodName name : result.defined())
        if (result.of(name).on_track() == false) no.push_back(name);
    EXPECT_EQ(no, (std::vector<MethodName>{eurostat, statcan, unsd_2023}));
    EXPECT_EQ(result.defined().size(), 10U);  // all but growth-gap and declared
    const auto all = disagreements(result.verdicts);
    EXPECT_EQ(all.size(), 3U * 7);
    for (MethodDisagreement const& one : all) {
        EXPECT_TRUE(one.no == eurostat || one.no == statcan || one.no == unsd_2023);
        if (one.yes == sdsn || one.yes == escap_csi || one.yes == epa_glidepath) {
            EXPECT_EQ(one.difference, MethodDifference::geometric_or_linear);
        }
    }
    EXPECT_EQ(
        disagreement(result.of(eurostat), result.of(sdsn))->why.en,
        "SDSN trend arrow says on track, Eurostat does not (one thinks of a constant rate, the "
        "other of a straight line): SDSN trend arrow compares the mean yearly change from base "
        "to latest with the change required, all of it; Eurostat compares the yearly growth "
        "from base to latest with the growth required and accepts 95 % of it.");
    EXPECT_EQ(disagreement(result.of(eurostat), result.of(destatis))->difference,
              MethodDifference::recent_or_all);
    EXPECT_EQ(disagreement(result.of(eurostat), result.of(rag))->difference,
              MethodDifference::mark_or_way);
    EXPECT_FALSE(disagreement(result.of(eurostat), result.of(unsd_2023)));  // they agree
}

}  // namespace
}  // namespace glidepath::compare_methods_test

// Growth at other prices than levels: real growth of a nominal level. Neither fills, judges, plans
// or foretells the other.
#include "support/small_plan.hpp"
#include <glidepath/assess/breakdown.hpp>
#include <glidepath/assess/outlook/joint_paths.hpp>
#include <glidepath/assess/outlook/scenario.hpp>
#include <glidepath/assess/trajectory.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace glidepath::other_prices_test {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::SmallPlan;

/// What is declared of an indicator: nothing, or real growth of a nominal level.
enum class Declared { nothing, real_growth };

Indicator& declare(Indicator& indicator, Declared declared) {
    if (declared == Declared::real_growth) {
        indicator.prices = PriceBasis{Prices::current, {}};
        indicator.growth_prices = Prices::constant;
    }
    return indicator;
}
/// Value added of 1000 in 2022 and 1200 in 2023, known a month after each year.
SmallPlan value_added(Declared declared) {
    SmallPlan small;
    declare(small.money("gdp"), declared);
    small.row("gdp", "2022", "1000", Measure::value, "2023-01-20");
    small.row("gdp", "2023", "1200", Measure::value, "2024-01-20");
    return small;
}
void growth(SmallPlan& small, std::string_view year, std::string_view percent,
            std::string_view released) {
    small.row("gdp", year, percent, Measure::growth, released);
}
Evidence evidence_of(SmallPlan const& small, Observations const& seen) {
    return {small.plan, seen, Knowledge{}};
}
std::vector<std::string> codes(std::vector<Finding> const& findings) {
    std::vector<std::string> all;
    for (Finding const& finding : findings) all.push_back(finding.code);
    return all;
}

// ---- series -------------------------------------------------------------------------------------

TEST(GrowthAtOtherPrices, FillsNoLevel) {
    for (Declared declared : {Declared::nothing, Declared::real_growth}) {
        SmallPlan small = value_added(declared);
        growth(small, "2022", "3.0", "2023-01-20");  // would fill 2021
        growth(small, "2024", "5.0", "2025-01-20");  // would fill 2024
        const Observations seen = small.observations();
        const Evidence evidence = evidence_of(small, seen);
        const bool fills = declared == Declared::nothing;
        for (int year : {2021, 2024})
            EXPECT_EQ(evidence.series("gdp").level(Period::year(year)).has_value(), fills) << year;
        EXPECT_EQ(evidence.series("gdp").published_growth(Period::year(2024))->value, 5.0);
    }
}

TEST(GrowthAtOtherPrices, IsNotThatOfTheLevels) {
    for (Declared declared : {Declared::nothing, Declared::real_growth}) {
        const SmallPlan small = value_added(declared);
        const Observations seen = small.observations();
        const Evidence evidence = evidence_of(small, seen);
        const auto found = evidence.figure("gdp", Face::growth, Period::year(2023));
        EXPECT_EQ(found.has_value(), declared == Declared::nothing);
        EXPECT_EQ(evidence.figure("gdp", Face::change, Period::year(2023))->value, 200);
    }
}

// ---- verdicts -----------------------------------------------------------------------------------

TEST(GrowthAtOtherPrices, IsNotJudgedByLevels) {
    for (const char* say : {"at 2023 growth >= 10%", "each 2023..2023 growth >= 10%",
                            "growth from 2022 to 2023 >= 10%", "steady 2023..2023 within 30%"}) {
        SmallPlan nominal = value_added(Declared::nothing);
        nominal.target("gdp", say);
        EXPECT_EQ(nominal.verdict("2024-02-01").status, Status::met) << say;
        SmallPlan real = value_added(Declared::real_growth);
        real.target("gdp", say);
        const Verdict verdict = real.verdict("2024-02-01");
        EXPECT_EQ(verdict.status, Status::unknown) << say;
        EXPECT_EQ(verdict.reason_code, ReasonCode::no_source) << say;
        EXPECT_EQ(verdict.actual, std::nullopt) << say;
        EXPECT_EQ(verdict.base, std::nullopt) << say;
        EXPECT_EQ(verdict.reason.en,
                  "no figure of the indicator has been seen (only levels at current prices)");
        EXPECT_EQ(verdict.reason.zh, "没有该指标的数据来源（只有按现价计算的数值）");
    }
}

TEST(GrowthAtOtherPrices, IsJudgedAsPublished) {
    for (const char* say : {"at 2023 growth >= 10%", "growth from 2022 to 2023 >= 10%"}) {
        SmallPlan small = value_added(Declared::real_growth);
        small.target("gdp", say);
        growth(small, "2023", "4.5", "2024-01-20");
        const Verdict verdict = small.verdict("2024-02-01");
        EXPECT_EQ(verdict.status, Status::missed) << say;
        EXPECT_NEAR(*verdict.actual, 4.5, 1e-9) << say;
        EXPECT_EQ(verdict.method, "pace@1:decided:growth_published") << say;
        EXPECT_EQ(verdict.prices, (PriceBasis{Prices::constant, {}})) << say;
    }
}

TEST(GrowthAtOtherPrices, WaitsForThePeriodsThatLevelsWouldHaveTold) {
    SmallPlan small = value_added(Declared::real_growth);
    small.target("gdp", "each 2023..2024 growth >= 4%");
    small.row("gdp", "2024", "1300", Measure::value, "2025-01-20");
    growth(small, "2023", "4.5", "2024-01-20");
    const Verdict verdict = small.verdict("2025-02-01");
    EXPECT_EQ(verdict.status, Status::on_track);  // nominal 2024 would have decided: met
    EXPECT_EQ(verdict.actual_period, Window(Period::year(2023)));
}

TEST(LevelsAtOtherPrices, AreNotJudgedByGrowth) {
    SmallPlan small;
    declare(small.money("gdp"), Declared::real_growth);
    small.target("gdp", "at 2025 >= 1500");
    growth(small, "2023", "4.5", "2024-01-20");
    const Verdict verdict = small.verdict("2024-02-01");
    EXPECT_EQ(verdict.reason_code, ReasonCode::no_source);
    EXPECT_EQ(verdict.prices, (PriceBasis{Prices::current, {}}));
    EXPECT_EQ(verdict.reason.en,
              "no figure of the indicator has been seen (only growth at constant prices)");
}

TEST(GrowthAtOtherPrices, IsMissingOnTheOtherSideOfARelation) {
    for (Declared declared : {Declared::nothing, Declared::real_growth}) {
        SmallPlan small = value_added(declared);
        small.money("services");
        small.row("services", "2022", "500", Measure::value, "2023-01-20");
        small.row("services", "2023", "700", Measure::value, "2024-01-20");
        small.target("services", "at 2023 growth > growth of gdp");
        const Verdict verdict = small.verdict("2024-02-01");
        const bool of_levels = declared == Declared::nothing;
        EXPECT_EQ(verdict.status, of_levels ? Status::met : Status::unknown);
        EXPECT_EQ(verdict.reason_code == ReasonCode::other_side_missing, !of_levels);
    }
}

// ---- outlooks -----------------------------------------------------------------------------------

/// Ten years of levels, and a target on growth to come.
SmallPlan ten_years(Declared declared) {
    SmallPlan small;
    declare(small.money("gdp"), declared);
    for (int i = 0; i < 10; ++i)
        small.row("gdp", std::to_string(2014 + i), std::to_string(1000 + 90 * i + 17 * (i % 3)),
                  Measure::value, std::to_string(2015 + i) + "-01-20");
    small.target("gdp", "at 2025 growth >= 5%");
    return small;
}

TEST(GrowthAtOtherPrices, HasNoProbabilityOnPathsOfLevels) {
    const Verdict nominal = ten_years(Declared::nothing).verdict("2024-02-01");
    ASSERT_TRUE(nominal.outlook);
    EXPECT_THAT(nominal.outlook->notes, Contains("growth_of_levels"));
    const Verdict real = ten_years(Declared::real_growth).verdict("2024-02-01");
    EXPECT_FALSE(real.outlook);
    EXPECT_THAT(real.null_reasons,
                Contains(std::pair<std::string, std::string>("outlook", "no_source")));
}

TEST(GrowthAtOtherPrices, HasAProbabilityOnPathsOfPublishedGrowth) {
    SmallPlan small = ten_years(Declared::real_growth);
    // Fewer than levels, and none for the newest year: of nominal growth levels would answer.
    for (int i = 4; i < 9; ++i)
        growth(small, std::to_string(2014 + i), std::to_string(4 + i % 3) + ".2",
               std::to_string(2015 + i) + "-01-20");
    const Verdict verdict = small.verdict("2024-02-01");
    ASSERT_TRUE(verdict.outlook);
    EXPECT_THAT(verdict.outlook->notes, Contains("published_growth"));
    EXPECT_EQ(verdict.outlook->points, 5);
}

TEST(PriceBases, AreCarriedIntoForecasts) {
    SmallPlan small = ten_years(Declared::real_growth);
    for (int i = 0; i < 5; ++i)
        growth(small, std::to_string(2019 + i), "4." + std::to_string(i), "");
    const Observations seen = small.observations();
    const Evidence evidence = evidence_of(small, seen);
    OutlookForecasts forecasts(evidence);
    Indicator const& gdp = small.plan.indicators.front();
    const Period like = Period::year(2025);
    EXPECT_EQ(forecasts.find(gdp, Face::level, like)->forecast().prices(), gdp.prices);
    EXPECT_EQ(forecasts.find(gdp, Face::growth, like)->forecast().prices(), gdp.prices_of_growth());
}

// ---- paths --------------------------------------------------------------------------------------

TEST(GrowthAtOtherPrices, BindsNoPathOfLevels) {
    const auto path = [](Declared declared, bool with_growth) {
        SmallPlan small = value_added(declared);
        small.target("gdp", "at 2027 >= 1500");
        if (with_growth) small.target("gdp", "at 2025 growth >= 12%");
        const Observations seen = small.observations();
        return trajectory(evidence_of(small, seen), "gdp").path->values();
    };
    EXPECT_EQ(path(Declared::real_growth, true), path(Declared::real_growth, false));
    EXPECT_NE(path(Declared::nothing, true), path(Declared::nothing, false));
}

TEST(GrowthAtOtherPrices, AloneLeavesNoTrajectory) {
    for (Declared declared : {Declared::nothing, Declared::real_growth}) {
        SmallPlan small = value_added(declared);
        small.target("gdp", "each 2023..2027 growth >= 5%");
        const Observations seen = small.observations();
        const Trajectory found = trajectory(evidence_of(small, seen), "gdp");
        EXPECT_EQ(found.path.has_value(), declared == Declared::nothing);
        EXPECT_EQ(found.reason, NoTrajectory::no_targets);  // says nothing where there is a path
    }
}

TEST(GrowthAtOtherPrices, OfAnotherIndicatorBindsNoPath) {
    const auto path = [](Declared declared, bool related) {
        SmallPlan small = value_added(declared);
        small.target("gdp", "at 2027 >= 3000");
        small.money("services");
        small.row("services", "2022", "500", Measure::value, "2023-01-20");
        small.target("services", "at 2027 >= 510");
        if (related) small.target("services", "at 2025 growth > growth of gdp");
        const Observations seen = small.observations();
        return trajectory(evidence_of(small, seen), "services").path->values();
    };
    EXPECT_EQ(path(Declared::real_growth, true), path(Declared::real_growth, false));
    EXPECT_NE(path(Declared::nothing, true), path(Declared::nothing, false));
}

TEST(GrowthAtOtherPrices, DoesNotSayWhichWayPartsLook) {
    for (Declared declared : {Declared::nothing, Declared::real_growth}) {
        SmallPlan small = value_added(declared);
        small.target("gdp", "at 2025 growth <= 8%");
        small.target("gdp", "at 2025 >= 1300");
        const Observations seen = small.observations();
        BreakdownOptions options;
        options.year = Period::year(2024);
        options.freq = Frequency::quarterly;
        const Breakdown parts = breakdown(evidence_of(small, seen), options);
        ASSERT_EQ(parts.targets.size(), 5U);
        EXPECT_EQ(parts.targets.front().say.comparator,
                  declared == Declared::nothing ? Comparator::at_most : Comparator::at_least);
    }
}

// ---- findings -----------------------------------------------------------------------------------

TEST(GrowthAtOtherPrices, IsFoundToBindNoPath) {
    SmallPlan small = value_added(Declared::real_growth);
    small.target("gdp", "at 2027 >= 1500");
    EXPECT_THAT(codes(check(small.plan)), Not(Contains("growth_at_other_prices")));
    small.target("gdp", "at 2025 growth >= 5%");
    const std::vector<Finding> findings = check(small.plan);
    const auto found = std::find_if(findings.begin(), findings.end(), [](Finding const& finding) {
        return finding.code == "growth_at_other_prices";
    });
    ASSERT_NE(found, findings.end());
    EXPECT_THAT(found->subjects, ::testing::ElementsAre("gdp:at-2025-growth"));
    EXPECT_THAT(found->message.en,
                HasSubstr("growth is at constant prices, levels are at current"));
    EXPECT_THAT(found->message.zh, HasSubstr("增速按不变价计算，数值按现价计算"));
    small.plan.indicators.front().growth_prices.reset();
    EXPECT_THAT(codes(check(small.plan)), Not(Contains("growth_at_other_prices")));
}

TEST(GrowthAtOtherPrices, ContradictsNoLevelsButOtherGrowth) {
    const auto contradicts = [](Declared declared, std::vector<const char*> const& says) {
        SmallPlan small = value_added(declared);
        small.plan.indicators.front().whole = true;
        for (const char* say : says) small.target("gdp", say);
        const auto found = codes(check(small.plan));
        return std::count(found.begin(), found.end(), "contradiction") > 0;
    };
    const std::vector<const char*> levels{"at 2024 <= 1000", "at 2025 <= 1010",
                                          "at 2025 growth >= 5%", "at 2024 >= 1000"};
    EXPECT_TRUE(contradicts(Declared::nothing, levels));
    EXPECT_FALSE(contradicts(Declared::real_growth, levels));
    const std::vector<const char*> rates{"at 2025 growth >= 5%", "each 2024..2026 growth <= 4%"};
    EXPECT_TRUE(contradicts(Declared::nothing, rates));
    EXPECT_TRUE(contradicts(Declared::real_growth, rates));
}

TEST(GrowthAtOtherPrices, IsComparedWithOtherGrowthAndNotWithARelativeChangeOfLevels) {
    const auto contradicts = [](const char* of_gdp) {
        SmallPlan small = value_added(Declared::real_growth);
        Indicator& services = declare(small.money("services"), Declared::real_growth);
        services.prices.reset();
        small.target("gdp", of_gdp);
        small.target("services", "at 2025 growth > growth of gdp");
        small.target("services", "at 2025 growth <= 4%").id = "cap";
        const auto found = codes(check(small.plan));
        return std::count(found.begin(), found.end(), "contradiction") > 0;
    };
    EXPECT_TRUE(contradicts("at 2025 growth >= 5%"));
    EXPECT_FALSE(contradicts("change from 2024 to 2025 >= 5%"));
}

TEST(GrowthAtOtherPrices, DoesNotDisagreeWithLevels) {
    for (Declared declared : {Declared::nothing, Declared::real_growth}) {
        SmallPlan small = value_added(declared);
        small.target("gdp", "at 2027 >= 1500");
        growth(small, "2023", "4.5", "2024-01-20");
        const Observations seen = small.observations();
        const auto found = codes(check(small.plan, &seen));
        EXPECT_EQ(std::count(found.begin(), found.end(), "growth_disagrees"),
                  declared == Declared::nothing ? 1 : 0);
    }
}

// ---- scenarios ----------------------------------------------------------------------------------

ScenarioFigures suppose(SmallPlan const& small, std::string_view what) {
    const Observations seen = small.observations();
    const std::vector<ScenarioRow> rows{{"gdp", *read_supposition(what).what, {}}};
    return scenario_figures(evidence_of(small, seen), rows, date(2024, 2, 1));
}

TEST(GrowthAtOtherPrices, IsSupposedAsItIsPublished) {
    SmallPlan small = value_added(Declared::real_growth);
    growth(small, "2023", "4.5", "2024-01-20");
    const ScenarioFigures supposed = suppose(small, "+6% a year");
    ASSERT_EQ(supposed.rows.size(), 4U);
    for (Observation const& row : supposed.rows) {
        EXPECT_EQ(row.measure, Measure::growth);
        EXPECT_EQ(row.value, 6);
    }
    for (Observation const& row : suppose(small, "+12 a year").rows)
        EXPECT_EQ(row.measure, Measure::value);
}

TEST(GrowthAtOtherPrices, IsNotSupposedOfLevels) {
    const ScenarioFigures supposed = suppose(value_added(Declared::real_growth), "+6% a year");
    EXPECT_TRUE(supposed.rows.empty());
    ASSERT_EQ(supposed.faults.size(), 1U);
    EXPECT_EQ(supposed.faults.front().code, "scenario_no_base");
    EXPECT_THAT(supposed.faults.front().message, HasSubstr("at constant prices, its levels are at "
                                                           "current prices"));
}

}  // namespace
}  // namespace glidepath::other_prices_test

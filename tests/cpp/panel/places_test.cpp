// One plan in several places: assessments, league tables, and the cascade check.
#include "support/small_plan.hpp"
#include <glidepath/panel/cascade.hpp>
#include <glidepath/panel/league.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <vector>

namespace glidepath::places_test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::SmallPlan;

/// Investment (a flow), a share in percent and growth of investment in districts a to d of a city.
struct City : SmallPlan {
    City() {
        money("investment");
        indicator("density", Kind::average, "微克/立方米");
        indicator("share", Kind::ratio, "%");
        target("investment", "at 2024 >= 100");
        target("investment", "at 2024 growth >= 5%");
        target("share", "at 2024 >= 50%");
        target("density", "at 2024 <= 30");
        plan.place = "a";
        plan.units.push_back({"微克/立方米", {}, "g/m3", 1e-6});
    }
    void in(std::string const& place, std::string of, std::string_view period,
            std::string_view printed, Measure measure = Measure::value) {
        row(std::move(of), period, printed, measure, "2025-01-20").place = place;
    }
    /// Figures of 2024: d has none of the share, c only an older one.
    void fill() {
        in("a", "investment", "2024", "120");
        in("b", "investment", "2024", "80");
        in("c", "investment", "2024", "80");
        in("d", "investment", "2024", "40");
        in("city", "investment", "2024", "400");
        in("a", "share", "2024", "61.5");
        in("b", "share", "2024", "48.25");
        in("c", "share", "2023", "70");
        in("city", "share", "2024", "55.5");
        in("a", "density", "2024", "36");
        in("b", "density", "2024", "27");
        in("city", "density", "2024", "30");
        in("a", "investment", "2024", "6.5", Measure::growth);
        in("b", "investment", "2024", "3.0", Measure::growth);
        in("city", "investment", "2024", "4.5", Measure::growth);
    }
    [[nodiscard]] Places places(unsigned threads = 1) const {
        PlacesOptions options;
        options.parent = "city";
        options.threads = threads;
        return assess_places(plan, observations(), {}, options);
    }
    [[nodiscard]] League table(std::string_view target) const {
        return league(plan, observations(), places(), target);
    }
};

std::vector<std::string> order(League const& league) {
    std::vector<std::string> places;
    for (LeagueRow const& row : league.rows)
        places.push_back(row.place + (row.rank ? " " + std::to_string(*row.rank) : ""));
    return places;
}

// ---- assessments --------------------------------------------------------------------------------

TEST(Places, EachIsAssessedOnItsOwnRowsAndOneDayOfKnowledge) {
    City city;
    city.fill();
    city.row("investment", "2024", "41", Measure::value, "2025-03-01").place = "d";
    const Places places = city.places();
    EXPECT_THAT(places.places, ElementsAre("a", "b", "c", "d"));
    for (Assessment const& one : places.assessments)
        EXPECT_EQ(to_string(*one.knowledge.as_of), "2025-03-01");
    EXPECT_EQ(places.find("b")->find("investment:at-2024")->actual, 80);
    EXPECT_EQ(places.find("b")->find("investment:at-2024")->place, "b");
    EXPECT_EQ(places.find("city")->find("investment:at-2024")->actual, 400);
    EXPECT_EQ(places.find("nowhere"), nullptr);
    EXPECT_EQ(places.verdicts().size(), 16U);
}

TEST(Places, ThePlansOwnPlaceIsAssessedAsWithoutTheOthers) {
    City city;
    city.fill();
    Assessment alone = city.assess("2025-01-20");
    Assessment among = *city.places().find("a");
    alone.as_of_from_data = among.as_of_from_data;
    EXPECT_EQ(among, alone);
}

TEST(Places, AreTheSameOnAnyNumberOfThreads) {
    City city;
    for (int i = 0; i < 40; ++i)
        city.in("p" + std::to_string(i), "investment", "2024", std::to_string(60 + 2 * i));
    const Places one = city.places(1);
    EXPECT_EQ(one, city.places(2));
    EXPECT_EQ(one, city.places(7));
    EXPECT_EQ(one, city.places(0));
}

TEST(Places, AskedForTwiceOrAsTheirOwnParentAreRefused) {
    const City city;
    const Observations seen = city.observations();
    EXPECT_THROW(static_cast<void>(assess_places(city.plan, seen, {"a", "a"})),
                 std::invalid_argument);
    PlacesOptions options;
    options.parent = "a";
    EXPECT_THROW(static_cast<void>(assess_places(city.plan, seen, {"a"}, options)),
                 std::invalid_argument);
}

TEST(Places, WithoutASingleFigureAreUnknownAndNotAbsent) {
    City city;
    city.fill();
    const Places places = assess_places(city.plan, city.observations(), {"a", "e"});
    EXPECT_EQ(places.find("e")->find("share:at-2024")->status, Status::unknown);
    EXPECT_EQ(places.find("e")->find("share:at-2024")->reason_code, ReasonCode::no_source);
}

TEST(ParallelFor, ThrowsTheFirstExceptionAfterAllTasksHaveEnded) {
    std::atomic<int> ran{0};
    const auto task = [&](std::size_t i) {
        ++ran;
        if (i % 2 == 1) throw std::runtime_error(std::to_string(i));
    };
    try {
        parallel_for(10, 4, task);
        FAIL() << "nothing was thrown";
    } catch (std::runtime_error const& error) {
        EXPECT_STREQ(error.what(), "1");
    }
    EXPECT_EQ(ran, 10);
    parallel_for(0, 0, task);  // nothing to do
}

// ---- league tables ------------------------------------------------------------------------------

TEST(League, EqualValuesShareAPlaceAndTheNextIsSkipped) {
    City city;
    city.fill();
    const League table = city.table("investment:at-2024");
    EXPECT_THAT(order(table), ElementsAre("a 1", "b 2", "c 2", "d 4"));
    EXPECT_EQ(table.rows.front().status, Status::met);
    EXPECT_DOUBLE_EQ(table.mean.value(), 80);
}

TEST(League, PartsOfAFlowHaveAShareOfTheParentAndStandInPercentOfTheMean) {
    City city;
    city.fill();
    const League table = city.table("investment:at-2024");
    EXPECT_EQ(table.parent_value, 400);
    EXPECT_DOUBLE_EQ(table.rows.front().share.value(), 0.3);
    EXPECT_FALSE(table.rows.front().to_parent);
    EXPECT_DOUBLE_EQ(table.rows.front().to_mean.value(), 50);
}

TEST(League, PercentagesAndGrowthStandInPointsOfTheParent) {
    City city;
    city.fill();
    const League share = city.table("share:at-2024");
    EXPECT_EQ(share.compared_in, ComparedIn::points);
    EXPECT_DOUBLE_EQ(share.rows.front().to_parent.value(), 6);
    EXPECT_FALSE(share.rows.front().share);
    const League growth = city.table("investment:at-2024-growth");
    EXPECT_EQ(growth.unit, "%");
    EXPECT_THAT(order(growth), ElementsAre("a 1", "b 2", "c", "d"));
    EXPECT_DOUBLE_EQ(growth.rows.at(0).to_parent.value(), 2);
    EXPECT_DOUBLE_EQ(growth.rows.at(1).to_parent.value(), -1.5);
}

TEST(League, WhatShouldBeLowIsRankedFromBelowAndStandsInPercentOfTheParent) {
    City city;
    city.fill();
    const League table = city.table("density:at-2024");
    EXPECT_THAT(order(table), ElementsAre("b 1", "a 2", "c", "d"));
    EXPECT_DOUBLE_EQ(table.rows.at(0).to_parent.value(), -10);
    EXPECT_DOUBLE_EQ(table.rows.at(1).to_parent.value(), 20);
}

TEST(League, OlderFiguresAreListedAndNotRanked) {
    City city;
    city.fill();
    const League table = city.table("share:at-2024");
    EXPECT_THAT(order(table), ElementsAre("a 1", "b 2", "c", "d"));
    EXPECT_EQ(table.rows.at(2).value, 70);
    EXPECT_EQ(to_string(*table.rows.at(2).period), "2023");
    EXPECT_FALSE(table.rows.at(2).to_parent);
    EXPECT_FALSE(table.rows.at(3).value);
}

TEST(League, TheParentIsReadForThePeriodOfTheTableAndNotItsOwnLatest) {
    City city;
    city.target("investment", "at 2026 >= 150");
    city.in("a", "investment", "2024", "120");
    city.in("city", "investment", "2024", "400");
    city.in("city", "investment", "2025", "440");
    const League table = city.table("investment:at-2026");
    EXPECT_EQ(table.parent_value, 400);
    EXPECT_THROW(static_cast<void>(city.table("investment:at-2030")), std::invalid_argument);
}

TEST(League, OfAllTargetsStandInThePlansOrderAndLeaveOutThoseWithoutAValue) {
    City city;
    city.in("a", "density", "2024", "36");
    city.in("b", "investment", "2024", "80");
    std::vector<std::string> targets;
    for (League const& table : leagues(city.plan, city.observations(), city.places()))
        targets.push_back(table.target);
    EXPECT_THAT(targets, ElementsAre("investment:at-2024", "density:at-2024"));
}

TEST(League, ARevisedTargetIsRankedByTheTextInForce) {
    City city;
    city.plan.targets.clear();
    city.target("density", "at 2024 >= 30").superseded = date(2024, 1, 1);
    city.target("density", "at 2024 <= 30").set = date(2024, 1, 1);
    city.in("a", "density", "2024", "36");
    city.in("b", "density", "2024", "27");
    EXPECT_THAT(order(city.table("density:at-2024")), ElementsAre("b 1", "a 2"));
}

TEST(League, OnePlaceAloneHasNoMean) {
    City city;
    city.in("a", "share", "2024", "61.5");
    const League table = city.table("share:at-2024");
    EXPECT_FALSE(table.mean);
    EXPECT_FALSE(table.rows.at(0).to_mean);
}

// ---- the cascade --------------------------------------------------------------------------------

/// A district's plan with one indicator below the city's `gdp` and one target of it.
Plan district(std::string place, std::string_view say, std::string unit = "亿元",
              Kind kind = Kind::flow) {
    SmallPlan small;
    small.plan.place = std::move(place);
    small.indicator("own_gdp", kind, std::move(unit)).parent = "gdp";
    if (!say.empty()) small.target("own_gdp", say);
    return small.plan;
}

struct Cascade {
    std::vector<Finding> findings;

    Cascade(std::string_view say, std::vector<Plan> const& districts, Kind kind = Kind::flow,
            std::string unit = "亿元") {
        SmallPlan city;
        city.indicator("gdp", kind, std::move(unit)).name = {"生产总值", "GDP"};
        city.target("gdp", say);
        std::vector<Plan const*> below;
        for (Plan const& plan : districts) below.push_back(&plan);
        findings = check_cascade(city.plan, below);
    }
    [[nodiscard]] std::vector<std::string> codes() const {
        std::vector<std::string> all;
        for (Finding const& finding : findings) all.push_back(finding.code);
        return all;
    }
};

TEST(CascadeCheck, DistrictsThatTogetherFallShortAreAFindingWithTheGap) {
    const Cascade cascade("at 2025 >= 100",
                          {district("a", "at 2025 >= 60"), district("b", "at 2025 > 35")});
    ASSERT_THAT(cascade.codes(), ElementsAre("cascade_falls_short"));
    Finding const& finding = cascade.findings.front();
    EXPECT_EQ(finding.message.zh,
              "生产总值（at 2025 >= 100）：2个地区目标合计95亿元，比上级目标少5亿元");
    EXPECT_THAT(finding.message.en, HasSubstr("add up to 95 亿元, 5 亿元 less"));
    EXPECT_THAT(finding.subjects,
                ElementsAre("gdp:at-2025", "a own_gdp:at-2025", "b own_gdp:at-2025"));
}

TEST(CascadeCheck, WhatAddsUpIsNoFindingAlsoInAnotherUnit) {
    EXPECT_THAT(Cascade("at 2025 >= 100", {district("a", "at 2025 >= 60"),
                                           district("b", "at 2025 >= 400000", "万元")})
                    .codes(),
                ElementsAre());
    EXPECT_THAT(Cascade("at 2025 >= 100", {district("a", "at 2025 >= 5", "家")}).codes(),
                ElementsAre("cascade_other_unit", "cascade_no_target"));
}

TEST(CascadeCheck, TargetsAtOtherPricesAreNotCompared) {
    SmallPlan city;
    Indicator& gdp = city.indicator("gdp", Kind::flow, "亿元");
    gdp.prices = PriceBasis{Prices::current, {}};
    gdp.growth_prices = Prices::constant;
    city.target("gdp", "at 2025 >= 100");
    city.target("gdp", "at 2025 growth >= 5%");
    Plan real = district("a", "at 2025 >= 60");
    Target rate = real.targets.front();
    rate.say = parse_statement("at 2025 growth >= 6%");
    rate.id = "own_gdp:at-2025-growth";
    real.targets.push_back(rate);
    real.indicators.front().prices = PriceBasis{Prices::constant, 2020};
    const auto codes = [&](Plan const& child) {
        std::vector<std::string> all;
        const std::vector<Plan const*> below{&child};
        for (Finding const& finding : check_cascade(city.plan, below)) all.push_back(finding.code);
        return all;
    };
    // Growth is real on both sides, levels are not.
    EXPECT_THAT(codes(real), ElementsAre("cascade_other_prices", "cascade_no_target"));
    real.indicators.front().prices.reset();
    EXPECT_THAT(codes(real), ElementsAre("cascade_falls_short"));
}

TEST(CascadeCheck, APlaceWithoutATargetMayMakeUpForWhatIsMissingButNotForAnExcess) {
    EXPECT_THAT(
        Cascade("at 2025 >= 100", {district("a", "at 2025 >= 60"), district("b", "")}).codes(),
        ElementsAre("cascade_no_target"));
    EXPECT_THAT(
        Cascade("at 2025 <= 50", {district("a", "at 2025 <= 60"), district("b", "")}).codes(),
        ElementsAre("cascade_no_target", "cascade_exceeds"));
}

TEST(CascadeCheck, ARateNeedsSomePlaceThatReachesIt) {
    const auto rate = [](std::string_view a, std::string_view b) {
        return Cascade("at 2025 >= 50%",
                       {district("a", a, "%", Kind::ratio), district("b", b, "%", Kind::ratio)},
                       Kind::ratio, "%");
    };
    EXPECT_THAT(rate("at 2025 >= 45%", "at 2025 >= 49%").codes(), ElementsAre("cascade_all_below"));
    EXPECT_THAT(rate("at 2025 >= 40%", "at 2025 >= 55%").codes(),
                ElementsAre("cascade_mean_below"));
    EXPECT_THAT(rate("at 2025 >= 46%", "at 2025 >= 55%").codes(), ElementsAre());
    EXPECT_THAT(rate("at 2025 >= 40%", "at 2025 >= 55%").findings.at(0).message.zh,
                HasSubstr("简单平均为47.5%，能否达标取决于各地区比重"));
}

TEST(CascadeCheck, GrowthIsARateAlsoOfAFlow) {
    EXPECT_THAT(Cascade("at 2025 growth >= 6%", {district("a", "at 2025 growth >= 5%"),
                                                 district("b", "at 2025 growth >= 5.5%")})
                    .codes(),
                ElementsAre("cascade_all_below"));
}

TEST(CascadeCheck, ChangesInPercentAreRatesAndOthersAddUp) {
    EXPECT_THAT(Cascade("change from 2020 to 2025 <= -55%",
                        {district("a", "change from 2020 to 2025 <= -60%", "万元"),
                         district("b", "change from 2020 to 2025 <= -55%", "万元")})
                    .codes(),
                ElementsAre());
    const Cascade slow("change from 2020 to 2025 <= -55%",
                       {district("a", "change from 2020 to 2025 <= -50%", "万元")});
    ASSERT_THAT(slow.codes(), ElementsAre("cascade_all_below"));
    EXPECT_THAT(slow.findings.at(0).message.en, HasSubstr("the -55% of the plan above"));
    const auto sums = [](std::string_view whole, std::string_view a, std::string_view b) {
        return Cascade(whole, {district("a", a), district("b", b)}).codes();
    };
    EXPECT_THAT(sums("change from 2020 to 2025 >= 100", "change from 2020 to 2025 >= 40",
                     "change from 2020 to 2025 >= 60"),
                ElementsAre());
    EXPECT_THAT(sums("change from 2020 to 2025 >= 100", "change from 2020 to 2025 >= 40",
                     "change from 2020 to 2025 >= 50"),
                ElementsAre("cascade_falls_short"));
    EXPECT_THAT(sums("mean 2024..2025 >= 100", "mean 2024..2025 >= 40", "mean 2024..2025 >= 60"),
                ElementsAre());
    EXPECT_THAT(sums("change from 2020 to 2025 >= 100", "change from 2020 to 2025 >= 40%",
                     "change from 2020 to 2025 >= 60%"),
                ElementsAre("cascade_no_target"));
}

TEST(CascadeCheck, OnlyTheSameStatisticWindowAndSideAreCompared) {
    EXPECT_THAT(
        Cascade("at 2025 >= 100", {district("a", "at 2026 >= 60"), district("b", "at 2025 <= 60")})
            .codes(),
        ElementsAre("cascade_no_target"));
}

TEST(CascadeCheck, AParentThatIsNotThereIsNamed) {
    Plan plan = district("a", "at 2025 >= 60");
    plan.indicators.front().parent = "gpd";
    EXPECT_THAT(Cascade("at 2025 >= 100", {plan}).codes(), ElementsAre("cascade_parent_unknown"));
}

}  // namespace
}  // namespace glidepath::places_test

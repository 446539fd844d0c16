// The glidepath of an indicator: from its base through its targets.
#include <glidepath/path/glidepath.hpp>

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace glidepath_test {
namespace {

namespace gp = glidepath;
using gp::PathPoint;
using gp::Period;
using gp::Tier;

Period year(int y) { return Period::year(y); }

/// Targets of one indicator, written as a plan writes them.
class Targets {
public:
    Targets& add(std::string_view say, Tier tier = Tier::expected) {
        gp::Target target;
        target.indicator = "x";
        target.say = gp::parse_statement(say);
        target.tier = tier;
        target.id = std::string(say);
        targets_.push_back(std::move(target));
        return *this;
    }
    [[nodiscard]] gp::Glidepath path(std::optional<PathPoint> base = {},
                                     Period like = Period::year(2023)) const {
        std::vector<gp::Target const*> pointers;
        for (gp::Target const& target : targets_) pointers.push_back(&target);
        return gp::glidepath_of(like, gp::Kind::flow, pointers, base);
    }

private:
    std::vector<gp::Target> targets_;
};

Targets targets(std::initializer_list<std::string_view> says) {
    Targets all;
    for (std::string_view say : says) all.add(say);
    return all;
}

void expect_path(gp::Glidepath const& glidepath, int first_year,
                 std::vector<double> const& values) {
    ASSERT_TRUE(glidepath.path);
    EXPECT_EQ(glidepath.path->window().first(), year(first_year));
    ASSERT_EQ(glidepath.path->values().size(), values.size());
    for (std::size_t i = 0; i < values.size(); ++i)
        EXPECT_NEAR(glidepath.path->values()[i], values[i],
                    1e-7 * std::max(1.0, std::abs(values[i])))
            << first_year + static_cast<int>(i);
}

const PathPoint base{year(2022), 734.498};

TEST(Glidepaths, OfInvestmentIsTheLineThroughItsTargets) {
    const gp::Glidepath path = targets({"at 2025 > 860", "at 2027 > 950"}).path(base);
    expect_path(path, 2022, {734.498, 776.332, 818.166, 860, 905, 950});
    EXPECT_TRUE(path.given_way.empty());
}

TEST(Glidepaths, DoNotDependOnTheOrderOfTargets) {
    expect_path(targets({"at 2027 > 950", "at 2025 > 860"}).path(base), 2022,
                {734.498, 776.332, 818.166, 860, 905, 950});
}

TEST(Glidepaths, ThroughCumulativeTargetsKeepTheirSums) {
    const Targets sums = targets({"sum 2023..2025 >= 110", "sum 2023..2027 >= 200"});
    expect_path(sums.path(), 2023, {450.0 / 13, 470.0 / 13, 510.0 / 13, 570.0 / 13, 600.0 / 13});
    // From a base of 30 in the year before: 1560/47, 1720/47, 1890/47, 2070/47, 2160/47.
    expect_path(sums.path(PathPoint{year(2022), 30}), 2022,
                {30, 1560.0 / 47, 1720.0 / 47, 1890.0 / 47, 2070.0 / 47, 2160.0 / 47});
}

TEST(Glidepaths, OfAMeanKeepIt) {
    const gp::Glidepath path = targets({"mean 2023..2025 <= 30"}).path(PathPoint{year(2022), 36});
    ASSERT_TRUE(path.path);
    EXPECT_NEAR(*path.path->sum(gp::parse_window("2023..2025")) / 3, 30, 1e-9);
    EXPECT_EQ(path.path->at(year(2022)), 36);
}

TEST(Glidepaths, OfAnAverageGrowthRateReachItAtItsEnd) {
    // 年均增长, level method: 118.4 to 171.9 in four years is 9.7693376249 % a year, the base year
    // not counted (the yearbooks' rule).
    const gp::Glidepath path =
        targets({"growth from 2020 to 2024 >= 9.7693376249%"}).path(PathPoint{year(2020), 118.4});
    ASSERT_TRUE(path.path);
    EXPECT_NEAR(*path.path->at(year(2024)), 171.9, 1e-6);
    const gp::Glidepath longer =
        targets({"growth from 2022 to 2027 >= 6.34475597693%"}).path(PathPoint{year(2022), 985.2});
    EXPECT_NEAR(*longer.path->at(year(2027)), 1340, 1e-6);
}

TEST(Glidepaths, OfAChangeReachIt) {
    EXPECT_NEAR(*targets({"change from 2022 to 2030 <= -55%"})
                     .path(PathPoint{year(2022), 200})
                     .path->at(year(2030)),
                90, 1e-9);
    EXPECT_NEAR(*targets({"change from 2022 to 2027 >= 2.5pp"})
                     .path(PathPoint{year(2022), 70})
                     .path->at(year(2027)),
                72.5, 1e-9);
}

TEST(Glidepaths, OfAYearsGrowthGrowFromTheYearBefore) {
    expect_path(targets({"at 2024 growth >= 5%"}).path(PathPoint{year(2023), 100}), 2023,
                {100, 105});
    expect_path(targets({"at 2023 > 100", "at 2024 growth >= 5%"}).path(), 2023, {100, 105});
}

TEST(Glidepaths, AreStraightInEveryUnitOfTime) {
    const gp::Glidepath months =
        targets({"at 2025-12 >= 86"})
            .path(PathPoint{Period::month(2024, 12), 50}, Period::month(2025, 1));
    ASSERT_TRUE(months.path);
    ASSERT_EQ(months.path->values().size(), 13U);
    for (int i = 0; i <= 12; ++i)
        EXPECT_NEAR(months.path->values()[static_cast<std::size_t>(i)], 50 + 3 * i, 1e-8);
}

TEST(Glidepaths, TargetsOfAnotherFrequencyAreLeftOut) {
    expect_path(targets({"at 2025-12 > 5", "at 2025 > 860", "at 2025-A1 > 860"})
                    .path(PathPoint{year(2024), 800}),
                2024, {800, 860});
    EXPECT_FALSE(targets({"at 2025-12 > 5"}).path(base).path);
}

// --- targets that are already satisfied ---------------------------------------------------------
TEST(SatisfiedTargets, EnterAsInequalities) {
    expect_path(targets({"at 2025 > 860"}).path(PathPoint{year(2022), 900}), 2022,
                {900, 900, 900, 900});
    expect_path(targets({"at 2025 <= 5.5"}).path(PathPoint{year(2022), 5}), 2022, {5, 5, 5, 5});
    expect_path(targets({"at 2025 between 3 and 5"}).path(PathPoint{year(2022), 4}), 2022,
                {4, 4, 4, 4});
    expect_path(targets({"at 2025 > 860", "at 2027 > 950"}).path(PathPoint{year(2022), 900}), 2022,
                {900, 910, 920, 930, 940, 950});
}

TEST(SatisfiedTargets, StillHoldTheLine) {
    expect_path(targets({"at 2025 > 860", "at 2027 < 800"}).path(PathPoint{year(2024), 900}), 2024,
                {900, 866.6666667, 833.3333333, 800});
    expect_path(targets({"at 2026 > 860", "at 2027 < 800"}).path(PathPoint{year(2024), 900}), 2024,
                {900, 880, 860, 800});
}

TEST(SatisfiedTargets, AWeakerLaterTargetIsAnInequality) {
    expect_path(targets({"at 2025 >= 860", "at 2027 >= 800"}).path(PathPoint{year(2024), 700}),
                2024, {700, 860, 860, 860});
    expect_path(targets({"at 2025 <= 30", "at 2027 <= 35"}).path(PathPoint{year(2024), 40}), 2024,
                {40, 30, 30, 30});
}

// --- each, rises, falls, steady -----------------------------------------------------------------
TEST(EachTargets, AreFloorsAndCeilings) {
    expect_path(targets({"each 2023..2027 >= 35"}).path(PathPoint{year(2022), 30}), 2022,
                {30, 35, 35, 35, 35, 35});
    expect_path(targets({"each 2023..2027 >= 35"}).path(PathPoint{year(2022), 40}), 2022,
                {40, 40, 40, 40, 40, 40});
    expect_path(targets({"each 2023..2025 ~ 5 within 1"}).path(PathPoint{year(2022), 9}), 2022,
                {9, 6, 6, 6});
    expect_path(targets({"each 2023..2025 ~ 5 within 1"}).path(PathPoint{year(2022), 2}), 2022,
                {2, 4, 4, 4});
}

TEST(EachTargets, OfGrowthHoldEveryYear) {
    expect_path(targets({"each 2023..2025 growth >= 10%"}).path(PathPoint{year(2022), 100}), 2022,
                {100, 110, 121, 133.1});
}

TEST(EachTargets, OfDirectionHoldThePathWhereItIs) {
    expect_path(targets({"rises 2023..2025"}).path(PathPoint{year(2022), 100}), 2022,
                {100, 100, 100, 100});
    expect_path(targets({"rises 2023..2025", "at 2025 >= 130"}).path(PathPoint{year(2022), 100}),
                2022, {100, 110, 120, 130});
    expect_path(
        targets({"never rises 2023..2025", "at 2025 <= 70"}).path(PathPoint{year(2022), 100}), 2022,
        {100, 90, 80, 70});
    expect_path(targets({"steady 2023..2025 within 3%"}).path(PathPoint{year(2022), 100}), 2022,
                {100, 100, 100, 100});
}

TEST(EachTargets, WhatReachesBackBeforeTheBaseDoesNotBind) {
    expect_path(targets({"rises 2023..2026", "at 2027 >= 130"}).path(PathPoint{year(2025), 110}),
                2025, {110, 120, 130});
}

// --- without a base -----------------------------------------------------------------------------
TEST(WithoutABase, ThePathBeginsWithTheFirstTarget) {
    expect_path(targets({"at 2025 > 860", "at 2027 > 950"}).path(), 2025, {860, 905, 950});
}

TEST(WithoutABase, OneTargetLeavesThePathUnknown) {
    EXPECT_FALSE(targets({"at 2025 > 860"}).path().path);
    EXPECT_FALSE(targets({"sum 2023..2025 >= 110"}).path().path);
    EXPECT_FALSE(targets({"each 2023..2027 >= 35"}).path().path);
    EXPECT_FALSE(targets({"growth from 2022 to 2025 >= 15%"}).path().path);
    EXPECT_FALSE(targets({}).path().path);
}

TEST(LongPaths, AreUnknownBeyondTheirLimit) {
    const Targets months = targets({"at 2100-01 >= 900"});
    const Period end = Period::month(2100, 1);
    EXPECT_FALSE(months.path(PathPoint{end - gp::longest_path, 100}, end).path);
    const PathPoint nearer{Period::month(2092, 1), 804};
    ASSERT_TRUE(months.path(nearer, end).path);
    EXPECT_NEAR(*months.path(nearer, end).path->at(Period::month(2096, 1)), 852, 1e-7);
}

TEST(WithABaseOnly, ThereIsNoPath) {
    EXPECT_FALSE(targets({}).path(base).path);
    EXPECT_FALSE(
        targets({"at 2026 >= tbd", "at 2025 > other", "done by 2025", "done"}).path(base).path);
}

TEST(UnboundTargets, LeaveThePathToTheOthers) {
    expect_path(targets({"at 2026 >= tbd", "each 2023..2027 >= other", "at 2025 > 860"})
                    .path(PathPoint{year(2024), 800}),
                2024, {800, 860});
}

// --- contradictions -----------------------------------------------------------------------------
TEST(ContradictingTargets, GiveWayAspirationalFirstThenExpectedThenBinding) {
    Targets all;
    all.add("at 2025 > 900", Tier::aspirational)
        .add("at 2025 > 860", Tier::binding)
        .add("at 2025 > 880", Tier::expected);
    gp::Glidepath path = all.path(PathPoint{year(2024), 800});
    expect_path(path, 2024, {800, 860});
    EXPECT_EQ(path.given_way, (std::vector<std::string>{"at 2025 > 900", "at 2025 > 880"}));
    Targets two;
    two.add("at 2025 > 900", Tier::aspirational).add("at 2025 > 880", Tier::expected);
    path = two.path(PathPoint{year(2024), 800});
    expect_path(path, 2024, {800, 880});
    EXPECT_EQ(path.given_way, std::vector<std::string>{"at 2025 > 900"});
}

TEST(ContradictingTargets, AreNoneIfTheMoreDemandingOneIsAsFirm) {
    for (const char* more : {"at 2025 > 900", "at 2025 ~ 910 within 10"}) {
        Targets all;
        all.add("at 2025 > 860", Tier::expected).add(more, Tier::expected);
        const gp::Glidepath path = all.path(PathPoint{year(2024), 780});
        expect_path(path, 2024, {780, 900});
        EXPECT_TRUE(path.given_way.empty()) << more;
    }
    Targets sums;
    sums.add("sum 2024..2025 >= 200", Tier::expected).add("sum 2024..2025 >= 300", Tier::binding);
    const gp::Glidepath path = sums.path(PathPoint{year(2023), 90});
    EXPECT_NEAR(*path.path->sum(gp::parse_window("2024..2025")), 300, 1e-9);
    EXPECT_TRUE(path.given_way.empty());
}

TEST(ContradictingTargets, TheBaseIsFirmerThanAnyTarget) {
    Targets all;
    all.add("sum 2022..2023 >= 10", Tier::binding).add("at 2023 >= 20", Tier::binding);
    const gp::Glidepath path = all.path(PathPoint{year(2022), 5});
    ASSERT_TRUE(path.path);
    EXPECT_NEAR(*path.path->at(year(2022)), 5, 1e-9);
    EXPECT_NEAR(*path.path->at(year(2023)), 5, 1e-9);
    EXPECT_EQ(path.given_way, std::vector<std::string>{"at 2023 >= 20"});
}

TEST(ContradictingTargets, AreNamedOnceEach) {
    const gp::Glidepath path =
        targets({"at 2025 >= 30", "each 2025..2025 >= 40", "each 2024..2025 >= 50"})
            .path(PathPoint{year(2023), 20});
    ASSERT_TRUE(path.path);
    EXPECT_NEAR(*path.path->at(year(2025)), 30, 1e-9);
    EXPECT_EQ(path.given_way,
              (std::vector<std::string>{"each 2025..2025 >= 40", "each 2024..2025 >= 50"}));
}

// --- found in review ----------------------------------------------------------------------------
TEST(EqualityTargets, AreNotRelaxedByAnEarlierOne) {
    const PathPoint start{year(2022), 800};
    EXPECT_NEAR(*targets({"at 2025 = 900", "at 2027 = 850"}).path(start).path->at(year(2027)), 850,
                1);
    const auto about = targets({"at 2025 ~ 900 within 10", "at 2027 ~ 850 within 10"}).path(start);
    EXPECT_LE(*about.path->at(year(2027)), 860 + 1e-6);
    const auto limit = targets({"at 2024 >= 900", "at 2026 <= 700"}).path(start);
    EXPECT_NEAR(*limit.path->at(year(2024)), 900, 1e-6);
    EXPECT_NEAR(*limit.path->at(year(2026)), 700, 1e-6);
}

TEST(ChangeAndGrowthTargets, BindThePath) {
    const PathPoint start{year(2024), 100};
    EXPECT_NEAR(*targets({"at 2025 change >= 5"}).path(start).path->at(year(2025)), 105, 1e-9);
    EXPECT_NEAR(*targets({"at 2025 growth between 3% and 5%"}).path(start).path->at(year(2025)),
                103, 1e-9);
}

TEST(Floors, ThatCanAllHoldNeverGiveWay) {
    const auto path = targets({"each 2023..2025 >= 100", "each 2023..2025 change >= 20"})
                          .path(PathPoint{year(2022), 70});
    EXPECT_TRUE(path.given_way.empty());
    expect_path(path, 2022, {70, 100, 120, 140});
}

TEST(WithoutABase, TheSameStatementTwiceIsOneStatement) {
    EXPECT_FALSE(
        targets({"sum 2023..2025 >= 110", "mean 2023..2025 >= 36.6666666666667"}).path().path);
}

}  // namespace
}  // namespace glidepath_test

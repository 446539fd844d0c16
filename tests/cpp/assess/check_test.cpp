// Findings, one rule at a time: a plan that has it, and one that narrowly does not.
#include "support/small_plan.hpp"
#include <glidepath/assess/check/data.hpp>
#include <glidepath/io.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace glidepath::check_test {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using testing::SmallPlan;
using ::testing::UnorderedElementsAre;

std::vector<Finding> with_code(std::vector<Finding> findings, std::string_view code) {
    std::erase_if(findings, [&](Finding const& finding) { return finding.code != code; });
    return findings;
}
std::vector<Finding> check_for(std::string_view code, SmallPlan const& small) {
    return with_code(check(small.plan), code);
}
std::vector<Finding> check_data_for(std::string_view code, SmallPlan const& small) {
    return with_code(check_data(small.plan, small.observations()), code);
}
/// A plan with one flow `x` in 亿元 and these targets.
SmallPlan flow(std::initializer_list<std::string_view> says) {
    SmallPlan small;
    small.money("x");
    for (std::string_view say : says) small.target("x", say);
    return small;
}
SmallPlan of_kind(Kind kind, std::string unit, std::initializer_list<std::string_view> says) {
    SmallPlan small;
    small.indicator("x", kind, std::move(unit));
    for (std::string_view say : says) small.target("x", say);
    return small;
}
std::vector<std::string> contradictory(SmallPlan const& small) {
    const auto found = check_for("contradiction", small);
    return found.empty() ? std::vector<std::string>() : found.front().subjects;
}

// ---- contradictions within one indicator --------------------------------------------------------

TEST(CheckContradiction, LimitsOfOnePeriod) {
    const SmallPlan small = flow({"at 2025 >= 100", "each 2024..2026 <= 90"});
    const auto found = check_for("contradiction", small);
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found[0].severity, Severity::contradiction);
    EXPECT_THAT(found[0].subjects, ElementsAre("x:at-2025", "x:each-2024..2026"));
    EXPECT_THAT(found[0].message.en, HasSubstr("x:at-2025 (at 2025 >= 100)"));
    EXPECT_THAT(found[0].message.en, HasSubstr("cannot both hold"));
    EXPECT_THAT(found[0].message.en, HasSubstr("at least 100 亿元 and at most 90 亿元"));
    EXPECT_THAT(found[0].message.zh, HasSubstr("不能同时成立"));
    EXPECT_THAT(found[0].message.zh, HasSubstr("不低于100亿元，又须不高于90亿元"));
    EXPECT_THAT(contradictory(flow({"at 2025 >= 100", "each 2026..2027 <= 90"})), IsEmpty());
}

TEST(CheckContradiction, StrictAgainstNotStrictAtTheSameNumber) {
    EXPECT_THAT(contradictory(flow({"at 2025 > 860", "each 2025..2027 <= 860"})), SizeIs(2));
    EXPECT_THAT(contradictory(flow({"at 2025 >= 860", "each 2025..2027 <= 860"})), IsEmpty());
    EXPECT_THAT(contradictory(flow({"at 2025 > 860", "each 2025..2027 < 860.1"})), IsEmpty());
}

TEST(CheckContradiction, BothQuotesAreSaid) {
    SmallPlan small = flow({"at 2025 >= 100", "each 2024..2026 <= 90"});
    small.plan.targets[0].quote = "到2025年达100亿元";
    small.plan.targets[1].quote = "每年控制在90亿元以内";
    const auto found = check_for("contradiction", small);
    EXPECT_THAT(found.at(0).message.en, HasSubstr("“到2025年达100亿元”"));
    EXPECT_THAT(found.at(0).message.zh, HasSubstr("原文“每年控制在90亿元以内”"));
}

TEST(CheckContradiction, DeclaredBounds) {
    SmallPlan small = of_kind(Kind::ratio, "%", {"at 2025 > 100%"});
    EXPECT_THAT(contradictory(small), IsEmpty());
    small.plan.indicators[0].bounds.max = 100;
    const auto found = check_for("contradiction", small);
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_THAT(found[0].subjects, ElementsAre("x:at-2025", "x"));
    EXPECT_THAT(found[0].message.en, HasSubstr("more than 100% and at most 100%"));
}

TEST(CheckContradiction, WholeNumbers) {
    SmallPlan small = of_kind(Kind::stock, "家", {"at 2025 > 19", "each 2025..2027 < 20"});
    EXPECT_THAT(contradictory(small), IsEmpty());
    small.plan.indicators[0].whole = true;
    EXPECT_THAT(contradictory(small), SizeIs(2));
}

TEST(CheckContradiction, FloorsAgainstASum) {
    const auto found =
        check_for("contradiction", flow({"each 2023..2027 >= 35", "sum 2023..2025 <= 100"}));
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_THAT(found[0].message.en, HasSubstr("the sum of 2023..2025 would have to be"));
    EXPECT_THAT(found[0].message.en, HasSubstr("at least 105 亿元 and at most 100 亿元"));
    EXPECT_THAT(contradictory(flow({"each 2023..2027 >= 35", "sum 2023..2025 <= 105"})), IsEmpty());
    EXPECT_THAT(contradictory(flow({"each 2023..2027 > 35", "sum 2023..2025 <= 105"})), SizeIs(2));
}

TEST(CheckContradiction, SumsOnOverlappingWindows) {
    // 2024..2025 lies in both sums: 60 + 60 - 50 leaves 70 for the whole.
    EXPECT_THAT(contradictory(flow({"sum 2023..2025 <= 60", "sum 2024..2027 <= 60",
                                    "sum 2024..2025 >= 50", "sum 2023..2027 >= 71"})),
                SizeIs(4));
    EXPECT_THAT(contradictory(flow({"sum 2023..2025 <= 60", "sum 2024..2027 <= 60",
                                    "sum 2024..2025 >= 50", "sum 2023..2027 >= 70"})),
                IsEmpty());
    // A part is not more than the whole if the flow cannot be negative.
    SmallPlan small = flow({"sum 2023..2025 >= 110", "sum 2023..2027 <= 100"});
    EXPECT_THAT(contradictory(small), SizeIs(2));
    small.plan.indicators[0].bounds.min.reset();
    EXPECT_THAT(contradictory(small), IsEmpty());
}

TEST(CheckContradiction, MeansAndFinerPeriods) {
    EXPECT_THAT(contradictory(flow({"mean 2023..2025 >= 40", "sum 2023..2025 <= 119"})), SizeIs(2));
    EXPECT_THAT(contradictory(flow({"mean 2023..2025 >= 40", "sum 2023..2025 <= 120"})), IsEmpty());
    EXPECT_THAT(contradictory(flow({"each 2025-Q1..2025-Q4 >= 30", "at 2025 <= 119"})), SizeIs(2));
    EXPECT_THAT(contradictory(flow({"each 2025-Q1..2025-Q4 >= 30", "at 2025 <= 120"})), IsEmpty());
    EXPECT_THAT(contradictory(of_kind(Kind::stock, "家", {"at 2025-Q4 >= 30", "at 2025 <= 29"})),
                SizeIs(2));
    EXPECT_THAT(contradictory(of_kind(Kind::stock, "家", {"at 2025-Q1 >= 30", "at 2025 <= 29"})),
                IsEmpty());
    EXPECT_THAT(contradictory(
                    of_kind(Kind::average, "岁", {"each 2025-H1..2025-H2 >= 30", "at 2025 <= 29"})),
                SizeIs(2));
}

TEST(CheckContradiction, DirectionsAgainstLevels) {
    EXPECT_THAT(contradictory(flow({"rises 2024..2027", "at 2024 >= 50", "at 2027 <= 50"})),
                SizeIs(3));
    EXPECT_THAT(contradictory(flow({"never falls 2024..2027", "at 2024 >= 50", "at 2027 <= 50"})),
                IsEmpty());
    EXPECT_THAT(contradictory(flow({"falls 2024..2027", "at 2027 > 60", "at 2023 <= 60"})),
                SizeIs(3));
    EXPECT_THAT(contradictory(flow({"rises 2024..2027", "never rises 2026..2027"})), SizeIs(2));
    EXPECT_THAT(contradictory(flow({"rises 2024..2025", "never rises 2026..2027"})), IsEmpty());
}

TEST(CheckContradiction, GrowthAgainstLevelsAndAgainstGrowth) {
    const auto found =
        check_for("contradiction",
                  flow({"at 2024 between 90 and 100", "at 2025 >= 120", "at 2025 growth <= 10%"}));
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_THAT(found[0].subjects, SizeIs(3));
    EXPECT_THAT(found[0].message.en, HasSubstr("cannot all hold"));
    EXPECT_THAT(contradictory(flow(
                    {"at 2024 between 90 and 100", "at 2025 >= 110", "at 2025 growth <= 10%"})),
                IsEmpty());
    EXPECT_THAT(contradictory(flow({"at 2025 >= 120", "at 2025 growth <= 10%"})), IsEmpty());
    const auto rates = check_for(
        "contradiction", flow({"each 2024..2027 growth >= 5%", "growth from 2023 to 2027 <= 4%"}));
    ASSERT_THAT(rates, SizeIs(1));
    EXPECT_THAT(rates[0].message.en, HasSubstr("at least 5% and at most 4%"));
    EXPECT_THAT(
        contradictory(flow({"each 2024..2027 growth >= 5%", "growth from 2023 to 2027 <= 5%"})),
        IsEmpty());
    EXPECT_THAT(contradictory(flow({"rises 2024..2027", "at 2026 growth <= 0%"})), SizeIs(2));
    EXPECT_THAT(
        contradictory(flow({"change from 2023 to 2027 <= -55%", "each 2023..2027 growth >= -10%"})),
        SizeIs(2));
    EXPECT_THAT(contradictory(of_kind(
                    Kind::ratio, "%",
                    {"change from 2023 to 2027 >= 5pp", "at 2023 >= 90%", "at 2027 <= 94%"})),
                SizeIs(3));
}

TEST(CheckContradiction, ByNeedsOnePeriodOfTheHorizon) {
    EXPECT_THAT(contradictory(flow({"by 2025 >= 100", "each 2023..2027 < 100"})), SizeIs(2));
    EXPECT_THAT(contradictory(flow({"by 2025 >= 100", "each 2024..2027 < 100"})), IsEmpty());
}

TEST(CheckContradiction, UnknownNumbersTakeNoPart) {
    SmallPlan small = flow({"at 2025 >= tbd", "each 2023..2027 <= 0"});
    small.money("y");
    small.target("y", "at 2025 > x");
    EXPECT_THAT(contradictory(small), IsEmpty());
}

TEST(CheckContradiction, OnlyTextsInForceTogetherMeet) {
    SmallPlan small = flow({"at 2025 >= 100", "each 2024..2026 <= 90"});
    small.plan.targets[0].superseded = date(2024, 7, 1);
    small.plan.targets[1].set = date(2024, 7, 1);
    EXPECT_THAT(contradictory(small), IsEmpty());
    small.plan.targets[1].set = date(2024, 6, 30);
    EXPECT_THAT(contradictory(small), SizeIs(2));
}

TEST(CheckContradiction, EachConflictIsToldOnceAndLeastTextsAreNamed) {
    const SmallPlan small = flow({"at 2025 <= 50", "at 2023 >= 10", "sum 2023..2027 >= 100",
                                  "each 2024..2026 >= 80", "each 2025..2027 >= 60"});
    const auto found = check_for("contradiction", small);
    ASSERT_THAT(found, SizeIs(2));
    std::vector<std::vector<std::string>> subjects{found[0].subjects, found[1].subjects};
    EXPECT_THAT(subjects, UnorderedElementsAre(ElementsAre("x:at-2025", "x:each-2024..2026"),
                                               ElementsAre("x:at-2025", "x:each-2025..2027")));
}

// ---- ratios -------------------------------------------------------------------------------------

/// R&D over GDP.
SmallPlan research(std::string_view part, std::string_view whole, std::string_view share) {
    SmallPlan small;
    small.money("rd");
    small.money("gdp");
    small.indicator("share", Kind::ratio, "%");
    small.plan.indicators[2].numerator = "rd";
    small.plan.indicators[2].denominator = "gdp";
    if (!part.empty()) small.target("rd", part);
    if (!whole.empty()) small.target("gdp", whole);
    if (!share.empty()) small.target("share", share);
    return small;
}

TEST(CheckRatio, AllThreeBounded) {
    const SmallPlan small = research("at 2025 <= 40", "at 2025 >= 2500", "at 2025 >= 2%");
    const auto found = check_for("contradiction", small);
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_THAT(found[0].subjects, ElementsAre("rd:at-2025", "gdp:at-2025", "share:at-2025"));
    EXPECT_THAT(found[0].message.en, HasSubstr("at least 2% and at most 1.6%"));
    EXPECT_THAT(contradictory(research("at 2025 <= 50", "at 2025 >= 2500", "at 2025 >= 2%")),
                IsEmpty());
    EXPECT_THAT(contradictory(research("at 2025 < 50", "at 2025 >= 2500", "at 2025 >= 2%")),
                SizeIs(3));
    EXPECT_THAT(contradictory(research("at 2025 <= 40", "", "at 2025 >= 2%")), IsEmpty());
}

TEST(CheckRatio, UnitsOfThePartsConvert) {
    SmallPlan small = research("at 2025 <= 400000", "at 2025 >= 2500", "at 2025 >= 2%");
    small.plan.indicators[0].unit = "万元";
    EXPECT_THAT(contradictory(small), SizeIs(3));
    small.plan.targets[0].say = parse_statement("at 2025 <= 500000");
    EXPECT_THAT(contradictory(small), IsEmpty());
}

TEST(CheckRatio, ImpliedBound) {
    const auto found = check_for("implied_bound", research("at 2025 >= 47", "", "at 2025 >= 2%"));
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found[0].severity, Severity::note);
    EXPECT_THAT(found[0].subjects, ElementsAre("rd:at-2025", "share:at-2025", "gdp"));
    EXPECT_THAT(found[0].message.en, HasSubstr("gdp is at most 2350 亿元"));
    EXPECT_THAT(found[0].message.zh, HasSubstr("不高于2350亿元"));
    // No common period; the third figure has a target of its own.
    EXPECT_THAT(check_for("implied_bound", research("at 2025 >= 47", "", "at 2027 >= 2%")),
                IsEmpty());
    EXPECT_THAT(
        check_for("implied_bound", research("at 2025 >= 47", "at 2025 >= 2000", "at 2025 >= 2%")),
        IsEmpty());
}

TEST(CheckRatio, ImpliedBoundFromEitherPartInEitherDirection) {
    const auto message = [](std::string_view part, std::string_view whole, std::string_view share) {
        return check_for("implied_bound", research(part, whole, share)).at(0).message.en;
    };
    EXPECT_THAT(message("", "at 2025 >= 2350", "at 2025 >= 2%"),
                HasSubstr("rd is at least 47 亿元"));
    EXPECT_THAT(message("", "at 2025 >= 2350", "at 2025 >= 2%"), Not(HasSubstr("if ")));
    EXPECT_THAT(message("", "at 2025 >= 2350", "at 2025 <= 2%"), HasSubstr("is just 2350 亿元"));
    EXPECT_THAT(message("", "at 2025 >= 2350", "at 2025 <= 2%"),
                HasSubstr("rd is at most 47 亿元"));
    EXPECT_THAT(message("at 2025 <= 47", "", "at 2025 > 2%"),
                HasSubstr("gdp is less than 2350 亿元"));
    EXPECT_THAT(message("at 2025 >= 47", "", "at 2025 <= 2%"),
                HasSubstr("gdp is at least 2350 亿元"));
}

// ---- redundant ----------------------------------------------------------------------------------

TEST(CheckRedundant, ATargetThatOthersImply) {
    const auto found = check_for(
        "redundant", of_kind(Kind::ratio, "%", {"at 2027 >= 90%", "each 2023..2027 >= 90%"}));
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found[0].severity, Severity::note);
    EXPECT_THAT(found[0].subjects, ElementsAre("x:at-2027", "x:each-2023..2027"));
    EXPECT_THAT(check_for("redundant",
                          of_kind(Kind::ratio, "%", {"at 2027 > 90%", "each 2023..2027 >= 90%"})),
                IsEmpty());
}

TEST(CheckRedundant, SumsDirectionsAndBounds) {
    EXPECT_THAT(check_for("redundant", flow({"each 2023..2027 >= 35", "sum 2023..2025 >= 105"})),
                SizeIs(1));
    EXPECT_THAT(check_for("redundant", flow({"each 2023..2027 >= 35", "sum 2023..2025 >= 106"})),
                IsEmpty());
    EXPECT_THAT(check_for("redundant", flow({"rises 2023..2027", "never falls 2024..2025"})),
                SizeIs(1));
    EXPECT_THAT(check_for("redundant", flow({"at 2025 >= 0"})).at(0).subjects,
                ElementsAre("x:at-2025", "x"));
    EXPECT_THAT(check_for("redundant", flow({"by 2025 >= 10", "at 2024 >= 10"})), SizeIs(1));
    EXPECT_THAT(check_for("redundant", flow({"by 2025 >= 10", "at 2026 >= 10"})), IsEmpty());
}

TEST(CheckRedundant, EqualTextsAreToldOnceAndHopesImplyNoDuties) {
    SmallPlan small = flow({"at 2025 >= 90", "at 2025 >= 100"});
    small.plan.targets[1].id = "x:hoped";
    EXPECT_THAT(check_for("redundant", small), SizeIs(1));
    small.plan.targets[1].tier = Tier::aspirational;
    EXPECT_THAT(check_for("redundant", small), IsEmpty());
    small = flow({"at 2025 >= 90", "at 2025 >= 90"});
    small.plan.targets[1].id = "x:again";
    EXPECT_THAT(check_for("redundant", small).at(0).subjects, ElementsAre("x:again", "x:at-2025"));
}

// ---- floors and sums ----------------------------------------------------------------------------

TEST(CheckFloors, FallShortOfSums) {
    const auto found = check_for(
        "floors_fall_short",
        flow({"each 2023..2027 >= 35", "sum 2023..2025 >= 110", "sum 2023..2027 >= 200"}));
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found[0].severity, Severity::warning);
    EXPECT_THAT(found[0].subjects, SizeIs(3));
    EXPECT_THAT(found[0].message.en, HasSubstr("3 × 35 = 105 < 110"));
    EXPECT_THAT(found[0].message.en, HasSubstr("5 × 35 = 175 < 200"));
    EXPECT_THAT(found[0].message.en, HasSubstr("2026..2027 must bring 90 亿元 (45 亿元 a year)"));
    EXPECT_THAT(found[0].message.zh, HasSubstr("2026—2027年须完成90亿元（年均45亿元）"));
    EXPECT_THAT(
        check_for("floors_fall_short", flow({"each 2023..2027 >= 40", "sum 2023..2025 >= 110",
                                             "sum 2023..2027 >= 200"})),
        SizeIs(1));  // the floors suffice, but the rest has to speed up: 90 in two years
    EXPECT_THAT(
        check_for("floors_fall_short", flow({"each 2023..2027 >= 40", "sum 2023..2025 >= 120",
                                             "sum 2023..2027 >= 200"})),
        IsEmpty());
}

TEST(CheckFloors, CoveringWindowsAndUnequalFloors) {
    const auto covering =
        check_for("floors_fall_short", flow({"each 2023..2025 > 40", "sum 2023..2027 >= 200"}));
    EXPECT_THAT(covering.at(0).message.en,
                HasSubstr("3 × 40 = 120 < 200 亿元 (2023..2027), so 2026..2027 must bring 80 亿元 "
                          "(40 亿元 a year)"));
    const auto unequal = check_for(
        "floors_fall_short",
        flow({"at 2023 >= 30", "at 2024 >= 35", "at 2025 >= 40", "sum 2023..2025 >= 110"}));
    EXPECT_THAT(unequal.at(0).message.en, HasSubstr("30 + 35 + 40 = 105 < 110"));
    // One year on the way to a sum is not a floor.
    EXPECT_THAT(check_for("floors_fall_short", flow({"at 2023 >= 1", "sum 2023..2025 >= 3"})),
                IsEmpty());
    EXPECT_THAT(
        check_for("floors_fall_short", flow({"each 2023..2025 <= 1", "sum 2023..2025 >= 2"})),
        IsEmpty());
}

// ---- what the text leaves open ------------------------------------------------------------------

TEST(CheckText, NoDueOwnerUnitName) {
    SmallPlan small;
    small.plan.goals.push_back({});
    small.plan.goals[0].id = "top";
    small.plan.goals[0].title = {"上", "top"};
    small.plan.goals.push_back({});
    small.plan.goals[1].id = "part";
    small.plan.goals[1].parent = "top";
    small.plan.goals[1].title = {"下", ""};
    small.indicator("x", Kind::stock, "").name = {"甲", "x"};
    small.indicator("m", Kind::milestone, "").name = {"乙", "m"};
    small.target("x", "at 2025 >= 1").goal = "part";
    small.target("m", "done").goal = "part";
    EXPECT_THAT(check_for("no_due", small).at(0).subjects, ElementsAre("m:done"));
    EXPECT_THAT(check_for("no_owner", small).at(0).subjects, ElementsAre("x:at-2025", "m:done"));
    EXPECT_THAT(check_for("no_unit", small).at(0).subjects, ElementsAre("x"));
    EXPECT_THAT(check_for("missing_name", small).at(0).subjects, ElementsAre("part"));

    small.plan.bodies.push_back({});
    small.plan.bodies[0].id = "office";
    small.plan.bodies[0].name = {"办", "office"};
    small.plan.goals[0].lead = {"office"};  // a lead of the goal above serves
    small.plan.goals[1].title.en = "part";
    small.plan.indicators[0].unit = "家";
    small.plan.targets[1].say = parse_statement("done by 2025");
    for (auto code : {"no_due", "no_owner", "no_unit", "missing_name"})
        EXPECT_THAT(check_for(code, small), IsEmpty()) << code;
}

TEST(CheckText, ManyAlikeMakeOneFinding) {
    SmallPlan small;
    for (std::string id : {"a", "b", "c", "d", "e"}) {
        small.indicator(id, Kind::milestone, "");
        small.target(id, "done");
    }
    const auto found = check_for("no_due", small);
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_THAT(found[0].subjects, SizeIs(5));
    EXPECT_THAT(found[0].message.en, HasSubstr("5 commitments"));
    EXPECT_THAT(found[0].message.en, HasSubstr("and 2 more"));
    EXPECT_THAT(found[0].message.zh, HasSubstr("5项"));
}

TEST(CheckText, TargetsThatDoNotApplyOrNoLongerStandAreLeftAlone) {
    SmallPlan small;
    small.plan.goals.push_back({});
    small.plan.goals[0].id = "elsewhere";
    small.plan.goals[0].applies = false;
    small.indicator("m", Kind::milestone, "");
    small.target("m", "done").goal = "elsewhere";
    EXPECT_THAT(check_for("no_due", small), IsEmpty());
    small.plan.goals[0].applies = true;
    EXPECT_THAT(check_for("no_due", small), SizeIs(1));
    small.plan.targets[0].superseded = date(2024, 1, 1);
    EXPECT_THAT(check_for("no_due", small), IsEmpty());
}

TEST(CheckText, AssumedIsOneFindingPerKindAndTbdOneForAll) {
    SmallPlan small = flow({"each 2023..2027 ~ 5 within 1", "sum 2023..2025 >= 3", "at 2026 >= tbd",
                            "at 2027 >= tbd"});
    small.plan.targets[0].assumed = {Assumption::tolerance, Assumption::window};
    small.plan.targets[1].assumed = {Assumption::window};
    const auto assumed = check_for("assumed", small);
    ASSERT_THAT(assumed, SizeIs(2));
    EXPECT_THAT(assumed[0].message.en, HasSubstr("2 targets assume the window"));
    EXPECT_THAT(assumed[1].message.en, HasSubstr("1 target assumes the tolerance"));
    EXPECT_THAT(check_for("to_be_decided", small).at(0).subjects,
                ElementsAre("x:at-2026", "x:at-2027"));
    EXPECT_THAT(check_for("assumed", flow({"at 2025 >= 1"})), IsEmpty());
    EXPECT_THAT(check_for("to_be_decided", flow({"at 2025 >= 1"})), IsEmpty());
}

TEST(CheckText, CadencesOnOneTopic) {
    SmallPlan small;
    const auto duty = [&](std::string id, Cadence every, std::string topic, std::string quote) {
        Obligation obligation;
        obligation.id = std::move(id);
        obligation.every = every;
        obligation.topic = std::move(topic);
        obligation.quote = std::move(quote);
        small.plan.obligations.push_back(obligation);
    };
    duty("weekly", Cadence::week, "meeting", "周例会");
    duty("fund", Cadence::year, "", "");
    duty("fortnightly", Cadence::two_weeks, "meeting", "每两周召开");
    duty("other", Cadence::month, "dispatch", "");
    duty("other_too", Cadence::month, "dispatch", "");
    const auto found = check_for("cadence_disagreement", small);
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_THAT(found[0].subjects, ElementsAre("weekly", "fortnightly"));
    EXPECT_THAT(
        found[0].message.en,
        HasSubstr("every week (weekly, “周例会”); every 2 weeks (fortnightly, “每两周召开”)"));
}

TEST(CheckText, WindowsThatOpenBeforeTheHorizon) {
    EXPECT_THAT(check_for("window_before_horizon", flow({"growth from 2020 to 2025 >= 15%"})),
                SizeIs(1));
    EXPECT_THAT(check_for("window_before_horizon", flow({"growth from 2022 to 2025 >= 15%"})),
                IsEmpty());
    EXPECT_THAT(check_for("window_before_horizon", flow({"sum 2022..2025 >= 15"})), SizeIs(1));
    EXPECT_THAT(check_for("window_before_horizon", flow({"rises 2023..2025", "at 2024-Q1 > 1"})),
                IsEmpty());
}

// ---- what the data show -------------------------------------------------------------------------

TEST(CheckPaths, WhatIsKnownLeavesNoPathToATarget) {
    SmallPlan small;
    small.money("spent");
    small.row("spent", "2022", "40", Measure::value, "2023-02-01");
    small.target("spent", "sum 2023..2025 <= 110");
    Indicator& share = small.indicator("share", Kind::stock, "%");
    share.bounds.max = 100;
    small.row("share", "2022", "120", Measure::value, "2023-02-01");
    small.target("share", "each 2023..2025 >= 90%");
    const auto found = [&] {
        const Observations seen = small.observations();
        std::vector<std::string> said;
        for (Finding const& finding : with_code(check(small.plan, &seen), "out_of_reach"))
            said.push_back(finding.subjects.at(0) + finding.message.en);
        return said;
    };
    EXPECT_THAT(found(), IsEmpty());
    small.row("spent", "2023", "120", Measure::value, "2024-02-01");
    small.target("share", "at 2023 growth >= -10%");  // 108
    EXPECT_THAT(found(), ElementsAre(AllOf(HasSubstr("spent:sum-2023..2025"),
                                           HasSubstr("has been published since the base")),
                                     AllOf(HasSubstr("share:at-2023-growth"),
                                           HasSubstr("the bounds of the indicator"))));
    EXPECT_THAT(check_for("out_of_reach", small), IsEmpty());  // nothing is known without data
}
TEST(CheckBase, SatisfiedOrNot) {
    SmallPlan small = of_kind(Kind::ratio, "%", {"each 2023..2027 >= 90%", "at 2027 >= 95%"});
    small.row("x", "2021", "89.9");
    small.row("x", "2022", "90.3", Measure::value, "2023-02-01");
    small.row("x", "2023", "99.0");
    const Observations seen = small.observations();
    const auto found = with_code(check(small.plan, &seen), "base_satisfies");
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_THAT(found[0].subjects, ElementsAre("x:each-2023..2027"));
    EXPECT_THAT(found[0].message.en, HasSubstr("90.3% in 2022: a floor to hold, not a climb"));
    EXPECT_THAT(check_for("base_satisfies", small), IsEmpty());    // nothing is known without data
    small.row("x", "2022", "89.8", Measure::value, "2023-03-01");  // the latest vintage counts
    const Observations later = small.observations();
    EXPECT_THAT(with_code(check(small.plan, &later), "base_satisfies"), IsEmpty());
}

TEST(CheckUnits, AgainstOtherPeriods) {
    SmallPlan small = flow({});
    for (auto [year, printed] : {std::pair("2019", "100"), {"2020", "110"}, {"2021", "120"}})
        small.row("x", year, printed);
    EXPECT_THAT(check_data_for("unit_suspect", small), IsEmpty());
    Observation& slip = small.row("x", "2022", "0.013");
    slip.unit = "万元";
    EXPECT_THAT(check_data_for("unit_suspect", small).at(0).subjects, ElementsAre("x"));
    EXPECT_THAT(check_data_for("unit_suspect", small).at(0).message.en, HasSubstr("about 110"));
    small.rows.back().value = 0;  // zero is zero
    EXPECT_THAT(check_data_for("unit_suspect", small), IsEmpty());
    small.rows.back().value = 110.0 / 299;
    EXPECT_THAT(check_data_for("unit_suspect", small), IsEmpty());
    small.rows.back().value = 110.0 * 301;
    EXPECT_THAT(check_data_for("unit_suspect", small), SizeIs(1));
}

TEST(CheckUnits, AgainstTargetsAndWithTheUnitThatFits) {
    SmallPlan small;
    small.indicator("load", Kind::flow, "万千瓦").bounds.min = 0;
    small.target("load", "sum 2023..2025 >= 67.62");
    Observation& slip = small.row("load", "2023", "17.05");
    slip.unit = "千瓦";
    slip.value = 0.001705;
    const auto found = check_data_for("unit_suspect", small);
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found[0].severity, Severity::warning);
    EXPECT_THAT(found[0].message.en, HasSubstr("printed as 17.05 千瓦, that is 0.001705 万千瓦"));
    EXPECT_THAT(found[0].message.en, HasSubstr("万千瓦 may be meant"));
    small.rows[0].place = "far away";  // the targets are not meant for it
    EXPECT_THAT(check_data_for("unit_suspect", small), IsEmpty());
}

TEST(CheckUnits, SpansAreComparedADayAndPlacesApart) {
    SmallPlan small = flow({});
    small.row("x", "2021", "3650");
    small.row("x", "2022", "3650");
    small.row("x", "2023-01", "5", Measure::ytd);  // 60 times less a day
    EXPECT_THAT(check_data_for("unit_suspect", small), IsEmpty());
    small.row("x", "2022-06-30", "10");
    small.row("x", "2016..2020", "18000");
    EXPECT_THAT(check_data_for("unit_suspect", small), IsEmpty());
    small.row("x", "2022", "9000000").place = "the country";
    EXPECT_THAT(check_data_for("unit_suspect", small), IsEmpty());
    small.row("x", "2021", "9000").place = "the country";
    EXPECT_THAT(check_data_for("unit_suspect", small), SizeIs(2));  // one of them, who knows which
}

TEST(CheckUnits, OneOtherFigureLeavesItToTheTargets) {
    SmallPlan small = flow({"at 2025 >= 100"});
    small.row("x", "2021", "90");
    small.row("x", "2022", "0.0095");
    const Observations seen = small.observations();
    const PlanIndex index(small.plan);
    const std::vector<Observation const*> rows{seen.rows.data(), seen.rows.data() + 1};
    EXPECT_THAT(suspect_units(small.plan, index, rows), ElementsAre(rows[1]));
}

TEST(CheckData, RespectsWhatIsKnown) {
    SmallPlan small = flow({});
    for (auto [year, printed] : {std::pair("2019", "100"), {"2020", "110"}})
        small.row("x", year, printed);
    small.row("x", "2022", "0.013", Measure::value, "2023-02-01");
    const Observations seen = small.observations();
    EXPECT_THAT(check_data(small.plan, seen), SizeIs(1));
    EXPECT_THAT(check_data(small.plan, seen, {date(2023, 1, 31), {}}), IsEmpty());
    EXPECT_THAT(check_data(small.plan, seen, {{}, Period::year(2021)}), IsEmpty());
}

TEST(CheckData, PublishedRatioAgainstItsParts) {
    SmallPlan small = research("", "", "");
    small.row("rd", "2022", "40.1");
    small.row("gdp", "2022", "2003.3");
    small.row("share", "2022", "2.0");
    EXPECT_THAT(check_data_for("ratio_disagrees", small), IsEmpty());  // 2.0017
    small.rows.back().value = 2.1;
    const auto found = check_data_for("ratio_disagrees", small);
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found[0].severity, Severity::warning);
    EXPECT_THAT(found[0].subjects, ElementsAre("share", "rd", "gdp"));
    EXPECT_THAT(found[0].message.en,
                HasSubstr("published 2.1%, but 40.1 亿元 over 2003.3 亿元 is 2.0017%"));
    small.rows.back().place = "elsewhere";
    EXPECT_THAT(check_data_for("ratio_disagrees", small), IsEmpty());
}

TEST(CheckData, DeclaredProgressThatCopiesTheCalendar) {
    SmallPlan small = flow({});
    small.money("y");
    small.money("z");
    small.row("x", "2024-06", "50", Measure::share_of_annual);
    small.row("y", "2024-06", "53.6", Measure::share_of_annual);
    small.row("z", "2024-06", "50.0", Measure::share_of_annual);
    small.row("z", "2024-05", "41.7", Measure::share_of_annual);
    small.row("z", "2023", "100", Measure::share_of_annual);  // done, not copied
    const auto found = check_data_for("declared_copies_calendar", small);
    ASSERT_THAT(found, SizeIs(2));
    EXPECT_THAT(found[0].subjects, ElementsAre("x", "z"));
    EXPECT_THAT(found[0].message.en, HasSubstr("2 of 3 declared shares"));
    EXPECT_THAT(found[0].message.en, HasSubstr("2024-06 are exactly 50%"));
    EXPECT_THAT(found[1].subjects, ElementsAre("z"));
}

TEST(CheckData, PublishedGrowthAgainstLevels) {
    SmallPlan small = flow({});
    small.row("x", "2021", "1949.8");
    small.row("x", "2022", "2003.3");
    small.row("x", "2022", "2.4", Measure::growth);
    EXPECT_THAT(check_data_for("growth_disagrees", small), IsEmpty());  // 2.74: within half a point
    small.rows.back().value = 1.5;
    const auto found = check_data_for("growth_disagrees", small);
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found[0].severity, Severity::note);
    EXPECT_THAT(found[0].message.en,
                HasSubstr("2022: published 1.5%, from published levels 2.74%"));
}

TEST(CheckData, GrowthOfTheYearToDateAndCoarseFigures) {
    SmallPlan small = flow({});
    small.row("x", "2023-06", "9602", Measure::ytd);
    small.row("x", "2024-06", "10137", Measure::ytd);
    small.row("x", "2024-06", "4.8", Measure::ytd_growth);
    EXPECT_THAT(check_data_for("growth_disagrees", small), SizeIs(1));  // 5.57
    SmallPlan coarse = flow({});
    coarse.row("x", "2021", "20");
    coarse.row("x", "2022", "21");
    coarse.row("x", "2022", "2.0", Measure::growth);  // 20.5 to 20.5 is no growth at all
    EXPECT_THAT(check_data_for("growth_disagrees", coarse), IsEmpty());
    SmallPlan filled = flow({});
    filled.row("x", "2022", "21.0");
    filled.row("x", "2022", "2.0", Measure::growth);  // 2021 is derived from it
    EXPECT_THAT(check_data_for("growth_disagrees", filled), IsEmpty());
}

// ---- the whole ----------------------------------------------------------------------------------

TEST(Check, OrderIsBySeverityThenByPlan) {
    SmallPlan small = flow({"growth from 2020 to 2025 >= 15%"});
    small.money("y");
    small.target("y", "at 2025 > 10");
    small.target("y", "at 2025 < 10").id = "y:other";
    small.indicator("m", Kind::milestone, "");
    small.target("m", "done");
    const auto found = check(small.plan);
    EXPECT_TRUE(std::is_sorted(found.begin(), found.end(), [](Finding const& a, Finding const& b) {
        return a.severity < b.severity;
    }));
    EXPECT_EQ(found.front().code, "contradiction");
    EXPECT_EQ(found.back().code, "window_before_horizon");
    EXPECT_EQ(found, check(small.plan));
}

TEST(Check, EmptyPlansAndEmptyDataHaveNoFindings) {
    const Observations nothing;
    EXPECT_THAT(check(Plan(), &nothing), IsEmpty());
    EXPECT_THAT(check_data(Plan(), nothing), IsEmpty());
}

TEST(CheckGongshu, WhatAReaderOfThePlanShouldKnow) {
    const std::string folder = GLIDEPATH_EXAMPLES_DIR "/gongshu/";
    const Plan plan = load_plan(folder + "plan.toml");
    const Observations seen = load_observations(folder + "observations.csv", plan);
    const auto found = check(plan, &seen);
    EXPECT_THAT(with_code(found, "contradiction"), IsEmpty());
    EXPECT_THAT(found.size(), ::testing::AllOf(::testing::Ge(12U), ::testing::Le(30U)));
    const auto said = [&](std::string_view code) {
        std::string all;
        for (Finding const& finding : with_code(found, code)) all += finding.message.en + '\n';
        return all;
    };
    EXPECT_THAT(said("floors_fall_short"), HasSubstr("3 × 35 = 105 < 110 亿元"));
    EXPECT_THAT(said("floors_fall_short"), HasSubstr("5 × 35 = 175 < 200 亿元"));
    EXPECT_THAT(said("floors_fall_short"),
                HasSubstr("2026..2027 must bring 90 亿元 (45 亿元 a year)"));
    EXPECT_THAT(said("implied_bound"),
                HasSubstr("is at most 2350 亿元 (2003.3 亿元 in 2022: 5.5% a year"));
    EXPECT_THAT(said("base_satisfies"), HasSubstr("90.3% in 2022"));
    EXPECT_THAT(said("window_before_horizon"), HasSubstr("growth from 2020 to 2025"));
    EXPECT_THAT(said("cadence_disagreement"), HasSubstr("every week"));
    EXPECT_THAT(said("cadence_disagreement"), HasSubstr("每两周召开联络员例会"));
    EXPECT_THAT(said("unit_suspect"), HasSubstr("17.05 千瓦"));
    EXPECT_THAT(said("unit_suspect"), HasSubstr("万千瓦 may be meant"));
    EXPECT_THAT(with_code(found, "assumed"), SizeIs(4));
    EXPECT_THAT(with_code(found, "to_be_decided").at(0).subjects, SizeIs(3));
    EXPECT_THAT(with_code(found, "no_due").at(0).subjects, Contains("disabled_homes:done"));
    for (auto code : {"no_owner", "no_unit", "missing_name", "redundant", "ratio_disagrees"})
        EXPECT_THAT(said(code), IsEmpty()) << code;
    for (Finding const& finding : found) {
        EXPECT_FALSE(finding.message.zh.empty());
        EXPECT_FALSE(finding.subjects.empty());
        EXPECT_NE(finding.where.line, 0U) << finding.code;
    }
}

}  // namespace
}  // namespace glidepath::check_test

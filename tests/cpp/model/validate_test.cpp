// Faults of a plan: each code once, all at once, and none for a good plan.
#include <glidepath/model/validate.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace validate_test {
namespace {

namespace gp = glidepath;
using gp::Kind;

gp::Indicator indicator(std::string id, Kind kind = Kind::flow, std::string unit = "亿元") {
    gp::Indicator i;
    i.id = std::move(id);
    i.goal = "growth_programme";
    i.kind = kind;
    i.unit = kind == Kind::milestone ? "" : std::move(unit);
    return i;
}

gp::Target target(std::string of, std::string_view say, std::string id = {}) {
    gp::Target t;
    t.indicator = std::move(of);
    t.say = gp::parse_statement(say);
    t.id = id.empty() ? gp::default_id(t.indicator, t.say) : std::move(id);
    return t;
}

/// A plan without faults: one programme, one body, an indicator of every kind.
gp::Plan sound() {
    gp::Plan plan;
    plan.id = "district-2023";
    plan.horizon = gp::parse_window("2023..2027");
    gp::Body bureau;
    bureau.id = "bureau";
    plan.bodies = {bureau};
    gp::Goal programme;
    programme.id = "growth_programme";
    programme.lead = {"bureau"};
    plan.goals = {programme};
    plan.indicators = {indicator("investment"),
                       indicator("gdp"),
                       indicator("solar", Kind::stock, "万千瓦"),
                       indicator("air", Kind::average, "%"),
                       indicator("share", Kind::ratio, "%"),
                       indicator("coverage", Kind::ratio, "%"),
                       indicator("station", Kind::milestone)};
    plan.indicators[4].numerator = "investment";
    plan.indicators[4].denominator = "gdp";
    plan.targets = {target("investment", "at 2025 > 860"),
                    target("investment", "sum 2023..2025 >= 110"),
                    target("investment", "growth from 2022 to 2025 >= 15%"),
                    target("investment", "each 2023..2027 growth > growth of gdp"),
                    target("solar", "at 2023 >= 1"),
                    target("solar", "rises 2023..2027"),
                    target("air", "mean 2023..2027 >= 90%"),
                    target("air", "steady 2023..2027 within 3%"),
                    target("air", "change from 2022 to 2027 >= 2.5pp"),
                    target("share", "mean 2023..2027 >= 35%"),
                    target("coverage", "each 2023..2027 ~ 90% within 1pp"),
                    target("coverage", "at 2025 ~ 90% within 1%"),
                    target("coverage", "at 2027 change >= 2pp"),
                    target("station", "done by 2025-12"),
                    target("investment", "at 2026 >= tbd")};
    gp::Task task;
    task.id = "build";
    task.goal = "growth_programme";
    task.lead = {"bureau"};
    task.targets = {"investment:at-2025"};
    plan.tasks = {task};
    gp::Obligation meeting;
    meeting.id = "meeting";
    meeting.body = "bureau";
    meeting.goal = "growth_programme";
    plan.obligations = {meeting};
    return plan;
}

std::vector<std::string> codes(gp::Plan const& plan) {
    std::vector<std::string> all;
    for (gp::Fault const& fault : gp::validate(plan)) all.push_back(fault.code);
    return all;
}

using Codes = std::vector<std::string>;

/// The single fault of a plan; a fault without code if there are none or several.
gp::Fault only_fault(gp::Plan const& plan) {
    const std::vector<gp::Fault> faults = gp::validate(plan);
    for (gp::Fault const& fault : faults) {
        if (faults.size() != 1) ADD_FAILURE() << gp::to_string(fault);
    }
    return faults.size() == 1 ? faults[0] : gp::Fault{};
}

TEST(SoundPlans, HaveNoFaults) {
    for (gp::Fault const& fault : gp::validate(sound())) ADD_FAILURE() << gp::to_string(fault);
}

// --- each code ----------------------------------------------------------------------------------
TEST(PlanFaults, AMissingId) {
    gp::Plan plan = sound();
    plan.id.clear();
    EXPECT_EQ(only_fault(plan).code, "missing_key");
}

TEST(PlanFaults, AMissingHorizon) {
    gp::Plan plan = sound();
    plan.horizon = {};
    EXPECT_EQ(only_fault(plan).code, "missing_key");
}

TEST(PlanFaults, OtherThresholdsUnderTheStandardName) {
    gp::Plan plan = sound();
    plan.policy.pace_at_risk = -5;
    EXPECT_EQ(only_fault(plan).code, "policy_name");
    plan.policy.name = "ours@1";
    EXPECT_TRUE(codes(plan).empty());
}

TEST(PlanFaults, AUnitScaleThatIsNotPositive) {
    for (double scale : {0.0, -1.0, std::numeric_limits<double>::infinity(),
                         std::numeric_limits<double>::quiet_NaN()}) {
        gp::Plan plan = sound();
        plan.units = {{"件/万人", {}, "件/万人", scale}};
        EXPECT_EQ(only_fault(plan).code, "unit_scale") << scale;
    }
}

TEST(PlanFaults, AnIdWithOtherCharacters) {
    for (std::string_view id : {"Investment", "fixed-asset", "2nd", "投资", "a b", "a.b", ""}) {
        gp::Plan plan = sound();
        plan.indicators.push_back(indicator(std::string(id)));
        EXPECT_EQ(codes(plan), Codes{"bad_id"}) << id;
    }
}

TEST(PlanFaults, AnIndicatorCalledLikeAWordOfTheLanguage) {
    for (std::string_view word : gp::detail::statement_words) {
        gp::Plan plan = sound();
        plan.indicators.push_back(indicator(std::string(word)));
        EXPECT_EQ(only_fault(plan).code, "bad_id") << word;
    }
}

TEST(PlanFaults, AnIdThatIsThereTwice) {
    const auto twice = [](auto change) {
        gp::Plan plan = sound();
        change(plan);
        return only_fault(plan).code;
    };
    EXPECT_EQ(twice([](gp::Plan& p) { p.bodies.push_back(p.bodies[0]); }), "duplicate_id");
    EXPECT_EQ(twice([](gp::Plan& p) { p.goals.push_back(p.goals[0]); }), "duplicate_id");
    EXPECT_EQ(twice([](gp::Plan& p) { p.indicators.push_back(p.indicators[0]); }), "duplicate_id");
    EXPECT_EQ(twice([](gp::Plan& p) { p.targets.push_back(p.targets[0]); }), "duplicate_id");
    EXPECT_EQ(twice([](gp::Plan& p) { p.tasks.push_back(p.tasks[0]); }), "duplicate_id");
    EXPECT_EQ(twice([](gp::Plan& p) { p.obligations.push_back(p.obligations[0]); }),
              "duplicate_id");
    EXPECT_EQ(twice([](gp::Plan& p) {
                  p.units = {{"件/万人", {}, "件/万人", 1}, {"件/万人", {}, "件/万人", 2}};
              }),
              "duplicate_id");
}

TEST(PlanFaults, AReferenceToNothing) {
    const auto message = [](auto change) {
        gp::Plan plan = sound();
        change(plan);
        const gp::Fault fault = only_fault(plan);
        EXPECT_EQ(fault.code, "dangling_reference");
        EXPECT_NE(fault.message.find("nobody"), std::string::npos) << fault.message;
        return fault.message;
    };
    message([](gp::Plan& p) { p.bodies[0].parent = "nobody"; });
    message([](gp::Plan& p) { p.goals[0].parent = "nobody"; });
    message([](gp::Plan& p) { p.goals[0].convener = {"nobody"}; });
    message([](gp::Plan& p) { p.goals[0].lead = {"bureau", "nobody"}; });
    message([](gp::Plan& p) { p.goals[0].supporting = {"nobody"}; });
    message([](gp::Plan& p) { p.indicators[0].goal = "nobody"; });
    message([](gp::Plan& p) { p.indicators[0].authority = "nobody"; });
    message([](gp::Plan& p) { p.indicators[0].reporter = "nobody"; });
    message([](gp::Plan& p) { p.indicators[4].numerator = "nobody"; });
    message([](gp::Plan& p) { p.indicators[4].denominator = "nobody"; });
    message([](gp::Plan& p) { p.targets[1].indicator = "nobody"; });
    message([](gp::Plan& p) { p.targets[0].goal = "nobody"; });
    message([](gp::Plan& p) { p.targets.push_back(target("gdp", "at 2025 > nobody")); });
    message([](gp::Plan& p) { p.tasks[0].goal = "nobody"; });
    message([](gp::Plan& p) { p.tasks[0].lead = {"nobody"}; });
    message([](gp::Plan& p) { p.tasks[0].supporting = {"nobody"}; });
    message([](gp::Plan& p) { p.tasks[0].targets = {"nobody:at-2025"}; });
    message([](gp::Plan& p) { p.obligations[0].body = "nobody"; });
    message([](gp::Plan& p) { p.obligations[0].goal = "nobody"; });
}

TEST(PlanFaults, AnUnknownUnit) {
    gp::Plan plan = sound();
    plan.indicators[1].unit = "件/万人";
    const gp::Fault fault = only_fault(plan);
    EXPECT_EQ(fault.code, "unknown_unit");
    EXPECT_NE(fault.message.find("件/万人"), std::string::npos);
    plan.units = {{"件/万人", {}, "件/万人", 1}};
    EXPECT_TRUE(codes(plan).empty());
}

TEST(PlanFaults, HalfARatioOrPartsOfSomethingElse) {
    gp::Plan plan = sound();
    plan.indicators[4].denominator.clear();
    EXPECT_EQ(codes(plan), Codes{"ratio_parts"});
    plan = sound();
    plan.indicators[3].numerator = "investment";
    plan.indicators[3].denominator = "gdp";
    EXPECT_EQ(codes(plan), Codes{"ratio_parts"});
}

TEST(PlanFaults, CrossedBoundsAndANegativeLag) {
    gp::Plan plan = sound();
    plan.indicators[0].bounds = {5, 4};
    EXPECT_EQ(only_fault(plan).code, "bounds");
    plan.indicators[0].bounds = {5, 5};
    EXPECT_TRUE(codes(plan).empty());
    plan.indicators[0].lag = -1;
    EXPECT_EQ(only_fault(plan).code, "lag");
    plan.indicators[0].lag = 0;
    EXPECT_TRUE(codes(plan).empty());
}

TEST(PlanFaults, ATaskThatIsDueBeforeItStarts) {
    gp::Plan plan = sound();
    plan.tasks[0].start = gp::Period::month(2024, 6);
    EXPECT_TRUE(codes(plan).empty());  // without a due date
    plan.tasks[0].due = gp::Period::quarter(2024, 1);
    EXPECT_EQ(only_fault(plan).code, "dates");
    plan.tasks[0].due = gp::Period::month(2024, 6);
    EXPECT_TRUE(codes(plan).empty());
}

TEST(PlanFaults, ATextThatEndsBeforeItIsInForce) {
    gp::Plan plan = sound();
    plan.targets[0].set = gp::date(2024, 1, 1);
    plan.targets[0].superseded = gp::date(2024, 1, 1);
    EXPECT_EQ(only_fault(plan).code, "dates");
    plan.targets[0].superseded = gp::date(2024, 1, 2);
    EXPECT_TRUE(codes(plan).empty());
}

TEST(PlanFaults, ABaseThatIsNotBeforeTheEnd) {
    gp::Plan plan = sound();
    plan.targets[0].base = gp::Period::year(2025);
    EXPECT_EQ(only_fault(plan).code, "base");
    plan.targets[0].base = gp::Period::year(2024);
    EXPECT_TRUE(codes(plan).empty());
}

TEST(PlanFaults, AStatisticThatTheKindDoesNotHave) {
    struct Case {
        std::string_view indicator;
        std::string_view say;
    };
    for (Case const& c :
         {Case{"solar", "sum 2023..2025 >= 3"}, Case{"air", "sum 2023..2025 >= 3%"},
          Case{"coverage", "sum 2023..2025 >= 3%"}, Case{"share", "sum 2023..2025 >= 3%"},
          Case{"coverage", "mean 2023..2025 >= 90%"}, Case{"investment", "done by 2025"},
          Case{"station", "at 2025 >= 1"}, Case{"station", "sum 2023..2025 >= 1"},
          Case{"investment", "at 2025 > station"}, Case{"investment", "sum 2023..2024 > gdp"},
          Case{"investment", "by 2026 > gdp"}, Case{"investment", "mean 2023..2024 > gdp"}}) {
        gp::Plan plan = sound();
        plan.targets.push_back(target(std::string(c.indicator), c.say, "new:target"));
        EXPECT_EQ(only_fault(plan).code, "illegal_statistic") << c.indicator << " " << c.say;
    }
}

TEST(PlanFaults, AMarkThatDoesNotFitTheUnit) {
    struct Case {
        std::string_view indicator;
        std::string_view say;
        bool fits;
    };
    for (Case const& c : {Case{"investment", "at 2024 > 5%", false},
                          Case{"investment", "at 2024 > 5pp", false},
                          Case{"air", "at 2024 > 90", false},
                          Case{"air", "at 2024 > 90pp", false},
                          Case{"air", "at 2024 > 90%", true},
                          Case{"investment", "at 2024 growth > 5", false},
                          Case{"investment", "at 2024 growth > 5pp", false},
                          Case{"investment", "at 2024 growth > 5%", true},
                          Case{"air", "at 2024 growth > 5%", true},
                          Case{"investment", "at 2024 change > 5", true},
                          Case{"investment", "at 2024 change > 5%", false},
                          Case{"air", "at 2024 change > 5pp", true},
                          Case{"air", "at 2024 change > 5%", false},
                          Case{"air", "at 2024 change > 5", false},
                          Case{"investment", "growth from 2022 to 2024 > 5", false},
                          Case{"investment", "change from 2022 to 2024 > 5%", true},
                          Case{"investment", "change from 2022 to 2024 > 5", true},
                          Case{"investment", "change from 2022 to 2024 > 5pp", false},
                          Case{"air", "change from 2022 to 2024 > 5pp", true},
                          Case{"air", "change from 2022 to 2024 > 5%", true},
                          Case{"air", "change from 2022 to 2024 > 5", false},
                          Case{"investment", "steady 2023..2024 within 3", true},
                          Case{"investment", "steady 2023..2024 within 3%", true},
                          Case{"investment", "steady 2023..2024 within 3pp", false},
                          Case{"air", "steady 2023..2024 within 3pp", true},
                          Case{"air", "steady 2023..2024 within 3", false},
                          Case{"investment", "at 2024 ~ 5 within 1", true},
                          Case{"investment", "at 2024 ~ 5 within 1%", false},
                          Case{"investment", "at 2024 ~ 5 within 1pp", false},
                          Case{"investment", "at 2024 growth ~ 5% within 1pp", true},
                          Case{"investment", "at 2024 growth ~ 5% within 1", false},
                          Case{"investment", "at 2024 between 3 and 5%", false},
                          Case{"investment", "at 2024 between 3% and 5", false},
                          Case{"air", "at 2024 between 3% and 5%", true},
                          Case{"air", "at 2024 between 3% and 5pp", false},
                          Case{"investment", "at 2024 = 5%", false},
                          Case{"investment", "at 2024 > air", false},
                          Case{"investment", "at 2024 > solar", false},
                          Case{"investment", "at 2024 > growth of gdp", false},
                          Case{"investment", "at 2024 growth > gdp", false},
                          Case{"investment", "at 2024 growth > growth of solar", true}}) {
        gp::Plan plan = sound();
        plan.targets.push_back(target(std::string(c.indicator), c.say, "new:target"));
        EXPECT_EQ(codes(plan), c.fits ? Codes{} : Codes{"unit_mismatch"})
            << c.indicator << " " << c.say;
    }
}

TEST(PlanFaults, AUnitMismatchNamesBothUnits) {
    gp::Plan plan = sound();
    plan.indicators.push_back(indicator("firms", Kind::stock, "家"));
    plan.targets.push_back(target("firms", "at 2025 > investment"));
    const gp::Fault fault = only_fault(plan);
    EXPECT_EQ(fault.code, "unit_mismatch");
    EXPECT_NE(fault.message.find("家"), std::string::npos);
    EXPECT_NE(fault.message.find("亿元"), std::string::npos);
}

TEST(PlanFaults, RelationsBetweenScaledUnitsAreFine) {
    gp::Plan plan = sound();
    plan.indicators.push_back(indicator("fund", Kind::flow, "万元"));
    plan.targets.push_back(target("fund", "each 2023..2027 >= gdp"));
    EXPECT_TRUE(codes(plan).empty());
}

// --- cycles -------------------------------------------------------------------------------------
TEST(Cycles, OfGoalsAndOfBodiesAreNamed) {
    gp::Plan plan = sound();
    plan.goals[0].parent = "b";
    gp::Goal b;
    b.id = "b";
    b.parent = "growth_programme";
    plan.goals.push_back(b);
    gp::Fault fault = only_fault(plan);
    EXPECT_EQ(fault.code, "cycle");
    EXPECT_NE(fault.message.find("growth_programme -> b -> growth_programme"), std::string::npos)
        << fault.message;
    plan = sound();
    plan.bodies[0].parent = "bureau";
    fault = only_fault(plan);
    EXPECT_EQ(fault.code, "cycle");
    EXPECT_NE(fault.message.find("bodies: bureau -> bureau"), std::string::npos) << fault.message;
}

TEST(Cycles, OfRatiosAreNamed) {
    gp::Plan plan = sound();
    plan.indicators[5].numerator = "share";
    plan.indicators[5].denominator = "gdp";
    EXPECT_TRUE(codes(plan).empty());
    plan.indicators[4].numerator = "coverage";
    const gp::Fault fault = only_fault(plan);
    EXPECT_EQ(fault.code, "cycle");
    EXPECT_NE(fault.message.find("share -> coverage -> share"), std::string::npos) << fault.message;
}

TEST(Cycles, OfRelationsAreNamed) {
    gp::Plan plan = sound();
    plan.targets.push_back(target("gdp", "each 2023..2027 growth > growth of investment"));
    const gp::Fault fault = only_fault(plan);
    EXPECT_EQ(fault.code, "cycle");
    EXPECT_NE(fault.message.find("relations"), std::string::npos);
    EXPECT_NE(fault.message.find("investment -> gdp -> investment"), std::string::npos)
        << fault.message;
    plan = sound();
    plan.targets.push_back(target("gdp", "at 2025 > gdp"));
    EXPECT_EQ(only_fault(plan).code, "cycle");
}

TEST(Cycles, TwoWaysToOnePlaceAreNone) {
    gp::Plan plan = sound();
    plan.indicators.push_back(indicator("trade"));
    plan.targets.push_back(target("investment", "at 2025 > trade", "one"));
    plan.targets.push_back(target("trade", "at 2025 > gdp", "two"));
    EXPECT_TRUE(codes(plan).empty());
}

TEST(Cycles, ALongChainIsNone) {
    gp::Plan plan = sound();
    for (int i = 0; i < 20000; ++i) {
        gp::Goal goal;
        goal.id = "g" + std::to_string(i);
        if (i > 0) goal.parent = "g" + std::to_string(i - 1);
        plan.goals.push_back(std::move(goal));
    }
    EXPECT_TRUE(codes(plan).empty());
    plan.goals[1].parent = "g19999";
    EXPECT_EQ(codes(plan), Codes{"cycle"});
}

// --- revised targets ----------------------------------------------------------------------------
TEST(RevisedTargets, KeepTheirIdIfTheirTextsDoNotOverlap) {
    gp::Plan plan = sound();
    plan.targets[0].superseded = gp::date(2024, 2, 1);
    gp::Target revised = target("investment", "at 2025 > 880");
    revised.set = gp::date(2024, 2, 1);
    plan.targets.push_back(revised);
    EXPECT_TRUE(codes(plan).empty());
    plan.targets.back().set = gp::date(2024, 3, 1);  // a gap is allowed
    EXPECT_TRUE(codes(plan).empty());
    plan.targets.back().set = gp::date(2024, 1, 31);  // an overlap is not
    EXPECT_EQ(codes(plan), Codes{"duplicate_id"});
    plan.targets.back().set.reset();
    EXPECT_EQ(codes(plan), Codes{"duplicate_id"});
}

TEST(RevisedTargets, MayStandInAnyOrderAndBeMany) {
    gp::Plan plan = sound();
    plan.targets.erase(plan.targets.begin());
    plan.tasks.clear();
    for (int year : {2025, 2023, 2024}) {
        gp::Target text = target("investment", "at 2027 > 950");
        text.set = gp::date(year, 1, 1);
        text.superseded = gp::date(year + 1, 1, 1);
        plan.targets.push_back(text);
    }
    EXPECT_TRUE(codes(plan).empty());
}

TEST(RevisedTargets, StayWithTheirIndicator) {
    gp::Plan plan = sound();
    plan.targets[0].superseded = gp::date(2024, 2, 1);
    gp::Target revised = target("gdp", "at 2025 > 880", plan.targets[0].id);
    revised.set = gp::date(2024, 2, 1);
    plan.targets.push_back(revised);
    EXPECT_EQ(codes(plan), Codes{"duplicate_id"});
}

// --- all at once --------------------------------------------------------------------------------
TEST(PlanFaults, AreReportedAllAtOnceWithTheirPlaces) {
    gp::Plan plan = sound();
    plan.id.clear();
    plan.policy.path_at_risk = 0.5;
    plan.units = {{"件", {}, "件", 0}};
    plan.bodies[0].parent = "nobody";
    plan.goals[0].parent = "growth_programme";
    plan.indicators[0].unit = "块";
    plan.indicators[0].where = {"plan.toml", 40, 8};
    plan.indicators[1].bounds = {5, 4};
    plan.indicators[1].lag = -3;
    plan.indicators[4].denominator.clear();
    plan.indicators.push_back(indicator("Bad"));
    plan.targets.push_back(plan.targets[0]);
    plan.targets.push_back(target("solar", "sum 2023..2025 >= 3"));
    plan.targets.push_back(target("air", "at 2027 > 90"));
    plan.targets.back().where = {"plan.toml", 90, 1};
    plan.targets[4].base = gp::Period::year(2030);
    plan.targets[5].set = gp::date(2024, 1, 1);
    plan.targets[5].superseded = gp::date(2023, 1, 1);
    std::vector<gp::Fault> faults = gp::validate(plan);
    std::vector<std::string> found;
    for (gp::Fault const& fault : faults) {
        found.push_back(fault.code);
        EXPECT_FALSE(fault.message.empty());
        if (fault.code == "unknown_unit") {
            EXPECT_EQ(gp::to_string(fault.where), "plan.toml:40:8");
        }
        if (fault.code == "unit_mismatch") {
            EXPECT_EQ(gp::to_string(fault.where), "plan.toml:90:1");
        }
    }
    std::sort(found.begin(), found.end());
    EXPECT_EQ(found,
              (Codes{"bad_id", "base", "bounds", "cycle", "dangling_reference", "dates",
                     "duplicate_id", "illegal_statistic", "lag", "missing_key", "policy_name",
                     "ratio_parts", "unit_mismatch", "unit_scale", "unknown_unit"}));
}

// --- price bases --------------------------------------------------------------------------------
constexpr gp::PriceBasis current{gp::Prices::current, {}};
constexpr gp::PriceBasis constant{gp::Prices::constant, {}};
constexpr gp::PriceBasis of_2015{gp::Prices::constant, 2015};
constexpr gp::PriceBasis of_2020{gp::Prices::constant, 2020};

/// Investment compared with gdp by a target, each at prices of its own.
gp::Plan compared(std::string_view say, std::optional<gp::PriceBasis> mine,
                  std::optional<gp::PriceBasis> theirs) {
    gp::Plan plan = sound();
    plan.indicators[4].numerator.clear();
    plan.indicators[4].denominator.clear();
    plan.targets = {target("investment", say)};
    plan.tasks.clear();
    plan.indicators[0].prices = mine;
    plan.indicators[1].prices = theirs;
    return plan;
}

TEST(PlanFaults, ARelationOfLevelsAtMixedPricesNamesBothSides) {
    const gp::Fault fault = only_fault(compared("at 2025 > gdp", current, of_2020));
    EXPECT_EQ(fault.code, "mixed_prices");
    EXPECT_EQ(fault.subject, "investment:at-2025");
    EXPECT_EQ(fault.message,
              "both sides of a relation need the same prices: investment is at current prices, gdp "
              "is at constant prices of 2020; compare with an indicator at the same prices, or "
              "correct what is declared");
    EXPECT_EQ(only_fault(compared("at 2025 change > change of gdp", of_2015, of_2020)).code,
              "mixed_prices");
}

TEST(PlanFaults, ARelationOfGrowthMixesByThePricesOfGrowthAlone) {
    constexpr std::string_view say = "each 2023..2027 growth > growth of gdp";
    const gp::Fault fault = only_fault(compared(say, current, constant));
    EXPECT_EQ(fault.code, "mixed_prices");
    EXPECT_NE(fault.message.find("growth of investment is at current prices, growth of gdp is at "
                                 "constant prices"),
              std::string::npos);
    EXPECT_EQ(codes(compared(say, of_2015, of_2020)), Codes{});  // rates of either year compare
    gp::Plan plan = compared(say, current, current);
    plan.indicators[1].growth_prices = gp::Prices::constant;  // levels do not mix, growth does
    EXPECT_EQ(only_fault(plan).code, "mixed_prices");
    plan.indicators[0].growth_prices = gp::Prices::constant;
    EXPECT_EQ(codes(plan), Codes{});
}

TEST(PlanFaults, ARatioOfPartsAtMixedPricesNamesBoth) {
    gp::Plan plan = sound();
    plan.targets.clear();
    plan.tasks.clear();
    plan.indicators[0].prices = of_2020;
    plan.indicators[1].prices = current;
    const gp::Fault fault = only_fault(plan);
    EXPECT_EQ(fault.code, "mixed_prices");
    EXPECT_EQ(fault.subject, "share");
    EXPECT_EQ(
        fault.message,
        "numerator = \"investment\" is at constant prices of 2020, denominator = \"gdp\" is at "
        "current prices; a ratio needs both at the same prices: name another part, or correct what "
        "is declared");
    plan.indicators[0].prices = current;
    plan.indicators[0].growth_prices = gp::Prices::constant;  // growth makes no ratio
    EXPECT_EQ(codes(plan), Codes{});
}

TEST(PlanFaults, WhatIsNotDeclaredMixesWithNothing) {
    for (auto const& basis : {current, constant, of_2020})
        for (const char* say : {"at 2025 > gdp", "each 2023..2027 growth > growth of gdp"}) {
            EXPECT_EQ(codes(compared(say, basis, std::nullopt)), Codes{});
            EXPECT_EQ(codes(compared(say, std::nullopt, basis)), Codes{});
        }
}

TEST(PlanFaults, CurrentPricesOfAYear) {
    gp::Plan plan = sound();
    plan.indicators[0].prices = gp::PriceBasis{gp::Prices::current, 2020};
    EXPECT_EQ(only_fault(plan).code, "prices");
}

TEST(PlanFaults, AnEmptyPlanIsAnsweredToo) {
    const Codes found = codes(gp::Plan{});
    EXPECT_NE(std::find(found.begin(), found.end(), "missing_key"), found.end());
}

TEST(PlanFaults, AnIdBelongsToOnePartOfThePlanWhateverItsKind) {
    gp::Plan plan;
    plan.id = "p";
    plan.horizon = gp::parse_window("2023..2027");
    gp::Goal goal;
    goal.id = "a";
    plan.goals = {goal};
    gp::Body body;
    body.id = "a";
    plan.bodies = {body};
    ASSERT_EQ(codes(plan), Codes{"duplicate_id"});
    EXPECT_NE(gp::validate(plan)[0].message.find("has the id of a body"), std::string::npos);
}

TEST(PlanFaults, ACycleOfRelationsIsReportedOnce) {
    gp::Plan plan;
    plan.id = "p";
    plan.horizon = gp::parse_window("2023..2027");
    for (const char* id : {"a", "b"}) {
        gp::Indicator indicator;
        indicator.id = id;
        indicator.unit = "元";
        plan.indicators.push_back(indicator);
    }
    for (auto [of, say] :
         {std::pair("a", "at 2025 > b"), {"b", "at 2025 > a"}, {"b", "at 2027 > a"}}) {
        gp::Target target;
        target.indicator = of;
        target.say = gp::parse_statement(say);
        target.id = gp::default_id(of, target.say);
        plan.targets.push_back(target);
    }
    EXPECT_EQ(codes(plan), Codes{"cycle"});
}

}  // namespace
}  // namespace validate_test

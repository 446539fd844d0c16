// Plans as values: finding parts by id, texts in two languages, faults and places in words.
#include <glidepath/model/plan.hpp>
#include <glidepath/model/ratio_factor.hpp>

#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <type_traits>

namespace plan_test {
namespace {

namespace gp = glidepath;

static_assert(!std::is_constructible_v<gp::PlanIndex, gp::Plan&&>);
static_assert(std::is_constructible_v<gp::PlanIndex, gp::Plan const&>);

gp::Goal goal(std::string id, std::string parent = {}, std::vector<std::string> lead = {}) {
    gp::Goal g;
    g.id = std::move(id);
    g.parent = std::move(parent);
    g.lead = std::move(lead);
    return g;
}

TEST(PlanIndexes, FindPartsById) {
    gp::Plan plan;
    plan.goals = {goal("ten"), goal("investment", "ten")};
    gp::Indicator indicator;
    indicator.id = "fai";
    indicator.goal = "investment";
    indicator.unit = "亿元";
    plan.indicators = {indicator};
    gp::Target target;
    target.id = "fai:at-2025";
    target.indicator = "fai";
    target.note = "first";
    plan.targets = {target};
    target.note = "revised";
    plan.targets.push_back(target);
    const gp::PlanIndex index(plan);
    EXPECT_EQ(&index.plan(), &plan);
    EXPECT_EQ(index.goal("investment"), &plan.goals[1]);
    EXPECT_EQ(index.indicator("fai"), plan.indicators.data());
    EXPECT_EQ(index.target("fai:at-2025")->note, "first");
    EXPECT_EQ(index.goal("fai"), nullptr);
    EXPECT_EQ(index.body(""), nullptr);
    EXPECT_EQ(index.unit(plan.indicators[0]).scale, 1e8);
    EXPECT_EQ(index.goal_of(plan.targets[0]), &plan.goals[1]);
    EXPECT_EQ(index.programme(plan.goals[1]).id, "ten");
    plan.targets[0].goal = "ten";
    EXPECT_EQ(index.goal_of(plan.targets[0]), plan.goals.data());
    plan.targets[0].goal.clear();
    plan.targets[0].indicator = "other";
    EXPECT_EQ(index.goal_of(plan.targets[0]), nullptr);
}

TEST(PlanIndexes, TheLeadIsThatOfTheNearestGoalWithOne) {
    gp::Plan plan;
    plan.goals = {goal("top", "", {"office"}), goal("middle", "top"), goal("leaf", "middle"),
                  goal("own", "middle", {"bureau"}), goal("alone")};
    const gp::PlanIndex index(plan);
    EXPECT_EQ(index.lead_of(plan.goals[2]), std::vector<std::string>{"office"});
    EXPECT_EQ(index.lead_of(plan.goals[3]), std::vector<std::string>{"bureau"});
    EXPECT_TRUE(index.lead_of(plan.goals[4]).empty());
}

TEST(PlanIndexes, WalksUpACycleEnd) {
    gp::Plan plan;
    plan.goals = {goal("a", "b"), goal("b", "a"), goal("self", "self")};
    const gp::PlanIndex index(plan);
    EXPECT_FALSE(index.programme(plan.goals[0]).id.empty());
    EXPECT_TRUE(index.lead_of(plan.goals[0]).empty());
    EXPECT_EQ(index.programme(plan.goals[2]).id, "self");
    EXPECT_TRUE(index.lead_of(plan.goals[2]).empty());
}

TEST(RatioFactors, BringTheQuotientOfTheirPartsIntoTheirUnit) {
    gp::Plan plan;
    plan.units = {{"元/人", {}, "元/人", 1}, {"万元/人", {}, "元/人", 1e4}};
    const auto factor = [&](std::string ratio, std::string above, std::string below) {
        gp::Indicator r;
        gp::Indicator a;
        gp::Indicator b;
        r.unit = std::move(ratio);
        a.unit = std::move(above);
        b.unit = std::move(below);
        return gp::ratio_factor(gp::PlanIndex(plan), r, a, b);
    };
    EXPECT_DOUBLE_EQ(factor("%", "亿元", "亿元"), 100);
    EXPECT_DOUBLE_EQ(factor("%", "万元", "亿元"), 0.01);
    EXPECT_DOUBLE_EQ(factor("元/人", "亿元", "万人"), 1e4);
    EXPECT_DOUBLE_EQ(factor("万元/人", "亿元", "万人"), 1);
}

TEST(Texts, FallBackToTheOtherLanguage) {
    const gp::Text both{"固定资产投资", "fixed-asset investment"};
    EXPECT_EQ(both.in(gp::Language::zh), "固定资产投资");
    EXPECT_EQ(both.in(gp::Language::en), "fixed-asset investment");
    EXPECT_EQ((gp::Text{"投资", ""}).in(gp::Language::en), "投资");
    EXPECT_EQ((gp::Text{"", "investment"}).in(gp::Language::zh), "investment");
    EXPECT_TRUE(gp::Text{}.empty());
    EXPECT_EQ(gp::Text{}.in(gp::Language::zh), "");
    std::ostringstream stream;
    stream << both;
    EXPECT_EQ(stream.str(), "fixed-asset investment");
}

TEST(Faults, PrintWhatIsKnown) {
    EXPECT_EQ(gp::to_string(gp::Location{}), "");
    EXPECT_EQ(gp::to_string(gp::Location{"plan.toml", 0, 0}), "plan.toml");
    EXPECT_EQ(gp::to_string(gp::Location{"plan.toml", 12, 0}), "plan.toml:12");
    EXPECT_EQ(gp::to_string(gp::Location{"plan.toml", 12, 3}), "plan.toml:12:3");
    EXPECT_EQ(gp::to_string(gp::Fault{"lag", {"plan.toml", 12, 3}, "fai", "too short"}),
              "plan.toml:12:3: fai: too short [lag]");
    EXPECT_EQ(gp::to_string(gp::Fault{"lag", {}, "", "too short"}), "too short [lag]");
}

TEST(Faults, PlacesAreNoPartOfEquality) {
    EXPECT_EQ((gp::Location{"a", 1, 2}), (gp::Location{"b", 3, 4}));
    gp::Indicator a;
    gp::Indicator b;
    a.where = {"plan.toml", 3, 1};
    EXPECT_EQ(a, b);
}

TEST(Faults, AnInputErrorListsThemAll) {
    const gp::InputError error(
        {{"lag", {"p", 1, 0}, "a", "one"}, {"bounds", {"p", 2, 0}, "b", "two"}});
    EXPECT_STREQ(error.what(), "p:1: a: one [lag]\np:2: b: two [bounds]");
    EXPECT_EQ(error.faults().size(), 2U);
}

TEST(Policies, OtherThresholdsAreNoticedWhateverTheirName) {
    gp::Policy policy;
    EXPECT_TRUE(gp::has_default_thresholds(policy));
    policy.name = "ours@1";
    EXPECT_TRUE(gp::has_default_thresholds(policy));
    for (double gp::Policy::*threshold :
         {&gp::Policy::growth_on_track, &gp::Policy::growth_at_risk, &gp::Policy::mark_on_track,
          &gp::Policy::mark_at_risk, &gp::Policy::pace_on_track, &gp::Policy::pace_at_risk,
          &gp::Policy::path_on_track, &gp::Policy::path_at_risk}) {
        gp::Policy other;
        other.*threshold += 0.01;
        EXPECT_FALSE(gp::has_default_thresholds(other));
    }
}

TEST(Enumerations, HaveTheNamesOfThePlanFile) {
    EXPECT_EQ(gp::to_string(gp::Kind::milestone), "milestone");
    EXPECT_EQ(gp::to_string(gp::Kind::flow), "flow");
    EXPECT_EQ(gp::to_string(gp::Role::task_force), "task_force");
    EXPECT_EQ(gp::to_string(gp::Role::government), "government");
    EXPECT_EQ(gp::to_string(gp::Tier::binding), "binding");
    EXPECT_EQ(gp::to_string(gp::Tier::aspirational), "aspirational");
    EXPECT_EQ(gp::to_string(gp::Assumption::start), "start");
    EXPECT_EQ(gp::to_string(gp::Cadence::two_weeks), "2 weeks");
    EXPECT_EQ(gp::to_string(gp::Cadence::year), "year");
}

TEST(Indicators, AreNeverNegativeOnlyIfDeclaredSo) {
    gp::Indicator indicator;
    EXPECT_FALSE(indicator.never_negative());
    indicator.bounds.max = 100;
    EXPECT_FALSE(indicator.never_negative());
    indicator.bounds.min = -1;
    EXPECT_FALSE(indicator.never_negative());
    indicator.bounds.min = 0;
    EXPECT_TRUE(indicator.never_negative());
    EXPECT_EQ(indicator.lag, 90);
}

}  // namespace
}  // namespace plan_test

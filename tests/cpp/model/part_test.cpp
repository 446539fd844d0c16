// Break-downs: what may be a part of a target, and which parts cover a stretch of time.
#include <glidepath/model/validate.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace glidepath::part_test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

Indicator indicator(std::string id, Kind kind, std::string unit) {
    Indicator one;
    one.id = std::move(id);
    one.kind = kind;
    one.unit = std::move(unit);
    return one;
}
Target target(std::string of, std::string_view say, std::string part_of = {}) {
    Target one;
    one.indicator = std::move(of);
    one.say = parse_statement(say);
    one.id = default_id(one.indicator, one.say);
    one.part_of = std::move(part_of);
    return one;
}

/// A plan with a target of each kind that can be broken down, and some that cannot.
Plan sound() {
    Plan plan;
    plan.id = "p";
    plan.horizon = parse_window("2023..2027");
    plan.indicators = {
        indicator("fai", Kind::flow, "亿元"),  indicator("gdp", Kind::flow, "亿元"),
        indicator("firms", Kind::stock, "家"), indicator("air", Kind::average, "%"),
        indicator("share", Kind::ratio, "%"),  indicator("road", Kind::milestone, "")};
    plan.targets = {target("fai", "at 2024 > 860"),
                    target("fai", "sum 2023..2025 >= 2500"),
                    target("fai", "each 2023..2027 >= 700"),
                    target("fai", "at 2024 growth >= 5%"),
                    target("fai", "at 2026 >= tbd"),
                    target("fai", "at 2027 > gdp"),
                    target("gdp", "at 2024 <= 2000"),
                    target("gdp", "at 2025 ~ 2100 within 50"),
                    target("gdp", "mean 2023..2025 >= 2000"),
                    target("firms", "at 2024 >= 900"),
                    target("firms", "by 2026 >= 1000"),
                    target("firms", "each 2023..2027 >= 800"),
                    target("air", "at 2024 >= 92.0%"),
                    target("share", "at 2024 <= 15%"),
                    target("road", "done by 2025")};
    return plan;
}

std::vector<std::string> faults(std::vector<Target> const& parts, Plan plan = sound()) {
    plan.targets.insert(plan.targets.end(), parts.begin(), parts.end());
    std::vector<std::string> texts;
    for (Fault const& fault : validate(plan)) texts.push_back(to_string(fault));
    return texts;
}
/// The only fault of a plan with one part.
std::string fault_of(std::string of, std::string_view say, std::string part_of) {
    const auto all = faults({target(std::move(of), say, std::move(part_of))});
    return all.size() == 1 ? all[0] : std::to_string(all.size()) + " faults";
}

// ---- what may be a part -------------------------------------------------------------------------

TEST(Parts, MayBeMonthsJointMonthsQuartersAndCumulatedMarks) {
    EXPECT_THAT(faults({target("fai", "sum 2024-01..2024-02 >= 85.4", "fai:at-2024"),
                        target("fai", "at 2024-03 >= 71.2", "fai:at-2024"),
                        target("fai", "at 2024-Q2 > 230", "fai:at-2024"),
                        target("fai", "sum 2024-01..2024-06 >= 400", "fai:at-2024"),
                        target("fai", "at 2024-09 = 70", "fai:at-2024"),
                        target("fai", "at 2023 >= 800", "fai:sum-2023..2025"),
                        target("fai", "sum 2024-01..2024-09 >= 600", "fai:sum-2023..2025"),
                        target("fai", "at 2025-H1 >= 300", "fai:each-2023..2027"),
                        target("gdp", "at 2024-Q1 <= 480", "gdp:at-2024"),
                        target("gdp", "at 2025-Q1 = 520", "gdp:at-2025"),
                        target("gdp", "at 2025-Q2 >= 520", "gdp:at-2025")}),
                ElementsAre());
}

TEST(Parts, OfALevelAreItsValuesOnTheWay) {
    EXPECT_THAT(faults({target("firms", "at 2023-12 >= 850", "firms:at-2024"),
                        target("firms", "at 2024-06 >= 870", "firms:at-2024"),
                        target("firms", "at 2026-12 >= 1000", "firms:by-2026"),
                        target("air", "at 2024-06 >= 90.1%", "air:at-2024"),
                        target("share", "at 2024-Q3 <= 16%", "share:at-2024")}),
                ElementsAre());
}

TEST(PartFaults, NameTheirTarget) {
    EXPECT_THAT(fault_of("fai", "at 2024-03 >= 70", "fai:at-2030"),
                AllOf(HasSubstr("fai:at-2024-03: part_of = \"fai:at-2030\" names no target"),
                      HasSubstr("[dangling_reference]")));
    EXPECT_THAT(fault_of("gdp", "at 2024-03 >= 70", "fai:at-2024"),
                HasSubstr("\"fai:at-2024\" is a target on fai, not on gdp"));
    EXPECT_THAT(fault_of("fai", "at 2024-03 >= 70", "fai:at-2024-03"),
                HasSubstr("is itself a part of"));
    EXPECT_THAT(faults({target("fai", "at 2024-Q1 >= 200", "fai:at-2024"),
                        target("fai", "at 2024-03 >= 70", "fai:at-2024-Q1")}),
                ElementsAre(AllOf(HasSubstr("\"fai:at-2024-Q1\" is itself a part of "
                                            "\"fai:at-2024\" and has no parts"),
                                  HasSubstr("[bad_part]"))));
}

TEST(PartFaults, SomeTargetsCannotBeBrokenDown) {
    for (std::string id : {"fai:at-2024-growth", "fai:at-2026", "fai:at-2027"})
        EXPECT_THAT(fault_of("fai", "at 2024-03 >= 70", id),
                    AllOf(HasSubstr("cannot be broken down: of a flow only at, by, sum and each"),
                          HasSubstr("[bad_part]")))
            << id;
    EXPECT_THAT(fault_of("gdp", "at 2024-03 >= 70", "gdp:mean-2023..2025"),
                HasSubstr("not \"mean 2023..2025 >= 2000\""));
    EXPECT_THAT(fault_of("firms", "at 2024-03 >= 70", "firms:each-2023..2027"),
                HasSubstr("of a stock only at and by"));
    EXPECT_THAT(fault_of("road", "done by 2024-03", "road:done-by-2025"),
                HasSubstr("of a milestone only"));
}

TEST(PartFaults, APartIsANumberForASubPeriod) {
    for (const char* say :
         {"at 2024-03 growth >= 5%", "mean 2024-01..2024-03 >= 5", "each 2024-01..2024-03 >= 5",
          "at 2024-03 >= tbd", "rises 2024..2025", "at 2024-03 between 1 and 2",
          "at 2024-03 ~ 5 within 1", "by 2024-03 > 1"})
        EXPECT_THAT(fault_of("fai", say, "fai:at-2024"),
                    HasSubstr("a part says at or sum of a sub-period with a number, such as"))
            << say;
    EXPECT_THAT(fault_of("firms", "by 2024-03 > 1", "firms:at-2024"),
                HasSubstr("a part says at of a sub-period"));
}

TEST(PartFaults, APartLooksTheWayOfItsTarget) {
    EXPECT_THAT(fault_of("fai", "at 2024-03 <= 70", "fai:at-2024"),
                HasSubstr("the part looks the other way than its target, \"at 2024 > 860\"; "
                          "write >="));
    EXPECT_THAT(fault_of("gdp", "at 2024-03 > 70", "gdp:at-2024"), HasSubstr("write <="));
}

TEST(PartFaults, APartOfAFlowLiesInsideItsTarget) {
    EXPECT_THAT(fault_of("fai", "at 2025-01 >= 70", "fai:at-2024"),
                HasSubstr("the window 2025-01 of a part must lie inside 2024, that of its target"));
    EXPECT_THAT(fault_of("fai", "sum 2023-12..2024-02 >= 70", "fai:at-2024"),
                HasSubstr("must lie inside 2024"));
    EXPECT_THAT(fault_of("firms", "at 2025-01 >= 70", "firms:at-2024"),
                HasSubstr("must not end after 2024"));
}

TEST(PartFaults, APartHasNoBase) {
    Target part = target("fai", "at 2024-03 >= 70", "fai:at-2024");
    part.base = Period::month(2023, 12);
    EXPECT_THAT(faults({part}), ElementsAre(HasSubstr("a part has no base")));
}

TEST(PartFaults, APartObeysTheRulesOfAnyTarget) {
    EXPECT_THAT(fault_of("air", "at 2024-03 >= 70", "air:at-2024"), HasSubstr("[unit_mismatch]"));
}

TEST(PartFaults, TwoPartsForTheSameDays) {
    EXPECT_THAT(faults({target("fai", "at 2024-Q1 >= 200", "fai:at-2024"),
                        target("fai", "sum 2024-01..2024-03 >= 210", "fai:at-2024")}),
                ElementsAre(AllOf(HasSubstr("fai:sum-2024-01..2024-03: \"fai:at-2024-Q1\" is a "
                                            "part of \"fai:at-2024\" for the same period"),
                                  HasSubstr("[duplicate_part]"))));
    // The same days under two targets are no clash, nor are texts that follow each other.
    EXPECT_THAT(faults({target("fai", "at 2024-Q1 >= 200", "fai:at-2024"),
                        target("fai", "sum 2024-01..2024-03 >= 210", "fai:sum-2023..2025")}),
                ElementsAre());
    Target first = target("fai", "at 2024-Q1 >= 200", "fai:at-2024");
    Target second = target("fai", "sum 2024-01..2024-03 >= 210", "fai:at-2024");
    first.superseded = second.set = date(2024, 2, 1);
    EXPECT_THAT(faults({first, second}), ElementsAre());
    Target revised = first;
    revised.superseded.reset();
    revised.set = date(2024, 2, 1);
    EXPECT_THAT(faults({first, revised}), ElementsAre());
    revised.set.reset();
    EXPECT_THAT(faults({first, revised}), ElementsAre(HasSubstr("[duplicate_id]")));
}

TEST(PartFaults, APartGoesWithTheTextOfItsTargetThatIsInForce) {
    Plan plan = sound();
    Target revised = plan.targets[0];
    plan.targets[0].superseded = revised.set = date(2024, 7, 1);
    revised.say = parse_statement("at 2025 > 860");
    plan.targets.push_back(revised);
    Target part = target("fai", "at 2025-03 >= 70", "fai:at-2024");
    EXPECT_THAT(faults({part}, plan), ElementsAre(HasSubstr("must lie inside 2024")));
    part.set = date(2024, 7, 1);
    EXPECT_THAT(faults({part}, plan), ElementsAre());
    plan.targets.back().superseded = date(2024, 12, 1);
    part.set = date(2025, 1, 1);
    EXPECT_THAT(faults({part}, plan), ElementsAre(HasSubstr("is in force while this part is")));
}

// ---- the index ----------------------------------------------------------------------------------

TEST(PlanIndexParts, AreFoundByTheirTarget) {
    Plan plan = sound();
    plan.targets.push_back(target("fai", "at 2024-01 >= 70", "fai:at-2024"));
    plan.targets.push_back(target("fai", "at 2023 >= 700", "fai:sum-2023..2025"));
    plan.targets.push_back(target("fai", "at 2024-02 >= 70", "fai:at-2024"));
    const PlanIndex index(plan);
    ASSERT_EQ(index.parts("fai:at-2024").size(), 2U);
    EXPECT_EQ(index.parts("fai:at-2024")[1]->id, "fai:at-2024-02");
    EXPECT_TRUE(index.parts("gdp:at-2024").empty());
    EXPECT_TRUE(index.parts("nobody").empty());
    EXPECT_TRUE(plan.targets.back().is_part());
    EXPECT_FALSE(plan.targets.front().is_part());
}

// ---- covering -----------------------------------------------------------------------------------

class CoveringParts : public ::testing::Test {
protected:
    void add(std::string_view say) { targets_.push_back(target("fai", say, "fai:at-2024")); }
    [[nodiscard]] std::vector<std::string> covering(std::string_view window,
                                                    Covering which = Covering::fewest) const {
        std::vector<Target const*> parts;
        for (Target const& part : targets_) parts.push_back(&part);
        const Window days = parse_window(window);
        std::vector<std::string> ids;
        for (Target const* part :
             parts_covering(parts, days.first_day(), add_days(days.last_day(), 1), which))
            ids.push_back(to_string(part->say.window));
        return ids;
    }
    std::vector<Target> targets_;
};

TEST_F(CoveringParts, FollowOneAnotherWhateverTheirOrder) {
    add("at 2024-04 >= 4");
    add("at 2024-03 >= 3");
    add("sum 2024-01..2024-02 >= 2");
    EXPECT_THAT(covering("2024-01..2024-04"),
                ElementsAre("2024-01..2024-02", "2024-03", "2024-04"));
    EXPECT_THAT(covering("2024-Q1"), ElementsAre("2024-01..2024-02", "2024-03"));
    EXPECT_THAT(covering("2024-01"), ElementsAre());
    EXPECT_THAT(covering("2024-01..2024-05"), ElementsAre());
    EXPECT_THAT(covering("2024-02..2024-03"), ElementsAre());
}

TEST_F(CoveringParts, PreferTheCumulatedMarkOrTheMonths) {
    for (const char* say : {"at 2024-01 >= 1", "at 2024-02 >= 1", "sum 2024-01..2024-02 >= 2",
                            "at 2024-03 >= 1", "at 2024-Q1 >= 3", "at 2024-04 >= 1"})
        add(say);
    EXPECT_THAT(covering("2024-01..2024-04"), ElementsAre("2024-Q1", "2024-04"));
    EXPECT_THAT(covering("2024-01..2024-04", Covering::most),
                ElementsAre("2024-01", "2024-02", "2024-03", "2024-04"));
}

TEST_F(CoveringParts, NeverOverlap) {
    add("at 2024-Q1 >= 3");
    add("sum 2024-03..2024-06 >= 3");
    EXPECT_THAT(covering("2024-H1"), ElementsAre());
}

TEST_F(CoveringParts, OfRandomPartsAreChainsOfTheRightLength) {
    std::mt19937 random(7);
    std::uniform_int_distribution<int> month(1, 12);
    for (int round = 0; round < 300; ++round) {
        targets_.clear();
        std::vector<std::vector<bool>> edges(13, std::vector<bool>(13, false));
        for (int i = 0; i < 14; ++i) {
            const int a = month(random);
            const int b = month(random);
            const Window window(Period::month(2024, std::min(a, b)),
                                Period::month(2024, std::max(a, b)));
            if (edges[static_cast<std::size_t>(std::min(a, b) - 1)]
                     [static_cast<std::size_t>(std::max(a, b))])
                continue;
            edges[static_cast<std::size_t>(std::min(a, b) - 1)]
                 [static_cast<std::size_t>(std::max(a, b))] = true;
            add("sum " + to_string(window) + " >= 1");
        }
        // The fewest and the most edges from 0 to each month, the plain way.
        std::vector<int> fewest(13, -1);
        std::vector<int> most(13, -1);
        fewest[0] = most[0] = 0;
        for (std::size_t to = 1; to <= 12; ++to)
            for (std::size_t from = 0; from < to; ++from) {
                if (!edges[from][to] || fewest[from] < 0) continue;
                if (fewest[to] < 0 || fewest[from] + 1 < fewest[to]) fewest[to] = fewest[from] + 1;
                most[to] = std::max(most[to], most[from] + 1);
            }
        for (int to = 1; to <= 12; ++to) {
            const std::string window =
                to_string(Window(Period::month(2024, 1), Period::month(2024, to)));
            const auto at = static_cast<std::size_t>(to);
            ASSERT_EQ(covering(window).size(), static_cast<std::size_t>(std::max(0, fewest[at])));
            ASSERT_EQ(covering(window, Covering::most).size(),
                      static_cast<std::size_t>(std::max(0, most[at])));
        }
    }
}

TEST(SumOfParts, AddsTheirNumbers) {
    const Target a = target("fai", "at 2024-01 >= 70.5", "fai:at-2024");
    const Target b = target("fai", "at 2024-02 >= 71.5", "fai:at-2024");
    const std::vector<Target const*> both{&a, &b};
    EXPECT_EQ(sum_of(both), 142);
    EXPECT_EQ(sum_of({}), 0);
}

}  // namespace
}  // namespace glidepath::part_test

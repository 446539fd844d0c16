#include "io_support.hpp"
#include <glidepath/io/plan_io.hpp>
#include <glidepath/io/plan_table.hpp>

#include <gtest/gtest.h>

namespace glidepath::plan_table_test {
namespace {

using namespace testing_support;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

Plan header() {
    Plan plan;
    plan.id = "p";
    plan.horizon = parse_window("2023..2027");
    return plan;
}
std::vector<std::string> faults(std::string const& csv, Plan plan = header()) {
    const auto read = read_plan_table(csv, "t.csv", std::move(plan));
    EXPECT_NE(read.value.has_value(), !read.faults.empty());
    return lines(read.faults);
}

TEST(PlanTable, MakesIndicatorsGoalsAndBodiesWhereTheyAreFirstMentioned) {
    const Plan plan = read_plan_table("indicator,say,name,name_en,unit,kind,freq,lag,whole,min,max,"
                                      "goal,goal_title,lead,quote,tier,id,note\n"
                                      "beds,at 2025 >= "
                                      "4.5,床位,Beds,张,stock,Q,30.0,True,0,1e,g1,卫生,"
                                      "区卫健局；finance、区财政局,\"多, 好\",binding,,n\n"
                                      "beds,at 2027 >= 5,,,,,,,,,,,,,,,beds:last,\n"
                                      "built,done by 2025,,,,,,,,,,g1,,,,aspirational,,\n",
                                      "t.csv", header())
                          .value.value_or(Plan());
    EXPECT_TRUE(plan.targets.empty());  // 1e is no number

    const Plan good =
        read_plan_table(
            "indicator,say,name,name_en,unit,kind,freq,lag,whole,min,max,goal,goal_title,lead,"
            "quote,tier,id,note\n"
            "beds,at 2025 >= "
            "4.5,床位,Beds,张,stock,Q,30.0,True,0,100,g1,卫生,区卫健局；finance、区财政局,\"多, "
            "好\",binding,,n\n"
            "beds,at 2027 >= 5,,,,,,,,,,,,,,,beds:last,\n"
            "built,done by 2025,Built,,,,,,,,,g1,,区卫健局;finance;区财政局,,aspirational,,\n"
            "beds,at 2026 >= 5,,,,,,,,,,g2,Other,,,,,\n",
            "t.csv", header())
            .take();
    ASSERT_THAT(good.indicators, SizeIs(2));
    Indicator const& beds = good.indicators[0];
    EXPECT_EQ(beds.name, (Text{"床位", "Beds"}));
    EXPECT_EQ(beds.unit, "张");
    EXPECT_EQ(beds.kind, Kind::stock);
    EXPECT_EQ(beds.freq, Frequency::quarterly);
    EXPECT_EQ(beds.lag, 30);
    EXPECT_TRUE(beds.whole);
    EXPECT_EQ(beds.bounds, (Bounds{0, 100}));
    EXPECT_EQ(beds.goal, "g1");
    EXPECT_EQ(to_string(beds.where), "t.csv:2");
    EXPECT_EQ(good.indicators[1].kind, Kind::milestone);
    EXPECT_EQ(good.indicators[1].name.en, "Built");
    ASSERT_THAT(good.goals, SizeIs(2));
    EXPECT_EQ(good.goals[0].title.zh, "卫生");
    EXPECT_THAT(good.goals[0].lead, ElementsAre("body_1", "finance", "body_2"));
    EXPECT_EQ(good.bodies.at(0).name.zh, "区卫健局");
    ASSERT_THAT(good.targets, SizeIs(4));
    EXPECT_EQ(good.targets[0].id, "beds:at-2025");
    EXPECT_EQ(good.targets[0].quote, "多, 好");
    EXPECT_EQ(good.targets[0].tier, Tier::binding);
    EXPECT_EQ(good.targets[1].id, "beds:last");
    EXPECT_EQ(good.targets[0].goal, "");
    EXPECT_EQ(good.targets[3].goal, "g2");  // not its indicator's
    EXPECT_EQ(read_plan(write_plan(good), "again").take(), good);
}

TEST(PlanTable, NeedsOnlyIndicatorAndStatement) {
    const Plan plan =
        read_plan_table("say,indicator\nsum 2023..2025 >= 110,output\n", "t.csv", header()).take();
    EXPECT_EQ(plan.indicators.at(0).kind, Kind::flow);
    EXPECT_EQ(plan.targets.at(0).id, "output:sum-2023..2025");
}

TEST(PlanTable, ReportsALaterRowThatContradicts) {
    EXPECT_THAT(
        faults("indicator,say,unit,goal,goal_title,lead\nx,at 2025 > 1,家,g,甲,a\nx,at 2026 > "
               "1,户,g,乙,b\nx,at 2027 > 1,家,g,甲,a\n"),
        ElementsAre(
            "t.csv:3:15: x: unit: \"户\" contradicts what line 2 says about the indicator x "
            "[contradiction]",
            "t.csv:3:19: x: goal_title: \"乙\" contradicts what line 2 says about the goal g "
            "[contradiction]",
            "t.csv:3:21: x: lead: \"b\" contradicts what line 2 says about the goal g "
            "[contradiction]"));
    Plan plan = header();
    plan.indicators.emplace_back().id = "x";
    plan.indicators[0].unit = "家";
    EXPECT_THAT(
        faults("indicator,say,unit\nx,at 2025 > 1,户\n", plan),
        ElementsAre(
            "t.csv:2:15: x: unit: \"户\" contradicts what the plan says about the indicator x "
            "[contradiction]"));
}

TEST(PlanTable, ReportsAllFaultsOfTheTableAndOfThePlan) {
    EXPECT_THAT(
        faults("indicator,say,kind,tier,lag,whole,min,goal_title,lead,unit\n"
               "x,at 2025 >> 1,flw,sure,-1,yes,\"1,2\",t,a;b,\n"
               "y,sum 2025 > 1,stock,,,,,,,\n"
               ",at 2025 > 1,,,,,,,,\n"
               "z,,,,,,,,,万人们\n"
               "w,at 2025 > 1\n"),
        ElementsAre(
            HasSubstr(
                "t.csv:2:12: x: say: not a statement of the target language\n    at 2025 >> 1\n"),
            HasSubstr("t.csv:2:16: x: kind: \"flw\" is none of flow"),
            HasSubstr("t.csv:2:20: x: tier: \"sure\" is none of"),
            HasSubstr("t.csv:2:25: x: lag: \"-1\" is no number of days"),
            HasSubstr("t.csv:2:28: x: whole: \"yes\" is neither"),
            HasSubstr("t.csv:2:32: x: min: \"1,2\" is no plain number"),
            HasSubstr("t.csv:2:38: x: goal_title: a title needs"),
            HasSubstr("t.csv:2:40: x: lead: without a goal"),
            HasSubstr("t.csv:3: y:sum-2025: sum needs an indicator of kind flow"),
            HasSubstr("t.csv:4:1: indicator: every row needs"),
            HasSubstr("t.csv:5: z: the unit \"万人们\" is neither"),
            HasSubstr("t.csv:5:3: z: say: every row needs a statement"),
            HasSubstr("t.csv:6: the row has 2 fields")));
    EXPECT_THAT(
        faults("indicator,sya\nx,done\n"),
        ElementsAre(HasSubstr("did you mean \"say\"?"), HasSubstr("the column say is missing")));
}

TEST(PlanTable, ReadsPriceBases) {
    const Plan plan = read_plan_table("indicator,say,prices,growth_prices\n"
                                      "gdp,at 2025 > 860,current,constant\n"
                                      "gdp,at 2025 growth > 5%,,\n"
                                      "output,at 2025 > 860,constant 2020,\n",
                                      "t.csv", header())
                          .take();
    EXPECT_EQ(plan.indicators.at(0).prices, (PriceBasis{Prices::current, {}}));
    EXPECT_EQ(plan.indicators[0].growth_prices, Prices::constant);
    EXPECT_EQ(plan.indicators.at(1).prices, (PriceBasis{Prices::constant, 2020}));
    EXPECT_EQ(plan.indicators[1].growth_prices, std::nullopt);
    EXPECT_THAT(faults("indicator,say,prices\nx,at 2025 > 1,现价\nx,at 2026 > 1,current\n"
                       "x,at 2027 > 1,constant\n"),
                ElementsAre(HasSubstr("t.csv:2:15: x: prices: \"现价\" is no price basis"),
                            HasSubstr("t.csv:4:15: x: prices: \"constant\" contradicts what line 3 "
                                      "says about the indicator x")));
}

TEST(PlanTable, ReadsTheBreakDownOfATarget) {
    const Plan plan = read_plan_table("indicator,say,unit,kind,part_of\n"
                                      "x,at 2024 > 860,亿元,flow,\n"
                                      "x,sum 2024-01..2024-02 >= 80,,,x:at-2024\n",
                                      "t.csv", header())
                          .take();
    ASSERT_THAT(plan.targets, SizeIs(2));
    EXPECT_FALSE(plan.targets[0].is_part());
    EXPECT_EQ(plan.targets[1].part_of, "x:at-2024");
    EXPECT_THAT(faults("indicator,say,kind,part_of\nx,at 2024 > 860,flow,x:at-2025\n"),
                ElementsAre(AllOf(HasSubstr("t.csv:2:"), HasSubstr("[dangling_reference]"))));
}

}  // namespace
}  // namespace glidepath::plan_table_test

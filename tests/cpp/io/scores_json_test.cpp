// Methods, scorecards and league tables as JSON.
#include "support/small_plan.hpp"
#include <glidepath/io.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace glidepath {
namespace scores_json_test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing::SmallPlan;

SmallPlan sales() {
    SmallPlan small;
    small.plan.title = {"销售", "Sales"};
    small.money("sales");
    small.target("sales", "at 2023 >= 100");
    small.row("sales", "2023", "120", Measure::value, "2024-01-20");
    small.row("sales", "2023", "80", Measure::value, "2024-01-20").place = "there";
    return small;
}

TEST(MethodsJson, ListsAllMethodsAndNoNumberThatIsUndefined) {
    const std::string methods = write_methods();
    for (MethodName name : all_methods)
        EXPECT_THAT(methods, HasSubstr("\"name\": \"" + std::string(to_string(name)) + "\""));
    const SmallPlan small = sales();
    const std::string text = write_comparison(compare_methods(small.plan, small.observations()));
    EXPECT_THAT(text, HasSubstr("\"as_of\": \"2024-01-20\""));
    EXPECT_THAT(text, HasSubstr("\"undefined\": \"not_for_this_kind\""));
    EXPECT_THAT(text, HasSubstr("\"category\": \"ahead\""));
    EXPECT_THAT(text, Not(HasSubstr("nan")));
}

TEST(ScorecardJson, HasRowsTheWholeAndTheDistribution) {
    const SmallPlan small = sales();
    Assessment assessment = small.assess("2024-02-01");
    std::vector<Verdict> verdicts = assessment.verdicts();
    verdicts.front().status = Status::on_track;
    verdicts.front().outlook.emplace().probability = 0.25;
    const std::string text =
        write_scorecard(scorecard(small.plan, verdicts, {.by = ScoreBy::tier}), assessment);
    EXPECT_THAT(text, HasSubstr("\"by\": \"tier\""));
    EXPECT_THAT(text, HasSubstr("\"unranked\": \"not_compared\""));
    EXPECT_THAT(text, HasSubstr("\"dependence\": \"independent\""));
    EXPECT_THAT(text, HasSubstr("\"expected\": 0.25"));
}

TEST(LeaguesJson, HavePlacesRanksAndTheParent) {
    const SmallPlan small = sales();
    const Observations seen = small.observations();
    PlacesOptions options;
    options.parent = "there";
    const Places places = assess_places(small.plan, seen, {}, options);
    const std::string text =
        write_leagues({league(small.plan, seen, places, "sales:at-2023")}, places);
    EXPECT_THAT(text, HasSubstr("\"parent\": \"there\""));
    EXPECT_THAT(text, HasSubstr("\"parent_value\": 80.0"));
    EXPECT_THAT(text, HasSubstr("\"share\": 1.5"));
    EXPECT_THAT(text, HasSubstr("\"rank\": 1"));
}

}  // namespace
}  // namespace scores_json_test
}  // namespace glidepath

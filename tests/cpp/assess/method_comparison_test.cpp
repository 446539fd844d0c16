// Published methods on a whole plan: which targets and methods, the camps, and what is told of
// each.
#include "support/small_plan.hpp"
#include <glidepath/assess/method_comparison.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace glidepath::method_comparison_test {
namespace {

using ::testing::ElementsAre;
using testing::SmallPlan;
using enum MethodName;

/// Emissions on the straight line from 100 to 10, and a sum of money that nothing is known of.
SmallPlan falling() {
    SmallPlan small;
    small.plan.horizon = parse_window("2023..2032");
    small.indicator("emissions", Kind::stock, "吨");
    small.money("money");
    small.target("emissions", "at 2032 <= 10");
    small.target("money", "sum 2023..2025 >= 100");
    small.row("emissions", "2022", "100");
    small.row("emissions", "2027", "55");
    return small;
}

MethodComparison compared(SmallPlan const& small, ComparisonOptions const& options = {}) {
    AssessOptions asked;
    asked.as_of = date(2028, 6, 30);
    return compare_methods(small.plan, small.observations(), asked, options);
}

TEST(MethodComparison, HoldsEveryMethodForEveryTargetInForce) {
    SmallPlan small = falling();
    small.target("emissions", "at 2030 <= 20").superseded = date(2025, 1, 1);
    const MethodComparison all = compared(small);
    EXPECT_EQ(all.verdicts.size(), 2 * all_methods.size());
    EXPECT_EQ(all.verdicts.front().target, "emissions:at-2032");
    EXPECT_EQ(all.verdicts.back().target, "money:sum-2023..2025");
    EXPECT_TRUE(all.verdicts.back().result.undefined);
    EXPECT_EQ(to_string(*all.knowledge.as_of), "2028-06-30");
}

TEST(MethodComparison, OfSomeMethodsAndTargetsKeepsTheirOrder) {
    ComparisonOptions options;
    options.methods = {escap_csi, eurostat};
    options.targets = {"emissions:at-2032"};
    const MethodComparison some = compared(falling(), options);
    ASSERT_EQ(some.verdicts.size(), 2U);
    EXPECT_EQ(some.verdicts.front().result.method, escap_csi);
    options.targets = {"emissions:at-2040"};
    EXPECT_THROW(static_cast<void>(compared(falling(), options)), std::invalid_argument);
}

TEST(MethodComparison, SplitsTheMethodsIntoTwoCampsAndSaysWhy) {
    ComparisonOptions options;
    options.methods = {eurostat, unsd_2023, escap_csi, elapsed_share};
    const MethodComparison split = compared(falling(), options);
    ASSERT_EQ(split.splits.size(), 1U);
    EXPECT_THAT(split.splits.front().yes, ElementsAre(escap_csi, elapsed_share));
    EXPECT_THAT(split.splits.front().no, ElementsAre(eurostat, unsd_2023));
    EXPECT_EQ(split.splits.front().pairs.size(), 4U);
    EXPECT_EQ(split.splits.front().why().zh, "一个按等比增长，一个按直线");
}

TEST(MethodComparison, RulesThatASourceLeavesOpenAreOptions) {
    SmallPlan small = falling();
    ComparisonOptions options;
    options.methods = {rag};
    options.targets = {"emissions:at-2032"};
    small.row("emissions", "2028", "60");  // the mark is 46: off by 30 %
    EXPECT_EQ(compared(small, options).verdicts.at(0).result.category->id, "green");  // 55 of 55
    AssessOptions later;
    later.as_of = date(2029, 6, 30);
    const auto colour = [&](method::RagRule rule, double tolerance) {
        options.rules.rag = {rule, tolerance};
        return compare_methods(small.plan, small.observations(), later, options)
            .verdicts.at(0)
            .result.category->id;
    };
    EXPECT_EQ(colour(method::RagRule::year_before, 0.10), "red");  // 60 after 55
    EXPECT_EQ(colour(method::RagRule::year_before, 0.35), "green");
    EXPECT_EQ(colour(method::RagRule::tolerance, 0.35), "amber");
}

TEST(MethodComparison, TakesTheOwnersWordByTarget) {
    ComparisonOptions options;
    options.methods = {declared};
    options.declared = {{"money:sum-2023..2025", 1.0}};
    const MethodComparison told = compared(falling(), options);
    EXPECT_EQ(told.verdicts.at(0).result.undefined, MethodUndefined::missing_input);
    EXPECT_EQ(told.verdicts.at(1).result.category->id, "declared_complete");
}

TEST(MethodInfos, TellEverythingInBothLanguages) {
    for (MethodName name : all_methods) {
        MethodInfo const& about = info(name);
        EXPECT_EQ(about.name, name);
        for (std::string_view text : {about.title_zh, about.title_en, about.rule_zh, about.rule_en,
                                      about.formula, about.classes_zh, about.classes_en,
                                      about.undefined_zh, about.undefined_en, about.source})
            EXPECT_FALSE(text.empty()) << name;
    }
}

}  // namespace
}  // namespace glidepath::method_comparison_test

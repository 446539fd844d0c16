// What satisfies a relation: one definition, with the tolerance of every comparison.
#include <glidepath/model/interval.hpp>
#include <glidepath/model/statement_text.hpp>

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>
#include <string_view>

namespace interval_test {
namespace {

namespace gp = glidepath;
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

bool holds(std::string_view statement, double value) {
    const auto interval = gp::satisfying(gp::parse_statement(statement));
    return interval && interval->contains(value);
}

TEST(Satisfying, DecidesOnThePrintedFigure) {
    struct Case {
        std::string_view statement;
        double value;
        bool holds;
    };
    // 超过 excludes the number; 达到, 以上, 不低于, 以内, 不超过 include it (Civil Code of the PRC,
    // article 1259).
    constexpr std::array<Case, 58> cases{{
        {"at 2025 > 860", 860, false},
        {"at 2025 > 860", 860.1, true},
        {"at 2025 > 860", 860.01, true},
        {"at 2025 > 860", 859.9, false},
        {"at 2025 > 860", 860 * (1 + 0.9e-9), false},
        {"at 2025 > 860", 860 * (1 + 1.1e-9), true},
        {"at 2025 >= 860", 860, true},
        {"at 2025 >= 860", 860 * (1 - 0.9e-9), true},
        {"at 2025 >= 860", 860 * (1 - 1.1e-9), false},
        {"at 2025 >= 860", 859.9, false},
        {"at 2025 < 5.5", 5.5, false},
        {"at 2025 < 5.5", 5.5 * (1 - 0.9e-9), false},
        {"at 2025 < 5.5", 5.4, true},
        {"at 2025 < 5.5", 5.6, false},
        {"at 2025 <= 5.5", 5.5, true},
        {"at 2025 <= 5.5", 5.5 * (1 + 0.9e-9), true},
        {"at 2025 <= 5.5", 5.5 * (1 + 1.1e-9), false},
        {"at 2025 <= 5.5", 5.4, true},
        {"at 2025 > 0", 0, false},
        {"at 2025 > 0", 0.1, true},
        {"at 2025 >= 0", 0, true},
        {"at 2025 >= 0", -0.1, false},
        {"at 2025 < 0", -0.1, true},
        {"at 2025 < 0", 0, false},
        {"at 2025 > -5", -5, false},
        {"at 2025 > -5", -4.9, true},
        {"at 2025 <= -5", -5, true},
        {"at 2025 = 860", 860, true},
        {"at 2025 = 860", 859.5, true},
        {"at 2025 = 860", 860.5, true},
        {"at 2025 = 860", 859.4, false},
        {"at 2025 = 860", 860.6, false},
        {"at 2025 = 860.0", 860.05, true},
        {"at 2025 = 860.0", 860.06, false},
        {"at 2025 = 860.0", 859.94, false},
        {"at 2025 = 5.50%", 5.505, true},
        {"at 2025 = 5.50%", 5.51, false},
        {"at 2025 = 0", 0.5, true},
        {"at 2025 = 0", -0.6, false},
        {"each 2023..2027 ~ 5 within 1", 4, true},
        {"each 2023..2027 ~ 5 within 1", 6, true},
        {"each 2023..2027 ~ 5 within 1", 5, true},
        {"each 2023..2027 ~ 5 within 1", 3.9, false},
        {"each 2023..2027 ~ 5 within 1", 6.1, false},
        {"at 2025 ~ 5 within 0", 5, true},
        {"at 2025 ~ 5 within 0", 5.1, false},
        {"at 2025 ~ 0.3 within 0.2", 0.1, true},  // 0.3 - 0.2 is not 0.1 in binary
        {"at 2025 ~ 0.1 within 0.2", 0.3, true},
        {"at 2025 between 3 and 5", 3, true},
        {"at 2025 between 3 and 5", 5, true},
        {"at 2025 between 3 and 5", 4, true},
        {"at 2025 between 3 and 5", 2.9, false},
        {"at 2025 between 3 and 5", 5.1, false},
        {"at 2025 between 5 and 5", 5, true},
        {"at 2025 between -5 and -3", -4, true},
        {"at 2025 between -5 and -3", 4, false},
        {"growth from 2020 to 2025 >= 15%", 15, true},
        {"change from 1990 to 2030 <= -55%", -54.9, false},
    }};
    for (Case const& c : cases)
        EXPECT_EQ(holds(c.statement, c.value), c.holds) << c.statement << ", value " << c.value;
}

TEST(Satisfying, WithoutANumberThereIsNoInterval) {
    for (std::string_view text :
         {"at 2026 >= tbd", "each 2023..2027 >= zhejiang_top_minimum_wage", "rises 2023..2027",
          "steady 2023..2027 within 3%", "done by 2025-12", "done"})
        EXPECT_FALSE(gp::satisfying(gp::parse_statement(text))) << text;
}

TEST(Satisfying, ARelationTakesTheOtherFigure) {
    const gp::Statement relation =
        gp::parse_statement("each 2023..2027 >= zhejiang_top_minimum_wage");
    const auto interval = gp::satisfying(relation, 2490);
    ASSERT_TRUE(interval);
    EXPECT_TRUE(interval->contains(2490));
    EXPECT_FALSE(interval->contains(2280));
    const gp::Statement faster =
        gp::parse_statement("each 2023..2027 growth > growth of fixed_asset_investment");
    EXPECT_FALSE(gp::satisfying(faster, 14.5)->contains(14.5));
    EXPECT_TRUE(gp::satisfying(faster, 14.5)->contains(14.6));
}

TEST(Satisfying, DirectionalStatementsFollowTheirExpansion) {
    const auto of = [](std::string_view text) {
        return *gp::satisfying(gp::expanded(gp::parse_statement(text)));
    };
    EXPECT_FALSE(of("rises 2023..2027").contains(0));
    EXPECT_TRUE(of("rises 2023..2027").contains(0.1));
    EXPECT_FALSE(of("falls 2023..2027").contains(0));
    EXPECT_TRUE(of("falls 2023..2027").contains(-0.1));
    EXPECT_TRUE(of("never falls 2023..2027").contains(0));
    EXPECT_FALSE(of("never falls 2023..2027").contains(-0.1));
    EXPECT_TRUE(of("never rises 2023..2027").contains(0));
    EXPECT_FALSE(of("never rises 2023..2027").contains(0.1));
    EXPECT_TRUE(of("steady 2023..2027 within 3%").contains(3));
    EXPECT_TRUE(of("steady 2023..2027 within 3%").contains(-3));
    EXPECT_FALSE(of("steady 2023..2027 within 3%").contains(3.1));
    EXPECT_TRUE(of("steady 2023..2027 within 0%").contains(0));
}

TEST(Intervals, NoNumberLiesInNone) {
    for (gp::Interval interval :
         {gp::Interval{}, gp::Interval{1, 2, false, false}, gp::Interval{1, infinity, true, false}})
        EXPECT_FALSE(interval.contains(nan));
}

TEST(Intervals, DepthIsPositiveInsideNegativeOutsideZeroOnAnEnd) {
    const gp::Interval at_least{860, infinity, false, false};
    EXPECT_DOUBLE_EQ(at_least.depth(900), 40);
    EXPECT_DOUBLE_EQ(at_least.depth(860), 0);
    EXPECT_DOUBLE_EQ(at_least.depth(841), -19);
    const gp::Interval two{3, 5, false, false};
    EXPECT_DOUBLE_EQ(two.depth(4), 1);
    EXPECT_DOUBLE_EQ(two.depth(3.5), 0.5);
    EXPECT_DOUBLE_EQ(two.depth(6), -1);
    EXPECT_DOUBLE_EQ(two.depth(2), -1);
}

TEST(Intervals, KnowWhichSideTheyLimit) {
    EXPECT_TRUE((gp::Interval{-infinity, 5, false, false}).upper_limit());
    EXPECT_FALSE((gp::Interval{-infinity, 5, false, false}).lower_limit());
    EXPECT_TRUE((gp::Interval{5, infinity, false, false}).lower_limit());
    EXPECT_FALSE((gp::Interval{3, 5, false, false}).upper_limit());
    EXPECT_FALSE((gp::Interval{3, 5, false, false}).lower_limit());
    EXPECT_FALSE(gp::Interval{}.upper_limit() || gp::Interval{}.lower_limit());
}

TEST(Intervals, OpenAndClosedEndsPartitionTheLine) {
    for (double threshold : {-5.5, -1.0, 0.0, 0.1, 860.0, 1e12}) {
        const gp::Interval above{threshold, infinity, true, false};
        const gp::Interval not_above{-infinity, threshold, false, false};
        const gp::Interval below{-infinity, threshold, false, true};
        const gp::Interval not_below{threshold, infinity, false, false};
        for (int i = -2000; i <= 2000; ++i) {
            const double x = threshold + i * 1e-11 * std::max(1.0, std::abs(threshold));
            ASSERT_NE(above.contains(x), not_above.contains(x)) << threshold << " " << i;
            ASSERT_NE(below.contains(x), not_below.contains(x)) << threshold << " " << i;
        }
    }
}

}  // namespace
}  // namespace interval_test

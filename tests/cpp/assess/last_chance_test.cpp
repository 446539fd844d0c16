// The last period at which a target can still be reached.
#include "support/small_plan.hpp"
#include <glidepath/assess/last_chance.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <optional>
#include <stdexcept>
#include <string_view>

namespace glidepath::last_chance_test {
namespace {

using testing::SmallPlan;

std::optional<LastChance> chance(SmallPlan const& small, double most_growth) {
    const Observations seen = small.observations();
    Knowledge knowledge;
    knowledge.as_of = date(2024, 12, 31);
    const Evidence evidence(small.plan, seen, knowledge);
    return last_chance(evidence, small.plan.targets.at(0), most_growth);
}
SmallPlan known(Kind kind, std::string_view say) {
    SmallPlan small;
    small.indicator("x", kind, "亿元");
    small.row("x", "2022", "100", Measure::value, "2023-02-01");
    small.row("x", "2023", "100", Measure::value, "2024-02-01");
    small.target("x", say);
    return small;
}

TEST(LastChance, GrowthBeginsAsLateAsItCanAndStillReachesTheLevel) {
    // 1.1^2 = 1.21: the last two of four years are enough for 120, three for 130, all for 140.
    EXPECT_EQ(chance(known(Kind::stock, "at 2027 >= 120"), 0.1)->until, Period::year(2025));
    EXPECT_EQ(chance(known(Kind::stock, "at 2027 >= 130"), 0.1)->until, Period::year(2024));
    EXPECT_EQ(chance(known(Kind::stock, "by 2027 >= 140"), 0.1)->until, Period::year(2023));
    EXPECT_EQ(chance(known(Kind::stock, "at 2027 >= 150"), 0.1)->until, std::nullopt);
    EXPECT_EQ(chance(known(Kind::stock, "at 2027 >= 90"), 0.1)->until, Period::year(2027));
    EXPECT_EQ(chance(known(Kind::stock, "at 2027 >= 90"), 0.1)->since, Period::year(2023));
}
TEST(LastChance, ALimitFromAboveIsComeDownTo) {
    EXPECT_EQ(chance(known(Kind::stock, "at 2027 <= 85"), -0.1)->until, Period::year(2025));
    EXPECT_EQ(chance(known(Kind::stock, "at 2027 <= 60"), -0.1)->until, std::nullopt);
    EXPECT_THROW((void)chance(known(Kind::stock, "at 2027 <= 85"), 0.1), std::invalid_argument);
    EXPECT_THROW((void)chance(known(Kind::stock, "at 2027 >= 120"), -0.1), std::invalid_argument);
    EXPECT_THROW((void)chance(known(Kind::stock, "at 2027 >= 120"), std::nan("")),
                 std::invalid_argument);
}
TEST(LastChance, OfASumWhatIsDoneCounts) {
    // 100 of 2023 are done; 2024 and 2025 bring 200 as they are, 210 with growth in the last.
    EXPECT_EQ(chance(known(Kind::flow, "sum 2023..2025 >= 300"), 0.1)->until, Period::year(2025));
    EXPECT_EQ(chance(known(Kind::flow, "sum 2023..2025 >= 310"), 0.1)->until, Period::year(2024));
    EXPECT_EQ(chance(known(Kind::flow, "sum 2023..2025 >= 331"), 0.1)->until, Period::year(2023));
    EXPECT_EQ(chance(known(Kind::flow, "sum 2023..2025 >= 332"), 0.1)->until, std::nullopt);
    EXPECT_EQ(chance(known(Kind::flow, "sum 2022..2025 >= 90"), 0.1)->until, Period::year(2025));
}
TEST(LastChance, GrowthOfMonthsComesToThatOfTheYear) {
    SmallPlan small;
    small.indicator("x", Kind::stock, "家");
    small.row("x", "2023-12", "100", Measure::value, "2024-02-01");
    small.target("x", "at 2025-12 >= 110");
    EXPECT_EQ(chance(small, 0.1)->until, Period::month(2024, 12));
}
TEST(LastChance, IsNotDefinedForOtherTargetsAndWithoutALevel) {
    for (std::string_view say :
         {"at 2025 growth >= 5%", "each 2024..2027 >= 90", "rises 2024..2027",
          "at 2025 ~ 100 within 5", "at 2023 >= 90", "at 2026 >= tbd"})
        EXPECT_FALSE(chance(known(Kind::stock, say), 0.1)) << say;
    EXPECT_FALSE(chance(known(Kind::flow, "sum 2025..2027 >= 90"), 0.1));
    SmallPlan none;
    none.money("x");
    none.target("x", "at 2025 >= 90");
    EXPECT_FALSE(chance(none, 0.1));
    none.row("x", "2023", "0", Measure::value, "2024-02-01");
    EXPECT_FALSE(chance(none, 0.1));
}

}  // namespace
}  // namespace glidepath::last_chance_test

// What a target still requires: run-rates, growth, and how long it can wait.
#include <glidepath/path/required.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <stdexcept>

namespace glidepath::required_test {
namespace {

TEST(RequiredPace, ClosesTheGapInTheRemainingPeriods) {
    EXPECT_EQ(required_run_rate(860, 300, 7), 80);
    EXPECT_EQ(required_run_rate(860, 900, 4), -10);
    EXPECT_EQ(required_run_rate(860, 300, 0), std::nullopt);
}
TEST(RequiredPace, GrowthLeadsFromOneLevelToTheOther) {
    const double growth = required_growth(734.5, 860, 3).value();
    EXPECT_NEAR(734.5 * std::pow(1 + growth, 3), 860, 1e-9);
    EXPECT_EQ(required_growth(0, 860, 3), std::nullopt);
    EXPECT_EQ(required_growth(734.5, -1, 3), std::nullopt);
    EXPECT_EQ(required_growth(734.5, 860, 0), std::nullopt);
}
/// Waiting as long as it says still reaches the goal; a period longer does not.
TEST(PeriodsToSpare, AreAsManyAsCanBeWaited) {
    for (double growth : {0.01, 0.05, 0.2, -0.03, -0.2})
        for (double goal : {101.0, 120.0, 150.0, 99.0, 80.0}) {
            if ((growth > 0) != (goal > 100)) continue;
            const auto reached = [&](int grown) {
                const double end = 100 * std::pow(1 + growth, grown);
                return growth > 0 ? end >= goal : end <= goal;
            };
            const auto spare = periods_to_spare(100, goal, growth, 12);
            EXPECT_EQ(spare.has_value(), reached(12)) << growth << ' ' << goal;
            if (!spare) continue;
            EXPECT_TRUE(reached(12 - *spare)) << growth << ' ' << goal;
            EXPECT_FALSE(reached(11 - *spare)) << growth << ' ' << goal;
        }
    EXPECT_EQ(periods_to_spare(100, 110, 0.1, 5), 4);  // just: one period at 10 %
    EXPECT_EQ(periods_to_spare(100, 90, 0.1, 5), 5);
    EXPECT_EQ(periods_to_spare(100, 110, 0, 5), std::nullopt);
    EXPECT_EQ(periods_to_spare(1e-300, 1e300, 1e-300, 5), std::nullopt);
}
TEST(PeriodsToSpare, OfASumAreAsManyAsCanBeWaited) {
    const auto sum = [](int wait) {
        double total = 0;
        double now = 10;
        for (int t = 0; t < 12; ++t) total += t < wait ? 10 : now *= 1.05;
        return total;
    };
    for (double goal : {100.0, 121.0, 130.0, 150.0, 167.0, 168.0, 1e6}) {
        const auto spare = periods_to_spare_for_sum(10, goal, 0.05, 12);
        EXPECT_EQ(spare.has_value(), sum(0) >= goal) << goal;
        if (!spare) continue;
        EXPECT_GE(sum(*spare), goal);
        if (*spare < 12) {
            EXPECT_LT(sum(*spare + 1), goal);
        }
    }
    EXPECT_EQ(periods_to_spare_for_sum(1, 1e300, 1e-9, 1'000'000), std::nullopt);  // and at once
}
TEST(PeriodsToSpare, RefuseWhatHasNoMeaning) {
    const double none = std::numeric_limits<double>::quiet_NaN();
    for (double bad : {0.0, -1.0, none}) {
        EXPECT_THROW((void)periods_to_spare(bad, 2, 0.1, 5), std::invalid_argument);
        EXPECT_THROW((void)periods_to_spare(1, bad, 0.1, 5), std::invalid_argument);
        EXPECT_THROW((void)periods_to_spare_for_sum(bad, 2, 0.1, 5), std::invalid_argument);
        EXPECT_THROW((void)periods_to_spare_for_sum(1, bad, 0.1, 5), std::invalid_argument);
        EXPECT_THROW((void)periods_to_spare_for_sum(1, 2, bad, 5), std::invalid_argument);
    }
    EXPECT_THROW((void)periods_to_spare(1, 2, -1, 5), std::invalid_argument);
    EXPECT_THROW((void)periods_to_spare(1, 2, none, 5), std::invalid_argument);
    EXPECT_THROW((void)periods_to_spare(1, 2, 0.1, -1), std::invalid_argument);
}

}  // namespace
}  // namespace glidepath::required_test

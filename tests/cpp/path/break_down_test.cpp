// Breaking paths down: parts add up, blocks stay together, further statements take part.
#include <glidepath/path/break_down.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>
#include <vector>

namespace glidepath::break_down_test {
namespace {

using ::testing::ElementsAre;

Path years(std::vector<double> const& values) {
    return {Window(Period::year(2023), Period::year(2022 + static_cast<int>(values.size()))),
            values};
}
std::vector<Profile> quarterly(Path const& coarse, std::vector<double> const& weights) {
    std::vector<Profile> profiles;
    for (Period year : coarse.window())
        profiles.push_back(Profile::own(*refine(Window(year), Frequency::quarterly), weights));
    return profiles;
}

TEST(FlowsBrokenDown, ProportionalPartsAreTheProfileWhereTheYearsAreAlike) {
    const Path coarse = years({100, 100, 100});
    const auto parts = break_down_flow(coarse, quarterly(coarse, {1, 2, 3, 4}));
    for (int i = 0; i < 3; ++i)
        for (int q = 1; q <= 4; ++q)
            EXPECT_NEAR(*parts.path->at(Period::quarter(2023 + i, q)), 10 * q, 1e-10);
}
TEST(FlowsBrokenDown, AreSmoothFromYearToYearAndAddUp) {
    // Boot, Feibes and Lisman (1967) is what is left where all shares are equal.
    const Path coarse = years({118.4, 132.7, 149.1, 156.3, 171.9});
    const auto parts = break_down_flow(coarse, quarterly(coarse, {1, 1, 1, 1}));
    const std::vector<double> zeros(20, 0.0);
    std::vector<Row> rows;
    for (int i = 0; i < 5; ++i)
        rows.push_back(Row::sum(4 * i, 4 * i + 3, coarse.values()[static_cast<std::size_t>(i)]));
    const LeastRough smooth = least_rough(Roughness(), zeros, rows);
    for (std::size_t t = 0; t < 20; ++t)
        EXPECT_NEAR(parts.path->values()[t], smooth.values[t], 1e-9);
}
TEST(FlowsBrokenDown, PartsWithoutAShareStayZeroAndTakeNoPart) {
    const Path coarse = years({100, 130});
    for (std::vector<double> const& weights :
         {std::vector<double>{0, 1, 1, 0}, {0, 0, 1, 1}, {1, 0, 0, 3}, {0, 0, 0, 1}}) {
        const auto parts = break_down_flow(coarse, quarterly(coarse, weights));
        for (int i = 0; i < 2; ++i) {
            double sum = 0;
            for (std::size_t q = 0; q < 4; ++q) {
                const double value = parts.path->values()[static_cast<std::size_t>(i) * 4 + q];
                if (weights[q] == 0) {
                    EXPECT_EQ(value, 0);
                }
                sum += value;
            }
            EXPECT_NEAR(sum, coarse.values()[static_cast<std::size_t>(i)], 1e-10);
        }
    }
}
TEST(FlowsBrokenDown, AStatementAboutAPartHolds) {
    const Path coarse = years({100, 100});
    const std::vector<Row> rows{Row::point(1, 40), Row::sum(4, 5, 30, Sense::at_most)};
    const auto parts = break_down_flow(coarse, quarterly(coarse, {1, 1, 1, 1}), rows);
    ASSERT_TRUE(parts.path);
    EXPECT_EQ(parts.path->values()[1], 40);
    EXPECT_NEAR(parts.path->values()[4] + parts.path->values()[5], 30, 1e-9);
    EXPECT_NEAR(*parts.path->sum(Window(Period::quarter(2024, 1), Period::quarter(2024, 4))), 100,
                1e-10);
}
TEST(FlowsBrokenDown, StatementsThatContradictTheTotalsAreNamed) {
    const Path coarse = years({100});
    const std::vector<Row> rows{Row::point(0, 10, Sense::at_least), Row::sum(0, 3, 90)};
    const auto parts = break_down_flow(coarse, quarterly(coarse, {1, 1, 1, 1}), rows);
    EXPECT_FALSE(parts.path);
    EXPECT_THAT(parts.conflict, ElementsAre(1));
}
TEST(FlowsBrokenDown, NeedAProfileForEachPeriod) {
    const Path coarse = years({100, 100});
    const auto profiles = quarterly(years({100}), {1, 1, 1, 1});
    EXPECT_THROW((void)break_down_flow(coarse, profiles), std::invalid_argument);
}
TEST(AveragesBrokenDown, HaveTheMeanOfTheirPeriods) {
    const Path coarse = years({36, 33, 30});
    const Window months(Period::month(2023, 1), Period::month(2025, 12));
    const auto parts = break_down_average(coarse, months);
    for (int i = 0; i < 3; ++i)
        EXPECT_NEAR(
            *parts.path->sum(Window(Period::month(2023 + i, 1), Period::month(2023 + i, 12))) / 12,
            coarse.values()[static_cast<std::size_t>(i)], 1e-10);
}

}  // namespace
}  // namespace glidepath::break_down_test

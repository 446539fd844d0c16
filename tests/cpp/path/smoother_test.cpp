// Many series of one structure: the same paths as one by one, and failures that stay alone.
#include "path/least_rough_support.hpp"
#include <glidepath/path/smoother.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

namespace smoother_test {
namespace {

namespace gp = glidepath;
using namespace gp::testing::least_rough_paths;
using gp::LeastRough;
using gp::Roughness;
using gp::Row;
using gp::Smoother;
using ::testing::Each;
using ::testing::HasSubstr;

/// Years of monthly values, their totals still unknown.
std::vector<Row> years(int count) {
    std::vector<Row> rows;
    for (int y = 0; y < count; ++y) rows.push_back(Row::sum(12 * y, 12 * y + 11, 0));
    return rows;
}
Values season(int count) {
    Values values;
    for (int t = 0; t < 12 * count; ++t) values.push_back(10 + 3 * std::sin(0.5236 * t) + 0.01 * t);
    return values;
}

TEST(Smoothers, GiveThePathsOfTenThousandSeries) {
    const auto rows = years(5);
    const Values months = season(5);
    const Smoother smoother(Roughness().proportional(), months, rows);
    ASSERT_EQ(smoother.size(), 60);
    ASSERT_EQ(smoother.rows(), 5);
    std::mt19937 random(10'000);
    Values path(60);
    for (int series = 0; series < 10'000; ++series) {
        const double level = std::pow(10.0, 6 * uniform(random));
        Values totals;
        for (int y = 0; y < 5; ++y) totals.push_back(level * (1 + 0.3 * uniform(random)));
        ASSERT_TRUE(smoother.solve(totals, path));
        for (int y = 0; y < 5; ++y)
            ASSERT_NEAR(sum_over(path, 12 * y, 12 * y + 11), totals[static_cast<std::size_t>(y)],
                        1e-12 * level);
        if (series % 50 != 0) continue;  // one by one they take longer
        auto own = rows;
        for (std::size_t y = 0; y < 5; ++y) own[y].value = totals[y];
        const LeastRough alone = gp::least_rough(Roughness().proportional(), months, own);
        ASSERT_TRUE(alone.solved());
        for (std::size_t t = 0; t < 60; ++t)
            ASSERT_NEAR(path[t], alone.values[t], 1e-12 * level) << series;
    }
}

TEST(Smoothers, AgreeWithOneSolutionForEveryRoughness) {
    std::mt19937 random(7);
    const Values months = season(3);
    auto rows = years(3);
    rows.push_back(Row::point(20, 0));
    rows.push_back(Row::difference(35, 1.02, 23, 0));
    rows.push_back(Row::sum(3, 5, 0));
    rows.back().variance = 0.5;  // a soft one
    for (double lambda : {0.0, 0.5, 1.0})
        for (Roughness const& roughness :
             {Roughness::differences(0), Roughness::differences(1), Roughness::differences(2),
              Roughness::anchored(1), Roughness::autoregressive(0.9)}) {
            const Smoother smoother(roughness.scaled(lambda), months, rows);
            Values values;
            for (std::size_t i = 0; i < rows.size(); ++i)
                values.push_back(100 + 30 * uniform(random));
            Values path(36);
            ASSERT_TRUE(smoother.solve(values, path));
            auto own = rows;
            for (std::size_t i = 0; i < rows.size(); ++i) own[i].value = values[i];
            const LeastRough alone = gp::least_rough(roughness.scaled(lambda), months, own);
            ASSERT_TRUE(alone.solved());
            for (std::size_t t = 0; t < 36; ++t)
                ASSERT_NEAR(path[t], alone.values[t], 1e-12 * 150)
                    << lambda << ' ' << static_cast<int>(roughness.kind()) << roughness.order();
        }
}

TEST(Smoothers, AValueThatIsNoNumberFailsItsOwnSeriesOnly) {
    const Smoother smoother({}, Values(24, 0.0), years(2));
    Values before(24);
    Values after(24);
    ASSERT_TRUE(smoother.solve(Values{120, 132}, before));
    for (double bad :
         {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
        Values untouched(24, -7.0);
        EXPECT_FALSE(smoother.solve(Values{120, bad}, untouched));
        EXPECT_THAT(untouched, Each(-7.0));
    }
    ASSERT_TRUE(smoother.solve(Values{120, 132}, after));
    EXPECT_EQ(after, before);
}

TEST(Smoothers, RespondToEachValueAsThePathDoes) {
    const Smoother smoother({}, Values(24, 0.0), years(2));
    Values one(24);
    Values other(24);
    ASSERT_TRUE(smoother.solve(Values{100, 100}, one));
    ASSERT_TRUE(smoother.solve(Values{101, 100}, other));
    for (int t = 0; t < 24; ++t) {
        const auto i = static_cast<std::size_t>(t);
        EXPECT_NEAR(other[i] - one[i], smoother.response()(t, 0), 1e-12);
    }
}

std::string refusal(Roughness const& roughness, std::vector<Row> const& rows,
                    Values const& preliminary = Values(24, 0.0)) {
    try {
        static_cast<void>(Smoother(roughness, preliminary, rows));
    } catch (std::invalid_argument const& error) {
        return error.what();
    }
    return "accepted";
}

TEST(Smoothers, RefuseStructuresThatHaveNoSinglePath) {
    auto rows = years(2);
    rows.push_back(Row::point(3, 0, gp::Sense::at_least));
    EXPECT_THAT(refusal({}, rows), HasSubstr("row 2 is an inequality"));
    rows.back() = Row::sum(0, 23, 0);
    EXPECT_EQ(refusal({}, rows), "row 2 depends on the rows before it");
    EXPECT_EQ(refusal({}, {}), "the path is not identified: 1 more statements needed");
    EXPECT_EQ(refusal(Roughness::differences(3), years(2)),
              "the path is not identified: 1 more statements needed");
    EXPECT_EQ(refusal({}, {Row::point(24, 0)}),
              "row 0 speaks of positions 24..24; the path has 0..23");
    EXPECT_THAT(refusal(Roughness().proportional(), years(2)),
                HasSubstr("the preliminary value at position 0 is 0"));
}

}  // namespace
}  // namespace smoother_test

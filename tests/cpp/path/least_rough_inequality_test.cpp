// The least rough path under inequalities: which of them bind, and that no other choice is better.
#include "path/least_rough_support.hpp"
#include <glidepath/path/least_rough.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <random>
#include <vector>

namespace least_rough_inequality_test {
namespace {

namespace gp = glidepath;
using namespace gp::testing::least_rough_paths;
using gp::LeastRough;
using gp::Row;
using gp::Sense;

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Inequalities, ThatHoldAnywayChangeNothing) {
    std::vector<Row> rows{Row::point(0, 700), Row::point(3, 860)};
    const LeastRough before = smoothest(4, rows);
    rows.push_back(Row::point(2, 800, Sense::at_least));
    rows.push_back(Row::point(2, 810, Sense::at_most));
    const LeastRough solution = smoothest(4, rows);
    EXPECT_EQ(solution.values, before.values);
    EXPECT_THAT(solution.binding, IsEmpty());
    EXPECT_EQ(solution.multipliers[2], 0);
    EXPECT_EQ(solution.multipliers[3], 0);
}

TEST(Inequalities, LiftThePathOnlyWhereItBreaksThem) {
    // From 30 with a yearly floor of 35: the floor, and no more.
    std::vector<Row> rows{Row::point(0, 30)};
    for (int t = 1; t <= 5; ++t) rows.push_back(Row::point(t, 35, Sense::at_least));
    const LeastRough solution = smoothest(6, rows);
    ASSERT_TRUE(solution.solved());
    EXPECT_EQ(solution.values, (Values{30, 35, 35, 35, 35, 35}));
}

TEST(Inequalities, ThatBindSayHowHardTheyPush) {
    // From 0 to 0 over a floor of 6 at 2 of 0..4: up by 3 a step and down again.
    const std::vector<Row> floor{Row::point(0, 0), Row::point(4, 0),
                                 Row::point(2, 6, Sense::at_least),
                                 Row::point(2, 7, Sense::at_most)};
    const LeastRough lifted = smoothest(5, floor);
    ASSERT_TRUE(lifted.solved());
    EXPECT_THAT(lifted.binding, ElementsAre(2));
    EXPECT_NEAR(lifted.roughness, 36, 1e-12);
    EXPECT_NEAR(lifted.multipliers[2], 6, 1e-12);  // half of d(6^2 / 4 * 4) / d6
    EXPECT_EQ(lifted.multipliers[3], 0);
    // The other way round a ceiling pushes down: its multiplier is negative.
    const LeastRough pressed =
        smoothest(5, {Row::point(0, 0), Row::point(4, 0), Row::point(2, -6, Sense::at_most)});
    ASSERT_TRUE(pressed.solved());
    EXPECT_THAT(pressed.binding, ElementsAre(2));
    EXPECT_NEAR(pressed.multipliers[2], -6, 1e-12);
}

/// The least rough path from 0 to 0 above lower bounds is their least concave majorant.
TEST(Inequalities, GiveTheConcaveMajorantOfLowerBounds) {
    std::mt19937 random(35);
    for (int trial = 0; trial < 30; ++trial) {
        const int last = 4 + pick(random, 12);
        Values bounds{0};
        std::vector<Row> rows{Row::point(0, 0), Row::point(last, 0)};
        for (int i = 1; i < last; ++i) {
            bounds.push_back(50 + 50 * uniform(random));
            rows.push_back(Row::point(i, bounds.back(), Sense::at_least));
        }
        bounds.push_back(0);
        const LeastRough solution = smoothest(last + 1, rows);
        ASSERT_TRUE(solution.solved());
        for (int i = 0; i <= last; ++i) {
            double hull = 0;
            for (int a = 0; a <= i; ++a)
                for (int b = i; b <= last; ++b) {
                    const auto at = [&](int k) { return bounds[static_cast<std::size_t>(k)]; };
                    hull = std::max(hull,
                                    a == b ? at(i) : at(a) + (at(b) - at(a)) * (i - a) / (b - a));
                }
            ASSERT_NEAR(solution.values[static_cast<std::size_t>(i)], hull, 1e-10)
                << trial << " " << i;
        }
    }
}

TEST(Inequalities, AYearlyFloorUnderACumulativeTarget) {
    // 35 every year and 110 in three years, 200 in five, from 30: 3 x 35 = 105 falls short of 110.
    std::vector<Row> rows{Row::point(0, 30), Row::sum(1, 3, 110), Row::sum(1, 5, 200)};
    for (int t = 1; t <= 5; ++t) rows.push_back(Row::point(t, 35, Sense::at_least));
    const LeastRough solution = smoothest(6, rows);
    ASSERT_TRUE(solution.solved());
    EXPECT_NEAR(sum_over(solution.values, 1, 3), 110, 1e-11);
    EXPECT_NEAR(sum_over(solution.values, 4, 5), 90, 1e-11);
    for (std::size_t t = 1; t <= 5; ++t) EXPECT_GE(solution.values[t], 35);
}

TEST(Inequalities, MayHoldAsEqualitiesTogether) {
    const LeastRough solution = smoothest(4, {Row::point(0, 10), Row::point(3, 20, Sense::at_least),
                                              Row::point(3, 20, Sense::at_most)});
    ASSERT_TRUE(solution.solved());
    EXPECT_EQ(solution.values[3], 20);
    EXPECT_NEAR(solution.values[1], 10 + 10.0 / 3, 1e-12);
}

TEST(Inequalities, ThatContradictAnEqualityAreNamedWithIt) {
    const LeastRough solution =
        smoothest(4, {Row::point(3, 40, Sense::at_least), Row::point(0, 30), Row::point(3, 30)});
    EXPECT_EQ(solution.state, State::contradictory);
    EXPECT_THAT(solution.conflict, ElementsAre(0, 2));
}

TEST(Inequalities, ThatContradictEachOtherAreNamedAlone) {
    std::vector<Row> rows{Row::point(0, 30), Row::sum(1, 5, 170, Sense::at_most)};
    for (int t = 1; t <= 5; ++t) rows.push_back(Row::point(t, 35, Sense::at_least));
    rows.push_back(Row::point(2, 36, Sense::at_most));
    EXPECT_THAT(smoothest(6, rows).conflict, ElementsAre(1, 2, 3, 4, 5, 6));
}

TEST(Inequalities, OutOfAllProportionDoNotMatter) {
    const std::vector<Row> rows{Row::point(0, 1e-3), Row::point(3, 4e-3),
                                Row::point(1, 1e300, Sense::at_most),
                                Row::point(2, -1e300, Sense::at_least)};
    const LeastRough solution = smoothest(4, rows);
    ASSERT_TRUE(solution.solved());
    EXPECT_NEAR(solution.values[1], 2e-3, 1e-15);
    EXPECT_NEAR(solution.values[2], 3e-3, 1e-15);
}

// --- a warm start -------------------------------------------------------------------------------
TEST(WarmStarts, ChangeNothingButTheWay) {
    std::mt19937 random(36);
    for (int trial = 0; trial < 40; ++trial) {
        const int last = 6 + pick(random, 20);
        std::vector<Row> rows{Row::point(0, 0), Row::sum(1, last, 40.0 * last)};
        for (int t = 1; t <= last; ++t) {
            const double middle = 40 + 20 * uniform(random);
            rows.push_back(Row::point(t, middle - 15, Sense::at_least));
            if (t % 3 == 0) rows.push_back(Row::difference(t, 1, t - 1, 8, Sense::at_most));
        }
        const LeastRough cold = smoothest(last + 1, rows);
        if (!cold.solved()) continue;
        // That of the solution, a wrong one, one with rows that are no inequalities or none at all.
        Indices all;
        for (std::size_t i = 0; i < rows.size() + 3; ++i) all.push_back(i);
        for (Indices const& warm : {cold.binding, Indices{2, 3, 2}, all}) {
            const LeastRough other = smoothest(last + 1, rows, warm);
            ASSERT_TRUE(other.solved()) << trial;
            EXPECT_EQ(other.binding, cold.binding) << trial;
            for (std::size_t i = 0; i < cold.values.size(); ++i)
                ASSERT_NEAR(other.values[i], cold.values[i], 1e-9) << trial;
        }
    }
}

// --- the best of all choices --------------------------------------------------------------------
/// The least roughness over all subsets of inequalities taken as equalities, for small problems.
TEST(Inequalities, AgreeWithTheBestOfAllActiveSets) {
    std::mt19937 random(1);
    for (int trial = 0; trial < 300; ++trial) {
        const int n = 4 + pick(random, 2);
        Values feasible{0};
        for (int i = 1; i < n; ++i) feasible.push_back(feasible.back() + uniform(random) * 3 + 1);
        std::vector<Row> rows{Row::point(0, 0)};
        for (int k = 0; k < 4; ++k) {
            const int i = 1 + pick(random, n - 1);
            const bool floor = random() % 2 == 0;
            Row row = random() % 2 == 0 ? Row::point(i, 0) : Row::difference(i, 1, i - 1, 0);
            row.sense = floor ? Sense::at_least : Sense::at_most;
            row.value = left_of(row, feasible) + (floor ? -1 : 1) * std::abs(uniform(random)) * 0.5;
            rows.push_back(row);
        }
        const LeastRough solution = smoothest(n, rows);
        ASSERT_TRUE(solution.solved()) << trial;
        const auto holds = [&](Values const& path) {
            return std::all_of(rows.begin(), rows.end(), [&](Row const& row) {
                const double left = left_of(row, path);
                return row.sense == Sense::at_least  ? left >= row.value - 1e-9
                       : row.sense == Sense::at_most ? left <= row.value + 1e-9
                                                     : std::abs(left - row.value) <= 1e-9;
            });
        };
        ASSERT_TRUE(holds(solution.values)) << trial;
        double best = std::numeric_limits<double>::infinity();
        for (unsigned mask = 0; mask < 16; ++mask) {
            std::vector<Row> chosen{rows[0]};
            for (unsigned k = 0; k < 4; ++k)
                if ((mask >> k & 1U) != 0) {
                    chosen.push_back(rows[k + 1]);
                    chosen.back().sense = Sense::equal;
                }
            const LeastRough other = smoothest(n, chosen);
            if (other.solved() && holds(other.values))
                best = std::min(best, steps_squared(other.values));
        }
        ASSERT_LT(best, std::numeric_limits<double>::infinity());
        ASSERT_NEAR(steps_squared(solution.values), best, best * 1e-7 + 1e-9) << trial;
    }
}

/// Random inequalities that a path satisfies are never called contradictory.
TEST(Inequalities, ThatOnePathSatisfiesAreSolved) {
    std::mt19937 random(404);
    for (int trial = 0; trial < 150; ++trial) {
        const int size = 6 + pick(random, 30);
        const Values truth = walk(size, random);
        std::vector<Row> rows{Row::point(0, truth[0])};
        for (int k = 0; k < 2 * size; ++k) {
            Row row = row_through(truth, random);
            const bool floor = random() % 2 == 0;
            row.sense = floor ? Sense::at_least : Sense::at_most;
            // Every fourth is met with equality: many that depend on each other bind at once.
            if (random() % 4 != 0) row.value += (floor ? -1 : 1) * std::abs(uniform(random));
            rows.push_back(row);
        }
        const LeastRough solution = smoothest(size, rows);
        ASSERT_TRUE(solution.solved()) << trial << " " << static_cast<int>(solution.state);
        EXPECT_LE(solution.roughness, steps_squared(truth) * (1 + 1e-9));
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const double over = left_of(rows[i], solution.values) - rows[i].value;
            const double against = rows[i].sense == Sense::at_least  ? -over
                                   : rows[i].sense == Sense::at_most ? over
                                                                     : std::abs(over);
            ASSERT_LE(against, 1e-8 * std::max(100.0, std::abs(rows[i].value)))
                << trial << " " << i;
        }
    }
}

}  // namespace
}  // namespace least_rough_inequality_test

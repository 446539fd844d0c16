// The least rough path through equalities: what it satisfies, that nothing smoother does, what it
// cannot know, and which rows contradict each other.
#include "path/least_rough_support.hpp"
#include <glidepath/path/least_rough.hpp>

#include <Eigen/Dense>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

namespace least_rough_test {
namespace {

namespace gp = glidepath;
using namespace gp::testing::least_rough_paths;
using gp::LeastRough;
using gp::Roughness;
using gp::Row;
using gp::Sense;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(LeastRoughPath, SatisfiesItsEqualities) {
    std::mt19937 random(110);
    for (int trial = 0; trial < 60; ++trial) {
        const int size = 3 + pick(random, 25);
        const auto rows = consistent_rows(size, pick(random, 8), random);
        const LeastRough solution = smoothest(size, rows);
        ASSERT_TRUE(solution.solved()) << trial;
        EXPECT_EQ(solution.missing, 0);
        EXPECT_THAT(solution.conflict, IsEmpty());
        EXPECT_THAT(solution.widened, IsEmpty());
        for (Row const& row : rows)
            ASSERT_NEAR(left_of(row, solution.values), row.value,
                        1e-11 * std::max(100.0, std::abs(row.value)));
    }
}

TEST(LeastRoughPath, NoFeasiblePathIsSmoother) {
    std::mt19937 random(200);
    for (int trial = 0; trial < 40; ++trial) {
        const int size = 5 + pick(random, 15);
        const auto rows = consistent_rows(size, 1 + pick(random, 4), random);
        const LeastRough solution = smoothest(size, rows);
        ASSERT_TRUE(solution.solved());
        Eigen::MatrixXd left = Eigen::MatrixXd::Zero(static_cast<Eigen::Index>(rows.size()), size);
        for (std::size_t i = 0; i < rows.size(); ++i)
            for (gp::Run const& run : rows[i].runs)
                for (int t = run.first; t <= run.last; ++t)
                    left(static_cast<Eigen::Index>(i), t) += run.coefficient;
        const Eigen::MatrixXd kernel = left.fullPivLu().kernel();
        const double best = steps_squared(solution.values);
        EXPECT_NEAR(solution.roughness, best, 1e-9 * best + 1e-18);
        for (int step = 0; step < 20; ++step) {
            Eigen::VectorXd direction(kernel.cols());
            for (Eigen::Index k = 0; k < kernel.cols(); ++k) direction[k] = uniform(random);
            const Eigen::VectorXd move = kernel * direction;
            Values other = solution.values;
            for (std::size_t i = 0; i < other.size(); ++i)
                other[i] += std::pow(10.0, step % 5 - 2) * move[static_cast<Eigen::Index>(i)];
            ASSERT_GE(steps_squared(other), best * (1 - 1e-9) - 1e-9);
        }
    }
}

// 110 in the first three years and 200 in all five. The exact solution, from the conditions of
// Lagrange in rational numbers: 450/13, 470/13, 510/13, 570/13, 600/13.
TEST(LeastRoughPath, ThroughTwoNestedSumsIsTheRationalOne) {
    const LeastRough solution = smoothest(5, {Row::sum(0, 2, 110), Row::sum(0, 4, 200)});
    ASSERT_TRUE(solution.solved());
    constexpr std::array<double, 5> exact{450.0 / 13, 470.0 / 13, 510.0 / 13, 570.0 / 13,
                                          600.0 / 13};
    for (std::size_t i = 0; i < 5; ++i) EXPECT_NEAR(solution.values[i], exact[i], 1e-13 * 50);
}

TEST(LeastRoughPath, BetweenPointsIsTheStraightLine) {
    const LeastRough solution =
        smoothest(6, {Row::point(0, 734.498), Row::point(3, 860), Row::point(5, 950)});
    ASSERT_TRUE(solution.solved());
    constexpr std::array<double, 6> line{734.498, 776.332, 818.166, 860, 905, 950};
    for (std::size_t i = 0; i < 6; ++i) EXPECT_NEAR(solution.values[i], line[i], 1e-10);
}

TEST(LeastRoughPath, MeetsItsPointsToTheLastBit) {
    const LeastRough solution =
        smoothest(6, {Row::point(0, 734.498), Row::point(3, 0.1), Row::point(5, -950.3)});
    ASSERT_TRUE(solution.solved());
    EXPECT_EQ(solution.values[0], 734.498);
    EXPECT_EQ(solution.values[3], 0.1);
    EXPECT_EQ(solution.values[5], -950.3);
}

TEST(LeastRoughPath, OutsideItsPointsIsFlat) {
    const LeastRough solution = smoothest(8, {Row::point(3, 7)});
    ASSERT_TRUE(solution.solved());
    for (double value : solution.values) EXPECT_NEAR(value, 7, 1e-13);
}

TEST(LeastRoughPath, DoesNotDependOnTheOrderOfItsRows) {
    std::mt19937 random(5);
    for (int trial = 0; trial < 20; ++trial) {
        auto rows = consistent_rows(13, 4, random);
        const LeastRough one = smoothest(13, rows);
        std::reverse(rows.begin(), rows.end());
        const LeastRough two = smoothest(13, rows);
        ASSERT_TRUE(one.solved() && two.solved());
        for (std::size_t i = 0; i < 13; ++i) ASSERT_NEAR(one.values[i], two.values[i], 1e-8);
    }
}

TEST(LeastRoughPath, ScalesWithItsValues) {
    const auto path = [](double scale) {
        return smoothest(4, {Row::point(0, 7.34498 * scale), Row::sum(1, 3, 25 * scale)});
    };
    const LeastRough one = path(1);
    for (double scale : {1e-300, 1e-9, 1e9, 1e300, -1.0}) {
        const LeastRough other = path(scale);
        ASSERT_TRUE(other.solved()) << scale;
        for (std::size_t i = 0; i < one.values.size(); ++i)
            EXPECT_NEAR(other.values[i] / scale, one.values[i], 1e-13 * 10) << scale;
    }
}

TEST(LeastRoughPath, ShiftsWithItsValuesIfAdditive) {
    std::mt19937 random(7);
    const Values truth = walk(24, random);
    const auto path = [&](double shift) {
        std::vector<Row> rows;
        for (int year = 0; year < 2; ++year)
            rows.push_back(Row::sum(12 * year, 12 * year + 11,
                                    sum_over(truth, 12 * year, 12 * year + 11) + 12 * shift));
        return smoothest(24, rows);
    };
    const LeastRough one = path(0);
    const LeastRough other = path(1000);
    ASSERT_TRUE(one.solved() && other.solved());
    for (std::size_t i = 0; i < 24; ++i) EXPECT_NEAR(other.values[i], one.values[i] + 1000, 1e-10);
}

TEST(LeastRoughPath, AboutAPreliminaryPathKeepsItsMovements) {
    const Values pattern{3, 1, 4, 1, 5, 9, 2, 6};
    const LeastRough additive = gp::least_rough({}, pattern, std::vector{Row::sum(0, 7, 71)});
    ASSERT_TRUE(additive.solved());  // 31 without: five more each
    const LeastRough proportional =
        gp::least_rough(Roughness().proportional(), pattern, std::vector{Row::sum(0, 7, 62)});
    ASSERT_TRUE(proportional.solved());  // twice as much
    for (std::size_t i = 0; i < 8; ++i) {
        EXPECT_NEAR(additive.values[i], pattern[i] + 5, 1e-12);
        EXPECT_NEAR(proportional.values[i], 2 * pattern[i], 1e-12);
    }
    EXPECT_NEAR(additive.roughness, 0, 1e-20);
    EXPECT_NEAR(proportional.roughness, 0, 1e-20);
}

// y_0 = a and y_n = b: the roughness is (b - a)^2 / n.
TEST(Multipliers, AreTheSlopeOfHalfTheRoughness) {
    const LeastRough line = smoothest(5, {Row::point(0, 10), Row::point(4, 18)});
    ASSERT_TRUE(line.solved());
    EXPECT_NEAR(line.roughness, 16, 1e-12);
    ASSERT_EQ(line.multipliers.size(), 2U);
    EXPECT_NEAR(line.multipliers[0], -2, 1e-12);
    EXPECT_NEAR(line.multipliers[1], 2, 1e-12);
}

TEST(Multipliers, AgreeWithDifferencesOfTheRoughness) {
    std::mt19937 random(61);
    for (int trial = 0; trial < 20; ++trial) {
        const auto rows = consistent_rows(18, 3, random);
        const LeastRough solution = smoothest(18, rows);
        ASSERT_TRUE(solution.solved());
        if (!solution.redundant.empty()) continue;
        for (std::size_t k = 0; k < rows.size(); ++k) {
            // The roughness is a square in the value: central differences are exact.
            auto more = rows;
            auto less = rows;
            more[k].value += 1;
            less[k].value -= 1;
            const double slope =
                (smoothest(18, more).roughness - smoothest(18, less).roughness) / 4;
            EXPECT_NEAR(solution.multipliers[k], slope, 1e-8 * (1 + std::abs(slope)));
        }
    }
}

// --- rows that say the same, or the contrary ----------------------------------------------------
TEST(RedundantRows, ChangeNothing) {
    std::vector<Row> rows{Row::point(0, 30), Row::sum(1, 3, 110)};
    const LeastRough before = smoothest(4, rows);
    ASSERT_TRUE(before.solved());
    EXPECT_THAT(before.redundant, IsEmpty());
    rows.push_back(rows[0]);
    rows.push_back(Row::mean(1, 3, 110.0 / 3));
    rows.push_back(Row::sum(0, 3, 140));
    const LeastRough solution = smoothest(4, rows);
    ASSERT_TRUE(solution.solved());
    EXPECT_EQ(solution.redundant.size(), 3U);
    EXPECT_THAT(solution.conflict, IsEmpty());
    for (std::size_t i : solution.redundant) EXPECT_EQ(solution.multipliers[i], 0) << i;
    for (std::size_t i = 0; i < 4; ++i)
        EXPECT_NEAR(solution.values[i], before.values[i], 1e-12 * 50);
}

TEST(ContradictingRows, AreNamedAsAMinimalSet) {
    const std::vector<Row> rows{Row::point(3, 900), Row::point(0, 700), Row::sum(0, 3, 3000),
                                Row::point(3, 860)};
    const LeastRough solution = smoothest(4, rows);
    EXPECT_EQ(solution.state, State::contradictory);
    EXPECT_THAT(solution.conflict, ElementsAre(0, 3));
    EXPECT_THAT(solution.values, IsEmpty());
}

TEST(ContradictingRows, OfThreeOpinionsOnOneValueAreTwo) {
    const std::vector<Row> rows{Row::point(3, 900), Row::point(3, 860), Row::point(3, 870),
                                Row::point(0, 700)};
    const LeastRough solution = smoothest(4, rows);
    EXPECT_EQ(solution.state, State::contradictory);
    ASSERT_EQ(solution.conflict.size(), 2U);
    EXPECT_LT(solution.conflict[1], 3U);
}

TEST(ContradictingRows, MayContradictOnlyTogether) {
    const std::vector<Row> rows{Row::point(0, 30), Row::point(1, 30), Row::sum(0, 2, 110),
                                Row::point(2, 40), Row::point(4, 50)};
    EXPECT_THAT(smoothest(5, rows).conflict, ElementsAre(0, 1, 2, 3));
}

TEST(ContradictingRows, AreFoundWhateverTheScaleOfTheOthers) {
    const std::vector<Row> rows{Row::point(0, 1e12), Row::point(2, 1), Row::point(2, 2)};
    EXPECT_THAT(smoothest(3, rows).conflict, ElementsAre(1, 2));
}

TEST(ContradictingRows, AreFoundWhereThePathIsNotDeterminedEither) {
    const LeastRough solution =
        smoothest(5, {Row::difference(4, 1, 0, 100), Row::difference(4, 1, 0, 120)});
    EXPECT_EQ(solution.state, State::contradictory);
    EXPECT_THAT(solution.conflict, ElementsAre(0, 1));
}

/// Of random rows one is falsified: the conflict has it, and goes if any one of its members goes.
TEST(ContradictingRows, CanHoldWithoutAnyOneOfTheConflict) {
    std::mt19937 random(77);
    int contradictions = 0;
    for (int trial = 0; trial < 200; ++trial) {
        const int size = 4 + pick(random, 12);
        auto rows = consistent_rows(size, size + 4, random);
        const auto wrong = static_cast<std::size_t>(pick(random, static_cast<int>(rows.size())));
        rows[wrong].value += 10;
        const LeastRough solution = smoothest(size, rows);
        if (solution.state != State::contradictory) continue;
        ++contradictions;
        EXPECT_NE(std::find(solution.conflict.begin(), solution.conflict.end(), wrong),
                  solution.conflict.end());
        std::vector<Row> members;
        for (std::size_t i : solution.conflict) members.push_back(rows[i]);
        EXPECT_EQ(smoothest(size, members).state, State::contradictory) << trial;
        for (std::size_t k = 0; k < members.size(); ++k) {
            auto rest = members;
            rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(k));
            EXPECT_THAT(smoothest(size, rest).conflict, IsEmpty()) << trial << " without " << k;
        }
    }
    EXPECT_GT(contradictions, 100);
}

// --- printed figures ----------------------------------------------------------------------------
Row printed(Row row, double rounding) {
    row.rounding = rounding;
    return row;
}

TEST(PrintedFigures, HoldWithEqualityWhileTheyCan) {
    const LeastRough solution =
        smoothest(2, {printed(Row::point(0, 1.3), 0.05), printed(Row::sum(0, 1, 2.7), 0.05)});
    ASSERT_TRUE(solution.solved());
    EXPECT_THAT(solution.widened, IsEmpty());
    EXPECT_EQ(solution.values[0], 1.3);
    EXPECT_NEAR(solution.values[1], 1.4, 1e-15);
}

TEST(PrintedFigures, WidenToTheirRoundingWhereTheyConflict) {
    // 1.3 + 1.4 is not 2.8, but 1.34 + 1.44 may be printed so. The figure of 9.9 is not concerned.
    const LeastRough solution =
        smoothest(4, {printed(Row::point(0, 1.3), 0.05), printed(Row::point(3, 9.9), 0.05),
                      printed(Row::point(1, 1.4), 0.05), printed(Row::sum(0, 1, 2.8), 0.05)});
    ASSERT_TRUE(solution.solved());
    EXPECT_THAT(solution.widened, ElementsAre(0, 2, 3));
    EXPECT_LE(std::abs(solution.values[0] - 1.3), 0.05 + 1e-12);
    EXPECT_LE(std::abs(solution.values[1] - 1.4), 0.05 + 1e-12);
    EXPECT_LE(std::abs(solution.values[0] + solution.values[1] - 2.8), 0.05 + 1e-12);
    EXPECT_EQ(solution.values[3], 9.9);
}

TEST(PrintedFigures, WidenOnlyWhereTheyHaveARounding) {
    const LeastRough solution =
        smoothest(2, {printed(Row::point(0, 1.3), 0.05), printed(Row::point(1, 1.4), 0.05),
                      Row::sum(0, 1, 2.75)});
    ASSERT_TRUE(solution.solved());
    EXPECT_THAT(solution.widened, ElementsAre(0, 1));
    EXPECT_NEAR(solution.values[0] + solution.values[1], 2.75, 1e-14);
    // As level as the intervals allow.
    EXPECT_NEAR(solution.values[0], 1.35, 1e-12);
}

TEST(PrintedFigures, ThatConflictByMoreThanTheirRoundingAreNamed) {
    const LeastRough solution =
        smoothest(4, {printed(Row::point(0, 1.3), 0.05), printed(Row::point(3, 9.9), 0.05),
                      printed(Row::point(1, 1.4), 0.05), printed(Row::sum(0, 1, 2.9), 0.04)});
    EXPECT_EQ(solution.state, State::contradictory);
    EXPECT_THAT(solution.conflict, ElementsAre(0, 2, 3));
}

// --- soft rows ----------------------------------------------------------------------------------
TEST(SoftRows, AreWeighedAgainstTheRoughness) {
    // (y1 - y0)^2 + y0^2 + (y1 - 3)^2 is least at 1, 2.
    std::vector<Row> rows{Row::point(0, 0), Row::point(1, 3)};
    for (Row& row : rows) row.variance = 1;
    const LeastRough solution = smoothest(2, rows);
    ASSERT_TRUE(solution.solved());
    EXPECT_NEAR(solution.values[0], 1, 1e-14);
    EXPECT_NEAR(solution.values[1], 2, 1e-14);
    EXPECT_NEAR(solution.roughness, 1, 1e-13);  // without the soft rows
    EXPECT_THAT(solution.multipliers, ElementsAre(0, 0));
}

TEST(SoftRows, ThatContradictEachOtherMeetAtTheirWeightedMean) {
    std::vector<Row> rows{Row::point(0, 10), Row::point(0, 16)};
    rows[0].variance = 1;
    rows[1].variance = 2;
    const LeastRough solution = smoothest(1, rows);
    ASSERT_TRUE(solution.solved());
    EXPECT_NEAR(solution.values[0], 12, 1e-13);
}

TEST(SoftRows, NeverMoveHardOnes) {
    std::vector<Row> rows{Row::point(0, 10), Row::sum(0, 3, 100), Row::point(0, 16)};
    rows[2].variance = 1e-9;
    const LeastRough solution = smoothest(4, rows);
    ASSERT_TRUE(solution.solved());
    EXPECT_EQ(solution.values[0], 10);
    EXPECT_NEAR(sum_over(solution.values, 0, 3), 100, 1e-12);
}

TEST(SoftRows, OfALittleVarianceAreAlmostHard) {
    std::vector<Row> rows{Row::sum(0, 2, 110), Row::sum(0, 4, 200)};
    const LeastRough hard = smoothest(5, rows);
    for (Row& row : rows) row.variance = 1e-14;
    const LeastRough soft = smoothest(5, rows);
    ASSERT_TRUE(hard.solved() && soft.solved());
    for (std::size_t i = 0; i < 5; ++i) EXPECT_NEAR(soft.values[i], hard.values[i], 1e-11);
}

TEST(SoftRows, TakeNoPartInConflicts) {
    std::vector<Row> rows{Row::point(0, 10), Row::point(0, 11), Row::point(0, 12)};
    rows[0].variance = 1;
    EXPECT_THAT(smoothest(1, rows).conflict, ElementsAre(1, 2));
}

// --- what is not determined ---------------------------------------------------------------------
TEST(UndeterminedPaths, SayHowManyStatementsAreMissing) {
    const LeastRough nothing = smoothest(5, {});
    EXPECT_EQ(nothing.state, State::not_identified);
    EXPECT_EQ(nothing.missing, 1);
    EXPECT_THAT(nothing.values, IsEmpty());
    EXPECT_EQ(smoothest(1, {}).missing, 1);
    const std::vector<Row> change{Row::difference(4, 1, 0, 100)};
    EXPECT_EQ(smoothest(5, change).state, State::not_identified);
    EXPECT_EQ(smoothest(5, change).missing, 1);
    std::vector<Row> closed = change;
    closed.push_back(Row::point(0, 760));
    const LeastRough line = smoothest(5, closed);
    ASSERT_TRUE(line.solved());
    EXPECT_EQ(line.missing, 0);
    EXPECT_NEAR(line.values[3], 835, 1e-10);
}

TEST(UndeterminedPaths, MissAsManyStatementsAsTheRoughnessHasFreeConstants) {
    const Values flat(12, 0.0);
    for (int order = 0; order <= 3; ++order) {
        const LeastRough none = gp::least_rough(Roughness::differences(order), flat, {});
        EXPECT_EQ(none.missing, order);
        EXPECT_EQ(none.solved(), order == 0);
        EXPECT_TRUE(gp::least_rough(Roughness::anchored(order), flat, {}).solved()) << order;
    }
    // A change says nothing of the level, but something of the slope.
    const std::vector<Row> change{Row::difference(4, 1, 0, 100)};
    EXPECT_EQ(gp::least_rough(Roughness::differences(2), flat, change).missing, 1);
    EXPECT_TRUE(gp::least_rough(Roughness::autoregressive(0.9), flat, {}).solved());
    for (int d = 0; d <= 3; ++d)
        EXPECT_EQ(gp::least_rough(Roughness::arima({{0.5}, d, {0.3}}), flat, {}).missing, d);
}

TEST(UndeterminedPaths, AreNotDeterminedByInequalities) {
    const LeastRough solution =
        smoothest(3, {Row::point(0, 1, Sense::at_least), Row::point(0, 1, Sense::at_most)});
    EXPECT_EQ(solution.state, State::not_identified);
    EXPECT_EQ(solution.missing, 1);
}

TEST(UndeterminedPaths, OneRowThatFixesALevelIsEnough) {
    const LeastRough flat = smoothest(5, {Row::sum(0, 2, 110)});
    ASSERT_TRUE(flat.solved());
    for (double value : flat.values) EXPECT_NEAR(value, 110.0 / 3, 1e-12);
}

// --- what is refused ----------------------------------------------------------------------------
std::string refusal(Roughness const& roughness, Values const& preliminary,
                    std::vector<Row> const& rows) {
    try {
        static_cast<void>(gp::least_rough(roughness, preliminary, rows));
    } catch (std::invalid_argument const& error) {
        return error.what();
    }
    return "accepted";
}

TEST(RefusedRows, AreNamedWithWhatIsWrong) {
    const Values flat(4, 0.0);
    const double nan = std::numeric_limits<double>::quiet_NaN();
    EXPECT_EQ(refusal({}, {}, {}), "a path needs at least one period");
    EXPECT_EQ(refusal({}, flat, {Row::point(0, 1), Row::sum(1, 4, 1)}),
              "row 1 speaks of positions 1..4; the path has 0..3");
    EXPECT_EQ(refusal({}, flat, {Row::point(-1, 1)}),
              "row 0 speaks of positions -1..-1; the path has 0..3");
    EXPECT_EQ(refusal({}, flat, {Row::sum(2, 1, 1)}),
              "row 0 speaks of positions 2..1; the path has 0..3");
    EXPECT_EQ(refusal({}, flat, {Row::of({{0, 3, 1, 0}}, 1)}),
              "row 0 has a stride of 0; 1 is the least");
    EXPECT_EQ(refusal({}, flat, {Row::point(0, nan)}), "row 0 has no finite value");
    EXPECT_EQ(refusal({}, flat, {Row::of({{0, 3, nan}}, 1)}),
              "row 0 has a coefficient that is not a number");
    EXPECT_EQ(refusal({}, flat, {printed(Row::point(0, 1), -1)}),
              "row 0 has a rounding or variance below 0 or not finite");
    Row soft = Row::point(0, 1, Sense::at_least);
    soft.variance = 1;
    EXPECT_EQ(refusal({}, flat, {soft}),
              "row 0 is an inequality with a variance: only equalities may be soft");
}

TEST(RefusedPreliminaryValues, AreNamedWithWhatIsWrong) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const std::vector<Row> rows{Row::sum(0, 2, 1)};
    EXPECT_EQ(refusal({}, {1, nan, 1}, rows),
              "the preliminary value at position 1 is not a number");
    const Roughness proportional = Roughness().proportional();
    EXPECT_THAT(refusal(proportional, {1, 2, 0}, rows),
                ::testing::StartsWith("the preliminary value at position 2 is 0"));
    EXPECT_THAT(refusal(proportional, {1, -2, 1}, rows),
                ::testing::StartsWith(
                    "the preliminary value at position 1 has another sign than the first"));
    EXPECT_THAT(refusal(proportional, {1, 1e-200, 1}, rows),
                ::testing::StartsWith(
                    "the preliminary value at position 1 is less than 1e-100 of the largest"));
    // An additive method takes them all.
    EXPECT_EQ(refusal({}, {1, -2, 0}, rows), "accepted");
}

}  // namespace
}  // namespace least_rough_test

// The conditions of optimality, computed here with dense matrices, and what must not change a path.
#include "path/least_rough_support.hpp"
#include <glidepath/path/least_rough.hpp>

#include <Eigen/Dense>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <ostream>
#include <random>
#include <string>
#include <vector>

namespace least_rough_property_test {
namespace {

namespace gp = glidepath;
using namespace gp::testing::least_rough_paths;
using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;
using gp::LeastRough;
using gp::Roughness;
using gp::Row;
using gp::Sense;

VectorXd vector_of(Values const& values) {
    return Eigen::Map<VectorXd const>(values.data(), static_cast<Index>(values.size()));
}

/// A roughness and its quadratic form of z = (y - x) / |x|^lambda, written down a second time.
struct Form {
    std::string name;
    Roughness roughness;
    MatrixXd (*form)(Index size);
};
void PrintTo(Form const& form, std::ostream* out) { *out << form.name; }

MatrixXd differencing(Index size, int order) {
    MatrixXd first = MatrixXd::Identity(size, size);
    for (Index t = 1; t < size; ++t) first(t, t - 1) = -1;
    MatrixXd all = MatrixXd::Identity(size, size);
    for (int k = 0; k < order; ++k) all = first * all;
    return all;
}
template <int order>
MatrixXd free_start(Index size) {
    const MatrixXd rows = differencing(size, order).bottomRows(size - order);
    return rows.transpose() * rows;
}
template <int order>
MatrixXd anchored(Index size) {
    const MatrixXd rows = differencing(size, order);
    return rows.transpose() * rows;
}
/// The inverse of the covariance of z_t = 0.7 z_{t-1} + e_t.
MatrixXd autoregressive(Index size) {
    MatrixXd covariance(size, size);
    for (Index i = 0; i < size; ++i)
        for (Index j = 0; j < size; ++j)
            covariance(i, j) = std::pow(0.7, std::abs(i - j)) / (1 - 0.7 * 0.7);
    return covariance.inverse();
}
/// The inverse of the covariance of the differences w_t = 0.6 w_{t-1} + e_t + 0.4 e_{t-1}.
MatrixXd arima(Index size) {
    constexpr double phi = 0.6;
    constexpr double theta = 0.4;
    MatrixXd covariance(size - 1, size - 1);
    for (Index i = 0; i + 1 < size; ++i)
        for (Index j = 0; j + 1 < size; ++j) {
            const auto lag = static_cast<double>(std::abs(i - j));
            covariance(i, j) = lag == 0 ? (1 + 2 * phi * theta + theta * theta) / (1 - phi * phi)
                                        : std::pow(phi, lag - 1) * (1 + phi * theta) *
                                              (phi + theta) / (1 - phi * phi);
        }
    const MatrixXd rows = differencing(size, 1).bottomRows(size - 1);
    return rows.transpose() * covariance.inverse() * rows;
}

class OptimalPaths : public ::testing::TestWithParam<Form> {
protected:
    /// A preliminary path of one sign.
    static Values preliminary(int size, std::mt19937& random) {
        Values x;
        for (int t = 0; t < size; ++t) x.push_back(40 + 15 * uniform(random) + 0.5 * t);
        return x;
    }
    /// Equalities, inequalities and soft rows that some path satisfies.
    static std::vector<Row> rows(Values const& x, std::mt19937& random) {
        const int size = static_cast<int>(x.size());
        Values truth = x;
        for (double& value : truth) value += 6 * uniform(random);
        std::vector<Row> rows;
        for (int first = 0; first + 6 <= size; first += 6)  // half-years; the last one is open
            rows.push_back(Row::sum(first, first + 5, sum_over(truth, first, first + 5)));
        rows.push_back(Row::sum(2, size - 2, sum_over(truth, 2, size - 2)));
        for (int k = 0; k < size / 2; ++k) {
            Row row = row_through(truth, random);
            const bool floor = random() % 2 == 0;
            row.sense = floor ? Sense::at_least : Sense::at_most;
            row.value += (floor ? -1 : 1) * std::abs(uniform(random));
            rows.push_back(row);
        }
        for (int k = 0; k < 3; ++k) {
            Row row = row_through(truth, random);
            row.value += 5 * uniform(random);
            row.variance = 0.5 + std::abs(uniform(random));
            rows.push_back(row);
        }
        return rows;
    }
};

TEST_P(OptimalPaths, SatisfyTheConditionsOfKarushKuhnAndTucker) {
    std::mt19937 random(1951);
    int bound = 0;
    for (int trial = 0; trial < 12; ++trial) {
        const int size = 14 + pick(random, 20);
        const MatrixXd form = GetParam().form(size);
        for (double lambda : {0.0, 0.5, 1.0}) {
            const Values x = preliminary(size, random);
            const auto asked = rows(x, random);
            const LeastRough found = gp::least_rough(GetParam().roughness.scaled(lambda), x, asked);
            ASSERT_TRUE(found.solved()) << trial << ' ' << lambda;
            bound += static_cast<int>(found.binding.size());
            EXPECT_THAT(found.redundant, ::testing::IsEmpty());

            VectorXd inverse(size);
            for (Index t = 0; t < size; ++t)
                inverse(t) = std::pow(x[static_cast<std::size_t>(t)], -lambda);
            const MatrixXd a = inverse.asDiagonal() * form * inverse.asDiagonal();
            const VectorXd z = vector_of(found.values) - vector_of(x);
            VectorXd gradient = a * z;
            EXPECT_NEAR(found.roughness, z.dot(gradient), 1e-8 * (z.dot(gradient) + 1e-12));
            // What is added up, for the tolerance.
            double size_of_terms = (a.cwiseAbs() * z.cwiseAbs()).maxCoeff();
            for (std::size_t i = 0; i < asked.size(); ++i) {
                VectorXd left = VectorXd::Zero(size);
                for (gp::Run const& run : asked[i].runs)
                    for (int t = run.first; t <= run.last; ++t) left(t) += run.coefficient;
                const double over = left.dot(vector_of(found.values)) - asked[i].value;
                const double push = found.multipliers[i];
                if (asked[i].variance > 0) {
                    EXPECT_EQ(push, 0);
                    gradient += left * (over / asked[i].variance);
                    continue;
                }
                gradient -= left * push;
                size_of_terms =
                    std::max(size_of_terms, std::abs(push) * left.cwiseAbs().maxCoeff());
                const double tolerance = 1e-8 * std::max(50.0, std::abs(asked[i].value));
                if (asked[i].sense == Sense::equal) {
                    EXPECT_LE(std::abs(over), 1e-3 * tolerance) << i;
                    continue;
                }
                const double sign = asked[i].sense == Sense::at_least ? 1 : -1;
                EXPECT_GE(sign * over, -tolerance) << i;
                EXPECT_GE(sign * push, 0) << i;
                if (push != 0) {
                    EXPECT_LE(std::abs(over), tolerance) << i;
                }
                const bool binds =
                    std::find(found.binding.begin(), found.binding.end(), i) != found.binding.end();
                EXPECT_TRUE(binds || push == 0) << i;
            }
            EXPECT_LE(gradient.cwiseAbs().maxCoeff(), 1e-8 * size_of_terms)
                << trial << ' ' << lambda;
        }
    }
    EXPECT_GT(bound, 40);  // inequalities took part
}

TEST_P(OptimalPaths, DoNotChangeWithAStatementThatOthersImply) {
    std::mt19937 random(7);
    const Values x = preliminary(24, random);
    auto asked = rows(x, random);
    for (double lambda : {0.0, 1.0}) {
        const Roughness roughness = GetParam().roughness.scaled(lambda);
        const LeastRough before = gp::least_rough(roughness, x, asked);
        auto more = asked;
        more.push_back(Row::sum(0, 11, asked[0].value + asked[1].value));
        more.push_back(asked[2]);
        more.push_back(Row::mean(6, 11, asked[1].value / 6));
        const LeastRough after = gp::least_rough(roughness, x, more);
        ASSERT_TRUE(before.solved() && after.solved());
        EXPECT_EQ(after.redundant.size(), 3U);
        for (std::size_t t = 0; t < x.size(); ++t)
            EXPECT_NEAR(after.values[t], before.values[t], 1e-11 * 60) << lambda;
    }
}

TEST_P(OptimalPaths, ScaleWithTheirNumbers) {
    std::mt19937 random(8);
    const Values x = preliminary(20, random);
    const auto asked = rows(x, random);
    for (double lambda : {0.0, 0.5, 1.0}) {
        const Roughness roughness = GetParam().roughness.scaled(lambda);
        const LeastRough one = gp::least_rough(roughness, x, asked);
        ASSERT_TRUE(one.solved());
        for (double scale : {1e-12, 3.0, 1e12}) {
            Values scaled_x = x;
            for (double& value : scaled_x) value *= scale;
            auto scaled = asked;
            for (Row& row : scaled) {
                row.value *= scale;
                // z scales by scale^(1 - lambda), and what it is weighed against with it.
                row.variance *= std::pow(scale, 2 * lambda);
            }
            const LeastRough other = gp::least_rough(roughness, scaled_x, scaled);
            ASSERT_TRUE(other.solved());
            EXPECT_EQ(other.binding, one.binding);
            for (std::size_t t = 0; t < x.size(); ++t)
                EXPECT_NEAR(other.values[t] / scale, one.values[t], 1e-9 * 60) << lambda << scale;
        }
    }
}

TEST_P(OptimalPaths, ShiftWithTheirNumbersIfAdditive) {
    std::mt19937 random(9);
    const Values x = preliminary(20, random);
    const auto asked = rows(x, random);
    const auto shifted = [&](double lambda) {
        Values moved_x = x;
        for (double& value : moved_x) value += 100;
        auto moved = asked;
        for (Row& row : moved) row.value += 100 * left_of(row, Values(x.size(), 1.0));
        const Roughness roughness = GetParam().roughness.scaled(lambda);
        const LeastRough one = gp::least_rough(roughness, x, asked);
        const LeastRough other = gp::least_rough(roughness, moved_x, moved);
        double apart = 0;
        for (std::size_t t = 0; t < x.size(); ++t)
            apart = std::max(apart, std::abs(other.values.at(t) - one.values.at(t) - 100));
        return apart;
    };
    EXPECT_LE(shifted(0), 1e-9 * 160);
    EXPECT_GT(shifted(1), 1e-3);
}

INSTANTIATE_TEST_SUITE_P(
    , OptimalPaths,
    ::testing::Values(Form{"Level", Roughness::differences(0), free_start<0>},
                      Form{"FirstDifferences", Roughness::differences(1), free_start<1>},
                      Form{"SecondDifferences", Roughness::differences(2), free_start<2>},
                      Form{"ThirdDifferences", Roughness::differences(3), free_start<3>},
                      Form{"AnchoredFirst", Roughness::anchored(1), anchored<1>},
                      Form{"AnchoredSecond", Roughness::anchored(2), anchored<2>},
                      Form{"Autoregressive", Roughness::autoregressive(0.7), autoregressive},
                      Form{"Arima", Roughness::arima({{0.6}, 1, {0.4}}), arima}),
    [](auto const& tested) { return tested.param.name; });

// --- long paths ---------------------------------------------------------------------------------
TEST(LongPaths, OfDaysMeetTheTotalsOfAHundredYears) {
    constexpr int size = 36'500;
    std::mt19937 random(365);
    std::vector<Row> rows;
    for (int year = 0; year < 100; ++year)
        rows.push_back(Row::sum(365 * year, 365 * year + 364, 365 * (100 + 5 * uniform(random))));
    rows.push_back(Row::sum(0, size - 1, 0));  // and of all of them, which says nothing new
    for (std::size_t i = 0; i < 100; ++i) rows.back().value += rows[i].value;
    const LeastRough found = smoothest(size, rows);
    ASSERT_TRUE(found.solved());
    EXPECT_EQ(found.redundant.size(), 1U);
    for (Row const& row : rows)
        EXPECT_NEAR(left_of(row, found.values), row.value, 1e-10 * row.value);
    // Within a year the second difference is the year's multiplier.
    for (int year = 1; year + 1 < 100; ++year)
        for (int day = 10; day < 355; day += 50) {
            const auto t = static_cast<std::size_t>(365 * year + day);
            EXPECT_NEAR(-found.values[t - 1] + 2 * found.values[t] - found.values[t + 1],
                        found.multipliers[static_cast<std::size_t>(year)], 1e-11);
        }
}

}  // namespace
}  // namespace least_rough_property_test

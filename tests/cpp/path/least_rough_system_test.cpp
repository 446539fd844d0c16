// Systems of series: benchmarks in time and totals across, jointly; against JDemetra+, against
// dense linear algebra, and by what must hold.
#include "path/disaggregation_support.hpp"
#include "path/least_rough_support.hpp"
#include <glidepath/path/least_rough_system.hpp>

#include <Eigen/Dense>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <random>
#include <string>
#include <vector>

namespace least_rough_system_test {
namespace {

namespace gp = glidepath;
using namespace gp::testing::least_rough_paths;
using gp::LeastRough;
using gp::Period;
using gp::Roughness;
using gp::Row;
using gp::Sense;
using gp::SeriesSystem;
using gp::Window;
using gp::testing::disaggregation::difference;
using gp::testing::disaggregation::refusal;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

const Window two_years = gp::parse_window("2024-Q1..2025-Q4");
Period quarter(int t) { return two_years.first() + t; }
Window year(int y) { return Window(Period::year(y)); }

/// Three districts of which the quarters are guessed, their years known, and the city's quarters.
struct Districts {
    SeriesSystem system{{"East", "West", "North"}, two_years};
    Eigen::MatrixXd guess{{11.2, 12.4, 13.1, 12.9, 12.6, 13.3, 14.2, 14.4},
                          {30.5, 31.8, 30.9, 33.4, 31.2, 33.0, 32.1, 34.9},
                          {4.1, 3.7, 5.2, 4.9, 4.4, 4.0, 5.6, 5.1}};
    /// Years that lie 3, -2 and 5 % beside the guess, quarters that add up to them.
    [[nodiscard]] std::vector<Row> years() const {
        std::vector<Row> rows;
        for (int s = 0; s < 3; ++s)
            for (int y = 0; y < 2; ++y)
                rows.push_back(system.sum(s, year(2024 + y),
                                          guess.row(s).segment(Eigen::Index{4} * y, 4).sum() *
                                              factors[static_cast<std::size_t>(s)]));
        return rows;
    }
    [[nodiscard]] std::vector<Row> totals() const {
        std::vector<Row> rows;
        for (int y = 0; y < 2; ++y) {
            const double guessed = guess.middleCols(Eigen::Index{4} * y, 4).sum();
            double known = 0;
            for (int s = 0; s < 3; ++s)
                known += guess.row(s).segment(Eigen::Index{4} * y, 4).sum() *
                         factors[static_cast<std::size_t>(s)];
            for (int t = 4 * y; t < 4 * y + 4; ++t)
                rows.push_back(system.total(quarter(t), guess.col(t).sum() * known / guessed +
                                                            (t % 4 - 1.5) * 0.4));
        }
        return rows;
    }
    [[nodiscard]] std::vector<Row> all() const {
        std::vector<Row> rows = years();
        for (Row& row : totals()) rows.push_back(row);
        return rows;
    }
    static constexpr std::array<double, 3> factors{1.03, 0.98, 1.05};
};

/// The solution of the dense conditions of optimality, by a rank-revealing factorisation.
Eigen::MatrixXd dense(Eigen::MatrixXd const& guess, double rho, double lambda,
                      std::vector<Row> const& rows) {
    const Eigen::Index k = guess.rows();
    const Eigen::Index n = guess.cols();
    const auto m = static_cast<Eigen::Index>(rows.size());
    Eigen::MatrixXd l = Eigen::MatrixXd::Zero(n, n);
    for (Eigen::Index t = 0; t < n; ++t) {
        l(t, t) = t == 0 ? std::sqrt(1 - rho * rho) : 1;
        if (t > 0) l(t, t - 1) = -rho;
    }
    Eigen::MatrixXd kkt = Eigen::MatrixXd::Zero(k * n + m, k * n + m);
    Eigen::VectorXd right = Eigen::VectorXd::Zero(k * n + m);
    for (Eigen::Index s = 0; s < k; ++s)
        for (Eigen::Index a = 0; a < n; ++a)
            for (Eigen::Index b = 0; b < n; ++b) {
                const double weights = std::pow(guess(s, a) * guess(s, b), -lambda);
                const double entry = (l.transpose() * l)(a, b) * weights;
                kkt(a * k + s, b * k + s) = entry;
                right(a * k + s) += entry * guess(s, b);
            }
    for (Eigen::Index i = 0; i < m; ++i) {
        Row const& row = rows[static_cast<std::size_t>(i)];
        for (gp::Run const& run : row.runs)
            for (int at = run.first; at <= run.last; at += run.stride)
                kkt(k * n + i, at) = kkt(at, k * n + i) = run.coefficient;
        right(k * n + i) = row.value;
    }
    const Eigen::VectorXd solution = kkt.completeOrthogonalDecomposition().solve(right);
    return solution.head(k * n).reshaped(k, n);
}

std::vector<double> flat(Eigen::MatrixXd const& matrix) {
    return {matrix.data(), matrix.data() + matrix.size()};
}

TEST(SeriesSystems, MeetBenchmarksInTimeAndTotalsAcross) {
    const Districts districts;
    const auto rows = districts.all();
    for (double lambda : {0.0, 0.5, 1.0}) {
        const LeastRough found = gp::least_rough_system(
            districts.system, Roughness().scaled(lambda), districts.guess, rows);
        ASSERT_TRUE(found.solved()) << lambda;
        for (Row const& row : rows)
            EXPECT_NEAR(left_of(row, found.values), row.value, 1e-12 * row.value)
                << districts.system.text(row);
        // The sum of the years is the sum of the totals, of either year: two rows say nothing new.
        EXPECT_EQ(found.redundant.size(), 2U);
        const auto matrix = districts.system.matrix(found.values);
        EXPECT_EQ(matrix.rows(), 3);
        EXPECT_EQ(matrix.cols(), 8);
        EXPECT_NEAR(matrix.col(5).sum(), rows[6 + 5].value, 1e-12 * rows[6 + 5].value);
    }
}

TEST(SeriesSystems, AgreeWithDenseLinearAlgebra) {
    const Districts districts;
    for (double rho : {1.0, 0.729, 0.0})
        for (double lambda : {0.0, 0.5, 0.8, 1.0})
            for (bool with_years : {true, false}) {
                // Totals alone leave the levels undetermined without weights or rho below 1.
                if (!with_years && rho == 1) continue;
                const auto rows = with_years ? districts.all() : districts.totals();
                const LeastRough found = gp::least_rough_system(
                    districts.system, Roughness::autoregressive(rho).scaled(lambda),
                    districts.guess, rows);
                ASSERT_TRUE(found.solved());
                const auto expected = flat(dense(districts.guess, rho, lambda, rows));
                EXPECT_LT(difference(found.values, expected), 1e-11)
                    << rho << ' ' << lambda << ' ' << with_years;
            }
}

TEST(SeriesSystems, AreTheirSeriesAloneWithoutTotals) {
    const Districts districts;
    const auto rows = districts.years();
    const LeastRough joint =
        gp::least_rough_system(districts.system, Roughness().proportional(), districts.guess, rows);
    ASSERT_TRUE(joint.solved());
    const auto matrix = districts.system.matrix(joint.values);
    for (int s = 0; s < 3; ++s) {
        const Eigen::VectorXd guess = districts.guess.row(s);
        const std::vector<Row> own{Row::sum(0, 3, rows[static_cast<std::size_t>(2 * s)].value),
                                   Row::sum(4, 7, rows[static_cast<std::size_t>(2 * s + 1)].value)};
        const LeastRough alone =
            gp::least_rough(Roughness().proportional(), std::span(guess.data(), 8), own);
        for (int t = 0; t < 8; ++t)
            EXPECT_NEAR(matrix(s, t), alone.values[static_cast<std::size_t>(t)], 1e-12 * 40);
    }
}

TEST(SeriesSystems, DoNotChangeWithTotalsThatHoldAnyway) {
    const Districts districts;
    auto rows = districts.all();
    const auto solve = [&] {
        return gp::least_rough_system(districts.system, Roughness().scaled(0.5), districts.guess,
                                      rows);
    };
    const LeastRough before = solve();
    double both = 0;
    for (std::size_t i = 0; i < 6; ++i) both += rows[i].value;
    rows.push_back(districts.system.total(two_years, both));
    rows.push_back(districts.system.weighted(std::array{1.0, 1.0, 0.0}, year(2024),
                                             rows[0].value + rows[2].value));
    const LeastRough after = solve();
    ASSERT_TRUE(before.solved() && after.solved());
    EXPECT_EQ(after.redundant.size(), before.redundant.size() + 2);
    EXPECT_LT(difference(after.values, before.values), 1e-13);
}

// What a total leaves over in one period goes to the series in proportion to their size with lambda
// one half, to its square with lambda 1, in equal parts with lambda 0.
TEST(SeriesSystems, ShareWhatIsLeftOverByTheirWeights) {
    const SeriesSystem system({"a", "b"}, Window(Period::year(2024)));
    const Eigen::MatrixXd guess{{30.0}, {10.0}};
    const std::array<double, 3> shares{0.5, 0.75, 0.9};
    for (std::size_t i = 0; i < 3; ++i) {
        const double lambda = 0.5 * static_cast<double>(i);
        const LeastRough found =
            gp::least_rough_system(system, Roughness::differences(0).scaled(lambda), guess,
                                   std::vector{system.total(year(2024), 50)});
        ASSERT_TRUE(found.solved());
        EXPECT_NEAR(found.values[0], 30 + 10 * shares[i], 1e-13 * 50) << lambda;
    }
}

TEST(SeriesSystems, StayNonNegativeWhereTheyAreAskedTo) {
    // Additive adjustment takes a small series below zero; with bounds the rest of it bears it.
    const SeriesSystem system({"large", "small"}, gp::parse_window("2024-Q1..2024-Q4"));
    const Eigen::MatrixXd guess{{50, 52, 51, 53}, {1, 2, 9, 2}};
    std::vector<Row> rows;
    for (int t = 0; t < 4; ++t) rows.push_back(system.total(quarter(t), 52));
    rows.push_back(system.sum(1, year(2024), 3));
    const auto solve = [&] { return gp::least_rough_system(system, Roughness(), guess, rows); };
    const LeastRough free = solve();
    ASSERT_TRUE(free.solved());
    EXPECT_LT(system.matrix(free.values).minCoeff(), -0.1);

    for (int s = 0; s < 2; ++s)
        for (Row& row : system.each(s, 0, Sense::at_least)) rows.push_back(row);
    const LeastRough bounded = solve();
    ASSERT_TRUE(bounded.solved());
    EXPECT_GE(system.matrix(bounded.values).minCoeff(), 0);
    EXPECT_FALSE(bounded.binding.empty());
    for (std::size_t i = 0; i < 5; ++i)
        EXPECT_NEAR(left_of(rows[i], bounded.values), rows[i].value, 1e-12 * 52);
    EXPECT_GE(bounded.roughness, free.roughness);
}

TEST(SeriesSystems, NameWhatContradictsInTheirOwnWords) {
    const Districts districts;
    auto rows = districts.all();
    rows[0].value += 1;  // East in 2024: now the districts exceed the four quarters of the city
    const LeastRough found =
        gp::least_rough_system(districts.system, Roughness(), districts.guess, rows);
    ASSERT_EQ(found.state, State::contradictory);
    EXPECT_THAT(found.conflict, ElementsAre(0, 2, 4, 6, 7, 8, 9));
    rows[0].value = 50;
    rows[6].value = 48.5;
    EXPECT_EQ(districts.system.text(rows[0]), "East over 2024-Q1..2024-Q4 = 50");
    EXPECT_EQ(districts.system.text(rows[6]), "the total in 2024-Q1 = 48.5");
    for (std::size_t gone : found.conflict) {
        auto rest = districts.all();
        rest[0].value += 1;
        rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(gone));
        EXPECT_TRUE(
            gp::least_rough_system(districts.system, Roughness(), districts.guess, rest).solved())
            << gone;
    }
}

TEST(SeriesSystems, MissOneStatementForEachLevelThatTotalsLeaveOpen) {
    const Districts districts;
    const LeastRough found =
        gp::least_rough_system(districts.system, Roughness(), districts.guess, districts.totals());
    EXPECT_EQ(found.state, State::not_identified);
    EXPECT_EQ(found.missing, 2);
}

TEST(SeriesSystems, OfManySeriesAndPeriodsAgreeWithTheirTotals) {
    constexpr int count = 12;
    const Window periods = gp::parse_window("2016-01..2025-12");
    std::vector<std::string> names;
    for (int s = 0; s < count; ++s) names.push_back("district " + std::to_string(s));
    const SeriesSystem system(names, periods);
    std::mt19937 random(12);
    Eigen::MatrixXd guess(count, periods.size());
    for (int s = 0; s < count; ++s)
        for (int t = 0; t < periods.size(); ++t)
            guess(s, t) = 10 * (s + 1) * (1 + 0.3 * uniform(random));
    std::vector<Row> rows;
    for (int y = 2016; y <= 2025; ++y)
        for (int s = 0; s < count; ++s)
            rows.push_back(system.sum(
                s, year(y), guess.row(s).segment(Eigen::Index{12} * (y - 2016), 12).sum() * 1.02));
    for (int t = 0; t < periods.size(); ++t)
        rows.push_back(system.total(periods.first() + t, guess.col(t).sum() * 1.02));
    const LeastRough found =
        gp::least_rough_system(system, Roughness().proportional(), guess, rows);
    ASSERT_TRUE(found.solved());
    EXPECT_EQ(found.redundant.size(), 10U);
    // All rows are met by 1.02 times the guess, of which the deviation does not change at all.
    for (int s = 0; s < count; ++s)
        for (int t = 0; t < periods.size(); ++t)
            ASSERT_NEAR(system.matrix(found.values)(s, t), 1.02 * guess(s, t), 1e-10 * 150);
}

// --- refused ------------------------------------------------------------------------------------
TEST(SeriesSystems, RefuseWhatDoesNotFitThem) {
    const Districts districts;
    SeriesSystem const& system = districts.system;
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const auto with = [&](Eigen::MatrixXd const& guess, Roughness const& roughness) {
        return refusal(
            [&] { return gp::least_rough_system(system, roughness, guess, districts.all()); });
    };
    EXPECT_THAT(with(districts.guess.transpose(), {}),
                HasSubstr("a system of 3 series over 8 periods needs as many rows and columns of "
                          "preliminary values, not 8 and 3"));
    EXPECT_EQ(with(districts.guess, Roughness::arima({{0.5}, 1, {}})),
              "an ARIMA roughness is for a single series");
    Eigen::MatrixXd guess = districts.guess;
    guess(1, 2) = nan;
    EXPECT_EQ(with(guess, {}), "the preliminary value of West in 2024-Q3 is not a number");
    guess(1, 2) = 0;
    EXPECT_THAT(with(guess, Roughness().proportional()),
                HasSubstr("the preliminary value of West in 2024-Q3 is 0"));
    EXPECT_EQ(with(guess, {}), "accepted");
    guess(1, 2) = -3;
    EXPECT_THAT(with(guess, Roughness().scaled(0.5)),
                HasSubstr("the preliminary value of West in 2024-Q3 has another sign"));
    guess.row(1) *= -1;  // a series of one sign, whichever
    guess(1, 2) = -3;
    EXPECT_EQ(with(guess, Roughness().scaled(0.5)), "accepted");

    EXPECT_EQ(refusal([&] { return system.sum(3, year(2024), 1); }),
              "there is no series 3; there are 0..2");
    EXPECT_EQ(refusal([&] { return system.total(year(2026), 1); }),
              "a figure for 2026 needs 2026-Q1..2026-Q4, but the series cover only "
              "2024-Q1..2025-Q4");
    EXPECT_THAT(refusal([&] { return system.total(Window(Period::month(2024, 1)), 1); }),
                HasSubstr("quarterly periods do not divide 2024-01"));
    EXPECT_EQ(refusal([&] { return system.sum(2, year(2025), nan); }),
              "the figure for North over 2025-Q1..2025-Q4 is not a number");
    EXPECT_EQ(refusal([&] {
                  return system.weighted(std::array{1.0, 1.0}, year(2024), 1);
              }),
              "there are 2 weights for 3 series");
    EXPECT_EQ(refusal([&] {
                  return system.weighted(std::array{0.0, 0.0, 0.0}, year(2024), 1);
              }),
              "all weights are 0");
    EXPECT_EQ(refusal([&] {
                  return SeriesSystem({"a", "b", "a"}, two_years);
              }),
              "two series are named a");
    EXPECT_EQ(refusal([&] { return SeriesSystem({}, two_years); }),
              "a system needs at least one series");
}

TEST(SeriesSystems, SayWhatTheirRowsState) {
    const Districts districts;
    EXPECT_EQ(districts.system.text(districts.system.weighted(std::array{2.0, -1.0, 0.0},
                                                              quarter(0), 0, Sense::at_least)),
              "2 * East in 2024-Q1 + -1 * West in 2024-Q1 >= 0");
    EXPECT_EQ(districts.system.position_text(4), "West in 2024-Q2");
}

// --- JDemetra+ ----------------------------------------------------------------------------------
/// The multivariate Cholette method of JDemetra+ 3.6.0 (rjd3bench) on the eight quarters of its own
/// documentation: three series, their years, and the quarters of their sum. Its results are not
/// part of the project.
struct MultivariateCase {
    std::string name;
    double rho;
    double lambda;
    bool with_years = true;
};
void PrintTo(MultivariateCase const& c, std::ostream* out) { *out << c.name; }

class MultivariateCholette : public ::testing::TestWithParam<MultivariateCase> {};

TEST_P(MultivariateCholette, AgreesWithJDemetra) {
    MultivariateCase const& c = GetParam();
    const auto table =
        gp::testing::ReferenceTable::open("vectors/disagg/outputs/" + c.name + ".csv");
    if (!table) GTEST_SKIP() << "GLIDEPATH_REFERENCE_DATA is not set";
    const SeriesSystem system({"x1", "x2", "x3"}, gp::parse_window("2010-Q1..2011-Q4"));
    const Eigen::MatrixXd guess{{7, 7.2, 8.1, 7.5, 8.5, 7.8, 8.1, 8.4},
                                {18, 19.5, 19.0, 19.7, 18.5, 19.0, 20.3, 20.0},
                                {1.5, 1.8, 2, 2.5, 2.0, 1.5, 1.7, 2.0}};
    const Eigen::MatrixXd years{{30.0, 30.6}, {80.0, 81.2}, {8.0, 8.1}};
    const std::array<double, 8> totals{27.1, 29.8, 29.9, 31.2, 29.3, 27.9, 30.9, 31.8};
    std::vector<Row> rows;
    for (int s = 0; s < 3 && c.with_years; ++s)
        for (int y = 0; y < 2; ++y) rows.push_back(system.sum(s, year(2010 + y), years(s, y)));
    for (int t = 0; t < 8; ++t)
        rows.push_back(
            system.total(Period::quarter(2010, 1) + t, totals[static_cast<std::size_t>(t)]));
    const LeastRough found = gp::least_rough_system(
        system, Roughness::autoregressive(c.rho).scaled(c.lambda), guess, rows);
    ASSERT_TRUE(found.solved());
    for (int s = 0; s < 3; ++s) {
        const auto expected = table->numbers("x" + std::to_string(s + 1));
        for (int t = 0; t < 8; ++t)
            EXPECT_NEAR(system.matrix(found.values)(s, t), expected[static_cast<std::size_t>(t)],
                        1e-8);
    }
}

INSTANTIATE_TEST_SUITE_P(
    , MultivariateCholette,
    ::testing::Values(MultivariateCase{"JA60_multichol_r1_l0.5", 1, 0.5},
                      MultivariateCase{"JA61_multichol_r0.729_l0.5", 0.729, 0.5},
                      MultivariateCase{"JA62_multichol_r1_l0.8", 1, 0.8},
                      MultivariateCase{"JA63_multichol_noTC_r1_l0.5", 1, 0.5, false}),
    [](auto const& tested) { return tested.param.name.substr(0, 4); });

}  // namespace
}  // namespace least_rough_system_test

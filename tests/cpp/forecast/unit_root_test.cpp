// Tests for differences: KPSS against urca and its definition, the strength of a season against
// STL.
#include "forecast/arima_cases.hpp"
#include <glidepath/forecast/member/unit_root.hpp>

#include <Eigen/Core>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <numbers>
#include <vector>

namespace unit_root_test {
namespace {

using glidepath::differences_by_kpss;
using glidepath::is_constant;
using glidepath::kpss_critical_value;
using glidepath::kpss_statistic;
using glidepath::seasonal_strength;
using glidepath::testing::lake_huron;
using glidepath::testing::lh;
using glidepath::testing::log_air;
using glidepath::testing::log_gas;
using glidepath::testing::nile;
using glidepath::testing::noise;
using glidepath::testing::walk;

// R 4.2.2 with urca 1.3.3, ur.kpss(x, type = "mu", use.lag = ...) on series of R's datasets:
// tests/reference/make_arima_search.R.
TEST(Kpss, AgreesWithUrca) {
    EXPECT_NEAR(kpss_statistic(nile(), 2), 1.3152264631776729, 1e-12);
    EXPECT_NEAR(kpss_statistic(nile(), 0), 2.5264564549208774, 1e-12);
    EXPECT_NEAR(kpss_statistic(lake_huron(), 2), 1.2212185693949937, 1e-12);
    EXPECT_NEAR(kpss_statistic(lh(), 1), 0.36788911081520875, 1e-12);
    EXPECT_NEAR(kpss_statistic(log_air(), 2), 4.5408815481213454, 1e-12);
    std::vector<double> seasonal = log_air();
    for (std::size_t t = seasonal.size(); t-- > 12;) seasonal[t] -= seasonal[t - 12];
    seasonal.erase(seasonal.begin(), seasonal.begin() + 12);
    EXPECT_NEAR(kpss_statistic(seasonal, 2), 0.53668794744471604, 1e-12);
    // By itself it takes 3 sqrt(n) / 13 lags.
    EXPECT_EQ(kpss_statistic(nile()), kpss_statistic(nile(), 2));
    EXPECT_EQ(kpss_statistic(std::vector<double>(9, 4.0)), 0);
}

/// The statistic as two quadratic forms in deviations e: e' C'C e / n^2 with C the matrix of sums,
/// over e' K e / n with K the matrix of Bartlett's weights.
double kpss_by_matrices(std::vector<double> const& x, Eigen::Index lags) {
    const auto n = static_cast<Eigen::Index>(x.size());
    Eigen::VectorXd e = Eigen::Map<Eigen::VectorXd const>(x.data(), n);
    e.array() -= e.mean();
    Eigen::MatrixXd weights = Eigen::MatrixXd::Zero(n, n);
    Eigen::MatrixXd sums = Eigen::MatrixXd::Zero(n, n);
    for (Eigen::Index i = 0; i < n; ++i) {
        for (Eigen::Index j = 0; j <= i; ++j) sums(i, j) = 1;
        for (Eigen::Index j = 0; j < n; ++j)
            weights(i, j) = std::max(0.0, 1 - static_cast<double>(std::abs(i - j)) /
                                                  static_cast<double>(lags + 1));
    }
    const auto size = static_cast<double>(n);
    return (sums * e).squaredNorm() / (size * size) / (e.dot(weights * e) / size);
}

TEST(Kpss, IsARatioOfQuadraticForms) {
    for (std::size_t n : {3, 4, 7, 30}) {
        const auto longest = std::min<int>(9, static_cast<int>(n) - 1);
        for (int lags = 0; lags < longest; ++lags) {
            for (auto const& x : {noise(n, 21), walk(n, 22)}) {
                const double expected = kpss_by_matrices(x, lags);
                EXPECT_NEAR(kpss_statistic(x, lags), expected, 1e-9 * expected) << n << ' ' << lags;
            }
        }
    }
}

TEST(Kpss, DependsOnNeitherUnitNorLevel) {
    const std::vector<double> x = walk(40, 6);
    std::vector<double> moved = x;
    for (double& value : moved) value = -3e5 * value + 1e7;
    EXPECT_NEAR(kpss_statistic(moved), kpss_statistic(x), 1e-10);
}

// What least_searched_points rests on: without lags the statistic is a Rayleigh quotient, whose
// largest value 1 / (4 n sin^2(pi / 2n)) belongs to half a wave of a cosine.
TEST(Kpss, CannotRejectForThreeOrFourValues) {
    for (int n : {3, 4, 5}) {
        const double angle = std::numbers::pi / (2 * n);
        const double bound = 1 / (4 * n * std::sin(angle) * std::sin(angle));
        EXPECT_EQ(bound < kpss_critical_value, n < 5);
        std::vector<double> x;
        for (int t = 0; t < n; ++t) x.push_back(std::cos((2 * t + 1) * angle));
        EXPECT_NEAR(kpss_statistic(x), bound, 1e-14);
        for (unsigned seed = 1; seed <= 200; ++seed)
            EXPECT_LE(kpss_statistic(walk(static_cast<std::size_t>(n), seed)), bound + 1e-14);
    }
}

TEST(Kpss, SurvivesWhatIsHardlyASeries) {
    for (std::size_t n : {0, 1, 2}) {
        const std::vector<double> x = noise(n, 4);
        EXPECT_TRUE(std::isfinite(kpss_statistic(x)));
        EXPECT_EQ(differences_by_kpss(x), 0);
        EXPECT_EQ(seasonal_strength(x, 4), 0);
    }
    EXPECT_EQ(kpss_statistic(std::vector<double>{5, 5}, 1000), 0);
    for (double outlier : {1e12, -1e12, 9007199254740993.0}) {
        std::vector<double> x = noise(25, 4);
        x[12] = outlier;
        EXPECT_GT(kpss_statistic(x), 0);
        EXPECT_TRUE(std::isfinite(kpss_statistic(x)));
        const double strength = seasonal_strength(x, 4);
        EXPECT_TRUE(strength >= 0 && strength <= 1) << strength;
    }
}

TEST(Kpss, CallsConstantWhatDiffersByRoundingOnly) {
    const double third = 1.0 / 3;
    EXPECT_TRUE(is_constant(std::vector<double>{third, third + 1e-16, third}, 1));
    EXPECT_FALSE(is_constant(std::vector<double>{third, third + 1e-9, third}, 1));
    EXPECT_TRUE(is_constant(std::vector<double>{1e-5, 2e-5}, 1e9));
    EXPECT_TRUE(is_constant({}, 0));
}

TEST(Kpss, DifferencesUntilALevelIsLeft) {
    EXPECT_EQ(differences_by_kpss(lh()), 0);
    EXPECT_EQ(differences_by_kpss(nile()), 1);
    EXPECT_EQ(differences_by_kpss(log_air()), 1);
    EXPECT_EQ(differences_by_kpss(std::vector<double>(20, 3.0)), 0);
    std::vector<double> line;
    std::vector<double> square;
    for (int t = 0; t < 30; ++t) line.push_back(2 * t + 1), square.push_back(t * t);
    EXPECT_EQ(differences_by_kpss(line), 1);
    EXPECT_EQ(differences_by_kpss(square), 2);
    EXPECT_EQ(differences_by_kpss(square, 1), 1);
}

// R forecast 8.20, the same script: 1 - var(remainder) / var(remainder + season) of mstl() is
// 0.964454 for log(AirPassengers) and 0.973869 for log(UKgas); nsdiffs() gives 1 for both.
TEST(SeasonalStrength, IsCloseToThatOfStl) {
    EXPECT_NEAR(seasonal_strength(log_air(), 12), 0.964454, 0.005);
    EXPECT_NEAR(seasonal_strength(log_gas(), 4), 0.973869, 0.005);
    EXPECT_LT(seasonal_strength(nile(), 4), 0.5);
    EXPECT_EQ(seasonal_strength(std::vector<double>(40, 1.0), 4), 0);
    EXPECT_EQ(seasonal_strength(std::vector<double>{1, 2, 3, 1, 2, 3}, 3), 0);  // two cycles only
}

TEST(SeasonalStrength, IsOneForAPureSeasonAndDependsOnNeitherUnitNorLine) {
    std::vector<double> pure;
    for (int t = 0; t < 40; ++t) pure.push_back((t * 7) % 4);
    EXPECT_GT(seasonal_strength(pure, 4), 0.999);
    const std::vector<double> air = log_air();
    std::vector<double> moved = air;
    for (std::size_t t = 0; t < moved.size(); ++t)
        moved[t] = -1e6 * (moved[t] + 0.05 * static_cast<double>(t)) + 3e6;
    EXPECT_NEAR(seasonal_strength(moved, 12), seasonal_strength(air, 12), 1e-9);
}

}  // namespace
}  // namespace unit_root_test

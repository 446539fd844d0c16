// Random numbers, normal quantiles, correlated scores.
#include <glidepath/forecast/calibration/error_correlation.hpp>
#include <glidepath/forecast/calibration/error_shape.hpp>
#include <glidepath/forecast/sampling/normal_scores.hpp>
#include <glidepath/forecast/sampling/philox.hpp>

#include <boost/math/distributions/normal.hpp>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <set>
#include <stdexcept>

namespace sampling_test {
namespace {

namespace gp = glidepath;

// Known answers of philox4x32-10 as Salmon et al. publish them with their paper (Random123,
// kat_vectors): all bits of counter and key clear, and all set.
TEST(Philox, GivesThePublishedAnswers) {
    static_assert(gp::Philox(0, 0).block(0) ==
                  gp::Philox::Block{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
    constexpr std::uint64_t all = ~std::uint64_t{0};
    EXPECT_EQ(gp::Philox(all, all).block(all),
              (gp::Philox::Block{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
}

TEST(Philox, UniformNumbersLieInsideTheUnitIntervalAndDiffer) {
    const gp::Philox random(7);
    std::set<double> seen;
    double sum = 0;
    for (std::uint64_t i = 0; i < 10'000; ++i) {
        const double u = random.uniform(i);
        ASSERT_GT(u, 0);
        ASSERT_LT(u, 1);
        seen.insert(u);
        sum += u;
    }
    EXPECT_EQ(seen.size(), 10'000U);
    EXPECT_NEAR(sum / 10'000, 0.5, 4 / std::sqrt(12.0 * 10'000));
    EXPECT_NE(gp::Philox(7, 1).uniform(0), random.uniform(0));
    EXPECT_NE(gp::Philox(8).uniform(0), random.uniform(0));
}

TEST(NormalQuantile, AgreesWithBoost) {
    const boost::math::normal normal;
    for (int i = 1; i < 4000; ++i) {
        const double p = i / 4000.0;
        ASSERT_NEAR(gp::normal_quantile(p), quantile(normal, p), 4e-15) << p;
        ASSERT_NEAR(gp::normal_cdf(gp::normal_quantile(p)), p, 1e-15) << p;
    }
    for (double exponent = -1; exponent > -300; exponent -= 0.37) {
        const double p = std::pow(10.0, exponent);
        ASSERT_NEAR(gp::normal_quantile(p) / quantile(normal, p), 1, 1e-14) << p;
    }
}

TEST(NormalQuantile, HasTheLimitsOfItsRange) {
    EXPECT_EQ(gp::normal_quantile(0), -std::numeric_limits<double>::infinity());
    EXPECT_EQ(gp::normal_quantile(1), std::numeric_limits<double>::infinity());
    EXPECT_EQ(gp::normal_quantile(0.5), 0);
    EXPECT_TRUE(std::isnan(gp::normal_quantile(-0.1)));
    EXPECT_TRUE(std::isnan(gp::normal_quantile(std::numeric_limits<double>::quiet_NaN())));
}

Eigen::MatrixXd random_walk(int n) {
    Eigen::MatrixXd covariance(n, n);
    for (int i = 0; i < n; ++i)
        for (int j = 0; j < n; ++j) covariance(i, j) = std::min(i, j) + 1;
    return covariance;
}

TEST(PrincipalFactor, SquaresToTheCovarianceLargestFirst) {
    const Eigen::MatrixXd covariance = random_walk(12);
    const Eigen::MatrixXd factor = gp::principal_factor(covariance);
    EXPECT_LT((factor * factor.transpose() - covariance).cwiseAbs().maxCoeff(), 1e-12);
    for (Eigen::Index j = 1; j < 12; ++j) EXPECT_GE(factor.col(j - 1).norm(), factor.col(j).norm());
}

TEST(PrincipalFactor, DoesNotDependOnTheLastDigitsOfTheCovariance) {
    // Compilers round differently; signs and order of the columns must not follow.
    for (int n : {6, 24, 60})
        for (const gp::ErrorCorrelation law : {gp::ErrorCorrelation{0.5, 1.0}, {1.0, 0.0}}) {
            const Eigen::MatrixXd covariance = law.matrix(n);
            const Eigen::MatrixXd factor = gp::principal_factor(covariance);
            for (std::uint64_t seed = 0; seed < 5; ++seed) {
                const gp::Philox random(seed);
                Eigen::MatrixXd other = covariance;
                for (int i = 0; i < n; ++i)
                    for (int j = 0; j <= i; ++j)
                        other(i, j) = other(j, i) *=
                            1 +
                            4e-16 * (random.uniform(static_cast<std::uint64_t>(i * n + j)) - 0.5);
                EXPECT_LT((gp::principal_factor(other) - factor).cwiseAbs().maxCoeff(), 1e-11) << n;
            }
        }
}

TEST(NormalScores, HaveTheirCovarianceAndMargins) {
    const Eigen::MatrixXd covariance = random_walk(6);
    const Eigen::MatrixXd factor = gp::principal_factor(covariance);
    for (gp::Sampling sampling : {gp::Sampling::quasi, gp::Sampling::pseudo}) {
        const int n = 20'000;
        const Eigen::MatrixXd scores = gp::normal_scores(factor, {n, 3, 0, sampling});
        const double allowed = sampling == gp::Sampling::quasi ? 0.01 : 0.08;
        EXPECT_LT(scores.colwise().mean().cwiseAbs().maxCoeff(), allowed);
        const Eigen::MatrixXd found = scores.transpose() * scores / n;
        EXPECT_LT((found - covariance).cwiseAbs().maxCoeff(), 6 * allowed);
        for (double level : {0.05, 0.5, 0.9}) {
            const double limit = std::sqrt(6.0) * gp::normal_quantile(level);
            const double share = (scores.col(5).array() <= limit).cast<double>().mean();
            EXPECT_NEAR(share, level, sampling == gp::Sampling::quasi ? 0.002 : 0.012);
        }
    }
}

TEST(NormalScores, AreTheSameForASeedAndTheFirstOfMore) {
    const Eigen::MatrixXd factor = gp::principal_factor(random_walk(4));
    for (gp::Sampling sampling : {gp::Sampling::quasi, gp::Sampling::pseudo}) {
        const Eigen::MatrixXd few = gp::normal_scores(factor, {10, 5, 1, sampling});
        const Eigen::MatrixXd many = gp::normal_scores(factor, {300, 5, 1, sampling});
        EXPECT_EQ(few, gp::normal_scores(factor, {10, 5, 1, sampling}));
        EXPECT_LT((few - many.topRows(10)).cwiseAbs().maxCoeff(), 1e-12);
        EXPECT_NE(few, gp::normal_scores(factor, {10, 6, 1, sampling}));
        EXPECT_NE(few, gp::normal_scores(factor, {10, 5, 2, sampling}));
    }
}

TEST(NormalScores, QuasiRandomOnesSettleFaster) {
    // P(sum of six steps > 2), known exactly, with 500 draws and many seeds.
    const Eigen::MatrixXd factor = gp::principal_factor(random_walk(6));
    const double exact = 1 - gp::normal_cdf(2 / std::sqrt(random_walk(6).sum()));
    const auto error = [&](gp::Sampling sampling) {
        double squares = 0;
        for (std::uint64_t seed = 0; seed < 40; ++seed) {
            const Eigen::VectorXd sums =
                gp::normal_scores(factor, {500, seed, 0, sampling}).rowwise().sum();
            const double share = (sums.array() > 2).cast<double>().mean();
            squares += (share - exact) * (share - exact);
        }
        return std::sqrt(squares / 40);
    };
    EXPECT_LT(error(gp::Sampling::quasi), 0.4 * error(gp::Sampling::pseudo));
}

TEST(NormalScores, QuasiRandomOnesComeInMirroredPairs) {
    const Eigen::MatrixXd scores = gp::normal_scores(gp::principal_factor(random_walk(5)), {101});
    for (Eigen::Index i = 0; i + 1 < 101; i += 2) EXPECT_EQ(scores.row(i), -scores.row(i + 1));
    EXPECT_LT(scores.topRows(100).colwise().mean().cwiseAbs().maxCoeff(), 1e-14);
}

TEST(NormalScores, RefuseNoDrawsNoDimensionsAndTooMany) {
    const auto scores = [](Eigen::Index dimensions, int count) {
        return gp::normal_scores(Eigen::MatrixXd::Identity(dimensions, dimensions), {count});
    };
    EXPECT_THROW((void)scores(3, 0), std::invalid_argument);
    EXPECT_THROW((void)scores(0, 10), std::invalid_argument);
    EXPECT_THROW((void)scores(1000, 1'000'000), std::invalid_argument);
    EXPECT_EQ(scores(1100, 3).cols(), 1100);  // more than a Sobol table has
}

TEST(ErrorShape, ScoresAreTheNormalQuantilesOfTheProbabilities) {
    for (std::size_t i = 0; i < gp::ErrorShape::size; ++i)
        EXPECT_NEAR(gp::ErrorShape::scores[i],
                    gp::normal_quantile(gp::ErrorShape::probabilities[i]), 4e-15);
}

}  // namespace
}  // namespace sampling_test

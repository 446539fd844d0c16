// Shapes of errors, correlation over horizons, and distributions of single values.
#include <glidepath/forecast/calibration/error_correlation.hpp>
#include <glidepath/forecast/margin.hpp>

#include <Eigen/Cholesky>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <stdexcept>

namespace margin_test {
namespace {

namespace gp = glidepath;

gp::ErrorShape skewed() {
    return gp::ErrorShape({-3, -2, -1.6, -1.1, -0.5, 0, 0.8, 1.7, 2.4, 3.1, 5});
}

TEST(ErrorShape, OfTheNormalDistributionIsTheIdentity) {
    const gp::ErrorShape normal;
    for (double z = -6; z <= 6; z += 0.37) {
        EXPECT_NEAR(normal.error(z), z, 1e-14);
        EXPECT_NEAR(normal.score(z), z, 1e-14);
    }
    EXPECT_NEAR(normal.mean(), 0, 1e-15);
}
TEST(ErrorShape, RisesAndIsItsOwnInverse) {
    const gp::ErrorShape shape = skewed();
    double before = -std::numeric_limits<double>::infinity();
    for (double z = -8; z <= 8; z += 0.01) {
        const double error = shape.error(z);
        ASSERT_GT(error, before);
        ASSERT_NEAR(shape.score(error), z, 1e-12);
        before = error;
    }
    for (std::size_t i = 0; i < gp::ErrorShape::size; ++i)
        EXPECT_NEAR(shape.error(gp::normal_quantile(gp::ErrorShape::probabilities[i])),
                    shape.errors()[i], 1e-13);
}
TEST(ErrorShape, MeanIsTheIntegralOfItsQuantiles) {
    const gp::ErrorShape shape = skewed();
    double sum = 0;
    constexpr int slices = 2'000'000;
    for (int i = 0; i < slices; ++i) sum += shape.error(gp::normal_quantile((i + 0.5) / slices));
    EXPECT_NEAR(shape.mean(), sum / slices, 1e-5);
}
TEST(ErrorShape, KnowsWhichKnotsAreValid) {
    gp::ErrorShape::Knots knots = skewed().errors();
    EXPECT_TRUE(gp::ErrorShape::valid(knots));
    knots[5] = knots[6];
    EXPECT_FALSE(gp::ErrorShape::valid(knots));
    knots = skewed().errors();
    knots[3] = knots[2];
    EXPECT_FALSE(gp::ErrorShape::valid(knots));
}

TEST(ErrorShape, OnTheWayToAnotherLiesEvenlyBetweenBoth) {
    const gp::ErrorShape from = skewed();
    const gp::ErrorShape to;
    for (double share : {0.0, 0.25, 1.0})
        for (double z : {-2.2, -0.4, 0.0, 1.1, 4.0})
            EXPECT_NEAR(from.towards(to, share).error(z),
                        (1 - share) * from.error(z) + share * to.error(z), 1e-12);
}
TEST(ErrorShape, SymmetricIsAsWideAndMirrorsItself) {
    const gp::ErrorShape shape = skewed();
    const gp::ErrorShape other = shape.symmetric();
    for (double z : {0.3, 1.0, 1.7, 2.9}) {
        EXPECT_NEAR(other.error(z), -other.error(-z), 1e-12);
        EXPECT_NEAR(other.error(z), (shape.error(z) - shape.error(-z)) / 2, 1e-12);
    }
    EXPECT_NEAR(other.spread(), shape.spread(), 1e-12);
}
TEST(ErrorShape, RisingMovesOnlyWhatDoesNotRise) {
    EXPECT_EQ(gp::ErrorShape::rising(skewed().errors()), skewed().errors());
    const gp::ErrorShape::Knots knots{-3, -2, -2, -1, 0.2, 0.3, 0.1, 1, 2, 3, 4};
    const gp::ErrorShape::Knots mended = gp::ErrorShape::rising(knots);
    EXPECT_TRUE(gp::ErrorShape::valid(mended));
    EXPECT_EQ(mended[3], -1);
    EXPECT_EQ(mended[5], 0.3);
    EXPECT_NEAR(mended[6], 0.3, 0.01);
}

TEST(ErrorCorrelation, IsACorrelationMatrixThatFallsWithDistance) {
    for (double power : {0.1, 0.6, 2.0})
        for (double noise : {0.01, 0.3, 5.0}) {
            const gp::ErrorCorrelation correlation{power, noise};
            const Eigen::MatrixXd matrix = correlation.matrix(30);
            EXPECT_EQ(Eigen::LLT<Eigen::MatrixXd>(matrix).info(), Eigen::Success);
            for (int h = 0; h < 30; ++h) {
                EXPECT_EQ(matrix(h, h), 1);
                for (int k = h + 1; k + 1 < 30; ++k) EXPECT_GT(matrix(h, k), matrix(h, k + 1));
                EXPECT_NEAR(matrix(h, 4), correlation.between(h + 1, 5), 1e-15);
            }
        }
    // A plain random walk: sqrt(h / k).
    EXPECT_NEAR(gp::ErrorCorrelation{}.between(2, 8), 0.5, 1e-15);
}

TEST(Margin, QuantilesAndProbabilitiesAreInverse) {
    const gp::Margin margin(860, 20, skewed());
    EXPECT_EQ(margin.median(), 860);
    for (double p = 0.001; p < 1; p += 0.007)
        EXPECT_NEAR(margin.below(margin.quantile(p)), p, 1e-12);
    EXPECT_NEAR(margin.mean(), 860 + 20 * skewed().mean(), 1e-12);
}
TEST(Margin, ClosedBoundsCarryProbabilityOfTheirOwn) {
    // Coverage of 98 %, give or take 2: much of it would be above 100 %.
    const gp::Margin coverage(98, 2, gp::ErrorShape(), {0, 100, false});
    EXPECT_NEAR(coverage.below(100, true), gp::normal_cdf(1), 1e-12);
    EXPECT_EQ(coverage.below(100), 1);
    EXPECT_EQ(coverage.quantile(0.99), 100);
    EXPECT_EQ(coverage.median(), 98);
    EXPECT_LT(coverage.mean(), 98);
    const gp::Margin count(0.5, 1, gp::ErrorShape(), {0, {}, false});
    EXPECT_NEAR(count.below(0), gp::normal_cdf(-0.5), 1e-12);
    EXPECT_EQ(count.below(0, true), 0);
}
TEST(Margin, MeansAreThoseOfManyDrawsWithinAnyBounds) {
    for (gp::ForecastBounds const& bounds :
         {gp::ForecastBounds{0, {}, true}, gp::ForecastBounds{0, 100, true},
          gp::ForecastBounds{{}, 12, true}, gp::ForecastBounds{5, 11, false}}) {
        const gp::Margin margin(10, 6, skewed(), bounds);
        double sum = 0;
        constexpr int slices = 400'000;
        for (int i = 0; i < slices; ++i) sum += margin.quantile((i + 0.5) / slices);
        // Slices miss the ends of long tails.
        EXPECT_NEAR(margin.mean(), sum / slices, 0.02);
    }
}
TEST(Margin, OpenBoundsAreOnlyApproachedAndLeaveTheMedian) {
    const gp::Margin share(98, 2, gp::ErrorShape(), {0, 100, true});
    EXPECT_NEAR(share.median(), 98, 1e-12);
    EXPECT_LT(share.quantile(0.9999), 100);
    EXPECT_EQ(share.below(100), 1);
    EXPECT_EQ(share.below(0), 0);
    for (double p = 0.01; p < 1; p += 0.07) EXPECT_NEAR(share.below(share.quantile(p)), p, 1e-10);
    const gp::Margin positive(10, 8, gp::ErrorShape(), {0, {}, true});
    EXPECT_NEAR(positive.median(), 10, 1e-12);
    EXPECT_GT(positive.quantile(0.001), 0);
    // Where there is room it spreads as without bounds.
    EXPECT_NEAR(positive.at_score(1), 18, 1e-12);
    EXPECT_NEAR(share.at_score(-1), 96, 1e-12);
    EXPECT_LT(share.at_score(1) - 98, 2);
    const gp::Margin below(90, 5, gp::ErrorShape(), {{}, 100, true});
    EXPECT_NEAR(below.median(), 90, 1e-12);
    EXPECT_LT(below.quantile(0.999), 100);
}
TEST(Margin, NextToAnOpenBoundStaysBelievable) {
    // Coverage of 99.9 %, give or take 1: nobody expects 0.2 % of it.
    const gp::Margin share(99.9, 1, gp::ErrorShape(), {0, 100, true});
    EXPECT_NEAR(share.at_score(-1), 98.9, 1e-12);
    EXPECT_GT(share.quantile(0.05), 94);
    EXPECT_GT(share.quantile(0.01), 75);
    EXPECT_LT(share.quantile(0.999), 100);
    // More spread than room: half of the room is what one scale takes.
    const gp::Margin wide(40, 500, gp::ErrorShape(), {0, 100, true});
    EXPECT_NEAR(wide.at_score(1), 70, 1e-12);
}
TEST(Margin, ManyScoresAtOnceGiveWhatEachGives) {
    gp::ErrorShape::Knots knots = gp::ErrorShape::scores;
    for (double& knot : knots) knot = knot > 0 ? 1.7 * knot : knot;  // skewed
    for (gp::ForecastBounds const& bounds :
         {gp::ForecastBounds{}, gp::ForecastBounds{80, 120}, gp::ForecastBounds{0, 200, true}}) {
        const gp::Margin margin(100, 12, gp::ErrorShape(knots), bounds);
        const Eigen::VectorXd scores = Eigen::VectorXd::LinSpaced(1001, -5, 5);
        Eigen::VectorXd values = scores;
        margin.at_scores(values);
        for (Eigen::Index i = 0; i < scores.size(); ++i)
            EXPECT_NEAR(values[i], margin.at_score(scores[i]), 1e-10) << scores[i];
    }
}
TEST(Margin, OfScaleZeroIsCertain) {
    const gp::Margin certain(5, 0, gp::ErrorShape());
    EXPECT_EQ(certain.quantile(0.01), 5);
    EXPECT_EQ(certain.below(5), 1);
    EXPECT_EQ(certain.below(5, true), 0);
}
TEST(Margin, RefusesWhatIsNoDistribution) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    EXPECT_THROW(gp::Margin(nan, 1, gp::ErrorShape()), std::invalid_argument);
    EXPECT_THROW(gp::Margin(0, -1, gp::ErrorShape()), std::invalid_argument);
    EXPECT_THROW(gp::Margin(0, 1, gp::ErrorShape(), {2, 2, false}), std::invalid_argument);
    // Its draws would not be numbers.
    EXPECT_THROW(gp::Margin(1e308, 1, gp::ErrorShape()), std::invalid_argument);
    EXPECT_THROW(gp::Margin(0, 1e305, gp::ErrorShape()), std::invalid_argument);
    EXPECT_THROW(gp::Margin(1e-300, 1e300, gp::ErrorShape(), {0, {}, true}), std::invalid_argument);
}

}  // namespace
}  // namespace margin_test

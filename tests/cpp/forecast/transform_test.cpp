// Transformations there and back, the bias of the mean, and the choice of an exponent.
#include "forecast/theta_vectors.hpp"
#include <glidepath/forecast/minimise.hpp>
#include <glidepath/forecast/transform.hpp>

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <stdexcept>
#include <vector>

namespace transform_test {
namespace {

namespace gp = glidepath;
namespace ref = glidepath::testing::theta;
using gp::Transform;
using Values = std::vector<double>;

std::vector<Transform> transforms() {
    return {Transform(),
            Transform::log(),
            Transform::box_cox(0),
            Transform::box_cox(1e-9),
            Transform::box_cox(0.3),
            Transform::box_cox(0.5),
            Transform::box_cox(1),
            Transform::logit(0, 100),
            Transform::logit(-5, 60)};
}

TEST(Transform, GoesThereAndBack) {
    for (Transform const& g : transforms())
        for (double y : {1e-6, 0.5, 1.0, 17.25, 59.0}) EXPECT_NEAR(g.inverse(g(y)), y, 1e-9 * y);
}

TEST(Transform, BoxCoxIsThatOfBoxAndCox1964) {
    EXPECT_NEAR(Transform::box_cox(0.5)(9), 4, 1e-14);
    EXPECT_NEAR(Transform::box_cox(0)(9), std::log(9), 1e-14);
    EXPECT_NEAR(Transform::box_cox(1e-12)(9), std::log(9), 1e-10);
    EXPECT_EQ(Transform::box_cox(1)(-3), -4);
    EXPECT_NEAR(Transform::box_cox(0.25)(0), -4, 1e-14);
    EXPECT_EQ(Transform::box_cox(0.25).inverse(-4), 0);
    EXPECT_EQ(Transform::box_cox(0.25).inverse(-9), 0);
}

TEST(Transform, SlopeIsTheDerivativeOfTheInverse) {
    for (Transform const& g : transforms())
        for (double y : {0.7, 5.0, 40.0}) {
            const double w = g(y);
            const double step = 1e-5;
            const double numeric = (g.inverse(w + step) - g.inverse(w - step)) / (2 * step);
            EXPECT_NEAR(g.slope(w), numeric, 1e-6 * numeric);
        }
}

TEST(Transform, DeviationsGrowWithThatOfTheTransformed) {
    for (Transform const& g : transforms()) {
        const double w = g(5.0);
        double last = 0;
        for (double d : {0.1, 0.5, 1.0, 2.0, 5.0}) {
            EXPECT_GT(g.inverse_deviation(w, d), last);
            last = g.inverse_deviation(w, d);
        }
        EXPECT_NEAR(g.inverse_deviation(w, 1e-4), 1e-4 * g.slope(w), 1e-9 * g.slope(w));
    }
}

TEST(Transform, WhatComesBackIsFinite) {
    for (Transform const& g : transforms())
        for (double w : {-1e6, 1e6}) {
            EXPECT_TRUE(std::isfinite(g.inverse(w)));
            EXPECT_TRUE(std::isfinite(g.slope(w)));
        }
}

TEST(Transform, RefusesValuesOutsideItsDomain) {
    for (double y : {0.0, -1.0, std::numeric_limits<double>::infinity()}) {
        EXPECT_FALSE(Transform::log().accepts(y));
        EXPECT_THROW(static_cast<void>(Transform::log()(y)), std::invalid_argument);
    }
    EXPECT_THROW(static_cast<void>(Transform::box_cox(0.5)(-1)), std::invalid_argument);
    EXPECT_THROW(static_cast<void>(Transform::logit(0, 100)(100)), std::invalid_argument);
    EXPECT_THROW(static_cast<void>(Transform()(std::nan(""))), std::invalid_argument);
    EXPECT_THROW(static_cast<void>(Transform::box_cox(1.5)), std::invalid_argument);
    EXPECT_THROW(static_cast<void>(Transform::box_cox(std::nan(""))), std::invalid_argument);
    EXPECT_THROW(static_cast<void>(Transform::logit(1, 1)), std::invalid_argument);
    EXPECT_THROW(static_cast<void>(gp::box_cox_lambda(Values{1, 2, 0, 4})), std::invalid_argument);
}

/// Minus the profile log-likelihood, by the textbook.
double misfit(std::span<double const> y, double lambda) {
    const auto n = static_cast<double>(y.size());
    const Transform g = Transform::box_cox(lambda);
    double sx = 0, st = 0, sxt = 0, stt = 0, sxx = 0, logs = 0;
    for (std::size_t i = 0; i < y.size(); ++i) {
        const double x = g(y[i]), t = static_cast<double>(i);
        sx += x, st += t, sxt += x * t, stt += t * t, sxx += x * x, logs += std::log(y[i]);
    }
    const double slope = (sxt - sx * st / n) / (stt - st * st / n);
    const double rss = sxx - sx * sx / n - slope * (sxt - sx * st / n);
    return n / 2 * std::log(rss) - (lambda - 1) * logs;
}

TEST(BoxCoxLambda, IsTheLargestProfileLikelihood) {
    for (Values const& y : {ref::nile, ref::air, ref::gas}) {
        const std::array start{0.5}, lower{0.0}, upper{1.0};
        const auto best = gp::minimise([&](std::span<double const> at) { return misfit(y, at[0]); },
                                       start, lower, upper);
        EXPECT_NEAR(gp::box_cox_lambda(y), best.point[0], 0.01);
    }
}

TEST(BoxCoxLambda, IsWithinAStepOfTheGridOfRForecast820) {
    EXPECT_NEAR(gp::box_cox_lambda(ref::nile), ref::nile_lambda, 0.026);
    EXPECT_NEAR(gp::box_cox_lambda(ref::air), ref::air_lambda, 0.026);
    EXPECT_NEAR(gp::box_cox_lambda(ref::gas), ref::gas_lambda, 0.026);
}

TEST(BoxCoxLambda, DoesNotDependOnTheUnit) {
    for (double unit : {1e-9, 3.7, 1e12}) {
        Values y = ref::nile;
        for (double& value : y) value *= unit;
        EXPECT_NEAR(gp::box_cox_lambda(y), gp::box_cox_lambda(ref::nile), 1e-10);
    }
}

TEST(BoxCoxLambda, LeavesLinesAndConstantsAlone) {
    EXPECT_EQ(gp::box_cox_lambda(Values(20, 5)), 1);
    EXPECT_EQ(gp::box_cox_lambda(Values{1, 5, 2}), 1);
}

}  // namespace
}  // namespace transform_test

// Calibrations learned from cases whose distribution is known.
#include <glidepath/forecast/calibration/calibrate.hpp>
#include <glidepath/forecast/sampling/normal_scores.hpp>
#include <glidepath/forecast/sampling/philox.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <stdexcept>
#include <vector>

namespace calibrate_test {
namespace {

namespace gp = glidepath;
using gp::Radii;

constexpr int horizon = 6;

/// Errors of 0.8 naive + 1.5 disagreement, times h^0.1, with a given correlation.
std::vector<gp::ForecastCase> cases(int count, std::uint64_t seed, double unit = 1) {
    const gp::ErrorCorrelation correlation{0.5, 0.2};
    const Eigen::MatrixXd scores = gp::normal_scores(
        gp::principal_factor(correlation.matrix(horizon)), {count, seed, 0, gp::Sampling::pseudo});
    const gp::Philox random(seed, 9);
    std::vector<gp::ForecastCase> made;
    for (int i = 0; i < count; ++i) {
        gp::ForecastCase one;
        one.unit = unit;
        one.radii = Radii::Zero(gp::radius_count, horizon);
        one.errors.resize(horizon);
        const auto at = static_cast<std::uint64_t>(i);
        for (int h = 0; h < horizon; ++h) {
            one.radii(0, h) = unit * (0.5 + random.uniform(3 * at)) * std::sqrt(h + 1.0);
            one.radii(2, h) = unit * random.uniform(3 * at + 1) * (h + 1) * 0.4;
            one.radii(4, h) = unit * random.uniform(3 * at + 2) * 0.2;
            const double scale =
                (0.8 * one.radii(0, h) + 1.5 * one.radii(2, h)) * std::pow(h + 1.0, 0.1);
            one.errors[h] = scale * scores(i, h);
        }
        made.push_back(one);
    }
    return made;
}

TEST(Calibrate, FindsTheScaleShapeAndCorrelationThatMadeTheErrors) {
    const gp::Calibration found = gp::calibrate(cases(2500, 1));
    // Weights and shape share a factor.
    const double factor = found.shape.errors()[9] / gp::normal_quantile(0.975);
    EXPECT_NEAR(found.weights[0] * factor, 0.8, 0.08);
    EXPECT_NEAR(found.weights[2] * factor, 1.5, 0.2);
    EXPECT_NEAR(found.exponent, 0.1, 0.05);
    EXPECT_NEAR(found.shape.errors()[3] / found.shape.errors()[7], -1, 0.06);
    EXPECT_NEAR(found.correlation.level, 0.5, 0.1);
    EXPECT_NEAR(found.correlation.noise, 0.2, 0.06);
    EXPECT_EQ(found.series, 2500);
}
TEST(Calibrate, CoversOnCasesItHasNotSeen) {
    const gp::Calibration found = gp::calibrate(cases(700, 2));
    for (auto [low, high, level] : {std::tuple(1, 9, 0.95), std::tuple(3, 7, 0.8)}) {
        int inside = 0;
        for (gp::ForecastCase const& one : cases(4000, 3)) {
            const Eigen::VectorXd scale = found.scale(one.radii);
            for (int h = 0; h < horizon; ++h) {
                const double u = one.errors[h] / scale[h];
                inside += u > found.shape.errors()[static_cast<std::size_t>(low)] &&
                          u < found.shape.errors()[static_cast<std::size_t>(high)];
            }
        }
        EXPECT_NEAR(inside / (4000.0 * horizon), level, 0.012);
    }
}
TEST(Calibrate, DoesNotDependOnTheUnitOfTheSeries) {
    const gp::Calibration one = gp::calibrate(cases(300, 4));
    const gp::Calibration other = gp::calibrate(cases(300, 4, 1e6));
    for (std::size_t k = 0; k < gp::radius_count; ++k)
        EXPECT_NEAR(one.weights[k], other.weights[k], 1e-4);
    EXPECT_NEAR(one.shape.errors()[9], other.shape.errors()[9], 1e-3);
}
TEST(Calibrate, TakesCasesOfWhichNotAllCame) {
    auto some = cases(300, 5);
    for (std::size_t i = 0; i < some.size(); i += 3)
        some[i].errors[horizon - 1] = std::numeric_limits<double>::quiet_NaN();
    EXPECT_GT(gp::calibrate(some).weights[0], 0);
}
TEST(Calibrate, RefusesTooFewErrorsAndCasesThatAreNone) {
    EXPECT_THROW((void)gp::calibrate(cases(9, 6)), std::invalid_argument);
    auto bad = cases(100, 7);
    bad[3].radii(0, 0) = -1;
    EXPECT_THROW((void)gp::calibrate(bad), std::invalid_argument);
    bad = cases(100, 7);
    bad[3].unit = 0;
    EXPECT_THROW((void)gp::calibrate(bad), std::invalid_argument);
    bad = cases(100, 7);
    for (auto& one : bad) one.errors.setZero();
    EXPECT_THROW((void)gp::calibrate(bad), std::invalid_argument);
}

}  // namespace
}  // namespace calibrate_test

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

constexpr gp::ErrorCorrelation correlation{0.6, 0.2};

/// Errors of 0.8 naive + 1.5 disagreement, times h^0.1, with a given correlation and a normal
/// shape, which may begin with another median.
std::vector<gp::ForecastCase> cases(int count, std::uint64_t seed, double unit = 1,
                                    double first_median = 0) {
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
            const double share = std::log(h + 1.0) / std::log(horizon);
            one.errors[h] = scale * (scores(i, h) + (1 - share) * first_median);
        }
        made.push_back(one);
    }
    return made;
}

TEST(Calibrate, FindsTheScaleShapeAndCorrelationThatMadeTheErrors) {
    const gp::Calibration found = gp::calibrate(cases(1200, 1));
    // Weights and shape share a factor.
    const double factor = found.first.errors()[9] / gp::normal_quantile(0.975);
    EXPECT_NEAR(found.weights[0] * factor, 0.8, 0.08);
    EXPECT_NEAR(found.weights[2] * factor, 1.5, 0.2);
    EXPECT_NEAR(found.exponent, 0.1, 0.05);
    EXPECT_NEAR(found.first.errors()[3] / found.first.errors()[7], -1, 0.1);
    EXPECT_NEAR(found.last.errors()[3] / found.last.errors()[7], -1, 0.1);
    EXPECT_NEAR(found.first.errors()[5], 0, 0.05);
    EXPECT_NEAR(found.correlation.power, 0.6, 0.1);
    EXPECT_NEAR(found.correlation.noise, 0.2, 0.06);
    EXPECT_EQ(found.horizon, horizon);
    EXPECT_EQ(found.series, 1200);
}
TEST(Calibrate, FindsAMedianThatMovesWithTheHorizonAndQuantilesThatHold) {
    const gp::Calibration found = gp::calibrate(cases(1200, 8, 1, 0.5));
    EXPECT_NEAR(found.shape_at(1).error(0), 0.5, 0.1);
    EXPECT_NEAR(found.shape_at(horizon).error(0), 0, 0.1);
    // Nothing was learned of what lies farther ahead.
    EXPECT_EQ(found.shape_at(100), found.shape_at(horizon));
    // On cases it has not seen every quantile holds.
    const auto fresh = cases(4000, 9, 1, 0.5);
    for (std::size_t knot : {3U, 4U, 5U, 6U, 7U})
        for (int h : {1, horizon}) {
            const double quantile = found.shape_at(h).errors()[knot];
            double below = 0;
            for (gp::ForecastCase const& one : fresh)
                below += one.errors[h - 1] < quantile * found.scale(one.radii)[h - 1] ? 1 : 0;
            EXPECT_NEAR(below / 4000, gp::ErrorShape::probabilities[knot], 0.03)
                << knot << ' ' << h;
        }
}
TEST(Calibrate, CoversOnCasesItHasNotSeen) {
    const gp::Calibration found = gp::calibrate(cases(700, 2));
    for (auto [low, high, level] : {std::tuple(1, 9, 0.95), std::tuple(3, 7, 0.8)}) {
        int inside = 0;
        for (gp::ForecastCase const& one : cases(4000, 3)) {
            const Eigen::VectorXd scale = found.scale(one.radii);
            for (int h = 0; h < horizon; ++h) {
                const double u = one.errors[h] / scale[h];
                gp::ErrorShape::Knots const knots = found.shape_at(h + 1).errors();
                inside += u > knots[static_cast<std::size_t>(low)] &&
                          u < knots[static_cast<std::size_t>(high)];
            }
        }
        EXPECT_NEAR(inside / (4000.0 * horizon), level, 0.02);
    }
}
TEST(FitCorrelation, CoversGrowthAndSumsOfManyCalmSeriesAndAFewThatJump) {
    // Nine in ten walk smoothly, one in ten has noise of its own in every period.
    const auto made = [](std::uint64_t seed) {
        Eigen::MatrixXd scores(2000, horizon);
        for (int part = 0; part < 2; ++part) {
            const int count = part == 0 ? 1800 : 200;
            const gp::ErrorCorrelation own{0.5, part == 0 ? 0.0 : 5.0};
            scores.middleRows(part == 0 ? 0 : 1800, count) = gp::normal_scores(
                gp::principal_factor(own.matrix(horizon)),
                {count, seed, static_cast<std::uint64_t>(part), gp::Sampling::pseudo});
        }
        return scores;
    };
    const Eigen::MatrixXd matrix = gp::fit_correlation(made(1), 1).matrix(horizon);
    const Eigen::MatrixXd fresh = made(2);
    double steps = 0;
    for (int h = 1; h < horizon; ++h) {
        const double reach = 1.2816 * std::sqrt(2 - 2 * matrix(h - 1, h));
        steps += ((fresh.col(h) - fresh.col(h - 1)).array().abs() <= reach).cast<double>().mean();
    }
    EXPECT_NEAR(steps / (horizon - 1), 0.8, 0.03);
    const double reach = 1.2816 * std::sqrt(matrix.sum());
    EXPECT_NEAR((fresh.rowwise().sum().array().abs() <= reach).cast<double>().mean(), 0.8, 0.03);
}
TEST(FitCorrelation, LooksAtGrowthOverASeasonToo) {
    // Two seasons of two periods whose errors come back a season later: only the season tells.
    const Eigen::MatrixXd own =
        gp::normal_scores(Eigen::MatrixXd::Identity(2, 2), {500, 3, 0, gp::Sampling::pseudo});
    Eigen::MatrixXd scores(500, 4);
    scores << own, own + 0.1 * gp::normal_scores(Eigen::MatrixXd::Identity(2, 2),
                                                 {500, 4, 0, gp::Sampling::pseudo});
    const auto over_a_season = [&](int season) {
        return gp::fit_correlation(scores, season).between(1, 3);
    };
    EXPECT_GT(over_a_season(2), over_a_season(1) + 0.1);
}
TEST(FitCorrelation, OfTooLittleIsARandomWalk) {
    EXPECT_EQ(gp::fit_correlation(Eigen::MatrixXd::Random(100, 1), 1), gp::ErrorCorrelation());
    EXPECT_EQ(gp::fit_correlation(Eigen::MatrixXd::Random(19, 4), 1), gp::ErrorCorrelation());
    EXPECT_EQ(gp::fit_correlation(Eigen::MatrixXd::Zero(100, 4), 1), gp::ErrorCorrelation());
}
TEST(Calibrate, DoesNotDependOnTheUnitOfTheSeries) {
    const gp::Calibration one = gp::calibrate(cases(300, 4));
    const gp::Calibration other = gp::calibrate(cases(300, 4, 1e6));
    for (std::size_t k = 0; k < gp::radius_count; ++k)
        EXPECT_NEAR(one.weights[k], other.weights[k], 1e-4);
    EXPECT_NEAR(one.first.errors()[9], other.first.errors()[9], 1e-3);
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

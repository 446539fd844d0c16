// Structural models: Nile, statsmodels, StructTS, and what any of them must satisfy.
#include "forecast/state_space_dense.hpp"
#include "forecast/state_space_series.hpp"
#include <glidepath/forecast/member/structural.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numbers>
#include <ostream>
#include <stdexcept>
#include <string>
#include <vector>

namespace structural_test {
namespace {

namespace gp = glidepath;
using namespace gp::testing::state_space;
using gp::JointNormal;
using gp::LinearModel;
using gp::SlopeStart;
using gp::Structural;
using gp::StructuralForm;
using gp::StructuralOptions;
using gp::StructuralShape;
using gp::StructuralVariances;
using ::testing::HasSubstr;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr StructuralOptions level{};
constexpr StructuralOptions trend{.form = StructuralForm::trend};
constexpr StructuralOptions damped{.form = StructuralForm::damped};
constexpr StructuralOptions stationary{.form = StructuralForm::damped,
                                       .slope_start = SlopeStart::stationary};
constexpr StructuralOptions quarters{.form = StructuralForm::seasonal, .season = 4};
constexpr StructuralOptions months{.form = StructuralForm::seasonal, .season = 12};

template <class F>
std::string complaint(F const& f) {
    try {
        f();
    } catch (std::invalid_argument const& fault) {
        return fault.what();
    }
    return "none";
}

TEST(Structural, FitsTheNileAsDurbinAndKoopman) {
    const auto model = Structural::fit(nile);
    // Durbin and Koopman (2012), section 2.10: 15099 and 1469.1; more digits: statsmodels 0.13.5.
    EXPECT_NEAR(model.variances().irregular / 15098.518, 1, 1e-5);
    EXPECT_NEAR(model.variances().level / 1469.1766, 1, 1e-5);
    // The constant of KFAS.
    EXPECT_NEAR(model.log_likelihood(), -632.545625, 1e-6);
    EXPECT_NEAR(model.aicc(), 2 * 632.545625 + 6 * 100 / 96., 1e-5);
    // Forecasts of R 4.2.2, StructTS(type = "level"), whose variances are 15098.577 and 1469.147:
    // it begins with a proper prior.
    const auto ahead = model.predict(3);
    const std::array<double, 3> deviations{143.5266, 148.5564, 153.4215};
    for (std::size_t h = 0; h < 3; ++h) {
        EXPECT_NEAR(ahead.mean[h], 798.368, .002);
        EXPECT_NEAR(ahead.deviation[h], deviations[h], .002);
    }
    EXPECT_DOUBLE_EQ(model.sigma(), ahead.deviation[0]);
}

TEST(Structural, LevelWithTheVariancesOfStructTSGivesItsForecasts) {
    const auto model = Structural::with_variances(nile, {}, {15098.5771536, 1469.14661924});
    const auto ahead = model.predict(10);
    EXPECT_NEAR(ahead.mean[0], 798.3681565, 1e-5);
    EXPECT_NEAR(ahead.deviation[0], 143.5265504, 1e-6);
    EXPECT_NEAR(ahead.deviation[1], 148.5564448, 1e-6);
    EXPECT_NEAR(ahead.deviation[9], 183.9081027, 1e-6);
    // Smoothed levels of tsSmooth in 1871, 1872.
    EXPECT_NEAR(model.components().level[0], 1111.668693, 2e-3);
    EXPECT_NEAR(model.components().level[1], 1110.857983, 2e-3);
}

TEST(Structural, FitsTheSeasonOfStatsmodels) {
    // statsmodels 0.13.5 with use_exact_diffuse=True.
    const auto air = Structural::fit(log_air_passengers(), months);
    const StructuralVariances v = air.variances();
    EXPECT_NEAR(v.irregular / .000129510588012, 1, 1e-5);
    EXPECT_NEAR(v.level / .000699449284084, 1, 1e-5);
    EXPECT_NEAR(v.season / 6.41291496427e-05, 1, 1e-5);
    EXPECT_LT(v.slope, 1e-12);
    EXPECT_NEAR(air.log_likelihood() - 6.5 * std::log(2 * std::numbers::pi), 217.4204019062, 1e-7);
    // statsmodels 0.15.0 with ssm.tolerance = 0, from two starts; the filter of 0.13.5 stops
    // updating F too early for values as small as these.
    const auto gas = Structural::fit(log10_uk_gas(), quarters);
    const StructuralVariances w = gas.variances();
    EXPECT_NEAR(w.irregular / .000343743597683, 1, 1e-5);
    EXPECT_NEAR(w.slope / 1.49027159693e-06, 1, 1e-5);
    EXPECT_NEAR(w.season / .000624038888111, 1, 1e-5);
    EXPECT_LT(w.level, 1e-12);
    EXPECT_NEAR(gas.log_likelihood() - 2.5 * std::log(2 * std::numbers::pi), 165.0979922998, 1e-7);
}

/// A series with the options that fit it.
struct FitCase {
    std::string name;
    std::vector<double> y;
    StructuralOptions options;
};
void PrintTo(FitCase const& c, std::ostream* out) { *out << c.name; }

std::vector<double> with_gaps(std::vector<double> y, std::vector<std::size_t> const& gaps) {
    for (const std::size_t t : gaps) y[t] = nan;
    return y;
}
std::vector<FitCase> fit_cases() {
    const auto gas = log10_uk_gas();
    const std::vector<double> six_years(gas.begin(), gas.begin() + 24);
    const auto holes = with_gaps(uspop, {2, 3, 9, 14});
    return {{"nile_level", nile, level},
            {"nile_trend", nile, trend},
            {"nile_with_many_gaps", nile_with_gaps(), level},
            {"nile_with_gaps", with_gaps(nile, {0, 1, 7, 30, 31, 32, 98, 99}), trend},
            {"population_level", uspop, level},
            {"population_trend", uspop, trend},
            {"population_damped", uspop, damped},
            {"population_stationary", uspop, stationary},
            {"population_trend_with_gaps", holes, trend},
            {"population_damped_with_gaps", holes, damped},
            {"gas", gas, quarters},
            {"gas_with_gaps", with_gaps(gas, {1, 5, 6, 7, 8, 40, 90}), quarters},
            {"short_gas", six_years, quarters},
            {"passengers", log_air_passengers(), months},
            {"raw_passengers", air_passengers, months}};
}

class StructuralFit : public ::testing::TestWithParam<FitCase> {
protected:
    [[nodiscard]] static Structural fitted() {
        return Structural::fit(GetParam().y, GetParam().options);
    }
};

TEST_P(StructuralFit, IsALocalMaximumOfTheDiffuseLikelihood) {
    FitCase const& c = GetParam();
    const auto best = fitted();
    const StructuralVariances v = best.variances();
    const double sum = v.irregular + v.level + v.slope + v.season;
    const auto likelihood = [&](StructuralVariances const& moved) {
        return Structural::with_variances(c.y, best.shape(), moved).log_likelihood();
    };
    EXPECT_NEAR(likelihood(v), best.log_likelihood(), 1e-9 * std::abs(best.log_likelihood()));
    for (const double step : {.003, .05, .5})
        for (const int sign : {-1, 1}) {
            for (int which = 0; which < best.shape().variances(); ++which) {
                StructuralVariances moved = v;
                double& one = which == 0   ? moved.irregular
                              : which == 1 ? moved.level
                              : which == 2 ? moved.slope
                                           : moved.season;
                one = std::max(0.0, one * (1 + sign * step) + 1e-3 * sign * step * sum);
                EXPECT_LE(likelihood(moved), best.log_likelihood() + 1e-7) << which << " " << step;
            }
            EXPECT_LE(likelihood(v * (1 + sign * step)), best.log_likelihood() + 1e-7) << step;
        }
}

TEST_P(StructuralFit, ScalesWithTheSeries) {
    FitCase const& c = GetParam();
    const auto plain = fitted();
    const auto ahead = plain.predict(8);
    for (const double unit : {1e-9, 3.7, -2.0, 123456.789, 1e120}) {
        std::vector<double> y = c.y;
        for (double& value : y) value *= unit;
        const auto model = Structural::fit(y, c.options);
        const auto scaled = model.predict(8);
        for (std::size_t h = 0; h < 8; ++h) {
            EXPECT_NEAR(scaled.mean[h] / unit, ahead.mean[h], 1e-9 * std::abs(ahead.mean[h]));
            EXPECT_NEAR(scaled.deviation[h] / std::abs(unit), ahead.deviation[h],
                        1e-8 * ahead.deviation[h]);
        }
        EXPECT_NEAR(model.log_likelihood(),
                    plain.log_likelihood() -
                        (plain.observed() - plain.shape().diffuse()) * std::log(std::abs(unit)),
                    1e-7);
    }
}

TEST_P(StructuralFit, MovesWithTheSeries) {
    FitCase const& c = GetParam();
    std::vector<double> y = c.y;
    for (double& value : y) value += 1000;
    const auto ahead = fitted().predict(4), moved = Structural::fit(y, c.options).predict(4);
    for (std::size_t h = 0; h < 4; ++h) {
        EXPECT_NEAR(moved.mean[h] - 1000, ahead.mean[h], 1e-5 * ahead.deviation[h]);
        EXPECT_NEAR(moved.deviation[h] / ahead.deviation[h], 1, 1e-5);
    }
}

TEST_P(StructuralFit, GapsAtTheEndsChangeNothingButTheHorizon) {
    FitCase const& c = GetParam();
    std::vector<double> y{nan, nan};
    y.insert(y.end(), c.y.begin(), c.y.end());
    y.insert(y.end(), {nan, nan, nan});
    const auto padded = Structural::fit(y, c.options);
    const auto ahead = fitted().predict(5), later = padded.predict(2);
    ASSERT_EQ(padded.residuals().size(), y.size());
    if (c.options.slope_start == SlopeStart::stationary) return;  // its start is a place in time
    for (std::size_t h = 0; h < 2; ++h) {
        EXPECT_NEAR(later.mean[h], ahead.mean[h + 3], 1e-6 * std::abs(ahead.deviation[h + 3]));
        EXPECT_NEAR(later.deviation[h] / ahead.deviation[h + 3], 1, 1e-6);
    }
}

TEST_P(StructuralFit, PredictionAndJointDistributionAgree) {
    const auto model = fitted();
    const auto ahead = model.predict(14);
    const JointNormal joint = model.joint(14);
    for (std::size_t h = 0; h < 14; ++h) {
        const auto i = static_cast<Eigen::Index>(h);
        EXPECT_DOUBLE_EQ(ahead.mean[h], joint.mean[i]);
        EXPECT_NEAR(ahead.deviation[h] * ahead.deviation[h] / joint.covariance(i, i), 1, 1e-9);
        EXPECT_NEAR(ahead.response[h] * joint.covariance(0, 0), joint.covariance(0, i),
                    1e-9 * joint.covariance(i, i));
    }
    EXPECT_EQ(ahead.response[0], 1);
    // A year more of the same is what the model itself would say.
    std::vector<double> extended = GetParam().y;
    extended.push_back(ahead.mean[0] + model.sigma());
    const auto next = Structural::with_variances(extended, model.shape(), model.variances());
    const auto after = next.predict(13);
    for (std::size_t h = 0; h < 13; ++h)
        EXPECT_NEAR(after.mean[h] - ahead.mean[h + 1], model.sigma() * ahead.response[h + 1],
                    1e-7 * std::abs(ahead.mean[h + 1]));
    EXPECT_NEAR(next.residuals().back(), model.sigma(), 1e-9 * std::abs(ahead.mean[0]));
    EXPECT_NEAR(next.residual_deviations().back(), model.sigma(), 1e-9 * model.sigma());
}

TEST_P(StructuralFit, ComponentsAddUpToWhatIsNotIrregular) {
    FitCase const& c = GetParam();
    const auto model = fitted();
    const auto parts = model.components();
    const auto residuals = model.residuals();
    ASSERT_EQ(parts.level.size(), c.y.size());
    double apart = 0, spread = 0;
    for (std::size_t t = 0; t < c.y.size(); ++t) {
        if (std::isnan(c.y[t])) continue;
        const double signal = parts.level[t] + (parts.season.empty() ? 0 : parts.season[t]);
        apart = std::max(apart, std::abs(c.y[t] - signal));
        if (!std::isnan(residuals[t])) spread = std::max(spread, std::abs(residuals[t]));
        EXPECT_GE(parts.level_deviation[t], 0);
    }
    // The irregular of all data is smaller than the error of forecasts.
    EXPECT_LE(apart, spread * 1.01);
    EXPECT_EQ(parts.slope.empty(), c.options.form == StructuralForm::level);
    EXPECT_EQ(parts.season.empty(), c.options.form != StructuralForm::seasonal);
}

INSTANTIATE_TEST_SUITE_P(Series, StructuralFit, ::testing::ValuesIn(fit_cases()),
                         [](auto const& one) { return one.param.name; });

TEST(Structural, DampedSlopesStartDiffuseOrStationary) {
    // Dense generalised least squares (numpy 1.24).
    const StructuralShape diffuse{.form = StructuralForm::damped, .phi = .9};
    const StructuralShape stationary_start{
        .form = StructuralForm::damped, .phi = .9, .slope_start = SlopeStart::stationary};
    const auto dt1 = Structural::with_variances(uspop, diffuse, {.5, 1, 2});
    const auto dt2 = Structural::with_variances(uspop, stationary_start, {.5, 1, 2});
    EXPECT_NEAR(dt1.log_likelihood(), -77.1195054734, 1e-9);
    EXPECT_NEAR(dt2.log_likelihood(), -79.3938569603, 1e-9);
    for (Structural const& model : {dt1, dt2}) {
        const auto ahead = model.predict(6);
        EXPECT_NEAR(ahead.mean[2], 259.4093264, 1e-6);
        EXPECT_NEAR(ahead.deviation[2] * ahead.deviation[2], 35.40372476, 1e-6);
        EXPECT_NEAR(ahead.mean[5], 300.7275500, 1e-6);
        const auto third = model.joint(6).sum(2, 2);
        EXPECT_NEAR(third.at_least(270), .03754498864, 1e-9);
    }
}

TEST(Structural, ADampedSlopeOfOneIsATrend) {
    const auto a =
        Structural::with_variances(uspop, {.form = StructuralForm::damped, .phi = 1}, {.5, 1, 2});
    const auto b = Structural::with_variances(uspop, {.form = StructuralForm::trend}, {.5, 1, 2});
    EXPECT_DOUBLE_EQ(a.log_likelihood(), b.log_likelihood());
    EXPECT_DOUBLE_EQ(a.predict(5).mean[4], b.predict(5).mean[4]);
    const auto fixed = Structural::fit(uspop, {.form = StructuralForm::damped, .phi = 1});
    EXPECT_NEAR(fixed.log_likelihood(), Structural::fit(uspop, trend).log_likelihood(), 1e-7);
    const auto free = Structural::fit(uspop, damped);
    EXPECT_GE(free.phi(), .8);
    EXPECT_LE(free.phi(), .98);
    for (const double phi : {.8, .85, .9, .95, .98})
        EXPECT_LE(
            Structural::fit(uspop, {.form = StructuralForm::damped, .phi = phi}).log_likelihood(),
            free.log_likelihood() + 1e-6);
}

TEST(Structural, JointForecastsAreThoseOfTheWholeDistribution) {
    const std::vector<double> y{3.1, 2.7, 4.4, nan, 3.9, 6.1, 5.8, 7.7, nan};
    const StructuralShape triad{.form = StructuralForm::seasonal, .season = 3};
    const StructuralVariances variances{.7, .4, .1, .2};
    const auto model = Structural::with_variances(y, triad, variances);
    LinearModel<> linear;
    gp::assemble(linear, triad, variances);
    Eigen::MatrixXd select = Eigen::MatrixXd::Zero(7, 15);
    Eigen::VectorXd values(7);
    Eigen::Index k = 0;
    for (std::size_t t = 0; t < y.size(); ++t) {
        if (std::isnan(y[t])) continue;
        select(k, static_cast<Eigen::Index>(t)) = 1;
        values[k++] = y[t];
    }
    const DenseEstimate dense(DensePath(linear, 15), select, values, Eigen::VectorXd::Zero(7));
    EXPECT_NEAR(model.log_likelihood(), dense.log_likelihood, 1e-9);
    const JointNormal joint = model.joint(6);
    EXPECT_LT((joint.mean - dense.mean.tail(6)).cwiseAbs().maxCoeff(), 1e-9);
    EXPECT_LT((joint.covariance - dense.covariance.bottomRightCorner(6, 6)).cwiseAbs().maxCoeff(),
              1e-9 * joint.covariance.maxCoeff());
    const auto sum = joint.sum(1, 4);
    EXPECT_NEAR(sum.variance, dense.covariance.block(10, 10, 4, 4).sum(), 1e-8);
    const Eigen::MatrixXd factor = joint.factor();
    EXPECT_LT((factor * factor.transpose() - joint.covariance).cwiseAbs().maxCoeff(),
              1e-12 * joint.covariance.maxCoeff());
}

TEST(Structural, SeriesWithoutErrorsGoOnWithCertainty) {
    const std::vector<double> constant(10, 7), zeros(10, 0);
    std::vector<double> line, season;
    for (int t = 0; t < 20; ++t) {
        line.push_back(.1 * t - 3);
        season.push_back(
            100 + std::array<double, 4>{1.1, -3.3, 2.7, -.5}[static_cast<std::size_t>(t % 4)] +
            .3 * t);
    }
    const auto check = [](std::vector<double> const& y, StructuralOptions const& options,
                          std::vector<double> const& wanted) {
        const auto model = Structural::fit(y, options);
        const auto ahead = model.predict(static_cast<int>(wanted.size()));
        EXPECT_EQ(model.log_likelihood(), infinity);
        for (std::size_t h = 0; h < wanted.size(); ++h) {
            EXPECT_NEAR(ahead.mean[h], wanted[h], 1e-10 * std::max(1.0, std::abs(wanted[h])));
            EXPECT_EQ(ahead.deviation[h], 0);
        }
    };
    check(constant, level, {7, 7});
    check(constant, trend, {7, 7});
    check(constant, damped, {7, 7});
    check(constant, quarters, {7, 7});
    check(zeros, level, {0, 0});
    check(line, trend, {-1, -.9, -.8});
    check(season, quarters, {100 + 1.1 + 6, 100 - 3.3 + 6.3, 100 + 2.7 + 6.6});
}

TEST(Structural, SurvivesStrangeSeries) {
    const std::vector<std::vector<double>> series{
        {1, 2, 1e12, 3, 2, 1, 2, 3, 2, 4, 1, 2},
        {9007199254740993.0, 9007199254740995.0, 9007199254740997.0, 9007199254741001.0,
         9007199254740999.0, 9007199254741003.0, 9007199254741011.0, 9007199254741005.0,
         9007199254741003.0, 9007199254741001.0, 9007199254741013.0, 9007199254741021.0},
        {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1},
        {-5, -4, -6, -3, 0, -2, -8, -9, -1, -5, -4, -7},
        {1, nan, nan, nan, 2, nan, 5, nan, 3, 4, 4, 3, 2, nan, 6, 7},
        {1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2},
        {1e-300, 2e-300, 3e-300, 1e-300, 5e-300, 2e-300, 2e-300, 3e-300, 4e-300, 5e-300}};
    for (auto const& y : series)
        for (StructuralOptions const& options : {level, trend, damped, stationary, quarters}) {
            const auto ahead = Structural::fit(y, options).predict(12);
            for (std::size_t h = 0; h < 12; ++h) {
                EXPECT_TRUE(std::isfinite(ahead.mean[h])) << to_string(options.form) << y[0];
                EXPECT_TRUE(std::isfinite(ahead.deviation[h])) << to_string(options.form) << y[0];
                EXPECT_TRUE(std::isfinite(ahead.response[h])) << to_string(options.form) << y[0];
            }
        }
}

TEST(Structural, LongSeriesKeepTheirLikelihood) {
    // A straight line in noise is the hardest for the differences: their covariances are nearly
    // singular.
    std::vector<double> y;
    unsigned state = 7;
    for (int t = 0; t < 3000; ++t) {
        state = state * 1664525U + 1013904223U;
        y.push_back(.01 * t + state / 2147483648.0 - 1);
    }
    const auto model = Structural::fit(y, trend);
    const StructuralVariances v = model.variances();
    EXPECT_NEAR(v.irregular, 1. / 3, .02);
    EXPECT_LT(v.slope, 1e-6);
    const auto ahead = model.predict(2000);
    EXPECT_NEAR(ahead.mean[0], 30, 1);
    for (const double other : {v.irregular * .98, v.irregular * 1.02})
        EXPECT_LT(Structural::with_variances(y, model.shape(), {other, v.level, v.slope})
                      .log_likelihood(),
                  model.log_likelihood());
}

TEST(Structural, SaysWhatItNeeds) {
    const auto fit = [](std::vector<double> const& y, StructuralOptions const& options) {
        return complaint([&] { static_cast<void>(Structural::fit(y, options)); });
    };
    EXPECT_THAT(fit({}, level), HasSubstr("0 observed values; it takes 3"));
    EXPECT_THAT(fit({1}, level), HasSubstr("it takes 3"));
    EXPECT_THAT(fit({1, 2}, level), HasSubstr("it takes 3"));
    EXPECT_EQ(fit({1, 2, 4}, level), "none");
    EXPECT_THAT(fit({1, 2, 4, nan, nan}, trend), HasSubstr("3 observed values; it takes 5"));
    EXPECT_THAT(fit({1, 2, 4, 3, 2}, damped), HasSubstr("it takes 6"));
    EXPECT_THAT(fit({1, 2, 4, 3, 2, 1, 4, 3}, quarters), HasSubstr("it takes 9"));
    EXPECT_THAT(fit({1, infinity, 4}, level), HasSubstr("value 1 is infinite"));
    EXPECT_THAT(fit({1, 1e200, 4}, level), HasSubstr("above 1e150"));
    EXPECT_THAT(fit(nile, {.form = StructuralForm::seasonal, .season = 1}), HasSubstr("2 to 366"));
    EXPECT_THAT(fit(nile, {.form = StructuralForm::seasonal, .season = 100}),
                HasSubstr("it takes 105"));
    EXPECT_THAT(fit(nile, {.form = StructuralForm::damped, .phi = 1.5}), HasSubstr("phi"));
    EXPECT_THAT(fit(nile, {.form = StructuralForm::damped, .phi_range = {.9, .8}}),
                HasSubstr("lower end first"));
    EXPECT_THAT(fit(std::vector<double>(9, nan), level), HasSubstr("0 observed"));
    // No winter was ever seen.
    std::vector<double> y;
    for (int t = 0; t < 40; ++t) y.push_back(t % 4 == 3 ? nan : t % 7);
    EXPECT_THAT(fit(y, quarters), HasSubstr("leave 1 of 5"));
    EXPECT_THROW(static_cast<void>(Structural::with_variances(nile, {}, {-1, 1})),
                 std::invalid_argument);
    EXPECT_THAT(
        complaint([] {
            static_cast<void>(Structural::with_variances(std::vector<double>{1, 2, 3}, {}, {0, 0}));
        }),
        HasSubstr("value 1 is 2"));
    const auto model = Structural::fit(nile);
    EXPECT_THROW(static_cast<void>(model.predict(0)), std::invalid_argument);
    EXPECT_THROW(static_cast<void>(model.joint(-1)), std::invalid_argument);
}

}  // namespace
}  // namespace structural_test

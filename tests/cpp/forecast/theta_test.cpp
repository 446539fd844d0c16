// The Theta models: published recursions, R's thetaf, and their properties.
#include "forecast/theta_dynamic_vectors.hpp"
#include "forecast/theta_vectors.hpp"
#include <glidepath/forecast/member/theta.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <stdexcept>
#include <vector>

namespace theta_test {
namespace {

namespace gp = glidepath;
namespace ref = glidepath::testing::theta;
using gp::Theta;
using gp::ThetaKind;
using gp::ThetaOptions;
using Values = std::vector<double>;

constexpr std::array kinds{ThetaKind::standard, ThetaKind::optimised, ThetaKind::dynamic_standard,
                           ThetaKind::dynamic_optimised};

void expect_relative(std::span<double const> found, std::span<double const> expected,
                     double tolerance) {
    ASSERT_EQ(found.size(), expected.size());
    for (std::size_t i = 0; i < found.size(); ++i)
        EXPECT_NEAR(found[i], expected[i], tolerance * std::abs(expected[i])) << i;
}

/// All kinds with and without Box-Cox.
std::vector<ThetaOptions> all_options(int season) {
    std::vector<ThetaOptions> all;
    for (ThetaKind kind : kinds)
        for (bool box_cox : {false, true})
            all.push_back({.kind = kind, .season = season, .box_cox = box_cox});
    return all;
}

Values times(Values y, double factor) {
    for (double& value : y) value *= factor;
    return y;
}

TEST(Theta, StandardAgreesWithThetafOfRForecast820) {
    const auto check = [](Values const& y, int season, Values const& expected, double alpha,
                          double level) {
        const auto model = Theta::fit(y, {.kind = ThetaKind::standard,
                                          .season = season,
                                          .alpha = alpha,
                                          .initial_level = level});
        EXPECT_EQ(model.season().any(), season > 1);
        expect_relative(model.predict(static_cast<int>(expected.size())).mean, expected, 1e-8);
    };
    check(ref::nile, 1, ref::nile_thetaf, ref::nile_alpha, ref::nile_level);
    check(ref::huron, 1, ref::huron_thetaf, ref::huron_alpha, ref::huron_level);
    check(ref::air, 12, ref::air_thetaf, ref::air_alpha, ref::air_level);
    check(ref::gas, 4, ref::gas_thetaf, ref::gas_alpha, ref::gas_level);
}

TEST(Theta, StandardWithAFreeLevelIsSmoothingWithDriftOfHyndmanAndBillah2003) {
    // Their closed form: l_n + b/2 (h - 1 + (1 - (1 - alpha)^n) / alpha), with l_n smoothed from
    // the l_0 that the model has found.
    const double alpha = 0.37;
    const auto model = Theta::fit(ref::nile, {.kind = ThetaKind::standard, .alpha = alpha});
    const auto n = static_cast<double>(ref::nile.size());
    double st = 0, sy = 0, sty = 0, stt = 0;
    for (std::size_t i = 0; i < ref::nile.size(); ++i) {
        const auto t = static_cast<double>(i + 1);
        st += t, sy += ref::nile[i], sty += t * ref::nile[i], stt += t * t;
    }
    const double b = (sty - st * sy / n) / (stt - st * st / n);
    const double a = (sy - b * st) / n;
    double level = model.initial_level() + (a + b) / 2;
    for (double y : ref::nile) level += alpha * (y - level);
    const auto ahead = model.predict(12);
    for (std::size_t h = 0; h < 12; ++h)
        EXPECT_NEAR(ahead.mean[h],
                    level + b / 2 * (static_cast<double>(h) + (1 - std::pow(1 - alpha, n)) / alpha),
                    1e-8);
}

TEST(Theta, DeviationsWithoutSeasonAreThoseOfThetaf) {
    const auto ahead =
        Theta::fit(ref::nile, {.kind = ThetaKind::standard, .alpha = ref::nile_alpha}).predict(10);
    for (std::size_t h = 0; h < 10; ++h)
        EXPECT_NEAR(ahead.deviation[h] / ahead.deviation[0], ref::nile_width[h], 1e-8);
}

TEST(Theta, DeviationsGrowWithAMultiplicativeSeasonUnlikeThoseOfThetaf) {
    const auto model =
        Theta::fit(ref::air, {.kind = ThetaKind::standard, .season = 12, .alpha = ref::air_alpha});
    const auto ahead = model.predict(18);
    for (std::size_t h = 0; h < 18; ++h)
        EXPECT_NEAR(ahead.deviation[h],
                    model.sigma() * ref::air_width[h] * model.season().at(ref::air.size() + h),
                    1e-8);
}

TEST(Theta, AgreesWithTheRecursionsOfFiorucciEtAl2016) {
    const auto check = [](Values const& y, bool dynamic, double alpha, double theta, double level,
                          Values const& fitted, Values const& ahead) {
        const auto model =
            Theta::fit(y, {.kind = dynamic ? ThetaKind::dynamic_optimised : ThetaKind::optimised,
                           .alpha = alpha,
                           .theta = theta,
                           .initial_level = level});
        EXPECT_NEAR(model.initial_level(), level, 1e-10 * level);
        expect_relative(model.predict(static_cast<int>(ahead.size())).mean, ahead, 1e-8);
        for (std::size_t t = dynamic ? 1 : 0; t < y.size(); ++t)
            EXPECT_NEAR(y[t] - model.residuals()[t], fitted[t], 1e-8 * fitted[t]) << t;
        EXPECT_EQ(std::isnan(model.residuals()[0]), dynamic);
    };
    check(ref::nile30, false, 0.25, 3.5, 900, ref::nile30_static_fitted, ref::nile30_static_ahead);
    check(ref::nile30, true, 0.25, 3.5, 900, ref::nile30_dynamic_fitted, ref::nile30_dynamic_ahead);
    check(ref::growing, false, 0.6, 1.75, 2.5, ref::growing_static_fitted,
          ref::growing_static_ahead);
    check(ref::growing, true, 0.6, 1.75, 2.5, ref::growing_dynamic_fitted,
          ref::growing_dynamic_ahead);
}

double squares(Theta const& model) {
    double sum = 0;
    for (double e : model.residuals()) sum += std::isnan(e) ? 0 : e * e;
    return sum;
}

TEST(Theta, LeastSquaresAreLeast) {
    for (Values const& y : {ref::nile, ref::huron, ref::growing})
        for (ThetaKind kind : kinds) {
            const auto model = Theta::fit(y, {.kind = kind, .firmness = 0});
            const double least = squares(model);
            for (double a : {-0.02, 0.0, 0.02})
                for (double th : {0.98, 1.0, 1.02})
                    for (double l : {-1.0, 0.0, 1.0}) {
                        const double alpha = std::clamp(model.alpha() + a, Theta::lowest_alpha,
                                                        Theta::highest_alpha);
                        const bool fixed =
                            kind == ThetaKind::standard || kind == ThetaKind::dynamic_standard;
                        if (fixed && th != 1) continue;
                        if (!std::isfinite(model.theta())) continue;
                        const auto near = Theta::fit(
                            y, {.kind = kind,
                                .alpha = alpha,
                                .theta = std::max(1.0, model.theta() * th),
                                .initial_level = model.initial_level() + l * 0.01 * y[0]});
                        EXPECT_GE(squares(near), least * (1 - 1e-7));
                    }
        }
}

TEST(Theta, FirmnessHoldsThetaNearTwo) {
    double last = std::numeric_limits<double>::infinity();
    for (double firmness : {0.0, 1.0, 4.0, 100.0, 1e9}) {
        const auto model = Theta::fit(
            ref::growing, {.kind = ThetaKind::optimised, .alpha = 0.5, .firmness = firmness});
        const double distance = std::abs(0.5 - 1 / model.theta());
        EXPECT_LE(distance, last);
        last = distance;
    }
    EXPECT_NEAR(last, 0, 1e-6);
}

TEST(Theta, ResponsesAreWhatAnErrorAdds) {
    // One more value that is off by d, parameters unchanged, moves later forecasts by response * d.
    for (ThetaKind kind : kinds) {
        const auto model = Theta::fit(ref::growing, {.kind = kind, .firmness = 0});
        if (!std::isfinite(model.theta())) continue;
        const bool dynamic =
            kind == ThetaKind::dynamic_standard || kind == ThetaKind::dynamic_optimised;
        const auto ahead = model.predict(6);
        if (!dynamic) {
            for (std::size_t j = 1; j < 6; ++j)
                EXPECT_NEAR(ahead.response[j], model.alpha(), 1e-12);
            continue;
        }
        Values longer = ref::growing;
        const double error = 0.3;
        longer.push_back(ahead.mean[0] + error);
        const auto after = Theta::fit(longer, {.kind = kind,
                                               .alpha = model.alpha(),
                                               .theta = model.theta(),
                                               .initial_level = model.initial_level()})
                               .predict(5);
        for (std::size_t j = 1; j < 6; ++j)
            EXPECT_NEAR(after.mean[j - 1], ahead.mean[j] + ahead.response[j] * error, 1e-9);
    }
}

TEST(Theta, DeviationsFollowFromResponsesAndRise) {
    for (ThetaKind kind : kinds) {
        const auto model = Theta::fit(ref::nile, {.kind = kind});
        const auto ahead = model.predict(20);
        double sum = 0, last = 0;
        for (std::size_t h = 0; h < 20; ++h) {
            sum += ahead.response[h] * ahead.response[h];
            EXPECT_NEAR(ahead.deviation[h], model.sigma() * std::sqrt(sum), 1e-9);
            EXPECT_GT(ahead.deviation[h], last);
            last = ahead.deviation[h];
        }
        EXPECT_EQ(ahead.response[0], 1);
    }
}

TEST(Theta, DeviationsRiseFromCycleToCycle) {
    for (ThetaOptions const& options : all_options(12)) {
        const auto ahead = Theta::fit(ref::air, options).predict(36);
        for (std::size_t h = 12; h < 36; ++h)
            EXPECT_GT(ahead.deviation[h], ahead.deviation[h - 12]);
    }
}

TEST(Theta, IsScaleEquivariant) {
    for (double factor : {1e-8, 0.37, 1e9})
        for (ThetaOptions const& options : all_options(12)) {
            const auto one = Theta::fit(ref::air, options).predict(18);
            const auto other = Theta::fit(times(ref::air, factor), options).predict(18);
            expect_relative(other.mean, times(one.mean, factor), 1e-9);
            expect_relative(other.deviation, times(one.deviation, factor), 1e-7);
            expect_relative(other.response, one.response, 1e-7);
        }
}

TEST(Theta, IsTranslationEquivariantWithoutSeasonAndTransformation) {
    for (ThetaKind kind : kinds) {
        Values moved = ref::nile;
        for (double& value : moved) value -= 5000;
        const auto one = Theta::fit(ref::nile, {.kind = kind}).predict(8);
        const auto other = Theta::fit(moved, {.kind = kind}).predict(8);
        for (std::size_t h = 0; h < 8; ++h) EXPECT_NEAR(other.mean[h] + 5000, one.mean[h], 1e-7);
    }
}

TEST(Theta, ConstantSeriesStayConstant) {
    for (double value : {0.0, -3.0, 5.5, 9007199254740993.0 * 4})
        for (std::size_t n : {4U, 5U, 6U, 30U})
            for (ThetaOptions const& options : all_options(4)) {
                const auto ahead = Theta::fit(Values(n, value), options).predict(5);
                for (std::size_t h = 0; h < 5; ++h) {
                    EXPECT_NEAR(ahead.mean[h], value, 1e-12 * std::abs(value));
                    EXPECT_NEAR(ahead.deviation[h], 0, 1e-12 * std::abs(value));
                    EXPECT_TRUE(std::isfinite(ahead.response[h]));
                }
            }
}

TEST(Theta, ShortSeriesAreRefusedBelowFourValues) {
    const Values y{635, 655.2, 734.5, 841};
    for (std::size_t n = 0; n < 4; ++n)
        EXPECT_THROW(static_cast<void>(Theta::fit(std::span(y).first(n))), std::invalid_argument);
    for (ThetaOptions const& options : all_options(1)) {
        const auto model = Theta::fit(y, options);
        EXPECT_EQ(model.theta(), 2);
        const auto ahead = model.predict(4);
        EXPECT_GT(model.sigma(), 0);
        for (double value : ahead.mean) {
            EXPECT_GT(value, 735);
            EXPECT_LT(value, 1500);
        }
    }
}

TEST(Theta, BoxCoxAndFactorsGiveWayToZerosAndNegatives) {
    Values y = ref::air;
    y[20] = 0;
    y[21] = -4;
    const auto model = Theta::fit(y, {.season = 12, .box_cox = true});
    EXPECT_EQ(model.transform().kind(), gp::TransformKind::none);
    ASSERT_TRUE(model.season().any());
    EXPECT_EQ(model.season().kind(), gp::SeasonalKind::additive);
    for (double value : model.predict(12).mean) EXPECT_TRUE(std::isfinite(value));
}

TEST(Theta, StaysFiniteOnOutliersLargeNumbersAndLongHorizons) {
    Values outlier = ref::growing;
    outlier[6] = 1e12;
    Values large;
    for (int t = 0; t < 20; ++t) large.push_back(9007199254740993.0 + 1000.0 * t * t);
    for (Values const& y : {outlier, large, ref::growing})
        for (ThetaOptions const& options : all_options(1)) {
            const auto ahead = Theta::fit(y, options).predict(10000);
            for (std::size_t h = 0; h < 10000; ++h) {
                ASSERT_TRUE(std::isfinite(ahead.mean[h]));
                ASSERT_TRUE(std::isfinite(ahead.deviation[h]));
                ASSERT_TRUE(std::isfinite(ahead.response[h]));
            }
        }
}

TEST(Theta, CanLeaveTheSeasonIn) {
    const auto model = Theta::fit(ref::air, {.season = 12, .deseasonalise = false});
    EXPECT_FALSE(model.season().any());
    EXPECT_FALSE(Theta::fit(ref::nile, {.season = 12}).season().any());
}

TEST(Theta, BoxCoxForecastsLieBetweenThoseOfItsEnds) {
    // A series that grows by 5 % a year: logs go on growing, levels do not.
    Values y;
    for (int t = 0; t < 30; ++t) y.push_back(100 * std::pow(1.05, t) * (1 + 0.01 * (t % 3 - 1)));
    const auto plain = Theta::fit(y, {.kind = ThetaKind::standard}).predict(10);
    const auto model = Theta::fit(y, {.kind = ThetaKind::standard, .box_cox = true});
    EXPECT_LT(model.transform().lambda(), 0.2);
    EXPECT_GT(model.predict(10).mean[9], plain.mean[9]);
    EXPECT_NEAR(y.back() - model.residuals().back(), y.back(), 0.1 * y.back());
}

TEST(Theta, RefusesWhatItCannotUse) {
    Values gap = ref::growing;
    for (double bad : {std::nan(""), std::numeric_limits<double>::infinity()}) {
        gap[3] = bad;
        EXPECT_THROW(static_cast<void>(Theta::fit(gap)), std::invalid_argument);
    }
    const auto refuses = [](ThetaOptions const& options) {
        EXPECT_THROW(static_cast<void>(Theta::fit(ref::growing, options)), std::invalid_argument);
    };
    refuses({.season = 0});
    refuses({.alpha = 0});
    refuses({.alpha = 1.01});
    refuses({.theta = 0.9});
    refuses({.theta = std::nan("")});
    refuses({.kind = ThetaKind::optimised, .initial_level = 3});
    refuses({.theta = 2, .initial_level = std::nan("")});
    refuses({.firmness = -1});
    const auto model = Theta::fit(ref::growing);
    EXPECT_THROW(static_cast<void>(model.predict(0)), std::invalid_argument);
    EXPECT_THROW(static_cast<void>(model.predict(-3)), std::invalid_argument);
}

}  // namespace
}  // namespace theta_test

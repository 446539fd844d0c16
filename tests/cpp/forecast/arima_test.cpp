// ARIMA models of known order: against R at fixed coefficients and at its maxima, and what any of
// them must satisfy.
#include "forecast/arima_cases.hpp"
#include <glidepath/forecast/member/arima.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace arima_test {
namespace {

using glidepath::Arima;
using glidepath::ArimaCoefficients;
using glidepath::ArimaOrder;
using glidepath::Prediction;
using glidepath::testing::arima_references;
using glidepath::testing::ArimaReference;
using glidepath::testing::lake_huron;
using glidepath::testing::lh;
using glidepath::testing::log_air;
using glidepath::testing::model_of;
using glidepath::testing::noise;
using glidepath::testing::none;
using glidepath::testing::walk;
using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

TEST(Arima, AgreesWithRAtFixedCoefficients) {
    for (auto const& reference : arima_references()) {
        SCOPED_TRACE(reference.name);
        const Arima model = model_of(reference);
        EXPECT_NEAR(model.log_likelihood(), reference.log_likelihood,
                    1e-8 * std::abs(reference.log_likelihood));
        EXPECT_NEAR(model.maximum_likelihood_variance(), reference.variance,
                    1e-8 * reference.variance);
        EXPECT_DOUBLE_EQ(model.sigma() * model.sigma(), model.maximum_likelihood_variance());
    }
}

TEST(Arima, StandardisedErrorsAgreeWithRAtFixedCoefficients) {
    for (auto const& reference : arima_references()) {
        SCOPED_TRACE(reference.name);
        const Arima model = model_of(reference);
        const std::size_t lost = reference.y.size() - reference.standardised.size();
        ASSERT_EQ(lost, static_cast<std::size_t>(reference.order.lost()));
        double largest = 0;
        for (double value : reference.standardised)
            if (!std::isnan(value)) largest = std::max(largest, std::abs(value));
        for (std::size_t t = 0; t < reference.y.size(); ++t) {
            const double error = model.residuals()[t] / model.residual_factors()[t];
            const double expected = t < lost ? none : reference.standardised[t - lost];
            ASSERT_EQ(std::isnan(error), std::isnan(expected)) << t;
            if (std::isnan(expected)) continue;
            EXPECT_NEAR(error, expected, 1e-8 * largest) << t;
        }
    }
}

TEST(Arima, ForecastsAgreeWithRAtFixedCoefficients) {
    for (auto const& reference : arima_references()) {
        SCOPED_TRACE(reference.name);
        const Prediction ahead =
            model_of(reference).predict(static_cast<int>(reference.mean.size()));
        // R starts differenced series from a large prior variance, not from an infinite one.
        const double tolerance = reference.order.lost() > 0 ? 3e-7 : 1e-8;
        for (std::size_t h = 0; h < reference.mean.size(); ++h) {
            EXPECT_NEAR(ahead.mean[h], reference.mean[h], tolerance * std::abs(reference.mean[h]));
            EXPECT_NEAR(ahead.deviation[h], reference.deviation[h],
                        tolerance * reference.deviation[h]);
        }
    }
}

TEST(Arima, ResponsesAreWhatAnErrorOfTheLastPeriodStillAdds) {
    for (auto const& reference : arima_references()) {
        if (std::isnan(reference.y.back())) continue;
        SCOPED_TRACE(reference.name);
        // One unit more in the last value is one unit more in the last error.
        ArimaReference moved = reference;
        const double unit = 1e-2 * std::abs(moved.y.back());
        moved.y.back() += unit;
        const Prediction before = model_of(reference).predict(12);
        const Prediction after = model_of(moved).predict(12);
        const std::size_t n = reference.y.size() - static_cast<std::size_t>(reference.order.lost());
        for (std::size_t h = 0; h + 1 < 12; ++h) {
            const double response = (after.mean[h] - before.mean[h]) / unit;
            // Near the start of a series, errors are not yet known to the full.
            const double tolerance = n > 80 ? 3e-3 : 0.03;
            EXPECT_NEAR(response, before.response[h + 1], tolerance) << h;
        }
        EXPECT_EQ(before.response[0], 1);
    }
}

TEST(Arima, DeviationsAreSigmaTimesTheRootOfSquaredResponsesOnceTheStartIsForgotten) {
    const Arima model = Arima::with(walk(400, 5), {1, 1, 1}, {{0.4}, {0.3}, {}, {}, 0});
    const Prediction ahead = model.predict(30);
    double sum = 0;
    for (std::size_t h = 0; h < 30; ++h) {
        sum += ahead.response[h] * ahead.response[h];
        EXPECT_NEAR(ahead.deviation[h], model.sigma() * std::sqrt(sum), 1e-10 * ahead.deviation[h]);
    }
}

TEST(Arima, DeviationsGrowWithTheHorizonThroughTheEndOfTheExactPart) {
    // theta near -1: a hundred periods do not forget the start.
    const Arima model = Arima::with(walk(20, 5), {0, 1, 1}, {{}, {-0.999}, {}, {}, 0});
    const Prediction ahead = model.predict(600);
    for (std::size_t h = 1; h < 600; ++h) {
        EXPECT_GE(ahead.deviation[h], ahead.deviation[h - 1]);
        EXPECT_LT(ahead.deviation[h], 1.05 * ahead.deviation[h - 1]);
    }
}

// R 4.2.2, arima(..., method = "ML", optim.control = list(reltol = 1e-14)), from
// tests/reference/make_arima_search.R: on datasets' lh and LakeHuron, and on
// diff(diff(log(AirPassengers), 12)) without a mean.
TEST(Arima, FindsTheMaximumThatRFinds) {
    const Arima hormone = Arima::fit(lh(), {1, 0, 1, 0, 0, 0, 1, true});
    EXPECT_NEAR(hormone.log_likelihood(), -28.762033197212, 1e-9);
    EXPECT_NEAR(hormone.coefficients().phi[0], 0.452201315053, 1e-4);
    EXPECT_NEAR(hormone.coefficients().theta[0], 0.198168044414, 1e-4);
    EXPECT_NEAR(hormone.coefficients().constant, 2.410076680971, 1e-5);
    const Arima lake = Arima::fit(lake_huron(), {2, 0, 0, 0, 0, 0, 1, true});
    EXPECT_NEAR(lake.log_likelihood(), -103.63322253423, 1e-8);
    EXPECT_NEAR(lake.aic(), 215.266445068, 1e-7);
    EXPECT_NEAR(lake.coefficients().phi[0], 1.043619245348, 1e-4);
    EXPECT_NEAR(lake.coefficients().phi[1], -0.249502592491, 1e-4);
    EXPECT_NEAR(lake.coefficients().constant, 579.047256709504, 1e-4);
    const Arima air = Arima::fit(log_air(), {0, 1, 1, 0, 1, 1, 12});
    EXPECT_NEAR(air.log_likelihood(), 244.69648683282, 1e-7);
    EXPECT_NEAR(air.coefficients().theta[0], -0.401822968349, 1e-4);
    EXPECT_NEAR(air.coefficients().seasonal_theta[0], -0.556935853841, 1e-4);
}

TEST(Arima, FitGoesOnAlongTheEdgeOfTheRegion) {
    // Walks whose differences are noise: theta often goes to 1 and phi has yet to follow.
    int at_the_edge = 0;
    for (unsigned seed = 1; seed <= 30; ++seed) {
        const std::vector<double> y = walk(40, seed);
        const ArimaOrder order{1, 1, 1, 0, 0, 0, 1, true};
        const Arima model = Arima::fit(y, order);
        auto const& found = model.coefficients();
        if (std::abs(found.theta[0]) < 0.999) continue;
        ++at_the_edge;
        for (int i = -8; i <= 8; ++i) {
            ArimaCoefficients moved = found;
            moved.phi[0] = std::clamp(moved.phi[0] + 0.02 * i, -0.9995, 0.9995);
            EXPECT_LE(Arima::with(y, order, moved).log_likelihood(), model.log_likelihood() + 1e-8)
                << seed << ' ' << i;
        }
    }
    EXPECT_GE(at_the_edge, 3);
}

TEST(Arima, FitNeverDoesWorseThanItsNeighbours) {
    for (unsigned seed = 1; seed <= 12; ++seed) {
        const std::vector<double> y = walk(40, seed);
        const ArimaOrder order{1, 1, 1, 0, 0, 0, 1, true};
        const Arima model = Arima::fit(y, order);
        for (double step : {-0.02, 0.02}) {
            for (int which : {0, 1}) {
                ArimaCoefficients moved = model.coefficients();
                (which == 0 ? moved.phi : moved.theta)[0] += step;
                if (std::abs(moved.phi[0]) >= 1 || std::abs(moved.theta[0]) >= 1) continue;
                EXPECT_LE(Arima::with(y, order, moved).log_likelihood(),
                          model.log_likelihood() + 1e-9)
                    << seed;
            }
        }
    }
}

TEST(Arima, ScalesWithTheSeries) {
    std::vector<double> y = walk(48, 3);
    y[10] = none;
    const ArimaOrder order{1, 1, 1, 0, 1, 1, 4};
    const Arima model = Arima::fit(y, order);
    const Prediction ahead = model.predict(8);
    for (double c : {1e-200, 1e-9, -3.7, 1e6, 1e150}) {
        std::vector<double> scaled = y;
        for (double& value : scaled) value *= c;
        const Arima other = Arima::fit(scaled, order);
        const Prediction far = other.predict(8);
        EXPECT_NEAR(other.sigma() / std::abs(c), model.sigma(), 1e-8 * model.sigma());
        EXPECT_NEAR(other.log_likelihood() + other.observations() * std::log(std::abs(c)),
                    model.log_likelihood(), 1e-7);
        for (std::size_t h = 0; h < 8; ++h) {
            EXPECT_NEAR(far.mean[h] / c, ahead.mean[h], 1e-9 * std::abs(ahead.mean[h]));
            EXPECT_NEAR(far.deviation[h] / std::abs(c), ahead.deviation[h],
                        1e-8 * ahead.deviation[h]);
        }
    }
}

TEST(Arima, ShiftsWithTheSeriesToRoundingAtFixedCoefficients) {
    std::vector<double> y = walk(40, 4);
    y[13] = none;
    for (ArimaOrder const& order :
         {ArimaOrder{1, 1, 1}, ArimaOrder{1, 2, 1}, ArimaOrder{1, 0, 1, 0, 1, 0, 4},
          ArimaOrder{1, 1, 1, 0, 1, 0, 4}}) {
        SCOPED_TRACE(to_string(order));
        const ArimaCoefficients coefficients{{0.5}, {-0.4}, {}, {}, 0};
        const Arima here = Arima::with(y, order, coefficients);
        for (double shift : {-1e4, 3.0, 1e6}) {
            std::vector<double> moved = y;
            for (double& value : moved) value += shift;
            const Arima there = Arima::with(moved, order, coefficients);
            const double rounding = 1e-14 * std::abs(shift) + 1e-11;
            EXPECT_NEAR(there.log_likelihood(), here.log_likelihood(), 1e3 * rounding);
            for (std::size_t h = 0; h < 6; ++h)
                EXPECT_NEAR(there.predict(6).mean[h], here.predict(6).mean[h] + shift,
                            1e3 * rounding);
        }
    }
}

TEST(Arima, ShiftsWithTheSeriesOnceItIsDifferencedOrHasAMean) {
    const std::vector<double> y = walk(40, 4, 0);
    std::vector<double> moved = y;
    for (double& value : moved) value += 1000;
    for (ArimaOrder const& order :
         {ArimaOrder{1, 1, 1}, ArimaOrder{0, 2, 1}, ArimaOrder{1, 0, 1, 0, 0, 0, 1, true}}) {
        SCOPED_TRACE(to_string(order));
        const Prediction here = Arima::fit(y, order).predict(5);
        const Prediction there = Arima::fit(moved, order).predict(5);
        for (std::size_t h = 0; h < 5; ++h) {
            EXPECT_NEAR(there.mean[h], here.mean[h] + 1000, 1e-5);
            EXPECT_NEAR(there.deviation[h], here.deviation[h], 1e-5 * here.deviation[h]);
        }
    }
}

TEST(Arima, ADriftSharePutsTheForecastBetweenTheLineAndNoDrift) {
    const Arima model = Arima::fit(walk(40, 2), {0, 1, 1, 0, 0, 0, 1, true});
    const double drift = model.coefficients().constant;
    const Prediction whole = model.predict(10);
    const Prediction half = model.with_drift_share(0.5).predict(10);
    const Prediction flat = model.with_drift_share(0).predict(10);
    for (std::size_t h = 0; h < 10; ++h) {
        EXPECT_NEAR(whole.mean[h] - half.mean[h], 0.5 * drift * static_cast<double>(h + 1), 1e-12);
        EXPECT_NEAR(flat.mean[h], flat.mean[0], 1e-9);
    }
    EXPECT_EQ(half.deviation, whole.deviation);
    EXPECT_THROW(static_cast<void>(model.with_drift_share(1.5)), std::invalid_argument);
}

TEST(Arima, ProcessIsTheProductOfItsPolynomials) {
    // (1 - .5 B)(1 - .2 B^4)(1 - B^4) and (1 + .3 B)(1 - .4 B^4).
    const Arima model =
        Arima::with(walk(30, 1), {1, 1, 1, 1, 1, 1, 4}, {{0.5}, {0.3}, {0.2}, {-0.4}, 0});
    const auto process = model.process();
    EXPECT_EQ(process.d, 1);
    const std::vector<double> phi{0.5, 0, 0, 1.2, -0.6, 0, 0, -0.2, 0.1};
    const std::vector<double> theta{0.3, 0, 0, -0.4, -0.12};
    ASSERT_EQ(process.phi.size(), phi.size());
    ASSERT_EQ(process.theta.size(), theta.size());
    for (std::size_t i = 0; i < phi.size(); ++i) EXPECT_NEAR(process.phi[i], phi[i], 1e-15);
    for (std::size_t i = 0; i < theta.size(); ++i) EXPECT_NEAR(process.theta[i], theta[i], 1e-15);
}

TEST(Arima, ASeriesWithoutErrorsIsContinuedWithoutErrors) {
    const std::vector<double> line{1, 3, 5, 7, 9, 11};
    const Arima model = Arima::fit(line, {0, 1, 0, 0, 0, 0, 1, true});
    EXPECT_EQ(model.sigma(), 0);
    EXPECT_EQ(model.log_likelihood(), std::numeric_limits<double>::infinity());
    EXPECT_EQ(model.predict(2).mean, (std::vector<double>{13, 15}));
    EXPECT_EQ(model.predict(2).deviation, (std::vector<double>{0, 0}));
    EXPECT_EQ(Arima::fit(std::vector<double>(5, 0.0), {0, 0, 0}).predict(1).mean[0], 0);
    const Arima flat = Arima::fit(std::vector<double>(12, 7.25), {1, 0, 1, 0, 0, 0, 1, true});
    EXPECT_EQ(flat.sigma(), 0);
    EXPECT_NEAR(flat.predict(3).mean[2], 7.25, 1e-12);
}

TEST(Arima, ValuesOfAllSizesGiveFiniteForecasts) {
    const ArimaOrder order{1, 1, 1};
    for (double size : {1e-300, 1.0, 9007199254740993.0, 1e18, 1e300}) {
        for (double outlier : {0.0, 1e12, -1e12}) {
            std::vector<double> y = noise(20, 9);  // of both signs
            y[0] = y[7] = 0;
            if (outlier != 0) y[11] = outlier;
            for (double& value : y) value *= size < 1e290 || outlier == 0 ? size : size / 1e12;
            const Arima model = Arima::fit(y, order);
            EXPECT_TRUE(std::isfinite(model.log_likelihood()));
            const Prediction ahead = model.predict(4);
            for (std::size_t h = 0; h < 4; ++h) {
                EXPECT_TRUE(std::isfinite(ahead.mean[h])) << size << ' ' << outlier;
                EXPECT_TRUE(std::isfinite(ahead.deviation[h]) && ahead.deviation[h] > 0);
            }
        }
    }
}

TEST(Arima, SaysWhatIsWrong) {
    const std::vector<double> y = walk(20, 1);
    const auto message = [](char const* text) {
        return ThrowsMessage<std::invalid_argument>(HasSubstr(text));
    };
    EXPECT_THAT(
        [&] {
            static_cast<void>(Arima::fit(y, {13, 0, 0}));
        },
        message("the order p of an ARIMA model must lie in 0..12, not 13"));
    EXPECT_THAT([&] { static_cast<void>(Arima::fit(y, {0, 3, 0})); }, message("0..2, not 3"));
    EXPECT_THAT(
        [&] {
            static_cast<void>(Arima::fit(y, {0, 0, 0, 1, 0, 0, 1}));
        },
        message("without a season"));
    EXPECT_THAT(
        [&] {
            static_cast<void>(Arima::fit(y, {0, 0, 0, 0, 0, 0, 0}));
        },
        message("1..366 periods, not 0"));
    EXPECT_THAT(
        [&] {
            static_cast<void>(Arima::fit(y, {0, 2, 0, 0, 0, 0, 1, true}));
        },
        message("at most one difference"));
    EXPECT_THAT(
        [&] {
            static_cast<void>(Arima::fit(std::span(y).first(13), {0, 1, 0, 0, 1, 0, 12}));
        },
        message("needs at least 14 observed values; there are 13"));
    EXPECT_THAT(
        [&] {
            static_cast<void>(Arima::fit({}, {0, 0, 0}));
        },
        message("needs at least 1 observed values; there are 0"));
    EXPECT_THAT(
        [&] {
            static_cast<void>(Arima::with(y, {1, 0, 0}, {{1.0}, {}, {}, {}, 0}));
        },
        message("not stationary"));
    EXPECT_THAT(
        [&] {
            static_cast<void>(Arima::with(y, {1, 0, 0}, {{}, {0.5}, {}, {}, 0}));
        },
        message("has 1 coefficients phi, not 0"));
    EXPECT_THAT(
        [&] {
            static_cast<void>(Arima::with(y, {1, 0, 0}, {{none}, {}, {}, {}, 0}));
        },
        message("no finite number"));
    EXPECT_THAT(
        [&] {
            static_cast<void>(Arima::with(y, {0, 1, 0}, {{}, {}, {}, {}, 2}));
        },
        message("has no constant"));
    EXPECT_THAT(
        [&] {
            static_cast<void>(Arima::fit(y, {0, 1, 1}).predict(0));
        },
        message("1 or more periods, not 0"));
    std::vector<double> infinite = y;
    infinite[4] = -std::numeric_limits<double>::infinity();
    EXPECT_THAT(
        [&] {
            static_cast<void>(Arima::fit(infinite, {0, 1, 1}));
        },
        message("value 5 of the series is infinite"));
    // No third quarter at all, and a model that differences by the year.
    std::vector<double> holes = y;
    for (std::size_t t = 2; t < holes.size(); t += 4) holes[t] = none;
    EXPECT_THAT(
        [&] {
            static_cast<void>(Arima::fit(holes, {0, 0, 1, 0, 1, 0, 4}));
        },
        message("no observed value depends on"));
}

TEST(ArimaOrder, IsWrittenAsInTheLiterature) {
    EXPECT_EQ(to_string(ArimaOrder{0, 1, 1}), "ARIMA(0,1,1)");
    EXPECT_EQ(to_string(ArimaOrder{2, 0, 1, 0, 0, 0, 1, true}), "ARIMA(2,0,1) with mean");
    EXPECT_EQ(to_string(ArimaOrder{1, 1, 1, 0, 1, 1, 12}), "ARIMA(1,1,1)(0,1,1)[12]");
    EXPECT_EQ(to_string(ArimaOrder{1, 0, 1, 0, 1, 1, 12, true}),
              "ARIMA(1,0,1)(0,1,1)[12] with drift");
}

}  // namespace
}  // namespace arima_test

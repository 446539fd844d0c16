// The automatic ARIMA model: the search, logarithms, and series that are
// short, constant, wild or full of gaps.
#include "forecast/arima_cases.hpp"
#include <glidepath/forecast/member/arima_auto.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numbers>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace arima_search_test {
namespace {

using glidepath::Arima;
using glidepath::ArimaSearchOptions;
using glidepath::AutoArima;
using glidepath::AutoArimaOptions;
using glidepath::Prediction;
using glidepath::prefers_log;
using glidepath::search_arima;
using glidepath::testing::lake_huron;
using glidepath::testing::lh;
using glidepath::testing::log_air;
using glidepath::testing::log_gas;
using glidepath::testing::nile;
using glidepath::testing::noise;
using glidepath::testing::none;
using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

std::vector<double> exponentials(std::vector<double> values) {
    for (double& value : values) value = std::exp(value);
    return values;
}
/// The limits of Hyndman and Khandakar's search.
ArimaSearchOptions wide(int season) {
    ArimaSearchOptions options;
    options.season = season;
    options.most_p = options.most_q = 5;
    options.most_P = options.most_Q = options.most_d = 2;
    return options;
}
void expect_finite(Prediction const& prediction) {
    for (double value : prediction.mean) EXPECT_TRUE(std::isfinite(value));
    for (double value : prediction.deviation) EXPECT_TRUE(std::isfinite(value) && value >= 0);
    for (double value : prediction.response) EXPECT_TRUE(std::isfinite(value));
}

// R forecast 8.20, tests/reference/make_arima_search.R: auto.arima(log(AirPassengers)), (Nile),
// (lh).
TEST(ArimaSearch, ChoosesWhatRChooses) {
    const Arima air = search_arima(log_air(), wide(12));
    EXPECT_EQ(to_string(air.order()), "ARIMA(0,1,1)(0,1,1)[12]");
    EXPECT_NEAR(air.aicc(), -483.21, 0.1);
    const Arima flow = search_arima(nile(), wide(1));
    EXPECT_EQ(to_string(flow.order()), "ARIMA(1,1,1)");
    EXPECT_NEAR(flow.aicc(), 1267.51, 0.01);
    const Arima hormone = search_arima(lh(), wide(1));
    EXPECT_EQ(to_string(hormone.order()), "ARIMA(1,0,0) with mean");
    EXPECT_NEAR(hormone.aicc(), 65.30, 0.01);
}

// R's search ends at (0,1,0) with an AICc of 220.26; R's arima(LakeHuron, c(2, 1, 1), method =
// "ML") has a log-likelihood of -102.54.
TEST(ArimaSearch, FindsALowerCriterionWhereRStopsEarly) {
    const Arima lake = search_arima(lake_huron(), wide(1));
    EXPECT_EQ(to_string(lake.order()), "ARIMA(2,1,1)");
    EXPECT_NEAR(lake.log_likelihood(), -102.54, 0.005);
    EXPECT_LT(lake.aicc(), 214);
}

TEST(ArimaSearch, TakesNoRootWithinItsRadius) {
    for (double radius : {1.01, 1.1}) {
        ArimaSearchOptions options = wide(12);
        options.radius = radius;
        const Arima model = search_arima(log_air(), options);
        auto const& coefficients = model.coefficients();
        for (double value : coefficients.seasonal_theta)
            EXPECT_LT(std::abs(value), std::pow(radius, -12));
        ASSERT_LE(coefficients.theta.size(), 1U);
        for (double value : coefficients.theta) EXPECT_LT(std::abs(value), 1 / radius);
    }
}

TEST(ArimaSearch, KeepsToItsLimits) {
    ArimaSearchOptions options;
    options.season = 12;
    options.most_p = options.most_q = options.most_P = options.most_Q = 0;
    const Arima model = search_arima(log_air(), options);
    EXPECT_EQ(model.order().coefficients(), 0);
    EXPECT_EQ(model.order().D, 1);
    options.d = 2;
    options.D = 0;
    EXPECT_EQ(to_string(search_arima(log_air(), options).order()), "ARIMA(0,2,0)(0,0,0)[12]");
    options.most_p = -1;
    EXPECT_THROW(static_cast<void>(search_arima(log_air(), options)), std::invalid_argument);
}

TEST(ArimaSearch, ScalesWithTheSeries) {
    std::vector<double> y = log_air();
    ArimaSearchOptions options;
    options.season = 12;
    const Arima model = search_arima(y, options);
    const Prediction ahead = model.predict(12);
    for (double& value : y) value *= -1.3e7;
    const Arima other = search_arima(y, options);
    EXPECT_EQ(other.order(), model.order());
    const Prediction far = other.predict(12);
    for (std::size_t h = 0; h < 12; ++h)
        EXPECT_NEAR(far.mean[h] / -1.3e7, ahead.mean[h], 1e-9 * ahead.mean[h]);
}

TEST(ArimaSearch, IsDeterministic) {
    ArimaSearchOptions options;
    options.season = 4;
    EXPECT_EQ(search_arima(log_gas(), options).predict(9).mean,
              search_arima(log_gas(), options).predict(9).mean);
}

TEST(ArimaSearch, GapsHardlyMoveAForecastOfARegularSeries) {
    std::vector<double> y = log_air();
    ArimaSearchOptions options;
    options.season = 12;
    const Prediction whole = search_arima(y, options).predict(12);
    for (std::size_t t : {3, 40, 41, 77, 100, 101, 102, 120}) y[t] = none;
    const Arima model = search_arima(y, options);
    EXPECT_EQ(model.observations(), 144 - 8 - 13);
    const Prediction ahead = model.predict(12);
    for (std::size_t h = 0; h < 12; ++h) EXPECT_NEAR(ahead.mean[h], whole.mean[h], 0.02);
}

TEST(ArimaSearch, ManyGapsAreBounded) {
    std::vector<double> y;
    for (int t = 0; t < 900; ++t)
        y.push_back(t % 3 == 1 ? none : 10 + std::sin(0.7 * t) + 0.01 * ((t * 7919) % 101));
    expect_finite(search_arima(y).predict(5));
}

TEST(ArimaSearch, FewValuesAmongManyGapsAreEnough) {
    for (unsigned seed = 1; seed <= 60; ++seed) {
        for (int season : {1, 4, 12}) {
            SCOPED_TRACE(std::to_string(seed) + ", season " + std::to_string(season));
            std::vector<double> y = noise(50, seed);
            const std::vector<double> choice = noise(50, seed + 1000);
            std::size_t observed = 0;
            for (std::size_t t = 0; t < y.size(); ++t) {
                if (choice[t] < 0.3 + 0.02 * seed) y[t] = none;
                else ++observed;
            }
            if (observed < 3) continue;
            for (ArimaSearchOptions options : {wide(season), ArimaSearchOptions{}}) {
                options.season = season;
                expect_finite(search_arima(y, options).predict(6));
            }
        }
    }
}

TEST(ArimaSearch, ShortSeriesHaveADefinedAnswer) {
    for (std::size_t n = 0; n <= 10; ++n) {
        for (int season : {1, 2, 4, 12}) {
            SCOPED_TRACE(std::to_string(n) + " values, season " + std::to_string(season));
            std::vector<double> y;
            for (std::size_t t = 0; t < n; ++t)
                y.push_back(300 + static_cast<double>((t * t * 7 + t * 3) % 11));
            ArimaSearchOptions options;
            options.season = season;
            const auto fit = [&] { return search_arima(y, options); };
            if (n < 3) {
                EXPECT_THAT(
                    fit, ThrowsMessage<std::invalid_argument>(HasSubstr(
                             "needs at least 3 observed values; there are " + std::to_string(n))));
                continue;
            }
            // Never at zero: a mean or a difference is always there.
            for (ArimaSearchOptions const& chosen : {options, wide(season)}) {
                const Prediction ahead = search_arima(y, chosen).predict(6);
                expect_finite(ahead);
                for (double value : ahead.mean) EXPECT_NEAR(value, 305, 60);
            }
        }
    }
    EXPECT_EQ(AutoArima::least_points, 3);
}

TEST(ArimaSearch, BelowSixValuesARandomWalkGoesOn) {
    const std::vector<double> y{8, none, 3, 5, 6, 9};
    const Arima model = search_arima(y);
    EXPECT_EQ(to_string(model.order()), "ARIMA(0,1,0)");
    EXPECT_EQ(model.predict(3).mean, std::vector<double>(3, 9.0));
    EXPECT_GT(model.sigma(), 0);
    // Also of a line: three points in a row are no proof of one.
    EXPECT_EQ(search_arima(std::vector<double>{1, 2, 3}).predict(2).mean,
              (std::vector<double>{3, 3}));
    // Differences that are asked for are taken.
    ArimaSearchOptions options;
    options.d = 0;
    const Arima flat = search_arima(y, options);
    EXPECT_EQ(to_string(flat.order()), "ARIMA(0,0,0) with mean");
    EXPECT_NEAR(flat.predict(1).mean[0], 6.2, 1e-12);
    options.d = 2;
    EXPECT_EQ(to_string(search_arima(y, options).order()), "ARIMA(0,2,0)");
    options.d = std::nullopt;
    options.season = 2;
    options.D = 1;
    EXPECT_EQ(to_string(search_arima(y, options).order()), "ARIMA(0,0,0)(0,1,0)[2]");
    options.season = 12;
    EXPECT_THAT([&] { return search_arima(y, options); },
                ThrowsMessage<std::invalid_argument>(HasSubstr("needs at least 13 observed")));
}

TEST(ArimaSearch, InfiniteValuesAreRefused) {
    for (double infinite : {1.0, -1.0}) {
        std::vector<double> y = nile();
        y[6] = infinite * std::numeric_limits<double>::infinity();
        const auto message =
            ThrowsMessage<std::invalid_argument>(HasSubstr("value 7 of the series"));
        EXPECT_THAT([&] { return search_arima(y); }, message);
        EXPECT_THAT([&] { return AutoArima::fit(y); }, message);
    }
}

TEST(ArimaSearch, OnlyMissingValuesAreTooFew) {
    EXPECT_THAT([] { return search_arima(std::vector<double>(30, none)); },
                ThrowsMessage<std::invalid_argument>(HasSubstr("there are 0")));
}

TEST(ArimaSearch, ConstantSeriesGoOn) {
    for (double value : {0.0, 5.5, -1e300, 9007199254740993.0}) {
        const std::vector<double> y(9, value);
        for (int season : {1, 4}) {
            ArimaSearchOptions options;
            options.season = season;
            const Arima model = search_arima(y, options);
            const Prediction ahead = model.predict(3);
            EXPECT_EQ(ahead.mean, std::vector<double>(3, value));
            EXPECT_EQ(ahead.deviation, std::vector<double>(3, 0.0));
        }
    }
}

TEST(ArimaSearch, LinesAndPureSeasonsGoOn) {
    std::vector<double> line;
    std::vector<double> season;
    for (int t = 0; t < 24; ++t) {
        line.push_back(4 + 3 * t);
        season.push_back(t % 4 == 2 ? 8 : t % 4);
    }
    ArimaSearchOptions options;
    const Prediction straight = search_arima(line, options).predict(2);
    EXPECT_NEAR(straight.mean[1], 4 + 3 * 25, 1e-9);
    options.season = 4;
    const Prediction turning = search_arima(season, options).predict(4);
    for (std::size_t h = 0; h < 4; ++h) EXPECT_NEAR(turning.mean[h], season[h], 1e-9);
}

TEST(ArimaSearch, OutliersAndLargeNumbersAreSurvived) {
    for (std::size_t at : {0, 7, 23}) {
        std::vector<double> y;
        for (int t = 0; t < 24; ++t) y.push_back(100 + t + ((t * 5) % 7));
        y[at] = 1e12;
        for (int season : {1, 4}) {
            ArimaSearchOptions options;
            options.season = season;
            expect_finite(search_arima(y, options).predict(8));
            expect_finite(search_arima(y, wide(season)).predict(8));
        }
    }
    std::vector<double> large;
    for (int t = 0; t < 20; ++t) large.push_back(std::ldexp(1.0, 60) + 4096.0 * ((t * 3) % 5));
    expect_finite(search_arima(large).predict(3));
    std::vector<double> huge;
    for (int t = 0; t < 20; ++t) huge.push_back((t % 3 - 1) * 1.5e307);
    expect_finite(search_arima(huge).predict(3));
    std::vector<double> tiny;
    for (int t = 0; t < 20; ++t) tiny.push_back(((t * 3) % 5) * 1e-300);
    expect_finite(search_arima(tiny).predict(3));
}

TEST(ArimaSearch, AMonthThatIsNeverObservedIsNotDifferencedByTheYear) {
    std::vector<double> y = log_gas();
    for (std::size_t t = 1; t < y.size(); t += 4) y[t] = none;
    ArimaSearchOptions options;
    options.season = 4;
    const Arima model = search_arima(y, options);
    EXPECT_EQ(model.order().D, 0);
    expect_finite(model.predict(8));
}

TEST(ArimaSearch, LongHorizonsEnd) {
    ArimaSearchOptions options;
    options.season = 12;
    const Prediction ahead = search_arima(log_air(), options).predict(10000);
    ASSERT_EQ(ahead.mean.size(), 10000U);
    expect_finite(ahead);
}

TEST(PrefersLog, FollowsWhatMakesErrorsEven) {
    EXPECT_TRUE(prefers_log(exponentials(log_air()), 12));
    EXPECT_TRUE(prefers_log(exponentials(log_gas()), 4));
    EXPECT_FALSE(prefers_log(nile(), 1));
    EXPECT_FALSE(prefers_log(std::vector<double>(20, 6.0), 1));
    EXPECT_FALSE(prefers_log(std::vector<double>{1, 2, 4}, 1));
    std::vector<double> y = exponentials(log_air());
    y[3] = 0;
    EXPECT_FALSE(prefers_log(y, 12));
}

TEST(PrefersLog, DoesNotDependOnTheUnit) {
    for (double unit : {1e-6, 1.0, 12345.6}) {
        std::vector<double> air = exponentials(log_air());
        std::vector<double> river = nile();
        for (double& value : air) value *= unit;
        for (double& value : river) value *= unit;
        EXPECT_TRUE(prefers_log(air, 12)) << unit;
        EXPECT_FALSE(prefers_log(river, 1)) << unit;
    }
}

TEST(AutoArima, OfLogarithmsIsTheirModelBroughtBack) {
    const std::vector<double> y = exponentials(log_air());
    AutoArimaOptions options;
    options.search.season = 12;
    const AutoArima member = AutoArima::fit(y, options);
    ASSERT_TRUE(member.logarithmic());
    const Prediction logs = member.model().predict(24);
    const Prediction ahead = member.predict(24);
    for (std::size_t h = 0; h < 24; ++h) {
        EXPECT_NEAR(ahead.mean[h], std::exp(logs.mean[h]), 1e-9 * ahead.mean[h]);
        EXPECT_NEAR(ahead.deviation[h], ahead.mean[h] * logs.deviation[h], 1e-9 * ahead.mean[h]);
    }
    EXPECT_EQ(ahead.response[0], 1);
    // A one-step error is what y is above the prediction made a period before.
    std::size_t t = 143;
    const double predicted = std::exp(std::log(y[t]) - member.model().residuals()[t]);
    EXPECT_NEAR(member.residuals()[t], y[t] - predicted, 1e-9);
    EXPECT_TRUE(std::isnan(member.residuals()[0]));
}

TEST(AutoArima, OfLevelsIsTheSearchItself) {
    const AutoArima member = AutoArima::fit(nile());
    EXPECT_FALSE(member.logarithmic());
    EXPECT_EQ(member.predict(4).mean, search_arima(nile()).predict(4).mean);
}

TEST(AutoArima, ScalesWithTheSeriesAlsoInLogarithms) {
    AutoArimaOptions options;
    options.search.season = 4;
    std::vector<double> y = exponentials(log_gas());
    const Prediction ahead = AutoArima::fit(y, options).predict(8);
    for (double& value : y) value *= 1000;
    const Prediction far = AutoArima::fit(y, options).predict(8);
    for (std::size_t h = 0; h < 8; ++h)
        EXPECT_NEAR(far.mean[h] / 1000, ahead.mean[h], 1e-9 * ahead.mean[h]);
}

TEST(AutoArima, RefusesLogarithmsOfWhatIsNotPositive) {
    AutoArimaOptions options;
    options.logarithmic = true;
    EXPECT_THAT(
        [&] {
            static_cast<void>(AutoArima::fit(std::vector<double>{1, 2, 0, 4}, options));
        },
        ThrowsMessage<std::invalid_argument>(HasSubstr("positive")));
}

}  // namespace
}  // namespace arima_search_test

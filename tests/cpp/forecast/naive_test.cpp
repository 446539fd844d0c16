// The naive forecasts: their formulas, missing values, and what they need.
#include <glidepath/forecast/member/naive.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

namespace naive_test {
namespace {

namespace gp = glidepath;
using gp::Naive;
using gp::NaiveKind;
using ::testing::HasSubstr;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr std::array kinds{NaiveKind::naive, NaiveKind::drift, NaiveKind::seasonal_naive,
                           NaiveKind::mean};
const std::vector<double> y{10, 12, 9, 14, 13, 15, 11, 18};

Naive fit(std::vector<double> const& data, NaiveKind kind, int season = 1) {
    return Naive::fit(data, {.kind = kind, .season = season});
}

// Hyndman and Athanasopoulos (2021), section 5.5; the numbers below are its formulas by hand.
TEST(Naive, GoesOnFromTheLastValue) {
    const Naive model = fit(y, NaiveKind::naive);
    // Changes 2 -3 5 -1 2 -4 7: squares 4 9 25 1 4 16 49 = 108 over 7.
    EXPECT_NEAR(model.sigma(), std::sqrt(108.0 / 7), 1e-12);
    const auto ahead = model.predict(4);
    for (std::size_t h = 0; h < 4; ++h) {
        EXPECT_EQ(ahead.mean[h], 18);
        EXPECT_NEAR(ahead.deviation[h], model.sigma() * std::sqrt(static_cast<double>(h + 1)),
                    1e-12);
        EXPECT_EQ(ahead.response[h], 1);
    }
    EXPECT_TRUE(std::isnan(model.residuals()[0]));
    EXPECT_EQ(model.residuals()[2], -3);
}

TEST(Naive, DriftsAsTheLineFromTheFirstToTheLastValue) {
    const Naive model = fit(y, NaiveKind::drift);
    EXPECT_NEAR(model.drift(), 8.0 / 7, 1e-12);
    // Squares about the drift: 108 - 7 (8/7)^2 = 692/7, one degree of freedom less.
    EXPECT_NEAR(model.sigma(), std::sqrt(692.0 / 7 / 6), 1e-12);
    const auto ahead = model.predict(5);
    for (std::size_t h = 0; h < 5; ++h) {
        const double steps = static_cast<double>(h) + 1;
        EXPECT_NEAR(ahead.mean[h], 18 + steps * 8 / 7, 1e-12);
        EXPECT_NEAR(ahead.deviation[h], model.sigma() * std::sqrt(steps * (1 + steps / 7)), 1e-12);
    }
}

TEST(Naive, RepeatsTheLastSeason) {
    const Naive model = fit(y, NaiveKind::seasonal_naive, 4);
    // Changes over a season: 3 3 2 4.
    EXPECT_NEAR(model.sigma(), std::sqrt(38.0 / 4), 1e-12);
    const auto ahead = model.predict(9);
    const std::vector<double> mean{13, 15, 11, 18, 13, 15, 11, 18, 13};
    EXPECT_EQ(ahead.mean, mean);
    for (std::size_t h = 0; h < 9; ++h) {
        const std::size_t cycles = h / 4 + 1;
        EXPECT_NEAR(ahead.deviation[h], model.sigma() * std::sqrt(static_cast<double>(cycles)),
                    1e-12);
        EXPECT_EQ(ahead.response[h], h % 4 == 0 ? 1 : 0);
    }
}

TEST(Naive, StartsTheNextSeasonWhereTheDataEnd) {
    const std::vector<double> part{1, 2, 3, 4, 5, 6, 7};
    const auto ahead = fit(part, NaiveKind::seasonal_naive, 4).predict(4);
    EXPECT_EQ(ahead.mean, (std::vector<double>{4, 5, 6, 7}));
}

TEST(Naive, TakesTheMean) {
    const Naive model = fit(y, NaiveKind::mean);
    const auto ahead = model.predict(3);
    EXPECT_NEAR(ahead.mean[2], 12.75, 1e-12);
    EXPECT_NEAR(model.sigma(), std::sqrt(59.5 / 7), 1e-12);
    EXPECT_NEAR(ahead.deviation[2], model.sigma() * std::sqrt(1 + 1.0 / 8), 1e-12);
    EXPECT_EQ(ahead.response, (std::vector<double>{1, 0, 0}));
}

TEST(Naive, IsTheSeasonalOneOfASeasonOfOne) {
    const auto one = fit(y, NaiveKind::naive).predict(5);
    const auto other = fit(y, NaiveKind::seasonal_naive, 1).predict(5);
    EXPECT_EQ(one.mean, other.mean);
    EXPECT_EQ(one.deviation, other.deviation);
}

TEST(Naive, IsTheSameInOtherUnits) {
    for (NaiveKind kind : kinds)
        for (double unit : {1e-200, 0.3, -2.0, 1e250}) {
            std::vector<double> other = y;
            for (double& v : other) v *= unit;
            const auto ahead = fit(y, kind, 4).predict(6);
            const auto then = fit(other, kind, 4).predict(6);
            for (std::size_t h = 0; h < 6; ++h) {
                EXPECT_NEAR(then.mean[h] / unit, ahead.mean[h], 1e-12 * ahead.mean[h]);
                EXPECT_NEAR(then.deviation[h] / std::abs(unit), ahead.deviation[h],
                            1e-12 * ahead.deviation[h]);
            }
        }
}

TEST(Naive, MovesWithTheSeries) {
    for (NaiveKind kind : kinds) {
        std::vector<double> other = y;
        for (double& v : other) v -= 1000;
        const auto ahead = fit(y, kind, 4).predict(6);
        const auto then = fit(other, kind, 4).predict(6);
        for (std::size_t h = 0; h < 6; ++h) {
            EXPECT_NEAR(then.mean[h] + 1000, ahead.mean[h], 1e-11);
            EXPECT_NEAR(then.deviation[h], ahead.deviation[h], 1e-11);
        }
    }
}

TEST(Naive, NeverKnowsMoreOfLaterPeriods) {
    for (NaiveKind kind : kinds) {
        const auto ahead = fit(y, kind, 4).predict(200);
        for (std::size_t h = 1; h < 200; ++h) EXPECT_GE(ahead.deviation[h], ahead.deviation[h - 1]);
    }
}

TEST(Naive, HasWalkedUnseenThroughGaps) {
    // One step of 2, and 6 in three steps, which is 6 / sqrt(3) a step.
    const Naive model = fit({nan, 1, 3, nan, nan, 9, nan}, NaiveKind::naive);
    EXPECT_NEAR(model.sigma(), std::sqrt((4 + 12) / 2.0), 1e-12);
    EXPECT_EQ(model.residuals()[5], 6);
    const auto ahead = model.predict(2);
    EXPECT_EQ(ahead.mean[1], 9);
    EXPECT_NEAR(ahead.deviation[0], model.sigma() * std::sqrt(2.0), 1e-12);

    const Naive line = fit({2, nan, 6, 8, nan, nan, 14, nan}, NaiveKind::drift);
    EXPECT_NEAR(line.drift(), 2, 1e-12);
    EXPECT_NEAR(line.predict(2).mean[1], 20, 1e-12);
    EXPECT_NEAR(line.sigma(), 0, 1e-12);

    const auto season = fit({1, 2, 3, nan, 5, nan}, NaiveKind::seasonal_naive, 2).predict(2);
    EXPECT_EQ(season.mean, (std::vector<double>{5, 2}));
    EXPECT_GT(season.deviation[1], season.deviation[0]);

    EXPECT_NEAR(fit({1, nan, 3}, NaiveKind::mean).predict(1).mean[0], 2, 1e-12);
}

TEST(Naive, IsSureOfWhatNeverChanged) {
    for (NaiveKind kind : kinds) {
        const auto ahead = fit(std::vector<double>(9, 4.2), kind, 4).predict(3);
        EXPECT_NEAR(ahead.mean[2], 4.2, 1e-12);
        EXPECT_NEAR(ahead.deviation[2], 0, 1e-12);
    }
}

TEST(Naive, SaysWhatItNeeds) {
    const auto complaint = [](std::vector<double> const& data, NaiveKind kind, int season = 1) {
        try {
            static_cast<void>(fit(data, kind, season));
        } catch (std::invalid_argument const& fault) {
            return std::string(fault.what());
        }
        return std::string("none");
    };
    EXPECT_THAT(complaint({}, NaiveKind::naive), HasSubstr("naive forecast: fewer than 2"));
    EXPECT_THAT(complaint({nan, 5}, NaiveKind::naive), HasSubstr("it takes 2"));
    EXPECT_THAT(complaint({4, 5}, NaiveKind::drift), HasSubstr("2 observed values; it takes 3"));
    EXPECT_THAT(complaint({4}, NaiveKind::mean), HasSubstr("1 observed values; it takes 2"));
    EXPECT_THAT(complaint({1, 2, 3, 4}, NaiveKind::seasonal_naive, 4), HasSubstr("phase"));
    EXPECT_THAT(complaint({1, 2, 3}, NaiveKind::seasonal_naive, 4), HasSubstr("season of 4"));
    EXPECT_THAT(complaint({1, nan, 3, nan}, NaiveKind::seasonal_naive, 2), HasSubstr("phase"));
    EXPECT_THAT(complaint({1, 2}, NaiveKind::seasonal_naive, 0), HasSubstr("season of 0"));
    EXPECT_THAT(complaint({1, std::numeric_limits<double>::infinity()}, NaiveKind::naive),
                HasSubstr("value 1 is infinite"));
    EXPECT_THROW(static_cast<void>(fit(y, NaiveKind::naive).predict(0)), std::invalid_argument);
    EXPECT_EQ(fit(y, NaiveKind::naive).predict(10000).mean.size(), 10000U);
}

}  // namespace
}  // namespace naive_test

// Delta, Rho, THIMA and their calibrated averages: the published rules by hand, and properties.
#include "forecast/theta_vectors.hpp"
#include <glidepath/forecast/member/card.hpp>
#include <glidepath/forecast/member/delta.hpp>
#include <glidepath/forecast/member/rho.hpp>
#include <glidepath/forecast/member/thima.hpp>
#include <glidepath/forecast/prediction.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <limits>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace card_test {
namespace {

namespace gp = glidepath;
namespace ref = glidepath::testing::theta;
using Values = std::vector<double>;

/// A member, whichever it is.
struct Member {
    std::string name;
    std::function<gp::Prediction(std::span<double const>, int season, int horizon)> predict;
    std::function<Values(std::span<double const>, int season)> residuals;
};

template <class Fit>
Member member(std::string name, Fit fit) {
    return {std::move(name),
            [fit](std::span<double const> y, int season, int horizon) {
                return fit(y, season).predict(horizon);
            },
            [fit](std::span<double const> y, int season) {
                const auto model = fit(y, season);
                return Values(model.residuals().begin(), model.residuals().end());
            }};
}

std::vector<Member> members() {
    return {member("Delta", [](auto y, int m) { return gp::Delta::fit(y, m); }),
            member("Rho", [](auto y, int m) { return gp::Rho::fit(y, m); }),
            member("THIMA", [](auto y, int m) { return gp::Thima::fit(y, m); }),
            member("Card", [](auto y, int m) { return gp::Card::fit(y, {.season = m}); }),
            member("Cardt",
                   [](auto y, int m) { return gp::Card::fit(y, {.season = m, .thima = true}); })};
}

/// Levels that take these steps from 0; with a value below zero in front they are not logged.
Values walk(Values const& steps) {
    Values y{-5};
    for (double step : steps) y.push_back(y.back() + step);
    return y;
}

Values times(Values y, double factor) {
    for (double& value : y) value *= factor;
    return y;
}

TEST(Delta, TakesTheGrowthNearestToZeroAsInDoornikCastleAndHendry2020) {
    // Steps 1 .. 10: mean 5.5; of the last six 7.5; latest 10; without the largest 5; without the
    // three largest 4.
    const Values y = walk({1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
    const auto ahead = gp::Delta::fit(y).predict(3);
    EXPECT_NEAR(ahead.mean[0], 50 + 5, 1e-12);
    EXPECT_NEAR(ahead.mean[1], 50 + 9, 1e-12);
    EXPECT_NEAR(ahead.mean[2], 50 + 13, 1e-12);
    // Steps 10 .. 1: the latest, 1, is nearest to zero.
    EXPECT_NEAR(gp::Delta::fit(walk({10, 9, 8, 7, 6, 5, 4, 3, 2, 1})).predict(2).mean[1], 50 + 2,
                1e-12);
}

TEST(Delta, HasNoGrowthWhereSignsDiffer) {
    const Values y = walk({5, 6, 5, 6, 5, 6, 5, -1});
    const auto ahead = gp::Delta::fit(y).predict(3);
    for (double value : ahead.mean) EXPECT_NEAR(value, y.back(), 1e-12);
}

TEST(Delta, TakesMeansWhereTheSeriesDoesNotWalk) {
    // Steps are far wider than the series.
    Values y;
    for (int t = 0; t < 20; ++t) y.push_back(t % 2 == 0 ? -1 : 1);
    const auto ahead = gp::Delta::fit(y).predict(3);
    EXPECT_NEAR(ahead.mean[0], 1, 1e-12);    // the last value, m being 1
    EXPECT_NEAR(ahead.mean[1], 0.5, 1e-12);  // averaged with the mean of the last six
    EXPECT_NEAR(ahead.mean[2], 0.5, 1e-12);
}

TEST(Delta, GrowthOfPositiveSeriesIsInLogs) {
    Values y;
    for (int t = 0; t < 12; ++t) y.push_back(100 * std::pow(1.02, t));
    const auto ahead = gp::Delta::fit(y).predict(5);
    for (int h = 0; h < 5; ++h)
        EXPECT_NEAR(ahead.mean[static_cast<std::size_t>(h)], 100 * std::pow(1.02, 12 + h), 1e-9);
}

TEST(Rho, DampsTheDriftOfAUnitRootAsInDoornikCastleAndHendry2020) {
    const Values steps{3, 1, 4, 2, 3, 4, 1, 2, 3, 2, 4, 1};
    const auto model = gp::Rho::fit(walk(steps));
    ASSERT_TRUE(model.unit_root());
    double mean = 0, square = 0;
    for (double step : steps) mean += step / 12;
    for (double step : steps) square += (step - mean) * (step - mean);
    const double drift = mean - 1.645 * std::sqrt(square / 11) / std::sqrt(12);
    const auto ahead = model.predict(4);
    for (int h = 0; h < 4; ++h)
        EXPECT_NEAR(ahead.mean[static_cast<std::size_t>(h)], 25 + drift * (h + 1), 1e-10);
    for (double response : ahead.response) EXPECT_NEAR(response, 1, 1e-12);
}

TEST(Rho, IsLeastSquaresWithoutAUnitRoot) {
    // Deterministic pulls towards 10, half the way each period, with small knocks.
    Values y{-6};
    const Values knocks{0.3, -2.1, 3.2, 0.1, -3.4, 0.2, 2.3, -2.2, 3.1, -0.3, -3.2, 2.4, 1.1, -2.3};
    for (double knock : knocks) y.push_back(10 + 0.4 * (y.back() - 10) + knock);
    const auto n = static_cast<double>(y.size() - 1);
    double sx = 0, sy = 0, sxx = 0, sxy = 0;
    for (std::size_t t = 1; t < y.size(); ++t)
        sx += y[t - 1], sy += y[t], sxx += y[t - 1] * y[t - 1], sxy += y[t - 1] * y[t];
    const double rho = (sxy - sx * sy / n) / (sxx - sx * sx / n);
    const double constant = (sy - rho * sx) / n;
    const auto model = gp::Rho::fit(y);
    ASSERT_FALSE(model.unit_root());
    ASSERT_GT(rho, 0);
    const auto ahead = model.predict(3);
    double value = y.back();
    for (std::size_t h = 0; h < 3; ++h) {
        value = constant + rho * value;
        EXPECT_NEAR(ahead.mean[h], value, 1e-9);
        EXPECT_NEAR(ahead.response[h], std::pow(rho, static_cast<double>(h)), 1e-9);
    }
    EXPECT_NEAR(model.residuals().back(), y.back() - constant - rho * y[y.size() - 2], 1e-9);
}

TEST(Thima, IsAnIntegratedMovingAverageWithHalfItsTrend) {
    Values y = ref::nile;
    Values steps;
    for (double& value : y) value -= 900;  // below zero at times: no logs
    for (std::size_t t = 1; t < y.size(); ++t) steps.push_back(y[t] - y[t - 1]);
    const auto model = gp::Thima::fit(y);
    const double theta = model.theta();
    ASSERT_GT(theta, -0.9);
    ASSERT_LT(theta, 0);
    // By hand: the errors at this theta and any mu, mu by its normal equation.
    const auto errors = [&](double mu, double at) {
        Values e;
        double last = 0;
        for (double step : steps) e.push_back(last = step - mu - at * last);
        return e;
    };
    const auto best_mu = [&](double at) {
        const Values zero = errors(0, at), one = errors(1, at);
        double top = 0, bottom = 0;
        for (std::size_t i = 0; i < zero.size(); ++i) {
            const double unit = zero[i] - one[i];
            top += zero[i] * unit;
            bottom += unit * unit;
        }
        return top / bottom;
    };
    const auto squares = [&](double at) {
        double sum = 0;
        for (double e : errors(best_mu(at), at)) sum += e * e;
        return sum;
    };
    EXPECT_GE(squares(theta + 0.01), squares(theta));
    EXPECT_GE(squares(theta - 0.01), squares(theta));
    const double mu = best_mu(theta);
    const double last = errors(mu, theta).back();
    const auto ahead = model.predict(4);
    for (int h = 0; h < 4; ++h)
        EXPECT_NEAR(ahead.mean[static_cast<std::size_t>(h)],
                    y.back() + theta * last + mu / 2 * (h + 1), 1e-9);
    EXPECT_NEAR(ahead.response[3], 1 + theta, 1e-12);
}

TEST(Card, WithoutRoomForARegressionIsTheAverage) {
    const Values y = walk({1, 3, 2, 4, 1, 3});
    const auto card = gp::Card::fit(y).predict(2);
    const auto cardt = gp::Card::fit(y, {.thima = true}).predict(2);
    const auto delta = gp::Delta::fit(y).predict(2);
    const auto rho = gp::Rho::fit(y).predict(2);
    const auto thima = gp::Thima::fit(y).predict(2);
    for (std::size_t h = 0; h < 2; ++h) {
        EXPECT_NEAR(card.mean[h], (delta.mean[h] + rho.mean[h]) / 2, 1e-12);
        EXPECT_NEAR(cardt.mean[h], (delta.mean[h] + rho.mean[h] + thima.mean[h]) / 3, 1e-12);
    }
}

TEST(Card, KeepsForecastsThatItsRegressionFitsExactly) {
    // An exact autoregression towards a line leaves nothing to calibrate.
    Values y;
    for (int t = 0; t < 40; ++t) y.push_back(-50 + 3.0 * t);
    const auto ahead = gp::Card::fit(y, {.thima = false}).predict(6);
    for (int h = 0; h < 6; ++h)
        EXPECT_NEAR(ahead.mean[static_cast<std::size_t>(h)], -50 + 3.0 * (40 + h), 1e-6);
}

TEST(Card, MovesForecastsTowardsOneRegression) {
    const auto card = gp::Card::fit(ref::gas, {.season = 4}).predict(8);
    const auto delta = gp::Delta::fit(ref::gas, 4).predict(8);
    const auto rho = gp::Rho::fit(ref::gas, 4).predict(8);
    double moved = 0;
    for (std::size_t h = 0; h < 8; ++h) {
        const double average = std::sqrt(delta.mean[h] * rho.mean[h]);  // of logs
        moved = std::max(moved, std::abs(card.mean[h] / average - 1));
    }
    EXPECT_GT(moved, 1e-4);
    EXPECT_LT(moved, 0.2);
}

TEST(CardFamily, IsScaleEquivariant) {
    Values crossing = ref::huron;
    for (double& value : crossing) value -= 579;
    for (Member const& m : members())
        for (double factor : {1e-8, 0.37, 1e9})
            for (auto const& [y, season] : {std::pair{ref::air, 12}, std::pair{ref::gas, 4},
                                            std::pair{ref::nile, 1}, std::pair{crossing, 1}}) {
                const auto one = m.predict(y, season, 18);
                const auto other = m.predict(times(y, factor), season, 18);
                for (std::size_t h = 0; h < 18; ++h) {
                    const double size = factor * std::max(std::abs(one.mean[h]), one.deviation[h]);
                    EXPECT_NEAR(other.mean[h], one.mean[h] * factor, 1e-9 * size) << m.name;
                    EXPECT_NEAR(other.deviation[h], one.deviation[h] * factor, 1e-7 * size);
                    EXPECT_NEAR(other.response[h], one.response[h], 1e-7);
                }
            }
}

TEST(CardFamily, ConstantSeriesStayConstant) {
    for (Member const& m : members())
        for (double value : {0.0, -3.0, 5.5, 9007199254740993.0 * 4})
            for (std::size_t n : {2U, 3U, 5U, 8U, 60U}) {
                const auto ahead = m.predict(Values(n, value), 4, 5);
                for (std::size_t h = 0; h < 5; ++h) {
                    EXPECT_NEAR(ahead.mean[h], value, 1e-12 * std::abs(value)) << m.name;
                    EXPECT_NEAR(ahead.deviation[h], 0, 1e-12 * std::abs(value)) << m.name;
                }
            }
}

TEST(CardFamily, DeviationsRiseAndFollowFromResponses) {
    Values crossing = ref::huron;  // on its own scale: neither logs nor season
    for (double& value : crossing) value -= 579;
    for (Member const& m : members()) {
        const auto ahead = m.predict(crossing, 1, 20);
        double sum = 0;
        for (std::size_t h = 0; h < 20; ++h) {
            sum += ahead.response[h] * ahead.response[h];
            EXPECT_NEAR(ahead.deviation[h], ahead.deviation[0] * std::sqrt(sum), 1e-9) << m.name;
        }
        EXPECT_EQ(ahead.response[0], 1);
        EXPECT_GT(ahead.deviation[0], 0);
        const auto logged = m.predict(ref::nile, 1, 20);
        for (std::size_t h = 1; h < 20; ++h)
            EXPECT_GE(logged.deviation[h] / logged.mean[h],
                      logged.deviation[h - 1] / logged.mean[h - 1])
                << m.name;
    }
}

TEST(CardFamily, TwoValuesAreEnoughAndOneIsNot) {
    for (Member const& m : members()) {
        EXPECT_THROW(static_cast<void>(m.predict(Values{}, 1, 3)), std::invalid_argument);
        EXPECT_THROW(static_cast<void>(m.predict(Values{7}, 1, 3)), std::invalid_argument);
        for (std::size_t n : {2U, 3U, 4U}) {
            const Values y{635, 655.2, 734.5, 841};
            const auto ahead = m.predict(std::span(y).first(n), 1, 4);
            for (std::size_t h = 0; h < 4; ++h) {
                EXPECT_GE(ahead.mean[h], 635) << m.name;
                EXPECT_LT(ahead.mean[h], 1300) << m.name;
                EXPECT_GT(ahead.deviation[h], 0) << m.name;
            }
        }
    }
}

TEST(CardFamily, StaysFiniteOnOutliersLargeNumbersAndLongHorizons) {
    Values outlier = ref::gas;
    outlier[60] = 1e12;
    Values zeros = ref::gas;
    zeros[10] = 0;
    zeros[11] = -20;
    Values large;
    for (int t = 0; t < 40; ++t) large.push_back(9007199254740993.0 + 1000.0 * t * (t % 5));
    for (Member const& m : members())
        for (Values const& y : {outlier, zeros, large, ref::gas}) {
            const auto ahead = m.predict(y, 4, 2000);
            for (std::size_t h = 0; h < 2000; ++h) {
                ASSERT_TRUE(std::isfinite(ahead.mean[h])) << m.name;
                ASSERT_TRUE(std::isfinite(ahead.deviation[h])) << m.name;
                ASSERT_TRUE(std::isfinite(ahead.response[h])) << m.name;
            }
        }
}

TEST(CardFamily, ResidualsAreOneForEachValueAndOfTheSizeOfTheDeviation) {
    for (Member const& m : members()) {
        const Values e = m.residuals(ref::gas, 4);
        ASSERT_EQ(e.size(), ref::gas.size());
        EXPECT_TRUE(std::isnan(e[0]));
        double squares = 0, deviations = 0;
        for (std::size_t t = 6; t < e.size(); ++t) squares += e[t] * e[t];
        for (double deviation : m.predict(ref::gas, 4, 4).deviation)
            deviations += deviation * deviation / 4;
        // Errors of logs grow with the level, which has grown fourfold.
        const double ratio = squares / static_cast<double>(e.size() - 6) / deviations;
        EXPECT_GT(ratio, 0.05) << m.name;
        EXPECT_LT(ratio, 1) << m.name;
    }
}

TEST(CardFamily, RefusesWhatItCannotUse) {
    for (Member const& m : members()) {
        for (double bad : {std::nan(""), std::numeric_limits<double>::infinity()}) {
            Values gap = ref::nile;
            gap[3] = bad;
            EXPECT_THROW(static_cast<void>(m.predict(gap, 1, 3)), std::invalid_argument);
        }
        EXPECT_THROW(static_cast<void>(m.predict(ref::nile, 0, 3)), std::invalid_argument);
        EXPECT_THROW(static_cast<void>(m.predict(ref::nile, 1, 0)), std::invalid_argument);
        EXPECT_THROW(static_cast<void>(m.predict(ref::nile, 1, -1)), std::invalid_argument);
    }
}

}  // namespace
}  // namespace card_test

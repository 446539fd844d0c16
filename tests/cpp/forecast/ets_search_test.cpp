// The automatic choice among exponential smoothing models.
#include "forecast/ets_vectors.hpp"
#include <glidepath/forecast/member/ets_search.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

namespace ets_search_test {
namespace {

namespace gp = glidepath;
namespace data = gp::testing::ets;
using gp::EtsPool;
using gp::EtsSearch;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

EtsSearch full(std::vector<double> const& y, int season) {
    return EtsSearch::fit(y, {.season = season, .pool = EtsPool::full, .trend_share = 1});
}

TEST(EtsSearch, FindsAnAiccNoWorseThanThatOfR) {
    EXPECT_LE(full(data::uspop, 1).best.aicc(), data::uspop_least_aicc + 2e-3);
    EXPECT_LE(full(data::nile, 1).best.aicc(), data::nile_least_aicc + 2e-3);
    EXPECT_LE(full(data::gas, 4).best.aicc(), data::gas_least_aicc + 2e-3);
    EXPECT_LE(full(data::air, 12).best.aicc(), data::air_least_aicc + 2e-3);
}

TEST(EtsSearch, TriesTheFormsOfItsPool) {
    const auto count = [](std::vector<double> const& y, int season, EtsPool pool) {
        return EtsSearch::fit(y, {.season = season, .pool = pool}).candidates.size();
    };
    EXPECT_EQ(count(data::nile, 1, EtsPool::reduced), 4U);
    EXPECT_EQ(count(data::nile, 1, EtsPool::full), 6U);
    EXPECT_EQ(count(data::gas, 4, EtsPool::reduced), 8U);
    EXPECT_EQ(count(data::gas, 4, EtsPool::full), 15U);
    EXPECT_EQ(count(data::gas, 52, EtsPool::full), 6U);
    std::vector<double> zero = data::gas;
    zero[7] = 0;
    EXPECT_EQ(count(zero, 4, EtsPool::full), 6U);
}

TEST(EtsSearch, ChoosesTheCandidateOfLeastAicc) {
    for (auto pool : {EtsPool::reduced, EtsPool::full}) {
        const EtsSearch search = EtsSearch::fit(data::gas, {.season = 4, .pool = pool});
        const auto least = std::min_element(search.candidates.begin(), search.candidates.end(),
                                            [](auto a, auto b) { return a.aicc < b.aicc; });
        EXPECT_EQ(search.best.form(), least->form);
        EXPECT_NEAR(search.best.aicc(), least->aicc, 1e-6);
    }
}

TEST(EtsSearch, ChoosesTheSameInOtherUnits) {
    const auto search = EtsSearch::fit(data::gas, {.season = 4});
    std::vector<double> y = data::gas;
    for (double& v : y) v *= 1.7e-5;
    const auto other = EtsSearch::fit(y, {.season = 4});
    EXPECT_EQ(other.best.form(), search.best.form());
    EXPECT_NEAR(other.best.predict(8).mean[7] / 1.7e-5, search.best.predict(8).mean[7],
                1e-9 * search.best.predict(8).mean[7]);
}

TEST(EtsSearch, TakesTheSimplestFormOfVeryShortAndOfConstantSeries) {
    for (std::vector<double> const& y : {std::vector<double>{1, 2, 3},
                                         {1, 2, 4, 3},
                                         std::vector<double>(10, 7.0),
                                         std::vector<double>(10, 0.0),
                                         {4, nan, 5, nan, nan, 4}}) {
        const auto search = EtsSearch::fit(y, {.season = 4});
        EXPECT_EQ(search.best.form(), gp::EtsForm{}) << y.size();
        const auto ahead = search.best.predict(5);
        for (double mean : ahead.mean) EXPECT_TRUE(std::isfinite(mean));
        for (double deviation : ahead.deviation) EXPECT_TRUE(std::isfinite(deviation));
    }
}

TEST(EtsSearch, SeesTrendAndSeason) {
    std::vector<double> y;
    y.reserve(40);
    for (int t = 0; t < 40; ++t)
        y.push_back(100 + 3 * t + (t % 4 == 2 ? 15 : 0) + (t * 37 % 11) * 0.2);
    const auto search = EtsSearch::fit(y, {.season = 4, .pool = EtsPool::full});
    EXPECT_TRUE(search.best.form().trended());
    EXPECT_TRUE(search.best.form().seasonal());
    const auto ahead = search.best.predict(4);
    EXPECT_NEAR(ahead.mean[2], 100 + 3 * 42 + 15 + 1, 2.5);
}

TEST(EtsSearch, SaysWhatItNeeds) {
    const std::vector<double> y{1, 2};
    EXPECT_THROW(static_cast<void>(EtsSearch::fit(y)), std::invalid_argument);
    EXPECT_THROW(static_cast<void>(EtsSearch::fit(data::nile, {.season = 0})),
                 std::invalid_argument);
    EXPECT_THROW(static_cast<void>(EtsSearch::fit(data::nile, {.trend_share = 0})),
                 std::invalid_argument);
}

}  // namespace
}  // namespace ets_search_test

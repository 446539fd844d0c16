// The seasonality test and classical decomposition, against R's and by their properties.
#include "forecast/theta_vectors.hpp"
#include <glidepath/forecast/decompose.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <limits>
#include <numbers>
#include <span>
#include <stdexcept>
#include <vector>

namespace decompose_test {
namespace {

namespace gp = glidepath;
namespace ref = glidepath::testing::theta;
using gp::SeasonalKind;
using Values = std::vector<double>;

void expect_near(std::span<double const> found, std::span<double const> expected, double tolerance,
                 char const* what) {
    ASSERT_EQ(found.size(), expected.size()) << what;
    for (std::size_t i = 0; i < found.size(); ++i) {
        if (std::isnan(expected[i])) EXPECT_TRUE(std::isnan(found[i])) << what << " " << i;
        else EXPECT_NEAR(found[i], expected[i], tolerance) << what << " " << i;
    }
}

/// A trend of `slope` with a cycle of m periods.
Values cyclic(int n, int m, double slope, double size) {
    Values y;
    for (int t = 0; t < n; ++t)
        y.push_back(100 + slope * t + size * std::cos(2 * std::numbers::pi * t / m));
    return y;
}

TEST(Decompose, AgreesWithDecomposeOfR422) {
    const auto air = gp::decompose(ref::air, 12, SeasonalKind::multiplicative);
    expect_near(air.season.values(), ref::air_multiplicative_index, 1e-12, "index");
    expect_near(air.trend, ref::air_multiplicative_trend, 1e-10, "trend");
    expect_near(air.remainder, ref::air_multiplicative_rest, 1e-12, "remainder");

    // An incomplete last cycle.
    const std::span<double const> gas(ref::gas.data(), ref::gas_additive_trend.size());
    ASSERT_NE(gas.size() % 4, 0U);
    const auto additive = gp::decompose(gas, 4, SeasonalKind::additive);
    expect_near(additive.season.values(), ref::gas_additive_index, 1e-10, "index");
    expect_near(additive.trend, ref::gas_additive_trend, 1e-10, "trend");
    expect_near(additive.remainder, ref::gas_additive_rest, 1e-10, "remainder");

    // A cycle of an odd number of periods.
    const auto odd = gp::decompose(ref::huron, 7, SeasonalKind::additive);
    expect_near(odd.season.values(), ref::huron7_additive_index, 1e-10, "index");
    expect_near(odd.trend, ref::huron7_additive_trend, 1e-10, "trend");
    expect_near(odd.remainder, ref::huron7_additive_rest, 1e-10, "remainder");
}

TEST(Decompose, AutocorrelationsAgreeWithAcfOfR422) {
    expect_near(gp::autocorrelations(ref::air, 12), ref::air_acf, 1e-12, "r");
}

TEST(Decompose, TheTestIsThatOfTheM4Benchmarks) {
    // By hand from the autocorrelations that R gives.
    double sum = 1;
    for (std::size_t k = 0; k < 11; ++k) sum += 2 * ref::air_acf[k] * ref::air_acf[k];
    const double ratio = ref::air_acf[11] / std::sqrt(sum / static_cast<double>(ref::air.size()));
    EXPECT_TRUE(gp::is_seasonal(ref::air, 12, ratio * 0.999999));
    EXPECT_FALSE(gp::is_seasonal(ref::air, 12, ratio * 1.000001));
    EXPECT_FALSE(gp::is_seasonal(ref::nile, 12));
}

TEST(Decompose, FewerThanThreeCyclesHaveNoSeason) {
    Values y;
    for (int t = 0; t < 36; ++t) y.push_back(t % 12 == 11 ? 150 : 100 + t % 2);
    EXPECT_TRUE(gp::is_seasonal(y, 12));
    EXPECT_FALSE(gp::is_seasonal(std::span(y).first(35), 12));
}

TEST(Decompose, ConstantSeriesHaveNoSeason) {
    EXPECT_FALSE(gp::is_seasonal(Values(48, 7.1), 12));
    EXPECT_FALSE(gp::is_seasonal(Values(48, 0), 12));
    EXPECT_FALSE(gp::is_seasonal(Values(48, 1e300), 12));
    EXPECT_FALSE(gp::is_seasonal(Values(48, 1), 1));
}

TEST(Decompose, RecoversAnExactAdditiveSeasonOnALine) {
    const Values y = cyclic(30, 4, 3, 10);
    const auto parts = gp::decompose(y, 4, SeasonalKind::additive);
    expect_near(parts.season.values(), Values{10, 0, -10, 0}, 1e-10, "index");
    for (std::size_t t = 2; t + 2 < y.size(); ++t) {
        EXPECT_NEAR(parts.trend[t], 100 + 3.0 * static_cast<double>(t), 1e-10);
        EXPECT_NEAR(parts.remainder[t], 0, 1e-10);
    }
}

TEST(Decompose, SeasonsGoAndComeBack) {
    for (SeasonalKind kind : {SeasonalKind::additive, SeasonalKind::multiplicative}) {
        const auto indices = gp::decompose(ref::air, 12, kind).season;
        const Values without = indices.deseasonalise(ref::air);
        for (std::size_t t = 0; t < ref::air.size(); ++t)
            EXPECT_NEAR(indices.reseasonalise(without[t], t), ref::air[t], 1e-10);
        EXPECT_EQ(indices.at(3), indices.at(3 + 12 * 20));
    }
    const gp::SeasonalIndices none;
    EXPECT_FALSE(none.any());
    EXPECT_EQ(none.deseasonalise(5, 3), 5);
    EXPECT_EQ(none.reseasonalise(5, 3), 5);
    EXPECT_EQ(none.factor(3), 1);
}

TEST(Decompose, IndicesHaveTheMeanOfTheirKind) {
    double sum = 0;
    const auto factors = gp::decompose(ref::gas, 4, SeasonalKind::multiplicative).season;
    for (double i : factors.values()) sum += i;
    EXPECT_NEAR(sum / 4, 1, 1e-14);
    sum = 0;
    const auto terms = gp::decompose(ref::gas, 4, SeasonalKind::additive).season;
    for (double i : terms.values()) sum += i;
    EXPECT_NEAR(sum / 4, 0, 1e-12);
}

TEST(Decompose, ASeasonOfASeriesWithZerosIsAdditive) {
    EXPECT_EQ(gp::seasonal_indices(ref::air, 12).kind(), SeasonalKind::multiplicative);
    Values y = ref::air;
    y[5] = 0;
    const auto indices = gp::seasonal_indices(y, 12);
    ASSERT_TRUE(indices.any());
    EXPECT_EQ(indices.kind(), SeasonalKind::additive);
    // A season that all but vanishes in one period would be divided by.
    Values spikes;
    for (int t = 0; t < 40; ++t) spikes.push_back(t % 4 == 0 ? 1e-6 : 100 + t % 4);
    const auto spiky = gp::seasonal_indices(spikes, 4);
    ASSERT_TRUE(spiky.any());
    EXPECT_EQ(spiky.kind(), SeasonalKind::additive);
}

TEST(Decompose, IsScaleEquivariant) {
    Values y = ref::air;
    for (double& value : y) value *= 1e-7;
    const auto one = gp::seasonal_indices(ref::air, 12);
    const auto other = gp::seasonal_indices(y, 12);
    ASSERT_TRUE(one.any());
    expect_near(other.values(), one.values(), 1e-12, "index");
}

TEST(Decompose, RefusesWhatItCannotTakeApart) {
    EXPECT_THROW(static_cast<void>(gp::decompose(Values(7, 1), 4, SeasonalKind::additive)),
                 std::invalid_argument);
    EXPECT_NO_THROW(static_cast<void>(gp::decompose(Values(8, 1), 4, SeasonalKind::additive)));
    EXPECT_THROW(static_cast<void>(gp::decompose(Values(8, 1), 1, SeasonalKind::additive)),
                 std::invalid_argument);
    EXPECT_THROW(static_cast<void>(gp::decompose(Values(8, 0), 4, SeasonalKind::multiplicative)),
                 std::invalid_argument);
    EXPECT_THROW(static_cast<void>(gp::is_seasonal(Values(8, 0), 0)), std::invalid_argument);
    Values gap(48, 1);
    gap[7] = std::numeric_limits<double>::quiet_NaN();
    EXPECT_THROW(static_cast<void>(gp::is_seasonal(gap, 12)), std::invalid_argument);
    EXPECT_THROW(static_cast<void>(gp::decompose(gap, 12, SeasonalKind::additive)),
                 std::invalid_argument);
}

}  // namespace
}  // namespace decompose_test

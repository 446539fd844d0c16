// Rounding that keeps totals: published apportionments, and properties on random parts.
#include <glidepath/path/rounding.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>
#include <random>
#include <vector>

namespace glidepath::rounding_test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using Numbers = std::vector<double>;

/// The sum of decimal numbers, exact: in units of the last digit.
double units_in(Numbers const& parts, int digits) {
    double sum = 0;
    for (double part : parts) sum += std::round(part * std::pow(10.0, digits));
    return sum;
}

template <class Call>
std::string refusal(Call call) {
    try {
        static_cast<void>(call());
    } catch (std::invalid_argument const& error) {
        return error.what();
    }
    return {};
}

// Apportionment populations of the first census of the United States (1790), the 15 states in
// descending order: the numbers on which Hamilton's bill of 1792 divided 120 seats (Balinski and
// Young, Fair Representation, 1982).
const Numbers census_1790{630560, 475327, 432879, 353523, 331589, 278514, 236841, 206236,
                          179570, 141822, 85533,  70835,  68705,  68446,  55540};

TEST(Apportion, GivesTheSeatsOfHamiltonsMethod) {
    // Computed apart in exact fractions: population x seats / 3,615,920.
    EXPECT_THAT(apportion(120, census_1790, 0),
                ElementsAre(21, 16, 14, 12, 11, 9, 8, 7, 6, 5, 3, 2, 2, 2, 2));
    EXPECT_THAT(apportion(60, census_1790, 0),
                ElementsAre(11, 8, 7, 6, 6, 5, 4, 3, 3, 2, 1, 1, 1, 1, 1));
}

TEST(Apportion, GivesTheEarliestOfEqualsMore) {
    EXPECT_THAT(apportion(100, Numbers(3, 1.0), 0), ElementsAre(34, 33, 33));
    EXPECT_THAT(apportion(101, Numbers(3, 1.0), 0), ElementsAre(34, 34, 33));
    EXPECT_THAT(apportion(1, Numbers(4, 0.1), 1), ElementsAre(0.3, 0.3, 0.2, 0.2));
    EXPECT_THAT(apportion(-1, Numbers(2, 1.0), 0), ElementsAre(-1, 0));
}

TEST(Apportion, GivesNothingToZeroWeights) {
    EXPECT_THAT(apportion(7, Numbers{0, 1, 0, 1}, 0), ElementsAre(0, 4, 0, 3));
    EXPECT_THAT(apportion(0.4, Numbers{0, 1}, 0), ElementsAre(0, 0));
    EXPECT_THAT(apportion(10.6, Numbers{0, 3, 3}, 0), ElementsAre(0, 6, 5));
}

TEST(Apportion, RoundsTheTotalHalfAwayFromZero) {
    for (auto [total, digits, rounded] : {std::tuple{2.5, 0, 3.0},
                                          {-2.5, 0, -3.0},
                                          {4.35, 1, 4.4},
                                          {0.0, 2, 0.0},
                                          {-0.2, 0, 0.0}}) {
        const Numbers parts = apportion(total, Numbers{1}, digits);
        EXPECT_EQ(parts.at(0), rounded) << total;
        EXPECT_FALSE(std::signbit(parts.at(0)) && rounded == 0) << total;
    }
}

TEST(RoundedToTotal, KeepsPartsThatAreRoundAlready) {
    // 4.35 and 0.29 are no binary fractions: times a hundred they fall just short.
    const Numbers months{4.35, 0.29, 0, 71.20, 1.15, -0.07};
    EXPECT_EQ(rounded_to_total(months, 2), months);
    EXPECT_EQ(rounded_to_total(months, 4), months);
}

TEST(RoundedToTotal, RoundsAMonthlyPathToItsAnnualTarget) {
    const Numbers path(12, 860.0 / 12);
    const Numbers rounded = rounded_to_total(path, 1, 860);
    EXPECT_THAT(rounded, ElementsAre(71.7, 71.7, 71.7, 71.7, 71.7, 71.7, 71.7, 71.7, 71.6, 71.6,
                                     71.6, 71.6));
    EXPECT_EQ(units_in(rounded, 1), 8600);
}

TEST(RoundedToTotal, RoundsPartsOfBothSigns) {
    EXPECT_THAT(rounded_to_total(Numbers{-1.5, 2.5}, 0), ElementsAre(-1, 2));
    EXPECT_THAT(rounded_to_total(Numbers{1.5, -2.5}, 0), ElementsAre(1, -2));
    EXPECT_THAT(rounded_to_total(Numbers{-0.4, 0.4}, 0), ElementsAre(0, 0));
}

TEST(RoundedToTotal, OfNothingIsNothing) {
    EXPECT_TRUE(rounded_to_total(Numbers{}, 0).empty());
    EXPECT_THAT(refusal([] { return rounded_to_total(Numbers{}, 0, 5); }),
                HasSubstr("add up to 0"));
}

TEST(RoundedToTotal, RefusesWhatCannotAddUp) {
    EXPECT_THAT(refusal([] {
                    return rounded_to_total(Numbers{1, 2}, 0, 5);
                }),
                HasSubstr("the parts add up to 3, not to 5"));
    EXPECT_THAT(refusal([] {
                    return rounded_to_total(Numbers{1, 2}, 1, 3.06);
                }),
                HasSubstr("not to 3.06"));
    EXPECT_THAT(refusal([] { return rounded_to_total(Numbers{1, 2}, -1); }), HasSubstr("not -1"));
    EXPECT_THAT(refusal([] { return rounded_to_total(Numbers{1, 2}, 16); }), HasSubstr("not 16"));
    EXPECT_THAT(refusal([] {
                    return rounded_to_total(Numbers{1e15, 2}, 1);
                }),
                HasSubstr("round to fewer"));
    const double infinity = std::numeric_limits<double>::infinity();
    for (double bad : {infinity, -infinity, std::nan("")}) {
        EXPECT_THAT(refusal([&] {
                        return rounded_to_total(Numbers{1, bad}, 1);
                    }),
                    HasSubstr("finite"));
        EXPECT_THAT(refusal([&] {
                        return apportion(1, Numbers{1, bad}, 1);
                    }),
                    HasSubstr("weights are finite"));
        EXPECT_THAT(refusal([&] { return apportion(bad, Numbers{1, 1}, 1); }), HasSubstr("finite"));
    }
    EXPECT_THAT(refusal([] { return apportion(1, Numbers{1, -1}, 0); }), HasSubstr("0 or more"));
    EXPECT_THAT(refusal([] { return apportion(1, Numbers{0, 0}, 0); }), HasSubstr("positive"));
    EXPECT_THAT(refusal([] { return apportion(1, Numbers{}, 0); }), HasSubstr("positive"));
}

TEST(Apportion, NeitherOverflowsNorUnderflows) {
    EXPECT_THAT(apportion(10, Numbers{1e308, 1e308, 1e308}, 0), ElementsAre(4, 3, 3));
    EXPECT_THAT(apportion(10, Numbers{5e-324, 5e-324}, 0), ElementsAre(5, 5));
    EXPECT_THAT(apportion(10, Numbers{1e308, 1e-308}, 0), ElementsAre(10, 0));
}

class RandomParts : public ::testing::Test {
protected:
    Numbers parts(bool mixed) {
        std::uniform_int_distribution<int> count(1, 40);
        std::uniform_real_distribution<double> value(mixed ? -50 : 0, 100);
        Numbers all(static_cast<std::size_t>(count(random_)));
        for (double& part : all)
            part = std::bernoulli_distribution(0.1)(random_) ? 0 : value(random_);
        return all;
    }
    std::mt19937 random_{20240331};
};

TEST_F(RandomParts, AddUpAndStayNextToTheirParts) {
    for (int round = 0; round < 4000; ++round) {
        const Numbers exact = parts(round % 2 == 0);
        const int digits = round % 5;
        const double units = std::pow(10.0, digits);
        const double total = std::accumulate(exact.begin(), exact.end(), 0.0);
        const Numbers rounded = rounded_to_total(exact, digits);
        ASSERT_EQ(units_in(rounded, digits), std::round(total * units)) << round;
        for (std::size_t i = 0; i < exact.size(); ++i) {
            ASSERT_LT(std::abs(rounded[i] - exact[i]) * units, 1 + 1e-6) << round;
            ASSERT_EQ(rounded[i], std::round(rounded[i] * units) / units) << "the nearest double";
            ASSERT_TRUE(exact[i] != 0 || rounded[i] == 0) << round;
        }
    }
}

TEST_F(RandomParts, AreRoundedOnceForAll) {
    for (int round = 0; round < 500; ++round) {
        const Numbers rounded = rounded_to_total(parts(round % 2 == 0), 2);
        ASSERT_EQ(rounded_to_total(rounded, 2), rounded) << round;
    }
}

TEST_F(RandomParts, MirrorWhenTheirSignDoes) {
    for (int round = 0; round < 500; ++round) {
        Numbers exact = parts(round % 2 == 0);
        const double total = std::accumulate(exact.begin(), exact.end(), 0.0);
        if (std::round(total) == 0) continue;
        Numbers mirrored = rounded_to_total(exact, 0);
        for (double& part : exact) part = -part;
        for (double& part : mirrored) part = -part;
        const Numbers again = rounded_to_total(exact, 0);
        for (std::size_t i = 0; i < again.size(); ++i) ASSERT_EQ(again[i], mirrored[i]) << round;
    }
}

TEST_F(RandomParts, LieNearerThanByAnyOtherRounding) {
    // Largest remainders minimise the sum of squares (Birkhoff, House monotone apportionment
    // schemes, PNAS 73, 1976): no unit moved from one part to another brings them nearer.
    for (int round = 0; round < 300; ++round) {
        const Numbers exact = parts(true);
        const Numbers rounded = rounded_to_total(exact, 0);
        for (std::size_t i = 0; i < exact.size(); ++i)
            for (std::size_t k = 0; k < exact.size(); ++k) {
                if (i == k) continue;
                const double before = rounded[i] - exact[i];
                const double other = rounded[k] - exact[k];
                const double moved = (before + 1) * (before + 1) + (other - 1) * (other - 1);
                ASSERT_GE(moved + 1e-6, before * before + other * other) << round;
            }
    }
}

TEST_F(RandomParts, OfWeightsScaleWithThem) {
    for (int round = 0; round < 300; ++round) {
        Numbers weights = parts(false);
        weights.front() = 1;
        const Numbers parts = apportion(1000, weights, 1);
        for (double& weight : weights) weight *= 1024;
        ASSERT_EQ(apportion(1000, weights, 1), parts) << round;
    }
}

}  // namespace
}  // namespace glidepath::rounding_test

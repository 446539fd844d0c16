// Paths and rates that published methods print or prescribe, reproduced by shapes and rates of the
// library. Values to six digits were computed from the published formulas in double precision.
#include <glidepath/path/interpolate.hpp>
#include <glidepath/path/required.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <utility>
#include <vector>

namespace glidepath::published_paths_test {
namespace {

using Points = std::vector<std::pair<int, double>>;

double at(Points const& points, int year, Shape shape = Shape::linear) {
    std::vector<std::pair<Period, double>> knots;
    for (auto const& [y, value] : points) knots.emplace_back(Period::year(y), value);
    return interpolate(knots, Frequency::annual, Kind::stock, shape).at(Period::year(year)).value();
}

void expect_six_digits(double x, double wanted) { EXPECT_NEAR(x, wanted, 6e-6 * std::abs(wanted)); }

// WHO Triple Billion scenarios, billionaiRe at ecb82c4a.
TEST(PublishedPaths, WhoFixedTargetsAreStraightLines) {
    const std::vector<double> wanted{68, 72.4286, 76.8571, 81.2857, 85.7143, 90.1429, 94.5714, 99};
    for (int year = 2018; year <= 2025; ++year)
        expect_six_digits(at({{2018, 68}, {2025, 99}}, year),
                          wanted[static_cast<std::size_t>(year - 2018)]);
    const Points less{{2018, 90}, {2025, 63}};  // 30 % below the baseline
    expect_six_digits(at(less, 2020), 82.2857);
    expect_six_digits(at(less, 2022), 74.5714);
}

TEST(PublishedPaths, WhoAnnualRatesOfChangeAreGeometric) {
    expect_six_digits(required_growth(68, 3, 7).value(), -0.359715);
    expect_six_digits(at({{2018, 68}, {2025, 3}}, 2021, Shape::geometric), 17.8496);
    const double latest = required_growth(87, 88, 1).value();
    expect_six_digits(latest, 0.0114943);
    expect_six_digits(88 * std::pow(1 + latest, 7), 95.3293);
    expect_six_digits(required_growth(68, 0.97 * 68, 7).value(), -0.00434186);
    expect_six_digits(-100 * required_growth(33, 24.3, 10).value(), 3.01396);  // 2012 to 2022
}

// WHO and UNICEF, nutrition targets of 2012 to 2025 (adc.bmj.com, table 1): the printed table mixes
// the discrete rate, 2.13 for example, with the continuous one, 2.11.
TEST(PublishedPaths, NutritionTargetsAskForADiscreteOrAContinuousRate) {
    struct Rate {
        double from, to, discrete, continuous;
    };
    for (auto const& [from, to, discrete, continuous] :
         {Rate{1, 0.6, -3.85323, -3.92943}, Rate{1, 0.5, -5.19225, -5.33190},
          Rate{1, 0.7, -2.70636, -2.74365}, Rate{38, 50, 2.13349, 2.11105}}) {
        const double rate = required_growth(from, to, 13).value();
        expect_six_digits(100 * rate, discrete);
        expect_six_digits(100 * std::log1p(rate), continuous);
    }
}

// EU Effort Sharing 2013 to 2020 (climate.ec.europa.eu): a straight line to 2020, from 2013 for
// states that reduce and from 2009 for states that may increase, at the mean of 2008 to 2010.
TEST(PublishedPaths, EffortSharingLimitsLieOnStraightLines) {
    const Points reduce{{2013, 60}, {2020, 54}};
    EXPECT_DOUBLE_EQ(at(reduce, 2013), 60);
    expect_six_digits(at(reduce, 2016), 57.4286);
    const Points increase{{2009, 60}, {2020, 66}};
    expect_six_digits(at(increase, 2013), 62.1818);
    expect_six_digits(at(increase, 2016), 63.8182);
}

// Absolute contraction of science based targets, at the rate of the example, against the geometric
// path to the same end.
TEST(PublishedPaths, ALineAndARateToOneEndDifferInBetween) {
    const Points contraction{{2020, 100000}, {2030, 58000}};
    EXPECT_DOUBLE_EQ(at(contraction, 2025), 79000);
    expect_six_digits(at(contraction, 2025, Shape::geometric), 76157.7);
}

// Investment of 70 in 2020, wanted 86 in 2025 and 95 in 2027, by both shapes.
TEST(PublishedPaths, WaypointsAreJoinedByLinesOrByRates) {
    const Points waypoints{{2020, 70}, {2025, 86}, {2027, 95}};
    const std::vector<double> lines{70, 73.2, 76.4, 79.6, 82.8, 86, 90.5, 95};
    const std::vector<double> rates{70, 72.9421, 76.0078, 79.2024, 82.5312, 86, 90.3881, 95};
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const int year = 2020 + static_cast<int>(i);
        expect_six_digits(at(waypoints, year), lines[i]);
        expect_six_digits(at(waypoints, year, Shape::geometric), rates[i]);
    }
    const std::vector<double> seen{73, 75.5, 78.8, 81};
    const std::vector<double> from_line{-0.00273224, -0.0117801, -0.0100503, -0.0217391};
    const std::vector<double> from_rate{0.0579236, -0.507807, -0.402390, -1.53124};
    const std::vector<double> share{0.9375, 0.859375, 0.916667, 0.859375};
    for (std::size_t i = 0; i < seen.size(); ++i) {
        const int year = 2021 + static_cast<int>(i);
        const double line = at(waypoints, year);
        EXPECT_NEAR(seen[i] / line - 1, from_line[i], 6e-8);
        EXPECT_NEAR(seen[i] - at(waypoints, year, Shape::geometric), from_rate[i], 6e-6);
        expect_six_digits((seen[i] - 70) / (line - 70), share[i]);
    }
    expect_six_digits(100 * required_growth(81, 86, 1).value(), 6.17284);
    expect_six_digits(100 * required_growth(81, 95, 3).value(), 5.45800);
}

}  // namespace
}  // namespace glidepath::published_paths_test

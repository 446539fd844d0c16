// Published and computed paths that speak of windows: overlapping targets, year-to-date figures,
// non-negative paths, calendar months out of reporting periods.
#include "path/disaggregation_support.hpp"
#include "path/least_rough_support.hpp"
#include <glidepath/path/disaggregation/path_model.hpp>
#include <glidepath/path/disaggregation/roughness_model.hpp>
#include <glidepath/path/least_rough.hpp>

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

namespace least_rough_reference_test {
namespace {

namespace gp = glidepath;
using namespace gp::testing::least_rough_paths;
using gp::LeastRough;
using gp::Roughness;
using gp::Row;
using gp::Sense;
using gp::testing::disaggregation::difference;
using gp::testing::disaggregation::linear;
using gp::testing::disaggregation::output;

// The expected values of this file without a comment of their own: the dense conditions of
// optimality, solved with numpy to ten digits.

/// 100 in the year before, 390 in three years and 720 in five.
std::vector<Row> overlapping() {
    return {Row::point(0, 100), Row::sum(1, 3, 390), Row::sum(1, 5, 720)};
}

TEST(OverlappingTargets, WithFirstDifferences) {  // PA20
    const LeastRough found = smoothest(6, overlapping());
    ASSERT_TRUE(found.solved());
    EXPECT_LT(difference(found.values, Values{100, 114.7872340, 129.8936170, 145.3191489,
                                              161.0638298, 168.9361702}),
              linear);
}

TEST(OverlappingTargets, WithSecondDifferences) {  // PA21
    const LeastRough found =
        gp::least_rough(Roughness::differences(2), Values(6, 0.0), overlapping());
    ASSERT_TRUE(found.solved());
    EXPECT_LT(difference(found.values, Values{100, 115.3216374, 130.2046784, 144.4736842,
                                              158.2163743, 171.7836257}),
              linear);
}

TEST(OverlappingTargets, WithAnEndPoint) {  // PA22
    auto rows = overlapping();
    rows.push_back(Row::point(5, 175));
    const LeastRough found = gp::least_rough(Roughness::differences(2), Values(6, 0.0), rows);
    ASSERT_TRUE(found.solved());
    EXPECT_LT(
        difference(found.values, Values{100, 116.7741935, 130.8064516, 142.4193548, 155.0, 175.0}),
        linear);
}

/// Year-to-date figures from February to December, none for January.
std::vector<Row> year_to_date() {
    constexpr std::array<double, 11> published{14.2, 24.9, 34.1, 45.6,  58.7, 68.3,
                                               77.9, 89.4, 99.0, 108.1, 118.4};
    std::vector<Row> rows;
    for (int month = 1; month < 12; ++month)
        rows.push_back(Row::sum(0, month, published[static_cast<std::size_t>(month - 1)]));
    return rows;
}

TEST(YearToDateFigures, LeaveJanuaryToTheSmoothestPath) {  // PA30
    const LeastRough found = smoothest(12, year_to_date());
    ASSERT_TRUE(found.solved());
    EXPECT_LT(difference(found.values,
                         Values{6.38, 7.82, 10.7, 9.2, 11.5, 13.1, 9.6, 9.6, 11.5, 9.6, 9.1, 10.3}),
              linear);
}

TEST(YearToDateFigures, SplitJanuaryAndFebruaryAsAsked) {  // PA31, PA32
    auto rows = year_to_date();
    rows.push_back(Row::difference(1, 1, 0, 0));
    const LeastRough equal = smoothest(12, rows);
    ASSERT_TRUE(equal.solved());
    EXPECT_NEAR(equal.values[0], 7.1, 1e-12);
    EXPECT_NEAR(equal.values[1], 7.1, 1e-12);
    EXPECT_NEAR(equal.values[2], 10.7, 1e-12);
    rows.back() = Row::difference(1, 28.0 / 31, 0, 0);
    const LeastRough by_days = smoothest(12, rows);
    ASSERT_TRUE(by_days.solved());
    EXPECT_NEAR(by_days.values[0], 14.2 * 31 / 59, 1e-12);
    EXPECT_NEAR(by_days.values[1], 14.2 * 28 / 59, 1e-12);
}

TEST(NonNegativePaths, AreTheBestThatStayAboveZero) {  // PA50, PA51
    std::vector<Row> rows;
    constexpr std::array<double, 5> years{2, 3, 40, 38, 1};
    for (int y = 0; y < 5; ++y)
        rows.push_back(Row::sum(4 * y, 4 * y + 3, years[static_cast<std::size_t>(y)]));
    const LeastRough free = gp::least_rough(Roughness::differences(2), Values(20, 0.0), rows);
    ASSERT_TRUE(free.solved());
    EXPECT_LT(
        difference(free.values,
                   Values{2.230560414,   0.9796656179, -0.1740413247, -1.036184707, -1.315200969,
                          -0.6223386973, 1.143213362,  3.794326304,   6.855931063,  9.565018414,
                          11.41639037,   12.16266016,  11.81425226,   10.63940239,  8.865792836,
                          6.680552515,   4.230256931,  1.620928188,   -1.067917135, -3.783267983}),
        linear);
    for (int t = 0; t < 20; ++t) rows.push_back(Row::point(t, 0, Sense::at_least));
    const LeastRough bounded = gp::least_rough(Roughness::differences(2), Values(20, 0.0), rows);
    ASSERT_TRUE(bounded.solved());
    EXPECT_LT(difference(bounded.values, Values{0.8904109589,
                                                0.6164383562,
                                                0.3561643836,
                                                0.1369863014,
                                                0,
                                                0,
                                                0.5447231601,
                                                2.45527684,
                                                5.628284579,
                                                9.035886097,
                                                11.85725092,
                                                13.4785784,
                                                13.49309768,
                                                11.70106772,
                                                8.403529347,
                                                4.402305256,
                                                1.0,
                                                0,
                                                0,
                                                0}),
              linear);
    EXPECT_EQ(bounded.binding, (Indices{5 + 4, 5 + 5, 5 + 17, 5 + 18, 5 + 19}));
}

// --- calendar months out of four-week periods ---------------------------------------------------
// The example of Quenneville, Picard and Fortier, Calendarization with interpolating splines and
// state space models, Journal of the Royal Statistical Society C 62 (2013): four periods of 28 days
// from 2009-02-18, of which the days until the end of June are wanted. JDemetra+ 3.6.0 (JA70, JA71)
// gave the results, which are not part of the project.
class FourWeekPeriods : public ::testing::Test {
protected:
    void SetUp() override {
        if (!gp::testing::ReferenceTable::open(
                "vectors/disagg/outputs/JA70_calendarization_quenneville.csv"))
            GTEST_SKIP() << "GLIDEPATH_REFERENCE_DATA is not set";
    }
    static void expect_months(std::vector<double> const& path, std::string const& name) {
        const Values expected = output(name);
        constexpr std::array<int, 6> starts{0, 11, 42, 72, 103, 133};
        for (std::size_t m = 0; m < 5; ++m)
            EXPECT_NEAR(sum_over(path, starts[m], starts[m + 1] - 1), expected[m], 1e-8 * 9000);
    }
    Values figures{9000, 5000, 9500, 7000};
    gp::Aggregation periods = gp::Aggregation::regular(28, 4, gp::Conversion::sum, 0, 133 - 112);
};

TEST_F(FourWeekPeriods, SpreadOverDaysAgreeWithJDemetra) {
    const LeastRough found = smoothest(133, periods.rows(figures));
    ASSERT_TRUE(found.solved());
    EXPECT_LT(difference(found.values, output("JA70_calendarization_quenneville_daily")), linear);
    expect_months(found.values, "JA70_calendarization_quenneville");
    const auto model = gp::roughness_model(Roughness(), Values(133, 1.0));
    EXPECT_LT(difference(gp::estimate_path(periods, model, figures).standard_errors,
                         output("JA70_calendarization_quenneville_daily", "se")),
              linear);
}

TEST_F(FourWeekPeriods, InProportionToTheWeightsOfTheirDaysAgreeWithJDemetra) {
    const Values weights = output("JA71_calendarization_weights_daily", "weight");  // Sundays: 0
    const auto found = gp::estimate_path(
        periods, gp::roughness_model(Roughness().proportional(), weights), figures);
    EXPECT_LT(difference(found.values, output("JA71_calendarization_weights_daily")), linear);
    EXPECT_LT(difference(found.standard_errors, output("JA71_calendarization_weights_daily", "se")),
              linear);
    expect_months(found.values, "JA71_calendarization_weights");
}

}  // namespace
}  // namespace least_rough_reference_test

// Interpolation by named shapes: through points, or keeping sums.
#include <glidepath/path/interpolate.hpp>

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace {

namespace gp = glidepath;
using gp::Frequency;
using gp::Kind;
using gp::Period;
using gp::Shape;
using Knots = std::vector<std::pair<Period, double>>;

Knots years(std::vector<std::pair<int, double>> const& values) {
    Knots knots;
    for (auto const& [year, value] : values) knots.emplace_back(Period::year(year), value);
    return knots;
}

const Knots output = years({{2022, 985.2}, {2023, 1062.4}, {2025, 1190}, {2027, 1340}});

TEST(LinearShape, IsTheStraightLineBetweenWaypoints) {
    constexpr std::array<double, 21> quarters{985.2,  1004.5,  1023.8, 1043.1,  1062.4, 1078.35,
                                              1094.3, 1110.25, 1126.2, 1142.15, 1158.1, 1174.05,
                                              1190,   1208.75, 1227.5, 1246.25, 1265,   1283.75,
                                              1302.5, 1321.25, 1340};
    const gp::Path path = gp::interpolate(output, Frequency::quarterly, Kind::stock);
    EXPECT_EQ(path.window().first(), Period::quarter(2022, 4));
    EXPECT_EQ(path.window().last(), Period::quarter(2027, 4));
    ASSERT_EQ(path.values().size(), quarters.size());
    for (std::size_t i = 0; i < quarters.size(); ++i)
        EXPECT_NEAR(path.values()[i], quarters[i], 1e-9) << i;
}

TEST(LinearShape, AtTheFrequencyOfTheWaypoints) {
    const gp::Path path =
        gp::interpolate(years({{2022, 120}, {2027, 200}}), Frequency::annual, Kind::ratio);
    constexpr std::array<double, 6> expected{120, 136, 152, 168, 184, 200};
    ASSERT_EQ(path.values().size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i)
        EXPECT_NEAR(path.values()[i], expected[i], 1e-12);
}

// Values of a0 * (a1/a0)^((t-t0)/(t1-t0)) for the two pairs of waypoints, computed with 15 digits.
TEST(GeometricShape, HasAConstantRateBetweenTwoWaypoints) {
    const gp::Path ratio = gp::interpolate(years({{2022, 38.5}, {2027, 52}}), Frequency::annual,
                                           Kind::ratio, Shape::geometric);
    constexpr std::array<double, 6> expected{
        38.5, 40.8854942673676, 43.4187958827779, 46.1090631210732, 48.9660217119566, 52};
    for (std::size_t i = 0; i < expected.size(); ++i)
        EXPECT_NEAR(ratio.values()[i], expected[i], 1e-12);
    const gp::Path capacity = gp::interpolate(years({{2023, 5.2}, {2025, 12}}), Frequency::annual,
                                              Kind::stock, Shape::geometric);
    EXPECT_NEAR(capacity.values()[1], 7.8993670632526, 1e-12);
    const gp::Path rate = gp::interpolate(years({{2022, 120}, {2027, 200}}), Frequency::monthly,
                                          Kind::average, Shape::geometric);
    for (std::size_t i = 1; i < rate.values().size(); ++i)
        EXPECT_NEAR(rate.values()[i] / rate.values()[i - 1], std::pow(200.0 / 120, 1.0 / 60),
                    1e-12);
}

TEST(GeometricShape, PassesThroughEveryWaypointQuarterByQuarter) {
    constexpr std::array<double, 21> quarters{
        985.2,         1003.95747559, 1023.07207957, 1042.5506114,  1062.4,        1077.56983252,
        1092.95627256, 1108.56241301, 1124.39139093, 1140.44638819, 1156.73063209, 1173.24739598,
        1190,          1207.79072726, 1225.84742928, 1244.17408245, 1262.77472259, 1281.65344584,
        1300.81440962, 1320.26183346, 1340};
    const gp::Path path =
        gp::interpolate(output, Frequency::quarterly, Kind::stock, Shape::geometric);
    ASSERT_EQ(path.values().size(), quarters.size());
    for (std::size_t i = 0; i < quarters.size(); ++i)
        EXPECT_NEAR(path.values()[i], quarters[i], 1e-8) << i;
    for (std::size_t i : {0U, 4U, 12U, 20U}) EXPECT_EQ(path.values()[i], quarters[i]);
}

TEST(StepShape, KeepsTheLastKnownValue) {
    const gp::Path path = gp::interpolate(output, Frequency::annual, Kind::stock, Shape::step);
    EXPECT_EQ(path.values(), (std::vector<double>{985.2, 1062.4, 1062.4, 1190, 1190, 1340}));
    const gp::Path halves = gp::interpolate(years({{2023, -1}, {2024, 5}}), Frequency::half_yearly,
                                            Kind::stock, Shape::step);
    EXPECT_EQ(halves.values(), (std::vector<double>{-1, -1, 5}));
}

TEST(OneWaypoint, IsAPathOfOneValue) {
    for (Shape shape : {Shape::linear, Shape::geometric, Shape::step}) {
        const gp::Path path =
            gp::interpolate(years({{2025, 860}}), Frequency::monthly, Kind::stock, shape);
        ASSERT_EQ(path.values().size(), 1U);
        EXPECT_EQ(path.values()[0], 860);
        EXPECT_EQ(path.window().first(), Period::month(2025, 12));
    }
}

TEST(OneWaypoint, OfAFlowIsSpreadEvenly) {
    const gp::Path path = gp::interpolate(years({{2025, 120}}), Frequency::monthly, Kind::flow);
    ASSERT_EQ(path.values().size(), 12U);
    for (double value : path.values()) EXPECT_NEAR(value, 10, 1e-10);
}

// --- flows keep their sums ----------------------------------------------------------------------

// Denton-Cholette without an indicator, first differences, of five annual totals into months:
// values printed by the R package tempdisagg 1.1.1 (Sax and Steiner 2013) for td(y ~ 1, to = 12, h
// = 1).
TEST(SpreadFlows, AgreeWithDentonCholette) {
    constexpr std::array<double, 60> months{
        9.641802303, 9.651237171, 9.670106908, 9.698411513, 9.736150987, 9.783325329, 9.839934539,
        9.905978618, 9.981457566, 10.06637138, 10.16072007, 10.26450362, 10.37772204, 10.49337025,
        10.61144825, 10.73195604, 10.85489362, 10.98026098, 11.10805814, 11.23828509, 11.37094182,
        11.50602835, 11.64354466, 11.78349076, 11.92586666, 12.05632923, 12.17487849, 12.28151443,
        12.37623705, 12.45904636, 12.52994235, 12.58892502, 12.63599437, 12.67115040, 12.69439312,
        12.70572252, 12.70513860, 12.71811019, 12.74463729, 12.78471990, 12.83835801, 12.90555164,
        12.98630077, 13.08060541, 13.18846556, 13.30988121, 13.44485237, 13.59337905, 13.75546123,
        13.90403656, 14.03910504, 14.16066668, 14.26872147, 14.36326940, 14.44431049, 14.51184474,
        14.56587213, 14.60639267, 14.63340637, 14.64691322};
    const gp::Path path = gp::interpolate(
        years({{2021, 118.4}, {2022, 132.7}, {2023, 149.1}, {2024, 156.3}, {2025, 171.9}}),
        Frequency::monthly, Kind::flow);
    ASSERT_EQ(path.values().size(), months.size());
    for (std::size_t i = 0; i < months.size(); ++i)
        EXPECT_NEAR(path.values()[i], months[i], 1e-7) << i;
}

// The same package for end-of-year values of a stock: piecewise linear.
TEST(SpreadStocks, AgreeWithDentonCholetteForLastValues) {
    constexpr std::array<double, 21> quarters{86.2,  86.425, 86.65,  86.875, 87.1,   87.55,  88,
                                              88.45, 88.9,   89.275, 89.65,  90.025, 90.4,   90.6,
                                              90.8,  91,     91.2,   91.775, 92.35,  92.925, 93.5};
    const gp::Path path = gp::interpolate(
        years({{2020, 86.2}, {2021, 87.1}, {2022, 88.9}, {2023, 90.4}, {2024, 91.2}, {2025, 93.5}}),
        Frequency::quarterly, Kind::stock);
    ASSERT_EQ(path.values().size(), quarters.size());
    for (std::size_t i = 0; i < quarters.size(); ++i)
        EXPECT_NEAR(path.values()[i], quarters[i], 1e-9) << i;
}

TEST(SpreadFlows, KeepTheSumOfEveryKnownPeriod) {
    const Knots knots = years({{2020, 100}, {2021, 0}, {2022, -35.5}, {2024, 1e6}, {2027, 3}});
    for (Frequency f : {Frequency::half_yearly, Frequency::quarterly, Frequency::monthly}) {
        const gp::Path path = gp::interpolate(knots, f, Kind::flow);
        EXPECT_EQ(path.window().first_day(), gp::date(2020, 1, 1));
        EXPECT_EQ(path.window().last_day(), gp::date(2027, 12, 31));
        for (auto const& [period, value] : knots)
            EXPECT_NEAR(*path.sum(*gp::refine(period, f)), value, 1e-6);
    }
}

TEST(SpreadFlows, OfQuartersIntoMonthsKeepTheirSums) {
    Knots knots;
    for (int i = 0; i < 12; ++i)
        knots.emplace_back(Period::quarter(2022, 1) + i, 30 + 7 * std::sin(i));
    const gp::Path path = gp::interpolate(knots, Frequency::monthly, Kind::flow);
    ASSERT_EQ(path.values().size(), 36U);
    for (auto const& [period, value] : knots)
        EXPECT_NEAR(*path.sum(*gp::refine(period, Frequency::monthly)), value, 1e-9);
}

TEST(SpreadFlows, AtTheirOwnFrequencyGoThroughTheirValues) {
    const gp::Path path =
        gp::interpolate(years({{2022, 30}, {2025, 45}}), Frequency::annual, Kind::flow);
    EXPECT_NEAR(path.values()[1], 35, 1e-12);
    EXPECT_NEAR(path.values()[2], 40, 1e-12);
}

// --- errors -------------------------------------------------------------------------------------
std::string message_of(Knots const& knots, Frequency f, Kind kind, Shape shape = Shape::linear) {
    try {
        (void)gp::interpolate(knots, f, kind, shape);
    } catch (std::invalid_argument const& error) {
        return error.what();
    }
    return "accepted";
}

TEST(InterpolationErrors, NameThePeriodAndTheValue) {
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    constexpr double infinity = std::numeric_limits<double>::infinity();
    const auto holds = [](std::string const& text, std::string const& part) {
        EXPECT_NE(text.find(part), std::string::npos) << text;
    };
    holds(message_of({}, Frequency::annual, Kind::stock), "at least one");
    holds(message_of(years({{2025, 1}, {2023, 2}}), Frequency::annual, Kind::stock),
          "2023 after 2025");
    holds(message_of(years({{2025, 1}, {2025, 2}}), Frequency::annual, Kind::stock),
          "2025 after 2025");
    holds(message_of({{Period::year(2023), 1}, {Period::month(2025, 1), 2}}, Frequency::monthly,
                     Kind::stock),
          "one frequency");
    holds(message_of(years({{2023, 1}, {2025, nan}}), Frequency::annual, Kind::stock), "2025");
    holds(message_of(years({{2023, infinity}}), Frequency::annual, Kind::stock), "2023");
    holds(
        message_of(years({{2023, 1}, {2025, 0}}), Frequency::annual, Kind::stock, Shape::geometric),
        "2025 is 0");
    holds(message_of(years({{2023, -1}, {2025, 1}}), Frequency::annual, Kind::stock,
                     Shape::geometric),
          "2023 is -1");
    holds(message_of(years({{2023, 1}}), Frequency::annual, Kind::milestone), "milestone");
    holds(message_of(years({{2023, 1}, {2024, 2}}), Frequency::weekly, Kind::stock),
          "weekly periods do not divide");
    holds(message_of({{Period::month(2023, 1), 1}, {Period::month(2023, 2), 1}}, Frequency::annual,
                     Kind::stock),
          "annual");
    for (Shape shape : {Shape::geometric, Shape::step})
        holds(message_of(years({{2023, 1}, {2024, 2}}), Frequency::monthly, Kind::flow, shape),
              "keeps its sums");
}

TEST(Shapes, HaveTheirNames) {
    EXPECT_EQ(gp::to_string(Shape::linear), "linear");
    EXPECT_EQ(gp::to_string(Shape::geometric), "geometric");
    EXPECT_EQ(gp::to_string(Shape::step), "step");
}

TEST(ReportingYears, RefineToTheQuartersAndMonthsThatEverybodyNames) {
    const Period fiscal = Period::reporting(Frequency::annual, 2025, 1, {4});
    const gp::Path quarters = gp::interpolate({{fiscal, 120.0}}, Frequency::quarterly, Kind::flow);
    EXPECT_EQ(quarters.window().first(), Period::quarter(2025, 2));
    const gp::Path months = gp::interpolate({{fiscal, 120.0}}, Frequency::monthly, Kind::flow);
    EXPECT_EQ(months.window().first(), Period::month(2025, 4));
}

}  // namespace

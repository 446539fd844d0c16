// Interpolation by named shapes: through points, or keeping sums.
#include <glidepath/path/interpolate.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace interpolate_test {
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

/// All shapes, in the order of their names.
const std::vector<Shape> all_shapes = [] {
    std::vector<Shape> shapes;
    for (std::size_t i = 0; i < gp::shape_names.size(); ++i)
        shapes.push_back(static_cast<Shape>(i));
    return shapes;
}();

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

// Values and sources as in curve_test.cpp: scipy 1.10.1, R 4.2.2, Steffen's formulas.
TEST(CurvedShapes, HaveTheirPublishedValuesYearByYear) {
    struct Expected {
        Shape shape;
        double in_2024;
        double in_2026;
    };
    for (auto const& [shape, in_2024, in_2026] :
         {Expected{Shape::smooth, 1127.41363636, 1261.79545455},
          Expected{Shape::pchip, 1126.61518238, 1262.0870317},
          Expected{Shape::steffen, 1127.03333333, 1262.2},
          Expected{Shape::monotone, 1126.475, 1263.6}, Expected{Shape::hyman, 1127.76, 1257.84},
          Expected{Shape::akima, 1126.2, 1262.32520325}}) {
        const gp::Path path = gp::interpolate(output, Frequency::annual, Kind::stock, shape);
        ASSERT_EQ(path.values().size(), 6U);
        EXPECT_NEAR(path.values()[2], in_2024, 1e-8) << to_string(shape);
        EXPECT_NEAR(path.values()[4], in_2026, 1e-8) << to_string(shape);
    }
}

// In quarters the years keep their distances, so that the curves do not depend on the grid.
TEST(CurvedShapes, AreTheSameCurveOnEveryGrid) {
    for (Shape shape : all_shapes) {
        const gp::Path annual = gp::interpolate(output, Frequency::annual, Kind::stock, shape);
        const gp::Path months = gp::interpolate(output, Frequency::monthly, Kind::stock, shape);
        ASSERT_EQ(months.values().size(), 61U);
        for (std::size_t i = 0; i < annual.values().size(); ++i)
            EXPECT_NEAR(annual.values()[i], months.values()[12 * i], 1e-9) << to_string(shape);
    }
    // Steffen's curve three quarters after the ends of 2023 and 2025.
    const gp::Path steffen =
        gp::interpolate(output, Frequency::quarterly, Kind::stock, Shape::steffen);
    EXPECT_NEAR(steffen.at(Period::quarter(2024, 3)).value(), 1111.8828125, 1e-9);
    EXPECT_NEAR(steffen.at(Period::quarter(2026, 3)).value(), 1243.625, 1e-9);
}

TEST(EasedShapes, StandBetweenTwoNeighboursEachOnTheirOwn) {
    const Knots knots = years({{2020, 100}, {2024, 200}, {2026, 160}});
    const auto values = [&](Shape shape, gp::ShapeParameters const& parameters) {
        return gp::interpolate(knots, Frequency::annual, Kind::ratio, shape, parameters).values();
    };
    const auto expect_near = [](std::vector<double> const& found,
                                std::vector<double> const& expected) {
        ASSERT_EQ(found.size(), expected.size());
        for (std::size_t i = 0; i < found.size(); ++i) EXPECT_NEAR(found[i], expected[i], 1e-10);
    };
    expect_near(values(Shape::back_loaded, {}), {100, 106.25, 125, 156.25, 200, 190, 160});
    expect_near(values(Shape::front_loaded, {}), {100, 143.75, 175, 193.75, 200, 170, 160});
    expect_near(values(Shape::back_loaded, {.power = 3}),
                {100, 101.5625, 112.5, 142.1875, 200, 195, 160});
    expect_near(values(Shape::front_loaded, {.power = 1}), {100, 125, 150, 175, 200, 180, 160});
    expect_near(values(Shape::logistic, {}),
                {100, 110.4993585403507, 150, 189.5006414596493, 200, 180, 160});
    expect_near(values(Shape::logistic, {.steepness = 4}),
                {100, 119.6611933241482, 150, 180.3388066758518, 200, 180, 160});
}

/// Values in [1, 10) at the ends of uneven runs of years, the same on every machine.
Knots random_knots(std::mt19937& random, bool rising) {
    Knots knots;
    int year = 2000;
    double value = 1;
    for (std::size_t count = 2 + random() % 6; count > 0; --count) {
        const double draw = static_cast<double>(random()) / 4294967296.0;
        value = rising ? value + 1.5 * draw * draw : 1 + 9 * draw;
        knots.emplace_back(Period::year(year), value);
        year += 1 + static_cast<int>(random() % 4);
    }
    return knots;
}

TEST(EveryShape, PassesThroughItsWaypointsExactly) {
    std::mt19937 random(860);
    for (int run = 0; run < 50; ++run) {
        const Knots knots = random_knots(random, true);
        for (Shape shape : all_shapes)
            for (Frequency f : {Frequency::annual, Frequency::quarterly, Frequency::daily}) {
                const gp::Path path = gp::interpolate(knots, f, Kind::stock, shape);
                for (auto const& [period, value] : knots)
                    EXPECT_EQ(path.at(gp::refine(period, f)->last()), value) << to_string(shape);
            }
    }
}

TEST(EveryShape, ThatKeepsToTheDataStaysBetweenNeighbours) {
    std::mt19937 random(950);
    for (int run = 0; run < 100; ++run) {
        const Knots knots = random_knots(random, false);
        for (Shape shape :
             {Shape::linear, Shape::geometric, Shape::step, Shape::logistic, Shape::front_loaded,
              Shape::back_loaded, Shape::pchip, Shape::steffen}) {
            const gp::Path path = gp::interpolate(knots, Frequency::monthly, Kind::stock, shape);
            for (std::size_t i = 1; i < knots.size(); ++i) {
                const auto [low, high] = std::minmax(knots[i - 1].second, knots[i].second);
                const Period end = gp::refine(knots[i].first, Frequency::monthly)->last();
                for (Period p = gp::refine(knots[i - 1].first, Frequency::monthly)->last();
                     p <= end; ++p) {
                    EXPECT_GE(path.at(p).value(), low - 1e-12) << to_string(shape);
                    EXPECT_LE(path.at(p).value(), high + 1e-12) << to_string(shape);
                }
            }
        }
    }
}

TEST(EveryShape, ThatKeepsToTheDataRisesWithThem) {
    std::mt19937 random(1190);
    for (int run = 0; run < 100; ++run) {
        const Knots knots = random_knots(random, true);
        for (Shape shape : all_shapes) {
            if (shape == Shape::smooth || shape == Shape::akima) continue;
            const auto path = gp::interpolate(knots, Frequency::monthly, Kind::ratio, shape);
            for (std::size_t i = 1; i < path.values().size(); ++i)
                EXPECT_GE(path.values()[i] - path.values()[i - 1], -1e-12) << to_string(shape);
        }
    }
}

TEST(EveryShape, OfAStraightLineIsTheLineUnlessItBends) {
    const Knots line = years({{2020, 10}, {2021, 13}, {2024, 22}, {2026, 28}});
    for (Shape shape : {Shape::linear, Shape::smooth, Shape::pchip, Shape::steffen, Shape::monotone,
                        Shape::hyman, Shape::akima}) {
        const auto path = gp::interpolate(line, Frequency::quarterly, Kind::stock, shape);
        for (std::size_t i = 0; i < path.values().size(); ++i)
            EXPECT_NEAR(path.values()[i], 10 + 0.75 * static_cast<double>(i), 1e-12)
                << to_string(shape);
    }
}

TEST(EveryShape, ScalesWithItsValuesAndAllButOneMoveWithThem) {
    std::mt19937 random(1340);
    for (int run = 0; run < 50; ++run) {
        const Knots knots = random_knots(random, true);
        for (Shape shape : all_shapes) {
            const auto of = [&](double factor, double shift) {
                Knots other = knots;
                for (auto& [period, value] : other) value = factor * value + shift;
                return gp::interpolate(other, Frequency::quarterly, Kind::stock, shape).values();
            };
            const std::vector<double> plain = of(1, 0);
            const std::vector<double> scaled = of(1e4, 0);
            const std::vector<double> moved = of(1, 100);
            for (std::size_t i = 0; i < plain.size(); ++i) {
                EXPECT_NEAR(scaled[i], 1e4 * plain[i], 1e-9) << to_string(shape);
                if (shape == Shape::geometric) continue;
                EXPECT_NEAR(moved[i], plain[i] + 100, 1e-11) << to_string(shape);
            }
        }
    }
}

TEST(EveryShape, BearsTinyAndHugeUnits) {
    for (double unit : {1e-300, 1e300}) {
        Knots knots = years({{2020, 1}, {2022, 2}, {2023, 2.5}, {2027, 7}});
        for (auto& [period, value] : knots) value *= unit;
        for (Shape shape : all_shapes) {
            const auto path = gp::interpolate(knots, Frequency::quarterly, Kind::stock, shape);
            for (double value : path.values()) {
                EXPECT_GE(value, unit) << to_string(shape);
                EXPECT_LE(value, 7 * unit * (1 + 1e-12)) << to_string(shape);
            }
        }
    }
}

TEST(OneWaypoint, IsAPathOfOneValue) {
    for (Shape shape : all_shapes) {
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
    for (Shape shape : all_shapes)
        if (shape != Shape::linear && shape != Shape::smooth)
            holds(message_of(years({{2023, 1}, {2024, 2}}), Frequency::monthly, Kind::flow, shape),
                  "which keep its sums");
    holds(message_of(years({{2022, 1}, {2023, 5}, {2024, 5}, {2026, 4}}), Frequency::monthly,
                     Kind::stock, Shape::hyman),
          "2024 is 5 and 2026 is 4");
    holds(message_of(years({{2022, -1e308}, {2024, 1e308}, {2026, 0}}), Frequency::annual,
                     Kind::stock, Shape::pchip),
          "too far apart");
}

TEST(ShapeParameters, AreRefusedWhereTheShapeHasNone) {
    const auto message = [](Shape shape, gp::ShapeParameters const& parameters) -> std::string {
        try {
            (void)gp::interpolate(output, Frequency::annual, Kind::stock, shape, parameters);
        } catch (std::invalid_argument const& error) {
            return error.what();
        }
        return "accepted";
    };
    for (Shape shape : all_shapes) {
        const bool steep = shape == Shape::logistic;
        const bool loaded = shape == Shape::front_loaded || shape == Shape::back_loaded;
        const std::string name(to_string(shape));
        EXPECT_EQ(message(shape, {}), "accepted");
        EXPECT_EQ(message(shape, {.steepness = 5}),
                  steep ? "accepted" : "the " + name + " shape has no steepness; logistic has one");
        EXPECT_EQ(message(shape, {.power = 3}),
                  loaded ? "accepted"
                         : "the " + name +
                               " shape has no power; front_loaded and back_loaded have one");
    }
    for (double value : {0.0, -1.0, std::numeric_limits<double>::quiet_NaN(),
                         std::numeric_limits<double>::infinity()}) {
        EXPECT_NE(message(Shape::logistic, {.steepness = value}).find("steepness must be"),
                  std::string::npos);
        EXPECT_NE(message(Shape::back_loaded, {.power = value}).find("power must be"),
                  std::string::npos);
    }
}

TEST(Shapes, HaveTheirNames) {
    EXPECT_EQ(gp::to_string(Shape::linear), "linear");
    EXPECT_EQ(gp::to_string(Shape::geometric), "geometric");
    EXPECT_EQ(gp::to_string(Shape::step), "step");
    EXPECT_EQ(gp::to_string(Shape::logistic), "logistic");
    EXPECT_EQ(gp::to_string(Shape::front_loaded), "front_loaded");
    EXPECT_EQ(gp::to_string(Shape::back_loaded), "back_loaded");
    EXPECT_EQ(gp::to_string(Shape::smooth), "smooth");
    EXPECT_EQ(gp::to_string(Shape::pchip), "pchip");
    EXPECT_EQ(gp::to_string(Shape::steffen), "steffen");
    EXPECT_EQ(gp::to_string(Shape::monotone), "monotone");
    EXPECT_EQ(gp::to_string(Shape::hyman), "hyman");
    EXPECT_EQ(gp::to_string(Shape::akima), "akima");
    EXPECT_EQ(all_shapes.back(), Shape::akima);
}

TEST(ReportingYears, RefineToTheQuartersAndMonthsThatEverybodyNames) {
    const Period fiscal = Period::reporting(Frequency::annual, 2025, 1, {4});
    const gp::Path quarters = gp::interpolate({{fiscal, 120.0}}, Frequency::quarterly, Kind::flow);
    EXPECT_EQ(quarters.window().first(), Period::quarter(2025, 2));
    const gp::Path months = gp::interpolate({{fiscal, 120.0}}, Frequency::monthly, Kind::flow);
    EXPECT_EQ(months.window().first(), Period::month(2025, 4));
}

}  // namespace
}  // namespace interpolate_test

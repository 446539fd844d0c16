// Ways between two values: published values, both ends, and what they refuse.
#include "support/reference_table.hpp"
#include <glidepath/path/curve/easing.hpp>
#include <glidepath/path/curve/shape.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <string>
#include <vector>

namespace easing_test {
namespace {

namespace gp = glidepath;
using gp::Shape;
using gp::testing::ReferenceTable;
using ::testing::HasSubstr;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

// Computed with 15 digits from the plain formulas, in another program.
TEST(Easing, HasTheValuesOfItsFormulas) {
    EXPECT_NEAR(gp::logistic_share(0.1, 4), 0.0640481448846505, 1e-15);
    EXPECT_NEAR(gp::logistic_share(0.25, 4), 0.196611933241482, 1e-15);
    EXPECT_NEAR(gp::logistic_share(0.75, 4), 0.803388066758518, 1e-15);
    EXPECT_NEAR(gp::logistic_share(0.1, 8), 0.0219698204412441, 1e-15);
    EXPECT_NEAR(gp::logistic_share(0.25, 8), 0.104993585403507, 1e-15);
    EXPECT_NEAR(gp::logistic_share(0.9, 8), 0.978030179558756, 1e-15);
    EXPECT_NEAR(gp::back_loaded_share(0.1, 0.5), 0.316227766016838, 1e-15);
    EXPECT_NEAR(gp::back_loaded_share(0.25, 2), 0.0625, 1e-15);
    EXPECT_NEAR(gp::back_loaded_share(0.75, 3), 0.421875, 1e-15);
    EXPECT_NEAR(gp::front_loaded_share(0.1, 0.5), 0.0513167019494862, 1e-15);
    EXPECT_NEAR(gp::front_loaded_share(0.25, 2), 0.4375, 1e-15);
    EXPECT_NEAR(gp::front_loaded_share(0.75, 3), 0.984375, 1e-15);
    EXPECT_NEAR(gp::geometric_between(5.2, 12, 0.5), 7.8993670632526, 1e-13);
}

TEST(Easing, AgreesWithTheReferenceFiles) {
    const auto shapes = ReferenceTable::open("vectors/interp/curves_unit_shapes.csv");
    const auto pairs = ReferenceTable::open("vectors/interp/curves_two_waypoints.csv");
    if (!shapes || !pairs) GTEST_SKIP() << "GLIDEPATH_REFERENCE_DATA is not set";
    std::size_t compared = 0;
    for (std::size_t row = 0; row < shapes->size(); ++row) {
        const std::string name = shapes->text(row, "shape");
        const double tau = shapes->number(row, "tau").value();
        const double parameter = shapes->number(row, "param").value_or(nan);
        double found = nan;
        if (name == "power") found = gp::back_loaded_share(tau, parameter);
        else if (name.starts_with("power_front")) found = gp::front_loaded_share(tau, parameter);
        else if (name == "logistic_normalised") found = gp::logistic_share(tau, parameter);
        else continue;  // polynomials that have no name here
        EXPECT_NEAR(found, shapes->number(row, "value").value(), 1e-14) << name << ' ' << tau;
        ++compared;
    }
    for (std::size_t row = 0; row < pairs->size(); ++row) {
        const auto cell = [&](char const* column) { return pairs->number(row, column).value(); };
        const double tau = (cell("t") - cell("t0")) / (cell("t1") - cell("t0"));
        if (tau < 0 || tau > 1) continue;
        EXPECT_NEAR(gp::geometric_between(cell("y0"), cell("y1"), tau), cell("geometric"), 1e-12);
        EXPECT_NEAR(gp::between(Shape::linear, cell("y0"), cell("y1"), tau), cell("linear"), 1e-12);
        compared += 2;
    }
    EXPECT_EQ(compared, 70U + 18U);
}

/// Every way with parameters, at a few of them.
std::vector<std::function<double(double)>> shares() {
    std::vector<std::function<double(double)>> all;
    for (double k : {5e-324, 1e-300, 1e-9, 0.5, 4.0, 8.0, 40.0, 1e300})
        all.emplace_back([k](double tau) { return gp::logistic_share(tau, k); });
    for (double g : {1e-300, 0.5, 1.0, 2.0, 3.7, 100.0, 1e300}) {
        all.emplace_back([g](double tau) { return gp::front_loaded_share(tau, g); });
        all.emplace_back([g](double tau) { return gp::back_loaded_share(tau, g); });
    }
    return all;
}

TEST(Easing, StartsAtZeroEndsAtOneAndNeverGoesBack) {
    for (auto const& share : shares()) {
        EXPECT_EQ(share(0), 0);
        EXPECT_EQ(share(1), 1);
        double before = 0;
        for (int i = 0; i <= 1000; ++i) {
            EXPECT_GE(share(i / 1000.0), before);
            before = share(i / 1000.0);
        }
    }
}

TEST(Easing, LogisticIsTheSameFromBothEnds) {
    for (double k : {1e-9, 1.0, 8.0, 50.0})
        for (double tau : {0.0, 0.125, 0.25, 0.5, 0.875})
            EXPECT_NEAR(gp::logistic_share(tau, k) + gp::logistic_share(1 - tau, k), 1, 1e-15);
}

TEST(Easing, BecomesTheStraightLine) {
    for (double tau : {0.0, 0.1, 0.3, 0.5, 0.9, 1.0}) {
        EXPECT_NEAR(gp::logistic_share(tau, 1e-7), tau, 1e-15);
        EXPECT_EQ(gp::logistic_share(tau, 1e-9), tau);
        EXPECT_NEAR(gp::front_loaded_share(tau, 1), tau, 1e-15);
        EXPECT_EQ(gp::back_loaded_share(tau, 1), tau);
    }
}

TEST(Easing, DefaultsAreAsFastAsTheySay) {
    const double h = 1e-6;
    EXPECT_NEAR((gp::logistic_share(0.5 + h) - gp::logistic_share(0.5 - h)) / (2 * h), 2.07, 5e-3);
    EXPECT_NEAR(gp::logistic_share(0.1), 0.022, 5e-4);
    EXPECT_NEAR(gp::front_loaded_share(h) / h, 2, 1e-5);
    EXPECT_NEAR((1 - gp::back_loaded_share(1 - h)) / h, 2, 1e-5);
}

TEST(GeometricBetween, HoldsFromTheSmallestToTheLargestNumbers) {
    EXPECT_NEAR(gp::geometric_between(1e-300, 1e300, 0.5), 1, 1e-12);
    EXPECT_NEAR(gp::geometric_between(1e300, 1e-300, 0.25) / 1e150, 1, 1e-12);
    EXPECT_EQ(gp::geometric_between(7.7, 7.7, 0.3), 7.7);
    EXPECT_EQ(gp::geometric_between(1e300, 1e300, 0.3), 1e300);
}

TEST(Between, IsExactAtBothEnds) {
    for (Shape shape : {Shape::linear, Shape::geometric, Shape::step, Shape::logistic,
                        Shape::front_loaded, Shape::back_loaded}) {
        EXPECT_EQ(gp::between(shape, 0.1, 0.3, 0), 0.1) << to_string(shape);
        EXPECT_DOUBLE_EQ(gp::between(shape, 0.1, 0.3, 1), 0.3) << to_string(shape);
    }
    EXPECT_EQ(gp::between(Shape::linear, -1e308, 1e308, 0.5), 0);
}

std::string message_of(std::function<double()> const& compute) {
    try {
        (void)compute();
    } catch (std::invalid_argument const& error) {
        return error.what();
    }
    return "accepted";
}

TEST(EasingErrors, SayWhatIsAllowed) {
    for (double tau : {-1e-9, 1.0001, nan, infinity}) {
        EXPECT_THAT(message_of([=] { return gp::logistic_share(tau); }),
                    HasSubstr("between 0 and 1"));
        EXPECT_THAT(message_of([=] { return gp::front_loaded_share(tau); }),
                    HasSubstr("between 0 and 1"));
        EXPECT_THAT(message_of([=] { return gp::back_loaded_share(tau); }),
                    HasSubstr("between 0 and 1"));
        EXPECT_THAT(message_of([=] { return gp::geometric_between(1, 2, tau); }),
                    HasSubstr("between 0 and 1"));
        for (Shape shape : {Shape::linear, Shape::step})
            EXPECT_THAT(message_of([=] { return gp::between(shape, 1, 2, tau); }),
                        HasSubstr("between 0 and 1"));
    }
    for (double parameter : {0.0, -2.0, nan, infinity}) {
        EXPECT_THAT(message_of([=] { return gp::logistic_share(0.5, parameter); }),
                    HasSubstr("the steepness must be a positive number"));
        EXPECT_THAT(message_of([=] { return gp::front_loaded_share(0.5, parameter); }),
                    HasSubstr("the power must be a positive number"));
        EXPECT_THAT(message_of([=] { return gp::back_loaded_share(0.5, parameter); }),
                    HasSubstr("the power must be a positive number"));
    }
    for (double value : {0.0, -3.0, nan, infinity}) {
        EXPECT_THAT(message_of([=] { return gp::geometric_between(value, 2, 0.5); }),
                    HasSubstr("positive values"));
        EXPECT_THAT(message_of([=] { return gp::geometric_between(2, value, 0.5); }),
                    HasSubstr("positive values"));
    }
    EXPECT_THAT(message_of([] { return gp::between(Shape::pchip, 1, 2, 0.5); }),
                HasSubstr("the pchip shape needs all known values"));
}

}  // namespace
}  // namespace easing_test

// The bounded minimiser: known minima, bounds that bind, regions without values, and its limits.
#include <glidepath/forecast/minimise.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <stdexcept>
#include <vector>

namespace minimise_test {
namespace {

namespace gp = glidepath;
using Point = std::span<double const>;

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

template <class F>
gp::Minimum within(F const& f, std::vector<double> const& start, double low, double high,
                   gp::MinimiseOptions const& options = {}) {
    const std::vector<double> lower(start.size(), low), upper(start.size(), high);
    return gp::minimise(f, start, lower, upper, options);
}

double rosenbrock(Point x) {
    double sum = 0;
    for (std::size_t i = 0; i + 1 < x.size(); ++i)
        sum += 100 * std::pow(x[i + 1] - x[i] * x[i], 2) + std::pow(1 - x[i], 2);
    return sum;
}

/// A bowl of condition 10^4 around (.3, .4, ...), its least value 7.
double bowl(Point x) {
    double sum = 7;
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double scale = std::pow(10.0, 2.0 * static_cast<double>(i % 3));
        sum += scale * std::pow(x[i] - 0.3 - 0.1 * static_cast<double>(i), 2);
    }
    return sum;
}

TEST(Minimise, FindsTheMinimumOfRosenbrock1960) {
    const auto found = within(rosenbrock, {-1.2, 1.0}, -5, 5);
    EXPECT_TRUE(found.converged);
    EXPECT_NEAR(found.point[0], 1, 1e-5);
    EXPECT_NEAR(found.point[1], 1, 1e-5);
    EXPECT_LT(found.evaluations, 600);
    EXPECT_EQ(found.value, rosenbrock(found.point));
}

TEST(Minimise, FindsTheMinimumOfRosenbrock1960WithoutBounds) {
    const auto found = within(rosenbrock, {-1.2, 1.0}, -infinity, infinity);
    EXPECT_TRUE(found.converged);
    EXPECT_NEAR(found.point[0], 1, 1e-5);
}

TEST(Minimise, FindsQuadraticMinimaInOneToSixDimensions) {
    for (std::size_t d = 1; d <= 6; ++d) {
        const auto found = within(bowl, std::vector<double>(d, 0.8), 0, 1);
        EXPECT_TRUE(found.converged) << d;
        EXPECT_NEAR(found.value, 7, 7e-8) << d;
        for (std::size_t i = 0; i < d; ++i)
            EXPECT_NEAR(found.point[i], 0.3 + 0.1 * static_cast<double>(i), 2e-4) << d;
        EXPECT_LT(found.evaluations, 60 + 250 * static_cast<int>(d)) << d;
    }
}

TEST(Minimise, StopsAtTheBoundsThatBind) {
    // The bowl's middle lies beyond the upper bound of every parameter from .2 on.
    for (std::size_t d = 1; d <= 6; ++d) {
        const auto found = within(bowl, std::vector<double>(d, 0.1), 0, 0.2);
        EXPECT_TRUE(found.converged) << d;
        for (std::size_t i = 0; i < d; ++i) EXPECT_DOUBLE_EQ(found.point[i], 0.2) << d << ' ' << i;
    }
    const auto lower = within([](Point x) { return x[0] * x[0]; }, {3.0}, 1, 5);
    EXPECT_EQ(lower.point[0], 1);
    const auto mixed = within(bowl, {0.5, 0.5}, 0.35, 1);
    EXPECT_EQ(mixed.point[0], 0.35);
    EXPECT_NEAR(mixed.point[1], 0.4, 1e-4);
}

TEST(Minimise, LeavesABoundAgainstWhichTheSearchBegan) {
    const auto found = within(bowl, {0, 1, 0}, 0, 1);
    EXPECT_NEAR(found.value, 7, 7e-8);
}

TEST(Minimise, ReturnsFromAFlatObjective) {
    for (std::size_t d = 1; d <= 6; ++d) {
        const auto found = within([](Point) { return 4.0; }, std::vector<double>(d, 0.5), 0, 1);
        EXPECT_EQ(found.value, 4);
        EXPECT_TRUE(found.converged);
        EXPECT_LE(found.evaluations, 2000);
    }
}

TEST(Minimise, CountsWhatIsNoNumberAsInfinitelyBad) {
    const auto holed = [](Point x) {
        if (x[0] > 0.6) return nan;
        if (x.size() > 1 && x[1] < 0.2) return -infinity;
        return bowl(x);
    };
    for (std::size_t d = 1; d <= 6; ++d) {
        const auto found = within(holed, std::vector<double>(d, 0.5), 0, 1);
        EXPECT_TRUE(found.converged) << d;
        EXPECT_NEAR(found.value, 7, 1e-6) << d;
    }
    const auto edge = within([](Point x) { return x[0] > 0.6 ? nan : -x[0]; }, {0.1}, 0, 1);
    EXPECT_NEAR(edge.point[0], 0.6, 1e-3);
}

TEST(Minimise, SaysSoWhenNothingIsFinite) {
    for (std::size_t d = 0; d <= 3; ++d) {
        const auto found = within([](Point) { return nan; }, std::vector<double>(d, 0.5), 0, 1);
        EXPECT_FALSE(found.converged);
        EXPECT_EQ(found.value, infinity);
        EXPECT_EQ(found.point, std::vector<double>(d, 0.5));
    }
}

TEST(Minimise, NeverEvaluatesMoreOftenThanAllowed) {
    for (std::size_t d = 1; d <= 4; ++d)
        for (int allowed : {1, 2, 3, 5, 10, 40}) {
            int count = 0;
            gp::MinimiseOptions options;
            options.max_evaluations = allowed;
            const auto found = within(
                [&](Point x) {
                    ++count;
                    return rosenbrock(x) + x[0] * x[0];
                },
                std::vector<double>(d, -1.2), -5, 5, options);
            EXPECT_LE(count, allowed) << d;
            EXPECT_EQ(found.evaluations, count) << d;
            if (allowed < 5) {
                EXPECT_FALSE(found.converged) << d;
            }
        }
}

TEST(Minimise, StaysWithinTheBox) {
    for (std::size_t d = 1; d <= 4; ++d) {
        const auto found = within(
            [](Point x) {
                double sum = 0;
                for (double v : x) {
                    EXPECT_TRUE(v >= -0.5 && v <= 0.25);
                    sum += std::sin(9 * v) - v;
                }
                return sum;
            },
            std::vector<double>(d, 4.0), -0.5, 0.25);
        EXPECT_TRUE(found.converged);
    }
}

TEST(Minimise, HoldsAParameterWhoseBoundsAreEqual) {
    const std::vector<double> start{0.5, 0.5, 0.5}, lower{0, 0.9, 0}, upper{1, 0.9, 1};
    const auto found = gp::minimise(bowl, start, lower, upper);
    EXPECT_EQ(found.point[1], 0.9);
    EXPECT_NEAR(found.point[0], 0.3, 1e-3);
    EXPECT_NEAR(found.point[2], 0.5, 1e-3);
    const auto held = gp::minimise(bowl, start, start, start);
    EXPECT_EQ(held.point, start);
    EXPECT_EQ(held.evaluations, 1);
}

TEST(Minimise, GivesTheSameBitsEveryTime) {
    const auto once = within(rosenbrock, {-1.2, 1.0, 0.4}, -5, 5);
    const auto again = within(rosenbrock, {-1.2, 1.0, 0.4}, -5, 5);
    EXPECT_EQ(once.point, again.point);
    EXPECT_EQ(once.evaluations, again.evaluations);
}

TEST(Minimise, RefusesBoxesThatAreNone) {
    const std::vector<double> one{0.5}, two{0.5, 0.5}, high{1.0}, low{0.0};
    EXPECT_THROW(static_cast<void>(gp::minimise(bowl, two, low, high)), std::invalid_argument);
    EXPECT_THROW(static_cast<void>(gp::minimise(bowl, one, high, low)), std::invalid_argument);
    const std::vector<double> bad{nan};
    EXPECT_THROW(static_cast<void>(gp::minimise(bowl, bad, low, high)), std::invalid_argument);
    EXPECT_THROW(static_cast<void>(gp::minimise(bowl, one, bad, high)), std::invalid_argument);
    gp::MinimiseOptions options;
    options.tolerance = 0;
    EXPECT_THROW(static_cast<void>(gp::minimise(bowl, one, low, high, options)),
                 std::invalid_argument);
}

}  // namespace
}  // namespace minimise_test

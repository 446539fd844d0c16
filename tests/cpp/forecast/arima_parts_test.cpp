// What ARIMA models are made of: lag polynomials, autocovariances, conditional least squares and
// the solver, each against another way to the same numbers.
#include "forecast/arima_cases.hpp"
#include <glidepath/forecast/member/arima_css.hpp>
#include <glidepath/forecast/member/arima_data.hpp>
#include <glidepath/forecast/member/arima_least_squares.hpp>
#include <glidepath/forecast/member/arima_polynomial.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <vector>

namespace arima_parts_test {
namespace {

using glidepath::ArimaOrder;
using glidepath::detail::ArimaLeastSquares;
using glidepath::detail::ArimaSeries;
using glidepath::detail::autocovariances;
using glidepath::detail::coefficients_of_partials;
using glidepath::detail::differencing;
using glidepath::detail::multiply_factors;
using glidepath::detail::partials_of_coefficients;
using glidepath::detail::psi_weights;
using glidepath::detail::roots_outside;
using glidepath::testing::noise;
using glidepath::testing::none;

TEST(ArimaParts, PsiWeightsAreThePowersOfAnAr1) {
    std::vector<double> psi(20);
    psi_weights(std::vector<double>{-0.8}, {}, psi);
    for (std::size_t j = 0; j < psi.size(); ++j)
        EXPECT_NEAR(psi[j], std::pow(-0.8, static_cast<double>(j)), 1e-15);
}

TEST(ArimaParts, PsiWeightsUndoTheAutoregressiveExpansion) {
    const std::vector<double> phi{0.6, -0.3, 0.1};
    const std::vector<double> theta{0.4, -0.25};
    // phi(B) / theta(B) is the process whose AR part is -theta and whose MA part is -phi.
    const std::vector<double> minus_phi{-0.6, 0.3, -0.1};
    const std::vector<double> minus_theta{-0.4, 0.25};
    std::vector<double> psi(60);
    std::vector<double> pi(60);
    psi_weights(phi, theta, psi);
    psi_weights(minus_theta, minus_phi, pi);
    for (std::size_t k = 0; k < psi.size(); ++k) {
        double sum = 0;
        for (std::size_t j = 0; j <= k; ++j) sum += psi[j] * pi[k - j];
        EXPECT_NEAR(sum, k == 0 ? 1 : 0, 1e-15) << k;
    }
}

TEST(ArimaParts, AutocovariancesAreTheSumsOfPsiWeights) {
    const std::vector<double> phi{0.6, -0.3, 0.2, 0.15};
    for (auto const& theta : {std::vector<double>{}, std::vector<double>{0.4},
                              std::vector<double>{0.4, 0.25, -0.2, 0.1, 0.3, -0.6}}) {
        std::vector<double> psi(4000);
        psi_weights(phi, theta, psi);
        std::vector<double> gamma(phi.size());
        glidepath::detail::AutocovarianceRoom room;
        ASSERT_TRUE(autocovariances(phi, theta, gamma, room));
        for (std::size_t k = 0; k < gamma.size(); ++k) {
            double sum = 0;
            for (std::size_t j = 0; j + k < psi.size(); ++j) sum += psi[j] * psi[j + k];
            EXPECT_NEAR(gamma[k], sum, 1e-12 * sum) << theta.size() << ' ' << k;
        }
    }
    std::vector<double> gamma(1);
    glidepath::detail::AutocovarianceRoom room;
    EXPECT_FALSE(autocovariances(std::vector<double>{1.0}, {}, gamma, room));
    EXPECT_FALSE(autocovariances(std::vector<double>{0.5, 0.5}, {}, gamma, room));
}

TEST(ArimaParts, RootsAreOutsideACircleWhereTheFactorsSaySo) {
    // (1 - .8 z)(1 + .5 z): roots at 1.25 and -2.
    const std::vector<double> a{0.3, 0.4};
    EXPECT_TRUE(roots_outside(a, 1));
    EXPECT_TRUE(roots_outside(a, 1.2499));
    EXPECT_FALSE(roots_outside(a, 1.2501));
    // 1 - z^2 / 4 + z^4 / 4: complex roots, all at the fourth root of 4.
    const std::vector<double> complex{0, 0.25, 0, -0.25};
    EXPECT_TRUE(roots_outside(complex, 1.4142));
    EXPECT_FALSE(roots_outside(complex, 1.4143));
    EXPECT_TRUE(roots_outside({}, 5));
    EXPECT_FALSE(roots_outside(std::vector<double>{none}, 1));
    EXPECT_FALSE(roots_outside(std::vector<double>{0.1, none, 0.1}, 1));
}

TEST(ArimaParts, PartialAutocorrelationsAndCoefficientsAreTwoFormsOfTheSame) {
    const std::vector<double> partials{0.7, -0.95, 0.2, 0.5, -0.3};
    std::vector<double> a(5);
    coefficients_of_partials(partials, a);
    EXPECT_TRUE(roots_outside(a, 1));
    std::vector<double> back(5);
    partials_of_coefficients(a, back);
    for (std::size_t k = 0; k < 5; ++k) EXPECT_NEAR(back[k], partials[k], 1e-12);
    // Of degree 2: r1 (1 - r2) and r2 (Barndorff-Nielsen and Schou 1973).
    std::vector<double> two(2);
    coefficients_of_partials(std::vector<double>{0.6, -0.4}, two);
    EXPECT_NEAR(two[0], 0.84, 1e-15);
    EXPECT_EQ(two[1], -0.4);
    // At the unit circle: the edge.
    std::vector<double> one(1);
    partials_of_coefficients(std::vector<double>{-1.0}, one);
    EXPECT_EQ(one[0], -0.9995);
}

TEST(ArimaParts, FactorsMultiplyAndDifferencesToo) {
    // (1 - .5 B)(1 - .2 B^4) and (1 + .5 B)(1 + .2 B^4).
    std::vector<double> out(5);
    multiply_factors(std::vector<double>{0.5}, std::vector<double>{0.2}, 4, -1, out);
    EXPECT_EQ(out, (std::vector<double>{0.5, 0, 0, 0.2, -0.1}));
    multiply_factors(std::vector<double>{0.5}, std::vector<double>{0.2}, 4, 1, out);
    EXPECT_EQ(out, (std::vector<double>{0.5, 0, 0, 0.2, 0.1}));
    EXPECT_EQ(differencing(2, 0, 1), (std::vector<double>{2, -1}));
    EXPECT_EQ(differencing(1, 1, 4), (std::vector<double>{1, 0, 0, 1, -1}));
    EXPECT_TRUE(differencing(0, 0, 12).empty());
}

TEST(ArimaParts, DerivativesOfConditionalErrorsAreTheirDifferences) {
    ArimaOrder order{2, 0, 1, 1, 0, 1, 4, true};
    const std::vector<double> w = noise(40, 3);
    const std::vector<double> x(40, 1.0);
    glidepath::detail::ConditionalArma problem;
    problem.reset(order, w, x);
    const std::size_t n = w.size();
    const std::vector<double> point{0.3, -0.2, 0.25, 0.4, -0.35, 0.1};
    ASSERT_EQ(problem.parameters(), point.size());
    std::vector<double> columns(n * point.size());
    std::vector<double> here(n);
    ASSERT_TRUE(problem.residuals(point, here));
    problem.jacobian(point, here, columns);
    for (std::size_t k = 0; k < point.size(); ++k) {
        std::vector<double> below = point;
        std::vector<double> above = point;
        below[k] -= 1e-5;
        above[k] += 1e-5;
        std::vector<double> low(n);
        std::vector<double> high(n);
        ASSERT_TRUE(problem.residuals(below, low) && problem.residuals(above, high));
        for (std::size_t t = 0; t < n; ++t)
            EXPECT_NEAR(columns[k * n + t], (high[t] - low[t]) / 2e-5, 1e-8) << k << ' ' << t;
    }
    std::vector<double> outside = point;
    outside[2] = 1;
    EXPECT_FALSE(problem.residuals(outside, here));
}

/// Rosenbrock's valley: residuals 10 (y - x^2) and 1 - x.
struct Valley {
    double allowed = std::numeric_limits<double>::infinity();
    int calls = 0;
    bool residuals(std::span<double const> point, std::span<double> out) {
        ++calls;
        if (point[0] > allowed) return false;
        out[0] = 10 * (point[1] - point[0] * point[0]);
        out[1] = 1 - point[0];
        return true;
    }
    static void jacobian(std::span<double const> point, std::span<double const> /*here*/,
                         std::span<double> columns) {
        columns[0] = -20 * point[0];
        columns[1] = -1;
        columns[2] = 10;
        columns[3] = 0;
    }
};

TEST(ArimaParts, LeastSquaresFollowsRosenbrocksValley) {
    Valley valley;
    ArimaLeastSquares solver;
    std::array<double, 2> point{-1.2, 1};
    const auto result = solver.minimise(valley, point, 2, 200, 1e-14);
    EXPECT_TRUE(result.started);
    EXPECT_NEAR(point[0], 1, 1e-6);
    EXPECT_NEAR(point[1], 1, 1e-6);
    EXPECT_EQ(result.evaluations, valley.calls);
}

TEST(ArimaParts, LeastSquaresStaysInTheRegionAndEnds) {
    Valley valley;
    valley.allowed = 0.5;
    ArimaLeastSquares solver;
    std::array<double, 2> point{-1.2, 1};
    const auto result = solver.minimise(valley, point, 2, 200, 1e-14);
    EXPECT_LE(point[0], 0.5);
    EXPECT_LT(result.sum_of_squares, 1);  // from 24.2
    EXPECT_LE(result.evaluations, 1 + 200 * 10);
    std::array<double, 2> outside{0.6, 0};
    EXPECT_FALSE(solver.minimise(valley, outside, 2, 200, 1e-14).started);
    EXPECT_EQ(outside[0], 0.6);
}

TEST(ArimaParts, GapsAreFilledAlongTheLineBetweenNeighboursACycleApart) {
    const std::vector<double> y{none, 1, 2, 3, none, none, 8, none, 5};
    const ArimaSeries plain = ArimaSeries::of(y, 1);
    EXPECT_EQ(plain.skipped, 1U);
    EXPECT_EQ(plain.observed(), 5U);
    ASSERT_EQ(plain.y.size(), 8U);
    EXPECT_NEAR(plain.y[3] * plain.scale, 3 + 5.0 / 3, 1e-14);
    EXPECT_NEAR(plain.y[6] * plain.scale, 6.5, 1e-14);
    const ArimaSeries seasonal = ArimaSeries::of(y, 4);
    EXPECT_NEAR(seasonal.y[3] * seasonal.scale, 5, 1e-14);  // the only one of its phase
    EXPECT_NEAR(seasonal.y[4] * seasonal.scale, 1, 1e-14);
    EXPECT_NEAR(seasonal.y[6] * seasonal.scale, 3, 1e-14);
}

}  // namespace
}  // namespace arima_parts_test

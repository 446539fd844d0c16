// ARIMA models of series with missing values: against statsmodels at fixed coefficients and against
// dense Gaussian algebra.
#include "forecast/arima_cases.hpp"
#include <glidepath/forecast/member/arima.hpp>

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <numbers>
#include <span>
#include <vector>

namespace arima_gaps_test {
namespace {

using glidepath::Arima;
using glidepath::ArimaCoefficients;
using glidepath::ArimaOrder;
using glidepath::Prediction;
using glidepath::testing::noise;
using glidepath::testing::none;
using glidepath::testing::walk;

/// The log-likelihood at another variance than the one that maximises it.
double log_likelihood_at(Arima const& model, double variance) {
    const double ratio = model.maximum_likelihood_variance() / variance;
    return model.log_likelihood() - 0.5 * model.observations() * (ratio - 1 - std::log(ratio));
}

// R datasets, UKgas: the first 32 quarters.
std::vector<double> first_gas() {
    std::vector<double> y{160.1, 129.7, 84.8,  120.1, 160.1, 124.9, 84.8,  116.9,
                          169.7, 140.9, 89.7,  123.3, 187.3, 144.1, 92.9,  120.1,
                          176.1, 147.3, 89.7,  123.3, 185.7, 155.3, 99.3,  131.3,
                          200.1, 161.7, 102.5, 136.1, 204.9, 176.1, 112.1, 140.9};
    for (double& value : y) value = std::log(value);
    return y;
}

// statsmodels 0.15.0, SARIMAX with use_exact_diffuse, from tests/reference/make_arima.py.
TEST(ArimaGaps, AgreesWithStatsmodelsExactDiffuseFilterOverGaps) {
    std::vector<double> y = first_gas();
    for (std::size_t t : {1, 6, 13, 14, 29}) y[t] = none;
    ArimaCoefficients coefficients;
    coefficients.phi = {0.3};
    coefficients.theta = {-0.5};
    coefficients.seasonal_theta = {-0.6};
    const Arima model = Arima::with(y, {1, 1, 1, 0, 1, 1, 4}, coefficients);
    EXPECT_EQ(model.observations(), 22);
    EXPECT_NEAR(log_likelihood_at(model, 0.002), 36.831851741671244, 1e-7);
    // In the diffuse phase (the first six) there are no errors of predictions.
    const std::vector<double> errors{-0.027005860607914656,
                                     0.08359513872633428,
                                     0.07386929676554121,
                                     -0.029492173342065442,
                                     -0.0288710481685559,
                                     0.07798427204500058,
                                     none,
                                     none,
                                     -0.1160222647884499,
                                     -0.0027945293354463274,
                                     0.05165342125484873,
                                     -0.037466859642311334,
                                     -0.002783116951730058,
                                     0.031223216764970196,
                                     0.03278992313133067,
                                     0.03581932191245052,
                                     -0.027263499924703893,
                                     0.02880105240552666,
                                     -0.013655761045976433,
                                     0.0049137178325375785,
                                     -0.01642022898335771,
                                     0.003460569586847484,
                                     none,
                                     0.0579758630832492,
                                     -0.056021268507059574};
    for (std::size_t t = 0; t < 7; ++t) EXPECT_TRUE(std::isnan(model.residuals()[t])) << t;
    for (std::size_t t = 0; t < errors.size(); ++t) {
        ASSERT_EQ(std::isnan(model.residuals()[t + 7]), std::isnan(errors[t])) << t;
        if (std::isnan(errors[t])) continue;
        EXPECT_NEAR(model.residuals()[t + 7], errors[t], 1e-9) << t;
    }
    const std::vector<double> mean{5.361652230314035, 5.172249372072507, 4.72713244736768,
                                   4.994665574316638, 5.403311806346582, 5.2124222742912165};
    const std::vector<double> deviation{0.044769252268944223, 0.05961564622545729,
                                        0.06621711140481001,  0.0736618595985021,
                                        0.08903154339448516,  0.10183046328983163};
    const Prediction ahead = model.predict(6);
    for (std::size_t h = 0; h < mean.size(); ++h) {
        EXPECT_NEAR(ahead.mean[h], mean[h], 1e-8);
        EXPECT_NEAR(ahead.deviation[h] / model.sigma(), deviation[h] / std::sqrt(0.002), 1e-7);
    }
}

// The same source: a stationary seasonal model, where nothing is diffuse.
TEST(ArimaGaps, AgreesWithStatsmodelsOverGapsOfAStationaryModel) {
    std::vector<double> y = first_gas();
    for (std::size_t t : {8, 9, 20}) y[t] = none;
    for (double& value : y) value -= 4.9;
    ArimaCoefficients coefficients;
    coefficients.phi = {0.5};
    coefficients.seasonal_phi = {0.8};
    coefficients.seasonal_theta = {-0.3};
    const Arima model = Arima::with(y, {1, 0, 0, 1, 0, 1, 4}, coefficients);
    EXPECT_NEAR(log_likelihood_at(model, 0.01), 18.350078752840957, 1e-8);
    EXPECT_NEAR(model.residuals()[0], 0.17579862000266822, 1e-10);
    EXPECT_NEAR(model.residuals()[7], 0.012431757304897706, 1e-10);
    EXPECT_TRUE(std::isnan(model.residuals()[8]));
    EXPECT_NEAR(model.residuals()[10], -0.07772192650464654, 1e-10);
    EXPECT_NEAR(model.residuals()[31], 0.03800823667240194, 1e-10);
    const Prediction ahead = model.predict(6);
    EXPECT_NEAR(ahead.mean[0], 0.31558071682179617, 1e-10);
    EXPECT_NEAR(ahead.mean[5], 0.14425749501428414, 1e-10);
    EXPECT_NEAR(ahead.deviation[5] / model.sigma(), 0.1312872242162745 / 0.1, 1e-9);
}

/// Autocovariances of an ARMA process by summing its moving average representation.
std::vector<double> summed_autocovariances(std::span<double const> phi,
                                           std::span<double const> theta, std::size_t count) {
    std::vector<double> psi(6000, 0);
    for (std::size_t j = 0; j < psi.size(); ++j) {
        psi[j] = j == 0 ? 1 : j <= theta.size() ? theta[j - 1] : 0;
        for (std::size_t i = 1; i <= phi.size() && i <= j; ++i) psi[j] += phi[i - 1] * psi[j - i];
    }
    std::vector<double> result(count);
    for (std::size_t k = 0; k < count; ++k)
        for (std::size_t j = 0; j + k < psi.size(); ++j) result[k] += psi[j] * psi[j + k];
    return result;
}

/// The likelihood of normal numbers with errors of variance 1, that variance concentrated out.
double dense_log_likelihood(Eigen::MatrixXd const& covariance, Eigen::VectorXd const& values) {
    const Eigen::LLT<Eigen::MatrixXd> factor(covariance);
    const Eigen::VectorXd standardised = factor.matrixL().solve(values);
    double log_determinant = 0;
    const Eigen::MatrixXd lower = factor.matrixL();
    for (Eigen::Index i = 0; i < lower.rows(); ++i) log_determinant += 2 * std::log(lower(i, i));
    const auto n = static_cast<double>(values.size());
    return -0.5 * (n * (std::log(2 * std::numbers::pi * standardised.squaredNorm() / n) + 1) +
                   log_determinant);
}

TEST(ArimaGaps, LikelihoodWithGapsIsThatOfTheDenseCovarianceMatrix) {
    const std::vector<double> phi{0.6, -0.3};
    const std::vector<double> theta{0.4, 0.25, -0.2};
    std::vector<double> y = noise(40, 7);
    for (std::size_t t : {0, 3, 4, 5, 17, 30, 39}) y[t] = none;
    const auto gamma = summed_autocovariances(phi, theta, 40);
    std::vector<std::size_t> known;
    for (std::size_t t = 0; t < y.size(); ++t)
        if (!std::isnan(y[t])) known.push_back(t);
    const auto size = static_cast<Eigen::Index>(known.size());
    Eigen::MatrixXd covariance(size, size);
    Eigen::VectorXd values(size);
    for (Eigen::Index i = 0; i < size; ++i) {
        values(i) = y[known[static_cast<std::size_t>(i)]];
        for (Eigen::Index j = 0; j < size; ++j) {
            const auto a = known[static_cast<std::size_t>(i)];
            const auto b = known[static_cast<std::size_t>(j)];
            covariance(i, j) = gamma[a > b ? a - b : b - a];
        }
    }
    ArimaCoefficients coefficients;
    coefficients.phi = phi;
    coefficients.theta = theta;
    const Arima model = Arima::with(y, {2, 0, 3}, coefficients);
    EXPECT_NEAR(model.log_likelihood(), dense_log_likelihood(covariance, values), 1e-9);

    // The prediction and its variance, conditional on what was observed.
    Eigen::VectorXd cross(size);
    const auto longer = summed_autocovariances(phi, theta, 60);
    for (std::size_t h = 1; h <= 5; ++h) {
        for (Eigen::Index i = 0; i < size; ++i)
            cross(i) = longer[39 + h - known[static_cast<std::size_t>(i)]];
        const Eigen::VectorXd weights = covariance.llt().solve(cross);
        const Prediction ahead = model.predict(5);
        EXPECT_NEAR(ahead.mean[h - 1], weights.dot(values), 1e-10);
        EXPECT_NEAR(ahead.deviation[h - 1],
                    model.sigma() * std::sqrt(longer[0] - weights.dot(cross)), 1e-10);
    }
}

TEST(ArimaGaps, LikelihoodWithGapsAndADifferenceIsThatOfTheStepsBetweenWhatWasObserved) {
    const std::vector<double> phi{0.5};
    const std::vector<double> theta{-0.3};
    for (int season : {1, 4}) {
        SCOPED_TRACE(season);
        std::vector<double> y = walk(30, 11);
        // With a season of 4 that of period 5 is felt before that of period 2.
        for (std::size_t t : {1, 2, 5, 8, 9, 10, 11, 12, 22, 29}) y[t] = none;
        const auto gamma = summed_autocovariances(phi, theta, 40);
        // Each step from one observed value to the next of its phase is a sum of differences.
        const auto m = static_cast<std::size_t>(season);
        std::vector<std::vector<std::size_t>> steps;
        std::vector<double> values;
        for (std::size_t t = 0; t < y.size(); ++t) {
            if (std::isnan(y[t])) continue;
            std::vector<std::size_t> step{t};
            std::size_t before = t;
            while (before >= m && std::isnan(y[before - m])) step.push_back(before -= m);
            if (before < m) continue;
            steps.push_back(step);
            values.push_back(y[t] - y[before - m]);
        }
        const auto size = static_cast<Eigen::Index>(steps.size());
        Eigen::MatrixXd covariance = Eigen::MatrixXd::Zero(size, size);
        for (Eigen::Index i = 0; i < size; ++i)
            for (Eigen::Index j = 0; j < size; ++j)
                for (std::size_t a : steps[static_cast<std::size_t>(i)])
                    for (std::size_t b : steps[static_cast<std::size_t>(j)])
                        covariance(i, j) += gamma[a > b ? a - b : b - a];
        ArimaCoefficients coefficients;
        coefficients.phi = phi;
        coefficients.theta = theta;
        ArimaOrder order{1, 1, 1};
        if (season > 1) order = {1, 0, 1, 0, 1, 0, season};
        const Arima model = Arima::with(y, order, coefficients);
        EXPECT_EQ(model.observations(), size);
        EXPECT_NEAR(
            model.log_likelihood(),
            dense_log_likelihood(covariance, Eigen::Map<Eigen::VectorXd>(values.data(), size)),
            1e-9);
    }
}

TEST(ArimaGaps, ValuesBeforeTheFirstObservedOneChangeNothing) {
    const std::vector<double> y = walk(30, 8);
    std::vector<double> later(5, none);
    later.insert(later.end(), y.begin(), y.end());
    const ArimaOrder order{1, 1, 0, 0, 1, 1, 4};
    const Arima model = Arima::fit(y, order);
    const Arima other = Arima::fit(later, order);
    EXPECT_EQ(other.log_likelihood(), model.log_likelihood());
    EXPECT_EQ(other.predict(3).mean, model.predict(3).mean);
    ASSERT_EQ(other.residuals().size(), 35U);
    EXPECT_EQ(other.residuals()[34], model.residuals()[29]);
}

TEST(ArimaGaps, MissingValuesAtTheEndMoveTheHorizon) {
    std::vector<double> y = walk(30, 9);
    const ArimaCoefficients coefficients{{0.4}, {0.3}, {}, {}, 0.2};
    const ArimaOrder order{1, 1, 1, 0, 0, 0, 1, true};
    const Prediction ahead = Arima::with(y, order, coefficients).predict(6);
    y.insert(y.end(), 2, none);
    const Arima model = Arima::with(y, order, coefficients);
    const Prediction later = model.predict(4);
    for (std::size_t h = 0; h < 4; ++h) {
        EXPECT_NEAR(later.mean[h], ahead.mean[h + 2], 1e-9);
        EXPECT_NEAR(later.deviation[h], ahead.deviation[h + 2], 1e-9);
    }
}

}  // namespace
}  // namespace arima_gaps_test

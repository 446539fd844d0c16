// Chow-Lin and its relatives against R tempdisagg and JDemetra+, and what any of them must satisfy.
#include "path/disaggregation_support.hpp"
#include <glidepath/path/disaggregation/regression.hpp>

#include <Eigen/LU>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <charconv>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

namespace regression_test {
namespace {

namespace gp = glidepath;
using namespace gp::testing::disaggregation;
using gp::Aggregation;
using gp::Conversion;
using gp::Criterion;
using gp::regress;
using gp::RegressionFit;
using gp::RegressionModel;
using gp::RegressionOptions;
using gp::testing::ReferenceTable;
using ::testing::HasSubstr;

/// The numbers of a cell such as "12.4;0.013"; quotes do not matter.
std::vector<double> numbers_in(std::string const& cell) {
    std::vector<double> numbers;
    char const* at = cell.data();
    char const* const end = cell.data() + cell.size();
    while (at < end) {
        double value = 0;
        const auto [next, error] = std::from_chars(at, end, value);
        if (error == std::errc()) numbers.push_back(value);
        at = error == std::errc() ? next : at + 1;
    }
    return numbers;
}

/// What R tempdisagg printed for a case, from its list of cases.
struct PrintedFit {
    double rho = 0;
    std::vector<double> beta;
    std::vector<double> se;
    double rss = 0;
    double log_likelihood = 0;
    double variance = 0;
    double aic = 0;
    double bic = 0;
    bool truncated = false;
};
PrintedFit printed_fit(std::string const& name) {
    const auto table = ReferenceTable::open("vectors/disagg/cases_tempdisagg.csv").value();
    // Names and cells of this list are in quotes.
    const auto cell = [&](std::size_t row, std::string const& what) {
        return table.text(row, '"' + what + '"');
    };
    for (std::size_t row = 0; row < table.size(); ++row) {
        if (cell(row, "case") != '"' + name + '"') continue;
        const auto number = [&](std::string const& what) {
            return numbers_in(cell(row, what)).at(0);
        };
        return {number("rho_hat"),
                numbers_in(cell(row, "beta")),
                numbers_in(cell(row, "se")),
                number("rss"),
                number("logl"),
                number("s2_ml"),
                number("aic"),
                number("bic"),
                cell(row, "truncated") == "\"TRUE\""};
    }
    throw std::runtime_error("no case " + name);
}

/// One case of R tempdisagg on the sales.
struct SalesCase {
    std::string name;
    RegressionOptions options;
    bool with_imports = false;
    double tolerance = linear;  ///< Of the path; wider where rho is an estimate.
};
void PrintTo(SalesCase const& c, std::ostream* out) { *out << c.name; }

class SalesRegression : public SalesAndExports, public ::testing::WithParamInterface<SalesCase> {};

TEST_P(SalesRegression, AgreesWithTempdisagg) {
    SalesCase const& c = GetParam();
    const auto path = regress(
        sales, quarters, c.with_imports ? columns({exports, imports}) : column(exports), c.options);
    const PrintedFit expected = printed_fit(c.name);
    RegressionFit const& fit = path.fit;
    EXPECT_NEAR(fit.rho, expected.rho, 1e-5);
    EXPECT_EQ(fit.truncated, expected.truncated);
    EXPECT_LT(difference(path.values, output(c.name)), c.tolerance);
    EXPECT_LT(difference(fit.coefficients, expected.beta), 10 * c.tolerance);
    EXPECT_LT(difference(fit.coefficient_errors, expected.se), 100 * c.tolerance);
    EXPECT_NEAR(fit.log_likelihood, expected.log_likelihood, 1e-4);
    EXPECT_NEAR(fit.rss / expected.rss, 1, 1e-6);
    EXPECT_NEAR(fit.variance / expected.variance, 1, 1e-6);
    EXPECT_NEAR(fit.aic, expected.aic, 1e-6);
    EXPECT_NEAR(fit.bic, expected.bic, 1e-6);
}

constexpr double with_estimate = 1e-6;
INSTANTIATE_TEST_SUITE_P(
    Tempdisagg, SalesRegression,
    ::testing::Values(
        SalesCase{"A01_sales_exports_chowlin_maxlog", {}},
        SalesCase{
            "A02_sales_exports_chowlin_maxlog_notrunc", {.lowest_rho = -1}, false, with_estimate},
        SalesCase{"A03_sales_exports_imports_chowlin_maxlog", {}, true},
        SalesCase{"A04_sales_exports_chowlin_noint", {.intercept = false}, false, with_estimate},
        SalesCase{
            "A05_sales_exports_ecotrim", {.criterion = Criterion::min_rss}, false, with_estimate},
        SalesCase{"A06_sales_exports_quilis",
                  {.criterion = Criterion::min_rss_quilis},
                  false,
                  with_estimate},
        SalesCase{"A07_sales_exports_chowlin_fixed075", {.rho = 0.75}},
        SalesCase{"A08_sales_exports_fernandez", {.model = RegressionModel::fernandez}},
        SalesCase{"A09_sales_exports_litterman_maxlog", {.model = RegressionModel::litterman}},
        SalesCase{"A10_sales_exports_litterman_fixed04",
                  {.model = RegressionModel::litterman, .rho = 0.4}},
        SalesCase{"A11_sales_exports_litterman_minrss",
                  {.model = RegressionModel::litterman, .criterion = Criterion::min_rss},
                  false,
                  with_estimate},
        SalesCase{"A12_sales_exports_ols", {.rho = 0.0}},
        SalesCase{"A13_sales_exports_dynamic_maxlog", {.model = RegressionModel::dynamic}},
        SalesCase{"A14_sales_exports_dynamic_fixed05",
                  {.model = RegressionModel::dynamic, .rho = 0.5}},
        SalesCase{"A22_sales_exports_fast", {.rho = 0.99999, .intercept = false}}),
    [](auto const& tested) { return tested.param.name.substr(0, 3); });

// The same statistics for the free data, from the list of cases of R tempdisagg 1.1.1.
TEST(Regression, InvestmentFernandezAgreesWithTempdisagg) {
    const auto path = regress(inv_a, investment_quarters(), column(inv_ind_q),
                              {.model = RegressionModel::fernandez});
    EXPECT_LT(difference(path.values, a37_inv_q_fernandez), linear);
    EXPECT_NEAR(path.fit.coefficients[0], -2.517714617, 1e-8);
    EXPECT_NEAR(path.fit.coefficients[1], 1.014144690, 1e-8);
    EXPECT_NEAR(path.fit.coefficient_errors[0], 1.981123856, 1e-8);
    EXPECT_NEAR(path.fit.coefficient_errors[1], 0.06304554672, 1e-9);
    EXPECT_NEAR(path.fit.rss, 0.1642247563, 1e-9);
    EXPECT_NEAR(path.fit.log_likelihood, -7.699404502, 1e-8);
    EXPECT_NEAR(path.fit.variance, 0.03284495126, 1e-10);
    EXPECT_NEAR(path.fit.aic, -2.615957237, 1e-8);
    EXPECT_NEAR(path.fit.bic, -2.772182072, 1e-8);
    EXPECT_FALSE(path.fit.estimated);
}

TEST(Regression, InvestmentChowLinAgreesWithTempdisaggAndJDemetra) {
    const auto path = regress(inv_a, investment_quarters(), column(inv_ind_q), {.rho = 0.9});
    EXPECT_LT(difference(path.values, a38_inv_q_chowlin_fixed09), linear);  // and JA46
    EXPECT_NEAR(path.fit.coefficients[0], -2.527509136, 1e-8);
    EXPECT_NEAR(path.fit.coefficients[1], 1.023531421, 1e-8);
    EXPECT_NEAR(path.fit.log_likelihood, -7.669896043, 1e-8);
    // JDemetra+ divides the sum of squares by m, we by m - k, as tempdisagg does for the errors of
    // the coefficients: the shares of 5 benchmarks and 2 coefficients.
    auto errors = path.standard_errors;
    for (double& error : errors) error *= std::sqrt(3.0 / 5);
    EXPECT_LT(difference(errors, ja46_inv_chowlin_fixed09_se), linear);
}

TEST(Regression, PopulationAgreesWithTempdisaggAndJDemetra) {
    const auto last =
        regress(pop_a, population_quarters(Conversion::last), column(pop_ind_q), {.rho = 0.9});
    EXPECT_LT(difference(last.values, a45_pop_last_chowlin_fixed09), linear);  // and JA48
    EXPECT_NEAR(last.fit.coefficients[1], 0.9781544085, 1e-8);
    EXPECT_NEAR(last.fit.coefficient_errors[0], 22.33294138, 1e-7);
    EXPECT_NEAR(last.fit.log_likelihood, -7.675329726, 1e-8);
    auto errors = last.standard_errors;
    for (double& error : errors) error *= std::sqrt(4.0 / 6);
    EXPECT_LT(difference(errors, ja48_pop_last_chowlin_fixed09_se), linear);

    const auto mean = regress(pop_a, population_quarters(Conversion::mean), column(pop_ind_q),
                              {.model = RegressionModel::fernandez});
    EXPECT_LT(difference(mean.values, a46_pop_average_fernandez), linear);  // and JA47
    EXPECT_NEAR(mean.fit.coefficients[0], 22.54131209, 1e-7);
    EXPECT_NEAR(mean.fit.coefficients[1], 0.7834190010, 1e-8);
    EXPECT_NEAR(mean.fit.log_likelihood, -7.469292794, 1e-8);
    // Of a diffuse random walk JDemetra+ counts the diffuse start alone.
    errors = mean.standard_errors;
    for (double& error : errors) error *= std::sqrt(4.0 / 5);
    EXPECT_LT(difference(errors, ja47_pop_avg_fernandez_se), linear);
}

TEST_F(SalesAndExports, RegressionsAgreeWithJDemetra) {
    // Its optimiser stops at rho = -0.3069303, 2e-5 from the optimum.
    const auto chow_lin = regress(sales, quarters, column(exports), {.lowest_rho = -1});
    EXPECT_NEAR(chow_lin.fit.rho, -3.069302800e-01, 3e-5);
    EXPECT_NEAR(chow_lin.fit.log_likelihood, -1.593443825e+02, 1e-7);
    EXPECT_LT(difference(chow_lin.values, output("JA40_sales_chowlin")), 3e-6);

    const auto fixed = regress(sales, quarters, column(exports), {.rho = 0.75});
    EXPECT_LT(difference(fixed.values, output("JA41_sales_chowlin_fixed075")), linear);
    auto errors = fixed.standard_errors;
    for (double& error : errors) error *= std::sqrt(34.0 / 36);
    EXPECT_LT(difference(errors, output("JA41_sales_chowlin_fixed075", "se")), linear);

    // The diffuse start of JDemetra+ hides the constant.
    const auto fernandez =
        regress(sales, quarters, column(exports), {.model = RegressionModel::fernandez});
    EXPECT_LT(difference(fernandez.values, output("JA42_sales_fernandez_zeroinit_const")), linear);
    EXPECT_LT(difference(fernandez.values, output("JA43_sales_fernandez_diffuse")), linear);
    errors = fernandez.standard_errors;
    for (double& error : errors) error *= std::sqrt(34.0 / 35);
    EXPECT_LT(difference(errors, output("JA43_sales_fernandez_diffuse", "se")), linear);

    const auto litterman = regress(sales, quarters, column(exports),
                                   {.model = RegressionModel::litterman, .rho = 0.4});
    EXPECT_LT(difference(litterman.values, output("JA45_sales_litterman_fixed04_diffuse")), linear);
}

// JDemetra+ with zero initialisation starts the steps of the random walk otherwise than Litterman:
// a known difference of 3e-4 of the largest value. We keep to Litterman, as tempdisagg does.
TEST_F(SalesAndExports, LittermanDiffersFromJDemetraWithZeroInitialisation) {
    const auto path = regress(sales, quarters, column(exports),
                              {.model = RegressionModel::litterman, .rho = 0.4});
    const auto theirs = output("JA44_sales_litterman_fixed04_zeroinit");
    EXPECT_GT(difference(path.values, theirs), 2e-4);
    EXPECT_LT(difference(path.values, theirs), 4e-4);
}

// A random walk without indicator about a constant: JDemetra+ 3.6.0, first value at the first
// benchmark.
TEST(Regression, RandomWalkThroughPointsAgreesWithJDemetra) {
    const auto quarters = Aggregation::regular(4, 6, Conversion::last, 0, 2);
    const auto path =
        regress(pop_a, quarters, nothing(quarters), {.model = RegressionModel::fernandez});
    const std::vector<double> values(path.values.begin() + 3, path.values.end());
    const std::vector<double> errors(path.standard_errors.begin() + 3, path.standard_errors.end());
    EXPECT_LT(difference(values, ja49_pop_last_rw_noind), linear);
    EXPECT_LT(difference(errors, ja49_pop_last_rw_noind_se), linear);
}

// --- what holds for all of them -----------------------------------------------------------------

/// The estimate by the formulas as they stand in the literature, with n x n matrices.
std::vector<double> dense(std::span<double const> benchmarks, Aggregation const& aggregation,
                          Eigen::MatrixXd const& x, Eigen::MatrixXd const& whitener) {
    Eigen::MatrixXd c = Eigen::MatrixXd::Zero(aggregation.benchmarks(), aggregation.size());
    for (int k = 0; k < aggregation.benchmarks(); ++k) {
        const auto run = aggregation.run(k);
        for (int t = run.first; t <= run.last; ++t) c(k, t) = run.coefficient;
    }
    const Eigen::MatrixXd q = (whitener.transpose() * whitener).inverse();
    const Eigen::MatrixXd v = (c * q * c.transpose()).inverse();
    const Eigen::MatrixXd cx = c * x;
    const Eigen::VectorXd y = Eigen::Map<Eigen::VectorXd const>(benchmarks.data(), c.rows());
    const Eigen::VectorXd b = (cx.transpose() * v * cx).inverse() * (cx.transpose() * v * y);
    const Eigen::VectorXd path = x * b + q * c.transpose() * v * (y - cx * b);
    return {path.data(), path.data() + path.size()};
}

// Months of unequal length in days, with free days before, between and behind.
TEST(Regression, UnequalSpansAgreeWithTheDenseFormulas) {
    const std::vector<Aggregation::Span> spans{{2, 32}, {33, 60}, {61, 91}, {95, 124}, {125, 155}};
    const std::vector<double> y{310, 290, 345, 360, 420};
    constexpr int n = 160;
    Eigen::MatrixXd x = Eigen::MatrixXd::Ones(n, 2);
    for (int t = 0; t < n; ++t) x(t, 1) = 5 + 0.05 * t + std::sin(0.7 * t);
    constexpr double rho = 0.6;
    Eigen::MatrixXd ar = Eigen::MatrixXd::Identity(n, n);
    Eigen::MatrixXd walk = Eigen::MatrixXd::Identity(n, n);
    for (int t = 1; t < n; ++t) {
        ar(t, t - 1) = -rho;
        walk(t, t - 1) = -1;
    }
    Eigen::MatrixXd stationary = ar;
    stationary(0, 0) = std::sqrt(1 - rho * rho);
    for (Conversion conversion : {Conversion::sum, Conversion::mean, Conversion::first,
                                  Conversion::last, Conversion::position}) {
        const Aggregation days(n, spans, conversion, 14);
        const auto check = [&](RegressionModel model, Eigen::MatrixXd const& whitener) {
            const auto path = regress(y, days, x.col(1), {.model = model, .rho = rho});
            EXPECT_LT(difference(path.values, dense(y, days, x, whitener)), 1e-9)
                << to_string(conversion) << ' ' << static_cast<int>(model);
            EXPECT_LT(difference(days.aggregate(path.values), y), 1e-12);
        };
        check(RegressionModel::chow_lin, stationary);
        check(RegressionModel::litterman, ar * walk);
    }
}

TEST(Regression, ScaleOfIndicatorAndBenchmarksPassesThrough) {
    const auto plain = regress(inv_a, investment_quarters(), column(inv_ind_q));
    for (double scale : {1e-300, 1e-6, 1e8, 1e300}) {
        std::vector<double> y(inv_a.begin(), inv_a.end());
        for (double& value : y) value *= scale / 200;
        const auto scaled = regress(y, investment_quarters(), column(inv_ind_q));
        auto expected = plain.values;
        for (double& value : expected) value *= scale / 200;
        EXPECT_LT(difference(scaled.values, expected), 1e-7) << scale;
        EXPECT_NEAR(scaled.fit.rho, plain.fit.rho, 1e-6) << scale;

        const Eigen::MatrixXd x = column(inv_ind_q) * (scale / 200);
        EXPECT_LT(difference(regress(inv_a, investment_quarters(), x).values, plain.values), 1e-7)
            << scale;
    }
}

TEST(Regression, EstimateIsAtLeastAsLikelyAsAnyFixedRho) {
    for (RegressionModel model : {RegressionModel::chow_lin, RegressionModel::litterman}) {
        const auto best = regress(inv_a, investment_quarters(), column(inv_ind_q),
                                  {.model = model, .lowest_rho = -1});
        for (double rho = -0.995; rho < 0.999; rho += 0.01)
            EXPECT_LE(regress(inv_a, investment_quarters(), column(inv_ind_q),
                              {.model = model, .rho = rho})
                          .fit.log_likelihood,
                      best.fit.log_likelihood + 1e-9)
                << rho;
    }
}

TEST(Regression, StandardErrorsVanishAtKnownPointsAndGrowAway) {
    const auto quarters = Aggregation::regular(4, 6, Conversion::last, 0, 8);
    std::vector<double> indicator(32);
    for (std::size_t t = 0; t < indicator.size(); ++t)
        indicator[t] = 80 + static_cast<double>(t % 5);
    const auto path = regress(pop_a, quarters, column(indicator), {.rho = 0.9});
    for (std::size_t year = 0; year < 6; ++year)
        EXPECT_LT(path.standard_errors[4 * year + 3], 1e-7);
    EXPECT_GT(path.standard_errors[24], 0.01);
    EXPECT_GT(path.standard_errors[31], path.standard_errors[24]);
}

// 36,500 values: only possible without n x n matrices.
TEST(Regression, DailyValuesOfHundredYears) {
    const auto days = Aggregation::regular(365, 100);
    std::vector<double> y;
    std::vector<double> x;
    for (int k = 0; k < 100; ++k) y.push_back(1000 + 10 * k + 50 * std::sin(k));
    for (int t = 0; t < days.size(); ++t) x.push_back(3 + 1e-4 * t + std::sin(t / 58.0));
    for (double rho : {0.5, 0.999}) {
        const auto path = regress(y, days, column(x), {.rho = rho});
        EXPECT_LT(difference(days.aggregate(path.values), y), 1e-11);
    }
    const auto walk =
        regress(y, days, column(x), {.model = RegressionModel::litterman, .rho = 0.9});
    EXPECT_LT(difference(days.aggregate(walk.values), y), 1e-10);
}

// --- bad input ----------------------------------------------------------------------------------

TEST(Regression, RefusesTooFewBenchmarks) {
    const auto two = Aggregation::regular(4, 2);
    const std::vector<double> y{1, 2};
    const std::vector<double> x{1, 2, 3, 4, 5, 6, 7, 9};
    EXPECT_EQ(refusal([&] { return regress(y, two, column(x)); }),
              "a regression with 2 coefficients needs at least 3 benchmarks; there are 2");
    EXPECT_EQ(refusal([&] { return regress(y, two, nothing(two), {.intercept = false}); }),
              "a regression needs an indicator or an intercept");
}

TEST(Regression, NamesCollinearRegressors) {
    const auto quarters = investment_quarters();
    std::vector<double> twice(inv_ind_q.begin(), inv_ind_q.end());
    for (double& value : twice) value = 7 - 2 * value;
    const auto with = [&](std::vector<std::vector<double>> const& indicators) {
        return refusal([&] { return regress(inv_a, quarters, columns(indicators)); });
    };
    EXPECT_THAT(with({{inv_ind_q.begin(), inv_ind_q.end()}, twice}),
                HasSubstr("indicator [1] is zero or a combination of the regressors before it"));
    EXPECT_THAT(with({std::vector<double>(22, 5.0)}), HasSubstr("the indicator is zero or"));
    EXPECT_THAT(with({std::vector<double>(22, 0.0)}), HasSubstr("the indicator is zero or"));
}

TEST(Regression, RefusesRhoOutsideItsRange) {
    for (double rho : {-1.0, 1.0, 1e300, std::numeric_limits<double>::quiet_NaN()})
        EXPECT_THAT(refusal([&] {
                        return regress(inv_a, investment_quarters(), column(inv_ind_q),
                                       {.rho = rho});
                    }),
                    HasSubstr("it must lie in -0.999..0.99999"));
}

}  // namespace
}  // namespace regression_test

// The methods without regression against R tempdisagg, JDemetra+ and dense linear algebra.
#include "path/disaggregation_support.hpp"
#include <glidepath/path/disaggregate.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>
#include <span>
#include <string>
#include <vector>

namespace disaggregate_test {
namespace {

namespace gp = glidepath;
using namespace gp::testing::disaggregation;
using gp::Aggregation;
using gp::Bias;
using gp::Conversion;
using gp::Deviations;
using gp::disaggregate;
using gp::DisaggregationOptions;
using gp::GrowthObjective;
using Method = gp::DisaggregationMethod;

/// A case on free data.
struct FreeCase {
    std::string name;
    std::span<double const> benchmarks;
    Aggregation aggregation;
    std::span<double const> indicator;
    DisaggregationOptions options;
    std::span<double const> expected;
    double tolerance = linear;
};
void PrintTo(FreeCase const& c, std::ostream* out) { *out << c.name; }

class FreeData : public ::testing::TestWithParam<FreeCase> {};

TEST_P(FreeData, Agrees) {
    FreeCase const& c = GetParam();
    const auto path = disaggregate(c.benchmarks, c.aggregation, c.indicator, c.options);
    EXPECT_LT(difference(path.values, c.expected), c.tolerance);
    EXPECT_LT(difference(c.aggregation.aggregate(path.values), c.benchmarks), 1e-12);
    const double largest = *std::max_element(c.benchmarks.begin(), c.benchmarks.end());
    EXPECT_LT(path.residual, 1e-12 * largest);
}

constexpr auto additive = Deviations::additive;
const std::span<double const> no_indicator;

DisaggregationOptions denton(int order, Deviations deviations) {
    return {.method = Method::denton, .order = order, .deviations = deviations};
}
DisaggregationOptions cholette(double rho, double lambda, Bias bias = Bias::none) {
    return {.method = Method::cholette, .rho = rho, .lambda = lambda, .bias = bias};
}
DisaggregationOptions stram_wei(gp::ArimaProcess process) {
    return {.method = Method::stram_wei, .arima = std::move(process)};
}
DisaggregationOptions growth(GrowthObjective objective) {
    return {.method = Method::growth_preservation, .growth = objective};
}

const Aggregation five_years = Aggregation::regular(4, 5);
const Aggregation five_years_of_months = Aggregation::regular(12, 5);

// The table of Denton (1971), page 101, with more digits: R tempdisagg 1.1.1.
INSTANTIATE_TEST_SUITE_P(
    Denton, FreeData,
    ::testing::Values(FreeCase{"A23", denton71_a, five_years, denton71_q, denton(0, additive),
                               a23_denton71_addi_h0},
                      FreeCase{"A23_uniform",
                               denton71_a,
                               five_years,
                               denton71_q,
                               {.method = Method::uniform},
                               a23_denton71_addi_h0},
                      FreeCase{"A24", denton71_a, five_years, denton71_q, denton(1, additive),
                               a24_denton71_addi_h1},
                      FreeCase{"A25", denton71_a, five_years, denton71_q, denton(2, additive),
                               a25_denton71_addi_h2},
                      FreeCase{"A26", denton71_a, five_years, denton71_q, denton(3, additive),
                               a26_denton71_addi_h3},
                      FreeCase{"A27", denton71_a, five_years, denton71_q,
                               denton(0, Deviations::proportional), a27_denton71_prop_h0},
                      FreeCase{"A28", denton71_a, five_years, denton71_q,
                               denton(1, Deviations::proportional), a28_denton71_prop_h1},
                      FreeCase{"A29", denton71_a, five_years, denton71_q,
                               denton(2, Deviations::proportional), a29_denton71_prop_h2},
                      FreeCase{"A30", denton71_a, five_years, denton71_q,
                               denton(3, Deviations::proportional), a30_denton71_prop_h3}),
    [](auto const& tested) { return tested.param.name; });

// R tempdisagg 1.1.1 (A..) and JDemetra+ 3.6.0 (JA..).
INSTANTIATE_TEST_SUITE_P(
    DentonCholette, FreeData,
    ::testing::Values(
        FreeCase{"A31_and_JA50", inv_a, investment_quarters(), inv_ind_q, {}, a31_inv_q_dc_prop_h1},
        FreeCase{
            "A32", inv_a, investment_quarters(), inv_ind_q, {.order = 2}, a32_inv_q_dc_prop_h2},
        FreeCase{"A33",
                 inv_a,
                 investment_quarters(),
                 inv_ind_q,
                 {.deviations = additive},
                 a33_inv_q_dc_add_h1},
        FreeCase{"A34",
                 inv_a,
                 Aggregation::regular(12, 5, Conversion::sum, 0, 6),
                 inv_ind_m,
                 {},
                 a34_inv_m_dc_prop_h1},
        FreeCase{"A35", inv_a, five_years_of_months, no_indicator, {}, a35_inv_m_noind_dc_h1},
        FreeCase{"A36_and_JA05",
                 inv_a,
                 five_years_of_months,
                 no_indicator,
                 {.order = 2},
                 a36_inv_m_noind_dc_h2},
        FreeCase{"A39",
                 pop_a,
                 population_quarters(Conversion::last),
                 pop_ind_q,
                 {},
                 a39_pop_last_dc_prop_h1},
        FreeCase{"A40",
                 pop_a,
                 population_quarters(Conversion::first),
                 pop_ind_q,
                 {},
                 a40_pop_first_dc_prop_h1},
        FreeCase{"A41_and_JA07",
                 pop_a,
                 population_quarters(Conversion::mean),
                 pop_ind_q,
                 {},
                 a41_pop_average_dc_prop_h1},
        FreeCase{"A42_and_JA06",
                 pop_a,
                 population_quarters(Conversion::last),
                 no_indicator,
                 {},
                 a42_pop_last_noind_dc_h1},
        FreeCase{"A43",
                 pop_a,
                 population_quarters(Conversion::last),
                 no_indicator,
                 {.order = 2},
                 a43_pop_last_noind_dc_h2},
        FreeCase{"A44",
                 pop_a,
                 Aggregation::regular(12, 6, Conversion::mean),
                 no_indicator,
                 {.order = 2},
                 a44_pop_average_noind_dc_h2},
        FreeCase{"JA04", inv_a, five_years, no_indicator, {}, ja04_inv_noind_denton_d1}),
    [](auto const& tested) { return tested.param.name; });

// JDemetra+ 3.6.0. Its rho 1 with lambda 0 is A33, with lambda 1 A31.
INSTANTIATE_TEST_SUITE_P(
    Cholette, FreeData,
    ::testing::Values(FreeCase{"JA1_rho1_lambda0", inv_a, investment_quarters(), inv_ind_q,
                               cholette(1, 0), a33_inv_q_dc_add_h1},
                      FreeCase{"JA1_rho1_lambda_half", inv_a, investment_quarters(), inv_ind_q,
                               cholette(1, 0.5), ja1_inv_cholette_r1000_l05},
                      FreeCase{"JA1_rho1_lambda1", inv_a, investment_quarters(), inv_ind_q,
                               cholette(1, 1), a31_inv_q_dc_prop_h1},
                      FreeCase{"JA1_lambda0", inv_a, investment_quarters(), inv_ind_q,
                               cholette(0.729, 0), ja1_inv_cholette_r0729_l00},
                      FreeCase{"JA1_lambda_half", inv_a, investment_quarters(), inv_ind_q,
                               cholette(0.729, 0.5), ja1_inv_cholette_r0729_l05},
                      FreeCase{"JA1_lambda1", inv_a, investment_quarters(), inv_ind_q,
                               cholette(0.729, 1), ja1_inv_cholette_r0729_l10},
                      FreeCase{"JA14_pro_rata",
                               inv_a,
                               investment_quarters(),
                               inv_ind_q,
                               {.method = Method::pro_rata},
                               ja14_inv_cholette_prorate},
                      FreeCase{"JA15", inv_a, investment_quarters(), inv_ind_q,
                               cholette(0.729, 1, Bias::multiplicative), ja15_inv_cholette_mulbias},
                      FreeCase{"JA17", inv_a, Aggregation::regular(12, 5, Conversion::sum, 0, 6),
                               inv_ind_m, cholette(0.9, 1, Bias::multiplicative),
                               ja17_inv_m_cholette_mulbias},
                      FreeCase{"JA18", pop_a, population_quarters(Conversion::last), pop_ind_q,
                               cholette(0.9, 1), ja18_pop_cholette_last}),
    [](auto const& tested) { return tested.param.name; });

// Dense generalised least squares in numpy.
INSTANTIATE_TEST_SUITE_P(
    StramWei, FreeData,
    ::testing::Values(FreeCase{"PA10", inv_a, five_years, no_indicator, stram_wei({{}, 1, {-0.4}}),
                               pa10_inv_stramwei_ima11_q},
                      FreeCase{"PA11", inv_a, five_years, no_indicator, stram_wei({{0.5}, 1, {}}),
                               pa11_inv_stramwei_ari11_q},
                      FreeCase{"PA12", inv_a, five_years_of_months, no_indicator,
                               stram_wei({{}, 2, {-0.6, 0.2}}), pa12_inv_stramwei_022_m},
                      FreeCase{"PA13", pop_a, Aggregation::regular(4, 6, Conversion::mean, 0, 4),
                               no_indicator, stram_wei({{}, 1, {0.3}}),
                               pa13_pop_stramwei_ima11_q_avg}),
    [](auto const& tested) { return tested.param.name; });

// Minimised by Newton's method in numpy to 1e-14 (PA2), and by JDemetra+ 3.6.0 (JA2), whose BFGS
// stops up to 4e-9 of the largest value off.
INSTANTIATE_TEST_SUITE_P(
    GrowthPreservation, FreeData,
    ::testing::Values(FreeCase{"PA2_forward", inv_a, investment_quarters(), inv_ind_q,
                               growth(GrowthObjective::forward), pa2_inv_grp_forward_newton},
                      FreeCase{"PA2_backward", inv_a, investment_quarters(), inv_ind_q,
                               growth(GrowthObjective::backward), pa2_inv_grp_backward_newton},
                      FreeCase{"PA2_symmetric", inv_a, investment_quarters(), inv_ind_q,
                               growth(GrowthObjective::symmetric), pa2_inv_grp_symmetric_newton},
                      FreeCase{"PA2_log", inv_a, investment_quarters(), inv_ind_q,
                               growth(GrowthObjective::logarithm), pa2_inv_grp_log_newton},
                      FreeCase{"JA2_forward", inv_a, investment_quarters(), inv_ind_q,
                               growth(GrowthObjective::forward), ja2_inv_grp_forward},
                      FreeCase{"JA2_backward", inv_a, investment_quarters(), inv_ind_q,
                               growth(GrowthObjective::backward), ja2_inv_grp_backward},
                      FreeCase{"JA2_symmetric", inv_a, investment_quarters(), inv_ind_q,
                               growth(GrowthObjective::symmetric), ja2_inv_grp_symmetric},
                      FreeCase{"JA2_log", inv_a, investment_quarters(), inv_ind_q,
                               growth(GrowthObjective::logarithm), ja2_inv_grp_log}),
    [](auto const& tested) { return tested.param.name; });

// JDemetra+ 3.6.0.
constexpr auto spline = Method::cubic_spline;
INSTANTIATE_TEST_SUITE_P(CubicSpline, FreeData,
                         ::testing::Values(FreeCase{"JA30",
                                                    inv_a,
                                                    five_years,
                                                    no_indicator,
                                                    {.method = spline},
                                                    ja30_inv_spline_noind_q},
                                           FreeCase{"JA31",
                                                    inv_a,
                                                    five_years_of_months,
                                                    no_indicator,
                                                    {.method = spline},
                                                    ja31_inv_spline_noind_m},
                                           FreeCase{"JA32",
                                                    inv_a,
                                                    investment_quarters(),
                                                    inv_ind_q,
                                                    {.method = spline},
                                                    ja32_inv_spline_ind_q},
                                           FreeCase{"JA33",
                                                    pop_a,
                                                    population_quarters(Conversion::last),
                                                    no_indicator,
                                                    {.method = spline},
                                                    ja33_pop_spline_last},
                                           FreeCase{"JA34",
                                                    pop_a,
                                                    population_quarters(Conversion::mean),
                                                    no_indicator,
                                                    {.method = spline},
                                                    ja34_pop_spline_avg},
                                           FreeCase{"JA35",
                                                    pop_a,
                                                    population_quarters(Conversion::last),
                                                    pop_ind_q,
                                                    {.method = spline},
                                                    ja35_pop_spline_ind_last}),
                         [](auto const& tested) { return tested.param.name; });

// The regressions have tests of their own (regression_test.cpp); these are the doors to them.
INSTANTIATE_TEST_SUITE_P(Regression, FreeData,
                         ::testing::Values(FreeCase{"A37",
                                                    inv_a,
                                                    investment_quarters(),
                                                    inv_ind_q,
                                                    {.method = Method::fernandez},
                                                    a37_inv_q_fernandez},
                                           FreeCase{"A38",
                                                    inv_a,
                                                    investment_quarters(),
                                                    inv_ind_q,
                                                    {.method = Method::chow_lin, .rho = 0.9},
                                                    a38_inv_q_chowlin_fixed09},
                                           FreeCase{"A45",
                                                    pop_a,
                                                    population_quarters(Conversion::last),
                                                    pop_ind_q,
                                                    {.method = Method::chow_lin, .rho = 0.9},
                                                    a45_pop_last_chowlin_fixed09},
                                           FreeCase{"A46",
                                                    pop_a,
                                                    population_quarters(Conversion::mean),
                                                    pop_ind_q,
                                                    {.method = Method::fernandez},
                                                    a46_pop_average_fernandez}),
                         [](auto const& tested) { return tested.param.name; });

/// A case on sales and exports. Without an indicator the path covers the 36 years alone.
struct SalesCase {
    std::string name;
    DisaggregationOptions options;
    bool with_exports = true;
    double tolerance = linear;
};
void PrintTo(SalesCase const& c, std::ostream* out) { *out << c.name; }

class Sales : public SalesAndExports, public ::testing::WithParamInterface<SalesCase> {};

TEST_P(Sales, Agree) {
    SalesCase const& c = GetParam();
    const auto path = c.with_exports
                          ? disaggregate(sales, quarters, exports, c.options)
                          : disaggregate(sales, Aggregation::regular(4, 36), {}, c.options);
    EXPECT_LT(difference(path.values, output(c.name)), c.tolerance);
}

INSTANTIATE_TEST_SUITE_P(
    , Sales,
    ::testing::Values(
        SalesCase{"A15_sales_noind_dc", {}, false},
        SalesCase{"A16_sales_noind_dc_h2", {.order = 2}, false},
        SalesCase{"A17_sales_noind_uniform", {.method = Method::uniform}, false},
        SalesCase{"A18_sales_exports_dc_prop_h1", {}},
        SalesCase{"A19_sales_exports_dc_prop_h2", {.order = 2}},
        SalesCase{"A20_sales_exports_dc_add_h1", {.deviations = additive}},
        SalesCase{"A21_sales_exports_denton_prop_h1", denton(1, Deviations::proportional)},
        SalesCase{"JA01_sales_exports_denton_PFD", {}},
        SalesCase{"JA02_sales_exports_denton_PSD", {.order = 2}},
        SalesCase{"JA03_sales_exports_denton_AFD", {.deviations = additive}},
        SalesCase{"A01_sales_exports_chowlin_maxlog", {.method = Method::chow_lin}},
        SalesCase{"A09_sales_exports_litterman_maxlog", {.method = Method::litterman}},
        SalesCase{"A12_sales_exports_ols", {.method = Method::ols}},
        SalesCase{"A13_sales_exports_dynamic_maxlog", {.method = Method::dynamic}},
        SalesCase{"A22_sales_exports_fast", {.method = Method::fast, .intercept = false}},
        // BFGS stops some way off: 1e-7 of the largest value.
        SalesCase{"JA24_sales_grp_forward", growth(GrowthObjective::forward), true, 2e-7}),
    [](auto const& tested) { return tested.param.name.substr(0, tested.param.name.find('_')); });

TEST_F(SalesAndExports, GrowthIsKeptAtLeastAsWellAsByJDemetra) {
    const auto ours = gp::preserve_growth(sales, quarters, exports);
    const auto theirs = output("JA24_sales_grp_forward");
    EXPECT_TRUE(ours.converged);
    EXPECT_LE(ours.objective,
              gp::detail::growth_squares(GrowthObjective::forward, theirs, exports));
}

// JDemetra+ adds the discrepancy of a whole year to each quarter; the mean discrepancy in the sense
// of Dagum and Cholette is a quarter of that. A known difference: with their bias, their path.
TEST(Cholette, AdditiveBiasIsThatOfASubPeriodUnlikeInJDemetra) {
    const auto quarters = investment_quarters();
    const auto ours =
        disaggregate(inv_a, quarters, inv_ind_q, cholette(0.729, 0, Bias::additive)).values;
    EXPECT_GT(difference(ours, ja16_inv_cholette_addbias), 0.01);

    double discrepancy = 0;
    const auto totals = quarters.aggregate(inv_ind_q);
    for (std::size_t k = 0; k < totals.size(); ++k) discrepancy += inv_a[k] - totals[k];
    const auto moved_by = [&](double bias) {
        std::vector<double> indicator(inv_ind_q.begin(), inv_ind_q.end());
        for (double& value : indicator) value += bias;
        return disaggregate(inv_a, quarters, indicator, cholette(0.729, 0)).values;
    };
    EXPECT_LT(difference(moved_by(discrepancy / 5), ja16_inv_cholette_addbias), linear);
    EXPECT_LT(difference(ours, moved_by(discrepancy / 20)), 1e-13);
    EXPECT_NEAR(ours[20], 29.684, 5e-4);
    EXPECT_NEAR(ours[21], 44.793, 5e-4);
}

// --- standard errors ----------------------------------------------------------------------------

// Model-based Denton of JDemetra+ 3.6.0: the ratio to the indicator walks at random.
TEST(StandardErrors, OfProportionalDentonCholetteAgreeWithJDemetra) {
    const auto path = disaggregate(inv_a, investment_quarters(), inv_ind_q);
    EXPECT_LT(difference(path.standard_errors, ja50_inv_mbdenton_se), linear);
}

// The same with a level shift of the ratio at 2023-Q1: a variance a hundred times as large there.
TEST(StandardErrors, WithALevelShiftAgreeWithJDemetra) {
    auto model = gp::roughness_model(gp::Roughness::differences(1).proportional(), inv_ind_q);
    model.deviation.innovation_scale.assign(inv_ind_q.size(), 1);
    model.deviation.innovation_scale[8] = 10;
    const auto path = gp::estimate_path(investment_quarters(), model, inv_a);
    EXPECT_LT(difference(path.values, ja51_inv_mbdenton_outlier), linear);
    EXPECT_LT(difference(path.standard_errors, ja51_inv_mbdenton_outlier_se), linear);
}

// Dagum and Cholette (2006) with benchmarks that have variances of their own: dense least squares
// in numpy. The indicator's coefficient of variation is 5 %.
TEST(StandardErrors, WithSoftBenchmarksAgreeWithDenseLeastSquares) {
    constexpr double rho = 0.729;
    gp::PathModel model;
    model.regressors.resize(static_cast<Eigen::Index>(inv_ind_q.size()), 0);
    model.offset.assign(inv_ind_q.begin(), inv_ind_q.end());
    model.deviation.process = gp::Disturbance::ar1(rho);
    for (double x : inv_ind_q)
        model.deviation.weights.push_back(0.05 * x * std::sqrt(1 - rho * rho));
    model.deviation.benchmark_variance = {0, 0, 1, 1, 4};
    model.known_variance = true;
    const auto path = gp::estimate_path(investment_quarters(), model, inv_a);
    EXPECT_LT(difference(path.values, pa40_inv_dagumcholette_nonbinding), linear);
    EXPECT_LT(difference(path.standard_errors, pa40_inv_dagumcholette_nonbinding_se), linear);
}

// Two ways to one path: constrained least squares and the best linear unbiased estimate.
TEST(StandardErrors, BelongToTheSamePath) {
    const auto months = Aggregation::regular(12, 5, Conversion::sum, 0, 6);
    for (double lambda : {0.0, 0.5, 1.0}) {
        for (gp::Roughness const& roughness :
             {gp::Roughness::differences(0), gp::Roughness::differences(1),
              gp::Roughness::differences(2), gp::Roughness::differences(3),
              gp::Roughness::anchored(1), gp::Roughness::anchored(2),
              gp::Roughness::autoregressive(0), gp::Roughness::autoregressive(0.9)}) {
            const auto scaled = roughness.scaled(lambda);
            const auto rough = gp::least_rough(scaled, inv_ind_m, months.rows(inv_a));
            const auto model =
                gp::estimate_path(months, gp::roughness_model(scaled, inv_ind_m), inv_a);
            EXPECT_LT(difference(model.values, rough.values), 1e-9)
                << lambda << ' ' << static_cast<int>(roughness.kind()) << ' ' << roughness.order();
        }
    }
}

}  // namespace
}  // namespace disaggregate_test

// The Kalman filter and the state smoother: statsmodels, KFAS, dense linear algebra.
#include "forecast/state_space_dense.hpp"
#include "forecast/state_space_series.hpp"
#include "support/reference_table.hpp"
#include <glidepath/forecast/state_space/kalman_filter.hpp>
#include <glidepath/forecast/state_space/state_smoother.hpp>
#include <glidepath/forecast/state_space/structural_model.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numbers>
#include <ostream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace state_space_test {
namespace {

namespace gp = glidepath;
using namespace gp::testing::state_space;
using gp::Belief;
using gp::LinearModel;
using gp::SlopeStart;
using gp::StateSmoother;
using gp::StructuralForm;
using gp::StructuralShape;
using gp::StructuralVariances;
using gp::Update;
using gp::testing::ReferenceTable;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

LinearModel<> model_of(StructuralShape const& shape, StructuralVariances const& variances) {
    LinearModel<> model;
    gp::assemble(model, shape, variances);
    return model;
}

/// A series, a model with all variances given, and its log-likelihood with all constants.
struct FixedCase {
    char const* file;
    std::vector<double> y;
    StructuralShape shape;
    StructuralVariances variances;
    double log_likelihood;
    double tolerance = 1e-8;  ///< Of the table, relative to the largest number of a column.
};
void PrintTo(FixedCase const& c, std::ostream* out) { *out << c.file; }

constexpr StructuralShape level{};
constexpr StructuralShape trend{.form = StructuralForm::trend};
constexpr StructuralShape quarters{.form = StructuralForm::seasonal, .season = 4};
constexpr StructuralShape months{.form = StructuralForm::seasonal, .season = 12};

// Log-likelihoods: statsmodels 0.13.5, UnobservedComponents with use_exact_diffuse=True; estimated
// variances are those that it found. On log10(UKgas) it takes its filter for converged when F
// changes by less than 1e-9.5, a relative 1e-7 there: its tables hold to 1e-5 only, and the
// likelihoods are those of statsmodels 0.15.0 with ssm.tolerance = 0.
std::vector<FixedCase> fixed_cases() {
    return {
        {"uc_nile_level_fixed", nile, level, {15099, 1469.1}, -633.4645636489},
        {"uc_nile_level_mle", nile, level, {15098.5180576, 1469.17660092}, -633.4645636362},
        {"uc_nile_missing_level_fixed", nile_with_gaps(), level, {15099, 1469.1}, -381.5060013085},
        {"uc_nile_trend_fixed", nile, trend, {15099, 1469.1, 5}, -632.6335993288},
        {"uc_uspop_trend_fixed", uspop, trend, {.5, 1, 2}, -60.7513743873},
        {"uc_log10ukgas_bsm_fixed",
         log10_uk_gas(),
         quarters,
         {.00037, 1e-6, 1.7e-5, .00071},
         157.1726247976,
         1e-5},
        {"uc_logair_bsm_fixed",
         log_air_passengers(),
         months,
         {.00013, .0007, 1e-8, 6.4e-5},
         217.4033356017},
        {"uc_log10ukgas_bsm_mle",
         log10_uk_gas(),
         quarters,
         {.000343744641939, 5.8547557343e-23, 1.4902539514e-06, .000624038065127},
         165.0979922996,
         1e-5},
        {"uc_logair_bsm_mle",
         log_air_passengers(),
         months,
         {.000129510588012, .000699449284084, 8.2757124733e-21, 6.41291496427e-05},
         217.4204019062}};
}

class FixedVariances : public ::testing::TestWithParam<FixedCase> {};

TEST_P(FixedVariances, GiveTheLikelihoodOfStatsmodelsAndItsConstant) {
    FixedCase const& c = GetParam();
    const auto model = model_of(c.shape, c.variances);
    Belief<> belief(model);
    const auto found = gp::filter(belief, model, c.y).likelihood;
    EXPECT_EQ(found.diffuse, c.shape.diffuse());
    EXPECT_EQ(found.redundant, 0);
    const double constant = .5 * found.diffuse * std::log(2 * std::numbers::pi);
    EXPECT_NEAR(found.log_likelihood() - constant, c.log_likelihood,
                1e-8 * std::abs(c.log_likelihood));
}

/// A column of a table as large as its numbers: comparisons are relative to its largest.
class Column {
public:
    Column(ReferenceTable const& table, std::string name, double tolerance)
        : table_(table), name_(std::move(name)), tolerance_(tolerance) {
        for (std::size_t t = 0; t < table.size(); ++t)
            if (const auto value = table.number(t, name_))
                largest_ = std::max(largest_, std::abs(*value));
    }
    void expect(std::size_t t, double found) const {
        const auto wanted = table_.number(t, name_);
        if (!wanted) return;
        EXPECT_NEAR(found, *wanted, tolerance_ * largest_) << name_ << " " << t + 1;
    }

private:
    ReferenceTable const& table_;
    std::string name_;
    double tolerance_;
    double largest_ = 0;
};

TEST_P(FixedVariances, GiveTheStatesOfStatsmodels) {
    FixedCase const& c = GetParam();
    const std::string path = std::string("vectors/statespace/") + c.file;
    const auto table = ReferenceTable::open(path + ".csv");
    if (!table) GTEST_SKIP() << "GLIDEPATH_REFERENCE_DATA is not set";
    const auto ahead = ReferenceTable::open(path + "_fc.csv");
    ASSERT_EQ(table->size(), c.y.size());
    const auto model = model_of(c.shape, c.variances);
    const auto z = gp::terms_of<Eigen::Dynamic>(model.loading);
    std::vector<std::string> states{"level"};
    if (c.shape.has_slope()) states.emplace_back("slope");
    if (c.shape.has_season()) states.emplace_back("sea");

    Belief<> belief(model);
    const Column errors(*table, "v", c.tolerance), variances(*table, "F", c.tolerance);
    for (std::size_t t = 0; t < c.y.size(); ++t) {
        if (t > 0) belief.advance();
        if (!std::isnan(c.y[t])) {
            const Update update = belief.observe(z, c.y[t], model.irregular);
            errors.expect(t, update.error);
            variances.expect(t, update.variance);
        }
        for (std::size_t i = 0; i < states.size(); ++i) {
            const auto k = static_cast<Eigen::Index>(i);
            Column(*table, "filt_" + states[i], c.tolerance).expect(t, belief.mean()[k]);
            Column(*table, "filtvar_" + states[i], c.tolerance)
                .expect(t, belief.covariance()(k, k));
        }
    }
    const Column mean(*ahead, "mean", c.tolerance), variance(*ahead, "var", c.tolerance);
    for (std::size_t h = 0; h < ahead->size(); ++h) {
        belief.advance();
        mean.expect(h, model.loading.dot(belief.mean()));
        variance.expect(h,
                        model.loading.dot(belief.covariance() * model.loading) + model.irregular);
    }

    StateSmoother<> smoother(model);
    static_cast<void>(gp::record(smoother, model, c.y));
    smoother.smooth([&](std::size_t t, auto const& smoothed, auto const& covariance) {
        for (std::size_t i = 0; i < states.size(); ++i) {
            const auto k = static_cast<Eigen::Index>(i);
            Column(*table, "smooth_" + states[i], c.tolerance).expect(t, smoothed[k]);
            Column(*table, "smoothvar_" + states[i], c.tolerance).expect(t, covariance(k, k));
        }
    });
}

INSTANTIATE_TEST_SUITE_P(Statsmodels, FixedVariances, ::testing::ValuesIn(fixed_cases()),
                         [](auto const& one) { return std::string(one.param.file); });

TEST(KalmanFilter, AgreesWithDurbinAndKoopmanOnTheNile) {
    // R package KFAS, whose constant is that of Durbin and Koopman (2012).
    const auto model = model_of(level, {15099, 1469.1});
    Belief<> whole(model);
    EXPECT_NEAR(gp::filter(whole, model, nile).likelihood.log_likelihood(), -632.545625, 1e-6);
    Belief<> gaps(model);
    EXPECT_NEAR(gp::filter(gaps, model, nile_with_gaps()).likelihood.log_likelihood(), -380.587063,
                1e-6);
}

/// Shapes and variances that differ in what is diffuse, zero, missing.
struct DenseCase {
    std::string name;
    StructuralShape shape;
    StructuralVariances variances;
    std::vector<double> y;
};
void PrintTo(DenseCase const& c, std::ostream* out) { *out << c.name; }

std::vector<DenseCase> dense_cases() {
    const std::vector<double> y{3.1, 2.7, 4.4, 5.2, 3.9, 6.1, 5.8, 7.7, 6.2, 8.4, 7.9, 9.9};
    std::vector<double> gaps = y;
    for (const std::size_t t : {0, 2, 3, 6, 11}) gaps[t] = nan;
    std::vector<DenseCase> cases;
    const auto add = [&](std::string const& name, StructuralShape const& shape,
                         StructuralVariances const& variances) {
        cases.push_back({name, shape, variances, y});
        cases.push_back({name + "_with_gaps", shape, variances, gaps});
    };
    constexpr StructuralShape damped{.form = StructuralForm::damped, .phi = .8};
    constexpr StructuralShape stationary{
        .form = StructuralForm::damped, .phi = .8, .slope_start = SlopeStart::stationary};
    constexpr StructuralShape triad{.form = StructuralForm::seasonal, .season = 3};
    add("level", level, {.7, .4});
    add("level_without_irregular", level, {0, .4});
    add("constant", level, {.7, 0});
    add("trend", trend, {.7, .4, .1});
    add("smooth_trend", trend, {.7, 0, .1});
    add("line", trend, {.7, 0, 0});
    add("damped", damped, {.7, .4, .1});
    add("damped_stationary", stationary, {.7, .4, .1});
    add("seasonal", triad, {.7, .4, .1, .2});
    add("fixed_season", triad, {.7, 0, .1, 0});
    cases.push_back({"log10_uk_gas", quarters, {.00037, 1e-6, 1.7e-5, .00071}, log10_uk_gas()});
    add("tiny_units", trend, {.7e-20, .4e-20, .1e-20});
    return cases;
}

class AgainstDense : public ::testing::TestWithParam<DenseCase> {};

TEST_P(AgainstDense, FilterAndSmootherAreConditionalExpectations) {
    DenseCase const& c = GetParam();
    const auto model = model_of(c.shape, c.variances);
    const auto n = static_cast<Eigen::Index>(c.y.size());
    Eigen::Index observed = 0;
    Eigen::MatrixXd select = Eigen::MatrixXd::Zero(n, n);
    Eigen::VectorXd values(n);
    for (Eigen::Index t = 0; t < n; ++t) {
        if (std::isnan(c.y[static_cast<std::size_t>(t)])) continue;
        select(observed, t) = 1;
        values[observed++] = c.y[static_cast<std::size_t>(t)];
    }
    // The path without its irregular, which is then an error of the observation.
    LinearModel<> signal = model;
    signal.irregular = 0;
    const DensePath path(signal, n);
    const DenseEstimate dense(path, select.topRows(observed), values.head(observed),
                              Eigen::VectorXd::Constant(observed, model.irregular));

    StateSmoother<> smoother(model);
    const auto likelihood = gp::record(smoother, model, c.y);
    EXPECT_NEAR(likelihood.log_likelihood(), dense.log_likelihood,
                1e-9 * std::abs(dense.log_likelihood));
    const double size = path.covariance.diagonal().mean() + model.irregular;
    std::size_t visits = 0;
    smoother.smooth([&](std::size_t t, auto const& mean, auto const& covariance) {
        ++visits;
        const auto k = static_cast<Eigen::Index>(t);
        EXPECT_NEAR(model.loading.dot(mean), dense.mean[k], 1e-9 * 10) << t;
        EXPECT_NEAR(model.loading.dot(covariance * model.loading), dense.covariance(k, k),
                    1e-9 * size)
            << t;
    });
    EXPECT_EQ(visits, c.y.size());
}

INSTANTIATE_TEST_SUITE_P(Structural, AgainstDense, ::testing::ValuesIn(dense_cases()),
                         [](auto const& one) { return one.param.name; });

TEST(KalmanFilter, SmallStatesGiveTheSameNumbers) {
    LinearModel<13> small;
    gp::assemble(small, months, {.00013, .0007, 1e-8, 6.4e-5});
    const auto large = model_of(months, {.00013, .0007, 1e-8, 6.4e-5});
    Belief<13> a(small);
    Belief<> b(large);
    const auto y = log_air_passengers();
    const auto left = gp::filter(a, small, y), right = gp::filter(b, large, y);
    EXPECT_DOUBLE_EQ(left.likelihood.log_likelihood(), right.likelihood.log_likelihood());
    for (std::size_t t = 13; t < y.size(); ++t) EXPECT_DOUBLE_EQ(left.errors[t], right.errors[t]);
}

TEST(KalmanFilter, UnitsOfTheValuesDoNotMatter) {
    for (const double unit : {1e-150, 1e-9, 1.0, 1e9, 1e150}) {
        std::vector<double> y = uspop;
        for (double& value : y) value *= unit;
        const auto model = model_of(trend, {.5 * unit * unit, 1 * unit * unit, 2 * unit * unit});
        Belief<> belief(model);
        const auto found = gp::filter(belief, model, y);
        EXPECT_EQ(found.likelihood.diffuse, 2);
        EXPECT_NEAR(found.likelihood.log_likelihood() + 17 * std::log(unit),
                    -60.7513743873 + std::log(2 * std::numbers::pi), 1e-8 * 60)
            << unit;
        EXPECT_NEAR(model.loading.dot(belief.mean()) / unit, 227.5211028, 1e-6) << unit;
    }
}

TEST(KalmanFilter, ALongGapBeforeTheSlopeIsKnownIsNoProblem) {
    std::vector<double> y(50000, nan);
    y.front() = 100;
    y.back() = 100 + 3 * 49999.0;
    const auto model = model_of(trend, {.5, 1, 1e-6});
    Belief<> belief(model);
    const auto found = gp::filter(belief, model, y).likelihood;
    EXPECT_EQ(found.diffuse, 2);
    EXPECT_EQ(belief.unknown(), 0);
    // Without noise the line through both points; the slope's variance leaves it in doubt.
    EXPECT_NEAR(belief.mean()[1], 3, 1e-6);
}

TEST(KalmanFilter, AKnownValueIsRedundantAndADifferentOneAnError) {
    const auto model = model_of(level, {0, 0});
    Belief<> same(model);
    const auto found = gp::filter(same, model, std::vector<double>{5, 5, nan, 5}).likelihood;
    EXPECT_EQ(found.redundant, 2);
    EXPECT_EQ(found.diffuse, 1);
    Belief<> other(model);
    try {
        static_cast<void>(gp::filter(other, model, std::vector<double>{5, 5, 6}));
        FAIL() << "6 was accepted";
    } catch (std::invalid_argument const& fault) {
        EXPECT_NE(std::string(fault.what()).find("value 2 is 6"), std::string::npos)
            << fault.what();
    }
}

TEST(KalmanFilter, RefusesWhatIsNoModelAndNoSeries) {
    auto model = model_of(trend, {1, 1, 1});
    Belief<> belief(model);
    EXPECT_THROW(
        static_cast<void>(gp::filter(
            belief, model, std::vector<double>{1, std::numeric_limits<double>::infinity()})),
        std::invalid_argument);
    model.noise(0, 0) = -1;
    EXPECT_THROW(Belief<>{model}, std::invalid_argument);
    model.noise(0, 0) = nan;
    EXPECT_THROW(Belief<>{model}, std::invalid_argument);
    model.noise.setZero(3, 3);
    EXPECT_THROW(Belief<>{model}, std::invalid_argument);
    EXPECT_THROW(Belief<2>(LinearModel<2>::zero(2), 1), std::invalid_argument);
    EXPECT_THROW(StructuralShape({.form = StructuralForm::seasonal, .season = 1}).require(),
                 std::invalid_argument);
    EXPECT_THROW(StructuralShape({.form = StructuralForm::damped, .phi = 1.1}).require(),
                 std::invalid_argument);
    EXPECT_THROW(
        StructuralShape(
            {.form = StructuralForm::damped, .phi = 1, .slope_start = SlopeStart::stationary})
            .require(),
        std::invalid_argument);
}

}  // namespace
}  // namespace state_space_test

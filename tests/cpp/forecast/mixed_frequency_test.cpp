// Paths known by sums, means and single values: dense references, and what must hold for any.
// clang-format off
#include <glidepath/time/window.hpp>  // first: aggregation.hpp takes it for granted
// clang-format on

#include "forecast/state_space_dense.hpp"
#include "forecast/state_space_series.hpp"
#include "support/reference_table.hpp"
#include <glidepath/forecast/member/structural.hpp>
#include <glidepath/forecast/state_space/mixed_frequency.hpp>
#include <glidepath/path/disaggregate.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <ostream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace mixed_frequency_test {
namespace {

namespace gp = glidepath;
using namespace gp::testing::state_space;
using gp::JointNormal;
using gp::LinearModel;
using gp::MixedFrequency;
using gp::PathObservation;
using gp::PathSpan;
using gp::SlopeStart;
using gp::StructuralForm;
using gp::StructuralShape;
using gp::StructuralVariances;
using gp::testing::ReferenceTable;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

using Observations = std::vector<PathObservation>;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr StructuralShape level{};
constexpr StructuralShape trend{.form = StructuralForm::trend};
constexpr StructuralShape quarters{.form = StructuralForm::seasonal, .season = 4};

/// What a window must come to.
struct Window {
    int first, last;
    double mean, variance;
    double target = nan, probability = nan;
};
/// A case of the reference tables: dense generalised least squares (numpy 1.24), ten digits.
struct PathCase {
    char const* file;
    StructuralShape shape;
    StructuralVariances variances;
    double log_likelihood;
    Observations observations;
    std::vector<Window> windows;
};
void PrintTo(PathCase const& c, std::ostream* out) { *out << c.file; }

Observations years(std::vector<double> const& totals, int length, int from = 0) {
    Observations observations;
    for (std::size_t i = 0; i < totals.size(); ++i) {
        const int first = from + static_cast<int>(i) * length;
        observations.push_back(PathObservation::sum(first, first + length - 1, totals[i]));
    }
    return observations;
}
Observations points(std::vector<double> const& values, int from = 0) {
    return years(values, 1, from);
}
Observations operator+(Observations a, Observations const& b) {
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

std::vector<PathCase> path_cases() {
    const Observations annual = years({118.4, 132.7, 149.1, 156.3}, 4);
    const Observations to_date{PathObservation::point(16, 39.1), PathObservation::sum(16, 17, 79.8),
                               PathObservation::sum(16, 18, 123)};
    const std::vector<Window> population{{21, 21, 259.4093264, 35.40372476, 270, .03754498864},
                                         {24, 24, 300.72755, 152.7199657}};
    return {{"MF1_annual_then_ytd_trend",
             trend,
             {.3, .8, .05},
             -16.7818150843,
             annual + to_date,
             {{16, 19, 166.7238580, 1.689142790, 165, .9076432456},
              {20, 23, 183.9690567, 101.9078438, 175, .8128561155},
              {24, 27, 198.4868562, 412.0978713, 185, .7467734942},
              {8, 19, 472.1238580, 1.689142791, 480, 6.801514907e-10},
              {0, 19, 723.2238580, 1.689142791}}},
            {"MF2_annual_then_quarterly_bsm",
             quarters,
             {.3, .8, .05, .1},
             -20.8666346123,
             years({118.4, 132.7}, 4) +
                 points({29, 37.7, 39.9, 42.5, 30.5, 38.9, 41.2, 45.7, 33.8, 42.4, 45.9, 49.8}, 8),
             {{0, 3, 118.4, 0},
              {20, 23, 188.1936472, 67.46675124, 180, .8407499025},
              {24, 27, 203.4894350, 330.0084985, 190, .7711257598},
              {20, 27, 391.6830821, 653.4785412, 365, .8517127219}}},
            {"MF3_rw_annual_sums",
             level,
             {0, 1},
             -19.7122977598,
             years({118.4, 132.7, 149.1, 156.3, 171.9}, 4),
             {{16, 19, 171.9, 0}, {20, 23, 175.4163812, 41.59594322, 172, .7018446209}}},
            {"DT1_uspop_damped_phi0.9_diffuse",
             {.form = StructuralForm::damped, .phi = .9},
             {.5, 1, 2},
             -77.1195054734,
             points(uspop),
             population},
            {"DT2_uspop_damped_phi0.9_statslope",
             {.form = StructuralForm::damped, .phi = .9, .slope_start = SlopeStart::stationary},
             {.5, 1, 2},
             -79.3938569603,
             points(uspop),
             population}};
}

class MixedFrequencyReference : public ::testing::TestWithParam<PathCase> {};

TEST_P(MixedFrequencyReference, GivesLikelihoodTotalsAndProbabilities) {
    PathCase const& c = GetParam();
    const auto path = MixedFrequency::with_variances(c.observations, c.shape, c.variances);
    EXPECT_NEAR(path.log_likelihood(), c.log_likelihood, 1e-9 * std::abs(c.log_likelihood));
    EXPECT_TRUE(path.redundant().empty());
    for (Window const& w : c.windows) {
        const auto total = path.total(w.first, w.last);
        EXPECT_NEAR(total.mean, w.mean, 1e-8 * w.mean);
        EXPECT_NEAR(total.variance, w.variance, 1e-8 * w.variance);
        if (std::isnan(w.target)) continue;
        EXPECT_NEAR(path.probability_at_least(w.first, w.last, w.target) / w.probability, 1, 1e-7);
    }
}

TEST_P(MixedFrequencyReference, GivesTheWholePath) {
    PathCase const& c = GetParam();
    const auto table = ReferenceTable::open(std::string("vectors/statespace/") + c.file + ".csv");
    if (!table) GTEST_SKIP() << "GLIDEPATH_REFERENCE_DATA is not set";
    const auto path = MixedFrequency::with_variances(c.observations, c.shape, c.variances);
    const auto smoothed = path.smoothed();
    const auto known = static_cast<std::size_t>(path.size());
    const JointNormal ahead = path.ahead(static_cast<int>(table->size() - known));
    const auto means = table->numbers("y_mean"), variances = table->numbers("y_var");
    const double largest = *std::max_element(means.begin(), means.end());
    for (std::size_t t = 0; t < table->size(); ++t) {
        const auto h = static_cast<Eigen::Index>(t) - static_cast<Eigen::Index>(known);
        const double mean = h < 0 ? smoothed.values[t] : ahead.mean[h];
        const double variance = h < 0 ? smoothed.standard_errors[t] * smoothed.standard_errors[t]
                                      : ahead.covariance(h, h);
        EXPECT_NEAR(mean, means[t], 1e-8 * largest) << t;
        EXPECT_NEAR(variance, variances[t], 1e-8 * std::max(1.0, variances[t])) << t;
    }
}

INSTANTIATE_TEST_SUITE_P(Dense, MixedFrequencyReference, ::testing::ValuesIn(path_cases()),
                         [](auto const& one) { return std::string(one.param.file).substr(0, 3); });

/// A path of twelve positions and statements of every kind about it.
struct MixedCase {
    char const* name;
    StructuralShape shape;
    StructuralVariances variances;
    Observations observations;
};
void PrintTo(MixedCase const& c, std::ostream* out) { *out << c.name; }

std::vector<MixedCase> mixed_cases() {
    using P = PathObservation;
    const Observations figures{P::sum(0, 3, 10.1), P::mean(2, 6, 3.3, .04), P::point(5, 3.9, .01),
                               P::sum(4, 7, 14.2), P::sum(0, 7, 24.6, .25), P::point(8, 4.4),
                               P::sum(8, 9, 9.3),  P::mean(3, 10, 3.8)};
    // February to date, then each month; no January.
    const Observations to_date{P::point(0, 2.9), P::sum(1, 2, 5.8), P::sum(1, 3, 9.1),
                               P::sum(1, 5, 17), P::sum(6, 7, 7.7), P::sum(6, 9, 17.2)};
    constexpr StructuralShape damped{.form = StructuralForm::damped, .phi = .7};
    constexpr StructuralShape stationary{
        .form = StructuralForm::damped, .phi = .7, .slope_start = SlopeStart::stationary};
    constexpr StructuralShape triad{.form = StructuralForm::seasonal, .season = 3};
    return {{"level", level, {.2, .3}, figures},
            {"trend", trend, {.2, .3, .05}, figures},
            {"damped", damped, {.2, .3, .05}, figures},
            {"stationary", stationary, {.2, .3, .05}, figures},
            {"seasonal", triad, {.2, .3, .05, .1}, figures},
            {"level_to_date", level, {.2, .3}, to_date},
            {"smooth_to_date", trend, {.1, 0, .05}, to_date},
            {"nearly_a_line", trend, {.2e-3, .3e-3, .05e-3}, figures}};
}

class MixedFrequencyProperty : public ::testing::TestWithParam<MixedCase> {};

TEST_P(MixedFrequencyProperty, IsTheConditionalDistributionOfTheWholePath) {
    MixedCase const& c = GetParam();
    const auto path = MixedFrequency::with_variances(c.observations, c.shape, c.variances);
    constexpr Eigen::Index n = 16;
    const auto m = static_cast<Eigen::Index>(c.observations.size());
    Eigen::MatrixXd sums = Eigen::MatrixXd::Zero(m, n);
    Eigen::VectorXd values(m), errors(m);
    for (Eigen::Index k = 0; k < m; ++k) {
        PathObservation const& o = c.observations[static_cast<std::size_t>(k)];
        const double weight = o.kind == PathObservation::Kind::mean ? 1.0 / o.span.size() : 1;
        sums.row(k).segment(o.span.first, o.span.size()).setConstant(weight);
        values[k] = o.value;
        errors[k] = o.variance;
    }
    LinearModel<> model;
    gp::assemble(model, c.shape, c.variances);
    const DensePath prior(model, n);
    const DenseEstimate dense(prior, sums, values, errors);
    EXPECT_NEAR(path.log_likelihood(), dense.log_likelihood, 1e-8 * std::abs(dense.log_likelihood));

    const double size = prior.covariance.diagonal().mean();
    const auto smoothed = path.smoothed();
    ASSERT_EQ(smoothed.values.size(), static_cast<std::size_t>(path.size()));
    for (std::size_t t = 0; t < smoothed.values.size(); ++t) {
        const auto i = static_cast<Eigen::Index>(t);
        EXPECT_NEAR(smoothed.values[t], dense.mean[i], 1e-8) << t;
        EXPECT_NEAR(smoothed.standard_errors[t] * smoothed.standard_errors[t],
                    dense.covariance(i, i), 1e-8 * size)
            << t;
    }
    const std::vector<PathSpan> windows{{0, 3},   {1, 6},  {5, 5},  {9, 12},
                                        {11, 15}, {0, 15}, {14, 14}};
    Eigen::MatrixXd added = Eigen::MatrixXd::Zero(static_cast<Eigen::Index>(windows.size()), n);
    for (std::size_t k = 0; k < windows.size(); ++k)
        added.row(static_cast<Eigen::Index>(k))
            .segment(windows[k].first, windows[k].size())
            .setOnes();
    const JointNormal joint = path.totals(windows);
    EXPECT_LT((joint.mean - added * dense.mean).cwiseAbs().maxCoeff(), 1e-7);
    EXPECT_LT(
        (joint.covariance - added * dense.covariance * added.transpose()).cwiseAbs().maxCoeff(),
        1e-7 * size);
}

TEST_P(MixedFrequencyProperty, ScalesWithTheFigures) {
    MixedCase const& c = GetParam();
    const auto plain = MixedFrequency::with_variances(c.observations, c.shape, c.variances);
    for (const double unit : {1e-140, 3e-6, 7e8, 1e140}) {
        Observations scaled = c.observations;
        for (PathObservation& o : scaled) {
            o.value *= unit;
            o.variance *= unit * unit;
        }
        const auto path =
            MixedFrequency::with_variances(scaled, c.shape, c.variances * (unit * unit));
        for (auto const& [first, last] : {std::pair{0, 2}, {6, 13}}) {
            const auto a = plain.total(first, last), b = path.total(first, last);
            EXPECT_NEAR(b.mean / unit, a.mean, 1e-9 * a.mean);
            EXPECT_NEAR(b.variance / unit / unit, a.variance, 1e-7 * a.variance);
        }
    }
}

INSTANTIATE_TEST_SUITE_P(All, MixedFrequencyProperty, ::testing::ValuesIn(mixed_cases()),
                         [](auto const& one) { return std::string(one.param.name); });

TEST(MixedFrequency, RandomWalkOfAnnualSumsIsDentonCholetteWithoutIndicator) {
    const std::vector<double> annual{118.4, 132.7, 149.1, 156.3, 171.9, 160.2, 158.8};
    for (const int ratio : {4, 12}) {
        const auto path = MixedFrequency::with_variances(years(annual, ratio), level, {0, 2.5});
        const auto smoothed = path.smoothed();
        const auto least = gp::disaggregate(
            annual, gp::Aggregation::regular(ratio, static_cast<int>(annual.size())), {},
            {.method = gp::DisaggregationMethod::denton_cholette,
             .order = 1,
             .deviations = gp::Deviations::additive});
        ASSERT_EQ(least.values.size(), smoothed.values.size());
        for (std::size_t t = 0; t < least.values.size(); ++t)
            EXPECT_NEAR(smoothed.values[t], least.values[t], 1e-9 * 171.9) << t;
    }
}

TEST(MixedFrequency, MonthlyFiguresAloneAreAStructuralModel) {
    const StructuralVariances variances{.5, 1, 2};
    const auto path = MixedFrequency::with_variances(points(uspop), trend, variances);
    const auto model = gp::Structural::with_variances(uspop, trend, variances);
    EXPECT_NEAR(path.log_likelihood(), model.log_likelihood(), 1e-9);
    const JointNormal a = path.ahead(6), b = model.joint(6);
    EXPECT_LT((a.mean - b.mean).cwiseAbs().maxCoeff(), 1e-9 * a.mean.maxCoeff());
    EXPECT_LT((a.covariance - b.covariance).cwiseAbs().maxCoeff(), 1e-9 * a.covariance.maxCoeff());
}

TEST(MixedFrequency, FittedVariancesAreThoseOfTheStructuralModel) {
    const auto path = MixedFrequency::fit(points(nile), level);
    const auto model = gp::Structural::fit(nile);
    EXPECT_NEAR(path.variances().irregular / model.variances().irregular, 1, 1e-6);
    EXPECT_NEAR(path.variances().level / model.variances().level, 1, 1e-6);
}

TEST(MixedFrequency, FitsTheVariancesBesideKnownErrors) {
    // The irregular of the Nile, taken for errors of measurement: the level's variance is left, and
    // with it the likelihood of the level model.
    Observations measured = points(nile);
    for (PathObservation& o : measured) o.variance = 15098.52;
    const auto path = MixedFrequency::fit(measured, level);
    EXPECT_NEAR(path.log_likelihood(), -632.545625, 1e-5);
    EXPECT_NEAR(path.variances().level, 1469.177, .05);
    EXPECT_LT(path.variances().irregular, 1);
}

TEST(MixedFrequency, NoVariancesNearbyAreMoreLikely) {
    const auto observations =
        years({118.4, 132.7, 149.1}, 4) +
        points({36, 40.1, 39, 41.2, 39.1, 42.2, 44, 46.6, 43.1, 44, 47.7, 51}, 12);
    for (StructuralShape const& shape : {level, trend, quarters}) {
        const auto best = MixedFrequency::fit(observations, shape);
        const auto v = best.variances();
        const double sum = v.irregular + v.level + v.slope + v.season;
        for (int sign : {-1, 1})
            for (int which = 0; which < shape.variances(); ++which) {
                StructuralVariances moved = v;
                double& one = which == 0   ? moved.irregular
                              : which == 1 ? moved.level
                              : which == 2 ? moved.slope
                                           : moved.season;
                one = std::max(0.0, one * (1 + .02 * sign) + 1e-4 * sum * sign);
                EXPECT_LE(
                    MixedFrequency::with_variances(observations, shape, moved).log_likelihood(),
                    best.log_likelihood() + 1e-7)
                    << to_string(shape.form) << which << sign;
            }
    }
}

TEST(MixedFrequency, ATotalThatItsPartsImplyIsRedundant) {
    const Observations parts = points({29, 37.7, 39.9, 42.5, 30.5, 38.9});
    const auto without = MixedFrequency::with_variances(parts, trend, {.3, .8, .05});
    const auto with = MixedFrequency::with_variances(
        parts + Observations{PathObservation::sum(0, 3, 149.1), PathObservation::mean(0, 1, 33.35)},
        trend, {.3, .8, .05});
    EXPECT_THAT(with.redundant(), ElementsAre(6, 7));
    EXPECT_DOUBLE_EQ(with.log_likelihood(), without.log_likelihood());
    EXPECT_NEAR(with.total(6, 9).mean, without.total(6, 9).mean, 1e-10);
    // Of years that are known the half that was not published is a difference, not an estimate.
    const auto halves = MixedFrequency::with_variances(
        years({118.4, 132.7}, 4) + Observations{PathObservation::sum(4, 5, 60)}, trend,
        {.3, .8, .05});
    const auto second = halves.total(6, 7);
    EXPECT_NEAR(second.mean, 72.7, 1e-10);
    EXPECT_EQ(second.variance, 0);
    EXPECT_EQ(halves.probability_at_least(6, 7, 72.7), 1);
    EXPECT_EQ(halves.probability_at_least(6, 7, 72.8), 0);
}

template <class F>
std::string complaint(F const& f) {
    try {
        f();
    } catch (std::invalid_argument const& fault) {
        return fault.what();
    }
    return "none";
}

TEST(MixedFrequency, ATotalThatContradictsItsPartsIsNamed) {
    Observations figures = years({118.4, 132.7}, 4) + points({30, 31, 29, 30}, 4);
    const auto build = [&] {
        static_cast<void>(MixedFrequency::with_variances(figures, trend, {.3, .8, .05}));
    };
    EXPECT_THAT(complaint(build),
                AllOf(HasSubstr("observation [1] (sum of positions 4 to 7) is 132.7"),
                      HasSubstr("it must be 120")));
    figures[1].variance = 1e-4;
    EXPECT_EQ(complaint(build), "none");
    figures[1].value = 120.3;  // rounding that was not declared
    figures[1].variance = 0;
    EXPECT_THAT(complaint(build), HasSubstr("is 120.3"));
    figures.push_back(PathObservation::point(7, 32));
    figures[1].value = 120;
    EXPECT_THAT(complaint(build), HasSubstr("observation [6] (position 7) is 32"));
    EXPECT_THAT(complaint([&] { static_cast<void>(MixedFrequency::fit(figures, trend)); }),
                HasSubstr("observation [6] (position 7) is 32"));
}

TEST(MixedFrequency, SaysWhatItNeeds) {
    const auto with = [](Observations const& figures, StructuralShape const& shape = level) {
        return complaint([&] {
            static_cast<void>(MixedFrequency::with_variances(figures, shape, {1, 1, 1, 1}));
        });
    };
    EXPECT_THAT(with({}), HasSubstr("without observations"));
    EXPECT_THAT(with({PathObservation::sum(3, 2, 1)}), HasSubstr("observation [0]"));
    EXPECT_THAT(with({PathObservation::point(-1, 1)}), HasSubstr("position -1"));
    EXPECT_THAT(with({PathObservation::point(2000000, 1)}), HasSubstr("1,000,000"));
    EXPECT_THAT(with({PathObservation::point(0, nan)}), HasSubstr("is nan"));
    EXPECT_THAT(with({PathObservation::point(0, 1, -1)}), HasSubstr("variance of -1"));
    EXPECT_THAT(with(years({1, 2, 3, 4, 5, 6}, 4), quarters), HasSubstr("leave 3 of 5"));
    EXPECT_THAT(complaint([] {
                    static_cast<void>(MixedFrequency::fit(years({1, 2}, 4), level));
                }),
                HasSubstr("it takes 3"));
    const auto path = MixedFrequency::with_variances(years({1, 2}, 4), level, {1, 1});
    EXPECT_THROW(static_cast<void>(path.total(3, 2)), std::invalid_argument);
    EXPECT_THROW(static_cast<void>(path.total(-1, 2)), std::invalid_argument);
    EXPECT_THROW(static_cast<void>(path.ahead(0)), std::invalid_argument);
}

}  // namespace
}  // namespace mixed_frequency_test

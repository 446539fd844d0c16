// What every method of temporal disaggregation must satisfy, and what each refuses.
#include "path/disaggregation_support.hpp"
#include <glidepath/path/disaggregate.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <vector>

namespace disaggregate_property_test {
namespace {

namespace gp = glidepath;
using namespace gp::testing::disaggregation;
using gp::Aggregation;
using gp::Conversion;
using gp::Deviations;
using gp::disaggregate;
using gp::Disaggregation;
using gp::DisaggregationNote;
using gp::DisaggregationOptions;
using Method = gp::DisaggregationMethod;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

/// Each method once, with what it cannot do without.
std::vector<DisaggregationOptions> every_method() {
    std::vector<DisaggregationOptions> all;
    for (std::size_t i = 0; i < gp::disaggregation_method_names.size(); ++i) {
        DisaggregationOptions options;
        options.method = static_cast<Method>(i);
        if (options.method == Method::cholette) options.rho = 0.9;
        if (options.method == Method::stram_wei) options.arima = {{0.5}, 0, {}};
        all.push_back(options);
    }
    return all;
}
std::string name(DisaggregationOptions const& options) {
    return std::string(to_string(options.method));
}

/// Numbers in [0, 1), the same on every machine.
double uniform(std::mt19937& random) { return static_cast<double>(random()) / 4294967296.0; }

std::vector<double> positive_series(std::mt19937& random, int size, double level) {
    std::vector<double> series;
    for (int i = 0; i < size; ++i) series.push_back(level * (1 + 0.02 * i + 0.3 * uniform(random)));
    return series;
}
std::vector<double> times(std::vector<double> values, double factor) {
    for (double& value : values) value *= factor;
    return values;
}

TEST(Disaggregate, EveryMethodMeetsEveryBenchmarkByEveryConversion) {
    std::mt19937 random(2);
    for (Conversion conversion : {Conversion::sum, Conversion::mean, Conversion::first,
                                  Conversion::last, Conversion::position}) {
        for (int ratio : {2, 4, 12}) {
            const auto map = Aggregation::regular(ratio, 7, conversion, 3, 5, 1);
            const auto benchmarks = positive_series(random, 7, 1000);
            const auto indicator = positive_series(random, map.size(), 90);
            for (DisaggregationOptions const& options : every_method()) {
                const Disaggregation path = disaggregate(benchmarks, map, indicator, options);
                EXPECT_LT(difference(map.aggregate(path.values), benchmarks), 1e-11)
                    << name(options) << ' ' << to_string(conversion) << ' ' << ratio;
            }
        }
    }
}

// If the benchmarks agree with the indicator already, the path is the indicator; so it is, up to a
// factor, for those methods that take only its movement from it.
TEST(Disaggregate, NothingIsChangedWithoutADiscrepancy) {
    std::mt19937 random(3);
    const auto quarters = Aggregation::regular(4, 8, Conversion::sum, 2, 3);
    const auto indicator = positive_series(random, quarters.size(), 50);
    for (DisaggregationOptions const& options : every_method())
        EXPECT_LT(
            difference(
                disaggregate(quarters.aggregate(indicator), quarters, indicator, options).values,
                indicator),
            1e-9)
            << name(options);
}

TEST(Disaggregate, ScaleOfBenchmarksAndIndicatorTogetherPassesThrough) {
    std::mt19937 random(4);
    const auto quarters = Aggregation::regular(4, 8, Conversion::sum, 2, 3);
    const auto benchmarks = positive_series(random, 8, 300);
    const auto indicator = positive_series(random, quarters.size(), 50);
    for (DisaggregationOptions const& options : every_method()) {
        const auto plain = disaggregate(benchmarks, quarters, indicator, options);
        for (double factor : {1e-9, 3.0, 1e9}) {
            const auto scaled = disaggregate(times(benchmarks, factor), quarters,
                                             times(indicator, factor), options);
            EXPECT_LT(difference(scaled.values, times(plain.values, factor)), 1e-8)
                << name(options);
            if (!plain.standard_errors.empty()) {
                EXPECT_LT(difference(scaled.standard_errors, times(plain.standard_errors, factor)),
                          1e-6)
                    << name(options);
            }
        }
    }
}

// A proportional method takes only the movement from the indicator, an additive one only the
// differences.
TEST(Disaggregate, LevelOfTheIndicatorIsWithoutEffect) {
    std::mt19937 random(5);
    const auto quarters = Aggregation::regular(4, 8, Conversion::sum, 2, 3);
    const auto benchmarks = positive_series(random, 8, 300);
    const auto indicator = positive_series(random, quarters.size(), 50);
    for (Method method : {Method::denton_cholette, Method::pro_rata, Method::growth_preservation,
                          Method::cubic_spline, Method::fernandez}) {
        const auto plain = disaggregate(benchmarks, quarters, indicator, {.method = method});
        const auto scaled =
            disaggregate(benchmarks, quarters, times(indicator, 1e-3), {.method = method});
        if (method == Method::pro_rata) continue;  // beyond the benchmarks it is the indicator
        EXPECT_LT(difference(scaled.values, plain.values), 1e-9) << to_string(method);
    }
    // Nor on the standard errors: an indicator in yuan beside benchmarks in 亿元.
    for (int order : {1, 2}) {
        const DisaggregationOptions how{.order = order};
        const auto plain = disaggregate(benchmarks, quarters, indicator, how);
        for (double factor : {1e-12, 1e8, 1e12}) {
            const auto scaled = disaggregate(benchmarks, quarters, times(indicator, factor), how);
            EXPECT_LT(difference(scaled.values, plain.values), 1e-9) << order << ' ' << factor;
            EXPECT_LT(difference(scaled.standard_errors, plain.standard_errors), 1e-6)
                << order << ' ' << factor;
        }
    }
    auto lifted = indicator;
    for (double& value : lifted) value += 1000;
    const DisaggregationOptions additive{.deviations = Deviations::additive};
    EXPECT_LT(difference(disaggregate(benchmarks, quarters, lifted, additive).values,
                         disaggregate(benchmarks, quarters, indicator, additive).values),
              1e-9);
}

// cynkra/tempdisagg issue 14: Fernandez without indicator is first-order smoothing.
TEST(Disaggregate, FernandezWithoutIndicatorIsDentonCholette) {
    for (Conversion conversion : {Conversion::sum, Conversion::mean, Conversion::last}) {
        const auto quarters = Aggregation::regular(4, 5, conversion, 3, 6);
        const auto smooth = disaggregate(inv_a, quarters);
        const auto fernandez = disaggregate(inv_a, quarters, {}, {.method = Method::fernandez});
        EXPECT_LT(difference(fernandez.values, smooth.values), 1e-12);
        EXPECT_LT(difference(fernandez.standard_errors, smooth.standard_errors), 1e-9);
    }
}

TEST(Disaggregate, ExtendsBeyondTheBenchmarksByItsRule) {
    const auto quarters = Aggregation::regular(4, 5, Conversion::sum, 0, 6);
    std::vector<double> indicator(inv_ind_q.begin(), inv_ind_q.end());
    for (double more : {51.0, 57.0, 33.0, 48.0}) indicator.push_back(more);
    const auto ratio = [&](std::vector<double> const& path, std::size_t t) {
        return path[t] / indicator[t];
    };
    const auto first = disaggregate(inv_a, quarters, indicator).values;
    const auto second = disaggregate(inv_a, quarters, indicator, {.order = 2}).values;
    const auto additive =
        disaggregate(inv_a, quarters, indicator, {.deviations = Deviations::additive}).values;
    const auto growth =
        disaggregate(inv_a, quarters, indicator, {.method = Method::growth_preservation}).values;
    const auto pro_rata =
        disaggregate(inv_a, quarters, indicator, {.method = Method::pro_rata}).values;
    const auto fading =
        disaggregate(inv_a, quarters, indicator, {.method = Method::cholette, .rho = 0.5}).values;
    for (std::size_t t = 20; t < indicator.size(); ++t) {
        EXPECT_NEAR(ratio(first, t), ratio(first, 19), 1e-12);
        EXPECT_NEAR(ratio(second, t) - ratio(second, t - 1), ratio(second, 19) - ratio(second, 18),
                    1e-10);
        EXPECT_NEAR(additive[t] - indicator[t], additive[19] - indicator[19], 1e-11);
        EXPECT_NEAR(growth[t] / growth[t - 1], indicator[t] / indicator[t - 1], 1e-10);
        EXPECT_NEAR(pro_rata[t], indicator[t], 1e-12);
        EXPECT_NEAR(ratio(fading, t) - 1, 0.5 * (ratio(fading, t - 1) - 1), 1e-12);
    }
}

TEST(Disaggregate, SmoothingOfOrderOneIsFlatAndOfOrderTwoStraightBeyond) {
    const auto months = Aggregation::regular(12, 5, Conversion::sum, 12, 12);
    const auto flat = disaggregate(inv_a, months).values;
    const auto straight = disaggregate(inv_a, months, {}, {.order = 2}).values;
    EXPECT_NEAR(flat[83], flat[71], 1e-11);
    EXPECT_NEAR(flat[0], flat[12], 1e-11);
    EXPECT_NEAR(straight[83] - straight[82], straight[71] - straight[70], 1e-10);
    EXPECT_NEAR(straight[1] - straight[0], straight[13] - straight[12], 1e-10);
}

TEST(Disaggregate, BoundsHoldAndChangeNothingThatTheyNeedNot) {
    // Dense quadratic programming in numpy (PA50, PA51): unconstrained this falls to -3.78.
    const std::vector<double> benchmarks{2, 3, 40, 38, 1};
    const auto quarters = Aggregation::regular(4, 5);
    DisaggregationOptions options{.order = 2};
    const auto free = disaggregate(benchmarks, quarters, {}, options);
    EXPECT_NEAR(*std::min_element(free.values.begin(), free.values.end()), -3.78, 0.01);
    EXPECT_THAT(free.notes, Contains(DisaggregationNote::negative_values));
    EXPECT_FALSE(free.standard_errors.empty());

    options.bounds.min = 0;
    const auto bounded = disaggregate(benchmarks, quarters, {}, options);
    for (double value : bounded.values) EXPECT_GE(value, -1e-12);
    EXPECT_LT(difference(quarters.aggregate(bounded.values), benchmarks), 1e-12);
    EXPECT_THAT(bounded.notes, IsEmpty());
    EXPECT_THAT(bounded.standard_errors, IsEmpty());
    for (std::size_t t : {4U, 5U, 17U, 18U, 19U}) EXPECT_NEAR(bounded.values[t], 0, 1e-12);

    options.bounds = {-4, 100};
    const auto idle = disaggregate(benchmarks, quarters, {}, options);
    EXPECT_LT(difference(idle.values, free.values), 1e-12);
    EXPECT_FALSE(idle.standard_errors.empty());
}

TEST(Disaggregate, ReportsRatiosOfTheBenchmarks) {
    const auto path = disaggregate(inv_a, investment_quarters(), inv_ind_q);
    ASSERT_EQ(path.benchmark_ratios.size(), 5U);
    EXPECT_NEAR(path.benchmark_ratios[0], 118.4 / 126.1, 1e-15);
    EXPECT_THAT(disaggregate(inv_a, Aggregation::regular(4, 5)).benchmark_ratios, IsEmpty());
}

TEST(Disaggregate, NotesWhatItsUserShouldKnow) {
    const auto quarters = investment_quarters();
    const auto notes = [&](DisaggregationOptions const& options) {
        return disaggregate(inv_a, quarters, inv_ind_q, options).notes;
    };
    EXPECT_THAT(notes({}), IsEmpty());
    EXPECT_THAT(notes({.method = Method::denton}),
                ElementsAre(DisaggregationNote::start_transient));
    EXPECT_THAT(notes({.method = Method::denton, .order = 0}), IsEmpty());

    const std::vector<double> benchmarks(inv_a.begin(), inv_a.end());
    const auto year_more = Aggregation::regular(4, 5, Conversion::sum, 0, 4);
    const auto longer = Aggregation::regular(4, 5, Conversion::sum, 5, 0);
    EXPECT_THAT(disaggregate(benchmarks, year_more, {}, {.order = 2}).notes, IsEmpty());
    EXPECT_THAT(disaggregate(benchmarks, longer, {}, {.order = 2}).notes,
                Contains(DisaggregationNote::long_extrapolation));
    EXPECT_THAT(disaggregate(benchmarks, longer).notes,
                Not(Contains(DisaggregationNote::long_extrapolation)));

    // Years that alternate leave a negative correlation.
    const std::vector<double> zigzag{10, 12, 10.3, 12.1, 10.2, 12.4, 10.6, 12.5};
    const auto eight = Aggregation::regular(2, 8);
    const auto truncated = disaggregate(zigzag, eight, {}, {.method = Method::chow_lin});
    EXPECT_THAT(truncated.notes, Contains(DisaggregationNote::rho_truncated));
    EXPECT_EQ(truncated.regression.value().rho, 0);
    EXPECT_TRUE(truncated.regression.value().truncated);
    DisaggregationOptions free{.method = Method::chow_lin};
    free.lowest_rho = -1;
    EXPECT_LT(disaggregate(zigzag, eight, {}, free).regression.value().rho, 0);
}

TEST(Disaggregate, OneBenchmarkIsEnoughWhereNothingElseIsToBeLearnt) {
    const auto one = Aggregation::regular(4, 1, Conversion::sum, 0, 1);
    const std::vector<double> total{100};
    const std::vector<double> indicator{1, 2, 3, 4, 5};
    EXPECT_LT(difference(disaggregate(total, one, indicator).values,
                         std::vector<double>{10, 20, 30, 40, 50}),
              1e-14);
    EXPECT_THAT(disaggregate(total, one, indicator).standard_errors, IsEmpty());
    EXPECT_THAT(refusal([&] { return disaggregate(total, one, indicator, {.order = 2}); }),
                HasSubstr("needs 1 more benchmark than the 1 there are"));
    EXPECT_THAT(
        refusal([&] { return disaggregate(total, one, indicator, {.method = Method::chow_lin}); }),
        HasSubstr("needs at least 3 benchmarks; there are 1"));
}

// --- bad input ----------------------------------------------------------------------------------

TEST(Disaggregate, NamesMissingAndInfiniteNumbers) {
    const gp::Window years(gp::Period::year(2021), gp::Period::year(2025));
    const gp::Window quarters(gp::Period::quarter(2021, 1), gp::Period::quarter(2026, 2));
    const auto map = Aggregation::of(years, quarters);
    for (DisaggregationOptions const& options : every_method()) {
        std::vector<double> benchmarks(inv_a.begin(), inv_a.end());
        benchmarks[2] = std::nan("");
        EXPECT_THAT(refusal([&] { return disaggregate(benchmarks, map, inv_ind_q, options); }),
                    HasSubstr("the benchmark of 2023 is missing"))
            << name(options);
        std::vector<double> indicator(inv_ind_q.begin(), inv_ind_q.end());
        indicator[7] = std::numeric_limits<double>::infinity();
        EXPECT_THAT(refusal([&] { return disaggregate(inv_a, map, indicator, options); }),
                    HasSubstr("the value of the indicator at 2022-Q4 is infinite"))
            << name(options);
    }
}

TEST(Disaggregate, RefusesIndicatorsThatProportionsCannotBear) {
    const gp::Window years(gp::Period::year(2021), gp::Period::year(2025));
    const gp::Window quarters(gp::Period::quarter(2021, 1), gp::Period::quarter(2026, 2));
    const auto map = Aggregation::of(years, quarters);
    std::vector<double> indicator(inv_ind_q.begin(), inv_ind_q.end());
    for (double bad : {0.0, -3.0}) {
        indicator[5] = bad;
        for (Method method : {Method::denton_cholette, Method::denton, Method::pro_rata,
                              Method::growth_preservation, Method::cubic_spline})
            EXPECT_THAT(
                refusal([&] { return disaggregate(inv_a, map, indicator, {.method = method}); }),
                HasSubstr(bad == 0 ? "at 2022-Q2 it is 0" : "at 2022-Q2 it is -3"))
                << to_string(method);
        const auto fallback =
            disaggregate(inv_a, map, indicator, {.deviations = Deviations::proportional_if_able});
        EXPECT_THAT(fallback.notes, Contains(DisaggregationNote::additive_instead));
        EXPECT_EQ(fallback.values,
                  disaggregate(inv_a, map, indicator, {.deviations = Deviations::additive}).values);
    }
    EXPECT_THAT(
        disaggregate(inv_a, map, inv_ind_q, {.deviations = Deviations::proportional_if_able}).notes,
        IsEmpty());
}

TEST(Disaggregate, RefusesBenchmarksThatGrowthRatesCannotBear) {
    std::vector<double> benchmarks(inv_a.begin(), inv_a.end());
    benchmarks[1] = 0;
    EXPECT_EQ(refusal([&] {
                  return disaggregate(benchmarks, investment_quarters(), inv_ind_q,
                                      {.method = Method::growth_preservation});
              }),
              "growth rates need positive benchmarks; benchmark [1] is 0");
}

TEST(Disaggregate, RefusesLengthsThatDoNotFit) {
    const std::vector<double> four{1, 2, 3, 4};
    EXPECT_EQ(refusal([&] { return disaggregate(four, investment_quarters()); }),
              "there are 4 benchmarks for 5 spans");
    EXPECT_EQ(refusal([&] { return disaggregate(inv_a, investment_quarters(), four); }),
              "the indicator has 4 values; the path needs 22");
}

TEST(Disaggregate, RefusesOptionsThatAMethodDoesNotTake) {
    const auto says = [&](DisaggregationOptions const& options) {
        return refusal(
            [&] { return disaggregate(inv_a, investment_quarters(), inv_ind_q, options); });
    };
    EXPECT_EQ(says({.rho = 0.5}), "denton-cholette takes no rho");
    EXPECT_EQ(says({.method = Method::ols, .rho = 0.5}), "ols takes no rho");
    EXPECT_EQ(says({.lambda = 1}), "denton-cholette takes no lambda");
    EXPECT_EQ(says({.bias = gp::Bias::additive}), "denton-cholette takes no bias");
    EXPECT_EQ(says({.method = Method::chow_lin, .bounds = {0, {}}}), "chow-lin takes no bounds");
    EXPECT_THAT(says({.order = 4}), HasSubstr("must be 0, 1, 2 or 3, not 4"));
    EXPECT_THAT(says({.method = Method::cholette}), HasSubstr("cholette needs rho"));
    EXPECT_THAT(says({.method = Method::cholette, .rho = 1.5}), HasSubstr("rho must lie in 0..1"));
    EXPECT_THAT(says({.method = Method::chow_lin, .rho = 1}), HasSubstr("rho is 1"));
    EXPECT_EQ(refusal([] {
                  return disaggregate(inv_a, investment_quarters(), {},
                                      {.method = Method::growth_preservation});
              }),
              "growth-preservation needs an indicator");
    EXPECT_THAT(refusal([] {
                    return disaggregate(inv_a, investment_quarters(),
                                        columns({{inv_ind_q.begin(), inv_ind_q.end()},
                                                 {inv_ind_q.begin(), inv_ind_q.end()}}));
                }),
                HasSubstr("denton-cholette takes one indicator, not 2"));
    EXPECT_EQ(says({.bounds = {50, {}}}), "the bounds leave no path that meets benchmark [0]");
}

// Numbers at the ends of the range are computed with or refused, and never crash or hang.
TEST(Disaggregate, ExtremeNumbersGiveFiniteValuesOrAnError) {
    const auto quarters = investment_quarters();
    for (DisaggregationOptions const& options : every_method()) {
        for (double y : {1e-320, 1e-300, 1e300, 1.7e308}) {
            for (double x : {1e-320, 1e-300, 1.0, 1e300, 1.7e308}) {
                const std::vector<double> benchmarks{y, y / 3, y, y / 5, y};
                std::vector<double> indicator;
                for (int t = 0; t < quarters.size(); ++t) indicator.push_back(x / (1 + t % 3));
                const std::string said = refusal([&] {
                    auto path = disaggregate(benchmarks, quarters, indicator, options);
                    for (double value : path.values) EXPECT_TRUE(std::isfinite(value));
                    return path;
                });
                EXPECT_FALSE(said.empty()) << name(options);
            }
        }
    }
}

// 1e301 less 1e301 leaves no digit of 118.4. A billion leaves enough.
TEST(Disaggregate, RefusesAnIndicatorThatTakesTheDigitsOfTheBenchmarks) {
    const auto quarters = investment_quarters();
    const auto path = [&](double times) {
        std::vector<double> indicator;
        for (double value : inv_ind_q) indicator.push_back(value * times);
        return disaggregate(inv_a, quarters, indicator, {.deviations = Deviations::additive});
    };
    EXPECT_LT(difference(quarters.aggregate(path(1e9).values), inv_a), 1e-6);
    EXPECT_THAT(refusal([&] { return path(1e300); }),
                AllOf(HasSubstr("the path by denton-cholette misses benchmark ["),
                      HasSubstr("similar size")));
}

// 1e-600 is 0, and the path would be that of the constant alone.
TEST(Disaggregate, RefusesAnIndicatorWhoseCoefficientIsNoNumber) {
    std::mt19937 random(6);
    const auto quarters = Aggregation::regular(4, 8, Conversion::sum);
    const auto benchmarks = times(positive_series(random, 8, 300), 1e-300);
    const auto indicator = times(positive_series(random, quarters.size(), 50), 1e300);
    for (Method method :
         {Method::chow_lin, Method::fernandez, Method::litterman, Method::dynamic, Method::ols})
        EXPECT_THAT(refusal([&] {
                        return disaggregate(benchmarks, quarters, indicator, {.method = method});
                    }),
                    HasSubstr("units of similar size"))
            << to_string(method);
}

// One outlier, or one indicator next to nothing, is no reason to miss a benchmark.
TEST(Disaggregate, MeetsBenchmarksOfVeryDifferentSizes) {
    const std::vector<double> benchmarks{1e-3, 5e6, 20, 1e6, 3};
    for (DisaggregationOptions const& options : every_method()) {
        if (options.method == Method::growth_preservation) continue;  // its own test
        const auto path = disaggregate(benchmarks, investment_quarters(), inv_ind_q, options);
        EXPECT_LT(difference(investment_quarters().aggregate(path.values), benchmarks), 1e-11)
            << name(options);
    }
}

TEST(GrowthPreservation, StaysPositiveWhereDentonDoesNot) {
    const std::vector<double> benchmarks{100, 1, 100, 2, 80};
    const auto denton = disaggregate(benchmarks, investment_quarters(), inv_ind_q);
    EXPECT_THAT(denton.notes, Contains(DisaggregationNote::negative_values));
    for (auto objective : {gp::GrowthObjective::forward, gp::GrowthObjective::backward,
                           gp::GrowthObjective::symmetric, gp::GrowthObjective::logarithm}) {
        const auto path =
            gp::preserve_growth(benchmarks, investment_quarters(), inv_ind_q, objective);
        for (double value : path.values) EXPECT_GT(value, 0) << to_string(objective);
        EXPECT_LT(difference(investment_quarters().aggregate(path.values), benchmarks), 1e-11);
    }
}

}  // namespace
}  // namespace disaggregate_property_test

// Forecasts of series: what they promise, and what they do with odd histories.
#include <glidepath/forecast/backtest.hpp>
#include <glidepath/forecast/calibration/calibrate_panel.hpp>
#include <glidepath/forecast/sampling/philox.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

namespace forecast_test {
namespace {

namespace gp = glidepath;
using gp::forecast;
using gp::ForecastNote;
using gp::Period;
using Values = std::vector<double>;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

Period year(int y) { return Period::containing(gp::date(y, 1, 1), gp::Frequency::annual); }
Period month(int y, int m) { return Period::containing(gp::date(y, m, 1), gp::Frequency::monthly); }

// Fixed-asset investment of Gongshu District, 100 million yuan, 2020 to 2023, as published.
Values const investment{635, 655.2, 734.5, 841};

/// A series with trend, season and noise.
Values seasonal(int n, std::uint64_t seed) {
    const gp::Philox random(seed);
    Values y;
    for (int t = 0; t < n; ++t)
        y.push_back(100 + t + 20 * std::sin(t * 0.5236) +
                    3 * gp::normal_quantile(random.uniform(static_cast<std::uint64_t>(t))));
    return y;
}
bool noted(gp::Forecast const& forecast, ForecastNote note) {
    return std::find(forecast.notes().begin(), forecast.notes().end(), note) !=
           forecast.notes().end();
}

TEST(Forecast, OfTheFirstPlanIsWhatAStatisticianWouldBelieve) {
    const auto found = forecast(investment, year(2020), 4, {.kind = gp::Kind::flow});
    EXPECT_EQ(found.points(), 4);
    EXPECT_TRUE(noted(found, ForecastNote::short_history));
    const auto interval = found.interval(0.8);
    EXPECT_GT(found.median()[0], 841);  // it has grown each year
    EXPECT_LT(found.median()[3], 1100);
    EXPECT_LT(interval.lower[1], 841);  // and may fall all the same
    const auto likely = found.probability(gp::parse_statement("at 2025 > 860"));
    EXPECT_GT(*likely.value, 0.5);
    EXPECT_LT(*likely.value, 0.95);
}

TEST(Forecast, QuantilesRiseAndIntervalsHoldTheMedian) {
    for (Values const& y : {investment, seasonal(60, 1)}) {
        const auto first = y.size() == 4 ? year(2020) : month(2019, 1);
        const auto found = forecast(y, first, 18);
        Eigen::VectorXd before = found.quantile(0.001);
        for (double p : {0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 0.999}) {
            const Eigen::VectorXd now = found.quantile(p);
            EXPECT_TRUE((now.array() > before.array()).all());
            before = now;
        }
        const auto interval = found.interval(0.5);
        EXPECT_TRUE((interval.lower.array() < found.median().array()).all());
        EXPECT_TRUE((interval.upper.array() > found.median().array()).all());
    }
}

TEST(Forecast, IsEquivariantToScaleAndUnits) {
    Values y = seasonal(50, 2);
    const auto one = forecast(y, month(2020, 1), 12);
    for (double& value : y) value *= 1e4;
    const auto other = forecast(y, month(2020, 1), 12);
    const Eigen::VectorXd ratio = other.quantile(0.9).array() / one.quantile(0.9).array();
    EXPECT_LT((ratio.array() / 1e4 - 1).abs().maxCoeff(), 1e-10);
}

TEST(Forecast, PathsHaveTheQuantilesAsMarginsAndSumsAreTheirs) {
    const auto found = forecast(seasonal(60, 3), month(2019, 1), 6, {.kind = gp::Kind::flow});
    const Eigen::MatrixXd draws = found.draws({20'000});
    for (double p : {0.1, 0.5, 0.9})
        for (Eigen::Index h = 0; h < 6; ++h) {
            const double share =
                (draws.col(h).array() <= found.quantile(p)[h]).cast<double>().mean();
            EXPECT_NEAR(share, p, 0.005);
        }
    const auto sum = found.sum(found.window(), {20'000});
    EXPECT_NEAR(sum.mean(), draws.rowwise().sum().mean(), 1e-9 * sum.mean());
    EXPECT_NEAR(sum.mean(), found.mean().sum(), 1e-3 * sum.mean());
}

TEST(Forecast, SumsOverKnownAndUnknownPeriodsHoldTheKnown) {
    const auto found = forecast(investment, year(2020), 2, {.kind = gp::Kind::flow});
    const auto sum = found.sum(gp::Window(year(2022), year(2024)));
    EXPECT_NEAR(sum.median(), 734.5 + 841 + found.median()[0], 1);
    EXPECT_THROW((void)found.sum(gp::Window(year(2019), year(2024))), std::invalid_argument);
    EXPECT_THROW((void)found.sum(gp::Window(year(2022), year(2026))), std::invalid_argument);
}

TEST(Forecast, OnlyWhatAddsUpHasASum) {
    const gp::Window ahead(year(2024), year(2025));
    for (gp::Kind kind : {gp::Kind::stock, gp::Kind::average, gp::Kind::ratio}) {
        const auto found = forecast(investment, year(2020), 2, {.kind = kind});
        EXPECT_THROW((void)found.sum(ahead), std::invalid_argument) << to_string(kind);
        const auto said = found.probability(gp::parse_statement("sum 2024..2025 >= 1"));
        EXPECT_EQ(said.reason, gp::NoProbability::illegal_statistic);
        if (kind == gp::Kind::ratio) {
            EXPECT_THROW((void)found.mean_over(ahead), std::invalid_argument);
        } else {
            EXPECT_GT(found.mean_over(ahead).median(), 841);
        }
    }
    const auto rates = forecast(Values{5, 6, 5.5}, year(2021), 2,
                                {.kind = gp::Kind::flow, .face = gp::Face::growth});
    EXPECT_THROW((void)rates.sum(ahead), std::invalid_argument);
    EXPECT_THROW((void)rates.mean_over(ahead), std::invalid_argument);
}

TEST(Forecast, SaysThatNumbersAreTooLarge) {
    for (Values const& y : {Values{1e308}, Values{1e308, 1.2e308, 1.1e308}}) try {
            (void)forecast(y, year(2020), 2);
            ADD_FAILURE() << y.size();
        } catch (std::invalid_argument const& error) {
            EXPECT_NE(std::string(error.what()).find("larger unit"), std::string::npos)
                << error.what();
        }
}

TEST(Forecast, IsOfLevelsOrGrowthOfWhatHasValues) {
    EXPECT_THROW((void)forecast(investment, year(2020), 1, {.kind = gp::Kind::milestone}),
                 std::invalid_argument);
    EXPECT_THROW((void)forecast(investment, year(2020), 1, {.face = gp::Face::change}),
                 std::invalid_argument);
}

TEST(Forecast, AValueHalfWayBetweenTwoFiguresIsOneOfThem) {
    const auto likely = [](gp::Forecast const& found, std::string const& say) {
        return *found.probability(gp::parse_statement("at 2024 " + say)).value;
    };
    // Half of the distribution lies on the bound, which rounds away from zero.
    const gp::ForecastOptions above{.bounds = {.min = 0.5}, .decimals = 0};
    const auto positive = forecast(Values{0.6, 0.5, 0.5, 0.5}, year(2020), 1, above);
    EXPECT_EQ(likely(positive, ">= 1"), 1);
    EXPECT_EQ(likely(positive, "<= 0"), 0);
    EXPECT_EQ(likely(positive, "< 1"), 0);
    const gp::ForecastOptions below{.bounds = {.max = -0.5}, .decimals = 0};
    const auto negative = forecast(Values{-0.6, -0.5, -0.5, -0.5}, year(2020), 1, below);
    EXPECT_EQ(likely(negative, "<= -1"), 1);
    EXPECT_EQ(likely(negative, ">= 0"), 0);
    EXPECT_EQ(likely(negative, "> -1"), 0);
    // The counted share says the same.
    for (char const* text : {"at 2024 >= 1", "at 2024 <= 0"}) {
        const gp::Statement say = gp::parse_statement(text);
        EXPECT_EQ(gp::probability(say, positive.paths(), positive.judging()).value,
                  positive.probability(say).value);
    }
}

TEST(Forecast, ClosedBoundsCarryProbabilityAndOpenOnesDoNot) {
    const Values coverage{96.1, 97.2, 98.4, 98.9, 99.6, 99.8};
    gp::ForecastOptions options{.bounds = {.min = 0, .max = 100}};
    const auto closed = forecast(coverage, year(2018), 3, options);
    EXPECT_GT(*closed.probability(gp::parse_statement("at 2025 >= 100")).value, 0.2);
    EXPECT_LE(closed.quantile(0.999).maxCoeff(), 100);
    options.bounds.open = true;
    const auto open = forecast(coverage, year(2018), 3, options);
    EXPECT_EQ(*open.probability(gp::parse_statement("at 2025 >= 100")).value, 0);
    EXPECT_LT(open.quantile(0.999).maxCoeff(), 100);
    EXPECT_GT(open.quantile(0.05).minCoeff(), 80);
}

TEST(Forecast, JudgesDrawsAsFiguresArePublished) {
    gp::ForecastOptions options{.kind = gp::Kind::stock, .decimals = 0};
    const auto found = forecast(Values{3, 4, 4, 5, 6, 6}, year(2018), 1, options);
    double sum = 0;
    for (int count = 0; count < 15; ++count)
        sum += *found.probability(gp::parse_statement("at 2024 = " + std::to_string(count))).value;
    EXPECT_NEAR(sum,
                1 - *found.probability(gp::parse_statement("at 2024 < 0")).value -
                    *found.probability(gp::parse_statement("at 2024 >= 15")).value,
                1e-12);
    EXPECT_EQ(*found.probability(gp::parse_statement("at 2024 > 6")).value,
              *found.probability(gp::parse_statement("at 2024 >= 7")).value);
}

TEST(Forecast, ExactProbabilitiesAgreeWithCountedOnes) {
    const auto found = forecast(investment, year(2020), 3);
    const auto counted = gp::probability(gp::parse_statement("at 2025 > 860"),
                                         found.paths({50'000}), found.judging());
    EXPECT_NEAR(*found.probability(gp::parse_statement("at 2025 > 860")).value, *counted.value,
                2e-3);
    EXPECT_EQ(found.probability(gp::parse_statement("at 2025 > 860")).error, 0);
}

TEST(Forecast, WorksFromOneValueOnAndIsWiderTheLessIsKnown) {
    const Values y{100, 103, 105, 109, 111, 116, 118, 121, 125, 128, 131, 133, 138, 141, 144};
    double before = std::numeric_limits<double>::infinity();
    for (std::size_t n : {1UL, 3UL, 5UL, 15UL}) {
        const auto found = forecast(std::span(y).last(n), year(2000), 2);
        const auto interval = found.interval(0.8);
        const double width = interval.upper[0] - interval.lower[0];
        EXPECT_TRUE(std::isfinite(width));
        EXPECT_LT(width, before) << n;
        before = width;
        EXPECT_EQ(found.points(), static_cast<int>(n));
    }
}

TEST(Forecast, HandlesOddHistories) {
    const auto constant = forecast(Values(8, 5.0), year(2010), 3);
    EXPECT_TRUE(noted(constant, ForecastNote::constant));
    EXPECT_NEAR(constant.median()[2], 5, 0.01);
    EXPECT_GT(constant.quantile(0.9)[0], 5);

    const auto gaps = forecast(Values{nan, 5, 6, nan, 8, 9, nan}, year(2010), 2);
    EXPECT_TRUE(noted(gaps, ForecastNote::gaps_filled));
    EXPECT_EQ(gaps.window().first(), year(2016));  // the missing end is forecast as well
    EXPECT_EQ(gaps.horizon(), 3);

    Values wild = seasonal(48, 5);
    wild[20] = 1e12;
    const auto outlier = forecast(wild, month(2020, 1), 3, {.damp_outliers = true});
    EXPECT_TRUE(noted(outlier, ForecastNote::outlier_damped));
    EXPECT_LT(outlier.quantile(0.99).maxCoeff(), 1000);

    for (Values const& y :
         {Values{0, 0, 0, 4, 0}, Values{-3, 2, -1, 5, -8, 2}, Values{1e300, 2e300, 1.5e300},
          Values{9007199254740993.0, 9e15, 9.1e15}, Values{1e-300, 2e-300, 3e-300}}) {
        const auto found = forecast(y, year(2015), 4);
        EXPECT_TRUE(found.quantile(0.5).allFinite());
    }
}

TEST(Forecast, OfNothingAtAllSaysThatNothingTellsItsSpread) {
    for (std::size_t n : {1UL, 4UL, 12UL})
        EXPECT_TRUE(noted(forecast(Values(n, 0.0), year(2015), 2), ForecastNote::no_spread)) << n;
    // What has never moved may move all the same: other series did.
    Values fund(72, 0.0);
    for (std::size_t t = 11; t < fund.size(); t += 12) fund[t] = 5;
    for (Values const& y : {Values(72, 5.0), fund}) {
        const auto found = forecast(y, month(2019, 1), 12);
        EXPECT_FALSE(noted(found, ForecastNote::no_spread));
        EXPECT_GT(found.quantile(0.975)[11], 5);
        EXPECT_LT(found.quantile(0.025)[11], 5);
    }
}

TEST(Forecast, WhatRoundingAloneKeepsFromAThresholdIsAtIt) {
    gp::Forecast::Parts parts;
    parts.window = gp::Window(year(2025), year(2025));
    parts.centre = Eigen::VectorXd::Constant(1, 5 * (1 - 1e-15));
    parts.scale = Eigen::VectorXd::Constant(1, 1e-15);
    parts.shapes = {gp::ErrorShape()};
    parts.correlation = Eigen::MatrixXd::Identity(1, 1);
    const gp::Forecast certain(parts);
    for (const char* said : {"at 2025 >= 5", "at 2025 <= 5", "at 2025 = 5"})
        EXPECT_EQ(*certain.probability(gp::parse_statement(said)).value, 1) << said;
    for (const char* said : {"at 2025 > 5", "at 2025 < 5"})
        EXPECT_EQ(*certain.probability(gp::parse_statement(said)).value, 0) << said;
}

TEST(Forecast, SaysOfOutliersWhatBecameOfThem) {
    Values y;
    for (int t = 0; t < 12; ++t) y.push_back(100 + t + 0.3 * (t % 3));
    y.push_back(1e6);
    // The last value is where the forecast starts: it is used, whatever was asked for.
    const auto last = forecast(y, year(2000), 2, {.damp_outliers = true});
    EXPECT_TRUE(noted(last, ForecastNote::outlier));
    EXPECT_FALSE(noted(last, ForecastNote::outlier_damped));
    y.pop_back();
    y[5] = 1e6;
    const auto inside = forecast(y, year(2000), 2, {.damp_outliers = true});
    EXPECT_TRUE(noted(inside, ForecastNote::outlier_damped));
    EXPECT_FALSE(noted(inside, ForecastNote::outlier));
    EXPECT_FALSE(noted(inside, ForecastNote::gaps_filled));
    EXPECT_LT(inside.quantile(0.99).maxCoeff(), 300);
}

TEST(Forecast, ASeasonThatShowsEarlyIsKept) {
    // Two years of months, and three of quarters, each with a season that anybody would see.
    Values months;
    Values quarters;
    const gp::Philox random(21);
    for (int t = 0; t < 24; ++t)
        months.push_back(55 + 9 * (t % 12) +
                         2 * gp::normal_quantile(random.uniform(static_cast<std::uint64_t>(t))));
    for (int t = 0; t < 12; ++t)
        quarters.push_back(80 + 13 * (t % 4) +
                           gp::normal_quantile(random.uniform(static_cast<std::uint64_t>(t + 50))));
    const auto next_year = forecast(months, month(2022, 1), 12);
    for (int h = 0; h < 12; ++h) EXPECT_NEAR(next_year.median()[h], 55 + 9 * h, 10) << h;
    const auto next_quarters =
        forecast(quarters, Period::containing(gp::date(2021, 1, 1), gp::Frequency::quarterly), 4);
    for (int h = 0; h < 4; ++h) EXPECT_NEAR(next_quarters.median()[h], 80 + 13 * h, 6) << h;
    EXPECT_FALSE(noted(next_year, ForecastNote::season_too_long));
    EXPECT_TRUE(noted(forecast(seasonal(9, 3), month(2022, 1), 3), ForecastNote::season_too_long));
}

TEST(Forecast, GapsHideSurprisesAndMakeIntervalsWider) {
    // A random walk of which only every fourth year is known.
    const gp::Philox random(31);
    double ratio = 0;
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        Values y{1000};
        for (int t = 1; t < 29; ++t)
            y.push_back(y.back() + 10 * gp::normal_quantile(random.uniform(
                                            100 * seed + static_cast<std::uint64_t>(t))));
        Values known = y;
        for (std::size_t t = 0; t < y.size(); ++t)
            if (t % 4 != 0) known[t] = nan;
        const auto width = [](gp::Forecast const& found) {
            return found.quantile(0.9)[0] - found.quantile(0.1)[0];
        };
        ratio += width(forecast(known, year(1990), 1)) / width(forecast(y, year(1990), 1)) / 20;
    }
    EXPECT_GT(ratio, 0.9);  // 0.5 if the lines across gaps were taken for figures
}

TEST(Forecast, GrowthRatesHaveACalibrationOfTheirOwn) {
    const Values gdp{7.8, 7.4, 7.0, 6.8, 6.9, 6.7, 6.0, 2.2, 8.4, 3.0, 5.2};
    const auto rates = forecast(gdp, year(2013), 4, {.face = gp::Face::growth});
    EXPECT_FALSE(noted(rates, ForecastNote::calibration_borrowed));
    EXPECT_GT(rates.quantile(0.975)[0], 8.4);  // it has been there
    EXPECT_LT(rates.quantile(0.025)[0], 2.2);
    // Rates do not pile up as errors of levels do: four years ahead is hardly less sure than one.
    const auto width = [](gp::Forecast const& found, int h) {
        return found.quantile(0.9)[h] - found.quantile(0.1)[h];
    };
    EXPECT_LT(width(rates, 3), 1.5 * width(rates, 0));
    // One more rate does not make the next one much surer.
    const auto of = [&](Values const& y) {
        return width(forecast(y, year(2016), 1, {.face = gp::Face::growth}), 0);
    };
    EXPECT_LT(of({5, 5.4, 4.9}) / of({5, 5.4, 4.9, 5.2}), 2.5);
}

TEST(Forecast, GrowthRatesErrToEitherSideAlikeWhereOnlyLevelsWereLearned) {
    std::vector<gp::Calibrations::Entry> levels;
    for (gp::Calibrations::Entry const& entry : gp::Calibrations::standard().entries())
        if (entry.face == gp::Face::level) levels.push_back(entry);
    const gp::Calibrations borrowed(levels);
    const auto found = forecast(Values{6.9, 6.8, 6.7, 6, 2.2, 8.4, 3, 5.2}, year(2016), 2,
                                {.face = gp::Face::growth, .calibrations = &borrowed});
    EXPECT_TRUE(noted(found, ForecastNote::calibration_borrowed));
    for (double p : {0.6, 0.8, 0.975})
        EXPECT_NEAR(found.quantile(p)[1] - found.median()[1],
                    found.median()[1] - found.quantile(1 - p)[1], 1e-9);
}

TEST(Forecast, RefusesBoundsThatTheSeriesDoesNotKeep) {
    const auto refused = [](Values const& y, gp::ForecastBounds const& bounds) {
        return gp::try_forecast(y, year(2020), 1, {.bounds = bounds}).problem;
    };
    EXPECT_EQ(refused(investment, {0, 100}),
              "the series holds 635, which is more than the bound 100: leave out a bound that the "
              "series does not keep");
    EXPECT_NE(refused({-3, 5, 3}, {0, {}}).find("-3, which is less than the bound 0"),
              std::string::npos);
    EXPECT_EQ(refused({3, 1, 0, 2}, {0, {}, true}),
              "the series holds 0, which lies on the open bound 0: values only approach it; take "
              "closed bounds");
    EXPECT_EQ(refused({3, 1, 0, 2}, {0, {}}), "");
    EXPECT_EQ(refused({99, 100}, {0, 100}), "");
}

TEST(Forecast, BetweenOpenBoundsTheSeriesIsForecastAsItLooksThere) {
    // A share that closes half of what is left each year never gets there.
    Values y;
    for (int t = 0; t < 8; ++t) y.push_back(100 - 4 * std::pow(0.7, t));
    const auto found = forecast(y, year(2016), 6, {.bounds = {0, 100, true}});
    EXPECT_GT(found.median()[0], y.back());
    for (int h = 1; h < 6; ++h) EXPECT_GT(found.median()[h], found.median()[h - 1]);
    EXPECT_LT(found.median()[5], 100);
    EXPECT_GT(found.quantile(0.025)[1], 90);
    // Counts that are never 0 stay in sight.
    const auto counts = forecast(Values{2, 5, 3, 4, 3}, year(2019), 4, {.bounds = {0, {}, true}});
    EXPECT_LT(counts.mean()[3], 12);
    EXPECT_NEAR(counts.mean()[3], counts.draws({100'000}).col(3).mean(), 0.05 * counts.mean()[3]);
}

TEST(Forecast, SaysWhereItReachesBeyondWhatWasLearned) {
    EXPECT_FALSE(noted(forecast(investment, year(2020), 6), ForecastNote::beyond_calibration));
    EXPECT_TRUE(noted(forecast(investment, year(2020), 7), ForecastNote::beyond_calibration));
    const Period week = Period::containing(gp::date(2024, 1, 1), gp::Frequency::weekly);
    EXPECT_TRUE(noted(forecast(investment, week, 2), ForecastNote::calibration_borrowed));
}

TEST(Forecast, RefusesWhatItCannotForecast) {
    EXPECT_THROW((void)forecast(Values{}, year(2020), 1), std::invalid_argument);
    EXPECT_THROW((void)forecast(Values{}, year(2020), 1, {.last_break = 7}), std::invalid_argument);
    EXPECT_THROW((void)forecast(Values{1, 2}, year(2020), 1, {.last_break = 2}),
                 std::invalid_argument);
    EXPECT_THROW((void)forecast(Values{nan, nan}, year(2020), 1), std::invalid_argument);
    EXPECT_THROW((void)forecast(Values{1, INFINITY}, year(2020), 1), std::invalid_argument);
    for (int periods : {0, -1, 10'000})
        EXPECT_THROW((void)forecast(investment, year(2020), periods), std::invalid_argument);
    EXPECT_THROW((void)forecast(investment, year(2020), 1, {.bounds = {.min = 900, .max = 100}}),
                 std::invalid_argument);
    EXPECT_THROW((void)forecast(Values{1, 2}, year(2020), 1, {.method = gp::ForecastMethod::theta}),
                 std::invalid_argument);
    EXPECT_FALSE(gp::try_forecast(Values{}, year(2020), 1).problem.empty());
}

TEST(Forecast, UsesOnlyWhatCameAfterABreak) {
    const Values y{900, 910, 920, 100, 104, 107, 111};
    const auto found = forecast(y, year(2017), 1, {.last_break = 3});
    EXPECT_TRUE(noted(found, ForecastNote::break_cut));
    EXPECT_EQ(found.points(), 4);
    EXPECT_EQ(found.median(), forecast(std::span(y).subspan(3), year(2020), 1).median());
}

TEST(Forecast, NamedMethodsSayThatTheirIntervalsAreTheirOwn) {
    for (std::size_t i = 1; i < gp::forecast_method_names.size(); ++i) {
        const auto method = static_cast<gp::ForecastMethod>(i);
        const auto found = forecast(seasonal(60, 6), month(2019, 1), 6, {.method = method});
        EXPECT_TRUE(noted(found, ForecastNote::model_intervals)) << to_string(method);
        EXPECT_TRUE(found.quantile(0.9).allFinite()) << to_string(method);
        EXPECT_EQ(found.horizon(), 6);
    }
}

TEST(Forecast, SpringFestivalLeavesTheSumOfBothMonthsAlone) {
    Values y;
    const gp::Philox random(11);
    for (int t = 0; t < 60; ++t) {
        double value = 100 + 2 * random.uniform(static_cast<std::uint64_t>(t));
        const double shift = t / 12 % 2 == 0 ? 30 : -30;
        if (t % 12 == 0) value += shift;
        if (t % 12 == 1) value -= shift;
        y.push_back(value);
    }
    const auto found =
        forecast(y, month(2019, 1), 12, {.kind = gp::Kind::flow, .january_february = true});
    const auto january = found.interval(0.8);
    EXPECT_GT(january.upper[0] - january.lower[0], 40);
    const auto sum = found.sum(gp::Window(month(2024, 1), month(2024, 2)), {4000}).interval(0.8);
    EXPECT_LT(sum.second - sum.first, 0.5 * (january.upper[0] - january.lower[0]));
}

TEST(Backtest, SeesNothingBehindItsOrigin) {
    Values y = seasonal(40, 7);
    const auto cases = gp::backtest(y, month(2020, 1), {}, {.horizon = 3, .first_points = 30});
    ASSERT_EQ(cases.size(), 8 * 3 + 2 + 1U);
    y[36] = 1e6;
    const auto planted = gp::backtest(y, month(2020, 1), {}, {.horizon = 3, .first_points = 30});
    for (std::size_t i = 0; i < cases.size(); ++i)
        if (cases[i].origin < month(2023, 1)) {
            EXPECT_EQ(cases[i].median, planted[i].median);
        }
    for (auto const& one : cases) {
        EXPECT_LT(one.origin, one.period);
        EXPECT_EQ(one.actual <= one.upper[0], one.rank <= 0.9);
    }
}

TEST(Backtest, RanksAFigureAmongFiguresAsTheyArePublished) {
    const Values counts{3, 4, 4, 5, 4, 5, 6, 5};
    const gp::BacktestOptions last{.first_points = 7};
    const double whole = gp::backtest(counts, year(2020), {.decimals = 0}, last).front().rank;
    const auto found = forecast(std::span(counts).first(7), year(2020), 1, {.decimals = 0});
    const auto likely = [&](char const* say) {
        return *found.probability(gp::parse_statement(say)).value;
    };
    EXPECT_NEAR(whole, likely("at 2027 < 5") + likely("at 2027 = 5") / 2, 1e-12);
}

TEST(Backtest, SaysWhyThereIsNothingToTest) {
    const auto refuses = [](Values const& y, gp::ForecastOptions const& options,
                            gp::BacktestOptions const& test, std::string const& why) {
        try {
            (void)gp::backtest(y, year(2020), options, test);
            ADD_FAILURE() << "no refusal: " << why;
        } catch (std::invalid_argument const& error) {
            EXPECT_NE(std::string(error.what()).find(why), std::string::npos) << error.what();
        }
    };
    const Values six{1, 2, 3, 4, 5, 6};
    refuses(investment, {}, {}, "first_points");
    refuses(six, {.bounds = {.min = 5, .max = 1}}, {}, "below the upper");
    refuses(six, {.decimals = 40}, {}, "digits");
    refuses(six, {.method = gp::ForecastMethod::theta}, {.first_points = 1, .step = 9},
            "can be forecast");
    refuses(six, {.last_break = 6}, {}, "knows 7 values");
    refuses(Values(6, nan), {}, {}, "no value is known");
    refuses({1, 2, 3, 4, nan, nan}, {}, {}, "no value is known");
    refuses({1, INFINITY, 3, 4, 5, 6}, {}, {}, "2021 is infinite");
    refuses(six, {}, {.horizon = 2000}, "1 to 1000");
}

TEST(CalibratePanel, OfSeriesWithoutSurprisesMakesForecastsNarrower) {
    std::vector<Values> calm;
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        const gp::Philox random(seed, 3);
        Values y;
        for (int t = 0; t < 12; ++t)
            y.push_back(100 + 2 * t +
                        0.1 * gp::normal_quantile(random.uniform(static_cast<std::uint64_t>(t))));
        calm.push_back(y);
    }
    const std::vector<int> all{0};
    const gp::Calibrations own({{1, 1, gp::calibrate_panel(calm, 1, 4, all)}});
    const auto width = [&](gp::Calibrations const* calibrations) {
        const auto found =
            forecast(calm[0], year(2000), 4, {.calibrations = calibrations}).interval(0.95);
        return found.upper[0] - found.lower[0];
    };
    EXPECT_LT(width(&own), 0.5 * width(nullptr));
}

}  // namespace
}  // namespace forecast_test

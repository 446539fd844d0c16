// Methods on yearly rates: Eurostat, Statistics Canada, UNSD 2023.
#include "assess/method_support.hpp"

#include <limits>

namespace glidepath::method_rates_test {
namespace {

using namespace testing;

/// A target in another year, or another value.
TimedValue by(double time, double value) { return {time, value}; }

// ---- Eurostat -----------------------------------------------------------------------------------

TEST(EurostatMethod, JudgesTheRatioOfYearlyRates) {
    const MethodResult inv = method::eurostat(investment());
    EXPECT_TRUE(six_digits(inv.number("rate_actual"), 0.0371624));
    EXPECT_TRUE(six_digits(inv.number("rate_required"), 0.0420297));
    EXPECT_TRUE(six_digits(inv.measure, 0.884193));
    EXPECT_TRUE(six_digits(inv.score, 2.02995));
    EXPECT_EQ(word(inv), "moderate_progress");
    EXPECT_EQ(inv.unit, MeasureUnit::ratio);

    const MethodResult ghg = method::eurostat(emissions());
    EXPECT_TRUE(six_digits(ghg.number("rate_actual"), -0.0180962));
    EXPECT_TRUE(six_digits(ghg.number("rate_required"), -0.0390720));
    EXPECT_TRUE(six_digits(ghg.measure, 0.463149));
    EXPECT_TRUE(six_digits(ghg.score, -0.570211));
    EXPECT_EQ(word(ghg), "insufficient_progress");

    const MethodResult fast = method::eurostat(ends(down, {2010, 13.4}, {2022, 9.6}, by(2030, 9)));
    EXPECT_TRUE(six_digits(fast.measure, 1.39095));
    EXPECT_EQ(fast.score, 5);
    EXPECT_EQ(word(fast), "significant_progress");
    EXPECT_EQ(fast.standing, MethodStanding::on_track);

    const MethodResult back = method::eurostat(ends(down, {2015, 20}, {2020, 21}, by(2030, 10)));
    EXPECT_TRUE(six_digits(back.measure, -0.217142));
    EXPECT_TRUE(six_digits(back.score, -3.40476));
    EXPECT_EQ(word(back), "movement_away");
    EXPECT_EQ(back.standing, MethodStanding::away);
}

TEST(EurostatMethod, WithoutATargetHasFiveClassesAsEustatCodesThem) {
    const auto five_years = [](WantedDirection direction, double to) {
        return method::eurostat(ends(direction, {2015, 100}, {2020, to}));
    };
    const MethodResult more = five_years(up, 105.5);
    EXPECT_TRUE(six_digits(more.measure, 0.0107657));
    EXPECT_TRUE(six_digits(more.score, 2.69142));
    EXPECT_EQ(word(more), "significant_progress");
    EXPECT_EQ(more.unit, MeasureUnit::rate);
    const MethodResult flat = five_years(up, 100.3);
    EXPECT_TRUE(six_digits(flat.measure, 0.000599281));
    EXPECT_TRUE(six_digits(flat.score, 0.149820));
    EXPECT_EQ(word(flat), "neutral");
    const MethodResult less = five_years(up, 97);
    EXPECT_TRUE(six_digits(less.measure, -0.00607332));
    EXPECT_TRUE(six_digits(less.score, -1.51833));
    EXPECT_EQ(word(less), "moderate_movement_away");
    const MethodResult fall = five_years(down, 94);
    EXPECT_TRUE(six_digits(fall.measure, 0.0122988));
    EXPECT_TRUE(six_digits(fall.score, 3.07471));
    EXPECT_EQ(word(fall), "significant_progress");
    EXPECT_EQ(word(five_years(up, 90)), "significant_movement_away");
    EXPECT_EQ(word(five_years(up, 102)), "moderate_progress");
}

TEST(EurostatMethod, AnExactOnePercentSeriesIsOnePercentAndNotAbove) {
    // The naive formula gives 0.010000000000000009, "significant"; rounded first it is "moderate".
    const double end = 100 * std::pow(1.01, 5);
    EXPECT_GT(std::pow(end / 100, 1 / 5.0) - 1, 0.01);
    EXPECT_EQ(word(method::eurostat(ends(up, {2015, 100}, {2020, end}))), "moderate_progress");
    EXPECT_EQ(word(method::eurostat(ends(up, {2015, 100}, {2020, end * (1 + 1e-7)}))),
              "significant_progress");
    // Closed ends: exactly +-0.1 % is neutral, exactly -1 % is moderate.
    for (double rate : {0.001, -0.001})
        EXPECT_EQ(
            word(method::eurostat(ends(up, {2015, 100}, {2022, 100 * std::pow(1 + rate, 7)}))),
            "neutral")
            << rate;
    EXPECT_EQ(word(method::eurostat(ends(up, {2015, 100}, {2022, 100 * std::pow(0.99, 7)}))),
              "moderate_movement_away");
}

TEST(RateMethods, AnExactNinetyFivePercentReachesTheThreshold) {
    // Series whose yearly rate is exactly 0.95 (0.60) of the rate required, in many variants of
    // rounding.
    for (double required : {0.01, 0.04, 0.2, -0.03, -0.07, 0.0003})
        for (double share : {0.95, 0.60})
            for (int years = 1; years <= 9; ++years) {
                const double actual = required * share;
                const MethodInput input = ends(required > 0 ? up : down, {2015, 73.1},
                                               {2015.0 + years, 73.1 * std::pow(1 + actual, years)},
                                               by(2030, 73.1 * std::pow(1 + required, 15)));
                const bool high = share > 0.9;
                EXPECT_EQ(word(method::eurostat(input)),
                          high ? "significant_progress" : "moderate_progress")
                    << required << ' ' << years;
                EXPECT_EQ(word(method::statcan(input)),
                          high ? "substantial_progress" : "moderate_progress")
                    << required << ' ' << years;
            }
}

TEST(EurostatMethod, JudgesEndPointsOnAGeometricPath) {
    // 100 down to 10 in ten years, at half time.
    const auto at_half = [](double value) {
        return method::eurostat(ends(down, {2020, 100}, {2025, value}, by(2030, 10)));
    };
    EXPECT_TRUE(six_digits(at_half(55).measure, 0.547940));  // on the straight line
    EXPECT_EQ(word(at_half(55)), "insufficient_progress");
    EXPECT_TRUE(six_digits(at_half(31.6227766).measure, 1.0));
    EXPECT_TRUE(six_digits(at_half(40).measure, 0.814146));
}

TEST(EurostatMethod, RefusesWhatHasNoRate) {
    const auto why = [](WantedDirection direction, double base, double latest, double target) {
        return method::eurostat(ends(direction, {2015, base}, {2020, latest}, by(2030, target)))
            .undefined;
    };
    EXPECT_EQ(why(up, 0, 5, 10), MethodUndefined::base_zero);
    EXPECT_EQ(why(down, 10, 5, 0), MethodUndefined::target_zero);
    EXPECT_EQ(why(up, -2, 3, 5), MethodUndefined::sign_change);
    EXPECT_EQ(why(up, -8, -5, 5), MethodUndefined::sign_change);
    EXPECT_EQ(why(up, 10, 12, 10), MethodUndefined::base_equals_target);
    EXPECT_EQ(why(up, 60, 45, 50), MethodUndefined::already_achieved);  // R would praise it
    EXPECT_EQ(method::eurostat(ends(up, {2015, 1}, {2031, 2}, by(2030, 3))).undefined,
              MethodUndefined::target_year_past);
    EXPECT_EQ(method::eurostat(ends(up, {2015, 1}, {2015, 1}, by(2030, 3))).undefined,
              MethodUndefined::too_few_points);
    EXPECT_EQ(method::eurostat(ends(up, {2015, -2}, {2020, -1})).undefined,
              MethodUndefined::not_positive);
}

// ---- Statistics Canada --------------------------------------------------------------------------

TEST(StatcanMethod, AgreesWithOpenSdgOnTargets) {
    const MethodResult inv = method::statcan(investment());
    EXPECT_TRUE(six_digits(inv.measure, 0.884193));
    EXPECT_TRUE(six_digits(inv.score, 2.03001));
    EXPECT_EQ(word(inv), "moderate_progress");
    const MethodResult ghg = method::statcan(emissions());
    EXPECT_TRUE(six_digits(ghg.measure, 0.463149));
    EXPECT_TRUE(six_digits(ghg.score, -0.570196));
    EXPECT_EQ(word(ghg), "limited_progress");
    const MethodResult one = method::statcan(ends(down, {2015, 12}, {2022, 6}, by(2030, 1)));
    EXPECT_TRUE(six_digits(one.measure, 0.617533));
    EXPECT_TRUE(six_digits(one.score, 0.125276));
    EXPECT_EQ(word(one), "moderate_progress");
    const MethodResult retreat = method::statcan(ends(up, {2015, 60}, {2022, 45}, by(2030, 50)));
    EXPECT_TRUE(six_digits(retreat.measure, -3.33281));
    EXPECT_EQ(retreat.score, -5);
    EXPECT_EQ(word(retreat), "deterioration");
}

TEST(StatcanMethod, AgreesWithOpenSdgWithoutTargets) {
    MethodInput near_limit = ends(up, {2015, 92}, {2022, 94});
    const MethodResult free = method::statcan(near_limit);
    EXPECT_TRUE(six_digits(free.measure, 0.00307704));
    EXPECT_TRUE(six_digits(free.score, -0.961480));
    EXPECT_EQ(word(free), "limited_progress");
    near_limit.limit = 100;
    const MethodResult limited = method::statcan(near_limit);
    EXPECT_TRUE(six_digits(limited.number("limit_coefficient"), 0.309414));
    EXPECT_TRUE(six_digits(limited.score, 1.23619));
    EXPECT_EQ(word(limited), "moderate_progress");

    MethodInput kept = ends(up, {2015, 100}, {2022, 100});
    kept.limit = 100;
    EXPECT_EQ(method::statcan(kept).number("limit_coefficient"), 0);
    EXPECT_EQ(method::statcan(kept).score, 5);
    EXPECT_EQ(word(method::statcan(kept)), "substantial_progress");

    const MethodResult negative = method::statcan(ends(up, {2015, -8}, {2022, -5}));
    EXPECT_TRUE(six_digits(negative.measure, 0.0649389));
    EXPECT_EQ(negative.score, 5);
    EXPECT_EQ(word(negative), "substantial_progress");

    MethodInput floor = ends(down, {2015, 5}, {2022, 4.8});
    floor.limit = 3;
    const MethodResult lower = method::statcan(floor);
    EXPECT_TRUE(six_digits(lower.measure, 0.00581474));
    EXPECT_TRUE(six_digits(lower.number("limit_coefficient"), 0.992387));
    EXPECT_TRUE(six_digits(lower.score, 0.214838));
    EXPECT_EQ(word(lower), "moderate_progress");
}

TEST(StatcanMethod, PutsNoThousandthInPlaceOfAZero) {
    // Open SDG computes R = 0.202584, "limited", from a target of 0.001: 0 has no such ratio.
    const MethodResult zero = method::statcan(ends(down, {2015, 12}, {2022, 6}, by(2030, 0)));
    EXPECT_EQ(zero.undefined, MethodUndefined::target_zero);
    EXPECT_FALSE(zero.measure || zero.category || zero.score || zero.standing);
    EXPECT_EQ(method::statcan(ends(up, {2015, 0}, {2022, 6}, by(2030, 9))).undefined,
              MethodUndefined::base_zero);
    // Zero reached is achieved all the same.
    EXPECT_EQ(word(method::statcan(ends(down, {2015, 12}, {2022, 0}, by(2030, 0)))),
              "target_achieved");
}

TEST(StatcanMethod, RefusesAChangeOfSignAlsoTowardsTheTarget) {
    EXPECT_EQ(method::statcan(ends(up, {2015, -2}, {2022, 3})).undefined,
              MethodUndefined::sign_change);
    // Open SDG's R = 0.312047 is the magnitude of a complex number.
    EXPECT_EQ(method::statcan(ends(up, {2015, -8}, {2022, -5}, by(2030, 5))).undefined,
              MethodUndefined::sign_change);
    EXPECT_EQ(method::statcan(ends(up, {2015, 50}, {2022, 45}, by(2030, 50))).undefined,
              MethodUndefined::base_equals_target);
}

TEST(StatcanMethod, ATargetThatIsReachedIsAchievedWhateverTrendAndYear) {
    const MethodResult result = method::statcan(ends(up, {2015, 90}, {2035, 86}, by(2030, 86)));
    EXPECT_EQ(word(result), "target_achieved");
    EXPECT_EQ(result.score, 5);
    EXPECT_EQ(result.standing, MethodStanding::achieved);
    MethodInput strict = ends(up, {2015, 80}, {2022, 86}, by(2030, 86));
    strict.strict = true;  // > 86: 86 is not enough
    EXPECT_NE(word(method::statcan(strict)), "target_achieved");
}

TEST(StatcanMethod, TheLimitCoefficientIsOneFarFromTheLimitAndZeroAtIt) {
    EXPECT_EQ(method::statcan_limit_coefficient(200, 100), 1);
    EXPECT_EQ(method::statcan_limit_coefficient(0, 0), 1);
    EXPECT_EQ(method::statcan_limit_coefficient(100, 100), 0);
    EXPECT_EQ(method::statcan_limit_coefficient(0, 100), 1);
    EXPECT_NEAR(method::statcan_limit_coefficient(90, 100),
                method::statcan_limit_coefficient(110, 100), 1e-12);
}

// ---- UNSD 2023 ----------------------------------------------------------------------------------

TEST(UnsdMethod, JudgesTheProjectedShareOfTheChangeRequired) {
    const MethodResult inv = method::unsd_2023(investment());
    EXPECT_TRUE(six_digits(inv.number("projected"), 84.0102));
    EXPECT_TRUE(six_digits(inv.measure, 0.875634));
    EXPECT_EQ(inv.score, 2);
    EXPECT_EQ(word(inv), "fair_progress");
    const MethodResult ghg = method::unsd_2023(emissions());
    EXPECT_TRUE(six_digits(ghg.number("projected"), 76.0386));
    EXPECT_TRUE(six_digits(ghg.measure, 0.532475));
    EXPECT_EQ(ghg.score, 2);
    const MethodResult u5mr = method::unsd_2023(mortality());
    EXPECT_TRUE(six_digits(u5mr.number("rate_actual"), -0.0179444));
    EXPECT_TRUE(six_digits(u5mr.number("projected"), 32.0103));
    EXPECT_TRUE(six_digits(u5mr.measure, 0.587627));
    EXPECT_EQ(u5mr.score, 2);
    const MethodResult still = method::unsd_2023(ends(up, {2015, 60}, {2022, 60.4}, by(2030, 100)));
    EXPECT_TRUE(six_digits(still.number("projected"), 60.8604));
    EXPECT_TRUE(six_digits(still.measure, 0.0215102));
    EXPECT_EQ(still.score, 1);
    EXPECT_EQ(word(still), "stagnation_or_regression");
    const auto at_half = [](double value) {
        return method::unsd_2023(ends(down, {2020, 100}, {2025, value}, by(2030, 10))).measure;
    };
    EXPECT_TRUE(six_digits(at_half(55), 0.775000));
    EXPECT_TRUE(six_digits(at_half(40), 0.933333));
}

TEST(UnsdMethod, WithoutATargetJudgesTheYearlyRate) {
    const MethodResult fast = method::unsd_2023(ends(up, {2015, 100}, {2022, 116}));
    EXPECT_TRUE(six_digits(fast.measure, 0.0214292));
    EXPECT_EQ(fast.score, 3);
    const MethodResult slow = method::unsd_2023(ends(up, {2015, 100}, {2022, 103}));
    EXPECT_TRUE(six_digits(slow.measure, 0.00423161));
    EXPECT_EQ(slow.score, 1);
    const MethodResult fall = method::unsd_2023(ends(down, {2015, 100}, {2022, 90}));
    EXPECT_TRUE(six_digits(fall.measure, 0.0149388));  // the rate is -0.0149388, wanted down
    EXPECT_EQ(fall.score, 2);
    for (auto [rate, score] : {std::pair{0.02, 3}, {0.005, 2}})  // closed ends
        EXPECT_EQ(
            method::unsd_2023(ends(up, {2015, 100}, {2022, 100 * std::pow(1 + rate, 7)})).score,
            score);
}

TEST(UnsdMethod, ATargetOfZeroIsNoObstacle) {
    const MethodResult result = method::unsd_2023(ends(down, {2015, 12}, {2022, 6}, by(2030, 0)));
    EXPECT_TRUE(six_digits(result.measure, (12 - 6 * std::pow(0.5, 8.0 / 7)) / 12));
    EXPECT_EQ(word(result), "fair_progress");
}

TEST(UnsdMethod, WithinAPointOfTheEndOfThePercentScaleIsMet) {
    MethodInput nearly = ends(up, {2015, 98}, {2022, 99}, by(2030, 100));
    EXPECT_NE(method::unsd_2023(nearly).standing, MethodStanding::achieved);
    nearly.percentage = true;
    EXPECT_EQ(method::unsd_2023(nearly).standing, MethodStanding::achieved);
    nearly.latest->value = 98.9;
    EXPECT_NE(method::unsd_2023(nearly).standing, MethodStanding::achieved);
    nearly.target->value = 99.5;  // only for 0 % and 100 %
    EXPECT_NE(method::unsd_2023(nearly).standing, MethodStanding::achieved);
}

TEST(UnsdMethod, APastTargetYearIsJudgedInThatYear) {
    MethodInput input = ends(up, {2015, 50}, {2024, 90}, by(2020, 80));
    EXPECT_EQ(method::unsd_2023(input).undefined, MethodUndefined::target_year_past);
    input.history = {{2015, 50}, {2018, 60}, {2020, 65}, {2024, 90}};
    const MethodResult result = method::unsd_2023(input);
    EXPECT_TRUE(six_digits(result.measure, 0.5));
    EXPECT_EQ(word(result), "fair_progress");  // though 80 was passed later
}

TEST(UnsdMethod, MilestonesAreDoneOrStagnate) {
    MethodInput input;
    input.subject = MethodSubject::milestone;
    EXPECT_EQ(method::unsd_2023(input).undefined, MethodUndefined::missing_input);
    input.latest = TimedValue{2024, 1};
    EXPECT_EQ(method::unsd_2023(input).score, 3);
    input.latest = TimedValue{2024, 0};
    EXPECT_EQ(method::unsd_2023(input).score, 1);
}

// ---- arithmetic ---------------------------------------------------------------------------------

TEST(AnnualRate, IsExactForEqualValuesAndAccurateForSmallRates) {
    EXPECT_EQ(method::annual_rate(0.3, 0.1 + 0.2, 3), 0);
    EXPECT_EQ(method::annual_rate(5, 0, 3), -1);
    EXPECT_EQ(method::annual_rate(0, 5, 3), std::nullopt);
    EXPECT_EQ(method::annual_rate(-1, 5, 3), std::nullopt);
    EXPECT_EQ(method::annual_rate(1, 5, 0), std::nullopt);
    EXPECT_NEAR(*method::annual_rate(1e6, 1e6 + 1, 10) / 9.99999550000285e-8, 1, 1e-12);
}

TEST(Methods, NumbersOutOfRangeGiveNoAnswer) {
    const MethodResult result =
        method::unsd_2023(ends(up, {2020, 1e-300}, {2021, 1e300}, by(2030, 1e301)));
    EXPECT_EQ(result.undefined, MethodUndefined::out_of_range);
    EXPECT_FALSE(result.measure || result.standing);
}

TEST(Methods, RefuseInputsThatAreNotSound) {
    MethodInput input = investment();
    input.latest->value = std::numeric_limits<double>::quiet_NaN();
    for (MethodName name : all_methods)
        EXPECT_THROW(static_cast<void>(run_method(name, input)), std::invalid_argument)
            << to_string(name);
    input = investment();
    input.history = {{2021, 1}, {2021, 2}};
    EXPECT_THROW(static_cast<void>(method::eurostat(input)), std::invalid_argument);
    input = investment();
    input.elapsed = 80;  // percent, where a share is wanted
    EXPECT_THROW(static_cast<void>(method::elapsed_share(input)), std::invalid_argument);
}

}  // namespace
}  // namespace glidepath::method_rates_test

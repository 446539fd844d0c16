// Methods on the way from base to target: ESCAP, SDSN, Destatis, EPA, RAG, growth gap, declared;
// and the table of edge cases.
#include "assess/method_support.hpp"

#include <array>
#include <map>
#include <vector>

namespace glidepath::method_levels_test {
namespace {

using namespace testing;

TimedValue by(double time, double value) { return {time, value}; }

// ---- ESCAP --------------------------------------------------------------------------------------

TEST(EscapMethod, TheCurrentStatusIndexIsTheShareOfTheWayInTenths) {
    const MethodResult inv = method::escap_csi(investment());
    EXPECT_TRUE(six_digits(inv.score, 6.87500));
    EXPECT_TRUE(six_digits(inv.measure, 0.687500));
    EXPECT_TRUE(six_digits(inv.number("expected"), 8));
    EXPECT_EQ(inv.standing, MethodStanding::behind);
    EXPECT_FALSE(inv.category);  // ESCAP has no classes for it
    const double ghg = *method::escap_csi(emissions()).score;
    EXPECT_TRUE(six_digits(ghg, 2.66667));
    const MethodResult back = method::escap_csi(ends(down, {2015, 20}, {2020, 21}, by(2030, 10)));
    EXPECT_TRUE(six_digits(back.score, -1.00000));
    EXPECT_EQ(back.standing, MethodStanding::away);
    // A goal's index is the plain mean.
    EXPECT_TRUE(six_digits((*inv.score + ghg + *back.score) / 3, 2.84722));
}

TEST(EscapMethod, ParityIsApproachedFromEitherSide) {
    const auto parity = [](double from, double to) {
        return method::escap_csi(
            ends(WantedDirection::within, {2015, from}, {2022, to}, by(2030, 1)));
    };
    EXPECT_TRUE(six_digits(parity(0.90, 0.96).score, 6.00000));
    EXPECT_TRUE(six_digits(parity(1.10, 1.04).score, 6.00000));
    EXPECT_TRUE(six_digits(parity(0.90, 1.04).score, 6.00000));
}

TEST(EscapMethod, ABaseAtTheTargetIsAchievedIfMaintained) {
    EXPECT_EQ(word(method::escap_csi(ends(up, {2015, 50}, {2022, 50}, by(2030, 50)))), "achieved");
    EXPECT_EQ(method::escap_csi(ends(up, {2015, 50}, {2022, 49}, by(2030, 50))).undefined,
              MethodUndefined::base_equals_target);
}

TEST(AnticipatedProgress, ReadsTheGapOfTheWeightedLineAtTheTargetYear) {
    const MethodInput u5mr = mortality();
    const auto even = method::anticipated_progress(u5mr.history, 42, *u5mr.target, down);
    EXPECT_TRUE(six_digits(even->predicted, 31.0512));
    EXPECT_TRUE(six_digits(even->gap, 35.5952));
    std::vector<double> hyperbolic;
    std::vector<double> linear;
    for (int i = 0; i < 8; ++i) {
        hyperbolic.push_back(1.0 / (7 - i + 1));
        linear.push_back((i + 1) / 8.0);
    }
    const auto recent =
        method::anticipated_progress(u5mr.history, 42, *u5mr.target, down, hyperbolic);
    EXPECT_TRUE(six_digits(recent->predicted, 31.3286));
    EXPECT_TRUE(six_digits(recent->gap, 37.2273));
    const auto mild = method::anticipated_progress(u5mr.history, 42, *u5mr.target, down, linear);
    EXPECT_TRUE(six_digits(mild->predicted, 31.2726));
    EXPECT_TRUE(six_digits(mild->gap, 36.8978));
}

TEST(AnticipatedProgress, TheGapIsAShareOfTheWayFromTheBase) {
    // Base 50, target 100: predictions of 95, 50 and 48 leave 10, 100 and 104 % of the way.
    for (auto [predicted, gap] :
         {std::pair{95.0, 10.0}, {50.0, 100.0}, {48.0, 104.0}, {101.0, 0.0}}) {
        const std::array<TimedValue, 2> line{{{2015, 50}, {2030, predicted}}};
        const auto result = method::anticipated_progress(line, 50, {2030, 100}, up);
        EXPECT_NEAR(result->predicted, predicted, 1e-9);
        EXPECT_NEAR(result->gap, gap, 1e-9);
    }
    const std::array<TimedValue, 1> one{{{2015, 50}}};
    EXPECT_FALSE(method::anticipated_progress(one, 50, {2030, 100}, up));
    const std::array<double, 2> weights{1, 2};
    EXPECT_THROW(static_cast<void>(method::anticipated_progress(one, 50, {2030, 100}, up, weights)),
                 std::invalid_argument);
}

// ---- SDSN ---------------------------------------------------------------------------------------

TEST(SdsnMethod, ComparesLinearPacesOfTheScore) {
    MethodInput u5mr = mortality();
    u5mr.bounds = ScoreBounds{130.1, 2.6, 25.0};
    const MethodResult scored = method::sdsn(u5mr);
    EXPECT_TRUE(six_digits(scored.score, 73.0196));
    EXPECT_TRUE(six_digits(scored.number("pace"), 0.560224));
    EXPECT_TRUE(six_digits(scored.number("needed"), 0.888889));
    EXPECT_TRUE(six_digits(scored.measure, 0.630252));
    EXPECT_EQ(word(scored), "moderately_improving");
    // The ratio needs no scale.
    EXPECT_TRUE(six_digits(method::sdsn(mortality()).measure, 0.630252));
    EXPECT_FALSE(method::sdsn(mortality()).score);
}

TEST(SdsnMethod, ArrowsFollowTheRatio) {
    const auto score_of = [](double now) {
        MethodInput input = ends(up, {2015, 60}, {2021, now}, by(2030, 90));
        input.bounds = ScoreBounds{0, 100, {}};
        return method::sdsn(input);
    };
    EXPECT_TRUE(six_digits(score_of(63).measure, 0.25));
    EXPECT_EQ(word(score_of(63)), "stagnating");
    EXPECT_TRUE(six_digits(score_of(75).measure, 1.25));
    EXPECT_EQ(word(score_of(75)), "on_track");
    EXPECT_EQ(word(score_of(59)), "decreasing");
    EXPECT_EQ(word(score_of(66)), "moderately_improving");  // exactly half of the pace
    EXPECT_EQ(word(score_of(72)), "on_track");              // exactly the pace
}

TEST(SdsnMethod, MovementsBeyondTheGreenThresholdDoNotCount) {
    MethodInput input = ends(up, {2015, 95}, {2021, 92}, by(2030, 90));
    EXPECT_EQ(word(method::sdsn(input)), "maintaining");
    EXPECT_FALSE(method::sdsn(input).measure);
    input.history = {{2015, 95}, {2018, 89}, {2021, 92}};  // it had not stayed there
    EXPECT_EQ(word(method::sdsn(input)), "on_track");
    input.history.clear();
    input.latest->value = 88;
    EXPECT_EQ(word(method::sdsn(input)), "decreasing");
    EXPECT_FALSE(method::sdsn(input).measure);
}

// ---- Destatis -----------------------------------------------------------------------------------

MethodInput six(WantedDirection direction, double last_year, std::vector<double> const& values,
                TimedValue target) {
    MethodInput input;
    input.direction = direction;
    input.target = target;
    double year = last_year - static_cast<double>(values.size()) + 1;
    for (double x : values) input.history.push_back({year++, x});
    return input;
}

TEST(DestatisMethod, SetsTheShortfallAgainstTheGapThatRemains) {
    const std::vector<double> even{50, 52, 54, 56, 58, 60};
    const MethodResult sun = method::destatis(six(up, 2022, even, {2030, 76.5}));
    EXPECT_TRUE(six_digits(sun.number("hypothetical"), 76));
    EXPECT_TRUE(six_digits(sun.measure, 0.0303030));
    EXPECT_EQ(word(sun), "sun");
    const MethodResult slight = method::destatis(six(up, 2022, even, {2030, 78}));
    EXPECT_TRUE(six_digits(slight.measure, 0.111111));
    EXPECT_EQ(word(slight), "slightly_cloudy");
    EXPECT_EQ(slight.on_track(), true);
    const MethodResult inv =
        method::destatis(six(up, 2024, {67, 70, 73, 75.5, 78.8, 81}, {2027, 95}));
    EXPECT_TRUE(six_digits(inv.number("mean_change"), 2.8));
    EXPECT_TRUE(six_digits(inv.number("hypothetical"), 89.4));
    EXPECT_TRUE(six_digits(inv.measure, 0.4));
    EXPECT_EQ(word(inv), "cloudy");
    MethodInput longer = mortality();
    longer.history.push_back({2023, 36.2});
    const MethodResult u5mr = method::destatis(longer);
    EXPECT_TRUE(six_digits(u5mr.number("mean_change"), -0.68));
    EXPECT_TRUE(six_digits(u5mr.number("hypothetical"), 31.44));
    EXPECT_TRUE(six_digits(u5mr.measure, 0.575));
    EXPECT_EQ(word(u5mr), "cloudy");
    const MethodResult storm =
        method::destatis(six(up, 2022, {60, 59.5, 59.8, 59.6, 59.2, 59}, {2030, 70}));
    EXPECT_TRUE(six_digits(storm.number("mean_change"), -0.2));
    EXPECT_TRUE(six_digits(storm.number("hypothetical"), 57.4));
    EXPECT_TRUE(six_digits(storm.measure, 1.14545));
    EXPECT_EQ(word(storm), "thunderstorm");
}

TEST(DestatisMethod, FewerThanSixValuesAreTooFewUnlessAllowed) {
    const MethodInput five = six(up, 2024, {70, 73, 75.5, 78.8, 81}, {2025, 86});
    EXPECT_EQ(method::destatis(five).undefined, MethodUndefined::too_few_points);
    const MethodResult short_rule = method::destatis(five, {.fewest = 5});
    EXPECT_TRUE(six_digits(short_rule.measure, 0.45));
    EXPECT_EQ(word(short_rule), "cloudy");
    MethodInput gap = six(up, 2024, {67, 70, 73, 75.5, 78.8, 81}, {2027, 95});
    gap.history[3].time -= 0.5;
    EXPECT_EQ(method::destatis(gap).undefined, MethodUndefined::too_few_points);
    EXPECT_THROW(static_cast<void>(method::destatis(five, {.fewest = 1})), std::invalid_argument);
}

TEST(DestatisMethod, BoundsAreFivePercentOpenAndTwentyPercentClosed) {
    const auto with_target = [](double target) {
        // h = 20 from x = 10: the shortfall is (target - 20) / (target - 10).
        return word(method::destatis(six(up, 2022, {5, 6, 7, 8, 9, 10}, {2032, target})));
    };
    EXPECT_EQ(with_target(10 + 10 / 0.95), "slightly_cloudy");
    EXPECT_EQ(with_target(10 + 10 / 0.951), "sun");
    EXPECT_EQ(with_target(22.5), "slightly_cloudy");
    EXPECT_EQ(with_target(22.6), "cloudy");
    // No change at all is thunderstorm; being there is sun.
    EXPECT_EQ(word(method::destatis(six(up, 2022, {5, 5, 5, 5, 5, 5}, {2030, 6}))), "thunderstorm");
    EXPECT_EQ(word(method::destatis(six(up, 2022, {5, 5, 5, 5, 5, 6}, {2030, 6}))), "sun");
}

// ---- EPA ----------------------------------------------------------------------------------------

TEST(EpaMethod, ReadsTheUniformRateOfProgress) {
    const auto haze = [](double year, double seen, double natural = 8) {
        return method::epa_glidepath(ends(down, {2004, 35}, {year, seen}, by(2064, natural)));
    };
    // EPA's own example: 6.3 deciviews by 2018.
    EXPECT_NEAR(*haze(2018, 30).number("line"), 28.7, 1e-12);
    EXPECT_NEAR(*haze(2028, 30).number("line"), 24.2, 1e-12);
    EXPECT_NEAR(*haze(2028, 30, 9.2).number("line"), 24.68, 1e-12);
    const MethodResult good = haze(2028, 23.5);
    EXPECT_NEAR(*good.measure, 0.7, 1e-12);
    EXPECT_NEAR(*good.number("above_line"), -0.7, 1e-12);
    EXPECT_EQ(word(good), "below_glidepath");
    const MethodResult slow = haze(2028, 24.5);
    EXPECT_NEAR(*slow.number("above_line"), 0.3, 1e-12);
    EXPECT_EQ(word(slow), "above_glidepath");
    EXPECT_EQ(slow.on_track(), false);
    EXPECT_EQ(word(haze(2028, 24.2)), "on_glidepath");
    EXPECT_EQ(method::epa_glidepath(investment()).undefined, MethodUndefined::not_for_this_kind);
}

// ---- RAG ----------------------------------------------------------------------------------------

TEST(RagMethod, FollowsHaveringsRule) {
    const auto rag = [](WantedDirection direction, double value, std::optional<double> before,
                        double mark) {
        MethodInput input;
        input.direction = direction;
        input.latest = TimedValue{2014, value};
        input.planned = mark;
        input.year_earlier = before;
        return method::rag(input);
    };
    const MethodResult green = rag(up, 91, {}, 100);
    EXPECT_TRUE(six_digits(green.measure, 0.09));
    EXPECT_EQ(word(green), "green");
    EXPECT_TRUE(six_digits(rag(up, 89, 85, 100).measure, 0.11));
    EXPECT_EQ(word(rag(up, 89, 85, 100)), "amber");
    EXPECT_EQ(word(rag(up, 89, 92, 100)), "red");
    EXPECT_TRUE(six_digits(rag(down, 11.5, 12, 10).measure, 0.15));
    EXPECT_EQ(word(rag(down, 11.5, 12, 10)), "amber");
    EXPECT_TRUE(six_digits(rag(down, 10.9, 12, 10).measure, 0.09));
    EXPECT_EQ(word(rag(down, 10.9, 12, 10)), "green");
    EXPECT_EQ(word(rag(up, 90, {}, 100)), "green");  // exactly 10 % off is within
    EXPECT_EQ(word(rag(up, 89, 89, 100)), "amber");  // the same as last year
    EXPECT_EQ(rag(up, 89, {}, 100).undefined, MethodUndefined::missing_input);
    EXPECT_EQ(rag(up, 5, 5, 0).undefined, MethodUndefined::target_zero);
    EXPECT_EQ(rag(up, -8, -9, -5).undefined, MethodUndefined::not_positive);
}

TEST(RagMethod, ReigatesRuleIsGreenOnlyOnTheMark) {
    MethodInput input;
    input.planned = 100;
    for (auto [value, colour] : {std::pair{100.0, "green"}, {95.0, "amber"}, {94.0, "red"}}) {
        input.latest = TimedValue{2014, value};
        EXPECT_EQ(word(method::rag(input, {method::RagRule::tolerance, 0.05})), colour) << value;
    }
}

// ---- growth gap, declared -----------------------------------------------------------------------

TEST(GrowthGapMethod, IsCountedInPoints) {
    MethodInput input;
    input.subject = MethodSubject::growth;
    // Gongshu's gross domestic product of 2022, as the district printed it.
    input.growth = 1.5;
    input.growth_target = 7;
    const MethodResult gdp = method::growth_gap(input);
    EXPECT_EQ(gdp.measure, -5.5);
    EXPECT_EQ(gdp.unit, MeasureUnit::points);
    EXPECT_EQ(word(gdp), "below_target");
    EXPECT_EQ(gdp.on_track(), false);
    // The average growth of the investment example against the one required.
    const MethodInput inv = investment();
    input.growth = 100 * *method::annual_rate(70, 81, 4);
    input.growth_target = 100 * *method::annual_rate(70, 86, 5);
    EXPECT_TRUE(six_digits(input.growth, 3.71624));
    EXPECT_TRUE(six_digits(input.growth_target, 4.20297));
    EXPECT_TRUE(
        six_digits(method::growth_gap(input).measure, *input.growth - *input.growth_target));
    EXPECT_EQ(method::growth_gap(inv).undefined, MethodUndefined::not_for_this_kind);
}

TEST(GrowthGapMethod, ALimitIsKeptFromBelow) {
    MethodInput input;
    input.subject = MethodSubject::growth;
    input.direction = down;
    input.growth = 2.1;
    input.growth_target = 3;
    EXPECT_TRUE(six_digits(method::growth_gap(input).measure, 0.9));
    EXPECT_EQ(word(method::growth_gap(input)), "below_target");
    EXPECT_EQ(method::growth_gap(input).on_track(), true);
    input.growth = 3;
    EXPECT_EQ(method::growth_gap(input).on_track(), true);
    input.strict = true;
    EXPECT_EQ(method::growth_gap(input).on_track(), false);
}

TEST(DeclaredMethod, TakesTheOwnersWordAndSaysNothingWithoutIt) {
    MethodInput input;
    EXPECT_EQ(method::declared(input).undefined, MethodUndefined::missing_input);
    input.declared = 0.5;
    EXPECT_EQ(method::declared(input).measure, 0.5);
    EXPECT_FALSE(method::declared(input).standing);
    input.elapsed = 0.5;
    EXPECT_EQ(method::declared(input).on_track(), true);
    input.declared = 0.49;
    EXPECT_EQ(method::declared(input).on_track(), false);
    input.declared = 1;
    EXPECT_EQ(method::declared(input).standing, MethodStanding::achieved);
}

// ---- the registry, and the table of edge cases --------------------------------------------------

TEST(Methods, HaveNamesThatReadBack) {
    for (MethodName name : all_methods) {
        EXPECT_EQ(method_of(to_string(name)), name);
        EXPECT_EQ(info(name).name, name);
        EXPECT_EQ(run_method(name, investment()).method, name);
    }
    EXPECT_EQ(method_of("eurostat-2021"), std::nullopt);
    EXPECT_EQ(run_methods(investment()).size(), all_methods.size());
}

TEST(Methods, OnLevelsRefuseRunningTotals) {
    MethodInput input = investment();
    input.subject = MethodSubject::total;
    for (MethodName name :
         {MethodName::eurostat, MethodName::statcan, MethodName::unsd_2023, MethodName::escap_csi,
          MethodName::sdsn, MethodName::destatis, MethodName::epa_glidepath})
        EXPECT_EQ(run_method(name, input).undefined, MethodUndefined::not_for_this_kind)
            << to_string(name);
}

/// A level from 2015 to 2020 on an even path, its last value `latest`, wanted by 2030.
MethodInput even_path(WantedDirection direction, double base, double latest, double target) {
    MethodInput input = ends(direction, {2015, base}, {2020, latest}, by(2030, target));
    for (int i = 0; i <= 5; ++i)
        input.history.push_back({2015.0 + i, base + (latest - base) * i / 5});
    for (int i = 0; i <= 15; ++i) input.plan.push_back(base + (target - base) * i / 15);
    input.elapsed_periods = 5;
    input.planned = input.plan[5];
    input.year_earlier = base;
    return input;
}

TEST(Methods, DoNotDependOnTheUnitOrTheCalendar) {
    for (WantedDirection direction : {up, down})
        for (double latest : {95.0, 100.0, 101.0, 104.0, 112.0, 130.0}) {
            const double way = direction == up ? 1 : -1;
            const MethodInput input =
                even_path(direction, 100, 100 + way * (latest - 100), 100 + way * 20);
            for (double unit : {1e-8, 3.7, 1e8}) {
                MethodInput scaled =
                    even_path(direction, unit * 100, unit * (100 + way * (latest - 100)),
                              unit * (100 + way * 20));
                for (TimedValue* point : {&*scaled.base, &*scaled.latest, &*scaled.target})
                    point->time -= 1000;
                for (TimedValue& point : scaled.history) point.time -= 1000;
                for (MethodName name : all_methods) {
                    const MethodResult one = run_method(name, input);
                    const MethodResult other = run_method(name, scaled);
                    EXPECT_EQ(one.standing, other.standing) << to_string(name) << latest << unit;
                    EXPECT_EQ(one.category, other.category) << to_string(name) << latest << unit;
                    EXPECT_EQ(one.undefined, other.undefined) << to_string(name) << latest;
                    if (one.measure && one.unit != MeasureUnit::value) {
                        EXPECT_NEAR(*one.measure, *other.measure,
                                    1e-9 * (1 + std::abs(*one.measure)))
                            << to_string(name) << latest << unit;
                    }
                }
            }
        }
}

TEST(Methods, NeverThinkWorseOfABetterValue) {
    for (WantedDirection direction : {up, down})
        for (MethodName name : all_methods) {
            std::optional<MethodStanding> before;
            for (int step = -60; step <= 160;
                 ++step) {  // from well behind the base to past the target
                const double way = direction == up ? 1 : -1;
                const MethodInput input =
                    even_path(direction, 100, 100 + way * step / 4.0, 100 + way * 20);
                const auto standing = run_method(name, input).standing;
                if (!standing) continue;
                EXPECT_GE(*standing, before.value_or(MethodStanding::away))
                    << to_string(name) << ' ' << step;
                before = standing;
            }
        }
}

/// What a method answers in one cell of the table of edge cases: a code, or where it stands.
struct Cell {
    MethodName method;
    std::string_view answer;  ///< Name of a code or of a standing.
};
struct Case {
    const char* name;
    MethodInput input;
    std::vector<Cell> cells;
};

MethodInput with_history(MethodInput input, std::vector<double> const& values) {
    double year = input.latest->time - static_cast<double>(values.size()) + 1;
    for (double x : values) input.history.push_back({year++, x});
    return input;
}

TEST(Methods, AnswerEdgeCasesAsPublishedOrNotAtAll) {
    using enum MethodName;
    const std::vector<Case> table{
        {"base 0",
         with_history(ends(up, {2015, 0}, {2020, 5}, by(2030, 15)), {0, 1, 2, 3, 4, 5}),
         {{eurostat, "base_zero"},
          {statcan, "base_zero"},  // Open SDG: 0.001
          {unsd_2023, "base_zero"},
          {escap_csi, "on_track"},
          {sdsn, "on_track"},
          {destatis, "on_track"},
          {elapsed_share, "on_track"}}},
        {"target 0",
         with_history(ends(down, {2015, 15}, {2020, 10}, by(2030, 0)), {15, 14, 13, 12, 11, 10}),
         {{eurostat, "target_zero"},
          {statcan, "target_zero"},  // Open SDG: 0.001
          {unsd_2023, "behind"},
          {escap_csi, "on_track"},
          {sdsn, "on_track"},
          {destatis, "on_track"},
          {elapsed_share, "on_track"},
          {epa_glidepath, "on_track"}}},
        {"sign change",
         with_history(ends(up, {2015, -2}, {2020, 3}, by(2030, 13)), {-2, -1, 0, 1, 2, 3}),
         {{eurostat, "sign_change"},
          {statcan, "sign_change"},
          {unsd_2023, "sign_change"},
          {escap_csi, "on_track"},
          {sdsn, "on_track"},
          {destatis, "on_track"},
          {elapsed_share, "on_track"}}},
        {"base equals target",
         with_history(ends(up, {2015, 50}, {2020, 45}, by(2030, 50)), {50, 49, 48, 47, 46, 45}),
         {{eurostat, "base_equals_target"},
          {statcan, "base_equals_target"},
          {unsd_2023, "base_equals_target"},
          {escap_csi, "base_equals_target"},
          {sdsn, "away"},  // needs 0
          {destatis, "away"},
          {elapsed_share, "base_equals_target"}}},
        {"already achieved",
         with_history(ends(up, {2015, 40}, {2020, 55}, by(2030, 50)), {40, 43, 46, 49, 52, 55}),
         {{eurostat, "achieved"},
          {statcan, "achieved"},
          {unsd_2023, "achieved"},
          {escap_csi, "achieved"},
          {sdsn, "achieved"},
          {destatis, "achieved"},
          {elapsed_share, "achieved"}}},
        {"achieved at the base, now regressed",
         with_history(ends(up, {2015, 60}, {2020, 45}, by(2030, 50)), {60, 57, 54, 51, 48, 45}),
         {{eurostat, "already_achieved"},  // published: praise
          {statcan, "away"},
          {unsd_2023, "already_achieved"},  // published: praise
          {escap_csi, "away"},
          {sdsn, "away"},
          {destatis, "away"},
          {elapsed_share, "already_achieved"}}},
        {"decreasing, on the straight line",
         with_history(ends(down, {2015, 42}, {2020, 36}, by(2030, 24)),
                      {42, 40.8, 39.6, 38.4, 37.2, 36}),
         {{eurostat, "behind"},  // the geometric path asks for more
          {statcan, "behind"},
          {unsd_2023, "behind"},
          {escap_csi, "on_track"},
          {sdsn, "on_track"},
          {destatis, "on_track"},
          {elapsed_share, "on_track"},
          {epa_glidepath, "on_track"}}},
        {"one point",
         ends(up, {2020, 45}, {2020, 45}, by(2030, 50)),
         {{eurostat, "too_few_points"},
          {statcan, "too_few_points"},
          {unsd_2023, "too_few_points"},
          {escap_csi, "too_few_points"},
          {sdsn, "too_few_points"},
          {destatis, "too_few_points"},
          {elapsed_share, "too_few_points"}}},
        {"two-sided",
         ends(WantedDirection::within, {2015, 0.9}, {2020, 0.96}, by(2030, 1)),
         {{eurostat, "not_for_this_kind"},
          {statcan, "not_for_this_kind"},  // asks to transform the data
          {unsd_2023, "not_for_this_kind"},
          {escap_csi, "on_track"},  // its form for parity
          {sdsn, "not_for_this_kind"},
          {destatis, "not_for_this_kind"},
          {elapsed_share, "not_for_this_kind"}}},
        {"target year past",
         with_history(ends(up, {2015, 40}, {2020, 45}, by(2019, 50)), {40, 41, 42, 43, 44, 45}),
         {{eurostat, "target_year_past"},
          {statcan, "far_behind"},  // plays no part
          {unsd_2023, "behind"},    // judged on 2019
          {escap_csi, "behind"},
          {sdsn, "target_year_past"},
          {destatis, "target_year_past"},
          {elapsed_share, "behind"}}},
    };
    for (Case const& one : table)
        for (Cell const& cell : one.cells) {
            const MethodResult result = run_method(cell.method, one.input);
            const std::string_view answer = result.undefined  ? to_string(*result.undefined)
                                            : result.standing ? to_string(*result.standing)
                                                              : "no standing";
            EXPECT_EQ(answer, cell.answer) << one.name << ": " << to_string(cell.method);
        }
}

}  // namespace
}  // namespace glidepath::method_levels_test

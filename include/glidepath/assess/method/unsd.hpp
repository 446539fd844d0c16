// The United Nations Statistics Division's method of 2023: the projected share of the change
// needed.
#pragma once

#include <glidepath/assess/method/arithmetic.hpp>

#include <cmath>

namespace glidepath::method {

namespace unsd_words {
inline constexpr MethodCategory on_track{"on_track_or_met", "进展顺利或已实现",
                                         "On track or target met"};
inline constexpr MethodCategory fair{"fair_progress", "有一定进展但需加快",
                                     "Fair progress, but acceleration needed"};
inline constexpr MethodCategory stagnation{"stagnation_or_regression", "停滞或倒退",
                                           "Stagnation or regression"};
}  // namespace unsd_words

/// `unsd-2023`: UN Statistics Division, Progress Chart Technical Note 2023, as EUSTAT reproduces
/// it (EUSTAT-DES/site, methodology page).
///
/// With base b (usually 2015), latest t, target year T: rate = CAGR(vt, vb, t-b), projected value
/// ve = vt (1 + rate)^(T-t), P = (ve - vb) / (vT - vb).
/// - With a target: P >= 0.95 "on track or target met" (3), >= 0.10 "fair progress, but
///   acceleration needed" (2), below "stagnation or regression" (1). A value that satisfies the
///   target is met whatever its trend; so is a percentage within 1 point of a target of 0 % or
///   100 %. Measure: P (ratio); score: 3, 2, 1.
/// - Without one: the yearly rate in the wanted direction >= 2 % is 3, >= 0.5 % is 2, else 1.
///   Measure: that rate.
/// - Milestones: done is 3, not done is 1.
/// - A target year that is past: judged on the last value of the history up to that year.
///
/// Needs: base, latest, direction; target. P does not depend on the direction and stands a target
/// of 0. Levels and milestones; growth rates are left to experts by the note
/// (`not_for_this_kind`).
///
/// Undefined: a base of 0 (`base_zero`), a change of sign between base and latest
/// (`sign_change`), a base equal to the target unless the value satisfies it
/// (`base_equals_target`), a base that satisfies the target when the value no longer does, for P
/// then rises as the value retreats (`already_achieved`), and a past target year without a value
/// up to it (`target_year_past`).
///
/// Left out, for their sources could not be read: the ratio of growth rates of 2019 to 2022 and
/// the five classes since 2024.
[[nodiscard]] inline MethodResult unsd_2023(MethodInput const& input) {
    namespace words = unsd_words;
    return detail::run_method(MethodName::unsd_2023, input, [&](MethodResult result) {
        const auto as = [&](MethodCategory const& category, double score, MethodStanding standing) {
            detail::classify(result, category, standing);
            result.score = score;
            return result;
        };
        if (input.subject == MethodSubject::milestone) {
            if (!input.latest) return detail::undefined(result, MethodUndefined::missing_input);
            return input.latest->value >= 1 ? as(words::on_track, 3, MethodStanding::achieved)
                                            : as(words::stagnation, 1, MethodStanding::far_behind);
        }
        if (const auto why = detail::lacks_end_points(input))
            return detail::undefined(result, *why);
        const TimedValue base = *input.base;
        TimedValue latest = *input.latest;
        if (input.target && latest.time > input.target->time) {
            latest = base;
            for (TimedValue const& point : input.history)
                if (point.time > base.time && point.time <= input.target->time) latest = point;
            if (!(latest.time > base.time))
                return detail::undefined(result, MethodUndefined::target_year_past);
        }
        bool met = false;
        if (input.target) {
            const double goal = input.target->value;
            const bool end_of_scale = input.percentage && (goal == 0 || goal == 100);
            met = meets(input, latest.value) ||
                  (end_of_scale && !exceeds(std::abs(latest.value - goal), 1));
        }
        const auto without = [&](MethodUndefined why) {
            return met ? as(words::on_track, 3, MethodStanding::achieved)
                       : detail::undefined(result, why);
        };
        if (const auto why = detail::lacks_rate(base.value, latest.value)) return without(*why);
        const double rate = *annual_rate(base.value, latest.value, latest.time - base.time);
        result.numbers.push_back({"rate_actual", rate});

        if (!input.target) {
            if (base.value < 0) return detail::undefined(result, MethodUndefined::not_positive);
            const double towards = sign_of(input.direction) * rate;
            result.measure = towards;
            result.unit = MeasureUnit::rate;
            if (reaches(towards, 0.02)) return as(words::on_track, 3, MethodStanding::on_track);
            if (reaches(towards, 0.005)) return as(words::fair, 2, MethodStanding::behind);
            return as(words::stagnation, 1,
                      towards < 0 ? MethodStanding::away : MethodStanding::far_behind);
        }

        if (const auto why = detail::lacks_way(input)) return without(*why);
        if (!met && meets(input, base.value)) return without(MethodUndefined::already_achieved);
        const double projected =
            latest.value * std::pow(1 + rate, input.target->time - latest.time);
        const double p =
            difference(projected, base.value) / difference(input.target->value, base.value);
        result.numbers.push_back({"projected", projected});
        result.measure = p;
        if (met) return as(words::on_track, 3, MethodStanding::achieved);
        if (reaches(p, 0.95)) return as(words::on_track, 3, MethodStanding::on_track);
        if (reaches(p, 0.10)) return as(words::fair, 2, MethodStanding::behind);
        return as(words::stagnation, 1, p < 0 ? MethodStanding::away : MethodStanding::far_behind);
    });
}

}  // namespace glidepath::method

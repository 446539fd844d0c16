// Statistics Canada's method, which Open SDG 2.4 computes as its automatic progress status.
#pragma once

#include <glidepath/assess/method/arithmetic.hpp>

#include <algorithm>
#include <cmath>

namespace glidepath::method {

namespace statcan_words {
inline constexpr MethodCategory achieved{"target_achieved", "目标已实现", "Target achieved"};
inline constexpr MethodCategory substantial{"substantial_progress", "进展良好", "On track"};
inline constexpr MethodCategory moderate{"moderate_progress", "有进展但需加快",
                                         "Progress made but acceleration needed"};
inline constexpr MethodCategory limited{"limited_progress", "进展有限", "Limited progress"};
inline constexpr MethodCategory deterioration{"deterioration", "恶化", "Deterioration"};
}  // namespace statcan_words

/// By how much the thresholds for a target-less indicator shrink near its natural limit: 1 far
/// below or above it, 0 at it. The exponent is Open SDG's.
[[nodiscard]] inline double statcan_limit_coefficient(double base, double limit) noexcept {
    const double b = std::abs(base);
    const double l = std::abs(limit);
    if (b >= 2 * l) return 1;
    return 1 - std::pow(b <= l ? b / l : (2 * l - b) / l, 4.44);
}

/// `statcan`: Statistics Canada, as in Open SDG 2.4.0 (sdg-build, sdg/ProgressMeasure.py at
/// 139fede7).
///
/// With d = 1 (up) or -1 (down), s = -1 for a negative base, else 1, and CAGR as in `eurostat`:
/// - With a target R = s d CAGR(yt, y0, t-t0) / |CAGR(yT, y0, T-t0)|: >= 0.95 on track
///   (substantial progress), >= 0.60 progress made but acceleration needed (moderate), >= 0
///   limited progress, below deterioration. A value that satisfies the target is "target
///   achieved", whatever its trend and the year. Measure: R (ratio). Score: 5 if achieved; R >=
///   0.6: min(7.1429 R - 4.2857, 5); else max(4.1667 R - 2.5, -5).
/// - Without one v = s d CAGR(yt, y0, t-t0) against 1.5 % C, 0.5 % C and 0, where C is 1 or, with
///   a natural limit, `statcan_limit_coefficient`. Measure: v (rate). Score: max(125 v - 2.5, -5)
///   for v < 0; 5 for C = 0; min(500 v/C - 5, 5) on track; 250 v/C - 1.25 moderate;
///   500 v/C - 2.5 limited.
///
/// Needs: base, latest, direction; target, or limit. Levels only; end points only.
///
/// Undefined: a base of 0 and a target of 0 (`base_zero`, `target_zero`): Open SDG puts 0.001 in
/// their place, which decides the verdict (12 to 6 on the way to 0 is "limited", on the way to 1
/// "moderate"), and is not followed here. A change of sign (`sign_change`), also between base and
/// target, where Open SDG goes on with the magnitude of a complex number. yT = y0, when the value
/// does not satisfy it (`base_equals_target`; there a division by zero). One year only
/// (`too_few_points`). A target year that is past plays no part.
///
/// A base beyond the target is no obstacle: |CAGR| makes a retreat from there a deterioration.
[[nodiscard]] inline MethodResult statcan(MethodInput const& input) {
    namespace words = statcan_words;
    return detail::run_method(MethodName::statcan, input, [&](MethodResult result) {
        const auto as = [&](MethodCategory const& category, MethodStanding standing) {
            detail::classify(result, category, standing);
        };
        if (input.subject != MethodSubject::level || input.direction == WantedDirection::within)
            return detail::undefined(result, MethodUndefined::not_for_this_kind);
        const bool achieved = input.target && input.latest && meets(input, input.latest->value);
        if (achieved) {
            as(words::achieved, MethodStanding::achieved);
            result.score = 5;
        }
        // What stands in the way of a measure; a target that is achieved needs none.
        const auto without = [&](MethodUndefined why) {
            return achieved ? result : detail::undefined(result, why);
        };
        if (const auto why = detail::lacks_end_points(input)) return without(*why);
        const TimedValue base = *input.base;
        const TimedValue latest = *input.latest;
        if (const auto why = detail::lacks_rate(base.value, latest.value)) return without(*why);
        const double rate = *annual_rate(base.value, latest.value, latest.time - base.time);
        const double towards = (base.value < 0 ? -1 : 1) * sign_of(input.direction) * rate;
        result.numbers.push_back({"rate_actual", rate});

        if (!input.target) {
            const double c = input.limit ? statcan_limit_coefficient(base.value, *input.limit) : 1;
            result.numbers.push_back({"limit_coefficient", c});
            result.measure = towards;
            result.unit = MeasureUnit::rate;
            const double scaled = c > 0 ? 500 * towards / c : 0;
            if (towards < 0) {
                as(words::deterioration, MethodStanding::away);
                result.score = std::max(125 * towards - 2.5, -5.0);
            } else if (reaches(towards, 0.015 * c)) {
                as(words::substantial, MethodStanding::on_track);
                result.score = c > 0 ? std::min(scaled - 5, 5.0) : 5;
            } else if (reaches(towards, 0.005 * c)) {
                as(words::moderate, MethodStanding::behind);
                result.score = scaled / 2 - 1.25;
            } else {
                as(words::limited, MethodStanding::far_behind);
                result.score = scaled - 2.5;
            }
            return result;
        }

        const TimedValue target = *input.target;
        if (const auto why = detail::lacks_way(input)) return without(*why);
        if (target.value == 0) return without(MethodUndefined::target_zero);
        if (const auto why = detail::lacks_rate(base.value, target.value)) return without(*why);
        const double required = *annual_rate(base.value, target.value, target.time - base.time);
        const double r = towards / std::abs(required);
        result.numbers.push_back({"rate_required", required});
        result.measure = r;
        if (achieved) return result;
        result.score =
            reaches(r, 0.6) ? std::min(7.1429 * r - 4.2857, 5.0) : std::max(4.1667 * r - 2.5, -5.0);
        if (reaches(r, 0.95)) as(words::substantial, MethodStanding::on_track);
        else if (reaches(r, 0.6)) as(words::moderate, MethodStanding::behind);
        else if (r >= 0) as(words::limited, MethodStanding::far_behind);
        else as(words::deterioration, MethodStanding::away);
        return result;
    });
}

}  // namespace glidepath::method

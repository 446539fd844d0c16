// Eurostat's method: the yearly growth so far against the growth that the target needs.
#pragma once

#include <glidepath/assess/method/arithmetic.hpp>

#include <algorithm>

namespace glidepath::method {

namespace eurostat_words {
inline constexpr MethodCategory significant{"significant_progress", "显著进展",
                                            "significant progress"};
inline constexpr MethodCategory moderate{"moderate_progress", "中等进展", "moderate progress"};
inline constexpr MethodCategory insufficient{"insufficient_progress", "进展不足",
                                             "insufficient progress"};
inline constexpr MethodCategory away{"movement_away", "偏离目标", "movement away"};
inline constexpr MethodCategory neutral{"neutral", "无明显变化", "neutral"};
inline constexpr MethodCategory moderate_away{"moderate_movement_away", "中等偏离",
                                              "moderate movement away"};
inline constexpr MethodCategory significant_away{"significant_movement_away", "显著偏离",
                                                 "significant movement away"};
}  // namespace eurostat_words

/// `eurostat`: Eurostat, Sustainable development in the European Union, monitoring reports since
/// 2017, as EUSTAT (the Basque statistical office) and Open SDG have coded it.
///
/// With y0, yt, yT the values at base, latest and target time t0 < t <= T, and CAGR(a, b, n) =
/// (a/b)^(1/n) - 1:
/// - With a target R = CAGR(yt, y0, t-t0) / CAGR(yT, y0, T-t0): R >= 0.95 significant, >= 0.60
///   moderate, >= 0 insufficient progress, below 0 movement away. Measure: R (ratio). Score
///   (EUSTAT, -5 to 5): 5 for R > 1.3; (5/0.7)(R-0.6) from 0.6; (5/1.2)(R+0.6)-5 above -0.6; else
///   -5.
/// - Without one v = CAGR(yt, y0, t-t0), signed by the wanted direction: above 1 % significant,
///   above 0.1 % moderate progress, to -0.1 % neutral, to -1 % moderate, below significant movement
///   away (EUSTAT's five classes). Measure: v (rate). Score: 250 v, cut to -5 to 5.
///
/// Needs: base, latest, direction; target. Levels only. Looks at the two end points, nothing
/// between them.
///
/// Undefined: y0 = 0 (`base_zero`); another sign at latest or target (`sign_change`); yT = 0, for
/// which the rate is -100 % and R says nothing (`target_zero`); yT = y0 (`base_equals_target`); a
/// base that satisfies the target, from where R would praise a retreat (`already_achieved`); t >
/// T (`target_year_past`); without target a negative base (`not_positive`). Nothing replaces a
/// zero. A value that satisfies the target stands as achieved; class and score stay those of R.
///
/// Left out, for its source could not be read: the classes without target of older editions
/// (which knew no neutral band), and how Eurostat shows targets that are met.
///
/// Sources: the thresholds 0.95, 0.60, 0 in open-sdg docs/progress-methodology.md; the names of
/// the classes in IISD's summary of the 2018 report (sdg.iisd.org, September 2018); five classes
/// and scores in EUSTAT's build scripts.
[[nodiscard]] inline MethodResult eurostat(MethodInput const& input) {
    namespace words = eurostat_words;
    return detail::run_method(MethodName::eurostat, input, [&](MethodResult result) {
        if (const auto why = detail::lacks_end_points(input))
            return detail::undefined(result, *why);
        const TimedValue base = *input.base;
        const TimedValue latest = *input.latest;
        if (const auto why = detail::lacks_rate(base.value, latest.value))
            return detail::undefined(result, *why);
        const double rate = *annual_rate(base.value, latest.value, latest.time - base.time);
        result.numbers.push_back({"rate_actual", rate});

        if (!input.target) {
            if (base.value < 0) return detail::undefined(result, MethodUndefined::not_positive);
            const double v = sign_of(input.direction) * rate;
            result.measure = v;
            result.unit = MeasureUnit::rate;
            result.score = std::clamp(250 * v, -5.0, 5.0);
            if (exceeds(v, 0.01))
                detail::classify(result, words::significant, MethodStanding::on_track);
            else if (exceeds(v, 0.001))
                detail::classify(result, words::moderate, MethodStanding::behind);
            else if (reaches(v, -0.001))
                detail::classify(result, words::neutral, MethodStanding::far_behind);
            else if (reaches(v, -0.01))
                detail::classify(result, words::moderate_away, MethodStanding::away);
            else detail::classify(result, words::significant_away, MethodStanding::away);
            return result;
        }

        const TimedValue target = *input.target;
        if (const auto why = detail::lacks_way(input)) return detail::undefined(result, *why);
        if (latest.time > target.time)
            return detail::undefined(result, MethodUndefined::target_year_past);
        if (target.value == 0) return detail::undefined(result, MethodUndefined::target_zero);
        if (const auto why = detail::lacks_rate(base.value, target.value))
            return detail::undefined(result, *why);
        if (meets(input, base.value))
            return detail::undefined(result, MethodUndefined::already_achieved);
        const double required = *annual_rate(base.value, target.value, target.time - base.time);
        const double r = rate / required;
        result.numbers.push_back({"rate_required", required});
        result.measure = r;
        result.score = r > 1.3    ? 5
                       : r >= 0.6 ? 5 / 0.7 * (r - 0.6)
                       : r > -0.6 ? 5 / 1.2 * (r + 0.6) - 5
                                  : -5;
        if (reaches(r, 0.95))
            detail::classify(result, words::significant, MethodStanding::on_track);
        else if (reaches(r, 0.6)) detail::classify(result, words::moderate, MethodStanding::behind);
        else if (r >= 0) detail::classify(result, words::insufficient, MethodStanding::far_behind);
        else detail::classify(result, words::away, MethodStanding::away);
        if (meets(input, latest.value)) result.standing = MethodStanding::achieved;
        return result;
    });
}

}  // namespace glidepath::method

// The SDG Index's trend arrows: linear pace so far against the linear pace that is needed.
#pragma once

#include <glidepath/assess/method/arithmetic.hpp>

#include <algorithm>

namespace glidepath::method {

namespace sdsn_words {
inline constexpr MethodCategory maintaining{"maintaining", "保持实现目标",
                                            "Maintaining SDG achievement"};
inline constexpr MethodCategory on_track{"on_track", "进展顺利", "On track"};
inline constexpr MethodCategory moderately{"moderately_improving", "适度改善",
                                           "Moderately improving"};
inline constexpr MethodCategory stagnating{"stagnating", "停滞", "Stagnating"};
inline constexpr MethodCategory decreasing{"decreasing", "下降", "Decreasing"};
}  // namespace sdsn_words

/// `sdsn`: Sustainable Development Solutions Network, trend arrows of the Sustainable Development
/// Report.
///
/// Values are scored x = 100 (value - worst) / (best - worst), cut to 0 to 100, and cut at the
/// score g of the green threshold, for movements beyond it are ignored. With base t0, latest t,
/// target T: pace (xt - x0)/(t - t0), needed (g - x0)/(T - t0), r = pace / needed. Pace below 0
/// decreasing; r below 0.5 stagnating, below 1 moderately improving, from 1 on track; at or above
/// g from base to latest maintaining. Measure: r (ratio). Score: x of the latest value.
///
/// Needs: base, latest, target (its time; its value is the green threshold, unless the bounds
/// name one), direction. Levels only. Bounds are optional: r is the same on any scale on which no
/// value leaves the bounds; without them there is no score. The history, if given, must not have
/// fallen below g for maintaining.
///
/// Undefined: target year at the base or past (`target_year_past`). From a base at g or beyond r
/// does not exist: a retreat is decreasing, all without a measure.
///
/// Left out, for they could not be read: the percentile that sets `worst`, and how arrows average
/// within a class to that of a goal.
///
/// Sources: Africa SDG Index, frequently asked questions 11 to 14; labels of the SDR data.
[[nodiscard]] inline MethodResult sdsn(MethodInput const& input) {
    namespace words = sdsn_words;
    return detail::run_method(MethodName::sdsn, input, [&](MethodResult result) {
        if (const auto why = detail::lacks_end_points(input))
            return detail::undefined(result, *why);
        if (!input.target) return detail::undefined(result, MethodUndefined::missing_input);
        const double start = input.base->time;
        const double now = input.latest->time;
        if (!(input.target->time > start) || now > input.target->time)
            return detail::undefined(result, MethodUndefined::target_year_past);
        const auto scored = [&](double value) {
            if (!input.bounds) return sign_of(input.direction) * value;
            const ScoreBounds& b = *input.bounds;
            return std::clamp(100 * (value - b.worst) / (b.best - b.worst), 0.0, 100.0);
        };
        const double green = scored(input.bounds ? input.bounds->green.value_or(input.target->value)
                                                 : input.target->value);
        const auto cut = [&](double value) { return std::min(scored(value), green); };
        const auto is_green = [&](double value) { return difference(scored(value), green) >= 0; };
        const double pace =
            difference(cut(input.latest->value), cut(input.base->value)) / (now - start);
        const double needed =
            difference(green, cut(input.base->value)) / (input.target->time - start);
        if (input.bounds) result.score = scored(input.latest->value);
        result.numbers = {{"pace", pace}, {"needed", needed}};
        const auto as = [&](MethodCategory const& category, MethodStanding standing) {
            detail::classify(result, category, standing);
            return result;
        };
        const bool met = is_green(input.latest->value) && meets(input, input.latest->value);
        if (needed > 0) result.measure = pace / needed;
        if (pace < 0) return as(words::decreasing, MethodStanding::away);
        if (!(needed > 0)) {
            const bool held = std::all_of(
                input.history.begin(), input.history.end(), [&](TimedValue const& point) {
                    return point.time < start || point.time > now || is_green(point.value);
                });
            return as(held ? words::maintaining : words::on_track,
                      met ? MethodStanding::achieved : MethodStanding::on_track);
        }
        if (reaches(*result.measure, 1))
            return as(words::on_track, met ? MethodStanding::achieved : MethodStanding::on_track);
        if (reaches(*result.measure, 0.5)) return as(words::moderately, MethodStanding::behind);
        return as(words::stagnating, MethodStanding::far_behind);
    });
}

}  // namespace glidepath::method

// The US EPA's uniform rate of progress: the straight line from a baseline down to an end value.
#pragma once

#include <glidepath/assess/method/arithmetic.hpp>

namespace glidepath::method {

namespace epa_words {
inline constexpr MethodCategory below{"below_glidepath", "低于均匀改善线", "below the glidepath"};
inline constexpr MethodCategory on{"on_glidepath", "在均匀改善线上", "on the glidepath"};
inline constexpr MethodCategory above{"above_glidepath", "高于均匀改善线", "above the glidepath"};
}  // namespace epa_words

/// `epa-glidepath`: US EPA, Regional Haze Rule (40 CFR 51.308), uniform rate of progress.
///
/// y*(t) = B - (B - N) (t - t0) / (T - t0): from the baseline B (the mean of 2000 to 2004,
/// anchored at 2004) straight to N (natural conditions, 2064). Above the line is slower than the
/// uniform rate. The line is a benchmark, not a pass or fail of the rule. Measure: line - value
/// (value; positive is good). The published difference, value - line, is in `above_line`.
///
/// Needs: base (t0, B), latest, target (T, N). Levels that should fall; the rule foresees no
/// others (`not_for_this_kind`), for which `elapsed-share` measures against the same straight
/// line. After T the line stays at N.
///
/// Undefined: target year at or before the base (`target_year_past`), an end value not below the
/// baseline (`base_equals_target`, `already_achieved`).
///
/// Left out, for its rule could not be read: the adjustment of N for fires and foreign sources
/// (an adjusted N can be given).
///
/// Source: EPA modelling guidance for regional haze (copy: canarina.com, pages 700 and 701).
[[nodiscard]] inline MethodResult epa_glidepath(MethodInput const& input) {
    return detail::run_method(MethodName::epa_glidepath, input, [&](MethodResult result) {
        if (input.direction != WantedDirection::down)
            return detail::undefined(result, MethodUndefined::not_for_this_kind);
        if (const auto why = detail::lacks_end_points(input))
            return detail::undefined(result, *why);
        if (const auto why = detail::lacks_way(input)) return detail::undefined(result, *why);
        if (meets(input, input.base->value))
            return detail::undefined(result, MethodUndefined::already_achieved);
        const double share = std::min(1.0, (input.latest->time - input.base->time) /
                                               (input.target->time - input.base->time));
        const double line = input.base->value - (input.base->value - input.target->value) * share;
        const double below = difference(line, input.latest->value);
        result.measure = below;
        result.unit = MeasureUnit::value;
        result.numbers = {{"line", line}, {"above_line", below == 0 ? 0 : -below}};
        if (below < 0)
            detail::classify(result, epa_words::above,
                             exceeds(input.latest->value, input.base->value)
                                 ? MethodStanding::away
                                 : MethodStanding::behind);
        else
            detail::classify(result, below > 0 ? epa_words::below : epa_words::on,
                             MethodStanding::on_track);
        if (meets(input, input.latest->value)) result.standing = MethodStanding::achieved;
        return result;
    });
}

}  // namespace glidepath::method

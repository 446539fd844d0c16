// Growth against the growth that was aimed at, in percentage points: 高于/低于目标.
#pragma once

#include <glidepath/assess/method/arithmetic.hpp>

namespace glidepath::method {

namespace growth_gap_words {
inline constexpr MethodCategory above{"above_target", "高于目标", "above the target"};
inline constexpr MethodCategory at{"at_target", "与目标持平", "at the target"};
inline constexpr MethodCategory below{"below_target", "低于目标", "below the target"};
}  // namespace growth_gap_words

/// `growth-gap`: annual plan reports of Chinese governments (预期性 growth targets).
///
/// Gap = growth - target, in percentage points, turned so that positive is good: for a limit
/// (`down`) target - growth. The class says literally whether growth is above or below the
/// number. Measure: the gap (points).
///
/// Needs: growth, growth_target (percent), direction. Growth only. An average of several years is
/// the yearly rate between its ends (`annual_rate`), or the mean factor of published growth.
///
/// Source: the arithmetic of published figures: 1.5 % against 7 % printed as 5.5 points below.
[[nodiscard]] inline MethodResult growth_gap(MethodInput const& input) {
    namespace words = growth_gap_words;
    return detail::run_method(MethodName::growth_gap, input, [&](MethodResult result) {
        if (input.subject != MethodSubject::growth || input.direction == WantedDirection::within)
            return detail::undefined(result, MethodUndefined::not_for_this_kind);
        if (!input.growth || !input.growth_target)
            return detail::undefined(result, MethodUndefined::missing_input);
        const double above = difference(*input.growth, *input.growth_target);
        const double gap = above == 0 ? 0 : sign_of(input.direction) * above;
        result.measure = gap;
        result.unit = MeasureUnit::points;
        const bool good = input.strict ? gap > 0 : gap >= 0;
        detail::classify(result,
                         above > 0   ? words::above
                         : above < 0 ? words::below
                                     : words::at,
                         good ? MethodStanding::on_track : MethodStanding::behind);
        return result;
    });
}

}  // namespace glidepath::method

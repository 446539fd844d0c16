// Red, amber, green: the value against the mark for its date, within a tolerance.
#pragma once

#include <glidepath/assess/method/arithmetic.hpp>

#include <cstdint>

namespace glidepath::method {

namespace rag_words {
inline constexpr MethodCategory green{"green", "绿灯", "green"};
inline constexpr MethodCategory amber{"amber", "黄灯", "amber"};
inline constexpr MethodCategory red{"red", "红灯", "red"};
}  // namespace rag_words

/// What makes a value amber. There is no standard: each body names its own.
enum class RagRule : std::uint8_t {
    /// Green on or within the tolerance of the mark; off it amber if at least as good as in the
    /// same
    /// period of the year before, else red (London Borough of Havering, 2013/14).
    year_before,
    /// Green on the mark or better, amber within the tolerance, else red (Reigate & Banstead).
    tolerance
};

struct RagOptions {
    RagRule rule = RagRule::year_before;
    /// Share of the mark: Havering's 10 %. Reigate & Banstead agree one for each indicator.
    double tolerance = 0.10;
};

/// `rag`: red, amber, green as UK local authorities report it.
///
/// off = (mark - value) / mark where more is better, (value - mark) / mark where less is.
/// Havering: green for off <= 10 %, else amber if the value is not worse than a year earlier,
/// else red. Measure: off (ratio); 0 is on the mark, negative better, positive worse.
///
/// Needs: latest, planned (the mark for that date), direction; for values off by more than the
/// tolerance year_earlier. Takes levels, totals to date and others; a share of a growth rate means
/// nothing (`not_for_this_kind`). The tolerance is a share of the mark, not of the way to it: 10 %
/// of a population never turns red.
///
/// Undefined: a mark of 0 (`target_zero`) or below (`not_positive`), where a share of it means
/// nothing; a value off the mark without last year's (`missing_input`).
///
/// Sources: democracy.havering.gov.uk, mgAi.aspx?ID=7435; reigate-banstead.gov.uk, council
/// policy.
[[nodiscard]] inline MethodResult rag(MethodInput const& input, RagOptions const& options = {}) {
    return detail::run_method(MethodName::rag, input, [&](MethodResult result) {
        if (input.subject == MethodSubject::milestone || input.subject == MethodSubject::growth ||
            input.direction == WantedDirection::within)
            return detail::undefined(result, MethodUndefined::not_for_this_kind);
        if (!input.latest || !input.planned)
            return detail::undefined(result, MethodUndefined::missing_input);
        const double mark = *input.planned;
        if (mark == 0) return detail::undefined(result, MethodUndefined::target_zero);
        if (mark < 0) return detail::undefined(result, MethodUndefined::not_positive);
        const double d = sign_of(input.direction);
        const double off = d * difference(mark, input.latest->value) / mark;
        result.measure = off;
        const auto as = [&](MethodCategory const& category, MethodStanding standing) {
            detail::classify(result, category, standing);
            return result;
        };
        if (options.rule == RagRule::tolerance) {
            if (off <= 0) return as(rag_words::green, MethodStanding::on_track);
            return exceeds(off, options.tolerance) ? as(rag_words::red, MethodStanding::far_behind)
                                                   : as(rag_words::amber, MethodStanding::behind);
        }
        if (!exceeds(off, options.tolerance)) return as(rag_words::green, MethodStanding::on_track);
        if (!input.year_earlier) return detail::undefined(result, MethodUndefined::missing_input);
        const bool worse = d * difference(input.latest->value, *input.year_earlier) < 0;
        return worse ? as(rag_words::red, MethodStanding::far_behind)
                     : as(rag_words::amber, MethodStanding::behind);
    });
}

}  // namespace glidepath::method

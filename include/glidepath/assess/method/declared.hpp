// What the owner of a target declares to be done: kept apart from everything that is computed.
#pragma once

#include <glidepath/assess/method/arithmetic.hpp>

namespace glidepath::method {

namespace declared_words {
inline constexpr MethodCategory complete{"declared_complete", "自报完成", "declared complete"};
inline constexpr MethodCategory ahead{"declared_on_schedule", "自报不慢于序时进度",
                                      "declared on schedule or ahead"};
inline constexpr MethodCategory behind{"declared_behind", "自报慢于序时进度", "declared behind"};
inline constexpr MethodCategory share{"declared_share", "自报进度", "declared share"};
}  // namespace declared_words

/// `declared`: the share that the responsible body reports as done, taken as it is.
///
/// Measure: the declared share (ratio). 1 is complete; below it, where the share of the time that
/// is over is known, at least that share is on schedule (within 0.05 points, as `elapsed-share`).
/// The comparison is ours; without the time there is no standing. Many declared shares equal the
/// elapsed one exactly, which says more about the form than about the work.
///
/// Needs: declared; declared_elapsed or elapsed. Any subject. Undefined without a declaration
/// (`missing_input`): what is not reported is unknown, not 0.
[[nodiscard]] inline MethodResult declared(MethodInput const& input) {
    return detail::run_method(MethodName::declared, input, [&](MethodResult result) {
        if (!input.declared) return detail::undefined(result, MethodUndefined::missing_input);
        result.measure = *input.declared;
        if (reaches(*input.declared, 1)) {
            detail::classify(result, declared_words::complete, MethodStanding::achieved);
            return result;
        }
        const auto elapsed = input.declared_elapsed ? input.declared_elapsed : input.elapsed;
        if (!elapsed) {
            result.category = declared_words::share;
            return result;
        }
        result.numbers = {{"elapsed", *elapsed}};
        const bool behind = reaches(*elapsed - *input.declared, 0.0005);
        detail::classify(result, behind ? declared_words::behind : declared_words::ahead,
                         behind ? MethodStanding::behind : MethodStanding::on_track);
        return result;
    });
}

}  // namespace glidepath::method

// The UN regional commissions' indices: how far the indicator has come, and where it is heading.
#pragma once

#include <glidepath/assess/method/arithmetic.hpp>

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>

namespace glidepath::method {

namespace escap_words {
inline constexpr MethodCategory achieved{"achieved", "已实现", "achieved"};
}  // namespace escap_words

/// `escap-csi`: UN ESCAP, Current Status Index (ESCAP, UNECE, ECA, ESCWA, ECLAC; Philippines
/// PSA).
///
/// CSI = 10 d (It - I0) / |TV - I0| with d = 1 (up) or -1 (down): 0 at the base, 10 at the
/// target, negative after a retreat. For a value wanted from either side (`within`, as parity
/// indices) CSI = 10 - 10 |TV - It| / |TV - I0|. Measure: CSI / 10 (ratio); score: CSI.
///
/// ESCAP has no classes for the index. Where an answer stands here is our comparison with the index
/// that a straight line from base to target would have today (`expected`, at most 10): on track
/// from there upward. Not known without times.
///
/// Needs: base, latest, target, direction. Levels only; base, target and values may be 0 or
/// change sign.
///
/// Undefined: base equal to target (`base_equals_target`), unless the value still satisfies it,
/// which is "achieved". The index of a goal is the plain mean of its indicators'.
///
/// Source: ESCAP, progress assessment methodology (data.unescap.org); the formula as UNICEF's
/// regional office has coded it.
[[nodiscard]] inline MethodResult escap_csi(MethodInput const& input) {
    return detail::run_method(MethodName::escap_csi, input, [&](MethodResult result) {
        if (input.subject != MethodSubject::level)
            return detail::undefined(result, MethodUndefined::not_for_this_kind);
        if (!input.base || !input.target)
            return detail::undefined(result, MethodUndefined::missing_input);
        if (!input.latest || !(input.latest->time > input.base->time))
            return detail::undefined(result, MethodUndefined::too_few_points);
        const double base = input.base->value;
        const double goal = input.target->value;
        const double now = input.latest->value;
        const bool parity = input.direction == WantedDirection::within;
        const bool met = parity ? nearly_equal(now, goal) : meets(input, now);
        if (met) detail::classify(result, escap_words::achieved, MethodStanding::achieved);
        if (nearly_equal(base, goal))
            return met ? result : detail::undefined(result, MethodUndefined::base_equals_target);
        const double way = std::abs(goal - base);
        const double done = parity ? 1 - std::abs(difference(goal, now)) / way
                                   : sign_of(input.direction) * difference(now, base) / way;
        result.measure = done;
        result.score = 10 * done;
        if (!(input.target->time > input.base->time)) return result;
        const double share = std::min(1.0, (input.latest->time - input.base->time) /
                                               (input.target->time - input.base->time));
        result.numbers.push_back({"expected", 10 * share});
        if (met) return result;
        result.standing = done < 0               ? MethodStanding::away
                          : reaches(done, share) ? MethodStanding::on_track
                                                 : MethodStanding::behind;
        return result;
    });
}

/// ESCAP's Anticipated Progress Index: the gap at the target year.
struct AnticipatedProgress {
    double predicted = 0;  ///< Value at the target's time by weighted linear regression.
    double gap =
        0;  ///< 100 |target - predicted| / |target - base|; 0 if the prediction satisfies it.
};

/// The Anticipated Progress Index. The weighted least-squares line through the history is read at
/// the target's time; the gap to the target is set against the way from the base. Recent values
/// are meant to weigh more; the weights that the commissions use are in a paper that could not be
/// read (Bidarbakht Nia, ESCAP SD/WP/04, March 2017), so they are the caller's; empty weighs all
/// alike.
///
/// Its classes (maintain, accelerate, reverse) are left out: their cut-offs are not in any source
/// that could be read.
/// \param base the value at the base year, 2015
/// \param weights one for each point of the history, not negative; or none
/// \return nothing for less than two points with weight, or a base equal to the target
/// \throws std::invalid_argument for another number of weights, negative ones, numbers that are
///        not finite, and the direction `within`
[[nodiscard]] inline std::optional<AnticipatedProgress>
anticipated_progress(std::span<TimedValue const> history, double base, TimedValue target,
                     WantedDirection direction, std::span<double const> weights = {}) {
    if (direction == WantedDirection::within)
        throw std::invalid_argument("anticipated progress needs a direction, up or down");
    if (!weights.empty() && weights.size() != history.size())
        throw std::invalid_argument("there are " + std::to_string(history.size()) +
                                    " points and need to be as many weights, or none; not " +
                                    std::to_string(weights.size()));
    const auto weight = [&](std::size_t i) { return weights.empty() ? 1.0 : weights[i]; };
    double sum = 0;
    double time = 0;
    double value = 0;
    for (std::size_t i = 0; i < history.size(); ++i) {
        detail::require_finite(std::optional(history[i]), "history");
        if (!(weight(i) >= 0) || !std::isfinite(weight(i)))
            throw std::invalid_argument("a weight must be a finite number of at least 0");
        sum += weight(i);
        time += weight(i) * history[i].time;
        value += weight(i) * history[i].value;
    }
    detail::require_finite(std::optional(base), "base");
    detail::require_finite(std::optional(target), "target");
    if (!(sum > 0) || nearly_equal(base, target.value)) return std::nullopt;
    time /= sum;
    value /= sum;
    double squares = 0;
    double products = 0;
    for (std::size_t i = 0; i < history.size(); ++i) {
        squares += weight(i) * (history[i].time - time) * (history[i].time - time);
        products += weight(i) * (history[i].time - time) * (history[i].value - value);
    }
    if (!(squares > 0)) return std::nullopt;
    const double predicted = value + products / squares * (target.time - time);
    const double short_of = sign_of(direction) * difference(target.value, predicted);
    return AnticipatedProgress{predicted,
                               short_of <= 0 ? 0 : 100 * short_of / std::abs(target.value - base)};
}

}  // namespace glidepath::method

// What published methods share: comparison with thresholds, yearly rates, and the first refusals.
#pragma once

#include <glidepath/assess/method/method.hpp>
#include <glidepath/model/number.hpp>

#include <algorithm>
#include <cmath>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace glidepath {

namespace method {

/// x >= threshold, within `comparison_tolerance`: an exact 95 % that arithmetic left at
/// 0.9499999999999997 reaches 0.95.
[[nodiscard]] inline bool reaches(double x, double threshold) noexcept {
    return x > threshold || nearly_equal(x, threshold);
}
/// x > threshold, within `comparison_tolerance`: an exact series of 1 % growth, which arithmetic
/// shows as 0.010000000000000009, does not exceed 0.01.
[[nodiscard]] inline bool exceeds(double x, double threshold) noexcept {
    return x > threshold && !nearly_equal(x, threshold);
}
/// a - b; exactly 0 if they are nearly equal.
[[nodiscard]] inline double difference(double a, double b) noexcept {
    return nearly_equal(a, b) ? 0 : a - b;
}
/// The constant yearly growth that leads from one value to another (CAGR), as a share. 0 if they
/// are nearly equal; -1 if the second is 0. Two negative values have the rate of their magnitudes.
/// Nothing from 0, across a change of sign, and unless `years` > 0.
[[nodiscard]] inline std::optional<double> annual_rate(double from, double to,
                                                       double years) noexcept {
    if (from == 0 || !(years > 0) || (to != 0 && (from < 0) != (to < 0))) return std::nullopt;
    // Near 1 the logarithm of the quotient would lose what log1p keeps.
    return std::expm1(std::log1p(difference(to, from) / from) / years);
}

/// +1 if the values should rise, -1 if they should fall. \pre the direction is not `within`
[[nodiscard]] constexpr double sign_of(WantedDirection direction) noexcept {
    return direction == WantedDirection::down ? -1 : 1;
}
/// Whether a value satisfies the target. \pre there is a target, and the direction is not `within`
[[nodiscard]] inline bool meets(MethodInput const& input, double value) noexcept {
    const double way = sign_of(input.direction) * difference(value, input.target->value);
    return input.strict ? way > 0 : way >= 0;
}

}  // namespace method

namespace detail {

inline void require_finite(std::optional<double> const& x, std::string_view name) {
    if (x && !std::isfinite(*x))
        throw std::invalid_argument(std::string(name) +
                                    " of a method's input must be a finite number; leave it out if "
                                    "it is not known");
}
inline void require_finite(std::optional<TimedValue> const& x, std::string_view name) {
    if (!x) return;
    require_finite(std::optional(x->time), name);
    require_finite(std::optional(x->value), name);
}

/// Refuses an input that is not sound.
/// \throws std::invalid_argument for numbers that are not finite, shares of time outside 0 to 1,
///         and a history that is not ascending
inline void require_sound(MethodInput const& input) {
    require_finite(input.base, "base");
    require_finite(input.latest, "latest");
    require_finite(input.target, "target");
    require_finite(input.limit, "limit");
    require_finite(input.elapsed, "elapsed");
    require_finite(input.elapsed_periods, "elapsed_periods");
    require_finite(input.planned, "planned");
    require_finite(input.year_earlier, "year_earlier");
    require_finite(input.growth, "growth");
    require_finite(input.growth_target, "growth_target");
    require_finite(input.declared, "declared");
    require_finite(input.declared_elapsed, "declared_elapsed");
    for (double x : input.plan) require_finite(std::optional(x), "plan");
    for (std::size_t i = 0; i < input.history.size(); ++i) {
        require_finite(std::optional(input.history[i]), "history");
        if (i > 0 && !(input.history[i].time > input.history[i - 1].time))
            throw std::invalid_argument("the history of a method's input must ascend in time, each "
                                        "time once; sort it first");
    }
    if (input.elapsed && (*input.elapsed < 0 || *input.elapsed > 1))
        throw std::invalid_argument("elapsed must be a share from 0 to 1, not " +
                                    format_shortest(*input.elapsed));
    if (input.elapsed_periods && *input.elapsed_periods < 0)
        throw std::invalid_argument("elapsed_periods must be 0 or more, not " +
                                    format_shortest(*input.elapsed_periods));
    if (input.bounds) {
        require_finite(std::optional(input.bounds->worst), "bounds");
        require_finite(std::optional(input.bounds->best), "bounds");
        require_finite(input.bounds->green, "bounds");
        if (input.bounds->worst == input.bounds->best)
            throw std::invalid_argument("worst and best of a scale must differ; both are " +
                                        format_shortest(input.bounds->best));
    }
}

/// The answer turned into none.
[[nodiscard]] inline MethodResult undefined(MethodResult result, MethodUndefined why) {
    result.measure.reset();
    result.score.reset();
    result.category.reset();
    result.standing.reset();
    result.undefined = why;
    return result;
}

/// Runs a method on an input that is seen to be sound: `rule` fills in an empty answer. Where
/// numbers leave the range of a double there is no answer, instead of one that rests on infinity.
/// \throws std::invalid_argument as `require_sound`
template <class Rule>
[[nodiscard]] MethodResult run_method(MethodName name, MethodInput const& input, Rule rule) {
    require_sound(input);
    MethodResult empty;
    empty.method = name;
    empty.subject = input.subject;
    MethodResult result = rule(std::move(empty));
    bool finite =
        std::isfinite(result.measure.value_or(0)) && std::isfinite(result.score.value_or(0));
    for (MethodNumber const& n : result.numbers) finite = finite && std::isfinite(n.value);
    if (finite) return result;
    result.numbers.clear();
    return undefined(std::move(result), MethodUndefined::out_of_range);
}

/// Fills in a class and where it stands.
inline void classify(MethodResult& result, MethodCategory const& category,
                     MethodStanding standing) {
    result.category = category;
    result.standing = standing;
}

/// What methods on levels need first: a base and a later value of an indicator with one wanted
/// side.
[[nodiscard]] inline std::optional<MethodUndefined> lacks_end_points(MethodInput const& input) {
    if (input.subject != MethodSubject::level || input.direction == WantedDirection::within)
        return MethodUndefined::not_for_this_kind;
    if (!input.base) return MethodUndefined::missing_input;
    if (!input.latest || !(input.latest->time > input.base->time))
        return MethodUndefined::too_few_points;
    return std::nullopt;
}
/// Why there is no yearly rate between two values.
[[nodiscard]] inline std::optional<MethodUndefined> lacks_rate(double from, double to) {
    if (from == 0) return MethodUndefined::base_zero;
    if (to != 0 && (from < 0) != (to < 0)) return MethodUndefined::sign_change;
    return std::nullopt;
}
/// What methods that compare with the way from base to target need of the target.
[[nodiscard]] inline std::optional<MethodUndefined> lacks_way(MethodInput const& input) {
    if (!input.target) return MethodUndefined::missing_input;
    if (!(input.target->time > input.base->time)) return MethodUndefined::target_year_past;
    if (nearly_equal(input.target->value, input.base->value))
        return MethodUndefined::base_equals_target;
    return std::nullopt;
}

}  // namespace detail

}  // namespace glidepath

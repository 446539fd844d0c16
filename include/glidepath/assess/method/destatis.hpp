// The weather symbols of the German sustainable development strategy: where the last five years'
// mean change leads.
#pragma once

#include <glidepath/assess/method/arithmetic.hpp>

#include <cmath>
#include <cstddef>

namespace glidepath::method {

namespace destatis_words {
inline constexpr MethodCategory sun{"sun", "晴", "sun"};
inline constexpr MethodCategory slightly_cloudy{"slightly_cloudy", "少云", "slightly cloudy"};
inline constexpr MethodCategory cloudy{"cloudy", "多云", "cloudy"};
inline constexpr MethodCategory thunderstorm{"thunderstorm", "雷雨", "thunderstorm"};
}  // namespace destatis_words

/// How many yearly values the weather symbol may rest on.
struct DestatisOptions {
    /// The rule takes six. Destatis makes exceptions for shorter series, without saying how; with
    /// fewer here, the mean change of those there are is taken.
    int fewest = 6;
};

/// `destatis`: Federal Statistical Office of Germany, indicators of the sustainable development
/// strategy with a target value and year (dns-indikatoren.de/en/status; also Vanuatu's NSDP,
/// nsdp.vnso.gov.vu/methodology).
///
/// From the last six yearly values up to x(t): mean change m = (x(t) - x(t-5)) / 5; hypothetical
/// value h = x(t) + m (T - t); shortfall s = d (target - h) / |target - x(t)|, the part of the
/// gap that remains today which would be left. s below 5 % (or the target reached) sun, to 20 %
/// slightly cloudy, both "on track"; above that cloudy if m leads towards the target, else
/// thunderstorm. Measure: s (ratio): 0 is a target just met, 1 no progress; smaller is better.
///
/// Needs: history, target, direction. Levels only. The base plays no part. A value equal to the
/// target is sun, without a measure. A value beyond it is judged as any other, by what h misses.
///
/// Undefined: fewer than six values, or values that are not a year apart (`too_few_points`);
/// target year past (`target_year_past`).
///
/// Left out, for their rules could not be read: targets for every year, and targets that name a
/// direction only.
[[nodiscard]] inline MethodResult destatis(MethodInput const& input,
                                           DestatisOptions const& options = {}) {
    namespace words = destatis_words;
    if (options.fewest < 2)
        throw std::invalid_argument("a mean change needs at least 2 values, not " +
                                    std::to_string(options.fewest));
    return detail::run_method(MethodName::destatis, input, [&](MethodResult result) {
        if (input.subject != MethodSubject::level || input.direction == WantedDirection::within)
            return detail::undefined(result, MethodUndefined::not_for_this_kind);
        if (!input.target) return detail::undefined(result, MethodUndefined::missing_input);
        auto const& history = input.history;
        std::size_t count = history.empty() ? 0 : 1;
        while (count < 6 && count < history.size()) {
            const std::size_t at = history.size() - count;
            if (std::abs(history[at].time - history[at - 1].time - 1) > 1e-6) break;
            ++count;
        }
        if (count < static_cast<std::size_t>(options.fewest))
            return detail::undefined(result, MethodUndefined::too_few_points);
        const TimedValue latest = history.back();
        if (latest.time > input.target->time)
            return detail::undefined(result, MethodUndefined::target_year_past);
        const TimedValue first = history[history.size() - count];
        const double change =
            difference(latest.value, first.value) / static_cast<double>(count - 1);
        const double hypothetical = latest.value + change * (input.target->time - latest.time);
        result.numbers = {{"mean_change", change}, {"hypothetical", hypothetical}};
        const auto as = [&](MethodCategory const& category, MethodStanding standing) {
            detail::classify(result, category,
                             standing >= MethodStanding::on_track && meets(input, latest.value)
                                 ? MethodStanding::achieved
                                 : standing);
            return result;
        };
        if (nearly_equal(latest.value, input.target->value))
            return as(words::sun, MethodStanding::on_track);
        const double d = sign_of(input.direction);
        const double shortfall = d * difference(input.target->value, hypothetical) /
                                 std::abs(input.target->value - latest.value);
        result.measure = shortfall;
        if (!reaches(shortfall, 0.05)) return as(words::sun, MethodStanding::on_track);
        if (!exceeds(shortfall, 0.20)) return as(words::slightly_cloudy, MethodStanding::on_track);
        if (d * change > 0) return as(words::cloudy, MethodStanding::behind);
        return as(words::thunderstorm, MethodStanding::away);
    });
}

}  // namespace glidepath::method

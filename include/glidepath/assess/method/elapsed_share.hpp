// 时序进度: the share that is done against the share of the time that is over, in percentage
// points.
#pragma once

#include <glidepath/assess/judge/pace.hpp>
#include <glidepath/assess/method/arithmetic.hpp>

#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace glidepath::method {

namespace elapsed_share_words {
inline constexpr MethodCategory ahead{"ahead", "快于序时进度", "ahead of schedule"};
inline constexpr MethodCategory level{"level", "与序时进度持平", "level with the schedule"};
inline constexpr MethodCategory behind{"behind", "慢于序时进度", "behind schedule"};
}  // namespace elapsed_share_words

/// Percentage points below which a gap is none in words: what rounds to 0.0 or is shown as such.
inline constexpr double schedule_tolerance = 0.05;

/// A gap to the schedule in words: 快于序时进度6.32个百分点, 与序时进度持平 within
/// `schedule_tolerance`. The number has at most `decimals` decimals, without zeros at its end, and
/// at least as many as it takes not to read 0.
/// \throws std::invalid_argument for a gap that is not finite, and less than 0 or more than 15
/// decimals
[[nodiscard]] inline Text schedule_words(double gap_points, int decimals = 2) {
    detail::require_finite(std::optional(gap_points), "the gap to the schedule");
    if (decimals < 0 || decimals > 15)
        throw std::invalid_argument("0 to 15 decimals can be shown, not " +
                                    std::to_string(decimals));
    const double size = std::abs(gap_points);
    if (!reaches(size, schedule_tolerance))
        return {std::string(elapsed_share_words::level.zh),
                std::string(elapsed_share_words::level.en)};
    std::string number = format_fixed(size, decimals);
    for (int more = decimals; number.find_first_not_of("0.") == std::string::npos;)
        number = format_fixed(size, ++more);
    if (number.find('.') != std::string::npos) {
        number.erase(number.find_last_not_of('0') + 1);
        if (number.ends_with('.')) number.pop_back();
    }
    MethodCategory const& word =
        gap_points > 0 ? elapsed_share_words::ahead : elapsed_share_words::behind;
    return {std::string(word.zh) + number + "个百分点",
            number + (number == "1" ? " point " : " points ") + std::string(word.en)};
}

/// How the time that is over is counted.
enum class ElapsedBy : std::uint8_t {
    months,  ///< m/12, as 时序进度 is published; by days if the data do not end with a month.
    days,    ///< Calendar days.
    usual    ///< What was usually done by then in earlier years, in place of time.
};
inline constexpr std::array<std::string_view, 3> elapsed_by_names{"months", "days", "usual"};
[[nodiscard]] constexpr std::string_view to_string(ElapsedBy by) noexcept {
    return elapsed_by_names[static_cast<std::size_t>(by)];
}

/// The share of a window that is over at the end of `last_day`, 0 to 1. By earlier years it needs
/// the series (see `usually_done`); at the end of a whole period of the window, months serve.
/// Nothing if earlier years do not tell, or no series is given for them.
[[nodiscard]] inline std::optional<double> elapsed(Window const& window, Date const& last_day,
                                                   ElapsedBy by = ElapsedBy::months,
                                                   Series const* series = nullptr) {
    if (last_day < window.first_day()) return 0;
    if (last_day >= window.last_day()) return 1;
    if (by == ElapsedBy::months) return glidepath::elapsed_share(window, last_day);
    if (by == ElapsedBy::days)
        return static_cast<double>(days_between(window.first_day(), last_day) + 1) /
               (days_between(window.first_day(), window.last_day()) + 1);
    if (Period::containing(last_day, window.frequency(), window.first().phase()).last_day() ==
        last_day)
        return glidepath::elapsed_share(window, last_day);
    return series != nullptr ? usually_done(*series, window, last_day) : std::nullopt;
}

/// `elapsed-share` (时序进度): Chinese development and reform commissions and project offices.
///
/// Gap = (share done - share of time) 100 percentage points. Of a total the share done is sum to
/// date / target (完成率); of a level it is the share of the way, (yt-y0)/(yT-y0), against
/// (t-t0)/(T-t0). Above 0 快于序时进度, below 慢于序时进度, within 0.05 points 与序时进度持平.
/// Measure: the gap (points).
///
/// Needs, for totals: latest (sum to date), target, elapsed; the time may be counted by months,
/// days or earlier years (`elapsed`). For levels: base, latest, target, direction; elapsed, if
/// the times are not to tell. Published 时序进度 counts months evenly and knows no season. Limits
/// on totals (`down`) are not a task that is done (`not_for_this_kind`).
///
/// Undefined: a target total of 0 or less (`target_zero`, `not_positive`); base equal to the
/// target (`base_equals_target`) or satisfying it (`already_achieved`); target year at or before
/// the base (`target_year_past`).
///
/// Numbers: done, elapsed; for levels `level_share` yt/yT too, which offices also print and which
/// says little, and for values that should fall the other two forms in use, `target_over_actual`
/// yT/yt and `two_minus_share` 2 - yt/yT.
///
/// Left out: lights (green from 100 %, yellow from 90 %, ...) and five-colour maps; no rule for
/// them could be read.
///
/// Sources: figures of Sanming (2010), Ningde, and others, which these formulas reproduce; see
/// the tests.
[[nodiscard]] inline MethodResult elapsed_share(MethodInput const& input) {
    namespace words = elapsed_share_words;
    return detail::run_method(MethodName::elapsed_share, input, [&](MethodResult result) {
        const bool total = input.subject == MethodSubject::total;
        if ((!total && input.subject != MethodSubject::level) ||
            input.direction == WantedDirection::within ||
            (total && input.direction == WantedDirection::down))
            return detail::undefined(result, MethodUndefined::not_for_this_kind);
        if (!input.target) return detail::undefined(result, MethodUndefined::missing_input);
        const double goal = input.target->value;
        double done = 0;
        std::optional<double> over = input.elapsed;
        if (total) {
            if (!input.latest) return detail::undefined(result, MethodUndefined::too_few_points);
            if (!over) return detail::undefined(result, MethodUndefined::missing_input);
            if (goal == 0) return detail::undefined(result, MethodUndefined::target_zero);
            if (goal < 0) return detail::undefined(result, MethodUndefined::not_positive);
            done = input.latest->value / goal;
        } else {
            if (const auto why = detail::lacks_end_points(input))
                return detail::undefined(result, *why);
            if (const auto why = detail::lacks_way(input)) return detail::undefined(result, *why);
            if (meets(input, input.base->value))
                return detail::undefined(result, MethodUndefined::already_achieved);
            done = difference(input.latest->value, input.base->value) / (goal - input.base->value);
            if (!over)
                over = std::min(1.0, (input.latest->time - input.base->time) /
                                         (input.target->time - input.base->time));
            if (goal != 0) result.numbers.push_back({"level_share", input.latest->value / goal});
            if (input.direction == WantedDirection::down && goal > 0 && input.latest->value > 0) {
                result.numbers.push_back({"target_over_actual", goal / input.latest->value});
                result.numbers.push_back({"two_minus_share", 2 - input.latest->value / goal});
            }
        }
        result.numbers.push_back({"done", done});
        result.numbers.push_back({"elapsed", *over});
        const double gap = 100 * difference(done, *over);
        result.measure = gap;
        result.unit = MeasureUnit::points;
        const bool met = meets(input, input.latest->value);
        if (reaches(gap, schedule_tolerance))
            detail::classify(result, words::ahead, MethodStanding::on_track);
        else if (!reaches(-gap, schedule_tolerance))
            detail::classify(result, words::level, MethodStanding::on_track);
        else
            detail::classify(result, words::behind,
                             !total && done < 0 ? MethodStanding::away : MethodStanding::behind);
        if (met) result.standing = MethodStanding::achieved;
        return result;
    });
}

}  // namespace glidepath::method

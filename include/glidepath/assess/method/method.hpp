// Published methods for judging progress: their names, what they are given and what they answer.
#pragma once

#include <glidepath/model/text.hpp>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace glidepath {

/// The published methods that can be asked for by name. Each has a header of its own, with formula,
/// thresholds, edge cases and source.
enum class MethodName : std::uint8_t {
    eurostat,
    statcan,
    unsd_2023,
    escap_csi,
    sdsn,
    destatis,
    elapsed_share,
    growth_gap,
    earned_schedule,
    rag,
    epa_glidepath,
    declared
};

inline constexpr std::array all_methods{
    MethodName::eurostat,      MethodName::statcan,       MethodName::unsd_2023,
    MethodName::escap_csi,     MethodName::sdsn,          MethodName::destatis,
    MethodName::elapsed_share, MethodName::growth_gap,    MethodName::earned_schedule,
    MethodName::rag,           MethodName::epa_glidepath, MethodName::declared};
inline constexpr std::array<std::string_view, 12> method_names{
    "eurostat",      "statcan",    "unsd-2023",       "escap-csi", "sdsn",          "destatis",
    "elapsed-share", "growth-gap", "earned-schedule", "rag",       "epa-glidepath", "declared"};
[[nodiscard]] constexpr std::string_view to_string(MethodName name) noexcept {
    return method_names[static_cast<std::size_t>(name)];
}
/// The method of that name; nothing if there is none.
[[nodiscard]] constexpr std::optional<MethodName> method_of(std::string_view name) noexcept {
    for (MethodName method : all_methods)
        if (to_string(method) == name) return method;
    return std::nullopt;
}
template <class Stream>
auto operator<<(Stream& stream, MethodName name) -> decltype(stream << std::string_view()) {
    return stream << to_string(name);
}

/// What the values of an input are. Most methods are made for one of them and refuse the others: a
/// growth rate of running totals means nothing.
enum class MethodSubject : std::uint8_t {
    level,      ///< Values of periods: a stock, a ratio, the flow of a whole year.
    total,      ///< A running total on its way to a sum that is wanted.
    growth,     ///< Growth in percent, against a growth that is wanted.
    milestone,  ///< 1 done, 0 not done.
    other       ///< A mean, a floor for each period, a change: only to be compared with a mark.
};

/// The side on which the target is satisfied. There is no default: published software that assumed
/// one (Open SDG: decrease) gave silent errors.
enum class WantedDirection : std::uint8_t {
    up,     ///< At least the target.
    down,   ///< At most the target.
    within  ///< Near the target, from either side.
};

/// A value at a time. The time is in years (2025 is the year 2025, 2025.25 its second quarter);
/// only differences of times matter.
struct TimedValue {
    double time = 0;
    double value = 0;
    friend bool operator==(TimedValue const&, TimedValue const&) = default;
};

/// The scale of the SDSN index: values at and beyond `worst` score 0, at and beyond `best` 100. For
/// an indicator that should fall, `worst` lies above `best`.
struct ScoreBounds {
    double worst = 0;
    double best = 100;
    std::optional<double> green;  ///< What counts as achieved; the target if absent.
    friend bool operator==(ScoreBounds const&, ScoreBounds const&) = default;
};

/// Everything that some method needs. Each documents what it takes; what it needs and does not find
/// makes it answer `missing_input`, never a guess.
struct MethodInput {
    MethodSubject subject = MethodSubject::level;
    WantedDirection direction = WantedDirection::up;
    bool strict = false;      ///< The target itself does not satisfy (`>`, `<`).
    bool percentage = false;  ///< The values are percentages that cannot leave 0 to 100.
    std::optional<TimedValue> base;
    std::optional<TimedValue> latest;  ///< For totals the sum to date.
    std::optional<TimedValue> target;
    std::vector<TimedValue> history;  ///< Ascending in time; may hold base and latest.
    std::optional<double> limit;      ///< Natural limit of the values (statcan, without target).
    std::optional<ScoreBounds> bounds;
    std::optional<double> elapsed;  ///< Share of the time that is over, 0 to 1.
    std::vector<double> plan;       ///< Planned value at the end of period k; plan[0] at the start.
    std::optional<double>
        elapsed_periods;                  ///< Periods of the plan that are over; may be fractional.
    std::optional<double> planned;        ///< The mark that the latest value is held against.
    std::optional<double> year_earlier;   ///< The value of the same period a year before `latest`.
    std::optional<double> growth;         ///< In percent.
    std::optional<double> growth_target;  ///< In percent.
    std::optional<double> declared;       ///< Share done, as its owner declares it; 1 is all.
    /// Share of the time that was over when that was declared; `elapsed` if absent.
    std::optional<double> declared_elapsed;
    friend bool operator==(MethodInput const&, MethodInput const&) = default;
};

/// Why a method has no answer.
enum class MethodUndefined : std::uint8_t {
    not_for_this_kind,
    missing_input,
    too_few_points,
    base_zero,
    target_zero,
    not_positive,
    sign_change,
    base_equals_target,
    already_achieved,
    target_year_past,
    nothing_elapsed,
    not_monotone,
    outside_plan,
    out_of_range,
    not_judged
};

namespace detail {
struct MethodUndefinedEntry {
    std::string_view name;
    std::string_view zh;
    std::string_view en;
};
inline constexpr std::array<MethodUndefinedEntry, 15> method_undefined_table{{
    {"not_for_this_kind", "该方法不适用于此类目标",
     "the method is not made for this kind of target"},
    {"missing_input", "缺少该方法所需的数据", "the method needs a figure that is not there"},
    {"too_few_points", "数据点不足", "there are too few figures"},
    {"base_zero", "基期值为零，无法计算增速", "growth from a base of zero is undefined"},
    {"target_zero", "目标值为零，无法计算比率", "a ratio to a target of zero is undefined"},
    {"not_positive", "数值为负，该方法无定义", "the method is undefined for negative values"},
    {"sign_change", "数值正负号改变，无法计算增速", "growth across a change of sign is undefined"},
    {"base_equals_target", "基期值等于目标值，没有应走的路程",
     "base and target are equal: there is no way to go"},
    {"already_achieved", "基期已达到目标，该方法的公式没有意义",
     "the base already satisfies the target: the formula has no meaning"},
    {"target_year_past", "已过目标年份", "the target year is past"},
    {"nothing_elapsed", "计划尚未开始", "nothing of the plan's time is over"},
    {"not_monotone", "计划值并非单调", "the plan goes back and forth"},
    {"outside_plan", "数值在计划起点之外", "the value lies on the far side of the plan's start"},
    {"out_of_range", "数值超出可计算的范围", "the numbers leave the range of what can be computed"},
    {"not_judged", "该目标目前不作评价", "the target itself is not judged"},
}};
}  // namespace detail

[[nodiscard]] constexpr std::string_view to_string(MethodUndefined code) noexcept {
    return detail::method_undefined_table[static_cast<std::size_t>(code)].name;
}
/// The sentence of a code in both languages.
[[nodiscard]] inline Text reason_text(MethodUndefined code) {
    const auto& entry = detail::method_undefined_table[static_cast<std::size_t>(code)];
    return {std::string(entry.zh), std::string(entry.en)};
}
template <class Stream>
auto operator<<(Stream& stream, MethodUndefined code) -> decltype(stream << std::string_view()) {
    return stream << to_string(code);
}

/// What a measure is counted in.
enum class MeasureUnit : std::uint8_t {
    ratio,    ///< A share: 1 is what is wanted, unless the method says otherwise.
    rate,     ///< Growth a year, as a share: 0.01 is 1 %.
    points,   ///< Percentage points.
    periods,  ///< Periods of the plan.
    value     ///< The indicator's own unit.
};
inline constexpr std::array<std::string_view, 5> measure_unit_names{"ratio", "rate", "points",
                                                                    "periods", "value"};
[[nodiscard]] constexpr std::string_view to_string(MeasureUnit unit) noexcept {
    return measure_unit_names[static_cast<std::size_t>(unit)];
}

/// A class of a method, in the method's own words (Chinese: ours, where the source has none).
struct MethodCategory {
    std::string_view id;
    std::string_view zh;
    std::string_view en;
    friend constexpr bool operator==(MethodCategory const&, MethodCategory const&) = default;
};

/// Where a method's answer stands among all answers, worst first: what makes methods comparable.
enum class MethodStanding : std::uint8_t {
    away,        ///< It moves away from the target.
    far_behind,  ///< Little or nothing of the progress that is needed.
    behind,      ///< Progress, but less than the method asks for.
    on_track,    ///< As much as the method asks for.
    achieved     ///< The target is satisfied now.
};
inline constexpr std::array<std::string_view, 5> method_standing_names{
    "away", "far_behind", "behind", "on_track", "achieved"};
[[nodiscard]] constexpr std::string_view to_string(MethodStanding standing) noexcept {
    return method_standing_names[static_cast<std::size_t>(standing)];
}
template <class Stream>
auto operator<<(Stream& stream, MethodStanding standing) -> decltype(stream << std::string_view()) {
    return stream << to_string(standing);
}

/// A number on the way to a measure, under its name.
struct MethodNumber {
    std::string_view name;
    double value = 0;
    friend bool operator==(MethodNumber const&, MethodNumber const&) = default;
};

/// What a method answers. Either `undefined` says why there is no answer, or there is one.
struct MethodResult {
    MethodName method = MethodName::eurostat;
    MethodSubject subject = MethodSubject::level;  ///< Of the input that was judged.
    std::optional<double> measure;  ///< Absent also where a defined answer has no number.
    MeasureUnit unit = MeasureUnit::ratio;
    std::optional<MethodCategory> category;  ///< Absent for methods without classes.
    std::optional<double> score;             ///< On the method's own scale, if it has one.
    std::optional<MethodStanding> standing;  ///< Absent if the input does not tell.
    std::optional<MethodUndefined> undefined;
    std::vector<MethodNumber> numbers;  ///< What the measure was computed from.

    [[nodiscard]] bool defined() const noexcept { return !undefined.has_value(); }
    /// Whether the method says that the target will be, or is, met; nothing if it does not say.
    [[nodiscard]] std::optional<bool> on_track() const noexcept {
        if (!standing) return std::nullopt;
        return *standing >= MethodStanding::on_track;
    }
    /// A number by its name; nothing if the method did not need it.
    [[nodiscard]] std::optional<double> number(std::string_view name) const noexcept {
        for (MethodNumber const& n : numbers)
            if (n.name == name) return n.value;
        return std::nullopt;
    }
    friend bool operator==(MethodResult const&, MethodResult const&) = default;
};

}  // namespace glidepath

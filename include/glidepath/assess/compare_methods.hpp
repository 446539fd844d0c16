// Published methods side by side on one target: what each says, and why two of them disagree.
#pragma once

#include <glidepath/assess/method/evidence_input.hpp>

#include <array>
#include <cmath>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace glidepath {

/// What one published method says of one target.
struct MethodVerdict {
    std::string target;   ///< Id.
    MethodResult result;  ///< Undefined with a code where the method does not apply.
    Text reason;          ///< One line: its class and measure, or why there is none.
    friend bool operator==(MethodVerdict const&, MethodVerdict const&) = default;
};

/// In what two methods differ first of all.
enum class MethodDifference : std::uint8_t {
    other_input,  ///< One method, two inputs: time counted otherwise, other figures.
    declared_or_computed,
    growth_or_level,
    total_or_level,  ///< The running total of this year, levels of whole periods.
    mark_or_way,
    recent_or_all,
    path_or_ends,
    geometric_or_linear,
    projected_or_to_date,
    tolerance
};

namespace detail {
inline constexpr std::array<std::string_view, 10> method_difference_names{
    "other_input",    "declared_or_computed", "growth_or_level",
    "total_or_level", "mark_or_way",          "recent_or_all",
    "path_or_ends",   "geometric_or_linear",  "projected_or_to_date",
    "tolerance"};
}  // namespace detail
[[nodiscard]] constexpr std::string_view to_string(MethodDifference difference) noexcept {
    return detail::method_difference_names[static_cast<std::size_t>(difference)];
}

namespace detail {

[[nodiscard]] inline Text difference_words(MethodDifference difference) {
    switch (difference) {
        case MethodDifference::other_input:
            return {"方法相同，所用数据不同", "the method is the same, what it was given is not"};
        case MethodDifference::declared_or_computed:
            return {"一个是自报，一个是测算", "one is declared, the other computed"};
        case MethodDifference::growth_or_level:
            return {"一个看增速，一个看水平", "one looks at growth, the other at levels"};
        case MethodDifference::total_or_level:
            return {"一个看当期累计数，一个看整期数值",
                    "one looks at the running total, the other at levels of whole periods"};
        case MethodDifference::mark_or_way:
            return {"一个看数值与应达值之比，一个看已走的路程",
                    "one measures the value against its mark, the other the way that is done"};
        case MethodDifference::recent_or_all:
            return {"一个只看最近五年，一个看基期以来",
                    "one looks at the last five years, the other at all since the base"};
        case MethodDifference::path_or_ends:
            return {"一个看计划曲线，一个只看起点和终点",
                    "one follows the planned path, the other only its ends"};
        case MethodDifference::geometric_or_linear:
            return {"一个按等比增长，一个按直线",
                    "one thinks of a constant rate, the other of a straight line"};
        case MethodDifference::projected_or_to_date:
            return {"一个外推到目标年，一个只看至今的进度",
                    "one extends the pace to the target year, the other compares it to date"};
        case MethodDifference::tolerance:
            return {"允许的差距不同", "they accept different shortfalls"};
    }
    return {};
}

/// The first difference between two answers that holds.
[[nodiscard]] inline MethodDifference difference_of(MethodResult const& one,
                                                    MethodResult const& other) noexcept {
    const auto only_one = [&](auto has) { return has(one.method) != has(other.method); };
    const auto is = [&](MethodName name) {
        return only_one([name](MethodName m) { return m == name; });
    };
    if (one.method == other.method) return MethodDifference::other_input;
    if (is(MethodName::declared)) return MethodDifference::declared_or_computed;
    if (is(MethodName::growth_gap)) return MethodDifference::growth_or_level;
    if ((one.subject == MethodSubject::total) != (other.subject == MethodSubject::total))
        return MethodDifference::total_or_level;
    if (is(MethodName::rag)) return MethodDifference::mark_or_way;
    if (is(MethodName::destatis)) return MethodDifference::recent_or_all;
    if (is(MethodName::earned_schedule)) return MethodDifference::path_or_ends;
    if (only_one([](MethodName m) {
            return m == MethodName::eurostat || m == MethodName::statcan ||
                   m == MethodName::unsd_2023;
        }))
        return MethodDifference::geometric_or_linear;
    if (is(MethodName::unsd_2023)) return MethodDifference::projected_or_to_date;
    return MethodDifference::tolerance;
}

/// A method's answer in one line.
[[nodiscard]] inline Text answer_words(MethodResult const& result, std::string const& unit) {
    if (result.undefined) return reason_text(*result.undefined);
    if (result.method == MethodName::elapsed_share && result.measure)
        return method::schedule_words(*result.measure);
    Text text;
    if (result.category)
        text = {std::string(result.category->zh), std::string(result.category->en)};
    if (!result.measure) return text;
    if (result.method == MethodName::growth_gap) {
        if (*result.measure == 0) return text;
        const std::string size = rounded(std::abs(*result.measure));  // the class tells the side
        return {text.zh + size + "个百分点",
                size + (size == "1" ? " point " : " points ") + text.en};
    }
    if (result.method == MethodName::escap_csi && result.score) {
        const std::string index = rounded(*result.score);
        return {"指数" + index + "（满分10）", "index " + index + " of 10"};
    }
    const double x = *result.measure;
    Text number;
    switch (result.unit) {
        case MeasureUnit::ratio: number = {rounded(x), rounded(x)}; break;
        case MeasureUnit::rate:
            number = {"年均" + rounded(100 * x) + "%", rounded(100 * x) + "% a year"};
            break;
        case MeasureUnit::points: number = {rounded(x) + "个百分点", rounded(x) + " points"}; break;
        case MeasureUnit::periods: number = {rounded(x) + "期", rounded(x) + " periods"}; break;
        case MeasureUnit::value:
            number = {with_unit(x, unit, Language::zh), with_unit(x, unit, Language::en)};
            break;
    }
    return {text.zh + (text.zh.empty() ? "" : "，") + number.zh,
            text.en + (text.en.empty() ? "" : ", ") + number.en};
}

}  // namespace detail

/// Runs published methods on a target, in the order given. A method that does not apply is in the
/// list with its code. The status of the target is not touched by any of them.
/// \param target  a target of the evidence's plan
/// \throws std::invalid_argument as `run_method`
[[nodiscard]] inline std::vector<MethodVerdict>
compare_methods(Evidence const& evidence, Target const& target, MethodExtras const& extras = {},
                std::span<MethodName const> methods = all_methods,
                MethodOptions const& options = {}) {
    const MethodInputs inputs = method_inputs(evidence, target, extras);
    Indicator const& indicator = *evidence.index().indicator(target.indicator);
    std::vector<MethodVerdict> verdicts;
    verdicts.reserve(methods.size());
    for (MethodName name : methods) {
        MethodVerdict verdict;
        verdict.target = target.id;
        if (inputs.judged) {
            verdict.result = run_method(name, inputs.of(name), options);
            verdict.reason = detail::answer_words(verdict.result, indicator.unit);
        } else {
            verdict.result.method = name;
            verdict.result.undefined = MethodUndefined::not_judged;
            verdict.reason = inputs.why;
        }
        verdicts.push_back(std::move(verdict));
    }
    return verdicts;
}

/// Two methods of which one calls a target on track and the other does not.
struct MethodDisagreement {
    MethodName yes;  ///< The method that says on track, or achieved.
    MethodName no;
    MethodDifference difference;
    Text why;  ///< One sentence: in what they differ first of all, and the rule of each.
    friend bool operator==(MethodDisagreement const&, MethodDisagreement const&) = default;
};

/// Why two answers disagree; nothing if they agree or one of them does not say.
[[nodiscard]] inline std::optional<MethodDisagreement> disagreement(MethodResult const& one,
                                                                    MethodResult const& other) {
    const auto first = one.on_track();
    const auto second = other.on_track();
    if (!first || !second || *first == *second) return std::nullopt;
    MethodInfo const& yes = info(*first ? one.method : other.method);
    MethodInfo const& no = info(*first ? other.method : one.method);
    const MethodDifference difference = detail::difference_of(one, other);
    const Text words = detail::difference_words(difference);
    const auto text = [](std::string_view part) { return std::string(part); };
    return MethodDisagreement{
        yes.name,
        no.name,
        difference,
        {text(yes.title_zh) + "认为进展达标，" + text(no.title_zh) + "认为未达标（" + words.zh +
             "）：" + text(yes.title_zh) + text(yes.rule_zh) + "；" + text(no.title_zh) +
             text(no.rule_zh) + "。",
         text(yes.title_en) + " says on track, " + text(no.title_en) + " does not (" + words.en +
             "): " + text(yes.title_en) + " " + text(yes.rule_en) + "; " + text(no.title_en) + " " +
             text(no.rule_en) + "."}};
}

/// All pairs of a comparison that disagree, in the order of the list.
[[nodiscard]] inline std::vector<MethodDisagreement>
disagreements(std::span<MethodVerdict const> verdicts) {
    std::vector<MethodDisagreement> all;
    for (std::size_t i = 0; i < verdicts.size(); ++i)
        for (std::size_t j = i + 1; j < verdicts.size(); ++j)
            if (auto found = disagreement(verdicts[i].result, verdicts[j].result))
                all.push_back(std::move(*found));
    return all;
}

}  // namespace glidepath

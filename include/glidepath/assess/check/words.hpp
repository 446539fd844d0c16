// The words in which findings speak of targets, amounts and limits, in Chinese and English.
#pragma once

#include <glidepath/assess/finding.hpp>
#include <glidepath/assess/judge/words.hpp>
#include <glidepath/model/interval.hpp>
#include <glidepath/model/plan.hpp>
#include <glidepath/path/demand.hpp>

#include <cmath>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace glidepath::detail {

/// `head` followed by its other parts, in both languages.
inline Text& operator+=(Text& head, Text const& tail) {
    head.zh += tail.zh;
    head.en += tail.en;
    return head;
}
/// The same text in both languages: ids, statements, numbers.
[[nodiscard]] inline Text same(std::string const& text) { return {text, text}; }

[[nodiscard]] inline Text amount(double value, std::string const& unit) {
    return {with_unit(value, unit, Language::zh), with_unit(value, unit, Language::en)};
}

/// What people call a part of the plan: its name, or its id where a language has none.
[[nodiscard]] inline Text called(Indicator const& indicator) {
    return {indicator.name.zh.empty() ? indicator.id : indicator.name.zh,
            indicator.name.en.empty() ? indicator.id : indicator.name.en};
}

/// A target by what people call its indicator, and its statement.
[[nodiscard]] inline Text named(Indicator const& indicator, Target const& target,
                                ReportingYear calendar) {
    Text text = called(indicator);
    text += {"（", " ("};
    text += same(to_string(target.say, calendar));
    return text += {"）", ")"};
}
/// A target with its statement and the plan's own words.
[[nodiscard]] inline Text cited(Target const& target, ReportingYear calendar) {
    const std::string say = to_string(target.say, calendar);
    Text text{target.id + "（" + say, target.id + " (" + say};
    if (!target.quote.empty()) text += {"，原文“" + target.quote + "”", ", “" + target.quote + "”"};
    return text += {"）", ")"};
}
/// All of them: `a, b and c`.
[[nodiscard]] inline Text cited(std::span<Target const* const> targets, ReportingYear calendar) {
    Text text;
    for (std::size_t i = 0; i < targets.size(); ++i) {
        if (i > 0) text += i + 1 < targets.size() ? Text{"、", ", "} : Text{"与", " and "};
        text += cited(*targets[i], calendar);
    }
    return text;
}

/// The first of a list of ids, and how many more there are.
[[nodiscard]] inline Text listed(std::span<std::string const> ids) {
    constexpr std::size_t shown = 3;
    Text text;
    for (std::size_t i = 0; i < std::min(ids.size(), shown); ++i) {
        if (i > 0) text += {"、", ", "};
        text += same(ids[i]);
    }
    if (ids.size() > shown) {
        const std::string more = std::to_string(ids.size() - shown);
        text += {"等", " and " + more + " more"};
    }
    return text;
}

/// The quantity that a demand is about: `the sum of 2023..2027`.
[[nodiscard]] inline Text quantity_words(Demand const& demand) {
    const std::string zh = window_words(demand.window, Language::zh);
    const std::string en = window_words(demand.window, Language::en);
    if (demand.since) {
        const std::string from_zh = period_words(*demand.since, Language::zh) + "至" + zh;
        const std::string from_en =
            "from " + period_words(*demand.since, Language::en) + " to " + en;
        if (demand.of == Demand::Of::change) return {from_zh + "的变化", "the change " + from_en};
        const bool yearly = demand.years != 1;
        return {from_zh + (yearly ? "的年均增速" : "的增速"),
                (yearly ? "the yearly growth " : "the growth ") + from_en};
    }
    if (demand.window.single() || demand.of == Demand::Of::level)
        return {zh + "的值", "the value of " + en};
    if (demand.of == Demand::Of::mean) return {zh + "的平均值", "the mean of " + en};
    return {zh + "的合计", "the sum of " + en};
}

/// `at least 5`, `more than 5`.
[[nodiscard]] inline Text at_least(double end, bool open, std::string const& unit) {
    Text text = open ? Text{"高于", "more than "} : Text{"不低于", "at least "};
    return text += amount(end, unit);
}
[[nodiscard]] inline Text at_most(double end, bool open, std::string const& unit) {
    Text text = open ? Text{"低于", "less than "} : Text{"不高于", "at most "};
    return text += amount(end, unit);
}

/// What two intervals that do not meet demand: `at least 175 and at most 100`.
[[nodiscard]] inline Text clash_words(Interval const& one, Interval const& other,
                                      std::string const& unit) {
    const bool one_above = one.lower > other.upper || (nearly_equal(one.lower, other.upper) &&
                                                       (one.lower_open || other.upper_open));
    Interval const& above = one_above ? one : other;
    Interval const& below = one_above ? other : one;
    Text text = at_least(above.lower, above.lower_open, unit);
    text += {"，又须", " and "};
    return text += at_most(below.upper, below.upper_open, unit);
}

}  // namespace glidepath::detail

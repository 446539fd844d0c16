// The sentence of a verdict, and why numbers are absent from it.
#pragma once

#include <glidepath/assess/judge/words.hpp>
#include <glidepath/assess/printed_digits.hpp>
#include <glidepath/assess/verdict.hpp>
#include <glidepath/model/plan.hpp>

#include <array>
#include <string>
#include <string_view>

namespace glidepath::detail {

/// A number that was computed, with its unit and no more digits than published ones have.
[[nodiscard]] inline std::string computed(double x, bool growth, Verdict const& verdict,
                                          PrintedDigits digits, Language language) {
    return with_unit(rounded(x, growth ? digits.growth : digits.level), growth ? "%" : verdict.unit,
                     language);
}

/// What the target wants, with its unit: `> 860 亿元`, `>= Fixed-asset investment (14.5%)`.
[[nodiscard]] inline std::string wanted_words(Verdict const& verdict, Target const& target,
                                              Statement const& say, PlanIndex const& index,
                                              PrintedDigits digits, Language language) {
    constexpr std::array<const char*, 8> signs{"", ">", "≥", "<", "≤", "=", "~", "between"};
    const std::string sign = signs[static_cast<std::size_t>(say.comparator)] +
                             std::string(language == Language::zh ? "" : " ");
    if (const Reference* reference = say.reference()) {
        const Indicator& other = *index.indicator(reference->indicator);
        return sign + other.name.in(language) +
               (verdict.planned ? " (" +
                                      computed(*verdict.planned, say.face == Face::growth, verdict,
                                               digits, language) +
                                      ")"
                                : "");
    }
    const std::string unit = say.face == Face::growth ? "%" : verdict.unit;
    const Stat written = target.say.stat;
    if (is_each(written) && written != Stat::each && written != Stat::steady)
        return (language == Language::zh ? "变动 " : "a change ") + sign + "0";
    const Quantity& quantity = *say.quantity();
    const bool from_base = written == Stat::from_to && say.face == Face::change;
    std::string text =
        sign + (quantity.mark == Mark::none ? with_unit(quantity.value, unit, language)
                                            : quantity_text(quantity));
    const auto words = [&](Quantity const& q) {
        return q.mark == Mark::none ? with_unit(q.value, unit, language) : quantity_text(q);
    };
    if (say.comparator == Comparator::about) text += " ± " + words(say.second);
    if (say.comparator == Comparator::between)
        text = language == Language::zh
                   ? "在" + words(quantity) + "与" + words(say.second) + "之间"
                   : "between " + words(quantity) + " and " + words(say.second);
    if (from_base && verdict.base)
        text = (language == Language::zh ? "较" : "a change ") +
               (language == Language::zh
                    ? period_words(*verdict.base_period, language) + "变动 " + text
                    : text + " from " + computed(*verdict.base, false, verdict, digits, language) +
                          " in " + period_words(*verdict.base_period, language));
    return text;
}

/// The figure judged, as prose: `841 亿元 in 2023`, `growth of 14.5% in 2023`, `a change of 0.5
/// points in 2023`; one that follows from others is marked. \pre the verdict has an actual figure,
/// and the target is no milestone
[[nodiscard]] inline Text figure_words(Verdict const& verdict, Statement const& say,
                                       PrintedDigits digits) {
    const double x = *verdict.actual;
    const bool growth = say.face == Face::growth;
    const bool change = say.face == Face::change && say.stat != Stat::from_to;
    const std::string number = rounded(x, growth ? digits.growth : digits.level);
    const std::string unit = growth ? "%" : verdict.unit;
    Text shown{with_unit(number, unit, Language::zh), with_unit(number, unit, Language::en)};
    if (change && verdict.unit == "%") shown = {number + "个百分点", number + " points"};
    if (verdict.derived) {
        shown.zh += "（推算）";
        shown.en += " (derived)";
    }
    return {window_words(*verdict.actual_period, Language::zh) +
                (growth   ? "增长"
                 : change ? "较上年变动"
                          : "为") +
                shown.zh,
            (growth   ? "growth of "
             : change ? "a change of "
                      : "") +
                shown.en + " in " + window_words(*verdict.actual_period, Language::en)};
}

/// One sentence with the numbers that decided. \pre the verdict has an actual figure
[[nodiscard]] inline Text explain(Verdict const& verdict, Target const& target,
                                  Statement const& say, PlanIndex const& index,
                                  PrintedDigits digits) {
    const auto number = [&](double x, Language language) {
        return computed(x, say.face == Face::growth, verdict, digits, language);
    };
    const auto wanted = [&](Language language) {
        return wanted_words(verdict, target, say, index, digits, language);
    };
    if (say.stat == Stat::done) {
        const bool done = *verdict.actual >= 1;
        const Window period = *verdict.actual_period;
        return {window_words(period, Language::zh) + (done ? "完成" : "仍未完成"),
                (done ? "done in " : "not done by the end of ") +
                    window_words(period, Language::en)};
    }
    const auto by = [&](std::string_view rule) { return verdict.method.ends_with(rule); };
    const bool paced = by(":usual_share") || by(":even_pace") ||
                       (by(":issued") && index.indicator(target.indicator)->kind == Kind::flow);
    Text text = figure_words(verdict, say, digits);
    if (paced && verdict.completed_share) {
        text.zh += "，完成目标的" + percent(*verdict.completed_share);
        text.en += ", " + percent(*verdict.completed_share) + " of the target";
    } else {
        text.zh += "，目标" + wanted(Language::zh) + (by(":base") ? "（基期值已满足）" : "");
        text.en +=
            "; wanted " + wanted(Language::en) + (by(":base") ? " (the base satisfies it)" : "");
    }
    if (by(":even_pace")) {
        text.zh += "，时间已过" + percent(*verdict.elapsed_share) + "（按均匀进度）";
        text.en += "; " + percent(*verdict.elapsed_share) + " of the time is over (even pace)";
    } else if (by(":usual_share")) {
        text.zh += "，往年同期应为" + number(*verdict.planned, Language::zh);
        text.en += "; usually " + number(*verdict.planned, Language::en) + " by then";
    } else if (by(":issued")) {
        text.zh += "，下达的分解目标为" + number(*verdict.planned, Language::zh);
        text.en += "; the issued mark is " + number(*verdict.planned, Language::en);
    } else if (by(":path") && verdict.planned) {
        text.zh += "，路径应为" + number(*verdict.planned, Language::zh);
        text.en += "; the path asks for " + number(*verdict.planned, Language::en);
    }
    return text;
}

/// Adds the latest figure to the sentence of a target that could not be judged.
inline void add_latest(Verdict& verdict, Statement const& say, PrintedDigits digits) {
    if (say.stat == Stat::done) return;
    const Text figure = figure_words(verdict, say, digits);
    verdict.reason.zh += "（最新数据：" + figure.zh + "）";
    verdict.reason.en += " (latest: " + figure.en + ")";
}

/// Says of every absent number why it is absent.
inline void explain_absent(Verdict& verdict, Statement const& say, Indicator const& indicator) {
    const auto absent = [&](bool is_absent, const char* field, std::string_view why) {
        if (is_absent) verdict.null_reasons.emplace_back(field, std::string(why));
    };
    const bool none = !verdict.actual;
    const bool growth = say.face == Face::growth;
    const bool decided = verdict.status == Status::met || verdict.status == Status::missed;
    const std::string_view no_actual =
        verdict.reason_code ? to_string(*verdict.reason_code) : std::string_view("no_figure");
    /// Milestones have no numbers; without a figure nothing can be computed; else the field's
    /// reason.
    const auto why = [&](std::string_view otherwise) {
        return indicator.kind == Kind::milestone ? std::string_view("milestone")
               : none                            ? no_actual
                                                 : otherwise;
    };
    const std::string_view no_path = verdict.base ? "no_path" : "no_base";
    absent(none, "actual", no_actual);
    absent(!verdict.base, "base", indicator.kind == Kind::milestone ? "milestone" : "no_base");
    absent(!verdict.planned, "planned", why(no_path));
    absent(!verdict.gap, "gap", why(no_path));
    absent(!verdict.completed_share, "completed_share",
           why(growth             ? "growth_target"
               : verdict.headroom ? "upper_limit"
                                  : "not_a_share"));
    absent(!verdict.increment_share, "increment_share",
           why(growth              ? "growth_target"
               : verdict.headroom  ? "upper_limit"
               : verdict.ahead_pp  ? "inside_window"
               : is_each(say.stat) ? "each_period"
               : !verdict.base     ? "no_base"
                                   : "not_a_share"));
    absent(!verdict.headroom, "headroom", why("not_an_upper_limit"));
    absent(!verdict.elapsed_share, "elapsed_share",
           why(verdict.base ? "not_inside_window" : "no_base"));
    absent(!verdict.ahead_pp, "ahead_pp",
           why(decided            ? "decided"
               : verdict.headroom ? "upper_limit"
                                  : "not_inside_window"));
    absent(!verdict.required_growth, "required_growth",
           why(decided  ? "decided"
               : growth ? "growth_target"
                        : "not_a_level_ahead"));
    absent(!verdict.required_run_rate, "required_run_rate",
           why(decided ? "decided" : "not_inside_window"));
}

}  // namespace glidepath::detail

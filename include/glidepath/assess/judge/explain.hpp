// The sentence of a verdict, and why numbers are absent from it.
#pragma once

#include <glidepath/assess/judge/words.hpp>
#include <glidepath/assess/verdict.hpp>
#include <glidepath/model/plan.hpp>

#include <array>
#include <string>
#include <string_view>

namespace glidepath::detail {

/// What the target wants, with its unit: `> 860 亿元`, `>= Fixed-asset investment (14.5%)`.
[[nodiscard]] inline std::string wanted_words(Verdict const& verdict, Target const& target,
                                              Statement const& say, PlanIndex const& index,
                                              Language language) {
    constexpr std::array<const char*, 8> signs{"", ">", "≥", "<", "≤", "=", "~", "between"};
    const std::string sign = signs[static_cast<std::size_t>(say.comparator)] +
                             std::string(language == Language::zh ? "" : " ");
    const std::string unit = say.face == Face::growth ? "%" : verdict.unit;
    if (const Reference* reference = say.reference()) {
        const Indicator& other = *index.indicator(reference->indicator);
        return sign + other.name.in(language) +
               (verdict.planned ? " (" + with_unit(*verdict.planned, unit, language) + ")" : "");
    }
    const Stat written = target.say.stat;
    if (is_each(written) && written != Stat::each && written != Stat::steady)
        return (language == Language::zh ? "变动 " : "a change ") + sign + "0";
    const Quantity& quantity = *say.quantity();
    const bool from_base = written == Stat::from_to && say.face == Face::change;
    std::string text =
        sign + (quantity.mark == Mark::none ? with_unit(quantity.value, unit, language)
                                            : quantity_text(quantity));
    if (say.comparator == Comparator::about) text += " ± " + quantity_text(say.second);
    if (say.comparator == Comparator::between) text += " and " + quantity_text(say.second);
    if (from_base && verdict.base)
        text = (language == Language::zh ? "较" : "a change ") +
               (language == Language::zh
                    ? period_words(*verdict.base_period, language) + "变动 " + text
                    : text + " from " + with_unit(*verdict.base, unit, language) + " in " +
                          period_words(*verdict.base_period, language));
    return text;
}

/// One sentence with the numbers that decided. \pre the verdict has an actual figure
[[nodiscard]] inline Text explain(Verdict const& verdict, Target const& target,
                                  Statement const& say, PlanIndex const& index) {
    const Window period = *verdict.actual_period;
    const bool growth = say.face == Face::growth;
    const auto number = [&](double x, Language language) {
        return with_unit(x, growth ? "%" : verdict.unit, language);
    };
    const auto wanted = [&](Language language) {
        return wanted_words(verdict, target, say, index, language);
    };
    if (say.stat == Stat::done) {
        const bool done = *verdict.actual >= 1;
        return {window_words(period, Language::zh) + (done ? "完成" : "仍未完成"),
                (done ? "done in " : "not done by the end of ") +
                    window_words(period, Language::en)};
    }
    Text text{window_words(period, Language::zh) + "为" + number(*verdict.actual, Language::zh),
              number(*verdict.actual, Language::en) + " in " + window_words(period, Language::en)};
    const bool decided = verdict.status == Status::met || verdict.status == Status::missed;
    if (verdict.method.ends_with("_share") || verdict.method.ends_with("_pace")) {
        const bool usual = verdict.method.ends_with("_share");
        text.zh += "，完成目标的" + percent(*verdict.completed_share) + "，" +
                   (usual ? "往年同期应为" + number(*verdict.planned, Language::zh)
                          : "时间已过" + percent(*verdict.elapsed_share) + "（按均匀进度）");
        text.en += ", " + percent(*verdict.completed_share) + " of the target; " +
                   (usual ? "usually " + number(*verdict.planned, Language::en) + " by then"
                          : percent(*verdict.elapsed_share) + " of the time is over (even pace)");
    } else if (verdict.method.ends_with(":path") && verdict.planned && !decided) {
        text.zh += "，路径应为" + number(*verdict.planned, Language::zh);
        text.en += "; the path asks for " + number(*verdict.planned, Language::en);
    } else {
        const bool base = verdict.method.ends_with(":base");
        text.zh += "，目标" + wanted(Language::zh) + (base ? "（基期值已满足）" : "");
        text.en += "; wanted " + wanted(Language::en) + (base ? " (the base satisfies it)" : "");
    }
    return text;
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
    absent(!verdict.elapsed_share, "elapsed_share", why("no_base"));
    absent(!verdict.ahead_pp, "ahead_pp", why(decided ? "decided" : "not_inside_window"));
    absent(!verdict.required_growth, "required_growth",
           why(decided  ? "decided"
               : growth ? "growth_target"
                        : "not_a_level_ahead"));
    absent(!verdict.required_run_rate, "required_run_rate",
           why(decided ? "decided" : "not_inside_window"));
    absent(!verdict.outlook, "outlook", "no_forecaster");
}

}  // namespace glidepath::detail

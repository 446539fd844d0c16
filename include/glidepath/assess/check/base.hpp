// Targets against the time and the figures they start from: windows that open before the horizon,
// and bases that already satisfy what is asked.
#pragma once

#include <glidepath/assess/check/texts.hpp>
#include <glidepath/assess/check/words.hpp>
#include <glidepath/assess/evidence.hpp>
#include <glidepath/assess/finding.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace glidepath::detail {

/// The first period that a statement is about: of `from A to B` the one after A.
[[nodiscard]] inline Period opening(Statement const& say) {
    const bool after_base = say.stat == Stat::from_to && !say.window.single();
    return after_base ? say.window.first() + 1 : say.window.first();
}

/// Windows that open before the horizon: part of the way is already behind.
[[nodiscard]] inline std::vector<Finding> check_windows(Plan const& plan, PlanIndex const& index) {
    std::vector<Finding> findings;
    if (plan.horizon == Window()) return findings;
    for (Target const& target : plan.targets) {
        if (target.superseded || !target.say.dated) continue;
        const Period opens = opening(target.say);
        if (!(opens.first_day() < plan.horizon.first_day())) continue;
        const Indicator* indicator = index.indicator(target.indicator);
        Text message = indicator != nullptr ? named(*indicator, target, plan.reporting_year)
                                            : cited(target, plan.reporting_year);
        message +=
            {"的考核期自" + period_words(opens, Language::zh) + "起，早于规划期" +
                 window_words(plan.horizon, Language::zh) + "：部分进程已成事实。",
             " opens in " + period_words(opens, Language::en) + ", before the horizon " +
                 window_words(plan.horizon, Language::en) + ": part of it is already behind."};
        findings.push_back({"window_before_horizon",
                            Severity::note,
                            {target.id},
                            std::move(message),
                            target.where});
    }
    return findings;
}

/// Targets that the base already satisfies, one finding for each indicator.
[[nodiscard]] inline std::vector<Finding>
check_bases(Plan const& plan, TextsByIndicator const& texts, Evidence const& evidence) {
    std::vector<Finding> findings;
    for (Indicator const& indicator : plan.indicators) {
        Texts satisfied;
        std::optional<Base> base;
        bool limit = false;
        for (Target const* text : current(texts.of(indicator.id))) {
            Statement const& say = text->say;
            const auto wanted = satisfying(say);
            const bool level =
                say.face == Face::level && (say.stat == Stat::at || say.stat == Stat::by ||
                                            say.stat == Stat::each || say.stat == Stat::mean);
            if (!level || !wanted || (plan.horizon == Window() && !text->base)) continue;
            const auto from = evidence.base(*text);
            if (!from || !wanted->contains(from->figure.value) ||
                evidence.suspect(indicator.id, from->period))
                continue;
            satisfied.push_back(text);
            if (!base) base = from;
            limit = limit || wanted->upper_limit();
        }
        if (!base) continue;
        Text message = named(indicator, *satisfied.front(), plan.reporting_year);
        for (std::size_t i = 1; i < satisfied.size(); ++i) {
            message += {"、", ", "};
            message += same(to_string(satisfied[i]->say, plan.reporting_year));
        }
        message += {"：基期（" + period_words(base->period, Language::zh) + "）已为",
                    ": the base already satisfies " +
                        std::string(satisfied.size() == 1 ? "it" : "them") + " with "};
        message += amount(base->figure.value, indicator.unit);
        message += {"，已达到要求，", " in " + period_words(base->period, Language::en)};
        message +=
            limit ? Text{"是须守住的上限。", ": a limit to keep."}
                  : Text{"是须守住的底线，而非须攀升的目标。", ": a floor to hold, not a climb."};
        findings.push_back({"base_satisfies", Severity::note, ids_of(satisfied), std::move(message),
                            satisfied.front()->where});
    }
    return findings;
}

}  // namespace glidepath::detail

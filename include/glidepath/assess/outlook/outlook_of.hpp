// The outlook of a target on joint paths.
#pragma once

#include <glidepath/assess/outlook/attainment.hpp>
#include <glidepath/assess/outlook/why.hpp>
#include <glidepath/assess/verdict.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>

namespace glidepath {

/// An outlook, or why there is none.
struct MaybeOutlook {
    std::optional<Outlook> outlook;
    std::optional<NoOutlook> reason;
};

namespace detail {

/// Why a target has no outlook whatever the figures say.
[[nodiscard]] inline std::optional<NoOutlook>
without_figures(Target const& target, Indicator const& indicator, Verdict const& verdict) {
    if (!verdict.applies) return NoOutlook::not_applicable;
    if (!indicator.definition_unclear.empty()) return NoOutlook::definition_unclear;
    if (indicator.kind == Kind::milestone) return NoOutlook::milestone;
    if (target.say.to_be_decided()) return NoOutlook::target_tbd;
    if (verdict.status == Status::met || verdict.status == Status::missed)
        return NoOutlook::decided;
    return std::nullopt;
}

/// The standard error of a share that was counted on n paths; of none or all of them as if one more
/// path had said the opposite (Agresti & Coull 1998 in spirit), so that it is never 0.
[[nodiscard]] inline double counting_error(double share, double n) {
    const double moved = (share * n + 1) / (n + 2);
    return std::sqrt(moved * (1 - moved) / n);
}

/// What never moved in n figures may still move in the future, with the chance 1 / (n + 1)
/// (Laplace's rule, of a change in n - 1 steps), to either side alike; how far, nothing tells.
[[nodiscard]] inline double allowing_for_change(double probability, TargetOnPaths& target) {
    const double moves = 1.0 / (target.course().points + 1);
    const double met =
        (target.held_after_move(true) ? 0.5 : 0.0) + (target.held_after_move(false) ? 0.5 : 0.0);
    return (1 - moves) * probability + moves * met;
}

}  // namespace detail

/// The outlook of a target whose verdict is known. Met and missed targets have none: a fact has no
/// probability.
///
/// The probability follows from the distribution where that gives it, else it is the share of the
/// joint paths on which the target holds, with its standard error. Figures on paths are rounded as
/// they are published, counts to whole numbers, and kept within declared bounds.
[[nodiscard]] inline MaybeOutlook outlook_of(JointPaths& paths, Target const& target,
                                             Verdict const& verdict) {
    Evidence const& evidence = paths.evidence();
    OutlookOptions const& options = paths.forecasts().options();
    Indicator const& indicator = *evidence.index().indicator(target.indicator);
    if (!options.on) return {{}, NoOutlook::off};
    if (const auto why = detail::without_figures(target, indicator, verdict)) return {{}, why};
    TargetOnPaths on(paths, target);
    if (on.reason()) return {{}, on.reason()};
    Course const& course = on.course();
    const auto figures = on.figures();
    const auto spread = figures ? detail::deciles_of(*figures) : std::optional<Deciles>();
    if (!spread) return {{}, NoOutlook::base_not_positive};

    Outlook outlook;
    std::optional<Eigen::ArrayXd> met;  // by path of the default model
    for (std::size_t k = 0; k < on.models(); ++k) {
        std::optional<double> value = on.exact(k);
        if (!value) {
            const auto held = on.held(k);
            if (!held) {
                if (k == 0) return {{}, NoOutlook::base_not_positive};
                continue;
            }
            value = held->mean();
            if (k == 0) {
                outlook.monte_carlo_error =
                    detail::counting_error(*value, static_cast<double>(held->size()));
                met = held;
            }
        }
        if (course.constant()) *value = detail::allowing_for_change(*value, on);
        outlook.models.push_back({course.names[k], *value});
    }
    outlook.probability = outlook.models.front().probability;
    const auto [least, most] = std::minmax_element(
        outlook.models.begin(), outlook.models.end(),
        [](auto const& a, auto const& b) { return a.probability < b.probability; });
    outlook.low = least->probability;
    outlook.high = most->probability;
    outlook.points = course.points;
    outlook.model = course.names.front();
    outlook.notes = course.notes;
    const bool few = course.points < detail::few_points(on.frequency());
    const auto note = [&](OutlookNote what) { outlook.notes.emplace_back(to_string(what)); };
    if (on.statement().face == Face::growth)
        note(course.face == Face::growth ? OutlookNote::published_growth
                                         : OutlookNote::growth_of_levels);
    if (few) note(OutlookNote::few_points);
    if (course.points < detail::points_for_percentage) note(OutlookNote::words_only);
    outlook.likelihood = likelihood(outlook.probability, options.vocabulary);

    outlook.at_deadline = *spread;
    detail::add_required(outlook, on, evidence);
    const Period like = target.say.window.first();
    const Period opens = evidence.before_horizon(like) + 1;
    outlook.shortfall = detail::shortfall_of(on, *figures, met, opens);
    outlook.attainment =
        detail::attainment_of(on, opens,
                              Period::containing(paths.forecasts().need(indicator.id).second,
                                                 like.frequency(), like.phase()));
    outlook.shown = detail::shown_outlook(outlook, few, options.vocabulary);
    outlook.why = detail::why_outlook(outlook, on.statement(), indicator.unit,
                                      evidence.digits(indicator.id), options.vocabulary);
    return {std::move(outlook), std::nullopt};
}

}  // namespace glidepath

// Back-testing a plan: what would have been said of each target on each release date, against what
// came.
#pragma once

#include <glidepath/assess/assess.hpp>
#include <glidepath/assess/compare_methods.hpp>

#include <array>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace glidepath {

/// The published methods that outlooks are set against.
inline constexpr std::array<MethodName, 2> backtest_methods{MethodName::elapsed_share,
                                                            MethodName::eurostat};

/// What was said of one target on one day, before its outcome was known.
struct OutlookCase {
    std::string target;  ///< Id.
    Date as_of;          ///< A release date; later figures were not seen.
    double probability = 0;
    double low = 0;  ///< The least and the greatest among the models.
    double high = 0;
    int points = 0;  ///< How many figures the outlook rests on.
    Status status = Status::unknown;
    /// Whether each of `backtest_methods` called the target on track; nothing where it was silent.
    std::array<std::optional<bool>, backtest_methods.size()> methods;
    /// Whether it was met in the end; nothing if that is not known yet.
    std::optional<bool> outcome;
    /// The first release date on which the outcome was known.
    std::optional<Date> decided;
    friend bool operator==(OutlookCase const&, OutlookCase const&) = default;
};

/// Which days are replayed, and how.
struct PlanBacktestOptions {
    std::optional<Date> from = {};  ///< The first day; the first release date if absent.
    std::optional<Date> to = {};    ///< The last day; the newest release date if absent.
    OutlookOptions outlook = {};
};

/// Whether a target had been set by a day: on its own date, else with the plan.
[[nodiscard]] inline bool promised(Plan const& plan, Target const& target, Date const& day) {
    const auto set = target.set ? target.set : plan.issued;
    return !set || *set <= day;
}

/// Replays every release date of the observations with the vintages then known: figures, revisions
/// and targets as they were in force. A figure released later changes nothing that is said before.
/// Outcomes are those of the last day: met, missed, or not known yet.
/// \return by day, then in the order of the plan; a target has a case on each day on which it had
///         been set, had an outlook and was neither met nor missed, if that said anything new: what
///         is repeated because another indicator was released is no case of its own
/// \throws InputError if the plan is not valid
[[nodiscard]] inline std::vector<OutlookCase> backtest(Plan const& plan,
                                                       Observations const& observations,
                                                       PlanBacktestOptions const& options = {}) {
    std::set<Date> days;
    for (Observation const& row : observations.rows)
        if (!row.released.is_special() && (!options.from || *options.from <= row.released) &&
            (!options.to || row.released <= *options.to))
            days.insert(row.released);

    struct Outcome {
        bool met = false;
        Date since;
    };
    std::unordered_map<std::string, Outcome> outcomes;  // a revision may undo one
    std::vector<OutlookCase> cases;
    std::unordered_map<std::string, std::size_t> latest;  // case of a target
    for (Date const& day : days) {
        AssessOptions how;
        how.as_of = day;
        how.outlook = options.outlook;
        how.outlook.on = true;
        const Assessment result = assess(plan, observations, how);
        const Evidence evidence(plan, observations, result.knowledge);
        for (Verdict const& verdict : result.verdicts()) {
            if (verdict.status == Status::met || verdict.status == Status::missed) {
                const bool met = verdict.status == Status::met;
                const auto [at, fresh] = outcomes.try_emplace(verdict.id, Outcome{met, day});
                if (!fresh && at->second.met != met) at->second = {met, day};
                continue;
            }
            outcomes.erase(verdict.id);
            Target const& target = *evidence.index().target(verdict.id);
            if (!verdict.outlook || !promised(plan, target, day)) continue;
            OutlookCase one;
            one.target = verdict.id;
            one.as_of = day;
            one.probability = verdict.outlook->probability;
            one.low = verdict.outlook->low;
            one.high = verdict.outlook->high;
            one.points = verdict.outlook->points;
            one.status = verdict.status;
            const MethodInputs inputs = method_inputs(evidence, target, {});
            for (std::size_t m = 0; m < backtest_methods.size() && inputs.judged; ++m)
                one.methods[m] =
                    run_method(backtest_methods[m], inputs.of(backtest_methods[m])).on_track();
            if (const auto at = latest.find(one.target); at != latest.end()) {
                OutlookCase before = cases[at->second];
                before.as_of = day;
                if (before == one) continue;
            }
            latest[one.target] = cases.size();
            cases.push_back(std::move(one));
        }
    }
    for (OutlookCase& one : cases)
        if (const auto at = outcomes.find(one.target); at != outcomes.end()) {
            one.outcome = at->second.met;
            one.decided = at->second.since;
        }
    return cases;
}

}  // namespace glidepath

// Published methods on all targets of a plan, and a summary of where and why they disagree.
#pragma once

#include <glidepath/assess/assessment.hpp>
#include <glidepath/assess/compare_methods.hpp>
#include <glidepath/model/validate.hpp>

#include <algorithm>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace glidepath {

/// Which methods are run on which targets, and what plan and observations do not tell them.
struct ComparisonOptions {
    std::vector<MethodName> methods{all_methods.begin(), all_methods.end()};
    std::vector<std::string> targets = {};  ///< Ids; all that are in force if empty.
    method::ElapsedBy elapsed_by = method::ElapsedBy::months;
    std::unordered_map<std::string, ScoreBounds> bounds = {};  ///< For `sdsn`, by indicator.
    std::unordered_map<std::string, double> declared = {};     ///< Share done, by target.
    MethodOptions rules = {};
};

/// A target on which methods disagree: who says on track, who does not, and in what they differ.
struct MethodSplit {
    std::string target;
    std::vector<MethodName> yes;
    std::vector<MethodName> no;
    std::vector<MethodDisagreement> pairs;  ///< In the order of the methods.

    /// The differences between the two camps, each once, the one of most pairs first.
    [[nodiscard]] Text why() const {
        std::vector<std::pair<MethodDifference, int>> counted;
        for (MethodDisagreement const& pair : pairs) {
            auto at = std::find_if(counted.begin(), counted.end(),
                                   [&](auto const& c) { return c.first == pair.difference; });
            if (at == counted.end()) counted.emplace_back(pair.difference, 1);
            else ++at->second;
        }
        std::stable_sort(counted.begin(), counted.end(),
                         [](auto const& a, auto const& b) { return a.second > b.second; });
        Text all;
        for (auto const& [difference, count] : counted) {
            const Text words = detail::difference_words(difference);
            all.zh += (all.zh.empty() ? "" : "；") + words.zh;
            all.en += (all.en.empty() ? "" : "; ") + words.en;
        }
        return all;
    }
    friend bool operator==(MethodSplit const&, MethodSplit const&) = default;
};

/// What published methods say of the targets of a plan on one date.
struct MethodComparison {
    std::string plan;  ///< Id.
    Text title;
    std::string place;
    Knowledge knowledge;  ///< With `as_of` filled in if neither clock was given.
    std::vector<Input> inputs;
    std::vector<MethodName> methods;
    std::vector<MethodVerdict> verdicts;  ///< Target by target in the plan's order, all methods of
                                          ///< one after another.
    std::vector<MethodSplit> splits;      ///< One for each target on which two methods disagree.
    friend bool operator==(MethodComparison const&, MethodComparison const&) = default;
};

namespace detail {

/// The camps of one target; nothing if all that answer agree.
[[nodiscard]] inline std::optional<MethodSplit>
split_of(std::span<MethodVerdict const> of_one_target) {
    MethodSplit split;
    split.pairs = disagreements(of_one_target);
    if (split.pairs.empty()) return std::nullopt;
    split.target = of_one_target.front().target;
    for (MethodVerdict const& verdict : of_one_target)
        if (const auto on_track = verdict.result.on_track())
            (*on_track ? split.yes : split.no).push_back(verdict.result.method);
    return split;
}

}  // namespace detail

/// Runs published methods on the targets of a plan that are in force, on what `assess` would know.
/// \throws InputError if the plan is not valid
/// \throws std::invalid_argument for a target that is not in force, and as `run_method`
[[nodiscard]] inline MethodComparison compare_methods(Plan const& plan,
                                                      Observations const& observations,
                                                      AssessOptions const& asked = {},
                                                      ComparisonOptions const& options = {}) {
    if (auto faults = validate(plan); !faults.empty()) throw InputError(std::move(faults));
    MethodComparison comparison;
    comparison.plan = plan.id;
    comparison.title = plan.title;
    comparison.place = plan.place;
    comparison.knowledge = Knowledge{asked.as_of, asked.through}.resolved(observations);
    comparison.inputs = asked.inputs;
    comparison.methods = options.methods;

    const Evidence evidence(plan, observations, comparison.knowledge);
    const auto wanted = [&](Target const& target) {
        return !target.is_part() && in_force(target, comparison.knowledge) &&
               (options.targets.empty() || std::find(options.targets.begin(), options.targets.end(),
                                                     target.id) != options.targets.end());
    };
    for (std::string const& id : options.targets)
        if (std::none_of(plan.targets.begin(), plan.targets.end(),
                         [&](Target const& target) { return target.id == id && wanted(target); }))
            throw std::invalid_argument("no target in force has the id \"" + id + "\"");
    const auto find = [](auto const& map, std::string const& key) {
        const auto at = map.find(key);
        return at == map.end() ? std::nullopt : std::optional(at->second);
    };
    for (Target const& target : plan.targets) {
        if (!wanted(target)) continue;
        auto verdicts = compare_methods(evidence, target,
                                        {options.elapsed_by, find(options.bounds, target.indicator),
                                         find(options.declared, target.id)},
                                        options.methods, options.rules);
        if (auto split = detail::split_of(verdicts)) comparison.splits.push_back(std::move(*split));
        std::move(verdicts.begin(), verdicts.end(), std::back_inserter(comparison.verdicts));
    }
    return comparison;
}

}  // namespace glidepath

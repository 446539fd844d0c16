// By what a scorecard groups targets, and to which groups a target belongs.
#pragma once

#include <glidepath/assess/verdict.hpp>
#include <glidepath/model/plan.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace glidepath {

/// What the rows of a scorecard are.
enum class ScoreBy : std::uint8_t {
    programme,    ///< The goal at the top above the target's.
    area,         ///< The goal below the programme; the programme where it has no parts.
    lead,         ///< Bodies that lead the goal (牵头单位).
    responsible,  ///< The body that reports the indicator, else the goal's lead (责任单位).
    convener,     ///< Persons who convene the goal (召集人); only with `ScoreOptions::persons`.
    tier,
    due,   ///< The year in which the target is due.
    place  ///< The place of the verdict.
};
inline constexpr std::array<std::string_view, 8> score_by_names{
    "programme", "area", "lead", "responsible", "convener", "tier", "due", "place"};
[[nodiscard]] constexpr std::string_view to_string(ScoreBy by) noexcept {
    return score_by_names[static_cast<std::size_t>(by)];
}
/// Whether the groups are those who answer for targets, and hence compared by rank: neither tiers
/// nor years do.
[[nodiscard]] constexpr bool is_ranked(ScoreBy by) noexcept {
    return by != ScoreBy::tier && by != ScoreBy::due;
}

/// One group of a scorecard.
struct ScoreGroup {
    std::string id;  ///< Of a goal or body; tier, year or place; empty: none is named.
    Text name;
    friend bool operator==(ScoreGroup const&, ScoreGroup const&) = default;
};

namespace detail {

class ScoreGroups {
public:
    ScoreGroups(PlanIndex const& index, ScoreBy by, bool persons)
        : index_(index), by_(by), persons_(persons) {}

    /// The groups of a target, each once; one without id if none is named.
    [[nodiscard]] std::vector<ScoreGroup> of(Verdict const& verdict) const {
        std::vector<ScoreGroup> groups;
        const auto add = [&](ScoreGroup group) {
            if (std::find(groups.begin(), groups.end(), group) == groups.end())
                groups.push_back(std::move(group));
        };
        for (std::string const& id : ids(verdict)) add(group(id));
        if (groups.empty()) add(group(""));
        return groups;
    }
    /// Where a group stands in the plan; those that it does not name come last.
    [[nodiscard]] std::size_t position(std::string const& id) const {
        Plan const& plan = index_.plan();
        const auto in = [&](auto const& parts) {
            return static_cast<std::size_t>(
                std::find_if(parts.begin(), parts.end(),
                             [&](auto const& p) { return p.id == id; }) -
                parts.begin());
        };
        switch (by_) {
            case ScoreBy::programme:
            case ScoreBy::area: return in(plan.goals);
            case ScoreBy::lead:
            case ScoreBy::responsible:
            case ScoreBy::convener: return in(plan.bodies);
            case ScoreBy::tier:
                return static_cast<std::size_t>(
                    std::find(tier_names.begin(), tier_names.end(), id) - tier_names.begin());
            case ScoreBy::due: return id.empty() ? 9999 : std::stoul(id);
            case ScoreBy::place: return id == plan.place ? 0 : 1;
        }
        return 0;
    }

private:
    [[nodiscard]] std::vector<std::string> ids(Verdict const& verdict) const {
        const Goal* goal = index_.goal(verdict.goal);
        switch (by_) {
            case ScoreBy::programme:
                return goal == nullptr ? none() : one(index_.programme(*goal).id);
            case ScoreBy::area: return goal == nullptr ? none() : one(area(*goal).id);
            case ScoreBy::lead: return units(verdict.lead);
            case ScoreBy::responsible: {
                const Indicator* indicator = index_.indicator(verdict.indicator);
                if (indicator == nullptr || indicator->reporter.empty()) return units(verdict.lead);
                return units({indicator->reporter});
            }
            case ScoreBy::convener: return conveners(goal);
            case ScoreBy::tier: return one(std::string(to_string(verdict.tier)));
            case ScoreBy::due:
                return verdict.due ? one(std::to_string(int{verdict.due->year()})) : none();
            case ScoreBy::place: return one(verdict.place);
        }
        return none();
    }
    [[nodiscard]] static std::vector<std::string> none() { return {}; }
    [[nodiscard]] static std::vector<std::string> one(std::string id) { return {std::move(id)}; }

    /// The goal above `goal` that lies directly below the programme.
    [[nodiscard]] Goal const& area(Goal const& goal) const {
        Goal const& programme = index_.programme(goal);
        const Goal* at = &goal;
        while (at != &programme && at->parent != programme.id) at = index_.goal(at->parent);
        return *at;
    }
    /// Unless persons are asked for, a person stands for the unit above.
    [[nodiscard]] std::vector<std::string> units(std::vector<std::string> const& bodies) const {
        std::vector<std::string> found;
        for (std::string const& id : bodies) {
            const Body* body = index_.body(id);
            for (std::size_t steps = 0;
                 !persons_ && body != nullptr && body->role == Role::person &&
                 steps < index_.plan().bodies.size();
                 ++steps)
                body = body->parent.empty() ? nullptr : index_.body(body->parent);
            if (body != nullptr && (persons_ || body->role != Role::person))
                found.push_back(body->id);
        }
        return found;
    }
    /// The conveners of a goal, or of the nearest goal above that names one.
    [[nodiscard]] std::vector<std::string> conveners(Goal const* goal) const {
        for (std::size_t steps = 0; goal != nullptr && steps <= index_.plan().goals.size();
             ++steps) {
            if (!goal->convener.empty()) return goal->convener;
            goal = goal->parent.empty() ? nullptr : index_.goal(goal->parent);
        }
        return {};
    }
    [[nodiscard]] ScoreGroup group(std::string const& id) const {
        if (id.empty()) {
            if (by_ == ScoreBy::due) return {"", {"未定期限", "undated"}};
            return {"", {"未明确", "none named"}};
        }
        if (const Goal* goal = index_.goal(id);
            goal != nullptr && (by_ == ScoreBy::programme || by_ == ScoreBy::area))
            return {id, goal->title};
        if (const Body* body = index_.body(id);
            body != nullptr && by_ != ScoreBy::tier && by_ != ScoreBy::due && by_ != ScoreBy::place)
            return {id, body->name};
        if (by_ == ScoreBy::tier)
            return {id, {id == "binding" ? "约束性" : id == "expected" ? "预期性" : "力争", id}};
        if (by_ == ScoreBy::due) return {id, {id + "年", id}};
        return {id, {id, id}};
    }

    PlanIndex const& index_;
    ScoreBy by_;
    bool persons_;
};

}  // namespace detail

}  // namespace glidepath

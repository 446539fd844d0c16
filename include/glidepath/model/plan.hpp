// A plan: who wants which indicators where, and when.
#pragma once

#include <glidepath/model/body.hpp>
#include <glidepath/model/goal.hpp>
#include <glidepath/model/indicator.hpp>
#include <glidepath/model/policy.hpp>
#include <glidepath/model/target.hpp>
#include <glidepath/model/task.hpp>
#include <glidepath/model/unit.hpp>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace glidepath {

/// A plan, as read from a file or built in code. A plain value; `validate` says what is wrong with
/// one. Order is kept: reports follow the plan.
struct Plan {
    std::string id;
    Text title;
    std::optional<Date> issued;
    Window horizon;      ///< The periods that the plan covers.
    std::string place;   ///< The plan's own place; observations without a place are its.
    std::string source;  ///< Document number or citation.
    ReportingYear reporting_year;
    std::string note;
    Policy policy;
    std::vector<Unit> units;  ///< Those that the built-in catalogue lacks.
    std::vector<Body> bodies;
    std::vector<Goal> goals;
    std::vector<Indicator> indicators;
    std::vector<Target> targets;  ///< A revised target stands once for each text, under one id;
                                  ///< the parts of a break-down stand among them.
    std::vector<Task> tasks;
    std::vector<Obligation> obligations;
    Location where;
    friend bool operator==(Plan const&, Plan const&) = default;
};

/// Finds the parts of a plan by id. Holds references: the plan must outlive it and not change.
class PlanIndex {
public:
    explicit PlanIndex(Plan const& plan) : plan_(plan) {
        fill(bodies_, plan.bodies);
        fill(goals_, plan.goals);
        fill(indicators_, plan.indicators);
        fill(targets_, plan.targets);
        for (Target const& target : plan.targets)
            if (target.is_part()) parts_[target.part_of].push_back(&target);
    }
    PlanIndex(Plan&&) = delete;

    [[nodiscard]] Plan const& plan() const noexcept { return plan_; }
    [[nodiscard]] Body const* body(std::string_view id) const { return find(bodies_, id); }
    [[nodiscard]] Goal const* goal(std::string_view id) const { return find(goals_, id); }
    [[nodiscard]] Indicator const* indicator(std::string_view id) const {
        return find(indicators_, id);
    }
    /// The first text of the target with this id.
    [[nodiscard]] Target const* target(std::string_view id) const { return find(targets_, id); }

    /// The parts of the break-down of the target with this id, all their texts, in plan order.
    [[nodiscard]] std::span<Target const* const> parts(std::string_view target) const {
        const auto at = parts_.find(target);
        return at == parts_.end() ? std::span<Target const* const>() : at->second;
    }

    /// The unit of an indicator. \pre the plan is valid
    [[nodiscard]] Unit unit(Indicator const& indicator) const {
        return find_unit(indicator.unit, plan_.units).value_or(Unit{indicator.unit, {}, {}, 1});
    }
    /// The goal of a target: its own, or its indicator's; null if neither names one.
    [[nodiscard]] Goal const* goal_of(Target const& target) const {
        if (!target.goal.empty()) return goal(target.goal);
        const Indicator* of = indicator(target.indicator);
        return of != nullptr ? goal(of->goal) : nullptr;
    }
    /// The goal at the top above `goal`: the programme. Ends at a cycle of parents.
    [[nodiscard]] Goal const& programme(Goal const& goal_) const {
        const Goal* at = &goal_;
        for (std::size_t steps = 0; steps < plan_.goals.size(); ++steps) {
            const Goal* above = at->parent.empty() ? nullptr : goal(at->parent);
            if (above == nullptr) break;
            at = above;
        }
        return *at;
    }
    /// The lead bodies of a goal, or of the nearest goal above that names one.
    [[nodiscard]] std::vector<std::string> const& lead_of(Goal const& goal_) const {
        const Goal* at = &goal_;
        for (std::size_t steps = 0; at->lead.empty() && steps < plan_.goals.size(); ++steps) {
            const Goal* above = at->parent.empty() ? nullptr : goal(at->parent);
            if (above == nullptr) break;
            at = above;
        }
        return at->lead;
    }

private:
    template <class T>
    using Map = std::unordered_map<std::string_view, T const*>;
    template <class T>
    static void fill(Map<T>& map, std::vector<T> const& parts) {
        map.reserve(parts.size());
        for (T const& part : parts) map.emplace(part.id, &part);  // the first of an id stays
    }
    template <class T>
    static T const* find(Map<T> const& map, std::string_view id) {
        const auto at = map.find(id);
        return at == map.end() ? nullptr : at->second;
    }

    Plan const& plan_;
    Map<Body> bodies_;
    Map<Goal> goals_;
    Map<Indicator> indicators_;
    Map<Target> targets_;
    std::unordered_map<std::string_view, std::vector<Target const*>> parts_;
};

}  // namespace glidepath

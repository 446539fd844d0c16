// The order of findings: contradictions, warnings, notes; within each that of the plan.
#pragma once

#include <glidepath/assess/finding.hpp>
#include <glidepath/model/plan.hpp>

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace glidepath::detail {

/// Where the parts of a plan stand in it. Indicators stand where their first target does.
class PlanOrder {
public:
    explicit PlanOrder(Plan const& plan) {
        for (Target const& target : plan.targets) {
            place(target.indicator);
            place(target.id);
        }
        add(plan.indicators);
        add(plan.goals);
        add(plan.bodies);
        add(plan.tasks);
        add(plan.obligations);
    }
    /// The place of a finding's first subject; at the end for what is not a part of the plan.
    [[nodiscard]] std::size_t of(Finding const& finding) const {
        if (finding.subjects.empty()) return places_.size();
        const auto at = places_.find(finding.subjects.front());
        return at == places_.end() ? places_.size() : at->second;
    }

private:
    void place(std::string_view id) { places_.emplace(id, places_.size()); }
    template <class Part>
    void add(std::vector<Part> const& parts) {
        for (Part const& part : parts) place(part.id);
    }
    std::unordered_map<std::string_view, std::size_t> places_;
};

/// Orders findings by severity, then by plan order; what is equal keeps its order.
inline void put_in_order(Plan const& plan, std::vector<Finding>& findings) {
    const PlanOrder order(plan);
    std::stable_sort(findings.begin(), findings.end(), [&](Finding const& a, Finding const& b) {
        if (a.severity != b.severity) return a.severity < b.severity;
        return order.of(a) < order.of(b);
    });
}

}  // namespace glidepath::detail

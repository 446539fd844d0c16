// Findings about figures whose unit is probably misprinted.
#pragma once

#include <glidepath/assess/check/words.hpp>
#include <glidepath/assess/unit_suspect.hpp>
#include <glidepath/model/knowledge.hpp>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace glidepath::detail {

/// The labels of all units that measure the same thing: the indicator's own first, then those of
/// the catalogue and of the plan, plain and with prefixes.
[[nodiscard]] inline std::vector<std::string> labels_like(Unit const& own, Plan const& plan) {
    std::vector<std::string> plain;
    for (Unit const& unit : plan.units)
        if (unit.base == own.base) plain.push_back(unit.label);
    for (UnitEntry const& entry : unit_catalogue)
        if (entry.base == own.base) plain.emplace_back(entry.label);
    std::vector<std::string> labels{own.label};
    labels.insert(labels.end(), plain.begin(), plain.end());
    for (auto const& prefix : unit_prefixes)
        for (std::string const& label : plain) labels.push_back(std::string(prefix.label) + label);
    return labels;
}

/// The unit in which the printed number would be of the expected size, if there is one.
[[nodiscard]] inline std::optional<std::string> fitting_unit(double printed, double expected,
                                                             Unit const& own, Plan const& plan) {
    constexpr double near = 10;
    for (std::string const& label : labels_like(own, plan)) {
        const auto unit = find_unit(label, plan.units);
        const auto value = unit ? convert(std::abs(printed), *unit, own) : std::nullopt;
        if (value && *value <= expected * near && *value * near >= expected) return label;
    }
    return std::nullopt;
}

/// One suspect figure: as printed, converted, what it was compared with, what would fit.
[[nodiscard]] inline Finding unit_finding(Plan const& plan, PlanIndex const& index,
                                          UnitSuspicion const& suspicion) {
    using Against = UnitSuspicion::Against;
    Observation const& row = *suspicion.row;
    Indicator const& indicator = *index.indicator(row.indicator);
    const Unit own = index.unit(indicator);
    const std::string label = row.unit.empty() ? own.label : row.unit;
    const Unit printed_in = find_unit(label, plan.units).value_or(own);
    const double printed = convert(row.value, own, printed_in).value_or(row.value);
    const std::string number = format_fixed(printed, row.decimals);

    const std::string place = row.place == plan.place ? std::string() : row.place;
    Text text = called(indicator);
    if (!place.empty()) text += {"（" + place + "）", " (" + place + ")"};
    text += {" " + window_words(row.period, Language::zh) + "：原始数据为" + number + label,
             " " + window_words(row.period, Language::en) + ": printed as " + number + " " + label};
    if (label != own.label) {
        text += {"，即", ", that is "};
        text += amount(row.value, own.label);
    }
    switch (suspicion.against) {
        case Against::other_periods:
            text += {"，而其他各期对应约", "; the figures of the other periods point to about "};
            break;
        case Against::targets: text += {"，而目标值对应约", "; the targets point to about "}; break;
        case Against::other_releases:
            text += {"，而同期其他版本约", "; other releases for the period say about "};
            break;
    }
    text += amount(suspicion.reference, own.label);
    if (const auto fits = fitting_unit(printed, suspicion.reference, own, plan)) {
        const bool stated = !row.unit.empty();
        text += stated ? Text{"；单位可能应为" + *fits, "; " + *fits + " may be meant"}
                       : Text{"；数字可能以" + *fits + "计", "; the number may be in " + *fits};
    }
    text += {"。", "."};
    return {"unit_suspect", Severity::warning, {row.indicator}, std::move(text), row.where};
}

/// Suspect units in the rows of every place that may be used.
[[nodiscard]] inline std::vector<Finding> check_units(Plan const& plan, PlanIndex const& index,
                                                      Observations const& observations,
                                                      Knowledge const& knowledge) {
    std::map<std::pair<std::string_view, std::string_view>, std::vector<Observation const*>> rows;
    for (Observation const& row : observations.rows) {
        if (!knowledge.sees(row)) continue;
        const std::string_view place = row.place == plan.place ? std::string_view() : row.place;
        rows[{row.indicator, place}].push_back(&row);
    }
    std::vector<Finding> findings;
    for (auto const& [key, group] : rows)
        for (UnitSuspicion const& suspicion : unit_suspicions(plan, index, group))
            findings.push_back(unit_finding(plan, index, suspicion));
    return findings;
}

}  // namespace glidepath::detail

// The texts of a plan's targets: by indicator, those that still stand, those in force together.
#pragma once

#include <glidepath/model/plan.hpp>

#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace glidepath::detail {

using Texts = std::vector<Target const*>;

/// The first day of the plan's horizon; not a date if the plan has none.
[[nodiscard]] inline Date horizon_start(Plan const& plan) {
    return plan.horizon == Window() ? Date() : plan.horizon.first_day();
}

/// The texts of a plan by indicator, in plan order. The marks of a break-down are not among them:
/// they are no targets of their own.
class TextsByIndicator {
public:
    explicit TextsByIndicator(Plan const& plan) {
        for (Target const& target : plan.targets)
            if (!target.is_part()) texts_[target.indicator].push_back(&target);
    }
    [[nodiscard]] Texts const& of(std::string_view indicator) const {
        static const Texts none;
        const auto at = texts_.find(indicator);
        return at == texts_.end() ? none : at->second;
    }

private:
    std::unordered_map<std::string_view, Texts> texts_;
};

/// The texts that no later text has replaced.
[[nodiscard]] inline Texts current(Texts texts) {
    std::erase_if(texts, [](Target const* text) { return text->superseded.has_value(); });
    return texts;
}

/// The sets of texts that are in force together, one for each day on which one comes into force.
[[nodiscard]] inline std::vector<Texts> in_force_together(Texts const& texts) {
    std::set<Date> days{Date(boost::gregorian::min_date_time)};
    for (Target const* text : texts)
        if (text->set) days.insert(*text->set);
    std::vector<Texts> sets;
    for (Date const& day : days) {
        Texts together;
        for (Target const* text : texts)
            if (text->in_force(day)) together.push_back(text);
        if (!together.empty()) sets.push_back(std::move(together));
    }
    return sets;
}

[[nodiscard]] inline std::vector<std::string> ids_of(Texts const& texts) {
    std::vector<std::string> ids;
    ids.reserve(texts.size());
    for (Target const* text : texts) ids.push_back(text->id);
    return ids;
}

}  // namespace glidepath::detail

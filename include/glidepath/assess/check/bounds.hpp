// Targets of one indicator that cannot all hold, and targets that others already imply.
#pragma once

#include <glidepath/assess/check/path.hpp>
#include <glidepath/assess/check/words.hpp>
#include <glidepath/assess/finding.hpp>
#include <glidepath/model/plan.hpp>

#include <algorithm>
#include <optional>
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

/// The texts of a plan by indicator, in plan order.
class TextsByIndicator {
public:
    explicit TextsByIndicator(Plan const& plan) {
        for (Target const& target : plan.targets) texts_[target.indicator].push_back(&target);
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

/// The grids on which texts can be compared: one for each frequency they are written in.
[[nodiscard]] inline std::vector<PathGrid> grids_of(Texts const& texts, Date const& since) {
    std::vector<PathGrid> grids;
    for (Target const* text : texts) {
        const Period like = text->say.window.first();
        const bool known = std::any_of(grids.begin(), grids.end(), [&](PathGrid const& grid) {
            return grid.first.same_grid(like);
        });
        if (!text->say.dated || known) continue;
        if (const auto grid = grid_of(texts, like, since)) grids.push_back(*grid);
    }
    return grids;
}

/// Of `texts`, which are not possible together, a set from which nothing can be taken away: again
/// and again the first text with which it becomes impossible, found by halving.
template <class Possible>
[[nodiscard]] Texts smallest_conflict(Texts texts, Possible const& possible) {
    Texts needed;
    while (possible(needed)) {
        std::size_t enough = texts.size();
        for (std::size_t too_few = 0; too_few + 1 < enough;) {
            const std::size_t middle = (too_few + enough) / 2;
            Texts some(texts.begin(), texts.begin() + static_cast<std::ptrdiff_t>(middle));
            some.insert(some.end(), needed.begin(), needed.end());
            (possible(some) ? too_few : enough) = middle;
        }
        if (enough == 0) break;
        needed.insert(needed.begin(), texts[enough - 1]);
        texts.resize(enough - 1);
    }
    return needed;
}
/// Every smallest conflict that is found when each one's last text is given up in turn.
template <class Possible>
[[nodiscard]] std::vector<Texts> conflicts(Texts texts, Possible const& possible) {
    std::vector<Texts> found;
    while (!texts.empty() && !possible(texts)) {
        Texts conflict = smallest_conflict(texts, possible);
        if (conflict.empty()) break;  // no text is to blame: the bounds are at fault
        std::erase(texts, conflict.back());
        found.push_back(std::move(conflict));
    }
    return found;
}

[[nodiscard]] inline std::vector<std::string> ids_of(Texts const& texts) {
    std::vector<std::string> ids;
    for (Target const* text : texts) ids.push_back(text->id);
    return ids;
}

/// The label in which numbers about a piece are given.
[[nodiscard]] inline std::string piece_unit(Piece const& piece, Indicator const& indicator) {
    if (piece.of == Piece::Of::growth) return "%";
    return piece.of == Piece::Of::change && indicator.unit == "%" ? " pp" : indicator.unit;
}

/// Finds contradictions among, and redundant ones of, the targets of each indicator.
class BoundsCheck {
public:
    BoundsCheck(Plan const& plan, TextsByIndicator const& texts)
        : plan_(plan), texts_(texts), since_(horizon_start(plan)) {}

    [[nodiscard]] std::vector<Finding> run() && {
        for (Indicator const& indicator : plan_.indicators) {
            if (indicator.kind == Kind::milestone) continue;
            bool contradictory = false;
            std::set<std::vector<std::string>> told;
            for (Texts const& together : in_force_together(texts_.of(indicator.id)))
                for (PathGrid const& grid : grids_of(together, since_)) {
                    const auto possible = [&](Texts const& texts) {
                        return PathBounds(indicator, grid, since_).take(texts);
                    };
                    for (Texts const& conflict : conflicts(together, possible)) {
                        contradictory = true;
                        if (told.insert(ids_of(conflict)).second)
                            findings_.push_back(contradiction(indicator, grid, conflict));
                    }
                }
            if (!contradictory) redundant(indicator);
        }
        return std::move(findings_);
    }

private:
    /// Says how far apart the demands of a conflict are: what all but one leave open, and what that
    /// one wants. A text about a sum or a long way is the one best looked at like that.
    [[nodiscard]] Text clash(Indicator const& indicator, PathGrid const& grid,
                             Texts const& conflict) const {
        Texts order = conflict;
        std::stable_sort(order.begin(), order.end(), [](Target const* a, Target const* b) {
            return is_each(a->say.stat) < is_each(b->say.stat);
        });
        for (Target const* one : order) {
            Texts others = conflict;
            std::erase(others, one);
            PathBounds rest(indicator, grid, since_);
            if (!rest.take(others)) continue;
            const auto unmet = rest.unmet(*one);
            if (!unmet) continue;
            Text text{"：", ": "};
            text += quantity_words(*unmet, grid, indicator.kind);
            text += {"须", " would have to be "};
            return text += clash_words(in_statement_terms(*unmet, rest.known(*unmet)),
                                       in_statement_terms(*unmet, unmet->interval),
                                       piece_unit(*unmet, indicator));
        }
        return {};
    }
    [[nodiscard]] Finding contradiction(Indicator const& indicator, PathGrid const& grid,
                                        Texts const& conflict) const {
        Text message = cited(conflict, plan_.reporting_year);
        if (conflict.size() == 1)
            message += {"不可能成立", " cannot hold within what the indicator allows"};
        else
            message +=
                {"不能同时成立", conflict.size() == 2 ? " cannot both hold" : " cannot all hold"};
        message += clash(indicator, grid, conflict);
        message += {"。", "."};
        std::vector<std::string> subjects = ids_of(conflict);
        if (conflict.size() == 1) subjects.push_back(indicator.id);
        return {"contradiction", Severity::contradiction, std::move(subjects), std::move(message),
                conflict.front()->where};
    }

    void redundant(Indicator const& indicator) {
        Texts left = current(texts_.of(indicator.id));
        for (PathGrid const& grid : grids_of(left, since_)) {
            const auto implied = [&](Target const& text, Texts const& others) {
                PathBounds bounds(indicator, grid, since_);
                return bounds.take(others) && bounds.implies(text);
            };
            for (std::size_t i = left.size(); i-- > 0;) {
                Target const& text = *left[i];
                Texts others = left;
                // What is only hoped for does not make a firmer target superfluous.
                std::erase_if(others, [&](Target const* other) {
                    return other == &text || other->tier > text.tier;
                });
                if (!implied(text, others)) continue;
                const auto needed = smallest_conflict(
                    others, [&](Texts const& fewer) { return !implied(text, fewer); });
                findings_.push_back(redundancy(indicator, text, needed));
                left.erase(left.begin() + static_cast<std::ptrdiff_t>(i));
            }
        }
    }
    [[nodiscard]] Finding redundancy(Indicator const& indicator, Target const& text,
                                     Texts const& needed) const {
        Text message = cited(text, plan_.reporting_year);
        std::vector<std::string> subjects{text.id};
        if (needed.empty()) {
            message += {"在指标的取值范围内必然成立。",
                        " always holds within the bounds of the indicator."};
            subjects.push_back(indicator.id);
        } else {
            message += {"已由", " already follows from "};
            message += cited(needed, plan_.reporting_year);
            message += {"推出。", "."};
            for (std::string& id : ids_of(needed)) subjects.push_back(std::move(id));
        }
        return {"redundant", Severity::note, std::move(subjects), std::move(message), text.where};
    }

    Plan const& plan_;
    TextsByIndicator const& texts_;
    Date since_;
    std::vector<Finding> findings_;
};

}  // namespace glidepath::detail

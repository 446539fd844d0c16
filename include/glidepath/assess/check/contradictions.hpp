// Targets that cannot all hold.
#pragma once

#include <glidepath/assess/check/joint_problem.hpp>
#include <glidepath/assess/check/words.hpp>
#include <glidepath/assess/finding.hpp>
#include <glidepath/path/solver/conflict.hpp>

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace glidepath::detail {

/// The texts of some indicators, in plan order.
[[nodiscard]] inline Texts texts_of(Indicators const& indicators, TextsByIndicator const& texts) {
    Texts all;
    for (Indicator const* indicator : indicators) {
        Texts const& own = texts.of(indicator->id);
        all.insert(all.end(), own.begin(), own.end());
    }
    std::sort(all.begin(), all.end());  // they are elements of one vector
    return all;
}

/// The largest problem, in cells of the solver's table, of which all connections are seen; of a
/// larger one each link of its indicators, or each single period, is looked at by itself.
inline constexpr std::size_t most_cells = 1'000'000;
inline constexpr std::size_t most_cells_to_ask = 40'000;

/// The joint rows of some indicators and texts in force together, as far as they can be handled;
/// nothing if the indicators are too many to be handled together.
[[nodiscard]] inline std::optional<JointRows> joint_rows(PlanIndex const& index,
                                                         Indicators const& indicators,
                                                         Texts const& texts, PathGrid const& grid,
                                                         Date const& since, bool ask = false) {
    constexpr std::size_t most_positions = 5'000;
    const bool several = indicators.size() > 1;
    if (several && indicators.size() * static_cast<std::size_t>(grid.size) > most_positions)
        return std::nullopt;
    JointRows rows(index, indicators, texts, grid, since);
    Numbers all(texts.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    if (JointProblem(rows, all, ask).cells() <= (ask ? most_cells_to_ask : most_cells)) return rows;
    if (several) return std::nullopt;
    rows.unlink();
    return rows;
}

/// The words in which a conflict is explained.
class ConflictWords {
public:
    ConflictWords(PlanIndex const& index, JointRows const& rows,
                  JointProblem::Conflict const& conflict)
        : index_(index), rows_(rows), conflict_(conflict) {
        std::set<Indicator const*> all;
        for (std::size_t row : conflict.rows) {
            all.insert(rows.said(row).of);
            if (rows.said(row).other != nullptr) all.insert(rows.said(row).other);
        }
        for (std::size_t text : conflict.texts)
            all.insert(index.indicator(rows.texts()[text]->indicator));
        several_ = all.size() > 1;
    }

    /// How far apart the demands of a conflict are: what one of its rows wants, and what the others
    /// leave open. A ratio, a sum or a long way is best looked at like that.
    [[nodiscard]] Text clash() const {
        if (conflict_.between) return no_count();
        std::set<std::size_t> by;
        for (std::size_t row : conflict_.rows)
            if (rows_.said(row).alternative) by.insert(rows_.said(row).texts.front());
        if (by.size() > 1) return {};  // no one period is at the root of it
        Numbers order = conflict_.rows;
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return reluctance(rows_.said(a)) < reluctance(rows_.said(b));
        });
        for (std::size_t row : order) {
            Said const& said = rows_.said(row);
            const auto left = left_open(row);
            if (!left) continue;
            for (Interval const& wanted : {said.written, said.demand.interval}) {
                if (!is_empty(intersection(*left, wanted))) continue;
                Text text = whose(said);
                text += {"须", " would have to be "};
                return text += clash_words(*left, wanted, unit(said));
            }
        }
        return {};
    }
    /// The bounds of indicators without which the texts could hold.
    [[nodiscard]] Text bounds() const {
        Text text;
        std::set<std::pair<Indicator const*, Sense>> told;
        for (std::size_t row : conflict_.rows) {
            Said const& said = rows_.said(row);
            const Sense sense = rows_.rows()[row].limit.row.sense;
            if (!said.texts.empty() || !told.emplace(said.of, sense).second) continue;
            text += text.empty() ? Text{"", ""} : Text{"、", " and "};
            text += called(*said.of);
            text += {"", " is "};
            text += sense == Sense::at_least
                        ? at_least(said.written.lower, said.written.lower_open, said.of->unit)
                        : at_most(said.written.upper, said.written.upper_open, said.of->unit);
        }
        return text;
    }
    /// The ids of the indicators of those bounds.
    [[nodiscard]] std::set<std::string> bounded() const {
        std::set<std::string> ids;
        for (std::size_t row : conflict_.rows)
            if (rows_.said(row).texts.empty()) ids.insert(rows_.said(row).of->id);
        return ids;
    }

    /// Whether more than one indicator takes part.
    [[nodiscard]] bool several() const noexcept { return several_; }

private:
    [[nodiscard]] int reluctance(Said const& said) const {
        if (said.texts.empty()) return 5;
        if (said.texts.size() > 1 || said.other != nullptr) return 4;
        const bool each = is_each(rows_.texts()[said.texts.front()]->say.stat);
        if (each) return said.demand.of == Demand::Of::growth ? 3 : 2;
        return said.demand.of == Demand::Of::ratio ? 0 : 1;
    }
    [[nodiscard]] Text no_count() const {
        auto const& [number, left] = *conflict_.between;
        Said const& said = rows_.counts_between()[number];
        const Text low = amount(left.lower, said.of->unit);
        const Text high = amount(left.upper, said.of->unit);
        Text text = whose(said);
        return text += {"须在" + low.zh + "与" + high.zh + "之间，其间没有整数",
                        " would have to lie between " + low.en + " and " + high.en +
                            ", where there is no whole number"};
    }
    /// What the other rows leave open for what a row speaks of; nothing if not even they can hold.
    [[nodiscard]] std::optional<Interval> left_open(std::size_t row) const {
        Demand const& demand = rows_.said(row).demand;
        std::vector<Limit> others;
        for (std::size_t other : conflict_.rows)
            if (other != row && !rows_.said(other).alternative)
                others.push_back(rows_.rows()[other].limit);
        auto left = demand.quotient() ? quotient_of(demand.form, demand.base, others)
                                      : range_of(demand.form, others);
        if (!left) return std::nullopt;
        if (rows_.said(row).counts) left = to_whole(*left);
        left->lower = demand.value_of(left->lower);
        left->upper = demand.value_of(left->upper);
        return left;
    }
    [[nodiscard]] Text whose(Said const& said) const {
        Text text = quantity_words(said.demand);
        const auto three = ratio_of(index_, *said.of);
        const bool parts = said.demand.of == Demand::Of::ratio && three;
        if (!several_ && !parts) return text;
        Text name = called(*said.of);
        if (parts)
            name += {"（" + called(*three->above).zh + "/" + called(*three->below).zh + "）",
                     " (" + called(*three->above).en + " / " + called(*three->below).en + ")"};
        if (said.other != nullptr)
            name += {"与" + called(*said.other).zh + "之差", " less " + called(*said.other).en};
        return {name.zh + text.zh, text.en + " for " + name.en};
    }
    [[nodiscard]] static std::string unit(Said const& said) {
        if (said.demand.of == Demand::Of::growth) return "%";
        const bool points = said.demand.of == Demand::Of::change || said.other != nullptr;
        return points && said.of->unit == "%" ? " pp" : said.of->unit;
    }

    PlanIndex const& index_;
    JointRows const& rows_;
    JointProblem::Conflict const& conflict_;
    bool several_ = false;
};

/// Finds minimal sets of targets that cannot all hold, among those of one indicator and of
/// indicators that are linked (see `Links`).
class ContradictionCheck {
public:
    ContradictionCheck(PlanIndex const& index, TextsByIndicator const& texts, Links const& links)
        : index_(index), texts_(texts), links_(links), since_(horizon_start(index.plan())) {}

    [[nodiscard]] std::vector<Finding> run() && {
        for (Indicators const& group : links_.groups())
            if (!check(group))
                for (Indicators const& part : links_.parts_of(group)) (void)check(part);
        return std::move(findings_);
    }

private:
    /// \return false if the indicators are too many to be looked at together
    [[nodiscard]] bool check(Indicators const& indicators) {
        for (Texts const& together : in_force_together(texts_of(indicators, texts_)))
            for (PathGrid const& grid : grids_of(together, since_)) {
                const auto rows = joint_rows(index_, indicators, together, grid, since_);
                if (!rows && indicators.size() <= 3) continue;
                if (!rows) return false;
                find(*rows);
            }
        return true;
    }
    /// One minimal conflict after the other: of each one text is given up, such that another
    /// conflict is left if there is one.
    void find(JointRows const& rows) {
        Numbers every(rows.texts().size());
        std::iota(every.begin(), every.end(), std::size_t{0});
        JointProblem all(rows, every);
        for (auto conflict = all.conflict(); conflict;) {
            conflict = smallest(rows, std::move(conflict));
            if (conflict.texts.empty()) return;  // no text is to blame
            tell(rows, conflict);
            JointProblem::Conflict next;
            for (std::size_t i = conflict.texts.size(); i-- > 0 && !next;) {
                all.use(conflict.texts[i], false);
                next = all.conflict();
                if (!next) all.use(conflict.texts[i], true);
            }
            conflict = std::move(next);
        }
    }
    void tell(JointRows const& rows, JointProblem::Conflict const& conflict) {
        Texts texts;
        for (std::size_t text : conflict.texts) texts.push_back(rows.texts()[text]);
        std::vector<std::string> subjects = ids_of(texts);
        if (!told_.insert(subjects).second) return;
        const ConflictWords words(index_, rows, conflict);
        Text message = cited(texts, index_.plan().reporting_year);
        if (texts.size() == 1)
            message += {"不可能成立", " cannot hold within what the indicator allows"};
        else
            message +=
                {"不能同时成立", texts.size() == 2 ? " cannot both hold" : " cannot all hold"};
        const Text clash = words.clash();
        if (!clash.empty()) {
            message += {"：", ": "};
            message += clash;
        }
        const Text bounds = words.bounds();
        if (!bounds.empty() && (texts.size() > 1 || words.several()))
            message += {"（因" + bounds.zh + "）", ", as " + bounds.en};
        message += {"。", "."};
        if (texts.size() == 1) {
            const auto bounded = words.bounded();
            subjects.insert(subjects.end(), bounded.begin(), bounded.end());
            if (bounded.empty()) subjects.push_back(texts.front()->indicator);
        }
        findings_.push_back({"contradiction", Severity::contradiction, std::move(subjects),
                             std::move(message), texts.front()->where});
    }

    PlanIndex const& index_;
    TextsByIndicator const& texts_;
    Links const& links_;
    Date since_;
    std::set<std::vector<std::string>> told_;
    std::vector<Finding> findings_;
};

}  // namespace glidepath::detail

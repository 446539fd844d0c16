// Targets that others already imply.
#pragma once

#include <glidepath/assess/check/contradictions.hpp>

#include <cstddef>
#include <numeric>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace glidepath::detail {

/// Finds targets that follow from others, of the texts that no later text has replaced.
class RedundancyCheck {
public:
    RedundancyCheck(PlanIndex const& index, TextsByIndicator const& texts, Links const& links)
        : index_(index), texts_(texts), links_(links), since_(horizon_start(index.plan())) {}

    [[nodiscard]] std::vector<Finding> run() && {
        for (Indicators const& group : links_.groups())
            if (!check(group))
                for (Indicators const& part : links_.parts_of(group)) (void)check(part);
        return std::move(findings_);
    }

private:
    /// \return false if nothing can be said of these indicators together, because they are too many
    ///         or because their targets contradict each other: then anything would follow
    [[nodiscard]] bool check(Indicators const& indicators) {
        Texts left = current(texts_of(indicators, texts_));
        for (PathGrid const& grid : grids_of(left, since_)) {
            std::erase_if(left, [&](Target const* text) { return gone_.contains(text); });
            const auto rows = joint_rows(index_, indicators, left, grid, since_, true);
            if (!rows || !find(*rows)) return false;
        }
        return true;
    }
    [[nodiscard]] bool find(JointRows const& rows) {
        Texts const& texts = rows.texts();
        Numbers every(texts.size());
        std::iota(every.begin(), every.end(), std::size_t{0});
        JointProblem all(rows, every, true);
        if (all.conflict()) return false;
        for (std::size_t i = texts.size(); i-- > 0;) {
            // What is only hoped for does not make a firmer target superfluous.
            for (std::size_t k : every)
                all.use(k, k != i && texts[k]->tier <= texts[i]->tier && !gone_.contains(texts[k]));
            auto because = all.implied(i);
            if (!because) continue;
            for (std::size_t k = because->size(); k-- > 0;) {
                const Numbers fewer = without(*because, (*because)[k]);
                JointProblem part(rows, united(fewer, {i}), true);
                part.use(i, false);
                if (auto enough = part.implied(i)) {
                    because = std::move(enough);
                    k = std::min(k, because->size());
                }
            }
            gone_.insert(texts[i]);
            tell(rows, i, *because);
        }
        return true;
    }
    void tell(JointRows const& rows, std::size_t implied, Numbers const& because) {
        Target const& text = *rows.texts()[implied];
        Text message = cited(text, index_.plan().reporting_year);
        std::vector<std::string> subjects{text.id};
        if (because.empty()) {
            message += {"在指标的取值范围内必然成立。",
                        " always holds within the bounds of the indicator."};
            subjects.push_back(text.indicator);
        } else {
            Texts premises;
            for (std::size_t i : because) premises.push_back(rows.texts()[i]);
            message += {"已由", " already follows from "};
            message += cited(premises, index_.plan().reporting_year);
            message += {"推出。", "."};
            for (std::string& id : ids_of(premises)) subjects.push_back(std::move(id));
        }
        findings_.push_back(
            {"redundant", Severity::note, std::move(subjects), std::move(message), text.where});
    }

    PlanIndex const& index_;
    TextsByIndicator const& texts_;
    Links const& links_;
    Date since_;
    std::set<Target const*> gone_;  ///< Texts that were found to follow from others.
    std::vector<Finding> findings_;
};

}  // namespace glidepath::detail

// What the text of a plan leaves open: dates, owners, units, names, assumptions, values to come,
// cadences that disagree.
#pragma once

#include <glidepath/assess/check/words.hpp>
#include <glidepath/assess/finding.hpp>
#include <glidepath/model/plan.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

namespace glidepath::detail {

/// The rules that look at one part of a plan at a time; many parts alike make one finding.
class TextCheck {
public:
    TextCheck(Plan const& plan, PlanIndex const& index) : plan_(plan), index_(index) {
        std::unordered_set<std::string_view> seen;
        for (Target const& target : plan.targets) {
            const Goal* goal = index.goal_of(target);
            const bool applies = goal == nullptr || goal->applies;
            if (!target.superseded && applies && seen.insert(target.id).second)
                targets_.push_back(&target);
        }
    }
    [[nodiscard]] std::vector<Finding> run() && {
        no_due();
        no_owner();
        no_unit();
        missing_name();
        assumed();
        to_be_decided();
        cadences();
        return std::move(findings_);
    }

private:
    /// What a grouped finding is about.
    struct Group {
        std::vector<std::string> ids;
        Location where;
        void add(std::string const& id, Location const& at) {
            if (ids.empty()) where = at;
            ids.push_back(id);
        }
    };
    /// One finding about all of a group, if there is anything in it: count, what is said, ids.
    void tell(std::string code, Severity severity, Group group, Text const& one, Text const& many) {
        if (group.ids.empty()) return;
        const std::string count = std::to_string(group.ids.size());
        Text message = same(count);
        message += group.ids.size() == 1 ? one : many;
        message += {"：", ": "};
        message += listed(group.ids);
        message += {"。", "."};
        findings_.push_back({std::move(code), severity, std::move(group.ids), std::move(message),
                             std::move(group.where)});
    }

    void no_due() {
        Group group;
        for (Target const* target : targets_)
            if (!target->say.dated) group.add(target->id, target->where);
        for (Task const& task : plan_.tasks)
            if (!task.due) group.add(task.id, task.where);
        tell("no_due", Severity::warning, std::move(group),
             {"项没有完成时限，不会出现逾期", " commitment has no date and can never be missed"},
             {"项没有完成时限，不会出现逾期", " commitments have no date and can never be missed"});
    }

    [[nodiscard]] bool has_lead(Goal const* goal) const {
        return goal != nullptr && !index_.lead_of(*goal).empty();
    }
    void no_owner() {
        Group group;
        for (Target const* target : targets_)
            if (!has_lead(index_.goal_of(*target))) group.add(target->id, target->where);
        for (Task const& task : plan_.tasks)
            if (task.lead.empty() && !has_lead(index_.goal(task.goal)))
                group.add(task.id, task.where);
        tell("no_owner", Severity::warning, std::move(group),
             {"项没有牵头单位", " target or task has no lead, nor has any goal above it"},
             {"项没有牵头单位", " targets or tasks have no lead, nor has any goal above them"});
    }

    void no_unit() {
        std::unordered_set<std::string_view> wanted;
        for (Target const* target : targets_) wanted.insert(target->indicator);
        Group group;
        for (Indicator const& indicator : plan_.indicators)
            if (indicator.kind != Kind::milestone && indicator.unit.empty() &&
                wanted.contains(indicator.id))
                group.add(indicator.id, indicator.where);
        tell("no_unit", Severity::warning, std::move(group),
             {"个有目标的指标没有计量单位", " indicator with targets has no unit"},
             {"个有目标的指标没有计量单位", " indicators with targets have no unit"});
    }

    void missing_name() {
        Group group;
        const auto look = [&](Text const& name, std::string const& id, Location const& where) {
            if (name.zh.empty() || name.en.empty()) group.add(id, where);
        };
        for (Goal const& goal : plan_.goals) look(goal.title, goal.id, goal.where);
        for (Indicator const& indicator : plan_.indicators)
            look(indicator.name, indicator.id, indicator.where);
        for (Body const& body : plan_.bodies) look(body.name, body.id, body.where);
        for (Unit const& unit : plan_.units) look(unit.name, unit.label, plan_.where);
        tell("missing_name", Severity::warning, std::move(group),
             {"项缺少中文或英文名称", " part of the plan lacks a Chinese or an English name"},
             {"项缺少中文或英文名称", " parts of the plan lack a Chinese or an English name"});
    }

    void assumed() {
        static const std::array<Text, 4> words{{
            {"考核期", "the window"},
            {"允许偏差", "the tolerance"},
            {"完成时限", "the date due"},
            {"起始时间", "the start of the window"},
        }};
        for (std::size_t kind = 0; kind < assumption_names.size(); ++kind) {
            Group group;
            for (Target const* target : targets_)
                if (std::find(target->assumed.begin(), target->assumed.end(),
                              static_cast<Assumption>(kind)) != target->assumed.end())
                    group.add(target->id, target->where);
            Text what{"项目标原文未明确" + words[kind].zh + "，按假定处理", ""};
            Text one = what;
            one.en = " target assumes " + words[kind].en + ", which the text leaves open";
            Text many = what;
            many.en = " targets assume " + words[kind].en + ", which the text leaves open";
            tell("assumed", Severity::note, std::move(group), one, many);
        }
    }

    void to_be_decided() {
        Group group;
        for (Target const* target : targets_)
            if (target->say.to_be_decided()) group.add(target->id, target->where);
        tell("to_be_decided", Severity::note, std::move(group),
             {"项目标的目标值待定", " target waits for its value"},
             {"项目标的目标值待定", " targets wait for their values"});
    }

    /// Obligations on one topic that recur at different intervals.
    void cadences() {
        std::set<std::string_view> told;
        for (Obligation const& duty : plan_.obligations) {
            if (duty.topic.empty() || !told.insert(duty.topic).second) continue;
            Group group;
            std::set<Cadence> cadences;
            Text list;
            for (Obligation const& other : plan_.obligations) {
                if (other.topic != duty.topic) continue;
                cadences.insert(other.every);
                if (!group.ids.empty()) list += {"；", "; "};
                group.add(other.id, other.where);
                list += {every(other.every).zh + "（" + other.id,
                         every(other.every).en + " (" + other.id};
                if (!other.quote.empty())
                    list += {"，原文“" + other.quote + "”", ", “" + other.quote + "”"};
                list += {"）", ")"};
            }
            if (cadences.size() < 2) continue;
            Text message{"同一事项“" + duty.topic + "”的频次不一致：",
                         "obligations on “" + duty.topic + "” recur at different intervals: "};
            message += list;
            message += {"。", "."};
            findings_.push_back({"cadence_disagreement", Severity::warning, std::move(group.ids),
                                 std::move(message), std::move(group.where)});
        }
    }
    [[nodiscard]] static Text every(Cadence cadence) {
        constexpr std::array<std::string_view, 5> zh{"每周", "每两周", "每月", "每季度", "每年"};
        return {std::string(zh[static_cast<std::size_t>(cadence)]),
                "every " + std::string(to_string(cadence))};
    }

    Plan const& plan_;
    PlanIndex const& index_;
    std::vector<Target const*> targets_;
    std::vector<Finding> findings_;
};

}  // namespace glidepath::detail

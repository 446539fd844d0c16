// Whether a plan makes sense: every reference resolves, every statistic is legal for its indicator,
// every number carries the mark its unit asks for.
#pragma once

#include <glidepath/model/face_prices.hpp>
#include <glidepath/model/part.hpp>
#include <glidepath/model/plan.hpp>
#include <glidepath/model/statistic_rule.hpp>

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace glidepath {

namespace detail {

class PlanValidator {
public:
    explicit PlanValidator(Plan const& plan) : plan_(plan), index_(plan) {}

    [[nodiscard]] std::vector<Fault> run() && {
        plan_itself();
        ids();
        for (Body const& body : plan_.bodies)
            refer(body, "parent", body.parent, index_.body(body.parent), "body");
        for (Goal const& goal : plan_.goals) goal_(goal);
        for (Indicator const& indicator : plan_.indicators) indicator_(indicator);
        for (Target const& target : plan_.targets) target_(target);
        for (auto const& [id, texts] : texts_) parts_once(id);
        for (Task const& task : plan_.tasks) task_(task);
        for (Obligation const& duty : plan_.obligations) {
            refer(duty, "body", duty.body, index_.body(duty.body), "body");
            refer(duty, "goal", duty.goal, index_.goal(duty.goal), "goal");
        }
        cycles();
        return std::move(faults_);
    }

private:
    void fault(std::string code, Location const& where, std::string subject, std::string message) {
        faults_.push_back({std::move(code), where, std::move(subject), std::move(message)});
    }
    /// An id that is named must exist.
    template <class Owner, class Found>
    void refer(Owner const& owner, std::string_view key, std::string const& id, Found const* found,
               std::string_view what) {
        if (id.empty() || found != nullptr) return;
        fault("dangling_reference", owner.where, owner.id,
              std::string(key) + " = \"" + id + "\" names no " + std::string(what) +
                  " of the plan; declare it or correct the id");
    }
    template <class Owner>
    void refer_bodies(Owner const& owner, std::string_view key,
                      std::vector<std::string> const& ids) {
        for (std::string const& id : ids) refer(owner, key, id, index_.body(id), "body");
    }

    void plan_itself() {
        if (plan_.horizon == Window())
            fault("missing_key", plan_.where, "plan", "a plan needs a horizon, such as 2023..2027");
        if (plan_.id.empty()) fault("missing_key", plan_.where, "plan", "a plan needs an id");
        if (plan_.policy.name == Policy{}.name && !has_default_thresholds(plan_.policy))
            fault("policy_name", plan_.where, "policy",
                  "thresholds other than those of pace@1 need a name of their own, such as "
                  "name = \"ours@1\"");
        for (Unit const& unit : plan_.units)
            if (!(unit.scale > 0) || std::isinf(unit.scale))
                fault("unit_scale", plan_.where, unit.label,
                      "the scale of a unit must be positive");
    }

    template <class T>
    void unique(std::vector<T> const& parts, std::string_view what) {
        for (T const& part : parts) {
            if (!is_identifier(part.id))
                fault("bad_id", part.where, part.id,
                      "the id \"" + part.id + "\" of a " + std::string(what) +
                          " may hold only a-z, 0-9 and _, and must not start with a digit");
            const auto [at, fresh] = ids_.emplace(part.id, what);
            if (!fresh)
                fault("duplicate_id", part.where, part.id,
                      "the " + std::string(what) + " \"" + part.id + "\" has the id of " +
                          (at->second == what ? "another " : "a ") + std::string(at->second) +
                          "; ids are unique in a plan");
        }
    }
    void ids() {
        unique(plan_.bodies, "body");
        unique(plan_.goals, "goal");
        unique(plan_.indicators, "indicator");
        unique(plan_.tasks, "task");
        unique(plan_.obligations, "obligation");
        for (Indicator const& indicator : plan_.indicators)
            if (std::find(statement_words.begin(), statement_words.end(), indicator.id) !=
                statement_words.end())
                fault("bad_id", indicator.where, indicator.id,
                      "\"" + indicator.id +
                          "\" is a word of the target language; choose another id");
        std::set<std::string_view> labels;
        for (Unit const& unit : plan_.units)
            if (!labels.insert(unit.label).second)
                fault("duplicate_id", plan_.where, unit.label,
                      "the unit \"" + unit.label + "\" is declared twice");
        target_texts();
    }
    /// Several texts of one target are revisions of it: at most one is in force on any day.
    void target_texts() {
        for (Target const& target : plan_.targets) {
            auto& others = texts_[target.id];
            for (Target const* other : others) {
                const bool apart = never_together(*other, target);
                if (apart && other->indicator == target.indicator) continue;
                fault("duplicate_id", target.where, target.id,
                      apart ? "the texts of one target must be about one indicator"
                            : "a second target with the id \"" + target.id +
                                  "\"; give it an id of its own, or, if it is a revised text, end "
                                  "the old one by superseded and start this one by set");
                break;  // once for each text: a thousand copies are a thousand faults, not a
                        // million
            }
            others.push_back(&target);
        }
    }

    void goal_(Goal const& goal) {
        refer(goal, "parent", goal.parent, index_.goal(goal.parent), "goal");
        refer_bodies(goal, "convener", goal.convener);
        refer_bodies(goal, "lead", goal.lead);
        refer_bodies(goal, "supporting", goal.supporting);
    }

    static constexpr int most_lag = 36'525;  ///< A hundred years.

    void indicator_(Indicator const& indicator) {
        refer(indicator, "goal", indicator.goal, index_.goal(indicator.goal), "goal");
        refer(indicator, "authority", indicator.authority, index_.body(indicator.authority),
              "body");
        refer(indicator, "reporter", indicator.reporter, index_.body(indicator.reporter), "body");
        refer(indicator, "numerator", indicator.numerator, index_.indicator(indicator.numerator),
              "indicator");
        refer(indicator, "denominator", indicator.denominator,
              index_.indicator(indicator.denominator), "indicator");
        if (indicator.kind != Kind::milestone && !indicator.unit.empty() &&
            !find_unit(indicator.unit, plan_.units))
            fault("unknown_unit", indicator.where, indicator.id,
                  "the unit \"" + indicator.unit +
                      "\" is neither in the catalogue nor declared; declare it as [[unit]] with "
                      "label, name, base and scale");
        if (indicator.numerator.empty() != indicator.denominator.empty())
            fault("ratio_parts", indicator.where, indicator.id,
                  "a ratio names both numerator and denominator, or neither");
        if (!indicator.numerator.empty() && indicator.kind != Kind::ratio)
            fault("ratio_parts", indicator.where, indicator.id,
                  "only an indicator of kind ratio has a numerator and a denominator");
        if (indicator.bounds.min && indicator.bounds.max &&
            *indicator.bounds.min > *indicator.bounds.max)
            fault("bounds", indicator.where, indicator.id,
                  "the lower bound lies above the upper bound");
        if (indicator.lag < 0 || indicator.lag > most_lag)
            fault("lag", indicator.where, indicator.id,
                  "a lag is the number of days from the end of a period to its figure: 0 to " +
                      std::to_string(most_lag));
        if (indicator.prices && !is_sound(*indicator.prices))
            fault("prices", indicator.where, indicator.id,
                  "prices are current, constant, or those of a year of four digits: constant 2020");
        const Indicator* above = index_.indicator(indicator.numerator);
        const Indicator* below = index_.indicator(indicator.denominator);
        if (above != nullptr && below != nullptr && mixed(above->prices, below->prices))
            fault("mixed_prices", indicator.where, indicator.id,
                  "numerator = \"" + above->id + "\" " + is_at(above->prices) +
                      ", denominator = \"" + below->id + "\" " + is_at(below->prices) +
                      "; a ratio needs both at the same prices: name another part, or correct what "
                      "is declared");
    }
    /// `is at current prices`. \pre the basis is declared
    [[nodiscard]] static std::string is_at(std::optional<PriceBasis> const& basis) {
        return "is at " + price_words(*basis).en;
    }

    void target_(Target const& target) {
        const Indicator* indicator = index_.indicator(target.indicator);
        if (indicator == nullptr) {
            fault("dangling_reference", target.where, target.id,
                  "indicator = \"" + target.indicator + "\" names no indicator of the plan");
            return;
        }
        refer(target, "goal", target.goal, index_.goal(target.goal), "goal");
        if (target.set && target.superseded && *target.superseded <= *target.set)
            fault("dates", target.where, target.id, "superseded must be later than set");
        statistic(target, *indicator);
        marks(target, *indicator);
        if (const Reference* reference = target.say.reference())
            relation(target, *indicator, *reference);
        if (target.is_part()) part(target, *indicator);
    }

    /// A part must fit the first text of its target with which it is in force.
    void part(Target const& target, Indicator const& indicator) {
        const auto texts = texts_.find(target.part_of);
        if (texts == texts_.end())
            return fault("dangling_reference", target.where, target.id,
                         "part_of = \"" + target.part_of +
                             "\" names no target of the plan; declare it or correct the id");
        const auto whole =
            std::find_if_not(texts->second.begin(), texts->second.end(),
                             [&](Target const* text) { return never_together(*text, target); });
        if (whole == texts->second.end())
            return fault("bad_part", target.where, target.id,
                         "no text of \"" + target.part_of +
                             "\" is in force while this part is; correct set or superseded");
        std::string problem = part_problem(target, **whole, indicator, plan_.reporting_year);
        if (!problem.empty()) fault("bad_part", target.where, target.id, std::move(problem));
    }
    /// On any day there is at most one part of a target for the same days, however they are
    /// written.
    void parts_once(std::string_view whole) {
        std::map<std::pair<Date, Date>, std::vector<Target const*>> parts;
        for (Target const* part : index_.parts(whole)) {
            Window const& window = part->say.window;
            auto& others = parts[{window.first_day(), window.last_day()}];
            for (Target const* other : others) {
                if (other->id == part->id || never_together(*other, *part)) continue;
                fault("duplicate_part", part->where, part->id,
                      "\"" + other->id + "\" is a part of \"" + part->part_of +
                          "\" for the same period; keep one, or, if this one revises it, give it "
                          "the same id, end the old text by superseded and start this one by set");
                break;
            }
            others.push_back(part);
        }
    }

    void statistic(Target const& target, Indicator const& indicator) {
        const Stat stat = target.say.stat;
        if (std::string problem =
                statistic_problem(stat, indicator.kind, !indicator.numerator.empty());
            !problem.empty()) {
            if (stat == Stat::mean && indicator.kind == Kind::ratio)
                problem += "; name numerator and denominator, or use each";
            fault("illegal_statistic", target.where, target.id, problem);
        }
        if (target.say.dated && target.base && !target.base->same_grid(target.say.window.first()))
            fault("base", target.where, target.id,
                  "the base " + to_string(*target.base, plan_.reporting_year) +
                      " needs the frequency of the target, such as " +
                      to_string(target.say.window.first() - 1, plan_.reporting_year));
        if (target.say.dated && target.base &&
            target.say.window.frequency() == target.base->frequency() &&
            *target.base >= target.say.window.last())
            fault("base", target.where, target.id,
                  "the base must lie before the end of the window");
    }

    /// `%` for levels of %-indicators, for growth and relative change; `pp` for their differences.
    void marks(Target const& target, Indicator const& indicator) {
        const std::optional<Unit> unit = find_unit(indicator.unit, plan_.units);
        const Statement say = expanded(target.say);
        const bool percent = unit && unit->percent();
        const auto check = [&](Quantity const& quantity, bool difference) {
            const bool relative_change = say.stat == Stat::from_to && say.face == Face::change &&
                                         quantity.mark == Mark::percent;
            Mark wanted = percent ? Mark::percent : Mark::none;
            if (say.face == Face::growth) wanted = Mark::percent;
            if (say.face == Face::change || (difference && percent && say.face == Face::level))
                wanted = percent ? Mark::points : Mark::none;
            // A tolerance on a percentage may be written with either mark: both are points.
            const bool tolerance =
                difference && wanted != Mark::none && quantity.mark != Mark::none;
            if (quantity.mark == wanted || relative_change || tolerance) return;
            constexpr std::array<std::string_view, 3> names{"no mark", "%", "pp"};
            const std::string number = format_fixed(quantity.value, quantity.decimals);
            fault("unit_mismatch", target.where, target.id,
                  "\"" + quantity_text(quantity) + "\" does not fit " + indicator.id + " in " +
                      (indicator.unit.empty() ? "no unit" : indicator.unit) + ": write " + number +
                      (wanted == Mark::none
                           ? ""
                           : std::string(names[static_cast<std::size_t>(wanted)])));
        };
        if (target.say.stat == Stat::steady) {
            if (target.say.second.mark != Mark::percent) check(target.say.second, false);
            return;
        }
        if (is_each(target.say.stat) && target.say.stat != Stat::each) return;
        if (const Quantity* quantity = say.quantity();
            quantity != nullptr && say.comparator != Comparator::none)
            check(*quantity, false);
        if (say.comparator == Comparator::about) check(say.second, true);
        if (say.comparator == Comparator::between) check(say.second, false);
    }

    void relation(Target const& target, Indicator const& indicator, Reference const& reference) {
        const Indicator* other = index_.indicator(reference.indicator);
        if (other == nullptr) {
            fault("dangling_reference", target.where, target.id,
                  "\"" + reference.indicator + "\" in \"" +
                      to_string(target.say, plan_.reporting_year) +
                      "\" names no indicator of the plan");
            return;
        }
        if (other->kind == Kind::milestone)
            fault("illegal_statistic", target.where, target.id,
                  "a milestone has no value to compare with: " + other->id);
        if (target.say.stat != Stat::at && target.say.stat != Stat::each)
            fault("illegal_statistic", target.where, target.id,
                  "a relation to another indicator compares the same period: use at or each");
        if (reference.face != target.say.face)
            fault("unit_mismatch", target.where, target.id,
                  "both sides of a relation need the same face: levels with levels, growth with "
                  "growth");
        const auto mine_at = prices_of(indicator, target.say.face);
        const auto theirs_at = prices_of(*other, reference.face);
        if (reference.face == target.say.face && mixed(mine_at, theirs_at)) {
            const std::string what = target.say.face == Face::growth ? "growth of " : "";
            fault("mixed_prices", target.where, target.id,
                  "both sides of a relation need the same prices: " + what + indicator.id + " " +
                      is_at(mine_at) + ", " + what + other->id + " " + is_at(theirs_at) +
                      "; compare with an indicator at the same prices, or correct what is "
                      "declared");
        }
        if (target.say.face == Face::growth) return;
        const auto mine = find_unit(indicator.unit, plan_.units);
        const auto theirs = find_unit(other->unit, plan_.units);
        if (mine && theirs && mine->base != theirs->base)
            fault("unit_mismatch", target.where, target.id,
                  indicator.id + " in " + indicator.unit + " cannot be compared with " + other->id +
                      " in " + other->unit);
    }

    void task_(Task const& task) {
        refer(task, "goal", task.goal, index_.goal(task.goal), "goal");
        refer_bodies(task, "lead", task.lead);
        refer_bodies(task, "supporting", task.supporting);
        for (std::string const& id : task.targets)
            refer(task, "targets", id, index_.target(id), "target");
        if (task.start && task.due && task.due->last_day() < task.start->first_day())
            fault("dates", task.where, task.id,
                  "start: later than the period in which the task is due");
    }

    /// Follows `next` from every node; a walk that comes back to a node of itself is a cycle.
    template <class Next>
    void cycle(std::vector<std::string_view> const& nodes, std::string_view what, Next next) {
        std::unordered_map<std::string_view, int> state;  // 1 on the walk, 2 finished
        std::vector<std::pair<std::string_view, std::size_t>> walk;
        for (std::string_view start : nodes) {
            if (state[start] != 0) continue;
            walk.assign(1, {start, 0});
            state[start] = 1;
            while (!walk.empty()) {
                const auto [node, at] = walk.back();
                const std::vector<std::string_view> successors = next(node);
                if (at == successors.size()) {
                    state[node] = 2;
                    walk.pop_back();
                    continue;
                }
                ++walk.back().second;
                const std::string_view to = successors[at];
                if (state[to] == 0) {
                    state[to] = 1;
                    walk.emplace_back(to, 0);
                } else if (state[to] == 1) {
                    std::string chain;
                    bool inside = false;
                    for (auto const& [name, position] : walk) {
                        inside = inside || name == to;
                        if (inside) chain += std::string(name) + " -> ";
                    }
                    fault("cycle", location(to), std::string(to),
                          "a cycle of " + std::string(what) + ": " + chain + std::string(to));
                }
            }
        }
    }
    [[nodiscard]] Location location(std::string_view id) const {
        if (const Indicator* indicator = index_.indicator(id)) return indicator->where;
        if (const Goal* goal = index_.goal(id)) return goal->where;
        if (const Body* body = index_.body(id)) return body->where;
        return plan_.where;
    }
    template <class T>
    [[nodiscard]] static std::vector<std::string_view> names(std::vector<T> const& parts) {
        std::vector<std::string_view> ids;
        ids.reserve(parts.size());
        for (T const& part : parts) ids.push_back(part.id);
        return ids;
    }
    void cycles() {
        using Ids = std::vector<std::string_view>;
        cycle(names(plan_.goals), "goals", [&](std::string_view id) {
            const Goal* goal = index_.goal(id);
            return goal == nullptr || goal->parent.empty() ? Ids{} : Ids{goal->parent};
        });
        cycle(names(plan_.bodies), "bodies", [&](std::string_view id) {
            const Body* body = index_.body(id);
            return body == nullptr || body->parent.empty() ? Ids{} : Ids{body->parent};
        });
        cycle(names(plan_.indicators), "ratios", [&](std::string_view id) {
            const Indicator* ratio = index_.indicator(id);
            return ratio == nullptr || ratio->numerator.empty()
                       ? Ids{}
                       : Ids{ratio->numerator, ratio->denominator};
        });
        std::unordered_map<std::string_view, Ids> relations;
        for (Target const& target : plan_.targets)
            if (const Reference* reference = target.say.reference()) {
                Ids& others = relations[target.indicator];
                if (std::find(others.begin(), others.end(), reference->indicator) == others.end())
                    others.push_back(reference->indicator);
            }
        cycle(names(plan_.indicators), "relations", [&](std::string_view id) {
            const auto at = relations.find(id);
            return at == relations.end() ? Ids{} : at->second;
        });
    }

    Plan const& plan_;
    PlanIndex index_;
    std::unordered_map<std::string_view, std::string_view> ids_;    ///< What each id belongs to.
    std::map<std::string_view, std::vector<Target const*>> texts_;  ///< Of targets, by their id.
    std::vector<Fault> faults_;
};

}  // namespace detail

/// Everything that is wrong with a plan, in the order of its parts; empty for a good one.
[[nodiscard]] inline std::vector<Fault> validate(Plan const& plan) {
    return detail::PlanValidator(plan).run();
}

}  // namespace glidepath

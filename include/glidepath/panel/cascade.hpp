// The cascade check: whether the targets of districts together amount to those of their city.
#pragma once

#include <glidepath/assess/finding.hpp>
#include <glidepath/assess/judge/words.hpp>
#include <glidepath/model/face_prices.hpp>
#include <glidepath/model/interval.hpp>
#include <glidepath/model/plan.hpp>
#include <glidepath/model/statement_text.hpp>

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace glidepath {

namespace detail {

class CascadeCheck {
public:
    CascadeCheck(Plan const& parent, std::span<Plan const* const> children)
        : parent_(parent), index_(parent) {
        for (Plan const* child : children) children_.push_back({child, {}});
        for (Child& child : children_)
            for (Indicator const& indicator : child.plan->indicators)
                if (!indicator.parent.empty()) {
                    child.indicators.push_back(&indicator);
                    if (index_.indicator(indicator.parent) == nullptr) unknown(child, indicator);
                }
    }

    [[nodiscard]] std::vector<Finding> run() && {
        for (Target const& target : parent_.targets) {
            if (target.is_part() || target.superseded || target.say.quantity() == nullptr) continue;
            const auto wanted = satisfying(target.say);
            const bool lower = wanted && wanted->lower_limit();
            if (!wanted || (!lower && !wanted->upper_limit())) continue;
            compare(target, lower);
        }
        return std::move(findings_);
    }

private:
    struct Child {
        Plan const* plan;
        std::vector<Indicator const*> indicators;  ///< That name one of the parent's plan.
    };
    /// What one place wants, in the parent's unit.
    struct Part {
        std::string place;
        std::string target;
        double value = 0;
    };

    [[nodiscard]] static std::string place_of(Plan const& plan) {
        return plan.place.empty() ? plan.id : plan.place;
    }
    /// Whether a statement is about a share of what was there before, in percent.
    [[nodiscard]] static bool relative(Statement const& say) {
        const Quantity* asked = say.quantity();
        return say.face == Face::growth ||
               (say.stat == Stat::from_to && asked != nullptr && asked->mark == Mark::percent);
    }
    void unknown(Child const& child, Indicator const& indicator) {
        const std::string place = place_of(*child.plan);
        findings_.push_back(
            {"cascade_parent_unknown",
             Severity::warning,
             {indicator.id},
             {place + "的指标" + indicator.id + "所指上级指标" + indicator.parent +
                  "不在上级规划中",
              place + ": the indicator " + indicator.id + " names " + indicator.parent +
                  " as its parent, which the plan above does not have"},
             indicator.where});
    }
    /// The child's target that says the same of its own indicator: statistic, window and face, on
    /// the same side.
    [[nodiscard]] std::optional<Part> part_of(Child const& child, Target const& above, bool lower) {
        Indicator const& whole = *index_.indicator(above.indicator);
        for (Indicator const* indicator : child.indicators) {
            if (indicator->parent != whole.id) continue;
            for (Target const& target : child.plan->targets) {
                Statement const& say = target.say;
                if (target.indicator != indicator->id || target.is_part() || target.superseded ||
                    say.stat != above.say.stat || say.window != above.say.window ||
                    say.face != above.say.face || say.quantity() == nullptr ||
                    relative(say) != relative(above.say))
                    continue;
                const auto wanted = satisfying(say);
                if (!wanted || (lower ? !wanted->lower_limit() : !wanted->upper_limit())) continue;
                if (mixed(prices_of(*indicator, say.face), prices_of(whole, say.face))) {
                    other_prices(child, *indicator, whole, target);
                    return std::nullopt;
                }
                double value = lower ? wanted->lower : wanted->upper;
                if (!relative(say)) {
                    const PlanIndex own(*child.plan);
                    const auto converted = convert(value, own.unit(*indicator), index_.unit(whole));
                    if (!converted) {
                        other_unit(child, *indicator, whole, target);
                        return std::nullopt;
                    }
                    value = *converted;
                }
                return Part{place_of(*child.plan), target.id, value};
            }
        }
        return std::nullopt;
    }
    void other_unit(Child const& child, Indicator const& indicator, Indicator const& whole,
                    Target const& target) {
        const std::string place = place_of(*child.plan);
        findings_.push_back(
            {"cascade_other_unit",
             Severity::warning,
             {target.id},
             {place + "：" + indicator.name.in(Language::zh) + "的单位" + indicator.unit +
                  "不能换算为上级的" + whole.unit,
              place + ": " + indicator.name.in(Language::en) + " is in " + indicator.unit +
                  ", which does not convert to " + whole.unit + " of the plan above"},
             target.where});
    }
    void other_prices(Child const& child, Indicator const& indicator, Indicator const& whole,
                      Target const& target) {
        const std::string place = place_of(*child.plan);
        const Text own = price_words(*prices_of(indicator, target.say.face));
        const Text above = price_words(*prices_of(whole, target.say.face));
        findings_.push_back(
            {"cascade_other_prices",
             Severity::warning,
             {target.id},
             {place + "：" + indicator.name.in(Language::zh) + "的目标" + target.id + "按" +
                  own.zh + "，上级规划按" + above.zh + "，不能相比",
              place + ": the target " + target.id + " is at " + own.en +
                  ", that of the plan above at " + above.en + "; they cannot be compared"},
             target.where});
    }

    void compare(Target const& target, bool lower) {
        Indicator const& indicator = *index_.indicator(target.indicator);
        const bool cascaded = std::any_of(children_.begin(), children_.end(), [&](Child const& c) {
            return std::any_of(c.indicators.begin(), c.indicators.end(),
                               [&](Indicator const* i) { return i->parent == indicator.id; });
        });
        if (!cascaded) return;
        std::vector<Part> parts;
        std::vector<std::string> without;
        for (Child const& child : children_) {
            if (auto part = part_of(child, target, lower)) parts.push_back(std::move(*part));
            else without.push_back(place_of(*child.plan));
        }
        if (!without.empty()) missing(target, indicator, without);
        if (parts.empty()) return;
        const auto limit = *satisfying(target.say);
        const double wanted = lower ? limit.lower : limit.upper;
        // Means over the same window and changes add up as the figures do.
        const bool additive = !relative(target.say) &&
                              (indicator.kind == Kind::flow || indicator.kind == Kind::stock);
        if (additive) total(target, indicator, parts, without.empty(), wanted, lower);
        else rate(target, indicator, parts, wanted, lower);
    }
    [[nodiscard]] static bool worse(double value, double wanted, bool lower) noexcept {
        if (nearly_equal(value, wanted)) return false;
        return lower ? value < wanted : value > wanted;
    }
    [[nodiscard]] static std::vector<std::string> subjects(Target const& target,
                                                           std::vector<Part> const& parts) {
        std::vector<std::string> ids{target.id};
        for (Part const& part : parts) ids.push_back(part.place + " " + part.target);
        return ids;
    }
    [[nodiscard]] static std::string joined(std::vector<std::string> const& words,
                                            std::string const& between) {
        std::string text;
        for (std::string const& word : words) text += (text.empty() ? "" : between) + word;
        return text;
    }
    void missing(Target const& target, Indicator const& indicator,
                 std::vector<std::string> const& without) {
        findings_.push_back(
            {"cascade_no_target",
             Severity::note,
             {target.id},
             {indicator.name.in(Language::zh) + "（" + to_string(target.say) +
                  "）：没有对应目标的地区：" + joined(without, "、"),
              indicator.name.in(Language::en) + " (" + to_string(target.say) +
                  "): places without a target of their own: " + joined(without, ", ")},
             target.where});
    }
    /// Flows and stocks: the parts have to add up to the whole.
    void total(Target const& target, Indicator const& indicator, std::vector<Part> const& parts,
               bool complete, double wanted, bool lower) {
        double sum = 0;
        for (Part const& part : parts) sum += part.value;
        // Places without a target may make up for what is missing, but only add to an excess.
        if (!worse(sum, wanted, lower) || (lower && !complete)) return;
        const auto number = [&](double x, Language language) {
            return with_unit(x, indicator.unit, language);
        };
        const double apart = std::abs(wanted - sum);
        findings_.push_back(
            {lower ? "cascade_falls_short" : "cascade_exceeds",
             Severity::warning,
             subjects(target, parts),
             {indicator.name.in(Language::zh) + "（" + to_string(target.say) + "）：" +
                  std::to_string(parts.size()) + "个地区目标合计" + number(sum, Language::zh) +
                  (lower ? "，比上级目标少" : "，比上级限额多") + number(apart, Language::zh),
              indicator.name.in(Language::en) + " (" + to_string(target.say) +
                  "): the targets of " + std::to_string(parts.size()) + " places add up to " +
                  number(sum, Language::en) + ", " + number(apart, Language::en) +
                  (lower ? " less than the plan above wants" : " more than the plan above allows")},
             target.where});
    }
    /// Rates: that of the whole is some average of those of its parts. If none of them is good
    /// enough, it cannot be; if only their unweighted mean is not, it depends on the weights.
    void rate(Target const& target, Indicator const& indicator, std::vector<Part> const& parts,
              double wanted, bool lower) {
        double sum = 0;
        int short_ = 0;
        for (Part const& part : parts) {
            sum += part.value;
            short_ += worse(part.value, wanted, lower) ? 1 : 0;
        }
        const double mean = sum / static_cast<double>(parts.size());
        const bool none = short_ == static_cast<int>(parts.size());
        if (!none && !worse(mean, wanted, lower)) return;
        const auto number = [&](double x, Language language) {
            return with_unit(x, relative(target.say) ? "%" : indicator.unit, language);
        };
        const std::string few = std::to_string(short_);
        const std::string all = std::to_string(parts.size());
        findings_.push_back(
            {none ? "cascade_all_below" : "cascade_mean_below",
             none ? Severity::warning : Severity::note,
             subjects(target, parts),
             {indicator.name.in(Language::zh) + "（" + to_string(target.say) + "）：" + all +
                  "个地区中" + few + "个的目标达不到上级要求的" + number(wanted, Language::zh) +
                  "，简单平均为" + number(mean, Language::zh) +
                  (none ? "，各地区均完成也不能达标" : "，能否达标取决于各地区比重"),
              indicator.name.in(Language::en) + " (" + to_string(target.say) +
                  "): the targets of " + few + " of " + all + " places do not reach the " +
                  number(wanted, Language::en) + " of the plan above; their unweighted mean is " +
                  number(mean, Language::en) +
                  (none ? ": it cannot be met if all meet theirs exactly"
                        : ": whether it is met depends on their weights")},
             target.where});
    }

    Plan const& parent_;
    PlanIndex index_;
    std::vector<Child> children_;
    std::vector<Finding> findings_;
};

}  // namespace detail

/// Compares the targets of a plan with those of the plans below it, as a city's with its
/// districts'. `Indicator::parent` names the indicator above; targets are compared that have the
/// same statistic, window and face and want the same side, at their thresholds. Changes and means
/// of flows and stocks add up as their levels do; changes in percent are rates.
///
/// | code | severity | when |
/// |---|---|---|
/// | `cascade_falls_short` | warning | flows, stocks: all have a target, and the sum is too low |
/// | `cascade_exceeds` | warning | flows, stocks with a limit: the sum is above it already |
/// | `cascade_all_below` | warning | rates, growth: no place's target reaches that above |
/// | `cascade_mean_below` | note | rates, growth: the unweighted mean does not reach it |
/// | `cascade_no_target` | note | places without a target of their own |
/// | `cascade_parent_unknown` | warning | the indicator named is not in the plan above |
/// | `cascade_other_unit` | warning | units that do not convert |
///
/// A plan that follows an indicator without naming its parent is not looked at. The subjects of a
/// finding are the target above, then place and id of each below.
/// \param children  plans below; must not be null
[[nodiscard]] inline std::vector<Finding> check_cascade(Plan const& parent,
                                                        std::span<Plan const* const> children) {
    return detail::CascadeCheck(parent, children).run();
}

}  // namespace glidepath

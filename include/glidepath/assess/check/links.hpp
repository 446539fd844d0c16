// Which indicators of a plan must be looked at together: ratios with their parts, and both sides of
// relations.
#pragma once

#include <glidepath/assess/check/texts.hpp>
#include <glidepath/model/plan.hpp>
#include <glidepath/model/ratio_factor.hpp>

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>
#include <vector>

namespace glidepath::detail {

/// A ratio with both of its parts.
struct RatioOf {
    Indicator const* ratio;
    Indicator const* above;
    Indicator const* below;
    double factor;  ///< Ratio = factor * above / below, each in its own unit.
};
[[nodiscard]] inline std::optional<RatioOf> ratio_of(PlanIndex const& index,
                                                     Indicator const& ratio) {
    const Indicator* above = index.indicator(ratio.numerator);
    const Indicator* below = index.indicator(ratio.denominator);
    if (ratio.kind != Kind::ratio || above == nullptr || below == nullptr) return std::nullopt;
    return RatioOf{&ratio, above, below, ratio_factor(index, ratio, *above, *below)};
}

/// Indicators, in plan order.
using Indicators = std::vector<Indicator const*>;

/// The links of a plan, and the groups of indicators that they join.
class Links {
public:
    Links(PlanIndex const& index, TextsByIndicator const& texts) {
        Plan const& plan = index.plan();
        for (std::size_t i = 0; i < plan.indicators.size(); ++i)
            number_.emplace(&plan.indicators[i], i);
        leader_.resize(plan.indicators.size());
        std::iota(leader_.begin(), leader_.end(), std::size_t{0});
        for (Indicator const& indicator : plan.indicators) {
            if (const auto three = ratio_of(index, indicator))
                link({three->ratio, three->above, three->below});
            std::set<Indicator const*> others;
            for (Target const* text : texts.of(indicator.id))
                if (const Reference* reference = text->say.reference())
                    if (const Indicator* other = index.indicator(reference->indicator))
                        if (others.insert(other).second) link({&indicator, other});
        }
        std::unordered_map<std::size_t, std::size_t> place;
        for (Indicator const& indicator : plan.indicators) {
            const std::size_t leader = leader_of(number_.at(&indicator));
            const auto [at, fresh] = place.emplace(leader, groups_.size());
            if (fresh) groups_.emplace_back();
            groups_[at->second].push_back(&indicator);
        }
    }

    /// Every indicator stands in one group, most of them alone.
    [[nodiscard]] std::vector<Indicators> const& groups() const noexcept { return groups_; }
    /// Each link of a group by itself, and each indicator that has none.
    [[nodiscard]] std::vector<Indicators> parts_of(Indicators const& group) const {
        std::vector<Indicators> parts;
        std::set<Indicator const*> linked;
        for (Indicators const& link : links_)
            if (std::find(group.begin(), group.end(), link.front()) != group.end()) {
                parts.push_back(link);
                linked.insert(link.begin(), link.end());
            }
        for (Indicator const* indicator : group)
            if (!linked.contains(indicator)) parts.push_back({indicator});
        return parts;
    }

private:
    void link(Indicators indicators) {
        for (Indicator const* other : indicators)
            leader_[leader_of(number_.at(other))] = leader_of(number_.at(indicators.front()));
        links_.push_back(std::move(indicators));
    }
    [[nodiscard]] std::size_t leader_of(std::size_t i) {
        while (leader_[i] != i) i = leader_[i] = leader_[leader_[i]];
        return i;
    }

    std::unordered_map<Indicator const*, std::size_t> number_;
    std::vector<std::size_t> leader_;
    std::vector<Indicators> links_;
    std::vector<Indicators> groups_;
};

}  // namespace glidepath::detail

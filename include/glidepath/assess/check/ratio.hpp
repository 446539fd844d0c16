// Targets of a ratio and of its named parts that cannot all hold.
#pragma once

#include <glidepath/assess/check/bounds.hpp>
#include <glidepath/assess/check/path.hpp>
#include <glidepath/assess/check/words.hpp>
#include <glidepath/assess/finding.hpp>
#include <glidepath/model/plan.hpp>
#include <glidepath/model/ratio_factor.hpp>

#include <cmath>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace glidepath::detail {

/// `factor` times a number of `above` divided by a positive one of `below`.
[[nodiscard]] inline Interval quotient(double factor, Interval const& above,
                                       Interval const& below) {
    const auto end = [&](double number, bool number_open, bool small) {
        // The quotient is small where a positive number is divided by much, a negative by little.
        const bool by_much = (number >= 0) == small;
        const double by = by_much ? below.upper : std::max(below.lower, 0.0);
        const bool by_open = by_much ? below.upper_open : below.lower_open || below.lower <= 0;
        if (std::isinf(number) || (number != 0 && by == 0))
            return std::pair(small ? -std::numeric_limits<double>::infinity()
                                   : std::numeric_limits<double>::infinity(),
                             false);
        if (number == 0) return std::pair(0.0, number_open);
        return std::pair(factor * number / by, number_open || by_open);
    };
    const auto [lower, lower_open] = end(above.lower, above.lower_open, true);
    const auto [upper, upper_open] = end(above.upper, above.upper_open, false);
    return {lower, upper, lower_open, upper_open};
}

/// A ratio with both of its parts.
struct RatioOf {
    Indicator const* ratio;
    Indicator const* above;
    Indicator const* below;
    double factor;
};
[[nodiscard]] inline std::optional<RatioOf> ratio_of(PlanIndex const& index,
                                                     Indicator const& ratio) {
    const Indicator* above = index.indicator(ratio.numerator);
    const Indicator* below = index.indicator(ratio.denominator);
    if (ratio.kind != Kind::ratio || above == nullptr || below == nullptr) return std::nullopt;
    return RatioOf{&ratio, above, below, ratio_factor(index, ratio, *above, *below)};
}

/// Contradictions between the targets of a ratio and those of its parts.
class RatioCheck {
public:
    RatioCheck(Plan const& plan, PlanIndex const& index)
        : plan_(plan), index_(index), since_(horizon_start(plan)) {}

    [[nodiscard]] std::vector<Finding> run() && {
        for (Indicator const& indicator : plan_.indicators)
            if (const auto three = ratio_of(index_, indicator)) check(*three);
        return std::move(findings_);
    }

private:
    struct Clash {
        Period period;
        Interval stated;
        Interval of_parts;
    };
    /// The texts of one indicator among `texts`, as what they leave open; nothing if they are
    /// contradictory themselves, which is another finding.
    [[nodiscard]] std::optional<PathBounds> path(Indicator const& indicator, PathGrid const& grid,
                                                 Texts texts) const {
        std::erase_if(texts, [&](Target const* text) { return text->indicator != indicator.id; });
        PathBounds bounds(indicator, grid, since_);
        if (!bounds.take(texts)) return std::nullopt;
        return bounds;
    }
    /// The first period in which the ratio cannot be the quotient of its parts.
    [[nodiscard]] std::optional<Clash> clash(RatioOf const& three, PathGrid const& grid,
                                             Texts const& texts) const {
        const auto ratio = path(*three.ratio, grid, texts);
        const auto above = path(*three.above, grid, texts);
        const auto below = path(*three.below, grid, texts);
        if (!ratio || !above || !below) return std::nullopt;
        for (int t = 0; t < grid.size; ++t) {
            const Period period = grid.at(t);
            const auto stated = ratio->known_level(period);
            const auto number = above->known_level(period);
            const auto by = below->known_level(period);
            if (!stated || !number || !by || by->lower < 0) continue;
            const Interval parts = quotient(three.factor, *number, *by);
            Interval both = parts;
            narrow(both, *stated);
            if (is_empty(both)) return Clash{period, *stated, parts};
        }
        return std::nullopt;
    }

    void check(RatioOf const& three) {
        Texts all;
        for (Target const& target : plan_.targets)  // in plan order
            if (target.indicator == three.ratio->id || target.indicator == three.above->id ||
                target.indicator == three.below->id)
                all.push_back(&target);
        std::set<std::vector<std::string>> told;
        for (Texts const& together : in_force_together(all))
            for (PathGrid const& grid : grids_of(together, since_)) {
                const auto possible = [&](Texts const& texts) {
                    return !clash(three, grid, texts);
                };
                for (Texts const& conflict : conflicts(together, possible))
                    if (told.insert(ids_of(conflict)).second)
                        findings_.push_back(
                            contradiction(three, conflict, *clash(three, grid, conflict)));
            }
    }
    [[nodiscard]] Finding contradiction(RatioOf const& three, Texts const& conflict,
                                        Clash const& at) const {
        Text message = cited(conflict, plan_.reporting_year);
        message +=
            {"不能同时成立：", conflict.size() == 1 ? " cannot hold: " : " cannot all hold: "};
        message += {period_words(at.period, Language::zh) + three.ratio->id + "（" +
                        three.above->id + "/" + three.below->id + "）须",
                    three.ratio->id + " (" + three.above->id + " / " + three.below->id + ") in " +
                        period_words(at.period, Language::en) + " would have to be "};
        message += clash_words(at.stated, at.of_parts, three.ratio->unit);
        message += {"。", "."};
        return {"contradiction", Severity::contradiction, ids_of(conflict), std::move(message),
                conflict.front()->where};
    }

    Plan const& plan_;
    PlanIndex const& index_;
    Date since_;
    std::vector<Finding> findings_;
};

}  // namespace glidepath::detail

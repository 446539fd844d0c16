// What other indicators ask of an indicator's path: relations, and ratios of which it is the
// numerator.
#pragma once

#include <glidepath/model/interval.hpp>
#include <glidepath/model/plan.hpp>
#include <glidepath/model/ratio_factor.hpp>
#include <glidepath/path/path.hpp>

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace glidepath::detail {

/// Turns relations and ratio targets into statements about one indicator alone, with the paths of
/// the other indicators as given: they bind its path as inequalities, one for each period (design:
/// denominators and reference indicators are given when a path is drawn).
/// \param path_of  the other indicator's path on the grid of `like`, if there is one
template <class PathOf>
class BoundByOthers {
public:
    BoundByOthers(PlanIndex const& index, Period like, PathOf path_of)
        : index_(index), like_(like), path_of_(std::move(path_of)) {}

    /// What a target of the indicator itself asks by a relation: `each W growth > growth of X`.
    /// Nothing by growth that is not that of X's levels, of which its path is.
    void add_relation(Indicator const& indicator, Target const& target) {
        const Reference* reference = target.say.reference();
        const Indicator* other = index_.indicator(reference->indicator);
        const bool each = target.say.stat == Stat::at || target.say.stat == Stat::each;
        if (other == nullptr || !each || !usable(target)) return;
        if (reference->face == Face::growth && !other->growth_is_of_levels()) return;
        const std::optional<Path> path = path_of_(*other);
        if (!path) return;
        for (Period period : target.say.window) {
            std::optional<double> value = face_of(*path, reference->face, period);
            if (value && reference->face != Face::growth)
                value = convert(*value, index_.unit(*other), index_.unit(indicator));
            if (value) add(indicator, target, period, *value);
        }
    }
    /// What a target on a ratio asks of its numerator.
    void add_ratio(Indicator const& ratio, Target const& target, Indicator const& numerator,
                   Indicator const& denominator) {
        const auto interval = satisfying(target.say);
        const bool level = target.say.stat == Stat::at || target.say.stat == Stat::each;
        if (!interval || !level || target.say.face != Face::level || !usable(target)) return;
        const std::optional<Path> path = path_of_(denominator);
        if (!path) return;
        const double factor = ratio_factor(index_, ratio, numerator, denominator);
        for (Period period : target.say.window)
            if (const auto below = path->at(period);
                below && *below > 0 && target.say.quantity() != nullptr) {
                const double scale = *below / factor;
                add(numerator, target, period, target.say.quantity()->value * scale,
                    target.say.second.value * scale);
            }
    }
    [[nodiscard]] std::vector<Target> take() && { return std::move(made_); }

private:
    [[nodiscard]] bool usable(Target const& target) const {
        return target.say.dated && target.say.window.first().same_grid(like_);
    }
    [[nodiscard]] static std::optional<double> face_of(Path const& path, Face face, Period period) {
        const auto now = path.at(period);
        if (face == Face::level || !now) return now;
        const auto earlier = period.year_earlier();
        const auto before = earlier ? path.at(*earlier) : std::nullopt;
        if (!before) return std::nullopt;
        if (face == Face::change) return *now - *before;
        if (!(*before > 0)) return std::nullopt;
        return (*now / *before - 1) * 100;
    }
    void add(Indicator const& indicator, Target const& from, Period period, double value,
             double second = 0) {
        Target made = from;
        made.indicator = indicator.id;
        made.say.stat = Stat::each;  // an inequality
        made.say.window = Window(period);
        made.say.value = Quantity{value, 0, Mark::none};
        made.say.second.value = second;
        made_.push_back(std::move(made));
    }

    PlanIndex const& index_;
    Period like_;
    PathOf path_of_;
    std::vector<Target> made_;
};

}  // namespace glidepath::detail

// Evidence: the series of all indicators of a plan at one point of knowledge, their bases and
// paths.
#pragma once

#include <glidepath/assess/bound_by_others.hpp>
#include <glidepath/assess/printed_digits.hpp>
#include <glidepath/assess/unit_suspect.hpp>
#include <glidepath/model/face_prices.hpp>
#include <glidepath/model/plan.hpp>
#include <glidepath/model/ratio_factor.hpp>
#include <glidepath/model/series.hpp>
#include <glidepath/path/glidepath.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace glidepath {

/// Whether this text of a target is judged: the one in force on the day of the assessment; without
/// a day (nothing was ever released) the last one.
[[nodiscard]] inline bool in_force(Target const& target, Knowledge const& knowledge) {
    const auto today = knowledge.today();
    return today ? target.in_force(*today) : !target.superseded;
}

/// A base: where the path of a target starts.
struct Base {
    Period period;
    Figure figure;
};

/// What is known about a plan's own place. Holds references to the plan and the observations: both
/// must outlive it.
class Evidence {
public:
    Evidence(Plan const& plan, Observations const& observations, Knowledge const& knowledge)
        : index_(plan), knowledge_(knowledge) {
        std::unordered_map<std::string_view, std::vector<Observation const*>> rows;
        for (Observation const& row : observations.rows) {
            if (!row.place.empty() && row.place != plan.place) ++left_out_.other_places;
            else if (!knowledge.released_by(row)) ++left_out_.released_after_as_of;
            else if (!knowledge.within_reach(row)) ++left_out_.beyond_through;
            else rows[row.indicator].push_back(&row);
        }
        left_out_.rejected = static_cast<int>(observations.rejected.size());
        for (Indicator const& indicator : plan.indicators) {
            auto const& own = rows[indicator.id];
            series_.try_emplace(indicator.id, indicator, own, plan.reporting_year,
                                names(indicator));
            digits_.emplace(indicator.id, printed_digits(plan, indicator, own));
            for (Observation const* row : suspect_units(plan, index_, own))
                suspects_[indicator.id].push_back(row);
        }
        for (Indicator const& indicator : plan.indicators) connect(indicator);
        for (Target const& target : plan.targets) {
            if (!in_force(target, knowledge)) continue;
            if (target.is_part()) parts_[target.part_of].push_back(&target);
            else targets_[target.indicator].push_back(&target);
        }
    }
    ~Evidence() = default;
    Evidence(Evidence const&) = delete;  // the series of ratios point to those of their parts
    Evidence(Evidence&&) = delete;
    Evidence& operator=(Evidence const&) = delete;
    Evidence& operator=(Evidence&&) = delete;

    [[nodiscard]] PlanIndex const& index() const noexcept { return index_; }
    [[nodiscard]] Knowledge const& knowledge() const noexcept { return knowledge_; }
    [[nodiscard]] RowsLeftOut const& left_out() const noexcept { return left_out_; }

    /// \pre the plan has the indicator
    [[nodiscard]] Series const& series(std::string_view indicator) const {
        return series_.at(indicator);
    }
    /// With how many digits computed figures of an indicator are told. \pre as above
    [[nodiscard]] PrintedDigits digits(std::string_view indicator) const {
        return digits_.at(indicator);
    }
    /// The figure of one face of an indicator for a period; growth as published, else from levels
    /// at the same prices.
    [[nodiscard]] std::optional<Figure> figure(std::string_view indicator, Face face,
                                               Period period) const {
        Series const& of = series(indicator);
        if (face == Face::level) return of.level(period);
        if (face == Face::change) return of.change(period);
        if (auto published = of.published_growth(period)) return published;
        return of.growth_of_levels(period);
    }
    /// Whether a figure with a suspect unit lies within the window.
    [[nodiscard]] bool suspect(std::string_view indicator, Window const& window) const {
        const auto at = suspects_.find(indicator);
        if (at == suspects_.end()) return false;
        for (Observation const* row : at->second)
            if (window.covers(row->period)) return true;
        return false;
    }
    /// The last period before the horizon, on the grid of `like`.
    [[nodiscard]] Period before_horizon(Period like) const {
        const Date day = add_days(index_.plan().horizon.first_day(), -1);
        const Period last = Period::containing(day, like.frequency(), like.phase());
        return last.last_day() > day ? last - 1 : last;
    }
    /// The base of a target on its grid: the period it names, else the latest known level at or
    /// before the last period before the horizon. Nothing if it is not known: never zero; nor if a
    /// break of the series has come since, unless the target names it.
    [[nodiscard]] std::optional<Base> base(Target const& target) const {
        const Period like = target.say.window.first();
        Series const& of = series(target.indicator);
        const std::optional<Period> at =
            target.base ? target.base : of.latest_level(like, before_horizon(like));
        if (!at || (!target.base && of.before_break(*at))) return std::nullopt;
        const auto figure = of.level(*at);
        return figure ? std::optional(Base{*at, *figure}) : std::nullopt;
    }
    /// The glidepath of an indicator on the grid of `like`, through its targets in force. Other
    /// indicators that relations and ratios name are given, by their own glidepaths. The path stays
    /// within the indicator's bounds. Targets on growth at other prices than levels play no part.
    [[nodiscard]] Glidepath path(std::string_view indicator, Period like,
                                 std::optional<Base> const& base,
                                 GlidepathOptions const& options = {}) const {
        std::vector<std::string_view> asked;
        return path(indicator, like, base, options, asked, nullptr);
    }
    /// The glidepath that a target is judged against: as above, without the targets that ask for
    /// more or less about the same window. So a stretch target does not raise the bar of the firm
    /// one, nor does it borrow that one's lower bar.
    [[nodiscard]] Glidepath path(Target const& judged, Period like,
                                 std::optional<Base> const& base) const {
        std::vector<std::string_view> asked;
        return path(judged.indicator, like, base, {}, asked, &judged);
    }
    /// The targets of an indicator whose text is in force, in the order of the plan; not the parts
    /// of their break-downs, which no path of the plan goes through.
    [[nodiscard]] std::span<Target const* const> targets(std::string_view indicator) const {
        const auto at = targets_.find(indicator);
        return at == targets_.end() ? std::span<Target const* const>() : at->second;
    }
    /// The issued marks of a target: the parts of its break-down that are in force.
    [[nodiscard]] std::span<Target const* const> parts(std::string_view target) const {
        const auto at = parts_.find(target);
        return at == parts_.end() ? std::span<Target const* const>() : at->second;
    }

private:
    /// \param asked  indicators whose paths are being drawn: one of them is not given to another,
    ///               so that a cycle of relations ends
    /// \param judged  the target that the path is drawn for; null if for the indicator
    [[nodiscard]] Glidepath path(std::string_view indicator, Period like,
                                 std::optional<Base> const& base, GlidepathOptions const& options,
                                 std::vector<std::string_view>& asked, Target const* judged) const {
        Indicator const& own = *index_.indicator(indicator);
        asked.push_back(own.id);
        detail::BoundByOthers others(index_, like, [&](Indicator const& other) {
            if (std::find(asked.begin(), asked.end(), other.id) != asked.end())
                return std::optional<Path>();
            const auto its = targets(other.id);
            const auto first = std::find_if(its.begin(), its.end(), [&](Target const* target) {
                return target->say.dated && target->say.window.first().same_grid(like);
            });
            if (first == its.end()) return std::optional<Path>();
            return path(other.id, like, this->base(**first), {}, asked, nullptr).path;
        });
        std::vector<Target const*> all;
        for (Target const* target : targets(indicator)) {
            if (!speaks_of_levels(own, target->say)) continue;
            if (target->say.reference() != nullptr) others.add_relation(own, *target);
            else if (judged == nullptr || !(asks_for_more(target->say, judged->say) ||
                                            asks_for_more(judged->say, target->say)))
                all.push_back(target);
        }
        if (const auto at = ratios_.find(indicator); at != ratios_.end())
            for (Indicator const* ratio : at->second)
                for (Target const* target : targets(ratio->id))
                    others.add_ratio(*ratio, *target, own, *index_.indicator(ratio->denominator));
        asked.pop_back();
        GlidepathOptions within = options;
        within.bounds = own.bounds_at(like.frequency());
        const std::vector<Target> given = std::move(others).take();
        for (Target const& target : given) all.push_back(&target);
        return glidepath_of(like, own.kind, all,
                            base ? std::optional(PathPoint{base->period, base->figure.value})
                                 : std::nullopt,
                            within);
    }
    /// The names under which an indicator's authority publishes.
    [[nodiscard]] std::vector<std::string> names(Indicator const& indicator) const {
        const Body* body = index_.body(indicator.authority);
        if (body == nullptr) return {};
        std::vector<std::string> all = body->aliases;
        all.insert(all.end(), {body->id, body->name.zh, body->name.en});
        return all;
    }
    /// Gives a ratio its parts, with the factor between their units and its own.
    void connect(Indicator const& ratio) {
        const Indicator* above = index_.indicator(ratio.numerator);
        const Indicator* below = index_.indicator(ratio.denominator);
        if (above == nullptr || below == nullptr) return;
        ratios_[above->id].push_back(&ratio);
        series_.at(ratio.id).set_parts(series_.at(above->id), series_.at(below->id),
                                       ratio_factor(index_, ratio, *above, *below));
    }

    PlanIndex index_;
    Knowledge knowledge_;
    RowsLeftOut left_out_;
    std::unordered_map<std::string_view, Series> series_;
    std::unordered_map<std::string_view, PrintedDigits> digits_;
    std::unordered_map<std::string_view, std::vector<Observation const*>> suspects_;
    std::unordered_map<std::string_view, std::vector<Target const*>> targets_;
    std::unordered_map<std::string_view, std::vector<Target const*>> parts_;
    std::unordered_map<std::string_view, std::vector<Indicator const*>> ratios_;  ///< By numerator.
};

}  // namespace glidepath

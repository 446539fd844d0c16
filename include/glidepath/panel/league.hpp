// League tables: one target in several places, ranked, beside the place above.
#pragma once

#include <glidepath/panel/places.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace glidepath {

/// How a value is set against that of another place.
enum class ComparedIn : std::uint8_t {
    points,  ///< Difference: growth, and indicators in percent. Percentage points.
    percent  ///< Relative difference: everything else. Percent of the other value.
};
inline constexpr std::array<std::string_view, 2> compared_in_names{"points", "percent"};
[[nodiscard]] constexpr std::string_view to_string(ComparedIn in) noexcept {
    return compared_in_names[static_cast<std::size_t>(in)];
}

/// One place in a league table. Numbers are in the indicator's unit, of growth targets in percent.
struct LeagueRow {
    std::string place;
    std::optional<int> rank;  ///< Absent without a value for the table's period.
    Status status = Status::unknown;
    std::optional<double> value;
    std::optional<Window> period;     ///< What the value covers.
    std::optional<double> to_parent;  ///< Against the parent (与全市比较), in `compared_in`.
    std::optional<double> to_mean;    ///< Against the mean of the ranked places, likewise.
    std::optional<double> share;      ///< Of the parent's value, a fraction; flows and stocks only.
    friend bool operator==(LeagueRow const&, LeagueRow const&) = default;
};

/// One target in several places.
struct League {
    std::string target;     ///< Id.
    std::string indicator;  ///< Id.
    std::string unit;       ///< Of the values; % for growth.
    ComparedIn compared_in = ComparedIn::percent;
    std::optional<Window> period;  ///< Of the values that are ranked: the latest there is.
    std::vector<LeagueRow> rows;   ///< By rank, then those without one in the order asked for.
    std::optional<double> mean;    ///< Unweighted, of the ranked places; absent with one alone.
    std::string parent;            ///< Empty without one.
    std::optional<double> parent_value;  ///< For the same period (全市平均 for ratios and growth).
    friend bool operator==(League const&, League const&) = default;
};

namespace detail {

/// What a place has of a face of an indicator for a window: a period's figure, or a flow's sum.
[[nodiscard]] inline std::optional<double>
figure_over(Evidence const& evidence, Indicator const& indicator, Face face, Window const& window) {
    std::optional<Figure> figure;
    if (window.single()) figure = evidence.figure(indicator.id, face, window.first());
    else if (face == Face::level && indicator.kind == Kind::flow)
        figure = evidence.series(indicator.id).total(window);
    return figure ? std::optional(figure->value) : std::nullopt;
}

class LeagueMaker {
public:
    LeagueMaker(Plan const& plan, Observations const& observations, Places const& places)
        : plan_(plan), observations_(observations), places_(places), index_(plan),
          parents_plan_(plan_for(plan, places.parent)) {}

    /// The text of a target that the places were judged by; null if none has a verdict on it.
    [[nodiscard]] Target const* find(std::string_view id) const {
        if (places_.assessments.empty()) return nullptr;
        Knowledge const& known = places_.assessments.front().knowledge;
        for (Target const& target : plan_.targets)
            if (target.id == id && !target.is_part() && in_force(target, known)) return &target;
        return nullptr;
    }
    /// Whether some place has a value of a target.
    [[nodiscard]] bool any_value(Target const& target) const {
        return std::any_of(places_.assessments.begin(), places_.assessments.end(),
                           [&](Assessment const& assessment) {
                               Verdict const* verdict = assessment.find(target.id);
                               return verdict != nullptr && verdict->actual;
                           });
    }

    [[nodiscard]] League make(Target const& target) {
        indicator_ = index_.indicator(target.indicator);
        say_ = expanded(target.say);
        League league;
        league.target = target.id;
        league.indicator = indicator_->id;
        const bool growth = say_.face == Face::growth;
        league.unit = growth ? "%" : indicator_->unit;
        league.compared_in =
            growth || index_.unit(*indicator_).percent() ? ComparedIn::points : ComparedIn::percent;
        for (std::size_t i = 0; i < places_.places.size(); ++i) {
            LeagueRow& row = league.rows.emplace_back();
            row.place = places_.places[i];
            Verdict const* verdict = places_.assessments[i].find(target.id);
            if (verdict == nullptr) continue;
            row.status = verdict->status;
            row.value = verdict->actual;
            row.period = verdict->actual_period;
            if (row.value && row.period && (!league.period || later(*row.period, *league.period)))
                league.period = row.period;
        }
        rank(league);
        parent(league);
        compare(league);
        std::stable_sort(league.rows.begin(), league.rows.end(),
                         [](LeagueRow const& a, LeagueRow const& b) {
                             return a.rank && (!b.rank || *a.rank < *b.rank);
                         });
        return league;
    }

private:
    [[nodiscard]] static bool later(Window const& a, Window const& b) {
        if (a.last_day() != b.last_day()) return a.last_day() > b.last_day();
        return a.first_day() < b.first_day();
    }
    [[nodiscard]] static bool in(LeagueRow const& row, League const& league) {
        return row.value && row.period == league.period;
    }
    /// How far a value lies on the wanted side: what is ranked, the larger the better.
    [[nodiscard]] double merit(double value) const {
        const auto wanted =
            satisfying(say_, say_.quantity() != nullptr ? say_.quantity()->value : 0.0);
        if (!wanted || wanted->lower_limit()) return value;
        if (wanted->upper_limit()) return -value;
        return -std::abs(value - (wanted->lower + (wanted->upper - wanted->lower) / 2));
    }
    /// Equal values share a place, and the next place is the number of those before it plus one.
    void rank(League& league) const {
        int ranked = 0;
        double sum = 0;
        for (LeagueRow& row : league.rows) {
            if (!in(row, league)) continue;
            ++ranked;
            sum += *row.value;
            const double own = merit(*row.value);
            row.rank = 1 + static_cast<int>(std::count_if(
                               league.rows.begin(), league.rows.end(), [&](LeagueRow const& other) {
                                   return in(other, league) && merit(*other.value) > own &&
                                          !nearly_equal(merit(*other.value), own);
                               }));
        }
        if (ranked > 1) league.mean = sum / ranked;
    }
    /// The parent's figure for the period of the table, whatever its own latest one is. It has no
    /// status: the target is that of the places, not the parent's.
    void parent(League& league) {
        league.parent = places_.parent;
        if (!places_.of_parent) return;
        if (Verdict const* verdict = places_.of_parent->find(league.target)) {
            if (verdict->actual_period && verdict->actual_period == league.period)
                league.parent_value = verdict->actual;
        }
        if (league.parent_value || !league.period) return;
        if (!parents_evidence_) {
            parents_rows_ = observations_for(plan_, observations_, places_.parent);
            parents_evidence_.emplace(parents_plan_, parents_rows_, places_.of_parent->knowledge);
        }
        league.parent_value =
            figure_over(*parents_evidence_, *indicator_, say_.face, *league.period);
    }
    void compare(League& league) const {
        const bool additive = say_.face == Face::level &&
                              (indicator_->kind == Kind::flow || indicator_->kind == Kind::stock);
        const auto against = [&](double value, std::optional<double> const& other) {
            if (!other) return std::optional<double>();
            if (league.compared_in == ComparedIn::points) return std::optional(value - *other);
            if (!(*other > 0)) return std::optional<double>();
            return std::optional(100 * (value - *other) / *other);
        };
        for (LeagueRow& row : league.rows) {
            if (!in(row, league)) continue;
            row.to_mean = against(*row.value, league.mean);
            const bool percentages = league.compared_in == ComparedIn::points;
            // A part is always below its whole: it has a share of it instead.
            if (!additive || percentages) row.to_parent = against(*row.value, league.parent_value);
            else if (league.parent_value && *league.parent_value > 0)
                row.share = *row.value / *league.parent_value;
        }
    }

    Plan const& plan_;
    Observations const& observations_;
    Places const& places_;
    PlanIndex index_;
    Plan parents_plan_;
    Observations parents_rows_;
    std::optional<Evidence> parents_evidence_;  ///< Made when it is first asked for.
    Indicator const* indicator_ = nullptr;      ///< Of the table that is being made.
    Statement say_;
};

}  // namespace detail

/// The league table of one target. Values of one period are ranked, the latest that any place has,
/// towards the side that the target wants: high for `>=`, low for `<=`, near the middle for a band.
/// Equal values share a place (1, 2, 2, 4). Places whose figures are older or missing are listed
/// without a rank.
///
/// Against the parent: growth and percentages as a difference in points, other averages and ratios
/// in percent of the parent's value; flows and stocks of which the places are parts have a share of
/// it instead. Against the mean of the ranked places: points or percent. Percent of a value that is
/// not positive is undefined.
/// \param observations  those from which `places` was made
/// \throws std::invalid_argument for a target that is not in force
[[nodiscard]] inline League league(Plan const& plan, Observations const& observations,
                                   Places const& places, std::string_view target) {
    detail::LeagueMaker maker(plan, observations, places);
    Target const* found = maker.find(target);
    if (found == nullptr)
        throw std::invalid_argument("no target in force has the id \"" + std::string(target) +
                                    "\"");
    return maker.make(*found);
}

/// The league tables of all targets of which some place has a value, in the order of the plan.
[[nodiscard]] inline std::vector<League> leagues(Plan const& plan, Observations const& observations,
                                                 Places const& places) {
    detail::LeagueMaker maker(plan, observations, places);
    std::vector<League> tables;
    for (Target const& target : plan.targets)
        if (maker.find(target.id) == &target && maker.any_value(target))
            tables.push_back(maker.make(target));
    return tables;
}

}  // namespace glidepath

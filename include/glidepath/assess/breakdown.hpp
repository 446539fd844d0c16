// Breaking the yearly targets of a plan down to half-years, quarters or months: targets to issue.
#pragma once

#include <glidepath/assess/trajectory.hpp>
#include <glidepath/model/part.hpp>
#include <glidepath/path/rounding.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace glidepath {

/// What is broken down, and how.
struct BreakdownOptions {
    Period year;                          ///< The year, on the grid of the plan's reporting years.
    Frequency freq = Frequency::monthly;  ///< Of the parts.
    Anchor anchor = Anchor::base;
    Spread spread = Spread::usual;
    std::vector<double> weights;          ///< As in `TrajectoryOptions`.
    std::vector<std::string> indicators;  ///< Ids; all flows of the plan if empty.
    int digits = 2;  ///< Decimals of the parts, or more if the year's target has; counts have none.
};

/// Why an indicator is not broken down.
enum class NotBrokenDown : std::uint8_t {
    no_targets,      ///< As `NoTrajectory`.
    not_identified,  ///< As `NoTrajectory`.
    not_divisible,   ///< As `NoTrajectory`.
    outside,         ///< The year is before the base or after the last target.
    issued,          ///< Parts of this year are issued already: they stay.
    target_tbd,      ///< The plan's target for this year has no number yet.
    growth_alone     ///< Targets ask for growth only, and the level a year before is not known.
};
inline constexpr std::array<std::string_view, 7> not_broken_down_names{
    "no_targets", "not_identified", "not_divisible", "outside",
    "issued",     "target_tbd",     "growth_alone"};
[[nodiscard]] constexpr std::string_view to_string(NotBrokenDown reason) noexcept {
    return not_broken_down_names[static_cast<std::size_t>(reason)];
}
/// The sentence of a reason in both languages.
[[nodiscard]] inline Text reason_text(NotBrokenDown reason) {
    switch (reason) {
        case NotBrokenDown::outside:
            return {"该年在基期之前或在最后一个目标之后",
                    "the year lies before the base or after the last target"};
        case NotBrokenDown::issued:
            return {"该年分解目标已下达，不再变动",
                    "the parts of this year are issued already, and stay"};
        case NotBrokenDown::target_tbd:
            return {
                "该年目标尚未确定，确定后再分解",
                "the target for this year is still to be determined: set it, then break it down"};
        case NotBrokenDown::growth_alone:
            return {"目标只对增速提出要求，而上年水平值未知",
                    "its targets ask for growth alone, and the level of the year before is not "
                    "known"};
        default: return reason_text(static_cast<NoTrajectory>(reason));
    }
}

/// The break-down of one year.
struct Breakdown {
    /// Targets to add to the plan: yearly ones where the plan itself names none for this year, each
    /// followed by its parts, which name it in `part_of`.
    std::vector<Target> targets;
    struct Skipped {
        std::string indicator;
        NotBrokenDown reason;
    };
    std::vector<Skipped> skipped;
};

namespace detail {

class BreakdownMaker {
public:
    BreakdownMaker(Evidence const& evidence, BreakdownOptions const& options)
        : evidence_(evidence), options_(options) {}

    [[nodiscard]] Breakdown run() && {
        Plan const& plan = evidence_.index().plan();
        if (options_.year.frequency() != Frequency::annual)
            throw std::invalid_argument("a year is broken down, not " + to_string(options_.year));
        if (!refines(options_.freq, Frequency::annual) || options_.freq == Frequency::annual)
            throw std::invalid_argument("a year is broken down to half-years, quarters, months or "
                                        "days, not to " +
                                        std::string(to_string(options_.freq)) + " periods");
        if (options_.digits < 0 || options_.digits > 6)
            throw std::invalid_argument("parts have 0 to 6 decimals, not " +
                                        std::to_string(options_.digits));
        for (std::string const& id : options_.indicators)
            if (evidence_.index().indicator(id) == nullptr)
                throw std::invalid_argument("the plan has no indicator \"" + id + "\"");
        for (Indicator const& indicator : plan.indicators) {
            auto const& named = options_.indicators;
            const bool wanted =
                named.empty() ? indicator.kind == Kind::flow
                              : std::find(named.begin(), named.end(), indicator.id) != named.end();
            if (wanted) divide(indicator);
        }
        return std::move(result_);
    }

private:
    void skip(Indicator const& indicator, NotBrokenDown reason) {
        result_.skipped.push_back({indicator.id, reason});
    }
    void divide(Indicator const& indicator) {
        for (Target const* text : evidence_.targets(indicator.id))
            if (text->say.to_be_decided() && text->say.stat == Stat::at &&
                text->say.face == Face::level && text->say.window == Window(options_.year))
                return skip(indicator, NotBrokenDown::target_tbd);
        TrajectoryOptions how;
        how.freq = options_.freq;
        how.anchor = options_.anchor;
        how.spread = options_.spread;
        how.weights = options_.weights;
        const auto window = refine(Window(options_.year), options_.freq, options_.year.phase());
        if (!window) return skip(indicator, NotBrokenDown::not_divisible);
        Trajectory parts = trajectory(evidence_, indicator.id, how);
        if (!parts.path && parts.reason == NoTrajectory::not_identified)
            divide_total(indicator, *window, how, parts);
        if (!parts.path) return skip(indicator, static_cast<NotBrokenDown>(parts.reason));
        if (!parts.path->at(window->first()) || !parts.path->at(window->last()))
            return skip(indicator, NotBrokenDown::outside);
        if (growth_alone(indicator)) return skip(indicator, NotBrokenDown::growth_alone);
        std::vector<double> values;
        for (Period p : *window) values.push_back(*parts.path->at(p));
        const bool flow = indicator.kind == Kind::flow;
        double whole = values.back();
        if (flow || indicator.kind == Kind::average) {
            whole = 0;
            for (double value : values) whole += value;
            if (!flow) whole /= static_cast<double>(values.size());
        }
        const Target* yearly = yearly_target(indicator, whole);
        if (yearly != nullptr)
            for (Target const* part : evidence_.parts(yearly->id))
                if (Window(options_.year).covers(part->say.window))
                    return skip(indicator, NotBrokenDown::issued);
        const Comparator relation =
            yearly != nullptr ? direction(*yearly, !indicator.whole) : direction(indicator);
        int digits = indicator.whole ? 0 : options_.digits;
        if (yearly != nullptr && flow)  // fewer could not add up to it
            digits = std::max(digits, yearly->say.quantity()->decimals);
        Target made;
        if (yearly == nullptr) {
            const double rounded = rounded_to_total(std::vector<double>{whole}, digits).front();
            made = target(indicator, Window(options_.year), Stat::at, relation, rounded, digits);
            made.note = "From the glidepath.";
            result_.targets.push_back(made);
        }
        // The parts add up to what the plan says, not to the path's rounded noise.
        if (flow) {
            const double total = threshold(indicator, yearly != nullptr ? *yearly : made);
            if (whole != 0)
                for (double& value : values) value *= total / whole;
            values = rounded_to_total(values, digits, total);
        } else {
            for (double& value : values)
                value = rounded_to_total(std::vector<double>{value}, digits).front();
        }
        issue(indicator, yearly != nullptr ? yearly->id : made.id, *window, values,
              flow ? joint_in(parts, *window) : std::vector<Window>(), relation, digits);
    }
    /// A flow whose path is unknown before and after this year has a target for the year all the
    /// same: its total needs no path to be divided.
    void divide_total(Indicator const& indicator, Window const& window,
                      TrajectoryOptions const& how, Trajectory& parts) const {
        if (indicator.kind != Kind::flow) return;
        const Target* yearly = yearly_target(indicator, std::nullopt);
        if (yearly == nullptr) return;
        SpreadOver over = spread_over(evidence_.series(indicator.id), Window(options_.year), how);
        std::vector<double> values = over.profiles.front().shares();
        for (double& value : values) value *= threshold(indicator, *yearly);
        parts.path = Path(window, std::move(values));
        parts.joint = std::move(over.joint);
    }
    /// Whether nothing says how high the path is: targets on growth need the year before.
    [[nodiscard]] bool growth_alone(Indicator const& indicator) const {
        for (Target const* text : evidence_.targets(indicator.id))
            if (text->say.face == Face::level && text->say.dated && !text->say.to_be_decided() &&
                text->say.window.last_day() >= options_.year.last_day())
                return false;
        return !evidence_.series(indicator.id).level(options_.year - 1);
    }
    void issue(Indicator const& indicator, std::string const& whole, Window const& window,
               std::vector<double> const& values, std::vector<Window> const& joint,
               Comparator relation, int digits) {
        for (Period p = window.first(); p <= window.last(); ++p) {
            double value = values[static_cast<std::size_t>(p - window.first())];
            Window span(p);
            for (Window const& block : joint)
                if (block.first() == p) span = block;
            for (Period more = p + 1; more <= span.last(); ++more)
                value += values[static_cast<std::size_t>(more - window.first())];
            Target part =
                target(indicator, span, span.single() ? Stat::at : Stat::sum, relation,
                       rounded_to_total(std::vector<double>{value}, digits).front(), digits);
            part.part_of = whole;
            result_.targets.push_back(std::move(part));
            p = span.last();
        }
    }
    /// Blocks of parts that are published together, in this year.
    [[nodiscard]] std::vector<Window> joint_in(Trajectory const& parts,
                                               Window const& window) const {
        std::vector<Window> joint;
        for (Window const& block : parts.joint) {
            const Period year =
                Period::containing(block.first_day(), Frequency::annual, options_.year.phase());
            const auto whole = refine(Window(year), window.frequency(), year.phase());
            if (!whole) continue;
            const Period first = window.first() + (block.first() - whole->first());
            joint.emplace_back(first, first + (block.size() - 1));
        }
        return joint;
    }
    /// The plan's own target for this year: of several the firmest, of those alike the one whose
    /// threshold is nearest to the path. A floor under every year counts where it binds the path.
    /// \param planned  by the path; none if there is no path, which then cannot choose
    [[nodiscard]] Target const* yearly_target(Indicator const& indicator,
                                              std::optional<double> planned) const {
        Target const* found = nullptr;
        const auto order = [&](Target const& text) {
            return std::pair(text.tier,
                             planned ? std::abs(text.say.quantity()->value - *planned) : 0);
        };
        for (Target const* text : evidence_.targets(indicator.id)) {
            if (!divisible(text->say, indicator.kind) || !text->say.dated) continue;
            Window const& window = text->say.window;
            const bool this_year = text->say.stat == Stat::each ? window.contains(options_.year)
                                                                : window == Window(options_.year);
            const bool binds =
                text->say.stat != Stat::each || !planned ||
                std::abs(text->say.quantity()->value - *planned) <= 1e-6 * std::abs(*planned);
            if (this_year && binds && window.first().same_grid(options_.year) &&
                text->say.stat != Stat::sum && (found == nullptr || order(*text) < order(*found)))
                found = text;
        }
        return found;
    }
    /// Which way the parts look: as the first target on the level that is not before this year.
    [[nodiscard]] Comparator direction(Indicator const& indicator) const {
        for (Target const* text : evidence_.targets(indicator.id)) {
            if (!satisfying(expanded(text->say)) || !text->say.dated ||
                !speaks_of_levels(indicator, text->say) ||
                text->say.window.last_day() < options_.year.last_day())
                continue;
            return direction(*text, false);
        }
        return Comparator::at_least;
    }
    /// \param strict  whether parts of `> 860` are to be exceeded as well
    [[nodiscard]] static Comparator direction(Target const& target, bool strict) {
        const auto interval = satisfying(expanded(target.say));
        if (interval && interval->upper_limit())
            return strict && interval->upper_open ? Comparator::less : Comparator::at_most;
        return strict && interval && interval->lower_limit() && interval->lower_open
                   ? Comparator::greater
                   : Comparator::at_least;
    }
    /// What the parts of a year add up to: of `> 50` companies 51.
    [[nodiscard]] static double threshold(Indicator const& indicator, Target const& yearly) {
        const auto interval = satisfying(yearly.say);
        if (!indicator.whole || !interval || !(interval->lower_limit() || interval->upper_limit()))
            return yearly.say.quantity()->value;
        const Interval counts = to_whole(*interval);
        return counts.lower_limit() ? counts.lower : counts.upper;
    }
    [[nodiscard]] Target target(Indicator const& indicator, Window const& window, Stat stat,
                                Comparator relation, double value, int digits) const {
        Target made;
        made.indicator = indicator.id;
        made.say.stat = stat;
        made.say.window = window;
        made.say.comparator = relation;
        made.say.value =
            Quantity{value, digits, indicator.unit == "%" ? Mark::percent : Mark::none};
        Plan const& plan = evidence_.index().plan();
        made.id = default_id(indicator.id, made.say, plan.reporting_year);
        // A text that is not in force, or one that has no parts, may have taken the name.
        while (std::any_of(plan.targets.begin(), plan.targets.end(),
                           [&](Target const& text) { return text.id == made.id; }))
            made.id += "-issued";
        made.set = evidence_.knowledge().today();
        return made;
    }

    Evidence const& evidence_;
    BreakdownOptions const& options_;
    Breakdown result_;
};

}  // namespace detail

/// The targets that break one year of a plan down to parts: of the plan's own target for the year,
/// or, where it names none, of the glidepath's value, which then becomes a yearly target.
///
/// The parts of a flow add up to the yearly value exactly, rounded by largest remainders, and are
/// as strict as it is: those of `> 860` are to be exceeded, and those of `> 50` companies add up
/// to 51. Months that are published together get one part. Of other kinds the parts are the planned
/// values at the ends of the periods. What is issued already stays: such indicators are skipped.
/// \throws std::invalid_argument for a year that is none, parts that do not divide it, an unknown
///         indicator, digits outside 0..6, and as `trajectory`
[[nodiscard]] inline Breakdown breakdown(Evidence const& evidence,
                                         BreakdownOptions const& options) {
    return detail::BreakdownMaker(evidence, options).run();
}

}  // namespace glidepath

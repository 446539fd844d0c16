// The last period at which a target can still be reached, under a stated most growth.
#pragma once

#include <glidepath/assess/evidence.hpp>
#include <glidepath/path/required.hpp>

#include <cmath>
#include <optional>
#include <stdexcept>
#include <string>

namespace glidepath {

/// How long an indicator can stay at its latest level and still reach a target.
struct LastChance {
    Period since;      ///< The latest period with a known level.
    double level = 0;  ///< Of that period, in the unit of the indicator.
    /// The last period that may still have this level, after which it has to move at the stated
    /// rate; nothing if the target is out of reach at that rate already.
    std::optional<Period> until;
};

namespace detail {

/// The growth of one period that comes to this much in a year.
[[nodiscard]] inline double growth_of_period(double yearly, Period like) {
    return std::pow(1 + yearly, months_in(like.frequency()) / 12.0) - 1;
}
inline void require_way(Interval const& goal, double most_growth) {
    const bool up = goal.lower_limit();
    if (most_growth > -1 && std::isfinite(most_growth) && (up ? most_growth > 0 : most_growth < 0))
        return;
    throw std::invalid_argument(std::string("the most growth a year must be finite and ") +
                                (up ? "above 0 to reach a floor"
                                    : "between -1 and 0 to come down "
                                      "to a limit") +
                                ", not " + format_shortest(most_growth));
}

}  // namespace detail

/// The last chance of a target on a level (`at`, `by`) or on the sum over a window: growth begins
/// as late as it can and then is `most_growth` a year until the target's last period. \param
/// most_growth  a share: 0.08 is 8 % a year; below 0 for a target that is a limit from above
/// \return nothing for other targets, for one that is over or whose window is still to open, for
///         weeks and days, and without a known positive level
/// \throws std::invalid_argument for a growth that leads away from the target
[[nodiscard]] inline std::optional<LastChance>
last_chance(Evidence const& evidence, Target const& target, double most_growth) {
    Statement const& say = target.say;
    const auto goal = satisfying(say);
    const Period last = say.window.last();
    const bool level = (say.stat == Stat::at || say.stat == Stat::by) && say.face == Face::level;
    const bool sum = say.stat == Stat::sum && goal && goal->lower_limit();
    if (!goal || !(goal->lower_limit() || goal->upper_limit()) || !say.dated || !(level || sum) ||
        months_in(last.frequency()) == 0)
        return std::nullopt;
    detail::require_way(*goal, most_growth);
    Series const& series = evidence.series(target.indicator);
    const auto since = series.latest_level(last);
    const auto known = since ? series.level(*since) : std::nullopt;
    if (!known || !(known->value > 0) || *since >= last) return std::nullopt;

    LastChance chance{*since, known->value, {}};
    const double growth = detail::growth_of_period(most_growth, last);
    const int ahead = last - *since;
    double wanted = goal->lower_limit() ? goal->lower : goal->upper;
    std::optional<int> spare;
    if (level) {
        if (!(wanted > 0)) return std::nullopt;
        spare = periods_to_spare(known->value, wanted, growth, ahead);
    } else {
        if (*since + 1 < say.window.first()) return std::nullopt;
        if (say.window.contains(*since)) {
            const auto done = series.total(Window(say.window.first(), *since));
            if (!done) return std::nullopt;
            wanted -= done->value;
        }
        spare = wanted > 0 ? periods_to_spare_for_sum(known->value, wanted, growth, ahead)
                           : std::optional(ahead);
    }
    if (spare) chance.until = *since + *spare;
    return chance;
}

}  // namespace glidepath

// How much of a year was usually done by a point of it: what seasonal profiles and the judging of
// running periods both rest on.
#pragma once

#include <glidepath/model/series.hpp>

#include <cmath>
#include <optional>
#include <stdexcept>
#include <utility>
#include <vector>

namespace glidepath {

/// The share of a flow's year (or half-year, or quarter) that was usually done by a point of it.
struct UsualShare {
    double share = 0;           ///< The mean over `years`.
    double half_unit = 0;       ///< What the rounding of the published figures leaves open.
    std::vector<Period> years;  ///< The earlier periods that tell, the latest first.
};

/// Over how many earlier years a usual share is taken at most, and how far back they may lie.
inline constexpr int usual_share_years = 5;
inline constexpr int usual_share_reach = 30;

/// The share of `whole` that was usually done by the end of `last`: the mean over at most the five
/// latest of the same periods of earlier years whose total (which must be positive) and total to
/// that point are both known as published, not derived. A year that had brought nothing by then
/// counts with 0. Nothing if no earlier year tells.
///
/// The mean, not the median: means of shares add up to one again, medians do not.
///
/// \param whole  a year, half-year or quarter
/// \param last   a period of months inside it
/// \throws std::invalid_argument if `whole` or `last` does not consist of months, or `last` does
///         not end inside `whole`.
[[nodiscard]] inline std::optional<UsualShare> usual_share(Series const& series, Period whole,
                                                           Period last) {
    if (months_in(whole.frequency()) == 0 || months_in(last.frequency()) == 0)
        throw std::invalid_argument("a usual share is known of periods of months, not of weeks or "
                                    "days");
    const Period first = Period::containing(whole.first_day(), last.frequency(), last.phase());
    if (first.first_day() != whole.first_day() || last < first ||
        last.last_day() > whole.last_day())
        throw std::invalid_argument(to_string(last) + " is no part of " + to_string(whole));
    UsualShare usual;
    for (int back = 1; back <= usual_share_reach; ++back) {
        const int years = static_cast<int>(usual.years.size());
        if (years == usual_share_years || whole.first_year() - back < 1400) break;
        const Period earlier = whole - back * (12 / months_in(whole.frequency()));
        const auto total = series.total(Window(earlier));
        if (!total || total->derived || !(total->value > 0)) continue;
        const Period point =
            Period::containing(earlier.first_day(), last.frequency(), last.phase()) +
            (last - first);
        const auto done = series.total_between(earlier.first_day(), add_days(point.last_day(), 1));
        if (!done || done->derived) continue;
        const double share = done->value / total->value;
        usual.share += share;
        usual.half_unit += (done->half_unit + std::abs(share) * total->half_unit) / total->value;
        usual.years.push_back(earlier);
    }
    if (usual.years.empty()) return std::nullopt;
    usual.share /= static_cast<double>(usual.years.size());
    usual.half_unit /= static_cast<double>(usual.years.size());
    return usual;
}

}  // namespace glidepath

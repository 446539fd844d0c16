// Figures whose unit is probably misprinted: one rule for checking data and for judging targets.
#pragma once

#include <glidepath/model/observation.hpp>
#include <glidepath/model/plan.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace glidepath {

/// A figure is suspect from this factor away from what it is compared with. Prefixes of units lie
/// at least a thousand apart (千瓦 and 万千瓦 ten thousand); the rest is room for real movement.
inline constexpr double unit_suspect_factor = 300;

/// A figure that is out of all proportion to what it is compared with.
struct UnitSuspicion {
    /// What the figure was compared with, in this order of preference.
    enum class Against : std::uint8_t { other_periods, targets, other_releases };

    Observation const* row = nullptr;
    double reference = 0;  ///< What a figure for the row's span would be expected to be near to.
    Against against = Against::other_periods;
};

namespace detail {

/// The length of a window in days; of months an even one, so that leap years do not matter.
[[nodiscard]] inline double days_of(Window const& window) {
    if (const int width = months_in(window.frequency()); width != 0)
        return window.size() * width * (365.2425 / 12);
    return days_between(window.first_day(), window.last_day()) + 1;
}

/// The middle of some positive numbers; nothing if there are none.
[[nodiscard]] inline std::optional<double> median(std::vector<double> numbers) {
    if (numbers.empty()) return std::nullopt;
    const auto middle = numbers.begin() + static_cast<std::ptrdiff_t>(numbers.size() / 2);
    std::nth_element(numbers.begin(), middle, numbers.end());
    if (numbers.size() % 2 == 1) return *middle;
    return (*std::max_element(numbers.begin(), middle) + *middle) / 2;
}

/// The middle of sorted numbers from which one may be left out; nothing if none are left.
[[nodiscard]] inline std::optional<double> median_but(std::vector<double> const& sorted,
                                                      std::optional<double> left_out) {
    std::size_t gap = sorted.size();
    if (left_out)
        gap = static_cast<std::size_t>(std::lower_bound(sorted.begin(), sorted.end(), *left_out) -
                                       sorted.begin());
    const std::size_t count = sorted.size() - (left_out ? 1 : 0);
    if (count == 0) return std::nullopt;
    const auto at = [&](std::size_t i) { return sorted[i < gap ? i : i + 1]; };
    return count % 2 == 1 ? at(count / 2) : (at(count / 2 - 1) + at(count / 2)) / 2;
}

/// The sizes that the level targets of an indicator speak of; for flows a day, so that months,
/// years and five-year sums compare.
[[nodiscard]] inline std::vector<double> target_sizes(Plan const& plan,
                                                      Indicator const& indicator) {
    std::vector<double> sizes;
    for (Target const& target : plan.targets) {
        Statement const& say = target.say;
        const Quantity* quantity = say.quantity();
        const bool speaks_of_level = say.stat == Stat::at || say.stat == Stat::by ||
                                     say.stat == Stat::sum || say.stat == Stat::mean ||
                                     say.stat == Stat::each;
        if (target.indicator != indicator.id || target.is_part() || !speaks_of_level ||
            say.face != Face::level || say.comparator == Comparator::none || quantity == nullptr)
            continue;
        const bool other_end = quantity->value == 0 && say.comparator == Comparator::between;
        const double size = std::abs(other_end ? say.second.value : quantity->value);
        if (size == 0) continue;
        const Window covered = say.stat == Stat::sum ? say.window : Window(say.window.last());
        sizes.push_back(indicator.kind == Kind::flow ? size / days_of(covered) : size);
    }
    return sizes;
}

}  // namespace detail

/// The `value` and `ytd` rows whose figure is out by `unit_suspect_factor` or more, each with what
/// it was compared with: the median of the figures of other periods; if there are none, the
/// thresholds of the level targets (in the plan's own place, for which they are meant); if there
/// are none either, other releases of the same period. One other figure alone cannot say which of
/// the two is wrong: then the targets decide, where there are any. Zero is zero, not a unit. \param
/// rows  the rows of one indicator and one place that may be used
[[nodiscard]] inline std::vector<UnitSuspicion>
unit_suspicions(Plan const& plan, PlanIndex const& index,
                std::span<Observation const* const> rows) {
    using Against = UnitSuspicion::Against;
    struct Sized {
        Observation const* row;
        double days;  // what flows are divided by
        double size;
    };
    std::vector<UnitSuspicion> suspicions;
    const Indicator* indicator = rows.empty() ? nullptr : index.indicator(rows.front()->indicator);
    if (indicator == nullptr || indicator->kind == Kind::milestone) return suspicions;
    std::vector<Sized> sized;
    for (Observation const* row : rows) {
        if ((row->measure != Measure::value && row->measure != Measure::ytd) || row->value == 0)
            continue;
        const double days =
            indicator->kind == Kind::flow ? detail::days_of(row->span(plan.reporting_year)) : 1;
        sized.push_back({row, days, std::abs(row->value) / days});
    }
    if (sized.empty()) return suspicions;
    std::string const& place = rows.front()->place;
    const std::optional<double> targets =
        place.empty() || place == plan.place
            ? detail::median(detail::target_sizes(plan, *indicator))
            : std::nullopt;
    const auto out = [](double size, double reference) {
        return size >= reference * unit_suspect_factor || size * unit_suspect_factor <= reference;
    };
    std::map<std::pair<Date, Date>, std::vector<double>> periods;
    const auto days = [](Observation const& row) {
        return std::pair(row.period.first_day(), row.period.last_day());
    };
    for (Sized const& one : sized)
        if (one.row->measure == Measure::value) periods[days(*one.row)].push_back(one.size);
    std::vector<double> typical;
    typical.reserve(periods.size());
    for (auto const& [period, sizes] : periods) typical.push_back(*detail::median(sizes));
    std::sort(typical.begin(), typical.end());
    for (Sized const& one : sized) {
        const auto own = periods.find(days(*one.row));
        const std::size_t others = periods.size() - (own != periods.end() ? 1 : 0);
        const std::optional<double> but =
            own != periods.end() ? detail::median(own->second) : std::nullopt;
        auto reference = std::pair(detail::median_but(typical, but), Against::other_periods);
        if (!reference.first || (others == 1 && targets)) reference = {targets, Against::targets};
        if (!reference.first && own != periods.end() && own->second.size() > 1)
            reference = {detail::median(own->second), Against::other_releases};
        if (reference.first && out(one.size, *reference.first))
            suspicions.push_back({one.row, *reference.first * one.days, reference.second});
    }
    return suspicions;
}

/// The rows themselves; see `unit_suspicions`.
[[nodiscard]] inline std::vector<Observation const*>
suspect_units(Plan const& plan, PlanIndex const& index, std::span<Observation const* const> rows) {
    std::vector<Observation const*> suspects;
    for (UnitSuspicion const& suspicion : unit_suspicions(plan, index, rows))
        suspects.push_back(suspicion.row);
    return suspects;
}

}  // namespace glidepath

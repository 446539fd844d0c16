// With how many digits figures that were computed are told: as many as published ones have.
#pragma once

#include <glidepath/assess/judge/words.hpp>
#include <glidepath/model/observation.hpp>
#include <glidepath/model/plan.hpp>

#include <algorithm>
#include <optional>
#include <span>
#include <string>

namespace glidepath {

/// Digits after the point with which computed figures of an indicator are told in sentences. JSON
/// and tables of numbers are never rounded.
struct PrintedDigits {
    int level = 2;   ///< Of levels and changes of levels.
    int growth = 1;  ///< Of growth in percent.
    friend constexpr bool operator==(PrintedDigits, PrintedDigits) = default;
};

/// As many as the most precise published figure and the most precise number of a target have: two
/// for levels of which nothing is printed, none for counts; for growth at least one. A figure in
/// another unit than the indicator's was converted: it has the digits of six significant ones.
/// \param rows  of the indicator
[[nodiscard]] inline PrintedDigits printed_digits(Plan const& plan, Indicator const& indicator,
                                                  std::span<Observation const* const> rows) {
    std::optional<int> level;
    std::optional<int> growth;
    const auto at_least = [](std::optional<int>& digits, int more) {
        digits = std::max(digits.value_or(0), more);
    };
    for (Observation const* row : rows) {
        const bool printed = row->unit.empty();
        if (row->measure == Measure::value || row->measure == Measure::ytd)
            at_least(level, printed ? row->decimals
                                    : detail::digits_behind_point(detail::rounded(row->value)));
        else if (row->measure == Measure::growth || row->measure == Measure::ytd_growth)
            at_least(growth, row->decimals);
    }
    for (Target const& target : plan.targets) {
        Quantity const* quantity = target.say.quantity();
        if (target.indicator != indicator.id || quantity == nullptr) continue;
        if (target.say.face == Face::level) at_least(level, quantity->decimals);
        if (target.say.face == Face::growth) at_least(growth, quantity->decimals);
    }
    return {indicator.whole ? 0 : level.value_or(2), std::max(1, growth.value_or(1))};
}

}  // namespace glidepath

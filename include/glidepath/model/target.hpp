// Targets: statements that are wanted.
#pragma once

#include <glidepath/model/fault.hpp>
#include <glidepath/model/statement_text.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace glidepath {

/// How firmly a target is meant.
enum class Tier : std::uint8_t {
    binding,      ///< 约束性
    expected,     ///< 预期性
    aspirational  ///< 力争
};
inline constexpr std::array<std::string_view, 3> tier_names{"binding", "expected", "aspirational"};
[[nodiscard]] constexpr std::string_view to_string(Tier tier) noexcept {
    return tier_names[static_cast<std::size_t>(tier)];
}

/// What the plan's text leaves open and the encoded target had to assume.
enum class Assumption : std::uint8_t { window, tolerance, due, start };
inline constexpr std::array<std::string_view, 4> assumption_names{"window", "tolerance", "due",
                                                                  "start"};
[[nodiscard]] constexpr std::string_view to_string(Assumption assumption) noexcept {
    return assumption_names[static_cast<std::size_t>(assumption)];
}

/// A statement about an indicator that the plan wants to become true.
struct Target {
    std::string id;         ///< Unique in the plan; `default_id` unless named.
    std::string indicator;  ///< Id.
    std::string goal;       ///< Id; the indicator's goal if empty.
    std::string part_of;    ///< Id of the target that this is an issued mark of; empty for others.
    Statement say;
    std::string quote;  ///< The plan's own words.
    Tier tier = Tier::expected;
    std::optional<Period>
        base;  ///< Where the path starts, if not the last value before the horizon.
    std::vector<Assumption> assumed;
    std::string note;
    std::optional<Date> set;         ///< The day from which this text is in force.
    std::optional<Date> superseded;  ///< The day from which it no longer is.
    Location where;

    /// Whether this is a part of another target's break-down (see part.hpp): a mark against which
    /// that target is judged, and no target of its own.
    [[nodiscard]] bool is_part() const noexcept { return !part_of.empty(); }
    /// Whether this text of the target was in force on a day.
    [[nodiscard]] bool in_force(Date const& day) const {
        return (!set || *set <= day) && (!superseded || day < *superseded);
    }
    friend bool operator==(Target const&, Target const&) = default;
};

/// Whether there is no day on which both texts are in force, because one ends before the other
/// starts.
[[nodiscard]] inline bool never_together(Target const& a, Target const& b) {
    return (a.superseded && b.set && *a.superseded <= *b.set) ||
           (b.superseded && a.set && *b.superseded <= *a.set);
}

/// `<indicator>:<stat with - for spaces>`, as `x:sum-2023..2025`.
[[nodiscard]] inline std::string default_id(std::string_view indicator, Statement const& say,
                                            ReportingYear calendar = {}) {
    std::string stat = stat_text(say, calendar);
    std::replace(stat.begin(), stat.end(), ' ', '-');
    return std::string(indicator) + ":" + stat;
}

/// The last day of the window: the day by which a target is due. Nothing for an undated `done`.
[[nodiscard]] inline std::optional<Date> due(Statement const& say) {
    if (!say.dated) return std::nullopt;
    return say.window.last_day();
}

}  // namespace glidepath

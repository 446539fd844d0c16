// Indicators: what is measured, in which unit, and how it aggregates over time.
#pragma once

#include <glidepath/model/fault.hpp>
#include <glidepath/model/text.hpp>
#include <glidepath/time/frequency.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace glidepath {

/// How an indicator aggregates to a coarser period.
enum class Kind : std::uint8_t {
    flow,      ///< By its sum: investment, births.
    stock,     ///< By its last value: population at year end.
    average,   ///< By its mean: a concentration, a price index.
    ratio,     ///< By its parts, if named; otherwise not at all.
    milestone  ///< Not a number: observed by the date it was done.
};

inline constexpr std::array<std::string_view, 5> kind_names{"flow", "stock", "average", "ratio",
                                                            "milestone"};
[[nodiscard]] constexpr std::string_view to_string(Kind kind) noexcept {
    return kind_names[static_cast<std::size_t>(kind)];
}

/// Values that an indicator cannot leave. Declared, never derived from the unit.
struct Bounds {
    std::optional<double> min;
    std::optional<double> max;
    friend bool operator==(Bounds const&, Bounds const&) = default;
};

/// Days after the end of a period by which its figure is expected, unless the plan says otherwise.
inline constexpr int default_lag = 90;

/// One measured quantity.
struct Indicator {
    std::string id;
    std::string goal;  ///< Empty for indicators that only serve others (a denominator).
    Text name;
    std::string unit;  ///< Label; values are held and returned in this unit.
    Kind kind = Kind::flow;
    bool whole = false;  ///< A count: only whole numbers.
    Bounds bounds;
    Frequency freq = Frequency::annual;  ///< How often it is published at least.
    int lag = default_lag;               ///< Days from the end of a period to its figure.
    std::string authority;               ///< Body whose figure wins over all others.
    std::string reporter;                ///< Body that reports it; the goal's lead if empty.
    std::string parent;                  ///< Id of the indicator in the parent place's plan.
    std::string grandparent;             ///< Id in the plan of the place above that one.
    std::string numerator;               ///< Parts of a ratio: indicator ids, both or none.
    std::string denominator;
    Text definition_unclear;  ///< What is unclear; such a target is not judged.
    std::vector<std::string> aliases;
    std::string note;
    Location where;

    /// Whether the indicator can be declared never negative (bounds say so).
    [[nodiscard]] bool never_negative() const noexcept { return bounds.min && *bounds.min >= 0; }
    /// What the bounds say of values at a frequency. Those of a flow are about its own: of sums and
    /// parts only the sign is known.
    [[nodiscard]] Bounds bounds_at(Frequency frequency) const noexcept {
        if (kind != Kind::flow || frequency == freq) return bounds;
        Bounds sign;
        if (bounds.min && *bounds.min >= 0) sign.min = 0;
        if (bounds.max && *bounds.max <= 0) sign.max = 0;
        return sign;
    }
    friend bool operator==(Indicator const&, Indicator const&) = default;
};

}  // namespace glidepath

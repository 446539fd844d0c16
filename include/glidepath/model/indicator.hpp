// Indicators: what is measured, in which unit, and how it aggregates over time.
#pragma once

#include <glidepath/model/fault.hpp>
#include <glidepath/model/prices.hpp>
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
    std::string unit;                     ///< Label; values are held and returned in this unit.
    std::optional<PriceBasis> prices;     ///< Of its levels; not known if not declared.
    std::optional<Prices> growth_prices;  ///< Of its published growth; those of the levels if not
                                          ///< declared.
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

    /// The prices of its growth. A rate at constant prices of one year compares with one at those
    /// of another, so the year plays no part.
    [[nodiscard]] std::optional<PriceBasis> prices_of_growth() const noexcept {
        if (growth_prices) return PriceBasis{*growth_prices, {}};
        return prices ? std::optional(PriceBasis{prices->prices, {}}) : std::nullopt;
    }
    /// Whether published growth is that of the levels, as far as is declared. If not (real growth
    /// of a nominal level), neither says anything of the other without a deflator.
    [[nodiscard]] bool growth_is_of_levels() const noexcept {
        return !mixed(prices, prices_of_growth());
    }
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

// Units of measurement: a label, its scale and the base it scales.
#pragma once

#include <glidepath/model/number.hpp>
#include <glidepath/model/text.hpp>

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace glidepath {

/// A unit. Values convert between units of one base: x in `a` is x * a.scale / b.scale in `b`;
/// see `convert`.
struct Unit {
    std::string label;  ///< As written in plans and tables: 亿元, 万千瓦, %.
    Text name;
    std::string
        base;  ///< What is measured, in its base unit: 元, W, m2; counts are their own base.
    double scale = 1;  ///< Size of the unit in base units: 1e8 for 亿元.

    [[nodiscard]] bool percent() const noexcept { return base == "%"; }
    friend bool operator==(Unit const&, Unit const&) = default;
};

namespace detail {

struct UnitEntry {
    std::string_view label;
    std::string_view english;
    std::string_view base;
    double scale;
};

/// GB 3100-93 and GB/T 17295 names; 1 亩 = 10000/15 m2 (State Council order of 1984 on legal
/// units).
inline constexpr std::array unit_catalogue{
    UnitEntry{"%", "percent", "%", 1},
    UnitEntry{"元", "yuan", "元", 1},
    UnitEntry{"美元", "US dollars", "美元", 1},
    UnitEntry{"元/年", "yuan a year", "元/年", 1},
    UnitEntry{"元/月", "yuan a month", "元/月", 1},
    UnitEntry{"千瓦", "kW", "W", 1e3},
    UnitEntry{"兆瓦", "MW", "W", 1e6},
    UnitEntry{"千瓦时", "kWh", "Wh", 1e3},
    UnitEntry{"吨", "tonnes", "吨", 1},
    UnitEntry{"吨标准煤", "tonnes of coal equivalent", "吨标准煤", 1},
    UnitEntry{"平方米", "square metres", "m2", 1},
    UnitEntry{"亩", "mu", "m2", 2000.0 / 3.0},
    UnitEntry{"公顷", "hectares", "m2", 1e4},
    UnitEntry{"平方公里", "square kilometres", "m2", 1e6},
    UnitEntry{"公里", "kilometres", "公里", 1},
    UnitEntry{"个", "items", "个", 1},
    UnitEntry{"家", "establishments", "家", 1},
    UnitEntry{"件", "pieces", "件", 1},
    UnitEntry{"座", "facilities", "座", 1},
    UnitEntry{"套", "dwellings", "套", 1},
    UnitEntry{"户", "households", "户", 1},
    UnitEntry{"次", "times", "次", 1},
    UnitEntry{"张", "beds", "张", 1},
    UnitEntry{"人", "persons", "人", 1},
    UnitEntry{"名", "persons", "人", 1},
    UnitEntry{"人次", "person-times", "人次", 1},
    UnitEntry{"年", "years", "年", 1},
    UnitEntry{"岁", "years of age", "岁", 1},
};

struct PrefixEntry {
    std::string_view label;
    std::string_view english;
    double scale;
};
inline constexpr std::array unit_prefixes{
    PrefixEntry{"百万", "million", 1e6},   PrefixEntry{"千万", "10 million", 1e7},
    PrefixEntry{"万亿", "trillion", 1e12}, PrefixEntry{"万", "10,000", 1e4},
    PrefixEntry{"亿", "100 million", 1e8}, PrefixEntry{"百", "hundred", 1e2},
};

[[nodiscard]] inline std::optional<Unit> catalogue_unit(std::string_view label) {
    for (UnitEntry const& entry : unit_catalogue)
        if (entry.label == label)
            return Unit{std::string(label),
                        {std::string(label), std::string(entry.english)},
                        std::string(entry.base),
                        entry.scale};
    return std::nullopt;
}

}  // namespace detail

/// The unit with this label: a declared one, one of the built-in catalogue, or one of either with
/// a Chinese power-of-ten prefix (百 万 百万 千万 亿). Nothing for any other label.
[[nodiscard]] inline std::optional<Unit> find_unit(std::string_view label,
                                                   std::span<Unit const> declared = {}) {
    const auto plain = [&](std::string_view name) -> std::optional<Unit> {
        for (Unit const& unit : declared)
            if (unit.label == name) return unit;
        return detail::catalogue_unit(name);
    };
    if (auto unit = plain(label)) return unit;
    for (auto const& prefix : detail::unit_prefixes) {
        if (!label.starts_with(prefix.label)) continue;
        auto unit = plain(label.substr(prefix.label.size()));
        if (!unit || unit->percent()) continue;
        unit->label = std::string(label);
        unit->name = {std::string(label), std::string(prefix.english) + " " + unit->name.en};
        unit->scale *= prefix.scale;
        return unit;
    }
    return std::nullopt;
}

/// `value` of unit `from` expressed in unit `to`; nothing if they measure different things.
[[nodiscard]] inline std::optional<double> convert(double value, Unit const& from, Unit const& to) {
    if (from.base != to.base) return std::nullopt;
    // Powers of ten above 1 are exact, those below are not: divide by the one that is.
    return from.scale >= to.scale ? value * (from.scale / to.scale)
                                  : value / (to.scale / from.scale);
}

/// As above for a printed figure. Between units a power of ten apart only the point moves: 17.05
/// 千瓦 are exactly what 0.001705 万千瓦 would be.
[[nodiscard]] inline std::optional<double> convert(Printed const& figure, Unit const& from,
                                                   Unit const& to) {
    if (from.base != to.base) return std::nullopt;
    const double power = std::round(std::log10(from.scale / to.scale));
    if (std::abs(power) <= 30 && nearly_equal(std::pow(10.0, power), from.scale / to.scale))
        return shifted(figure, static_cast<int>(power));
    return convert(figure.value, from, to);
}

}  // namespace glidepath

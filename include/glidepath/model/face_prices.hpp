// Which prices a statement about an indicator is reckoned at, and whether it speaks of levels.
#pragma once

#include <glidepath/model/indicator.hpp>
#include <glidepath/model/statement.hpp>

#include <optional>

namespace glidepath {

/// The price basis of one face of an indicator, as far as declared. A change is one of levels.
[[nodiscard]] inline std::optional<PriceBasis> prices_of(Indicator const& indicator, Face face) {
    return face == Face::growth ? indicator.prices_of_growth() : indicator.prices;
}

/// Whether a statement about an indicator says anything of its levels. All do, but those on growth
/// where growth is published at other prices than levels.
[[nodiscard]] inline bool speaks_of_levels(Indicator const& indicator, Statement const& say) {
    return indicator.growth_is_of_levels() || expanded(say).face != Face::growth;
}

}  // namespace glidepath

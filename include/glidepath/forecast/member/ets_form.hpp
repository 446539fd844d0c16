// The forms of exponential smoothing: which error, trend and season a model of the ETS family has.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace glidepath {

/// How the one-step error enters: as such, or as a share of the fitted value.
enum class EtsError : std::uint8_t { additive, multiplicative };
/// Multiplicative trends are left out: they forecast poorly and R's `ets` does not try them either.
enum class EtsTrend : std::uint8_t { none, additive, additive_damped };
enum class EtsSeason : std::uint8_t { none, additive, multiplicative };

/// The longest seasonal cycle that exponential smoothing takes here, as in R's `ets`: every phase
/// of the cycle is a parameter.
inline constexpr int longest_ets_season = 24;

/// One member of the family of Hyndman, Koehler, Ord and Snyder (2008), table 2.1.
struct EtsForm {
    EtsError error = EtsError::additive;
    EtsTrend trend = EtsTrend::none;
    EtsSeason season = EtsSeason::none;

    [[nodiscard]] constexpr bool multiplicative_error() const noexcept {
        return error == EtsError::multiplicative;
    }
    [[nodiscard]] constexpr bool trended() const noexcept { return trend != EtsTrend::none; }
    [[nodiscard]] constexpr bool damped() const noexcept {
        return trend == EtsTrend::additive_damped;
    }
    [[nodiscard]] constexpr bool seasonal() const noexcept { return season != EtsSeason::none; }
    /// Whether it makes sense for data above 0 only: with anything multiplicative.
    [[nodiscard]] constexpr bool needs_positive() const noexcept {
        return multiplicative_error() || season == EtsSeason::multiplicative;
    }
    /// Whether R's `ets` tries it (restrict = TRUE): a multiplicative season under an additive
    /// error has a variance that explodes where the level nears 0.
    [[nodiscard]] constexpr bool stable() const noexcept {
        return multiplicative_error() || season != EtsSeason::multiplicative;
    }
    /// How many smoothing parameters and initial states are estimated, sigma not among them. One
    /// phase of the season follows from the others.
    [[nodiscard]] constexpr int parameters(int periods) const noexcept {
        return 2 + (trended() ? 2 : 0) + (damped() ? 1 : 0) + (seasonal() ? periods : 0);
    }
    [[nodiscard]] constexpr bool operator==(EtsForm const&) const noexcept = default;
};

/// As it is written in the literature: "ETS(A,Ad,N)".
[[nodiscard]] inline std::string to_string(EtsForm const& form) {
    constexpr std::array<std::string_view, 3> trends{"N", "A", "Ad"};
    constexpr std::array<std::string_view, 3> seasons{"N", "A", "M"};
    std::string text = form.multiplicative_error() ? "ETS(M," : "ETS(A,";
    text += trends[static_cast<std::size_t>(form.trend)];
    text += ',';
    text += seasons[static_cast<std::size_t>(form.season)];
    return text += ')';
}

/// What decides which forms a series admits.
struct EtsTraits {
    int observed = 0;
    bool positive = true;  ///< Whether every observed value is above 0.
    int season = 1;

    /// \param season  periods of a cycle; 1: none
    [[nodiscard]] static EtsTraits of(std::span<double const> y, int season) noexcept {
        EtsTraits traits{0, true, season};
        for (double value : y) {
            if (std::isnan(value)) continue;
            ++traits.observed;
            traits.positive = traits.positive && value > 0;
        }
        return traits;
    }
    /// Whether the form can be estimated: at least one value more than it has parameters, a season
    /// where it wants one, values above 0 where it needs them.
    [[nodiscard]] constexpr bool admits(EtsForm const& form) const noexcept {
        if (form.seasonal() && (season < 2 || season > longest_ets_season)) return false;
        return (positive || !form.needs_positive()) && observed > form.parameters(season);
    }
};

/// All forms of the family, the simple before the rich.
[[nodiscard]] inline std::vector<EtsForm> all_ets_forms() {
    std::vector<EtsForm> forms;
    for (auto season : {EtsSeason::none, EtsSeason::additive, EtsSeason::multiplicative})
        for (auto trend : {EtsTrend::none, EtsTrend::additive, EtsTrend::additive_damped})
            for (auto error : {EtsError::additive, EtsError::multiplicative})
                forms.push_back({error, trend, season});
    return forms;
}

}  // namespace glidepath

// The automatic choice among exponential smoothing models.
#pragma once

#include <glidepath/forecast/member/ets.hpp>

#include <cmath>
#include <cstdint>
#include <limits>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace glidepath {

/// Which forms compete; what a series does not admit is left out.
enum class EtsPool : std::uint8_t {
    /// Four without a season: no trend with either error, linear and damped trend with additive
    /// errors. Eight with one: no trend or a damped one, all parts additive or all multiplicative,
    /// in the manner of Petropoulos et al. (2023).
    reduced,
    /// All that R's `ets` tries by default: 6 without a season, 15 with one.
    full
};

struct EtsSearchOptions {
    int season =
        1;  ///< Periods of a seasonal cycle; 1: none. Above 24 seasonal forms are left out.
    EtsPool pool = EtsPool::reduced;
    /// See EtsOptions. The choice as R makes it has 1.
    double trend_share = steady_trend_share;
};

/// One form that competed.
struct EtsCandidate {
    EtsForm form;
    double aicc = 0;
};

/// The model with the least AICc, and those that it beat.
struct EtsSearch {
    Ets best;
    std::vector<EtsCandidate> candidates;  ///< In the order in which they were tried.

    /// Whether a form takes part in a pool.
    [[nodiscard]] static constexpr bool takes(EtsPool pool, bool seasonal,
                                              EtsForm const& form) noexcept {
        if (!form.stable()) return false;
        if (pool == EtsPool::full) return true;
        if (!seasonal) return !form.trended() || !form.multiplicative_error();
        if (form.trend == EtsTrend::additive) return false;
        return !form.seasonal() ||
               form.multiplicative_error() == (form.season == EtsSeason::multiplicative);
    }

    /// Among equals the simpler form wins. With so few values that no AICc is finite (3 or 4) it is
    /// ETS(A,N,N).
    /// \throws std::invalid_argument for infinite values, fewer than 3 observed ones, a season
    ///         below 1
    [[nodiscard]] static EtsSearch fit(std::span<double const> y,
                                       EtsSearchOptions const& options = {}) {
        if (options.season < 1)
            throw std::invalid_argument("ETS: a season of " + std::to_string(options.season) +
                                        " periods; 1 says that there is none");
        Ets::require(y, {.trend_share = options.trend_share});
        const EtsTraits traits = EtsTraits::of(y, options.season);
        detail::EtsEstimator estimator(y, options.season, options.trend_share);
        std::vector<EtsCandidate> candidates;
        const bool seasonal = options.season > 1 && options.season <= longest_ets_season;
        EtsForm chosen;
        detail::EtsEstimate best;
        double least = std::numeric_limits<double>::infinity();
        for (EtsForm const& form : all_ets_forms()) {
            if (!takes(options.pool, seasonal, form) || !traits.admits(form)) continue;
            const double k = form.parameters(options.season) + 1;
            if (form != EtsForm{} && traits.observed - k - 1 <= 0) continue;
            const detail::EtsEstimate found = estimator.estimate(form);
            const double likelihood =
                -found.value - traits.observed * std::log(estimator.scaled(form).scale);
            const double left = traits.observed - k - 1;
            const double aicc = left > 0 ? 2 * k - 2 * likelihood + 2 * k * (k + 1) / left
                                         : std::numeric_limits<double>::infinity();
            candidates.push_back({form, aicc});
            if (candidates.size() == 1 || aicc < least) {
                least = aicc;
                chosen = form;
                best = found;
            }
        }
        return {Ets::estimated(y, {.form = chosen, .season = options.season}, estimator, best),
                std::move(candidates)};
    }
};

}  // namespace glidepath

// An ARIMA model by itself: differences by tests, orders by a stepwise search.
#pragma once

#include <glidepath/forecast/member/arima.hpp>
#include <glidepath/forecast/member/arima_data.hpp>
#include <glidepath/forecast/member/arima_estimate.hpp>
#include <glidepath/forecast/member/arima_order.hpp>
#include <glidepath/forecast/member/unit_root.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace glidepath {

/// What an automatic ARIMA model may be.
///
/// The defaults are narrower than Hyndman and Khandakar's (p, q to 5, P, Q and d to 2): on the M3
/// competition a second difference costs the most accuracy of all, and p or q above 1 some. Wider
/// limits are for series whose cycles are known to be there.
struct ArimaSearchOptions {
    int season = 1;  ///< Periods of a seasonal cycle; 1: none.
    int most_p = 1;
    int most_q = 1;
    int most_P = 1;
    int most_Q = 1;
    int most_d = 1;                       ///< Plain differences that the tests may ask for.
    int most_terms = 5;                   ///< p + q + P + Q.
    int most_models = 94;                 ///< Orders looked at before the search stops.
    std::optional<int> d = std::nullopt;  ///< Plain differences; otherwise 0..most_d by KPSS tests.
    std::optional<int> D = std::nullopt;  ///< Seasonal ones; otherwise by strength of season.
    double least_strength = 0.64;         ///< Strength of season above which D is 1.
    double radius = 1.01;                 ///< Models with a root in B within it are not taken.
    int finalists = 3;                    ///< Models whose exact likelihood is maximised.
    int conditional_iterations = 12;      ///< Of least squares, for each model.
    int exact_iterations = 8;             ///< Of exact likelihood, for each finalist.
};

/// The fewest observed values of an automatic ARIMA model.
inline constexpr int least_arima_points = 3;
/// The fewest from which its order is searched. A KPSS statistic of n < 19 values is at most
/// 1 / (4 n sin^2(pi / 2n)), for three and four below its critical value, so that nothing would
/// ever be differenced; and AICc of three has no room for a mean, so that any series would go on at
/// zero. Of the last five values of the M3 competition's yearly and quarterly series, too, a random
/// walk makes more than the search.
inline constexpr int least_searched_points = 6;

namespace detail {

/// Steps of one exact likelihood with missing values beyond which a search evaluates only one.
inline constexpr double most_gap_steps = 2e7;

/// Whether every month (quarter ...) has a value in some year.
[[nodiscard]] inline bool every_phase_observed(ArimaSeries const& series, int season) {
    const auto m = static_cast<std::size_t>(season);
    std::vector<std::size_t> missing(m, 0);
    for (std::size_t at : series.missing) ++missing[at % m];
    for (std::size_t phase = 0; phase < m; ++phase)
        if (phase >= series.y.size() || missing[phase] == (series.y.size() - phase + m - 1) / m)
            return false;
    return true;
}

/// Hyndman and Khandakar's (2008) stepwise search on one differenced series.
class ArimaSearch {
public:
    ArimaSearch(ArimaSearchOptions const& options, int d, int D,
                ArimaDifferences const& differences)
        : options_(options), constant_allowed_(d + D <= 1),
          observed_(differences.w.size() -
                    std::min(differences.w.size(), differences.impulses.size())),
          estimator_(differences.w, differences.x, &differences.impulses) {
        base_.d = d;
        base_.D = D;
        base_.season = options.season;
    }

    /// The best few candidates, best first.
    [[nodiscard]] std::vector<ArimaCandidate> run() {
        const bool seasonal = options_.season > 1;
        const int s = seasonal ? 1 : 0;
        const bool c = constant_allowed_;
        consider(2, 2, s, s, c);
        consider(0, 0, 0, 0, c);
        consider(1, 0, s, 0, c);
        consider(0, 1, 0, s, c);
        if (c) consider(0, 0, 0, 0, false);
        static constexpr std::array<std::array<int, 4>, 16> moves{{{0, 0, -1, 0},
                                                                   {0, 0, 0, -1},
                                                                   {0, 0, 1, 0},
                                                                   {0, 0, 0, 1},
                                                                   {0, 0, -1, -1},
                                                                   {0, 0, -1, 1},
                                                                   {0, 0, 1, -1},
                                                                   {0, 0, 1, 1},
                                                                   {-1, 0, 0, 0},
                                                                   {0, -1, 0, 0},
                                                                   {1, 0, 0, 0},
                                                                   {0, 1, 0, 0},
                                                                   {-1, -1, 0, 0},
                                                                   {-1, 1, 0, 0},
                                                                   {1, -1, 0, 0},
                                                                   {1, 1, 0, 0}}};
        bool moved = !best_.empty();
        while (moved && tried_.size() < static_cast<std::size_t>(options_.most_models)) {
            moved = false;
            const ArimaOrder at = best_.front().order;
            for (auto const& move : moves) {
                if (!seasonal && (move[2] != 0 || move[3] != 0)) continue;
                moved = consider(at.p + move[0], at.q + move[1], at.P + move[2], at.Q + move[3],
                                 at.constant);
                if (moved) break;
            }
            if (!moved && constant_allowed_) moved = consider(at.p, at.q, at.P, at.Q, !at.constant);
        }
        return best_;
    }

    [[nodiscard]] ArimaEstimator& estimator() noexcept { return estimator_; }

private:
    /// Whether the order is new, allowed and the best so far.
    bool consider(int p, int q, int P, int Q, bool constant) {
        if (p < 0 || q < 0 || P < 0 || Q < 0) return false;
        p = std::min(p, options_.most_p);
        q = std::min(q, options_.most_q);
        P = std::min(P, options_.most_P);
        Q = std::min(Q, options_.most_Q);
        ArimaOrder order = base_;
        order.p = p;
        order.q = q;
        order.P = P;
        order.Q = Q;
        order.constant = constant;
        if (std::find(tried_.begin(), tried_.end(), order) != tried_.end()) return false;
        if (order.coefficients() > options_.most_terms || !has_room(order)) return false;
        tried_.push_back(order);
        std::optional<ArimaCandidate> start;
        if (!best_.empty()) start = best_.front();
        const ArimaCandidate candidate =
            estimator_.conditional(order, start, options_.conditional_iterations);
        if (!std::isfinite(candidate.aicc) || !candidate.regular(options_.radius)) return false;
        const auto place =
            std::find_if(best_.begin(), best_.end(),
                         [&](ArimaCandidate const& other) { return candidate.aicc < other.aicc; });
        const bool leads = place == best_.begin();
        best_.insert(place, candidate);
        if (best_.size() > static_cast<std::size_t>(std::max(options_.finalists, 1)))
            best_.pop_back();
        return leads;
    }

    /// Whether what was observed leaves AICc finite; the series as filled always has more.
    [[nodiscard]] bool has_room(ArimaOrder const& order) const noexcept {
        const int parameters = order.coefficients() + (order.constant ? 2 : 1);
        return observed_ > static_cast<std::size_t>(parameters + 1);
    }

    ArimaSearchOptions options_;
    bool constant_allowed_;
    std::size_t observed_;  ///< Values that are observed, less those that differencing uses up.
    ArimaOrder base_;
    ArimaEstimator estimator_;
    std::vector<ArimaOrder> tried_;
    std::vector<ArimaCandidate> best_;
};

}  // namespace detail

/// An ARIMA model chosen as Hyndman and Khandakar (2008) choose it: D by the strength of the
/// season, d by KPSS tests on what is left, then a stepwise search by AICc, with a constant (mean
/// or drift) only where d + D <= 1.
///
/// For speed the search estimates by conditional least squares and compares exact likelihoods at
/// those estimates; the likelihood is maximised for the best few alone. Where values are missing
/// the search takes the series as filled from neighbours, the finalists are compared by the
/// likelihood of what was observed. Of very many missing values (n k^2 above 2e7) the
/// coefficients are those of the filled series.
///
/// Fewer than `least_searched_points` observed values go on as a random walk without drift, or with
/// the differences that the options ask for, no coefficients, and a mean where there are none.
/// \throws std::invalid_argument for infinite values, fewer than `least_arima_points` observed
///         ones, options outside the ranges of `ArimaOrder`, and differences asked for that use up
///         the series
[[nodiscard]] inline Arima search_arima(std::span<double const> y,
                                        ArimaSearchOptions const& options = {}) {
    {
        ArimaOrder largest;
        largest.p = options.most_p;
        largest.q = options.most_q;
        largest.season = options.season;
        largest.P = options.season > 1 ? options.most_P : 0;
        largest.Q = options.season > 1 ? options.most_Q : 0;
        largest.d = options.d.value_or(0);
        largest.D = options.D.value_or(0);
        detail::require_arima_order(largest);
    }
    const auto series = detail::ArimaSeries::of(y, options.season);
    if (series.observed() < static_cast<std::size_t>(least_arima_points))
        throw std::invalid_argument(
            "an automatic ARIMA model needs at least " + std::to_string(least_arima_points) +
            " observed values; there are " + std::to_string(series.observed()));
    if (series.observed() < static_cast<std::size_t>(least_searched_points)) {
        ArimaOrder order;
        order.D = options.D.value_or(0);
        order.d = options.d.value_or(order.D == 0 ? 1 : 0);
        order.season = options.season;
        order.constant = order.d + order.D == 0;
        return Arima::fit(y, order);
    }
    double size = 0;
    for (double value : series.y) size = std::max(size, std::abs(value));

    int D = 0;
    if (options.D) {
        D = *options.D;
    } else if (options.season > 1 &&
               series.observed() > static_cast<std::size_t>(2 * options.season) &&
               !is_constant(series.y, size) &&
               detail::every_phase_observed(series, options.season)) {
        D = seasonal_strength(series.y, options.season) > options.least_strength ? 1 : 0;
    }
    if (D == 1 && !options.D) {
        const auto seasonal = detail::ArimaDifferences::of(series, 0, 1, options.season);
        if (is_constant(seasonal.w, size) && !is_constant(series.y, size)) {
            // The season repeats without error: its last cycle goes on.
            ArimaOrder order;
            order.D = 1;
            order.season = options.season;
            order.constant = true;
            return Arima::fit(y, order);
        }
    }
    int d = 0;
    if (options.d) {
        d = *options.d;
    } else {
        const auto seasonal = detail::ArimaDifferences::of(series, 0, D, options.season);
        d = differences_by_kpss(seasonal.w, std::clamp(options.most_d, 0, 2));
        while (d > 0 && series.observed() < static_cast<std::size_t>(d + D * options.season + 3))
            --d;
    }
    const auto differences = detail::ArimaDifferences::of(series, d, D, options.season);
    ArimaOrder plain;
    plain.d = d;
    plain.D = D;
    plain.season = options.season;
    plain.constant = d + D == 0 || (d + D == 1 && is_constant(differences.w, size));
    if (is_constant(differences.w, size)) return Arima::fit(y, plain);

    // Exact likelihoods of n values of which k are missing take n k^2 steps.
    ArimaSearchOptions limited = options;
    const auto gaps = static_cast<double>(series.missing.size());
    if (gaps * gaps * static_cast<double>(series.y.size()) > detail::most_gap_steps)
        limited.finalists = 1, limited.exact_iterations = 0;

    detail::ArimaSearch search(limited, d, D, differences);
    auto finalists = search.run();
    if (finalists.empty()) return Arima::fit(y, plain);
    const detail::ArimaCandidate leader = finalists.front();
    std::optional<detail::ArimaCandidate> best;
    for (auto& candidate : finalists) {
        search.estimator().exact(candidate, limited.exact_iterations, 1e-6);
        if (!candidate.regular(options.radius)) continue;
        if (!best || candidate.aicc < best->aicc) best = candidate;
    }
    return Arima::from_estimate(y, best ? *best : leader);
}

}  // namespace glidepath

// Classical seasonal decomposition and the test whether a series has a season.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace glidepath {

/// How the season and the rest of a series go together.
enum class SeasonalKind : std::uint8_t {
    additive,       ///< y = trend + season + remainder; the indices of a cycle have the mean 0.
    multiplicative  ///< y = trend * season * remainder; the indices of a cycle have the mean 1.
};

namespace detail {

inline void require_finite(std::span<double const> y, char const* who) {
    for (std::size_t t = 0; t < y.size(); ++t)
        if (!std::isfinite(y[t]))
            throw std::invalid_argument(std::string(who) + ": value " + std::to_string(t) +
                                        (std::isnan(y[t]) ? " is missing" : " is infinite") +
                                        "; all values must be finite, so fill gaps first");
}

inline void require_season(int season, char const* who) {
    if (season < 1)
        throw std::invalid_argument(std::string(who) + ": a season of " + std::to_string(season) +
                                    " periods; it has at least 1 (no season)");
}

inline void require_points(std::size_t found, std::size_t least, char const* who) {
    if (found < least)
        throw std::invalid_argument(std::string(who) + ": " + std::to_string(found) +
                                    (found == 1 ? " value" : " values") + "; it needs at least " +
                                    std::to_string(least));
}

inline void require_horizon(int horizon, char const* who) {
    if (horizon < 1)
        throw std::invalid_argument(std::string(who) + ": a horizon of " + std::to_string(horizon) +
                                    " periods; it must be at least 1");
}

}  // namespace detail

/// Autocorrelations r_1 .. r_lags of a series about its mean, all sums divided by the same n (Box
/// and Jenkins 1970). 0 for a constant series and for lags beyond the series.
/// \pre y is finite
[[nodiscard]] inline std::vector<double> autocorrelations(std::span<double const> y, int lags) {
    std::vector<double> r(static_cast<std::size_t>(std::max(lags, 0)), 0.0);
    if (y.empty()) return r;
    // In units of the largest value and of the largest deviation, so that no sum overflows.
    double largest = 0;
    for (double value : y) largest = std::max(largest, std::abs(value));
    if (largest == 0) return r;
    double mean = 0;
    for (double value : y) mean += value / largest;
    mean /= static_cast<double>(y.size());
    std::vector<double> x(y.size());
    double widest = 0;
    for (std::size_t t = 0; t < y.size(); ++t) {
        x[t] = y[t] / largest - mean;
        widest = std::max(widest, std::abs(x[t]));
    }
    // What is left of a constant series is rounding.
    if (widest <= 4 * std::numeric_limits<double>::epsilon()) return r;
    double variance = 0;
    for (double& value : x) {
        value /= widest;
        variance += value * value;
    }
    for (std::size_t k = 1; k <= r.size() && k < x.size(); ++k) {
        double sum = 0;
        for (std::size_t t = k; t < x.size(); ++t) sum += x[t] * x[t - k];
        r[k - 1] = sum / variance;
    }
    return r;
}

/// Whether a series has a season of m periods, as the benchmarks of the M4 competition decide it
/// (Makridakis, Spiliotis and Assimakopoulos 2020; Assimakopoulos and Nikolopoulos 2000):
/// |r_m| > critical * sqrt((1 + 2 (r_1^2 + ... + r_{m-1}^2)) / n). False for m = 1, for fewer than
/// 3 m values and for a constant series.
/// \throws std::invalid_argument for m < 1 and values that are not finite
[[nodiscard]] inline bool is_seasonal(std::span<double const> y, int season,
                                      double critical = 1.645) {
    detail::require_season(season, "is_seasonal");
    detail::require_finite(y, "is_seasonal");
    const auto m = static_cast<std::size_t>(season);
    if (m == 1 || y.size() / 3 < m) return false;
    const std::vector<double> r = autocorrelations(y, season);
    double sum = 1;
    for (std::size_t k = 0; k + 1 < m; ++k) sum += 2 * r[k] * r[k];
    return std::abs(r[m - 1]) > critical * std::sqrt(sum / static_cast<double>(y.size()));
}

/// The indices of a season by position in the cycle; position 0 is that of the first value. A
/// value without season has no indices.
class SeasonalIndices {
public:
    /// No season: nothing is adjusted.
    SeasonalIndices() = default;
    /// \param values  one index a position
    SeasonalIndices(SeasonalKind kind, std::vector<double> values)
        : kind_(kind), values_(std::move(values)) {}

    /// Whether there is a season.
    [[nodiscard]] bool any() const noexcept { return !values_.empty(); }
    [[nodiscard]] SeasonalKind kind() const noexcept { return kind_; }
    /// By position; points into this object.
    [[nodiscard]] std::span<double const> values() const& noexcept { return values_; }
    std::span<double const> values() && = delete;
    /// The index of period t, counted from the first value as 0; neutral without a season.
    [[nodiscard]] double at(std::size_t t) const noexcept {
        if (any()) return values_[t % values_.size()];
        return kind_ == SeasonalKind::multiplicative ? 1 : 0;
    }
    /// By how much a change of the adjusted value changes the value: the index if multiplicative.
    [[nodiscard]] double factor(std::size_t t) const noexcept {
        return any() && kind_ == SeasonalKind::multiplicative ? at(t) : 1;
    }
    /// A value of period t without its season.
    [[nodiscard]] double deseasonalise(double value, std::size_t t) const noexcept {
        if (!any()) return value;
        return kind_ == SeasonalKind::multiplicative ? value / at(t) : value - at(t);
    }
    /// A value of period t with its season.
    [[nodiscard]] double reseasonalise(double value, std::size_t t) const noexcept {
        if (!any()) return value;
        return kind_ == SeasonalKind::multiplicative ? value * at(t) : value + at(t);
    }
    /// A whole series, from period 0 on, without its season.
    [[nodiscard]] std::vector<double> deseasonalise(std::span<double const> y) const {
        std::vector<double> adjusted(y.begin(), y.end());
        for (std::size_t t = 0; t < adjusted.size(); ++t)
            adjusted[t] = deseasonalise(adjusted[t], t);
        return adjusted;
    }

private:
    SeasonalKind kind_ = SeasonalKind::additive;
    std::vector<double> values_;
};

/// A series taken apart. The first and last floor(m / 2) trends and remainders are NaN.
struct Decomposition {
    std::vector<double> trend;
    SeasonalIndices season;
    std::vector<double> remainder;
};

/// The centred moving average over one cycle, for even m with half weights at both ends (the 2 x m
/// average). NaN where the window leaves the series: the first and last floor(m / 2) periods.
/// \throws std::invalid_argument for m < 1
[[nodiscard]] inline std::vector<double> centred_average(std::span<double const> y, int season) {
    detail::require_season(season, "centred_average");
    const auto m = static_cast<std::size_t>(season);
    const std::size_t half = m / 2;
    std::vector<double> trend(y.size(), std::numeric_limits<double>::quiet_NaN());
    for (std::size_t t = half; t + half < y.size(); ++t) {
        double sum = 0;
        if (m % 2 == 0) {
            sum = 0.5 * y[t - half] + 0.5 * y[t + half];
            for (std::size_t i = t - half + 1; i < t + half; ++i) sum += y[i];
        } else {
            for (std::size_t i = t - half; i <= t + half; ++i) sum += y[i];
        }
        trend[t] = sum / static_cast<double>(m);
    }
    return trend;
}

/// The classical decomposition: trend by centred moving averages, indices as means by position of
/// what is left, shifted or scaled so that a cycle has the mean 0 or 1. An incomplete last cycle
/// takes part.
/// \throws std::invalid_argument for m < 2, fewer than 2 m values, values that are not finite,
///         and for a multiplicative season if a value is not positive
[[nodiscard]] inline Decomposition decompose(std::span<double const> y, int season,
                                             SeasonalKind kind) {
    if (season < 2)
        throw std::invalid_argument("decompose: a season of " + std::to_string(season) +
                                    " periods; it must have at least 2");
    const auto m = static_cast<std::size_t>(season);
    if (y.size() / 2 < m)
        throw std::invalid_argument("decompose: " + std::to_string(y.size()) +
                                    " values for a season of " + std::to_string(season) +
                                    " periods; two whole cycles are needed");
    detail::require_finite(y, "decompose");
    const bool factors = kind == SeasonalKind::multiplicative;
    if (factors)
        for (std::size_t t = 0; t < y.size(); ++t)
            if (!(y[t] > 0))
                throw std::invalid_argument("decompose: value " + std::to_string(t) + " is " +
                                            std::to_string(y[t]) +
                                            "; a multiplicative season needs positive values, "
                                            "take the additive one");
    Decomposition result;
    result.trend = centred_average(y, season);
    result.remainder.resize(y.size());
    std::vector<double> index(m, 0.0);
    std::vector<int> count(m, 0);
    for (std::size_t t = 0; t < y.size(); ++t) {
        const double left = factors ? y[t] / result.trend[t] : y[t] - result.trend[t];
        result.remainder[t] = left;
        if (std::isnan(left)) continue;
        index[t % m] += left;
        ++count[t % m];
    }
    double mean = 0;
    for (std::size_t i = 0; i < m; ++i) {
        index[i] /= count[i];
        mean += index[i] / static_cast<double>(m);
    }
    for (double& value : index) value = factors ? value / mean : value - mean;
    result.season = SeasonalIndices(kind, std::move(index));
    for (std::size_t t = 0; t < y.size(); ++t)
        result.remainder[t] = result.season.deseasonalise(result.remainder[t], t);
    return result;
}

/// The indices of a series that passes `is_seasonal`, else none. Multiplicative if all values are
/// positive and no index is below 0.01, else additive.
/// \throws std::invalid_argument for m < 1 and values that are not finite
[[nodiscard]] inline SeasonalIndices seasonal_indices(std::span<double const> y, int season) {
    if (!is_seasonal(y, season)) return {};
    if (std::all_of(y.begin(), y.end(), [](double value) { return value > 0; })) {
        SeasonalIndices indices = decompose(y, season, SeasonalKind::multiplicative).season;
        if (std::all_of(indices.values().begin(), indices.values().end(),
                        [](double index) { return index >= 0.01; }))
            return indices;
    }
    return decompose(y, season, SeasonalKind::additive).season;
}

}  // namespace glidepath

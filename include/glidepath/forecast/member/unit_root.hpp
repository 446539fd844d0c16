// How often a series is to be differenced: the KPSS test, and the strength of its season.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

namespace glidepath {

/// The KPSS statistic for stationarity about a level (Kwiatkowski, Phillips, Schmidt and Shin
/// 1992): sum of S_t^2 over n^2 times the long-run variance, S_t the partial sums of deviations
/// from the mean, the variance with Bartlett's weights 1 - i / (lags + 1). 0 for a constant series.
/// \param lags  negative: the integer part of 3 sqrt(n) / 13, as R's forecast::ndiffs takes it
[[nodiscard]] inline double kpss_statistic(std::span<double const> x, int lags = -1) {
    const std::size_t n = x.size();
    if (n < 2 || std::equal(x.begin() + 1, x.end(), x.begin())) return 0;
    const auto size = static_cast<double>(n);
    const auto bandwidth = lags < 0 ? static_cast<std::size_t>(3 * std::sqrt(size) / 13)
                                    : std::min(static_cast<std::size_t>(lags), n - 1);
    double mean = 0;
    for (double value : x) mean += value / size;
    double partial = 0;
    double above = 0;
    for (double value : x) {
        partial += value - mean;
        above += partial * partial;
    }
    double variance = 0;
    for (std::size_t i = 0; i <= bandwidth; ++i) {
        double sum = 0;
        for (std::size_t t = i; t < n; ++t) sum += (x[t] - mean) * (x[t - i] - mean);
        variance +=
            (i == 0 ? 1 : 2 * (1 - static_cast<double>(i) / static_cast<double>(bandwidth + 1))) *
            sum / size;
    }
    return variance > 0 ? above / (size * size * variance) : 0;
}

/// The value that the KPSS statistic about a level passes in 5 % of stationary series (table 1 of
/// Kwiatkowski and others 1992).
inline constexpr double kpss_critical_value = 0.463;

/// Whether all values are the same, up to what rounding leaves of `size`, the largest value that
/// went into them.
[[nodiscard]] inline bool is_constant(std::span<double const> x, double size) noexcept {
    if (x.empty()) return true;
    const auto [least, most] = std::minmax_element(x.begin(), x.end());
    return *most - *least <= 1e-13 * size;
}

/// First differences until a KPSS test at 5 % no longer speaks against stationarity, or nothing
/// but a constant is left (Hyndman and Khandakar 2008).
[[nodiscard]] inline int differences_by_kpss(std::span<double const> x, int most = 2) {
    std::vector<double> w(x.begin(), x.end());
    double size = 0;
    for (double value : w) size = std::max(size, std::abs(value));
    for (int d = 0; d < most; ++d) {
        if (w.size() < 3 || is_constant(w, size) || !(kpss_statistic(w) > kpss_critical_value))
            return d;
        for (std::size_t t = w.size(); t-- > 1;) w[t] -= w[t - 1];
        w.erase(w.begin());
        // A last difference that is all zeros says no more than a constant.
        if (is_constant(w, size)) return d + 1;
    }
    return most;
}

/// How strong the season is: max(0, 1 - var(remainder) / var(season + remainder)), 0..1 (Wang,
/// Smith and Hyndman 2006).
///
/// The season is what a smoother of each month (quarter ...) over the years finds in the deviations
/// from a centred moving average over one cycle, with Cleveland and others' (1990) tricube weights
/// over eleven years, less its own moving average; the trend is then a local line over one and a
/// half cycles of what the season leaves. It is one pass of the decomposition that
/// R's forecast::nsdiffs takes from STL. 0 for fewer than two cycles and a period.
[[nodiscard]] inline double seasonal_strength(std::span<double const> y, int season) {
    const std::size_t n = y.size();
    const auto m = static_cast<std::size_t>(season);
    if (season < 2 || n < 2 * m + 1) return 0;

    // Weighted sums over one cycle centred at t; the ends go on along the line through the
    // nearest inner values.
    const auto cycle_mean = [&](std::span<double const> in, std::span<double> out) {
        const std::size_t half = m / 2;
        for (std::size_t t = half; t + half < n; ++t) {
            double sum = 0;
            for (std::size_t i = t - half; i <= t + half; ++i) sum += in[i];
            if (m % 2 == 0) sum -= 0.5 * (in[t - half] + in[t + half]);
            out[t] = sum / static_cast<double>(m);
        }
        const std::size_t last = n - 1 - half;
        const std::size_t reach = std::min(m, last - half);
        const auto span = static_cast<double>(std::max<std::size_t>(reach, 1));
        const double front = (out[half + reach] - out[half]) / span;
        const double back = (out[last] - out[last - reach]) / span;
        for (std::size_t i = 1; i <= half; ++i) {
            out[half - i] = out[half] - front * static_cast<double>(i);
            out[last + i] = out[last] + back * static_cast<double>(i);
        }
    };
    const auto tricube = [](double distance, double reach) {
        const double u = distance / reach;
        const double rest = 1 - u * u * u;
        return u < 1 ? rest * rest * rest : 0.0;
    };

    std::vector<double> trend(n);
    std::vector<double> seasonal(n);
    std::vector<double> work(n);
    cycle_mean(y, trend);
    for (int pass = 0; pass < 2; ++pass) {
        for (std::size_t phase = 0; phase < m; ++phase) {
            const std::size_t years = (n - phase + m - 1) / m;
            for (std::size_t year = 0; year < years; ++year) {
                // The distance to the farthest of the eleven nearest years; wider if there are
                // fewer than eleven.
                const std::size_t low = std::min(year, years > 11 ? years - 11 : 0);
                const std::size_t from = year > 5 ? std::min(year - 5, low) : 0;
                const std::size_t to = std::min(years - 1, from + 10);
                auto reach = static_cast<double>(std::max(year - from, to - year));
                const std::size_t missing = years < 11 ? (11 - years) / 2 : 0;
                reach += static_cast<double>(missing);
                reach = std::max(reach, 1.0) * 1.001;
                double sum = 0;
                double weights = 0;
                for (std::size_t other = from; other <= to; ++other) {
                    const std::size_t t = phase + other * m;
                    const double weight = tricube(
                        static_cast<double>(other > year ? other - year : year - other), reach);
                    sum += weight * (y[t] - trend[t]);
                    weights += weight;
                }
                seasonal[phase + year * m] = sum / weights;
            }
        }
        cycle_mean(seasonal, work);
        for (std::size_t t = 0; t < n; ++t) seasonal[t] -= work[t];

        // The trend of what is left, by local lines.
        const std::size_t window = std::min(n, (m + m / 2) | 1U);
        for (std::size_t t = 0; t < n; ++t) {
            const std::size_t half = window / 2;
            const std::size_t from = t < half ? 0 : std::min(t - half, n - window);
            const double reach =
                1.001 * static_cast<double>(std::max(t - from, from + window - 1 - t));
            double s0 = 0, s1 = 0, s2 = 0, v0 = 0, v1 = 0;
            for (std::size_t i = from; i < from + window; ++i) {
                const double at = static_cast<double>(i) - static_cast<double>(t);
                const double weight = tricube(std::abs(at), reach);
                const double value = y[i] - seasonal[i];
                s0 += weight;
                s1 += weight * at;
                s2 += weight * at * at;
                v0 += weight * value;
                v1 += weight * at * value;
            }
            const double determinant = s0 * s2 - s1 * s1;
            trend[t] = determinant > 0 ? (s2 * v0 - s1 * v1) / determinant : v0 / s0;
        }
    }
    const auto variance = [&](auto value) {
        double mean = 0;
        double sum = 0;
        for (std::size_t t = 0; t < n; ++t) mean += value(t) / static_cast<double>(n);
        for (std::size_t t = 0; t < n; ++t) sum += (value(t) - mean) * (value(t) - mean);
        return sum;
    };
    const double whole = variance([&](std::size_t t) { return y[t] - trend[t]; });
    const double rest = variance([&](std::size_t t) { return y[t] - trend[t] - seasonal[t]; });
    return whole > 0 ? std::max(0.0, 1 - rest / whole) : 0;
}

}  // namespace glidepath

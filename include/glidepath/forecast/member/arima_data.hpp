// A series as ARIMA models want it: scaled, its gaps filled for a start, differenced.
#pragma once

#include <glidepath/forecast/member/arima_order.hpp>
#include <glidepath/forecast/member/arima_polynomial.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace glidepath::detail {

/// A series without what is missing before its first observed value, over a power of two so that no
/// square overflows, with missing values filled: along the line between the neighbours a cycle (or
/// a period) apart. The fill is a start for searches; likelihoods do not depend on it.
struct ArimaSeries {
    std::vector<double> y;
    std::vector<std::size_t> missing;  ///< Positions in `y`.
    std::size_t skipped = 0;           ///< Missing values before the first observed one.
    double scale = 1;

    /// \throws std::invalid_argument for infinite values
    [[nodiscard]] static ArimaSeries of(std::span<double const> values, int season) {
        ArimaSeries series;
        double largest = 0;
        for (std::size_t t = 0; t < values.size(); ++t) {
            if (std::isinf(values[t]))
                throw std::invalid_argument("value " + std::to_string(t + 1) +
                                            " of the series is infinite; values must be finite, or "
                                            "NaN where they are missing");
            if (!std::isnan(values[t])) largest = std::max(largest, std::abs(values[t]));
        }
        while (series.skipped < values.size() && std::isnan(values[series.skipped]))
            ++series.skipped;
        if (largest > 0) {
            int exponent = 0;
            static_cast<void>(std::frexp(largest, &exponent));
            series.scale = std::ldexp(1.0, std::clamp(exponent - 1, -1020, 1022));
        }
        series.y.reserve(values.size() - series.skipped);
        for (double value : values.subspan(series.skipped)) {
            if (std::isnan(value)) series.missing.push_back(series.y.size());
            series.y.push_back(value / series.scale);
        }
        series.fill(static_cast<std::size_t>(std::max(season, 1)));
        return series;
    }
    [[nodiscard]] std::size_t observed() const noexcept { return y.size() - missing.size(); }

private:
    void fill(std::size_t season) {
        if (missing.empty()) return;
        const std::vector<double> known = y;
        constexpr std::size_t none = std::numeric_limits<std::size_t>::max();
        const auto from_neighbours = [&](std::size_t t, std::size_t step) {
            std::size_t left = none;
            std::size_t right = none;
            for (std::size_t i = t; i >= step && left == none; i -= step)
                if (!std::isnan(known[i - step])) left = i - step;
            for (std::size_t i = t + step; i < known.size() && right == none; i += step)
                if (!std::isnan(known[i])) right = i;
            if (left == none && right == none) return std::numeric_limits<double>::quiet_NaN();
            if (left == none) return known[right];
            if (right == none) return known[left];
            const double share = static_cast<double>(t - left) / static_cast<double>(right - left);
            return known[left] + share * (known[right] - known[left]);
        };
        for (std::size_t t : missing) {
            y[t] = from_neighbours(t, season);
            if (std::isnan(y[t])) y[t] = from_neighbours(t, 1);
        }
    }
};

/// The series differenced, with what the constant multiplies and the impulses at missing values.
struct ArimaDifferences {
    std::vector<double> delta;  ///< y_t = delta_1 y_{t-1} + ... + w_t
    std::vector<double> w;
    std::vector<double> x;  ///< 1, or what a difference makes of t.
    std::vector<std::vector<double>> impulses;

    [[nodiscard]] static ArimaDifferences of(ArimaSeries const& series, int d, int D, int season) {
        ArimaDifferences result;
        result.delta = differencing(d, D, season);
        result.w = result.differenced(series.y);
        result.x.assign(result.w.size(), step(d, D, season));
        result.impulses.reserve(series.missing.size());
        std::vector<double> impulse(series.y.size(), 0);
        for (std::size_t at : series.missing) {
            impulse[at] = 1;
            result.impulses.push_back(result.differenced(impulse));
            impulse[at] = 0;
        }
        return result;
    }
    /// What the constant adds to w in each period.
    [[nodiscard]] static double step(int d, int D, int season) noexcept {
        return d == 0 && D == 1 ? season : 1;
    }

private:
    [[nodiscard]] std::vector<double> differenced(std::span<double const> y) const {
        const std::size_t lost = delta.size();
        if (y.size() <= lost) return {};
        std::vector<double> out(y.begin() + static_cast<std::ptrdiff_t>(lost), y.end());
        for (std::size_t k = 1; k <= lost; ++k)
            if (delta[k - 1] != 0)
                for (std::size_t t = 0; t < out.size(); ++t)
                    out[t] -= delta[k - 1] * y[t + lost - k];
        return out;
    }
};

}  // namespace glidepath::detail

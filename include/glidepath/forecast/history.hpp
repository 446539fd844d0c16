// The history of a forecast, made ready: gaps found and filled, the season taken out, outliers
// seen.
#pragma once

#include <glidepath/forecast/decompose.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace glidepath {

/// A series whose first and last values are known, with what its models need to know of it.
class History {
public:
    /// \param y       oldest first; NaN where missing
    /// \param season  periods of a cycle; 1: none
    /// \throws std::invalid_argument if no value is known, if one is infinite, for a season below 1
    History(std::span<double const> y, int season) {
        detail::require_season(season, "a forecast");
        for (std::size_t t = 0; t < y.size(); ++t)
            if (std::isinf(y[t]))
                throw std::invalid_argument("value " + std::to_string(t) +
                                            " of the series is infinite");
        const auto known = [](double value) { return !std::isnan(value); };
        const auto first = std::find_if(y.begin(), y.end(), known);
        if (first == y.end())
            throw std::invalid_argument("a forecast needs at least one known value");
        const auto last = std::find_if(y.rbegin(), y.rend(), known).base();
        values_.assign(first, last);
        trailing_ = static_cast<int>(y.end() - last);
        points_ = static_cast<int>(std::count_if(values_.begin(), values_.end(), known));
        filled_ = filled(values_, season);
        season_ = seasonal_indices(filled_, season);
        adjusted_ = season_.deseasonalise(filled_);
    }

    /// From the first to the last known value; gaps are NaN.
    [[nodiscard]] std::vector<double> const& values() const noexcept { return values_; }
    /// The same with gaps filled.
    [[nodiscard]] std::vector<double> const& complete() const noexcept { return filled_; }
    /// The same without its season.
    [[nodiscard]] std::vector<double> const& adjusted() const noexcept { return adjusted_; }
    [[nodiscard]] SeasonalIndices const& season() const noexcept { return season_; }
    /// How many values are known.
    [[nodiscard]] int points() const noexcept { return points_; }
    /// How many periods at the end are not known: they are ahead, too.
    [[nodiscard]] int trailing() const noexcept { return trailing_; }
    [[nodiscard]] bool gaps() const noexcept { return points_ < static_cast<int>(values_.size()); }
    [[nodiscard]] bool constant() const noexcept {
        return std::all_of(filled_.begin(), filled_.end(),
                           [&](double value) { return value == filled_.front(); });
    }

    /// The root mean square of the differences of the adjusted series; 0 with fewer than two
    /// values. Across gaps, of what a random walk with that drift would show from period to period.
    [[nodiscard]] double step() const noexcept {
        const double drift = this->drift() / unit();
        double sum = 0;
        int pairs = 0;
        std::size_t before = 0;
        for (std::size_t t = 1; t < adjusted_.size(); ++t) {
            if (std::isnan(values_[t])) continue;
            const auto periods = static_cast<double>(t - before);
            const double surprise = (adjusted_[t] - adjusted_[before]) / unit() - periods * drift;
            sum += surprise * surprise / periods;
            ++pairs;
            before = t;
        }
        return pairs == 0 ? 0 : unit() * std::sqrt(drift * drift + sum / pairs);
    }
    /// How many times as large `step()` is as the differences of the filled series suggest, whose
    /// gaps hold no surprises; 1 without gaps.
    [[nodiscard]] double hidden() const noexcept {
        if (!gaps()) return 1;
        double sum = 0;
        for (std::size_t t = 1; t < adjusted_.size(); ++t) {
            const double step = (adjusted_[t] - adjusted_[t - 1]) / unit();
            sum += step * step;
        }
        if (!(sum > 0)) return 1;
        return step() / (unit() * std::sqrt(sum / static_cast<double>(adjusted_.size() - 1)));
    }
    /// The mean difference of the adjusted series; 0 with fewer than two values.
    [[nodiscard]] double drift() const noexcept {
        if (adjusted_.size() < 2) return 0;
        return (adjusted_.back() / unit() - adjusted_.front() / unit()) * unit() /
               static_cast<double>(adjusted_.size() - 1);
    }

    /// Positions in `values()` that lie more than `limit` robust standard deviations from the mean
    /// of their neighbours (Hampel 1974, on the adjusted series: the deviations' median absolute
    /// value, times 1.4826, stands for the standard deviation). The first and the last value are
    /// compared with the continuation of the two next to them.
    [[nodiscard]] std::vector<std::size_t> outliers(double limit = 8) const {
        std::vector<std::size_t> found;
        const std::size_t n = adjusted_.size();
        if (n < 7) return found;
        std::vector<double> off(n);
        for (std::size_t t = 0; t < n; ++t) {
            const double expected = t == 0       ? 2 * adjusted_[1] - adjusted_[2]
                                    : t + 1 == n ? 2 * adjusted_[n - 2] - adjusted_[n - 3]
                                                 : (adjusted_[t - 1] + adjusted_[t + 1]) / 2;
            off[t] = std::abs(adjusted_[t] - expected);
        }
        std::vector<double> order = off;
        const auto middle = order.begin() + static_cast<std::ptrdiff_t>(n / 2);
        std::nth_element(order.begin(), middle, order.end());
        const double deviation = 1.4826 * *middle;
        for (std::size_t t = 0; t < n; ++t) {
            if (!(off[t] > limit * deviation) || std::isnan(values_[t])) continue;
            // An outlier makes its neighbours look odd as well: only the oddest of them counts.
            if ((t > 0 && off[t - 1] > off[t]) || (t + 1 < n && off[t + 1] > off[t])) continue;
            found.push_back(t);
        }
        return found;
    }

private:
    /// The largest absolute value: differences of numbers near the largest double stay finite.
    [[nodiscard]] double unit() const noexcept {
        double largest = 0;
        for (double value : adjusted_) largest = std::max(largest, std::abs(value));
        return largest > 0 ? largest : 1;
    }
    /// Gaps are filled by the mean of the same season in the years beside, where both are known,
    /// else by a straight line between the neighbours.
    static std::vector<double> filled(std::vector<double> const& y, int season) {
        std::vector<double> full = y;
        const auto m = static_cast<std::size_t>(season);
        std::size_t before = 0;
        for (std::size_t t = 1; t < y.size(); ++t) {
            if (std::isnan(y[t])) continue;
            for (std::size_t gap = before + 1; gap < t; ++gap) {
                const double share =
                    static_cast<double>(gap - before) / static_cast<double>(t - before);
                full[gap] = std::lerp(y[before], y[t], share);
                if (m > 1 && gap >= m && gap + m < y.size() && !std::isnan(y[gap - m]) &&
                    !std::isnan(y[gap + m]))
                    full[gap] = std::midpoint(y[gap - m], y[gap + m]);
            }
            before = t;
        }
        return full;
    }

    std::vector<double> values_;
    std::vector<double> filled_;
    std::vector<double> adjusted_;
    SeasonalIndices season_;
    int points_ = 0;
    int trailing_ = 0;
};

}  // namespace glidepath

// The naive forecasts: the last value, the last one of the season, with a drift, and the mean.
#pragma once

#include <glidepath/forecast/prediction.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace glidepath {

enum class NaiveKind : std::uint8_t {
    naive,           ///< The last value goes on: a random walk.
    drift,           ///< So does the average change: a random walk with drift.
    seasonal_naive,  ///< The last value of the same phase of the cycle comes back.
    mean             ///< The mean of all values: noise about a constant.
};
inline constexpr std::array<std::string_view, 4> naive_kind_names{"naive", "drift",
                                                                  "seasonal naive", "mean"};
[[nodiscard]] constexpr std::string_view to_string(NaiveKind kind) noexcept {
    return naive_kind_names[static_cast<std::size_t>(kind)];
}

struct NaiveOptions {
    NaiveKind kind = NaiveKind::naive;
    int season = 1;  ///< Periods of a seasonal cycle; read by the seasonal naive forecast only.
};

/// The naive forecasts with the variances of Hyndman and Athanasopoulos, Forecasting: Principles
/// and Practice (3rd edition, 2021), section 5.5, h periods ahead of T values: naive h, drift h (1
/// + h / (T - 1)), seasonal naive floor((h - 1) / m) + 1, mean 1 + 1 / T, each times sigma^2. Drift
/// and mean count the error of their estimated parameter.
///
/// Missing values (NaN): a walk that was not seen for g steps has taken g of them, so that its
/// change is divided by sqrt(g) where sigma is estimated, and h counts from the last value seen.
class Naive {
public:
    /// \throws std::invalid_argument for infinite values, too few observed ones to estimate sigma
    ///         (naive and mean take 2, drift 3, seasonal naive one of each phase and two of one), a
    ///         season below 1
    [[nodiscard]] static Naive fit(std::span<double const> y, NaiveOptions const& options = {});

    [[nodiscard]] NaiveKind kind() const noexcept { return kind_; }
    [[nodiscard]] int season() const noexcept { return season_; }
    /// The average change a period; 0 for other kinds.
    [[nodiscard]] double drift() const noexcept { return drift_; }
    /// Standard deviation of the error of a step.
    [[nodiscard]] double sigma() const noexcept { return sigma_; }
    /// Errors of the forecast from the value seen before (in the same phase), on the scale of the
    /// series; NaN where there is none. Of the mean: deviations from it.
    [[nodiscard]] std::span<double const> residuals() const noexcept { return residuals_; }

    /// \throws std::invalid_argument for a horizon below 1
    [[nodiscard]] Prediction predict(int horizon) const;

private:
    /// What the walk of one phase was last seen at, and how many of its steps ago.
    struct Seen {
        double value = std::numeric_limits<double>::quiet_NaN();
        int steps_ago = 0;
    };

    void walk(std::span<double const> y);
    void average(std::span<double const> y);
    [[noreturn]] void refuse(std::string const& what) const {
        throw std::invalid_argument(std::string(to_string(kind_)) + " forecast: " + what);
    }

    NaiveKind kind_ = NaiveKind::naive;
    int season_ = 1;
    double drift_ = 0;
    double sigma_ = 0;
    double length_ = 0;       ///< T; of the drift T - 1.
    std::vector<Seen> last_;  ///< By phase, that of the next period first.
    std::vector<double> residuals_;
};

inline Naive Naive::fit(std::span<double const> y, NaiveOptions const& options) {
    Naive model;
    model.kind_ = options.kind;
    if (options.kind == NaiveKind::seasonal_naive) model.season_ = options.season;
    if (model.season_ < 1)
        model.refuse("a season of " + std::to_string(model.season_) +
                     " periods; 1 says that there is none");
    for (std::size_t t = 0; t < y.size(); ++t)
        if (std::isinf(y[t]))
            model.refuse("value " + std::to_string(t) +
                         " is infinite; give finite values, NaN for missing ones");
    model.residuals_.assign(y.size(), std::numeric_limits<double>::quiet_NaN());
    if (options.kind == NaiveKind::mean) model.average(y);
    else model.walk(y);
    return model;
}

inline void Naive::average(std::span<double const> y) {
    double largest = 0;
    for (double value : y)
        if (!std::isnan(value)) {
            ++length_;
            largest = std::max(largest, std::abs(value));
        }
    if (length_ < 2)
        refuse(std::to_string(static_cast<int>(length_)) +
               " observed values; it takes 2 to know how far they spread");
    if (largest == 0) largest = 1;
    double mean = 0;
    for (double value : y)
        if (!std::isnan(value)) mean += value / largest;
    mean /= length_;
    double squares = 0;
    for (std::size_t t = 0; t < y.size(); ++t) {
        if (std::isnan(y[t])) continue;
        const double e = y[t] / largest - mean;
        residuals_[t] = e * largest;
        squares += e * e;
    }
    sigma_ = std::sqrt(squares / (length_ - 1)) * largest;
    last_.push_back({mean * largest, 0});
}

inline void Naive::walk(std::span<double const> y) {
    const auto m = static_cast<std::size_t>(season_);
    if (kind_ == NaiveKind::drift) {
        std::size_t first = y.size(), last = 0;
        int observed = 0;
        for (std::size_t t = 0; t < y.size(); ++t) {
            if (std::isnan(y[t])) continue;
            first = std::min(first, t);
            last = t;
            ++observed;
        }
        if (observed < 3)
            refuse(std::to_string(observed) +
                   " observed values; it takes 3 to know the average change and how far the others "
                   "stray");
        length_ = static_cast<double>(last - first);
        drift_ = y[last] / length_ - y[first] / length_;
    }
    if (m > 1 && m > y.size())
        refuse("a season of " + std::to_string(m) + " periods and " + std::to_string(y.size()) +
               " values; give a whole cycle and more, or take the naive forecast");
    last_.resize(m);
    double count = 0, largest = 0;
    std::vector<double> steps;  // errors as of one step
    for (std::size_t t = 0; t < y.size(); ++t) {
        Seen& seen = last_[t % m];
        ++seen.steps_ago;
        if (std::isnan(y[t])) continue;
        if (!std::isnan(seen.value)) {
            residuals_[t] = y[t] - seen.value - seen.steps_ago * drift_;
            steps.push_back(residuals_[t] / std::sqrt(seen.steps_ago));
            largest = std::max(largest, std::abs(steps.back()));
            ++count;
        }
        seen = {y[t], 0};
    }
    std::rotate(last_.begin(), last_.begin() + static_cast<std::ptrdiff_t>(y.size() % m),
                last_.end());
    const double freedom = count - (kind_ == NaiveKind::drift ? 1 : 0);
    const bool unseen = std::any_of(last_.begin(), last_.end(),
                                    [](Seen const& seen) { return std::isnan(seen.value); });
    if (unseen || freedom < 1)
        refuse(m == 1 ? "fewer than 2 observed values; it takes 2 to know the size of a step"
                      : "a phase of the season without an observed value, or none with two; give "
                        "more cycles or take the naive forecast");
    if (largest == 0) return;
    double squares = 0;
    for (double e : steps) squares += (e / largest) * (e / largest);
    sigma_ = std::sqrt(squares / freedom) * largest;
}

inline Prediction Naive::predict(int horizon) const {
    if (horizon < 1)
        refuse("a horizon of " + std::to_string(horizon) + "; it looks 1 period ahead or more");
    const auto n = static_cast<std::size_t>(horizon);
    const auto m = static_cast<std::size_t>(season_);
    Prediction ahead;
    ahead.mean.resize(n);
    ahead.deviation.resize(n);
    ahead.response.assign(n, 0);
    for (std::size_t h = 0; h < n; ++h) {
        Seen const& seen = last_[h % m];
        const std::size_t cycles = h / m + 1;
        const double steps = static_cast<double>(cycles) + seen.steps_ago;
        double variance = steps;
        if (kind_ == NaiveKind::drift) variance *= 1 + steps / length_;
        if (kind_ == NaiveKind::mean) variance = 1 + 1 / length_;
        ahead.mean[h] = seen.value + steps * drift_;
        ahead.deviation[h] = sigma_ * std::sqrt(variance);
        ahead.response[h] = h % m == 0 && (kind_ != NaiveKind::mean || h == 0) ? 1 : 0;
    }
    return ahead;
}

}  // namespace glidepath

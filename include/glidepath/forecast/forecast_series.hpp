// Forecasting one series: from a history to a joint distribution over the periods ahead.
#pragma once

#include <glidepath/forecast/calibration/standard.hpp>
#include <glidepath/forecast/combination.hpp>
#include <glidepath/forecast/forecast.hpp>
#include <glidepath/forecast/january_february.hpp>

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace glidepath {

/// The most periods that a forecast reaches ahead: joint distributions grow with their square.
inline constexpr int longest_horizon = 1000;

/// How a series is forecast.
struct ForecastOptions {
    ForecastMethod method = ForecastMethod::automatic;
    Kind kind = Kind::stock;  ///< How periods make up coarser ones; plays no part in the model.
    Face face = Face::level;  ///< What the values are: levels, or published growth in percent.
    ForecastBounds bounds = {};
    std::optional<int> decimals = std::nullopt;  ///< Digits of published figures; 0 for counts.
    /// Another population's calibration; the standard ones otherwise.
    Calibrations const* calibrations = nullptr;
    /// Position of the first value after the last break of the series: earlier ones are not used.
    std::size_t last_break = 0;
    bool damp_outliers = false;     ///< Whether outliers are taken as missing.
    bool january_february = false;  ///< Monthly: fit both by their sum (Spring Festival).
};

/// Periods of a seasonal cycle at a frequency. Weeks have none here: a year has no whole number of
/// them, and no short series shows their season.
[[nodiscard]] constexpr int season_of(Frequency frequency) noexcept {
    switch (frequency) {
        case Frequency::half_yearly: return 2;
        case Frequency::quarterly: return 4;
        case Frequency::monthly: return 12;
        case Frequency::daily: return 7;
        default: return 1;
    }
}

namespace detail {

/// Fewer growth rates than this say too little of their own spread.
inline constexpr int points_that_tell_a_spread = 4;

/// The correlation of the forecast errors of a model that is linear in its errors.
[[nodiscard]] inline Eigen::MatrixXd response_correlation(std::span<double const> response) {
    const auto n = static_cast<Eigen::Index>(response.size());
    // Error h is the sum of response[h - j] * e_j over j <= h.
    Eigen::MatrixXd weights = Eigen::MatrixXd::Zero(n, n);
    for (Eigen::Index h = 0; h < n; ++h)
        for (Eigen::Index j = 0; j <= h; ++j)
            weights(h, j) = response[static_cast<std::size_t>(h - j)];
    for (Eigen::Index h = 0; h < n; ++h) weights.row(h).normalize();
    return weights * weights.transpose();
}

/// One call of `forecast`.
class Forecaster {
public:
    Forecaster(std::span<double const> y, Period first, int periods, ForecastOptions const& options)
        : first_(first), options_(options), season_(season_of(first.frequency())) {
        if (periods < 1 || periods > longest_horizon)
            throw std::invalid_argument("a forecast reaches 1 to " +
                                        std::to_string(longest_horizon) + " periods ahead, not " +
                                        std::to_string(periods));
        if (options.last_break >= y.size() && !y.empty())
            throw std::invalid_argument("nothing is known after the break at value " +
                                        std::to_string(options.last_break));
        if (options.decimals && (*options.decimals < -15 || *options.decimals > 15))
            throw std::invalid_argument("figures have -15 to 15 digits after the point, not " +
                                        std::to_string(*options.decimals));
        used_.assign(y.begin(), y.end());
        if (options.last_break > 0) {
            note(ForecastNote::break_cut);
            used_.erase(used_.begin(),
                        used_.begin() + static_cast<std::ptrdiff_t>(options.last_break));
        }
        if (options.january_february) level_january_february();
        History history(used_, season_);
        const auto odd = history.outliers();
        if (!odd.empty()) {
            note(options.damp_outliers ? ForecastNote::outlier_damped : ForecastNote::outlier);
            if (options.damp_outliers) {
                const auto lead = static_cast<std::size_t>(
                    std::find_if(used_.begin(), used_.end(),
                                 [](double value) { return !std::isnan(value); }) -
                    used_.begin());
                // The last value is where every forecast starts; it is noted, and stays.
                for (std::size_t at : odd)
                    if (at + 1 < history.values().size())
                        used_[lead + at] = std::numeric_limits<double>::quiet_NaN();
                history = History(used_, season_);
            }
        }
        horizon_ = periods + history.trailing();
        known_.assign(y.begin(), y.end() - history.trailing());
        run(history);
    }

    [[nodiscard]] Forecast take() && { return Forecast(std::move(parts_)); }

private:
    void note(ForecastNote what) { parts_.notes.push_back(what); }

    void level_january_february() {
        if (first_.frequency() != Frequency::monthly)
            throw std::invalid_argument("January and February are months; the series is " +
                                        std::string(to_string(first_.frequency())));
        const Period start = first_ + static_cast<int>(options_.last_break);
        spring_.emplace(used_, static_cast<int>(start.first_day().month().as_number()));
        used_ = spring_->levelled();
        note(ForecastNote::january_february);
    }

    void run(History const& history) {
        if (history.gaps()) note(ForecastNote::gaps_filled);
        if (history.constant()) note(ForecastNote::constant);
        if (season_ > 1 && history.points() < 2 * season_) note(ForecastNote::season_too_long);
        parts_.window = Window(first_ + static_cast<int>(known_.size()),
                               first_ + static_cast<int>(known_.size()) + horizon_ - 1);
        parts_.history = known_;
        parts_.bounds = options_.bounds;
        parts_.kind = options_.kind;
        parts_.face = options_.face;
        parts_.decimals = options_.decimals;
        parts_.points = history.points();
        if (options_.method == ForecastMethod::automatic) combine_and_calibrate(history);
        else by_one_model(history);
        if (spring_)
            spring_->widen(used_.size() - static_cast<std::size_t>(history.trailing()),
                           (parts_.shape.error(1) - parts_.shape.error(-1)) / 2, parts_.scale,
                           parts_.correlation);
    }

    void combine_and_calibrate(History const& history) {
        const Combination combination = combine(history, season_, horizon_);
        if (combination.short_history) note(ForecastNote::short_history);
        Calibrations const& calibrations =
            options_.calibrations != nullptr ? *options_.calibrations : Calibrations::standard();
        if (calibrations.nearest_season(season_) != season_)
            note(ForecastNote::calibration_borrowed);
        Calibration const* calibration = calibrations.find(season_, history.points());
        if (calibration == nullptr)
            throw std::invalid_argument("there is no calibration to take intervals from");
        parts_.centre = combination.centre;
        Radii radii = combination.radii;
        parts_.shape = calibration->shape;
        if (options_.face == Face::growth && history.points() < points_that_tell_a_spread)
            borrow_spread(history, radii);
        parts_.scale = calibration->scale(radii);
        parts_.correlation = calibration->correlation.matrix(horizon_);
        parts_.method = combination.members.size() > 1 ? "mean of " : "";
        for (std::size_t i = 0; i < combination.members.size(); ++i)
            parts_.method += (i == 0 ? "" : ", ") + combination.members[i];
    }

    /// The size of a growth rate says nothing of its spread: 0.1 % is no surer than 8 %. So few
    /// rates are taken for indices of 100 + g, whose spread series of levels do tell; that these
    /// rise more often than they fall is no matter of growth rates. (Of two growth rates of a
    /// yearly series of the M3 competition in turn four in five differ by less than 11 points.)
    void borrow_spread(History const& history, Radii& radii) {
        const double size = std::abs(history.complete().back());
        const double index = std::abs(100 + history.complete().back());
        for (Eigen::Index h = 0; h < radii.cols(); ++h)
            radii(static_cast<Eigen::Index>(Radius::level), h) +=
                0.01 * std::max(0.0, index - size) * std::sqrt(static_cast<double>(h) + 1);
        ErrorShape::Knots errors = parts_.shape.errors();
        for (std::size_t i = 0; i < ErrorShape::size / 2; ++i) {
            const std::size_t mirror = ErrorShape::size - 1 - i;
            errors[mirror] = (errors[mirror] - errors[i]) / 2;
            errors[i] = -errors[mirror];
        }
        parts_.shape = ErrorShape(errors);
    }

    void by_one_model(History const& history) {
        note(ForecastNote::model_intervals);
        const MemberPrediction member = predict_by(options_.method, history, season_, horizon_);
        Prediction const& prediction = member.prediction;
        if (!usable(prediction))
            throw std::invalid_argument(member.name + " gives no finite forecast of this series");
        parts_.centre = Eigen::Map<Eigen::VectorXd const>(prediction.mean.data(), horizon_);
        parts_.scale = Eigen::Map<Eigen::VectorXd const>(prediction.deviation.data(), horizon_);
        parts_.correlation = prediction.correlation.size() > 0
                                 ? prediction.correlation
                                 : response_correlation(prediction.response);
        parts_.method = member.name;
    }

    Period first_;
    ForecastOptions const& options_;
    int season_;
    int horizon_ = 0;
    std::vector<double> used_;   ///< What the model sees.
    std::vector<double> known_;  ///< The history as it is, without its unknown end.
    std::optional<JanuaryFebruary> spring_;
    Forecast::Parts parts_;
};

}  // namespace detail

/// Forecasts a series.
///
/// The default method combines four (see `combine`) and takes intervals and dependence from series
/// of the same frequency and length (see `Calibration`); it works from one value on, and says in
/// `notes()` what it had to do. A named method gives its own, normal, uncalibrated distribution.
/// Values missing at the end are forecast as well.
/// \param y        oldest first; NaN where missing
/// \param first    the period of the first value
/// \param periods  how many periods beyond the last value of y, 1 to `longest_horizon`
/// \throws std::invalid_argument for another number of periods, no known value, infinite values,
///         bounds that leave no room, and if a named method needs more values
[[nodiscard]] inline Forecast forecast(std::span<double const> y, Period first, int periods,
                                       ForecastOptions const& options = {}) {
    return detail::Forecaster(y, first, periods, options).take();
}

/// A forecast, or why there is none: for many series, of which one may be unusable.
struct MaybeForecast {
    std::optional<Forecast> forecast;
    std::string problem;  ///< Empty if there is a forecast.
};
[[nodiscard]] inline MaybeForecast try_forecast(std::span<double const> y, Period first,
                                                int periods, ForecastOptions const& options = {}) {
    try {
        return {forecast(y, first, periods, options), {}};
    } catch (std::invalid_argument const& error) {
        return {std::nullopt, error.what()};
    }
}

}  // namespace glidepath

// Forecasting one series: from a history to a joint distribution over the periods ahead.
#pragma once

#include <glidepath/forecast/calibration/standard.hpp>
#include <glidepath/forecast/combination.hpp>
#include <glidepath/forecast/forecast.hpp>
#include <glidepath/forecast/january_february.hpp>
#include <glidepath/model/number.hpp>

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
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
    std::optional<PriceBasis> prices = std::nullopt;  ///< Of the values; told on, no more.
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
        if (options.last_break > 0 && options.last_break >= y.size())
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
        require_within_bounds(history.values());
        if (history.gaps()) note(ForecastNote::gaps_filled);
        if (const auto odd = history.outliers(); !odd.empty()) set_aside(odd, history);
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

    /// A figure beyond a bound, or on an open one, is at odds with it.
    void require_within_bounds(std::span<double const> values) const {
        if (options_.bounds.min && options_.bounds.max &&
            !(*options_.bounds.min < *options_.bounds.max))
            throw std::invalid_argument("the lower bound must lie below the upper one");
        const auto refuse = [](double value, std::string_view how, double bound,
                               std::string_view remedy) {
            throw std::invalid_argument("the series holds " + format_shortest(value) + ", which " +
                                        std::string(how) + " " + format_shortest(bound) + ": " +
                                        std::string(remedy));
        };
        for (auto const& [bound, side] :
             {std::pair(options_.bounds.min, -1), std::pair(options_.bounds.max, 1)}) {
            if (!bound) continue;
            for (double value : values) {
                const bool on = nearly_equal(value, *bound);
                if (on && options_.bounds.open)
                    refuse(value, "lies on the open bound", *bound,
                           "values only approach it; take closed bounds");
                if (!on && side * (value - *bound) > 0)
                    refuse(value, side < 0 ? "is less than the bound" : "is more than the bound",
                           *bound, "leave out a bound that the series does not keep");
            }
        }
    }

    /// Outliers are noted; on request they are taken as missing, but for the last value, where
    /// every forecast starts.
    void set_aside(std::span<std::size_t const> odd, History& history) {
        const auto lead =
            static_cast<std::size_t>(std::find_if(used_.begin(), used_.end(),
                                                  [](double value) { return !std::isnan(value); }) -
                                     used_.begin());
        bool damped = false;
        bool left = false;
        for (std::size_t at : odd) {
            const bool last = at + 1 == history.values().size();
            if (!options_.damp_outliers || last) {
                left = true;
                continue;
            }
            used_[lead + at] = std::numeric_limits<double>::quiet_NaN();
            damped = true;
        }
        if (left) note(ForecastNote::outlier);
        if (!damped) return;
        note(ForecastNote::outlier_damped);
        history = History(used_, season_);
    }

    void run(History const& history) {
        if (history.constant() && history.points() > 1) note(ForecastNote::constant);
        parts_.window = Window(first_ + static_cast<int>(known_.size()),
                               first_ + static_cast<int>(known_.size()) + horizon_ - 1);
        parts_.history = known_;
        parts_.bounds = options_.bounds;
        parts_.kind = options_.kind;
        parts_.face = options_.face;
        parts_.prices = options_.prices;
        parts_.decimals = options_.decimals;
        parts_.points = history.points();
        if (options_.method == ForecastMethod::automatic) combine_and_calibrate(history);
        else by_one_model(history);
        if (spring_)
            spring_->widen(used_.size() - static_cast<std::size_t>(history.trailing()),
                           parts_.shapes, parts_.scale, parts_.correlation);
    }

    void combine_and_calibrate(History const& history) {
        const bool rates = options_.face == Face::growth;
        const auto index = rates ? std::optional(detail::index_of(history.complete().back()))
                                 : std::optional<double>();
        const Combination combination = combine(history, season_, horizon_, index);
        if (combination.short_history) note(ForecastNote::short_history);
        if (season_ > 1 && history.points() < 3 * season_ && !combination.seasonal)
            note(ForecastNote::season_too_long);
        Calibrations const& calibrations =
            options_.calibrations != nullptr ? *options_.calibrations : Calibrations::standard();
        // Of growth rates levels tell the spread where nothing else does; that these rise more
        // often than they fall is no matter of rates, so their errors are symmetric then.
        const bool own = !rates || calibrations.has(Face::growth);
        Calibrations::Entry const* entry =
            calibrations.find(season_, history.points(), rates && own ? Face::growth : Face::level);
        if (entry == nullptr)
            throw std::invalid_argument("there is no calibration to take intervals from");
        if (entry->season != season_ || first_.frequency() == Frequency::weekly || !own)
            note(ForecastNote::calibration_borrowed);
        Calibration const* calibration = &entry->calibration;
        if (horizon_ > calibration->horizon) note(ForecastNote::beyond_calibration);
        parts_.centre = options_.bounds.open ? centre_between_bounds(history) : combination.centre;
        parts_.scale = calibration->scale(combination.radii);
        if ((parts_.scale.array() == 0).all()) note(ForecastNote::no_spread);
        for (int h = 1; h <= horizon_; ++h) {
            const ErrorShape shape = calibration->shape_at(h);
            parts_.shapes.push_back(own ? shape : shape.symmetric());
        }
        parts_.correlation = calibration->correlation.matrix(horizon_);
        parts_.method = combination.members.size() > 1 ? "mean of " : "";
        for (std::size_t i = 0; i < combination.members.size(); ++i)
            parts_.method += (i == 0 ? "" : ", ") + combination.members[i];
    }

    /// The same combination of the series as it looks between its open bounds.
    [[nodiscard]] Eigen::VectorXd centre_between_bounds(History const& history) const {
        const OpenLink link(options_.bounds);
        std::vector<double> latent = history.values();
        for (double& value : latent)
            if (!std::isnan(value)) value = link.to_latent(value);
        Eigen::VectorXd centre = combine(History(latent, season_), season_, horizon_).centre;
        for (double& value : centre) value = link.from_latent(value);
        return centre;
    }

    void by_one_model(History const& history) {
        note(ForecastNote::model_intervals);
        const MemberPrediction member = predict_by(options_.method, history, season_, horizon_);
        Prediction const& prediction = member.prediction;
        if (!usable(prediction))
            throw std::invalid_argument(member.name + " gives no finite forecast of this series");
        parts_.centre = Eigen::Map<Eigen::VectorXd const>(prediction.mean.data(), horizon_);
        parts_.scale = Eigen::Map<Eigen::VectorXd const>(prediction.deviation.data(), horizon_);
        parts_.shapes.assign(static_cast<std::size_t>(horizon_), ErrorShape());
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

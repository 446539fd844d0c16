// Exponential smoothing in its state space form: one model of the ETS family.
#pragma once

#include <glidepath/forecast/member/ets_estimate.hpp>
#include <glidepath/forecast/member/ets_form.hpp>
#include <glidepath/forecast/prediction.hpp>

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace glidepath {

/// The states of a model at one moment, in units of the series; multiplicative phases have none.
struct EtsState {
    double level = 0;
    double slope = 0;                ///< 0 without trend. The next period adds phi times it.
    std::vector<double> seasonal{};  ///< By period, that of the next period first; empty without.
};

/// All that makes a form into a model.
struct EtsParameters {
    double alpha = 0;
    double beta = 0;     ///< 0 without trend.
    double gamma = 0;    ///< 0 without season.
    double phi = 1;      ///< 1 unless damped.
    EtsState initial{};  ///< Before the first value.
};

/// A bound of beta / alpha for forecasting short series. The likelihood of 15 to 100 values often
/// has its top where the trend follows every turn of the data, and such trends forecast badly. On
/// the series of the M3 competition bounds between .05 and .2 serve about equally well, and much
/// better than none: with one, forecasts of yearly series by ETS(A,A,N) and ETS(A,Ad,N) have mean
/// absolute scaled errors of 2.74 and 2.71, without 3.09 and 2.96.
inline constexpr double steady_trend_share = 0.2;

struct EtsOptions {
    EtsForm form{};
    int season = 1;  ///< Periods of a seasonal cycle; read by seasonal forms only.
    /// The largest beta / alpha that is estimated, above 0 and at most 1. 1 is maximum likelihood
    /// as R has it; see `steady_trend_share`.
    double trend_share = 1;
};

/// A model of exponential smoothing with what it says of a series: Hyndman, Koehler, Ord and Snyder
/// (2008), in the parametrisation of their chapter 2. With a trend, level l, slope b:
/// fitted = (l + phi b) [+ or *] s, and an error e moves l by alpha, phi b by beta, s by gamma.
///
/// Missing values (NaN) take part in nothing: the states go on as if they had been forecast
/// exactly, and the likelihood counts what was observed.
class Ets {
public:
    /// The model of one form with the largest likelihood, smoothing parameters and initial states
    /// estimated together. Bounds as in R forecast ("usual" ones): 1e-4 <= alpha <= .9999,
    /// 0 <= beta <= alpha (see EtsOptions::trend_share), 0 <= gamma <= 1 - alpha, .8 <= phi <= .98.
    ///
    /// The likelihood may have several tops; the search begins at several points and takes the best
    /// top it reaches. A series that a form fits without error has sigma 0.
    /// \throws std::invalid_argument for infinite values, fewer observed values than
    ///         form.parameters(season) + 1, values of 0 or less under a multiplicative form, a
    ///         season outside 2..24 under a seasonal one, a trend share outside (0, 1]
    [[nodiscard]] static Ets fit(std::span<double const> y, EtsOptions const& options = {}) {
        require(y, options);
        detail::EtsEstimator estimator(y, options.season, options.trend_share);
        return estimated(y, options, estimator, estimator.estimate(options.form));
    }
    /// Simple exponential smoothing, ETS(A,N,N).
    [[nodiscard]] static Ets simple(std::span<double const> y) { return fit(y); }
    /// Holt's linear trend, ETS(A,A,N).
    [[nodiscard]] static Ets holt(std::span<double const> y, double trend_share = 1) {
        return fit(y, {.form = {.trend = EtsTrend::additive}, .trend_share = trend_share});
    }
    /// The damped trend of Gardner and McKenzie (1985), ETS(A,Ad,N).
    [[nodiscard]] static Ets damped(std::span<double const> y, double trend_share = 1) {
        return fit(y, {.form = {.trend = EtsTrend::additive_damped}, .trend_share = trend_share});
    }
    /// The model with given parameters and initial states.
    /// \throws std::invalid_argument for infinite values, no observed value, parameters that are
    ///         not finite, as many initial phases as the season does not have, a multiplicative
    ///         form that leaves the numbers above 0
    [[nodiscard]] static Ets given(std::span<double const> y, EtsOptions const& options,
                                   EtsParameters const& parameters);

    [[nodiscard]] EtsForm const& form() const noexcept { return form_; }
    [[nodiscard]] int season() const noexcept { return season_; }
    [[nodiscard]] double alpha() const noexcept { return parameters_.alpha; }
    [[nodiscard]] double beta() const noexcept { return parameters_.beta; }
    [[nodiscard]] double gamma() const noexcept { return parameters_.gamma; }
    [[nodiscard]] double phi() const noexcept { return parameters_.phi; }
    [[nodiscard]] EtsParameters const& parameters() const noexcept { return parameters_; }
    /// After the last value.
    [[nodiscard]] EtsState const& state() const noexcept { return state_; }
    [[nodiscard]] int observed() const noexcept { return observed_; }
    /// Standard deviation of the one-step errors, with the estimated parameters taken off the
    /// degrees of freedom; under a multiplicative error of relative errors (.02 is 2 %).
    [[nodiscard]] double sigma() const noexcept { return sigma_; }
    /// One-step errors on the scale of the series; NaN where it has no value.
    [[nodiscard]] std::span<double const> residuals() const noexcept { return residuals_; }
    /// As R forecast defines it, without the constants of the normal density:
    /// -n/2 log(sum of squared errors) - [relative errors] sum of log(fitted).
    [[nodiscard]] double log_likelihood() const noexcept { return log_likelihood_; }
    /// The criteria count sigma as a parameter.
    [[nodiscard]] double aic() const noexcept { return 2 * counted() - 2 * log_likelihood_; }
    /// Infinite with fewer than two values more than parameters.
    [[nodiscard]] double aicc() const noexcept {
        const double left = observed_ - counted() - 1;
        if (left <= 0) return std::numeric_limits<double>::infinity();
        return aic() + 2 * counted() * (counted() + 1) / left;
    }
    [[nodiscard]] double bic() const noexcept {
        return counted() * std::log(observed_) - 2 * log_likelihood_;
    }

    /// Exact means and deviations under normal errors: Hyndman et al. (2008), chapter 6, classes 1
    /// (additive), 2 (multiplicative error) and 3 (multiplicative error and season; from the second
    /// cycle on, the mean counts that an error moves level and season together). A multiplicative
    /// season under an additive error has no exact formula and gets the deviation of the model
    /// linearised about its mean. What is too large for a double is the largest double.
    /// O(horizon), with ETS(M,.,A) and ETS(A,.,M) its square.
    /// \throws std::invalid_argument for a horizon below 1
    [[nodiscard]] Prediction predict(int horizon) const;

private:
    friend struct EtsSearch;

    static void require(std::span<double const> y, EtsOptions const& options, bool estimate = true);
    [[nodiscard]] static Ets estimated(std::span<double const> y, EtsOptions const& options,
                                       detail::EtsEstimator& estimator,
                                       detail::EtsEstimate const& estimate) {
        const auto initial = estimator.likelihood(options.form).moment(estimate.x);
        return Ets(y, options, estimator.scaled(options.form), initial);
    }
    /// \param initial  in the units of `scaled`
    Ets(std::span<double const> y, EtsOptions const& options, detail::EtsScaled const& scaled,
        detail::EtsMoment const& initial);

    [[nodiscard]] double counted() const noexcept { return form_.parameters(season_) + 1; }
    [[nodiscard]] EtsState state_of(detail::EtsMoment const& moment,
                                    detail::EtsScaled const& scaled, std::size_t first) const;
    [[nodiscard]] std::vector<double> deviations(std::vector<double> const& level,
                                                 std::vector<double> const& moves,
                                                 Prediction const& so_far) const;

    void multiply(Prediction& ahead) const;

    EtsForm form_;
    int season_ = 1;
    EtsParameters parameters_;
    EtsState state_;
    int observed_ = 0;
    double sigma_ = 0;
    double log_likelihood_ = 0;
    std::vector<double> residuals_;
};

inline void Ets::require(std::span<double const> y, EtsOptions const& options, bool estimate) {
    const std::string name = to_string(options.form);
    for (std::size_t t = 0; t < y.size(); ++t)
        if (std::isinf(y[t]))
            throw std::invalid_argument(name + ": value " + std::to_string(t) +
                                        " is infinite; give finite values, NaN for missing ones");
    if (options.form.seasonal() && (options.season < 2 || options.season > longest_ets_season))
        throw std::invalid_argument(name + ": the season has " + std::to_string(options.season) +
                                    " periods; it takes 2 to " +
                                    std::to_string(longest_ets_season));
    if (!(options.trend_share > 0 && options.trend_share <= 1))
        throw std::invalid_argument(name + ": a trend share of " +
                                    std::to_string(options.trend_share) +
                                    "; it lies above 0 and not above 1");
    const EtsTraits traits = EtsTraits::of(y, options.season);
    if (options.form.needs_positive() && !traits.positive)
        throw std::invalid_argument(name +
                                    ": there are values of 0 or below; it takes values above 0, "
                                    "an additive form any");
    const int needed = estimate ? options.form.parameters(options.season) + 1 : 1;
    if (traits.observed < needed)
        throw std::invalid_argument(name + ": " + std::to_string(traits.observed) +
                                    " observed values; it takes " + std::to_string(needed) +
                                    ", a simpler form or a naive forecast fewer");
}

inline Ets::Ets(std::span<double const> y, EtsOptions const& options,
                detail::EtsScaled const& scaled, detail::EtsMoment const& initial)
    : form_(options.form), season_(form_.seasonal() ? options.season : 1),
      observed_(scaled.observed), residuals_(y.size()) {
    parameters_ = {initial.alpha, initial.beta, initial.gamma, initial.phi,
                   state_of(initial, scaled, 0)};
    detail::EtsMoment now = initial;
    detail::EtsSums sums;
    if (!detail::run_ets(form_, scaled.y, season_, now, sums, residuals_.data()))
        throw std::invalid_argument(to_string(form_) +
                                    ": with these parameters it leaves the numbers above 0; give "
                                    "others or an additive form");
    for (std::size_t t = 0; t < y.size(); ++t)
        residuals_[t] = (scaled.y[t] - residuals_[t]) * scaled.scale;
    state_ = state_of(now, scaled, y.size());
    const int freedom = std::max(1, observed_ - form_.parameters(season_));
    sigma_ = std::sqrt(sums.squares / freedom) * (form_.multiplicative_error() ? 1 : scaled.scale);
    log_likelihood_ = -0.5 * observed_ * std::log(std::max(sums.squares, scaled.floor)) -
                      sums.logarithms - observed_ * std::log(scaled.scale);
}

inline EtsState Ets::state_of(detail::EtsMoment const& moment, detail::EtsScaled const& scaled,
                              std::size_t first) const {
    EtsState state;
    state.level = moment.level * scaled.scale + scaled.centre;
    state.slope = moment.slope * scaled.scale;
    if (!form_.seasonal()) return state;
    const double unit = form_.season == EtsSeason::additive ? scaled.scale : 1;
    const auto m = static_cast<std::size_t>(season_);
    for (std::size_t j = 0; j < m; ++j)
        state.seasonal.push_back(moment.phase[(first + j) % m] * unit);
    return state;
}

inline Ets Ets::given(std::span<double const> y, EtsOptions const& options,
                      EtsParameters const& parameters) {
    require(y, options, false);
    const auto m = static_cast<std::size_t>(options.form.seasonal() ? options.season : 0);
    EtsState const& initial = parameters.initial;
    if (initial.seasonal.size() != m)
        throw std::invalid_argument(
            to_string(options.form) + ": " + std::to_string(initial.seasonal.size()) +
            " initial phases for a season of " + std::to_string(m) + " periods; give one for each");
    const detail::EtsScaled scaled(y, options.season, !options.form.needs_positive());
    detail::EtsMoment start;
    start.alpha = parameters.alpha;
    if (options.form.trended()) start.beta = parameters.beta;
    if (options.form.seasonal()) start.gamma = parameters.gamma;
    if (options.form.damped()) start.phi = parameters.phi;
    start.level = initial.level / scaled.scale - scaled.centre / scaled.scale;
    if (options.form.trended()) start.slope = initial.slope / scaled.scale;
    const double unit = options.form.season == EtsSeason::additive ? scaled.scale : 1;
    bool finite = std::isfinite(start.alpha) && std::isfinite(start.beta) &&
                  std::isfinite(start.gamma) && std::isfinite(start.phi) &&
                  std::isfinite(start.level) && std::isfinite(start.slope);
    for (std::size_t j = 0; j < m; ++j) {
        start.phase[j] = initial.seasonal[j] / unit;
        finite = finite && std::isfinite(start.phase[j]);
    }
    if (!finite)
        throw std::invalid_argument(to_string(options.form) +
                                    ": a parameter or initial state is not finite; give numbers");
    return {y, options, scaled, start};
}

inline Prediction Ets::predict(int horizon) const {
    if (horizon < 1)
        throw std::invalid_argument("horizon " + std::to_string(horizon) +
                                    "; a forecast looks 1 period ahead or more");
    const auto n = static_cast<std::size_t>(horizon);
    const auto m = static_cast<std::size_t>(season_);
    const bool product = form_.season == EtsSeason::multiplicative;
    Prediction ahead;
    std::vector<double> level(n);     // the mean without the season
    std::vector<double> moves(n, 1);  // what an error adds j periods later, the season aside
    double damped = 0, power = 1;
    for (std::size_t h = 0; h < n; ++h) {
        if (h > 0 && form_.trended()) moves[h] = alpha() + beta() * damped;
        if (h > 0 && !form_.trended()) moves[h] = alpha();
        damped += power *= phi();
        level[h] = form_.trended() ? state_.level + damped * state_.slope : state_.level;
    }
    const auto phase = [&](std::size_t h) {
        return form_.seasonal() ? state_.seasonal[h % m] : (product ? 1.0 : 0.0);
    };
    ahead.response = moves;
    ahead.mean = level;
    for (std::size_t h = 0; h < n; ++h) {
        if (product) {
            ahead.mean[h] *= phase(h);
            if (h > 0) {
                ahead.response[h] *= phase(h) / phase(0);
                if (h % m == 0) ahead.response[h] += gamma() * level[h] / level[0];
            }
        } else if (form_.seasonal()) {
            ahead.mean[h] += phase(h);
            if (h > 0 && h % m == 0) ahead.response[h] += gamma();
        }
    }
    if (form_.multiplicative_error() && form_.season != EtsSeason::additive) {
        ahead.deviation.resize(n);
        multiply(ahead);
    } else {
        ahead.deviation = deviations(level, moves, ahead);
    }
    for (double& v : ahead.deviation) v = std::min(v, std::numeric_limits<double>::max());
    return ahead;
}

/// \param level  the mean without the season
/// \param moves  what a unit error adds to it
inline std::vector<double> Ets::deviations(std::vector<double> const& level,
                                           std::vector<double> const& moves,
                                           Prediction const& so_far) const {
    const std::size_t n = level.size();
    const auto m = static_cast<std::size_t>(season_);
    const double s2 = sigma_ * sigma_;
    const bool product = form_.season == EtsSeason::multiplicative;
    std::vector<double> result(n);
    if (!form_.multiplicative_error() && !product) {
        double sum = 0;
        for (std::size_t h = 0; h < n; ++h) {
            sum += so_far.response[h] * so_far.response[h];
            result[h] = sigma_ * std::sqrt(sum);
        }
        return result;
    }
    if (!form_.multiplicative_error()) {
        for (std::size_t h = 0; h < n; ++h) {
            double sum = 1;
            for (std::size_t i = 0; i < h; ++i) {
                double weight = moves[h - i] * state_.seasonal[h % m] / state_.seasonal[i % m];
                if ((h - i) % m == 0) weight += gamma() * level[h] / level[i];
                sum += weight * weight;
            }
            result[h] = sigma_ * std::sqrt(sum);
        }
        return result;
    }
    // An additive season under a multiplicative error. In units of the first mean, lest squares of
    // large values leave the range.
    std::vector<double> const& mean = so_far.mean;
    const double unit = mean[0] != 0 ? std::abs(mean[0]) : 1;
    std::vector<double> second(n);  // expected square of the fitted value
    for (std::size_t h = 0; h < n; ++h) {
        const double share = mean[h] / unit;
        double gathered = 0;
        for (std::size_t j = 1; j <= h; ++j)
            gathered += so_far.response[j] * so_far.response[j] * second[h - j];
        second[h] = share * share + s2 * gathered;
        result[h] = std::sqrt(s2 * (share * share + (1 + s2) * gathered)) * unit;
    }
    return result;
}

/// The exact moments of z = (level, slope) times one phase of the season: an error e (a share)
/// turns z into (F + G e)(1 + gamma e) z in the periods of that phase, into (F + G e) z in others.
inline void Ets::multiply(Prediction& ahead) const {
    const std::size_t n = ahead.mean.size();
    const auto m = static_cast<std::size_t>(season_);
    const double s2 = sigma_ * sigma_;
    const double unit = state_.level != 0 ? std::abs(state_.level) : 1;
    const Eigen::Vector2d w(1, phi());
    Eigen::Matrix2d f, g;
    f << 1, phi(), 0, phi();
    g << alpha(), alpha() * phi(), beta(), beta() * phi();
    for (std::size_t phase = 0; phase < std::min(m, n); ++phase) {
        const double season = form_.seasonal() ? state_.seasonal[phase] : 1;
        Eigen::Vector2d mean = season / unit * Eigen::Vector2d(state_.level, state_.slope);
        Eigen::Matrix2d covariance = Eigen::Matrix2d::Zero();
        for (std::size_t h = 0; h < n; ++h) {
            const bool now = h % m == phase;
            if (now) {
                const double fit = w.dot(mean);
                ahead.mean[h] = fit * unit;
                ahead.deviation[h] =
                    std::sqrt((1 + s2) * w.dot(covariance * w) + s2 * fit * fit) * unit;
            }
            // One step is (F + B e + C e^2) z; odd moments of e are 0, the fourth is 3 s2^2.
            const double turn = now && form_.seasonal() ? gamma() : 0;
            const Eigen::Matrix2d b = g + turn * f, c = turn * g;
            const Eigen::Vector2d by_error = b * mean, by_square = c * mean;
            const Eigen::Matrix2d mixed = f * covariance * c.transpose();
            covariance =
                (f * covariance * f.transpose() +
                 s2 * (b * covariance * b.transpose() + mixed + mixed.transpose() +
                       by_error * by_error.transpose()) +
                 s2 * s2 *
                     (3 * c * covariance * c.transpose() + 2 * by_square * by_square.transpose()))
                    .eval();
            mean = (f * mean + s2 * by_square).eval();
        }
    }
}

}  // namespace glidepath

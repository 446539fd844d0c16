// One seasonal ARIMA model: exact likelihood, missing values, forecasts.
#pragma once

#include <glidepath/forecast/member/arima_data.hpp>
#include <glidepath/forecast/member/arima_estimate.hpp>
#include <glidepath/forecast/member/arima_likelihood.hpp>
#include <glidepath/forecast/member/arima_order.hpp>
#include <glidepath/forecast/member/arima_parameters.hpp>
#include <glidepath/forecast/prediction.hpp>
#include <glidepath/path/roughness.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numbers>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace glidepath {

/// The coefficients of a seasonal ARIMA model, signs as in `ArimaOrder`.
struct ArimaCoefficients {
    std::vector<double> phi;
    std::vector<double> theta;
    std::vector<double> seasonal_phi;
    std::vector<double> seasonal_theta;
    double constant = 0;  ///< Mean, or drift a period.
};

/// A seasonal ARIMA model of one series, its likelihood exact: that of the differenced series,
/// which is the diffuse likelihood of the series. NaN is a missing value. The constant is
/// concentrated out by generalised least squares.
class Arima {
public:
    /// Maximum likelihood for one order, stationary and invertible: the maximum that is near the
    /// estimate by conditional least squares. Where polynomials of both sides nearly cancel there
    /// can be a higher one elsewhere.
    /// \throws std::invalid_argument for infinite values, an impossible order, and fewer observed
    ///         values than differencing uses up, coefficients, and one
    [[nodiscard]] static Arima fit(std::span<double const> y, ArimaOrder const& order) {
        detail::require_arima_order(order);
        const auto series = detail::ArimaSeries::of(y, order.season);
        require_values(series, order, order.coefficients() + (order.constant ? 1 : 0) + 1);
        const auto differences =
            detail::ArimaDifferences::of(series, order.d, order.D, order.season);
        detail::ArimaEstimator estimator(differences.w, differences.x, &differences.impulses);
        auto candidate = estimator.conditional(order, {}, 30);
        estimator.exact(candidate, 60, 1e-12);
        estimator.exact_along_edge(candidate, 60, 1e-12);
        return from_estimate(y, candidate);
    }

    /// The model with coefficients that are known.
    /// \throws std::invalid_argument also for coefficients that do not fit the order, are no
    ///         numbers, or are not stationary
    [[nodiscard]] static Arima with(std::span<double const> y, ArimaOrder const& order,
                                    ArimaCoefficients coefficients) {
        return Arima(y, order, std::move(coefficients), 0);
    }

    /// The model with what a search found; the constant is estimated along.
    [[nodiscard]] static Arima from_estimate(std::span<double const> y,
                                             detail::ArimaCandidate const& candidate) {
        ArimaCoefficients coefficients;
        const detail::ArmaParameters parameters(candidate.order, candidate.point);
        const auto copy = [](std::span<double const> part) {
            return std::vector<double>(part.begin(), part.end());
        };
        coefficients.phi = copy(parameters.phi());
        coefficients.theta = copy(parameters.theta());
        coefficients.seasonal_phi = copy(parameters.seasonal_phi());
        coefficients.seasonal_theta = copy(parameters.seasonal_theta());
        return Arima(y, candidate.order, std::move(coefficients),
                     candidate.order.coefficients() + (candidate.order.constant ? 1 : 0));
    }

    [[nodiscard]] ArimaOrder const& order() const noexcept { return order_; }
    [[nodiscard]] ArimaCoefficients const& coefficients() const noexcept { return coefficients_; }
    /// The model without its constant as one process: phi(B) Phi(B^s) (1 - B^s)^D on the left.
    [[nodiscard]] ArimaProcess process() const {
        ArimaProcess process;
        process.d = order_.d;
        process.theta = theta_;
        const auto seasonal = detail::differencing(0, order_.D, order_.season);
        process.phi.resize(phi_.size() + seasonal.size());
        detail::multiply_factors(phi_, seasonal, 1, -1, process.phi);
        return process;
    }

    /// Values that are observed, less those that differencing uses up.
    [[nodiscard]] int observations() const noexcept { return count_; }
    /// Standard deviation of the errors: the sum of squares over observations less estimated
    /// coefficients. 0 for a series that the model fits without error.
    [[nodiscard]] double sigma() const noexcept {
        return std::sqrt(sum_of_squares_ / (count_ - estimated_)) * series_.scale;
    }
    /// The variance that maximises the likelihood: the sum of squares over observations. Squares of
    /// values beyond 1e154 are infinite, those below 1e-162 are 0.
    [[nodiscard]] double maximum_likelihood_variance() const noexcept {
        return sum_of_squares_ / count_ * series_.scale * series_.scale;
    }
    /// At that variance; infinite for a series that the model fits without error.
    [[nodiscard]] double log_likelihood() const noexcept {
        if (!(sum_of_squares_ > 0)) return std::numeric_limits<double>::infinity();
        return -0.5 * (count_ * (std::log(2 * std::numbers::pi) + 1 +
                                 std::log(sum_of_squares_ / count_) + 2 * std::log(series_.scale)) +
                       log_determinant_);
    }
    /// -2 log L + 2 k, k the estimated coefficients and the variance.
    [[nodiscard]] double aic() const noexcept {
        return 2 * (estimated_ + 1) - 2 * log_likelihood();
    }
    /// With Hurvich and Tsai's (1989) correction; infinite where it has no room.
    [[nodiscard]] double aicc() const noexcept {
        const double k = estimated_ + 1;
        if (!(count_ - k - 1 > 0)) return std::numeric_limits<double>::infinity();
        return aic() + 2 * k * (k + 1) / (count_ - k - 1);
    }

    /// The error of each value's prediction from those before it; NaN where a value is missing and
    /// where those before it do not tell it (the first d + D s).
    [[nodiscard]] std::span<double const> residuals() const noexcept { return residuals_; }
    /// The standard deviations of `residuals()` over `sigma()`: above 1 near the start and after
    /// gaps. NaN where there is no residual.
    [[nodiscard]] std::span<double const> residual_factors() const noexcept { return factors_; }

    /// The same model whose drift goes on in forecasts at a share of itself: 1 as estimated, 0 not
    /// at all. Trends of short series are overestimated more often than not (Gardner and McKenzie
    /// 1985); Castle, Doornik and Hendry (2021) halve them. Without a drift nothing changes.
    /// \throws std::invalid_argument for a share outside 0..1
    [[nodiscard]] Arima with_drift_share(double share) const {
        if (!(share >= 0 && share <= 1))
            throw std::invalid_argument("the share of the drift must lie in 0..1, not " +
                                        std::to_string(share));
        Arima model = *this;
        model.drift_share_ = share;
        return model;
    }
    [[nodiscard]] double drift_share() const noexcept { return drift_share_; }

    /// Forecasts by exact prediction from what was observed. `deviation` holds what the finite
    /// series and missing values leave open of past errors too, and is then slightly more
    /// than sigma times the root of the sum of `response^2`.
    /// \throws std::invalid_argument for a horizon below 1
    [[nodiscard]] Prediction predict(int horizon) const {
        if (horizon < 1)
            throw std::invalid_argument("a horizon must be 1 or more periods, not " +
                                        std::to_string(horizon));
        const auto differences =
            detail::ArimaDifferences::of(series_, order_.d, order_.D, order_.season);
        detail::ArmaLikelihood likelihood;
        const auto size = static_cast<std::size_t>(horizon);
        const std::size_t n = differences.w.size();
        const std::size_t exact = std::min(size, std::max(most_exact_horizons, theta_.size()));
        const bool constant = order_.constant;
        likelihood.reset(differences.w,
                         constant ? std::span<double const>(differences.x)
                                  : std::span<double const>(),
                         coefficients_.constant / series_.scale, &differences.impulses);
        static_cast<void>(likelihood.evaluate(phi_, theta_, exact));

        // The series with the best estimates of what is missing, less the constant.
        const double step =
            constant ? coefficients_.constant / series_.scale *
                           detail::ArimaDifferences::step(order_.d, order_.D, order_.season)
                     : 0;
        std::vector<double> y = series_.y;
        std::vector<double> w = differences.w;
        const auto impulses = likelihood.impulse_values(coefficients_.constant / series_.scale);
        for (std::size_t k = 0; k < impulses.size(); ++k) {
            y[series_.missing[k]] -= impulses[k];
            for (std::size_t t = 0; t < n; ++t) w[t] -= impulses[k] * differences.impulses[k][t];
        }
        for (double& value : w) value -= step;
        std::vector<double> errors(n);
        likelihood.factor().errors(w, errors);
        const Continuation continuation{likelihood.factor(), differences.delta};

        Prediction prediction;
        prediction.mean = continuation.of(y, w, errors, step, size);
        prediction.response = responses(differences.delta, size);
        prediction.deviation.assign(size, 0);
        if (likelihood.factor().steady_from() <= n) {
            double sum = 0;
            for (std::size_t h = 0; h < size; ++h) {
                sum += prediction.response[h] * prediction.response[h];
                prediction.deviation[h] = sum;
            }
        } else {
            add_variances(continuation, prediction, n, exact);
        }
        if (!series_.missing.empty()) {
            // What is not known of missing values, carried on.
            std::vector<std::vector<double>> carried;
            std::vector<double> impulse(y.size(), 0);
            for (std::size_t k = 0; k < impulses.size(); ++k) {
                impulse[series_.missing[k]] = 1;
                carried.push_back(continuation.of(impulse, differences.impulses[k],
                                                  likelihood.impulse_errors(k), 0, size));
                impulse[series_.missing[k]] = 0;
            }
            std::vector<double> g(impulses.size());
            for (std::size_t h = 0; h < size; ++h) {
                for (std::size_t k = 0; k < g.size(); ++k) g[k] = carried[k][h];
                likelihood.whiten(g);
                for (double value : g) prediction.deviation[h] += value * value;
            }
        }
        for (std::size_t h = 0; h < size; ++h) {
            prediction.mean[h] *= series_.scale;
            if (order_.d + order_.D == 1)
                prediction.mean[h] -=
                    (1 - drift_share_) * coefficients_.constant * static_cast<double>(h + 1);
            prediction.deviation[h] = sigma() * std::sqrt(prediction.deviation[h]);
        }
        return prediction;
    }

private:
    /// Horizons whose variances are exact; beyond them each adds the square of its psi weight.
    static constexpr std::size_t most_exact_horizons = 256;

    /// The best linear prediction of an ARMA process, brought back to levels.
    struct Continuation {
        detail::ArmaFactor const& factor;
        std::span<double const> delta;

        [[nodiscard]] std::vector<double> of(std::span<double const> y, std::span<double const> w,
                                             std::span<double const> errors, double step,
                                             std::size_t size) const {
            const std::size_t n = w.size();
            const auto phi = factor.phi();
            std::vector<double> process(w.begin(), w.end());
            std::vector<double> level(y.begin(), y.end());
            process.reserve(n + size);
            level.reserve(y.size() + size);
            for (std::size_t t = n; t < n + size; ++t) {
                double sum = 0;
                for (std::size_t k = factor.first_of(t); k < n; ++k)
                    sum += factor.entry(t, k) * errors[k];
                if (t >= phi.size())
                    for (std::size_t i = 0; i < phi.size(); ++i) sum += phi[i] * process[t - 1 - i];
                process.push_back(sum);
                sum += step;
                for (std::size_t k = 1; k <= delta.size(); ++k)
                    if (delta[k - 1] != 0) sum += delta[k - 1] * level[level.size() - k];
                level.push_back(sum);
            }
            return {level.end() - static_cast<std::ptrdiff_t>(size), level.end()};
        }
    };

    Arima(std::span<double const> y, ArimaOrder const& order, ArimaCoefficients coefficients,
          int estimated)
        : order_(order), coefficients_(std::move(coefficients)), estimated_(estimated) {
        detail::require_arima_order(order_);
        require_coefficients();
        series_ = detail::ArimaSeries::of(y, order_.season);
        require_values(series_, order_, estimated + 1);
        std::vector<double> point;
        for (auto const* part : {&coefficients_.phi, &coefficients_.seasonal_phi,
                                 &coefficients_.theta, &coefficients_.seasonal_theta})
            point.insert(point.end(), part->begin(), part->end());
        const detail::ArmaParameters parameters(order_, point);
        phi_.resize(static_cast<std::size_t>(order_.ar_degree()));
        theta_.resize(static_cast<std::size_t>(order_.ma_degree()));
        parameters.expand_ar(phi_);
        parameters.expand_ma(theta_);

        const auto differences =
            detail::ArimaDifferences::of(series_, order_.d, order_.D, order_.season);
        detail::ArmaLikelihood likelihood;
        const std::optional<double> constant =
            estimated > 0 ? std::nullopt
                          : std::optional<double>(coefficients_.constant / series_.scale);
        likelihood.reset(differences.w,
                         order_.constant ? std::span<double const>(differences.x)
                                         : std::span<double const>(),
                         constant, &differences.impulses);
        const auto result = likelihood.evaluate(phi_, theta_);
        if (!result)
            throw std::invalid_argument(
                to_string(order_) +
                (parameters.stationary()
                     ? ": a missing value is one that no observed value depends on, as when all "
                       "values of one month are missing; give a lower order"
                     : ": the autoregressive coefficients are not stationary; take a difference "
                       "instead"));
        if (order_.constant) coefficients_.constant = result->constant * series_.scale;
        sum_of_squares_ = result->sum_of_squares;
        log_determinant_ = result->log_determinant;
        count_ = static_cast<int>(likelihood.count());
        // Rounding is no error: a series that is constant once differenced has none.
        double largest = 0;
        for (double value : series_.y) largest = std::max(largest, std::abs(value));
        if (std::sqrt(sum_of_squares_ / count_) <= 1e-14 * largest) sum_of_squares_ = 0;

        constexpr double none = std::numeric_limits<double>::quiet_NaN();
        residuals_.assign(y.size(), none);
        factors_.assign(y.size(), none);
        const std::size_t first = y.size() - differences.w.size();
        for (std::size_t t = 0; t < differences.w.size(); ++t) {
            if (!(likelihood.ratios()[t] > 0)) continue;
            residuals_[first + t] = likelihood.errors()[t] * series_.scale;
            factors_[first + t] = std::sqrt(likelihood.ratios()[t]);
        }
    }

    static void require_values(detail::ArimaSeries const& series, ArimaOrder const& order,
                               int beyond) {
        const auto needed = static_cast<std::size_t>(order.lost() + beyond);
        if (series.observed() < needed || series.y.size() <= static_cast<std::size_t>(order.lost()))
            throw std::invalid_argument(to_string(order) + " needs at least " +
                                        std::to_string(needed) + " observed values; there are " +
                                        std::to_string(series.observed()));
    }
    void require_coefficients() const {
        const auto matches = [&](char const* name, std::vector<double> const& part, int count) {
            if (part.size() != static_cast<std::size_t>(count))
                throw std::invalid_argument(to_string(order_) + " has " + std::to_string(count) +
                                            " coefficients " + name + ", not " +
                                            std::to_string(part.size()));
            for (double value : part)
                if (!std::isfinite(value))
                    throw std::invalid_argument("a coefficient " + std::string(name) +
                                                " of the ARIMA model is no finite number");
        };
        matches("phi", coefficients_.phi, order_.p);
        matches("theta", coefficients_.theta, order_.q);
        matches("Phi", coefficients_.seasonal_phi, order_.P);
        matches("Theta", coefficients_.seasonal_theta, order_.Q);
        if (!std::isfinite(coefficients_.constant))
            throw std::invalid_argument("the constant of the ARIMA model is no finite number");
        if (!order_.constant && coefficients_.constant != 0)
            throw std::invalid_argument(to_string(order_) +
                                        " has no constant; ask for one in the order");
    }

    [[nodiscard]] std::vector<double> responses(std::span<double const> delta,
                                                std::size_t size) const {
        std::vector<double> full(phi_.size() + delta.size());
        detail::multiply_factors(phi_, delta, 1, -1, full);
        std::vector<double> psi(size);
        detail::psi_weights(full, theta_, psi);
        return psi;
    }

    /// Sums, for each horizon, the squared responses to the errors from `n` on.
    void add_variances(Continuation const& continuation, Prediction& prediction, std::size_t n,
                       std::size_t exact) const {
        detail::ArmaFactor const& factor = continuation.factor;
        const auto delta = continuation.delta;
        const std::size_t size = prediction.mean.size();
        std::vector<double> process(exact);
        std::vector<double> level(exact);
        for (std::size_t column = 0; column < exact; ++column) {
            for (std::size_t h = column; h < exact; ++h) {
                const std::size_t t = n + h;
                double sum = h == column ? 1 : 0;
                if (h > column && factor.first_of(t) <= n + column)
                    sum = factor.entry(t, n + column);
                if (t >= phi_.size())
                    for (std::size_t i = 0; i < phi_.size() && i + 1 + column <= h; ++i)
                        sum += phi_[i] * process[h - 1 - i];
                process[h] = sum;
                for (std::size_t k = 1; k <= delta.size() && k + column <= h; ++k)
                    if (delta[k - 1] != 0) sum += delta[k - 1] * level[h - k];
                level[h] = sum;
                prediction.deviation[h] += sum * sum * factor.variance(n + column);
            }
        }
        for (std::size_t h = exact; h < size; ++h)
            prediction.deviation[h] =
                prediction.deviation[h - 1] + prediction.response[h] * prediction.response[h];
    }

    ArimaOrder order_;
    ArimaCoefficients coefficients_;
    int estimated_ = 0;
    detail::ArimaSeries series_;
    double drift_share_ = 1;
    std::vector<double> phi_;
    std::vector<double> theta_;
    double sum_of_squares_ = 0;
    double log_determinant_ = 0;
    int count_ = 0;
    std::vector<double> residuals_;
    std::vector<double> factors_;
};

}  // namespace glidepath

// Learning a calibration from forecasts and what came.
#pragma once

#include <glidepath/forecast/calibration/calibration.hpp>
#include <glidepath/forecast/minimise.hpp>

#include <Eigen/Cholesky>
#include <Eigen/Core>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace glidepath {

/// One forecast and what came of it.
struct ForecastCase {
    Radii radii;             ///< One column for each horizon.
    Eigen::VectorXd errors;  ///< Actual minus forecast, by horizon; NaN where nothing came.
    double unit = 1;  ///< What makes series comparable (a mean absolute difference): the weight.
};

namespace detail {

/// The cases of one calibration, flat, and what is fitted to them.
class CalibrationFit {
public:
    explicit CalibrationFit(std::span<ForecastCase const> cases) : cases_(cases) {
        for (ForecastCase const& one : cases) {
            if (one.radii.cols() != one.errors.size() || !(one.unit > 0) ||
                !std::isfinite(one.unit) || !one.radii.allFinite() ||
                !(one.radii.array() >= 0).all())
                throw std::invalid_argument(
                    "a case to calibrate from needs a positive unit, one error for each horizon "
                    "and radii that are not negative");
            for (Eigen::Index h = 0; h < one.errors.size(); ++h) {
                if (!std::isfinite(one.errors[h])) continue;
                Point point;
                for (std::size_t k = 0; k < radius_count; ++k)
                    point.radii[k] = one.radii(static_cast<Eigen::Index>(k), h) / one.unit;
                point.error = one.errors[h] / one.unit;
                point.log_horizon = std::log(static_cast<double>(h + 1));
                points_.push_back(point);
            }
        }
        if (points_.size() < least_errors)
            throw std::invalid_argument("a calibration needs at least " +
                                        std::to_string(least_errors) + " forecast errors, not " +
                                        std::to_string(points_.size()));
    }

    [[nodiscard]] Calibration run() {
        Calibration calibration;
        calibration.weights.fill(0.2);
        // Shape and scale in turn; the loss falls at every step, and settles after a few.
        for (int round = 0; round < 6; ++round) {
            calibration.shape = fitted_shape(calibration);
            fit_scale(calibration);
        }
        normalise(calibration);
        calibration.correlation = fitted_correlation(calibration);
        calibration.series = static_cast<int>(cases_.size());
        return calibration;
    }

    static constexpr std::size_t least_errors = 60;

private:
    struct Point {
        std::array<double, radius_count> radii{};
        double error = 0;
        double log_horizon = 0;
    };
    static constexpr std::size_t parameters = radius_count + 2;  // weights, exponent, curvature
    /// Knots at which intervals of 95 and of 80 % end, with the weight of their losses.
    static constexpr std::array<std::size_t, 4> ends{1, 3, 7, 9};

    [[nodiscard]] static double scale(Point const& point, Calibration const& calibration) noexcept {
        double sum = 0;
        for (std::size_t k = 0; k < radius_count; ++k)
            sum += calibration.weights[k] * point.radii[k];
        return sum * calibration.by_horizon(point.log_horizon);
    }
    static void set(Calibration& calibration, std::span<double const> at) {
        std::copy_n(at.begin(), radius_count, calibration.weights.begin());
        calibration.exponent = at[radius_count];
        calibration.curvature = at[radius_count + 1];
    }

    /// Weights and shape share a factor: it is chosen so that the 95 % interval is as wide as a
    /// normal one. Radii that are 0 in all cases have the weight 0.
    void normalise(Calibration& calibration) const {
        for (std::size_t k = 0; k < radius_count; ++k)
            if (std::all_of(points_.begin(), points_.end(),
                            [&](Point const& point) { return point.radii[k] == 0; }))
                calibration.weights[k] = 0;
        const ErrorShape::Knots knots = fitted_shape(calibration).errors();
        const double factor = (knots[9] - knots[1]) / (2 * ErrorShape::scores[9]);
        for (double& weight : calibration.weights) weight *= factor;
        calibration.shape = fitted_shape(calibration);
    }
    /// Quantiles of the errors in units of the scale. The median is held at 0: forecasts stay.
    [[nodiscard]] ErrorShape fitted_shape(Calibration const& calibration) const {
        std::vector<double> errors;
        errors.reserve(points_.size());
        for (Point const& point : points_) {
            const double s = scale(point, calibration);
            if (s > 0) errors.push_back(point.error / s);
        }
        if (errors.size() < least_errors)
            throw std::invalid_argument("nearly all forecasts to calibrate from have radii of 0");
        std::sort(errors.begin(), errors.end());
        const auto quantile = [&](double p) {
            const double at = p * static_cast<double>(errors.size() - 1);
            const auto low = static_cast<std::size_t>(at);
            const std::size_t high = std::min(low + 1, errors.size() - 1);
            return errors[low] + (at - static_cast<double>(low)) * (errors[high] - errors[low]);
        };
        ErrorShape::Knots knots{};
        constexpr std::size_t middle = ErrorShape::size / 2;
        for (std::size_t i = 0; i < ErrorShape::size; ++i)
            knots[i] = i == middle ? 0 : quantile(ErrorShape::probabilities[i]);
        // Quantiles may lie beyond the median that is held, or coincide; then they are moved apart
        // by as little as keeps the shape rising.
        const double least = 1e-3 * (knots.back() - knots.front());
        if (!(least > 0)) throw std::invalid_argument("all forecasts to calibrate from are exact");
        for (std::size_t i = middle; i-- > 0;) knots[i] = std::min(knots[i], knots[i + 1] - least);
        for (std::size_t i = middle + 1; i < ErrorShape::size; ++i)
            knots[i] = std::max(knots[i], knots[i - 1] + least);
        return ErrorShape(knots);
    }

    /// Weights and exponent with the least interval score (Gneiting & Raftery 2007), summed over
    /// the levels.
    void fit_scale(Calibration& calibration) const {
        std::array<double, parameters> start{};
        std::copy(calibration.weights.begin(), calibration.weights.end(), start.begin());
        start[radius_count] = calibration.exponent;
        start[radius_count + 1] = calibration.curvature;
        const std::array<double, parameters> lower{0, 0, 0, 0, 0, -0.5, -0.2};
        const std::array<double, parameters> upper{3, 3, 3, 3, 3, 0.75, 0.2};
        Calibration trial = calibration;
        ErrorShape::Knots const& knots = calibration.shape.errors();
        const auto loss = [&](std::span<double const> at) {
            set(trial, at);
            double sum = 0;
            for (Point const& point : points_) {
                const double s = scale(point, trial);
                for (std::size_t end : ends) {
                    const double p = ErrorShape::probabilities[end];
                    const double miss = point.error - s * knots[end];
                    // Weights make both levels count alike, whose losses differ threefold.
                    sum += (miss > 0 ? p : p - 1) * miss / std::min(p, 1 - p);
                }
            }
            return sum / static_cast<double>(points_.size());
        };
        MinimiseOptions options;
        options.tolerance = 1e-7;
        options.max_evaluations = 4000;
        options.step = 0.05;
        const Minimum best = minimise(loss, start, lower, upper, options);
        set(calibration, best.point);
    }

    /// By maximum likelihood of the normal scores of all complete cases.
    [[nodiscard]] ErrorCorrelation fitted_correlation(Calibration const& calibration) const {
        Eigen::Index horizon = 0;
        for (ForecastCase const& one : cases_) horizon = std::max(horizon, one.errors.size());
        if (horizon < 2) return {};
        Eigen::MatrixXd products = Eigen::MatrixXd::Zero(horizon, horizon);
        int complete = 0;
        for (ForecastCase const& one : cases_) {
            if (one.errors.size() != horizon || !one.errors.allFinite()) continue;
            const Eigen::VectorXd scales = calibration.scale(one.radii);
            if (!(scales.array() > 0).all()) continue;
            Eigen::VectorXd scores(horizon);
            for (Eigen::Index h = 0; h < horizon; ++h)
                scores[h] =
                    std::clamp(calibration.shape.score(one.errors[h] / scales[h]), -4.0, 4.0);
            products += scores * scores.transpose();
            ++complete;
        }
        if (complete < 20) return {};
        products /= complete;
        const auto loss = [&](std::span<double const> at) {
            const Eigen::LLT<Eigen::MatrixXd> factor(
                ErrorCorrelation{std::exp(at[0]), std::exp(at[1])}.matrix(
                    static_cast<int>(horizon)));
            if (factor.info() != Eigen::Success) return std::numeric_limits<double>::infinity();
            double log_determinant = 0;
            for (Eigen::Index h = 0; h < horizon; ++h)
                log_determinant += std::log(factor.matrixLLT()(h, h));
            return 0.5 * factor.solve(products).trace() + log_determinant;
        };
        const std::array<double, 2> start{-1, -1};
        const std::array<double, 2> lower{-6, -6};
        const std::array<double, 2> upper{4, 3};
        const Minimum best = minimise(loss, start, lower, upper);
        return {std::exp(best.point[0]), std::exp(best.point[1])};
    }

    std::span<ForecastCase const> cases_;
    std::vector<Point> points_;
};

}  // namespace detail

/// Learns a calibration: weights and exponent by the least interval score of 80 and 95 % intervals
/// (each error counts in its case's unit), the shape from the quantiles of the scaled errors, the
/// correlation by maximum likelihood of their normal scores.
/// \throws std::invalid_argument for fewer than 60 errors, and for cases that are no such
[[nodiscard]] inline Calibration calibrate(std::span<ForecastCase const> cases) {
    return detail::CalibrationFit(cases).run();
}

}  // namespace glidepath

// Learning a calibration from forecasts and what came.
#pragma once

#include <glidepath/forecast/calibration/calibration.hpp>
#include <glidepath/forecast/calibration/fit_correlation.hpp>
#include <glidepath/forecast/minimise.hpp>

#include <Eigen/Core>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <stdexcept>
#include <string>
#include <tuple>
#include <utility>
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
                point.at = static_cast<std::size_t>(h);
                points_.push_back(point);
            }
            horizon_ = std::max(horizon_, static_cast<int>(one.errors.size()));
        }
        if (points_.size() < least_errors)
            throw std::invalid_argument("a calibration needs at least " +
                                        std::to_string(least_errors) + " forecast errors, not " +
                                        std::to_string(points_.size()));
    }

    [[nodiscard]] Calibration run(int season) {
        Calibration calibration;
        calibration.horizon = std::max(horizon_, 1);
        calibration.weights.fill(0.2);
        // One shape and the scale in turn; the loss falls at every step, and settles after a few.
        // Shapes that change with the horizon come last: they would follow any scale.
        for (int round = 0; round < 6; ++round) {
            fit_shape(calibration);
            fit_scale(calibration);
        }
        normalise(calibration);
        bend_shapes(calibration);
        calibration.correlation = fit_correlation(scores(calibration), season);
        calibration.series = static_cast<int>(cases_.size());
        return calibration;
    }

    static constexpr std::size_t least_errors = 60;

private:
    struct Point {
        std::array<double, radius_count> radii{};
        double error = 0;
        std::size_t at = 0;  ///< Horizon less one.
    };
    static constexpr std::size_t parameters = radius_count + 2;  // and exponent, curvature
    /// Knots at which intervals of 95 and of 80 % end.
    static constexpr std::array<std::size_t, 4> ends{1, 3, 7, 9};
    /// Knots that may lie elsewhere at the last horizon than at the first: quantiles of 10 to 90 %.
    /// Of those farther out a few hundred series tell one place only.
    static constexpr std::size_t first_moving = 3;
    static constexpr std::size_t last_moving = 7;

    /// What a calibration multiplies by at each horizon; made once for all points.
    [[nodiscard]] static std::vector<double> by_horizon(Calibration const& calibration) {
        std::vector<double> factors;
        for (int h = 1; h <= calibration.horizon; ++h)
            factors.push_back(calibration.by_horizon(std::log(static_cast<double>(h))));
        return factors;
    }
    /// Without the factor of its horizon.
    [[nodiscard]] static double scale(Point const& point, Calibration const& calibration) noexcept {
        double sum = 0;
        for (std::size_t k = 0; k < radius_count; ++k)
            sum += calibration.weights[k] * point.radii[k];
        return sum;
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
        fit_shape(calibration);
        ErrorShape::Knots const& knots = calibration.first.errors();
        const double factor = (knots[9] - knots[1]) / (2 * ErrorShape::scores[9]);
        for (double& weight : calibration.weights) weight *= factor;
        fit_shape(calibration);
    }
    /// Errors in units of the scale, and what share of the way to the last horizon (in logarithms)
    /// each lies ahead.
    struct ScaledErrors {
        std::vector<double> errors;
        std::vector<double> shares;
    };
    [[nodiscard]] ScaledErrors scaled(Calibration const& calibration) const {
        const std::vector<double> factors = by_horizon(calibration);
        const double reach = std::log(std::max(calibration.horizon, 2));
        ScaledErrors result;
        for (Point const& point : points_) {
            const double s = scale(point, calibration) * factors[point.at];
            if (!(s > 0)) continue;
            result.errors.push_back(point.error / s);
            result.shares.push_back(std::log(static_cast<double>(point.at + 1)) / reach);
        }
        if (result.errors.size() < least_errors)
            throw std::invalid_argument("nearly all forecasts to calibrate from have radii of 0");
        return result;
    }
    /// The same quantiles at all horizons.
    void fit_shape(Calibration& calibration) const {
        std::vector<double> errors = scaled(calibration).errors;
        ErrorShape::Knots knots{};
        for (std::size_t i = 0; i < ErrorShape::size; ++i)
            knots[i] = quantile(errors, ErrorShape::probabilities[i]);
        if (!(knots.front() < knots.back()))
            throw std::invalid_argument("all forecasts to calibrate from are exact");
        calibration.first = calibration.last = ErrorShape(ErrorShape::rising(knots));
    }
    /// The inner quantiles as straight lines in the logarithm of the horizon (Koenker & Bassett
    /// 1978).
    void bend_shapes(Calibration& calibration) const {
        if (calibration.horizon < 2) return;
        const ScaledErrors all = scaled(calibration);
        ErrorShape::Knots first = calibration.first.errors();
        ErrorShape::Knots last = first;
        const double width = first[last_moving] - first[first_moving];
        for (std::size_t i = first_moving; i <= last_moving; ++i)
            std::tie(first[i], last[i]) =
                quantile_line(all, ErrorShape::probabilities[i], first[i], width);
        calibration.first = ErrorShape(ErrorShape::rising(first));
        calibration.last = ErrorShape(ErrorShape::rising(last));
    }
    /// Where the line of a quantile begins and ends.
    /// \param start  the quantile of all errors
    /// \param width  how far from it the ends may lie
    [[nodiscard]] static std::pair<double, double> quantile_line(ScaledErrors const& all, double p,
                                                                 double start, double width) {
        const auto loss = [&](std::span<double const> at) {
            double sum = 0;
            for (std::size_t i = 0; i < all.errors.size(); ++i) {
                const double miss = all.errors[i] - std::lerp(at[0], at[1], all.shares[i]);
                sum += (miss > 0 ? p : p - 1) * miss;
            }
            return sum / static_cast<double>(all.errors.size());
        };
        const std::array<double, 2> middle{start, start};
        const std::array<double, 2> lower{start - width, start - width};
        const std::array<double, 2> upper{start + width, start + width};
        const Minimum best = minimise(loss, middle, lower, upper);
        return {best.point[0], best.point[1]};
    }
    /// Hyndman & Fan 1996, type 7. Reorders the values.
    [[nodiscard]] static double quantile(std::vector<double>& values, double p) {
        const double at = p * static_cast<double>(values.size() - 1);
        const auto low = values.begin() + static_cast<std::ptrdiff_t>(at);
        std::nth_element(values.begin(), low, values.end());
        const auto high = low + 1 == values.end() ? low : std::min_element(low + 1, values.end());
        return *low + (at - std::floor(at)) * (*high - *low);
    }

    /// Weights, exponent, curvature and flattening with the least interval score (Gneiting &
    /// Raftery 2007), summed over the levels.
    void fit_scale(Calibration& calibration) const {
        std::array<double, parameters> start{};
        std::copy(calibration.weights.begin(), calibration.weights.end(), start.begin());
        start[radius_count] = calibration.exponent;
        start[radius_count + 1] = calibration.curvature;
        // Some weight on the level, so that what has never moved is not taken for certain.
        const std::array<double, parameters> lower{0, 0, 0, 0, 0.05, 0, -0.5, -0.2};
        const std::array<double, parameters> upper{3, 3, 3, 3, 3, 3, 0.75, 0.2};
        Calibration trial = calibration;
        ErrorShape::Knots const knots = calibration.first.errors();
        const auto loss = [&](std::span<double const> at) {
            set(trial, at);
            const std::vector<double> factors = by_horizon(trial);
            double sum = 0;
            for (Point const& point : points_) {
                const double s = scale(point, trial) * factors[point.at];
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

    /// The normal scores of all errors: one row a case; NaN where there is none.
    [[nodiscard]] Eigen::MatrixXd scores(Calibration const& calibration) const {
        constexpr double most = 4;  // beyond it shapes are guesses
        Eigen::MatrixXd scores =
            Eigen::MatrixXd::Constant(static_cast<Eigen::Index>(cases_.size()), calibration.horizon,
                                      std::numeric_limits<double>::quiet_NaN());
        std::vector<ErrorShape> shapes;
        for (int h = 1; h <= calibration.horizon; ++h) shapes.push_back(calibration.shape_at(h));
        for (std::size_t i = 0; i < cases_.size(); ++i) {
            ForecastCase const& one = cases_[i];
            const Eigen::VectorXd scales = calibration.scale(one.radii);
            for (Eigen::Index h = 0; h < one.errors.size(); ++h)
                if (scales[h] > 0 && std::isfinite(one.errors[h]))
                    scores(static_cast<Eigen::Index>(i), h) = std::clamp(
                        shapes[static_cast<std::size_t>(h)].score(one.errors[h] / scales[h]), -most,
                        most);
        }
        return scores;
    }

    std::span<ForecastCase const> cases_;
    std::vector<Point> points_;
    int horizon_ = 0;
};

}  // namespace detail

/// Learns a calibration: weights, exponents and flattening by the least interval score of 80 and
/// 95 % intervals (each error counts in its case's unit), the shape from the quantiles of the
/// scaled errors, the correlation by `fit_correlation`. \param season  periods of a cycle; 1: none
/// \throws std::invalid_argument for fewer than 60 errors, and for cases that are no such
[[nodiscard]] inline Calibration calibrate(std::span<ForecastCase const> cases, int season = 1) {
    return detail::CalibrationFit(cases).run(season);
}

}  // namespace glidepath

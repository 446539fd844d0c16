// A calibration: how wide forecasts must be, learned from the errors of many series.
#pragma once

#include <glidepath/forecast/calibration/error_correlation.hpp>
#include <glidepath/forecast/calibration/error_shape.hpp>

#include <Eigen/Core>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace glidepath {

/// Simple measures of how uncertain a forecast is, by horizon h; each in units of the series.
enum class Radius : std::uint8_t {
    naive,         ///< Root mean square of the differences, times sqrt(h).
    model,         ///< The mean of the standard deviations that the members state.
    disagreement,  ///< The mean distance of the members' forecasts from their centre.
    drift,         ///< The mean difference, times h.
    level,         ///< One percent of the last level, times sqrt(h).
    tempered       ///< The geometric mean of `naive` and `level`: few differences tell little.
};
inline constexpr std::size_t radius_count = 6;
inline constexpr std::array<std::string_view, radius_count> radius_names{
    "naive", "model", "disagreement", "drift", "level", "tempered"};
[[nodiscard]] constexpr std::string_view to_string(Radius radius) noexcept {
    return radius_names[static_cast<std::size_t>(radius)];
}

/// The radii of one forecast: one row for each `Radius`, one column for each horizon 1, 2, ...
using Radii = Eigen::Matrix<double, static_cast<int>(radius_count), Eigen::Dynamic>;

/// The scale of errors h periods ahead is the weighted sum of the radii times
/// exp(exponent log h + curvature log^2 h). Errors in units of it have a shape, which changes
/// evenly with log h from the first horizon to the last one learned, and their normal scores a
/// correlation.
struct Calibration {
    std::array<double, radius_count> weights{1, 0, 0, 0, 0, 0};  ///< By `Radius`; none negative.
    double exponent = 0;
    double curvature = 0;
    ErrorShape first;  ///< The shape one period ahead.
    ErrorShape last;   ///< The shape `horizon` periods ahead, and beyond.
    int horizon = 1;   ///< The last one learned.
    ErrorCorrelation correlation;
    int series = 0;  ///< How many cases it was learned from; 0 for the default, which is no fit.

    /// By horizon. \pre no radius is negative
    [[nodiscard]] Eigen::VectorXd scale(Radii const& radii) const {
        Eigen::VectorXd scale =
            radii.transpose() * Eigen::Map<Eigen::VectorXd const>(
                                    weights.data(), static_cast<Eigen::Index>(radius_count));
        for (Eigen::Index h = 0; h < scale.size(); ++h)
            scale[h] *= by_horizon(std::log(static_cast<double>(h + 1)));
        return scale;
    }
    /// The factor at a horizon, of its logarithm.
    [[nodiscard]] double by_horizon(double log_horizon) const noexcept {
        return std::exp((exponent + curvature * log_horizon) * log_horizon);
    }
    /// The shape of errors h periods ahead. \pre h >= 1
    [[nodiscard]] ErrorShape shape_at(int h) const noexcept {
        if (horizon <= 1) return first;
        return first.towards(last, std::log(std::min(h, horizon)) / std::log(horizon));
    }
    friend bool operator==(Calibration const&, Calibration const&) = default;
};

}  // namespace glidepath

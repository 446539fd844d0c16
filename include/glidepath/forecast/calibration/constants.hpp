// Made by bench/calibration/make_constants.py; do not edit. No constants yet.
#pragma once

#include <array>

namespace glidepath::detail {

struct CalibrationConstants {
    int season;
    int least_points;
    std::array<double, 5> weights;
    double exponent;
    std::array<double, 11> errors;
    double level;
    double noise;
    int series;
};

inline constexpr std::array<CalibrationConstants, 0> calibration_constants{};

}  // namespace glidepath::detail

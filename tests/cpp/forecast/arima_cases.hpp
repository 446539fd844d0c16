// Series and models that the tests of ARIMA share.
#pragma once

#include "forecast/arima_reference.hpp"
#include <glidepath/forecast/member/arima.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

namespace glidepath::testing {

inline constexpr double none = std::numeric_limits<double>::quiet_NaN();

inline ArimaCoefficients coefficients_of(ArimaReference const& reference) {
    auto const& order = reference.order;
    ArimaCoefficients result;
    auto at = reference.coefficients.begin();
    const auto take = [&](int count) {
        std::vector<double> part(at, at + count);
        at += count;
        return part;
    };
    result.phi = take(order.p);
    result.theta = take(order.q);
    result.seasonal_phi = take(order.P);
    result.seasonal_theta = take(order.Q);
    result.constant = reference.constant;
    return result;
}
inline Arima model_of(ArimaReference const& reference) {
    return Arima::with(reference.y, reference.order, coefficients_of(reference));
}
/// A reproducible series of normal-looking numbers: sums of a linear congruential generator.
inline std::vector<double> noise(std::size_t n, unsigned seed) {
    std::vector<double> values(n);
    unsigned long long state = seed;
    for (double& value : values) {
        value = -6;
        for (int i = 0; i < 12; ++i) {
            state = (state * 6364136223846793005ULL + 1442695040888963407ULL);
            value += static_cast<double>(state >> 40U) / 16777216.0;
        }
    }
    return values;
}
inline std::vector<double> walk(std::size_t n, unsigned seed, double drift = 0.3) {
    std::vector<double> values = noise(n, seed);
    double level = 50;
    for (double& value : values) value = level += value + drift;
    return values;
}
/// The series of a reference, named as there.
inline std::vector<double> series_of(std::string const& name) {
    for (auto const& reference : arima_references())
        if (reference.name == name) return reference.y;
    throw std::runtime_error("no reference " + name);
}
inline std::vector<double> nile() { return series_of("Nile 0,1,1"); }
inline std::vector<double> lake_huron() { return series_of("LakeHuron 2,0,0 with mean"); }
inline std::vector<double> lh() { return series_of("lh 3,0,0 with mean"); }
inline std::vector<double> log_air() { return series_of("log AirPassengers 0,1,1 0,1,1"); }
inline std::vector<double> log_gas() { return series_of("log UKgas 1,0,0 1,1,1 with drift"); }

}  // namespace glidepath::testing

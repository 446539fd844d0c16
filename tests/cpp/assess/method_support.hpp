// Inputs of published methods in a few words, and the running examples of the tests.
#pragma once

#include <glidepath/assess/methods.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <string_view>
#include <utility>

namespace glidepath::testing {

/// Base, latest value and target of a level. The worked values of the tests were computed from the
/// published formulas by independent scripts in double precision and are given to six digits.
inline MethodInput ends(WantedDirection direction, TimedValue base, TimedValue latest,
                        std::optional<TimedValue> target = {}) {
    MethodInput input;
    input.direction = direction;
    input.base = base;
    input.latest = latest;
    input.target = target;
    return input;
}

inline constexpr auto up = WantedDirection::up;
inline constexpr auto down = WantedDirection::down;

/// Investment: 70 in 2020, 81 in 2024, wanted 86 in 2025.
inline MethodInput investment() { return ends(up, {2020, 70}, {2024, 81}, TimedValue{2025, 86}); }
/// Emissions: 100 in 2015, 88 in 2022, wanted 55 in 2030.
inline MethodInput emissions() { return ends(down, {2015, 100}, {2022, 88}, TimedValue{2030, 55}); }
/// Mortality under five: 42.0 in 2015 to 37.0 in 2022, wanted 25 in 2030.
inline MethodInput mortality() {
    MethodInput input = ends(down, {2015, 42}, {2022, 37}, TimedValue{2030, 25});
    double year = 2015;
    for (double x : {42.0, 41.2, 40.5, 39.6, 39.0, 38.1, 37.6, 37.0})
        input.history.push_back({year++, x});
    return input;
}

/// Equal to six significant digits.
inline ::testing::AssertionResult six_digits(std::optional<double> x, double wanted) {
    if (x && std::abs(*x - wanted) <= 6e-6 * std::abs(wanted)) return ::testing::AssertionSuccess();
    auto failure = ::testing::AssertionFailure();
    failure << "wanted " << wanted << ", got ";
    x ? failure << *x : failure << "nothing";
    return failure;
}

/// The id of the class; empty without one.
inline std::string_view word(MethodResult const& result) {
    return result.category ? result.category->id : std::string_view();
}

}  // namespace glidepath::testing

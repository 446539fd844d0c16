// The named shapes of a path between known values.
#pragma once

#include <glidepath/path/curve/curve_method.hpp>
#include <glidepath/path/curve/easing.hpp>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace glidepath {

/// Named shapes between known values. The first six below stand between two neighbours each on
/// their own; the curves look at all known values. Overshooting is leaving the range of the two
/// neighbours.
enum class Shape : std::uint8_t {
    linear,        ///< Least rough, order 1: the straight line between points.
    geometric,     ///< A constant rate between points (`geometric_between`); positive values only.
    step,          ///< The last known value, until the next.
    logistic,      ///< Slow, fast, slow (`logistic_share`); has a steepness.
    front_loaded,  ///< Fast, then slow (`front_loaded_share`); has a power.
    back_loaded,   ///< Slow, then fast (`back_loaded_share`); has a power.
    smooth,        ///< Natural cubic spline (`CurveMethod::natural`); overshoots.
    pchip,         ///< Fritsch and Butland 1984 (`CurveMethod::pchip`); never overshoots.
    steffen,       ///< Steffen 1990 (`CurveMethod::steffen`); never overshoots.
    monotone,      ///< Fritsch and Carlson 1980 (`CurveMethod::monotone`), as R's "monoH.FC".
    hyman,         ///< Filtered spline (`CurveMethod::hyman`), as R's; monotone values only.
    akima          ///< Akima 1970 (`CurveMethod::akima`); overshoots.
};
inline constexpr std::array<std::string_view, 12> shape_names{
    "linear", "geometric", "step",    "logistic", "front_loaded", "back_loaded",
    "smooth", "pchip",     "steffen", "monotone", "hyman",        "akima"};
[[nodiscard]] constexpr std::string_view to_string(Shape shape) noexcept {
    return shape_names[static_cast<std::size_t>(shape)];
}

/// The method of the shapes that are curves; nothing for those that stand between two neighbours.
[[nodiscard]] constexpr std::optional<CurveMethod> curve_method(Shape shape) noexcept {
    switch (shape) {
        case Shape::smooth: return CurveMethod::natural;
        case Shape::pchip: return CurveMethod::pchip;
        case Shape::steffen: return CurveMethod::steffen;
        case Shape::monotone: return CurveMethod::monotone;
        case Shape::hyman: return CurveMethod::hyman;
        case Shape::akima: return CurveMethod::akima;
        default: return std::nullopt;
    }
}

/// What some shapes leave open. Only what the shape has may be given.
struct ShapeParameters {
    /// Of logistic, > 0; `default_steepness` unless given.
    std::optional<double> steepness = std::nullopt;
    /// Of front_loaded and back_loaded, > 0; `default_power` unless given.
    std::optional<double> power = std::nullopt;
    friend bool operator==(ShapeParameters const&, ShapeParameters const&) = default;
};

/// \throws std::invalid_argument for a parameter that is not positive or that the shape lacks.
inline void require_parameters_of(Shape shape, ShapeParameters const& parameters) {
    const auto require = [&](std::string_view name, std::optional<double> const& value, bool has,
                             std::string_view owners) {
        if (!value) return;
        if (!has)
            throw std::invalid_argument("the " + std::string(to_string(shape)) + " shape has no " +
                                        std::string(name) + "; " + std::string(owners));
        detail::require_positive(name, *value);
    };
    require("steepness", parameters.steepness, shape == Shape::logistic, "logistic has one");
    require("power", parameters.power, shape == Shape::front_loaded || shape == Shape::back_loaded,
            "front_loaded and back_loaded have one");
}

/// The value of a shape between two neighbours when the share `tau` of the time has passed.
/// \throws std::invalid_argument for a share outside [0, 1], a parameter that is not positive, a
///         geometric shape that is not between positive values, a shape that is a curve.
[[nodiscard]] inline double between(Shape shape, double from, double to, double tau,
                                    ShapeParameters const& parameters = {}) {
    const double power = parameters.power.value_or(default_power);
    detail::require_share(tau);
    switch (shape) {
        case Shape::linear: return std::lerp(from, to, tau);
        case Shape::geometric: return geometric_between(from, to, tau);
        case Shape::step: return tau < 1 ? from : to;
        case Shape::logistic:
            return std::lerp(from, to,
                             logistic_share(tau, parameters.steepness.value_or(default_steepness)));
        case Shape::front_loaded: return std::lerp(from, to, front_loaded_share(tau, power));
        case Shape::back_loaded: return std::lerp(from, to, back_loaded_share(tau, power));
        default:
            throw std::invalid_argument("the " + std::string(to_string(shape)) +
                                        " shape needs all known values, not two of them");
    }
}

}  // namespace glidepath

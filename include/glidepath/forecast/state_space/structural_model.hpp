// Structural models of a series: level, trend, damped trend, trend and season.
#pragma once

#include <glidepath/forecast/state_space/linear_model.hpp>

#include <Eigen/Core>

#include <array>
#include <cmath>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace glidepath {

/// Which components a structural model has (Harvey 1989, chapter 2).
enum class StructuralForm : std::uint8_t {
    level,    ///< A random walk.
    trend,    ///< The local linear trend: a level with a slope that is a random walk.
    damped,   ///< A slope that fades: b_{t+1} = phi b_t + z_t.
    seasonal  ///< The basic structural model: local linear trend and dummy seasonal.
};
inline constexpr std::array<std::string_view, 4> structural_form_names{"level", "trend", "damped",
                                                                       "seasonal"};
[[nodiscard]] constexpr std::string_view to_string(StructuralForm form) noexcept {
    return structural_form_names[static_cast<std::size_t>(form)];
}

/// What is known of a damped slope before the first period.
enum class SlopeStart : std::uint8_t {
    /// Nothing, as of the slope of `trend`, which is the limit phi = 1 and whose likelihood
    /// compares
    /// with it. A series that begins with growth keeps it.
    diffuse,
    /// The slope has run since ever: mean 0, variance slope / (1 - phi^2). Another likelihood, of
    /// one observation more.
    stationary
};

/// Variances of the disturbances of a structural model; those of components that a form does not
/// have play no part.
struct StructuralVariances {
    double irregular = 0;  ///< Of the observation itself.
    double level = 0;
    double slope = 0;
    double season = 0;

    [[nodiscard]] constexpr StructuralVariances operator*(double factor) const noexcept {
        return {irregular * factor, level * factor, slope * factor, season * factor};
    }
};

/// A structural model but for its variances:
/// y_t = l_t + g_t + e_t, l_{t+1} = l_t + b_t + n_t, b_{t+1} = phi b_t + z_t,
/// g_{t+1} = -(g_t + ... + g_{t-s+2}) + w_t.
///
/// States: the level, the slope, the season of the present and of the s - 2 periods before.
struct StructuralShape {
    StructuralForm form = StructuralForm::level;
    int season = 1;  ///< Periods s of a cycle, 2..366; used by `seasonal` alone.
    double phi = 1;  ///< Used by `damped` alone.
    SlopeStart slope_start = SlopeStart::diffuse;  ///< Used by `damped` alone.

    /// \throws std::invalid_argument for a season out of range, a phi outside 0..1, and phi = 1
    /// with
    ///         a stationary slope
    void require() const {
        if (form == StructuralForm::seasonal && (season < 2 || season > 366))
            throw std::invalid_argument("a seasonal structural model needs a season of 2 to 366 "
                                        "periods, not " +
                                        std::to_string(season) + "; without a season take trend");
        if (form != StructuralForm::damped) return;
        if (!(phi >= 0 && phi <= 1))
            throw std::invalid_argument("phi of a damped slope is " + std::to_string(phi) +
                                        "; it must lie in 0..1");
        if (slope_start == SlopeStart::stationary && phi == 1)
            throw std::invalid_argument("a slope with phi = 1 is not stationary; let it start "
                                        "diffuse, or take a smaller phi");
    }
    [[nodiscard]] constexpr bool has_slope() const noexcept {
        return form != StructuralForm::level;
    }
    [[nodiscard]] constexpr bool has_season() const noexcept {
        return form == StructuralForm::seasonal;
    }
    /// States without the irregular.
    [[nodiscard]] constexpr int states() const noexcept {
        return 1 + (has_slope() ? 1 : 0) + (has_season() ? season - 1 : 0);
    }
    /// Directions of which nothing is known at the start.
    [[nodiscard]] constexpr int diffuse() const noexcept {
        const bool known_slope =
            form == StructuralForm::damped && slope_start == SlopeStart::stationary;
        return states() - (known_slope ? 1 : 0);
    }
    /// Number of variances.
    [[nodiscard]] constexpr int variances() const noexcept {
        return 2 + (has_slope() ? 1 : 0) + (has_season() ? 1 : 0);
    }
};

/// Fills a linear model. With `irregular_as_state` the irregular is the last state, as it must be
/// where sums of observations are observed; else the error of the observation.
/// \pre  the shape is as `require` wants it; variances are not negative
template <int N>
void assemble(LinearModel<N>& model, StructuralShape const& shape,
              StructuralVariances const& variances, bool irregular_as_state = false) {
    const Eigen::Index own = shape.states();
    const Eigen::Index m = own + (irregular_as_state ? 1 : 0);
    model.transition.setZero(m, m);
    model.noise.setZero(m, m);
    model.loading.setZero(m);
    model.start.setZero(m);
    model.start_covariance.setZero(m, m);
    model.irregular = irregular_as_state ? 0 : variances.irregular;

    model.transition(0, 0) = 1;
    model.noise(0, 0) = variances.level;
    model.loading[0] = 1;
    const bool damped = shape.form == StructuralForm::damped;
    if (shape.has_slope()) {
        model.transition(0, 1) = 1;
        model.transition(1, 1) = damped ? shape.phi : 1;
        model.noise(1, 1) = variances.slope;
    }
    if (shape.has_season()) {
        model.transition.row(2).segment(2, shape.season - 1).setConstant(-1);
        for (Eigen::Index i = 3; i < own; ++i) model.transition(i, i - 1) = 1;
        model.noise(2, 2) = variances.season;
        model.loading[2] = 1;
    }
    if (irregular_as_state) {
        model.noise(own, own) = model.start_covariance(own, own) = variances.irregular;
        model.loading[own] = 1;
    }
    const Eigen::Index diffuse = shape.diffuse();
    model.diffuse.setIdentity(m, diffuse);
    if (damped && shape.slope_start == SlopeStart::stationary)
        model.start_covariance(1, 1) = variances.slope / ((1 - shape.phi) * (1 + shape.phi));
}

}  // namespace glidepath

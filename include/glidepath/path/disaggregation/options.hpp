// What temporal disaggregation is asked and what it answers.
#pragma once

#include <glidepath/model/indicator.hpp>
#include <glidepath/path/disaggregation/growth_preservation.hpp>
#include <glidepath/path/disaggregation/regression.hpp>
#include <glidepath/path/roughness.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace glidepath {

/// How a high-frequency path is found from low-frequency benchmarks and a related indicator.
enum class DisaggregationMethod : std::uint8_t {
    denton_cholette,  ///< Least rough deviation from the indicator (Cholette 1984).
    denton,           ///< The same with the deviation 0 before the start, as in Denton (1971): the
                      ///< first periods are drawn to the indicator's own level.
    cholette,         ///< The deviation is an AR(1) process (Dagum and Cholette 2006).
    stram_wei,        ///< The deviation is a given ARIMA process (Stram and Wei 1986).
    uniform,          ///< Discrepancies in equal parts.
    pro_rata,         ///< Discrepancies in proportion to the indicator; steps between benchmarks.
    chow_lin,         ///< Regression with AR(1) disturbances.
    fernandez,        ///< Regression with a random walk.
    litterman,        ///< Regression with a random walk whose steps are an AR(1).
    dynamic,          ///< Regression with a lagged path (Santos Silva and Cardoso 2001).
    ols,              ///< Regression with independent disturbances: Chow-Lin with rho 0.
    fast,             ///< Chow-Lin with rho 0.99999, nearly Denton-Cholette.
    growth_preservation,  ///< Growth rates as near to the indicator's as possible.
    cubic_spline          ///< A natural cubic spline.
};
inline constexpr std::array<std::string_view, 14> disaggregation_method_names{"denton-cholette",
                                                                              "denton",
                                                                              "cholette",
                                                                              "stram-wei",
                                                                              "uniform",
                                                                              "pro-rata",
                                                                              "chow-lin",
                                                                              "fernandez",
                                                                              "litterman",
                                                                              "dynamic",
                                                                              "ols",
                                                                              "fast",
                                                                              "growth-preservation",
                                                                              "cubic-spline"};
[[nodiscard]] constexpr std::string_view to_string(DisaggregationMethod method) noexcept {
    return disaggregation_method_names[static_cast<std::size_t>(method)];
}

/// How a path deviates from its indicator.
enum class Deviations : std::uint8_t {
    proportional,         ///< In proportion to it, which must be positive throughout.
    additive,             ///< Regardless of its size.
    proportional_if_able  ///< Proportional; additive, with a note, if it is not positive
                          ///< throughout.
};
inline constexpr std::array<std::string_view, 3> deviations_names{"proportional", "additive",
                                                                  "proportional-if-able"};
[[nodiscard]] constexpr std::string_view to_string(Deviations deviations) noexcept {
    return deviations_names[static_cast<std::size_t>(deviations)];
}

/// What is done to the indicator's level before the path may deviate from it, so that a deviation
/// that fades beyond the benchmarks leaves no step.
enum class Bias : std::uint8_t {
    none,
    additive,       ///< The mean discrepancy of a sub-period is added.
    multiplicative  ///< The ratio of all benchmarks to the indicator's totals is multiplied.
};
inline constexpr std::array<std::string_view, 3> bias_names{"none", "additive", "multiplicative"};
[[nodiscard]] constexpr std::string_view to_string(Bias bias) noexcept {
    return bias_names[static_cast<std::size_t>(bias)];
}

/// How to disaggregate. Each group speaks to the methods that it names, and only to them.
struct DisaggregationOptions {
    DisaggregationMethod method = DisaggregationMethod::denton_cholette;

    /// denton_cholette, denton: order of the differences, 0 to 3.
    int order = 1;
    /// denton_cholette, denton, cholette, stram_wei.
    Deviations deviations = Deviations::proportional;
    /// denton_cholette, denton, cholette, stram_wei, uniform, pro_rata: values that the path cannot
    /// leave.
    Bounds bounds = {};

    /// cholette: required, 0 to 1 (0.9 for months and its cube for quarters are usual). chow_lin,
    /// litterman, dynamic: fixes rho, which is estimated otherwise.
    std::optional<double> rho = std::nullopt;
    /// cholette: the exponent of the indicator to which deviations are proportional, 0 to 1; if
    /// not given, 1 or 0 by `deviations`.
    std::optional<double> lambda = std::nullopt;
    Bias bias = Bias::none;   ///< cholette.
    ArimaProcess arima = {};  ///< stram_wei.

    Criterion criterion = Criterion::max_log;  ///< chow_lin, litterman, dynamic.
    double lowest_rho = 0;                     ///< As in `RegressionOptions`.
    bool intercept = true;                     ///< All regressions.

    GrowthObjective growth = GrowthObjective::forward;  ///< growth_preservation.
};

/// What somebody who uses a path should know.
enum class DisaggregationNote : std::uint8_t {
    start_transient,     ///< The first periods are drawn to the indicator's own level.
    negative_values,     ///< The path is negative somewhere, the benchmarks nowhere.
    long_extrapolation,  ///< A linear trend is continued over more than one benchmark's length.
    additive_instead,    ///< The indicator is not positive throughout: deviations are additive.
    rho_truncated,       ///< The estimate of rho was below the lowest one allowed.
    rho_at_bound,        ///< The estimate of rho ran to an end of its range.
    not_converged        ///< The iteration ended before the best path was certain.
};
inline constexpr std::array<std::string_view, 7> disaggregation_note_names{
    "start_transient", "negative_values", "long_extrapolation", "additive_instead",
    "rho_truncated",   "rho_at_bound",    "not_converged"};
[[nodiscard]] constexpr std::string_view to_string(DisaggregationNote note) noexcept {
    return disaggregation_note_names[static_cast<std::size_t>(note)];
}

/// A path and how it came about.
struct Disaggregation {
    std::vector<double> values;
    /// Standard errors of the values; empty where the method has no model (or the benchmarks leave
    /// nothing to estimate its variance from).
    std::vector<double> standard_errors;
    std::optional<RegressionFit> regression;  ///< Of the regression methods.
    /// Each benchmark over the indicator's figure for it; empty without or with several
    /// indicators. Not a finite number where the indicator's is 0.
    std::vector<double> benchmark_ratios;
    double residual = 0;  ///< The largest difference between a benchmark and the path's figure.
    std::vector<DisaggregationNote> notes;
};

}  // namespace glidepath

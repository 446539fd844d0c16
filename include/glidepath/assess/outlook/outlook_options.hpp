// How outlooks are made.
#pragma once

#include <glidepath/assess/outlook/likelihood.hpp>
#include <glidepath/forecast/calibration/standard.hpp>
#include <glidepath/forecast/method.hpp>

#include <cstdint>
#include <optional>

namespace glidepath {

/// How outlooks are made.
struct OutlookOptions {
    bool on = true;
    int paths = 4000;        ///< Joint sample paths of every indicator.
    std::uint64_t seed = 0;  ///< The same seed gives the same outlooks, bit for bit.
    ForecastMethod method = ForecastMethod::automatic;
    /// Share of each period's surprise that all indicators have in common, 0 to 1 (not 1). 0: they
    /// are independent, which is the default and understates how often targets fail together.
    /// Nothing: what their histories show (see `common_factor_of`).
    std::optional<double> common_factor = 0.0;
    Vocabulary vocabulary = Vocabulary::report;
    /// Another population's calibration; the standard ones otherwise. Must outlive the call.
    Calibrations const* calibrations = nullptr;
};

}  // namespace glidepath

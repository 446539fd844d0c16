// Calibrating the default forecast on a population of series: one's own, or the standard one.
#pragma once

#include <glidepath/forecast/calibration/calibrate.hpp>
#include <glidepath/forecast/calibration/standard.hpp>
#include <glidepath/forecast/combination.hpp>

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace glidepath {

/// What came after the known part of a series is held back and forecast.
/// \param y         oldest first; NaN where missing
/// \param horizon   how many values at the end are held back
/// \param points    how many values before them are used, the last ones; 0: all
/// \param face      what the values are: levels, or growth rates in percent
/// \return nothing if the series has not that many values, or if the known part is constant
[[nodiscard]] inline std::optional<ForecastCase> held_back(std::span<double const> y, int season,
                                                           int horizon, int points = 0,
                                                           Face face = Face::level) {
    const auto held = static_cast<std::size_t>(horizon);
    if (horizon < 1 || y.size() <= held) return std::nullopt;
    std::span<double const> known = y.first(y.size() - held);
    const auto wanted = points > 0 ? static_cast<std::size_t>(points) : known.size();
    if (known.size() < wanted) return std::nullopt;
    // The unit is that of the whole known part: of one value there are no differences.
    const auto lag = static_cast<std::size_t>(season);
    double unit = 0;
    int count = 0;
    for (std::size_t t = lag; t < known.size(); ++t)
        if (std::isfinite(known[t]) && std::isfinite(known[t - lag])) {
            unit += std::abs(known[t] - known[t - lag]);
            ++count;
        }
    if (count == 0 || unit == 0) return std::nullopt;
    known = known.last(wanted);
    const auto is_known = [](double value) { return std::isfinite(value); };
    if (!is_known(known.back())) return std::nullopt;
    const auto index = face == Face::growth ? std::optional(detail::index_of(known.back()))
                                            : std::optional<double>();
    const Combination combination = combine(History(known, season), season, horizon, index);
    ForecastCase one;
    one.radii = combination.radii;
    one.unit = unit / count;
    one.errors = Eigen::Map<Eigen::VectorXd const>(y.data() + (y.size() - held), horizon) -
                 combination.centre;
    return one;
}

/// Learns a calibration of the default forecast from a population of series: the last `horizon`
/// values of each are forecast from those before.
/// \param points  how many values before them are used, 0: all; each of several counts makes a case
/// \throws std::invalid_argument if fewer than 60 errors come together
[[nodiscard]] inline Calibration calibrate_panel(std::span<std::vector<double> const> panel,
                                                 int season, int horizon,
                                                 std::span<int const> points,
                                                 Face face = Face::level) {
    std::vector<ForecastCase> cases;
    for (std::vector<double> const& y : panel)
        for (int count : points)
            if (auto one = held_back(y, season, horizon, count, face))
                cases.push_back(std::move(*one));
    return calibrate(cases, season);
}

}  // namespace glidepath

// The series that benchmarks forecast: made up, deterministic, like a short official one.
#pragma once

#include <glidepath/forecast/sampling/normal.hpp>
#include <glidepath/forecast/sampling/philox.hpp>
#include <glidepath/time/period.hpp>

#include <cmath>
#include <cstdint>
#include <numbers>
#include <vector>

namespace glidepath::bench {

/// A random walk with drift and, by months, a season.
struct ForecastSeries {
    Period first;
    int horizon;
    std::vector<double> values;

    [[nodiscard]] static ForecastSeries yearly() { return made(Frequency::annual, 20, 6, 0); }
    [[nodiscard]] static ForecastSeries monthly() { return made(Frequency::monthly, 100, 18, 0.1); }

private:
    static ForecastSeries made(Frequency frequency, int points, int horizon, double amplitude) {
        ForecastSeries series{Period::containing(date(2001, 1, 1), frequency), horizon, {}};
        const Philox random(1);
        double level = 5000;
        for (int t = 0; t < points; ++t) {
            level += 60 + 150 * normal_quantile(random.uniform(static_cast<std::uint64_t>(t)));
            series.values.push_back(level * (1 + amplitude * std::sin(t * std::numbers::pi / 6)));
        }
        return series;
    }
};

}  // namespace glidepath::bench

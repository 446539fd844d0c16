// Forecasts: fit, intervals of 80 and 95 %, 1,000 joint paths.
#include "forecast_series.hpp"
#include <glidepath/forecast/forecast_series.hpp>

#include <benchmark/benchmark.h>

namespace {

using namespace glidepath;

void forecast_of(benchmark::State& state, bench::ForecastSeries const& series) {
    for (auto _ : state) {
        const Forecast found = forecast(series.values, series.first, series.horizon);
        for (double level : {0.8, 0.95}) benchmark::DoNotOptimize(found.interval(level));
        benchmark::DoNotOptimize(found.draws());
    }
    state.SetLabel(std::to_string(series.values.size()) + " values");
}

void forecast_yearly(benchmark::State& state) {
    forecast_of(state, bench::ForecastSeries::yearly());
}
BENCHMARK(forecast_yearly)->Unit(benchmark::kMicrosecond);

void forecast_monthly(benchmark::State& state) {
    forecast_of(state, bench::ForecastSeries::monthly());
}
BENCHMARK(forecast_monthly)->Unit(benchmark::kMicrosecond);

}  // namespace

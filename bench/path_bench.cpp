// The path solver: one glidepath, long series with a benchmark a year, many series of one
// structure.
#include "yearly_benchmarks.hpp"
#include <glidepath/path/least_rough.hpp>
#include <glidepath/path/smoother.hpp>

#include <benchmark/benchmark.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace {

using namespace glidepath;

constexpr int months = 60;

/// Five years from a base of 60 a month: six targets, as a plan mixes them.
std::vector<Row> six_targets(Sense sense) {
    return {Row::point(0, 60),
            Row::sum(0, 11, 750, sense),
            Row::sum(12, 23, 800, sense),
            Row::sum(0, 35, 2'500, sense),
            Row::point(47, 80, sense),
            Row::mean(48, 59, 85, sense),
            Row::point(59, 88, sense)};
}

void glidepath_of_60_months_with_6_targets(benchmark::State& state) {
    const std::vector<double> none(months, 0.0);
    const std::vector<Row> rows = six_targets(Sense::equal);
    for (auto _ : state) benchmark::DoNotOptimize(least_rough({}, none, rows));
}
BENCHMARK(glidepath_of_60_months_with_6_targets)->Unit(benchmark::kMicrosecond);

/// Targets that may be exceeded, and months of which none may exceed 90: some bind.
void glidepath_of_60_months_with_6_targets_and_60_ceilings(benchmark::State& state) {
    const std::vector<double> none(months, 0.0);
    std::vector<Row> rows = six_targets(Sense::at_least);
    for (int t = 0; t < months; ++t) rows.push_back(Row::point(t, 90, Sense::at_most));
    for (auto _ : state) benchmark::DoNotOptimize(least_rough({}, none, rows));
    state.counters["binding"] = static_cast<double>(least_rough({}, none, rows).binding.size());
}
BENCHMARK(glidepath_of_60_months_with_6_targets_and_60_ceilings)->Unit(benchmark::kMicrosecond);

/// Proportional, in a hundred years of 12 months or 365 days: cost must grow as the length does.
void benchmark_100_years(benchmark::State& state) {
    const bench::YearlyBenchmarks problem(100, static_cast<int>(state.range(1)));
    const Roughness roughness =
        Roughness::differences(static_cast<int>(state.range(0))).proportional();
    for (auto _ : state)
        benchmark::DoNotOptimize(least_rough(roughness, problem.indicator(), problem.rows()));
    state.SetItemsProcessed(state.iterations() *
                            static_cast<std::int64_t>(problem.indicator().size()));
}
BENCHMARK(benchmark_100_years)
    ->ArgNames({"order", "periods_a_year"})
    ->ArgsProduct({{1, 2}, {12, 365}})
    ->Unit(benchmark::kMillisecond);

constexpr int ten_years = 10;

Smoother monthly_smoother(bench::YearlyBenchmarks const& problem) {
    return {Roughness::differences(1).proportional(), problem.indicator(), problem.rows()};
}

void prepare_ten_years_to_months(benchmark::State& state) {
    const bench::YearlyBenchmarks problem(ten_years, 12);
    for (auto _ : state) benchmark::DoNotOptimize(monthly_smoother(problem));
}
BENCHMARK(prepare_ten_years_to_months)->Unit(benchmark::kMicrosecond);

void ten_years_to_months_10000_times(benchmark::State& state) {
    constexpr std::size_t series = 10'000;
    const bench::YearlyBenchmarks problem(ten_years, 12);
    const Smoother smoother = monthly_smoother(problem);
    std::vector<double> totals;
    for (std::size_t k = 0; k < series; ++k)
        for (double total : problem.totals())
            totals.push_back(total * (1 + static_cast<double>(k) / series));
    std::vector<double> paths(series * problem.indicator().size());
    const std::size_t years = problem.totals().size();
    const std::size_t length = problem.indicator().size();
    for (auto _ : state) {
        for (std::size_t k = 0; k < series; ++k)
            if (!smoother.solve(std::span(totals).subspan(k * years, years),
                                std::span(paths).subspan(k * length, length)))
                state.SkipWithError("a series was refused");
        benchmark::ClobberMemory();
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(series));
}
BENCHMARK(ten_years_to_months_10000_times)->Unit(benchmark::kMillisecond);

}  // namespace

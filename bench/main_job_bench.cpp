// The main job, step by step, on the first plan: what a nightly run spends its time on.
#include <glidepath/glidepath.hpp>
#include <glidepath/io.hpp>

#include <benchmark/benchmark.h>

#include <string>

namespace {

using namespace glidepath;

const std::string folder = GLIDEPATH_EXAMPLES_DIR "/gongshu/";

void parse_a_statement(benchmark::State& state) {
    for (auto _ : state)
        benchmark::DoNotOptimize(read_statement("each 2023..2027 growth > growth of gdp"));
}
BENCHMARK(parse_a_statement);

void read_the_plan(benchmark::State& state) {
    const std::string bytes = read_file(folder + "plan.toml");
    for (auto _ : state) benchmark::DoNotOptimize(read_plan(bytes, "plan.toml"));
}
BENCHMARK(read_the_plan)->Unit(benchmark::kMillisecond);

void assess_the_plan(benchmark::State& state) {
    const Plan plan = load_plan(folder + "plan.toml");
    const Observations seen = load_observations(folder + "observations.csv", plan);
    for (auto _ : state) benchmark::DoNotOptimize(assess(plan, seen, {.as_of = date(2024, 1, 31)}));
}
BENCHMARK(assess_the_plan)->Unit(benchmark::kMillisecond);

void check_the_plan(benchmark::State& state) {
    const Plan plan = load_plan(folder + "plan.toml");
    const Observations seen = load_observations(folder + "observations.csv", plan);
    for (auto _ : state) benchmark::DoNotOptimize(check(plan, &seen));
}
BENCHMARK(check_the_plan)->Unit(benchmark::kMillisecond);

/// One target more, which cannot hold beside those of the plan: from all targets and relations, the
/// few that contradict each other.
void explain_a_contradiction_in_the_plan(benchmark::State& state) {
    const std::string bytes = read_file(folder + "plan.toml") +
                              "[[target]]\n"
                              "indicator = \"fixed_asset_investment\"\n"
                              "say = \"sum 2023..2025 <= 100\"\n";
    const Plan plan = read_plan(bytes, "plan.toml").take();
    const Observations seen = load_observations(folder + "observations.csv", plan);
    const auto findings = check(plan, &seen);
    if (findings.empty() || findings.front().severity != Severity::contradiction)
        state.SkipWithError("no contradiction was found");
    for (auto _ : state) benchmark::DoNotOptimize(check(plan, &seen));
}
BENCHMARK(explain_a_contradiction_in_the_plan)->Unit(benchmark::kMillisecond);

/// Rows read a second as the table grows: cost must grow as the work does.
void read_observations_of_size(benchmark::State& state) {
    const Plan plan = load_plan(folder + "plan.toml");
    std::string csv = "indicator,period,value,released,source\n";
    for (int i = 0; i < state.range(0); ++i)
        csv += "gdp," + to_string(Period::day(date(1600, 1, 1)) + i) + "," + std::to_string(i) +
               ",2024-01-31,bulletin\n";
    for (auto _ : state) benchmark::DoNotOptimize(read_observations(csv, "rows.csv", plan));
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(read_observations_of_size)
    ->Arg(1'000)
    ->Arg(10'000)
    ->Arg(100'000)
    ->Unit(benchmark::kMillisecond);

}  // namespace

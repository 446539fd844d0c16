// Outlooks of the whole first plan, with ten synthetic annual points an indicator.
#include <glidepath/glidepath.hpp>
#include <glidepath/io.hpp>

#include <benchmark/benchmark.h>

#include <cmath>
#include <string>
#include <vector>

namespace {

using namespace glidepath;

/// Ten years up to 2022 for every number of the plan: a walk around a rising line, by fixed rules.
Observations ten_points_each(Plan const& plan) {
    std::vector<Observation> rows;
    int which = 0;
    for (Indicator const& indicator : plan.indicators) {
        if (indicator.kind == Kind::milestone) continue;
        ++which;
        for (int i = 0; i < 10; ++i) {
            Observation row;
            row.indicator = indicator.id;
            row.period = Window(Period::year(2013 + i));
            row.value = std::round(500 + 20 * i + 30 * std::sin(which * 1.7 + i * 2.3));
            if (indicator.unit == "%") row.value = std::round(row.value) / 10;
            row.half_unit = indicator.unit == "%" ? 0.05 : 0.5;
            row.decimals = indicator.unit == "%" ? 1 : 0;
            row.released = date(2014 + i, 1, 20);
            rows.push_back(row);
        }
    }
    return make_observations(std::move(rows), plan);
}

/// Drawing and judging alone: forecasts are fitted before.
void outlooks_of_the_plan(benchmark::State& state) {
    const Plan plan = load_plan(GLIDEPATH_EXAMPLES_DIR "/gongshu/plan.toml");
    const Observations seen = ten_points_each(plan);
    const Evidence evidence(plan, seen, {date(2023, 4, 1), {}});
    OutlookOptions options;
    options.paths = static_cast<int>(state.range(0));
    OutlookForecasts forecasts(evidence, options);
    std::vector<Verdict> verdicts;
    int outlooks = 0;
    JointPaths first(forecasts);
    for (Target const& target : plan.targets) {
        verdicts.push_back(judge(evidence, target));
        outlooks += outlook_of(first, target, verdicts.back()).outlook ? 1 : 0;
    }
    for (auto _ : state) {
        JointPaths paths(forecasts);
        for (std::size_t i = 0; i < verdicts.size(); ++i)
            benchmark::DoNotOptimize(outlook_of(paths, plan.targets[i], verdicts[i]));
    }
    state.counters["outlooks"] = outlooks;
}
BENCHMARK(outlooks_of_the_plan)->Arg(1'000)->Arg(4'000)->Arg(10'000)->Unit(benchmark::kMillisecond);

/// The fits.
void fit_the_plan(benchmark::State& state) {
    const Plan plan = load_plan(GLIDEPATH_EXAMPLES_DIR "/gongshu/plan.toml");
    const Observations seen = ten_points_each(plan);
    const Evidence evidence(plan, seen, {date(2023, 4, 1), {}});
    for (auto _ : state) {
        OutlookForecasts forecasts(evidence);
        for (Target const& target : plan.targets) {
            Indicator const& indicator = *evidence.index().indicator(target.indicator);
            if (target.say.dated)
                benchmark::DoNotOptimize(
                    forecasts.find(indicator, Face::level, target.say.window.first()));
        }
    }
}
BENCHMARK(fit_the_plan)->Unit(benchmark::kMillisecond);

}  // namespace

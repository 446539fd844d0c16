// Forecasts take any numbers: they answer or refuse, and come to an end.
#include <glidepath/forecast/forecast_series.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace glidepath;
    constexpr std::size_t head = 6;
    if (size < head) return 0;
    constexpr Frequency frequencies[]{Frequency::annual,    Frequency::half_yearly,
                                      Frequency::quarterly, Frequency::monthly,
                                      Frequency::weekly,    Frequency::daily};
    ForecastOptions options;
    options.method = static_cast<ForecastMethod>(data[0] % forecast_method_names.size());
    options.damp_outliers = (data[1] & 1U) != 0;
    options.january_february = (data[1] & 2U) != 0;
    if ((data[1] & 4U) != 0) options.bounds.min = 0;
    if ((data[1] & 8U) != 0) options.bounds.max = 100;
    options.bounds.open = (data[1] & 16U) != 0;
    if ((data[1] & 64U) != 0) options.face = Face::growth;
    if ((data[1] & 128U) != 0) options.kind = Kind::flow;
    if (data[4] % 16 != 0) options.decimals = data[4] % 16 - 4;
    options.last_break = data[5] % 8;
    const Period first = Period::containing(date(2001, 1, 1), frequencies[data[2] % 6]);
    const int periods = data[3] % 64 + 1;
    // Either any doubles at all, or small numbers, which get further into the models.
    std::vector<double> y;
    if ((data[1] & 32U) != 0) {
        y.resize(std::min<std::size_t>((size - head) / sizeof(double), 80));
        if (!y.empty()) std::memcpy(y.data(), data + head, y.size() * sizeof(double));
    } else {
        for (std::size_t i = head; i < std::min<std::size_t>(size, head + 80); ++i)
            y.push_back(data[i] == 255 ? std::numeric_limits<double>::quiet_NaN()
                                       : data[i] - (options.bounds.min ? 0.0 : 50.0));
    }
    const MaybeForecast found = try_forecast(y, first, periods, options);
    if (!found.forecast) {
        if (found.problem.empty()) std::abort();
        return 0;
    }
    const ForecastInterval interval = found.forecast->interval(0.8);
    if (!interval.lower.allFinite() || !interval.upper.allFinite()) std::abort();
    if ((interval.lower.array() > interval.upper.array()).any()) std::abort();
    if (!found.forecast->draws({16}).allFinite()) std::abort();
    if (!found.forecast->mean().allFinite()) std::abort();
    const Window ahead = found.forecast->window();
    for (const char* rest : {" >= 3", " growth > 2%", " = 7"}) {
        const Statement statement = parse_statement("at " + to_string(ahead.last()) + rest);
        const Probability likely = found.forecast->probability(statement, {16});
        if (likely.value && !(*likely.value >= 0 && *likely.value <= 1)) std::abort();
    }
    if (options.face == Face::level &&
        !std::isfinite(found.forecast->mean_over(ahead, {16}).median()))
        std::abort();
    return 0;
}

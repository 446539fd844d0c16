// Earned schedule: when the plan wanted what is done today, and so how many periods it is early or
// late.
#pragma once

#include <glidepath/assess/method/arithmetic.hpp>

#include <algorithm>
#include <cstddef>
#include <vector>

namespace glidepath::method {

namespace earned_schedule_words {
inline constexpr MethodCategory ahead{"ahead_of_schedule", "进度提前", "ahead of schedule"};
inline constexpr MethodCategory on_schedule{"on_schedule", "按计划进行", "on schedule"};
inline constexpr MethodCategory behind{"behind_schedule", "进度滞后", "behind schedule"};
inline constexpr MethodCategory alarm{"alarm", "进度预警", "alarm"};
}  // namespace earned_schedule_words

struct EarnedScheduleOptions {
    /// Below which SPI(t) calls for alarm. 0.95 and 0.9 are both common.
    double alarm = 0.95;
};

/// `earned-schedule`: earned value management's schedule measure (Lipke 2003; PMI, US DoD, FEMA).
///
/// PV(k) is the cumulative plan at the end of period k, EV what is achieved, AT the time that is
/// over, in periods. ES = C + (EV - PV(C)) / (PV(C+1) - PV(C)), C the last period with PV(C) <=
/// EV; SPI(t) = ES / AT; forecast duration = N / SPI(t). Classic SPI = EV / PV(AT) drifts to 1 at
/// the end even of a late plan; SPI(t) does not. ES and AT equal on schedule, ES above ahead,
/// below behind, and from SPI(t) below 0.95 alarm (option). Measure: ES - AT (periods, negative
/// is late).
///
/// Needs: plan (N + 1 values, first the start: 0 for totals), latest (EV), elapsed_periods (AT),
/// direction. Made for totals; a level on its planned path is read the same way, counted from the
/// path's start, and gives its time-equivalent. After the plan's end PV stays at PV(N); EV beyond
/// PV(N) gives ES = N. On a plateau ES is its end, since all that was planned until then is done.
///
/// Undefined: fewer than two planned values (`missing_input`), a plan that goes back and forth
/// (`not_monotone`), EV on the far side of the start (`outside_plan`), AT = 0
/// (`nothing_elapsed`), limits on totals (`not_for_this_kind`).
///
/// Numbers: planned_value, schedule_variance (EV - PV, in the unit; positive is good), spi,
/// earned_schedule, spi_t, delay (AT - ES), forecast_duration; those that would divide by 0 are
/// left out.
[[nodiscard]] inline MethodResult earned_schedule(MethodInput const& input,
                                                  EarnedScheduleOptions const& options = {}) {
    namespace words = earned_schedule_words;
    return detail::run_method(MethodName::earned_schedule, input, [&](MethodResult result) {
        const bool total = input.subject == MethodSubject::total;
        if ((!total && input.subject != MethodSubject::level) ||
            input.direction == WantedDirection::within ||
            (total && input.direction == WantedDirection::down))
            return detail::undefined(result, MethodUndefined::not_for_this_kind);
        if (!input.latest) return detail::undefined(result, MethodUndefined::too_few_points);
        if (input.plan.size() < 2 || !input.elapsed_periods)
            return detail::undefined(result, MethodUndefined::missing_input);
        // Turned so that the plan rises, and counted from its start.
        const double d = sign_of(input.direction);
        std::vector<double> plan;
        for (double x : input.plan) plan.push_back(d * difference(x, input.plan.front()));
        for (std::size_t k = 1; k < plan.size(); ++k)
            if (difference(plan[k], plan[k - 1]) < 0)
                return detail::undefined(result, MethodUndefined::not_monotone);
        const double earned = d * difference(input.latest->value, input.plan.front());
        if (earned < 0) return detail::undefined(result, MethodUndefined::outside_plan);
        const double at = *input.elapsed_periods;
        if (at == 0) return detail::undefined(result, MethodUndefined::nothing_elapsed);

        const std::size_t n = plan.size() - 1;
        const auto periods = static_cast<double>(n);
        std::size_t whole = n;
        while (whole > 0 && !reaches(earned, plan[whole])) --whole;
        auto schedule = static_cast<double>(whole);
        if (whole < n)
            schedule +=
                std::max(0.0, difference(earned, plan[whole])) / (plan[whole + 1] - plan[whole]);
        const std::size_t passed = at >= periods ? n : static_cast<std::size_t>(at);
        double planned = plan[passed];
        if (passed < n)
            planned += (at - static_cast<double>(passed)) * (plan[passed + 1] - plan[passed]);

        const double spi_t = schedule / at;
        result.measure = difference(schedule, at);
        result.unit = MeasureUnit::periods;
        result.numbers = {{"planned_value", input.plan.front() + d * planned},
                          {"schedule_variance", difference(earned, planned)},
                          {"earned_schedule", schedule},
                          {"spi_t", spi_t},
                          {"delay", difference(at, schedule)}};
        if (planned > 0) result.numbers.push_back({"spi", earned / planned});
        if (spi_t > 0) result.numbers.push_back({"forecast_duration", periods / spi_t});
        if (exceeds(spi_t, 1)) detail::classify(result, words::ahead, MethodStanding::on_track);
        else if (reaches(spi_t, 1))
            detail::classify(result, words::on_schedule, MethodStanding::on_track);
        else if (reaches(spi_t, options.alarm))
            detail::classify(result, words::behind, MethodStanding::behind);
        else detail::classify(result, words::alarm, MethodStanding::far_behind);
        if (input.target ? meets(input, input.latest->value) : reaches(earned, plan[n]))
            result.standing = MethodStanding::achieved;
        return result;
    });
}

}  // namespace glidepath::method

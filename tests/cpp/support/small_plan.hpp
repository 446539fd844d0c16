// Small plans and observations built in a few words, for tests.
#pragma once

#include <glidepath/assess/assess.hpp>
#include <glidepath/assess/check.hpp>
#include <glidepath/path/glidepath.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace glidepath::testing {

/// A plan of one place for 2023..2027, with what a test adds.
struct SmallPlan {
    Plan plan;
    std::vector<Observation> rows;

    SmallPlan() {
        plan.id = "small";
        plan.horizon = parse_window("2023..2027");
        plan.place = "here";
    }

    Indicator& indicator(std::string id, Kind kind, std::string unit) {
        Indicator indicator;
        indicator.id = std::move(id);
        indicator.kind = kind;
        indicator.unit = std::move(unit);
        plan.indicators.push_back(indicator);
        return plan.indicators.back();
    }
    /// A flow in 亿元 that is never negative.
    Indicator& money(std::string id) {
        Indicator& flow = indicator(std::move(id), Kind::flow, "亿元");
        flow.bounds.min = 0;
        return flow;
    }
    Target& target(std::string of, std::string_view say) {
        Target target;
        target.indicator = std::move(of);
        target.say = parse_statement(say);
        target.id = default_id(target.indicator, target.say);
        plan.targets.push_back(target);
        return plan.targets.back();
    }
    /// A figure; `released` empty leaves the release date to be assumed.
    Observation& row(std::string of, std::string_view period, std::string_view printed,
                     Measure measure = Measure::value, std::string_view released = "",
                     DataStatus status = DataStatus::final) {
        const Printed number = *try_parse_number(printed);
        Observation row;
        row.indicator = std::move(of);
        row.period = parse_window(period);
        row.measure = measure;
        row.value = number.value;
        row.decimals = number.decimals;
        row.half_unit = half_unit(number.decimals);
        row.status = status;
        if (!released.empty()) row.released = *try_parse_date(released);
        rows.push_back(row);
        return rows.back();
    }

    [[nodiscard]] Observations observations() const { return make_observations(rows, plan); }
    [[nodiscard]] Assessment assess(std::string_view as_of) const {
        return glidepath::assess(plan, observations(), {.as_of = try_parse_date(as_of)});
    }
    /// The verdict of the only target.
    [[nodiscard]] Verdict verdict(std::string_view as_of) const {
        return assess(as_of).verdicts().at(0);
    }
};

}  // namespace glidepath::testing

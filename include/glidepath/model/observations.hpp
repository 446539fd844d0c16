// A table of observations, with the rules that concern more than one row: assumed release dates,
// contradictions, and the day up to which anything is known.
#pragma once

#include <glidepath/model/number.hpp>
#include <glidepath/model/observation.hpp>
#include <glidepath/model/plan.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>
#include <utility>
#include <vector>

namespace glidepath {

/// Observations of a plan's indicators. `rejected` says why rows of the input are not among them.
struct Observations {
    std::vector<Observation> rows;
    std::vector<Fault> rejected;

    /// The latest release date among the rows; nothing if there are none.
    [[nodiscard]] std::optional<Date> newest_release() const {
        std::optional<Date> newest;
        for (Observation const& row : rows)
            if (!row.released.is_special() && (!newest || *newest < row.released))
                newest = row.released;
        return newest;
    }
};

/// Gives every row without a release date an assumed one: the end of its period plus the
/// indicator's lag. All such rows of one named source take the date of its newest period, for a
/// publication is not out before its newest figure.
inline void assume_releases(std::vector<Observation>& rows, Plan const& plan) {
    const PlanIndex index(plan);
    std::unordered_map<std::string_view, Date> by_source;
    const auto assumed = [&](Observation const& row) {
        const Indicator* indicator = index.indicator(row.indicator);
        return add_days(row.period.last_day(), indicator != nullptr ? indicator->lag : default_lag);
    };
    for (Observation const& row : rows) {
        if (!row.released.is_special() || row.source.empty()) continue;
        const Date day = assumed(row);
        const auto [at, fresh] = by_source.emplace(row.source, day);
        if (!fresh) at->second = std::max(at->second, day);
    }
    for (Observation& row : rows) {
        if (!row.released.is_special()) continue;
        row.release_assumed = true;
        row.released = row.source.empty() ? assumed(row) : by_source.at(row.source);
    }
}

/// Takes out rows that contradict an earlier one: same indicator, place, period, measure and
/// release date, and values that differ by more than their rounding. Equal rows are kept once.
/// \return a fault for each contradicting row
[[nodiscard]] inline std::vector<Fault> take_out_contradictions(std::vector<Observation>& rows,
                                                                ReportingYear calendar = {}) {
    using Key =
        std::tuple<std::string_view, std::string_view, Frequency, int, int, int, Measure, Date>;
    std::vector<Fault> faults;
    std::map<Key, std::size_t> seen;
    std::vector<bool> keep(rows.size(), true);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        Observation const& row = rows[i];
        const Key key{row.indicator,
                      row.place,
                      row.period.frequency(),
                      row.period.first().phase(),
                      row.period.first().ordinal(),
                      row.period.last().ordinal(),
                      row.measure,
                      row.released};
        const auto [at, fresh] = seen.emplace(key, i);
        if (fresh) continue;
        Observation const& first = rows[at->second];
        const double apart = std::abs(first.value - row.value);
        if (apart > (first.half_unit + row.half_unit) * (1 + comparison_tolerance)) {
            faults.push_back({"conflicting_values", row.where, row.indicator,
                              "two values of " + std::string(to_string(row.measure)) + " for " +
                                  to_string(row.period, calendar) + " released on " +
                                  to_string(row.released) + ": " + format_shortest(first.value) +
                                  " (" + to_string(first.where) + ") and " +
                                  format_shortest(row.value) +
                                  "; keep one, or give the revision its own release date"});
            keep[i] = false;
        } else if (first.status == row.status && first.source == row.source) {
            keep[i] = false;  // the same figure twice
        }
    }
    std::size_t kept = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (!keep[i]) continue;
        if (kept != i) rows[kept] = std::move(rows[i]);
        ++kept;
    }
    rows.resize(kept);
    return faults;
}

/// Makes a table from rows built in code: the plan's own place becomes the empty one, release dates
/// are assumed, contradictions taken out.
[[nodiscard]] inline Observations make_observations(std::vector<Observation> rows,
                                                    Plan const& plan) {
    for (Observation& row : rows)
        if (row.place == plan.place) row.place.clear();
    Observations observations{std::move(rows), {}};
    assume_releases(observations.rows, plan);
    observations.rejected = take_out_contradictions(observations.rows, plan.reporting_year);
    return observations;
}

}  // namespace glidepath

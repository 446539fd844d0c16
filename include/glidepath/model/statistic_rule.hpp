// Which statistics the figures of a kind have: one rule for plans and for forecasts.
#pragma once

#include <glidepath/model/indicator.hpp>
#include <glidepath/model/statement.hpp>

#include <string>

namespace glidepath {

/// Why a statistic says nothing about an indicator of a kind; empty if it does. A sum needs a flow,
/// a mean over a window anything but a ratio without parts, a milestone is only ever done.
/// \param parts  whether the numerator and denominator of a ratio are named
[[nodiscard]] inline std::string statistic_problem(Stat stat, Kind kind, bool parts = false) {
    const std::string found = (kind == Kind::average ? "an " : "a ") + std::string(to_string(kind));
    if (kind == Kind::milestone)
        return stat == Stat::done ? ""
                                  : "a milestone is only ever done: write done, or done by PERIOD";
    if (stat == Stat::done)
        return "done needs an indicator of kind milestone; this one is " + found;
    if (stat == Stat::sum && kind != Kind::flow)
        return "sum needs an indicator of kind flow; this one is " + found +
               (kind == Kind::stock ? " (use at for its last value)" : "");
    if (stat == Stat::mean && kind == Kind::ratio && !parts)
        return "a ratio without parts has no mean over a window";
    return {};
}

}  // namespace glidepath

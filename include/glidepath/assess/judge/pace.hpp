// Pace: how much of a window is over, and how much of a flow is usually done by then.
#pragma once

#include <glidepath/model/series.hpp>

#include <optional>

namespace glidepath {

/// The share of a window that has elapsed at the end of `last_day`: by months if the day ends one
/// and the window consists of months (3/12 at the end of March), else by days. From 0 to 1.
[[nodiscard]] inline double elapsed_share(Window const& window, Date const& last_day) {
    if (last_day < window.first_day()) return 0;
    if (last_day >= window.last_day()) return 1;
    const bool ends_month = last_day == last_day.end_of_month();
    if (ends_month && months_in(window.frequency()) > 0) {
        const int first = Period::containing(window.first_day(), Frequency::monthly).ordinal();
        const int at = Period::containing(last_day, Frequency::monthly).ordinal();
        const int last = Period::containing(window.last_day(), Frequency::monthly).ordinal();
        return static_cast<double>(at - first + 1) / (last - first + 1);
    }
    return static_cast<double>(days_between(window.first_day(), last_day) + 1) /
           (days_between(window.first_day(), window.last_day()) + 1);
}

/// Months of the window that lie after `last_day`; fractions of a month count by days of the
/// window.
[[nodiscard]] inline double months_left(Window const& window, Date const& last_day) {
    const double months = window.size() * months_in(window.frequency());
    const double all =
        months > 0 ? months : (days_between(window.first_day(), window.last_day()) + 1) / 30.436875;
    return all * (1 - elapsed_share(window, last_day));
}

/// Whole months of the window that are over at the end of `last_day`.
[[nodiscard]] inline int months_elapsed(Window const& window, Date const& last_day) {
    const Period first = Period::containing(window.first_day(), Frequency::monthly);
    Period at = Period::containing(last_day, Frequency::monthly);
    if (at.last_day() != last_day) at = at - 1;
    return at - first + 1;
}

/// The share of a window that was usually done by the same point of earlier years, for windows that
/// end inside one of their periods at the end of a month: the mean over at most the five latest
/// earlier periods whose total and total to that point are both known and positive. Whole periods
/// of the window count equally. Nothing if no earlier period tells.
[[nodiscard]] inline std::optional<double> usual_share(Series const& series, Window const& window,
                                                       Date const& last_day) {
    constexpr int most_years = 5;
    constexpr int furthest = 30;
    if (months_in(window.frequency()) == 0 || last_day != last_day.end_of_month())
        return std::nullopt;
    const Period running = Period::containing(last_day, window.frequency(), window.first().phase());
    if (running.last_day() == last_day) return std::nullopt;
    const int into = Period::containing(last_day, Frequency::monthly).ordinal() -
                     Period::containing(running.first_day(), Frequency::monthly).ordinal();
    double sum = 0;
    int years = 0;
    for (int back = 1; back <= furthest && years < most_years; ++back) {
        const Period earlier = running - back;
        const Period last = Period::containing(earlier.first_day(), Frequency::monthly) + into;
        const auto whole = series.total(Window(earlier));
        if (!whole || !(whole->value > 0)) continue;
        const auto part = series.total_between(earlier.first_day(), add_days(last.last_day(), 1));
        if (!part || !(part->value > 0) || whole->derived || part->derived) continue;
        sum += part->value / whole->value;
        ++years;
    }
    if (years == 0) return std::nullopt;
    return ((running - window.first()) + sum / years) / window.size();
}

}  // namespace glidepath

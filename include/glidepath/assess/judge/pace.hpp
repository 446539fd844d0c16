// Pace: how much of a window is over, and how much of a flow is usually done by then.
#pragma once

#include <glidepath/model/series.hpp>
#include <glidepath/path/usual_share.hpp>

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

/// The share of a window that was usually done by the same point of earlier years (see
/// `usual_share`), for windows that end inside one of their periods at the end of a month. Whole
/// periods of the window count equally. Nothing if no earlier year tells, or nothing was usually
/// done by then.
[[nodiscard]] inline std::optional<double> usually_done(Series const& series, Window const& window,
                                                        Date const& last_day) {
    if (months_in(window.frequency()) == 0 || last_day != last_day.end_of_month())
        return std::nullopt;
    const Period running = Period::containing(last_day, window.frequency(), window.first().phase());
    if (running.last_day() == last_day) return std::nullopt;
    const auto usual =
        usual_share(series, running, Period::containing(last_day, Frequency::monthly));
    if (!usual || !(usual->share > 0)) return std::nullopt;
    return ((running - window.first()) + usual->share) / window.size();
}

}  // namespace glidepath

// What is known of one indicator's path on one grid, made ready for a forecast.
#pragma once

#include <glidepath/assess/evidence.hpp>
#include <glidepath/assess/judge/pace.hpp>
#include <glidepath/assess/outlook/outlook.hpp>
#include <glidepath/assess/outlook/outlook_options.hpp>
#include <glidepath/assess/outlook/to_date.hpp>
#include <glidepath/path/usual_share.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <vector>

namespace glidepath {

/// One indicator's known values over consecutive periods.
struct KnownPath {
    Period first;
    std::vector<double> values;     ///< From the first to the last known one; NaN where not known.
    double softness = 0;            ///< Standard deviation of the last value's own error.
    std::optional<int> decimals;    ///< Digits of published figures.
    std::optional<ToDate> to_date;  ///< About the period after the last one.
    std::vector<OutlookNote> notes;

    [[nodiscard]] Period last() const { return first + (static_cast<int>(values.size()) - 1); }
};

namespace detail {

// How far a figure may still move, as a share of its value. Judgement, on the wide side of usual
// revisions of official figures; replace it by a vintage record where there is one.
inline constexpr double provisional_spread = 0.01;
inline constexpr double estimated_spread = 0.02;  ///< 预计: the year was not yet over.
inline constexpr double derived_spread = 0.005;   ///< On top of rounding: comparable bases differ.
inline constexpr double assumed_release_spread = 0.0025;
/// The same for a growth rate, in points, of a share of 1: base and figure move together.
inline constexpr double spread_of_growth = 30;

// How far the share of a period that is done by a point of it may lie from what was usual, at half
// of the period; less towards its ends, by 4 e (1 - e). Judgement, as if one earlier year had told
// so.
inline constexpr double usual_share_deviation = 0.03;
inline constexpr double usual_share_weight = 1;
/// The same where no earlier year tells: by even pace.
inline constexpr double even_share_deviation = 0.10;
/// No share is better known than to the digits in which shares are usually printed.
inline constexpr double smallest_share_deviation = 0.0005;

/// Makes the known path of one face of an indicator.
class KnownPathMaker {
public:
    KnownPathMaker(Evidence const& evidence, Indicator const& indicator, Face face, Period like)
        : evidence_(evidence), indicator_(indicator), series_(evidence.series(indicator.id)),
          face_(face), like_(like) {}

    /// Nothing if no value is known.
    [[nodiscard]] std::optional<KnownPath> make() {
        std::vector<Period> known = series_.periods(like_, [&](Period p) { return figure(p); });
        if (std::erase_if(known, [&](Period p) { return series_.before_break(p); }) > 0)
            note(OutlookNote::after_break);
        if (known.empty()) return std::nullopt;
        path_.first = known.front();
        const double none = std::numeric_limits<double>::quiet_NaN();
        path_.values.assign(static_cast<std::size_t>(known.back() - known.front()) + 1, none);
        for (Period p : known) at(p) = figure(p)->value;
        if (indicator_.kind == Kind::flow && face_ == Face::level) split_blocks();
        judge_last(known.back());
        if (face_ == Face::level) look_into(path_.last() + 1);
        else growth_inside(path_.last() + 1, [](double growth) { return growth; });
        set_decimals(known);
        return std::move(path_);
    }

private:
    [[nodiscard]] std::optional<Figure> figure(Period period) const {
        return evidence_.figure(indicator_.id, face_, period);
    }
    [[nodiscard]] double& at(Period period) {
        return path_.values[static_cast<std::size_t>(period - path_.first)];
    }
    void note(OutlookNote what) {
        if (std::find(path_.notes.begin(), path_.notes.end(), what) == path_.notes.end())
            path_.notes.push_back(what);
    }

    /// Periods that are known by their sum alone (January with February, a year to date) get their
    /// shares of it: those of the same periods a year earlier, else even ones.
    void split_blocks() {
        const int year = months_in(like_.frequency()) > 0 ? 12 / months_in(like_.frequency()) : 0;
        if (year < 2) return;
        // The first figure of all may be one of several periods together.
        for (int width = 2; width < year; ++width) {
            const Window block(path_.first - width, path_.first - 1);
            const auto sum = series_.total(block);
            if (!sum || series_.before_break(block.first())) continue;
            path_.values.insert(path_.values.begin(), static_cast<std::size_t>(width), 0);
            path_.first = block.first();
            split(block, sum->value, year);
            break;
        }
        // At the end a running total may reach beyond the last period known by itself.
        const Period end = path_.last() + year;
        for (Period start = path_.first; start <= end; ++start) {
            if (start <= path_.last() && !std::isnan(at(start))) continue;
            for (Period stop = start + 1; stop < start + year && stop <= end; ++stop) {
                if (stop <= path_.last() && !std::isnan(at(stop))) break;
                const auto sum = series_.total(Window(start, stop));
                if (!sum) continue;
                split(Window(start, stop), sum->value, year);
                start = stop;
                break;
            }
            if (start > path_.last()) break;  // nothing follows: the next periods are ahead
        }
    }
    void split(Window const& block, double sum, int year) {
        note(OutlookNote::spread_evenly);
        const auto needed = static_cast<std::size_t>(block.last() - path_.first) + 1;
        if (path_.values.size() < needed)
            path_.values.resize(needed, std::numeric_limits<double>::quiet_NaN());
        double before = 0;
        bool all = block.first() - year >= path_.first;
        for (Period p : block) {
            const double then = all ? at(p - year) : 0;
            all = all && then > 0;
            before += then;
        }
        for (Period p : block) at(p) = all ? sum * (at(p - year) / before) : sum / block.size();
    }

    /// How well the last figure is known.
    void judge_last(Period last) {
        const Figure newest = *figure(last);
        double share = 0;
        const auto add = [&](bool holds, double spread) {
            if (holds) share = std::hypot(share, spread);
        };
        add(newest.status == DataStatus::provisional, provisional_spread);
        add(newest.status == DataStatus::estimated, estimated_spread);
        add(newest.derived, derived_spread);
        add(newest.release_assumed, assumed_release_spread);
        if (share == 0) return;
        note(OutlookNote::soft_figures);
        path_.softness =
            face_ == Face::growth ? share * spread_of_growth : share * std::abs(newest.value);
        // What hardly ever moves is not revised by more than its usual step.
        if (const double step = usual_step(); step > 0)
            path_.softness = std::min(path_.softness, step);
        if (newest.derived)
            path_.softness = std::hypot(path_.softness, newest.half_unit / std::sqrt(3.0));
    }
    [[nodiscard]] double usual_size() const {
        double sum = 0;
        int count = 0;
        for (double value : path_.values) {
            if (std::isnan(value)) continue;
            sum += std::abs(value);
            ++count;
        }
        return count > 0 ? sum / count : 0;
    }
    [[nodiscard]] double usual_step() const {
        double sum = 0;
        int count = 0;
        double before = std::numeric_limits<double>::quiet_NaN();
        for (double value : path_.values) {
            if (std::isnan(value)) continue;
            if (!std::isnan(before)) {
                sum += std::abs(value - before);
                ++count;
            }
            before = value;
        }
        return count > 0 ? sum / count : 0;
    }

    /// Digits: whole for counts, else those of the newest figure that was published itself.
    void set_decimals(std::vector<Period> const& known) {
        if (indicator_.whole && face_ == Face::level) {
            path_.decimals = 0;
            return;
        }
        for (auto p = known.rbegin(); p != known.rend(); ++p) {
            const auto published = figure(*p);
            if (published->derived || !(published->half_unit > 0)) continue;
            if (face_ == Face::growth && !series_.published_growth(*p)) continue;
            const double digits = -std::log10(2 * published->half_unit);
            if (std::abs(digits - std::round(digits)) < 1e-6 && std::abs(digits) < 15)
                path_.decimals = static_cast<int>(std::round(digits));
            return;
        }
    }

    // ---- the running period ------------------------------------------------------------------

    void look_into(Period running) {
        switch (indicator_.kind) {
            case Kind::flow: return flow_to_date(running);
            case Kind::stock: return level_inside(running);
            case Kind::average: return mean_to_date(running);
            default: return;  // a rate of a part of a year is none of the year
        }
    }
    [[nodiscard]] static double even(double elapsed) { return 4 * elapsed * (1 - elapsed); }

    void flow_to_date(Period running) {
        const auto sofar = series_.total_to_date(Window(running));
        if (!sofar) {  // the last level, grown as the year has so far
            if (!indicator_.growth_is_of_levels()) return;
            return growth_inside(
                running, [&](double growth) { return path_.values.back() * (1 + growth / 100); });
        }
        ToDate known;
        known.elapsed = elapsed_share(Window(running), sofar->last_day);
        known.seen = sofar->figure.value;
        known.in_proportion = true;
        if (indicator_.never_negative()) known.floor = known.seen;
        known.share = known.elapsed;
        double deviation = even_share_deviation * even(known.share);
        known.note = OutlookNote::to_date_even;
        if (const auto usual = usual_shares(running, sofar->last_day); usual && usual->first > 0) {
            known.share = usual->first;
            deviation = usual->second;
            known.note = OutlookNote::to_date_usual;
        }
        if (known.seen > 0 || (known.seen == 0 && indicator_.never_negative()))
            known.deviation = std::max(deviation, smallest_share_deviation);
        // No total is better known than a share is.
        known.rounding = std::max(sofar->figure.half_unit / std::sqrt(3.0),
                                  smallest_share_deviation * usual_size());
        if (known.deviation || known.floor) path_.to_date = known;
    }
    /// The usual share done by then, and how far it may be off: earlier years' spread, together
    /// with what was said above.
    [[nodiscard]] std::optional<std::pair<double, double>> usual_shares(Period running,
                                                                        Date const& day) const {
        if (months_in(running.frequency()) == 0 || day != day.end_of_month()) return std::nullopt;
        const Period month = Period::containing(day, Frequency::monthly);
        const auto usual = usual_share(series_, running, month);
        if (!usual) return std::nullopt;
        const int into = month - Period::containing(running.first_day(), Frequency::monthly);
        double squares =
            usual_share_weight * std::pow(usual_share_deviation * even(usual->share), 2);
        for (Period year : usual->years) {
            const Period end = Period::containing(year.first_day(), Frequency::monthly) + into;
            const auto done = series_.total_between(year.first_day(), add_days(end.last_day(), 1));
            const auto whole = series_.total(Window(year));
            squares += std::pow(done->value / whole->value - usual->share, 2);
        }
        const auto years = static_cast<double>(usual->years.size());
        const double variance = squares / (usual_share_weight + years - 1) * (1 + 1 / years);
        return std::pair(usual->share, std::hypot(std::sqrt(variance), usual->half_unit));
    }

    /// Published growth of the running year up to a day inside it.
    /// \param makes  the figure of the path that so much growth makes
    template <class Makes>
    void growth_inside(Period running, Makes makes) {
        if (running.frequency() != Frequency::annual) return;
        const auto sofar = series_.growth_to_date(running);
        if (!sofar) return;
        ToDate known;
        known.elapsed = elapsed_share(Window(running), sofar->last_day);
        known.seen = makes(sofar->figure.value);
        known.note = OutlookNote::to_date_growth;
        path_.to_date = known;
    }

    /// A stock's newest level inside the running period.
    void level_inside(Period running) {
        const Date first = running.first_day();
        const Date last = running.last_day();
        std::optional<Date> newest;
        for (auto const& [days, value] : series_.figures()) {
            const Date end = add_days(days.second, -1);
            if (end < first || end >= last || (newest && end <= *newest)) continue;
            newest = end;
            ToDate level;
            level.elapsed = elapsed_share(Window(running), end);
            level.seen = value.value;
            level.note = OutlookNote::to_date_level;
            path_.to_date = level;
        }
    }
    /// The mean of an average since the running period began, from figures that follow each other.
    void mean_to_date(Period running) {
        const Date end = add_days(running.last_day(), 1);
        Date at = running.first_day();
        double sum = 0;
        for (bool found = true; found && at < end;) {
            found = false;
            Date next = at;
            double value = 0;
            for (auto const& [days, known] : series_.figures())
                if (days.first == at && days.second < end && days.second > next) {
                    next = days.second;
                    value = known.value;
                    found = true;
                }
            if (!found) break;
            sum += value * days_between(at, next);
            at = next;
        }
        const int days = days_between(running.first_day(), at);
        if (days == 0) return;
        const double elapsed = elapsed_share(Window(running), add_days(at, -1));
        const double mean = sum / days;
        ToDate known;
        known.elapsed = elapsed;
        known.seen = mean;
        if (const double off = even_share_deviation * even(elapsed) / elapsed * std::abs(mean);
            off > 0)
            known.deviation = off;
        known.note = OutlookNote::to_date_even;
        if (known.deviation) path_.to_date = known;
    }

    Evidence const& evidence_;
    Indicator const& indicator_;
    Series const& series_;
    Face face_;
    Period like_;
    KnownPath path_;
};

}  // namespace detail

/// The known path of one face of an indicator on the grid of `like`; nothing if no value is known.
/// What lies before the last break of the series is left out.
[[nodiscard]] inline std::optional<KnownPath>
known_path(Evidence const& evidence, Indicator const& indicator, Face face, Period like) {
    return detail::KnownPathMaker(evidence, indicator, face, like).make();
}

}  // namespace glidepath

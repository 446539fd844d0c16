// When a target is first attained, and what it takes to get there.
#pragma once

#include <glidepath/assess/outlook/on_paths.hpp>
#include <glidepath/path/required.hpp>

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <vector>

namespace glidepath::detail {

/// Three quantiles of the values that are numbers (Hyndman & Fan 1996, type 7); nothing if none is.
[[nodiscard]] inline std::optional<Deciles> deciles_of(Eigen::ArrayXd const& values) {
    std::vector<double> finite;
    finite.reserve(static_cast<std::size_t>(values.size()));
    for (double value : values)
        if (std::isfinite(value)) finite.push_back(value);
    if (finite.empty()) return std::nullopt;
    // From the middle outwards: each search is left half of what the one before had.
    auto from = finite.begin();
    auto to = finite.end();
    const auto quantile = [&](double p) {
        const double at = p * static_cast<double>(finite.size() - 1);
        const auto low = finite.begin() + static_cast<std::ptrdiff_t>(at);
        std::nth_element(from, low, to);
        const double share = at - std::floor(at);
        if (share == 0) return *low;
        return *low +
               share * (*std::min_element(low + 1, to == low + 1 ? finite.end() : to) - *low);
    };
    Deciles deciles;
    deciles.median = quantile(0.5);
    const auto middle = finite.begin() + static_cast<std::ptrdiff_t>((finite.size() - 1) / 2);
    to = middle + 1;
    deciles.low = quantile(0.1);
    from = middle;
    to = finite.end();
    deciles.high = quantile(0.9);
    return deciles;
}

/// When the level, or of a sum the running total, first satisfies the target: from the start of the
/// horizon (of the window) as far as the paths reach. Nothing for statements that are not about
/// reaching a level, nor for totals that may fall again.
[[nodiscard]] inline std::optional<Attainment> attainment_of(TargetOnPaths& target, Period start,
                                                             Period through) {
    Statement const& say = target.statement();
    const auto interval = satisfying(say);
    const bool running = say.stat == Stat::sum;
    if (!interval || say.face != Face::level ||
        (say.stat != Stat::at && say.stat != Stat::by && !running) ||
        (running && !(interval->lower_limit() && target.indicator().never_negative())))
        return std::nullopt;
    if (running) start = say.window.first();
    if (through < start) return std::nullopt;
    Statement at;
    Attainment result;
    result.through = through;
    Eigen::ArrayXd total;
    std::vector<char> done;
    std::size_t attained = 0;
    bool any = false;
    for (Period period : Window(start, through)) {
        at.window = Window(period);
        const auto figures = target.figures(at);
        if (!figures) {
            if (any || running) return std::nullopt;
            continue;  // before the first figure
        }
        if (!any) {
            total = Eigen::ArrayXd::Zero(figures->size());
            done.assign(static_cast<std::size_t>(figures->size()), 0);
            any = true;
        }
        if (running) total += *figures;
        for (std::size_t i = 0; i < done.size(); ++i) {
            const auto row = static_cast<Eigen::Index>(i);
            if (done[i] != 0 || !interval->contains(running ? total[row] : (*figures)[row]))
                continue;
            done[i] = 1;
            ++attained;
        }
        const double share = static_cast<double>(attained) / static_cast<double>(done.size());
        if (!result.early && share >= 0.1) result.early = period;
        if (!result.median && share >= 0.5) result.median = period;
        if (!result.late && share >= 0.9) result.late = period;
        result.never = 1 - share;
        if (attained == done.size()) break;
    }
    return any ? std::optional(result) : std::nullopt;
}

/// The end of the satisfying values that a figure has to pass: of two the nearer one.
[[nodiscard]] inline double required_of(Interval const& interval, double figure) noexcept {
    if (interval.lower_limit()) return interval.lower;
    if (interval.upper_limit()) return interval.upper;
    return std::abs(figure - interval.lower) <= std::abs(figure - interval.upper) ? interval.lower
                                                                                  : interval.upper;
}

/// What the target requires of the figures that are not known yet.
inline void add_required(Outlook& outlook, TargetOnPaths& target, Evidence const& evidence) {
    Statement const& say = target.statement();
    const auto interval = satisfying(say);
    if (!interval) {
        if (const auto other = target.other_figures())
            if (const auto spread = deciles_of(*other)) outlook.required_value = spread->median;
        return;
    }
    const bool count = target.indicator().whole && say.face == Face::level &&
                       say.stat != Stat::mean && say.stat != Stat::from_to;
    const double required =
        required_of(count ? to_whole(*interval) : *interval, outlook.at_deadline.median);
    outlook.required_value = required;
    Series const& series = evidence.series(target.indicator().id);
    const Period last = say.window.last();
    const bool level = say.face == Face::level;
    if (level && (say.stat == Stat::at || say.stat == Stat::by) &&
        months_in(last.frequency()) > 0) {
        const auto from = series.latest_level(last, last);
        const double years = from ? (last - *from) * months_in(last.frequency()) / 12.0 : 0;
        if (years > 0)
            outlook.required_growth = required_growth(series.level(*from)->value, required, years);
    }
    if (say.stat != Stat::sum || !interval->lower_limit()) return;
    const auto done = series.total_to_date(say.window);
    const double left =
        say.window.size() * (done ? 1 - elapsed_share(say.window, done->last_day) : 1);
    outlook.required_per_period = required_run_rate(required, done ? done->figure.value : 0, left);
}

/// By path how deep inside the satisfying values the figure lies that decides; below 0 how much is
/// missing. Of `each` the worst period decides, of `by` the best one from `opens` on.
[[nodiscard]] inline std::optional<Eigen::ArrayXd> deciding_depth(TargetOnPaths& target,
                                                                  Interval const& interval,
                                                                  Eigen::ArrayXd const& figures,
                                                                  Period opens) {
    Statement const& say = target.statement();
    const auto depth = [&](Eigen::ArrayXd const& of) {
        return Eigen::ArrayXd(of.unaryExpr([&](double x) { return interval.depth(x); }));
    };
    if (say.stat != Stat::each && say.stat != Stat::by) return depth(figures);
    const Period first = say.stat == Stat::each ? say.window.first() : opens;
    std::optional<Eigen::ArrayXd> decides;
    Statement at;
    at.face = say.face;
    for (Period period = first; period <= say.window.last(); ++period) {
        at.window = Window(period);
        const auto here = target.figures(at);
        if (!here) continue;  // before the first figure
        if (!decides) decides = depth(*here);
        else if (say.stat == Stat::each) *decides = decides->min(depth(*here));
        else *decides = decides->max(depth(*here));
    }
    return decides;
}

/// How much is missing on average on the paths where the target is not met.
/// \param held  by path whether it is met, where that was counted; else the figures tell
[[nodiscard]] inline std::optional<double> shortfall_of(TargetOnPaths& target,
                                                        Eigen::ArrayXd const& figures,
                                                        std::optional<Eigen::ArrayXd> const& held,
                                                        Period opens) {
    const auto interval = satisfying(target.statement());
    if (!interval) return std::nullopt;
    const auto depth = deciding_depth(target, *interval, figures, opens);
    if (!depth || (held && held->size() != depth->size())) return std::nullopt;
    double missing = 0;
    int failures = 0;
    for (Eigen::Index i = 0; i < depth->size(); ++i) {
        const bool met = held ? (*held)[i] == 1 : interval->contains(figures[i]);
        if (met || !std::isfinite((*depth)[i])) continue;
        missing += std::max(0.0, -(*depth)[i]);
        ++failures;
    }
    return failures > 0 ? std::optional(missing / failures) : std::nullopt;
}

}  // namespace glidepath::detail

// Judging levels, sums, means and changes: along the glidepath, and flows inside their window by
// their pace.
#pragma once

#include <glidepath/assess/judge/judgement.hpp>
#include <glidepath/model/part.hpp>

#include <string_view>

namespace glidepath::detail {

class LevelJudgement : public Judgement {
public:
    using Judgement::Judgement;
    void judge() {
        if (say_.stat == Stat::from_to) return change_between();
        if (is_each(say_.stat) || say_.face == Face::change) return each_period();
        if (say_.stat == Stat::mean) return mean();
        level();
    }

private:
    /// `each` on levels or changes, and `at` on changes.
    void each_period() {
        std::optional<Period> latest;
        Figure latest_figure;
        Interval latest_wanted;
        int known = 0;
        for (Period p : say_.window) {
            const auto figure = evidence_.figure(indicator_.id, say_.face, p);
            if (!figure) continue;
            const auto interval = wanted(p);
            if (!interval) {
                other_missing_ = true;
                continue;
            }
            ++known;
            latest = p;
            latest_figure = *figure;
            latest_wanted = *interval;
            if (!interval->contains(figure->value)) {
                compare_with_threshold(*figure, p, *interval);
                return decide(false);
            }
        }
        if (latest) compare_with_threshold(latest_figure, *latest, latest_wanted);
        if (known == say_.window.size()) return decide(true);

        if (say_.face == Face::level && indicator_.kind == Kind::flow) {
            // The newest one that something is known of: earlier ones may never be published.
            const Period first = latest ? *latest + 1 : say_.window.first();
            Period running = say_.window.last();
            while (running > first && !series_.total_to_date(Window(running)))
                running = running - 1;
            const auto interval = wanted(running);
            if (interval && say_.window.contains(running) && series_.total_to_date(Window(running)))
                return flow_inside(Window(running), *interval,
                                   running == say_.window.last() &&
                                       known == say_.window.size() - 1);
        }
        if (latest) {
            verdict_.status = Status::on_track;
            rule("each");
            return check_overdue();
        }
        if (other_missing_) return unknown_for_lack_of_figures(true);
        if (!each_ahead()) judge_by_base();
    }
    /// The latest period between base and window, if there is one: a floor is held there or not.
    [[nodiscard]] bool each_ahead() {
        const Period like = say_.window.first();
        const auto latest = series_.latest(like, like - 1, [&](Period p) {
            return evidence_.figure(indicator_.id, say_.face, p) && wanted(p);
        });
        if (!latest || *latest <= start_of_path()) return false;
        const auto figure = evidence_.figure(indicator_.id, say_.face, *latest);
        const auto interval = wanted(*latest);
        compare_with_threshold(*figure, *latest, *interval);
        verdict_.elapsed_share.reset();
        verdict_.status = interval->contains(figure->value) ? Status::on_track : Status::off_track;
        rule("each");
        check_overdue();
        return true;
    }
    /// The period at or before which figures are base, not progress.
    [[nodiscard]] Period start_of_path() const {
        if (base_) return base_->period;
        return target_.base ? *target_.base : evidence_.before_horizon(say_.window.first());
    }
    /// No figure after the base or in the window: on track if the base satisfies the threshold.
    void judge_by_base() {
        if (say_.reference() != nullptr && own_side_is_silent()) return;
        const Period like = say_.window.first();
        const std::optional<Period> at = base_ ? std::optional(base_->period) : std::nullopt;
        if (at && say_.stat != Stat::sum && say_.stat != Stat::from_to) {
            const auto figure = evidence_.figure(indicator_.id, say_.face, *at);
            const auto interval = wanted(*at);
            if (figure && interval && interval->contains(figure->value)) {
                observe(*figure, Window(*at));
                verdict_.planned = threshold(*interval);
                verdict_.gap = interval->depth(figure->value);
                if (say_.face == Face::level) shares(*interval, false);
                verdict_.status = Status::on_track;
                rule("base");
                return check_overdue();
            }
        }
        const auto latest = series_.latest_level(like, say_.window.last());
        unknown_for_lack_of_figures(latest && at && *latest > *at);
    }
    /// `change from A to B`: the level that the change asks for, reached by B.
    void change_between() {
        const Period from = say_.window.first();
        const auto start = series_.level(from);
        if (!start) {
            has_base_ = false;
            return unknown_for_lack_of_figures(
                series_.latest_level(from, say_.window.last()).has_value());
        }
        set_base(from, *start);
        const Quantity& quantity = *say_.quantity();
        Interval interval = *satisfying(say_);
        if (quantity.mark == Mark::percent) {
            if (start->value <= 0) {
                base_not_positive_ = true;
                return unknown_for_lack_of_figures(true);
            }
            interval.lower = start->value * (1 + interval.lower / 100);
            interval.upper = start->value * (1 + interval.upper / 100);
        } else {
            interval.lower += start->value;
            interval.upper += start->value;
        }
        judge_level(say_.window.last(), interval, false);
    }

    /// `at`, `by` and `sum` on levels.
    void level() {
        const Period last = say_.window.last();
        auto interval = wanted(last);
        const bool flow = indicator_.kind == Kind::flow;
        if (say_.stat == Stat::by) {
            bool all_known = true;
            for (Period p = evidence_.before_horizon(last) + 1; p <= last; ++p) {
                const auto figure = series_.level(p);
                all_known = all_known && figure;
                if (!figure && flow && indicator_.never_negative() && interval->lower_limit()) {
                    const auto sofar = series_.total_to_date(Window(p));
                    if (sofar && interval->contains(sofar->figure.value))
                        return flow_inside(Window(p), *interval, true);
                }
                if (!figure || !interval->contains(figure->value)) continue;
                compare_with_threshold(*figure, p, *interval);
                return decide(true);
            }
            if (!all_known && series_.level(last)) {  // it may have been reached in a gap
                no_verdict_ = true;
                return unknown_for_lack_of_figures(true);
            }
        }
        if (!interval) {
            // A relation: judged at the latest period for which both sides are known.
            other_missing_ = series_.latest_level(last, last).has_value() ||
                             evidence_.series(say_.reference()->indicator).silent_on(say_.face);
            const auto both = series_.latest(last, last, [&](Period p) {
                return series_.level(p).has_value() && wanted(p).has_value();
            });
            if (!both) return unknown_for_lack_of_figures(true);
            if (*both <= start_of_path()) {
                const auto own = series_.latest_level(last, last);
                other_missing_ = own && *own > start_of_path();
                return other_missing_ ? unknown_for_lack_of_figures(true) : judge_by_base();
            }
            other_missing_ = false;
            const auto figure = series_.level(*both);
            interval = wanted(*both);
            compare_with_threshold(*figure, *both, *interval);
            verdict_.status =
                interval->contains(figure->value) ? Status::on_track : Status::off_track;
            rule("relation");
            return check_overdue();
        }
        if (flow) {
            if (const auto whole = series_.total(say_.window)) {
                observe(*whole, say_.window);
                verdict_.planned = threshold(*interval);
                verdict_.gap = interval->depth(whole->value);
                shares(*interval, false);
                verdict_.elapsed_share = 1;
                return decide(interval->contains(whole->value));
            }
            if (series_.total_to_date(say_.window))
                return flow_inside(say_.window, *interval, true);
        }
        judge_level(last, *interval, flow);
    }

    /// A flow whose window has begun: what is done so far against the mark, else even pace.
    /// \param decides  whether the target is met once this window is
    void flow_inside(Window const& window, Interval const& interval, bool decides) {
        const Series::ToDate sofar = *series_.total_to_date(window);
        observe(sofar.figure, window_of_days(window.first_day(), sofar.last_day));
        const double done = sofar.figure.value;
        const bool upper = interval.upper_limit();
        const double goal = upper ? interval.upper : interval.lower;
        const double elapsed = glidepath::elapsed_share(window, sofar.last_day);
        verdict_.elapsed_share = elapsed;
        verdict_.headroom.reset();
        verdict_.completed_share.reset();
        shares(interval, false);
        if (indicator_.never_negative()) {
            const bool beyond = done > interval.upper && !nearly_equal(done, interval.upper);
            if (beyond || (decides && interval.lower_limit() && interval.contains(done))) {
                verdict_.planned = beyond ? interval.upper : goal;
                verdict_.gap = beyond ? interval.upper - done : done - goal;
                return decide(!beyond);
            }
        }
        if (!(goal > 0)) {
            no_verdict_ = true;
            return unknown_for_lack_of_figures(true);
        }
        const double ahead = (done / goal - elapsed) * 100;
        const double left = months_left(window, sofar.last_day);
        if (!upper) {
            verdict_.ahead_pp = ahead;
            if (left > 0 && goal > done) verdict_.required_run_rate = (goal - done) / left;
        }
        const auto issued = parts_covering(evidence_.parts(target_.id), window.first_day(),
                                           add_days(sofar.last_day, 1));
        const auto usual = issued.empty() ? usually_done(series_, window, sofar.last_day)
                                          : std::optional<double>();
        const bool marked = !issued.empty() || usual;
        const double mark = issued.empty() ? goal * usual.value_or(elapsed) : sum_of(issued);
        verdict_.planned = mark;
        verdict_.gap = upper ? mark - done : done - mark;
        if (marked) {
            double share = *verdict_.gap >= 0 ? 1 : 0;
            if (share < 1 && mark > 0) share = upper ? mark / done : done / mark;
            grade(share, policy_.mark_on_track, policy_.mark_at_risk);
            rule(issued.empty() ? "usual_share" : "issued");
        } else {
            grade(upper ? -ahead : ahead, policy_.pace_on_track, policy_.pace_at_risk);
            rule("even_pace");
        }
        early_in_the_year(window, sofar.last_day, marked);
        if (verdict_.status != Status::unknown) check_overdue();
    }
    /// In a window of whole years the first months condemn nobody.
    void early_in_the_year(Window const& window, Date const& last_day, bool marked) {
        const int length = window.size() * months_in(window.frequency());
        const int months = months_elapsed(window, last_day);
        if (length == 0 || length % 12 != 0) return;
        if (months <= 2 && verdict_.status != Status::on_track) {
            no_verdict_ = true;
            return unknown_for_lack_of_figures(true);
        }
        if (months <= 5 && !marked && verdict_.status == Status::off_track)
            verdict_.status = Status::at_risk;
    }

    /// Levels, stocks, averages, ratios, and flows whose window lies ahead: along the glidepath.
    void judge_level(Period last, Interval interval, bool flow) {
        const bool sum = say_.stat == Stat::sum;
        if (sum) {  // one period of the window stands for its even share
            interval.lower /= say_.window.size();
            interval.upper /= say_.window.size();
        }
        if (!flow || !sum) {
            if (const auto figure = series_.level(last); figure && say_.stat != Stat::mean) {
                compare_with_threshold(*figure, last, interval);
                shares(interval, true);
                verdict_.elapsed_share = 1;
                return decide(interval.contains(figure->value));
            }
        }
        if (!flow && against_mark(last, interval)) return;
        const bool ahead = sum || say_.stat == Stat::mean;
        const auto latest = series_.latest_level(last, ahead ? say_.window.first() - 1 : last);
        if (!latest || *latest <= start_of_path()) return judge_by_base();
        const Figure figure = *series_.level(*latest);
        observe(figure, Window(*latest));
        if (!ahead) {
            shares(interval, true);
            required_growth(interval, *latest, last);
        }
        if (base_)
            verdict_.elapsed_share =
                static_cast<double>(*latest - base_->period) / (last - base_->period);
        grade_on_path(figure, planned_at(*latest, last, interval), interval);
    }
    /// Judges a level against its latest issued mark for which there is a figure, unless a later
    /// period of the target's own frequency is known; false if there is no such mark.
    [[nodiscard]] bool against_mark(Period last, Interval const& interval) {
        Target const* mark = nullptr;
        for (Target const* part : evidence_.parts(target_.id)) {
            Window const& window = part->say.window;
            const bool later = mark == nullptr || mark->say.window.last_day() < window.last_day();
            if (later && window.first_day() > start_of_path().last_day() &&
                series_.level(window.last()))
                mark = part;
        }
        if (mark == nullptr) return false;
        const Period at = mark->say.window.last();
        const auto latest = series_.latest_level(last, last);
        if (latest && latest->last_day() > at.last_day()) return false;
        const Figure figure = *series_.level(at);
        observe(figure, Window(at));
        shares(interval, true);
        required_growth(interval, at, last);
        if (base_)
            verdict_.elapsed_share =
                glidepath::elapsed_share(Window(base_->period + 1, last), at.last_day());
        const double planned = mark->say.quantity()->value;
        if (satisfying(mark->say)->contains(figure.value)) {
            verdict_.planned = planned;
            verdict_.gap = gap(interval, figure.value, planned);
            verdict_.status = Status::on_track;
            rule("issued");
            check_overdue();
        } else {
            grade_on_path(figure, planned, interval, "issued");
        }
        return true;
    }
    /// On track if the figure satisfies the threshold, else by the share of the planned way that is
    /// done. Past the far end of a band is off track. Where the path does not lead towards the
    /// threshold, since the base satisfied it, there is no such share.
    void grade_on_path(Figure const& figure, std::optional<double> planned,
                       Interval const& interval, std::string_view name = "path") {
        if (planned) {
            verdict_.planned = *planned;
            verdict_.gap = gap(interval, figure.value, *planned);
        }
        rule(name);
        if (interval.contains(figure.value)) {
            verdict_.status = Status::on_track;
            return check_overdue();
        }
        if (!base_ || !planned) return unknown_for_lack_of_figures(true);
        const double way = *planned - base_->figure.value;
        const bool upwards = figure.value < interval.lower;
        const bool away = upwards ? way < 0 : way > 0;
        const bool shorter_than_rounding =
            std::abs(way) <= base_->figure.half_unit + figure.half_unit ||
            nearly_equal(*planned, base_->figure.value);
        if (shorter_than_rounding || (away && !two_sided(interval))) {
            no_verdict_ = true;
            return unknown_for_lack_of_figures(true);
        }
        if (away) {  // beyond the band
            verdict_.planned = upwards ? interval.lower : interval.upper;
            verdict_.gap = interval.depth(figure.value);
            verdict_.status = Status::off_track;
        } else {
            grade((figure.value - base_->figure.value) / way, policy_.path_on_track,
                  policy_.path_at_risk);
        }
        check_overdue();
    }
    /// The planned value: on the indicator's glidepath; for `change from A to B`, whose base is its
    /// own, on the straight line from A.
    [[nodiscard]] std::optional<double> planned_at(Period period, Period last,
                                                   Interval const& interval) {
        if (say_.stat == Stat::from_to) {
            if (interval.contains(base_->figure.value)) return base_->figure.value;
            const double share =
                static_cast<double>(period - base_->period) / (last - base_->period);
            return base_->figure.value + (threshold(interval) - base_->figure.value) * share;
        }
        const Glidepath path = evidence_.path(target_, period, base_);
        return path.path ? path.path->at(period) : std::nullopt;
    }
    void required_growth(Interval const& interval, Period from, Period to) {
        const double goal = threshold(interval);
        const double years = (months_through(to) - months_through(from)) / 12.0;
        if (!(goal > 0) || !(*verdict_.actual > 0) || months_in(from.frequency()) == 0 ||
            months_in(to.frequency()) == 0 || !(years > 0))
            return;
        verdict_.required_growth = std::pow(goal / *verdict_.actual, 1 / years) - 1;
    }

    /// Months of the calendar up to the end of a period of months.
    [[nodiscard]] static int months_through(Period period) noexcept {
        return period.first_month() + months_in(period.frequency());
    }

    /// `mean`: of the periods known from the start of the window, against the path's mean.
    void mean() {
        const Interval interval = *satisfying(say_);
        std::optional<Figure> sum;
        std::optional<Period> last;
        int known = 0;
        for (Period p : say_.window) {
            const auto figure = series_.level(p);
            if (!figure) break;
            sum = sum ? sum->with(*figure, sum->value + figure->value,
                                  sum->half_unit + figure->half_unit)
                      : *figure;
            last = p;
            ++known;
        }
        if (!last) return judge_level(say_.window.last(), interval, false);
        Figure mean = *sum;
        mean.value /= known;
        mean.half_unit /= known;
        const Window sofar(say_.window.first(), *last);
        observe(mean, sofar);
        shares(interval, false);
        verdict_.elapsed_share = static_cast<double>(known) / say_.window.size();
        if (known == say_.window.size()) {
            verdict_.planned = threshold(interval);
            verdict_.gap = interval.depth(mean.value);
            return decide(interval.contains(mean.value));
        }
        const Glidepath path = evidence_.path(target_, *last, base_);
        const auto planned = path.path ? path.path->sum(sofar) : std::nullopt;
        grade_on_path(mean, planned ? std::optional(*planned / known) : std::nullopt, interval);
    }
};

}  // namespace glidepath::detail

// What every judgement of a target shares: its fields, thresholds, base, and the order in which
// reasons are looked for. The families of statements build on it.
#pragma once

#include <glidepath/assess/evidence.hpp>
#include <glidepath/assess/judge/explain.hpp>
#include <glidepath/assess/judge/pace.hpp>
#include <glidepath/assess/verdict.hpp>
#include <glidepath/model/face_prices.hpp>

#include <cmath>
#include <optional>
#include <string>
#include <utility>

namespace glidepath::detail {

/// The judgement of one target in the making.
class Judgement {
public:
    Judgement(Evidence const& evidence, Target const& target)
        : evidence_(evidence), target_(target), plan_(evidence.index().plan()),
          policy_(plan_.policy), indicator_(*evidence.index().indicator(target.indicator)),
          series_(evidence.series(target.indicator)), say_(expanded(target.say)) {
        identify();
        if (say_.stat == Stat::from_to || indicator_.kind == Kind::milestone ||
            !speaks_of_levels(indicator_, say_))
            return;
        if (const auto base = evidence_.base(target_)) set_base(base->period, base->figure);
    }

    /// Settles what needs no figures; false if that is all there is to say.
    [[nodiscard]] bool open() {
        const Goal* goal = evidence_.index().goal_of(target_);
        verdict_.applies = goal == nullptr || applies(*goal);
        if (!verdict_.applies) unknown(ReasonCode::not_applicable);
        else if (!indicator_.definition_unclear.empty()) unknown(ReasonCode::definition_unclear);
        else if (say_.to_be_decided()) unknown(ReasonCode::target_tbd);
        else return true;
        return false;
    }

    /// The finished verdict, with its sentence and what is absent explained.
    [[nodiscard]] Verdict finish() && {
        const PrintedDigits digits = evidence_.digits(indicator_.id);
        if (verdict_.status != Status::unknown)
            verdict_.reason = explain(verdict_, target_, say_, evidence_.index(), digits);
        else if (verdict_.actual) add_latest(verdict_, say_, digits);
        if (verdict_.actual_period && !verdict_.reason_code && rests_on_suspect()) {
            verdict_.reason_code = ReasonCode::unit_suspect;
            const Text suspect = reason_text(ReasonCode::unit_suspect);
            verdict_.reason.zh += "；" + suspect.zh;
            verdict_.reason.en += "; " + suspect.en;
        }
        explain_absent(verdict_, say_, indicator_);
        return std::move(verdict_);
    }

protected:
    // ---- what is said about every target -----------------------------------------------------

    void identify() {
        PlanIndex const& index = evidence_.index();
        verdict_.id = target_.id;
        verdict_.indicator = target_.indicator;
        verdict_.place = plan_.place;
        verdict_.target = to_string(target_.say, plan_.reporting_year);
        verdict_.quote = target_.quote;
        verdict_.tier = target_.tier;
        verdict_.due = due(target_.say);
        verdict_.unit = indicator_.unit;
        verdict_.prices = prices_of(indicator_, say_.face);
        verdict_.assumed = target_.assumed;
        if (const Goal* goal = index.goal_of(target_)) {
            verdict_.goal = goal->id;
            verdict_.lead = index.lead_of(*goal);
        }
    }
    [[nodiscard]] bool applies(Goal const& goal) const {
        const Goal* at = &goal;
        for (std::size_t steps = 0; steps <= plan_.goals.size(); ++steps) {
            if (!at->applies) return false;
            const Goal* above = at->parent.empty() ? nullptr : evidence_.index().goal(at->parent);
            if (above == nullptr) return true;
            at = above;
        }
        return true;
    }

    /// Whether a figure with a suspect unit lies in the period judged, in the base, or, for growth
    /// and change, a year earlier.
    [[nodiscard]] bool rests_on_suspect() const {
        const auto suspect = [&](Window const& window) {
            return evidence_.suspect(indicator_.id, window);
        };
        if (suspect(*verdict_.actual_period)) return true;
        const bool from_base =
            verdict_.method.ends_with(":path") ||
            (verdict_.method.ends_with(":issued") && indicator_.kind != Kind::flow);
        if (verdict_.base_period && from_base && suspect(Window(*verdict_.base_period)))
            return true;
        const auto earlier = verdict_.actual_period->last().year_earlier();
        return say_.face != Face::level && earlier && suspect(Window(*earlier));
    }

    // ---- setting the verdict ---------------------------------------------------------------

    void rule(std::string_view name) { verdict_.method = policy_.name + ":" + std::string(name); }
    void observe(Figure const& figure, Window const& period) {
        verdict_.actual = figure.value;
        verdict_.actual_period = period;
        verdict_.data_status = figure.status;
        verdict_.release_assumed = figure.release_assumed;
        verdict_.derived = figure.derived;
        verdict_.provisional = figure.provisional();
        if (const auto today = evidence_.knowledge().today())
            verdict_.data_age_days = days_between(period.last_day(), *today);
    }
    void decide(bool met) {
        verdict_.status = met ? Status::met : Status::missed;
        rule("decided");
    }
    void grade(double value, double on_track, double at_risk) {
        const auto reaches = [&](double threshold) {
            return value > threshold || std::abs(value - threshold) <= comparison_tolerance * 100;
        };
        verdict_.status = reaches(on_track)  ? Status::on_track
                          : reaches(at_risk) ? Status::at_risk
                                             : Status::off_track;
    }
    void unknown(ReasonCode code) {
        verdict_.status = Status::unknown;
        verdict_.method.clear();
        verdict_.reason_code = code;
        verdict_.reason = reason_text(code);
        if (code == ReasonCode::definition_unclear) {
            Text const& what = indicator_.definition_unclear;
            if (!what.zh.empty()) verdict_.reason.zh += "：" + what.zh;
            if (!what.en.empty()) verdict_.reason.en += ": " + what.en;
        }
        // What has been seen is of the other face, at other prices.
        if (code == ReasonCode::no_source && !series_.empty()) {
            const bool growth = say_.face == Face::growth;
            const Text at =
                price_words(*prices_of(indicator_, growth ? Face::level : Face::growth));
            verdict_.reason.zh += "（只有按" + at.zh + "计算的" + (growth ? "数值）" : "增速）");
            verdict_.reason.en +=
                std::string(growth ? " (only levels" : " (only growth") + " at " + at.en + ")";
        }
    }
    /// The first reason of the table that holds for a target that could not be judged.
    void unknown_for_lack_of_figures(bool figures_since_base) {
        if (other_missing_) return unknown(ReasonCode::other_side_missing);
        if (series_.silent_on(say_.face)) return unknown(ReasonCode::no_source);
        if (no_verdict_) return unknown(ReasonCode::no_verdict);
        if (base_not_positive_) return unknown(ReasonCode::base_not_positive);
        if (has_base_ || base_) {
            if (!figures_since_base) return unknown(ReasonCode::no_observation_since_base);
        }
        if (overdue()) return unknown(ReasonCode::overdue_release);
        if (closed()) return unknown(ReasonCode::awaiting_release);
        if (nothing_due_yet()) return unknown(ReasonCode::not_due);
        unknown(has_base_ || base_ ? ReasonCode::no_verdict : ReasonCode::no_base);
    }
    /// Whether the window is over on the day of the assessment.
    [[nodiscard]] bool closed() const {
        const auto today = evidence_.knowledge().today();
        return today && in_reach() && *today > say_.window.last_day();
    }
    /// Whether the figure that closes the window should have been out.
    [[nodiscard]] bool overdue() const {
        const auto today = evidence_.knowledge().today();
        return today && in_reach() && *today >= add_days(say_.window.last_day(), indicator_.lag);
    }
    /// Whether the end of the window may be seen at all: beyond `through` nothing is late.
    [[nodiscard]] bool in_reach() const {
        const auto through = evidence_.knowledge().through;
        return say_.dated && (!through || say_.window.last_day() <= through->last_day());
    }
    /// Whether the first figure that could show progress is not yet expected.
    [[nodiscard]] bool nothing_due_yet() const {
        const auto today = evidence_.knowledge().today();
        if (!today || !say_.dated) return true;
        const Period first =
            base_ ? base_->period + 1 : evidence_.before_horizon(say_.window.first()) + 1;
        return *today < add_days(first.last_day(), indicator_.lag);
    }
    /// Progress is not judged once the closing figure is overdue.
    void check_overdue() {
        if (verdict_.status == Status::met || verdict_.status == Status::missed ||
            verdict_.status == Status::unknown || !overdue())
            return;
        unknown(other_missing_ ? ReasonCode::other_side_missing : ReasonCode::overdue_release);
    }

    // ---- thresholds ------------------------------------------------------------------------

    /// The satisfying values for a period; for relations from the other indicator's figure.
    [[nodiscard]] std::optional<Interval> wanted(Period period) {
        const Reference* reference = say_.reference();
        if (reference == nullptr) return satisfying(say_);
        const auto other = evidence_.figure(reference->indicator, reference->face, period);
        if (!other) return std::nullopt;
        const Indicator& theirs = *evidence_.index().indicator(reference->indicator);
        double value = other->value;
        if (reference->face != Face::growth)
            value =
                convert(value, evidence_.index().unit(theirs), evidence_.index().unit(indicator_))
                    .value_or(value);
        return satisfying(say_, value);
    }
    [[nodiscard]] static bool two_sided(Interval const& interval) noexcept {
        return std::isfinite(interval.lower) && std::isfinite(interval.upper);
    }
    /// The end of the interval that a figure has to pass: of two the one on the side of the base,
    /// or, for a base that lies inside, of the figure.
    [[nodiscard]] double threshold(Interval const& interval) const noexcept {
        if (!two_sided(interval)) return interval.lower_limit() ? interval.lower : interval.upper;
        const double actual = verdict_.actual.value_or(interval.lower);
        const bool outside =
            base_ && say_.face == Face::level && !interval.contains(base_->figure.value);
        const double from = outside ? base_->figure.value : actual;
        if (from <= interval.lower) return interval.lower;
        if (from >= interval.upper) return interval.upper;
        return from - interval.lower <= interval.upper - from ? interval.lower : interval.upper;
    }
    /// Signed distance of `x` into the side of `mark` that the interval wants: above a mark on the
    /// way up, below it on the way down.
    [[nodiscard]] double gap(Interval const& interval, double x, double mark) const noexcept {
        const bool downwards = interval.upper_limit() || (two_sided(interval) && base_ &&
                                                          base_->figure.value > interval.upper);
        return downwards ? mark - x : x - mark;
    }
    /// Completion against the threshold of a lower limit, headroom under an upper one.
    void shares(Interval const& interval, bool from_base) {
        if (!verdict_.actual) return;
        const double actual = *verdict_.actual;
        if (interval.upper_limit()) verdict_.headroom = interval.upper - actual;
        if (!interval.lower_limit()) return;
        if (interval.lower > 0) verdict_.completed_share = actual / interval.lower;
        if (from_base && base_ && !interval.contains(base_->figure.value) &&
            !nearly_equal(interval.lower, base_->figure.value))
            verdict_.increment_share =
                (actual - base_->figure.value) / (interval.lower - base_->figure.value);
    }

    // ---- what several families do ------------------------------------------------------------

    void compare_with_threshold(Figure const& figure, Period period, Interval const& interval) {
        observe(figure, Window(period));
        verdict_.planned = threshold(interval);
        verdict_.gap = interval.depth(figure.value);
        if (say_.face == Face::level) shares(interval, false);
        verdict_.elapsed_share = glidepath::elapsed_share(say_.window, period.last_day());
    }

    /// A relation whose own side has no figures: whether the other side is the reason.
    [[nodiscard]] bool own_side_is_silent() {
        Series const& other = evidence_.series(say_.reference()->indicator);
        if (!other.silent_on(say_.reference()->face)) return false;
        other_missing_ = true;
        unknown_for_lack_of_figures(false);
        return true;
    }

    void set_base(Period period, Figure const& figure) {
        base_ = Base{period, figure};
        verdict_.base = figure.value;
        verdict_.base_period = period;
        verdict_.base_derived = figure.derived;
    }

    Evidence const& evidence_;
    Target const& target_;
    Plan const& plan_;
    Policy const& policy_;
    Indicator const& indicator_;
    Series const& series_;
    Statement say_;
    Verdict verdict_;
    std::optional<Base> base_;
    bool has_base_ = false;
    bool other_missing_ = false;
    bool no_verdict_ = false;
    bool base_not_positive_ = false;
};

}  // namespace glidepath::detail

// Judging growth: `at P growth`, `each W growth`, and the average rate `growth from A to B`.
#pragma once

#include <glidepath/assess/judge/judgement.hpp>

namespace glidepath::detail {

/// Growth is judged in points, on published growth where every period has it, else on levels; on
/// published growth alone where levels are at other prices.
class GrowthJudgement : public Judgement {
public:
    using Judgement::Judgement;
    void judge() { say_.stat == Stat::from_to ? growth_between() : growth_each(); }

private:
    /// `growth` at or in each period, on published growth, else on growth of levels.
    void growth_each() {
        std::optional<Period> latest;
        Figure latest_figure;
        Interval latest_wanted;
        int known = 0;
        bool published = false;
        bool from_levels = false;
        bool all_published = true;
        for (Period p : say_.window)
            all_published =
                all_published && (series_.published_growth(p) || !series_.growth_of_levels(p));
        const auto look = [&](Period p) -> std::optional<Figure> {
            auto figure = series_.growth_of_levels(p);
            if (auto official = series_.published_growth(p);
                official && (all_published || !figure)) {
                published = true;
                return official;
            }
            if (figure) from_levels = true;
            if (const auto earlier = p.year_earlier(); !figure && earlier && of_levels_) {
                const auto base = series_.level(*earlier);
                base_not_positive_ =
                    base_not_positive_ || (base && base->value <= 0 && series_.level(p));
            }
            return figure;
        };
        const auto says = [&] {
            return published && from_levels ? "growth_mixed"
                   : published              ? "growth_published"
                                            : "growth_levels";
        };
        for (Period p : say_.window) {
            const auto figure = look(p);
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
            if (!interval->contains(figure->value)) break;
        }
        if (latest) {
            compare_with_threshold(latest_figure, *latest, latest_wanted);
            if (!latest_wanted.contains(latest_figure.value) || known == say_.window.size()) {
                decide(latest_wanted.contains(latest_figure.value));
                return rule(std::string("decided:") + says());
            }
            grade(*verdict_.gap, policy_.growth_on_track, policy_.growth_at_risk);
            rule(says());
            return check_overdue();
        }
        if (other_missing_) return unknown_for_lack_of_figures(true);
        if (say_.reference() != nullptr && own_side_is_silent()) return;
        // Nothing in the window: the latest growth before it, after the base or at it.
        const Period like = say_.window.first();
        const auto before = series_.latest_growth(like, like - 1);
        const auto interval = before ? wanted(*before) : std::nullopt;
        const Period last_base = evidence_.before_horizon(like);
        has_base_ = before.has_value();
        if (!before)  // is growth unknown, or not defined?
            if (const auto newest = series_.latest_level(like, like - 1)) (void)look(*newest);
        other_missing_ = before && !interval;
        if (before && interval) {
            const auto figure = look(*before);
            const bool since_base = *before > last_base;
            if (figure && (since_base || interval->contains(figure->value))) {
                compare_with_threshold(*figure, *before, *interval);
                verdict_.elapsed_share.reset();
                grade(*verdict_.gap, policy_.growth_on_track, policy_.growth_at_risk);
                rule(since_base ? says() : "base");
                return check_overdue();
            }
        }
        unknown_for_lack_of_figures(before && *before > last_base);
    }

    /// `growth from A to B`: the average annual rate so far, against the rate wanted.
    void growth_between() {
        const Period from = say_.window.first();
        const auto start = of_levels_ ? series_.level(from) : std::nullopt;
        has_base_ = true;
        if (start) set_base(from, *start);
        const auto interval = satisfying(say_);
        const auto rate_to = [&](Period to) -> std::optional<std::pair<Figure, bool>> {
            const double years = (to - from) / (12.0 / months_in(from.frequency()));
            if (auto factor = published_factor(from, to)) {
                if (!(factor->value > 0)) {
                    base_not_positive_ = true;
                    return std::nullopt;
                }
                factor->value = (std::pow(factor->value, 1 / years) - 1) * 100;
                return std::pair(*factor, true);
            }
            const auto end = series_.level(to);
            if (!start || !end) return std::nullopt;
            if (start->value <= 0 || end->value < 0) {
                base_not_positive_ = true;
                return std::nullopt;
            }
            const double rate = std::pow(end->value / start->value, 1 / years) - 1;
            return std::pair(start->with(*end, rate * 100, 0), false);
        };
        if (months_in(from.frequency()) == 0) {
            no_verdict_ = true;  // weeks and days have no whole number of periods in a year
            return unknown_for_lack_of_figures(true);
        }
        const int year = 12 / months_in(from.frequency());
        for (Period to = say_.window.last(); to > from; to = to - 1) {
            // On the way only whole years: part of one tells little about an annual rate.
            if (to != say_.window.last() && (to - from) % year != 0) continue;
            const auto rate = rate_to(to);
            if (!rate) continue;
            observe(rate->first, Window(to));
            verdict_.planned = threshold(*interval);
            verdict_.gap = interval->depth(rate->first.value);
            verdict_.elapsed_share = static_cast<double>(to - from) / (say_.window.size() - 1);
            const char* face = rate->second ? "growth_published" : "growth_levels";
            if (to == say_.window.last()) {
                decide(interval->contains(rate->first.value));
                return rule(std::string("decided:") + face);
            }
            grade(*verdict_.gap, policy_.growth_on_track, policy_.growth_at_risk);
            rule(face);
            return check_overdue();
        }
        has_base_ = start.has_value();
        unknown_for_lack_of_figures(false);
    }
    /// The product of published growth factors over (from, to], if every period has one.
    [[nodiscard]] std::optional<Figure> published_factor(Period from, Period to) const {
        const int step = 12 / months_in(from.frequency());
        if ((to - from) % step != 0) return std::nullopt;
        std::optional<Figure> product;
        for (Period p = from + step; p <= to; p = p + step) {
            const auto growth = series_.published_growth(p);
            if (!growth) return std::nullopt;
            const double factor = 1 + growth->value / 100;
            product = product ? product->with(*growth, product->value * factor, 0) : *growth;
            if (p == from + step) product->value = factor;
        }
        return product;
    }

    bool of_levels_ = indicator_.growth_is_of_levels();
};

}  // namespace glidepath::detail

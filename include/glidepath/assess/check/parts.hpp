// Break-downs of targets: parts that do not add up to their target, and stretches without a part.
#pragma once

#include <glidepath/assess/check/words.hpp>
#include <glidepath/assess/finding.hpp>
#include <glidepath/model/part.hpp>
#include <glidepath/model/plan.hpp>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace glidepath::detail {

/// Looks at the parts of one target on a flow, in the texts that no later text has replaced.
class PartsCheck {
public:
    PartsCheck(Indicator const& indicator, Target const& target, std::vector<Target const*> parts,
               ReportingYear calendar)
        : indicator_(indicator), target_(target), parts_(std::move(parts)), calendar_(calendar) {}

    [[nodiscard]] std::vector<Finding> run() && {
        if (target_.say.stat == Stat::each)
            for (Period period : target_.say.window) whole(Window(period));
        else whole(target_.say.window);
        for (Target const* part : parts_) cumulated(*part);
        return std::move(findings_);
    }

private:
    /// Parts that cover a window of the target add up to what it asks for.
    void whole(Window const& window) {
        const auto chain = covering(parts_, window);
        if (chain.empty()) return missing(window);
        const Interval asked = *satisfying(target_.say);
        const Interval wanted = indicator_.whole ? to_whole(asked) : asked;
        const double sum = sum_of(chain);
        const bool one_sided = wanted.lower_limit() || wanted.upper_limit();
        if (!one_sided && sum >= wanted.lower && sum <= wanted.upper) return;
        const double goal = wanted.lower_limit()   ? wanted.lower
                            : wanted.upper_limit() ? wanted.upper
                                                   : std::clamp(sum, wanted.lower, wanted.upper);
        compare(target_, window, chain, sum, goal);
    }
    /// What was issued for several periods in one figure, and for each of them.
    void cumulated(Target const& mark) {
        std::vector<Target const*> others = parts_;
        std::erase(others, &mark);
        const auto chain = covering(others, mark.say.window);
        if (chain.empty()) return;
        compare(mark, mark.say.window, chain, sum_of(chain), mark.say.quantity()->value);
    }
    void compare(Target const& with, Window const& window, std::span<Target const* const> chain,
                 double sum, double wanted) {
        const double over = sum - wanted;
        const double slack = beyond_digits(chain, wanted);
        if (std::abs(over) <= slack || nearly_equal(std::abs(over), slack) ||
            nearly_equal(sum, wanted))
            return;
        const std::string count = std::to_string(chain.size());
        Text message = named(indicator_, with, calendar_);
        message +=
            {"：" + window_words(window, Language::zh) + "的" + count + "项分解目标合计",
             (chain.size() == 1 ? ": the only part of " : ": the " + count + " parts of ") +
                 window_words(window, Language::en) + (chain.size() == 1 ? " is " : " add up to ")};
        message += amount(sum, indicator_.unit);
        const Text goal = amount(wanted, indicator_.unit);
        const Text difference = amount(std::abs(over), indicator_.unit);
        message += {"，比应有的" + goal.zh + (over < 0 ? "少" : "多") + difference.zh + "。",
                    ", " + difference.en + (over < 0 ? " less" : " more") + " than the " + goal.en +
                        " it asks for."};
        findings_.push_back(
            {"parts_do_not_add_up", Severity::warning, {with.id}, std::move(message), with.where});
    }

    /// Stretches without a part in the years that have some: there is no mark to date from the
    /// first of them on. A year without any part is not issued yet.
    void missing(Window const& window) {
        std::set<std::pair<Date, Date>> covered;  // first day, day after the last
        std::set<int> years;
        const int phase = calendar_.start_month - 1;
        const auto year_of = [&](Date const& day) {
            return Period::containing(day, Frequency::annual, phase);
        };
        for (Target const* part : parts_) {
            Window const& own = part->say.window;
            if (!window.covers(own)) continue;
            covered.emplace(own.first_day(), add_days(own.last_day(), 1));
            for (Period year = year_of(own.first_day()); year <= year_of(own.last_day()); ++year)
                years.insert(year.ordinal());
        }
        Text gaps;
        const auto gap = [&](Date const& from, Date const& to) {
            if (!(from < to)) return;
            const Window days = window_of_days(from, add_days(to, -1));
            if (!gaps.empty()) gaps += {"、", ", "};
            gaps += {window_words(days, Language::zh), window_words(days, Language::en)};
        };
        for (int ordinal : years) {
            const Period like = year_of(window.first_day());
            const Period year = like + (ordinal - like.ordinal());
            Date day = std::max(year.first_day(), window.first_day());
            const Date end = add_days(std::min(year.last_day(), window.last_day()), 1);
            for (auto const& [from, to] : covered) {
                if (to <= day || from >= end) continue;
                gap(day, from);
                day = to;
            }
            gap(day, end);
        }
        if (gaps.empty()) return;
        Text message = named(indicator_, target_, calendar_);
        message += {"的分解目标不完整，缺", ": its break-down has no part for "};
        message += gaps;
        message += {"。", "."};
        findings_.push_back(
            {"parts_missing", Severity::note, {target_.id}, std::move(message), target_.where});
    }

    [[nodiscard]] static std::vector<Target const*> covering(std::span<Target const* const> parts,
                                                             Window const& window) {
        return parts_covering(parts, window.first_day(), add_days(window.last_day(), 1),
                              Covering::most);
    }
    /// How far parts must miss a total that has more digits than any of them. Otherwise they can
    /// add up to it, since what is issued is a decision and no rounded measurement.
    [[nodiscard]] double beyond_digits(std::span<Target const* const> parts, double total) const {
        int digits = 0;
        for (Target const* part : parts) digits = std::max(digits, part->say.quantity()->decimals);
        const double unit = std::pow(10.0, indicator_.whole ? 0 : -digits);
        return std::abs(total - std::round(total / unit) * unit);
    }

    Indicator const& indicator_;
    Target const& target_;
    std::vector<Target const*> parts_;
    ReportingYear calendar_;
    std::vector<Finding> findings_;
};

/// What the break-downs of a plan's targets lack, in the order of the plan. The marks of a level
/// stand each by itself.
/// \pre the plan is valid
[[nodiscard]] inline std::vector<Finding> check_parts(Plan const& plan, PlanIndex const& index) {
    std::vector<Finding> findings;
    for (Target const& target : plan.targets) {
        if (target.is_part() || target.superseded) continue;
        const auto all = index.parts(target.id);
        std::vector<Target const*> parts(all.begin(), all.end());
        std::erase_if(parts, [](Target const* part) { return part->superseded.has_value(); });
        const Indicator& indicator = *index.indicator(target.indicator);
        if (parts.empty() || indicator.kind != Kind::flow) continue;
        auto found = PartsCheck(indicator, target, std::move(parts), plan.reporting_year).run();
        std::move(found.begin(), found.end(), std::back_inserter(findings));
    }
    return findings;
}

}  // namespace glidepath::detail

// What the data show: suspect units, published ratios and growth that disagree with published
// levels, declared progress that only copies the calendar.
#pragma once

#include <glidepath/assess/check/order.hpp>
#include <glidepath/assess/check/units.hpp>
#include <glidepath/assess/check/words.hpp>
#include <glidepath/assess/evidence.hpp>
#include <glidepath/assess/finding.hpp>
#include <glidepath/model/knowledge.hpp>
#include <glidepath/model/ratio_factor.hpp>

#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

namespace glidepath {

namespace detail {

/// Percent of its year that has passed at the end of a row's period; nothing for weeks and days,
/// and for whole years.
[[nodiscard]] inline std::optional<double> elapsed_percent(Window const& period,
                                                           ReportingYear calendar) {
    const int width = months_in(period.frequency());
    if (width == 0) return std::nullopt;
    const int months = (period.last().first_month() + width - (calendar.start_month - 1)) % 12;
    if (months == 0) return std::nullopt;
    return months * 100.0 / 12;
}

/// The rules about the figures of the plan's own place.
class DataCheck {
public:
    DataCheck(Plan const& plan, Observations const& observations, Knowledge const& knowledge)
        : plan_(plan), evidence_(plan, observations, knowledge) {
        for (Observation const& row : observations.rows)
            if (knowledge.sees(row) && (row.place.empty() || row.place == plan.place))
                rows_[row.indicator].push_back(&row);
    }
    [[nodiscard]] std::vector<Finding> run() && {
        for (Indicator const& indicator : plan_.indicators) {
            ratio(indicator);
            growth(indicator);
            series_break(indicator);
        }
        calendar_copies();
        return std::move(findings_);
    }

private:
    using Rows = std::vector<Observation const*>;
    [[nodiscard]] Rows const& rows(std::string_view indicator) const {
        static const Rows none;
        const auto at = rows_.find(indicator);
        return at == rows_.end() ? none : at->second;
    }
    void warn(std::string code, Severity severity, std::vector<std::string> subjects, Text message,
              Location const& where) {
        findings_.push_back(
            {std::move(code), severity, std::move(subjects), std::move(message), where});
    }

    /// A published ratio against its published parts.
    void ratio(Indicator const& indicator) {
        const Indicator* above = evidence_.index().indicator(indicator.numerator);
        const Indicator* below = evidence_.index().indicator(indicator.denominator);
        if (indicator.kind != Kind::ratio || above == nullptr || below == nullptr) return;
        const double factor = ratio_factor(evidence_.index(), indicator, *above, *below);
        std::set<std::pair<Date, Date>> seen;
        const Observation* first = nullptr;
        Text list;
        for (Observation const* row : rows(indicator.id)) {
            const Period period = row->period.last();
            if (row->measure != Measure::value || !row->period.single() ||
                !seen.emplace(period.first_day(), period.last_day()).second)
                continue;
            const auto published = evidence_.series(indicator.id).level(period);
            const auto part = evidence_.series(above->id).level(period);
            const auto whole = evidence_.series(below->id).level(period);
            if (!published || !part || !whole || part->derived || whole->derived ||
                !(whole->value > 0) || suspect(*above, period) || suspect(*below, period))
                continue;
            const double quotient = factor * part->value / whole->value;
            const double rounding =
                published->half_unit +
                factor *
                    (part->half_unit + std::abs(part->value / whole->value) * whole->half_unit) /
                    whole->value;
            if (std::abs(published->value - quotient) <= rounding * (1 + comparison_tolerance))
                continue;
            if (first == nullptr) first = row;
            else list += {"；", "; "};
            list += {period_words(period, Language::zh), period_words(period, Language::en)};
            list += {"公布", ": published "};
            list += amount(published->value, indicator.unit);
            list += {"，分子", ", but "};
            list += amount(part->value, above->unit);
            list += {"与分母", " over "};
            list += amount(whole->value, below->unit);
            list += {"之比为", " is "};
            list += amount(quotient, indicator.unit);
        }
        if (first == nullptr) return;
        Text message = called(indicator);
        message += {"：公布的比率与公布的分子分母不符：",
                    ": the published ratio and its published parts differ by more than rounding: "};
        message += list;
        message += {"。", "."};
        warn("ratio_disagrees", Severity::warning, {indicator.id, above->id, below->id},
             std::move(message), first->where);
    }

    /// Growth from published levels, in percent, for the span of a published growth figure.
    [[nodiscard]] std::optional<Figure> growth_of_levels(Indicator const& indicator,
                                                         Observation const& row) const {
        Series const& series = evidence_.series(indicator.id);
        const Window span = row.span(plan_.reporting_year);
        if (span.single()) return series.growth_of_levels(span.last());
        const auto earlier = span.last().year_earlier();
        for (Observation const* other : rows(indicator.id))
            if (other->series_break) return std::nullopt;
        if (indicator.kind != Kind::flow || !earlier) return std::nullopt;
        const auto then = series.total(Window(*earlier - (span.size() - 1), *earlier));
        const auto now = series.total(span);
        if (!then || !now || !(then->value > 0)) return std::nullopt;
        const double ratio = now->value / then->value;
        return then->with(*now, (ratio - 1) * 100,
                          100 * (now->half_unit + then->half_unit * ratio) / then->value);
    }
    /// Published growth against the growth of published levels. Neither is wrong: one is at
    /// comparable prices and coverage, the other is not. Where their prices are declared to
    /// differ, so must they.
    void growth(Indicator const& indicator) {
        if (!indicator.growth_is_of_levels()) return;
        constexpr double worth_saying = 0.5;  // points
        std::set<std::pair<Date, Date>> seen;
        const Observation* first = nullptr;
        Text list;
        for (Observation const* row : rows(indicator.id)) {
            if (row->measure != Measure::growth && row->measure != Measure::ytd_growth) continue;
            const Window span = row->span(plan_.reporting_year);
            if (!row->period.single() || !seen.emplace(span.first_day(), span.last_day()).second)
                continue;
            const auto levels = growth_of_levels(indicator, *row);
            const auto published =
                span.single() ? evidence_.series(indicator.id).published_growth(span.last())
                              : std::optional(Figure::of(*row));
            if (!levels || !published || levels->derived || suspect(indicator, row->period))
                continue;
            const double apart = std::abs(levels->value - published->value);
            if (apart <= worth_saying ||
                apart <= (published->half_unit + levels->half_unit) * (1 + comparison_tolerance))
                continue;
            if (first == nullptr) first = row;
            else list += {"；", "; "};
            list += {window_words(span, Language::zh) + "公布增速",
                     window_words(span, Language::en) + ": published "};
            list += same(rounded(published->value) + "%");
            list += {"，按公布的数值计算为", ", from published levels "};
            list += same(format_fixed(levels->value, 2) + "%");
        }
        if (first == nullptr) return;
        Text message = called(indicator);
        message +=
            {"：公布的增速与公布数值之比不一致（可比口径或数据修订，两者并存）：",
             ": published growth and the ratio of published levels differ (comparable basis or "
             "revision; neither replaces the other): "};
        message += list;
        message += {"。", "."};
        warn("growth_disagrees", Severity::note, {indicator.id}, std::move(message), first->where);
    }

    /// A break (status B): what lies on its two sides cannot be compared.
    void series_break(Indicator const& indicator) {
        const auto day = evidence_.series(indicator.id).last_break();
        if (!day) return;
        Observation const* first = nullptr;
        for (Observation const* row : rows(indicator.id))
            if (row->series_break && row->period.first_day() == *day) first = row;
        if (first == nullptr) return;
        Text message = called(indicator);
        message += {"：序列自" + window_words(first->period, Language::zh) +
                        "起有间断（口径调整），此前的数据不与此后的比较，也不作基期；"
                        "如有按新口径推算的基期数，请补充，或在目标中写明 base。",
                    ": the series has a break in " + window_words(first->period, Language::en) +
                        "; what lies before it is not compared with what came after, nor a base. "
                        "Add earlier figures on the new basis, or name a base in the target."};
        warn("series_break", Severity::warning, {indicator.id}, std::move(message), first->where);
    }

    /// Declared shares of the year's task that equal the share of the year that has passed.
    void calendar_copies() {
        struct Declared {
            Rows all;
            Rows copies;
        };
        std::map<std::tuple<Date, Date>, Declared> periods;
        for (Indicator const& indicator : plan_.indicators)
            for (Observation const* row : rows(indicator.id)) {
                const auto elapsed = elapsed_percent(row->period, plan_.reporting_year);
                if (row->measure != Measure::share_of_annual || !elapsed) continue;
                Declared& declared = periods[{row->period.first_day(), row->period.last_day()}];
                declared.all.push_back(row);
                const double printed = std::pow(10, row->decimals);
                if (nearly_equal(std::round(*elapsed * printed) / printed, row->value))
                    declared.copies.push_back(row);
            }
        for (auto const& [days, declared] : periods) {
            if (declared.copies.empty()) continue;
            Observation const& first = *declared.copies.front();
            std::vector<std::string> ids;
            for (Observation const* row : declared.copies)
                if (ids.empty() || ids.back() != row->indicator) ids.push_back(row->indicator);
            const std::string share = format_fixed(first.value, first.decimals) + "%";
            const std::string copies = std::to_string(declared.copies.size());
            const std::string all = std::to_string(declared.all.size());
            Text message{window_words(first.period, Language::zh), copies};
            message += {"申报的完成进度" + all, " of " + all};
            message += {"项中有" + copies, " declared shares of the year's task for "};
            message += {"项恰为", window_words(first.period, Language::en) + " are exactly "};
            message += same(share);
            message += {"，与全年时间进度完全相同，不能作为实际进度：",
                        ", the share of the year that had passed: they copy the calendar: "};
            message += listed(ids);
            message += {"。", "."};
            warn("declared_copies_calendar", Severity::warning, std::move(ids), std::move(message),
                 first.where);
        }
    }

    [[nodiscard]] bool suspect(Indicator const& indicator, Window const& window) const {
        return evidence_.suspect(indicator.id, window);
    }

    Plan const& plan_;
    Evidence evidence_;
    std::unordered_map<std::string_view, Rows> rows_;
    std::vector<Finding> findings_;
};

}  // namespace detail

/// What the data of a plan show that a reader should know, of what `knowledge` may see: figures of
/// the plan's own place, and units in every place.
[[nodiscard]] inline std::vector<Finding>
check_data(Plan const& plan, Observations const& observations, Knowledge const& knowledge = {}) {
    const PlanIndex index(plan);
    std::vector<Finding> findings = detail::check_units(plan, index, observations, knowledge);
    for (Finding& finding : detail::DataCheck(plan, observations, knowledge).run())
        findings.push_back(std::move(finding));
    detail::put_in_order(plan, findings);
    return findings;
}

}  // namespace glidepath

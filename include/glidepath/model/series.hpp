// Everything that is known about one indicator in one place: levels, totals and growth, published
// or put together from what was published.
#pragma once

#include <glidepath/model/figure.hpp>
#include <glidepath/model/indicator.hpp>
#include <glidepath/model/knowledge.hpp>
#include <glidepath/model/statement.hpp>

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string_view>
#include <vector>

namespace glidepath {

/// What a responsible body reports to have done of a year's task.
struct DeclaredShare {
    double share = 0;  ///< 1 is all.
    Date last_day;     ///< Of the period that it reports on.
};

/// The known path of one indicator. Built from the rows that may be used (see `Knowledge`), of
/// which for each period and measure one is chosen: the authority's, else the most trusted status,
/// else the latest release.
///
/// Flows are kept as totals between days, so that a year follows from its months, a quarter from
/// two year-to-date figures, and January with February may be one figure. A growth figure fills
/// the level at its other end, published or itself derived (marked `derived`), unless levels and
/// growth are at different prices.
class Series {
public:
    Series() = default;
    /// \param indicator  must outlive the series
    /// \param rows       rows of this indicator and one place
    /// \param authority  names of the indicator's authority; a source that begins with one wins
    Series(Indicator const& indicator, std::span<Observation const* const> rows,
           ReportingYear calendar = {}, std::span<std::string const> authority = {})
        : indicator_(&indicator) {
        const std::vector<Observation const*> chosen = choose(rows, calendar, authority);
        for (Observation const* row : chosen) enter(*row, calendar);
        fill_from_growth();
    }

    /// Whether no figure of any measure is known.
    [[nodiscard]] bool empty() const noexcept { return !any_; }
    /// Whether no figure speaks of a face: none is known, or, where growth is not that of the
    /// levels, none but of the other face.
    [[nodiscard]] bool silent_on(Face face) const noexcept {
        if (empty() || indicator_ == nullptr || indicator_->growth_is_of_levels()) return empty();
        return face == Face::growth ? growth_.empty() : !any_besides_growth_;
    }

    /// The figures of the table by the days they cover (first day, day after the last).
    [[nodiscard]] std::map<std::pair<Date, Date>, Figure> const& figures() const noexcept {
        return totals_;
    }

    /// Names the parts of a ratio: where no ratio is published it is their quotient.
    /// \param factor  what the quotient is multiplied with: 100 for a ratio in percent
    void set_parts(Series const& numerator, Series const& denominator, double factor) {
        numerator_ = &numerator;
        denominator_ = &denominator;
        factor_ = factor;
        if (numerator.totals_.empty() || denominator.totals_.empty()) return;
        any_ = true;
        any_besides_growth_ = true;
    }

    /// The value of a period at the period's own frequency, aggregated from finer figures by the
    /// indicator's kind. Nothing if it is not known.
    [[nodiscard]] std::optional<Figure> level(Period period) const {
        if (indicator_ == nullptr) return std::nullopt;
        switch (indicator_->kind) {
            case Kind::flow: return total(Window(period));
            case Kind::average: return mean_level(period);
            case Kind::stock: return last_level(period);
            case Kind::ratio: {
                if (auto published = direct(period)) return published;
                return quotient(period);
            }
            case Kind::milestone: return direct(period);
        }
        return std::nullopt;
    }

    /// The sum of a flow over a window, if it follows from what is known.
    [[nodiscard]] std::optional<Figure> total(Window const& window) const {
        return total(window.first_day(), add_days(window.last_day(), 1));
    }
    /// The sum of a flow over the days from `start` up to, not including, `end`.
    [[nodiscard]] std::optional<Figure> total_between(Date const& start, Date const& end) const {
        return total(start, end);
    }

    /// A figure about the days from the start of a window to a last day inside it.
    struct ToDate {
        Figure figure;
        Date last_day;
    };
    /// The sum of a flow from the start of the window to the last day up to which it is known.
    [[nodiscard]] std::optional<ToDate> total_to_date(Window const& window) const {
        const Date start = window.first_day();
        const Date end = add_days(window.last_day(), 1);
        const std::set<Date> known = boundaries();
        for (auto at = known.rbegin(); at != known.rend(); ++at) {
            if (*at > end) continue;
            if (*at <= start) break;
            if (auto figure = total(start, *at)) return ToDate{*figure, add_days(*at, -1)};
        }
        return std::nullopt;
    }

    /// Published growth of a period against the same period a year earlier, in percent.
    [[nodiscard]] std::optional<Figure> published_growth(Period period) const {
        const auto at = growth_.find(days(Window(period)));
        return at == growth_.end() ? std::nullopt : std::optional(at->second);
    }
    /// Published growth, against the same days a year earlier, from the start of a period to the
    /// last day inside it up to which it is published.
    [[nodiscard]] std::optional<ToDate> growth_to_date(Period period) const {
        const Days whole = days(Window(period));
        auto at = growth_.lower_bound(whole);  // those before end earlier
        if (at == growth_.begin() || (--at)->first.first != whole.first) return std::nullopt;
        return ToDate{at->second, add_days(at->first.second, -1)};
    }
    /// Growth computed from the levels of the period and of the one a year earlier, in percent.
    /// Nothing across a break of the series, for a base that is not positive, and where growth is
    /// at other prices than levels.
    [[nodiscard]] std::optional<Figure> growth_of_levels(Period period) const {
        const auto ends = both_ends(period);
        if (!ends || ends->first.value <= 0 || !indicator_->growth_is_of_levels())
            return std::nullopt;
        const double ratio = ends->second.value / ends->first.value;
        const double percent =
            nearly_equal(ends->second.value, ends->first.value) ? 0 : (ratio - 1) * 100;
        return ends->first.with(
            ends->second, percent,
            100 * (ends->second.half_unit + ends->first.half_unit * std::abs(ratio)) /
                ends->first.value);
    }
    /// The difference from the same period a year earlier. Nothing across a break.
    [[nodiscard]] std::optional<Figure> change(Period period) const {
        const auto ends = both_ends(period);
        if (!ends) return std::nullopt;
        const bool equal = nearly_equal(ends->second.value, ends->first.value);
        return ends->first.with(ends->second, equal ? 0 : ends->second.value - ends->first.value,
                                ends->second.half_unit + ends->first.half_unit);
    }

    /// The latest period of a grid whose level is known, not after `last` if that is given.
    [[nodiscard]] std::optional<Period> latest_level(Period like,
                                                     std::optional<Period> last = {}) const {
        return latest(like, last, [this](Period p) { return level(p).has_value(); });
    }
    /// The latest period of a grid with growth, published or from levels.
    [[nodiscard]] std::optional<Period> latest_growth(Period like,
                                                      std::optional<Period> last = {}) const {
        return latest(like, last, [this](Period p) {
            return published_growth(p).has_value() || growth_of_levels(p).has_value();
        });
    }
    /// The latest period of a grid that satisfies `known`, among those that figures speak of.
    template <class Known>
    [[nodiscard]] std::optional<Period> latest(Period like, std::optional<Period> last,
                                               Known known) const {
        const std::set<int> ordinals = spoken_of(like);
        for (auto at = ordinals.rbegin(); at != ordinals.rend(); ++at) {
            const Period p = like + (*at - like.ordinal());
            if (last && p > *last) continue;
            if (known(p)) return p;
        }
        return std::nullopt;
    }
    /// All periods of a grid that satisfy `known`, among those that figures speak of, oldest first.
    template <class Known>
    [[nodiscard]] std::vector<Period> periods(Period like, Known known) const {
        std::vector<Period> found;
        for (int ordinal : spoken_of(like)) {
            const Period p = like + (ordinal - like.ordinal());
            if (known(p)) found.push_back(p);
        }
        return found;
    }
    /// The share of a year's task that is declared done (`Measure::share_of_annual`), of the latest
    /// period within the year.
    [[nodiscard]] std::optional<DeclaredShare> declared_share(Window const& year) const {
        std::optional<DeclaredShare> latest;
        for (auto const& [period, share] : shares_)
            if (year.covers(period) && (!latest || period.last_day() > latest->last_day))
                latest = {share / 100, period.last_day()};
        return latest;
    }
    /// The day of the last break (status B) that a figure starts with; what lies before it is not
    /// comparable.
    [[nodiscard]] std::optional<Date> last_break() const {
        return breaks_.empty() ? std::nullopt : std::optional(*breaks_.rbegin());
    }
    /// Whether a period begins before the last break: it cannot be compared with what came after.
    [[nodiscard]] bool before_break(Period period) const {
        return !breaks_.empty() && period.first_day() < *breaks_.rbegin();
    }

private:
    using Days = std::pair<Date, Date>;  ///< First day, and the day after the last.
    static Days days(Window const& window) {
        return {window.first_day(), add_days(window.last_day(), 1)};
    }

    /// One row for each period and measure.
    static std::vector<Observation const*> choose(std::span<Observation const* const> rows,
                                                  ReportingYear calendar,
                                                  std::span<std::string const> authority) {
        const auto of_authority = [&](Observation const& row) {
            for (std::string const& name : authority)
                if (!name.empty() && row.source.starts_with(name)) return true;
            return false;
        };
        const auto better = [&](Observation const& a, Observation const& b) {
            const bool a_wins = of_authority(a);
            const bool b_wins = of_authority(b);
            if (a_wins != b_wins) return a_wins;
            if (a.status != b.status) return a.status < b.status;
            return a.released > b.released;
        };
        // A year-to-date figure in the last sub-period is the year's: one key for both.
        const auto says = [](Measure measure) {
            if (measure == Measure::ytd) return Measure::value;
            return measure == Measure::ytd_growth ? Measure::growth : measure;
        };
        std::map<std::tuple<Date, Date, Measure>, Observation const*> best;
        for (Observation const* row : rows) {
            const Window span = row->span(calendar);
            const auto [at, fresh] = best.emplace(
                std::tuple(span.first_day(), span.last_day(), says(row->measure)), row);
            if (!fresh && better(*row, *at->second)) at->second = row;
        }
        std::vector<Observation const*> chosen;
        chosen.reserve(best.size());
        for (auto const& [key, row] : best) chosen.push_back(row);
        return chosen;
    }

    void enter(Observation const& row, ReportingYear calendar) {
        any_ = true;
        any_besides_growth_ = any_besides_growth_ || (row.measure != Measure::growth &&
                                                      row.measure != Measure::ytd_growth);
        const Window span = row.span(calendar);
        ends_.insert(span.last_day());
        if (row.series_break) breaks_.insert(row.period.first_day());
        switch (row.measure) {
            case Measure::value:
            case Measure::ytd: add_total(days(span), Figure::of(row)); break;
            case Measure::growth:
            case Measure::ytd_growth:
                growth_.emplace(days(span), Figure::of(row));
                if (const auto earlier = span.last().year_earlier())
                    growth_spans_.emplace(days(span),
                                          days(Window(*earlier - (span.size() - 1), *earlier)));
                break;
            case Measure::share_of_annual: shares_.emplace_back(row.period, row.value); break;
            case Measure::rank: break;  // kept in the table; not a figure of the path
        }
    }

    void add_total(Days const& span, Figure const& figure) {
        totals_.emplace(span, figure);
        by_end_.emplace(span.second, span.first);
        ends_.insert(add_days(span.second, -1));
    }

    /// Fills levels from growth figures until nothing more follows. Forwards and backwards in turn,
    /// so that a chain in either direction is filled in one go.
    void fill_from_growth() {
        if (!indicator_->growth_is_of_levels()) return;
        for (bool again = true; again;) {
            again = false;
            for (auto const& [span, earlier] : growth_spans_) again = fill(span, earlier) || again;
            for (auto at = growth_spans_.rbegin(); at != growth_spans_.rend(); ++at)
                again = fill(at->first, at->second) || again;
        }
    }
    /// Fills the one of two levels that is not known from the other; both must be positive, for
    /// growth from or to anything else is undefined.
    bool fill(Days const& span, Days const& earlier) {
        if (crosses_break(earlier.first, span.first)) return false;
        Figure const& growth = growth_.at(span);
        const double factor = 1 + growth.value / 100;
        if (!(factor > 0)) return false;
        const auto now = known_level(span);
        const auto then = known_level(earlier);
        if (now.has_value() == then.has_value()) return false;
        Figure const& known = now ? *now : *then;
        if (!(known.value > 0)) return false;
        const double scale = now ? 1 / factor : factor;
        const double of_growth = growth.half_unit / 100 * (now ? scale * scale : 1);
        Figure filled = growth.with(known, known.value * scale,
                                    known.half_unit * scale + known.value * of_growth);
        filled.derived = true;
        add_total(now ? earlier : span, filled);
        return true;
    }
    /// The level over the days of a period or window, however it is published.
    [[nodiscard]] std::optional<Figure> known_level(Days const& span) const {
        if (indicator_->kind == Kind::flow) return total(span.first, span.second);
        if (const auto at = totals_.find(span); at != totals_.end()) return at->second;
        for (Frequency frequency : all_frequencies) {
            const Period period = Period::containing(span.first, frequency);
            if (days(Window(period)) != span) continue;
            if (indicator_->kind == Kind::stock) return last_level(period);
            if (indicator_->kind == Kind::average) return mean_level(period);
        }
        return std::nullopt;
    }

    [[nodiscard]] std::optional<Figure> direct(Period period) const {
        const auto at = totals_.find(days(Window(period)));
        return at == totals_.end() ? std::nullopt : std::optional(at->second);
    }
    /// The figure of the period, or of any finer period that ends with it.
    [[nodiscard]] std::optional<Figure> last_level(Period period) const {
        if (auto published = direct(period)) return published;
        const auto [first, end] = days(Window(period));
        for (auto const& [span, figure] : totals_)
            if (span.second == end && span.first >= first) return figure;
        return std::nullopt;
    }
    /// The figure of the period, or the mean of all its parts of one finer frequency.
    [[nodiscard]] std::optional<Figure> mean_level(Period period) const {
        if (auto published = direct(period)) return published;
        for (Frequency finer : all_frequencies) {
            if (finer <= period.frequency()) continue;
            const auto parts = refine(Window(period), finer);
            if (!parts) continue;
            std::optional<Figure> sum;
            for (Period part : *parts) {
                const auto figure = direct(part);
                if (!figure) {
                    sum.reset();
                    break;
                }
                sum = sum ? sum->with(*figure, sum->value + figure->value,
                                      sum->half_unit + figure->half_unit)
                          : *figure;
            }
            if (!sum) continue;
            sum->value /= parts->size();
            sum->half_unit /= parts->size();
            return sum;
        }
        return std::nullopt;
    }
    [[nodiscard]] std::optional<Figure> quotient(Period period) const {
        if (numerator_ == nullptr || denominator_ == nullptr) return std::nullopt;
        const auto above = numerator_->level(period);
        const auto below = denominator_->level(period);
        if (!above || !below || below->value == 0) return std::nullopt;
        const double ratio = above->value / below->value;
        return above->with(*below, ratio * factor_,
                           factor_ * (above->half_unit + std::abs(ratio) * below->half_unit) /
                               std::abs(below->value));
    }

    /// Known totals are edges between days; a total over days that no single figure covers is the
    /// sum along the path with the fewest figures. An edge taken backwards is a difference.
    [[nodiscard]] std::optional<Figure> total(Date const& start, Date const& end) const {
        if (const auto at = totals_.find({start, end}); at != totals_.end()) return at->second;
        std::map<Date, std::optional<Figure>> reached{{start, std::nullopt}};
        std::deque<Date> open{start};
        const auto step = [&](Date const& from, Date const& to, Figure const& edge, bool forward) {
            if (reached.contains(to)) return;
            Figure next = edge;
            if (!forward) {
                next.value = -edge.value;
                next.derived = true;
            }
            if (auto const& sofar = reached.at(from))
                next =
                    next.with(*sofar, next.value + sofar->value, next.half_unit + sofar->half_unit);
            reached.emplace(to, next);
            open.push_back(to);
        };
        while (!open.empty()) {
            const Date at = open.front();
            open.pop_front();
            if (at == end) return reached.at(end);
            const auto before_all = Date(boost::gregorian::min_date_time);
            for (auto edge = totals_.lower_bound({at, before_all});
                 edge != totals_.end() && edge->first.first == at; ++edge)
                step(at, edge->first.second, edge->second, true);
            for (auto edge = by_end_.lower_bound({at, before_all});
                 edge != by_end_.end() && edge->first == at; ++edge)
                step(at, edge->second, totals_.at({edge->second, at}), false);
        }
        return std::nullopt;
    }

    [[nodiscard]] bool crosses_break(Date const& from, Date const& to) const {
        const auto at = breaks_.upper_bound(from);
        return at != breaks_.end() && *at <= to;
    }
    /// Level a year earlier and level of the period, if comparable.
    [[nodiscard]] std::optional<std::pair<Figure, Figure>> both_ends(Period period) const {
        const auto earlier = period.year_earlier();
        if (!earlier || crosses_break(earlier->first_day(), period.first_day()))
            return std::nullopt;
        const auto then = level(*earlier);
        const auto now = level(period);
        if (!then || !now) return std::nullopt;
        return std::pair(*then, *now);
    }
    [[nodiscard]] std::set<Date> boundaries() const {
        std::set<Date> days;
        for (auto const& [span, figure] : totals_) {
            days.insert(span.first);
            days.insert(span.second);
        }
        return days;
    }
    /// The ordinals of the periods of a grid that a figure may bear on.
    [[nodiscard]] std::set<int> spoken_of(Period like) const {
        std::set<int> ordinals;
        for (Date const& day : ends()) {
            const Period p = Period::containing(day, like.frequency(), like.phase());
            // A figure that ends inside a period also bears on the period that ended before it.
            ordinals.insert(p.ordinal());
            ordinals.insert(p.ordinal() - 1);
        }
        return ordinals;
    }
    [[nodiscard]] std::set<Date> ends() const {
        std::set<Date> days = ends_;
        for (Series const* part : {numerator_, denominator_})
            if (part != nullptr) days.insert(part->ends_.begin(), part->ends_.end());
        return days;
    }

    Indicator const* indicator_ = nullptr;
    Series const* numerator_ = nullptr;
    Series const* denominator_ = nullptr;
    double factor_ = 1;
    bool any_ = false;
    bool any_besides_growth_ = false;
    std::map<Days, Figure> totals_;  ///< Levels by the days they cover; sums for flows.
    std::set<Days> by_end_;          ///< The same spans turned round: (end, first day).
    std::map<Days, Figure> growth_;
    std::map<Days, Days> growth_spans_;  ///< The days of a growth figure and those a year earlier.
    std::vector<std::pair<Window, double>> shares_;  ///< Declared of the year's task, in percent.
    std::set<Date> breaks_;
    std::set<Date> ends_;
};

}  // namespace glidepath

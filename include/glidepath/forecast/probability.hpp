// How likely a statement is: the one place where a target meets sample paths.
#pragma once

#include <glidepath/forecast/sample_paths.hpp>
#include <glidepath/model/interval.hpp>
#include <glidepath/model/statement_text.hpp>
#include <glidepath/model/statistic_rule.hpp>

#include <Eigen/Core>

#include <array>
#include <cmath>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace glidepath {

/// Why a statement has no probability.
enum class NoProbability : std::uint8_t {
    no_paths,           ///< A period that the statement speaks of is neither known nor forecast.
    undefined,          ///< Growth from a base that is not positive in most paths.
    to_be_decided,      ///< The value is announced, not known.
    other_side,         ///< The other indicator of a relation has no paths.
    not_for_paths,      ///< A milestone, which no path tells of.
    illegal_statistic,  ///< A sum of what does not add up: see `statistic_problem`.
    value_missing,      ///< A period lies inside the paths, but its value is not known.
    other_frequency,    ///< A period that those of the paths do not make up.
    no_aggregate,       ///< A ratio of a coarser period: it does not follow from finer ones.
    other_face,         ///< A level or a change, where the paths are growth rates.
    other_growth        ///< Growth that does not follow from the growth rates of the paths.
};
inline constexpr std::array<std::string_view, 11> no_probability_names{
    "no_paths",      "undefined",         "to_be_decided", "other_side",
    "not_for_paths", "illegal_statistic", "value_missing", "other_frequency",
    "no_aggregate",  "other_face",        "other_growth"};
[[nodiscard]] constexpr std::string_view to_string(NoProbability reason) noexcept {
    return no_probability_names[static_cast<std::size_t>(reason)];
}

/// How an indicator's figures are published, and what a statement about it needs to know besides.
struct Judging {
    Kind kind = Kind::stock;
    /// Whether the parts of a ratio are named, so that it has a mean over a window.
    bool parts = false;
    /// What the paths are paths of. Paths of published growth answer statements about growth alone.
    Face face = Face::level;
    /// Digits after the point of published figures: draws are rounded to them before they are
    /// judged, as the figures will be. 0 for counts. Nothing: draws are judged as they are.
    std::optional<int> decimals = std::nullopt;
    /// First period of the plan's horizon: `by P` looks from there to P. Nothing: from the first
    /// period of the paths.
    std::optional<Period> horizon_start = std::nullopt;
    /// Paths of the other indicator of a relation: as many, drawn jointly.
    std::function<SamplePaths const*(std::string const& indicator)> other = nullptr;
    /// Kind of the other indicator.
    std::function<Kind(std::string const& indicator)> other_kind = nullptr;
    /// What the other indicator's paths are paths of; levels if not set.
    std::function<Face(std::string const& indicator)> other_face = nullptr;
};

/// Why figures that are judged so have no such statistic, and what to do; empty if they have it.
/// The rule is that of plans, and growth rates have neither sum nor mean.
[[nodiscard]] inline std::string statistic_problem(Stat stat, Judging const& judging) {
    if (judging.face != Face::level && (stat == Stat::sum || stat == Stat::mean))
        return std::string("growth rates have no ") + (stat == Stat::sum ? "sum" : "mean") +
               " over a window; forecast the levels, or use each";
    std::string problem = statistic_problem(stat, judging.kind, judging.parts);
    if (problem.empty()) return problem;
    if (stat == Stat::sum)
        problem += "; for values that add up over time, forecast with kind=\"flow\"";
    if (stat == Stat::mean)
        problem += "; for values whose mean counts, forecast with kind=\"average\"";
    return problem;
}

/// A probability that was counted, or the reason why there is none.
struct Probability {
    std::optional<double> value;  ///< Share of paths, 0 to 1.
    /// Standard error of the count, as if the paths were independent draws; quasi-random ones are
    /// closer. 0 where the value is exact.
    double error = 0;
    std::optional<NoProbability> reason;

    [[nodiscard]] static Probability of(double value, double error = 0) {
        return {value, error, std::nullopt};
    }
    [[nodiscard]] static Probability none(NoProbability reason) { return {{}, 0, reason}; }
};

namespace detail {

/// A statement on paths. Holds nothing but references.
class StatementOnPaths {
public:
    StatementOnPaths(Statement const& statement, SamplePaths const& paths, Judging const& judging)
        : statement_(statement), paths_(paths), judging_(judging) {}

    /// By path: 1 where the statement holds, 0 where not (undefined growth included).
    [[nodiscard]] std::optional<Eigen::ArrayXd> holds() {
        switch (statement_.stat) {
            case Stat::at: return each(Window(statement_.window));
            case Stat::each: return each(statement_.window);
            case Stat::by: return any();
            case Stat::sum:
            case Stat::mean:
            case Stat::from_to: {
                const Values values = figures();
                if (!values) return std::nullopt;
                return satisfy(*values, statement_.window.last());
            }
            default: return fail(NoProbability::not_for_paths);
        }
    }
    /// By path: the figure that is compared, of `each` and `by` that of the last period.
    [[nodiscard]] std::optional<Eigen::ArrayXd> figures() {
        switch (statement_.stat) {
            case Stat::at:
            case Stat::by:
            case Stat::each:
                return figure(paths_, statement_.window.last(), judging_.kind, statement_.face);
            case Stat::sum:
            case Stat::mean:
                if (!statistic_problem(statement_.stat, judging_).empty())
                    return fail(NoProbability::illegal_statistic);
                return total();
            case Stat::from_to: return between_ends();
            default: return fail(NoProbability::not_for_paths);
        }
    }
    [[nodiscard]] NoProbability reason() const noexcept { return reason_; }

private:
    using Values = std::optional<Eigen::ArrayXd>;

    Values fail(NoProbability reason) {
        reason_ = reason;
        return std::nullopt;
    }

    [[nodiscard]] Eigen::ArrayXd published(Eigen::ArrayXd values) const {
        if (!judging_.decimals) return values;
        if (*judging_.decimals == 0) return values.round();
        const double unit = std::pow(10.0, *judging_.decimals);
        return (values * unit).round() / unit;
    }
    Values level(SamplePaths const& paths, Period period, Kind kind) {
        Values values = paths.level(period, kind);
        if (!values) return fail(why_none(paths, period, kind));
        return &paths == &paths_ ? published(std::move(*values)) : std::move(*values);
    }
    /// Why paths say nothing of a period.
    [[nodiscard]] NoProbability why_none(SamplePaths const& paths, Period period, Kind kind) const {
        Window const& known = paths.window();
        const auto parts = refine(Window(period), known.frequency(), known.first().phase());
        if (!parts) return NoProbability::other_frequency;
        if (!known.contains(parts->last()) ||
            (kind != Kind::stock && !known.contains(parts->first())))
            return NoProbability::no_paths;
        if (parts->single() || kind != Kind::ratio) return NoProbability::value_missing;
        return face_of(paths) == Face::level ? NoProbability::no_aggregate
                                             : NoProbability::other_growth;
    }
    /// What the paths of either side are paths of.
    [[nodiscard]] Face face_of(SamplePaths const& paths) const {
        if (&paths == &paths_) return judging_.face;
        Reference const* reference = statement_.reference();
        return reference != nullptr && judging_.other_face
                   ? judging_.other_face(reference->indicator)
                   : Face::level;
    }
    /// The figure of one period on a face; NaN in paths where growth has no positive base.
    Values figure(SamplePaths const& paths, Period period, Kind kind, Face face) {
        if (const Face given = face_of(paths); given != Face::level) {
            if (face != given) return fail(NoProbability::other_face);
            return level(paths, period, Kind::ratio);
        }
        Values now = level(paths, period, kind);
        if (!now || face == Face::level) return now;
        const auto earlier = period.year_earlier();
        if (!earlier) return fail(NoProbability::undefined);
        const Values then = level(paths, *earlier, kind);
        if (!then) return std::nullopt;
        if (face == Face::change) return *now - *then;
        return growth(*now / *then, *then, 1);
    }
    /// The average annual rate in percent over so many years.
    static Eigen::ArrayXd growth(Eigen::ArrayXd const& ratio, Eigen::ArrayXd const& base,
                                 double years) {
        constexpr double none = std::numeric_limits<double>::quiet_NaN();
        const auto defined = base > 0 && ratio >= 0;
        if (years == 1) return defined.select((ratio - 1) * 100, none);
        return defined.select((ratio.max(0.0).pow(1 / years) - 1) * 100, none);
    }

    /// By path: whether the figures satisfy the relation, the other side being `period`'s.
    Values satisfy(Eigen::ArrayXd const& values, Period period) {
        if (statement_.to_be_decided()) return fail(NoProbability::to_be_decided);
        if (2 * values.isFinite().count() <= values.size()) return fail(NoProbability::undefined);
        Eigen::ArrayXd result(values.size());
        Reference const* reference = statement_.reference();
        if (reference == nullptr) {
            const auto interval = satisfying(statement_);
            if (!interval) return fail(NoProbability::not_for_paths);
            for (Eigen::Index i = 0; i < values.size(); ++i)
                result[i] = interval->contains(values[i]) ? 1 : 0;
            return result;
        }
        SamplePaths const* other = judging_.other ? judging_.other(reference->indicator) : nullptr;
        if (other == nullptr || other->count() != paths_.count())
            return fail(NoProbability::other_side);
        const Kind kind =
            judging_.other_kind ? judging_.other_kind(reference->indicator) : Kind::stock;
        const Values right = figure(*other, period, kind, reference->face);
        if (!right) return fail(NoProbability::other_side);
        for (Eigen::Index i = 0; i < values.size(); ++i)
            result[i] = satisfying(statement_, (*right)[i])->contains(values[i]) ? 1 : 0;
        return result;
    }

    Values each(Window const& window) {
        Eigen::ArrayXd all = Eigen::ArrayXd::Ones(paths_.count());
        for (Period period : window) {
            const Values values = figure(paths_, period, judging_.kind, statement_.face);
            if (!values) return std::nullopt;
            const Values held = satisfy(*values, period);
            if (!held) return std::nullopt;
            all *= *held;
        }
        return all;
    }
    Values any() {
        const Period last = statement_.window.last();
        const Period first = Period::containing(
            (judging_.horizon_start ? *judging_.horizon_start : paths_.window().first())
                .first_day(),
            last.frequency(), last.phase());
        if (last < first) return fail(NoProbability::no_paths);
        Eigen::ArrayXd once = Eigen::ArrayXd::Zero(paths_.count());
        for (Period period : Window(first, last)) {
            const Values values = figure(paths_, period, judging_.kind, Face::level);
            if (!values) return std::nullopt;
            const Values held = satisfy(*values, period);
            if (!held) return std::nullopt;
            once = once.max(*held);
        }
        return once;
    }
    Values total() {
        Eigen::ArrayXd sum = Eigen::ArrayXd::Zero(paths_.count());
        for (Period period : statement_.window) {
            const Values values = figure(paths_, period, judging_.kind, Face::level);
            if (!values) return std::nullopt;
            sum += *values;
        }
        if (statement_.stat == Stat::mean) sum /= statement_.window.size();
        return sum;
    }
    /// The average annual rate that yearly growth rates make up.
    Values chained(Period from, Period to) {
        if (statement_.face != Face::growth) return fail(NoProbability::other_face);
        if (to.frequency() != Frequency::annual || to == from)
            return fail(NoProbability::other_growth);
        Eigen::ArrayXd factor = Eigen::ArrayXd::Ones(paths_.count());
        for (Period period : Window(from + 1, to)) {
            const Values rate = level(paths_, period, Kind::ratio);
            if (!rate) return std::nullopt;
            factor *= (1 + *rate / 100).max(0.0);
        }
        return (factor.pow(1.0 / (to - from)) - 1) * 100;
    }
    Values between_ends() {
        const Period from = statement_.window.first();
        const Period to = statement_.window.last();
        if (judging_.face != Face::level) return chained(from, to);
        const Values start = level(paths_, from, judging_.kind);
        if (!start) return std::nullopt;
        const Values end = level(paths_, to, judging_.kind);
        if (!end) return std::nullopt;
        if (statement_.face == Face::growth) {
            const double years = months_in(to.frequency()) > 0
                                     ? (to.first_month() - from.first_month()) / 12.0
                                     : days_between(from.first_day(), to.first_day()) / 365.2425;
            if (!(years > 0)) return fail(NoProbability::undefined);
            return growth(*end / *start, *start, years);
        }
        Quantity const* quantity = statement_.quantity();
        if (quantity != nullptr && quantity->mark == Mark::percent)
            return growth(*end / *start, *start, 1);
        return *end - *start;
    }

    Statement const& statement_;
    SamplePaths const& paths_;
    Judging const& judging_;
    NoProbability reason_ = NoProbability::no_paths;
};

}  // namespace detail

/// By path: 1 where the statement holds and 0 where it does not; the reason if that cannot be said.
///
/// Figures are judged at the statement's frequency, aggregated by the kind and rounded as they are
/// published. `>` is strict on the rounded figure, `=` means that it rounds to the value with the
/// digits of the statement: a figure of 99.6 is `= 100`, but not `= 100.0` and not `>= 100`. Growth
/// from a base that is not positive holds in no path; unless most paths have a positive base it is
/// undefined.
[[nodiscard]] inline std::optional<Eigen::ArrayXd> holds(Statement const& statement,
                                                         SamplePaths const& paths,
                                                         Judging const& judging,
                                                         NoProbability* reason = nullptr) {
    const Statement plain = expanded(statement);
    detail::StatementOnPaths on_paths(plain, paths, judging);
    auto result = on_paths.holds();
    if (!result && reason != nullptr) *reason = on_paths.reason();
    return result;
}

/// By path: the figure that a statement compares, of `each` and `by` that of its last period; NaN
/// where growth is undefined. Nothing where `holds` has nothing for want of paths.
[[nodiscard]] inline std::optional<Eigen::ArrayXd>
figures(Statement const& statement, SamplePaths const& paths, Judging const& judging) {
    const Statement plain = expanded(statement);
    return detail::StatementOnPaths(plain, paths, judging).figures();
}

/// The share of paths in which a statement holds. See `holds`.
[[nodiscard]] inline Probability probability(Statement const& statement, SamplePaths const& paths,
                                             Judging const& judging) {
    NoProbability reason{};
    const auto held = holds(statement, paths, judging, &reason);
    if (!held) return Probability::none(reason);
    const double share = held->mean();
    return Probability::of(share,
                           std::sqrt(share * (1 - share) / static_cast<double>(held->size())));
}

}  // namespace glidepath

// The trajectory of an indicator: its planned values at any frequency, from where it started or
// from where it is.
#pragma once

#include <glidepath/assess/evidence.hpp>
#include <glidepath/path/break_down.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace glidepath {

/// Where a trajectory starts.
enum class Anchor : std::uint8_t {
    base,   ///< The original path, from the base, whatever has happened since.
    latest  ///< The catch-up path: what has been observed since the base is held fixed.
};
inline constexpr std::array<std::string_view, 2> anchor_names{"base", "latest"};
[[nodiscard]] constexpr std::string_view to_string(Anchor anchor) noexcept {
    return anchor_names[static_cast<std::size_t>(anchor)];
}

/// How a flow is spread over its year.
enum class Spread : std::uint8_t {
    usual,  ///< As in earlier years; equally where they do not tell, and that is said.
    equal,  ///< The same for each part.
    days    ///< By the days of each part.
};
inline constexpr std::array<std::string_view, 3> spread_names{"usual", "equal", "days"};
[[nodiscard]] constexpr std::string_view to_string(Spread spread) noexcept {
    return spread_names[static_cast<std::size_t>(spread)];
}

/// How a trajectory is drawn.
struct TrajectoryOptions {
    Frequency freq = Frequency::annual;
    Anchor anchor = Anchor::base;
    Shape shape = Shape::linear;
    ShapeParameters parameters;
    Spread spread = Spread::usual;
    std::vector<double> weights;  ///< Own weights of the parts of a period, instead of `spread`.
};

/// Why there is no trajectory.
enum class NoTrajectory : std::uint8_t {
    no_targets,      ///< No target of the indicator binds a path of levels.
    not_identified,  ///< One target and no base: the path is unknown, not flat.
    not_divisible    ///< Periods of this frequency do not divide those of the targets.
};
inline constexpr std::array<std::string_view, 3> no_trajectory_names{"no_targets", "not_identified",
                                                                     "not_divisible"};
[[nodiscard]] constexpr std::string_view to_string(NoTrajectory reason) noexcept {
    return no_trajectory_names[static_cast<std::size_t>(reason)];
}
/// The sentence of a reason in both languages.
[[nodiscard]] inline Text reason_text(NoTrajectory reason) {
    switch (reason) {
        case NoTrajectory::no_targets:
            return {"没有约束该频率（或更粗频率）水平值的目标",
                    "no target binds its levels at this frequency or a coarser one"};
        case NoTrajectory::not_identified:
            return {"只有一个目标而没有基期值，路径无法确定",
                    "one target and no base leave the path unknown"};
        case NoTrajectory::not_divisible:
            return {"该频率的时段不能整分目标的时段",
                    "periods of this frequency do not divide those of its targets"};
    }
    return {};
}

/// The planned values of an indicator.
struct Trajectory {
    std::string indicator;
    std::optional<Path> path;
    NoTrajectory reason = NoTrajectory::no_targets;  ///< Says nothing if there is a path.
    /// Of a flow: by period, the sum from the start of its reporting year; empty for other kinds.
    std::vector<double> year_to_date;
    std::optional<Base> base;
    std::vector<PathPoint> held;         ///< Observed values that the path goes through.
    std::vector<std::string> given_way;  ///< Ids of targets that contradict firmer ones or facts.
    std::vector<std::string> passed_by;  ///< Ids of targets that the named shape does not keep.
    /// How a flow was in fact spread, if it was; `usual` that could not be learned is `equal`.
    std::optional<Spread> spread;
    std::optional<NoProfile> not_usual;  ///< Why the usual spread could not be learned.
    /// The periods of one year of the profile whose shares are known only together.
    std::vector<Window> joint;
};

namespace detail {

/// How the total of a year is spread over its parts, and what is to be said of that.
struct SpreadOver {
    std::vector<Profile> profiles;       ///< One for each year.
    std::optional<Spread> spread;        ///< As in `Trajectory`.
    std::optional<NoProfile> not_usual;  ///< As in `Trajectory`.
    std::vector<Window> joint;           ///< As in `Trajectory`.
};

/// One profile for each of some years: that of the last, which knows most earlier years.
/// \pre parts of the frequency divide the years
[[nodiscard]] inline SpreadOver spread_over(Series const& series, Window const& years,
                                            TrajectoryOptions const& options) {
    SpreadOver result;
    Spread spread = options.spread;
    std::optional<Profile> usual;
    if (options.weights.empty() && spread == Spread::usual) {
        LearnedProfile learned = Profile::learned(series, years.last(), options.freq);
        if (learned.profile) usual = std::move(learned.profile);
        else {
            spread = Spread::equal;
            result.not_usual = learned.reason;
        }
    }
    if (options.weights.empty()) result.spread = spread;
    for (Period year : years) {
        const Window parts = *refine(Window(year), options.freq, years.first().phase());
        if (!options.weights.empty())
            result.profiles.push_back(Profile::own(parts, options.weights));
        else if (usual) result.profiles.push_back(usual->moved_to(parts));
        else if (spread == Spread::days) result.profiles.push_back(Profile::by_days(parts));
        else result.profiles.push_back(Profile::equal(parts));
    }
    for (Window const& block : result.profiles.back().blocks())
        if (!block.single()) result.joint.push_back(block);
    return result;
}

class TrajectoryDrawing {
public:
    TrajectoryDrawing(Evidence const& evidence, Indicator const& indicator,
                      TrajectoryOptions const& options)
        : evidence_(evidence), indicator_(indicator), options_(options),
          series_(evidence.series(indicator.id)) {
        result_.indicator = indicator.id;
    }

    [[nodiscard]] Trajectory run() && {
        if (indicator_.kind == Kind::milestone || !find_grid()) return std::move(result_);
        const bool sums = indicator_.kind == Kind::flow || indicator_.kind == Kind::average;
        if (coarse_.frequency() == options_.freq) draw_at(coarse_);
        else if (!refine(Window(coarse_), options_.freq, coarse_.phase()))
            result_.reason = NoTrajectory::not_divisible;
        else if (sums) break_down();
        else draw_at(refine(Window(coarse_), options_.freq, coarse_.phase())->first());
        if (result_.path && indicator_.kind == Kind::flow) add_up();
        return std::move(result_);
    }

private:
    /// The coarsest grid that targets of the indicator are stated on, no finer than asked for.
    [[nodiscard]] bool find_grid() {
        bool any = false;
        for (Target const* target : evidence_.targets(indicator_.id)) {
            const Period like = target->say.window.first();
            if (!target->say.dated || !binds(*target)) continue;
            if (!refines(options_.freq, like.frequency())) continue;
            if (any && (coarse_.same_grid(like) || refines(like.frequency(), coarse_.frequency())))
                continue;
            coarse_ = like;
            first_ = target;
            any = true;
        }
        if (any) result_.base = evidence_.base(*first_);
        return any;
    }
    [[nodiscard]] bool binds(Target const& target) const {
        return speaks_of_levels(indicator_, target.say) &&
               (satisfying(target.say).has_value() || is_each(target.say.stat));
    }
    [[nodiscard]] std::optional<PathPoint> start(Period like) const {
        if (!result_.base) return std::nullopt;
        const auto parts = refine(Window(result_.base->period), like.frequency(), like.phase());
        if (!parts) return std::nullopt;
        return PathPoint{parts->last(), result_.base->figure.value};
    }
    [[nodiscard]] Glidepath glidepath_at(Period like) {
        GlidepathOptions options{options_.shape, options_.parameters, {}};
        std::optional<Base> base = result_.base;
        if (const auto at = start(like)) base->period = at->period;
        else base.reset();
        if (options_.anchor == Anchor::latest) hold(like, base, options);
        Glidepath path = evidence_.path(indicator_.id, like, base, options);
        result_.held = std::move(options.held);
        return path;
    }
    /// What has been observed since the base, and of a flow what its running period has brought.
    void hold(Period like, std::optional<Base> const& base, GlidepathOptions& options) const {
        if (const auto latest = series_.latest_level(like))
            for (Period p = base ? base->period + 1 : *latest; p <= *latest; ++p)
                if (const auto figure = series_.level(p))
                    options.held.push_back({p, figure->value});
        if (indicator_.kind != Kind::flow) return;
        const auto begun = [&](Period p) { return series_.total_to_date(Window(p)).has_value(); };
        const auto running = series_.latest(like, std::nullopt, begun);
        if (running && !series_.level(*running) && !(base && *running <= base->period))
            options.reached =
                PathPoint{*running, series_.total_to_date(Window(*running))->figure.value};
    }
    void draw_at(Period like) {
        Glidepath drawn = glidepath_at(like);
        result_.path = std::move(drawn.path);
        result_.given_way = std::move(drawn.given_way);
        result_.passed_by = std::move(drawn.passed_by);
        if (!result_.path) result_.reason = NoTrajectory::not_identified;
    }

    /// The path of the coarse grid, divided.
    void break_down() {
        draw_at(coarse_);
        if (!result_.path) return;
        const Path coarse = *std::move(result_.path);
        result_.path.reset();
        const auto parts = refine(coarse.window(), options_.freq, coarse_.phase());
        std::vector<Row> rows = fine_rows(*parts);
        const std::size_t targets = rows.size();
        if (options_.anchor == Anchor::latest) hold_parts(*parts, rows);
        std::vector<Profile> profiles;
        if (indicator_.kind == Kind::flow) profiles = profiles_of(coarse.window());
        std::vector<std::size_t> kept(rows.size());
        for (std::size_t i = 0; i < kept.size(); ++i) kept[i] = i;
        while (true) {
            std::vector<Row> use;
            use.reserve(kept.size());
            for (std::size_t i : kept) use.push_back(rows[i]);
            const Bounds bounds = indicator_.bounds_at(options_.freq);
            BrokenDown found = indicator_.kind == Kind::flow
                                   ? break_down_flow(coarse, profiles, use, bounds)
                                   : break_down_average(coarse, *parts, use, bounds);
            if (found.path || found.conflict.empty()) {
                result_.path = std::move(found.path);
                break;
            }
            // The totals stand; of the finer statements the softest gives way.
            std::optional<std::size_t> softest;
            for (std::size_t i : found.conflict)
                if (i < kept.size() &&
                    (!softest || std::pair(rows[kept[i]].rank, i) >
                                     std::pair(rows[kept[*softest]].rank, *softest)))
                    softest = i;
            if (!softest) break;
            if (kept[*softest] < targets) name_given_way(rows[kept[*softest]].origin);
            kept.erase(kept.begin() + static_cast<std::ptrdiff_t>(*softest));
        }
        if (!result_.path) result_.reason = NoTrajectory::not_identified;
    }
    void name_given_way(std::size_t origin) {
        std::string const& id = evidence_.targets(indicator_.id)[origin]->id;
        if (std::find(result_.given_way.begin(), result_.given_way.end(), id) ==
            result_.given_way.end())
            result_.given_way.push_back(id);
    }
    /// Targets on finer grids than that of the path, by position of the parts.
    [[nodiscard]] std::vector<Row> fine_rows(Window const& parts) const {
        const PathGrid grid{parts.first(), parts.size()};
        const Demands demands(indicator_.kind, grid);
        std::vector<Row> rows;
        const auto targets = evidence_.targets(indicator_.id);
        for (std::size_t i = 0; i < targets.size(); ++i) {
            Target const& target = *targets[i];
            if (!target.say.dated || target.say.window.first().same_grid(coarse_) ||
                !speaks_of_levels(indicator_, target.say))
                continue;
            for (Demand const& demand : demands.of(target.say)) {
                std::vector<Limit> limits = demand.limits();
                if (demand.quotient()) limits.pop_back();
                for (Limit& limit : limits) {
                    limit.row.rank = static_cast<int>(target.tier);
                    limit.row.origin = i;
                    rows.push_back(std::move(limit.row));
                }
            }
        }
        return rows;
    }
    /// What has been observed of the parts: totals to date of a flow, values of an average.
    void hold_parts(Window const& parts, std::vector<Row>& rows) const {
        const auto base_end =
            result_.base ? std::optional(result_.base->period.last_day()) : std::nullopt;
        Period year = coarse_;
        for (Period part : parts) {
            if (base_end && part.last_day() <= *base_end) continue;
            const int at = part - parts.first();
            std::optional<Figure> figure;
            Row row;
            if (indicator_.kind == Kind::flow) {
                year = Period::containing(part.first_day(), coarse_.frequency(), coarse_.phase());
                figure = series_.total_between(year.first_day(), add_days(part.last_day(), 1));
                const Period first =
                    Period::containing(year.first_day(), part.frequency(), part.phase());
                row = Row::sum(first - parts.first(), at, 0);
                if (part.last_day() == year.last_day()) continue;  // the year's total says it
            } else {
                figure = series_.level(part);
                row = Row::point(at, 0);
            }
            if (!figure) continue;
            row.value = figure->value;
            row.rounding = figure->half_unit;
            row.rank = -1;
            rows.push_back(std::move(row));
        }
    }
    [[nodiscard]] std::vector<Profile> profiles_of(Window const& coarse) {
        SpreadOver over = spread_over(series_, coarse, options_);
        result_.spread = over.spread;
        result_.not_usual = over.not_usual;
        result_.joint = std::move(over.joint);
        return std::move(over.profiles);
    }

    void add_up() {
        const int phase = evidence_.index().plan().reporting_year.start_month - 1;
        double sum = 0;
        std::optional<Period> running;
        for (Period period : result_.path->window()) {
            const Period year = Period::containing(period.first_day(), Frequency::annual, phase);
            if (year != running) sum = 0;
            running = year;
            sum += *result_.path->at(period);
            result_.year_to_date.push_back(sum);
        }
    }

    Evidence const& evidence_;
    Indicator const& indicator_;
    TrajectoryOptions const& options_;
    Series const& series_;
    Period coarse_;
    Target const* first_ = nullptr;
    Trajectory result_;
};

}  // namespace detail

/// The planned values of an indicator at a frequency: that of its targets or finer.
///
/// The path is first drawn at the frequency of the targets (see `glidepath_of`). A flow is then
/// divided in proportion to a profile, an average as smoothly as possible, so that the parts add up
/// to, or have the mean of, the planned value; stocks and ratios are drawn through the ends of
/// periods. Targets stated at finer frequencies take part; where they contradict the coarse path
/// they give way. With the anchor `latest`, published values and totals to date since the base are
/// held, and what is left is spread over the rest.
/// \param indicator  of the evidence's plan
/// \throws std::invalid_argument for an indicator that the plan does not have, for weights that are
///         no profile, for a shape that the targets or values do not allow, and for a parameter
///         that is not positive or that the shape does not have
[[nodiscard]] inline Trajectory trajectory(Evidence const& evidence, std::string_view indicator,
                                           TrajectoryOptions const& options = {}) {
    Indicator const* found = evidence.index().indicator(indicator);
    if (found == nullptr)
        throw std::invalid_argument("the plan has no indicator \"" + std::string(indicator) + "\"");
    require_parameters_of(options.shape, options.parameters);
    return detail::TrajectoryDrawing(evidence, *found, options).run();
}

}  // namespace glidepath

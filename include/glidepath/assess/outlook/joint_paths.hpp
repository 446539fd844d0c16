// Joint sample paths of all indicators of a plan.
#pragma once

#include <glidepath/assess/outlook/common_factor.hpp>
#include <glidepath/assess/outlook/indicator_forecast.hpp>
#include <glidepath/forecast/sampling/normal.hpp>
#include <glidepath/forecast/sampling/normal_scores.hpp>
#include <glidepath/forecast/sampling/philox.hpp>

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <numeric>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

namespace glidepath {

/// The forecasts of a plan's indicators, each fitted when it is first asked for. Independent of how
/// many paths are drawn. Holds a reference to the evidence, which must outlive it.
class OutlookForecasts {
public:
    explicit OutlookForecasts(Evidence const& evidence, OutlookOptions const& options = {})
        : evidence_(evidence), options_(options) {
        if (!options_.common_factor) options_.common_factor = common_factor_of(evidence).share;
        find_needs();
    }

    [[nodiscard]] Evidence const& evidence() const noexcept { return evidence_; }
    /// As asked for, with the common factor that was found if none was given.
    [[nodiscard]] OutlookOptions const& options() const noexcept { return options_; }

    /// The forecast of one face of an indicator that serves statements on the grid of `like`; null
    /// if no figure is known.
    [[nodiscard]] IndicatorForecast const* find(Indicator const& indicator, Face face,
                                                Period like) {
        const Period grid = grid_for(indicator, face, like);
        const Key key{indicator.id, face, grid.frequency(), grid.phase()};
        if (const auto at = fitted_.find(key); at != fitted_.end()) return at->second.get();
        std::unique_ptr<IndicatorForecast> made;
        if (auto known = known_path(evidence_, indicator, face, grid)) {
            auto const& [from, through] = need(indicator.id);
            made = std::make_unique<IndicatorForecast>(fit_indicator(
                indicator, std::move(*known), face, on(grid, from), on(grid, through), options_));
        }
        return fitted_.emplace(key, std::move(made)).first->second.get();
    }

    /// The days that paths of an indicator have to cover: all windows of targets about it, the year
    /// before them, and the plan's horizon.
    [[nodiscard]] std::pair<Date, Date> const& need(std::string_view indicator) const {
        return needs_.at(indicator);
    }

    /// Which face answers a statement about growth: published growth where most periods have it and
    /// the newest one does, or where levels are at other prices; else levels.
    [[nodiscard]] Face growth_face(Indicator const& indicator, Period like) const {
        if (!indicator.growth_is_of_levels()) return Face::growth;
        const auto published = published_growth(indicator, like);
        if (published.empty()) return Face::level;
        const auto any = evidence_.series(indicator.id).periods(like, [&](Period p) {
            return evidence_.figure(indicator.id, Face::growth, p).has_value();
        });
        return 2 * published.size() > any.size() && published.back() == any.back() ? Face::growth
                                                                                   : Face::level;
    }
    [[nodiscard]] bool publishes_growth(Indicator const& indicator, Period like) const {
        return !published_growth(indicator, like).empty();
    }

private:
    using Key = std::tuple<std::string_view, Face, Frequency, int>;

    [[nodiscard]] std::vector<Period> published_growth(Indicator const& indicator,
                                                       Period like) const {
        Series const& series = evidence_.series(indicator.id);
        return series.periods(like,
                              [&](Period p) { return series.published_growth(p).has_value(); });
    }
    [[nodiscard]] static Period on(Period grid, Date const& day) {
        return Period::containing(day, grid.frequency(), grid.phase());
    }

    /// The finest grid whose figures serve: at least two years of them and not much less history
    /// than the statement's own grid has, nearly complete, and as new.
    [[nodiscard]] Period grid_for(Indicator const& indicator, Face face, Period like) const {
        if (face != Face::level || indicator.kind == Kind::ratio ||
            indicator.kind == Kind::milestone || months_in(like.frequency()) == 0)
            return like;
        Series const& series = evidence_.series(indicator.id);
        const auto broken = series.last_break();
        const auto known = [&](Period p) {
            return (!broken || p.first_day() >= *broken) && series.level(p).has_value();
        };
        const auto own = series.periods(like, known);
        for (Frequency finer : {Frequency::monthly, Frequency::quarterly, Frequency::half_yearly}) {
            if (finer <= like.frequency() || !refine(Window(like), finer, like.phase())) continue;
            const Period grid = Period::containing(like.first_day(), finer, like.phase());
            const auto parts = series.periods(grid, known);
            if (parts.empty()) continue;
            const int each = months_in(like.frequency()) / months_in(finer);
            const int span = parts.back() - parts.front() + 1;
            const double cycles = span * months_in(finer) / 12.0;
            const bool complete = static_cast<double>(parts.size()) >= 0.75 * span;
            const bool long_enough = cycles >= 2 && static_cast<double>(span) / each >=
                                                        0.6 * static_cast<double>(own.size());
            const bool as_new = own.empty() || parts.back().last_day() >= own.back().last_day();
            if (complete && long_enough && as_new && reads_running(series, own, parts)) return grid;
        }
        return like;
    }

    /// Whether a finer grid can read what the running period of a flow has brought: eleven months
    /// are no number of half-years.
    [[nodiscard]] static bool reads_running(Series const& series, std::vector<Period> const& own,
                                            std::vector<Period> const& parts) {
        if (own.empty()) return true;
        const auto sofar = series.total_to_date(Window(own.back() + 1));
        if (!sofar) return true;
        const Period next = parts.back() + 1;
        const Period at = Period::containing(sofar->last_day, next.frequency(), next.phase());
        return at <= next || at.last_day() == sofar->last_day;
    }

    void widen(std::string_view indicator, std::pair<Date, Date> const& by) {
        auto& [from, through] = needs_.at(indicator);
        from = std::min(from, by.first);
        through = std::max(through, by.second);
    }
    void find_needs() {
        Plan const& plan = evidence_.index().plan();
        const auto year_before = [](Date const& day) { return add_days(day, -366); };
        for (Indicator const& indicator : plan.indicators) {
            needs_.emplace(indicator.id, std::pair(year_before(plan.horizon.first_day()),
                                                   plan.horizon.last_day()));
            for (Target const* target : evidence_.targets(indicator.id))
                if (target->say.dated)
                    widen(indicator.id, {year_before(target->say.window.first_day()),
                                         target->say.window.last_day()});
        }
        // What is compared with, and the parts of ratios, have to reach as far; chains are short.
        for (int round = 0; round < 3; ++round)
            for (Indicator const& indicator : plan.indicators) {
                const auto own = needs_.at(indicator.id);
                for (std::string const* part : {&indicator.numerator, &indicator.denominator})
                    if (needs_.contains(*part)) widen(*part, own);
                for (Target const* target : evidence_.targets(indicator.id))
                    if (Reference const* other = target->say.reference();
                        other != nullptr && needs_.contains(other->indicator))
                        widen(other->indicator, own);
            }
    }

    Evidence const& evidence_;
    OutlookOptions options_;
    std::unordered_map<std::string_view, std::pair<Date, Date>> needs_;
    std::map<Key, std::unique_ptr<IndicatorForecast>> fitted_;
};

/// One face of an indicator on one grid: what its paths are drawn from, or why there are none.
struct Course {
    std::vector<std::string> names;             ///< Of the models, the default one first.
    IndicatorForecast const* fitted = nullptr;  ///< Null for paths made from parts.
    Course* above = nullptr;                    ///< Numerator and denominator of such paths.
    Course* below = nullptr;
    Indicator const* indicator = nullptr;
    Period like;
    Face face = Face::level;
    std::optional<int> decimals;
    int points = 0;
    std::vector<std::string> notes;
    std::optional<NoOutlook> reason;           ///< Why there are no paths.
    std::map<std::size_t, SamplePaths> drawn;  ///< By model, when first asked for.

    /// Whether all paths are the same, since the figures have never moved.
    [[nodiscard]] bool constant() const {
        return fitted != nullptr && (fitted->forecast().parts().scale.array() == 0).all();
    }
};

/// How many paths models other than the default get: they show a width.
inline constexpr int model_paths = 1000;

/// Paths of all indicators of a plan, drawn jointly: the i-th path of one belongs to the i-th of
/// any other. Each indicator's draws come from a stream of its own, named by its id, so that no
/// indicator's paths depend on which others there are.
///
/// Independent across indicators unless `OutlookOptions::common_factor` says otherwise: indicators
/// share one quasi-random sequence, each in a random order of its own (as in Latin hypercube
/// sampling, McKay, Beckman & Conover 1979).
class JointPaths {
public:
    /// \throws std::invalid_argument for fewer than one path and a common factor outside 0..1
    explicit JointPaths(OutlookForecasts& forecasts)
        : forecasts_(forecasts), options_(forecasts.options()) {
        if (options_.paths < 1)
            throw std::invalid_argument("an outlook needs at least one path, not " +
                                        std::to_string(options_.paths));
        if (!(*options_.common_factor >= 0 && *options_.common_factor < 1))
            throw std::invalid_argument("the common factor lies between 0 and 1 (not 1), not at " +
                                        std::to_string(*options_.common_factor));
    }

    /// What the paths of one face of an indicator are drawn from that serve statements on the grid
    /// of `like`. Lives as long as this.
    [[nodiscard]] Course& find(Indicator const& indicator, Face face, Period like) {
        const Key key{indicator.id, face, like.frequency(), like.phase()};
        if (const auto at = courses_.find(key); at != courses_.end()) return at->second;
        Course course = describe(indicator, face, like);
        return courses_.emplace(key, std::move(course)).first->second;
    }
    /// Paths by the k-th model: of the default one as many as asked for, of the others
    /// `model_paths` at most. Of the default one, cut to that number, where there is no such model.
    /// \pre the course has a model
    [[nodiscard]] SamplePaths const& paths(Course& course, std::size_t model = 0) {
        model = std::min(model, course.names.size());
        if (const auto at = course.drawn.find(model); at != course.drawn.end()) return at->second;
        SamplePaths made = draw(course, model);
        return course.drawn.emplace(model, std::move(made)).first->second;
    }
    [[nodiscard]] OutlookForecasts& forecasts() const noexcept { return forecasts_; }
    [[nodiscard]] Evidence const& evidence() const noexcept { return forecasts_.evidence(); }
    [[nodiscard]] int count() const noexcept { return options_.paths; }
    /// The share of variance that indicators have in common: as asked for, or as learned.
    [[nodiscard]] double common_factor() const noexcept { return *options_.common_factor; }

private:
    using Key = std::tuple<std::string_view, Face, Frequency, int>;

    [[nodiscard]] Course describe(Indicator const& indicator, Face face, Period like) {
        Course course;
        course.indicator = &indicator;
        course.like = like;
        course.face = face;
        course.fitted = forecasts_.find(indicator, face, like);
        if (course.fitted == nullptr) {
            if (face == Face::level && indicator.kind == Kind::ratio) from_parts(course);
            else course.reason = without_history(indicator, face, like);
            return course;
        }
        IndicatorForecast const& fitted = *course.fitted;
        if (fitted.models.empty()) {
            course.reason = NoOutlook::no_forecast;
            return course;
        }
        for (ConditionedForecast const& model : fitted.models)
            course.names.push_back(model.forecast.method());
        course.decimals = fitted.known.decimals;
        course.points = fitted.forecast().points();
        const auto note = [&](auto what) { course.notes.emplace_back(to_string(what)); };
        for (OutlookNote what : fitted.known.notes) note(what);
        if (fitted.known.to_date) note(fitted.known.to_date->note);
        if (!fitted.models.front().gaps.empty()) note(OutlookNote::gaps_interpolated);
        if (fitted.forecast().window().frequency() != like.frequency())
            note(OutlookNote::finer_paths);
        for (ForecastNote what : fitted.forecast().notes()) note(what);
        return course;
    }
    [[nodiscard]] NoOutlook without_history(Indicator const& indicator, Face face,
                                            Period like) const {
        Series const& series = evidence().series(indicator.id);
        if (series.silent_on(face)) return NoOutlook::no_source;
        const auto begun = [&](Period p) { return series.total_to_date(Window(p)).has_value(); };
        const bool part = indicator.kind == Kind::flow && series.latest(like, std::nullopt, begun);
        return part ? NoOutlook::no_complete_period : NoOutlook::no_source;
    }
    /// A ratio of which no figure is known is the quotient of its parts.
    void from_parts(Course& course) {
        PlanIndex const& index = evidence().index();
        // A part without figures that is a ratio itself could lead back here.
        const auto part = [&](std::string const& id) -> Course* {
            Indicator const* indicator = index.indicator(id);
            if (indicator == nullptr) return nullptr;
            if (indicator->kind == Kind::ratio &&
                forecasts_.find(*indicator, Face::level, course.like) == nullptr)
                return nullptr;
            return &find(*indicator, Face::level, course.like);
        };
        course.above = part(course.indicator->numerator);
        course.below = part(course.indicator->denominator);
        for (Course const* one : {course.above, course.below})
            if (one == nullptr || one->reason) {
                course.reason = one == nullptr ? NoOutlook::no_source : *one->reason;
                return;
            }
        Course const& top = *course.above;
        Course const& bottom = *course.below;
        course.names = top.names.size() >= bottom.names.size() ? top.names : bottom.names;
        course.names.front() = top.names.front() + " / " + bottom.names.front();
        course.points = std::min(top.points, bottom.points);
        course.notes = top.notes;
        for (std::string const& note : bottom.notes)
            if (std::find(course.notes.begin(), course.notes.end(), note) == course.notes.end())
                course.notes.push_back(note);
        course.notes.emplace_back(to_string(OutlookNote::paths_of_parts));
    }

    [[nodiscard]] SamplePaths draw(Course& course, std::size_t model) {
        const Eigen::Index count =
            model == 0 ? options_.paths : std::min(options_.paths, model_paths);
        if (model == course.names.size()) {
            SamplePaths const& all = paths(course);
            return {all.window(), all.values().topRows(count)};
        }
        if (course.fitted == nullptr) return quotient(course, model);
        ConditionedForecast const& by = course.fitted->models[model];
        auto const& to_date = course.fitted->known.to_date;
        return by.paths(scores_of(course.indicator->id, by, count),
                        to_date ? to_date->floor : std::optional<double>());
    }
    [[nodiscard]] SamplePaths quotient(Course& course, std::size_t model) {
        PlanIndex const& index = evidence().index();
        Indicator const& above = *course.above->indicator;
        Indicator const& below = *course.below->indicator;
        const double factor = ratio_factor(index, *course.indicator, above, below);
        SamplePaths const& top = paths(*course.above, model);
        SamplePaths const& bottom = paths(*course.below, model);
        auto const& [from, through] = forecasts_.need(course.indicator->id);
        const Period like = course.like;
        const Window window(Period::containing(from, like.frequency(), like.phase()),
                            Period::containing(through, like.frequency(), like.phase()));
        Eigen::MatrixXd values = Eigen::MatrixXd::Constant(
            top.count(), window.size(), std::numeric_limits<double>::quiet_NaN());
        for (Period p : window) {
            const auto high = top.level(p, above.kind);
            const auto low = bottom.level(p, below.kind);
            if (high && low && (*low > 0).all())
                values.col(p - window.first()) = factor * *high / *low;
        }
        return {window, std::move(values)};
    }

    // ---- scores ------------------------------------------------------------------------------

    /// FNV-1a (Fowler, Noll & Vo), 64 bits: the stream of a name.
    [[nodiscard]] static std::uint64_t stream_of(std::string_view name) noexcept {
        std::uint64_t hash = 0xcbf29ce484222325U;
        for (char c : name) {
            hash ^= static_cast<unsigned char>(c);
            hash *= 0x100000001b3U;
        }
        return hash;
    }
    /// The shared sequence of so many dimensions.
    [[nodiscard]] Eigen::MatrixXd const& sequence(int dimensions) {
        const auto at = sequences_.find(dimensions);
        if (at != sequences_.end()) return at->second;
        Draws draws;
        draws.count = options_.paths;
        draws.seed = options_.seed;
        // One at a time: the scores' own dependence comes with each indicator's factor.
        const Eigen::MatrixXd independent = Eigen::MatrixXd::Identity(dimensions, dimensions);
        return sequences_.emplace(dimensions, normal_scores(independent, draws)).first->second;
    }
    /// The indicator's own order of the shared sequence (Fisher & Yates), from one random number by
    /// SplitMix64 (Steele, Lea & Flood 2014).
    [[nodiscard]] std::vector<int> order_of(std::string_view indicator) const {
        std::vector<int> order(static_cast<std::size_t>(options_.paths));
        std::iota(order.begin(), order.end(), 0);
        std::uint64_t state = Philox(options_.seed, stream_of(indicator)).bits(0);
        for (std::size_t left = order.size(); left > 1; --left) {
            state += 0x9e3779b97f4a7c15U;
            std::uint64_t z = state;
            z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
            z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
            z ^= z >> 31U;
            // The product's high half is uniform over 0..left-1 to 2^-50 here.
            const auto at = static_cast<std::size_t>(((z >> 32U) * left) >> 32U);
            std::swap(order[left - 1], order[at]);
        }
        return order;
    }
    /// The first so many scores of an indicator.
    [[nodiscard]] Eigen::MatrixXd scores_of(std::string_view indicator,
                                            ConditionedForecast const& model, Eigen::Index count) {
        Eigen::MatrixXd const& shared = sequence(model.dimensions());
        const std::vector<int> order = order_of(indicator);
        Eigen::MatrixXd scores(count, shared.cols());
        for (Eigen::Index d = 0; d < shared.cols(); ++d)
            for (Eigen::Index i = 0; i < count; ++i)
                scores(i, d) = shared(order[static_cast<std::size_t>(i)], d);
        if (const double shared_part = *options_.common_factor; shared_part > 0) {
            const double common = std::sqrt(shared_part);
            const double own = std::sqrt(1 - shared_part);
            for (Period p : model.forecast.window()) {
                const Eigen::Index d = p - model.forecast.window().first();
                scores.col(d) = own * scores.col(d) + common * surprise(p).head(count);
            }
        }
        return scores;
    }
    /// What the periods of all indicators have in common: independent by month, so that a year's is
    /// the sum of its months'. Weeks and days share that of their month.
    [[nodiscard]] Eigen::VectorXd surprise(Period period) {
        const Window months =
            refine(Window(period), Frequency::monthly)
                .value_or(Window(Period::containing(period.first_day(), Frequency::monthly)));
        Eigen::VectorXd sum = Eigen::VectorXd::Zero(options_.paths);
        for (Period month : months) {
            auto [at, fresh] = surprises_.try_emplace(month.ordinal());
            if (fresh) {
                const Philox random(options_.seed, stream_of("common factor"));
                at->second.resize(options_.paths);
                for (Eigen::Index i = 0; i < options_.paths; ++i)
                    at->second[i] = normal_quantile(
                        random.uniform(static_cast<std::uint64_t>(i) << 20U |
                                       static_cast<std::uint64_t>(month.ordinal())));
            }
            sum += at->second;
        }
        return sum / std::sqrt(static_cast<double>(months.size()));
    }

    OutlookForecasts& forecasts_;
    OutlookOptions options_;
    std::map<Key, Course> courses_;
    std::map<int, Eigen::MatrixXd> sequences_;
    std::map<int, Eigen::VectorXd> surprises_;  ///< By month.
};

}  // namespace glidepath

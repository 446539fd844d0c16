// The glidepath of an indicator: from its base through its targets.
#pragma once

#include <glidepath/model/target.hpp>
#include <glidepath/path/bound_rows.hpp>
#include <glidepath/path/glidepath_rows.hpp>
#include <glidepath/path/interpolate.hpp>
#include <glidepath/path/least_rough.hpp>
#include <glidepath/path/path.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace glidepath {

/// Periods of the longest path that is drawn (daily: a century). Beyond it the path is unknown.
inline constexpr int longest_path = 40'000;

/// How a glidepath is drawn.
struct GlidepathOptions {
    Shape shape = Shape::linear;
    ShapeParameters parameters;
    /// Values that are held fixed, ascending, after the base: what has been observed since. The
    /// path then is a catch-up path. Targets about held periods alone play no part: they are
    /// decided.
    std::vector<PathPoint> held;
    /// What a flow has brought so far of the period behind what is held.
    std::optional<PathPoint> reached = {};
    Bounds bounds = {};  ///< Of the values on this grid; they are firmer than any target.
};

/// A glidepath, and the targets that it could not honour.
struct Glidepath {
    std::optional<Path> path;
    /// Ids of targets that contradict firmer ones, in the order of the targets.
    std::vector<std::string> given_way;
    std::vector<std::string> passed_by;  ///< Ids of targets that the named shape does not keep.
};

namespace detail {

/// Draws the path through rows that are already on its grid.
class GlidepathDrawing {
public:
    GlidepathDrawing(Window window, std::vector<Row> rows, GlidepathOptions const& options)
        : window_(window), rows_(std::move(rows)), options_(options),
          sizes_(static_cast<std::size_t>(window.size()), 1) {}

    /// The path; nothing if the rows do not determine it.
    [[nodiscard]] std::optional<Path> draw() {
        const bool windows = std::any_of(rows_.begin(), rows_.end(), [](Row const& row) {
            return row.sense == Sense::equal && !is_point(row);
        });
        if (options_.shape == Shape::linear) return least(Roughness(), zeros());
        if (!windows) {
            auto drawn = through_points_of(least(Roughness(), zeros()));
            // Of the shapes through points this one alone can overshoot them.
            if (options_.shape != Shape::smooth || !drawn || within_bounds(*drawn)) return drawn;
        }
        if (options_.shape == Shape::smooth) return least(Roughness::differences(2), zeros());
        if (options_.shape == Shape::geometric) return geometric(least(Roughness(), zeros()));
        throw std::invalid_argument(
            "the " + std::string(to_string(options_.shape)) +
            " shape goes through points; with targets about sums, means or growth the shape is "
            "linear, smooth or geometric");
    }
    /// Rows, by index, that could not be honoured; ascending once the path is drawn.
    [[nodiscard]] std::vector<std::size_t> const& given_way() const noexcept { return given_way_; }
    /// The rows, with bounds that the path would have left behind them.
    [[nodiscard]] std::vector<Row> const& rows() const noexcept { return rows_; }
    /// Rows that a path of this grid breaks.
    [[nodiscard]] std::vector<std::size_t> broken_by(Path const& path) const {
        std::vector<std::size_t> broken;
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            if (std::find(given_way_.begin(), given_way_.end(), i) != given_way_.end()) continue;
            const double left = rows_[i].left_side(path.values());
            double size = std::abs(rows_[i].value);
            for (Run const& run : rows_[i].runs)
                for (int t = run.first; t <= run.last; ++t)
                    size = std::max(size, std::abs(run.coefficient *
                                                   path.values()[static_cast<std::size_t>(t)]));
            const double by = left - rows_[i].value;
            const bool bad = rows_[i].sense == Sense::equal      ? by != 0
                             : rows_[i].sense == Sense::at_least ? by < 0
                                                                 : by > 0;
            if (bad && std::abs(by) > 1e-7 * size) broken.push_back(i);
        }
        return broken;
    }

private:
    [[nodiscard]] std::vector<double> zeros() const {
        return std::vector<double>(static_cast<std::size_t>(window_.size()), 0.0);
    }
    /// The least rough path within the bounds. They are rows only where a path would leave them:
    /// most never do, and there may be as many as periods.
    [[nodiscard]] std::optional<Path> least(Roughness const& roughness,
                                            std::vector<double> const& preliminary) {
        std::optional<Path> path = least_of_rows(roughness, preliminary);
        if (!path || within_bounds(*path)) return path;
        add_bounds(options_.bounds, sizes_, rows_);
        return least_of_rows(roughness, preliminary);
    }
    [[nodiscard]] bool within_bounds(Path const& path) const {
        return within(path.values(), options_.bounds, sizes_);
    }
    /// The least rough path. Of rows that contradict each other the softest gives way, the later of
    /// two alike.
    [[nodiscard]] std::optional<Path> least_of_rows(Roughness const& roughness,
                                                    std::vector<double> const& preliminary) {
        given_way_.clear();
        std::vector<std::size_t> kept(rows_.size());
        for (std::size_t i = 0; i < kept.size(); ++i) kept[i] = i;
        while (true) {
            std::vector<Row> rows;
            rows.reserve(kept.size());
            for (std::size_t i : kept) rows.push_back(rows_[i]);
            LeastRough found = least_rough(roughness, preliminary, rows);
            if (found.solved() || found.conflict.empty()) {
                std::sort(given_way_.begin(), given_way_.end());
                if (!found.solved()) return std::nullopt;
                return Path(window_, std::move(found.values));
            }
            const auto softest = *std::max_element(
                found.conflict.begin(), found.conflict.end(), [&](std::size_t a, std::size_t b) {
                    return std::pair(rows[a].rank, a) < std::pair(rows[b].rank, b);
                });
            given_way_.push_back(kept[softest]);
            kept.erase(kept.begin() + static_cast<std::ptrdiff_t>(softest));
        }
    }
    /// The shape drawn through the points that the straight path meets: equalities, and the
    /// inequalities that bind it.
    [[nodiscard]] std::optional<Path> through_points_of(std::optional<Path> const& straight) {
        if (!straight) return std::nullopt;
        std::vector<double> const& values = straight->values();
        std::vector<char> met(values.size(), 0);
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            if (!is_point(rows_[i])) continue;
            if (std::find(given_way_.begin(), given_way_.end(), i) != given_way_.end()) continue;
            const auto t = static_cast<std::size_t>(rows_[i].runs[0].first);
            if (nearly_equal(values[t] * rows_[i].runs[0].coefficient, rows_[i].value)) met[t] = 1;
        }
        met.back() = 1;  // behind the last point that is met the path stays level
        std::vector<std::pair<Period, double>> knots;
        for (std::size_t t = 0; t < values.size(); ++t)
            if (met[t]) knots.emplace_back(window_.first() + static_cast<int>(t), values[t]);
        if (knots.front().first != window_.first())
            knots.insert(knots.begin(), {window_.first(), values.front()});
        return interpolate(knots, window_.frequency(), Kind::stock, options_.shape,
                           options_.parameters);
    }
    /// Proportional about a path of constant growth from the first to the last value of the
    /// straight path.
    [[nodiscard]] std::optional<Path> geometric(std::optional<Path> const& straight) {
        if (!straight) return std::nullopt;
        std::vector<double> x = straight->values();
        for (std::size_t t = 0; t < x.size(); ++t)
            if (!(x[t] > 0))
                throw std::invalid_argument(
                    "the geometric shape needs positive values; the path falls to " +
                    format_shortest(x[t]) + " in " +
                    to_string(window_.first() + static_cast<int>(t)));
        const double first = x.front();
        const double last = x.back();
        for (std::size_t t = 0; t + 1 < x.size(); ++t)
            x[t] = geometric_between(first, last,
                                     static_cast<double>(t) / static_cast<double>(x.size() - 1));
        return least(Roughness().proportional(), x);
    }

    Window window_;
    std::vector<Row> rows_;
    GlidepathOptions const& options_;
    std::vector<int> sizes_;  ///< Of the positions, in parts of the grid: each is one.
    std::vector<std::size_t> given_way_;
};

}  // namespace detail

/// The glidepath through the targets of one indicator on one grid: the least rough path that starts
/// at the base and meets each at, by, sum, mean and from-to target with equality at its threshold.
/// As inequalities enter targets that the base already satisfies, what asks for
/// less than an earlier `at`, or than one about the same window that is as firm, and every each,
/// rises, falls, steady and bound. On a catch-up path what is held stands in for the base, and a
/// total that has been reached is not planned to be given back.
///
/// Named shapes other than linear go through the points that the straight path meets. With targets
/// about windows, smooth is the least rough path of order 2 and geometric is proportional about a
/// path of constant growth; other shapes have no meaning there.
///
/// Without a base the path begins with the first target. One target and no base leave it unknown.
/// Targets that contradict each other give way in the order aspirational, expected, binding.
/// \param like     a period of the grid (frequency and phase) on which the path runs
/// \param targets  those of one indicator. Those on coarser grids bind the path of a stock or ratio
///                 at the end of their periods; otherwise those on other grids play no part
/// \throws std::invalid_argument for a shape that these targets or values do not allow
[[nodiscard]] inline Glidepath glidepath_of(Period like, Kind kind,
                                            std::span<Target const* const> targets,
                                            std::optional<PathPoint> base,
                                            GlidepathOptions const& options = {}) {
    const bool at_ends = kind == Kind::stock || kind == Kind::ratio;
    detail::GlidepathRows collect(like, at_ends ? Kind::stock : kind, base);
    for (PathPoint const& point : options.held) collect.hold(point);
    if (options.reached)
        collect.reach(*options.reached, options.bounds.min && *options.bounds.min >= 0);
    for (std::size_t i = 0; i < targets.size(); ++i)
        if (targets[i]->say.dated &&
            (targets[i]->say.window.first().same_grid(like) ||
             (at_ends && refine(targets[i]->say.window, like.frequency(), like.phase()))))
            collect.add(*targets[i], i,
                        std::none_of(targets.begin(), targets.end(), [&](Target const* other) {
                            return other->tier <= targets[i]->tier &&
                                   asks_for_more(other->say, targets[i]->say);
                        }));
    if (collect.empty() && !base) return {};
    const auto window = collect.window();
    if (!window || collect.empty() || window->size() > longest_path) return {};
    if (!base && options.held.empty() && collect.equalities() < 2) return {};

    detail::GlidepathDrawing drawing(*window, std::move(collect).take(*window), options);
    Glidepath result{drawing.draw(), {}, {}};
    std::vector<Row> const& rows = drawing.rows();
    const auto name = [&](std::vector<std::size_t> const& indices) {
        std::vector<std::string> ids;
        for (std::size_t i : indices)
            if (rows[i].origin < targets.size())
                if (std::string const& id = targets[rows[i].origin]->id;
                    std::find(ids.begin(), ids.end(), id) == ids.end())
                    ids.push_back(id);
        return ids;
    };
    result.given_way = name(drawing.given_way());
    if (result.path && options.shape != Shape::linear)
        result.passed_by = name(drawing.broken_by(*result.path));
    return result;
}

}  // namespace glidepath

// The glidepath of an indicator: from its base through its targets.
#pragma once

#include <glidepath/model/target.hpp>
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
        : window_(window), rows_(std::move(rows)), options_(options) {}

    /// The path; nothing if the rows do not determine it.
    [[nodiscard]] std::optional<Path> draw() {
        const bool windows = std::any_of(rows_.begin(), rows_.end(), [](Row const& row) {
            return row.sense == Sense::equal && !is_point(row);
        });
        if (options_.shape == Shape::linear) return least(Roughness(), zeros());
        if (!windows) return through_points_of(least(Roughness(), zeros()));
        if (options_.shape == Shape::smooth) return least(Roughness::differences(2), zeros());
        if (options_.shape == Shape::geometric) return geometric(least(Roughness(), zeros()));
        throw std::invalid_argument(
            "the " + std::string(to_string(options_.shape)) +
            " shape goes through points; with targets about sums, means or growth the shape is "
            "linear, smooth or geometric");
    }
    /// Rows, by index, that could not be honoured; ascending once the path is drawn.
    [[nodiscard]] std::vector<std::size_t> const& given_way() const noexcept { return given_way_; }
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
    [[nodiscard]] static bool is_point(Row const& row) {
        return row.runs.size() == 1 && row.runs[0].first == row.runs[0].last;
    }
    [[nodiscard]] std::vector<double> zeros() const {
        return std::vector<double>(static_cast<std::size_t>(window_.size()), 0.0);
    }
    /// The least rough path. Of rows that contradict each other the softest gives way, the later of
    /// two alike.
    [[nodiscard]] std::optional<Path> least(Roughness const& roughness,
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
    std::vector<std::size_t> given_way_;
};

}  // namespace detail

/// The glidepath through the targets of one indicator on one grid: the least rough path that starts
/// at the base and meets each at, by, sum, mean and from-to target with equality at its threshold.
/// As inequalities enter targets that the base already satisfies, what asks for
/// less than an earlier `at`, or than one about the same window that is as firm, and every each,
/// rises, falls and steady.
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
    for (PathPoint const& point : options.held) collect.hold(point);
    const auto window = collect.window();
    if (!window || collect.empty() || window->size() > longest_path) return {};
    if (!base && options.held.empty() && collect.equalities() < 2) return {};

    std::vector<Row> rows = std::move(collect).take(*window);
    detail::GlidepathDrawing drawing(*window, rows, options);
    Glidepath result{drawing.draw(), {}, {}};
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

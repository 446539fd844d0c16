// Targets taken apart: what each demands of the periods of a grid.
#pragma once

#include <glidepath/model/indicator.hpp>
#include <glidepath/model/interval.hpp>
#include <glidepath/model/target.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace glidepath::detail {

/// Consecutive periods on which targets are compared, by their position.
struct PathGrid {
    Period first;
    int size = 0;

    [[nodiscard]] Period at(int position) const { return first + position; }
    /// Periods in a year; 0 for weeks and days, whose year-earlier period is not a fixed step away.
    [[nodiscard]] int per_year() const noexcept {
        const int months = months_in(first.frequency());
        return months == 0 ? 0 : 12 / months;
    }
    /// First and last position of a window; nothing if the grid does not divide or hold it.
    [[nodiscard]] std::optional<std::pair<int, int>> positions(Window const& window) const {
        const auto parts = window.first().same_grid(first)
                               ? window
                               : refine(window, first.frequency(), first.phase());
        if (!parts) return std::nullopt;
        const std::pair found(parts->first() - first, parts->last() - first);
        if (found.first < 0 || found.second >= size) return std::nullopt;
        return found;
    }
};

/// One demand on a path: a quantity of one or two positions, and where it must lie.
struct Piece {
    enum class Of : std::uint8_t {
        level,   ///< The value at `to`.
        sum,     ///< The sum of the values from `from` to `to`.
        change,  ///< Value at `to` minus value at `from`.
        growth   ///< Value at `to` divided by the value at `from`, which is positive.
    };
    Of of = Of::level;
    int from = 0;
    int to = 0;
    Interval interval;
    double unit =
        1;  ///< What a statement's number was multiplied with: n for the mean of n values.
};

/// Takes statements about one indicator apart.
class PieceMaker {
public:
    PieceMaker(Indicator const& indicator, PathGrid const& grid)
        : indicator_(indicator), grid_(grid) {}

    /// The demands of a target; none for relations to other indicators, for values to be decided,
    /// for `by` (it names no one period), and for what the grid cannot express.
    [[nodiscard]] std::vector<Piece> of(Target const& target) const {
        const Statement say = expanded(target.say);
        const auto interval = satisfying(say);
        std::vector<Piece> pieces;
        if (!interval || indicator_.kind == Kind::milestone) return pieces;
        const auto add = [&](std::optional<Piece> piece) {
            if (piece) pieces.push_back(*piece);
        };
        switch (say.stat) {
            case Stat::at:
            case Stat::each:
                for (Period period : say.window) add(single(say, period, *interval));
                break;
            case Stat::sum: add(total(say.window, *interval, 1)); break;
            case Stat::mean: add(mean(say.window, *interval)); break;
            case Stat::from_to: add(from_to(say, *interval)); break;
            default: break;
        }
        return pieces;
    }
    /// The demand that the value of one period lies in the interval.
    [[nodiscard]] std::optional<Piece> level(Period period, Interval const& interval) const {
        const auto at = grid_.positions(period);
        if (!at) return std::nullopt;
        if (at->first == at->second || indicator_.kind == Kind::stock)
            return Piece{Piece::Of::level, at->second, at->second, interval};
        if (indicator_.kind == Kind::flow) return total(period, interval, 1);
        if (indicator_.kind == Kind::average)
            return total(period, interval, at->second - at->first + 1);
        return std::nullopt;
    }

private:
    [[nodiscard]] std::optional<Piece> single(Statement const& say, Period period,
                                              Interval const& interval) const {
        if (say.face == Face::level) return level(period, interval);
        const auto to = position(period);
        const int from = to.value_or(0) - grid_.per_year();
        if (!to || grid_.per_year() == 0 || from < 0) return std::nullopt;
        if (say.face == Face::change) return Piece{Piece::Of::change, from, *to, interval};
        return growth(from, *to, interval, 1);
    }
    [[nodiscard]] std::optional<Piece> total(Window const& window, Interval interval,
                                             double unit) const {
        const auto at = grid_.positions(window);
        if (!at) return std::nullopt;
        interval.lower *= unit;
        interval.upper *= unit;
        const auto of = at->first == at->second ? Piece::Of::level : Piece::Of::sum;
        return Piece{of, at->first, at->second, interval, unit};
    }
    [[nodiscard]] std::optional<Piece> mean(Window const& window, Interval const& interval) const {
        const auto at = grid_.positions(window);
        if (!at || indicator_.kind == Kind::ratio) return std::nullopt;
        const bool own_grid = window.first().same_grid(grid_.first);
        if (indicator_.kind == Kind::stock && !own_grid) return std::nullopt;
        return total(window, interval,
                     indicator_.kind == Kind::flow ? window.size() : at->second - at->first + 1);
    }
    [[nodiscard]] std::optional<Piece> from_to(Statement const& say,
                                               Interval const& interval) const {
        const auto from = position(say.window.first());
        const auto to = position(say.window.last());
        if (!from || !to || *from == *to || grid_.per_year() == 0) return std::nullopt;
        if (say.face == Face::growth)
            return growth(*from, *to, interval,
                          static_cast<double>(*to - *from) / grid_.per_year());
        if (const Quantity* quantity = say.quantity(); quantity->mark == Mark::percent)
            return growth(*from, *to, interval, 1);
        return Piece{Piece::Of::change, *from, *to, interval};
    }
    /// A rate in percent, over `years`, as a factor. A fall by 100 % and more bounds no factor.
    [[nodiscard]] static std::optional<Piece> growth(int from, int to, Interval rate,
                                                     double years) {
        Interval factor = rate;
        factor.lower = rate.lower > -100 ? std::pow(1 + rate.lower / 100, years) : 0;
        factor.lower_open = rate.lower_open && rate.lower > -100;
        factor.upper = std::pow(1 + rate.upper / 100, years);
        if (rate.upper <= -100) return std::nullopt;
        return Piece{Piece::Of::growth, from, to, factor, years};
    }
    /// The position that stands for a whole period: its own, or for stocks the last of its parts.
    [[nodiscard]] std::optional<int> position(Period period) const {
        const auto at = grid_.positions(period);
        if (!at || (at->first != at->second && indicator_.kind != Kind::stock)) return std::nullopt;
        return at->second;
    }

    Indicator const& indicator_;
    PathGrid grid_;
};

/// The grid that holds what the texts speak of, at one frequency; nothing if they speak of none.
/// \param since  first period that `by` may be reached in
[[nodiscard]] inline std::optional<PathGrid> grid_of(std::span<Target const* const> texts,
                                                     Period like, std::optional<Date> since) {
    std::optional<Period> first;
    std::optional<Period> last;
    for (Target const* text : texts) {
        if (!text->say.dated) continue;
        const auto window = refine(text->say.window, like.frequency(), like.phase());
        if (!window) continue;
        Period start = window->first();
        const int months = months_in(like.frequency());
        if (expanded(text->say).face != Face::level && months != 0) start = start - 12 / months;
        if (text->say.stat == Stat::by && since)
            start = std::min(start, Period::containing(*since, like.frequency(), like.phase()),
                             [](Period a, Period b) { return a < b; });
        if (!first || start < *first) first = start;
        if (!last || *last < window->last()) last = window->last();
    }
    if (!first) return std::nullopt;
    return PathGrid{*first, *last - *first + 1};
}

}  // namespace glidepath::detail

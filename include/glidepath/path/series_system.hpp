// A system of series: several indicators over the same periods, and statements about them.
#pragma once

#include <glidepath/model/number.hpp>
#include <glidepath/path/row.hpp>
#include <glidepath/time/window.hpp>

#include <Eigen/Core>

#include <cmath>
#include <cstddef>
#include <limits>
#include <set>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace glidepath {

/// K series over the same n periods, laid out as one path: all series of the first period, then all
/// of the second, and so on, so that what concerns one period lies together. Builds rows about
/// that path from series and windows, and says in words what a row states.
///
/// Windows may be of any coarser frequency that the periods divide.
class SeriesSystem {
public:
    /// \param names  of the series, for messages: as many as there are series, all different
    /// \throws std::invalid_argument for no names, two equal ones, and more values than an int
    /// counts
    SeriesSystem(std::vector<std::string> names, Window periods)
        : names_(std::move(names)), periods_(periods) {
        if (names_.empty()) throw std::invalid_argument("a system needs at least one series");
        std::set<std::string> known;
        for (std::string const& name : names_)
            if (!known.insert(name).second)
                throw std::invalid_argument("two series are named " + name);
        const auto most = static_cast<std::size_t>(std::numeric_limits<int>::max());
        if (names_.size() > most / static_cast<std::size_t>(periods_.size()))
            throw std::invalid_argument("a system of " + std::to_string(names_.size()) +
                                        " series over " + std::to_string(periods_.size()) +
                                        " periods is too large");
    }

    [[nodiscard]] std::vector<std::string> const& names() const noexcept { return names_; }
    [[nodiscard]] Window const& periods() const noexcept { return periods_; }
    /// Number of series K.
    [[nodiscard]] int series() const noexcept { return static_cast<int>(names_.size()); }

    /// The sum of one series over a window: a benchmark. A window of one period states its value.
    /// \throws std::invalid_argument for a series that does not exist, a window that the periods do
    ///         not divide or cover, and a value that is not finite; so do the other builders
    [[nodiscard]] Row sum(int series, Window const& window, double value,
                          Sense sense = Sense::equal) const {
        return checked(Row::of({run(series, within(window))}, value, sense));
    }
    /// The sum of all series over a window: a total.
    [[nodiscard]] Row total(Window const& window, double value, Sense sense = Sense::equal) const {
        const Window parts = within(window);
        return checked(Row::sum(position(0, parts.first()), position(series() - 1, parts.last()),
                                value, sense));
    }
    /// A weighted sum of series over a window: a subtotal with weights 0 and 1, a balance with -1.
    /// \param weights  one for each series; throws for another number, for such as are not finite,
    ///                 and if all are 0
    [[nodiscard]] Row weighted(std::span<double const> weights, Window const& window, double value,
                               Sense sense = Sense::equal) const {
        if (weights.size() != names_.size())
            throw std::invalid_argument("there are " + std::to_string(weights.size()) +
                                        " weights for " + std::to_string(names_.size()) +
                                        " series");
        const Window parts = within(window);
        std::vector<Run> runs;
        for (int s = 0; s < series(); ++s) {
            const double weight = weights[static_cast<std::size_t>(s)];
            if (!std::isfinite(weight))
                throw std::invalid_argument("the weight of " + name(s) + " is not a number");
            if (weight == 0) continue;
            runs.push_back(run(s, parts));
            runs.back().coefficient = weight;
        }
        if (runs.empty()) throw std::invalid_argument("all weights are 0");
        return checked(Row::of(std::move(runs), value, sense));
    }
    /// The value of one series in each of its periods: a bound, such as `>= 0`.
    [[nodiscard]] std::vector<Row> each(int series, double value, Sense sense) const {
        std::vector<Row> rows;
        rows.reserve(static_cast<std::size_t>(periods_.size()));
        for (Period period : periods_) rows.push_back(sum(series, period, value, sense));
        return rows;
    }

    /// What a row about this system states: `East over 2024-Q1..2024-Q4 = 30`,
    /// `the total in 2024-Q1 = 27.1`, `2 * East in 2024-Q1 + -1 * West in 2024-Q1 >= 0`.
    /// \pre its positions are those of the system
    [[nodiscard]] std::string text(Row const& row) const {
        std::string text = left_text(row);
        switch (row.sense) {
            case Sense::equal: text += " = "; break;
            case Sense::at_least: text += " >= "; break;
            case Sense::at_most: text += " <= "; break;
        }
        text += format_shortest(row.value);
        if (row.rounding > 0) text += " within " + format_shortest(row.rounding);
        return text;
    }
    /// What stands at a position: `East in 2024-Q1`. \pre it is one of the system's
    [[nodiscard]] std::string position_text(std::size_t position) const {
        const auto at = static_cast<int>(position);
        return name(at % series()) + " in " + to_string(period_at(at));
    }

    /// The values of the path as a matrix: one row a series, one column a period.
    /// \pre there is one value for each position
    [[nodiscard]] Eigen::Map<Eigen::MatrixXd const> matrix(std::span<double const> values) const {
        return {values.data(), series(), periods_.size()};
    }

private:
    [[nodiscard]] std::string const& name(int series) const {
        return names_[static_cast<std::size_t>(series)];
    }
    [[nodiscard]] int position(int series, Period period) const {
        return (period - periods_.first()) * this->series() + series;
    }
    [[nodiscard]] Period period_at(int position) const {
        return periods_.first() + position / series();
    }
    [[nodiscard]] Run run(int series, Window const& parts) const {
        if (series < 0 || series >= this->series())
            throw std::invalid_argument("there is no series " + std::to_string(series) +
                                        "; there are 0.." + std::to_string(this->series() - 1));
        return {position(series, parts.first()), position(series, parts.last()), 1, this->series()};
    }
    [[nodiscard]] Window within(Window const& window) const {
        const auto parts = refine(window, periods_.frequency(), periods_.first().phase());
        if (!parts)
            throw std::invalid_argument(std::string(to_string(periods_.frequency())) +
                                        " periods do not divide " + to_string(window));
        if (!periods_.contains(parts->first()) || !periods_.contains(parts->last()))
            throw std::invalid_argument("a figure for " + to_string(window) + " needs " +
                                        to_string(*parts) + ", but the series cover only " +
                                        to_string(periods_));
        return *parts;
    }
    [[nodiscard]] Row checked(Row row) const {
        if (!std::isfinite(row.value))
            throw std::invalid_argument("the figure for " + left_text(row) + " is not a number");
        return row;
    }
    [[nodiscard]] std::string left_text(Row const& row) const {
        std::string text;
        const auto add = [&](std::string const& who, double weight, Window const& window) {
            if (!text.empty()) text += " + ";
            if (weight != 1) text += format_shortest(weight) + " * ";
            text += who + (window.single() ? " in " : " over ") + to_string(window);
        };
        const int k = series();
        for (Run const& run : row.runs) {
            const Window window(period_at(run.first), period_at(run.last));
            if (run.stride == k || run.first == run.last)
                add(name(run.first % k), run.coefficient, window);
            else if (run.stride == 1 && run.first % k == 0 && run.last % k == k - 1)
                add("the total", run.coefficient, window);
            else
                for (int at = run.first; at <= run.last; at += run.stride)
                    add(name(at % k), run.coefficient, period_at(at));
        }
        return text;
    }

    std::vector<std::string> names_;
    Window periods_;
};

}  // namespace glidepath

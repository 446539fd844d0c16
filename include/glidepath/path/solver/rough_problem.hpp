// A least-rough problem made ready for the sweep, and its solution with any of its rows.
#pragma once

#include <glidepath/path/roughness.hpp>
#include <glidepath/path/solver/innovations.hpp>
#include <glidepath/path/solver/sweep.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace glidepath::detail {

/// A preliminary value that a roughness cannot use.
class UnusableValue : public std::invalid_argument {
public:
    UnusableValue(std::size_t at, std::string const& what_is_wrong)
        : std::invalid_argument("the preliminary value at position " + std::to_string(at) + " " +
                                what_is_wrong),
          position(at), problem(what_is_wrong) {}
    std::size_t position;
    std::string problem;  ///< What is wrong with it, without its name.
};

/// A path's deviation from the preliminary one, its residuals, and the rows that may be asked of
/// it. A working set of rows is held with equality, whatever their sense.
///
/// Inside, paths are counted in a unit of the size of the largest figure, and rows in one that
/// brings their coefficients near 1. Units are powers of two, so that nothing is rounded.
///
/// Several series over the same periods are one path, period by period; each is as rough as it
/// deviates from its own preliminary values.
class RoughProblem {
public:
    /// \param series  how many are interleaved: a divisor of the number of values, 1 for ARIMA
    /// \throws std::invalid_argument for no periods, numbers that are not finite, rows that leave
    ///         the path or are soft inequalities, and preliminary values that the roughness cannot
    ///         divide by
    RoughProblem(Roughness const& roughness, std::span<double const> preliminary,
                 std::span<Row const> rows, std::size_t series = 1)
        : start_(preliminary.begin(), preliminary.end()), rows_(rows.begin(), rows.end()),
          stride_(roughness.kind() == Roughness::Operator::arima ? 2 : 1),
          weights_(preliminary.size() * static_cast<std::size_t>(stride_), 1.0) {
        check(roughness, series);
        find_weights(roughness);
        find_units();
        if (stride_ == 2) {
            std::vector<double> own(size());
            for (std::size_t t = 0; t < size(); ++t) own[t] = weight(t);
            add_innovations(residuals_, identities_, roughness.process(), own);
        } else {
            residuals_.reserve(size(), static_cast<std::size_t>(roughness.order()) + 1);
            for (std::size_t s = 0; s < series; ++s)
                roughness.add_residuals(residuals_, static_cast<int>(size() / series),
                                        static_cast<int>(s), static_cast<int>(series));
        }
    }
    [[nodiscard]] std::size_t size() const noexcept { return start_.size(); }
    /// The rows, in the units of the problem.
    [[nodiscard]] std::span<Row const> rows() const noexcept { return rows_; }

    /// A solution with a working set, in the units of the problem.
    struct Solution {
        std::vector<double> path;
        std::vector<RowState> states;     ///< By place in the working set.
        std::vector<double> multipliers;  ///< By place: of half the roughness by the row's value.
        double roughness = 0;
        int missing = 0;
    };
    [[nodiscard]] Solution solve(std::span<std::size_t const> working) const {
        std::vector<Row> const held = hold(working);
        std::vector<double> values;
        values.reserve(held.size());
        for (Row const& row : held) values.push_back(row.value);
        Sweep sweep(residuals_, weights_, held);
        sweep.solve(values, 1, true);

        Solution found;
        found.missing = sweep.missing();
        const auto skip = static_cast<std::ptrdiff_t>(identities_.size());
        found.states.assign(sweep.states().begin() + skip, sweep.states().end());
        found.multipliers.assign(sweep.multipliers().begin() + skip, sweep.multipliers().end());
        found.path = start_;
        for (std::size_t t = 0; t < size(); ++t) found.path[t] += weight(t) * sweep.z()[place(t)];
        found.roughness = residuals_.squares(sweep.z());
        return found;
    }
    /// The largest preliminary value that the path is computed from, in the units of the problem.
    [[nodiscard]] double largest_start() const noexcept { return largest_start_; }
    /// In what a solution is counted: its path, its roughness, and the multiplier of a row.
    [[nodiscard]] double path_unit() const noexcept { return unit_; }
    [[nodiscard]] double roughness_unit() const noexcept {
        return unit_ / deviation_unit_ * (unit_ / deviation_unit_);
    }
    [[nodiscard]] double multiplier_unit(std::size_t row) const noexcept {
        return lifts_[row] / deviation_unit_ * (unit_ / deviation_unit_);
    }

    /// How often each row of a working set is contained in another that depends on them.
    [[nodiscard]] std::vector<double> composition(std::span<std::size_t const> working,
                                                  std::size_t dependent) const {
        // Where all values are 0 and that row alone is wanted to be 1, they resist that much.
        std::vector<std::size_t> all(working.begin(), working.end());
        all.push_back(dependent);
        std::vector<Row> held = hold(all);
        held.back().variance = 1;
        std::vector<double> values(held.size(), 0.0);
        values.back() = 1;
        Sweep sweep(residuals_, weights_, held);
        sweep.solve(values, 1, true);
        std::vector<double> parts(working.size());
        for (std::size_t k = 0; k < parts.size(); ++k)
            parts[k] = -sweep.multipliers()[identities_.size() + k];
        return parts;
    }
    /// The derivative of the path by the value of each row of a working set, column by column.
    [[nodiscard]] std::vector<std::vector<double>>
    response(std::span<std::size_t const> working) const {
        std::vector<Row> const held = hold(working);
        const std::size_t skip = identities_.size();
        std::vector<double> values(held.size() * working.size(), 0.0);
        for (std::size_t k = 0; k < working.size(); ++k)
            values[(k + skip) * working.size() + k] = lifts_[working[k]];
        Sweep sweep(residuals_, weights_, held);
        sweep.solve(values, working.size());
        std::vector<std::vector<double>> columns(working.size());
        for (std::size_t k = 0; k < working.size(); ++k) {
            columns[k].resize(size());
            for (std::size_t t = 0; t < size(); ++t)
                columns[k][t] = weight(t) * sweep.z()[place(t) * working.size() + k];
        }
        return columns;
    }

private:
    /// Preliminary values that are smaller, relative to the largest, have no use as weights.
    static constexpr double smallest_weight = 1e-100;
    /// A soft row's variance is kept in this range, where it can be computed with.
    static constexpr double least_variance = 1e-200;

    [[nodiscard]] std::size_t place(std::size_t t) const noexcept {
        return t * static_cast<std::size_t>(stride_);
    }
    [[nodiscard]] double weight(std::size_t t) const noexcept { return weights_[place(t)]; }
    /// The rows of the sweep: identities first, then the working set about the deviation.
    [[nodiscard]] std::vector<Row> hold(std::span<std::size_t const> working) const {
        std::vector<Row> held = identities_;
        held.reserve(identities_.size() + working.size());
        for (std::size_t i : working) {
            held.push_back(rows_[i]);
            Row& row = held.back();
            row.value -= at_start_[i];
            for (Run& run : row.runs) {
                run.first *= stride_;
                run.last *= stride_;
                run.stride *= stride_;
            }
        }
        return held;
    }

    /// Weights are taken relative to the largest, so that their squares stay in range. Where the
    /// operator does not see a multiple of the preliminary path, the path itself takes the place of
    /// the deviation: the scale of the preliminary path is then without effect.
    void find_weights(Roughness const& roughness) {
        if (roughness.lambda() == 0) return;
        deviation_unit_ = 0;
        for (std::size_t t = 0; t < size(); ++t) {
            weights_[place(t)] = std::pow(std::abs(start_[t]), roughness.lambda());
            deviation_unit_ = std::max(deviation_unit_, weight(t));
        }
        for (std::size_t t = 0; t < size(); ++t) {
            weights_[place(t)] /= deviation_unit_;
            if (weight(t) < smallest_weight)
                throw UnusableValue(t, "is less than 1e-100 of the largest: too small for a "
                                       "proportional method");
        }
        if (roughness.kind() == Roughness::Operator::differences && roughness.order() > 0 &&
            roughness.lambda() == 1)
            std::fill(start_.begin(), start_.end(), 0.0);
    }
    /// The power of two below a positive number; 1 for 0.
    [[nodiscard]] static double power_of_two(double number) {
        return number > 0 ? std::ldexp(1.0, std::ilogb(number)) : 1;
    }
    void find_units() {
        for (double value : start_) largest_start_ = std::max(largest_start_, std::abs(value));
        double largest = largest_start_;
        double largest_bound = 0;
        lifts_.reserve(rows_.size());
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            double coefficient = 0;
            double weighted = 0;
            for (Run const& run : rows_[i].runs) {
                double heaviest = 0;
                for (int at = run.first; at <= run.last; at += run.stride)
                    heaviest = std::max(heaviest, weight(static_cast<std::size_t>(at)));
                coefficient = std::max(coefficient, std::abs(run.coefficient));
                weighted = std::max(weighted, std::abs(run.coefficient) * heaviest);
            }
            lifts_.push_back(1 / power_of_two(weighted));
            if (coefficient == 0) continue;
            const double reach = std::abs(rows_[i].value) / coefficient;
            if (!std::isfinite(reach) || !std::isfinite(lifts_[i]))
                throw std::invalid_argument(
                    row_name(i) + " has a value and coefficients too large, too small or too far "
                                  "apart to compute with");
            double& most = rows_[i].sense == Sense::equal ? largest : largest_bound;
            most = std::max(most, reach);
        }
        // Bounds may be out of all proportion, so as never to bind.
        unit_ =
            power_of_two(std::max(largest, largest > 0 ? 1e-300 * largest_bound : largest_bound));
        largest_start_ /= unit_;
        for (double& value : start_) value /= unit_;
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            Row& row = rows_[i];
            for (Run& run : row.runs) run.coefficient *= lifts_[i];
            row.value = row.value / unit_ * lifts_[i];
            at_start_.push_back(row.left_side(start_));
            if (row.variance == 0) continue;
            const double deviation = std::sqrt(row.variance) / deviation_unit_ * lifts_[i];
            row.variance = std::clamp(deviation * deviation, least_variance, 1 / least_variance);
        }
    }

    [[nodiscard]] static std::string row_name(std::size_t i) { return "row " + std::to_string(i); }
    void check(Roughness const& roughness, std::size_t series) const {
        if (start_.empty()) throw std::invalid_argument("a path needs at least one period");
        for (std::size_t t = 0; t < size(); ++t) {
            if (!std::isfinite(start_[t])) throw UnusableValue(t, "is not a number");
            if (roughness.lambda() == 0) continue;
            if (start_[t] == 0)
                throw UnusableValue(
                    t, "is 0: a proportional method divides by it, an additive one does not");
            if (std::signbit(start_[t]) != std::signbit(start_[t % series]))
                throw UnusableValue(t, "has another sign than the first: a proportional method "
                                       "needs values of one sign, an additive one does not");
        }
        for (std::size_t i = 0; i < rows_.size(); ++i) check(rows_[i], i);
    }
    void check(Row const& row, std::size_t i) const {
        if (!std::isfinite(row.value))
            throw std::invalid_argument(row_name(i) + " has no finite value");
        if (!(row.rounding >= 0 && std::isfinite(row.rounding)) ||
            !(row.variance >= 0 && std::isfinite(row.variance)))
            throw std::invalid_argument(row_name(i) +
                                        " has a rounding or variance below 0 or not finite");
        if (row.variance > 0 && row.sense != Sense::equal)
            throw std::invalid_argument(row_name(i) +
                                        " is an inequality with a variance: only equalities may "
                                        "be soft");
        for (Run const& run : row.runs) {
            if (!std::isfinite(run.coefficient))
                throw std::invalid_argument(row_name(i) +
                                            " has a coefficient that is not a number");
            if (run.first < 0 || run.last < run.first ||
                static_cast<std::size_t>(run.last) >= size())
                throw std::invalid_argument(
                    row_name(i) + " speaks of positions " + std::to_string(run.first) + ".." +
                    std::to_string(run.last) + "; the path has 0.." + std::to_string(size() - 1));
            if (run.stride < 1)
                throw std::invalid_argument(row_name(i) + " has a stride of " +
                                            std::to_string(run.stride) + "; 1 is the least");
        }
    }

    std::vector<double> start_;  ///< What the deviation is counted from.
    std::vector<Row> rows_;
    std::vector<double> lifts_;     ///< By row: what it was multiplied by, beside the unit.
    std::vector<double> at_start_;  ///< By row: its left side on `start_`.
    int stride_;
    std::vector<double> weights_;
    double unit_ = 1;
    double largest_start_ = 0;
    double deviation_unit_ = 1;
    Residuals residuals_;
    std::vector<Row> identities_;
};

}  // namespace glidepath::detail

// Least squares along a path under linear equalities, in one sweep: cost grows with the length of
// the path, not with its square, and no normal equations are formed.
#pragma once

#include <glidepath/path/solver/front.hpp>
#include <glidepath/path/solver/schedule.hpp>

#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

namespace glidepath::detail {

/// Minimises the sum of squared residuals of z subject to
/// `sum of coefficient * weight[position] * z[position] = value` for each row.
///
/// The positions are visited once. At each the front (see `Schedule`, `Front`) takes in the new
/// position and the residuals and rows that are complete, and lets go of what no later one
/// mentions; the way back reads off the values. All transformations are orthogonal, and equalities
/// are eliminated before the residuals that they touch are minimised. A row with a variance is a
/// residual, `(left side - value) / sqrt(variance)`; senses are not looked at.
class Sweep {
public:
    /// \param residuals  their right sides hold for every column
    /// \pre all positions lie in 0..weights.size()-1; all numbers are finite
    Sweep(Residuals const& residuals, std::span<double const> weights, std::span<Row const> rows)
        : residuals_(residuals), weights_(weights), rows_(rows),
          schedule_(static_cast<int>(weights.size()), residuals, rows) {}

    /// Solves for several right sides at once.
    /// \param values  of the rows: `values[row * columns + column]`
    void solve(std::span<double const> values, std::size_t columns = 1,
               bool want_multipliers = false) {
        columns_ = columns;
        values_ = values;
        states_.assign(rows_.size(), RowState::holds);
        sensitivities_.assign(want_multipliers ? rows_.size() : 0, {});
        double scale = 0;
        for (std::size_t i = 0; i < residuals_.size(); ++i)
            for (auto const& [position, coefficient] : residuals_.terms(i))
                scale = std::max(scale, std::abs(coefficient));
        front_.start(schedule_.entries(), schedule_.widest(), columns, scale);
        running_.clear();
        for (int at = 0; at < static_cast<int>(weights_.size()); ++at) visit(at);
        z_.assign(weights_.size() * columns_, 0);
        front_.go_back([&](std::size_t entry, std::size_t column, double value) {
            if (schedule_.is_position(entry)) z_[entry * columns_ + column] = value;
        });
        if (want_multipliers) find_multipliers();
    }

    /// The solution: `z()[position * columns + column]`.
    [[nodiscard]] std::vector<double> const& z() const noexcept { return z_; }
    [[nodiscard]] std::vector<RowState> const& states() const noexcept { return states_; }
    /// How many independent statements are missing before the path is determined.
    [[nodiscard]] int missing() const noexcept { return front_.missing(); }
    /// By row, the derivative of half the sum of squares by the row's value, if it was wanted;
    /// 0 for rows that do not hold on their own, and for soft ones. Of the first column.
    [[nodiscard]] std::vector<double> const& multipliers() const noexcept { return multipliers_; }

private:
    void visit(int at) {
        const auto position = static_cast<std::size_t>(at);
        front_.enter(position);
        for (std::size_t i : schedule_.starts().at(at)) running_.push_back(i);
        for (std::size_t i : running_)
            if (on_stride(i, at))
                front_.accumulate(schedule_.total_entry(i), position, weights_[position]);
        for (std::size_t i : schedule_.ends().at(at)) std::erase(running_, i);
        for (std::size_t i : schedule_.residuals().at(at)) {
            left_.clear();
            for (auto const& [p, coefficient] : residuals_.terms(i))
                left_.emplace_back(static_cast<std::size_t>(p), coefficient);
            right_.assign(columns_, residuals_.right(i));
            front_.residual(left_, right_);
        }
        for (std::size_t i : schedule_.snapshots().at(at))
            front_.copy(schedule_.snapshot_entry(i),
                        schedule_.total_entry(schedule_.snapshot(i).total));
        for (std::size_t i : schedule_.rows().at(at)) take_row(i);
        front_.leave(schedule_.gone().at(at));
    }
    [[nodiscard]] bool on_stride(std::size_t total, int at) const noexcept {
        return (at - schedule_.total(total).first) % schedule_.total(total).stride == 0;
    }
    /// The left side of a row in entries of the front, into `left_`.
    void left_side(std::size_t i, double scale) {
        left_.clear();
        for (auto const& [entry, coefficient] : schedule_.row(i))
            left_.emplace_back(entry, coefficient * scale *
                                          (schedule_.is_position(entry) ? weights_[entry] : 1));
    }
    void take_row(std::size_t i) {
        const bool soft = rows_[i].variance > 0;
        const double scale = soft ? 1 / std::sqrt(rows_[i].variance) : 1;
        left_side(i, scale);
        right_.resize(columns_);
        for (std::size_t c = 0; c < columns_; ++c) right_[c] = values_[i * columns_ + c] * scale;
        if (soft) front_.residual(left_, right_);
        else
            states_[i] = front_.equality(left_, right_,
                                         sensitivities_.empty() ? nullptr : &sensitivities_[i]);
    }

    /// The multipliers by the adjoint recursion: `price` is the derivative of what comes later by
    /// each entry of the front.
    void find_multipliers() {
        multipliers_.assign(rows_.size(), 0);
        std::vector<double> price(schedule_.entries());
        running_.clear();
        for (std::size_t position = weights_.size(); position-- > 0;) {
            const int at = static_cast<int>(position);
            const auto complete = schedule_.rows().at(at);
            for (std::size_t k = complete.size(); k-- > 0;) price_row(complete[k], price);
            for (std::size_t i : schedule_.snapshots().at(at))
                price[schedule_.total_entry(schedule_.snapshot(i).total)] +=
                    price[schedule_.snapshot_entry(i)];
            for (std::size_t i : schedule_.residuals().at(at)) {
                double misfit = -residuals_.right(i);
                for (auto const& [p, coefficient] : residuals_.terms(i))
                    misfit += coefficient * z_[static_cast<std::size_t>(p) * columns_];
                for (auto const& [p, coefficient] : residuals_.terms(i))
                    price[static_cast<std::size_t>(p)] += coefficient * misfit;
            }
            for (std::size_t i : schedule_.ends().at(at)) running_.push_back(i);
            for (std::size_t i : running_)
                if (on_stride(i, at))
                    price[position] += weights_[position] * price[schedule_.total_entry(i)];
            for (std::size_t i : schedule_.starts().at(at)) std::erase(running_, i);
        }
    }
    void price_row(std::size_t i, std::vector<double>& price) {
        double multiplier = 0;
        if (rows_[i].variance > 0) {
            double misfit = -values_[i * columns_];
            for (Run const& run : rows_[i].runs)
                for (int at = run.first; at <= run.last; at += run.stride) {
                    const auto position = static_cast<std::size_t>(at);
                    misfit += run.coefficient * weights_[position] * z_[position * columns_];
                }
            multiplier = -misfit / rows_[i].variance;
        } else if (states_[i] == RowState::holds) {
            multiplier = sensitivities_[i].own;
            for (auto const& [entry, coefficient] : sensitivities_[i].later)
                multiplier += coefficient * price[entry];
            multipliers_[i] = multiplier;
        }
        if (multiplier == 0) return;
        left_side(i, 1);
        for (auto const& [entry, coefficient] : left_) price[entry] -= multiplier * coefficient;
    }

    Residuals const& residuals_;
    std::span<double const> weights_;
    std::span<Row const> rows_;
    Schedule schedule_;
    Front front_;
    std::span<double const> values_;
    std::size_t columns_ = 1;
    std::vector<std::size_t> running_;
    std::vector<FrontTerm> left_;
    std::vector<double> right_;
    std::vector<RowState> states_;
    std::vector<Front::Sensitivity> sensitivities_;
    std::vector<double> z_;
    std::vector<double> multipliers_;
};

}  // namespace glidepath::detail

// A least-rough problem whose printed figures may give way within their rounding.
#pragma once

#include <glidepath/path/least_rough_result.hpp>
#include <glidepath/path/solver/active_set.hpp>
#include <glidepath/path/solver/conflict.hpp>
#include <glidepath/path/solver/rough_problem.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

namespace glidepath::detail {

/// A least-rough problem with equalities that may have to be widened.
class LeastRoughSearch {
public:
    LeastRoughSearch(Roughness const& roughness, std::span<double const> preliminary,
                     std::span<Row const> rows, std::span<std::size_t const> warm,
                     std::size_t series = 1)
        : roughness_(roughness), preliminary_(preliminary), series_(series), given_(rows.size()),
          rows_(rows.begin(), rows.end()), warm_(warm.begin(), warm.end()) {
        origin_.resize(given_);
        for (std::size_t i = 0; i < given_; ++i) origin_[i] = i;
    }

    [[nodiscard]] LeastRough run() {
        while (true) {
            LeastRough result = once();
            if (result.state != LeastRough::State::contradictory || !widen(result.conflict))
                return result;
        }
    }

private:
    [[nodiscard]] LeastRough once() {
        std::vector<std::size_t> equalities;
        std::vector<std::size_t> inequalities;
        for (std::size_t i = 0; i < rows_.size(); ++i)
            (rows_[i].sense == Sense::equal ? equalities : inequalities).push_back(i);
        const RoughProblem problem(roughness_, preliminary_, rows_, series_);
        ActiveSet search(problem, equalities, inequalities, warm_);
        LeastRough result;
        switch (search.solve()) {
            case ActiveSet::State::solved: break;
            case ActiveSet::State::not_identified:
                result.state = LeastRough::State::not_identified;
                result.missing = search.solution().missing;
                return result;
            case ActiveSet::State::contradictory:
            case ActiveSet::State::stalled:
                result = contradiction();
                if (result.conflict.empty()) result.state = LeastRough::State::stalled;
                return result;
        }
        RoughProblem::Solution const& solution = search.solution();
        result.values = std::move(search.solution().path);
        for (double& value : result.values) value *= problem.path_unit();
        if (!std::all_of(result.values.begin(), result.values.end(),
                         [](double value) { return std::isfinite(value); })) {
            result = {};
            result.state = LeastRough::State::stalled;
            return result;
        }
        result.roughness = solution.roughness * problem.roughness_unit();
        result.multipliers.assign(given_, 0);
        for (std::size_t k = 0; k < search.working().size(); ++k) {
            const std::size_t row = search.working()[k];
            result.multipliers[origin_[row]] +=
                solution.multipliers[k] * problem.multiplier_unit(row);
        }
        for (std::size_t i : search.binding()) hold_to_the_bit(rows_[i], true, result.values);
        for (std::size_t i : inequalities) hold_to_the_bit(rows_[i], false, result.values);
        for (std::size_t i : equalities) hold_to_the_bit(rows_[i], true, result.values);
        result.redundant = search.redundant();
        for (std::size_t i : search.binding())
            if (given_as(i)) result.binding.push_back(i);
        result.widened = widened_;
        return result;
    }
    /// What a hard row says of one period alone holds but for rounding; now it does to the last
    /// bit.
    static void hold_to_the_bit(Row const& row, bool exactly, std::vector<double>& path) {
        if (row.variance > 0 || row.runs.size() != 1 || row.runs[0].first != row.runs[0].last ||
            row.runs[0].coefficient != 1)
            return;
        double& value = path[static_cast<std::size_t>(row.runs[0].first)];
        if (exactly || (row.sense == Sense::at_least ? value < row.value : value > row.value))
            value = row.value;
    }
    /// Whether a row still is what was given, not one half of a widened equality.
    [[nodiscard]] bool given_as(std::size_t i) const {
        return i < given_ && std::find(widened_.begin(), widened_.end(), i) == widened_.end();
    }
    [[nodiscard]] LeastRough contradiction() const {
        LeastRough result;
        result.state = LeastRough::State::contradictory;
        std::vector<Row> hard;
        std::vector<std::size_t> number;
        for (std::size_t i = 0; i < rows_.size(); ++i)
            if (rows_[i].variance == 0) {
                hard.push_back(rows_[i]);
                number.push_back(i);
            }
        for (std::size_t i : minimal_conflict(hard)) {
            const std::size_t given = origin_[number[i]];
            if (std::find(result.conflict.begin(), result.conflict.end(), given) ==
                result.conflict.end())
                result.conflict.push_back(given);
        }
        std::sort(result.conflict.begin(), result.conflict.end());
        return result;
    }
    /// Printed figures that contradict each other may each be off by their rounding: those of the
    /// conflict become intervals. \return false if there is nothing to widen
    [[nodiscard]] bool widen(std::vector<std::size_t> const& conflict) {
        bool any = false;
        for (std::size_t i : conflict) {
            if (rows_[i].sense != Sense::equal || !(rows_[i].rounding > 0)) continue;
            any = true;
            widened_.push_back(i);
            Row upper = rows_[i];
            upper.sense = Sense::at_most;
            upper.value += upper.rounding;
            rows_[i].sense = Sense::at_least;
            rows_[i].value -= rows_[i].rounding;
            rows_.push_back(std::move(upper));
            origin_.push_back(i);
        }
        return any;
    }

    Roughness const& roughness_;
    std::span<double const> preliminary_;
    std::size_t series_;  ///< How many are interleaved in the path.
    std::size_t given_;
    std::vector<Row> rows_;            ///< Those given, then the upper ends of widened ones.
    std::vector<std::size_t> origin_;  ///< By row: the given row it is from.
    std::vector<std::size_t> warm_;
    std::vector<std::size_t> widened_;
};

}  // namespace glidepath::detail

// Numbers between bounds, and linear forms of them between bounds: whether all can hold, why not,
// and how large one of them can get.
#pragma once

#include <glidepath/model/interval.hpp>

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

namespace glidepath::detail {

/// A number plus a multiple of an infinitesimal: `x > 2` is `x >= 2 + epsilon`.
struct WithEpsilon {
    double number = 0;
    double epsilon = 0;
    friend bool operator<(WithEpsilon const& a, WithEpsilon const& b) noexcept {
        return a.number < b.number || (a.number == b.number && a.epsilon < b.epsilon);
    }
};

/// The simplex method for unknown numbers (columns) and linear forms of them, all of which may be
/// bounded on either side, strictly or not. Changes of bounds start from the last solution.
///
/// Feasibility: Dutertre and de Moura, A Fast Linear-Arithmetic Solver for DPLL(T), CAV 2006, whose
/// conflicts are irreducible: in a row of the tableau the non-basic variables are independent, so
/// taking any one of its bounds away leaves a solution. They are vertices of the alternative
/// polyhedron of Gleeson and Ryan, Identifying Minimally Infeasible Subsystems of Inequalities,
/// ORSA Journal on Computing 2 (1990).
///
/// Numbers are equal that differ by less than `comparison_tolerance` of the largest term of their
/// sum. What is said to be impossible, or a largest value, is proved by weights that are checked on
/// the forms as they were given; what cannot be proved is not said.
class Simplex {
public:
    using Index = Eigen::Index;
    /// A variable of a proof: positive weights use its one end, negative weights its other end.
    struct Term {
        Index variable;
        double weight;
    };
    /// An upper end of a quantity. \param because  quantity <= sum of weight * end, the upper end
    /// for positive weights, the lower for negative ones
    struct Greatest {
        double value = std::numeric_limits<double>::infinity();
        bool open = false;
        std::vector<Term> because;
    };

    /// Variables 0 to n-1 are the columns, n to n+m-1 the m forms.
    explicit Simplex(Eigen::MatrixXd const& forms)
        : forms_(forms), columns_(forms.cols()), scale_(scale_forms()) {
        const auto all = static_cast<std::size_t>(columns_ + forms_.rows());
        lower_.assign(all, {-infinity, 0});
        upper_.assign(all, {infinity, 0});
        value_.assign(all, {});
        restart();
    }

    /// \pre the interval holds a number
    void bound(Index variable, Interval const& interval) {
        const auto v = at(variable);
        lower_[v] = {interval.lower * scale_[v], interval.lower_open ? 1.0 : 0.0};
        upper_[v] = {interval.upper * scale_[v], interval.upper_open ? -1.0 : 0.0};
        if (upper_[v].number < lower_[v].number || nearly_equal(upper_[v].number, lower_[v].number))
            upper_[v] = lower_[v];
        if (basic(variable)) {
            stale_[at(row_of_[v])] = true;
            return;
        }
        value_[v] = clamped(v);
        const auto column = std::find(outside_.begin(), outside_.end(), variable);
        moved(static_cast<Index>(column - outside_.begin()));
    }

    /// Whether numbers are left. Where not, `because` gets the proof: the sum of weight * variable
    /// is zero whatever the columns are, and yet positive by the lower ends of the variables with
    /// positive and the upper ends of those with negative weight.
    [[nodiscard]] bool feasible(std::vector<Term>* because = nullptr) {
        if (pivots_ > most_pivots) restart();
        for (bool again : {false, true}) {
            const auto conflict = search();
            if (!conflict) return true;
            std::vector<Term> proof = proof_of(*conflict);
            if (holds(proof)) {
                if (because != nullptr) *because = unscaled(std::move(proof), 1);
                return false;
            }
            if (!again) restart();
        }
        return true;
    }

    /// The largest value of `sign` times a variable, or infinity. \pre feasible()
    [[nodiscard]] Greatest greatest(Index variable, double sign) {
        for (bool again : {false, true}) {
            if (pivots_ > most_pivots || again) restart();
            if (search()) break;
            if (!climb(variable, sign)) break;
            std::vector<Term> terms;
            std::vector<Term> proof{{variable, -sign}};
            Greatest found{0, false, {}};
            double largest = 0;
            for (Index j = 0; j < columns_; ++j) {
                const double weight = sign * gain(variable, j);
                if (weight == 0) continue;
                const WithEpsilon end = value_[at(outside_[at(j)])];
                found.value += weight * end.number;
                largest = std::max(largest, std::abs(weight * end.number));
                found.open = found.open || end.epsilon != 0;
                terms.push_back({outside_[at(j)], weight});
                if (outside_[at(j)] != variable) proof.push_back(terms.back());
                else proof.front().weight += weight;
            }
            if (!holds(proof)) continue;
            if (std::abs(found.value) <= noise * largest) found.value = 0;
            found.value /= scale_[at(variable)];
            found.because = unscaled(std::move(terms), 1 / scale_[at(variable)]);
            return found;
        }
        return {};
    }

private:
    using Table = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    static constexpr double infinity = std::numeric_limits<double>::infinity();
    /// What is smaller than this, relative to what it was computed from, is rounding.
    static constexpr double noise = 1e-11;
    /// After so many pivots the tableau is computed anew.
    static constexpr int most_pivots = 300;

    static std::size_t at(Index i) noexcept { return static_cast<std::size_t>(i); }
    [[nodiscard]] bool basic(Index variable) const { return row_of_[at(variable)] >= 0; }

    /// Scales rows and columns of the forms by powers of two, so that coefficients are near one.
    [[nodiscard]] std::vector<double> scale_forms() {
        std::vector<double> scale(at(columns_ + forms_.rows()), 1.0);
        const auto factor = [](auto const& coefficients) {
            double least = infinity;
            double most = 0;
            for (Index i = 0; i < coefficients.size(); ++i) {
                const double size = std::abs(coefficients[i]);
                if (size > 0) least = std::min(least, size);
                most = std::max(most, size);
            }
            return most > 0 ? std::ldexp(1, -std::ilogb(std::sqrt(least) * std::sqrt(most))) : 1.0;
        };
        for (int pass = 0; pass < 3; ++pass) {
            for (Index i = 0; i < forms_.rows(); ++i) {
                const double by = factor(forms_.row(i));
                forms_.row(i) *= by;
                scale[at(columns_ + i)] *= by;
            }
            for (Index j = 0; j < columns_; ++j) {
                const double by = factor(forms_.col(j));
                forms_.col(j) *= by;
                scale[at(j)] /= by;
            }
        }
        return scale;
    }

    /// The tableau in which all columns are non-basic.
    void restart() {
        table_ = forms_;
        pivots_ = 0;
        row_of_.assign(value_.size(), -1);
        inside_.resize(at(forms_.rows()));
        size_.resize(inside_.size());
        miss_.resize(inside_.size());
        stale_.assign(inside_.size(), true);
        outside_.resize(at(columns_));
        for (Index j = 0; j < columns_; ++j) {
            outside_[at(j)] = j;
            value_[at(j)] = clamped(at(j));
        }
        for (Index i = 0; i < forms_.rows(); ++i) {
            inside_[at(i)] = columns_ + i;
            row_of_[at(columns_ + i)] = i;
        }
    }
    [[nodiscard]] WithEpsilon clamped(std::size_t v) const {
        if (value_[v] < lower_[v]) return lower_[v];
        return upper_[v] < value_[v] ? upper_[v] : value_[v];
    }

    /// How far a basic variable lies beyond an end, relative to what it was computed from: 0 if it
    /// does not. Only open ends are missed by epsilons.
    struct Miss {
        double by = 0;
        bool below = false;
    };
    /// The value of the j-th non-basic variable has changed.
    void moved(Index j) {
        for (Index i = 0; i < forms_.rows(); ++i)
            if (table_(i, j) != 0) stale_[at(i)] = true;
    }
    /// Computes the basic variable of a row from the others.
    Miss const& evaluate(Index i) {
        if (!stale_[at(i)]) return miss_[at(i)];
        stale_[at(i)] = false;
        WithEpsilon sum;
        double size = 0;
        double epsilons = 0;
        for (Index j = 0; j < columns_; ++j) {
            const double t = table_(i, j);
            if (t == 0) continue;
            WithEpsilon const& x = value_[at(outside_[at(j)])];
            sum.number += t * x.number;
            sum.epsilon += t * x.epsilon;
            size = std::max(size, std::abs(t * x.number));
            epsilons = std::max(epsilons, std::abs(t * x.epsilon));
        }
        const auto v = at(inside_[at(i)]);
        value_[v] = sum;
        size_[at(i)] = size;
        const auto beyond = [&](WithEpsilon const& end, double sign) {
            if (std::isinf(end.number)) return 0.0;
            const double whole = std::max(size, std::abs(end.number));
            const double number = sign * (end.number - sum.number);
            if (number > comparison_tolerance * whole) return 1 + number / whole;
            const double epsilon = sign * (end.epsilon - sum.epsilon);
            const bool misses =
                number >= -comparison_tolerance * whole &&
                epsilon > comparison_tolerance * std::max(epsilons, std::abs(end.epsilon));
            return misses ? 1.0 : 0.0;
        };
        const double below = beyond(lower_[v], 1);
        const double above = beyond(upper_[v], -1);
        return miss_[at(i)] = below >= above ? Miss{below, true} : Miss{above, false};
    }

    /// A basic variable that cannot come back to its end.
    struct Stuck {
        Index row;
        bool below;
    };
    /// Moves variables to their ends until all lie inside; nothing if that succeeds, or does not
    /// come to an end.
    [[nodiscard]] std::optional<Stuck> search() {
        const Index size = columns_ + forms_.rows();
        for (Index step = 0; step < 30 * size + 100; ++step) {
            const bool bland = step > 2 * size + 20;  // the rule that cannot go round in circles
            Index leaves = -1;
            Miss worst;
            for (Index i = 0; i < forms_.rows(); ++i) {
                const Miss miss = evaluate(i);
                if (miss.by == 0) continue;
                const bool take = leaves < 0 || (bland ? inside_[at(i)] < inside_[at(leaves)]
                                                       : miss.by > worst.by);
                if (!take) continue;
                leaves = i;
                worst = miss;
            }
            if (leaves < 0) return std::nullopt;
            const double direction = worst.below ? 1 : -1;
            const Index enters =
                best([&](Index j) { return direction * table_(leaves, j); }, bland);
            if (enters < 0) return Stuck{leaves, worst.below};
            const auto v = at(inside_[at(leaves)]);
            value_[v] = worst.below ? lower_[v] : upper_[v];
            pivot(leaves, enters);
        }
        return std::nullopt;
    }
    /// The non-basic variable with the largest gain among those that can move to the gaining side;
    /// by Bland's rule the first. -1 if there is none.
    template <class Gain>
    [[nodiscard]] Index best(Gain const& gain, bool bland) const {
        double most = 0;
        for (Index j = 0; j < columns_; ++j) most = std::max(most, std::abs(gain(j)));
        Index found = -1;
        for (Index j = 0; j < columns_; ++j) {
            const double by = gain(j);
            const auto v = at(outside_[at(j)]);
            if (std::abs(by) <= noise * most) continue;
            if (!(by > 0 ? value_[v] < upper_[v] : lower_[v] < value_[v])) continue;
            const bool take = found < 0 || (bland ? outside_[at(j)] < outside_[at(found)]
                                                  : std::abs(by) > std::abs(gain(found)));
            if (take) found = j;
        }
        return found;
    }
    [[nodiscard]] std::vector<Term> proof_of(Stuck const& stuck) const {
        const double direction = stuck.below ? 1 : -1;
        std::vector<Term> proof{{inside_[at(stuck.row)], direction}};
        const double most = table_.row(stuck.row).cwiseAbs().maxCoeff();
        for (Index j = 0; j < columns_; ++j)
            if (std::abs(table_(stuck.row, j)) > noise * most)
                proof.push_back({outside_[at(j)], -direction * table_(stuck.row, j)});
        return proof;
    }
    /// Whether the weighted sum of the variables is zero whatever the columns are.
    [[nodiscard]] bool holds(std::vector<Term> const& proof) const {
        Eigen::VectorXd sum = Eigen::VectorXd::Zero(columns_);
        Eigen::VectorXd size = sum;
        for (auto const& [variable, weight] : proof) {
            if (variable < columns_) {
                sum[variable] += weight;
                size[variable] += std::abs(weight);
                continue;
            }
            sum += weight * forms_.row(variable - columns_).transpose();
            size += std::abs(weight) * forms_.row(variable - columns_).cwiseAbs().transpose();
        }
        for (Index j = 0; j < columns_; ++j)
            if (!(std::abs(sum[j]) <= comparison_tolerance * size[j])) return false;
        return true;
    }
    [[nodiscard]] std::vector<Term> unscaled(std::vector<Term> terms, double by) const {
        for (Term& term : terms) term.weight *= by * scale_[at(term.variable)];
        return terms;
    }

    /// What the variable gains from one more of the j-th non-basic variable.
    [[nodiscard]] double gain(Index variable, Index j) const {
        if (!basic(variable)) return outside_[at(j)] == variable ? 1 : 0;
        const auto row = table_.row(row_of_[at(variable)]);
        return std::abs(row[j]) > noise * row.cwiseAbs().maxCoeff() ? row[j] : 0;
    }
    /// Raises `sign` times the variable as far as it goes. \return false if it goes to infinity, or
    /// does not come to an end
    [[nodiscard]] bool climb(Index variable, double sign) {
        const Index size = columns_ + forms_.rows();
        for (Index step = 0; step < 30 * size + 100; ++step) {
            const bool bland = step > 2 * size + 20;
            const Index row = row_of_[at(variable)];
            const auto rate = [&](Index j) {
                if (row >= 0) return sign * table_(row, j);
                return outside_[at(j)] == variable ? sign : 0.0;
            };
            const Index enters = best(rate, bland);
            if (enters < 0) return true;
            if (!advance(enters, rate(enters) > 0 ? 1 : -1, bland)) return false;
        }
        return false;
    }
    /// Moves a non-basic variable in a direction until the first variable comes to an end.
    [[nodiscard]] bool advance(Index enters, double direction, bool bland) {
        const auto own = at(outside_[at(enters)]);
        const WithEpsilon goal = direction > 0 ? upper_[own] : lower_[own];
        WithEpsilon shortest{direction * (goal.number - value_[own].number),
                             direction * (goal.epsilon - value_[own].epsilon)};
        Index leaves = -1;
        for (Index i = 0; i < forms_.rows(); ++i) {
            const double t = direction * table_(i, enters);
            if (std::abs(t) <= noise) continue;
            const auto v = at(inside_[at(i)]);
            const WithEpsilon end = t > 0 ? upper_[v] : lower_[v];
            if (std::isinf(end.number)) continue;
            (void)evaluate(i);
            WithEpsilon room{(end.number - value_[v].number) / t,
                             (end.epsilon - value_[v].epsilon) / t};
            if (std::abs(t * room.number) <= comparison_tolerance * size_[at(i)]) room.number = 0;
            if (room < WithEpsilon{}) room = {};
            if (nearly_equal(room.number, shortest.number)) room.number = shortest.number;
            const bool same = !(room < shortest) && !(shortest < room) && leaves >= 0;
            const bool take = room < shortest ||
                              (same && (bland ? inside_[at(i)] < inside_[at(leaves)]
                                              : std::abs(t) > std::abs(table_(leaves, enters))));
            if (!take) continue;
            shortest = room;
            leaves = i;
        }
        if (std::isinf(shortest.number)) return false;
        if (leaves < 0) {
            value_[own] = goal;
            moved(enters);
            return true;
        }
        const auto v = at(inside_[at(leaves)]);
        value_[v] = direction * table_(leaves, enters) > 0 ? upper_[v] : lower_[v];
        pivot(leaves, enters);
        return true;
    }

    /// Exchanges the basic variable of a row, whose value has changed, for the non-basic one of a
    /// column.
    void pivot(Index row, Index column) {
        moved(column);
        const double by = 1 / table_(row, column);
        table_.row(row) *= -by;
        table_(row, column) = by;
        for (Index i = 0; i < table_.rows(); ++i) {
            const double times = table_(i, column);
            if (i == row || times == 0) continue;
            for (Index j = 0; j < columns_; ++j) {
                if (j == column) continue;
                const double more = times * table_(row, j);
                if (more == 0) continue;
                const double whole = std::max(std::abs(more), std::abs(table_(i, j)));
                table_(i, j) += more;
                if (std::abs(table_(i, j)) <= noise * whole) table_(i, j) = 0;
            }
            table_(i, column) = times * by;
        }
        const Index leaves = inside_[at(row)];
        inside_[at(row)] = outside_[at(column)];
        outside_[at(column)] = leaves;
        row_of_[at(leaves)] = -1;
        row_of_[at(inside_[at(row)])] = row;
        ++pivots_;
    }

    Table forms_;
    Index columns_;
    std::vector<double> scale_;  ///< A variable in here is the caller's times this.
    Table table_;                ///< Basic variables in terms of the others.
    std::vector<WithEpsilon> lower_;
    std::vector<WithEpsilon> upper_;
    std::vector<WithEpsilon> value_;
    std::vector<double> size_;    ///< Of each row: the largest term of its sum.
    std::vector<Miss> miss_;      ///< Of each row, unless it is stale.
    std::vector<bool> stale_;     ///< Rows that depend on what has changed.
    std::vector<Index> inside_;   ///< The basic variable of each row.
    std::vector<Index> outside_;  ///< The non-basic variable of each column.
    std::vector<Index> row_of_;   ///< -1: not basic.
    int pivots_ = 0;
};

}  // namespace glidepath::detail

// The least rough path through linear statements: the one convex problem behind every path.
#pragma once

#include <glidepath/model/number.hpp>
#include <glidepath/path/nonnegative.hpp>
#include <glidepath/path/path.hpp>
#include <glidepath/path/row.hpp>

#include <Eigen/LU>

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace glidepath {

/// A path, or why there is none.
struct LeastRough {
    std::optional<Path> path;
    int missing = 0;  ///< How many more statements would determine the path; 0 if it is determined.
    std::vector<std::size_t> given_way;  ///< Indices of rows that could not hold with firmer ones.
};

namespace detail {

[[nodiscard]] inline double left_side(PathRow const& row, Path const& path) {
    double sum = 0;
    for (auto const& [period, coefficient] : row.terms)
        sum += coefficient * path.at(period).value_or(0);
    return sum;
}

/// minimise |D y|^2 subject to C y = d, D the first differences. Through the null space of C; LU
/// with full pivoting serves every step, as of Eigen's rank-revealing decompositions it costs least
/// to compile.
class EqualityProblem {
public:
    explicit EqualityProblem(Window const& window)
        : window_(window), matrix_(0, window.size()), right_(0) {}

    [[nodiscard]] Eigen::RowVectorXd coefficients(PathRow const& row) const {
        Eigen::RowVectorXd all = Eigen::RowVectorXd::Zero(window_.size());
        for (auto const& [period, coefficient] : row.terms)
            all[period - window_.first()] += coefficient;
        return all;
    }

    /// Adds an equality; false, and no change, if it contradicts those that are there. A row that
    /// follows from the others is fine, and not kept.
    [[nodiscard]] bool add(PathRow const& row) {
        for (auto const& [period, coefficient] : row.terms)
            if (!window_.contains(period)) return false;
        const Eigen::RowVectorXd added = coefficients(row);
        Eigen::MatrixXd matrix(matrix_.rows() + 1, matrix_.cols());
        matrix << matrix_, added;
        if (matrix.fullPivLu().rank() == matrix.rows()) {
            matrix_ = std::move(matrix);
            right_.conservativeResize(right_.size() + 1);
            right_[right_.size() - 1] = row.value;
            return true;
        }
        // It is a combination of the others: so must its value be, on the scale of what it
        // combines.
        double implied = 0;
        double scale = std::abs(row.value);
        if (matrix_.rows() > 0) {
            const Eigen::VectorXd weights =
                matrix_.transpose().fullPivLu().solve(added.transpose());
            implied = weights.dot(right_);
            scale = std::max(scale, weights.cwiseProduct(right_).cwiseAbs().maxCoeff());
        }
        return std::abs(implied - row.value) <= 1e-9 * scale;
    }
    /// How many independent equalities there are.
    [[nodiscard]] Eigen::Index rank() const noexcept { return matrix_.rows(); }

    /// The solution as `particular + kernel * u` with |D y|^2 = |u|^2 + the least that is possible,
    /// so that the best u without further conditions is zero.
    struct Reduced {
        Eigen::VectorXd particular;
        Eigen::MatrixXd kernel;
        int missing = 0;  ///< Directions that roughness does not see.
    };
    [[nodiscard]] Reduced reduce() const {
        const Eigen::Index n = window_.size();
        Reduced reduced{Eigen::VectorXd::Zero(n), Eigen::MatrixXd::Identity(n, n), 0};
        if (matrix_.rows() > 0) {
            const auto lu = matrix_.fullPivLu();
            reduced.particular = lu.solve(right_);
            reduced.kernel =
                lu.dimensionOfKernel() > 0 ? Eigen::MatrixXd(lu.kernel()) : Eigen::MatrixXd(n, 0);
        }
        if (reduced.kernel.cols() == 0) return reduced;
        const Eigen::MatrixXd rough =
            reduced.kernel.bottomRows(n - 1) - reduced.kernel.topRows(n - 1);
        reduced.missing = n == 1 ? 1 : static_cast<int>(rough.cols() - rough.fullPivLu().rank());
        if (reduced.missing > 0) return reduced;
        const Eigen::VectorXd start =
            reduced.particular.tail(n - 1) - reduced.particular.head(n - 1);
        reduced.particular += reduced.kernel * least_squares(rough, -start);
        // u = L' z with L L' = rough' rough: the roughness of a step z is the length of u.
        const Eigen::MatrixXd gram = rough.transpose() * rough;
        const Eigen::MatrixXd lower = gram.llt().matrixL();
        reduced.kernel =
            lower.triangularView<Eigen::Lower>().solve(reduced.kernel.transpose()).transpose();
        return reduced;
    }
    [[nodiscard]] Path path(Eigen::VectorXd const& y) const {
        return {window_, std::vector<double>(y.begin(), y.end())};
    }

private:
    /// z with the least |A z - b|, by the augmented system [I A; A' 0] [r; z] = [b; 0].
    [[nodiscard]] static Eigen::VectorXd least_squares(Eigen::MatrixXd const& a,
                                                       Eigen::VectorXd const& b) {
        const Eigen::Index equations = a.rows();
        const Eigen::Index unknowns = a.cols();
        Eigen::MatrixXd augmented =
            Eigen::MatrixXd::Zero(equations + unknowns, equations + unknowns);
        augmented.topLeftCorner(equations, equations).setIdentity();
        augmented.topRightCorner(equations, unknowns) = a;
        augmented.bottomLeftCorner(unknowns, equations) = a.transpose();
        Eigen::VectorXd right = Eigen::VectorXd::Zero(equations + unknowns);
        right.head(equations) = b;
        return augmented.fullPivLu().solve(right).tail(unknowns);
    }

    Window window_;
    Eigen::MatrixXd matrix_;
    Eigen::VectorXd right_;
};

/// The same with inequalities: a least-distance problem, solved through its dual (Lawson and Hanson
/// 1974, chapter 23, problem LDP).
class LeastRoughProblem {
public:
    LeastRoughProblem(Window const& window, std::span<PathRow const> rows)
        : window_(window), rows_(rows) {}

    /// An attempt with some of the rows: a path, or the inequalities that contradict the rest.
    struct Attempt {
        std::optional<Path> path;
        int missing = 0;
        std::vector<std::size_t> contradictory;
    };
    [[nodiscard]] Attempt solve(std::vector<std::size_t> const& equalities,
                                std::vector<std::size_t> const& inequalities) const {
        EqualityProblem problem(window_);
        for (std::size_t i : equalities) (void)problem.add(rows_[i]);
        const auto reduced = problem.reduce();
        if (reduced.missing > 0) return {std::nullopt, reduced.missing, {}};
        Path path = problem.path(reduced.particular);
        if (holds(path, inequalities)) return {std::move(path), 0, {}};

        // minimise |u| subject to G u >= h.
        const auto count = static_cast<Eigen::Index>(inequalities.size());
        const Eigen::Index unknowns = reduced.kernel.cols();
        Eigen::MatrixXd dual(unknowns + 1, count);
        for (Eigen::Index i = 0; i < count; ++i) {
            PathRow const& row = rows_[inequalities[static_cast<std::size_t>(i)]];
            const double sign = row.sense == Sense::at_least ? 1 : -1;
            const Eigen::RowVectorXd all = sign * problem.coefficients(row);
            dual.col(i).head(unknowns) = (all * reduced.kernel).transpose();
            dual(unknowns, i) = sign * row.value - all.dot(reduced.particular);
        }
        const double scale = std::max(1e-300, dual.row(unknowns).cwiseAbs().maxCoeff());
        dual.row(unknowns) /= scale;
        Eigen::VectorXd one = Eigen::VectorXd::Zero(unknowns + 1);
        one[unknowns] = 1;
        const Eigen::VectorXd weights = nonnegative_least_squares(dual, one);
        const Eigen::VectorXd residual = one - dual * weights;
        std::vector<std::size_t> binding;
        for (Eigen::Index i = 0; i < count; ++i)
            if (weights[i] > 0) binding.push_back(inequalities[static_cast<std::size_t>(i)]);
        if (residual[unknowns] <= 1e-9) return {std::nullopt, 0, std::move(binding)};

        // What binds holds with equality: solving that once more takes the rounding of the dual
        // out.
        for (std::size_t i : binding) (void)problem.add(rows_[i]);
        Path polished = problem.path(problem.reduce().particular);
        if (holds(polished, inequalities)) return {std::move(polished), 0, {}};
        const Eigen::VectorXd u = -residual.head(unknowns) / residual[unknowns] * scale;
        return {problem.path(reduced.particular + reduced.kernel * u), 0, {}};
    }

private:
    [[nodiscard]] bool holds(Path const& path, std::vector<std::size_t> const& inequalities) const {
        return std::all_of(inequalities.begin(), inequalities.end(), [&](std::size_t i) {
            PathRow const& row = rows_[i];
            const double left = left_side(row, path);
            const double by = row.sense == Sense::at_least ? row.value - left : left - row.value;
            double scale = std::abs(row.value);
            for (auto const& [period, coefficient] : row.terms)
                scale = std::max(scale, std::abs(coefficient * path.at(period).value_or(0)));
            return by <= comparison_tolerance * scale;
        });
    }

    Window window_;
    std::span<PathRow const> rows_;
};

}  // namespace detail

/// The path over `window` with the least sum of squared first differences that satisfies the rows.
///
/// Rows that cannot all hold give way in the order of their rank, the highest first, then the last;
/// they are reported. Redundant rows are fine.
/// \param rows  rows with a period outside the window give way
[[nodiscard]] inline LeastRough least_rough(Window const& window, std::span<PathRow const> rows) {
    std::vector<std::size_t> equalities;
    std::vector<std::size_t> inequalities;
    LeastRough result;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        bool inside = true;
        for (auto const& [period, coefficient] : rows[i].terms)
            inside = inside && window.contains(period);
        if (!inside) result.given_way.push_back(i);
        else (rows[i].sense == Sense::equal ? equalities : inequalities).push_back(i);
    }
    std::stable_sort(equalities.begin(), equalities.end(),
                     [&](std::size_t a, std::size_t b) { return rows[a].rank < rows[b].rank; });
    detail::EqualityProblem firm(window);
    std::erase_if(equalities, [&](std::size_t i) {
        if (firm.add(rows[i])) return false;
        result.given_way.push_back(i);
        return true;
    });

    const detail::LeastRoughProblem problem(window, rows);
    while (true) {
        auto attempt = problem.solve(equalities, inequalities);
        if (attempt.path || attempt.missing > 0 || attempt.contradictory.empty()) {
            result.path = std::move(attempt.path);
            result.missing = attempt.missing;
            break;
        }
        const auto softest =
            *std::max_element(attempt.contradictory.begin(), attempt.contradictory.end(),
                              [&](std::size_t a, std::size_t b) {
                                  return std::pair(rows[a].rank, a) < std::pair(rows[b].rank, b);
                              });
        // An equality that is softer than all of them gives way first, if that helps.
        bool helped = false;
        for (std::size_t back = equalities.size(); back-- > 0 && !helped;) {
            if (rows[equalities[back]].rank <= rows[softest].rank) break;
            std::vector<std::size_t> fewer = equalities;
            fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(back));
            if (!problem.solve(fewer, attempt.contradictory).path) continue;
            result.given_way.push_back(equalities[back]);
            equalities = std::move(fewer);
            helped = true;
        }
        if (helped) continue;
        std::erase(inequalities, softest);
        result.given_way.push_back(softest);
    }
    std::sort(result.given_way.begin(), result.given_way.end());
    return result;
}

}  // namespace glidepath

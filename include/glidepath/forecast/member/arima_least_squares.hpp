// Nonlinear least squares for a handful of parameters: Levenberg and Marquardt.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

namespace glidepath::detail {

/// The most parameters of `ArimaLeastSquares`: two polynomials of 12, two of 3, and a constant.
inline constexpr std::size_t most_parameters = 31;

/// Minimises the sum of squares of `problem.residuals(point, out)`, which returns false outside the
/// region that is allowed, with derivatives by `problem.jacobian(point, residuals, columns)`.
/// Marquardt's (1963) damping, relative to the diagonal; a step out of the region counts as one
/// that failed. At most `iterations` derivatives and ten trials for each: it always ends. Allocates
/// only when a problem is larger than those before.
class ArimaLeastSquares {
public:
    struct Result {
        double sum_of_squares = 0;
        int evaluations = 0;
        bool started = false;  ///< Whether the start was allowed.
        bool converged = false;
    };

    template <class Problem>
    Result minimise(Problem& problem, std::span<double> point, std::size_t rows, int iterations,
                    double tolerance) {
        const std::size_t k = point.size();
        if (residuals_.size() < rows) residuals_.resize(rows), trial_.resize(rows);
        if (columns_.size() < rows * k) columns_.resize(rows * k);
        Result result;
        const std::span residuals = std::span(residuals_).first(rows);
        const std::span trial = std::span(trial_).first(rows);
        const std::span columns = std::span(columns_).first(rows * k);
        ++result.evaluations;
        if (!problem.residuals(point, residuals)) return result;
        result.started = true;
        double least = dot(residuals, residuals);
        double damping = 1e-3;
        for (int i = 0; i < iterations && k > 0 && !result.converged; ++i) {
            problem.jacobian(point, residuals, columns);
            for (std::size_t a = 0; a < k; ++a) {
                const auto column = columns.subspan(a * rows, rows);
                gradient_[a] = dot(column, residuals);
                for (std::size_t b = 0; b <= a; ++b)
                    normal_[a][b] = dot(column, columns.subspan(b * rows, rows));
            }
            bool better = false;
            for (int attempt = 0; attempt < 10 && !better; ++attempt) {
                if (!step(k, damping)) {
                    damping *= 10;
                    continue;
                }
                double expected = 0;  // what the linear model gains
                for (std::size_t a = 0; a < k; ++a) {
                    candidate_[a] = point[a] + step_[a];
                    expected -= step_[a] * gradient_[a];
                }
                if (!(expected > tolerance * least)) {
                    result.converged = true;
                    break;
                }
                ++result.evaluations;
                const auto candidate = std::span(candidate_).first(k);
                double sum = 0;
                better = problem.residuals(candidate, trial) && (sum = dot(trial, trial)) < least;
                if (!better) {
                    damping = damping < 1e-2 ? 1e-1 : damping * 8;
                    continue;
                }
                const double gained = least - sum;
                result.converged = gained <= tolerance * least && expected <= 4 * gained;
                least = sum;
                for (std::size_t a = 0; a < k; ++a) point[a] = candidate[a];
                for (std::size_t t = 0; t < rows; ++t) residuals[t] = trial[t];
                // Where the residuals bend, the linear model steps too far, time after time.
                if (gained < 0.25 * expected) damping = std::max(4 * damping, 0.1);
                else if (gained > 0.75 * expected) damping *= damping < 1e-6 ? 1 : 0.1;
            }
            if (!better) break;
        }
        result.sum_of_squares = least;
        return result;
    }

    /// In four sums, which need not wait for each other.
    [[nodiscard]] static double dot(std::span<double const> a, std::span<double const> b) noexcept {
        std::array<double, 4> sums{};
        std::size_t t = 0;
        for (; t + 4 <= a.size(); t += 4)
            for (std::size_t i = 0; i < 4; ++i) sums[i] += a[t + i] * b[t + i];
        for (; t < a.size(); ++t) sums[0] += a[t] * b[t];
        return (sums[0] + sums[1]) + (sums[2] + sums[3]);
    }

private:
    /// Solves (J'J + damping diag) step = -gradient by Cholesky's method.
    [[nodiscard]] bool step(std::size_t k, double damping) noexcept {
        for (std::size_t a = 0; a < k; ++a) {
            for (std::size_t b = 0; b <= a; ++b) {
                double sum = normal_[a][b];
                if (a == b) sum *= 1 + damping;
                for (std::size_t c = 0; c < b; ++c) sum -= lower_[a][c] * lower_[b][c];
                if (a == b) {
                    if (!(sum > 1e-14 * normal_[a][a])) return false;
                    lower_[a][a] = std::sqrt(sum);
                } else {
                    lower_[a][b] = sum / lower_[b][b];
                }
            }
        }
        for (std::size_t a = 0; a < k; ++a) {
            double sum = -gradient_[a];
            for (std::size_t b = 0; b < a; ++b) sum -= lower_[a][b] * step_[b];
            step_[a] = sum / lower_[a][a];
        }
        for (std::size_t a = k; a-- > 0;) {
            double sum = step_[a];
            for (std::size_t b = a + 1; b < k; ++b) sum -= lower_[b][a] * step_[b];
            step_[a] = sum / lower_[a][a];
        }
        return true;
    }

    using Row = std::array<double, most_parameters>;
    std::vector<double> residuals_;
    std::vector<double> trial_;
    std::vector<double> columns_;
    Row gradient_{};
    Row step_{};
    Row candidate_{};
    std::array<Row, most_parameters> normal_{};
    std::array<Row, most_parameters> lower_{};
};

}  // namespace glidepath::detail

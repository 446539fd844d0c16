// Least squares with non-negative unknowns, for the few statements that bind a path.
#pragma once

#include <Eigen/Cholesky>

#include <algorithm>
#include <limits>
#include <vector>

namespace glidepath::detail {

/// The x >= 0 with the least |E x - f|, by the active-set method of Lawson and Hanson, Solving
/// Least Squares Problems (1974), chapter 23, algorithm NNLS. Finite; ties go to the first column.
[[nodiscard]] inline Eigen::VectorXd nonnegative_least_squares(Eigen::MatrixXd const& e,
                                                               Eigen::VectorXd const& f) {
    const Eigen::Index n = e.cols();
    const Eigen::MatrixXd gram = e.transpose() * e;
    const Eigen::VectorXd target = e.transpose() * f;
    const double tolerance = 1e-12 * std::max(1e-300, target.cwiseAbs().maxCoeff());
    Eigen::VectorXd x = Eigen::VectorXd::Zero(n);
    std::vector<Eigen::Index> positive;

    const auto solve = [&] {
        const auto size = static_cast<Eigen::Index>(positive.size());
        Eigen::MatrixXd part(size, size);
        Eigen::VectorXd right(size);
        for (Eigen::Index i = 0; i < size; ++i) {
            right[i] = target[positive[static_cast<std::size_t>(i)]];
            for (Eigen::Index j = 0; j < size; ++j)
                part(i, j) = gram(positive[static_cast<std::size_t>(i)],
                                  positive[static_cast<std::size_t>(j)]);
        }
        return Eigen::VectorXd(part.ldlt().solve(right));
    };

    for (Eigen::Index step = 0; step < 3 * n + 10; ++step) {
        const Eigen::VectorXd gradient = target - gram * x;
        Eigen::Index enter = -1;
        double steepest = tolerance;
        for (Eigen::Index j = 0; j < n; ++j) {
            const bool free = std::find(positive.begin(), positive.end(), j) == positive.end();
            if (free && gradient[j] > steepest * (1 + 1e-9)) {
                steepest = gradient[j];
                enter = j;
            }
        }
        if (enter < 0) break;
        positive.push_back(enter);
        for (Eigen::VectorXd s = solve();; s = solve()) {
            double fraction = 1;
            for (std::size_t i = 0; i < positive.size(); ++i) {
                const double now = x[positive[i]];
                const double then = s[static_cast<Eigen::Index>(i)];
                if (then <= 0) fraction = std::min(fraction, now / (now - then));
            }
            if (fraction < 0 || fraction != fraction) fraction = 0;
            for (std::size_t i = 0; i < positive.size(); ++i)
                x[positive[i]] += fraction * (s[static_cast<Eigen::Index>(i)] - x[positive[i]]);
            if (fraction == 1) break;
            const auto gone = [&](Eigen::Index j) {
                if (x[j] > 1e-14 * std::max(1e-300, x.maxCoeff())) return false;
                x[j] = 0;
                return true;
            };
            const std::size_t before = positive.size();
            std::erase_if(positive, gone);
            if (positive.empty()) break;
            if (positive.size() == before) break;  // rounding: no progress is possible
        }
    }
    return x;
}

}  // namespace glidepath::detail

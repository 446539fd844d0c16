// Ordinary least squares with few columns.
#pragma once

#include <Eigen/Core>

#include <optional>

namespace glidepath {

/// The solution of min |y - X b|, with what its uncertainty needs.
struct LeastSquares {
    Eigen::VectorXd coefficients;
    /// The inverse of R in X = Q R: the covariance of the coefficients is s^2 times this times its
    /// transpose.
    Eigen::MatrixXd root_inverse;
    double rss = 0;  ///< Residual sum of squares.
    /// The first column that is, up to rounding, a combination of those before it (or zero); then
    /// nothing else is computed.
    std::optional<Eigen::Index> collinear;
};

/// Modified Gram-Schmidt on [X y], which is backward stable for this purpose (Björck 1967).
/// \pre `x` and `y` have equally many rows, at least as many as `x` has columns; all finite
[[nodiscard]] inline LeastSquares least_squares(Eigen::MatrixXd x, Eigen::VectorXd y) {
    constexpr double smallest_share = 1e-11;  // of a column's length that must be its own
    const Eigen::Index k = x.cols();
    LeastSquares result;
    Eigen::MatrixXd r = Eigen::MatrixXd::Zero(k, k);
    Eigen::VectorXd projected(k);
    for (Eigen::Index j = 0; j < k; ++j) {
        const double length = x.col(j).norm();
        for (Eigen::Index i = 0; i < j; ++i) {
            r(i, j) = x.col(i).dot(x.col(j));
            x.col(j) -= r(i, j) * x.col(i);
        }
        r(j, j) = x.col(j).norm();
        if (!(r(j, j) > smallest_share * length)) {
            result.collinear = j;
            return result;
        }
        x.col(j) /= r(j, j);
        projected(j) = x.col(j).dot(y);
        y -= projected(j) * x.col(j);
    }
    result.rss = y.squaredNorm();
    // The inverse of the small triangle by substitution, column by column.
    result.root_inverse = Eigen::MatrixXd::Zero(k, k);
    for (Eigen::Index j = 0; j < k; ++j) {
        result.root_inverse(j, j) = 1 / r(j, j);
        for (Eigen::Index i = j; i-- > 0;) {
            double sum = 0;
            for (Eigen::Index l = i + 1; l <= j; ++l) sum += r(i, l) * result.root_inverse(l, j);
            result.root_inverse(i, j) = -sum / r(i, i);
        }
    }
    result.coefficients = result.root_inverse.lazyProduct(projected);
    return result;
}

}  // namespace glidepath

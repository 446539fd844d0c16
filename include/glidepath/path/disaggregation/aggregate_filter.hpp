// A disturbance that is seen only through aggregates of a path: its likelihood and its best
// estimate, in one pass forwards and one backwards.
#pragma once

#include <glidepath/path/disaggregation/aggregation.hpp>
#include <glidepath/path/disaggregation/disturbance.hpp>

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <stdexcept>
#include <vector>

namespace glidepath {

/// The deviation of a path from its systematic part: weight[t] * u[t], with u a disturbance whose
/// innovations have the standard deviations `innovation_scale`, known up to one common factor.
struct Deviation {
    Disturbance process;
    std::vector<double> weights;             ///< One a position; empty: all 1.
    std::vector<double> innovation_scale;    ///< One a position; empty: all 1.
    std::vector<double> benchmark_variance;  ///< One a benchmark, of its error; empty: exact.
};

/// Data that are made independent with variance 1: W = F C, where F F' is the inverse of the
/// covariance of the benchmarks.
struct Whitened {
    Eigen::MatrixXd data;        ///< m x as many columns as were given.
    double log_determinant = 0;  ///< Of the covariance.
};

/// What the benchmarks say about the disturbance, for innovations of variance 1.
struct SmoothedDisturbance {
    Eigen::MatrixXd mean;      ///< n x columns: the best linear estimate of u for each column.
    Eigen::VectorXd variance;  ///< n: of the error of the estimate.
};

namespace detail {

/// Kalman filter (square-root form) and smoother of the state (c, a): c is the aggregate so far, a
/// the state of the disturbance. An observation of c is exact, or has a variance.
///
/// With S S' the covariance of the state and c its first element, triangular S makes an observation
/// of c the plain removal of the first column, without any subtraction: so covariances never lose
/// their sign, however long the spans are (Harvey 1989, sections 3.2.3 and 6.3; Durbin and Koopman
/// 2012, sections 4.4 and 6.3). Products are lazy: with matrices this small, blocked ones only
/// cost.
class AggregateFilter {
    using Matrix = Eigen::MatrixXd;

public:
    /// \throws std::invalid_argument as `DisturbanceState`
    AggregateFilter(Aggregation const& aggregation, Deviation const& deviation)
        : aggregation_(aggregation), deviation_(deviation), state_(deviation.process),
          dim_(state_.size() + 1), transition_(Matrix::Zero(dim_, dim_)),
          noise_(Eigen::VectorXd::Zero(dim_)) {
        transition_.bottomRightCorner(dim_ - 1, dim_ - 1) = state_.transition;
        noise_.tail(dim_ - 1) = state_.noise;
    }

    [[nodiscard]] Whitened whiten(Matrix const& data) {
        Whitened result{Matrix(data.rows(), data.cols()), 0};
        forward(
            data, [](int, Matrix const&, Matrix const&) {},
            [&](int k, double scale, Eigen::RowVectorXd const& innovation) {
                result.data.row(k) = innovation / scale;
                result.log_determinant += 2 * std::log(scale);
            });
        return result;
    }

    [[nodiscard]] SmoothedDisturbance smooth(Matrix const& data) {
        const auto n = static_cast<std::size_t>(aggregation_.size());
        std::vector<Matrix> roots(n);
        std::vector<Matrix> means(n);
        Eigen::VectorXd scales(data.rows());
        Matrix innovations(data.rows(), data.cols());
        forward(
            data,
            [&](int t, Matrix const& root, Matrix const& mean) {
                roots[static_cast<std::size_t>(t)] = root;
                means[static_cast<std::size_t>(t)] = mean;
            },
            [&](int k, double scale, Eigen::RowVectorXd const& innovation) {
                scales(k) = scale;
                innovations.row(k) = innovation;
            });

        // r and N sum up what the later benchmarks say about the state.
        SmoothedDisturbance result{Matrix(aggregation_.size(), data.cols()),
                                   Eigen::VectorXd(aggregation_.size())};
        Matrix r = Matrix::Zero(dim_, data.cols());
        Matrix information = Matrix::Zero(dim_, dim_);
        int k = aggregation_.benchmarks() - 1;
        for (int t = aggregation_.size() - 1; t >= 0; --t) {
            Matrix const& root = roots[static_cast<std::size_t>(t)];
            if (k >= 0 && t == aggregation_.run(k).last) {
                const double variance = scales(k) * scales(k);
                const Eigen::VectorXd gain = root.col(0) * (root(0, 0) / variance);
                const Eigen::RowVectorXd known = gain.transpose().lazyProduct(r);
                r.row(0) += innovations.row(k) / variance - known;
                const Eigen::VectorXd left = information.lazyProduct(gain);
                information.row(0) -= left.transpose();
                information.col(0) -= left;
                information(0, 0) += left.dot(gain) + 1 / variance;
                --k;
            }
            // The disturbance is the last element of the state.
            const Eigen::VectorXd own = root.row(dim_ - 1);
            const Eigen::VectorXd spread = root.lazyProduct(own);
            result.mean.row(t) = means[static_cast<std::size_t>(t)].row(dim_ - 1) +
                                 spread.transpose().lazyProduct(r);
            const double learnt = spread.dot(information.lazyProduct(spread).eval());
            result.variance(t) = std::max(0.0, own.squaredNorm() - learnt);
            if (t == 0) break;
            set_step(t, k + 1);
            r = transition_.transpose().lazyProduct(r).eval();
            const Matrix moved = information.lazyProduct(transition_);
            information = transition_.transpose().lazyProduct(moved);
        }
        return result;
    }

private:
    /// Calls `predicted(t, root, mean)` at every position and `observed(k, scale, innovation)` at
    /// every benchmark.
    template <class Predicted, class Observed>
    void forward(Matrix const& data, Predicted predicted, Observed observed) {
        Matrix root = Matrix::Zero(dim_, dim_);
        root.bottomRightCorner(dim_ - 1, dim_ - 1) = state_.start;
        Matrix mean = Matrix::Zero(dim_, data.cols());
        Matrix wide(dim_, dim_ + 1);
        int k = 0;
        for (int t = 0; t < aggregation_.size(); ++t) {
            set_step(t, k);
            wide.leftCols(dim_) = transition_.lazyProduct(root);
            wide.col(dim_) = noise_ * innovation_scale(t);
            make_triangular(wide);
            root = wide.leftCols(dim_);
            mean = transition_.lazyProduct(mean).eval();
            predicted(t, root, mean);
            if (k >= aggregation_.benchmarks() || t != aggregation_.run(k).last) continue;

            const double own = benchmark_deviation(k);
            const double scale = std::hypot(own, root(0, 0));
            if (!(scale > 0 && std::isfinite(scale)))
                throw std::invalid_argument(aggregation_.benchmark_name(k) +
                                            " says nothing about the path: all weights of its "
                                            "periods are zero, or are no finite numbers");
            const Eigen::RowVectorXd innovation = data.row(k) - mean.row(0);
            observed(k, scale, innovation);
            mean += (root.col(0) * (root(0, 0) / (scale * scale))).lazyProduct(innovation);
            root.col(0) *= own / scale;
            ++k;
        }
    }

    /// The step to position t, when benchmark `next` is the next to be observed: the aggregate
    /// starts anew at the first position that the benchmark looks at and is zero outside.
    void set_step(int t, int next) {
        transition_.row(0).setZero();
        noise_(0) = 0;
        if (next >= aggregation_.benchmarks()) return;
        const Run run = aggregation_.run(next);
        if (t < run.first) return;
        const auto at = static_cast<std::size_t>(t);
        const double weight =
            run.coefficient * (deviation_.weights.empty() ? 1.0 : deviation_.weights[at]);
        // The disturbance itself is the last element of the state.
        transition_.row(0) = weight * transition_.row(dim_ - 1);
        noise_(0) = weight * noise_(dim_ - 1);
        transition_(0, 0) = t > run.first ? 1 : 0;
    }
    [[nodiscard]] double innovation_scale(int t) const {
        return deviation_.innovation_scale.empty()
                   ? 1.0
                   : deviation_.innovation_scale[static_cast<std::size_t>(t)];
    }
    [[nodiscard]] double benchmark_deviation(int k) const {
        return deviation_.benchmark_variance.empty()
                   ? 0.0
                   : std::sqrt(deviation_.benchmark_variance[static_cast<std::size_t>(k)]);
    }

    /// Turns [A] into [L 0] with L L' = A A', by one reflection of the columns for each row.
    static void make_triangular(Matrix& a) {
        const Eigen::Index rows = a.rows();
        const Eigen::Index cols = a.cols();
        for (Eigen::Index i = 0; i < rows; ++i) {
            double right = 0;
            for (Eigen::Index j = i + 1; j < cols; ++j) right += a(i, j) * a(i, j);
            if (right == 0) continue;
            const double norm = std::sqrt(a(i, i) * a(i, i) + right);
            const double head = a(i, i) > 0 ? a(i, i) + norm : a(i, i) - norm;
            const double factor = 1 / (norm * std::abs(head));
            for (Eigen::Index row = i + 1; row < rows; ++row) {
                double dot = a(row, i) * head;
                for (Eigen::Index j = i + 1; j < cols; ++j) dot += a(row, j) * a(i, j);
                dot *= factor;
                a(row, i) -= dot * head;
                for (Eigen::Index j = i + 1; j < cols; ++j) a(row, j) -= dot * a(i, j);
            }
            a(i, i) = a(i, i) > 0 ? -norm : norm;
            for (Eigen::Index j = i + 1; j < cols; ++j) a(i, j) = 0;
        }
    }

    Aggregation const& aggregation_;
    Deviation const& deviation_;
    DisturbanceState state_;
    Eigen::Index dim_;
    Matrix transition_;
    Eigen::VectorXd noise_;
};

}  // namespace detail

/// Whitens benchmarks and aggregated regressors (the columns of `data`, m rows): O(n) steps.
/// \pre the vectors of `deviation` are empty or of the lengths n, n, m.
/// \throws std::invalid_argument as `DisturbanceState`, and for a benchmark whose periods all have
///         the weight 0.
[[nodiscard]] inline Whitened whiten(Aggregation const& aggregation, Deviation const& deviation,
                                     Eigen::MatrixXd const& data) {
    return detail::AggregateFilter(aggregation, deviation).whiten(data);
}

/// The best linear estimate of the disturbance at every position, for each column of `data` taken
/// as the benchmarks' deviations: Q W C' (C W Q W C')^-1 data, where W holds the weights. O(n).
/// \pre, \throws as `whiten`.
[[nodiscard]] inline SmoothedDisturbance
smooth(Aggregation const& aggregation, Deviation const& deviation, Eigen::MatrixXd const& data) {
    return detail::AggregateFilter(aggregation, deviation).smooth(data);
}

}  // namespace glidepath

// A small linear state-space model with constant matrices, and maps with few entries.
#pragma once

#include <Eigen/Core>

#include <cstddef>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace glidepath {

/// A state vector of at most N elements, which then lives without heap memory; `Eigen::Dynamic`
/// for any number.
template <int N>
using StateVector = Eigen::Matrix<double, Eigen::Dynamic, 1, 0, N, 1>;
/// A matrix of states by states.
template <int N>
using StateMatrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, 0, N, N>;

/// y_t = Z a_t + e_t, a_{t+1} = T a_t + n_t, with independent normal e_t and n_t of variances H and
/// Q (already R Q R' in the notation of Durbin and Koopman 2012).
///
/// a_1 has a known part, mean `start` and covariance `start_covariance`, and an unknown part:
/// `diffuse` times coefficients of infinite variance. The diffuse covariance P_inf is `diffuse`
/// times its transpose.
template <int N = Eigen::Dynamic>
struct LinearModel {
    StateMatrix<N> transition;        ///< T
    StateMatrix<N> noise;             ///< Q
    StateVector<N> loading;           ///< Z
    double irregular = 0;             ///< H, the variance of e_t.
    StateVector<N> start;             ///< Known part of the mean of a_1.
    StateMatrix<N> start_covariance;  ///< Finite part of the covariance of a_1.
    StateMatrix<N> diffuse;           ///< One column for each unknown direction of a_1; may have
                                      ///< none.

    /// All zero, nothing diffuse.
    [[nodiscard]] static LinearModel zero(Eigen::Index states) {
        LinearModel model;
        model.transition.setZero(states, states);
        model.noise.setZero(states, states);
        model.loading.setZero(states);
        model.start.setZero(states);
        model.start_covariance.setZero(states, states);
        model.diffuse.setZero(states, 0);
        return model;
    }

    /// Number of states.
    [[nodiscard]] Eigen::Index size() const noexcept { return loading.size(); }

    /// \throws std::invalid_argument for matrices of other sizes than the loading's, numbers that
    ///         are not finite, and negative variances
    void require() const {
        const Eigen::Index m = size();
        if (m < 1) throw std::invalid_argument("a linear model needs at least one state");
        const auto square = [&](auto const& matrix, char const* what) {
            if (matrix.rows() != m || matrix.cols() != m)
                throw std::invalid_argument("the " + std::string(what) + " of a model with " +
                                            std::to_string(m) + " states is " +
                                            std::to_string(matrix.rows()) + " by " +
                                            std::to_string(matrix.cols()) + "; it must be square");
            if (!matrix.allFinite())
                throw std::invalid_argument("the " + std::string(what) +
                                            " of a model is not finite");
        };
        square(transition, "transition");
        square(noise, "noise");
        square(start_covariance, "start covariance");
        if (start.size() != m || diffuse.rows() != m || !start.allFinite() ||
            !diffuse.allFinite() || !loading.allFinite())
            throw std::invalid_argument("start, diffuse directions and loading of a model must be "
                                        "finite and have a row for each state");
        if (!(irregular >= 0) || !(noise.diagonal().minCoeff() >= 0) ||
            !(start_covariance.diagonal().minCoeff() >= 0))
            throw std::invalid_argument("variances of a model must not be negative");
    }
};

/// One term of a linear functional of the state: `weight` times the element `state`.
struct Term {
    Eigen::Index state = 0;
    double weight = 1;
};

/// The terms of a loading that are not zero.
template <int N>
[[nodiscard]] std::vector<Term> terms_of(StateVector<N> const& loading) {
    std::vector<Term> terms;
    for (Eigen::Index i = 0; i < loading.size(); ++i)
        if (loading[i] != 0) terms.push_back({i, loading[i]});
    return terms;
}

/// A square matrix B with few entries that acts on the first elements of a longer state; the
/// others stay. The transition of a structural model has about two entries a row, so that a step
/// costs O(m^2) in place of O(m^3).
template <int N>
class SparseMap {
public:
    /// \param transposed  takes the transpose of `matrix`
    void assign(StateMatrix<N> const& matrix, bool transposed = false) {
        size_ = matrix.rows();
        entries_.clear();
        for (Eigen::Index i = 0; i < size_; ++i)
            for (Eigen::Index j = 0; j < size_; ++j) {
                const double value = transposed ? matrix(j, i) : matrix(i, j);
                if (value != 0) entries_.push_back({i, j, value});
            }
    }
    [[nodiscard]] Eigen::Index size() const noexcept { return size_; }

    /// x <- B x. `spare` is overwritten.
    template <class Column>
    void apply(Column&& x, StateVector<N>& spare) const noexcept {
        spare.head(size_).setZero();
        for (Entry const& e : entries_) spare[e.row] += e.value * x[e.column];
        x.head(size_) = spare.head(size_);
    }
    /// P <- B P B' for a symmetric P. The spares are overwritten; both are as large as P.
    void congruence(StateMatrix<N>& p, StateMatrix<N>& spare,
                    StateMatrix<N>& turned) const noexcept {
        const Eigen::Index m = p.rows();
        const Eigen::Index rest = m - size_;
        combine(p, spare, m);  // P B', by symmetry the transpose of B P
        if (rest > 0) {
            p.bottomLeftCorner(rest, size_) = spare.bottomLeftCorner(rest, size_);
            p.topRightCorner(size_, rest) = p.bottomLeftCorner(rest, size_).transpose();
        }
        turned.topLeftCorner(size_, size_) = spare.topLeftCorner(size_, size_).transpose();
        combine(turned, p, size_);
        for (Eigen::Index j = 0; j < size_; ++j)
            for (Eigen::Index i = 0; i < j; ++i) p(i, j) = p(j, i);
    }

private:
    struct Entry {
        Eigen::Index row, column;
        double value;
    };
    /// The first `rows` rows of `from` B' into `to`, column by column.
    void combine(StateMatrix<N> const& from, StateMatrix<N>& to, Eigen::Index rows) const noexcept {
        auto entry = entries_.begin();
        for (Eigen::Index i = 0; i < size_; ++i) {
            double* const out = to.col(i).data();
            bool empty = true;
            for (; entry != entries_.end() && entry->row == i; ++entry) {
                double const* const in = from.col(entry->column).data();
                const double value = entry->value;
                if (empty)
                    for (Eigen::Index k = 0; k < rows; ++k) out[k] = value * in[k];
                else
                    for (Eigen::Index k = 0; k < rows; ++k) out[k] += value * in[k];
                empty = false;
            }
            if (empty)
                for (Eigen::Index k = 0; k < rows; ++k) out[k] = 0;
        }
    }

    Eigen::Index size_ = 0;
    std::vector<Entry> entries_;  ///< By rows.
};

}  // namespace glidepath

// The diffuse likelihood of a structural model of a series, from its differences.
#pragma once

#include <glidepath/forecast/state_space/structural_model.hpp>

#include <Eigen/Cholesky>
#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <vector>

namespace glidepath::detail {

/// What a Gaussian likelihood is made of, at given variances.
struct LikelihoodParts {
    double log_variances = 0;  ///< Sum of the logarithms of the innovations' variances.
    double squares = 0;        ///< Sum of their squares over their variances.
    int count = 0;
};

/// The differences that make a structural model stationary follow a moving average, whose
/// likelihood is the diffuse likelihood of the series: Harvey (1989, sections 2.4 and 4.5). A
/// banded Cholesky factorisation gives it in O(n q^2) for q = 1, 2 or s + 1, a tenth of what the
/// filter needs. For all forms but a damped slope with a stationary start.
///
/// A missing value enters as an unknown constant of infinite variance that is added to its place:
/// one more right-hand side each. Up to a constant that depends on neither variances nor phi this
/// is the diffuse likelihood of the observed values.
class DifferencedLikelihood {
public:
    /// \param y  first and last value observed, NaN between for missing ones, all others finite;
    ///           more observed values than the shape has diffuse directions
    DifferencedLikelihood(std::span<double const> y, StructuralShape const& shape)
        : shape_(shape), y_(y.begin(), y.end()) {
        order_ = shape.form == StructuralForm::level ? 1
                 : shape.has_season()                ? static_cast<std::size_t>(shape.season) + 1
                                                     : 2;
        count_ = y.size() - order_;
        bridge_gaps();
        w_.resize(count_);
        for (std::vector<double>* row :
             {&row_, &irregular_, &level_, &slope_, &season_, &operation_})
            row->assign(order_ + 1, 0.0);
        band_.resize(count_ * (order_ + 1));
        scaled_.resize(count_ * (1 + missing_.size()));
        information_.resize(static_cast<Eigen::Index>(missing_.size()),
                            static_cast<Eigen::Index>(missing_.size()));
        score_.resize(static_cast<Eigen::Index>(missing_.size()));
        if (shape.has_season()) set_season();
        else set_phi(shape.form == StructuralForm::damped ? shape.phi : 1);
        take_differences();
    }

    /// The differences of the series, its gaps bridged by lines.
    [[nodiscard]] std::span<double const> differences() const noexcept { return w_; }

    /// At these variances and this phi (of a damped slope; else 1). `squares` is infinite where the
    /// covariances are not positive definite.
    [[nodiscard]] LikelihoodParts operator()(StructuralVariances const& v, double phi) {
        if (shape_.form == StructuralForm::damped && phi != phi_) {
            set_phi(phi);
            take_differences();
        }
        for (std::size_t k = 0; k <= order_; ++k)
            row_[k] = v.irregular * irregular_[k] + v.level * level_[k] + v.slope * slope_[k] +
                      v.season * season_[k];
        LikelihoodParts parts = factorise();
        if (!missing_.empty() && std::isfinite(parts.squares)) integrate_missing(parts);
        return parts;
    }

private:
    using Polynomial = std::vector<double>;

    /// Lines between the neighbours of gaps: small differences keep rounding errors small.
    void bridge_gaps() {
        std::size_t before = 0;
        for (std::size_t t = 0; t < y_.size(); ++t) {
            if (std::isnan(y_[t])) {
                missing_.push_back(t);
                continue;
            }
            for (std::size_t k = before + 1; k < t; ++k)
                y_[k] = y_[before] + (y_[t] - y_[before]) * static_cast<double>(k - before) /
                                         static_cast<double>(t - before);
            before = t;
        }
    }
    [[nodiscard]] static Polynomial product(Polynomial const& a, Polynomial const& b) {
        Polynomial c(a.size() + b.size() - 1, 0.0);
        for (std::size_t i = 0; i < a.size(); ++i)
            for (std::size_t j = 0; j < b.size(); ++j) c[i + j] += a[i] * b[j];
        return c;
    }
    static void covariances(Polynomial const& a, Polynomial& c) {
        std::fill(c.begin(), c.end(), 0.0);
        for (std::size_t k = 0; k < a.size(); ++k)
            for (std::size_t i = 0; i + k < a.size(); ++i) c[k] += a[i] * a[i + k];
    }
    void set_season() {
        const Polynomial difference{1, -1};
        const Polynomial sum(static_cast<std::size_t>(shape_.season), 1.0);
        operation_ = product(difference, product(difference, sum));
        covariances(operation_, irregular_);
        covariances(product(difference, sum), level_);
        covariances(sum, slope_);
        covariances(product(difference, difference), season_);
    }
    /// (1 - L)(1 - phi L) y = (1 - L)(1 - phi L) e + (1 - phi L) n + z, one period late.
    void set_phi(double phi) noexcept {
        phi_ = phi;
        operation_[0] = 1;
        if (order_ == 1) {
            operation_[1] = -1;
            irregular_[0] = 2;
            irregular_[1] = -1;
            level_[0] = 1;
            return;
        }
        operation_[1] = -(1 + phi);
        operation_[2] = phi;
        irregular_[0] = 2 * (1 + phi + phi * phi);
        irregular_[1] = -(1 + phi) * (1 + phi);
        irregular_[2] = phi;
        level_[0] = 1 + phi * phi;
        level_[1] = -phi;
        slope_[0] = 1;
    }
    void take_differences() noexcept {
        for (std::size_t t = 0; t < count_; ++t) {
            double w = 0;
            for (std::size_t i = 0; i <= order_; ++i) w += operation_[i] * y_[t + order_ - i];
            w_[t] = w;
        }
    }

    /// Row by row: the covariance matrix is L D L', L with unit diagonal and `order_` bands.
    [[nodiscard]] LikelihoodParts factorise() {
        LikelihoodParts parts;
        parts.count = static_cast<int>(count_);
        const std::size_t width = order_ + 1;
        double product = 1;
        for (std::size_t t = 0; t < count_; ++t) {
            // band_[t][k]: L(t, t - order + k) times D there, until divided; last the pivot.
            double* const row = band_.data() + t * width;
            const std::size_t reach = std::min(order_, t);
            double pivot = row_[0];
            double error = w_[t];
            for (std::size_t back = reach; back >= 1; --back) {
                const std::size_t j = t - back;
                double const* const other = band_.data() + j * width;
                double value = row_[back];
                // Columns i that both rows have: t - order .. j - 1.
                const std::size_t common = std::min(reach - back, order_ - back);
                double const* const mine = row + (order_ - back - common);
                double const* const theirs = other + (order_ - common);
                for (std::size_t i = 0; i < common; ++i) value -= mine[i] * theirs[i];
                row[order_ - back] = value;
            }
            for (std::size_t back = reach; back >= 1; --back) {
                const double scaled = row[order_ - back];
                const double factor = scaled / band_[(t - back) * width + order_];
                pivot -= scaled * factor;
                error -= factor * scaled_[t - back];
                row[order_ - back] = factor;
            }
            row[order_] = pivot;
            scaled_[t] = error;
            if (!(pivot > 0)) {
                parts.squares = std::numeric_limits<double>::infinity();
                return parts;
            }
            parts.squares += error * error / pivot;
            product *= pivot;
            if (product > 1e100 || product < 1e-100) {
                parts.log_variances += std::log(product);
                product = 1;
            }
        }
        parts.log_variances += std::log(product);
        return parts;
    }

    /// The missing values' share: their columns through the factor, then generalised least squares.
    void integrate_missing(LikelihoodParts& parts) noexcept {
        const std::size_t width = order_ + 1;
        information_.setZero();
        score_.setZero();
        double* const columns = scaled_.data() + count_;
        const std::size_t k = missing_.size();
        for (std::size_t t = 0; t < count_; ++t) {
            double const* const row = band_.data() + t * width;
            double* const x = columns + t * k;
            const std::size_t reach = std::min(order_, t);
            for (std::size_t j = 0; j < k; ++j) {
                const std::size_t lag = t + order_ - missing_[j];  // wraps above it
                double value = lag <= order_ ? operation_[lag] : 0;
                if (t + order_ >= missing_[j])
                    for (std::size_t back = 1; back <= reach; ++back)
                        value -= row[order_ - back] * columns[(t - back) * k + j];
                x[j] = value;
            }
            const double pivot = row[order_];
            for (std::size_t j = 0; j < k; ++j) {
                if (x[j] == 0) continue;
                const double weight = x[j] / pivot;
                const auto column = static_cast<Eigen::Index>(j);
                score_[column] += weight * scaled_[t];
                for (std::size_t i = j; i < k; ++i)
                    information_(static_cast<Eigen::Index>(i), column) += weight * x[i];
            }
        }
        const Eigen::LLT<Eigen::Ref<Eigen::MatrixXd>> solver(information_);  // in place
        if (solver.info() != Eigen::Success) {
            parts.squares = std::numeric_limits<double>::infinity();
            return;
        }
        solver.matrixL().solveInPlace(score_);
        parts.squares = std::max(parts.squares - score_.squaredNorm(), 0.0);
        parts.log_variances += 2 * information_.diagonal().array().log().sum();
        parts.count -= static_cast<int>(k);
    }

    StructuralShape shape_;
    std::vector<double> y_, w_;
    std::vector<std::size_t> missing_;
    std::size_t order_ = 1;  ///< Of the differences, and of the moving average.
    std::size_t count_ = 0;
    double phi_ = 1;
    Polynomial operation_;                           ///< The differences that are taken.
    Polynomial irregular_, level_, slope_, season_;  ///< Autocovariances for variances of 1.
    Polynomial row_;
    std::vector<double> band_;  ///< The factor, row by row, the pivot last.
    std::vector<double>
        scaled_;  ///< Innovations, then by row those of the missing values' columns.
    Eigen::MatrixXd information_;
    Eigen::VectorXd score_;
};

}  // namespace glidepath::detail

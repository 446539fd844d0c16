// Normal distributions of one and of several figures.
#pragma once

#include <glidepath/forecast/sampling/normal.hpp>

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <Eigen/QR>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

namespace glidepath {

/// A normal distribution; a variance of 0 is a known number.
struct NormalDistribution {
    double mean = 0;
    double variance = 0;

    [[nodiscard]] double deviation() const noexcept { return std::sqrt(variance); }
    /// P(figure >= x); of a known number 1 or 0, with the usual tolerance of 1e-9.
    [[nodiscard]] double at_least(double x) const noexcept {
        if (!(variance > 0))
            return mean >= x - 1e-9 * std::max(std::abs(mean), std::abs(x)) ? 1 : 0;
        return normal_cdf((mean - x) / deviation());
    }
    /// The figure below which it lies with probability p, 0 < p < 1.
    [[nodiscard]] double quantile(double p) const noexcept {
        return variance > 0 ? mean + deviation() * normal_quantile(p) : mean;
    }
};

/// The joint normal distribution of several figures.
struct JointNormal {
    Eigen::VectorXd mean;
    Eigen::MatrixXd covariance;

    [[nodiscard]] Eigen::Index size() const noexcept { return mean.size(); }

    [[nodiscard]] Eigen::VectorXd deviations() const {
        return covariance.diagonal().cwiseMax(0.0).cwiseSqrt();
    }
    /// Of the figures; 0 between those that are known and any other.
    [[nodiscard]] Eigen::MatrixXd correlation() const {
        const Eigen::VectorXd inverse =
            deviations().unaryExpr([](double d) { return d > 0 ? 1 / d : 0.0; });
        Eigen::MatrixXd result = inverse.asDiagonal() * covariance * inverse.asDiagonal();
        result.diagonal().setOnes();
        return result;
    }
    /// Makes sums certain that are known to be: their rounding errors, which are about the root of
    /// those of the covariance, would else move every draw.
    /// \param weights  one column a sum, one row a figure; columns may depend on each other
    /// \pre the sums are certain but for rounding
    void hold(Eigen::Ref<Eigen::MatrixXd const> const& weights,
              Eigen::Ref<Eigen::VectorXd const> const& sums) {
        mean += weights.transpose().completeOrthogonalDecomposition().solve(
            sums - weights.transpose() * mean);
        const Eigen::ColPivHouseholderQR<Eigen::MatrixXd> qr(weights);
        const Eigen::MatrixXd span =
            qr.householderQ() * Eigen::MatrixXd::Identity(size(), qr.rank());
        covariance -= span * (span.transpose() * covariance);
        covariance -= (covariance * span) * span.transpose();
    }

    /// Of the sum of weights times figures. \pre as many weights as figures
    [[nodiscard]] NormalDistribution
    weighted(Eigen::Ref<Eigen::VectorXd const> const& weights) const {
        return {mean.dot(weights), std::max(weights.dot(covariance * weights), 0.0)};
    }
    /// Of the sum of the figures first..last, both included.
    /// \throws std::invalid_argument for a range that is not within the figures
    [[nodiscard]] NormalDistribution sum(Eigen::Index first, Eigen::Index last) const {
        if (first < 0 || last < first || last >= size())
            throw std::invalid_argument("figures " + std::to_string(first) + " to " +
                                        std::to_string(last) + " of " + std::to_string(size()) +
                                        " (counted from 0)");
        const Eigen::Index n = last - first + 1;
        return {mean.segment(first, n).sum(),
                std::max(covariance.block(first, first, n, n).sum(), 0.0)};
    }
    /// A square matrix L with L L' the covariance: mean + L times independent standard normal
    /// numbers is a draw of all figures. The covariance may be singular (figures that are known, or
    /// sums of others); L is then no triangle, since pivots are taken in order of size.
    [[nodiscard]] Eigen::MatrixXd factor() const {
        const Eigen::LDLT<Eigen::MatrixXd> decomposition(covariance);
        const Eigen::VectorXd d = decomposition.vectorD().cwiseMax(0.0).cwiseSqrt();
        Eigen::MatrixXd l = decomposition.matrixL();
        l = l * d.asDiagonal();
        return decomposition.transpositionsP().transpose() * l;
    }
};

}  // namespace glidepath

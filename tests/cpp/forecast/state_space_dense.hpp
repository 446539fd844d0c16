// State-space models as one normal distribution: the slow way, by covariances of whole paths.
#pragma once

#include <glidepath/forecast/state_space/linear_model.hpp>

#include <Eigen/Cholesky>
#include <Eigen/Core>

#include <cmath>
#include <numbers>

namespace glidepath::testing::state_space {

/// The distribution of y_0 .. y_{n-1}: mean + design * (coefficients of infinite variance) + an
/// error of the given covariance.
struct DensePath {
    Eigen::VectorXd mean;
    Eigen::MatrixXd design;
    Eigen::MatrixXd covariance;

    explicit DensePath(LinearModel<> const& model, Eigen::Index n)
        : mean(n), design(n, model.diffuse.cols()), covariance(n, n) {
        const Eigen::Index m = model.size();
        Eigen::VectorXd a = model.start;
        Eigen::MatrixXd x = model.diffuse;
        Eigen::MatrixXd p = model.start_covariance;
        for (Eigen::Index t = 0; t < n; ++t) {
            mean[t] = model.loading.dot(a);
            design.row(t) = model.loading.transpose() * x;
            Eigen::MatrixXd power = Eigen::MatrixXd::Identity(m, m);
            for (Eigen::Index s = t; s < n; ++s) {
                covariance(s, t) = covariance(t, s) =
                    (power * p * model.loading).dot(model.loading);
                power = model.transition * power;
            }
            covariance(t, t) += model.irregular;
            a = model.transition * a;
            x = model.transition * x;
            p = model.transition * p * model.transition.transpose() + model.noise;
        }
    }
};

/// The path given C y + e = values, e independent with the given variances: generalised least
/// squares for the unknown start (de Jong 1991).
struct DenseEstimate {
    Eigen::VectorXd mean;
    Eigen::MatrixXd covariance;
    double log_likelihood;  ///< Without the constants of the diffuse directions.

    DenseEstimate(DensePath const& path, Eigen::MatrixXd const& c, Eigen::VectorXd const& values,
                  Eigen::VectorXd const& variances) {
        // Any covariance within the unknown directions changes nothing but keeps s regular.
        const double size = path.covariance.diagonal().mean();
        const Eigen::MatrixXd all = path.covariance + size * path.design * path.design.transpose();
        const Eigen::MatrixXd joint = all * c.transpose();
        Eigen::MatrixXd s = c * joint;
        s.diagonal() += variances;
        const Eigen::LDLT<Eigen::MatrixXd> solver(s);
        const Eigen::MatrixXd x = c * path.design;
        const Eigen::VectorXd error = values - c * path.mean;
        const Eigen::MatrixXd information = x.transpose() * solver.solve(x);
        const Eigen::LDLT<Eigen::MatrixXd> unknown(information);
        const Eigen::VectorXd beta = unknown.solve(x.transpose() * solver.solve(error));
        const Eigen::VectorXd rest = error - x * beta;
        mean = path.mean + path.design * beta + joint * solver.solve(rest);
        const Eigen::MatrixXd left = path.design - joint * solver.solve(x);
        covariance =
            all - joint * solver.solve(joint.transpose()) + left * unknown.solve(left.transpose());
        const auto degrees = static_cast<double>(values.size() - x.cols());
        log_likelihood =
            -0.5 *
            (degrees * std::log(2 * std::numbers::pi) + solver.vectorD().array().log().sum() +
             unknown.vectorD().array().log().sum() + rest.dot(solver.solve(rest)));
    }
};

}  // namespace glidepath::testing::state_space

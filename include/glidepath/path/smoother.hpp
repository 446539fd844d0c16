// One least-rough structure for many series: prepared once, then a product for each.
#pragma once

#include <glidepath/path/solver/rough_problem.hpp>

#include <Eigen/Core>

#include <cmath>
#include <cstddef>
#include <numeric>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace glidepath {

/// The least rough path as a function of the values of its rows: path = offset + response * values.
/// For many series of one structure (10,000 annual series to months): solving is a product and does
/// not allocate.
class Smoother {
public:
    /// \param rows  equalities and soft rows; their values are those of each series
    /// \throws std::invalid_argument as `least_rough`, for inequalities, for rows that contradict
    /// or
    ///         imply each other, and if the rows leave the path undetermined
    Smoother(Roughness const& roughness, std::span<double const> preliminary,
             std::span<Row const> rows) {
        std::vector<Row> bare(rows.begin(), rows.end());
        for (std::size_t i = 0; i < bare.size(); ++i) {
            bare[i].value = 0;
            if (bare[i].sense != Sense::equal)
                throw std::invalid_argument("row " + std::to_string(i) +
                                            " is an inequality: which of them bind differs from "
                                            "series to series");
        }
        const detail::RoughProblem problem(roughness, preliminary, bare);
        std::vector<std::size_t> all(rows.size());
        std::iota(all.begin(), all.end(), std::size_t{0});
        const auto base = problem.solve(all);
        if (base.missing > 0)
            throw std::invalid_argument("the path is not identified: " +
                                        std::to_string(base.missing) + " more statements needed");
        for (std::size_t i = 0; i < base.states.size(); ++i)
            if (base.states[i] != detail::RowState::holds)
                throw std::invalid_argument("row " + std::to_string(i) +
                                            " depends on the rows before it");
        offset_ = problem.path_unit() *
                  Eigen::Map<Eigen::VectorXd const>(base.path.data(),
                                                    static_cast<Eigen::Index>(base.path.size()));
        const auto columns = problem.response(all);
        response_.resize(offset_.size(), static_cast<Eigen::Index>(columns.size()));
        for (std::size_t k = 0; k < columns.size(); ++k)
            response_.col(static_cast<Eigen::Index>(k)) =
                Eigen::Map<Eigen::VectorXd const>(columns[k].data(), offset_.size());
    }

    [[nodiscard]] Eigen::Index size() const noexcept { return offset_.size(); }
    [[nodiscard]] Eigen::Index rows() const noexcept { return response_.cols(); }
    /// The derivative of the path (rows) by the values (columns).
    [[nodiscard]] Eigen::MatrixXd const& response() const noexcept { return response_; }

    /// The path of one series. \return false, with the path untouched, if a value is no number
    /// \pre `values` has rows() elements, `path` size()
    [[nodiscard]] bool solve(std::span<double const> values, std::span<double> path) const {
        for (double value : values)
            if (!std::isfinite(value)) return false;
        Eigen::Map<Eigen::VectorXd> out(path.data(), size());
        out.noalias() =
            response_ * Eigen::Map<Eigen::VectorXd const>(values.data(), response_.cols());
        out += offset_;
        return true;
    }

private:
    Eigen::VectorXd offset_;
    Eigen::MatrixXd response_;
};

}  // namespace glidepath

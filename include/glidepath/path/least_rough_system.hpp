// The least rough system of series: districts with their city, sectors with their total, in time
// and across at once.
#pragma once

#include <glidepath/path/least_rough_result.hpp>
#include <glidepath/path/roughness.hpp>
#include <glidepath/path/row.hpp>
#include <glidepath/path/series_system.hpp>
#include <glidepath/path/solver/least_rough_search.hpp>

#include <Eigen/Core>

#include <cstddef>
#include <span>
#include <stdexcept>
#include <string>

namespace glidepath {

/// The series that deviate as smoothly as possible from preliminary ones and satisfy the rows:
/// benchmarks of each series in time and totals across them, all at once. The roughness is summed
/// over the series, each about its own preliminary values.
///
/// With first differences the multivariate Denton method (Di Fonzo and Marini, Simultaneous and
/// two-step reconciliation of systems of time series, Journal of the Royal Statistical Society C 60
/// (2011)); with `Roughness::autoregressive(rho).scaled(lambda)` the reconciliation of Dagum and
/// Cholette, Benchmarking, Temporal Distribution, and Reconciliation Methods for Time Series
/// (2006), ch. 11 to 13. What a total leaves over in one period goes to the series in proportion to
/// their size with lambda 0.5, to its square with lambda 1, in equal parts with lambda 0.
///
/// Every hard row holds, and none is moved: rows that cannot all hold are named as a minimal set
/// (`SeriesSystem::text` says what each states). Redundant rows are fine, such as yearly benchmarks
/// of which the sum is the yearly total. The cost grows with the number of periods n, and with the
/// cube of that of series.
///
/// Totals alone may leave the series undetermined (differences with lambda 0), or determine them
/// badly (lambda above 0): a series then keeps its shape, not its level. Rho below 1 keeps the
/// level.
/// \param preliminary  one row a series, one column a period
/// \param warm         inequalities that are likely to bind, as `binding` of a similar problem
/// \return as `least_rough`; the values are laid out as the system says (`SeriesSystem::matrix`)
/// \throws std::invalid_argument for preliminary values of another shape than the system; for
///         values that are not finite, and for such as are 0 or of both signs within a series if
///         the roughness divides by them (naming series and period); for an ARIMA roughness; and
///         for rows that leave the system
[[nodiscard]] inline LeastRough least_rough_system(SeriesSystem const& system,
                                                   Roughness const& roughness,
                                                   Eigen::MatrixXd const& preliminary,
                                                   std::span<Row const> rows,
                                                   std::span<std::size_t const> warm = {}) {
    if (preliminary.rows() != system.series() || preliminary.cols() != system.periods().size())
        throw std::invalid_argument(
            "a system of " + std::to_string(system.series()) + " series over " +
            std::to_string(system.periods().size()) +
            " periods needs as many rows and columns of preliminary values, not " +
            std::to_string(preliminary.rows()) + " and " + std::to_string(preliminary.cols()));
    if (roughness.kind() == Roughness::Operator::arima)
        throw std::invalid_argument("an ARIMA roughness is for a single series");
    const std::span<double const> values(preliminary.data(),
                                         static_cast<std::size_t>(preliminary.size()));
    try {
        return detail::LeastRoughSearch(roughness, values, rows, warm,
                                        static_cast<std::size_t>(system.series()))
            .run();
    } catch (detail::UnusableValue const& unusable) {
        throw std::invalid_argument("the preliminary value of " +
                                    system.position_text(unusable.position) + " " +
                                    unusable.problem);
    }
}

}  // namespace glidepath

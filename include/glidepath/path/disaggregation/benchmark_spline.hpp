// Temporal disaggregation by a natural cubic spline.
#pragma once

#include <glidepath/model/number.hpp>
#include <glidepath/path/curve/curve.hpp>
#include <glidepath/path/disaggregation/aggregation.hpp>

#include <cstddef>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace glidepath {

namespace detail {

/// Totals up to the end of each position, from 0; as a curve over the cumulated indicator, whose
/// differences are the path.
[[nodiscard]] inline std::vector<double> spline_of_totals(std::span<double const> benchmarks,
                                                          Aggregation const& aggregation,
                                                          std::span<double const> indicator) {
    const auto n = static_cast<std::size_t>(aggregation.size());
    std::vector<double> abscissa{0};
    abscissa.reserve(n + 1);
    for (std::size_t t = 0; t < n; ++t) {
        const double step = indicator.empty() ? 1 : indicator[t];
        if (!(step > 0))
            throw std::invalid_argument("a spline of totals needs a positive indicator; at " +
                                        aggregation.position_name(static_cast<int>(t)) + " it is " +
                                        format_shortest(step));
        abscissa.push_back(abscissa.back() + step);
    }
    const auto& spans = aggregation.spans();
    std::vector<double> x{abscissa[static_cast<std::size_t>(spans.front().first)]};
    std::vector<double> totals{0};
    for (std::size_t k = 0; k < spans.size(); ++k) {
        if (k > 0 && spans[k].first != spans[k - 1].last + 1)
            throw std::invalid_argument("a spline of totals needs benchmarks without a gap; " +
                                        aggregation.benchmark_name(static_cast<int>(k)) +
                                        " does not follow on the one before");
        x.push_back(abscissa[static_cast<std::size_t>(spans[k].last) + 1]);
        const bool mean = aggregation.conversion() == Conversion::mean;
        totals.push_back(totals.back() + benchmarks[k] * (mean ? spans[k].size() : 1));
    }
    const Curve curve(x, totals, CurveMethod::natural);
    std::vector<double> path;
    path.reserve(n);
    double before = curve.value(abscissa[0], Beyond::linear);
    for (std::size_t t = 0; t < n; ++t) {
        const double after = curve.value(abscissa[t + 1], Beyond::linear);
        path.push_back(after - before);
        before = after;
    }
    return path;
}

/// The path, or its ratio to the indicator, as a curve through the benchmarks' positions.
[[nodiscard]] inline std::vector<double> spline_of_points(std::span<double const> benchmarks,
                                                          Aggregation const& aggregation,
                                                          std::span<double const> indicator) {
    if (aggregation.benchmarks() < 2)
        throw std::invalid_argument("a spline through points needs at least two benchmarks");
    std::vector<double> x;
    std::vector<double> y;
    for (int k = 0; k < aggregation.benchmarks(); ++k) {
        const int t = aggregation.run(k).first;
        double value = benchmarks[static_cast<std::size_t>(k)];
        if (!indicator.empty()) {
            if (indicator[static_cast<std::size_t>(t)] == 0)
                throw std::invalid_argument("the ratio to the indicator does not exist at " +
                                            aggregation.position_name(t) +
                                            ", where the indicator is 0");
            value /= indicator[static_cast<std::size_t>(t)];
        }
        x.push_back(t);
        y.push_back(value);
    }
    const Curve curve(x, y, CurveMethod::natural);
    std::vector<double> path;
    path.reserve(static_cast<std::size_t>(aggregation.size()));
    for (int t = 0; t < aggregation.size(); ++t)
        path.push_back(curve.value(t, Beyond::linear) *
                       (indicator.empty() ? 1 : indicator[static_cast<std::size_t>(t)]));
    return path;
}

}  // namespace detail

/// The path of a natural cubic spline, continued linearly beyond its knots.
///
/// For sums and means the spline goes through the cumulated benchmarks, over the cumulated
/// indicator or over time, and the path is its differences; for single positions it goes through
/// the benchmarks, or through their ratios to the indicator. (As the cubic spline of JDemetra+ 3.)
/// It may overshoot: neither the sign of the benchmarks nor that of the ratios is kept.
/// \param indicator  n values, or none
/// \pre   all values are finite
/// \throws std::invalid_argument for an indicator that is not positive (sums and means) or zero at
///         a benchmark (positions), benchmarks with a gap between them (sums and means), fewer than
///         two benchmarks (positions), and numbers that are too far apart.
[[nodiscard]] inline std::vector<double> benchmark_spline(std::span<double const> benchmarks,
                                                          Aggregation const& aggregation,
                                                          std::span<double const> indicator = {}) {
    const bool totals =
        aggregation.conversion() == Conversion::sum || aggregation.conversion() == Conversion::mean;
    return totals ? detail::spline_of_totals(benchmarks, aggregation, indicator)
                  : detail::spline_of_points(benchmarks, aggregation, indicator);
}

}  // namespace glidepath

// Temporal disaggregation: one series, and several with a total.
#include "bindings.hpp"
#include "disaggregation_words.hpp"
#include <glidepath/path/least_rough_system.hpp>

#include <Eigen/Core>
#include <pybind11/eigen.h>

#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace py = pybind11;

namespace glidepath::python {

namespace {

using Unlocked = py::call_guard<py::gil_scoped_release>;
using Values = Eigen::VectorXd;

[[nodiscard]] Values as_values(std::vector<double> const& values) {
    return Eigen::Map<Values const>(values.data(), static_cast<Eigen::Index>(values.size()));
}

void bind_results(py::module_& m) {
    py::class_<RegressionFit>(m, "RegressionFit", "How a path was estimated by regression.")
        .def_readonly("coefficients", &RegressionFit::coefficients,
                      "The constant if there is one, then the indicators; for the dynamic method "
                      "with rho != 0 last the remainder of the periods before the first.")
        .def_readonly("coefficient_errors", &RegressionFit::coefficient_errors, "Standard errors.")
        .def_readonly("rho", &RegressionFit::rho)
        .def_readonly("estimated", &RegressionFit::estimated, "Whether rho is an estimate.")
        .def_readonly("truncated", &RegressionFit::truncated,
                      "Whether the estimate of rho was below ``lowest_rho``.")
        .def_readonly("at_bound", &RegressionFit::at_bound,
                      "Whether the estimate of rho is at an end of its range.")
        .def_readonly("rss", &RegressionFit::rss,
                      "The weighted sum of squares of the benchmarks' residuals.")
        .def_readonly("variance", &RegressionFit::variance, "rss / number of benchmarks.")
        .def_readonly("log_likelihood", &RegressionFit::log_likelihood)
        .def_readonly("aic", &RegressionFit::aic)
        .def_readonly("bic", &RegressionFit::bic)
        .def("__repr__", [](RegressionFit const& self) {
            return "<RegressionFit: rho " + format_shortest(self.rho) + ", log-likelihood " +
                   format_shortest(self.log_likelihood) + ">";
        });
    py::class_<Disaggregation>(m, "Disaggregation", "A path that agrees with benchmarks.")
        .def_property_readonly("values",
                               [](Disaggregation const& self) { return as_values(self.values); })
        .def_property_readonly(
            "standard_errors",
            [](Disaggregation const& self) -> std::optional<Values> {
                if (self.standard_errors.empty()) return std::nullopt;
                return as_values(self.standard_errors);
            },
            "None where the method has no model.")
        .def_readonly("regression", &Disaggregation::regression)
        .def_property_readonly(
            "benchmark_ratios",
            [](Disaggregation const& self) -> std::optional<Values> {
                if (self.benchmark_ratios.empty()) return std::nullopt;
                return as_values(self.benchmark_ratios);
            },
            "Each benchmark over the indicator's figure for it; None without or with several "
            "indicators.")
        .def_readonly("residual", &Disaggregation::residual)
        .def_readonly("notes", &Disaggregation::notes);
}

void bind_single(py::module_& m) {
    m.def(
        "disaggregate",
        [](std::vector<double> const& benchmarks, Window const& periods, Window const& path,
           Conversion conversion, int position, Eigen::MatrixXd const& indicators,
           DisaggregationMethod method, int order, Deviations deviations,
           std::optional<double> minimum, std::optional<double> maximum, std::optional<double> rho,
           std::optional<double> lambda, Bias bias, std::vector<double> phi, int d,
           std::vector<double> theta, Criterion criterion, double lowest_rho, bool intercept,
           GrowthObjective growth) {
            DisaggregationOptions options;
            options.method = method;
            options.order = order;
            options.deviations = deviations;
            options.bounds = {minimum, maximum};
            options.rho = rho;
            options.lambda = lambda;
            options.bias = bias;
            options.arima = {std::move(phi), d, std::move(theta)};
            options.criterion = criterion;
            options.lowest_rho = lowest_rho;
            options.intercept = intercept;
            options.growth = growth;
            const auto aggregation = Aggregation::of(periods, path, conversion, position);
            return disaggregate(benchmarks, aggregation,
                                Eigen::Ref<Eigen::MatrixXd const>(indicators), options);
        },
        py::arg("benchmarks"), py::arg("periods"), py::arg("path"), py::arg("conversion"),
        py::kw_only(), py::arg("position") = 0, py::arg("indicators"), py::arg("method"),
        py::arg("order") = 1, py::arg_v("deviations", Deviations::proportional, "'proportional'"),
        py::arg("minimum") = py::none(), py::arg("maximum") = py::none(),
        py::arg("rho") = py::none(), py::arg("lambda_") = py::none(),
        py::arg_v("bias", Bias::none, "'none'"), py::arg("phi") = std::vector<double>{},
        py::arg("d") = 0, py::arg("theta") = std::vector<double>{},
        py::arg_v("criterion", Criterion::max_log, "'maxlog'"), py::arg("lowest_rho") = 0.0,
        py::arg("intercept") = true, py::arg_v("growth", GrowthObjective::forward, "'forward'"),
        Unlocked(),
        "The path over the window ``path`` that agrees with benchmarks over the consecutive "
        "``periods``. ``indicators`` has one row a period of the path and one column an indicator, "
        "or none. Raises ValueError that says what is wrong and where.");
}

/// One figure of a system: the series it is about (none: their total), its window, its value.
using SystemFigure = std::tuple<std::optional<int>, Window, double>;

/// Why there is no path; names at most a dozen of the figures that contradict each other.
[[noreturn]] void refuse(LeastRough const& path, SeriesSystem const& system,
                         std::vector<Row> const& rows) {
    if (path.state == LeastRough::State::not_identified)
        throw std::invalid_argument("the figures leave the series open: " +
                                    std::to_string(path.missing) + " more needed, or rho below 1");
    if (path.state == LeastRough::State::stalled)
        throw std::invalid_argument("no path was found: the numbers are too large, too small, too "
                                    "far apart, or nearly contradict each other");
    constexpr std::size_t most = 12;
    std::string text;
    for (std::size_t i = 0; i < path.conflict.size() && i < most; ++i)
        text += (i > 0 ? "; " : "") + system.text(rows[path.conflict[i]]);
    if (path.conflict.size() > most)
        text += "; and " + std::to_string(path.conflict.size() - most) + " more";
    throw std::invalid_argument("these figures cannot all hold: " + text);
}

void bind_system(py::module_& m) {
    m.def(
        "disaggregate_system",
        [](std::vector<std::string> names, Window const& periods,
           std::vector<SystemFigure> const& figures, Eigen::MatrixXd const& preliminary, double rho,
           double lambda, std::optional<double> minimum, double rounding) {
            const SeriesSystem system(std::move(names), periods);
            std::vector<Row> rows;
            for (auto const& [series, window, value] : figures) {
                rows.push_back(series ? system.sum(*series, window, value)
                                      : system.total(window, value));
                rows.back().rounding = rounding;
            }
            if (minimum)
                for (int s = 0; s < system.series(); ++s)
                    for (Row& row : system.each(s, *minimum, Sense::at_least))
                        rows.push_back(std::move(row));
            const Roughness roughness = Roughness::autoregressive(rho).scaled(lambda);
            LeastRough path = least_rough_system(system, roughness, preliminary, rows);
            if (path.state == LeastRough::State::not_identified && rounding > 0) {
                // Printed figures that contradict each other become intervals, which tell no
                // levels: each is then met as nearly as the others allow.
                std::vector<Row> with_soft = rows;
                for (std::size_t i = 0; i < figures.size(); ++i) {
                    Row soft = rows[i];
                    soft.variance = rounding * rounding / 3;  // of an even distribution
                    with_soft.push_back(std::move(soft));
                }
                path = least_rough_system(system, roughness, preliminary, with_soft);
            }
            if (!path.solved()) refuse(path, system, rows);
            return Eigen::MatrixXd(system.matrix(path.values));
        },
        py::arg("names"), py::arg("periods"), py::arg("figures"), py::arg("preliminary"),
        py::kw_only(), py::arg("rho"), py::arg("lambda_"), py::arg("minimum") = py::none(),
        py::arg("rounding") = 0.0, Unlocked(),
        "Several series over the same periods that agree with sums of each (number of the series, "
        "window, value) and of all of them (None, window, value). One row a series. Raises "
        "ValueError that says what is wrong, such as figures that cannot all hold.");
}

}  // namespace

void bind_disaggregation(py::module_& m) {
    bind_results(m);
    bind_single(m);
    bind_system(m);
}

}  // namespace glidepath::python

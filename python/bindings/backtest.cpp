// Back-tests of a plan, and how good probabilities were.
#include "bindings.hpp"
#include <glidepath/assess/backtest.hpp>
#include <glidepath/assess/backtest/score.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace py = pybind11;

namespace glidepath::python {

void bind_backtest(py::module_& m) {
    using Unlocked = py::call_guard<py::gil_scoped_release>;
    py::class_<OutlookCase>(m, "OutlookCase",
                            "What was said of one target on one day, before its outcome was known.")
        .def_readonly("target", &OutlookCase::target)
        .def_readonly("as_of", &OutlookCase::as_of)
        .def_readonly("probability", &OutlookCase::probability)
        .def_readonly("low", &OutlookCase::low)
        .def_readonly("high", &OutlookCase::high)
        .def_readonly("points", &OutlookCase::points)
        .def_readonly("status", &OutlookCase::status)
        .def_property_readonly("methods",
                               [](OutlookCase const& self) {
                                   std::vector<std::pair<std::string, std::optional<bool>>> said;
                                   for (std::size_t i = 0; i < backtest_methods.size(); ++i)
                                       said.emplace_back(to_string(backtest_methods[i]),
                                                         self.methods[i]);
                                   return said;
                               })
        .def_readonly("outcome", &OutlookCase::outcome)
        .def_readonly("decided", &OutlookCase::decided);
    m.def(
        "backtest_plan",
        [](Plan const& plan, Observations const& observations, std::optional<Date> from,
           std::optional<Date> to, int paths, std::uint64_t seed) {
            PlanBacktestOptions options;
            options.from = from;
            options.to = to;
            options.outlook.paths = paths;
            options.outlook.seed = seed;
            return backtest(plan, observations, options);
        },
        py::arg("plan"), py::arg("observations"), py::kw_only(), py::arg("since"), py::arg("until"),
        py::arg("paths"), py::arg("seed"), Unlocked());

    py::class_<ProbabilityScore>(m, "ProbabilityScore", "Scores of probabilities; less is better.")
        .def_readonly("cases", &ProbabilityScore::cases)
        .def_readonly("base_rate", &ProbabilityScore::base_rate, "The share that came true.")
        .def_readonly("brier", &ProbabilityScore::brier, "Mean squared distance from what came.")
        .def_readonly("log_score", &ProbabilityScore::log_score,
                      "Mean negative logarithm of the probability of what came.")
        .def_readonly("skill", &ProbabilityScore::skill,
                      "1 - brier / brier of the base rate; None if all outcomes are the same.");
    m.def(
        "score_probabilities",
        [](std::vector<double> const& probabilities, std::vector<double> const& outcomes) {
            return score_probabilities(probabilities, outcomes);
        },
        py::arg("probabilities"), py::arg("outcomes"),
        "Scores of probabilities against what came (1, else 0); between 0.0005 and 0.9995 for the "
        "logarithm.");
    m.def(
        "reliability",
        [](std::vector<double> const& probabilities, std::vector<double> const& outcomes,
           int bins) {
            std::vector<std::tuple<int, double, double>> found;
            for (ReliabilityBin const& bin : reliability(probabilities, outcomes, bins))
                found.emplace_back(bin.cases, bin.forecast, bin.observed);
            return found;
        },
        py::arg("probabilities"), py::arg("outcomes"), py::arg("bins") = 10,
        "Bins of equal counts by rising probability: cases, mean probability, share that came "
        "true.");
}

}  // namespace glidepath::python

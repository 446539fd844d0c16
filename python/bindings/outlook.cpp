// Outlooks of targets, what-if, and which targets are met together.
#include "bindings.hpp"
#include "forecast_words.hpp"
#include "outlook_words.hpp"
#include <glidepath/assess/outlook/held_on_paths.hpp>
#include <glidepath/io/what_if_io.hpp>

#include <Eigen/Core>
#include <pybind11/eigen.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace py = pybind11;

namespace glidepath::python {

namespace {

void bind_values(py::module_& m) {
    py::class_<Deciles> deciles(m, "Deciles",
                                "A quantity that is not known, by three of its quantiles.");
    as_value(deciles, [](Deciles const& self) { return self.median; });
    deciles.def_readonly("low", &Deciles::low, "10 % of paths lie below.")
        .def_readonly("median", &Deciles::median)
        .def_readonly("high", &Deciles::high, "90 % of paths lie below.")
        .def("__repr__", [](Deciles const& self) {
            return "<Deciles " + format_shortest(self.low) + ", " + format_shortest(self.median) +
                   ", " + format_shortest(self.high) + ">";
        });

    py::class_<ModelProbability> model(m, "ModelProbability", "What one model says.");
    as_value(model, &ModelProbability::model);
    model.def_readonly("model", &ModelProbability::model)
        .def_readonly("probability", &ModelProbability::probability)
        .def("__repr__", [](ModelProbability const& self) {
            return "<ModelProbability " + self.model + ": " + format_shortest(self.probability) +
                   ">";
        });

    py::class_<Attainment> attainment(m, "Attainment", R"(When a target is first attained.

Periods are None where too few paths attain it within reach.)");
    as_value(attainment, [](Attainment const& self) { return self.never; });
    attainment
        .def_readonly("early", &Attainment::early, "By its end 10 % of paths have attained it.")
        .def_readonly("median", &Attainment::median, "The same for half of the paths.")
        .def_readonly("late", &Attainment::late, "The same for 90 % of paths.")
        .def_readonly("never", &Attainment::never,
                      "Share of paths that do not attain it by the end of ``through``.")
        .def_readonly("through", &Attainment::through, "How far the paths reach.")
        .def("__repr__", [](Attainment const& self) {
            return "<Attainment " + (self.median ? to_string(*self.median) : "not in half") +
                   " of paths>";
        });
}

void bind_outlook_of(py::module_& m) {
    py::class_<Outlook> outlook(m, "Outlook",
                                R"(How likely one target is met, and what it would take.

A field beside the status, which it never changes. Numbers are unrounded, in the indicator's unit;
growth is in percent.)");
    as_value(outlook, [](Outlook const& self) { return self.probability; });
    outlook.def_readonly("probability", &Outlook::probability, "That the target is met, 0 to 1.")
        .def_readonly("monte_carlo_error", &Outlook::monte_carlo_error,
                      "Standard error of the count of paths; 0: from the distribution itself.")
        .def_readonly("low", &Outlook::low, "The least probability among the models.")
        .def_readonly("high", &Outlook::high, "The greatest probability among the models.")
        .def_readonly("models", &Outlook::models, "What each model says, the default first.")
        .def_readonly("points", &Outlook::points, "How many figures the model rests on.")
        .def_readonly("model", &Outlook::model, "The default model.")
        .def_readonly("notes", &Outlook::notes,
                      "Stable words: what a reader should know of data and model.")
        .def_readonly("likelihood", &Outlook::likelihood, "The class of words.")
        .def_readonly("shown", &Outlook::shown,
                      "As reports show it: to the nearest 5 %, with few points words alone.")
        .def_readonly("why", &Outlook::why, "One sentence.")
        .def_readonly("at_deadline", &Outlook::at_deadline, "The figure that will be judged.")
        .def_readonly("required_value", &Outlook::required_value,
                      "What that figure has to be; of a relation the other side's median.")
        .def_readonly("required_growth", &Outlook::required_growth,
                      "Of levels: a fraction a year from the last known figure.")
        .def_readonly("required_per_period", &Outlook::required_per_period,
                      "Of sums: what each period that is not yet known has to bring.")
        .def_readonly("shortfall", &Outlook::shortfall,
                      "How much is missing on average on the paths that fail.")
        .def_readonly("attainment", &Outlook::attainment, "When it is first attained.")
        .def("__float__", [](Outlook const& self) { return self.probability; })
        .def("__repr__", [](Outlook const& self) { return "<Outlook " + self.shown.en + ">"; });
}

[[nodiscard]] std::vector<ScenarioRow>
scenario_of(std::map<std::string, std::vector<std::string>> const& rows, ReportingYear calendar) {
    std::vector<ScenarioRow> scenario;
    std::vector<Fault> faults;
    for (auto const& [indicator, texts] : rows)
        for (std::string const& text : texts) {
            auto [what, problem] = read_supposition(text, calendar);
            if (what) scenario.push_back({indicator, *what, {}});
            else faults.push_back({"not_a_supposition", {}, indicator, problem});
        }
    if (!faults.empty()) throw InputError(std::move(faults));
    return scenario;
}

}  // namespace

OutlookOptions outlook_options(bool on, int paths, std::uint64_t seed, ForecastMethod method,
                               std::optional<double> common_factor, Vocabulary vocabulary) {
    OutlookOptions options;
    options.on = on;
    options.paths = paths;
    options.seed = seed;
    options.method = method;
    options.common_factor = common_factor;
    options.vocabulary = vocabulary;
    return options;
}

void bind_outlook(py::module_& m) {
    bind_values(m);
    bind_outlook_of(m);
    py::class_<OutlookOptions>(m, "OutlookOptions", "How outlooks are made.")
        .def(py::init(&outlook_options), py::kw_only(), py::arg("on") = true,
             py::arg("paths") = OutlookOptions{}.paths, py::arg("seed") = 0,
             py::arg_v("method", ForecastMethod::automatic, "'auto'"),
             py::arg("common_factor") = 0.0,
             py::arg_v("vocabulary", Vocabulary::report, "'report'"))
        .def_readonly("on", &OutlookOptions::on)
        .def_readonly("paths", &OutlookOptions::paths, "Joint sample paths of every indicator.")
        .def_readonly("seed", &OutlookOptions::seed)
        .def_readonly("method", &OutlookOptions::method)
        .def_readonly(
            "common_factor", &OutlookOptions::common_factor,
            "Share of each period's surprise that all indicators have in common, 0 to 1 (not "
            "1). None: what their histories show, the mean correlation of their yearly "
            "surprises.")
        .def_readonly("vocabulary", &OutlookOptions::vocabulary)
        .def("__repr__", [](OutlookOptions const& self) {
            return "<OutlookOptions: " + std::to_string(self.paths) + " paths>";
        });
    m.def("outlook_heading", &outlook_heading, "The heading under which outlooks are shown.");
}

/// What needs assessments.
void bind_what_if(py::module_& m) {
    py::class_<WhatIf>(m, "WhatIf", "Two assessments of one plan, and the figures between them.")
        .def_readonly("before", &WhatIf::before)
        .def_readonly("after", &WhatIf::after)
        .def_readonly("assumed", &WhatIf::assumed, "The scenario's figures.")
        .def_readonly("seen", &WhatIf::seen, "What ``after`` rests on.")
        .def("to_json", &write_what_if, py::call_guard<py::gil_scoped_release>());
    m.def(
        "what_if",
        [](Plan const& plan, Observations const& observations,
           std::map<std::string, std::vector<std::string>> const& scenario,
           std::optional<Date> as_of, std::optional<Period> through, std::vector<Input> inputs,
           OutlookOptions const& outlook) {
            AssessOptions options;
            options.as_of = as_of;
            options.through = through;
            options.inputs = std::move(inputs);
            options.outlook = outlook;
            return what_if(plan, observations, scenario_of(scenario, plan.reporting_year), options);
        },
        py::arg("plan"), py::arg("observations"), py::arg("scenario"), py::kw_only(),
        py::arg("as_of") = py::none(), py::arg("through") = py::none(),
        py::arg("inputs") = std::vector<Input>{},
        py::arg_v("outlook", OutlookOptions{}, "OutlookOptions()"),
        py::call_guard<py::gil_scoped_release>(),
        "The assessment on what is known, and the one with the scenario's figures.");
    m.def(
        "held_on_paths",
        [](Plan const& plan, Observations const& observations, std::optional<Date> as_of,
           std::optional<Period> through, OutlookOptions const& outlook) {
            HeldOnPaths made = [&] {
                const py::gil_scoped_release unlocked;
                return held_on_paths(plan, observations, {as_of, through}, outlook);
            }();
            std::map<std::string, std::string> left_out;
            for (auto const& [id, why] : made.left_out) left_out.emplace(id, to_string(why));
            return std::tuple(std::move(made.targets), std::move(made.held), std::move(left_out));
        },
        py::arg("plan"), py::arg("observations"), py::kw_only(), py::arg("as_of") = py::none(),
        py::arg("through") = py::none(), py::arg_v("outlook", OutlookOptions{}, "OutlookOptions()"),
        "Ids of targets, whether each (row) is met on each joint path (column), and those left "
        "out with the reason.");
}

}  // namespace glidepath::python

// Scorecards, and how many of several targets will be met.
#include "bindings.hpp"
#include "method_words.hpp"
#include <glidepath/assess/outlook/likelihood.hpp>
#include <glidepath/assess/scorecard_on_paths.hpp>
#include <glidepath/io/scorecard_io.hpp>

#include <pybind11/eigen.h>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace py = pybind11;

namespace glidepath::python {

namespace {

using Unlocked = py::call_guard<py::gil_scoped_release>;

void bind_number_met(py::module_& m) {
    py::class_<NumberMet> met(m, "NumberMet",
                              "The distribution of the number of targets that are met.");
    as_value(met, [](NumberMet const& self) { return self.expected; });
    met.def_readonly("dependence", &NumberMet::dependence,
                     "How the targets hang together: ``independent``, ``joint_paths`` or\n"
                     "``independent_indicators``.")
        .def_property_readonly("targets", &NumberMet::targets, "Of how many targets.")
        .def_readonly("expected", &NumberMet::expected, "Expected number met.")
        .def_property_readonly("all", &NumberMet::all, "Probability that all of these are met.")
        .def_readonly("at_least", &NumberMet::at_least,
                      "Probability that k or more are met, for k from 0 to all.")
        .def("__repr__", [](NumberMet const& self) {
            return "<NumberMet: " + format_shortest(self.expected) + " of " +
                   std::to_string(self.targets()) + " expected, " +
                   std::string(to_string(self.dependence)) + ">";
        });
    m.def(
        "number_met",
        [](std::vector<double> const& probabilities) { return number_met(probabilities); },
        py::arg("probabilities"), Unlocked(),
        "How many of several independent targets will be met: exact (Poisson-binomial).\n\n"
        "Raises ValueError for a probability outside 0 to 1.");
}

void bind_card(py::module_& m) {
    py::class_<ScoreRow> row(m, "ScoreRow", "One group of a scorecard.");
    as_value(row, [](ScoreRow const& self) { return self.group.id; });
    row.def_property_readonly(
           "id", [](ScoreRow const& self) { return or_none(self.group.id); },
           "Of a goal or body; tier, year or place; None if none is named.")
        .def_property_readonly("name", [](ScoreRow const& self) { return self.group.name; })
        .def_readonly("targets", &ScoreRow::targets, "That apply to the place.")
        .def_property_readonly(
            "counts",
            [](ScoreRow const& self) {
                std::map<Status, int> counts;
                for (Status status : all_statuses) counts[status] = self.count(status);
                return counts;
            },
            "Number of targets by status.")
        .def_property_readonly("assessable", &ScoreRow::assessable, "Targets that have a status.")
        .def_readonly(
            "unreported", &ScoreRow::unreported,
            "Unknown ones of which no figure is known, none since the base, or an overdue "
            "one is missing.")
        .def_readonly("not_applicable", &ScoreRow::not_applicable,
                      "Targets of goals that set no task for the place; not among ``targets``.")
        .def_property_readonly("counted", &ScoreRow::counted,
                               "What a rank rests on: assessable and unreported targets.")
        .def_property_readonly("good", &ScoreRow::good, "Targets that are met or on track.")
        .def_property_readonly("good_share", &ScoreRow::good_share,
                               "Good ones among those counted, a fraction.")
        .def_readonly("rank", &ScoreRow::rank, "Equal shares share a place: 1, 2, 2, 4.")
        .def_readonly("unranked", &ScoreRow::unranked, "Why there is no rank.")
        .def_readonly("contribution", &ScoreRow::contribution,
                      "Of the good share of the whole, what the row brings, in percentage points.")
        .def_readonly("number_met", &ScoreRow::number_met,
                      "How many will be met; None without probabilities.")
        .def_property_readonly("all_met", &ScoreRow::all_met,
                               "The probability that all are met; None while a target has neither "
                               "probability nor decision.")
        .def_property_readonly("all_met_shown", &ScoreRow::all_met_shown,
                               "The same as reports show it.")
        .def_readonly("without_outlook", &ScoreRow::without_outlook,
                      "Targets neither decided nor with a probability.")
        .def_readonly("words_only", &ScoreRow::words_only,
                      "Targets whose probability rests on fewer than four figures.")
        .def("__repr__", [](ScoreRow const& self) {
            return "<ScoreRow " + self.group.name.in(Language::en) + ": " +
                   std::to_string(self.good()) + " of " + std::to_string(self.counted()) + ">";
        });
    py::class_<Scorecard> card(m, "Scorecard", "Who stands where: verdicts counted by group.");
    card.def(py::init<Scorecard const&>(), py::arg("other"))
        .def_readonly("by", &Scorecard::by)
        .def_readonly("rows", &Scorecard::rows)
        .def_readonly("all", &Scorecard::all, "Every target once.");
    m.def(
        "scorecard",
        [](Plan const& plan, std::vector<Verdict> const& verdicts, ScoreBy by, bool persons,
           std::optional<HeldMatrix> const& held) {
            return scorecard(plan, verdicts, {by, persons}, held ? &*held : nullptr);
        },
        py::arg("plan"), py::arg("verdicts"), py::kw_only(), py::arg("by"),
        py::arg("persons") = false, py::arg("held") = py::none(), Unlocked(),
        "Counts verdicts by group. ``held`` has one row for each verdict, one column a path.");
    m.def(
        "scorecard_on_paths",
        [](Plan const& plan, Observations const& observations, std::vector<Verdict> const& verdicts,
           ScoreBy by, bool persons, std::optional<Date> as_of, std::optional<Period> through,
           OutlookOptions const& outlook) {
            const HeldOnPaths joint = held_on_paths(plan, observations, {as_of, through}, outlook);
            return scorecard(plan, verdicts, joint, {by, persons});
        },
        py::arg("plan"), py::arg("observations"), py::arg("verdicts"), py::kw_only(), py::arg("by"),
        py::arg("persons") = false, py::arg("as_of") = py::none(), py::arg("through") = py::none(),
        py::arg("outlook"), Unlocked(),
        "Counts verdicts by group, the number that will be met on joint paths.");
    m.def("write_scorecard", &write_scorecard, py::arg("card"), py::arg("assessment"), Unlocked(),
          "The scorecard as JSON.");
}

}  // namespace

void bind_scorecard(py::module_& m) {
    bind_number_met(m);
    bind_card(m);
}

}  // namespace glidepath::python

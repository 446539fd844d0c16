// One plan in many places: assessments, league tables, and the cascade check.
#include "bindings.hpp"
#include "place_words.hpp"
#include <glidepath/io/places_io.hpp>
#include <glidepath/panel/cascade.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace py = pybind11;

namespace glidepath::python {

namespace {

using Unlocked = py::call_guard<py::gil_scoped_release>;

void bind_league(py::module_& m) {
    py::class_<LeagueRow> row(m, "LeagueRow", "One place in a league table.");
    as_value(row, &LeagueRow::place);
    row.def_readonly("place", &LeagueRow::place)
        .def_readonly("rank", &LeagueRow::rank,
                      "Equal values share a place; None without a value for the table's period.")
        .def_readonly("status", &LeagueRow::status)
        .def_readonly("value", &LeagueRow::value)
        .def_readonly("period", &LeagueRow::period, "What the value covers.")
        .def_readonly("to_parent", &LeagueRow::to_parent,
                      "Against the parent, in points or percent.")
        .def_readonly("to_mean", &LeagueRow::to_mean,
                      "Against the mean of the ranked places, in points or percent.")
        .def_readonly("share", &LeagueRow::share,
                      "Of the parent's value, a fraction; flows and stocks only.")
        .def("__repr__", [](LeagueRow const& self) {
            return "<LeagueRow " + self.place + ": " +
                   (self.value ? format_shortest(*self.value) : std::string("no value")) + ">";
        });
    py::class_<League> league(m, "League", "One target in several places.");
    as_value(league, &League::target);
    league.def(py::init<League const&>(), py::arg("other"))
        .def_readonly("target", &League::target, "Id.")
        .def_readonly("indicator", &League::indicator, "Id.")
        .def_property_readonly("unit", maybe(&League::unit), "Of the values; % for growth.")
        .def_readonly("compared_in", &League::compared_in,
                      "What differences are counted in: ``points`` or ``percent``.")
        .def_readonly("period", &League::period, "Of the values that are ranked.")
        .def_readonly("rows", &League::rows, "By rank, then those without one.")
        .def_readonly("mean", &League::mean, "Unweighted, of the ranked places.")
        .def_property_readonly("parent", maybe(&League::parent))
        .def_readonly("parent_value", &League::parent_value, "For the same period.")
        .def("__repr__", [](League const& self) {
            return "<League of " + self.target + ": " + std::to_string(self.rows.size()) +
                   " places>";
        });
}

}  // namespace

void bind_places(py::module_& m) {
    bind_league(m);
    py::class_<Places>(m, "Places", "One plan's assessments by place.")
        .def(py::init<Places const&>(), py::arg("other"))
        .def_readonly("places", &Places::places, "In the order asked for, without the parent.")
        .def_readonly("assessments", &Places::assessments, "One for each place.")
        .def_property_readonly("parent", maybe(&Places::parent))
        .def_readonly("of_parent", &Places::of_parent)
        .def("whole", &Places::whole, "All places as one assessment, to be counted by place.");
    m.def("plan_for", &plan_for, py::arg("plan"), py::arg("place"),
          "The plan as it is followed in another place.");
    m.def(
        "observations_for",
        [](Plan const& plan, Observations const& observations, std::string const& place) {
            return observations_for(plan, observations, place);
        },
        py::arg("plan"), py::arg("observations"), py::arg("place"), Unlocked(),
        "The rows of one place, as its own.");
    m.def(
        "assess_places",
        [](Plan const& plan, Observations const& observations, std::vector<std::string> places,
           std::string parent, std::optional<Date> as_of, std::optional<Period> through,
           std::vector<Input> inputs, OutlookOptions const& outlook, unsigned threads) {
            PlacesOptions options;
            options.as_of = as_of;
            options.through = through;
            options.inputs = std::move(inputs);
            options.parent = std::move(parent);
            options.outlook = outlook;
            options.threads = threads;
            return assess_places(plan, observations, std::move(places), options);
        },
        py::arg("plan"), py::arg("observations"), py::kw_only(),
        py::arg("places") = std::vector<std::string>{}, py::arg("parent") = "",
        py::arg("as_of") = py::none(), py::arg("through") = py::none(),
        py::arg("inputs") = std::vector<Input>{}, py::arg("outlook"), py::arg("threads") = 0,
        Unlocked(),
        "Assesses a plan in several places. Raises ValueError for a place that is asked for twice "
        "or is the parent.");
    m.def(
        "league",
        [](Plan const& plan, Observations const& observations, Places const& places,
           std::string const& target) { return league(plan, observations, places, target); },
        py::arg("plan"), py::arg("observations"), py::arg("places"), py::arg("target"), Unlocked(),
        "The league table of one target. Raises ValueError for a target that is not in force.");
    m.def(
        "leagues",
        [](Plan const& plan, Observations const& observations, Places const& places) {
            return leagues(plan, observations, places);
        },
        py::arg("plan"), py::arg("observations"), py::arg("places"), Unlocked(),
        "The league tables of all targets of which some place has a value.");
    m.def("write_leagues", &write_leagues, py::arg("leagues"), py::arg("places"), Unlocked(),
          "League tables as JSON.");
    m.def(
        "check_cascade",
        [](Plan const& parent, std::vector<Plan const*> const& children) {
            return check_cascade(parent, children);
        },
        py::arg("parent"), py::arg("children"), Unlocked(),
        "Whether the targets of the plans below amount to those of a plan.");
}

}  // namespace glidepath::python

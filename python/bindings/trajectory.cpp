// Trajectories, break-downs and what a target still requires.
#include "bindings.hpp"
#include "trajectory_words.hpp"
#include <glidepath/assess/last_chance.hpp>
#include <glidepath/io/trajectory_io.hpp>
#include <glidepath/model/validate.hpp>
#include <glidepath/path/required.hpp>

#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace py = pybind11;

namespace glidepath::python {

namespace {

using Unlocked = py::call_guard<py::gil_scoped_release>;

/// What has been observed over a window of the path's periods.
using Observed = std::pair<Window, double>;

/// A trajectory with the figures to be shown beside it.
struct Shown : Trajectory {
    std::vector<Observed> observed;
};

/// What is known of a flow in pieces as short as the figures allow, of another kind by period; each
/// piece consists of periods of the path.
std::vector<Observed> observed(Series const& series, Kind kind, Window const& window) {
    std::vector<Observed> found;
    if (kind != Kind::flow) {
        for (Period period : window)
            if (const auto figure = series.level(period))
                found.emplace_back(Window(period), figure->value);
        return found;
    }
    std::set<Date> days;  // on which figures start or end
    for (auto const& [span, figure] : series.figures()) days.insert({span.first, span.second});
    std::vector<Period> starts;
    for (Period period : Window(window.first(), window.last() + 1))
        if (days.contains(period.first_day())) starts.push_back(period);
    for (std::size_t i = 0; i + 1 < starts.size();) {
        std::size_t next = i + 1;
        for (std::size_t j = i + 1; j < starts.size(); ++j)
            if (const auto figure =
                    series.total_between(starts[i].first_day(), starts[j].first_day())) {
                found.emplace_back(Window(starts[i], starts[j] - 1), figure->value);
                next = j;
                break;
            }
        i = next;
    }
    return found;
}

/// What is known of a plan on a day. \throws InputError if the plan has faults
template <class Use>
auto with_evidence(Plan const& plan, Observations const& observations, Knowledge const& asked,
                   Use use) {
    if (auto faults = validate(plan); !faults.empty()) throw InputError(std::move(faults));
    return use(Evidence(plan, observations, asked.resolved(observations)));
}

void bind_trajectories(py::module_& m) {
    py::class_<Shown>(m, "Trajectory", "The planned values of an indicator.")
        .def(py::init<Shown const&>(), py::arg("other"))
        .def_readonly("indicator", &Shown::indicator, "Id.")
        .def_readonly("path", &Shown::path, "None if there is none; ``reason`` says why.")
        .def_property_readonly(
            "reason",
            [](Shown const& self) {
                return self.path ? std::nullopt : std::optional(reason_text(self.reason));
            },
            "Why there is no path.")
        .def_readonly("year_to_date", &Shown::year_to_date, "Of a flow, by period; else empty.")
        .def_property_readonly(
            "base",
            [](Shown const& self) -> std::optional<std::tuple<Period, double, bool>> {
                if (!self.base) return std::nullopt;
                return std::tuple(self.base->period, self.base->figure.value,
                                  self.base->figure.derived);
            },
            "Period, value, and whether it was derived from growth.")
        .def_property_readonly(
            "held",
            [](Shown const& self) {
                std::vector<std::pair<Period, double>> held;
                for (PathPoint const& point : self.held)
                    held.emplace_back(point.period, point.value);
                return held;
            },
            "Observed values that the path goes through.")
        .def_readonly("observed", &Shown::observed, "What is known of the path's window.")
        .def_readonly("given_way", &Shown::given_way, "Ids of targets.")
        .def_readonly("passed_by", &Shown::passed_by, "Ids of targets.")
        .def_readonly("spread", &Shown::spread)
        .def_property_readonly(
            "not_usual",
            [](Shown const& self) {
                return self.not_usual ? std::optional(reason_text(*self.not_usual)) : std::nullopt;
            },
            "Why the usual spread could not be learned.")
        .def_readonly("joint", &Shown::joint, "Periods whose shares are known only together.");

    m.def(
        "trajectory",
        [](Plan const& plan, Observations const& observations, std::string const& indicator,
           Frequency freq, Anchor anchor, Shape shape, std::optional<double> steepness,
           std::optional<double> power, Spread spread, std::vector<double> weights,
           std::optional<Date> as_of, std::optional<Period> through) {
            const auto draw = [&](Evidence const& evidence) {
                Shown shown{trajectory(evidence, indicator,
                                       {freq, anchor, shape, {steepness, power}, spread, weights}),
                            {}};
                if (shown.path)
                    shown.observed =
                        observed(evidence.series(indicator),
                                 evidence.index().indicator(indicator)->kind, shown.path->window());
                return shown;
            };
            return with_evidence(plan, observations, {as_of, through}, draw);
        },
        py::arg("plan"), py::arg("observations"), py::arg("indicator"), py::kw_only(),
        py::arg("freq"), py::arg_v("anchor", Anchor::base, "'base'"),
        py::arg_v("shape", Shape::linear, "'linear'"), py::arg("steepness") = py::none(),
        py::arg("power") = py::none(), py::arg_v("spread", Spread::usual, "'usual'"),
        py::arg("weights") = std::vector<double>{}, py::arg("as_of") = py::none(),
        py::arg("through") = py::none(), Unlocked(),
        "The planned values of an indicator. Raises ValueError for an indicator that the plan does "
        "not have, weights that are no profile, a shape that the targets or values do not allow.");
    m.def(
        "write_trajectory",
        [](Shown const& trajectory, Plan const& plan) {
            return write_trajectory(trajectory, plan);
        },
        py::arg("trajectory"), py::arg("plan"), Unlocked(), "The trajectory as JSON.");
}

void bind_last_chance(py::module_& m) {
    py::class_<LastChance>(m, "LastChance", "How long an indicator can stay as it is.")
        .def_readonly("since", &LastChance::since, "The latest period with a known level.")
        .def_readonly("level", &LastChance::level, "Of that period.")
        .def_readonly("until", &LastChance::until,
                      "The last period that may still have it; None if out of reach.")
        .def("__repr__", [](LastChance const& self) {
            return "<LastChance: " + to_string(self.since) +
                   (self.until ? " until " + to_string(*self.until) : ", out of reach") + ">";
        });
    m.def(
        "last_chance",
        [](Plan const& plan, Observations const& observations, std::string const& target,
           double most_growth, std::optional<Date> as_of, std::optional<Period> through) {
            return with_evidence(
                plan, observations, {as_of, through},
                [&](Evidence const& evidence) -> std::optional<LastChance> {
                    for (Target const& text : plan.targets)
                        if (text.id == target && in_force(text, evidence.knowledge()))
                            return last_chance(evidence, text, most_growth);
                    throw py::key_error("the plan has no target \"" + target + "\" in force");
                });
        },
        py::arg("plan"), py::arg("observations"), py::arg("target"), py::kw_only(),
        py::arg("most_growth"), py::arg("as_of") = py::none(), py::arg("through") = py::none(),
        Unlocked(),
        "The last chance of a target; None for targets that have none. Raises KeyError for a "
        "target that the plan does not have, ValueError for a growth that leads away from it.");
}

void bind_breakdown(py::module_& m) {
    py::class_<Breakdown>(m, "Breakdown", "The break-down of one year.")
        .def(py::init<Breakdown const&>(), py::arg("other"))
        .def_readonly("targets", &Breakdown::targets,
                      "Yearly targets where the plan names none, each followed by its parts.")
        .def_property_readonly(
            "skipped",
            [](Breakdown const& self) {
                std::vector<std::tuple<std::string, NotBrokenDown, Text>> skipped;
                for (auto const& [indicator, reason] : self.skipped)
                    skipped.emplace_back(indicator, reason, reason_text(reason));
                return skipped;
            },
            "Indicators that are not broken down: id, reason, and the reason as a sentence.");
    m.def(
        "breakdown",
        [](Plan const& plan, Observations const& observations, Period year, Frequency freq,
           Anchor anchor, Spread spread, std::vector<double> weights,
           std::vector<std::string> indicators, int digits, std::optional<Date> as_of,
           std::optional<Period> through) {
            const BreakdownOptions options{year, freq, anchor, spread, weights, indicators, digits};
            return with_evidence(
                plan, observations, {as_of, through},
                [&](Evidence const& evidence) { return breakdown(evidence, options); });
        },
        py::arg("plan"), py::arg("observations"), py::kw_only(), py::arg("year"), py::arg("freq"),
        py::arg_v("anchor", Anchor::base, "'base'"), py::arg_v("spread", Spread::usual, "'usual'"),
        py::arg("weights") = std::vector<double>{},
        py::arg("indicators") = std::vector<std::string>{}, py::arg("digits") = 2,
        py::arg("as_of") = py::none(), py::arg("through") = py::none(), Unlocked(),
        "The targets that break one year of a plan down to parts. Raises ValueError for a year "
        "that is none, parts that do not divide it, an unknown indicator, digits outside 0 to 6.");
}

void bind_required(py::module_& m) {
    m.def("required_run_rate", &required_run_rate, py::arg("total"), py::arg("done"),
          py::arg("remaining"),
          "What each of the remaining periods must bring so that a total is reached. Negative if "
          "more is done than wanted; None without remaining periods.");
    m.def("required_growth", &required_growth, py::arg("level"), py::arg("goal"),
          py::arg("periods"),
          "The constant growth per period, as a share (0.05 is 5 %), that leads from a level to a "
          "goal. None unless both are positive and there are periods in between.");
    m.def(
        "periods_to_spare", &periods_to_spare, py::arg("level"), py::arg("goal"),
        py::arg("most_growth"), py::arg("periods"),
        R"(For how many of ``periods`` a level can stay where it is and still reach a goal at the end.

From then on it grows by ``most_growth`` a period, a share. 0: growth has to begin at once; None:
the goal is out of reach at that growth. A goal at or below the level leaves all periods. To fall to
a goal below the level, give a growth below 0.

Raises ValueError unless level and goal are positive and the growth is above -1.)");
    m.def("periods_to_spare_for_sum", &periods_to_spare_for_sum, py::arg("level"), py::arg("goal"),
          py::arg("most_growth"), py::arg("periods"),
          R"(As ``periods_to_spare``, for a goal about the sum over the next periods.

Each of them brings the level, grown since growth began.

Raises ValueError unless level, goal and growth are positive.)");
}

}  // namespace

void bind_trajectory(py::module_& m) {
    bind_trajectories(m);
    bind_breakdown(m);
    bind_required(m);
    bind_last_chance(m);
}

}  // namespace glidepath::python

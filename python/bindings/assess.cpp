// Verdicts, findings and assessments.
#include "bindings.hpp"
#include <glidepath/assess/assess.hpp>
#include <glidepath/assess/check.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace py = pybind11;

namespace glidepath::python {

namespace {

void bind_verdict(py::module_& m) {
    py::class_<Verdict> verdict(m, "Verdict",
                                R"(Everything that is said about one target on one date.

Numbers are unrounded and in the indicator's unit unless said otherwise; what is undefined is None,
and ``null_reasons`` says why. Shares are fractions.)");
    as_value(verdict, &Verdict::id);
    verdict.def(py::init<Verdict const&>(), py::arg("other"))
        .def_readonly("id", &Verdict::id)
        .def_property_readonly("goal", maybe(&Verdict::goal), "Id.")
        .def_readonly("indicator", &Verdict::indicator, "Id.")
        .def_property_readonly("place", maybe(&Verdict::place))
        .def_readonly("target", &Verdict::target, "The statement, as ``at 2025 > 860``.")
        .def_property_readonly("quote", maybe(&Verdict::quote), "The plan's own words.")
        .def_readonly("tier", &Verdict::tier)
        .def_readonly("due", &Verdict::due, "Last day of the window.")
        .def_readonly("lead", &Verdict::lead, "Ids of the bodies that lead the goal.")
        .def_property_readonly("unit", maybe(&Verdict::unit))
        .def_readonly("prices", &Verdict::prices,
                      "Price basis of the figures judged: current, constant or constant 2020; "
                      "None: not declared.")
        .def_readonly("applies", &Verdict::applies, "False: the goal sets no task for this place.")
        .def_readonly("assumed", &Verdict::assumed)
        .def_readonly("status", &Verdict::status)
        .def_readonly("reason_code", &Verdict::reason_code,
                      "Of an unknown status, or ``unit_suspect``.")
        .def_readonly("reason", &Verdict::reason, "One sentence: why this status.")
        .def_readonly("provisional", &Verdict::provisional,
                      "It rests on preliminary or estimated figures.")
        .def_readonly("method", &Verdict::method,
                      "Policy and rule that decided, as ``pace@1:path``.")
        .def_readonly("previous_status", &Verdict::previous_status)
        .def_readonly("outlook", &Verdict::outlook,
                      "How likely it is that the target is met; None where ``null_reasons`` says "
                      "why.")
        .def_readonly("actual", &Verdict::actual)
        .def_readonly("actual_period", &Verdict::actual_period, "What the actual figure covers.")
        .def_readonly("data_status", &Verdict::data_status)
        .def_readonly("release_assumed", &Verdict::release_assumed)
        .def_readonly("derived", &Verdict::derived)
        .def_readonly("base", &Verdict::base)
        .def_readonly("base_period", &Verdict::base_period)
        .def_readonly("base_derived", &Verdict::base_derived)
        .def_readonly("planned", &Verdict::planned,
                      "On the glidepath, or the mark, at the end of the actual period.")
        .def_readonly("gap", &Verdict::gap,
                      "Signed distance into the satisfied side: positive is good.")
        .def_readonly("data_age_days", &Verdict::data_age_days,
                      "Days from the end of the actual period to the day of knowledge.")
        .def_readonly("completed_share", &Verdict::completed_share, "Actual / threshold.")
        .def_readonly("increment_share", &Verdict::increment_share,
                      "(Actual - base) / (threshold - base).")
        .def_readonly("headroom", &Verdict::headroom, "For upper limits: threshold - actual.")
        .def_readonly("elapsed_share", &Verdict::elapsed_share,
                      "Of the window, or of the way from the base.")
        .def_readonly("ahead_pp", &Verdict::ahead_pp,
                      "Completed minus elapsed share, for flows inside their window.")
        .def_readonly("required_growth", &Verdict::required_growth,
                      "Fraction a year from the actual to the threshold.")
        .def_readonly("required_run_rate", &Verdict::required_run_rate,
                      "A month, for the rest of the window; flows only.")
        .def_property_readonly(
            "null_reasons",
            [](Verdict const& self) {
                return std::map<std::string, std::string>(self.null_reasons.begin(),
                                                          self.null_reasons.end());
            },
            "Why numbers are None, by their name.")
        .def("words", &status_words, py::arg_v("language", Language::en, "'en'"),
             "The status in the words of reports: ``ahead of schedule``, 提前完成.")
        .def("__repr__", [](Verdict const& self) {
            return "<Verdict " + self.id + ": " + std::string(to_string(self.status)) + ">";
        });
}

/// Counts of statuses in the order of `all_statuses`.
template <class Counted>
std::map<Status, int> counts_of(Counted const& counted) {
    std::map<Status, int> counts;
    for (Status status : all_statuses) counts[status] = counted.count(status);
    return counts;
}

/// The assessment with the verdicts of one indicator alone, the goals they belong to (recounted)
/// and the findings about them.
Assessment restricted(Assessment const& whole, std::string const& indicator) {
    Assessment part = whole;
    std::vector<Verdict> kept;
    std::unordered_set<std::string> subjects{indicator};
    std::unordered_map<std::string, std::string> parents;
    std::unordered_map<std::string, std::array<int, all_statuses.size()>> counts;
    for (GoalSummary const& goal : whole.goals) parents[goal.id] = goal.parent;
    for (Verdict const& verdict : whole.verdicts()) {
        if (verdict.indicator != indicator) continue;
        kept.push_back(verdict);
        subjects.insert(verdict.id);
        for (std::string goal = verdict.goal; parents.contains(goal); goal = parents.at(goal))
            ++counts[goal][static_cast<std::size_t>(verdict.status)];
    }
    part.set_verdicts(std::move(kept));
    std::erase_if(part.goals, [&](GoalSummary const& goal) { return !counts.contains(goal.id); });
    for (GoalSummary& goal : part.goals) goal.counts = counts.at(goal.id);
    std::erase_if(part.findings, [&](Finding const& finding) {
        return std::none_of(finding.subjects.begin(), finding.subjects.end(),
                            [&](std::string const& subject) { return subjects.contains(subject); });
    });
    return part;
}

void bind_assessment(py::module_& m) {
    py::class_<Finding> finding(
        m, "Finding", "What a reader of a plan or of its data should know, short of a fault.");
    as_value(finding, &Finding::code);
    finding
        .def_readonly("code", &Finding::code,
                      "A stable word for programs, such as ``floors_fall_short``.")
        .def_readonly("severity", &Finding::severity)
        .def_readonly("subjects", &Finding::subjects,
                      "Ids of targets, indicators, goals, obligations.")
        .def_readonly("message", &Finding::message)
        .def_readonly("where", &Finding::where)
        .def("__repr__", [](Finding const& self) {
            return "<Finding " + self.code + ": " + self.message.in(Language::en) + ">";
        });

    py::class_<Input> input(m, "Input", "A file that went into an assessment.");
    as_value(input, &Input::sha256);
    input
        .def(py::init([](std::string name, std::string sha256) {
                 return Input{std::move(name), std::move(sha256)};
             }),
             py::arg("name"), py::arg("sha256"))
        .def_readonly("name", &Input::name)
        .def_readonly("sha256", &Input::sha256, "Digest of its bytes, in lower-case hexadecimal.")
        .def("__repr__", [](Input const& self) { return "<Input " + self.name + ">"; });

    py::class_<GoalSummary> goal(m, "GoalSummary",
                                 "How many targets of a goal, its parts' included, stand how.");
    as_value(goal, &GoalSummary::id);
    goal.def_readonly("id", &GoalSummary::id)
        .def_property_readonly("parent", maybe(&GoalSummary::parent))
        .def_property_readonly("number", maybe(&GoalSummary::number))
        .def_readonly("title", &GoalSummary::title)
        .def_readonly("applies", &GoalSummary::applies)
        .def_readonly("lead", &GoalSummary::lead)
        .def_property_readonly("counts", &counts_of<GoalSummary>, "Number of targets by status.")
        .def("__repr__", [](GoalSummary const& self) { return "<GoalSummary " + self.id + ">"; });

    py::class_<RowsLeftOut> rows(m, "RowsLeftOut",
                                 "How many rows of a table were not used, and why.");
    as_value(rows, [](RowsLeftOut const& self) { return self.other_places; });
    rows.def_readonly("released_after_as_of", &RowsLeftOut::released_after_as_of)
        .def_readonly("beyond_through", &RowsLeftOut::beyond_through)
        .def_readonly("other_places", &RowsLeftOut::other_places)
        .def_readonly("rejected", &RowsLeftOut::rejected);

    py::class_<Assessment> assessment(
        m, "Assessment", "All verdicts of a plan for one date, in the order of the plan.");
    as_value(assessment, &Assessment::plan);
    assessment.def(py::init<Assessment const&>(), py::arg("other"))
        .def_readonly("plan", &Assessment::plan, "Id.")
        .def_readonly("title", &Assessment::title)
        .def_property_readonly("place", maybe(&Assessment::place))
        .def_property_readonly(
            "as_of", [](Assessment const& self) { return self.knowledge.as_of; },
            "Day of knowledge.")
        .def_property_readonly(
            "through", [](Assessment const& self) { return self.knowledge.through; },
            "Last reference period used.")
        .def_readonly("as_of_from_data", &Assessment::as_of_from_data,
                      "No date was asked for: ``as_of`` is the newest release date in the data.")
        .def_readonly("policy", &Assessment::policy)
        .def_readonly("inputs", &Assessment::inputs)
        .def_readonly("goals", &Assessment::goals)
        .def_readonly("findings", &Assessment::findings, "About the data and the paths.")
        .def_readonly("rows_left_out", &Assessment::rows_left_out)
        .def_property_readonly(
            "verdicts",
            [](Assessment const& self) -> std::vector<Verdict> const& { return self.verdicts(); })
        .def_property_readonly("counts", &counts_of<Assessment>, "Number of targets by status.")
        .def(
            "find",
            [](Assessment const& self, std::string const& target) {
                Verdict const* verdict = self.find(target);
                return verdict != nullptr ? std::optional(*verdict) : std::nullopt;
            },
            py::arg("target"),
            "The verdict of a target; None if the plan has no such target in force.")
        .def("restricted", &restricted, py::arg("indicator"),
             "The assessment with the verdicts of one indicator alone.");
}

}  // namespace

void bind_assess(py::module_& m) {
    bind_verdict(m);
    bind_assessment(m);
    m.def(
        "assess",
        [](Plan const& plan, Observations const& observations, std::optional<Date> as_of,
           std::optional<Period> through, std::unordered_map<std::string, Status> previous,
           std::vector<Input> inputs, OutlookOptions const& outlook) {
            AssessOptions options;
            options.as_of = as_of;
            options.through = through;
            options.previous = std::move(previous);
            options.inputs = std::move(inputs);
            options.outlook = outlook;
            return assess(plan, observations, options);
        },
        py::arg("plan"), py::arg("observations"), py::kw_only(), py::arg("as_of") = py::none(),
        py::arg("through") = py::none(),
        py::arg("previous") = std::unordered_map<std::string, Status>{},
        py::arg("inputs") = std::vector<Input>{},
        py::arg_v("outlook", OutlookOptions{}, "OutlookOptions()"),
        py::call_guard<py::gil_scoped_release>(),
        "All verdicts of a plan, given what was known on a day.");
    m.def(
        "check", [](Plan const& plan) { return check(plan); }, py::arg("plan"),
        py::call_guard<py::gil_scoped_release>(), "What a reader of the plan should know.");
    m.def(
        "check",
        [](Plan const& plan, Observations const& observations) {
            return check(plan, &observations);
        },
        py::arg("plan"), py::arg("observations"), py::call_guard<py::gil_scoped_release>(),
        "What a reader of the plan and of its data should know.");
}

}  // namespace glidepath::python

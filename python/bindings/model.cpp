// The model: texts, units, statements and the parts of a plan.
#include "bindings.hpp"
#include <glidepath/model/fault.hpp>
#include <glidepath/model/plan.hpp>
#include <glidepath/model/statement_text.hpp>
#include <glidepath/model/validate.hpp>

#include <pybind11/typing.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

namespace py = pybind11;

namespace glidepath::python {

namespace {

using Ids = std::vector<std::string>;

// What is pickled, after a number that says in which version.
using TextState = py::typing::Tuple<int, std::string, std::string>;
using FaultState = py::typing::Tuple<int, std::string, std::string, std::size_t, std::size_t,
                                     std::string, std::string>;
using StatementState = py::typing::Tuple<int, std::string, int>;

/// A name as Python may give it: in both languages, or in the one that it is written in.
using Name = std::variant<std::string, Text>;

Text text_in(Name name) {
    if (name.index() == 1) return std::get<Text>(std::move(name));
    std::string words = std::get<std::string>(std::move(name));
    // The first byte of a Chinese character in UTF-8.
    const bool chinese =
        std::any_of(words.begin(), words.end(), [](char c) { return c >= '\xE4' && c <= '\xE9'; });
    return chinese ? Text{std::move(words), {}} : Text{{}, std::move(words)};
}

void bind_text(py::module_& m) {
    py::class_<Text> text(
        m, "Text", "A name or sentence in Chinese and English; either may be missing (empty).");
    as_value(text, [](Text const& self) { return std::tuple(self.zh, self.en); });
    text.def(py::init([](std::string zh, std::string en) {
                 return Text{std::move(zh), std::move(en)};
             }),
             py::arg("zh") = "", py::arg("en") = "")
        .def_readonly("zh", &Text::zh)
        .def_readonly("en", &Text::en)
        .def("in_", &Text::in, py::arg("language"),
             "The text in ``\"zh\"`` or ``\"en\"``, or in the other language if that one is "
             "missing.")
        .def("__str__", [](Text const& self) { return self.in(Language::en); })
        .def("__repr__",
             [](Text const& self) {
                 return "Text(zh=" + quoted(self.zh) + ", en=" + quoted(self.en) + ")";
             })
        .def(py::pickle(
            [](Text const& self) -> TextState { return py::make_tuple(1, self.zh, self.en); },
            [](TextState const& state) {
                return Text{state[1].cast<std::string>(), state[2].cast<std::string>()};
            }));

    py::class_<Location>(m, "Location",
                         "A place in an input. Lines and columns count from 1; None is not known.")
        .def_property_readonly("file", maybe(&Location::file))
        .def_property_readonly("line",
                               [](Location const& self) {
                                   return self.line == 0 ? std::nullopt : std::optional(self.line);
                               })
        .def_property_readonly("column",
                               [](Location const& self) {
                                   return self.column == 0 ? std::nullopt
                                                           : std::optional(self.column);
                               })
        .def("__str__", [](Location const& self) { return to_string(self); })
        .def("__repr__", [](Location const& self) { return "<Location " + to_string(self) + ">"; });

    py::class_<Fault> fault(
        m, "Fault", "One thing that is wrong with an input: where, what, and what to do about it.");
    as_value(fault, &Fault::message);
    fault
        .def(py::init([](std::string code, std::string message, std::string file, std::size_t line,
                         std::size_t column, std::string subject) {
                 return Fault{std::move(code),
                              {std::move(file), line, column},
                              std::move(subject),
                              std::move(message)};
             }),
             py::arg("code"), py::arg("message"), py::kw_only(), py::arg("file") = "",
             py::arg("line") = 0, py::arg("column") = 0, py::arg("subject") = "",
             "A fault found by a reader in Python. Lines and columns count from 1; 0 is not known.")
        .def_readonly("code", &Fault::code, "A stable word for programs, such as ``unknown_unit``.")
        .def_readonly("where", &Fault::where)
        .def_property_readonly("subject", maybe(&Fault::subject),
                               "Id of the indicator, target, ... that it concerns.")
        .def_readonly("message", &Fault::message)
        .def("__str__", [](Fault const& self) { return to_string(self); })
        .def("__repr__", [](Fault const& self) { return "<Fault " + to_string(self) + ">"; })
        .def(py::pickle(
            [](Fault const& self) -> FaultState {
                return py::make_tuple(1, self.code, self.where.file, self.where.line,
                                      self.where.column, self.subject, self.message);
            },
            [](FaultState const& state) {
                return Fault{state[1].cast<std::string>(),
                             {state[2].cast<std::string>(), state[3].cast<std::size_t>(),
                              state[4].cast<std::size_t>()},
                             state[5].cast<std::string>(),
                             state[6].cast<std::string>()};
            }));
}

void bind_unit(py::module_& m) {
    py::class_<Unit> unit(m, "Unit",
                          "A unit of measurement: its label, and its size in units of a base.");
    as_value(unit, &Unit::label);
    unit.def(py::init([](std::string label, std::string base, double scale, Name name) {
                 return Unit{std::move(label), text_in(std::move(name)), std::move(base), scale};
             }),
             py::arg("label"), py::kw_only(), py::arg("base"), py::arg("scale") = 1.0,
             py::arg("name") = Text{})
        .def_readonly("label", &Unit::label)
        .def_readonly("name", &Unit::name)
        .def_readonly("base", &Unit::base, "What is measured, in its base unit: 元, W, m2.")
        .def_readonly("scale", &Unit::scale, "Size in base units: 1e8 for 亿元.")
        .def("__repr__", [](Unit const& self) { return "<Unit " + self.label + ">"; });
    m.def(
        "find_unit", [](std::string const& label) { return find_unit(label); }, py::arg("label"),
        "The unit of the built-in catalogue with this label; None if there is none.");
}

/// The month under which the text of a statement reads back: that of the window's periods.
int start_month(Statement const& self) { return self.window.first().phase() + 1; }

std::optional<std::string> relation_of(Statement const& self) {
    constexpr std::array<char const*, 8> signs{nullptr, ">", ">=", "<", "<=", "=", "~", "between"};
    char const* sign = signs[static_cast<std::size_t>(self.comparator)];
    return sign != nullptr ? std::optional<std::string>(sign) : std::nullopt;
}

/// Whether the statement's `second` quantity says anything.
bool has_second(Statement const& self) {
    return self.stat == Stat::steady || self.comparator == Comparator::about ||
           self.comparator == Comparator::between;
}

std::string text_of(Statement const& self) {
    return to_string(self, reporting_year(start_month(self)));
}

void bind_statement(py::module_& m) {
    py::class_<Statement> statement(m, "Statement",
                                    R"(Statistic of a window, relation, value: ``at 2025 > 860``.

The grammar stands in README.md under "The target language". ``str(statement)`` reads back to an
equal statement.)");
    as_value(statement, text_of);
    statement
        .def(py::init([](std::string const& text, int start) {
                 return parse_statement(text, reporting_year(start));
             }),
             py::arg("text"), py::kw_only(), py::arg("reporting_year_start") = 1,
             "Reads a statement.\n\nRaises ValueError with the text, a caret under the place, what "
             "was found "
             "and what was expected.")
        .def_readonly("stat", &Statement::stat)
        .def_readonly("face", &Statement::face)
        .def_property_readonly(
            "window",
            [](Statement const& self) {
                return self.dated ? std::optional(self.window) : std::nullopt;
            },
            "The window that the statement is about; None for ``done`` without a date.")
        .def_property_readonly(
            "relation", &relation_of,
            "``>``, ``>=``, ``<``, ``<=``, ``=``, ``~`` or ``between``; None for "
            "statements that need no value.")
        .def_property_readonly(
            "value",
            [](Statement const& self) {
                const bool has = self.comparator != Comparator::none && self.quantity() != nullptr;
                return has ? std::optional(self.quantity()->value) : std::nullopt;
            },
            "The number to compare with (the lower one of ``between``); None without one.")
        .def_property_readonly(
            "second",
            [](Statement const& self) {
                return has_second(self) ? std::optional(self.second.value) : std::nullopt;
            },
            "The tolerance of ``~`` and ``steady``, the upper number of ``between``.")
        .def_property_readonly(
            "reference",
            [](Statement const& self) {
                return self.reference() != nullptr && self.comparator != Comparator::none
                           ? std::optional(self.reference()->indicator)
                           : std::nullopt;
            },
            "Id of the indicator to compare with.")
        .def_property_readonly("to_be_decided", &Statement::to_be_decided,
                               "Whether the value is announced but not yet known (``tbd``).")
        .def_property_readonly("due", &due,
                               "Last day of the window; None for ``done`` without a date.")
        .def("__str__", &text_of)
        .def("__repr__",
             [](Statement const& self) {
                 const int start = start_month(self);
                 return "Statement('" + text_of(self) + "'" +
                        (start == 1 ? "" : ", reporting_year_start=" + std::to_string(start)) + ")";
             })
        .def(py::pickle(
            [](Statement const& self) -> StatementState {
                return py::make_tuple(1, text_of(self), start_month(self));
            },
            [](StatementState const& state) {
                if (state[0].cast<int>() != 1)
                    throw std::invalid_argument("a Statement of another version of glidepath");
                return parse_statement(state[1].cast<std::string>(),
                                       reporting_year(state[2].cast<int>()));
            }));
}

void bind_target(py::module_& m) {
    py::class_<Target> target(m, "Target",
                              "A statement about an indicator that a plan wants to become true.");
    as_value(target, &Target::id);
    target
        .def(
            py::init([](std::variant<std::string, Statement> said, std::string indicator,
                        std::string id, std::string goal, std::string part_of, std::string quote,
                        Tier tier, std::optional<Period> base, std::vector<Assumption> assumed,
                        std::string note, std::optional<Date> set, std::optional<Date> superseded) {
                Statement say = said.index() == 0 ? parse_statement(std::get<std::string>(said))
                                                  : std::get<Statement>(said);
                if (id.empty() && !indicator.empty()) id = default_id(indicator, say);
                return Target{std::move(id),
                              std::move(indicator),
                              std::move(goal),
                              std::move(part_of),
                              std::move(say),
                              std::move(quote),
                              tier,
                              base,
                              std::move(assumed),
                              std::move(note),
                              set,
                              superseded,
                              {}};
            }),
            py::arg("say"), py::arg("indicator") = "", py::kw_only(), py::arg("id") = "",
            py::arg("goal") = "", py::arg("part_of") = "", py::arg("quote") = "",
            py::arg_v("tier", Tier::expected, "'expected'"), py::arg("base") = py::none(),
            py::arg("assumed") = std::vector<Assumption>{}, py::arg("note") = "",
            py::arg("set") = py::none(), py::arg("superseded") = py::none(),
            "A target from its statement, as ``Target(\"at 2025 > 860\", \"investment\")``.")
        .def_readonly("id", &Target::id,
                      "Unique in its plan; made of indicator and statistic unless named.")
        .def_property_readonly("indicator", maybe(&Target::indicator), "Id.")
        .def_property_readonly("goal", maybe(&Target::goal), "Id; the indicator's goal if None.")
        .def_property_readonly("part_of", maybe(&Target::part_of),
                               "Id of the target that this is an issued mark of: a part of its "
                               "break-down, and no target of its own.")
        .def_readonly("say", &Target::say)
        .def_property_readonly("quote", maybe(&Target::quote), "The plan's own words.")
        .def_readonly("tier", &Target::tier)
        .def_readonly("base", &Target::base,
                      "Where the path starts, if not at the last value before the horizon.")
        .def_readonly("assumed", &Target::assumed, "What the plan's text leaves open.")
        .def_property_readonly("note", maybe(&Target::note))
        .def_readonly("set", &Target::set, "The day from which this text is in force.")
        .def_readonly("superseded", &Target::superseded, "The day from which it no longer is.")
        .def_readonly("where", &Target::where)
        .def(
            "probability",
            [](py::object const& self, py::object const& y,
               py::KWArgs<py::object> const& how) -> double {
                return py::module_::import("glidepath._forecast")
                    .attr("probability_of")(self, y, **how)
                    .cast<double>();
            },
            py::arg("y"),
            "How likely the target is, given a series of its indicator. Takes the options of "
            "``gp.forecast`` (``kind``, ``bounds``, ``decimals``, ...); the forecast reaches as "
            "far as the statement.")
        .def("__repr__", [](Target const& self) {
            std::string text = "Target(" + quoted(text_of(self.say));
            if (!self.indicator.empty()) text += ", " + quoted(self.indicator);
            return text + ")";
        });
}

void bind_organisation(py::module_& m) {
    py::class_<Body> body(m, "Body", "A body of the organisation that carries a plan.");
    as_value(body, &Body::id);
    body.def(py::init([](std::string id, Name name, std::string parent, Role role, Name title,
                         std::optional<Date> from, std::optional<Date> to, Ids aliases,
                         std::string note, std::string phone) {
                 return Body{std::move(id),
                             text_in(std::move(name)),
                             std::move(parent),
                             role,
                             text_in(std::move(title)),
                             from,
                             to,
                             std::move(phone),
                             std::move(aliases),
                             std::move(note),
                             {}};
             }),
             py::arg("id"), py::arg("name"), py::kw_only(), py::arg("parent") = "",
             py::arg_v("role", Role::unit, "'unit'"), py::arg("title") = Text{},
             py::arg("from_") = py::none(), py::arg("to") = py::none(), py::arg("aliases") = Ids{},
             py::arg("note") = "", py::arg("phone") = "")
        .def_readonly("id", &Body::id)
        .def_readonly("name", &Body::name)
        .def_property_readonly("parent", maybe(&Body::parent), "Id of the body above.")
        .def_readonly("role", &Body::role)
        .def_property_readonly("title", maybe(&Body::title), "The post of a person.")
        .def_readonly("from_", &Body::from, "First day of its existence or term, where limited.")
        .def_readonly("to", &Body::to, "Last day of its existence or term, where limited.")
        .def_property_readonly("phone", maybe(&Body::phone), "Where a contact is reached.")
        .def_readonly("aliases", &Body::aliases)
        .def_property_readonly("note", maybe(&Body::note))
        .def("__repr__", [](Body const& self) { return "<Body " + self.id + ">"; });

    py::class_<Goal> goal(m, "Goal",
                          "A programme, area or other heading under which a plan sets targets.");
    as_value(goal, &Goal::id);
    goal.def(py::init([](std::string id, Name title, std::string parent, std::string number,
                         Ids convener, Ids lead, Ids supporting, std::string supporting_open,
                         bool applies, std::string quote, std::string note) {
                 return Goal{std::move(id),
                             std::move(parent),
                             std::move(number),
                             text_in(std::move(title)),
                             std::move(convener),
                             std::move(lead),
                             std::move(supporting),
                             std::move(supporting_open),
                             applies,
                             std::move(quote),
                             std::move(note),
                             {}};
             }),
             py::arg("id"), py::arg("title"), py::kw_only(), py::arg("parent") = "",
             py::arg("number") = "", py::arg("convener") = Ids{}, py::arg("lead") = Ids{},
             py::arg("supporting") = Ids{}, py::arg("supporting_open") = "",
             py::arg("applies") = true, py::arg("quote") = "", py::arg("note") = "")
        .def_readonly("id", &Goal::id)
        .def_readonly("title", &Goal::title)
        .def_property_readonly("parent", maybe(&Goal::parent),
                               "Id of the goal above; None for a programme.")
        .def_property_readonly("number", maybe(&Goal::number), "As printed: 1, 10.2.")
        .def_readonly("convener", &Goal::convener, "Ids of bodies.")
        .def_readonly("lead", &Goal::lead, "Ids of bodies.")
        .def_readonly("supporting", &Goal::supporting, "Ids of bodies.")
        .def_property_readonly("supporting_open", maybe(&Goal::supporting_open),
                               "How an open list of units ends: 等.")
        .def_readonly("applies", &Goal::applies,
                      "False: named in the plan, but no task of this place.")
        .def_property_readonly("quote", maybe(&Goal::quote))
        .def_property_readonly("note", maybe(&Goal::note))
        .def("__repr__", [](Goal const& self) { return "<Goal " + self.id + ">"; });
}

void bind_indicator(py::module_& m) {
    m.def("price_words", &price_words, py::arg("basis"),
          "A price basis in words: constant prices of 2020, 2020年不变价.");
    py::class_<Indicator> indicator(m, "Indicator", "One measured quantity.");
    as_value(indicator, &Indicator::id);
    indicator
        .def(py::init([](std::string id, Name name, std::string unit, Kind kind, std::string goal,
                         bool whole, std::optional<double> min, std::optional<double> max,
                         Frequency freq, int lag, std::string authority, std::string reporter,
                         std::string parent, std::string numerator, std::string denominator,
                         Name definition_unclear, Ids aliases, std::string note,
                         std::string grandparent, std::optional<PriceBasis> prices,
                         std::optional<Prices> growth_prices) {
                 Indicator made;
                 made.id = std::move(id);
                 made.goal = std::move(goal);
                 made.name = text_in(std::move(name));
                 made.unit = std::move(unit);
                 made.kind = kind;
                 made.whole = whole;
                 made.bounds = {min, max};
                 made.freq = freq;
                 made.lag = lag;
                 made.authority = std::move(authority);
                 made.reporter = std::move(reporter);
                 made.parent = std::move(parent);
                 made.grandparent = std::move(grandparent);
                 made.numerator = std::move(numerator);
                 made.denominator = std::move(denominator);
                 made.definition_unclear = text_in(std::move(definition_unclear));
                 made.aliases = std::move(aliases);
                 made.note = std::move(note);
                 made.prices = prices;
                 made.growth_prices = growth_prices;
                 return made;
             }),
             py::arg("id"), py::arg("name"), py::arg("unit"), py::arg("kind"), py::kw_only(),
             py::arg("goal") = "", py::arg("whole") = false, py::arg("min") = py::none(),
             py::arg("max") = py::none(), py::arg_v("freq", Frequency::annual, "'annual'"),
             py::arg("lag") = default_lag, py::arg("authority") = "", py::arg("reporter") = "",
             py::arg("parent") = "", py::arg("numerator") = "", py::arg("denominator") = "",
             py::arg("definition_unclear") = Text{}, py::arg("aliases") = Ids{},
             py::arg("note") = "", py::arg("grandparent") = "", py::arg("prices") = py::none(),
             py::arg("growth_prices") = py::none())
        .def_readonly("id", &Indicator::id)
        .def_readonly("name", &Indicator::name)
        .def_property_readonly("unit", maybe(&Indicator::unit),
                               "Label of the unit in which values are held and returned.")
        .def_readonly("prices", &Indicator::prices,
                      "The prices of its levels: current, constant or constant 2020; None: not "
                      "declared.")
        .def_readonly("growth_prices", &Indicator::growth_prices,
                      "The prices of its published growth; None: those of its levels.")
        .def_property_readonly("growth_is_of_levels", &Indicator::growth_is_of_levels,
                               "Whether published growth is at the prices of the levels, as far "
                               "as declared: if not, neither says anything of the other.")
        .def_readonly("kind", &Indicator::kind)
        .def_property_readonly("goal", maybe(&Indicator::goal), "Id.")
        .def_readonly("whole", &Indicator::whole, "A count: only whole numbers.")
        .def_property_readonly("min", [](Indicator const& self) { return self.bounds.min; })
        .def_property_readonly("max", [](Indicator const& self) { return self.bounds.max; })
        .def_readonly("freq", &Indicator::freq, "How often it is published at least.")
        .def_readonly("lag", &Indicator::lag, "Days from the end of a period to its figure.")
        .def_property_readonly("authority", maybe(&Indicator::authority),
                               "Id of the body whose figure wins over all others.")
        .def_property_readonly("reporter", maybe(&Indicator::reporter),
                               "Id of the body that reports it.")
        .def_property_readonly("parent", maybe(&Indicator::parent),
                               "Id of the indicator in the plan above.")
        .def_property_readonly("grandparent", maybe(&Indicator::grandparent),
                               "Id of the indicator in the plan above that one.")
        .def_property_readonly("numerator", maybe(&Indicator::numerator), "Id of an indicator.")
        .def_property_readonly("denominator", maybe(&Indicator::denominator), "Id of an indicator.")
        .def_property_readonly("definition_unclear", maybe(&Indicator::definition_unclear),
                               "What is unclear; targets of the indicator are not judged.")
        .def_readonly("aliases", &Indicator::aliases)
        .def_property_readonly("note", maybe(&Indicator::note))
        .def("__repr__", [](Indicator const& self) { return "<Indicator " + self.id + ">"; });
}

void bind_work(py::module_& m) {
    py::class_<Node> node(m, "Node", "A milestone on the way of a task.");
    as_value(node, [](Node const& self) { return std::tuple(self.title.zh, self.title.en); });
    node.def_readonly("due", &Node::due).def_readonly("title", &Node::title);
    py::class_<Task> task(m, "Task", "A piece of work that serves targets.");
    as_value(task, &Task::id);
    task.def_readonly("id", &Task::id)
        .def_property_readonly("goal", maybe(&Task::goal))
        .def_readonly("title", &Task::title)
        .def_readonly("lead", &Task::lead)
        .def_readonly("supporting", &Task::supporting)
        .def_property_readonly("criterion", maybe(&Task::criterion),
                               "When the task counts as completed.")
        .def_property_readonly("quote", maybe(&Task::quote))
        .def_readonly("start", &Task::start, "The period in which it begins.")
        .def_readonly("due", &Task::due)
        .def_readonly("targets", &Task::targets, "Ids of the targets that it serves.")
        .def_readonly("nodes", &Task::nodes)
        .def_property_readonly("note", maybe(&Task::note))
        .def("__repr__", [](Task const& self) { return "<Task " + self.id + ">"; });
    py::class_<Obligation> obligation(m, "Obligation",
                                      "A recurring duty: a meeting, a yearly fund. Not a target.");
    as_value(obligation, &Obligation::id);
    obligation.def_readonly("id", &Obligation::id)
        .def_readonly("title", &Obligation::title)
        .def_readonly("every", &Obligation::every)
        .def_readonly("anchor", &Obligation::anchor,
                      "A day on which it is kept; the others follow from it.")
        .def_property_readonly("body", maybe(&Obligation::body), "Id of the body that keeps it.")
        .def_property_readonly("goal", maybe(&Obligation::goal))
        .def_property_readonly("topic", maybe(&Obligation::topic),
                               "Obligations on one topic must agree.")
        .def_property_readonly("quote", maybe(&Obligation::quote))
        .def_readonly("until", &Obligation::until)
        .def_property_readonly("note", maybe(&Obligation::note))
        .def("__repr__", [](Obligation const& self) { return "<Obligation " + self.id + ">"; });
}

void bind_plan(py::module_& m) {
    py::class_<Plan> bound(m, "Plan", "Who wants which indicators where, and when. Order is kept.");
    as_value(bound, &Plan::id);
    bound.def(py::init<Plan const&>(), py::arg("other"))
        .def(py::init([](std::string id, Window horizon, Name title, std::optional<Date> issued,
                         std::string place, std::string source, int start, std::string note,
                         std::vector<Unit> units, std::vector<Body> bodies, std::vector<Goal> goals,
                         std::vector<Indicator> indicators, std::vector<Target> targets) {
                 Plan plan;
                 plan.id = std::move(id);
                 plan.title = text_in(std::move(title));
                 plan.issued = issued;
                 plan.horizon = horizon;
                 plan.place = std::move(place);
                 plan.source = std::move(source);
                 plan.reporting_year = reporting_year(start);
                 plan.note = std::move(note);
                 plan.units = std::move(units);
                 plan.bodies = std::move(bodies);
                 plan.goals = std::move(goals);
                 plan.indicators = std::move(indicators);
                 plan.targets = std::move(targets);
                 if (auto faults = validate(plan); !faults.empty())
                     throw InputError(std::move(faults));
                 return plan;
             }),
             py::arg("id"), py::arg("horizon"), py::kw_only(), py::arg("title") = Text{},
             py::arg("issued") = py::none(), py::arg("place") = "", py::arg("source") = "",
             py::arg("reporting_year_start") = 1, py::arg("note") = "",
             py::arg("units") = std::vector<Unit>{}, py::arg("bodies") = std::vector<Body>{},
             py::arg("goals") = std::vector<Goal>{},
             py::arg("indicators") = std::vector<Indicator>{},
             py::arg("targets") = std::vector<Target>{},
             "A plan from its parts.\n\nRaises InputError with everything that is wrong with it.")
        .def_readonly("id", &Plan::id)
        .def_readonly("title", &Plan::title)
        .def_readonly("issued", &Plan::issued)
        .def_readonly("horizon", &Plan::horizon, "The periods that the plan covers.")
        .def_property_readonly("place", maybe(&Plan::place),
                               "The plan's own place; observations without a place are its.")
        .def_property_readonly("source", maybe(&Plan::source), "Document number or citation.")
        .def_property_readonly(
            "reporting_year_start",
            [](Plan const& self) { return self.reporting_year.start_month; },
            "The month in which reporting years start; 1 makes them Gregorian.")
        .def_property_readonly("note", maybe(&Plan::note))
        .def_property_readonly(
            "policy", [](Plan const& self) { return self.policy.name; },
            "Name and version of the thresholds by which progress is judged.")
        .def_readonly("units", &Plan::units, "Those that the built-in catalogue lacks.")
        .def_readonly("bodies", &Plan::bodies)
        .def_readonly("goals", &Plan::goals)
        .def_readonly("indicators", &Plan::indicators)
        .def_readonly("targets", &Plan::targets,
                      "A revised target stands once for each text, under one id; the parts of a "
                      "break-down stand among them.")
        .def_readonly("tasks", &Plan::tasks)
        .def_readonly("obligations", &Plan::obligations);
}

}  // namespace

void bind_model(py::module_& m) {
    bind_text(m);
    bind_unit(m);
    bind_statement(m);
    bind_target(m);
    bind_organisation(m);
    bind_indicator(m);
    bind_work(m);
    bind_plan(m);
}

}  // namespace glidepath::python

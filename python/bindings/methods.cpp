// Published methods: what they are, and what they say of the targets of a plan.
#include "bindings.hpp"
#include "method_words.hpp"
#include <glidepath/assess/method_comparison.hpp>
#include <glidepath/io/methods_io.hpp>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

namespace py = pybind11;

namespace glidepath::python {

namespace {

using Unlocked = py::call_guard<py::gil_scoped_release>;

[[nodiscard]] Text in_both(std::string_view zh, std::string_view en) {
    return {std::string(zh), std::string(en)};
}

/// Worst, best and, where it is not the target, the green threshold.
using Bounds = std::tuple<double, double, std::optional<double>>;

void bind_info(py::module_& m) {
    py::class_<MethodInfo> method(m, "Method",
                                  "A published method for judging progress, in words.");
    method.def_readonly("name", &MethodInfo::name)
        .def_property_readonly(
            "title", [](MethodInfo const& self) { return in_both(self.title_zh, self.title_en); })
        .def_property_readonly(
            "rule", [](MethodInfo const& self) { return in_both(self.rule_zh, self.rule_en); },
            "What it compares, and what it accepts.")
        .def_property_readonly(
            "formula", [](MethodInfo const& self) { return std::string(self.formula); },
            "y0, yt, yT are the values at base, latest and target time.")
        .def_property_readonly(
            "classes",
            [](MethodInfo const& self) { return in_both(self.classes_zh, self.classes_en); },
            "Thresholds, and the scale of a score.")
        .def_property_readonly(
            "undefined",
            [](MethodInfo const& self) { return in_both(self.undefined_zh, self.undefined_en); },
            "What it takes, and where it has no answer.")
        .def_property_readonly(
            "source", [](MethodInfo const& self) { return std::string(self.source); },
            "Where the rule was read.")
        .def("__repr__", [](MethodInfo const& self) {
            return "<Method " + std::string(to_string(self.name)) + ": " +
                   std::string(self.title_en) + " " + std::string(self.rule_en) + ">";
        });
    m.def(
        "method_infos",
        [] {
            std::vector<MethodInfo> all;
            all.reserve(all_methods.size());
            for (MethodName name : all_methods) all.push_back(info(name));
            return all;
        },
        "The published methods, in the order in which they are listed everywhere.");
    m.def("write_methods", &write_methods, "The published methods as JSON.");
}

void bind_method_verdict(py::module_& m) {
    py::class_<MethodVerdict> verdict(m, "MethodVerdict",
                                      R"(What one published method says of one target.

Either ``undefined`` says why there is no answer, or there is one. Shares are fractions.)");
    as_value(verdict, &MethodVerdict::target);
    verdict.def_readonly("target", &MethodVerdict::target, "Id.")
        .def_property_readonly("method",
                               [](MethodVerdict const& self) { return self.result.method; })
        .def_property_readonly(
            "standing", [](MethodVerdict const& self) { return self.result.standing; },
            "Where the answer stands among all answers; None if the input does not tell.")
        .def_property_readonly(
            "on_track", [](MethodVerdict const& self) { return self.result.on_track(); },
            "Whether the method says that the target is, or will be, met; None if it does not say.")
        .def_property_readonly(
            "category",
            [](MethodVerdict const& self) -> std::optional<std::string> {
                if (!self.result.category) return std::nullopt;
                return std::string(self.result.category->id);
            },
            "The method's own class; None for methods without classes.")
        .def_property_readonly(
            "category_words",
            [](MethodVerdict const& self) -> std::optional<Text> {
                if (!self.result.category) return std::nullopt;
                return in_both(self.result.category->zh, self.result.category->en);
            },
            "The class in words.")
        .def_property_readonly("measure",
                               [](MethodVerdict const& self) { return self.result.measure; })
        .def_property_readonly(
            "unit",
            [](MethodVerdict const& self) {
                return self.result.measure ? std::optional(self.result.unit) : std::nullopt;
            },
            "What the measure is counted in.")
        .def_property_readonly(
            "score", [](MethodVerdict const& self) { return self.result.score; },
            "On the method's own scale, if it has one.")
        .def_property_readonly("undefined",
                               [](MethodVerdict const& self) { return self.result.undefined; })
        .def_property_readonly(
            "numbers",
            [](MethodVerdict const& self) {
                std::map<std::string, double> numbers;
                for (MethodNumber const& number : self.result.numbers)
                    numbers.emplace(number.name, number.value);
                return numbers;
            },
            "What the measure was computed from.")
        .def_readonly("reason", &MethodVerdict::reason,
                      "One line: class and measure, or why there is no answer.")
        .def("__repr__", [](MethodVerdict const& self) {
            return "<MethodVerdict " + std::string(to_string(self.result.method)) + " of " +
                   self.target + ": " + self.reason.in(Language::en) + ">";
        });
}

void bind_comparison(py::module_& m) {
    py::class_<MethodDisagreement> pair(m, "MethodDisagreement",
                                        "Two methods, of which one calls a target on track.");
    as_value(pair, [](MethodDisagreement const& self) { return self.why.en; });
    pair.def_readonly("yes", &MethodDisagreement::yes, "Says on track, or achieved.")
        .def_readonly("no", &MethodDisagreement::no)
        .def_readonly("difference", &MethodDisagreement::difference)
        .def_readonly("why", &MethodDisagreement::why)
        .def("__repr__", [](MethodDisagreement const& self) {
            return "<MethodDisagreement: " + self.why.in(Language::en) + ">";
        });
    py::class_<MethodSplit> split(m, "MethodSplit", "A target on which methods disagree.");
    as_value(split, &MethodSplit::target);
    split.def_readonly("target", &MethodSplit::target, "Id.")
        .def_readonly("yes", &MethodSplit::yes, "Methods that say on track, or achieved.")
        .def_readonly("no", &MethodSplit::no)
        .def_readonly("pairs", &MethodSplit::pairs)
        .def_property_readonly("why", &MethodSplit::why, "In what the two camps differ.")
        .def("__repr__",
             [](MethodSplit const& self) { return "<MethodSplit of " + self.target + ">"; });
    py::class_<MethodComparison> comparison(
        m, "MethodComparison", "What published methods say of the targets of a plan on one date.");
    comparison.def(py::init<MethodComparison const&>(), py::arg("other"))
        .def_readonly("plan", &MethodComparison::plan, "Id.")
        .def_readonly("title", &MethodComparison::title)
        .def_property_readonly("as_of",
                               [](MethodComparison const& self) { return self.knowledge.as_of; })
        .def_property_readonly("through",
                               [](MethodComparison const& self) { return self.knowledge.through; })
        .def_readonly("methods", &MethodComparison::methods)
        .def_readonly("verdicts", &MethodComparison::verdicts,
                      "Target by target, all methods of one after another.")
        .def_readonly("splits", &MethodComparison::splits,
                      "One for each target on which two methods disagree.");
    m.def(
        "compare_methods",
        [](Plan const& plan, Observations const& observations, std::optional<Date> as_of,
           std::optional<Period> through, std::vector<Input> inputs,
           std::vector<MethodName> methods, std::vector<std::string> targets,
           std::string const& elapsed_by, std::unordered_map<std::string, Bounds> const& bounds,
           std::unordered_map<std::string, double> declared, std::string const& rag_rule,
           double rag_tolerance, int fewest, double alarm) {
            const auto position = [](auto const& words, std::string const& word, char const* what) {
                std::string allowed;
                for (std::size_t i = 0; i < words.size(); ++i) {
                    if (words[i] == word) return i;
                    allowed += (allowed.empty() ? "" : ", ") + std::string(words[i]);
                }
                throw std::invalid_argument(std::string("no ") + what + " \"" + word +
                                            "\": expected one of " + allowed);
            };
            ComparisonOptions options;
            options.methods = std::move(methods);
            options.targets = std::move(targets);
            options.elapsed_by = static_cast<method::ElapsedBy>(
                position(method::elapsed_by_names, elapsed_by, "elapsed_by"));
            for (auto const& [indicator, scale] : bounds)
                options.bounds.emplace(
                    indicator,
                    ScoreBounds{std::get<0>(scale), std::get<1>(scale), std::get<2>(scale)});
            options.declared = std::move(declared);
            options.rules.rag.rule = static_cast<method::RagRule>(
                position(detail::rag_rule_words, rag_rule, "rag_rule"));
            options.rules.rag.tolerance = rag_tolerance;
            options.rules.destatis.fewest = fewest;
            options.rules.earned_schedule.alarm = alarm;
            AssessOptions asked;
            asked.as_of = as_of;
            asked.through = through;
            asked.inputs = std::move(inputs);
            return compare_methods(plan, observations, asked, options);
        },
        py::arg("plan"), py::arg("observations"), py::kw_only(), py::arg("as_of") = py::none(),
        py::arg("through") = py::none(), py::arg("inputs") = std::vector<Input>{},
        py::arg("methods"), py::arg("targets") = std::vector<std::string>{},
        py::arg("elapsed_by") = "months",
        py::arg("bounds") = std::unordered_map<std::string, Bounds>{},
        py::arg("declared") = std::unordered_map<std::string, double>{},
        py::arg("rag_rule") = "year_before",
        py::arg("rag_tolerance") = method::RagOptions{}.tolerance,
        py::arg("fewest") = method::DestatisOptions{}.fewest,
        py::arg("alarm") = method::EarnedScheduleOptions{}.alarm, Unlocked(),
        "Runs published methods on the targets of a plan. Raises ValueError for a target that is "
        "not in force.");
    m.def("write_comparison", &write_comparison, py::arg("comparison"), Unlocked(),
          "The comparison as JSON.");
}

}  // namespace

void bind_methods(py::module_& m) {
    bind_info(m);
    bind_method_verdict(m);
    bind_comparison(m);
}

}  // namespace glidepath::python

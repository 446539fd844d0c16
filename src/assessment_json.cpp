// One description of the fields of an assessment, walked by two visitors: the one that writes the
// JSON and the one that writes its schema. No field is named twice.

#include "json.hpp"
#include <glidepath/io/assessment_io.hpp>
#include <glidepath/io/what_if_io.hpp>
#include <glidepath/version.hpp>

#include <concepts>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace glidepath {
namespace {

using namespace json;

// Declared before their use in templates; defined under "the fields".
template <class V>
void fields(V& v, Location const& x);
template <class V>
void fields(V& v, Input const& x);
template <class V>
void fields(V& v, Verdict const& x);
template <class V>
void fields(V& v, Outlook const& x);
template <class V>
void fields(V& v, Deciles const& x);
template <class V>
void fields(V& v, Attainment const& x);
template <class V>
void fields(V& v, ModelProbability const& x);
template <class V>
void fields(V& v, GoalSummary const& x);
template <class V>
void fields(V& v, Finding const& x);
template <class V>
void fields(V& v, RowsLeftOut const& x);
template <class V>
void fields(V& v, Assessment const& x);
template <class V>
void fields(V& v, Observation const& x);
template <class V>
void fields(V& v, WhatIf const& x);

// ---- values ------------------------------------------------------------------------------------

Json to_json(std::string const& text) { return text; }
Json to_json(bool flag) { return flag; }
Json to_json(int number) { return number; }
Json to_json(double number) { return number; }
Json to_json(Date const& date) { return to_string(date); }
Json to_json(Period period) { return to_string(period); }
Json to_json(Window const& window) { return to_string(window); }
Json to_json(PriceBasis const& basis) { return to_string(basis); }
Json to_json(Text const& text) { return {{"zh", text.zh}, {"en", text.en}}; }
template <class E>
requires std::is_enum_v<E> Json to_json(E value) { return std::string(to_string(value)); }
Json to_json(Outlook const& outlook);
Json to_json(Deciles const& deciles);
Json to_json(Attainment const& attainment);
template <class T>
Json to_json(std::optional<T> const& value) {
    return value ? to_json(*value) : Json(nullptr);
}
Json to_json(std::vector<std::pair<std::string, std::string>> const& pairs) {
    Json object = Json::object();
    for (auto const& [key, value] : pairs) object[key] = value;
    return object;
}
template <class T>
Json object_of(T const& value);
Json to_json(Input const& input) { return object_of(input); }
Json to_json(Verdict const& verdict) { return object_of(verdict); }
Json to_json(Assessment const& assessment) { return object_of(assessment); }
Json to_json(Observation const& row) { return object_of(row); }
Json to_json(Outlook const& outlook) { return object_of(outlook); }
Json to_json(Deciles const& deciles) { return object_of(deciles); }
Json to_json(Attainment const& attainment) { return object_of(attainment); }
Json to_json(ModelProbability const& model) { return object_of(model); }
Json to_json(Finding const& finding) { return object_of(finding); }
Json to_json(GoalSummary const& goal) { return object_of(goal); }
Json to_json(RowsLeftOut const& rows) { return object_of(rows); }
Json to_json(Location const& where) { return object_of(where); }
Json to_json(std::size_t number) { return number; }
template <class T>
Json to_json(std::vector<T> const& values) {
    Json array = Json::array();
    for (T const& value : values) array.push_back(to_json(value));
    return array;
}

// ---- schemas of values -------------------------------------------------------------------------

template <class T>
Json schema_of();
template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;
template <class T>
inline constexpr bool is_vector = false;
template <class T>
inline constexpr bool is_vector<std::vector<T>> = true;

template <class Names>
Json enumeration(Names const& names) {
    Json values = Json::array();
    for (auto const& name : names) values.push_back(std::string(name));
    return {{"type", "string"}, {"enum", values}};
}
Json object_schema(Json properties);

struct SchemaVisitor {
    Json properties = Json::object();
    template <class Value>
    void operator()(const char* key, Value const&, const char* description) {
        Json schema = schema_of<Value>();
        schema["description"] = description;
        properties[key] = std::move(schema);
    }
};

template <class T>
Json schema_of() {
    if constexpr (std::same_as<T, std::string>) return {{"type", "string"}};
    else if constexpr (std::same_as<T, bool>) return {{"type", "boolean"}};
    else if constexpr (std::same_as<T, int> || std::same_as<T, std::size_t>)
        return {{"type", "integer"}};
    else if constexpr (std::same_as<T, double>) return {{"type", "number"}};
    else if constexpr (std::same_as<T, Date>) return {{"type", "string"}, {"format", "date"}};
    else if constexpr (std::same_as<T, Period> || std::same_as<T, Window>)
        return {{"type", "string"}, {"pattern", "^[0-9]{4}"}};
    else if constexpr (std::same_as<T, PriceBasis>)
        return {{"type", "string"}, {"pattern", "^(current|constant( [0-9]{4})?)$"}};
    else if constexpr (std::same_as<T, Text>)
        return object_schema({{"zh", {{"type", "string"}}}, {"en", {{"type", "string"}}}});
    else if constexpr (std::same_as<T, Status>) return enumeration(status_names);
    else if constexpr (std::same_as<T, Tier>) return enumeration(tier_names);
    else if constexpr (std::same_as<T, DataStatus>) return enumeration(data_status_names);
    else if constexpr (std::same_as<T, Assumption>) return enumeration(assumption_names);
    else if constexpr (std::same_as<T, Likelihood>) {
        std::vector<std::string_view> names;
        names.reserve(detail::likelihood_table.size());
        for (auto const& entry : detail::likelihood_table) names.push_back(entry.name);
        return enumeration(names);
    } else if constexpr (std::same_as<T, Severity>) return enumeration(severity_names);
    else if constexpr (std::same_as<T, ReasonCode>) {
        std::vector<std::string_view> names;
        names.reserve(detail::reason_table.size());
        for (auto const& entry : detail::reason_table) names.push_back(entry.name);
        return enumeration(names);
    } else if constexpr (std::same_as<T, std::vector<std::pair<std::string, std::string>>>)
        return {{"type", "object"}, {"additionalProperties", {{"type", "string"}}}};
    else if constexpr (is_optional<T>)
        return {{"anyOf", Json::array({schema_of<typename T::value_type>(), {{"type", "null"}}})}};
    else if constexpr (is_vector<T>)
        return {{"type", "array"}, {"items", schema_of<typename T::value_type>()}};
    else {
        SchemaVisitor visitor;
        fields(visitor, T{});
        return object_schema(std::move(visitor.properties));
    }
}
Json object_schema(Json properties) {
    Json required = Json::array();
    for (auto const& item : properties.items()) required.push_back(item.key());
    return {{"type", "object"},
            {"properties", std::move(properties)},
            {"required", std::move(required)},
            {"additionalProperties", false}};
}

// ---- the fields --------------------------------------------------------------------------------

constexpr int schema_version = 1;

template <class V>
void fields(V& v, Location const& x) {
    v("file", x.file, "name of the input; empty if built in code");
    v("line", x.line, "line, counted from 1; 0 if not known");
    v("column", x.column, "column in characters, counted from 1; 0 if not known");
}
template <class V>
void fields(V& v, Input const& x) {
    v("name", x.name, "name of the file");
    v("sha256", x.sha256, "SHA-256 of its bytes, hexadecimal");
}
template <class V>
void fields(V& v, Verdict const& x) {
    v("id", x.id, "id of the target");
    v("goal", x.goal, "id of its goal; empty if it has none");
    v("indicator", x.indicator, "id of its indicator");
    v("place", x.place, "the place assessed");
    v("target", x.target, "the statement that is wanted");
    v("quote", x.quote, "the plan's own words");
    v("tier", x.tier, "how firmly it is meant");
    v("due", x.due, "last day of its window; null for an undated milestone");
    v("lead", x.lead, "ids of the bodies that lead the goal");
    v("unit", x.unit, "unit of actual, base, planned, gap and headroom; growth is in percent");
    v("prices", x.prices,
      "price basis of the figures judged: current, constant or constant 2020; null: not declared");
    v("status", x.status, "met and missed are final; the classes of progress come from the policy");
    v("reason_code", x.reason_code, "why unknown, or unit_suspect beside any status; else null");
    v("reason", x.reason, "one sentence: why this status");
    v("provisional", x.provisional, "whether it rests on preliminary or estimated figures");
    v("actual", x.actual, "the figure judged, in unit; for growth targets percent");
    v("actual_period", x.actual_period, "the period or window that the figure covers");
    v("data_status", x.data_status, "standing of the figure: the least trusted of its sources");
    v("release_assumed", x.release_assumed, "whether a release date behind it was assumed");
    v("derived", x.derived, "whether it was filled from growth or a difference, not published");
    v("base", x.base, "where the path starts, in unit");
    v("base_period", x.base_period, "the period of the base");
    v("base_derived", x.base_derived, "whether the base was filled from growth, not published");
    v("planned", x.planned, "path or mark at the end of actual_period, in unit; growth: percent");
    v("gap", x.gap, "signed distance into the satisfied side of planned, in unit; growth: points");
    v("data_age_days", x.data_age_days, "days from the end of actual_period to as_of");
    v("completed_share", x.completed_share, "actual / threshold, a fraction");
    v("increment_share", x.increment_share, "(actual - base) / (threshold - base), a fraction");
    v("headroom", x.headroom, "upper limits: threshold - actual, in unit");
    v("null_reasons", x.null_reasons, "for each number that is null, why");
    v("elapsed_share", x.elapsed_share,
      "fraction of the window, or of the way from the base, that is over");
    v("ahead_pp", x.ahead_pp,
      "completed minus elapsed share, percentage points; flows inside their window");
    v("required_growth", x.required_growth,
      "growth from actual to the threshold, a fraction a year");
    v("required_run_rate", x.required_run_rate,
      "what each month left of the window must bring, in unit");
    v("outlook", x.outlook,
      "how likely it is that the target is met; null where null_reasons says why");
    v("assumed", x.assumed, "what the plan's text leaves open and was assumed");
    v("previous_status", x.previous_status, "status in the earlier assessment that was given");
    v("applies", x.applies, "false: the goal sets no task for this place");
    v("method", x.method, "policy and rule that decided, as pace@1:path; empty if unknown");
}
template <class V>
void fields(V& v, ModelProbability const& x) {
    v("model", x.model, "its name, and its members");
    v("probability", x.probability, "that the target is met, by this model");
}
template <class V>
void fields(V& v, Deciles const& x) {
    v("low", x.low, "10 % of paths lie below");
    v("median", x.median, "half of the paths lie below");
    v("high", x.high, "90 % of paths lie below");
}
template <class V>
void fields(V& v, Attainment const& x) {
    v("early", x.early, "by the end of this period 10 % of paths have attained it; null: fewer do");
    v("median", x.median, "the same for half of the paths");
    v("late", x.late, "the same for 90 % of paths");
    v("never", x.never, "share of paths that do not attain it by the end of through");
    v("through", x.through, "how far the paths reach");
}
template <class V>
void fields(V& v, Outlook const& x) {
    v("probability", x.probability, "that the target is met, 0 to 1, unrounded");
    v("monte_carlo_error", x.monte_carlo_error,
      "standard error of the count of paths; 0: from the distribution itself");
    v("low", x.low, "the least probability among the models");
    v("high", x.high, "the greatest probability among the models");
    v("models", x.models, "what each model says, the default first");
    v("points", x.points, "how many figures the model rests on");
    v("model", x.model, "the default model");
    v("notes", x.notes, "stable words: what a reader should know of data and model");
    v("likelihood", x.likelihood, "the class of words");
    v("shown", x.shown, "as reports show it: to the nearest 5 %, with few points words alone");
    v("why", x.why, "one sentence");
    v("at_deadline", x.at_deadline, "the figure that will be judged, in unit; growth: percent");
    v("required_value", x.required_value,
      "what that figure has to be; of a relation the other side's median");
    v("required_growth", x.required_growth,
      "levels: growth a year from the last known figure to required_value, a fraction");
    v("required_per_period", x.required_per_period,
      "sums: what each period that is not yet known has to bring, in unit");
    v("shortfall", x.shortfall, "how much is missing on average on the paths that fail, in unit");
    v("attainment", x.attainment, "when it is first attained; null unless about reaching a level");
}
template <class V>
void fields(V& v, GoalSummary const& x) {
    v("id", x.id, "id of the goal");
    v("parent", x.parent, "id of the goal above; empty for a programme");
    v("number", x.number, "number in the plan");
    v("title", x.title, "title");
    v("applies", x.applies, "false: it sets no task for this place");
    v("lead", x.lead, "ids of the bodies that lead it");
    for (Status status : all_statuses)
        v(to_string(status).data(), x.count(status),
          "number of targets with this status, parts included");
}
template <class V>
void fields(V& v, Finding const& x) {
    v("code", x.code, "a stable word for programs");
    v("severity", x.severity, "contradiction, warning or note");
    v("subjects", x.subjects, "ids of the targets, indicators, goals or obligations it is about");
    v("message", x.message, "what was found");
    v("where", x.where, "place of the first subject in the input");
}
template <class V>
void fields(V& v, RowsLeftOut const& x) {
    v("released_after_as_of", x.released_after_as_of, "rows of observations");
    v("beyond_through", x.beyond_through, "rows of observations");
    v("other_places", x.other_places, "rows of observations");
    v("rejected", x.rejected, "rows of observations");
}
template <class V>
void fields(V& v, Assessment const& x) {
    v("schema_version", schema_version, "version of this form");
    v("version", std::string(glidepath::version), "version of Glidepath");
    v("plan", x.plan, "id of the plan");
    v("title", x.title, "title of the plan");
    v("place", x.place, "the place assessed");
    v("as_of", x.knowledge.as_of, "day of knowledge; null: the latest vintage of everything");
    v("as_of_from_data", x.as_of_from_data, "as_of was not given: it is the newest release date");
    v("through", x.knowledge.through, "last reference period used; null: no limit");
    v("policy", x.policy, "name and version of the policy");
    v("inputs", x.inputs, "the files it rests on");
    v("targets", x.verdicts(), "one verdict a target, in the order of the plan");
    v("goals", x.goals, "one row a goal, in the order of the plan");
    v("findings", x.findings, "what the data and the paths show");
    v("rows_left_out", x.rows_left_out, "how many rows were not used, and why");
}

template <class V>
void fields(V& v, Observation const& x) {
    v("indicator", x.indicator, "id of the indicator");
    v("period", x.period, "period");
    v("measure", x.measure, "what of it");
    v("value", x.value, "in the indicator's unit");
}
template <class V>
void fields(V& v, WhatIf const& x) {
    v("assumed", x.assumed, "the scenario's figures");
    v("before", x.before, "the assessment on what is known");
    v("after", x.after, "the assessment with the scenario's figures");
}

struct ValueVisitor {
    Json object = Json::object();
    template <class Value>
    void operator()(const char* key, Value const& field, const char* /*description*/) {
        object[key] = to_json(field);
    }
};

template <class T>
Json object_of(T const& value) {
    ValueVisitor visitor;
    fields(visitor, value);
    return std::move(visitor.object);
}

Fault bad_json(std::string const& name, std::string message) {
    return {"not_an_assessment", {name, 0, 0}, "", std::move(message)};
}

}  // namespace

std::string write_assessment(Assessment const& assessment) {
    return bytes_of(object_of(assessment));
}

std::string write_what_if(WhatIf const& what_if) { return bytes_of(object_of(what_if)); }

std::string write_findings(std::vector<Finding> const& findings) {
    return bytes_of(to_json(findings));
}

std::string assess_schema() {
    Json schema = {{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                   {"title", "Glidepath assessment"}};
    schema.update(schema_of<Assessment>());
    return bytes_of(schema);
}

std::unordered_map<std::string, Status> read_statuses(std::string_view json,
                                                      std::string const& name) {
    const Json parsed = Json::parse(json, nullptr, false);
    if (parsed.is_discarded())
        throw InputError({bad_json(name, "not JSON; give the output of assess --format json")});
    if (!parsed.is_object() || !parsed.contains("targets") || !parsed["targets"].is_array())
        throw InputError(
            {bad_json(name, "no list of targets; give the output of assess --format json")});
    std::unordered_map<std::string, Status> statuses;
    std::vector<Fault> faults;
    std::size_t position = 0;
    for (Json const& target : parsed["targets"]) {
        ++position;
        const bool whole = target.is_object() && target.contains("id") &&
                           target["id"].is_string() && target.contains("status") &&
                           target["status"].is_string();
        const auto status = whole ? status_of(target["status"].get<std::string>()) : std::nullopt;
        if (!status) {
            faults.push_back(bad_json(name, "target " + std::to_string(position) +
                                                " has no id with a known status"));
            continue;
        }
        statuses.emplace(target["id"].get<std::string>(), *status);
    }
    if (!faults.empty()) throw InputError(std::move(faults));
    return statuses;
}

}  // namespace glidepath

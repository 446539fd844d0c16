// The fields of a plan file: every key once, with the member it fills, whether it must be there,
// and what it means. Reader, writer and JSON Schema are visitors of this one description.
//
// A visitor is called as v(key, member, need, meaning) for each key of a table. The order is that
// of written files; a member that others are read with comes before them.
#pragma once

#include <glidepath/model/plan.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace glidepath::detail {

/// Whether a key must stand in its table. Required keys are written even where they hold a default.
enum class Need : std::uint8_t { required, optional };

/// The key of [plan] that names the plan to start from: looked up before the table itself is read.
inline constexpr std::string_view extends_key = "extends";

template <class V>
void fields(V& v, Text& x) {
    v("zh", x.zh, Need::optional, "In Chinese.");
    v("en", x.en, Need::optional, "In English.");
}

template <class V>
void fields(V& v, Bounds& x) {
    v("min", x.min, Need::optional, "No value can be smaller.");
    v("max", x.max, Need::optional, "No value can be larger.");
}

template <class V>
void fields(V& v, Node& x) {
    v("due", x.due, Need::required, "The period by whose end the node is due.");
    v("title", x.title, Need::required, "What is reached at this node.");
}

template <class V>
void fields(V& v, Plan& x) {
    v("id", x.id, Need::required, "Id of the plan: a-z, 0-9, _ and -.");
    v("title", x.title, Need::required, "Title of the plan.");
    v("issued", x.issued, Need::optional, "The day on which the plan was issued.");
    v("reporting_year_start", x.reporting_year, Need::optional,
      "First day of the reporting year, the first of a month: \"--04-01\". Periods such as "
      "2025-Q2, and year-to-date figures, count from it. January unless given.");
    v("horizon", x.horizon, Need::required, "The periods that the plan covers: \"2023..2027\".");
    v("place", x.place, Need::optional,
      "The plan's own place; observations that name no place are of this one.");
    v("source", x.source, Need::optional, "Document number or citation of the plan.");
    std::string base;  // resolved while the plan is read, so no part of it
    v(extends_key, base, Need::optional,
      "Path of the plan file to start from, relative to this one. Keys of [plan] given here "
      "override those of that plan; all other parts are added to its parts.");
    v("note", x.note, Need::optional, "Remarks.");
}

template <class V>
void fields(V& v, Body& x) {
    v("id", x.id, Need::required, "Id of the body: a-z, 0-9 and _.");
    v("name", x.name, Need::optional, "Name of the body.");
    v("parent", x.parent, Need::optional, "Id of the body above.");
    v("role", x.role, Need::optional, "What the body is; a unit unless given.");
    v("title", x.title, Need::optional, "The post of a person.");
    v("from", x.from, Need::optional, "First day of its existence or term.");
    v("to", x.to, Need::optional, "Last day of its existence or term.");
    v("phone", x.phone, Need::optional, "Where a contact is reached, as lists print it.");
    v("aliases", x.aliases, Need::optional, "Other names under which it appears in tables.");
    v("note", x.note, Need::optional, "Remarks.");
}

template <class V>
void fields(V& v, Goal& x) {
    v("id", x.id, Need::required, "Id of the goal: a-z, 0-9 and _.");
    v("parent", x.parent, Need::optional, "Id of the goal above; none for a programme.");
    v("number", x.number, Need::optional, "Number as printed in the plan: \"10.2\".");
    v("title", x.title, Need::optional, "Title of the goal.");
    v("convener", x.convener, Need::optional, "Ids of the bodies that convene.");
    v("lead", x.lead, Need::optional, "Ids of the bodies that lead.");
    v("supporting", x.supporting, Need::optional, "Ids of the bodies that support.");
    v("supporting_open", x.supporting_open, Need::optional,
      "How the plan's list of supporting bodies ends if it is open: \"等\".");
    v("applies", x.applies, Need::optional,
      "False for a goal that the plan names and says to be no task of this place.");
    v("quote", x.quote, Need::optional, "The plan's own words.");
    v("note", x.note, Need::optional, "Remarks.");
}

template <class V>
void fields(V& v, Unit& x) {
    v("label", x.label, Need::required, "The unit as written in plans and tables: \"个/千人\".");
    v("name", x.name, Need::optional, "Name of the unit.");
    v("base", x.base, Need::required,
      "What is measured, in its base unit: units of one base convert into each other.");
    v("scale", x.scale, Need::required, "Size of the unit in base units; more than 0.");
}

template <class V>
void fields(V& v, Indicator& x) {
    v("id", x.id, Need::required, "Id of the indicator: a-z, 0-9 and _.");
    v("goal", x.goal, Need::optional,
      "Id of its goal; none for an indicator that only serves others.");
    v("name", x.name, Need::optional, "Name of the indicator.");
    v("unit", x.unit, Need::optional,
      "Label of the unit in which it is published and its targets are written.");
    v("prices", x.prices, Need::optional,
      "The prices of its levels: current, constant, or those of a year: \"constant 2020\". Not "
      "known "
      "unless given.");
    v("growth_prices", x.growth_prices, Need::optional,
      "The prices of its growth as published; those of its levels unless given. Where they differ, "
      "growth and levels say nothing of each other.");
    v("kind", x.kind, Need::required,
      "How it aggregates to a longer period: a flow by its sum, a stock by its last value, an "
      "average by its mean, a ratio by its parts if they are named; a milestone is done or not.");
    v("whole", x.whole, Need::optional, "True for a count: only whole numbers.");
    v("bounds", x.bounds, Need::optional, "Values that the indicator cannot leave.");
    v("freq", x.freq, Need::optional,
      "How often it is published at least: A (yearly, the default), H, Q, M, W or D.");
    v("lag", x.lag, Need::optional,
      "Days from the end of a period to its figure; 90 unless given.");
    v("authority", x.authority, Need::optional, "Id of the body whose figure wins over others.");
    v("reporter", x.reporter, Need::optional,
      "Id of the body that reports it; the lead of the goal unless given.");
    v("parent", x.parent, Need::optional, "Id of the indicator in the plan of the place above.");
    v("grandparent", x.grandparent, Need::optional,
      "Id of the indicator in the plan of the place above that one.");
    v("numerator", x.numerator, Need::optional, "Of a ratio: id of the indicator above the line.");
    v("denominator", x.denominator, Need::optional,
      "Of a ratio: id of the indicator below the line.");
    v("definition_unclear", x.definition_unclear, Need::optional,
      "What is unclear in its definition; its targets are then not judged.");
    v("aliases", x.aliases, Need::optional, "Other names under which it appears in tables.");
    v("note", x.note, Need::optional, "Remarks.");
}

template <class V>
void fields(V& v, Target& x) {
    v("indicator", x.indicator, Need::required, "Id of the indicator.");
    v("say", x.say, Need::required,
      "The target as a statement: \"at 2025 > 860\", \"sum 2023..2025 >= 110\", \"each 2023..2027 "
      "growth >= 5.5%\", \"done by 2025-12\".");
    v("quote", x.quote, Need::optional, "The plan's own words.");
    v("tier", x.tier, Need::optional, "How firmly the target is meant; expected unless given.");
    v("id", x.id, Need::optional,
      "Id of the target; <indicator>:<statistic with - for blanks> unless given, such as "
      "\"output:at-2025\".");
    v("goal", x.goal, Need::optional, "Id of its goal; that of the indicator unless given.");
    v("part_of", x.part_of, Need::optional,
      "Id of the target whose break-down this is a part of: an issued mark for one of its "
      "sub-periods, such as \"at 2024-03 >= 71.2\", that it is judged against.");
    v("base", x.base, Need::optional,
      "The period its path starts from; the last one with a value before the horizon unless "
      "given.");
    v("assumed", x.assumed, Need::optional, "What the plan leaves open and was assumed here.");
    v("note", x.note, Need::optional, "Remarks.");
    v("set", x.set, Need::optional, "The day from which this text of the target is in force.");
    v("superseded", x.superseded, Need::optional,
      "The day from which it no longer is; a later text has the same id.");
}

template <class V>
void fields(V& v, Task& x) {
    v("id", x.id, Need::required, "Id of the task: a-z, 0-9 and _.");
    v("goal", x.goal, Need::optional, "Id of its goal.");
    v("title", x.title, Need::optional, "Title of the task.");
    v("lead", x.lead, Need::optional, "Ids of the bodies that lead.");
    v("supporting", x.supporting, Need::optional, "Ids of the bodies that support.");
    v("criterion", x.criterion, Need::optional, "When the task counts as completed.");
    v("quote", x.quote, Need::optional, "The plan's own words.");
    v("start", x.start, Need::optional,
      "The period in which it begins; the year in which it is due unless given.");
    v("due", x.due, Need::optional, "The period by whose end it is due.");
    v("targets", x.targets, Need::optional, "Ids of the targets it serves.");
    v("nodes", x.nodes, Need::optional, "Milestones on its way.");
    v("note", x.note, Need::optional, "Remarks.");
}

template <class V>
void fields(V& v, Obligation& x) {
    v("id", x.id, Need::required, "Id of the obligation: a-z, 0-9 and _.");
    v("title", x.title, Need::optional, "Title of the obligation.");
    v("every", x.every, Need::required, "How often the duty recurs.");
    v("anchor", x.anchor, Need::optional, "A day on which it is kept; the others follow from it.");
    v("body", x.body, Need::optional, "Id of the body that keeps it.");
    v("goal", x.goal, Need::optional, "Id of its goal.");
    v("topic", x.topic, Need::optional,
      "What it is about, as a free id: two obligations on one topic must agree.");
    v("quote", x.quote, Need::optional, "The plan's own words.");
    v("until", x.until, Need::optional, "The last day on which the duty exists.");
    v("note", x.note, Need::optional, "Remarks.");
}

template <class V>
void fields(V& v, Policy& x) {
    v("name", x.name, Need::optional,
      "Name and version: \"pace@1\" unless given. Other thresholds need a name of their own.");
    v("growth_on_track", x.growth_on_track, Need::optional,
      "Growth targets: on track from so many percentage points above the target.");
    v("growth_at_risk", x.growth_at_risk, Need::optional, "The same for at risk.");
    v("mark_on_track", x.mark_on_track, Need::optional,
      "Flows inside their window: on track from this share of the issued or usual mark.");
    v("mark_at_risk", x.mark_at_risk, Need::optional, "The same for at risk.");
    v("pace_on_track", x.pace_on_track, Need::optional,
      "Flows without a mark: on track from so many percentage points ahead of even pace.");
    v("pace_at_risk", x.pace_at_risk, Need::optional, "The same for at risk.");
    v("path_on_track", x.path_on_track, Need::optional,
      "Levels: on track from this share of the planned way from the base.");
    v("path_at_risk", x.path_at_risk, Need::optional, "The same for at risk.");
}

/// The tables of a plan file: v.table(key, member, need, meaning) for those that stand once,
/// v.list(key, member, meaning) for those that repeat.
template <class V>
void parts(V& v, Plan& x) {
    v.table("plan", x, Need::required, "The plan as a whole.");
    v.list("body", x.bodies, "A body of the organisation that carries the plan.");
    v.list("goal", x.goals, "A programme, area or other heading under which targets stand.");
    v.list("unit", x.units, "A unit of measurement that the built-in catalogue lacks.");
    v.list("indicator", x.indicators, "A quantity that is measured.");
    v.list("target", x.targets, "A statement that is wanted.");
    v.list("task", x.tasks, "A piece of work that serves targets.");
    v.list("obligation", x.obligations, "A recurring duty: a meeting, a yearly fund.");
    v.table("policy", x.policy, Need::optional,
            "The thresholds by which progress becomes a status.");
}

}  // namespace glidepath::detail

// Plans from a table with one row a target: the quickest way from a spreadsheet to a plan.
#pragma once

#include <glidepath/io/reading.hpp>
#include <glidepath/model/plan.hpp>

#include <string>
#include <string_view>

namespace glidepath {

/// Reads the targets of a plan from CSV (UTF-8, RFC 4180, header row, columns in any order).
///
/// - indicator, say: required, the indicator's id and the statement;
/// - name, name_zh, name_en: the indicator's name; `name` is Chinese if it holds such a character;
/// - unit, kind, freq, lag, whole, min, max: of the indicator, as in a plan file;
/// - goal, goal_title: id and title of the goal;
/// - lead: the goal's lead bodies (the indicator's reporter if there is no goal), ids or names,
///   separated by `;` or `、`;
/// - quote, tier, id, part_of, note: of the target, as in a plan file.
///
/// Indicators, goals and bodies are created where they are first mentioned; a body known by its
/// name only gets the id body_1, body_2, ... Later rows may leave their cells blank, and say
/// nothing else than the first row did.
///
/// \param name   how faults call the table.
/// \param header the plan to add to: at least its id and horizon.
/// \return the plan, or every fault of the table and of the plan it makes.
Reading<Plan> read_plan_table(std::string_view csv, std::string const& name, Plan header);

}  // namespace glidepath

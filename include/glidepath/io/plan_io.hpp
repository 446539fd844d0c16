// Plans from and to TOML files, and the JSON Schema of these files.
#pragma once

#include <glidepath/io/reading.hpp>
#include <glidepath/model/plan.hpp>

#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace glidepath {

/// The largest plan file that is read, in bytes. The largest published five-year plans take less
/// than a hundredth of it.
inline constexpr std::size_t plan_size_limit = std::size_t{16} << 20;

/// How many plans may stand below one another by `extends`.
inline constexpr std::size_t plan_extends_limit = 16;

/// Finds the plan that another one extends: given the text of `extends` and the name of the file
/// it stands in, the name and the bytes of the file that is meant; nothing if there is none. One
/// file must always get the same name, for that is how a cycle is recognised. An InputError thrown
/// here becomes faults of the reading.
using PlanResolver = std::function<std::optional<std::pair<std::string, std::string>>(
    std::string const& path, std::string const& from_name)>;

/// Reads a plan.
///
/// A plan that extends another starts from it: keys of its [plan] table override those of the
/// base, its other parts come after those of the base. A target with the id of an inherited one is
/// a further text of that target (dated by `set` and `superseded`); any other repeated id is a
/// fault.
///
/// \param bytes   the file: TOML 1.0 in UTF-8, with or without byte order mark, at most
///                `plan_size_limit`.
/// \param name    how faults call it, normally its path.
/// \param resolve finds the plan named by `extends`; without it, `extends` is a fault.
/// \return the plan if it has no fault at all, else every fault: with line and column, what stood
///         there, what is allowed and what to do. Only a TOML syntax error comes alone, for nothing
///         behind it can be trusted. Never throws for any content.
Reading<Plan> read_plan(std::string_view bytes, std::string const& name,
                        PlanResolver const& resolve = {});

/// Reads a plan file; `extends` is looked up relative to the file it stands in.
/// \throws InputError with every fault of the plan, or if the file cannot be read.
[[nodiscard]] Plan load_plan(std::filesystem::path const& path);

/// The plan as a TOML file: parts in the order of the plan, keys in the order of the schema,
/// defaults left out, everything inherited written out. `read_plan` gives an equal plan back.
/// \throws InputError if the plan has faults, or holds what no file can (text that is not UTF-8,
///         numbers that are not finite): what is written can always be read.
[[nodiscard]] std::string write_plan(Plan const& plan);

/// Writes a plan file, atomically.
/// \throws InputError as `write_plan`, std::system_error as `write_file_atomically`.
void save_plan(Plan const& plan, std::filesystem::path const& path);

/// A plan file that adds targets to another plan, such as the parts of a break-down: a [plan] table
/// with `extends` and the title in the languages in which it has one, and a [[target]] table for
/// each. Read with a resolver that finds `base`, it gives `base` with that title and with the
/// targets after its own.
/// \param extends  how the file names the plan that it starts from: its path relative to the file
/// \throws InputError if the plan that results has faults, or holds what no file can.
[[nodiscard]] std::string write_extension(Plan const& base, std::string const& extends,
                                          Text const& title, std::span<Target const> targets);

/// Writes a plan file that adds targets to the plan in the file `base`, atomically; see
/// `write_extension`. The file names `base` by its path relative to itself, so that both can be
/// moved together.
/// \throws InputError also if `base` cannot be read or is `path` itself, std::system_error as
///         `write_file_atomically`.
void save_extension(std::filesystem::path const& path, std::filesystem::path const& base,
                    Text const& title, std::span<Target const> targets);

/// The JSON Schema (draft 7) of plan files, with a description of every key; indented by two
/// blanks, ends in a newline. Editors use it for completion and checks while a plan is written.
[[nodiscard]] std::string plan_schema();

}  // namespace glidepath

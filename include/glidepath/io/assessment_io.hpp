// Assessments and findings as JSON: the same bytes from C++, Python and the command line.
#pragma once

#include <glidepath/assess/assessment.hpp>

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace glidepath {

/// The JSON of an assessment, as `assess_schema` describes it: UTF-8, two-space indent, keys in a
/// fixed order, numbers unrounded in the shortest form that reads back. Equal assessments give
/// equal bytes.
[[nodiscard]] std::string write_assessment(Assessment const& assessment);

/// The JSON Schema (draft 2020-12) of `write_assessment`; each field states its unit.
[[nodiscard]] std::string assess_schema();

/// The JSON of findings: a list of objects with code, severity, subjects, message and place.
[[nodiscard]] std::string write_findings(std::vector<Finding> const& findings);

/// The status of each target in the JSON of an earlier assessment.
/// \param name  of the input, for messages
/// \throws InputError if the text is no such JSON, naming what is wrong and where
[[nodiscard]] std::unordered_map<std::string, Status> read_statuses(std::string_view json,
                                                                    std::string const& name);

}  // namespace glidepath

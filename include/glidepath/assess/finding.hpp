// Findings: what a reader of the plan or of its data should know, short of a fault.
#pragma once

#include <glidepath/model/fault.hpp>
#include <glidepath/model/text.hpp>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace glidepath {

/// How much a finding weighs.
enum class Severity : std::uint8_t {
    contradiction,  ///< The plan cannot be fulfilled as written.
    warning,        ///< Somebody should look at it.
    note            ///< Worth knowing.
};
inline constexpr std::array<std::string_view, 3> severity_names{"contradiction", "warning", "note"};
[[nodiscard]] constexpr std::string_view to_string(Severity severity) noexcept {
    return severity_names[static_cast<std::size_t>(severity)];
}

/// One finding, with the things it is about.
struct Finding {
    std::string code;  ///< A stable word for programs, such as `floors_fall_short`.
    Severity severity = Severity::note;
    std::vector<std::string> subjects;  ///< Ids of targets, indicators, goals, obligations.
    Text message;
    Location where;  ///< Of the first subject, where known.
    friend bool operator==(Finding const&, Finding const&) = default;
};

}  // namespace glidepath

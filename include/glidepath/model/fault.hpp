// What is wrong with an input, where it stands, and what to do about it.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace glidepath {

/// A place in an input. Lines and columns count from 1 (columns in characters); 0 is "not known".
///
/// All locations compare equal: where a thing was written is not part of what it is, so a plan
/// equals its copy that was saved and loaded again.
struct Location {
    std::string file;
    std::size_t line = 0;
    std::size_t column = 0;

    friend constexpr bool operator==(Location const&, Location const&) noexcept { return true; }
};

/// `file:line:column`, as far as known.
[[nodiscard]] inline std::string to_string(Location const& where) {
    std::string text = where.file;
    if (where.line != 0) {
        text += ':' + std::to_string(where.line);
        if (where.column != 0) text += ':' + std::to_string(where.column);
    }
    return text;
}

/// One thing that is wrong with an input.
struct Fault {
    std::string code;     ///< A stable word for programs, such as `unknown_unit`.
    Location where;       ///< File, line and column (or row).
    std::string subject;  ///< Id of the indicator, target, ... it concerns; may be empty.
    std::string message;  ///< What stood there, what is allowed, what to do.
    friend bool operator==(Fault const&, Fault const&) = default;
};

/// `file:line:column: subject: message [code]`, the parts that are known.
[[nodiscard]] inline std::string to_string(Fault const& fault) {
    std::string text = to_string(fault.where);
    if (!text.empty()) text += ": ";
    if (!fault.subject.empty()) text += fault.subject + ": ";
    return text + fault.message + " [" + fault.code + "]";
}

/// Thrown where an input cannot be used; carries every fault that was found in it.
class InputError : public std::invalid_argument {
public:
    explicit InputError(std::vector<Fault> faults)
        : std::invalid_argument(describe(faults)), faults_(std::move(faults)) {}
    [[nodiscard]] std::vector<Fault> const& faults() const noexcept { return faults_; }

private:
    static std::string describe(std::vector<Fault> const& faults) {
        std::string text;
        for (Fault const& fault : faults) {
            if (!text.empty()) text += '\n';
            text += to_string(fault);
        }
        return text;
    }
    std::vector<Fault> faults_;
};

}  // namespace glidepath

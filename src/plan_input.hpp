// One TOML file while it is read: places in it, and the faults found so far.
#pragma once

#include "fault_list.hpp"
#include "toml.hpp"
#include "utf8.hpp"
#include "wording.hpp"
#include <glidepath/model/fault.hpp>
#include <glidepath/time/period.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace glidepath::detail {

/// What a value of the file is, for messages: `the string "90"`, `an array`.
[[nodiscard]] inline std::string description(toml::node const& node) {
    if (const auto* text = node.as_string()) return "the string " + shown(text->get());
    if (const auto* number = node.as_integer())
        return "the integer " + std::to_string(number->get());
    if (const auto* flag = node.as_boolean()) return flag->get() ? "true" : "false";
    if (node.is_floating_point()) return "a decimal number";
    if (node.is_date()) return "a date";
    if (node.is_time()) return "a time";
    if (node.is_date_time()) return "a date with a time";
    return node.is_array() ? "an array" : "a table";
}

/// The file that is being read.
class PlanInput {
public:
    PlanInput(std::string name, std::string_view bytes, ReportingYear const& calendar,
              std::vector<Fault>& faults)
        : name_(std::move(name)), bytes_(bytes), calendar_(calendar), faults_(faults) {}

    /// The reporting year of the plan, as far as it has been read.
    [[nodiscard]] ReportingYear calendar() const noexcept { return calendar_; }
    [[nodiscard]] std::string const& name() const noexcept { return name_; }

    [[nodiscard]] Location location(toml::source_position at) const {
        return {name_, at.line, at.column};
    }
    [[nodiscard]] Location location(toml::node const& node) const {
        return location(node.source().begin);
    }
    /// Where byte `offset` of a string value stands. The string itself if it is not written as one
    /// plain line: then no column can be computed from the value.
    [[nodiscard]] Location inside(toml::node const& node, std::string_view text,
                                  std::size_t offset) const {
        Location where = location(node);
        const std::string_view line = line_at(where.line);
        std::string_view rest = line;
        for (std::size_t i = 1; i < where.column; ++i)
            if (!take_character(rest)) return where;
        if (rest.empty() || (rest[0] != '"' && rest[0] != '\'')) return where;
        const char quote = rest[0];
        rest.remove_prefix(1);
        if (!rest.starts_with(text) || !rest.substr(text.size()).starts_with(quote)) return where;
        where.column += 1 + count_characters(text.substr(0, offset));
        return where;
    }
    void fault(std::string code, Location where, std::string message) {
        add_fault(faults_, {std::move(code), std::move(where), {}, std::move(message)});
    }
    [[nodiscard]] std::vector<Fault>& faults() noexcept { return faults_; }

private:
    [[nodiscard]] std::string_view line_at(std::size_t number) const {
        std::string_view rest = bytes_;
        for (; number > 1; --number) {
            const std::size_t newline = rest.find('\n');
            if (newline == std::string_view::npos) return {};
            rest.remove_prefix(newline + 1);
        }
        return rest.substr(0, rest.find_first_of("\r\n"));
    }

    std::string name_;
    std::string_view bytes_;
    ReportingYear const& calendar_;
    std::vector<Fault>& faults_;
};

/// One value of the file on its way into a member.
struct Slot {
    PlanInput& input;
    toml::node const& node;
    std::string key;  ///< As a message names it: `due`, `nodes[2].due`.

    /// Reports the value. \return false, for `return slot.fail(...)`
    bool fail(std::string code, std::string const& problem) const {
        return fail(std::move(code), input.location(node), problem);
    }
    bool fail(std::string code, Location where, std::string const& problem) const {
        input.fault(std::move(code), std::move(where), key + ": " + problem);
        return false;
    }
    /// Reports that the value is of another type.
    bool wrong_type(std::string_view wanted) const {
        return fail("wrong_type",
                    description(node) + " stands where " + std::string(wanted) + " is wanted");
    }
    /// A value inside this one.
    [[nodiscard]] Slot part(toml::node const& inner, std::string const& suffix) const {
        return {input, inner, key + suffix};
    }
};

}  // namespace glidepath::detail

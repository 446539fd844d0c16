// Bodies: the people, units and task forces of a plan's organisation.
#pragma once

#include <glidepath/model/fault.hpp>
#include <glidepath/model/text.hpp>
#include <glidepath/time/date.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace glidepath {

/// What a body is.
enum class Role : std::uint8_t { task_force, office, group, unit, person, government };

inline constexpr std::array<std::string_view, 6> role_names{"task_force", "office", "group",
                                                            "unit",       "person", "government"};
[[nodiscard]] constexpr std::string_view to_string(Role role) noexcept {
    return role_names[static_cast<std::size_t>(role)];
}

/// A body of the organisation that carries a plan.
struct Body {
    std::string id;
    Text name;
    std::string parent;  ///< Id of the body above; empty at the top.
    Role role = Role::unit;
    Text title;                ///< The post of a person.
    std::optional<Date> from;  ///< First and last day of its existence or term, where limited.
    std::optional<Date> to;
    std::string phone;                 ///< Where a contact is reached, as lists print it.
    std::vector<std::string> aliases;  ///< Other names under which it appears in tables.
    std::string note;
    Location where;
    friend bool operator==(Body const&, Body const&) = default;
};

}  // namespace glidepath

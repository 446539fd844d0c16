// Tasks and obligations: what is to be done, as opposed to what is to be reached.
#pragma once

#include <glidepath/model/fault.hpp>
#include <glidepath/model/text.hpp>
#include <glidepath/time/period.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace glidepath {

/// A milestone on the way of a task.
struct Node {
    Period due;
    Text title;
    friend bool operator==(Node const&, Node const&) = default;
};

/// A piece of work that serves targets.
struct Task {
    std::string id;
    std::string goal;
    Text title;
    std::vector<std::string> lead;  ///< Body ids.
    std::vector<std::string> supporting;
    Text criterion;  ///< When the task counts as completed.
    std::string quote;
    std::optional<Period> start;  ///< The period in which work on it begins.
    std::optional<Period> due;
    std::vector<std::string> targets;  ///< Ids of the targets it serves.
    std::vector<Node> nodes;
    std::string note;
    Location where;
    friend bool operator==(Task const&, Task const&) = default;
};

/// How often a duty recurs.
enum class Cadence : std::uint8_t { week, two_weeks, month, quarter, year };
inline constexpr std::array<std::string_view, 5> cadence_names{"week", "2 weeks", "month",
                                                               "quarter", "year"};
[[nodiscard]] constexpr std::string_view to_string(Cadence cadence) noexcept {
    return cadence_names[static_cast<std::size_t>(cadence)];
}

/// A recurring duty: a meeting, a yearly fund. Not a target.
struct Obligation {
    std::string id;
    Text title;
    Cadence every = Cadence::year;
    std::optional<Date> anchor;  ///< A day on which it is kept; the others follow from it.
    std::string body;            ///< Who keeps it.
    std::string goal;
    std::string topic;  ///< Obligations on one topic must agree; a free id.
    std::string quote;
    std::optional<Date> until;
    std::string note;
    Location where;
    friend bool operator==(Obligation const&, Obligation const&) = default;
};

}  // namespace glidepath

// The status of a target: a fact, or a class of progress.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace glidepath {

/// How a target stands. `met` and `missed` are final: no later period can undo or save them, given
/// the data known. The three classes of progress come from a named policy. A probability is never
/// mixed in: it is the outlook, a field of its own.
enum class Status : std::uint8_t { met, on_track, at_risk, off_track, missed, unknown };

inline constexpr std::array all_statuses{Status::met,       Status::on_track, Status::at_risk,
                                         Status::off_track, Status::missed,   Status::unknown};
inline constexpr std::array<std::string_view, 6> status_names{"met",       "on_track", "at_risk",
                                                              "off_track", "missed",   "unknown"};
[[nodiscard]] constexpr std::string_view to_string(Status status) noexcept {
    return status_names[static_cast<std::size_t>(status)];
}
[[nodiscard]] constexpr std::optional<Status> status_of(std::string_view name) noexcept {
    for (Status status : all_statuses)
        if (to_string(status) == name) return status;
    return std::nullopt;
}
template <class Stream>
auto operator<<(Stream& stream, Status status) -> decltype(stream << std::string_view()) {
    return stream << to_string(status);
}

}  // namespace glidepath

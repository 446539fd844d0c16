// Policies: the named, versioned thresholds by which progress becomes a status.
#pragma once

#include <string>

namespace glidepath {

/// Thresholds of the pace policy; the defaults are `pace@1`. What is at least the first threshold
/// of a pair is on track, at least the second at risk, below it off track.
struct Policy {
    std::string name = "pace@1";  ///< `name@version`; other thresholds need another name.
    double growth_on_track = 0;   ///< Points by which growth exceeds its target.
    double growth_at_risk = -2;
    double mark_on_track = 0.98;  ///< Share of the issued or usual mark that is done.
    double mark_at_risk = 0.90;
    double pace_on_track = 0;  ///< Points by which the done share exceeds the elapsed share.
    double pace_at_risk = -10;
    double path_on_track = 0.95;  ///< Share of the planned way from the base that is done.
    double path_at_risk = 0.60;
    friend bool operator==(Policy const&, Policy const&) = default;
};

/// Whether the thresholds are those of `pace@1`.
[[nodiscard]] inline bool has_default_thresholds(Policy policy) {
    const std::string name = Policy{}.name;
    policy.name = name;
    return policy == Policy{};
}

}  // namespace glidepath

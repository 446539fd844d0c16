// The two clocks: which observations may be used for an assessment.
#pragma once

#include <glidepath/model/observations.hpp>

#include <optional>

namespace glidepath {

/// What is known. `as_of` is the day of knowledge: what was released later is not seen. `through`
/// is the last reference period used: what lies beyond is not used, whenever it was released.
struct Knowledge {
    std::optional<Date> as_of;
    std::optional<Period> through;
    friend bool operator==(Knowledge const&, Knowledge const&) = default;

    /// The knowledge with `as_of` set to the newest release date if neither clock is given.
    [[nodiscard]] Knowledge resolved(Observations const& observations) const {
        Knowledge known = *this;
        if (!as_of && !through) known.as_of = observations.newest_release();
        return known;
    }
    /// The day on which something is judged overdue: `as_of`, else the end of `through`.
    [[nodiscard]] std::optional<Date> today() const {
        if (as_of) return as_of;
        if (through) return through->last_day();
        return std::nullopt;
    }
    [[nodiscard]] bool released_by(Observation const& row) const {
        return !as_of || row.released <= *as_of;
    }
    [[nodiscard]] bool within_reach(Observation const& row) const {
        return !through || row.period.last_day() <= through->last_day();
    }
    /// Whether the row may be used.
    [[nodiscard]] bool sees(Observation const& row) const {
        return released_by(row) && within_reach(row);
    }
};

/// How many rows of a table an assessment did not use, and why.
struct RowsLeftOut {
    int released_after_as_of = 0;
    int beyond_through = 0;
    int other_places = 0;
    int rejected = 0;
    friend bool operator==(RowsLeftOut const&, RowsLeftOut const&) = default;
};

}  // namespace glidepath

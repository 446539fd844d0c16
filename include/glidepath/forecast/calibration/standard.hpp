// The calibrations that come with the library, by frequency and by how much history there is.
#pragma once

#include <glidepath/forecast/calibration/calibration.hpp>
#include <glidepath/forecast/calibration/constants.hpp>

#include <algorithm>
#include <cstdlib>
#include <span>
#include <utility>
#include <vector>

namespace glidepath {

/// Calibrations for one population of series: for each season, amount of history and face one.
class Calibrations {
public:
    /// Learned from one amount of history.
    struct Entry {
        int season = 1;
        int least_points = 1;  ///< For histories from here to the next entry of the season.
        Calibration calibration;
        Face face = Face::level;  ///< Of levels, or of growth rates in percent.
        friend bool operator==(Entry const&, Entry const&) = default;
    };

    Calibrations() = default;
    explicit Calibrations(std::vector<Entry> entries) : entries_(std::move(entries)) {}

    /// Learned on the M3 competition (Makridakis & Hibon 2000), whole and cut short: yearly,
    /// quarterly and monthly series from business and official statistics. Series of another
    /// population may be calmer or wilder: see `calibrate_panel`.
    [[nodiscard]] static Calibrations const& standard() {
        static const Calibrations made = [] {
            std::vector<Entry> entries;
            for (detail::CalibrationConstants const& row : detail::calibration_constants) {
                Calibration calibration;
                calibration.weights = row.weights;
                calibration.exponent = row.exponent;
                calibration.curvature = row.curvature;
                calibration.first = ErrorShape(row.first);
                calibration.last = ErrorShape(row.last);
                calibration.horizon = row.horizon;
                calibration.correlation = {row.power, row.noise};
                calibration.series = row.series;
                entries.push_back({row.season, row.least_points, calibration, row.face});
            }
            return Calibrations(std::move(entries));
        }();
        return made;
    }

    [[nodiscard]] std::span<Entry const> entries() const noexcept { return entries_; }
    /// Whether there is a calibration for a face.
    [[nodiscard]] bool has(Face face) const noexcept {
        return std::any_of(entries_.begin(), entries_.end(),
                           [&](Entry const& entry) { return entry.face == face; });
    }
    /// For a series of a season with so many known values: of the entries of the face and the
    /// nearest season the last that asks for no more; null without entries of the face.
    [[nodiscard]] Entry const* find(int season, int points,
                                    Face face = Face::level) const noexcept {
        const auto apart = [&](Entry const& entry) { return std::abs(entry.season - season); };
        Entry const* best = nullptr;
        for (Entry const& entry : entries_) {
            if (entry.face != face) continue;
            if (best == nullptr || apart(entry) < apart(*best)) {
                best = &entry;
                continue;
            }
            if (apart(entry) > apart(*best)) continue;
            const bool fits = entry.least_points <= points;
            if (fits ? best->least_points > points || entry.least_points > best->least_points
                     : best->least_points > points && entry.least_points < best->least_points)
                best = &entry;
        }
        return best;
    }
    friend bool operator==(Calibrations const&, Calibrations const&) = default;

private:
    std::vector<Entry> entries_;
};

}  // namespace glidepath

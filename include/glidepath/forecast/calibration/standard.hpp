// The calibrations that come with the library, by frequency and by how much history there is.
#pragma once

#include <glidepath/forecast/calibration/calibration.hpp>
#include <glidepath/forecast/calibration/constants.hpp>

#include <cstdlib>
#include <optional>
#include <span>

namespace glidepath {

/// Calibrations for one population of series: for each season and amount of history one.
class Calibrations {
public:
    /// Learned from one amount of history.
    struct Entry {
        int season = 1;
        int least_points = 1;  ///< For histories from here to the next entry of the season.
        Calibration calibration;
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
                calibration.shape = ErrorShape(row.errors);
                calibration.correlation = {row.level, row.noise};
                calibration.series = row.series;
                entries.push_back({row.season, row.least_points, calibration});
            }
            return Calibrations(std::move(entries));
        }();
        return made;
    }

    [[nodiscard]] std::span<Entry const> entries() const noexcept { return entries_; }
    /// The seasons there are calibrations for, or the nearest one to a season.
    [[nodiscard]] std::optional<int> nearest_season(int season) const noexcept {
        std::optional<int> best;
        for (Entry const& entry : entries_)
            if (!best || std::abs(entry.season - season) < std::abs(*best - season))
                best = entry.season;
        return best;
    }
    /// For a series of a season with so many known values: of the entries of the nearest season the
    /// last that asks for no more; nothing without entries.
    [[nodiscard]] Calibration const* find(int season, int points) const noexcept {
        const auto nearest = nearest_season(season);
        Entry const* best = nullptr;
        for (Entry const& entry : entries_) {
            if (entry.season != nearest) continue;
            const bool fits = entry.least_points <= points;
            if (best == nullptr ||
                (fits && (best->least_points > points || entry.least_points > best->least_points)))
                best = &entry;
        }
        return best == nullptr ? nullptr : &best->calibration;
    }
    friend bool operator==(Calibrations const&, Calibrations const&) = default;

private:
    std::vector<Entry> entries_;
};

}  // namespace glidepath

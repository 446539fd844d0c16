"""Learns the calibrations that come with the library, and writes them as a header.

On the M3 competition: the values of each series that the competition held back are forecast from
all values before them, and again from the last few only, so that short histories have calibrations
of their own; and so are growth rates. Usage: make_constants.py HEADER, with GLIDEPATH_REFERENCE_DATA set.
"""

import math
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "forecast"))

import m3
from glidepath import _core
from rungs import RUNGS

HEADER = """\
// Made by bench/calibration/make_constants.py from the M3 competition; do not edit.
#pragma once

#include <glidepath/model/statement.hpp>

#include <array>

namespace glidepath::detail {{

/// One calibration; see `Calibration` and `Calibrations::Entry`.
struct CalibrationConstants {{
    Face face;
    int season;
    int least_points;
    std::array<double, 6> weights;
    double exponent;
    double curvature;
    std::array<double, 11> first;
    std::array<double, 11> last;
    int horizon;
    double power;
    double noise;
    int series;
}};

// clang-format off
inline constexpr std::array<CalibrationConstants, {count}> calibration_constants{{{{
{rows}
}}}};
// clang-format on

}}  // namespace glidepath::detail
"""


def growth(y: list[float], season: int) -> list[float]:
    """On the same period a year earlier, in percent; missing where there is no positive base."""
    return [
        100 * (now / before - 1) if before > 0 else math.nan
        for before, now in zip(y[:-season], y[season:], strict=True)
    ]


def learned(frequency: str, face: str) -> list[_core.CalibrationEntry]:
    """The calibrations of one frequency."""
    every = list(m3.series(frequency))
    season = every[0].season
    panel = [[*one.train, *one.test] for one in every]
    if face == "growth":
        panel = [growth(y, season) for y in panel]
    return [
        _core.calibrate_panel(
            panel,
            season=season,
            horizon=len(every[0].test),
            points=points,
            least_points=least,
            face=face,
        )
        for least, points in RUNGS[frequency]
    ]


def row(entry: _core.CalibrationEntry) -> str:
    """An entry as C++ writes it, with six digits."""

    def numbers(values: list[float]) -> str:
        return "{" + ", ".join(f"{value:.6g}" for value in values) + "}"

    return (
        f"    {{Face::{entry.face}, {entry.season}, {entry.least_points}, {numbers(entry.weights)}, "
        f"{entry.exponent:.6g}, {entry.curvature:.6g},\n     {numbers(entry.first)},\n"
        f"     {numbers(entry.last)},\n     {entry.horizon}, {entry.power:.6g}, {entry.noise:.6g}, "
        f"{entry.series}}},"
    )


def main() -> None:
    entries = [
        entry
        for face in ("level", "growth")
        for frequency in RUNGS
        for entry in learned(frequency, face)
    ]
    text = HEADER.format(count=len(entries), rows="\n".join(map(row, entries)))
    Path(sys.argv[1]).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

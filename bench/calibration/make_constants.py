"""Learns the calibrations that come with the library, and writes them as a header.

On the M3 competition: the values of each series that the competition held back are forecast from
all values before them, and again from the last few only, so that short histories have calibrations
of their own. Usage: make_constants.py HEADER, with GLIDEPATH_REFERENCE_DATA set.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "forecast"))

import m3
from glidepath import _core

# By frequency: for histories from so many values on, and with how many values (0: all) each series
# is forecast to learn it.
RUNGS = {
    "yearly": [(1, [1]), (2, [2, 3]), (4, [4, 5]), (6, [6, 8]), (10, [10, 12]), (14, [0])],
    "quarterly": [(1, [1, 2]), (3, [3, 4]), (5, [5, 7]), (9, [9, 12]), (16, [0])],
    "monthly": [(1, [1, 2]), (3, [3, 6, 10]), (13, [13, 18]), (25, [25, 36]), (48, [0])],
}

HEADER = """\
// Made by bench/calibration/make_constants.py from the M3 competition; do not edit.
#pragma once

#include <array>

namespace glidepath::detail {{

/// One calibration; see `Calibration` and `Calibrations::Entry`.
struct CalibrationConstants {{
    int season;
    int least_points;
    std::array<double, 5> weights;
    double exponent;
    double curvature;
    std::array<double, 11> errors;
    double level;
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


def learned(frequency: str) -> list[_core.CalibrationEntry]:
    """The calibrations of one frequency."""
    every = list(m3.series(frequency))
    panel = [[*one.train, *one.test] for one in every]
    return [
        _core.calibrate_panel(
            panel,
            season=every[0].season,
            horizon=len(every[0].test),
            points=points,
            least_points=least,
        )
        for least, points in RUNGS[frequency]
    ]


def row(entry: _core.CalibrationEntry) -> str:
    """An entry as C++ writes it, with six digits."""

    def numbers(values: list[float]) -> str:
        return "{" + ", ".join(f"{value:.6g}" for value in values) + "}"

    return (
        f"    {{{entry.season}, {entry.least_points}, {numbers(entry.weights)}, "
        f"{entry.exponent:.6g}, {entry.curvature:.6g},\n     {numbers(entry.errors)},\n"
        f"     {entry.level:.6g}, {entry.noise:.6g}, {entry.series}}},"
    )


def main() -> None:
    entries = [entry for frequency in RUNGS for entry in learned(frequency)]
    text = HEADER.format(count=len(entries), rows="\n".join(map(row, entries)))
    Path(sys.argv[1]).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

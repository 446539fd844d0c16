"""The M3 competition: its series, and the measures by which forecasts of them are judged.

Series are read from the folder of reference data; they are not part of the project. Measures are
those of the M4 competition's guide: sMAPE, MASE and MSIS are means over horizons, then over series.
"""

import csv
import gzip
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

FREQUENCIES = {"yearly": 1, "quarterly": 4, "monthly": 12}


@dataclass(frozen=True)
class Series:
    """One series: what was known, and what came after."""

    id: int
    frequency: str
    season: int
    train: np.ndarray
    test: np.ndarray

    @property
    def fold(self) -> int:
        """Which half it belongs to: what is chosen on one half is judged on the other."""
        return (self.id - 1) // 20 % 2

    @property
    def scale(self) -> float:
        """The mean absolute seasonal difference of the known part: the unit of MASE and MSIS."""
        return float(np.abs(self.train[self.season :] - self.train[: -self.season]).mean())


def folder() -> Path:
    """Where the reference data lie."""
    given = os.environ.get("GLIDEPATH_REFERENCE_DATA")
    if not given:
        raise SystemExit("GLIDEPATH_REFERENCE_DATA must name the folder with data/m3.csv.gz")
    return Path(given)


def series(frequency: str) -> Iterator[Series]:
    """The series of one frequency, in their order."""
    with gzip.open(folder() / "data" / "m3.csv.gz", "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["period"] == frequency:
                yield Series(
                    int(row["id"].lstrip("N")),
                    frequency,
                    int(row["freq"]),
                    np.array(row["train"].split(), float),
                    np.array(row["test"].split(), float),
                )


def smape(actual: np.ndarray, point: np.ndarray) -> float:
    return float(np.mean(200 * np.abs(actual - point) / (np.abs(actual) + np.abs(point))))


def mase(actual: np.ndarray, point: np.ndarray, scale: float) -> float:
    return float(np.mean(np.abs(actual - point)) / scale)


def msis(
    actual: np.ndarray, lower: np.ndarray, upper: np.ndarray, level: float, scale: float
) -> float:
    """The mean scaled interval score (Gneiting & Raftery 2007)."""
    penalty = 2 / (1 - level)
    score = (upper - lower) + penalty * (
        np.clip(lower - actual, 0, None) + np.clip(actual - upper, 0, None)
    )
    return float(score.mean() / scale)

"""Our own forecasts of the M3 series, with calibrations learned on the other half of them."""

import time
from dataclasses import dataclass

import m3
import numpy as np
from glidepath import Calibrations, Period, _core

PATHS = 1000
QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.9)
FIRST = {"yearly": Period("2001"), "quarterly": Period("2001-Q1"), "monthly": Period("2001-01")}


@dataclass(frozen=True)
class Ours:
    """What our default says of one series, and the processor time that took."""

    point: np.ndarray  # the median
    quantiles: dict[float, np.ndarray]  # not timed
    lower: dict[int, np.ndarray]
    upper: dict[int, np.ndarray]
    paths: np.ndarray  # one row a path
    seconds: float


def options(calibrations: Calibrations | None, method: str = "auto") -> _core.ForecastOptions:
    return _core.ForecastOptions(
        method=method,
        kind="flow",
        face="level",
        minimum=None,
        maximum=None,
        open=False,
        decimals=None,
        last_break=0,
        damp_outliers=False,
        january_february=False,
        calibrations=calibrations,
    )


def calibrations_of(series: list[m3.Series], points: list[int]) -> dict[int, Calibrations]:
    """For each half of the series the calibration that the other half teaches, with so many values
    before what is forecast (0: all)."""
    learned = {}
    for fold in (0, 1):
        panel = [[*one.train, *one.test] for one in series if one.fold != fold]
        entry = _core.calibrate_panel(
            panel,
            season=series[0].season,
            horizon=len(series[0].test),
            points=points,
            face="level",
        )
        learned[fold] = Calibrations([entry])
    return learned


def ask(series: m3.Series, chosen: _core.ForecastOptions, points: int = 0) -> Ours:
    """Fit, forecast, intervals of 80 and 95 % and 1,000 joint paths; from the last so many values
    (0: all)."""
    train = series.train[-points:].tolist()
    start = time.process_time()
    found = _core.forecast(train, FIRST[series.frequency], len(series.test), chosen)
    point = found.median()
    ends = {level: (50 - level / 2, 50 + level / 2) for level in (80, 95)}
    lower = {level: found.quantile(low / 100) for level, (low, _) in ends.items()}
    upper = {level: found.quantile(high / 100) for level, (_, high) in ends.items()}
    paths = found.paths(PATHS, 0, 0, "quasi")
    seconds = time.process_time() - start
    quantiles = {p: found.quantile(p) for p in QUANTILES}
    return Ours(point, quantiles, lower, upper, paths, seconds)

"""Interpolation with pandas in and out."""

import math
from collections.abc import Mapping

import pandas as pd

from glidepath import _core
from glidepath._clocks import PeriodLike, period
from glidepath._periods import frequency, from_pandas, period_index


def interpolate(
    knots: "pd.Series[float] | Mapping[PeriodLike, float]",
    *,
    freq: str,
    kind: str = "stock",
    shape: str = "linear",
) -> "pd.Series[float]":
    """The path from the first to the last known value, as a Series with a PeriodIndex.

    Stocks, averages and ratios go through the points: the value of a period stands at its last
    sub-period. A flow is spread as smoothly as possible so that the sums over the given periods
    hold.

    Parameters
    ----------
    knots
        Known values by period: a dict such as ``{2022: 985.2, "2023": 1062.4}`` or a Series with a
        PeriodIndex. Periods of one frequency, ascending; missing values are passed over.
    freq
        Frequency of the result, that of the knots or finer: A, H, Q, M, W or D.
    kind
        ``"flow"``, ``"stock"``, ``"average"`` or ``"ratio"``.
    shape
        ``"linear"``, ``"geometric"`` (a constant rate; values must be positive) or ``"step"``.

    Raises
    ------
    ValueError
        For no knots, knots out of order, a frequency that does not divide their periods, values
        that the shape does not allow, another shape than linear for a flow.
    """
    name = None
    points: list[tuple[_core.Period, float]]
    if isinstance(knots, pd.Series):
        name = knots.name
        if not isinstance(knots.index, pd.PeriodIndex):
            raise ValueError("the knots need a PeriodIndex; a Series has one after .to_period()")
        known = knots.dropna()
        points = [
            (from_pandas(at), float(value)) for at, value in zip(known.index, known, strict=True)
        ]
    else:
        points = [
            (period(at), float(value)) for at, value in knots.items() if not math.isnan(value)
        ]
    path = _core.interpolate(points, frequency(freq), kind, shape)
    return pd.Series(path.values, index=period_index(path.window), name=name)

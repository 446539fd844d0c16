"""Interpolation with pandas in and out."""

import math
from collections.abc import Mapping

import pandas as pd

from glidepath import _core
from glidepath._clocks import PeriodLike, period
from glidepath._periods import frequency, period_index


def interpolate(
    knots: "pd.Series[float] | Mapping[PeriodLike, float]",
    *,
    freq: str,
    kind: str = "stock",
    shape: str = "linear",
    steepness: float | None = None,
    power: float | None = None,
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
        How the path goes from value to value. A flow at a finer frequency has two: ``"linear"``
        keeps its first differences small (Boot, Feibes and Lisman 1967), ``"smooth"`` its second.

        Between two neighbours, each on their own:

        - ``"linear"``: the straight line.
        - ``"geometric"``: a constant rate; values must be positive.
        - ``"step"``: the last known value, until the next.
        - ``"logistic"``: slow, fast, slow; the logistic curve, normalised to start and end at the
          values themselves.
        - ``"front_loaded"``: fast, then slow; 1 - (1 - t)^power of the way after the share t of
          the time.
        - ``"back_loaded"``: slow, then fast; t^power of the way.

        Curves through all values:

        - ``"smooth"``: the natural cubic spline. Overshoots: it may leave the range of two
          neighbours.
        - ``"pchip"``: Fritsch and Butland (1984), as scipy's PchipInterpolator. Never overshoots.
        - ``"steffen"``: Steffen (1990). Never overshoots.
        - ``"monotone"``: Fritsch and Carlson (1980), as "monoH.FC" of R's splinefun. Monotone
          where all values are.
        - ``"hyman"``: a cubic spline filtered after Hyman (1983), as "hyman" of R's splinefun. For
          values that never fall or never rise; monotone as they are.
        - ``"akima"``: Akima (1970), as scipy's Akima1DInterpolator. Overshoots a little.
    steepness
        Of the logistic shape, > 0; 8 unless given: in the middle twice as fast as the straight
        line. Small ones are nearly straight, large ones nearly a step.
    power
        Of the front-loaded and the back-loaded shape, > 0; 2 unless given, 1 is straight.

    Raises
    ------
    ValueError
        For no knots, knots out of order, a frequency that does not divide their periods, a shape
        that does not exist, values that the shape does not allow, another shape than linear or
        smooth for a flow, a parameter that is not positive or that the shape does not have.
    """
    name = None
    points: list[tuple[_core.Period, float]]
    if isinstance(knots, pd.Series):
        name = knots.name
        known = knots.dropna()
        if not (isinstance(known.index, pd.PeriodIndex) or known.index.dtype == object):
            raise ValueError("the knots need a PeriodIndex; a Series has one after .to_period()")
        points = [(period(at), float(value)) for at, value in zip(known.index, known, strict=True)]
    else:
        points = [
            (period(at), float(value)) for at, value in knots.items() if not math.isnan(value)
        ]
    path = _core.interpolate(points, frequency(freq), kind, shape, steepness, power)
    return pd.Series(path.values, index=period_index(path.window), name=name)

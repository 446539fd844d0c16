"""Between the library's periods and those of pandas."""

from typing import Any

import pandas as pd

from glidepath._core import Period, Window
from glidepath._words import Frequency

LETTERS = {
    "A": Frequency.annual,
    "Y": Frequency.annual,
    "H": Frequency.half_yearly,
    "Q": Frequency.quarterly,
    "M": Frequency.monthly,
    "W": Frequency.weekly,
    "D": Frequency.daily,
}
PANDAS_NAMES = {  # of the dates at the end or the start of periods, since pandas 2
    "YE": Frequency.annual,
    "YS": Frequency.annual,
    "QE": Frequency.quarterly,
    "QS": Frequency.quarterly,
    "ME": Frequency.monthly,
    "MS": Frequency.monthly,
}
MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]


def frequency(name: str) -> Frequency:
    """The frequency of a letter (A or Y, H, Q, M, W, D), of its full name, or of the name of pandas
    for the ends or starts of years, quarters and months (``YE``, ``QE``, ``ME``, ``MS``)."""
    found = LETTERS.get(name) or PANDAS_NAMES.get(name)
    if found is not None:
        return found
    try:
        return Frequency(name)
    except ValueError:
        raise ValueError(
            f'no frequency "{name}": expected one of A H Q M W D, or annual, half-yearly, ...'
        ) from None


def pandas_frequency(period: Period) -> str:
    """The frequency by which pandas knows the periods of this one's grid."""
    match period.frequency:
        case Frequency.annual:
            return f"Y-{MONTHS[period.phase - 1]}"
        case Frequency.half_yearly:
            return f"2Q-{MONTHS[period.phase % 3 - 1]}"  # pandas has no half-years
        case Frequency.quarterly:
            return f"Q-{MONTHS[period.phase - 1]}"
        case Frequency.monthly:
            return "M"
        case Frequency.weekly:
            return "W-SUN"
        case Frequency.daily:
            return "D"
    raise AssertionError(period.frequency)


def period_index(window: Window) -> pd.PeriodIndex:
    """The periods of a window as pandas writes them."""
    return pd.period_range(
        start=pd.Period(window.first.first_day, freq=pandas_frequency(window.first)),
        periods=len(window),
        name="period",
    )


def period_labels(window: Window) -> "pd.Index[Any]":
    """The periods of a window for people to read: those of pandas, but half-years, which it would
    show as every other quarter, as text, ``2024-H1``. Every function reads them back; where the
    reporting year is not the calendar's, which text alone does not tell, they are the library's."""
    if window.frequency is not Frequency.half_yearly:
        return period_index(window)
    gregorian = window.first.phase == 0
    labels = [str(period) if gregorian else period for period in window]
    return pd.Index(labels, dtype=object, name="period")


def from_pandas(period: pd.Period) -> Period:
    """The period of the library that covers the days of a pandas period.

    Raises ValueError for frequencies that the library does not have (hours, business days).
    """
    code, _, anchor = period.freqstr.partition("-")
    grid = LETTERS.get(code)
    if code in {"2Q", "6M"}:
        grid = Frequency.half_yearly
    if grid is None or (grid is Frequency.weekly and anchor not in {"", "SUN"}):
        raise ValueError(f"no period of glidepath has the pandas frequency {period.freqstr}")
    first = period.start_time.date()
    width = {"annual": 12, "half-yearly": 6, "quarterly": 3}.get(grid, 1)
    return Period.containing(first, grid, (first.month - 1) % width)

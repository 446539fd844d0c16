"""Series by period, from whatever holds them: a dict, pandas, polars, an Arrow table."""

import datetime as dt
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import pandas as pd

from glidepath._clocks import PeriodLike, period
from glidepath._core import Period, Window
from glidepath._periods import LETTERS, from_pandas
from glidepath._words import Frequency


LARGEST_EXACT = 2**53  # the whole numbers up to here are all exact as floating-point numbers
LARGEST_FLOAT = 10**308


class ColumnTable(Protocol):
    """A table that is not pandas': a polars DataFrame, for one. Its first column, or that named
    ``period``, holds the periods: text, dates, or years."""

    @property
    def columns(self) -> Any:
        """Names of the columns."""


if TYPE_CHECKING:
    SeriesLike = pd.Series[Any] | pd.DataFrame | Mapping[PeriodLike, float] | ColumnTable
    """Values by period: one series, or a table of several."""


@dataclass(frozen=True)
class Columns:
    """One or several series over the same consecutive periods."""

    window: Window
    names: list[Hashable]
    values: np.ndarray[tuple[int, int], np.dtype[np.float64]]  # a row a period, a column a series

    def known(self, what: str) -> "Columns":
        """Without the periods at either end for which a value is missing."""
        missing: np.ndarray[Any, np.dtype[np.bool_]] = np.any(np.isnan(self.values), axis=1)
        if missing.all():
            raise ValueError(f"{what}: every value is missing")
        first = int(np.argmin(missing))
        last = len(missing) - 1 - int(np.argmin(missing[::-1]))
        window = Window(self.window.first + first, self.window.first + last)
        inside = Columns(window, self.names, self.values[first : last + 1])
        holes = np.argwhere(np.isnan(inside.values))
        if len(holes):
            at, column = holes[0]
            name = f"{what} {self.names[column]!r}" if len(self.names) > 1 else what
            raise ValueError(
                f"{name}: the value of {window.first + int(at)} is missing; fill it, or leave out "
                "what stands before or behind it"
            )
        return inside


def read_columns(source: object, what: str, grid: Period | None = None) -> Columns:
    """The series of a source, in ascending order without holes between the periods.

    ``what`` names the source in messages. Dates belong to the period that holds them on the grid of
    ``grid``; without one, to a period of the frequency that can be read off them.
    """
    labels, names, values = split(source, what)
    if len(names) == 0:
        raise ValueError(f"{what}: there are no values, only periods")
    if len(labels) == 0:
        raise ValueError(f"{what}: there are no values; at least one is needed")
    for column in values:
        require_exact(column, what)
    try:
        numbers = np.column_stack([as_numbers(column) for column in values])
    except (OverflowError, TypeError, ValueError) as error:
        raise ValueError(f"{what}: the values must be numbers: {error}") from None
    periods = read_periods(labels, what, grid)
    for before, after in zip(periods, periods[1:], strict=False):
        if after.frequency != before.frequency or after.phase != before.phase:
            raise ValueError(f"{what}: {before} and {after} are periods of different frequencies")
        if after != before + 1:
            do = "give NaN where a value is missing" if after > before else "sort them"
            if after == before:
                do = "keep one value for each"
            elif after > before and after.frequency is Frequency.daily:
                do = "a date is one day; write 2024 for a year, 2024-06 for a month"
            raise ValueError(
                f"{what}: {after} stands behind {before}; periods must follow one another, "
                f"ascending and without holes: {do}"
            )
    return Columns(Window(periods[0], periods[-1]), names, numbers)


def only_series(names: list[Hashable], what: str) -> Hashable:
    """The name of the one series of a source. Raises ValueError for several."""
    if len(names) != 1:
        raise ValueError(f"{what}: one series is forecast at a time; the table has {names}")
    return names[0]


def require_exact(column: object, what: str) -> None:
    """Refuses a whole number that has more digits than the numbers of a series hold."""
    values: Any = column if isinstance(column, list) else pd.Series(column)
    if not isinstance(values, list) and values.dtype.kind not in "iuO":
        return
    for value in values:
        if not isinstance(value, (int, np.integer)) or abs(int(value)) <= LARGEST_EXACT:
            continue
        if abs(int(value)) > LARGEST_FLOAT or int(float(value)) != value:
            raise ValueError(
                f"{what}: {value} has more digits than a number holds (whole numbers are exact up "
                f"to {LARGEST_EXACT}); give the series in a larger unit"
            )


def as_numbers(column: object) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Values as float64; missing ones as NaN."""
    values = pd.Series(column)
    if pd.api.types.is_complex_dtype(values):
        raise TypeError("complex numbers have no order")
    return np.asarray(values.astype("float64"), dtype="float64")


def split(source: object, what: str) -> "tuple[pd.Index[Any], list[Hashable], list[object]]":
    """The labels of the periods, the names of the series, and their values."""
    if isinstance(source, pd.Series):
        if len(source) > 0 and counts_rows(source.index):
            raise ValueError(
                f"{what}: the index of the Series counts its rows from 0 and names no periods; "
                f"give them: {WAY_OUT}"
            )
        return source.index, [source.name], [source]
    if isinstance(source, Mapping):
        return pd.Index(list(source), dtype=object), [None], [list(source.values())]
    frame = as_frame(source, what)
    if "period" in frame.columns:
        frame = frame.set_index("period")
    elif counts_rows(frame.index) and frame.shape[1] > 0:
        frame = frame.set_index(frame.columns[0])
    columns: list[object] = [frame.iloc[:, i] for i in range(frame.shape[1])]
    return frame.index, list(frame.columns), columns


WAY_OUT = (
    "dict(zip(range(2020, 2024), values)), or pd.Series(values, index=pd.period_range("
    'start="2020", periods=len(values), freq="Y"))'
)


def counts_rows(index: "pd.Index[Any]") -> bool:
    """Whether an index is the one that a table without an index has; years do not start at 0."""
    return isinstance(index, pd.RangeIndex) and index.start == 0


def as_frame(source: Any, what: str) -> pd.DataFrame:
    """A table as a pandas DataFrame."""
    if isinstance(source, pd.DataFrame):
        return source
    if hasattr(source, "get_column") and hasattr(source, "columns"):  # polars, without pyarrow
        return pd.DataFrame({name: source.get_column(name).to_list() for name in source.columns})
    if hasattr(source, "to_pandas") and hasattr(source, "column_names"):  # an Arrow table
        return pd.DataFrame(source.to_pandas())
    bare = isinstance(source, (list, tuple, np.ndarray))
    raise TypeError(
        f"{what}: values by period are a dict, a pandas Series or DataFrame, or a polars "
        f"DataFrame, not {type(source).__name__}"
        + (f", which names no periods; give them: {WAY_OUT}" if bare else "")
    )


def read_periods(labels: "pd.Index[Any]", what: str, grid: Period | None) -> list[Period]:
    """The periods that the labels mean."""
    if isinstance(labels, pd.PeriodIndex):
        if labels.hasnans:
            raise ValueError(f"{what}: a period is missing")
        return [from_pandas(label) for label in labels]
    if len(labels) > 0 and all(type(label) is dt.date for label in labels):
        labels = pd.DatetimeIndex(labels)
    if isinstance(labels, pd.DatetimeIndex):
        return read_dates(labels, what, grid)
    try:
        return [period(whole(label)) for label in labels]
    except ValueError as error:
        raise ValueError(f"{what}: {error}") from None


def whole(label: object) -> Any:
    """A year that a table holds as a floating-point number, as the integer that it is."""
    if isinstance(label, float) and label.is_integer():
        return int(label)
    return label


def read_dates(labels: pd.DatetimeIndex, what: str, grid: Period | None) -> list[Period]:
    """The periods that hold the dates."""
    if labels.hasnans:
        raise ValueError(f"{what}: a date is missing")
    labels = labels.tz_localize(None)
    for before, after in zip(labels, labels[1:], strict=False):
        if after == before:
            raise ValueError(f"{what}: {after:%Y-%m-%d} stands there twice; keep one value for it")
        if after < before:
            raise ValueError(
                f"{what}: {after:%Y-%m-%d} stands behind {before:%Y-%m-%d}; dates ascend: "
                "sort them (.sort_index())"
            )
    if grid is not None:
        return [Period.containing(day.date(), grid.frequency, grid.phase) for day in labels]
    code = (labels.freqstr or "").partition("-")[0].rstrip("SE")
    if code in {"Y", "Q", "M", "W", "D"}:
        return [from_pandas(label) for label in labels.to_period()]
    days = [label.date() for label in labels]
    for frequency in Frequency if len(days) > 1 else ():
        found = [Period.containing(day, frequency) for day in days]
        at_ends = all(day == period.last_day for day, period in zip(days, found, strict=True))
        at_starts = all(day == period.first_day for day, period in zip(days, found, strict=True))
        if (at_ends or at_starts) and found[1] == found[0] + 1:
            return found
    raise ValueError(f"{what}: {why_no_periods(days)}")


def why_no_periods(days: list[dt.date]) -> str:
    """Why dates in ascending order do not tell how long their periods are, and what to do."""
    if len(days) == 1:
        return (
            'one date does not tell how long its period is; use .to_period("Y") (pandas), or text '
            "such as 2023, 2024-H1, 2024-Q2"
        )
    gaps = {(after - before).days for before, after in zip(days, days[1:], strict=False)}
    spacing = f"{min(gaps)} to {max(gaps)} days" if len(gaps) > 1 else f"{min(gaps)} days"
    for letter in "YQMW":
        found = [Period.containing(day, LETTERS[letter]) for day in days]
        if all(after == before + 1 for before, after in zip(found, found[1:], strict=False)):
            return (
                f"the dates are {spacing} apart, and not all of them end or start a period; if "
                f'each stands for the one that it lies in, use .to_period("{letter}")'
            )
    return (
        f"the dates are {spacing} apart; periods follow one another as years, half-years, "
        "quarters, months, weeks or days: give those between as well, NaN where a value is missing"
    )


def as_series(
    values: Sequence[float] | np.ndarray[Any, Any], index: "pd.Index[Any]", name: Hashable
) -> "pd.Series[float]":
    """A Series of floats over periods."""
    return pd.Series(np.asarray(values, dtype="float64"), index=index, name=name)

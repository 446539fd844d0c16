"""Figures about windows of a path: years, then months, totals of the year to date."""

import datetime as dt
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from glidepath import _core
from glidepath._clocks import PeriodLike, period
from glidepath._core import Period, Structure, Window
from glidepath._periods import frequency
from glidepath._series import as_numbers, only_series, read_columns, split, whole
from glidepath._words import ForecastMethod, Frequency

if TYPE_CHECKING:
    from glidepath._series import SeriesLike

    FiguresLike = SeriesLike | Mapping[PeriodLike | Window, float]
    """A series, or figures by windows and by periods of several frequencies."""


@dataclass(frozen=True)
class Figures:
    """What is known of a path: figures about windows of it."""

    name: Hashable
    windows: list[Window]
    values: list[float]  # NaN where missing
    frequency: Frequency  # of the path

    @property
    def last(self) -> Period:
        """The last period that anything is said of, be it that the figure is missing."""
        return self._at(max(window.last_day for window in self.windows))

    def forecast(
        self,
        periods: int,
        *,
        kind: str,
        bounds: tuple[float | None, float | None],
        open_bounds: bool,
        decimals: int | None,
        structure: Structure | None,
        prices: str | None,
    ) -> _core.Forecast:
        """The joint distribution of the path from the first period on that is not known exactly."""
        known = [
            (window, value)
            for window, value in zip(self.windows, self.values, strict=True)
            if not np.isnan(value)
        ]
        missing = 0
        if known and periods > 0:
            missing = self.last - self._at(max(window.last_day for window, _ in known))
        return _core.forecast_figures(
            [window for window, _ in known],
            [value for _, value in known],
            frequency=self.frequency,
            periods=periods + missing,
            kind=kind,
            minimum=bounds[0],
            maximum=bounds[1],
            open=open_bounds,
            decimals=decimals,
            structure=structure,
            prices=prices,
        )

    def _at(self, day: dt.date) -> Period:
        return Period.containing(day, self.frequency)


def read_figures(y: "FiguresLike", freq: str | None = None) -> Figures | None:
    """The figures of a source whose keys are windows or of several frequencies.

    None if all keys are periods of one frequency, or cannot be read: then it is a series, or none.
    """
    labels, names, columns = split(y, "y")
    windows = read_windows(labels)
    grids = {(window.first.frequency, window.first.phase) for window in windows}
    if len(grids) < 2 and all(len(window) == 1 for window in windows):
        return None
    name = only_series(names, "y")
    try:
        values = as_numbers(columns[0]).tolist()
    except (OverflowError, TypeError, ValueError) as error:
        raise ValueError(f"y: the values must be numbers: {error}") from None
    order = list(Frequency)
    finest = max((Frequency(name) for name, _ in grids), key=order.index)
    return Figures(name, windows, values, finest if freq is None else frequency(freq))


def figures_of(y: "FiguresLike", freq: str | None = None) -> Figures:
    """A series as figures about its single periods."""
    grid = None if freq is None else Period.containing(dt.date(2000, 1, 1), frequency(freq))
    columns = read_columns(y, "y", grid)
    return Figures(
        only_series(columns.names, "y"),
        [Window(one, one) for one in columns.window],
        columns.values[:, 0].tolist(),
        columns.window.first.frequency if freq is None else frequency(freq),
    )


def read_windows(labels: "pd.Index[Any]") -> list[Window]:
    """The windows that labels mean; none if they are dates, or some are no periods."""
    if isinstance(labels, pd.PeriodIndex | pd.DatetimeIndex):
        return []
    if any(isinstance(label, dt.date) for label in labels):
        return []
    try:
        return [as_window(label) for label in labels]
    except ValueError as error:
        if any(isinstance(label, Window) or ".." in str(label) for label in labels):
            raise ValueError(f"y: {error}") from None
        return []


def as_window(label: Any) -> Window:
    """The window of a key: itself, its text ``2024-01..2024-02``, or a period of its own."""
    if isinstance(label, Window):
        return label
    if isinstance(label, str) and ".." in label:
        return Window(label)
    one = period(whole(label))
    return Window(one, one)


def read_structure(
    structure: Structure | str | None, method: str, others: Mapping[str, bool]
) -> Structure | None:
    """The structure that is asked for; refuses a method and options that go with series alone.

    ``others`` says of each such option whether it was given.
    """
    if method not in {ForecastMethod.auto, ForecastMethod.structural}:
        raise ValueError(
            "figures about windows, and a structure that is given, are for the structural model; "
            f'leave method="{method}" out'
        )
    for option, given in others.items():
        if given:
            raise ValueError(
                f"{option} is for series of one frequency; a structural model of figures about "
                "windows knows none"
            )
    return Structure(structure) if isinstance(structure, str) else structure

"""Forecasts of one series, with pandas in and out."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from glidepath import _core
from glidepath._clocks import PeriodLike, period
from glidepath._core import (
    Calibrations,
    Period,
    Statement,
    Structure,
    Target,
    Window,
    WindowForecast,
)
from glidepath._figures import figures_of, read_figures, read_structure
from glidepath._html import escape, table
from glidepath._numbers import number
from glidepath._periods import frequency, pandas_frequency, period_index
from glidepath._series import as_series, read_columns
from glidepath._words import ForecastNote, Frequency, Kind, NoProbability

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from glidepath._figures import FiguresLike
    from glidepath._series import SeriesLike

Bounds = tuple[float | None, float | None]

FAN = (0.035, 0.41, 0.855)  # red, green, blue of a fan at full strength
PATHS = 1000  # drawn unless another number is asked for
LEVELS = (0.8, 0.95)  # of the intervals that are shown

NOTES = {
    ForecastNote.short_history: "the history is short: a simple model, its spread from other series",
    ForecastNote.gaps_filled: "missing values inside the history were filled",
    ForecastNote.outlier: "a value lies far from its neighbours; damp_outliers=True leaves it out",
    ForecastNote.outlier_damped: "a value far from its neighbours was left out",
    ForecastNote.constant: "all values are equal: the spread rests on other series alone",
    ForecastNote.season_too_long: "less than two seasonal cycles are known: no season was fitted",
    ForecastNote.break_cut: "only what came after the break was used",
    ForecastNote.calibration_borrowed: "intervals are calibrated on series of another frequency",
    ForecastNote.model_intervals: "intervals are the model's own: not calibrated, often too narrow",
    ForecastNote.january_february: "January and February were fitted by their sum",
}
REASONS = {
    NoProbability.no_paths: "a period it speaks of is neither known nor forecast: it has {window}",
    NoProbability.undefined: "growth from a base that is not positive is undefined",
    NoProbability.to_be_decided: "its value is announced, but not yet known",
    NoProbability.other_side: "it compares with another indicator, which is not forecast here",
    NoProbability.not_for_paths: "the paths do not tell: a milestone, or growth of other periods",
}


@dataclass(frozen=True, eq=False)
class Forecast:
    """A joint distribution over the periods ahead of a series.

    Each period has calibrated intervals around a point forecast, which is the median; errors of
    different periods are correlated, so that sums over windows have their distributions too.
    """

    name: Hashable
    window: Window  # the periods ahead; of figures about windows, from the first one in doubt
    points: int  # how many values the model was fitted to
    method: str  # which models, in which form
    notes: tuple[ForecastNote, ...]  # what somebody who uses the forecast should know
    kind: Kind
    seed: int
    history: "pd.Series[float]"  # up to the window
    _distribution: _core.Forecast

    @property
    def median(self) -> "pd.Series[float]":
        """The point forecast."""
        return self._by_period(self._distribution.median())

    @property
    def mean(self) -> "pd.Series[float]":
        """The means; they differ from the medians where errors upwards are larger than down."""
        return self._by_period(self._distribution.mean())

    def quantile(self, p: float) -> "pd.Series[float]":
        """The values that are not exceeded with probability ``p``, between 0 and 1."""
        return self._by_period(self._distribution.quantile(p))

    def interval(self, level: float = 0.95) -> pd.DataFrame:
        """The central interval of a level, by period: columns ``lower`` and ``upper``."""
        if not 0 < level < 1:
            raise ValueError(f"the level of an interval lies between 0 and 1, as 0.95, not {level}")
        return pd.DataFrame(
            {"lower": self.quantile((1 - level) / 2), "upper": self.quantile((1 + level) / 2)}
        )

    def paths(
        self, n: int = PATHS, *, seed: int | None = None, sampling: str = "quasi"
    ) -> pd.DataFrame:
        """Equally likely joint courses of the periods ahead: one row a path, one column a period.

        The same seed gives the same paths, and the first of more. ``"quasi"`` random ones cover the
        distribution evenly, ``"pseudo"`` random ones are independent of each other.
        """
        return pd.DataFrame(
            self._distribution.paths(n, self._seed(seed), 0, sampling),
            columns=period_index(self.window),
        )

    def sum(
        self, window: Window | str | None = None, *, paths: int = PATHS, seed: int | None = None
    ) -> WindowForecast:
        """The sum over a window of known periods and periods ahead; of ``self.window`` without one."""
        return self._over(window, False, paths, seed)

    def mean_over(
        self, window: Window | str | None = None, *, paths: int = PATHS, seed: int | None = None
    ) -> WindowForecast:
        """The same, of the mean."""
        return self._over(window, True, paths, seed)

    def probability(
        self, statement: Statement | Target | str, *, paths: int = PATHS, seed: int | None = None
    ) -> float:
        """How likely a statement is, such as ``"at 2027 >= 950"``, from 0 to 1.

        Exact for the level of one period ahead, else the share of ``paths``. Figures are judged as
        they are published: rounded to ``decimals``, if the forecast was given them. Raises
        ValueError that says why, if there is no probability.
        """
        target = statement if isinstance(statement, Target) else Target(statement)
        value, _, reason = self._distribution.probability(
            target.say, paths, self._seed(seed), 0, "quasi"
        )
        if value is None:
            why = REASONS[NoProbability(str(reason))].format(
                window=Window(self._first_known, self.window.last)
            )
            raise ValueError(f'"{target.say}" has no probability here: {why}')
        return value

    def to_frame(self, levels: Sequence[float] = LEVELS) -> pd.DataFrame:
        """Median, mean and intervals, by period; columns as ``lower_95`` and ``upper_95``."""
        frame = pd.DataFrame({"median": self.median, "mean": self.mean})
        for level in levels:
            ends = self.interval(level)
            frame[f"lower_{100 * level:g}"] = ends["lower"]
            frame[f"upper_{100 * level:g}"] = ends["upper"]
        return frame

    def plot(
        self, ax: "Axes | None" = None, levels: Sequence[float] = (0.5, 0.8, 0.95)
    ) -> "Axes":
        """A fan chart: history, median, and an interval of each level (needs matplotlib)."""
        if ax is None:
            import matplotlib.pyplot as plt

            ax = plt.subplots(figsize=(8, 4.5), layout="constrained")[1]
        known = [place(self._first_known + i) for i in range(len(self.history))]
        last = np.flatnonzero(self.history.notna())[-1:]
        start = [float(self.history.iloc[i]) for i in last]
        ahead: Any = [*(known[i] for i in last), *map(place, self.window)]
        for i, level in enumerate(sorted(levels, reverse=True), start=1):
            ends = self.interval(level)
            strength = 0.6 * i / len(levels)
            ax.fill_between(
                ahead,
                [*start, *ends["lower"]],
                [*start, *ends["upper"]],
                color=[1 - strength * (1 - part) for part in FAN],
                linewidth=0,
                label=f"{100 * level:g} %",
            )
        ax.plot(ahead, [*start, *self.median], color="#0969da", label="median")
        points: Any = known
        ax.plot(points, self.history, color="#24292f", marker="o", markersize=3.5, label="published")
        if self.window.frequency is Frequency.annual:
            ax.locator_params(axis="x", integer=True)
        ax.legend(frameon=False)
        ax.spines[["top", "right"]].set_visible(False)
        return ax

    @property
    def remarks(self) -> list[str]:
        """The notes as sentences."""
        return [NOTES[note] for note in self.notes]

    @property
    def _first_known(self) -> Period:
        return self.window.first - len(self.history)

    def _seed(self, seed: int | None) -> int:
        return self.seed if seed is None else seed

    def _by_period(self, values: "np.ndarray[Any, Any]") -> "pd.Series[float]":
        return as_series(values, period_index(self.window), self.name)

    def _over(
        self, window: Window | str | None, mean: bool, paths: int, seed: int | None
    ) -> WindowForecast:
        wanted = self.window if window is None else window
        if isinstance(wanted, str):
            wanted = Window(wanted)
        return self._distribution.over(wanted, mean, paths, self._seed(seed), 0, "quasi")

    def __repr__(self) -> str:
        name = f" of {self.name}" if self.name is not None else ""
        notes = f"; {', '.join(self.notes)}" if self.notes else ""
        return f"<Forecast{name} for {self.window} from {self.points} values by {self.method}{notes}>"

    def _repr_html_(self) -> str:
        frame = self.to_frame()
        rows = [
            [escape(str(period)), *[number(float(value)) for value in row]]
            for period, row in zip(self.window, frame.itertuples(index=False), strict=True)
        ]
        remarks = "".join(f"<br>{escape(remark)}" for remark in self.remarks)
        head = f"<p>{escape(repr(self)[1:-1])}{remarks}</p>"
        return head + table(["period", *frame.columns], rows)


def forecast(
    y: "FiguresLike",
    periods: int,
    *,
    freq: str | None = None,
    kind: str = "stock",
    method: str = "auto",
    structure: Structure | str | None = None,
    face: str = "level",
    bounds: Bounds | None = None,
    open_bounds: bool = False,
    decimals: int | None = None,
    last_break: PeriodLike | None = None,
    damp_outliers: bool = False,
    january_february: bool = False,
    calibrations: Calibrations | None = None,
    seed: int = 0,
) -> Forecast:
    """Forecasts a series: not a line, but a joint distribution over the periods ahead.

    >>> investment = {2020: 635.0, 2021: 655.2, 2022: 734.5, 2023: 841.0}
    >>> forecast = gp.forecast(investment, 4, kind="flow")
    >>> 0.5 < forecast.probability("at 2025 > 860") < 0.95
    True

    Keys may also be windows, and periods of several frequencies: years before the months begin,
    January and February together, the year to date, a year beside some of its months. A structural
    model then gives the joint distribution of the path given all of them. Its window begins with
    the first period that is not known exactly; a sum over known and unknown periods counts what the
    figures say of it.

    >>> to_date = {2021: 100.0, 2022: 108.0, 2023: 115.0, "2024-01..2024-02": 15.2, "2024-03": 9.1}
    >>> forecast = gp.forecast(to_date, 9, freq="M", kind="flow")
    >>> round(forecast.sum("2024-01..2024-03").median, 6)
    24.3

    Parameters
    ----------
    y
        Values of consecutive periods, oldest first, NaN where missing: a dict, a Series with
        periods, dates or years in its index, or a table with a column ``period``. Values missing
        at the end are forecast as well. One value is enough; the fewer, the wider the intervals.
        Figures about windows, in any order: texts such as ``"2024-01..2024-05"`` or Windows beside
        periods; a flow's figure is the sum of the window, an average's its mean, a stock's its end.
    periods
        How many periods beyond the last one of ``y``, 1 to 1000.
    freq
        The frequency of ``y``: needed only where dates do not tell it. Of figures about windows: of
        the path that is forecast; by default the finest of the keys.
    kind
        How periods make up coarser ones: ``"flow"``, ``"stock"``, ``"average"`` or ``"ratio"``.
    method
        ``"auto"``: the mean of exponential smoothing, Theta, Cardt and ARIMA, simpler ones for a
        short history, with intervals calibrated on the errors that such forecasts made of the 3003
        series of the M3 competition. A named method (see ``gp.ForecastMethod``) gives its own, normal,
        uncalibrated intervals. Figures about windows are forecast by ``"structural"``.
    structure
        The form of the structural model (see ``gp.StructuralForm``) or a ``gp.Structure`` with its
        variances, instead of the form with the least AICc.
    face
        What the values are: ``"level"``, or published ``"growth"`` in percent.
    bounds
        Limits that values cannot pass, as ``(0, 100)`` or ``(0, None)``. They can be reached, and
        then carry probability of their own; with ``open_bounds=True`` they are only approached.
    decimals
        Digits after the point of published figures: statements are judged on rounded draws. 0 for
        counts.
    last_break
        The first period after the last break of the series; earlier ones are not used.
    damp_outliers
        Whether values far from their neighbours are taken as missing. The last one never is.
    january_february
        Monthly: fit both by their sum, since the Spring Festival moves between them.
    calibrations
        Those of your own population of series (``gp.calibrate``) instead of the M3's.
    seed
        Of the sample paths.

    Raises
    ------
    ValueError
        For no known value, infinite ones, periods that do not follow one another, bounds that leave
        no room, a named method that needs more values; for figures about windows that contradict
        others or are no whole number of periods.
    """
    figures = read_figures(y, freq)
    if figures is None and structure is not None:
        figures = figures_of(y, freq)
    if figures is not None:
        series_only = {
            "face": face != "level",
            "last_break": last_break is not None,
            "damp_outliers": damp_outliers,
            "january_february": january_february,
            "calibrations": calibrations is not None,
        }
        distribution = figures.forecast(
            periods,
            kind=kind,
            bounds=bounds or (None, None),
            open_bounds=open_bounds,
            decimals=decimals,
            structure=read_structure(structure, method, series_only),
        )
        return of_distribution(distribution, figures.name, seed)
    series = read_history(y, freq)
    minimum, maximum = bounds if bounds is not None else (None, None)
    options = _core.ForecastOptions(
        method=method,
        kind=kind,
        face=face,
        minimum=minimum,
        maximum=maximum,
        open=open_bounds,
        decimals=decimals,
        last_break=position_of(last_break, series.window),
        damp_outliers=damp_outliers,
        january_february=january_february,
        calibrations=calibrations or Calibrations.standard(),
    )
    found = _core.forecast(series.values, series.window.first, periods, options)
    return of_distribution(found, series.name, seed)


def of_distribution(found: _core.Forecast, name: Hashable, seed: int) -> Forecast:
    """A distribution with pandas around it."""
    first = found.window.first - len(found.history)
    known = pd.period_range(
        start=pd.Period(first.first_day, freq=pandas_frequency(first)),
        periods=len(found.history),
        name="period",
    )
    return Forecast(
        name=name,
        window=found.window,
        points=found.points,
        method=found.method,
        notes=tuple(found.notes),
        kind=found.kind,
        seed=seed,
        history=as_series(found.history, known, name),
        _distribution=found,
    )


def place(period: Period) -> Any:
    """Where a period stands on an axis: a year at its number, another in its middle."""
    if period.frequency is Frequency.annual:
        return period.first_day.year
    return period.first_day + (period.last_day - period.first_day) / 2


def probability_of(target: Target, y: "FiguresLike", **how: Any) -> float:
    """How likely a target is, given its indicator's series. See ``Target.probability``."""
    figures = read_figures(y, how.get("freq"))
    known = figures.last if figures is not None else read_history(y, how.get("freq")).window.last
    window = target.say.window
    if window is None:
        raise ValueError(f'"{target.say}" has no probability: it has no date')
    last = Period.containing(window.last.last_day, known.frequency, known.phase)
    ahead = max(1, last - known)
    return forecast(y, ahead, **how).probability(target)


def backtest_series(
    y: "SeriesLike",
    *,
    horizon: int = 1,
    first_points: int = 4,
    step: int = 1,
    levels: Sequence[float] = LEVELS,
    freq: str | None = None,
    method: str = "auto",
    bounds: Bounds | None = None,
    calibrations: Calibrations | None = None,
) -> pd.DataFrame:
    """How forecasts of a series would have done, from rolling origins: one row a forecast.

    Each forecast sees the values up to its origin, at least ``first_points`` of them, and nothing
    behind. Columns: ``origin``, ``period``, ``horizon``, ``actual``, ``median``, ``error`` (actual
    minus median), ``rank`` (the share of the forecast distribution below the actual value: even
    between 0 and 1 if the forecasts can be trusted), and the ends of the intervals.
    """
    series = read_history(y, freq)
    minimum, maximum = bounds if bounds is not None else (None, None)
    options = _core.ForecastOptions(
        method=method,
        kind="stock",
        face="level",
        minimum=minimum,
        maximum=maximum,
        open=False,
        decimals=None,
        last_break=0,
        damp_outliers=False,
        january_february=False,
        calibrations=calibrations or Calibrations.standard(),
    )
    cases = _core.backtest(
        series.values,
        series.window.first,
        options,
        horizon=horizon,
        first_points=first_points,
        step=step,
        levels=list(levels),
    )
    columns: dict[str, list[Any]] = {
        "origin": [str(case.origin) for case in cases],
        "period": [str(case.period) for case in cases],
        "horizon": [case.period - case.origin for case in cases],
        "actual": [case.actual for case in cases],
        "median": [case.median for case in cases],
        "error": [case.actual - case.median for case in cases],
        "rank": [case.rank for case in cases],
    }
    for i, level in enumerate(levels):
        columns[f"lower_{100 * level:g}"] = [case.lower[i] for case in cases]
        columns[f"upper_{100 * level:g}"] = [case.upper[i] for case in cases]
    return pd.DataFrame(columns)


def calibrate(
    panel: "Mapping[Hashable, SeriesLike] | pd.DataFrame",
    *,
    horizon: int,
    points: Sequence[int] = (0,),
    freq: str | None = None,
) -> Calibrations:
    """Learns how wide forecasts must be from your own population of series.

    The last ``horizon`` values of each series are held back and forecast from the ``points`` values
    before them (0: all; several counts make several cases). At least 60 forecast errors must come
    together; some hundred series make a good calibration.

    >>> own = gp.calibrate(panel, horizon=4)              # doctest: +SKIP
    >>> gp.forecast(series, 4, calibrations=own)          # doctest: +SKIP

    ``panel`` is a dict of series by name, or a table with a column a series; all of one frequency.
    """
    if isinstance(panel, pd.DataFrame):
        panel = {name: panel[name] for name in panel.columns}
    read = {name: read_history(y, freq, f"series {name!r}") for name, y in panel.items()}
    frequencies = {series.window.first.frequency for series in read.values()}
    if len(frequencies) != 1:
        found = ", ".join(sorted(frequencies)) or "no series"
        raise ValueError(f"a calibration is for series of one frequency; the panel has {found}")
    season = _core.season_of(frequencies.pop())
    values = [series.values for series in read.values()]
    return Calibrations(
        [_core.calibrate_panel(values, season=season, horizon=horizon, points=list(points))]
    )


@dataclass(frozen=True)
class History:
    """One series as it was given."""

    window: Window
    name: Hashable
    values: list[float]  # NaN where missing


def read_history(y: "FiguresLike", freq: str | None = None, what: str = "y") -> History:
    """The one series of a source; values may be missing. ``what`` names it in messages."""
    wanted = None if freq is None else frequency(freq)
    grid = None if wanted is None else Period.containing(Period("2000").first_day, wanted)
    columns = read_columns(y, what, grid)
    if len(columns.names) != 1:
        raise ValueError(f"{what}: one series is forecast at a time; the table has {columns.names}")
    found = columns.window.first.frequency
    if wanted is not None and found != wanted:
        raise ValueError(f"{what}: the periods are {found}, freq says {wanted}")
    return History(columns.window, columns.names[0], columns.values[:, 0].tolist())


def position_of(break_at: PeriodLike | None, window: Window) -> int:
    """How many periods of a window stand before a break."""
    if break_at is None:
        return 0
    start = period(break_at)
    if start not in window:
        raise ValueError(f"last_break: {start} is not in the series, which covers {window}")
    return start - window.first

"""Forecasts of one series, with pandas in and out."""

import copyreg
import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from glidepath import _core
from glidepath._arguments import between_0_and_1, limits, one_of, seed_of, whole_number
from glidepath._clocks import PeriodLike, period
from glidepath._core import (
    CalibrationEntry,
    Calibrations,
    Period,
    Statement,
    Structure,
    Target,
    Window,
    WindowForecast,
)
from glidepath._fan import draw_fan
from glidepath._figures import figures_of, read_figures, read_structure
from glidepath._html import escape, table
from glidepath._numbers import number
from glidepath._periods import frequency, period_labels
from glidepath._series import as_series, only_series, read_columns
from glidepath._words import (
    Face,
    ForecastMethod,
    ForecastNote,
    Frequency,
    Kind,
    NoProbability,
    Sampling,
    Stat,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from glidepath._figures import FiguresLike
    from glidepath._series import SeriesLike

Bounds = tuple[float | None, float | None]

KINDS = (Kind.flow, Kind.stock, Kind.average, Kind.ratio)  # a milestone has no values
FACES = (Face.level, Face.growth)
LONGEST = 1000  # how many periods a forecast reaches ahead
PATHS = 1000  # drawn unless another number is asked for
MOST_NUMBERS = 100_000_000  # that paths hold together
LEVELS = (0.8, 0.95)  # of the intervals that are shown

NOTES = {
    ForecastNote.short_history: "the history is short: a simple model, its spread from other series",
    ForecastNote.gaps_filled: "missing values inside the history were filled",
    ForecastNote.outlier: "a value lies far from its neighbours, and was used",
    ForecastNote.outlier_damped: "a value far from its neighbours was left out",
    ForecastNote.constant: "all values are equal: the spread rests on other series alone",
    ForecastNote.season_too_long: "less than three seasonal cycles are known, and no season was found",
    ForecastNote.break_cut: "only what came after the break was used",
    ForecastNote.calibration_borrowed: "intervals are calibrated on series of another frequency",
    ForecastNote.model_intervals: "intervals are the model's own: not calibrated, often too narrow",
    ForecastNote.january_february: "January and February were fitted by their sum",
    ForecastNote.beyond_calibration: "it reaches farther ahead than what intervals were learned from",
    ForecastNote.no_spread: "nothing tells how far the series may move: certain, for what it is worth",
}
REASONS = {
    NoProbability.no_paths: "a period it speaks of is neither known nor forecast: it has {window}",
    NoProbability.undefined: "growth from a base that is not positive is undefined",
    NoProbability.to_be_decided: "its value is announced, but not yet known",
    NoProbability.other_side: "it compares with another indicator, which is not forecast here",
    NoProbability.not_for_paths: "it is about a milestone, of which a series does not tell",
    NoProbability.illegal_statistic: "{illegal}",
    NoProbability.value_missing: "a value inside the history is missing: that of {missing}",
    NoProbability.other_frequency: "{about} is not made up of {frequency} periods, as are forecast",
    NoProbability.no_aggregate: "ratios have no sum, so that {about} does not follow from "
    "{frequency} figures; forecast figures of its own frequency",
    NoProbability.other_face: "growth rates are forecast, and it speaks of something else; say "
    "growth: {instead}",
    NoProbability.other_growth: "growth over other periods does not follow from {frequency} growth "
    "rates; forecast the levels",
}


@dataclass(frozen=True, eq=False)
class Forecast:
    """A joint distribution over the periods ahead of a series.

    Each period has calibrated quantiles; the median is the point forecast. Errors of
    different periods are correlated, so that sums over windows have their distributions too.
    Series and frames have the periods of pandas in their index; half-years, which pandas lacks, are
    text such as ``2024-H1``. Forecasts can be pickled and copied.
    """

    name: Hashable
    window: Window  # the periods ahead; of figures about windows, from the first one in doubt
    points: int  # how many values the model was fitted to
    method: str  # which models, in which form
    notes: tuple[ForecastNote, ...]  # what somebody who uses the forecast should know
    kind: Kind
    prices: str | None  # at which the values are, if that was said: "constant 2020"
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
        return self._by_period(
            self._distribution.quantile(between_0_and_1(p, "the probability of a quantile", "0.9"))
        )

    def interval(self, level: float = 0.95) -> pd.DataFrame:
        """The central interval of a level, by period: columns ``lower`` and ``upper``."""
        level = between_0_and_1(level, "the level of an interval", "0.95")
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
            self._distribution.paths(
                self._count(n, "n"), self._seed(seed), 0, one_of(sampling, "sampling", [*Sampling])
            ),
            columns=period_labels(self.window),
        )

    def sum(
        self,
        window: Window | PeriodLike | None = None,
        *,
        paths: int = PATHS,
        seed: int | None = None,
    ) -> WindowForecast:
        """The sum over a window of known periods and periods ahead; of ``self.window`` without one.

        Only a flow has a sum, as in a plan: ``kind="flow"``. Growth rates have none. Raises
        ValueError for others, and for a window that is not covered.
        """
        return self._over(window, False, paths, seed)

    def mean_over(
        self,
        window: Window | PeriodLike | None = None,
        *,
        paths: int = PATHS,
        seed: int | None = None,
    ) -> WindowForecast:
        """The same, of the mean, which flows, stocks and averages have."""
        return self._over(window, True, paths, seed)

    def probability(
        self, statement: Statement | Target | str, *, paths: int = PATHS, seed: int | None = None
    ) -> float:
        """How likely a statement is, such as ``"at 2027 >= 950"``, from 0 to 1.

        Exact for the level of one period ahead, else the share of ``paths``. Figures are judged as
        they are published: rounded to ``decimals``, if the forecast was given them. ``>`` and
        ``>=`` compare the rounded figure; ``=`` means that it rounds to the value with the digits
        of the statement, as for verdicts: a figure of 99.6 is ``= 100``, but neither ``= 100.0``
        nor ``>= 100``. Raises ValueError that says why, if there is no probability.
        """
        if not isinstance(statement, (Statement, Target, str)):
            raise TypeError(
                'a statement is text such as "at 2027 >= 950", a gp.Statement or a gp.Target, not '
                f"{statement!r}"
            )
        target = statement if isinstance(statement, Target) else Target(statement)
        value, _, reason = self._distribution.probability(
            target.say, self._count(paths, "paths"), self._seed(seed), 0, "quasi"
        )
        if value is None:
            why = self._why(NoProbability(str(reason)), target.say)
            raise ValueError(f'"{target.say}" has no probability here: {why}')
        return value

    def _why(self, reason: NoProbability, say: Statement) -> str:
        """Why a statement has no probability, and what to do."""
        instead = '"at 2025 growth >= 5%"'
        if say.stat in {Stat.at, Stat.each} and say.value is not None and say.relation is not None:
            instead = f'"{say.stat} {say.window} growth {say.relation} {number(say.value)}%"'
        known = zip(Window(self._first_known, self.window.last), self.history, strict=False)
        return REASONS[reason].format(
            window=Window(self._first_known, self.window.last),
            illegal=self._distribution.statistic_problem(say.stat),
            missing=", ".join(str(period) for period, value in known if math.isnan(value)),
            about=say.window,
            frequency=self.window.frequency,
            instead=instead,
        )

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
        starts = [
            (known[i], float(self.history.iloc[i]))
            for i in np.flatnonzero(self.history.notna())[-1:]
        ]
        draw_fan(
            ax,
            [place(period) for period in self.window],
            {f"{100 * level:g} %": self.interval(level) for level in sorted(levels, reverse=True)},
            start=starts[0] if starts else None,
            median=("median", self.median),
        )
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
        return self.seed if seed is None else seed_of(seed)

    def _count(self, paths: int, name: str) -> int:
        return whole_number(paths, name, 1, MOST_NUMBERS // len(self.window))

    def _by_period(self, values: "np.ndarray[Any, Any]") -> "pd.Series[float]":
        return as_series(values, period_labels(self.window), self.name)

    def _over(
        self, window: Window | PeriodLike | None, mean: bool, paths: int, seed: int | None
    ) -> WindowForecast:
        wanted = self.window if window is None else window_of(window)
        count = self._count(paths, "paths")
        return self._distribution.over(wanted, mean, count, self._seed(seed), 0, "quasi")

    def __repr__(self) -> str:
        name = f" of {self.name}" if self.name is not None else ""
        prices = f" at {_core.price_words(self.prices).en}" if self.prices is not None else ""
        notes = f"; {', '.join(self.notes)}" if self.notes else ""
        return (
            f"<Forecast{name}{prices} for {self.window} from {self.points} values "
            f"by {self.method}{notes}>"
        )

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
    prices: str | None = None,
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
        How periods make up coarser ones: ``"flow"`` (they add up), ``"stock"`` (the last one
        counts), ``"average"`` or ``"ratio"``. Only a flow has a sum.
    method
        ``"auto"``: the mean of exponential smoothing, Theta, Cardt and ARIMA, simpler ones for a
        short history, with intervals calibrated on the errors that such forecasts made of the 2829
        yearly, quarterly and monthly series of the M3 competition. A named method (see
        ``gp.ForecastMethod``) gives its own, normal, uncalibrated intervals.
        Figures about windows are forecast by ``"structural"``.
    structure
        The form of the structural model (see ``gp.StructuralForm``) or a ``gp.Structure`` with its
        variances, instead of the form with the least AICc.
    face
        What the values are: ``"level"``, or published ``"growth"`` in percent.
    prices
        At which prices the values are: ``"current"``, ``"constant"`` or ``"constant 2020"``. The
        forecast is at the same and says so; its numbers do not depend on it.
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
        others or are no whole number of periods; TypeError for arguments of another type.
    """
    ahead = whole_number(periods, "periods", 1, LONGEST)
    seed = seed_of(seed)
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
            ahead,
            kind=one_of(kind, "kind", KINDS),
            bounds=limits(bounds),
            open_bounds=bool(open_bounds),
            decimals=None if decimals is None else whole_number(decimals, "decimals", -15, 15),
            structure=read_structure(structure, method, series_only),
            prices=prices,
        )
        return of_distribution(distribution, figures.name, seed)
    series = read_history(y, freq)
    options = options_of(
        series,
        method=method,
        kind=kind,
        face=face,
        prices=prices,
        bounds=bounds,
        open_bounds=open_bounds,
        decimals=decimals,
        last_break=last_break,
        damp_outliers=damp_outliers,
        january_february=january_february,
        calibrations=calibrations,
    )
    found = _core.forecast(series.values, series.window.first, ahead, options)
    return of_distribution(found, series.name, seed)


def of_distribution(found: _core.Forecast, name: Hashable, seed: int) -> Forecast:
    """A distribution with pandas around it."""
    first = found.window.first - len(found.history)
    # A window has one period at least, a history may have none.
    labels = period_labels(Window(first, found.window.first))[:-1]
    return Forecast(
        name=name,
        window=found.window,
        points=found.points,
        method=found.method,
        notes=tuple(found.notes),
        kind=found.kind,
        prices=found.prices,
        seed=seed,
        history=as_series(found.history, labels, name),
        _distribution=found,
    )


def options_of(
    series: "History",
    *,
    method: str,
    kind: str,
    face: str,
    bounds: Bounds | None,
    open_bounds: bool,
    decimals: int | None,
    last_break: PeriodLike | None,
    damp_outliers: bool,
    january_february: bool,
    calibrations: Calibrations | None,
    prices: str | None = None,
) -> _core.ForecastOptions:
    """How a series is forecast, from what a user may say of it."""
    minimum, maximum = limits(bounds)
    if calibrations is not None and not isinstance(calibrations, Calibrations):
        raise TypeError(
            "calibrations are those of gp.calibrate(...) or gp.Calibrations(entries), or None for "
            f"the standard ones, not {calibrations!r}"
        )
    if not isinstance(method, str):
        raise TypeError(
            f"method is a word such as {', '.join([*ForecastMethod][:4])}, not {method!r}"
        )
    return _core.ForecastOptions(
        method=method,
        kind=one_of(kind, "kind", KINDS),
        face=one_of(face, "face", FACES),
        minimum=minimum,
        maximum=maximum,
        open=bool(open_bounds),
        decimals=None if decimals is None else whole_number(decimals, "decimals", -15, 15),
        last_break=position_of(last_break, series.window),
        damp_outliers=bool(damp_outliers),
        january_february=bool(january_february),
        calibrations=Calibrations.standard() if calibrations is None else calibrations,
        prices=prices,
    )


def window_of(window: Any) -> Window:
    """A window, or the one of a single period."""
    if isinstance(window, Window):
        return window
    if isinstance(window, str):
        return Window(window)
    if isinstance(window, (Period, pd.Period, int, np.integer)) and not isinstance(window, bool):
        only = period(window if isinstance(window, (Period, pd.Period)) else int(window))
        return Window(only, only)
    raise TypeError(
        f'a window is text such as "2024..2026", a gp.Window, or one period, not {window!r}'
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
    kind: str = "stock",
    method: str = "auto",
    face: str = "level",
    bounds: Bounds | None = None,
    open_bounds: bool = False,
    decimals: int | None = None,
    last_break: PeriodLike | None = None,
    damp_outliers: bool = False,
    january_february: bool = False,
    calibrations: Calibrations | None = None,
) -> pd.DataFrame:
    """How forecasts of a series would have done, from rolling origins: one row a forecast.

    Each forecast sees the values up to its origin, at least ``first_points`` of them (missing ones
    count), and nothing behind; there is an origin every ``step`` periods, and each reaches
    ``horizon`` periods ahead. The other arguments are those of ``gp.forecast``. Columns: ``origin``
    and ``period`` (of pandas), ``horizon``, ``actual``, ``median``, ``error`` (actual minus
    median), ``rank`` (the share of the forecast distribution below the actual value, rounded to
    ``decimals`` if they are given: even between 0 and 1 if the forecasts can be trusted), and the
    ends of the intervals of ``levels``.

    Raises ValueError for what ``gp.forecast`` refuses, if no value is known behind the first
    ``first_points``, and if no origin can be forecast, with the reason. Single origins at which a
    named method cannot be fitted are left out.
    """
    horizon = whole_number(horizon, "horizon", 1, LONGEST)
    first_points = whole_number(first_points, "first_points", 1, MOST_NUMBERS)
    step = whole_number(step, "step", 1, MOST_NUMBERS)
    wanted = [between_0_and_1(level, "the level of an interval", "0.95") for level in levels]
    series = read_history(y, freq)
    options = options_of(
        series,
        method=method,
        kind=kind,
        face=face,
        bounds=bounds,
        open_bounds=open_bounds,
        decimals=decimals,
        last_break=last_break,
        damp_outliers=damp_outliers,
        january_february=january_february,
        calibrations=calibrations,
    )
    cases = _core.backtest(
        series.values,
        series.window.first,
        options,
        horizon=horizon,
        first_points=first_points,
        step=step,
        levels=wanted,
    )
    known = period_labels(series.window)
    columns: dict[str, Any] = {
        "origin": known[[case.origin - series.window.first for case in cases]],
        "period": known[[case.period - series.window.first for case in cases]],
        "horizon": [case.period - case.origin for case in cases],
        "actual": [case.actual for case in cases],
        "median": [case.median for case in cases],
        "error": [case.actual - case.median for case in cases],
        "rank": [case.rank for case in cases],
    }
    for i, level in enumerate(wanted):
        columns[f"lower_{100 * level:g}"] = [case.lower[i] for case in cases]
        columns[f"upper_{100 * level:g}"] = [case.upper[i] for case in cases]
    return pd.DataFrame(columns)


def calibrate(
    panel: "Mapping[Hashable, SeriesLike] | pd.DataFrame",
    *,
    horizon: int,
    points: Sequence[int] = (0,),
    face: str = "level",
    freq: str | None = None,
) -> Calibrations:
    """Learns how wide forecasts must be from your own population of series.

    The last ``horizon`` values of each series are held back and forecast from the ``points`` values
    before them; 0 means all of them. Each number of points makes an entry of its own, which serves
    histories of so many values and more, up to the next entry; the first one serves shorter ones as
    well. So a short history has the wide intervals that short histories need. The entry of whole
    histories serves those from the shortest of the panel on, and in any case only longer ones than
    the largest other number; alone it serves all. At least 60 forecast errors must come together
    for each entry; some hundred series make a good calibration.

    >>> own = gp.calibrate(panel, horizon=4, points=(2, 4, 8, 0))     # doctest: +SKIP
    >>> gp.forecast(series, 4, calibrations=own)                      # doctest: +SKIP

    ``panel`` is a dict of series by name, or a table with a column a series; all of one frequency.
    ``face``: what they hold, ``"level"`` or ``"growth"`` rates in percent; growth is forecast with the
    entries of growth, or where there are none with those of levels (and a note says so).
    Calibrations can be pickled, and so kept: ``pickle.dump(own, file)``.
    """
    horizon = whole_number(horizon, "horizon", 1, LONGEST)
    given: Any = points
    if isinstance(given, (str, bytes)) or not hasattr(given, "__len__") or len(given) == 0:
        raise TypeError(f"points are numbers of values, as (4, 8, 0), not {points!r}")
    counts = {whole_number(count, "each of points", 0, MOST_NUMBERS) for count in points}
    if isinstance(panel, pd.DataFrame):
        panel = {name: panel[name] for name in panel.columns}
    if not isinstance(panel, Mapping):
        raise TypeError(
            "the panel is a dict of series by name, or a DataFrame with a column a series, not "
            f"{type(panel).__name__}: dict(enumerate(panel)) numbers the series of a list"
        )
    said = one_of(face, "face", FACES)
    read = {name: read_history(y, freq, f"series {name!r}") for name, y in panel.items()}
    frequencies = {series.window.first.frequency for series in read.values()}
    if len(frequencies) != 1:
        found = ", ".join(sorted(frequencies)) or "no series"
        raise ValueError(f"a calibration is for series of one frequency; the panel has {found}")
    season = _core.season_of(frequencies.pop())
    values = [series.values for series in read.values()]
    entries = []
    for count in sorted(counts - {0}) + sorted(counts & {0}):
        least = count or whole_histories_from(values, horizon, max(counts))
        try:
            entry = _core.calibrate_panel(
                values, season=season, horizon=horizon, points=[count], least_points=least, face=said
            )
        except ValueError as error:
            raise ValueError(f"points={count}: {error}") from None
        entries.append(entry)
    return Calibrations(entries)


def whole_histories_from(values: list[list[float]], horizon: int, largest: int) -> int:
    """How many values a history has at least that is like the whole ones of a panel."""
    if largest == 0:
        return 1
    lengths = [len(y) - horizon - sum(map(math.isnan, y[:-horizon])) for y in values]
    return max(min((length for length in lengths if length > 0), default=1), largest + 1)


def reduce_entry(entry: CalibrationEntry) -> tuple[Any, tuple[()]]:
    """How an entry is pickled: by the arguments of its constructor, which it has as properties."""
    names = [name for name, part in vars(CalibrationEntry).items() if isinstance(part, property)]
    return partial(CalibrationEntry, **{name: getattr(entry, name) for name in names}), ()


def reduce_calibrations(calibrations: Calibrations) -> tuple[Any, tuple[list[CalibrationEntry]]]:
    """How calibrations are pickled."""
    return Calibrations, (calibrations.entries,)


copyreg.pickle(CalibrationEntry, reduce_entry)
copyreg.pickle(Calibrations, reduce_calibrations)


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
    name = only_series(columns.names, what)
    found = columns.window.first.frequency
    if wanted is not None and found != wanted:
        raise ValueError(f"{what}: the periods are {found}, freq says {wanted}")
    return History(columns.window, name, columns.values[:, 0].tolist())


def position_of(break_at: PeriodLike | None, window: Window) -> int:
    """How many periods of a window stand before a break."""
    if break_at is None:
        return 0
    start = period(break_at)
    if start not in window:
        raise ValueError(f"last_break: {start} is not in the series, which covers {window}")
    return start - window.first

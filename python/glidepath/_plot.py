"""Pictures of an indicator: what was published, the glidepath, issued marks, targets as floors or
ceilings, the day of knowledge, and a forecast if there is one."""

import datetime as dt
import io
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

import pandas as pd

from glidepath import _core
from glidepath._core import Indicator, Observation, Period, Target, Window, find_unit
from glidepath._fan import Colour, draw_fan
from glidepath._numbers import number
from glidepath._periods import LETTERS, frequency, from_pandas
from glidepath._published import LEVELS, Published, year_end, year_start
from glidepath._words import Face, Frequency, Kind, Measure, Stat

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from glidepath._assessment import Assessment
    from glidepath._observations import Observations
    from glidepath._plan import Plan
    from glidepath._trajectory import Trajectory

INK, PLAN, MARK, QUIET = "#1f2328", "#0969da", "#bc4c00", "#8c959f"
AMBER: Colour = (0.749, 0.529, 0.0)  # of the fan, which the path in blue crosses
FONTS = (
    "Noto Sans CJK SC", "Source Han Sans SC", "Source Han Sans CN", "Noto Sans SC",
    "Microsoft YaHei", "SimHei", "PingFang SC", "Heiti SC", "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei", "Noto Sans CJK JP",
)  # fmt: skip
"""Fonts with Chinese characters, the best first. The last is how older versions of matplotlib name
the first font of a collection that holds all of them."""
CHINESE_FROM = "\u2e80"  # the first character that Latin fonts lack
LEVELS_OF_FAN = (0.95, 0.8, 0.5)
SIGNS = {">": "> ", ">=": "≥ ", "<": "< ", "<=": "≤ ", "=": "= ", "~": "≈ "}
MARKERS = {">": "^", ">=": "^", "<": "v", "<=": "v"}
POINT_STATS = frozenset({Stat.at, Stat.by})

WORDS = {
    "zh": {
        "published": "公布数",
        "derived": "推算数",
        "path": "目标路径",
        "floor": "目标（下限）",
        "ceiling": "目标（上限）",
        "other": "目标",
        "marks": "已下达的分解目标",
        "as_of": "截至{day}已知",
        "through": "数据截至{period}",
        "fan": "预测区间{level}%",
        "median": "预测中位数",
        "history": "预测所用数",
        "to_date": "{unit}，年内累计",
        "title": "{name}（{unit}）",
    },
    "en": {
        "published": "published",
        "derived": "derived",
        "path": "glidepath",
        "floor": "target (floor)",
        "ceiling": "target (ceiling)",
        "other": "target",
        "marks": "issued marks",
        "as_of": "known on {day}",
        "through": "figures through {period}",
        "fan": "{level}% interval",
        "median": "median forecast",
        "history": "also forecast from",
        "to_date": "{unit}, year to date",
        "title": "{name} ({unit})",
    },
}


class ForecastLike(Protocol):
    """What a forecast has to offer for its fan to be drawn; with ``median`` and ``history``, as
    forecasts of the library have them, the median and the figures it is made from are drawn too."""

    def interval(self, level: float, /) -> pd.DataFrame:
        """Columns ``lower`` and ``upper``, indexed by periods."""


class NoChineseFont(RuntimeError):
    """No installed font has Chinese characters."""


def chinese_font() -> str:
    """The best installed font with Chinese characters. Raises NoChineseFont if there is none."""
    from matplotlib import font_manager

    installed = {font.name for font in font_manager.fontManager.ttflist}
    for name in FONTS:
        if name in installed:
            return name
    raise NoChineseFont(
        "the picture needs a font with Chinese characters, and none is installed: on Debian and "
        "Ubuntu, apt-get install fonts-noto-cjk; then delete matplotlib's cache of fonts, the "
        "files fontlist-*.json in the folder that matplotlib.get_cachedir() names"
    )


def new_axes(width: float = 6.4, height: float = 3.6) -> "Axes":
    """Axes of a figure of their own, in no window."""
    try:
        from matplotlib.figure import Figure
    except ModuleNotFoundError:
        raise ModuleNotFoundError(
            "pictures need matplotlib: pip install 'glidepath[plot]'"
        ) from None
    axes: Axes = Figure(figsize=(width, height), layout="constrained").subplots()
    return axes


def notebook_axes() -> "Axes":
    """Axes of a figure that notebooks and windows show."""
    new_axes()  # says what is missing
    import matplotlib.pyplot as plt

    return plt.subplots(figsize=(6.4, 3.6), layout="constrained")[1]


def png_of(axes: "Axes") -> bytes:
    """The figure of axes as PNG: the same bytes each time."""
    out = io.BytesIO()
    figure = axes.get_figure(root=True)
    assert figure is not None
    figure.savefig(out, format="png", dpi=200, metadata={"Software": None})
    return out.getvalue()


def at(day: dt.date) -> float:
    """A day on the axis of years: the end of 2024 is 2025.0."""
    days = (dt.date(day.year + 1, 1, 1) - dt.date(day.year, 1, 1)).days
    return day.year + day.timetuple().tm_yday / days


def coarsest(targets: Sequence[Target]) -> str:
    """The letter of the frequency at which the targets are stated; years without any."""
    grids = {t.say.window.first.frequency for t in targets if t.say.window is not None}
    finest = max(grids, key=list(Frequency).index, default=Frequency.annual)
    return next(letter for letter, grid in LETTERS.items() if grid is finest)


@dataclass
class Picture:
    """The picture of one indicator on given axes."""

    plan: "Plan"
    result: "Assessment"
    seen: "Observations"
    indicator: Indicator
    ids: Collection[str]  # of the targets that are drawn
    language: str
    freq: str | None
    axes: "Axes"
    years: tuple[int, int] | None = None  # the first and the last that are drawn; all unless given
    texts: list[Any] = field(default_factory=list)
    compares: bool = False
    """Whether there is anything to set the figures against, once it is drawn."""

    def draw(self, forecast: ForecastLike | None) -> "Axes":
        """Draws everything there is. Raises ValueError if there is nothing."""
        own = [t for t in self.plan.targets if t.indicator == self.indicator.id]
        self._targets = [t for t in own if t.id in self.ids and not t.part_of]
        self._marks = [t for t in own if t.part_of in self.ids]
        freq = self.freq or coarsest(self._targets)
        self._path: Trajectory = self.plan.trajectory(
            self.indicator.id,
            self.seen,
            freq=freq,
            as_of=self.result.as_of,
            through=self.result.through,
        )
        self._annual = frequency(freq) is Frequency.annual
        self._to_date = self.indicator.kind is Kind.flow and not self._annual
        self._words = WORDS[self.language]
        drawn = [self._draw_fan(forecast), self._draw_path()]
        figures = self._draw_history()
        drawn += [self._draw_targets(), self._draw_marks()]
        self.compares = any(drawn)
        if not figures and not self.compares:
            reason = self._path.reason
            why = f": {reason.in_(self.language)}" if reason is not None else ""
            raise ValueError(f"{self.indicator.id}: there is nothing to draw{why}")
        self._draw_clock()
        self._dress()
        return self.axes

    # -- what is drawn; each says whether there was anything

    def _draw_path(self) -> bool:
        path = self._path.path
        if path is None:
            return False
        values = self._path.year_to_date if self._to_date else list(path.values)
        label: str | None = self._words["path"]
        for run in self._runs(list(zip(path.window, values, strict=True))):
            if not self._shows(run[0][0].last_day):
                continue
            x = [at(period.last_day) for period, _ in run]
            y = [value for _, value in run]
            if self._to_date:
                x, y = [at(run[0][0].first_day - dt.timedelta(days=1)), *x], [0.0, *y]
            self.axes.plot(x, y, color=PLAN, lw=1.8, label=label, zorder=3)
            label = None
        return True

    def _runs(self, points: list[tuple[Period, float]]) -> Iterator[list[tuple[Period, float]]]:
        """Years apart if values count from the start of the year; else all as one."""
        if not self._to_date:
            yield points
            return
        years: dict[dt.date, list[tuple[Period, float]]] = {}
        for period, value in points:
            start = year_start(period.last_day, self.plan.reporting_year_start)
            years.setdefault(start, []).append((period, value))
        yield from years.values()

    def _shows(self, day: dt.date) -> bool:
        return self.years is None or self.years[0] <= day.year <= self.years[1]

    def _draw_history(self) -> bool:
        published = dict(self._published())
        observed = [(day, v) for day, v in self._observed() if self._shows(day)]
        derived = {day: value for day, value in observed if day not in published}
        for values, word, face in ((published, "published", INK), (derived, "derived", "white")):
            if values:
                x, y = [at(day) for day in values], list(values.values())
                self.axes.plot(
                    x, y, "o", color=INK, mfc=face, ms=5, label=self._words[word], zorder=5
                )
        return bool(published or derived)

    def _published(self) -> Iterator[tuple[dt.date, float]]:
        """Published levels by the day on which their period ends."""
        figures = Published(self.plan, self.seen, self.result)
        for row in figures.of(self.indicator.id):
            if row.measure in LEVELS and self._shows(row.period.last_day) and self._quoted(row):
                yield row.period.last_day, row.value

    def _quoted(self, row: Observation) -> bool:
        """Whether a level is one of those that the axis counts: whole years, the year to date, or
        what stands at the end of a period."""
        start = year_start(row.period.last_day, self.plan.reporting_year_start)
        first = start if row.measure is Measure.ytd else row.period.first_day
        ends_year = row.period.last_day == year_end(start)
        if self.indicator.kind is Kind.stock:
            return ends_year or not self._annual
        if self._annual:
            return first == start and ends_year
        return first == start if self._to_date else len(row.period) == 1

    def _observed(self) -> Iterator[tuple[dt.date, float]]:
        """What is known of the path's window, published or not."""
        if not self._to_date:
            yield from ((w.last_day, v) for w, v in self._path.observed if len(w) == 1)
            return
        reached: tuple[dt.date, float] | None = None
        for window, value in self._path.observed:
            start = year_start(window.last_day, self.plan.reporting_year_start)
            if window.first_day == start:
                reached = window.last_day, value
            elif reached and reached[0] + dt.timedelta(days=1) == window.first_day:
                reached = window.last_day, reached[1] + value
            else:
                reached = None
            if reached is not None:
                yield reached

    def _draw_targets(self) -> bool:
        labels = {"floor", "ceiling", "other"}
        any_drawn = False
        for target in self._targets:
            say = target.say
            if say.value is None or say.face is not Face.level or say.window is None:
                continue
            marker = MARKERS.get(say.relation or "", "D")
            word = {"^": "floor", "v": "ceiling"}.get(marker, "other")
            label = self._words[word] if word in labels else None
            text = SIGNS.get(say.relation or "", "") + number(say.value)
            if say.stat is Stat.each and self._to_date:
                # Within years that count from their starts, each year's is reached at its end.
                ends = [at(p.last_day) for p in say.window if self._shows(p.last_day)]
                if not ends or say.window.frequency is not Frequency.annual:
                    continue
                self.axes.plot(
                    ends, [say.value] * len(ends), marker, color=PLAN, mec="white", ms=9, ls="",
                    label=label, zorder=6,
                )  # fmt: skip
                x = ends[-1]
            elif not self._shows(say.window.last_day):
                continue
            elif say.stat in POINT_STATS or (say.stat is Stat.sum and len(say.window) == 1):
                x = at(say.window.last_day)
                self.axes.plot(
                    x, say.value, marker, color=PLAN, mec="white", ms=9, ls="", label=label,
                    zorder=6,
                )  # fmt: skip
            elif say.stat is Stat.each:
                x = at(say.window.last_day)
                start = at(say.window.first.last_day)
                self.axes.plot([start, x], [say.value] * 2, color=PLAN, lw=1, ls=(0, (4, 2)))
                self.axes.plot(
                    [start, x], [say.value] * 2, marker, color=PLAN, mec="white", ms=7, ls="",
                    label=label, zorder=6,
                )  # fmt: skip
            else:
                continue
            labels.discard(word)
            self._say(text, (x, say.value))
            any_drawn = True
        return any_drawn

    def _draw_marks(self) -> bool:
        points = self._mark_points()
        if points:
            self.axes.plot(
                [at(day) for day in points], list(points.values()), "_", color=MARK, ms=12, mew=2.5,
                label=self._words["marks"], zorder=4,
            )  # fmt: skip
        return bool(points)

    def _mark_points(self) -> dict[dt.date, float]:
        """Issued marks as they stand on the axis: those of a flow cumulated over its year."""
        marks = [
            (target.say.window, target.say.value)
            for target in self._marks
            if target.say.window is not None
            and target.say.value is not None
            and self._shows(target.say.window.last_day)
        ]
        if self.indicator.kind is not Kind.flow:
            return {window.last_day: value for window, value in marks}
        points: dict[dt.date, float] = {}
        if self._annual:
            return points
        reached: tuple[dt.date, float] | None = None
        for window, value in sorted(marks, key=mark_order):
            start = year_start(window.last_day, self.plan.reporting_year_start)
            if window.first_day == start:
                reached = window.last_day, value
            elif reached and reached[0] + dt.timedelta(days=1) == window.first_day:
                reached = window.last_day, reached[1] + value
            else:
                continue
            points[reached[0]] = reached[1]
        return dict(sorted(points.items()))

    def _draw_fan(self, forecast: ForecastLike | None) -> bool:
        if forecast is None:
            return False
        bands = {
            self._words["fan"].format(level=f"{level * 100:.0f}"): forecast.interval(level)
            for level in LEVELS_OF_FAN
        }
        periods = self._periods(next(iter(bands.values())).index)
        grids = {period.frequency for period in periods}
        if self._to_date or grids != {frequency(self.freq or coarsest(self._targets))}:
            raise ValueError(
                f"the forecast has values of {', '.join(sorted(grids))} periods; the picture "
                + (
                    "of a flow within its years counts from their start"
                    if self._to_date
                    else "has others: give the freq of the forecast"
                )
            )
        shown = dict([*self._observed(), *self._published()])
        used = self._used_by(forecast)
        before = [day for day in used or shown if day < periods[0].first_day]
        start = (at(max(before)), (used or shown)[max(before)]) if before else None
        median: pd.Series[float] | None = getattr(forecast, "median", None)
        draw_fan(
            self.axes,
            [at(period.last_day) for period in periods],
            bands,
            start=start,
            median=None if median is None else (self._words["median"], median),
            colour=AMBER,
        )
        others = [day for day in used if day not in shown and self._shows(day)]
        if others:
            x, y = [at(day) for day in others], [used[day] for day in others]
            self.axes.plot(
                x, y, "o", color=AMBER, mfc="white", ms=5, label=self._words["history"], zorder=4
            )
        return True

    def _periods(self, labels: "pd.Index[Any]") -> list[Period]:
        return [as_period(label, self.plan.reporting_year_start) for label in labels]

    def _used_by(self, forecast: ForecastLike) -> dict[dt.date, float]:
        """The figures that a forecast is made from, by the last day of their period."""
        history: pd.Series[float] | None = getattr(forecast, "history", None)
        if history is None:
            return {}
        known = history.dropna()
        days = [period.last_day for period in self._periods(known.index)]
        return dict(zip(days, known.astype(float), strict=True))

    def _draw_clock(self) -> None:
        """The line between what is known and what is not."""
        if self.result.as_of is not None:
            day = self.result.as_of
            text = self._words["as_of"].format(day=day)
        elif self.result.through is not None:
            day = self.result.through.last_day
            text = self._words["through"].format(period=self.result.through)
        else:
            return
        self.axes.axvline(at(day), color=QUIET, lw=1, ls=(0, (2, 2)), zorder=0, label=text)

    # -- how it looks

    def _say(self, text: str, point: tuple[float, float]) -> None:
        said = self.axes.annotate(
            text, point, (-7, 6), textcoords="offset points", ha="right", color=PLAN, fontsize=9,
            zorder=7,
        )  # fmt: skip
        self.texts.append(said)

    def _dress(self) -> None:
        axes = self.axes
        for side in ("top", "right"):
            axes.spines[side].set_visible(False)
        for side in ("left", "bottom"):
            axes.spines[side].set_color(QUIET)
        axes.margins(x=0.06, y=0.14)
        low, high = axes.get_xlim()
        years = range(int(low) - 1, int(high) + 2)
        middle = 0.5 if self._to_date else 1.0
        step = max(1, -(-int(high - low) // 12))
        ticks = [year for year in years if low <= year + middle <= high and year % step == 0]
        axes.set_xticks([year + middle for year in ticks], [str(year) for year in ticks])
        axes.set_xlim(low, high)
        if self._to_date:
            axes.tick_params(axis="x", length=0)
            if axes.dataLim.ymin >= 0:
                axes.set_ylim(bottom=0)
        unit = unit_name(self.indicator, self.plan, self.language)
        unit = self._words["to_date"].format(unit=unit) if self._to_date else unit
        name = self.indicator.name.in_(self.language)
        title = axes.set_title(self._words["title"].format(name=name, unit=unit), loc="left")
        title.set_fontsize(11)
        legend = axes.legend(
            frameon=False, fontsize=8.5, loc="upper left", bbox_to_anchor=(-0.02, -0.1), ncols=3
        )
        self.texts += [title, *legend.get_texts(), *axes.get_xticklabels()]
        self._choose_font()

    def _choose_font(self) -> None:
        """Every text in a font that has its characters: no boxes instead of them."""
        chinese = any(c >= CHINESE_FROM for text in self.texts for c in text.get_text())
        family = ["DejaVu Sans", chinese_font()] if chinese else ["DejaVu Sans"]
        if self.language == "zh" and chinese:
            family.reverse()
        for text in self.texts:
            text.set_fontfamily(family)


def mark_order(mark: tuple[Window, float]) -> tuple[dt.date, dt.date]:
    return mark[0].last_day, mark[0].first_day


def as_period(label: object, year_from: int) -> Period:
    """The period that labels a row."""
    if isinstance(label, Period):
        return label
    if isinstance(label, pd.Period):
        return from_pandas(label)
    return Period(str(label), reporting_year_start=year_from)


def unit_name(indicator: Indicator, plan: _core.Plan, language: str) -> str:
    """The label of the unit; in English its name, if the label is Chinese and there is one."""
    label = indicator.unit or ""
    known = {unit.label: unit for unit in plan.units}
    unit = known.get(label) or find_unit(label)
    if language == "zh" or unit is None or label.isascii():
        return label
    return unit.name.in_(language) or label

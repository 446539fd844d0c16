"""Trajectories: the planned values of an indicator, with frames and displays."""

from typing import TYPE_CHECKING, Any

import pandas as pd

from glidepath import _core
from glidepath._core import Window
from glidepath._html import escape, table
from glidepath._numbers import number
from glidepath._periods import period_index
from glidepath._series import as_series

if TYPE_CHECKING:
    from glidepath._plan import Plan

SHOWN = 60  # rows of a display; all of them are in to_frame()

WORDS = {
    "en": {
        "period": "period",
        "planned": "planned",
        "ytd": "year to date",
        "observed": "observed",
        "base": "from {value} in {period}",
        "no_base": "no base",
        "none": "no trajectory: {reason}",
        "given_way": "given way: {ids}",
        "passed_by": "not kept by this shape: {ids}",
        "equal": "spread equally, for the usual share cannot be learned: {reason}",
    },
    "zh": {
        "period": "时段",
        "planned": "计划值",
        "ytd": "累计",
        "observed": "实际值",
        "base": "自{period}的{value}起",
        "no_base": "无基期值",
        "none": "无路径：{reason}",
        "given_way": "未能满足的目标：{ids}",
        "passed_by": "该形状未经过的目标：{ids}",
        "equal": "按时段平均分配，因为无法得到惯常进度：{reason}",
    },
}


class Trajectory(_core.Trajectory):
    """The planned values of an indicator by period; ``path`` is None if there are none.

    ``reason`` then says why. ``held`` are the observed values that a catch-up path goes through,
    ``given_way`` the targets that contradict firmer ones or facts.
    """

    __slots__ = ("_plan",)

    def __init__(self, core: _core.Trajectory, plan: "Plan") -> None:
        super().__init__(core)
        self._plan = plan

    @property
    def values(self) -> "pd.Series[float]":
        """The planned values with a PeriodIndex, named for the indicator; empty without a path."""
        return self._series(None if self.path is None else self.path.values)

    @property
    def ytd(self) -> "pd.Series[float]":
        """Of a flow: what is planned from the start of the year to the end of each period."""
        return self._series(self.year_to_date or None)

    def _series(self, values: Any) -> "pd.Series[float]":
        if self.path is None or values is None:
            empty = pd.PeriodIndex([], freq="M", name="period")
            return as_series([], empty, self.indicator)
        return as_series(values, period_index(self.path.window), self.indicator)

    def to_frame(self) -> pd.DataFrame:
        """One row a period: ``indicator``, ``period`` as text, ``value``, ``ytd`` (of flows)."""
        path = self.path
        periods = [] if path is None else [str(period) for period in path.window]
        ytd = self.year_to_date or [float("nan")] * len(periods)
        return pd.DataFrame(
            {
                "indicator": pd.Series([self.indicator] * len(periods), dtype="object"),
                "period": pd.Series(periods, dtype="object"),
                "value": pd.Series([] if path is None else path.values, dtype="float64"),
                "ytd": pd.Series(ytd, dtype="float64"),
            }
        )

    def to_json(self) -> str:
        """The trajectory as JSON: the same text from C++, Python and the command line."""
        return _core.write_trajectory(self, self._plan)

    def lines(self, language: str = "en") -> list[str]:
        """What is to be known of the trajectory as a whole."""
        words = WORDS[language]
        indicator = self._plan.indicator(self.indicator)
        title = f"{indicator.name.in_(language)} ({indicator.unit})"
        if self.reason is not None:
            return [title, words["none"].format(reason=self.reason.in_(language))]
        start = words["no_base"]
        if self.base is not None:
            period, value, _ = self.base
            start = words["base"].format(value=f"{number(value)} {indicator.unit}", period=period)
        lines = [title, start]
        if self.not_usual is not None:
            lines.append(words["equal"].format(reason=self.not_usual.in_(language)))
        for word in ("given_way", "passed_by"):
            ids = getattr(self, word)
            if ids:
                lines.append(words[word].format(ids=", ".join(ids)))
        return lines

    def rows(self, language: str = "en") -> tuple[list[str], list[list[str]]]:
        """Columns and cells of a display: period, planned value, year to date, observed value."""
        path = self.path
        if path is None:
            return [], []
        words = WORDS[language]
        seen = seen_by_period(self.observed)
        columns = [words["period"], words["planned"]]
        columns += [words["ytd"]] if self.year_to_date else []
        columns += [words["observed"]] if seen else []
        rows = []
        for at, (period, value) in enumerate(zip(path.window, path.values, strict=True)):
            row = [str(period), number(float(value))]
            row += [number(self.year_to_date[at])] if self.year_to_date else []
            row += [seen.get(period, "")] if seen else []
            rows.append(row)
        return columns, rows

    def __reduce__(self) -> Any:
        raise TypeError("a Trajectory cannot be pickled; keep to_frame() or to_json()")

    def __repr__(self) -> str:
        if self.path is None:
            return f"<Trajectory of {self.indicator}: none, {self.reason}>"
        start = f" from {number(self.base[1])} in {self.base[0]}" if self.base else ""
        return f"<Trajectory of {self.indicator}: {self.path.window}{start}>"

    def _repr_html_(self) -> str:
        columns, rows = self.rows()
        head = "<br>".join(escape(line) for line in self.lines())
        more = f"<p>and {len(rows) - SHOWN} more: to_frame()</p>" if len(rows) > SHOWN else ""
        cells = [[escape(cell) for cell in row] for row in rows[:SHOWN]]
        return f"<p>{head}</p>{table(columns, cells) if rows else ''}{more}"


def seen_by_period(observed: list[tuple[Window, float]]) -> dict[_core.Period, str]:
    """What was observed, by the last period of each window; a longer one says what it covers."""
    seen = {}
    for window, value in observed:
        covers = "" if len(window) == 1 else f" ({window})"
        seen[window.last] = number(value) + covers
    return seen

"""Whether reported figures can be right: against what was reported before, and against each other.

Everything here is a question to the unit, not a proof of a mistake; only a slip of the unit without
an explanation is sent back, for in a table that is only ever added to it would stay.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from glidepath import _core
from glidepath._core import Indicator, Observation
from glidepath._numbers import number
from glidepath._words import Kind, Measure

POINTS_APART = 2.0  # growth reported and growth of levels: definitions change, so not every tenth
SLIP_WITHIN = 0.4  # of a power of ten, in tens
SLIPS = {4: "万", 8: "亿"}  # powers of ten that units of one base differ by
LEVELS = frozenset({Measure.value, Measure.ytd})


@dataclass(frozen=True)
class Doubt:
    """A question about one figure. ``slip``: it is not collected unless explained."""

    zh: str
    en: str
    slip: bool = False


class Known:
    """Figures that are known, by indicator."""

    def __init__(self, rows: Iterable[Observation]) -> None:
        self._rows: dict[str, list[Observation]] = {}
        for row in rows:
            self._rows.setdefault(row.indicator, []).append(row)

    def add(self, row: Observation) -> None:
        self._rows.setdefault(row.indicator, []).append(row)

    def of(self, row: Observation, *measures: Measure) -> list[Observation]:
        """The figures of the same indicator and place, of these measures."""
        return [
            other
            for other in self._rows.get(row.indicator, [])
            if other.place == row.place and other.measure in measures
        ]

    def at(self, row: Observation, period: str, *measures: Measure) -> Observation | None:
        """The latest vintage for one period."""
        found = [other for other in self.of(row, *measures) if str(other.period) == period]
        return max(found, key=lambda other: other.released, default=None)


def doubts(row: Observation, known: Known, indicator: Indicator, explained: bool) -> list[Doubt]:
    """Everything that is odd about a figure. ``known`` holds what was reported before and the other
    figures of the same collection."""
    found = [
        unit_slip(row, known, indicator),
        falls(row, known, indicator),
        growth_against_levels(row, known),
        None if explained else silent_revision(row, known),
    ]
    return [doubt for doubt in found if doubt is not None]


def unit_slip(row: Observation, known: Known, indicator: Indicator) -> Doubt | None:
    """A level 10^4 or 10^8 times an earlier one of its kind, or a fraction of it."""
    if row.measure not in LEVELS or row.value == 0 or indicator.kind is Kind.milestone:
        return None
    flow = indicator.kind is Kind.flow

    def rate(other: Observation) -> float:
        """A level that periods of different length can be compared by."""
        return abs(other.value) / months(other) if flow else abs(other.value)

    before = [
        other
        for other in known.of(row, *LEVELS)
        if other.value != 0 and (other.period.last_day, other.released) < (row.period.last_day, row.released)
    ]  # fmt: skip
    if not before:
        return None
    last = max(before, key=lambda other: (other.period.last_day, other.released))
    power = math.log10(rate(row) / rate(last))
    for exponent, prefix in SLIPS.items():
        if abs(abs(power) - exponent) <= SLIP_WITHIN:
            many = "大" if power > 0 else "小"
            return Doubt(
                f"比上次数（{number(last.value)}，{last.period}）{many}约 10^{exponent} 倍，"
                f"疑似单位错（{prefix}）；确实无误请在“情况说明”中说明",
                f"about 10^{exponent if power > 0 else -exponent} times the figure before "
                f"({number(last.value)} in {last.period}): is the unit right?",
                slip=True,
            )
    return None


def months(row: Observation) -> float:
    """The months that a level covers; of a year to date those since January."""
    last = row.period.last_day
    if row.measure is Measure.ytd:
        return last.month
    first = row.period.first_day
    days = (last - first).days + 1
    return max(days / 30.4, 0.03)


def falls(row: Observation, known: Known, indicator: Indicator) -> Doubt | None:
    """A flow's year to date that is below that of an earlier month of the year."""
    negative = indicator.min is not None and indicator.min < 0
    if row.measure is not Measure.ytd or indicator.kind is not Kind.flow or negative:
        return None
    day = row.period.last_day
    before = [
        other
        for other in known.of(row, Measure.ytd)
        if other.period.last_day < day and other.period.last_day.year == day.year
    ]
    if not before:
        return None
    last = max(before, key=lambda other: (other.period.last_day, other.released))
    if row.value + row.half_unit < last.value - last.half_unit:
        return Doubt(
            f"累计数比 {last.period} 的 {number(last.value)} 还小",
            f"the year to date falls: {number(last.value)} in {last.period}",
        )
    return None


def growth_against_levels(row: Observation, known: Known) -> Doubt | None:
    """Published growth that is far from that of the levels."""
    pairs = {Measure.ytd_growth: Measure.ytd, Measure.growth: Measure.value}
    if row.measure not in pairs:
        return None
    period = str(row.period)
    now = known.at(row, period, pairs[row.measure])
    if not period[:4].isdigit() or ".." in period:
        return None
    then = known.at(row, f"{int(period[:4]) - 1}{period[4:]}", pairs[row.measure])
    if now is None or then is None or then.value <= 0:
        return None
    implied = (now.value / then.value - 1) * 100
    if abs(implied - row.value) <= POINTS_APART:
        return None
    return Doubt(
        f"同比与数值不符：{number(then.value)} 到 {number(now.value)} 是 {implied:.1f}%；"
        "如为可比口径请说明",
        f"growth against levels: {number(then.value)} to {number(now.value)} is {implied:.1f} %",
    )


def silent_revision(row: Observation, known: Known) -> Doubt | None:
    """Another value than before for the same period, without a word about it."""
    before = [
        other
        for other in known.of(row, row.measure)
        if other.period == row.period and other.released < row.released
    ]
    last = max(before, key=lambda other: other.released, default=None)
    if last is None:
        return None
    apart = abs(last.value - row.value)
    # The same figure with more digits, or fewer, lies within the rounding of the shorter one.
    if apart <= max(last.half_unit, row.half_unit) * (1 + 1e-9):
        return None
    return Doubt(
        f"与 {last.released} 所报的 {number(last.value)} 不同，未说明修订原因",
        f"a silent revision: {number(last.value)} was reported on {last.released}",
    )


def indicators_of(plan: _core.Plan) -> dict[str, Indicator]:
    return {indicator.id: indicator for indicator in plan.indicators}

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
PERCENT = frozenset({Measure.growth, Measure.ytd_growth, Measure.share_of_annual})
HUNDREDFOLD = 2  # powers of ten between a percentage and the fraction of the same size
NOISE = 1e-12  # of binary arithmetic
GROWTH_OF = {Measure.ytd: Measure.ytd_growth, Measure.value: Measure.growth}
LEVEL_OF = {growth: level for level, growth in GROWTH_OF.items()}


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
        self._fresh: set[int] = set()  # held in the rows, so no id is used twice
        for row in rows:
            self._rows.setdefault(row.indicator, []).append(row)

    def add(self, row: Observation) -> None:
        """Adds a figure of the collection that is being made."""
        self._rows.setdefault(row.indicator, []).append(row)
        self._fresh.add(id(row))

    def is_fresh(self, row: Observation) -> bool:
        """Whether a figure came with the collection that is being made."""
        return id(row) in self._fresh

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
        growth_against_levels(row, known) if indicator.growth_is_of_levels else None,
        fraction(row, known, indicator),
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
    # Printed with the same digits every fall is one: what rounds to 480.4 is below what rounds to
    # 480.5. Rounding explains only that 480.6 comes after 481.
    if row.value + row.half_unit <= (last.value - last.half_unit) * (1 + NOISE):
        return Doubt(
            f"累计数比 {last.period} 的 {number(last.value)} 还小",
            f"the year to date falls: {number(last.value)} in {last.period}",
        )
    return None


def growth_against_levels(row: Observation, known: Known) -> Doubt | None:
    """Published growth that is far from that of the levels; asked of whichever comes last, and of
    the growth where both come together."""
    period = str(row.period)
    if not period[:4].isdigit() or ".." in period:
        return None
    growth, now = row, row
    if row.measure in GROWTH_OF:
        of_level = known.at(row, period, GROWTH_OF[row.measure])
        if of_level is None or known.is_fresh(of_level):
            return None
        growth = of_level
    elif row.measure in LEVEL_OF:
        level = known.at(row, period, LEVEL_OF[row.measure])
        if level is None:
            return None
        now = level
    else:
        return None
    then = known.at(row, f"{int(period[:4]) - 1}{period[4:]}", now.measure)
    if then is None or then.value <= 0:
        return None
    implied = (now.value / then.value - 1) * 100
    if abs(implied - growth.value) <= POINTS_APART:
        return None
    return Doubt(
        f"同比与数值不符：{number(then.value)} 到 {number(now.value)} 是 {implied:.1f}%，"
        f"所报同比为 {number(growth.value)}%；如为可比口径请说明",
        f"growth against levels: {number(then.value)} to {number(now.value)} is {implied:.1f} %, "
        f"{number(growth.value)} % is reported",
    )


def fraction(row: Observation, known: Known, indicator: Indicator) -> Doubt | None:
    """A fraction of one where the figures before are percentages: 0.155 after 15.2."""
    percent = row.measure in PERCENT or (row.measure in LEVELS and indicator.unit == "%")
    if not percent or not 0 < abs(row.value) < 1:
        return None
    day = row.period.last_day
    before = [other for other in known.of(row, row.measure) if other.period.last_day < day]
    last = max(before, key=lambda other: (other.period.last_day, other.released), default=None)
    if last is None or last.value == 0:
        return None
    if abs(math.log10(abs(last.value / row.value)) - HUNDREDFOLD) > SLIP_WITHIN:
        return None
    meant = number(round(row.value * 100, 10))
    return Doubt(
        f"比上次数（{number(last.value)}，{last.period}）小约 100 倍：应填百分数，"
        f"{number(row.value)} 如指 {meant}% 请填 {meant}",
        f"a fraction after {number(last.value)} in {last.period}: "
        f"write {meant} if that is what is meant",
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

"""What a brief says about one indicator, before it is said in a language: only what is known."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from glidepath._core import Indicator, Observation, Period, Target, Verdict
from glidepath._numbers import number, percent
from glidepath._published import (
    Level,
    Published,
    alone,
    digits,
    growth_of,
    level_of,
    year_before,
    year_end,
    year_start,
)
from glidepath._report import WORST_FIRST
from glidepath._reporting_units import Reporters
from glidepath._words import DataStatus, Face, Kind, Measure, ReasonCode, Stat, Status, Tier

if TYPE_CHECKING:
    from glidepath._assessment import Assessment
    from glidepath._plan import Plan

LEVEL_AT = 0.05  # points within which a figure is level with what it is compared with
CERTAIN = 100.0  # percent
GOOD = frozenset({Status.met, Status.on_track})
BAD = frozenset({Status.at_risk, Status.off_track, Status.missed})
FLOORS = frozenset({">", ">="})


@dataclass(frozen=True)
class Rate:
    """A change in percent, or in points for indicators in percent."""

    value: float
    text: str  # the digits without a sign
    points: bool = False
    computed: bool = False  # from published levels, not published itself


@dataclass(frozen=True)
class Share:
    """How much of the year's target is done, or of a limit used."""

    text: str  # in percent, without the sign
    ahead: float | None  # points more than by an even pace
    limit: bool = False


@dataclass(frozen=True)
class City:
    """The place among others: points above their average, rank; as far as either is known."""

    above: float | None = None
    text: str = ""
    rank: str = ""


@dataclass
class Facts:
    """What is known of one indicator for the period of a brief."""

    indicator: Indicator
    period: Period
    first_day: dt.date
    level: Level | None = None
    estimated: bool = False
    growth: Rate | None = None
    since_last: Rate | None = None  # against the period before
    share: Share | None = None
    mark: float | None = None  # share of the issued mark that is done
    usual: str = ""  # level usual by then, with the digits of the figure
    above_target: Rate | None = None  # growth, or a level in percent, against the year's target
    city: City | None = None
    note: str = ""
    suspect: bool = False
    verdicts: list[Verdict] = field(default_factory=list)  # that rest on figures of the period

    @property
    def known(self) -> bool:
        return any((self.level, self.growth, self.share, self.city))

    @property
    def standing(self) -> Status:
        """The worst status; without one, whether the figure is behind the pace or the target."""
        statuses = {verdict.status for verdict in self.verdicts} - {Status.unknown}
        for status in WORST_FIRST:
            if status in statuses:
                return status
        share, told = self.share, list[float]()
        if share is not None and share.ahead is not None:
            told.append(-share.ahead if share.limit else share.ahead)
        if self.above_target is not None:
            told.append(self.above_target.value)
        if not told:
            return Status.unknown
        return Status.on_track if min(told) > -LEVEL_AT else Status.at_risk


class FactFinder:
    """Finds the facts of each indicator for one period."""

    def __init__(
        self, plan: "Plan", result: "Assessment", published: Published, period: Period
    ) -> None:
        self._plan = plan
        self._published = published
        self._period = period
        self._last = period.last_day
        self._year_from = plan.reporting_year_start
        self._start = year_start(self._last, self._year_from)
        self._reporters = Reporters(plan)
        self._targets = {(target.id, str(target.say)): target for target in plan.targets}
        self._verdicts: dict[str, list[Verdict]] = {}
        for verdict in result.verdicts:
            self._verdicts.setdefault(verdict.indicator, []).append(verdict)

    def of(self, indicator: Indicator) -> Facts:
        rows = self._published.ending(indicator.id, self._last)
        level = level_of(self._published, indicator, self._period, self._year_from)
        verdicts = self._verdicts.get(indicator.id, [])
        fresh = [v for v in verdicts if v.actual_period and v.actual_period.last_day == self._last]
        yearly = self._yearly(verdicts)
        growth_row = growth_of(self._published, indicator, self._last, level, self._year_from)
        facts = Facts(
            indicator,
            self._period,
            level.first_day if level else self._start,
            level=level or self._summed(indicator, yearly),
            verdicts=fresh,
            suspect=any(v.reason_code is ReasonCode.unit_suspect for v in fresh),
        )
        if level is not None and level.row is not None:
            facts.estimated = level.row.status is DataStatus.estimated
        facts.growth = self._growth(indicator, level, growth_row)
        facts.since_last = self._since_last(indicator)
        facts.share = self._share(indicator, yearly)
        self._pace(facts, yearly)
        facts.above_target = self._above_target(indicator, level, growth_row)
        facts.city = self._city(indicator, growth_row, level)
        facts.note = self._note(rows)
        return facts

    def _target(self, verdict: Verdict) -> Target:
        return self._targets[verdict.id, verdict.target]

    def _of_year(self, target: Target) -> bool:
        """Whether a target is about the year that the period ends in."""
        say = target.say
        return (
            say.window is not None
            and say.stat in {Stat.at, Stat.sum}
            and say.window.first_day == self._start
            and say.window.last_day == year_end(self._start)
        )

    def _yearly(self, verdicts: Sequence[Verdict]) -> Verdict | None:
        """The verdict on the year's level: of several targets the firmest."""
        found = [
            v
            for v in verdicts
            if self._covers_year(self._target(v)) and self._target(v).say.face is Face.level
        ]
        return min(found, key=lambda v: list(Tier).index(v.tier), default=None)

    def _summed(self, indicator: Indicator, yearly: Verdict | None) -> Level | None:
        """The year to date of a flow that is published by single months."""
        window = yearly.actual_period if yearly is not None else None
        if yearly is None or yearly.actual is None or window is None or yearly.derived:
            return None
        if indicator.kind is not Kind.flow or window.last_day != self._last:
            return None
        return Level(yearly.actual, number(yearly.actual), window.first_day, window.last_day)

    def _growth(
        self, indicator: Indicator, level: Level | None, row: Observation | None
    ) -> Rate | None:
        if row is not None:
            return Rate(row.value, digits(row, None).lstrip("-"))
        if level is None or level.row is None or indicator.kind is Kind.milestone:
            return None
        before = year_before(self._published, level.row, self._year_from)
        return None if before is None else rate(indicator, before, level.row)

    def _since_last(self, indicator: Indicator) -> Rate | None:
        """Change against the period before, where both stand for themselves."""
        if self._period.last_day == year_end(self._start) and len(str(self._period)) == len("2024"):
            return None  # a year: that is growth
        now = alone(self._published, indicator, self._period, self._year_from)
        before = alone(self._published, indicator, self._period - 1, self._year_from)
        if now is None or before is None or indicator.kind is Kind.milestone:
            return None
        if indicator.unit == "%":
            return Rate(now - before, f"{abs(now - before):.1f}", points=True, computed=True)
        if before <= 0:
            return None
        growth = (now / before - 1) * 100
        return Rate(growth, f"{abs(growth):.1f}", computed=True)

    def _share(self, indicator: Indicator, yearly: Verdict | None) -> Share | None:
        row = next(
            (
                row
                for row in self._published.ending(indicator.id, self._last)
                if row.measure is Measure.share_of_annual
            ),
            None,
        )
        months = (self._last.month - self._year_from) % 12 + 1
        if row is not None:
            return Share(digits(row, None), row.value - months / 12 * CERTAIN)
        window = yearly.actual_period if yearly is not None else None
        if yearly is None or window is None or yearly.actual is None:
            return None
        if window.last_day != self._last or window.first_day < self._start:
            return None
        if yearly.completed_share is not None:
            return Share(percent(yearly.completed_share).removesuffix("%"), yearly.ahead_pp)
        limit = self._target(yearly).say.value
        if yearly.headroom is None or indicator.kind is not Kind.flow or not limit or limit <= 0:
            return None
        used = yearly.actual / limit
        return Share(f"{used * CERTAIN:.1f}", (used - months / 12) * CERTAIN, limit=True)

    def _pace(self, facts: Facts, yearly: Verdict | None) -> None:
        """The mark that was issued, or what is usual by then, for a flow inside its year."""
        if yearly is None or yearly not in facts.verdicts or not yearly.planned:
            return
        if yearly.actual is not None and yearly.method.endswith(":issued"):
            facts.mark = yearly.actual / yearly.planned
        elif yearly.method.endswith(":usual_share"):
            row = facts.level.row if facts.level else None
            shown = row.decimals if row is not None else 2
            facts.usual = f"{yearly.planned:.{shown}f}"

    def _above_target(
        self, indicator: Indicator, level: Level | None, growth: Observation | None
    ) -> Rate | None:
        """Points above the year's target: of growth, or of a level in percent."""
        for target in self._plan.targets:
            say = target.say
            if target.indicator != indicator.id or target.part_of or not self._in_force(target):
                continue
            if not self._covers_year(target) or say.value is None or say.relation not in FLOORS:
                continue
            if say.face is Face.growth and growth is not None:
                return points(growth.value - say.value, growth.decimals)
            if say.face is Face.level and indicator.unit == "%" and level and level.row:
                return points(level.value - say.value, level.row.decimals)
        return None

    def _in_force(self, target: Target) -> bool:
        begun = target.set is None or target.set <= self._last
        return begun and (target.superseded is None or target.superseded > self._last)

    def _covers_year(self, target: Target) -> bool:
        window = target.say.window
        if target.say.stat is not Stat.each or window is None:
            return self._of_year(target)
        return window.first_day <= self._start and window.last_day >= year_end(self._start)

    def _city(
        self, indicator: Indicator, growth: Observation | None, level: Level | None
    ) -> City | None:
        rank = next(
            (
                digits(row, None)
                for row in self._published.ending(indicator.id, self._last)
                if row.measure is Measure.rank
            ),
            "",
        )
        rows = [growth]
        if indicator.unit == "%" and level is not None:
            rows.append(level.row)
        for row in rows:
            average = self._published.average(row) if row is not None else None
            if row is not None and average is not None:
                shown = max(row.decimals, average.decimals, 1)
                above = round(row.value - average.value, shown)
                return City(above, f"{abs(above):.{shown}f}", rank)
        return City(rank=rank) if rank else None

    def _note(self, rows: Sequence[Observation]) -> str:
        """情况说明 as the unit wrote it. Notes of figures that no unit reported are about the
        figure, not about what it shows."""
        for row in rows:
            if row.note and self._reporters.find(row.source or "") is not None:
                text = row.note.partition("填报人：")[0].rstrip("；")
                if text:
                    return text
        return ""


def rate(indicator: Indicator, before: Observation, now: Observation) -> Rate | None:
    """Growth of published levels; in points for indicators in percent."""
    if indicator.unit == "%":
        change = now.value - before.value
        shown = max(now.decimals, before.decimals, 1)
        return Rate(change, f"{abs(change):.{shown}f}", points=True, computed=True)
    if before.value <= 0:
        return None
    growth = (now.value / before.value - 1) * 100
    return Rate(growth, f"{abs(growth):.1f}", computed=True)


def points(value: float, decimals: int) -> Rate:
    shown = max(decimals, 1)
    value = round(value, shown)
    return Rate(value, f"{abs(value):.{shown}f}", points=True)

"""What a brief says about one indicator, before it is said in a language: only what is known."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from glidepath._core import Indicator, Observation, Period, Verdict
from glidepath._month_figures import Figures
from glidepath._numbers import below
from glidepath._published import (
    Level,
    Published,
    alone,
    digits,
    growth_of,
    level_of,
    note_of,
    year_before,
    year_end,
    year_start,
)
from glidepath._reporting_units import Reporters
from glidepath._shown_verdict import by_issued_marks, shown_verdict
from glidepath._words import DataStatus, Kind, Measure, ReasonCode, Status
from glidepath._year_progress import YearProgress, YearProgressFinder, in_force

if TYPE_CHECKING:
    from glidepath._assessment import Assessment
    from glidepath._plan import Plan

LEVEL_AT = 0.05  # points within which a figure is level with what it is compared with
GOOD = frozenset({Status.met, Status.on_track})
BAD = frozenset({Status.at_risk, Status.off_track, Status.missed})


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
    above_other: Indicator | None = None  # the indicator whose rate the target names, if it does
    enough: bool = True  # that it is so far above
    city: City | None = None
    note: str = ""
    revised: str = ""  # why a figure is another than before
    suspect: bool = False
    verdicts: list[Verdict] = field(default_factory=list)  # that rest on figures of the period
    shown: Verdict | None = None  # that of the row in the tables

    @property
    def known(self) -> bool:
        return any((self.level, self.growth, self.share, self.city))

    @property
    def standing(self) -> Status:
        """The status that the tables print: what they leave open is neither good nor behind.

        It is unknown as well where it rests on other figures than those of the period, and these
        are on the other side of the year's pace or target: then the sentence says what they are,
        and no heading contradicts it.
        """
        if self.shown is None:
            return Status.unknown
        status, good = self.shown.status, self._within_year()
        if self.shown in self.verdicts or good is None or status not in GOOD | BAD:
            return status
        return status if good is (status in GOOD) else Status.unknown

    def _within_year(self) -> bool | None:
        """Whether the figures keep up with the year's pace and target; None without either."""
        share, good = self.share, list[bool]()
        if share is not None and share.ahead is not None:
            good.append((-share.ahead if share.limit else share.ahead) > -LEVEL_AT)
        if self.above_target is not None:
            good.append(self.enough)
        return all(good) if good else None


class FactFinder:
    """Finds the facts of each indicator for one period."""

    def __init__(
        self, plan: "Plan", result: "Assessment", published: Published, period: Period
    ) -> None:
        self._published = published
        self._figures = Figures(published, plan.reporting_year_start)
        in_force_on = result.as_of or period.last_day
        self._progress = YearProgressFinder(plan, self._figures, in_force_on)
        self._period = period
        self._last = period.last_day
        self._year_from = plan.reporting_year_start
        self._start = year_start(self._last, self._year_from)
        self._reporters = Reporters(plan)
        self._verdicts: dict[str, list[Verdict]] = {}
        for verdict in result.verdicts:
            self._verdicts.setdefault(verdict.indicator, []).append(verdict)
        self._in_force = {
            target.id
            for target in plan.targets
            if not target.part_of and in_force(target, in_force_on)
        }

    def of(self, indicator: Indicator) -> Facts:
        rows = self._published.ending(indicator.id, self._last)
        level = level_of(self._published, indicator, self._period, self._year_from)
        verdicts = self._verdicts.get(indicator.id, [])
        fresh = [v for v in verdicts if v.actual_period and v.actual_period.last_day == self._last]
        progress = self._progress.of(indicator, self._last)
        growth_row = growth_of(self._published, indicator, self._last, level, self._year_from)
        facts = Facts(
            indicator,
            self._period,
            level.first_day if level else self._start,
            level=level or self._summed(indicator),
            verdicts=fresh,
            shown=self._shown(verdicts),
            suspect=any(v.reason_code is ReasonCode.unit_suspect for v in fresh),
        )
        if level is not None and level.row is not None:
            facts.estimated = level.row.status is DataStatus.estimated
        facts.growth = self._growth(indicator, level, growth_row)
        facts.since_last = self._since_last(indicator)
        facts.share = self._share(indicator, progress)
        self._pace(facts, progress)
        if progress.above is not None:
            facts.above_target = points(progress.above.points, progress.above.decimals)
            facts.above_other = progress.above.other
            facts.enough = progress.above.enough
        facts.city = self._city(indicator, growth_row, level)
        facts.note = self._note([row for row in rows if not self._published.revises(row)])
        facts.revised = self._note([row for row in rows if self._published.revises(row)])
        return facts

    def _shown(self, verdicts: Sequence[Verdict]) -> Verdict | None:
        """The verdict that the tables print of an indicator; None if they print that it is open."""
        listed = [verdict for verdict in verdicts if verdict.id in self._in_force]
        shown = shown_verdict(listed, self._figures, self._last)
        return shown if shown is not None and self._figures.speaks_of_now(shown) else None

    def _summed(self, indicator: Indicator) -> Level | None:
        """The year to date of a flow of which no single figure tells."""
        summed = self._figures.to_date(indicator, self._last)
        if summed is None or indicator.kind is not Kind.flow:
            return None
        text = f"{summed[0]:.{self._figures.decimals(indicator)}f}"
        return Level(summed[0], text, self._start, self._last)

    def _growth(
        self, indicator: Indicator, level: Level | None, row: Observation | None
    ) -> Rate | None:
        if row is not None:
            return Rate(row.value, digits(row, None).lstrip("-"))
        if level is None or level.row is None or indicator.kind is Kind.milestone:
            return None
        if not indicator.growth_is_of_levels:
            return None  # nominal growth does not stand in for real growth
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

    def _share(self, indicator: Indicator, progress: YearProgress) -> Share | None:
        if progress.done is None:
            return None
        text = f"{below(progress.done):.1f}"
        if progress.target is None:  # declared, and quoted as it was printed
            declared = self._figures.at(indicator.id, self._last, Measure.share_of_annual)
            text = digits(declared[0], None)
        return Share(text, progress.ahead, progress.limit)

    def _pace(self, facts: Facts, progress: YearProgress) -> None:
        """The mark that was issued, or what is usual by then, for a flow inside its year."""
        target = progress.target.id if progress.target is not None else None
        yearly = next((v for v in facts.verdicts if v.id == target), None)
        if yearly is None or not yearly.planned:
            return
        if yearly.actual is not None and by_issued_marks(yearly):
            facts.mark = yearly.actual / yearly.planned
        elif yearly.method.endswith(":usual_share"):
            facts.usual = f"{yearly.planned:.{self._figures.decimals(facts.indicator)}f}"

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
                if text := note_of(row):
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

"""How far an indicator is within its year: the one rule of tables and briefs."""

import datetime as dt
from dataclasses import dataclass

from glidepath import _core
from glidepath._core import Indicator, Statement, Target
from glidepath._month_figures import Figures
from glidepath._published import year_end
from glidepath._task_status import HUNDRED, elapsed
from glidepath._words import Face, Frequency, Kind, Measure, Stat, Tier

FLOORS = frozenset({">", ">="})
LIMITS = frozenset({"<", "<="})
REACHED = FLOORS | {"="}  # a band (~, between) has no share: beyond it more is not better
OF_ONE_YEAR = frozenset({Stat.at, Stat.by, Stat.sum, Stat.mean, Stat.each})
FIRMEST_FIRST = list(Tier)
DIGITS = 9  # beyond which a difference of rates is noise of binary arithmetic


@dataclass(frozen=True)
class Above:
    """Points by which a rate (growth, or a level in percent) lies above what the year wants of it."""

    points: float
    decimals: int  # with which the rate is published
    enough: bool
    other: Indicator | None = None  # whose rate is wanted; None for a number


@dataclass(frozen=True)
class YearProgress:
    """How far an indicator is by a day, in percent; None for what there is not."""

    elapsed: float  # of the year
    done: float | None = None  # of the year's target, or of a limit used
    ahead: float | None = None  # points of ``done`` above ``elapsed``, while the year lasts
    limit: bool = False
    target: Target | None = None  # that ``done`` was computed with; None if it is declared
    above: Above | None = None

    @property
    def faster(self) -> float | None:
        """快慢: points above an even pace; of a rate points above its target."""
        if self.ahead is None and self.above is not None:
            return self.above.points
        return self.ahead


class YearProgressFinder:
    """Measures indicators against the targets of a year that are in force on a day.

    Of the year are targets of just that year, and those that hold in each year; of several the
    firmest counts, of equally firm ones that of the year alone. A level is measured as a share of
    the target; without a number to reach the share that the unit declares stands. Only what adds up
    over the year is set against the time that is over. Rates have no share: they lie so many points
    above their target.
    """

    def __init__(self, plan: _core.Plan, figures: Figures, in_force_on: dt.date) -> None:
        self._figures = figures
        self._indicators = {indicator.id: indicator for indicator in plan.indicators}
        self._targets = [t for t in plan.targets if not t.part_of and in_force(t, in_force_on)]

    def of(self, indicator: Indicator, day: dt.date) -> YearProgress:
        """Within the year that holds a day, by the figures that end with it."""
        start = self._figures.year_start(day)
        over = HUNDRED * elapsed(start, year_end(start), day)
        yearly = self._yearly(indicator, start)
        above = self._above(indicator, yearly, day)
        target, level = self._amount(indicator, yearly), self._figures.to_date(indicator, day)
        if target is not None and level is not None:
            done = HUNDRED * level[0] / (target.say.value or 1)
            ahead = pace(done, over) if indicator.kind is Kind.flow else None
            return YearProgress(over, done, ahead, target.say.relation in LIMITS, target, above)
        if declared := self._figures.at(indicator.id, day, Measure.share_of_annual):
            done = declared[0].value
            return YearProgress(over, done, pace(done, over), above=above)
        return YearProgress(over, above=above)

    def _yearly(self, indicator: Indicator, start: dt.date) -> list[Target]:
        """The targets of the year that begins on a day, the one that counts first."""
        found = [
            target
            for target in self._targets
            if target.indicator == indicator.id and covers_year(target.say, start)
        ]
        return sorted(found, key=lambda t: (FIRMEST_FIRST.index(t.tier), not alone(t.say, start)))

    @staticmethod
    def _amount(indicator: Indicator, yearly: list[Target]) -> Target | None:
        """The target whose number a level is a share of."""
        if indicator.kind is Kind.milestone or indicator.unit == "%":
            return None
        # What is left of a limit tells of a flow how fast it is used up; of a stock nothing.
        relations = REACHED | LIMITS if indicator.kind is Kind.flow else REACHED
        for target in yearly:
            say = target.say
            if say.face is Face.level and (say.value or 0) > 0 and say.relation in relations:
                return target
        return None

    def _above(self, indicator: Indicator, yearly: list[Target], day: dt.date) -> Above | None:
        """By how much growth, or a level in percent, lies above the first floor that it has."""
        for target in yearly:
            say = target.say
            rate = self._rate(indicator, say.face, day)
            wanted, other = say.value, self._indicators.get(say.reference or "")
            if other is not None:
                its_rate = self._rate(other, say.face, day)
                wanted = its_rate.value if its_rate is not None else None
            if rate is not None and wanted is not None and say.relation in FLOORS:
                more = round(rate.value - wanted, DIGITS)
                enough = more > 0 or (more == 0 and say.relation == ">=")
                return Above(more, rate.decimals, enough, other)
        return None

    def _rate(self, indicator: Indicator, face: Face, day: dt.date) -> _core.Observation | None:
        """The figure in percent that a target of a face is about; None if it is in no percent."""
        if face is Face.growth:
            return self._figures.growth(indicator, day)
        if face is not Face.level or indicator.unit != "%":
            return None
        level = self._figures.to_date(indicator, day)
        return level[1] if level is not None else None


def pace(done: float, over: float) -> float | None:
    """Points that a share is above that of the time; when the year is over there is no pace."""
    return done - over if over < HUNDRED else None


def in_force(target: Target, day: dt.date) -> bool:
    """Whether a text of a target is in force on a day."""
    begun = target.set is None or target.set <= day
    return begun and (target.superseded is None or target.superseded > day)


def alone(say: Statement, start: dt.date) -> bool:
    """Whether a statement is about no other year than that which begins on a day."""
    window = say.window
    return window is not None and (window.first_day, window.last_day) == (start, year_end(start))


def covers_year(say: Statement, start: dt.date) -> bool:
    """Whether a statement asks something of the whole year that begins on a day."""
    window = say.window
    if window is None or say.stat not in OF_ONE_YEAR:
        return False
    if say.stat is not Stat.each:
        return alone(say, start)
    yearly = window.frequency is Frequency.annual
    return yearly and window.first_day <= start and window.last_day >= year_end(start)

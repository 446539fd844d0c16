"""Published figures as reports quote them: one for each period and measure, with its digits."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from glidepath import _core
from glidepath._chinese_sheets import CITY_AVERAGE
from glidepath._core import Indicator, Observation, Period
from glidepath._explanation import visible
from glidepath._numbers import number
from glidepath._words import DataStatus, Kind, Measure

OWN = ""  # the place of the plan
LEVELS = (Measure.ytd, Measure.value)
GROWTHS = (Measure.ytd_growth, Measure.growth)


class Published:
    """The figures that the clocks of an assessment let through.

    Of several for one period and measure that one counts which counts in verdicts: the authority's,
    else the most trusted, else the latest.
    """

    def __init__(
        self, plan: _core.Plan, seen: _core.Observations, result: _core.Assessment
    ) -> None:
        self._own = {None, OWN, plan.place}
        bodies = {body.id: body for body in plan.bodies}
        self._authorities: dict[str, tuple[str, ...]] = {}
        for indicator in plan.indicators:
            body = bodies.get(indicator.authority or "")
            if body is not None:
                names = (body.id, body.name.zh, body.name.en, *body.aliases)
                self._authorities[indicator.id] = tuple(name for name in names if name)
        self._best: dict[tuple[str, str, str, Measure], Observation] = {}
        for row in seen.rows:
            if visible(row, result):
                self._enter(row)
        others = {place for _, place, _, _ in self._best} - {OWN, CITY_AVERAGE}
        self._city = others.pop() if len(others) == 1 else OWN

    def _enter(self, row: Observation) -> None:
        place = OWN if row.place in self._own else row.place or OWN
        key = (row.indicator, place, str(row.period), row.measure)
        there = self._best.get(key)
        if there is None or self._weight(row) > self._weight(there):
            self._best[key] = row

    def _weight(self, row: Observation) -> tuple[bool, int, dt.date]:
        authority = self._authorities.get(row.indicator, ())
        by_authority = bool(authority) and (row.source or "").startswith(authority)
        return by_authority, -list(DataStatus).index(row.status), row.released

    def get(
        self, indicator: str, period: object, measure: Measure, place: str = OWN
    ) -> Observation | None:
        """The figure of a period, which is a Period, a Window or its text."""
        return self._best.get((indicator, place, str(period), measure))

    def of(self, indicator: str) -> list[Observation]:
        """All figures of an indicator for the plan's place, by the ends of their periods."""
        own = (row for key, row in self._best.items() if key[:2] == (indicator, OWN))
        return sorted(own, key=lambda row: row.period.last_day)

    def ending(self, indicator: str, day: dt.date) -> list[Observation]:
        """All figures of the plan's place whose period ends on a day."""
        return [row for row in self.of(indicator) if row.period.last_day == day]

    def average(self, row: Observation) -> Observation | None:
        """The figure of the whole that the plan's place is a part of, to compare a figure with: 全市平均
        as forms report it, else that of the only other place there is."""
        for place in (CITY_AVERAGE, self._city):
            found = self.get(row.indicator, row.period, row.measure, place) if place else None
            if found is not None:
                return found
        return None


@dataclass(frozen=True)
class Level:
    """A level as it is quoted. ``row`` is None if it was computed from others."""

    value: float
    text: str  # the digits as printed
    first_day: dt.date
    last_day: dt.date
    row: Observation | None = None


def digits(row: Observation, unit: str | None) -> str:
    """The digits of a figure as printed; from another unit than the indicator's, converted."""
    converted = row.measure in LEVELS and row.unit not in (None, "", unit)
    return number(row.value) if converted else f"{row.value:.{row.decimals}f}"


def year_start(day: dt.date, month: int) -> dt.date:
    """The first day of the reporting year that holds a day."""
    return dt.date(day.year if day.month >= month else day.year - 1, month, 1)


def year_end(start: dt.date) -> dt.date:
    """The last day of the reporting year that begins on a day."""
    return dt.date(start.year + 1, start.month, 1) - dt.timedelta(days=1)


def level_of(
    published: Published, indicator: Indicator, period: Period, year_from: int
) -> Level | None:
    """The level that tells of a period: of a flow what it brought from the start of the year, else
    what the period alone brought; of everything else the value at its end."""
    last = period.last_day
    start = year_start(last, year_from)
    rows = [row for row in published.ending(indicator.id, last) if row.measure in LEVELS]

    def first_day(row: Observation) -> dt.date:
        return start if row.measure is Measure.ytd else row.period.first_day

    if indicator.kind is not Kind.flow:
        rows.sort(key=lambda row: (row.measure is Measure.ytd, first_day(row)), reverse=True)
    else:
        # What reaches back beyond the year tells of more than the year.
        rows = [row for row in rows if first_day(row) >= start]
        rows.sort(key=lambda row: (first_day(row), row.measure is not Measure.ytd))
    if not rows:
        return None
    row = rows[0]
    return Level(row.value, digits(row, indicator.unit), first_day(row), last, row)


def growth_of(
    published: Published, id: str, last: dt.date, level: Level | None
) -> Observation | None:
    """Published growth of what the level covers; without a level, since the start of the year."""
    rows = [row for row in published.ending(id, last) if row.measure in GROWTHS]
    if level is not None and level.row is not None:
        wanted = GROWTHS[LEVELS.index(level.row.measure)]
        same = [r for r in rows if r.measure is wanted and r.period == level.row.period]
        if same:
            return same[0]
        if level.row.measure is Measure.value and len(level.row.period) == 1:
            # A year's figure beside growth to its last month: the same span.
            whole = level.first_day.month == last.month % 12 + 1
            return first(r for r in rows if whole)
        return None
    return first(sorted(rows, key=lambda row: row.measure is not Measure.ytd_growth))


def year_before(published: Published, row: Observation) -> Observation | None:
    """The same figure a year earlier."""
    if len(row.period) != 1:
        return None
    earlier = row.period.first.year_earlier()
    return None if earlier is None else published.get(row.indicator, earlier, row.measure)


def alone(
    published: Published, indicator: Indicator, period: Period, year_from: int
) -> float | None:
    """What one period brought by itself: as published, or the difference of two figures to date."""
    rows = published.ending(indicator.id, period.last_day)
    own = first(
        row
        for row in rows
        if row.measure is Measure.value and row.period.first_day == period.first_day
    )
    if own is not None or indicator.kind is not Kind.flow:
        return None if own is None else own.value
    to_date = first(row for row in rows if row.measure is Measure.ytd)
    if to_date is None or period.first_day.month == year_from:
        return None if to_date is None else to_date.value
    earlier = published.ending(indicator.id, (period - 1).last_day)
    before = first(row for row in earlier if row.measure is Measure.ytd)
    return None if before is None else to_date.value - before.value


def first(rows: Iterable[Observation]) -> Observation | None:
    return next(iter(rows), None)

"""Published figures as reports quote them: one for each period and measure, with its digits."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from glidepath import _core
from glidepath._chinese_sheets import CITY_AVERAGE
from glidepath._core import Indicator, Observation, Period
from glidepath._explanation import visible
from glidepath._numbers import number
from glidepath._words import DataStatus, Face, Kind, Measure

OWN = ""  # the place of the plan
DECIMALS = 2  # of a computed figure, where nothing of its indicator is printed
FILLED_BY = "填报人："
LEVELS = (Measure.ytd, Measure.value)
GROWTHS = (Measure.ytd_growth, Measure.growth)


class Published:
    """The figures that the clocks of an assessment let through.

    Of several for one period and measure that one counts which counts in verdicts: the authority's,
    else the most trusted, else the latest.
    """

    def __init__(
        self,
        plan: _core.Plan,
        seen: _core.Observations,
        result: _core.Assessment,
        city: str | None = None,
    ) -> None:
        self._own = {None, OWN, plan.place}
        bodies = {body.id: body for body in plan.bodies}
        self._authorities: dict[str, tuple[str, ...]] = {}
        for indicator in plan.indicators:
            body = bodies.get(indicator.authority or "")
            if body is not None:
                names = (body.id, body.name.zh, body.name.en, *body.aliases)
                self._authorities[indicator.id] = tuple(name for name in names if name)
        self._plan_decimals = printed_in(plan)
        self._best: dict[tuple[str, str, str, Measure], Observation] = {}
        self._vintages: dict[tuple[str, str, str, Measure], list[Observation]] = {}
        for row in seen.rows:
            if visible(row, result):
                self._enter(row)
        self._rows: dict[tuple[str, str], list[Observation]] = {}
        for (id, place, _, _), row in self._best.items():
            self._rows.setdefault((id, place), []).append(row)
        for rows in self._rows.values():
            rows.sort(key=lambda row: row.period.last_day)
        others = {place for _, place in self._rows} - {OWN, CITY_AVERAGE}
        self.city = city or (others.pop() if len(others) == 1 else OWN)
        """The place to compare with where no form reports 全市平均: the only other one there is."""

    def _enter(self, row: Observation) -> None:
        key = self._key(row)
        self._vintages.setdefault(key, []).append(row)
        there = self._best.get(key)
        if there is None or self.weight(row) > self.weight(there):
            self._best[key] = row

    def _key(self, row: Observation) -> tuple[str, str, str, Measure]:
        place = OWN if row.place in self._own else row.place or OWN
        return row.indicator, place, str(row.period), row.measure

    def revises(self, row: Observation) -> bool:
        """Whether a figure was published before with another value. Its note then says why it was
        revised, and nothing about what it shows."""
        return any(
            other.released < row.released and other.value != row.value
            for other in self._vintages.get(self._key(row), ())
        )

    def weight(self, row: Observation) -> tuple[bool, int, dt.date]:
        """By what figures for the same days are ranked: the greatest counts."""
        authority = self._authorities.get(row.indicator, ())
        by_authority = bool(authority) and (row.source or "").startswith(authority)
        return by_authority, -list(DataStatus).index(row.status), row.released

    def get(
        self, indicator: str, period: object, measure: Measure, place: str = OWN
    ) -> Observation | None:
        """The figure of a period, which is a Period, a Window or its text."""
        return self._best.get((indicator, place, str(period), measure))

    def of(self, indicator: str, place: str = OWN) -> list[Observation]:
        """All figures of an indicator for a place, by the ends of their periods."""
        return self._rows.get((indicator, place), [])

    def ends(self) -> dict[str, set[dt.date]]:
        """The last days of the plan's own figures, by indicator."""
        found: dict[str, set[dt.date]] = {}
        for (id, place), rows in self._rows.items():
            if place == OWN:
                found[id] = {row.period.last_day for row in rows}
        return found

    def ending(self, indicator: str, day: dt.date, place: str = OWN) -> list[Observation]:
        """All figures for a place whose period ends on a day."""
        return [row for row in self.of(indicator, place) if row.period.last_day == day]

    def decimals(self, indicator: Indicator) -> int:
        """The decimals of a level that was computed: as many as the figures of its indicator and
        the numbers of its targets are printed with."""
        if indicator.whole:
            return 0
        levels = [row for row in self.of(indicator.id) if row.measure in LEVELS]
        shown = [decimals_of(digits(row, indicator.unit)) for row in levels]
        if indicator.id in self._plan_decimals:
            shown.append(self._plan_decimals[indicator.id])
        return max(shown, default=DECIMALS)

    def average(self, row: Observation) -> Observation | None:
        """The figure of the whole that the plan's place is a part of: 全市平均 as forms report it,
        else that of the only other place there is."""
        for place in (CITY_AVERAGE, self.city):
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


def note_of(row: Observation) -> str:
    """情况说明 of a figure, without who filled it in."""
    parts = (part.strip() for part in (row.note or "").split("；"))
    return "；".join(part for part in parts if part and not part.startswith(FILLED_BY))


def digits(row: Observation, unit: str | None) -> str:
    """The digits of a figure as printed; from another unit than the indicator's, converted."""
    converted = row.measure in LEVELS and row.unit not in (None, "", unit)
    return number(row.value) if converted else f"{row.value:.{row.decimals}f}"


def decimals_of(text: str) -> int:
    """How many decimals a number is written with."""
    return len(text.partition(".")[2])


def printed_in(plan: _core.Plan) -> dict[str, int]:
    """The decimals of the levels that targets and issued marks ask for, by indicator."""
    most: dict[str, int] = {}
    for target in plan.targets:
        id, say = target.indicator or "", target.say
        if say.value is not None and say.face is Face.level:
            most[id] = max(most.get(id, 0), decimals_of(number(say.value)))
    return most


def year_start(day: dt.date, month: int) -> dt.date:
    """The first day of the reporting year that holds a day."""
    return dt.date(day.year if day.month >= month else day.year - 1, month, 1)


def year_end(start: dt.date) -> dt.date:
    """The last day of the reporting year that begins on a day."""
    return dt.date(start.year + 1, start.month, 1) - dt.timedelta(days=1)


def begins(row: Observation, year_from: int) -> dt.date:
    """The first day that a figure tells of."""
    to_date = row.measure in {Measure.ytd, Measure.ytd_growth}
    return year_start(row.period.last_day, year_from) if to_date else row.period.first_day


def level_of(
    published: Published, indicator: Indicator, period: Period, year_from: int
) -> Level | None:
    """The level that tells of a period: of a flow what it brought from the start of the year, else
    what the period alone brought; of everything else the value at its end."""
    last = period.last_day
    rows = [row for row in published.ending(indicator.id, last) if row.measure in LEVELS]
    if indicator.kind is not Kind.flow:
        rows.sort(
            key=lambda row: (row.measure is Measure.ytd, begins(row, year_from)), reverse=True
        )
    else:
        # What reaches back beyond the year tells of more than the year.
        rows = [row for row in rows if begins(row, year_from) >= year_start(last, year_from)]
        rows.sort(key=lambda row: (begins(row, year_from), row.measure is not Measure.ytd))
    if not rows:
        return None
    row = rows[0]
    return Level(row.value, digits(row, indicator.unit), begins(row, year_from), last, row)


def growth_of(
    published: Published, indicator: Indicator, last: dt.date, level: Level | None, year_from: int
) -> Observation | None:
    """Published growth of what the level covers; without a level, since the start of the year."""
    rows = [row for row in published.ending(indicator.id, last) if row.measure in GROWTHS]
    wanted = year_start(last, year_from) if level is None else level.first_day
    same = first(row for row in rows if begins(row, year_from) == wanted)
    if same is not None or (level is not None and indicator.kind is Kind.flow):
        return same
    return first(rows)


def year_before(published: Published, row: Observation, year_from: int) -> Observation | None:
    """The level of the same span a year earlier."""
    ends = [period.year_earlier() for period in (row.period.first, row.period.last)]
    if ends[0] is None or ends[1] is None:
        return None
    last = ends[1].last_day
    start = year_start(last, year_from) if row.measure is Measure.ytd else ends[0].first_day
    return first(
        other
        for other in published.ending(row.indicator, last)
        if other.measure in LEVELS and begins(other, year_from) == start
    )


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

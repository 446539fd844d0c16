"""The figures that a month's tables print: one for each indicator, what it says, and its days."""

import datetime as dt
from collections.abc import Iterable

from glidepath import _core
from glidepath._chinese_sheets import CITY_AVERAGE
from glidepath._core import Indicator, Observation, Period
from glidepath._words import DataStatus, Kind, Measure

TRUST = {status: rank for rank, status in enumerate(DataStatus)}
TO_DATE = {Measure.ytd: Measure.value, Measure.ytd_growth: Measure.growth}
PROGRESS = (Measure.value, Measure.growth, Measure.share_of_annual)
ONE_DAY = dt.timedelta(days=1)


class Figures:
    """What was known of a plan's indicators, as the two clocks let it through.

    Of several figures for the same days the authority's wins, else the most trusted, else the
    latest: as in assessments. A year-to-date figure is one of all days since the year began.
    """

    def __init__(
        self,
        plan: _core.Plan,
        rows: Iterable[Observation],
        through: Period,
        as_of: dt.date | None,
        city: str | None = None,
    ) -> None:
        self._own = plan.place
        self._phase = plan.reporting_year_start - 1
        self._authority = authorities(plan)
        self.through = through
        self.as_of = as_of
        self.all = list(rows)
        known = {indicator.id for indicator in plan.indicators}
        self._best: dict[tuple[str, str], dict[tuple[Measure, dt.date, dt.date], Observation]] = {}
        for row in self.all:
            if row.indicator in known and self.sees(row):
                chosen = self._best.setdefault((row.indicator, self.place(row)), {})
                key = (TO_DATE.get(row.measure, row.measure), self.first_day(row), last_day(row))
                if key not in chosen or self._trust(row) > self._trust(chosen[key]):
                    chosen[key] = row
        others = {place for _, place in self._best} - {"", CITY_AVERAGE}
        self.city = city or (others.pop() if len(others) == 1 else None)
        """The place whose growth is that of the whole, where no form reports 全市平均."""

    def sees(self, row: Observation) -> bool:
        """Whether both clocks let a row through."""
        late = self.as_of is not None and row.released > self.as_of
        return not late and last_day(row) <= self.through.last_day

    def place(self, row: Observation) -> str:
        """The place of a row; empty for the plan's own."""
        return "" if row.place in {None, self._own} else row.place or ""

    def year_start(self, day: dt.date) -> dt.date:
        """The first day of the reporting year that holds a day."""
        return Period.containing(day, "annual", self._phase).first_day

    def first_day(self, row: Observation) -> dt.date:
        if row.measure in TO_DATE:
            return self.year_start(last_day(row))
        return row.period.first_day

    def _trust(self, row: Observation) -> tuple[bool, int, dt.date]:
        names = self._authority.get(row.indicator, ())
        by_authority = bool(names) and (row.source or "").startswith(names)
        return by_authority, -TRUST[row.status], row.released

    def at(
        self, indicator: str, day: dt.date, measure: Measure, place: str = ""
    ) -> list[Observation]:
        """The chosen figures for periods that end on a day, the longest first."""
        found = [
            (first, row)
            for (says, first, last), row in self._best.get((indicator, place), {}).items()
            if says is measure and last == day
        ]
        return [row for _, row in sorted(found, key=lambda pair: pair[0])]

    def newest_day(self, indicator: str) -> dt.date | None:
        """The end of the newest period for which anything says how far the indicator is."""
        keys = self._best.get((indicator, ""), {})
        return max((last for measure, _, last in keys if measure in PROGRESS), default=None)

    def to_date(self, indicator: Indicator, day: dt.date) -> tuple[float, Observation] | None:
        """The value by a day and the (last) figure that it rests on: of a flow from the start of
        the year, published or the sum of its parts; of all others the figure of the period."""
        rows = self.at(indicator.id, day, Measure.value)
        if indicator.kind is not Kind.flow:
            return (rows[0].value, rows[0]) if rows else None
        start = self.year_start(day)
        for row in rows:
            if self.first_day(row) == start:
                return row.value, row
        parts: dict[dt.date, Observation] = {}
        for (says, first, last), row in self._best.get((indicator.id, ""), {}).items():
            longer = first not in parts or last > last_day(parts[first])
            if says is Measure.value and last <= day and longer:
                parts[first] = row
        total, at, part = 0.0, start, None
        while at <= day and (next_part := parts.get(at)) is not None:
            part = next_part
            total, at = total + part.value, last_day(part) + ONE_DAY
        return (total, part) if part is not None and at > day else None

    def growth(self, indicator: Indicator, day: dt.date, place: str = "") -> Observation | None:
        """Growth to date by a day; that of a single month of a flow is none."""
        rows = self.at(indicator.id, day, Measure.growth, place)
        if indicator.kind is Kind.flow:
            rows = [row for row in rows if self.first_day(row) <= self.year_start(day)]
        return rows[-1] if rows else None

    def city_growth(self, indicator: Indicator, day: dt.date) -> Observation | None:
        """Growth of the whole that the plan's place belongs to: as forms report it, else as it is
        published for that place."""
        for place in (CITY_AVERAGE, self.city):
            found = self.growth(indicator, day, place) if place else None
            if found is not None:
                return found
        return None


def last_day(row: Observation) -> dt.date:
    return row.period.last_day


def authorities(plan: _core.Plan) -> dict[str, tuple[str, ...]]:
    """The names under which the authority of each indicator publishes."""
    bodies = {body.id: body for body in plan.bodies}
    names = {}
    for indicator in plan.indicators:
        body = bodies.get(indicator.authority or "")
        if body is not None:
            known = [*body.aliases, body.id, body.name.zh, body.name.en]
            names[indicator.id] = tuple(name for name in known if name)
    return names

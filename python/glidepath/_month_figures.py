"""The figures of one day, said since the start of the year, as tables and briefs print them."""

import datetime as dt

from glidepath._chinese_sheets import CITY_AVERAGE
from glidepath._core import Indicator, Observation, Verdict
from glidepath._published import OWN, Published, begins, year_start
from glidepath._span_words import ONE_DAY
from glidepath._words import Kind, Measure, Status

TO_DATE = {Measure.ytd: Measure.value, Measure.ytd_growth: Measure.growth}
"""A year-to-date figure is one of all days since the year began."""

PROGRESS = frozenset({Measure.value, Measure.growth, Measure.share_of_annual})
DECIDED = frozenset({Status.met, Status.missed})


class Figures:
    """What was known of a plan's indicators, as the two clocks let it through."""

    def __init__(self, published: Published, year_from: int) -> None:
        self._published = published
        self._year_from = year_from
        self.city = published.city

    def year_start(self, day: dt.date) -> dt.date:
        """The first day of the reporting year that holds a day."""
        return year_start(day, self._year_from)

    def first_day(self, row: Observation) -> dt.date:
        """The first day that a figure tells of."""
        return begins(row, self._year_from)

    def at(
        self, indicator: str, day: dt.date, measure: Measure, place: str = OWN
    ) -> list[Observation]:
        """The figures for periods that end on a day: the longest first, and of equally long ones
        that which counts."""
        rows = self._published.ending(indicator, day, place)
        found = [row for row in rows if says(row) is measure]
        found.sort(key=self._published.weight, reverse=True)
        return sorted(found, key=self.first_day)

    def revises(self, row: Observation) -> bool:
        """Whether a figure was published before with another value."""
        return self._published.revises(row)

    def newest_day(self, indicator: str) -> dt.date | None:
        """The end of the newest period for which anything says how far the indicator is."""
        told = [row for row in self._published.of(indicator) if says(row) in PROGRESS]
        return told[-1].period.last_day if told else None

    def speaks_of_now(self, verdict: Verdict) -> bool:
        """Whether a verdict rests on the newest figures of its indicator, or on the last whole year
        before them, as targets of years do until the next is over. What is met or missed stays so.

        The rest is past: a total since 2023 that is known no further than June 2023, because what
        came after is not published, says nothing about June 2024.
        """
        day, period = self.newest_day(verdict.indicator), verdict.actual_period
        if day is None or period is None or verdict.status in DECIDED:
            return True
        return period.last_day >= day or period.last_day == self.year_start(day) - ONE_DAY

    def rounded(self, indicator: Indicator, value: float) -> float:
        """A level that was computed, with the decimals of its indicator."""
        return round(value, self.decimals(indicator)) + 0.0

    def decimals(self, indicator: Indicator) -> int:
        """The decimals with which levels of an indicator are printed."""
        return self._published.decimals(indicator)

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
        known = [row for row in self._published.of(indicator.id) if says(row) is Measure.value]
        longest = {self.first_day(row): row for row in known if row.period.last_day <= day}
        total, at, last = 0.0, start, None
        while at <= day and (part := longest.get(at)) is not None:
            total, at, last = total + part.value, part.period.last_day + ONE_DAY, part
        return (total, last) if last is not None and at > day else None

    def growth(self, indicator: Indicator, day: dt.date, place: str = OWN) -> Observation | None:
        """Growth to date by a day; that of a single month of a flow is none."""
        rows = self.at(indicator.id, day, Measure.growth, place)
        if indicator.kind is Kind.flow:
            rows = [row for row in rows if self.first_day(row) <= self.year_start(day)]
        shortest = [row for row in rows if self.first_day(row) == self.first_day(rows[-1])]
        return shortest[0] if shortest else None

    def city_growth(self, indicator: Indicator, day: dt.date) -> Observation | None:
        """Growth of the whole that the plan's place belongs to: as forms report it, else as it is
        published for that place."""
        for place in (CITY_AVERAGE, self.city):
            found = self.growth(indicator, day, place) if place else None
            if found is not None:
                return found
        return None


def says(row: Observation) -> Measure:
    """What a figure says of its days."""
    return TO_DATE.get(row.measure, row.measure)

"""When recurring duties are to be kept, whether they were, and all of it as a calendar file."""

import calendar
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from glidepath._core import Obligation
from glidepath._row_table import RowTable, TableRow
from glidepath._words import Cadence
from glidepath._working_days import WorkingDays

if TYPE_CHECKING:
    from glidepath._plan import Plan

DAYS = {Cadence.week: 7, Cadence.two_weeks: 14}
MONTHS = {Cadence.month: 1, Cadence.quarter: 3, Cadence.year: 12}


class Kept(StrEnum):
    """Whether a duty was kept on one occasion."""

    kept = "kept"
    late = "late"
    missing = "missing"
    ahead = "ahead"


KEPT_WORDS: Mapping[Kept, tuple[str, str]] = {
    Kept.kept: ("已按时", "kept"),
    Kept.late: ("已补，逾期", "late"),
    Kept.missing: ("未开展", "missing"),
    Kept.ahead: ("未到期", "ahead"),
}


@dataclass(frozen=True)
class Occasion:
    """One day on which a duty is to be kept. ``nominal`` is the day that follows from the anchor,
    ``due`` the working day it falls on or is put off to."""

    obligation: Obligation
    nominal: dt.date
    due: dt.date
    state: Kept = Kept.ahead
    done: dt.date | None = None


def nominal_days(obligation: Obligation, first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """The days that follow from the anchor, from ``first`` to ``last``, none before the anchor and
    none after ``until``. Months keep the day of the anchor; an anchor on the last day of a month
    means last days. Without an anchor there are none."""
    anchor = obligation.anchor
    if anchor is None:
        return
    end = min(last, obligation.until) if obligation.until is not None else last
    step = 0
    while (day := after(anchor, obligation.every, step)) <= end:
        if day >= first:
            yield day
        step += 1


def after(anchor: dt.date, every: Cadence, steps: int) -> dt.date:
    """The day so many steps after an anchor."""
    if every in DAYS:
        return anchor + dt.timedelta(days=DAYS[every] * steps)
    month = anchor.year * 12 + anchor.month - 1 + MONTHS[every] * steps
    year, month = divmod(month, 12)
    longest = calendar.monthrange(year, month + 1)[1]
    at_end = anchor.day == calendar.monthrange(anchor.year, anchor.month)[1]
    return dt.date(year, month + 1, longest if at_end else min(anchor.day, longest))


def occasions(
    plan: "Plan",
    first: dt.date,
    last: dt.date,
    *,
    holidays: WorkingDays | None = None,
    kept: RowTable | None = None,
    as_of: dt.date | None = None,
) -> list[Occasion]:
    """All occasions of a plan's duties from ``first`` to ``last``, by day.

    ``kept`` has the columns ``obligation`` and ``date``: the days on which duties were kept. Each
    counts for the occasion nearest to it (of two the earlier one), which it keeps if it is not
    after its day, else late. What has no such day is missing from ``as_of`` on, else ahead;
    without ``as_of`` nothing is missing.
    """
    days = holidays or WorkingDays()
    done = days_kept(kept)
    found = []
    for obligation in plan.obligations:
        # Beyond both ends, so that a day near an end counts for the occasion it belongs to.
        margin = dt.timedelta(days=DAYS.get(obligation.every, 0) or 31 * MONTHS[obligation.every])
        all_days = list(nominal_days(obligation, first - margin, last + margin))
        mine = [Occasion(obligation, day, days.on_or_after(day)) for day in all_days]
        known = [day for day in done.get(obligation.id, []) if as_of is None or day <= as_of]
        found += [one for one in judged(mine, known, as_of) if first <= one.nominal <= last]
    return sorted(found, key=lambda one: (one.due, one.obligation.id))


def judged(
    mine: list[Occasion], days: Iterable[dt.date], as_of: dt.date | None
) -> Iterator[Occasion]:
    """Occasions of one duty with the days on which it was kept."""
    nearest: dict[dt.date, dt.date] = {}
    for day in sorted(days):
        if mine:
            one = min(mine, key=lambda one: (abs(one.due - day), one.due))
            nearest.setdefault(one.nominal, day)
    for one in mine:
        done = nearest.get(one.nominal)
        if done is not None:
            state = Kept.kept if done <= one.due else Kept.late
        else:
            state = Kept.missing if as_of is not None and one.due < as_of else Kept.ahead
        yield Occasion(one.obligation, one.nominal, one.due, state, done)


def days_kept(table: RowTable | None) -> dict[str, list[dt.date]]:
    """The days on which each duty was kept; rows without a date say nothing."""
    found: dict[str, list[dt.date]] = {}
    rows: list[TableRow] = table.rows if table is not None else []
    for row in rows:
        if (day := row.day("date")) is not None:
            found.setdefault(row["obligation"], []).append(day)
    return found


def calendar_file(plan: "Plan", days: Iterable[Occasion], language: str) -> bytes:
    """Occasions as an iCalendar file (RFC 5545); needs icalendar. The same occasions give the same
    bytes: stamps are the day on which the plan was issued."""
    try:
        from icalendar import Calendar, Event
    except ModuleNotFoundError:
        raise ModuleNotFoundError(
            "calendar files need icalendar: pip install 'glidepath[office]'"
        ) from None
    names = {body.id: body.name.in_(language) for body in plan.bodies}
    book = Calendar()
    book.add("prodid", "-//glidepath//duties//EN")
    book.add("version", "2.0")
    book.add("x-wr-calname", plan.title.in_(language) or plan.id)
    issued = plan.issued or plan.horizon.first_day
    for one in days:
        duty = one.obligation
        event = Event()
        event.add("uid", f"{duty.id}-{one.nominal}@{plan.id}")
        event.add("dtstamp", dt.datetime(issued.year, issued.month, issued.day, tzinfo=dt.UTC))
        event.add("summary", duty.title.in_(language) or duty.id)
        event.add("dtstart", one.due)
        event.add("dtend", one.due + dt.timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        told = [names.get(duty.body or "", ""), duty.quote or ""]
        event.add("description", "\n".join(text for text in told if text))
        book.add_component(event)
    return bytes(book.to_ical())

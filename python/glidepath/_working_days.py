"""Working days by a table of holidays that the user gives: nothing about them is built in."""

import datetime as dt
import os

from glidepath._core import Fault
from glidepath._errors import InputError
from glidepath._row_table import RowTable
from glidepath._span_words import ONE_DAY

HOLIDAY = {"", "休", "放假", "holiday"}
WORKDAY = {"班", "上班", "补班", "调休上班", "workday"}
SATURDAY = 5
LONGEST = 60  # days off in a row; more is a mistake in the table


class WorkingDays:
    """Which days are worked: Monday to Friday but for holidays, and weekends that are made up for.

    Without a table of holidays (``WorkingDays()``) nothing is known, and no day is moved.
    """

    def __init__(
        self,
        off: frozenset[dt.date] = frozenset(),
        on: frozenset[dt.date] = frozenset(),
        known: bool = False,
    ) -> None:
        self._off = off
        self._on = on
        self._known = known

    @classmethod
    def load(cls, path: str | os.PathLike[str] | None) -> "WorkingDays":
        """Reads a table (CSV or .xlsx) with the columns ``date`` (日期), ``kind`` (类型: 休, or 班
        for a weekend that is worked) and, if wanted, ``name`` (名称). Raises InputError with every
        fault."""
        if path is None:
            return cls()
        table = RowTable.load(path, "date")
        off, on, faults = set(), set(), []
        for row in table.rows:
            day, kind = row.day("date"), row.says("kind").casefold()
            if day is None:
                message = f"{row.says('date')!r} is no date such as 2024-10-01"
                faults.append(Fault("bad_date", message, file=row.where("date")))
            elif kind in HOLIDAY:
                off.add(day)
            elif kind in WORKDAY:
                on.add(day)
            else:
                message = f"{row.says('kind')!r}: expected 休 (holiday) or 班 (workday)"
                faults.append(Fault("bad_kind", message, file=row.where("kind")))
        if faults:
            raise InputError("\n".join(map(str, faults)), faults)
        return cls(frozenset(off), frozenset(on), known=True)

    def worked(self, day: dt.date) -> bool:
        """Whether a day is worked; without a table every day counts as worked."""
        if not self._known or day in self._on:
            return True
        return day not in self._off and day.weekday() < SATURDAY

    def on_or_after(self, day: dt.date) -> dt.date:
        """The day itself if it is worked, else the next one that is."""
        for _ in range(LONGEST):
            if self.worked(day):
                return day
            day += ONE_DAY
        raise ValueError(f"no working day in {LONGEST} days before {day}; look at the holidays")

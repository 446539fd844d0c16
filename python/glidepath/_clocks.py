"""The two clocks of an assessment: the day of knowledge and the last reference period."""

import datetime as dt

import pandas as pd

from glidepath._core import Period
from glidepath._periods import from_pandas

Day = dt.date | str
"""A date, or its text YYYY-MM-DD."""

PeriodLike = Period | pd.Period | str | int
"""A period of the library or of pandas, its text, or a year."""


def period(value: PeriodLike, reporting_year_start: int = 1) -> Period:
    """The period that a text or a year means; raises ValueError for any other text."""
    if isinstance(value, Period):
        return value
    if isinstance(value, pd.Period):
        return from_pandas(value)
    return Period(str(value), reporting_year_start=reporting_year_start)


class NotADay(ValueError):
    """A period was given where a day is needed."""

    def __init__(self, text: str, period: Period) -> None:
        self.period = period
        super().__init__(
            f'as_of is a date such as 2024-01-31, not "{text}". For figures up to {period}, give '
            f"through={str(period)!r}; for what was known at its end, as_of={str(period.last_day)!r}"
        )


def day_of_knowledge(value: Day | None) -> dt.date | None:
    """The date of ``as_of``; a month or a year is refused, for it is no day."""
    if isinstance(value, dt.datetime):  # pandas.Timestamp is one
        if value.time() != dt.time() or value.tzinfo is not None:
            raise ValueError(f"as_of is a date, without time of day or time zone: {value}")
        return value.date()
    if value is None or isinstance(value, dt.date):
        return value
    if not isinstance(value, str):
        raise TypeError(f"as_of is a date or its text YYYY-MM-DD, not {type(value).__name__}")
    try:
        if len(value) == len("2024-01-31"):
            return dt.date.fromisoformat(value)
    except ValueError:
        raise ValueError(f'as_of: there is no day "{value}"') from None
    try:
        reference = Period(value)
    except ValueError:
        raise ValueError(f'as_of is a date such as 2024-01-31, not "{value}"') from None
    raise NotADay(value, reference)

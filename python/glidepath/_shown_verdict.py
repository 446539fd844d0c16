"""Which of an indicator's verdicts stands for it: the one rule of tables and briefs."""

import datetime as dt
from collections.abc import Iterable

from glidepath._core import Verdict
from glidepath._month_figures import Figures
from glidepath._report import WORST_FIRST
from glidepath._words import Status

BY_MARKS = "*"
"""Stands behind the status of what is judged against marks that were issued."""


def by_issued_marks(verdict: Verdict) -> bool:
    """Whether a verdict measures by marks issued for parts of the year (pace@1:issued), not by a
    pace: the two scales may give one figure different colours."""
    return verdict.method.endswith(":issued")


def shown_verdict(
    verdicts: Iterable[Verdict], figures: Figures, last_day: dt.date
) -> Verdict | None:
    """The verdict of the target next due, at the end of a period, that is judged at all, and by the
    newest figures; of several due on one day the worst."""
    year_start = figures.year_start(last_day)

    def rank(verdict: Verdict) -> tuple[bool, bool, bool, dt.date, int]:
        due = verdict.due or dt.date.max
        past = not figures.speaks_of_now(verdict)
        unknown = verdict.status is Status.unknown
        return (due < year_start, past or unknown, past, due, WORST_FIRST.index(verdict.status))

    return min(verdicts, key=rank, default=None)

"""What a month's figures contradict each other in, as hints for the office."""

import csv
import datetime as dt
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from glidepath import _core
from glidepath._explanation import visible
from glidepath._published import year_start
from glidepath._remarks import Level, Remark

if TYPE_CHECKING:
    from glidepath._assessment import Assessment
    from glidepath._observations import Observations
    from glidepath._plan import Plan

CONTRADICTIONS = frozenset({"ratio_disagrees"})
"""Findings of ``check`` about figures that cannot all be right."""


def contradictions(
    plan: "Plan", observations: "Observations", result: "Assessment", last_day: dt.date
) -> Iterator[Remark]:
    """What ``check`` says of the figures for the year that holds a day, as far as the clocks let
    them through: those of earlier years have been told in theirs."""
    start = year_start(last_day, plan.reporting_year_start)
    kept = {
        at
        for at, row in enumerate(observations.rows)
        if visible(row, result) and row.period.last_day >= start
    }
    if not kept:
        return
    head, *lines = csv.reader(io.StringIO(observations.to_csv(plan)))
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(
        [head, *(line for at, line in enumerate(lines) if at in kept)]
    )
    seen = _core.read_observations(text.getvalue().encode(), "observations", plan)
    names = {indicator.id: indicator.name for indicator in plan.indicators}
    for finding in _core.check(plan, seen):
        if finding.code in CONTRADICTIONS:
            subject, message = finding.subjects[0], finding.message
            name = names[subject].in_("zh")
            yield Remark(Level.hint, message.zh, message.en, subject=subject, name=name)

"""What changed since the month before: in the column 较上月, and as the sheet 变动情况."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from glidepath._changes import change_label, change_of_status, changes_between
from glidepath._core import Observation, Target, Verdict
from glidepath._numbers import number
from glidepath._table_columns import NONE
from glidepath._target_words import said_whole
from glidepath._words import Change, Measure, Status

if TYPE_CHECKING:
    from glidepath._month import Cells, Month

LIGHTS = {
    Change.new_red: "off_track",
    Change.worse: "at_risk",
    Change.recovered: "on_track",
    Change.better: "on_track",
    Change.newly_met: "met",
}
"""Colours by the kind of change; the others have that of what is unknown."""


def change_word(earlier: Verdict | None, verdict: Verdict, month: "Month") -> str:
    """The column 较上月."""
    kind = change_of_status(
        earlier.status if earlier else None, verdict.status, verdict.reason_code
    )
    if kind is not None:
        return change_label(kind, month.language)
    return NONE if verdict.status is Status.unknown else month.say("持平", "same")


def change_rows(month: "Month") -> "list[tuple[str | None, Cells]]":
    """Targets whose status is another than a month before, or that have fallen silent; then
    published figures that were revised since. What is judged by older figures than the newest has
    not changed by these."""
    return status_changes(month) + revisions(month)


def status_changes(month: "Month") -> "list[tuple[str | None, Cells]]":
    rows: list[tuple[str | None, Cells]] = []
    found = changes_between(month.before, month.result, plan=month.plan, language=month.language)
    for entry in found:
        if entry.change is Change.revised:
            continue  # told by the published figures themselves
        before, now = month.before.find(entry.id), month.result.find(entry.id)
        verdict = now or before
        if verdict is None or not month.figures.speaks_of_now(verdict):
            continue
        indicator = month.indicators[verdict.indicator]
        cells: dict[str, Any] = {
            "indicator": indicator.name.in_(month.language),
            "target": target_words(verdict, month),
            "kind": change_label(entry.change, month.language),
            "light": LIGHTS.get(entry.change, "unknown"),
            "before": before.words(month.language) if before else NONE,
            "now": now.words(month.language) if now else NONE,
            "lead": month.names(verdict.lead) or NONE,
            "why": verdict.reason.in_(month.language),
        }
        rows.append((verdict.goal or month.goal_of_indicator(verdict.indicator), cells))
    return rows


def target_words(verdict: Verdict, month: "Month") -> str:
    """The target of a verdict in words."""
    plan, indicator = month.plan, month.indicators[verdict.indicator]
    texts = (t for t in plan.targets if t.id == verdict.id and str(t.say) == verdict.target)
    target = next(texts, Target(verdict.target, verdict.indicator))
    return said_whole(target, indicator, plan, month.language)


def revisions(month: "Month") -> "list[tuple[str | None, Cells]]":
    """Figures that were published before and have another value since a month before the tables;
    without a day of knowledge, a month before the newest release."""
    figures = month.figures
    end = month.as_of or max((row.released for row in month.seen), default=month.day)
    start = month.a_month_before(end)
    vintages: dict[tuple[str, Measure, dt.date, dt.date], list[Observation]] = {}
    for row in month.seen:
        key = (row.indicator, row.measure, row.period.first_day, row.period.last_day)
        vintages.setdefault(key, []).append(row)
    rows: list[tuple[str | None, Cells]] = []
    for (id, measure, _, _), versions in vintages.items():
        versions.sort(key=lambda row: row.released)
        now = versions[-1]
        if len(versions) == 1 or now.released <= start or now.value == versions[-2].value:
            continue
        before, indicator = versions[-2], month.indicators[id]
        levels = measure in {Measure.value, Measure.ytd}
        unit = (indicator.unit or "") if levels else "" if measure is Measure.rank else "%"
        goal = month.goal_of_indicator(id)
        cells: dict[str, Any] = {
            "indicator": indicator.name.in_(month.language),
            "target": month.span(figures.first_day(now), now.period.last_day),
            "kind": change_label(Change.revised, month.language),
            "light": "unknown",
            "before": f"{number(before.value)}{unit}",
            "now": f"{number(now.value)}{unit}",
            "lead": month.names(month.lead_of(month.goal(goal))) or NONE,
            "why": month.note(now.note) or now.source or "",
        }
        rows.append((goal, cells))
    return rows

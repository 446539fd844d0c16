"""What changed since the month before: in the column 较上月, and as the sheet 变动情况."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from glidepath._changes import change_label
from glidepath._core import Observation, Target, Verdict
from glidepath._numbers import number
from glidepath._published import note_of
from glidepath._table_columns import NONE
from glidepath._target_words import name_of_target, said_whole
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


def change_words(verdict: Verdict, month: "Month", *, open: bool = False) -> str:
    """The column 较上月: what became of the target that the row judges, and in brackets of others
    of its indicator, so that the row says what the sheet 变动情况 says. ``open``: the row prints no
    status."""
    own = month.changes.get(verdict.id)
    others = []
    for id, entry in month.changes.items():
        if entry.indicator == verdict.indicator and id != verdict.id:
            name = name_of_target(entry.target or "", entry.due, month.language)
            label = change_label(entry.change, month.language)
            others.append(month.say(f"{name}{label}", f"{name} {label}".strip()))
    if own is not None:
        word = change_label(own.change, month.language)
    elif open or verdict.status is Status.unknown:
        word = NONE
    else:
        word = month.say("持平", "same")
    if not others:
        return word
    told = month.say("，", ", ").join(dict.fromkeys(others))
    return month.say(f"{word}（{told}）", f"{word} ({told})")


def change_rows(month: "Month") -> "list[tuple[str | None, Cells]]":
    """Targets whose status is another than a month before, or that have fallen silent; then
    published figures that were revised since. What is judged by older figures than the newest has
    not changed by these."""
    return status_changes(month) + revisions(month)


def status_changes(month: "Month") -> "list[tuple[str | None, Cells]]":
    rows: list[tuple[str | None, Cells]] = []
    for entry in month.changes.values():
        before, now = month.before.find(entry.id), month.result.find(entry.id)
        verdict = now or before
        assert verdict is not None  # or nothing would have changed
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
            "why": month.note(note_of(now)) or now.source or "",
        }
        rows.append((goal, cells))
    return rows

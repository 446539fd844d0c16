"""What changed since the month before: in the column 较上月, and as the sheet 变动情况."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from glidepath._core import Observation
from glidepath._numbers import number
from glidepath._table_columns import NONE
from glidepath._words import Measure, Status

if TYPE_CHECKING:
    from glidepath._month import Cells, Month

RANK = {Status.met: 0, Status.on_track: 1, Status.at_risk: 2, Status.off_track: 3, Status.missed: 4}
RED = {Status.off_track, Status.missed}


def change(before: Status | None, now: Status | None) -> str | None:
    """How a status changed: a word of CHANGE_WORDS; None if it did not."""
    if before is now:
        return None
    if now is None:
        return "dropped"
    if before is None:
        return "added"
    if now is Status.unknown:
        return "silent"
    if now is Status.met:
        return "met"
    if before is Status.unknown:
        return "red" if now in RED else "judged"
    if now in RED and before not in RED:
        return "red"
    if RANK[now] > RANK[before]:
        return "worse"
    return "recovered" if now is Status.on_track else "better"


LIGHTS = {
    "red": "off_track",
    "worse": "at_risk",
    "recovered": "on_track",
    "better": "on_track",
    "met": "met",
}
"""Colours by the kind of change; the others have that of what is unknown."""

CHANGE_WORDS = {
    "red": ("新增滞后", "newly red"),
    "worse": ("转慢", "worse"),
    "recovered": ("恢复正常", "recovered"),
    "better": ("好转", "better"),
    "met": ("新完成", "newly met"),
    "silent": ("新缺数据", "newly silent"),
    "judged": ("新有评价", "newly judged"),
    "added": ("新列入", "added"),
    "dropped": ("不再列入", "dropped"),
    "revised": ("数据修订", "revised"),
}


def change_word(before: Status | None, now: Status, month: "Month") -> str:
    """The column 较上月."""
    kind = change(before, now)
    if kind is None and now is Status.unknown:
        return NONE
    return month.say("持平", "same") if kind is None else month.say(*CHANGE_WORDS[kind])


def change_rows(month: "Month") -> "list[tuple[str | None, Cells]]":
    """Targets whose status is another than a month before, then figures that were revised since."""
    return status_changes(month) + revisions(month)


def status_changes(month: "Month") -> "list[tuple[str | None, Cells]]":
    rows: list[tuple[str | None, Cells]] = []
    for verdict in month.result.worst_first():
        earlier = month.before.find(verdict.id)
        kind = change(earlier.status if earlier else None, verdict.status)
        if kind is None:
            continue
        cells: dict[str, Any] = {
            "indicator": month.indicators[verdict.indicator].name.in_(month.language),
            "target": verdict.target,
            "kind": month.say(*CHANGE_WORDS[kind]),
            "light": LIGHTS.get(kind, "unknown"),
            "before": earlier.words(month.language) if earlier else "",
            "now": verdict.words(month.language),
            "lead": month.names(verdict.lead),
            "why": verdict.reason.in_(month.language),
        }
        rows.append((verdict.goal, cells))
    return rows


def revisions(month: "Month") -> "list[tuple[str | None, Cells]]":
    """Figures that were published before and have another value since a month before the tables;
    without a day of knowledge, a month before the newest release."""
    figures = month.figures
    seen = [row for row in figures.all if figures.sees(row) and not figures.place(row)]
    end = month.as_of or max((row.released for row in seen), default=month.day)
    start = month.a_month_before(end)
    vintages: dict[tuple[str, Measure, dt.date, dt.date], list[Observation]] = {}
    for row in seen:
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
        goal = month.goal(indicator.goal)
        cells: dict[str, Any] = {
            "indicator": indicator.name.in_(month.language),
            "target": month.span(figures.first_day(now), now.period.last_day),
            "kind": month.say(*CHANGE_WORDS["revised"]),
            "light": "unknown",
            "before": f"{number(before.value)}{unit}",
            "now": f"{number(now.value)}{unit}",
            "lead": month.names(month.lead_of(goal)),
            "why": now.note or now.source or "",
        }
        rows.append((indicator.goal, cells))
    return rows

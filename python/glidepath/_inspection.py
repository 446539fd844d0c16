"""督导事项: what is overdue or off track for long gets a notice, is replied to, and checked again.

The table of inspections has one row an item. New items are added below; the office fills in when the
notice went out, what was replied, and the second check, which alone closes the loop (回路闭环).
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from glidepath._month import Cells, Month
from glidepath._progress_rows import goal_of_task
from glidepath._remarks import Remark
from glidepath._row_table import RowTable, TableRow
from glidepath._table_columns import NONE
from glidepath._words import Status
from glidepath._working_days import WorkingDays

COLUMNS = [
    "item", "subject", "name", "reason", "lead", "notice", "reply_due", "reply", "replied",
    "result", "checked", "checker", "note",
]  # fmt: skip
REPLY_DAYS = 10  # from the notice to the reply, unless said otherwise
DATES = {
    "notice": "通知日期",
    "reply_due": "回复时限",
    "replied": "回复日期",
    "checked": "复核日期",
}
NEEDED = {"reply": "回复内容", "replied": "回复日期", "checked": "复核日期", "checker": "复核人"}


class CheckResult(StrEnum):
    """What the second check of a reply found."""

    passed = "通过"
    failed = "不通过"


class Loop(StrEnum):
    """How far the loop of an item has come."""

    open = "open"
    unanswered = "unanswered"
    to_check = "to_check"
    again = "again"
    closed = "closed"


LOOP_WORDS: Mapping[Loop, tuple[str, str]] = {
    Loop.open: ("待回复", "awaiting reply"),
    Loop.unanswered: ("逾期未回复", "reply overdue"),
    Loop.to_check: ("待复核", "to be checked"),
    Loop.again: ("复核未过，续办", "check failed, continued"),
    Loop.closed: ("已闭环", "closed"),
}
LOOP_LIGHTS: Mapping[Loop, str] = {
    Loop.open: "at_risk",
    Loop.unanswered: "off_track",
    Loop.to_check: "on_track",
    Loop.again: "off_track",
    Loop.closed: "met",
}


@dataclass(frozen=True)
class Cause:
    """Why something is inspected."""

    subject: str  # id of a task or indicator
    name: str
    reason: str
    lead: str


def causes(month: Month) -> list[Cause]:
    """Tasks past their date that are not done, and indicators with a target that is off track by
    figures of now and was a month before as well."""
    found = []
    for one in month.standings:
        if one.overdue_days:
            task = one.task
            reason = month.say(
                f"超过完成时限{one.overdue_days}天未完成", f"{one.overdue_days} days past its date"
            )
            title = task.title.in_(month.language)
            found.append(Cause(task.id, title, reason, month.names(task.lead)))
    seen: set[str] = set()
    for verdict in month.result:
        earlier = month.before.find(verdict.id)
        twice = verdict.status is Status.off_track and earlier is not None
        if not twice or earlier is None or earlier.status is not Status.off_track:
            continue
        if verdict.indicator in seen or not month.figures.speaks_of_now(verdict):
            continue
        seen.add(verdict.indicator)
        words = verdict.reason.in_(month.language)
        reason = month.say(f"连续两期慢于序时进度：{words}", f"off track twice running: {words}")
        name = month.indicators[verdict.indicator].name.in_(month.language)
        found.append(Cause(verdict.indicator, name, reason, month.names(verdict.lead)))
    return found


def new_items(
    month: Month,
    table: RowTable,
    *,
    reply_days: int = REPLY_DAYS,
    holidays: WorkingDays | None = None,
) -> list[dict[str, str]]:
    """Rows to add to a table of inspections: one for each cause without an item that is open. The
    notice is of the day of the tables; the reply is due so many days later, on a working day."""
    open_now = {
        row.says("subject") for row in table.rows if loop(row, month.day) is not Loop.closed
    }
    taken = {row.says("item") for row in table.rows}
    due = (holidays or WorkingDays()).on_or_after(month.day + dt.timedelta(days=reply_days))
    rows = []
    for cause in causes(month):
        item = f"{cause.subject}-{month.period}"
        if cause.subject in open_now or item in taken:
            continue
        row = dict.fromkeys(COLUMNS, "")
        row |= {"item": item, "subject": cause.subject, "name": cause.name, "reason": cause.reason}
        row |= {"lead": cause.lead, "notice": month.day.isoformat(), "reply_due": due.isoformat()}
        rows.append(row)
    return rows


def loop(row: TableRow, day: dt.date) -> Loop:
    """How far an item has come by a day. Closed is only what was replied to and checked, with who
    checked it and when."""
    checked, replied = row.day("checked"), row.day("replied")
    complete = checked and replied and all(row.says(key) for key in NEEDED)
    if row.says("result") == CheckResult.passed and complete:
        return Loop.closed
    failed = row.says("result") == CheckResult.failed
    if failed and not (checked and replied and replied > checked):
        return Loop.again
    if row.says("reply") and replied is not None:
        return Loop.to_check
    due = row.day("reply_due")
    return Loop.unanswered if due is not None and due < day else Loop.open


def problems(table: RowTable) -> list[Remark]:
    """What is wrong with the rows of a table of inspections, each with its cell."""
    found = []
    for row in table.rows:
        id, result = row.says("item"), row.says("result")
        for key, name in DATES.items():
            if row.says(key) and row.day(key) is None:
                found.append(row.remark(key, f"{name}不是日期，如 2024-07-18", "no date", id))
        if result not in {"", *CheckResult}:
            zh = f"复核结果应为“{CheckResult.passed}”或“{CheckResult.failed}”"
            found.append(row.remark("result", zh, f"the result is {CheckResult.passed} or {CheckResult.failed}", id))
        if result == CheckResult.passed:
            for key, name in NEEDED.items():
                if not row.says(key):
                    zh = f"闭环须填{name}"
                    found.append(row.remark(key, zh, f"closing the loop needs {key}", id))
    return found


def inspection_rows(month: Month) -> list[tuple[str | None, Cells]]:
    """A row for each item, with the goal of its subject."""
    goals = {indicator.id: indicator.goal for indicator in month.indicators.values()}
    goals |= {task.id: goal_of_task(task, month) for task in month.tasks}
    rows: list[tuple[str | None, Cells]] = []
    for row in month.inspections.rows:
        if (notice := row.day("notice")) is not None and notice > month.day:
            continue
        state = loop(row, month.day)
        keys = ("notice", "reply_due", "replied", "checked", "checker", "lead")
        cells = {key: row.says(key) or NONE for key in keys}
        cells |= {"item": row.says("item"), "subject": row.says("name") or row.says("subject")}
        cells |= {"reason": row.says("reason"), "reply": row.says("reply")}
        cells |= {"status": month.say(*LOOP_WORDS[state]), "light": LOOP_LIGHTS[state]}
        rows.append((goals.get(row.says("subject")), cells))
    return rows

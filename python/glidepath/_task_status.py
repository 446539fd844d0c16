"""How tasks stand: what their units declare, and apart from it what dates and nodes demand.

By the end of a period so many of a task's nodes are due; without nodes, so much of its time is over.
That share is what is expected. A task is done when its unit declares 100 %.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from glidepath._core import Period, Task, Text

Row = Mapping[str, str]
DONE = 100.0
SLIGHTLY = 10.0  # points behind that are still 略有滞后: as even pace in the policy pace@1
FEW = 3  # tasks that declare the same number are no finding below this
HUNDRED = 100.0


class TaskStatus(StrEnum):
    """How a task stands, computed."""

    done = "done"
    on_schedule = "on_schedule"
    slightly_behind = "slightly_behind"
    behind = "behind"
    overdue = "overdue"
    unreported = "unreported"


TASK_WORDS: Mapping[TaskStatus, tuple[str, str]] = {
    TaskStatus.done: ("已完成", "done"),
    TaskStatus.on_schedule: ("正常推进", "on schedule"),
    TaskStatus.slightly_behind: ("略有滞后", "slightly behind"),
    TaskStatus.behind: ("进度滞后", "behind"),
    TaskStatus.overdue: ("逾期未完成", "overdue"),
    TaskStatus.unreported: ("未报送", "not reported"),
}


@dataclass(frozen=True)
class TaskStanding:
    """One task at the end of a period.

    ``declared`` is the newest progress that its unit declared, in percent, and ``report`` what the
    unit said for this period (None: nothing). ``expected`` is in percent as well; None if the task
    has no date.
    """

    task: Task
    status: TaskStatus
    declared: float | None
    declared_for: str
    report: Row | None
    expected: float | None
    overdue_days: int


def share(text: str) -> float | None:
    """Progress in percent as declared; None for / and everything else that is no number."""
    try:
        value = float(text.strip().removesuffix("%"))
    except ValueError:
        return None
    return value if 0 <= value <= HUNDRED else None


def last_day_of(text: str) -> dt.date | None:
    """The last day of a period as written; None if it is none."""
    try:
        return Period(text.strip()).last_day
    except ValueError:
        return None


def known_reports(
    rows: Iterable[Row], through: Period, as_of: dt.date | None
) -> dict[str, list[Row]]:
    """The reports of each task that the clocks let through, by period, corrections last."""
    known: dict[str, list[tuple[dt.date, str, Row]]] = {}
    for row in rows:
        last = last_day_of(row.get("period", ""))
        released = row.get("released", "")
        if last is None or last > through.last_day or (as_of and released > as_of.isoformat()):
            continue
        known.setdefault(row["task"], []).append((last, released, row))
    return {
        id: [row for *_, row in sorted(reports, key=lambda report: report[:2])]
        for id, reports in known.items()
    }


def start_of(task: Task) -> dt.date | None:
    """The day from which the time of a task counts: the first of the period in which it begins, or
    of the year in which it is due."""
    if task.start is not None:
        return task.start.first_day
    return None if task.due is None else dt.date(task.due.last_day.year, 1, 1)


def elapsed(first: dt.date, last: dt.date, day: dt.date) -> float:
    """The share of the days from first to last that is over by the end of a day; whole months count
    equally."""
    if day <= first:
        return 0.0
    if day >= last:
        return 1.0
    next_day, end = day + dt.timedelta(days=1), last + dt.timedelta(days=1)
    if first.day == next_day.day == end.day == 1:
        return months(first, next_day) / months(first, end)
    return (next_day - first).days / (end - first).days


def months(first: dt.date, end: dt.date) -> int:
    return (end.year - first.year) * 12 + end.month - first.month


def expected_share(task: Task, day: dt.date) -> float | None:
    """What is expected of a task by the end of a day, in percent: the share of its nodes that are
    due, else the share of its time that is over. None for a task without any date."""
    if task.nodes:
        due = sum(node.due.last_day <= day for node in task.nodes)
        return HUNDRED * due / len(task.nodes)
    start = start_of(task)
    if start is None or task.due is None:
        return None
    return HUNDRED * elapsed(start, task.due.last_day, day)


def standing(
    task: Task, reports: Sequence[Row], period: Period, as_of: dt.date | None
) -> TaskStanding:
    """How a task stands at the end of a period; days overdue count to ``as_of``, else to that end."""
    here = [
        row for row in reports if (last_day_of(row["period"]) or dt.date.min) >= period.first_day
    ]
    report = here[-1] if here else None
    declared, declared_for = None, ""
    for row in reports:
        if (value := share(row.get("progress", ""))) is not None:
            declared, declared_for = value, row["period"]
    expected = expected_share(task, period.last_day)
    day = as_of or period.last_day
    done = declared == DONE
    late = (day - task.due.last_day).days if task.due is not None and not done else 0
    now = share(report.get("progress", "")) if report is not None else None
    status = TaskStatus.on_schedule
    if done:
        status = TaskStatus.done
    elif late > 0 and declared is not None:
        status = TaskStatus.overdue
    elif now is None:
        status = TaskStatus.unreported
    elif expected is not None and now < expected:
        behind = expected - now
        status = TaskStatus.slightly_behind if behind <= SLIGHTLY else TaskStatus.behind
    return TaskStanding(task, status, declared, declared_for, report, expected, max(late, 0))


def uniform_progress(standings: Sequence[TaskStanding]) -> Text | None:
    """One finding if at least half of the tasks that declare progress declare the very same number
    short of 100: whoever fills in what the calendar says has reported nothing."""
    numbers = [
        value
        for one in standings
        if one.report is not None
        and (value := share(one.report.get("progress", ""))) is not None
        and 0 < value < DONE
    ]
    if not numbers:
        return None
    most = max(sorted(set(numbers)), key=numbers.count)
    same = numbers.count(most)
    if same < FEW or 2 * same < len(numbers):
        return None
    return Text(
        zh=f"{len(standings)}项任务中有{same}项自报进度同为{most:g}%，请逐项核实",
        en=f"{same} of {len(standings)} tasks declare exactly {most:g} %; ask for each of them",
    )

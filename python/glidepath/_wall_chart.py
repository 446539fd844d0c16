"""挂图: tasks by the twelve months of a year, coloured."""

from typing import Any

from glidepath._core import Period, Task
from glidepath._month import Cells, Month
from glidepath._numbers import below
from glidepath._progress_rows import TASK_LIGHTS, due_of, goal_of_task
from glidepath._span_words import MONTHS_EN
from glidepath._table_columns import LEAD, NONE, NUMBER, PROGRAMME, Column, Look
from glidepath._task_status import TASK_WORDS, TaskStatus, share, standing

NODE, DUE = "◆", "★"


def wall_chart_columns() -> tuple[Column, ...]:
    return (
        NUMBER,
        PROGRAMME,
        Column("title", "重点任务", "Key task", 34),
        LEAD,
        Column("due", "完成时限", "Due", 11, Look.short),
        *(Column(f"m{m}", f"{m}月", MONTHS_EN[m - 1], 9, Look.short) for m in range(1, 13)),
    )


def wall_chart_rows(month: Month) -> list[tuple[str | None, Cells]]:
    """A row for each task: how it stood at the end of each month, what its unit declared then, and
    where its milestones lie."""
    rows: list[tuple[str | None, Cells]] = []
    for one in month.standings:
        task = one.task
        cells: dict[str, Any] = {
            "title": task.title.in_(month.language),
            "lead": month.names(task.lead) or NONE,
            "due": due_of(task, month) or NONE,
            "lights": {},
        }
        for m in range(1, 13):
            period = Period(f"{month.year}-{m:02}")
            cells[f"m{m}"], light = cell(task, period, month)
            if light is not None:
                cells["lights"][f"m{m}"] = light
        rows.append((goal_of_task(task, month), cells))
    return rows


def cell(task: Task, period: Period, month: Month) -> tuple[str, str | None]:
    """What stands in the cell of a month, and its colour; months to come have none."""
    marks = NODE * sum(within(node.due, period) for node in task.nodes)
    if task.due is not None and within(task.due, period):
        marks += DUE
    if period.last_day > month.period.last_day:
        return marks, None
    reports = [
        row
        for row in month.reports.get(task.id, [])
        if Period(row["period"]).last_day <= period.last_day
    ]
    last = period.last_day >= month.period.last_day
    at = standing(task, reports, period, month.as_of if last else None)
    declared = share(at.report.get("progress", "")) if at.report is not None else None
    shown = month.say(*TASK_WORDS[at.status])
    if declared is not None and at.status is not TaskStatus.done:
        shown = f"{below(declared):g}%"
    return f"{shown} {marks}".strip(), TASK_LIGHTS[at.status]


def within(due: Period, period: Period) -> bool:
    return period.first_day <= due.last_day <= period.last_day

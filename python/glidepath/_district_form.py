"""The form of progress that districts publish: one row a task, and how far it is."""

from typing import Any

from glidepath._month import Cells, Group, Month
from glidepath._numbers import below
from glidepath._progress_rows import goal_of_task, leader_of
from glidepath._table_columns import DISTRICT_FORM, NONE, UNREPORTED
from glidepath._table_notes import numbered, through
from glidepath._table_sheet import Table
from glidepath._task_status import share


def district_table(month: Month) -> Table:
    """序号|项目名称|主要工作内容|牵头领导|牵头单位|累计完成情况, in the order of the plan."""
    rows: list[Cells] = []
    for one in month.standings:
        task = one.task
        goal = month.goal(goal_of_task(task, month))
        report = one.report or {}
        declared = share(report.get("progress", ""))
        done = [] if declared is None else [f"{below(declared):g}%"]
        done += [report["text"]] if report.get("text") else []
        cells: dict[str, Any] = {
            "project": goal.title.in_(month.language) if goal else NONE,
            "content": (task.quote if month.zh else "") or task.title.in_(month.language),
            "leader": leader_of(task, month) or NONE,
            "lead": month.names(task.lead) or NONE,
            "done": month.say("；", "; ").join(done) or UNREPORTED,
        }
        rows.append(cells)
    name = month.say("重点任务进展表", "Key tasks")
    notes = [
        through(month),
        month.say("“/”表示尚未报送（不是0）", "“/” is not reported (yet), not zero"),
    ]
    return Table(
        name=name,
        title=f"{month.plan.place or ''}{name}" if month.zh else name,
        columns=DISTRICT_FORM,
        groups=[Group("", "", True, rows)],
        notes=numbered(month, notes),
        nothing=month.say("未列重点任务", "no key tasks"),
        numbered=True,
        frozen=1,
    )

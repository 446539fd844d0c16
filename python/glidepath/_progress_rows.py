"""The rows of 重点任务进度表 and 问题销号进度表."""

from collections.abc import Mapping
from typing import Any

from glidepath._core import Node, Task
from glidepath._issue_log import STATE_WORDS, Issue, IssueState
from glidepath._month import Cells, Month
from glidepath._numbers import below
from glidepath._table_columns import NONE, UNREPORTED
from glidepath._span_words import words_of_text
from glidepath._target_words import said_of
from glidepath._task_status import TASK_WORDS, TaskStanding, TaskStatus, share

TASK_LIGHTS: Mapping[TaskStatus, str] = {
    TaskStatus.done: "met",
    TaskStatus.on_schedule: "on_track",
    TaskStatus.slightly_behind: "at_risk",
    TaskStatus.behind: "off_track",
    TaskStatus.overdue: "missed",
    TaskStatus.unreported: "unknown",
}
ISSUE_LIGHTS: Mapping[str, str] = {
    IssueState.new: "unknown",
    IssueState.in_work: "on_track",
    IssueState.asks_to_clear: "on_track",
    IssueState.cleared: "met",
    IssueState.sent_back: "at_risk",
    IssueState.escalated: "at_risk",
}


# --- tasks ------------------------------------------------------------------------------------


def task_rows(month: Month) -> list[tuple[str | None, Cells]]:
    """A row for each task, with the goal it belongs to."""
    return [(goal_of_task(one.task, month), task_cells(one, month)) for one in month.standings]


def goal_of_task(task: Task, month: Month) -> str | None:
    """The goal of a task, or of the first target that it serves."""
    if task.goal:
        return task.goal
    for target in month.targets:
        if target.id in task.targets:
            return month.goal_of(target)
    return None


def task_cells(one: TaskStanding, month: Month) -> dict[str, Any]:
    task, report = one.task, one.report or {}
    last = month.period.last_day
    ahead = [node for node in task.nodes if node.due.last_day >= month.period.first_day]
    shown = ahead[:1] + [node for node in ahead[1:] if node.due == ahead[0].due]
    now = [node for node in task.nodes if month.period.first_day <= node.due.last_day <= last]
    declared: Any = UNREPORTED
    if report and (value := share(report.get("progress", ""))) is not None:
        declared = below(value)
    note = ""
    if declared == UNREPORTED and one.declared is not None:
        when = words_of_text(one.declared_for, month.language, month.plan.reporting_year_start)
        note = month.say(
            f"{when}自报{below(one.declared):g}%", f"{when}: {below(one.declared):g} %"
        )
    lead = task.lead[0] if task.lead else ""
    return {
        "task": task.id,
        "title": task.title.in_(month.language),
        "wanted": goals_of_task(task, month),
        "nodes": titles(shown, month) or NONE,
        "node_due": "\n".join(month.span(n.due.first_day, n.due.last_day) for n in shown[:1])
        or (due_of(task, month) or NONE),
        "this_month": titles(now, month) or NONE,
        "text": report.get("text", "") or (UNREPORTED if one.report is None else ""),
        "declared": declared,
        "elapsed": NONE if one.expected is None else below(one.expected),
        "status": month.say(*TASK_WORDS[one.status]),
        "light": TASK_LIGHTS[one.status],
        "overdue": one.overdue_days or NONE,
        "problems": report.get("problems", ""),
        "next_steps": report.get("next_steps", ""),
        "coordination": report.get("coordination", ""),
        "leader": leader_of(task, month) or NONE,
        "lead": month.names(task.lead) or NONE,
        "supporting": month.names(task.supporting) or NONE,
        "liaison": month.people(lead, "联络员") or NONE,
        "note": note,
    }


def titles(nodes: list[Node], month: Month) -> str:
    return "\n".join(node.title.in_(month.language) for node in nodes)


def due_of(task: Task, month: Month) -> str:
    """When a task is due, as tables say it."""
    return "" if task.due is None else month.span(task.due.first_day, task.due.last_day)


def goals_of_task(task: Task, month: Month) -> str:
    """What a task has to bring: the targets that it serves, and when it counts as completed."""
    parts = []
    for target in month.targets:
        if target.id in task.targets:
            indicator = month.indicators[target.indicator or ""]
            name = indicator.name.in_(month.language)
            said = said_of(target, indicator, month.plan, month.language)
            parts.append(f"{name}{month.say('', ': ')}{said}")
    if task.criterion is not None:
        parts.append(task.criterion.in_(month.language))
    return month.say("；", "; ").join(parts) or NONE


def leader_of(task: Task, month: Month) -> str:
    """The leader of a task: the conveners of its programme."""
    return month.names(month.conveners(month.goal(goal_of_task(task, month))))


# --- issues -----------------------------------------------------------------------------------


def issue_rows(month: Month) -> list[tuple[str | None, Cells]]:
    """A row for each issue, open ones first, with the goal of what it is about."""
    rows: list[tuple[str | None, Cells]] = []
    for issue in sorted(month.issues, key=lambda issue: not issue.open):
        unit = month.reporters.find(issue.cells.get("source", "")) or ""
        goal, about = subject_of(issue, month)
        if goal is None:
            led = [goal for goal in month.goals.values() if unit and unit in goal.lead]
            goal = led[0].id if len(led) == 1 else None
        lead = month.name(unit) if unit else issue.cells.get("source", "")
        rows.append((goal, issue_cells(issue, month, about, lead)))
    return rows


def subject_of(issue: Issue, month: Month) -> tuple[str | None, str]:
    """The goal of the indicator or task that an issue names, and its name."""
    text = issue.cells.get("about", "")
    for indicator in month.indicators.values():
        name = indicator.name
        if text and text in {indicator.id, name.zh, name.en, *indicator.aliases}:
            return indicator.goal, name.in_(month.language)
    for task in month.tasks:
        if text and text in {task.id, task.title.zh, task.title.en}:
            return goal_of_task(task, month), task.title.in_(month.language)
    return None, text


def issue_cells(issue: Issue, month: Month, about: str, lead: str) -> dict[str, Any]:
    """``lead`` is the unit whose form raised the issue. It answers for it: who else is in the
    programme need not be in the issue."""
    said = issue.cells
    state = str(issue.state) if month.zh else STATE_WORDS[issue.state]
    return {
        **{
            key: said.get(key, "") or NONE
            for key in ("kind", "origin", "responsible", "level", "raised", "due", "applied")
        },
        "issue": issue.id,
        "description": said.get("description", ""),
        "about": about or NONE,
        "measures": said.get("measures", ""),
        "lead": lead or NONE,
        "supporting": lead or NONE,
        "latest": said.get("latest", ""),
        "status": state,
        "light": "off_track" if issue.overdue_days else ISSUE_LIGHTS[issue.state],
        "overdue": issue.overdue_days or NONE,
        "evidence": said.get("evidence", "") or NONE,
        "reviewer": said.get("reviewer", "") or NONE,
        "cleared": said.get("cleared", "") or NONE,
        "note": said.get("note", ""),
    }

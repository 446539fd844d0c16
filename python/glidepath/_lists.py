"""The rows of the three lists: 目标清单, 任务清单, 责任清单."""

from typing import Any

from glidepath import _core
from glidepath._core import Goal, Indicator, Node, Target, Verdict
from glidepath._indicator_rows import TIERS
from glidepath._month import Cells, Month
from glidepath._progress_rows import due_of, goal_of_task, goals_of_task
from glidepath._span_words import period_words
from glidepath._table_columns import NONE
from glidepath._target_words import said_of, said_whole
from glidepath._words import Frequency, Kind, Stat

FREQUENCIES = {
    Frequency.annual: ("年", "yearly"),
    Frequency.half_yearly: ("半年", "half-yearly"),
    Frequency.quarterly: ("季", "quarterly"),
    Frequency.monthly: ("月", "monthly"),
    Frequency.weekly: ("周", "weekly"),
    Frequency.daily: ("日", "daily"),
}
LOCAL = ("街道", "镇", "乡", "园区", "管委会", "开发区")
THREE, FIVE = 3, 5


def plan_years(plan: _core.Plan) -> list[int]:
    return list(range(plan.horizon.first_day.year, plan.horizon.last_day.year + 1))


# --- targets ----------------------------------------------------------------------------------


def target_rows(month: Month) -> list[tuple[str | None, Cells]]:
    """A row for each target in force, in the order of the plan, and its goal."""
    return [(month.goal_of(target), target_cells(target, month)) for target in month.targets]


def target_cells(target: Target, month: Month) -> dict[str, Any]:
    plan = month.plan
    indicator = month.indicators[target.indicator or ""]
    verdict = month.result.find(target.id)
    goal_id = month.goal_of(target)
    goal, programme = month.goal(goal_id), month.programme(goal_id)
    say, window = target.say, target.say.window
    said = said_of(target, indicator, plan, month.language)
    cells: dict[str, Any] = {
        "area": goal.title.in_(month.language) if goal and goal != programme else NONE,
        "target": target.id,
        "indicator": indicator.name.in_(month.language),
        "unit": indicator.unit or NONE,
        "tier": month.say(*TIERS[target.tier]),
        "quote": target.quote or NONE,
        "say": said_whole(target, indicator, plan, month.language),
        **base_cells(verdict, indicator, month),
        "definition": definition(target, month),
        "release": month.say(
            f"{FREQUENCIES[indicator.freq][0]}，期后{indicator.lag}天",
            f"{FREQUENCIES[indicator.freq][1]}, {indicator.lag} days",
        ),
        "city": indicator.parent or NONE,
        "province": indicator.grandparent or NONE,
        "lead": month.names(month.lead_of(goal)) or NONE,
        "note": month.note(target.note),
    }
    unit = month.reporters.authority(indicator) or month.reporters.reporter(indicator)
    cells["reporter"] = month.name(unit) if unit else NONE
    totals = (Stat.sum, Stat.mean)
    for year in plan_years(plan):
        shown = window is not None and (
            (say.stat is Stat.each and window.first_day.year <= year <= window.last_day.year)
            or (say.stat not in {Stat.each, *totals} and window.last_day.year == year)
        )
        cells[f"year_{year}"] = said if shown else NONE
    length = window.last_day.year - window.first_day.year + 1 if window is not None else 0
    for key, years in (("sum_3", THREE), ("sum_5", FIVE)):
        cells[key] = said if say.stat is Stat.sum and length == years else NONE
    return cells


def base_cells(verdict: Verdict | None, indicator: Indicator, month: Month) -> dict[str, Any]:
    """基期 and 基期值; a value that follows from growth figures is marked."""
    if verdict is None or verdict.base is None or verdict.base_period is None:
        return {"base_period": NONE, "base": NONE}
    period = month.span(verdict.base_period.first_day, verdict.base_period.last_day)
    mark = month.say("（推算）", " (derived)") if verdict.base_derived else ""
    return {"base_period": period + mark, "base": month.figures.rounded(indicator, verdict.base)}


def definition(target: Target, month: Month) -> str:
    """What is known of the definition of an indicator, and of what is unclear in it."""
    indicator = month.indicators[target.indicator or ""]
    if indicator.definition_unclear is not None:
        unclear = indicator.definition_unclear.in_(month.language)
        return month.say(f"待明确：{unclear}", f"unclear: {unclear}")
    if indicator.kind is Kind.ratio and indicator.numerator and indicator.denominator:
        above, below = (
            month.indicators[id].name.in_(month.language)
            for id in (indicator.numerator, indicator.denominator)
        )
        return month.say(f"{above}÷{below}", f"{above} / {below}")
    return month.note(indicator.note) or NONE


# --- tasks ------------------------------------------------------------------------------------


def task_list_rows(month: Month) -> list[tuple[str | None, Cells]]:
    """A row for each task, with its milestones by quarter of the year."""
    rows: list[tuple[str | None, Cells]] = []
    for task in month.tasks:
        local = [id for id in task.supporting if month.name(id).endswith(LOCAL)]
        others = [id for id in task.supporting if id not in local]
        cells: dict[str, Any] = {
            "task": task.id,
            "title": task.title.in_(month.language),
            "content": task.quote or NONE,
            "targets": goals_of_task(task, month) if task.targets else NONE,
            "start": month.span(task.start.first_day, task.start.last_day) if task.start else NONE,
            "due": due_of(task, month) or NONE,
            "criterion": task.criterion.in_(month.language) if task.criterion else NONE,
            "lead": month.names(task.lead) or NONE,
            "supporting": month.names(others) or NONE,
            "streets": month.names(local) or NONE,
            "note": month.note(task.note),
        }
        for quarter in range(1, 5):
            due = [
                node_words(node, month)
                for node in task.nodes
                if node.due.last_day.year == month.year
                and (node.due.last_day.month + 2) // 3 == quarter
            ]
            cells[f"q{quarter}"] = "\n".join(due) or NONE
        rows.append((goal_of_task(task, month), cells))
    return rows


def node_words(node: Node, month: Month) -> str:
    """A milestone and when it is due."""
    title, due = node.title.in_(month.language), period_words(node.due, month.language)
    return month.say(f"{title}（{due}）", f"{title} ({due})")


# --- duties -----------------------------------------------------------------------------------


def duty_rows(month: Month) -> list[tuple[str | None, Cells]]:
    """A row for each unit of each programme, those that lead first."""
    rows: list[tuple[str | None, Cells]] = []
    for goal in month.goals.values():
        if goal.parent or not goal.applies:
            continue
        parts = [other for other in month.goals.values() if month.programme(other.id) == goal]
        leads = dict.fromkeys(id for part in parts for id in part.lead)
        helps = dict.fromkeys(id for part in parts for id in part.supporting if id not in leads)
        units = [(id, True) for id in leads] + [(id, False) for id in helps]
        rows += [(goal.id, duty_cells(month, goal, id, leads=lead)) for id, lead in units]
    return rows


def duty_cells(month: Month, goal: Goal, unit: str, *, leads: bool) -> dict[str, Any]:
    conveners = [body for id in goal.convener if (body := month.body(id)) is not None]
    sections = [
        body.id
        for body in month.bodies.values()
        if body.parent == unit and body.role in {"group", "office", "unit"}
    ]
    first = conveners[0] if conveners else None
    return {
        "convener": month.names(body.id for body in conveners) or NONE,
        "post": month.say("、", ", ").join(
            body.title.in_(month.language) for body in conveners if body.title
        )
        or NONE,
        "lead": month.names(goal.lead) or NONE,
        "deputy": month.people(unit, "分管") or NONE,
        "section": month.names(sections) or NONE,
        "liaison": month.people(unit, "联络员") or NONE,
        "phone": month.phones(unit, "联络员"),
        "unit": month.name(unit),
        "kind": month.say("牵头", "leads") if leads else month.say("配合", "supports"),
        "duty": duty_of(month, goal, unit, leads=leads),
        "from": str(first.from_) if first and first.from_ else NONE,
        "to": str(first.to) if first and first.to else NONE,
        "open": goal.supporting_open or "",
    }


def duty_of(month: Month, goal: Goal, unit: str, *, leads: bool) -> str:
    """What a unit has to do in a programme: its targets and tasks."""
    mine = [
        target
        for target in month.targets
        if (at := month.goal(month.goal_of(target))) is not None
        and month.programme(at.id) == goal
        and unit in month.lead_of(at)
    ]
    tasks = [
        task
        for task in month.tasks
        if unit in [*task.lead, *task.supporting]
        and (top := month.programme(goal_of_task(task, month))) is not None
        and top.id == goal.id
    ]
    parts = []
    if leads:
        parts.append(month.say(f"牵头推进，负责目标{len(mine)}项", f"leads; {len(mine)} targets"))
    for task in tasks:
        word = (
            month.say("牵头", "leads ")
            if unit in task.lead
            else month.say("参与", "takes part in ")
        )
        parts.append(f"{word}“{task.title.in_(month.language)}”")
    if not parts:
        parts.append(month.say("配合推进", "supports the lead units"))
    return month.say("；", "; ").join(parts)

"""One month of the desk: everything that its tables are made from, read by the two clocks."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from glidepath._changes import TargetChange, changes_between
from glidepath._core import Body, Goal, Observation, OutlookOptions, Period, Target
from glidepath._data_findings import contradictions
from glidepath._explanation import visible
from glidepath._issue_log import Issue, issues_at
from glidepath._month_figures import Figures
from glidepath._published import Published
from glidepath._remarks import Level, Remark, of_fault
from glidepath._reporting_units import Reporters
from glidepath._row_table import RowTable
from glidepath._span_words import date_words, span_words
from glidepath._task_status import (
    Row,
    TaskStanding,
    known_reports,
    standing,
    uniform_progress,
)
from glidepath._words import Change, Role
from glidepath._year_progress import YearProgressFinder, in_force

if TYPE_CHECKING:
    from glidepath._assessment import Assessment
    from glidepath._observations import Observations
    from glidepath._plan import Plan

Cells = Mapping[str, Any]
NUMERALS = "零一二三四五六七八九十"
CHINESE = re.compile(r"[\u4e00-\u9fff]")
LATIN = re.compile(r"[A-Za-z]+")


@dataclass(frozen=True)
class Group:
    """The rows of one programme in a table."""

    number: str
    title: str
    applies: bool
    rows: Sequence[Cells] = ()


@dataclass
class Month:
    """What is known at the end of a period. ``day`` is the day of knowledge, or that end."""

    plan: "Plan"
    period: Period
    as_of: dt.date | None
    language: str
    result: "Assessment"
    before: "Assessment"
    figures: Figures
    seen: list[Observation] = field(default_factory=list)  # of the plan's place, all vintages
    reports: dict[str, list[Row]] = field(default_factory=dict)  # what was declared, by task
    standings: list[TaskStanding] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    rejected: list[Remark] = field(default_factory=list)  # rows of the observations
    remarks: list[Remark] = field(default_factory=list)  # all that goes back or is to be checked
    inspections: RowTable = field(default_factory=RowTable)
    findings: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        plan = self.plan  # whose lists are copies each time
        self.bodies = {body.id: body for body in plan.bodies}
        self.goals = {goal.id: goal for goal in plan.goals}
        self.indicators = {indicator.id: indicator for indicator in plan.indicators}
        self.tasks = plan.tasks
        self.targets = [t for t in plan.targets if not t.part_of and in_force(t, self.day)]
        """Those in force on the day of the tables."""
        self.progress = YearProgressFinder(plan, self.figures, self.day)
        self.reporters = Reporters(plan)

    @cached_property
    def changes(self) -> Mapping[str, TargetChange]:
        """What became of targets since the month before, by id, the most urgent first. What is
        judged by older figures than the newest has not changed by these; revisions of figures are
        told by the published figures themselves."""
        found = changes_between(self.before, self.result, plan=self.plan, language=self.language)
        told = {}
        for entry in found:
            verdict = self.result.find(entry.id) or self.before.find(entry.id)
            if entry.change is Change.revised or verdict is None:
                continue
            if self.figures.speaks_of_now(verdict):
                told[entry.id] = entry
        return told

    @property
    def zh(self) -> bool:
        return self.language == "zh"

    @property
    def day(self) -> dt.date:
        """The day on which the tables are made."""
        return self.as_of or self.period.last_day

    @property
    def day_assumed(self) -> str:
        """Where the day of the tables comes from, if nobody gave it; empty if somebody did."""
        if self.as_of is not None:
            return ""
        return self.say("未指定，按报告期末", "not given: the end of the period")

    @property
    def year(self) -> int:
        return self.period.last_day.year

    def say(self, zh: str, en: str) -> str:
        """One of two texts, by the language of the tables."""
        return zh if self.zh else en

    # -- bodies and programmes

    def body(self, id: str) -> Body | None:
        return self.bodies.get(id)

    def name(self, id: str) -> str:
        """The name of a body; its id if the plan does not have it."""
        body = self.bodies.get(id)
        return (body.name.in_(self.language) or id) if body is not None else id

    def names(self, ids: Iterable[str]) -> str:
        return self.say("、", ", ").join(self.name(id) for id in ids)

    def people(self, unit: str, post: str) -> str:
        """The persons of a unit whose post has a word in it, such as 联络员."""
        return self.names(body.id for body in self.holders(unit, post))

    def phones(self, unit: str, post: str) -> str:
        """Where those persons are reached; empty for the hand to fill in where it is not known."""
        return "、".join(body.phone for body in self.holders(unit, post) if body.phone)

    def holders(self, unit: str, post: str) -> list[Body]:
        """The persons of a unit whose post has a word in it."""
        return [
            body
            for body in self.bodies.values()
            if body.parent == unit and body.role == Role.person and post in posts_of(body)
        ]

    def goal(self, id: str | None) -> Goal | None:
        return self.goals.get(id or "")

    def programme(self, id: str | None) -> Goal | None:
        """The goal at the top above a goal."""
        goal, steps = self.goal(id), 0
        while goal is not None and goal.parent and steps < len(self.goals):
            goal, steps = self.goal(goal.parent), steps + 1
        return goal

    def goal_of(self, target: Target) -> str | None:
        """The goal of a target: its own, else that of its indicator."""
        return target.goal or self.goal_of_indicator(target.indicator or "")

    def goal_of_indicator(self, id: str) -> str | None:
        """The goal of an indicator: its own, else the first that one of its targets names."""
        named = (target.goal for target in self.targets if target.indicator == id)
        return self.indicators[id].goal or next((goal for goal in named if goal), None)

    def lead_of(self, goal: Goal | None) -> list[str]:
        """The leads of a goal, or of the nearest one above that has some."""
        steps = 0
        while goal is not None and not goal.lead and steps < len(self.goals):
            goal, steps = self.goal(goal.parent), steps + 1
        return list(goal.lead) if goal is not None else []

    def conveners(self, goal: Goal | None) -> list[str]:
        programme = self.programme(goal.id) if goal is not None else None
        for one in (goal, programme):
            if one is not None and one.convener:
                return list(one.convener)
        return []

    def grouped(self, rows: Iterable[tuple[str | None, Cells]]) -> list[Group]:
        """Rows, each with the id of its goal, by programme in the order of the plan. Every numbered
        programme has its group; rows without one come last."""
        by_programme: dict[str, list[Cells]] = {}
        for goal, cells in rows:
            programme = self.programme(goal)
            by_programme.setdefault(programme.id if programme else "", []).append(cells)
        groups = []
        for goal_ in self.goals.values():
            if goal_.parent or not (goal_.number or goal_.id in by_programme):
                continue
            title = goal_.title.in_(self.language)
            found = by_programme.pop(goal_.id, [])
            groups.append(Group(self.numeral(goal_.number or ""), title, goal_.applies, found))
        left = [cells for found in by_programme.values() for cells in found]
        if left:
            groups.append(Group("", self.say("其他", "Other"), True, left))
        return groups

    def numeral(self, number: str) -> str:
        """The number of a programme as tables print it: 一 for 1."""
        if self.zh and number.isdigit() and 1 <= int(number) < len(NUMERALS):
            return NUMERALS[int(number)]
        return number

    # -- how periods are said

    def span(self, first: dt.date, last: dt.date) -> str:
        """Days as a table says them: 2024年1—6月, 2024年6月, 2024年, 2023—2025年."""
        return span_words(first, last, self.language)

    def note(self, text: str | None) -> str:
        """A note, which a plan has in one language only: empty if it is not that of the tables."""
        return text if text and (not self.zh or is_chinese(text)) else ""

    @staticmethod
    def a_month_before(day: dt.date) -> dt.date:
        """The same day of the month before, or its last one."""
        last = day.replace(day=1) - dt.timedelta(days=1)
        return last.replace(day=min(day.day, last.day))

    def date(self, day: dt.date | None) -> str:
        return "" if day is None else date_words(day, self.language)


def is_chinese(text: str) -> bool:
    """Whether a text is written in Chinese, though it may hold Latin words; an English one that
    quotes Chinese words is not."""
    return len(CHINESE.findall(text)) > len(LATIN.findall(text))


def posts_of(body: Body) -> str:
    return f"{body.title.zh} {body.title.en}" if body.title is not None else ""


def month_of(
    plan: "Plan",
    observations: "Observations",
    period: Period,
    *,
    as_of: dt.date | None = None,
    tasks: RowTable | None = None,
    issues: RowTable | None = None,
    language: str = "zh",
    city: str | None = None,
) -> Month:
    """Reads one month: assesses it and the month before, follows tasks and issues."""
    earlier = Month.a_month_before(as_of) if as_of is not None else None
    # Of the month before only the statuses are compared.
    before = plan.assess(
        observations, as_of=earlier, through=period - 1, outlook=OutlookOptions(on=False)
    )
    result = plan.assess(observations, as_of=as_of, through=period, previous=before)
    published = Published(plan, observations, result, city)
    figures = Figures(published, plan.reporting_year_start)
    month = Month(plan, period, as_of, language, result, before, figures)
    own = {None, plan.place}
    month.seen = [r for r in observations.rows if r.place in own and visible(r, result)]
    month.rejected = [of_fault(fault) for fault in observations.rejected]
    month.remarks = list(month.rejected)
    month.remarks += contradictions(plan, observations, result, period.last_day)
    month.reports = known_reports(tasks.rows if tasks else [], period, as_of)
    month.standings = [
        standing(task, month.reports.get(task.id, []), period, as_of) for task in plan.tasks
    ]
    same = uniform_progress(month.standings)
    if same is not None:
        month.findings.append(same.in_(language))
        name = tasks.name if tasks else ""
        month.remarks.append(Remark(Level.hint, same.zh, same.en, file=name))
    month.issues, problems = issues_at(issues or RowTable(), period, as_of)
    month.remarks += problems
    return month

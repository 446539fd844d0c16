"""What the units wrote in their forms, for a brief: tasks and issues of the period."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from glidepath._core import Period, Task
from glidepath._figure_cells import says_nothing
from glidepath._form_rows import CLEARED, Row
from glidepath._reporting_units import Reporters
from glidepath._task_status import share

if TYPE_CHECKING:
    from glidepath._plan import Plan

NOTHING = frozenset({"无", "没有", "none", "no"})
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def said(text: str) -> str:
    """A text as a sentence takes it: one line, no full stop; empty if it says nothing."""
    text = " ".join(CONTROL.sub("", text).split()).strip(" 。；;")
    return "" if says_nothing(text) or text.lower() in NOTHING else text


@dataclass(frozen=True)
class TaskReport:
    """What was declared of a task."""

    task: Task
    progress: str  # in percent; empty if no number was declared, as by “/”
    text: str
    source: str


@dataclass(frozen=True)
class Said:
    """A text with the unit that wrote it."""

    text: str
    source: str


@dataclass
class Texts:
    """What belongs to one programme."""

    tasks: list[Task] = field(default_factory=list)
    reports: list[TaskReport] = field(default_factory=list)
    problems: list[Said] = field(default_factory=list)
    coordination: list[Said] = field(default_factory=list)
    next_steps: list[Said] = field(default_factory=list)


@dataclass(frozen=True)
class IssueCounts:
    """Issues at the end of the period."""

    open: int
    raised: int  # in the period
    cleared: int  # in the period


class FormTexts:
    """The rows of tasks.csv and issues.csv that tell of one period, by programme."""

    def __init__(
        self,
        plan: "Plan",
        period: Period,
        as_of: dt.date | None,
        tasks: Iterable[Row],
        issues: Iterable[Row],
        programme_of: Mapping[str, str],
    ) -> None:
        self._plan = plan
        self._period = period
        self._as_of = as_of
        self._programme_of = programme_of  # of goals, indicators and tasks
        self._reporters = Reporters(plan)
        self._texts: dict[str, Texts] = {}
        self.issues: IssueCounts | None = None
        self.silent: list[Task] = []
        """Of which nothing was reported, though reports of tasks are there."""
        tasks = list(tasks)
        self._told = bool(tasks)
        self._take_tasks([row for row in tasks if self._ends_here(row) and self._out(row)])
        self._take_issues([row for row in issues if self._begun(row) and self._out(row)])

    def of(self, programme: str) -> Texts:
        """Of a programme by id; under the empty id what belongs to none."""
        return self._texts.setdefault(programme, Texts())

    def _out(self, row: Row) -> bool:
        """Whether it was known on the day of knowledge."""
        return self._as_of is None or row.get("released", "") <= self._as_of.isoformat()

    def _last_day(self, row: Row) -> dt.date | None:
        try:
            return Period(row.get("period", "")).last_day
        except ValueError:
            return None

    def _ends_here(self, row: Row) -> bool:
        return self._last_day(row) == self._period.last_day

    def _begun(self, row: Row) -> bool:
        day = self._last_day(row)
        return day is not None and day <= self._period.last_day

    def _order(self, row: Row) -> tuple[dt.date, str]:
        return self._last_day(row) or dt.date.min, row.get("released", "")

    def _take_tasks(self, rows: list[Row]) -> None:
        latest: dict[str, Row] = {}
        for row in sorted(rows, key=lambda row: row.get("released", "")):
            latest[row["task"]] = row
        for task in self._plan.tasks:
            texts = self.of(self._programme_of.get(task.id, ""))
            texts.tasks.append(task)
            found = latest.get(task.id)
            if found is None:
                self.silent += [task] if self._told else []
                continue
            source = found.get("source", "")
            progress = found.get("progress", "").strip().removesuffix("%")
            progress = "" if share(progress) is None else progress
            text = said(found.get("text", ""))
            if progress or text:
                texts.reports.append(TaskReport(task, progress, text, source))
            add(texts.problems, found.get("problems", ""), source)
            add(texts.coordination, found.get("coordination", ""), source)
            add(texts.next_steps, found.get("next_steps", ""), source)

    def _take_issues(self, rows: list[Row]) -> None:
        if not rows:
            return
        latest: dict[str, Row] = {}
        begun: dict[str, Row] = {}
        for row in sorted(rows, key=self._order):
            latest[row["issue"]] = row
            begun.setdefault(row["issue"], row)
        open_rows = [row for row in latest.values() if row.get("state") != CLEARED]
        self.issues = IssueCounts(
            len(open_rows),
            sum(self._in_period(row) for row in begun.values()),
            sum(self._in_period(r) for r in latest.values() if r.get("state") == CLEARED),
        )
        for row in open_rows:
            texts = self.of(self._programme_of_issue(row))
            add(texts.problems, row.get("description", ""), row.get("source", ""))
            add(texts.next_steps, row.get("measures", ""), row.get("source", ""))

    def _in_period(self, row: Row) -> bool:
        day = self._last_day(row)
        return day is not None and self._period.first_day <= day <= self._period.last_day

    def _programme_of_issue(self, row: Row) -> str:
        """The programme of what an issue is about; else the only one that its unit leads."""
        about = row.get("about", "").strip()
        if about:
            named = {
                *(i.id for i in self._plan.indicators if about in {i.id, i.name.zh, *i.aliases}),
                *(t.id for t in self._plan.tasks if about in {t.id, t.title.zh}),
            }
            programmes = {self._programme_of.get(id, "") for id in named}
            if len(programmes) == 1:
                return programmes.pop()
        unit = self._reporters.find(row.get("source", ""))
        led = {self._programme_of[g.id] for g in self._plan.goals if g.applies and unit in g.lead}
        return led.pop() if len(led) == 1 else ""


def add(texts: list[Said], text: str, source: str) -> None:
    """Adds what was said, once."""
    new = Said(said(text), source)
    if new.text and new not in texts:
        texts.append(new)

"""Who reports what: the indicators and tasks of each reporting unit."""

import datetime as dt
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from glidepath import _core
from glidepath._core import Body, Indicator, Period, Task
from glidepath._words import Frequency, Kind

STATISTICS = "统计局"
UNSAFE = re.compile(r'[\x00-\x1f\x7f\\/:*?"<>|\u200b-\u200f\u202a-\u202e]')
RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
LONGEST_NAME = 60  # characters; file systems take 255 bytes, of which a Chinese character has three


@dataclass
class ReportingUnit:
    """A body with what it reports, in the order of the plan."""

    id: str
    name: str  # in Chinese, else in English, else the id
    indicators: list[Indicator] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)


def name_of(body: Body) -> str:
    return body.name.in_("zh") or body.id


class Reporters:
    """The reporting units of a plan."""

    def __init__(self, plan: _core.Plan) -> None:
        self._plan = plan
        self._bodies = {body.id: body for body in plan.bodies}
        self._goals = {goal.id: goal for goal in plan.goals}
        self._units: dict[str, ReportingUnit] = {}
        self.without: list[Indicator] = []
        """Indicators that nobody reports: no reporter, no goal with a lead, no task."""
        for indicator in plan.indicators:
            reporter = self.reporter(indicator)
            if reporter is None:
                self.without.append(indicator)
            for body in dict.fromkeys([reporter, self.authority(indicator)]):
                if body is not None:
                    self._unit(body).indicators.append(indicator)
        for task in plan.tasks:
            for body in task.lead[:1]:
                self._unit(body).tasks.append(task)

    def units(self) -> list[ReportingUnit]:
        """All of them, in the order of the plan's bodies."""
        return [self._units[body.id] for body in self._plan.bodies if body.id in self._units]

    def unit(self, id: str) -> ReportingUnit:
        """A unit by id; one that reports nothing is empty."""
        body = self._bodies[id]
        return self._units.get(id, ReportingUnit(id, name_of(body)))

    def find(self, name: str) -> str | None:
        """The id of the body with this id, name or alias."""
        for body in self._plan.bodies:
            if name and name in {body.id, body.name.zh, body.name.en, *body.aliases}:
                return body.id
        return None

    def named_in(self, file_name: str) -> str | None:
        """The id of the one reporting unit whose name a file's name holds."""
        held = [unit for unit in self._units.values() if safe_file_name(unit.name) in file_name]
        longest = max(held, key=lambda unit: len(unit.name), default=None)
        return None if longest is None else longest.id

    def _unit(self, id: str) -> ReportingUnit:
        return self._units.setdefault(id, ReportingUnit(id, name_of(self._bodies[id])))

    def reporter(self, indicator: Indicator) -> str | None:
        """The body that reports an indicator: its reporter, else the first lead of its goal, of the
        goals of its targets, or of the tasks that serve them."""
        if indicator.reporter:
            return indicator.reporter
        targets = [t for t in self._plan.targets if t.indicator == indicator.id]
        for goal in [indicator.goal, *(target.goal for target in targets)]:
            lead = self._lead(goal)
            if lead:
                return lead[0]
        served = {target.id for target in targets}
        for task in self._plan.tasks:
            if task.lead and served & set(task.targets):
                return task.lead[0]
        return None

    def _lead(self, goal: str | None) -> list[str]:
        """The leads of a goal, or of the nearest one above that has some."""
        seen: set[str] = set()
        while goal and goal in self._goals and goal not in seen:
            seen.add(goal)
            if self._goals[goal].lead:
                return list(self._goals[goal].lead)
            goal = self._goals[goal].parent
        return []

    def authority(self, indicator: Indicator) -> str | None:
        """The body whose figure wins, if the plan names one."""
        return indicator.authority or None

    def wins(self, body: str, indicator: Indicator) -> bool:
        """Whether a body's figure wins over those of others: the indicator's authority's, and where
        there is none the statistics bureau's."""
        if indicator.authority:
            return body == indicator.authority
        return STATISTICS in self._bodies[body].name.zh

    def may_report(self, body: str, indicator: Indicator) -> bool:
        """Whether figures of a body are taken: of who reports an indicator, and of whose figure
        wins."""
        return body == self.reporter(indicator) or self.wins(body, indicator)


def safe_file_name(name: str) -> str:
    """A name as a file can have it on any system: no separators, no dots at its ends."""
    safe = UNSAFE.sub("_", name).strip(" .")[:LONGEST_NAME].rstrip(" .")
    if not safe or RESERVED.fullmatch(safe):
        safe = f"_{safe}"
    return safe


def is_due(indicator: Indicator, last: dt.date, year_from: int) -> bool:
    """Whether a figure of an indicator is due for what ends on a day: one of its own periods does."""
    return own_period(indicator, last, year_from).last_day == last


class DueFigures:
    """Which figures are due when a period is reported, and have not come: one rule for those who
    remind units and for briefs.

    Due are the figure of the own period that ends with the one reported, which its form asks for,
    and where none does, that of the newest own period whose lag is over by ``day``: not of
    milestones, which are done or not, and none from before what the plan is about. ``ends`` are the
    last days of the figures that have come, by indicator.
    """

    def __init__(
        self,
        plan: _core.Plan,
        period: Period,
        day: dt.date,
        ends: Mapping[str, Collection[dt.date]],
    ) -> None:
        self._year_from = plan.reporting_year_start
        self._earliest = plan.horizon.first_day - dt.timedelta(days=1)
        self._last = period.last_day
        self._day = day
        self._ends = ends

    def asked(self, indicator: Indicator) -> bool:
        """Whether an own period of an indicator ends with the one reported."""
        return is_due(indicator, self._last, self._year_from)

    def missing(self, indicator: Indicator) -> Period | None:
        """The own period of an indicator whose figure is due and has not come."""
        ends = self._ends.get(indicator.id, ())
        if self.asked(indicator):
            asked = own_period(indicator, self._last, self._year_from)
            return None if self._last in ends else asked
        due = newest_due(indicator, self._day, self._year_from)
        if indicator.kind is Kind.milestone or due.last_day < self._earliest:
            return None
        return None if any(end >= due.last_day for end in ends) else due


def newest_due(indicator: Indicator, day: dt.date, year_from: int) -> Period:
    """The newest own period of an indicator whose figure is due by a day: that of which the end
    lies as far back as the figure may take to come out."""
    end = day - dt.timedelta(days=indicator.lag)
    period = own_period(indicator, end, year_from)
    return period if period.last_day <= end else period - 1


def own_period(indicator: Indicator, day: dt.date, year_from: int) -> Period:
    """The period that a day is in, of those for which an indicator is published."""
    width = {Frequency.annual: 12, Frequency.half_yearly: 6, Frequency.quarterly: 3}
    phase = (year_from - 1) % width.get(indicator.freq, 1)
    return Period.containing(day, indicator.freq, phase)

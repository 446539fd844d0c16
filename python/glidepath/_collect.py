"""Collecting the forms of a month: figures, progress of tasks and issues are added to their tables.

What stood there stays, but for the words about a figure, which are those of the last form, and for
a unit's figure where the authority has another one of the same day, for a table can hold only one.
What cannot be used goes back with its reasons.
"""

import datetime as dt
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from glidepath import _core
from glidepath._chinese_sheets import COLUMNS
from glidepath._core import Indicator, Observation, Period
from glidepath._figure_table import BOM, FigureTable, note_of, words_of
from glidepath._form_checks import Known, doubts
from glidepath._form_layout import ISSUE_FILE_COLUMNS, TASK_FILE_COLUMNS, chinese_period
from glidepath._form_reader import Form, read_form
from glidepath._form_rows import CollectedRows, issue_rows, task_rows
from glidepath._numbers import number
from glidepath._remarks import Level, Remark, of_fault, spot
from glidepath._reporting_units import DueFigures, Reporters, ReportingUnit

PROVISIONAL = "P"  # what a figure is unless its form says otherwise
SAME = 1e-9


@dataclass
class Candidate:
    """A figure of a form on its way into the table."""

    form: Form
    cells: dict[str, str]  # of the line in long form
    row: Observation
    place: str  # file, sheet and cell
    explained: bool
    beside_others: bool = False  # another unit reported another figure: no revision of this one
    replaces: int | None = None  # the line of another unit's figure of the same day

    @property
    def key(self) -> tuple[str, str, str, str]:
        row = self.row
        return (row.indicator, row.place or "", str(row.period), str(row.measure))

    def same_value(self, other: "Candidate | Observation") -> bool:
        row = other.row if isinstance(other, Candidate) else other
        return abs(row.value - self.row.value) <= SAME * max(1.0, abs(self.row.value))

    def remark(self, level: Level, zh: str, en: str, name: str) -> Remark:
        file, sheet, cell = spot(self.place)
        return Remark(
            level, zh, en, self.form.unit_name, file, sheet, cell, self.row.indicator, name,
            self.cells["value"],
        )  # fmt: skip


@dataclass(frozen=True)
class Reminder:
    """What somebody has not reported; without a subject the unit as a whole."""

    unit: str
    subject: str = ""
    name: str = ""
    why: str = ""


@dataclass
class Collection:
    """What came of the forms: the tables to write, and what to tell."""

    observations: bytes
    tasks: bytes
    issues: bytes
    remarks: list[Remark] = field(default_factory=list)
    reminders: list[Reminder] = field(default_factory=list)
    figures_added: int = 0
    figures_there: int = 0  # collected before, and the same
    words_renewed: int = 0  # of figures that were collected before
    tasks_added: int = 0
    issues_added: int = 0
    forms_used: int = 0
    period: str = ""  # that the reminders are about

    @property
    def returned(self) -> list[Remark]:
        """What was not collected, whole files first."""
        return sorted(
            (r for r in self.remarks if r.level is not Level.hint),
            key=lambda remark: remark.level is not Level.file,
        )

    @property
    def hints(self) -> list[Remark]:
        return [remark for remark in self.remarks if remark.level is Level.hint]


def collect(
    plan: _core.Plan,
    paths: Sequence[str | os.PathLike[str]],
    *,
    observations: bytes = b"",
    tasks: bytes = b"",
    issues: bytes = b"",
    name: str = "observations.csv",
    period: Period | None = None,
    received: dt.date | None = None,
    sender: str = "",
) -> Collection:
    """Reads forms and adds what they say to the tables given as bytes (empty: a new table).

    ``period`` is the one that reminders are about; that of the forms unless given. ``received``
    serves as release date where a form has none. ``sender`` is the body (id) whose own tables are
    among the files, as the statistics bureau's. Raises InputError or ValueError if one of the
    tables cannot be used.
    """
    collector = Collector(plan, name, observations, tasks, issues, period, received)
    return collector.run(paths, sender)


class Collector:
    """Collects the forms of one month."""

    def __init__(
        self,
        plan: _core.Plan,
        name: str,
        observations: bytes,
        tasks: bytes,
        issues: bytes,
        period: Period | None,
        received: dt.date | None,
    ) -> None:
        self._plan = plan
        self._name = name
        self._when = period
        self._period = str(period) if period is not None else ""
        self._received = received.isoformat() if received else ""
        self._reporters = Reporters(plan)
        self._indicators: dict[str, Indicator] = {i.id: i for i in plan.indicators}
        self._tasks = CollectedRows(tasks, "task", TASK_FILE_COLUMNS)
        self._issues = CollectedRows(issues, "issue", ISSUE_FILE_COLUMNS)
        self._before: list[Observation] = []
        if observations.removeprefix(BOM).strip():
            self._before = _core.read_observations(observations, name, plan).rows
        self._table = FigureTable(observations, COLUMNS)
        self._out = Collection(observations, tasks, issues)

    def run(self, paths: Sequence[str | os.PathLike[str]], sender: str = "") -> Collection:
        forms = [read_form(path, self._plan, self._reporters, sender, self._when) for path in paths]
        for form in forms:
            self._out.remarks += form.remarks
        usable = [form for form in forms if form.usable]
        self._out.forms_used = len(usable)
        candidates = [one for form in usable for one in self._candidates(form)]
        accepted = self._judge(self._settle(candidates))
        self._out.observations = self._add(accepted)
        self._rows(usable)
        self._remind(forms, {one.row.indicator for one in candidates})
        return self._out

    def _say(self, remark: Remark) -> None:
        self._out.remarks.append(remark)

    def _name_of(self, indicator: str) -> str:
        found = self._indicators.get(indicator)
        return found.name.in_("zh") if found is not None else ""

    # -- figures

    def _candidates(self, form: Form) -> list[Candidate]:
        """The figures of a form that the reader of observations takes."""
        long = form.figures
        if long is None:
            return []
        explained: dict[int, bool] = {}
        passed_over: list[str] = []
        for at, line in enumerate(long.lines):
            if len(line) < len(COLUMNS):
                continue  # refused already
            cells = dict(zip(COLUMNS, line, strict=True))
            file, sheet, cell = spot(long.places[at][0])
            if form.own_table and not self._wanted(form, cells["indicator"]):
                passed_over.append(self._name_of(cells["indicator"]) or cells["indicator"])
                long.lines[at] = ["", ""]
                continue
            explained[at + 2] = bool(cells["note"])
            problem = self._complete(form, cells, int("".join(filter(str.isdigit, cell)) or 0))
            if problem is not None:
                zh, en = problem
                subject = cells["indicator"]
                self._say(
                    Remark(
                        Level.returned, zh, en, form.unit_name, file, sheet, cell, subject,
                        self._name_of(subject), cells["value"],
                    )
                )  # fmt: skip
                long.lines[at] = ["", ""]  # rejected by the reader, and told already
                continue
            long.lines[at] = [cells[column] for column in COLUMNS]
        self._tell_passed_over(form, passed_over)
        told = {at + 2 for at, line in enumerate(long.lines) if line == ["", ""]}
        seen = _core.read_observations(long.to_csv(), long.name, self._plan)
        for fault in seen.rejected:
            if fault.where.line in told:
                continue
            remark = of_fault(long.translate(fault), form.unit_name)
            at = (fault.where.line or 2) - 2
            found = long.lines[at][2] if len(long.lines[at]) == len(COLUMNS) else ""
            self._say(with_name(remark, self._name_of(remark.subject), found))
        return [
            Candidate(
                form,
                dict(zip(COLUMNS, long.lines[row.where.line - 2], strict=True)),
                row,
                long.places[row.where.line - 2][0],
                explained[row.where.line],
            )
            for row in seen.rows
            if row.where.line is not None
        ]

    def _wanted(self, form: Form, indicator: str) -> bool:
        """Whether a row of a body's own table is of the plan, and its figures count: such tables
        hold much else."""
        found = self._indicators.get(indicator)
        return found is not None and self._reporters.may_report(form.unit, found)

    def _tell_passed_over(self, form: Form, names: list[str]) -> None:
        if names:
            told = "、".join(dict.fromkeys(names))
            zh = f"表中不是方案指标、或不由该单位提供的，未收：{told}"
            en = f"no indicators of the plan that this body reports: {told}"
            self._say(Remark(Level.hint, zh, en, form.unit_name, form.file))

    def _complete(self, form: Form, cells: dict[str, str], row: int) -> tuple[str, str] | None:
        """Gives a line what the form says as a whole; why it cannot be used, if so."""
        indicator = self._indicators.get(cells["indicator"])
        if indicator is None:
            return None  # the reader knows what to suggest
        if not self._reporters.may_report(form.unit, indicator):
            return "不是本单位填报的指标", f"{cells['indicator']} is not reported by this unit"
        cells["source"] = form.unit_name
        cells["status"] = cells["status"] or PROVISIONAL
        cells["released"] = cells["released"] or form.filled_on or self._received
        if not cells["released"]:
            return (
                "缺发布日期：请填“发布日期”，或在表头填“填报日期”，或收表时加 --received 写明",
                "no release date, neither in the row nor at the head of the form nor by --received",
            )
        cells["note"] = note_of(cells["note"], form.filled_by.get(row, ""))
        return None

    def _settle(self, candidates: list[Candidate]) -> list[Candidate]:
        """One figure for each period: two forms of one unit must agree, of two units one wins."""
        kept = []
        for group in grouped(candidates).values():
            units = list(dict.fromkeys(one.form.unit for one in group))
            winners = [
                u
                for u in units
                if self._reporters.wins(u, self._indicators[group[0].row.indicator])
            ]
            chosen = winners[0] if winners else units[0]
            mine = [one for one in group if one.form.unit == chosen]
            others = [one for one in group if one.form.unit != chosen]
            apart = [one for one in others if not all(one.same_value(other) for other in mine)]
            if apart and not winners:
                for one in group:
                    rivals = [other for other in group if other.form.unit != one.form.unit]
                    self._disagree(one, rivals, "请核对后重报", "settle which is right")
                continue
            for one in apart:
                self._disagree(one, mine, f"以{mine[0].form.unit_name}数为准", "theirs counts")
            chosen_ones = self._one_form(mine)
            for one in chosen_ones:
                fill_words(one, others)
            kept += chosen_ones
        return kept

    def _disagree(self, one: Candidate, rivals: list[Candidate], zh: str, en: str) -> None:
        told = "、".join(f"{other.form.unit_name} {other.cells['value']}" for other in rivals)
        self._say(
            one.remark(
                Level.returned,
                f"两个单位数据不一致（{told}），{zh}",
                f"two units disagree: {told}; {en}",
                self._name_of(one.row.indicator),
            )
        )

    def _one_form(self, mine: list[Candidate]) -> list[Candidate]:
        """The figures of one unit for one period: one for each release date."""
        kept: list[Candidate] = []
        for same_day in grouped(mine, lambda one: str(one.row.released)).values():
            first, last = same_day[0], same_day[-1]
            if all(first.same_value(other) for other in same_day):
                kept.append(last)
                self._tell_other_words(last, same_day)
                continue
            for one in same_day:
                places = "、".join(os.path.basename(o.place) for o in same_day if o is not one)
                self._say(
                    one.remark(
                        Level.returned,
                        f"同一指标报了两个不同的数，另见 {places}；请留一个",
                        f"two figures for one period and release date; see {places}",
                        self._name_of(one.row.indicator),
                    )
                )
        return kept

    def _tell_other_words(self, last: Candidate, same_day: list[Candidate]) -> None:
        """Of two forms with the same figure the last has the word; who was not heard is told."""
        fill_words(last, reversed(same_day))
        for one in same_day:
            if words_of(one.cells["note"]) not in {"", words_of(last.cells["note"])}:
                file = os.path.basename(last.form.file)
                self._say(
                    one.remark(
                        Level.hint,
                        f"两份表的“情况说明”不同，用 {file} 的；此处为：{words_of(one.cells['note'])}",
                        f"two forms say other words; those of {file} are used",
                        self._name_of(one.row.indicator),
                    )
                )

    def _judge(self, candidates: list[Candidate]) -> list[Candidate]:
        """Leaves out what was collected before, asks about what is odd.

        What is odd and was taken is asked about at each run that meets it, so that the list of
        questions does not empty by itself.
        """
        known = Known(self._before)
        fresh = []
        for one in candidates:
            there = [
                row
                for row in known.of(one.row, one.row.measure)
                if row.period == one.row.period and row.released == one.row.released
            ]
            if not self._held_against_others(one, known, there):
                continue
            same = next((row for row in there if one.same_value(row)), None)
            if same is not None:
                self._out.figures_there += 1
                self._renew_words(one, same)
                self._ask(one, known)
            else:
                fresh.append(one)
        for one in fresh:
            known.add(one.row)
        kept = []
        for one in fresh:
            indicator = self._indicators[one.row.indicator]
            returned = False
            told = one.explained or one.beside_others
            for doubt in doubts(one.row, known, indicator, told):
                level = Level.returned if doubt.slip and not one.explained else Level.hint
                returned = returned or level is Level.returned
                self._say(one.remark(level, doubt.zh, doubt.en, self._name_of(indicator.id)))
            if not returned:
                kept.append(one)
        return kept

    def _held_against_others(
        self, one: Candidate, known: Known, there: list[Observation]
    ) -> bool:
        """Tells where another unit's figure that was collected before is another one. Whether this
        one is taken: not if the other unit's figure wins. Of two of one day the table can hold only
        one, so that the winner's takes the line of the other, and its words where it has none."""
        indicator = self._indicators[one.row.indicator]
        rivals: dict[str, Observation] = {}
        for row in known.of(one.row, one.row.measure):
            unit = self._reporters.find(row.source or "")
            if unit not in {None, one.form.unit} and row.period == one.row.period:
                rivals[unit or ""] = max(rivals.get(unit or "", row), row, key=lambda r: r.released)
        wins = self._reporters.wins(one.form.unit, indicator)
        for unit, row in rivals.items():
            if one.same_value(row):
                continue
            one.beside_others = True
            name = self._reporters.unit(unit).name
            told = f"两个单位数据不一致（{name} {number(row.value)}）"
            if not wins and self._reporters.wins(unit, indicator):
                zh, en = f"{told}，以{name}数为准", f"two units disagree: {name} {number(row.value)}"
                self._say(one.remark(Level.returned, zh, en, self._name_of(indicator.id)))
                return False
            zh = f"{told}，以本数为准" if wins else f"{told}，请核对"
            en = f"two units disagree: {name} {number(row.value)}"
            self._say(one.remark(Level.hint, zh, en, self._name_of(indicator.id)))
            if wins and any(row is other for other in there):
                one.replaces = row.where.line
                if not words_of(one.cells["note"]):
                    one.cells["note"] = row.note or ""
        return True

    def _renew_words(self, one: Candidate, row: Observation) -> None:
        """Words about a figure that was taken already: those of its unit replace what stood there,
        those of others only fill what is blank."""
        said, before = words_of(one.cells["note"]), words_of(row.note)
        own = self._reporters.find(row.source or "") == one.form.unit
        if said in {"", before} or (before and not own) or row.where.line is None:
            return
        self._table.change(row.where.line, {"note": one.cells["note"]})
        self._out.words_renewed += 1
        if before:
            self._say(
                one.remark(
                    Level.hint,
                    f"“情况说明”已按后收的表更正，原为：{before}",
                    f"the words of the last form are used; before: {before}",
                    self._name_of(one.row.indicator),
                )
            )

    def _ask(self, one: Candidate, known: Known) -> None:
        """What is odd about a figure that was taken already."""
        indicator = self._indicators[one.row.indicator]
        for doubt in doubts(one.row, known, indicator, one.explained or one.beside_others):
            self._say(one.remark(Level.hint, doubt.zh, doubt.en, self._name_of(indicator.id)))

    def _add(self, accepted: list[Candidate]) -> bytes:
        """The table with the new rows behind the old ones, once the reader takes all of them."""
        instead = [one for one in accepted if one.replaces is not None]
        for one in instead:
            self._table.change(one.replaces or 0, one.cells)
        accepted = [one for one in accepted if one.replaces is None]
        while True:
            table, first = self._table.with_rows([one.cells for one in accepted])
            seen = _core.read_observations(table, self._name, self._plan)
            bad = {
                fault.where.line - first: fault
                for fault in seen.rejected
                if fault.where.line is not None and fault.where.line >= first
            }
            if not bad:
                self._out.figures_added = len(accepted) + len(instead)
                return table
            for at, fault in bad.items():
                remark = accepted[at].remark(Level.returned, "", fault.message, "")
                name = self._name_of(accepted[at].row.indicator)
                reason = of_fault(fault).zh
                self._say(with_name(remark, name, accepted[at].cells["value"], reason))
            accepted = [one for at, one in enumerate(accepted) if at not in bad]

    # -- tasks, issues, reminders

    def _rows(self, forms: list[Form]) -> None:
        self._out.remarks += task_rows(
            forms, self._tasks, self._plan, self._reporters, self._received
        )
        self._out.remarks += issue_rows(forms, self._issues, self._reporters, self._received)
        self._out.tasks, self._out.tasks_added = self._tasks.table()
        self._out.issues, self._out.issues_added = self._issues.table()

    def _remind(self, forms: list[Form], reported: set[str]) -> None:
        period = self._period or max((form.period for form in forms if form.usable), default="")
        self._out.period = period
        here = {form.unit for form in forms if form.usable and form.period == period}
        broken = {form.unit: form.file for form in forms if not form.usable and form.unit}
        others = {form.unit: form.period for form in forms if form.usable and form.unit not in here}
        for unit in self._reporters.units():
            if unit.id in here:
                continue
            why = "未报送"
            if unit.id in broken:
                why = f"文件不能使用：{os.path.basename(broken[unit.id])}"
            elif unit.id in others:
                why = f"报送的是 {others[unit.id]} 的填报表"
            self._out.reminders.append(Reminder(unit.name, why=why))
        for unit in self._reporters.units():
            own = [f for f in forms if f.usable and f.unit == unit.id and f.period == period]
            if any(filled_in(form) for form in own):
                self._remind_of_items(unit, own, reported, period)
            elif own and (unit.tasks or any(form.blank for form in own)):
                self._out.reminders.append(Reminder(unit.name, why="报来的是空表"))

    def _remind_of_items(
        self, unit: ReportingUnit, forms: list[Form], reported: set[str], period: str
    ) -> None:
        """What a unit left blank in all of its forms."""
        due = self._due(forms, Period(period)) if period else None
        for id in dict.fromkeys(id for form in forms for id in form.blank):
            indicator = self._indicators.get(id)
            if indicator is None or id in reported or due is None:
                continue
            missing = due.missing(indicator)
            if missing is None:
                continue
            why = "未填（没有数据请填“/”）"
            if not due.asked(indicator):
                why = f"{chinese_period(missing)}的数已到发布时间，未报（没有数据请填“/”）"
            self._out.reminders.append(Reminder(unit.name, id, indicator.name.in_("zh"), why))
        told = {row.cells.get("task", "") for form in forms for row in form.tasks}
        for task in unit.tasks:
            if task.id not in told:
                title = task.title.in_("zh")
                self._out.reminders.append(Reminder(unit.name, task.id, title, "任务进展未填"))

    def _due(self, forms: list[Form], period: Period) -> DueFigures:
        """What was due on the day on which a unit filled in its forms."""
        days = [form.filled_on for form in forms if form.filled_on]
        day = self._received or max(days, default=period.last_day.isoformat())
        ends: dict[str, set[dt.date]] = {}
        for row in self._before:
            if row.place in {None, self._plan.place}:
                ends.setdefault(row.indicator, set()).add(row.period.last_day)
        return DueFigures(self._plan, period, dt.date.fromisoformat(day), ends)


def fill_words(one: Candidate, others: Iterable[Candidate]) -> None:
    """Gives a figure about which its form says nothing the words of another form."""
    if words_of(one.cells["note"]):
        return
    for other in others:
        if words_of(other.cells["note"]):
            one.cells["note"] = other.cells["note"]
            return


def filled_in(form: Form) -> bool:
    return bool(form.tasks or form.issues or (form.figures and form.figures.lines))


def with_name(remark: Remark, name: str, found: str, zh: str = "") -> Remark:
    """A remark with the name of its subject and what was filled in."""
    return Remark(
        remark.level, zh or remark.zh, remark.en, remark.unit, remark.file, remark.sheet,
        remark.cell, remark.subject, remark.name or name, remark.found or found,
    )  # fmt: skip


def grouped(
    candidates: Iterable[Candidate], key: Callable[[Candidate], object] = lambda one: one.key
) -> dict[object, list[Candidate]]:
    """Figures by a key, in the order in which they came."""
    groups: dict[object, list[Candidate]] = {}
    for one in candidates:
        groups.setdefault(key(one), []).append(one)
    return groups

"""The rows of tasks and issues that forms bring, and the tables that they are added to."""

import csv
import datetime as dt
import io
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from glidepath import _core
from glidepath._figure_cells import says_nothing
from glidepath._form_layout import ISSUE_COLUMNS, STATES_OF_UNITS, TASK_COLUMNS, FormColumn
from glidepath._form_reader import Form, FormRow
from glidepath._issue_log import may_follow
from glidepath._remarks import Level, Remark
from glidepath._reporting_units import Reporters
from glidepath._workbook import cell_name

BOM = b"\xef\xbb\xbf"
Row = Mapping[str, str]
NEW = "待处理"
ASKS_TO_CLEAR = "申请销号"
CLEARED = "已销号"
CERTAIN = 100.0


class CollectedRows:
    """A table of rows by id, to which rows are only ever added."""

    def __init__(self, content: bytes, key: str, columns: list[str]) -> None:
        self.key = key
        self._content = content
        self._columns = columns
        self.rows: list[Row] = read_rows(content, key) if content.removeprefix(BOM).strip() else []
        self._fresh: list[Row] = []

    def of(self, id: str) -> list[Row]:
        """The rows of one id, in the order in which they were collected."""
        return [row for row in [*self.rows, *self._fresh] if row[self.key] == id]

    def all(self) -> list[Row]:
        return [*self.rows, *self._fresh]

    def add(self, row: Row) -> None:
        self._fresh.append(row)

    def table(self) -> tuple[bytes, int]:
        """The table with the new rows behind the old ones, and how many there are. A table that
        lacks a column gets it; what stood in its rows stays."""
        if not self._fresh and self._content:
            return self._content, 0
        header = list(self.rows[0]) if self.rows else header_of(self._content)
        header += [column for column in self._columns if column not in header]
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(header)
        for row in self.all():
            writer.writerow([row.get(column, "") for column in header])
        return BOM + out.getvalue().encode(), len(self._fresh)


def header_of(content: bytes) -> list[str]:
    text = content.removeprefix(BOM).decode()
    return next(csv.reader(io.StringIO(text, newline="")), [])


def read_rows(content: bytes, key: str, name: str = "") -> list[Row]:
    """The rows of a table of tasks or issues (CSV in UTF-8). Raises ValueError."""
    called = name or f"the table of {key}s"
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError(f"{called} is not UTF-8; save it as CSV UTF-8") from None
    reader = csv.DictReader(io.StringIO(text, newline=""), restval="")
    if key not in (reader.fieldnames or []):
        raise ValueError(f"{called}: the column {key} is missing")
    return [{k: v or "" for k, v in row.items() if k} for row in reader if row.get(key)]


def load_rows(path: str | os.PathLike[str] | None, key: str) -> list[Row]:
    """The rows of a table that was collected; none without a file. Raises OSError, ValueError."""
    return [] if path is None else read_rows(Path(path).read_bytes(), key, os.fspath(path))


class Sayer:
    """Makes remarks about the cells of one sheet of a form."""

    def __init__(self, form: Form, sheet: str, columns: tuple[FormColumn, ...]) -> None:
        self._form = form
        self._sheet = sheet
        self._headers = {column.key: column.header for column in columns}
        self.remarks: list[Remark] = []

    def say(
        self, level: Level, row: FormRow, key: str, zh: str, en: str, subject: str, name: str
    ) -> None:
        cell = cell_name(row.row, row.columns.get(key, 1))
        header = self._headers.get(key, "")
        shown = f"{header}：{zh}" if header else zh
        self.remarks.append(
            Remark(
                level, shown, en, self._form.unit_name, self._form.file, row.sheet or self._sheet,
                cell, subject, name, row.cells.get(key, "")[:60],
            )
        )  # fmt: skip


# --- tasks ------------------------------------------------------------------------------------


TOLD = ("period", "progress", "text", "problems", "next_steps", "coordination")


@dataclass(frozen=True)
class Report:
    """What a form says of one task, and where."""

    cells: Row
    row: FormRow
    name: str
    sayer: Sayer

    @property
    def occasion(self) -> tuple[str, str, str]:
        """The task, the period and the day that it is a report of."""
        return self.cells["task"], self.cells["period"], self.cells["released"]

    def repeats(self, other: Row) -> bool:
        return all(other.get(key, "") == self.cells[key] for key in TOLD)

    def say(self, level: Level, zh: str, en: str) -> None:
        self.sayer.say(level, self.row, "progress", zh, en, self.cells["task"], self.name)


def task_rows(
    forms: Iterable[Form],
    table: CollectedRows,
    plan: _core.Plan,
    reporters: Reporters,
    received: str,
) -> list[Remark]:
    """Adds the progress that forms declare; what is wrong with the rest. ``received`` is the day of
    forms that have none."""
    reports: list[Report] = []
    remarks: list[list[Remark]] = []
    for form in forms:
        sayer = Sayer(form, "任务", TASK_COLUMNS)
        remarks.append(sayer.remarks)
        reports += task_reports(form, sayer, plan, reporters, form.filled_on or received)
    for report in reports:
        add_task(report, [r for r in reports if r.occasion == report.occasion], table)
    return [remark for of_form in remarks for remark in of_form]


def task_reports(
    form: Form, sayer: Sayer, plan: _core.Plan, reporters: Reporters, released: str
) -> list[Report]:
    """The progress that a form declares, as far as it can be used."""
    reports = []
    titles = {task.id: task.title.in_("zh") for task in plan.tasks}
    own = {task.id for task in reporters.unit(form.unit).tasks}
    for row in form.tasks:
        id = row.cells.get("task", "")
        name = titles.get(id, row.cells.get("title", ""))
        progress = row.cells.get("progress", "").strip().removesuffix("%").strip()
        problem = ""
        key = "task"
        if id not in titles:
            problem, en = "计划中没有这个任务编号", "no task of the plan"
        elif id not in own:
            problem, en = "不是本单位牵头的任务", "not led by this unit"
        elif not says_nothing(progress) and not is_share(progress):
            key, problem, en = (
                "progress",
                "应为 0 至 100 的数",
                "progress is a number from 0 to 100",
            )
        elif not released:
            problem, en = "缺填报日期（“指标”表头）", "no date at the head of the form"
        if problem:
            sayer.say(Level.returned, row, key, problem, en, id, name)
            continue
        new = {
            "task": id,
            "period": form.period,
            "progress": "/" if row.cells.get("progress") and says_nothing(progress) else progress,
            "released": released,
            "source": form.unit_name,
            **{
                k: row.cells.get(k, "")
                for k in ("text", "problems", "next_steps", "coordination", "filled_by")
            },
        }
        reports.append(Report(new, row, name, sayer))
    return reports


def is_share(text: str) -> bool:
    try:
        return 0 <= float(text) <= CERTAIN
    except ValueError:
        return False


def add_task(report: Report, told: list[Report], table: CollectedRows) -> None:
    """Adds a report, which replaces an earlier one of its day. ``told`` is what the forms of this
    collection say on its occasion, this one included."""
    new = report.cells
    before = table.of(new["task"])
    same_day = [
        old for old in before if (old.get("period"), old.get("released")) == report.occasion[1:]
    ]
    if same_day and report.repeats(same_day[-1]):
        return
    rivals = [other for other in told if not report.repeats(other.cells)]
    if rivals and any(report.repeats(old) for old in same_day):
        return  # a form that was corrected, and still lies beside its correction
    if any(not any(other.repeats(old) for old in same_day) for other in rivals):
        report.say(Level.returned, "同一天两份表的进展不同；请留一份", "two reports of the same day")
        return
    if same_day:
        shown = "、".join(p for p in (same_day[-1].get("progress"), same_day[-1].get("text")) if p)
        zh = f"已按后收的表更正，同一天原报：{shown}"
        report.say(Level.hint, zh, f"replaces what was reported on the same day: {shown}")
    earlier = [
        old
        for old in before
        if is_share(old.get("progress", "")) and old.get("period", "") <= new["period"]
        and old not in same_day
    ]  # fmt: skip
    if earlier and is_share(new["progress"]):
        last = max(earlier, key=lambda old: (old.get("period", ""), old.get("released", "")))
        if float(new["progress"]) < float(last["progress"]):
            zh = f"自报进度比 {last.get('period')} 的 {last['progress']}% 还低"
            report.say(Level.hint, zh, "declared progress falls")
    table.add(new)


# --- issues -----------------------------------------------------------------------------------


SAID_OF_ISSUES = tuple(c.key for c in ISSUE_COLUMNS if c.key not in {"issue", "state"})


@dataclass(frozen=True)
class IssueReport:
    """What a form says of one issue, and where."""

    form: Form
    row: FormRow
    said: Row
    state: str  # empty: as it was
    id: str  # empty: a new one
    released: str
    sayer: Sayer

    @property
    def occasion(self) -> tuple[str, str, str, str]:
        """The issue, by id or words, with the unit, the period and the day that it is told of."""
        return self.id or self.said["description"], self.form.unit, self.form.period, self.released

    def repeats(self, other: Row) -> bool:
        """Whether a row says the same; a state that is left blank is any."""
        states = {self.state or other.get("state", ""), other.get("state") or self.state}
        return len(states) == 1 and all(other.get(k, "") == text for k, text in self.said.items())

    def same_as(self, other: "IssueReport") -> bool:
        return self.repeats({**other.said, "state": other.state})

    def of_its_day(self, row: Row) -> bool:
        """Whether a collected row is of this unit, period and day, and no word of the office."""
        told = (row.get("source"), row.get("period"), row.get("released"))
        unit = (self.form.unit_name, self.form.period, self.released)
        return told == unit and not row.get("reviewer")

    def say(self, key: str, zh: str, en: str) -> None:
        name = self.said["description"][:40]
        self.sayer.say(Level.returned, self.row, key, zh, en, self.id, name)


def issue_rows(
    forms: Iterable[Form], table: CollectedRows, reporters: Reporters, received: str
) -> list[Remark]:
    """Adds what forms say of issues, old and new; what is wrong with the rest. ``received`` is the
    day of forms that have none."""
    remarks: list[list[Remark]] = []
    told: list[IssueReport] = []
    for form in forms:
        sayer = Sayer(form, "问题", ISSUE_COLUMNS)
        remarks.append(sayer.remarks)
        told += (issue_report(form, row, sayer, table, received) for row in form.issues)
    unnamed: dict[str, dict[str, Row]] = {}
    for report in told:
        form = report.form
        missing = unnamed.setdefault(form.file, collected_unnamed(table, form))
        rivals = [other for other in told if other.occasion == report.occasion]
        add_issue(report, rivals, missing, table, reporters)
    return [remark for of_form in remarks for remark in of_form]


def issue_report(
    form: Form, row: FormRow, sayer: Sayer, table: CollectedRows, received: str
) -> IssueReport:
    said = {key: row.cells.get(key, "").strip() for key in SAID_OF_ISSUES}
    id = row.cells.get("issue", "").strip() or collected_before(table, form, said)
    state = row.cells.get("state", "").strip()
    return IssueReport(form, row, said, state, id, form.filled_on or received, sayer)


def add_issue(
    report: IssueReport,
    told: Sequence[IssueReport],
    unnamed: dict[str, Row],
    table: CollectedRows,
    reporters: Reporters,
) -> None:
    """Adds a report of an issue. ``told`` is what the forms of this collection say on its occasion,
    this one included."""
    form, said = report.form, report.said
    id = report.id or collected_before(table, form, said)
    before = table.of(id) if id else []
    last = before[-1] if before else {}
    if before and report.repeats(last):
        return  # as it was prefilled
    same_day = [old for old in before if report.of_its_day(old)]
    if same_day and report.repeats(same_day[-1]):
        return  # collected already, whatever was said of it since
    rivals = [other for other in told if not report.same_as(other)]
    if rivals and any(report.repeats(old) for old in same_day):
        return  # a form that was corrected, and still lies beside its correction
    if any(not any(other.repeats(old) for old in same_day) for other in rivals):
        en = "two reports of the same day"
        report.say("description", "同一天两处所报的同一问题不同；请留一处", en)
        return
    state = report.state or last.get("state", "") or NEW
    key, problem, en = issue_problem(form, id, said, state, last, report.released, reporters)
    if not problem and not id and unnamed:
        key, problem, en = whether_corrected(unnamed)
    if problem:
        report.say(key, problem, en)
        return
    table.add(
        {
            **said,
            "issue": id or next_id(table, form),
            "period": form.period,
            "state": state,
            "released": report.released,
            "source": form.unit_name,
        }
    )


def collected_from(table: CollectedRows, form: Form) -> dict[str, Row]:
    """The issues that this form's unit raised in its period, by id, as they were raised."""
    found: dict[str, Row] = {}
    for row in table.all():
        if row.get("source") == form.unit_name and row.get("period") == form.period:
            found.setdefault(row["issue"], row)
    return {id: row for id, row in found.items() if table.of(id)[0] is row}


def collected_before(table: CollectedRows, form: Form, said: Row) -> str:
    """The id of a row without one, if its words were collected from this unit already."""
    for id in collected_from(table, form):
        if any(row.get("description") == said["description"] for row in table.of(id)):
            return id
    return ""


def collected_unnamed(table: CollectedRows, form: Form) -> dict[str, Row]:
    """The issues of this unit and period of which the form does not speak, by id or words."""
    keys = ("issue", "description")
    spoken = {row.cells.get(key, "").strip() for row in form.issues for key in keys}
    return {
        id: raised
        for id, raised in collected_from(table, form).items()
        if id not in spoken and not spoken & {row.get("description", "") for row in table.of(id)}
    }


def whether_corrected(unnamed: dict[str, Row]) -> tuple[str, str, str]:
    """A new row where a collected one is gone: the unit has to say whether it is the same issue."""
    zh = "、".join(f"{id}（{row.get('description', '')[:20]}）" for id, row in unnamed.items())
    en = ", ".join(unnamed)
    return (
        "issue",
        f"本月已收的问题 {zh} 不在表中：本行如是它的更正，请填问题编号；如是新问题，请保留原来一行",
        f"{en} was collected and is gone: give its id if this corrects it, else keep its row",
    )


def next_id(table: CollectedRows, form: Form) -> str:
    """The id of a new issue: unit, period, number."""
    start = f"{form.unit}-{form.period}-"
    taken = {row["issue"] for row in table.all()}
    number = 1
    while f"{start}{number:02}" in taken:
        number += 1
    return f"{start}{number:02}"


def issue_problem(
    form: Form, id: str, said: Row, state: str, last: Row, released: str, reporters: Reporters
) -> tuple[str, str, str]:
    """The column that is wrong, and why in both languages; empty if nothing is."""
    if id and not last:
        return "issue", "没有这个问题编号；新问题编号请留空", "no such issue; leave new ones blank"
    if id and reporters.find(last.get("source", "")) != form.unit:
        return "issue", "不是本单位的问题", "an issue of another unit"
    if last.get("state") == CLEARED:
        return "issue", "该问题已销号", "this issue is cleared"
    if not said["description"]:
        return "description", "不能为空", "the description is blank"
    if state not in STATES_OF_UNITS and state != last.get("state"):
        allowed = "、".join(STATES_OF_UNITS)
        return (
            "state",
            f"只能填 {allowed}；销号和退回由总专班办公室审核",
            f"{state} is the office's",
        )
    if last and not may_follow(last.get("state", ""), state):
        zh = f"状态不能由“{last.get('state')}”直接变为“{state}”"
        return "state", zh, f"{last.get('state')} cannot become {state}"
    for key in ("raised", "due", "applied"):
        if said[key] and not is_day(said[key]):
            return key, "不是日期，如 2024-07-18", "no date"
    if state == ASKS_TO_CLEAR:
        if not said["evidence"]:
            return "evidence", "申请销号须填佐证材料", "clearing needs evidence"
        if not said["applied"]:
            return "applied", "申请销号须填申请销号日期", "clearing needs its date"
    if not released:
        return "description", "缺填报日期（“指标”表头）", "no date at the head of the form"
    return "", "", ""


def is_day(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True

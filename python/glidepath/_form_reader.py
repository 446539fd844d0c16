"""One filled form: what its three sheets say, and what is wrong with it. A body's own table of
figures is read as well, if somebody says whose it is."""

import datetime as dt
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from glidepath import _core
from glidepath._chinese_periods import NoPeriod, normal, read_period
from glidepath._chinese_sheets import COLUMNS, LongForm, Names, TableReader, year_of
from glidepath._core import Period
from glidepath._errors import InputError
from glidepath._figure_cells import day
from glidepath._form_layout import (
    DATE_LABEL,
    HIDDEN_SHEET,
    INDICATORS,
    ISSUES,
    MARK,
    PERIOD_LABEL,
    SHEETS,
    TASKS,
    UNIT_LABEL,
)
from glidepath._form_sheets import SCAN, Columns, columns_of, find_sheets
from glidepath._grid import Grid, grid_of_csv, grid_of_page
from glidepath._remarks import Level, Remark, spot
from glidepath._reporting_units import Reporters
from glidepath._row_table import decoded
from glidepath._sheet_headers import find_header
from glidepath._workbook import EXCEL, Page, cell_name, open_workbook

FORM_SIZE_LIMIT = 5 << 20  # bytes; a form has some 20 kB
FORM_UNPACKED_LIMIT = 16 << 20  # bytes; a form has some 150 kB, and more takes long to read
HEAD = frozenset({UNIT_LABEL, PERIOD_LABEL, DATE_LABEL})
FILLED = ("value", "growth", "share", "average", "rank")
FILLED_ON = re.compile(r"(?:填报|制表|报送|编制)(?:日期|时间):?(\d{4}[-年]\d{1,2}[-月]\d{1,2}日?)")


@dataclass
class FormRow:
    """One row of the sheets of tasks or issues: texts by key, and where it stands."""

    row: int
    cells: dict[str, str]
    columns: dict[str, int]
    sheet: str = ""  # as it is called in the file


@dataclass
class Form:
    """A form that was read. ``remarks`` say what of it cannot be used."""

    file: str
    unit: str = ""  # id
    unit_name: str = ""
    period: str = ""
    filled_on: str = ""  # ISO date, where the head of the form has one
    figures: LongForm | None = None
    filled_by: dict[int, str] = field(default_factory=dict)  # by row of the sheet of indicators
    blank: list[str] = field(default_factory=list)  # ids of indicators with no cell filled in
    own_table: bool = False  # no form of ours: the body's own table of figures
    tasks: list[FormRow] = field(default_factory=list)
    issues: list[FormRow] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    @property
    def usable(self) -> bool:
        return not any(remark.level is Level.file for remark in self.remarks)


def read_form(
    path: str | os.PathLike[str],
    plan: _core.Plan,
    reporters: Reporters,
    sender: str = "",
    period: Period | None = None,
) -> Form:
    """Reads one file. Never raises for what it holds: that is among the remarks.

    ``sender`` is the body (id) that a table is from which is no form; ``period`` is what such a
    table is about where it does not say.
    """
    form = Form(os.fspath(path))
    reader = FormReader(form, plan, reporters)
    suffix = os.path.splitext(form.file)[1].lower()
    try:
        if suffix in {*EXCEL, ".xls"}:
            reader.read(_core.read_file(os.fsencode(path), FORM_SIZE_LIMIT), sender, period)
        elif suffix == ".csv" and sender:
            raw = _core.read_file(os.fsencode(path), FORM_SIZE_LIMIT)
            grid = grid_of_csv(decoded(raw, form.file), form.file)
            reader.read_own_table([grid], sender, period)
        else:
            reader.named_by_file()
            reader.refuse("不是 Excel 文件（.xlsx），请另存为 .xlsx", "no Excel file (.xlsx)")
    except InputError as error:
        reader.named_by_file()
        fault = error.faults[0] if error.faults else None
        text = fault.message if fault else str(error)
        reader.refuse(FILE_REASONS.get(fault.code if fault else "", "文件无法读取"), text)
    return form


FILE_REASONS = {
    "too_large": "文件过大（超过 5 MB 或解压后超过 16 MB），请删去无关的工作表和行",
    "excel_password": "文件有密码，请取消密码后重新保存",
    "excel_97": "旧的 .xls 格式，请另存为 .xlsx",
    "excel_format": "文件已损坏或不是 .xlsx 格式，请用 Excel 打开后另存为 .xlsx",
    "empty": "文件是空的",
    "no_such_file": "没有这个文件",
}


class FormReader:
    """Reads one form into its content and remarks."""

    def __init__(self, form: Form, plan: _core.Plan, reporters: Reporters) -> None:
        self._form = form
        self._plan = plan
        self._reporters = reporters
        self._pages: dict[str, Page] = {}  # the sheets of a form, by their names in it

    def named_by_file(self) -> None:
        """Takes the form for that of the unit in the name of its file, if there is one."""
        form = self._form
        form.unit = self._reporters.named_in(os.path.basename(form.file)) or form.unit
        form.unit_name = self._reporters.unit(form.unit).name if form.unit else ""

    def refuse(self, zh: str, en: str, sheet: str = "", cell: str = "", found: str = "") -> None:
        """Nothing of the file is used."""
        self._say(Level.file, zh, en, sheet, cell, found=found)

    def _say(
        self,
        level: Level,
        zh: str,
        en: str,
        sheet: str = "",
        cell: str = "",
        subject: str = "",
        name: str = "",
        found: str = "",
    ) -> None:
        form = self._form
        form.remarks.append(
            Remark(level, zh, en, form.unit_name, form.file, sheet, cell, subject, name, found)
        )

    def read(self, raw: bytes, sender: str, period: Period | None) -> None:
        sheets = self._open(raw).worksheets
        facts = facts_of(next((Page(s) for s in sheets if s.title == HIDDEN_SHEET), None))
        shown = [Page(sheet) for sheet in sheets if sheet.sheet_state == "visible"]
        self._pages = find_sheets(shown)
        ours = facts.get("form") == MARK or UNIT_LABEL in self._beside()
        if sender and not ours:
            values = self._open(raw, values=True)
            grids = [
                grid_of_page(page, Page(values[page.title]), self._form.file) for page in shown
            ]
            self.read_own_table(grids, sender, period)
        elif not ours and not self._pages:
            self.named_by_file()
            self.refuse(
                "不是填报表；如是统计部门等单位自己的表，请收表时加 --from 写明是哪个单位的",
                "no form; if this is a body's own table, name the body by --from",
            )
        else:
            self._identify(facts)
            self._read_sheets([page.title.strip() for page in shown])
        if self._form.usable:
            self._tell_unread(sheets, shown)

    def _open(self, raw: bytes, *, values: bool = False) -> Any:
        return open_workbook(
            raw, self._form.file, values=values, unpacked_limit=FORM_UNPACKED_LIMIT
        )

    def _read_sheets(self, titles: list[str]) -> None:
        form, unit = self._form, self._reporters.unit(self._form.unit) if self._form.unit else None
        if not self._pages:
            others = "、".join(titles)
            names = "、".join(SHEETS)
            self.refuse(
                f"缺工作表：{names}（现有：{others}）", f"missing sheets: {names}; there are: {others}"
            )
        if not form.usable or unit is None:
            return
        needed = {INDICATORS: bool(unit.indicators), TASKS: bool(unit.tasks), ISSUES: False}
        for name in SHEETS:
            if name not in self._pages:
                self._missing(name, titles, needed[name])
        columns = {name: self._columns(name) for name in self._pages}
        if INDICATORS in columns:
            self._figures(columns[INDICATORS])
        else:
            form.blank = [indicator.id for indicator in unit.indicators]
        if TASKS in columns:
            form.tasks = self._rows(TASKS, columns[TASKS])
        if ISSUES in columns:
            form.issues = self._rows(ISSUES, columns[ISSUES])

    def _missing(self, name: str, titles: list[str], needed: bool) -> None:
        """A sheet that is not there costs what would stand in it."""
        others = "、".join(titles)
        self._say(
            Level.returned if needed else Level.hint,
            f"缺工作表：{name}（现有：{others}）；其他工作表照收",
            f"missing sheet: {name}; there are: {others}; the others are collected",
            name,
        )

    def _tell_unread(self, sheets: Iterable[Any], shown: list[Page]) -> None:
        """Names the sheets with content that nobody reads."""
        read = {page.title for page in shown} if self._form.own_table else set()
        read |= {page.title for page in self._pages.values()} | {HIDDEN_SHEET}
        for sheet in sheets:
            if sheet.title in read or not Page(sheet).rows:
                continue
            hidden = "隐藏的" if sheet.sheet_state != "visible" else ""
            self._say(
                Level.hint,
                f"{hidden}工作表“{sheet.title}”未读取",
                f"the {'hidden ' if hidden else ''}sheet {sheet.title} is not read",
                sheet.title,
            )

    # -- whose form it is

    def _identify(self, facts: Mapping[str, str]) -> None:
        form = self._form
        shown = self._beside()
        form.unit = self._reporters.find(shown.get(UNIT_LABEL, "")) or ""
        form.period = shown.get(PERIOD_LABEL, "")
        if facts.get("form") == MARK:
            if facts.get("plan") not in {"", None, self._plan.id}:
                self.refuse(
                    f"不是本计划（{self._plan.id}）的填报表，而是 {facts['plan']} 的",
                    f"a form of the plan {facts['plan']}, not of {self._plan.id}",
                )
            self._retitled(facts, shown)
        known = {body.id for body in self._plan.bodies}
        if form.unit not in known:
            found = shown.get(UNIT_LABEL, "") or form.unit
            self.refuse(
                "看不出是哪个单位的填报表（“填报单位”一栏）",
                f"whose form this is cannot be seen: {found!r} is no body of the plan",
                next((page.title for page in self._pages.values()), ""),
                found=found,
            )
            form.unit = ""
        else:
            form.unit_name = self._reporters.unit(form.unit).name
        self._filled_on(shown.get(DATE_LABEL, ""))

    def _retitled(self, facts: Mapping[str, str], shown: Mapping[str, str]) -> None:
        """A form that was made for another unit or period than its head says now: what is seen
        counts, for somebody wrote it there, and it is told. A head that names neither is no matter.
        """
        form = self._form
        unit, period = facts.get("unit", ""), facts.get("period", "")
        if form.unit in {"", unit}:
            form.unit = unit
        elif unit in {body.id for body in self._plan.bodies}:
            made, now = self._reporters.unit(unit).name, self._reporters.unit(form.unit).name
            self._say(
                Level.hint,
                f"这份表是发给{made}的，“填报单位”已改为{now}，按{now}收",
                f"made for {made}, and headed {now}, whose form it is taken for",
                found=shown.get(UNIT_LABEL, ""),
            )
        try:
            seen = read_period(form.period).period if form.period else period
        except NoPeriod:
            seen = period
        if seen != period:
            self._say(
                Level.hint,
                f"这份表是 {period} 的，“报告期”已改为 {seen}，按 {seen} 收",
                f"made for {period}, and headed {seen}, which it is taken for",
                found=shown.get(PERIOD_LABEL, ""),
            )
        form.period = seen

    def _filled_on(self, text: str) -> None:
        """The day at the head of the form."""
        self._form.filled_on = text
        if text:
            try:
                dt.date.fromisoformat(text)
            except ValueError:
                zh = "填报日期不是日期，如 2024-07-18"
                sheet = self._pages[INDICATORS].title if INDICATORS in self._pages else ""
                self._say(
                    Level.returned, zh, "no date", sheet, name=DATE_LABEL, found=text
                )  # fmt: skip
                self._form.filled_on = ""

    def _beside(self) -> dict[str, str]:
        """What stands beside the labels above the tables."""
        found: dict[str, str] = {}
        for page in self._pages.values():
            for row in range(1, SCAN):
                for column in range(1, page.max_column + 1):
                    label = normal(page.text(row, column)).rstrip(":")
                    if label in HEAD and page.text(row, column + 1):
                        value = page.value(row, column + 1)
                        found.setdefault(label, day(value) if label == DATE_LABEL else str(value))
        return found

    # -- a table that is no form

    def read_own_table(self, grids: list[Grid], sender: str, period: Period | None) -> None:
        """The figures of a body's own table, as offices write them."""
        form = self._form
        form.own_table = True
        form.unit, form.unit_name = sender, self._reporters.unit(sender).name
        form.figures = LongForm(form.file)
        names = Names(self._plan)
        tables = 0
        for grid in grids:
            year = year_of(grid) or (period.last_day.year if period is not None else None)
            header = find_header(grid, year)
            if header is not None:
                tables += 1
                TableReader(grid, header, self._plan, names, form.figures, year).run()
                for title in header.titles:
                    form.filled_on = form.filled_on or day_in_title(title)
        if not tables:
            self.refuse(
                "没有能认出的数据表：表头要有“指标”和“数值”“本期累计”“同比”之类的列",
                "no table of figures: its header names indicators and figures",
            )
            return
        self._note_periods(form.figures)
        for unread in form.figures.unread:
            self._say(Level.hint, unread.zh, unread.en, spot(unread.where)[1])
        told = {line[0] for line in form.figures.lines}
        form.blank = [i.id for i in self._reporters.unit(sender).indicators if i.id not in told]
        form.period = str(period) if period is not None else latest_period(form.figures)

    # -- the sheets

    def _columns(self, name: str) -> Columns:
        """The columns of a sheet. What was renamed is told, what is missing goes back."""
        page = self._pages[name]
        columns = columns_of(page, name)
        if normal(page.title) != name:
            self._say(
                Level.hint, f"工作表“{page.title}”按“{name}”读取", f"read as the sheet {name}",
                page.title,
            )  # fmt: skip
        headers = {column.key: column.header for column in SHEETS[name]}
        for key, text in columns.renamed.items():
            self._say(
                Level.hint, f"列“{text}”按“{headers[key]}”读取", f"read as the column {headers[key]}",
                page.title, columns.cell(key), found=text,
            )  # fmt: skip
        missing = columns.missing(name)
        if missing:
            told = "、".join(column.header for column in missing)
            here = "、".join(columns.strange.values())
            strange = f"；不认识的列：{here}" if here else ""
            cost = "这几列未收" if columns.names_rows(name) else "整张表未收"
            self._say(
                Level.returned, f"缺列或列名被改：{told}{strange}；{cost}",
                f"columns missing or renamed: {told}", page.title, columns.first_strange,
                found=here,
            )  # fmt: skip
        return columns

    def _figures(self, columns: Columns) -> None:
        form = self._form
        page = self._pages[INDICATORS]
        grid = grid_of_page(page, None, form.file)
        unit = self._reporters.unit(form.unit)
        if not columns.names_rows(INDICATORS):
            form.blank = [indicator.id for indicator in unit.indicators]
            return
        words: dict[str, int] = {k: columns.at[k] for k in ("note", "filled_by") if k in columns.at}
        name = columns.at.get("id") or columns.at["name"]
        for row in grid.rows_below(columns.row):
            self._return_unreadable(page.title, INDICATORS, grid, row, words, subject=name)
        # Not the years of the titles, among which is the hint how to fill the form.
        year = int(form.period[:4]) if re.match(r"\d{4}", form.period) else None
        header = find_header(grid, year)
        out = LongForm(form.file)
        form.figures = out
        if header is None:
            return
        names = Names(self._plan)
        TableReader(grid, header, self._plan, names, out, year).run()
        self._note_periods(out)
        filled = [columns.at[key] for key in FILLED if key in columns.at]
        for row in grid.rows_below(columns.row):
            if "filled_by" in columns.at and grid.text(row, columns.at["filled_by"]):
                form.filled_by[row] = grid.text(row, columns.at["filled_by"])
            meant, _ = names.find(grid.text(row, name))
            # A slash says that there is no figure yet: that is an answer.
            if len(meant) == 1 and not any(grid.text(row, at) for at in filled):
                form.blank.append(meant[0].id)

    def _note_periods(self, figures: LongForm) -> None:
        """Tells of periods that Excel had made days of."""
        for (place, *_), said in figures.as_months:
            file, sheet, cell = spot(place)
            zh = f"单元格是日期，按 {said.period} 读取"
            self._form.remarks.append(
                Remark(Level.hint, zh, said.note, self._form.unit_name, file, sheet, cell)
            )

    def _return_unreadable(
        self, title: str, name: str, grid: Grid, row: int, columns: dict[str, int], subject: int
    ) -> None:
        """Sends back the cells of a row that cannot be read, which then count as blank."""
        for key, at in columns.items():
            if (row, at) in grid.unreadable:
                header = next(c.header for c in SHEETS[name] if c.key == key)
                self._say(
                    Level.returned, "单元格是公式或错误值，请粘贴为数值", grid.unreadable[row, at],
                    title, cell_name(row, at), grid.text(row, subject), header,
                    grid.text(row, at)[:60],
                )  # fmt: skip
                grid.cells.pop((row, at), None)
                del grid.unreadable[row, at]

    def _rows(self, name: str, columns: Columns) -> list[FormRow]:
        """The rows of a sheet in which something was filled in."""
        if not columns.names_rows(name):
            return []
        page = self._pages[name]
        grid: Grid = grid_of_page(page, None, self._form.file)
        open_keys = [c.key for c in SHEETS[name] if not c.locked and c.key in columns.at]
        dates = {column.key for column in SHEETS[name] if column.date}
        rows = []
        for row in grid.rows_below(columns.row):
            subject = columns.at.get("task", 1)
            self._return_unreadable(page.title, name, grid, row, columns.at, subject)
            cells = {}
            for key, at in columns.at.items():
                value = grid.value(row, at)
                if key in open_keys and self._goes_on(page.title, grid, row, at):
                    value = None
                if value is not None:
                    cells[key] = day(value) if key in dates else text_of(value)
            if any(cells.get(key) for key in open_keys):
                rows.append(FormRow(row, cells, columns.at, page.title))
        return rows

    def _goes_on(self, title: str, grid: Grid, row: int, column: int) -> bool:
        """Whether a cell only continues a merged one, which counts for its first cell alone."""
        area = grid.area(row, column)
        if area is None or grid.value(row, column) is None:
            return False
        if area[:2] != (row, column):
            return True
        shown = f"{cell_name(*area[:2])}:{cell_name(*area[2:])}"
        self._say(
            Level.hint, f"合并单元格 {shown} 只算首格", f"of the merged {shown} only the first counts",
            title, cell_name(row, column), found=grid.text(row, column)[:60],
        )  # fmt: skip
        return False


def facts_of(hidden: Page | None) -> dict[str, str]:
    """What the hidden sheet of a form says of it."""
    return {hidden.text(row, 1): hidden.text(row, 2) for row in hidden.rows} if hidden else {}


def latest_period(figures: LongForm) -> str:
    """The period of a table that its figures end with."""
    periods = [line[1] for line in figures.lines if len(line) == len(COLUMNS)]
    return max((text for text in periods if ".." not in text), default="")


def day_in_title(title: str) -> str:
    """The day that a line above a table names as the one on which it was filled in."""
    match = FILLED_ON.search(normal(title))
    found = day(match.group(1)) if match else ""
    try:
        return dt.date.fromisoformat(found).isoformat()
    except ValueError:
        return ""


def text_of(value: object) -> str:
    """A cell as text: whole numbers without a point, days without a time."""
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()

"""One filled form: what its three sheets say, and what is wrong with it."""

import datetime as dt
import os
import re
from dataclasses import dataclass, field

from glidepath import _core
from glidepath._chinese_periods import normal
from glidepath._chinese_sheets import LongForm, Names, TableReader
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
    FormColumn,
)
from glidepath._grid import Grid, grid_of_page
from glidepath._remarks import Level, Remark, spot
from glidepath._reporting_units import Reporters
from glidepath._sheet_headers import find_header
from glidepath._workbook import EXCEL, Page, cell_name, open_workbook

FORM_SIZE_LIMIT = 5 << 20  # bytes; a form has some 20 kB
SCAN = 12  # rows above the table


@dataclass
class FormRow:
    """One row of the sheets of tasks or issues: texts by key, and where it stands."""

    row: int
    cells: dict[str, str]
    columns: dict[str, int]


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
    tasks: list[FormRow] = field(default_factory=list)
    issues: list[FormRow] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    @property
    def usable(self) -> bool:
        return not any(remark.level is Level.file for remark in self.remarks)


def read_form(path: str | os.PathLike[str], plan: _core.Plan, reporters: Reporters) -> Form:
    """Reads one file. Never raises for what it holds: that is among the remarks."""
    form = Form(os.fspath(path))
    reader = FormReader(form, plan, reporters)
    try:
        if os.path.splitext(form.file)[1].lower() not in {*EXCEL, ".xls"}:
            reader.refuse("不是 Excel 文件（.xlsx）", "no Excel file (.xlsx)")
        else:
            reader.read(_core.read_file(os.fsencode(path), FORM_SIZE_LIMIT))
    except InputError as error:
        form.unit = reporters.named_in(os.path.basename(form.file)) or form.unit
        form.unit_name = reporters.unit(form.unit).name if form.unit else ""
        fault = error.faults[0] if error.faults else None
        text = fault.message if fault else str(error)
        reader.refuse(FILE_REASONS.get(fault.code if fault else "", "文件无法读取"), text)
    return form


FILE_REASONS = {
    "too_large": "文件过大（超过 5 MB），请删去无关内容",
    "excel_format": "文件已加密、不是 .xlsx 格式或已损坏，请取消密码或另存为 .xlsx",
    "empty": "文件是空的",
}


class FormReader:
    """Reads one form into its content and remarks."""

    def __init__(self, form: Form, plan: _core.Plan, reporters: Reporters) -> None:
        self._form = form
        self._plan = plan
        self._reporters = reporters
        self._pages: dict[str, Page] = {}

    def refuse(self, zh: str, en: str, sheet: str = "", cell: str = "", found: str = "") -> None:
        """Nothing of the file is used."""
        form = self._form
        name = form.unit_name
        form.remarks.append(Remark(Level.file, zh, en, name, form.file, sheet, cell, "", "", found))

    def read(self, raw: bytes) -> None:
        pages = map(Page, open_workbook(raw, self._form.file).worksheets)
        self._pages = {page.title.strip(): page for page in pages}
        self._identify()
        missing = [name for name in SHEETS if name not in self._pages]
        if missing:
            others = "、".join(name for name in self._pages if name != HIDDEN_SHEET)
            self.refuse(
                f"缺工作表：{'、'.join(missing)}（现有：{others}）",
                f"missing sheets: {', '.join(missing)}; there are: {others}",
            )
        headers = {name: self._columns(name) for name in SHEETS if name in self._pages}
        if not self._form.usable:
            return
        self._figures(headers[INDICATORS])
        self._form.tasks = self._rows(TASKS, headers[TASKS])
        self._form.issues = self._rows(ISSUES, headers[ISSUES])

    # -- whose form it is

    def _identify(self) -> None:
        form = self._form
        hidden = self._pages.get(HIDDEN_SHEET)
        facts = {hidden.text(row, 1): hidden.text(row, 2) for row in hidden.rows} if hidden else {}
        first = self._pages.get(INDICATORS)
        shown = self._beside(first) if first is not None else {}
        if facts.get("form") == MARK:
            form.unit, form.period = facts.get("unit", ""), facts.get("period", "")
            if facts.get("plan") not in {"", None, self._plan.id}:
                self.refuse(
                    f"不是本计划（{self._plan.id}）的填报表，而是 {facts['plan']} 的",
                    f"a form of the plan {facts['plan']}, not of {self._plan.id}",
                )
        else:  # copied into another workbook: the head of the sheet says it
            form.unit = self._reporters.find(shown.get(UNIT_LABEL, "")) or ""
            form.period = shown.get(PERIOD_LABEL, "")
        known = {body.id for body in self._plan.bodies}
        if form.unit not in known:
            found = shown.get(UNIT_LABEL, "") or form.unit
            self.refuse(
                "看不出是哪个单位的填报表（“填报单位”一栏）",
                f"whose form this is cannot be seen: {found!r} is no body of the plan",
                INDICATORS if first is not None else "",
                found=found,
            )
            form.unit = ""
        else:
            form.unit_name = self._reporters.unit(form.unit).name
        form.filled_on = shown.get(DATE_LABEL, "")
        if form.filled_on:
            try:
                dt.date.fromisoformat(form.filled_on)
            except ValueError:
                form.remarks.append(
                    Remark(
                        Level.returned, "填报日期不是日期，如 2024-07-18", "no date", form.unit_name,
                        form.file, INDICATORS, "", "", DATE_LABEL, form.filled_on,
                    )
                )  # fmt: skip
                form.filled_on = ""

    def _beside(self, page: Page) -> dict[str, str]:
        """What stands beside the labels above the table."""
        found: dict[str, str] = {}
        for row in range(1, SCAN):
            for column in range(1, page.max_column + 1):
                label = normal(page.text(row, column)).rstrip(":")
                if label in {UNIT_LABEL, PERIOD_LABEL, DATE_LABEL} and page.text(row, column + 1):
                    value = page.value(row, column + 1)
                    found.setdefault(label, day(value) if label == DATE_LABEL else str(value))
        return found

    # -- the sheets

    def _columns(self, name: str) -> dict[str, int]:
        """The columns of a sheet by key; row 0 is the header's row. Missing ones are refused."""
        page = self._pages[name]
        known = {normal(column.header): column for column in SHEETS[name]}
        best: dict[str, int] = {}
        for row in range(1, SCAN + 1):
            found: dict[str, int] = {}
            for at in range(1, page.max_column + 1):
                column = known.get(normal(page.text(row, at)))
                if column is not None:
                    found.setdefault(column.key, at)
            if len(found) > len(best):
                best = {**found, "": row}
        wanted: list[FormColumn] = [c for c in SHEETS[name] if c.required and c.key not in best]
        if wanted:
            row = best.get("", 0)
            here = [
                page.text(row, at)
                for at in range(1, page.max_column + 1)
                if row and normal(page.text(row, at)) not in known and page.text(row, at)
            ]
            headers = "、".join(column.header for column in wanted)
            strange = f"；不认识的列：{'、'.join(here)}" if here else ""
            self.refuse(
                f"缺列或列名被改：{headers}{strange}",
                f"columns missing or renamed: {headers}",
                name,
                cell_name(row, 1) if row else "",
                "、".join(here),
            )
        return best

    def _figures(self, columns: dict[str, int]) -> None:
        form = self._form
        grid = grid_of_page(self._pages[INDICATORS], None, form.file)
        words: dict[str, int] = {key: columns[key] for key in ("note", "filled_by") if key in columns}
        for row in range(columns[""] + 1, grid.last_row + 1):
            self._return_unreadable(INDICATORS, grid, row, words, subject=columns["id"])
        # Not the years of the titles, among which is the hint how to fill the form.
        year = int(form.period[:4]) if re.match(r"\d{4}", form.period) else None
        header = find_header(grid, year)
        out = LongForm(form.file)
        form.figures = out
        if header is None:
            return
        TableReader(grid, header, self._plan, Names(self._plan), out, year).run()
        for (place, *_), said in out.as_months:
            file, sheet, cell = spot(place)
            form.remarks.append(
                Remark(
                    Level.hint, f"单元格是日期，按 {said.period} 读取", said.note, form.unit_name,
                    file, sheet, cell,
                )
            )  # fmt: skip
        filled = ("value", "growth", "share", "average", "rank")
        for row in range(columns[""] + 1, grid.last_row + 1):
            id = grid.text(row, columns["id"])
            if "filled_by" in columns and grid.text(row, columns["filled_by"]):
                form.filled_by[row] = grid.text(row, columns["filled_by"])
            # A slash says that there is no figure yet: that is an answer.
            if id and not any(grid.text(row, columns[key]) for key in filled):
                form.blank.append(id)

    def _return_unreadable(
        self, name: str, grid: Grid, row: int, columns: dict[str, int], subject: int
    ) -> None:
        """Sends back the cells of a row that cannot be read, which then count as blank."""
        form = self._form
        for key, at in columns.items():
            if key and (row, at) in grid.unreadable:
                header = next(c.header for c in SHEETS[name] if c.key == key)
                form.remarks.append(
                    Remark(
                        Level.returned, "单元格是公式或错误值，请粘贴为数值",
                        grid.unreadable[row, at], form.unit_name, form.file, name,
                        cell_name(row, at), grid.text(row, subject), header,
                        grid.text(row, at)[:60],
                    )
                )  # fmt: skip
                grid.cells.pop((row, at), None)
                del grid.unreadable[row, at]

    def _rows(self, name: str, columns: dict[str, int]) -> list[FormRow]:
        """The rows of a sheet in which something was filled in."""
        form = self._form
        grid: Grid = grid_of_page(self._pages[name], None, form.file)
        open_keys = [c.key for c in SHEETS[name] if not c.locked and c.key in columns]
        dates = {column.key for column in SHEETS[name] if column.date}
        rows = []
        for row in range(columns[""] + 1, grid.last_row + 1):
            self._return_unreadable(name, grid, row, columns, subject=columns.get("task", 1))
            cells = {}
            for key, at in columns.items():
                value = grid.value(row, at) if key else None
                if value is not None:
                    cells[key] = day(value) if key in dates else text_of(value)
            if any(cells.get(key) for key in open_keys):
                rows.append(FormRow(row, cells, columns))
        return rows


def text_of(value: object) -> str:
    """A cell as text: whole numbers without a point, days without a time."""
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()

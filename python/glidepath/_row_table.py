"""Tables of the desk (tasks, issues, inspections, duties kept): rows of text that know their cells.

A table is a CSV file or the first sheet of a workbook; its columns have the names of the
files that collecting writes, or their Chinese ones.
"""

import csv
import datetime as dt
import io
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from glidepath._form_layout import ISSUE_COLUMNS, TASK_COLUMNS
from glidepath._remarks import Level, Remark
from glidepath._workbook import (
    COMPOUND_FILE,
    EXCEL,
    Page,
    cell_name,
    open_workbook,
    read_limited,
    whole_file_fault,
)

SIZE_LIMIT = 50 << 20  # bytes
CHINESE = {column.header: column.key for column in (*TASK_COLUMNS, *ISSUE_COLUMNS)} | {
    "报告期": "period",
    "填报日期": "released",
    "填报单位": "source",
    "审核人": "reviewer",
    "销号日期": "cleared",
    "日期": "date",
    "类型(休/班)": "kind",
    "名称": "name",
    "事项编号": "obligation",
}
"""Columns by their Chinese headers."""


@dataclass(frozen=True)
class TableRow(Mapping[str, str]):
    """A row: texts by column, and the place of each cell."""

    cells: Mapping[str, str]
    table: "RowTable"
    row: int

    def __getitem__(self, key: str) -> str:
        return self.cells[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.cells)

    def __len__(self) -> int:
        return len(self.cells)

    def says(self, key: str) -> str:
        """What a cell says; nothing where there is no such column."""
        return self.cells.get(key, "").strip()

    def day(self, key: str) -> dt.date | None:
        """The date in a cell; None if it is blank or no date."""
        try:
            return dt.date.fromisoformat(self.says(key))
        except ValueError:
            return None

    def cell(self, key: str) -> str:
        """The name of a cell as Excel shows it; of a column that is not there the row alone."""
        column = self.table.columns.get(key)
        return cell_name(self.row, column) if column else f"{self.row}"

    def where(self, key: str) -> str:
        """File, sheet and cell, as faults name them."""
        sheet = f"{self.table.sheet}!" if self.table.sheet else ""
        return f"{self.table.name} [{sheet}{self.cell(key)}]"

    def remark(
        self, key: str, zh: str, en: str, subject: str, level: Level = Level.returned
    ) -> Remark:
        """Something to say about a cell, with its place."""
        unit, name = self.says("source") or self.says("lead"), self.says("description")[:40]
        return Remark(
            level, zh, en, unit, self.table.name, self.table.sheet, self.cell(key), subject,
            name or self.says("name"), self.says(key)[:60],
        )  # fmt: skip


@dataclass
class RowTable:
    """The rows of a table, in their order."""

    name: str = ""
    sheet: str = ""
    columns: dict[str, int] = field(default_factory=dict)
    rows: list[TableRow] = field(default_factory=list)

    @classmethod
    def load(cls, path: str | os.PathLike[str] | None, key: str) -> "RowTable":
        """Reads a table; an empty one without a path. Raises InputError if it cannot be used or
        lacks the column ``key``."""
        return (
            cls()
            if path is None
            else cls.read(read_limited(path, SIZE_LIMIT), os.fspath(path), key)
        )

    @classmethod
    def read(cls, raw: bytes, name: str, key: str) -> "RowTable":
        """A table from its bytes; ``name`` says what they are and where they are from."""
        if Path(name).suffix.lower() in EXCEL or raw.startswith(COMPOUND_FILE):
            page = Page(open_workbook(raw, name, values=True).worksheets[0])
            lines = {
                row: [text_of(page.value(row, at)) for at in range(1, page.max_column + 1)]
                for row in page.rows
            }
            table = cls(name, page.title)
        else:
            text = decoded(raw, name)
            reader = csv.reader(io.StringIO(text, newline=""))
            lines = {row: line for row, line in enumerate(reader, start=1) if any(line)}
            table = cls(name)
        return table._fill(lines, key)

    def _fill(self, lines: dict[int, list[str]], key: str) -> "RowTable":
        header, *below = lines.items() if lines else [(0, [])]
        for at, title in enumerate(header[1], start=1):
            name = title.strip()
            self.columns.setdefault(CHINESE.get(name, name), at)
        if key not in self.columns:
            raise whole_file_fault("missing_column", self.name, f"the column {key} is missing")
        for row, line in below:
            cells = {
                k: line[at - 1].strip() if at <= len(line) else "" for k, at in self.columns.items()
            }
            if cells[key]:
                self.rows.append(TableRow(cells, self, row))
        return self

    def by(self, key: str) -> dict[str, list[TableRow]]:
        """The rows of each id, in their order."""
        found: dict[str, list[TableRow]] = {}
        for row in self.rows:
            found.setdefault(row[key], []).append(row)
        return found


def decoded(raw: bytes, name: str) -> str:
    """The text of a CSV file: UTF-8, or GB18030 as Excel saves it in China."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise whole_file_fault("bad_encoding", name, "not UTF-8; save it as CSV UTF-8")


def text_of(value: object) -> str:
    """A cell of a workbook as text: days without a time, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)

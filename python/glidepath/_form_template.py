"""Fills a form that somebody else designed: by its headers, without touching its looks."""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from glidepath._chinese_periods import normal
from glidepath._core import Fault
from glidepath._errors import InputError
from glidepath._month import Cells
from glidepath._remarks import Level, Remark
from glidepath._table_columns import NUMBER, PROGRAMME, Column
from glidepath._table_sheet import Table
from glidepath._workbook import FORMULA_STARTS, is_blank, open_workbook, place

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

SCAN = 20  # rows in which a header is looked for
FEWEST = 3  # headers that make a row the head of a table
BY_NAME = ("indicator", "title", "task", "issue", "target", "project")
"""Columns by which a row that is there already is found."""
DRAWN = re.compile(rb"<(?:\w+:)?(?:pic|sp|cxnSp|graphicFrame)[ >]")
"""What stands on a sheet beside its cells: pictures, shapes, lines, charts."""


@dataclass(frozen=True)
class Match:
    """The head of a table in a form: its row, our table, and the columns that both have."""

    sheet: "Worksheet"
    row: int
    table: Table
    columns: dict[int, Column]


def fill_form(
    raw: bytes, name: str, tables: Sequence[Table], language: str
) -> tuple[bytes, list[Remark]]:
    """The form with the rows of the tables whose headers it has, and a remark if some of what was
    drawn on its sheets is lost.

    Rows that name an indicator, task or issue get its values where they are blank; otherwise rows
    are filled from the first blank one below the head. Raises InputError if the form has no such
    head, or too few blank rows: nothing of it is then filled.
    """
    book = open_workbook(raw, name)
    matches = [m for sheet in book.worksheets if (m := find_table(sheet, tables, language))]
    if not matches:
        known = "、".join(dict.fromkeys(c.header(language) for t in tables for c in t.columns))
        fault = Fault("no_header", f"no row has {FEWEST} of the headers known: {known}", file=name)
        raise InputError(str(fault), [fault])
    faults = [fault for match in matches for fault in fill(match, name)]
    if faults:
        raise InputError("\n".join(map(str, faults)), faults)
    out = io.BytesIO()
    book.save(out)
    filled = out.getvalue()
    lost = drawn(raw) - drawn(filled)
    if lost <= 0:
        return filled, []
    zh = f"表样中有{lost}处图形（文本框、线条等）未能保留，请把填好的行贴回原表样"
    en = f"{lost} shapes of the form are lost; paste the rows into the form itself"
    return filled, [Remark(Level.hint, zh, en, file=name)]


def drawn(workbook: bytes) -> int:
    """How many things are drawn on the sheets of a workbook."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        drawings = [name for name in archive.namelist() if name.startswith("xl/drawings/drawing")]
        return sum(len(DRAWN.findall(archive.read(name))) for name in drawings)


def find_table(sheet: "Worksheet", tables: Sequence[Table], language: str) -> Match | None:
    """The row of a sheet with the most headers of one of the tables."""
    best: Match | None = None
    for table in tables:
        known = {normal(column.header(language)): column for column in table.columns}
        for row in range(1, min(sheet.max_row, SCAN) + 1):
            found = {
                at: known[text]
                for at in range(1, sheet.max_column + 1)
                if (text := normal(str(sheet.cell(row, at).value or ""))) in known
            }
            if len(found) >= FEWEST and (best is None or len(found) > len(best.columns)):
                best = Match(sheet, row, table, found)
    return best


def rows_of(table: Table) -> list[dict[str, Any]]:
    """The rows of a table with number and programme in each."""
    rows: list[dict[str, Any]] = []
    for group in table.groups:
        for cells in group.rows:
            count = {NUMBER.key: len(rows) + 1, PROGRAMME.key: group.title}
            rows.append({**count, **cells})
    return rows


def fill(match: Match, name: str) -> list[Fault]:
    """Fills one sheet; what is wrong if it cannot be filled."""
    sheet = match.sheet
    rows = rows_of(match.table)
    identity = [at for at, column in match.columns.items() if column.key in BY_NAME]
    named = [
        row
        for row in range(match.row + 1, sheet.max_row + 1)
        if any(not is_blank(sheet.cell(row, at).value) for at in identity)
    ]
    filled = False
    for row in named:
        cells = wanted_row(match, row, identity, rows)
        if cells is not None:
            filled = True
            put(match, row, cells)
    if filled or not rows:
        return []
    blank = blank_rows(match)
    if len(blank) < len(rows):
        where = place(name, sheet.title, match.row, 1)
        message = (
            f"{len(blank)} blank rows below the head, but there are {len(rows)} rows to fill in; "
            "insert rows (请在表中插入空行)"
        )
        return [Fault("too_few_rows", message, file=where)]
    for row, cells in zip(blank, rows, strict=False):
        put(match, row, cells)
    return []


def wanted_row(
    match: Match, row: int, identity: Iterable[int], rows: Sequence[Cells]
) -> Cells | None:
    """The row of ours that a row of the form names."""
    said = {
        match.columns[at].key: normal(str(match.sheet.cell(row, at).value or "")) for at in identity
    }
    for cells in rows:
        for key, text in said.items():
            if text and text in {normal(str(cells.get(key, ""))), normal(str(cells.get("id", "")))}:
                return cells
    return None


def blank_rows(match: Match) -> list[int]:
    """The rows below the head that are blank in all columns of ours, up to the first that is not.
    A form ends where its lines end: rows without any border are below it."""
    sheet = match.sheet
    found = []
    for row in range(match.row + 1, sheet.max_row + 1):
        cells = [sheet.cell(row, at) for at in match.columns]
        others = [sheet.cell(row, at).value for at in range(1, sheet.max_column + 1)]
        if any(not is_blank(cell.value) for cell in cells if cell.value != row - match.row):
            break
        if any(isinstance(value, str) and value.startswith("注") for value in others):
            break
        found.append(row)
    return found


def put(match: Match, row: int, cells: Cells) -> None:
    """Writes the values of a row into its blank cells; text stays text, formulas stay."""
    from openpyxl.cell.cell import MergedCell

    for at, column in match.columns.items():
        cell = match.sheet.cell(row, at)
        if isinstance(cell, MergedCell) or not is_blank(cell.value):
            continue
        value = cells.get(column.key)
        if isinstance(value, str):
            cell.value = value
            cell.data_type = "s"
            if value.startswith(FORMULA_STARTS):
                cell.quotePrefix = True
        else:
            cell.value = value

"""Fills a form that somebody else designed: by its headers, without touching its looks."""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from glidepath import _core
from glidepath._chinese_periods import normal
from glidepath._chinese_sheets import NUMBERING, REMARK, Names
from glidepath._core import Fault
from glidepath._errors import InputError
from glidepath._month import Cells
from glidepath._remarks import Level, Remark
from glidepath._sheet_headers import GENERAL, WORDS, without_unit
from glidepath._table_columns import NUMBER, PROGRAMME, Column, Look
from glidepath._table_sheet import Table
from glidepath._workbook import FORMULA_STARTS, is_blank, open_workbook, place

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

SCAN = 20  # rows in which a header is looked for
FEWEST = 3  # headers that make a row the head of a table
BY_NAME = ("id", "indicator", "title", "task", "issue", "target", "project")
"""Columns by which a row that is there already is found."""
ID = Column("id", "指标编号", "Indicator id", 12, Look.short)
ROLES = {
    "id": ID.key, "indicator": "indicator", "unit": "unit", "period": "data_period",
    "figure": "actual", "to_date": "actual", "growth": "growth", "growth_to_date": "growth",
    "share": "completed", "rank": "rank", "average": "average", "source": "source",
}  # fmt: skip
"""Columns of 主要指标进度表 by what the reader of offices' tables takes a header for."""
IN_UNITS = ("actual", "planned")
"""Columns whose figures are in the unit of the indicator."""
SIGNED = re.compile(r"(?:填报|填表|制表|审核|复核|联系|负责|单位负责|签发|合计|总计|小计)")
"""How lines below a table begin that name nothing of a plan."""
DRAWN = re.compile(rb"<(?:\w+:)?(?:pic|sp|cxnSp|graphicFrame)[ >]")
"""What stands on a sheet beside its cells: pictures, shapes, lines, charts."""


@dataclass(frozen=True)
class Match:
    """The head of a table in a form: its row, our table, and the columns that both have."""

    sheet: "Worksheet"
    row: int
    table: Table
    columns: dict[int, Column]
    units: dict[int, str]  # in the headers of columns, where they have one


@dataclass
class Filled:
    """A form that was filled in."""

    content: bytes = b""
    unfilled: list[Remark] = field(default_factory=list)  # rows that stay blank, and why
    lost: list[Remark] = field(default_factory=list)  # what was drawn on its sheets and is gone


def fill_form(
    raw: bytes, name: str, tables: Sequence[Table], plan: _core.Plan, language: str
) -> Filled:
    """The form with the rows of the tables whose headers it has.

    Headers and names are read as in offices' tables: headers by their variants, indicators by id,
    name or alias. Rows that name an indicator, task or issue get its values where they are blank;
    otherwise rows are filled from the first blank one below the head. Raises InputError if the form
    has no such head, or too few blank rows: nothing of it is then filled.
    """
    book = open_workbook(raw, name)
    matches = [m for sheet in book.worksheets if (m := find_table(sheet, tables, language))]
    if not matches:
        known = "、".join(dict.fromkeys(c.header(language) for t in tables for c in t.columns))
        fault = Fault("no_header", f"no row has {FEWEST} of the headers known: {known}", file=name)
        raise InputError(str(fault), [fault])
    filled = Filled()
    names = Names(plan)
    faults = [fault for match in matches for fault in fill(match, name, names, filled)]
    if faults:
        raise InputError("\n".join(map(str, faults)), faults)
    out = io.BytesIO()
    book.save(out)
    filled.content = out.getvalue()
    lost = drawn(raw) - drawn(filled.content)
    if lost <= 0:
        return filled
    zh = f"表样中有{lost}处图形（文本框、线条等）未能保留，请把填好的行贴回原表样"
    en = f"{lost} shapes of the form are lost; paste the rows into the form itself"
    filled.lost.append(Remark(Level.hint, zh, en, file=name))
    return filled


def drawn(workbook: bytes) -> int:
    """How many things are drawn on the sheets of a workbook."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        drawings = [name for name in archive.namelist() if name.startswith("xl/drawings/drawing")]
        return sum(len(DRAWN.findall(archive.read(name))) for name in drawings)


def find_table(sheet: "Worksheet", tables: Sequence[Table], language: str) -> Match | None:
    """The row of a sheet with the most headers of one of the tables."""
    best: Match | None = None
    for table in tables:
        headers = Headers(table, language)
        for row in range(1, min(sheet.max_row, SCAN) + 1):
            found: dict[int, Column] = {}
            units: dict[int, str] = {}
            for at in range(1, sheet.max_column + 1):
                column, unit = headers.find(str(sheet.cell(row, at).value or ""))
                if column is not None and column not in found.values():
                    found[at], units[at] = column, unit
            if len(found) >= FEWEST and (best is None or len(found) > len(best.columns)):
                best = Match(sheet, row, table, found, units)
    return best


class Headers:
    """The columns of a table by what forms call them."""

    def __init__(self, table: Table, language: str) -> None:
        self._exact = {normal(column.header(language)): column for column in table.columns}
        bare = [(without_unit(column.header(language))[0], column) for column in table.columns]
        counts = Counter(text for text, _ in bare)
        self._bare = {text: column for text, column in bare if counts[text] == 1}
        by_key = {column.key: column for column in table.columns} | {ID.key: ID}
        self._by_role = {role: by_key[key] for role, key in ROLES.items() if key in by_key}
        if "actual" not in by_key:
            self._by_role = {}  # only 主要指标进度表 is a table of figures

    def find(self, header: str) -> tuple[Column | None, str]:
        """The column that a header means, and the unit of figures in its brackets."""
        plain = normal(header)
        if plain in self._exact:
            return self._exact[plain], ""
        text, unit = without_unit(header)
        unit = "" if unit in GENERAL else unit
        return self._bare.get(text) or self._by_role.get(WORDS.get(text, "")), unit


def rows_of(table: Table) -> list[dict[str, Any]]:
    """The rows of a table with number and programme in each."""
    rows: list[dict[str, Any]] = []
    for group in table.groups:
        for cells in group.rows:
            count = {NUMBER.key: len(rows) + 1, PROGRAMME.key: group.title}
            rows.append({**count, **cells})
    return rows


def fill(match: Match, name: str, names: Names, filled: Filled) -> list[Fault]:
    """Fills one sheet and notes the rows that stay blank; what is wrong if it cannot be filled."""
    sheet = match.sheet
    rows = rows_of(match.table)
    identity = [at for at, column in match.columns.items() if column.key in BY_NAME]
    named = [
        row
        for row in range(match.row + 1, sheet.max_row + 1)
        if any(not is_blank(sheet.cell(row, at).value) for at in identity)
    ]
    known = False
    told: list[Remark] = []
    programmes = {normal(group.title) for group in match.table.groups}
    for row in named:
        cells = wanted_row(match, row, identity, rows, names)
        if cells is not None:
            known = True
            told += put(match, row, cells, name)
        elif (at := unknown_name(match, row, identity, programmes)) is not None:
            told.append(not_known(match, row, at, name))
    filled.unfilled += told
    if known or not rows:
        return []
    blank = blank_rows(match)
    if len(blank) < len(rows):
        where = place(name, sheet.title, match.row, 1)
        message = (
            f"{len(blank)} blank rows below the head, but there are {len(rows)} rows to fill in; "
            "insert rows (请在表中插入空行)"
        )
        if told:
            message += "; not recognised: " + ", ".join(remark.found for remark in told)
        return [Fault("too_few_rows", message, file=where)]
    for row, cells in zip(blank, rows, strict=False):
        filled.unfilled += put(match, row, cells, name)
    return []


def wanted_row(
    match: Match, row: int, identity: Iterable[int], rows: Sequence[Cells], names: Names
) -> Cells | None:
    """The row of ours that a row of the form names: as we write it, else as a table of figures may
    call the indicator."""
    said = {match.columns[at].key: str(match.sheet.cell(row, at).value or "") for at in identity}
    for read in (normal, lambda text: NUMBERING.sub("", normal(text))):
        for cells in rows:
            for key, text in said.items():
                ours = {normal(str(cells.get(key, ""))), normal(str(cells.get("id", "")))}
                if read(text) and read(text) in ours:
                    return cells
    for key in ("id", "indicator"):
        found, _ = names.find(said.get(key, ""))
        ids = {indicator.id for indicator in found}
        if len(ids) == 1:
            return next((cells for cells in rows if cells.get("id") in ids), None)
    return None


def unknown_name(
    match: Match, row: int, identity: Iterable[int], programmes: set[str]
) -> int | None:
    """The column with a name that nothing of ours has; None for a line of another kind: the title
    of a programme, a remark, who signed."""
    for at in identity:
        text = normal(str(match.sheet.cell(row, at).value or ""))
        bare = NUMBERING.sub("", text)
        if not bare or REMARK.match(text) or SIGNED.match(text):
            continue
        if bare in programmes or text in programmes:
            return None
        return at
    return None


def not_known(match: Match, row: int, at: int, name: str) -> Remark:
    """That a row of the form names nothing of the plan."""
    cell = match.sheet.cell(row, at)
    found = str(cell.value)
    zh = f"“{found}”不是方案中的指标、任务或问题，也不是其别名，本行未填"
    en = f"“{found}” is nothing of the plan by id, name or alias; the row is not filled in"
    sheet = match.sheet.title
    return Remark(
        Level.returned, zh, en, file=name, sheet=sheet, cell=cell.coordinate, found=found
    )


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


def unit_of(match: Match, row: int, at: int) -> str:
    """The unit in which a form wants the figure of a cell, by its row, else by its header; empty if
    it does not say."""
    stated = next((c for c, column in match.columns.items() if column.key == "unit"), None)
    own = match.sheet.cell(row, stated).value if stated is not None else None
    return match.units.get(at, "") if is_blank(own) else normal(str(own))


def put(match: Match, row: int, cells: Cells, name: str) -> list[Remark]:
    """Writes the values of a row into its blank cells; text stays text, formulas stay. A figure
    that the form wants in another unit is not written, but remarked upon."""
    from openpyxl.cell.cell import MergedCell

    remarks = []
    ours = normal(str(cells.get("unit", "")))
    # Before the first cell is written: 单位 may be one of them.
    wanted = {at: unit_of(match, row, at) for at in match.columns}
    for at, column in match.columns.items():
        cell = match.sheet.cell(row, at)
        if isinstance(cell, MergedCell) or not is_blank(cell.value):
            continue
        value = cells.get(column.key)
        unit = wanted[at]
        if column.key in IN_UNITS and unit not in {"", ours} and isinstance(value, int | float):
            zh = f"表样的单位是{unit}，数据的单位是{cells.get('unit')}，本格未填"
            en = f"the form wants {unit}, the figure is in {cells.get('unit')}; not filled in"
            sheet, where = match.sheet.title, cell.coordinate
            remarks.append(Remark(Level.returned, zh, en, file=name, sheet=sheet, cell=where))
            continue
        if isinstance(value, str):
            cell.value = value
            cell.data_type = "s"
            if value.startswith(FORMULA_STARTS):
                cell.quotePrefix = True
        else:
            cell.value = value
    return remarks

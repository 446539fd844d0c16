"""Plans from Excel workbooks: the sheets are turned into the text of a plan file for the one reader
of plans; the places of its faults are turned back into cells."""

import difflib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from glidepath._core import Fault
from glidepath._errors import InputError
from glidepath._plan_cells import BadCell, decode, entries
from glidepath._plan_sheets import Column, Sheet, sheets
from glidepath._plan_words import HELP_SHEET, REFERENCES
from glidepath._workbook import Page, column_number, open_workbook, place

SCAN = 10  # rows in which a header is looked for

MISSING_KEY = re.compile(r"needs the key (\S+)$")
FIRST_KEY = re.compile(r'^([a-z_.]+)(?:\[\d+\])?(?: = "|: )')
KEY_OF_CODE = {  # what a fault about a whole row is about
    "unknown_unit": "unit",
    "bad_id": "id",
    "duplicate_id": "id",
    "unit_mismatch": "say",
    "mixed_prices": "say",
    "illegal_statistic": "say",
    "duplicate_part": "say",
    "bad_part": "part_of",
    "bounds": "bounds.min",
    "lag": "lag",
    "ratio_parts": "numerator",
    "dates": "superseded",
    "base": "base",
    "unit_scale": "scale",
    "policy_name": "name",
}
CELL = re.compile(r"\[([^\[]+)!([A-Z]+)(\d+)\]$")
HEADING = re.compile(r"\[\[?([a-z]+)\]?\]")
NAMES = {"name.zh", "name.en", "title.zh", "title.en", "aliases"}  # what rows are called
UNCLEAR = {"missing_column", "unknown_column", "duplicate_column", "no_header"}


@dataclass
class PlanText:
    """The plan file that a workbook says, and where in the workbook each of its lines stands."""

    toml: str = ""
    extends: bool = False
    lines: list[tuple[Sheet, int, dict[str, int]]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)  # of each line; empty for a heading
    single: dict[str, int] = field(default_factory=dict)  # rows of keys that stand once
    refused: set[int] = field(default_factory=set)  # lines whose cells were refused already
    faults: list[Fault] = field(default_factory=list)


class PlanSheetsReader:
    """Reads the sheets of one workbook into the text of a plan file."""

    def __init__(self, raw: bytes, name: str) -> None:
        self._name = name
        self._workbook = open_workbook(raw, name)
        self._text = PlanText()
        self._pages: dict[str, Page] = {}
        self._header: dict[str, int] = {}  # last row of it, by table
        self._columns: dict[str, dict[str, int]] = {}
        self._names: dict[str, dict[str, set[str]]] = {}
        self._out: list[str] = []

    def run(self) -> PlanText:
        self._find_pages()
        for sheet in sheets():
            if not sheet.single and sheet.table in self._pages:
                header = self._headers(sheet, self._pages[sheet.table])
                self._header[sheet.table], self._columns[sheet.table] = header
        self._names = {table: self._named(table) for table in set(REFERENCES.values())}
        for sheet in sheets():
            if sheet.owner or sheet.table not in self._pages:
                continue
            if sheet.single:
                self._single(sheet)
            else:
                self._list(sheet)
        self._text.toml = "\n".join(self._out) + "\n"
        return self._text

    # -- pages and headers

    def _fault(self, code: str, sheet: str, row: int, column: int, message: str) -> None:
        self._text.faults.append(Fault(code, message, file=place(self._name, sheet, row, column)))

    def _find_pages(self) -> None:
        names = {}
        for sheet in sheets():
            for name in (sheet.name, sheet.zh, sheet.en, sheet.table):
                names[name.casefold()] = sheet
        strangers = []
        for page in map(Page, self._workbook.worksheets):
            known = names.get(page.title.strip().casefold())
            if known is None:
                strangers.append(page.title)
            elif known.table in self._pages:
                self._fault("duplicate_sheet", page.title, 0, 0, f"a second sheet {known.name}")
            else:
                self._pages[known.table] = page
        missing = [sheet for sheet in sheets() if sheet.table not in self._pages]
        strangers = [name for name in strangers if name != HELP_SHEET]
        allowed = ", ".join(sheet.name for sheet in missing)
        if strangers and missing:
            for name in strangers:
                self._fault(
                    "unknown_sheet", name, 0, 0,
                    f'"{name}" is no sheet of a plan; rename it to one of those that are missing '
                    f"({allowed}), or move it into another workbook",
                )  # fmt: skip
        elif any(sheet.table == "plan" for sheet in missing):
            self._text.faults.append(
                Fault("missing_sheet", "a plan needs the sheet 计划 plan", file=self._name)
            )

    def _headers(self, sheet: Sheet, page: Page) -> tuple[int, dict[str, int]]:
        """The last row of the header and the columns by key; faults for what is no header."""
        known = {}
        for column in sheet.columns:
            known[column.key] = column.key
            known.setdefault(column.label, column.key)
        best: tuple[int, int] = (0, 0)
        for row in range(1, min(page.max_row, SCAN) + 1):
            cells = [page.text(row, at) for at in range(1, page.max_column + 1)]
            matches = sum(cell in known for cell in cells)
            if matches > best[1]:
                best = (row, matches)
        if best[1] == 0:
            if page.max_row > 1 or page.max_column > 1:
                keys = ", ".join(column.label for column in sheet.columns)
                self._fault("no_header", page.title, 1, 1, f"no row names the columns: {keys}")
            return 0, {}
        row = best[0]
        below = [page.text(row + 1, at) for at in range(1, page.max_column + 1)]
        if sum(cell in known for cell in below) * 2 >= best[1]:
            row += 1
        found: dict[str, int] = {}
        for at in range(1, page.max_column + 1):
            # The key decides, else the label.
            texts = [page.text(line, at) for line in (row, row - 1, best[0])]
            keys_here = [known[text] for text in texts if text in known]
            exact = [text for text in texts if text in {column.key for column in sheet.columns}]
            key = exact[0] if exact else keys_here[0] if keys_here else ""
            label = next((text for text in texts if text), "")
            if not key:
                if label or any(page.cell(line, at) for line in page.rows if line > row):
                    self._unknown_column(sheet, page, row, at, label)
            elif key in found:
                self._fault(
                    "duplicate_column", page.title, row, at, f"the column {key} is there twice"
                )
            else:
                found[key] = at
        for column in sheet.columns:
            if column.required and column.key not in found:
                self._fault(
                    "missing_column", page.title, row, 1,
                    f"the column {column.label} {column.key} is missing",
                )  # fmt: skip
        return row, found

    def _unknown_column(self, sheet: Sheet, page: Page, row: int, at: int, label: str) -> None:
        words = [column.key for column in sheet.columns] + [c.label for c in sheet.columns]
        near = difflib.get_close_matches(label, words, 1)
        self._fault(
            "unknown_column", page.title, row, at,
            (f'"{label}" is no column of this sheet' if label else "the column has no name")
            + "; allowed: " + ", ".join(f"{c.label} {c.key}" for c in sheet.columns)
            + (f"; did you mean {near[0]}?" if near else ""),
        )  # fmt: skip

    # -- rows

    def _line(
        self,
        text: str,
        key: str,
        sheet: Sheet,
        row: int,
        columns: dict[str, int],
        refused: bool = False,
    ) -> None:
        self._out.append(text)
        self._text.lines.append((sheet, row, columns))
        self._text.keys.append(key)
        if refused:
            self._text.refused.add(len(self._out))

    def _value(
        self, sheet: Sheet, page: Page, row: int, at: int, column: Column
    ) -> tuple[str, bool]:
        """The TOML value of a cell (empty for a blank one), and whether it was refused."""
        cell = page.cell(row, at)
        if cell is None:
            return "", False
        problem = ""
        if cell.data_type == "f":
            problem = f"a formula ({str(cell.value)[:40]}); paste its value instead"
        elif cell.data_type == "e":
            problem = f"the error {cell.value} of Excel"
        else:
            try:
                named = self._by_name(cell.value, column)
                return decode(named, cell.number_format, column), False
            except BadCell as error:
                problem = str(error)
        self._fault("bad_cell", page.title, row, at, f"{column.label} {column.key}: {problem}")
        return PLACEHOLDERS[column.kind](column), True

    def _named(self, table: str) -> dict[str, set[str]]:
        """The ids of a sheet's rows by what they are called: a row's own id means that row."""
        page, columns = self._pages.get(table), self._columns.get(table, {})
        found: dict[str, set[str]] = {}
        if page is None or "id" not in columns:
            return found
        rows = [row for row in page.rows if row > self._header[table]]
        for row in rows:
            id = page.text(row, columns["id"])
            for key in NAMES & set(columns):
                texts = [page.text(row, columns[key])]
                for text in entries(texts[0]) if key == "aliases" else texts:
                    if text:
                        found.setdefault(text, set()).add(id)
        for row in rows:
            id = page.text(row, columns["id"])
            found[id] = {id}
        return found

    def _by_name(self, value: object, column: Column) -> object:
        """A cell in which names of rows of another sheet are replaced by their ids."""
        names = self._names.get(column.refers_to)
        if not names or not isinstance(value, str):
            return value
        texts = entries(value) if column.kind == "list" else [value.strip()]
        ids = []
        for text in texts:
            meant = sorted(names.get(text, {text}))
            if len(meant) > 1:
                raise BadCell(f'"{text}" may be any of {", ".join(meant)}; write the id')
            ids += meant
        return value if ids == texts else "; ".join(ids)

    def _cells(self, sheet: Sheet, page: Page, row: int, columns: dict[str, int]) -> None:
        """The keys of one row, each on a line of its own."""
        said = set()
        for column in sheet.columns:
            if column.key not in columns or column.key == sheet.owner:
                continue
            value, refused = self._value(sheet, page, row, columns[column.key], column)
            if value:
                said.add(column.path[0])
                self._line(f"{column.key} = {value}", column.key, sheet, row, columns, refused)
        for key in sheet.texts:
            if key not in said:
                self._line(f"{key} = {{}}", key, sheet, row, columns)

    def _single(self, sheet: Sheet) -> None:
        page = self._pages[sheet.table]
        known = {column.key: column for column in sheet.columns}
        labels = {column.label: column for column in sheet.columns}
        rows: dict[str, int] = {}
        for row in range(1, page.max_row + 1):
            texts = [page.text(row, at) for at in (1, 2)]
            column = known.get(texts[1]) or known.get(texts[0]) or labels.get(texts[0])
            if column is not None:
                rows[column.key] = row
                self._text.single[f"{sheet.table}.{column.key}"] = row
            elif row > 1 and page.cell(row, 3):
                allowed = ", ".join(known)
                self._fault(
                    "unknown_key", page.title, row, 2,
                    f'"{texts[1] or texts[0]}" is no key of this sheet; allowed: {allowed}',
                )  # fmt: skip
        said = set()
        lines: list[tuple[str, str, int, bool]] = []
        for column in sheet.columns:
            if column.key in rows:
                value, refused = self._value(sheet, page, rows[column.key], 3, column)
                if value:
                    said.add(column.path[0])
                    lines.append((f"{column.key} = {value}", column.key, rows[column.key], refused))
                    self._text.extends |= sheet.table == "plan" and column.key == "extends"
        if not lines and sheet.table != "plan":
            return
        here = {column.key: 3 for column in sheet.columns}
        self._line(f"[{sheet.table}]", "", sheet, 1, here)
        for text, key, row, refused in lines:
            self._line(text, key, sheet, row, here, refused)
        for key in sheet.texts:
            if key not in said and not self._text.extends:
                self._line(f"{key} = {{}}", key, sheet, 1, here)

    def _list(self, sheet: Sheet) -> None:
        page = self._pages[sheet.table]
        header, columns = self._header[sheet.table], self._columns[sheet.table]
        inner = [other for other in sheets() if other.owner == sheet.table]
        nested = {
            other.table: self._by_owner(other) for other in inner if other.table in self._pages
        }
        for row in page.rows:
            if row <= header or not any(page.cell(row, at) for at in columns.values()):
                continue
            self._line(f"[[{sheet.table}]]", "", sheet, row, columns)
            self._cells(sheet, page, row, columns)
            id = page.text(row, columns["id"]) if "id" in columns else ""
            for other in inner:
                below = nested.get(other.table, {})
                for line in below.pop(id, []):
                    self._line(
                        f"[[{sheet.table}.{other.key}]]", "", other, line,
                        self._columns[other.table],
                    )  # fmt: skip
                    self._cells(other, self._pages[other.table], line, self._columns[other.table])
        for other in inner:
            for id, rows in nested.get(other.table, {}).items():
                self._orphan(other, id, rows)

    def _by_owner(self, sheet: Sheet) -> dict[str, list[int]]:
        """The rows of a sheet by the id of the row that they belong to."""
        page = self._pages[sheet.table]
        header, columns = self._header[sheet.table], self._columns[sheet.table]
        found: dict[str, list[int]] = {}
        if sheet.owner in columns:
            for row in page.rows:
                if row > header and any(page.cell(row, at) for at in columns.values()):
                    found.setdefault(page.text(row, columns[sheet.owner]), []).append(row)
        return found

    def _orphan(self, sheet: Sheet, id: str, rows: list[int]) -> None:
        at = self._columns[sheet.table][sheet.owner]
        for row in rows:
            self._fault(
                "dangling_reference", self._pages[sheet.table].title, row, at,
                f'{sheet.owner}: "{id}" is the id of no row of its sheet',
            )  # fmt: skip


PLACEHOLDERS: dict[str, Callable[[Column], str]] = {
    # Something of the right type, so that only the refused cell itself is a fault.
    "date": lambda column: "2000-01-01",
    "period": lambda column: '"2000"',
    "number": lambda column: "1",
    "integer": lambda column: "1",
    "flag": lambda column: "false",
    "word": lambda column: f'"{column.words[0][0]}"',
    "prices": lambda column: '"current"',
    "list": lambda column: "[]",
    "text": lambda column: '"x"',
}


def read_sheets(raw: bytes, name: str) -> PlanText:
    """The plan file that a workbook says. Raises InputError if it is none."""
    return PlanSheetsReader(raw, name).run()


def translate(faults: Iterable[Fault], texts: dict[str, PlanText]) -> list[Fault]:
    """Faults of the reader with cells in place of lines, after those found in the sheets, in the
    order of the workbook. What only follows from a refused cell or a missing column is left out."""
    found: list[Fault] = []
    for text in texts.values():
        found += text.faults
    for fault in faults:
        text_here = texts.get(fault.where.file or "")
        line = fault.where.line
        if text_here is None or line is None or line > len(text_here.lines):
            found.append(fault)
            continue
        if line in text_here.refused:
            continue
        sheet, row, columns = text_here.lines[line - 1]
        key = text_here.keys[line - 1]
        if not key:
            match = MISSING_KEY.search(fault.message) or FIRST_KEY.search(fault.message)
            key = match.group(1) if match else KEY_OF_CODE.get(fault.code, "")
            unclear = any(other.code in UNCLEAR for other in text_here.faults)
            if fault.code == "missing_key" and key not in columns and unclear:
                continue
            key = key if key in columns else KEY_OF_CODE.get(fault.code, key)
            row = text_here.single.get(f"{sheet.table}.{key}", row)
        at = columns.get(key) or columns.get(f"{key}.zh") or min(columns.values(), default=1)
        message = HEADING.sub(lambda m: heading_of(m.group(1)), fault.message)
        found.append(
            Fault(
                fault.code,
                message,
                file=place(fault.where.file or "", sheet.name, row, at),
                subject=fault.subject or "",
            )
        )
    return sorted(found, key=position)


def position(fault: Fault) -> tuple[int, int, int]:
    """Sheet, row and column of a fault, to sort by; faults without a cell come first."""
    match = CELL.search(fault.where.file or "")
    if match is None:
        return (-1, 0, 0)
    names = [sheet.name for sheet in sheets()]
    name, letters, row = match.groups()
    return (names.index(name) if name in names else -1, int(row), column_number(letters))


def heading_of(table: str) -> str:
    """What a message calls a table: a row of its sheet."""
    for sheet in sheets():
        if sheet.table == table:
            return f"the sheet {sheet.name}" if sheet.single else f"a row of {sheet.name}"
    return table


def refuse(faults: list[Fault]) -> InputError:
    """The error that carries all faults."""
    return InputError("\n".join(str(fault) for fault in faults), faults)

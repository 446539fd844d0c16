"""Excel files in and out: what every sheet of ours shares.

Reading says what is wrong with a file as a whole (not there, too large, protected, an old format);
writing keeps text as text, whatever it begins with, and reads no clock.
"""

import datetime as dt
import io
import os
import unicodedata
import warnings
import zipfile
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from glidepath import _core
from glidepath._core import Fault
from glidepath._errors import InputError

if TYPE_CHECKING:
    from openpyxl import Workbook as ReadWorkbook
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet as ReadSheet
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

EXCEL = frozenset({".xlsx", ".xlsm"})
UNPACKED_LIMIT = 200 << 20  # bytes of a workbook's parts; sheets of offices have some hundred kB
LONGEST_TEXT = 32767  # characters of a cell, by Excel
HIGHEST_ROW = 409  # points, by Excel

COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .xls, and .xlsx with a password
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def column_letters(column: int) -> str:
    """The letters of a column that is counted from 1: A, B, ..., Z, AA."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The column of these letters, counted from 1."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def cell_name(row: int, column: int) -> str:
    """B7, for a row and a column counted from 1."""
    return f"{column_letters(column)}{row}"


def place(file: str, sheet: str, row: int = 0, column: int = 0) -> str:
    """How faults call a place in a workbook: plan.xlsx [目标 targets!B7]."""
    cell = f"!{cell_name(row, column)}" if row and column else ""
    return f"{file} [{sheet}{cell}]"


def whole_file_fault(code: str, name: str, message: str) -> InputError:
    """An error about a file of which nothing can be used."""
    fault = Fault(code, message, file=name)
    return InputError(str(fault), [fault])


def open_workbook(
    raw: bytes, name: str, *, values: bool = False, unpacked_limit: int = UNPACKED_LIMIT
) -> "ReadWorkbook":
    """A workbook, with formulas or (``values``) what they gave when it was last saved.

    Reading takes about a second a megabyte of its unpacked parts, of which there may be
    ``unpacked_limit`` bytes.

    Raises InputError that says what the file is instead.
    """
    try:
        import openpyxl
    except ModuleNotFoundError:
        raise ModuleNotFoundError(
            "reading Excel files needs openpyxl: pip install 'glidepath[excel]'"
        ) from None
    if raw.startswith(COMPOUND_FILE):
        if ENCRYPTED in raw:
            message = "protected by a password; remove it and save again (文件已加密，请取消密码)"
            raise whole_file_fault("excel_password", name, message)
        message = "an .xls file of Excel 97-2003; save it as .xlsx (请另存为 .xlsx)"
        raise whole_file_fault("excel_97", name, message)
    if not raw:
        raise whole_file_fault("empty", name, "the file is empty")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            size = sum(part.file_size for part in archive.infolist())
        if size > unpacked_limit:
            raise whole_file_fault(
                "too_large",
                name,
                f"unpacked the workbook has {size >> 20} MB, more than {unpacked_limit >> 20}; "
                "delete sheets and rows that are not needed",
            )
        with warnings.catch_warnings():
            # openpyxl warns of what it leaves out: shapes, extensions, the styles of other programs.
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(io.BytesIO(raw), data_only=values)
    except InputError:
        raise
    except Exception as error:  # openpyxl raises whatever the damaged part runs into
        raise whole_file_fault(
            "excel_format", name, f"no workbook that can be read (.xlsx): {error}"
        ) from None


def read_limited(path: str | os.PathLike[str], limit: int) -> bytes:
    """The bytes of a file; raises InputError if it is not there or too large."""
    return _core.read_file(os.fsencode(path), limit)


def is_blank(value: Any) -> bool:
    """Whether a cell says nothing."""
    return value is None or (isinstance(value, str) and not value.strip())


def shown_width(text: str) -> int:
    """How wide a text is in a cell, in narrow characters: Chinese ones take two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def height(cells: Iterable[tuple[Any, float]], line: float = 15) -> float:
    """The height of a row in points, so that its wrapped texts are seen: values with the widths of
    their columns. No program does that when it opens a file that has just been written."""
    lines = 1
    for value, width in cells:
        if isinstance(value, str):
            fits = max(int(width) - 1, 1)
            lines = max(
                lines, sum(-(-shown_width(part) // fits) or 1 for part in value.split("\n"))
            )
    return min(lines * line + 3, HIGHEST_ROW)


class Page:
    """The cells of a sheet that hold something; formatting alone makes no sheet larger."""

    def __init__(self, sheet: "ReadSheet") -> None:
        self.title: str = sheet.title
        self.merged = [
            (area.min_row, area.min_col, area.max_row, area.max_col)
            for area in getattr(sheet, "merged_cells", ()) and sheet.merged_cells.ranges
        ]
        cells: dict[tuple[int, int], Any] = getattr(sheet, "_cells", {})  # charts have none
        self._cells: dict[tuple[int, int], Cell] = {
            at: cell for at, cell in cells.items() if not is_blank(cell.value)
        }
        self.max_row = max((row for row, _ in self._cells), default=0)
        self.max_column = max((column for _, column in self._cells), default=0)
        self.rows = sorted({row for row, _ in self._cells})

    def cell(self, row: int, column: int) -> "Cell | None":
        """The cell, if it holds something; rows and columns count from 1."""
        return self._cells.get((row, column))

    def items(self) -> "Iterable[tuple[tuple[int, int], Cell]]":
        """The cells that hold something, by row and column."""
        return self._cells.items()

    def value(self, row: int, column: int) -> Any:
        cell = self._cells.get((row, column))
        return None if cell is None else cell.value

    def text(self, row: int, column: int) -> str:
        """What a cell says as text, without blanks around it."""
        value = self.value(row, column)
        return "" if value is None else str(value).strip()


class Book:
    """A workbook that is being written, in memory: ``save`` gives its bytes."""

    def __init__(self, title: str = "") -> None:
        try:
            import xlsxwriter
        except ModuleNotFoundError:
            raise ModuleNotFoundError(
                "writing Excel files needs XlsxWriter: pip install 'glidepath[excel]'"
            ) from None
        self._bytes = io.BytesIO()
        self.workbook: Workbook = xlsxwriter.Workbook(
            self._bytes,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        # The same content gives the same bytes: no clock is read.
        self.workbook.set_properties({"title": title, "created": dt.datetime(2000, 1, 1)})
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}

    def format(self, **properties: Any) -> "Format":
        """A format, made once for the same properties."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            base = {"font_name": "等线", "font_size": 10.5, "valign": "vcenter"}
            self._formats[key] = self.workbook.add_format({**base, **properties})
        return self._formats[key]

    def sheet(self, name: str) -> "Worksheet":
        """A new sheet."""
        return self.workbook.add_worksheet(name)

    def put(self, sheet: "Worksheet", row: int, column: int, value: Any, **look: Any) -> None:
        """Writes a value (rows and columns count from 0). Text stays text: what begins with
        = + - @ is marked so that no program takes it for a formula."""
        if isinstance(value, str) and value:
            if len(value) > LONGEST_TEXT:
                raise whole_file_fault(
                    "too_long",
                    sheet.name,
                    f"a text of {len(value)} characters does not fit into a cell of Excel, which "
                    f"holds {LONGEST_TEXT}: {value[:40]}...",
                )
            if value.startswith(FORMULA_STARTS):
                look = {**look, "quote_prefix": True}
            sheet.write_string(row, column, value, self.format(**look))
        elif isinstance(value, bool):
            sheet.write_boolean(row, column, value, self.format(**look))
        elif isinstance(value, int | float):
            sheet.write_number(row, column, value, self.format(**look))
        elif isinstance(value, dt.date):
            look = {"num_format": "yyyy-mm-dd", **look}
            sheet.write_datetime(row, column, value, self.format(**look))
        else:
            sheet.write_blank(row, column, None, self.format(**look))

    def save(self) -> bytes:
        """The bytes of the workbook, which is closed."""
        self.workbook.close()
        return self._bytes.getvalue()

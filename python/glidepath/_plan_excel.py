"""Plans as Excel workbooks, for people who never see a plan file: one sheet a table, one row a
part. What is written is a plan file, key by key, so nothing is lost."""

import tomllib
from typing import Any

from glidepath._plan_cells import encode
from glidepath._plan_sheets import Column, Sheet, sheets
from glidepath._plan_words import HELP, HELP_SHEET, NO, YES
from glidepath._workbook import Book, height

HEADER_ROWS = 2  # the Chinese labels, the keys
ROWS_TO_FILL = 500  # how far choices reach below the last row
WIDTHS = {
    "text": 18,
    "word": 12,
    "prices": 14,
    "period": 13,
    "date": 12,
    "number": 11,
    "integer": 11,
    "flag": 10,
    "list": 28,
}
A3 = 8  # paper, as Excel counts
WIDE = {
    "id": 26,
    "indicator": 26,
    "quote": 50,
    "note": 40,
    "say": 34,
    "zh": 34,
    "en": 34,
    "criterion": 34,
    "base": 13,
}
HEAD = {
    "bold": True,
    "bg_color": "#1F4E79",
    "font_color": "#FFFFFF",
    "border": 1,
    "text_wrap": True,
    "align": "center",
}
NEEDED = {**HEAD, "bg_color": "#C55A11"}
KEYS = {
    "font_color": "#7F7F7F",
    "bg_color": "#F2F2F2",
    "border": 1,
    "font_size": 9,
    "align": "center",
}
BODY = {"border": 1, "border_color": "#BFBFBF", "text_wrap": True, "valign": "top"}


def plan_workbook(toml: str, title: str = "") -> bytes:
    """The workbook of a plan file (the text of one, with everything inherited written out)."""
    book = Book(title)
    tables = tomllib.loads(toml) if toml else {}
    write_help(book)
    ranges = {}
    for sheet in sheets():
        last = HEADER_ROWS + ROWS_TO_FILL + len(tables.get(sheet.table, []))
        ranges[sheet.table] = f"='{sheet.name}'!$A${HEADER_ROWS + 1}:$A${last}"
    for sheet in sheets():
        if sheet.single:
            write_single(book, sheet, tables.get(sheet.table, {}))
        else:
            write_list(book, sheet, rows_to_write(sheet, tables), ranges)
    return book.save()


def rows_to_write(sheet: Sheet, tables: dict[str, Any]) -> list[dict[str, Any]]:
    """The tables of a sheet; those inside others with the id of their owner."""
    if not sheet.owner:
        rows: list[dict[str, Any]] = tables.get(sheet.table, [])
        return rows
    return [
        {sheet.owner: owner["id"], **row}
        for owner in tables.get(sheet.owner, [])
        for row in owner.get(sheet.key, [])
    ]


def value_at(row: dict[str, Any], path: tuple[str, ...]) -> Any:
    """The value of a key, which may lie in a table inside; None if it is not there."""
    value: Any = row
    for key in path:
        if key not in value:
            return None
        value = value[key]
    return value


def write_help(book: Book) -> None:
    sheet = book.sheet(HELP_SHEET)
    sheet.set_column(0, 0, 42)
    sheet.set_column(1, 1, 90)
    sheet.hide_gridlines(2)
    for row, (left, right) in enumerate(HELP):
        look: dict[str, Any] = {"font_name": "Consolas", "indent": 1}
        if not left.isascii():
            look = {"bold": True, "font_size": 12}
        book.put(sheet, row, 0, left, **look)
        book.put(sheet, row, 1, right, text_wrap=True)
    sheet.fit_to_pages(1, 0)


def write_single(book: Book, sheet: Sheet, table: dict[str, Any]) -> None:
    """A table that stands once: its keys below each other."""
    page = book.sheet(sheet.name)
    heads = [("项目", 24), ("字段 key", 22), ("内容 value", 60), ("含义 meaning", 80)]
    for at, (head, width) in enumerate(heads):
        book.put(page, 0, at, head, **HEAD)
        page.set_column(at, at, width)
    page.freeze_panes(1, 0)
    for row, column in enumerate(sheet.columns, start=1):
        needed = column.required or column.path[0] in sheet.texts
        book.put(page, row, 0, column.label, **BODY, bold=needed)
        book.put(page, row, 1, column.key, **{**KEYS, "align": "left"})
        write_value(book, page, row, 2, value_at(table, column.path), column)
        book.put(page, row, 3, column.meaning, **{**BODY, "font_color": "#7F7F7F"})
        choices(page, row, row, 2, column, {})
        shown = value_at(table, column.path)
        page.set_row(row, height([(shown, heads[2][1]), (column.meaning, heads[3][1])]))
    page.set_landscape()
    page.fit_to_pages(1, 0)


def write_list(
    book: Book, sheet: Sheet, rows: list[dict[str, Any]], ranges: dict[str, str]
) -> None:
    """A table that repeats: one row each."""
    page = book.sheet(sheet.name)
    page.set_row(0, 32)
    page.freeze_panes(HEADER_ROWS, frozen_columns(sheet))
    page.autofilter(HEADER_ROWS - 1, 0, HEADER_ROWS - 1 + max(len(rows), 1), len(sheet.columns) - 1)
    page.repeat_rows(0, HEADER_ROWS - 1)
    page.set_landscape()
    page.set_paper(A3)
    page.fit_to_pages(1, 0)
    last = HEADER_ROWS + len(rows) + ROWS_TO_FILL
    widths = [WIDE.get(column.path[-1], WIDTHS[column.kind]) for column in sheet.columns]
    for at, (column, width) in enumerate(zip(sheet.columns, widths, strict=True)):
        needed = column.required or column.path[0] in sheet.texts
        book.put(page, 0, at, column.label, **(NEEDED if needed else HEAD))
        book.put(page, 1, at, column.key, **KEYS)
        # Text columns are formatted as text throughout, so that Excel makes no dates of 2024-06.
        textual = column.kind in {"text", "prices", "period", "list", "word"}
        page.set_column(at, at, width, book.format(num_format="@") if textual else None)
        choices(page, HEADER_ROWS, last, at, column, ranges)
    for row, values in enumerate(rows, start=HEADER_ROWS):
        cells = [value_at(values, column.path) for column in sheet.columns]
        for at, (column, value) in enumerate(zip(sheet.columns, cells, strict=True)):
            write_value(book, page, row, at, value, column)
        shown = ["; ".join(value) if isinstance(value, list) else value for value in cells]
        page.set_row(row, height(zip(shown, widths, strict=True)))


def frozen_columns(sheet: Sheet) -> int:
    """Columns that stay in sight: up to the id, or the first one."""
    keys = [column.key for column in sheet.columns]
    return keys.index("id") + 1 if "id" in keys[:2] else 1


def write_value(book: Book, page: Any, row: int, at: int, value: Any, column: Column) -> None:
    look = dict(BODY)
    if column.kind in {"text", "prices", "period", "list", "word"}:
        look["num_format"] = "@"
    if column.kind == "date":
        look["num_format"] = "yyyy-mm-dd"
    book.put(page, row, at, None if value is None else encode(value, column), **look)


def choices(
    page: Any, first: int, last: int, at: int, column: Column, ranges: dict[str, str]
) -> None:
    """Offers the words of an enumeration, or the ids of another sheet."""
    rule: dict[str, Any] = {}
    if column.kind == "word":
        rule = {"validate": "list", "source": [chinese for _, chinese in column.words]}
    elif column.kind == "flag":
        rule = {"validate": "list", "source": [YES, NO]}
    elif column.refers_to in ranges and column.kind != "list":
        rule = {"validate": "list", "source": ranges[column.refers_to], "error_type": "warning"}
    if rule:
        rule["error_title"] = column.label[:30]
        rule["error_message"] = "请从列表中选择。"
        page.data_validation(first, at, last, at, rule)

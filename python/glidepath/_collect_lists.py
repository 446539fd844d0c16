"""The lists that go back to the units: 退回修改清单 and 催报清单, as workbooks."""

import os
from collections.abc import Sequence
from typing import Any

from glidepath._collect import Collection, Reminder
from glidepath._remarks import Level, Remark
from glidepath._workbook import Book, height

RETURNED_FILE = "退回修改清单.xlsx"
REMINDERS_FILE = "催报清单.xlsx"

A3 = 8  # paper, as Excel counts
TITLE = {"bold": True, "font_size": 16, "align": "center"}
NOTE = {"font_color": "#7F7F7F"}
HEAD = {
    "bold": True,
    "bg_color": "#1F4E79",
    "font_color": "#FFFFFF",
    "border": 1,
    "text_wrap": True,
    "align": "center",
}
BODY = {"border": 1, "border_color": "#BFBFBF", "text_wrap": True, "valign": "top"}

REMARK_COLUMNS = [
    ("序号", 6), ("填报单位", 20), ("文件", 30), ("工作表", 9), ("单元格", 8), ("编号", 24),
    ("名称", 28), ("填报内容", 16), ("原因", 52), ("reason", 44),
]  # fmt: skip
REMINDER_COLUMNS = [("序号", 6), ("填报单位", 24), ("编号", 26), ("名称", 36), ("情况", 36)]


def returned_list(collection: Collection, period: str) -> bytes:
    """What was sent back, and on a second sheet what was taken but should be looked at."""
    book = Book("退回修改清单")
    write_sheet(
        book, "退回修改清单", f"退回修改清单（{period}）", REMARK_COLUMNS,
        [remark_cells(remark) for remark in collection.returned], "没有退回的数据。",
    )  # fmt: skip
    write_sheet(
        book, "提示核实", f"提示核实清单（{period}）：已收，请核实", REMARK_COLUMNS,
        [remark_cells(remark) for remark in collection.hints], "没有需要核实的数据。",
    )  # fmt: skip
    return book.save()


def reminder_list(collection: Collection, period: str) -> bytes:
    """Who has not reported, and what is missing from the forms that came."""
    book = Book("催报清单")
    units = [reminder for reminder in collection.reminders if not reminder.subject]
    items = [reminder for reminder in collection.reminders if reminder.subject]
    write_sheet(
        book, "未报送单位", f"催报清单（{period}）：未报送单位", REMINDER_COLUMNS,
        [reminder_cells(reminder) for reminder in units], "各单位均已报送。",
    )  # fmt: skip
    write_sheet(
        book, "未填项目", f"催报清单（{period}）：未填项目", REMINDER_COLUMNS,
        [reminder_cells(reminder) for reminder in items], "没有未填的项目。",
    )  # fmt: skip
    return book.save()


def remark_cells(remark: Remark) -> list[str]:
    sheet = remark.sheet
    whole = "整个文件未收：" if remark.level is Level.file else ""
    return [
        remark.unit, os.path.basename(remark.file), sheet, remark.cell, remark.subject, remark.name,
        remark.found, whole + remark.zh, remark.en,
    ]  # fmt: skip


def reminder_cells(reminder: Reminder) -> list[str]:
    return [reminder.unit, reminder.subject, reminder.name, reminder.why]


def write_sheet(
    book: Book,
    name: str,
    title: str,
    columns: Sequence[tuple[str, float]],
    rows: Sequence[list[str]],
    nothing: str,
) -> None:
    page: Any = book.sheet(name)
    last = len(columns) - 1
    page.merge_range(0, 0, 0, last, title, book.format(**TITLE))
    page.set_row(0, 30)
    for at, (header, width) in enumerate(columns):
        book.put(page, 1, at, header, **HEAD)
        page.set_column(at, at, width)
    page.set_row(1, 22)
    for row, cells in enumerate(rows, start=2):
        book.put(page, row, 0, row - 1, **{**BODY, "align": "center"})
        for at, cell in enumerate(cells, start=1):
            book.put(page, row, at, cell, **BODY)
        widths = [width for _, width in columns[1:]]
        page.set_row(row, height(zip(cells, widths, strict=True)))
    if not rows:
        page.merge_range(2, 0, 2, last, nothing, book.format(**NOTE, align="center"))
    page.freeze_panes(2, 0)
    page.repeat_rows(0, 1)
    page.set_landscape()
    page.set_paper(A3)
    page.fit_to_pages(1, 0)

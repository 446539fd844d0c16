"""How a table of the month looks on its sheet: title, head, programmes, colours, notes, paper."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from glidepath._month import Cells, Group
from glidepath._table_columns import NONE, NUMBER, PROGRAMME, UNREPORTED, Column, Look
from glidepath._workbook import HIGHEST_ROW, Book, height

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

A3 = 8  # paper, as Excel counts
HEAD_ROW = 3  # counted from 0: below title, subtitle, and the line of unit and date
LINE = 15.0  # points of a line of text
LEAST = 20.0  # points of a row
FULL = 0.9  # of a line that text fills before it breaks: figures and Latin words move as a whole
CHARACTER, PADDING = 5.25, 3.75  # points of a column: for each narrow character, and once
PAPER_WIDTH, PAPER_HEIGHT = 1133, 785  # points of A3 within its margins
SPILL = 0.5  # of a page: what runs over by less is drawn into the pages before it,
SHRINK = 0.2  # if none of them takes more by more than this share
SPARE = 1.03  # room that is left for what programmes measure otherwise
TITLE_HEIGHTS = (32.0, 20.0, 20.0)  # points of title, subtitle, and the line of unit and date
NOTE_LINE = 14.0

LIGHTS = {
    "met": ("#00843D", "#FFFFFF"),
    "on_track": ("#C6E0B4", "#000000"),
    "at_risk": ("#FFE699", "#000000"),
    "off_track": ("#F8A5A5", "#000000"),
    "missed": ("#C00000", "#FFFFFF"),
    "unknown": ("#E7E6E6", "#595959"),
}
"""Background and letters by status. The words say the same, for those who print in grey."""

TITLE = {"bold": True, "font_size": 20, "align": "center"}
SUBTITLE = {"font_size": 12, "align": "center", "font_color": "#404040"}
LINE_LEFT = {"font_size": 10.5, "align": "left"}
LINE_RIGHT = {"font_size": 10.5, "align": "right"}
HEAD = {
    "bold": True,
    "font_size": 10.5,
    "bg_color": "#1F4E79",
    "font_color": "#FFFFFF",
    "border": 1,
    "text_wrap": True,
    "align": "center",
}
BODY = {"font_size": 10.5, "border": 1, "border_color": "#A6A6A6", "text_wrap": True}
NOT_HERE = {**BODY, "align": "center", "font_color": "#7F7F7F", "italic": True}
NOTES = {"font_size": 10, "text_wrap": True, "valign": "top", "font_color": "#404040"}
FORMATS = {
    Look.share: "0.0",
    Look.points: "+0.0;-0.0;0.0",
    Look.whole: "0",
    Look.figure: "#,##0.######",
}
WHOLE = "#,##0"


@dataclass(frozen=True)
class Table:
    """A table: its sheet, its columns, its rows by programme, and what stands below it."""

    name: str
    title: str
    columns: Sequence[Column]
    groups: Sequence[Group]
    notes: Sequence[str] = ()
    nothing: str = ""  # stands where a programme has no rows
    frozen: int = 3  # columns that stay in sight
    numbered: bool = False  # rows are counted and have no programme


@dataclass(frozen=True)
class Heading:
    """What stands above every table of a month."""

    subtitle: str
    by: str
    date: str
    page: str  # footer
    none: str  # what is printed for a programme that does not apply


class Sheet:
    """Writes one table to a sheet of its own."""

    def __init__(self, book: Book, table: Table, heading: Heading, language: str) -> None:
        self._book = book
        self._table = table
        self._heading = heading
        self._language = language
        self._columns = list(table.columns)
        self._widths = [column.breadth(language) for column in self._columns]
        self._last = len(self._columns) - 1
        self.page: Worksheet = book.sheet(table.name)
        self._row = HEAD_ROW + 1
        width = sum(width * CHARACTER + PADDING for width in self._widths)
        self._room = PAPER_HEIGHT * max(width / PAPER_WIDTH, 1)  # points, as the sheet is scaled
        headers = [(c.header(language), c.breadth(language)) for c in self._columns]
        self._head = max(height(headers, LINE + 1), 32)
        self._printed = 0.0
        self._fit = self._fitted()

    def _fitted(self) -> int:
        """The number of pages that the sheet is drawn together on; 0: as many as it needs.

        A last page with a row or two is drawn into those before it: each then takes a little more.
        """
        room, head, total = self._room, self._head, self._total()
        pages, over = divmod(total - head, room - head)
        if pages < 1 or not 0 < over < min(SPILL, SHRINK * pages) * (room - head):
            return 0
        self._room = head + (total - head) * SPARE / pages
        return int(pages)

    def _total(self) -> float:
        """Points of everything on the sheet."""
        groups = [self._heights(group) for group in self._table.groups]
        if self._table.numbered and not any(map(sum, groups)):
            groups = [[LEAST]]
        rows = sum(min(tall, HIGHEST_ROW) for heights in groups for tall in heights)
        return sum(TITLE_HEIGHTS) + self._head + rows + self._notes_height()

    def _heights(self, group: Group) -> list[float]:
        """Points of the rows of a programme: together they hold its title."""
        heights = [self._height(cells) for cells in group.rows]
        if self._table.numbered:
            return heights
        needed = height([(group.title, self._widths[1])], LINE)
        if not heights:
            return [max(needed, LEAST)]
        lacking = needed - sum(heights)
        if lacking > 0:
            heights = [one + lacking / len(heights) for one in heights]
        return heights

    def _notes_height(self) -> float:
        if not self._table.notes:
            return 0.0
        return height([("\n".join(self._table.notes), sum(self._widths))], NOTE_LINE)

    def write(self) -> None:
        self._top()
        count = 0
        for group in self._table.groups:
            if self._table.numbered:
                for cells in group.rows:
                    count += 1
                    self._cells(cells, {0: count})
            else:
                self._group(group)
        if self._table.numbered and not count:
            self._merge(self._row, 0, self._row, self._last, self._table.nothing, NOT_HERE)
            self._tall(self._row, LEAST)
            self._row += 1
        self._bottom()
        self._paper()

    def _merge(
        self, row: int, column: int, last_row: int, last_column: int, value: Any, look: Any
    ) -> None:
        """One value over several cells; text stays text."""
        if (row, column) != (last_row, last_column):
            format_ = self._book.format(**look)
            self.page.merge_range(row, column, last_row, last_column, "", format_)
        self._book.put(self.page, row, column, value, **look)

    def _top(self) -> None:
        heading, last = self._heading, self._last
        self._merge(0, 0, 0, last, self._table.title, TITLE)
        self._tall(0, TITLE_HEIGHTS[0])
        self._merge(1, 0, 1, last, heading.subtitle, SUBTITLE)
        self._tall(1, TITLE_HEIGHTS[1])
        half = last // 2
        self._merge(2, 0, 2, half, heading.by, LINE_LEFT)
        self._merge(2, half + 1, 2, last, heading.date, LINE_RIGHT)
        self._tall(2, TITLE_HEIGHTS[2])
        for at, column in enumerate(self._columns):
            header = column.header(self._language)
            self._book.put(self.page, HEAD_ROW, at, header, **HEAD)
            self.page.set_column(at, at, self._widths[at])
        self._tall(HEAD_ROW, self._head)

    def _group(self, group: Group) -> None:
        """The rows of a programme, its number and title merged over them."""
        first, keys = self._row, [column.key for column in self._columns]
        heights = self._heights(group)
        if not group.rows:
            word = self._table.nothing if group.applies else self._heading.none
            self._book.put(self.page, first, 0, group.number, **BODY, align="center")
            self._book.put(self.page, first, 1, group.title, **BODY)
            self._merge(first, 2, first, self._last, word, NOT_HERE)
            self._tall(first, heights[0])
            self._row += 1
            return
        assert keys[:2] == [NUMBER.key, PROGRAMME.key]
        needed = height([(group.title, self._widths[1])], LINE)
        for part in self._pages(heights, needed):
            start = self._row
            for at in part:
                self._cells(group.rows[at], {0: group.number, 1: group.title}, heights[at])
            self._label(start, group)

    def _pages(self, heights: Sequence[float], needed: float) -> list[range]:
        """The rows of a programme by the page of paper on which they come out, as far as can be
        known; none so low that the title does not fit."""
        printed, start, parts = self._printed, 0, []
        for at, tall in enumerate(heights):
            if printed + tall > self._room:
                printed = self._head
                if sum(heights[start:at]) >= needed and sum(heights[at:]) >= needed:
                    parts.append(range(start, at))
                    start = at
            printed += tall
        return [*parts, range(start, len(heights))]

    def _label(self, first: int, group: Group) -> None:
        """Number and title of a programme over its rows on one page of paper; a merged cell that
        runs over the end of a page would say nothing on the next."""
        last = self._row - 1
        self._merge(first, 0, last, 0, group.number, {**BODY, "align": "center"})
        self._merge(first, 1, last, 1, group.title, BODY)

    def _tall(self, row: int, tall: float) -> None:
        """Sets the height of a row, and follows where the page of paper ends."""
        tall = min(tall, HIGHEST_ROW)
        self.page.set_row(row, tall)
        if self._printed + tall > self._room:
            self._printed = self._head  # which is repeated on each page
        self._printed += tall

    def _height(self, cells: Cells) -> float:
        texts = []
        for column, width in zip(self._columns, self._widths, strict=True):
            value = cells.get(column.key)
            words = isinstance(value, str) and any(c.isascii() and c.isalnum() for c in value)
            texts.append((value, width * FULL if words else width + 1))
        return max(height(texts, LINE), LEAST)

    def _cells(self, cells: Cells, fixed: dict[int, Any], tall: float | None = None) -> None:
        for at, column in enumerate(self._columns):
            value = fixed.get(at, cells.get(column.key))
            self._book.put(self.page, self._row, at, value, **self._look(column, cells, value))
        self._tall(self._row, tall or self._height(cells))
        self._row += 1

    def _look(self, column: Column, cells: Cells, value: Any) -> dict[str, Any]:
        look: dict[str, Any] = dict(BODY)
        if column.look is not Look.text or value in {NONE, UNREPORTED}:
            look["align"] = "center"
        light = cells.get("lights", {}).get(column.key)
        if column.look is Look.light:
            light = light or cells.get("light")
        if light is not None:
            look["bg_color"], look["font_color"] = LIGHTS[str(light)]
        if isinstance(value, dt.date):
            look["num_format"] = "yyyy-mm-dd"
        elif isinstance(value, int | float):
            whole = column.look is Look.figure and float(value).is_integer()
            look["num_format"] = WHOLE if whole else FORMATS.get(column.look, "General")
        return look

    def _bottom(self) -> None:
        if not self._table.notes:
            return
        text = "\n".join(self._table.notes)
        self._merge(self._row, 0, self._row, self._last, text, NOTES)
        self.page.set_row(self._row, self._notes_height())

    def _paper(self) -> None:
        page = self.page
        page.freeze_panes(HEAD_ROW + 1, self._table.frozen)
        page.repeat_rows(HEAD_ROW)
        page.set_landscape()
        page.set_paper(A3)
        page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        page.center_horizontally()
        page.fit_to_pages(1, self._fit)
        page.hide_gridlines(2)
        page.set_footer(self._heading.page)

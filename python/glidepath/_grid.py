"""Tables as they are: cells by row and column, whether from Excel, CSV or a frame."""

import csv
import io
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pandas as pd

from glidepath._workbook import Page, is_blank, place

Area = tuple[int, int, int, int]  # first row, first column, last row, last column


@dataclass
class Grid:
    """The cells of one table, counted from 1. ``file`` and ``sheet`` say where it stands. What it
    spans is looked at once, when all of its cells are there."""

    file: str
    sheet: str = ""
    cells: dict[tuple[int, int], Any] = field(default_factory=dict)
    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)
    unreadable: dict[tuple[int, int], str] = field(default_factory=dict)  # and why

    @cached_property
    def rows(self) -> list[int]:
        """The rows that hold something. One stray cell far below makes the table no longer."""
        return sorted({row for row, _ in self.cells})

    @cached_property
    def last_row(self) -> int:
        return max(self.rows, default=0)

    @cached_property
    def last_column(self) -> int:
        return max((column for _, column in self.cells), default=0)

    def rows_below(self, row: int) -> list[int]:
        """The rows below one that hold something."""
        return self.rows[bisect_right(self.rows, row) :]

    def value(self, row: int, column: int) -> Any:
        """What a cell says; the cells of a merged area all say the same."""
        if (row, column) in self.cells:
            return self.cells[row, column]
        area = self.area(row, column)
        return None if area is None else self.cells.get(area[:2])

    def area(self, row: int, column: int) -> Area | None:
        """The merged area that a cell is part of."""
        return self._areas.get((row, column))

    @cached_property
    def _areas(self) -> dict[tuple[int, int], Area]:
        """The merged area of each cell, in rows that hold something: areas may be whole columns."""
        return {
            (row, column): area
            for area in self.merged
            for row in self.rows[bisect_left(self.rows, area[0]) : bisect_right(self.rows, area[2])]
            for column in range(area[1], min(area[3], self.last_column) + 1)
        }

    def text(self, row: int, column: int) -> str:
        value = self.value(row, column)
        return "" if value is None else str(value).strip()

    def format(self, row: int, column: int) -> str:
        return self.formats.get((row, column), "General")

    def where(self, row: int, column: int) -> tuple[str, int, int]:
        """File, line and column of a cell, as faults name them."""
        if self.sheet:
            return place(self.file, self.sheet, row, column), 0, 0
        return self.file, row, column


def grid_of_page(page: Page, values: Page | None, file: str) -> Grid:
    """A sheet, with the values that formulas had when it was saved; without ``values`` no formula
    is taken."""
    grid = Grid(file, page.title, merged=page.merged)
    for at, cell in page.items():
        value = cell.value
        if cell.data_type == "f":
            value = None if values is None else values.value(*at)
            if value is None:
                grid.unreadable[at] = (
                    f"a formula, {str(cell.value)[:40]}; paste its value (请粘贴为数值)"
                    if values is None
                    else "a formula without a value; open and save the file in Excel"
                )
                value = cell.value
        elif cell.data_type == "e":
            grid.unreadable[at] = f"the error {value} of Excel"
        if not is_blank(value):
            grid.cells[at] = value
            grid.formats[at] = cell.number_format
    return grid


def grid_of_csv(text: str, file: str) -> Grid:
    """A CSV file, for which a cell is its line and the number of its field."""
    grid = Grid(file)
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    line = 1
    for fields in reader:
        for column, value in enumerate(fields, start=1):
            if not is_blank(value):
                grid.cells[line, column] = value
        line = reader.line_num + 1
    return grid


def grid_of_frame(frame: pd.DataFrame, file: str) -> Grid:
    """A frame: its column names are the first row or rows."""
    named = [name for name in frame.index.names if name is not None]
    if named:
        frame = frame.reset_index()
    grid = Grid(file)
    levels = frame.columns.nlevels
    names: list[Any] = list(frame.columns)
    for column, name in enumerate(names, start=1):
        texts = name if levels > 1 else (name,)
        for row, text in enumerate(texts, start=1):
            if not is_blank(text):
                grid.cells[row, column] = text
    for row, values in enumerate(frame.itertuples(index=False, name=None), start=levels + 1):
        for column, value in enumerate(values, start=1):
            if not is_blank(value) and not (pd.api.types.is_scalar(value) and pd.isna(value)):
                grid.cells[row, column] = value.item() if hasattr(value, "item") else value
    return grid

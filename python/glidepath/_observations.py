"""Observations from files, frames and dicts: everything becomes CSV text for the one reader."""

import csv
import io
import math
import numbers
import os
from collections.abc import Callable, Hashable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Self

import numpy as np
import pandas as pd

from glidepath import _core
from glidepath._chinese_sheets import LongForm, is_long_form, read_grids
from glidepath._clocks import PeriodLike
from glidepath._grid import Grid, grid_of_csv, grid_of_frame, grid_of_page
from glidepath._periods import from_pandas
from glidepath._workbook import COMPOUND_FILE, EXCEL, Page, open_workbook

Figures = Mapping[str, Mapping[PeriodLike, float]]
"""Values by indicator and period."""

Decode = Callable[[bytes, str], bytes]
"""Makes UTF-8 of the bytes of a file, given its name."""


def decoder(encoding: str) -> Decode:
    """Decodes files in one encoding; UTF-8 is left to the reader, which says what is wrong where."""
    if encoding.lower().replace("_", "-") in {"utf-8", "utf8"}:
        return lambda content, _: content
    return lambda content, _: content.decode(encoding).encode()


def cell(value: Any) -> str:
    """A value of a frame as text: shortest digits without exponent, nothing for missing."""
    if isinstance(value, str):
        return value
    if value is None or value is pd.NA or value is pd.NaT:
        return ""
    if isinstance(value, pd.Period):
        return str(from_pandas(value))
    if isinstance(value, pd.Timestamp) and value == value.normalize() and value.tzinfo is None:
        return value.date().isoformat()
    if isinstance(value, bool | np.bool_):
        return str(value)
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, numbers.Integral):
        return str(int(value))
    if isinstance(value, numbers.Real):
        number = float(value)
        if math.isnan(number):
            return ""
        return (
            np.format_float_positional(number, trim="-") if math.isfinite(number) else str(number)
        )
    return str(value)


def period_cell(value: Any) -> str:
    """As ``cell``, for the column of periods: spreadsheets store years as floating-point numbers
    and turn 2024-06 into a day. The former are undone; the latter is left for the reader to refuse,
    for nobody can tell it from 1 June."""
    return str(value) if isinstance(value, pd.Timestamp) else cell(value)


def frame_to_csv(frame: pd.DataFrame) -> bytes:
    """The frame as the readers of tables take it; named levels of the index become columns."""
    levels = [name for name in frame.index.names if name is not None and name not in frame.columns]
    if levels:
        frame = frame.reset_index(levels)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([str(column) for column in frame.columns])
    renderers = [period_cell if column == "period" else cell for column in frame.columns]
    for row in frame.itertuples(index=False, name=None):
        writer.writerow([render(value) for render, value in zip(renderers, row, strict=True)])
    return text.getvalue().encode()


def figures_to_csv(figures: Figures) -> bytes:
    """Values by indicator and period in the form that the reader of observations takes."""
    rows: list[tuple[Hashable, ...]] = [
        (indicator, period_cell(period), value)
        for indicator, values in figures.items()
        for period, value in values.items()
    ]
    return frame_to_csv(pd.DataFrame(rows, columns=["indicator", "period", "value"], dtype=object))


class Observations(_core.Observations):
    """A table of published figures of a plan's indicators.

    ``rows`` are the usable ones, ``rejected`` says what is wrong with each of the others, ``notes``
    how an office's table was read where that is not plain.
    """

    __slots__ = ("_inputs", "_long")
    _inputs: tuple[_core.Input, ...]
    _long: LongForm | None

    @classmethod
    def _of(cls, content: bytes, raw: bytes, name: str, plan: _core.Plan) -> Self:
        table = cls(_core.read_observations(content, name, plan))
        table._inputs = (_core.Input(name, _core.sha256_hex(raw)),)
        table._long = None
        return table

    @classmethod
    def _of_grids(cls, grids: list[Grid], raw: bytes, name: str, plan: _core.Plan) -> Self | None:
        """Reads tables of offices; nothing if none of them has a header that is known."""
        if grids and is_long_form(grids[0]):
            return None
        long = read_grids(grids, plan, name)
        if long is None:
            return None
        table = cls._of(long.to_csv(), raw, name, plan)
        table._long = long
        return table

    @classmethod
    def load(
        cls, path: str | os.PathLike[str], plan: _core.Plan, *, encoding: str = "utf-8"
    ) -> Self:
        """Reads a CSV or Excel file (needs openpyxl).

        In long form, with the columns of the CSV files (of a workbook then the first sheet), or as
        offices write their tables, in all sheets: with titles above the header, Chinese headers and
        periods, several measures or periods side by side. Raises InputError if the file as a whole
        cannot be used.
        """
        return cls._load(path, plan, decoder(encoding))

    @classmethod
    def _load(cls, path: str | os.PathLike[str], plan: _core.Plan, decode: Decode) -> Self:
        name = os.fspath(path)
        raw = _core.read_file(os.fsencode(path), _core.observations_size_limit)
        if Path(path).suffix.lower() in EXCEL or raw.startswith(COMPOUND_FILE):
            office = cls._office_workbook(raw, name, plan)
            if office is not None:
                return office
            sheet = pd.read_excel(
                io.BytesIO(raw), dtype=object, keep_default_na=False, na_values=[""]
            )
            return cls._of(frame_to_csv(sheet), raw, name, plan)
        content = decode(raw, name)
        office = cls._office_csv(content, raw, name, plan)
        return cls._of(content, raw, name, plan) if office is None else office

    @classmethod
    def _office_workbook(cls, raw: bytes, name: str, plan: _core.Plan) -> Self | None:
        """Reads the sheets of a workbook with Chinese headers; nothing if none has one."""
        pages = list(map(Page, open_workbook(raw, name).worksheets))
        if pages and "indicator" in {pages[0].text(1, at) for at in range(1, 20)}:
            return None
        values = map(Page, open_workbook(raw, name, values=True).worksheets)
        grids = [grid_of_page(page, of, name) for page, of in zip(pages, values, strict=True)]
        return cls._of_grids(grids, raw, name, plan)

    @classmethod
    def _office_csv(cls, content: bytes, raw: bytes, name: str, plan: _core.Plan) -> Self | None:
        """Reads a CSV file with a Chinese header; nothing if it has none."""
        try:
            text = content.decode()
        except UnicodeDecodeError:
            return None
        head = text[: text.find("\n")]
        if text.isascii() or "\0" in text or "indicator" in head:
            return None
        try:
            return cls._of_grids([grid_of_csv(text, name)], raw, name, plan)
        except csv.Error:
            return None

    @classmethod
    def from_csv(cls, text: str, plan: _core.Plan, *, name: str = "observations") -> Self:
        """Reads the text of a CSV file."""
        raw = text.encode()
        office = cls._office_csv(raw, raw, name, plan)
        return cls._of(raw, raw, name, plan) if office is None else office

    @classmethod
    def from_frame(
        cls, frame: pd.DataFrame, plan: _core.Plan, *, name: str = "observations"
    ) -> Self:
        """Reads a frame in long form: one row a figure, with the columns of the CSV files.

        Periods are text, years, or ``pandas.Period``; they may stand in the index. A frame with
        Chinese columns is read as an office's table is.
        """
        content = frame_to_csv(frame)
        if "indicator" not in {*frame.columns, *frame.index.names}:
            office = cls._of_grids([grid_of_frame(frame, name)], content, name, plan)
            if office is not None:
                return office
        return cls._of(content, content, name, plan)

    @classmethod
    def from_dict(cls, figures: Figures, plan: _core.Plan, *, name: str = "observations") -> Self:
        """Reads values by indicator and period."""
        content = figures_to_csv(figures)
        return cls._of(content, content, name, plan)

    @classmethod
    def of(cls, source: "ObservationsLike", plan: _core.Plan) -> "Observations":
        """Reads a file, a frame or a dict; observations are returned as they are."""
        if isinstance(source, Observations):
            return source
        if isinstance(source, pd.DataFrame):
            return cls.from_frame(source, plan)
        if isinstance(source, Mapping):
            return cls.from_dict(source, plan)
        if isinstance(source, str | os.PathLike):
            return cls.load(source, plan)
        raise TypeError(
            "observations are a path, a DataFrame, a dict {indicator: {period: value}} or "
            f"Observations, not {type(source).__name__}"
        )

    @property
    def inputs(self) -> tuple[_core.Input, ...]:
        """The file that the table was read from, with its digest."""
        return self._inputs

    @property
    def rejected(self) -> list[_core.Fault]:
        """Why rows of the input are not among ``rows``; in an office's table by cell."""
        faults = super().rejected
        return faults if self._long is None else [self._long.translate(fault) for fault in faults]

    @property
    def notes(self) -> tuple[str, ...]:
        """How an office's table was read where that is not plain: months that Excel made days,
        columns and lines that were passed over."""
        return () if self._long is None else tuple(self._long.notes)

    def _for_place(self, plan: _core.Plan, place: str) -> "Observations":
        """The rows of one place, as its own; faults are those of the whole table."""
        return self._replaced_by(_core.observations_for(plan, self, place))

    def _replaced_by(self, rows: _core.Observations) -> "Observations":
        """Other rows from the same inputs."""
        own = Observations(rows)
        own._inputs = self._inputs
        own._long = self._long
        return own

    def to_csv(self, plan: _core.Plan) -> str:
        """The rows as CSV, values in the printed unit with the printed digits."""
        return _core.write_observations(self, plan)

    def to_frame(self) -> pd.DataFrame:
        """One row a figure: periods as text, dates as datetime64, values in the indicator's unit."""
        return pd.DataFrame(
            {
                "indicator": [row.indicator for row in self.rows],
                "place": [row.place for row in self.rows],
                "period": [str(row.period) for row in self.rows],
                "measure": [str(row.measure) for row in self.rows],
                "value": [row.value for row in self.rows],
                "unit": [row.unit for row in self.rows],
                "status": [str(row.status) for row in self.rows],
                "released": pd.to_datetime([row.released for row in self.rows]),
                "release_assumed": [row.release_assumed for row in self.rows],
                "source": [row.source for row in self.rows],
                "note": [row.note for row in self.rows],
            }
        )

    def __repr__(self) -> str:
        rejected = f", {len(self.rejected)} rejected" if self.rejected else ""
        return f"<Observations: {len(self)} rows{rejected}>"


ObservationsLike = Observations | pd.DataFrame | Figures | str | os.PathLike[str]
"""What may be given as observations: a table read already, a frame, a dict, or a file."""

"""Offices' tables of figures as they are: title rows, merged headers, Chinese periods, several
measures side by side. They become rows in long form for the one reader of observations; where a
cell may mean two things it is refused, with its place.
"""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from glidepath import _core
from glidepath._chinese_periods import (
    NoPeriod,
    Said,
    normal,
    period_in_titles,
    read_period_cell,
    year_in_titles,
)
from glidepath._core import Fault, Indicator
from glidepath._figure_cells import DONE, day, figure, says_nothing, standing
from glidepath._grid import Grid
from glidepath._plan_cells import BadCell
from glidepath._remarks import spot
from glidepath._sheet_headers import (
    FIGURES,
    GROWTH,
    MEASURED,
    Head,
    Header,
    find_header,
    without_unit,
)
from glidepath._words import Frequency, Kind
from glidepath._workbook import cell_name

COLUMNS = [
    "indicator", "period", "value", "place", "measure", "unit", "status", "released", "source",
    "note",
]  # fmt: skip
CITY_AVERAGE = "全市平均"
"""The place under which the column 全市平均 is kept: growth of the whole that the plan's own place
is compared with."""

# Not 填报单位, 牵头单位, 责任单位, 制表单位: those are offices.
UNIT_LINE = re.compile(r"(?<![报头任送制表办])(?:计量)?单位[::]([^\s)]+)")
REMARK = re.compile(r"^(?:注|备注|说明|附注|资料来源|数据来源)(?:[:\d(]|$)")
NUMBERING = re.compile(
    r"^(?:[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十\d]+\)|\d+[、.](?!\d)|[#*★]|其中:|#)+"
)
REFUSED = "refused"  # a line that the reader of tables rejects: it has one field
LOCATED = re.compile(r":(\d+)(?::\d+)?")


@dataclass(frozen=True)
class Unread:
    """Something that was passed over, and where: a file, with its sheet if it has some."""

    where: str
    zh: str
    en: str


@dataclass
class LongForm:
    """Rows in long form, and where each of their lines stands in the table they are from."""

    name: str
    lines: list[list[str]] = field(default_factory=list)
    places: list[tuple[str, int, int]] = field(default_factory=list)
    refused: dict[int, Fault] = field(default_factory=dict)  # by line
    unread: list[Unread] = field(default_factory=list)
    as_months: list[tuple[tuple[str, int, int], Said]] = field(default_factory=list)
    """Periods that were days in their cells, and where those stand."""

    @property
    def notes(self) -> list[str]:
        dates = []
        for (file, *numbers), said in self.as_months:
            shown = file + "".join(f":{number}" for number in numbers if number)
            dates.append(f"{shown}: {said.note}")
        return [*dates, *(f"{unread.where}: {unread.en}" for unread in self.unread)]

    def add(self, cells: dict[str, str], where: tuple[str, int, int]) -> None:
        self.lines.append([cells.get(column, "") for column in COLUMNS])
        self.places.append(where)

    def refuse(
        self, code: str, where: tuple[str, int, int], message: str, subject: str = ""
    ) -> None:
        file, line, column = where
        self.lines.append([REFUSED])
        self.places.append(where)
        fault = Fault(code, message, file=file, line=line, column=column, subject=subject)
        self.refused[len(self.lines) + 1] = fault  # the header is line 1

    def to_csv(self) -> bytes:
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(COLUMNS)
        # A text over several lines would shift the lines that faults are found by.
        writer.writerows(
            [[cell.replace("\r", " ").replace("\n", " ") for cell in line] for line in self.lines]
        )
        return text.getvalue().encode()

    def translate(self, fault: Fault) -> Fault:
        """A fault of the reader with the cell in place of the line."""
        line = fault.where.line
        if line is None or fault.where.file != self.name or not 1 < line <= len(self.lines) + 1:
            return fault
        if line in self.refused:
            return self.refused[line]
        file, row, column = self.places[line - 2]
        message = re.sub(re.escape(self.name) + LOCATED.pattern, self._elsewhere, fault.message)
        return Fault(
            fault.code, message, file=file, line=row, column=column, subject=fault.subject or ""
        )

    def _elsewhere(self, match: "re.Match[str]") -> str:
        line = int(match.group(1))
        if not 1 < line <= len(self.places) + 1:
            return match.group()
        file, row, column = self.places[line - 2]
        return file + "".join(f":{number}" for number in (row, column) if number)


class Names:
    """The indicators of a plan by what tables call them: id, name or alias, without regard to blanks
    and full-width signs."""

    def __init__(self, plan: _core.Plan) -> None:
        self._found: dict[str, dict[str, Indicator]] = {}
        for indicator in plan.indicators:
            names = [indicator.id, indicator.name.zh, indicator.name.en, *indicator.aliases]
            for name in filter(None, names):
                self._found.setdefault(normal(name).casefold(), {})[indicator.id] = indicator

    def find(self, text: str) -> tuple[list[Indicator], str]:
        """The indicators that a cell may mean, and the unit that stands in brackets behind it."""
        plain = normal(text).casefold()
        bare = NUMBERING.sub("", plain)
        name, unit = without_unit(bare)
        for candidate, of_name in ((plain, ""), (bare, ""), (name, unit)):
            if candidate in self._found:
                return list(self._found[candidate].values()), of_name
        return [], ""


class TableReader:
    """Reads one table."""

    def __init__(
        self,
        grid: Grid,
        header: Header,
        plan: _core.Plan,
        names: Names,
        out: LongForm,
        year: int | None,
    ) -> None:
        """``year``: of periods that name none."""
        self._grid = grid
        self._header = header
        self._plan = plan
        self._names = names
        self._out = out
        titles = [*header.titles, grid.sheet]
        self._year = year
        self._context = period_in_titles(titles)
        self._units = units_of_line(titles)
        self._noted: set[str] = set()

    def run(self) -> None:
        for _, title in self._header.strangers:
            self._note(f"“{title}”列未读取", f'the column "{title}" is not read')
        measured = [head for head in self._header.heads if head.role in MEASURED]
        if not measured:
            self._out.refuse(
                "no_figures",
                self._grid.where(self._header.last, 1),
                "the table has no column of figures: 数值, 本期累计, 同比, ... or a period",
            )
            return
        name = self._header.one("indicator") or self._header.one("id")
        heading = self._grid.text(self._header.first, name)
        for row in self._grid.rows_below(self._header.last):
            cells = [self._grid.text(row, at) for at in range(1, self._grid.last_column + 1)]
            first = next((cell for cell in cells if cell), "")
            if not first or self._grid.text(row, name) == heading:
                continue  # blank, or the header of the next page
            if REMARK.match(normal(first)):
                self._note(f"未读取：“{first[:40]}”", f'not read: "{first[:40]}"')
                continue
            filled = [head for head in measured if not self._silent(row, head)]
            filled = [head for head in filled if not self._merged(row, head, measured)]
            if filled:
                self._row(row, filled)

    def _silent(self, row: int, head: Head) -> bool:
        at = (row, head.column)
        return at not in self._grid.unreadable and says_nothing(self._grid.value(*at))

    def _merged(self, row: int, head: Head, measured: Sequence[Head]) -> bool:
        """Whether a figure stands in a cell that is merged over several figures: nobody can say
        whose it is. Its first cell is refused, once."""
        area = self._grid.area(row, head.column)
        if area is None:
            return False
        top, left, bottom, right = area
        over = [other for other in measured if left <= other.column <= right]
        if len(over) == 1 and top == bottom:
            return False
        if row == top and head is over[0]:
            titles = ", ".join(other.title for other in over)
            _, _, found, _ = self._indicator(row)
            self._out.refuse(
                "merged_cells",
                self._grid.where(row, head.column),
                f"the cell is merged up to {cell_name(bottom, right)}, over several figures "
                f"({titles}); unmerge it and fill in each",
                found[0].id if len(found) == 1 else "",
            )
        return True

    def _note(self, zh: str, en: str) -> None:
        if en not in self._noted:
            self._noted.add(en)
            where = (
                f"{self._grid.file} [{self._grid.sheet}]" if self._grid.sheet else self._grid.file
            )
            self._out.unread.append(Unread(where, zh, en))

    # -- one row

    def _row(self, row: int, filled: Sequence[Head]) -> None:
        called, column, found, unit = self._indicator(row)
        if not called:
            self._out.refuse(
                "unknown_indicator",
                self._grid.where(row, column),
                "a figure without the name of an indicator; names are taken over only from merged cells",
            )
            return
        if len(found) > 1:
            ids = ", ".join(indicator.id for indicator in found)
            message = f'"{called}" may be any of {ids}; write the id'
            self._out.refuse("ambiguous_indicator", self._grid.where(row, column), message)
            return
        if not found:
            # The reader knows what to suggest.
            cells = {"indicator": called, "period": "2000", "value": "0"}
            self._out.add(cells, self._grid.where(row, column))
            return
        for role in ("place", "unit", "status", "released"):
            column = self._header.one(role)
            if column and (row, column) in self._grid.unreadable:
                message = self._grid.unreadable[row, column]
                self._out.refuse("bad_cell", self._grid.where(row, column), message, found[0].id)
                return
        own = self._own_period(row)
        if isinstance(own, Fault):
            file, line, at = own.where.file or "", own.where.line or 0, own.where.column or 0
            self._out.refuse(own.code, (file, line, at), own.message, found[0].id)
            return
        for head in filled:
            self._figure(row, head, found[0], own, unit)

    def _indicator(self, row: int) -> tuple[str, int, list[Indicator], str]:
        """What the row calls its indicator, where, what that may be, and a unit in brackets."""
        columns = [self._header.one("id"), self._header.one("indicator")]
        texts = [(self._grid.text(row, at), at) for at in columns if at]
        texts = [(text, at) for text, at in texts if text] or [("", max(columns))]
        called, column = texts[0]
        found, unit = self._names.find(called)
        for other, at in texts[1:]:
            also, unit_also = self._names.find(other)
            unit = unit or unit_also
            if not found:
                called, column, found = (other, at, also) if also else (called, column, found)
            elif also and not {i.id for i in also} & {i.id for i in found}:
                return f"{called} / {other}", at, [*found, *also], ""
        return called, column, found, unit

    def _own_period(self, row: int) -> "Said | Fault | None":
        """The period that the row itself names; nothing if it names none."""
        column = self._header.one("period")
        year_column, month_column = self._header.one("year"), self._header.one("month")
        column = column or month_column or year_column
        if not column or not self._grid.text(row, column):
            return None
        year = self._year
        try:
            if year_column and column != year_column and self._grid.text(row, year_column):
                cell = self._grid.value(row, year_column)
                year = read_period_cell(cell, self._grid.format(row, year_column)).year
            value = self._grid.value(row, column)
            if column == month_column and str(value).strip().isdigit():
                value = f"{value}月"
            said = read_period_cell(value, self._grid.format(row, column), year)
        except NoPeriod as problem:
            file, line, at = self._grid.where(row, column)
            return Fault("bad_period", str(problem), file=file, line=line, column=at)
        if said.note:
            self._out.as_months.append((self._grid.where(row, column), said))
        return said

    def _figure(
        self, row: int, head: Head, indicator: Indicator, own: Said | None, unit: str
    ) -> None:
        where = self._grid.where(row, head.column)
        at = (row, head.column)

        def refuse(code: str, message: str) -> None:
            self._out.refuse(code, where, f"{head.title}: {message}", indicator.id)

        if at in self._grid.unreadable:
            return refuse("bad_cell", self._grid.unreadable[at])
        said = head.said or own or self._of(head, own) or self._context
        if said is None:
            return refuse(
                "no_period",
                head.unclear or "no period: neither the row nor the header nor a title names one",
            )
        if head.said and own and not consistent(head.said, own):
            return refuse(
                "ambiguous_period",
                f"the row says {own.period}, the header {head.said.period}; keep one",
            )
        if head.said and own and len(own.period) > len(head.said.period):
            said = own
        if (
            len(said.period) == len("2024-06-15")
            and indicator.freq is not Frequency.daily
            and ".." not in said.period
        ):
            return refuse(
                "bad_period",
                f"{said.period} is a day, and {indicator.id} is not published daily; if Excel made a "
                "date of what was typed (1-2 for January and February), write it as text: 1-2月",
            )
        try:
            digits, percent = figure(self._grid.value(*at), self._grid.format(*at))
        except BadCell as problem:
            return refuse("bad_cell", str(problem))
        measure, period = self._measure(head, said, indicator)
        cells = {
            "indicator": indicator.id,
            "period": period,
            "value": digits,
            "measure": measure,
            "note": self._remark(row, "note"),
            "source": self._remark(row, "source") or self._title(),
            "place": self._text(row, "place"),
        }
        if indicator.kind is Kind.milestone:
            cells["value"] = DONE.get(digits, digits)
        if head.role == "average":
            cells["place"] = CITY_AVERAGE
        if measure in {"value", "ytd"}:
            cells["unit"] = "%" if percent else self._unit(row, head, indicator, unit)
        column = self._header.one("status")
        if column and self._grid.text(row, column):
            cells["status"] = standing(self._grid.value(row, column))
        column = self._header.one("released")
        if column and self._grid.text(row, column):
            cells["released"] = day(self._grid.value(row, column))
        self._out.add(cells, where)

    def _of(self, head: Head, own: Said | None) -> Said | None:
        """The period of the figures that a growth column is about."""
        if not head.of or own is not None:
            return None
        return next((other.said for other in self._header.heads if other.column == head.of), None)

    def _measure(self, head: Head, said: Said, indicator: Indicator) -> tuple[str, str]:
        """The measure of a figure and its period, as the reader takes them."""
        about = head
        if head.role in {"growth", "average"} and head.said is None and head.of:
            about = next(other for other in self._header.heads if other.column == head.of)
        to_date = said.to_date
        if about.role in {"to_date", "growth_to_date"}:
            to_date = True
        elif about.role in {"alone", "growth_alone"}:
            to_date = False
        stock = indicator.kind in {Kind.stock, Kind.milestone}
        # A whole year is its own year to date; a stock has none; a span of its own is no part of one.
        to_date = (
            to_date and not stock and len(said.period) > len("2024") and ".." not in said.period
        )
        period = said.period
        if to_date and self._plan.reporting_year_start != 1:
            period = f"{period[:4]}-01..{period}"  # from January, whatever year the plan reports in
            to_date = False
        if head.role in FIGURES:
            return ("ytd" if to_date else "value"), period
        if head.role in GROWTH | {"average"}:
            return ("ytd_growth" if to_date else "growth"), period
        return ("share_of_annual" if head.role == "share" else "rank"), said.period

    def _text(self, row: int, role: str) -> str:
        column = self._header.one(role)
        return self._grid.text(row, column) if column else ""

    def _remark(self, row: int, role: str) -> str:
        """What a cell of words says that no figure depends on."""
        column = self._header.one(role)
        if column and (row, column) in self._grid.unreadable:
            file, line, at = self._grid.where(row, column)
            shown = file + "".join(f":{number}" for number in (line, at) if number)
            why = self._grid.unreadable[row, column]
            cell = spot(file)[2] or f"第{line}行第{at}列"
            self._note(f"{cell} 单元格内容不能使用，未读取", f"{shown} is not read: {why}")
            return ""
        return self._text(row, role)

    def _title(self) -> str:
        return next(
            (title for title in self._header.titles if not UNIT_LINE.search(normal(title))), ""
        )

    def _unit(self, row: int, head: Head, indicator: Indicator, of_name: str) -> str:
        """The unit of a figure: its row's, its column's, that behind the name, or the one of the
        line 单位 that measures the same as the indicator."""
        unit = self._text(row, "unit") or head.unit or of_name
        if unit and not says_nothing(unit):
            return unit
        if len(self._units) < 2:
            return self._units[0] if self._units else ""
        own = self._known(indicator.unit)
        fitting = [
            label
            for label in self._units
            if own and (u := self._known(label)) and u.base == own.base
        ]
        return fitting[0] if len(fitting) == 1 else "、".join(self._units)

    def _known(self, label: str | None) -> "_core.Unit | None":
        for unit in self._plan.units:
            if unit.label == label:
                return unit
        return _core.find_unit(label) if label else None


def consistent(header: Said, row: Said) -> bool:
    """Whether one of two periods lies within the other, by how they are written."""
    return header.period.startswith(row.period) or row.period.startswith(header.period)


def units_of_line(titles: list[str]) -> list[str]:
    """The units that a line 单位：亿元、% above the table names."""
    for title in titles:
        if match := UNIT_LINE.search(normal(title)):
            return (
                [unit for unit in re.split("[、,;/]", match.group(1)) if unit]
                if "/" not in match.group(1)
                else [match.group(1)]
            )
    return []


def is_long_form(grid: Grid) -> bool:
    """Whether the first row names the columns of the library's own tables."""
    first = {grid.text(1, column) for column in range(1, grid.last_column + 1)}
    return {"indicator", "period"} & first != set() and bool(first & {"period", "value", "measure"})


def read_grids(grids: Sequence[Grid], plan: _core.Plan, name: str) -> LongForm | None:
    """The tables of a file in long form; nothing if none of them has a header that is known."""
    names = Names(plan)
    out = LongForm(name)
    found = False
    for grid in grids:
        year = year_of(grid)
        header = find_header(grid, year)
        if header is None:
            if grid.cells and grid.sheet:
                where = f"{name} [{grid.sheet}]"
                en = "no table of figures; not read"
                out.unread.append(Unread(where, "没有数据表，未读取", en))
            continue
        found = True
        TableReader(grid, header, plan, names, out, year).run()
    return out if found else None


def year_of(grid: Grid) -> int | None:
    """The year that the titles of a table name: what stands above the header."""
    header = find_header(grid, 2000)
    return None if header is None else year_in_titles([*header.titles, grid.sheet])

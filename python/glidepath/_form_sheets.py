"""The sheets of a filled form and their columns, also where a unit renamed them: what can only mean
one thing is taken for it, and told."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from glidepath._chinese_periods import normal
from glidepath._form_layout import HIDDEN_SHEET, INDICATORS, ISSUES, SHEETS, TASKS, FormColumn
from glidepath._sheet_headers import FIGURES, IN_BRACKETS, head_of
from glidepath._workbook import Page, cell_name

SCAN = 12  # rows in which a header is looked for
LONGEST_HEADER = 30  # characters
HALF = 2  # a sheet without its name is known by one in so many of its columns

KEYS: Mapping[str, str] = {
    "id": "id",
    "indicator": "name",
    "unit": "unit",
    "period": "period",
    "figure": "value",
    "to_date": "value",
    "growth": "growth",
    "growth_to_date": "growth",
    "share": "share",
    "average": "average",
    "rank": "rank",
    "status": "status",
    "released": "released",
    "note": "note",
}
"""The columns of the sheet of indicators by what the reader of tables takes a header for. Not 本月:
what a month alone brought is no 本期累计."""

ROW_NAMES: Mapping[str, tuple[str, ...]] = {
    INDICATORS: ("id", "name"),
    TASKS: ("task",),
    ISSUES: ("description",),
}
"""Columns of which a sheet needs one, or nobody can say what its rows are about."""


@dataclass
class Columns:
    """Where the columns of a sheet are, by key; ``row`` is that of the header, 0 without one."""

    row: int = 0
    at: dict[str, int] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)  # key: the header that stands there
    strange: dict[int, str] = field(default_factory=dict)  # column: a header that means nothing

    def missing(self, name: str) -> list[FormColumn]:
        """The columns to be filled in that are not there."""
        return [c for c in SHEETS[name] if c.required and c.key not in self.at]

    def names_rows(self, name: str) -> bool:
        return any(key in self.at for key in ROW_NAMES[name])

    def cell(self, key: str) -> str:
        return cell_name(self.row, self.at[key])

    @property
    def first_strange(self) -> str:
        """The cell of the first header that means nothing, else the first of the header."""
        return cell_name(self.row, min(self.strange, default=1)) if self.row else ""


def columns_of(page: Page, name: str) -> Columns:
    """The columns of a sheet: those of the row that has most of the form's own headers, and where
    no row has one, of that which has most by other names."""
    rows = [
        (row, {at: text for at in range(1, page.max_column + 1) if (text := page.text(row, at))})
        for row in page.rows
        if row <= SCAN
    ]
    own = {normal(column.header) for column in SHEETS[name]}
    known = [sum(normal(text) in own for text in texts.values()) for _, texts in rows]
    most = max(known, default=0)
    found = [
        columns_in_row(row, texts, name)
        for (row, texts), count in zip(rows, known, strict=True)
        if count == most
    ]
    return max(found, key=lambda columns: len(columns.at), default=Columns())


def columns_in_row(row: int, texts: Mapping[int, str], name: str) -> Columns:
    """The columns that the cells of one row name: as forms name them first, then by other names
    that only one cell has."""
    exact = {normal(column.header): column.key for column in SHEETS[name]}
    found = Columns(row)
    for at, text in texts.items():
        key = exact.get(normal(text))
        if key is not None:
            found.at.setdefault(key, at)
    others: dict[str, list[int]] = {}
    for at, text in texts.items():
        if normal(text) in exact:
            continue
        key = other_name(text, name)
        if key is None or key in found.at:
            found.strange[at] = text
        else:
            others.setdefault(key, []).append(at)
    for key, columns in others.items():
        if len(columns) == 1:
            found.at[key] = columns[0]
            found.renamed[key] = texts[columns[0]]
        else:
            found.strange |= {at: texts[at] for at in columns}
    return found


def other_name(text: str, name: str) -> str | None:
    """The column that a header means which is not one of the form's."""
    if len(text) > LONGEST_HEADER:
        return None
    bare = IN_BRACKETS.sub("", normal(text))
    for column in SHEETS[name]:
        if bare and bare == IN_BRACKETS.sub("", normal(column.header)):
            return column.key
    head = head_of(1, [text], 2000) if name == INDICATORS else None
    if head is None:
        return None
    if head.role in FIGURES and head.said is not None and head.role != "to_date":
        return "value" if head.said.to_date else None
    return KEYS.get(head.role)


def find_sheets(pages: Iterable[Page]) -> dict[str, Page]:
    """The sheets of a form by what they hold: those of its names, then the one other that has its
    columns, or else its name in that of the sheet (问题清单)."""
    by_title = {page.title.strip(): page for page in pages}
    by_title.pop(HIDDEN_SHEET, None)
    found = {name: by_title.pop(name) for name in SHEETS if name in by_title}
    for name in SHEETS:
        if name in found:
            continue
        alike = [page for page in by_title.values() if looks_like(page, name)]
        alike = alike or [page for title, page in by_title.items() if name in title]
        if len(alike) == 1:
            found[name] = by_title.pop(alike[0].title.strip())
    return {name: found[name] for name in SHEETS if name in found}


def looks_like(page: Page, name: str) -> bool:
    """Whether a sheet has the columns of one of the form's."""
    columns = columns_of(page, name)
    wanted = [column for column in SHEETS[name] if column.required]
    return ROW_NAMES[name][0] in columns.at and HALF * len(columns.missing(name)) <= len(wanted)

"""The table of figures that collecting adds to: its lines stay as they are, but for cells that are
said to change."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

BOM = b"\xef\xbb\xbf"  # by which Excel knows that a CSV file is UTF-8
FILLED_BY = "填报人："


def note_of(words: str, filled_by: str) -> str:
    """The note of a figure: what its unit says about it, and who filled it in."""
    parts = [words, f"{FILLED_BY}{filled_by}" if filled_by else ""]
    return "；".join(filter(None, parts))


def words_of(note: str | None) -> str:
    """What a note says, without who filled it in; on one line, as tables keep it."""
    words = (note or "").partition(FILLED_BY)[0]
    return " ".join(words.split()).rstrip("；")


class FigureTable:
    """A CSV table of figures: cells of its lines may change, rows may come behind them.

    A table that is empty begins with a byte order mark.
    """

    def __init__(self, content: bytes, columns: Sequence[str]) -> None:
        if not content.removeprefix(BOM).strip():
            content = BOM + (",".join(columns) + "\n").encode()
        self._mark = BOM if content.startswith(BOM) else b""
        text = content.removeprefix(BOM).decode()
        self._newline = "\r\n" if "\r\n" in text[: text.find("\n") + 1] else "\n"
        if not text.endswith("\n"):
            text += self._newline
        self._columns = columns
        self._lines = list(io.StringIO(text, newline=""))
        # One line each in what is written here; what others wrote may span several.
        self._records: dict[int, tuple[int, list[str]]] = {}  # first line: the one after, fields
        reader, first = csv.reader(self._lines), 1
        for fields in reader:
            self._records[first] = (reader.line_num + 1, fields)
            first = reader.line_num + 1
        self._header = [name.strip() for name in self._records[1][1]]

    def change(self, line: int, cells: Mapping[str, str]) -> None:
        """Puts other cells into the record that begins on a line."""
        self._extend([cells])
        behind, fields = self._records[line]
        record = dict(zip(self._header, [*fields, *[""] * len(self._header)], strict=False))
        fields = one_line({**record, **cells}, self._header)
        self._records[line] = (behind, fields)
        # Lines keep their numbers, by which faults and rows are found.
        self._lines[line - 1 : behind - 1] = [
            as_csv([fields], self._newline),
            *[""] * (behind - 1 - line),
        ]

    def with_rows(self, rows: Sequence[Mapping[str, str]]) -> tuple[bytes, int]:
        """The table with rows behind its own, and the line of the first of them."""
        self._extend(rows)
        text = "".join(self._lines)
        fresh = as_csv([one_line(row, self._header) for row in rows], self._newline)
        return self._mark + (text + fresh).encode(), text.count("\n") + 1

    def _extend(self, rows: Sequence[Mapping[str, str]]) -> None:
        """Adds the columns that rows need and the table lacks."""
        lacking = [
            column
            for column in self._columns
            if column not in self._header and any(row.get(column) for row in rows)
        ]
        if not lacking:
            return
        self._header += lacking
        for line, (behind, fields) in self._records.items():
            if fields:
                fields = [*fields, *(lacking if line == 1 else [""] * len(lacking))]
            self._records[line] = (behind, fields)
            self._lines[line - 1 : behind - 1] = [
                as_csv([fields], self._newline) if fields else "",
                *[""] * (behind - 1 - line),
            ]


def one_line(row: Mapping[str, str], header: Sequence[str]) -> list[str]:
    """The fields of a row, each on one line: that is how a fault finds its row."""
    return [" ".join(row.get(column, "").split()) for column in header]


def as_csv(lines: Iterable[Sequence[str]], newline: str) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator=newline).writerows(lines)
    return out.getvalue()

"""The little HTML that notebooks show."""

from collections.abc import Iterable, Sequence
from html import escape

from glidepath._words import Status

__all__ = ["escape", "light", "table"]

COLOURS = {
    Status.met: "#1a7f37",
    Status.on_track: "#1a7f37",
    Status.at_risk: "#9a6700",
    Status.off_track: "#cf222e",
    Status.missed: "#cf222e",
    Status.unknown: "#6e7781",
}


def light(status: Status, words: str) -> str:
    """A status as a coloured dot and, always, in words."""
    return f'<span style="color:{COLOURS[status]};white-space:nowrap">● {escape(words)}</span>'


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; the cells are HTML already."""
    head = "".join(f'<th style="text-align:left">{escape(column)}</th>' for column in columns)
    body = "".join(
        "<tr>" + "".join(f'<td style="text-align:left">{cell}</td>' for cell in row) + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"

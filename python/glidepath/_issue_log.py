"""The log of issues: each row says how an issue stands from some day on; the last one counts.

A row is only ever added. Which state may follow which is fixed; clearing needs evidence, a reviewer
and a date. What breaks these rules is named by row and cell, and the issue stays in the state that it
had before.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from glidepath._core import Period
from glidepath._form_layout import LEVELS
from glidepath._remarks import Remark
from glidepath._row_table import RowTable, TableRow


class IssueState(StrEnum):
    """How an issue stands, as its unit or the office declares."""

    new = "待处理"
    in_work = "推进中"
    asks_to_clear = "申请销号"
    cleared = "已销号"
    sent_back = "退回整改"
    escalated = "提级协调"


STATE_WORDS: Mapping[str, str] = {
    IssueState.new: "new",
    IssueState.in_work: "in progress",
    IssueState.asks_to_clear: "clearing asked for",
    IssueState.cleared: "cleared",
    IssueState.sent_back: "sent back",
    IssueState.escalated: "escalated",
}
"""The states in English."""

S = IssueState
NEXT: Mapping[IssueState, frozenset[IssueState]] = {
    S.new: frozenset({S.in_work, S.asks_to_clear, S.escalated}),
    S.in_work: frozenset({S.asks_to_clear, S.escalated}),
    S.escalated: frozenset({S.in_work, S.asks_to_clear}),
    S.asks_to_clear: frozenset({S.cleared, S.sent_back}),
    S.sent_back: frozenset({S.in_work, S.asks_to_clear, S.escalated}),
    S.cleared: frozenset(),
}
"""The states that may follow each; one that has been cleared stays so."""

NEEDED_TO_CLEAR = {"evidence": "佐证材料", "reviewer": "审核人", "cleared": "销号日期"}
DATES = {"raised": "提出日期", "due": "销号时限", "applied": "申请销号日期", "cleared": "销号日期"}


def may_follow(before: str, now: str) -> bool:
    """Whether an issue in one state may be in another one next, or stay."""
    known = {str(state) for state in S}
    return before == now or (before in known and now in known and S(now) in NEXT[S(before)])


@dataclass(frozen=True)
class Issue:
    """One issue as it stands: ``last`` is the row that counts, ``cells`` what is known of it (a
    blank cell keeps what an earlier row said, but for the note of a review)."""

    id: str
    state: IssueState
    last: TableRow
    cells: Mapping[str, str]
    overdue_days: int

    @property
    def open(self) -> bool:
        return self.state is not S.cleared


def issues_at(
    table: RowTable, through: Period, as_of: dt.date | None
) -> tuple[list[Issue], list[Remark]]:
    """The issues of a log at the end of a period, and what is wrong with its rows.

    ``as_of``: rows released later are not seen, and days overdue count to it; else to the end of
    the period.
    """
    day = as_of or through.last_day
    found, remarks = [], []
    for id, rows in table.by("issue").items():
        seen = [row for row in rows if seen_by(row, through, as_of)]
        issue, problems = follow(id, seen, day)
        remarks += problems
        if issue is not None:
            found.append(issue)
    return found, remarks


def seen_by(row: TableRow, through: Period, as_of: dt.date | None) -> bool:
    try:
        late = Period(row.says("period")).last_day > through.last_day
    except ValueError:
        late = False  # a row that names no period counts from its release
    released = row.day("released")
    day = as_of or (through.last_day if not row.says("period") else None)
    return not late and not (day and released and released > day)


def follow(id: str, rows: Sequence[TableRow], day: dt.date) -> tuple[Issue | None, list[Remark]]:
    """An issue from its rows, each of which is checked against the one before."""
    state: IssueState | None = None
    last: TableRow | None = None
    cells: dict[str, str] = {}
    remarks: list[Remark] = []
    for row in rows:
        problems = wrong(row, id, state, cells)
        remarks += problems
        if problems:
            continue
        state = S(row.says("state") or S.new)
        cells |= {key: text for key, text in row.items() if text}
        if row.says("reviewer"):
            cells["note"] = row.says("note")  # what was refused before is no word on this
        last = row
    if state is None or last is None:
        return None, remarks
    due = date_in(cells, "due")
    late = (day - due).days if due is not None and state is not S.cleared else 0
    return Issue(id, state, last, cells, max(late, 0)), remarks


def wrong(
    row: TableRow, id: str, state: IssueState | None, known: Mapping[str, str]
) -> list[Remark]:
    """What breaks the rules in a row that follows a state (None: the first row)."""
    said = row.says("state") or str(S.new)
    allowed = "、".join(S)
    if said not in set(map(str, S)):
        zh = f"状态“{said}”不在可填范围：{allowed}"
        return [row.remark("state", zh, f"no state {said!r}: expected one of {allowed}", id)]
    found = []
    if state is not None and not may_follow(state, said):
        after = "、".join(other for other in S if other in NEXT[state]) or "（无）"
        found.append(
            row.remark(
                "state",
                f"状态不能由“{state}”直接变为“{said}”，可变为：{after}",
                f"{state} cannot become {said}; it can become: {after}",
                id,
            )
        )
    if state is None and said in {S.cleared, S.sent_back}:
        zh = f"新问题不能直接“{said}”，须先申请销号"
        found.append(row.remark("state", zh, f"a new issue cannot be {said}", id))
    for key, name in DATES.items():
        if row.says(key) and row.day(key) is None:
            found.append(row.remark(key, f"{name}不是日期，如 2024-07-18", f"{key}: no date", id))
    if said == S.cleared and state is not S.cleared:
        for key, name in NEEDED_TO_CLEAR.items():
            if not (row.says(key) or (key == "evidence" and known.get(key))):
                zh = f"销号须填{name}"
                found.append(row.remark(key, zh, f"clearing needs {key}", id))
    level = row.says("level")
    if level and level not in LEVELS:
        zh = f"协调层级“{level}”不在可填范围：{'、'.join(LEVELS)}"
        found.append(row.remark("level", zh, f"no level {level!r}", id))
    return found


def date_in(cells: Mapping[str, str], key: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(cells.get(key, ""))
    except ValueError:
        return None

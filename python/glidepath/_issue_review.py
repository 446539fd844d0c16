"""The office's word on an issue: cleared, sent back or escalated, as a row that is added to the log."""

import datetime as dt

from glidepath._form_layout import ISSUE_FILE_COLUMNS
from glidepath._form_rows import CollectedRows
from glidepath._issue_log import IssueState, follow
from glidepath._remarks import Remark
from glidepath._row_table import RowTable

ITS_OWN = ("reviewer", "cleared", "note")  # what a review says anew


def reviewed(
    log: bytes,
    name: str,
    issue: str,
    state: IssueState,
    *,
    reviewer: str,
    day: dt.date,
    evidence: str = "",
    note: str = "",
) -> tuple[bytes, list[Remark]]:
    """The log with the row that a review adds, and what is wrong with it: then it must not be
    written. The row is of the period of the one that it answers. Raises InputError if the log cannot
    be used, ValueError if it does not have the issue.
    """
    rows = RowTable.read(log, name, "issue").by("issue")
    if issue not in rows:
        known = "、".join(list(rows)[:5]) + ("……" if len(rows) > 5 else "")
        zh = f"{name} 里没有问题编号“{issue}”，有：{known or '（无）'}"
        raise ValueError(f"{zh} (no such issue)")
    before, _ = follow(issue, rows[issue], day)
    table = CollectedRows(log, "issue", ISSUE_FILE_COLUMNS)
    new = dict(before.cells if before is not None else rows[issue][-1])
    new |= dict.fromkeys(ITS_OWN, "")
    new |= {"state": str(state), "released": day.isoformat(), "note": note}
    new["reviewer"] = reviewer
    if evidence:
        new["evidence"] = evidence
    if state is IssueState.cleared:
        new["cleared"] = day.isoformat()
    table.add(new)
    content, _ = table.table()
    added = RowTable.read(content, name, "issue").by("issue")[issue]
    _, old = follow(issue, added[:-1], day)
    _, all_of_them = follow(issue, added, day)
    return content, all_of_them[len(old) :]

"""What the office enters into the table of inspections: the reply to an item, and its second check."""

import csv
import datetime as dt
import io
from collections.abc import Mapping

from glidepath._form_rows import BOM
from glidepath._inspection import CheckResult, Loop, loop, problems
from glidepath._remarks import Remark
from glidepath._row_table import RowTable, TableRow, decoded
from glidepath._workbook import COMPOUND_FILE, EXCEL


def with_reply(
    raw: bytes, name: str, item: str, *, reply: str, day: dt.date
) -> tuple[bytes, list[Remark]]:
    """The table with a reply, and what is wrong with that: then it must not be written.

    After a check that failed, the reply is a new one: the old reply and its check go into the note.
    Raises InputError if the table cannot be used, ValueError if it does not have the item.
    """
    row = row_of(raw, name, item)
    wrong = too_late(row, day)
    notice = row.day("notice")
    if notice is not None and day < notice:
        wrong.append(row.remark("replied", "回复早于通知", f"before the notice of {notice}", item))
    cells = {"reply": reply, "replied": day.isoformat()}
    if row.says("result") == CheckResult.failed:
        zh = f"{row.says('checked')}{row.says('checker')}复核不通过，原回复：{row.says('reply')}"
        cells |= dict.fromkeys(("result", "checked", "checker"), "")
        cells["note"] = joined(row.says("note"), zh)
    return entered(raw, row, cells, wrong)


def with_check(
    raw: bytes, name: str, item: str, *, result: str, checker: str, day: dt.date, note: str = ""
) -> tuple[bytes, list[Remark]]:
    """The table with the second check of an item, which closes it if ``result`` is 通过; what is
    wrong with that, and errors, as for a reply."""
    row = row_of(raw, name, item)
    wrong = too_late(row, day)
    replied = row.day("replied")
    if replied is None or not row.says("reply"):
        wrong.append(row.remark("reply", "尚无回复，不能复核", "there is no reply to check", item))
    elif day < replied:
        wrong.append(row.remark("checked", "复核早于回复", f"before the reply of {replied}", item))
    cells = {"result": result, "checked": day.isoformat(), "checker": checker}
    cells["note"] = joined(row.says("note"), note)
    return entered(raw, row, cells, wrong)


def row_of(raw: bytes, name: str, item: str) -> TableRow:
    rows = RowTable.read(raw, name, "item").by("item")
    if item not in rows:
        known = "、".join(list(rows)[:5]) + ("……" if len(rows) > 5 else "")
        zh = f"{name} 里没有督导编号“{item}”，有：{known or '（无）'}"
        raise ValueError(f"{zh} (no such item)")
    return rows[item][-1]


def too_late(row: TableRow, day: dt.date) -> list[Remark]:
    if loop(row, day) is not Loop.closed:
        return []
    return [row.remark("result", "该事项已闭环", "the item is closed", row.says("item"))]


def joined(*texts: str) -> str:
    return "；".join(text for text in texts if text)


def entered(
    raw: bytes, row: TableRow, cells: Mapping[str, str], wrong: list[Remark]
) -> tuple[bytes, list[Remark]]:
    """The table with the cells of one row changed; all the others stay as they are."""
    name = row.table.name
    if raw.startswith(COMPOUND_FILE) or name.lower().endswith(tuple(EXCEL)):
        raise ValueError(f"{name} is a workbook: fill in its row {row.row}, or save it as CSV UTF-8")
    lines = list(csv.reader(io.StringIO(decoded(raw, name), newline="")))
    columns = dict(row.table.columns)
    for key in cells:
        if key not in columns:
            lines[0].append(key)
            columns[key] = len(lines[0])
    line = lines[row.row - 1]
    line += [""] * (len(lines[0]) - len(line))
    for key, text in cells.items():
        line[columns[key] - 1] = text
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(lines)
    content = BOM + out.getvalue().encode()
    now = RowTable.read(content, name, "item")
    id = row.says("item")
    return content, wrong + [remark for remark in problems(now) if remark.subject == id]

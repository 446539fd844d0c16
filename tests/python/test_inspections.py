"""督导事项: what is inspected, how the loop is closed, and what leaves it open."""

import csv
import datetime as dt
import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from glidepath._inspection import COLUMNS, Loop, loop, problems
from glidepath._row_table import RowTable

PLAN = """\
[plan]
id = "mine"
title = { zh = "规划" }
horizon = "2023..2027"

[[body]]
id = "reform"
name = { zh = "区发改局" }

[[goal]]
id = "g"
number = "1"
title = { zh = "扩大投资" }
lead = ["reform"]

[[indicator]]
id = "investment"
goal = "g"
name = { zh = "投资" }
unit = "亿元"
kind = "flow"
freq = "M"
bounds = { min = 0 }

[[target]]
indicator = "investment"
say = "at 2024 >= 1200"

[[task]]
id = "t"
goal = "g"
title = { zh = "开工" }
lead = ["reform"]
due = "2024-07"
"""
# Even pace: 100 a month. Behind by more than ten points from July on.
FIGURES = "indicator,period,value,measure,unit,status,released,source\n" + "".join(
    f"investment,2024-{month:02},{value},ytd,亿元,P,2024-{month + 1:02}-18,区发改局\n"
    for month, value in {5: 500, 6: 600, 7: 500, 8: 500, 9: 500, 10: 1000}.items()
)
TASKS = "task,period,progress,released,source\n" + "".join(
    f"t,2024-{month:02},{progress},2024-{month + 1:02}-18,区发改局\n"
    for month, progress in {7: 90, 8: 90, 9: 95, 10: 100}.items()
)


class Desk:
    """A folder with plan, figures, tasks, and the table of inspections."""

    def __init__(self, folder: Path, run: Any) -> None:
        self.folder = folder
        self.table = folder / "inspections.csv"
        self.said = ""
        self._run = run
        for name, text in {"plan.toml": PLAN, "seen.csv": FIGURES, "tasks.csv": TASKS}.items():
            (folder / name).write_text(text, encoding="utf-8")

    def inspect(self, month: int, *more: object) -> list[str]:
        """The ids of all items after one more month."""
        ended = self._run(
            "inspect", self.folder / "plan.toml", self.folder / "seen.csv", "--period", f"2024-{month:02}",
            "--as-of", f"2024-{month + 1:02}-25", "--tasks", self.folder / "tasks.csv", "-o", self.table, *more,
        )  # fmt: skip
        assert ended.code == 0, ended.err
        self.said = ended.out.strip()
        return [row["item"] for row in self.rows()]

    def rows(self) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(self.table.read_text(encoding="utf-8-sig"))))

    def fill(self, item: str, **cells: str) -> None:
        rows = self.rows()
        for row in rows:
            if row["item"] == item:
                row.update(cells)
        out = io.StringIO()
        writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        self.table.write_text(out.getvalue(), encoding="utf-8")


@pytest.fixture
def desk(tmp_path: Path, glidepath: Any) -> Desk:
    return Desk(tmp_path, glidepath)


CLOSED = {"reply": "已补足", "replied": "2024-09-20", "result": "通过", "checked": "2024-09-24",
          "checker": "张三"}  # fmt: skip


def test_items_arise_once_and_again_only_after_the_loop_was_closed(desk: Desk) -> None:
    assert desk.inspect(6) == []
    # July: off track for the first time; the task is past its date on 25 August.
    assert desk.inspect(7) == ["t-2024-07"]
    assert desk.said == "新登记督导事项 1 项，原有记录 0 条"
    assert desk.inspect(8) == ["t-2024-07", "investment-2024-08"]
    assert desk.inspect(8) == ["t-2024-07", "investment-2024-08"]  # nothing twice
    desk.fill("investment-2024-08", **CLOSED)
    assert desk.inspect(9) == ["t-2024-07", "investment-2024-08", "investment-2024-09"]
    assert len(desk.inspect(10)) == 3  # back on track, and the task is done


def test_an_item_says_why_who_and_until_when(desk: Desk) -> None:
    holidays = desk.folder / "holidays.csv"
    holidays.write_text("日期,类型(休/班),名称\n2024-10-07,休,国庆\n", encoding="utf-8")
    desk.inspect(8, "--holidays", holidays)
    task, investment = desk.rows()
    assert (task["name"], task["lead"]) == ("开工", "区发改局")
    assert task["reason"] == "超过完成时限56天未完成"
    assert investment["reason"].startswith("连续两期慢于序时进度")
    # Ten days after 25 September is Saturday 5 October; Monday is a holiday.
    assert (investment["notice"], investment["reply_due"]) == ("2024-09-25", "2024-10-08")


@pytest.mark.parametrize(
    ("cells", "state"),
    [
        ({}, Loop.open),
        ({"reply_due": "2024-09-01"}, Loop.unanswered),
        ({"reply": "已补足", "replied": "2024-09-20"}, Loop.to_check),
        (CLOSED, Loop.closed),
        ({**CLOSED, "result": "不通过"}, Loop.again),
        ({**CLOSED, "result": "不通过", "replied": "2024-09-25"}, Loop.to_check),
        ({**CLOSED, "checker": ""}, Loop.to_check),
        ({**CLOSED, "checked": "soon"}, Loop.to_check),
        ({**CLOSED, "reply": ""}, Loop.open),
    ],
)
def test_only_a_second_check_with_who_and_when_closes_the_loop(
    desk: Desk, cells: dict[str, str], state: Loop
) -> None:
    desk.inspect(8)
    desk.fill("investment-2024-08", **cells)
    row = RowTable.load(desk.table, "item").rows[-1]
    assert loop(row, dt.date(2024, 9, 26)) is state


def test_what_lacks_for_closing_is_named_by_its_cell(desk: Desk) -> None:
    desk.inspect(8)
    desk.fill("investment-2024-08", **{**CLOSED, "checker": "", "checked": "soon"})
    desk.fill("t-2024-08", result="好")
    found = [
        (remark.cell, remark.subject) for remark in problems(RowTable.load(desk.table, "item"))
    ]
    letters = {name: chr(ord("A") + at) for at, name in enumerate(COLUMNS)}
    assert set(found) == {
        (f"{letters['result']}2", "t-2024-08"),
        (f"{letters['checked']}3", "investment-2024-08"),
        (f"{letters['checker']}3", "investment-2024-08"),
    }


def test_the_items_get_a_sheet_of_their_own(desk: Desk, glidepath: Any) -> None:
    desk.inspect(8)
    path = desk.folder / "month.xlsx"
    ended = glidepath(
        "tables", desk.folder / "plan.toml", desk.folder / "seen.csv", "--period", "2024-08", "-o", path,
        "--as-of", "2024-09-25", "--tasks", desk.folder / "tasks.csv", "--inspections", desk.table,
    )  # fmt: skip
    assert ended.code == 0, ended.err
    page = openpyxl.load_workbook(path)["督导事项"]
    assert [cell.value for cell in page[6]][2:5] == [
        "investment-2024-08", "投资", desk.rows()[1]["reason"],
    ]  # fmt: skip
    assert page["M6"].value == "待回复"


def test_a_table_that_is_none_is_refused(desk: Desk, glidepath: Any) -> None:
    desk.table.write_text("a\n1\n", encoding="utf-8")
    ended = glidepath(
        "inspect", desk.folder / "plan.toml", desk.folder / "seen.csv", "--period", "2024-08", "-o", desk.table,
    )  # fmt: skip
    assert ended.code == 4 and "inspections.csv" in ended.err
    assert desk.table.read_text(encoding="utf-8") == "a\n1\n"


def follow(desk: Desk, glidepath: Any, *words: object, item: str = "investment-2024-08") -> Any:
    return glidepath("followup", desk.table, "--item", item, *words)


def test_the_loop_is_closed_by_commands(desk: Desk, glidepath: Any) -> None:
    desk.inspect(8)
    checked = ("--result", "通过", "--checker", "张三", "--on", "2024-10-08")
    early = follow(desk, glidepath, *checked)
    assert early.code == 4 and "尚无回复" in early.err
    told = follow(desk, glidepath, "--reply", "已补足", "--on", "2024-09-30")
    assert told.code == 0 and told.out.strip() == "investment-2024-08: 待复核"
    nobody = follow(desk, glidepath, "--result", "通过", "--on", "2024-10-08")
    assert nobody.code == 4 and "复核人" in nobody.err
    before = follow(desk, glidepath, "--result", "通过", "--checker", "张三", "--on", "2024-09-29")
    assert before.code == 4 and "复核早于回复" in before.err
    closed = follow(desk, glidepath, *checked)
    assert closed.code == 0 and closed.out.strip() == "investment-2024-08: 已闭环"
    again = follow(desk, glidepath, "--reply", "又", "--on", "2024-10-09")
    assert again.code == 4 and "已闭环" in again.err
    assert problems(RowTable.load(desk.table, "item")) == []


def test_a_reply_after_a_failed_check_is_a_new_one_and_the_old_stays_on_record(
    desk: Desk, glidepath: Any
) -> None:
    desk.inspect(8)
    others = desk.rows()[0]
    follow(desk, glidepath, "--reply", "已安排", "--on", "2024-09-30")
    failed = follow(
        desk, glidepath, "--result", "不通过", "--checker", "张三", "--on", "2024-10-08", "--note", "无实物量",
    )  # fmt: skip
    assert failed.out.strip() == "investment-2024-08: 复核未过，续办"
    told = follow(desk, glidepath, "--reply", "已补足", "--on", "2024-10-08")
    assert told.out.strip() == "investment-2024-08: 待复核"
    row = desk.rows()[1]
    assert (row["reply"], row["replied"], row["result"]) == ("已补足", "2024-10-08", "")
    assert row["note"] == "无实物量；2024-10-08张三复核不通过，原回复：已安排"
    assert desk.rows()[0] == others


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--reply", "好", "--result", "通过"),
        ("--reply", "好", "--checker", "张三"),
        ("--result", "好"),
    ],
)
def test_a_follow_up_is_a_reply_or_a_check(desk: Desk, glidepath: Any, words: tuple[str]) -> None:
    desk.inspect(8)
    before = desk.table.read_bytes()
    assert follow(desk, glidepath, *words, "--on", "2024-09-30").code == 2
    assert desk.table.read_bytes() == before


def test_an_item_that_is_not_there_and_a_workbook_are_refused(desk: Desk, glidepath: Any) -> None:
    desk.inspect(8)
    words = ("--reply", "好", "--on", "2024-09-30")
    ended = follow(desk, glidepath, *words, item="x")
    assert ended.code == 4 and "t-2024-08、investment-2024-08" in ended.err
    book = openpyxl.Workbook()
    book.active.append(["item", "notice"])
    book.active.append(["x", "2024-09-25"])
    path = desk.folder / "inspections.xlsx"
    book.save(path)
    ended = glidepath("followup", path, "--item", "x", *words)
    assert ended.code == 4 and "fill in its row 2" in ended.err

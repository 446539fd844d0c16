"""The log of issues: which state may follow which, what clearing needs, what goes back."""

import datetime as dt
from itertools import product
from pathlib import Path
from typing import Any

import glidepath as gp
import pytest
from glidepath._form_layout import ISSUE_FILE_COLUMNS, STATES
from glidepath._issue_log import NEXT, IssueState, issues_at, may_follow
from glidepath._row_table import RowTable

JULY = gp.Period("2024-07")
FIRST = "i1,2024-05,待处理,2024-06-18,区发改局,土地未落实,2024-06-30"
HEADER = (
    "issue,period,state,released,source,description,due,applied,evidence,reviewer,cleared,level\n"
)


def table(*lines: str) -> RowTable:
    return RowTable.read((HEADER + "\n".join(lines) + "\n").encode(), "issues.csv", "issue")


def line(state: str, period: str = "2024-06", **cells: str) -> str:
    keys = ["applied", "evidence", "reviewer", "cleared", "level"]
    more = ",".join(cells.get(key, "") for key in keys)
    return f"i1,{period},{state},2024-07-18,区发改局,,,{more}"


CLEARED = {"evidence": "批复", "reviewer": "张三", "cleared": "2024-07-20"}


def test_the_states_are_those_of_the_forms_and_all_have_a_way_on() -> None:
    assert [str(state) for state in IssueState] == STATES
    assert set(NEXT) == set(IssueState)
    ends = [state for state in IssueState if not NEXT[state]]
    assert ends == [IssueState.cleared]
    assert [s for s in IssueState if IssueState.cleared in NEXT[s]] == [IssueState.asks_to_clear]


@pytest.mark.parametrize(("before", "now"), list(product(STATES, STATES)))
def test_a_step_is_taken_or_refused_with_its_cell(before: str, now: str) -> None:
    paths = {
        "待处理": [],
        "推进中": ["推进中"],
        "提级协调": ["提级协调"],
        "申请销号": ["申请销号"],
        "退回整改": ["申请销号", "退回整改"],
        "已销号": ["申请销号", "已销号"],
    }
    lines = [FIRST, *(line(state, **CLEARED) for state in paths[before])]
    issues, remarks = issues_at(table(*lines, line(now, **CLEARED)), JULY, None)
    if may_follow(before, now):
        assert (issues[0].state, remarks) == (now, [])
    else:
        assert issues[0].state == before
        assert [remark.cell for remark in remarks] == [f"C{len(lines) + 2}"]
        assert before in remarks[0].zh and now in remarks[0].zh


@pytest.mark.parametrize("lacking", ["evidence", "reviewer", "cleared"])
def test_clearing_needs_evidence_a_reviewer_and_a_date(lacking: str) -> None:
    cells = {key: text for key, text in CLEARED.items() if key != lacking}
    issues, remarks = issues_at(table(FIRST, line("申请销号"), line("已销号", **cells)), JULY, None)
    assert issues[0].state == "申请销号" and issues[0].open
    place = {"evidence": "I4", "reviewer": "J4", "cleared": "K4"}[lacking]
    assert [(remark.file, remark.cell) for remark in remarks] == [("issues.csv", place)]


def test_evidence_may_have_come_with_the_request() -> None:
    asked = line("申请销号", evidence="批复")
    cells = {**CLEARED, "evidence": ""}
    issues, remarks = issues_at(table(FIRST, asked, line("已销号", **cells)), JULY, None)
    assert issues[0].state == "已销号" and not remarks
    assert issues[0].cells["evidence"] == "批复"


def test_days_overdue_count_until_an_issue_is_cleared() -> None:
    issues, _ = issues_at(table(FIRST), JULY, dt.date(2024, 7, 25))
    assert issues[0].overdue_days == 25
    issues, _ = issues_at(table(FIRST), JULY, None)
    assert issues[0].overdue_days == 31
    done = [FIRST, line("申请销号"), line("已销号", **CLEARED)]
    assert issues_at(table(*done), JULY, dt.date(2024, 7, 25))[0][0].overdue_days == 0


def test_rows_of_later_are_not_seen() -> None:
    lines = [FIRST, line("推进中"), line("申请销号", "2024-08", evidence="批复")]
    assert issues_at(table(*lines), JULY, None)[0][0].state == "推进中"
    assert issues_at(table(*lines), JULY, dt.date(2024, 7, 1))[0][0].state == "待处理"


def test_what_no_issue_can_be_is_named() -> None:
    wrong = table(line("关闭"), line("已销号", **CLEARED), line("待处理", level="省级"))
    issues, remarks = issues_at(wrong, JULY, None)
    assert not issues
    assert [remark.cell for remark in remarks] == ["C2", "C3", "L4"]
    bad_date = FIRST.replace("2024-06-30", "six weeks")
    assert [r.cell for r in issues_at(table(bad_date), JULY, None)[1]] == ["G2"]


def test_a_log_kept_in_excel_with_chinese_headers_is_the_same_log(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    page = book.active
    page.title = "问题"
    page.append(["问题编号", "报告期", "状态", "填报日期", "填报单位", "问题描述", "销号时限"])
    page.append(
        [
            "i1",
            "2024-05",
            "待处理",
            dt.datetime(2024, 6, 18),
            "区发改局",
            "土地",
            dt.date(2024, 6, 30),
        ]
    )
    page.append(["i1", "2024-06", "已销号", dt.datetime(2024, 7, 18), "区发改局", "土地", None])
    book.save(tmp_path / "issues.xlsx")
    issues, remarks = issues_at(RowTable.load(tmp_path / "issues.xlsx", "issue"), JULY, None)
    assert issues[0].state == "待处理" and issues[0].overdue_days == 31
    assert remarks[0].sheet == "问题" and remarks[0].cell == "C3"


def test_a_log_that_excel_saved_in_gb18030_is_read(tmp_path: Path) -> None:
    path = tmp_path / "issues.csv"
    path.write_bytes((HEADER + FIRST + "\n").encode("gb18030"))
    [issue], _ = issues_at(RowTable.load(path, "issue"), JULY, None)
    assert issue.cells["description"] == "土地未落实"


class Reviews:
    """A log and the command that adds the office's word."""

    def __init__(self, folder: Path, run: Any) -> None:
        self.log = folder / "issues.csv"
        header = ",".join(ISSUE_FILE_COLUMNS)
        row = dict.fromkeys(ISSUE_FILE_COLUMNS, "")
        row |= {"issue": "i1", "period": "2024-06", "state": "申请销号", "released": "2024-07-18"}
        row |= {"source": "区发改局", "description": "土地", "evidence": "批复"}
        self.log.write_text(f"{header}\n{','.join(row.values())}\n", encoding="utf-8")
        self._run = run

    def __call__(self, state: str, *more: str, issue: str = "i1") -> Any:
        return self._run(
            "review", self.log, "--issue", issue, "--state", state, "--reviewer", "张三",
            "--on", "2024-07-22", *more,
        )  # fmt: skip

    @property
    def states(self) -> list[str]:
        return [row.says("state") for row in RowTable.load(self.log, "issue").rows]


@pytest.fixture
def review(tmp_path: Path, glidepath: Any) -> Reviews:
    return Reviews(tmp_path, glidepath)


def test_the_office_clears_an_issue_by_adding_a_row(review: Reviews) -> None:
    before = review.log.read_bytes().removeprefix(b"\xef\xbb\xbf")
    assert review("退回整改", "--note", "缺红线图").code == 0
    assert review("已销号").code == 4  # not asked for again
    assert review.states == ["申请销号", "退回整改"]
    assert review.log.read_bytes().removeprefix(b"\xef\xbb\xbf").startswith(before)
    last = RowTable.load(review.log, "issue").rows[-1]
    assert (last.says("reviewer"), last.says("note")) == ("张三", "缺红线图")


def test_a_refusal_no_longer_stands_beside_an_issue_that_was_cleared(review: Reviews) -> None:
    assert review("退回整改", "--note", "缺红线图").code == 0
    again = review.log.read_text(encoding="utf-8-sig").splitlines()[-1]
    row = dict(zip(ISSUE_FILE_COLUMNS, again.split(","), strict=True))
    row |= {"state": "申请销号", "released": "2024-07-22", "reviewer": ""}  # the note is prefilled
    with review.log.open("a", encoding="utf-8") as file:
        file.write(",".join(row.values()) + "\n")
    assert review("已销号").code == 0
    [issue], remarks = issues_at(RowTable.load(review.log, "issue"), JULY, None)
    assert (str(issue.state), issue.cells["note"], issue.cells["evidence"]) == ("已销号", "", "批复")
    assert remarks == []


def test_a_cleared_issue_carries_who_and_when(review: Reviews) -> None:
    assert review("已销号").code == 0
    last = RowTable.load(review.log, "issue").rows[-1]
    assert (last.says("cleared"), last.says("evidence")) == ("2024-07-22", "批复")
    ended = review("推进中")
    assert ended.code == 4 and "不能由“已销号”" in ended.err
    ended = review("已销号", issue="i9")
    assert ended.code == 4 and "没有问题编号“i9”，有：i1" in ended.err

"""Collecting forms: what is added to the tables, what goes back, who is reminded."""

import csv
import datetime as dt
import io
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import glidepath as gp
import openpyxl
import pytest

PLAN = """\
[plan]
id = "mine"
title = { zh = "规划" }
horizon = "2023..2027"
place = "拱墅区"

[[body]]
id = "finance"
name = { zh = "区财政局" }

[[body]]
id = "reform"
name = { zh = "区发改局" }

[[body]]
id = "statistics"
name = { zh = "区统计局" }

[[indicator]]
id = "investment"
name = { zh = "固定资产投资" }
unit = "亿元"
kind = "flow"
freq = "M"
bounds = { min = 0 }
reporter = "reform"
authority = "statistics"

[[indicator]]
id = "firms"
name = { zh = "企业数" }
unit = "家"
kind = "stock"
whole = true
freq = "Q"
reporter = "reform"

[[indicator]]
id = "revenue"
name = { zh = "预算收入" }
unit = "亿元"
kind = "flow"
freq = "M"
reporter = "finance"

[[indicator]]
id = "rd"
name = { zh = "研发经费" }
unit = "亿元"
kind = "flow"
reporter = "finance"

[[indicator]]
id = "museum"
name = { zh = "博物院" }
kind = "milestone"
reporter = "finance"

[[task]]
id = "t1"
title = { zh = "完成投资" }
lead = ["reform"]
due = "2024"
"""

BEFORE = """\
indicator,period,value,measure,unit,status,released,source,note
investment,2023-06,440,ytd,亿元,P,2023-07-18,区统计局,
investment,2024-05,400,ytd,亿元,P,2024-06-18,区发改局,
revenue,2024-05,100,ytd,亿元,P,2024-06-18,区财政局,
"""

Cells = dict[tuple[str, str], Any]


class Office:
    """A folder with a plan, its forms, and the tables that they are collected into."""

    def __init__(self, folder: Path, glidepath: Any) -> None:
        self.folder = folder
        self.run = glidepath
        (folder / "plan.toml").write_text(PLAN, encoding="utf-8")
        self.forms = folder / "forms"
        self.table = folder / "out" / "observations.csv"
        self.table.parent.mkdir()
        self.table.write_text(BEFORE, encoding="utf-8")

    def issue(self, period: str = "2024-06") -> None:
        out = self.table.parent
        extra: list[Any] = []
        for option in ("tasks", "issues"):
            if (out / f"{option}.csv").exists():
                extra += [f"--{option}", out / f"{option}.csv"]
        ended = self.run(
            "forms",
            self.folder / "plan.toml",
            self.table,
            "--period",
            period,
            "-o",
            self.forms,
            *extra,
        )
        assert ended.code == 0, ended.err

    def form(self, unit: str, period: str = "2024-06") -> Path:
        return self.forms / f"{period}_{unit}.xlsx"

    def fill(self, unit: str, cells: Cells, sheet: str = "指标", period: str = "2024-06", on: Any = dt.date(2024, 7, 18)) -> None:  # fmt: skip
        """Fills cells by id and header; a number in place of an id is a row of the sheet."""
        path = self.form(unit, period)
        workbook = openpyxl.load_workbook(path)
        workbook["指标"]["H2"].value = on
        page = workbook[sheet]
        header = [cell.value for cell in page[4]]
        ids = {row[0].value: row[0].row for row in page.iter_rows(min_row=5)}
        for (id, name), value in cells.items():
            row = int(id) if id.isdigit() else ids[id]
            page.cell(row, header.index(name) + 1).value = value
        workbook.save(path)

    def change(self, unit: str, change: Callable[[Any], None]) -> None:
        workbook = openpyxl.load_workbook(self.form(unit))
        change(workbook)
        workbook.save(self.form(unit))

    def collect(self, *options: Any) -> Any:
        return self.run("collect", *sorted(self.forms.glob("*.xls*")), "-o", self.table, *options)

    def rows(self, name: str = "observations.csv") -> list[dict[str, str]]:
        text = (self.table.parent / name).read_text(encoding="utf-8-sig")
        return list(csv.DictReader(io.StringIO(text)))

    def added(self) -> list[tuple[str, str, str, str]]:
        return [
            (row["indicator"], row["period"], row["measure"], row["value"])
            for row in self.rows()[BEFORE.count("\n") - 1 :]
        ]

    def sheet(self, file: str, name: str) -> list[dict[str, Any]]:
        page = openpyxl.load_workbook(self.table.parent / file)[name]
        header = [cell.value for cell in page[2]]
        return [
            dict(zip(header, [cell.value for cell in row], strict=True))
            for row in page.iter_rows(min_row=3)
            if isinstance(row[0].value, int)
        ]

    def returned(self) -> list[dict[str, Any]]:
        return self.sheet("退回修改清单.xlsx", "退回修改清单")

    def hints(self) -> list[dict[str, Any]]:
        return self.sheet("退回修改清单.xlsx", "提示核实")

    def reminded(self) -> list[tuple[Any, ...]]:
        units = self.sheet("催报清单.xlsx", "未报送单位")
        items = self.sheet("催报清单.xlsx", "未填项目")
        return [(row["填报单位"], row["编号"], row["情况"]) for row in [*units, *items]]


@pytest.fixture
def office(tmp_path: Path, glidepath: Any) -> Office:
    office = Office(tmp_path, glidepath)
    office.issue()
    return office


def value(id: str, number: Any, header: str = "本期累计") -> Cells:
    return {(id, header): number}


# --- what is added ------------------------------------------------------------------------------


def test_filled_forms_are_added_behind_what_was_there(office: Office) -> None:
    office.fill(
        "区发改局",
        {
            ("investment", "本期累计"): 480.5,
            ("investment", "同比(%)"): 9.2,
            ("investment", "占年度目标(%)"): 53.6,
            ("investment", "全市位次"): 3,
            ("investment", "数据状态(预计/初步/核实)"): "预计",
            ("investment", "情况说明"): "重大项目\n开工",
            ("investment", "填报人"): "某某",
            ("firms", "本期累计"): 812,
        },
    )
    before = office.table.read_bytes()
    ended = office.collect()
    assert (ended.code, office.returned()) == (0, [])
    assert office.table.read_bytes().startswith(before)
    assert office.added() == [
        ("investment", "2024-06", "ytd", "480.5"),
        ("investment", "2024-06", "ytd_growth", "9.2"),
        ("investment", "2024-06", "share_of_annual", "53.6"),
        ("investment", "2024-06", "rank", "3"),
        ("firms", "2024-06", "value", "812"),
    ]
    first = office.rows()[3]
    assert (first["source"], first["released"], first["status"]) == ("区发改局", "2024-07-18", "E")
    assert first["note"] == "重大项目 开工；填报人：某某"
    assert office.rows()[-1]["status"] == "P"
    plan = gp.Plan.load(office.folder / "plan.toml")
    assert gp.Observations.load(office.table, plan).rejected == []


def test_the_city_average_is_kept_as_another_place(office: Office) -> None:
    office.fill("区发改局", value("investment", 4.1, "全市平均(%)"))
    assert office.collect().code == 0
    # A table that lacks the column gets it; its rows stay as they were.
    old, new = list(csv.DictReader(io.StringIO(BEFORE))), office.rows()
    assert [{**row, "place": ""} for row in old] == new[:-1]
    assert (new[-1]["place"], new[-1]["value"]) == ("全市平均", "4.1")
    office.table.unlink()
    assert office.collect().code == 0
    assert [(row["place"], row["value"]) for row in office.rows()] == [("全市平均", "4.1")]
    assert office.table.read_bytes().startswith(b"\xef\xbb\xbf")


def test_collecting_twice_adds_nothing(office: Office) -> None:
    office.fill("区发改局", {**value("investment", 480)})
    office.fill("区发改局", {("t1", "自报进度(%)"): 50, ("t1", "进展情况"): "推进"}, "任务")
    office.fill("区发改局", {("5", "问题描述"): "缺地"}, "问题")
    assert office.collect().code == 0
    out = office.table.parent
    before = {path.name: path.read_bytes() for path in out.iterdir() if path.suffix == ".csv"}
    ended = office.collect()
    assert "新收数据 0 个、任务进展 0 条、问题 0 条；已收过的数据 1 个" in ended.out
    assert before == {
        path.name: path.read_bytes() for path in out.iterdir() if path.suffix == ".csv"
    }


def test_a_slash_is_no_figure_and_an_answer(office: Office) -> None:
    office.fill("区发改局", {("investment", "本期累计"): "/", ("firms", "本期累计"): "尚未出报"})
    office.fill("区财政局", {("revenue", "本期累计"): "—"})
    assert office.collect().code == 0
    assert office.added() == []
    assert not [row for row in office.reminded() if row[1] in {"investment", "firms", "revenue"}]


def test_an_annual_figure_may_be_reported_in_june(office: Office) -> None:
    office.fill(
        "区财政局", {("rd", "报告期"): "2023年", ("rd", "本期累计"): 30, ("rd", "同比(%)"): 12.5}
    )
    assert office.collect().code == 0
    assert office.added() == [("rd", "2023", "value", "30"), ("rd", "2023", "growth", "12.5")]


def test_a_milestone_is_done(office: Office) -> None:
    office.fill("区财政局", value("museum", "已完成"))
    assert office.collect().code == 0
    assert office.added() == [("museum", "2024-06", "value", "1")]


def test_the_date_of_a_row_goes_before_that_of_the_form(office: Office) -> None:
    office.fill("区财政局", {("revenue", "本期累计"): 120, ("revenue", "发布日期"): dt.datetime(2024, 7, 15)})  # fmt: skip
    assert office.collect().code == 0
    assert office.rows()[-1]["released"] == "2024-07-15"


def test_without_any_date_a_row_goes_back(office: Office) -> None:
    office.fill("区财政局", value("revenue", 120), on=None)
    ended = office.collect()
    assert ended.code == 5 and office.added() == []
    (row,) = office.returned()
    assert "发布日期" in row["原因"] and row["单元格"] == "E5" and row["填报内容"] == "120"
    assert office.collect("--received", "2024-07-22").code == 0
    assert office.rows()[-1]["released"] == "2024-07-22"


# --- corrected forms ----------------------------------------------------------------------------


def words(office: Office) -> list[str]:
    return [row["note"] for row in office.rows()[BEFORE.count("\n") - 1 :]]


def test_corrected_words_about_a_collected_figure_replace_those_that_stood_there(
    office: Office,
) -> None:
    cells = {**value("investment", 480), ("investment", "填报人"): "甲"}
    office.fill("区发改局", {**cells, ("investment", "情况说明"): "进度慢"})
    office.collect()
    before = office.table.read_bytes()
    office.fill("区发改局", value("investment", "项目\n未开工", "情况说明"))
    ended = office.collect()
    assert ended.code == 0
    assert office.added() == [("investment", "2024-06", "ytd", "480")]
    assert words(office) == ["项目 未开工；填报人：甲"]
    assert office.table.read_bytes() == before.replace("进度慢".encode(), "项目 未开工".encode())
    (hint,) = office.hints()
    assert "更正" in hint["原因"] and "进度慢" in hint["原因"] and hint["单元格"] == "E5"
    office.collect()
    assert office.hints() == []


def test_a_form_without_words_leaves_those_that_stood_there(office: Office) -> None:
    office.fill("区发改局", {**value("investment", 480), ("investment", "情况说明"): "进度慢"})
    office.collect()
    office.fill("区发改局", value("investment", None, "情况说明"))
    office.collect()
    assert words(office) == ["进度慢"]


def test_other_lines_of_a_table_stay_when_words_change(office: Office) -> None:
    odd = BEFORE + 'revenue,2023-12,200,ytd,亿元,A,2024-03-18,公报,"两\r\n行"\n'
    office.table.write_bytes(odd.encode())
    office.fill("区财政局", {**value("revenue", 120), ("revenue", "情况说明"): "慢"})
    office.collect()
    office.fill("区财政局", value("revenue", "减税", "情况说明"))
    office.collect()
    assert office.table.read_bytes().startswith(odd.encode())
    assert office.rows()[-1]["note"] == "减税"


def test_words_come_into_a_table_that_has_no_column_for_them(office: Office) -> None:
    bare = "\n".join(line.rpartition(",")[0] for line in BEFORE.splitlines())
    office.table.write_text(bare, encoding="utf-8")
    office.fill("区发改局", {("investment", "报告期"): "2024年1—5月", **value("investment", 400)}, on=dt.date(2024, 6, 18))  # fmt: skip
    assert office.collect().code == 0
    office.fill("区发改局", value("investment", "开工不足", "情况说明"), on=dt.date(2024, 6, 18))
    assert office.collect().code == 0
    assert [row["note"] for row in office.rows()] == ["", "开工不足", ""]


def test_of_two_forms_with_other_words_the_last_has_the_word_and_both_are_told(
    office: Office,
) -> None:
    office.fill("区财政局", {**value("revenue", 120), ("revenue", "情况说明"): "减税"})
    again = office.forms / "2024-06_区财政局（补报）.xlsx"
    again.write_bytes(office.form("区财政局").read_bytes())
    workbook = openpyxl.load_workbook(again)
    workbook["指标"]["L5"].value = "退税"
    workbook.save(again)
    for _ in range(2):  # and again: the two do not take turns
        assert office.collect().code == 0
        assert words(office) == ["退税"]
        (hint,) = office.hints()
        assert "减税" in hint["原因"] and again.name in hint["原因"]


def test_words_of_the_lead_unit_stay_where_the_figure_of_the_authority_wins(
    office: Office,
) -> None:
    office.fill("区统计局", value("investment", 480))
    office.fill("区发改局", {**value("investment", 480), ("investment", "情况说明"): "进度慢"})
    assert office.collect().code == 0
    assert [(row["source"], row["note"]) for row in office.rows()[3:]] == [("区统计局", "进度慢")]


def test_corrected_progress_of_the_same_day_replaces_what_was_reported(office: Office) -> None:
    office.fill("区发改局", {("t1", "自报进度(%)"): 60, ("t1", "进展情况"): "正常"}, "任务")
    office.collect()
    office.fill("区发改局", {("t1", "自报进度(%)"): 45, ("t1", "进展情况"): "桩基完成"}, "任务")
    assert office.collect().code == 0
    assert [row["text"] for row in office.rows("tasks.csv")] == ["正常", "桩基完成"]
    (hint,) = office.hints()  # nothing about a fall: it is a correction
    assert "更正" in hint["原因"] and "正常" in hint["原因"]
    plan, book = office.folder / "plan.toml", office.folder / "month.xlsx"
    tasks = office.table.with_name("tasks.csv")
    office.run("tables", plan, office.table, "--period", "2024-06", "--tasks", tasks, "-o", book)
    sheet = openpyxl.load_workbook(book)["重点任务进度表"]
    shown = [cell.value for row in sheet.iter_rows() for cell in row]
    assert "桩基完成" in shown and "正常" not in shown
    # Back to the first words is a correction as well.
    office.fill("区发改局", {("t1", "自报进度(%)"): 60, ("t1", "进展情况"): "正常"}, "任务")
    office.collect()
    assert [row["text"] for row in office.rows("tasks.csv")] == ["正常", "桩基完成", "正常"]


def test_a_correction_beside_the_form_that_it_corrects_is_collected_once(office: Office) -> None:
    office.fill("区发改局", {("t1", "自报进度(%)"): 60}, "任务")
    office.collect()
    second = office.forms / "2024-06_区发改局（补报）.xlsx"
    shutil.copy(office.form("区发改局"), second)
    office.fill("区发改局", {("t1", "自报进度(%)"): 45}, "任务")
    for _ in range(3):
        assert office.collect().code == 0
        assert [row["progress"] for row in office.rows("tasks.csv")] == ["60", "45"]


def test_two_forms_of_one_day_that_differ_on_a_task_go_back(office: Office) -> None:
    office.fill("区发改局", {("t1", "自报进度(%)"): 60}, "任务")
    shutil.copy(office.form("区发改局"), office.forms / "2024-06_区发改局（补报）.xlsx")
    office.fill("区发改局", {("t1", "自报进度(%)"): 45}, "任务")
    for _ in range(2):
        assert office.collect().code == 5
        assert ["请留一份" in row["原因"] for row in office.returned()] == [True, True]
        assert office.rows("tasks.csv") == []


# --- what is odd --------------------------------------------------------------------------------


def test_a_slip_of_the_unit_goes_back_unless_it_is_explained(office: Office) -> None:
    office.fill("区发改局", value("investment", 4800000))  # 万元 in a column of 亿元
    ended = office.collect()
    assert ended.code == 5 and office.added() == []
    (row,) = office.returned()
    assert "10^4" in row["原因"] and "万" in row["原因"] and row["名称"] == "固定资产投资"
    office.fill("区发改局", value("investment", "统计口径改变", "情况说明"))
    assert office.collect().code == 0
    assert office.added() == [("investment", "2024-06", "ytd", "4800000")]
    assert any("10^4" in row["原因"] for row in office.hints())


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        (value("investment", 390), "还小"),
        ({**value("investment", 480), **value("investment", 30, "同比(%)")}, "同比与数值不符"),
        (
            {
                ("investment", "报告期"): "2024年1—5月",
                ("investment", "本期累计"): 410,
            },
            "2024-06-18 所报的 400 不同",
        ),
    ],
)
def test_what_is_odd_is_collected_with_a_hint(cells: Cells, words: str, office: Office) -> None:
    office.fill("区发改局", cells)
    assert office.collect().code == 0
    (row,) = office.hints()
    assert words in row["原因"]
    assert office.returned() == []
    assert len(office.added()) == len([key for key in cells if key[1] != "报告期"])


@pytest.mark.parametrize(
    ("before", "now", "falls"),
    [
        (400, 399, True),  # one unit of the last digit is a fall
        (400.5, 400.4, True),
        (400.5, 400.5, False),
        (401, 400.6, False),  # rounding explains it
        (401, 400.4, True),
    ],
)
def test_only_rounding_excuses_a_year_to_date_that_falls(
    office: Office, before: float, now: float, falls: bool
) -> None:
    office.table.write_text(BEFORE.replace("2024-05,400,", f"2024-05,{before},"), encoding="utf-8")
    office.fill("区发改局", value("investment", now))
    assert office.collect().code == 0
    assert any("还小" in row["原因"] for row in office.hints()) == falls


def test_real_growth_is_not_held_against_nominal_levels(office: Office) -> None:
    real = PLAN.replace('unit = "亿元"', 'unit = "亿元"\nprices = "current"\ngrowth_prices = "constant"')
    cells = {**value("investment", 480), **value("investment", 30, "同比(%)")}
    office.fill("区发改局", cells)
    office.collect()
    assert "同比与数值不符" in office.hints()[0]["原因"]
    (office.forms / "plan.toml").write_text(real, encoding="utf-8")
    office.table.write_text(BEFORE, encoding="utf-8")
    office.collect()
    assert ("investment", "2024-06", "ytd_growth", "30") in office.added()
    assert office.hints() == []


@pytest.mark.parametrize("first", ["本期累计", "同比(%)"])
def test_growth_is_held_against_levels_whichever_comes_first(office: Office, first: str) -> None:
    figures = {"本期累计": 480, "同比(%)": 30}  # after 440: 9.1 %
    second = next(header for header in figures if header != first)
    office.fill("区发改局", value("investment", figures[first], first))
    office.collect()
    assert office.hints() == []
    cells = {**value("investment", None, first), **value("investment", figures[second], second)}
    office.fill("区发改局", cells)
    office.collect()
    (row,) = office.hints()
    assert "同比与数值不符" in row["原因"] and "9.1%" in row["原因"] and "30%" in row["原因"]


@pytest.mark.parametrize(
    ("figure", "asked"), [(0.155, True), (0.15, True), (15.5, False), (0, False)]
)
def test_a_fraction_after_percentages_is_asked_about(
    office: Office, figure: float, asked: bool
) -> None:
    row = "investment,2024-05,15.2,ytd_growth,%,P,2024-06-18,区发改局,\n"
    office.table.write_text(BEFORE + row, encoding="utf-8")
    office.fill("区发改局", value("investment", figure, "同比(%)"))
    assert office.collect().code == 0
    assert [("百分数" in row["原因"], row["单元格"]) for row in office.hints()] == (
        [(True, "F5")] if asked else []
    )


def test_one_last_digit_is_a_revision_and_more_digits_are_none(office: Office) -> None:
    cells = {("investment", "报告期"): "2024年1—5月", ("investment", "本期累计"): 401}
    office.fill("区发改局", cells)
    assert office.collect().code == 0
    assert "所报的 400 不同" in office.hints()[0]["原因"]
    office.fill("区发改局", {("investment", "本期累计"): 400.4})
    office.collect()
    assert not any("所报的 400 不同" in row["原因"] for row in office.hints())


def test_questions_stay_when_forms_are_collected_again(office: Office) -> None:
    office.fill("区发改局", value("investment", 390))
    office.collect()
    asked = office.hints()
    assert len(asked) == 1
    office.collect()
    assert office.hints() == asked


def test_a_revision_with_a_word_about_it_is_no_question(office: Office) -> None:
    office.fill(
        "区发改局",
        {
            ("investment", "报告期"): "2024年1—5月",
            ("investment", "本期累计"): 410,
            ("investment", "情况说明"): "核实后修订",
        },
    )
    assert office.collect().code == 0
    assert office.hints() == []


def test_a_revision_on_the_day_of_the_first_figure_goes_back(office: Office) -> None:
    cells = {("investment", "报告期"): "2024年1—5月", ("investment", "本期累计"): 410}
    office.fill("区发改局", cells, on=dt.date(2024, 6, 18))
    assert office.collect().code == 5
    (row,) = office.returned()
    assert "同一发布日期" in row["原因"] and "400" in row["reason"]


def test_of_two_units_that_disagree_the_authority_wins(office: Office) -> None:
    office.fill("区发改局", value("investment", 500))
    office.fill("区统计局", value("investment", 480))
    assert office.collect().code == 5
    assert office.added() == [("investment", "2024-06", "ytd", "480")]
    assert office.rows()[-1]["source"] == "区统计局"
    (row,) = office.returned()
    assert row["填报单位"] == "区发改局" and "以区统计局数为准" in row["原因"]


def test_two_forms_of_one_unit_must_agree(office: Office) -> None:
    office.fill("区财政局", {**value("revenue", 120), **value("rd", 9)})
    again = office.forms / "区财政局 (2).xlsx"
    again.write_bytes(office.form("区财政局").read_bytes())
    workbook = openpyxl.load_workbook(again)
    workbook["指标"]["E5"].value = 121
    workbook.save(again)
    assert office.collect().code == 5
    assert office.added() == [("rd", "2024-06", "ytd", "9")]
    assert {row["文件"] for row in office.returned()} == {
        "区财政局 (2).xlsx",
        "2024-06_区财政局.xlsx",
    }


# --- the statistics bureau -----------------------------------------------------------------------


def bureau_table(path: Path, rows: list[list[Any]]) -> Path:
    """A table as an office writes it."""
    book = openpyxl.Workbook()
    page = book.active
    page.append(["2024年1—6月主要经济指标"])
    page.append(["填报单位：区统计局", None, "填报日期：2024年7月20日"])
    page.append(["指标", "单位", "1—6月", "同比±%"])
    for row in rows:
        page.append(row)
    page.append(["注：快报数"])
    book.save(path)
    return path


BUREAU = [["固定资产投资", "亿元", 485.5, 9.8], ["社会消费品零售总额", "亿元", 300, 2], ["  企业数", "家", 812, None]]  # fmt: skip


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
@pytest.mark.parametrize("name", ["区统计局", "statistics"])
def test_the_own_table_of_a_body_is_collected_if_it_is_said_whose_it_is(
    office: Office, name: str, suffix: str
) -> None:
    office.form("区统计局").unlink()
    office.fill("区发改局", {**value("investment", 480), ("investment", "情况说明"): "进度慢"})
    path = bureau_table(office.folder / "数据.xlsx", BUREAU)
    if suffix == "csv":
        page = openpyxl.load_workbook(path).active
        path = path.with_suffix(".csv")
        with path.open("w", encoding="gb18030", newline="") as file:
            csv.writer(file).writerows(page.iter_rows(values_only=True))
    ended = office.run("collect", office.forms / "plan.toml", *sorted(office.forms.glob("*.xlsx")), path, "-o", office.table, "--from", name, "--period", "2024-06")  # fmt: skip
    assert ended.code == 5, ended.err  # the lead unit has another figure
    assert set(office.added()) == {
        ("investment", "2024-06", "ytd", "485.5"),
        ("investment", "2024-06", "ytd_growth", "9.8"),
        # The plan names no authority for it: then the statistics bureau's figure is the one.
        ("firms", "2024-06", "value", "812"),
    }
    row = next(row for row in office.rows() if row["value"] == "485.5")
    assert (row["source"], row["released"], row["status"], row["note"]) == (
        "区统计局", "2024-07-20", "P", "进度慢",
    )  # fmt: skip
    (back,) = office.returned()
    assert back["填报单位"] == "区发改局" and "以区统计局数为准" in back["原因"]
    (passed_over,) = [row for row in office.hints() if "未收" in row["原因"]]
    assert "社会消费品零售总额" in passed_over["原因"]
    assert all("not read" not in row["原因"] for row in office.hints())
    assert "区统计局" not in [unit for unit, *_ in office.reminded()]


def test_a_table_of_nobody_goes_back_and_says_how_it_can_be_collected(office: Office) -> None:
    bureau_table(office.forms / "数据.xlsx", BUREAU)
    assert office.collect().code == 5
    assert office.added() == []
    (row,) = office.returned()
    assert row["文件"] == "数据.xlsx" and "--from" in row["原因"]
    ended = office.collect("--from", "某局")
    assert ended.code == 2 and "--from" in ended.err


@pytest.mark.parametrize("order", [("区发改局", "区统计局"), ("区统计局", "区发改局")])
@pytest.mark.parametrize("days", [(18, 18), (18, 20)])
def test_the_figure_of_the_authority_wins_whichever_is_collected_first(
    office: Office, order: tuple[str, str], days: tuple[int, int]
) -> None:
    figures = {"区发改局": 500, "区统计局": 480}
    for unit, day in zip(order, days, strict=True):
        for form in office.forms.glob("*.xlsx"):
            form.unlink()
        office.run("forms", office.folder / "plan.toml", "--period", "2024-06", "-o", office.forms, "--replace")  # fmt: skip
        words = {} if unit == "区统计局" else value("investment", "进度慢", "情况说明")
        office.fill(unit, {**value("investment", figures[unit]), **words}, on=dt.date(2024, 7, day))
        office.collect()
    plan = gp.Plan.load(office.folder / "plan.toml")
    rows = [row for row in office.rows() if row["period"] == "2024-06"]
    assert gp.Observations.load(office.table, plan).rejected == []
    assert ("区统计局", "480") in {(row["source"], row["value"]) for row in rows}
    told = [*office.returned(), *office.hints()]
    assert any("两个单位数据不一致" in row["原因"] for row in told)
    assert not any("未说明修订原因" in row["原因"] for row in told)
    if days[0] == days[1]:  # the table can hold one of them
        assert [(row["source"], row["value"]) for row in rows] == [("区统计局", "480")]
        assert rows[0]["note"] == "进度慢" or order[0] == "区统计局"


# --- what goes back -----------------------------------------------------------------------------


FIRMS = value("firms", 8)


@pytest.mark.parametrize(
    ("cells", "cell", "words"),
    [
        (value("investment", "=480+1"), "E5", "公式"),
        (value("investment", "约480"), "E5", "不是数字"),
        (value("investment", -3), "E5", "超出"),
        (value("firms", 812.5), "E6", "整数"),
        ({**FIRMS, **value("firms", "6月吧", "报告期")}, "D6", "报告期"),
        ({**FIRMS, **value("firms", "吨", "单位")}, "E6", "单位"),
        ({**FIRMS, **value("firms", "大概", "数据状态(预计/初步/核实)")}, "E6", "数据状态"),
        ({**FIRMS, **value("firms", "下周", "发布日期")}, "E6", "发布日期"),
        ({**FIRMS, **value("firms", dt.date(2024, 1, 2), "发布日期")}, "E6", "发布日期"),
        (
            {**FIRMS, ("firms", "指标编号"): "revenue", ("firms", "指标名称"): None},
            "E6",
            "不是本单位",
        ),
        (
            {**FIRMS, ("firms", "指标编号"): "x9", ("firms", "指标名称"): "某数"},
            "A6",
            "没有这个指标",
        ),
        ({**FIRMS, ("firms", "指标编号"): None, ("firms", "指标名称"): None}, "B6", "没有这个指标"),
        ({**FIRMS, ("firms", "指标名称"): "固定资产投资"}, "B6", "核对编号和名称"),
    ],
)
def test_a_row_that_cannot_be_used_goes_back_with_its_cell(
    cells: Cells, cell: str, words: str, office: Office
) -> None:
    office.fill("区发改局", cells)
    ended = office.collect()
    assert ended.code == 5
    (row,) = office.returned()
    assert (row["单元格"], row["工作表"], row["填报单位"]) == (cell, "指标", "区发改局")
    assert words in row["原因"]
    assert f"2024-06_区发改局.xlsx [指标!{cell}]" in ended.err
    assert office.added() == []


def test_a_lost_id_is_made_good_by_the_name(office: Office) -> None:
    office.fill("区发改局", {**FIRMS, ("firms", "指标编号"): None})
    assert office.collect().code == 0
    assert office.added() == [("firms", "2024-06", "value", "8")]


def merge(sheet: str, area: str) -> Callable[[Any], None]:
    return lambda workbook: workbook[sheet].merge_cells(area)


@pytest.mark.parametrize(("area", "cell"), [("E5:F5", "E5"), ("E5:E6", "E5"), ("E5:G6", "E5")])
def test_a_figure_merged_over_several_goes_back_and_counts_for_none(
    office: Office, area: str, cell: str
) -> None:
    office.fill("区发改局", {**value("investment", 480), **value("investment", 3, "全市位次")})
    office.change("区发改局", merge("指标", area))
    assert office.collect().code == 5
    assert office.added() == [("investment", "2024-06", "rank", "3")]
    (row,) = office.returned()
    assert row["单元格"] == cell and "合并" in row["原因"]


def test_a_merged_slash_is_still_no_figure(office: Office) -> None:
    office.fill("区发改局", value("investment", "/"))
    office.change("区发改局", merge("指标", "E5:F5"))
    assert office.collect().code == 0
    assert office.added() == []


def rename(sheet: str, cell: str, text: str) -> Callable[[Any], None]:
    return lambda workbook: setattr(workbook[sheet][cell], "value", text)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda w: [w.remove(w[name]) for name in ("指标", "任务", "问题")], "缺工作表：指标、任务、问题"),
        (rename("_form", "B3", "other"), "other"),
        (lambda w: (w.remove(w["_form"]), rename("指标", "B2", "某局")(w)), "看不出是哪个单位"),
    ],
)  # fmt: skip
def test_a_broken_form_is_named_and_the_others_are_collected(
    change: Callable[[Any], None], words: str, office: Office
) -> None:
    office.fill("区发改局", value("investment", 480))
    office.fill("区财政局", value("revenue", 120))

    def break_it(workbook: Any) -> None:
        workbook.create_sheet("空")
        for name in ("任务", "问题"):
            rename(name, "B2", "某局")(workbook)
        change(workbook)

    office.change("区发改局", break_it)
    assert office.collect().code == 5
    assert office.added() == [("revenue", "2024-06", "ytd", "120")]
    (row,) = office.returned()
    assert row["文件"] == "2024-06_区发改局.xlsx" and row["原因"].startswith("整个文件未收")
    assert words in row["原因"]
    assert "区发改局" in [unit for unit, *_ in office.reminded()]


def fill_all(office: Office) -> None:
    office.fill("区发改局", {**value("investment", 480), **value("investment", 9.1, "同比(%)")})
    office.fill("区发改局", {("t1", "自报进度(%)"): 50, ("t1", "进展情况"): "推进"}, "任务")
    office.fill("区发改局", {("5", "问题描述"): "缺地"}, "问题")


INVESTMENT = [
    ("investment", "2024-06", "ytd", "480"),
    ("investment", "2024-06", "ytd_growth", "9.1"),
]


@pytest.mark.parametrize(
    ("sheet", "words"),
    [("任务", "缺工作表：任务"), ("指标", "缺工作表：指标"), ("问题", "缺工作表：问题")],
)
def test_a_missing_sheet_costs_that_sheet_alone(office: Office, sheet: str, words: str) -> None:
    fill_all(office)
    office.change("区发改局", lambda workbook: workbook.remove(workbook[sheet]))
    ended = office.collect("--received", "2024-07-22")
    assert office.added() == ([] if sheet == "指标" else INVESTMENT)
    assert len(office.rows("tasks.csv")) == (sheet != "任务")
    assert len(office.rows("issues.csv")) == (sheet != "问题")
    # Nobody has to have issues.
    (row,) = office.hints() if sheet == "问题" else office.returned()
    assert ended.code == (0 if sheet == "问题" else 5)
    assert words in row["原因"] and row["工作表"] == sheet
    reminded = {id for unit, id, _ in office.reminded() if unit == "区发改局"}
    assert ("t1" in reminded) == (sheet == "任务")
    assert ("investment" in reminded) == (sheet == "指标")


@pytest.mark.parametrize(
    ("sheet", "cell", "text"),
    [
        ("指标", "E4", "累计"),
        ("指标", "E4", "1-6月累计"),
        ("指标", "E4", "2024年1—6月"),
        ("指标", "F4", "同比"),
        ("指标", "F4", "同比增长"),
        ("指标", "F4", "同比增速（%）"),
        ("指标", "F4", "同比增速(%)"),
        ("指标", "G4", "完成年度目标(%)"),
        ("指标", "I4", "全市排名"),
        ("指标", "J4", "数据状态"),
        ("指标", "B4", "指标"),
        ("任务", "G4", "自报进度"),
        ("任务", "G4", "自报进度（%）"),
    ],
)
def test_a_header_that_can_only_mean_one_column_is_read_and_told(
    office: Office, sheet: str, cell: str, text: str
) -> None:
    fill_all(office)
    office.change("区发改局", rename(sheet, cell, text))
    ended = office.collect()
    assert ended.code == 0, ended.err
    assert office.added() == INVESTMENT
    assert [row["progress"] for row in office.rows("tasks.csv")] == ["50"]
    hints = [row for row in office.hints() if f"列“{text}”按" in row["原因"]]
    same = text == "自报进度（%）"  # full-width signs are no other name
    assert [(r["工作表"], r["单元格"]) for r in hints] == ([] if same else [(sheet, cell)])


@pytest.mark.parametrize(
    ("sheet", "cell", "text", "missing"),
    [
        ("指标", "F4", "变化", "同比(%)"),
        ("指标", "F4", "当月同比", "同比(%)"),
        ("指标", "I4", "同比增速", "全市位次"),  # there is 同比(%) already
        ("任务", "H4", "说明", "进展情况"),
    ],
)
def test_a_column_that_cannot_be_understood_costs_that_column_alone(
    office: Office, sheet: str, cell: str, text: str, missing: str
) -> None:
    fill_all(office)
    office.change("区发改局", rename(sheet, cell, text))
    assert office.collect().code == 5
    (row,) = office.returned()
    assert missing in row["原因"] and text in row["原因"]
    assert (row["工作表"], row["单元格"]) == (sheet, cell)
    assert office.added()[0] == INVESTMENT[0]
    assert [row["progress"] for row in office.rows("tasks.csv")] == ["50"]


@pytest.mark.parametrize(
    ("sheet", "title"),
    [("问题", "问题清单"), ("指标", "指标表"), ("任务", "Sheet2"), ("指标", " 主要指标 ")],
)
def test_a_renamed_sheet_is_known_by_what_it_holds(office: Office, sheet: str, title: str) -> None:
    fill_all(office)
    office.change("区发改局", lambda workbook: setattr(workbook[sheet], "title", title))
    ended = office.collect()
    assert ended.code == 0, ended.err
    assert office.added() == INVESTMENT
    assert len(office.rows("tasks.csv")) == len(office.rows("issues.csv")) == 1
    (hint,) = office.hints()
    assert f"按“{sheet}”读取" in hint["原因"]


def test_sheets_that_nobody_reads_are_told_and_hidden_ones_do_not_count(office: Office) -> None:
    fill_all(office)

    def hide(workbook: Any) -> None:
        old = workbook.copy_worksheet(workbook["指标"])
        old["E5"].value = 999
        workbook["指标"].title, old.title = "指标表", "指标"
        old.sheet_state = "hidden"

    office.change("区发改局", hide)
    assert office.collect().code == 0
    assert office.added() == INVESTMENT
    assert any("隐藏的工作表“指标”未读取" in row["原因"] for row in office.hints())


def test_a_form_that_was_headed_anew_is_of_whom_its_head_says_and_that_is_told(
    office: Office,
) -> None:
    office.fill("区发改局", value("investment", 480))
    for sheet in ("指标", "任务", "问题"):
        office.change("区发改局", rename(sheet, "B2", "区统计局"))
    office.form("区统计局").unlink()
    office.collect()
    assert office.rows()[-1]["source"] == "区统计局"
    (hint,) = office.hints()
    assert "区发改局" in hint["原因"] and "区统计局" in hint["原因"]
    assert ("区发改局", None, "未报送") in office.reminded()


def test_a_form_that_was_used_again_is_of_the_period_at_its_head(office: Office) -> None:
    fill_all(office)
    for sheet in ("指标", "任务", "问题"):
        office.change("区发改局", rename(sheet, "E2", "2024年1—7月"))
    office.change("区发改局", rename("指标", "D5", "2024年1—7月"))
    office.collect()
    assert [row["period"] for row in office.rows("tasks.csv")] == ["2024-07"]
    (hint,) = office.hints()
    assert "2024-06" in hint["原因"] and "2024-07" in hint["原因"]


@pytest.mark.parametrize(
    ("name", "content", "words", "why"),
    [
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504), "97-2003", "旧的 .xls"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password", "密码"),
        ("a.xlsx", b"PK\x03\x04 broken", "no workbook", "已损坏"),
        ("a.xlsx", b"", "empty", "空的"),
        ("a.xlsx", bytes(10 << 20), "larger", "过大"),
    ],
)  # fmt: skip
def test_files_that_are_no_forms_are_named_and_the_others_are_collected(
    name: str, content: bytes, words: str, why: str, office: Office
) -> None:
    office.fill("区财政局", value("revenue", 120))
    (office.forms / name).write_bytes(content)
    ended = office.collect()
    assert ended.code == 5
    assert office.added() == [("revenue", "2024-06", "ytd", "120")]
    (row,) = office.returned()
    assert row["文件"] == name and words in row["reason"] and why in row["原因"], row
    assert f"{name}：" in ended.err and why in ended.err


def test_a_small_file_that_unpacks_to_a_large_one_goes_back_at_once(office: Office) -> None:
    office.fill("区财政局", value("revenue", 120))
    packed = io.BytesIO(office.form("区发改局").read_bytes())
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet9.xml", bytes(17 << 20))
    office.form("区发改局").write_bytes(packed.getvalue())
    assert len(packed.getvalue()) < 100_000
    assert office.collect().code == 5
    assert office.added() == [("revenue", "2024-06", "ytd", "120")]
    (row,) = office.returned()
    assert (row["填报单位"], row["文件"]) == ("区发改局", "2024-06_区发改局.xlsx")
    assert "过大" in row["原因"] and "17 MB" in row["reason"]


def test_a_file_that_cannot_be_opened_is_of_the_unit_in_its_name(office: Office) -> None:
    office.form("区财政局").write_bytes(b"PK\x03\x04 broken")
    assert office.collect().code == 5
    (row,) = office.returned()
    assert row["填报单位"] == "区财政局"
    assert ("区财政局", None, "文件不能使用：2024-06_区财政局.xlsx") in office.reminded()


def test_a_sheet_copied_into_another_workbook_is_still_a_form(office: Office) -> None:
    office.fill("区财政局", value("revenue", 120))
    office.change("区财政局", lambda workbook: workbook.remove(workbook["_form"]))
    assert office.collect().code == 0
    assert office.added() == [("revenue", "2024-06", "ytd", "120")]


def test_rows_moved_and_put_in_between_are_read(office: Office) -> None:
    office.fill("区财政局", value("revenue", 120))
    office.change("区财政局", lambda workbook: workbook["指标"].insert_rows(5, 3))
    assert office.collect().code == 0
    assert office.added() == [("revenue", "2024-06", "ytd", "120")]


def test_strict_writes_nothing_if_anything_goes_back(office: Office) -> None:
    office.fill("区财政局", {**value("revenue", 120), **value("rd", "?")})
    assert office.collect("--strict").code == 4
    assert sorted(path.name for path in office.table.parent.iterdir()) == ["observations.csv"]
    assert office.table.read_text(encoding="utf-8") == BEFORE


def test_a_file_that_cannot_be_written_leaves_all_as_they_were(office: Office) -> None:
    office.fill("区财政局", value("revenue", 120))
    (office.table.parent / "催报清单.xlsx").mkdir()  # in the way
    ended = office.collect()
    assert ended.code == 2 and "催报清单" in ended.err
    assert office.table.read_text(encoding="utf-8") == BEFORE
    assert {path.name for path in office.table.parent.iterdir()} == {
        "observations.csv",
        "催报清单.xlsx",
    }


def test_what_a_unit_wrote_is_text_in_the_lists(office: Office) -> None:
    office.fill("区财政局", {**value("revenue", "<b>@x</b>"), **value("rd", "@SUM(A1)")})
    assert office.collect().code == 5
    page = openpyxl.load_workbook(office.table.parent / "退回修改清单.xlsx")["退回修改清单"]
    found = {cell.value: cell for row in page.iter_rows() for cell in row if cell.value}
    assert found["@SUM(A1)"].data_type == "s" and found["@SUM(A1)"].quotePrefix
    assert "<b>@x</b>" in found


# --- reminders ----------------------------------------------------------------------------------


def test_who_has_not_reported_is_reminded(office: Office) -> None:
    office.form("区统计局").unlink()
    office.fill("区财政局", value("rd", 9))
    office.fill("区发改局", {("t1", "自报进度(%)"): 50}, "任务")
    assert office.collect().code == 0
    assert office.reminded() == [
        ("区统计局", None, "未报送"),
        # Of what is published monthly or quarterly June is due; research is yearly.
        ("区财政局", "revenue", "未填（没有数据请填“/”）"),
        ("区发改局", "investment", "未填（没有数据请填“/”）"),
        ("区发改局", "firms", "未填（没有数据请填“/”）"),
    ]


@pytest.mark.parametrize(
    ("answer", "before", "on", "year"),
    [
        (None, "", dt.date(2024, 7, 18), 2023),  # 2023 is due 90 days after it ends
        (None, "", dt.date(2024, 3, 29), 2022),
        (None, "", dt.date(2024, 3, 30), 2023),
        ("/", "", dt.date(2024, 7, 18), None),
        (None, "rd,2023,30,value,亿元,P,2024-05-18,区财政局,\n", dt.date(2024, 7, 18), None),
        (None, "rd,2022,30,value,亿元,P,2023-05-18,区财政局,\n", dt.date(2024, 7, 18), 2023),
    ],
)
def test_the_figure_of_a_year_is_reminded_once_it_is_due_and_has_not_come(
    office: Office, answer: str | None, before: str, on: dt.date, year: int | None
) -> None:
    office.table.write_text(BEFORE + before, encoding="utf-8")
    office.fill("区财政局", {**value("revenue", 120), **value("rd", answer)}, on=on)
    office.collect()
    found = [why for _, id, why in office.reminded() if id == "rd"]
    assert found == ([f"{year}年的数已到发布时间，未报（没有数据请填“/”）"] if year else [])
    assert "museum" not in [id for _, id, _ in office.reminded()]


def test_an_empty_form_and_one_of_another_month_are_no_report(office: Office) -> None:
    office.form("区统计局").unlink()
    ended = office.run(
        "forms", office.folder / "plan.toml", "--period", "2024-05", "-o", office.folder / "may"
    )
    assert ended.code == 0
    (office.folder / "may" / "2024-05_区统计局.xlsx").rename(office.forms / "2024-05_区统计局.xlsx")
    assert office.collect().code == 0
    reminded = {unit: why for unit, id, why in office.reminded() if id is None}
    assert reminded == {
        "区财政局": "报来的是空表",
        "区发改局": "报来的是空表",
        "区统计局": "报送的是 2024-05 的填报表",
    }


# --- tasks and issues ---------------------------------------------------------------------------


def test_progress_of_tasks_is_collected(office: Office) -> None:
    office.fill("区发改局", {("t1", "自报进度(%)"): "53.6%", ("t1", "进展情况"): "推进", ("t1", "需协调事项"): "用地"}, "任务")  # fmt: skip
    assert office.collect().code == 0
    (row,) = office.rows("tasks.csv")
    assert (row["task"], row["period"], row["progress"], row["released"], row["source"]) == (
        "t1", "2024-06", "53.6", "2024-07-18", "区发改局",
    )  # fmt: skip
    assert (row["text"], row["coordination"]) == ("推进", "用地")
    office.fill("区发改局", {("t1", "自报进度(%)"): 40}, "任务", on=dt.date(2024, 7, 20))
    assert office.collect().code == 0
    assert [row["progress"] for row in office.rows("tasks.csv")] == ["53.6", "40"]
    assert "还低" in office.hints()[0]["原因"]


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({("t1", "自报进度(%)"): 130}, "0 至 100"),
        ({("t1", "自报进度(%)"): "一半"}, "0 至 100"),
        ({("t1", "自报进度(%)"): "=50"}, "公式"),
        ({("t1", "任务编号"): "t9", ("t1", "自报进度(%)"): 5}, "没有这个任务"),
    ],
)
def test_progress_that_cannot_be_used_goes_back(cells: Cells, words: str, office: Office) -> None:
    office.fill("区发改局", cells, "任务")
    assert office.collect().code == 5
    (row,) = office.returned()
    assert words in row["原因"] and row["工作表"] == "任务"
    assert office.rows("tasks.csv") == []


def test_corrections_of_a_new_issue_are_neither_lost_nor_doubled(office: Office) -> None:
    office.fill("区发改局", {("5", "问题描述"): "用地指标不足", ("5", "类型"): "土地"}, "问题")
    office.collect()
    office.fill("区发改局", {("5", "类型"): "资金"}, "问题")
    assert office.collect().code == 0
    assert [(row["issue"], row["kind"]) for row in office.rows("issues.csv")] == [
        ("reform-2024-06-01", "土地"), ("reform-2024-06-01", "资金"),
    ]  # fmt: skip
    office.fill("区发改局", {("5", "问题描述"): "建设用地指标不足"}, "问题")
    assert office.collect().code == 5
    (row,) = office.returned()
    assert "reform-2024-06-01" in row["原因"] and "更正" in row["原因"]
    office.fill("区发改局", {("5", "问题编号"): "reform-2024-06-01"}, "问题")
    assert office.collect().code == 0
    assert [row["description"] for row in office.rows("issues.csv")][-1] == "建设用地指标不足"
    assert len(office.rows("issues.csv")) == 3


def issues_of(office: Office, *files: tuple[Path, Cells, dt.date]) -> bytes:
    """Collects forms of one unit that differ in their issues; the log that comes of it."""
    blank = office.form("区发改局").read_bytes()
    for path, cells, day in files:
        office.form("区发改局").write_bytes(blank)
        office.fill("区发改局", cells, "问题", on=day)
        filled = office.form("区发改局").read_bytes()
        path.write_bytes(filled)
    if office.form("区发改局") not in [path for path, _, _ in files]:
        office.form("区发改局").unlink()
    office.collect()
    return (office.table.parent / "issues.csv").read_bytes()


def test_two_forms_that_tell_of_an_issue_in_turn_are_collected_once(office: Office) -> None:
    new = {("5", "问题描述"): "用地指标不足"}
    later = {**new, ("5", "最新进展"): "已报批", ("5", "状态"): "推进中"}
    first, second = office.forms / "a_区发改局.xlsx", office.forms / "b_区发改局.xlsx"
    log = issues_of(
        office, (first, new, dt.date(2024, 7, 10)), (second, later, dt.date(2024, 7, 18))
    )
    states = [row["state"] for row in office.rows("issues.csv")]
    assert states == ["待处理", "推进中"]
    assert office.collect().code == 0
    assert (office.table.parent / "issues.csv").read_bytes() == log


def test_two_forms_of_one_day_that_differ_about_an_issue_go_back(office: Office) -> None:
    new = {("5", "问题描述"): "用地指标不足", ("5", "类型"): "土地"}
    other = {**new, ("5", "类型"): "资金"}
    day = dt.date(2024, 7, 18)
    first, second = office.forms / "a_区发改局.xlsx", office.forms / "b_区发改局.xlsx"
    log = issues_of(office, (first, new, day), (second, other, day))
    assert office.rows("issues.csv") == []
    assert [row["文件"] for row in office.returned()] == [first.name, second.name]
    assert all("请留一处" in row["原因"] for row in office.returned())
    assert office.collect().code == 5
    assert (office.table.parent / "issues.csv").read_bytes() == log


def test_a_corrected_form_beside_the_old_one_counts_once(office: Office) -> None:
    new = {("5", "问题描述"): "用地指标不足", ("5", "类型"): "土地"}
    old = office.form("区发改局")
    office.fill("区发改局", new, "问题")
    office.collect()
    corrected = office.forms / "b_区发改局.xlsx"
    corrected.write_bytes(old.read_bytes())
    book = openpyxl.load_workbook(corrected)
    page = book["问题"]
    page.cell(5, [cell.value for cell in page[4]].index("类型") + 1).value = "资金"
    book.save(corrected)
    for _ in range(3):
        assert office.collect().code == 0
        assert [row["kind"] for row in office.rows("issues.csv")] == ["土地", "资金"]


def test_collecting_again_does_not_undo_the_word_of_the_office(office: Office) -> None:
    cells = {
        ("5", "问题描述"): "用地指标不足", ("5", "状态"): "申请销号", ("5", "佐证材料"): "批复",
        ("5", "申请销号日期"): dt.date(2024, 7, 15),
    }  # fmt: skip
    office.fill("区发改局", cells, "问题")
    assert office.collect().code == 0
    for state in ("退回整改", "申请销号", "已销号"):
        log = office.table.parent / "issues.csv"
        if state == "申请销号":  # anew, on a later day
            office.fill("区发改局", {("5", "最新进展"): "已补"}, "问题", on=dt.date(2024, 7, 22))
            assert office.collect().code == 0
            continue
        ended = office.run(
            "review", log, "--issue", "reform-2024-06-01", "--state", state, "--reviewer", "张三",
            "--on", "2024-07-24",
        )  # fmt: skip
        assert ended.code == 0, ended.err
        before = log.read_bytes()
        assert office.collect().code == 0
        assert log.read_bytes() == before


def test_an_issue_is_opened_moved_on_and_offered_for_clearing(office: Office) -> None:
    office.fill("区发改局", {("5", "问题描述"): "用地指标不足", ("5", "类型"): "土地"}, "问题")
    assert office.collect().code == 0
    (row,) = office.rows("issues.csv")
    assert (row["issue"], row["state"], row["kind"]) == ("reform-2024-06-01", "待处理", "土地")

    for form in office.forms.iterdir():
        form.unlink()
    office.issue("2024-07")
    office.fill("区发改局", {("reform-2024-06-01", "状态"): "申请销号"}, "问题", "2024-07", dt.date(2024, 8, 18))  # fmt: skip
    assert office.collect().code == 5
    (row,) = office.returned()
    assert "佐证材料" in row["原因"]
    office.fill(
        "区发改局",
        {("reform-2024-06-01", "佐证材料"): "批复", ("reform-2024-06-01", "申请销号日期"): dt.date(2024, 8, 15)},
        "问题", "2024-07", dt.date(2024, 8, 18),
    )  # fmt: skip
    assert office.collect().code == 0
    last = office.rows("issues.csv")[-1]
    assert (last["issue"], last["period"], last["state"], last["applied"], last["description"]) == (
        "reform-2024-06-01", "2024-07", "申请销号", "2024-08-15", "用地指标不足",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({("5", "问题描述"): "x", ("5", "状态"): "已销号"}, "总专班办公室"),
        ({("5", "问题描述"): "x", ("5", "销号时限"): "月底"}, "不是日期"),
        ({("5", "类型"): "土地"}, "不能为空"),
        ({("5", "问题编号"): "i9", ("5", "问题描述"): "x"}, "没有这个问题编号"),
    ],
)
def test_issues_that_cannot_be_used_go_back(cells: Cells, words: str, office: Office) -> None:
    office.fill("区发改局", cells, "问题")
    assert office.collect().code == 5
    (row,) = office.returned()
    assert words in row["原因"] and row["工作表"] == "问题"
    assert office.rows("issues.csv") == []


# --- the command --------------------------------------------------------------------------------


def test_the_plan_may_be_named_or_lie_beside_the_forms(office: Office) -> None:
    office.fill("区财政局", value("revenue", 120))
    assert office.collect().code == 0
    (office.forms / "plan.toml").unlink()
    ended = office.collect()
    assert ended.code == 2 and "没有方案" in ended.err
    forms = sorted(office.forms.glob("*.xlsx"))
    ended = office.run("collect", office.folder / "plan.toml", *forms, "-o", office.table)
    assert ended.code == 0 and "已收过的数据 1 个" in ended.out


def test_a_folder_stands_for_its_workbooks_and_what_is_left_out_is_told(office: Office) -> None:
    office.fill("区财政局", value("revenue", 120))
    office.form("区发改局").unlink()
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    (office.forms / "2024-06_区发改局.xls").write_bytes(old)
    (office.forms / "2024-06_区统计局.et").write_bytes(b"wps")
    office.form("区统计局").unlink()
    (office.forms / "~$2024-06_区财政局.xlsx").write_bytes(b"lock")
    (office.forms / "说明.docx").write_bytes(b"PK")
    (office.forms / "退回修改清单.xlsx").write_bytes(b"of last time")
    for more in ([], [office.folder / "plan.toml"]):
        ended = office.run("collect", *more, office.forms, "-o", office.table)
        assert ended.code == 5
        assert office.added() == [("revenue", "2024-06", "ytd", "120")]
        back = {row["文件"]: (row["填报单位"], row["原因"]) for row in office.returned()}
        assert set(back) == {"2024-06_区统计局.et", "2024-06_区发改局.xls"}
        assert back["2024-06_区统计局.et"][0] == "区统计局"
        assert ".xlsx" in back["2024-06_区统计局.et"][1]
        skipped = [line for line in ended.err.splitlines() if line.startswith("跳过")]
        assert len(skipped) == 2
        assert any("~$" in line and "Office" in line for line in skipped)
        assert any("说明.docx" in line and ".xlsx" in line for line in skipped)
    (office.folder / "empty").mkdir()
    ended = office.run("collect", office.folder / "plan.toml", office.folder / "empty", "-o", office.table)  # fmt: skip
    assert ended.code == 2 and "没有填报表" in ended.err


def test_messages_are_in_the_language_that_is_asked_for(office: Office) -> None:
    office.fill("区财政局", {**value("revenue", 90), **value("rd", "?")})
    zh, en = office.collect(), office.collect("--lang", "en")
    assert "退回 " in zh.err and "待核实 1 条" in zh.out and "提示 " in zh.err
    assert not [line for line in (zh.err + zh.out).splitlines() if " the " in line]
    assert "sent back " in en.err and "1 to check" in en.out and "to check " in en.err
    assert not [line for line in en.err.splitlines() if "退回" in line]
    again = ["forms", office.folder / "plan.toml", "--period", "2024-06", "-o", office.forms]
    assert "可能已填" in office.run(*again).err
    assert "perhaps filled in" in office.run(*again, "--lang", "en").err


def test_a_full_disk_leaves_all_as_they_were_and_is_named(office: Office) -> None:
    import resource

    office.fill("区财政局", value("revenue", 120))
    before = {path.name: path.read_bytes() for path in office.table.parent.iterdir()}
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (3000, hard))  # the lists are larger
    try:
        ended = office.collect()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert ended.code == 2
    assert "退回修改清单.xlsx 写不了" in ended.err and "磁盘" in ended.err and ".part" not in ended.err
    assert {path.name: path.read_bytes() for path in office.table.parent.iterdir()} == before


def test_a_folder_that_is_none_is_named(office: Office) -> None:
    office.fill("区财政局", value("revenue", 120))
    (office.folder / "file").write_text("")
    office.table = office.folder / "file" / "observations.csv"
    ended = office.collect()
    assert ended.code == 2 and "file" in ended.err and "写不了" in ended.err
    ended = office.run("collect", office.forms, "-o", office.forms)  # no table
    assert ended.code == 4 and "forms 读不了" in ended.err
    ended = office.run("collect", office.folder / "plan.toml", office.forms / "x.xlsx", "-o", office.folder / "o.csv")  # fmt: skip
    assert ended.code == 5 and "x.xlsx：没有这个文件" in ended.err
    again = office.run("forms", office.folder / "plan.toml", "--period", "2024-06", "-o", office.folder / "file")  # fmt: skip
    assert again.code == 2 and "file" in again.err and "写不了" in again.err


def test_a_table_that_cannot_be_read_is_refused_as_a_whole(office: Office) -> None:
    office.fill("区财政局", value("revenue", 120))
    office.table.write_bytes("指标,值\n".encode("gb18030"))
    before = office.table.read_bytes()
    assert office.collect().code == 4
    assert office.table.read_bytes() == before


@pytest.mark.parametrize("retyped", ["1—6月", "1-6月", "上半年", "6月", "2024年6月", "2024-06"])
def test_a_period_retyped_without_its_year_is_of_the_year_of_the_form(
    office: Office, retyped: str
) -> None:
    office.fill("区发改局", {("investment", "报告期"): retyped, ("investment", "本期累计"): 480.5})
    assert office.collect().code == 0
    assert office.added() == [("investment", "2024-06", "ytd", "480.5")]
    assert office.hints() == []


def test_a_period_that_became_a_date_is_read_and_told(office: Office) -> None:
    first = dt.datetime(2024, 6, 1)
    office.fill("区发改局", {("investment", "报告期"): first, ("investment", "本期累计"): 480.5})
    assert office.collect().code == 0
    assert office.added() == [("investment", "2024-06", "ytd", "480.5")]
    [hint] = office.hints()
    assert hint["单元格"] == "D5"
    assert "按 2024-06 读取" in hint["原因"]


def test_what_two_forms_of_a_unit_leave_blank_is_told_once(office: Office) -> None:
    office.fill("区发改局", value("investment", 480.5))
    second = office.forms / "2024-06_区发改局（补报）.xlsx"
    shutil.copy(office.form("区发改局"), second)
    office.fill("区财政局", {("revenue", "本期累计"): 120, ("museum", "本期累计"): "未完成"})
    office.collect()
    reminded = office.reminded()
    assert len(reminded) == len(set(reminded))
    assert [id for _, id, _ in reminded if id == "t1"] == ["t1"]


def test_words_that_excel_took_for_a_formula_go_back_and_their_figure_stays(office: Office) -> None:
    office.fill(
        "区发改局", {("investment", "本期累计"): 480.5, ("investment", "情况说明"): "=-受天气影响"}
    )
    office.collect()
    assert office.added() == [("investment", "2024-06", "ytd", "480.5")]
    assert office.rows()[-1]["note"] == ""
    [row] = office.returned()
    assert (row["单元格"], row["名称"]) == ("L5", "情况说明")

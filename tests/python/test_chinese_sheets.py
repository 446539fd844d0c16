"""Tables of offices as they are: what is read, what is passed over, what is refused and where."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import glidepath as gp
import openpyxl
import pandas as pd
import pytest
from glidepath._chinese_periods import NoPeriod, read_period, read_period_cell
from glidepath._figure_cells import figure

PLAN = gp.Plan(
    "mine",
    gp.Window("2023..2027"),
    place="拱墅区",
    indicators=[
        gp.Indicator("gdp", "地区生产总值", "亿元", "flow", aliases=["GDP"]),
        gp.Indicator("investment", "固定资产投资", "亿元", "flow", aliases=["固定资产投资(有效投资)"]),
        gp.Indicator("retail", gp.Text(zh="社会消费品零售总额", en="Retail sales"), "亿元", "flow"),
        gp.Indicator("firms", "高新技术企业数", "家", "stock", whole=True),
        gp.Indicator("share", "服务业增加值占比", "%", "ratio"),
        gp.Indicator("pm", "PM2.5平均浓度", "微克/立方米", "average"),
        gp.Indicator("daily", "每日用电", "千瓦时", "flow", freq="daily"),
        gp.Indicator("museum", "博物院建设", "", "milestone"),
    ],
    units=[gp.Unit("微克/立方米", base="g/m3", scale=1e-6)],
)  # fmt: skip

Row = tuple[str, str, str, float]
Make = Callable[[Any], None]


def rows(seen: gp.Observations) -> list[Row]:
    return [(row.indicator, str(row.period), str(row.measure), row.value) for row in seen.rows]


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., gp.Observations]:
    """Reads a workbook: its first sheet filled by a function, or from rows of values."""

    def run(fill: "Make | list[list[Any]]", title: str = "Sheet1") -> gp.Observations:
        workbook = openpyxl.Workbook()
        page = workbook.active
        page.title = title
        if callable(fill):
            fill(page)
        else:
            for values in fill:
                page.append(values)
        workbook.save(tmp_path / "table.xlsx")
        return gp.Observations.load(tmp_path / "table.xlsx", PLAN)

    return run


def told(seen: gp.Observations) -> list[str]:
    return [str(fault) for fault in seen.rejected]


# --- periods ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "period", "to_date"),
    [
        ("2024年", "2024", False),
        ("2024年度", "2024", False),
        ("全年", "2024", False),
        ("2024年6月", "2024-06", False),
        ("６月份", "2024-06", False),
        ("1—6月", "2024-06", True),
        ("1-2月", "2024-02", True),
        ("2024年1至6月份", "2024-06", True),
        ("1月～11月", "2024-11", True),
        ("上半年", "2024-06", True),
        ("下半年", "2024-H2", False),
        ("一季度", "2024-03", True),
        ("第二季度", "2024-Q2", False),
        ("前三季度", "2024-09", True),
        ("4-6月", "2024-04..2024-06", False),
        ("截至6月底", "2024-06", True),
        ("2016—2020年", "2016..2020", False),
        ("2024/6", "2024-06", False),
        ("2024.06", "2024-06", False),
        ("202406", "2024-06", False),
        ("2024/6/1", "2024-06", False),
        ("2024年6月30日", "2024-06", False),
        ("2024-06", "2024-06", False),
        ("2024-Q2", "2024-Q2", False),
        ("2023..2025", "2023..2025", False),
    ],
)
def test_a_period_in_chinese_is_read(text: str, period: str, to_date: bool) -> None:
    said = read_period(text, 2024)
    assert (said.period, said.to_date) == (period, to_date)


@pytest.mark.parametrize(
    "text", ["13月", "6-1月", "2024年2月30日", "1-6", "去年", "", "2025-2020年", "6", "24年6月"]
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(NoPeriod):
        read_period(text, 2024)


def test_a_period_without_a_year_needs_one() -> None:
    with pytest.raises(NoPeriod, match="names no year"):
        read_period("1-6月")


def test_a_number_like_a_month_is_refused_for_october_looks_the_same() -> None:
    with pytest.raises(NoPeriod, match="October"):
        read_period_cell(2024.1, "General")
    assert read_period_cell(2024.0, "General").period == "2024"


# --- figures ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "shown", "digits"),
    [
        (30.6, "0.00", "30.60"),
        (0.1 + 0.2, "General", "0.3"),
        (12.3456, "0.0", "12.3456"),
        (0.055, "0.0%", "5.5"),
        (1e21, "General", "1" + "0" * 21),
        (860, "#,##0", "860"),
        ("1,234.50", "@", "1234.50"),
        ("5.5%", "@", "5.5"),
        ("约3.4", "@", "约3.4"),
    ],
)
def test_digits_are_kept_as_printed(value: Any, shown: str, digits: str) -> None:
    assert figure(value, shown)[0] == digits


# --- tables -------------------------------------------------------------------------------------


def bulletin(page: Any) -> None:
    """Title, unit line, merged header over two rows, remarks: as a bureau sends it."""
    for row in [
        ["拱墅区2024年1—6月主要经济指标"],
        ["单位：亿元"],
        ["指标名称", "1-6月", None, "全市位次", "备注"],
        [None, "绝对量", "同比增长(%)", None, None],
        ["一、地区生产总值", 952, 1.2, 5, None],
        ["　　其中：固定资产投资（有效投资）", 468.0, "6.4", "/", "口径已调整"],
        ["社会消费品零售总额(万元)", 6510000, "—", None, None],
        ["高新技术企业数（家）", 812, 3.5, None, None],
        ["二、环境"],
        ["PM2.5平均浓度(微克/立方米)", "尚未出报", -3.8, None, None],
        ["注：1.数据为初步核算数。"],
        ["2.增速按可比价计算。"],
    ]:
        page.append(row)
    page["B6"].number_format = "0.00"
    page.merge_cells("A1:E1")
    page.merge_cells("A3:A4")
    page.merge_cells("B3:C3")
    page.merge_cells("D3:D4")
    page.merge_cells("E3:E4")


def test_a_bulletin_is_read_as_it_is(read: Any) -> None:
    seen = read(bulletin)
    assert told(seen) == []
    assert rows(seen) == [
        ("gdp", "2024-06", "ytd", 952),
        ("gdp", "2024-06", "ytd_growth", 1.2),
        ("gdp", "2024-06", "rank", 5),
        ("investment", "2024-06", "ytd", 468),
        ("investment", "2024-06", "ytd_growth", 6.4),
        ("retail", "2024-06", "ytd", 651),
        ("firms", "2024-06", "value", 812),  # a stock has no year to date
        ("firms", "2024-06", "growth", 3.5),
        ("pm", "2024-06", "ytd_growth", -3.8),
    ]
    investment = seen.rows[3]
    assert (investment.decimals, investment.note) == (2, "口径已调整")
    assert investment.source == "拱墅区2024年1—6月主要经济指标"
    assert seen.rows[5].unit == "万元"
    assert any("注：1" in note for note in seen.notes)


def test_month_and_year_to_date_stand_side_by_side(read: Any) -> None:
    seen = read(
        [
            ["2024年6月", None, None],
            ["指标", "单位", "本月", "同比(%)", "累计", "累计同比(%)"],
            ["GDP", "亿元", 160, 4.8, 952, 1.2],
        ]
    )
    assert rows(seen) == [
        ("gdp", "2024-06", "value", 160),
        ("gdp", "2024-06", "growth", 4.8),
        ("gdp", "2024-06", "ytd", 952),
        ("gdp", "2024-06", "ytd_growth", 1.2),
    ]


def test_years_stand_side_by_side(read: Any) -> None:
    seen = read(
        [
            ["指标", "计量单位", "2021年", "2022年", "2022年增速(%)", "2023年"],
            ["地区生产总值", "亿元", 1949.8, 2003.3, 1.5, "/"],
            ["服务业增加值占比", "%", "90.2%", 90.3, None, None],
        ]
    )
    assert told(seen) == []
    assert rows(seen) == [
        ("gdp", "2021", "value", 1949.8),
        ("gdp", "2022", "value", 2003.3),
        ("gdp", "2022", "growth", 1.5),
        ("share", "2021", "value", 90.2),
        ("share", "2022", "value", 90.3),
    ]


def test_a_year_over_its_months_is_one_header(read: Any) -> None:
    def fill(page: Any) -> None:
        page.append(["指标", "2023年", None, "2024年", None])
        page.append([None, "1-3月", "1-6月", "1-3月", "上半年"])
        page.append(["地区生产总值", 1, 2, 3, 4])
        page.merge_cells("A1:A2")
        page.merge_cells("B1:C1")
        page.merge_cells("D1:E1")

    assert [(p, v) for _, p, _, v in rows(read(fill))] == [
        ("2023-03", 1), ("2023-06", 2), ("2024-03", 3), ("2024-06", 4),
    ]  # fmt: skip


def test_the_form_of_the_month_is_read(read: Any) -> None:
    seen = read(
        [
            ["指标编号", "指标名称", "单位", "报告期", "本期累计", "同比(%)", "占年度目标(%)",
             "全市平均(%)", "全市位次", "数据状态(预计/初步/核实)", "发布日期", "情况说明", "填报人"],
            ["investment", "固定资产投资", "亿元", "2024年6月", 468, 6.4, 53.6, 2.1, 3, "初步",
             "2024年7月18日", "说明文字", "张三"],
        ]
    )  # fmt: skip
    assert told(seen) == []
    assert rows(seen) == [
        ("investment", "2024-06", "ytd", 468),
        ("investment", "2024-06", "ytd_growth", 6.4),
        ("investment", "2024-06", "share_of_annual", 53.6),
        ("investment", "2024-06", "ytd_growth", 2.1),
        ("investment", "2024-06", "rank", 3),
    ]
    assert [row.place for row in seen.rows] == [None, None, None, "全市平均", None]
    assert {str(row.released) for row in seen.rows} == {"2024-07-18"}
    assert {row.status for row in seen.rows} == {gp.DataStatus.provisional}
    assert not seen.rows[0].note or "说明" in seen.rows[0].note


def test_a_month_that_excel_made_a_day_is_read_and_noted(read: Any) -> None:
    seen = read(
        [
            ["指标", "时期", "数值"],
            ["gdp", dt.datetime(2024, 6, 1), 160],
            ["gdp", dt.datetime(2024, 7, 31), 170],
            ["daily", dt.datetime(2024, 6, 15), 5],
            ["gdp", dt.datetime(2024, 1, 2), 300],
        ]
    )
    assert [(i, p) for i, p, _, _ in rows(seen)] == [
        ("gdp", "2024-06"), ("gdp", "2024-07"), ("daily", "2024-06-15"),
    ]  # fmt: skip
    assert len(seen.notes) == 2 and "Sheet1!B2" in seen.notes[0]
    (fault,) = told(seen)  # typed as 1-2, for January and February
    assert "Sheet1!C5" in fault and "1-2月" in fault


def test_every_sheet_with_a_header_is_read(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    for month in (5, 6):
        page = workbook.create_sheet(f"2024年{month}月")
        page.append(["指标", "本月"])
        page.append(["gdp", month])
    workbook.save(tmp_path / "months.xlsx")
    seen = gp.Observations.load(tmp_path / "months.xlsx", PLAN)
    assert [(p, v) for _, p, _, v in rows(seen)] == [("2024-05", 5), ("2024-06", 6)]


def test_csv_and_frames_are_read_the_same(tmp_path: Path) -> None:
    text = '2024年主要指标\n单位：亿元\n指标,1-6月,上半年同比(%)\nGDP,"1,952",1.2\n'
    (tmp_path / "t.csv").write_text(text, encoding="utf-8-sig")
    frame = pd.DataFrame({"指标": ["GDP"], "单位": ["亿元"], "2024年1-6月": [1952], "2024年上半年同比(%)": [1.2]})  # fmt: skip
    wanted = [("gdp", "2024-06", "ytd", 1952), ("gdp", "2024-06", "ytd_growth", 1.2)]
    assert rows(gp.Observations.load(tmp_path / "t.csv", PLAN)) == wanted
    assert rows(gp.Observations.from_frame(frame, PLAN)) == wanted


def test_years_and_months_in_two_columns_are_one_period(read: Any) -> None:
    seen = read(
        [["年份", "月份", "指标", "数值"], [2024, 6, "gdp", 160], ["2023年", "12月", "gdp", 150]]
    )
    assert [(p, v) for _, p, _, v in rows(seen)] == [("2024-06", 160), ("2023-12", 150)]


def test_a_milestone_is_done_or_not(read: Any) -> None:
    seen = read([["指标", "时期", "数值"], ["博物院建设", "2024年6月", "已完成"]])
    assert rows(seen) == [("museum", "2024-06", "value", 1)]


def test_of_several_units_in_the_title_the_one_that_fits_is_taken(read: Any) -> None:
    seen = read(
        [
            ["单位：万元、家、%"],
            ["指标", "2023年"],
            ["gdp", 20000000],
            ["高新技术企业数", 812],
            ["share", 90],
        ]
    )
    assert [v for *_, v in rows(seen)] == [2000, 812, 90]


# --- refused ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "cell", "words"),
    [
        ([["指标", "1-6月"], ["gdp", 1]], "B2", "names no year"),
        ([["2023年和2024年"], ["指标", "1-6月"], ["gdp", 1]], "B3", "names no year"),
        ([["指标", "数值"], ["gdp", 1]], "B2", "no period"),
        ([["指标", "时期", "数值"], ["gdp", 2024.1, 1]], "B2", "October"),
        ([["指标", "时期", "数值"], ["gdp", "前年", 1]], "B2", "no period"),
        ([["指标", "时期", "2024年"], ["gdp", "2023年", 1]], "C2", "the row says 2023"),
        ([["指标", "2024年"], ["生产总量", 1]], "A2", "no indicator"),
        ([["指标", "2024年"], [None, 1]], "A2", "without the name"),
        ([["指标", "2024年"], ["gdp", "约3.4"]], "B2", "no plain number"),
        ([["指标", "2024年"], ["gdp", True]], "B2", "no figure"),
        ([["指标", "2024年"], ["gdp", "=1+1"]], "B2", "formula"),
        ([["指标", "2024年"], ["gdp", "#REF!"]], "B2", "#REF!"),
        ([["单位：家"], ["指标", "2024年"], ["gdp", 1]], "B3", "家"),
        ([["指标编号", "指标名称", "2024年"], ["gdp", "固定资产投资", 1]], "B2", "may be any of"),
        ([["指标", "时期", "数值"], ["gdp", "2024年", 1], ["GDP", "2024年", 5]], "C3", "Sheet1!C2"),
    ],
)  # fmt: skip
def test_what_may_mean_two_things_is_refused_with_its_cell(
    table: list[list[Any]], cell: str, words: str, read: Any
) -> None:
    seen = read(table)
    (fault,) = told(seen)
    assert f"table.xlsx [Sheet1!{cell}]" in fault and words in fault


def test_two_indicators_of_one_name_are_not_chosen_between() -> None:
    plan = gp.Plan(
        "two",
        gp.Window("2023..2027"),
        indicators=[gp.Indicator(id, "投资", "亿元", "flow") for id in ("a", "b")],
    )
    seen = gp.Observations.from_frame(pd.DataFrame({"指标": ["投资"], "2024年": [1]}), plan)
    (fault,) = told(seen)
    assert "a, b" in fault and fault.startswith("observations:2:1:")


def test_rejected_cells_are_counted_and_named_by_the_command(
    gongshu: Any, glidepath: Any, tmp_path: Path
) -> None:
    workbook = openpyxl.Workbook()
    page = workbook.active
    for row in [["2024年1-6月"], ["指标", "累计"], ["固定资产投资", 468], ["不知道", 1]]:
        page.append(row)
    workbook.save(tmp_path / "office.xlsx")
    ended = glidepath("assess", gongshu.plan_file, tmp_path / "office.xlsx", "--format", "json")
    assert ended.code == 5
    assert "office.xlsx [Sheet!A4]" in ended.err and '"rejected": 1' in ended.out


@pytest.mark.parametrize("name", ["old.xls", "figures.xlsx", "figures.csv"])
def test_an_old_or_protected_workbook_is_named(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))
    with pytest.raises(gp.InputError, match="97-2003") as caught:
        gp.Observations.load(tmp_path / name, PLAN)
    assert name in str(caught.value)


def test_another_reporting_year_takes_january_to_june_as_a_span() -> None:
    plan = gp.Plan(
        "april",
        gp.Window("2023-A1..2027-A1", reporting_year_start=4),
        reporting_year_start=4,
        indicators=[gp.Indicator("gdp", "地区生产总值", "亿元", "flow")],
    )
    seen = gp.Observations.from_frame(pd.DataFrame({"指标": ["gdp"], "2024年1-6月": [1]}), plan)
    assert rows(seen) == [("gdp", "2024-01..2024-06", "value", 1)]

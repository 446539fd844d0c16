"""The workbook of a month: what an office reads in it, and what it must never read."""

import datetime as dt
import io
import re
import zipfile
from pathlib import Path
from typing import Any

import glidepath as gp
import openpyxl
import pytest
from glidepath import _table_sheet
from glidepath._indicator_rows import indicator_rows
from glidepath._month import Group
from glidepath._numbers import below, points
from glidepath._table_columns import NUMBER, PROGRAMME, Column
from glidepath._table_sheet import Heading, Table
from glidepath._tables import month_workbook, read_month
from glidepath._workbook import Book

SHEETS = ["主要指标进度表", "重点任务进度表", "问题销号进度表", "目标清单", "任务清单", "责任清单", "挂图",
          "变动情况", "退回修改清单"]  # fmt: skip
HEADERS = {
    "主要指标进度表": "序号|工程名称|指标名称|单位|属性|2025年目标|2027年目标|本年目标|本期计划|数据期|本期累计|同比(%)"
    "|完成本年目标(%)|序时进度(%)|快慢(百分点)|全市平均(%)|与全市比较(百分点)|全市位次|进度评价|完成研判|较上月"
    "|牵头单位|滞后原因及下步措施|数据来源及状态",
    "重点任务进度表": "序号|工程名称|任务编号|重点任务|年度目标|标志性节点|节点时限|本月计划|进展情况|自报进度(%)"
    "|序时进度(%)|状态|逾期天数|存在问题|下步举措|需协调事项|牵头领导|牵头单位|责任单位|联络员|备注",
    "问题销号进度表": "序号|工程名称|问题编号|问题描述|类型|涉及指标(任务)|来源|提出日期|解决措施|牵头单位|责任单位"
    "|责任人|协调层级|销号时限|最新进展|状态|逾期天数|申请销号日期|佐证材料|审核人|销号日期|备注",
    "目标清单": "序号|工程名称|领域|目标编号|指标名称|单位|属性|目标原文|规范表述|基期|基期值|2023年|2024年|2025年"
    "|2026年|2027年|三年累计|五年累计|统计口径|频率及发布时滞|数据责任单位|市级对应目标|省级对应目标|牵头单位|备注",
    "任务清单": "序号|工程名称|任务编号|任务名称|任务内容|对应目标|一季度节点|二季度节点|三季度节点|四季度节点"
    "|启动时间|完成时限|完成标志|牵头单位|责任单位|街道(园区)|备注",
    "责任清单": "序号|工程名称|召集人|职务|牵头单位|分管领导|承办科室|联络员|联系电话|责任单位|责任类型|责任事项"
    "|任期起|任期止|备注(是否“等”)",
}
"""The columns of the three tables and three lists."""

Sheet = dict[str, dict[str, Any]]


def sheet_rows(page: Any, key: str) -> Sheet:
    """The rows below the head of a sheet, by what one column says."""
    header = [cell.value for cell in page[4]]
    rows: Sheet = {}
    for row in page.iter_rows(min_row=5):
        cells = dict(zip(header, row, strict=True))
        if cells[key].value is not None:
            rows[str(cells[key].value)] = {name: cell.value for name, cell in cells.items()}
    return rows


@pytest.fixture(scope="module")
def june(gongshu: Any) -> Any:
    """June 2024 of the published plan, its figures and the declared progress of its tasks."""
    year = gongshu.plan_file.with_name("2024.toml")
    return read_month(
        gp.Plan.load(year),
        str(gongshu.observations_file),
        period="2024-06",
        as_of="2024-07-25",
        tasks=gongshu.plan_file.with_name("tasks-2024.csv"),
    )


@pytest.fixture(scope="module")
def workbook(june: Any) -> Any:
    return openpyxl.load_workbook(io.BytesIO(month_workbook(june)))


def test_a_month_has_its_sheets_with_the_columns_of_the_office(workbook: Any) -> None:
    assert workbook.sheetnames == SHEETS
    for name, headers in HEADERS.items():
        assert [cell.value for cell in workbook[name][4]] == headers.split("|")


def test_sheets_are_ready_for_paper(workbook: Any) -> None:
    for page in workbook:
        assert page.page_setup.orientation == "landscape" and page.page_setup.paperSize == 8  # A3
        assert page.print_title_rows == "$4:$4"
        assert page.freeze_panes and page.freeze_panes.endswith("5")
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert page.page_setup.fitToWidth in {None, 1}
        assert page["A1"].value and page["A3"].value == "填报单位：总专班办公室"
        assert "2024年7月25日" in {cell.value and str(cell.value)[5:] for cell in page[3]}


@pytest.mark.parametrize(
    ("rows", "pages"), [(10, 0), (36, 1), (60, 0), (78, 2)], ids=["one", "over", "two", "over two"]
)
def test_a_row_or_two_get_no_page_of_their_own(rows: int, pages: int) -> None:
    columns = [NUMBER, PROGRAMME, Column("why", "说明", "Why", 150)]
    table = Table("表", "表", columns, [Group("一", "工程", True, [{"why": "x"}] * rows)])
    book = Book("表")
    _table_sheet.Sheet(book, table, Heading("", "", "", "", ""), "zh").write()
    page = openpyxl.load_workbook(io.BytesIO(book.save()))["表"]
    tall = page.page_setup.fitToHeight
    assert (1 if tall is None else tall) == pages  # one page is not written
    merged = [area for area in page.merged_cells.ranges if area.min_col == 1 and area.min_row > 4]
    assert len(merged) == max(pages, 1 + (rows > 40))  # the title on each page


def test_programmes_are_numbered_merged_and_say_what_does_not_apply(workbook: Any) -> None:
    for name in SHEETS[:7]:
        page = workbook[name]
        numbers = {page.cell(row, 1).value: row for row in range(5, page.max_row + 1)}
        assert set("一二三四五六七八九十") <= set(filter(None, numbers))
        for number in "五六七":  # ports, county towns, land consolidation: no task of the district
            row = numbers[number]
            assert page.cell(row, 3).value == "不涉及"
            assert any(area.min_row == row and area.min_col == 3 for area in page.merged_cells)
    merged = [str(area) for area in workbook[SHEETS[0]].merged_cells]
    assert any(area.startswith("A5:A") for area in merged)  # 一
    assert any(area.startswith("B5:B") for area in merged)


def test_half_of_the_year_with_53_6_per_cent_is_3_6_points_ahead(workbook: Any) -> None:
    row = sheet_rows(workbook["主要指标进度表"], "指标名称")["固定资产投资"]
    assert row["数据期"] == "2024年1—6月"
    assert (row["完成本年目标(%)"], row["序时进度(%)"], row["快慢(百分点)"]) == (53.6, 50, 3.6)
    assert row["本年目标"] == "待下达" and row["2025年目标"] == "＞860亿元"
    # The target of the year has no number, so the one next due is judged, on the last full year.
    assert row["进度评价"] == "符合序时进度（2025年目标，据2023年数）"
    assert row["本期计划"] == "—"  # the path knows 2023, not these months


def test_the_outlook_is_that_of_the_target_that_is_judged(workbook: Any, june: Any) -> None:
    rows = sheet_rows(workbook["主要指标进度表"], "指标名称")
    outlook = june.result.verdict("fixed_asset_investment:at-2025").outlook
    assert rows["固定资产投资"]["完成研判"] == outlook.shown.zh
    assert rows["保障建设用地"]["完成研判"] == "—"  # no figure, no forecast


def test_a_slash_is_unreported_and_not_zero(workbook: Any) -> None:
    investment = sheet_rows(workbook["主要指标进度表"], "指标名称")["固定资产投资"]
    assert investment["本期累计"] == "/" and investment["同比(%)"] == "/"
    gdp = sheet_rows(workbook["重点任务进度表"], "任务编号")["y2024_01"]
    assert gdp["自报进度(%)"] == "/" and gdp["状态"] == "未报送" and gdp["逾期天数"] == "—"
    for page in workbook:
        assert not [cell for row in page.iter_rows(min_row=5) for cell in row if cell.value == 0]


def test_declared_and_computed_progress_stand_apart(workbook: Any) -> None:
    tasks = sheet_rows(workbook["重点任务进度表"], "任务编号")
    assert {row["序时进度(%)"] for id, row in tasks.items() if id.startswith("y2024")} == {50}
    assert tasks["y2024_03"]["自报进度(%)"] == 53.6 and tasks["y2024_03"]["状态"] == "正常推进"


def test_seven_of_eleven_that_declare_the_same_are_one_finding(june: Any) -> None:
    assert june.findings == ["11项任务中有7项自报进度同为50%，请逐项核实"]
    assert len([remark for remark in june.remarks if "7项" in remark.zh]) == 1


def test_the_wall_chart_colours_the_months_that_are_over(workbook: Any) -> None:
    row = sheet_rows(workbook["挂图"], "重点任务")["有效投资完成市下达目标任务"]
    assert row["6月"] == "53.6%" and row["5月"] == "未报送"
    assert row["7月"] is None and row["12月"] == "★"
    page = workbook["挂图"]
    at = {cell.value: cell for cells in page.iter_rows(min_row=5) for cell in cells}
    assert at["53.6%"].fill.fgColor.rgb == "FFC6E0B4"


def test_the_city_is_compared_for_the_same_period(gongshu: Any) -> None:
    month = read_month(gongshu.plan, str(gongshu.observations_file), period="2022-12")
    rows = {cells["id"]: cells for _, cells in indicator_rows(month)}
    services = rows["services_value_added"]
    assert month.figures.city == "杭州市"
    assert (services["growth"], services["average"], services["against"]) == (1.5, 2.0, -0.5)


@pytest.mark.parametrize(
    ("done", "shown"), [(99.96, 99.9), (99.94, 99.9), (100.0, 100.0), (130.74, 130.7), (0.04, 0.0)]
)
def test_a_share_below_its_target_never_becomes_100(done: float, shown: float) -> None:
    assert below(done) == shown
    assert str(points(-0.04)) == "0.0"


def test_english_tables_have_the_same_cells(june: Any, gongshu: Any) -> None:
    month = read_month(
        june.plan, str(gongshu.observations_file), period="2024-06", as_of="2024-07-25",
        tasks=gongshu.plan_file.with_name("tasks-2024.csv"), language="en",
    )  # fmt: skip
    page = openpyxl.load_workbook(io.BytesIO(month_workbook(month)))["Indicators"]
    row = sheet_rows(page, "Indicator")["Fixed-asset investment"]
    assert row["Ahead (points)"] == 3.6 and row["Data period"] == "Jan–Jun 2024"
    assert row["Target 2025"] == "above 860 亿元"
    assert "not applicable" in {cell.value for cell in page["C"]}


def test_the_same_month_gives_the_same_bytes(june: Any) -> None:
    assert month_workbook(june) == month_workbook(june)


# --- a small plan -----------------------------------------------------------------------------

PLAN = """\
[plan]
id = "mine"
title = { zh = "=规划&<b>", en = "Mine" }
horizon = "2023..2027"
place = "拱墅区"

[[body]]
id = "office"
name = { zh = "办公室" }
role = "office"

[[body]]
id = "reform"
name = { zh = "区发改局" }

[[body]]
id = "liaison"
name = { zh = "王五" }
parent = "reform"
role = "person"
title = { zh = "联络员" }
phone = "0571-88000000"

[[goal]]
id = "g"
number = "1"
title = { zh = "扩大投资" }
lead = ["reform"]

[[indicator]]
id = "investment"
goal = "g"
name = { zh = "@投资" }
unit = "亿元"
kind = "flow"
freq = "M"
bounds = { min = 0 }

[[target]]
indicator = "investment"
say = "at 2024 >= 1000"
quote = "+1000亿元"

[[task]]
id = "t"
goal = "g"
title = { zh = "-开工" }
lead = ["reform"]
start = "2024-02"
due = "2024-05"
nodes = [{ due = "2024-03", title = { zh = "立项" } }, { due = "2024-05", title = { zh = "开工" } }]
"""
FIGURES = """\
indicator,period,value,measure,unit,status,released,source,note
investment,2024-05,400,ytd,亿元,P,2024-06-18,区发改局,
investment,2024-06,499.96,ytd,亿元,P,2024-07-18,区发改局,"=HYPERLINK(""http://x"")；填报人：李四"
investment,2024-06,5.5,ytd_growth,,P,2024-07-18,区发改局,
investment,2024-06,3,rank,,P,2024-07-18,区发改局,
investment,2024-06,52,share_of_annual,,P,2024-07-18,区发改局,
investment,2024-06,"1,200",ytd,亿元,P,2024-07-18,区发改局,
investment,2024-05,410,ytd,亿元,R,2024-07-18,区统计局,
"""
TASKS = """\
task,period,progress,released,source,text,problems,next_steps,coordination,filled_by
t,2024-05,80,2024-06-18,区发改局,=1+1,,,,
"""


class Desk:
    """A folder with a plan and its tables, and the command."""

    def __init__(self, folder: Path, run: Any) -> None:
        self.folder = folder
        self._run = run
        for name, text in {"plan.toml": PLAN, "seen.csv": FIGURES, "tasks.csv": TASKS}.items():
            (folder / name).write_text(text, encoding="utf-8")

    def tables(self, *more: object, output: str = "month.xlsx", period: str = "2024-06") -> Any:
        return self._run(
            "tables", self.folder / "plan.toml", self.folder / "seen.csv", "--period", period,
            "--tasks", self.folder / "tasks.csv", "-o", self.folder / output, *more,
        )  # fmt: skip

    def book(self, name: str = "month.xlsx") -> Any:
        return openpyxl.load_workbook(self.folder / name)


@pytest.fixture
def desk(tmp_path: Path, glidepath: Any) -> Desk:
    return Desk(tmp_path, glidepath)


def test_no_text_from_outside_becomes_a_formula(desk: Desk) -> None:
    ended = desk.tables("--as-of", "2024-07-25")
    assert ended.code == 5, ended.err  # one figure is rejected
    texts = []
    for page in desk.book():
        for row in page.iter_rows():
            for cell in row:
                assert cell.data_type != "f", (page.title, cell.coordinate, cell.value)
                if isinstance(cell.value, str) and cell.value[0] in "=+-@":
                    texts.append(cell.value)
                    assert cell.quotePrefix
    assert {"@投资", "-开工", "+1000亿元"} <= set(texts)


def test_an_overdue_task_counts_its_days_to_the_day_of_the_tables(desk: Desk) -> None:
    desk.tables("--as-of", "2024-07-25")
    row = sheet_rows(desk.book()["重点任务进度表"], "任务编号")["t"]
    assert row["状态"] == "逾期未完成" and row["逾期天数"] == 55
    assert row["自报进度(%)"] == "/" and row["备注"] == "2024年5月自报80%"
    assert row["联络员"] == "王五"
    duties = [cell.value for row in desk.book()["责任清单"].iter_rows() for cell in row]
    assert "0571-88000000" in duties
    listed = sheet_rows(desk.book()["任务清单"], "任务编号")["t"]
    assert (listed["启动时间"], listed["一季度节点"]) == ("2024年2月", "立项（2024年3月）")
    desk.tables()  # without a day of knowledge: to the end of the period
    assert sheet_rows(desk.book()["重点任务进度表"], "任务编号")["t"]["逾期天数"] == 30


def test_the_tables_say_where_their_date_comes_from(desk: Desk) -> None:
    ended = desk.tables()
    assert "2024年6月30日" in ended.err and "--as-of" in ended.err
    dates = [cell.value for cell in desk.book().worksheets[0][3] if cell.value]
    assert dates[-1] == "编制日期：2024年6月30日（未指定，按报告期末）"
    ended = desk.tables("--as-of", "2024-07-25")
    assert "--as-of" not in ended.err
    dates = [cell.value for cell in desk.book().worksheets[0][3] if cell.value]
    assert dates[-1] == "编制日期：2024年7月25日"
    desk.tables("--lang", "en")
    dates = [cell.value for cell in desk.book().worksheets[0][3] if cell.value]
    assert dates[-1] == "Date: 2024-06-30 (not given: the end of the period)"


def test_figures_revised_and_progress_lost_are_changes(desk: Desk) -> None:
    desk.tables("--as-of", "2024-07-25")
    rows = sheet_rows(desk.book()["变动情况"], "变动")
    assert rows["数据修订"]["上月"] == "400亿元" and rows["数据修订"]["本月"] == "410亿元"
    indicator = sheet_rows(desk.book()["主要指标进度表"], "指标名称")["@投资"]
    assert indicator["完成本年目标(%)"] == 50 and indicator["快慢(百分点)"] == 0
    assert indicator["全市位次"] == 3
    # What the unit declares stands beside what follows from its figures.
    assert indicator["数据来源及状态"].endswith("自报占年度目标52%")


def test_what_was_rejected_goes_on_the_last_sheet(desk: Desk) -> None:
    assert desk.tables().code == 5
    page = desk.book()["退回修改清单"]
    assert [cell.value for cell in page[4]][:3] == ["序号", "填报单位", "文件"]
    assert page["C5"].value == "seen.csv" and page["A5"].value == 1


PARTS = """
[[indicator]]
id = "science"
goal = "g"
name = { zh = "科技支出" }
unit = "亿元"
kind = "stock"

[[indicator]]
id = "outlay"
goal = "g"
name = { zh = "财政支出" }
unit = "亿元"
kind = "stock"

[[indicator]]
id = "share"
goal = "g"
name = { zh = "科技支出占比", en = "Share of science" }
unit = "%"
kind = "ratio"
numerator = "science"
denominator = "outlay"
"""


def test_a_ratio_is_checked_against_its_parts(desk: Desk) -> None:
    (desk.folder / "plan.toml").write_text(PLAN + PARTS, encoding="utf-8")

    def figures_of(period: str, released: str, science: str, share: str) -> str:
        figures = {"science": science, "outlay": "100", "share": share}
        return "".join(f"{id},{period},{value},{released}\n" for id, value in figures.items())

    may = figures_of("2024-05", "2024-06-18", "10", "10.0")
    june = figures_of("2024-06", "2024-07-18", "12", "14.0")
    last = figures_of("2023", "2024-01-18", "1", "9.0")
    for figures, as_of, told in (
        (may + june, "2024-07-25", True),
        (may + june, "2024-07-01", False),  # June was not out
        (last + may, "2024-07-25", False),  # told a year ago
    ):
        (desk.folder / "seen.csv").write_text(
            "indicator,period,value,released\n" + figures, encoding="utf-8"
        )
        ended = desk.tables("--as-of", as_of)
        assert ended.code == 0, ended.err
        rows = sheet_rows(desk.book()["退回修改清单"], "编号")
        assert ("share" in rows) == told == ("提示 share：科技支出占比" in ended.err)
        if told:
            assert rows["share"]["处理"] == "提示" and "14%" in rows["share"]["原因"]


def test_an_output_that_cannot_be_written_is_said_and_nothing_is_left(
    desk: Desk, monkeypatch: Any
) -> None:
    (desk.folder / "month.xlsx").mkdir()
    ended = desk.tables()
    assert ended.code == 2 and "month.xlsx" in ended.err and "里打开" in ended.err
    ended = desk.tables("--lang", "en")
    assert ended.code == 2 and "month.xlsx" in ended.err and "open in another" in ended.err
    assert sorted(path.name for path in desk.folder.iterdir()) == [
        "month.xlsx", "plan.toml", "seen.csv", "tasks.csv",
    ]  # fmt: skip
    assert desk.tables(output="month.xls").code == 2
    assert desk.tables(output="nowhere/month.xlsx").code == 2


def test_inputs_that_cannot_be_used_are_named(desk: Desk) -> None:
    broken = desk.folder / "issues.csv"
    broken.write_text("a,b\n1,2\n", encoding="utf-8")
    ended = desk.tables("--issues", broken)
    assert ended.code == 4 and "issues.csv" in ended.err and "issue" in ended.err
    for content, said in {
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "an .xls file",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"): "password",
        b"issue\n\xff\xff\n": "not UTF-8",
        b"": "the column issue is missing",
    }.items():
        broken.write_bytes(content)
        ended = desk.tables("--issues", broken)
        assert ended.code == 4 and said in ended.err and "issues.csv" in ended.err
    ended = desk.tables("--issues", desk.folder / "none.csv")
    assert ended.code == 4 and "none.csv" in ended.err
    assert desk.tables(period="June").code == 2
    assert not (desk.folder / "month.xlsx").exists()


def test_quarters_and_years_have_tables_as_well(desk: Desk) -> None:
    for period, span in {"2024-Q2": "2024年1—6月", "2024": "2024年"}.items():
        assert desk.tables(period=period).code == 5
        assert desk.book().worksheets[0]["A2"].value.endswith(span)
    assert sheet_rows(desk.book()["主要指标进度表"], "指标名称")["@投资"]["数据期"] == "2024年1—6月"


def test_issues_stand_by_their_programme_and_the_list_names_their_cells(desk: Desk) -> None:
    log = desk.folder / "issues.csv"
    log.write_text(
        "issue,period,state,released,source,description,about,due\n"
        "i1,2024-05,待处理,2024-06-18,区发改局,<b>征迁</b>,@投资,2024-06-30\n"
        "i1,2024-06,已销号,2024-07-18,区发改局,<b>征迁</b>,@投资,\n"
        "i2,2024-06,推进中,2024-07-18,外单位,资金,,\n",
        encoding="utf-8",
    )
    ended = desk.tables("--issues", log, "--as-of", "2024-07-25")
    assert ended.code == 5 and "issues.csv" in ended.err
    page = desk.book()["问题销号进度表"]
    rows = sheet_rows(page, "问题编号")
    assert rows["i1"]["工程名称"] == "扩大投资" and rows["i1"]["逾期天数"] == 25
    assert rows["i1"]["状态"] == "待处理" and rows["i1"]["问题描述"] == "<b>征迁</b>"
    assert rows["i2"]["工程名称"] == "其他" and rows["i2"]["逾期天数"] == "—"
    back = sheet_rows(desk.book()["退回修改清单"], "单元格(行)")
    assert back["C3"]["编号"] == "i1" and "不能由“待处理”" in back["C3"]["原因"]


def test_an_issue_is_the_business_of_the_unit_that_raised_it(
    gongshu: Any, tmp_path: Path
) -> None:
    log = tmp_path / "issues.csv"
    log.write_text(
        "issue,period,state,released,source,description,about,due\n"
        "i1,2024-06,推进中,2024-07-18,区发改经信局,征迁,fixed_asset_investment,2024-09-30\n",
        encoding="utf-8",
    )
    year = gp.Plan.load(gongshu.plan_file.with_name("2024.toml"))
    seen = str(gongshu.observations_file)
    month = read_month(year, seen, period="2024-06", as_of="2024-07-25", issues=log)
    page = openpyxl.load_workbook(io.BytesIO(month_workbook(month)))["问题销号进度表"]
    row = sheet_rows(page, "问题编号")["i1"]
    assert (row["牵头单位"], row["责任单位"]) == ("区发改经信局", "区发改经信局")


def test_only_a_list_of_what_goes_back_is_taken_for_one(desk: Desk) -> None:
    for name, sheet in {"催报清单.xlsx": "未报送单位", "退回修改清单.xlsx": "退回修改清单"}.items():
        book = openpyxl.Workbook()
        page = book.active
        page.title = sheet
        page.append(["单位情况"])
        page.append(["序号", "填报单位", "编号", "名称", "情况"])
        page.append([1, "区发改局", "", "", "未报送"])
        book.save(desk.folder / name)
        ended = desk.tables("--returned", desk.folder / name)
        assert ended.code == 4 and f"{name} [{sheet}]" in ended.err and "原因" in ended.err
        assert not (desk.folder / "month.xlsx").exists()


# --- forms of others --------------------------------------------------------------------------


def test_the_form_of_districts_has_its_six_columns(desk: Desk) -> None:
    (desk.folder / "tasks.csv").write_text(TASKS.replace("2024-05,80", "2024-06,53.6"), "utf-8")
    desk.tables("--form", "district")
    page = desk.book().worksheets[0]
    assert [cell.value for cell in page[4]] == [
        "序号", "项目名称", "主要工作内容", "牵头领导", "牵头单位", "累计完成情况",
    ]  # fmt: skip
    assert [cell.value for cell in page[5]] == [
        1,
        "扩大投资",
        "-开工",
        "—",
        "区发改局",
        "53.6%；=1+1",
    ]


def form(path: Path, *, names: bool, blank: int = 3) -> None:
    """A form of a higher level: headers in the third row, a formula and a colour."""
    book = openpyxl.Workbook()
    page = book.active
    page["A1"] = "市级报表"
    for at, header in enumerate(
        ["指标名称", "本期累计", "同比(%)", "核算", "滞后原因及下步措施"], 1
    ):
        page.cell(3, at, header)
    for row in range(4, 4 + blank):
        page.cell(row, 4, f"=B{row}*2")
        page.cell(row, 2).number_format = "0.00"
        page.cell(row, 2).fill = openpyxl.styles.PatternFill("solid", fgColor="FFEEEEEE")
    if names:
        page["A5"] = "@投资"
        page["B6"] = "不动"
    page.cell(4 + blank, 1, "注：按月报送")
    book.save(path)


def test_a_form_is_filled_by_its_headers_and_keeps_its_looks(desk: Desk) -> None:
    for names, row in ((True, 5), (False, 4)):
        form(desk.folder / "form.xlsx", names=names)
        desk.tables("--template", desk.folder / "form.xlsx")
        page = desk.book().worksheets[0]
        assert page.cell(row, 1).value == "@投资" and page.cell(row, 1).data_type == "s"
        assert page.cell(row, 2).value == 499.96 and page.cell(row, 2).number_format == "0.00"
        assert page.cell(row, 2).fill.fgColor.rgb == "FFEEEEEE"
        assert page.cell(row, 4).value == f"=B{row}*2"  # their formula
        assert page["A7"].value == "注：按月报送"


def test_a_form_is_read_as_offices_tables_are(desk: Desk) -> None:
    plan = PLAN.replace('name = { zh = "@投资" }', 'name = { zh = "@投资" }\naliases = ["有效投资"]')
    (desk.folder / "plan.toml").write_text(plan, encoding="utf-8")
    book = openpyxl.Workbook()
    page = book.active
    page.append(["指标", "计量单位", "累计完成（亿元）", "同比增长", "完成年度目标（%）", "全市排名"])
    for name in ("一、扩大投资", "1.有效投资", "investment", "没有的指标", "注：按月报送", "审核人："):
        page.append([name])
    page.append(["有效投资", "万元"])
    book.save(desk.folder / "form.xlsx")
    (desk.folder / "seen.csv").write_text(FIGURES.replace('"1,200"', "499.96"), encoding="utf-8")
    ended = desk.tables("--template", desk.folder / "form.xlsx")
    rows = [list(row) for row in desk.book().worksheets[0].iter_rows(min_row=2, values_only=True)]
    assert rows[1] == ["1.有效投资", "亿元", 499.96, 5.5, 50, 3]
    assert rows[2][2:] == [499.96, 5.5, 50, 3]
    assert rows[0][1:] == rows[3][1:] == rows[4][1:] == rows[5][1:] == [None] * 5
    # What is left blank is told, cell by cell, and by the code; a figure is in its own unit only.
    assert ended.code == 5
    told = [line for line in ended.err.splitlines() if "form.xlsx" in line]
    assert len(told) == 2, ended.err
    assert "Sheet!A5" in told[0] and "“没有的指标”不是方案中的" in told[0]
    assert rows[6] == ["有效投资", "万元", None, 5.5, 50, 3]
    assert "Sheet!C8" in told[1] and "表样的单位是万元，数据的单位是亿元" in told[1]


def test_what_is_drawn_on_a_form_and_lost_is_told(desk: Desk) -> None:
    path = desk.folder / "form.xlsx"
    form(path, names=False)
    assert "图形" not in desk.tables("--template", path).err
    book = openpyxl.load_workbook(path)
    book.active.add_chart(openpyxl.chart.BarChart(), "H3")  # is kept
    book.save(path)
    assert "图形" not in desk.tables("--template", path).err
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    drawing = "xl/drawings/drawing1.xml"
    shape = b"<xdr:sp macro='' textlink=''/><xdr:clientData/></xdr:twoCellAnchor>"
    start = b"<xdr:twoCellAnchor xmlns:xdr='http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing'>"
    parts[drawing] = re.sub(rb"(</\w*:?wsDr>)", lambda end: start + shape + end[1], parts[drawing])
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    ended = desk.tables("--template", path)
    assert "处图形" in ended.err and "form.xlsx" in ended.err


def test_a_form_without_room_or_known_headers_is_refused(desk: Desk) -> None:
    form(desk.folder / "form.xlsx", names=False, blank=0)
    ended = desk.tables("--template", desk.folder / "form.xlsx")
    assert ended.code == 4 and "0 blank rows" in ended.err and "form.xlsx [Sheet!A3]" in ended.err
    openpyxl.Workbook().save(desk.folder / "form.xlsx")
    ended = desk.tables("--template", desk.folder / "form.xlsx")
    assert ended.code == 4 and "headers" in ended.err
    assert not (desk.folder / "month.xlsx").exists()


def test_python_writes_the_same_workbook(desk: Desk) -> None:
    desk.tables("--as-of", "2024-07-25")
    with pytest.warns(gp.RowsRejected):
        gp.tables(
            gp.Plan.load(desk.folder / "plan.toml"), desk.folder / "seen.csv",
            desk.folder / "again.xlsx", period="2024-06", as_of=dt.date(2024, 7, 25),
            tasks=desk.folder / "tasks.csv",
        )  # fmt: skip
    made = [(desk.folder / name).read_bytes() for name in ("month.xlsx", "again.xlsx")]
    assert made[0] == made[1]

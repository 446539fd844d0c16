"""A year at the desk: the plan out of Excel, ten units' forms each month, and each month's workbook.

Figures are the published ones of the district (examples/gongshu) in the month in which they came out;
what was not published is reported as “/”. What is played, and so named: the unit slip of January, the
late form of March, the revision of May, the issue of the land.
"""

import csv
import datetime as dt
import io
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import docx
import glidepath as gp
import openpyxl
import pytest
from glidepath._form_rows import load_rows
from glidepath.cli import app
from typer.testing import CliRunner

UNITS = {
    "区政府办": "government_office",
    "区教育局": "education",
    "区人力社保局": "human_resources",
    "区发改经信局": "development_reform",
    "区科技局": "science_technology",
    "区财政局": "finance",
    "区文广旅体局": "culture_tourism_sports",
    "区市场监管局": "market_regulation",
    "区大运河数智未来城管委会": "canal_city_committee",
    "生态环境拱墅分局": "ecology_environment",
}
"""The ten reporting units. The plan's own indicators make eight; two are given theirs in Excel."""

BUREAU = "区统计局"
"""Fills in, two days later, what it is the authority of."""

REPORTERS = {"expected_schooling": "education", "new_urban_jobs": "human_resources"}
REFORM, FINANCE, CULTURE = "区发改经信局", "区财政局", "区文广旅体局"
LAND = "康桥地块征迁未完成，影响项目开工"
SHEETS = 10

Cells = dict[str, dict[str, Any]]


@dataclass
class Form:
    """What a unit fills in: cells by id and header on each sheet."""

    figures: Cells = field(default_factory=dict)
    tasks: Cells = field(default_factory=dict)
    issue: dict[str, Any] = field(default_factory=dict)


# What came out, by the month whose form carries it.
INVESTMENT_2023 = {"报告期": "2023年", "同比(%)": 14.5, "数据状态(预计/初步/核实)": "预计"}
PLAYED: dict[int, dict[str, Form]] = {
    1: {
        REFORM: Form(
            {
                "fixed_asset_investment": {**INVESTMENT_2023, "本期累计": 8410000},  # in 万元: a slip
                "photovoltaics": {"报告期": "2023年", "本期累计": 1.41},
            }
        )
    },
    2: {
        REFORM: Form(
            {"fixed_asset_investment": {**INVESTMENT_2023, "本期累计": 841}},
            issue={
                "问题描述": LAND, "类型": "征迁", "涉及指标(任务)": "固定资产投资", "提出日期": dt.date(2024, 3, 10),
                "责任人": "李四", "协调层级": "专班", "销号时限": dt.date(2024, 5, 31), "状态": "待处理",
            },
        )
    },
    3: {REFORM: Form(issue={"最新进展": "已签约八成", "状态": "推进中"})},
    4: {
        REFORM: Form(
            issue={"状态": "申请销号", "申请销号日期": dt.date(2024, 5, 16), "佐证材料": "腾空验收单"}
        )
    },
    5: {
        REFORM: Form(
            {"photovoltaics": {"报告期": "2023年", "本期累计": 1.44, "情况说明": "并网核实后修订"}}
        )
    },
    6: {
        REFORM: Form(
            {
                "fixed_asset_investment": {"占年度目标(%)": 53.6},
                "gdp": {"全市平均(%)": 4.8},
            },
            {"y2024_01": {"自报进度(%)": "/"}, "y2024_03": {"自报进度(%)": 53.6}, "y2024_04": {"自报进度(%)": 50}},
            issue={"状态": "申请销号", "申请销号日期": dt.date(2024, 7, 16), "佐证材料": "腾空验收单、红线图"},
        ),
        FINANCE: Form(tasks={"y2024_02": {"自报进度(%)": 52}, "y2024_07": {"自报进度(%)": 50}}),
        "生态环境拱墅分局": Form(tasks={"y2024_05": {"自报进度(%)": 60}}),
        "区科技局": Form(
            tasks={id: {"自报进度(%)": 50} for id in ("y2024_06", "y2024_08", "y2024_10")}
        ),
        "区大运河数智未来城管委会": Form(tasks={"y2024_09": {"自报进度(%)": 50}}),
        "区市场监管局": Form(tasks={"y2024_11": {"自报进度(%)": 50}}),
    },
}  # fmt: skip
LATE = (3, CULTURE)
REVIEWS = {4: ("退回整改", "2024-05-20"), 6: ("已销号", "2024-07-22")}


@dataclass
class Played:
    """One month as it was played: what was said, and the workbook."""

    collected: str
    said: str
    changed: str  # since the month before
    brief: str
    items: list[Any]  # 督导事项
    returned: list[str]
    reminded: list[str]
    book: Any
    path: Path

    def rows(self, sheet: str, key: str) -> dict[str, dict[str, Any]]:
        page = self.book[sheet]
        header = [cell.value for cell in page[4]]
        rows = {}
        for cells in page.iter_rows(min_row=5, values_only=True):
            row = dict(zip(header, cells, strict=True))
            if row[key] is not None:
                rows[str(row[key])] = row
        return rows


class Year:
    """The folder of the year and the commands that the office gives."""

    def __init__(self, folder: Path, gongshu: Any) -> None:
        self.folder = folder
        self.table = folder / "observations.csv"
        self.months: dict[int, Played] = {}
        self._start_table(gongshu.observations_file)
        self._make_plan(gongshu.plan_file.with_name("2024.toml"))

    def run(self, *arguments: object, codes: tuple[int, ...] = (0,)) -> Any:
        ended = CliRunner().invoke(app, [str(argument) for argument in arguments])
        if ended.exception is not None and not isinstance(ended.exception, SystemExit):
            raise ended.exception
        assert ended.exit_code in codes, ended.stderr
        return ended

    def _make_plan(self, published: Path) -> None:
        """The plan in Excel, in which the office names two reporters, and back."""
        workbook = self.folder / "plan.xlsx"
        self.run("plan", "to-excel", published, "-o", workbook)
        book = openpyxl.load_workbook(workbook)
        page = book["指标 indicators"]
        column = [cell.value for cell in page[1]].index("填报单位") + 1
        for row in range(3, page.max_row + 1):
            if (id := page.cell(row, 1).value) in REPORTERS:
                page.cell(row, column).value = REPORTERS[id]
        book.save(workbook)
        plan = self.folder / "plan.toml"
        self.run("plan", "from-excel", workbook, "-o", plan)
        # In January the year's targets are broken down, and the marks issued.
        self.plan = self.folder / "marks-2024.toml"
        self.run("breakdown", plan, self.table, "--year", "2024", "--freq", "M", "--as-of", "2024-01-15",
                 "--freeze", self.plan)  # fmt: skip

    def _start_table(self, published: Path) -> None:
        """What was published before the year began."""
        with published.open(encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        known = [row for row in rows if (row["released"] or row["period"]) < "2024"]
        out = io.StringIO()
        writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(known)
        self.table.write_text(out.getvalue(), encoding="utf-8")

    def logs(self) -> list[object]:
        """The options for what was collected before."""
        found: list[object] = []
        for name in ("tasks", "issues"):
            if (self.folder / f"{name}.csv").exists():
                found += [f"--{name}", self.folder / f"{name}.csv"]
        return found

    def play(self, number: int) -> None:
        period = f"2024-{number:02}"
        following = dt.date(2024 + number // 12, number % 12 + 1, 1)
        forms = self.folder / period
        self.run("forms", self.plan, self.table, "--period", period, "-o", forms, *self.logs())
        for unit in (*UNITS, BUREAU):
            fill(forms / f"{period}_{unit}.xlsx", PLAYED.get(number, {}).get(unit, Form()),
                 following.replace(day=20 if unit == BUREAU else 18))  # fmt: skip
        brought = sorted(forms.glob("*.xlsx"))
        late = f"2024-{LATE[0]:02}_{LATE[1]}.xlsx"
        if number == LATE[0]:
            brought.remove(forms / late)
        if number == LATE[0] + 1:
            brought.append(self.folder / f"2024-{LATE[0]:02}" / late)
        collected = self.run(
            "collect", self.plan, *brought, "-o", self.table, "--period", period, codes=(0, 5)
        )
        if number in REVIEWS:
            state, day = REVIEWS[number]
            issue = "development_reform-2024-02-01"
            self.run("review", self.folder / "issues.csv", "--issue", issue, "--state", state,
                     "--reviewer", "张三", "--on", day)  # fmt: skip
        of_month = ("--period", period, "--as-of", following.replace(day=25))
        result, last = self.folder / f"{period}.json", self.folder / f"2024-{number - 1:02}.json"
        self.run("assess", self.plan, self.table, *of_month, "--format", "json", "-o", result)
        items = self.folder / "督导事项.csv"
        self.run("inspect", self.plan, self.table, *of_month, *self.logs(), "-o", items)
        path = self.folder / f"{period}.xlsx"
        said = self.run(
            "tables", self.plan, self.table, *of_month, "-o", path, *self.logs(),
            "--inspections", items, "--returned", self.folder / "退回修改清单.xlsx",
        )  # fmt: skip
        brief = self.folder / f"{period}.docx"
        since = ("--since", last) if last.exists() else ()
        self.run(
            "report", self.plan, self.table, "--kind", "month", *of_month, *self.logs(), *since,
            "-o", brief,
        )  # fmt: skip
        changed = ""
        if last.exists():
            changed = self.run("diff", last, result, "--plan", self.plan, "--lang", "zh").stdout
        self.months[number] = Played(
            collected.stderr, said.stderr, changed, text_of(brief), load_rows(items, "item"),
            column_of(self.folder / "退回修改清单.xlsx", "退回修改清单", "编号"),
            column_of(self.folder / "催报清单.xlsx", "未报送单位", "填报单位"),
            openpyxl.load_workbook(path), path,
        )  # fmt: skip


def fill(path: Path, form: Form, day: dt.date) -> None:
    """Fills a form: the date, what the unit has, and “/” for the rest of its first figures."""
    book = openpyxl.load_workbook(path)
    figures, tasks, issues = (book[name] for name in ("指标", "任务", "问题"))
    figures["H2"].value = day
    put(figures, form.figures, {"本期累计": "/"})
    put(tasks, form.tasks, {"进展情况": "按计划推进"})
    header = [cell.value for cell in issues[4]]
    for name, value in form.issue.items():
        issues.cell(5, header.index(name) + 1).value = value
    book.save(path)


def put(page: Any, said: Cells, otherwise: dict[str, Any]) -> None:
    header = [cell.value for cell in page[4]]
    for row in range(5, page.max_row + 1):
        id = page.cell(row, 1).value
        if id is not None:
            for name, value in said.get(id, otherwise).items():
                page.cell(row, header.index(name) + 1).value = value


def text_of(brief: Path) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(str(brief)).paragraphs)


def column_of(path: Path, sheet: str, header: str) -> list[str]:
    rows = openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True)
    below = list(rows)[1:]
    at = below[0].index(header)
    return [str(row[at]) for row in below[1:] if isinstance(row[0], int)]


@pytest.fixture(scope="module")
def year(gongshu: Any, tmp_path_factory: Any) -> Year:
    """All twelve months, played once."""
    played = Year(tmp_path_factory.mktemp("year"), gongshu)
    for number in range(1, 13):
        played.play(number)
    return played


# --- every month ------------------------------------------------------------------------------


def looks_like_a_month(played: Played, number: int) -> None:
    """The workbook of any month: its sheets, its clock, no formulas."""
    assert len(played.book.sheetnames) == SHEETS
    for page in played.book:
        assert page["A1"].value.startswith("拱墅区")
        assert all(cell.data_type != "f" for row in page.iter_rows() for cell in row)
    shown = {1: "2024年1月", 12: "2024年"}.get(number, f"2024年1—{number}月")
    assert played.book.worksheets[0]["A2"].value.endswith(shown)
    tasks = played.rows("重点任务进度表", "任务编号")
    expected = {row["序时进度(%)"] for id, row in tasks.items() if id.startswith("y2024")}
    assert expected == {round(100 * number / 12, 1)}


def briefs_like_a_month(played: Played, number: int) -> None:
    """The brief of any month: its period, a paragraph a programme, nothing but what was said."""
    shown = {1: "2024年1月", 12: "2024年1—12月"}.get(number, f"2024年1—{number}月")
    assert f"（{shown}；" in played.brief
    for heading in ("一、总体情况", "二、各工程进展情况", "、说明"):
        assert heading in played.brief
    assert played.brief.count("（不涉及）") == 3
    assert "nan" not in played.brief.lower() and "None" not in played.brief
    assert ("与上期" in played.brief) == (number > 1)


# A check for each thing that a month has.
CHECKS: list[Callable[[Played, int], None]] = [looks_like_a_month, briefs_like_a_month]


@pytest.mark.parametrize("number", range(1, 13))
def test_each_month_is_made_and_checked(year: Year, number: int) -> None:
    for check in CHECKS:
        check(year.months[number], number)


def test_ten_units_and_the_bureau_get_a_form_each_month(year: Year) -> None:
    for number in range(1, 13):
        forms = {path.name for path in (year.folder / f"2024-{number:02}").glob("*.xlsx")}
        assert forms == {f"2024-{number:02}_{unit}.xlsx" for unit in (*UNITS, BUREAU)}


def test_the_table_of_figures_is_only_ever_added_to(year: Year) -> None:
    rows = list(csv.DictReader(io.StringIO(year.table.read_text(encoding="utf-8-sig"))))
    fresh = [(r["indicator"], r["period"], r["measure"], r["value"]) for r in rows]
    investment = [row for row in fresh if row[0] == "fixed_asset_investment" and row[1] >= "2023"]
    assert ("fixed_asset_investment", "2023", "value", "841") in investment
    assert not any(row[3] == "8410000" for row in fresh)
    solar = [row[3] for row in fresh if row[:3] == ("photovoltaics", "2023", "value")]
    assert solar == ["1.41", "1.44"]


# --- what happened ----------------------------------------------------------------------------


def test_a_slip_of_ten_thousand_goes_back_and_the_figure_comes_a_month_later(year: Year) -> None:
    january, february = year.months[1], year.months[2]
    assert "fixed_asset_investment" in january.returned
    assert "fixed_asset_investment" in {
        row["编号"] for row in january.rows("退回修改清单", "编号").values()
    }
    before = january.rows("主要指标进度表", "指标名称")["固定资产投资"]
    now = february.rows("主要指标进度表", "指标名称")["固定资产投资"]
    assert before["本期累计"] != 8410000
    assert (now["数据期"], now["本期累计"], now["同比(%)"]) == ("2023年", 841, 14.5)
    assert now["进度评价"] == "符合序时进度（2025年目标）"


def test_a_late_unit_is_reminded_once(year: Year) -> None:
    assert {n: m.reminded for n, m in year.months.items() if m.reminded} == {LATE[0]: [LATE[1]]}


def test_a_revision_is_a_change_in_its_month_only(year: Year) -> None:
    revised = {
        number: row
        for number, played in year.months.items()
        for kind, row in played.rows("变动情况", "变动").items()
        if kind == "数据修订"
    }
    assert list(revised) == [5]
    assert (revised[5]["上月"], revised[5]["本月"]) == ("1.41万千瓦", "1.44万千瓦")
    assert revised[5]["说明"].startswith("并网核实后修订")


def test_months_differ_where_something_came_or_fell_silent(year: Year) -> None:
    quiet = "与上次相比没有变化"
    told = {n: played.changed for n, played in year.months.items() if quiet not in played.changed}
    assert sorted(told) == [1, 2, 3, 5]
    assert told[1] == ""  # nothing to compare with
    assert told[2].count("新有评价  固定资产投资") == 2
    assert "新缺数据  新型储能项目建设" in told[3]
    assert told[5].count("数据修订") == 1 and "2023年由1.41万千瓦修订为1.44万千瓦" in told[5]
    assert "与上期（2024年1—5月）相比，各项目标评价没有变化" in year.months[6].brief


def test_the_brief_of_the_first_half_speaks_as_the_office_does(year: Year) -> None:
    brief = year.months[6].brief
    assert "1—6月，固定资产投资完成年度目标的53.6%，快于序时进度3.6个百分点。" in brief
    assert "问题销号：在办0项，本期新增0项，本期销号1项。" in brief
    assert "等6项自报进度均为50%" in brief


def test_tasks_past_the_end_of_the_year_are_inspected_and_the_loop_closes(year: Year) -> None:
    counts = {number: len(played.items) for number, played in year.months.items()}
    assert counts == {**dict.fromkeys(range(1, 12), 1), 12: 12}
    fresh = year.months[12].items[1:]
    assert {row["item"] for row in fresh} == {f"y2024_{n:02}-2024-12" for n in range(1, 12)}
    assert {(row["notice"], row["reply_due"]) for row in fresh} == {("2025-01-25", "2025-02-04")}
    table = year.folder / "督导事项.csv"
    item = ("followup", table, "--item", "y2024_09-2024-12")
    year.run(*item, "--reply", "可研已批复", "--on", "2025-02-03")
    closed = year.run(*item, "--result", "通过", "--checker", "张三", "--on", "2025-02-10")
    assert closed.stdout.strip() == "y2024_09-2024-12: 已闭环"


def test_the_marks_are_issued_once_and_add_up(year: Year) -> None:
    plan = gp.Plan.load(year.plan)
    whole = {target.id: target for target in plan.targets}
    parts: dict[str, float] = {}
    for target in plan.targets:
        if target.part_of == "major_project_investment:at-2024":
            value = float(str(target.say).rsplit(" ", 1)[1])
            parts[target.part_of] = parts.get(target.part_of, 0) + value
    assert parts == {"major_project_investment:at-2024": pytest.approx(36.03, abs=1e-9)}
    assert str(whole["major_project_investment:at-2024"].say) == "at 2024 >= 36.03"
    row = year.months[6].rows("主要指标进度表", "指标名称")["重大项目完成投资"]
    assert row["本期计划"] == pytest.approx(2.94 + 2.95 + 2.96 + 2.97 + 2.98 + 2.99)


def test_libreoffice_opens_workbook_and_brief(year: Year) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    june = year.months[6].path
    for file, kind in ((june, "pdf"), (june.with_suffix(".docx"), "pdf")):
        out = year.folder / f"opened-{file.suffix[1:]}"
        subprocess.run(
            [office, f"-env:UserInstallation=file://{year.folder}/profile", "--headless", "--convert-to",
             kind, "--outdir", str(out), str(file)],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
        assert (out / f"{file.stem}.{kind}").read_bytes().startswith(b"%PDF")


def test_an_issue_is_opened_refused_and_cleared(year: Year) -> None:
    states, late = {}, {}
    for number, played in year.months.items():
        row = played.rows("问题销号进度表", "问题编号").get("development_reform-2024-02-01")
        states[number] = row["状态"] if row else None
        late[number] = row["逾期天数"] if row else None
    assert states == {
        1: None, 2: "待处理", 3: "推进中", 4: "退回整改", 5: "退回整改", **dict.fromkeys(range(6, 13), "已销号"),
    }  # fmt: skip
    assert late[4] == "—" and late[5] == 25 and late[6] == "—"
    row = year.months[12].rows("问题销号进度表", "问题编号")["development_reform-2024-02-01"]
    assert row["工程名称"] is not None or year.months[12].book["问题销号进度表"]["B5"].value
    assert (row["审核人"], row["销号日期"]) == ("张三", "2024-07-22")
    assert row["佐证材料"] == "腾空验收单、红线图" and row["牵头单位"] == REFORM


def test_the_first_half_is_3_6_points_ahead(year: Year) -> None:
    june = year.months[6]
    row = june.rows("主要指标进度表", "指标名称")["固定资产投资"]
    assert (row["完成本年目标(%)"], row["序时进度(%)"], row["快慢(百分点)"]) == (53.6, 50, 3.6)
    assert row["本期累计"] == "/"
    assert june.said.count("7项自报进度同为50%") == 1
    tasks = june.rows("重点任务进度表", "任务编号")
    assert (tasks["y2024_01"]["自报进度(%)"], tasks["y2024_01"]["状态"]) == ("/", "未报送")
    assert tasks["y2024_05"]["自报进度(%)"] == 60


def test_what_nobody_reported_stays_a_slash_all_year(year: Year) -> None:
    for played in year.months.values():
        row = played.rows("主要指标进度表", "指标名称")["一般公共预算收入"]
        assert (row["本期累计"], row["完成本年目标(%)"], row["进度评价"]) == ("/", "/", "暂不评价")


def test_the_plan_of_the_year_is_the_published_one_with_two_reporters(year: Year) -> None:
    plan = gp.Plan.load(year.plan)
    assert {i.id: i.reporter for i in plan.indicators if i.id in REPORTERS} == REPORTERS

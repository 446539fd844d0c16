"""The forms of a month: who gets one, what stands in it, what can be changed."""

import datetime as dt
from pathlib import Path
from typing import Any

import glidepath as gp
import openpyxl
import pytest
from glidepath._forms import unit_forms
from glidepath._reporting_units import Reporters, safe_file_name

HEADER = ["指标编号", "指标名称", "单位", "报告期", "本期累计", "同比(%)", "占年度目标(%)", "全市平均(%)",
          "全市位次", "数据状态(预计/初步/核实)", "发布日期", "情况说明", "填报人"]  # fmt: skip


def plan_of(*names: str) -> gp.Plan:
    """A plan in which each of some bodies reports one indicator."""
    return gp.Plan(
        "mine",
        gp.Window("2023..2027"),
        bodies=[gp.Body(f"b{at}", gp.Text(zh=name)) for at, name in enumerate(names)],
        indicators=[
            gp.Indicator(f"x{at}", gp.Text(zh=f"指标{at}"), "亿元", "flow", reporter=f"b{at}")
            for at in range(len(names))
        ],
    )


def load(content: "bytes | Path") -> Any:
    import io

    return openpyxl.load_workbook(io.BytesIO(content) if isinstance(content, bytes) else content)


def rows(page: Any) -> dict[str, dict[str, Any]]:
    """The rows below the header, by the id in front."""
    header = [cell.value for cell in page[4]]
    return {
        str(row[0].value): dict(zip(header, row, strict=True)) for row in page.iter_rows(min_row=5)
    }


def test_every_reporting_unit_of_2024_gets_its_form(
    gongshu: Any, glidepath: Any, tmp_path: Path
) -> None:
    year = gongshu.plan_file.with_name("2024.toml")
    declared = gongshu.plan_file.with_name("tasks-2024.csv")
    folder = tmp_path / "forms"
    ended = glidepath("forms", year, gongshu.observations_file, "--period", "2024-06", "-o", folder, "--tasks", declared)  # fmt: skip
    assert ended.code == 0
    assert "zhejiang_top_minimum_wage" in ended.err  # nobody reports it
    made = sorted(path.name for path in folder.glob("*.xlsx"))
    assert len(made) == 9 and "2024-06_区发改经信局.xlsx" in made
    bureau = rows(load(folder / "2024-06_区统计局.xlsx")["指标"])
    assert {"gdp", "fixed_asset_investment", "rd_expenditure"} <= set(bureau)
    assert "technology_transactions" not in bureau
    assert gp.Plan.load(folder / "plan.toml") == gp.Plan.load(year)

    workbook = load(folder / "2024-06_区发改经信局.xlsx")
    assert workbook.sheetnames == ["指标", "任务", "问题", "_form"]
    assert workbook["_form"].sheet_state == "veryHidden"
    page = workbook["指标"]
    assert [cell.value for cell in page[4]][: len(HEADER)] == HEADER
    investment = rows(page)["fixed_asset_investment"]
    assert investment["指标名称"].value == "固定资产投资"
    assert investment["单位"].value == "亿元"
    assert investment["报告期"].value == "2024年1—6月"
    assert investment["上期累计(参考)"].value == "841 亿元（2023年）"
    assert investment["本期累计"].value is None
    # Programme 3 is led by another bureau; GDP has no programme, but a task that serves it.
    assert "rd_expenditure" not in rows(page)
    assert rows(page)["gdp"]["本年目标(参考)"].value == "增长≥5.5%"
    tasks = rows(workbook["任务"])
    assert list(tasks) == ["y2024_01", "y2024_03", "y2024_04"]
    assert tasks["y2024_03"]["上期自报进度(%)"].value == "53.6"
    assert tasks["y2024_01"]["上期自报进度(%)"].value == "/"


def test_ids_are_protected_and_the_rest_is_not(gongshu: Any) -> None:
    forms = unit_forms(gongshu.plan, gp.Period("2024-06"))
    page = load(forms["2024-06_区科技局.xlsx"])["指标"]
    assert page.protection.sheet and page.protection.password is None
    row = rows(page)["rd_expenditure"]
    assert row["指标编号"].protection.locked and row["指标名称"].protection.locked
    for header in ("报告期", "本期累计", "数据状态(预计/初步/核实)", "发布日期", "情况说明"):
        assert not row[header].protection.locked, header
    assert not page["H2"].protection.locked  # the date of the form
    lists = [str(v.formula1) for v in page.data_validations.dataValidation if v.type == "list"]
    assert any("预计" in choice for choice in lists)


def test_the_statistics_bureau_gets_what_it_is_the_authority_of() -> None:
    plan = gp.Plan(
        "mine",
        gp.Window("2023..2027"),
        bodies=[gp.Body("s", "区统计局"), gp.Body("d", "区发改局")],
        indicators=[gp.Indicator("x", "投资", "亿元", "flow", authority="s", reporter="d")],
    )
    assert [(u.id, [i.id for i in u.indicators]) for u in Reporters(plan).units()] == [
        ("s", ["x"]), ("d", ["x"]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "_.._etc_passwd"),
        ("区/局", "区_局"),
        ("..", "_"),
        ("CON", "_CON"),
        ("a\nb\x00:*?", "a_b____"),
        (" 区局. ", "区局"),
        ("长" * 300, "长" * 60),
    ],
)
def test_names_are_safe_for_files(name: str, safe: str) -> None:
    assert safe_file_name(name) == safe


def test_forms_of_units_with_strange_names_stay_in_their_folder(
    glidepath: Any, tmp_path: Path
) -> None:
    plan = plan_of("../../up", "甲/乙", "甲\\乙", "<b>&", "=1+1")
    plan.save(tmp_path / "p.toml")
    folder = tmp_path / "deep" / "forms"
    assert glidepath("forms", tmp_path / "p.toml", "--period", "2024-06", "-o", folder).code == 0
    assert len(list(folder.glob("*.xlsx"))) == 5
    assert sorted(path.name for path in tmp_path.iterdir()) == ["deep", "p.toml"]
    page = load(next(folder.glob("*=1+1*")))["指标"]
    assert (page["B2"].value, page["B2"].data_type, page["B2"].quotePrefix) == ("=1+1", "s", True)


def test_forms_that_are_there_are_not_replaced_unasked(glidepath: Any, tmp_path: Path) -> None:
    plan_of("甲").save(tmp_path / "p.toml")
    arguments = ["forms", tmp_path / "p.toml", "--period", "2024-06", "-o", tmp_path / "f"]
    assert glidepath(*arguments).code == 0
    form = tmp_path / "f" / "2024-06_甲.xlsx"
    form.write_bytes(b"filled")
    ended = glidepath(*arguments)
    assert ended.code == 2 and "可能已填" in ended.err and form.read_bytes() == b"filled"
    assert glidepath(*arguments, "--replace").code == 0
    assert form.read_bytes() != b"filled"
    assert glidepath(*arguments[:-1], tmp_path / "p.toml" / "x").code == 2
    assert glidepath("forms", tmp_path / "p.toml", "--period", "June", "-o", tmp_path).code == 2


def test_the_same_input_gives_the_same_bytes(gongshu: Any) -> None:
    period = gp.Period("2024-06")
    assert unit_forms(gongshu.plan, period) == unit_forms(gongshu.plan, period)


@pytest.mark.parametrize(
    ("period", "shown"),
    [
        ("2024", "2024年"), ("2024-01", "2024年1月"), ("2024-12", "2024年1—12月"),
        ("2024-Q2", "2024年上半年"), ("2024-H1", "2024年上半年"),
    ],
)  # fmt: skip
def test_the_period_is_said_as_the_reader_reads_it(period: str, shown: str) -> None:
    from glidepath._chinese_periods import read_period
    from glidepath._form_layout import chinese_period

    assert chinese_period(gp.Period(period)) == shown
    assert gp.Period(read_period(shown).period).last_day == gp.Period(period).last_day


def test_milestones_are_answered_with_a_word() -> None:
    plan = gp.Plan(
        "mine",
        gp.Window("2023..2027"),
        bodies=[gp.Body("d", "区发改局")],
        indicators=[gp.Indicator("m", "建成", "", "milestone", reporter="d")],
    )
    page = load(unit_forms(plan, gp.Period("2024-06"))["2024-06_区发改局.xlsx"])["指标"]
    words = [v.formula1 for v in page.data_validations.dataValidation if "E5" in str(v.sqref)]
    assert words == ['"已完成,未完成"']


@pytest.mark.parametrize(
    ("period", "shown"),
    [
        ("2022-06", None),
        ("2023-06", "≥35亿元"),
        ("2024-06", "＞40亿元；≥35亿元"),
        ("2025-06", "＞60亿元；≥35亿元"),
        ("2027-12", "≥35亿元"),
    ],
)
def test_the_targets_of_a_year_are_those_that_its_table_shows(
    period: str, shown: str | None
) -> None:
    plan = gp.Plan(
        "mine",
        gp.Window("2023..2027"),
        bodies=[gp.Body("b0", gp.Text(zh="区局"))],
        indicators=[gp.Indicator("x0", gp.Text(zh="投资"), "亿元", "flow", reporter="b0")],
        targets=[
            gp.Target("each 2023..2027 >= 35", "x0"),
            gp.Target("at 2024 > 40", "x0"),
            gp.Target("at 2025 > 50", "x0", id="before", superseded=dt.date(2025, 1, 10)),
            gp.Target("at 2025 > 60", "x0", set=dt.date(2025, 1, 10)),
            gp.Target("sum 2023..2025 >= 110", "x0"),
        ],
    )
    (form,) = unit_forms(plan, gp.Period(period)).values()
    assert rows(load(form)["指标"])["x0"]["本年目标(参考)"].value == shown

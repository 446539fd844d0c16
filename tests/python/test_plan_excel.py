"""Plans in Excel: nothing is lost on the way, and faults name their cells."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import glidepath as gp
import openpyxl
import pandas as pd
import pytest
from glidepath._plan_cells import decode_text, encode_list, encode_text, entries
from glidepath._plan_sheets import Column, sheets
from glidepath._plan_words import FIELDS, SHEETS, WORDS
from hypothesis import given
from hypothesis import strategies as st

LIST = Column(("aliases",), "list", "别名", "", False)

ODD = """\
[plan]
id = "odd"
title = {}
issued = 1666-02-28
horizon = "2023..2027"
reporting_year_start = "--04-01"
note = "=1+1\\nsecond line\\r\\n \\"quoted\\" _x0041_ \\u0001"

[policy]
name = "ours@1"
path_at_risk = 0.30000000000000004

[[unit]]
label = "个/千人"
base = "个/人"
scale = 666.6666666666666

[[body]]
id = "a"
name = { zh = "+甲；乙", en = "@first" }
role = "task_force"
from = 2023-03-30
aliases = ["一；二", "[三", " 四 ", "五\\n六"]

[[body]]
id = "b"
name = { en = "10.10" }
aliases = ["\\"x\\""]

[[goal]]
id = "g"
number = "10.10"
title = { zh = "工程" }
lead = ["a", "b"]
applies = false

[[indicator]]
id = "x"
goal = "g"
name = { zh = "指标" }
unit = "亿元"
kind = "flow"
whole = true
bounds = { min = -1e300, max = 123456789012345680 }
freq = "M"
lag = 15

[[indicator]]
id = "m"
kind = "milestone"

[[target]]
indicator = "x"
say = "at 2025-A1 > 860"
tier = "binding"
base = "2021-A1"
assumed = ["window", "due"]
set = 2024-01-01
superseded = 2024-07-01

[[target]]
indicator = "x"
say = "at 2025-A1 > 870"
set = 2024-07-01

[[target]]
id = "x:again"
indicator = "x"
say = "sum 2023-A1..2025-A1 >= 0.00"
quote = "-"

[[target]]
indicator = "m"
say = "done by 2025-06-30"

[[task]]
id = "t1"
title = { zh = "任务" }
lead = ["a"]
targets = ["x:again"]
due = "2024-06"
nodes = [
    { due = "2024-03", title = { zh = "一" } },
    { due = "2024-06", title = {} },
]

[[task]]
id = "t2"
nodes = [
    { due = "2024-12-31", title = { en = "end" } },
]

[[obligation]]
id = "o"
every = "2 weeks"
anchor = 2023-04-03
body = "b"
"""


def back(plan: gp.Plan, folder: Path) -> gp.Plan:
    plan.to_excel(folder / "plan.xlsx")
    return gp.Plan.from_excel(folder / "plan.xlsx")


Change = Callable[[Any], None]


def changed(plan: gp.Plan, folder: Path, change: Change) -> Path:
    """The workbook of a plan after somebody has changed it."""
    path = folder / "plan.xlsx"
    plan.to_excel(path)
    workbook = openpyxl.load_workbook(path)
    change(workbook)
    workbook.save(path)
    return path


def faults(path: Path) -> list[str]:
    with pytest.raises(gp.InputError) as caught:
        gp.Plan.from_excel(path)
    return [str(fault) for fault in caught.value.faults]


# --- nothing is lost ----------------------------------------------------------------------------


@pytest.mark.parametrize("file", ["plan", "2021", "2022", "2023", "2024"])
def test_the_plans_of_gongshu_come_back_equal(file: str, gongshu: Any, tmp_path: Path) -> None:
    plan = gp.Plan.load(gongshu.plan_file.with_name(f"{file}.toml"))
    assert back(plan, tmp_path) == plan


def test_a_plan_with_everything_odd_comes_back_equal(tmp_path: Path) -> None:
    plan = gp.Plan.from_toml(ODD)
    assert back(plan, tmp_path).to_toml() == plan.to_toml()
    assert back(plan, tmp_path) == plan


def test_the_same_plan_gives_the_same_bytes(small: Any, tmp_path: Path) -> None:
    small.plan.to_excel(tmp_path / "a.xlsx")
    small.plan.to_excel(tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


@given(st.text())
def test_texts_survive_a_cell(text: str) -> None:
    if any("\ud800" <= c <= "\udfff" for c in text):
        return
    assert decode_text(encode_text(text)) == text


@given(st.lists(st.text(st.characters(codec="utf-8")), min_size=1))
def test_lists_survive_a_cell(items: list[str]) -> None:
    assert entries(encode_list(items, LIST)) == items


def test_every_field_and_word_of_a_plan_has_a_chinese_label() -> None:
    assert {sheet.table for sheet in sheets()} == set(SHEETS)
    for sheet in sheets():
        labels = [column.label for column in sheet.columns]
        assert len(set(labels)) == len(labels), sheet.table
        for column in sheet.columns:
            assert column.label != column.key, column
            assert all(chinese != word for word, chinese in column.words), column
    assert all(key.split(".")[0] in SHEETS for key in [*FIELDS, *WORDS] if "." in key)


def test_what_begins_like_a_formula_is_written_as_text(tmp_path: Path) -> None:
    gp.Plan.from_toml(ODD).to_excel(tmp_path / "plan.xlsx")
    page = openpyxl.load_workbook(tmp_path / "plan.xlsx")["组织 bodies"]
    cells = {cell.value: cell for row in page.iter_rows() for cell in row}
    for text in ("+甲；乙", "@first"):
        assert cells[text].data_type == "s" and cells[text].quotePrefix


# --- as a person writes it ----------------------------------------------------------------------


def test_a_plan_is_written_from_the_empty_template(glidepath: Any, tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    assert glidepath("plan", "template", "-o", path).code == 0
    workbook = openpyxl.load_workbook(path)
    rows = {row[1].value: row[0].row for row in workbook["计划 plan"].iter_rows()}
    for key, value in {"id": "mine", "title.zh": "我的规划", "horizon": "2023..2027"}.items():
        workbook["计划 plan"].cell(rows[key], 3).value = value

    def fill(sheet: str, **cells: Any) -> None:
        page = workbook[sheet]
        keys = [cell.value for cell in page[2]]
        for key, value in cells.items():
            page.cell(3, keys.index(key.replace("__", ".")) + 1).value = value

    fill("组织 bodies", id="finance", name__zh="区财政局", role="单位")
    fill("工程 goals", id="g1", number=1, title__zh="扩大投资", lead="区财政局")
    fill("指标 indicators", id="investment", goal="扩大投资", name__zh="固定资产投资", unit="亿元", kind="累计量", whole="否")  # fmt: skip
    fill("目标 targets", indicator="固定资产投资", say="at 2025 > 860", tier="约束性", set="2024年1月5日")  # fmt: skip
    workbook.save(path)
    ended = glidepath("plan", "from-excel", path, "-o", tmp_path / "plan.toml")
    assert (ended.code, ended.err) == (0, "")
    plan = gp.Plan.load(tmp_path / "plan.toml")
    assert plan == gp.Plan.load(path)
    assert plan.goal("g1").lead == ["finance"]
    (target,) = plan.targets
    assert (target.id, target.tier, str(target.set)) == ("investment:at-2025", "binding", "2024-01-05")  # fmt: skip


def test_columns_may_be_moved_and_left_out(small: Any, tmp_path: Path) -> None:
    def change(workbook: Any) -> None:
        page = workbook["目标 targets"]
        keys = [cell.value for cell in page[2]]
        page.delete_cols(keys.index("note") + 1)
        page.move_range("A1:B20", cols=40)

    path = changed(small.plan, tmp_path, change)
    assert gp.Plan.from_excel(path) == small.plan


def test_a_workbook_stands_on_a_plan_file(small: Any, glidepath: Any, tmp_path: Path) -> None:
    header = '[plan]\nid = "next"\ntitle = {}\nhorizon = "2023..2027"\n'

    def change(workbook: Any) -> None:
        page = workbook["计划 plan"]
        rows = {row[1].value: row[0].row for row in page.iter_rows()}
        page.cell(rows["extends"], 3).value = small.plan_file.name
        page.cell(rows["horizon"], 3).value = None
        workbook["目标 targets"].cell(3, 1).value = "projects"
        workbook["目标 targets"].cell(3, 2).value = "at 2024 >= 20"

    target = tmp_path / "next"
    target.mkdir()
    path = changed(gp.Plan.from_toml(header), target, change)
    path = path.rename(small.plan_file.with_name("next.xlsx"))
    plan = gp.Plan.from_excel(path)
    assert [t.id for t in plan.targets][-1] == "projects:at-2024"
    assert [Path(read.name).name for read in plan.inputs] == ["next.xlsx", "plan.toml"]
    ended = glidepath("plan", "from-excel", path)
    assert 'extends = "plan.toml"' in ended.out and "investment_total" not in ended.out


def test_commands_take_a_plan_in_excel(small: Any, glidepath: Any, tmp_path: Path) -> None:
    assert glidepath("plan", "to-excel", small.plan_file, "-o", tmp_path / "p.xlsx").code == 0
    ended = glidepath("assess", tmp_path / "p.xlsx", small.observations_file, "--period", "2023")
    assert ended.code == 0 and "A small plan" in ended.out


def test_a_frame_with_chinese_columns_makes_a_plan() -> None:
    frame = pd.DataFrame(
        {
            "指标编号": ["investment", "share"],
            "指标名称": ["固定资产投资", "服务业占比"],
            "单位": ["亿元", "%"],
            "类型": ["累计量", "比率"],
            "规范表述": ["at 2025 > 860", "each 2023..2027 >= 90%"],
            "属性": ["约束性", "预期性"],
            "目标原文": ["超过860亿元", "保持在90%以上"],
        }
    )
    plan = gp.Plan.from_frame(frame, id="mine", horizon="2023..2027")
    assert [(t.id, t.tier) for t in plan.targets] == [
        ("investment:at-2025", "binding"),
        ("share:each-2023..2027", "expected"),
    ]
    assert plan.targets[0].quote == "超过860亿元"
    assert plan.indicator("share").kind == "ratio"


# --- faults -------------------------------------------------------------------------------------


def test_every_fault_comes_at_once_with_file_sheet_and_cell(small: Any, tmp_path: Path) -> None:
    def change(workbook: Any) -> None:
        indicators = workbook["指标 indicators"]
        keys = [cell.value for cell in indicators[2]]
        indicators.cell(3, keys.index("unit") + 1).value = "furlong"
        indicators.cell(4, keys.index("kind") + 1).value = "流"
        targets = workbook["目标 targets"]
        targets["B3"].value = "at 2025 over 860"
        targets["A4"].value = "nothing"
        targets["B5"].value = "=B3"
        goals = workbook["工程 goals"]
        goals.cell(1, 20).value = "领导"

    path = changed(small.plan, tmp_path, change)
    told = faults(path)
    wanted = [
        ("工程 goals!T", "领导"),
        ("指标 indicators!E3", "furlong"),
        ("指标 indicators!H4", "累计量 (flow)"),
        ("目标 targets!B3", "expected"),
        ("目标 targets!A4", "nothing"),
        ("目标 targets!B5", "formula"),
    ]
    assert len(told) == len(wanted), told
    for line, (place, words) in zip(told, wanted, strict=True):  # in the order of the workbook
        assert line.startswith(f"{path} [{place}") and words in line, line


def test_a_month_that_excel_made_a_day_is_refused_in_a_plan(tmp_path: Path) -> None:
    import datetime as dt

    plan = gp.Plan.from_toml(ODD)

    def change(workbook: Any) -> None:
        page = workbook["任务 tasks"]
        keys = [cell.value for cell in page[2]]
        page.cell(3, keys.index("due") + 1).value = dt.datetime(2024, 6, 1)

    path = changed(plan, tmp_path, change)
    (told,) = faults(path)
    assert "任务 tasks!" in told and "2024-06 as text" in told

    def month(workbook: Any) -> None:
        change(workbook)
        page = workbook["任务 tasks"]
        for cell in page[3]:
            if isinstance(cell.value, dt.datetime):
                cell.number_format = 'yyyy"年"m"月"'

    assert gp.Plan.from_excel(changed(plan, tmp_path, month)) == plan


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda w: setattr(w["目标 targets"], "title", "目标表"), "目标表"),
        (lambda w: w["目标 targets"].delete_rows(1, 2), "目标 targets!A1"),
        (lambda w: w["目标 targets"].delete_cols(2), "规范表述 say is missing"),
        (lambda w: w.remove(w["计划 plan"]), "计划 plan"),
        (lambda w: setattr(w["节点 nodes"]["A3"], "value", "t9"), "节点 nodes!A3"),
    ],
)  # fmt: skip
def test_what_is_no_sheet_of_a_plan_is_named(
    change: Change, words: str, small: Any, tmp_path: Path
) -> None:
    told = faults(changed(small.plan, tmp_path, change))
    assert [line for line in told if words in line and "plan.xlsx" in line], told


def test_files_that_are_no_workbooks_say_what_they_are(
    small: Any, glidepath: Any, tmp_path: Path
) -> None:
    path = tmp_path / "plan.xlsx"
    small.plan.to_excel(path)
    whole = path.read_bytes()
    compound = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    for content, words in [
        (b"", "empty"),
        (b"indicator,say\n", "no workbook"),
        (whole[: len(whole) // 2], "no workbook"),
        (compound + "Workbook".encode("utf-16-le"), "97-2003"),
        (compound + "EncryptedPackage".encode("utf-16-le"), "password"),
    ]:
        path.write_bytes(content)
        ended = glidepath("plan", "from-excel", path)
        assert (ended.code, ended.out) == (4, ""), words
        assert str(path) in ended.err and words in ended.err
    assert glidepath("plan", "from-excel", tmp_path / "none.xlsx").code == 4
    assert glidepath("plan", "from-excel", small.plan_file).code == 2
    assert glidepath("plan", "to-excel", small.plan_file, "-o", tmp_path / "p.xls").code == 2
    assert (
        glidepath("plan", "to-excel", small.plan_file, "-o", tmp_path / "no" / "p.xlsx").code == 2
    )


def test_a_sheet_formatted_to_its_last_row_is_read_as_any_other(small: Any, tmp_path: Path) -> None:
    def change(workbook: Any) -> None:
        page = workbook["目标 targets"]
        page.cell(1048576, 1).number_format = "@"
        page.cell(3, 16384).number_format = "@"

    assert gp.Plan.from_excel(changed(small.plan, tmp_path, change)) == small.plan


def test_the_workbook_opens_as_a_workbook(small: Any) -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(small.plan._workbook()))
    page = workbook["目标 targets"]
    assert page.freeze_panes == "B3"
    choices = {str(v.sqref): v.formula1 for v in page.data_validations.dataValidation}
    assert any("约束性" in (formula or "") for formula in choices.values())

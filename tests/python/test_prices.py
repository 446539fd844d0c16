"""Price bases in Python: plans in and out, Chinese words, verdicts, explanations, forecasts."""

import io
import json
import pickle
from pathlib import Path
from typing import Any

import glidepath as gp
import jsonschema
import openpyxl
import pandas as pd
import pytest
from glidepath._price_words import price_basis

REAL_GROWTH = 'unit = "亿元"\nprices = "current"\ngrowth_prices = "constant"\n'


def real(small: Any) -> gp.Plan:
    """The small plan, whose investment is nominal and grows in real terms."""
    text = small.plan_file.read_text(encoding="utf-8").replace('unit = "亿元"\n', REAL_GROWTH)
    text += '\n[[target]]\nindicator = "investment_total"\nsay = "at 2023 growth >= 10%"\n'
    small.plan_file.write_text(text, encoding="utf-8")
    return small.plan


def test_an_indicator_tells_its_price_bases(small: Any) -> None:
    indicator = real(small).indicator("investment_total")
    assert indicator.prices == "current"
    assert indicator.growth_prices is gp.Prices.constant
    assert not indicator.growth_is_of_levels
    other = small.plan.indicator("projects")
    assert other.prices is None and other.growth_prices is None and other.growth_is_of_levels
    made = gp.Indicator("x", "x", "亿元", "flow", prices="constant 2020", growth_prices="current")
    assert (made.prices, made.growth_prices) == ("constant 2020", "current")
    with pytest.raises(ValueError, match="expected current, constant, or constant 2020"):
        gp.Indicator("x", "x", "亿元", "flow", prices="current 2020")
    with pytest.raises(ValueError, match="expected one of current, constant"):
        gp.Indicator("x", "x", "亿元", "flow", growth_prices="real")


def test_mixed_prices_are_a_fault_of_the_plan(small: Any) -> None:
    real(small)
    text = small.plan_file.read_text(encoding="utf-8")
    text += """
[[indicator]]
id = "services"
unit = "亿元"
kind = "flow"
prices = "constant 2020"

[[target]]
indicator = "services"
say = "at 2025 >= investment_total"
"""
    small.plan_file.write_text(text, encoding="utf-8")
    with pytest.raises(gp.InputError) as caught:
        gp.Plan.load(small.plan_file)
    (fault,) = caught.value.faults
    assert fault.code == "mixed_prices" and fault.subject == "services:at-2025"
    assert fault.where.line == text[: text.index('[[target]]\nindicator = "services"')].count("\n") + 1


def test_a_plan_keeps_its_price_bases(small: Any, tmp_path: Path) -> None:
    plan = real(small)
    assert gp.Plan.from_toml(plan.to_toml()) == plan
    assert pickle.loads(pickle.dumps(plan)) == plan
    plan.to_excel(tmp_path / "plan.xlsx")
    assert gp.Plan.from_excel(tmp_path / "plan.xlsx") == plan


@pytest.mark.parametrize(
    ("said", "basis"),
    [
        ("现价", "current"),
        ("当年价", "current"),
        (" 可比价 ", "constant"),
        ("不变价", "constant"),
        ("2020年不变价", "constant 2020"),
        ("2015年可比价格", "constant 2015"),
        ("constant 2020", "constant 2020"),
        ("20年不变价", "20年不变价"),
    ],
)
def test_price_bases_are_understood_in_chinese(said: str, basis: str) -> None:
    assert price_basis(said) == basis


def test_workbooks_of_plans_say_price_bases_in_chinese(small: Any, tmp_path: Path) -> None:
    real(small).to_excel(tmp_path / "plan.xlsx")
    book = openpyxl.load_workbook(tmp_path / "plan.xlsx")
    sheet = book["指标 indicators"]
    at = {str(cell.value): cell.column for cell in sheet[2]}
    assert sheet.cell(1, at["prices"]).value == "价格口径"
    assert sheet.cell(1, at["growth_prices"]).value == "增速价格口径"
    assert [sheet.cell(3, at[key]).value for key in ("prices", "growth_prices")] == ["现价", "不变价"]
    sheet.cell(3, at["prices"]).value = "2020年可比价"
    sheet.cell(3, at["growth_prices"]).value = "当年价"
    sheet.cell(4, at["prices"]).value = "unknown"
    changed = io.BytesIO()
    book.save(changed)
    (tmp_path / "changed.xlsx").write_bytes(changed.getvalue())
    with pytest.raises(gp.InputError) as caught:
        gp.Plan.from_excel(tmp_path / "changed.xlsx")
    (fault,) = caught.value.faults  # the Chinese words are no faults
    assert '"unknown" is no price basis' in fault.message
    sheet.cell(4, at["prices"]).value = None
    book.save(tmp_path / "changed.xlsx")
    indicator = gp.Plan.from_excel(tmp_path / "changed.xlsx").indicator("investment_total")
    assert (indicator.prices, indicator.growth_prices) == ("constant 2020", "current")


def test_mixed_prices_name_the_cell_that_compares(small: Any, tmp_path: Path) -> None:
    plan = real(small)
    plan.to_excel(tmp_path / "plan.xlsx")
    book = openpyxl.load_workbook(tmp_path / "plan.xlsx")
    targets, indicators = book["目标 targets"], book["指标 indicators"]
    prices, unit = (
        next(cell.column for cell in indicators[2] if cell.value == key)
        for key in ("prices", "unit")
    )
    indicators.cell(4, prices).value = "不变价"
    indicators.cell(4, unit).value = "亿元"
    say = next(cell for cell in targets[2] if cell.value == "say")
    row = next(at for at in range(3, 9) if targets.cell(at, 1).value == "projects")
    targets.cell(row, say.column).value = "at 2025 >= investment_total"
    book.save(tmp_path / "mixed.xlsx")
    with pytest.raises(gp.InputError) as caught:
        gp.Plan.from_excel(tmp_path / "mixed.xlsx")
    (fault,) = caught.value.faults
    assert fault.code == "mixed_prices"
    assert fault.where.file.endswith(f"[目标 targets!{say.column_letter}{row}]")


@pytest.mark.parametrize(
    "columns",
    [
        {"prices": ["constant 2020", None], "growth_prices": ["constant", None]},
        {"价格口径": ["2020年不变价", None], "增速价格口径": ["可比价", None]},
    ],
)
def test_frames_of_plans_say_price_bases(columns: dict[str, list[str | None]]) -> None:
    frame = pd.DataFrame(
        {"indicator": ["gdp"] * 2, "say": ["at 2025 > 860", "at 2025 growth > 5%"], **columns}
    )
    plan = gp.Plan.from_frame(frame, id="mine", horizon="2023..2027")
    assert plan.indicator("gdp").prices == "constant 2020"
    assert plan.indicator("gdp").growth_prices == "constant"


def test_verdicts_name_the_basis_of_the_face_that_is_judged(small: Any) -> None:
    plan = real(small)
    result = plan.assess(small.observations_file, as_of="2024-07-31")
    bases = {verdict.id: verdict.prices for verdict in result}
    assert bases["investment_total:at-2025"] == "current"
    assert bases["investment_total:at-2023-growth"] == "constant"
    assert bases["projects:sum-2023..2027"] is None
    content = json.loads(result.to_json())
    jsonschema.validate(content, json.loads(gp.assess_schema()))
    written = {verdict["id"]: verdict["prices"] for verdict in content["targets"]}
    assert written == bases


def test_real_growth_is_not_judged_by_nominal_levels(small: Any) -> None:
    nominal = 'unit = "亿元"\n'
    plan = real(small)
    text = small.plan_file.read_text(encoding="utf-8")
    grows = "investment_total:at-2023-growth"
    by_levels = gp.Plan.from_toml(text.replace(REAL_GROWTH, nominal))
    assert by_levels.assess(small.observations_file, as_of="2024-07-31")[grows].status == "met"
    verdict = plan.assess(small.observations_file, as_of="2024-07-31")[grows]
    assert (verdict.status, verdict.reason_code) == ("unknown", "no_source")


def test_explanations_name_the_basis_in_both_languages(small: Any, glidepath: Any) -> None:
    real(small)
    explain = ["explain", *small.files, "--as-of", "2024-07-31", "--target"]
    level, growth = "investment_total:at-2025", "investment_total:at-2023-growth"
    assert ", in 亿元, at current prices: " in glidepath(*explain, level).out
    assert ", at constant prices: " in glidepath(*explain, growth).out
    assert "，单位 亿元，按现价计算：" in glidepath(*explain, level, "--lang", "zh").out
    assert "，按不变价计算：" in glidepath(*explain, growth, "--lang", "zh").out
    assert "prices" not in glidepath(*explain, "projects:sum-2023..2027").out


def test_a_forecast_carries_the_basis_of_its_history() -> None:
    history = {2020: 635.0, 2021: 655.2, 2022: 734.5, 2023: 841.0}
    plain = gp.forecast(history, 2)
    real = gp.forecast(history, 2, prices="constant 2020")
    assert plain.prices is None and "prices" not in repr(plain)
    assert real.prices == "constant 2020"
    assert "at constant prices of 2020 for 2024..2025" in repr(real)
    assert real.median.equals(plain.median)
    with pytest.raises(ValueError, match="no price basis"):
        gp.forecast(history, 2, prices="real")

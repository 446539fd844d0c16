"""Break-downs: marks issued for the months of a target, from the plan to the verdict."""

from pathlib import Path
from typing import Any

import glidepath as gp
import pandas as pd
import pytest
from glidepath import _core

MONTHS = {"sum 2024-01..2024-02": 80, **{f"at 2024-{month:02}": 78 for month in range(3, 13)}}


def issued() -> list[gp.Target]:
    """Marks that add up to 860, January and February in one."""
    return [
        gp.Target(f"{stat} >= {value}", "investment_total", part_of="investment_total:at-2024")
        for stat, value in MONTHS.items()
    ]


@pytest.fixture
def plan() -> gp.Plan:
    """A year's target with its break-down."""
    return gp.Plan(
        "year",
        gp.Window("2024"),
        indicators=[gp.Indicator("investment_total", "投资", unit="亿元", kind="flow")],
        targets=[gp.Target("at 2024 > 860", "investment_total"), *issued()],
    )


def test_a_part_names_its_target(plan: gp.Plan) -> None:
    whole, joint, *_ = plan.targets
    assert whole.part_of is None
    assert joint.part_of == whole.id
    assert joint.id == "investment_total:sum-2024-01..2024-02"
    assert repr(plan).startswith("<Plan year: 1 targets")


def test_a_target_is_judged_against_its_parts(plan: gp.Plan) -> None:
    seen = pd.DataFrame(
        {
            "indicator": ["investment_total"],
            "period": ["2024-06"],
            "measure": ["ytd"],
            "value": ["380"],
            "released": ["2024-07-15"],
        }
    )
    result = plan.assess(seen)
    assert len(result) == 1
    verdict: Any = result["investment_total:at-2024"]
    assert (verdict.method, verdict.planned, verdict.status) == ("pace@1:issued", 392, "at_risk")
    assert "the issued mark is 392 亿元" in verdict.reason.en
    assert "下达的分解目标为392亿元" in verdict.reason.zh


def test_a_break_down_goes_through_a_file_and_a_frame(plan: gp.Plan) -> None:
    assert 'part_of = "investment_total:at-2024"' in plan.to_toml()
    assert gp.Plan.from_toml(plan.to_toml()) == plan
    frame = plan.to_frame()
    assert frame["part_of"].notna().sum() == len(MONTHS)
    again = gp.Plan.from_frame(frame, id="year", horizon="2024")
    assert [t.part_of for t in again.targets] == [t.part_of for t in plan.targets]


def test_a_break_down_is_a_file_on_top_of_its_plan(small: Any, tmp_path: Path) -> None:
    (tmp_path / "plan.toml").write_text(small.plan.to_toml(), encoding="utf-8")
    added = [gp.Target("at 2024 > 860", "investment_total"), *issued()]
    title = gp.Text(en="Break-down of 2024")
    text = _core.write_extension(small.plan, "plan.toml", title, added)
    (tmp_path / "2024.toml").write_text(text, encoding="utf-8")
    whole = gp.Plan.load(tmp_path / "2024.toml")
    assert [t.id for t in whole.targets] == [t.id for t in [*small.plan.targets, *added]]
    assert str(whole.title.en) == "Break-down of 2024"
    assert whole.title.zh == small.plan.title.zh


def test_a_part_without_its_target_is_refused(small: Any) -> None:
    with pytest.raises(gp.InputError, match="names no target of the plan"):
        _core.write_extension(small.plan, "plan.toml", gp.Text(), issued())

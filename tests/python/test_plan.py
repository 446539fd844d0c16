"""Plans: files, tables and parts."""

import pickle
from pathlib import Path
from typing import Any

import glidepath as gp
import pandas as pd
import pytest


def test_a_saved_plan_loads_as_an_equal_plan(gongshu: Any, tmp_path: Path) -> None:
    plan = gongshu.plan
    plan.save(tmp_path / "copy.toml")
    assert gp.Plan.load(tmp_path / "copy.toml") == plan
    assert gp.Plan.from_toml(plan.to_toml()) == plan
    assert pickle.loads(pickle.dumps(plan)) == plan


def test_every_fault_of_a_plan_comes_at_once_with_its_place(small: Any) -> None:
    text = small.plan_file.read_text(encoding="utf-8")
    text = text.replace('unit = "个"', 'unit = "furlong"').replace("at 2027", "sum 2027..2023")
    small.plan_file.write_text(text, encoding="utf-8")
    with pytest.raises(gp.InputError) as caught:
        gp.Plan.load(small.plan_file)
    faults = caught.value.faults
    assert len(faults) >= 2
    for fault in faults:
        assert fault.where.file == str(small.plan_file)
        assert fault.where.line is not None
        assert str(fault) in str(caught.value)
    assert isinstance(caught.value, ValueError)
    copy = pickle.loads(pickle.dumps(caught.value))
    assert (str(copy), copy.faults) == (str(caught.value), faults)


def test_a_plan_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(gp.InputError, match=r"no-such\.toml"):
        gp.Plan.load(tmp_path / "no-such.toml")


def test_a_plan_is_made_from_a_frame_with_one_row_a_target() -> None:
    frame = pd.DataFrame(
        {
            "indicator": ["investment", "investment", "share"],
            "name": ["固定资产投资", None, "Share of services"],
            "unit": ["亿元", None, "%"],
            "kind": ["flow", None, "ratio"],
            "say": ["at 2025 > 860", "at 2027 > 950", "each 2023..2027 >= 90%"],
            "tier": ["binding", None, None],
        }
    )
    plan = gp.Plan.from_frame(frame, id="mine", title="我的规划", horizon="2023..2027")
    assert [target.id for target in plan.targets] == [
        "investment:at-2025",
        "investment:at-2027",
        "share:each-2023..2027",
    ]
    assert plan.indicator("investment").name.zh == "固定资产投资"
    assert plan.title == gp.Text(zh="我的规划")
    assert plan.targets[0].tier == "binding"
    assert gp.Plan.from_toml(plan.to_toml()) == plan


def test_the_targets_of_a_plan_go_through_a_frame_and_back(small: Any) -> None:
    frame = small.plan.to_frame()
    assert str(frame["due"].dtype).startswith("datetime64")
    again = gp.Plan.from_frame(frame, id="small", horizon=gp.Window("2023..2027"))
    assert [t.say for t in again.targets] == [t.say for t in small.plan.targets]
    assert [t.id for t in again.targets] == [t.id for t in small.plan.targets]


def test_a_faulty_frame_is_refused_with_its_rows() -> None:
    frame = pd.DataFrame(
        {"indicator": ["x"], "say": ["at 2025 over 9"], "unit": ["个"], "kind": ["flow"]}
    )
    with pytest.raises(gp.InputError, match="over") as caught:
        gp.Plan.from_frame(frame, id="mine", horizon="2023..2027")
    assert caught.value.faults[0].where.line == 2


def test_a_plan_is_built_from_parts() -> None:
    plan = gp.Plan(
        "mine",
        gp.Window("2023..2027"),
        indicators=[gp.Indicator("x", "固定资产投资", "亿元", "flow", min=0)],
        targets=[gp.Target("at 2025 > 860", "x")],
    )
    assert plan.indicator("x").name == gp.Text(zh="固定资产投资")
    assert gp.Plan.from_toml(plan.to_toml()) == plan
    assert plan.assess({"x": {2025: 900}}).verdict("x:at-2025").status == "met"
    with pytest.raises(gp.InputError, match="nothing"):
        gp.Plan("mine", gp.Window("2023..2027"), targets=[gp.Target("at 2025 > 860", "nothing")])


def test_a_plan_extends_another_and_names_both_files(small: Any, tmp_path: Path) -> None:
    (tmp_path / "next.toml").write_text(
        '[plan]\nid = "next"\nextends = "plan.toml"\n\n'
        '[[target]]\nindicator = "projects"\nsay = "at 2024 >= 20"\n',
        encoding="utf-8",
    )
    plan = gp.Plan.load(tmp_path / "next.toml")
    assert [target.id for target in plan.targets][-1] == "projects:at-2024"
    assert [Path(read.name).name for read in plan.inputs] == ["next.toml", "plan.toml"]


def test_the_parts_of_a_plan_cannot_be_changed(small: Any) -> None:
    plan = small.plan
    with pytest.raises(AttributeError):
        plan.id = "other"
    with pytest.raises(AttributeError):
        plan.targets[0].say = gp.Statement("done")
    plan.targets.clear()  # a list of its own
    assert len(plan.targets) == 3


def test_findings_are_a_sequence_that_shows_itself(gongshu: Any) -> None:
    findings = gongshu.plan.check()
    assert not findings.contradictions
    codes = {finding.code for finding in findings}
    assert "floors_fall_short" in codes
    frame = findings.to_frame()
    assert len(frame) == len(findings)
    assert repr(findings).startswith("<Findings: ")
    assert "floors_fall_short" in findings._repr_html_()
    assert gongshu.plan.check(gongshu.observations_file) != ()


def test_texts_fall_back_to_the_other_language() -> None:
    assert gp.Text(zh="投资").in_("en") == "投资"
    assert str(gp.Text(zh="投资", en="Investment")) == "Investment"

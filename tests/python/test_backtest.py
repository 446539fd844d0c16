"""Back-tests of a plan in Python, and the commands about what is to come."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import glidepath as gp

EXAMPLE = Path(__file__).parents[2] / "examples" / "gongshu"
PLAN = """
[plan]
id = "small"
title = { zh = "小方案" }
horizon = "2023..2027"

[[indicator]]
id = "x"
unit = "亿元"
kind = "flow"
name = { zh = "投资", en = "Investment" }
bounds = { min = 0 }

[[target]]
indicator = "x"
say = "at 2025 >= 142"

[[target]]
indicator = "x"
say = "at 2027 >= 300"
"""
FIGURES = [100, 105, 113, 118, 126, 134, 141, 150, 159, 168]


@pytest.fixture(scope="module")
def plan() -> gp.Plan:
    return gp.Plan.from_toml(PLAN)


def table(last: float = FIGURES[-1]) -> pd.DataFrame:
    rows = [
        ("x", 2018 + i, value, f"{2019 + i}-01-20") for i, value in enumerate([*FIGURES[:-1], last])
    ]
    return pd.DataFrame(rows, columns=["indicator", "period", "value", "released"])


def test_outlooks_are_replayed_and_scored(plan: gp.Plan) -> None:
    tested = gp.backtest(plan, table())
    frame = tested.to_frame()
    assert set(frame["target"]) == {"x:at-2025", "x:at-2027"}
    assert frame["outcome"].notna().all()
    assert (frame["as_of"] < frame["decided"]).all()
    scores = tested.scores()
    assert scores.loc["outlook", "cases"] == len(frame)
    assert scores.loc["outlook", "brier"] < 0.25
    spoke = frame["eurostat"].notna().sum()
    assert scores.loc["eurostat", "cases"] == scores.loc["outlook where eurostat spoke", "cases"]
    assert scores.loc["eurostat", "cases"] == spoke > 0
    bins = tested.reliability(3)
    assert bins["cases"].sum() == len(frame)
    assert bins["forecast"].is_monotonic_increasing
    early = tested.early_calls()
    assert early.loc["x:at-2027", "outlook"] > 365  # called a year before it was known
    assert "Backtest" in repr(tested) and "brier" in tested._repr_html_()


def test_a_planted_future_value_changes_nothing_that_is_said_before(plan: gp.Plan) -> None:
    columns = ["target", "as_of", "probability", "status", "eurostat"]
    before = gp.backtest(plan, table()).to_frame()[columns]
    planted = gp.backtest(plan, table(900)).to_frame()[columns]
    pd.testing.assert_frame_equal(before, planted)


def test_nothing_to_judge_is_no_error(plan: gp.Plan) -> None:
    tested = gp.backtest(plan, table(), since="2024-01-01", until="2024-12-31")
    assert len(tested.cases) == 2 and not tested.judged
    assert tested.scores().loc["outlook", "cases"] == 0
    assert tested.reliability().empty
    assert gp.backtest(plan, table(), until="2000-01-01").to_frame().empty


def gongshu(*words: str) -> list[str]:
    first, *rest = words
    return [first, str(EXAMPLE / "plan.toml"), str(EXAMPLE / "observations.csv"), *rest]


def test_the_command_tells_what_if(glidepath: Any, tmp_path: Path) -> None:
    clock = ["--as-of", "2024-01-31"]
    ended = glidepath(*gongshu("what-if", *clock, "--suppose", "fixed_asset_investment: +8% a year"))
    assert ended.code == 0
    assert "at 2027 > 950" in ended.out and "model" not in ended.err
    file = tmp_path / "scenario.csv"
    file.write_text("indicator,say\nfixed_asset_investment,+8% a year\n", encoding="utf-8")
    same = glidepath(*gongshu("what-if", *clock, "--scenario", str(file)))
    assert same.out == ended.out
    frame = glidepath(*gongshu("what-if", *clock, "--scenario", str(file), "--format", "csv"))
    assert frame.out.startswith("id,target,status,status_then,outlook,outlook_then,change")
    whole = glidepath(*gongshu("what-if", *clock, "--scenario", str(file), "--format", "json"))
    told = json.loads(whole.out)
    assert told["before"]["as_of"] == "2024-01-31"
    assert [told[side]["inputs"][0]["name"] for side in ("before", "after")] == [
        str(EXAMPLE / "plan.toml")
    ] * 2


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("target,say\nx,+8% a year\n", "the columns are indicator and say, not target, say"),
        ("indicator,say\nfixed_asset_investment,\n", "2: indicator and say are both needed"),
        ("indicator,say\nfixed_asset_investment,much more\n", "much more"),
        ("indicator,say\nnobody,+8% a year\n", "nobody"),
        ("", "not nothing"),
    ],
)
def test_faulty_scenarios_are_refused(
    glidepath: Any, tmp_path: Path, content: str, why: str
) -> None:
    file = tmp_path / "scenario.csv"
    file.write_text(content, encoding="utf-8")
    ended = glidepath(*gongshu("what-if", "--scenario", str(file)))
    assert ended.code == 4
    assert why in ended.err


def test_the_command_scores_outlooks(glidepath: Any, tmp_path: Path) -> None:
    (tmp_path / "plan.toml").write_text(PLAN, encoding="utf-8")
    table().to_csv(tmp_path / "figures.csv", index=False)
    files = [str(tmp_path / "plan.toml"), str(tmp_path / "figures.csv")]
    ended = glidepath("backtest", *files)
    assert ended.code == 0 and "outlook where eurostat spoke" in ended.out
    cases = glidepath("backtest", *files, "--cases")
    assert cases.out.splitlines()[0].startswith("target,as_of,probability")

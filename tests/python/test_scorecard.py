"""Scorecards: frames, displays, joint outcomes and the command."""

import json
from typing import Any

import glidepath as gp
import numpy as np
import pytest


@pytest.fixture(scope="module")
def result(gongshu: Any) -> gp.Assessment:
    return gongshu.assess(as_of="2024-01-31")


def test_programmes_of_gongshu_add_up_to_the_assessment(result: gp.Assessment) -> None:
    frame = result.scorecard().to_frame("zh")
    whole, rows = frame.loc["all"], frame.drop(index="all")
    assert whole["targets"] == rows["targets"].sum() == sum(v.applies for v in result)
    for status in gp.Status:
        assert whole[str(status)] == rows[str(status)].sum()
    assert rows["contribution_pp"].sum() == pytest.approx(100 * whole["good_share"])
    assert frame.loc[rows.index[0], "name"]


def test_a_unit_without_a_single_figure_is_never_first(result: gp.Assessment) -> None:
    for by in ("programme", "area", "lead", "responsible"):
        frame = result.scorecard(by).to_frame()
        silent = frame[(frame["assessable"] == 0) & frame["rank"].notna()]
        reporting = frame[(frame["assessable"] > 0) & frame["rank"].notna()]
        if len(silent) and len(reporting):
            assert silent["rank"].min() > reporting["rank"].max()


def test_persons_are_named_only_when_asked_for(result: gp.Assessment) -> None:
    with pytest.raises(ValueError, match="conveners are persons"):
        result.scorecard("convener")
    persons = {body.name.zh for body in result._plan.bodies if body.role == "person"}
    named = result.scorecard("convener", persons=True)
    assert {row.name.zh for row in named.rows if row.id} <= persons
    for by in gp.ScoreBy:
        if by != "convener":
            assert not persons & {row.name.zh for row in result.scorecard(by).rows}


def test_tiers_and_years_have_no_ranks(result: gp.Assessment) -> None:
    years = result.scorecard("due")
    ids = [row.id for row in years.rows if row.id]
    assert ids == sorted(ids)
    assert {row.unranked for row in years.rows} == {gp.Unranked.not_compared}
    with pytest.raises(ValueError, match='no ScoreBy "mood": expected one of programme'):
        result.scorecard("mood")


def test_joint_outcomes_have_one_row_for_each_verdict(result: gp.Assessment) -> None:
    with pytest.raises(ValueError, match=f"one row for each verdict: {len(result)}, not 3"):
        result.scorecard(held=np.ones((3, 10)))
    with pytest.raises(ValueError, match="nothing else"):
        result.scorecard(held=np.full((len(result), 10), 0.9))
    met = result.scorecard(held=np.ones((len(result), 10))).all.number_met
    assert met is not None and met.dependence == "joint_paths"
    missed = sum(v.status == "missed" for v in result)
    assert met.expected == met.targets - missed  # all that are open are met on every path


def test_the_number_met_is_counted_on_the_paths_of_the_outlooks(result: gp.Assessment) -> None:
    whole = result.scorecard().all
    assert whole.number_met is not None and whole.number_met.dependence == "independent_indicators"
    with_outlook = [v for v in result if v.outlook is not None]
    assert with_outlook and whole.number_met.targets == len(with_outlook) + sum(
        v.status in ("met", "missed") and v.applies for v in result
    )
    # The expected number does not depend on how targets hang together.
    expected = sum(v.outlook.probability for v in with_outlook if v.outlook is not None)
    expected += sum(v.status == "met" for v in result)
    assert whole.number_met.expected == pytest.approx(expected, abs=0.1)
    assert "different indicators taken as independent" in " ".join(result.scorecard().lines())


def test_without_outlooks_nothing_is_expected(gongshu: Any) -> None:
    silent = gongshu.assess(as_of="2024-01-31", outlook=gp.OutlookOptions(on=False))
    card = silent.scorecard()
    assert card.all.number_met is None
    open_targets = sum(v.status not in ("met", "missed") and v.applies for v in silent)
    assert card.all.without_outlook == open_targets


def test_targets_of_one_indicator_are_met_together(result: gp.Assessment) -> None:
    # Investment above 860 in 2025 and above 950 in 2027: who makes the second made the first.
    investment = result.of("fixed_asset_investment")
    likely = [v.outlook.probability for v in investment if v.outlook is not None]
    joint = investment.scorecard().all.number_met
    assert joint is not None
    assert joint.expected == pytest.approx(sum(likely), abs=0.02)
    assert joint.all > gp.number_met(likely).all + 0.05


def test_how_many_of_independent_targets_are_met() -> None:
    met = gp.number_met([0.5, 0.5, 1.0])
    assert (met.expected, met.all, met.dependence) == (2.0, 0.25, "independent")
    assert met.at_least == [1.0, 1.0, 0.75, 0.25]
    with pytest.raises(ValueError, match="between 0 and 1"):
        gp.number_met([1.2])


def test_displays(result: gp.Assessment) -> None:
    card = result.scorecard("lead")
    html = card._repr_html_()
    assert "<table>" in html and "unreported" in html
    assert card.columns("zh")[:3] == ["位次", "牵头单位", "可评价"]
    assert any("未报送" in line for line in card.lines("zh"))
    assert all(len(row) == len(card.columns()) for row in card.cells())


def test_the_command_counts(glidepath: Any, gongshu: Any, result: gp.Assessment) -> None:
    files = [*gongshu.files, "--as-of", "2024-01-31"]
    table = glidepath("scorecard", *files, "--by", "lead", "--lang", "zh")
    assert table.code == 0 and "牵头单位" in table.out and "未报送" in table.out
    json_text = glidepath("scorecard", *files, "--by", "tier", "--format", "json").out
    assert json_text == result.scorecard("tier").to_json()
    assert json.loads(json_text)["all"]["targets"] == result.scorecard().all.targets
    assert glidepath("scorecard", *files, "--format", "csv").out.startswith("id,name,rank,")
    assert glidepath("scorecard", *files, "--format", "markdown").out.startswith("# ")
    assert glidepath("scorecard", *files, "--by", "convener").code == 2
    assert glidepath("scorecard", *files, "--by", "convener", "--persons").code == 0

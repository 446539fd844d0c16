"""Outlooks and what-if: the same numbers as in C++, and their Python face."""

import json
from typing import Any

import glidepath as gp
import pytest

INVESTMENT = "fixed_asset_investment:at-2025"


@pytest.fixture(scope="module")
def result(gongshu: Any) -> gp.Assessment:
    return gongshu.assess(as_of="2024-01-31")


def outlook(result: gp.Assessment, target: str) -> gp.Outlook:
    found = result.verdict(target).outlook
    assert found is not None
    return found


def test_an_outlook_says_how_likely_and_on_how_much(result: gp.Assessment) -> None:
    investment = outlook(result, INVESTMENT)
    assert 0.5 <= investment.probability <= 0.95
    assert float(investment) == investment.probability
    assert investment.low <= investment.probability <= investment.high
    assert [model.model for model in investment.models[1:]] == ["naive", "drift"]
    assert investment.points == 4
    assert investment.shown.zh.startswith("约70%，有望完成（仅依据4个数据点，不同模型从约")
    assert investment.likelihood is gp.Likelihood.more_likely_than_not
    assert "few_points" in investment.notes
    assert investment.required_value == 860
    assert investment.attainment is not None
    assert investment.attainment.median == gp.Period("2024")
    assert outlook(result, "rd_expenditure:at-2025").probability < 0.05


def test_what_has_no_outlook_says_why(result: gp.Assessment) -> None:
    for verdict in result:
        assert (verdict.outlook is None) == ("outlook" in verdict.null_reasons)
    met = result.verdict("photovoltaics:at-2023")
    assert met.status == "met" and met.null_reasons["outlook"] == "decided"


def test_the_json_and_the_frame_hold_the_same_probability(result: gp.Assessment) -> None:
    targets = {t["id"]: t for t in json.loads(result.to_json())["targets"]}
    frame = result.to_frame()
    for verdict in result:
        written = targets[verdict.id]["outlook"]
        if verdict.outlook is None:
            assert written is None and frame.loc[verdict.id].isna()["outlook"]
        else:
            assert written["probability"] == verdict.outlook.probability
            assert frame.loc[verdict.id, "outlook"] == verdict.outlook.probability


def test_options_change_outlooks_and_nothing_else(gongshu: Any, result: gp.Assessment) -> None:
    off = gongshu.assess(as_of="2024-01-31", outlook=gp.OutlookOptions(on=False))
    assert all(v.null_reasons["outlook"] == "off" for v in off)
    assert [(v.id, v.status, v.gap) for v in off] == [(v.id, v.status, v.gap) for v in result]
    ipcc = gongshu.assess(as_of="2024-01-31", outlook=gp.OutlookOptions(vocabulary="ipcc"))
    assert outlook(ipcc, INVESTMENT).likelihood == "likely"
    with pytest.raises(ValueError, match="at least one path"):
        gongshu.assess(as_of="2024-01-31", outlook=gp.OutlookOptions(paths=0))


def test_what_if_stands_beside_what_is_known(result: gp.Assessment) -> None:
    made = result.what_if({"fixed_asset_investment": "+8% a year"})
    assert made == result.what_if({"fixed_asset_investment": "+8% a year"})
    assert list(made.before) == list(result)
    assert made.after.verdict(INVESTMENT).status == "met"
    frame = made.to_frame()
    row = frame.loc[INVESTMENT]
    assert (row["status"], row["status_then"]) == ("on_track", "met")
    assert row["outlook"] == outlook(result, INVESTMENT).probability
    same = frame.loc["rd_expenditure:at-2025"]
    assert same["change"] == 0
    # What comes after the scenario rests on its figures as well.
    methods = {name: made.after.judge_by(INVESTMENT, name) for name in ("eurostat", "statcan")}
    assert methods["eurostat"].measure != made.before.judge_by(INVESTMENT, "eurostat").measure


def test_what_if_as_json_is_its_figures_and_two_assessments(result: gp.Assessment) -> None:
    made = result.what_if({"fixed_asset_investment": "+8% a year"})
    told = json.loads(made.to_json())
    assert list(told) == ["assumed", "before", "after"]
    assert told["before"] == json.loads(made.before.to_json()) == json.loads(result.to_json())
    assert told["after"] == json.loads(made.after.to_json())
    first = told["assumed"][0]
    assert first == {
        "indicator": "fixed_asset_investment",
        "period": "2024",
        "measure": "value",
        "value": pytest.approx(841 * 1.08),
    }


def test_a_scenario_says_everything_that_is_wrong_with_it(result: gp.Assessment) -> None:
    with pytest.raises(gp.InputError) as caught:
        result.what_if({"fixed_asset_investment": ["8% a year", "= 900"]})
    assert [fault.code for fault in caught.value.faults] == ["not_a_supposition"] * 2
    with pytest.raises(gp.InputError, match="no indicator"):
        result.what_if({"nobody": "+8% a year"})

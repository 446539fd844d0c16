"""Published methods: the registry, side by side on a plan, one by one, and the commands."""

import json
from typing import Any

import glidepath as gp
import pandas as pd
import pytest

FAI = "fixed_asset_investment:at-2025"


@pytest.fixture(scope="module")
def result(gongshu: Any) -> gp.Assessment:
    return gongshu.assess(as_of="2024-01-31")


@pytest.fixture(scope="module")
def comparison(result: gp.Assessment) -> gp.MethodComparison:
    return result.compare_methods()


# ---- the registry --------------------------------------------------------------------------------


def test_every_method_tells_formula_thresholds_limits_and_source() -> None:
    for language in ("zh", "en"):
        table = gp.methods(language)
        assert list(table.index) == list(gp.MethodName)
        assert (table.map(len) > 2).all().all()
    english = gp.methods()
    assert "R >= 0.95" in english.at["eurostat", "classes"]
    assert "139fede7" in english.at["statcan", "source"]
    assert gp.methods("zh").at["elapsed-share", "title"] == "时序进度"


def test_a_method_that_there_is_not_is_named_with_those_there_are(result: gp.Assessment) -> None:
    with pytest.raises(ValueError, match="no method 'oecd': expected one of eurostat, statcan"):
        result.compare_methods(["oecd"])
    with pytest.raises(ValueError, match='no elapsed_by "weeks": expected one of months, days'):
        result.compare_methods(elapsed_by="weeks")
    with pytest.raises(ValueError, match="no rag_rule"):
        result.judge_by(FAI, "rag", rag_rule="mood")


# ---- a plan --------------------------------------------------------------------------------------


def test_each_target_is_judged_by_each_method_and_its_status_stays(
    result: gp.Assessment, comparison: gp.MethodComparison
) -> None:
    frame = comparison.to_frame()
    assert frame.index.names == ["target", "method"]
    assert len(frame) == len(result) * len(gp.MethodName)
    assert list(dict.fromkeys(frame.index.get_level_values("target"))) == [v.id for v in result]
    assert result.verdict(FAI).status == "on_track"
    # either an answer or the code why there is none, never both
    assert (frame["undefined"].notna() ^ (frame["standing"].notna() | frame["words"].ne("—"))).all()
    assert frame["reason"].str.len().gt(0).all()


def test_investment_of_gongshu_by_hand(comparison: gp.MethodComparison) -> None:
    # 841 in 2023 after 14.5 % growth: 734.498 in 2022; 860 wanted in 2025.
    base = 841 / 1.145
    eurostat = comparison.verdict(FAI, "eurostat")
    assert eurostat.measure == pytest.approx(0.145 / ((860 / base) ** (1 / 3) - 1), rel=1e-9)
    assert (eurostat.category, eurostat.unit, eurostat.on_track) == (
        "significant_progress",
        "ratio",
        True,
    )
    csi = comparison.verdict(FAI, "escap-csi")
    assert csi.score == pytest.approx(10 * (841 - base) / (860 - base), rel=1e-9)
    assert csi.numbers["expected"] == pytest.approx(10 / 3)
    sdsn = comparison.verdict(FAI, "sdsn")
    assert sdsn.category == "on_track"
    assert comparison.verdict(FAI, "destatis").undefined == "too_few_points"


def test_a_gap_to_the_schedule_prints_as_offices_print_it() -> None:
    # 56.32 % done at half time
    plan = gp.Plan.from_frame(
        pd.DataFrame(
            {
                "indicator": ["sales"],
                "say": ["at 2024 >= 100"],
                "name_zh": ["销售额"],
                "unit": ["亿元"],
                "kind": ["flow"],
                "min": [0],
            }
        ),
        id="year",
        horizon="2024..2024",
    )
    months = pd.DataFrame(
        [("sales", "2024-06", 56.32, "ytd")], columns=["indicator", "period", "value", "measure"]
    )
    result = plan.assess(months, as_of="2024-09-30")
    verdict = result.judge_by("sales:at-2024", "elapsed-share")
    assert verdict.measure == pytest.approx(6.32)
    assert verdict.reason.zh == "快于序时进度6.32个百分点"
    assert verdict.reason.en == "6.32 points ahead of schedule"


def test_growth_of_gongshus_product_in_2022_is_five_and_a_half_points_below(
    gongshu: Any,
) -> None:
    # The district printed 增长1.5%, 低于目标5.5个百分点 against its 7 per cent.
    plan = gp.Plan.load(gongshu.plan_file.parent / "2022.toml")
    result = plan.assess(gongshu.observations_file, as_of="2023-12-31")
    verdict = result.judge_by("gdp:at-2022-growth", "growth-gap")
    assert verdict.measure == pytest.approx(-5.5, abs=1e-12)
    assert (verdict.category, verdict.unit) == ("below_target", "points")
    assert str(verdict.reason) == "5.5 points below the target"
    assert verdict.reason.zh == "低于目标5.5个百分点"


def test_disagreements_name_the_camps_and_the_reason() -> None:
    # 55 of the way from 100 to 10 at half time: on the straight line, and far behind by rates.
    plan = gp.Plan.from_frame(
        pd.DataFrame(
            {
                "indicator": ["emissions"],
                "say": ["at 2032 <= 10"],
                "name_en": ["Emissions"],
                "unit": ["吨"],
                "kind": ["stock"],
                "min": [0],
            }
        ),
        id="falling",
        horizon="2023..2032",
    )
    result = plan.assess({"emissions": {2022: 100, 2027: 55}})
    comparison = result.compare_methods(["eurostat", "escap-csi", "elapsed-share"])
    [split] = comparison.splits
    assert split.yes == ["escap-csi", "elapsed-share"]
    assert split.no == ["eurostat"]
    assert {pair.difference for pair in split.pairs} == {"geometric_or_linear"}
    table = comparison.disagreements("zh")
    assert table.loc["emissions:at-2032"].tolist() == [
        "escap-csi; elapsed-share",
        "eurostat",
        "一个按等比增长，一个按直线",
    ]
    # methods.md, key divergence vector: CAGR ratio 0.547940 at 55
    eurostat = comparison.verdict("emissions:at-2032", "eurostat")
    assert eurostat.measure == pytest.approx(0.547940, abs=5e-7)


def test_mistyped_names_and_tolerances_are_refused(result: gp.Assessment) -> None:
    with pytest.raises(KeyError, match="bounds: not in the plan: zz"):
        result.compare_methods(bounds={"zz": (0, 1)})
    with pytest.raises(KeyError, match="did you mean fixed_asset_investment:at-"):
        result.compare_methods(declared={"fixed_asset_investment:at-2024x": 0.4})
    with pytest.raises(ValueError, match="0 or more, not -1"):
        result.compare_methods(rag_tolerance=-1)


def test_what_is_declared_and_how_it_is_scaled_are_arguments(result: gp.Assessment) -> None:
    declared = result.judge_by(FAI, "declared", declared={FAI: 0.4})
    assert (declared.measure, declared.category) == (0.4, "declared_on_schedule")
    assert result.judge_by(FAI, "declared").undefined == "missing_input"
    scaled = result.judge_by(FAI, "sdsn", bounds={"fixed_asset_investment": (0, 1000)})
    assert scaled.score == pytest.approx(84.1)
    green = result.judge_by(FAI, "sdsn", bounds={"fixed_asset_investment": (0, 1000, 840)})
    assert green.standing == "achieved" or green.category == "on_track"


def test_one_indicators_targets_are_compared_alone(result: gp.Assessment) -> None:
    part = result["fixed_asset_investment"]
    assert isinstance(part, gp.Assessment)
    assert list(part.compare_methods(["eurostat"]).matrix().index) == [v.id for v in part]


def test_a_target_that_is_not_there_is_answered_with_similar_ones(result: gp.Assessment) -> None:
    with pytest.raises(KeyError, match="fixed_asset_investment:at-2025"):
        result.judge_by("fixed_asset_investment:at-2026", "eurostat")


# ---- displays ------------------------------------------------------------------------------------


def test_notebooks_show_every_target_with_an_answer(comparison: gp.MethodComparison) -> None:
    html = comparison._repr_html_()
    assert FAI in html and "earned-schedule" in html
    assert repr(comparison).startswith("<MethodComparison of gongshu-2023: ")


def test_json_says_the_same_as_the_frame(comparison: gp.MethodComparison) -> None:
    told = json.loads(comparison.to_json())
    frame = comparison.to_frame()
    assert [v["measure"] for v in told["verdicts"]] == [
        None if pd.isna(x) else x for x in frame["measure"]
    ]
    assert len(told["disagreements"]) == len(comparison.splits)
    assert told["as_of"] == "2024-01-31"


# ---- the commands --------------------------------------------------------------------------------


def test_the_command_lists_methods(glidepath: Any) -> None:
    ended = glidepath("methods")
    assert ended.code == 0
    assert all(str(name) in ended.out for name in gp.MethodName)
    assert "时序进度" in glidepath("methods", "elapsed-share", "--lang", "zh").out
    assert len(json.loads(glidepath("methods", "--format", "json").out)) == len(gp.MethodName)
    assert glidepath("methods", "oecd").code == 2


def test_the_command_compares(glidepath: Any, gongshu: Any, result: gp.Assessment) -> None:
    files = [*gongshu.files, "--as-of", "2024-01-31"]
    table = glidepath("compare", *files, "--methods", "eurostat,escap-csi", "--lang", "zh")
    assert table.code == 0
    assert FAI in table.out and "欧盟统计局" in table.out
    json_text = glidepath("compare", *files, "--format", "json").out
    assert json_text == result.compare_methods().to_json()
    csv = glidepath("compare", *files, "--format", "csv", "--indicator", "rd_share").out
    assert csv.startswith("target,method,standing,words,measure,unit")
    assert glidepath("compare", *files, "--methods", "oecd").code == 2
    assert glidepath("compare", *files, "--indicator", "nothing").code == 2

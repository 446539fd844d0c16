"""Assessments: access, frames, displays, comparisons, and the bytes of their JSON."""

import datetime as dt
import json
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import glidepath as gp
import jsonschema
import pandas as pd
import pytest

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def result(gongshu: Any) -> gp.Assessment:
    return gongshu.assess(as_of="2024-01-31")


def test_it_is_a_collection_of_verdicts(result: gp.Assessment) -> None:
    assert len(result) == len(list(result)) == len(result.verdicts) >= 110
    assert sum(result.counts.values()) == len(result)
    verdict = result["fixed_asset_investment:at-2025"]
    assert verdict is not None and verdict.id in result
    assert result.verdict(verdict.id) == verdict


def test_an_indicator_has_an_assessment_of_its_own(result: gp.Assessment) -> None:
    part = result["fixed_asset_investment"]
    assert isinstance(part, gp.Assessment)
    assert [v.id for v in part] == [
        "fixed_asset_investment:at-2025",
        "fixed_asset_investment:at-2027",
    ]
    assert sum(part.counts.values()) == 2
    assert [goal.counts["on_track"] for goal in part.goals] == [2] * len(part.goals)


def test_an_id_that_is_not_there_is_answered_with_similar_ones(result: gp.Assessment) -> None:
    with pytest.raises(KeyError, match="fixed_asset_investment:at-2025"):
        result["fixed_asset_investment:at-2026"]


def test_statuses_equal_their_names(result: gp.Assessment) -> None:
    verdict = result.verdict("fixed_asset_investment:at-2025")
    assert verdict.status == "on_track"
    assert verdict.status is gp.Status.on_track
    assert f"{verdict.status}" == "on_track"
    assert verdict.words("zh") in ("符合序时进度", "快于序时进度")


def test_what_the_published_figures_say(result: gp.Assessment) -> None:
    photovoltaics = result.verdict("photovoltaics:at-2023")
    assert (photovoltaics.status, photovoltaics.provisional) == ("met", True)
    assert photovoltaics.actual == pytest.approx(1.41)
    air_conditioning = result.verdict("air_conditioning_control:at-2023")
    assert (air_conditioning.status, air_conditioning.reason_code) == ("missed", "unit_suspect")
    investment = result.verdict("fixed_asset_investment:at-2025")
    assert investment.required_growth == pytest.approx((860 / 841) ** 0.5 - 1)
    assert investment.actual_period == gp.Window("2023")
    assert investment.due == dt.date(2025, 12, 31)


def test_nothing_is_known_before_its_publication(gongshu: Any) -> None:
    before = gongshu.assess(as_of="2024-01-07").verdict("fixed_asset_investment:at-2025")
    after = gongshu.assess(as_of=dt.date(2024, 1, 8)).verdict("fixed_asset_investment:at-2025")
    assert before.actual != 841
    assert after.actual == 841


def test_without_a_clock_the_newest_release_date_serves(gongshu: Any) -> None:
    result = gongshu.assess()
    assert result.as_of_from_data
    assert (
        result.as_of == gp.Observations.load(gongshu.observations_file, gongshu.plan).newest_release
    )


def test_a_month_is_no_day_of_knowledge(gongshu: Any) -> None:
    with pytest.raises(ValueError, match=r"through='2024-06'.*as_of='2024-06-30'"):
        gongshu.assess(as_of="2024-06")
    with pytest.raises(ValueError, match="2024-02-30"):
        gongshu.assess(as_of="2024-02-30")
    with pytest.raises(ValueError, match="yesterday"):
        gongshu.assess(as_of="yesterday")
    with pytest.raises(ValueError, match="time of day"):
        gongshu.assess(as_of=dt.datetime(2024, 1, 31, 12))
    assert gongshu.assess(as_of=pd.Timestamp("2024-01-31")).as_of == dt.date(2024, 1, 31)


def test_a_reference_period_limits_the_figures(gongshu: Any) -> None:
    result = gongshu.assess(through=2022)
    assert result.through == gp.Period("2022")
    assert gongshu.assess(through=pd.Period("2022Q4")).through == gp.Period("2022-Q4")
    assert result.as_of is None
    assert all(v.actual_period is None or v.actual_period.last_day.year <= 2022 for v in result)


def test_the_frame_has_one_row_a_target_and_plain_columns(result: gp.Assessment) -> None:
    frame = result.to_frame()
    assert list(frame.index) == [v.id for v in result]
    assert str(frame["due"].dtype).startswith("datetime64")
    assert frame["actual"].dtype == frame["outlook"].dtype == "float64"
    row = frame.loc["fixed_asset_investment:at-2025"]
    assert row["status"] == "on_track" and type(row["status"]) is str
    assert row["actual_period"] == "2023" and row["base_period"] == "2022"
    assert row["name"] == "Fixed-asset investment"
    assert result.to_frame("zh").loc[row.name, "name"] == "固定资产投资"
    targets = json.loads(result.to_json())["targets"]
    assert set(targets[0]) - {"null_reasons"} <= {"id", *frame.columns}


def test_the_json_fits_its_schema(result: gp.Assessment) -> None:
    schema = json.loads(gp.assess_schema())
    jsonschema.Draft202012Validator.check_schema(schema)
    content = json.loads(result.to_json())
    jsonschema.validate(content, schema)
    assert [read["name"] for read in content["inputs"]] == [
        str(REPOSITORY / "examples/gongshu/plan.toml"),
        str(REPOSITORY / "examples/gongshu/observations.csv"),
    ]


def test_the_plan_fits_its_schema(gongshu: Any) -> None:
    import tomllib

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: plain(entry) for key, entry in value.items()}
        if isinstance(value, list):
            return [plain(entry) for entry in value]
        return value.isoformat() if isinstance(value, dt.date) else value

    schema = json.loads(gp.plan_schema())
    jsonschema.Draft7Validator.check_schema(schema)
    jsonschema.validate(plain(tomllib.loads(gongshu.plan_file.read_text(encoding="utf-8"))), schema)


def test_python_and_the_command_give_the_same_bytes(
    result: gp.Assessment, gongshu: Any, glidepath: Any
) -> None:
    ended = glidepath("assess", *gongshu.files, "--as-of", "2024-01-31", "--format", "json")
    assert ended.code == 0
    assert ended.raw == result.to_json().encode()


def test_the_program_in_cpp_gives_the_same_bytes(result: gp.Assessment, gongshu: Any) -> None:
    programs = sorted(REPOSITORY.glob("build/test/examples/example_assess"))
    if not programs:
        pytest.skip("build/test/examples/example_assess is not built")
    command = [programs[0], *gongshu.files, "2024-01-31", "--json"]
    assert (
        subprocess.run(command, check=True, capture_output=True).stdout == result.to_json().encode()
    )


def test_threads_share_a_plan_and_agree(gongshu: Any) -> None:
    plan = gongshu.plan
    seen = gp.Observations.load(gongshu.observations_file, plan)

    def assess(_: int) -> str:
        return plan.assess(seen, as_of="2024-01-31").to_json()

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(assess, range(8)))) == 1


def test_what_changed_since_an_earlier_assessment(small: Any, tmp_path: Path) -> None:
    early, late = small.assess(as_of="2024-01-31"), small.assess(as_of="2024-07-01")
    changed = late.diff(early)
    steps = changed[changed["change"] != "revised"]
    assert set(steps.index) == {
        v.id for v in late.verdicts if v.status != early.verdict(v.id).status
    }
    row = steps.loc["investment_total:at-2025"]
    assert (row["before"], row["after"]) == (
        early.verdict("investment_total:at-2025").status,
        late.verdict("investment_total:at-2025").status,
    )
    assert late.diff(late).empty
    (tmp_path / "early.json").write_text(early.to_json(), encoding="utf-8")
    assert late.diff(tmp_path / "early.json").equals(changed)
    again = small.assess(as_of="2024-07-01", previous=early)
    assert again.verdict("investment_total:at-2025").previous_status == row["before"]
    gone = late.diff({"old:at-2025": "met"})
    assert gone.loc["old:at-2025", "before"] == "met"
    assert pd.isna(gone.loc["old:at-2025", "after"])


def test_an_earlier_assessment_that_is_none_is_refused(small: Any) -> None:
    with pytest.raises(gp.InputError, match=r"plan\.toml"):
        small.assess(previous=small.plan_file)


def test_the_plain_form_is_one_line(result: gp.Assessment) -> None:
    text = repr(result)
    assert "\n" not in text
    assert text.startswith("<Assessment of gongshu-2023 as of 2024-01-31: ")
    assert "unknown" in text


def test_the_notebook_form_has_words_beside_colours_worst_first(result: gp.Assessment) -> None:
    html = result._repr_html_()
    assert html.count("<tr>") <= 61  # bounded, with its head
    assert "● off track" in html and "● met" in html
    assert html.index("● off track") < html.index("● missed") < html.index("● on track")
    assert "as of 2024-01-31" in html
    assert "more: to_frame()" in html


def test_names_cannot_smuggle_markup_into_a_notebook() -> None:
    plan = gp.Plan(
        "mine",
        gp.Window("2023..2027"),
        title=gp.Text(en="<script>"),
        indicators=[gp.Indicator("x", gp.Text(en="<b>x</b>"), "亿元", "flow")],
        targets=[gp.Target("at 2025 > 860", "x")],
    )
    html = plan.assess({"x": {2023: 1}})._repr_html_()
    assert "<script>" not in html and "<b>" not in html


def test_an_assessment_says_that_it_cannot_be_pickled(result: gp.Assessment) -> None:
    import pickle

    with pytest.raises(TypeError, match="to_json"):
        pickle.dumps(result)

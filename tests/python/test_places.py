"""One plan in many places: the published figures of city and district, tables, and the cascade."""

import json
from pathlib import Path
from typing import Any

import glidepath as gp
import pandas as pd
import pytest

CITY, DISTRICT = "杭州市", "拱墅区"


@pytest.fixture(scope="module")
def product(gongshu: Any) -> gp.Places:
    """Gross domestic product of Gongshu and Hangzhou against the growth target of 2022."""
    plan = gp.Plan.load(gongshu.plan_file.parent / "2022.toml")
    return gp.assess_places(plan, gongshu.observations_file, parent=CITY, as_of="2023-12-31")


def test_the_districts_growth_stands_at_that_of_the_city(product: gp.Places) -> None:
    # Both published 1.5 % for 2022: 与全市持平.
    assert list(product) == [DISTRICT]
    league = product.league("gdp:at-2022-growth")
    [row] = league.rows
    assert (row.rank, row.value, league.parent_value, row.to_parent) == (1, 1.5, 1.5, 0.0)
    assert league.compared_in is gp.ComparedIn.points
    assert row.status is gp.Status.missed
    # The target is the district's alone.
    assert pd.isna(league.to_frame().loc[CITY, "status"])
    assert league.columns("zh") == ["位次", "地区", "数值", "与杭州市比较", "状态"]
    assert league.cells("zh")[0] == ["1", DISTRICT, "1.5%", "持平", "未完成"]


def test_each_place_has_an_assessment_of_its_own(gongshu: Any, product: gp.Places) -> None:
    own = product[DISTRICT]
    alone = gp.Plan.load(gongshu.plan_file.parent / "2022.toml").assess(
        gongshu.observations_file, as_of="2023-12-31"
    )
    assert own.to_json() == alone.to_json()
    city = product[CITY]
    assert city.place == CITY
    assert city.judge_by("gdp:at-2022-growth", "growth-gap").measure == pytest.approx(-5.5)
    with pytest.raises(KeyError, match="上城区"):
        product["上城区"]


@pytest.fixture
def districts() -> gp.Places:
    plan = gp.Plan.from_frame(
        pd.DataFrame(
            {
                "indicator": ["sales", "share", "sales"],
                "say": ["at 2024 >= 100", "at 2024 >= 50%", "at 2024 growth >= 5%"],
                "name_zh": ["销售额", "占比", ""],
                "name_en": ["Sales", "Share", ""],
                "unit": ["亿元", "%", ""],
                "kind": ["flow", "ratio", ""],
            }
        ),
        id="one",
        horizon="2024..2024",
        place="east",
    )
    rows = [
        ("sales", "2024", 120, "", "value"),
        ("sales", "2024", 80, "west", "value"),
        ("sales", "2024", 80, "north", "value"),
        ("sales", "2024", 400, "city", "value"),
        ("share", "2024", 61.5, "east", "value"),
        ("share", "2024", 55.5, "city", "value"),
        ("sales", "2024", 6.5, "east", "growth"),
        ("sales", "2024", 3.0, "west", "growth"),
    ]
    seen = pd.DataFrame(rows, columns=["indicator", "period", "value", "place", "measure"])
    return gp.assess_places(plan, seen, parent="city", as_of="2025-06-30", threads=2)


def test_league_tables_rank_with_ties_and_set_against_the_city(districts: gp.Places) -> None:
    sales = districts.league("sales:at-2024").to_frame()
    assert sales.index.tolist() == ["east", "west", "north", "city"]
    assert sales["rank"].tolist()[:3] == [1, 2, 2] and pd.isna(sales.at["city", "rank"])
    assert sales["share"].tolist()[:3] == [0.3, 0.2, 0.2]
    share = districts.league("share:at-2024")
    assert share.rows[0].to_parent == 6.0
    assert share.cells("zh")[0][:4] == ["1", "east", "61.5%", "+6个百分点"]
    assert "<table>" in share._repr_html_()
    assert [league.target for league in districts.leagues()] == [
        "sales:at-2024",
        "share:at-2024",
        "sales:at-2024-growth",
    ]


def test_places_have_one_frame_and_one_scorecard(districts: gp.Places) -> None:
    frame = districts.to_frame()
    assert frame.index.names == ["place", "id"]
    assert frame.loc[("west", "sales:at-2024"), "status"] == "missed"
    card = districts.scorecard()
    assert {row.id: row.targets for row in card.rows} == {"east": 3, "west": 3, "north": 3}
    assert card.rows[0].id == "east" and card.rows[0].rank == 1
    assert json.loads(card.to_json())["place"] == "city"


def test_what_cannot_be_asked(districts: gp.Places) -> None:
    plan, seen = districts._plan, districts._observations
    with pytest.raises(ValueError, match="asked for twice"):
        gp.assess_places(plan, seen, places=["east", "east"])
    with pytest.raises(ValueError, match="is the parent of the others"):
        gp.assess_places(plan, seen, places=["city"], parent="city")
    with pytest.raises(ValueError, match="list of names"):
        gp.assess_places(plan, seen, places="east")
    with pytest.raises(ValueError, match="no target in force"):
        districts.league("sales:at-2030")


def test_the_same_on_any_number_of_threads(districts: gp.Places) -> None:
    plan, seen = districts._plan, districts._observations
    texts = {
        gp.assess_places(plan, seen, parent="city", threads=threads).to_json()
        for threads in (1, 2, 5)
    }
    assert len(texts) == 1


# ---- the cascade ---------------------------------------------------------------------------------

PLAN = """\
[plan]
id = "{id}"
title = {{ zh = "{id}", en = "{id}" }}
place = "{place}"
horizon = "2023..2027"

[[indicator]]
id = "{indicator}"
name = {{ zh = "固定资产投资", en = "Fixed-asset investment" }}
unit = "亿元"
kind = "flow"
{parent}

[[target]]
indicator = "{indicator}"
say = "at 2025 >= {value}"
"""


@pytest.fixture
def cascaded(tmp_path: Path) -> list[str]:
    """A city's plan and those of two districts, which together fall 10 short of it."""
    files = []
    for id, value, parent in (("city", 100, ""), ("a", 60, "fai"), ("b", 30, "fai")):
        file = tmp_path / f"{id}.toml"
        file.write_text(
            PLAN.format(
                id=id,
                place=id,
                indicator="own" if parent else "fai",
                parent=f'parent = "{parent}"' if parent else "",
                value=value,
            ),
            encoding="utf-8",
        )
        files.append(str(file))
    return files


def test_districts_that_together_fall_short_are_a_finding(cascaded: list[str]) -> None:
    city, *below = map(gp.Plan.load, cascaded)
    [finding] = gp.check_cascade(city, below)
    assert (finding.code, finding.severity) == ("cascade_falls_short", "warning")
    assert "2个地区目标合计90亿元，比上级目标少10亿元" in finding.message.zh
    assert not gp.check_cascade(city, [*below, city.from_toml(below[0].to_toml())])


# ---- the commands --------------------------------------------------------------------------------


def test_the_command_ranks_places(glidepath: Any, gongshu: Any) -> None:
    plan = str(gongshu.plan_file.parent / "2022.toml")
    files = [plan, str(gongshu.observations_file), "--as-of", "2023-12-31", "--parent", CITY]
    table = glidepath("places", *files, "--target", "gdp:at-2022-growth", "--lang", "zh")
    assert table.code == 0 and "与杭州市比较" in table.out
    json_text = glidepath("places", *files, "--format", "json").out
    assert json.loads(json_text)["parent"] == CITY
    assert glidepath("places", *files, "--format", "csv").out.startswith("target,place,rank,")
    assert glidepath("places", *files, "--target", "nothing").code == 2
    assert glidepath("places", *files, "--place", CITY).code == 2


def test_the_command_checks_the_cascade(glidepath: Any, cascaded: list[str]) -> None:
    ended = glidepath("cascade", *cascaded, "--lang", "zh")
    assert ended.code == 0 and "cascade_falls_short" in ended.out
    assert json.loads(glidepath("cascade", *cascaded, "--format", "json").out)[0]["code"]

"""The yearly targets of examples/gongshu: they load on top of the plan, and say what was published."""

import csv
import json
import tomllib
from pathlib import Path
from typing import Any

import glidepath as gp
import pytest

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "gongshu"
YEARS = [2021, 2022, 2023, 2024]
FIGURES = FOLDER / "observations.csv"


def own(year: int) -> dict[str, Any]:
    """What the file of a year says itself."""
    return tomllib.loads((FOLDER / f"{year}.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("year", YEARS)
def test_each_year_stands_on_the_plan_and_has_no_contradiction(
    year: int, gongshu: Any, glidepath: Any
) -> None:
    plan = gp.Plan.load(FOLDER / f"{year}.toml")
    assert plan.targets[: len(gongshu.plan.targets)] == gongshu.plan.targets
    added = plan.targets[len(gongshu.plan.targets) :]
    assert [str(target.say) for target in added] == [row["say"] for row in own(year)["target"]]
    assert all(f"at {year} " in f"{target.say} " and target.set is not None for target in added)
    assert glidepath("check", FOLDER / f"{year}.toml", FIGURES).code == 0


def test_growth_of_2022_fell_short_by_five_and_a_half_points(glidepath: Any) -> None:
    # Published: 1.5 % (2023-05-11) against 7 %; the same report implies that target.
    ended = glidepath(
        "assess", FOLDER / "2022.toml", FIGURES, "--as-of", "2023-05-31", "--format", "json"
    )
    assert ended.code == 0
    (verdict,) = [
        row for row in json.loads(ended.out)["targets"] if row["id"] == "gdp:at-2022-growth"
    ]
    assert verdict["gap"] == pytest.approx(-5.5, abs=1e-9)
    assert verdict["status"] == "missed"


def test_about_and_at_least_are_two_targets() -> None:
    plan = gp.Plan.load(FOLDER / "2023.toml")
    about, floor = [t for t in plan.targets if t.quote == "5.5%左右(确保5%以上)"]
    assert (str(about.say), about.tier) == ("at 2023 growth ~ 5.5% within 0.5%", "expected")
    assert about.assumed == ["tolerance"]
    assert (str(floor.say), floor.tier, floor.assumed) == ("at 2023 growth >= 5%", "binding", [])


def test_the_tasks_of_2024_quote_their_table_and_serve_targets() -> None:
    plan = gp.Plan.load(FOLDER / "2024.toml")
    assert [task.id for task in plan.tasks] == [f"y2024_{row:02}" for row in range(1, 12)]
    text = "".join(task.quote or "" for task in plan.tasks)
    for target in own(2024)["target"]:
        assert target["quote"] in text, target
    served = {target for task in plan.tasks for target in task.targets}
    assert served == {t.id for t in plan.targets if t.set is not None}
    assert all(task.lead and str(task.due) == "2024" for task in plan.tasks)


def test_declared_progress_of_2024_is_as_printed() -> None:
    with (FOLDER / "tasks-2024.csv").open(encoding="utf-8", newline="") as file:
        progress = {row["task"]: row["progress"] for row in csv.DictReader(file)}
    assert progress["y2024_01"] == "/"  # not reported; no zero
    assert progress["y2024_03"] == "53.6"
    assert list(progress.values()).count("50") == 7


def test_no_year_names_a_person(gongshu: Any) -> None:
    persons = [body.name.zh for body in gongshu.plan.bodies if body.role == "person"]
    assert persons
    for year in YEARS:
        text = (FOLDER / f"{year}.toml").read_text(encoding="utf-8")
        assert not [name for name in persons if name in text]

"""Break-downs of a year: parts that add up, files that are issued, verdicts that go by them."""

import io
import re
from pathlib import Path
from typing import Any

import glidepath as gp
import pandas as pd
import pytest

TOTAL = "investment_total"


@pytest.fixture
def broken_down(small: Any) -> gp.Breakdown:
    """The investment of 2024 by months."""
    return small.plan.breakdown(
        small.observations_file, year=2024, freq="M", indicators=[TOTAL], as_of="2024-01-31"
    )


def parts(breakdown: gp.Breakdown) -> pd.DataFrame:
    frame = breakdown.to_frame()
    return frame[frame["part_of"].notna()]


def test_parts_add_up_to_the_year(broken_down: gp.Breakdown) -> None:
    frame = broken_down.to_frame()
    whole, *months = frame.itertuples()
    assert whole.Index == f"{TOTAL}:at-2024" and pd.isna(whole.part_of)
    # From 734.5 in 2022 to 860 in 2025; two decimals.
    assert whole.value == round(734.5 + (860 - 734.5) * 2 / 3, 2) == 818.17
    assert len(months) == 12
    assert {month.part_of for month in months} == {whole.Index}
    assert sum(round(month.value * 100) for month in months) == 81817
    assert months[2].say == f"at 2024-03 >= {months[2].value:.2f}"
    assert len(broken_down) == 13
    assert str(broken_down.year) == "2024"


def test_a_target_of_the_plan_is_the_whole(small: Any) -> None:
    found = small.plan.breakdown(small.observations_file, year=2025, freq="Q", indicators=[TOTAL])
    frame = found.to_frame("zh")
    assert list(frame["part_of"]) == [f"{TOTAL}:at-2025"] * 4
    assert frame["value"].sum() == pytest.approx(860, abs=1e-12)
    assert list(frame["period"]) == ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"]
    assert set(frame["name"]) == {"固定资产投资"}


def test_counts_are_whole(small: Any) -> None:
    with small.observations_file.open("a", encoding="utf-8") as file:
        file.write("projects,2022,17,个,A,2023-03-31,Communique 2022\n")
    found = small.plan.breakdown(small.observations_file, year=2024, freq="M")
    counts = parts(found).query("indicator == 'projects'")["value"]
    assert len(counts) == 12
    assert (counts == counts.round()).all()
    whole = found.to_frame().query("indicator == 'projects' and part_of.isna()")["value"]
    assert counts.sum() == whole.iloc[0]


def test_months_published_together_get_one_part(small: Any) -> None:
    totals = [70, 126, 182, 238, 350, 392, 434, 462, 518, 574, 700]
    seen = pd.DataFrame(
        {
            "indicator": TOTAL,
            "period": [f"2022-{month:02}" for month in range(2, 13)],
            "measure": "ytd",
            "value": [str(total) for total in totals],
        }
    )
    frame = small.plan.breakdown(seen, year=2025, indicators=[TOTAL]).to_frame()
    assert list(frame["period"])[:3] == ["2025-01..2025-02", "2025-03", "2025-04"]
    assert frame["say"].iloc[0].startswith("sum 2025-01..2025-02 > ")
    assert len(frame) == 11
    assert sum(round(value * 100) for value in frame["value"]) == 86000


def test_a_frozen_break_down_is_judged_against(
    small: Any, broken_down: gp.Breakdown, tmp_path: Path
) -> None:
    file = tmp_path / "sub" / "2024.toml"
    file.parent.mkdir()
    broken_down.freeze(file)
    assert 'extends = "../plan.toml"' in file.read_text(encoding="utf-8")
    plan = gp.Plan.load(file)
    assert plan.title == gp.Text("小规划", "A small plan")  # with its marks it is the same plan
    assert [t.id for t in plan.targets][-13:] == [t.id for t in broken_down.targets]
    assert not plan.check().contradictions

    seen = pd.DataFrame(
        {
            "indicator": [TOTAL, TOTAL],
            "period": ["2022", "2024-06"],
            "measure": ["value", "ytd"],
            "value": ["734.5", "380"],
            "released": ["2023-03-31", "2024-07-15"],
        }
    )
    verdict: Any = plan.assess(seen)[f"{TOTAL}:at-2024"]
    mark = parts(broken_down)["value"][:6].sum()
    assert verdict.method == "pace@1:issued"
    assert verdict.planned == pytest.approx(mark)
    assert verdict.gap == pytest.approx(380 - mark)
    # Without the file nothing of 2024 is judged at all.
    assert f"{TOTAL}:at-2024" not in small.plan.assess(seen)


def test_what_is_issued_stays(small: Any, broken_down: gp.Breakdown, tmp_path: Path) -> None:
    file = tmp_path / "2024.toml"
    broken_down.freeze(file)
    issued = file.read_bytes()
    with pytest.raises(FileExistsError, match="stay"):
        broken_down.freeze(file)
    with pytest.raises(FileExistsError):
        broken_down.freeze(small.plan_file)
    assert file.read_bytes() == issued
    # Not even a plan on top of the file breaks the year down again.
    again = gp.Plan.load(file).breakdown(
        small.observations_file, year=2024, indicators=[TOTAL], anchor="latest"
    )
    assert len(again) == 0
    assert [(id, reason) for id, reason, _ in again.skipped] == [(TOTAL, "issued")]
    with pytest.raises(ValueError, match="nothing of 2024 to issue: .* issued already"):
        again.freeze(tmp_path / "again.toml")
    # The next year stands on it.
    following = gp.Plan.load(file).breakdown(
        small.observations_file, year=2025, indicators=[TOTAL]
    )
    following.freeze(tmp_path / "2025.toml")
    plan = gp.Plan.load(tmp_path / "2025.toml")
    assert sum(target.part_of == f"{TOTAL}:at-2024" for target in plan.targets) == 12
    assert sum(target.part_of == f"{TOTAL}:at-2025" for target in plan.targets) == 12


def test_months_changed_by_hand_are_a_finding(
    broken_down: gp.Breakdown, tmp_path: Path
) -> None:
    file = tmp_path / "2024.toml"
    broken_down.freeze(file)
    text = file.read_text(encoding="utf-8")
    changed = re.sub(r'(say = "at 2024-03 >= )[\d.]+', r"\g<1>99", text)
    assert changed != text
    file.write_text(changed, encoding="utf-8")
    (found,) = gp.Plan.load(file).check()
    assert (found.code, found.severity) == ("parts_do_not_add_up", "warning")
    assert list(found.subjects) == [f"{TOTAL}:at-2024"]
    assert "818.17" in found.message.en


def test_a_plan_made_in_code_names_its_file(small: Any, tmp_path: Path) -> None:
    plan = gp.Plan.from_toml(small.plan.to_toml())
    found = plan.breakdown(small.observations_file, year=2024, indicators=[TOTAL])
    with pytest.raises(ValueError, match="plan=FILE"):
        found.freeze(tmp_path / "2024.toml")
    found.freeze(tmp_path / "2024.toml", plan=small.plan_file, title="Marks of 2024")
    assert gp.Plan.load(tmp_path / "2024.toml").title.en == "Marks of 2024"
    assert plan.file is None and small.plan.file == str(small.plan_file)


def test_the_plan_of_a_workbook_is_extended_as_well(small: Any, tmp_path: Path) -> None:
    small.plan.to_excel(tmp_path / "plan.xlsx")
    plan = gp.Plan.load(tmp_path / "plan.xlsx")
    found = plan.breakdown(small.observations_file, year=2024, freq="Q", indicators=[TOTAL])
    found.freeze(tmp_path / "2024.toml")
    assert 'extends = "plan.xlsx"' in (tmp_path / "2024.toml").read_text(encoding="utf-8")
    issued = gp.Plan.load(tmp_path / "2024.toml").targets[len(plan.targets) :]
    assert [target.id for target in issued] == [target.id for target in found.targets]


def test_a_break_down_shows_itself(small: Any, broken_down: gp.Breakdown) -> None:
    assert repr(broken_down) == "<Breakdown of 2024: 12 parts of 1 indicators, 0 not broken down>"
    assert "Fixed-asset investment" in broken_down._repr_html_()
    nothing = small.plan.breakdown(year=2023)
    assert len(nothing) == 0 or nothing.skipped
    outside = small.plan.breakdown(small.observations_file, year=2030, indicators=[TOTAL])
    assert outside.lines() == [f"the year lies before the base or after the last target: {TOTAL}"]
    assert outside.lines("zh") == [f"该年在基期之前或在最后一个目标之后：{TOTAL}"]


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ({"year": "2024-Q1"}, "a year is broken down"),
        ({"year": 2024, "freq": "A"}, "half-years, quarters"),
        ({"year": 2024, "digits": 7}, "0 to 6 decimals"),
        ({"year": 2024, "weights": [1]}, "12 weights, not 1"),
        ({"year": "soon"}, "soon"),
    ],
)
def test_what_is_no_break_down_is_refused(
    small: Any, options: dict[str, Any], problem: str
) -> None:
    with pytest.raises(ValueError, match=problem):
        small.plan.breakdown(small.observations_file, **options)
    with pytest.raises(KeyError, match="nothing"):
        small.plan.breakdown(year=2024, indicators=["nothing"])


# --- the command --------------------------------------------------------------------------------


def test_the_command_issues_a_file(small: Any, glidepath: Any, tmp_path: Path) -> None:
    file = tmp_path / "2024.toml"
    arguments = ["breakdown", *small.files, "--year", "2024", "--freq", "M"]
    ended = glidepath(*arguments, "--freeze", file)
    assert ended.code == 0
    assert "Fixed-asset investment" in ended.out and "2024-03" in ended.out
    assert f"issued in {file}" in ended.err
    chinese = glidepath(*arguments, "--freeze", file, "--lang", "zh").err
    assert "已经存在" in chinese and "issued" not in chinese
    other = tmp_path / "other.toml"
    chinese = glidepath(*arguments, "--freeze", other, "--lang", "zh").err
    assert f"分解目标已写入 {other}" in chinese and "issued" not in chinese
    plan = gp.Plan.load(file)
    assert sum(target.part_of is not None for target in plan.targets) >= 12
    assert glidepath("assess", file, small.observations_file).code == 0
    assert glidepath("check", file).code == 0
    # What is there is not replaced.
    issued = file.read_bytes()
    again = glidepath(*arguments, "--freeze", file)
    assert (again.code, again.out) == (2, "")
    assert "name another file" in again.err and len(again.err.splitlines()) == 1
    assert file.read_bytes() == issued
    nothing = glidepath(
        "breakdown", file, small.observations_file, "--year", "2024", "--indicator", TOTAL,
        "--freeze", tmp_path / "again.toml",
    )  # fmt: skip
    assert nothing.code == 2 and "issued already" in nothing.err
    assert not (tmp_path / "again.toml").exists()


def test_the_command_writes_csv(small: Any, glidepath: Any) -> None:
    ended = glidepath(
        "breakdown", *small.files, "--year", "2025", "--freq", "Q", "--indicator", TOTAL,
        "--weights", "1,2,3,4", "--digits", "0", "--format", "csv",
    )  # fmt: skip
    assert ended.code == 0
    table = pd.read_csv(io.StringIO(ended.out))
    assert list(table.columns)[:2] == ["id", "indicator"]
    assert list(table["value"]) == [84, 170, 258, 348]  # about 1:2:3:4, as smooth as 860 allows
    assert table["value"].sum() == 860


def test_the_command_refuses_in_one_line(small: Any, glidepath: Any, tmp_path: Path) -> None:
    for options, code, problem in (
        (["--year", "2024-Q1"], 2, "a year is broken down"),
        (["--year", "soon"], 2, "soon"),
        (["--year", "2024", "--freq", "A"], 2, "half-years, quarters"),
        (["--year", "2024", "--indicator", "nothing"], 2, "nothing"),
        (["--year", "2024", "--digits", "9"], 2, "6"),
        (["--year", "2024", "--spread", "wide"], 2, "wide"),
        (["--year", "2024", "--freeze", str(tmp_path / "no" / "x.toml")], 2, "x.toml"),
        ([], 2, "--year"),
    ):
        ended = glidepath("breakdown", *small.files, *options)
        assert (ended.code, ended.out) == (code, ""), options
        assert problem in ended.err

"""What changed between two assessments: every kind of change, and where it is told."""

import json
from pathlib import Path
from typing import Any

import glidepath as gp
import pytest

PLAN = """\
[plan]
id = "desk"
title = { zh = "小规划", en = "A small plan" }
horizon = "2023..2027"

[[indicator]]
id = "revenue"
name = { zh = "一般公共预算收入", en = "Budget revenue" }
unit = "亿元"
kind = "flow"
freq = "M"
bounds = { min = 0 }

[[indicator]]
id = "firms"
name = { zh = "新设企业数", en = "New firms" }
unit = "家"
kind = "flow"
freq = "Q"

[[target]]
indicator = "revenue"
say = "at 2024 >= 120"

[[target]]
indicator = "firms"
say = "at 2024 >= 200"
"""
HEAD = "indicator,period,value,measure,released\n"


class Desk:
    """Assessments of one plan on different figures, as files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "plan.toml"
        self.file.write_text(PLAN, encoding="utf-8")
        self.plan = gp.Plan.load(self.file)

    def assess(self, rows: str, through: str) -> gp.Assessment:
        return self.plan.assess(gp.Observations.from_csv(HEAD + rows, self.plan), through=through)

    def save(self, result: gp.Assessment, name: str) -> Path:
        path = self.folder / name
        path.write_text(result.to_json(), encoding="utf-8")
        return path


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


MAY = "revenue,2024-05,50,ytd,2024-06-18\n"
JUNE = "revenue,2024-06,48,ytd,2024-07-18\n"


def kinds(last: gp.Assessment | dict[str, str], now: gp.Assessment) -> dict[str, str]:
    return dict(now.diff(last)["change"])


STEPS = [
    ("on_track", "off_track", "new_red"),
    ("unknown", "missed", "new_red"),
    ("off_track", "missed", "worse"),
    ("on_track", "at_risk", "worse"),
    ("met", "on_track", "worse"),
    ("off_track", "on_track", "recovered"),
    ("at_risk", "on_track", "recovered"),
    ("off_track", "at_risk", "better"),
    ("missed", "off_track", "better"),
    ("off_track", "met", "newly_met"),
    ("unknown", "met", "newly_met"),
    ("unknown", "on_track", "judged"),
]


@pytest.mark.parametrize(("before", "after", "kind"), STEPS)
def test_each_step_between_statuses_has_one_name(
    before: str, after: str, kind: str, tmp_path: Path, glidepath: Any
) -> None:
    for name, status in (("last.json", before), ("now.json", after)):
        said = {"targets": [{"id": "x:at-2025", "status": status}]}
        (tmp_path / name).write_text(json.dumps(said), encoding="utf-8")
    ended = glidepath("diff", tmp_path / "last.json", tmp_path / "now.json", "--format", "json")
    (change,) = json.loads(ended.out)["changes"]
    assert (change["change"], change["before"], change["after"]) == (kind, before, after)


@pytest.mark.parametrize(
    ("reason", "kind"), [("overdue_release", "newly_silent"), ("no_verdict", "unjudged")]
)
def test_unknown_is_silence_only_for_lack_of_a_figure(
    reason: str, kind: str, tmp_path: Path, glidepath: Any
) -> None:
    last = {"targets": [{"id": "x", "status": "on_track", "reason_code": None}]}
    now = {"targets": [{"id": "x", "status": "unknown", "reason_code": reason}]}
    for name, said in (("last.json", last), ("now.json", now)):
        (tmp_path / name).write_text(json.dumps(said), encoding="utf-8")
    ended = glidepath("diff", tmp_path / "last.json", tmp_path / "now.json", "--format", "json")
    assert [change["change"] for change in json.loads(ended.out)["changes"]] == [kind]


def test_a_figure_that_is_due_and_does_not_come_is_silence(desk: Desk) -> None:
    last = desk.assess(MAY, "2024-05")
    now = desk.assess(MAY, "2024-06")
    assert now.verdict("revenue:at-2024").status == last.verdict("revenue:at-2024").status
    frame = now.diff(last)
    assert dict(frame["change"]) == {"revenue:at-2024": "newly_silent"}
    assert str(frame.loc["revenue:at-2024", "period"]) == "2024-01..2024-05"
    assert kinds(last, desk.assess(MAY + JUNE, "2024-06")).get("revenue:at-2024") != "newly_silent"


def test_a_quarterly_figure_is_not_due_in_april(desk: Desk) -> None:
    row = "firms,2024-03,60,ytd,2024-04-18\n"
    assert kinds(desk.assess(row, "2024-03"), desk.assess(row, "2024-04")) == {}
    assert kinds(desk.assess(row, "2024-03"), desk.assess(row, "2024-06")) == {
        "firms:at-2024": "newly_silent"
    }


def test_a_revision_is_told_with_both_figures(desk: Desk) -> None:
    last = desk.assess(MAY, "2024-05")
    now = desk.assess(MAY + "revenue,2024-05,51.5,ytd,2024-07-18\n", "2024-05")
    row = now.diff(last).query("change == 'revised'").loc["revenue:at-2024"]
    assert (row["was"], row["now"], row["period"]) == (50, 51.5, "2024-01..2024-05")
    assert kinds(last, desk.assess(MAY + "revenue,2024-05,50.0,ytd,2024-07-18\n", "2024-05")) == {}


def test_a_figure_that_follows_from_growth_is_not_revised(desk: Desk) -> None:
    base = "revenue,2022,100,value,2023-03-31\nrevenue,2023,10,growth,2024-01-20\n"
    better = base + "revenue,2023,12,growth,2024-02-20\n"
    last, now = desk.assess(base, "2023-12"), desk.assess(better, "2023-12")
    assert now.verdict("revenue:at-2024").derived
    assert kinds(last, now) == {}


def test_a_figure_of_a_later_period_is_no_revision(desk: Desk) -> None:
    changed = desk.assess(MAY + JUNE, "2024-06").diff(desk.assess(MAY, "2024-05"))
    assert "revised" not in set(changed["change"])


def test_targets_come_and_go(desk: Desk) -> None:
    changed = desk.assess(MAY, "2024-05").diff({"old:at-2023": "met", "firms:at-2024": "unknown"})
    assert dict(changed["change"]) == {"revenue:at-2024": "added", "old:at-2023": "dropped"}


def test_the_command_and_the_method_say_the_same(desk: Desk, glidepath: Any) -> None:
    last, now = desk.assess(MAY, "2024-05"), desk.assess(MAY + JUNE, "2024-06")
    files = desk.save(last, "last.json"), desk.save(now, "now.json")
    ended = glidepath("diff", *files, "--plan", desk.file, "--format", "json")
    said = json.loads(ended.out)
    assert [(c["id"], c["change"]) for c in said["changes"]] == list(
        now.diff(files[0])["change"].items()
    )
    assert said["last"]["through"] == "2024-05"
    assert said["now"]["through"] == "2024-06"


def test_the_table_names_indicators_and_changes_in_both_languages(
    desk: Desk, glidepath: Any
) -> None:
    slow = "revenue,2024-05,20,ytd,2024-06-18\nrevenue,2024-06,21,ytd,2024-07-18\n"
    last = desk.save(desk.assess(MAY, "2024-05"), "last.json")
    now = desk.save(desk.assess(slow, "2024-06"), "now.json")
    told = glidepath("diff", last, now, "--plan", desk.file, "--lang", "zh").out
    assert "2024年5月 → 2024年6月" in told
    assert "新增滞后" in told and "一般公共预算收入（2024年目标）" in told
    told = glidepath("diff", last, now, "--plan", desk.file).out
    assert "May 2024 → Jun 2024" in told
    assert "newly red" in told and "Budget revenue (target of 2024)" in told
    assert "与上次相比没有变化" in glidepath("diff", now, now, "--lang", "zh").out


TWO_TARGETS = """
[[target]]
indicator = "revenue"
say = "at 2027 >= 150"

[[target]]
indicator = "revenue"
say = "each 2023..2027 >= 100"
"""


def test_a_target_of_each_year_is_called_so_and_no_period_is_told_as_files_write_it(
    desk: Desk, glidepath: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    desk.file.write_text(PLAN + TWO_TARGETS, encoding="utf-8")
    desk.plan = gp.Plan.load(desk.file)
    last = desk.save(desk.assess("revenue,2023,110,value,2024-01-20\n", "2023"), "last.json")
    now = desk.save(desk.assess("revenue,2023,90,value,2024-02-20\n", "2023"), "now.json")
    told = glidepath("diff", last, now, "--plan", desk.file, "--lang", "zh").out
    assert "一般公共预算收入（每年目标）" in told
    english = glidepath("diff", last, now, "--plan", desk.file).out
    assert "Budget revenue (target of each year)" in english
    # One figure was revised, on which three targets rest.
    assert told.count("数据修订") == 1 and "2023年由110亿元修订为90亿元" in told
    may = desk.save(desk.assess(MAY, "2024-05"), "may.json")
    june = desk.save(desk.assess(MAY, "2024-06"), "june.json")
    told = glidepath("diff", may, june, "--plan", desk.file, "--lang", "zh").out
    assert "最新数据为2024年1—5月" in told and "2024-0" not in told


def test_a_file_that_is_no_assessment_is_refused(desk: Desk, glidepath: Any) -> None:
    now = desk.save(desk.assess(MAY, "2024-05"), "now.json")
    bad = desk.folder / "bad.json"
    bad.write_text('{"targets": [{"id": "x", "status": "late"}]}', encoding="utf-8")
    ended = glidepath("diff", bad, now)
    assert ended.code == 4
    assert "bad.json" in ended.err and "target 1" in ended.err
    assert glidepath("diff", desk.folder / "nowhere.json", now).code == 4

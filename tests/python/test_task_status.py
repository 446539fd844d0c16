"""How tasks stand: what is declared against what dates and milestones demand."""

import datetime as dt
from typing import Any

import glidepath as gp
import pytest
from glidepath._task_status import (
    TaskStatus,
    elapsed,
    expected_share,
    known_reports,
    standing,
    uniform_progress,
)

PLAN = """\
[plan]
id = "mine"
title = { zh = "规划" }
horizon = "2023..2027"

[[body]]
id = "unit"
name = { zh = "单位" }

[[task]]
id = "year"
lead = ["unit"]
due = "2024"

[[task]]
id = "april"
lead = ["unit"]
start = "2024-04"
due = "2024"

[[task]]
id = "nodes"
lead = ["unit"]
due = "2024-12"
nodes = [
    { due = "2024-03", title = { zh = "立项" } },
    { due = "2024-Q2", title = { zh = "开工" } },
    { due = "2024-10", title = { zh = "封顶" } },
    { due = "2024-12", title = { zh = "竣工" } },
]

[[task]]
id = "dateless"
lead = ["unit"]
"""


@pytest.fixture(scope="module")
def tasks() -> dict[str, gp.Task]:
    plan = gp.Plan.from_toml(PLAN)
    return {task.id: task for task in plan.tasks}


def report(progress: str, period: str = "2024-06", released: str = "2024-07-18") -> dict[str, str]:
    return {"task": "year", "period": period, "progress": progress, "released": released}


JUNE = gp.Period("2024-06")


@pytest.mark.parametrize(
    ("declared", "status"),
    [
        ("100", TaskStatus.done),
        ("53.6%", TaskStatus.on_schedule),
        ("50", TaskStatus.on_schedule),
        ("49.9", TaskStatus.slightly_behind),
        ("40", TaskStatus.slightly_behind),
        ("39.9", TaskStatus.behind),
        ("0", TaskStatus.behind),  # nothing done is a report
        ("/", TaskStatus.unreported),
        ("", TaskStatus.unreported),
        ("much", TaskStatus.unreported),
    ],
)
def test_status_by_points_behind_the_expected_half(
    tasks: Any, declared: str, status: TaskStatus
) -> None:
    assert standing(tasks["year"], [report(declared)], JUNE, None).status is status


def test_months_count_equally_and_other_days_as_days() -> None:
    year = (dt.date(2024, 1, 1), dt.date(2024, 12, 31))
    assert elapsed(*year, dt.date(2024, 6, 30)) == 0.5
    assert elapsed(*year, dt.date(2024, 7, 1)) == pytest.approx(183 / 366)
    assert elapsed(*year, dt.date(2023, 6, 30)) == 0
    assert elapsed(*year, dt.date(2025, 6, 30)) == 1


def test_time_counts_from_the_start_of_a_task(tasks: Any) -> None:
    task = tasks["april"]
    assert task.start == gp.Period("2024-04")
    assert expected_share(task, dt.date(2024, 3, 31)) == 0
    assert expected_share(task, dt.date(2024, 6, 30)) == pytest.approx(100 / 3)


def test_milestones_that_are_due_demand_their_share(tasks: Any) -> None:
    days = {
        "2024-03-30": 0,
        "2024-03-31": 25,
        "2024-06-30": 50,
        "2024-09-30": 50,
        "2024-12-31": 100,
    }
    for day, share in days.items():
        assert expected_share(tasks["nodes"], dt.date.fromisoformat(day)) == share


def test_past_its_date_a_task_is_overdue_unless_nobody_ever_reported(tasks: Any) -> None:
    later = gp.Period("2025-01")
    task = tasks["year"]
    assert standing(task, [report("99")], later, None).status is TaskStatus.overdue
    assert standing(task, [report("99")], later, None).overdue_days == 31
    silent = standing(task, [], later, None)
    assert (silent.status, silent.overdue_days) == (TaskStatus.unreported, 31)
    done = standing(task, [report("100")], later, dt.date(2026, 1, 1))
    assert (done.status, done.overdue_days) == (TaskStatus.done, 0)


def test_a_report_of_an_earlier_month_is_none_of_this_one(tasks: Any) -> None:
    one = standing(tasks["year"], [report("60", "2024-05")], JUNE, None)
    assert (one.status, one.declared, one.report) == (TaskStatus.unreported, 60, None)


def test_a_task_without_a_date_is_never_behind(tasks: Any) -> None:
    one = standing(tasks["dateless"], [report("1")], JUNE, None)
    assert (one.status, one.expected, one.overdue_days) == (TaskStatus.on_schedule, None, 0)


def test_reports_are_seen_by_both_clocks_and_corrections_count() -> None:
    rows = [
        report("70", released="2024-08-01"),
        report("60", released="2024-07-18"),
        report("80", "2024-07"),
        report("90", "no period"),
    ]
    seen = known_reports(rows, JUNE, None)["year"]
    assert [row["progress"] for row in seen] == ["60", "70"]
    seen = known_reports(rows, JUNE, dt.date(2024, 7, 25))["year"]
    assert [row["progress"] for row in seen] == ["60"]


@pytest.mark.parametrize(
    ("declared", "found"),
    [
        (["50"] * 7 + ["52", "53.6", "60", "/"], "11项任务中有7项自报进度同为50%"),
        (["50"] * 4 + ["1", "2", "3", "4", "5"], None),  # fewer than half
        (["50", "50"], None),
        (["100"] * 5, None),  # done
        (["0"] * 5, None),  # not begun
        (["/"] * 5, None),
    ],
)
def test_the_same_number_everywhere_is_one_finding(
    tasks: Any, declared: list[str], found: str | None
) -> None:
    standings = [standing(tasks["year"], [report(value)], JUNE, None) for value in declared]
    finding = uniform_progress(standings)
    assert (finding is None) == (found is None)
    if finding is not None and found is not None:
        assert finding.zh.startswith(found)

"""The calendar of recurring duties: its days, holidays, what was kept, and the file for calendars."""

import datetime as dt
from collections import Counter
from pathlib import Path
from typing import Any

import glidepath as gp
import pytest
from glidepath._errors import InputError
from glidepath._obligation_calendar import (
    Kept,
    calendar_file,
    nominal_days,
    occasions,
)
from glidepath._row_table import RowTable
from glidepath._working_days import WorkingDays

YEAR = (dt.date(2024, 1, 1), dt.date(2024, 12, 31))


def plan_of(every: str, anchor: str, more: str = "") -> gp.Plan:
    return gp.Plan.from_toml(
        '[plan]\nid = "p"\ntitle = { zh = "规划" }\nhorizon = "2023..2027"\n'
        f'[[obligation]]\nid = "o"\ntitle = {{ zh = "例会" }}\nevery = "{every}"\nanchor = {anchor}\n{more}'
    )


def days(every: str, anchor: str, *, more: str = "", last: dt.date = YEAR[1]) -> list[str]:
    [duty] = plan_of(every, anchor, more).obligations
    return [day.isoformat()[5:] for day in nominal_days(duty, YEAR[0], last)]


def test_weeks_and_fortnights_step_from_the_anchor() -> None:
    assert days("week", "2023-04-03")[:3] == ["01-01", "01-08", "01-15"]
    assert days("2 weeks", "2023-04-03")[:3] == ["01-08", "01-22", "02-05"]
    assert len(days("week", "2023-04-03")) == 53  # 2024 has 53 Mondays


def test_months_keep_their_day_and_last_days_stay_last() -> None:
    assert days("month", "2023-04-28")[:3] == ["01-28", "02-28", "03-28"]
    assert days("month", "2023-01-30")[:3] == ["01-30", "02-29", "03-30"]
    assert days("month", "2023-04-30")[:3] == ["01-31", "02-29", "03-31"]
    assert days("quarter", "2023-06-30") == ["03-31", "06-30", "09-30", "12-31"]
    assert days("year", "2020-02-29") == ["02-29"]


def test_nothing_is_due_before_the_anchor_or_after_the_end() -> None:
    assert days("month", "2024-11-15") == ["11-15", "12-15"]
    assert days("month", "2023-01-15", more="until = 2024-02-15\n") == ["01-15", "02-15"]
    assert days("quarter", "2025-01-01") == []


HOLIDAYS = "date,kind,name\n2024-10-01,休,国庆\n2024-10-02,休,\n2024-10-03,休,\n2024-10-04,休,\n2024-10-07,休,\n2024-10-12,班,\n"


def test_a_day_off_is_put_off_to_the_next_working_day(tmp_path: Path) -> None:
    table = tmp_path / "holidays.csv"
    table.write_text(HOLIDAYS, encoding="utf-8")
    holidays = WorkingDays.load(table)
    moved = {
        (one.nominal.isoformat(), one.due.isoformat())
        for one in occasions(plan_of("week", "2024-09-28"), *YEAR, holidays=holidays)
    }
    assert ("2024-10-05", "2024-10-08") in moved  # Saturday, before a holiday
    assert ("2024-10-12", "2024-10-12") in moved  # a Saturday that is worked
    alone = occasions(plan_of("week", "2024-09-28"), *YEAR)
    assert all(one.nominal == one.due for one in alone)  # no table, no knowledge


def test_a_table_of_holidays_is_refused_with_every_fault(tmp_path: Path) -> None:
    table = tmp_path / "holidays.csv"
    table.write_text("date,kind\nsoon,休\n2024-10-01,maybe\n", encoding="utf-8")
    with pytest.raises(InputError) as refused:
        WorkingDays.load(table)
    assert [str(fault.where) for fault in refused.value.faults] == [
        f"{table} [A2]", f"{table} [B3]",
    ]  # fmt: skip


def kept(*dates: str) -> RowTable:
    text = "obligation,date\n" + "".join(f"o,{date}\n" for date in dates)
    return RowTable.read(text.encode(), "kept.csv", "obligation")


def test_a_duty_is_kept_late_missing_or_ahead() -> None:
    plan = plan_of("month", "2024-01-28")
    table = kept("2024-01-26", "2024-02-28", "2024-04-02", "2024-04-20")
    found = occasions(plan, *YEAR, kept=table, as_of=dt.date(2024, 6, 1))
    states = {one.due.month: (one.state, one.done and one.done.isoformat()) for one in found}
    assert states[1] == (Kept.kept, "2024-01-26")
    assert states[2] == (Kept.kept, "2024-02-28")
    assert states[3] == (Kept.late, "2024-04-02")
    assert states[4] == (Kept.kept, "2024-04-20")
    assert states[5] == (Kept.missing, None)
    assert states[6] == (Kept.ahead, None)
    unknown = occasions(plan, *YEAR, kept=table)  # nothing reads the clock
    assert Counter(one.state for one in unknown) == {Kept.kept: 3, Kept.late: 1, Kept.ahead: 8}


def test_what_is_kept_later_than_known_is_not_seen() -> None:
    plan = plan_of("month", "2024-01-28")
    found = occasions(plan, *YEAR, kept=kept("2024-02-27"), as_of=dt.date(2024, 2, 10))
    assert [one.state for one in found[:2]] == [Kept.missing, Kept.ahead]


def test_a_day_near_the_start_counts_for_the_occasion_it_belongs_to() -> None:
    plan = plan_of("month", "2023-01-28")
    found = occasions(plan, *YEAR, kept=kept("2024-01-02"), as_of=dt.date(2024, 2, 10))
    assert found[0].state is Kept.missing  # it was December's, late


def test_the_published_plan_gives_a_calendar_that_reads_back(gongshu: Any) -> None:
    icalendar = pytest.importorskip("icalendar")
    found = occasions(gongshu.plan, *YEAR)
    duties = Counter(one.obligation.id for one in found)
    assert duties["weekly_meeting"] == 53 and duties["liaison_meeting"] == 26
    assert duties["monthly_dispatch"] == 12 and duties["quarterly_analysis"] == 4
    content = calendar_file(gongshu.plan, found, "zh")
    assert content == calendar_file(gongshu.plan, found, "zh")
    events = icalendar.Calendar.from_ical(content).walk("VEVENT")
    assert len(events) == len(found)
    assert len({str(event["uid"]) for event in events}) == len(events)
    first = next(event for event in events if "周例会" in str(event["summary"]))
    assert first["dtstart"].dt == dt.date(2024, 1, 1)
    assert b"\r\n" in content and all(len(line) <= 75 for line in content.split(b"\r\n"))


def test_the_command_lists_them_and_writes_the_calendar(
    gongshu: Any, glidepath: Any, tmp_path: Path
) -> None:
    pytest.importorskip("icalendar")
    span = ("--from", "2024-01-01", "--to", "2024-03-31")
    ended = glidepath("duties", gongshu.plan_file, *span, "--lang", "zh")
    assert ended.code == 0
    assert "monthly_dispatch,月调度,2024-01-28,2024-01-28,未到期," in ended.out.splitlines()
    assert ended.out.splitlines()[0] == "编号,事项,应办日期,原定日期,状态,办理日期"
    english = glidepath("duties", gongshu.plan_file, *span).out
    assert english.splitlines()[0] == "obligation,title,due,nominal,state,done"
    path = tmp_path / "duties.ics"
    assert glidepath("duties", gongshu.plan_file, *span, "-o", path).code == 0
    assert path.read_bytes().startswith(b"BEGIN:VCALENDAR")
    (tmp_path / "kept.csv").write_text("a\n1\n", encoding="utf-8")
    ended = glidepath("duties", gongshu.plan_file, *span, "--kept", tmp_path / "kept.csv")
    assert ended.code == 4 and "kept.csv" in ended.err
    assert glidepath("duties", gongshu.plan_file, "--from", "x", "--to", "y").code == 2

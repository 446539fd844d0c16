"""The workbook of a month: three tables, three lists, the wall chart, what changed, what goes back."""

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from glidepath import _core
from glidepath._clocks import Day, PeriodLike, day_of_knowledge, period
from glidepath._district_form import district_table
from glidepath._form_template import Filled, fill_form
from glidepath._indicator_rows import indicator_rows, middle_and_end
from glidepath._inspection import inspection_rows, problems
from glidepath._lists import duty_rows, plan_years, target_rows, task_list_rows
from glidepath._month import Cells, Month, month_of
from glidepath._progress_rows import issue_rows, task_rows
from glidepath._returned_rows import read_returned, returned_table
from glidepath._row_table import RowTable
from glidepath._table_changes import change_rows
from glidepath._table_columns import (
    CHANGES,
    DUTY_LIST,
    INSPECTIONS,
    ISSUE_PROGRESS,
    TASK_LIST,
    TASK_PROGRESS,
    Column,
    indicator_columns,
    target_list_columns,
)
from glidepath._table_notes import (
    change_notes,
    chart_notes,
    indicator_notes,
    inspection_notes,
    issue_notes,
    list_notes,
    task_notes,
)
from glidepath._table_sheet import Heading, Sheet, Table
from glidepath._wall_chart import wall_chart_columns, wall_chart_rows
from glidepath._words import Language, Role
from glidepath._workbook import Book, read_limited

if TYPE_CHECKING:
    from glidepath._observations import ObservationsLike
    from glidepath._plan import Plan

Path = str | os.PathLike[str]
TEMPLATE_SIZE_LIMIT = 20 << 20  # bytes
Rows = Callable[[Month], list[tuple[str | None, Cells]]]
NAMES = {
    "indicators": ("主要指标进度表", "Indicators"),
    "tasks": ("重点任务进度表", "Key tasks"),
    "issues": ("问题销号进度表", "Issues"),
    "targets": ("目标清单", "List of targets"),
    "task_list": ("任务清单", "List of tasks"),
    "duties": ("责任清单", "List of duties"),
    "chart": ("挂图", "Wall chart"),
    "changes": ("变动情况", "Changes"),
    "inspections": ("督导事项", "Inspections"),
    "returned": ("退回修改清单", "Sent back"),
}


def tables(
    plan: "Plan",
    observations: "ObservationsLike",
    path: Path,
    *,
    period: PeriodLike,
    as_of: Day | None = None,
    tasks: Path | None = None,
    issues: Path | None = None,
    inspections: Path | None = None,
    returned: Path | None = None,
    language: str = "zh",
    by: str = "",
    city: str | None = None,
) -> None:
    """Writes the workbook of a month: the three progress tables, the three lists, the wall chart,
    what changed since the month before, and what goes back to the units.

    Parameters
    ----------
    plan, observations
        As for ``Plan.assess``.
    path
        The workbook (.xlsx), which is replaced whole or not at all.
    period
        The month (or quarter, ...) that the tables are about: ``"2024-06"``.
    as_of
        Day of knowledge, from which days overdue count as well. Without it the latest vintage is
        used, and the tables are dated by the end of the period and say so; days overdue count to
        it.
    tasks, issues
        What ``glidepath collect`` wrote: progress of tasks and the log of issues (CSV or .xlsx).
    inspections
        The table of inspections, as ``glidepath inspect`` keeps it; it then has a sheet.
    returned
        退回修改清单.xlsx of ``glidepath collect``, whose rows go on the last sheet.
    language
        ``"zh"`` or ``"en"``.
    by
        Who issues the tables; the office of the plan unless given.
    city
        The place whose growth stands under 全市平均 where no form reports it; the only other place
        of the observations unless given.

    Raises
    ------
    InputError
        If one of the inputs as a whole cannot be used.
    ValueError
        If there is no such period or language, or ``as_of`` is no day.
    OSError
        If the file cannot be written.
    """
    month = read_month(
        plan, observations, period=period, as_of=as_of, tasks=tasks, issues=issues,
        inspections=inspections, returned=returned, language=language, city=city,
    )  # fmt: skip
    _core.write_file_atomically(os.fsencode(path), month_workbook(month, by))


def read_month(
    plan: "Plan",
    observations: "ObservationsLike",
    *,
    period: PeriodLike,
    as_of: Day | None = None,
    tasks: Path | None = None,
    issues: Path | None = None,
    inspections: Path | None = None,
    returned: Path | None = None,
    language: str = "zh",
    city: str | None = None,
) -> Month:
    """Everything that the tables of a month are made from; parameters as for ``tables``."""
    month = month_of(
        plan,
        plan._observe(observations),
        period_of(period, plan),
        as_of=day_of_knowledge(as_of),
        tasks=RowTable.load(tasks, "task"),
        issues=RowTable.load(issues, "issue"),
        language=Language(language),
        city=city,
    )
    month.inspections = RowTable.load(inspections, "item")
    month.remarks += problems(month.inspections)
    if returned is not None:
        month.remarks += read_returned(returned)
    return month


def period_of(value: PeriodLike, plan: "Plan") -> _core.Period:
    return period(value, plan.reporting_year_start)


def month_workbook(month: Month, by: str = "") -> bytes:
    """The workbook as bytes; the same month gives the same bytes."""
    heading = heading_of(month, by)
    book = Book(f"{month.plan.title.in_(month.language)} {month.period}")
    for table in month_tables(month):
        Sheet(book, table, heading, month.language).write()
    return book.save()


def heading_of(month: Month, by: str = "") -> Heading:
    """What stands above the tables."""
    offices = [body.id for body in month.bodies.values() if body.role == Role.office]
    office = by or (month.name(offices[0]) if offices else month.plan.place or "")
    span = month.span(month.figures.year_start(month.period.last_day), month.period.last_day)
    date = month.say(f"编制日期：{month.date(month.day)}", f"Date: {month.day}")
    if month.day_assumed:
        date += month.say(f"（{month.day_assumed}）", f" ({month.day_assumed})")
    return Heading(
        subtitle=f"{month.plan.title.in_(month.language)}　{span}",
        by=month.say(f"填报单位：{office}", f"Issued by: {office}"),
        date=date,
        page=month.say("&C第 &P 页，共 &N 页", "&CPage &P of &N"),
        none=month.say("不涉及", "not applicable"),
    )


def district_workbook(month: Month, by: str = "") -> bytes:
    """The one table of tasks that districts publish."""
    book = Book(f"{month.plan.title.in_(month.language)} {month.period}")
    Sheet(book, district_table(month), heading_of(month, by), month.language).write()
    return book.save()


def filled_template(month: Month, form: Path) -> Filled:
    """A form of somebody else with the rows of the tables whose headers it has."""
    name = os.fspath(form)
    raw = read_limited(form, TEMPLATE_SIZE_LIMIT)
    tables = [*month_tables(month), district_table(month)]
    return fill_form(raw, name, tables, month.plan, month.language)


def month_tables(month: Month) -> list[Table]:
    """The tables of a month in the order of their sheets."""
    years = middle_and_end(month.plan)
    no_tasks = month.say("本年未列重点任务", "no key tasks this year")
    no_targets = month.say("未列指标", "no targets")
    no_issues = month.say("无问题", "no issues")
    same = month.say("无变动", "no change")
    none = month.say("未列", "none")
    no_items = month.say("无督导事项", "no inspections")

    def table(
        key: str, columns: Sequence[Column], rows: Rows, notes: list[str], nothing: str
    ) -> Table:
        return Table(
            name=month.say(*NAMES[key]),
            title=title_of(month, key),
            columns=columns,
            groups=month.grouped(rows(month)),
            notes=notes,
            nothing=nothing,
        )

    lists = list_notes(month)
    items = []
    if month.inspections.rows:
        notes = inspection_notes(month)
        items.append(table("inspections", INSPECTIONS, inspection_rows, notes, no_items))
    return [
        table(
            "indicators",
            indicator_columns(years),
            indicator_rows,
            indicator_notes(month),
            no_targets,
        ),
        table("tasks", TASK_PROGRESS, task_rows, task_notes(month), no_tasks),
        table("issues", ISSUE_PROGRESS, issue_rows, issue_notes(month), no_issues),
        table(
            "targets", target_list_columns(plan_years(month.plan)), target_rows, lists, no_targets
        ),
        table("task_list", TASK_LIST, task_list_rows, lists, no_tasks),
        table("duties", DUTY_LIST, duty_rows, lists, none),
        table("chart", wall_chart_columns(), wall_chart_rows, chart_notes(month), no_tasks),
        table("changes", CHANGES, change_rows, change_notes(month), same),
        *items,
        returned_table(month, month.say(*NAMES["returned"]), title_of(month, "returned")),
    ]


def title_of(month: Month, key: str) -> str:
    name = month.say(*NAMES[key])
    place = month.plan.place or ""
    return f"{place}{name}" if month.zh else name

"""The command ``glidepath tables``: the workbook of a month."""

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from glidepath._command import (
    AsOf,
    Exit,
    ObservationFile,
    PlanFile,
    list_rejected,
    parse_clocks,
    refuse,
)
from glidepath._errors import InputError
from glidepath._files import load_observations, load_plan, say
from glidepath._form_commands import parse_period
from glidepath._month import Month
from glidepath._plan_commands import Workbook, write_workbook
from glidepath._remarks import Remark
from glidepath._tables import district_workbook, filled_template, month_workbook, read_month
from glidepath._words import Language

SHOWN = 20  # remarks on the screen; all of them are in 退回修改清单


class TableForm(StrEnum):
    """Which tables are written."""

    month = "month"  # the workbook of the month
    district = "district"  # the one table of tasks that districts publish


TasksFile = Annotated[
    Path | None, typer.Option("--tasks", metavar="CSV", help="Progress of tasks, from collect.")
]
IssuesFile = Annotated[
    Path | None, typer.Option("--issues", metavar="CSV", help="Log of issues, from collect.")
]


def say_day(month: Month) -> None:
    """Tells that nobody said on which day the tables are made: overdue days, notices and their
    replies count from it."""
    if month.day_assumed:
        day = month.date(month.day)
        zh = f"glidepath: 未指定编制日（--as-of），数据用最新版本，日期用报告期末{day}"
        en = f"glidepath: no --as-of: the latest figures, dated {day}, the end of the period"
        say(month.say(zh, en))


def tables(
    plan_file: PlanFile,
    observation_file: ObservationFile,
    *,
    last_period: Annotated[
        str, typer.Option("--period", metavar="PERIOD", help="What is reported, as 2024-06.")
    ],
    output: Workbook,
    tasks: TasksFile = None,
    issues: IssuesFile = None,
    returned: Annotated[
        Path | None,
        typer.Option(metavar="XLSX", help="退回修改清单.xlsx of collect; goes on the last sheet."),
    ] = None,
    inspections: Annotated[
        Path | None,
        typer.Option(metavar="CSV", help="Inspections so far; they get a sheet of their own."),
    ] = None,
    as_of: AsOf = None,
    form: Annotated[TableForm, typer.Option(help="Which tables.")] = TableForm.month,
    template: Annotated[
        Path | None,
        typer.Option(
            metavar="XLSX",
            help="A form to fill by its headers; its looks stay. Exit 5: rows were not recognised.",
        ),
    ] = None,
    lang: Annotated[Language, typer.Option("--lang", help="Language of the tables.")] = Language.zh,
    by: Annotated[
        str, typer.Option("--by", metavar="NAME", help="填报单位. [default: the plan's office]")
    ] = "",
    city: Annotated[
        str | None,
        typer.Option(
            metavar="PLACE",
            help="Whose growth is 全市平均 where no form says it. [default: the only other place]",
        ),
    ] = None,
) -> None:
    """Write the month: three progress tables, three lists, wall chart, changes, what goes back."""
    clocks = parse_clocks(as_of, None)
    try:
        plan = load_plan(plan_file)
        seen = load_observations(observation_file, plan)
        month = read_month(
            plan,
            seen,
            period=parse_period(last_period, plan),
            as_of=clocks.as_of,
            tasks=tasks,
            issues=issues,
            returned=returned,
            inspections=inspections,
            language=lang,
            city=city,
        )
        unfilled: list[Remark] = []
        if template is not None:
            filled = filled_template(month, template)
            content, unfilled = filled.content, filled.unfilled
            month.remarks += filled.lost
        elif form is TableForm.district:
            content = district_workbook(month, by)
        else:
            content = month_workbook(month, by)
    except InputError as error:
        refuse(error)
    say_day(month)
    list_rejected(seen.rejected, lang)
    for remark in [r for r in month.remarks if r not in month.rejected][:SHOWN]:
        say(remark.told(lang))
    for remark in unfilled:
        say(remark.told(lang))
    write_workbook(content, output, lang)
    typer.echo(os.fspath(output))
    if seen.rejected or unfilled:
        raise typer.Exit(Exit.rows_rejected)

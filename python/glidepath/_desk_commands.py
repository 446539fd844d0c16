"""Commands of the desk beside its tables: reviews of issues, inspections, the calendar of duties."""

import csv
import io
from pathlib import Path
from typing import Annotated

import typer

from glidepath._command import (
    AsOf,
    Exit,
    Lang,
    ObservationFile,
    Output,
    PlanFile,
    fail,
    list_rejected,
    parse_clocks,
    parse_day,
    refuse,
    told,
    unwritable,
)
from glidepath._errors import InputError
from glidepath._files import emit, load_observations, load_plan, say
from glidepath._form_commands import parse_period
from glidepath._form_rows import CollectedRows
from glidepath._inspection import (
    COLUMNS,
    LOOP_WORDS,
    REPLY_DAYS,
    CheckResult,
    loop,
    new_items,
    problems,
)
from glidepath._inspection_record import with_check, with_reply
from glidepath._issue_log import IssueState
from glidepath._issue_review import reviewed
from glidepath._obligation_calendar import KEPT_WORDS, calendar_file, occasions
from glidepath._outputs import write_all
from glidepath._row_table import SIZE_LIMIT, RowTable
from glidepath._table_commands import IssuesFile, TasksFile, say_day
from glidepath._tables import read_month
from glidepath._words import Language
from glidepath._workbook import read_limited
from glidepath._working_days import WorkingDays

DUTY_HEADERS = ("obligation", "title", "due", "nominal", "state", "done")
DUTY_HEADERS_ZH = ("编号", "事项", "应办日期", "原定日期", "状态", "办理日期")

Holidays = Annotated[
    Path | None,
    typer.Option(
        metavar="CSV",
        help="Days off and worked weekends: date, kind (休 or 班). [default: no day is moved]",
    ),
]


def review(
    log: Annotated[Path, typer.Argument(metavar="ISSUES", help="Log of issues, from collect.")],
    *,
    issue: Annotated[str, typer.Option(metavar="ID", help="Id of the issue.")],
    state: Annotated[IssueState, typer.Option(help="What becomes of it.")],
    reviewer: Annotated[str, typer.Option(metavar="NAME", help="审核人.")],
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="Day of the review.")],
    evidence: Annotated[
        str, typer.Option(metavar="TEXT", help="佐证材料, where the unit named none.")
    ] = "",
    note: Annotated[str, typer.Option(metavar="TEXT", help="备注: why it is sent back.")] = "",
) -> None:
    """Add the office's word on an issue to the log: cleared, sent back, escalated."""
    day = parse_day(on, "--on")
    try:
        content, wrong = reviewed(
            log.read_bytes(), str(log), issue, state, reviewer=reviewer, day=day,
            evidence=evidence, note=note,
        )  # fmt: skip
    except InputError as error:
        refuse(error)
    except (OSError, ValueError) as error:
        fail(Exit.bad_input, f"glidepath: {error}")
    if wrong:
        fail(Exit.bad_input, *wrong)
    replace(log, content)
    typer.echo(f"{issue}: {state}")


def inspect(
    plan_file: PlanFile,
    observation_file: ObservationFile,
    *,
    last_period: Annotated[
        str, typer.Option("--period", metavar="PERIOD", help="The month, as 2024-06.")
    ],
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="CSV", help="Inspections, added to.")
    ],
    tasks: TasksFile = None,
    issues: IssuesFile = None,
    as_of: AsOf = None,
    reply_days: Annotated[
        int, typer.Option(min=1, max=365, help="Days from the notice to the reply.")
    ] = REPLY_DAYS,
    holidays: Holidays = None,
    lang: Annotated[Language, typer.Option("--lang", help="Language.")] = Language.zh,
) -> None:
    """Add an inspection for each task past its date and each indicator twice off track running."""
    clocks = parse_clocks(as_of, None)
    try:
        plan = load_plan(plan_file)
        seen = load_observations(observation_file, plan)
        month = read_month(
            plan, seen, period=parse_period(last_period, plan), as_of=clocks.as_of, tasks=tasks,
            issues=issues, language=lang,
        )  # fmt: skip
        before = output.read_bytes() if output.exists() else b""
        table = RowTable.read(before, str(output), "item") if before else RowTable()
        added = CollectedRows(before, "item", COLUMNS)
        for row in new_items(
            month, table, reply_days=reply_days, holidays=WorkingDays.load(holidays)
        ):
            added.add(row)
    except InputError as error:
        refuse(error)
    except OSError as error:
        fail(Exit.bad_input, f"glidepath: {error}")
    say_day(month)
    list_rejected(seen.rejected, lang)
    for remark in problems(table):
        say(remark.told(lang))
    content, count = added.table()
    replace(output, content, lang)
    zh = f"新登记督导事项 {count} 项，原有记录 {len(table.rows)} 条"
    typer.echo(told(lang, zh, f"{count} inspections added to {len(table.rows)}"))
    if seen.rejected:
        raise typer.Exit(Exit.rows_rejected)


def followup(
    table: Annotated[Path, typer.Argument(metavar="INSPECTIONS", help="Table, from inspect.")],
    *,
    item: Annotated[str, typer.Option(metavar="ID", help="Id of the item (督导编号).")],
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="Day of the reply or check.")],
    reply: Annotated[str, typer.Option(metavar="TEXT", help="回复内容.")] = "",
    result: Annotated[
        CheckResult | None, typer.Option(help="Result of the second check (复核).")
    ] = None,
    checker: Annotated[str, typer.Option(metavar="NAME", help="复核人.")] = "",
    note: Annotated[str, typer.Option(metavar="TEXT", help="备注 on the check.")] = "",
) -> None:
    """Enter the reply to an inspection, or its second check, which alone closes the loop."""
    day = parse_day(on, "--on")
    if bool(reply.strip()) == (result is not None):
        raise typer.BadParameter("one of the two", param_hint="--reply, --result")
    if result is None and (checker or note):
        raise typer.BadParameter("belong to --result", param_hint="--checker, --note")
    try:
        raw, name = read_limited(table, SIZE_LIMIT), str(table)
        if result is None:
            content, wrong = with_reply(raw, name, item, reply=reply.strip(), day=day)
        else:
            content, wrong = with_check(
                raw, name, item, result=str(result), checker=checker, day=day, note=note
            )
    except InputError as error:
        refuse(error)
    except (OSError, ValueError) as error:
        fail(Exit.bad_input, f"glidepath: {error}")
    if wrong:
        fail(Exit.bad_input, *wrong)
    replace(table, content)
    state = loop(RowTable.read(content, name, "item").by("item")[item][-1], day)
    typer.echo(f"{item}: {LOOP_WORDS[state][0]}")


def duties(
    plan_file: PlanFile,
    *,
    first: Annotated[str, typer.Option("--from", metavar="DATE", help="First day.")],
    last: Annotated[str, typer.Option("--to", metavar="DATE", help="Last day.")],
    holidays: Holidays = None,
    kept: Annotated[
        Path | None,
        typer.Option(metavar="CSV", help="Days on which duties were kept: obligation, date."),
    ] = None,
    as_of: AsOf = None,
    lang: Lang = Language.en,
    output: Output = None,
) -> None:
    """List when recurring duties are due and whether they were kept; as .ics if -o says so."""
    start, end = parse_day(first, "--from"), parse_day(last, "--to")
    clocks = parse_clocks(as_of, None)
    try:
        plan = load_plan(plan_file)
        found = occasions(
            plan, start, end, holidays=WorkingDays.load(holidays),
            kept=RowTable.load(kept, "obligation"), as_of=clocks.as_of,
        )  # fmt: skip
    except InputError as error:
        refuse(error)
    except ValueError as error:
        fail(Exit.bad_input, f"glidepath: {error}")
    for obligation in plan.obligations:
        if obligation.anchor is None:
            name = obligation.title.in_(lang) or obligation.id
            zh = f"glidepath：“{name}”没有起算日期，排不出日程"
            en = f"glidepath: {obligation.id} has no anchor, so no days follow from it"
            say(told(lang, zh, en))
    if output is not None and output.suffix.lower() == ".ics":
        replace(output, calendar_file(plan, found, lang), lang)
        return
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(DUTY_HEADERS if lang is not Language.zh else DUTY_HEADERS_ZH)
    for one in found:
        duty, word = one.obligation, KEPT_WORDS[one.state][lang is not Language.zh]
        writer.writerow([duty.id, duty.title.in_(lang), one.due, one.nominal, word, one.done or ""])
    if output is None:
        emit(text.getvalue())
    else:
        replace(output, text.getvalue().encode("utf-8-sig"), lang)


def replace(path: Path, content: bytes, language: Language = Language.zh) -> None:
    """Writes a file whole, or ends the command if it cannot be written."""
    try:
        write_all({path: content})
    except OSError as error:
        fail(Exit.usage, unwritable(error, language))

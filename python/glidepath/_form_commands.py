"""The commands ``glidepath forms`` and ``glidepath collect``: out to the units, and back."""

from pathlib import Path
from typing import Annotated

import typer

from glidepath._clocks import day_of_knowledge, period
from glidepath._collect import Collection
from glidepath._collect import collect as collect_forms
from glidepath._collect_lists import REMINDERS_FILE, RETURNED_FILE, reminder_list, returned_list
from glidepath._command import Exit, PlanFile, fail, list_rejected, refuse
from glidepath._core import Period
from glidepath._errors import InputError
from glidepath._files import load_observations, load_plan, say
from glidepath._form_rows import load_rows
from glidepath._forms import unit_forms
from glidepath._outputs import write_all
from glidepath._plan import Plan
from glidepath._reporting_units import Reporters
from glidepath._workbook import EXCEL

PLAN_SNAPSHOT = "plan.toml"
SHOWN = 20  # remarks on the screen; all of them are in the lists


def parse_period(text: str, plan: Plan) -> Period:
    """The period of a form, or the end of the command over a text that is none."""
    try:
        return period(text, plan.reporting_year_start)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--period") from None


def forms(
    plan_file: PlanFile,
    observation_file: Annotated[
        Path | None,
        typer.Argument(metavar="[OBSERVATIONS]", help="Figures so far, for those last known."),
    ] = None,
    *,
    month: Annotated[
        str, typer.Option("--period", metavar="PERIOD", help="What is reported, as 2024-06.")
    ],
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="DIR", help="Folder; made if not there.")
    ],
    tasks: Annotated[
        Path | None, typer.Option(metavar="CSV", help="Progress of tasks collected so far.")
    ] = None,
    issues: Annotated[
        Path | None, typer.Option(metavar="CSV", help="Issues collected so far.")
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace forms that are there, filled or not.")
    ] = False,
) -> None:
    """Write the month's form of each reporting unit: a workbook with its indicators, tasks, issues."""
    try:
        plan = load_plan(plan_file)
        seen = load_observations(observation_file, plan) if observation_file else None
    except InputError as error:
        refuse(error)
    when = parse_period(month, plan)
    if seen is not None:
        list_rejected(seen.rejected)
    try:
        rows = load_rows(tasks, "task"), load_rows(issues, "issue")
    except (OSError, ValueError) as error:
        fail(Exit.bad_input, f"glidepath: {error}")
    made = unit_forms(plan, when, seen, *rows)
    for indicator in Reporters(plan).without:
        say(f"glidepath: nobody reports {indicator.id}: name its reporter, or the lead of its goal")
    files = {output / name: content for name, content in made.items()}
    there = [str(path) for path in files if path.exists()]
    if there and not replace:
        names = ", ".join(there[:3]) + (", ..." if len(there) > 3 else "")
        fail(
            Exit.usage, f"glidepath: already there, perhaps filled in: {names}; name another folder"
        )
    try:
        output.mkdir(parents=True, exist_ok=True)
        write_all({**files, output / PLAN_SNAPSHOT: plan.to_toml().encode()})
    except OSError as error:
        fail(Exit.usage, f"glidepath: {error}")
    typer.echo("\n".join(str(path) for path in files))


def collect(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="[PLAN] FORMS...",
            help="Filled forms; before them the plan, unless plan.toml lies beside the first.",
        ),
    ],
    output: Annotated[
        Path,
        typer.Option("-o", "--output", metavar="CSV", help="Table of figures, which is added to."),
    ],
    tasks: Annotated[
        Path | None,
        typer.Option(metavar="CSV", help="Progress of tasks. [default: tasks.csv beside it]"),
    ] = None,
    issues: Annotated[
        Path | None, typer.Option(metavar="CSV", help="Issues. [default: issues.csv beside it]")
    ] = None,
    month: Annotated[
        str | None,
        typer.Option("--period", metavar="PERIOD", help="Whose reports are missing, as 2024-06."),
    ] = None,
    received: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Release date of figures whose forms have none."),
    ] = None,
    sender: Annotated[
        str,
        typer.Option(
            "--from",
            metavar="BODY",
            help="Whose the tables are that are no forms, as the statistics bureau's: id or name.",
        ),
    ] = "",
    strict: Annotated[
        bool, typer.Option("--strict", help="Write nothing if anything has to go back.")
    ] = False,
) -> None:
    """Add filled forms to the tables; list what goes back, what to check, who has not reported."""
    plan_file, filled = split_files(files)
    try:
        plan = load_plan(plan_file)
        when = parse_period(month, plan) if month else None
        day = day_of_knowledge(received)
    except InputError as error:
        refuse(error)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--received") from None
    body = Reporters(plan).find(sender.strip()) if sender else ""
    if body is None:
        raise typer.BadParameter(f"the plan has no body {sender}", param_hint="--from")
    folder = output.parent
    tasks = tasks or folder / "tasks.csv"
    issues = issues or folder / "issues.csv"
    try:
        result = collect_forms(
            plan,
            filled,
            observations=output.read_bytes() if output.exists() else b"",
            tasks=tasks.read_bytes() if tasks.exists() else b"",
            issues=issues.read_bytes() if issues.exists() else b"",
            name=str(output),
            period=when,
            received=day,
            sender=body,
        )
    except InputError as error:
        refuse(error)
    except (OSError, ValueError) as error:
        fail(Exit.bad_input, f"glidepath: {error}")
    tell(result)
    if strict and result.returned:
        raise typer.Exit(Exit.bad_input)
    shown = str(when) if when else result.period
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_all(
            {
                output: result.observations,
                tasks: result.tasks,
                issues: result.issues,
                folder / RETURNED_FILE: returned_list(result, shown),
                folder / REMINDERS_FILE: reminder_list(result, shown),
            }
        )
    except OSError as error:
        fail(Exit.usage, f"glidepath: {error}; is the file open in another program?")
    if result.returned:
        raise typer.Exit(Exit.rows_rejected)


def split_files(files: list[Path]) -> tuple[Path, list[Path]]:
    """The plan and the forms among the arguments. Files that Office makes beside open ones (~$) and
    the lists of an earlier collection are no forms."""
    first, *rest = files
    if first.suffix.lower() == ".toml" or (first.name == "plan.xlsx" and rest):
        plan, forms = first, rest
    else:
        plan, forms = first.parent / PLAN_SNAPSHOT, files
        if not plan.is_file():
            raise typer.BadParameter(
                f"no plan: name it before the forms, for there is none at {plan}", param_hint="PLAN"
            )
    lists = {RETURNED_FILE, REMINDERS_FILE}
    forms = [form for form in forms if not form.name.startswith("~$") and form.name not in lists]
    forms = [form for form in forms if form.suffix.lower() in {*EXCEL, ".xls"} or form.is_file()]
    if not forms:
        raise typer.BadParameter("no forms", param_hint="FORMS")
    return plan, forms


def tell(result: Collection) -> None:
    """What came of the forms, in short."""
    for remark in result.returned[:SHOWN]:
        say(f"退回 {remark}")
    for remark in result.hints[:SHOWN]:
        say(f"提示 {remark}")
    units = [reminder.unit for reminder in result.reminders if not reminder.subject]
    if units:
        say(f"催报 {'、'.join(units)}")
    typer.echo(
        f"{result.forms_used} forms: {result.figures_added} figures, {result.tasks_added} reports "
        f"of tasks, {result.issues_added} of issues added; {result.figures_there} figures were "
        f"there; {len(result.returned)} sent back, {len(result.hints)} to check, "
        f"{len(result.reminders)} to remind"
    )

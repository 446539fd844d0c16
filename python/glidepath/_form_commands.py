"""The commands ``glidepath forms`` and ``glidepath collect``: out to the units, and back."""

from pathlib import Path
from typing import Annotated

import typer

from glidepath._clocks import day_of_knowledge, period
from glidepath._collect import Collection
from glidepath._collect import collect as collect_forms
from glidepath._collect_lists import REMINDERS_FILE, RETURNED_FILE, reminder_list, returned_list
from glidepath._command import (
    Exit,
    Messages,
    PlanFile,
    fail,
    list_rejected,
    refuse,
    told,
    unreadable,
    unwritable,
)
from glidepath._core import Period
from glidepath._errors import InputError
from glidepath._files import load_observations, load_plan, say
from glidepath._form_rows import load_rows
from glidepath._forms import unit_forms
from glidepath._outputs import write_all
from glidepath._plan import Plan
from glidepath._reporting_units import Reporters
from glidepath._words import Language
from glidepath._workbook import EXCEL

PLAN_SNAPSHOT = "plan.toml"
LISTS = {RETURNED_FILE, REMINDERS_FILE}
WORKBOOKS = {*EXCEL, ".xls", ".et", ".ett"}  # the last two of WPS
OUR_OWN = {".toml", ".csv", ".json"}  # what may lie beside forms and is none
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
    lang: Messages = Language.zh,
) -> None:
    """Write the month's form of each reporting unit: a workbook with its indicators, tasks, issues."""
    try:
        plan = load_plan(plan_file)
        seen = load_observations(observation_file, plan) if observation_file else None
    except InputError as error:
        refuse(error)
    when = parse_period(month, plan)
    if seen is not None:
        list_rejected(seen.rejected, lang)
    try:
        rows = load_rows(tasks, "task"), load_rows(issues, "issue")
    except (OSError, ValueError) as error:
        fail(Exit.bad_input, unreadable(error, lang))
    made = unit_forms(plan, when, seen, *rows)
    for indicator in Reporters(plan).without:
        zh = f"没有单位填报 {indicator.id}（{indicator.name.in_('zh')}）：请在方案里写明填报单位或牵头单位"
        en = f"nobody reports {indicator.id}: name its reporter, or the lead of its goal"
        say(told(lang, f"glidepath：{zh}", f"glidepath: {en}"))
    files = {output / name: content for name, content in made.items()}
    there = [str(path) for path in files if path.exists()]
    if there and not replace:
        names = ", ".join(there[:3]) + (", ..." if len(there) > 3 else "")
        zh = f"glidepath：已有这些表，可能已填：{names}；请换一个文件夹，确要覆盖加 --replace"
        en = f"glidepath: already there, perhaps filled in: {names}; name another folder"
        fail(Exit.usage, told(lang, zh, en))
    try:
        output.mkdir(parents=True, exist_ok=True)
        write_all({**files, output / PLAN_SNAPSHOT: plan.to_toml().encode()})
    except OSError as error:
        fail(Exit.usage, unwritable(error, lang))
    typer.echo("\n".join(str(path) for path in files))


def collect(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="[PLAN] FORMS...",
            help="Filled forms, or the folder in which they lie; before them the plan, unless "
            "plan.toml lies there.",
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
    lang: Messages = Language.zh,
) -> None:
    """Add filled forms to the tables; list what goes back, what to check, who has not reported."""
    plan_file, filled = split_files(files, lang)
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
        problem = told(lang, f"方案里没有单位“{sender}”", f"the plan has no body {sender}")
        raise typer.BadParameter(problem, param_hint="--from")
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
        fail(Exit.bad_input, unreadable(error, lang))
    tell(result, lang)
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
        fail(Exit.usage, unwritable(error, lang))
    if result.returned:
        raise typer.Exit(Exit.rows_rejected)


def split_files(files: list[Path], language: Language) -> tuple[Path, list[Path]]:
    """The plan and the forms among the arguments; a folder stands for the workbooks in it. Files
    that Office makes beside open ones (~$) and the lists of an earlier collection are no forms."""
    first, *rest = files
    if first.suffix.lower() == ".toml" or (first.name == "plan.xlsx" and rest):
        plan, named = first, rest
    else:
        folder = first if first.is_dir() else first.parent
        plan, named = folder / PLAN_SNAPSHOT, files
        if not plan.is_file():
            zh = f"没有方案：请写在填报表前面，{plan} 不存在"
            en = f"no plan: name it before the forms, for there is none at {plan}"
            raise typer.BadParameter(told(language, zh, en), param_hint="PLAN")
    found = [(path, True) for path in named if not path.is_dir()]
    for folder in filter(Path.is_dir, named):
        found += [(path, False) for path in sorted(folder.iterdir())]
    forms = [path for path, by_name in found if is_form(path, by_name, language)]
    if not forms:
        raise typer.BadParameter(told(language, "没有填报表", "no forms"), param_hint="FORMS")
    return plan, forms


def is_form(path: Path, by_name: bool, language: Language) -> bool:
    """Whether a file is read as a form. What lies in a folder and may be meant for one is told."""
    suffix = path.suffix.lower()
    if path.name in LISTS or path.name.startswith("."):
        return False
    if path.name.startswith("~$"):
        zh = f"跳过 {path}：文件正在 Office 里打开，可能还没有保存"
        say(told(language, zh, f"skipped {path}: the file is open in Office, perhaps unsaved"))
        return False
    if suffix in WORKBOOKS:
        return True  # the reader says of old ones what to do
    if by_name:
        return path.is_file()
    if suffix not in OUR_OWN:
        zh = f"跳过 {path}：不是 Excel 文件（.xlsx），如是填报表请另存为 .xlsx"
        say(told(language, zh, f"skipped {path}: no Excel file (.xlsx)"))
    return False


def tell(result: Collection, language: Language) -> None:
    """What came of the forms, in short."""
    for remark in [*result.returned[:SHOWN], *result.hints[:SHOWN]]:
        say(remark.told(language))
    units = [reminder.unit for reminder in result.reminders if not reminder.subject]
    if units:
        say(told(language, f"催报 {'、'.join(units)}", f"to remind: {', '.join(units)}"))
    returned, hints, reminders = len(result.returned), len(result.hints), len(result.reminders)
    zh = (
        f"收表 {result.forms_used} 份：新收数据 {result.figures_added} 个、任务进展 "
        f"{result.tasks_added} 条、问题 {result.issues_added} 条；已收过的数据 "
        f"{result.figures_there} 个，其中更正说明 {result.words_renewed} 条；"
        f"退回 {returned} 条，待核实 {hints} 条，催报 {reminders} 条"
    )
    en = (
        f"{result.forms_used} forms: {result.figures_added} figures, {result.tasks_added} reports "
        f"of tasks, {result.issues_added} of issues added; {result.figures_there} figures were "
        f"there, {result.words_renewed} of them with new words; {returned} sent back, {hints} to "
        f"check, {reminders} to remind"
    )
    typer.echo(told(language, zh, en))

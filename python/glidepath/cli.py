"""The command ``glidepath``: results on standard output, messages on standard error.

Exit codes: 0 fine, 1 internal error, 2 usage, 3 ``--fail-on`` tripped, 4 bad input, 5 output
written but rows of observations rejected; 4 before 3 before 5.
"""

import datetime as dt
import os
from enum import IntEnum, StrEnum
from pathlib import Path
from typing import Annotated, NamedTuple, NoReturn

import typer

import glidepath
from glidepath import _core
from glidepath._assessment import statuses_of
from glidepath._clocks import NotADay, day_of_knowledge, period
from glidepath._core import Fault
from glidepath._errors import InputError
from glidepath._explanation import explanation
from glidepath._files import emit, load_observations, load_plan, say
from glidepath._report import report
from glidepath._screen import findings_screen, markdown, screen
from glidepath._words import Language, Status


class Exit(IntEnum):
    """What the command tells scripts."""

    fine = 0
    usage = 2
    fail_on = 3
    bad_input = 4
    rows_rejected = 5


class CheckFormat(StrEnum):
    """How findings are written."""

    table = "table"
    json = "json"


class AssessFormat(StrEnum):
    """How an assessment is written."""

    table = "table"
    json = "json"
    csv = "csv"
    markdown = "markdown"


class Schema(StrEnum):
    """What a JSON Schema is printed of."""

    plan = "plan"
    assess = "assess"


app = typer.Typer(
    name="glidepath",
    help="Tells whether the targets of a plan will be met.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

PlanFile = Annotated[Path, typer.Argument(metavar="PLAN", help="Plan file (TOML).")]
ObservationFile = Annotated[
    Path, typer.Argument(metavar="OBSERVATIONS", help="Published figures (CSV or Excel).")
]
AsOf = Annotated[
    str | None,
    typer.Option(
        metavar="DATE",
        help="Day of knowledge: what was released later is not seen. [default: the newest release]",
    ),
]
LastPeriod = Annotated[
    str | None,
    typer.Option("--period", metavar="PERIOD", help="Last reference period used, as 2024-06."),
]
Lang = Annotated[Language, typer.Option("--lang", help="Language of the report.")]
Output = Annotated[
    Path | None,
    typer.Option(
        "-o", "--output", metavar="FILE", help="Write to a file, which is replaced whole."
    ),
]


def fail(code: Exit, *messages: object) -> NoReturn:
    """Ends the command with messages on standard error."""
    for message in messages:
        say(str(message))
    raise typer.Exit(code)


def refuse(error: InputError) -> NoReturn:
    """Ends the command over an input that cannot be used."""
    fail(Exit.bad_input, *(error.faults or [error]))


def list_rejected(rejected: "tuple[Fault, ...] | list[Fault]") -> None:
    """Names every row that was left out, as file:line:column: what and why."""
    for fault in rejected:
        say(str(fault))
    if rejected:
        say(f"glidepath: {len(rejected)} row{'s' if len(rejected) > 1 else ''} rejected")


@app.command()
def new(
    directory: Annotated[
        Path, typer.Argument(metavar="[DIR]", help="Where to write; made if it is not there.")
    ] = Path("."),
) -> None:
    """Write a plan to start from, plan.toml, and a table for its figures, observations.csv."""
    templates = Path(__file__).parent / "templates"
    files = [directory / template.name for template in sorted(templates.iterdir(), reverse=True)]
    present = [str(file) for file in files if file.exists()]
    if present:
        fail(Exit.usage, f"glidepath: already there: {', '.join(present)}; name another folder")
    try:
        directory.mkdir(parents=True, exist_ok=True)
        for file in files:
            _core.write_file_atomically(os.fsencode(file), (templates / file.name).read_bytes())
    except OSError as error:
        fail(Exit.usage, f"glidepath: {error}")
    plan, observations = files
    emit(f"{plan}\n{observations}\n")
    say(f"Edit them; then: glidepath assess {plan} {observations}")


@app.command()
def check(
    plan_file: PlanFile,
    observation_file: Annotated[
        Path | None,
        typer.Argument(metavar="[OBSERVATIONS]", help="Published figures (CSV or Excel)."),
    ] = None,
    format: Annotated[CheckFormat, typer.Option(help="How to write them.")] = CheckFormat.table,
    lang: Lang = Language.en,
    strict: Annotated[bool, typer.Option("--strict", help="Refuse data with faulty rows.")] = False,
    output: Output = None,
) -> None:
    """Find what is contradictory, redundant or open in a plan, and suspect in its data."""
    try:
        plan = load_plan(plan_file)
        seen = load_observations(observation_file, plan) if observation_file else None
    except InputError as error:
        refuse(error)
    rejected = seen.rejected if seen else []
    list_rejected(rejected)
    if rejected and strict:
        raise typer.Exit(Exit.bad_input)
    findings = plan.check(seen)
    json = format is CheckFormat.json
    write(findings.to_json() if json else findings_screen(findings, lang), output)
    if findings.contradictions:
        raise typer.Exit(Exit.bad_input)
    if rejected:
        raise typer.Exit(Exit.rows_rejected)


@app.command()
def assess(
    plan_file: PlanFile,
    observation_file: ObservationFile,
    as_of: AsOf = None,
    last_period: LastPeriod = None,
    format: Annotated[AssessFormat, typer.Option(help="How to write it.")] = AssessFormat.table,
    lang: Lang = Language.en,
    everything: Annotated[
        bool, typer.Option("--all", help="A row for every target, with data or without.")
    ] = False,
    fail_on: Annotated[
        str | None,
        typer.Option(
            metavar="STATUS[,STATUS...][,new]",
            help="Exit with 3 if a target has one of these; with 'new', only if --since had not.",
        ),
    ] = None,
    since: Annotated[
        Path | None, typer.Option(metavar="JSON", help="An earlier assessment, to compare with.")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Refuse data with faulty rows.")] = False,
    output: Output = None,
) -> None:
    """Judge every target of a plan on what was known on one day."""
    statuses, only_new = parse_fail_on(fail_on, since)
    clocks = parse_clocks(as_of, last_period)
    try:
        plan = load_plan(plan_file)
        seen = load_observations(observation_file, plan)
        earlier = statuses_of(since)
    except InputError as error:
        refuse(error)
    list_rejected(seen.rejected)
    if seen.rejected and strict:
        raise typer.Exit(Exit.bad_input)
    result = plan.assess(seen, as_of=clocks.as_of, through=clocks.through, previous=earlier)
    match format:
        case AssessFormat.json:
            text = result.to_json()
        case AssessFormat.csv:
            text = result.to_frame(lang).to_csv(lineterminator="\n")
        case AssessFormat.markdown:
            text = markdown(report(result, plan, lang, everything=everything))
        case AssessFormat.table:
            told = report(result, plan, lang, everything=everything)
            text = screen(told, plain=output is not None)
    write(text, output)
    tripped = [
        verdict
        for verdict in result
        if verdict.status in statuses
        and not (only_new and verdict.previous_status == verdict.status)
    ]
    if tripped:
        ids = ", ".join(verdict.id for verdict in tripped[:5]) + (
            ", ..." if len(tripped) > 5 else ""
        )
        fail(Exit.fail_on, f"glidepath: --fail-on {fail_on}: {len(tripped)}: {ids}")
    if seen.rejected:
        raise typer.Exit(Exit.rows_rejected)


@app.command()
def explain(
    plan_file: PlanFile,
    observation_file: ObservationFile,
    target: Annotated[str, typer.Option("--target", metavar="ID", help="Id of the target.")],
    as_of: AsOf = None,
    last_period: LastPeriod = None,
    lang: Lang = Language.en,
) -> None:
    """Tell the numbers behind one verdict, step by step."""
    clocks = parse_clocks(as_of, last_period)
    try:
        plan = load_plan(plan_file)
        seen = load_observations(observation_file, plan)
    except InputError as error:
        refuse(error)
    list_rejected(seen.rejected)
    result = plan.assess(seen, as_of=clocks.as_of, through=clocks.through)
    try:
        verdict = result.verdict(target)
    except KeyError as error:
        raise typer.BadParameter(str(error.args[0]), param_hint="--target") from None
    emit("\n".join(explanation(verdict, result, plan, seen, lang)) + "\n")
    if seen.rejected:
        raise typer.Exit(Exit.rows_rejected)


@app.command()
def schema(
    what: Annotated[Schema, typer.Argument(help="Of plan files, or of what assess writes.")],
) -> None:
    """Print a JSON Schema."""
    emit(_core.plan_schema() if what is Schema.plan else _core.assess_schema())


@app.command()
def version() -> None:
    """Print the version."""
    emit(f"glidepath {glidepath.__version__}\n")


class Clocks(NamedTuple):
    """Day of knowledge and last reference period, as far as they are given."""

    as_of: dt.date | None
    through: str | None  # text: the plan says when its reporting years start


def parse_clocks(as_of: str | None, last_period: str | None) -> Clocks:
    """The two clocks, or the end of the command over a text that is none."""
    try:
        day = day_of_knowledge(as_of)
    except NotADay as error:
        problem = (
            f'a date such as 2024-01-31, not "{as_of}". For figures up to {error.period}, give '
            f"--period {error.period}; for what was known at its end, "
            f"--as-of {error.period.last_day}"
        )
        raise typer.BadParameter(problem, param_hint="--as-of") from None
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--as-of") from None
    try:
        if last_period is not None:
            period(last_period)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--period") from None
    return Clocks(day, last_period)


def parse_fail_on(text: str | None, since: Path | None) -> tuple[frozenset[Status], bool]:
    """The statuses of --fail-on, and whether it says 'new'."""
    words = [] if text is None else [word.strip() for word in text.split(",")]
    only_new = "new" in words
    names = [word for word in words if word != "new"]
    unknown = [word for word in names if word not in [str(status) for status in Status]]
    problem = ""
    if unknown:
        problem = f"no status {unknown[0]!r}: expected {', '.join(Status)}, and 'new'"
    elif only_new and since is None:
        problem = "'new' compares with an earlier assessment: give --since"
    elif only_new and not names:
        problem = "name the statuses beside 'new', as off_track,new"
    if problem:
        raise typer.BadParameter(problem, param_hint="--fail-on")
    return frozenset(Status(name) for name in names), only_new


def write(text: str, output: Path | None) -> None:
    """Writes a result, or ends the command if the file cannot be written."""
    try:
        emit(text, output)
    except OSError as error:
        fail(Exit.usage, f"glidepath: {error}")


def main() -> None:
    """The entry point of the command."""
    app()

"""The command ``glidepath``: results on standard output, messages on standard error.

Exit codes: 0 fine, 1 internal error, 2 usage, 3 ``--fail-on`` tripped, 4 bad input, 5 output
written but rows of observations rejected; 4 before 3 before 5.
"""

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

import glidepath
from glidepath import _core
from glidepath._changes import statuses_of
from glidepath._command import (
    AsOf,
    Exit,
    Lang,
    LastPeriod,
    ObservationFile,
    Output,
    PlanFile,
    end,
    fail,
    list_rejected,
    parse_clocks,
    read_inputs,
    refuse,
    write,
)
from glidepath._core import OutlookOptions
from glidepath._desk_commands import duties, followup, inspect, review
from glidepath._errors import InputError
from glidepath._explanation import explanation
from glidepath._files import emit, load_observations, load_plan, say
from glidepath._form_commands import collect, forms
from glidepath._outlook_commands import backtest, what_if
from glidepath._path_commands import breakdown, trajectory
from glidepath._place_commands import cascade, places
from glidepath._plan_commands import app as plan_app
from glidepath._report import report
from glidepath._report_commands import diff
from glidepath._report_commands import report as brief
from glidepath._score_commands import compare, methods, scorecard
from glidepath._screen import findings_screen, markdown, screen
from glidepath._table_commands import tables
from glidepath._words import Language, Status, Vocabulary


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
app.add_typer(plan_app)
app.command("forms")(forms)
app.command("collect")(collect)
app.command("report")(brief)
app.command("diff")(diff)
app.command("tables")(tables)
app.command("review")(review)
app.command("inspect")(inspect)
app.command("followup")(followup)
app.command("duties")(duties)


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
    vocabulary: Annotated[
        Vocabulary, typer.Option(help="Whose words for probabilities.")
    ] = Vocabulary.report,
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
    result = plan.assess(
        seen,
        as_of=clocks.as_of,
        through=clocks.through,
        previous=earlier,
        outlook=OutlookOptions(vocabulary=vocabulary),
    )
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
    end(seen.rejected)


@app.command()
def explain(
    plan_file: PlanFile,
    observation_file: ObservationFile,
    target: Annotated[str, typer.Option("--target", metavar="ID", help="Id of the target.")],
    as_of: AsOf = None,
    last_period: LastPeriod = None,
    most_growth: Annotated[
        str | None,
        typer.Option(
            metavar="GROWTH", help="The most a year, as 8%: says how long it can wait at that."
        ),
    ] = None,
    lang: Lang = Language.en,
) -> None:
    """Tell the numbers behind one verdict, step by step."""
    clocks = parse_clocks(as_of, last_period)
    plan, seen = read_inputs(plan_file, observation_file)
    result = plan.assess(seen, as_of=clocks.as_of, through=clocks.through)
    try:
        verdict = result.verdict(target)
    except KeyError as error:
        raise typer.BadParameter(str(error.args[0]), param_hint="--target") from None
    growth = None if most_growth is None else parse_growth(most_growth)
    try:
        lines = explanation(verdict, result, plan, seen, lang, growth)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--most-growth") from None
    emit("\n".join(lines) + "\n")
    end(seen.rejected)


app.command()(trajectory)
app.command()(breakdown)
app.command("what-if")(what_if)
app.command()(backtest)
app.command()(methods)
app.command()(compare)
app.command()(scorecard)
app.command()(places)
app.command()(cascade)


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


def parse_growth(text: str) -> float:
    """Growth a year in percent, as a share."""
    try:
        if not text.endswith("%"):
            raise ValueError(text)
        return float(text[:-1]) / 100
    except ValueError:
        raise typer.BadParameter(
            f"{text!r} is no growth; in percent, as 8%", param_hint="--most-growth"
        ) from None


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


def main() -> None:
    """The entry point of the command."""
    app()

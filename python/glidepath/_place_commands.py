"""The commands for several places: league tables, and districts' targets against their city's."""

from pathlib import Path
from typing import Annotated

import pandas as pd
import typer

from glidepath import _core
from glidepath._command import (
    AsOf,
    Lang,
    LastPeriod,
    ObservationFile,
    Output,
    PlanFile,
    TableFormat,
    end,
    parse_clocks,
    read_inputs,
    refuse,
    write,
)
from glidepath._errors import InputError
from glidepath._files import load_plan
from glidepath._places import assess_places, check_cascade
from glidepath._score_commands import Strict
from glidepath._screen import findings_screen, leagues_screen
from glidepath._words import Language


def places(
    plan_file: PlanFile,
    observation_file: ObservationFile,
    place: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="A place; repeat it. [default: all in the data]"),
    ] = None,
    parent: Annotated[
        str | None, typer.Option(metavar="NAME", help="The place above, to compare with.")
    ] = None,
    target: Annotated[
        str | None, typer.Option(metavar="ID", help="One target; all with values unless given.")
    ] = None,
    as_of: AsOf = None,
    last_period: LastPeriod = None,
    format: Annotated[TableFormat, typer.Option(help="How to write them.")] = TableFormat.table,
    lang: Lang = Language.en,
    strict: Strict = False,
    output: Output = None,
) -> None:
    """Rank places that follow one plan, target by target, beside the place above."""
    clocks = parse_clocks(as_of, last_period)
    plan, seen = read_inputs(plan_file, observation_file, strict=strict)
    try:
        result = assess_places(
            plan,
            seen,
            places=place or (),
            parent=parent,
            as_of=clocks.as_of,
            through=clocks.through,
        )
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--place") from None
    try:
        leagues = result.leagues() if target is None else [result.league(target)]
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--target") from None
    match format:
        case TableFormat.json:
            text = _core.write_leagues(list(leagues), result)
        case TableFormat.csv:
            frames = {league.target: league.to_frame() for league in leagues}
            table = pd.concat(frames, names=["target", "place"]) if frames else pd.DataFrame()
            text = table.to_csv(lineterminator="\n")
        case TableFormat.table:
            text = leagues_screen(leagues, result, lang, plain=output is not None)
    write(text, output)
    end(seen.rejected)


def cascade(
    plan_file: PlanFile,
    children: Annotated[
        list[Path], typer.Argument(metavar="PLAN_BELOW...", help="Plans of the places below.")
    ],
    format: Annotated[TableFormat, typer.Option(help="How to write them.")] = TableFormat.table,
    lang: Lang = Language.en,
    output: Output = None,
) -> None:
    """Check whether the targets of the plans below amount to those of a plan."""
    try:
        plan = load_plan(plan_file)
        below = [load_plan(child) for child in children]
    except InputError as error:
        refuse(error)
    findings = check_cascade(plan, below)
    match format:
        case TableFormat.json:
            text = findings.to_json()
        case TableFormat.csv:
            text = findings.to_frame(lang).to_csv(index=False, lineterminator="\n")
        case TableFormat.table:
            text = findings_screen(findings, lang)
    write(text, output)

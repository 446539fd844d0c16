"""The commands about paths: ``glidepath trajectory`` and ``glidepath breakdown``."""

import difflib
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from glidepath._command import (
    AsOf,
    Exit,
    Lang,
    LastPeriod,
    ObservationFile,
    Output,
    PlanFile,
    TableFormat,
    fail,
    list_rejected,
    parse_clocks,
    refuse,
    told,
    write,
)
from glidepath._errors import InputError
from glidepath._files import load_observations, load_plan, say
from glidepath._periods import frequency
from glidepath._plan import Plan
from glidepath._screen import breakdown_screen, trajectory_screen
from glidepath._words import Anchor, Frequency, Language, Shape, Spread


class BreakdownFormat(StrEnum):
    """How a break-down is written."""

    table = "table"
    csv = "csv"


Freq = Annotated[
    str, typer.Option(metavar="FREQ", help="A, H, Q, M, W or D: that of the targets or finer.")
]
PartsFreq = Annotated[str, typer.Option(metavar="FREQ", help="H, Q, M or D.")]
From = Annotated[
    Anchor,
    typer.Option("--anchor", help="The original path, or what is left from the latest figure on."),
]
Spreads = Annotated[
    Spread, typer.Option("--spread", help="How a flow is divided; usual: as in earlier years.")
]
Weights = Annotated[
    str | None,
    typer.Option(metavar="W1,W2,...", help="Own weights of the parts instead of --spread."),
]


def trajectory(
    plan_file: PlanFile,
    observation_file: ObservationFile,
    indicator: Annotated[
        str, typer.Option("--indicator", metavar="ID", help="Id of the indicator.")
    ],
    freq: Freq = "M",
    anchor: From = Anchor.base,
    shape: Annotated[Shape, typer.Option(help="From value to value.")] = Shape.linear,
    steepness: Annotated[float | None, typer.Option(help="Of the logistic shape.")] = None,
    power: Annotated[float | None, typer.Option(help="Of front_loaded and back_loaded.")] = None,
    spread: Spreads = Spread.usual,
    weights: Weights = None,
    as_of: AsOf = None,
    last_period: LastPeriod = None,
    format: Annotated[
        TableFormat, typer.Option(help="How to write it.")
    ] = TableFormat.table,
    lang: Lang = Language.en,
    strict: Annotated[bool, typer.Option("--strict", help="Refuse data with faulty rows.")] = False,
    output: Output = None,
) -> None:
    """Draw the planned values of an indicator, period by period.

    Where the plan leaves them unknown there are no rows, and a message says why.
    """
    clocks = parse_clocks(as_of, last_period)
    fine = parse_freq(freq)
    own = parse_weights(weights)
    try:
        plan = load_plan(plan_file)
        require_indicators(plan, [indicator], "--indicator")
        seen = load_observations(observation_file, plan)
        list_rejected(seen.rejected)
        if seen.rejected and strict:
            raise typer.Exit(Exit.bad_input)
        drawn = plan.trajectory(
            indicator,
            seen,
            freq=fine,
            anchor=anchor,
            shape=shape,
            steepness=steepness,
            power=power,
            spread=spread,
            weights=own,
            as_of=clocks.as_of,
            through=clocks.through,
        )
    except InputError as error:
        refuse(error)
    except ValueError as error:
        fail(Exit.usage, f"glidepath: {error}")
    match format:
        case TableFormat.json:
            text = drawn.to_json()
        case TableFormat.csv:
            text = drawn.to_frame().to_csv(index=False, lineterminator="\n")
        case TableFormat.table:
            text = trajectory_screen(drawn, lang, plain=output is not None)
    write(text, output)
    if drawn.reason is not None:
        say(f"glidepath: no trajectory of {indicator}: {drawn.reason.in_(lang)}")
    if seen.rejected:
        raise typer.Exit(Exit.rows_rejected)


def breakdown(
    plan_file: PlanFile,
    observation_file: ObservationFile,
    year: Annotated[str, typer.Option(metavar="YEAR", help="The year, as 2024.")],
    freq: PartsFreq = "M",
    anchor: From = Anchor.base,
    spread: Spreads = Spread.usual,
    weights: Weights = None,
    indicators: Annotated[
        list[str] | None,
        typer.Option(
            "--indicator", metavar="ID", help="Again for more; all flows of the plan unless given."
        ),
    ] = None,
    digits: Annotated[
        int, typer.Option(min=0, max=6, help="Decimals of the parts; counts have none.")
    ] = 2,
    freeze: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Issue them: write a plan file that adds them to PLAN."),
    ] = None,
    as_of: AsOf = None,
    last_period: LastPeriod = None,
    format: Annotated[BreakdownFormat, typer.Option(help="How to write it.")] = (
        BreakdownFormat.table
    ),
    lang: Lang = Language.en,
    strict: Annotated[bool, typer.Option("--strict", help="Refuse data with faulty rows.")] = False,
    output: Output = None,
) -> None:
    """Break the targets of a year down to half-years, quarters or months.

    With --freeze they are issued: later runs with that file judge against them.
    """
    clocks = parse_clocks(as_of, last_period)
    fine = parse_freq(freq)
    own = parse_weights(weights)
    try:
        plan = load_plan(plan_file)
        require_indicators(plan, indicators or [], "--indicator")
        seen = load_observations(observation_file, plan)
        list_rejected(seen.rejected)
        if seen.rejected and strict:
            raise typer.Exit(Exit.bad_input)
        parts = plan.breakdown(
            seen,
            year=year,
            freq=fine,
            anchor=anchor,
            spread=spread,
            weights=own,
            indicators=indicators or [],
            digits=digits,
            as_of=clocks.as_of,
            through=clocks.through,
        )
        if freeze is not None:
            parts.freeze(freeze)
    except InputError as error:
        refuse(error)
    except FileExistsError as error:
        zh = f"glidepath：{freeze} 已经存在；已下达的分解不再改动，请换一个文件名"
        fail(Exit.usage, told(lang, zh, f"glidepath: {error}"))
    except (ValueError, OSError) as error:
        fail(Exit.usage, f"glidepath: {error}")
    if format is BreakdownFormat.csv:
        text = parts.to_frame(lang).to_csv(lineterminator="\n")
    else:
        text = breakdown_screen(parts, lang, plain=output is not None)
    write(text, output)
    if freeze is not None:
        zh = f"glidepath：分解目标已写入 {freeze}，以后按它评价：glidepath assess {freeze} ..."
        en = f"glidepath: issued in {freeze}; judge against it: glidepath assess {freeze} ..."
        say(told(lang, zh, en))
    if seen.rejected:
        raise typer.Exit(Exit.rows_rejected)


def parse_freq(text: str) -> Frequency:
    """The frequency of a letter or name, or the end of the command over a text that is none."""
    try:
        return frequency(text)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--freq") from None


def parse_weights(text: str | None) -> list[float]:
    """The numbers of --weights; none if it is not given."""
    try:
        return [] if text is None else [float(word) for word in text.split(",")]
    except ValueError:
        problem = f'numbers with commas between, as 1,1,2,2, not "{text}"'
        raise typer.BadParameter(problem, param_hint="--weights") from None


def require_indicators(plan: Plan, ids: list[str], option: str) -> None:
    """Ends the command over an id that the plan does not have; names similar ones."""
    known = [indicator.id for indicator in plan.indicators]
    for id in ids:
        if id not in known:
            similar = difflib.get_close_matches(id, known, n=3)
            hint = f"; similar: {', '.join(similar)}" if similar else ""
            raise typer.BadParameter(f"the plan has no indicator {id!r}{hint}", param_hint=option)

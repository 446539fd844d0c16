"""The commands that compare: published methods on a plan, units in a scorecard."""

from enum import StrEnum
from typing import Annotated

import typer

from glidepath import _core
from glidepath._assessment import Assessment
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
    write,
)
from glidepath._methods import method_names
from glidepath._methods import methods as method_table
from glidepath._screen import (
    comparison_screen,
    methods_screen,
    scorecard_markdown,
    scorecard_screen,
)
from glidepath._words import Language, MethodName, ScoreBy


class ScoreFormat(StrEnum):
    """How a scorecard is written."""

    table = "table"
    json = "json"
    csv = "csv"
    markdown = "markdown"


Strict = Annotated[bool, typer.Option("--strict", help="Refuse data with faulty rows.")]


def _assessed(
    plan_file: PlanFile,
    observation_file: ObservationFile,
    as_of: str | None,
    last_period: str | None,
    strict: bool,
) -> Assessment:
    """The assessment of the files, or the end of the command over input that cannot be used."""
    clocks = parse_clocks(as_of, last_period)
    plan, seen = read_inputs(plan_file, observation_file, strict=strict)
    return plan.assess(seen, as_of=clocks.as_of, through=clocks.through)


def methods(
    name: Annotated[
        MethodName | None, typer.Argument(metavar="[NAME]", help="One method; all unless given.")
    ] = None,
    format: Annotated[TableFormat, typer.Option(help="How to write them.")] = TableFormat.table,
    lang: Lang = Language.en,
    output: Output = None,
) -> None:
    """Tell the published methods: formula, thresholds, edge cases and source of each."""
    frame = method_table(lang)
    if name is not None:
        frame = frame.loc[[str(name)]]
    match format:
        case TableFormat.json:
            if name is not None:
                raise typer.BadParameter("JSON has all methods", param_hint="NAME")
            text = _core.write_methods()
        case TableFormat.csv:
            text = frame.to_csv(lineterminator="\n")
        case TableFormat.table:
            text = methods_screen(frame, lang, plain=output is not None)
    write(text, output)


def compare(
    plan_file: PlanFile,
    observation_file: ObservationFile,
    names: Annotated[
        str | None,
        typer.Option(
            "--methods", metavar="NAME[,NAME...]", help="Published methods. [default: all]"
        ),
    ] = None,
    indicator: Annotated[
        str | None, typer.Option(metavar="ID", help="The targets of one indicator alone.")
    ] = None,
    elapsed_by: Annotated[
        str, typer.Option(metavar="months|days|usual", help="How elapsed-share counts time.")
    ] = "months",
    as_of: AsOf = None,
    last_period: LastPeriod = None,
    format: Annotated[TableFormat, typer.Option(help="How to write it.")] = TableFormat.table,
    lang: Lang = Language.en,
    strict: Strict = False,
    output: Output = None,
) -> None:
    """Judge every target by published methods, and tell where they disagree and why."""
    try:
        chosen = method_names(None if names is None else [n.strip() for n in names.split(",")])
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--methods") from None
    if elapsed_by not in {"months", "days", "usual"}:
        problem = f"no way of counting {elapsed_by!r}: expected months, days or usual"
        raise typer.BadParameter(problem, param_hint="--elapsed-by")
    result = _assessed(plan_file, observation_file, as_of, last_period, strict)
    if indicator is not None:
        try:
            result = result.of(indicator)
        except KeyError as error:
            raise typer.BadParameter(str(error.args[0]), param_hint="--indicator") from None
    comparison = result.compare_methods(chosen, elapsed_by=elapsed_by)
    match format:
        case TableFormat.json:
            text = comparison.to_json()
        case TableFormat.csv:
            text = comparison.to_frame(lang).to_csv(lineterminator="\n")
        case TableFormat.table:
            text = comparison_screen(comparison, result, lang, plain=output is not None)
    write(text, output)
    end(result.rejected)


def scorecard(
    plan_file: PlanFile,
    observation_file: ObservationFile,
    by: Annotated[ScoreBy, typer.Option(help="What the rows are.")] = ScoreBy.programme,
    persons: Annotated[
        bool, typer.Option("--persons", help="Name persons; else their units stand for them.")
    ] = False,
    as_of: AsOf = None,
    last_period: LastPeriod = None,
    format: Annotated[ScoreFormat, typer.Option(help="How to write it.")] = ScoreFormat.table,
    lang: Lang = Language.en,
    strict: Strict = False,
    output: Output = None,
) -> None:
    """Count the targets by programme, unit, tier or year, with ranks where they compete."""
    if by is ScoreBy.convener and not persons:
        problem = "conveners are persons, who are named only when asked for: add --persons"
        raise typer.BadParameter(problem, param_hint="--by")
    result = _assessed(plan_file, observation_file, as_of, last_period, strict)
    card = result.scorecard(by, persons=persons)
    match format:
        case ScoreFormat.json:
            text = card.to_json()
        case ScoreFormat.csv:
            text = card.to_frame(lang).to_csv(lineterminator="\n")
        case ScoreFormat.markdown:
            text = scorecard_markdown(card, result, lang)
        case ScoreFormat.table:
            text = scorecard_screen(card, result, lang, plain=output is not None)
    write(text, output)
    end(result.rejected)

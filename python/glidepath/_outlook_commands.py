"""The commands about what is to come: scenarios, and how outlooks would have done."""

import csv
import io
from pathlib import Path
from typing import Annotated

import typer

from glidepath._backtest import Backtest
from glidepath._backtest import backtest as replayed
from glidepath._command import (
    AsOf,
    Exit,
    Lang,
    LastPeriod,
    ObservationFile,
    Output,
    PlanFile,
    TableFormat,
    end,
    fail,
    list_rejected,
    parse_clocks,
    parse_day,
    read_inputs,
    refuse,
    write,
)
from glidepath._errors import InputError
from glidepath._files import load_observations, load_plan
from glidepath._report import label, likely
from glidepath._screen import bare_table, console, drawn
from glidepath._what_if import WhatIf
from glidepath._words import Language


def what_if(
    plan_file: PlanFile,
    observation_file: ObservationFile,
    *,
    suppose: Annotated[
        list[str] | None,
        typer.Option(metavar="'ID: SAY'", help="As 'investment: +8% a year'; may be repeated."),
    ] = None,
    scenario: Annotated[
        Path | None,
        typer.Option(metavar="CSV", help="The same in a file with the columns indicator, say."),
    ] = None,
    as_of: AsOf = None,
    last_period: LastPeriod = None,
    format: Annotated[TableFormat, typer.Option(help="How to write it.")] = TableFormat.table,
    lang: Lang = Language.en,
    output: Output = None,
) -> None:
    """Tell how likely targets are if indicators go on as supposed: '+8% a year', '= 900 in 2025'."""
    rows = [supposition(text) for text in suppose or ()]
    if scenario is not None:
        rows += read_scenario(scenario)
    if not rows:
        raise typer.BadParameter("nothing is supposed", param_hint="--suppose, --scenario")
    supposed: dict[str, list[str]] = {}
    for indicator, say in rows:
        supposed.setdefault(indicator, []).append(say)
    clocks = parse_clocks(as_of, last_period)
    try:
        plan = load_plan(plan_file)
        seen = load_observations(observation_file, plan)
        found = plan.what_if(seen, supposed, as_of=clocks.as_of, through=clocks.through)
    except InputError as error:
        refuse(error)
    list_rejected(seen.rejected)
    if format is TableFormat.csv:
        text = found.to_frame().to_csv(lineterminator="\n")
    elif format is TableFormat.json:
        text = found.to_json()
    else:
        text = what_if_screen(found, lang, plain=output is not None)
    write(text, output)
    end(seen.rejected)


def supposition(text: str) -> tuple[str, str]:
    """Indicator and what is supposed of it, from the command line."""
    indicator, colon, say = text.partition(":")
    if not colon or not indicator.strip() or not say.strip():
        raise typer.BadParameter(
            f"{text!r} is not ID: SAY, as 'investment: +8% a year'", param_hint="--suppose"
        )
    return indicator.strip(), say.strip()


def read_scenario(path: Path) -> list[tuple[str, str]]:
    """The rows of a scenario file, or the end of the command over a file that is none."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        fail(Exit.bad_input, f"glidepath: {path}: {error}")
    reader = csv.DictReader(io.StringIO(text, newline=""))
    if not {"indicator", "say"} <= set(reader.fieldnames or ()):
        found = ", ".join(reader.fieldnames or ()) or "nothing"
        fail(Exit.bad_input, f"{path}:1: the columns are indicator and say, not {found}")
    rows, faults = [], []
    for row in reader:
        indicator, say = (row["indicator"] or "").strip(), (row["say"] or "").strip()
        if indicator and say:
            rows.append((indicator, say))
        else:
            faults.append(f"{path}:{reader.line_num}: indicator and say are both needed")
    if faults:
        fail(Exit.bad_input, *faults)
    return rows


def what_if_screen(found: WhatIf, language: Language, *, plain: bool) -> str:
    """The targets whose outlook or status the scenario changes, before and after."""
    zh = language is Language.zh
    onto = console(plain=plain)
    table = bare_table()
    for column in (
        label("indicator", language),
        label("target", language),
        "现状" if zh else "as known",
        "按设定" if zh else "as supposed",
    ):
        table.add_column(column, overflow="fold", ratio=1)
    names = {indicator.id: indicator.name for indicator in found.before._plan.indicators}
    changed = 0
    for one, other in zip(found.before, found.after, strict=True):
        if one.outlook == other.outlook and one.status == other.status:
            continue
        changed += 1
        sides = (likely(v, language) or label(v.status, language) for v in (one, other))
        table.add_row(names[one.indicator].in_(language), one.target, *sides)
    if changed:
        onto.print(table)
    else:
        onto.print("各目标没有变化" if zh else "no target changes")
    return drawn(onto)


def backtest(
    plan_file: PlanFile,
    observation_file: ObservationFile,
    *,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="First day. [default: first release]")
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="Last day. [default: newest release]")
    ] = None,
    cases: Annotated[bool, typer.Option("--cases", help="Every outlook, as CSV.")] = False,
    output: Output = None,
) -> None:
    """Replay every release date with what was then known, and score what would have been said."""
    first = parse_day(since, "--since") if since else None
    last = parse_day(until, "--until") if until else None
    plan, seen = read_inputs(plan_file, observation_file)
    found = replayed(plan, seen, since=first, until=last)
    if cases:
        write(found.to_frame().to_csv(index=False, lineterminator="\n"), output)
    else:
        write(backtest_screen(found), output)
    end(seen.rejected)


def backtest_screen(found: Backtest) -> str:
    """Scores, reliability and how early each outcome was called."""
    parts = [repr(found)[1:-1]]
    if not found.judged:
        parts.append("no outcome is known yet: there is nothing to score")
    else:
        number = "{:.3f}".format
        parts += [
            found.scores().to_string(float_format=number, na_rep="—"),
            "outlooks by rising probability, and what came\n"
            + found.reliability().to_string(index=False, float_format=number),
            "days before the outcome was known from which on the call was right\n"
            + found.early_calls().to_string(float_format="{:.0f}".format, na_rep="—"),
        ]
    return "\n\n".join(parts) + "\n"

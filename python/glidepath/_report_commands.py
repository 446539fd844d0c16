"""The commands ``glidepath report`` and ``glidepath diff``: the brief, and what changed."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from glidepath._changes import changes_between
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
    refuse,
    told,
    unwritable,
    write,
)
from glidepath._errors import InputError
from glidepath._files import load_observations, load_plan
from glidepath._plot import NoChineseFont
from glidepath._screen import changes_screen
from glidepath._words import BriefKind, Language


class DiffFormat(StrEnum):
    """How changes are written."""

    table = "table"
    json = "json"


def diff(
    last: Annotated[
        Path, typer.Argument(metavar="LAST.json", help="An earlier assessment, as JSON.")
    ],
    now: Annotated[Path, typer.Argument(metavar="NOW.json", help="A later one.")],
    plan_file: Annotated[
        Path | None,
        typer.Option(
            "--plan",
            metavar="PLAN",
            help="The plan: names of indicators, and whose figure was due and has not come.",
        ),
    ] = None,
    format: Annotated[DiffFormat, typer.Option(help="How to write it.")] = DiffFormat.table,
    lang: Lang = Language.en,
    output: Output = None,
) -> None:
    """Tell what changed between two assessments (JSON of assess --format json)."""
    try:
        plan = load_plan(plan_file) if plan_file else None
        changes = changes_between(last, now, plan=plan, language=lang)
    except InputError as error:
        refuse(error)
    if format is DiffFormat.json:
        write(changes.to_json(), output)
    else:
        write(changes_screen(changes, lang, plain=output is not None), output)


def report(
    plan_file: PlanFile,
    observation_file: ObservationFile,
    kind: Annotated[BriefKind, typer.Option(help="What it is about.")],
    last_period: Annotated[
        str, typer.Option("--period", metavar="PERIOD", help="What is reported, as 2024-06.")
    ],
    output: Annotated[
        Path,
        typer.Option("-o", "--output", metavar="FILE", help="brief.docx or brief.md."),
    ],
    tasks: Annotated[
        Path | None, typer.Option(metavar="CSV", help="Progress of tasks, as collected.")
    ] = None,
    issues: Annotated[
        Path | None, typer.Option(metavar="CSV", help="Issues, as collected.")
    ] = None,
    since: Annotated[
        Path | None,
        typer.Option(metavar="JSON", help="An earlier assessment: tell what changed."),
    ] = None,
    pictures: Annotated[
        bool, typer.Option("--pictures", help="Draw indicators (.docx only).")
    ] = False,
    as_of: AsOf = None,
    lang: Lang = Language.zh,
) -> None:
    """Write the brief of a month, a quarter or a year: a paragraph a programme."""
    clocks = parse_clocks(as_of, last_period)
    if output.suffix.lower() not in {".docx", ".md"}:
        raise typer.BadParameter(f"a .docx or an .md file, not {output.name}", param_hint="-o")
    if pictures and output.suffix.lower() != ".docx":
        raise typer.BadParameter("pictures need a .docx file", param_hint="--pictures")
    try:
        plan = load_plan(plan_file)
        seen = load_observations(observation_file, plan)
        list_rejected(seen.rejected, lang)
        brief = plan.report(
            seen,
            kind=kind,
            period=last_period,
            tasks=tasks,
            issues=issues,
            since=since,
            as_of=clocks.as_of,
            language=lang,
            pictures=pictures,
        )
    except InputError as error:
        refuse(error)
    except (OSError, ValueError) as error:
        fail(Exit.bad_input, f"glidepath: {error}")
    except NoChineseFont as error:
        zh = (
            "glidepath：没有中文字体，画不了图：请安装（Debian、Ubuntu：apt-get install fonts-noto-cjk），"
            "并删去 matplotlib 的字体缓存 fontlist-*.json；或去掉 --pictures"
        )
        fail(Exit.usage, told(lang, zh, f"glidepath: {error}"))
    except (ModuleNotFoundError, RuntimeError) as error:  # no matplotlib
        fail(Exit.usage, f"glidepath: {error}")
    try:
        brief.save(output)
    except ModuleNotFoundError as error:
        fail(Exit.usage, f"glidepath: {error}")
    except OSError as error:
        fail(Exit.usage, unwritable(error, lang))
    if seen.rejected:
        raise typer.Exit(Exit.rows_rejected)

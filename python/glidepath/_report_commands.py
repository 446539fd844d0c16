"""The command ``glidepath diff``: what changed from one assessment to the next."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from glidepath._changes import changes_between
from glidepath._command import Lang, Output, refuse, write
from glidepath._errors import InputError
from glidepath._files import load_plan
from glidepath._screen import changes_screen
from glidepath._words import Language


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
    json = format is DiffFormat.json
    write(changes.to_json() if json else changes_screen(changes, lang, plain=output is not None), output)

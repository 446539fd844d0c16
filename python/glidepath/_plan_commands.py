"""The commands ``glidepath plan ...``: plans in Excel for people who never see a plan file."""

import os
from pathlib import Path
from typing import Annotated

import typer

from glidepath import _core
from glidepath._command import (
    Exit,
    Messages,
    Output,
    PlanFile,
    fail,
    refuse,
    told,
    unwritable,
    write,
)
from glidepath._errors import InputError
from glidepath._files import load_plan, say
from glidepath._plan import Plan
from glidepath._plan_excel import plan_workbook
from glidepath._words import Language

app = typer.Typer(
    name="plan",
    help="Write plans in Excel, and read them back.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Workbook = Annotated[
    Path,
    typer.Option(
        "-o", "--output", metavar="FILE", help="The workbook (.xlsx), which is replaced whole."
    ),
]


def write_workbook(content: bytes, path: Path, language: Language = Language.en) -> None:
    """Writes a workbook, or ends the command if the file cannot be written."""
    if path.suffix.lower() != ".xlsx":
        zh = f"glidepath：工作簿的文件名以 .xlsx 结尾，不是 {path.name}"
        fail(
            Exit.usage,
            told(language, zh, f"glidepath: a workbook is named .xlsx, not {path.name}"),
        )
    try:
        _core.write_file_atomically(os.fsencode(path), content)
    except OSError as error:
        fail(Exit.usage, unwritable(error, language))


@app.command("to-excel")
def to_excel(plan_file: PlanFile, output: Workbook) -> None:
    """Write a plan as a workbook: one sheet a table, one row a target, everything kept."""
    try:
        content = load_plan(plan_file)._workbook()
    except InputError as error:
        refuse(error)
    write_workbook(content, output)


@app.command("from-excel")
def from_excel(
    workbook: Annotated[Path, typer.Argument(metavar="WORKBOOK", help="A plan in Excel.")],
    output: Output = None,
) -> None:
    """Write the plan file that a workbook says; every fault is named by its cell."""
    try:
        text = Plan._toml_of_excel(workbook)
    except InputError as error:
        refuse(error)
    except ValueError as error:
        fail(Exit.usage, f"glidepath: {error}")
    write(text, output)


@app.command()
def template(output: Workbook, lang: Messages = Language.zh) -> None:
    """Write an empty workbook to fill in: sheets, choices, and how targets are said."""
    write_workbook(plan_workbook(""), output, lang)
    zh = f"请在 Excel 里填写，再运行：glidepath plan from-excel {output} -o plan.toml"
    say(told(lang, zh, f"Fill it in; then: glidepath plan from-excel {output} -o plan.toml"))

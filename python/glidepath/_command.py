"""What the commands share: exit codes, arguments and options, and how they end."""

import datetime as dt
import errno
import os
from collections.abc import Mapping
from enum import IntEnum, StrEnum
from pathlib import Path
from typing import Annotated, NamedTuple, NoReturn

import typer

from glidepath._clocks import NotADay, day_of_knowledge, period
from glidepath._core import Fault
from glidepath._errors import InputError
from glidepath._files import emit, load_observations, load_plan, say
from glidepath._observations import Observations
from glidepath._plan import Plan
from glidepath._remarks import of_fault
from glidepath._words import Language


class Exit(IntEnum):
    """What the command tells scripts."""

    fine = 0
    usage = 2
    fail_on = 3
    bad_input = 4
    rows_rejected = 5


class TableFormat(StrEnum):
    """How a table of results is written."""

    table = "table"
    json = "json"
    csv = "csv"


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
Messages = Annotated[Language, typer.Option("--lang", help="Language of the messages.")]
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


def told(language: Language, zh: str, en: str) -> str:
    """What a command says to the person at the terminal, in the language of what it writes."""
    return zh if language is Language.zh else en


def unwritable(error: OSError, language: Language = Language.en) -> str:
    """Why a file cannot be written, and what to do about it."""
    file = os.fsdecode(error.filename) if error.filename else ""
    zh, en = CANNOT_WRITE.get(error.errno or 0, IN_USE)
    return told(
        language,
        f"glidepath：{file} 写不了（{error.strerror or error}）：{zh}。原文件没有改动",
        f"glidepath: {error}; {en}",
    )


def unreadable(error: OSError | ValueError, language: Language = Language.en) -> str:
    """Why a table that is added to cannot be used."""
    zh = f"glidepath：{error}"
    if isinstance(error, OSError) and error.filename:
        zh = f"glidepath：{os.fsdecode(error.filename)} 读不了（{error.strerror}）"
    return told(language, zh, f"glidepath: {error}")


IN_USE = (
    "是否正在 Excel 或 Word 里打开？关掉再运行；没有打开的，检查文件夹能否写入",
    "is the file open in another program?",
)
FULL = ("磁盘已满，请腾出空间", "make room on the disk")
CANNOT_WRITE: Mapping[int, tuple[str, str]] = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EFBIG: FULL,
    errno.EROFS: ("磁盘是只读的，请换一个文件夹", "the disk is read-only"),
}


def list_rejected(
    rejected: "tuple[Fault, ...] | list[Fault]", language: Language = Language.en
) -> None:
    """Names every row that was left out, as file:line:column: what and why."""
    for fault in rejected:
        where = str(fault).removesuffix(fault.message)
        say(told(language, f"{where}{of_fault(fault).zh}", str(fault)))
    if rejected:
        rows = f"{len(rejected)} row{'s' if len(rejected) > 1 else ''} rejected"
        say(told(language, f"glidepath：{len(rejected)} 行不能使用", f"glidepath: {rows}"))


def read_inputs(
    plan_file: Path, observation_file: Path, *, strict: bool = False
) -> tuple[Plan, Observations]:
    """Plan and observations, or the end of the command over input that cannot be used.

    Rejected rows are listed; with ``strict`` they end the command as well.
    """
    try:
        plan = load_plan(plan_file)
        seen = load_observations(observation_file, plan)
    except InputError as error:
        refuse(error)
    list_rejected(seen.rejected)
    if seen.rejected and strict:
        raise typer.Exit(Exit.bad_input)
    return plan, seen


def end(rejected: "tuple[Fault, ...] | list[Fault]") -> None:
    """Ends a command that has written its output: scripts learn that rows were left out."""
    if rejected:
        raise typer.Exit(Exit.rows_rejected)


def write(text: str, output: Path | None) -> None:
    """Writes a result, or ends the command if the file cannot be written."""
    try:
        emit(text, output)
    except OSError as error:
        fail(Exit.usage, f"glidepath: {error}")


def parse_day(text: str, option: str) -> dt.date:
    """The day that an option names, or the end of the command over a text that is none."""
    try:
        day = day_of_knowledge(text)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint=option) from None
    assert day is not None  # there is a text
    return day


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

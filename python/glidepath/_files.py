"""Reading and writing for the command line: encodings, standard output, whole files."""

import os
import sys
from pathlib import Path

from glidepath import _core
from glidepath._observations import Observations
from glidepath._plan import Plan


def say(message: str) -> None:
    """A message for the person at the terminal, on standard error."""
    print(message, file=sys.stderr)


def as_utf8(content: bytes, name: str) -> bytes:
    """The bytes as UTF-8: as they are, or decoded from GB18030, which is then said."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return content
    if b"\0" in content:
        return content  # no text; the reader says so
    try:
        text = content.decode("gb18030")
    except UnicodeDecodeError:
        return content
    say(f"glidepath: {name} is not UTF-8; read as GB18030")
    return text.encode()


def load_plan(path: Path) -> Plan:
    """Reads a plan file in UTF-8 or GB18030."""
    return Plan._load(path, as_utf8)


def load_observations(path: Path, plan: Plan) -> Observations:
    """Reads a table of observations in UTF-8 or GB18030, or an Excel file."""
    seen = Observations._load(path, plan, as_utf8)
    for note in seen.notes:
        say(f"glidepath: {note}")
    return seen


def emit(text: str, output: Path | None = None) -> None:
    """Writes a result in UTF-8: to a file, which is replaced as a whole, or to standard output."""
    if output is not None:
        _core.write_file_atomically(os.fsencode(output), text.encode())
        return
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode())
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # The reader (head, less) has seen enough. Python would complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

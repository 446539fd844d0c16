"""Values of a plan as cells and back: what a cell holds is what a person would type, and whatever
that cannot say stands in quotes, as in TOML, so that nothing is lost."""

import datetime as dt
import math
import re
import tomllib
import unicodedata
from typing import Any

from glidepath import _core
from glidepath._plan_sheets import Column
from glidepath._plan_words import NO, YES
from glidepath._price_words import price_basis

SEPARATORS = re.compile("[;；、]")
PLAIN = re.compile(r"[^\x00-\x09\x0b-\x1f\x7f\ufffe\uffff]*")  # as an XML text keeps it
ESCAPED = re.compile(r"_x[0-9A-Fa-f]{4}_")  # how Excel writes other characters
CHINESE_DATE = re.compile(r"(\d{4})[年/.-](\d{1,2})[月/.-](\d{1,2})日?")
FLAGS = {"true": True, "false": False, YES: True, NO: False}
FIRST_DAY_OF_EXCEL = dt.date(1900, 3, 1)  # the days before are counted in two ways
DAY_TIME = ("h", "s")  # letters in formats that show a time


class BadCell(ValueError):
    """A cell that cannot mean anything: why, and what to write."""


def toml_string(text: str) -> str:
    """A text as a TOML string on one line."""
    escapes = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return (
        '"'
        + "".join(
            escapes.get(c) or (f"\\u{ord(c):04X}" if c < " " or c in "\x7f\ufffe\uffff" else c)
            for c in text
        )
        + '"'
    )


def from_toml(text: str) -> Any:
    """The value of a TOML value; None if it is none."""
    try:
        return tomllib.loads(f"x = {text}")["x"]
    except tomllib.TOMLDecodeError:
        return None


# --- text -------------------------------------------------------------------------------------


def encode_text(text: str) -> str:
    """As it is, or in quotes if a cell could not give it back."""
    survives = (
        text == text.strip()
        and text != ""
        and PLAIN.fullmatch(text) is not None
        and ESCAPED.search(text) is None
        and decode_text(text) == text
    )
    return text if survives else toml_string(text).replace("_x", "\\u005Fx")


def decode_text(text: str) -> str:
    """What a cell says: without blanks around it, and without the quotes of a quoted text."""
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] == '"':
        value = from_toml(text)
        if isinstance(value, str):
            return value
    return text


def encode_list(items: list[str], column: Column) -> str:
    """Separated by ; where that reads back, else by line, else as a TOML list."""
    shown = [chinese_of(item, column) for item in items]
    for text in ("; ".join(shown), "\n".join(shown) + "\n"):
        if PLAIN.fullmatch(text) and not ESCAPED.search(text) and entries(text) == shown:
            return text
    return "[" + ", ".join(toml_string(item).replace("_x", "\\u005Fx") for item in items) + "]"


def entries(cell: str) -> list[str]:
    """The entries of a cell: one a line, or separated by ; or its Chinese counterparts."""
    if cell.lstrip().startswith("["):
        value = from_toml(cell.strip())
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return value
    parts = cell.split("\n") if "\n" in cell else SEPARATORS.split(cell)
    return [part.strip() for part in parts if part.strip()]


# --- words ------------------------------------------------------------------------------------


def chinese_of(word: str, column: Column) -> str:
    """The Chinese word of an enumeration; other texts as they are."""
    return dict(column.words).get(word, word)


def word_of(text: str, column: Column) -> str:
    """The word that a cell means, in Chinese or as in plan files."""
    if column.key == "growth_prices":  # 可比价 and others that mean the same
        text = price_basis(text)
    for word, chinese in column.words:
        if text.strip().casefold() in {word.casefold(), chinese.casefold()}:
            return word
    allowed = ", ".join(f"{chinese} ({word})" for word, chinese in column.words)
    raise BadCell(f'"{text}" is none of {allowed}')


# --- values -----------------------------------------------------------------------------------


def encode(value: Any, column: Column) -> str | float | int | dt.date:
    """The cell of a value of a plan file."""
    if isinstance(value, list):
        return encode_list(value, column)
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, int) and abs(value) < 10**15:
        return value
    if isinstance(value, int | float):
        # Workbooks are written with 16 digits; the few numbers that need 17 stand as text.
        exact = float(f"{value:.16G}") == value
        return float(value) if exact else repr(value)
    if isinstance(value, dt.date):
        return value if value >= FIRST_DAY_OF_EXCEL else value.isoformat()
    if column.kind == "word":
        return chinese_of(value, column)
    if column.kind == "prices":
        return _core.price_words(value).zh
    return encode_text(value)


def decode(value: Any, number_format: str, column: Column) -> str:
    """The TOML value that a cell means. What is no value of the column's kind is handed on as a
    string, for the reader of plans to refuse; BadCell for what has lost its meaning in Excel."""
    match column.kind:
        case "date":
            return decode_date(value)
        case "period":
            return toml_string(decode_period(value, number_format))
        case "number" | "integer":
            return decode_number(value)
        case "flag":
            if isinstance(value, bool):
                return "true" if value else "false"
            flag = FLAGS.get(str(value).strip().lower())
            if flag is None:
                raise BadCell(f'"{value}" is neither {YES} (true) nor {NO} (false)')
            return "true" if flag else "false"
        case "word":
            return toml_string(word_of(plain(value), column))
        case "prices":
            return toml_string(price_basis(plain(value)))
        case "list":
            items = entries(plain(value) if not isinstance(value, str) else value)
            if column.words:
                items = [word_of(item, column) for item in items]
            return "[" + ", ".join(map(toml_string, items)) + "]"
        case _:
            return toml_string(plain(value))


def plain(value: Any) -> str:
    """A cell as text: numbers without the point that spreadsheets add."""
    if isinstance(value, str):
        return decode_text(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.date | dt.time):
        raise BadCell(
            f"Excel has made a date of what was typed ({value}); format the cell as text and type "
            "it again"
        )
    return str(value)


def decode_number(value: Any) -> str:
    if isinstance(value, bool | dt.date | dt.time):
        raise BadCell(f"{value} is no number")
    if isinstance(value, str):
        text = unicodedata.normalize("NFKC", decode_text(value))
        try:
            value = int(text) if re.fullmatch(r"-?\d{1,18}", text) else float(text)
        except ValueError:
            return toml_string(decode_text(value))
    if isinstance(value, float) and not math.isfinite(value):
        return toml_string(str(value))
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        value = int(value)
    return repr(value)


def decode_date(value: Any) -> str:
    if isinstance(value, dt.datetime):
        if value.time() != dt.time():
            raise BadCell(f"{value} has a time of day; write the date alone")
        return value.date().isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    text = plain(value)
    if match := CHINESE_DATE.fullmatch(text):
        year, month, day = map(int, match.groups())
        try:
            return dt.date(year, month, day).isoformat()
        except ValueError:
            raise BadCell(f'there is no day "{text}"') from None
    return toml_string(text)


def shows_month(number_format: str) -> bool:
    """Whether a date format shows year and month alone, so that the cell means a month."""
    shown = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", number_format.lower())
    return "y" in shown and "m" in shown and "d" not in shown and not set(DAY_TIME) & set(shown)


def decode_period(value: Any, number_format: str) -> str:
    if isinstance(value, dt.datetime):
        if shows_month(number_format) and value.day == 1:
            return f"{value:%Y-%m}"
        raise BadCell(
            f"Excel has made the day {value.date()} of what was typed; for the month write "
            f"{value:%Y-%m} as text, for the day {value.date()} as text"
        )
    return plain(value)

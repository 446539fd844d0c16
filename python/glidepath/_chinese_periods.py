"""Periods as Chinese tables write them: 2024年, 1—6月, 上半年, 前三季度, a day that was a month.

Read here and not by the library's reader of tables, which takes one spelling of each period: half
of the forms mean something only together with a title, a header or a cell format, which only the
sheet has.
"""

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from glidepath._core import Window
from glidepath._plan_cells import shows_month

DASH = "(?:[-~–—―−－～至到]|—{2})"
YEAR = "(?P<year>(?:19|20)\\d\\d)"
MONTH = "(?:0?[1-9]|1[0-2])"
NUMERALS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
LAST_MONTH = 12


@dataclass(frozen=True)
class Said:
    """A period that was read. ``to_date``: from January to its end (累计), not it alone."""

    period: str  # as the library writes it
    to_date: bool = False
    at_end: bool = False  # 截至, 末: what stood at its end, or came in by then
    note: str = ""

    @property
    def year(self) -> int:
        return int(self.period[:4])


class NoPeriod(ValueError):
    """A text or a cell that is no period, or may be more than one."""


def normal(text: str) -> str:
    """Full-width signs as ASCII, without blanks."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


FORMS: list[tuple[str, str]] = [
    # The form, and what it is. The year is optional where a title can say it.
    (rf"{YEAR}(?:年度?|年全年)?", "year"),
    (rf"(?:{YEAR}年)?全年(?:累计)?", "year"),
    (rf"(?P<first_year>(?:19|20)\d\d)年?{DASH}{YEAR}年?", "years"),
    (rf"(?:{YEAR}年)?(?P<first>{MONTH})月?(?:份)?{DASH}(?P<month>{MONTH})月(?:份)?", "months"),
    (rf"(?:{YEAR}年)?(?P<month>{MONTH})月(?:份)?", "month"),
    (rf"(?:{YEAR}年)?(?:截至|截止|至)?(?P<month>{MONTH})月(?:份)?(?:末|底|止)", "by_month"),
    (rf"(?:截至|截止|至)(?:{YEAR}年)?(?P<month>{MONTH})月(?:份)?(?:末|底|止)?", "by_month"),
    (rf"(?:{YEAR}年)?上半年", "first_half"),
    (rf"(?:{YEAR}年)?下半年", "second_half"),
    (rf"(?:{YEAR}年)?前(?P<quarters>[一二三四1234])个?季度", "quarters"),
    (rf"(?:{YEAR}年)?第?(?P<quarter>[一二三四1234])季度?", "quarter"),
    (rf"{YEAR}[-年]?[Qq](?P<quarter>[1234])", "quarter"),
    (rf"{YEAR}(?P<separator>[/.-])(?P<month>{MONTH})", "month"),
    (rf"{YEAR}(?P<month>(?:0[1-9]|1[0-2]))", "month"),
    (rf"{YEAR}(?P<s1>[/.年-])(?P<month>{MONTH})(?P<s2>[/.月-])(?P<day>0?[1-9]|[12]\d|3[01])日?", "day"),
]  # fmt: skip
PATTERNS = [(re.compile(pattern), kind) for pattern, kind in FORMS]
IN_TITLE = re.compile(
    rf"{YEAR}年(?:(?P<first>{MONTH})月?{DASH}(?P<month>{MONTH})月|(?P<one>{MONTH})月|上半年|下半年"
    r"|前[一二三1-3]个?季度|第?[一二三四1-4]季度)?"
)
TITLE_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")


def read_period(text: str, year: int | None = None) -> Said:
    """The period that a text means; ``year`` where it names none.

    Raises NoPeriod that says what is missing.
    """
    plain = normal(text)
    for pattern, kind in PATTERNS:
        match = pattern.fullmatch(plain)
        if match is None:
            continue
        parts = match.groupdict()
        own = int(parts["year"]) if parts.get("year") else year
        if own is None:
            raise NoPeriod(f'"{text.strip()}" names no year, nor does a title above the table')
        return said(kind, own, parts, text)
    try:
        window = Window(plain)
    except ValueError:
        raise NoPeriod(
            f'"{text.strip()}" is no period; write 2024年, 2024年6月, 2024年1-6月, 2024年上半年, '
            "2024年一季度, 2024年前三季度, 2024-06 or 2024-Q2"
        ) from None
    return Said(str(window))


def said(kind: str, year: int, parts: dict[str, str | None], text: str) -> Said:
    """What a form means with its numbers."""

    def number(name: str) -> int:
        value = parts.get(name) or ""
        return NUMERALS.get(value) or int(value)

    match kind:
        case "year":
            return Said(f"{year}")
        case "years":
            first = number("first_year")
            if first >= year:
                raise NoPeriod(f'"{text.strip()}" ends before it begins')
            return Said(f"{first}..{year}")
        case "months":
            return months(year, number("first"), number("month"), text)
        case "month":
            return Said(f"{year}-{number('month'):02}")
        case "by_month":
            return Said(f"{year}-{number('month'):02}", to_date=True, at_end=True)
        case "first_half":
            return Said(f"{year}-06", to_date=True)
        case "second_half":
            return Said(f"{year}-H2")
        case "quarters":
            return Said(f"{year}-{3 * number('quarters'):02}", to_date=True)
        case "quarter":
            quarter = number("quarter")
            # The first quarter is the year to date; the others stand alone.
            return Said(f"{year}-03", to_date=True) if quarter == 1 else Said(f"{year}-Q{quarter}")
        case _:
            return day(dt.date(year, number("month"), 1), parts.get("day") or "", text)


def months(year: int, first: int, last: int, text: str) -> Said:
    """1—6月 is the year to date, 4—6月 a span of its own."""
    if first > last:
        raise NoPeriod(f'"{text.strip()}" ends before it begins')
    if first == 1:
        return Said(f"{year}-{last:02}", to_date=True)
    return Said(f"{year}-{first:02}..{year}-{last:02}" if first < last else f"{year}-{last:02}")


def day(month: dt.date, day_of_month: str, text: str) -> Said:
    try:
        return month_of_day(month.replace(day=int(day_of_month)))
    except ValueError as error:
        if isinstance(error, NoPeriod):
            raise
        raise NoPeriod(f'there is no day "{text.strip()}"') from None


def month_of_day(value: dt.date) -> Said:
    """A day that stands for its month: its first or its last. Any other day stands for itself."""
    next_day = value + dt.timedelta(days=1)
    if value.day == 1 or next_day.day == 1:
        return Said(f"{value:%Y-%m}", note=f"{value} read as the month {value:%Y-%m}")
    return Said(value.isoformat())


def read_period_cell(value: Any, number_format: str, year: int | None = None) -> Said:
    """The period of a cell, which Excel may have made a date or a number."""
    if isinstance(value, dt.datetime):
        value = value.date()
    if isinstance(value, dt.date):
        if shows_month(number_format):
            return Said(f"{value:%Y-%m}", note=f"{value}, shown as a month, read as {value:%Y-%m}")
        return month_of_day(value)
    if isinstance(value, bool):
        raise NoPeriod(f"{value} is no period")
    if isinstance(value, float) and not value.is_integer():
        whole = int(value)
        raise NoPeriod(
            f"the number {value} may be a month of {whole}; Excel drops zeros, so that October looks "
            f"like January: write {whole}年1月 or {whole}-01"
        )
    if isinstance(value, int | float):
        return read_period(str(int(value)), year)
    return read_period(str(value), year)


def year_in_titles(titles: list[str]) -> int | None:
    """The one year that titles name; None if they name none or several."""
    years = {int(found) for title in titles for found in TITLE_YEAR.findall(normal(title))}
    return years.pop() if len(years) == 1 else None


def period_in_titles(titles: list[str]) -> Said | None:
    """The one period that titles name; None if they name none or several."""
    found = set()
    for title in titles:
        for match in IN_TITLE.finditer(normal(title)):
            found.add(read_period(match.group()))
    finer = {one for one in found if len(one.period) > len("2024")}
    found = finer or found  # 2024年 beside 2024年6月 is its year
    return found.pop() if len(found) == 1 else None

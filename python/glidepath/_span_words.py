"""Spans of days and periods as tables and sentences say them."""

import datetime as dt

from glidepath._core import Period, Window

MONTHS_EN = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
ONE_DAY = dt.timedelta(days=1)


def span_words(first: dt.date, last: dt.date, language: str) -> str:
    """2024年1—6月, 2024年6月, 2024年, 2023—2025年, 2023年7月至2024年6月; Jan–Jun 2024, Jun 2024,
    2024, 2023–2025, Jul 2023 – Jun 2024. What are no whole months is said by its days."""
    zh = language == "zh"
    if first.day != 1 or (last + ONE_DAY).day != 1:
        days = dict.fromkeys(date_words(day, language) for day in (first, last))
        return ("至" if zh else " to ").join(days)
    if last.month == 12 and first.month == 1:
        years = ("—" if zh else "–").join(dict.fromkeys([str(first.year), str(last.year)]))
        return f"{years}年" if zh else years
    if first.year != last.year:
        if zh:
            return f"{first.year}年{first.month}月至{last.year}年{last.month}月"
        ends = (f"{MONTHS_EN[day.month - 1]} {day.year}" for day in (first, last))
        return " – ".join(ends)
    if zh:
        months = dict.fromkeys([str(first.month), str(last.month)])
        return f"{last.year}年{'—'.join(months)}月"
    names = dict.fromkeys([MONTHS_EN[first.month - 1], MONTHS_EN[last.month - 1]])
    return f"{'–'.join(names)} {last.year}"


def date_words(day: dt.date, language: str) -> str:
    """2024年7月25日; 2024-07-25."""
    return f"{day.year}年{day.month}月{day.day}日" if language == "zh" else day.isoformat()


def period_words(period: Period | Window, language: str) -> str:
    """A period, or a window of periods, in the words of a span."""
    return span_words(period.first_day, period.last_day, language)


def words_of_text(text: str, language: str, year_from: int = 1) -> str:
    """A period as files write it (2024-01..2024-05), in words; ``year_from`` is the month in which
    reporting years start. A text that is no period stays as it is."""
    try:
        return period_words(Window(text, reporting_year_start=year_from), language)
    except ValueError:
        return text

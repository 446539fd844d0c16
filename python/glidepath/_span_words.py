"""Spans of days as tables say them."""

import datetime as dt

MONTHS_EN = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def span_words(first: dt.date, last: dt.date, language: str) -> str:
    """2024年1—6月, 2024年6月, 2024年, 2023—2025年; Jan–Jun 2024, Jun 2024, 2024, 2023–2025."""
    zh = language == "zh"
    if last.month == 12 and first.month == 1:
        years = ("—" if zh else "–").join(dict.fromkeys([str(first.year), str(last.year)]))
        return f"{years}年" if zh else years
    if first.year != last.year:
        return f"{first:%Y-%m}—{last:%Y-%m}"
    if zh:
        months = dict.fromkeys([str(first.month), str(last.month)])
        return f"{last.year}年{'—'.join(months)}月"
    names = dict.fromkeys([MONTHS_EN[first.month - 1], MONTHS_EN[last.month - 1]])
    return f"{'–'.join(names)} {last.year}"

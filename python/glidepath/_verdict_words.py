"""The sentence of a verdict with its figures as those of the indicator are printed."""

import re

from glidepath._core import Verdict
from glidepath._numbers import number
from glidepath._published import decimals_of

RATE_DECIMALS = 1  # of growth that was computed


def reason_words(verdict: Verdict, language: str, decimals: int) -> str:
    """Why a verdict is what it is. Figures that were computed have no more decimals than published
    ones; a level that follows from a growth figure is marked."""
    growth = " growth" in verdict.target
    unit, shown = ("%", RATE_DECIMALS) if growth else (verdict.unit or "", decimals)
    text = verdict.reason.in_(language)
    for value in (verdict.planned, verdict.base):
        text = restated(text, value, unit, shown)
    mark = derived_mark(language) if verdict.derived else ""
    return restated(text, verdict.actual, unit, shown, mark)


def restated(text: str, value: float | None, unit: str, decimals: int, mark: str = "") -> str:
    """A sentence in which a value has at most so many decimals, and a mark behind its unit."""
    if value is None:
        return text
    said = number(value)
    shown = f"{value:.{decimals}f}" if decimals_of(said) > decimals else said
    alone = rf"(?<![\d.]){re.escape(said)}( ?{re.escape(unit)})(?![\d.])"
    return re.sub(alone, lambda found: shown + found[1] + mark, text, count=1)


def derived_mark(language: str) -> str:
    """What stands behind a level that is not published but follows from a growth figure."""
    return "（推算）" if language == "zh" else " (derived)"

"""Targets in words, as cells of offices' tables say them: ≥35亿元, 增长≥5.5%, 每年≥90%; in English
at least 35 亿元, growth of at least 5.5%, at least 90% each year."""

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass

from glidepath import _core
from glidepath._core import Indicator, Statement, Target
from glidepath._numbers import number
from glidepath._span_words import span_words
from glidepath._words import Face, Frequency, Stat

SIGNS = {">": "＞", ">=": "≥", "<": "＜", "<=": "≤", "=": "＝"}
RELATIONS = {">": "above", ">=": "at least", "<": "below", "<=": "at most", "=": "exactly"}
MOVES = {
    Stat.rises: ("提高", "rises"),
    Stat.falls: ("下降", "falls"),
    Stat.never_falls: ("不降", "does not fall"),
    Stat.never_rises: ("不升", "does not rise"),
}
EACH = {
    Frequency.annual: ("年", "year"),
    Frequency.half_yearly: ("半年", "half-year"),
    Frequency.quarterly: ("季", "quarter"),
    Frequency.monthly: ("月", "month"),
    Frequency.weekly: ("周", "week"),
    Frequency.daily: ("日", "day"),
}
OF_EACH_PERIOD = frozenset({Stat.each, Stat.steady, *MOVES})


def name_of_target(say: Statement | str, due: dt.date | str | None, language: str) -> str:
    """What a target is called beside its indicator: 2025年目标, or 每年目标 where it holds in each
    year; target of 2025, target of each year. Empty if it has no date."""
    zh = language == "zh"
    if each := each_period(say):
        return f"每{each[0]}目标" if zh else f"target of each {each[1]}"
    if due is None:
        return ""
    year = str(due)[:4]
    return f"{year}年目标" if zh else f"target of {year}"


def each_period(say: Statement | str) -> tuple[str, str] | None:
    """The word for the periods in each of which a statement holds; None for other statements."""
    if isinstance(say, str):
        try:
            say = Statement(say)
        except ValueError:
            return None  # of an assessment that another version wrote
    if say.stat not in OF_EACH_PERIOD or say.window is None:
        return None
    return EACH[say.window.frequency]


def said_of(target: Target, indicator: Indicator, plan: _core.Plan, language: str = "zh") -> str:
    """What a target wants in one period, without the period: ≥35亿元."""
    return words(target, indicator, plan, language).wanted()


def said_with_window(
    target: Target, indicator: Indicator, plan: _core.Plan, language: str = "zh"
) -> str:
    """The same below the year in which it is due, with what the window means: 每年≥90%,
    2023—2025年累计≥110亿元, 2020—2025年年均增长≥15%."""
    say, text = target.say, words(target, indicator, plan, language)
    if say.window is None or say.to_be_decided or of_one_year(say):
        return text.wanted()
    if say.stat in OF_EACH_PERIOD:
        return text.in_each()
    return text.whole()


def said_whole(target: Target, indicator: Indicator, plan: _core.Plan, language: str = "zh") -> str:
    """The whole target, to stand by itself: 2025年＞860亿元, 2023—2027年每年≥35亿元."""
    return words(target, indicator, plan, language).whole()


def of_one_year(say: Statement) -> bool:
    """Whether a statement is about one year, which a header can name."""
    window = say.window
    return window is not None and len(window) == 1 and window.frequency is Frequency.annual


def asked_of_year(targets: Iterable[Target], year: int) -> list[Target]:
    """The targets that ask something of one year: those due with it, then those of each year."""
    own, each = [], []
    for target in targets:
        window = target.say.window
        if window is None:
            continue
        first, last = window.first_day.year, window.last_day.year
        if first == last == year:
            own.append(target)
        elif target.say.stat is Stat.each and first <= year <= last:
            each.append(target)
    return own + each


def words(target: Target, indicator: Indicator, plan: _core.Plan, language: str) -> "Words":
    """The words of a language for a target."""
    other = next((o for o in plan.indicators if o.id == target.say.reference), None)
    name = other.name.in_(language) if other is not None else target.say.reference or ""
    return (Chinese if language == "zh" else English)(target.say, indicator, name)


@dataclass(frozen=True)
class Words(ABC):
    """What the words for a statement need; ``other`` is the indicator that it compares with."""

    say: Statement
    indicator: Indicator
    other: str

    @property
    def relative(self) -> bool:
        """Whether the number is a share, not a level or a difference."""
        return self.say.face is Face.growth or str(self.say).endswith("%")

    @property
    def growth(self) -> bool:
        return self.say.face is Face.growth

    def unit(self, points: str) -> str:
        """The unit of the number; ``points`` is the word for percentage points."""
        if self.growth:
            return "%"
        if self.say.face is Face.change or self.say.stat is Stat.steady:
            unit = points if self.indicator.unit == "%" else self.indicator.unit or ""
            return "%" if self.relative else unit
        return self.indicator.unit or ""

    def span(self, language: str) -> str:
        window = self.say.window
        return span_words(window.first_day, window.last_day, language) if window else ""

    def frequency(self) -> tuple[str, str]:
        window = self.say.window
        return EACH[window.frequency if window is not None else Frequency.annual]

    @abstractmethod
    def wanted(self) -> str:
        """Of one period."""

    @abstractmethod
    def in_each(self) -> str:
        """Of each period of a window."""

    @abstractmethod
    def whole(self) -> str:
        """With the window."""


class Chinese(Words):
    """The words in Chinese."""

    def wanted(self) -> str:
        say = self.say
        sign = SIGNS.get(say.relation or "", "")
        face = {Face.level: "", Face.growth: "增长", Face.change: "变动"}[say.face]
        unit = self.unit("个百分点")
        if say.to_be_decided:
            return "待下达"
        if say.stat in MOVES:
            return f"逐{self.frequency()[0]}{MOVES[say.stat][0]}"
        if say.reference:
            growth = "增速" if self.growth else ""
            return f"{growth}{sign}{self.other}{growth}"
        if say.stat is Stat.steady and say.second is not None:
            return f"每{self.frequency()[0]}变动不超过{number(say.second)}{unit}"
        if say.value is None:
            return "完成"
        if say.relation == "~":
            return f"{face}{number(say.value)}{unit}左右"
        if say.relation == "between" and say.second is not None:
            return f"{face}{number(say.value)}—{number(say.second)}{unit}"
        return f"{face}{sign}{number(say.value)}{unit}"

    def in_each(self) -> str:
        each = f"每{self.frequency()[0]}" if self.say.stat is Stat.each else ""
        return each + self.wanted()

    def whole(self) -> str:
        say, span = self.say, self.span("zh")
        match say.stat:
            case Stat.sum if len(say.window or ()) > 1:
                return f"{span}累计{self.wanted()}"
            case Stat.mean if len(say.window or ()) > 1:
                return f"{span}平均{self.wanted()}"
            case Stat.from_to:
                return f"{span}{'年均' if self.growth else ''}{self.wanted()}"
            case Stat.by | Stat.done:
                return f"{span}底前{self.wanted()}" if span else self.wanted()
        return span + (self.in_each() if len(say.window or ()) > 1 else self.wanted())


class English(Words):
    """The words in English."""

    def wanted(self) -> str:
        say = self.say
        relation = RELATIONS.get(say.relation or "", "")
        face = {Face.level: "", Face.growth: "growth of ", Face.change: "a change of "}[say.face]
        unit = self.unit("points")
        unit = unit if unit in {"", "%"} else f" {unit}"
        if say.to_be_decided:
            return "to be decided"
        if say.stat in MOVES:
            return MOVES[say.stat][1]
        if say.reference:
            growth = f"growth {relation} that of {self.other}"
            return growth if self.growth else f"{relation} {self.other}"
        if say.stat is Stat.steady and say.second is not None:
            return f"changes by at most {number(say.second)}{unit}"
        if say.value is None:
            return "done"
        if say.relation == "~":
            return f"{face}about {number(say.value)}{unit}"
        if say.relation == "between" and say.second is not None:
            return f"{face}{number(say.value)} to {number(say.second)}{unit}"
        return f"{face}{relation} {number(say.value)}{unit}"

    def in_each(self) -> str:
        return f"{self.wanted()} each {self.frequency()[1]}"

    def whole(self) -> str:
        say, span = self.say, self.span("en")
        many = len(say.window or ()) > 1
        match say.stat:
            case Stat.sum if many:
                return f"{self.wanted()} in total, {span}"
            case Stat.mean if many:
                return f"{self.wanted()} on average, {span}"
            case Stat.from_to:
                return f"{'average ' if self.growth else ''}{self.wanted()}, {span}"
            case Stat.by | Stat.done:
                return f"{self.wanted()} by {span}" if span else self.wanted()
        return f"{self.in_each()}, {span}" if many else f"{self.wanted()} in {span}"

"""Targets as cells of offices' tables say them: ≥35亿元, 增长≥5.5%, 每年≥90%."""

from glidepath import _core
from glidepath._core import Indicator, Statement, Target
from glidepath._numbers import number
from glidepath._words import Face, Kind, Stat

SIGNS = {">": "＞", ">=": "≥", "<": "＜", "<=": "≤", "=": "＝"}
WORDS = {
    Stat.rises: "逐年提高",
    Stat.falls: "逐年下降",
    Stat.never_falls: "逐年不降",
    Stat.never_rises: "逐年不升",
}
FACES = {Face.level: "", Face.growth: "增长", Face.change: "变动"}


def said_of(target: Target, indicator: Indicator, plan: _core.Plan) -> str:
    """What a target wants in one period, without the period."""
    say: Statement = target.say
    face = FACES[say.face]
    unit = "%" if say.face is Face.growth else indicator.unit or ""
    if say.to_be_decided:
        return "待下达"
    if say.stat in WORDS:
        return WORDS[say.stat]
    if say.reference:
        names = {other.id: other.name.in_("zh") for other in plan.indicators}
        growth = "增速" if say.face is Face.growth else ""
        other = names.get(say.reference, say.reference)
        return f"{growth}{SIGNS.get(say.relation or '', '')}{other}{growth}"
    if say.stat is Stat.steady and say.second is not None:
        relative = "%" if str(say).endswith("%") else "个百分点"
        return f"每年变动不超过{number(say.second)}{relative}"
    if say.value is None:
        return "完成" if indicator.kind is Kind.milestone else str(say)
    if say.relation == "~":
        return f"{face}{number(say.value)}{unit}左右"
    if say.relation == "between" and say.second is not None:
        return f"{face}{number(say.value)}—{number(say.second)}{unit}"
    return f"{face}{SIGNS.get(say.relation or '', '')}{number(say.value)}{unit}"


def said_with_window(target: Target, indicator: Indicator, plan: _core.Plan) -> str:
    """The same with what its window means: 2023—2025年累计≥110亿元, 每年≥90%, 年均增长≥15%."""
    said = said_of(target, indicator, plan)
    window = target.say.window
    if window is None or target.say.to_be_decided:
        return said
    first, last = window.first_day.year, window.last_day.year
    if target.say.stat is Stat.from_to:
        return f"{first}—{last}年{'年均' if target.say.face is Face.growth else ''}{said}"
    if last == first:
        return said
    match target.say.stat:
        case Stat.sum:
            return f"{first}—{last}年累计{said}"
        case Stat.mean:
            return f"{first}—{last}年平均{said}"
        case Stat.each:
            return f"每年{said}"
        case Stat.by:
            return f"{last}年前{said}"
    return said

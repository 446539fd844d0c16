"""Figures, dates and standings as they stand in the cells of offices' tables."""

import datetime as dt
import re
import unicodedata
from decimal import Decimal
from typing import Any

from glidepath._plan_cells import CHINESE_DATE, BadCell

NO_FIGURE = frozenset(
    {"", "/", "／", "-", "--", "—", "——", "–", "…", "……", "...", "尚未出报", "未出报", "暂未出报",
     "尚未公布", "未公布", "待公布", "暂无", "暂无数据", "无数据", "未报送", "不涉及", "n/a"}
)  # fmt: skip
SEPARATED = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
DECIMALS = re.compile(r"[0#]\.(0+)(?![0#?])")
LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
STATUS = {
    "预计": "E", "预估": "E", "估计": "E", "预测": "E",
    "初步": "P", "初步数": "P", "快报": "P", "初步核算": "P", "月报": "P", "进度": "P",
    "修订": "R", "修正": "R",
    "核实": "A", "最终": "A", "最终核实": "A", "年报": "A", "定": "A", "正式": "A",
}  # fmt: skip
DONE = {"已完成": "1", "完成": "1", "是": "1", "未完成": "0", "否": "0", "推进中": "0"}
EXCEL_DIGITS = 15  # what Excel keeps of a number; more is noise of binary arithmetic


def says_nothing(value: Any) -> bool:
    """Whether a cell holds no figure: blank, a slash, a dash, 尚未出报."""
    return value is None or (isinstance(value, str) and plain(value).lower() in NO_FIGURE)


def plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def figure(value: Any, number_format: str = "General") -> tuple[str, bool]:
    """The digits of a figure as printed, and whether they are printed in percent.

    Digits that the format shows are kept (30.60), those that it hides are not lost. BadCell for
    what is no number; other texts are handed on for the reader to refuse.
    """
    if isinstance(value, bool):
        raise BadCell(f"{value} is no figure")
    if isinstance(value, dt.date | dt.time):
        raise BadCell(f"a date ({value}) stands where a figure is wanted")
    if isinstance(value, int | float):
        shown = LITERAL.sub("", number_format.split(";")[0])
        percent = "%" in shown
        number = Decimal(f"{value:.{EXCEL_DIGITS}g}") * (100 if percent else 1)
        if not number.is_finite():
            raise BadCell(f"{value} is no figure")
        number = number.normalize()
        exponent = number.as_tuple().exponent
        decimals = max(-exponent if isinstance(exponent, int) else 0, 0)
        if match := DECIMALS.search(shown):
            decimals = max(decimals, len(match.group(1)))
        return f"{number:.{decimals}f}", percent
    text = plain(str(value))
    if SEPARATED.fullmatch(text):
        text = text.replace(",", "")
    percent = text.endswith("%")
    return text.removesuffix("%").rstrip() if percent else text, percent


def day(value: Any) -> str:
    """A date as the reader takes it; other texts as they are."""
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    text = plain(str(value))
    if match := CHINESE_DATE.fullmatch(text):
        year, month, day_ = map(int, match.groups())
        return f"{year}-{month:02}-{day_:02}"
    return text


def standing(value: Any) -> str:
    """The letter of a standing in Chinese (预计, 初步, 核实); other texts as they are."""
    text = plain(str(value))
    return STATUS.get(text.removesuffix("数"), STATUS.get(text, text))

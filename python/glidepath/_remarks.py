"""What collecting has to say about the forms: rows sent back, hints, who has not reported; each in
Chinese for the office, with the reader's own words for those who look closer."""

import re
from dataclasses import dataclass
from enum import StrEnum

from glidepath._core import Fault
from glidepath._words import Language

CELL = re.compile(r"^(?P<file>.*) \[(?P<sheet>[^\[\]!]+)(?:!(?P<cell>[A-Z]+\d+))?\]$", re.DOTALL)

REASONS = {
    "bad_number": "不是数字",
    "merged_cells": "合并单元格跨了几项，看不出是哪一项的数，请取消合并后分别填写",
    "bad_cell": "单元格内容不能使用（公式、错误值或日期）",
    "unknown_indicator": "计划中没有这个指标",
    "ambiguous_indicator": "无法确定是哪个指标，请核对编号和名称",
    "bad_period": "报告期无法识别",
    "no_period": "缺报告期",
    "ambiguous_period": "报告期前后不一致",
    "unknown_unit": "计量单位无法识别",
    "unit_mismatch": "计量单位与指标不符",
    "out_of_bounds": "超出该指标可能的范围，请核对数值和单位",
    "not_whole": "应为整数",
    "bad_value": "填写内容无法识别",
    "dates": "发布日期早于报告期",
    "illegal_measure": "该指标没有这种数据",
    "illegal_period": "该指标不能用这样的报告期",
    "conflicting_values": "与同一期、同一发布日期的已收数据不一致；修订请另填发布日期",
    "ragged_row": "填写内容无法识别",
}

BAD_VALUES = {
    "status": "数据状态应为预计、初步或核实",
    "released": "发布日期不是日期，如 2024-07-18",
}
"""What is wrong with a ``bad_value``, by the column that the reader names first."""


class Level(StrEnum):
    """What becomes of the row that a remark is about."""

    returned = "退回"  # not collected
    hint = "提示"  # collected, but somebody should look
    file = "文件"  # nothing of the file was collected


LEVELS = {Level.returned: "sent back", Level.hint: "to check", Level.file: "file"}
"""The same in English."""


@dataclass(frozen=True)
class Remark:
    """One thing to say: about what, where, and why, in Chinese and in English."""

    level: Level
    zh: str
    en: str
    unit: str = ""  # name of the reporting unit
    file: str = ""
    sheet: str = ""
    cell: str = ""
    subject: str = ""  # id of the indicator, task or issue
    name: str = ""
    found: str = ""  # what was filled in

    @property
    def place(self) -> str:
        """File, sheet and cell, as faults name them; the unit of what is in no file."""
        place = self.file
        if self.sheet:
            place += f" [{self.sheet}{'!' + self.cell if self.cell else ''}]"
        return place or self.unit or self.subject

    def told(self, language: Language) -> str:
        """The remark in one language, with what becomes of what it is about."""
        if language is Language.zh:
            return f"{self.level} {self.place}：{self.zh}"
        return f"{LEVELS[self.level]} {self.place}: {self.en}"

    def __str__(self) -> str:
        return f"{self.place}: {self.zh} ({self.en})"


def spot(file: str) -> tuple[str, str, str]:
    """File, sheet and cell of a place as faults name it."""
    match = CELL.match(file)
    if match is None:
        return file, "", ""
    return match["file"], match["sheet"], match["cell"] or ""


def of_fault(fault: Fault, unit: str = "", level: Level = Level.returned) -> Remark:
    """A fault of a reader as a remark."""
    file, sheet, cell = spot(fault.where.file or "")
    column = fault.message.partition(":")[0]
    zh = BAD_VALUES.get(column) if fault.code == "bad_value" else None
    zh = zh or REASONS.get(fault.code, "填写内容不能使用")
    subject = fault.subject or ""
    return Remark(level, zh, fault.message, unit, file, sheet, cell, subject)

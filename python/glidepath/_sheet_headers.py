"""The headers of offices' tables: which row they are, what each column holds."""

import re
from dataclasses import dataclass, replace

from glidepath._chinese_periods import NoPeriod, Said, normal, read_period
from glidepath._grid import Grid

SCAN = 20  # rows in which a header is looked for
DEPTH = 3  # rows that a header may have

ROLES = {
    "id": "指标编号 指标代码 indicator",
    "indicator": "指标 指标名称 主要指标 主要经济指标 项目 名称 指标项",
    "unit": "单位 计量单位 unit",
    "period": "时期 报告期 数据期 期间 时间 统计时间 统计期 period",
    "year": "年份 年度 年",
    "month": "月份 月",
    "figure": "数值 数据 本期值 绝对值 绝对量 总量 完成数 完成值 实绩 实绩数 实际值 实际完成 指标值 value",
    "alone": "本月 本月数 本月值 当月 当月数 当月值 当期 当期值 本季 本季度",
    "to_date": "累计 累计数 累计值 本期累计 本月止累计 自年初累计 年初累计 本年累计 累计完成 1-本月 "
    "1至本月 1-本月累计 本年累计数 ytd",
    "growth": "同比 增速 增长 增幅 同比增长 同比增速 同比增幅 增长率 同比± 同比±% 同比增减 同比增长率 "
    "比上年增长 比去年增长 比上年同期增长 比去年同期增长 较上年同期增长 ±% growth",
    "growth_alone": "本月同比 当月同比 本月增速 当月增速 本月增长 当月增长",
    "growth_to_date": "累计同比 累计增速 累计增长 累计同比增长 本期累计同比 ytd_growth",
    "share": "占年度目标 占年度目标比重 占年度目标比例 占全年目标 完成年度目标 完成年度任务 完成全年目标 "
    "完成全年任务 完成率 完成进度 完成比例 完成年度计划 占年计划 share_of_annual",
    "rank": "位次 排名 名次 全市位次 全市排名 rank",
    "average": "全市平均 全市平均增速 全市增速",
    "place": "地区 区域 place",
    "status": "数据状态 数据性质 状态 status",
    "released": "发布日期 发布时间 公布日期 released",
    "source": "来源 数据来源 资料来源 source",
    "note": "备注 说明 情况说明 note",
    "ignored": "序号 编号 类别 分类 填报人 联系人 联系电话 牵头单位 责任单位 填报单位 上期累计 上期累计(参考) "
    "本年目标 本年目标(参考) 年度目标 全年目标 measure",
}  # fmt: skip
WORDS = {normal(word): role for role, words in ROLES.items() for word in words.split()}
FIGURES = {"figure", "alone", "to_date"}
GROWTH = {"growth", "growth_alone", "growth_to_date"}
MEASURED = FIGURES | GROWTH | {"share", "rank", "average"}
IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]$")
GENERAL = {"", "%", "位", "百分点"}  # in brackets, but no unit of the figures


@dataclass(frozen=True)
class Head:
    """What one column holds. A growth column is about the figure column ``of``."""

    column: int
    role: str
    title: str  # as printed
    unit: str = ""
    said: Said | None = None
    unclear: str = ""  # why its period cannot be known
    of: int = 0


@dataclass(frozen=True)
class Header:
    """The header of a table: its rows, its columns, and the titles above it."""

    first: int
    last: int
    heads: tuple[Head, ...]
    titles: tuple[str, ...]
    strangers: tuple[tuple[int, str], ...]  # columns that mean nothing to us

    def one(self, role: str) -> int:
        """The column of a role; 0 if there is none."""
        return next((head.column for head in self.heads if head.role == role), 0)

    def several(self, role: str) -> list[Head]:
        return [head for head in self.heads if head.role == role]


def without_unit(text: str) -> tuple[str, str]:
    """A text without what stands in brackets at its end, and that."""
    plain = normal(text)
    if plain in WORDS:
        return plain, ""
    match = IN_BRACKETS.search(plain)
    return (plain[: match.start()], match.group(1)) if match else (plain, "")


def split_period(text: str, year: int | None) -> tuple[Said | None, str, str]:
    """The period at the start of a header, what follows it, and why there is none."""
    for end in range(len(text), 0, -1):
        rest = text[end:]
        if rest and rest not in WORDS:
            continue
        if text[:end].isdigit() and len(text[:end]) != len("2024"):
            continue
        try:
            return read_period(text[:end], year), rest, ""
        except NoPeriod as problem:
            if "names no year" in str(problem):
                return None, rest or "figure", str(problem)
    return None, text, ""


def head_of(column: int, levels: list[str], year: int | None) -> Head | None:
    """What a column holds, by its header from top to bottom; nothing if that is not known."""
    role, unit, said, unclear = "", "", None, ""
    for level in levels:
        text, bracket = without_unit(level)
        if bracket not in GENERAL:
            unit = bracket
        if text in WORDS:
            role = WORDS[text]
            continue
        period, rest, problem = split_period(text, year)
        if period is not None:
            if said is not None and len(period.period) < len(said.period):
                continue  # the year above its months
            said = period
            year = period.year
        unclear = problem or unclear
        if (period is not None or problem) and rest in WORDS:
            role = WORDS[rest]
        elif problem and not role:
            role = "figure"
    if said is not None and role in {"", "indicator"}:
        role = "figure"
    if not role:
        return None
    title = "/".join(dict.fromkeys(levels))
    return Head(column, role, title, unit, said, "" if said else unclear)


def read_levels(grid: Grid, first: int, last: int, column: int) -> list[str]:
    """The header of a column from top to bottom, without repetitions of merged cells."""
    texts = [grid.text(row, column) for row in range(first, last + 1)]
    return [text for text in dict.fromkeys(texts) if text]


def known_cells(grid: Grid, row: int) -> list[Head]:
    """What the cells of one row would hold as headers."""
    heads = [
        head_of(column, [grid.text(row, column)], 2000)
        for column in range(1, grid.last_column + 1)
        if grid.text(row, column)
    ]
    return [head for head in heads if head is not None]


def find_header(grid: Grid, year: int | None, after: int = 0) -> Header | None:
    """The header of the table: the first row that names indicators and figures, with the rows
    below that belong to it."""
    for row in range(after + 1, min(grid.last_row, after + SCAN) + 1):
        heads = known_cells(grid, row)
        roles = {head.role for head in heads}
        if not roles & {"indicator", "id"} or len(heads) < 2:
            continue
        name = next(head.column for head in heads if head.role in {"indicator", "id"})
        last = last_row_of_header(grid, row, name)
        return build(grid, row, last, year)
    return None


def last_row_of_header(grid: Grid, first: int, name: int) -> int:
    """A header goes on where its cells are merged downwards, or where the next row has no name of
    an indicator but words of headers."""
    last = first
    for top, left, bottom, right in grid.merged:
        if top <= first <= bottom and left <= name <= right:
            last = max(last, bottom)
    while last - first < DEPTH - 1 and last < grid.last_row:
        below = grid.text(last + 1, name)
        heads = known_cells(grid, last + 1)
        if below or not heads:
            break
        last += 1
    return last


def build(grid: Grid, first: int, last: int, year: int | None) -> Header:
    heads: list[Head] = []
    strangers: list[tuple[int, str]] = []
    figures = 0
    for column in range(1, grid.last_column + 1):
        levels = read_levels(grid, first, last, column)
        head = head_of(column, levels, year)
        if head is None:
            if levels:
                strangers.append((column, "/".join(levels)))
            continue
        if head.role in FIGURES:
            figures = column
        elif head.role in {"growth", "average"} and head.said is None:
            head = replace(head, of=figures)
        heads.append(head)
    titles = []
    for row in range(1, first):
        texts = [grid.text(row, column) for column in range(1, grid.last_column + 1)]
        titles += [text for text in dict.fromkeys(texts) if text]
    return Header(first, last, tuple(heads), tuple(titles), tuple(strangers))

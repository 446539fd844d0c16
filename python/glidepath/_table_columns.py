"""The columns of the month's tables and lists, once for those who write them and those who fill a
form given by somebody else."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

UNREPORTED = "/"  # there is no figure (yet); not zero
NONE = "—"  # does not apply, or the plan does not say


class Look(StrEnum):
    """How the values of a column are shown."""

    text = "text"  # wrapped, from the left
    short = "short"  # in the middle
    figure = "figure"  # as published
    share = "share"  # one decimal
    points = "points"  # one decimal with its sign
    whole = "whole"
    light = "light"  # a status, in its colour


@dataclass(frozen=True)
class Column:
    """A column: its key in rows, its header in both languages, its width in narrow characters (in
    English at least ``english``)."""

    key: str
    zh: str
    en: str
    width: float
    look: Look = Look.text
    english: float = 0

    def breadth(self, language: str) -> float:
        return self.width if language == "zh" else max(self.width, self.english)

    def header(self, language: str) -> str:
        return self.zh if language == "zh" else self.en


NUMBER = Column("number", "序号", "No.", 5, Look.short)
PROGRAMME = Column("programme", "工程名称", "Programme", 15, english=24)
LEAD = Column("lead", "牵头单位", "Lead unit", 13, Look.short, 24)
SUPPORTING = Column("supporting", "责任单位", "Units responsible", 16, english=28)
NOTE = Column("note", "备注", "Remarks", 14)
UNIT = Column("unit", "单位", "Unit", 9, Look.short)
TIER = Column("tier", "属性", "Tier", 8, Look.short, 12)
INDICATOR = Column("indicator", "指标名称", "Indicator", 24, english=30)


def year_target(year: int) -> Column:
    return Column(f"target_{year}", f"{year}年目标", f"Target {year}", 15, Look.short, 22)


def indicator_columns(years: Sequence[int]) -> tuple[Column, ...]:
    """主要指标进度表; ``years`` are the middle and the end of the plan."""
    return (
        NUMBER,
        PROGRAMME,
        INDICATOR,
        UNIT,
        TIER,
        *map(year_target, years),
        Column("wanted", "本年目标", "This year's target", 15, Look.short, 22),
        Column("planned", "本期计划", "Planned by now", 11, Look.figure),
        Column("data_period", "数据期", "Data period", 13, Look.short),
        Column("actual", "本期累计", "Year to date", 11, Look.figure),
        Column("growth", "同比(%)", "Growth (%)", 8, Look.points),
        Column("completed", "完成本年目标(%)", "Of this year's target (%)", 9, Look.share),
        Column("elapsed", "序时进度(%)", "Time elapsed (%)", 9, Look.share),
        Column("ahead", "快慢(百分点)", "Ahead (points)", 9, Look.points),
        Column("average", "全市平均(%)", "City average (%)", 9, Look.points),
        Column("against", "与全市比较(百分点)", "Against city (points)", 10, Look.points),
        Column("rank", "全市位次", "Rank in city", 7, Look.whole),
        Column("status", "进度评价", "Progress", 16, Look.light),
        Column("outlook", "完成研判", "Outlook", 15, Look.short, 18),
        Column("change", "较上月", "Since last month", 11, Look.short),
        LEAD,
        Column("why", "滞后原因及下步措施", "Reasons and next steps", 24),
        Column("source", "数据来源及状态", "Source and standing", 17),
    )


TASK_PROGRESS = (
    NUMBER,
    PROGRAMME,
    Column("task", "任务编号", "Task id", 10, Look.short),
    Column("title", "重点任务", "Key task", 28),
    Column("wanted", "年度目标", "Target of the year", 20),
    Column("nodes", "标志性节点", "Milestones", 18),
    Column("node_due", "节点时限", "Milestone due", 10, Look.short),
    Column("this_month", "本月计划", "Planned this month", 14),
    Column("text", "进展情况", "Progress", 28),
    Column("declared", "自报进度(%)", "Declared (%)", 8, Look.share),
    Column("elapsed", "序时进度(%)", "Expected (%)", 8, Look.share),
    Column("status", "状态", "Status", 10, Look.light, 13),
    Column("overdue", "逾期天数", "Days overdue", 7, Look.whole, 9),
    Column("problems", "存在问题", "Problems", 18),
    Column("next_steps", "下步举措", "Next steps", 18),
    Column("coordination", "需协调事项", "To be coordinated", 14),
    Column("leader", "牵头领导", "Leader", 9, Look.short),
    LEAD,
    SUPPORTING,
    Column("liaison", "联络员", "Liaison", 8, Look.short),
    NOTE,
)

ISSUE_PROGRESS = (
    NUMBER,
    PROGRAMME,
    Column("issue", "问题编号", "Issue id", 18, Look.short),
    Column("description", "问题描述", "Issue", 30),
    Column("kind", "类型", "Kind", 7, Look.short),
    Column("about", "涉及指标(任务)", "Indicator (task)", 18),
    Column("origin", "来源", "Origin", 9, Look.short),
    Column("raised", "提出日期", "Raised", 12, Look.short),
    Column("measures", "解决措施", "Measures", 24),
    LEAD,
    SUPPORTING,
    Column("responsible", "责任人", "Person responsible", 8, Look.short, 15),
    Column("level", "协调层级", "Level", 9, Look.short),
    Column("due", "销号时限", "To be cleared by", 12, Look.short),
    Column("latest", "最新进展", "Latest", 24),
    Column("status", "状态", "State", 10, Look.light, 13),
    Column("overdue", "逾期天数", "Days overdue", 7, Look.whole, 9),
    Column("applied", "申请销号日期", "Clearing asked", 12, Look.short),
    Column("evidence", "佐证材料", "Evidence", 18),
    Column("reviewer", "审核人", "Reviewer", 8, Look.short, 10),
    Column("cleared", "销号日期", "Cleared", 12, Look.short),
    NOTE,
)


def target_list_columns(years: Sequence[int]) -> tuple[Column, ...]:
    """目标清单; ``years`` are those of the plan."""
    return (
        NUMBER,
        PROGRAMME,
        Column("area", "领域", "Area", 10),
        Column("target", "目标编号", "Target id", 20),
        INDICATOR,
        UNIT,
        TIER,
        Column("quote", "目标原文", "Words of the plan", 30),
        Column("say", "规范表述", "Statement", 22),
        Column("base_period", "基期", "Base", 8, Look.short),
        Column("base", "基期值", "Value at base", 9, Look.figure),
        *(Column(f"year_{y}", f"{y}年", str(y), 10, Look.short) for y in years),
        Column("sum_3", "三年累计", "Three years", 10, Look.short),
        Column("sum_5", "五年累计", "Five years", 10, Look.short),
        Column("definition", "统计口径", "Definition", 26),
        Column("release", "频率及发布时滞", "Frequency, delay", 12, Look.short),
        Column("reporter", "数据责任单位", "Data from", 13, Look.short, 22),
        Column("city", "市级对应目标", "City's target", 11, Look.short),
        Column("province", "省级对应目标", "Province's target", 11, Look.short),
        LEAD,
        Column("note", "备注", "Remarks", 30),
    )


TASK_LIST = (
    NUMBER,
    PROGRAMME,
    Column("task", "任务编号", "Task id", 12, Look.short),
    Column("title", "任务名称", "Task", 26),
    Column("content", "任务内容", "Content", 36),
    Column("targets", "对应目标", "Targets served", 22),
    Column("q1", "一季度节点", "Milestones Q1", 14),
    Column("q2", "二季度节点", "Milestones Q2", 14),
    Column("q3", "三季度节点", "Milestones Q3", 14),
    Column("q4", "四季度节点", "Milestones Q4", 14),
    Column("start", "启动时间", "Start", 11, Look.short),
    Column("due", "完成时限", "Due", 11, Look.short),
    Column("criterion", "完成标志", "Completed when", 20),
    LEAD,
    SUPPORTING,
    Column("streets", "街道(园区)", "Subdistricts, parks", 14),
    Column("note", "备注", "Remarks", 22),
)

DUTY_LIST = (
    NUMBER,
    PROGRAMME,
    Column("convener", "召集人", "Convener", 9, Look.short, 16),
    Column("post", "职务", "Post", 12, Look.short, 26),
    LEAD,
    Column("deputy", "分管领导", "Deputy in charge", 10, Look.short),
    Column("section", "承办科室", "Section", 12, Look.short),
    Column("liaison", "联络员", "Liaison", 9, Look.short),
    Column("phone", "联系电话", "Telephone", 13, Look.short),
    Column("unit", "责任单位", "Unit responsible", 20),
    Column("kind", "责任类型", "Kind of duty", 9, Look.short),
    Column("duty", "责任事项", "Duty", 44),
    Column("from", "任期起", "Term from", 11, Look.short),
    Column("to", "任期止", "Term to", 11, Look.short),
    Column("open", "备注(是否“等”)", "Open list", 14),
)

DISTRICT_FORM = (
    NUMBER,
    Column("project", "项目名称", "Project", 24),
    Column("content", "主要工作内容", "Main content", 60),
    Column("leader", "牵头领导", "Leader", 12, Look.short),
    LEAD,
    Column("done", "累计完成情况", "Done to date", 36),
)

CHANGES = (
    NUMBER,
    PROGRAMME,
    INDICATOR,
    Column("target", "目标", "Target", 20),
    Column("kind", "变动", "Change", 12, Look.light),
    Column("before", "上月", "Last month", 22),
    Column("now", "本月", "This month", 22),
    LEAD,
    Column("why", "说明", "Explanation", 40),
)
"""变动情况: what is new since the month before."""

INSPECTIONS = (
    NUMBER,
    PROGRAMME,
    Column("item", "督导编号", "Item", 20),
    Column("subject", "督导事项", "Subject", 30),
    Column("reason", "督导原因", "Reason", 30),
    LEAD,
    Column("notice", "通知日期", "Notice", 11, Look.short),
    Column("reply_due", "回复时限", "Reply due", 11, Look.short),
    Column("replied", "回复日期", "Replied", 11, Look.short),
    Column("reply", "回复内容", "Reply", 32),
    Column("checked", "复核日期", "Checked", 11, Look.short),
    Column("checker", "复核人", "Checked by", 9, Look.short),
    Column("status", "状态", "State", 11, Look.light),
)

"""The monthly form of a reporting unit: its three sheets and their columns, once for those who
write it and those who collect it."""

from dataclasses import dataclass

from glidepath._core import Period
from glidepath._words import Frequency

VERSION = 1
MARK = "glidepath-form"
HIDDEN_SHEET = "_form"
INDICATORS, TASKS, ISSUES = "指标", "任务", "问题"
HEADER_ROW = 4  # below the title, the unit with the date, and the hint
ROWS_FOR_ISSUES = 20

UNIT_LABEL, PERIOD_LABEL, DATE_LABEL = "填报单位", "报告期", "填报日期"
DATA_STATUS = ["预计", "初步", "核实"]
STATES = ["待处理", "推进中", "申请销号", "已销号", "退回整改", "提级协调"]
STATES_OF_UNITS = ["待处理", "推进中", "申请销号", "提级协调"]
"""What a unit may say of an issue; clearing one and sending it back is the office's."""
KINDS = ["资金", "土地", "能耗", "审批", "征迁", "人才", "政策", "其他"]
LEVELS = ["专班", "总专班", "总召集人", "区政府常务会议", "市级"]
DONE, NOT_DONE = "已完成", "未完成"


@dataclass(frozen=True)
class FormColumn:
    """One column: the header, the key under which it is collected, how it is filled."""

    header: str
    key: str
    width: float
    locked: bool = False
    choices: tuple[str, ...] = ()
    date: bool = False
    number: bool = False
    required: bool = False  # its header must be there


INDICATOR_COLUMNS = (
    FormColumn("指标编号", "id", 28, locked=True, required=True),
    FormColumn("指标名称", "name", 30, locked=True),
    FormColumn("单位", "unit", 10, locked=True, required=True),
    FormColumn("报告期", "period", 15, required=True),
    FormColumn("本期累计", "value", 13, number=True, required=True),
    FormColumn("同比(%)", "growth", 10, number=True, required=True),
    FormColumn("占年度目标(%)", "share", 13, number=True, required=True),
    FormColumn("全市平均(%)", "average", 11, number=True, required=True),
    FormColumn("全市位次", "rank", 9, number=True, required=True),
    FormColumn("数据状态(预计/初步/核实)", "status", 13, choices=tuple(DATA_STATUS), required=True),
    FormColumn("发布日期", "released", 12, date=True, required=True),
    FormColumn("情况说明", "note", 36, required=True),
    FormColumn("填报人", "filled_by", 10, required=True),
    FormColumn("上期累计(参考)", "last", 22, locked=True),
    FormColumn("本年目标(参考)", "target", 22, locked=True),
)
TASK_COLUMNS = (
    FormColumn("任务编号", "task", 14, locked=True, required=True),
    FormColumn("重点任务", "title", 44, locked=True),
    FormColumn("完成标志", "criterion", 24, locked=True),
    FormColumn("标志性节点及时限", "node", 24, locked=True),
    FormColumn("完成时限", "due", 11, locked=True),
    FormColumn("上期自报进度(%)", "last", 11, locked=True),
    FormColumn("自报进度(%)", "progress", 11, number=True, required=True),
    FormColumn("进展情况", "text", 40, required=True),
    FormColumn("存在问题", "problems", 28, required=True),
    FormColumn("下步举措", "next_steps", 28, required=True),
    FormColumn("需协调事项", "coordination", 24, required=True),
    FormColumn("填报人", "filled_by", 10, required=True),
)
ISSUE_COLUMNS = (
    FormColumn("问题编号", "issue", 24, locked=True, required=True),
    FormColumn("问题描述", "description", 40, required=True),
    FormColumn("类型", "kind", 10, choices=tuple(KINDS)),
    FormColumn("涉及指标(任务)", "about", 22),
    FormColumn("来源", "origin", 14),
    FormColumn("提出日期", "raised", 12, date=True),
    FormColumn("解决措施", "measures", 32),
    FormColumn("责任人", "responsible", 10),
    FormColumn("协调层级", "level", 13, choices=tuple(LEVELS)),
    FormColumn("销号时限", "due", 12, date=True),
    FormColumn("最新进展", "latest", 34),
    FormColumn("状态", "state", 11, choices=tuple(STATES_OF_UNITS), required=True),
    FormColumn("申请销号日期", "applied", 12, date=True),
    FormColumn("佐证材料", "evidence", 28, required=True),
    FormColumn("备注", "note", 24),
)
SHEETS = {INDICATORS: INDICATOR_COLUMNS, TASKS: TASK_COLUMNS, ISSUES: ISSUE_COLUMNS}

HINTS = {
    INDICATORS: "白色单元格填写，灰色单元格请勿改动。没有数据填“/”，不要填 0；“本期累计”流量指标填 1 月起累计数，"
    "存量指标填期末数，里程碑填“已完成”或“未完成”；报告期可改（如年度指标填“2023年”）；数据状态不填按“初步”；"
    "发布日期不填按填报日期。修订以前的数，请另填发布日期并在“情况说明”中说明原因。",
    TASKS: "自报进度填 0 至 100 的数；没有进展也请填写“进展情况”。",
    ISSUES: "已有问题更新“最新进展”和“状态”；新问题填在空行，编号由总专班办公室生成。申请销号须填佐证材料和申请销号日期。",
}

# The files that collecting fills, and the columns of each. The first five of tasks are those of a
# table of declared progress.
TASK_FILE_COLUMNS = [
    "task", "period", "progress", "released", "source", "text", "problems", "next_steps",
    "coordination", "filled_by",
]  # fmt: skip
ISSUE_FILE_COLUMNS = [
    "issue", "period", "state", "released", "source", "description", "kind", "about", "origin",
    "raised", "measures", "responsible", "level", "due", "latest", "applied", "evidence", "note",
    "reviewer", "cleared",
]  # fmt: skip


def chinese_period(period: Period) -> str:
    """A reporting period as a form says it: months and quarters from January on."""
    text = str(period)
    year = text[:4]
    match period.frequency:
        case Frequency.annual:
            return f"{year}年"
        case Frequency.monthly:
            month = int(text[5:])
            return f"{year}年1月" if month == 1 else f"{year}年1—{month}月"
        case Frequency.quarterly:
            return f"{year}年{('一季度', '上半年', '前三季度', '1—12月')[int(text[-1]) - 1]}"
        case Frequency.half_yearly:
            return f"{year}年{('上半年', '1—12月')[int(text[-1]) - 1]}"
    return text

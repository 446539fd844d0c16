"""What stands below the tables: definitions, method, and how far the data go."""

from glidepath._month import Month
from glidepath._shown_verdict import BY_MARKS
from glidepath._span_words import period_words
from glidepath._task_status import SLIGHTLY


def numbered(month: Month, lines: list[str]) -> list[str]:
    """注：1. …"""
    head = month.say("注：", "Notes: ")
    return [f"{head if at == 1 else '　　'}{at}. {line}" for at, line in enumerate(lines, start=1)]


def through(month: Month) -> str:
    """How far the data go, and when they were known."""
    span = month.span(month.period.first_day, month.period.last_day)
    if month.as_of is None:
        return month.say(
            f"数据截至{span}，采用最新数据版本",
            f"Figures through {span}, in the latest vintage",
        )
    return month.say(
        f"数据截至{span}，编制日{month.date(month.as_of)}，此后发布的数据未计入",
        f"Figures through {span}, as known on {month.as_of}",
    )


def marks(month: Month) -> str:
    return month.say(
        "“/”表示尚未报送或尚未出报（不是0）；“—”表示不适用或计划未列",
        "“/” is a figure that is not reported (yet), not zero; “—” does not apply",
    )


def indicator_notes(month: Month) -> list[str]:
    city = month.figures.city
    lines = [
        through(month),
        marks(month),
        month.say(
            "本期累计：流量指标为年初至数据期末累计数，其他指标为期末数；本行各数均属同一数据期",
            "Year to date: of flows since the start of the year, of all others at the end of the "
            "data period; all figures of a row are of one period",
        ),
        month.say(
            "完成本年目标＝本期累计÷本年目标（含每年目标，控制目标为已用比重）；本年目标没有数值的，用责任单位"
            "自报的占年度目标比重；“左右”和区间目标没有完成比重。序时进度按已过月份计；快慢＝完成比重－序时进度，增速和比率目标为实际数－目标数。"
            "各数均由未取舍的数据计算，尾数可能差0.1；未完成目标的比重不进位为100.0",
            "Of this year's target: year to date over target (or limit); where that has no number, as "
            "declared by the unit; a band has no share. Time elapsed counts months; ahead is the "
            "difference, for targets of "
            "growth and rates that from the target. All are computed unrounded; a share below the "
            "target never becomes 100.0",
        ),
        month.say(
            f"进度评价按{month.result.policy}：取最近到期、已可评价的目标，同日到期的从严；"
            "括号内为所评价的目标或数据，与本年、本行不同时注明；“推算”为由增速推出、未公布的数",
            f"Progress by {month.result.policy}: of the target next due that can be judged, the worst "
            "of those due together; other years and other data are named in brackets; “derived” is a "
            "figure that is not published but follows from growth",
        ),
        month.say(
            f"进度评价、颜色有两种尺度：带“{BY_MARKS}”的对照已下达的分期计划，其余对照往年同期进度、路径"
            "或均匀进度，两者不宜直接相比",
            f"Progress and its colour have two scales: “{BY_MARKS}” is judged against the marks "
            "issued for parts of the year, all others by the pace of earlier years, a path or an "
            "even pace; the two are not to be compared",
        ),
        month.say(
            f"与全市比较＝本区增速－全市增速{f'（{city}）' if city else ''}，两者同期；"
            "完成研判为模型预测的完成可能性，不影响进度评价，“—”为没有预测",
            f"Against city: own growth less that of the city{f' ({city})' if city else ''}, of the "
            "same period; the outlook is the probability forecast by a model, and changes no "
            "progress",
        ),
    ]  # fmt: skip
    return numbered(month, lines)


def task_notes(month: Month) -> list[str]:
    lines = [
        through(month),
        marks(month),
        month.say(
            "自报进度由牵头单位申报；序时进度和状态由系统计算，两者分列。序时进度：有标志性节点的为已到期节点占"
            "全部节点的比重，没有的为已过时间占启动至完成时限的比重（未写启动时间的自完成当年1月1日起算）",
            "Declared progress is the lead unit's; expected progress and status are computed: the share "
            "of milestones that are due, without milestones that of the time that is over (from "
            "1 January of the year in which the task is due)",
        ),
        month.say(
            f"自报不低于序时为正常推进，低{SLIGHTLY:g}个百分点以内为略有滞后，更低为进度滞后；过完成时限"
            "而自报不足100%为逾期未完成；本期没有自报数为未报送",
            f"Declared progress not below the expected is on schedule, up to {SLIGHTLY:g} points below "
            "slightly behind, else behind; past its date and below 100 % overdue; without a number for "
            "this period not reported",
        ),
        *month.findings,
    ]  # fmt: skip
    return numbered(month, lines)


def issue_notes(month: Month) -> list[str]:
    lines = [
        through(month),
        month.say(
            "状态依次为待处理、推进中（或提级协调）、申请销号、已销号；审核不通过的退回整改。销号须有佐证材料、"
            "审核人和销号日期，缺一不予销号，见退回修改清单",
            "An issue is cleared only with evidence, a reviewer and a date; what lacks one stays open "
            "and is listed under “Sent back”",
        ),
        month.say(
            f"逾期天数按销号时限至{month.date(month.day)}计算",
            f"Days overdue count from the date set to {month.day}",
        ),
    ]  # fmt: skip
    return numbered(month, lines)


def list_notes(month: Month) -> list[str]:
    source = month.plan.source
    lines = [
        month.say(
            f"依据：{source}" if source else "依据：本计划", f"Source: {source or 'the plan'}"
        ),
        month.say("“—”表示计划未列", "“—”: the plan does not say"),
    ]
    return numbered(month, lines)


def chart_notes(month: Month) -> list[str]:
    lines = [
        month.say(
            "颜色为月末状态：绿为正常推进（深绿已完成），黄为略有滞后，红为进度滞后（深红逾期未完成），灰为未报送；"
            "数字为自报进度",
            "Colours: how the task stood at the end of the month: green on schedule (dark: done), yellow "
            "slightly behind, red behind (dark: overdue), grey not reported; numbers as declared",
        ),
        month.say("◆为标志性节点，★为完成时限", "◆ milestone, ★ due"),
        *month.findings,
    ]  # fmt: skip
    return numbered(month, lines)


def change_notes(month: Month) -> list[str]:
    before = period_words(month.period - 1, month.language)
    lines = [
        through(month),
        month.say(
            f"与上一期（{before}）的评价相比；数据修订为近一个月内发布、与此前发布不同的数",
            f"Against the period before ({before}); revised: published within the last "
            "month with another value than before",
        ),
    ]
    return numbered(month, lines)


def inspection_notes(month: Month) -> list[str]:
    lines = [
        month.say(
            "督导事项：任务超过完成时限未完成，或指标连续两期慢于序时进度。回复并经复核通过（有复核人、复核日期）方为闭环",
            "Inspected: tasks past their date, indicators off track twice running. Closed only when "
            "replied to and passed by a second check, with who checked and when",
        ),
        month.say(f"逾期未回复按{month.date(month.day)}计", f"Overdue replies as of {month.day}"),
    ]
    return numbered(month, lines)

"""The fixed words of a brief in both languages."""

from collections.abc import Mapping

NUMERALS = "〇一二三四五六七八九"

ZH: Mapping[str, str] = {
    "month": "月度工作简报",
    "quarter": "季度分析简报",
    "year": "年度总结简报",
    "as_of": "（{period}；编制日：{day}）",
    "latest": "（{period}）",
    "overview": "总体情况",
    "programmes": "各工程进展情况",
    "changes": "较上期变化",
    "unreported": "尚未报送的事项",
    "late_figures": "{period}数据：",
    "no_task_reports": "重点任务进展：",
    "notes": "说明",
    "targets": "现行{n}，其中{counts}。",
    "no_targets": "现行{n}。",
    "targets_open": "现行{n}，均暂不评价，{parts}。",
    "decided": "{word}：{names}。",
    "changed": "{what}{how}",
    "waiting": "暂不评价的{n}项中，{parts}。",
    "all_waiting": "{n}，均暂不评价，{parts}。",
    "programme_targets": "{n}，{counts}。",
    "issues": "问题销号：在办{open}项，本期新增{raised}项，本期销号{cleared}项。",
    "since": "与上期（{last}）相比：{parts}。",
    "since_none": "与上期（{last}）相比，各项目标评价没有变化。",
    "not_applicable": "{title}（不涉及）",
    "state": "总体情况",
    "good": "进展较好",
    "behind": "进展滞后",
    "problems": "存在问题",
    "coordination": "需协调事项",
    "next_steps": "下步举措",
    "note": "情况说明：{note}。",
    "revised": "数据修订说明：{note}。",
    "tasks": "重点任务{n}项，报送进度{m}项。",
    "tasks_silent": "重点任务{n}项，均未报送进度。",
    "task": "{titles}自报进度{progress}%",
    "tasks_alike": "{titles}自报进度均为{progress}%",
    "task_only": "{titles}",
    "and_more": "等{n}项",
    "and_more_figures": "等{n}项",
    "older": "{name}：{reason}。",
    "other": "其他事项",
    "nobody": "填报单位未明确",
    "pace": "序时进度按月均匀计算。",
    "computed": "同比、环比为公布数；注明“按公布数计算”的，由本表已公布的数值推算，未经可比口径调整。",
    "marks": "写明“完成计划的”比重的，按已下达的分期计划评价，其余按往年同期进度、路径或均匀进度评价。",
    "policy": "评价办法：{policy}。",
    "vintage": "数据截至{day}发布。",
    "vintage_latest": "数据采用最新发布版本。",
    "rejected": "另有{n}条数据因填报有误未采用。",
}
EN: Mapping[str, str] = {
    "month": "Monthly brief",
    "quarter": "Quarterly brief",
    "year": "Annual brief",
    "as_of": "{period}, as known on {day}",
    "latest": "{period}",
    "overview": "Overview",
    "programmes": "Programmes",
    "changes": "What changed",
    "unreported": "Not reported",
    "late_figures": "figures of {period}: ",
    "no_task_reports": "progress of tasks: ",
    "notes": "Notes",
    "targets": "{n} in force: {counts}.",
    "no_targets": "{n} in force.",
    "targets_open": "{n} in force, none of which can be judged: {parts}.",
    "decided": "{word}: {names}.",
    "changed": "{what}: {how}",
    "waiting": "Of the {n} that are unknown, {parts}.",
    "all_waiting": "{n}, none of which can be judged: {parts}.",
    "programme_targets": "{n}: {counts}.",
    "issues": "Issues: {open} open, {raised} raised and {cleared} cleared in the period.",
    "since": "Since {last}: {parts}.",
    "since_none": "Since {last} no verdict has changed.",
    "not_applicable": "{title} (not applicable)",
    "state": "Overall",
    "good": "Going well",
    "behind": "Behind",
    "problems": "Problems",
    "coordination": "To be coordinated",
    "next_steps": "Next steps",
    "note": "The unit says: “{note}”.",
    "revised": "The unit says of the revision: “{note}”.",
    "tasks": "{m} of {n} tasks declared their progress.",
    "tasks_silent": "None of {n} tasks declared its progress.",
    "task": "{titles} declares {progress}%",
    "tasks_alike": "{titles} declare {progress}% each",
    "task_only": "{titles}",
    "and_more": " and others ({n} tasks)",
    "and_more_figures": " and others ({n} figures)",
    "older": "{name}: {reason}.",
    "other": "Other matters",
    "nobody": "No reporting unit named",
    "pace": "An even pace counts months.",
    "computed": "Growth is as published; where it says so, it was computed from published levels "
    "without any adjustment for comparability.",
    "marks": "What is told against a mark issued for the period is judged by that, all else by the "
    "pace of earlier years, a path or an even pace.",
    "policy": "Policy: {policy}.",
    "vintage": "Figures released by {day}.",
    "vintage_latest": "Figures in their latest vintage.",
    "rejected": "{n} rows of figures could not be used.",
}


def words_of(language: str) -> Mapping[str, str]:
    return ZH if language == "zh" else EN


def numeral(number: int) -> str:
    """A number from 1 to 99 as Chinese headings count: 一, 十, 十二, 二十."""
    tens, ones = divmod(number, 10)
    start = ("" if tens == 1 else NUMERALS[tens]) + "十" if tens else ""
    return start + (NUMERALS[ones] if ones or not tens else "")


def heading(number: int, text: str, level: int, language: str) -> str:
    """A numbered heading of the first or second level."""
    if language == "zh":
        return f"{numeral(number)}、{text}" if level == 1 else f"（{numeral(number)}）{text}"
    return f"{number}. {text}" if level == 1 else f"({number}) {text}"

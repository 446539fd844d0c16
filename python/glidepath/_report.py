"""What a report of an assessment says, in Chinese and English, before any layout."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from glidepath import _core
from glidepath._core import Verdict
from glidepath._span_words import period_words
from glidepath._words import ReasonCode, Status

if TYPE_CHECKING:
    from glidepath._assessment import Assessment
    from glidepath._plan import Plan

WORST_FIRST = (
    Status.off_track,
    Status.missed,
    Status.at_risk,
    Status.on_track,
    Status.met,
    Status.unknown,
)

LABELS: Mapping[str, tuple[str, str]] = {
    # word: (zh, en)
    "met": ("已完成", "met"),
    "on_track": ("符合序时进度", "on track"),
    "at_risk": ("略慢于序时进度", "at risk"),
    "off_track": ("慢于序时进度", "off track"),
    "missed": ("未完成", "missed"),
    "unknown": ("暂不评价", "unknown"),
    "status": ("状态", "status"),
    "indicator": ("指标", "indicator"),
    "target": ("目标", "target"),
    "outlook": ("完成可能性（模型测算）", "model estimate"),
    "why": ("依据", "why"),
    "programme": ("工程", "programme"),
    "all": ("合计", "all"),
    "total": ("目标数", "targets"),
    "not_applicable": ("不涉及", "not applicable"),
    "provisional": ("初步数", "provisional"),
    "estimated": ("预计", "estimated"),
    "was": ("上次：", "was "),
    "no_lead": ("无牵头单位", "no lead unit"),
}


TARGET_COLUMNS = ("status", "indicator", "target", "outlook", "why")

# What a target without data waits for.
WAITING = {ReasonCode.target_tbd: "value", ReasonCode.definition_unclear: "definition"}
WAITING_ZH = {"data": "待报数据", "value": "目标值待下达", "definition": "口径待明确"}
WAITING_EN = {"data": "data", "value": "a value", "definition": "a definition"}


def label(word: str, language: str) -> str:
    """A fixed word of reports in one of the two languages."""
    zh, en = LABELS[word]
    return zh if language == "zh" else en


def has_data(verdict: Verdict) -> bool:
    """Whether any figure bears on the verdict, so that it is worth a row of its own."""
    return verdict.actual is not None or verdict.status is not Status.unknown


def counts_text(counts: Mapping[Status, int], language: str) -> str:
    """``4 met, 9 on track, 2 at risk``: the statuses that occur."""
    present = [status for status in Status if counts[status]]
    if language == "zh":
        return "，".join(f"{label(status, language)} {counts[status]} 项" for status in present)
    return ", ".join(f"{counts[status]} {label(status, language)}" for status in present)


def standing(verdict: Verdict, language: str) -> str:
    """The status in words, with what is to be known beside it."""
    words = verdict.words(language)
    estimated = verdict.data_status == "estimated"
    # The words of a target that is met on an estimate say so themselves.
    if verdict.provisional and not (estimated and verdict.status is Status.met):
        mark = label("estimated" if estimated else "provisional", language)
        words += f"（{mark}）" if language == "zh" else f" ({mark})"
    return words


def why(verdict: Verdict, language: str) -> str:
    """The sentence of a verdict, and its earlier status if that was another."""
    parts = [verdict.reason.in_(language)]
    was = verdict.previous_status
    if was is not None and was != verdict.status:
        parts.append(label("was", language) + label(was, language))
    return ("；" if language == "zh" else "; ").join(part for part in parts if part)


def likely(verdict: Verdict, language: str) -> str:
    """The outlook as it is shown; empty if there is none."""
    return verdict.outlook.shown.in_(language) if verdict.outlook else ""


def left_out(rows: _core.RowsLeftOut, language: str) -> str:
    """How many rows of the observations were not used; empty if all were."""
    zh = language == "zh"
    parts = [
        f"{count} {word}"
        for count, word in [
            (rows.released_after_as_of, "行晚于编制日发布" if zh else "released later"),
            (rows.beyond_through, "行晚于报告期" if zh else "beyond the reference period"),
            (rows.other_places, "行属于其他地区" if zh else "of other places"),
            (rows.rejected, "行有误" if zh else "rejected"),
        ]
        if count
    ]
    if not parts:
        return ""
    return "未使用的数据：" + "，".join(parts) if zh else "rows left out: " + ", ".join(parts)


def header_lines(result: "Assessment", language: str) -> list[str]:
    """The plan, the clocks, and what was left out."""
    zh = language == "zh"
    clocks = []
    if result.as_of is not None:
        clock = f"编制日 {result.as_of}" if zh else f"as of {result.as_of}"
        if result.as_of_from_data:
            clock += (
                "（取自数据的最新发布日期）" if zh else " (the newest release date in the data)"
            )
        clocks.append(clock)
    if result.through is not None:
        span = period_words(result.through, "zh")
        clocks.append(f"报告期{span}" if zh else f"figures through {result.through}")
        if result.as_of is None:
            clocks.append("最新数据版本" if zh else "latest vintage")
    clocks.append(f"评价办法 {result.policy}" if zh else f"policy {result.policy}")
    title = result.title.in_(language) or result.plan
    left = left_out(result.rows_left_out, language)
    return [title, (" · ").join(clocks), *([left] if left else [])]


@dataclass(frozen=True)
class Row:
    """A row of a table: its cells, the light it carries, its counts in words."""

    cells: tuple[str, ...]
    status: Status | None = None
    summary: str = ""


@dataclass(frozen=True)
class Report:
    """A report of an assessment, ready for a layout."""

    header: list[str]
    programme_columns: tuple[str, ...]
    programmes: list[Row]
    target_columns: tuple[str, ...]
    targets: list[Row]
    waiting: list[str] = field(default_factory=list)


def programme_rows(result: "Assessment", language: str) -> list[Row]:
    """Counts of statuses by programme, with what does not apply, and in all."""

    def row(number: str, title: str, total: int, counts: Mapping[Status, int]) -> Row:
        shown = [str(counts[status]) if counts[status] else "·" for status in Status]
        return Row((number, title, str(total), *shown), summary=counts_text(counts, language))

    rows = []
    for goal in result.goals:
        if goal.parent is not None:
            continue
        number, title = goal.number or "", goal.title.in_(language)
        if goal.applies:
            rows.append(row(number, title, sum(goal.counts.values()), goal.counts))
        else:
            mark = "不涉及" if language == "zh" else "n/a"
            summary = label("not_applicable", language)
            rows.append(Row((number, title, mark, *[""] * len(Status)), summary=summary))
    return [*rows, row("", label("all", language), len(result), result.counts)]


def waiting_lines(result: "Assessment", plan: "Plan", language: str) -> list[str]:
    """One line a lead unit: how many of its targets wait for data, a value or a definition."""
    names = {body.id: body.name.in_(language) for body in plan.bodies}
    units: dict[str, dict[str, int]] = {}
    for verdict in result:
        if has_data(verdict) or not verdict.applies:
            continue
        lead = names.get(verdict.lead[0], verdict.lead[0]) if verdict.lead else ""
        what = WAITING.get(verdict.reason_code, "data") if verdict.reason_code else "data"
        counts = units.setdefault(lead or label("no_lead", language), {})
        counts[what] = counts.get(what, 0) + 1
    lines = []
    for unit, counts in sorted(units.items(), key=lambda item: -sum(item[1].values())):
        if language == "zh":
            parts = [
                f"{WAITING_ZH[what]} {counts[what]} 项" for what in WAITING_ZH if what in counts
            ]
            lines.append(f"{unit}：{'，'.join(parts)}")
        else:
            parts = [
                f"{n} target{'s' if n > 1 else ''} await{'' if n > 1 else 's'} {WAITING_EN[what]}"
                for what in WAITING_EN
                if (n := counts.get(what, 0))
            ]
            lines.append(f"{unit}: {', '.join(parts)}")
    return lines


def report(
    result: "Assessment", plan: "Plan", language: str, *, everything: bool = False
) -> Report:
    """The report of an assessment: targets with data in full, the others by lead unit.

    With ``everything`` every target has its row.
    """
    names = {indicator.id: indicator.name.in_(language) for indicator in plan.indicators}
    shown = [v for v in result.worst_first() if everything or has_data(v)]
    return Report(
        header=header_lines(result, language),
        programme_columns=(
            "",
            label("programme", language),
            label("total", language),
            *[label(status, language) for status in Status],
        ),
        programmes=programme_rows(result, language),
        target_columns=tuple(label(word, language) for word in TARGET_COLUMNS),
        targets=[
            Row(
                (
                    standing(v, language),
                    names[v.indicator],
                    v.target,
                    likely(v, language),
                    why(v, language),
                ),
                v.status,
            )
            for v in shown
        ],
        waiting=[] if everything else waiting_lines(result, plan, language),
    )

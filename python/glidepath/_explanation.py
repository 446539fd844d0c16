"""One verdict, step by step, in sentences that can be read aloud."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from glidepath import _core
from glidepath._core import LastChance, Observation, Target, Verdict, Window
from glidepath._numbers import number, percent
from glidepath._report import standing
from glidepath._span_words import period_words
from glidepath._words import Face, Measure, Stat

if TYPE_CHECKING:
    from glidepath._assessment import Assessment
    from glidepath._observations import Observations
    from glidepath._plan import Plan

MEASURES_ZH = {
    Measure.value: "",
    Measure.ytd: "累计",
    Measure.growth: "同比增长",
    Measure.ytd_growth: "累计同比增长",
    Measure.share_of_annual: "占年度任务",
    Measure.rank: "排名",
}
MEASURES_EN = {
    Measure.value: "",
    Measure.ytd: "year to date ",
    Measure.growth: "growth ",
    Measure.ytd_growth: "year-to-date growth ",
    Measure.share_of_annual: "share of the year's task ",
    Measure.rank: "rank ",
}
TIERS_ZH = {"binding": "约束性", "expected": "预期性", "aspirational": "力争"}
STANDINGS_ZH = {
    "final": "最终数",
    "revised": "修订数",
    "provisional": "初步数",
    "estimated": "预计数",
}
ASSUMED_ZH = {"window": "时间窗口", "tolerance": "容许范围", "due": "期限", "start": "起始期"}


Ahead = tuple[Window, float, float]  # a window to come, its issued mark, what it takes


def explanation(
    verdict: Verdict,
    result: "Assessment",
    plan: "Plan",
    seen: "Observations",
    language: str,
    most_growth: float | None = None,
) -> list[str]:
    """The steps from the plan's words to the verdict, numbered, under a title.

    With a most growth a year also how long the target can wait. Raises ValueError for one that
    leads away from the target.
    """
    target = next(t for t in plan.targets if t.id == verdict.id and str(t.say) == verdict.target)
    teller = (Chinese if language == "zh" else English)(verdict, target, plan)
    ahead = marks_ahead(verdict, plan, seen, result) if teller.issued else []
    rows = teller.figures([row for row in seen.rows if visible(row, result)])
    rows.sort(key=lambda row: (row.period.last_day, row.measure, row.released))
    teller.decimals = max((row.decimals for row in rows), default=teller.decimals)
    steps = [*teller.wanted(), teller.known(result, len(rows))]
    lines = [f"{verdict.id} · {plan.indicator(verdict.indicator).name.in_(language)}"]
    lines += [f"{i}. {step}" for i, step in enumerate(steps, 1)]
    lines += [f"   - {teller.figure(row)}" for row in rows]
    waiting = []
    if most_growth is not None:
        chance = plan.last_chance(
            verdict.id, seen, most_growth=most_growth, as_of=result.as_of, through=result.through
        )
        waiting = [teller.last_chance(chance, most_growth)]
    after = [
        *teller.numbers(),
        *teller.catch_up(ahead),
        *waiting,
        teller.decided(),
        *teller.expected(),
    ]
    return lines + [f"{i}. {step}" for i, step in enumerate(after, len(steps) + 1)]


def marks_ahead(
    verdict: Verdict, plan: "Plan", seen: "Observations", result: "Assessment"
) -> list[Ahead]:
    """The issued marks still to come, each with what the catch-up path has in its place."""
    since = verdict.actual_period
    if since is None:
        return []
    marks = []
    for target in plan.targets:
        window, asked = target.say.window, target.say.value
        issued = target.part_of == verdict.id and target.superseded is None
        if issued and window and asked is not None and window.first.first_day > since.last_day:
            marks.append((window, asked, target.say.stat))
    if not marks:
        return []
    path = plan.trajectory(
        verdict.indicator,
        seen,
        freq=str(marks[0][0].first.frequency),
        anchor="latest",
        as_of=result.as_of,
        through=result.through,
    ).path
    ahead = []
    for window, asked, stat in marks:
        values = [] if path is None else [path.at(period) for period in window]
        known = [value for value in values if value is not None]
        if known and len(known) == len(values):
            ahead.append((window, asked, sum(known) if stat is Stat.sum else known[-1]))
    digits = max((len(number(asked).partition(".")[2]) for _, asked, _ in ahead), default=0)
    return [(window, asked, round(value, digits)) for window, asked, value in ahead]


def visible(row: Observation, result: _core.Assessment) -> bool:
    """Whether the clocks of the assessment let the row be seen."""
    if result.as_of is not None and row.released > result.as_of:
        return False
    return result.through is None or row.period.last_day <= result.through.last_day


class Teller(ABC):
    """What the sentences of both languages need."""

    language: str
    unit_gap: str  # between a number and its unit
    points: str  # what differences of percentages are counted in

    def __init__(self, verdict: Verdict, target: Target, plan: "Plan") -> None:
        self.verdict = verdict
        self.indicators = {indicator.id: indicator for indicator in plan.indicators}
        say = target.say
        steady = say.stat is Stat.steady and "%" in str(say)
        self.unit = "%" if steady or say.face is Face.growth else verdict.unit or ""
        self.on_path = verdict.method.endswith(":path")
        self.inside_window = verdict.method.endswith(("_share", "_pace"))
        self.issued = verdict.method.endswith(":issued")
        self.decimals = 2  # of published figures: computed ones are told with no more

    def figures(self, rows: Iterable[Observation]) -> list[Observation]:
        """The rows of the indicator in the plan's place; without any, those of its parts."""
        here = [row for row in rows if row.place in (None, self.verdict.place)]
        indicator = self.indicators[self.verdict.indicator]
        parts = (indicator.numerator, indicator.denominator)
        own = [row for row in here if row.indicator == indicator.id]
        return own or [row for row in here if row.indicator in parts]

    def with_unit(self, value: float, unit: str) -> str:
        """A value with a unit."""
        return number(value) + ("" if unit in ("", "%") else self.unit_gap) + unit

    def quantity(self, value: float) -> str:
        """A value with the unit in which the target is judged."""
        return self.with_unit(value, self.unit)

    def difference(self, value: float) -> str:
        """A difference between two such values."""
        return self.with_unit(value, self.points if self.unit == "%" else self.unit)

    def printed(self, row: Observation) -> str:
        """The value of a row, in the unit that its measure has."""
        if row.measure is Measure.rank:
            return number(row.value)
        if row.measure in (Measure.value, Measure.ytd):
            return self.with_unit(row.value, self.indicators[row.indicator].unit or "")
        return self.with_unit(row.value, "%")

    def part(self, row: Observation) -> str:
        """The name of the row's indicator, where that is not the target's own."""
        if row.indicator == self.verdict.indicator:
            return ""
        return self.indicators[row.indicator].name.in_(self.language)

    # What follows is said differently in each language.

    @abstractmethod
    def wanted(self) -> Iterator[str]:
        """What the plan says, and how it is read."""

    @abstractmethod
    def known(self, result: "Assessment", rows: int) -> str:
        """How many figures were known, and when."""

    @abstractmethod
    def figure(self, row: Observation) -> str:
        """One of these figures."""

    @abstractmethod
    def numbers(self) -> Iterator[str]:
        """Base, figure, path and shares, as far as there are any."""

    @abstractmethod
    def catch_up(self, ahead: list[Ahead]) -> Iterator[str]:
        """Beside the marks still to come, what it takes from here."""

    @abstractmethod
    def last_chance(self, chance: LastChance | None, most_growth: float) -> str:
        """How long the indicator can stay as it is, under a most growth a year."""

    @abstractmethod
    def decided(self) -> str:
        """The verdict."""

    @abstractmethod
    def expected(self) -> Iterator[str]:
        """The outlook, if there is one."""


class English(Teller):
    """The steps in English."""

    language = "en"
    unit_gap = " "
    points = "points"

    def wanted(self) -> Iterator[str]:
        v = self.verdict
        if v.quote:
            yield f"The plan says: “{v.quote}”."
        due = f", due on {v.due}" if v.due else ", without a date"
        unit = f", in {v.unit}" if v.unit else ""
        if v.prices:
            unit += f", at {_core.price_words(v.prices).en}"
        sentence = f"That is read as “{v.target}”{unit}: {v.tier}{due}."
        if v.assumed:
            sentence += f" The text leaves open, and the plan file assumes: {', '.join(v.assumed)}."
        yield sentence

    def known(self, result: "Assessment", rows: int) -> str:
        clock = f"on {result.as_of}" if result.as_of else "in the latest vintage"
        if result.through:
            clock += f", for periods through {result.through}"
        if not rows:
            return f"No figure of the indicator was known {clock}."
        return f"Known {clock}: {rows} figure{'s' if rows > 1 else ''} of the indicator."

    def figure(self, row: Observation) -> str:
        part = f"{self.part(row)}, " if self.part(row) else ""
        assumed = " (assumed)" if row.release_assumed else ""
        source = f", {row.source}" if row.source else ""
        return (
            f"{part}{row.period}: {MEASURES_EN[row.measure]}{self.printed(row)}, {row.status}, "
            f"released {row.released}{assumed}{source}"
        )

    def numbers(self) -> Iterator[str]:
        v = self.verdict
        if v.base is not None:
            start = "The path starts from" if self.on_path else "The base is"
            derived = ", derived from published growth" if v.base_derived else ""
            yield f"{start} {self.with_unit(v.base, v.unit or '')} in {v.base_period}{derived}."
        if v.actual is not None:
            marks = [str(v.data_status)] if v.data_status else []
            marks += ["derived"] if v.derived else []
            marks += ["release date assumed"] if v.release_assumed else []
            age = ""
            if v.data_age_days and v.data_age_days > 0:
                age = f" The period ended {v.data_age_days} days earlier."
            elif v.data_age_days:
                age = f" The period ends in {-v.data_age_days} days."
            shown = f" ({', '.join(marks)})" if marks else ""
            yield f"The figure judged is {self.quantity(v.actual)} for {v.actual_period}{shown}.{age}"
        if v.planned is not None:
            if self.issued:
                yield f"The mark issued for it is {self.quantity(v.planned)}."
            elif self.on_path or self.inside_window:
                yield f"By then {self.quantity(v.planned)} was to be reached."
            else:
                yield f"The threshold is {self.quantity(v.planned)}."
        if v.gap is not None:
            side = "better" if v.gap >= 0 else "short"
            yield f"The figure is {self.difference(abs(v.gap))} {side}."
        if v.completed_share is not None:
            sentence = f"It is {percent(v.completed_share)} of the threshold"
            if v.ahead_pp is not None and v.elapsed_share is not None:
                direction = "ahead of" if v.ahead_pp >= 0 else "behind"
                sentence += (
                    f", with {percent(v.elapsed_share)} of the time over: "
                    f"{number(abs(v.ahead_pp))} points {direction} an even pace"
                )
            yield sentence + "."
        if v.increment_share is not None:
            sentence = (
                f"It is {percent(v.increment_share)} of the way from the base to the threshold"
            )
            if v.elapsed_share is not None:
                sentence += f", with {percent(v.elapsed_share)} of the time over"
            yield sentence + "."
        if v.headroom is not None:
            if v.headroom >= 0:
                yield f"The upper limit leaves {self.difference(v.headroom)}."
            else:
                yield f"The upper limit is exceeded by {self.difference(-v.headroom)}."
        if v.required_growth is not None:
            yield f"From here it takes growth of {percent(v.required_growth)} a year."
        if v.required_run_rate is not None:
            yield f"From here it takes {self.quantity(v.required_run_rate)} a month."

    def catch_up(self, ahead: list[Ahead]) -> Iterator[str]:
        if ahead:
            steps = ", ".join(
                f"{window} {self.quantity(value)} (mark {self.quantity(mark)})"
                for window, mark, value in ahead
            )
            yield f"The marks stay as issued; the catch-up path to the target is {steps}."

    def last_chance(self, chance: LastChance | None, most_growth: float) -> str:
        growth = f"{number(most_growth * 100)}% a year"
        if chance is None:
            return f"How long it can wait at {growth} is not defined for this target or these data."
        if chance.until is None:
            return f"At {growth} from {chance.since} on it is out of reach."
        return (
            f"At {growth} at the most it can stay at {self.quantity(chance.level)} until "
            f"{chance.until}, not longer."
        )

    def decided(self) -> str:
        v = self.verdict
        code = f" [{v.reason_code}]" if v.reason_code else ""
        by = f" Decided by {v.method}." if v.method else ""
        return f"So the target is {standing(v, 'en')}: {v.reason.in_('en')}{code}.{by}"

    def expected(self) -> Iterator[str]:
        outlook = self.verdict.outlook
        if outlook is None:
            return
        heading = _core.outlook_heading().en
        yield f"{heading[0].upper()}{heading[1:]}: {outlook.shown.en}; {outlook.why.en}."
        if (when := outlook.attainment) is not None and when.early is not None:
            tenth = f"by {when.early} on one path in ten"
            half = f"by {when.median} on half of the paths"
            told = tenth if when.median is None else f"{tenth}, {half}"
            yield (
                f"It is attained {half if when.early == when.median else told}, and not by "
                f"{when.through} on {percent(when.never)} of them."
            )
        if outlook.shortfall is not None:
            missing = self.difference(round(outlook.shortfall, self.decimals))
            yield f"Where it fails, {missing} are missing on average."
        yield f"Forecast by {outlook.model}. It is no fact and changes no status."


class Chinese(Teller):
    """The steps in Chinese."""

    language = "zh"
    unit_gap = ""
    points = "个百分点"

    def wanted(self) -> Iterator[str]:
        v = self.verdict
        if v.quote:
            yield f"方案原文：“{v.quote}”。"
        due = f"，期限 {v.due}" if v.due else "，未定期限"
        unit = f"，单位 {v.unit}" if v.unit else ""
        if v.prices:
            unit += f"，按{_core.price_words(v.prices).zh}计算"
        sentence = f"记为“{v.target}”{unit}：{TIERS_ZH[v.tier]}目标{due}。"
        if v.assumed:
            sentence += (
                f"原文未明确、由方案文件设定：{'、'.join(ASSUMED_ZH[a] for a in v.assumed)}。"
            )
        yield sentence

    def known(self, result: "Assessment", rows: int) -> str:
        clock = f"截至 {result.as_of}" if result.as_of else "按最新数据版本"
        if result.through:
            clock += f"，报告期{period_words(result.through, 'zh')}"
        if not rows:
            return f"{clock}，没有该指标的数据。"
        return f"{clock}，已知该指标数据 {rows} 项："

    def figure(self, row: Observation) -> str:
        part = f"{self.part(row)}，" if self.part(row) else ""
        assumed = "（设定）" if row.release_assumed else ""
        source = f"，{row.source}" if row.source else ""
        return (
            f"{part}{period_words(row.period, 'zh')}：{MEASURES_ZH[row.measure]}{self.printed(row)}，"
            f"{STANDINGS_ZH[row.status]}，{row.released}发布{assumed}{source}"
        )

    def numbers(self) -> Iterator[str]:
        v = self.verdict
        if v.base is not None and v.base_period is not None:
            when = period_words(v.base_period, "zh")
            base = self.with_unit(v.base, v.unit or "")
            derived = "（由公布的增速推算）" if v.base_derived else ""
            if self.on_path:
                yield f"路径从{when}的 {base}{derived}起算。"
            else:
                yield f"基期{when}为 {base}{derived}。"
        if v.actual is not None and v.actual_period is not None:
            when = period_words(v.actual_period, "zh")
            marks = [STANDINGS_ZH[v.data_status]] if v.data_status else []
            marks += ["推算"] if v.derived else []
            marks += ["发布日期为设定"] if v.release_assumed else []
            shown = f"（{'，'.join(marks)}）" if marks else ""
            age = ""
            if v.data_age_days and v.data_age_days > 0:
                age = f"该期结束至今 {v.data_age_days} 天。"
            elif v.data_age_days:
                age = f"该期还有 {-v.data_age_days} 天结束。"
            yield f"据以评价的数据：{when}为 {self.quantity(v.actual)}{shown}。{age}"
        if v.planned is not None:
            if self.issued:
                yield f"下达的分解目标为 {self.quantity(v.planned)}。"
            elif self.on_path or self.inside_window:
                yield f"届时应达到 {self.quantity(v.planned)}。"
            else:
                yield f"目标界限为 {self.quantity(v.planned)}。"
        if v.gap is not None:
            yield f"{'优于' if v.gap >= 0 else '差'} {self.difference(abs(v.gap))}。"
        if v.completed_share is not None:
            sentence = f"完成率 {percent(v.completed_share)}"
            if v.ahead_pp is not None and v.elapsed_share is not None:
                direction = "快于" if v.ahead_pp >= 0 else "慢于"
                sentence += (
                    f"，时间进度 {percent(v.elapsed_share)}，"
                    f"{direction}时间进度 {number(abs(v.ahead_pp))} 个百分点"
                )
            yield sentence + "。"
        if v.increment_share is not None:
            sentence = f"从基期到目标已走完 {percent(v.increment_share)}"
            if v.elapsed_share is not None:
                sentence += f"，时间进度 {percent(v.elapsed_share)}"
            yield sentence + "。"
        if v.headroom is not None:
            if v.headroom >= 0:
                yield f"距上限还有 {self.difference(v.headroom)}。"
            else:
                yield f"超出上限 {self.difference(-v.headroom)}。"
        if v.required_growth is not None:
            yield f"今后每年需增长 {percent(v.required_growth)}。"
        if v.required_run_rate is not None:
            yield f"今后每月需 {self.quantity(v.required_run_rate)}。"

    def catch_up(self, ahead: list[Ahead]) -> Iterator[str]:
        if ahead:
            steps = "，".join(
                f"{window} {self.quantity(value)}（分解目标 {self.quantity(mark)}）"
                for window, mark, value in ahead
            )
            yield f"已下达的分解目标不变；要完成目标，追赶路径为：{steps}。"

    def last_chance(self, chance: LastChance | None, most_growth: float) -> str:
        growth = f"年均增长{number(most_growth * 100)}%"
        if chance is None:
            return f"该目标或现有数据无法推算按{growth}最迟何时起步。"
        if chance.until is None:
            return f"即使自 {chance.since} 起{growth}，也已无法达到目标。"
        return (
            f"按{growth}为上限，最迟可维持 {self.quantity(chance.level)} 到 {chance.until}，"
            "再晚即无法达到目标。"
        )

    def decided(self) -> str:
        v = self.verdict
        code = f" [{v.reason_code}]" if v.reason_code else ""
        by = f"依据 {v.method}。" if v.method else ""
        return f"结论：{standing(v, 'zh')}。{v.reason.in_('zh')}{code}。{by}"

    def expected(self) -> Iterator[str]:
        outlook = self.verdict.outlook
        if outlook is None:
            return
        yield f"{_core.outlook_heading().zh}：{outlook.shown.zh}；{outlook.why.zh}。"
        if (when := outlook.attainment) is not None and when.early is not None:
            early, through = (period_words(day, "zh") for day in (when.early, when.through))
            told = f"一成路径不晚于{early}"
            if when.median is not None:
                half = f"半数路径不晚于{period_words(when.median, 'zh')}"
                told = half if when.early == when.median else f"{told}，{half}"
            yield f"达到目标的时间：{told}；到{through}仍未达到的占 {percent(when.never)}。"
        if outlook.shortfall is not None:
            yield f"未达到时平均差 {self.difference(round(outlook.shortfall, self.decimals))}。"
        yield f"预测模型：{outlook.model}。测算不是事实，不影响进度评价。"

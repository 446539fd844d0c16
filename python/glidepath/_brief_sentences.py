"""The sentences of a brief about one indicator, as offices write them. What is not known is not
mentioned."""

import datetime as dt
from abc import ABC, abstractmethod

from glidepath._brief_facts import LEVEL_AT, City, Facts, Rate, Share
from glidepath._core import Period, Verdict
from glidepath._numbers import percent
from glidepath._published import year_start
from glidepath._target_words import each_period
from glidepath._words import Frequency, Kind, Language, Status

MONTHS = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
]  # fmt: skip
DONE = "完成"
COUNTS = ("数", "量", "规模")
OUTPUTS = ("生产总值", "增加值", "总产值")


class Writer(ABC):
    """What the sentences of both languages need."""

    language: Language
    comma: str
    stop: str
    doubt: str
    doubtful: str  # the same where nothing else is told

    def __init__(self, year_from: int = 1) -> None:
        self.year_from = year_from

    def sentence(self, facts: Facts) -> str:
        """One sentence about what is known of an indicator, with a full stop."""
        clauses = [
            ("was", self.growth(facts.growth) if facts.growth else ""),
            *(("was", clause) for clause in (self.city(facts.city) if facts.city else [])),
            ("was", self.since_last(facts) if facts.since_last else ""),
            ("reached", self.share(facts.share) if facts.share else ""),
            ("reached", self.mark(facts) if facts.mark is not None else ""),
            ("had", self.usual(facts) if facts.usual else ""),
            ("was", self.above_target(facts) if facts.above_target else ""),
            *(("was", clause) for clause in self.judged(facts)),
        ]
        (verb, first), *rest = [(verb, clause) for verb, clause in clauses if clause] or [("", "")]
        text = self.opening(facts)
        if facts.suspect:  # what is compared with a doubtful figure is doubtful
            if facts.level is None:
                return text + self.doubtful + self.stop
            return text + self.comma + self.doubt + self.stop
        if facts.level is not None:
            text += self.comma + first if first else ""
        else:
            text += self.linked(facts, verb, first)
        return self.comma.join([text, *(clause for _, clause in rest)]) + self.stop

    @abstractmethod
    def linked(self, facts: Facts, verb: str, clause: str) -> str:
        """The first clause of a sentence that has no level, behind the name of its indicator."""

    def later(self, facts: Facts) -> dict[str, list[str]]:
        """Targets beyond the year by their words: the years in which they are due. One for each
        year is none of them."""
        words: dict[str, list[str]] = {}
        year = facts.period.last_day.year
        for verdict in facts.verdicts:
            if verdict.due is None or each_period(verdict.target):
                continue
            if verdict.due.year > year:
                years = words.setdefault(self.words(verdict), [])
                if str(verdict.due.year) not in years:
                    years.append(str(verdict.due.year))
        return words

    def decided(self, facts: Facts) -> str:
        """That the target of the year is met or missed, in words; empty while neither is so."""
        for verdict in facts.verdicts:
            due = verdict.due is not None and verdict.due.year == facts.period.last_day.year
            if due and verdict.status in {Status.met, Status.missed}:
                return self.words(verdict)
        return ""

    def tells(self, facts: Facts, verdict: Verdict) -> bool:
        """Whether the sentence about an indicator says how one of its targets was decided."""
        if not facts.known or facts.suspect or verdict not in facts.verdicts:
            return False
        if verdict.due is None or each_period(verdict.target):
            return False
        year = facts.period.last_day.year
        return verdict.due.year > year or (
            verdict.due.year == year and self.decided(facts) == self.words(verdict)
        )

    def words(self, verdict: Verdict) -> str:
        return verdict.words(self.language)

    def span(self, facts: Facts) -> str:
        """What the figures cover, as an adverbial."""
        stock = facts.indicator.kind is Kind.stock
        return self.at_end(facts.period) if stock and facts.level else self.over(facts)

    @abstractmethod
    def period(self, period: Period) -> str:
        """The period of a brief, from the start of the year."""

    @abstractmethod
    def day(self, day: dt.date) -> str:
        """A day."""

    @abstractmethod
    def over(self, facts: Facts) -> str:
        """From the first to the last month."""

    @abstractmethod
    def at_end(self, period: Period) -> str:
        """At the end of a period."""

    @abstractmethod
    def opening(self, facts: Facts) -> str:
        """Span, indicator, level."""

    @abstractmethod
    def growth(self, rate: Rate) -> str:
        """Against a year earlier."""

    @abstractmethod
    def since_last(self, facts: Facts) -> str:
        """Against the period before."""

    @abstractmethod
    def share(self, share: Share) -> str:
        """Of the year's target, and against an even pace."""

    @abstractmethod
    def mark(self, facts: Facts) -> str:
        """Of the issued mark."""

    @abstractmethod
    def usual(self, facts: Facts) -> str:
        """What is usual by then."""

    @abstractmethod
    def above_target(self, facts: Facts) -> str:
        """Against the year's target, or the indicator whose rate that names."""

    @abstractmethod
    def city(self, city: City) -> list[str]:
        """Against the average, and the rank."""

    @abstractmethod
    def judged(self, facts: Facts) -> list[str]:
        """How targets beyond the year stand."""


class Chinese(Writer):
    """The sentences in Chinese."""

    language = Language.zh
    comma = "，"
    stop = "。"
    doubt = "计量单位待核实"
    doubtful = "的计量单位待核实"

    def linked(self, facts: Facts, verb: str, clause: str) -> str:
        if DONE in facts.indicator.name.in_("zh") and clause.startswith(DONE):
            return f"达到{clause.removeprefix(DONE)}"
        return clause

    def period(self, period: Period) -> str:
        last = period.last_day
        year, month = f"{last.year}年", last.month
        if self.year_from != 1:
            start = year_start(last, self.year_from)
            return f"{start.year}年{start.month}月至{year}{month}月"
        if period.frequency is Frequency.annual:
            return year
        if period.frequency is Frequency.quarterly:
            return year + ("一季度", "上半年", "前三季度", "全年")[month // 3 - 1]
        return f"{year}1月" if month == 1 else f"{year}1—{month}月"

    def day(self, day: dt.date) -> str:
        return f"{day.year}年{day.month}月{day.day}日"

    def over(self, facts: Facts) -> str:
        first, last = facts.first_day, facts.period.last_day
        if (first.month, last.month) == (1, 12):
            return f"{last.year}年"
        names = {(1, 3): "一季度", (1, 6): "上半年", (1, 9): "前三季度"}
        quarterly = facts.period.frequency is Frequency.quarterly
        if quarterly and (first.month, last.month) in names:
            return names[first.month, last.month]
        if first.year < last.year:
            return f"{first.year}年{first.month}月至{last.year}年{last.month}月"
        return f"{last.month}月" if first.month == last.month else f"{first.month}—{last.month}月"

    def at_end(self, period: Period) -> str:
        last = period.last_day
        return f"截至{last.year}年底" if last.month == 12 else f"截至{last.month}月底"

    def opening(self, facts: Facts) -> str:
        indicator = facts.indicator
        name = indicator.name.in_("zh")
        start = f"{self.span(facts)}，{name}"
        if facts.level is None:
            return start
        if indicator.kind is Kind.milestone:
            return start + ("已完成" if facts.level.value >= 1 else "尚未完成")
        limited = facts.share is not None and facts.share.limit
        verb = verb_of(name) if indicator.kind is Kind.flow and not limited else "为"
        estimated = "（预计数）" if facts.estimated else ""
        return f"{start}{verb}{facts.level.text}{indicator.unit or ''}{estimated}"

    def change(self, rate: Rate, up: str, down: str) -> str:
        unit = "个百分点" if rate.points else "%"
        computed = "（按公布数计算）" if rate.computed else ""
        if float(rate.text) == 0:
            return f"持平{computed}"
        return f"{up if rate.value > 0 else down}{rate.text}{unit}{computed}"

    def growth(self, rate: Rate) -> str:
        return "同比" + self.change(rate, *(("提高", "下降") if rate.points else ("增长", "下降")))

    def since_last(self, facts: Facts) -> str:
        rate = facts.since_last
        assert rate is not None
        last = facts.period.last_day
        quarter = facts.period.frequency is Frequency.quarterly
        alone = f"{'一二三四'[last.month // 3 - 1]}季度" if quarter else f"{last.month}月"
        what = f"{alone}当{'季' if quarter else '月'}" if facts.indicator.kind is Kind.flow else ""
        return f"{what}环比" + self.change(
            rate, *(("提高", "下降") if rate.points else ("增长", "下降"))
        )

    def share(self, share: Share) -> str:
        done = f"{'占年度控制目标' if share.limit else '完成年度目标'}的{share.text}%"
        if share.ahead is None:
            return done
        if abs(share.ahead) < LEVEL_AT:
            return f"{done}，与序时进度持平"
        words = ("高于", "低于") if share.limit else ("快于", "慢于")
        direction = words[share.ahead < 0]
        return f"{done}，{direction}序时进度{abs(share.ahead):.1f}个百分点"

    def mark(self, facts: Facts) -> str:
        assert facts.mark is not None
        return f"完成{self.over(facts)}计划的{percent(facts.mark)}"

    def usual(self, facts: Facts) -> str:
        return f"按往年进度应完成{facts.usual}{facts.indicator.unit or ''}"

    def above_target(self, facts: Facts) -> str:
        rate, other = facts.above_target, facts.above_other
        assert rate is not None
        wanted = "年度增速目标" if facts.share is not None else "年度目标"
        if other is not None:
            wanted = other.name.in_("zh") + ("" if other.unit == "%" else "增速")
        if float(rate.text) == 0:
            return f"与{wanted}持平"
        return f"{'高于' if rate.value > 0 else '低于'}{wanted}{rate.text}个百分点"

    def city(self, city: City) -> list[str]:
        clauses = []
        if city.above is not None:
            if city.above == 0:
                clauses.append("与全市平均持平")
            else:
                clauses.append(f"{'高于' if city.above > 0 else '低于'}全市平均{city.text}个百分点")
        if city.rank:
            clauses.append(f"列全市第{city.rank}位")
        return clauses

    def judged(self, facts: Facts) -> list[str]:
        later = self.later(facts).items()
        decided = self.decided(facts)
        now = [f"年度目标{decided}"] if decided else []
        return now + [
            f"{'、'.join(f'{year}年' for year in years)}目标{word}" for word, years in later
        ]


class English(Writer):
    """The sentences in English."""

    language = Language.en
    comma = ", "
    stop = "."
    doubt = "a figure whose unit is to be verified"
    doubtful = " has a figure whose unit is to be verified"

    def linked(self, facts: Facts, verb: str, clause: str) -> str:
        return f" {verb} {clause}"

    def period(self, period: Period) -> str:
        last = period.last_day
        if self.year_from != 1:
            start = year_start(last, self.year_from)
            ends = [f"{MONTHS[day.month - 1]} {day.year}" for day in (start, last)]
            return " to ".join(ends)
        if period.frequency is Frequency.annual:
            return str(last.year)
        if period.frequency is Frequency.quarterly:
            spans = ("first quarter", "first half", "first three quarters", "four quarters")
            return f"{spans[last.month // 3 - 1]} of {last.year}"
        month = MONTHS[last.month - 1]
        return f"January {last.year}" if last.month == 1 else f"January to {month} {last.year}"

    def day(self, day: dt.date) -> str:
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"

    def over(self, facts: Facts) -> str:
        first, last = facts.first_day, facts.period.last_day
        if (first.month, last.month) == (1, 12):
            return f"in {last.year}"
        names = [MONTHS[day.month - 1] for day in (first, last)]
        if first.year < last.year:
            return f"from {names[0]} {first.year} to {names[1]} {last.year}"
        return f"in {names[0]}" if names[0] == names[1] else f"from {names[0]} to {names[1]}"

    def at_end(self, period: Period) -> str:
        last = period.last_day
        return f"at the end of {last.year if last.month == 12 else MONTHS[last.month - 1]}"

    def opening(self, facts: Facts) -> str:
        indicator = facts.indicator
        span = self.span(facts)
        name = uncapitalised(indicator.name.in_("en"))
        # A name with an apposition (enterprises, newly added) ends with a comma as well.
        start = f"{span[0].upper()}{span[1:]}, {name}{',' if ', ' in name else ''}"
        if facts.level is None:
            return start
        if indicator.kind is Kind.milestone:
            return f"{start} was {'' if facts.level.value >= 1 else 'not yet '}completed"
        verb = "came to" if indicator.kind is Kind.flow else "stood at"
        unit = indicator.unit or ""
        gap = "" if unit in ("", "%") else " "
        estimated = " (estimated)" if facts.estimated else ""
        return f"{start} {verb} {facts.level.text}{gap}{unit}{estimated}"

    def change(self, rate: Rate, than: str) -> str:
        computed = " (computed from published figures)" if rate.computed else ""
        if float(rate.text) == 0:
            return f"the same as {than}{computed}"
        unit = " points" if rate.points else "%"
        return f"{'up' if rate.value > 0 else 'down'} {rate.text}{unit} on {than}{computed}"

    def growth(self, rate: Rate) -> str:
        return self.change(rate, "a year earlier")

    def since_last(self, facts: Facts) -> str:
        assert facts.since_last is not None
        quarter = facts.period.frequency is Frequency.quarterly
        than = f"the {'quarter' if quarter else 'month'} before"
        flow = facts.indicator.kind is Kind.flow
        alone = f"the {'quarter' if quarter else 'month'} alone " if flow else ""
        return alone + self.change(facts.since_last, than)

    def share(self, share: Share) -> str:
        done = f"{share.text}% of the year's {'limit' if share.limit else 'target'}"
        if share.ahead is None:
            return done
        if abs(share.ahead) < LEVEL_AT:
            return f"{done}, level with an even pace"
        words = ("above", "below") if share.limit else ("ahead of", "behind")
        direction = words[share.ahead < 0]
        return f"{done}, {abs(share.ahead):.1f} points {direction} an even pace"

    def mark(self, facts: Facts) -> str:
        assert facts.mark is not None
        return f"{percent(facts.mark)} of the mark issued for the period"

    def usual(self, facts: Facts) -> str:
        return f"{facts.usual} {facts.indicator.unit or ''} being usual by then"

    def above_target(self, facts: Facts) -> str:
        rate, other = facts.above_target, facts.above_other
        assert rate is not None
        wanted = f"the year's target{' of growth' if facts.share is not None else ''}"
        if other is not None:
            wanted = ("" if other.unit == "%" else "growth of ") + uncapitalised(other.name.in_("en"))
        if float(rate.text) == 0:
            return f"level with {wanted}"
        return f"{rate.text} points {'above' if rate.value > 0 else 'below'} {wanted}"

    def city(self, city: City) -> list[str]:
        clauses = []
        if city.above is not None:
            if city.above == 0:
                clauses.append("level with the city's average")
            else:
                side = "above" if city.above > 0 else "below"
                clauses.append(f"{city.text} points {side} the city's average")
        if city.rank:
            clauses.append(f"number {city.rank} in the city")
        return clauses

    def judged(self, facts: Facts) -> list[str]:
        later = self.later(facts).items()
        decided = self.decided(facts)
        now = [f"the year's target {decided}"] if decided else []
        return now + [f"{word} for {' and '.join(years)}" for word, years in later]


def verb_of(name: str) -> str:
    """What a flow does in Chinese by the words of its name: 重大项目完成投资 and 新增就业 have their verb, a
    number or an amount is one, value added is brought about, all else is completed."""
    if DONE in name or "新增" in name and not name.endswith(COUNTS):
        return ""
    if name.endswith(COUNTS):
        return "为"
    return "实现" if name.endswith(OUTPUTS) else DONE


def uncapitalised(name: str) -> str:
    """A name inside a sentence: a word begins small, an abbreviation (GDP, R&D) does not."""
    word = len(name) > 1 and name[0].isupper() and name[1].islower()
    return name[0].lower() + name[1:] if word else name


def writer(language: str, year_from: int = 1) -> Writer:
    return Chinese(year_from) if language == Language.zh else English(year_from)

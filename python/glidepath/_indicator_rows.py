"""The rows of 主要指标进度表: one for each indicator that has targets."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from glidepath import _core
from glidepath._core import Indicator, Observation, Target, Verdict
from glidepath._month import Cells, Month
from glidepath._numbers import below, number, points
from glidepath._published import note_of
from glidepath._report import label
from glidepath._shown_verdict import BY_MARKS, by_issued_marks, shown_verdict
from glidepath._span_words import ONE_DAY
from glidepath._table_changes import change_words
from glidepath._table_columns import NONE, UNREPORTED
from glidepath._target_words import asked_of_year, name_of_target, said_of, said_with_window
from glidepath._words import DataStatus, Face, Kind, Measure, Status, Tier
from glidepath._year_progress import in_force

TIERS = {
    Tier.binding: ("约束性", "binding"),
    Tier.expected: ("预期性", "expected"),
    Tier.aspirational: ("力争", "aspirational"),
}
STANDING = {
    DataStatus.final: ("核实", "final"),
    DataStatus.revised: ("修订", "revised"),
    DataStatus.provisional: ("初步", "provisional"),
    DataStatus.estimated: ("预计", "estimated"),
}
NEEDS_REASON = {Status.at_risk, Status.off_track, Status.missed, Status.unknown}
Words = Callable[[Target, Indicator, _core.Plan, str], str]


def indicator_rows(month: Month) -> list[tuple[str | None, Cells]]:
    """A row for each indicator with targets in force, in the order of the plan, and its goal."""
    rows: list[tuple[str | None, Cells]] = []
    for indicator in month.indicators.values():
        targets = [target for target in month.targets if target.indicator == indicator.id]
        if targets:
            cells = IndicatorRow(month, indicator, targets).cells()
            rows.append((month.goal_of_indicator(indicator.id), cells))
    return rows


def middle_and_end(plan: _core.Plan) -> list[int]:
    """The years whose targets have a column: the middle of the plan and its end."""
    first, last = plan.horizon.first_day.year, plan.horizon.last_day.year
    return sorted({(first + last) // 2, last})


class IndicatorRow:
    """One row: the figures at the end of one period, and the verdict of the target next due."""

    def __init__(self, month: Month, indicator: Indicator, targets: Sequence[Target]) -> None:
        self._month = month
        self._indicator = indicator
        self._targets = targets
        self._verdicts = {
            target.id: verdict
            for target in targets
            if (verdict := month.result.find(target.id)) is not None
        }
        self._judged = shown_verdict(
            self._verdicts.values(), month.figures, month.period.last_day
        )
        self._day = month.figures.newest_day(indicator.id)

    def cells(self) -> Cells:
        month, indicator, verdict = self._month, self._indicator, self._judged
        cells: dict[str, Any] = {
            "id": indicator.id,
            "indicator": indicator.name.in_(month.language),
            "unit": indicator.unit or NONE,
            "tier": self._pick(TIERS[verdict.tier]) if verdict else NONE,
            "wanted": self._this_year() or NONE,
            "outlook": verdict.outlook.shown.in_(month.language)
            if verdict and verdict.outlook
            else NONE,
            "lead": month.names(verdict.lead) if verdict and verdict.lead else self._reporter(),
        }
        for year in middle_and_end(month.plan):
            cells[f"target_{year}"] = self._wanted(year) or NONE
        cells |= self._figures() | self._progress() | self._standing()
        declared = self._one(Measure.share_of_annual)
        done = cells["completed"]
        if declared is not None and done not in {below(declared.value), NONE, UNREPORTED}:
            share = f"{below(declared.value):g}%"
            apart = month.say(
                f"；自报占年度目标{share}", f"; declared: {share} of the year's target"
            )
            cells["source"] += apart
        return cells

    def _pick(self, pair: tuple[str, str]) -> str:
        return self._month.say(*pair)

    def _reporter(self) -> str:
        unit = self._month.reporters.reporter(self._indicator)
        return self._month.name(unit) if unit else NONE

    # -- targets

    def _say(self, target: Target, words: Words) -> str:
        """A target as a cell says it."""
        return words(target, self._indicator, self._month.plan, self._month.language)

    def _wanted(self, year: int) -> str:
        """The targets that are due with a year; with the plan's last one those without a date."""
        end = self._month.plan.horizon.last_day.year
        due = [
            target
            for target in self._targets
            if (target.say.due.year if target.say.due is not None else end) == year
        ]
        return self._pick(("；", "; ")).join(self._say(target, said_with_window) for target in due)

    def _this_year(self) -> str:
        """The targets of the year: those due with it, and floors that hold in each year."""
        asked = asked_of_year(self._targets, self._month.year)
        shown = [self._say(target, said_of) for target in asked]
        return self._pick(("；", "; ")).join(dict.fromkeys(shown))

    # -- figures of one period

    def _figures(self) -> dict[str, Any]:
        month, day, indicator = self._month, self._day, self._indicator
        if day is None:
            keys = ("data_period", "actual", "growth", "average", "rank", "source")
            return {**dict.fromkeys(keys, UNREPORTED), "against": NONE}
        figures = month.figures
        level = figures.to_date(indicator, day)
        growth = figures.growth(indicator, day)
        city = figures.city_growth(indicator, day)
        share = self._one(Measure.share_of_annual)
        rank = self._one(Measure.rank)
        against: Any = NONE
        if growth is not None and city is not None:
            against = points(growth.value - city.value)
        if indicator.kind is Kind.milestone:
            shown: Any = month.say("已完成", "done") if level and level[0] else UNREPORTED
        else:
            shown = self._level(*level) if level else UNREPORTED
        rests_on = next(row for row in (level and level[1], growth, share) if row is not None)
        return {
            "data_period": self._data_period(day, rests_on),
            "actual": shown,
            "growth": growth.value if growth else UNREPORTED,
            "average": city.value if city else UNREPORTED,
            "against": against,
            "rank": int(rank.value) if rank else UNREPORTED,
            "source": self._source(rests_on),
        }

    def _level(self, value: float, row: Observation) -> float:
        """A level as it is published; the sum of several with the decimals of its parts."""
        return value if value == row.value else self._month.figures.rounded(self._indicator, value)

    def _one(self, measure: Measure) -> Observation | None:
        if self._day is None:
            return None
        rows = self._month.figures.at(self._indicator.id, self._day, measure)
        return rows[0] if rows else None

    def _data_period(self, day: dt.date, row: Observation) -> str:
        figures = self._month.figures
        first = row.period.first_day
        if self._indicator.kind is Kind.flow or row.measure is Measure.share_of_annual:
            first = min(first, figures.year_start(day))
        return self._month.span(first, day)

    def _source(self, row: Observation) -> str:
        month = self._month
        parts = [row.source or "", self._pick(STANDING[row.status])]
        if row.release_assumed:
            parts.append(month.say("发布日期不详", "release date not known"))
        elif str(row.released) not in parts[0]:
            parts.append(month.say(f"{row.released}发布", f"released {row.released}"))
        if month.figures.revises(row):
            why = month.note(note_of(row))
            parts.append(month.say("已修订", "revised") + (month.say("：", ": ") + why if why else ""))
        return month.say("，", ", ").join(part for part in parts if part)

    # -- progress within the year

    def _progress(self) -> dict[str, Any]:
        """What the path or the mark asks for, and how far the year's target is reached."""
        month, verdict, day = self._month, self._judged, self._day
        planned: Any = NONE
        if verdict is not None and verdict.planned is not None and self._of_these_figures(verdict):
            planned = self._month.figures.rounded(self._indicator, verdict.planned)
            if self._face() is Face.growth:
                planned = f"{month.say('增长', 'growth ')}{number(verdict.planned)}%"
        start = month.figures.year_start(month.period.last_day)
        if day is None or day < start:  # nothing of this year
            return {
                # Beside an older figure the mark of this month would be read as its plan.
                "planned": self._mark() if day is None else planned,
                "completed": UNREPORTED if self._this_year() else NONE,
                "elapsed": NONE,
                "ahead": NONE,
            }
        progress = month.progress.of(self._indicator, day)
        return {
            "planned": planned,
            "completed": NONE if progress.done is None else below(progress.done),
            "elapsed": round(progress.elapsed, 1),
            "ahead": NONE if progress.faster is None else points(progress.faster),
        }

    def _mark(self) -> Any:
        """What the marks issued for parts of the year ask for by the end of the month."""
        month, end = self._month, self._month.period.last_day
        marks = [
            (window.first_day, window.last_day, target.say.value)
            for target in month.plan.targets
            if target.part_of and target.indicator == self._indicator.id
            if in_force(target, month.day) and target.say.face is Face.level
            if (window := target.say.window) is not None and window.last_day <= end
        ]
        if self._indicator.kind is not Kind.flow:
            return next((value for _, last, value in marks if last == end), None) or NONE
        following, planned = month.figures.year_start(end), 0.0
        for first, last, value in sorted(marks):
            if first == following and value is not None:
                following, planned = last + ONE_DAY, planned + value
        if following != end + ONE_DAY:
            return NONE
        return month.figures.rounded(self._indicator, planned)

    def _of_these_figures(self, verdict: Verdict) -> bool:
        """Whether a verdict rests on figures of the row's period, so that both can be compared."""
        return verdict.actual_period is not None and verdict.actual_period.last_day == self._day

    def _face(self) -> Face:
        verdict = self._judged
        found = [t.say.face for t in self._targets if verdict and t.id == verdict.id]
        return found[0] if found else Face.level

    # -- how it stands

    def _standing(self) -> dict[str, Any]:
        month, verdict = self._month, self._judged
        if verdict is None:
            return {"status": NONE, "light": None, "change": NONE, "why": ""}
        if verdict.status is not Status.unknown and not month.figures.speaks_of_now(verdict):
            return self._past(verdict)
        words = verdict.words(month.language) + (BY_MARKS if by_issued_marks(verdict) else "")
        if verdict.status is not Status.unknown and (aside := self._aside(verdict)):
            words += month.say(f"（{aside}）", f" ({aside})")
        why = ""
        if verdict.status in NEEDS_REASON:
            unknown = verdict.status is Status.unknown
            why = self._said() or (verdict.reason.in_(self._month.language) if unknown else "")
        return {
            "status": words,
            "light": verdict.status,
            "change": change_words(verdict, month),
            "why": why,
        }

    def _past(self, verdict: Verdict) -> dict[str, Any]:
        """That nothing of the row's period can be judged, and which older figures could be."""
        month, aside = self._month, self._aside(verdict)
        why = month.say(
            f"本期数不足以评价（最近可评价：{aside}）",
            f"not to be judged by this period's figures (last: {aside})",
        )
        return {
            "status": label(Status.unknown, month.language),
            "light": Status.unknown,
            "change": change_words(verdict, month, open=True),
            "why": self._said() or why,
        }

    def _aside(self, verdict: Verdict) -> str:
        """Which target and figures are judged, where those are not this year's and the row's."""
        month = self._month
        parts = []
        if verdict.due is not None and verdict.due.year != month.year:
            parts.append(name_of_target(verdict.target, verdict.due, month.language))
        if basis := self._basis(verdict):
            parts.append(basis)
        return month.say("，", ", ").join(parts)

    def _basis(self, verdict: Verdict) -> str:
        """The figures that a verdict rests on, where they are not those of the row."""
        month, period = self._month, verdict.actual_period
        if period is None or (self._of_these_figures(verdict) and not verdict.derived):
            return ""
        span = month.span(period.first_day, period.last_day)
        kind = month.say("推算", "derived ") if verdict.derived else ""
        return month.say(f"据{span}{kind}数", f"{kind}figure of {span}")

    def _said(self) -> str:
        """What the unit said about the newest figures; why one of them was revised is no reason for
        being behind, and stands beside its source."""
        day = self._day
        if day is None:
            return ""
        for measure in (Measure.value, Measure.growth, Measure.share_of_annual):
            for row in self._month.figures.at(self._indicator.id, day, measure):
                if self._month.reporters.find(row.source or "") is None:
                    continue  # a remark on a publication, by whoever typed it in
                if not self._month.figures.revises(row) and (said := note_of(row)):
                    return said
        return ""

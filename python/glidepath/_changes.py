"""What changed between two assessments: one list, for frames, the command and the brief."""

import datetime as dt
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from glidepath import _core
from glidepath._core import Window
from glidepath._numbers import number
from glidepath._report import label
from glidepath._reporting_units import is_due
from glidepath._span_words import date_words, words_of_text
from glidepath._target_words import name_of_target
from glidepath._words import Change, ReasonCode, Status

if TYPE_CHECKING:
    from glidepath._plan import Plan

Earlier = _core.Assessment | Mapping[str, Status | str] | str | os.PathLike[str]
"""An earlier assessment: itself, its statuses by target, or the file with its JSON."""

RED = frozenset({Status.off_track, Status.missed})
BEST_FIRST = (Status.met, Status.on_track, Status.at_risk, Status.off_track, Status.missed)
SILENT = frozenset(
    {
        ReasonCode.no_source,
        ReasonCode.no_observation_since_base,
        ReasonCode.overdue_release,
        ReasonCode.awaiting_release,
    }
)
"""Reasons for which a status is unknown because nobody has said a figure."""

SAME = 1e-9
FIGURES = (("actual", "actual_period", "derived"), ("base", "base_period", "base_derived"))
LABELS: Mapping[Change, tuple[str, str]] = {
    # (zh, en)
    Change.new_red: ("新增滞后", "newly red"),
    Change.worse: ("转慢", "worse"),
    Change.newly_silent: ("新缺数据", "newly silent"),
    Change.recovered: ("恢复正常", "recovered"),
    Change.better: ("好转", "better"),
    Change.newly_met: ("新完成", "newly met"),
    Change.judged: ("新有评价", "newly judged"),
    Change.unjudged: ("暂不评价", "no longer judged"),
    Change.added: ("新列入", "added"),
    Change.dropped: ("不再列入", "dropped"),
    Change.revised: ("数据修订", "revised"),
}

COLUMNS = [
    "id", "indicator", "name", "target", "change", "before", "after", "period", "was", "now",
    "unit", "reason",
]  # fmt: skip


def read_assessment(earlier: Earlier) -> dict[str, Any]:
    """An assessment as its JSON says it. Raises InputError for a file that holds none."""
    if isinstance(earlier, _core.Assessment):
        said: dict[str, Any] = json.loads(_core.write_assessment(earlier))
        return said
    if isinstance(earlier, Mapping):
        return {"targets": [{"id": id, "status": Status(s)} for id, s in earlier.items()]}
    raw = _core.read_file(os.fsencode(earlier))
    _core.read_statuses(raw, os.fspath(earlier))  # says what is wrong with it
    said = json.loads(raw)
    return said


def statuses_of(earlier: Earlier | None) -> dict[str, Status]:
    """Statuses by target of an earlier assessment; empty if there is none."""
    if earlier is None:
        return {}
    return {t["id"]: Status(t["status"]) for t in read_assessment(earlier)["targets"]}


@dataclass(frozen=True)
class TargetChange:
    """One thing that changed about one target."""

    id: str
    change: Change
    indicator: str | None = None
    name: str | None = None  # of the indicator, if the plan is known
    target: str | None = None
    due: str | None = None
    before: str | None = None  # statuses
    after: str | None = None
    period: str | None = None  # of a figure that was revised, or of the last one that was told
    was: float | None = None
    now: float | None = None
    unit: str | None = None
    reason: str | None = None

    def what(self, language: str) -> str:
        """The target in words: the indicator with the year in which it is due, or each year."""
        name = self.name or self.indicator or self.id
        if self.change is Change.revised:
            return name  # a figure, whatever targets rest on it
        aside = name_of_target(self.target or "", self.due, language)
        if not aside:
            return name
        return f"{name}（{aside}）" if language == "zh" else f"{name} ({aside})"

    def how(self, language: str, year_from: int = 1) -> str:
        """From what to what, in words; ``year_from``: the month in which reporting years start."""
        zh = language == "zh"
        when = words_of_text(self.period or "", language, year_from)
        if self.change is Change.revised:
            unit = self.unit or ""
            gap = "" if zh or unit == "%" or not unit else " "
            was, now = (number(x) + gap + unit for x in (self.was or 0.0, self.now or 0.0))
            return f"{when}由{was}修订为{now}" if zh else f"{when} revised from {was} to {now}"
        if self.change is Change.newly_silent and self.before == self.after:
            return f"最新数据为{when}" if zh else f"last figure: {when}"
        words = [label(s, language) for s in (self.before, self.after) if s]
        if len(words) < 2:
            return words[0]
        return f"由{words[0]}转为{words[1]}" if zh else f"{words[0]}, now {words[1]}"


@dataclass(frozen=True)
class Changes:
    """Everything that changed between two assessments, the most urgent first."""

    entries: tuple[TargetChange, ...]
    last: Mapping[str, Any] = field(default_factory=dict)  # clocks of the earlier one
    now: Mapping[str, Any] = field(default_factory=dict)
    year_from: int = 1  # month in which reporting years start

    def __iter__(self) -> Iterator[TargetChange]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def of(self, change: Change) -> list[TargetChange]:
        return [entry for entry in self.entries if entry.change is change]

    def told(self) -> "Changes":
        """The same with each revised figure once, though several targets rest on it."""
        figures, kept = set(), []
        for entry in self.entries:
            figure = (entry.indicator, entry.period, entry.was, entry.now)
            if entry.change is Change.revised and None not in figure[:2]:
                if figure in figures:
                    continue
                figures.add(figure)
            kept.append(entry)
        return replace(self, entries=tuple(kept))

    def clocks(self, language: str) -> list[str]:
        """The clocks of the earlier and the later assessment in words; empty where it has none."""
        comma = "，" if language == "zh" else ", "
        told = []
        for side in (self.last, self.now):
            day, through = side.get("as_of"), side.get("through")
            words = [
                date_words(dt.date.fromisoformat(day), language) if day else "",
                words_of_text(through, language, self.year_from) if through else "",
            ]
            told.append(comma.join(filter(None, words)))
        return told

    def to_frame(self) -> pd.DataFrame:
        """One row a change, indexed by the target's id, which may stand twice."""
        rows = [asdict(entry) for entry in self.entries]
        frame = pd.DataFrame(rows, columns=COLUMNS, dtype=object)
        for column in ("was", "now"):
            frame[column] = pd.to_numeric(frame[column]).astype("float64")
        frame["change"] = [str(entry.change) for entry in self.entries]
        return frame.set_index("id")

    def to_json(self) -> str:
        """The clocks of both assessments, and one object a change."""
        said = {"last": self.last, "now": self.now, "changes": [asdict(e) for e in self.entries]}
        return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


def changes_between(
    last: Earlier, now: Earlier, *, plan: "Plan | None" = None, language: str = "en"
) -> Changes:
    """What changed from one assessment to a later one.

    Statuses, and figures that are another number for the same period. A plan gives the names of
    indicators, and tells which of them was due for the later reference period: one whose figure was
    there for the earlier period and is not for the later one has fallen silent, though its status
    still stands.
    """
    old, new = read_assessment(last), read_assessment(now)
    before = {target["id"]: target for target in old["targets"]}
    after = {target["id"]: target for target in new["targets"]}
    indicators = {indicator.id: indicator for indicator in plan.indicators} if plan else {}
    through = [said.get("through") for said in (old, new)]
    year_from = plan.reporting_year_start if plan else 1
    found: list[TargetChange] = []
    for id in [*after, *(id for id in before if id not in after)]:
        was, is_ = before.get(id, {}), after.get(id, {})
        said = {**was, **is_}
        indicator = indicators.get(said.get("indicator", ""))
        reason = is_.get("reason")
        known = {
            "id": id,
            "indicator": said.get("indicator"),
            "name": indicator.name.in_(language) if indicator else None,
            "target": said.get("target"),
            "due": said.get("due"),
            "before": was.get("status"),
            "after": is_.get("status"),
            "unit": said.get("unit"),
            "reason": reason.get(language) if isinstance(reason, Mapping) else None,
        }
        change = change_of_status(was.get("status"), is_.get("status"), is_.get("reason_code"))
        if (
            change is None
            and indicator is not None
            and fell_silent(was, is_, through, indicator, year_from)
        ):
            change, known["period"] = Change.newly_silent, is_["actual_period"]
        if change is not None:
            found.append(TargetChange(change=change, **known))
        for value, period, derived in FIGURES:
            # A figure that follows from others is not revised; those that it follows from are.
            if not is_.get(derived) and revised(was, is_, value, period):
                figures = {"period": is_[period], "was": was[value], "now": is_[value]}
                found.append(TargetChange(change=Change.revised, **{**known, **figures}))
    order = list(Change)
    found.sort(key=lambda entry: order.index(entry.change))
    clocks = [{clock: said.get(clock) for clock in ("as_of", "through")} for said in (old, new)]
    return Changes(tuple(found), clocks[0], clocks[1], year_from)


def change_label(change: Change, language: str) -> str:
    """The kind of a change in words."""
    zh, en = LABELS[change]
    return zh if language == "zh" else en


def change_of_status(before: str | None, after: str | None, reason: str | None) -> Change | None:
    """The kind of a change of status; None if there is none."""
    if before == after:
        return None
    if before is None:
        return Change.added
    if after is None:
        return Change.dropped
    if after == Status.unknown:
        return Change.newly_silent if reason in SILENT else Change.unjudged
    if after == Status.met:
        return Change.newly_met
    if after in RED and before not in RED:
        return Change.new_red
    if before == Status.unknown:
        return Change.judged
    if after == Status.on_track and before != Status.met:
        return Change.recovered
    ranks = [BEST_FIRST.index(Status(status)) for status in (before, after)]
    return Change.better if ranks[1] < ranks[0] else Change.worse


def revised(was: Mapping[str, Any], is_: Mapping[str, Any], value: str, period: str) -> bool:
    """Whether a figure is another one for the same period."""
    figures = [said.get(value) for said in (was, is_)]
    if was.get(period) != is_.get(period) or None in figures:
        return False
    a, b = map(float, figures)  # type: ignore[arg-type]
    return abs(a - b) > SAME * max(1.0, abs(a), abs(b))


def fell_silent(
    was: Mapping[str, Any],
    is_: Mapping[str, Any],
    clocks: Sequence[str | None],
    indicator: _core.Indicator,
    year_from: int,
) -> bool:
    """Whether a figure was there for the earlier reference period, and is not for the later one."""
    periods = [*clocks, was.get("actual_period"), is_.get("actual_period")]
    ends = [Window(text, reporting_year_start=year_from).last_day for text in periods if text]
    if len(ends) < len(periods):
        return False
    last, now, told, tells = ends
    return last == told and last < now and tells < now and is_due(indicator, now, year_from)

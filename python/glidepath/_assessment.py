"""Assessments, with frames, displays and comparisons."""

import difflib
import os
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from glidepath import _core
from glidepath._core import Fault, Verdict
from glidepath._html import escape, light, table
from glidepath._report import WORST_FIRST, counts_text, has_data, header_lines, label, standing
from glidepath._words import Status

if TYPE_CHECKING:
    from glidepath._plan import Plan

SHOWN = 60  # rows of a display; all of them are in to_frame()


class Assessment(_core.Assessment):
    """All verdicts of a plan for one date.

    Iterating gives the verdicts in the order of the plan. ``result["x:at-2025"]`` is the verdict
    of a target, ``result["x"]`` the assessment of one indicator's targets.
    """

    __slots__ = ("_plan", "_rejected")

    def __init__(
        self, core: _core.Assessment, plan: "Plan", rejected: Sequence[Fault] = ()
    ) -> None:
        super().__init__(core)
        self._plan = plan
        self._rejected = tuple(rejected)

    def __iter__(self) -> Iterator[Verdict]:
        return iter(self.verdicts)

    def __len__(self) -> int:
        return len(self.verdicts)

    def __contains__(self, key: object) -> bool:
        return any(key in (verdict.id, verdict.indicator) for verdict in self.verdicts)

    def __getitem__(self, key: str) -> "Verdict | Assessment":
        verdict = self.find(key)
        return verdict if verdict is not None else self.of(key)

    def verdict(self, target: str) -> Verdict:
        """The verdict of a target; raises KeyError, with similar ids, if there is none."""
        verdict = self.find(target)
        if verdict is None:
            raise self._unknown(target, [v.id for v in self.verdicts])
        return verdict

    def of(self, indicator: str) -> "Assessment":
        """The assessment of one indicator's targets; raises KeyError if it has none."""
        if not any(verdict.indicator == indicator for verdict in self.verdicts):
            ids = [name for v in self.verdicts for name in (v.id, v.indicator)]
            raise self._unknown(indicator, list(dict.fromkeys(ids)))
        return Assessment(self.restricted(indicator), self._plan, self._rejected)

    @staticmethod
    def _unknown(key: str, known: list[str]) -> KeyError:
        similar = difflib.get_close_matches(key, known, n=3)
        hint = f"; similar: {', '.join(similar)}" if similar else ""
        return KeyError(f"no target or indicator in force has the id {key!r}{hint}")

    @property
    def rejected(self) -> tuple[Fault, ...]:
        """Why rows of the observations were not used."""
        return self._rejected

    def worst_first(self) -> list[Verdict]:
        """The verdicts, those that need attention first, those without data last."""
        rank = {status: i for i, status in enumerate(WORST_FIRST)}
        return sorted(self.verdicts, key=lambda v: (not has_data(v), rank[v.status]))

    def to_json(self) -> str:
        """The assessment as JSON: the same text from C++, Python and the command line."""
        return _core.write_assessment(self)

    def to_frame(self, language: str = "en") -> pd.DataFrame:
        """One row a target, indexed by its id.

        Columns are the fields of a verdict and the indicator's ``name``; periods are text, dates
        datetime64, shares fractions, lists text with ``; `` between the entries; of the outlook
        its probability.
        """
        names = {indicator.id: indicator.name for indicator in self._plan.indicators}
        rows = [verdict_row(v, names[v.indicator].in_(language), language) for v in self]
        frame = pd.DataFrame(rows, columns=COLUMNS)
        frame["due"] = pd.to_datetime(frame["due"])
        for column in NUMBERS:
            frame[column] = pd.to_numeric(frame[column]).astype("float64")
        return frame.set_index("id")

    def diff(self, other: "Earlier") -> pd.DataFrame:
        """The targets whose status differs from that in an earlier assessment, worst first.

        ``before`` is missing for targets that the earlier one does not have, ``after`` for those
        that this one does not have.
        """
        before = statuses_of(other)
        after = {verdict.id: verdict for verdict in self.worst_first()}
        names = {indicator.id: indicator.name for indicator in self._plan.indicators}
        rows: list[tuple[str | None, ...]] = []
        for id, v in after.items():
            was = before.get(id)
            if was != v.status:
                name, reason = str(names[v.indicator]), str(v.reason)
                rows.append((id, name, v.target, _word(was), str(v.status), reason))
        for id, was in before.items():
            if id not in after:
                rows.append((id, None, None, _word(was), None, None))
        columns = ["id", "name", "target", "before", "after", "reason"]
        return pd.DataFrame(rows, columns=columns).set_index("id")

    def __reduce__(self) -> Any:
        raise TypeError("an Assessment cannot be pickled; keep to_json(), or assess again")

    def __repr__(self) -> str:
        clock = f" as of {self.as_of}" if self.as_of else ""
        clock += f" through {self.through}" if self.through else ""
        return f"<Assessment of {self.plan}{clock}: {counts_text(self.counts, 'en')}>"

    def _repr_html_(self) -> str:
        names = {indicator.id: indicator.name for indicator in self._plan.indicators}
        verdicts = self.worst_first()
        rows = [
            [
                light(v.status, standing(v, "en")),
                escape(str(names[v.indicator])),
                f"<code>{escape(v.target)}</code>",
                escape(str(v.reason)),
            ]
            for v in verdicts[:SHOWN]
        ]
        more = len(verdicts) - SHOWN
        foot = f"<p>and {more} more: to_frame()</p>" if more > 0 else ""
        columns = [label(word, "en") for word in ("status", "indicator", "target", "why")]
        head = "<br>".join(escape(line) for line in header_lines(self, "en"))
        counts = escape(counts_text(self.counts, "en"))
        return f"<p>{head}<br>{counts}</p>{table(columns, rows)}{foot}"


Earlier = Assessment | Mapping[str, Status | str] | str | os.PathLike[str]
"""An earlier assessment: itself, its statuses by target, or the file with its JSON."""


def statuses_of(earlier: Earlier | None) -> dict[str, Status]:
    """Statuses by target of an earlier assessment; empty if there is none."""
    if earlier is None:
        return {}
    if isinstance(earlier, Assessment):
        return {verdict.id: verdict.status for verdict in earlier.verdicts}
    if isinstance(earlier, Mapping):
        return {target: Status(status) for target, status in earlier.items()}
    return _core.read_statuses(_core.read_file(os.fsencode(earlier)), os.fspath(earlier))


NUMBERS = [
    "actual", "base", "planned", "gap", "data_age_days", "completed_share", "increment_share",
    "headroom", "elapsed_share", "ahead_pp", "required_growth", "required_run_rate", "outlook",
]  # fmt: skip
TEXTS = ["actual_period", "base_period", "data_status", "reason_code", "previous_status"]
COLUMNS = [
    "id", "goal", "indicator", "name", "place", "target", "quote", "tier", "due", "lead", "unit",
    "status", "reason_code", "reason", "provisional", "actual", "actual_period", "data_status",
    "release_assumed", "derived", "base", "base_period", "base_derived", "planned", "gap", "data_age_days",
    "completed_share", "increment_share", "headroom", "elapsed_share", "ahead_pp",
    "required_growth", "required_run_rate", "outlook", "assumed", "previous_status", "applies",
    "method",
]  # fmt: skip


def _word(status: Status | None) -> str | None:
    return None if status is None else str(status)


def verdict_row(verdict: Verdict, name: str, language: str) -> list[object]:
    """The cells of a verdict in the order of COLUMNS."""
    made = {
        "name": name,
        "reason": verdict.reason.in_(language),
        "lead": "; ".join(verdict.lead),
        "assumed": "; ".join(verdict.assumed),
        "tier": str(verdict.tier),
        "status": str(verdict.status),
        "outlook": None if verdict.outlook is None else verdict.outlook.probability,
    }
    row: list[object] = []
    for column in COLUMNS:
        value = made[column] if column in made else getattr(verdict, column)
        row.append(str(value) if column in TEXTS and value is not None else value)
    return row

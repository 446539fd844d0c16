"""Findings about a plan, as a sequence that displays itself."""

from collections import Counter

import pandas as pd

from glidepath import _core
from glidepath._core import Finding
from glidepath._html import escape, table
from glidepath._words import SEVERITIES_ZH, Severity

SHOWN = 50  # rows of a display; all of them are in to_frame()


class Findings(tuple[Finding, ...]):
    """What a reader of a plan, and of its data, should know. An immutable sequence of findings."""

    __slots__ = ()

    @property
    def contradictions(self) -> "Findings":
        """Those by which the plan cannot be fulfilled as written."""
        return Findings(f for f in self if f.severity is Severity.contradiction)

    def to_frame(self, language: str = "en") -> pd.DataFrame:
        """One row a finding."""
        return pd.DataFrame(
            {
                "severity": [str(f.severity) for f in self],
                "code": [f.code for f in self],
                "subjects": ["; ".join(f.subjects) for f in self],
                "message": [f.message.in_(language) for f in self],
                "where": [str(f.where) for f in self],
            }
        )

    def to_json(self) -> str:
        """A list of objects with code, severity, subjects, message and place."""
        return _core.write_findings(list(self))

    def counted(self, language: str) -> str:
        """How many there are of each severity."""
        counts = Counter(f.severity for f in self)
        if language == "zh":
            told = "、".join(f"{SEVERITIES_ZH[s]}{counts[s]}项" for s in Severity if counts[s])
            return f"检查结果：{told or '没有发现问题'}"
        parts = [f"{counts[s]} {s}{'s' if counts[s] != 1 else ''}" for s in Severity if counts[s]]
        return f"Findings: {', '.join(parts) or 'none'}"

    def __repr__(self) -> str:
        return f"<{self.counted('en')}>"

    def _repr_html_(self) -> str:
        rows = [[escape(f.severity), escape(f.code), escape(str(f.message))] for f in self[:SHOWN]]
        more = f"<p>and {len(self) - SHOWN} more: to_frame()</p>" if len(self) > SHOWN else ""
        return (
            f"<p>{escape(repr(self)[1:-1])}</p>{table(['severity', 'code', 'finding'], rows)}{more}"
        )

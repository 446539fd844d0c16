"""What if: two assessments side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from glidepath import _core
from glidepath._assessment import Assessment

Scenario = Mapping[str, str | Sequence[str]]
"""By indicator what is assumed: ``"+8% a year"``, ``"= 900 in 2025"``, or a list of the last."""


@dataclass(frozen=True)
class WhatIf:
    """The assessment on what is known, and the one under a scenario."""

    before: Assessment
    after: Assessment
    _made: _core.WhatIf = field(repr=False, compare=False)

    @property
    def assumed(self) -> list[_core.Observation]:
        """The figures that the scenario supposes."""
        return self._made.assumed

    def to_json(self) -> str:
        """The figures supposed and both assessments as JSON: the same text as from C++."""
        return self._made.to_json()

    def to_frame(self) -> pd.DataFrame:
        """One row a target, indexed by its id: status and outlook before and after.

        ``change`` is the difference of the probabilities; missing where either is.
        """
        rows = []
        for one, other in zip(self.before, self.after, strict=True):
            was = None if one.outlook is None else one.outlook.probability
            now = None if other.outlook is None else other.outlook.probability
            rows.append((one.id, one.target, str(one.status), str(other.status), was, now))
        columns = ["id", "target", "status", "status_then", "outlook", "outlook_then"]
        frame = pd.DataFrame(rows, columns=columns).set_index("id")
        for column in ("outlook", "outlook_then"):
            frame[column] = pd.to_numeric(frame[column]).astype("float64")
        frame["change"] = frame["outlook_then"] - frame["outlook"]
        return frame

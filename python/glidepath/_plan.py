"""Plans, with files and frames in and out."""

import datetime as dt
import os
import warnings
from typing import Self

import pandas as pd

from glidepath import _core
from glidepath._assessment import Assessment, Earlier, statuses_of
from glidepath._clocks import Day, PeriodLike, day_of_knowledge, period
from glidepath._core import Goal, Indicator, Text, Window
from glidepath._errors import RowsRejected
from glidepath._findings import Findings
from glidepath._observations import (
    Decode,
    Observations,
    ObservationsLike,
    decoder,
    frame_to_csv,
)

COLUMNS = [
    "id", "indicator", "name", "say", "unit", "kind", "tier", "goal", "goal_title", "due", "quote",
    "note",
]  # fmt: skip


class Plan(_core.Plan):
    """Who wants which indicators where, and when: read from a file or a table, or built from parts.

    A plan is an immutable value: it can be compared, pickled, and shared between threads.
    """

    __slots__ = ("_inputs",)
    _inputs: tuple[_core.Input, ...]

    @classmethod
    def load(cls, path: str | os.PathLike[str], *, encoding: str = "utf-8") -> Self:
        """Reads a plan file, and the plans that it extends.

        Raises InputError with every fault of the plan, or if a file cannot be read.
        """
        return cls._load(path, decoder(encoding))

    @classmethod
    def _load(cls, path: str | os.PathLike[str], decode: Decode) -> Self:
        inputs: list[_core.Input] = []

        def read(name: str) -> bytes:
            raw = _core.read_file(os.fsencode(name), _core.plan_size_limit)
            inputs.append(_core.Input(name, _core.sha256_hex(raw)))
            return decode(raw, name)

        def find(relative: str, from_name: str) -> tuple[str, bytes] | None:
            name = os.path.normpath(os.path.join(os.path.dirname(from_name), relative))
            return (name, read(name)) if os.path.isfile(name) else None

        name = os.fspath(path)
        plan = cls(_core.read_plan(read(name), name, find))
        plan._inputs = tuple(inputs)
        return plan

    @classmethod
    def from_toml(cls, text: str, *, name: str = "plan") -> Self:
        """Reads the text of a plan file. Raises InputError with every fault."""
        plan = cls(_core.read_plan(text.encode(), name))
        plan._inputs = (_core.Input(name, _core.sha256_hex(text.encode())),)
        return plan

    @classmethod
    def from_frame(
        cls,
        frame: pd.DataFrame,
        *,
        id: str,
        horizon: Window | str,
        title: Text | str = "",
        issued: Day | None = None,
        place: str = "",
        source: str = "",
        reporting_year_start: int = 1,
        note: str = "",
    ) -> Self:
        """Makes a plan from a frame with one row a target.

        Columns: ``indicator`` and ``say`` (required); of the indicator ``name`` or ``name_zh`` and
        ``name_en``, ``unit``, ``kind``, ``freq``, ``lag``, ``whole``, ``min``, ``max``; ``goal``,
        ``goal_title`` and ``lead``; of the target ``quote``, ``tier``, ``id``, ``note``. Later rows
        of an indicator or goal may leave its columns blank. A column ``due`` is passed over: the
        statement says it.

        Raises InputError with every fault of the frame and of the plan that it makes.
        """
        if isinstance(horizon, str):
            horizon = Window(horizon, reporting_year_start=reporting_year_start)
        header = _core.Plan(
            id,
            horizon,
            title=title,
            issued=day_of_knowledge(issued),
            place=place,
            source=source,
            reporting_year_start=reporting_year_start,
            note=note,
        )
        table = frame_to_csv(frame.drop(columns="due", errors="ignore")).decode()
        return cls(_core.read_plan_table(table, "frame", header))

    @property
    def inputs(self) -> tuple[_core.Input, ...]:
        """The files that the plan was read from; for a plan made in code, its text."""
        try:
            return self._inputs
        except AttributeError:
            return (_core.Input("plan", _core.sha256_hex(self.to_toml().encode())),)

    def indicator(self, id: str) -> Indicator:
        """The indicator with this id; raises KeyError if there is none."""
        for indicator in self.indicators:
            if indicator.id == id:
                return indicator
        raise KeyError(id)

    def goal(self, id: str) -> Goal:
        """The goal with this id; raises KeyError if there is none."""
        for goal in self.goals:
            if goal.id == id:
                return goal
        raise KeyError(id)

    def to_toml(self) -> str:
        """The plan as a plan file; everything inherited is written out."""
        return _core.write_plan(self)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes a plan file, atomically. Raises OSError."""
        _core.write_file_atomically(os.fsencode(path), self.to_toml().encode())

    def to_frame(self, language: str = "en") -> pd.DataFrame:
        """One row a target, indexed by its id; ``Plan.from_frame`` takes the columns back."""
        indicators = {indicator.id: indicator for indicator in self.indicators}
        goals = {goal.id: goal for goal in self.goals}
        rows = []
        for target in self.targets:
            indicator = indicators[target.indicator or ""]
            goal = goals.get(target.goal or indicator.goal or "")
            rows.append(
                {
                    "id": target.id,
                    "indicator": indicator.id,
                    "name": indicator.name.in_(language),
                    "say": str(target.say),
                    "unit": indicator.unit,
                    "kind": str(indicator.kind),
                    "tier": str(target.tier),
                    "goal": goal.id if goal else None,
                    "goal_title": goal.title.in_(language) if goal else None,
                    "due": target.say.due,
                    "quote": target.quote,
                    "note": target.note,
                }
            )
        frame = pd.DataFrame(rows, columns=COLUMNS).set_index("id")
        frame["due"] = pd.to_datetime(frame["due"])
        return frame

    def check(self, observations: ObservationsLike | None = None) -> Findings:
        """What a reader of the plan, and of its data if they are given, should know.

        Contradictions, redundant targets, floors that fall short of a total, everything assumed.
        """
        if observations is None:
            return Findings(_core.check(self))
        return Findings(_core.check(self, self._observe(observations)))

    def assess(
        self,
        observations: ObservationsLike,
        *,
        as_of: Day | None = None,
        through: PeriodLike | None = None,
        previous: Earlier | None = None,
    ) -> Assessment:
        """A verdict for every target in force, on what was known on one day.

        Parameters
        ----------
        observations
            A CSV or Excel file, a DataFrame in long form, a dict ``{indicator: {period: value}}``
            or Observations. Rows that cannot be used are left out with a RowsRejected warning;
            the assessment lists them as ``rejected``.
        as_of
            Day of knowledge: what was released later is not seen. Without it and ``through``, the
            newest release date in the data; no clock is read.
        through
            Last reference period used. Without ``as_of``, in the latest vintage.
        previous
            An earlier assessment (or its JSON file), for ``previous_status``.

        Raises
        ------
        InputError
            If the observations as a whole cannot be used.
        ValueError
            If ``as_of`` is no day: a month is a reference period.
        """
        day = day_of_knowledge(as_of)
        last = None if through is None else period(through, self.reporting_year_start)
        seen = self._observe(observations)
        core = _core.assess(
            self,
            seen,
            as_of=day,
            through=last,
            previous=statuses_of(previous),
            inputs=[*self.inputs, *seen.inputs],
        )
        return Assessment(core, self, seen.rejected)

    def _observe(self, observations: ObservationsLike) -> Observations:
        seen = Observations.of(observations, self)
        if seen.rejected and seen is not observations:
            count = len(seen.rejected)
            warnings.warn(
                f"{count} row{'s' if count > 1 else ''} of observations rejected: "
                + "\n".join(str(fault) for fault in seen.rejected[:5])
                + ("\n..." if count > 5 else ""),
                RowsRejected,
                stacklevel=3,
            )
        return seen

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (Plan.from_toml, (self.to_toml(),))

    def __repr__(self) -> str:
        issued = f", issued {self.issued}" if isinstance(self.issued, dt.date) else ""
        return (
            f"<Plan {self.id}: {len(self.targets)} targets of {len(self.indicators)} indicators, "
            f"{self.horizon}{issued}>"
        )

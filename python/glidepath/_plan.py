"""Plans, with files and frames in and out."""

import datetime as dt
import os
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Self

import pandas as pd

from glidepath import _core
from glidepath._assessment import Assessment
from glidepath._breakdown import Breakdown
from glidepath._brief import Brief
from glidepath._brief_maker import brief_period, make_brief
from glidepath._changes import Earlier, statuses_of
from glidepath._clocks import Day, PeriodLike, day_of_knowledge, period
from glidepath._clocks import period as period_of
from glidepath._core import Goal, Indicator, LastChance, OutlookOptions, Text, Window
from glidepath._errors import InputError, RowsRejected
from glidepath._findings import Findings
from glidepath._form_rows import load_rows
from glidepath._observations import (
    Decode,
    Observations,
    ObservationsLike,
    decoder,
    frame_to_csv,
)
from glidepath._periods import frequency
from glidepath._plan_excel import plan_workbook
from glidepath._plan_excel_reader import PlanText, read_sheets, refuse, translate
from glidepath._plan_words import FIELDS, NO, WORDS, YES
from glidepath._price_words import price_basis
from glidepath._trajectory import Trajectory
from glidepath._what_if import Scenario, WhatIf
from glidepath._words import BriefKind, Language
from glidepath._workbook import EXCEL

COLUMNS = [
    "id", "indicator", "name", "say", "unit", "kind", "tier", "goal", "goal_title", "due",
    "part_of", "quote", "note",
]  # fmt: skip

CHINESE_COLUMNS = {
    FIELDS[field]: column
    for field, column in {
        "indicator": "indicator",
        "indicator.name": "name",
        "indicator.unit": "unit",
        "indicator.prices": "prices",
        "indicator.growth_prices": "growth_prices",
        "indicator.kind": "kind",
        "indicator.freq": "freq",
        "indicator.lag": "lag",
        "indicator.whole": "whole",
        "indicator.bounds.min": "min",
        "indicator.bounds.max": "max",
        "goal": "goal",
        "lead": "lead",
        "target.id": "id",
        "target.say": "say",
        "target.tier": "tier",
        "target.part_of": "part_of",
        "quote": "quote",
        "note": "note",
    }.items()
} | {"工程名称": "goal_title", "目标原文": "quote"}
CHINESE_WORDS = {
    column: {chinese: word for word, chinese in WORDS[field].items()}
    for column, field in [
        ("kind", "indicator.kind"),
        ("freq", "indicator.freq"),
        ("tier", "target.tier"),
    ]
} | {"whole": {YES: True, NO: False}}


class Plan(_core.Plan):
    """Who wants which indicators where, and when: read from a file or a table, or built from parts.

    A plan is an immutable value: it can be compared, pickled, and shared between threads.
    """

    __slots__ = ("_file", "_inputs")
    _file: str
    _inputs: tuple[_core.Input, ...]

    @classmethod
    def load(cls, path: str | os.PathLike[str], *, encoding: str = "utf-8") -> Self:
        """Reads a plan file, or the workbook of a plan, and the plans that it extends.

        Raises InputError with every fault of the plan, or if a file cannot be read.
        """
        return cls._load(path, decoder(encoding))

    @classmethod
    def _load(cls, path: str | os.PathLike[str], decode: Decode) -> Self:
        plan, _ = cls._load_with_text(path, decode)
        return plan

    @classmethod
    def _load_with_text(
        cls, path: str | os.PathLike[str], decode: Decode
    ) -> "tuple[Self, PlanText | None]":
        """As ``_load``, with what a workbook says as a plan file."""
        inputs: list[_core.Input] = []
        texts: dict[str, PlanText] = {}

        def read(name: str) -> bytes:
            raw = _core.read_file(os.fsencode(name), _core.plan_size_limit)
            inputs.append(_core.Input(name, _core.sha256_hex(raw)))
            if Path(name).suffix.lower() not in EXCEL:
                return decode(raw, name)
            texts[name] = read_sheets(raw, name)
            return texts[name].toml.encode()

        def find(relative: str, from_name: str) -> tuple[str, bytes] | None:
            name = os.path.normpath(os.path.join(os.path.dirname(from_name), relative))
            return (name, read(name)) if os.path.isfile(name) else None

        name = os.fspath(path)
        try:
            plan = cls(_core.read_plan(read(name), name, find))
        except InputError as error:
            if not texts:
                raise
            raise refuse(translate(error.faults, texts)) from None
        if faults := translate([], texts):
            raise refuse(faults)
        plan._inputs = tuple(inputs)
        plan._file = name
        return plan, texts.get(name)

    @classmethod
    def from_excel(cls, path: str | os.PathLike[str]) -> Self:
        """Reads the workbook of a plan, as ``to_excel`` writes it; needs openpyxl.

        Columns may be moved, and those that are not needed left out. Raises InputError with every
        fault: file, sheet and cell, what stands there, what is allowed.
        """
        return cls._load_excel(path)[0]

    @classmethod
    def _load_excel(cls, path: str | os.PathLike[str]) -> "tuple[Self, PlanText]":
        if Path(path).suffix.lower() not in EXCEL:
            raise ValueError(f"the workbook of a plan is an .xlsx file, not {os.fspath(path)!r}")
        plan, text = cls._load_with_text(path, decoder("utf-8"))
        assert text is not None
        return plan, text

    @classmethod
    def _toml_of_excel(cls, path: str | os.PathLike[str]) -> str:
        """The plan file that a workbook says; one that extends a plan stays on top of it."""
        plan, text = cls._load_excel(path)
        return text.toml if text.extends else plan.to_toml()

    def to_excel(self, path: str | os.PathLike[str]) -> None:
        """Writes the plan as a workbook, atomically: one sheet a table, one row a part.

        ``Plan.from_excel`` gives an equal plan back. Needs XlsxWriter. Raises OSError.
        """
        _core.write_file_atomically(os.fsencode(path), self._workbook())

    def _workbook(self) -> bytes:
        return plan_workbook(self.to_toml(), self.title.in_("zh"))

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
        ``name_en``, ``unit``, ``prices``, ``growth_prices``, ``kind``, ``freq``, ``lag``,
        ``whole``, ``min``, ``max``; ``goal``, ``goal_title`` and ``lead``; of the target
        ``quote``, ``tier``, ``id``, ``part_of`` and ``note``. Later rows of an indicator or goal
        may leave its columns blank. A column ``due`` is passed over: the statement says it.
        Columns may have the Chinese names of the sheets of ``to_excel`` instead: 指标编号, 规范表述,
        指标名称, 单位, 价格口径, 类型, 所属工程, 牵头单位, 原文, 属性, ...

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
        frame = frame.rename(columns=CHINESE_COLUMNS).drop(columns="due", errors="ignore")
        for column in set(frame.columns) & set(CHINESE_WORDS):
            frame[column] = frame[column].replace(CHINESE_WORDS[column])
        for column in set(frame.columns) & {"prices", "growth_prices"}:
            frame[column] = frame[column].map(
                lambda cell: price_basis(cell) if isinstance(cell, str) else cell
            )
        table = frame_to_csv(frame).decode()
        return cls(_core.read_plan_table(table, "frame", header))

    @property
    def inputs(self) -> tuple[_core.Input, ...]:
        """The files that the plan was read from; for a plan made in code, its text."""
        try:
            return self._inputs
        except AttributeError:
            return (_core.Input("plan", _core.sha256_hex(self.to_toml().encode())),)

    @property
    def file(self) -> str | None:
        """The file that the plan was loaded from; None for a plan made in code."""
        return getattr(self, "_file", None)

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
        """One row a target, indexed by its id; ``Plan.from_frame`` takes the columns back.

        The parts of a break-down have rows of their own, with ``part_of`` naming their target.
        """
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
                    "part_of": target.part_of,
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
        outlook: OutlookOptions | None = None,
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
        outlook
            How outlooks are made: OutlookOptions(paths=..., seed=..., on=False). No status depends
            on it.

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
        asked = outlook or OutlookOptions()
        core = _core.assess(
            self,
            seen,
            as_of=day,
            through=last,
            previous=statuses_of(previous),
            inputs=[*self.inputs, *seen.inputs],
            outlook=asked,
        )
        return Assessment(core, self, seen, asked)

    def report(
        self,
        observations: ObservationsLike,
        *,
        kind: str,
        period: PeriodLike,
        tasks: str | os.PathLike[str] | None = None,
        issues: str | os.PathLike[str] | None = None,
        since: Earlier | None = None,
        as_of: Day | None = None,
        language: str = "zh",
        pictures: bool = False,
    ) -> Brief:
        """The brief (简报) of a month, a quarter or a year: a paragraph a programme, in the sentences
        of offices.

        Of each indicator it says what was published for the period, against the year's target, an
        even pace, and the average of the city, and what its unit wrote; what is not known has no
        sentence: figures that were due, by the rule of reminders, and tasks without a report are
        listed once, by unit.

        Parameters
        ----------
        observations
            As for ``assess``.
        kind
            ``"month"``, ``"quarter"`` or ``"year"``.
        period
            The last reference period: ``"2024-06"``. A quarter or a year may be named by its last
            month.
        tasks, issues
            Tables that ``glidepath collect`` wrote: progress of tasks, and issues.
        since
            An earlier assessment (or its JSON file): the brief tells what changed.
        as_of
            As for ``assess``.
        language
            ``"zh"`` or ``"en"``. What units wrote is quoted as they wrote it.
        pictures
            Whether indicators with a figure and a target are drawn, for Word documents.

        Raises
        ------
        InputError
            If observations or the earlier assessment cannot be used.
        ValueError
            If the period does not fit the kind, or a table of tasks or issues cannot be read.
        RuntimeError
            If pictures are wanted and no font has Chinese characters.
        """
        year_from = self.reporting_year_start
        whole = brief_period(BriefKind(kind), period_of(period, year_from), year_from)
        seen = self._observe(observations)
        result = self.assess(seen, as_of=as_of, through=whole)
        return make_brief(
            self,
            result,
            seen,
            BriefKind(kind),
            whole,
            Language(language),
            tasks=load_rows(tasks, "task"),
            issues=load_rows(issues, "issue"),
            since=since,
            pictures=pictures,
        )

    def what_if(
        self,
        observations: ObservationsLike,
        scenario: Scenario,
        *,
        as_of: Day | None = None,
        through: PeriodLike | None = None,
        outlook: OutlookOptions | None = None,
    ) -> WhatIf:
        """The assessment on what is known beside the one under a scenario.

        Parameters
        ----------
        observations, as_of, through, outlook
            As for ``assess``.
        scenario
            By indicator what is assumed from its last known figure on: ``"+8% a year"``,
            ``"-3% a year"``, ``"+12 a year"``, ``"= 900 in 2025"``, or a list of the last.

        Raises
        ------
        InputError
            With every fault of the scenario.
        """
        day = day_of_knowledge(as_of)
        last = None if through is None else period(through, self.reporting_year_start)
        seen = self._observe(observations)
        rows = {id: [say] if isinstance(say, str) else list(say) for id, say in scenario.items()}
        asked = outlook or OutlookOptions()
        made = _core.what_if(
            self,
            seen,
            rows,
            as_of=day,
            through=last,
            inputs=[*self.inputs, *seen.inputs],
            outlook=asked,
        )
        return WhatIf(
            Assessment(made.before, self, seen, asked),
            Assessment(made.after, self, seen._replaced_by(made.seen), asked),
            made,
        )

    def trajectory(
        self,
        indicator: str,
        observations: ObservationsLike | None = None,
        *,
        freq: str = "M",
        anchor: str = "base",
        shape: str = "linear",
        steepness: float | None = None,
        power: float | None = None,
        spread: str = "usual",
        weights: Sequence[float] = (),
        as_of: Day | None = None,
        through: PeriodLike | None = None,
    ) -> Trajectory:
        """The planned values of an indicator: its path from the base through its targets.

        Drawn at the frequency of the targets first. The values of a flow are then divided so that
        months add up to the planned year, those of an average so that they have its mean; stocks
        and ratios are drawn through the ends of the periods.

        Parameters
        ----------
        indicator
            Its id.
        observations
            As for ``assess``; without them there is no base, and no usual share of a month.
        freq
            A, H, Q, M, W or D: that of the targets, or a finer one that divides their periods.
        anchor
            ``"base"``: the original path, whatever has happened since. ``"latest"``: the catch-up
            path, which holds what has been observed and spreads what is left over the rest.
        shape, steepness, power
            How the path goes from value to value; see ``interpolate``. Linear is the least rough
            path through the targets.
        spread
            How a flow is divided: ``"usual"``, by the shares that months had in earlier years
            (equally if they do not tell; the trajectory says so), ``"equal"``, or ``"days"``.
        weights
            Own weights of the parts of a period, instead of ``spread``: twelve for the months of a
            year.
        as_of, through
            As for ``assess``.

        Returns
        -------
        Trajectory
            Without a path where the plan leaves it unknown; its ``reason`` says why.

        Raises
        ------
        KeyError
            If the plan does not have the indicator.
        ValueError
            If there is no such frequency, anchor, shape or spread, if the weights are no profile,
            or if the targets or values do not allow the shape.
        InputError
            If the plan or the observations as a whole cannot be used.
        """
        self.indicator(indicator)
        day = day_of_knowledge(as_of)
        last = None if through is None else period(through, self.reporting_year_start)
        core = _core.trajectory(
            self,
            self._observe({} if observations is None else observations),
            indicator,
            freq=frequency(freq),
            anchor=anchor,
            shape=shape,
            steepness=steepness,
            power=power,
            spread=spread,
            weights=list(weights),
            as_of=day,
            through=last,
        )
        return Trajectory(core, self)

    def last_chance(
        self,
        target: str,
        observations: ObservationsLike,
        *,
        most_growth: float,
        as_of: Day | None = None,
        through: PeriodLike | None = None,
    ) -> LastChance | None:
        """How long an indicator can stay at its latest level and still reach a target.

        Parameters
        ----------
        target
            The id of a target on a level (``at``, ``by``) or on the sum over a window.
        observations, as_of, through
            As for ``assess``.
        most_growth
            The fastest growth a year that is thought possible, as a share: 0.08 is 8 %. Below 0 for
            a target that is a limit from above.

        Returns
        -------
        LastChance or None
            With ``since`` and ``level``, the latest known, and ``until``, the last period that may
            still have that level; None if the target is out of reach at that growth. None instead
            for other targets, one that is over or whose window is still to open, weeks and days,
            and where no positive level is known.

        Raises
        ------
        KeyError
            If no target with this id is in force.
        ValueError
            If the growth leads away from the target.
        InputError
            If the plan or the observations as a whole cannot be used.
        """
        return _core.last_chance(
            self,
            self._observe(observations),
            target,
            most_growth=most_growth,
            as_of=day_of_knowledge(as_of),
            through=None if through is None else period(through, self.reporting_year_start),
        )

    def breakdown(
        self,
        observations: ObservationsLike | None = None,
        *,
        year: PeriodLike,
        freq: str = "M",
        anchor: str = "base",
        spread: str = "usual",
        weights: Sequence[float] = (),
        indicators: Sequence[str] = (),
        digits: int = 2,
        as_of: Day | None = None,
        through: PeriodLike | None = None,
    ) -> Breakdown:
        """The targets of one year, broken down to half-years, quarters or months to be issued.

        Each part is a target with ``part_of``. The parts of a flow add up to the yearly target
        exactly; where the plan has none for the year, the path's value becomes one. Months that
        are always published together get one part. What is issued already is left alone.
        ``Breakdown.freeze`` writes the file that later assessments judge against.

        Parameters
        ----------
        observations, anchor, spread, weights, as_of, through
            As for ``trajectory``.
        year
            The year: ``2024``.
        freq
            Of the parts: H, Q, M or D.
        indicators
            Ids; all flows of the plan unless given.
        digits
            Decimals of the parts, 0 to 6; counts have none.

        Raises
        ------
        KeyError
            If the plan does not have one of the indicators.
        ValueError
            If the year is none, if parts do not divide it, or as for ``trajectory``.
        InputError
            If the plan or the observations as a whole cannot be used.
        """
        for id in indicators:
            self.indicator(id)
        whole = period(year, self.reporting_year_start)
        day = day_of_knowledge(as_of)
        last = None if through is None else period(through, self.reporting_year_start)
        core = _core.breakdown(
            self,
            self._observe({} if observations is None else observations),
            year=whole,
            freq=frequency(freq),
            anchor=anchor,
            spread=spread,
            weights=list(weights),
            indicators=list(indicators),
            digits=digits,
            as_of=day,
            through=last,
        )
        return Breakdown(core, self, whole)

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

    def _for_place(self, place: str) -> "Plan":
        """The plan as it is followed in another place."""
        plan = Plan(_core.plan_for(self, place))
        plan._inputs = self.inputs
        return plan

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (Plan.from_toml, (self.to_toml(),))

    def __repr__(self) -> str:
        issued = f", issued {self.issued}" if isinstance(self.issued, dt.date) else ""
        targets = sum(target.part_of is None for target in self.targets)
        return (
            f"<Plan {self.id}: {targets} targets of {len(self.indicators)} indicators, "
            f"{self.horizon}{issued}>"
        )

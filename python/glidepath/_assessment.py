"""Assessments, with frames, displays and comparisons."""

import difflib
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from glidepath import _core
from glidepath._changes import Changes, Earlier, changes_between
from glidepath._core import Fault, MethodVerdict, OutlookOptions, Verdict
from glidepath._html import escape, light, table
from glidepath._methods import Bounds, MethodComparison, bounds_of, method_names
from glidepath._plot import ForecastLike, Picture, notebook_axes
from glidepath._report import (
    TARGET_COLUMNS,
    WORST_FIRST,
    counts_text,
    has_data,
    header_lines,
    label,
    likely,
    standing,
)
from glidepath._scorecard import Scorecard
from glidepath._verdict import DrawnVerdict
from glidepath._words import Language

if TYPE_CHECKING:
    import numpy.typing as npt
    from matplotlib.axes import Axes

    from glidepath._observations import Observations
    from glidepath._plan import Plan
    from glidepath._what_if import Scenario, WhatIf

SHOWN = 60  # rows of a display; all of them are in to_frame()


class Assessment(_core.Assessment):
    """All verdicts of a plan for one date.

    Iterating gives the verdicts in the order of the plan. ``result["x:at-2025"]`` is the verdict
    of a target, ``result["x"]`` the assessment of one indicator's targets.
    """

    __slots__ = ("_observations", "_outlook", "_plan")

    def __init__(
        self,
        core: _core.Assessment,
        plan: "Plan",
        observations: "Observations",
        outlook: OutlookOptions,
    ) -> None:
        super().__init__(core)
        self._plan = plan
        self._observations = observations
        self._outlook = outlook

    def __iter__(self) -> Iterator[DrawnVerdict]:
        return (DrawnVerdict(verdict, self) for verdict in self.verdicts)

    def __len__(self) -> int:
        return len(self.verdicts)

    def __contains__(self, key: object) -> bool:
        return any(key in (verdict.id, verdict.indicator) for verdict in self.verdicts)

    def __getitem__(self, key: str) -> "DrawnVerdict | Assessment":
        verdict = self.find(key)
        return verdict if verdict is not None else self.of(key)

    def find(self, target: str) -> DrawnVerdict | None:
        """The verdict of a target; None if the plan has no such target in force."""
        verdict = super().find(target)
        return None if verdict is None else DrawnVerdict(verdict, self)

    def verdict(self, target: str) -> DrawnVerdict:
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
        return Assessment(
            self.restricted(indicator), self._plan, self._observations, self._outlook
        )

    @staticmethod
    def _unknown(key: str, known: list[str]) -> KeyError:
        similar = difflib.get_close_matches(key, known, n=3)
        hint = f"; similar: {', '.join(similar)}" if similar else ""
        return KeyError(f"no target or indicator in force has the id {key!r}{hint}")

    @property
    def rejected(self) -> tuple[Fault, ...]:
        """Why rows of the observations were not used."""
        return tuple(self._observations.rejected)

    def what_if(self, scenario: "Scenario", *, outlook: OutlookOptions | None = None) -> "WhatIf":
        """This assessment beside the one under a scenario, ``{"gdp": "+6% a year"}``.

        See ``Plan.what_if``.
        """
        return self._plan.what_if(
            self._observations, scenario, as_of=self.as_of, through=self.through, outlook=outlook
        )

    def worst_first(self) -> list[Verdict]:
        """The verdicts, those that need attention first, those without data last."""
        rank = {status: i for i, status in enumerate(WORST_FIRST)}
        return sorted(self.verdicts, key=lambda v: (not has_data(v), rank[v.status]))

    def to_json(self) -> str:
        """The assessment as JSON: the same text from C++, Python and the command line."""
        return _core.write_assessment(self)

    def compare_methods(
        self,
        methods: Iterable[str] | None = None,
        *,
        elapsed_by: str = "months",
        bounds: Mapping[str, Bounds] | None = None,
        declared: Mapping[str, float] | None = None,
        rag_rule: str = "year_before",
        rag_tolerance: float = 0.10,
        fewest: int = 6,
        alarm: float = 0.95,
    ) -> MethodComparison:
        """What published methods say of these targets, on the same figures and clocks.

        The status of the targets is touched by none of them. ``gp.methods()`` tells formula,
        thresholds, edge cases and source of each.

        Parameters
        ----------
        methods
            Names, as ``["eurostat", "escap-csi"]``; all unless given.
        elapsed_by
            How ``elapsed-share`` counts the time of totals: ``"months"``, ``"days"`` or
            ``"usual"``, what was usually done by then in earlier years.
        bounds
            For ``sdsn``, by indicator: worst and best value, and, if it is not the target, the
            green threshold.
        declared
            For ``declared``, by target: the share that the responsible body reports as done, 1
            for all. By default what observations with the measure ``share_of_annual`` say of a
            target of one year.
        rag_rule, rag_tolerance
            For ``rag``: ``"year_before"`` (amber if not worse than a year earlier) or
            ``"tolerance"`` (amber within the tolerance), and the share of the mark.
        fewest
            For ``destatis``: on how few yearly values the symbol may rest.
        alarm
            For ``earned-schedule``: the SPI(t) below which it calls for alarm.

        Raises
        ------
        ValueError
            For a method, rule or way of counting that there is not, and numbers that are not
            finite or, of a tolerance, negative.
        KeyError
            For indicators and targets in ``bounds`` and ``declared`` that there are not.
        """
        require_known(bounds or (), (i.id for i in self._plan.indicators), "bounds")
        require_known(declared or (), (verdict.id for verdict in self.verdicts), "declared")
        if rag_tolerance < 0:
            raise ValueError(f"rag_tolerance is a share of the mark, 0 or more, not {rag_tolerance}")
        core = _core.compare_methods(
            self._plan,
            self._observations,
            as_of=self.as_of,
            through=self.through,
            inputs=self.inputs,
            methods=method_names(methods),
            targets=[verdict.id for verdict in self.verdicts],
            elapsed_by=elapsed_by,
            bounds=bounds_of(bounds),
            declared=dict(declared or {}),
            rag_rule=rag_rule,
            rag_tolerance=rag_tolerance,
            fewest=fewest,
            alarm=alarm,
        )
        return MethodComparison(core, self._plan)

    def judge_by(self, target: str, method: str, **options: Any) -> MethodVerdict:
        """What one published method says of one target; ``options`` as for ``compare_methods``.

        Raises KeyError, with similar ids, for a target that is not in force, and ValueError for a
        method that there is not.
        """
        of = self.of(self.verdict(target).indicator)
        return of.compare_methods([method], **options).verdict(target, method)

    def scorecard(
        self,
        by: str = "programme",
        *,
        persons: bool = False,
        held: "npt.ArrayLike | None" = None,
    ) -> Scorecard:
        """Who stands where (晾晒): the verdicts counted by group, with ranks.

        Ranks follow the share of targets that are met or on track among those that have a status
        or should have one and were not reported. Equal shares share a place (1, 2, 2, 4); a row
        with fewer than three targets that count has none. There is no composite score.

        Parameters
        ----------
        by
            ``"programme"``, ``"area"``, ``"lead"`` (牵头单位), ``"responsible"`` (责任单位),
            ``"tier"``, ``"due"``, ``"place"``, or ``"convener"`` with ``persons``.
        persons
            Whether persons may be named; else the units above stand for them.
        held
            Joint outcomes of the targets on sample paths, 0 or 1: one row for each verdict in
            their order, one column a path. Unless given, those of the outlooks: targets of one
            indicator share its paths, indicators are independent but for the common factor of
            ``OutlookOptions``.

        Raises
        ------
        ValueError
            For another group, conveners without ``persons``, and a matrix with other rows or with
            other values than 0 and 1.
        """
        if held is not None or all(verdict.outlook is None for verdict in self.verdicts):
            matrix = None if held is None else outcomes(held)
            core = _core.scorecard(self._plan, self.verdicts, by=by, persons=persons, held=matrix)
            return Scorecard(core, self)
        core = _core.scorecard_on_paths(
            self._plan,
            self._observations,
            self.verdicts,
            by=by,
            persons=persons,
            as_of=self.as_of,
            through=self.through,
            outlook=self._outlook,
        )
        return Scorecard(core, self)

    def to_frame(self, language: str = "en") -> pd.DataFrame:
        """One row a target, indexed by its id.

        Columns are the fields of a verdict and the indicator's ``name``; periods are text, dates
        datetime64, shares fractions, lists text with ``; `` between the entries; of the outlook
        its probability, the lowest and highest among models, and on how many points it stands.
        """
        names = {indicator.id: indicator.name for indicator in self._plan.indicators}
        rows = [verdict_row(v, names[v.indicator].in_(language), language) for v in self]
        frame = pd.DataFrame(rows, columns=COLUMNS)
        frame["due"] = pd.to_datetime(frame["due"])
        for column in NUMBERS:
            frame[column] = pd.to_numeric(frame[column]).astype("float64")
        return frame.set_index("id")

    def diff(self, other: Earlier) -> pd.DataFrame:
        """What changed since an earlier assessment, the most urgent first: one row a change.

        ``change`` is a word of ``Change``: ``new_red``, ``recovered``, ``newly_met``,
        ``newly_silent``, ``revised``, ... ``before`` and ``after`` are the statuses; the former is
        missing for targets that the earlier assessment does not have, the latter for those that
        this one does not have. ``was`` and ``now`` are figures of ``period`` that were revised.
        Raises InputError if the file of the earlier assessment holds none.
        """
        return self._changes(other).to_frame()

    def _changes(self, other: Earlier, language: str = "en") -> Changes:
        return changes_between(other, self, plan=self._plan, language=language)

    def plot(
        self,
        target: str | None = None,
        *,
        freq: str | None = None,
        forecast: ForecastLike | None = None,
        lang: str = "en",
        ax: "Axes | None" = None,
    ) -> "Axes":
        """Draws an indicator: figures, glidepath, issued marks, targets, the day of knowledge.

        Published figures are filled dots, derived ones open. Targets are triangles that point away
        from what is forbidden: up at a floor, down at a ceiling; one for every year of a span is a
        line. The path of a flow, and its marks, within years count from the start of each.

        Parameters
        ----------
        target
            Only this one of the indicator's targets; all of them unless given.
        freq
            A, H, Q, M, W or D; that of the targets unless given.
        forecast
            Something with ``interval(level)``, a frame with ``lower`` and ``upper`` by period, as
            ``gp.forecast`` makes it: the fan of 50, 80 and 95 %, from the last known value on, with
            its median and those figures it is made from that the assessment does not have. Not for
            flows within their years.
        lang
            ``"zh"`` or ``"en"``. Chinese needs a font with its characters.
        ax
            Axes to draw on; of a new figure unless given.

        Returns
        -------
        Axes
            Those of matplotlib, to be changed at will; ``.figure.savefig(...)`` writes them.

        Raises
        ------
        ValueError
            If the assessment is of several indicators, if there is nothing to draw, or if the
            forecast does not fit.
        RuntimeError
            If no font has the characters; the message says what to install.
        ModuleNotFoundError
            Without matplotlib (``glidepath[plot]``).
        """
        verdicts = self.verdicts if target is None else [self.verdict(target)]
        indicators = {verdict.indicator for verdict in verdicts}
        if len(indicators) != 1:
            raise ValueError(
                "a picture is of one indicator: result[indicator].plot(), with one of "
                + ", ".join(list(dict.fromkeys(v.indicator for v in verdicts))[:3])
            )
        shown = self if target is None else self.of(indicators.pop())
        ids = {verdict.id for verdict in verdicts}
        axes = notebook_axes() if ax is None else ax
        return shown._picture(axes, lang, freq, ids=ids).draw(forecast)

    def _picture(
        self,
        axes: "Axes",
        language: str,
        freq: str | None,
        years: tuple[int, int] | None = None,
        ids: Collection[str] = (),
    ) -> Picture:
        """The picture of the one indicator that this assessment is about."""
        indicator = self._plan.indicator(self.verdicts[0].indicator)
        ids = ids or {verdict.id for verdict in self.verdicts}
        plan, seen = self._plan, self._observations
        return Picture(plan, self, seen, indicator, ids, Language(language), freq, axes, years)

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
                escape(likely(v, "en")),
                escape(str(v.reason)),
            ]
            for v in verdicts[:SHOWN]
        ]
        more = len(verdicts) - SHOWN
        foot = f"<p>and {more} more: to_frame()</p>" if more > 0 else ""
        columns = [label(word, "en") for word in TARGET_COLUMNS]
        head = "<br>".join(escape(line) for line in header_lines(self, "en"))
        counts = escape(counts_text(self.counts, "en"))
        return f"<p>{head}<br>{counts}</p>{table(columns, rows)}{foot}"


NUMBERS = [
    "actual", "base", "planned", "gap", "data_age_days", "completed_share", "increment_share",
    "headroom", "elapsed_share", "ahead_pp", "required_growth", "required_run_rate", "outlook",
    "outlook_low", "outlook_high", "outlook_points",
]  # fmt: skip
TEXTS = ["actual_period", "base_period", "data_status", "reason_code", "previous_status"]
COLUMNS = [
    "id", "goal", "indicator", "name", "place", "target", "quote", "tier", "due", "lead", "unit",
    "prices", "status", "reason_code", "reason", "provisional", "actual", "actual_period", "data_status",
    "release_assumed", "derived", "base", "base_period", "base_derived", "planned", "gap", "data_age_days",
    "completed_share", "increment_share", "headroom", "elapsed_share", "ahead_pp",
    "required_growth", "required_run_rate", "outlook", "outlook_low", "outlook_high",
    "outlook_points", "assumed", "previous_status", "applies", "method",
]  # fmt: skip


def outcomes(held: "npt.ArrayLike") -> "npt.NDArray[np.uint8]":
    """Joint outcomes as 0 and 1; raises ValueError for other values."""
    given = np.asarray(held)
    if not np.isin(given, (0, 1)).all():
        raise ValueError("held: 1 where a target is met on a path, 0 where not, nothing else")
    return given.astype(np.uint8)


def require_known(given: Iterable[str], known: Iterable[str], what: str) -> None:
    """Raises KeyError for names that are none, with what there is."""
    names = set(known)
    if wrong := sorted(set(given) - names):
        near = difflib.get_close_matches(wrong[0], names)
        hint = f"; did you mean {near[0]}?" if near else ""
        raise KeyError(f"{what}: not in the plan: {', '.join(wrong)}{hint}")


def outlook_cells(verdict: Verdict) -> dict[str, object]:
    """The probability, its width among models, and on how many points it stands."""
    outlook = verdict.outlook
    if outlook is None:
        return dict.fromkeys(("outlook", "outlook_low", "outlook_high", "outlook_points"))
    return {
        "outlook": outlook.probability,
        "outlook_low": outlook.low,
        "outlook_high": outlook.high,
        "outlook_points": outlook.points,
    }


def verdict_row(verdict: Verdict, name: str, language: str) -> list[object]:
    """The cells of a verdict in the order of COLUMNS."""
    made = {
        "name": name,
        "reason": verdict.reason.in_(language),
        "lead": "; ".join(verdict.lead),
        "assumed": "; ".join(verdict.assumed),
        "tier": str(verdict.tier),
        "status": str(verdict.status),
        **outlook_cells(verdict),
    }
    row: list[object] = []
    for column in COLUMNS:
        value = made[column] if column in made else getattr(verdict, column)
        row.append(str(value) if column in TEXTS and value is not None else value)
    return row

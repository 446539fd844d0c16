"""One plan followed in many places: assessments, league tables, scorecards, and the cascade."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from glidepath import _core
from glidepath._assessment import Assessment
from glidepath._clocks import Day, PeriodLike, day_of_knowledge, period
from glidepath._core import OutlookOptions
from glidepath._findings import Findings
from glidepath._html import escape, light, table
from glidepath._numbers import number, percent
from glidepath._observations import Observations, ObservationsLike
from glidepath._report import label
from glidepath._scorecard import Scorecard
from glidepath._words import ComparedIn, Status

if TYPE_CHECKING:
    from glidepath._plan import Plan

LABELS: Mapping[str, tuple[str, str]] = {
    # word: (zh, en)
    "rank": ("位次", "rank"),
    "place": ("地区", "place"),
    "value": ("数值", "value"),
    "period": ("时期", "period"),
    "to_parent": ("与{parent}比较", "against {parent}"),
    "to_mean": ("与各地平均比较", "against the mean"),
    "share": ("占{parent}比重", "share of {parent}"),
    "status": ("状态", "status"),
}
COLUMNS = ["rank", "status", "value", "period", "to_parent", "to_mean", "share"]


class League(_core.League):
    """One target in several places, ranked, beside the place above.

    Values of one period are ranked, towards the side that the target wants. ``compared_in`` says
    whether differences are percentage points (growth, indicators in percent) or percent.
    """

    __slots__ = ("_name",)

    def __init__(self, core: _core.League, name: _core.Text) -> None:
        super().__init__(core)
        self._name = name

    def to_frame(self) -> pd.DataFrame:
        """One row a place, indexed by its name, in order of rank; then the parent, not judged."""
        rows = [
            {
                "place": row.place,
                "rank": row.rank,
                "status": str(row.status),
                "value": row.value,
                "period": None if row.period is None else str(row.period),
                "to_parent": row.to_parent,
                "to_mean": row.to_mean,
                "share": row.share,
            }
            for row in self.rows
        ]
        if self.parent is not None:
            rows.append(
                {
                    "place": self.parent,
                    "rank": None,
                    "status": None,
                    "value": self.parent_value,
                    "period": None if self.period is None else str(self.period),
                    "to_parent": None,
                    "to_mean": None,
                    "share": None,
                }
            )
        frame = pd.DataFrame(rows, columns=["place", *COLUMNS])
        frame["rank"] = frame["rank"].astype("Int64")
        for column in ("value", "to_parent", "to_mean", "share"):
            frame[column] = frame[column].astype("float64")
        return frame.set_index("place")

    def title(self, language: str = "en") -> str:
        """Name of the indicator, target, and the period of the values."""
        when = "" if self.period is None else f" · {self.period}"
        return f"{self._name.in_(language)} · {self.target}{when}"

    def _shown_columns(self) -> list[str]:
        columns = ["rank", "place", "value", "to_parent", "to_mean", "share", "status"]
        empty = {
            column
            for column in ("to_parent", "to_mean", "share")
            if all(getattr(row, column) is None for row in self.rows)
        }
        return [column for column in columns if column not in empty]

    def columns(self, language: str = "en") -> list[str]:
        """The headings of a display; columns without a single number are left out."""
        at = 0 if language == "zh" else 1
        parent = self.parent or ""
        return [LABELS[column][at].format(parent=parent) for column in self._shown_columns()]

    def cells(self, language: str = "en") -> list[list[str]]:
        """The cells of a display, the parent as its last row."""
        zh = language == "zh"
        points = self.compared_in is ComparedIn.points
        unit = self.unit or ""

        def value(x: float | None, of: object) -> str:
            if x is None:
                return "—"
            text = number(x) + (unit if zh or unit == "%" else f" {unit}".rstrip())
            return text if of is None or of == str(self.period) else f"{text} ({of})"

        def difference(x: float | None) -> str:
            if x is None:
                return ""
            shown = f"{round(x, 2) + 0:+.2f}".rstrip("0").rstrip(".")
            if shown == "+0":
                return "持平" if zh else "level"
            if points:
                return f"{shown}个百分点" if zh else f"{shown} pp"
            return f"{shown}%"

        def shown(row: _core.LeagueRow) -> dict[str, str]:
            of = None if row.period is None else str(row.period)
            return {
                "rank": "" if row.rank is None else str(row.rank),
                "place": row.place,
                "value": value(row.value, of),
                "to_parent": difference(row.to_parent),
                "to_mean": difference(row.to_mean),
                "share": "" if row.share is None else percent(row.share),
                "status": label(row.status, language),
            }

        rows = [shown(row) for row in self.rows]
        if self.parent is not None:
            rows.append(
                dict.fromkeys(LABELS, "")
                | {
                    "place": self.parent,
                    "value": value(self.parent_value, None),
                }
            )
        return [[row[column] for column in self._shown_columns()] for row in rows]

    def statuses(self) -> list[Status | None]:
        """By row of a display; none of the parent, whose target this is not."""
        parent = [] if self.parent is None else [None]
        return [*(row.status for row in self.rows), *parent]

    def __len__(self) -> int:
        return len(self.rows)

    def __reduce__(self) -> Any:
        raise TypeError("a League cannot be pickled; keep to_frame()")

    def _repr_html_(self) -> str:
        rows = [
            [*map(escape, cells[:-1]), "" if status is None else light(status, cells[-1])]
            for cells, status in zip(self.cells(), self.statuses(), strict=True)
        ]
        return f"<p>{escape(self.title())}</p>{table(self.columns(), rows)}"


class Places(_core.Places):
    """One plan's assessments by place: ``places["拱墅区"]`` is the assessment of one.

    Iterating gives the names of the places, the parent not among them.
    """

    __slots__ = ("_observations", "_outlook", "_plan")

    def __init__(
        self,
        core: _core.Places,
        plan: "Plan",
        observations: Observations,
        outlook: OutlookOptions,
    ) -> None:
        super().__init__(core)
        self._plan = plan
        self._observations = observations
        self._outlook = outlook

    def __iter__(self) -> Iterator[str]:
        return iter(self.places)

    def __len__(self) -> int:
        return len(self.places)

    def __contains__(self, place: object) -> bool:
        return place in self.places or (place is not None and place == self.parent)

    def __getitem__(self, place: str) -> Assessment:
        if place == self.parent and self.of_parent is not None:
            core = self.of_parent
        elif place in self.places:
            core = self.assessments[self.places.index(place)]
        else:
            raise KeyError(f"{place!r} was not assessed; there are: {', '.join(self.places)}")
        return Assessment(
            core,
            self._plan._for_place(place),
            self._observations._for_place(self._plan, place),
            self._outlook,
        )

    def league(self, target: str) -> League:
        """The league table of one target; raises ValueError for one that is not in force."""
        core = _core.league(self._plan, self._observations, self, target)
        return League(core, self._plan.indicator(core.indicator).name)

    def leagues(self) -> list[League]:
        """The league tables of all targets of which some place has a value, in plan order."""
        return [
            League(core, self._plan.indicator(core.indicator).name)
            for core in _core.leagues(self._plan, self._observations, self)
        ]

    def scorecard(self, by: str = "place", *, persons: bool = False) -> Scorecard:
        """Who stands where, counted over all places; as ``Assessment.scorecard``.

        How many targets will be met takes all as independent: places have no joint paths.
        """
        whole = self.whole()
        core = _core.scorecard(self._plan, whole.verdicts, by=by, persons=persons)
        return Scorecard(core, whole)

    def to_frame(self, language: str = "en") -> pd.DataFrame:
        """One row for each place and target, indexed by both, as ``Assessment.to_frame``."""
        frames = {place: self[place].to_frame(language) for place in self}
        if not frames:
            return pd.DataFrame()
        return pd.concat(frames, names=["place", "id"]).drop(columns="place")

    def to_json(self) -> str:
        """The league tables as JSON: the same text from C++, Python and the command line."""
        return _core.write_leagues(list(self.leagues()), self)

    def __reduce__(self) -> Any:
        raise TypeError("Places cannot be pickled; keep to_json() or to_frame()")

    def __repr__(self) -> str:
        parent = f" of {self.parent}" if self.parent else ""
        return f"<Places: {self._plan.id} in {len(self)} places{parent}>"

    def _repr_html_(self) -> str:
        return self.scorecard()._repr_html_()


def assess_places(
    plan: "Plan",
    observations: ObservationsLike,
    *,
    places: Sequence[str] = (),
    parent: str | None = None,
    as_of: Day | None = None,
    through: PeriodLike | None = None,
    outlook: OutlookOptions | None = None,
    threads: int = 0,
) -> Places:
    """Assesses one plan in several places, on what was known on one day.

    Parameters
    ----------
    plan, observations, as_of, through, outlook
        As for ``Plan.assess``; the column ``place`` says whose a row is, blank is the plan's own.
        Without ``as_of`` and ``through``, the newest release date in the data of any place.
    places
        Their names; all that the observations name, without the parent, unless given.
    parent
        The place above, as the city of its districts, for comparison.
    threads
        How many; as many as the machine has unless given. The result does not depend on it.

    Raises
    ------
    InputError
        If the plan or the observations as a whole cannot be used.
    ValueError
        For a place that is given twice or is the parent, and as for ``Plan.assess``.
    """
    day = day_of_knowledge(as_of)
    last = None if through is None else period(through, plan.reporting_year_start)
    if isinstance(places, str):
        raise ValueError(f"places is a list of names: [{places!r}]")
    if threads < 0:
        raise ValueError(f"threads is 0 or more, not {threads}")
    seen = plan._observe(observations)
    asked = outlook or OutlookOptions()
    core = _core.assess_places(
        plan,
        seen,
        places=list(places),
        parent=parent or "",
        as_of=day,
        through=last,
        inputs=[*plan.inputs, *seen.inputs],
        outlook=asked,
        threads=threads,
    )
    return Places(core, plan, seen, asked)


def check_cascade(parent: "Plan", children: Sequence["Plan"]) -> Findings:
    """Whether the targets of the plans below amount to those of a plan, as districts' to a city's.

    ``Indicator.parent`` names the indicator above. Targets are compared that have the same
    statistic, window and face and want the same side. Flows and stocks have to add up; of rates
    some place has to reach that above, and their unweighted mean should.
    """
    return Findings(_core.check_cascade(parent, list(children)))

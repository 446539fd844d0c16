"""Back-tests of a plan: what would have been said of each target, and what came."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from glidepath import _core
from glidepath._clocks import Day, day_of_knowledge
from glidepath._core import OutlookCase, ProbabilityScore

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from glidepath._observations import ObservationsLike
    from glidepath._plan import Plan


@dataclass(frozen=True, eq=False)
class Backtest:
    """Every outlook that would have been given, and how it turned out."""

    cases: list[OutlookCase]

    def to_frame(self) -> pd.DataFrame:
        """One row a target and day.

        Columns: ``target``, ``as_of``, ``probability`` (``low`` and ``high``: the least and the
        greatest among the models), ``points``, ``status``, what each published method called
        (whether on track; missing where it was silent), ``outcome`` (whether the target was met;
        missing while not known) and ``decided``, the day on which that was known.
        """
        rows = [
            {
                "target": case.target,
                "as_of": case.as_of,
                "probability": case.probability,
                "low": case.low,
                "high": case.high,
                "points": case.points,
                "status": case.status,
                **dict(case.methods),
                "outcome": case.outcome,
                "decided": case.decided,
            }
            for case in self.cases
        ]
        frame = pd.DataFrame(rows, columns=list(rows[0]) if rows else ["target", "as_of"])
        for day in ("as_of", "decided"):
            if day in frame:
                frame[day] = pd.to_datetime(frame[day])
        return frame

    @property
    def judged(self) -> list[OutlookCase]:
        """The cases whose outcome is known."""
        return [case for case in self.cases if case.outcome is not None]

    def scores(self) -> pd.DataFrame:
        """Brier and log score of the outlook and of the published methods; less is better.

        A method says yes or no, so it is scored as a sure call, on the cases in which it spoke; the
        row ``outlook`` is for all cases, ``outlook where METHOD spoke`` for the same ones. ``skill``
        is against the base rate.
        """
        judged = self.judged
        rows = {"outlook": score(judged, [case.probability for case in judged])}
        for i, name in enumerate(dict(judged[0].methods) if judged else ()):
            spoke = [case for case in judged if case.methods[i][1] is not None]
            rows[f"outlook where {name} spoke"] = score(spoke, [c.probability for c in spoke])
            rows[name] = score(spoke, [float(bool(c.methods[i][1])) for c in spoke])
        return pd.DataFrame(
            {
                name: {
                    "cases": found.cases,
                    "base_rate": found.base_rate,
                    "brier": found.brier,
                    "log_score": found.log_score,
                    "skill": found.skill,
                }
                for name, found in rows.items()
            }
        ).T

    def reliability(self, bins: int = 10) -> pd.DataFrame:
        """Bins of equal counts by rising probability: ``cases``, ``forecast``, ``observed``.

        Outlooks can be trusted if ``observed``, the share that came true, is near ``forecast``.
        """
        judged = self.judged
        found = _core.reliability(
            [case.probability for case in judged], [float(bool(case.outcome)) for case in judged], bins
        )
        return pd.DataFrame(found, columns=["cases", "forecast", "observed"])

    def early_calls(self) -> pd.DataFrame:
        """How early each outcome was called, in days before it was known: one row a target.

        The first day from which on the call stayed right: for the outlook, a probability on the
        outcome's side of one half; for a method, its yes or no. Missing where it never was, or where
        the last word before the outcome was wrong.
        """
        rows = {}
        by_target: dict[str, list[OutlookCase]] = {}
        for case in self.judged:
            by_target.setdefault(case.target, []).append(case)
        for target, cases in by_target.items():
            calls: dict[str, list[bool | None]] = {
                "outlook": [(case.probability >= 0.5) == case.outcome for case in cases]
            }
            for i, name in enumerate(dict(cases[0].methods)):
                said = [case.methods[i][1] for case in cases]
                calls[name] = [
                    None if call is None else call == case.outcome
                    for call, case in zip(said, cases, strict=True)
                ]
            rows[target] = {
                "outcome": cases[0].outcome,
                **{name: days_ahead(cases, right) for name, right in calls.items()},
            }
        frame = pd.DataFrame.from_dict(rows, orient="index")
        days = [column for column in frame if column != "outcome"]
        return frame.astype(dict.fromkeys(days, "float64"))

    def plot(self, ax: "Axes | None" = None, bins: int = 10) -> "Axes":
        """The reliability diagram (needs matplotlib): on the line, what is said can be trusted."""
        if ax is None:
            import matplotlib.pyplot as plt

            ax = plt.subplots(figsize=(4.6, 4.6), layout="constrained")[1]
        found = self.reliability(bins)
        ax.plot([0, 1], [0, 1], color="#8c959f", lw=1)
        ax.plot(found["forecast"], found["observed"], "o-", color="#0969da")
        for cases, said, came in found.itertuples(index=False):
            ax.annotate(str(cases), (said, came), (5, -11), textcoords="offset points", fontsize=8)
        ax.set_xlabel("probability that was given")
        ax.set_ylabel("share that was met")
        ax.set_xlim(-0.02, 1.02)
        ax.set_ylim(-0.02, 1.02)
        ax.set_aspect("equal")
        ax.spines[["top", "right"]].set_visible(False)
        return ax

    def __repr__(self) -> str:
        targets = len({case.target for case in self.cases})
        return f"<Backtest: {len(self.cases)} outlooks of {targets} targets, {len(self.judged)} judged>"

    def _repr_html_(self) -> str:
        return str(self.scores().to_html(float_format="{:.3f}".format))


def backtest(
    plan: "Plan",
    observations: "ObservationsLike",
    *,
    since: Day | None = None,
    until: Day | None = None,
    paths: int = 4000,
    seed: int = 0,
) -> Backtest:
    """Replays every release date of the observations with the vintages known on that day.

    On each of them the plan is assessed as if it were that day; figures released later are not
    seen. Outcomes (met or missed) are those of the last day. ``since`` and ``until`` limit the days.

    >>> tested = gp.backtest(plan, observations)    # doctest: +SKIP
    >>> tested.scores(); tested.reliability(); tested.early_calls()     # doctest: +SKIP
    """
    return Backtest(
        _core.backtest_plan(
            plan,
            plan._observe(observations),
            since=day_of_knowledge(since),
            until=day_of_knowledge(until),
            paths=paths,
            seed=seed,
        )
    )


def score(cases: list[OutlookCase], probabilities: list[float]) -> ProbabilityScore:
    """Scores of probabilities against the outcomes of cases."""
    return _core.score_probabilities(probabilities, [float(bool(case.outcome)) for case in cases])


def days_ahead(cases: list[OutlookCase], right: list[bool | None]) -> float | None:
    """Days from the start of the last run of right calls to the day of the outcome."""
    start = None
    for case, call in zip(cases, right, strict=True):
        if call is None:
            continue
        if not call:
            start = None
        elif start is None:
            start = case.as_of
    decided = cases[0].decided
    return None if start is None or decided is None else float((decided - start).days)

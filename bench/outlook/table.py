"""Outlooks of made-up targets on the M3 series: probabilities against what came.

Each series gets five targets of the kinds at, sum, each and growth. Their thresholds are quantiles of
what a random walk with drift would give, so that some are easy and some out of reach. What we say,
with calibrations of the other half of the series, is set against the base rate of the other half
(climatology, by kind and horizon), that random walk itself, and paths simulated by statsforecast's
AutoETS. Usage: table.py [--date DATE] [--output FILE] [--picture SVG],
with GLIDEPATH_REFERENCE_DATA set.
"""

import argparse
import sys
import warnings
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[1] / "forecast")]

import m3
import numpy as np
import ours as us
from glidepath import Statement, _core
from sections import write_section
from statsforecast.models import AutoETS

PATHS = 1000
QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.9)
CLIP = 0.0005
BINS = 10
RESAMPLES = 2000
HEADING = "# Outlooks of targets on the M3 competition"


@dataclass(frozen=True)
class Asked:
    """One target of a series: a statement, and the same on an array of values by period ahead."""

    kind: str
    horizon: int  # its last period, counted from the last known one
    say: str  # with a place for the threshold

    def figure(self, history: np.ndarray, ahead: np.ndarray, season: int) -> np.ndarray:
        """What the target looks at, by path: one row a path."""
        if self.kind == "at":
            return ahead[:, self.horizon - 1]
        if self.kind == "sum":
            return ahead[:, : self.horizon].sum(axis=1)
        if self.kind == "each":
            return ahead[:, : self.horizon].min(axis=1)
        whole = np.hstack([np.tile(history, (len(ahead), 1)), ahead])
        now = whole[:, len(history) + self.horizon - 1]
        before = whole[:, len(history) + self.horizon - 1 - season]
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(before > 0, 100 * (now / before - 1), np.nan)


def targets(one: m3.Series) -> list[Asked]:
    last = us.FIRST[one.frequency] + (len(one.train) - 1)
    end = len(one.test)
    middle = (end + 1) // 2
    return [
        Asked("at", middle, f"at {last + middle} >= {{}}"),
        Asked("at", end, f"at {last + end} >= {{}}"),
        Asked("sum", end, f"sum {last + 1}..{last + end} >= {{}}"),
        Asked("each", middle, f"each {last + 1}..{last + middle} >= {{}}"),
        Asked("growth", end, f"at {last + end} growth >= {{}}%"),
    ]


def drift_paths(one: m3.Series) -> np.ndarray:
    """A random walk with drift (of seasonal differences, where there is a season), normal steps."""
    rng = np.random.default_rng(one.id)
    lag, end = one.season, len(one.test)
    steps = one.train[lag:] - one.train[:-lag]
    drift, sd = steps.mean(), steps.std(ddof=1)
    shocks = drift + sd * rng.standard_normal((PATHS, end))
    walk = np.hstack([np.tile(one.train[-lag:], (PATHS, 1)), np.empty((PATHS, end))])
    for h in range(end):
        walk[:, lag + h] = walk[:, h] + shocks[:, h]
    return walk[:, lag:]


@dataclass
class Said:
    """All targets of one frequency, and what each forecaster said of them."""

    series: list[int] = field(default_factory=list)
    fold: list[int] = field(default_factory=list)
    group: list[str] = field(default_factory=list)  # kind and horizon
    met: list[float] = field(default_factory=list)
    ours: list[float] = field(default_factory=list)
    drift: list[float] = field(default_factory=list)
    ets: list[float] = field(default_factory=list)


def share(figures: np.ndarray, threshold: float) -> float:
    """The share of paths that meet it; undefined figures do not."""
    return float((figures >= threshold).mean())


def ask(one: m3.Series, chosen: _core.ForecastOptions, said: Said) -> None:
    found = _core.forecast(
        one.train.tolist(), us.FIRST[one.frequency], len(one.test), chosen
    )
    model = AutoETS(season_length=one.season)
    model.fit(one.train)
    simulated = np.asarray(model.simulate(h=len(one.test), n_paths=PATHS, seed=one.id))
    walk = drift_paths(one)
    for number, asked in enumerate(targets(one)):
        by_drift = asked.figure(one.train, walk, one.season)
        by_drift = by_drift[np.isfinite(by_drift)]
        came = asked.figure(one.train, one.test[None, :], one.season)[0]
        if not len(by_drift) or not np.isfinite(came):
            continue
        quantile = QUANTILES[(one.id + number) % len(QUANTILES)]
        text = f"{np.quantile(by_drift, quantile):.8g}"
        if "e" in text:
            text = f"{float(text):.10f}"
        threshold = float(text)
        p, _, reason = found.probability(
            Statement(asked.say.format(text)), PATHS, 0, 0, "quasi"
        )
        if p is None:
            raise SystemExit(f"series {one.id}: {asked.say.format(text)}: {reason}")
        said.series.append(one.id)
        said.fold.append(one.fold)
        said.group.append(f"{asked.kind} {asked.horizon}")
        said.met.append(float(came >= threshold))
        said.ours.append(p)
        said.drift.append(share(by_drift, threshold))
        said.ets.append(share(asked.figure(one.train, simulated, one.season), threshold))


def climatology(said: Said) -> np.ndarray:
    """The base rate of each kind and horizon on the other half."""
    group, fold, met = np.array(said.group), np.array(said.fold), np.array(said.met)
    return np.array(
        [
            met[(group == g) & (fold != f)].mean()
            for g, f in zip(said.group, said.fold, strict=True)
        ]
    )


def by_series(said: Said, losses: np.ndarray) -> np.ndarray:
    """Sums of losses by series, so that a resample of series is a resample of rows of these."""
    ids = np.array(said.series)
    _, place = np.unique(ids, return_inverse=True)
    sums = np.zeros((place.max() + 1, losses.shape[1]))
    np.add.at(sums, place, losses)
    return sums


def interval(statistic: object, sums: np.ndarray) -> tuple[float, float]:
    """A 90 % bootstrap interval over series."""
    rng = np.random.default_rng(0)
    drawn = [
        statistic(sums[rng.integers(0, len(sums), len(sums))].sum(axis=0))
        for _ in range(RESAMPLES)
    ]
    return tuple(np.quantile(drawn, [0.05, 0.95]))


def lines_of(frequency: str, said: Said) -> list[str]:
    met = np.array(said.met)
    p = {
        "climatology": climatology(said),
        "random walk with drift": np.array(said.drift),
        "AutoETS paths": np.array(said.ets),
        "glidepath": np.array(said.ours),
    }
    brier = {name: (q - met) ** 2 for name, q in p.items()}
    log = {
        name: -np.log(np.where(met == 1, np.clip(q, CLIP, 1 - CLIP), 1 - np.clip(q, CLIP, 1 - CLIP)))
        for name, q in p.items()
    }
    lines = [
        f"## {frequency.capitalize()}: {len(set(said.series))} series, {len(met)} targets, "
        f"{met.mean():.3f} of them met",
        "",
        "| | Brier | log score | off in ten bins |",
        "|---|---|---|---|",
    ]
    for name, q in p.items():
        bins = np.array_split(np.argsort(q, kind="stable"), BINS)
        off = np.mean([abs(q[b].mean() - met[b].mean()) for b in bins])
        lines.append(f"| {name} | {brier[name].mean():.4f} | {log[name].mean():.4f} | {off:.3f} |")
    lines += ["", "| what is asked for | measured | 90 % interval over series | |", "|---|---|---|---|"]
    for name in ("climatology", "random walk with drift"):
        sums = by_series(said, np.column_stack([brier["glidepath"], brier[name]]))
        skill = 1 - brier["glidepath"].mean() / brier[name].mean()
        low, high = interval(lambda s: 1 - s[0] / s[1], sums)
        lines.append(
            f"| Brier skill against {name} > 0 | {skill:.3f} | {low:.3f} to {high:.3f} | "
            f"{'holds' if low > 0 else '**does not hold**'} |"
        )
    sums = by_series(
        said, np.column_stack([log["AutoETS paths"] - log["glidepath"], np.ones(len(met))])
    )
    better = (log["AutoETS paths"] - log["glidepath"]).mean()
    low, high = interval(lambda s: s[0] / s[1], sums)
    lines.append(
        f"| log score better than of AutoETS paths, by | {better:.3f} | {low:.3f} to {high:.3f} | "
        f"{'holds' if low > 0 else '**does not hold**'} |"
    )
    q = p["glidepath"]
    bins = np.array_split(np.argsort(q, kind="stable"), BINS)
    off = np.mean([abs(q[b].mean() - met[b].mean()) for b in bins])
    lines.append(
        f"| off in ten bins, at most .03 | {off:.3f} | | "
        f"{'holds' if off <= 0.03 else '**does not hold**'} |"
    )
    by_kind = [
        f"{kind} {np.mean([b for b, g in zip(brier['glidepath'], said.group, strict=True) if g.split()[0] == kind]):.3f}"
        for kind in ("at", "sum", "each", "growth")
    ]
    return [*lines, "", f"Brier scores of ours by kind: {', '.join(by_kind)}.", ""]


def draw(results: dict[str, Said], picture: Path) -> None:
    """Reliability diagrams: what was said against the share that came true, in ten bins."""
    import matplotlib as mpl
    import matplotlib.pyplot as plt

    mpl.use("Agg")
    mpl.rcParams["svg.hashsalt"] = "glidepath"
    figure, axes = plt.subplots(1, 3, figsize=(10, 3.7), sharey=True, layout="constrained")
    for ax, (frequency, said) in zip(axes, results.items(), strict=True):
        ax.plot([0, 1], [0, 1], color="#8c959f", lw=1)
        series = (("AutoETS paths", said.ets, "#bc4c00"), ("glidepath", said.ours, "#0969da"))
        for name, given, colour in series:
            found = _core.reliability(given, said.met, BINS)
            _, forecast, observed = zip(*found, strict=True)
            ax.plot(forecast, observed, "o-", color=colour, label=name, markersize=4)
        ax.set_title(f"{frequency}: {len(said.met)} targets", loc="left", fontsize=10)
        ax.set_xlabel("probability that was given")
        ax.set_aspect("equal")
        ax.spines[["top", "right"]].set_visible(False)
    axes[0].set_ylabel("share that was met")
    axes[0].legend(frameon=False)
    figure.savefig(picture, metadata={"Date": None})


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--date", default="")
    parser.add_argument("--output", type=Path)
    parser.add_argument("--picture", type=Path)
    given = parser.parse_args()
    warnings.simplefilter("ignore")
    results = {}
    lines = [
        HEADING,
        "",
        f"`./dev bench outlook`, {given.date}: statsforecast {version('statsforecast')}. Five targets a "
        f"series, thresholds at quantiles of a random walk with drift, {PATHS} paths on both sides, "
        f"probabilities held within {CLIP} and {1 - CLIP} for the log score. Calibrations of one half "
        "of the series serve the other. Off in ten bins: the mean distance of forecast and observed "
        "shares over bins of equal counts.",
        "",
    ]
    for frequency in m3.FREQUENCIES:
        every = list(m3.series(frequency))
        learned = us.calibrations_of(every, [0])
        said = Said()
        for one in every:
            ask(one, us.options(learned[one.fold]), said)
        results[frequency] = said
        lines += lines_of(frequency, said)
        print("\n".join(lines[-16:]), flush=True)
    if given.picture is not None:
        draw(results, given.picture)
    if given.output is not None:
        write_section(given.output, "\n".join(lines))


if __name__ == "__main__":
    main()

"""Forecasts of the M3 competition, ours and others': accuracy, calibration, time.

Usage: table.py [--peers EVERY] [--once PROGRAM] [--date DATE] [--output FILE], with
GLIDEPATH_REFERENCE_DATA set. Peers are asked every EVERY-th series (1: all, 0: none); ratios compare
the same series. PROGRAM is bench/forecast/once.cpp, whose instructions valgrind counts. The table
becomes a section of FILE, or is printed.
"""

import argparse
import platform
import re
import shutil
import subprocess
import sys
import warnings
from collections import defaultdict
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import m3
import numpy as np
import ours as us
from glidepath import __version__
from rungs import RUNGS
from sections import write_section

Row = dict[str, float]


def judged(series: m3.Series, answer: object) -> Row:
    """The measures of one answer to one series."""
    actual, scale = series.test, series.scale
    row = {
        "smape": m3.smape(actual, answer.point),
        "mase": m3.mase(actual, answer.point, scale),
        "ms": 1000 * answer.seconds,
    }
    for level in (80, 95):
        low, high = answer.lower[level], answer.upper[level]
        inside = (actual >= low) & (actual <= high)
        row[f"cover_{level}"] = inside.mean()
        row[f"first_{level}"] = inside[0]
        row[f"last_{level}"] = inside[-1]
        row[f"msis_{level}"] = m3.msis(actual, low, high, level / 100, scale)
    return row


def shares_below(series: m3.Series, answer: us.Ours) -> Row:
    """How often what came lies below quantiles of ours."""
    return {f"below_{p}": (series.test < ends).mean() for p, ends in answer.quantiles.items()}


def of_paths(series: m3.Series, paths: np.ndarray) -> Row:
    """Whether sums over the horizon, and the last growth, lie in the intervals of their paths."""
    row = {}
    figures = {"sum": (paths.sum(axis=1), series.test.sum())}
    with np.errstate(divide="ignore", invalid="ignore"):
        growth = paths[:, -1] / paths[:, -2]
    figures["growth"] = (growth, series.test[-1] / series.test[-2])
    for name, (draws, actual) in figures.items():
        for level in (80, 95):
            low, high = np.quantile(draws, [0.5 - level / 200, 0.5 + level / 200])
            row[f"{name}_{level}"] = float(low <= actual <= high)
    return row


def measured(frequency: str, every: int) -> dict[str, list[Row]]:
    """By forecaster: the measures of all series, in one order; peers' only of those asked."""
    series = list(m3.series(frequency))
    learned = us.calibrations_of(series, [0])
    rows: dict[str, list[Row]] = defaultdict(list)
    if every:
        import peers

        for name in peers.MODELS:  # compiles what they compile on the first call
            peers.ask(name, series[0])
    for number, one in enumerate(series):
        answer = us.ask(one, us.options(learned[one.fold]))
        row = judged(one, answer) | shares_below(one, answer) | of_paths(one, answer.paths)
        row["id"] = one.id
        rows["glidepath"].append(row)
        if not every or number % every:
            continue
        said = {name: peers.ask(name, one) for name in peers.MODELS}
        said["ensemble"] = peers.combined(list(said.values()), mean=False)
        for name, other in said.items():
            rows[name].append(judged(one, other) | {"id": one.id})
    return rows


def short_histories(frequency: str) -> list[tuple[str, list[Row]]]:
    """By rung of the ladder: the measures of all series, cut to their last few values."""
    series = list(m3.series(frequency))
    rungs = []
    for _, points in RUNGS[frequency]:
        learned = us.calibrations_of(series, points)
        rows = []
        for one in series:
            for count in points:
                if len(one.train) < max(count, 1):
                    continue
                answer = us.ask(one, us.options(learned[one.fold]), count)
                rows.append(
                    judged(one, answer) | shares_below(one, answer) | of_paths(one, answer.paths)
                )
        rungs.append((" and ".join(str(count) if count else "all" for count in points), rows))
    return rungs


def mean(rows: Iterable[Row], key: str) -> float:
    return float(np.mean([row[key] for row in rows]))


def table(results: dict[str, dict[str, list[Row]]], every: int) -> list[str]:
    """Markdown: one table a frequency."""
    lines = []
    for frequency, rows in results.items():
        ours = rows["glidepath"]
        asked = {row["id"] for row in rows.get("AutoETS", [])}
        same = [row for row in ours if row["id"] in asked]
        lines += [
            f"## {frequency.capitalize()}: {len(ours)} series"
            + (f", peers asked for {len(asked)} of them" if every > 1 else ""),
            "",
            "| | sMAPE | MASE | 95 % (first, last) | 80 % (first, last) | MSIS 95 % | CPU ms "
            "| times ours |",
            "|---|---|---|---|---|---|---|---|",
        ]
        shown = {"glidepath": ours}
        if every > 1:
            shown["glidepath, same series"] = same
        shown |= {name: found for name, found in rows.items() if name != "glidepath"}
        for name, found in shown.items():
            cover = "".join(
                f" {mean(found, f'cover_{level}'):.3f} ({mean(found, f'first_{level}'):.3f}, "
                f"{mean(found, f'last_{level}'):.3f}) |"
                for level in (95, 80)
            )
            ratio = "" if "glidepath" in name else f"{mean(found, 'ms') / mean(same, 'ms'):.1f}"
            lines.append(
                f"| {name} | {mean(found, 'smape'):.3f} | {mean(found, 'mase'):.3f} |{cover} "
                f"{mean(found, 'msis_95'):.2f} | {mean(found, 'ms'):.2f} | {ratio} |"
            )
        lines += ["", "Of our joint paths, 95 % and 80 %: "]
        lines[-1] += "; ".join(
            f"{what} {mean(ours, f'{key}_95'):.3f} and {mean(ours, f'{key}_80'):.3f}"
            for key, what in (("sum", "sums over the horizon"), ("growth", "growth at its end"))
        )
        lines[-1] += "."
        lines.append("")
    return lines


def table_of_rungs() -> list[str]:
    """Markdown: what the default promises of short histories, and what came."""
    lines = [
        "## Short histories",
        "",
        "The same series, cut to their last values. Below: how often what came lies below the "
        "quantiles of 10, 25, 50, 75 and 90 %. Of joint paths: intervals of 95 and 80 % of sums over "
        "the horizon and of growth at its end.",
        "",
        "| | values | MASE | 95 % (first, last) | 80 % (first, last) | below | sums | growth |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for frequency in m3.FREQUENCIES:
        for values, rows in short_histories(frequency):
            cover = " | ".join(
                f"{mean(rows, f'cover_{level}'):.3f} ({mean(rows, f'first_{level}'):.3f}, "
                f"{mean(rows, f'last_{level}'):.3f})"
                for level in (95, 80)
            )
            below = ", ".join(f"{mean(rows, f'below_{p}'):.3f}" for p in us.QUANTILES)
            joint = " | ".join(
                f"{mean(rows, f'{what}_95'):.3f}, {mean(rows, f'{what}_80'):.3f}"
                for what in ("sum", "growth")
            )
            lines.append(
                f"| {frequency} | {values} | {mean(rows, 'mase'):.3f} | {cover} | {below} | {joint} |"
            )
    return [*lines, ""]


def instructions(program: Path) -> list[str]:
    """What one fit and 1,000 paths cost, free of what else the machine does."""
    if shutil.which("valgrind") is None:
        return ["Instructions were not counted: no valgrind.", ""]

    def count(frequency: str, what: str, repetitions: int) -> int:
        run = subprocess.run(
            ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"]
            + [str(program), frequency, what, str(repetitions)],
            check=True,
            capture_output=True,
            text=True,
        )
        return int(re.search(r"Collected : (\d+)", run.stderr)[1])

    lines = ["| million instructions | fit and interval | with 1,000 paths |", "|---|---|---|"]
    for frequency, length in (("yearly", 20), ("monthly", 100)):
        more = [
            (count(frequency, what, 4) - count(frequency, what, 1)) / 3e6
            for what in ("fit", "paths")
        ]
        lines.append(f"| {frequency}, {length} values | {more[0]:.2f} | {more[1]:.2f} |")
    return [*lines, "", "Counted by callgrind, as the difference between four forecasts and one.", ""]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--peers", type=int, default=1, metavar="EVERY")
    parser.add_argument("--once", type=Path, metavar="PROGRAM")
    parser.add_argument("--date", default="")
    parser.add_argument("--output", type=Path)
    given = parser.parse_args()
    warnings.simplefilter("ignore")
    results = {frequency: measured(frequency, given.peers) for frequency in m3.FREQUENCIES}
    versions = f"glidepath {__version__}, Python {platform.python_version()}"
    if given.peers:
        versions += f", statsforecast {version('statsforecast')}"
    processor = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ),
        platform.machine(),
    )
    lines = [
        "# Forecasts of the M3 competition",
        "",
        f"`./dev bench forecast`, {given.date}: {processor}, {versions}.",
        "",
        "Calibrations of one half of the series are used on the other. Processor time through the "
        "binding, one thread: fit, intervals and 1,000 joint paths for ours, fit and intervals for "
        "the others. Ensemble: the median of the four above it.",
        "",
        *table(results, given.peers),
        *table_of_rungs(),
        *(instructions(given.once) if given.once else []),
    ]
    if given.output is None:
        print("\n".join(lines))
        return
    write_section(given.output, "\n".join(lines))


if __name__ == "__main__":
    main()

"""Measures the path solver beside a dense solution and R tempdisagg; writes bench/RESULTS.md.

The problem (bench/yearly_benchmarks.hpp): a hundred yearly totals, proportional, of a monthly
(n = 1,200) or daily (n = 36,500) indicator. Building the problem and solving it count on both
sides. Times are processor time, of which other programs on the machine take nothing.

Usage: results.py BUILD DATE, BUILD a folder with the programs, DATE what the results will bear.
"""

import os

for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"  # numpy looks at them when it is imported

import json
import math
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import numpy as np

REPETITIONS = 11
HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from sections import write_section  # noqa: E402
Lines = dict[str, str]


def output_of(*command: str | Path) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def lines_of(text: str) -> Lines:
    """`name values...` by name."""
    return dict(line.split(" ", 1) for line in text.splitlines())


def numbers(text: str) -> np.ndarray:
    return np.array(text.split(), float)


def seconds_of(work: Callable[[], object]) -> float:
    """The median of the processor time of some calls."""
    times = []
    for _ in range(REPETITIONS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return median(times)


def dense_path(indicator: np.ndarray, totals: np.ndarray, order: int) -> np.ndarray:
    """The path by its optimality conditions [A C'; C 0] [y; l] = [A x; Y], A x being 0."""
    size, years = len(indicator), len(totals)
    difference = {1: [-1.0, 1.0], 2: [1.0, -2.0, 1.0]}[order]
    system = np.zeros((size + years, size + years))
    first = np.arange(size - order)
    for i, left in enumerate(difference):
        for j, right in enumerate(difference):
            system[first + i, first + j] += (
                left * right / (indicator[first + i] * indicator[first + j])
            )
    period = np.arange(size)
    total = size + period // (size // years)
    system[total, period] = system[period, total] = 1
    return np.linalg.solve(system, np.concatenate([np.zeros(size), totals]))[:size]


def distance(path: np.ndarray, other: np.ndarray) -> float:
    return np.abs(path - other).max() / np.abs(other).max()


def residual(path: np.ndarray, totals: np.ndarray) -> float:
    """The largest misfit of a year, relative to its total; sums are exact."""
    parts = path.reshape(len(totals), -1)
    return max(abs(math.fsum(part) / total - 1) for part, total in zip(parts, totals, strict=True))


def r_tempdisagg(problem: str, order: int) -> Lines | str:
    """The path and seconds by R, or why there are none."""
    rscript = shutil.which("Rscript")
    if rscript is None:
        return "not run: no Rscript"
    if subprocess.run([rscript, "-e", "library(tempdisagg)"], capture_output=True).returncode:
        return "not run: R without the package tempdisagg"
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write(problem)
        file.flush()
        script = HERE / "tempdisagg.R"
        return lines_of(output_of(rscript, script, file.name, str(order), str(REPETITIONS)))


def table(*rows: tuple[str, ...]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    rule = tuple("-" * width for width in widths)
    lines = []
    for row in (rows[0], rule, *rows[1:]):
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


class Measurement:
    """Runs the programs of a build; each method but the first few is a section of the results."""

    def __init__(self, build: Path) -> None:
        self.programs = build / "bench"
        self.asked = [("asked for", "at", "measured", "")]

    def ours(self, order: int, periods_a_year: int, repetitions: int) -> list[str]:
        arguments = map(str, (order, periods_a_year, repetitions))
        return [str(self.programs / "glidepath_ours"), *arguments]

    def ask(self, what: str, at: str, measured: str, holds: bool) -> None:
        self.asked.append((what, at, measured, "holds" if holds else "**does not hold**"))

    def machine(self, date: str) -> str:
        built = lines_of(output_of(*self.ours(1, 12, 1)))["built"]
        listing = Path("/proc/cpuinfo")
        name = re.search(r"model name\s*: (.*)", listing.read_text()) if listing.exists() else None
        blas = np.show_config(mode="dicts")["Build Dependencies"]["blas"]
        return f"""\
# What the path solver costs

Measured on {date} by `./dev bench results`, which writes this file.

- Machine: {name[1] if name else platform.machine()}, {os.cpu_count()} processors, \
{platform.system()}; load {os.getloadavg()[0]:.1f} when measuring began.
- Ours: {built}.
- Dense: Python {platform.python_version()}, numpy {np.__version__}, \
{blas["name"]} {blas["version"]}, one thread.
- Times are processor time and vary with what else the machine does; counts of instructions do not.

The problem is made up: a hundred yearly totals and a seasonal, irregular indicator of n months or
days. The method is Denton's, proportional, of order 1 or 2, without the transient at the start."""

    def beside_others(self) -> str:
        rows = [("n = 1,200", "order", "ours", "theirs", "ratio", "apart")]
        for order in (1, 2):
            text = output_of(*self.ours(order, 12, REPETITIONS))
            lines = lines_of(text)
            path, seconds = numbers(lines["path"]), float(lines["seconds"])
            inputs = numbers(lines["indicator"]), numbers(lines["totals"])

            def add(name: str, other: np.ndarray, theirs: float) -> tuple[float, float]:
                ratio, apart = theirs / seconds, distance(path, other)
                times = (f"{1000 * time:.3g} ms" for time in (seconds, theirs))
                rows.append((name, str(order), *times, f"{ratio:.0f}", f"{apart:.1e}"))
                return ratio, apart

            theirs = seconds_of(lambda: dense_path(*inputs, order))
            ratio, apart = add("numpy.linalg.solve", dense_path(*inputs, order), theirs)
            at = f"n = 1,200, order {order}"
            self.ask("times faster than dense, at least 100", at, f"{ratio:.0f}", ratio >= 100)
            self.ask("apart from dense, at most 1e-8", at, f"{apart:.1e}", apart <= 1e-8)

            by_r = r_tempdisagg(text, order)
            if isinstance(by_r, str):
                rows.append(("R tempdisagg", str(order), by_r, "", "", ""))
            else:
                add("R tempdisagg", numbers(by_r["path"]), float(by_r["seconds"]))
        return f"""\
## Beside a dense solution and R

Medians of {REPETITIONS}, building and solving. Apart: the largest difference, relative to the
largest value.

{table(*rows)}"""

    def instructions(self) -> str:
        rows = [("order", "n = 1,200", "n = 36,500", "ratio", "totals missed by, n = 36,500")]
        for order in (1, 2):
            lines = lines_of(output_of(*self.ours(order, 365, 1)))
            missed = residual(numbers(lines["path"]), numbers(lines["totals"]))
            at = f"n = 36,500, order {order}"
            self.ask("totals missed by, at most 1e-10", at, f"{missed:.1e}", missed <= 1e-10)
            if shutil.which("valgrind") is None:
                rows.append((str(order), "not counted: no valgrind", "", "", f"{missed:.1e}"))
                continue
            short, long = self.one_solution(order, 12, 20), self.one_solution(order, 365, 2)
            ratio, limit = long / short, 1.3 * 30.4
            millions = (f"{count / 1e6:.2f} million" for count in (short, long))
            rows.append((str(order), *millions, f"{ratio:.1f}", f"{missed:.1e}"))
            what = f"instructions, 36,500 to 1,200, at most {limit:.1f}"
            self.ask(what, f"order {order}", f"{ratio:.1f}", ratio <= limit)
        return f"""\
## Instructions of one solution

Counted by `valgrind --tool=callgrind`, as the difference between runs with more and with fewer
solutions. The length grows by a factor of 30.4. Totals: the largest misfit, relative to the total.

{table(*rows)}"""

    def one_solution(self, order: int, periods_a_year: int, more: int) -> float:
        def count(repetitions: int) -> int:
            run = subprocess.run(
                [
                    *("valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"),
                    *self.ours(order, periods_a_year, repetitions),
                ],
                check=True,
                capture_output=True,
                text=True,
            )
            return int(re.search(r"Collected : (\d+)", run.stderr)[1])

        return (count(1 + more) - count(1)) / more

    def benchmarks(self) -> str:
        options = "format=json", "repetitions=5", "report_aggregates_only=true", "min_time=0.1"
        program = self.programs / "glidepath_bench"
        found = json.loads(output_of(program, *(f"--benchmark_{option}" for option in options)))
        rows = [("Google Benchmark, medians of 5", "processor time")]
        for run in found["benchmarks"]:
            if run["aggregate_name"] == "median":
                name = run["run_name"].replace("_", " ").replace("/", ", ")
                rows.append((name, f"{run['cpu_time']:.3g} {run['time_unit']}"))
        return f"## Benchmarks\n\n{table(*rows)}"

    def all(self, date: str) -> str:
        machine = self.machine(date)
        parts = self.beside_others(), self.instructions(), self.benchmarks()
        asked = f"## What was asked for\n\n{table(*self.asked)}"
        return "\n\n".join([machine, asked, *parts]) + "\n"


def main() -> None:
    build, date = sys.argv[1:]
    results = Measurement(Path(build)).all(date)
    print(results)
    write_section(HERE.parent / "RESULTS.md", results)


if __name__ == "__main__":
    main()

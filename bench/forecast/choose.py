"""Which methods to combine: every mean of one to five of twelve, judged on the M3 competition.

What is best on one half of the series is judged on the other. Usage: choose.py, with
GLIDEPATH_REFERENCE_DATA set; prints a table.
"""

from itertools import combinations

import m3
import numpy as np
import ours as us
from glidepath import _core

CANDIDATES = [
    "ses",
    "holt",
    "damped",
    "ets",
    "theta",
    "optimised_theta",
    "dynamic_theta",
    "box_cox_theta",
    "thima",
    "card",
    "cardt",
    "arima",
]


def points(series: list[m3.Series], method: str) -> np.ndarray:
    """A method's point forecasts: one row a series; of the last value where it cannot be fitted."""
    rows = []
    for one in series:
        chosen = us.options(None, method)
        first = us.FIRST[one.frequency]
        try:
            found = _core.forecast(one.train.tolist(), first, len(one.test), chosen)
            rows.append(found.median())
        except ValueError:
            rows.append(np.full(len(one.test), one.train[-1]))
    return np.array(rows)


def losses(series: list[m3.Series], forecasts: np.ndarray) -> np.ndarray:
    """sMAPE and MASE of each series."""
    return np.array(
        [
            (m3.smape(one.test, point), m3.mase(one.test, point, one.scale))
            for one, point in zip(series, forecasts, strict=True)
        ]
    )


def main() -> None:
    print("| | chosen on | members | sMAPE, MASE there | on the other half |")
    print("|---|---|---|---|---|")
    for frequency in m3.FREQUENCIES:
        series = list(m3.series(frequency))
        said = {method: points(series, method) for method in CANDIDATES}
        fold = np.array([one.fold for one in series])
        found = {
            members: losses(series, np.mean([said[name] for name in members], axis=0))
            for size in range(1, 6)
            for members in combinations(CANDIDATES, size)
        }
        # Both measures count alike, each in units of its best.
        everywhere = {members: loss.mean(axis=0) for members, loss in found.items()}
        least = np.min(list(everywhere.values()), axis=0)
        for half in (0, 1):
            best = min(found, key=lambda m: (found[m][fold == half].mean(axis=0) / least).sum())
            here, there = (found[best][fold == f].mean(axis=0) for f in (half, 1 - half))
            print(
                f"| {frequency} | {half} | {', '.join(best)} | {here[0]:.3f}, {here[1]:.3f} "
                f"| {there[0]:.3f}, {there[1]:.3f} |",
                flush=True,
            )
        shipped = (
            "ets",
            "optimised_theta" if frequency == "yearly" else "box_cox_theta",
            "cardt",
            "arima",
        )
        loss = losses(series, np.mean([said[name] for name in shipped], axis=0))
        zero, one = (loss[fold == f].mean(axis=0) for f in (0, 1))
        print(
            f"| {frequency} | shipped | {', '.join(shipped)} | {zero[0]:.3f}, {zero[1]:.3f} (half 0) "
            f"| {one[0]:.3f}, {one[1]:.3f} (half 1) |",
            flush=True,
        )


if __name__ == "__main__":
    main()

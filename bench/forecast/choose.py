"""Which methods to combine, judged on the M3 competition.

What is best on one half of the series is judged on the other: among all means of one to five of twelve
methods, and among those of one method of each kind (smoothing, Theta, dampened growth, ARIMA). Usage:
choose.py, with GLIDEPATH_REFERENCE_DATA set; prints a table.
"""

from itertools import combinations, product

import m3
import numpy as np
import ours as us
from glidepath import _core

KINDS = [
    ["ses", "holt", "damped", "ets"],
    ["theta", "optimised_theta", "dynamic_theta", "box_cox_theta"],
    ["thima", "card", "cardt"],
    ["arima"],
]
CANDIDATES = [method for kind in KINDS for method in kind]


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
    print("| | among | chosen on half | members | sMAPE, MASE on half 0 | on half 1 |")
    print("|---|---|---|---|---|---|")
    for frequency in m3.FREQUENCIES:
        series = list(m3.series(frequency))
        said = {method: points(series, method) for method in CANDIDATES}
        fold = np.array([one.fold for one in series])
        free = [
            members
            for size in range(1, 6)
            for members in combinations(CANDIDATES, size)
        ]
        one_of_each = list(product(*KINDS))
        found = {
            members: losses(series, np.mean([said[name] for name in members], axis=0))
            for members in {*free, *one_of_each}
        }
        # Both measures count alike, each in units of its best.
        least = np.min([loss.mean(axis=0) for loss in found.values()], axis=0)

        def row(among: str, half: str, members: tuple[str, ...]) -> None:
            cells = [found[members][fold == f].mean(axis=0) for f in (0, 1)]
            shown = " | ".join(f"{smape:.3f}, {mase:.3f}" for smape, mase in cells)
            print(
                f"| {frequency} | {among} | {half} | {', '.join(members)} | {shown} |", flush=True
            )

        for among, pool in (("all means", free), ("one of each kind", one_of_each)):
            for half in (0, 1):
                best = min(pool, key=lambda m: (found[m][fold == half].mean(axis=0) / least).sum())
                row(among, str(half), best)
        theta = "optimised_theta" if frequency == "yearly" else "box_cox_theta"
        row("shipped", "", ("ets", theta, "cardt", "arima"))


if __name__ == "__main__":
    main()

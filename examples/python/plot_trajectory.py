"""Draws the path of fixed-asset investment: figures, targets, the glidepath by years and by months.

plot_trajectory.py [PICTURE]: needs matplotlib.
"""

import sys
from pathlib import Path

import glidepath as gp
import matplotlib as mpl
import matplotlib.pyplot as plt

FOLDER = Path(__file__).resolve().parents[1] / "gongshu"


def main(picture: Path) -> None:
    plan = gp.Plan.load(FOLDER / "plan.toml")
    result = plan.assess(FOLDER / "observations.csv", as_of="2024-01-31")
    investment = result.of("fixed_asset_investment")

    mpl.rcParams["svg.hashsalt"] = "glidepath"  # the same file from the same figures
    figure, (left, right) = plt.subplots(1, 2, figsize=(10, 4.2), layout="constrained")
    investment.plot(ax=left)
    investment.plot(freq="M", ax=right)
    figure.savefig(picture, metadata={"Date": None} if picture.suffix == ".svg" else None, dpi=150)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER / "trajectory.svg")

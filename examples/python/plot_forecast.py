"""Draws the forecast of fixed-asset investment as a fan, with the plan's path and targets.

plot_forecast.py [PICTURE]: needs matplotlib.
"""

import sys
from pathlib import Path

import glidepath as gp
import matplotlib as mpl
import matplotlib.pyplot as plt

FOLDER = Path(__file__).resolve().parents[1] / "gongshu"

# 100 million yuan. The district published 2020 and 2023, and by how much 2023 and 2022 had grown:
# 14.5 % and 12.1 %, from which 2022 and 2021 follow.
INVESTMENT = {2020: 635.0, 2021: 655.2, 2022: 734.5, 2023: 841.0}


def main(picture: Path) -> None:
    plan = gp.Plan.load(FOLDER / "plan.toml")
    result = plan.assess(FOLDER / "observations.csv", as_of="2024-01-31")
    forecast = gp.forecast(INVESTMENT, 4, kind="flow")

    mpl.rcParams["svg.hashsalt"] = "glidepath"  # the same file from the same figures
    figure, axes = plt.subplots(figsize=(8, 4.5), layout="constrained")
    result["fixed_asset_investment"].plot(forecast=forecast, ax=axes)
    figure.savefig(picture, metadata={"Date": None} if picture.suffix == ".svg" else None, dpi=150)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER / "forecast.svg")

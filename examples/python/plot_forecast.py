"""Draws the forecast of fixed-asset investment as a fan, with the plan's targets.

plot_forecast.py [PICTURE]: needs matplotlib, and a font with Chinese for the title in Chinese.
"""

import sys
from pathlib import Path

import glidepath as gp
import matplotlib as mpl
import matplotlib.pyplot as plt

FOLDER = Path(__file__).resolve().parents[1] / "gongshu"

mpl.rcParams.update(
    {
        "svg.hashsalt": "glidepath",  # the same file from the same figures
        "svg.fonttype": "path",
        "font.family": ["DejaVu Sans", "Noto Sans CJK SC"],
    }
)

# 100 million yuan, as the district published them.
INVESTMENT = {2020: 635.0, 2021: 655.2, 2022: 734.5, 2023: 841.0}


def main(picture: Path) -> None:
    forecast = gp.forecast(INVESTMENT, 4, kind="flow")
    figure, axes = plt.subplots(figsize=(8, 4.5), layout="constrained")
    forecast.plot(axes)
    plan = gp.Plan.load(FOLDER / "plan.toml")
    for target in plan.targets:
        if target.indicator != "fixed_asset_investment":
            continue
        due, value = target.say.window.last.last_day, target.say.value
        axes.plot(due, value, marker="v", ms=10, color="#bc4c00", mec="white", zorder=4)
        axes.annotate(
            f"> {value:g}: {forecast.probability(target):.0%}", (due, value), (9, -3),
            textcoords="offset points", color="#bc4c00", weight="bold",
        )  # fmt: skip
    axes.set_ylabel("亿元 (100 million yuan) a year")
    axes.set_title(
        "Gongshu, fixed-asset investment (固定资产投资): four figures, and how far they carry",
        loc="left",
    )
    axes.margins(x=0.12)
    figure.savefig(picture, metadata={"Date": None} if picture.suffix == ".svg" else None, dpi=150)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER / "forecast.svg")

"""Draws the path of fixed-asset investment: history, targets, the glidepath by years and months.

plot_trajectory.py [PICTURE]: needs matplotlib, and a font with Chinese for the title in Chinese.
"""

import sys
from pathlib import Path

import glidepath as gp
import matplotlib as mpl
import matplotlib.pyplot as plt

FOLDER = Path(__file__).resolve().parents[1] / "gongshu"
INDICATOR = "fixed_asset_investment"
INK, PLAN, CATCH_UP, QUIET = "#1f2328", "#0969da", "#bc4c00", "#8c959f"

mpl.rcParams.update(
    {
        "svg.hashsalt": "glidepath",  # the same file from the same figures
        "svg.fonttype": "path",
        "font.size": 10,
        "font.family": ["DejaVu Sans", "Noto Sans CJK SC"],
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.edgecolor": QUIET,
        "axes.titlesize": 11,
        "axes.titlelocation": "left",
        "xtick.color": INK,
        "ytick.color": INK,
    }
)


def main(picture: Path) -> None:
    plan = gp.Plan.load(FOLDER / "plan.toml")
    seen = gp.Observations.load(FOLDER / "observations.csv", plan)
    clock = {"as_of": "2024-01-31"}
    yearly = plan.trajectory(INDICATOR, seen, freq="A", **clock)
    catch_up = plan.trajectory(INDICATOR, seen, freq="A", anchor="latest", **clock)
    monthly = plan.trajectory(INDICATOR, seen, freq="M", spread="days", **clock)

    figure, (left, right) = plt.subplots(
        1, 2, figsize=(10, 4.2), width_ratios=[1, 1.15], layout="constrained"
    )

    # By years: what was published, where the plan must be, and the two paths between them.
    path = yearly.values
    years = list(path.index.year)
    left.plot(years, path, color=PLAN, lw=2, label="glidepath from the base", zorder=3)
    later = catch_up.values["2023":]
    left.plot(
        later.index.year, later, color=CATCH_UP, lw=1.6, ls=(0, (4, 2)),
        label="catch-up path, the same from 2025 on",
    )  # fmt: skip
    observed = {window.last.first_day.year: value for window, value in yearly.observed}
    left.plot(
        list(observed), list(observed.values()), "o", color=INK, ms=6, zorder=4,
        label="published or derived",
    )  # fmt: skip
    for target in plan.targets:
        if target.indicator == INDICATOR:
            year, value = target.say.window.first.first_day.year, target.say.value
            left.plot(year, value, marker="v", ms=10, color=PLAN, mec="white", zorder=4)
            left.annotate(
                f"> {value:g}", (year, value), (-8, 7), textcoords="offset points",
                ha="right", color=PLAN, weight="bold",
            )  # fmt: skip
    left.annotate(
        f"{observed[2023]:g}", (2023, observed[2023]), (0, 9), textcoords="offset points",
        ha="center",
    )  # fmt: skip
    left.annotate(
        f"{observed[2022]:.1f}, from the growth of 2023", (2022, observed[2022]), (9, -4),
        textcoords="offset points", va="top",
    )  # fmt: skip
    left.plot([], [], "v", ms=9, color=PLAN, mec="white", label="target")
    left.set_title("By years")
    left.set_ylabel("亿元 (100 million yuan) a year")
    left.set_xticks(years)
    left.set_ylim(700, 1000)
    left.margins(x=0.06)
    left.legend(frameon=False, loc="upper left", fontsize=9)

    # By months: what is planned from the start of the year to the end of each month.
    ytd = monthly.ytd["2023":]
    for year, months in ytd.groupby(ytd.index.year):
        at = [year] + [year + month / 12 for month in months.index.month]
        right.plot(at, [0, *months], color=PLAN, lw=2)
        right.fill_between(at, [0, *months], color=PLAN, alpha=0.08, lw=0)
        wanted = f"> {months.iloc[-1]:.0f}" if year in {2025, 2027} else f"{months.iloc[-1]:.0f}"
        right.annotate(
            wanted, (year + 1, months.iloc[-1]), (-3, 5), textcoords="offset points",
            ha="right", color=PLAN, weight="bold" if year in {2025, 2027} else "normal",
        )  # fmt: skip
    right.plot(2024, observed[2023], "o", color=INK, ms=6, zorder=4, clip_on=False)
    right.annotate(
        f"{observed[2023]:g} published", (2024, observed[2023]), (0, 10),
        textcoords="offset points", ha="center",
    )  # fmt: skip
    right.set_title("By months, in proportion to days: planned year to date")
    drawn = range(2023, 2028)
    right.set_xticks([year + 0.5 for year in drawn], [str(year) for year in drawn])
    right.tick_params(axis="x", length=0)
    right.set_xlim(2023, 2028.05)
    right.set_ylim(0, 1000)

    figure.suptitle(
        "Gongshu District, fixed-asset investment (固定资产投资): known on 31 January 2024",
        x=0.012, ha="left", weight="bold",
    )  # fmt: skip
    figure.savefig(picture, metadata={"Date": None} if picture.suffix == ".svg" else None, dpi=150)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER / "trajectory.svg")

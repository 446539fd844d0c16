"""The fan of a forecast, as every picture draws it: bands of falling width and the median."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Colour = tuple[float, float, float]  # red, green, blue from 0 to 1

BLUE: Colour = (0.035, 0.41, 0.855)
STRONGEST = 0.6  # of full strength: that of the narrowest band


def draw_fan(
    axes: "Axes",
    ahead: Sequence[Any],
    bands: "Mapping[str, pd.DataFrame]",
    *,
    start: tuple[Any, float] | None = None,
    median: "tuple[str, pd.Series[float]] | None" = None,
    colour: Colour = BLUE,
) -> None:
    """Draws bands by their labels, the widest first, and a median line with its label.

    ``ahead`` are the places of the periods on the axis. ``start`` is the last known value, from
    which everything spreads. Bands are opaque, so that their areas have the colours of the legend.
    """
    places: Any = [*([start[0]] if start else []), *ahead]
    first = [start[1]] if start else []
    for i, (label, ends) in enumerate(bands.items(), start=1):
        strength = STRONGEST * i / len(bands)
        axes.fill_between(
            places,
            [*first, *ends["lower"].astype(float)],
            [*first, *ends["upper"].astype(float)],
            color=[1 - strength * (1 - part) for part in colour],
            linewidth=0,
            label=label,
            zorder=1,
        )
    if median is not None:
        label, line = median
        axes.plot(places, [*first, *line.astype(float)], color=colour, label=label, zorder=2)

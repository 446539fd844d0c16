"""Verdicts that remember the assessment they are part of."""

from typing import TYPE_CHECKING

from glidepath import _core

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from glidepath._assessment import Assessment
    from glidepath._plot import ForecastLike


class DrawnVerdict(_core.Verdict):
    """A verdict that can draw itself."""

    __slots__ = ("_assessment",)

    def __init__(self, core: _core.Verdict, assessment: "Assessment") -> None:
        super().__init__(core)
        self._assessment = assessment

    def plot(
        self,
        *,
        freq: str | None = None,
        forecast: "ForecastLike | None" = None,
        lang: str = "en",
        ax: "Axes | None" = None,
    ) -> "Axes":
        """Draws the indicator with this target alone; see ``Assessment.plot``."""
        return self._assessment.plot(self.id, freq=freq, forecast=forecast, lang=lang, ax=ax)

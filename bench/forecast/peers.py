"""Other forecasters, as their users call them: point forecasts, 80 and 95 % intervals, time."""

import time
from dataclasses import dataclass

import numpy as np
from m3 import Series
from statsforecast.models import AutoARIMA, AutoCES, AutoETS, DynamicOptimizedTheta

LEVELS = (80, 95)
MODELS = {
    "AutoETS": AutoETS,
    "AutoARIMA": AutoARIMA,
    "AutoCES": AutoCES,
    "DOTM": DynamicOptimizedTheta,
}


@dataclass(frozen=True)
class Answer:
    """What a forecaster says of one series, and the processor time that took."""

    point: np.ndarray
    lower: dict[int, np.ndarray]
    upper: dict[int, np.ndarray]
    seconds: float


def ask(name: str, series: Series) -> Answer:
    """Fit, forecast and intervals by one model of statsforecast."""
    model = MODELS[name](season_length=series.season)
    start = time.process_time()
    said = model.forecast(y=series.train, h=len(series.test), level=list(LEVELS))
    seconds = time.process_time() - start
    return Answer(
        np.asarray(said["mean"], float),
        {level: np.asarray(said[f"lo-{level}"], float) for level in LEVELS},
        {level: np.asarray(said[f"hi-{level}"], float) for level in LEVELS},
        seconds,
    )


def combined(answers: list[Answer], mean: bool) -> Answer:
    """The ensemble of four: mean or median of points and bounds; its time is that of all."""
    centre = np.mean if mean else np.median
    return Answer(
        centre([a.point for a in answers], axis=0),
        {level: centre([a.lower[level] for a in answers], axis=0) for level in LEVELS},
        {level: centre([a.upper[level] for a in answers], axis=0) for level in LEVELS},
        sum(a.seconds for a in answers),
    )

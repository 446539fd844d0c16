"""Checks of arguments: each says what was given and what is allowed."""

import math
import operator
from collections.abc import Collection
from typing import Any

import numpy as np

MOST_SEED = 2**64 - 1


def whole_number(value: object, name: str, low: int, high: int) -> int:
    """A whole number within limits. Raises TypeError for anything else than one, as 2.0."""
    allowed = f"{name} is a whole number from {low} to {high}"
    if isinstance(value, (bool, np.bool_)):
        raise TypeError(f"{allowed}, not {value!r}")
    try:
        found = operator.index(value)  # type: ignore[arg-type]
    except TypeError:
        raise TypeError(f"{allowed}, not {value!r}") from None
    if not low <= found <= high:
        raise ValueError(f"{allowed}, not {found}")
    return found


def seed_of(value: object) -> int:
    """The seed of random numbers."""
    return whole_number(value, "seed", 0, MOST_SEED)


def is_number(value: object) -> bool:
    """Whether something is one real number."""
    return isinstance(value, (int, float, np.integer, np.floating)) and not isinstance(value, bool)


def between_0_and_1(value: object, what: str, example: str) -> float:
    """A number between 0 and 1, both excluded."""
    allowed = f"{what} lies between 0 and 1, as {example}, not {value!r}"
    if not is_number(value):
        raise TypeError(f"{allowed}; one number at a time")
    found = float(value)  # type: ignore[arg-type]
    if not 0 < found < 1:
        raise ValueError(allowed)
    return found


def one_of(value: object, name: str, allowed: Collection[str]) -> str:
    """One of several words."""
    if not isinstance(value, str) or value not in allowed:
        given = f'"{value}"' if isinstance(value, str) else repr(value)
        raise ValueError(f"{name} is one of {', '.join(allowed)}, not {given}")
    return value


def limits(bounds: Any) -> tuple[float | None, float | None]:
    """A lower and an upper limit, of which either may be missing."""
    if bounds is None:
        return None, None
    allowed = "bounds are a lower and an upper limit, as (0, 100), or (0, None) for no upper one"
    if not isinstance(bounds, (tuple, list)) or len(bounds) != 2:
        raise ValueError(f"{allowed}; not {bounds!r}")
    for limit in bounds:
        if limit is None:
            continue
        if not is_number(limit):
            raise ValueError(f"{allowed}; {limit!r} is no number")
        if not math.isfinite(limit):
            raise ValueError(f"{allowed}; {limit} is no limit: write None for none")
    low, high = bounds
    return (None if low is None else float(low)), (None if high is None else float(high))

"""Numbers as reports print them."""

import math

import numpy as np

MILLION = 1e6


def number(value: float) -> str:
    """Six significant digits, all digits of larger numbers; never an exponent."""
    if not math.isfinite(value):
        return str(value)
    if abs(value) >= MILLION:
        return f"{value:.0f}"
    return np.format_float_positional(float(f"{value:.6g}"), trim="-")


def percent(share: float) -> str:
    """A fraction in percent with one decimal. Below one it never rounds up to 100.0."""
    shown = round(share * 100, 1)
    if share < 1 and shown >= 100:
        shown = 99.9
    return f"{shown + 0:.1f}%"


def points(value: float) -> float:
    """A difference in percentage points with one decimal; never -0."""
    return round(value, 1) + 0.0


def below(done: float) -> float:
    """A share in percent with one decimal. Below 100 it never becomes 100.0."""
    shown = round(done, 1)
    return 99.9 if done < 100 <= shown else shown

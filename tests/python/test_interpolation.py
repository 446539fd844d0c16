"""Interpolation with pandas in and out."""

import math

import glidepath as gp
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

values = st.floats(0.01, 1e6)


def test_a_stock_goes_through_its_points() -> None:
    path = gp.interpolate({2022: 985.2, 2023: 1062.4, 2025: 1190}, freq="Q", shape="geometric")
    assert isinstance(path.index, pd.PeriodIndex)
    assert str(path.index[0]) == "2022Q4" and str(path.index[-1]) == "2025Q4"
    assert path["2023Q4"] == 1062.4
    ratios = (path / path.shift()).dropna()
    assert ratios[-8:].max() == pytest.approx(ratios[-8:].min())


@given(st.lists(values, min_size=1, max_size=6), st.sampled_from(["Q", "M", "H"]))
def test_a_flow_keeps_its_sums(totals: list[float], freq: str) -> None:
    annual = pd.Series(totals, index=pd.period_range("2020", periods=len(totals), freq="Y"))
    path = gp.interpolate(annual, freq=freq, kind="flow")
    years = path.groupby(path.index.year).sum()
    assert list(years) == pytest.approx(totals, rel=1e-9, abs=1e-9 * max(totals))


def test_a_flow_is_smooth_by_first_or_by_second_differences() -> None:
    totals = {2020: 100, 2021: 140, 2022: 180}
    first = gp.interpolate(totals, freq="Q", kind="flow")
    second = gp.interpolate(totals, freq="Q", kind="flow", shape="smooth")
    # Totals on a straight line leave second differences nothing to bend.
    assert list(second.diff().dropna()) == pytest.approx([2.5] * 11)
    assert first.diff().iloc[1] < 1.5


@given(st.lists(values, min_size=2, max_size=6))
def test_the_same_frequency_gives_the_series_back(levels: list[float]) -> None:
    series = pd.Series(
        levels, index=pd.period_range("2020-01", periods=len(levels), freq="M"), name="x"
    )
    path = gp.interpolate(series, freq="M")
    pd.testing.assert_series_equal(path, series, check_names=False)
    assert path.name == "x"


# Values of scipy 1.10.1, R 4.2.2 and Steffen's formulas: tests/cpp/path/curve_test.cpp.
@pytest.mark.parametrize(
    ("shape", "in_2024", "in_2026"),
    [
        ("smooth", 1127.41363636, 1261.79545455),
        ("pchip", 1126.61518238, 1262.0870317),
        ("steffen", 1127.03333333, 1262.2),
        ("monotone", 1126.475, 1263.6),
        ("hyman", 1127.76, 1257.84),
        ("akima", 1126.2, 1262.32520325),
    ],
)
def test_curves_have_their_published_values(shape: str, in_2024: float, in_2026: float) -> None:
    path = gp.interpolate(
        {2022: 985.2, 2023: 1062.4, 2025: 1190, 2027: 1340}, freq="A", shape=shape
    )
    assert path["2024"] == pytest.approx(in_2024, abs=1e-8)
    assert path["2026"] == pytest.approx(in_2026, abs=1e-8)


@pytest.mark.parametrize(
    ("shape", "steepness", "power", "after_a_quarter"),
    [
        ("front_loaded", None, None, 43.75),
        ("front_loaded", None, 3, 57.8125),
        ("back_loaded", None, None, 6.25),
        ("back_loaded", None, 3, 1.5625),
        ("logistic", None, None, 10.4993585403507),
        ("logistic", 4, None, 19.6611933241482),
    ],
)
def test_shapes_with_parameters(
    shape: str, steepness: float | None, power: float | None, after_a_quarter: float
) -> None:
    path = gp.interpolate(
        {2020: 0, 2024: 100}, freq="A", shape=shape, steepness=steepness, power=power
    )
    assert path["2021"] == pytest.approx(after_a_quarter)
    assert path["2024"] == 100


@pytest.mark.parametrize("shape", list(gp.Shape))
@given(levels=st.lists(values, min_size=1, max_size=6))
def test_every_shape_meets_its_values(shape: gp.Shape, levels: list[float]) -> None:
    series = pd.Series(
        sorted(levels),
        index=pd.period_range("2020", periods=len(levels), freq="Y"),
        name="investment",
    )
    path = gp.interpolate(series, freq="Q", shape=shape)
    assert list(path[path.index.quarter == 4]) == sorted(levels)
    assert path.name == "investment"


def test_an_unknown_shape_names_those_that_exist() -> None:
    with pytest.raises(ValueError, match="sigmoid") as error:
        gp.interpolate({2023: 1, 2024: 2}, freq="Q", shape="sigmoid")
    assert all(shape in str(error.value) for shape in gp.Shape)


def test_years_may_end_in_any_month() -> None:
    annual = pd.Series([4.0, 8.0], index=pd.period_range("2024", periods=2, freq="Y-MAR"))
    path = gp.interpolate(annual, freq="A")
    assert path.index.freqstr == "Y-MAR"
    assert list(path.index) == list(annual.index)


@pytest.mark.parametrize(
    ("knots", "options", "problem"),
    [
        ({}, {"freq": "Q"}, "at least one"),
        ({2024: 1, 2023: 2}, {"freq": "A"}, "ascend"),
        ({2023: 1, 2024: 2}, {"freq": "W"}, "divide"),
        ({2023: -1, 2024: 2}, {"freq": "Q", "shape": "geometric"}, "positive"),
        ({2023: 1}, {"freq": "Q", "kind": "flow", "shape": "step"}, "flow"),
        ({2023: 1}, {"freq": "Q", "kind": "flow", "shape": "pchip"}, "flow"),
        ({2023: 1, 2024: 3, 2025: 2}, {"freq": "Q", "shape": "hyman"}, "2024 is 3 and 2025 is 2"),
        ({2023: 1}, {"freq": "Q", "shape": "pchip", "power": 2}, "pchip shape has no power"),
        ({2023: 1}, {"freq": "Q", "steepness": 8}, "linear shape has no steepness"),
        ({2023: 1}, {"freq": "Q", "shape": "logistic", "steepness": 0}, "positive"),
        ({2023: 1}, {"freq": "Q", "shape": "back_loaded", "power": math.nan}, "positive"),
        ({2023: 1}, {"freq": "fortnight"}, "fortnight"),
    ],
)
def test_what_cannot_be_interpolated_is_refused(
    knots: dict[int | str, float], options: dict[str, object], problem: str
) -> None:
    with pytest.raises(ValueError, match=problem):
        gp.interpolate(knots, **options)  # type: ignore[arg-type]


def test_a_series_needs_periods() -> None:
    with pytest.raises(ValueError, match="to_period"):
        gp.interpolate(pd.Series([1.0], index=pd.DatetimeIndex(["2024-01-01"])), freq="M")

"""Interpolation with pandas in and out."""

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


@given(st.lists(values, min_size=2, max_size=6))
def test_the_same_frequency_gives_the_series_back(levels: list[float]) -> None:
    series = pd.Series(
        levels, index=pd.period_range("2020-01", periods=len(levels), freq="M"), name="x"
    )
    path = gp.interpolate(series, freq="M")
    pd.testing.assert_series_equal(path, series, check_names=False)
    assert path.name == "x"


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
        ({2023: 1}, {"freq": "fortnight"}, "fortnight"),
    ],
)
def test_what_cannot_be_interpolated_is_refused(
    knots: dict[int | str, float], options: dict[str, str], problem: str
) -> None:
    with pytest.raises(ValueError, match=problem):
        gp.interpolate(knots, **options)  # type: ignore[arg-type]


def test_a_series_needs_periods() -> None:
    with pytest.raises(ValueError, match="to_period"):
        gp.interpolate(pd.Series([1.0], index=pd.DatetimeIndex(["2024-01-01"])), freq="M")

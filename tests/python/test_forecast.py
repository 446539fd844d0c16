"""Forecasts in Python: pandas in and out, the same numbers as in C++, clear refusals."""

import numpy as np
import pandas as pd
import pytest

import glidepath as gp

# Fixed-asset investment of Gongshu District, 100 million yuan, as published.
INVESTMENT = {2020: 635.0, 2021: 655.2, 2022: 734.5, 2023: 841.0}


@pytest.fixture
def monthly() -> "pd.Series[float]":
    rng = np.random.default_rng(5)
    t = np.arange(60)
    return pd.Series(
        100 + t + 10 * np.sin(t * 2 * np.pi / 12) + rng.normal(size=60),
        index=pd.period_range("2019-01", periods=60, freq="M"),
        name="output",
    )


def test_a_forecast_is_a_distribution_over_periods():
    found = gp.forecast(INVESTMENT, 4, kind="flow")
    assert str(found.window) == "2024..2027"
    assert found.points == 4
    assert gp.ForecastNote.short_history in found.notes
    assert list(found.median.index.astype(str)) == ["2024", "2025", "2026", "2027"]
    interval = found.interval(0.8)
    assert (interval["lower"] < found.median).all()
    assert (found.median < interval["upper"]).all()
    assert found.quantile(0.5).equals(found.median)


def test_series_of_pandas_keep_their_name_and_periods(monthly):
    found = gp.forecast(monthly, 12, kind="flow")
    assert found.median.name == "output"
    assert found.median.index.freqstr == "M"
    assert found.to_frame().columns.tolist() == [
        "median", "mean", "lower_80", "upper_80", "lower_95", "upper_95",
    ]  # fmt: skip
    assert "ETS" in found.method
    assert found.history.equals(monthly.rename_axis("period"))


def test_paths_are_reproducible_and_agree_with_sums(monthly):
    found = gp.forecast(monthly, 6, kind="flow", seed=7)
    paths = found.paths(2000)
    assert paths.shape == (2000, 6)
    assert paths.equals(found.paths(2000))
    assert paths.head(100).equals(found.paths(100))
    assert not paths.equals(found.paths(2000, seed=8))
    total = found.sum(paths=2000)
    assert total.mean == pytest.approx(paths.sum(axis=1).mean(), rel=1e-12)
    # The known half of the year counts as it is.
    year = found.sum(gp.Window("2023-07..2024-06"), paths=2000)
    assert year.mean == pytest.approx(total.mean + monthly["2023-07":].sum(), rel=1e-12)
    low, high = total.interval(0.8)
    assert low < total.median < high


def test_the_probability_of_a_statement():
    found = gp.forecast(INVESTMENT, 4, kind="flow", decimals=1)
    assert 0.5 < found.probability("at 2025 > 860") < 0.95
    assert found.probability("at 2025 > 860") > found.probability("at 2025 > 950")
    assert found.probability("sum 2023..2025 >= 841") > 0.99
    assert found.probability("at 2023 >= 841") == 1
    assert found.probability(gp.Statement("rises 2024..2027")) < found.probability("at 2025 > 841")


def test_target_and_forecast_say_the_same():
    target = gp.Target("at 2025 > 860")
    said = target.probability(INVESTMENT, kind="flow")
    assert said == gp.forecast(INVESTMENT, 2, kind="flow").probability(target)


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("at 2030 > 860", "neither known nor forecast"),
        ("at 2025 >= tbd", "announced"),
        ("done by 2025-12", "milestone"),
        ("at 2025 > gdp", "another indicator"),
    ],
)
def test_no_probability_says_why(statement, why):
    with pytest.raises(ValueError, match=why):
        gp.forecast(INVESTMENT, 4).probability(statement)


def test_bounds_are_not_passed():
    coverage = {2018 + i: v for i, v in enumerate([96.1, 97.2, 98.4, 98.9, 99.6, 99.8])}
    found = gp.forecast(coverage, 3, bounds=(0, 100))
    assert found.quantile(0.999).max() <= 100
    assert found.probability("at 2025 >= 100") > 0.2
    assert gp.forecast(coverage, 3, bounds=(0, 100), open_bounds=True).quantile(0.99).max() < 100


def test_missing_values_are_known_as_such():
    found = gp.forecast({2018: 5.0, 2019: np.nan, 2020: 6, 2021: 6.4, 2022: np.nan}, 2)
    assert str(found.window) == "2022..2024"
    assert gp.ForecastNote.gaps_filled in found.notes
    assert found.points == 3
    assert any("filled" in remark for remark in found.remarks)


@pytest.mark.parametrize(
    ("y", "periods", "options", "why"),
    [
        ({}, 1, {}, "no values"),
        ({2020: np.nan}, 1, {}, "at least one known value"),
        ({2020: np.inf}, 1, {}, "infinite"),
        ({2020: 1.0, 2022: 2.0}, 1, {}, "follow one another"),
        (INVESTMENT, 0, {}, "1 to 1000"),
        (INVESTMENT, 10_000, {}, "1 to 1000"),
        (INVESTMENT, 1, {"method": "prophecy"}, "no ForecastMethod"),
        (INVESTMENT, 1, {"bounds": (5, 1)}, "below the upper"),
        (INVESTMENT, 1, {"freq": "M"}, "annual, freq says monthly"),
        (INVESTMENT, 1, {"last_break": 2030}, "not in the series"),
        ({2020: 1.0, 2021: 2.0}, 1, {"method": "theta"}, "values"),
        (INVESTMENT, 1, {"january_february": True}, "months"),
        (pd.DataFrame({"a": [1.0], "b": [2.0]}, index=[2020]), 1, {}, "one series"),
    ],
)
def test_refusals_say_what_is_wrong(y, periods, options, why):
    with pytest.raises(ValueError, match=why):
        gp.forecast(y, periods, **options)


def test_dates_belong_to_the_periods_of_freq():
    days = pd.to_datetime(["2021-03-31", "2021-06-30", "2021-09-30"])
    found = gp.forecast(pd.Series([1.0, 2.0, 3.0], index=days), 1, freq="Q")
    assert str(found.window) == "2021-Q4"


def test_a_backtest_sees_nothing_behind_its_origin(monthly):
    tested = gp.backtest_series(monthly, horizon=2, first_points=48)
    assert tested["horizon"].isin([1, 2]).all()
    assert len(tested) == 11 * 2 + 1
    changed = monthly.copy()
    changed.iloc[-1] = 1e6
    again = gp.backtest_series(changed, horizon=2, first_points=48)
    assert again["median"].equals(tested["median"])
    inside = tested["actual"].between(tested["lower_95"], tested["upper_95"])
    assert inside.mean() > 0.7


def test_calibrating_on_calm_series_makes_forecasts_narrower():
    rng = np.random.default_rng(1)
    years = pd.period_range("2000", periods=12, freq="Y")
    panel = pd.DataFrame(
        {i: 100 + 2 * np.arange(12) + rng.normal(scale=0.1, size=12) for i in range(40)}, index=years
    )
    own = gp.calibrate(panel, horizon=3)
    assert own.entries[0].series == 40
    kept = gp.Calibrations([*own.entries])

    def width(calibrations):
        ends = gp.forecast(panel[0], 3, calibrations=calibrations).interval(0.95)
        return (ends["upper"] - ends["lower"]).max()

    assert width(own) < width(None) / 2
    assert width(kept) == width(own)
    with pytest.raises(ValueError, match="60 forecast errors"):
        gp.calibrate(panel[[0, 1]], horizon=3)
    with pytest.raises(ValueError, match="one frequency"):
        gp.calibrate({"a": {2020: 1.0}, "b": {"2020-01": 1.0}}, horizon=1)


def test_every_method_has_a_name_and_the_notebook_shows_it(monthly):
    for method in gp.ForecastMethod:
        found = gp.forecast(monthly, 3, method=method)
        assert np.isfinite(found.interval(0.8).to_numpy()).all()
        assert escape_free(found._repr_html_())


def escape_free(html: str) -> bool:
    return html.count("<tr>") == 4 and "nan" not in html

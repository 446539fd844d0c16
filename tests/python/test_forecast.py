"""Forecasts in Python: pandas in and out, the same numbers as in C++, clear refusals."""

import copy
import pickle

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
        ("sum 2024..2025 >= 1", 'a stock .*kind="flow"'),
        ("at 2025-06 >= 1", "2025-06 is not made up of annual"),
    ],
)
def test_no_probability_says_why(statement, why):
    with pytest.raises(ValueError, match=why):
        gp.forecast(INVESTMENT, 4).probability(statement)


def test_a_gap_is_named_where_a_statement_needs_it():
    found = gp.forecast({2020: 1.0, 2021: 2.0, 2022: np.nan, 2023: 3.0}, 2, kind="flow")
    for statement in ("at 2022 >= 1", "sum 2021..2025 >= 1"):
        with pytest.raises(ValueError, match="missing: that of 2022$"):
            found.probability(statement)


def test_a_ratio_of_months_makes_up_no_year():
    months = {f"2024-{month:02d}": 50.0 + month for month in range(1, 13)}
    with pytest.raises(ValueError, match="ratios have no sum, so that 2024 does not follow"):
        gp.forecast(months, 1, kind="ratio").probability("at 2024 >= 50")


def test_growth_rates_ask_for_growth():
    rates = gp.forecast({2021: 5.0, 2022: 6.0, 2023: 5.5}, 3, face="growth")
    assert 0 < rates.probability("at 2025 growth >= 5%") < 1
    with pytest.raises(ValueError, match='say growth: "at 2025 growth >= 5%"'):
        rates.probability("at 2025 >= 5")
    for ask in (rates.sum, rates.mean_over, lambda: rates.probability("sum 2024..2025 >= 5")):
        with pytest.raises(ValueError, match="growth rates have no"):
            ask()


def test_only_what_adds_up_has_a_sum():
    for kind in ("stock", "average", "ratio"):
        found = gp.forecast(INVESTMENT, 2, kind=kind)
        with pytest.raises(ValueError, match=f'this one is an? {kind}.*kind="flow"'):
            found.sum()
        if kind == "ratio":
            with pytest.raises(ValueError, match='no mean.*kind="average"'):
                found.mean_over()
        else:
            assert found.mean_over().median > 841
    flow = gp.forecast(INVESTMENT, 2, kind="flow")
    assert flow.sum(2023).median == 841
    assert flow.sum(gp.Period("2024")) == flow.sum("2024")


def test_equals_counts_the_digits_of_the_statement():
    coverage = {2018 + i: v for i, v in enumerate([96.1, 97.2, 98.4, 98.9, 99.6, 99.8])}
    found = gp.forecast(coverage, 1, bounds=(None, 100), decimals=1)
    # 99.6 rounds to 100, and is less than 100: as a published figure is judged.
    assert found.probability("at 2024 = 100") > found.probability("at 2024 >= 100")
    assert found.probability("at 2024 = 100.0") == found.probability("at 2024 >= 100")


def test_a_bound_between_two_figures_is_one_of_them():
    found = gp.forecast({2020: 0.5, 2021: 0.5, 2022: 0.5}, 1, bounds=(0.5, None), decimals=0)
    assert found.probability("at 2023 >= 1") == 1
    assert found.probability("at 2023 <= 0") == 0


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
        (INVESTMENT, 10**12, {}, "from 1 to 1000, not 1000000000000"),
        (INVESTMENT, 1, {"seed": -1}, "seed is a whole number from 0"),
        (INVESTMENT, 1, {"seed": 2**64}, "seed is a whole number from 0"),
        (INVESTMENT, 1, {"bounds": ("0", "1")}, "'0' is no number"),
        (INVESTMENT, 1, {"bounds": 0}, "as .0, 100., .*not 0"),
        (INVESTMENT, 1, {"bounds": (0, 1, 2)}, "a lower and an upper limit"),
        (INVESTMENT, 1, {"bounds": (np.nan, None)}, "nan is no limit"),
        (INVESTMENT, 1, {"bounds": (0, np.inf)}, "inf is no limit"),
        (INVESTMENT, 1, {"decimals": 16}, "decimals is a whole number from -15 to 15"),
        (INVESTMENT, 1, {"face": "change"}, "face is one of level, growth"),
        (INVESTMENT, 1, {"kind": "milestone"}, "kind is one of flow, stock, average, ratio"),
        ({2020: 1e308, 2021: 1.2e308}, 2, {}, "larger unit"),
        ({2020: 2**53 + 1, 2021: 3}, 1, {}, "9007199254740993 has more digits"),
        (pd.Series([2**53 + 1, 3], index=[2020, 2021]), 1, {}, "more digits"),
        ({2021: 1.0, 2020: 2.0}, 1, {}, "sort them"),
        ({"2020-12-31": 1.0, "2021-12-31": 2.0}, 1, {}, "write 2024 for a year"),
        (pd.Series([1.0, 2.0]), 1, {}, "counts its rows from 0.*dict"),
    ],
)
def test_refusals_say_what_is_wrong(y, periods, options, why):
    with pytest.raises(ValueError, match=why):
        gp.forecast(y, periods, **options)


@pytest.mark.parametrize(
    ("ask", "why"),
    [
        (lambda: gp.forecast([1.0, 2.0], 1), "names no periods; give them: dict"),
        (lambda: gp.forecast(np.array([1.0, 2.0]), 1), "names no periods; give them: dict"),
        (lambda: gp.forecast(INVESTMENT, 2.0), "periods is a whole number from 1 to 1000, not 2.0"),
        (lambda: gp.forecast(INVESTMENT, "2027"), "not '2027'"),
        (lambda: gp.forecast(INVESTMENT, 1, seed="a"), "seed is a whole number"),
        (lambda: gp.forecast(INVESTMENT, 1, decimals=0.5), "decimals is a whole number"),
        (lambda: gp.forecast(INVESTMENT, 1, calibrations=3), "not 3"),
        (lambda: gp.forecast(INVESTMENT, 1, calibrations={}), "None for the standard ones, not {}"),
        (lambda: gp.forecast(INVESTMENT, 1).quantile([0.1, 0.9]), "one number at a time"),
        (lambda: gp.forecast(INVESTMENT, 1, kind="flow").sum().quantile([0.1]), "one at a time"),
        (lambda: gp.forecast(INVESTMENT, 1, kind="flow").sum().interval("a"), "one at a time"),
        (lambda: gp.forecast(INVESTMENT, 1, kind="flow").sum([2024]), r"one period, not \[2024\]"),
        (lambda: gp.forecast(INVESTMENT, 1).probability(5), "a statement is text"),
        (lambda: gp.forecast(INVESTMENT, 1).paths(2.5), "n is a whole number"),
    ],
)
def test_arguments_of_another_type_get_a_sentence(ask, why):
    with pytest.raises(TypeError, match=why):
        ask()
    with pytest.raises(ValueError, match="n is a whole number from 1 to 100000000"):
        gp.forecast(INVESTMENT, 1).paths(10**12)


@pytest.mark.parametrize(
    ("days", "why"),
    [
        (["2020-12-31", "2021-12-31", "2021-12-31"], "2021-12-31 stands there twice"),
        (["2020-12-31", "2022-12-31", "2021-12-31"], "behind 2022-12-31; dates ascend"),
        (pd.date_range("2020-01", periods=3, freq="BME"), 'apart, .*to_period."M"'),
        (pd.date_range("2020-01", periods=3, freq="2MS"), "60 to 61 days apart.*NaN"),
        (["2020-06-15"], "one date"),
    ],
)
def test_dates_that_tell_no_periods_say_why(days, why):
    with pytest.raises(ValueError, match=why):
        gp.forecast(pd.Series(1.0, index=pd.DatetimeIndex(days)), 1)


@pytest.mark.parametrize(("freq", "last"), [("ME", "2020-03"), ("QE", "2020-Q3"), ("YE", "2022")])
def test_frequencies_have_the_names_of_pandas_as_well(freq, last):
    for zone in (None, "Asia/Shanghai"):
        days = pd.date_range("2020-01-31", periods=3, freq=freq, tz=zone)
        for given in (None, freq):
            found = gp.forecast(pd.Series([1.0, 2.0, 3.0], index=days), 1, freq=given)
            assert found.window.first == gp.Period(last) + 1


def test_half_years_are_shown_as_such():
    found = gp.forecast({"2020-H2": 1.0, "2021-H1": 2.0, "2021-H2": 1.5}, 2)
    assert found.median.index.tolist() == ["2022-H1", "2022-H2"]
    assert found.history.index.tolist() == ["2020-H2", "2021-H1", "2021-H2"]
    assert str(gp.forecast(found.median, 1).window) == "2023-H1"
    assert gp.interpolate(found.median, freq="Q", kind="stock").iloc[-1] == found.median.iloc[-1]


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
    assert tested["origin"].dtype == tested["period"].dtype == "period[M]"
    assert tested["period"][0] == monthly.index[48]


def test_a_backtest_takes_the_arguments_of_a_forecast(monthly):
    how = {"kind": "flow", "bounds": (100, None), "open_bounds": True, "decimals": 0,
           "last_break": "2020-01", "damp_outliers": True, "january_february": True}  # fmt: skip
    tested = gp.backtest_series(monthly.round(), first_points=59, **how)
    made = gp.forecast(monthly.round().iloc[:59], 1, **how)
    assert tested["median"].tolist() == made.median.tolist()
    growth = gp.backtest_series(INVESTMENT, first_points=3, face="growth")
    assert growth["lower_95"][0] == gp.forecast(
        {year: INVESTMENT[year] for year in (2020, 2021, 2022)}, 1, face="growth"
    ).interval()["lower"].iloc[0]  # fmt: skip


@pytest.mark.parametrize(
    ("y", "options", "why"),
    [
        (INVESTMENT, {}, "knows 4 values, and then one more.*first_points"),
        (dict.fromkeys(range(2018, 2026), np.nan), {}, "no value is known"),
        ({**dict.fromkeys(range(2018, 2026), 1.0), 2020: np.inf}, {}, "2020 is infinite"),
        (INVESTMENT, {"first_points": 2, "bounds": (5, 1)}, "below the upper"),
        (INVESTMENT, {"first_points": 1, "method": "theta"}, "no origin .* forecast: .*values"),
        (INVESTMENT, {"first_points": 2, "levels": [95]}, "between 0 and 1"),
        (INVESTMENT, {"horizon": 0}, "horizon is a whole number from 1"),
    ],
)
def test_a_backtest_of_nothing_says_why(y, options, why):
    with pytest.raises(ValueError, match=why):
        gp.backtest_series(y, **options)


def test_calibrating_on_calm_series_makes_forecasts_narrower():
    rng = np.random.default_rng(1)
    years = pd.period_range("2000", periods=12, freq="Y")
    panel = pd.DataFrame(
        {i: 100 + 2 * np.arange(12) + rng.normal(scale=0.1, size=12) for i in range(40)}, index=years
    )
    own = gp.calibrate(panel, horizon=3)
    assert own.entries[0].series == 40
    assert own.entries[0].least_points == 1
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


@pytest.fixture(scope="module")
def panel() -> "dict[str, pd.Series[float]]":
    rng = np.random.default_rng(1)
    years = pd.period_range("2000", periods=15, freq="Y")
    return {
        f"series {i}": pd.Series(100 + 2 * np.arange(15) + rng.normal(size=15), index=years)
        for i in range(40)
    }


def test_a_calibration_has_an_entry_for_each_number_of_points(panel):
    own = gp.calibrate(panel, horizon=3, points=(0, 6, 2))
    # Whole histories have 12 values here.
    assert [entry.least_points for entry in own.entries] == [2, 6, 12]
    assert [entry.series for entry in own.entries] == [40, 40, 40]
    alone = gp.calibrate(panel, horizon=3, points=(6,))
    assert alone.entries[0] == own.entries[1]
    # A short series in the panel does not make its whole histories serve what the others do.
    short = {**panel, "short": {2000: 1.0, 2001: 2.0, 2002: 3.0, 2003: 4.0, 2004: 5.0}}
    assert [e.least_points for e in gp.calibrate(short, horizon=3, points=(6, 0)).entries] == [6, 7]


@pytest.mark.parametrize(
    ("how", "why"),
    [
        ({"horizon": 0}, "horizon is a whole number from 1"),
        ({"horizon": 3, "points": (-4,)}, "each of points is a whole number from 0"),
        ({"horizon": 3, "points": ()}, "points are numbers of values"),
        ({"horizon": 3, "points": 4}, "points are numbers of values"),
        ({"horizon": 3, "points": (4, 60)}, "points=60: .*60 forecast errors"),
    ],
)
def test_a_calibration_says_what_it_needs(panel, how, why):
    with pytest.raises((TypeError, ValueError), match=why):
        gp.calibrate(panel, **how)
    with pytest.raises(TypeError, match="the panel is a dict of series by name"):
        gp.calibrate([panel], horizon=3)


def test_calibrations_and_forecasts_are_kept_by_pickling(panel):
    own = gp.calibrate(panel, horizon=3, points=(4, 0))
    found = gp.forecast(
        panel["series 0"], 3, kind="flow", calibrations=own, bounds=(0, None), decimals=1, seed=3
    )
    for kept in (own, own.entries[1], gp.Calibrations.standard(), found.sum()):
        for again in (pickle.loads(pickle.dumps(kept)), copy.copy(kept), copy.deepcopy(kept)):
            assert again == kept
            assert hash(again) == hash(kept)
    assert own != gp.Calibrations.standard()
    assert own.entries[0] != own.entries[1]
    assert found.sum() != found.sum("2015..2016")
    for again in (pickle.loads(pickle.dumps(found)), copy.copy(found), copy.deepcopy(found)):
        assert repr(again) == repr(found)
        assert again.history.equals(found.history)
        assert again.to_frame().equals(found.to_frame())
        assert again.paths(10).equals(found.paths(10))
        assert again.probability("sum 2015..2016 >= 260") == found.probability(
            "sum 2015..2016 >= 260"
        )


def test_a_sum_is_shown_with_the_digits_that_matter():
    assert repr(gp.forecast({2020: 1234.5678901}, 1, kind="flow").sum(2020)) == (
        "<WindowForecast: median 1234.57, 80 % between 1234.57 and 1234.57>"
    )


def test_every_method_has_a_name_and_the_notebook_shows_it(monthly):
    for method in gp.ForecastMethod:
        found = gp.forecast(monthly, 3, method=method)
        assert np.isfinite(found.interval(0.8).to_numpy()).all()
        assert escape_free(found._repr_html_())


def escape_free(html: str) -> bool:
    return html.count("<tr>") == 4 and "nan" not in html

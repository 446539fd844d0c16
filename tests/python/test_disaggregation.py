"""Temporal disaggregation: pandas and polars in and out, methods, and what is refused."""

import datetime as dt
import math
from typing import Any

import glidepath as gp
import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

# An investment of five years and a quarterly indicator that is two quarters longer; made up.
ANNUAL = {2021: 118.4, 2022: 132.7, 2023: 149.1, 2024: 156.3, 2025: 171.9}
QUARTERLY = [
    21.3, 31.8, 34.1, 38.9, 23.2, 34.4, 38.3, 42.0, 26.1, 38.2, 42.5, 47.7, 27.8, 40.6, 45.1, 48.2,
    29.9, 44.1, 49.9, 54.0, 31.2, 46.3,
]  # fmt: skip
INDEX = pd.period_range("2021Q1", periods=22, freq="Q")
INDICATOR = pd.Series(QUARTERLY, index=INDEX, name="orders")
EXTRA = pd.period_range("2026Q1", periods=2, freq="Q")


def disaggregate(y: Any = ANNUAL, **options: Any) -> gp.Disaggregation:
    if "conversion" not in options:
        options.setdefault("kind", "flow")
    return gp.disaggregate(y, **{"freq": "Q", **options})


# --- reference values: those of tests/cpp/path/disaggregation_vectors.hpp -------------------------
# A.. by R tempdisagg 1.1.1, JA.. by JDemetra+ 3.6.0, PA.. by dense linear algebra in numpy. Each
# with the first four values and, of an indicator, the two of 2026.
REFERENCES: list[tuple[str, dict[str, Any], list[float], list[float]]] = [
    ("A31", {}, [19.89081025, 29.74195781, 32.01559089, 36.75164104], [30.14228435, 44.7303771]),
    (
        "A32",
        {"order": 2},
        [19.71005936, 29.68161386, 32.09845222, 36.90987456],
        [30.11154465, 44.66031504],
    ),
    (
        "A33",
        {"deviations": "additive"},
        [19.2213851, 29.78283106, 32.20572298, 37.19006086],
        [29.66127965, 44.76127965],
    ),
    (
        "A37",
        {"method": "fernandez"},
        [19.08356729, 29.79080784, 32.24078323, 37.28484164],
        [29.46052667, 44.7741115],
    ),
    (
        "A38",
        {"method": "chow-lin", "rho": 0.9},
        [19.01254242, 29.79763227, 32.25431348, 37.33551183],
        [29.34062089, 44.80255038],
    ),
    (
        "JA1 r0.729 l1",
        {"method": "cholette", "rho": 0.729, "lambda_": 1},
        [20.2048361, 29.83371972, 31.86664722, 36.49479696],
        [30.51008219, 45.55363497],
    ),
    (
        "PA2 forward",
        {"method": "growth-preservation"},
        [19.94488323, 29.79091327, 32.01830625, 36.64589725],
        [30.14594084, 44.73580324],
    ),
]


@pytest.mark.parametrize(
    ("options", "first", "last"), [row[1:] for row in REFERENCES], ids=[r[0] for r in REFERENCES]
)
def test_methods_with_an_indicator_have_their_published_values(
    options: dict[str, Any], first: list[float], last: list[float]
) -> None:
    path = disaggregate(like=INDICATOR, **options)
    assert list(path.values[:4]) == pytest.approx(first, rel=1e-7)
    assert list(path.values[EXTRA]) == pytest.approx(last, rel=1e-7)
    assert path.residual < 1e-9


@pytest.mark.parametrize(
    ("options", "first", "last"),
    [
        (
            {"method": "cubic-spline"},  # JA30
            [28.96303828, 29.21782297, 29.72739234, 30.49174641],
            [43.52464862, 43.89108104],
        ),
        (
            {"method": "stram-wei", "arima": ([], 1, [-0.4])},  # PA10
            [28.99670524, 29.23802315, 29.72065895, 30.44461266],
            [43.40531405, 43.69219008],
        ),
    ],
    ids=["JA30", "PA10"],
)
def test_methods_without_an_indicator_have_their_published_values(
    options: dict[str, Any], first: list[float], last: list[float]
) -> None:
    path = disaggregate(**options)
    assert list(path.values[:4]) == pytest.approx(first, rel=1e-8)
    assert list(path.values[-2:]) == pytest.approx(last, rel=1e-8)
    assert len(path.values) == 20


def test_standard_errors_are_those_of_the_model() -> None:
    # JA50, model-based Denton; JA46, Chow-Lin with rho 0.9, where JDemetra+ divides the sum of
    # squares by 5 benchmarks and we by 5 less 2 coefficients.
    errors = disaggregate(like=INDICATOR).standard_errors
    assert errors is not None
    assert list(errors[EXTRA]) == pytest.approx([0.2736454275, 0.5205139013], rel=1e-8)
    errors = disaggregate(like=INDICATOR, method="chow-lin", rho=0.9).standard_errors
    assert errors is not None
    expected = [0.5329892805 * (5 / 3) ** 0.5, 0.3055533934 * (5 / 3) ** 0.5]
    assert list(errors[EXTRA]) == pytest.approx(expected, rel=1e-8)
    assert disaggregate(like=INDICATOR, method="pro-rata").standard_errors is None


# A39 to A42: made-up population at the ends of six years, R tempdisagg 1.1.1.
POPULATION = {2020: 86.2, 2021: 87.1, 2022: 88.9, 2023: 90.4, 2024: 91.2, 2025: 93.5}


def test_a_stock_stands_at_the_end_or_where_it_is_said_to() -> None:
    last = disaggregate(POPULATION, kind="stock")
    assert last.conversion == "last"
    assert list(last.values[3:8]) == pytest.approx([86.2, 86.425, 86.65, 86.875, 87.1])  # A42
    first = disaggregate(POPULATION, kind="stock", conversion="first")
    assert list(first.values[::4]) == pytest.approx(list(POPULATION.values()))
    middle = disaggregate(POPULATION, kind="stock", position=1)
    assert middle.conversion == "position"
    assert list(middle.values[1::4]) == pytest.approx(list(POPULATION.values()))
    assert last.values.iloc[4] != middle.values.iloc[4]


def test_an_average_has_the_mean() -> None:
    path = disaggregate(POPULATION, kind="average").values
    means = path.groupby(path.index.year).mean()
    assert list(means) == pytest.approx(list(POPULATION.values()))


def test_a_regression_says_what_it_found() -> None:
    table = pd.DataFrame({"orders": INDICATOR, "staff": np.sqrt(np.arange(1.0, 23))})
    fit = disaggregate(like=table, method="chow-lin").regression
    assert fit is not None and fit.estimated
    assert list(fit.coefficients.index) == ["const", "orders", "staff"]
    assert (fit.coefficient_errors > 0).all()
    assert -0.999 <= fit.rho <= 0.999
    assert math.isfinite(fit.log_likelihood)
    # A37 in R tempdisagg 1.1.1.
    fernandez = disaggregate(like=INDICATOR, method="fernandez").regression
    assert fernandez is not None and not fernandez.estimated
    assert fernandez.coefficients["const"] == pytest.approx(-2.517714617, abs=1e-8)
    plain = disaggregate(like=INDICATOR, method="fernandez", intercept=False).regression
    assert plain is not None and list(plain.coefficients.index) == ["orders"]


def test_benchmark_ratios_belong_to_the_years() -> None:
    ratios = disaggregate(like=INDICATOR).benchmark_ratios
    assert ratios is not None
    assert ratios["2021"] == pytest.approx(118.4 / sum(QUARTERLY[:4]))
    assert disaggregate().benchmark_ratios is None


@pytest.mark.parametrize("method", list(gp.DisaggregationMethod))
def test_every_method_meets_its_benchmarks(method: gp.DisaggregationMethod) -> None:
    options: dict[str, Any] = {}
    if method == "cholette":
        options["rho"] = 0.729
    if method == "stram-wei":
        options["arima"] = ([0.5], 1, [])
    path = disaggregate(like=INDICATOR, method=method, **options).values
    years = path[:20].groupby(path[:20].index.year).sum()
    assert list(years) == pytest.approx(list(ANNUAL.values()), rel=1e-9)


values = st.floats(0.01, 1e6)


@given(st.lists(values, min_size=2, max_size=6), st.sampled_from(["H", "Q", "M", "D"]))
def test_totals_hold_at_every_frequency(totals: list[float], freq: str) -> None:
    annual = pd.Series(totals, index=pd.period_range("2020", periods=len(totals), freq="Y"))
    path = gp.disaggregate(annual, freq=freq, kind="flow")
    years = path.values.groupby(path.values.index.start_time.year).sum()
    assert list(years) == pytest.approx(totals, rel=1e-9, abs=1e-9 * max(totals))


@given(st.sampled_from([1e-300, 1e-9, 3.0, 1e9, 1e300]))
def test_the_unit_does_not_matter(scale: float) -> None:
    path = disaggregate({year: value / 1e3 * scale for year, value in ANNUAL.items()})
    assert list(path.values / scale) == pytest.approx(
        list(disaggregate().values / 1e3), rel=1e-9
    )


# --- in and out ---------------------------------------------------------------------------------


def test_a_series_gives_a_series_of_its_name() -> None:
    annual = pd.Series(ANNUAL, name="investment")  # years as integers
    path = disaggregate(annual, like=INDICATOR)
    assert isinstance(path.values.index, pd.PeriodIndex)
    assert path.values.name == "investment"
    pd.testing.assert_index_equal(path.values.index, INDEX, check_names=False)
    frame = path.to_frame()
    assert list(frame.columns) == ["value", "standard_error"]
    assert repr(path) == (
        "<Disaggregation of investment by denton-cholette: 2021..2025 to 2021-Q1..2026-Q2, sum>"
    )


@pytest.mark.parametrize(
    "annual",
    [
        pd.Series(list(ANNUAL.values()), index=pd.period_range("2021", "2025", freq="Y")),
        pd.Series(list(ANNUAL.values()), index=pd.date_range("2021-12-31", periods=5, freq="YE")),
        pd.Series(list(ANNUAL.values()), index=pd.to_datetime([f"{y}-01-01" for y in ANNUAL])),
        pd.Series(list(ANNUAL.values()), index=[str(year) for year in ANNUAL]),
        pd.Series(list(ANNUAL.values()), index=[float(year) for year in ANNUAL]),
        pd.DataFrame({"value": list(ANNUAL.values())}, index=range(2021, 2026)),
        pd.DataFrame({"period": list(ANNUAL), "value": list(ANNUAL.values())}),
        pd.DataFrame({"value": list(ANNUAL.values()), "period": list(ANNUAL)}),
        pd.DataFrame({"year": list(ANNUAL), "value": list(ANNUAL.values())}),
        pl.DataFrame({"year": list(ANNUAL), "value": list(ANNUAL.values())}),
        pl.DataFrame({"period": [str(y) for y in ANNUAL], "value": list(ANNUAL.values())}),
        pl.DataFrame({"day": [dt.date(y, 12, 31) for y in ANNUAL], "v": list(ANNUAL.values())}),
    ],
    ids=[
        "periods", "year ends", "year starts", "text", "floats", "a range of years", "column",
        "named column", "first column", "polars years", "polars text", "polars dates",
    ],
)  # fmt: skip
def test_periods_may_be_written_in_many_ways(annual: Any) -> None:
    found = disaggregate(annual, like=INDICATOR).values
    assert list(found) == list(disaggregate(like=INDICATOR).values)


@pytest.mark.parametrize(
    "indicator",
    [
        dict(zip([str(p) for p in gp.Window("2021-Q1..2026-Q2")], QUARTERLY, strict=True)),
        pd.Series(QUARTERLY, index=INDEX.to_timestamp()),
        pd.Series(QUARTERLY, index=INDEX.to_timestamp(how="end").normalize()),
        pl.DataFrame({"day": [p.start_time.date() for p in INDEX], "orders": QUARTERLY}),
    ],
    ids=["dict", "starts", "ends", "polars"],
)
def test_an_indicator_may_come_with_dates(indicator: Any) -> None:
    found = disaggregate(like=indicator).values
    assert list(found) == list(disaggregate(like=INDICATOR).values)


def test_polars_comes_out_where_it_is_asked_for() -> None:
    annual = pl.DataFrame({"year": list(ANNUAL), "value": list(ANNUAL.values())})
    frame = disaggregate(annual, like=INDICATOR).to_polars()
    assert frame.columns == ["period", "first_day", "value", "standard_error"]
    assert frame["period"][0] == "2021-Q1"
    assert frame["first_day"][1] == dt.date(2021, 4, 1)
    assert frame["value"][20] == pytest.approx(30.14228435)
    again = disaggregate(
        ANNUAL, like=frame.select("period", "value"), method="growth-preservation"
    )
    assert again.values.iloc[20] == pytest.approx(30.14228435)  # its own growth rates


def test_half_years_and_fiscal_years() -> None:
    halves = disaggregate({"2024-H1": 10, "2024-H2": 14}, freq="M")
    assert str(halves.window) == "2024-01..2024-12"
    fiscal = pd.Series([100.0, 104], index=pd.period_range("2024", periods=2, freq="Y-MAR"))
    path = disaggregate(fiscal).values
    assert path.index[0].start_time == pd.Timestamp("2023-04-01")
    monthly = disaggregate(
        fiscal, freq="M", like=pd.Series(1.0, index=pd.period_range("2023-01", "2025-06", freq="M"))
    )
    assert monthly.values["2023-04":"2024-03"].sum() == pytest.approx(100)  # type: ignore[misc]


def test_missing_values_at_the_ends_are_extrapolated() -> None:
    annual = pd.Series({2020: math.nan, **ANNUAL, 2026: math.nan})
    path = disaggregate(annual)
    assert str(path.window) == "2020-Q1..2026-Q4"
    assert str(path.benchmarks) == "2021..2025"
    assert list(path.values[-5:]) == pytest.approx([path.values.iloc[-5]] * 5)  # flat
    longer = pd.concat([INDICATOR, pd.Series([math.nan], index=[pd.Period("2026Q3")])])
    assert str(disaggregate(annual, like=longer).window) == "2021-Q1..2026-Q2"


def test_an_indicator_may_start_earlier() -> None:
    late = {year: value for year, value in ANNUAL.items() if year > 2021}
    path = disaggregate(late, like=INDICATOR).values
    assert path.iloc[0] / QUARTERLY[0] == pytest.approx(path.iloc[4] / QUARTERLY[4])


def test_a_minimum_holds() -> None:
    steep = {2021: 100, 2022: 1, 2023: 100}
    free = disaggregate(steep)
    assert free.values.min() < 0
    assert free.notes == ("negative_values",)
    assert "minimum=0" in free.remarks[0]
    bound = disaggregate(steep, minimum=0)
    assert bound.values.min() >= 0
    assert bound.notes == ()


def test_notes_say_what_was_done() -> None:
    turning = INDICATOR - 30
    path = disaggregate(like=turning, deviations="proportional-if-able")
    assert "additive_instead" in path.notes
    trend = pd.Series(1.0, index=pd.period_range("2021Q1", "2028Q4", freq="Q"))
    assert "long_extrapolation" in disaggregate(like=trend, order=2).notes
    assert "start_transient" in disaggregate(like=INDICATOR, method="denton").notes
    assert "<table>" in path._repr_html_() and "not positive" in path._repr_html_()
    assert set(gp._disaggregation.NOTES) == set(gp.DisaggregationNote)  # type: ignore[attr-defined]


# --- what is refused ----------------------------------------------------------------------------

ZERO = INDICATOR.where(INDICATOR.index != pd.Period("2023Q2"), 0.0)
NEGATIVE = INDICATOR.where(INDICATOR.index != pd.Period("2023Q2"), -1.0)
HOLE = INDICATOR.where(INDICATOR.index != pd.Period("2023Q2"))


@pytest.mark.parametrize(
    ("y", "options", "problem"),
    [
        (ANNUAL, {"like": ZERO}, "2023-Q2 it is 0"),
        (ANNUAL, {"like": NEGATIVE}, "2023-Q2 it is -1"),
        (ANNUAL, {"like": HOLE}, "2023-Q2 is missing"),
        (ANNUAL, {"like": INDICATOR[:19]}, "2021-Q1..2025-Q3, which is shorter"),
        (ANNUAL, {"like": INDICATOR[1:]}, "2021-Q2..2026-Q2, which is shorter"),
        (ANNUAL, {"like": INDICATOR.resample("Y").sum()}, "like is annual"),
        (ANNUAL, {"freq": "M", "like": INDICATOR}, "like is quarterly"),
        (ANNUAL, {"like": INDICATOR[::-1]}, "ascending"),
        (ANNUAL, {"like": INDICATOR.drop(pd.Period("2023Q2"))}, "2023-Q3 stands behind 2023-Q1"),
        (ANNUAL, {"like": INDICATOR * math.nan}, "every value is missing"),
        ({**ANNUAL, 2023: math.nan}, {}, "2023 is missing"),
        ({**ANNUAL, 2023: math.inf}, {}, "2023 is infinite"),
        ({2021: 1, 2023: 2}, {}, "2023 stands behind 2021"),
        ({2021: 1, "2022-Q1": 2}, {}, "different frequencies"),
        ({}, {}, "at least one"),
        (pd.Series([], dtype="float64"), {}, "at least one"),
        ({2021: "many"}, {}, "numbers"),
        ({2021: 10**400}, {}, "numbers"),
        ({2021: 1j}, {}, "complex"),
        (ANNUAL, {"minimum": math.nan}, "minimum is a finite number"),
        ({"someday": 1}, {}, "someday"),
        ({2021: 1}, {"order": 2}, "needs 1 more benchmark"),
        ({2021: 1}, {"method": "chow-lin", "like": INDICATOR[:4]}, "benchmark"),
        (ANNUAL, {"freq": "W"}, "do not divide"),
        ({"2021-Q1": 1}, {"freq": "A"}, "do not divide"),
        (ANNUAL, {"freq": "fortnight"}, "fortnight"),
        (ANNUAL, {"method": "magic"}, "denton-cholette"),
        (ANNUAL, {"method": "chow-lin", "order": 2}, "chow-lin takes no order"),
        (ANNUAL, {"method": "fernandez", "rho": 0.5}, "takes no rho"),
        (ANNUAL, {"criterion": "minrss"}, "takes no criterion"),
        (ANNUAL, {"method": "cholette"}, "needs rho"),
        (ANNUAL, {"method": "cholette", "rho": 2}, "0..1"),
        (ANNUAL, {"method": "stram-wei"}, "arima"),
        (ANNUAL, {"method": "growth-preservation"}, "needs an indicator"),
        (ANNUAL, {"like": pd.DataFrame({"a": INDICATOR, "b": INDICATOR})}, "chow-lin"),
        (ANNUAL, {"minimum": 50}, "leave no path"),
        (ANNUAL, {"order": 7}, "0, 1, 2 or 3"),
        (ANNUAL, {"kind": "flow", "conversion": "last"}, "converted by sum"),
        (ANNUAL, {"kind": None}, "give the kind"),
        (ANNUAL, {"kind": "ratio"}, "conversion"),
        (ANNUAL, {"kind": "stream"}, "stream"),
        (ANNUAL, {"conversion": "median"}, "median"),
        (ANNUAL, {"position": 1}, "takes no position"),
        (ANNUAL, {"conversion": "position"}, "position="),
        (ANNUAL, {"kind": "stock", "position": 4}, "position 4"),
        (pd.DataFrame({"a": ANNUAL, "b": ANNUAL}), {}, "one series"),
        (pd.Series([1.0, 2], index=pd.to_datetime(["2021-06-15", "2022-06-15"])), {}, "to_period"),
        (pd.Series([1.0], index=pd.to_datetime(["2021-01-01"])), {}, "to_period"),
        (pd.Series([1.0], index=pd.period_range("2021", periods=1, freq="h")), {}, "frequency"),
    ],
)
def test_what_cannot_be_disaggregated_is_refused(
    y: Any, options: dict[str, Any], problem: str
) -> None:
    with pytest.raises(ValueError, match=problem):
        disaggregate(y, **options)


def test_other_things_are_no_series() -> None:
    with pytest.raises(TypeError, match="by period"):
        disaggregate([1, 2, 3])


def test_one_benchmark_is_enough_for_a_flat_path_and_for_an_indicator() -> None:
    assert list(disaggregate({2021: 118.4}).values) == pytest.approx([29.6] * 4)
    path = disaggregate({2021: 118.4}, like=INDICATOR[:4]).values
    assert list(path) == pytest.approx([x * 118.4 / sum(QUARTERLY[:4]) for x in QUARTERLY[:4]])


def test_very_small_and_very_large_numbers() -> None:
    for scale in (1e-300, 1e300):
        path = disaggregate({year: value * scale for year, value in ANNUAL.items()}, like=INDICATOR)
        assert path.values.iloc[20] / scale == pytest.approx(30.14228435, rel=1e-8)
    with pytest.raises(ValueError, match="too"):
        disaggregate({2021: 1.7e308, 2022: -1.7e308, 2023: 1.7e308}, conversion="last", order=3)


@pytest.mark.parametrize("method", ["denton", "uniform"])
def test_an_indicator_far_from_the_benchmarks_in_size_is_refused(method: str) -> None:
    # 1e301 less 1e301 leaves no digit of 118.4. A billion leaves enough.
    options: dict[str, Any] = {"method": method, "deviations": "additive"}
    if method == "uniform":
        del options["deviations"]
    with pytest.raises(ValueError, match="misses the benchmark of 20.. by .* similar size"):
        disaggregate(like=INDICATOR * 1e300, **options)
    path = disaggregate(like=INDICATOR * 1e9, **options).values
    assert path["2021"].sum() == pytest.approx(118.4, abs=1e-6 * 171.9)


def test_numbers_without_digits_are_refused() -> None:
    with pytest.raises(ValueError, match="too small"):
        disaggregate({2021: 5e-324, 2022: 5e-324})


def test_a_ratio_to_nothing_is_missing() -> None:
    idle = INDICATOR.where(INDICATOR.index.year != 2022, 0.0)
    ratios = disaggregate(like=idle, method="uniform").benchmark_ratios
    assert ratios is not None
    assert list(ratios.isna()) == [False, True, False, False, False]


# --- several series with a total ----------------------------------------------------------------

# Example 1 of rjd3bench's multivariatecholette: three series, their years and their total.
PARTS = pd.DataFrame(
    {"x1": [30.0, 30.6], "x2": [80.0, 81.2], "x3": [8.0, 8.1]},
    index=pd.period_range("2010", periods=2, freq="Y"),
)
QUARTERS = pd.period_range("2010Q1", periods=8, freq="Q")
LIKE = pd.DataFrame(
    {
        "x1": [7, 7.2, 8.1, 7.5, 8.5, 7.8, 8.1, 8.4],
        "x2": [18, 19.5, 19.0, 19.7, 18.5, 19.0, 20.3, 20.0],
        "x3": [1.5, 1.8, 2, 2.5, 2.0, 1.5, 1.7, 2.0],
    },
    index=QUARTERS,
)
TOTAL = pd.Series([27.1, 29.8, 29.9, 31.2, 29.3, 27.9, 30.9, 31.8], index=QUARTERS)


def test_a_system_has_the_values_of_jdemetra() -> None:
    # JA60: JDemetra+ 3.6.0, multivariate Cholette with rho 1 and lambda 0.5.
    found = gp.disaggregate_system(PARTS, TOTAL, freq="Q", like=LIKE, lambda_=0.5)
    assert list(found["x1"][:3]) == pytest.approx([7.045541795, 7.376875943, 8.064690781], rel=1e-8)
    assert list(found["x2"][-2:]) == pytest.approx([21.37600874, 21.48194577], rel=1e-8)
    assert list(found["x3"][-2:]) == pytest.approx([1.959537549, 2.339460339], rel=1e-8)
    # JA61: rho 0.729.
    found = gp.disaggregate_system(PARTS, TOTAL, freq="Q", like=LIKE, lambda_=0.5, rho=0.729)
    assert list(found["x1"][:2]) == pytest.approx([7.070671836, 7.385806645], rel=1e-8)
    assert list(found["x2"][:2]) == pytest.approx([18.55121116, 20.58909738], rel=1e-8)


def test_a_system_far_from_its_indicators_in_size_is_refused() -> None:
    with pytest.raises(ValueError, match="misses a benchmark by"):
        gp.disaggregate_system(PARTS, TOTAL, freq="Q", like=LIKE * 1e300, lambda_=0)
    found = gp.disaggregate_system(PARTS * 1e300, TOTAL * 1e300, freq="Q")
    assert list(found.sum(axis=1) / 1e300) == pytest.approx(list(TOTAL), rel=1e-9)


def test_a_part_that_is_nothing_stays_nothing() -> None:
    parts = PARTS.assign(empty=0.0)
    found = gp.disaggregate_system(parts, TOTAL, freq="Q")
    assert (found["empty"] == 0).all()
    assert np.allclose(found.drop(columns="empty"), gp.disaggregate_system(PARTS, TOTAL, freq="Q"))


def test_a_system_has_no_negative_decimals() -> None:
    with pytest.raises(ValueError, match="0 or more decimals, not -1"):
        gp.disaggregate_system(PARTS, TOTAL, freq="Q", decimals=-1)


@pytest.mark.parametrize("like", [None, LIKE, LIKE[["x3", "x1", "x2"]]])
def test_a_system_adds_up_both_ways(like: pd.DataFrame | None) -> None:
    found = gp.disaggregate_system(PARTS, TOTAL, freq="Q", like=like)
    assert list(found.sum(axis=1)) == pytest.approx(list(TOTAL), rel=1e-9)
    years = found.groupby(found.index.year).sum()
    assert years.to_numpy() == pytest.approx(PARTS.to_numpy(), rel=1e-9)
    assert list(found.columns) == ["x1", "x2", "x3"]
    assert found.index.freqstr == "Q-DEC"


def test_without_indicators_the_parts_move_like_the_total() -> None:
    found = gp.disaggregate_system(PARTS, TOTAL, freq="Q")
    shares = found.div(TOTAL, axis=0)
    assert (shares.max() / shares.min()).max() < 1.05


def test_a_part_may_have_no_figure_for_a_year() -> None:
    parts = PARTS.copy()
    parts.loc["2011", "x2"] = math.nan
    found = gp.disaggregate_system(parts, TOTAL, freq="Q", like=LIKE)
    assert found["x2"]["2011"].sum() == pytest.approx(TOTAL["2011"].sum() - 30.6 - 8.1)


def test_parts_do_not_fall_below_the_minimum() -> None:
    parts = pd.DataFrame({"a": [100.0, 1, 100], "b": [100.0, 100, 100]}, index=[2021, 2022, 2023])
    total = {2021: 200, 2022: 101, 2023: 200}
    free = gp.disaggregate_system(parts, total, freq="Q", lambda_=0)
    assert free.min().min() < 0
    bound = gp.disaggregate_system(parts, total, freq="Q", lambda_=0, minimum=0)
    assert bound.min().min() >= 0
    assert bound["a"]["2022"].sum() == pytest.approx(1)


def test_figures_that_do_not_add_up_are_named_unless_they_are_rounded() -> None:
    total = TOTAL.copy()
    total["2011Q4"] += 0.05
    with pytest.raises(ValueError, match="cannot all hold: .*x1 over 2011-Q1..2011-Q4 = 30.6"):
        gp.disaggregate_system(PARTS, total, freq="Q", like=LIKE)
    found = gp.disaggregate_system(PARTS, total, freq="Q", like=LIKE, decimals=1)
    assert list(found.sum(axis=1)) == pytest.approx(list(total), abs=0.05 + 1e-9)
    with pytest.raises(ValueError, match="cannot all hold"):
        gp.disaggregate_system(PARTS, total + 1, freq="Q", like=LIKE, decimals=1)


@pytest.mark.parametrize(
    ("parts", "total", "options", "problem"),
    [
        (PARTS, TOTAL, {"freq": "W"}, "do not divide"),
        (PARTS, TOTAL, {"freq": "A"}, "do not divide"),
        (PARTS, TOTAL, {"like": LIKE[["x1", "x2"]]}, "an indicator for each part: x1, x2, x3"),
        (PARTS, TOTAL, {"like": LIKE[:7]}, "shorter"),
        (PARTS, TOTAL, {"like": LIKE * 0}, "x1 in 2010-Q1"),
        (PARTS, LIKE, {}, "one series"),
        (PARTS * math.nan, TOTAL, {}, "'x1' has no figure"),
        (PARTS, TOTAL.where(TOTAL.index != pd.Period("2010Q3")), {}, "2010-Q3 is missing"),
        (PARTS, {2010: 118, 2012: 120}, {}, "2012 stands behind 2010"),
        (PARTS, {2010: 118, 2011: 119.9, 2012: 120}, {}, "2012 needs"),
        (PARTS, TOTAL, {"rho": 1.5}, "0..1"),
        (PARTS, TOTAL, {"like": LIKE, "minimum": 9}, "cannot all hold"),
    ],
)
def test_what_is_no_system_is_refused(
    parts: Any, total: Any, options: dict[str, Any], problem: str
) -> None:
    with pytest.raises(ValueError, match=problem):
        gp.disaggregate_system(parts, total, **{"freq": "Q", **options})

"""Forecasts from figures about windows: mixed keys in, one joint distribution out."""

import csv
import math
import os
from pathlib import Path

import glidepath as gp
import numpy as np
import pandas as pd
import pytest

TO_DATE = {2021: 100.0, 2022: 108.0, 2023: 115.0, "2024-01..2024-02": 15.2, "2024-03": 9.1}

CASES = {
    "MF1_annual_then_ytd_trend": gp.Structure("trend", irregular=0.3, level=0.8, slope=0.05),
    "MF2_annual_then_quarterly_bsm": gp.Structure(
        "seasonal", irregular=0.3, level=0.8, slope=0.05, season=0.1
    ),
    "MF3_rw_annual_sums": gp.Structure("level", level=1.0),
}


@pytest.fixture(scope="module")
def found() -> gp.Forecast:
    return gp.forecast(TO_DATE, 9, freq="M", kind="flow")


def reference(name: str) -> list[dict[str, str]]:
    folder = os.environ.get("GLIDEPATH_REFERENCE_DATA")
    if not folder:
        pytest.skip("GLIDEPATH_REFERENCE_DATA is not set")
    file = Path(folder) / "vectors" / "statespace" / f"{name}.csv"
    with file.open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


@pytest.mark.parametrize("case", CASES)
def test_totals_and_probabilities_of_targets_are_those_of_the_dense_reference(case):
    start = gp.Period("2021-Q1")

    def window(first: int, last: int) -> gp.Window:
        return gp.Window(start + first - 1, start + last - 1)

    known = {}
    end = 0
    for row in reference(f"{case}_obs"):
        positions = [int(position) for position in row["periods"].split()]
        known[window(positions[0], positions[-1])] = float(row["value"])
        end = max(end, positions[-1])
    totals = reference(f"{case}_agg")
    farthest = max(int(row["to"]) for row in totals)
    found = gp.forecast(known, farthest - end, freq="Q", kind="flow", structure=CASES[case])
    for row in totals:
        wanted = window(int(row["from"]), int(row["to"]))
        total = found.sum(wanted, paths=20_000)
        mean, deviation = float(row["mean"]), math.sqrt(max(float(row["var"]), 0))
        assert total.mean == pytest.approx(mean, rel=1e-8)
        assert total.draws.std() == pytest.approx(deviation, rel=2e-3, abs=1e-6)
        if row["target"]:
            likely = found.probability(f"sum {wanted} >= {row['target']}", paths=20_000)
            assert likely == pytest.approx(float(row["P_sum_ge_target"]), abs=2e-3)


def test_years_then_totals_to_date_give_the_tabled_probability():
    # MF1 of the reference tables.
    known = {
        "2021": 118.4, "2022": 132.7, "2023": 149.1, "2024": 156.3,
        "2025-Q1": 39.1, "2025-Q1..2025-Q2": 79.8, "2025-Q1..2025-Q3": 123.0,
    }  # fmt: skip
    structure = CASES["MF1_annual_then_ytd_trend"]
    found = gp.forecast(known, 1, kind="flow", structure=structure)
    assert found.sum("2025").mean == pytest.approx(166.7238580, abs=1e-7)
    assert found.probability("at 2025 >= 165", paths=20_000) == pytest.approx(0.9076432, abs=2e-3)


def test_sums_use_known_and_unknown_months(found):
    assert str(found.window) == "2021-01..2024-12"
    assert found.points == 5
    assert set(found.notes) == {
        gp.ForecastNote.model_intervals,
        gp.ForecastNote.season_too_long,
    }
    for window, value in TO_DATE.items():
        assert found.sum(str(window)).interval(0.95) == pytest.approx((value, value), rel=1e-9)
    year, rest = found.sum("2024"), found.sum("2024-04..2024-12")
    assert year.quantile(0.1) == pytest.approx(24.3 + rest.quantile(0.1), rel=1e-8)
    # Dense generalised least squares of the level model with the variances of its largest
    # likelihood, on a grid (numpy): 105.5615 with a standard deviation of 6.5157.
    assert year.mean == pytest.approx(105.561, abs=2e-3)
    spread = found.sum("2024", paths=20_000).draws.std()
    assert spread == pytest.approx(6.5157, rel=2e-3)
    assert found.probability("at 2024 >= 110", paths=20_000) == pytest.approx(0.2479, abs=2e-3)
    assert found.probability("at 2023 >= 115") == 1
    assert found.probability("at 2023 > 115") == 0


def test_the_result_has_all_a_forecast_has(found):
    assert found.median.index[0] == pd.Period("2021-01", "M")
    assert (found.interval(0.8)["lower"] <= found.median).all()
    paths = found.paths(500)
    assert paths.shape == (500, 48)
    assert paths.iloc[:, :12].sum(axis=1).to_numpy() == pytest.approx(np.full(500, 100.0))
    assert found.sum("2024", paths=500).mean == pytest.approx(
        paths.iloc[:, 36:].sum(axis=1).mean(), rel=1e-12
    )
    assert found.history.empty
    assert "nan" not in found._repr_html_()
    assert found.to_frame().notna().all(axis=None)


def test_a_picture_needs_no_history(found):
    pytest.importorskip("matplotlib").use("agg")
    assert found.plot().get_legend() is not None
    exact = gp.forecast({"2023-01": 3.0, "2023-02": 4.0, "2023-03": 3.5, "2023-04..2023-05": 8.0}, 2)
    assert exact.plot().get_legend() is not None


def test_the_order_of_keys_and_their_form_play_no_part(found):
    shuffled = {
        gp.Period("2024-03"): 9.1,
        "2022": 108.0,
        gp.Window("2024-01..2024-02"): 15.2,
        "2023-01..2023-12": 115.0,
        2021: 100.0,
    }
    assert gp.forecast(shuffled, 9, kind="flow").paths(50).equals(found.paths(50))
    series = pd.Series(shuffled)
    series.index = pd.Index([str(key) for key in shuffled], dtype=object)
    again = gp.forecast(series.rename("gdp"), 9, kind="flow")
    assert again.median.name == "gdp"
    assert np.array_equal(again.median, found.median)
    table = pd.DataFrame({"period": list(map(str, TO_DATE)), "gdp": list(TO_DATE.values())})
    assert np.array_equal(gp.forecast(table, 9, kind="flow").median, found.median)


def test_figures_scale_with_their_unit(found):
    scaled = gp.forecast({key: 1e4 * v for key, v in TO_DATE.items()}, 9, kind="flow")
    assert scaled.method == found.method
    assert scaled.median.to_numpy() / 1e4 == pytest.approx(found.median.to_numpy(), rel=1e-5)


def test_a_past_month_that_is_missing_has_a_year():
    months = {f"2022-{m:02}": 10 + m % 3 + 0.1 * m for m in range(1, 13) if m != 7}
    months["2023-01..2023-02"] = 22.0
    found = gp.forecast(months, 10, kind="flow")
    assert str(found.window.first) == "2022-07"
    assert len(found.history) == 6
    low, high = found.sum("2022").interval(0.9)
    eleven = sum(value for key, value in months.items() if key.startswith("2022"))
    assert eleven + 5 < low < high < eleven + 20


def test_missing_figures_at_the_end_are_forecast_as_well(found):
    longer = gp.forecast({**TO_DATE, "2024-05": np.nan}, 7, kind="flow")
    assert longer.window == found.window
    assert longer.median.equals(found.median)


def test_totals_to_date_without_january_bear_a_season():
    t = np.arange(40)
    rng = np.random.default_rng(3)
    monthly = 10 + 0.1 * t + 4 * np.sin(t * np.pi / 6) + rng.normal(scale=0.3, size=40)
    to_date = {}
    for year in range(2021, 2025):
        values = monthly[12 * (year - 2021) : 12 * (year - 2020)]
        for month in range(2, len(values) + 1):
            to_date[f"{year}-01..{year}-{month:02}"] = float(values[:month].sum())
    found = gp.forecast(to_date, 8, kind="flow")
    assert found.method == "structural (seasonal)"
    assert gp.ForecastNote.january_february in found.notes
    assert found.sum("2022").mean == pytest.approx(monthly[12:24].sum())
    assert found.median["2024-10"] < found.median["2024-06"]


def test_keys_of_one_frequency_are_a_series_as_ever():
    years = {2020: 635.0, 2021: 655.2, 2022: 734.5, 2023: 841.0}
    plain = gp.forecast(years, 2, kind="flow")
    assert "structural" not in plain.method
    windows = gp.forecast({gp.Period(str(year)): value for year, value in years.items()}, 2)
    assert windows.median.equals(plain.median)
    with pytest.raises(ValueError, match="follow one another"):
        gp.forecast({2020: 1.0, 2022: 2.0}, 1)


def test_a_series_may_have_a_structure_too():
    years = {2014 + i: v for i, v in enumerate([12.0, 14, 13, 17, 19, 18, 22, 24, 23, 27])}
    named = gp.forecast(years, 3, method="structural")
    given = gp.forecast(years, 3, structure=named.method.split("(")[1].rstrip(")"))
    assert given.method == named.method
    assert given.window == named.window
    assert given.interval(0.8).to_numpy() == pytest.approx(named.interval(0.8).to_numpy(), rel=1e-3)


def test_a_target_meets_mixed_figures(found):
    target = gp.Target("at 2024 >= 110")
    assert target.probability(TO_DATE, kind="flow") == found.probability(target)


def test_a_structure_tells_what_it_was_given():
    given = gp.Structure("damped", level=2.0, phi=0.9)
    assert (given.form, given.level, given.irregular, given.phi) == ("damped", 2.0, 0.0, 0.9)
    assert gp.Structure("trend").level is None
    assert repr(gp.Structure("trend")) == "<Structure: trend>"


@pytest.mark.parametrize(
    ("y", "options", "why"),
    [
        ({**TO_DATE, "2021..2023": 320.0}, {}, "of 2021..2023 is 320, but by the other .* 323"),
        ({**TO_DATE, "2024-W05": 3.0}, {"freq": "M"}, "2024-W05 is no whole number of monthly"),
        ({"2023": 3.0, "2024-01": 1.0}, {}, "it takes 3"),
        ({"2023": np.nan, "2024-01": np.nan}, {}, "at least one figure"),
        ({**TO_DATE, "2024-04": np.inf}, {}, "2024-04 is not a finite number"),
        ({**TO_DATE, "2024-05..2024-04": 3.0}, {}, "reversed"),
        ({**TO_DATE, "2024-04..soon": 3.0}, {}, "not a period"),
        (TO_DATE, {"method": "ets"}, 'leave method="ets" out'),
        (TO_DATE, {"face": "growth"}, "face is for series"),
        (TO_DATE, {"last_break": 2022}, "last_break is for series"),
        (TO_DATE, {"damp_outliers": True}, "damp_outliers is for series"),
        (TO_DATE, {"structure": "arima"}, "no StructuralForm"),
        (TO_DATE, {"structure": "seasonal"}, "unknown states"),
        (TO_DATE, {"bounds": (0, 5)}, "2021, 100, cannot be within the bounds"),
        (TO_DATE, {"freq": "A"}, "2024-01..2024-02 is no whole number of annual"),
    ],
)
def test_refusals_say_what_is_wrong(y, options, why):
    with pytest.raises(ValueError, match=why):
        gp.forecast(y, 9, **{"kind": "flow", **options})


def test_a_horizon_is_at_least_one_period():
    with pytest.raises(ValueError, match="1 to 1000"):
        gp.forecast(TO_DATE, 0, kind="flow")


def test_one_series_at_a_time():
    table = pd.DataFrame({"a": [1.0, 2.0], "b": [2.0, 3.0]}, index=["2023", "2024-01"])
    with pytest.raises(ValueError, match="one series"):
        gp.forecast(table, 2)

"""Periods and windows as Python sees them."""

import copy
import datetime as dt
import pickle

import glidepath as gp
import pytest
from hypothesis import given
from hypothesis import strategies as st

days = st.dates(dt.date(1700, 1, 1), dt.date(2500, 12, 31))
frequencies = st.sampled_from(list(gp.Frequency))


@st.composite
def periods(draw: st.DrawFn) -> gp.Period:
    frequency = draw(frequencies)
    width = {"annual": 12, "half-yearly": 6, "quarterly": 3}.get(frequency, 1)
    phase = draw(st.integers(0, width - 1))
    return gp.Period.containing(draw(days), frequency, phase)


def is_gregorian(period: gp.Period) -> bool:
    return period.phase == 0


@given(periods())
def test_repr_of_a_period_reads_back(period: gp.Period) -> None:
    assert eval(repr(period), {"Period": gp.Period}) == period


@given(periods().filter(is_gregorian))
def test_text_of_a_gregorian_period_reads_back(period: gp.Period) -> None:
    assert gp.Period(str(period)) == period


@given(periods())
def test_a_period_survives_pickling_and_copying(period: gp.Period) -> None:
    assert pickle.loads(pickle.dumps(period)) == period
    assert copy.deepcopy(period) == period
    assert hash(copy.copy(period)) == hash(period)


@given(periods(), st.integers(-50, 50))
def test_steps_along_the_periods_can_be_undone(period: gp.Period, n: int) -> None:
    assert (period + n) - n == period
    assert (period + n) - period == n


def test_periods_of_two_frequencies_are_unequal_and_have_no_order() -> None:
    assert gp.Period("2025") != gp.Period("2025-Q1")
    assert gp.Period("2025") != "2025"
    with pytest.raises(TypeError, match="different frequencies"):
        assert gp.Period("2025") < gp.Period("2025-Q1")


def test_a_period_knows_its_days_and_its_frequency() -> None:
    period = gp.Period("2024-Q1")
    assert (period.first_day, period.last_day) == (dt.date(2024, 1, 1), dt.date(2024, 3, 31))
    assert period.frequency == "quarterly"
    assert gp.Period(2025) == gp.Period("2025")


def test_reporting_years_may_start_in_april() -> None:
    period = gp.Period("2025-A1", reporting_year_start=4)
    assert period.first_day == dt.date(2025, 4, 1)
    assert repr(period) == "Period('2025-A1', reporting_year_start=4)"


def test_a_text_that_is_no_period_is_refused_with_the_forms_that_are() -> None:
    with pytest.raises(ValueError, match=r'not a period: "2025-13".*2025-06'):
        gp.Period("2025-13")


def test_a_window_is_a_collection_of_its_periods() -> None:
    window = gp.Window("2023..2027")
    assert len(window) == 5
    assert list(window)[-1] == gp.Period("2027") == window.last
    assert gp.Period("2025") in window
    assert gp.Period("2028") not in window
    assert pickle.loads(pickle.dumps(window)) == window
    assert repr(window) == "Window('2023..2027')"


def test_a_reversed_window_is_refused() -> None:
    with pytest.raises(ValueError, match="reversed"):
        gp.Window("2027..2023")


def test_periods_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        gp.Period("2025").ordinal = 3  # type: ignore[misc]


def test_periods_end_where_the_calendar_does() -> None:
    with pytest.raises(OverflowError):
        gp.Period(2025) + 10**9
    with pytest.raises(OverflowError):
        gp.Period("2025-01-01") - 10**6
    with pytest.raises(ValueError, match="phase"):
        gp.Period.containing(dt.date(2024, 1, 1), "quarterly", 3)
    with pytest.raises(ValueError, match="1399"):
        gp.Period.containing(dt.date(1399, 1, 1), "annual")


def test_a_wrong_word_is_answered_with_the_right_ones() -> None:
    with pytest.raises(ValueError, match='no Frequency "yearly": expected one of annual, half'):
        gp.Period.containing(dt.date(2024, 1, 1), "yearly")


def test_years_from_april_have_ordinary_quarters() -> None:
    year = gp.Window("2025-A1", reporting_year_start=4)
    quarters = year.refine("quarterly")
    assert quarters is not None
    assert quarters.first == gp.Period("2025-Q2")

"""Numbers as reports print them."""

import glidepath as gp
from glidepath._numbers import number, percent
from hypothesis import given
from hypothesis import strategies as st


@given(st.floats(-10, 10))
def test_below_its_target_a_share_never_prints_as_whole(share: float) -> None:
    assert (share < 1) == (float(percent(share).rstrip("%")) < 100)


def test_shares_have_one_decimal() -> None:
    assert [percent(share) for share in (0.5, 0.99999, 1.0, 1.236, -0.0001)] == [
        "50.0%",
        "99.9%",
        "100.0%",
        "123.6%",
        "0.0%",
    ]


@given(st.floats(-1e15, 1e15))
def test_numbers_have_no_exponent_and_six_digits_that_count(value: float) -> None:
    text = number(value)
    assert "e" not in text
    assert abs(float(text) - value) <= 5e-6 * abs(value) + 1e-300


def test_every_word_of_the_library_has_its_member() -> None:
    for words in (
        gp.Status,
        gp.Tier,
        gp.Kind,
        gp.Measure,
        gp.DataStatus,
        gp.ReasonCode,
        gp.Severity,
    ):
        assert all(word == str(word) == word.value for word in words)

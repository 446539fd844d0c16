"""The target language from Python."""

import pickle

import glidepath as gp
import pytest
from hypothesis import given
from hypothesis import strategies as st

numbers = st.one_of(
    st.integers(-(10**6), 10**6).map(str),
    st.tuples(st.integers(-999, 999), st.integers(0, 99)).map(lambda t: f"{t[0]}.{t[1]:02}"),
)
quantities = st.tuples(numbers, st.sampled_from(["", "%", "pp"])).map("".join)
years = st.integers(1990, 2060)
indicators = st.sampled_from(["gdp", "fixed_asset_investment", "x1"])


@st.composite
def windows(draw: st.DrawFn) -> str:
    first = draw(years)
    last = first + draw(st.integers(1, 9))
    form = draw(st.sampled_from(["{}", "{}-H2", "{}-Q3", "{}-06"]))
    return form.format(first) + ".." + form.format(last)


@st.composite
def relations(draw: st.DrawFn) -> str:
    sign = draw(st.sampled_from([">", ">=", "<", "<="]))
    face = draw(st.sampled_from(["", "growth of ", "change of "]))
    quantity = draw(quantities)
    return draw(
        st.sampled_from(
            [
                f"{sign} {quantity}",
                f"{sign} {face}{draw(indicators)}",
                f"{sign} tbd",
                f"= {quantity}",
                f"~ {quantity} within {draw(quantities).removeprefix('-')}",
                f"between {quantity} and {draw(quantities)}",
            ]
        )
    )


@st.composite
def statements(draw: st.DrawFn) -> str:
    window, year = draw(windows()), draw(years)
    stat = draw(
        st.sampled_from(
            [
                f"at {year}",
                f"at {year}-Q2 growth",
                f"at {year} change",
                f"by {year}",
                f"sum {window}",
                f"mean {window}",
                f"each {window}",
                f"each {window} growth",
                f"growth from {year} to {year + 5}",
                f"change from {year} to {year + 5}",
            ]
        )
    )
    bare = [f"{verb} {window}" for verb in ("rises", "falls", "never falls", "never rises")]
    bare += [f"steady {window} within 3%", "done", f"done by {year}", f"done by {year}-06-30"]
    return draw(st.one_of(st.sampled_from(bare), relations().map(lambda rel: f"{stat} {rel}")))


def readable(text: str) -> gp.Statement | None:
    try:
        return gp.Statement(text)
    except ValueError:  # marks that do not go together, an empty interval
        return None


@given(statements())
def test_text_reads_back_to_an_equal_statement(text: str) -> None:
    statement = readable(text)
    if statement is None:
        return
    assert gp.Statement(str(statement)) == statement
    assert eval(repr(statement), {"Statement": gp.Statement}) == statement
    assert pickle.loads(pickle.dumps(statement)) == statement
    assert hash(gp.Statement(str(statement))) == hash(statement)


@given(st.text(max_size=40))
def test_any_other_text_is_refused_and_nothing_worse(text: str) -> None:
    readable(text)


def test_the_parts_of_a_statement() -> None:
    statement = gp.Statement("each 2023..2027 >= 90%")
    assert statement.stat == "each"
    assert statement.face == "level"
    assert statement.window == gp.Window("2023..2027")
    assert (statement.relation, statement.value) == (">=", 90)
    assert str(statement.due) == "2027-12-31"
    assert statement.reference is statement.second is None

    relation = gp.Statement("at 2025 growth > growth of gdp")
    assert (relation.reference, relation.face, relation.value) == ("gdp", "growth", None)
    assert gp.Statement("at 2026 >= tbd").to_be_decided
    assert gp.Statement("done").window is None
    assert gp.Statement("at 2025 ~ 5 within 1").second == 1
    assert gp.Statement("rises 2023..2027").relation is None


def test_a_fault_points_at_its_place() -> None:
    with pytest.raises(ValueError, match="expected") as caught:
        gp.Statement("at 2025 over 860")
    text, caret = str(caught.value).splitlines()[:2]
    assert text == "at 2025 over 860"
    assert caret.index("^") == text.index("over")
    assert '"over"' in caret


def test_a_target_is_made_of_its_statement() -> None:
    target = gp.Target("at 2025 > 860", "investment", tier="binding")
    assert target.say == gp.Statement("at 2025 > 860")
    assert target.id == "investment:at-2025"
    assert target.tier is gp.Tier.binding
    assert gp.Target(gp.Statement("done")).indicator is None


def test_statements_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        gp.Statement("done").stat = gp.Stat.at  # type: ignore[misc]

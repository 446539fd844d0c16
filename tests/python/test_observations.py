"""Observations: files, frames and dicts are one to the reader."""

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import glidepath as gp
import numpy as np
import pandas as pd
import pytest
from glidepath._observations import cell, frame_to_csv
from hypothesis import given
from hypothesis import strategies as st


def without_inputs(result: gp.Assessment, plan: gp.Plan) -> str:
    """The JSON of an assessment but for the names and digests of its inputs and rows."""
    import json

    content = json.loads(result.to_json())
    del content["inputs"]
    for finding in content["findings"]:
        del finding["where"]
    return json.dumps(content)


def test_file_frame_and_excel_give_the_same_assessment(small: Any, tmp_path: Path) -> None:
    frame = pd.read_csv(small.observations_file)
    frame.to_excel(tmp_path / "observations.xlsx", index=False)
    plan = small.plan
    from_file = plan.assess(small.observations_file, as_of="2024-01-31")
    from_frame = plan.assess(frame, as_of="2024-01-31")
    from_excel = plan.assess(tmp_path / "observations.xlsx", as_of="2024-01-31")
    assert from_file["investment_total:at-2025"].status != "unknown"
    assert without_inputs(from_frame, plan) == without_inputs(from_file, plan)
    assert without_inputs(from_excel, plan) == without_inputs(from_file, plan)


def test_dict_and_frame_are_the_same_text() -> None:
    plan = gp.Plan(
        "mine",
        gp.Window("2023..2027"),
        indicators=[gp.Indicator("x", gp.Text(en="X"), "亿元", "flow")],
        targets=[gp.Target("at 2025 > 860", "x")],
    )
    figures = {2022: 734.5, "2023": 841, gp.Period("2024"): 870.25}
    frame = pd.DataFrame(
        {"indicator": "x", "period": [2022, 2023, 2024], "value": [734.5, 841.0, 870.25]}
    )
    text = "indicator,period,value\nx,2022,734.5\nx,2023,841\nx,2024,870.25\n"
    results = [
        plan.assess(given)
        for given in ({"x": figures}, frame, gp.Observations.from_csv(text, plan))
    ]
    assert len({result.to_json() for result in results}) == 1


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_are_written_in_the_shortest_form_without_exponent(value: float) -> None:
    text = cell(value)
    assert float(text) == value
    assert "e" not in text.lower()
    assert not text.endswith((".", ".0"))


def test_cells_of_every_kind_become_text() -> None:
    assert [cell(v) for v in (None, np.nan, pd.NA, pd.NaT)] == [""] * 4
    assert cell(np.int64(3)) == cell(3.0) == cell(np.float32(3)) == cell(Decimal("3")) == "3"
    assert cell(pd.Timestamp("2024-01-08")) == cell(dt.date(2024, 1, 8)) == "2024-01-08"
    assert cell(pd.Period("2024Q2")) == cell(gp.Period("2024-Q2")) == "2024-Q2"
    assert cell("—") == "—"


def test_periods_may_stand_in_the_index() -> None:
    frame = pd.DataFrame(
        {"indicator": "x", "value": [1.5, 2.0]},
        index=pd.period_range("2023", periods=2, freq="Y", name="period"),
    )
    assert frame_to_csv(frame).decode() == "period,indicator,value\n2023,x,1.5\n2024,x,2\n"


def test_a_spreadsheet_day_is_not_taken_for_a_month(small: Any) -> None:
    frame = pd.DataFrame(
        {"indicator": ["projects"], "period": [pd.Timestamp("2023-06-01")], "value": [7]}
    )
    with pytest.warns(gp.RowsRejected, match="not a period"):
        result = small.plan.assess(frame)
    assert len(result.rejected) == 1


def test_rows_that_cannot_be_used_are_warned_about_and_kept(small: Any, bad_row: str) -> None:
    with small.observations_file.open("a", encoding="utf-8") as file:
        file.write(bad_row)
    with pytest.warns(gp.RowsRejected, match="1,200"):
        result = small.assess(as_of="2024-01-31")
    (fault,) = result.rejected
    assert (fault.where.file, fault.where.line) == (str(small.observations_file), 5)
    assert result.rows_left_out.rejected == 1
    assert result["investment_total:at-2025"].actual == 760


def test_read_once_observations_serve_many_assessments(small: Any) -> None:
    plan = small.plan
    seen = gp.Observations.load(small.observations_file, plan)
    assert len(seen) == 3
    assert repr(seen) == "<Observations: 3 rows>"
    frame = seen.to_frame()
    assert list(frame["period"]) == ["2022", "2023", "2023"]
    assert str(frame["released"].dtype).startswith("datetime64")
    early = plan.assess(seen, as_of="2024-01-31")["investment_total:at-2025"]
    late = plan.assess(seen, as_of="2024-07-01")["investment_total:at-2025"]
    assert (early.actual, late.actual) == (760, 841)
    assert gp.Observations.from_csv(seen.to_csv(plan), plan).rows == seen.rows


def test_another_encoding_must_be_named(small: Any) -> None:
    text = small.observations_file.read_text(encoding="utf-8")
    small.observations_file.write_bytes(text.encode("gb18030"))
    with pytest.raises(gp.InputError, match=r"(?i)gb18030"):
        gp.Observations.load(small.observations_file, small.plan)
    seen = gp.Observations.load(small.observations_file, small.plan, encoding="gb18030")
    assert len(seen) == 3


@pytest.mark.parametrize("source", [3, ["investment_total"], None])
def test_what_is_no_table_is_refused_by_type(small: Any, source: Any) -> None:
    with pytest.raises(TypeError, match="observations are"):
        small.plan.assess(source)

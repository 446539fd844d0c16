"""Trajectories: planned values by period, from the plan to a frame, a display, the command."""

import io
import json
from typing import Any

import glidepath as gp
import pandas as pd
import pytest

FAI = "fixed_asset_investment"
AS_OF = "2024-01-31"


@pytest.fixture
def drawn(gongshu: Any) -> gp.Trajectory:
    """Fixed-asset investment of Gongshu by months."""
    return gongshu.plan.trajectory(FAI, gongshu.observations_file, freq="M", as_of=AS_OF)


@pytest.fixture
def by_months() -> pd.DataFrame:
    """The total to the end of each month of 2022 from February on: 700 in all."""
    totals = [70, 126, 182, 238, 350, 392, 434, 462, 518, 574, 700]
    return pd.DataFrame(
        {
            "indicator": "investment_total",
            "period": [f"2022-{month:02}" for month in range(2, 13)],
            "measure": "ytd",
            "value": [str(total) for total in totals],
        }
    )


def by_year(trajectory: gp.Trajectory) -> "pd.Series[float]":
    """Planned totals of the years."""
    values = trajectory.values
    return values.groupby(values.index.year).sum()


def test_months_add_up_to_the_targets_of_the_years(drawn: gp.Trajectory) -> None:
    years = by_year(drawn)
    assert years[2025] == pytest.approx(860, rel=1e-9)
    assert years[2027] == pytest.approx(950, rel=1e-9)
    # In between the path is the straight line, and it starts at the base.
    assert drawn.base is not None
    period, base, derived = drawn.base
    assert (str(period), derived) == ("2022", True)
    assert base == pytest.approx(841 / 1.145)
    assert years[2026] == pytest.approx(905, rel=1e-9)
    assert years[2024] == pytest.approx(base + (860 - base) * 2 / 3, rel=1e-9)


def test_the_year_to_date_ends_at_the_total_of_the_year(drawn: gp.Trajectory) -> None:
    frame = drawn.to_frame()
    assert list(frame.columns) == ["indicator", "period", "value", "ytd"]
    assert set(frame["indicator"]) == {FAI}
    ends = frame[frame["period"].str.endswith("-12")].set_index("period")["ytd"]
    assert ends["2025-12"] == pytest.approx(860, rel=1e-9)
    assert ends["2027-12"] == pytest.approx(950, rel=1e-9)
    starts = frame[frame["period"].str.endswith("-01")]
    assert list(starts["ytd"]) == list(starts["value"])
    assert list(drawn.ytd) == list(frame["ytd"])


def test_months_follow_the_usual_share_of_earlier_years(small: Any, by_months: Any) -> None:
    drawn = small.plan.trajectory("investment_total", by_months)
    assert drawn.spread == "usual" and drawn.not_usual is None
    # January and February are published together, so nothing tells one from the other.
    assert [str(window) for window in drawn.joint] == ["2027-01..2027-02"]
    done = drawn.ytd["2025-06"] / drawn.ytd["2025-12"]
    assert done == pytest.approx(0.5, abs=0.01)
    months = drawn.values["2025"]
    assert months.iloc[1] / months.iloc[0] == pytest.approx(28 / 31, abs=0.01)
    assert months.iloc[11] / months.iloc[2] == pytest.approx(126 / 56, rel=0.06)
    assert by_year(drawn)[2025] == pytest.approx(860, rel=1e-9)


def test_the_catch_up_path_holds_what_was_observed(gongshu: Any) -> None:
    plan = gongshu.plan
    again = plan.trajectory(FAI, gongshu.observations_file, anchor="latest", as_of=AS_OF)
    assert by_year(again)[2023] == pytest.approx(841)
    assert by_year(again)[2024] == pytest.approx((841 + 860) / 2)
    assert [(str(period), value) for period, value in again.held] == [("2023", 841)]
    first = plan.trajectory(FAI, gongshu.observations_file, as_of=AS_OF)
    assert by_year(first)[2023] < 800
    # What was published is shown beside both.
    window, value = first.observed[-1]
    assert (str(window), value) == ("2023-01..2023-12", 841)


def test_shapes_and_spreads(gongshu: Any) -> None:
    def draw(**options: Any) -> gp.Trajectory:
        return gongshu.plan.trajectory(FAI, gongshu.observations_file, as_of=AS_OF, **options)

    geometric = by_year(draw(shape="geometric"))
    assert geometric[2026] == pytest.approx((860 * 950) ** 0.5)
    # Months add up to the year and follow the profile as nearly as a smooth path can.
    for options, share in (
        ({"spread": "equal"}, [1 / 12] * 12),
        ({"spread": "days"}, [31 / 365, 28 / 365, 31 / 365]),
        ({"freq": "Q", "weights": [1, 2, 3, 4]}, [0.1, 0.2, 0.3, 0.4]),
    ):
        values = draw(**options).values["2025"]
        assert values.sum() == pytest.approx(860, rel=1e-9)
        assert list(values[: len(share)] / 860) == pytest.approx(share, rel=0.03)


def test_without_a_figure_of_earlier_years_the_spread_is_equal_and_said(small: Any) -> None:
    drawn = small.plan.trajectory("investment_total", small.observations_file)
    assert drawn.spread == "equal"
    assert "usual share cannot be learned" in "\n".join(drawn.lines())
    assert "平均分配" in "\n".join(drawn.lines("zh"))


def test_no_observations_no_base(small: Any) -> None:
    drawn = small.plan.trajectory("investment_total", freq="A")
    assert drawn.base is None
    assert list(drawn.values) == pytest.approx([860, 905, 950])
    assert [str(period) for period in drawn.path.window] == ["2025", "2026", "2027"]


def test_no_path_says_why(small: Any) -> None:
    text = small.plan_file.read_text(encoding="utf-8")
    start = text.index('[[target]]\nindicator = "investment_total"\nsay = "at 2027')
    end = text.index('[[target]]\nindicator = "projects"')
    small.plan_file.write_text(text[:start] + text[end:], encoding="utf-8")
    drawn = small.plan.trajectory("investment_total")
    assert drawn.path is None
    assert "one target and no base" in drawn.reason.en
    assert "基期" in drawn.reason.zh
    assert drawn.to_frame().empty and list(drawn.to_frame().columns)[-1] == "ytd"
    assert len(drawn.values) == 0
    assert "one target and no base" in repr(drawn)
    assert "one target and no base" in drawn._repr_html_()
    assert json.loads(drawn.to_json())["values"] == []


def test_a_trajectory_shows_itself(drawn: gp.Trajectory) -> None:
    assert repr(drawn) == (
        "<Trajectory of fixed_asset_investment: 2022-01..2027-12 from 734.498 in 2022>"
    )
    html = drawn._repr_html_()
    assert "Fixed-asset investment (亿元)" in html and "2023-01" in html and "841" in html
    assert "to_frame()" in html


@pytest.mark.parametrize(
    ("options", "error", "problem"),
    [
        ({"freq": "fortnight"}, ValueError, "fortnight"),
        ({"anchor": "start"}, ValueError, "base, latest"),
        ({"shape": "sigmoid"}, ValueError, "sigmoid"),
        ({"spread": "wide"}, ValueError, "usual, equal, days"),
        ({"weights": [1, 2]}, ValueError, "12 weights, not 2"),
        ({"weights": [0] * 12}, ValueError, "at least one must be positive"),
        ({"weights": [-1] + [1] * 11}, ValueError, "weights are 0 or more"),
        ({"power": 2}, ValueError, "no power"),
        ({"as_of": "2024-01"}, ValueError, "through="),
    ],
)
def test_what_cannot_be_drawn_is_refused(
    small: Any, options: dict[str, Any], error: type[Exception], problem: str
) -> None:
    with pytest.raises(error, match=problem):
        small.plan.trajectory("investment_total", small.observations_file, **options)


def test_an_unknown_indicator_is_a_key_error(small: Any) -> None:
    with pytest.raises(KeyError, match="nothing"):
        small.plan.trajectory("nothing")


def test_what_is_still_required() -> None:
    assert gp.required_run_rate(860, 500, 4) == 90
    assert gp.required_growth(841, 860, 2) == pytest.approx((860 / 841) ** 0.5 - 1)
    assert gp.periods_to_spare(841, 950, 0.05, 4) == 1
    assert gp.periods_to_spare_for_sum(100, 330, 0.1, 3) == 1


# --- the command --------------------------------------------------------------------------------


def test_the_command_writes_the_columns(gongshu: Any, glidepath: Any, tmp_path: Any) -> None:
    arguments = ["trajectory", *gongshu.files, "--indicator", FAI, "--freq", "M"]
    ended = glidepath(*arguments, "--as-of", AS_OF, "--format", "csv")
    assert (ended.code, ended.err) == (0, "")
    lines = ended.out.splitlines()
    assert lines[0] == "indicator,period,value,ytd"
    table = pd.read_csv(io.StringIO(ended.out))
    years = table.groupby(table["period"].str[:4])["value"].sum()
    assert years["2025"] == pytest.approx(860, rel=1e-9)
    assert years["2027"] == pytest.approx(950, rel=1e-9)
    assert table["ytd"].iloc[-1] == pytest.approx(950, rel=1e-9)
    file = tmp_path / "path.csv"
    written = glidepath(*arguments, "--as-of", AS_OF, "--format", "csv", "-o", file)
    assert (written.code, written.out) == (0, "")
    assert file.read_text(encoding="utf-8") == ended.out


def test_the_command_writes_the_json_of_the_library(gongshu: Any, glidepath: Any) -> None:
    arguments = ["trajectory", *gongshu.files, "--indicator", FAI, "--as-of", AS_OF]
    ended = glidepath(*arguments, "--freq", "Q", "--format", "json")
    drawn = gongshu.plan.trajectory(FAI, gongshu.observations_file, freq="Q", as_of=AS_OF)
    assert ended.out == drawn.to_json()
    assert json.loads(ended.out)["values"][-1]["ytd"] == pytest.approx(950, rel=1e-9)


def test_the_command_draws_a_table_in_both_languages(gongshu: Any, glidepath: Any) -> None:
    arguments = ["trajectory", *gongshu.files, "--indicator", FAI, "--freq", "A"]
    ended = glidepath(*arguments, "--as-of", AS_OF)
    assert ended.code == 0
    assert ended.out.splitlines()[0] == "Fixed-asset investment (亿元)"
    assert "860" in ended.out and "observed" in ended.out and "841" in ended.out
    assert "计划值" in glidepath(*arguments, "--lang", "zh").out


def test_the_command_passes_options_on(gongshu: Any, glidepath: Any) -> None:
    arguments = ["trajectory", *gongshu.files, "--indicator", FAI, "--format", "csv"]
    ended = glidepath(
        *arguments, "--freq", "Q", "--anchor", "latest", "--shape", "back_loaded", "--power", "3",
        "--weights", "1,2,3,4", "--period", "2023",
    )  # fmt: skip
    drawn = gongshu.plan.trajectory(
        FAI, gongshu.observations_file, freq="Q", anchor="latest", shape="back_loaded", power=3,
        weights=[1, 2, 3, 4], through=2023,
    )  # fmt: skip
    assert ended.out == drawn.to_frame().to_csv(index=False)


def test_a_plan_without_a_path_is_no_failure_of_the_command(small: Any, glidepath: Any) -> None:
    text = small.plan_file.read_text(encoding="utf-8")
    small.plan_file.write_text(
        text.replace('say = "sum 2023..2027 >= 100"', 'say = "at 2027 >= tbd"'), encoding="utf-8"
    )
    ended = glidepath("trajectory", *small.files, "--indicator", "projects", "--format", "csv")
    assert (ended.code, ended.out) == (0, "indicator,period,value,ytd\n")
    assert ended.err.startswith("glidepath: no trajectory of projects: no target")


def test_the_command_refuses_in_one_line(small: Any, glidepath: Any) -> None:
    for options, problem in (
        (["--indicator", "investment"], "investment_total"),
        (["--indicator", "investment_total", "--freq", "X"], "A H Q M W D"),
        (["--indicator", "investment_total", "--weights", "1;2"], "commas"),
        (["--indicator", "investment_total", "--weights", "1,2"], "12 weights, not 2"),
        (["--indicator", "investment_total", "--shape", "sigmoid"], "sigmoid"),
        (["--indicator", "investment_total", "--anchor", "now"], "now"),
        (["--indicator", "investment_total", "--as-of", "2024-01"], "--period"),
        ([], "--indicator"),
    ):
        ended = glidepath("trajectory", *small.files, *options)
        assert (ended.code, ended.out) == (2, ""), options
        assert problem in ended.err
    missing = glidepath("trajectory", "none.toml", "none.csv", "--indicator", "x")
    assert (missing.code, missing.out) == (4, "")


def test_rejected_rows_are_five_here_too(small: Any, glidepath: Any, bad_row: str) -> None:
    with small.observations_file.open("a", encoding="utf-8") as file:
        file.write(bad_row)
    arguments = ["trajectory", *small.files, "--indicator", "investment_total"]
    assert glidepath(*arguments).code == 5
    ended = glidepath(*arguments, "--strict")
    assert (ended.code, ended.out) == (4, "")
    broken = glidepath("breakdown", *small.files, "--year", "2024")
    assert broken.code == 5 and broken.out


def test_a_contradiction_quotes_both_sentences(gongshu: Any, glidepath: Any, tmp_path: Any) -> None:
    text = gongshu.plan_file.read_text(encoding="utf-8")
    plan = tmp_path / "plan.toml"
    quote = "三年累计投资不超过100亿元"
    plan.write_text(
        text + f'\n[[target]]\nindicator = "{FAI}"\nsay = "sum 2023..2025 <= 100"\n'
        f'quote = "{quote}"\n',
        encoding="utf-8",
    )
    ended = glidepath("check", plan)
    assert ended.code == 4
    flat = "".join(ended.out.split())
    assert quote in flat and "到2025年，全区固定资产投资超过860亿元" in flat
    (found,) = [f for f in gp.Plan.load(plan).check().contradictions if quote in str(f.message)]
    assert set(found.subjects) == {f"{FAI}:at-2025", f"{FAI}:sum-2023..2025"}

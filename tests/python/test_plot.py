"""Pictures: what stands on the axes is what is known, and every text has its characters."""

import datetime as dt
import runpy
from pathlib import Path
from typing import Any

import glidepath as gp
import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
import pytest
from glidepath import _plot
from glidepath._brief_maker import draw
from glidepath._plot import at, chinese_font
from matplotlib.figure import Figure

mpl.use("Agg")


def font_or_none() -> str | None:
    try:
        return chinese_font()
    except RuntimeError:
        return None


needs_chinese = pytest.mark.skipif(
    font_or_none() is None, reason="no font with Chinese characters is installed"
)

PLAN = """\
[plan]
id = "m"
title = { zh = "小规划", en = "A small plan" }
horizon = "2023..2027"

[[indicator]]
id = "energy"
name = { zh = "能耗", en = "Energy" }
unit = "万吨"
kind = "flow"
freq = "M"

[[indicator]]
id = "share"
name = { zh = "占比", en = "Share" }
unit = "%"
kind = "ratio"

[[indicator]]
id = "museum"
name = { zh = "博物院", en = "Museum" }
kind = "milestone"

[[target]]
indicator = "energy"
say = "at 2024 <= 120"

[[target]]
indicator = "energy"
say = "at 2026 <= 110"

[[target]]
indicator = "energy"
say = "sum 2024-01..2024-03 <= 25"
part_of = "energy:at-2024"

[[target]]
indicator = "energy"
say = "at 2024-04 <= 11"
part_of = "energy:at-2024"

[[target]]
indicator = "share"
say = "each 2023..2027 >= 90%"

[[target]]
indicator = "museum"
say = "done by 2025"
"""
FIGURES = """\
indicator,period,value,measure
energy,2022,118,value
energy,2023,121,value
energy,2024-03,26,ytd
energy,2024-04,36,ytd
share,2022,90.3,value
"""


@pytest.fixture(scope="module")
def result() -> gp.Assessment:
    plan = gp.Plan.from_toml(PLAN)
    return plan.assess(gp.Observations.from_csv(FIGURES, plan), through="2024-06")


def axes() -> Any:
    return Figure(layout="constrained").subplots()


def points(ax: Any, label: str) -> list[tuple[float, float]]:
    """The points of what the legend calls so."""
    found = [line for line in ax.get_lines() if line.get_label() == label]
    assert found, [line.get_label() for line in ax.get_lines()]
    return [(float(x), float(y)) for x, y in zip(*found[0].get_data(), strict=True)]


def labels(ax: Any) -> set[str]:
    return {text.get_text() for text in ax.get_legend().get_texts()}


def test_years_stand_at_their_ends(result: gp.Assessment) -> None:
    ax = result.of("energy").plot(ax=axes())
    assert points(ax, "published") == [(2023.0, 118), (2024.0, 121)]
    path = points(ax, "glidepath")
    assert path[0] == (2023.0, 118) and path[-1] == (2027.0, 110)
    ticks = {
        label.get_text(): x for label, x in zip(ax.get_xticklabels(), ax.get_xticks(), strict=True)
    }
    assert ticks["2024"] == at(dt.date(2024, 12, 31)) == 2025.0


def test_a_ceiling_points_down_and_a_floor_up(result: gp.Assessment) -> None:
    ceiling = result.of("energy").plot(ax=axes())
    assert points(ceiling, "target (ceiling)") == [(2025.0, 120)]
    (line,) = [x for x in ceiling.get_lines() if x.get_label() == "target (ceiling)"]
    assert line.get_marker() == "v"
    assert {"≤ 120", "≤ 110"} <= {text.get_text() for text in ceiling.texts}
    floor = result.of("share").plot(ax=axes())
    assert points(floor, "target (floor)") == [(2024.0, 90), (2028.0, 90)]
    (line,) = [x for x in floor.get_lines() if x.get_label() == "target (floor)"]
    assert line.get_marker() == "^"


def test_months_of_a_flow_count_from_the_start_of_the_year(result: gp.Assessment) -> None:
    ax = result.of("energy").plot(freq="M", ax=axes())
    assert points(ax, "published") == [
        (2023.0, 118), (2024.0, 121), (at(dt.date(2024, 3, 31)), 26), (at(dt.date(2024, 4, 30)), 36)
    ]  # fmt: skip
    # A mark of the first quarter, and the month after it on top.
    assert points(ax, "issued marks") == [
        (at(dt.date(2024, 3, 31)), 25),
        (at(dt.date(2024, 4, 30)), 36),
    ]
    assert points(ax, "glidepath")[-1] == (2023.0, pytest.approx(118))
    assert "year to date" in ax.get_title(loc="left")


def test_the_line_of_the_clock(result: gp.Assessment) -> None:
    ax = result.of("energy").plot(ax=axes())
    assert points(ax, "figures through 2024-06")[0][0] == at(dt.date(2024, 6, 30))


def test_derived_figures_are_open(gongshu: Any) -> None:
    ax = gongshu.assess(as_of="2024-01-31").of("fixed_asset_investment").plot(ax=axes())
    assert points(ax, "published") == [(2021.0, 635), (2024.0, 841)]
    assert [x for x, _ in points(ax, "derived")] == [2023.0]
    (line,) = [x for x in ax.get_lines() if x.get_label() == "derived"]
    assert line.get_markerfacecolor() == "white"
    assert points(ax, "known on 2024-01-31")[0][0] == at(dt.date(2024, 1, 31))


def test_one_target_alone(result: gp.Assessment) -> None:
    verdict = result["energy:at-2024"]
    assert isinstance(verdict, gp.Verdict)
    assert verdict == next(v for v in result.verdicts if v.id == verdict.id)
    assert [v.plot(ax=axes()).get_title(loc="left") for v in result.of("share")] == ["Share (%)"]
    for ax in (
        verdict.plot(ax=axes()),
        result.plot("energy:at-2024", ax=axes()),
        result.of("energy").plot("energy:at-2024", ax=axes()),
    ):
        assert {text.get_text() for text in ax.texts} == {"≤ 120"}


def test_what_cannot_be_drawn_is_said(result: gp.Assessment) -> None:
    with pytest.raises(ValueError, match="one indicator"):
        result.plot(ax=axes())
    with pytest.raises(ValueError, match="museum: there is nothing to draw"):
        result.of("museum").plot(ax=axes())
    with pytest.raises(KeyError, match="energy:at-2024"):
        result.plot("energy:at-2042", ax=axes())


class Fan:
    """A forecast of the years from 2024 on."""

    def __init__(self, start: str = "2024", freq: str = "Y") -> None:
        self.index = pd.period_range(start, periods=3, freq=freq)

    def interval(self, level: float) -> pd.DataFrame:
        middle = pd.Series([119.0, 117.0, 115.0], index=self.index)
        return pd.DataFrame({"lower": middle - 10 * level, "upper": middle + 10 * level})


def test_a_forecast_is_a_fan(result: gp.Assessment) -> None:
    ax = result.of("energy").plot(forecast=Fan(), ax=axes())
    assert {"50% interval", "80% interval", "95% interval"} <= labels(ax)
    widest = next(c for c in ax.collections if c.get_label() == "95% interval")
    corners = widest.get_paths()[0].vertices
    # From the last known value on, at the end of 2023.
    assert (corners[:, 0].min(), corners[:, 0].max()) == (2024.0, 2027.0)
    assert corners[corners[:, 0] == 2024.0][:, 1] == pytest.approx(121)
    assert corners[:, 1].max() == pytest.approx(128.5)


def test_forecasts_of_the_library_fit(result: gp.Assessment) -> None:
    forecast = gp.forecast({2020: 116.0, 2021: 119.0, 2022: 118.0, 2023: 121.0}, 3, kind="flow")
    ax = result.of("energy").plot(forecast=forecast, ax=axes())
    widest = next(c for c in ax.collections if c.get_label() == "95% interval")
    corners = widest.get_paths()[0].vertices
    assert (corners[:, 0].min(), corners[:, 0].max()) == (2024.0, 2027.0)
    assert corners[:, 1].max() == pytest.approx(forecast.interval(0.95)["upper"].max())
    assert points(ax, "median forecast") == [
        (2024.0, 121), *zip([2025.0, 2026.0, 2027.0], forecast.median, strict=True)
    ]  # fmt: skip
    # The assessment knows 2022 and 2023; the forecast is made from two years more.
    assert points(ax, "also forecast from") == [(2021.0, 116), (2022.0, 119)]


def test_every_fan_is_drawn_alike_and_has_the_colours_of_its_legend(result: gp.Assessment) -> None:
    forecast = gp.forecast({2020: 116.0, 2021: 119.0, 2022: 118.0, 2023: 121.0}, 3, kind="flow")
    of_plan = result.of("energy").plot(forecast=forecast, ax=axes())
    alone = forecast.plot(ax=axes())
    for ax, ends in ((of_plan, "% interval"), (alone, " %")):
        found = [c for c in ax.collections if str(c.get_label()).endswith(ends)]
        strengths = [c.get_facecolor()[0] for c in found]
        assert [str(c.get_label())[:2] for c in found] == ["95", "80", "50"]
        assert all(colour[3] == 1 for colour in strengths)  # nothing shines through
        assert strengths[0][0] > strengths[1][0] > strengths[2][0]
        spans = [c.get_paths()[0].get_extents().height for c in found]
        assert spans == sorted(spans, reverse=True)


@pytest.mark.parametrize("freq", ["M", None])
def test_a_forecast_at_another_frequency_is_refused(
    freq: str | None, result: gp.Assessment
) -> None:
    with pytest.raises(ValueError, match="monthly periods"):
        result.of("energy").plot(freq=freq, forecast=Fan("2024-07", "M"), ax=axes())


@needs_chinese
@pytest.mark.filterwarnings("error:Glyph")
def test_chinese_texts_have_their_characters(result: gp.Assessment) -> None:
    ax = result.of("energy").plot(lang="zh", freq="M", ax=axes())
    ax.figure.draw_without_rendering()
    assert ax.get_title(loc="left") == "能耗（万吨，年内累计）"
    assert {"目标路径", "公布数", "目标（上限）", "已下达的分解目标", "数据截至2024-06"} == labels(
        ax
    )


def test_without_a_chinese_font_the_message_says_what_to_install(
    result: gp.Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_plot, "FONTS", ("No Such Font",))
    with pytest.raises(RuntimeError, match="fonts-noto-cjk"):
        result.of("energy").plot(lang="zh", ax=axes())
    english = result.of("energy").plot(ax=axes())  # names and units have English words
    assert english.get_title(loc="left") == "Energy (10,000 tonnes)"


def test_the_example_draws_its_picture(tmp_path: Path) -> None:
    example = Path(__file__).resolve().parents[2] / "examples" / "python" / "plot_trajectory.py"
    runpy.run_path(str(example))["main"](tmp_path / "trajectory.svg")
    plt.close("all")
    assert (tmp_path / "trajectory.svg").read_text(encoding="utf-8").startswith("<?xml")


def test_new_axes_are_made_if_none_are_given(result: gp.Assessment) -> None:
    ax = result.of("energy").plot()
    assert ax.figure in map(plt.figure, plt.get_fignums())
    plt.close(ax.figure)


# --- pictures of briefs -------------------------------------------------------------------------


def of_a_flow(say: str) -> gp.Assessment:
    plan = gp.Plan.from_toml(
        PLAN.split("[[indicator]]")[0]
        + '[[indicator]]\nid = "x"\nname = { en = "X" }\nunit = "亿元"\nkind = "flow"\nfreq = "M"\n'
        + f'[[target]]\nindicator = "x"\nsay = "{say}"\n'
    )
    figures = {"indicator": ["x"], "period": ["2024-06"], "measure": ["ytd"], "value": ["60"]}
    seen = pd.DataFrame({**figures, "released": ["2024-07-18"]})
    return plan.assess(seen, through="2024-06").of("x")


def test_the_floor_of_each_year_stands_at_its_end_where_values_count_within_years() -> None:
    axes = _plot.new_axes()
    picture = of_a_flow("each 2023..2027 >= 100")._picture(axes, "en", "M", (2023, 2024))
    picture.draw(None)
    (floors,) = [line for line in axes.lines if line.get_marker() == "^"]
    days = [dt.date(2023, 12, 31), dt.date(2024, 12, 31)]
    assert list(floors.get_xdata()) == [at(day) for day in days]
    assert list(floors.get_ydata()) == [100, 100]


def test_a_brief_has_no_picture_of_dots_alone() -> None:
    assert draw(of_a_flow("at 2024 >= 100"), "en", monthly=True) is not None
    assert draw(of_a_flow("at 2024 growth >= 5%"), "en", monthly=True) is None

"""The tables and the brief of one month say the same, and of this month."""

import io
import re
from pathlib import Path
from typing import Any

import glidepath as gp
import openpyxl
import pandas as pd
import pytest
from glidepath._tables import month_workbook, read_month
from glidepath._target_words import said_whole

Row = dict[str, Any]
RELEASED = {"2024-05": "2024-06-18", "2024-06": "2024-07-18"}


def figures_of(plan: gp.Plan) -> pd.DataFrame:
    """What forms could bring of every indicator in May and June: a level a little ahead of its target,
    and growth, which makes levels of the year before."""
    rows: list[tuple[str, str, str, str, str]] = []
    for indicator in plan.indicators:
        targets = [target for target in plan.targets if target.indicator == indicator.id]
        if indicator.kind == "milestone" or not targets:
            continue
        say = targets[0].say
        level = (say.value if say.face == "level" else None) or 100.0
        years = len(say.window) if say.stat == "sum" else 1
        for period, share, growth in (("2024-05", 0.44, "12.1"), ("2024-06", 0.55, "8.3")):
            flow = indicator.kind == "flow"
            value = level / years * share if flow else level * 0.97
            text = f"{value:.0f}" if indicator.whole else f"{value:.1f}"
            measures = ("ytd", "ytd_growth") if flow else ("value", "growth")
            rows.append((indicator.id, period, measures[0], text, RELEASED[period]))
            if indicator.unit != "%":
                rows.append((indicator.id, period, measures[1], growth, RELEASED[period]))
    return pd.DataFrame(rows, columns=["indicator", "period", "measure", "value", "released"])


@pytest.fixture(scope="module")
def plan(gongshu: Any) -> gp.Plan:
    return gp.Plan.load(gongshu.plan_file.with_name("2024.toml"))


@pytest.fixture(scope="module")
def seen(plan: gp.Plan) -> gp.Observations:
    return gp.Observations.from_frame(figures_of(plan), plan)


def sheets(plan: gp.Plan, seen: Any, **options: Any) -> Any:
    month = read_month(plan, seen, period="2024-06", **options)
    return openpyxl.load_workbook(io.BytesIO(month_workbook(month)))


def rows_of(page: Any) -> list[Row]:
    """The rows below the head of a sheet."""
    header = [cell.value for cell in page[4]]
    rows = [dict(zip(header, row, strict=True)) for row in page.iter_rows(min_row=5, values_only=True)]
    return [row for row in rows if row[header[2]] is not None]


def indicator_rows(plan: gp.Plan, seen: gp.Observations) -> dict[str, Row]:
    """主要指标进度表 of a whole plan, by indicator."""
    return {row["指标名称"]: row for row in rows_of(sheets(plan, seen)["主要指标进度表"])}


def brief_of(plan: gp.Plan, seen: gp.Observations) -> str:
    return plan.report(seen, kind="month", period="2024-06").to_markdown()


@pytest.fixture(scope="module")
def rows(plan: gp.Plan, seen: gp.Observations) -> dict[str, Row]:
    return indicator_rows(plan, seen)


@pytest.fixture(scope="module")
def brief(plan: gp.Plan, seen: gp.Observations) -> str:
    return brief_of(plan, seen)


# --- one rule for the year ----------------------------------------------------------------------


def said(pattern: str, sentence: str) -> str | None:
    found = re.search(pattern, sentence)
    return found[1] if found else None


def ahead_of(sentence: str) -> float | None:
    """快慢 as a sentence says it: of a rate the distance from its target."""
    if re.search(r"与(序时进度|年度目标|\w+增速)持平", sentence):
        return 0.0
    what = r"(?:序时进度|年度目标|\w+增速)"
    found = re.search(rf"(快于|慢于|高于|低于){what}([\d.]+)个百分点", sentence)
    if found is None:
        return None
    return float(found[2]) * (1 if found[1] in {"快于", "高于"} else -1)


def compared(rows: dict[str, Row], brief: str) -> int:
    """Of how many indicators table and brief say how they stand within the year, always the same."""
    count = 0
    for name, row in rows.items():
        sentence = said(rf"月底?，({re.escape(name)}(?:完成|为|实现|(?=\d))[^。]*)。", brief)
        assert (sentence is not None) == str(row["数据期"]).startswith("2024年"), name
        if sentence is None:
            continue
        share = said(r"完成年度目标的([\d.]+)%", sentence)
        assert row["完成本年目标(%)"] == ("—" if share is None else float(share)), name
        ahead = ahead_of(sentence)
        assert row["快慢(百分点)"] == ("—" if ahead is None else ahead), name
        count += share is not None or ahead is not None
    return count


def test_table_and_brief_agree_on_the_year_of_every_indicator(
    rows: dict[str, Row], brief: str
) -> None:
    assert compared(rows, brief) > 20
    floor, growth = rows["重大项目完成投资"], rows["地区生产总值"]
    assert (floor["本年目标"], floor["完成本年目标(%)"], floor["快慢(百分点)"]) == ("≥35亿元", 54.9, 4.9)
    assert (growth["完成本年目标(%)"], growth["快慢(百分点)"]) == ("—", 2.8)
    assert "一般公共预算收入完成55.0亿元，同比增长8.3%，与地区生产总值增速持平" in brief


def test_they_agree_when_marks_are_issued(gongshu: Any, tmp_path: Path) -> None:
    marks = gongshu.plan.breakdown(gongshu.observations_file, year=2024, freq="M", as_of="2024-01-31")
    marks.freeze(tmp_path / "2024.toml", plan=gongshu.plan_file)
    plan = gp.Plan.load(tmp_path / "2024.toml")
    seen = gp.Observations.from_frame(figures_of(plan), plan)
    rows, brief = indicator_rows(plan, seen), brief_of(plan, seen)
    assert compared(rows, brief) > 10
    assert "完成1—6月计划的" in brief


@pytest.mark.parametrize("declared", [True, False])
def test_a_declared_share_stands_only_where_the_target_has_no_number(
    small: Any, declared: bool
) -> None:
    text = small.plan_file.read_text(encoding="utf-8")
    say = "at 2024 >= tbd" if declared else "at 2024 >= 800"
    plan = gp.Plan.from_toml(text + f'\n[[target]]\nindicator = "investment_total"\nsay = "{say}"\n')
    seen = gp.Observations.from_csv(
        "indicator,period,measure,value,released\n"
        "investment_total,2024-06,ytd,480,2024-07-18\n"
        "investment_total,2024-06,share_of_annual,53.6,2024-07-18\n",
        plan,
    )
    row = rows_of(sheets(plan, seen)["主要指标进度表"])[0]
    assert row["完成本年目标(%)"] == (53.6 if declared else 60)
    text = plan.report(seen, kind="month", period="2024-06").to_markdown()
    assert f"完成年度目标的{'53.6' if declared else '60.0'}%" in text


# --- one status ---------------------------------------------------------------------------------

GREEN, RED = {"符合序时进度", "快于序时进度", "已完成", "提前完成"}, {"略慢于序时进度", "慢于序时进度", "未完成"}


def paragraphs(brief: str, label: str) -> str:
    """Everything that a brief says under a label, over all programmes."""
    return "".join(re.findall(rf"\*\*{label}。\*\*(.*?)(?=\*\*|\n|$)", brief))


def named(text: str, name: str) -> bool:
    """Whether a sentence is about an indicator, and not only about one of its targets."""
    return re.search(rf"(?:，|。|^){re.escape(name)}(?:完成|为|实现|同比|\d|已)", text) is not None


def test_what_the_table_leaves_open_the_brief_calls_neither_good_nor_behind(
    rows: dict[str, Row], brief: str
) -> None:
    good, behind = paragraphs(brief, "进展较好"), paragraphs(brief, "进展滞后")
    open_rows = {name for name, row in rows.items() if row["进度评价"] == "暂不评价"}
    assert {"一般公共预算收入", "全区财政科技支出", "服务业增加值占国内生产总值比重"} <= open_rows
    for name in open_rows:
        assert not named(good, name) and not named(behind, name), name
    for name, row in rows.items():
        status = str(row["进度评价"]).split("（")[0].rstrip("*")
        if named(good, name):
            assert status in GREEN, name
        if named(behind, name):
            assert status in RED, name
    assert sum(named(good, name) for name in rows) > 5


def test_a_share_at_a_year_without_a_base_is_open_in_both(small: Any) -> None:
    text = small.plan_file.read_text(encoding="utf-8")
    text += """
[[indicator]]
id = "science"
goal = "investment"
name = { zh = "科技投入占比", en = "Share of science" }
unit = "%"
kind = "ratio"

[[target]]
indicator = "science"
say = "at 2024 >= 15%"
"""
    plan = gp.Plan.from_toml(text)
    seen = gp.Observations.from_csv(
        "indicator,period,measure,value,released\nscience,2024-06,value,14.5,2024-07-18\n", plan
    )
    row = indicator_rows(plan, seen)["科技投入占比"]
    assert row["进度评价"] == "暂不评价"
    told = brief_of(plan, seen)
    assert "科技投入占比为14.5%，低于年度目标0.5个百分点" in paragraphs(told, "总体情况")
    assert "科技投入占比" not in paragraphs(told, "进展滞后")


def test_older_figures_do_not_make_a_slow_month_good(small: Any) -> None:
    text = small.plan_file.read_text(encoding="utf-8")
    undecided = '\n[[target]]\nindicator = "investment_total"\nsay = "at 2024 >= tbd"\n'
    plan = gp.Plan.from_toml(text + undecided)
    rows = "investment_total,2022,734.5,value,2023-03-31\n"
    rows += "investment_total,2023,841,value,2024-03-31\n"
    rows += "investment_total,2024-06,40,share_of_annual,2024-07-18\n"
    seen = gp.Observations.from_csv("indicator,period,value,measure,released\n" + rows, plan)
    assert "据2023年数" in indicator_rows(plan, seen)["固定资产投资"]["进度评价"]
    told = brief_of(plan, seen)
    assert "慢于序时进度10.0个百分点" in paragraphs(told, "总体情况")
    assert "固定资产投资" not in paragraphs(told, "进展较好")


# --- of this month ------------------------------------------------------------------------------


def test_a_row_is_judged_by_its_own_period_or_the_last_whole_year(rows: dict[str, Row]) -> None:
    land = rows["保障建设用地"]  # a total since 2023, of which only half a year follows from growth
    assert land["数据期"] == "2024年1—6月"
    assert land["进度评价"] == "暂不评价" and land["较上月"] == "—"
    assert "据2023年1—6月推算数" in land["滞后原因及下步措施"]
    for name, row in rows.items():
        assert "1—6月" not in str(row["进度评价"]), name


def test_what_follows_from_growth_of_this_year_changes_nothing(
    plan: gp.Plan, seen: gp.Observations, brief: str
) -> None:
    # By growth of 12.1 % until May and 8.3 % until June the first half of 2023 turns from slow to fast.
    changes = rows_of(sheets(plan, seen)["变动情况"])
    land = [row for row in changes if row["指标名称"] == "保障建设用地"]
    assert not land
    may = plan.assess(seen, through="2024-05")
    told = plan.report(seen, kind="month", period="2024-06", since=may).to_markdown()
    assert "保障建设用地（" not in told
    assert "2023年1月至2023年6月" not in brief


def test_computed_figures_have_the_digits_of_published_ones(
    plan: gp.Plan, seen: gp.Observations, rows: dict[str, Row], brief: str
) -> None:
    workers = rows["新增高技能人才"]["滞后原因及下步措施"]
    assert "为2031人（推算）" in workers  # 2200 / 1.083
    too_fine = re.compile(r"\d\.\d{3,}")
    assert not too_fine.search(brief)
    for page in sheets(plan, seen):
        for cells in page.iter_rows(min_row=5, values_only=True):
            for cell in cells:
                assert not too_fine.search(str(cell)), (page.title, cell)


def test_a_base_that_follows_from_growth_is_marked(gongshu: Any) -> None:
    page = sheets(gongshu.plan, str(gongshu.observations_file))["目标清单"]
    bases = {row["目标编号"]: (row["基期"], row["基期值"]) for row in rows_of(page)}
    assert bases["fixed_asset_investment:at-2025"] == ("2022年（推算）", 734)
    assert bases["services_value_added:at-2025"] == ("2022年", 1810)


SEVERAL = """\
[plan]
id = "several"
title = { zh = "规划", en = "Plan" }
horizon = "2023..2027"

[[indicator]]
id = "output"
name = { zh = "产值", en = "Output" }
unit = "亿元"
kind = "flow"
freq = "M"
bounds = { min = 0 }

[[target]]
indicator = "output"
say = "at 2024 >= 100"

[[target]]
indicator = "output"
say = "sum 2024..2025 >= 190"
"""
FELL_BACK = """\
indicator,period,value,measure,released
output,2024-05,41,ytd,2024-06-18
output,2024-06,43,ytd,2024-07-18
"""


def test_the_row_and_the_sheet_of_changes_tell_of_the_same_targets() -> None:
    plan = gp.Plan.from_toml(SEVERAL)
    book = sheets(plan, gp.Observations.from_csv(FELL_BACK, plan))
    (row,) = rows_of(book["主要指标进度表"])
    told = {r["目标"]: r["变动"] for r in rows_of(book["变动情况"])}
    assert told, "no change to tell"
    own = told.pop("2024年≥100亿元", None)
    others = "，".join(f"2025年目标{kind}" for kind in told.values())
    assert row["较上月"] == (own or "持平") + (f"（{others}）" if others else "")


def test_rows_and_changes_agree_for_every_indicator(gongshu: Any) -> None:
    plan = gp.Plan.load(gongshu.plan_file.with_name("2024.toml"))
    for period in ("2023-12", "2024-01"):
        month = read_month(plan, str(gongshu.observations_file), period=period)
        book = openpyxl.load_workbook(io.BytesIO(month_workbook(month)))
        changed: dict[str, list[str]] = {}
        for r in rows_of(book["变动情况"]):
            if r["变动"] != "数据修订":
                changed.setdefault(r["指标名称"], []).append(r["变动"])
        for r in rows_of(book["主要指标进度表"]):
            if r["指标名称"] == "不涉及":
                continue
            kinds = changed.get(r["指标名称"], [])
            assert all(kind in r["较上月"] for kind in kinds), (period, r, kinds)
            assert kinds or r["较上月"] in {"持平", "—"}, (period, r)


def test_a_target_of_each_year_is_this_years_and_called_so(
    rows: dict[str, Row], plan: gp.Plan, seen: gp.Observations
) -> None:
    row = rows["重大项目完成投资"]
    assert row["本年目标"] == "≥35亿元"
    assert row["进度评价"] == "快于序时进度（每年目标）"
    page = sheets(plan, seen, language="en")["Indicators"]
    name = "Investment completed in major projects"
    (english,) = [r for r in rows_of(page) if r["Indicator"] == name]
    assert english["Progress"] == "ahead of schedule (target of each year)"


MACHINE_PERIOD = re.compile(r"\d{4}-(?:\d\d(?!-)|[QH]\d)|\d{4}\.\.")


def test_no_chinese_text_has_periods_as_files_write_them(gongshu: Any) -> None:
    plan = gp.Plan.load(gongshu.plan_file.with_name("2024.toml"))
    tasks = gongshu.plan_file.with_name("tasks-2024.csv")
    observations = str(gongshu.observations_file)
    month = read_month(plan, observations, period="2024-07", tasks=tasks)
    for page in openpyxl.load_workbook(io.BytesIO(month_workbook(month))):
        for cells in page.iter_rows(values_only=True):
            for cell in cells:
                text = re.sub(r"[a-z]\w*[:-][\w:.-]*", "", str(cell))  # but for ids
                assert not MACHINE_PERIOD.search(text), (page.title, cell)
    last = plan.assess(observations, through="2023-11")
    told = plan.report(observations, kind="month", period="2023-12", since=last).to_markdown()
    assert "与上期（2023年1—11月）相比" in told
    assert not MACHINE_PERIOD.search(told)


# --- issued marks -------------------------------------------------------------------------------

UNDER_A_HEADING = """\
[plan]
id = "year"
title = { zh = "年度目标", en = "Targets of the year" }
horizon = "2023..2027"

[[goal]]
id = "economy"
number = "1"
title = { zh = "主要经济指标", en = "Economy" }

[[indicator]]
id = "output"
name = { zh = "产值", en = "Output" }
unit = "亿元"
kind = "flow"
bounds = { min = 0 }

[[target]]
indicator = "output"
say = "at 2025 >= 130"
goal = "economy"
"""


@pytest.fixture
def issued(tmp_path: Path) -> gp.Plan:
    """A plan with the marks of its year, whose indicator has a goal only by its target."""
    (tmp_path / "plan.toml").write_text(UNDER_A_HEADING, encoding="utf-8")
    base = gp.Plan.load(tmp_path / "plan.toml")
    known = pd.DataFrame(
        {"indicator": ["output"], "period": ["2022"], "value": ["100"], "released": ["2023-03-31"]}
    )
    base.breakdown(known, year=2024, freq="M").freeze(tmp_path / "2024.toml")
    return gp.Plan.load(tmp_path / "2024.toml")


def test_issued_marks_belong_to_the_goal_of_their_indicator(issued: gp.Plan) -> None:
    seen = pd.DataFrame(
        {
            "indicator": ["output", "output"],
            "period": ["2022", "2024-06"],
            "measure": ["value", "ytd"],
            "value": ["100", "66"],
            "released": ["2023-03-31", "2024-07-18"],
        }
    )
    brief = issued.report(seen, kind="month", period="2024-06")
    assert brief.title[0] == "年度目标"
    text = brief.to_markdown()
    assert "其他事项" not in text
    assert "目标2项" in text  # that of 2025, and that of 2024 which the break-down made
    book = sheets(issued, seen)
    for page in (book["主要指标进度表"], book["目标清单"], book["变动情况"]):
        assert "其他" not in {cell.value for cell in page["B"]}
        assert "主要经济指标" in {cell.value for cell in page["B"]}


MARKS = UNDER_A_HEADING + """
[[target]]
indicator = "output"
say = "at 2024 >= 120"

[[target]]
indicator = "output"
say = "sum 2024-01..2024-06 >= 50"
part_of = "output:at-2024"

[[indicator]]
id = "trade"
goal = "economy"
name = { zh = "贸易额", en = "Trade" }
unit = "亿元"
kind = "flow"
bounds = { min = 0 }

[[target]]
indicator = "trade"
say = "at 2024 >= 120"
"""
BOTH = """\
indicator,period,measure,value,released
output,2024-06,ytd,52,2024-07-18
trade,2024-06,ytd,52,2024-07-18
"""


def test_what_is_judged_against_issued_marks_says_so() -> None:
    plan = gp.Plan.from_toml(MARKS)
    seen = gp.Observations.from_csv(BOTH, plan)
    page = sheets(plan, seen)["主要指标进度表"]
    rows = {row["指标名称"]: row["进度评价"] for row in rows_of(page)}
    # The same figure against the same target: two scales, two colours.
    assert rows == {"产值": "符合序时进度*", "贸易额": "略慢于序时进度"}
    (notes,) = [c.value for c in page["A"] if str(c.value).startswith("注：")]
    assert "带“*”的对照已下达的分期计划" in notes
    told = brief_of(plan, seen)
    assert "按已下达的分期计划评价" in told
    alone = BOTH.replace("output,2024-06,ytd,52,2024-07-18\n", "")
    assert "分期计划" not in brief_of(plan, gp.Observations.from_csv(alone, plan))


REVISED = """\
indicator,period,measure,value,released,source,note
investment_total,2024-06,ytd,420,2024-07-10,办公室,雨天多；填报人：李四
investment_total,2024-06,ytd,300,2024-07-18,办公室,核实后剔除重复项目；填报人：李四
"""


def test_why_a_figure_was_revised_is_no_reason_for_being_behind(small: Any) -> None:
    text = small.plan_file.read_text(encoding="utf-8")
    yearly = '\n[[target]]\nindicator = "investment_total"\nsay = "at 2024 >= 800"\n'
    plan = gp.Plan.from_toml(text + yearly)
    head, first, second = REVISED.splitlines(keepends=True)
    slow = gp.Observations.from_csv(head + first.replace("420", "300"), plan)
    assert indicator_rows(plan, slow)["固定资产投资"]["滞后原因及下步措施"] == "雨天多"
    assert "情况说明：雨天多。" in brief_of(plan, slow)
    seen = gp.Observations.from_csv(head + first + second, plan)
    row = indicator_rows(plan, seen)["固定资产投资"]
    assert row["进度评价"] == "慢于序时进度" and not row["滞后原因及下步措施"]
    assert row["数据来源及状态"].endswith("已修订：核实后剔除重复项目")
    assert "数据修订说明：核实后剔除重复项目。" in brief_of(plan, seen)
    changes = rows_of(sheets(plan, seen)["变动情况"])
    assert [r["说明"] for r in changes if r["变动"] == "数据修订"] == ["核实后剔除重复项目"]


# --- words --------------------------------------------------------------------------------------


def test_chinese_sheets_hold_no_english_notes(gongshu: Any) -> None:
    plan = gp.Plan.load(gongshu.plan_file.with_name("2024.toml"))
    book = sheets(plan, str(gongshu.observations_file))
    sentence = re.compile(r"[a-z]{2,} [a-z]{2,} [a-z]{2,}")
    for page in book:
        for cells in page.iter_rows(values_only=True):
            for cell in cells:
                assert not sentence.search(str(cell)), (page.title, cell)
    english = sheets(plan, str(gongshu.observations_file), language="en")["List of targets"]
    assert any("A bare number is read as at least" in str(row["Remarks"]) for row in rows_of(english))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_targets_are_said_in_words(plan: gp.Plan, seen: gp.Observations, language: str) -> None:
    written = re.compile(r"\b(at|sum|mean|each) \d{4}|\d{4}\.\.\d{4} |>=|<=")
    for page in sheets(plan, seen, language=language):
        for cells in page.iter_rows(min_row=5, values_only=True):
            for cell in cells:
                assert not written.search(str(cell)), (page.title, cell)


@pytest.mark.parametrize(
    ("say", "zh", "en"),
    [
        ("at 2025 >= 35", "2025年≥35亿元", "at least 35 亿元 in 2025"),
        ("each 2023..2027 >= 35", "2023—2027年每年≥35亿元", "at least 35 亿元 each year, 2023–2027"),
        ("sum 2023..2025 > 110", "2023—2025年累计＞110亿元", "above 110 亿元 in total, 2023–2025"),
        ("at 2024-06 <= 8", "2024年6月≤8亿元", "at most 8 亿元 in Jun 2024"),
        ("by 2025 >= 35", "2025年底前≥35亿元", "at least 35 亿元 by 2025"),
        ("at 2024 growth ~ 5.5% within 0.5%", "2024年增长5.5%左右", "growth of about 5.5% in 2024"),
        (
            "growth from 2020 to 2025 >= 15%",
            "2020—2025年年均增长≥15%",
            "average growth of at least 15%, 2020–2025",
        ),
        (
            "steady 2023..2027 within 3%",
            "2023—2027年每年变动不超过3%",
            "changes by at most 3% each year, 2023–2027",
        ),
        ("rises 2023..2027", "2023—2027年逐年提高", "rises each year, 2023–2027"),
        ("at 2026 >= tbd", "2026年待下达", "to be decided in 2026"),
    ],
)
def test_a_target_stands_by_itself_in_words(small: Any, say: str, zh: str, en: str) -> None:
    plan = small.plan
    indicator = plan.indicators[0]
    target = gp.Target(say, indicator.id)
    assert said_whole(target, indicator, plan, "zh") == zh
    assert said_whole(target, indicator, plan, "en") == en

"""The brief: its sentences are those of offices, and it says nothing that is not known."""

import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import glidepath as gp
import pytest
from docx.oxml.ns import qn
from glidepath._brief_words import numeral
from glidepath._indicator_rows import indicator_rows
from glidepath._plot import NoChineseFont, chinese_font
from glidepath._table_columns import NONE
from glidepath._tables import read_month

PLAN = """\
[plan]
id = "desk"
title = { zh = "十项重大工程", en = "Ten programmes" }
horizon = "2023..2027"
place = "拱墅区"

[[body]]
id = "reform"
name = { zh = "区发改局", en = "Reform Bureau" }

[[body]]
id = "finance"
name = { zh = "区财政局", en = "Finance Bureau" }

[[body]]
id = "statistics"
name = { zh = "区统计局", en = "Statistics Bureau" }

[[goal]]
id = "p1"
number = "1"
title = { zh = "扩大投资工程", en = "Investment" }
lead = ["reform"]

[[goal]]
id = "p2"
number = "2"
title = { zh = "强港工程", en = "Ports" }
applies = false

[[goal]]
id = "p3"
number = "3"
title = { zh = "财源工程", en = "Revenue" }
lead = ["finance"]

[[indicator]]
id = "investment"
goal = "p1"
name = { zh = "固定资产投资", en = "Fixed-asset investment" }
unit = "亿元"
kind = "flow"
freq = "M"
bounds = { min = 0 }
authority = "statistics"

[[indicator]]
id = "firms"
goal = "p1"
name = { zh = "规上企业数", en = "Larger firms" }
unit = "家"
kind = "stock"
whole = true
freq = "M"

[[indicator]]
id = "share"
goal = "p1"
name = { zh = "服务业占比", en = "Share of services" }
unit = "%"
kind = "ratio"
freq = "Q"

[[indicator]]
id = "museum"
goal = "p1"
name = { zh = "博物院建设", en = "Museum" }
kind = "milestone"

[[indicator]]
id = "revenue"
goal = "p3"
name = { zh = "预算收入", en = "Revenue" }
unit = "亿元"
kind = "flow"
freq = "M"

[[target]]
indicator = "investment"
say = "at 2024 >= 900"

[[target]]
indicator = "investment"
say = "at 2027 > 1000"

[[target]]
indicator = "share"
say = "each 2023..2027 >= 90%"

[[target]]
indicator = "revenue"
say = "at 2024 growth >= 6%"

[[target]]
indicator = "museum"
say = "done by 2025-12"

[[task]]
id = "t1"
goal = "p1"
title = { zh = "开工项目", en = "Start projects" }
lead = ["reform"]

[[task]]
id = "t2"
goal = "p1"
title = { zh = "征迁土地", en = "Clear land" }
lead = ["reform"]

[[task]]
id = "t3"
goal = "p1"
title = { zh = "争取资金", en = "Get funds" }
lead = ["reform"]
"""
HEAD = "indicator,period,value,measure,place,status,released,source,note\n"


class Desk:
    """A plan, and briefs of June 2024 on given figures."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.plan_file = folder / "plan.toml"
        self.plan_file.write_text(PLAN, encoding="utf-8")
        self.plan = gp.Plan.load(self.plan_file)

    def table(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def brief(self, *rows: str, **options: Any) -> gp.Brief:
        lines = [row + "," * (8 - row.count(",")) for row in rows]
        seen = gp.Observations.from_csv(HEAD + "\n".join(lines) + "\n", self.plan)
        assert not seen.rejected
        return self.plan.report(seen, **{"kind": "month", "period": "2024-06", **options})

    def text(self, *rows: str, **options: Any) -> str:
        return self.brief(*rows, **options).to_markdown()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def sentence(text: str, start: str) -> str:
    """The sentence that begins so."""
    assert start in text, text
    return text[text.index(start) :].split("。")[0]


# --- sentences ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("level", "pace"),
    [
        ("482.4", "完成年度目标的53.6%，快于序时进度3.6个百分点"),
        ("450.4", "完成年度目标的50.0%，与序时进度持平"),
        ("450.5", "完成年度目标的50.1%，快于序时进度0.1个百分点"),
        ("449.6", "完成年度目标的50.0%，与序时进度持平"),
        ("441", "完成年度目标的49.0%，慢于序时进度1.0个百分点"),
    ],
)
def test_a_level_is_set_against_target_and_pace(level: str, pace: str, desk: Desk) -> None:
    told = sentence(desk.text(f"investment,2024-06,{level},ytd"), "1—6月，固定资产投资")
    assert told == f"1—6月，固定资产投资完成{level}亿元，{pace}"


def test_published_growth_is_quoted_and_computed_growth_says_so(desk: Desk) -> None:
    rows = ["investment,2024-06,482.4,ytd", "investment,2023-06,440,ytd"]
    assert "同比增长9.6%（按公布数计算）" in desk.text(*rows)
    text = desk.text(*rows, "investment,2024-06,8.9,ytd_growth")
    assert "完成482.4亿元，同比增长8.9%，" in text
    assert "9.6%" not in text
    text = desk.text("investment,2024-06,400,ytd", "investment,2023-06,440,ytd")
    assert "同比下降9.1%（按公布数计算）" in text
    assert "同比" not in desk.text("investment,2024-06,482.4,ytd").split("说明")[0]


def test_nominal_growth_does_not_stand_in_for_real_growth(desk: Desk) -> None:
    rows = ["investment,2024-06,482.4,ytd", "investment,2023-06,440,ytd"]
    real = PLAN.replace('freq = "M"\nbounds', 'prices = "current"\ngrowth_prices = "constant"\n'
                        'freq = "M"\nbounds')  # fmt: skip
    desk.plan = gp.Plan.from_toml(real)
    assert "同比" not in desk.text(*rows).split("说明")[0]
    assert "同比增长8.9%" in desk.text(*rows, "investment,2024-06,8.9,ytd_growth")


def test_december_to_date_is_the_year(desk: Desk) -> None:
    text = desk.text(
        "investment,2024-12,905,ytd", "investment,2024,7.7,growth", kind="year", period="2024"
    )
    assert "2024年，固定资产投资完成905亿元，同比增长7.7%，" in text
    text = desk.text(
        "investment,2024-12,905,ytd", "investment,2023,840", kind="year", period="2024"
    )
    assert "完成905亿元，同比增长7.7%（按公布数计算）" in text


def test_growth_of_a_month_is_not_that_of_the_year_to_date(desk: Desk) -> None:
    text = desk.text("investment,2024-06,482.4,ytd", "investment,2024-06,30,growth")
    assert "30%" not in text
    text = desk.text("firms,2024-06,210", "firms,2024-06,2.4,growth")
    assert "为210家，同比增长2.4%" in text


def test_growth_on_a_base_that_is_not_positive_is_not_told(desk: Desk) -> None:
    text = desk.text("revenue,2024-06,20,ytd", "revenue,2023-06,-4,ytd")
    assert "1—6月，预算收入完成20亿元。" in text


def test_the_month_alone_is_compared_where_it_can_be_computed(desk: Desk) -> None:
    april, may = "investment,2024-04,300,ytd", "investment,2024-05,380,ytd"
    june = "investment,2024-06,482.4,ytd"
    assert "6月当月环比增长28.0%（按公布数计算）" in desk.text(april, may, june)
    assert "环比" not in desk.text(may, june).split("说明")[0]
    assert "截至6月底，规上企业数为210家，环比下降4.5%" in desk.text(
        "firms,2024-05,220", "firms,2024-06,210"
    )


def test_growth_alone_makes_a_sentence_against_its_target_and_the_city(desk: Desk) -> None:
    text = desk.text(
        "revenue,2024-06,7.2,ytd_growth",
        "revenue,2024-06,6.1,ytd_growth,全市平均",
        "revenue,2024-06,3,rank",
    )
    assert sentence(text, "1—6月，预算收入") == (
        "1—6月，预算收入同比增长7.2%，高于全市平均1.1个百分点，列全市第3位，高于年度目标1.2个百分点"
    )
    # Growth of half a year decides nothing about the year, in tables and brief alike.
    assert "目标1项，均暂不评价，待报数据1项。1—6月，预算收入" in text
    text = desk.text("revenue,2024-06,4.9,ytd_growth", "revenue,2024-06,4.9,ytd_growth,全市平均")
    assert "与全市平均持平，低于年度目标1.1个百分点" in text
    assert "**进展滞后。**" not in text


def test_the_only_other_place_is_the_city(desk: Desk) -> None:
    own, city = "revenue,2024-06,7.2,ytd_growth", "revenue,2024-06,6.0,ytd_growth,杭州市"
    assert "高于全市平均1.2个百分点" in desk.text(own, city)
    assert "全市平均" not in desk.text(own, city, "revenue,2024-05,5.0,ytd_growth,上海市")
    assert "高于全市平均0.2个百分点" in desk.text(
        own, city, "revenue,2024-06,7,ytd_growth,全市平均"
    )


def test_a_declared_share_is_half_the_year_and_3_6_points(gongshu: Any) -> None:
    folder = gongshu.plan_file.parent
    plan = gp.Plan.load(folder / "2024.toml")
    brief = plan.report(
        gongshu.observations_file, kind="month", period="2024-06",
        tasks=folder / "tasks-2024.csv",
    )  # fmt: skip
    text = brief.to_markdown()
    assert "1—6月，固定资产投资完成年度目标的53.6%，快于序时进度3.6个百分点。" in text
    # "/" is not reported, and not zero; what is the same is said once.
    assert "重点任务5项，报送进度4项" in text
    assert "等6项自报进度均为50%" in text
    assert "自报进度0" not in text


def test_ratios_differ_in_points(desk: Desk) -> None:
    text = desk.text("share,2024-06,90.3", "share,2023-06,90.1")
    assert (
        sentence(text, "6月，服务业占比")
        == "6月，服务业占比为90.3%，同比提高0.2个百分点（按公布数计算），高于年度目标0.3个百分点"
    )


def test_digits_are_those_that_were_printed(desk: Desk) -> None:
    assert "完成482.40亿元" in desk.text("investment,2024-06,482.40,ytd")
    text = desk.text("investment,2024-06,500,ytd,,E")
    assert "完成500亿元（预计数）" in text


def test_below_the_target_is_never_one_hundred_percent(desk: Desk) -> None:
    text = desk.text("investment,2024,899.9", kind="year", period="2024")
    assert "完成年度目标的99.9%，年度目标未完成" in text
    assert "100.0%" not in text


def test_of_a_limit_little_is_good(desk: Desk) -> None:
    limit = PLAN.replace('say = "at 2024 >= 900"', 'say = "at 2024 <= 900"')
    plan = gp.Plan.from_toml(limit)
    for used, pace, where in (
        (400, "占年度控制目标的44.4%，低于序时进度5.6个百分点", "进展较好"),
        (520, "占年度控制目标的57.8%，高于序时进度7.8个百分点", "进展滞后"),
    ):
        seen = gp.Observations.from_csv(HEAD + f"investment,2024-06,{used},ytd,,,,,\n", plan)
        text = plan.report(seen, kind="month", period="2024-06").to_markdown()
        assert f"**{where}。**1—6月，固定资产投资为{used}亿元，{pace}" in text


def test_a_yearly_floor_is_the_target_of_each_year(desk: Desk) -> None:
    each = PLAN.replace('say = "at 2024 >= 900"', 'say = "each 2023..2027 >= 900"')
    plan = gp.Plan.from_toml(each)
    rows = "investment,2023,905,value,,,,,\ninvestment,2024-06,482.4,ytd,,,,,\n"
    seen = gp.Observations.from_csv(HEAD + rows, plan)
    text = plan.report(seen, kind="month", period="2024-06").to_markdown()
    assert "完成年度目标的53.6%，快于序时进度3.6个百分点。" in text


def test_a_doubtful_unit_is_compared_with_nothing(gongshu: Any) -> None:
    text = gongshu.plan.report(gongshu.observations_file, kind="year", period="2023").to_markdown()
    told = sentence(text, "2023年，空调系统负荷控制改造")
    assert told.endswith("，计量单位待核实")
    assert "完成年度目标" not in told


def test_the_figure_of_the_authority_is_quoted(desk: Desk) -> None:
    text = desk.text(
        "investment,2024-06,470,ytd,,P,2024-07-18,区统计局",
        "investment,2024-06,480,ytd,,A,2024-07-20,区发改局",
    )
    assert "完成470亿元" in text and "480" not in text


def test_two_clocks_hold(desk: Desk) -> None:
    rows = ("investment,2024-06,470,ytd,,P,2024-07-18", "investment,2024-06,475,ytd,,P,2024-08-18")
    assert "完成475亿元" in desk.text(*rows)
    text = desk.text(*rows, as_of="2024-07-25")
    assert "完成470亿元" in text
    assert "编制日：2024年7月25日" in text
    assert "500" not in desk.text(*rows, "investment,2024-07,500,ytd")


def test_issued_marks_are_told(desk: Desk, tmp_path: Path) -> None:
    marks = '\n[[target]]\nindicator = "investment"\nsay = "sum 2024-01..2024-06 >= 460"\n'
    marks += 'part_of = "investment:at-2024"\n'
    plan = gp.Plan.from_toml(PLAN + marks)
    seen = gp.Observations.from_csv(HEAD + "investment,2024-06,482.4,ytd,,,,,\n", plan)
    text = plan.report(seen, kind="month", period="2024-06").to_markdown()
    assert "完成1—6月计划的104.9%" in text


def test_targets_beyond_the_year_are_told_with_the_year(desk: Desk) -> None:
    text = desk.text("investment,2022,850", "investment,2024,905", kind="year", period="2024")
    assert "2027年目标符合序时进度" in text


def test_a_milestone_is_done_or_not_told(desk: Desk) -> None:
    assert "2024年，博物院建设已完成" in desk.text("museum,2024,1", kind="year", period="2024")
    assert "博物院" not in desk.text("investment,2024-06,1,ytd")


# --- what is not known --------------------------------------------------------------------------


def test_what_is_not_reported_is_listed_once_by_unit(desk: Desk) -> None:
    text = desk.text("investment,2024-06,482.4,ytd")
    body, _, rest = text.partition("尚未报送的事项")
    assert "预算收入" not in body and "规上企业数" not in body
    assert "区发改局：规上企业数、服务业占比。" in rest
    assert "区财政局：预算收入。" in rest
    assert rest.count("规上企业数") == 1
    assert "博物院" not in rest  # yearly, and not due in June


def test_what_is_due_by_its_lag_and_tasks_without_a_report_are_listed(desk: Desk) -> None:
    plan = PLAN.replace('unit = "%"\nkind = "ratio"\nfreq = "Q"', 'unit = "%"\nkind = "ratio"')
    desk.plan = gp.Plan.load(desk.table("yearly.toml", plan))
    rows = ("investment,{},482.4,ytd", "firms,{},3,", "revenue,{},1,ytd")
    known = [row.format("2024-06") + ",,,2024-07-18" for row in rows]
    march = [row.format("2024-03") + ",,,2024-03-28" for row in rows]
    tasks = desk.table("tasks.csv", "".join(TASKS.splitlines(keepends=True)[:3]))
    text = desk.text(*known, tasks=tasks, as_of="2024-07-25")
    rest = text.partition("尚未报送的事项")[2]
    assert "区发改局：2023年数据：服务业占比；重点任务进展：“征迁土地”“争取资金”。" in rest
    assert "区财政局" not in rest and "博物院" not in rest
    english = desk.text(*known, tasks=tasks, as_of="2024-07-25", language="en")
    listed = "Reform Bureau: figures of 2023: Share of services; progress of tasks: “Clear land”, "
    assert listed + "“Get funds”." in english
    # Not before the 90 days are over, nor once the figure has come; without reports of tasks
    # nothing is known of them.
    early = desk.text(*march, period="2024-03", as_of="2024-03-29")
    assert "区发改局：2022年数据：服务业占比。" in early
    assert "尚未报送" not in desk.text(*known, "share,2023,91,,,,2024-05-01", as_of="2024-07-25")


def test_many_late_figures_are_counted_in_the_order_of_the_bodies(desk: Desk) -> None:
    more = "".join(
        f'[[indicator]]\nid = "x{n}"\nname = {{ zh = "指标{n}" }}\n'
        'kind = "stock"\nreporter = "finance"\n'
        for n in range(5)
    )
    desk.plan = gp.Plan.load(desk.table("more.toml", PLAN + more))
    rest = desk.text(as_of="2024-07-25").partition("尚未报送的事项")[2]
    assert "区财政局：预算收入；2023年数据：指标0、指标1、指标2等5项。" in rest
    assert rest.index("区发改局") < rest.index("区财政局")


def test_without_any_figure_there_is_no_sentence(desk: Desk) -> None:
    text = desk.text()
    assert "完成" not in text.split("尚未报送")[0]
    assert "均暂不评价" in text


def test_a_programme_that_does_not_apply_says_so(desk: Desk) -> None:
    assert "### （二）强港工程（不涉及）\n\n### （三）" in desk.text()
    assert "### (2) Ports (not applicable)" in desk.text(language="en")


# --- what the units wrote -----------------------------------------------------------------------

TASKS = """\
task,period,progress,released,source,text,problems,next_steps,coordination,filled_by
t1,2024-05,30,2024-06-18,区发改局,五月的话,,,,
t1,2024-06,48,2024-07-18,区发改局,已开工12个。,资金到位慢,加快拨付；,请市里支持,李
t2,2024-06,50,2024-07-18,区发改局,,无,/,,
t3,2024-06,50,2024-07-18,区发改局,,,,,
"""
ISSUES = """\
issue,period,state,released,source,description,measures,about
i1,2024-05,推进中,2024-06-18,区财政局,税源不足,培育税源,revenue
i2,2024-05,推进中,2024-06-18,区发改局,土地未批,报批,
i2,2024-06,已销号,2024-07-18,区发改局,土地未批,报批,
i3,2024-06,待处理,2024-07-18,区统计局,报表口径不一,统一口径,
"""


def test_texts_of_the_forms_stand_in_their_programme(desk: Desk) -> None:
    text = desk.text(
        "investment,2024-06,400,ytd,,P,2024-07-18,区发改局,雨天多；填报人：李",
        tasks=desk.table("tasks.csv", TASKS),
        issues=desk.table("issues.csv", ISSUES),
    )
    first = text.split("（一）")[1].split("（二）")[0]
    assert "慢于序时进度5.6个百分点。情况说明：雨天多。" in first
    assert "重点任务3项，报送进度3项。“开工项目”自报进度48%：已开工12个。" in first
    assert "“征迁土地”“争取资金”自报进度均为50%。" in first
    assert "**存在问题。**资金到位慢（区发改局）。**需协调事项。**请市里支持" in first
    assert "**下步举措。**加快拨付（区发改局）。" in first
    assert "五月的话" not in text and "填报人" not in text and "土地未批" not in text
    third = text.split("（三）")[1].split("（四）")[0]
    assert "**存在问题。**税源不足（区财政局）。**下步举措。**培育税源（区财政局）。" in third
    assert "报表口径不一（区统计局）" in text.split("其他事项")[1]
    assert "问题销号：在办2项，本期新增1项，本期销号1项。" in text


def test_what_several_tasks_say_in_the_same_words_is_said_once(desk: Desk) -> None:
    rows = "".join(f"t{n},2024-06,/,2024-07-18,区发改局,按计划推进,,,,\n" for n in (1, 2, 3))
    text = desk.text(tasks=desk.table("tasks.csv", TASKS.splitlines(keepends=True)[0] + rows))
    assert "均未报送进度。“开工项目”“征迁土地”“争取资金”：按计划推进。" in text
    assert text.count("按计划推进") == 1


def test_a_slash_is_no_progress_whatever_is_written_beside_it(desk: Desk) -> None:
    tasks = TASKS.replace("t1,2024-06,48", "t1,2024-06,/").replace("t2,2024-06,50", "t2,2024-06,一半")
    text = desk.text(tasks=desk.table("tasks.csv", tasks))
    assert "重点任务3项，报送进度1项。“开工项目”：已开工12个。“争取资金”自报进度50%。" in text
    silent = tasks.replace("t3,2024-06,50", "t3,2024-06,／")
    text = desk.text(tasks=desk.table("tasks.csv", silent))
    assert "重点任务3项，均未报送进度。“开工项目”：已开工12个。" in text and "自报进度" not in text
    text = desk.text(tasks=desk.table("tasks.csv", silent), language="en")
    assert "None of 3 tasks declared its progress." in text


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("重大项目完成投资", "重大项目完成投资482.4亿元"),
        ("新增贷款", "新增贷款482.4亿元"),
        ("技术交易量", "技术交易量为482.4亿元"),
        ("地区生产总值", "地区生产总值实现482.4亿元"),
        ("固定资产投资", "固定资产投资完成482.4亿元"),
    ],
)
def test_no_verb_is_said_twice(name: str, said: str) -> None:
    plan = gp.Plan.from_toml(PLAN.replace('zh = "固定资产投资"', f'zh = "{name}"'))
    row = "investment,2024-06,482.4,ytd,,,,,\n"
    text = plan.report(
        gp.Observations.from_csv(HEAD + row, plan), kind="month", period="2024-06"
    ).to_markdown()
    assert f"1—6月，{said}，完成年度目标的53.6%" in text
    declared = gp.Observations.from_csv(HEAD + row.replace("ytd", "share_of_annual"), plan)
    text = plan.report(declared, kind="month", period="2024-06").to_markdown().replace("482.4", "")
    assert "完成投资完成" not in text


def test_a_name_in_two_parts_ends_with_a_comma_in_english() -> None:
    two_parts = PLAN.replace('en = "Fixed-asset investment"', 'en = "Investment, new"')
    plan = gp.Plan.from_toml(two_parts)
    seen = gp.Observations.from_csv(HEAD + "investment,2024-06,482.4,ytd,,,,,\n", plan)
    text = plan.report(seen, kind="month", period="2024-06", language="en").to_markdown()
    assert "From January to June, investment, new, came to 482.4 亿元" in text


def test_what_nobody_can_judge_is_one_sentence(desk: Desk) -> None:
    text = desk.text()
    assert "\n现行目标5项，均暂不评价，待报数据5项。\n" in text
    english = desk.text(language="en")
    assert "\n5 targets in force, none of which can be judged: 5 await data.\n" in english
    bare = gp.Plan.from_toml(PLAN.split("[[target]]")[0])
    seen = gp.Observations.from_csv(HEAD, bare)
    assert "现行目标0项。\n" in bare.report(seen, kind="month", period="2024-06").to_markdown()


def test_targets_that_are_decided_are_named(gongshu: Any) -> None:
    text = gongshu.plan.report(
        gongshu.observations_file, kind="month", period="2024-06"
    ).to_markdown()
    ninth = text.split("（九）")[1].split("（十）")[0]
    assert "已完成1项" in ninth and "未完成1项" in ninth
    assert "已完成：分布式光伏项目建设（2023年目标）。" in ninth
    assert "未完成：空调系统负荷控制改造（2023年目标）。" in ninth
    # In the year itself the sentence about the figure names what it decided.
    december = gongshu.plan.report(
        gongshu.observations_file, kind="year", period="2023"
    ).to_markdown()
    assert "已完成：" not in december and "年度目标已完成" in december


def test_a_band_has_no_share(desk: Desk) -> None:
    for say in ("at 2024 ~ 400 within 40", "at 2024 between 380 and 420"):
        plan = gp.Plan.from_toml(PLAN.replace('say = "at 2024 >= 900"', f'say = "{say}"'))
        seen = gp.Observations.from_csv(HEAD + "investment,2024-06,240,ytd,,,,,\n", plan)
        text = plan.report(seen, kind="month", period="2024-06").to_markdown()
        assert "完成240亿元。" in text
        month = read_month(plan, seen, period="2024-06")
        (cells,) = [c for _, c in indicator_rows(month) if c["id"] == "investment"]
        assert (cells["completed"], cells["ahead"]) == (NONE, NONE)


def test_notes_about_a_figure_are_not_the_words_of_a_unit(desk: Desk) -> None:
    text = desk.text("investment,2024-06,400,ytd,,P,2024-07-18,Communique,printed as 有效投资")
    assert "printed as" not in text


def test_texts_are_text(desk: Desk) -> None:
    tasks = TASKS.replace("资金到位慢", "<b>*资金*</b>|[x](y)\x07")
    path = desk.table("tasks.csv", tasks)
    brief = desk.brief("investment,2024-06,400,ytd", tasks=path)
    assert r"\<b\>\*资金\*\</b\>\|\[x\](y)" in brief.to_markdown()
    document = docx.Document(io.BytesIO(brief.to_docx()))
    assert any("<b>*资金*</b>|[x](y)（" in p.text for p in document.paragraphs)


def test_what_changed_is_told(desk: Desk) -> None:
    rows = ("investment,2024-05,400,ytd", "investment,2024-06,410,ytd")
    last = desk.plan.assess(
        gp.Observations.from_csv(HEAD + "investment,2024-05,400,ytd,,,,,\n", desk.plan),
        through="2024-05",
    )
    text = desk.text(*rows, since=last)
    assert "与上期（2024年1—5月）相比：" in text
    assert "## 三、较上期变化" in text
    assert "固定资产投资（2024年目标）由符合序时进度转为略慢于序时进度" in text
    again = desk.plan.assess(
        gp.Observations.from_csv(HEAD + "\n".join(f"{r},,,,," for r in rows), desk.plan),
        through="2024-06",
    )
    assert "各项目标评价没有变化" in desk.text(*rows, since=again)


# --- kinds and languages ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "period", "title", "span"),
    [
        ("month", "2024-01", "月度工作简报", "2024年1月"),
        ("month", "2024-11", "月度工作简报", "2024年1—11月"),
        ("quarter", "2024-06", "季度分析简报", "2024年上半年"),
        ("quarter", "2024-Q3", "季度分析简报", "2024年前三季度"),
        ("year", "2024-12", "年度总结简报", "2024年"),
    ],
)
def test_each_kind_names_its_period(
    kind: str, period: str, title: str, span: str, desk: Desk
) -> None:
    brief = desk.brief(kind=kind, period=period)
    assert brief.title == ("十项重大工程", title)
    assert brief.subtitle == f"（{span}）"


def test_a_quarter_is_told_as_one(desk: Desk) -> None:
    text = desk.text(
        "investment,2023-12,840,ytd", "investment,2024-03,200,ytd", "investment,2024-06,450,ytd",
        kind="quarter",
    )  # fmt: skip
    assert "上半年，固定资产投资完成450亿元，二季度当季环比增长25.0%（按公布数计算）" in text


def test_a_reporting_year_may_start_in_april(desk: Desk) -> None:
    april = PLAN.replace('place = "拱墅区"', 'place = "拱墅区"\nreporting_year_start = "--04-01"')
    april = april.split("[[target]]")[0] + "[[task]]" + april.split("[[task]]", 1)[1]
    plan = gp.Plan.from_toml(april)
    seen = gp.Observations.from_csv(HEAD + "investment,2024-06,482.4,ytd,,,,,\n", plan)
    brief = plan.report(seen, kind="month", period="2024-06")
    assert brief.subtitle == "（2024年4月至2024年6月）"
    assert "4—6月，固定资产投资完成482.4亿元" in brief.to_markdown()
    year = plan.report(seen, kind="year", period="2024-03")
    assert year.subtitle == "（2023年4月至2024年3月）"


@pytest.mark.parametrize(
    ("kind", "period"), [("quarter", "2024-05"), ("year", "2024-06"), ("month", "2024")]
)
def test_a_period_that_does_not_fit_is_refused(kind: str, period: str, desk: Desk) -> None:
    with pytest.raises(ValueError, match=f"{period} is no {kind}"):
        desk.brief(kind=kind, period=period)


def test_the_same_in_english(desk: Desk) -> None:
    text = desk.text(
        "investment,2024-06,482.4,ytd", "investment,2023-06,440,ytd",
        "revenue,2024-06,7.2,ytd_growth", "revenue,2024-06,6.1,ytd_growth,全市平均",
        "revenue,2024-06,3,rank", language="en",
        tasks=desk.table("tasks.csv", TASKS),
    )  # fmt: skip
    assert (
        "From January to June, fixed-asset investment came to 482.4 亿元, up 9.6% on a year earlier "
        "(computed from published figures), 53.6% of the year's target, 3.6 points ahead of an even "
        "pace." in text
    )
    assert (
        "From January to June, revenue was up 7.2% on a year earlier, 1.1 points above the city's "
        "average, number 3 in the city, 1.2 points above the year's target." in text
    )
    assert "“资金到位慢” (区发改局)." in text
    assert "Reform Bureau: Larger firms, Share of services." in text


@pytest.mark.parametrize(
    ("n", "text"), [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (34, "三十四")]
)
def test_chinese_numerals(n: int, text: str) -> None:
    assert numeral(n) == text


# --- the document -------------------------------------------------------------------------------


def test_the_document_says_what_the_markdown_says(desk: Desk) -> None:
    brief = desk.brief("investment,2024-06,482.4,ytd")
    document = docx.Document(io.BytesIO(brief.to_docx()))
    told = [paragraph.text for paragraph in document.paragraphs if paragraph.text]
    bare = brief.to_markdown().replace("*", "").replace("#", "").replace("\\", "")
    for line in told:
        assert line in bare
    assert told[:3] == ["十项重大工程", "月度工作简报", "（2024年1—6月）"]
    assert "一、总体情况" in told and "（一）扩大投资工程" in told


def test_the_document_looks_like_an_official_one(desk: Desk) -> None:
    document = docx.Document(io.BytesIO(desk.brief("investment,2024-06,482.4,ytd").to_docx()))
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert round(section.page_width.mm - section.left_margin.mm - section.right_margin.mm) == 156
    assert round(section.page_height.mm - section.top_margin.mm - section.bottom_margin.mm) == 225

    def chinese_font(paragraph: Any) -> str:
        return str(paragraph.runs[-1]._element.rPr.rFonts.get(qn("w:eastAsia")))

    by_text = {paragraph.text: paragraph for paragraph in document.paragraphs}
    title = by_text["十项重大工程"]
    assert title.alignment == 1 and title.runs[0].font.size.pt == 22
    assert chinese_font(by_text["一、总体情况"]) == "黑体"
    body = next(p for p in document.paragraphs if "固定资产投资完成" in p.text)
    assert chinese_font(body) == "仿宋" and body.runs[-1].font.size.pt == 16
    assert body.paragraph_format.first_line_indent.pt == 32
    assert "PAGE" in section.footer._element.xml


def test_the_same_brief_gives_the_same_bytes(desk: Desk) -> None:
    brief = desk.brief("investment,2024-06,482.4,ytd")
    assert brief.to_docx() == brief.to_docx()
    with zipfile.ZipFile(io.BytesIO(brief.to_docx())) as parts:
        assert {part.date_time[0] for part in parts.infolist()} == {2000}


def picture_font_is_missing() -> bool:
    try:
        chinese_font()
    except RuntimeError:
        return True
    return False


@pytest.mark.skipif(picture_font_is_missing(), reason="no font with Chinese characters")
def test_pictures_of_what_has_a_figure_and_a_target(desk: Desk) -> None:
    rows = (
        "investment,2022,800", "investment,2023,840", "investment,2024-06,482.4,ytd",
        "share,2024-06,90.3", "revenue,2024-06,7.2,ytd_growth",
    )  # fmt: skip
    brief = desk.brief(*rows, pictures=True)
    document = docx.Document(io.BytesIO(brief.to_docx()))
    drawn = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert drawn == ["固定资产投资"]
    assert brief.to_docx() == desk.brief(*rows, pictures=True).to_docx()
    assert brief.to_markdown() == desk.text(*rows)


# --- the command --------------------------------------------------------------------------------


def test_the_command_writes_what_the_method_says(desk: Desk, glidepath: Any) -> None:
    row = "investment,2024-06,482.4,ytd"
    figures = desk.table("figures.csv", f"{HEAD}{row},,,,,\n")
    files = {
        "tasks": desk.table("tasks.csv", TASKS),
        "issues": desk.table("issues.csv", ISSUES),
        "since": desk.table("last.json", desk.plan.assess(figures, through="2024-05").to_json()),
    }
    options = [text for name, file in files.items() for text in (f"--{name}", file)]
    command = ["report", desk.plan_file, figures, "--kind", "month", "--period", "2024-06"]
    for suffix in ("md", "docx"):
        ended = glidepath(*command, *options, "-o", desk.folder / f"brief.{suffix}")
        assert (ended.code, ended.out, ended.err) == (0, "", "")
    brief = desk.plan.report(figures, kind="month", period="2024-06", **files)
    assert (desk.folder / "brief.md").read_text(encoding="utf-8") == brief.to_markdown()
    assert (desk.folder / "brief.docx").read_bytes() == brief.to_docx()


def test_a_font_that_is_missing_is_said_in_the_language_of_the_brief(
    desk: Desk, glidepath: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> str:
        raise NoChineseFont("no font")

    monkeypatch.setattr("glidepath._plot.chinese_font", missing)
    figures = desk.table("figures.csv", f"{HEAD}investment,2024-06,482.4,ytd,,,,,\n")
    command = ["report", desk.plan_file, figures, "--kind", "month", "--period", "2024-06"]
    ended = glidepath(*command, "--pictures", "-o", desk.folder / "brief.docx")
    assert ended.code == 2 and "没有中文字体" in ended.err and "no font" not in ended.err


def test_what_cannot_be_written_is_said(desk: Desk, glidepath: Any) -> None:
    figures = desk.table("figures.csv", HEAD + "investment,2024-06,x,ytd,,,,,\n")
    command = ["report", desk.plan_file, figures, "--kind", "month"]
    ended = glidepath(*command, "--period", "2024-06", "-o", desk.folder / "brief.pdf")
    assert ended.code == 2 and ".docx" in ended.err
    ended = glidepath(*command, "--period", "2024-06", "--pictures", "-o", desk.folder / "brief.md")
    assert ended.code == 2 and "--pictures" in ended.err
    ended = glidepath(*command, "--period", "2024", "-o", desk.folder / "brief.md")
    assert ended.code == 4 and "2024 is no month" in ended.err
    ended = glidepath(*command, "--period", "2024-06", "-o", desk.folder / "no" / "brief.md")
    assert ended.code == 2
    tasks = desk.table("tasks.csv", "a,b\n1,2\n")
    brief = desk.folder / "brief.md"
    ended = glidepath(*command, "--period", "2024-06", "--tasks", tasks, "-o", brief)
    assert ended.code == 4 and "tasks.csv" in ended.err and not brief.exists()
    ended = glidepath(*command, "--period", "2024-06", "-o", brief)
    assert ended.code == 5 and "figures.csv:2" in ended.err
    assert "另有1条数据因填报有误未采用" in brief.read_text(encoding="utf-8")

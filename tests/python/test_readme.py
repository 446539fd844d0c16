"""README.md says what is so: its snippets run, its output is real, its statements can be read."""

import csv
import datetime as dt
import re
import shlex
from pathlib import Path
from typing import Any

import docx
import glidepath as gp
import openpyxl
import pytest
from glidepath._plot import chinese_font

REPOSITORY = Path(__file__).resolve().parents[2]
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
README_ZH = (REPOSITORY / "README.zh.md").read_text(encoding="utf-8")


def blocks(language: str, text: str = README) -> list[str]:
    """The fenced blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def stands_in(excerpt: list[str], lines: list[str]) -> bool:
    """Whether the lines are those of the excerpt, in which … stands for any number of lines."""
    if not excerpt:
        return not lines
    if excerpt[0] == "…":
        return any(stands_in(excerpt[1:], lines[n:]) for n in range(len(lines) + 1))
    return bool(lines) and excerpt[0] == lines[0] and stands_in(excerpt[1:], lines[1:])


def test_the_two_commands_come_first() -> None:
    first = blocks("console")[0].splitlines()
    assert [line.split("#")[0].strip() for line in first] == ["$ ./dev demo", "$ ./dev test"]
    assert README.index("./dev demo") < README.index("A plan says")


def test_python_snippets_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(REPOSITORY)
    names: dict[str, Any] = {}
    for snippet in blocks("python"):
        exec(compile(snippet, "README.md", "exec"), names)
    assert names["result"]["fixed_asset_investment:at-2025"].status is gp.Status.on_track
    assert str(len(names["plan"].targets)) + " targets" in README
    assert names["path"].values["2025"].sum() == pytest.approx(860, rel=1e-9)


def test_results_beside_python_snippets_are_true() -> None:
    window = gp.Statement("each 2023..2027 >= 90%").window
    assert f"# {window!r}" in README
    assert gp.required_run_rate(total=860, done=500, remaining=4) == 90
    assert gp.periods_to_spare(level=841, goal=950, most_growth=0.05, periods=4) == 1
    assert len(gp.DisaggregationMethod) == 14


def test_the_output_is_real(monkeypatch: pytest.MonkeyPatch, glidepath: Any) -> None:
    monkeypatch.chdir(REPOSITORY)
    monkeypatch.setenv("COLUMNS", "100")
    shown = [block for block in blocks("console") if "…" in block]
    assert shown
    for block in shown:
        command, *excerpt = block.splitlines()
        words = shlex.split(command)
        assert words[:2] == ["$", "glidepath"]
        ended = glidepath(*words[2:])
        assert ended.code == 0
        assert stands_in(excerpt, ended.out.splitlines()), ended.out


def test_every_command_is_named(glidepath: Any) -> None:
    help_text = glidepath("--help").out
    for command in (
        "new", "check", "assess", "explain", "trajectory", "breakdown", "schema", "plan", "forms",
        "what-if", "backtest", "tables", "report", "diff", "compare", "scorecard", "places", "inspect", "duties",
        "collect", "followup",
    ):  # fmt: skip
        assert f"$ glidepath {command} " in README
        assert command in help_text


def test_the_cpp_program_is_the_example() -> None:
    program = (REPOSITORY / "examples" / "cpp" / "assess.cpp").read_text(encoding="utf-8")
    assert blocks("cpp") == [program]
    assert len(program.splitlines()) < 40


def test_the_excerpt_of_the_plan_is_real() -> None:
    plan = (REPOSITORY / "examples" / "gongshu" / "plan.toml").read_text(encoding="utf-8")
    for block in blocks("toml"):
        assert block.strip() in plan


def test_every_statement_can_be_read() -> None:
    section = README.split("## The target language")[1].split("\n## ")[0]
    statements = re.findall(r"^\| `(.+?)` \|", section, re.MULTILINE)
    assert len(statements) >= 12
    for text in statements:
        assert str(gp.Statement(text)) == text
    for text in re.findall(r"`(20\d\d[-\w]*)`", section):
        gp.Period(text)


def test_exit_codes_are_those_of_the_command() -> None:
    from glidepath.cli import Exit

    documented = {int(code) for code in re.findall(r"^\| (\d) \|", README, re.MULTILINE)}
    assert documented == {*map(int, Exit), 1}


def test_links_lead_somewhere() -> None:
    for link in re.findall(r"\]\(([^)#]+)\)", README + README_ZH):
        assert (REPOSITORY / link).exists(), link


# --- README.zh.md: the month of an office -------------------------------------------------------

OFFICE_PLAN = """\
[plan]
id = "office"
title = { zh = "十项重大工程" }
horizon = "2023..2027"

[[body]]
id = "reform"
name = { zh = "区发改局" }

[[body]]
id = "statistics"
name = { zh = "区统计局" }

[[goal]]
id = "p1"
title = { zh = "扩大投资工程" }
lead = ["reform"]

[[indicator]]
id = "fixed_asset_investment"
goal = "p1"
name = { zh = "固定资产投资" }
unit = "亿元"
kind = "flow"
freq = "M"

[[target]]
indicator = "fixed_asset_investment"
say = "at 2025 > 860"

[[target]]
indicator = "fixed_asset_investment"
say = "at 2024 >= 850"
"""
OFFICE_FIGURES = """\
indicator,period,value,measure,released
fixed_asset_investment,2022,734.5,value,2023-03-31
fixed_asset_investment,2023,841,value,2024-03-31
fixed_asset_investment,2024-05,300,ytd,2024-06-18
"""


def office_commands() -> list[list[str]]:
    lines = [line for block in blocks("console", README_ZH) for line in block.splitlines()]
    words = [shlex.split(line) for line in lines]
    assert all(line[:2] == ["$", "glidepath"] for line in words)
    return [line[2:] for line in words]


def drawable() -> bool:
    """Whether a picture with Chinese texts can be drawn here."""
    try:
        chinese_font()
    except RuntimeError:
        return False
    return True


def fill_form(path: Path) -> None:
    """What the unit does between two commands of the office."""
    book = openpyxl.load_workbook(path)
    page = book["问题"]
    header = [cell.value for cell in page[4]]
    issue = {
        "问题描述": "土地未批", "状态": "申请销号", "佐证材料": "批复",
        "申请销号日期": dt.date(2024, 7, 17),
    }  # fmt: skip
    for name, value in issue.items():
        page.cell(5, header.index(name) + 1).value = value
    page = book["指标"]
    header = [cell.value for cell in page[4]]
    page["H2"].value = dt.date(2024, 7, 18)
    for name, value in (("本期累计", 440), ("情况说明", "雨天多")):
        page.cell(5, header.index(name) + 1).value = value
    book.save(path)


def write_bureau_table(path: Path) -> None:
    """What the statistics bureau sends of its own."""
    book = openpyxl.Workbook()
    page = book.active
    page.append(["2024年主要经济指标（填报日期：2024年7月20日）"])
    page.append(["指标", "单位", "1—6月", "同比（%）"])
    page.append(["固定资产投资", "亿元", 440, 4.5])
    page.append(["进出口总额", "亿元", 100, 2])
    book.save(path)


def test_the_month_of_the_office_can_be_played(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, glidepath: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("observations.csv").write_text(OFFICE_FIGURES, encoding="utf-8")
    assess: list[str] = []
    for command in office_commands():
        words = [
            name
            for word in command
            for name in (map(str, sorted(Path().glob(word))) if "*" in word else [word])
        ]
        if command[0] == "collect":
            fill_form(Path("2024-06") / "2024-06_区发改局.xlsx")
        if "--from" in command:
            write_bureau_table(Path("2024-06") / "统计数据.xlsx")
        if command[0] == "report":
            if not drawable():
                words.remove("--pictures")
            may = [word.replace("2024-06", "2024-05") for word in assess]
            assert glidepath(*may).code == 0
        if command[0] == "assess":
            assess = words
        ended = glidepath(*words)
        assert ended.code == 0, (command, ended.err, ended.out)
        if command[:2] == ["plan", "template"]:
            # The office fills the template in.
            gp.Plan.from_toml(OFFICE_PLAN).to_excel("plan.xlsx")
    frozen = gp.Plan.load("marks-2024.toml")
    assert {target.part_of for target in frozen.targets} >= {"fixed_asset_investment:at-2024"}
    figures = list(csv.DictReader(Path("observations.csv").read_text("utf-8").splitlines()))
    assert [(row["value"], row["source"]) for row in figures if row["measure"] == "ytd_growth"] == [
        ("4.5", "区统计局")
    ]
    assert "440" in {row["value"] for row in figures}
    document = docx.Document("简报.docx")
    told = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "1—6月，固定资产投资完成440亿元" in told
    assert "情况说明：雨天多" in told
    assert "问题销号：在办0项，本期新增1项，本期销号1项。" in told
    assert "主要指标进度表" in openpyxl.load_workbook("月报.xlsx").sheetnames
    assert len(document.inline_shapes) == drawable()
    assert Path("退回修改清单.xlsx").exists() and Path("催报清单.xlsx").exists()


def test_commands_of_the_office_say_their_day_and_its_language() -> None:
    named: dict[str, list[str]] = {}
    for command in office_commands():
        named.setdefault(command[0], []).extend(command)
    for name in ("breakdown", "assess", "inspect", "tables", "report", "explain"):
        assert named[name].count("--as-of") == sum(word == name for word in named[name]), name
    for name in ("check", "breakdown", "diff", "explain", "duties"):
        assert "zh" in named[name], name
    assert {"review", "inspect", "duties"} <= set(named)
    assert "glidepath followup" in README_ZH


def test_what_the_office_reads_is_what_the_command_says(glidepath: Any) -> None:
    for command in office_commands():
        named = {word for word in command if word.startswith("--")}
        help_text = glidepath(*command[: 2 if command[0] == "plan" else 1], "--help").out
        for option in named:
            assert option in help_text, (command, option)
    commands = ("forms", "review", "report", "breakdown", "followup", "duties", "tables")
    told = "".join(glidepath(name, "--help").out for name in commands)
    for option in re.findall(r"`(--\w+)", README_ZH):
        assert option in told, option
    for statement in re.findall(r"`(at 20[^`]+)`", README_ZH):
        assert str(gp.Statement(statement)) == statement
    for kind, period in re.findall(r"--kind (\w+) --period ([\w-]+)", README_ZH):
        gp.Period(period)
        assert kind in list(gp.BriefKind)

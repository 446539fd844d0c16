"""README.md says what is so: its snippets run, its output is real, its statements can be read."""

import re
import shlex
from pathlib import Path
from typing import Any

import glidepath as gp
import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """The fenced blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)


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
        "collect",
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
    for link in re.findall(r"\]\(([^)#]+)\)", README):
        assert (REPOSITORY / link).exists(), link

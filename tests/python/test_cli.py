"""The command: what it prints, where, and with which exit code."""

import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import glidepath as gp
import jsonschema
import pytest
from glidepath.cli import app
from typer.testing import CliRunner

AS_OF = ("--as-of", "2024-01-31")


def add_row(example: Any, row: str) -> None:
    with example.observations_file.open("a", encoding="utf-8") as file:
        file.write(row)


# --- exit codes ---------------------------------------------------------------------------------


def test_fine_is_zero(small: Any, glidepath: Any) -> None:
    ended = glidepath("assess", *small.files, *AS_OF)
    assert (ended.code, ended.err) == (0, "")
    assert "A small plan" in ended.out


def test_usage_is_two(small: Any, glidepath: Any) -> None:
    for arguments in (
        ["assess"],
        ["assess", *small.files, "--format", "pdf"],
        ["assess", *small.files, "--fail-on", "late"],
        ["assess", *small.files, "--fail-on", "missed,new"],
        ["assess", *small.files, "--as-of", "tomorrow"],
        ["assess", *small.files, "--period", "2024-13"],
        ["explain", *small.files, "--target", "nothing"],
        ["schema", "everything"],
    ):
        ended = glidepath(*arguments)
        assert ended.code == 2, arguments
        assert ended.out == ""
        assert ended.err


def test_a_month_as_a_day_suggests_the_other_clock(small: Any, glidepath: Any) -> None:
    ended = glidepath("assess", *small.files, "--as-of", "2024-06")
    assert ended.code == 2
    assert "--period" in ended.err and "2024-06-30" in ended.err


def test_fail_on_is_three_and_the_output_is_there(small: Any, glidepath: Any) -> None:
    ended = glidepath("assess", *small.files, *AS_OF, "--fail-on", "off_track,at_risk,on_track")
    assert ended.code == 3
    assert "A small plan" in ended.out
    assert "investment_total:at-2025" in ended.err
    assert glidepath("assess", *small.files, *AS_OF, "--fail-on", "missed").code == 0


def test_fail_on_new_looks_at_what_changed(small: Any, glidepath: Any, tmp_path: Path) -> None:
    earlier = tmp_path / "earlier.json"
    assess = ["assess", *small.files]
    assert glidepath(*assess, *AS_OF, "--format", "json", "-o", earlier).code == 0
    was = small.assess(as_of="2024-01-31").verdict("investment_total:at-2025").status
    now = small.assess(as_of="2024-07-01").verdict("investment_total:at-2025").status
    assert was != now
    since = ["--since", earlier]
    assert glidepath(*assess, *AS_OF, *since, "--fail-on", f"{was},new").code == 0
    assert glidepath(*assess, *AS_OF, *since, "--fail-on", f"{was}").code == 3
    later = glidepath(*assess, "--as-of", "2024-07-01", *since, "--fail-on", f"{now},new")
    assert later.code == 3
    assert "was " in later.out


def test_a_faulty_plan_is_four_with_every_fault(small: Any, glidepath: Any) -> None:
    text = small.plan_file.read_text(encoding="utf-8")
    small.plan_file.write_text(
        text.replace('"个"', '"furlong"').replace("> 950", "over 950"), "utf-8"
    )
    for command in ("assess", "check"):
        ended = glidepath(command, *small.files)
        assert (ended.code, ended.out) == (4, "")
        assert f"{small.plan_file}:" in ended.err
        assert "furlong" in ended.err and "over" in ended.err


def test_files_that_are_not_there_or_no_tables_are_four(
    small: Any, glidepath: Any, tmp_path: Path
) -> None:
    assert glidepath("assess", tmp_path / "none.toml", small.observations_file).code == 4
    assert glidepath("assess", small.plan_file, tmp_path / "none.csv").code == 4
    for content in (b"", b"\x00\x01\x02\xff" * 100, b"a,b,c\n1,2,3\n"):
        small.observations_file.write_bytes(content)
        ended = glidepath("assess", *small.files)
        assert (ended.code, ended.out) == (4, "")
        assert str(small.observations_file) in ended.err


def test_rejected_rows_are_five_and_listed_with_their_place(
    small: Any, glidepath: Any, bad_row: str
) -> None:
    add_row(small, bad_row)
    for command in (["assess", *small.files, *AS_OF], ["check", *small.files]):
        ended = glidepath(*command)
        assert ended.code == 5
        assert ended.out
        assert f"{small.observations_file}:5:" in ended.err and "1,200" in ended.err


def test_strict_makes_rejected_rows_four_and_writes_nothing(
    small: Any, glidepath: Any, bad_row: str, tmp_path: Path
) -> None:
    add_row(small, bad_row)
    out = tmp_path / "result.json"
    ended = glidepath("assess", *small.files, *AS_OF, "--strict", "-o", out)
    assert (ended.code, ended.out) == (4, "")
    assert "1,200" in ended.err
    assert not out.exists()


def test_four_comes_before_three_and_three_before_five(
    small: Any, glidepath: Any, bad_row: str
) -> None:
    add_row(small, bad_row)
    tripped = ["assess", *small.files, *AS_OF, "--fail-on", "off_track,at_risk,on_track"]
    ended = glidepath(*tripped)
    assert ended.code == 3
    assert "1,200" in ended.err
    assert glidepath(*tripped, "--strict").code == 4


def test_a_contradictory_plan_is_four_in_check(small: Any, glidepath: Any) -> None:
    with small.plan_file.open("a", encoding="utf-8") as file:
        file.write(
            '\n[[target]]\nid = "too_little"\nindicator = "investment_total"\nsay = "at 2025 < 800"\n'
        )
    ended = glidepath("check", small.plan_file)
    assert ended.code == 4
    assert "contradiction" in ended.out
    assert glidepath("assess", *small.files, *AS_OF).code == 0


def test_findings_short_of_contradictions_are_zero(gongshu: Any, glidepath: Any) -> None:
    ended = glidepath("check", *gongshu.files)
    assert ended.code == 0
    assert "floors_fall_short" in ended.out
    findings = json.loads(glidepath("check", *gongshu.files, "--format", "json").out)
    assert {"code", "severity", "subjects", "message"} <= set(findings[0])
    chinese = glidepath("check", *gongshu.files, "--lang", "zh").out
    assert "警示" in chinese and "检查结果：警示" in chinese
    assert not {"warning", "note", "Findings"} & set(re.findall(r"\w+", chinese))


def test_an_error_of_our_own_is_one(small: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("glidepath.cli.load_plan", fail)
    result = CliRunner().invoke(app, ["check", str(small.plan_file)])
    assert (result.exit_code, result.stdout) == (1, "")


# --- what assess prints -------------------------------------------------------------------------


def test_the_screen_has_all_programmes_then_the_worst_then_what_is_awaited(
    gongshu: Any, glidepath: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    out = glidepath("assess", *gongshu.files, *AS_OF, "--lang", "zh").out
    lines = out.splitlines()
    assert "编制日 2024-01-31" in lines[1]
    assert sum(line.split(" ")[0] in {str(n) for n in range(1, 11)} for line in lines) == 10
    assert sum("不涉及" in line for line in lines) == 3
    assert out.index("慢于序时进度（初步数）") < out.index("● 未完成") < out.index("● 符合序时进度")
    assert "待报数据" in lines[-1]
    assert max(map(len, lines)) <= 120


def test_all_lists_every_target(gongshu: Any, glidepath: Any) -> None:
    out = glidepath("assess", *gongshu.files, *AS_OF, "--all").out
    assert "await data" not in out
    assert sum(line.startswith("● ") for line in out.splitlines()) == len(gongshu.plan.targets)


def test_a_clock_taken_from_the_data_is_said(gongshu: Any, glidepath: Any) -> None:
    assert "(the newest release date in the data)" in glidepath("assess", *gongshu.files).out
    assert "figures through 2022" in glidepath("assess", *gongshu.files, "--period", "2022").out


def test_columns_line_up_with_chinese_text(gongshu: Any, glidepath: Any) -> None:
    from rich.cells import cell_len

    out = glidepath("assess", *gongshu.files, *AS_OF, "--lang", "zh").out
    starts = {
        cell_len(line.split("at 20")[0])
        for line in out.splitlines()
        if line.startswith("● ") and "at 20" in line
    }
    assert len(starts) == 1


def test_json_csv_and_markdown(gongshu: Any, glidepath: Any) -> None:
    import csv

    assess = ["assess", *gongshu.files, *AS_OF, "--format"]
    schema = json.loads(glidepath("schema", "assess").out)
    jsonschema.validate(json.loads(glidepath(*assess, "json").out), schema)
    rows = list(csv.DictReader(glidepath(*assess, "csv").out.splitlines()))
    assert len(rows) == len(gongshu.plan.targets)
    assert rows[0]["id"] == gongshu.plan.targets[0].id
    markdown = glidepath(*assess, "markdown").out
    assert markdown.startswith("# Gongshu District")
    widths = {line.count("|") for line in markdown.splitlines() if line.startswith("|")}
    assert len(widths) == 2  # two tables, each with as many cells in every row


def test_no_colour_without_a_terminal(gongshu: Any, glidepath: Any) -> None:
    assert "\x1b" not in glidepath("assess", *gongshu.files, *AS_OF).out


# --- files --------------------------------------------------------------------------------------


def test_an_output_file_holds_what_would_be_printed(
    small: Any, glidepath: Any, tmp_path: Path
) -> None:
    for format in ("json", "csv", "markdown", "table"):
        out = tmp_path / f"result.{format}"
        arguments = ["assess", *small.files, *AS_OF, "--format", format]
        ended = glidepath(*arguments, "-o", out)
        assert (ended.code, ended.out) == (0, "")
        assert out.read_bytes() == glidepath(*arguments).raw


def test_a_file_that_cannot_be_written_leaves_nothing_behind(
    small: Any, glidepath: Any, tmp_path: Path
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    before = sorted(tmp_path.rglob("*"))
    ended = glidepath("assess", *small.files, "-o", folder)
    assert ended.code == 2
    assert str(folder) in ended.err
    assert glidepath("assess", *small.files, "-o", tmp_path / "none" / "result.json").code == 2
    assert sorted(tmp_path.rglob("*")) == before


def test_a_failing_command_leaves_an_earlier_result_untouched(
    small: Any, glidepath: Any, tmp_path: Path
) -> None:
    out = tmp_path / "result.json"
    out.write_text("earlier", encoding="utf-8")
    out.chmod(0o640)
    small.observations_file.write_text("nonsense", encoding="utf-8")
    assert glidepath("assess", *small.files, "-o", out).code == 4
    assert out.read_text(encoding="utf-8") == "earlier"
    assert stat.S_IMODE(out.stat().st_mode) == 0o640


def test_gb18030_is_read_and_said(small: Any, glidepath: Any) -> None:
    plain = glidepath("assess", *small.files, *AS_OF, "--format", "csv")
    for file in (small.plan_file, small.observations_file):
        file.write_bytes(file.read_text(encoding="utf-8").encode("gb18030"))
    ended = glidepath("assess", *small.files, *AS_OF, "--format", "csv")
    assert ended.code == 0
    assert ended.err.count("GB18030") == 2
    assert str(small.observations_file) in ended.err
    assert ended.out == plain.out


def test_a_byte_order_mark_and_crlf_change_nothing(small: Any, glidepath: Any) -> None:
    plain = glidepath("assess", *small.files, *AS_OF, "--format", "csv")
    for file in (small.plan_file, small.observations_file):
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    ended = glidepath("assess", *small.files, *AS_OF, "--format", "csv")
    assert (ended.code, ended.err, ended.out) == (0, "", plain.out)


def test_excel_is_read(small: Any, glidepath: Any, tmp_path: Path) -> None:
    import pandas as pd

    pd.read_csv(small.observations_file).to_excel(tmp_path / "o.xlsx", index=False)
    ended = glidepath("assess", small.plan_file, tmp_path / "o.xlsx", *AS_OF, "--format", "csv")
    assert ended.out == glidepath("assess", *small.files, *AS_OF, "--format", "csv").out


# --- the other commands -------------------------------------------------------------------------


def test_new_writes_a_plan_that_can_be_used_at_once(glidepath: Any, tmp_path: Path) -> None:
    folder = tmp_path / "of" / "mine"
    ended = glidepath("new", folder)
    assert ended.code == 0
    files = [str(folder / "plan.toml"), str(folder / "observations.csv")]
    assert ended.out.splitlines() == files
    assert glidepath("check", *files).code == 0
    assert glidepath("assess", *files, "--strict").code == 0
    assert all(verdict.actual is not None for verdict in gp.Plan.load(files[0]).assess(files[1]))


def test_new_overwrites_nothing(glidepath: Any, tmp_path: Path) -> None:
    (tmp_path / "observations.csv").write_text("mine", encoding="utf-8")
    ended = glidepath("new", tmp_path)
    assert ended.code == 2
    assert "observations.csv" in ended.err
    assert [file.name for file in tmp_path.iterdir()] == ["observations.csv"]


def test_explain_says_periods_in_words(gongshu: Any, glidepath: Any) -> None:
    explain = ["explain", *gongshu.files, "--target", "fixed_asset_investment:at-2025", *AS_OF]
    chinese = glidepath(*explain, "--lang", "zh").out
    (line,) = [line for line in chinese.splitlines() if "达到目标的时间" in line]
    assert re.findall(r"\d{4}.", line) == ["2024年", "2027年"], line


def test_explain_tells_the_steps(gongshu: Any, glidepath: Any) -> None:
    explain = ["explain", *gongshu.files, "--target", "fixed_asset_investment:at-2025", *AS_OF]
    out = glidepath(*explain).out
    assert "The plan says: “到2025年，全区固定资产投资超过860亿元”." in out
    assert "2023: 841 亿元, estimated, released 2024-01-08" in out
    assert "The path starts from 734.498 亿元 in 2022, derived from published growth." in out
    assert "It is 97.8% of the threshold." in out
    assert "So the target is on track" in out
    assert "\n1. " in out and "结论：符合序时进度" in glidepath(*explain, "--lang", "zh").out
    assert "2024" not in out.split("Known on 2024-01-31")[1].split("released 2024-01-08")[0]


def test_explain_shows_the_catch_up_path_beside_the_issued_marks(
    tmp_path: Path, glidepath: Any
) -> None:
    plan, marks, seen = (tmp_path / name for name in ("plan.toml", "marks.toml", "seen.csv"))
    plan.write_text(
        '[plan]\nid = "p"\ntitle = { en = "Plan" }\nhorizon = "2023..2027"\n'
        '[[indicator]]\nid = "x"\nname = { en = "X" }\nunit = "亿元"\nkind = "flow"\n'
        'bounds = { min = 0 }\n[[target]]\nindicator = "x"\nsay = "at 2024 >= 120"\n'
    )
    seen.write_text(
        "indicator,period,measure,value,released\nx,2022,value,100,2023-02-01\n"
        "x,2023,value,104,2024-02-01\nx,2024-06,ytd,45,2024-07-20\n"
    )
    issue = ["--year", "2024", "--freq", "Q", "--freeze", str(marks), "--as-of", "2024-02-02"]
    glidepath("breakdown", str(plan), str(seen), *issue)
    known = ["--target", "x:at-2024", "--as-of", "2024-07-31"]
    out = glidepath("explain", str(marks), str(seen), *known).out
    third, fourth = re.findall(r"2024-Q[34] ([\d.]+) 亿元 \(mark [\d.]+ 亿元\)", out)
    assert float(third) + float(fourth) == pytest.approx(120 - 45)
    chinese = glidepath("explain", str(marks), str(seen), *known, "--lang", "zh").out
    assert "已下达的分解目标不变" in chinese
    # Without marks there is nothing to stand beside.
    assert "catch-up" not in glidepath("explain", str(plan), str(seen), *known).out


def test_explain_says_how_long_a_target_can_wait(gongshu: Any, glidepath: Any) -> None:
    explain = ["explain", *gongshu.files, "--target", "fixed_asset_investment:at-2025", *AS_OF]
    out = glidepath(*explain, "--most-growth", "8%").out
    chance = gongshu.plan.last_chance(
        "fixed_asset_investment:at-2025", gongshu.observations_file, most_growth=0.08, as_of="2024-01-31"
    )
    assert f"8% a year at the most it can stay at 841 亿元 until {chance.until}" in out
    assert chance.until == gp.Period("2024")  # 841 * 1.08 = 908 > 860
    assert "最迟可维持" in glidepath(*explain, "--most-growth", "8%", "--lang", "zh").out
    for wrong in ("fast", "0.08", "-3%"):
        refused = glidepath(*explain, f"--most-growth={wrong}")
        assert refused.code == 2 and "--most-growth" in refused.err


def test_every_verdict_can_be_explained(gongshu: Any) -> None:
    from glidepath._explanation import explanation

    plan = gongshu.plan
    seen = gp.Observations.load(gongshu.observations_file, plan)
    result = plan.assess(seen)
    for verdict in result:
        for language in ("zh", "en"):
            lines = explanation(verdict, result, plan, seen, language)
            assert len(lines) >= 4
            assert "None" not in "".join(lines)


def test_schemas_and_version(glidepath: Any) -> None:
    assert json.loads(glidepath("schema", "plan").out)["$schema"]
    assert glidepath("version").out == f"glidepath {gp.__version__}\n"


# --- as a program -------------------------------------------------------------------------------


def program(*arguments: object, **options: Any) -> "subprocess.CompletedProcess[bytes]":
    command = [sys.executable, "-m", "glidepath", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False, **options)


def test_results_are_utf8_whatever_the_locale(small: Any) -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    ended = program("assess", *small.files, *AS_OF, "--lang", "zh", env=environment)
    assert ended.returncode == 0, ended.stderr
    assert "固定资产投资" in ended.stdout.decode("utf-8")


def test_a_reader_that_leaves_early_is_no_error(gongshu: Any) -> None:
    command = [sys.executable, "-m", "glidepath", "assess", *gongshu.files, "--format", "json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        complaints = process.stderr.read()
    assert (process.returncode, complaints) == (0, b"")


def test_colour_is_for_terminals_without_no_color(gongshu: Any) -> None:
    pty = pytest.importorskip("pty")

    def on_terminal(**environment: str) -> bytes:
        parent, child = pty.openpty()
        command = [sys.executable, "-m", "glidepath", "assess", *gongshu.files]
        env = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "COLUMNS")}
        env |= {"TERM": "xterm-256color", **environment}
        with subprocess.Popen(command, stdout=child, stderr=subprocess.DEVNULL, env=env) as process:
            os.close(child)
            printed = b""
            try:
                while chunk := os.read(parent, 4096):
                    printed += chunk
            except OSError:
                pass  # the terminal is gone with its program
        os.close(parent)
        assert process.returncode == 0
        return printed

    assert b"\x1b[31m" in on_terminal()
    assert b"\x1b[31m" not in on_terminal(NO_COLOR="1")

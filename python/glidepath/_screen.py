"""Reports on a terminal and as Markdown."""

import io
import os
import shutil
import sys

import pandas as pd
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from glidepath import _core
from glidepath._assessment import Assessment
from glidepath._breakdown import Breakdown
from glidepath._changes import Changes, change_label
from glidepath._findings import Findings
from glidepath._methods import STANDINGS, MethodComparison
from glidepath._places import League, Places
from glidepath._report import Report, Row, header_lines
from glidepath._scorecard import Scorecard
from glidepath._trajectory import Trajectory
from glidepath._words import SEVERITIES_ZH, Severity, Status

PIPED_WIDTH = 120  # columns when the output is no terminal
NARROW = 110  # below this, counts by status are written out instead of having columns
STYLES = {
    Status.met: "green",
    Status.on_track: "green",
    Status.at_risk: "yellow",
    Status.off_track: "red",
    Status.missed: "red",
    Status.unknown: "bright_black",
}
SEVERITY_STYLES = {Severity.contradiction: "red", Severity.warning: "yellow", Severity.note: ""}


def console(*, plain: bool) -> Console:
    """A console that draws into memory: in colour only for a terminal without NO_COLOR."""
    terminal = sys.stdout.isatty() and not plain
    width = shutil.get_terminal_size().columns if terminal else PIPED_WIDTH
    if not terminal and os.environ.get("COLUMNS", "").isdigit():
        width = int(os.environ["COLUMNS"])
    return Console(
        file=io.StringIO(),
        force_terminal=terminal,
        width=max(width, 40),
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )


def bare_table() -> Table:
    """A table with a line under its head and no other lines."""
    return Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0))


def drawn(onto: Console) -> str:
    """What was drawn, without blanks at the ends of lines."""
    assert isinstance(onto.file, io.StringIO)
    return "".join(line.rstrip() + "\n" for line in onto.file.getvalue().splitlines())


def light(row: Row) -> Text:
    """The first cell of a row with its light; the words are there without any colour."""
    if row.status is None:
        return Text(row.cells[0])
    return Text(f"● {row.cells[0]}", style=STYLES[row.status])


def screen(report: Report, *, plain: bool = False) -> str:
    """The report for a terminal; columns line up with Chinese text as well."""
    onto = console(plain=plain)
    title, *lines = report.header
    onto.print(Text(title, style="bold"), soft_wrap=True)
    for line in lines:
        onto.print(Text(line), soft_wrap=True)
    onto.print()

    counts = bare_table()
    number, title, total, *statuses = report.programme_columns
    counts.add_column(number, no_wrap=True)
    counts.add_column(title, overflow="fold", ratio=1)
    counts.add_column(total, justify="right")
    if onto.width < NARROW:
        counts.add_column(report.target_columns[0], overflow="fold", ratio=1)
        for row in report.programmes:
            counts.add_row(*row.cells[:3], row.summary)
    else:
        for status in statuses:
            counts.add_column(status, justify="right")
        for row in report.programmes:
            counts.add_row(*row.cells)
    onto.print(counts)

    if report.targets:
        onto.print()
        targets = bare_table()
        for column, share in zip(report.target_columns, (None, 3, 3, 3, 5), strict=True):
            targets.add_column(column, ratio=share, overflow="fold")
        for row in report.targets:
            targets.add_row(light(row), *row.cells[1:])
        onto.print(targets)
    if report.waiting:
        onto.print()
        for line in report.waiting:
            onto.print(Text(line), soft_wrap=True)
    return drawn(onto)


def markdown_table(columns: tuple[str, ...], rows: list[Row]) -> list[str]:
    """A table of GitHub's Markdown."""

    def line(cells: tuple[str, ...]) -> str:
        escaped = [cell.replace("|", "\\|").replace("\n", " ") for cell in cells]
        return "| " + " | ".join(escaped) + " |"

    return [line(columns), "|" + "---|" * len(columns), *[line(row.cells) for row in rows]]


def markdown(report: Report) -> str:
    """The report as Markdown."""
    title, *lines = report.header
    blocks = [
        [f"# {title}"],
        *[[line] for line in lines],
        markdown_table(report.programme_columns, report.programmes),
        markdown_table(report.target_columns, report.targets) if report.targets else [],
        [f"- {line}" for line in report.waiting],
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def findings_screen(findings: Findings, language: str) -> str:
    """Findings for a terminal, the heaviest first."""
    onto = console(plain=False)
    if findings:
        table = bare_table()
        zh = language == "zh"
        for column in ("程度", "代码", "发现") if zh else ("severity", "code", "finding"):
            table.add_column(column, overflow="fold")
        order = {severity: i for i, severity in enumerate(Severity)}
        for finding in sorted(findings, key=lambda f: order[f.severity]):
            table.add_row(
                Text(
                    SEVERITIES_ZH[finding.severity] if zh else finding.severity,
                    style=SEVERITY_STYLES[finding.severity],
                ),
                finding.code,
                finding.message.in_(language),
            )
        onto.print(table)
        onto.print()
    onto.print(Text(findings.counted(language)))
    return drawn(onto)


def changes_screen(changes: Changes, language: str, *, plain: bool = False) -> str:
    """What changed, for a terminal: the most urgent first."""
    onto = console(plain=plain)
    zh = language == "zh"
    clocks = changes.clocks(language)
    if all(clocks):
        onto.print(Text(" → ".join(clocks)), soft_wrap=True)
        onto.print()
    if not changes:
        onto.print(Text("与上次相比没有变化" if zh else "nothing changed"))
        return drawn(onto)
    table = bare_table()
    columns = ("变化", "目标", "情况", "依据") if zh else ("change", "target", "how", "why")
    for column, share in zip(columns, (None, 3, 3, 4), strict=True):
        table.add_column(column, ratio=share, overflow="fold")
    for entry in changes.told():
        status = Status(entry.after) if entry.after else Status.unknown
        words = Text(f"● {change_label(entry.change, language)}", style=STYLES[status])
        what, how = entry.what(language), entry.how(language, changes.year_from)
        table.add_row(words, what, how, entry.reason or "")
    onto.print(table)
    return drawn(onto)


def trajectory_screen(trajectory: Trajectory, language: str, *, plain: bool = False) -> str:
    """A trajectory for a terminal."""
    onto = console(plain=plain)
    title, *lines = trajectory.lines(language)
    onto.print(Text(title, style="bold"), soft_wrap=True)
    for line in lines:
        onto.print(Text(line), soft_wrap=True)
    columns, rows = trajectory.rows(language)
    if rows:
        table = bare_table()
        for at, column in enumerate(columns):
            table.add_column(column, justify="right" if at in {1, 2} else "left", no_wrap=True)
        for row in rows:
            table.add_row(*row)
        onto.print()
        onto.print(table)
    return drawn(onto)


def breakdown_screen(breakdown: Breakdown, language: str, *, plain: bool = False) -> str:
    """A break-down for a terminal: each yearly target with its parts, then what has none."""
    onto = console(plain=plain)
    rows = breakdown.rows(language)
    if rows:
        table = bare_table()
        zh = language == "zh"
        for column in ("指标", "时段", "分解目标") if zh else ("indicator", "period", "part"):
            table.add_column(column, overflow="fold")
        before = ""
        for name, period, value in rows:
            table.add_row(Text("" if name == before else name), period, Text(value))
            before = name
        onto.print(table)
        onto.print()
    for line in breakdown.lines(language):
        onto.print(Text(line), soft_wrap=True)
    return drawn(onto)


def _head(onto: Console, result: Assessment, language: str) -> None:
    """Plan, clocks and rows left out, with a blank line after them."""
    title, *lines = header_lines(result, language)
    onto.print(Text(title, style="bold"), soft_wrap=True)
    for line in lines:
        onto.print(Text(line), soft_wrap=True)
    onto.print()


def methods_screen(methods: pd.DataFrame, language: str, *, plain: bool = False) -> str:
    """The published methods for a terminal, one paragraph each."""
    onto = console(plain=plain)
    zh = language == "zh"
    heads = {
        "rule": "规则" if zh else "rule",
        "formula": "公式" if zh else "formula",
        "classes": "等级" if zh else "classes",
        "undefined": "适用" if zh else "limits",
        "source": "来源" if zh else "source",
    }
    for name, row in methods.iterrows():
        onto.print(Text.assemble((str(name), "bold"), f"  {row['title']}"))
        about = Table.grid(padding=(0, 2, 0, 0))
        about.add_column(no_wrap=True)
        about.add_column(overflow="fold")
        for field, head in heads.items():
            about.add_row(f"  {head}", Text(str(row[field])))
        onto.print(about)
        onto.print()
    return drawn(onto)


def comparison_screen(
    comparison: MethodComparison, result: Assessment, language: str, *, plain: bool = False
) -> str:
    """A comparison of methods for a terminal: a block for each target, then the summary."""
    onto = console(plain=plain)
    _head(onto, result, language)
    zh = language == "zh"
    answered = comparison.answered()
    titles = {i.name: i.title.in_(language) for i in _core.method_infos()}
    for target in answered:
        onto.print(Text(target, style="bold"))
        block = bare_table()
        for column, share in (
            ("方法" if zh else "method", 2),
            ("结论" if zh else "says", 2),
            ("依据" if zh else "why", 5),
        ):
            block.add_column(column, ratio=share, overflow="fold")
        for verdict in comparison.verdicts:
            if verdict.target != target or verdict.undefined is not None:
                continue
            colour = {True: "green", False: "yellow", None: ""}[verdict.on_track]
            says = "not_said" if verdict.standing is None else str(verdict.standing)
            word = STANDINGS[says][0 if zh else 1]
            block.add_row(titles[verdict.method], Text(word, colour), verdict.reason.in_(language))
        onto.print(block)
        onto.print()
    silent = len({verdict.target for verdict in comparison.verdicts}) - len(answered)
    if silent:
        onto.print(
            f"{silent}项目标各方法均无法评价"
            if zh
            else f"{silent} targets of which no method has an answer"
        )
    if comparison.splits:
        onto.print()
        onto.print(Text("方法分歧" if zh else "where methods disagree", style="bold"))
        for line in comparison.lines(language):
            onto.print(Text(f"- {line}"))
    return drawn(onto)


def scorecard_screen(
    card: Scorecard, result: Assessment, language: str, *, plain: bool = False
) -> str:
    """A scorecard for a terminal."""
    onto = console(plain=plain)
    _head(onto, result, language)
    counts = bare_table()
    for at, column in enumerate(card.columns(language)):
        if at == 1:
            counts.add_column(column, overflow="fold", ratio=1)
        else:
            counts.add_column(column, justify="right")
    for row in card.cells(language):
        counts.add_row(*map(Text, row))
    onto.print(counts)
    onto.print()
    for line in card.lines(language):
        onto.print(Text(line))
    return drawn(onto)


def scorecard_markdown(card: Scorecard, result: Assessment, language: str) -> str:
    """A scorecard as Markdown."""
    title, *lines = header_lines(result, language)
    rows = [Row(tuple(row)) for row in card.cells(language)]
    blocks = [
        [f"# {title}"],
        *[[line] for line in lines],
        markdown_table(tuple(card.columns(language)), rows),
        [f"- {line}" for line in card.lines(language)],
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def leagues_screen(
    leagues: list[League], result: Places, language: str, *, plain: bool = False
) -> str:
    """League tables for a terminal, one after another."""
    onto = console(plain=plain)
    if len(result):
        _head(onto, result[result.places[0]], language)
    for league in leagues:
        onto.print(Text(league.title(language), style="bold"))
        block = bare_table()
        for at, column in enumerate(league.columns(language)):
            block.add_column(column, justify="left" if at == 1 else "right", overflow="fold")
        for cells, status in zip(league.cells(language), league.statuses(), strict=True):
            last = Text("") if status is None else Text(f"● {cells[-1]}", STYLES[status])
            block.add_row(*map(Text, cells[:-1]), last)
        onto.print(block)
        onto.print()
    if not leagues:
        onto.print(
            "各地区均无数据" if language == "zh" else "no place has a value of any target"
        )
    return drawn(onto)

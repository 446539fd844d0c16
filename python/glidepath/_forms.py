"""The forms of a month: one prefilled workbook a reporting unit."""

from collections.abc import Mapping
from typing import Any

from glidepath import _core
from glidepath._core import Indicator, Observation, Period, Task
from glidepath._form_layout import (
    DONE,
    HEADER_ROW,
    HIDDEN_SHEET,
    HINTS,
    INDICATORS,
    ISSUES,
    MARK,
    NOT_DONE,
    ROWS_FOR_ISSUES,
    SHEETS,
    TASKS,
    VERSION,
    FormColumn,
    chinese_period,
)
from glidepath._numbers import number
from glidepath._reporting_units import Reporters, ReportingUnit, safe_file_name
from glidepath._target_words import asked_of_year, said_of
from glidepath._words import Kind, Measure
from glidepath._workbook import Book, column_letters, height
from glidepath._year_progress import in_force

Row = Mapping[str, str]

TITLE = {"bold": True, "font_size": 16, "align": "center"}
LABEL = {"bold": True, "align": "right"}
HINT = {
    "text_wrap": True,
    "font_color": "#7F6000",
    "bg_color": "#FFF2CC",
    "valign": "top",
    "border": 1,
    "border_color": "#BFBFBF",
}
HEAD = {
    "bold": True,
    "bg_color": "#1F4E79",
    "font_color": "#FFFFFF",
    "border": 1,
    "text_wrap": True,
    "align": "center",
}
LOCKED = {
    "border": 1,
    "border_color": "#BFBFBF",
    "bg_color": "#EDEDED",
    "text_wrap": True,
    "num_format": "@",
}
OPEN = {"border": 1, "border_color": "#7F7F7F", "text_wrap": True, "locked": False}


def unit_forms(
    plan: _core.Plan,
    period: Period,
    observations: _core.Observations | None = None,
    tasks: list[Row] | None = None,
    issues: list[Row] | None = None,
) -> dict[str, bytes]:
    """The workbook of each reporting unit by a name that is safe for files.

    ``observations``, ``tasks`` and ``issues`` are what was collected before: last known figures,
    declared progress, and issues that are not cleared.
    """
    reporters = Reporters(plan)
    known = LastKnown(observations)
    progress = {row["task"]: row.get("progress", "") for row in tasks or []}
    latest = {row["issue"]: row for row in issues or []}
    forms: dict[str, bytes] = {}
    taken: set[str] = set()
    for unit in reporters.units():
        open_issues = [
            row
            for row in latest.values()
            if row.get("state") != "已销号" and reporters.find(row.get("source", "")) == unit.id
        ]
        form = UnitForm(plan, period, unit, known, progress, open_issues)
        name = safe_file_name(unit.name)
        if name.casefold() in taken:
            name = safe_file_name(f"{name}_{unit.id}")
        taken.add(name.casefold())
        forms[f"{period}_{name}.xlsx"] = form.write()
    return forms


class LastKnown:
    """The latest known figure of each indicator before a period."""

    def __init__(self, observations: _core.Observations | None) -> None:
        self._rows: dict[str, list[Observation]] = {}
        for row in observations.rows if observations is not None else []:
            if row.place is None and row.measure in {Measure.value, Measure.ytd}:
                self._rows.setdefault(row.indicator, []).append(row)

    def of(self, indicator: Indicator, period: Period) -> str:
        """As a form shows it: 468 亿元（2022年1—8月）."""
        before = [
            row for row in self._rows.get(indicator.id, []) if row.period.last_day < period.last_day
        ]
        if not before:
            return ""
        last = max(before, key=lambda row: (row.period.last_day, row.released))
        when = str(last.period)
        if last.measure is Measure.ytd or len(when) == len("2024"):
            when = chinese_period(last.period.last)
        return f"{number(last.value)} {indicator.unit or ''}（{when}）".replace(" （", "（")


def wanted_in_year(plan: _core.Plan, indicator: Indicator, period: Period) -> str:
    """The targets of an indicator for the year of a period, as its table shows them."""
    own = [
        target
        for target in plan.targets
        if target.indicator == indicator.id
        and not target.part_of
        and in_force(target, period.last_day)
    ]
    asked = asked_of_year(own, period.last_day.year)
    shown = [said_of(target, indicator, plan) for target in asked]
    return "；".join(dict.fromkeys(shown))


class UnitForm:
    """The workbook of one unit."""

    def __init__(
        self,
        plan: _core.Plan,
        period: Period,
        unit: ReportingUnit,
        known: LastKnown,
        progress: Mapping[str, str],
        issues: list[Row],
    ) -> None:
        self._plan = plan
        self._period = period
        self._unit = unit
        self._known = known
        self._progress = progress
        self._issues = issues
        self._book = Book(f"{unit.name} {period}")

    def write(self) -> bytes:
        unit = self._unit
        self._sheet(INDICATORS, [self._indicator(indicator) for indicator in unit.indicators])
        self._sheet(TASKS, [self._task(task) for task in unit.tasks])
        blank: list[dict[str, Any]] = [{} for _ in range(ROWS_FOR_ISSUES)]
        self._sheet(ISSUES, [*map(dict, self._issues), *blank])
        hidden = self._book.sheet(HIDDEN_SHEET)
        facts = {
            "form": MARK,
            "version": VERSION,
            "plan": self._plan.id,
            "period": str(self._period),
            "unit": unit.id,
        }
        for row, (key, value) in enumerate(facts.items()):
            self._book.put(hidden, row, 0, key)
            self._book.put(hidden, row, 1, value)
        hidden.very_hidden()
        return self._book.save()

    def _indicator(self, indicator: Indicator) -> dict[str, Any]:
        milestone = indicator.kind is Kind.milestone
        return {
            "id": indicator.id,
            "name": indicator.name.in_("zh"),
            "unit": "" if milestone else indicator.unit or "",
            "period": chinese_period(self._period),
            "last": self._known.of(indicator, self._period),
            "target": wanted_in_year(self._plan, indicator, self._period),
            "choices": {"value": [DONE, NOT_DONE]} if milestone else {},
        }

    def _task(self, task: Task) -> dict[str, Any]:
        nodes = [f"{node.due}：{node.title.in_('zh')}" for node in task.nodes]
        criterion = task.criterion.in_("zh") if task.criterion is not None else ""
        return {
            "task": task.id,
            "title": task.title.in_("zh"),
            "criterion": criterion,
            "node": "\n".join(nodes),
            "due": str(task.due) if task.due is not None else "",
            "last": self._progress.get(task.id, ""),
        }

    def _sheet(self, name: str, rows: list[dict[str, Any]]) -> None:
        book = self._book
        page = book.sheet(name)
        columns = SHEETS[name]
        last = len(columns) - 1
        what = {INDICATORS: "主要指标进度", TASKS: "重点任务进度", ISSUES: "问题销号进度"}[name]
        title = f"{self._plan.place or ''}{what}填报表（{chinese_period(self._period)}）"
        page.merge_range(0, 0, 0, last, title, book.format(**TITLE))
        page.set_row(0, 30)
        book.put(page, 1, 0, "填报单位：", **LABEL)
        book.put(page, 1, 1, self._unit.name, bold=True)
        book.put(page, 1, 3, "报告期：", **LABEL)
        book.put(page, 1, 4, str(self._period), bold=True, num_format="@", align="left")
        if name == INDICATORS:
            book.put(page, 1, 6, "填报日期：", **LABEL)
            book.put(page, 1, 7, None, **OPEN, num_format="yyyy-mm-dd")
            self._date_rule(page, 1, 1, 7)
        page.set_row(1, 22)
        page.merge_range(2, 0, 2, last, HINTS[name], book.format(**HINT))
        width = sum(column.width for column in columns)
        page.set_row(2, height([(HINTS[name], width)]))
        for at, column in enumerate(columns):
            look = HEAD if not column.locked else {**HEAD, "bg_color": "#7F7F7F"}
            book.put(page, HEADER_ROW - 1, at, column.header, **look)
            page.set_column(at, at, column.width)
        page.set_row(HEADER_ROW - 1, 34)
        for row, values in enumerate(rows, start=HEADER_ROW):
            for at, column in enumerate(columns):
                self._cell(page, row, at, column, values.get(column.key))
            texts = [(values.get(column.key), column.width) for column in columns]
            page.set_row(row, max(height(texts), 20))
            for key, words in values.get("choices", {}).items():
                at = [column.key for column in columns].index(key)
                page.data_validation(row, at, row, at, {"validate": "list", "source": words})
        if rows:
            self._rules(page, columns, HEADER_ROW, HEADER_ROW + len(rows) - 1, rows)
        page.freeze_panes(HEADER_ROW, 2)
        page.repeat_rows(HEADER_ROW - 1)
        page.set_landscape()
        page.set_paper(8)  # A3
        page.fit_to_pages(1, 0)
        page.set_footer("&C第 &P 页，共 &N 页")
        page.protect("", {"format_cells": True, "format_columns": True, "format_rows": True})

    def _cell(self, page: Any, row: int, at: int, column: FormColumn, value: Any) -> None:
        look: dict[str, Any] = dict(LOCKED if column.locked else OPEN)
        if not column.locked:
            look["num_format"] = "General" if column.number else "@"
            if column.date:
                look["num_format"] = "yyyy-mm-dd"
        self._book.put(page, row, at, value or None, **look)

    def _rules(
        self, page: Any, columns: tuple[FormColumn, ...], first: int, last: int, rows: list[Any]
    ) -> None:
        """Choices, dates, and numbers with a warning: “/” stands where there is no figure."""
        for at, column in enumerate(columns):
            if column.choices:
                rule = {"validate": "list", "source": list(column.choices)}
                page.data_validation(first, at, last, at, rule)
            elif column.date:
                self._date_rule(page, first, last, at)
            elif column.number and not column.locked:
                for row in range(first, last + 1):
                    if column.key in rows[row - first].get("choices", {}):
                        continue
                    cell = f"{column_letters(at + 1)}{row + 1}"
                    page.data_validation(
                        row, at, row, at,
                        {
                            "validate": "custom",
                            "value": f'=OR(ISNUMBER({cell}),{cell}="/")',
                            "error_type": "warning",
                            "error_title": column.header,
                            "error_message": "请填数字；没有数据填 /",
                        },
                    )  # fmt: skip

    def _date_rule(self, page: Any, first: int, last: int, at: int) -> None:
        import datetime as dt

        page.data_validation(
            first, at, last, at,
            {
                "validate": "date",
                "criteria": ">=",
                "value": dt.date(2000, 1, 1),
                "error_type": "warning",
                "error_title": "日期",
                "error_message": "请填日期，如 2024-07-18。",
            },
        )  # fmt: skip

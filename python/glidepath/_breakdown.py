"""Break-downs of a year: targets for its parts, as a frame and as a file to issue."""

import os
from typing import TYPE_CHECKING, Any

import pandas as pd

from glidepath import _core
from glidepath._core import Period, Text
from glidepath._html import escape, table
from glidepath._numbers import number
from glidepath._words import NotBrokenDown

if TYPE_CHECKING:
    from glidepath._plan import Plan

SHOWN = 60  # rows of a display; all of them are in to_frame()
COLUMNS = ["id", "indicator", "name", "period", "say", "value", "unit", "part_of"]


class Breakdown(_core.Breakdown):
    """The break-down of one year of a plan.

    ``targets`` holds the parts, which name their target in ``part_of``, and before them, where the
    plan itself has no target for the year, the yearly one that they belong to. ``skipped`` says
    which indicators have no parts, and why.
    """

    __slots__ = ("_plan", "_year")

    def __init__(self, core: _core.Breakdown, plan: "Plan", year: Period) -> None:
        super().__init__(core)
        self._plan = plan
        self._year = year

    @property
    def year(self) -> Period:
        """The year that is broken down."""
        return self._year

    def to_frame(self, language: str = "en") -> pd.DataFrame:
        """One row a target, indexed by its id: a yearly one has no ``part_of``."""
        indicators = {indicator.id: indicator for indicator in self._plan.indicators}
        rows = []
        for target in self.targets:
            indicator = indicators[target.indicator or ""]
            rows.append(
                {
                    "id": target.id,
                    "indicator": indicator.id,
                    "name": indicator.name.in_(language),
                    "period": str(target.say.window),
                    "say": str(target.say),
                    "value": target.say.value,
                    "unit": indicator.unit,
                    "part_of": target.part_of,
                }
            )
        frame = pd.DataFrame(rows, columns=COLUMNS)
        frame["value"] = frame["value"].astype("float64")
        return frame.set_index("id")

    def freeze(
        self,
        path: str | os.PathLike[str],
        *,
        title: Text | str | None = None,
        plan: str | os.PathLike[str] | None = None,
    ) -> None:
        """Issues the targets: writes a plan file that adds them to the plan, atomically.

        Later assessments with that file judge against them; a later break-down leaves them alone.
        The file names the plan by its relative path, so that both can be moved together.

        Parameters
        ----------
        path
            The file to write. It must not be there: what is issued stays as it is.
        title
            Title of the file; that of the plan unless given: with its marks it is the same plan.
        plan
            The plan's file, if the plan was not loaded from one.

        Raises
        ------
        ValueError
            If there is nothing to issue, or it is not known which file the plan is.
        FileExistsError
            If the file is there already.
        OSError
            If it cannot be written.
        """
        if not self.targets:
            raise ValueError(f"nothing of {self.year} to issue: {self._why_nothing()}")
        base = self._plan.file if plan is None else os.fspath(plan)
        if base is None:
            raise ValueError("the plan was not loaded from a file: save it, and give plan=FILE")
        file = os.fspath(path)
        if os.path.lexists(file):
            raise FileExistsError(
                f"{file} is there already, and targets that were issued stay; name another file"
            )
        folder = os.path.dirname(os.path.abspath(file))
        extends = os.path.relpath(os.path.abspath(base), folder).replace(os.sep, "/")
        text = _core.write_extension(self._plan, extends, self._title(title), self.targets)
        _core.write_file_atomically(os.fsencode(path), text.encode())

    def _title(self, title: Text | str | None) -> Text:
        if isinstance(title, Text):
            return title
        if title is not None:
            return Text(en=title)
        return self._plan.title

    def _why_nothing(self) -> str:
        if not self.skipped:
            return "the plan has no flow"
        indicator, _, reason = self.skipped[0]
        more = len(self.skipped) - 1
        return f"{indicator}: {reason.en}" + (f"; and {more} more" if more else "")

    def rows(self, language: str = "en") -> list[tuple[str, str, str]]:
        """The cells of a display: name of the indicator, period, value with its unit."""
        indicators = {indicator.id: indicator for indicator in self._plan.indicators}
        rows = []
        for target in self.targets:
            indicator = indicators[target.indicator or ""]
            value = number(target.say.value or 0.0)
            name = indicator.name.in_(language)
            rows.append((name, str(target.say.window), f"{value} {indicator.unit}"))
        return rows

    def lines(self, language: str = "en") -> list[str]:
        """Which indicators are not broken down, by reason."""
        by_reason: dict[NotBrokenDown, list[str]] = {}
        sentences = {}
        for indicator, reason, sentence in self.skipped:
            by_reason.setdefault(reason, []).append(indicator)
            sentences[reason] = sentence.in_(language)
        colon = "：" if language == "zh" else ": "
        return [f"{sentences[why]}{colon}{', '.join(ids)}" for why, ids in by_reason.items()]

    def __len__(self) -> int:
        return len(self.targets)

    def __reduce__(self) -> Any:
        raise TypeError("a Breakdown cannot be pickled; keep to_frame(), or freeze it")

    def __repr__(self) -> str:
        parts = sum(target.part_of is not None for target in self.targets)
        indicators = len({target.indicator for target in self.targets})
        return (
            f"<Breakdown of {self.year}: {parts} parts of {indicators} indicators, "
            f"{len(self.skipped)} not broken down>"
        )

    def _repr_html_(self) -> str:
        rows = [[escape(cell) for cell in row] for row in self.rows()]
        more = f"<p>and {len(rows) - SHOWN} more: to_frame()</p>" if len(rows) > SHOWN else ""
        head = "<br>".join(escape(line) for line in [repr(self)[1:-1], *self.lines()])
        return f"<p>{head}</p>{table(['indicator', 'period', 'value'], rows[:SHOWN])}{more}"

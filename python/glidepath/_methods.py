"""Published methods for judging progress, side by side on the targets of a plan."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from glidepath import _core
from glidepath._core import MethodVerdict
from glidepath._html import escape, table
from glidepath._words import Language, MethodName

if TYPE_CHECKING:
    from glidepath._plan import Plan

SHOWN = 60  # rows of a display; all of them are in to_frame()
SEPARATOR = {"zh": "、", "en": ", "}

STANDINGS: Mapping[str, tuple[str, str]] = {
    # word: (zh, en)
    "away": ("偏离", "away"),
    "far_behind": ("严重滞后", "far behind"),
    "behind": ("滞后", "behind"),
    "on_track": ("达标", "on track"),
    "achieved": ("已实现", "achieved"),
    "not_said": ("未分级", "not classed"),
    "undefined": ("—", "—"),
}

Bounds = tuple[float, float] | tuple[float, float, float]
"""Worst and best value of an indicator for ``sdsn``, and what counts as achieved."""


def methods(language: str = "en") -> pd.DataFrame:
    """The published methods, one row each, indexed by name.

    Columns: ``title``, ``rule`` (what it compares, and what it accepts), ``formula``, ``classes``
    (thresholds, closed where >= stands), ``undefined`` (what it takes, and where it has no answer)
    and ``source``. A part of a method whose source could not be read is left out of it.
    """
    infos = _core.method_infos()
    return pd.DataFrame(
        {
            "title": [i.title.in_(language) for i in infos],
            "rule": [i.rule.in_(language) for i in infos],
            "formula": [i.formula for i in infos],
            "classes": [i.classes.in_(language) for i in infos],
            "undefined": [i.undefined.in_(language) for i in infos],
            "source": [i.source for i in infos],
        },
        index=pd.Index([str(i.name) for i in infos], name="method"),
    )


def bounds_of(
    bounds: Mapping[str, Bounds] | None,
) -> dict[str, tuple[float, float, float | None]]:
    """The scales of ``sdsn`` by indicator, each with its green threshold or none."""
    return {
        indicator: (scale[0], scale[1], scale[2] if len(scale) > 2 else None)
        for indicator, scale in (bounds or {}).items()
    }


def method_names(names: Iterable[str] | None) -> list[MethodName]:
    """The methods of these names, all if none are given. Raises ValueError for another name."""
    if names is None:
        return list(MethodName)
    chosen = [names] if isinstance(names, str) else list(dict.fromkeys(names))
    unknown = [name for name in chosen if name not in list(MethodName)]
    if unknown:
        raise ValueError(f"no method {unknown[0]!r}: expected one of {', '.join(MethodName)}")
    return [MethodName(name) for name in chosen]


def standing_words(verdict: MethodVerdict, language: str) -> str:
    """The answer in a word or two: the class, else where it stands; a dash if there is none."""
    if verdict.undefined is not None:
        word = "undefined"
    elif verdict.category_words is not None:
        return verdict.category_words.in_(language)
    else:
        word = "not_said" if verdict.standing is None else str(verdict.standing)
    zh, en = STANDINGS[word]
    return zh if language == "zh" else en


class MethodComparison(_core.MethodComparison):
    """What published methods say of the targets of a plan on one date.

    The status of a target is touched by none of them. ``verdicts`` has one entry for each target
    and method, ``splits`` one for each target on which two methods disagree.
    """

    __slots__ = ("_plan",)

    def __init__(self, core: _core.MethodComparison, plan: "Plan") -> None:
        super().__init__(core)
        self._plan = plan

    def verdict(self, target: str, method: str) -> MethodVerdict:
        """What one method says of one target; raises KeyError if it was not asked."""
        for verdict in self.verdicts:
            if verdict.target == target and verdict.method == method:
                return verdict
        raise KeyError(f"{method} was not asked about {target!r}")

    def to_frame(self, language: str = "en") -> pd.DataFrame:
        """One row for each target and method, indexed by both.

        ``standing`` is comparable between methods, ``words`` is the method's own class; ``measure``
        is counted in ``unit``; ``undefined`` is the code where there is no answer.
        """
        rows = [
            {
                "target": v.target,
                "method": str(v.method),
                "standing": None if v.standing is None else str(v.standing),
                "words": standing_words(v, language),
                "measure": v.measure,
                "unit": None if v.unit is None else str(v.unit),
                "score": v.score,
                "undefined": None if v.undefined is None else str(v.undefined),
                "reason": v.reason.in_(language),
            }
            for v in self.verdicts
        ]
        columns = [
            "target", "method", "standing", "words", "measure", "unit", "score", "undefined",
            "reason",
        ]  # fmt: skip
        frame = pd.DataFrame(rows, columns=columns)
        for column in ("measure", "score"):
            frame[column] = frame[column].astype("float64")
        return frame.set_index(["target", "method"])

    def matrix(self, language: str = "en") -> pd.DataFrame:
        """One row a target, one column a method, the answers in a word or two."""
        rows: dict[str, dict[str, str]] = {}
        for v in self.verdicts:
            rows.setdefault(v.target, {})[str(v.method)] = standing_words(v, language)
        frame = pd.DataFrame.from_dict(
            rows, orient="index", columns=[str(method) for method in self.methods]
        )
        frame.index.name = "target"
        return frame

    def disagreements(self, language: str = "en") -> pd.DataFrame:
        """Where methods disagree and why: one row a target on which they do."""

        def names(methods: Iterable[MethodName]) -> str:
            return "; ".join(str(method) for method in methods)

        return pd.DataFrame(
            {
                "on_track": [names(split.yes) for split in self.splits],
                "not_on_track": [names(split.no) for split in self.splits],
                "why": [split.why.in_(language) for split in self.splits],
            },
            index=pd.Index([split.target for split in self.splits], name="target", dtype="str"),
        )

    def to_json(self) -> str:
        """The comparison as JSON: the same text from C++, Python and the command line."""
        return _core.write_comparison(self)

    def answered(self) -> list[str]:
        """Ids of the targets of which some method has an answer, in the plan's order."""
        return list(dict.fromkeys(v.target for v in self.verdicts if v.undefined is None))

    def lines(self, language: str = "en") -> list[str]:
        """The summary: for each target on which methods disagree, who says what, and why."""
        titles = {i.name: i.title.in_(language) for i in _core.method_infos()}
        comma = SEPARATOR[language]
        lines = []
        for split in self.splits:
            yes, no = (comma.join(titles[name] for name in side) for side in (split.yes, split.no))
            if language == "zh":
                line = f"{split.target}：{yes}认为达标；{no}认为未达标。{split.why.zh}。"
            else:
                line = f"{split.target}: on track by {yes}; not by {no}: {split.why.en}."
            lines.append(line)
        return lines

    def __len__(self) -> int:
        return len(self.verdicts)

    def __reduce__(self) -> Any:
        raise TypeError("a MethodComparison cannot be pickled; keep to_json() or to_frame()")

    def __repr__(self) -> str:
        targets = len({v.target for v in self.verdicts})
        return (
            f"<MethodComparison of {self.plan}: {targets} targets by {len(self.methods)} methods, "
            f"disagreement on {len(self.splits)}>"
        )

    def _repr_html_(self) -> str:
        language = Language.en
        words = self.matrix(language)
        shown = self.answered()
        undefined = {
            (v.target, str(v.method)): v.reason.in_(language)
            for v in self.verdicts
            if v.undefined is not None
        }
        good = {(v.target, str(v.method)): v.on_track for v in self.verdicts}

        def cell(target: str, method: str) -> str:
            text = escape(str(words.at[target, method]))
            why = undefined.get((target, method))
            if why is not None:
                return f'<span style="color:#6e7781" title="{escape(why)}">{text}</span>'
            colour = {True: "#1a7f37", False: "#9a6700", None: "inherit"}[
                good.get((target, method))
            ]
            return f'<span style="color:{colour}">{text}</span>'

        columns = [str(method) for method in self.methods]
        rows = [
            [f"<code>{escape(target)}</code>", *[cell(target, method) for method in columns]]
            for target in shown[:SHOWN]
        ]
        more = f"<p>and {len(shown) - SHOWN} more: matrix()</p>" if len(shown) > SHOWN else ""
        silent = len(words) - len(shown)
        quiet = f"<p>{silent} targets of which no method has an answer</p>" if silent else ""
        why = "".join(f"<li>{escape(line)}</li>" for line in self.lines(language)[:SHOWN])
        return (
            f"<p>{escape(repr(self)[1:-1])}</p>{table(['target', *columns], rows)}{more}{quiet}"
            f"<ul>{why}</ul>"
        )

"""Scorecards: who stands where, as a frame and as a table."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from glidepath import _core
from glidepath._core import ScoreRow
from glidepath._html import escape, table
from glidepath._numbers import percent
from glidepath._report import label
from glidepath._words import Dependence, Status, Unranked

LABELS: Mapping[str, tuple[str, str]] = {
    # word: (zh, en)
    "rank": ("位次", "rank"),
    "programme": ("工程", "programme"),
    "area": ("领域", "area"),
    "lead": ("牵头单位", "lead unit"),
    "responsible": ("责任单位", "responsible unit"),
    "convener": ("召集人", "convener"),
    "tier": ("目标属性", "tier"),
    "due": ("到期年份", "due"),
    "place": ("地区", "place"),
    "targets": ("目标数", "targets"),
    "assessable": ("可评价", "assessable"),
    "unreported": ("未报送", "unreported"),
    "good_share": ("达标率", "on course"),
    "contribution_pp": ("贡献(百分点)", "contribution (pp)"),
    "expected": ("预计完成数", "expected met"),
    "all_met": ("全部完成概率", "all met"),
}
UNRANKED: Mapping[Unranked, tuple[str, str]] = {
    Unranked.few_targets: ("目标不足3项，不排名", "fewer than three targets: no rank"),
    Unranked.no_reports: ("均未报送，不排名", "nobody has reported: no rank"),
    Unranked.not_named: ("", ""),
    Unranked.not_compared: ("", ""),
}
DEPENDENCE: Mapping[Dependence, tuple[str, str]] = {
    Dependence.independent: ("假定各目标相互独立", "targets taken as independent"),
    Dependence.joint_paths: ("按各目标的联合模拟路径", "on joint sample paths of the targets"),
    Dependence.independent_indicators: (
        "按模拟路径，假定各指标相互独立",
        "on sample paths, different indicators taken as independent",
    ),
}
NOTES = {
    "zh": "位次按达标率：已完成和符合序时进度的目标占可评价与未报送目标之和的比重；未报送不计为达标。",
    "en": (
        "Ranks follow the share on course: met or on track among assessable and unreported "
        "targets; what is not reported is not on course."
    ),
}


def word(of: str, language: str) -> str:
    """A heading in one of the two languages."""
    zh, en = LABELS[of]
    return zh if language == "zh" else en


class Scorecard(_core.Scorecard):
    """Who stands where (晾晒): verdicts counted by programme, unit, tier, year or place.

    ``rows`` are in order of rank, ``all`` counts every target once. There is no composite score.
    """

    __slots__ = ("_assessment",)

    def __init__(self, core: _core.Scorecard, assessment: _core.Assessment) -> None:
        super().__init__(core)
        self._assessment = assessment

    def to_frame(self, language: str = "en") -> pd.DataFrame:
        """One row a group, indexed by its id; the last, with the id ``all``, is the whole.

        Shares and probabilities are fractions. ``unranked`` says why a row has no rank,
        ``dependence`` how targets hang together where the number met is expected.
        """
        rows = [
            {"id": "" if row.id is None else row.id, **self._cells(row, language)}
            for row in self.rows
        ]
        rows.append({"id": "all", **self._cells(self.all, language)})
        frame = pd.DataFrame(rows)
        frame["rank"] = frame["rank"].astype("Int64")
        for column in ("good_share", "contribution_pp", "expected", "all_met"):
            frame[column] = frame[column].astype("float64")
        return frame.set_index("id")

    @staticmethod
    def _cells(row: ScoreRow, language: str) -> dict[str, object]:
        met = row.number_met
        return {
            "name": row.name.in_(language),
            "rank": row.rank,
            "targets": row.targets,
            "assessable": row.assessable,
            **{str(status): count for status, count in row.counts.items()},
            "unreported": row.unreported,
            "not_applicable": row.not_applicable,
            "good_share": row.good_share,
            "contribution_pp": row.contribution,
            "expected": None if met is None else met.expected,
            "all_met": row.all_met,
            "dependence": None if met is None else str(met.dependence),
            "without_outlook": row.without_outlook,
            "words_only": row.words_only,
            "unranked": None if row.unranked is None else str(row.unranked),
        }

    def to_json(self) -> str:
        """The scorecard as JSON: the same text from C++, Python and the command line."""
        return _core.write_scorecard(self, self._assessment)

    def columns(self, language: str = "en") -> list[str]:
        """The headings of a display."""
        heads = ["rank", str(self.by), "assessable"]
        tails = ["unreported", "good_share", "contribution_pp"]
        if self.all.number_met is not None:
            tails += ["expected", "all_met"]
        statuses = [label(status, language) for status in Status if status is not Status.unknown]
        return [
            *[word(head, language) for head in heads],
            *statuses,
            *[word(tail, language) for tail in tails],
        ]

    def cells(self, language: str = "en") -> list[list[str]]:
        """The cells of a display, the whole as its last row."""
        return [self._shown(row, language) for row in [*self.rows, self.all]]

    def _shown(self, row: ScoreRow, language: str) -> list[str]:
        def count(n: int) -> str:
            return str(n) if n else "·"

        k, n = row.assessable, row.targets
        met = row.number_met
        tail = []
        if self.all.number_met is not None:
            expected = "—" if met is None else f"{met.expected:.1f}"
            tail = [expected, row.all_met_shown.in_(language)]
        return [
            "" if row.rank is None else str(row.rank),
            row.name.in_(language),
            f"{k}/{n}项" if language == "zh" else f"{k} of {n}",
            *[count(row.counts[status]) for status in Status if status is not Status.unknown],
            count(row.unreported),
            "—" if row.good_share is None else percent(row.good_share),
            f"{row.contribution:.1f}",
            *tail,
        ]

    def lines(self, language: str = "en") -> list[str]:
        """What a reader has to know beside the table."""
        zh = language == "zh"
        lines = [NOTES[language]] if any(row.rank is not None for row in self.rows) else []
        for why, (chinese, english) in UNRANKED.items():
            names = [row.name.in_(language) for row in self.rows if row.unranked is why]
            text = chinese if zh else english
            if names and text:
                listed = "：" + "、".join(names) if zh else ": " + "; ".join(names)
                lines.append(text + listed)
        if (met := self.all.number_met) is not None:
            chinese, english = DEPENDENCE[met.dependence]
            left, few = self.all.without_outlook, self.all.words_only
            if zh:
                lines.append(
                    f"完成数为模型测算，供研判参考；{chinese}"
                    + (f"；{left}项没有完成可能性，未计入，其所在行不计算全部完成概率" if left else "")
                    + (f"；{few}项仅依据不足4个数据点" if few else "")
                )
            else:
                lines.append(
                    f"expected numbers are model estimates, {english}"
                    + (f"; {left} targets without a probability are not in them, nor is “all met” told of their rows" if left else "")
                    + (f"; {few} rest on fewer than four figures" if few else "")
                )
        return lines

    def __len__(self) -> int:
        return len(self.rows)

    def __reduce__(self) -> Any:
        raise TypeError("a Scorecard cannot be pickled; keep to_json() or to_frame()")

    def __repr__(self) -> str:
        return (
            f"<Scorecard of {self._assessment.plan} by {self.by}: {len(self.rows)} rows, "
            f"{self.all.assessable} of {self.all.targets} targets assessable, "
            f"{self.all.unreported} unreported>"
        )

    def _repr_html_(self) -> str:
        rows = [[escape(cell) for cell in row] for row in self.cells()]
        head = escape(repr(self)[1:-1])
        foot = "".join(f"<br>{escape(line)}" for line in self.lines())
        return f"<p>{head}</p>{table(self.columns(), rows)}<p>{foot.removeprefix('<br>')}</p>"

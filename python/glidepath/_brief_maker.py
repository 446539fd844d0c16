"""The making of a brief: who says what in which paragraph."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from glidepath._brief import Block, Brief, Heading, Paragraph, Picture
from glidepath._brief_facts import BAD, GOOD, FactFinder, Facts
from glidepath._brief_sentences import writer
from glidepath._brief_texts import FormTexts, Said, TaskReport, Texts
from glidepath._brief_words import heading, words_of
from glidepath._changes import Changes, Earlier, change_label
from glidepath._core import Goal, Indicator, Period, Task, Verdict
from glidepath._form_rows import Row
from glidepath._month_figures import Figures
from glidepath._plot import new_axes, png_of
from glidepath._published import Published
from glidepath._report import WAITING, WAITING_EN, WAITING_ZH, counts_text, label
from glidepath._reporting_units import DueFigures, Reporters
from glidepath._span_words import period_words
from glidepath._target_words import name_of_target
from glidepath._words import BriefKind, Change, Frequency, Kind, ReasonCode, Status

if TYPE_CHECKING:
    from glidepath._assessment import Assessment
    from glidepath._observations import Observations
    from glidepath._plan import Plan

PICTURE_HEIGHT = 2.8  # inches of 6.4: three pictures on a page
NAMED = 3  # tasks that declare the same are named up to here, then counted


def brief_period(kind: BriefKind, period: Period, year_from: int = 1) -> Period:
    """The period of a brief of a kind. Raises ValueError for one that does not end with it."""
    wanted = {
        BriefKind.month: Frequency.monthly,
        BriefKind.quarter: Frequency.quarterly,
        BriefKind.year: Frequency.annual,
    }[kind]
    if period.frequency is wanted:
        return period
    width = {BriefKind.month: 1, BriefKind.quarter: 3, BriefKind.year: 12}[kind]
    whole = Period.containing(period.last_day, wanted, (year_from - 1) % width)
    if whole.last_day != period.last_day or whole.first_day > period.first_day:
        raise ValueError(
            f"{period} is no {kind}: give {whole}"
            + ("" if kind is BriefKind.month else ", or the month that it ends with")
        )
    return whole


@dataclass
class Programme:
    """A goal at the top of the plan, with what is below it."""

    goal: Goal | None  # None: what belongs to no goal
    indicators: list[Indicator] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)

    @property
    def id(self) -> str:
        return self.goal.id if self.goal is not None else ""


class BriefMaker:
    """Writes the brief of one period."""

    def __init__(
        self,
        plan: "Plan",
        result: "Assessment",
        seen: "Observations",
        kind: BriefKind,
        period: Period,
        language: str,
        tasks: Sequence[Row],
        issues: Sequence[Row],
        since: Earlier | None,
        pictures: bool,
    ) -> None:
        self._plan = plan
        self._result = result
        self._kind = kind
        self._period = period
        self._language = language
        self._words = words_of(language)
        self._writer = writer(language, plan.reporting_year_start)
        self._published = Published(plan, seen, result)
        self._figures = Figures(self._published, plan.reporting_year_start)
        finder = FactFinder(plan, result, self._published, period)
        self._facts = {indicator.id: finder.of(indicator) for indicator in plan.indicators}
        self._changes: Changes | None = None
        if since is not None:
            self._changes = self._of_now(result._changes(since, language))
        programme_of = self._programme_of_part = self._programmes_by_part()
        self._programmes = self._grouped(programme_of)
        as_of = result.as_of
        self._texts = FormTexts(plan, period, as_of, tasks, issues, programme_of)
        self._zh = language == "zh"
        self._pictures = pictures

    def brief(self) -> Brief:
        words = self._words
        period = self._writer.period(self._period)
        day = self._day()
        subtitle = words["as_of" if day else "latest"].format(period=period, day=day)
        title = self._result.title.in_(self._language) or self._result.plan
        sections: list[tuple[str, list[Block]]] = [
            (words["overview"], [Paragraph((("", self._overview()),))]),
            (words["programmes"], self._all_programmes()),
        ]
        if self._changes is not None and len(self._changes):
            sections.append((words["changes"], [plain(line) for line in self._change_lines()]))
        unreported = [plain(line) for line in self._unreported()]
        if unreported:
            sections.append((words["unreported"], [*unreported]))
        sections.append((words["notes"], [plain(self._notes(sections))]))
        blocks: list[Block] = []
        for at, (text, content) in enumerate(sections, 1):
            blocks += [Heading(heading(at, text, 1, self._language)), *content]
        return Brief((title, words[self._kind]), subtitle, tuple(blocks), self._language)

    def _day(self) -> str:
        """The day of knowledge; empty for the latest vintage."""
        day = self._result.as_of
        return "" if day is None else self._writer.day(day)

    # -- the whole

    def _overview(self) -> str:
        result, words = self._result, self._words
        counts = self._counts_of(self._counted_statuses(result.verdicts))
        n = self._number(len(result))
        waiting = [v for v in result.verdicts if self._status(v) is Status.unknown and v.applies]
        if not len(result):
            told = [words["no_targets"].format(n=n)]
        elif len(waiting) == len(result):
            told = [words["targets_open"].format(n=n, parts=self._waiting(waiting))]
        else:
            told = [words["targets"].format(n=n, counts=counts)]
            if waiting:
                told.append(words["waiting"].format(n=len(waiting), parts=self._waiting(waiting)))
        if self._changes is not None:
            last = self._last_clock()
            parts = [
                self._counted(change_label(change, self._language), len(entries))
                for change in Change
                if (entries := self._changes.of(change))
            ]
            text = words["since" if parts else "since_none"]
            told.append(text.format(last=last, parts=self._writer.comma.join(parts)))
        if (issues := self._texts.issues) is not None:
            told.append(words["issues"].format(**vars(issues)))
        return self._sentences(told)

    def _of_now(self, changes: Changes) -> Changes:
        """The changes without those of targets that are judged by older figures than the newest,
        and with each revised figure once."""
        past = {v.id for v in self._result.verdicts if not self._figures.speaks_of_now(v)}
        kept = tuple(entry for entry in changes if entry.id not in past)
        return replace(changes, entries=kept).told()

    def _last_clock(self) -> str:
        assert self._changes is not None
        through = self._changes.last.get("through")
        if through:
            return self._writer.period(Period(through))
        return str(self._changes.last.get("as_of") or ("上次" if self._zh else "the last one"))

    def _counted(self, word: str, n: int) -> str:
        return f"{word}{n}项" if self._zh else f"{n} {word}"

    def _waiting(self, verdicts: Sequence[Verdict]) -> str:
        """How many of the verdicts wait for data, a value or a definition, or cannot be judged."""
        counts: dict[str, int] = {}
        for verdict in verdicts:
            code = verdict.reason_code
            what = WAITING.get(code, "data") if code is not None else "data"
            what = "verdict" if code is ReasonCode.no_verdict else what
            counts[what] = counts.get(what, 0) + 1
        zh = {**WAITING_ZH, "verdict": "数据尚不足以评价"}
        en = {**WAITING_EN, "verdict": "later figures"}
        if self._zh:
            return "，".join(f"{zh[what]}{counts[what]}项" for what in zh if what in counts)
        parts = [(n, text) for what, text in en.items() if (n := counts.get(what, 0))]
        return ", ".join(f"{n} {'awaits' if n == 1 else 'await'} {text}" for n, text in parts)

    def _sentences(self, told: Sequence[str]) -> str:
        return ("" if self._zh else " ").join(text for text in told if text)

    def _change_lines(self) -> Iterator[str]:
        assert self._changes is not None
        colon, semicolon, stop = ("：", "；", "。") if self._zh else (": ", "; ", ".")
        for change in Change:
            entries = self._changes.of(change)
            if entries:
                told = [
                    self._words["changed"].format(
                        what=entry.what(self._language),
                        how=entry.how(self._language, self._changes.year_from),
                    )
                    for entry in entries
                ]
                name = change_label(change, self._language)
                name = name if self._zh else name[0].upper() + name[1:]
                yield f"{name}{colon}{semicolon.join(told)}{stop}"

    def _unreported(self) -> Iterator[str]:
        """What was due and has not been reported, once, by unit: figures of the period, those of
        other periods that are due by now, tasks."""
        bodies = {body.id: body.name.in_(self._language) or body.id for body in self._plan.bodies}
        figures = self._missing_figures()
        tasks: dict[str, list[Task]] = {}
        for task in self._texts.silent:
            if self._applies(self._programme_of_part[task.id]):
                tasks.setdefault(task.lead[0] if task.lead else "", []).append(task)
        colon, comma, semicolon = ("：", "、", "；") if self._zh else (": ", ", ", "; ")
        for unit in [unit for unit in (*bodies, "") if unit in figures or unit in tasks]:
            told = []
            for start, names in figures.get(unit, {}).items():
                shown = names[:NAMED] if start else names  # of other periods there may be many
                more = self._words["and_more_figures"] if len(shown) < len(names) else ""
                told.append(start + comma.join(shown) + more.format(n=len(names)))
            if unit in tasks:
                told.append(self._words["no_task_reports"] + self._titles(tasks[unit]))
            name = bodies.get(unit, self._words["nobody"])
            yield f"{name}{colon}{semicolon.join(told)}{self._writer.stop}"

    def _missing_figures(self) -> dict[str, dict[str, list[str]]]:
        """The names of indicators whose figures are due and have not come, by unit and by the words
        that say of which period they are: none for that of the brief."""
        day = self._result.as_of or self._period.last_day
        due = DueFigures(self._plan, self._period, day, self._published.ends())
        reporters = Reporters(self._plan)
        units: dict[str, dict[str, list[str]]] = {}
        for indicator in self._plan.indicators:
            missing = due.missing(indicator)
            if missing is None or not self._applies(self._programme_of_part[indicator.id]):
                continue
            start = ""
            if not due.asked(indicator):
                when = period_words(missing, self._language)
                start = self._words["late_figures"].format(period=when)
            of_unit = units.setdefault(reporters.reporter(indicator) or "", {})
            names, name = of_unit.setdefault(start, []), indicator.name.in_(self._language)
            names += [name] if name not in names else []
        return {unit: dict(sorted(named.items())) for unit, named in units.items()}

    def _applies(self, programme: str) -> bool:
        return all(goal.applies for goal in self._plan.goals if goal.id == programme)

    def _notes(self, sections: Sequence[tuple[str, Sequence[Block]]]) -> str:
        """Definitions of what was said, and the clocks."""
        words, result = self._words, self._result
        text = "".join(
            block.text for _, blocks in sections for block in blocks if isinstance(block, Paragraph)
        )
        told = []
        if any(facts.share and facts.share.ahead is not None for facts in self._facts.values()):
            told.append(words["pace"])
        if any(mark in text for mark in ("同比", "环比", "a year earlier", "before")):
            told.append(words["computed"])
        if any(facts.mark is not None for facts in self._facts.values()):
            told.append(words["marks"])
        told.append(words["policy"].format(policy=result.policy))
        day = self._day()
        told.append(words["vintage"].format(day=day) if day else words["vintage_latest"])
        if rejected := result.rows_left_out.rejected:
            told.append(words["rejected"].format(n=rejected))
        return self._sentences(told)

    # -- programmes

    def _programmes_by_part(self) -> dict[str, str]:
        """The goal at the top, by goals, indicators and tasks. An indicator without a goal belongs to
        that of its targets."""
        goals = {goal.id: goal for goal in self._plan.goals}

        def top(id: str | None) -> str:
            seen: set[str] = set()
            while id in goals and id not in seen:
                seen.add(id)
                parent = goals[id].parent
                if parent is None:
                    return id
                id = parent
            return ""

        parts = {goal.id: top(goal.id) for goal in self._plan.goals}
        targets: dict[str, list[str | None]] = {}
        for target in self._plan.targets:
            targets.setdefault(target.indicator or "", []).append(target.goal)
        for indicator in self._plan.indicators:
            found = [top(goal) for goal in (indicator.goal, *targets.get(indicator.id, []))]
            parts[indicator.id] = next((goal for goal in found if goal), "")
        for task in self._plan.tasks:
            parts[task.id] = top(task.goal)
        return parts

    def _grouped(self, programme_of: Mapping[str, str]) -> list[Programme]:
        tops = {goal.id: Programme(goal) for goal in self._plan.goals if goal.parent is None}
        tops[""] = Programme(None)
        for indicator in self._plan.indicators:
            tops[programme_of[indicator.id]].indicators.append(indicator)
        for verdict in self._result.verdicts:
            tops[programme_of[verdict.goal or verdict.indicator]].verdicts.append(verdict)
        return list(tops.values())

    def _all_programmes(self) -> list[Block]:
        blocks: list[Block] = []
        number = 0
        for programme in self._programmes:
            paragraph = self._programme(programme)
            if paragraph is None:
                continue
            number += 1
            goal = programme.goal
            title = self._words["other"] if goal is None else goal.title.in_(self._language)
            if goal is not None and not goal.applies:
                title = self._words["not_applicable"].format(title=title)
            blocks.append(Heading(heading(number, title, 2, self._language), 2))
            blocks += [paragraph] if paragraph.runs else []
            if self._pictures:
                blocks += self._drawn(programme)
        return blocks

    def _drawn(self, programme: Programme) -> Iterator[Picture]:
        """The indicators of a programme that have a level for the period and a target to reach:
        those of a flow by months, this year beside the last one."""
        for indicator in programme.indicators:
            facts = self._facts[indicator.id]
            if facts.level is None or not facts.verdicts or facts.suspect:
                continue
            monthly = indicator.kind is Kind.flow and self._kind is not BriefKind.year
            picture = draw(self._result.of(indicator.id), self._language, monthly)
            if picture is not None:
                yield Picture(picture, indicator.name.in_(self._language))

    def _programme(self, programme: Programme) -> Paragraph | None:
        goal, words = programme.goal, self._words
        if goal is not None and not goal.applies:
            return Paragraph(())
        texts = self._texts.of(programme.id)
        facts = [self._facts[i.id] for i in programme.indicators if self._facts[i.id].known]
        good = [self._about(f) for f in facts if f.standing in GOOD]
        behind = [self._about(f) for f in facts if f.standing in BAD]
        older = self._older(programme, {f.indicator.id for f in facts if f.standing in BAD})
        behind += [
            words["older"].format(
                name=self._named(verdict), reason=verdict.reason.in_(self._language)
            )
            for verdict in older
        ]
        state = [self._counts(programme)] if programme.verdicts else []
        state += self._decided(programme, older)
        state += [self._about(f) for f in facts if f.standing is Status.unknown]
        state += self._tasks(texts)
        told = {
            "state": state,
            "good": good,
            "behind": behind,
            "problems": self._listed(texts.problems),
            "coordination": self._listed(texts.coordination),
            "next_steps": self._listed(texts.next_steps),
        }
        ending = "。" if self._zh else ". "
        runs = [
            (words[label] + ending, self._sentences(sentences) + ("" if self._zh else " "))
            for label, sentences in told.items()
            if sentences
        ]
        if not runs:
            return None
        name, text = runs[-1]
        return Paragraph((*runs[:-1], (name, text.rstrip())))

    def _counts(self, programme: Programme) -> str:
        n = len(programme.verdicts)
        counts = self._counted_statuses(programme.verdicts)
        unknown = [v for v in programme.verdicts if self._status(v) is Status.unknown]
        told = self._number(n)
        if len(unknown) == n:
            return self._words["all_waiting"].format(n=told, parts=self._waiting(unknown))
        return self._words["programme_targets"].format(n=told, counts=self._counts_of(counts))

    def _decided(self, programme: Programme, told: Sequence[Verdict]) -> Iterator[str]:
        """Which targets are met and missed, but for those that other sentences name."""
        for status in (Status.met, Status.missed):
            names = [
                self._named(verdict)
                for verdict in programme.verdicts
                if self._status(verdict) is status
                and verdict not in told
                and not self._writer.tells(self._facts[verdict.indicator], verdict)
            ]
            if names:
                word = label(status, self._language)
                word = word if self._zh else word[0].upper() + word[1:]
                joined = ("、" if self._zh else ", ").join(dict.fromkeys(names))
                yield self._words["decided"].format(word=word, names=joined)

    def _named(self, verdict: Verdict) -> str:
        """A target by its indicator and the year in which it is due."""
        name = self._plan.indicator(verdict.indicator).name.in_(self._language)
        if aside := name_of_target(verdict.target, verdict.due, self._language):
            name += f"（{aside}）" if self._zh else f" ({aside})"
        return name

    def _status(self, verdict: Verdict) -> Status:
        """How a target stands now: unknown where only older figures can be judged."""
        return verdict.status if self._figures.speaks_of_now(verdict) else Status.unknown

    def _counted_statuses(self, verdicts: Sequence[Verdict]) -> dict[Status, int]:
        counts = {status: 0 for status in Status}
        for verdict in verdicts:
            counts[self._status(verdict)] += 1
        return counts

    def _counts_of(self, counts: Mapping[Status, int]) -> str:
        text = counts_text(counts, self._language)
        return text.replace(" ", "") if self._zh else text

    def _number(self, targets: int) -> str:
        """How many targets, in words."""
        if self._zh:
            return f"目标{targets}项"
        return f"{targets} target{'' if targets == 1 else 's'}"

    def _about(self, facts: Facts) -> str:
        told = [self._writer.sentence(facts)]
        for key, note in (("note", facts.note), ("revised", facts.revised)):
            if note:
                told.append(self._words[key].format(note=note.strip("。；")))
        return self._sentences(told)

    def _older(self, programme: Programme, told: set[str]) -> list[Verdict]:
        """What is behind by older figures, unless its time was over before the year began."""
        year = self._period.last_day.year
        return [
            verdict
            for verdict in programme.verdicts
            if self._status(verdict) in BAD
            and verdict.indicator not in told
            and not (verdict.due is not None and verdict.due.year < year)
        ]

    def _tasks(self, texts: Texts) -> Iterator[str]:
        """How many tasks reported, and what."""
        words = self._words
        if not texts.reports:
            return
        declared = sum(bool(report.progress) for report in texts.reports)
        key = "tasks" if declared else "tasks_silent"
        yield words[key].format(n=len(texts.tasks), m=declared)
        alike: dict[tuple[str, str], list[Task]] = {}
        for report in texts.reports:
            alike.setdefault((report.progress, report.text), []).append(report.task)
        for (progress, text), tasks in alike.items():
            yield self._alike(progress, text, tasks)

    def _alike(self, progress: str, text: str, tasks: Sequence[Task]) -> str:
        """What was said of one task, or of several in the same words."""
        words, n = self._words, len(tasks)
        joined = self._titles(tasks)
        key = ("task" if n == 1 else "tasks_alike") if progress else "task_only"
        start = words[key].format(titles=joined, progress=progress)
        if text:
            start += f"{'：' if self._zh else ': '}{text}"
        return start + self._writer.stop

    def _titles(self, tasks: Sequence[Task]) -> str:
        """The titles of the first tasks, and how many there are."""
        titles = [f"“{task.title.in_(self._language)}”" for task in tasks[:NAMED]]
        joined = ("" if self._zh else ", ").join(titles)
        return joined + (self._words["and_more"].format(n=len(tasks)) if len(tasks) > NAMED else "")

    def _listed(self, said: Sequence[Said]) -> list[str]:
        """What units wrote, with their names."""
        if not said:
            return []
        if self._zh:
            parts = [f"{s.text}（{s.source}）" if s.source else s.text for s in said]
            return ["；".join(parts) + "。"]
        parts = [f"“{s.text}” ({s.source})" if s.source else f"“{s.text}”" for s in said]
        return ["; ".join(parts) + "."]


def plain(text: str) -> Paragraph:
    return Paragraph((("", text),))


def make_brief(
    plan: "Plan",
    result: "Assessment",
    seen: "Observations",
    kind: BriefKind,
    period: Period,
    language: str = "zh",
    tasks: Sequence[Row] = (),
    issues: Sequence[Row] = (),
    since: Earlier | None = None,
    pictures: bool = False,
) -> Brief:
    """The brief of a period from an assessment and the figures that it rests on."""
    maker = BriefMaker(plan, result, seen, kind, period, language, tasks, issues, since, pictures)
    return maker.brief()


def draw(result: "Assessment", language: str, monthly: bool) -> bytes | None:
    """The picture of an indicator as PNG; None if there is nothing to draw, or nothing to set its
    figures against."""
    axes = new_axes(height=PICTURE_HEIGHT)
    years = None
    if monthly and result.through is not None:
        year = result.through.last_day.year
        years = (year - 1, year)
    try:
        picture = result._picture(axes, language, "M" if monthly else None, years)
        picture.draw(None)
    except ValueError:
        return None
    return png_of(axes) if picture.compares else None

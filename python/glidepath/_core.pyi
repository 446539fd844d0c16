"""
The compiled part of glidepath. Use the names of the package itself.
"""
from __future__ import annotations
import collections.abc
import datetime
import glidepath._words
import numpy
import numpy.typing
import typing
__all__: list[str] = ['Assessment', 'Attainment', 'BacktestCase', 'Body', 'Breakdown', 'CalibrationEntry', 'Calibrations', 'Deciles', 'Disaggregation', 'Fault', 'Finding', 'Forecast', 'ForecastOptions', 'Goal', 'GoalSummary', 'Indicator', 'Input', 'LastChance', 'League', 'LeagueRow', 'Location', 'Method', 'MethodComparison', 'MethodDisagreement', 'MethodSplit', 'MethodVerdict', 'ModelProbability', 'Node', 'NumberMet', 'Obligation', 'Observation', 'Observations', 'Outlook', 'OutlookCase', 'OutlookOptions', 'Path', 'Period', 'Places', 'Plan', 'ProbabilityScore', 'RegressionFit', 'RowsLeftOut', 'ScoreRow', 'Scorecard', 'Statement', 'Structure', 'Target', 'Task', 'Text', 'Trajectory', 'Unit', 'Verdict', 'WhatIf', 'Window', 'WindowForecast', 'assess', 'assess_places', 'assess_schema', 'backtest', 'backtest_plan', 'breakdown', 'calibrate_panel', 'check', 'check_cascade', 'compare_methods', 'disaggregate', 'disaggregate_system', 'find_unit', 'forecast', 'forecast_figures', 'held_on_paths', 'interpolate', 'last_chance', 'league', 'leagues', 'method_infos', 'number_met', 'observations_for', 'observations_size_limit', 'outlook_heading', 'periods_to_spare', 'periods_to_spare_for_sum', 'plan_for', 'plan_schema', 'plan_size_limit', 'price_words', 'read_file', 'read_observations', 'read_plan', 'read_plan_table', 'read_statuses', 'reliability', 'required_growth', 'required_run_rate', 'score_probabilities', 'scorecard', 'scorecard_on_paths', 'season_of', 'sha256_hex', 'trajectory', 'what_if', 'write_assessment', 'write_comparison', 'write_extension', 'write_file_atomically', 'write_findings', 'write_leagues', 'write_methods', 'write_observations', 'write_plan', 'write_scorecard', 'write_trajectory']
class Period:
    """
    One year, half-year, quarter, month, week or day.
    
    Text forms are ``2025``, ``2025-H1``, ``2025-Q2``, ``2025-06``, ``2025-W05`` and ``2025-06-30``,
    and those of SDMX, ``2025-A1 -S1 -Q2 -M06 -W05 -D166``, which count from the start of the
    reporting year. Adding a number steps along the periods of one frequency; the difference of two
    periods is a number. Periods of different frequencies are unequal and have no order.
    """
    @staticmethod
    def containing(date: datetime.date, frequency: str, phase: typing.SupportsInt | typing.SupportsIndex = 0) -> Period:
        """
        The period of a frequency that holds a day. ``phase`` is the number of months by which the periods are shifted against the calendar's.
        """
    def __add__(self, arg0: typing.SupportsInt | typing.SupportsIndex) -> Period:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __ge__(self, arg0: Period) -> bool:
        ...
    def __getstate__(self) -> tuple[int, str, int, int]:
        ...
    def __gt__(self, arg0: Period) -> bool:
        ...
    def __hash__(self) -> int:
        ...
    @typing.overload
    def __init__(self, text: str, *, reporting_year_start: typing.SupportsInt | typing.SupportsIndex = 1) -> None:
        """
        Reads a period. ``reporting_year_start`` is the month in which reporting years start.
        
        Raises ValueError if the text is no period.
        """
    @typing.overload
    def __init__(self, year: typing.SupportsInt | typing.SupportsIndex) -> None:
        """
        A Gregorian year, 1400 to 9999.
        """
    def __le__(self, arg0: Period) -> bool:
        ...
    def __lt__(self, arg0: Period) -> bool:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.SupportsInt | typing.SupportsIndex, str, typing.SupportsInt | typing.SupportsIndex, typing.SupportsInt | typing.SupportsIndex]) -> None:
        ...
    def __str__(self) -> str:
        ...
    @typing.overload
    def __sub__(self, arg0: typing.SupportsInt | typing.SupportsIndex) -> Period:
        ...
    @typing.overload
    def __sub__(self, arg0: Period) -> int:
        ...
    def year_earlier(self) -> Period | None:
        """
        The same period a year earlier; None for 29 February and for week 53.
        """
    @property
    def first_day(self) -> datetime.date:
        ...
    @property
    def frequency(self) -> glidepath._words.Frequency:
        ...
    @property
    def last_day(self) -> datetime.date:
        ...
    @property
    def ordinal(self) -> int:
        """
        Position among the periods of this frequency; the next one has the next number.
        """
    @property
    def phase(self) -> int:
        """
        Months by which the periods are shifted against the calendar's: 3 for years that start in April.
        """
class Window:
    """
    Consecutive periods of one frequency, both ends included.
    
    Written ``2023..2027``; a single period is a window of one. Windows have a length and can be
    iterated over, and ``period in window`` says whether a period is one of them.
    """
    def __contains__(self, arg0: Period) -> bool:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __getstate__(self) -> tuple[int, Period, Period]:
        ...
    def __hash__(self) -> int:
        ...
    @typing.overload
    def __init__(self, text: str, *, reporting_year_start: typing.SupportsInt | typing.SupportsIndex = 1) -> None:
        """
        Reads a window. Raises ValueError if the text is none, or ends before it starts.
        """
    @typing.overload
    def __init__(self, first: Period, last: Period) -> None:
        ...
    def __iter__(self) -> collections.abc.Iterator[Period]:
        ...
    def __len__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.SupportsInt | typing.SupportsIndex, Period, Period]) -> None:
        ...
    def __str__(self) -> str:
        ...
    def refine(self, frequency: str) -> Window | None:
        """
        The periods of a finer frequency that make up the window; None if it does not divide it.
        """
    @property
    def first(self) -> Period:
        ...
    @property
    def first_day(self) -> datetime.date:
        ...
    @property
    def frequency(self) -> glidepath._words.Frequency:
        ...
    @property
    def last(self) -> Period:
        ...
    @property
    def last_day(self) -> datetime.date:
        ...
class Text:
    """
    A name or sentence in Chinese and English; either may be missing (empty).
    """
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __getstate__(self) -> tuple[int, str, str]:
        ...
    def __hash__(self) -> int:
        ...
    def __init__(self, zh: str = '', en: str = '') -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.SupportsInt | typing.SupportsIndex, str, str]) -> None:
        ...
    def __str__(self) -> str:
        ...
    def in_(self, language: str) -> str:
        """
        The text in ``"zh"`` or ``"en"``, or in the other language if that one is missing.
        """
    @property
    def en(self) -> str:
        ...
    @property
    def zh(self) -> str:
        ...
class Location:
    """
    A place in an input. Lines and columns count from 1; None is not known.
    """
    def __repr__(self) -> str:
        ...
    def __str__(self) -> str:
        ...
    @property
    def column(self) -> int | None:
        ...
    @property
    def file(self) -> str | None:
        ...
    @property
    def line(self) -> int | None:
        ...
class Fault:
    """
    One thing that is wrong with an input: where, what, and what to do about it.
    """
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __getstate__(self) -> tuple[int, str, str, int, int, str, str]:
        ...
    def __hash__(self) -> int:
        ...
    def __init__(self, code: str, message: str, *, file: str = '', line: typing.SupportsInt | typing.SupportsIndex = 0, column: typing.SupportsInt | typing.SupportsIndex = 0, subject: str = '') -> None:
        """
        A fault found by a reader in Python. Lines and columns count from 1; 0 is not known.
        """
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.SupportsInt | typing.SupportsIndex, str, str, typing.SupportsInt | typing.SupportsIndex, typing.SupportsInt | typing.SupportsIndex, str, str]) -> None:
        ...
    def __str__(self) -> str:
        ...
    @property
    def code(self) -> str:
        """
        A stable word for programs, such as ``unknown_unit``.
        """
    @property
    def message(self) -> str:
        ...
    @property
    def subject(self) -> str | None:
        """
        Id of the indicator, target, ... that it concerns.
        """
    @property
    def where(self) -> Location:
        ...
class Unit:
    """
    A unit of measurement: its label, and its size in units of a base.
    """
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __hash__(self) -> int:
        ...
    def __init__(self, label: str, *, base: str, scale: typing.SupportsFloat | typing.SupportsIndex = 1.0, name: str | Text = ...) -> None:
        ...
    def __repr__(self) -> str:
        ...
    @property
    def base(self) -> str:
        """
        What is measured, in its base unit: 元, W, m2.
        """
    @property
    def label(self) -> str:
        ...
    @property
    def name(self) -> Text:
        ...
    @property
    def scale(self) -> float:
        """
        Size in base units: 1e8 for 亿元.
        """
class Statement:
    """
    Statistic of a window, relation, value: ``at 2025 > 860``.
    
    The grammar stands in README.md under "The target language". ``str(statement)`` reads back to an
    equal statement.
    """
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __getstate__(self) -> tuple[int, str, int]:
        ...
    def __hash__(self) -> int:
        ...
    def __init__(self, text: str, *, reporting_year_start: typing.SupportsInt | typing.SupportsIndex = 1) -> None:
        """
        Reads a statement.
        
        Raises ValueError with the text, a caret under the place, what was found and what was expected.
        """
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.SupportsInt | typing.SupportsIndex, str, typing.SupportsInt | typing.SupportsIndex]) -> None:
        ...
    def __str__(self) -> str:
        ...
    @property
    def due(self) -> datetime.date | None:
        """
        Last day of the window; None for ``done`` without a date.
        """
    @property
    def face(self) -> glidepath._words.Face:
        ...
    @property
    def reference(self) -> str | None:
        """
        Id of the indicator to compare with.
        """
    @property
    def relation(self) -> str | None:
        """
        ``>``, ``>=``, ``<``, ``<=``, ``=``, ``~`` or ``between``; None for statements that need no value.
        """
    @property
    def second(self) -> float | None:
        """
        The tolerance of ``~`` and ``steady``, the upper number of ``between``.
        """
    @property
    def stat(self) -> glidepath._words.Stat:
        ...
    @property
    def to_be_decided(self) -> bool:
        """
        Whether the value is announced but not yet known (``tbd``).
        """
    @property
    def value(self) -> float | None:
        """
        The number to compare with (the lower one of ``between``); None without one.
        """
    @property
    def window(self) -> Window | None:
        """
        The window that the statement is about; None for ``done`` without a date.
        """
class Target:
    """
    A statement about an indicator that a plan wants to become true.
    """
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __hash__(self) -> int:
        ...
    def __init__(self, say: str | Statement, indicator: str = '', *, id: str = '', goal: str = '', part_of: str = '', quote: str = '', tier: str = 'expected', base: Period | None = None, assumed: collections.abc.Sequence[str] = [], note: str = '', set: datetime.date | None = None, superseded: datetime.date | None = None) -> None:
        """
        A target from its statement, as ``Target("at 2025 > 860", "investment")``.
        """
    def __repr__(self) -> str:
        ...
    def probability(self, y: typing.Any, **kwargs: typing.Any) -> float:
        """
        How likely the target is, given a series of its indicator. Takes the options of ``gp.forecast`` (``kind``, ``bounds``, ``decimals``, ...); the forecast reaches as far as the statement.
        """
    @property
    def assumed(self) -> list[glidepath._words.Assumption]:
        """
        What the plan's text leaves open.
        """
    @property
    def base(self) -> Period | None:
        """
        Where the path starts, if not at the last value before the horizon.
        """
    @property
    def goal(self) -> str | None:
        """
        Id; the indicator's goal if None.
        """
    @property
    def id(self) -> str:
        """
        Unique in its plan; made of indicator and statistic unless named.
        """
    @property
    def indicator(self) -> str | None:
        """
        Id.
        """
    @property
    def note(self) -> str | None:
        ...
    @property
    def part_of(self) -> str | None:
        """
        Id of the target that this is an issued mark of: a part of its break-down, and no target of its own.
        """
    @property
    def quote(self) -> str | None:
        """
        The plan's own words.
        """
    @property
    def say(self) -> Statement:
        ...
    @property
    def set(self) -> datetime.date | None:
        """
        The day from which this text is in force.
        """
    @property
    def superseded(self) -> datetime.date | None:
        """
        The day from which it no longer is.
        """
    @property
    def tier(self) -> glidepath._words.Tier:
        ...
    @property
    def where(self) -> Location:
        ...
class Body:
    """
    A body of the organisation that carries a plan.
    """
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __hash__(self) -> int:
        ...
    def __init__(self, id: str, name: str | Text, *, parent: str = '', role: str = 'unit', title: str | Text = ..., from_: datetime.date | None = None, to: datetime.date | None = None, aliases: collections.abc.Sequence[str] = [], note: str = '', phone: str = '') -> None:
        ...
    def __repr__(self) -> str:
        ...
    @property
    def aliases(self) -> list[str]:
        ...
    @property
    def from_(self) -> datetime.date | None:
        """
        First day of its existence or term, where limited.
        """
    @property
    def id(self) -> str:
        ...
    @property
    def name(self) -> Text:
        ...
    @property
    def note(self) -> str | None:
        ...
    @property
    def parent(self) -> str | None:
        """
        Id of the body above.
        """
    @property
    def phone(self) -> str | None:
        """
        Where a contact is reached.
        """
    @property
    def role(self) -> glidepath._words.Role:
        ...
    @property
    def title(self) -> Text | None:
        """
        The post of a person.
        """
    @property
    def to(self) -> datetime.date | None:
        """
        Last day of its existence or term, where limited.
        """
class Goal:
    """
    A programme, area or other heading under which a plan sets targets.
    """
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __hash__(self) -> int:
        ...
    def __init__(self, id: str, title: str | Text, *, parent: str = '', number: str = '', convener: collections.abc.Sequence[str] = [], lead: collections.abc.Sequence[str] = [], supporting: collections.abc.Sequence[str] = [], supporting_open: str = '', applies: bool = True, quote: str = '', note: str = '') -> None:
        ...
    def __repr__(self) -> str:
        ...
    @property
    def applies(self) -> bool:
        """
        False: named in the plan, but no task of this place.
        """
    @property
    def convener(self) -> list[str]:
        """
        Ids of bodies.
        """
    @property
    def id(self) -> str:
        ...
    @property
    def lead(self) -> list[str]:
        """
        Ids of bodies.
        """
    @property
    def note(self) -> str | None:
        ...
    @property
    def number(self) -> str | None:
        """
        As printed: 1, 10.2.
        """
    @property
    def parent(self) -> str | None:
        """
        Id of the goal above; None for a programme.
        """
    @property
    def quote(self) -> str | None:
        ...
    @property
    def supporting(self) -> list[str]:
        """
        Ids of bodies.
        """
    @property
    def supporting_open(self) -> str | None:
        """
        How an open list of units ends: 等.
        """
    @property
    def title(self) -> Text:
        ...
class Indicator:
    """
    One measured quantity.
    """
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __hash__(self) -> int:
        ...
    def __init__(self, id: str, name: str | Text, unit: str, kind: str, *, goal: str = '', whole: bool = False, min: typing.SupportsFloat | typing.SupportsIndex | None = None, max: typing.SupportsFloat | typing.SupportsIndex | None = None, freq: str = 'annual', lag: typing.SupportsInt | typing.SupportsIndex = 90, authority: str = '', reporter: str = '', parent: str = '', numerator: str = '', denominator: str = '', definition_unclear: str | Text = ..., aliases: collections.abc.Sequence[str] = [], note: str = '', grandparent: str = '', prices: str | None = None, growth_prices: str | None = None) -> None:
        ...
    def __repr__(self) -> str:
        ...
    @property
    def aliases(self) -> list[str]:
        ...
    @property
    def authority(self) -> str | None:
        """
        Id of the body whose figure wins over all others.
        """
    @property
    def definition_unclear(self) -> Text | None:
        """
        What is unclear; targets of the indicator are not judged.
        """
    @property
    def denominator(self) -> str | None:
        """
        Id of an indicator.
        """
    @property
    def freq(self) -> glidepath._words.Frequency:
        """
        How often it is published at least.
        """
    @property
    def goal(self) -> str | None:
        """
        Id.
        """
    @property
    def grandparent(self) -> str | None:
        """
        Id of the indicator in the plan above that one.
        """
    @property
    def growth_is_of_levels(self) -> bool:
        """
        Whether published growth is at the prices of the levels, as far as declared: if not, neither says anything of the other.
        """
    @property
    def growth_prices(self) -> glidepath._words.Prices | None:
        """
        The prices of its published growth; None: those of its levels.
        """
    @property
    def id(self) -> str:
        ...
    @property
    def kind(self) -> glidepath._words.Kind:
        ...
    @property
    def lag(self) -> int:
        """
        Days from the end of a period to its figure.
        """
    @property
    def max(self) -> float | None:
        ...
    @property
    def min(self) -> float | None:
        ...
    @property
    def name(self) -> Text:
        ...
    @property
    def note(self) -> str | None:
        ...
    @property
    def numerator(self) -> str | None:
        """
        Id of an indicator.
        """
    @property
    def parent(self) -> str | None:
        """
        Id of the indicator in the plan above.
        """
    @property
    def prices(self) -> str | None:
        """
        The prices of its levels: current, constant or constant 2020; None: not declared.
        """
    @property
    def reporter(self) -> str | None:
        """
        Id of the body that reports it.
        """
    @property
    def unit(self) -> str | None:
        """
        Label of the unit in which values are held and returned.
        """
    @property
    def whole(self) -> bool:
        """
        A count: only whole numbers.
        """
class Node:
    """
    A milestone on the way of a task.
    """
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __hash__(self) -> int:
        ...
    @property
    def due(self) -> Period:
        ...
    @property
    def title(self) -> Text:
        ...
class Task:
    """
    A piece of work that serves targets.
    """
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __hash__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    @property
    def criterion(self) -> Text | None:
        """
        When the task counts as completed.
        """
    @property
    def due(self) -> Period | None:
        ...
    @property
    def goal(self) -> str | None:
        ...
    @property
    def id(self) -> str:
        ...
    @property
    def lead(self) -> list[str]:
        ...
    @property
    def nodes(self) -> list[Node]:
        ...
    @property
    def note(self) -> str | None:
        ...
    @property
    def quote(self) -> str | None:
        ...
    @property
    def start(self) -> Period | None:
        """
        The period in which it begins.
        """
    @property
    def supporting(self) -> list[str]:
        ...
    @property
    def targets(self) -> list[str]:
        """
        Ids of the targets that it serves.
        """
    @property
    def title(self) -> Text:
        ...
class Obligation:
    """
    A recurring duty: a meeting, a yearly fund. Not a target.
    """
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __hash__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    @property
    def anchor(self) -> datetime.date | None:
        """
        A day on which it is kept; the others follow from it.
        """
    @property
    def body(self) -> str | None:
        """
        Id of the body that keeps it.
        """
    @property
    def every(self) -> glidepath._words.Cadence:
        ...
    @property
    def goal(self) -> str | None:
        ...
    @property
    def id(self) -> str:
        ...
    @property
    def note(self) -> str | None:
        ...
    @property
    def quote(self) -> str | None:
        ...
    @property
    def title(self) -> Text:
        ...
    @property
    def topic(self) -> str | None:
        """
        Obligations on one topic must agree.
        """
    @property
    def until(self) -> datetime.date | None:
        ...
class Plan:
    """
    Who wants which indicators where, and when. Order is kept.
    """
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __hash__(self) -> int:
        ...
    @typing.overload
    def __init__(self, other: Plan) -> None:
        ...
    @typing.overload
    def __init__(self, id: str, horizon: Window, *, title: str | Text = ..., issued: datetime.date | None = None, place: str = '', source: str = '', reporting_year_start: typing.SupportsInt | typing.SupportsIndex = 1, note: str = '', units: collections.abc.Sequence[Unit] = [], bodies: collections.abc.Sequence[Body] = [], goals: collections.abc.Sequence[Goal] = [], indicators: collections.abc.Sequence[Indicator] = [], targets: collections.abc.Sequence[Target] = []) -> None:
        """
        A plan from its parts.
        
        Raises InputError with everything that is wrong with it.
        """
    @property
    def bodies(self) -> list[Body]:
        ...
    @property
    def goals(self) -> list[Goal]:
        ...
    @property
    def horizon(self) -> Window:
        """
        The periods that the plan covers.
        """
    @property
    def id(self) -> str:
        ...
    @property
    def indicators(self) -> list[Indicator]:
        ...
    @property
    def issued(self) -> datetime.date | None:
        ...
    @property
    def note(self) -> str | None:
        ...
    @property
    def obligations(self) -> list[Obligation]:
        ...
    @property
    def place(self) -> str | None:
        """
        The plan's own place; observations without a place are its.
        """
    @property
    def policy(self) -> str:
        """
        Name and version of the thresholds by which progress is judged.
        """
    @property
    def reporting_year_start(self) -> int:
        """
        The month in which reporting years start; 1 makes them Gregorian.
        """
    @property
    def source(self) -> str | None:
        """
        Document number or citation.
        """
    @property
    def targets(self) -> list[Target]:
        """
        A revised target stands once for each text, under one id; the parts of a break-down stand among them.
        """
    @property
    def tasks(self) -> list[Task]:
        ...
    @property
    def title(self) -> Text:
        ...
    @property
    def units(self) -> list[Unit]:
        """
        Those that the built-in catalogue lacks.
        """
class Observation:
    """
    One published figure.
    """
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __hash__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    @property
    def decimals(self) -> int:
        """
        Digits after the point as printed.
        """
    @property
    def half_unit(self) -> float:
        """
        Half a unit of the last printed digit: the figure stands for value +- this.
        """
    @property
    def indicator(self) -> str:
        """
        Id.
        """
    @property
    def measure(self) -> glidepath._words.Measure:
        ...
    @property
    def note(self) -> str | None:
        ...
    @property
    def period(self) -> Window:
        """
        As published; for year-to-date figures the last sub-period of the span.
        """
    @property
    def place(self) -> str | None:
        """
        None: the plan's own place.
        """
    @property
    def release_assumed(self) -> bool:
        """
        The release date was not given: it is the end of the period plus the indicator's lag.
        """
    @property
    def released(self) -> datetime.date:
        ...
    @property
    def series_break(self) -> bool:
        """
        Not comparable with what lies before.
        """
    @property
    def source(self) -> str | None:
        """
        Title and date of the publication.
        """
    @property
    def status(self) -> glidepath._words.DataStatus:
        ...
    @property
    def unit(self) -> str | None:
        """
        As printed, where it is not the indicator's own.
        """
    @property
    def value(self) -> float:
        """
        In the indicator's unit; growth and shares in percent.
        """
    @property
    def where(self) -> Location:
        ...
class Observations:
    """
    A table of observations of a plan's indicators.
    """
    def __init__(self, other: Observations) -> None:
        ...
    def __len__(self) -> int:
        ...
    @property
    def newest_release(self) -> datetime.date | None:
        """
        The latest release date; None without rows.
        """
    @property
    def rejected(self) -> list[Fault]:
        """
        Why rows of the input are not among ``rows``.
        """
    @property
    def rows(self) -> list[Observation]:
        ...
class Path:
    """
    Values over the consecutive periods of a window.
    """
    def __len__(self) -> int:
        ...
    def at(self, period: Period) -> float | None:
        """
        The value of a period; None outside the window.
        """
    @property
    def values(self) -> numpy.typing.NDArray[numpy.float64]:
        """
        A copy of the values.
        """
    @property
    def window(self) -> Window:
        ...
class CalibrationEntry:
    """
    How wide forecasts must be, learned from one amount of history.
    """
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __hash__(self) -> int:
        ...
    def __init__(self, *, season: typing.SupportsInt | typing.SupportsIndex, least_points: typing.SupportsInt | typing.SupportsIndex, weights: typing.Annotated[collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], "FixedSize(6)"], exponent: typing.SupportsFloat | typing.SupportsIndex, curvature: typing.SupportsFloat | typing.SupportsIndex, first: typing.Annotated[collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], "FixedSize(11)"], last: typing.Annotated[collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], "FixedSize(11)"], horizon: typing.SupportsInt | typing.SupportsIndex, power: typing.SupportsFloat | typing.SupportsIndex, noise: typing.SupportsFloat | typing.SupportsIndex, series: typing.SupportsInt | typing.SupportsIndex, face: str) -> None:
        ...
    def __repr__(self) -> str:
        ...
    @property
    def curvature(self) -> float:
        ...
    @property
    def exponent(self) -> float:
        ...
    @property
    def face(self) -> glidepath._words.Face:
        """
        Of levels, or of growth rates in percent.
        """
    @property
    def first(self) -> typing.Annotated[list[float], "FixedSize(11)"]:
        """
        Errors one period ahead, in units of their scale, at the probabilities 0.005, 0.025, 0.05, 0.1, 0.25, 0.5 and up again.
        """
    @property
    def horizon(self) -> int:
        """
        The last one learned.
        """
    @property
    def last(self) -> typing.Annotated[list[float], "FixedSize(11)"]:
        """
        The same at the last horizon learned, and beyond it.
        """
    @property
    def least_points(self) -> int:
        """
        For histories from here to the next entry of the season.
        """
    @property
    def noise(self) -> float:
        """
        Variance that each period has of its own, in units of the walk's first step.
        """
    @property
    def power(self) -> float:
        """
        Errors of different horizons h go together as a random walk at the times h**power.
        """
    @property
    def season(self) -> int:
        """
        Periods of a cycle; 1: none.
        """
    @property
    def series(self) -> int:
        """
        How many cases it was learned from: forecasts of so many series, or of their parts.
        """
    @property
    def weights(self) -> typing.Annotated[list[float], "FixedSize(6)"]:
        ...
class Calibrations:
    """
    The calibrations of one population of series.
    """
    @staticmethod
    def standard() -> Calibrations:
        """
        Those that come with the library, learned on the M3 competition.
        """
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __hash__(self) -> int:
        ...
    def __init__(self, entries: collections.abc.Sequence[CalibrationEntry]) -> None:
        ...
    def __repr__(self) -> str:
        ...
    @property
    def entries(self) -> list[CalibrationEntry]:
        ...
class WindowForecast:
    """
    The distribution of one figure about several periods.
    """
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __getstate__(self) -> tuple[int, typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, 1]"]]:
        ...
    def __hash__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.SupportsInt | typing.SupportsIndex, typing.Annotated[numpy.typing.ArrayLike, numpy.float64, "[m, 1]"]]) -> None:
        ...
    def interval(self, level: typing.SupportsFloat = 0.95) -> tuple[float, float]:
        """
        Lower and upper end of the central interval.
        """
    def quantile(self, p: typing.SupportsFloat) -> float:
        ...
    @property
    def draws(self) -> typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, 1]"]:
        """
        The draws in rising order.
        """
    @property
    def mean(self) -> float:
        ...
    @property
    def median(self) -> float:
        ...
class Forecast:
    """
    A joint distribution over the periods ahead.
    """
    def __getstate__(self) -> tuple[int, Window, list[float], typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, 1]"], typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, 1]"], list[typing.Annotated[list[float], "FixedSize(11)"]], typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, n]"], tuple[float | None, float | None, bool], glidepath._words.Kind, glidepath._words.Face, int | None, int, str, list[glidepath._words.ForecastNote]]:
        ...
    def __setstate__(self, arg0: tuple[typing.SupportsInt | typing.SupportsIndex, Window, collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], typing.Annotated[numpy.typing.ArrayLike, numpy.float64, "[m, 1]"], typing.Annotated[numpy.typing.ArrayLike, numpy.float64, "[m, 1]"], collections.abc.Sequence[typing.Annotated[collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], "FixedSize(11)"]], typing.Annotated[numpy.typing.ArrayLike, numpy.float64, "[m, n]"], tuple[typing.SupportsFloat | typing.SupportsIndex | None, typing.SupportsFloat | typing.SupportsIndex | None, bool], str, str, typing.SupportsInt | typing.SupportsIndex | None, typing.SupportsInt | typing.SupportsIndex, str, collections.abc.Sequence[str]]) -> None:
        ...
    def mean(self) -> typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, 1]"]:
        ...
    def median(self) -> typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, 1]"]:
        ...
    def over(self, window: Window, mean: bool, count: typing.SupportsInt | typing.SupportsIndex, seed: typing.SupportsInt | typing.SupportsIndex, stream: typing.SupportsInt | typing.SupportsIndex, sampling: str) -> WindowForecast:
        ...
    def paths(self, count: typing.SupportsInt | typing.SupportsIndex, seed: typing.SupportsInt | typing.SupportsIndex, stream: typing.SupportsInt | typing.SupportsIndex, sampling: str) -> typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, n]"]:
        ...
    def probability(self, statement: Statement, count: typing.SupportsInt | typing.SupportsIndex, seed: typing.SupportsInt | typing.SupportsIndex, stream: typing.SupportsInt | typing.SupportsIndex, sampling: str) -> tuple[float | None, float, glidepath._words.NoProbability | None]:
        """
        Value, its standard error, why there is none.
        """
    def quantile(self, p: typing.SupportsFloat | typing.SupportsIndex) -> typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, 1]"]:
        ...
    def statistic_problem(self, stat: str) -> str:
        """
        Why there is no such statistic, and what to do; empty if there is one.
        """
    @property
    def history(self) -> list[float]:
        ...
    @property
    def kind(self) -> glidepath._words.Kind:
        ...
    @property
    def method(self) -> str:
        ...
    @property
    def notes(self) -> list[glidepath._words.ForecastNote]:
        ...
    @property
    def points(self) -> int:
        ...
    @property
    def prices(self) -> str | None:
        ...
    @property
    def window(self) -> Window:
        ...
class ForecastOptions:
    """
    How a series is forecast.
    """
    def __init__(self, *, method: str, kind: str, face: str, minimum: typing.SupportsFloat | typing.SupportsIndex | None, maximum: typing.SupportsFloat | typing.SupportsIndex | None, open: bool, decimals: typing.SupportsInt | typing.SupportsIndex | None, last_break: typing.SupportsInt | typing.SupportsIndex, damp_outliers: bool, january_february: bool, calibrations: Calibrations, prices: str | None = None) -> None:
        ...
class BacktestCase:
    """
    One forecast of a back-test and what came of it.
    """
    @property
    def actual(self) -> float:
        ...
    @property
    def lower(self) -> list[float]:
        ...
    @property
    def median(self) -> float:
        ...
    @property
    def origin(self) -> Period:
        ...
    @property
    def period(self) -> Period:
        ...
    @property
    def rank(self) -> float:
        ...
    @property
    def upper(self) -> list[float]:
        ...
class Structure:
    """
    A structural model by name: ``level``, ``trend``, ``damped`` or ``seasonal`` (a trend with a
    season). Its variances, in squared units of the figures, are estimated unless one is given;
    then those left out are 0. ``phi`` is that of a damped slope.
    """
    def __init__(self, form: str, *, irregular: typing.SupportsFloat | typing.SupportsIndex | None = None, level: typing.SupportsFloat | typing.SupportsIndex | None = None, slope: typing.SupportsFloat | typing.SupportsIndex | None = None, season: typing.SupportsFloat | typing.SupportsIndex | None = None, phi: typing.SupportsFloat | typing.SupportsIndex | None = None) -> None:
        ...
    def __repr__(self) -> str:
        ...
    @property
    def form(self) -> glidepath._words.StructuralForm:
        ...
    @property
    def irregular(self) -> float | None:
        """
        Of each period by itself.
        """
    @property
    def level(self) -> float | None:
        ...
    @property
    def phi(self) -> float | None:
        ...
    @property
    def season(self) -> float | None:
        ...
    @property
    def slope(self) -> float | None:
        ...
class Deciles:
    """
    A quantity that is not known, by three of its quantiles.
    """
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __hash__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    @property
    def high(self) -> float:
        """
        90 % of paths lie below.
        """
    @property
    def low(self) -> float:
        """
        10 % of paths lie below.
        """
    @property
    def median(self) -> float:
        ...
class ModelProbability:
    """
    What one model says.
    """
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __hash__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    @property
    def model(self) -> str:
        ...
    @property
    def probability(self) -> float:
        ...
class Attainment:
    """
    When a target is first attained.
    
    Periods are None where too few paths attain it within reach.
    """
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __hash__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    @property
    def early(self) -> Period | None:
        """
        By its end 10 % of paths have attained it.
        """
    @property
    def late(self) -> Period | None:
        """
        The same for 90 % of paths.
        """
    @property
    def median(self) -> Period | None:
        """
        The same for half of the paths.
        """
    @property
    def never(self) -> float:
        """
        Share of paths that do not attain it by the end of ``through``.
        """
    @property
    def through(self) -> Period:
        """
        How far the paths reach.
        """
class Outlook:
    """
    How likely one target is met, and what it would take.
    
    A field beside the status, which it never changes. Numbers are unrounded, in the indicator's unit;
    growth is in percent.
    """
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __float__(self) -> float:
        ...
    def __hash__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    @property
    def at_deadline(self) -> Deciles:
        """
        The figure that will be judged.
        """
    @property
    def attainment(self) -> Attainment | None:
        """
        When it is first attained.
        """
    @property
    def high(self) -> float:
        """
        The greatest probability among the models.
        """
    @property
    def likelihood(self) -> glidepath._words.Likelihood:
        """
        The class of words.
        """
    @property
    def low(self) -> float:
        """
        The least probability among the models.
        """
    @property
    def model(self) -> str:
        """
        The default model.
        """
    @property
    def models(self) -> list[ModelProbability]:
        """
        What each model says, the default first.
        """
    @property
    def monte_carlo_error(self) -> float:
        """
        Standard error of the count of paths; 0: from the distribution itself.
        """
    @property
    def notes(self) -> list[str]:
        """
        Stable words: what a reader should know of data and model.
        """
    @property
    def points(self) -> int:
        """
        How many figures the model rests on.
        """
    @property
    def probability(self) -> float:
        """
        That the target is met, 0 to 1.
        """
    @property
    def required_growth(self) -> float | None:
        """
        Of levels: a fraction a year from the last known figure.
        """
    @property
    def required_per_period(self) -> float | None:
        """
        Of sums: what each period that is not yet known has to bring.
        """
    @property
    def required_value(self) -> float | None:
        """
        What that figure has to be; of a relation the other side's median.
        """
    @property
    def shortfall(self) -> float | None:
        """
        How much is missing on average on the paths that fail.
        """
    @property
    def shown(self) -> Text:
        """
        As reports show it: to the nearest 5 %, with few points words alone.
        """
    @property
    def why(self) -> Text:
        """
        One sentence.
        """
class OutlookOptions:
    """
    How outlooks are made.
    """
    def __init__(self, *, on: bool = True, paths: typing.SupportsInt | typing.SupportsIndex = 4000, seed: typing.SupportsInt | typing.SupportsIndex = 0, method: str = 'auto', common_factor: typing.SupportsFloat | typing.SupportsIndex | None = 0.0, vocabulary: str = 'report') -> None:
        ...
    def __repr__(self) -> str:
        ...
    @property
    def common_factor(self) -> float | None:
        """
        Share of each period's surprise that all indicators have in common, 0 to 1 (not 1). None: what their histories show, the mean correlation of their yearly surprises.
        """
    @property
    def method(self) -> glidepath._words.ForecastMethod:
        ...
    @property
    def on(self) -> bool:
        ...
    @property
    def paths(self) -> int:
        """
        Joint sample paths of every indicator.
        """
    @property
    def seed(self) -> int:
        ...
    @property
    def vocabulary(self) -> glidepath._words.Vocabulary:
        ...
class Verdict:
    """
    Everything that is said about one target on one date.
    
    Numbers are unrounded and in the indicator's unit unless said otherwise; what is undefined is None,
    and ``null_reasons`` says why. Shares are fractions.
    """
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __hash__(self) -> int:
        ...
    def __init__(self, other: Verdict) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def words(self, language: str = 'en') -> str:
        """
        The status in the words of reports: ``ahead of schedule``, 提前完成.
        """
    @property
    def actual(self) -> float | None:
        ...
    @property
    def actual_period(self) -> Window | None:
        """
        What the actual figure covers.
        """
    @property
    def ahead_pp(self) -> float | None:
        """
        Completed minus elapsed share, for flows inside their window.
        """
    @property
    def applies(self) -> bool:
        """
        False: the goal sets no task for this place.
        """
    @property
    def assumed(self) -> list[glidepath._words.Assumption]:
        ...
    @property
    def base(self) -> float | None:
        ...
    @property
    def base_derived(self) -> bool:
        ...
    @property
    def base_period(self) -> Period | None:
        ...
    @property
    def completed_share(self) -> float | None:
        """
        Actual / threshold.
        """
    @property
    def data_age_days(self) -> int | None:
        """
        Days from the end of the actual period to the day of knowledge.
        """
    @property
    def data_status(self) -> glidepath._words.DataStatus | None:
        ...
    @property
    def derived(self) -> bool:
        ...
    @property
    def due(self) -> datetime.date | None:
        """
        Last day of the window.
        """
    @property
    def elapsed_share(self) -> float | None:
        """
        Of the window, or of the way from the base.
        """
    @property
    def gap(self) -> float | None:
        """
        Signed distance into the satisfied side: positive is good.
        """
    @property
    def goal(self) -> str | None:
        """
        Id.
        """
    @property
    def headroom(self) -> float | None:
        """
        For upper limits: threshold - actual.
        """
    @property
    def id(self) -> str:
        ...
    @property
    def increment_share(self) -> float | None:
        """
        (Actual - base) / (threshold - base).
        """
    @property
    def indicator(self) -> str:
        """
        Id.
        """
    @property
    def lead(self) -> list[str]:
        """
        Ids of the bodies that lead the goal.
        """
    @property
    def method(self) -> str:
        """
        Policy and rule that decided, as ``pace@1:path``.
        """
    @property
    def null_reasons(self) -> dict[str, str]:
        """
        Why numbers are None, by their name.
        """
    @property
    def outlook(self) -> Outlook | None:
        """
        How likely it is that the target is met; None where ``null_reasons`` says why.
        """
    @property
    def place(self) -> str | None:
        ...
    @property
    def planned(self) -> float | None:
        """
        On the glidepath, or the mark, at the end of the actual period.
        """
    @property
    def previous_status(self) -> glidepath._words.Status | None:
        ...
    @property
    def prices(self) -> str | None:
        """
        Price basis of the figures judged: current, constant or constant 2020; None: not declared.
        """
    @property
    def provisional(self) -> bool:
        """
        It rests on preliminary or estimated figures.
        """
    @property
    def quote(self) -> str | None:
        """
        The plan's own words.
        """
    @property
    def reason(self) -> Text:
        """
        One sentence: why this status.
        """
    @property
    def reason_code(self) -> glidepath._words.ReasonCode | None:
        """
        Of an unknown status, or ``unit_suspect``.
        """
    @property
    def release_assumed(self) -> bool:
        ...
    @property
    def required_growth(self) -> float | None:
        """
        Fraction a year from the actual to the threshold.
        """
    @property
    def required_run_rate(self) -> float | None:
        """
        A month, for the rest of the window; flows only.
        """
    @property
    def status(self) -> glidepath._words.Status:
        ...
    @property
    def target(self) -> str:
        """
        The statement, as ``at 2025 > 860``.
        """
    @property
    def tier(self) -> glidepath._words.Tier:
        ...
    @property
    def unit(self) -> str | None:
        ...
class Finding:
    """
    What a reader of a plan or of its data should know, short of a fault.
    """
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __hash__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    @property
    def code(self) -> str:
        """
        A stable word for programs, such as ``floors_fall_short``.
        """
    @property
    def message(self) -> Text:
        ...
    @property
    def severity(self) -> glidepath._words.Severity:
        ...
    @property
    def subjects(self) -> list[str]:
        """
        Ids of targets, indicators, goals, obligations.
        """
    @property
    def where(self) -> Location:
        ...
class Input:
    """
    A file that went into an assessment.
    """
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __hash__(self) -> int:
        ...
    def __init__(self, name: str, sha256: str) -> None:
        ...
    def __repr__(self) -> str:
        ...
    @property
    def name(self) -> str:
        ...
    @property
    def sha256(self) -> str:
        """
        Digest of its bytes, in lower-case hexadecimal.
        """
class GoalSummary:
    """
    How many targets of a goal, its parts' included, stand how.
    """
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __hash__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    @property
    def applies(self) -> bool:
        ...
    @property
    def counts(self) -> dict[glidepath._words.Status, int]:
        """
        Number of targets by status.
        """
    @property
    def id(self) -> str:
        ...
    @property
    def lead(self) -> list[str]:
        ...
    @property
    def number(self) -> str | None:
        ...
    @property
    def parent(self) -> str | None:
        ...
    @property
    def title(self) -> Text:
        ...
class RowsLeftOut:
    """
    How many rows of a table were not used, and why.
    """
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __hash__(self) -> int:
        ...
    @property
    def beyond_through(self) -> int:
        ...
    @property
    def other_places(self) -> int:
        ...
    @property
    def rejected(self) -> int:
        ...
    @property
    def released_after_as_of(self) -> int:
        ...
class Assessment:
    """
    All verdicts of a plan for one date, in the order of the plan.
    """
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __hash__(self) -> int:
        ...
    def __init__(self, other: Assessment) -> None:
        ...
    def find(self, target: str) -> Verdict | None:
        """
        The verdict of a target; None if the plan has no such target in force.
        """
    def restricted(self, indicator: str) -> Assessment:
        """
        The assessment with the verdicts of one indicator alone.
        """
    @property
    def as_of(self) -> datetime.date | None:
        """
        Day of knowledge.
        """
    @property
    def as_of_from_data(self) -> bool:
        """
        No date was asked for: ``as_of`` is the newest release date in the data.
        """
    @property
    def counts(self) -> dict[glidepath._words.Status, int]:
        """
        Number of targets by status.
        """
    @property
    def findings(self) -> list[Finding]:
        """
        About the data and the paths.
        """
    @property
    def goals(self) -> list[GoalSummary]:
        ...
    @property
    def inputs(self) -> list[Input]:
        ...
    @property
    def place(self) -> str | None:
        ...
    @property
    def plan(self) -> str:
        """
        Id.
        """
    @property
    def policy(self) -> str:
        ...
    @property
    def rows_left_out(self) -> RowsLeftOut:
        ...
    @property
    def through(self) -> Period | None:
        """
        Last reference period used.
        """
    @property
    def title(self) -> Text:
        ...
    @property
    def verdicts(self) -> list[Verdict]:
        ...
class OutlookCase:
    """
    What was said of one target on one day, before its outcome was known.
    """
    @property
    def as_of(self) -> datetime.date:
        ...
    @property
    def decided(self) -> datetime.date | None:
        ...
    @property
    def high(self) -> float:
        ...
    @property
    def low(self) -> float:
        ...
    @property
    def methods(self) -> list[tuple[str, bool | None]]:
        ...
    @property
    def outcome(self) -> bool | None:
        ...
    @property
    def points(self) -> int:
        ...
    @property
    def probability(self) -> float:
        ...
    @property
    def status(self) -> glidepath._words.Status:
        ...
    @property
    def target(self) -> str:
        ...
class ProbabilityScore:
    """
    Scores of probabilities; less is better.
    """
    @property
    def base_rate(self) -> float:
        """
        The share that came true.
        """
    @property
    def brier(self) -> float:
        """
        Mean squared distance from what came.
        """
    @property
    def cases(self) -> int:
        ...
    @property
    def log_score(self) -> float:
        """
        Mean negative logarithm of the probability of what came.
        """
    @property
    def skill(self) -> float | None:
        """
        1 - brier / brier of the base rate; None if all outcomes are the same.
        """
class Method:
    """
    A published method for judging progress, in words.
    """
    def __repr__(self) -> str:
        ...
    @property
    def classes(self) -> Text:
        """
        Thresholds, and the scale of a score.
        """
    @property
    def formula(self) -> str:
        """
        y0, yt, yT are the values at base, latest and target time.
        """
    @property
    def name(self) -> glidepath._words.MethodName:
        ...
    @property
    def rule(self) -> Text:
        """
        What it compares, and what it accepts.
        """
    @property
    def source(self) -> str:
        """
        Where the rule was read.
        """
    @property
    def title(self) -> Text:
        ...
    @property
    def undefined(self) -> Text:
        """
        What it takes, and where it has no answer.
        """
class MethodVerdict:
    """
    What one published method says of one target.
    
    Either ``undefined`` says why there is no answer, or there is one. Shares are fractions.
    """
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __hash__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    @property
    def category(self) -> str | None:
        """
        The method's own class; None for methods without classes.
        """
    @property
    def category_words(self) -> Text | None:
        """
        The class in words.
        """
    @property
    def measure(self) -> float | None:
        ...
    @property
    def method(self) -> glidepath._words.MethodName:
        ...
    @property
    def numbers(self) -> dict[str, float]:
        """
        What the measure was computed from.
        """
    @property
    def on_track(self) -> bool | None:
        """
        Whether the method says that the target is, or will be, met; None if it does not say.
        """
    @property
    def reason(self) -> Text:
        """
        One line: class and measure, or why there is no answer.
        """
    @property
    def score(self) -> float | None:
        """
        On the method's own scale, if it has one.
        """
    @property
    def standing(self) -> glidepath._words.MethodStanding | None:
        """
        Where the answer stands among all answers; None if the input does not tell.
        """
    @property
    def target(self) -> str:
        """
        Id.
        """
    @property
    def undefined(self) -> glidepath._words.MethodUndefined | None:
        ...
    @property
    def unit(self) -> glidepath._words.MeasureUnit | None:
        """
        What the measure is counted in.
        """
class MethodDisagreement:
    """
    Two methods, of which one calls a target on track.
    """
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __hash__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    @property
    def difference(self) -> glidepath._words.MethodDifference:
        ...
    @property
    def no(self) -> glidepath._words.MethodName:
        ...
    @property
    def why(self) -> Text:
        ...
    @property
    def yes(self) -> glidepath._words.MethodName:
        """
        Says on track, or achieved.
        """
class MethodSplit:
    """
    A target on which methods disagree.
    """
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __hash__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    @property
    def no(self) -> list[glidepath._words.MethodName]:
        ...
    @property
    def pairs(self) -> list[MethodDisagreement]:
        ...
    @property
    def target(self) -> str:
        """
        Id.
        """
    @property
    def why(self) -> Text:
        """
        In what the two camps differ.
        """
    @property
    def yes(self) -> list[glidepath._words.MethodName]:
        """
        Methods that say on track, or achieved.
        """
class MethodComparison:
    """
    What published methods say of the targets of a plan on one date.
    """
    def __init__(self, other: MethodComparison) -> None:
        ...
    @property
    def as_of(self) -> datetime.date | None:
        ...
    @property
    def methods(self) -> list[glidepath._words.MethodName]:
        ...
    @property
    def plan(self) -> str:
        """
        Id.
        """
    @property
    def splits(self) -> list[MethodSplit]:
        """
        One for each target on which two methods disagree.
        """
    @property
    def through(self) -> Period | None:
        ...
    @property
    def title(self) -> Text:
        ...
    @property
    def verdicts(self) -> list[MethodVerdict]:
        """
        Target by target, all methods of one after another.
        """
class NumberMet:
    """
    The distribution of the number of targets that are met.
    """
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __hash__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    @property
    def all(self) -> float:
        """
        Probability that all of these are met.
        """
    @property
    def at_least(self) -> list[float]:
        """
        Probability that k or more are met, for k from 0 to all.
        """
    @property
    def dependence(self) -> glidepath._words.Dependence:
        """
        How the targets hang together: ``independent``, ``joint_paths`` or
        ``independent_indicators``.
        """
    @property
    def expected(self) -> float:
        """
        Expected number met.
        """
    @property
    def targets(self) -> int:
        """
        Of how many targets.
        """
class ScoreRow:
    """
    One group of a scorecard.
    """
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __hash__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    @property
    def all_met(self) -> float | None:
        """
        The probability that all are met; None while a target has neither probability nor decision.
        """
    @property
    def all_met_shown(self) -> Text:
        """
        The same as reports show it.
        """
    @property
    def assessable(self) -> int:
        """
        Targets that have a status.
        """
    @property
    def contribution(self) -> float:
        """
        Of the good share of the whole, what the row brings, in percentage points.
        """
    @property
    def counted(self) -> int:
        """
        What a rank rests on: assessable and unreported targets.
        """
    @property
    def counts(self) -> dict[glidepath._words.Status, int]:
        """
        Number of targets by status.
        """
    @property
    def good(self) -> int:
        """
        Targets that are met or on track.
        """
    @property
    def good_share(self) -> float | None:
        """
        Good ones among those counted, a fraction.
        """
    @property
    def id(self) -> str | None:
        """
        Of a goal or body; tier, year or place; None if none is named.
        """
    @property
    def name(self) -> Text:
        ...
    @property
    def not_applicable(self) -> int:
        """
        Targets of goals that set no task for the place; not among ``targets``.
        """
    @property
    def number_met(self) -> NumberMet | None:
        """
        How many will be met; None without probabilities.
        """
    @property
    def rank(self) -> int | None:
        """
        Equal shares share a place: 1, 2, 2, 4.
        """
    @property
    def targets(self) -> int:
        """
        That apply to the place.
        """
    @property
    def unranked(self) -> glidepath._words.Unranked | None:
        """
        Why there is no rank.
        """
    @property
    def unreported(self) -> int:
        """
        Unknown ones of which no figure is known, none since the base, or an overdue one is missing.
        """
    @property
    def without_outlook(self) -> int:
        """
        Targets neither decided nor with a probability.
        """
    @property
    def words_only(self) -> int:
        """
        Targets whose probability rests on fewer than four figures.
        """
class Scorecard:
    """
    Who stands where: verdicts counted by group.
    """
    def __init__(self, other: Scorecard) -> None:
        ...
    @property
    def all(self) -> ScoreRow:
        """
        Every target once.
        """
    @property
    def by(self) -> glidepath._words.ScoreBy:
        ...
    @property
    def rows(self) -> list[ScoreRow]:
        ...
class LeagueRow:
    """
    One place in a league table.
    """
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __hash__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    @property
    def period(self) -> Window | None:
        """
        What the value covers.
        """
    @property
    def place(self) -> str:
        ...
    @property
    def rank(self) -> int | None:
        """
        Equal values share a place; None without a value for the table's period.
        """
    @property
    def share(self) -> float | None:
        """
        Of the parent's value, a fraction; flows and stocks only.
        """
    @property
    def status(self) -> glidepath._words.Status:
        ...
    @property
    def to_mean(self) -> float | None:
        """
        Against the mean of the ranked places, in points or percent.
        """
    @property
    def to_parent(self) -> float | None:
        """
        Against the parent, in points or percent.
        """
    @property
    def value(self) -> float | None:
        ...
class League:
    """
    One target in several places.
    """
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __hash__(self) -> int:
        ...
    def __init__(self, other: League) -> None:
        ...
    def __repr__(self) -> str:
        ...
    @property
    def compared_in(self) -> glidepath._words.ComparedIn:
        """
        What differences are counted in: ``points`` or ``percent``.
        """
    @property
    def indicator(self) -> str:
        """
        Id.
        """
    @property
    def mean(self) -> float | None:
        """
        Unweighted, of the ranked places.
        """
    @property
    def parent(self) -> str | None:
        ...
    @property
    def parent_value(self) -> float | None:
        """
        For the same period.
        """
    @property
    def period(self) -> Window | None:
        """
        Of the values that are ranked.
        """
    @property
    def rows(self) -> list[LeagueRow]:
        """
        By rank, then those without one.
        """
    @property
    def target(self) -> str:
        """
        Id.
        """
    @property
    def unit(self) -> str | None:
        """
        Of the values; % for growth.
        """
class Places:
    """
    One plan's assessments by place.
    """
    def __init__(self, other: Places) -> None:
        ...
    def whole(self) -> Assessment:
        """
        All places as one assessment, to be counted by place.
        """
    @property
    def assessments(self) -> list[Assessment]:
        """
        One for each place.
        """
    @property
    def of_parent(self) -> Assessment | None:
        ...
    @property
    def parent(self) -> str | None:
        ...
    @property
    def places(self) -> list[str]:
        """
        In the order asked for, without the parent.
        """
class WhatIf:
    """
    Two assessments of one plan, and the figures between them.
    """
    def to_json(self) -> str:
        ...
    @property
    def after(self) -> Assessment:
        ...
    @property
    def assumed(self) -> list[Observation]:
        """
        The scenario's figures.
        """
    @property
    def before(self) -> Assessment:
        ...
    @property
    def seen(self) -> Observations:
        """
        What ``after`` rests on.
        """
class RegressionFit:
    """
    How a path was estimated by regression.
    """
    def __repr__(self) -> str:
        ...
    @property
    def aic(self) -> float:
        ...
    @property
    def at_bound(self) -> bool:
        """
        Whether the estimate of rho is at an end of its range.
        """
    @property
    def bic(self) -> float:
        ...
    @property
    def coefficient_errors(self) -> list[float]:
        """
        Standard errors.
        """
    @property
    def coefficients(self) -> list[float]:
        """
        The constant if there is one, then the indicators; for the dynamic method with rho != 0 last the remainder of the periods before the first.
        """
    @property
    def estimated(self) -> bool:
        """
        Whether rho is an estimate.
        """
    @property
    def log_likelihood(self) -> float:
        ...
    @property
    def rho(self) -> float:
        ...
    @property
    def rss(self) -> float:
        """
        The weighted sum of squares of the benchmarks' residuals.
        """
    @property
    def truncated(self) -> bool:
        """
        Whether the estimate of rho was below ``lowest_rho``.
        """
    @property
    def variance(self) -> float:
        """
        rss / number of benchmarks.
        """
class Disaggregation:
    """
    A path that agrees with benchmarks.
    """
    @property
    def benchmark_ratios(self) -> typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, 1]"] | None:
        """
        Each benchmark over the indicator's figure for it; None without or with several indicators.
        """
    @property
    def notes(self) -> list[glidepath._words.DisaggregationNote]:
        ...
    @property
    def regression(self) -> RegressionFit | None:
        ...
    @property
    def residual(self) -> float:
        ...
    @property
    def standard_errors(self) -> typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, 1]"] | None:
        """
        None where the method has no model.
        """
    @property
    def values(self) -> typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, 1]"]:
        ...
class Trajectory:
    """
    The planned values of an indicator.
    """
    def __init__(self, other: Trajectory) -> None:
        ...
    @property
    def base(self) -> tuple[Period, float, bool] | None:
        """
        Period, value, and whether it was derived from growth.
        """
    @property
    def given_way(self) -> list[str]:
        """
        Ids of targets.
        """
    @property
    def held(self) -> list[tuple[Period, float]]:
        """
        Observed values that the path goes through.
        """
    @property
    def indicator(self) -> str:
        """
        Id.
        """
    @property
    def joint(self) -> list[Window]:
        """
        Periods whose shares are known only together.
        """
    @property
    def not_usual(self) -> Text | None:
        """
        Why the usual spread could not be learned.
        """
    @property
    def observed(self) -> list[tuple[Window, float]]:
        """
        What is known of the path's window.
        """
    @property
    def passed_by(self) -> list[str]:
        """
        Ids of targets.
        """
    @property
    def path(self) -> Path | None:
        """
        None if there is none; ``reason`` says why.
        """
    @property
    def reason(self) -> Text | None:
        """
        Why there is no path.
        """
    @property
    def spread(self) -> glidepath._words.Spread | None:
        ...
    @property
    def year_to_date(self) -> list[float]:
        """
        Of a flow, by period; else empty.
        """
class Breakdown:
    """
    The break-down of one year.
    """
    def __init__(self, other: Breakdown) -> None:
        ...
    @property
    def skipped(self) -> list[tuple[str, glidepath._words.NotBrokenDown, Text]]:
        """
        Indicators that are not broken down: id, reason, and the reason as a sentence.
        """
    @property
    def targets(self) -> list[Target]:
        """
        Yearly targets where the plan names none, each followed by its parts.
        """
class LastChance:
    """
    How long an indicator can stay as it is.
    """
    def __repr__(self) -> str:
        ...
    @property
    def level(self) -> float:
        """
        Of that period.
        """
    @property
    def since(self) -> Period:
        """
        The latest period with a known level.
        """
    @property
    def until(self) -> Period | None:
        """
        The last period that may still have it; None if out of reach.
        """
def assess(plan: Plan, observations: Observations, *, as_of: datetime.date | None = None, through: Period | None = None, previous: collections.abc.Mapping[str, str] = {}, inputs: collections.abc.Sequence[Input] = [], outlook: OutlookOptions = ...) -> Assessment:
    """
    All verdicts of a plan, given what was known on a day.
    """
def assess_places(plan: Plan, observations: Observations, *, places: collections.abc.Sequence[str] = [], parent: str = '', as_of: datetime.date | None = None, through: Period | None = None, inputs: collections.abc.Sequence[Input] = [], outlook: OutlookOptions, threads: typing.SupportsInt | typing.SupportsIndex = 0) -> Places:
    """
    Assesses a plan in several places. Raises ValueError for a place that is asked for twice or is the parent.
    """
def assess_schema() -> str:
    """
    The JSON Schema of assessments.
    """
def backtest(y: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], first: Period, options: ForecastOptions, *, horizon: typing.SupportsInt | typing.SupportsIndex, first_points: typing.SupportsInt | typing.SupportsIndex, step: typing.SupportsInt | typing.SupportsIndex, levels: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex]) -> list[BacktestCase]:
    ...
def backtest_plan(plan: Plan, observations: Observations, *, since: datetime.date | None, until: datetime.date | None, paths: typing.SupportsInt | typing.SupportsIndex, seed: typing.SupportsInt | typing.SupportsIndex) -> list[OutlookCase]:
    ...
def breakdown(plan: Plan, observations: Observations, *, year: Period, freq: str, anchor: str = 'base', spread: str = 'usual', weights: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex] = [], indicators: collections.abc.Sequence[str] = [], digits: typing.SupportsInt | typing.SupportsIndex = 2, as_of: datetime.date | None = None, through: Period | None = None) -> Breakdown:
    """
    The targets that break one year of a plan down to parts. Raises ValueError for a year that is none, parts that do not divide it, an unknown indicator, digits outside 0 to 6.
    """
def calibrate_panel(panel: collections.abc.Sequence[collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex]], *, season: typing.SupportsInt | typing.SupportsIndex, horizon: typing.SupportsInt | typing.SupportsIndex, points: collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex], least_points: typing.SupportsInt | typing.SupportsIndex = 1, face: str) -> CalibrationEntry:
    """
    Learns a calibration from a population of series: the last ``horizon`` values of each are forecast from the ``points`` values before them (0: all; several counts make several cases). ``face``: what the values are, levels or growth rates in percent. Raises ValueError if fewer than 60 forecast errors come together.
    """
@typing.overload
def check(plan: Plan) -> list[Finding]:
    """
    What a reader of the plan should know.
    """
@typing.overload
def check(plan: Plan, observations: Observations) -> list[Finding]:
    """
    What a reader of the plan and of its data should know.
    """
def check_cascade(parent: Plan, children: collections.abc.Sequence[Plan]) -> list[Finding]:
    """
    Whether the targets of the plans below amount to those of a plan.
    """
def compare_methods(plan: Plan, observations: Observations, *, as_of: datetime.date | None = None, through: Period | None = None, inputs: collections.abc.Sequence[Input] = [], methods: collections.abc.Sequence[str], targets: collections.abc.Sequence[str] = [], elapsed_by: str = 'months', bounds: collections.abc.Mapping[str, tuple[typing.SupportsFloat | typing.SupportsIndex, typing.SupportsFloat | typing.SupportsIndex, typing.SupportsFloat | typing.SupportsIndex | None]] = {}, declared: collections.abc.Mapping[str, typing.SupportsFloat | typing.SupportsIndex] = {}, rag_rule: str = 'year_before', rag_tolerance: typing.SupportsFloat | typing.SupportsIndex = 0.1, fewest: typing.SupportsInt | typing.SupportsIndex = 6, alarm: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> MethodComparison:
    """
    Runs published methods on the targets of a plan. Raises ValueError for a target that is not in force.
    """
def disaggregate(benchmarks: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], periods: Window, path: Window, conversion: str, *, position: typing.SupportsInt | typing.SupportsIndex = 0, indicators: typing.Annotated[numpy.typing.ArrayLike, numpy.float64, "[m, n]"], method: str, order: typing.SupportsInt | typing.SupportsIndex = 1, deviations: str = 'proportional', minimum: typing.SupportsFloat | typing.SupportsIndex | None = None, maximum: typing.SupportsFloat | typing.SupportsIndex | None = None, rho: typing.SupportsFloat | typing.SupportsIndex | None = None, lambda_: typing.SupportsFloat | typing.SupportsIndex | None = None, bias: str = 'none', phi: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex] = [], d: typing.SupportsInt | typing.SupportsIndex = 0, theta: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex] = [], criterion: str = 'maxlog', lowest_rho: typing.SupportsFloat | typing.SupportsIndex = 0.0, intercept: bool = True, growth: str = 'forward') -> Disaggregation:
    """
    The path over the window ``path`` that agrees with benchmarks over the consecutive ``periods``. ``indicators`` has one row a period of the path and one column an indicator, or none. Raises ValueError that says what is wrong and where.
    """
def disaggregate_system(names: collections.abc.Sequence[str], periods: Window, figures: collections.abc.Sequence[tuple[typing.SupportsInt | typing.SupportsIndex | None, Window, typing.SupportsFloat | typing.SupportsIndex]], preliminary: typing.Annotated[numpy.typing.ArrayLike, numpy.float64, "[m, n]"], *, rho: typing.SupportsFloat | typing.SupportsIndex, lambda_: typing.SupportsFloat | typing.SupportsIndex, minimum: typing.SupportsFloat | typing.SupportsIndex | None = None, rounding: typing.SupportsFloat | typing.SupportsIndex = 0.0) -> typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, n]"]:
    """
    Several series over the same periods that agree with sums of each (number of the series, window, value) and of all of them (None, window, value). One row a series. Raises ValueError that says what is wrong, such as figures that cannot all hold.
    """
def find_unit(label: str) -> Unit | None:
    """
    The unit of the built-in catalogue with this label; None if there is none.
    """
def forecast(y: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], first: Period, periods: typing.SupportsInt | typing.SupportsIndex, options: ForecastOptions) -> Forecast:
    ...
def forecast_figures(windows: collections.abc.Sequence[Window], values: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], *, frequency: str, periods: typing.SupportsInt | typing.SupportsIndex, kind: str, minimum: typing.SupportsFloat | typing.SupportsIndex | None, maximum: typing.SupportsFloat | typing.SupportsIndex | None, open: bool, decimals: typing.SupportsInt | typing.SupportsIndex | None, structure: Structure | None, prices: str | None) -> Forecast:
    ...
def held_on_paths(plan: Plan, observations: Observations, *, as_of: datetime.date | None = None, through: Period | None = None, outlook: OutlookOptions = ...) -> tuple[list[str], typing.Annotated[numpy.typing.NDArray[numpy.uint8], "[m, n]"], dict[str, str]]:
    """
    Ids of targets, whether each (row) is met on each joint path (column), and those left out with the reason.
    """
def interpolate(knots: collections.abc.Sequence[tuple[Period, typing.SupportsFloat | typing.SupportsIndex]], frequency: str, kind: str, shape: str = 'linear', steepness: typing.SupportsFloat | typing.SupportsIndex | None = None, power: typing.SupportsFloat | typing.SupportsIndex | None = None) -> Path:
    """
    The path from the first to the last known value.
    
    Stocks, averages and ratios go through the points: the value of a period stands at its last
    sub-period. A flow is spread as smoothly as possible so that the sums over the given periods hold:
    by first differences with the linear shape, by second with the smooth one. steepness is the logistic
    shape's, power that of front_loaded and back_loaded.
    
    Raises ValueError for no knots, knots out of order, a frequency that does not divide their
    periods, values <= 0 with the geometric shape, values that turn with the hyman shape, another shape
    than these two for a flow, a parameter that is not positive or that the shape does not have.
    """
def last_chance(plan: Plan, observations: Observations, target: str, *, most_growth: typing.SupportsFloat | typing.SupportsIndex, as_of: datetime.date | None = None, through: Period | None = None) -> LastChance | None:
    """
    The last chance of a target; None for targets that have none. Raises KeyError for a target that the plan does not have, ValueError for a growth that leads away from it.
    """
def league(plan: Plan, observations: Observations, places: Places, target: str) -> League:
    """
    The league table of one target. Raises ValueError for a target that is not in force.
    """
def leagues(plan: Plan, observations: Observations, places: Places) -> list[League]:
    """
    The league tables of all targets of which some place has a value.
    """
def method_infos() -> list[Method]:
    """
    The published methods, in the order in which they are listed everywhere.
    """
def number_met(probabilities: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex]) -> NumberMet:
    """
    How many of several independent targets will be met: exact (Poisson-binomial).
    
    Raises ValueError for a probability outside 0 to 1.
    """
def observations_for(plan: Plan, observations: Observations, place: str) -> Observations:
    """
    The rows of one place, as its own.
    """
def outlook_heading() -> Text:
    """
    The heading under which outlooks are shown.
    """
def periods_to_spare(level: typing.SupportsFloat | typing.SupportsIndex, goal: typing.SupportsFloat | typing.SupportsIndex, most_growth: typing.SupportsFloat | typing.SupportsIndex, periods: typing.SupportsInt | typing.SupportsIndex) -> int | None:
    """
    For how many of ``periods`` a level can stay where it is and still reach a goal at the end.
    
    From then on it grows by ``most_growth`` a period, a share. 0: growth has to begin at once; None:
    the goal is out of reach at that growth. A goal at or below the level leaves all periods. To fall to
    a goal below the level, give a growth below 0.
    
    Raises ValueError unless level and goal are positive and the growth is above -1.
    """
def periods_to_spare_for_sum(level: typing.SupportsFloat | typing.SupportsIndex, goal: typing.SupportsFloat | typing.SupportsIndex, most_growth: typing.SupportsFloat | typing.SupportsIndex, periods: typing.SupportsInt | typing.SupportsIndex) -> int | None:
    """
    As ``periods_to_spare``, for a goal about the sum over the next periods.
    
    Each of them brings the level, grown since growth began.
    
    Raises ValueError unless level, goal and growth are positive.
    """
def plan_for(plan: Plan, place: str) -> Plan:
    """
    The plan as it is followed in another place.
    """
def plan_schema() -> str:
    """
    The JSON Schema of plan files.
    """
def price_words(basis: str) -> Text:
    """
    A price basis in words: constant prices of 2020, 2020年不变价.
    """
def read_file(path: bytes, limit: typing.SupportsInt | typing.SupportsIndex | None = None) -> bytes:
    """
    The bytes of a file, whose path is as ``os.fsencode`` gives it. Raises InputError if it does not exist, is larger than ``limit`` bytes or cannot be read.
    """
def read_observations(content: bytes, name: str, plan: Plan) -> Observations:
    """
    Reads a table of observations from CSV. Raises InputError if the table as a whole cannot be used; rows that cannot are in ``rejected``.
    """
def read_plan(content: bytes, name: str, find: collections.abc.Callable[[str, str], tuple[str, bytes] | None] | None = None) -> Plan:
    """
    Reads a plan from TOML. ``find(path, from_name)`` gives name and bytes of a plan that it extends. Raises InputError with every fault.
    """
def read_plan_table(csv: str, name: str, header: Plan) -> Plan:
    """
    Adds the targets of a table, one row each, to a plan. Raises InputError with every fault.
    """
def read_statuses(json: bytes, name: str) -> dict[str, glidepath._words.Status]:
    """
    The status of each target in an assessment written earlier. Raises InputError.
    """
def reliability(probabilities: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], outcomes: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], bins: typing.SupportsInt | typing.SupportsIndex = 10) -> list[tuple[int, float, float]]:
    """
    Bins of equal counts by rising probability: cases, mean probability, share that came true.
    """
def required_growth(level: typing.SupportsFloat | typing.SupportsIndex, goal: typing.SupportsFloat | typing.SupportsIndex, periods: typing.SupportsFloat | typing.SupportsIndex) -> float | None:
    """
    The constant growth per period, as a share (0.05 is 5 %), that leads from a level to a goal. None unless both are positive and there are periods in between.
    """
def required_run_rate(total: typing.SupportsFloat | typing.SupportsIndex, done: typing.SupportsFloat | typing.SupportsIndex, remaining: typing.SupportsFloat | typing.SupportsIndex) -> float | None:
    """
    What each of the remaining periods must bring so that a total is reached. Negative if more is done than wanted; None without remaining periods.
    """
def score_probabilities(probabilities: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], outcomes: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex]) -> ProbabilityScore:
    """
    Scores of probabilities against what came (1, else 0); between 0.0005 and 0.9995 for the logarithm.
    """
def scorecard(plan: Plan, verdicts: collections.abc.Sequence[Verdict], *, by: str, persons: bool = False, held: typing.Annotated[numpy.typing.ArrayLike, numpy.uint8, "[m, n]"] | None = None) -> Scorecard:
    """
    Counts verdicts by group. ``held`` has one row for each verdict, one column a path.
    """
def scorecard_on_paths(plan: Plan, observations: Observations, verdicts: collections.abc.Sequence[Verdict], *, by: str, persons: bool = False, as_of: datetime.date | None = None, through: Period | None = None, outlook: OutlookOptions) -> Scorecard:
    """
    Counts verdicts by group, the number that will be met on joint paths.
    """
def season_of(frequency: str) -> int:
    """
    Periods of a seasonal cycle at a frequency; 1: none.
    """
def sha256_hex(content: bytes) -> str:
    """
    SHA-256 of bytes, in lower-case hexadecimal.
    """
def trajectory(plan: Plan, observations: Observations, indicator: str, *, freq: str, anchor: str = 'base', shape: str = 'linear', steepness: typing.SupportsFloat | typing.SupportsIndex | None = None, power: typing.SupportsFloat | typing.SupportsIndex | None = None, spread: str = 'usual', weights: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex] = [], as_of: datetime.date | None = None, through: Period | None = None) -> Trajectory:
    """
    The planned values of an indicator. Raises ValueError for an indicator that the plan does not have, weights that are no profile, a shape that the targets or values do not allow.
    """
def what_if(plan: Plan, observations: Observations, scenario: collections.abc.Mapping[str, collections.abc.Sequence[str]], *, as_of: datetime.date | None = None, through: Period | None = None, inputs: collections.abc.Sequence[Input] = [], outlook: OutlookOptions = ...) -> WhatIf:
    """
    The assessment on what is known, and the one with the scenario's figures.
    """
def write_assessment(assessment: Assessment) -> str:
    """
    The assessment as JSON; the same input gives the same bytes.
    """
def write_comparison(comparison: MethodComparison) -> str:
    """
    The comparison as JSON.
    """
def write_extension(base: Plan, extends: str, title: Text, targets: collections.abc.Sequence[Target]) -> str:
    """
    A plan file that adds targets to the plan ``base``, which it names by the path ``extends``. Raises InputError if the plan that results has faults.
    """
def write_file_atomically(path: bytes, content: bytes) -> None:
    """
    Writes a file so that it is either all there or untouched. Raises OSError.
    """
def write_findings(findings: collections.abc.Sequence[Finding]) -> str:
    """
    Findings as JSON.
    """
def write_leagues(leagues: collections.abc.Sequence[League], places: Places) -> str:
    """
    League tables as JSON.
    """
def write_methods() -> str:
    """
    The published methods as JSON.
    """
def write_observations(observations: Observations, plan: Plan) -> str:
    """
    The observations as CSV.
    """
def write_plan(plan: Plan) -> str:
    """
    The plan as a TOML file.
    """
def write_scorecard(card: Scorecard, assessment: Assessment) -> str:
    """
    The scorecard as JSON.
    """
def write_trajectory(trajectory: Trajectory, plan: Plan) -> str:
    """
    The trajectory as JSON.
    """
__version__: str = '0.1.0'
observations_size_limit: int = 104857600
plan_size_limit: int = 16777216

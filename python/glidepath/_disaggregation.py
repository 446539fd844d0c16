"""Temporal disaggregation and benchmarking, with pandas and polars in and out."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
import pandas as pd

from glidepath import _core
from glidepath._core import Window
from glidepath._html import escape, table
from glidepath._numbers import number
from glidepath._periods import frequency, period_index
from glidepath._series import Columns, as_series, read_columns
from glidepath._words import Conversion, DisaggregationMethod, DisaggregationNote, Kind

if TYPE_CHECKING:
    import polars

    from glidepath._series import SeriesLike

SHOWN = 24  # rows of a display; all of them are in to_frame()
LOOSEST = 1e-6  # of the largest benchmark: a system that misses one by more is refused

NOTES = {
    DisaggregationNote.start_transient: (
        "the first periods are drawn to the indicator's own level; denton-cholette is not"
    ),
    DisaggregationNote.negative_values: (
        "the path is negative somewhere, the benchmarks nowhere; minimum=0 forbids it"
    ),
    DisaggregationNote.long_extrapolation: (
        "a linear trend is continued over more than one benchmark's length; order=1 is flat there"
    ),
    DisaggregationNote.additive_instead: (
        "the indicator is not positive throughout, so deviations are additive"
    ),
    DisaggregationNote.rho_truncated: (
        "the estimate of rho was negative and was replaced by lowest_rho"
    ),
    DisaggregationNote.rho_at_bound: (
        "the estimate of rho ran to an end of its range: the benchmarks do not tell it"
    ),
    DisaggregationNote.not_converged: "the iteration ended before the best path was certain",
}

# What a kind of indicator lets a benchmark say, the usual first.
CONVERSIONS = {
    Kind.flow: [Conversion.sum],
    Kind.average: [Conversion.mean],
    Kind.stock: [Conversion.last, Conversion.first, Conversion.position],
}

Word = TypeVar("Word", bound=StrEnum)

M = DisaggregationMethod
REGRESSIONS = {M.chow_lin, M.fernandez, M.litterman, M.dynamic, M.ols, M.fast}
LEAST_ROUGH = {M.denton_cholette, M.denton, M.cholette, M.stram_wei}
# The methods that take an option; rho, lambda_, bias and bounds are looked at in the library.
TAKEN_BY = {
    "order": {M.denton_cholette, M.denton},
    "deviations": LEAST_ROUGH,
    "arima": {M.stram_wei},
    "criterion": {M.chow_lin, M.litterman, M.dynamic},
    "lowest_rho": {M.chow_lin, M.litterman, M.dynamic},
    "intercept": REGRESSIONS,
    "growth": {M.growth_preservation},
}


@dataclass(frozen=True)
class RegressionFit:
    """How a path was estimated by regression."""

    coefficients: "pd.Series[float]"  # const, the indicators; "remainder" of the dynamic method
    coefficient_errors: "pd.Series[float]"  # their standard errors
    rho: float
    estimated: bool  # whether rho is an estimate
    log_likelihood: float
    aic: float
    bic: float
    rss: float  # weighted sum of squares of the benchmarks' residuals; may be too large: infinite
    variance: float  # rss / number of benchmarks


@dataclass(frozen=True, eq=False)
class Disaggregation:
    """A path that agrees with benchmarks, and how it came about."""

    values: "pd.Series[float]"  # with a PeriodIndex
    standard_errors: "pd.Series[float] | None"  # where the method has a model for them
    notes: tuple[DisaggregationNote, ...]  # what somebody who uses the path should know
    regression: RegressionFit | None  # of the regression methods
    # Benchmark / the indicator's figure for it; missing where that is 0 or too small to divide by.
    benchmark_ratios: "pd.Series[float] | None"
    residual: float  # largest difference between a benchmark and the path's figure
    method: DisaggregationMethod
    conversion: Conversion
    window: Window  # the periods of the path
    benchmarks: Window  # the periods of the benchmarks

    def to_frame(self) -> pd.DataFrame:
        """Values and, where there are any, standard errors; indexed by period."""
        frame = pd.DataFrame({"value": self.values})
        if self.standard_errors is not None:
            frame["standard_error"] = self.standard_errors
        return frame

    def to_polars(self) -> "polars.DataFrame":
        """The same as a polars DataFrame (needs polars).

        Columns: ``period``, as text, ``first_day``, ``value`` and, where there are any,
        ``standard_error``.
        """
        import polars

        columns: dict[str, Any] = {
            "period": [str(period) for period in self.window],
            "first_day": [period.first_day for period in self.window],
            "value": self.values.to_numpy(),
        }
        if self.standard_errors is not None:
            columns["standard_error"] = self.standard_errors.to_numpy()
        return polars.DataFrame(columns)

    @property
    def remarks(self) -> list[str]:
        """The notes as sentences."""
        return [NOTES[note] for note in self.notes]

    def __repr__(self) -> str:
        name = f" of {self.values.name}" if self.values.name is not None else ""
        notes = f"; {', '.join(self.notes)}" if self.notes else ""
        return (
            f"<Disaggregation{name} by {self.method}: {self.benchmarks} to {self.window}, "
            f"{self.conversion}{notes}>"
        )

    def _repr_html_(self) -> str:
        frame = self.to_frame()
        rows = [
            [escape(str(period)), *[number(float(value)) for value in row]]
            for period, row in zip(
                self.window, frame.head(SHOWN).itertuples(index=False), strict=False
            )
        ]
        more = len(frame) - SHOWN
        foot = f"<p>and {more} more: to_frame()</p>" if more > 0 else ""
        remarks = "".join(f"<br>{escape(remark)}" for remark in self.remarks)
        head = f"<p>{escape(repr(self)[1:-1])}{remarks}</p>"
        return head + table(["period", *frame.columns], rows) + foot


def disaggregate(
    y: "SeriesLike",
    *,
    freq: str,
    like: "SeriesLike | None" = None,
    kind: str | None = None,
    conversion: str | None = None,
    position: int | None = None,
    method: str = "denton-cholette",
    order: int | None = None,
    deviations: str | None = None,
    minimum: float | None = None,
    maximum: float | None = None,
    rho: float | None = None,
    lambda_: float | None = None,
    bias: str = "none",
    arima: tuple[Sequence[float], int, Sequence[float]] | None = None,
    criterion: str | None = None,
    lowest_rho: float | None = None,
    intercept: bool | None = None,
    growth: str | None = None,
) -> Disaggregation:
    """The path at a finer frequency that agrees with the benchmarks ``y`` and moves like ``like``.

    >>> annual = {2021: 118.4, 2022: 132.7, 2023: 149.1}
    >>> path = gp.disaggregate(annual, freq="Q", kind="flow")
    >>> float(path.values["2021"].sum())
    118.4

    Parameters
    ----------
    y
        The benchmarks: values of consecutive periods. A dict such as ``{2021: 118.4}``, a Series
        with periods, dates or years in its index, or a table (pandas, polars, Arrow) with a column
        ``period`` or its periods in the first column.
    freq
        Frequency of the path: A, H, Q, M, W or D.
    like
        An indicator at that frequency, or several (a table) for the regressions. It must cover the
        benchmarks; the path is as long as the indicator, and is extrapolated where that is longer.
        Without it, the path is as long as ``y``; periods at either end of ``y`` whose value is
        missing are extrapolated.
    kind
        ``"flow"``: benchmarks are sums; ``"average"``: means; ``"stock"``: last values.
    conversion
        Instead of the kind, or to say which value of a stock: ``"sum"``, ``"mean"``, ``"first"``,
        ``"last"``, or ``"position"``, the value at ``position``, counted from 0.
    method
        Least rough deviations from the indicator (without one, from a constant):

        - ``"denton-cholette"``: the default. Without an indicator, the smoothing of Boot, Feibes
          and Lisman (1967).
        - ``"denton"``: as published by Denton (1971), drawn to the indicator's level at the start.
        - ``"cholette"``: the deviation fades, as an AR(1) process with ``rho``: Dagum and Cholette
          (2006).
        - ``"stram-wei"``: the deviation is the process ``arima``: Stram and Wei (1986).
        - ``"uniform"``, ``"pro-rata"``: discrepancies in equal parts, or in proportion to the
          indicator; steps between benchmarks.

        Regressions on the indicators: ``"chow-lin"`` (1971), ``"fernandez"`` (1981),
        ``"litterman"`` (1983), ``"dynamic"`` (Santos Silva and Cardoso 2001), ``"ols"`` (Chow-Lin
        with rho 0), ``"fast"`` (rho 0.99999).

        Others: ``"growth-preservation"`` keeps growth rates as near to the indicator's as possible
        (Causey and Trager 1981); ``"cubic-spline"``, natural, through the cumulated benchmarks.
    order
        Of the differences that are kept small, 0 to 3; 1 unless given. Order 2 continues a trend.
    deviations
        ``"proportional"`` to the indicator (the default; it must be positive), ``"additive"``, or
        ``"proportional-if-able"``: additive, with a note, if it is not positive throughout.
    minimum, maximum
        Bounds of the path, for the methods without regression.
    rho
        cholette: required; 0.9 for months and 0.729 for quarters are usual. chow-lin, litterman,
        dynamic: fixes rho, which is estimated otherwise.
    lambda_
        cholette: the power of the indicator to which deviations are proportional, 0 to 1.
    bias
        cholette: ``"additive"`` or ``"multiplicative"``, what is done to the indicator's level
        first, so that a deviation that fades leaves no step.
    arima
        stram-wei: coefficients phi, number of differences d, coefficients theta.
    criterion
        How rho is estimated: ``"maxlog"`` (the default), ``"minrss"``, ``"minrss-quilis"``.
    lowest_rho
        An estimate of rho below it becomes this; 0 unless given, -1 leaves estimates alone.
    intercept
        Regressions: whether there is a constant; yes unless said otherwise.
    growth
        growth-preservation: ``"forward"`` (the default), ``"backward"``, ``"symmetric"``,
        ``"log"``.

    Raises
    ------
    ValueError
        Saying what is wrong and where: missing values inside, periods that do not follow one
        another or do not fit, an indicator that is shorter than the benchmarks or not positive
        where it must be, too few benchmarks, options that the method does not take, bounds that
        the benchmarks contradict, numbers too large or too far apart to be computed with.
    """
    chosen = _word(method, DisaggregationMethod, "method")
    given = {
        "order": order,
        "deviations": deviations,
        "arima": arima,
        "criterion": criterion,
        "lowest_rho": lowest_rho,
        "intercept": intercept,
        "growth": growth,
    }
    for option, value in given.items():
        if value is not None and chosen not in TAKEN_BY[option]:
            others = ", ".join(sorted(TAKEN_BY[option]))
            raise ValueError(f"{chosen} takes no {option}; taken by: {others}")
    if chosen is DisaggregationMethod.stram_wei and arima is None:
        raise ValueError("stram-wei needs arima=(phi, d, theta), as ([], 1, [-0.4])")
    for name, bound in (("minimum", minimum), ("maximum", maximum)):
        require_number(name, bound)
    how = conversion_of(kind, conversion, position)

    read = one(read_columns(y, "y"), "y")
    benchmarks = read.known("y")
    fine = frequency(freq)
    span = read.window.refine(fine)
    if span is None:
        raise ValueError(
            f"{fine} periods do not divide {read.window.first}; freq must be finer than the "
            f"benchmarks, which are {read.window.frequency}"
        )
    indicators = None
    if like is not None:
        indicators = read_columns(like, "like", span.first).known("like")
        require_cover(indicators.window, benchmarks.window, fine)
        span = indicators.window
    phi, d, theta = arima if arima is not None else ([], 0, [])
    found = _core.disaggregate(
        benchmarks.values[:, 0].tolist(),
        benchmarks.window,
        span,
        how,
        position=position or 0,
        indicators=np.empty((len(span), 0)) if indicators is None else indicators.values,
        method=chosen,
        order=1 if order is None else order,
        deviations=deviations or "proportional",
        minimum=minimum,
        maximum=maximum,
        rho=rho,
        lambda_=lambda_,
        bias=bias,
        phi=list(phi),
        d=d,
        theta=list(theta),
        criterion=criterion or "maxlog",
        lowest_rho=0 if lowest_rho is None else lowest_rho,
        intercept=intercept is None or intercept,
        growth=growth or "forward",
    )
    index = period_index(span)
    series = benchmarks.names[0]
    errors = found.standard_errors
    ratios = found.benchmark_ratios
    if ratios is not None:
        ratios = np.where(np.isfinite(ratios), ratios, np.nan)
    return Disaggregation(
        values=as_series(found.values, index, series),
        standard_errors=None if errors is None else as_series(errors, index, series),
        notes=tuple(found.notes),
        regression=(
            None
            if found.regression is None
            else fit_of(found.regression, indicators, constant=intercept is not False)
        ),
        benchmark_ratios=(
            None if ratios is None else as_series(ratios, period_index(benchmarks.window), series)
        ),
        residual=found.residual,
        method=chosen,
        conversion=how,
        window=span,
        benchmarks=benchmarks.window,
    )


def disaggregate_system(
    parts: "SeriesLike",
    total: "SeriesLike",
    *,
    freq: str,
    like: "SeriesLike | None" = None,
    rho: float = 1.0,
    lambda_: float = 1.0,
    minimum: float | None = None,
    decimals: int | None = None,
) -> pd.DataFrame:
    """Several flows at a finer frequency that agree with their own sums and with a total.

    Districts and their city, sectors and their total: the districts' yearly figures and the city's
    monthly ones give monthly figures for each district, which add up both ways. All series are
    found at once, as smooth about their indicators as the figures allow; no figure is moved.
    Multivariate Denton (Di Fonzo and Marini 2011) with rho 1, multivariate Cholette (Dagum and
    Cholette 2006) below.

    Parameters
    ----------
    parts
        Figures of the parts, one column each: consecutive periods, such as years.
    total
        Figures of their total at the frequency of the result or any between.
    freq
        Frequency of the result: A, H, Q, M, W or D. It covers the periods of ``parts``.
    like
        An indicator for each part, with its column name, at that frequency. Without it each part is
        like the total if that is positive and covers the result at its frequency, else like a
        constant; a part that is nothing throughout is nothing in each period.
    rho
        1 keeps deviations from the indicators as smooth as possible; below 1 they fade.
    lambda_
        Deviations are proportional to the indicator to this power: 1 in proportion, 0 regardless
        of size. In a month that leaves something over, parts share it in proportion to their size
        with 0.5 and to its square with 1.
    minimum
        A value that no part may fall below, such as 0.
    decimals
        With how many decimals all figures are printed, 0 or more: where they contradict each other,
        they hold within half a unit of the last one. Without it they are exact.

    Raises
    ------
    ValueError
        Saying what is wrong and where; figures that cannot all hold are named.
    """
    require_number("minimum", minimum)
    if decimals is not None and decimals < 0:
        raise ValueError(f"figures are printed with 0 or more decimals, not {decimals}")
    wanted = read_columns(parts, "parts")
    fine = frequency(freq)
    span = wanted.window.refine(fine)
    if span is None:
        raise ValueError(f"{fine} periods do not divide {wanted.window.first}")
    names = [str(name) for name in wanted.names]
    whole = one(read_columns(total, "total"), "total").known("total")
    figures: list[tuple[int | None, Window, float]] = [
        (column, Window(period, period), float(value))
        for at, period in enumerate(wanted.window)
        for column, value in enumerate(wanted.values[at])
        if not np.isnan(value)
    ]
    figures += [
        (None, Window(period, period), float(value))
        for period, value in zip(whole.window, whole.values[:, 0], strict=True)
    ]
    if like is None:  # what is nothing in every year is nothing in each of its parts
        figures += [
            (column, Window(period, period), 0.0)
            for column in range(len(names))
            if not np.nan_to_num(wanted.values[:, column]).any()
            for period in span
        ]
    rounding = 0.0 if decimals is None else 0.5 * 10.0**-decimals
    found = _core.disaggregate_system(
        names,
        span,
        figures,
        preliminary_of(wanted, whole, span, like).T,
        rho=rho,
        lambda_=lambda_,
        minimum=minimum,
        rounding=rounding,
    )
    misses = [0.0]
    for series, window, value in figures:
        parts_of = window.refine(fine)
        assert parts_of is not None
        start = parts_of.first - span.first
        path = found.sum(axis=0) if series is None else found[series]
        miss = abs(float(path[start : start + len(parts_of)].sum()) - value)
        misses.append(max(0.0, miss - rounding))
    given = np.array([value for _, _, value in figures])
    require_met(max(misses), given, found)
    return pd.DataFrame(found.T, index=period_index(span), columns=wanted.names)


def preliminary_of(
    parts: Columns, total: Columns, span: Window, like: object
) -> np.ndarray[Any, np.dtype[np.float64]]:
    """What the parts are like: their indicators, their share of the total, or constants."""
    if like is not None:
        indicators = read_columns(like, "like", span.first).known("like")
        if set(indicators.names) != set(parts.names) or len(indicators.names) != len(parts.names):
            raise ValueError(
                f"like needs an indicator for each part: {', '.join(map(str, parts.names))}, not "
                f"{', '.join(map(str, indicators.names))}"
            )
        require_cover(indicators.window, parts.window, span.frequency)
        start = span.first - indicators.window.first
        order = [indicators.names.index(name) for name in parts.names]
        return indicators.values[start : start + len(span), order]
    for column, name in enumerate(parts.names):
        if np.isnan(parts.values[:, column]).all():
            raise ValueError(f"parts: {name!r} has no figure; give indicators (like)")
    sizes = np.nanmean(parts.values, axis=0)
    sizes[sizes == 0] = 1  # any number serves: they are held at nothing, or change their sign
    shape = np.ones(len(span))
    if total.window == span and (total.values > 0).all():
        shape = total.values[:, 0] / total.values.mean()
    return np.outer(shape, sizes * len(parts.window) / len(span))


def conversion_of(kind: str | None, conversion: str | None, position: int | None) -> Conversion:
    """What a benchmark says about its sub-periods, by the kind or in so many words."""
    if kind is None and conversion is None:
        raise ValueError('give the kind, "flow", "average" or "stock", or the conversion')
    said = None
    if conversion is not None:
        said = _word(conversion, Conversion, "conversion")
    if kind is not None:
        usual = CONVERSIONS.get(_word(kind, Kind, "kind"))
        if usual is None:
            if said is None:
                raise ValueError(
                    f"a {kind} says nothing about its sub-periods; give the conversion instead"
                )
        elif said is None:
            said = usual[0] if position is None else usual[-1]
        elif said not in usual:
            raise ValueError(f"a {kind} is converted by {', '.join(usual)}, not by {said}")
    assert said is not None
    if (position is not None) != (said is Conversion.position):
        raise ValueError(
            f"{said} takes no position"
            if position is not None
            else "the conversion by position needs position=, counted from 0"
        )
    return said


def require_cover(path: Window, benchmarks: Window, fine: str) -> None:
    """An indicator must have the frequency of the path and all periods of the benchmarks."""
    if path.frequency != fine:
        raise ValueError(f"like is {path.frequency}, the path {fine}; it needs the same frequency")
    if path.first_day > benchmarks.first_day or path.last_day < benchmarks.last_day:
        raise ValueError(
            f"like covers {path}, which is shorter than the benchmarks, {benchmarks}; leave out "
            "those without an indicator, or make it longer"
        )


def require_number(name: str, value: float | None) -> None:
    """A bound, if there is one, is a finite number."""
    if value is not None and not np.isfinite(value):
        raise ValueError(f"{name} is a finite number, not {value}; leave it out for none")


def require_met(
    residual: float,
    benchmarks: np.ndarray[Any, np.dtype[np.float64]],
    paths: np.ndarray[Any, np.dtype[np.float64]],
) -> None:
    """The paths of a system have the benchmarks, as far as numbers of their own size can.

    Indicators a billion times as large as the benchmarks take their digits away where deviations
    are additive; the smallest of numbers have few digits from the start.
    """
    size = np.max(np.abs(benchmarks)) or np.max(np.abs(paths))
    if not residual <= LOOSEST * size:
        raise ValueError(
            f"the system misses a benchmark by {residual:g}: the numbers are too large, too small "
            "or too far apart; give benchmarks and indicators in units of similar size"
        )


def one(columns: Columns, what: str) -> Columns:
    """The columns, if there is only one."""
    if len(columns.names) > 1:
        names = ", ".join(map(str, columns.names))
        raise ValueError(f"{what} is one series, not {len(columns.names)} ({names})")
    return columns


def fit_of(
    fit: _core.RegressionFit, indicators: Columns | None, *, constant: bool
) -> RegressionFit:
    """The fit with the coefficients by name."""
    names: list[Hashable] = ["const"] if constant else []
    columns = indicators.names if indicators is not None else []
    names += ["like" if name is None else name for name in columns]
    if len(fit.coefficients) > len(names):
        names.append("remainder")
    if np.isnan(fit.coefficient_errors).any():
        raise ValueError(
            "the coefficients have no standard errors: the numbers are too small or too far apart"
        )
    return RegressionFit(
        coefficients=pd.Series(fit.coefficients, index=names, dtype="float64"),
        coefficient_errors=pd.Series(fit.coefficient_errors, index=names, dtype="float64"),
        rho=fit.rho,
        estimated=fit.estimated,
        log_likelihood=fit.log_likelihood,
        aic=fit.aic,
        bic=fit.bic,
        rss=fit.rss,
        variance=fit.variance,
    )


def _word(value: str, words: type[Word], what: str) -> Word:
    """The member of an enumeration with this text."""
    try:
        return words(value)
    except ValueError:
        raise ValueError(f'no {what} "{value}": expected one of {", ".join(words)}') from None

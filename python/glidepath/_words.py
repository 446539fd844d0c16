"""The words of the library's enumerations: each member is a ``str`` and equals its name as text."""

from collections.abc import Mapping
from enum import StrEnum


class Frequency(StrEnum):
    """How often there is a period, from coarse to fine."""

    annual = "annual"
    half_yearly = "half-yearly"
    quarterly = "quarterly"
    monthly = "monthly"
    weekly = "weekly"
    daily = "daily"


class Kind(StrEnum):
    """How an indicator aggregates to a coarser period."""

    flow = "flow"  # by its sum: investment, births
    stock = "stock"  # by its last value: population at year end
    average = "average"  # by its mean: a concentration, a price index
    ratio = "ratio"  # by its parts, if they are named; otherwise not at all
    milestone = "milestone"  # not a number: observed by the date it was done


class Prices(StrEnum):
    """At which prices an amount, or its growth, is reckoned."""

    current = "current"  # those of the period itself (现价): nominal
    constant = "constant"  # those of a base year (不变价、可比价): real


class Shape(StrEnum):
    """Named shapes between known values."""

    linear = "linear"  # the straight line; for flows as smooth as the sums allow
    geometric = "geometric"  # a constant rate; values must be positive
    step = "step"  # the last known value, until the next
    logistic = "logistic"  # slow, fast, slow; has a steepness
    front_loaded = "front_loaded"  # fast, then slow; has a power
    back_loaded = "back_loaded"  # slow, then fast; has a power
    smooth = "smooth"  # natural cubic spline; overshoots
    pchip = "pchip"  # Fritsch and Butland 1984, as scipy's PchipInterpolator; never overshoots
    steffen = "steffen"  # Steffen 1990; never overshoots
    monotone = "monotone"  # Fritsch and Carlson 1980, as R's "monoH.FC"
    hyman = "hyman"  # Hyman 1983, as in R's splinefun; values that never fall or never rise
    akima = "akima"  # Akima 1970; overshoots a little


class Stat(StrEnum):
    """What of a window a statement looks at."""

    at = "at"
    by = "by"
    sum = "sum"
    mean = "mean"
    each = "each"
    from_to = "from_to"
    rises = "rises"
    falls = "falls"
    never_falls = "never_falls"
    never_rises = "never_rises"
    steady = "steady"
    done = "done"


class Face(StrEnum):
    """Which face of an indicator a statement looks at."""

    level = "level"  # the published figure itself
    growth = "growth"  # percent against the same period a year earlier
    change = "change"  # difference from the same period a year earlier


class Tier(StrEnum):
    """How firmly a target is meant."""

    binding = "binding"  # 约束性
    expected = "expected"  # 预期性
    aspirational = "aspirational"  # 力争


class Assumption(StrEnum):
    """What the plan's text leaves open and the encoded target had to assume."""

    window = "window"
    tolerance = "tolerance"
    due = "due"
    start = "start"


class Role(StrEnum):
    """What a body is."""

    task_force = "task_force"
    office = "office"
    group = "group"
    unit = "unit"
    person = "person"
    government = "government"


class Cadence(StrEnum):
    """How often a duty recurs."""

    week = "week"
    two_weeks = "2 weeks"
    month = "month"
    quarter = "quarter"
    year = "year"


class Measure(StrEnum):
    """What a published figure says about its period."""

    value = "value"
    ytd = "ytd"  # from the start of the year to the end of the period
    growth = "growth"  # percent against the same period a year earlier
    ytd_growth = "ytd_growth"
    share_of_annual = "share_of_annual"  # percent of the year's task declared done
    rank = "rank"


class DataStatus(StrEnum):
    """The standing of a figure, most trusted first."""

    final = "final"
    revised = "revised"
    provisional = "provisional"
    estimated = "estimated"


class Status(StrEnum):
    """How a target stands. ``met`` and ``missed`` are final, given the data known."""

    met = "met"
    on_track = "on_track"
    at_risk = "at_risk"
    off_track = "off_track"
    missed = "missed"
    unknown = "unknown"


class Change(StrEnum):
    """What changed about a target from one assessment to a later one, the most urgent first."""

    new_red = "new_red"  # off track or missed, and was not
    worse = "worse"  # any other step down: on track to at risk, off track to missed
    newly_silent = "newly_silent"  # the figure by which it was judged has not come again
    recovered = "recovered"  # on track, and was not
    better = "better"  # off track to at risk; missed no longer, by a revision
    newly_met = "newly_met"
    judged = "judged"  # was unknown; on track or at risk
    unjudged = "unjudged"  # unknown for another reason than a missing figure
    added = "added"  # not in force in the earlier assessment
    dropped = "dropped"  # no longer in force
    revised = "revised"  # the figure or the base is another one for the same period


class ReasonCode(StrEnum):
    """Why a status is unknown; ``unit_suspect`` may stand beside any status."""

    not_applicable = "not_applicable"
    definition_unclear = "definition_unclear"
    target_tbd = "target_tbd"
    other_side_missing = "other_side_missing"
    no_source = "no_source"
    no_verdict = "no_verdict"
    base_not_positive = "base_not_positive"
    no_observation_since_base = "no_observation_since_base"
    overdue_release = "overdue_release"
    awaiting_release = "awaiting_release"
    not_due = "not_due"
    no_base = "no_base"
    unit_suspect = "unit_suspect"


class Severity(StrEnum):
    """How much a finding weighs."""

    contradiction = "contradiction"  # the plan cannot be fulfilled as written
    warning = "warning"  # somebody should look at it
    note = "note"  # worth knowing


SEVERITIES_ZH: Mapping[Severity, str] = {
    Severity.contradiction: "矛盾",
    Severity.warning: "警示",
    Severity.note: "说明",
}
"""The same in Chinese."""


class Language(StrEnum):
    """The languages in which plans name things and reports are written."""

    zh = "zh"
    en = "en"


class BriefKind(StrEnum):
    """What a brief is about, by the mechanism of plans: 月调度, 季分析, 年总结."""

    month = "month"
    quarter = "quarter"
    year = "year"


class Anchor(StrEnum):
    """Where a trajectory starts."""

    base = "base"  # the original path, from the base, whatever has happened since
    latest = "latest"  # the catch-up path: what has been observed since the base is held


class Spread(StrEnum):
    """How a flow is spread over its year."""

    usual = "usual"  # as in earlier years; equally where they do not tell
    equal = "equal"  # the same for each part
    days = "days"  # by the days of each part


class NotBrokenDown(StrEnum):
    """Why the target of a year is not broken down."""

    no_targets = "no_targets"
    not_identified = "not_identified"
    not_divisible = "not_divisible"
    outside = "outside"  # the year lies before the base or after the last target
    issued = "issued"  # its parts are issued already, and stay
    target_tbd = "target_tbd"  # the plan's target for the year has no number yet
    growth_alone = "growth_alone"  # growth is asked for, and the level a year before is not known


class DisaggregationMethod(StrEnum):
    """How a path is found from benchmarks and a related indicator."""

    denton_cholette = "denton-cholette"  # least rough deviation from the indicator
    denton = "denton"  # the same, with no deviation before the start: Denton 1971
    cholette = "cholette"  # the deviation is an AR(1) process: Dagum and Cholette 2006
    stram_wei = "stram-wei"  # the deviation is a given ARIMA process: Stram and Wei 1986
    uniform = "uniform"  # discrepancies in equal parts
    pro_rata = "pro-rata"  # discrepancies in proportion to the indicator
    chow_lin = "chow-lin"  # regression with AR(1) disturbances: Chow and Lin 1971
    fernandez = "fernandez"  # regression with a random walk: Fernandez 1981
    litterman = "litterman"  # regression with a random walk of AR(1) steps: Litterman 1983
    dynamic = "dynamic"  # regression with a lagged path: Santos Silva and Cardoso 2001
    ols = "ols"  # regression with independent disturbances
    fast = "fast"  # Chow-Lin with rho 0.99999, nearly Denton-Cholette
    growth_preservation = "growth-preservation"  # growth rates as the indicator's
    cubic_spline = "cubic-spline"  # a natural cubic spline


class DisaggregationNote(StrEnum):
    """What somebody who uses a disaggregated path should know."""

    start_transient = "start_transient"
    negative_values = "negative_values"
    long_extrapolation = "long_extrapolation"
    additive_instead = "additive_instead"
    rho_truncated = "rho_truncated"
    rho_at_bound = "rho_at_bound"
    not_converged = "not_converged"


class Conversion(StrEnum):
    """What a benchmark says about its sub-periods."""

    sum = "sum"  # their sum
    mean = "mean"  # their mean
    first = "first"  # the value of the first one
    last = "last"  # the value of the last one
    position = "position"  # the value of the one at a given position


class Deviations(StrEnum):
    """How a path deviates from its indicator."""

    proportional = "proportional"  # in proportion to it; it must be positive
    additive = "additive"  # regardless of its size
    proportional_if_able = "proportional-if-able"  # additive, with a note, if it is not positive


class Bias(StrEnum):
    """What is done to the level of an indicator before the path may deviate from it."""

    none = "none"
    additive = "additive"  # the mean discrepancy of a sub-period is added
    multiplicative = "multiplicative"  # the ratio of the totals is multiplied


class Criterion(StrEnum):
    """By what a regression chooses rho."""

    maxlog = "maxlog"  # the largest likelihood
    minrss = "minrss"  # the least sum of squares, with correlations
    minrss_quilis = "minrss-quilis"  # the same with covariances; tends to run to the bound


class GrowthObjective(StrEnum):
    """Which differences between growth rates are made small."""

    forward = "forward"  # of y(t) / y(t-1): Causey and Trager 1981
    backward = "backward"  # of y(t-1) / y(t)
    symmetric = "symmetric"  # of both
    log = "log"  # of their logarithms


class ForecastMethod(StrEnum):
    """How a series is forecast."""

    auto = "auto"  # the default: the mean of ETS, Theta, Cardt and ARIMA; simpler for short ones
    naive = "naive"  # the last value
    drift = "drift"  # the last value and the mean change
    seasonal_naive = "seasonal_naive"  # the last value of the same season
    mean = "mean"  # the mean of all values
    ses = "ses"  # simple exponential smoothing
    holt = "holt"  # Holt's linear trend
    damped = "damped"  # damped trend
    ets = "ets"  # the form of exponential smoothing with the least AICc
    theta = "theta"  # Theta as it won the M3 competition
    optimised_theta = "optimised_theta"  # Theta with theta estimated
    dynamic_theta = "dynamic_theta"  # dynamic optimised Theta
    box_cox_theta = "box_cox_theta"  # optimised Theta of the Box-Cox transformed series
    thima = "thima"  # trend-halved IMA
    delta = "delta"  # damped trend from dampened means of growth
    rho = "rho"  # autoregression with damped drift
    card = "card"  # calibrated average of delta and rho
    cardt = "cardt"  # the same with THIMA
    arima = "arima"  # ARIMA, order chosen automatically
    structural = "structural"  # level, trend, damped trend or season, chosen by AICc


class StructuralForm(StrEnum):
    """Which components a structural model has."""

    level = "level"  # a random walk
    trend = "trend"  # a level with a slope that is a random walk
    damped = "damped"  # a slope that fades
    seasonal = "seasonal"  # trend and season


class ForecastNote(StrEnum):
    """What somebody who uses a forecast should know."""

    short_history = "short_history"
    gaps_filled = "gaps_filled"
    outlier = "outlier"
    outlier_damped = "outlier_damped"
    constant = "constant"
    season_too_long = "season_too_long"
    break_cut = "break_cut"
    calibration_borrowed = "calibration_borrowed"
    model_intervals = "model_intervals"
    january_february = "january_february"
    beyond_calibration = "beyond_calibration"
    no_spread = "no_spread"


class Sampling(StrEnum):
    """How paths are drawn."""

    quasi = "quasi"  # a shifted Sobol sequence and its mirror image: settles with fewer paths
    pseudo = "pseudo"  # independently


class NoProbability(StrEnum):
    """Why a statement has no probability."""

    no_paths = "no_paths"  # a period it speaks of is neither known nor forecast
    undefined = "undefined"  # growth from a base that is not positive
    to_be_decided = "to_be_decided"  # the value is announced, not known
    other_side = "other_side"  # the other indicator of a relation has no paths
    not_for_paths = "not_for_paths"  # a milestone
    illegal_statistic = "illegal_statistic"  # a sum of what does not add up
    value_missing = "value_missing"  # a period inside the history has no known value
    other_frequency = "other_frequency"  # a period that those of the forecast do not make up
    no_aggregate = "no_aggregate"  # a ratio of a coarser period: ratios have no sum
    other_face = "other_face"  # a level or a change, where growth rates are forecast
    other_growth = "other_growth"  # growth of periods that the rates do not tell of


class MethodName(StrEnum):
    """The published methods for judging progress; ``gp.methods()`` tells about each."""

    eurostat = "eurostat"
    statcan = "statcan"
    unsd_2023 = "unsd-2023"
    escap_csi = "escap-csi"
    sdsn = "sdsn"
    destatis = "destatis"
    elapsed_share = "elapsed-share"  # 时序进度
    growth_gap = "growth-gap"
    earned_schedule = "earned-schedule"
    rag = "rag"
    epa_glidepath = "epa-glidepath"
    declared = "declared"


class MethodStanding(StrEnum):
    """Where a published method's answer stands among all answers, worst first."""

    away = "away"  # it moves away from the target
    far_behind = "far_behind"  # little or nothing of the progress that is needed
    behind = "behind"  # progress, but less than the method asks for
    on_track = "on_track"  # as much as the method asks for
    achieved = "achieved"  # the target is satisfied now


class MethodUndefined(StrEnum):
    """Why a published method has no answer."""

    not_for_this_kind = "not_for_this_kind"
    missing_input = "missing_input"
    too_few_points = "too_few_points"
    base_zero = "base_zero"
    target_zero = "target_zero"
    not_positive = "not_positive"
    sign_change = "sign_change"
    base_equals_target = "base_equals_target"
    already_achieved = "already_achieved"
    target_year_past = "target_year_past"
    nothing_elapsed = "nothing_elapsed"
    not_monotone = "not_monotone"
    outside_plan = "outside_plan"
    out_of_range = "out_of_range"
    not_judged = "not_judged"


class MethodDifference(StrEnum):
    """In what two published methods differ first of all."""

    other_input = "other_input"
    declared_or_computed = "declared_or_computed"
    growth_or_level = "growth_or_level"
    total_or_level = "total_or_level"
    mark_or_way = "mark_or_way"
    recent_or_all = "recent_or_all"
    path_or_ends = "path_or_ends"
    geometric_or_linear = "geometric_or_linear"
    projected_or_to_date = "projected_or_to_date"
    tolerance = "tolerance"


class MeasureUnit(StrEnum):
    """What the measure of a published method is counted in."""

    ratio = "ratio"  # a share: 1 is what is wanted, unless the method says otherwise
    rate = "rate"  # growth a year, as a share
    points = "points"  # percentage points
    periods = "periods"  # periods of the plan
    value = "value"  # the indicator's own unit


class ScoreBy(StrEnum):
    """What the rows of a scorecard are."""

    programme = "programme"
    area = "area"  # the goal below the programme
    lead = "lead"  # 牵头单位
    responsible = "responsible"  # 责任单位: who reports the indicator, else the lead
    convener = "convener"  # 召集人: persons, only when asked for
    tier = "tier"
    due = "due"  # the year in which a target is due
    place = "place"


class Unranked(StrEnum):
    """Why a row of a scorecard has no rank."""

    few_targets = "few_targets"  # fewer than three that count
    no_reports = "no_reports"  # nobody reported
    not_named = "not_named"  # the row of targets for which nobody is named
    not_compared = "not_compared"  # tiers and years do not compete


class Dependence(StrEnum):
    """How targets hang together where the number that is met is counted."""

    independent = "independent"  # each by its own probability
    joint_paths = "joint_paths"  # on sample paths that they share
    independent_indicators = "independent_indicators"  # the same, each indicator for itself


class ComparedIn(StrEnum):
    """How a value is set against that of another place."""

    points = "points"  # a difference in percentage points: growth, and indicators in percent
    percent = "percent"  # a relative difference: everything else


class Likelihood(StrEnum):
    """Classes of probability, least likely first; the last five are the IPCC's alone."""

    very_unlikely = "very_unlikely"
    unlikely = "unlikely"
    less_likely_than_not = "less_likely_than_not"
    too_close_to_call = "too_close_to_call"
    more_likely_than_not = "more_likely_than_not"
    likely = "likely"
    very_likely = "very_likely"
    exceptionally_unlikely = "exceptionally_unlikely"
    extremely_unlikely = "extremely_unlikely"
    about_as_likely_as_not = "about_as_likely_as_not"
    extremely_likely = "extremely_likely"
    virtually_certain = "virtually_certain"


class Vocabulary(StrEnum):
    """Whose words are used for probabilities."""

    report = "report"  # seven classes, as offices write: from 5, 20, 40, 60, 80 and 95 % on
    ipcc = "ipcc"  # Mastrandrea et al. 2010, with the two additional terms

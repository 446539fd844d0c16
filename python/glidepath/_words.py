"""The words of the library's enumerations: each member is a ``str`` and equals its name as text."""

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


class Shape(StrEnum):
    """Named shapes between known values."""

    linear = "linear"  # the straight line; for flows as smooth as the sums allow
    geometric = "geometric"  # a constant rate; values must be positive
    step = "step"  # the last known value, until the next


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


class Language(StrEnum):
    """The languages in which plans name things and reports are written."""

    zh = "zh"
    en = "en"

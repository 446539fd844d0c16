"""Tells whether the targets of a plan will be met.

>>> import glidepath as gp
>>> gp.Statement("at 2025 > 860").window
Window('2025')

A plan says where indicators must be, statistics say where they have been; ``Plan.assess`` gives
every target a verdict. README.md has the target language and a tour.
"""

from glidepath._assessment import Assessment
from glidepath._core import (
    Body,
    Fault,
    Finding,
    Goal,
    GoalSummary,
    Indicator,
    Input,
    Location,
    Node,
    Obligation,
    Observation,
    Period,
    RowsLeftOut,
    Statement,
    Target,
    Task,
    Text,
    Unit,
    Verdict,
    Window,
    __version__,
    assess_schema,
    find_unit,
    plan_schema,
)
from glidepath._errors import InputError, RowsRejected
from glidepath._findings import Findings
from glidepath._interpolation import interpolate
from glidepath._observations import Observations
from glidepath._plan import Plan
from glidepath._words import (
    Assumption,
    Cadence,
    DataStatus,
    Face,
    Frequency,
    Kind,
    Language,
    Measure,
    ReasonCode,
    Role,
    Severity,
    Shape,
    Stat,
    Status,
    Tier,
)

__all__ = [
    "Assessment",
    "Assumption",
    "Body",
    "Cadence",
    "DataStatus",
    "Face",
    "Fault",
    "Finding",
    "Findings",
    "Frequency",
    "Goal",
    "GoalSummary",
    "Indicator",
    "Input",
    "InputError",
    "Kind",
    "Language",
    "Location",
    "Measure",
    "Node",
    "Obligation",
    "Observation",
    "Observations",
    "Period",
    "Plan",
    "ReasonCode",
    "Role",
    "RowsLeftOut",
    "RowsRejected",
    "Severity",
    "Shape",
    "Stat",
    "Statement",
    "Status",
    "Target",
    "Task",
    "Text",
    "Tier",
    "Unit",
    "Verdict",
    "Window",
    "__version__",
    "assess_schema",
    "find_unit",
    "interpolate",
    "plan_schema",
]

"""What the tests share: a small plan with figures, the plan of the examples, the command."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import glidepath as gp
import pytest
from glidepath.cli import app
from hypothesis import settings
from typer.testing import CliRunner

# A machine that is busy with other things is no reason to fail.
settings.register_profile("house", deadline=None)
settings.load_profile("house")

REPOSITORY = Path(__file__).resolve().parents[2]

PLAN = """\
[plan]
id = "small"
title = { zh = "小规划", en = "A small plan" }
horizon = "2023..2027"

[[body]]
id = "office"
name = { zh = "办公室", en = "The Office" }

[[goal]]
id = "investment"
number = "1"
title = { zh = "扩大投资", en = "Investment" }
lead = ["office"]

[[goal]]
id = "ports"
number = "2"
title = { zh = "强港", en = "Ports" }
applies = false

[[indicator]]
id = "investment_total"
goal = "investment"
name = { zh = "固定资产投资", en = "Fixed-asset investment" }
unit = "亿元"
kind = "flow"
bounds = { min = 0 }

[[indicator]]
id = "projects"
goal = "investment"
name = { zh = "项目数", en = "Projects" }
unit = "个"
kind = "flow"
whole = true
bounds = { min = 0 }

[[target]]
indicator = "investment_total"
say = "at 2025 > 860"
quote = "到2025年，固定资产投资超过860亿元"

[[target]]
indicator = "investment_total"
say = "at 2027 > 950"

[[target]]
indicator = "projects"
say = "sum 2023..2027 >= 100"
tier = "binding"
"""

OBSERVATIONS = """\
indicator,period,value,unit,status,released,source
investment_total,2022,734.5,亿元,A,2023-03-31,Communique 2022
investment_total,2023,760,亿元,P,2024-01-08,Press conference
investment_total,2023,841,亿元,A,2024-06-30,Communique 2023
"""

BAD_ROW = 'investment_total,2024,"1,200",亿元,P,2025-01-08,Press conference\n'


@dataclass(frozen=True)
class Example:
    """A plan and its figures, as files and as values."""

    plan_file: Path
    observations_file: Path

    @property
    def plan(self) -> gp.Plan:
        return gp.Plan.load(self.plan_file)

    @property
    def files(self) -> list[str]:
        return [str(self.plan_file), str(self.observations_file)]

    def assess(self, **options: object) -> gp.Assessment:
        return self.plan.assess(self.observations_file, **options)  # type: ignore[arg-type]


@pytest.fixture
def small(tmp_path: Path) -> Example:
    """The small plan, whose files a test may change."""
    example = Example(tmp_path / "plan.toml", tmp_path / "observations.csv")
    example.plan_file.write_text(PLAN, encoding="utf-8")
    example.observations_file.write_text(OBSERVATIONS, encoding="utf-8")
    return example


@pytest.fixture(scope="session")
def gongshu() -> Example:
    """The published plan of the examples."""
    folder = REPOSITORY / "examples" / "gongshu"
    return Example(folder / "plan.toml", folder / "observations.csv")


@pytest.fixture
def bad_row() -> str:
    """A row of observations that the reader must refuse."""
    return BAD_ROW


@dataclass(frozen=True)
class Ended:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str
    raw: bytes


Command = Callable[..., Ended]


@pytest.fixture
def glidepath() -> Command:
    """Runs the command in this process."""

    def run(*arguments: object) -> Ended:
        result = CliRunner().invoke(app, [str(argument) for argument in arguments])
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Ended(result.exit_code, result.stdout, result.stderr, result.stdout_bytes)

    return run

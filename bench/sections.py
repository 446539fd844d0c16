"""bench/RESULTS.md has a section for each kind of benchmark; each is written anew on its own."""

import re
from pathlib import Path

ORDER = [
    "What the path solver costs",
    "Forecasts of the M3 competition",
    "Outlooks of targets on the M3 competition",
]


def write_section(file: Path, section: str) -> None:
    """Puts a section, which starts with ``# TITLE``, into its place."""
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    found = [*re.split(r"^(?=# )", text, flags=re.MULTILINE), section]
    by_title = {part.partition("\n")[0].removeprefix("# "): part for part in found if part.strip()}
    parts = [by_title[title].strip() for title in ORDER if title in by_title]
    file.write_text("\n\n".join(parts) + "\n", encoding="utf-8")

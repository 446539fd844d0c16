"""Checks the headers and sources as they stand.

- Includes point down: time < model < path < forecast < assess < panel < io.
- No header is longer than 700 lines, each has `#pragma once`.
- No header pulls in <iostream>, whose static objects every includer would pay for.
- The numbers and the text in version.hpp agree.

Usage: headers.py REPOSITORY
"""

import re
import sys
from pathlib import Path

LAYERS = ["time", "model", "path", "forecast", "assess", "panel", "io"]
LONGEST = 700


def layer_of(path: str) -> str | None:
    """The layer of `glidepath/<layer>/x.hpp` or of its summary `glidepath/<layer>.hpp`."""
    match = re.match(r"glidepath/(\w+)(?:/|\.hpp$)", path)
    return match[1] if match else None


def may_include(includer: str, included: str) -> bool:
    """Whether a file of one layer may include a header of the other."""
    if included == "version":  # below all layers
        return True
    if includer == "glidepath":  # the umbrella: everything that is header-only
        return included in LAYERS and included != "io"
    if included not in LAYERS or includer not in LAYERS:
        return included == "glidepath" and includer == "io"
    return LAYERS.index(included) <= LAYERS.index(includer)


def includes_in(text: str) -> list[tuple[int, str]]:
    """Line number and path of every #include."""
    return [
        (number, match[1])
        for number, line in enumerate(text.splitlines(), start=1)
        if (match := re.match(r'\s*#\s*include\s*[<"]([^>"]+)[>"]', line))
    ]


def faults_of_includes(where: str, layer: str, text: str) -> list[str]:
    faults = []
    for number, path in includes_in(text):
        if path.startswith(".") or "/../" in path:
            faults.append(f"{where}:{number}: write {path} from the root: <glidepath/...>")
            continue
        included = layer_of(path)
        if included is not None and not may_include(layer, included):
            faults.append(
                f"{where}:{number}: {layer} must not include <{path}>; layers from low to high are "
                + " < ".join(LAYERS)
            )
    return faults


def faults_of_header(root: Path, header: Path) -> list[str]:
    where = str(header.relative_to(root))
    text = header.read_text(encoding="utf-8")
    layer = layer_of(str(header.relative_to(root / "include")))
    if layer not in [*LAYERS, "glidepath", "version"]:
        return [f"{where}: belongs to no layer ({', '.join(LAYERS)})"]
    faults = faults_of_includes(where, layer, text)
    if len(text.splitlines()) > LONGEST:
        faults.append(f"{where}: {len(text.splitlines())} lines, at most {LONGEST} are allowed")
    if not re.search(r"^#pragma once$", text, flags=re.MULTILINE):
        faults.append(f"{where}: no #pragma once")
    faults += [
        f"{where}:{number}: <iostream> in a header; take <iosfwd>, <ostream> or text in a string"
        for number, path in includes_in(text)
        if path == "iostream"
    ]
    return faults


def faults_of_version(root: Path) -> list[str]:
    text = (root / "include/glidepath/version.hpp").read_text(encoding="utf-8")
    numbers = [
        re.search(rf"version_{part} = (\d+);", text)[1] for part in ("major", "minor", "patch")
    ]
    written = re.search(r'string_view version = "([^"]+)"', text)[1]
    if ".".join(numbers) == written:
        return []
    return [f"version.hpp: the numbers say {'.'.join(numbers)}, the text says {written}"]


def main() -> int:
    root = Path(sys.argv[1]).resolve()
    headers = sorted((root / "include").rglob("*.hpp"))
    sources = sorted((root / "src").glob("*.[ch]pp"))
    faults = faults_of_version(root)
    for header in headers:
        faults += faults_of_header(root, header)
    for source in sources:
        faults += faults_of_includes(
            str(source.relative_to(root)), "io", source.read_text(encoding="utf-8")
        )
    print("\n".join(faults) or f"{len(headers)} headers, {len(sources)} sources: in order")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

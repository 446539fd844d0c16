"""Writes the sources whose compilation proves that each header stands alone.

A header stands alone if it compiles where nothing was included before it. It also does if all that
was included before it is what it includes itself, directly or through its own includes: those
would have been there in any case. So headers are put into chains, each header behind one whose
includes are a subset of its own, and a chain is compiled as one source. Most of the time goes into
what the headers of a chain share, so that this takes a third of the time of a source for each.

The sources are compiled with GLIDEPATH_COMPILED. What the few headers that know it include without
it are headers too, which stand in chains of their own.

Usage: chains.py FOLDER_OF_HEADERS FOLDER_FOR_SOURCES; prints the paths of the sources.
"""

import re
import sys
from functools import cache
from pathlib import Path


def includes_in(text: str) -> list[str]:
    """What a header includes where GLIDEPATH_COMPILED is defined."""
    compiled = re.sub(r"^#ifndef GLIDEPATH_COMPILED\n.*?^#endif$", "", text, flags=re.M | re.S)
    return re.findall(r"^#include <([^>]+)>", compiled, flags=re.M)


def includes_of(folder: Path) -> dict[str, list[str]]:
    """What each header includes, both written as in an #include."""
    return {
        header.relative_to(folder).as_posix(): includes_in(header.read_text(encoding="utf-8"))
        for header in folder.rglob("*.hpp")
    }


def chains_of(includes: dict[str, list[str]]) -> list[list[str]]:
    @cache
    def closure(header: str) -> frozenset[str]:
        return frozenset([header]).union(*map(closure, includes.get(header, [])))

    chains: list[list[str]] = []
    for header in sorted(includes, key=lambda header: (len(closure(header)), header)):
        before = [chain for chain in chains if closure(chain[-1]) < closure(header)]
        if before:
            max(before, key=lambda chain: len(closure(chain[-1]))).append(header)
        else:
            chains.append([header])
    return chains


def main() -> None:
    headers, sources = (Path(argument) for argument in sys.argv[1:])
    sources.mkdir(parents=True, exist_ok=True)
    for chain in chains_of(includes_of(headers)):
        source = sources / (chain[-1].removesuffix(".hpp").replace("/", "_") + ".cpp")
        text = "".join(f"#include <{header}>\n" for header in chain)
        # A source that stays the same is not compiled again.
        if not source.exists() or source.read_text(encoding="utf-8") != text:
            source.write_text(text, encoding="utf-8")
        print(source.as_posix())


if __name__ == "__main__":
    main()

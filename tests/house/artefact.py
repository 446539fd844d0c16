"""Checks that the built library can do nothing to the program it is embedded in.

A library inside a notebook, a server or an office tool must not print, must not end the process
and must give the same answer tomorrow: so no output streams, no exit or abort, no clock, no
environment. What the object files ask the linker for cannot lie about that.

Usage: artefact.py NM LIBRARY
"""

import re
import subprocess
import sys

FORBIDDEN = {
    "ends the process": r"_?exit|_Exit|quick_exit|at_quick_exit|abort|raise|kill",
    "prints": r"std::w?(cout|cerr|clog)|stdout|stderr"
    r"|(__)?v?w?printf(_chk)?|puts|putw?char|perror",
    "reads the clock": r"time|clock|clock_gettime|gettimeofday|localtime(_r)?"
    r"|std::chrono::_V2::\w+_clock::now\(\)",
    "reads the environment": r"(secure_)?getenv|setlocale|std::locale::global\(.*\)",
}

# std::ios_base::Init is allowed: Boost's Sobol sequence includes <iostream> without using a stream;
# who prints asks for a stream as well.
# `assert` calls __assert_fail, which is allowed: it is there in builds without NDEBUG only. So are
# std::terminate and the sanitizers' own functions, whose names only contain the forbidden ones.


def undefined_symbols(nm: str, library: str) -> set[str]:
    """The names that the library leaves to the linker, as C++ spells them."""
    dynamic = ["--dynamic"] if re.search(r"\.so[.\d]*$", library) else []
    listing = subprocess.run(
        [nm, "-C", "--undefined-only", *dynamic, library],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    # "                 U std::cout@GLIBCXX_3.4"
    found = re.findall(r"^\s+[Uw] (.+)$", listing, flags=re.MULTILINE)
    return {re.sub(r"@+\w[\w.]*$", "", name) for name in found}


def main() -> int:
    nm, library = sys.argv[1:]
    names = undefined_symbols(nm, library)
    if not names:
        print(f"{library}: nm shows no undefined symbol at all; is this the library?")
        return 1
    faults = [
        f"{library} {what}: it uses {name}"
        for name in sorted(names)
        for what, pattern in FORBIDDEN.items()
        if re.fullmatch(pattern, name)
    ]
    print("\n".join(faults) or f"{library}: {len(names)} undefined symbols, none forbidden")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

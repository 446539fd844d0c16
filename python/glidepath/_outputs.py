"""Several files at once: all of them or none."""

import contextlib
import os
import shutil
from collections.abc import Mapping
from pathlib import Path


def write_all(files: Mapping[Path, bytes]) -> None:
    """Writes files beside their places first, then puts them there. A full disk, a folder that
    cannot be written to or a file that is locked leaves everything as it was. Raises OSError."""
    ready: list[tuple[Path, Path]] = []
    kept: list[tuple[Path, Path | None]] = []  # what was replaced, and its copy if it was there
    path = Path()
    try:
        for path, content in files.items():
            beside = beside_of(path, "part")
            ready.append((beside, path))
            with beside.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            if path.exists():
                os.chmod(beside, path.stat().st_mode & 0o7777)
        for beside, path in ready:
            copy = beside_of(path, "kept") if path.is_file() else None
            if copy is not None:
                shutil.copy2(path, copy)
            kept.append((path, copy))
            os.replace(beside, path)
    except OSError as error:
        for there, copy in reversed(kept):
            if copy is not None:
                os.replace(copy, there)
            elif there.is_file():
                there.unlink()
        # Of the file that was to be written, not of the one beside it; a full disk names none.
        raise OSError(error.errno, error.strerror, os.fspath(path)) from error
    finally:
        for path in files:
            for what in ("part", "kept"):
                with contextlib.suppress(OSError):  # a folder that is none has nothing to remove
                    beside_of(path, what).unlink(missing_ok=True)


def beside_of(path: Path, what: str) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}.{what}")

"""Several files at once: all of them or none."""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path


def write_all(files: Mapping[Path, bytes]) -> None:
    """Writes files beside their places first, then puts them there. A full disk, a folder that
    cannot be written to or a file that is locked leaves everything as it was. Raises OSError."""
    ready: list[tuple[Path, Path]] = []
    kept: list[tuple[Path, Path | None]] = []  # what was replaced, and its copy if it was there
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
    except OSError:
        for path, copy in reversed(kept):
            if copy is not None:
                os.replace(copy, path)
            elif path.is_file():
                path.unlink()
        raise
    finally:
        for path in files:
            beside_of(path, "part").unlink(missing_ok=True)
            beside_of(path, "kept").unlink(missing_ok=True)


def beside_of(path: Path, what: str) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}.{what}")

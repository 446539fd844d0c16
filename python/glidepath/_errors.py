"""What can go wrong, as Python sees it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from glidepath._core import Fault


class InputError(ValueError):
    """An input that cannot be used. ``faults`` holds everything that is wrong with it."""

    faults: "tuple[Fault, ...]"

    def __init__(self, message: str, faults: "Sequence[Fault]" = ()) -> None:
        super().__init__(message, tuple(faults))
        self.faults = tuple(faults)

    def __str__(self) -> str:
        return str(self.args[0])


class RowsRejected(UserWarning):
    """Some rows of observations could not be used; the others were."""


InputError.__module__ = "glidepath"
RowsRejected.__module__ = "glidepath"

"""Why a file is not taken: a reason by name, with what its sentence says."""

from __future__ import annotations

from typing import Any


class Refused(Exception):
    """The file is not taken; ``sentences`` words the reason for the reader."""

    def __init__(self, reason: str, **params: Any) -> None:
        super().__init__(reason)
        self.reason = reason
        self.params = params

"""Whether somebody looks for a fault of the program, and wants to see all there is."""

from __future__ import annotations

import os
from typing import Final

DEBUG_VARIABLE: Final = "DERMATOME_DEBUG"
"""Environment variable; not empty: faults are told as Python tells them, with all they hold, and nowhere else."""


def is_debugged() -> bool:
    """Whether faults are to be told as Python tells them."""
    return bool(os.environ.get(DEBUG_VARIABLE))

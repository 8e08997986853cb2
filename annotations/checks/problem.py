"""What a check finds wrong."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in the data."""

    record: str
    """Table and key, for example ``symptoms.pain-inner-shin``."""
    sentence: str
    """What is wrong and what is accepted."""

    def __str__(self) -> str:
        """Give one line for a terminal."""
        return f"{self.record}: {self.sentence}"

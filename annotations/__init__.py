"""Medical knowledge with its sources: data under ``data/``, frozen dataclasses, loaders, validators.

Standard library only. Keys meet the geometry: structure keys without side, chart segments, landmark names.
"""

from annotations.checks.problem import Problem
from annotations.model import Knowledge

from .extend import load_with
from .load import DataError, load
from .validate import validate

__all__ = ["DataError", "Knowledge", "Problem", "load", "load_with", "validate"]

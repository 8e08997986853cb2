"""Medical knowledge with its sources: data under ``data/``, frozen dataclasses, loaders, validators.

Standard library only. Keys meet the geometry: structure keys without side, chart segments, landmark names.
"""

from .extend import load_with
from .load import DataError, load
from .model import Knowledge
from .validate import Problem, validate

__all__ = ["DataError", "Knowledge", "Problem", "load", "load_with", "validate"]

"""What is known, in records with their sources; standard library only.

The data are TOML files in ``data/`` (``docs/data-format.md`` says where a new record goes), the guided tours in
``tours/``. Translations are with the viewer. ``model`` has the records as dataclasses, ``load`` reads them, ``extend``
adds a user's own, ``checks`` says what must be true of them and ``validate`` runs the checks. ``charts`` is the
arithmetic of the flat charts of the skin. ``tracing`` makes the maps and ``reports`` writes pages of ``docs``; these
two are not installed.

Records meet the geometry on plain words: structure keys without side, chart segments, names of landmarks.
"""

from annotations.checks.problem import Problem

from .extend import load_with
from .load import DataError, load
from .model import Knowledge
from .validate import validate

__all__ = ["DataError", "Knowledge", "Problem", "load", "load_with", "validate"]

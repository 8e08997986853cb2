"""Where tests find what they read: the clone, their own data, and what may stand beside the clone."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
SUPPORT: Final = Path(__file__).parent
DATA: Final = ROOT / "tests" / "data"
SHARED: Final = ROOT.parent / "shared"
"""Beside the clone, where somebody has put it there; tests that need it are skipped by name without."""
ATLAS: Final = SHARED / "atlas" / "z-anatomy"
DRAWINGS: Final = SHARED / "maps"
"""Measured figures of maps."""
PYTHON_PATH: Final = os.pathsep.join([str(ROOT), str(SUPPORT)])
"""For programs of their own: the clone, and the modules that tests share."""

"""What the patient's sides are called on their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from viewer.i18n.catalogue import N_
from viewer.state.view_state import SideChoice

SIDE_WORDS: Final[Mapping[SideChoice, str]] = {
    "left": N_("left side"),
    "right": N_("right side"),
    "both": N_("both sides"),
}

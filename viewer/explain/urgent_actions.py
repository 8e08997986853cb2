"""What each urgency of a warning sign calls for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from annotations.model import Urgency
from viewer.i18n.catalogue import N_

URGENT_ACTIONS: Final[Mapping[Urgency, str]] = {
    "emergency": N_("Call an ambulance or go to a hospital now"),
    "same-day": N_("See a doctor today"),
    "urgent": N_("See a doctor within days"),
}
"""In English."""

"""What each urgency of a warning sign calls for, in every language; German and Spanish await a native reviewer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from annotations.model import Urgency

URGENT_ACTIONS: Final[Mapping[str, Mapping[Urgency, str]]] = {
    "en": {
        "emergency": "Call an ambulance or go to a hospital now",
        "same-day": "See a doctor today",
        "urgent": "See a doctor within days",
    },
    "de": {
        "emergency": "Sofort den Rettungsdienst rufen oder in die Notaufnahme gehen",
        "same-day": "Heute noch zum Arzt",
        "urgent": "In den nächsten Tagen zum Arzt",
    },
    "es": {
        "emergency": "Llame a una ambulancia o vaya a urgencias ahora",
        "same-day": "Vaya al médico hoy",
        "urgent": "Vaya al médico en unos días",
    },
}

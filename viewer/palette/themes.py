"""Colours of the window by theme, as plain data: four themes, and how strongly each pair must stand out.

The contrasts are those of WCAG 2.2: text 4.5 to 1 (1.4.3), in high contrast 7 to 1 (1.4.6), borders of controls, signs
and the keyboard's focus mark 3 to 1 (1.4.11). Lines between panels and words of disabled controls are exempt.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Final, Literal

from viewer.i18n.catalogue import N_

ThemeName = Literal["light", "dark", "contrast-light", "contrast-dark"]
Backdrop = Literal["light", "dark", "white", "black"]


@dataclass(frozen=True, slots=True)
class Theme:
    """Named colours, each ``#RRGGBB``."""

    dark: bool
    backdrop: Backdrop
    """Of the picture: a key of :data:`viewer.palette.colours.BACKDROPS`."""
    ink: str
    """Text."""
    quiet: str
    """Secondary text."""
    faint: str
    """Words of disabled controls."""
    line: str
    """Between panels and rows: decoration."""
    edge: str
    """Borders of controls."""
    paper: str
    """Fields, lists, cards, buttons."""
    ground: str
    """Behind panels."""
    hover: str
    """Under the pointer."""
    accent: str
    """Links, what is chosen, the keyboard's focus mark; L4's blue."""
    on_accent: str
    accent_pale: str
    """Rows that are chosen."""
    warning: str
    on_warning: str
    warning_pale: str
    good: str
    """Speaks for it, right answer."""
    good_pale: str
    caution: str
    """Doubtful, take care."""
    caution_pale: str
    tip: str
    """Behind words beside the pointer."""
    on_tip: str


ROLES: Final = tuple(field.name for field in fields(Theme) if field.name not in ("dark", "backdrop"))

THEMES: Final[Mapping[ThemeName, Theme]] = {
    "light": Theme(
        dark=False,
        backdrop="light",
        ink="#22303C",
        quiet="#566573",
        faint="#7C8791",
        line="#D5DCE3",
        edge="#76838F",
        paper="#FFFFFF",
        ground="#F4F6F8",
        hover="#EAF1F7",
        accent="#0B5E93",
        on_accent="#FFFFFF",
        accent_pale="#DDECF6",
        warning="#961B14",
        on_warning="#FFFFFF",
        warning_pale="#FDF0EE",
        good="#1C6B3F",
        good_pale="#E7F4EC",
        caution="#805100",
        caution_pale="#FBF1DD",
        tip="#22303C",
        on_tip="#FFFFFF",
    ),
    "dark": Theme(
        dark=True,
        backdrop="dark",
        ink="#E6EBF0",
        quiet="#A8B4C0",
        faint="#7A8793",
        line="#39444E",
        edge="#8593A0",
        paper="#252D35",
        ground="#1C2329",
        hover="#2F3A45",
        accent="#7CC0EE",
        on_accent="#0C1A26",
        accent_pale="#24435C",
        warning="#FF9F94",
        on_warning="#2B0906",
        warning_pale="#42211F",
        good="#86D6A6",
        good_pale="#1F3B2C",
        caution="#F0C36A",
        caution_pale="#3F3318",
        tip="#E6EBF0",
        on_tip="#1C2329",
    ),
    "contrast-light": Theme(
        dark=False,
        backdrop="white",
        ink="#000000",
        quiet="#2B3640",
        faint="#4D5863",
        line="#3A444E",
        edge="#000000",
        paper="#FFFFFF",
        ground="#FFFFFF",
        hover="#E3EEF6",
        accent="#003F6B",
        on_accent="#FFFFFF",
        accent_pale="#D6E8F5",
        warning="#7A0A05",
        on_warning="#FFFFFF",
        warning_pale="#FFF1EF",
        good="#0B4A26",
        good_pale="#E9F6EE",
        caution="#553400",
        caution_pale="#FFF4DC",
        tip="#000000",
        on_tip="#FFFFFF",
    ),
    "contrast-dark": Theme(
        dark=True,
        backdrop="black",
        ink="#FFFFFF",
        quiet="#DCE3EA",
        faint="#A9B3BD",
        line="#B8C2CC",
        edge="#FFFFFF",
        paper="#000000",
        ground="#000000",
        hover="#1F2C38",
        accent="#8FD3FF",
        on_accent="#00121F",
        accent_pale="#0E3550",
        warning="#FFB8B0",
        on_warning="#250300",
        warning_pale="#3D0703",
        good="#9BE8BA",
        good_pale="#06301A",
        caution="#FFD98A",
        caution_pale="#3A2A00",
        tip="#FFFFFF",
        on_tip="#000000",
    ),
}

SYSTEM: Final = "system"
"""Instead of a theme: the one the desktop asks for."""
LOOKS: Final[Mapping[str, str]] = {
    SYSTEM: N_("As the system"),
    "light": N_("Light"),
    "dark": N_("Dark"),
    "contrast-light": N_("High contrast, light"),
    "contrast-dark": N_("High contrast, dark"),
}
"""What can be chosen, in words."""

TEXT_PAIRS: Final[tuple[tuple[str, str], ...]] = (
    *((text, ground) for text in ("ink", "quiet", "accent") for ground in ("paper", "ground", "hover", "accent_pale")),
    *((text, ground) for text in ("ink", "warning") for ground in ("paper", "ground", "warning_pale")),
    *((text, ground) for text in ("ink", "good") for ground in ("paper", "ground", "good_pale")),
    *((text, ground) for text in ("ink", "caution") for ground in ("paper", "ground", "caution_pale")),
    ("on_accent", "accent"),
    ("on_warning", "warning"),
    ("on_tip", "tip"),
)
"""(text, what it may stand on): every pair the style sheet and the painted widgets use."""
MARK_PAIRS: Final[tuple[tuple[str, str], ...]] = tuple(
    (mark, ground)
    for mark in ("edge", "accent", "warning")
    for ground in ("paper", "ground", "hover", "accent_pale", "warning_pale")
)
"""(border, sign or focus mark, what it may stand on)."""


def chosen_theme(look: str, *, dark: bool, contrast: bool) -> ThemeName:
    """Say which theme a chosen look means.

    Parameters
    ----------
    look : str
        A key of :data:`LOOKS`; anything else is as :data:`SYSTEM`.
    dark, contrast : bool
        What the desktop asks for.
    """
    for name in THEMES:
        if name == look:
            return name
    if contrast:
        return "contrast-dark" if dark else "contrast-light"
    return "dark" if dark else "light"


def contrast_ratio(one: str, other: str) -> float:
    """Measure the contrast of two colours ``#RRGGBB``, 1 to 21 (WCAG 2.2, relative luminance)."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(code: str) -> float:
    parts = (int(code[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

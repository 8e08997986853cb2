"""Colours of tissues, roots and shares. Every colour that carries meaning has a second cue beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

Rgb = tuple[int, int, int]


def rgb(code: str) -> Rgb:
    """Convert ``"#RRGGBB"`` to three integers 0..255."""
    value = int(code.removeprefix("#"), 16)
    return (value >> 16 & 255, value >> 8 & 255, value & 255)


#: Tissue colours after the open atlases (3D Slicer's generic anatomy colours, bone from Z-Anatomy); docs/decisions.md.
TISSUES: Final[Mapping[str, Rgb]] = {
    "bone": rgb("#E3DAC9"),
    "muscle": rgb("#C06858"),
    "tendon": rgb("#B9C7C9"),
    "ligament": rgb("#B7D6D3"),
    "capsule": rgb("#C9DCD6"),
    "membrane": rgb("#C3D3D2"),
    "fascia": rgb("#D3DAD8"),
    "fat": rgb("#E9DF9B"),
    "cartilage": rgb("#9CC7DB"),
    "disc": rgb("#86BBD3"),
    "nerve": rgb("#F4D631"),
    "root": rgb("#F4D631"),
    "cord": rgb("#F4E08A"),
    "dura": rgb("#FFF4D1"),
    "skin": rgb("#CFCFCF"),
}
MUSCLE_SHADES: Final = (0.0, 0.055, -0.05, 0.03, -0.03, 0.08)
"""Neighbouring muscles differ a little in lightness, so that they can be told apart."""

#: A structure that a student is asked about: unlike every tissue and outlined, and no root's colour beside it.
ASKED: Final = rgb("#E23BB5")

#: Colours of the skin: a neutral grey, and eight tones from light to dark (our own steps, even in lightness).
SKIN_TONES: Final[Mapping[str, Rgb]] = {
    "neutral": rgb("#CFCBC7"),
    "tone-1": rgb("#F2DFD0"),
    "tone-2": rgb("#E9CBB3"),
    "tone-3": rgb("#DDB596"),
    "tone-4": rgb("#CB9D7A"),
    "tone-5": rgb("#B68563"),
    "tone-6": rgb("#9C6D4E"),
    "tone-7": rgb("#80573E"),
    "tone-8": rgb("#664533"),
}

#: Root colours. ``standard`` starts from Okabe and Ito's eight (L4 blue, as clinics are used to); ``contrast`` is a set
#: searched for the largest smallest difference under three simulated kinds of colour blindness on grey.
ROOTS: Final[Mapping[str, Mapping[str, Rgb]]] = {
    "standard": {
        "T12": rgb("#7B5EA7"),
        "L1": rgb("#F0E442"),
        "L2": rgb("#E69F00"),
        "L3": rgb("#56B4E9"),
        "L4": rgb("#0072B2"),
        "L5": rgb("#009E73"),
        "S1": rgb("#D55E00"),
        "S2": rgb("#CC79A7"),
        "S3": rgb("#8A2BC4"),
        "S4-5": rgb("#45006E"),
    },
    "contrast": {
        "T12": rgb("#8E8E93"),
        "L1": rgb("#F2D74E"),
        "L2": rgb("#93781A"),
        "L3": rgb("#297A9A"),
        "L4": rgb("#1B22A0"),
        "L5": rgb("#50FA25"),
        "S1": rgb("#8E1C32"),
        "S2": rgb("#D027FA"),
        "S3": rgb("#F2A65A"),
        "S4-5": rgb("#33004D"),
    },
}

#: Muscles by how strongly the root supplies them; each is outlined too, and named in the legend.
SHARES: Final[Mapping[str, Rgb]] = {
    "major": rgb("#A3162A"),
    "shared": rgb("#D9683C"),
    "source-dependent": rgb("#E8B48C"),
}

NERVE_SKIN: Final[Rgb] = rgb("#1B1F3B")
"""Lines and outline of one nerve's skin, cased in white so that they show on every root and skin tone."""

PAIN: Final[Rgb] = rgb("#B3261E")
"""The pain band: red, dotted and soft-edged, on every map and for every root."""

DRAWN: Final[Mapping[str, Rgb]] = {
    "pain": rgb("#7D0A2A"),
    "tingling": rgb("#4B1380"),
    "numbness": rgb("#14303D"),
}
"""Drawings by quality: dark inks on a white wash; signs tell them apart."""

BULGE: Final[Rgb] = (186, 58, 92)
"""What bulges or has overgrown: a deep rose, unlike any root or tissue."""

PRESSED: Final[Rgb] = (140, 8, 34)
"""Rings round a pressed root, white between them."""

PALE: Final = 0.58
"""How far the inside of a ``fill`` and the ground of a ``hatch`` move to white; outline and stripes are full."""

BORDER: Final[Rgb] = rgb("#20140A")
"""The beaded borders of a second map, cased in white."""

AGREEMENT: Final[tuple[Rgb, ...]] = (
    rgb("#FFF3B8"),
    rgb("#BFE3B4"),
    rgb("#5FBFC1"),
    rgb("#2A7FB0"),
    rgb("#1B2F7D"),
)
"""From one map to all: lightness falls step by step (like ColorBrewer's YlGnBu, safe for colour blindness)."""

BACKDROPS: Final[Mapping[str, Rgb]] = {
    "light": rgb("#F4F6F8"),
    "dark": rgb("#1C2329"),
    "white": rgb("#FFFFFF"),
    "black": rgb("#000000"),
}
"""Behind the body: one for each theme of the window; pictures in files are light unless asked otherwise."""


def tissue_colour(tissue: str, number: int) -> Rgb:
    """Give the colour of a structure that is not lit: its tissue's, muscles a shade lighter or darker in turn.

    Parameters
    ----------
    tissue : str
        An unknown one looks like bone.
    number : int
        Place of the structure in its layer.
    """
    shade = 1.0 + (MUSCLE_SHADES[number % len(MUSCLE_SHADES)] if tissue == "muscle" else 0.0)
    red, green, blue = (min(255, round(part * shade)) for part in TISSUES.get(tissue, TISSUES["bone"]))
    return red, green, blue


def is_dark(colour: Rgb) -> bool:
    """Say whether white letters are easier to read on a colour than black ones."""
    red, green, blue = colour
    return 0.299 * red + 0.587 * green + 0.114 * blue < 128.0

"""Themes as data: every text stands out from what it may stand on, and roots from each other on both backdrops."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray

from viewer.overlay.labels import INK, NIGHT_INK, NIGHT_PAPER, PAPER
from viewer.palette.colours import BACKDROPS, DRAWN, PAIN, ROOTS, SHARES, Rgb, is_dark, rgb
from viewer.palette.themes import LOOKS, MARK_PAIRS, SYSTEM, TEXT_PAIRS, THEMES, ThemeName, chosen_theme, contrast_ratio

#: Machado, Oliveira, Fernandes 2009, severity 1.0: linear RGB as three kinds of colour blindness see it.
SIGHTS = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
NEIGHBOURS = ("T12", "L1", "L2", "L3", "L4", "L5", "S1", "S2", "S3", "S4-5")


def hexed(colour: Rgb) -> str:
    return "#{:02X}{:02X}{:02X}".format(*colour)


def lab(colour: Rgb, sight: str | None = None) -> NDArray[np.float64]:
    """CIELAB (D65) of an sRGB colour as a kind of sight has it."""
    channel = np.array(colour) / 255.0
    linear = np.where(channel <= 0.04045, channel / 12.92, ((channel + 0.055) / 1.055) ** 2.4)
    if sight is not None:
        linear = np.clip(np.array(SIGHTS[sight]) @ linear, 0.0, 1.0)
    to_xyz = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    xyz = np.array(to_xyz) @ linear / (0.9505, 1.0, 1.089)
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16.0 / 116.0)
    return np.array([116.0 * f[1] - 16.0, 500.0 * (f[0] - f[1]), 200.0 * (f[1] - f[2])])


def apart(one: Rgb, other: Rgb, sight: str | None) -> float:
    return float(np.linalg.norm(lab(one, sight) - lab(other, sight)))


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_words_stand_out(name: ThemeName, text: str, ground: str) -> None:
    theme = THEMES[name]
    least = 7.0 if name.startswith("contrast") else 4.5
    assert contrast_ratio(getattr(theme, text), getattr(theme, ground)) >= least


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(("mark", "ground"), MARK_PAIRS)
def test_borders_signs_and_focus_stand_out(name: ThemeName, mark: str, ground: str) -> None:
    theme = THEMES[name]
    assert contrast_ratio(getattr(theme, mark), getattr(theme, ground)) >= 3.0


@pytest.mark.parametrize("name", THEMES)
def test_the_picture_stands_on_the_ground_of_its_theme(name: ThemeName) -> None:
    theme = THEMES[name]
    assert BACKDROPS[theme.backdrop] == rgb(theme.ground)
    assert is_dark(BACKDROPS[theme.backdrop]) == theme.dark


@pytest.mark.parametrize("backdrop", BACKDROPS)
def test_words_in_the_picture_stand_out(backdrop: str) -> None:
    colour = BACKDROPS[backdrop]
    dark = is_dark(colour)
    ink, paper = (NIGHT_INK, NIGHT_PAPER) if dark else (INK, PAPER)
    lower = tuple(round(0.955 * part) for part in colour)
    upper = tuple(min(255, round(part + 0.03 * 255)) for part in colour)
    for end in (colour, lower, upper):
        assert contrast_ratio(hexed(ink["floor"]), hexed((end[0], end[1], end[2]))) >= 4.5
    for style in ("pill", "root"):
        assert contrast_ratio(hexed(ink[style]), hexed(paper[style][:3])) >= 7.0


@pytest.mark.parametrize("sight", [None, *SIGHTS])
@pytest.mark.parametrize("palette", ROOTS)
def test_neighbouring_roots_stay_apart_and_apart_from_both_grounds(palette: str, sight: str | None) -> None:
    """On either ground a root's colour is seen, or its border is: a swatch has one, skin lies round the rest."""
    colours = ROOTS[palette]
    for one, other in combinations(range(len(NEIGHBOURS)), 2):
        if other - one == 1:
            assert apart(colours[NEIGHBOURS[one]], colours[NEIGHBOURS[other]], sight) > 15.0, NEIGHBOURS[one]
    for ground in ("light", "dark"):
        seen = [root for root, colour in colours.items() if apart(colour, BACKDROPS[ground], sight) > 15.0]
        # What is nearly as dark as the dark ground has a light rim there.
        assert len(seen) >= len(colours) - 1, (ground, set(colours) - set(seen))
        for colour in (*SHARES.values(), PAIN, *(DRAWN.values() if ground == "light" else ())):
            assert apart(colour, BACKDROPS[ground], sight) > 15.0


def test_looks_mean_themes() -> None:
    assert set(LOOKS) == {SYSTEM, *THEMES}
    for look in THEMES:
        assert chosen_theme(look, dark=True, contrast=True) == look
    assert chosen_theme(SYSTEM, dark=False, contrast=False) == "light"
    assert chosen_theme(SYSTEM, dark=True, contrast=False) == "dark"
    assert chosen_theme(SYSTEM, dark=True, contrast=True) == "contrast-dark"
    assert chosen_theme("nonsense", dark=False, contrast=True) == "contrast-light"


def test_the_ratio_is_that_of_the_guideline() -> None:
    assert contrast_ratio("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast_ratio("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)

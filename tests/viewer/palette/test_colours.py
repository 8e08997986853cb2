"""Root and share colours stay apart for normal sight and three simulated kinds of colour blindness."""

from itertools import combinations, pairwise

import numpy as np
import pytest

from viewer.palette.colours import PALE, ROOTS, SHARES, SKIN_TONES, TISSUES, is_dark, rgb, tissue_colour

# Full-severity simulation matrices in linear RGB: Machado, Oliveira, Fernandes, IEEE TVCG 2009;15:1291-8, table 1.
SIGHT = {
    "normal": np.eye(3),
    "protan": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deutan": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritan": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
WHITE = XYZ.sum(axis=1)


def lab(colour: tuple[float, float, float], sight: str) -> np.ndarray:
    """CIE Lab of an sRGB colour as a given sight sees it."""
    srgb = np.array(colour) / 255
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    xyz = XYZ @ np.clip(SIGHT[sight] @ linear, 0, 1) / WHITE
    f = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def difference(a: tuple[float, float, float], b: tuple[float, float, float], sight: str) -> float:
    """CIE76 colour difference."""
    return float(np.linalg.norm(lab(a, sight) - lab(b, sight)))


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("palette", ROOTS)
def test_neighbouring_roots_can_be_told_apart(palette: str, sight: str) -> None:
    roots = list(ROOTS[palette].items())
    for (one, a), (other, b) in pairwise(roots):
        assert difference(a, b, sight) > 15, f"{one} and {other} look alike to {sight} sight"


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("palette", ROOTS)
def test_l2_to_s2_can_all_be_told_apart(palette: str, sight: str) -> None:
    colours = ROOTS[palette]
    for one, other in combinations(["L2", "L3", "L4", "L5", "S1", "S2"], 2):
        assert difference(colours[one], colours[other], sight) > 12, f"{one} and {other} ({sight})"


@pytest.mark.parametrize("sight", SIGHT)
def test_l4_stands_out_from_the_skin(sight: str) -> None:
    for tone in SKIN_TONES.values():
        assert difference(ROOTS["standard"]["L4"], tone, sight) > 30


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("palette", ROOTS)
def test_the_saddle_is_never_taken_for_bare_skin(palette: str, sight: str) -> None:
    """In full colour, and the innermost ring also as the pale tint of what is only likely."""
    colours = ROOTS[palette]
    for name, tone in SKIN_TONES.items():
        for root in ("S3", "S4-5"):
            assert difference(colours[root], tone, sight) > 15, f"{root} is lost on {name} skin to {sight} sight"
        tint = 255.0 - (255.0 - np.array(colours["S4-5"])) * (1.0 - PALE)
        pale = np.array(tone) + (tint - np.array(tone)) * 0.92
        seen = (float(pale[0]), float(pale[1]), float(pale[2]))
        assert difference(seen, tone, sight) > 15, f"pale S4-5 is lost on {name} skin to {sight} sight"


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("palette", ROOTS)
def test_the_rings_of_the_saddle_can_all_be_told_apart(palette: str, sight: str) -> None:
    colours = ROOTS[palette]
    for one, other in combinations(["S2", "S3", "S4-5"], 2):
        assert difference(colours[one], colours[other], sight) > 15, f"{one} and {other} ({sight})"


@pytest.mark.parametrize("sight", SIGHT)
def test_shares_differ_from_each_other_and_from_plain_muscle(sight: str) -> None:
    shades = [*SHARES.values(), TISSUES["muscle"]]
    for a, b in combinations(shades, 2):
        assert difference(a, b, sight) > 8


def test_hex_codes() -> None:
    assert rgb("#0072B2") == (0, 114, 178)


@pytest.mark.parametrize(
    ("colour", "dark"),
    [((255, 0, 0), True), ((0, 217, 0), True), ((0, 219, 0), False), ((0, 0, 255), True), ((210, 110, 0), True),
     ((210, 115, 0), False), ((129, 129, 129), False), ((127, 127, 127), True)],
)  # fmt: skip
def test_letters_go_by_how_light_a_colour_is_seen(colour: tuple[int, int, int], dark: bool) -> None:
    assert is_dark(colour) is dark


def test_neighbouring_muscles_differ_and_all_else_is_plain() -> None:
    assert len({tissue_colour("muscle", number) for number in range(6)}) == 6
    assert tissue_colour("muscle", 6) == tissue_colour("muscle", 0) == TISSUES["muscle"]
    assert tissue_colour("bone", 1) == tissue_colour("nothing known", 2) == TISSUES["bone"]

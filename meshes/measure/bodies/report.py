"""How near built bodies come to the surveys: heights, girths, hips, muscle volumes, as Markdown tables.

``python -m meshes.measure.bodies.report [female:165:23 male:178:24 ...]`` prints them; without bodies the two
default ones and
a heavy man.
"""

from __future__ import annotations

import argparse
import itertools
import sys
from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from meshes.body import Body, build_body
from meshes.builds.builder import Builder
from meshes.builds.girths import SITES, tape
from meshes.builds.proportions import BodyBuild, BuildError, default_build
from meshes.builds.survey import BREADTHS, GIRTHS, HEIGHTS, SEXES, Sex, girth
from meshes.builds.volumes import MUSCLES, expected
from meshes.mesh import Mesh

Array = NDArray[np.float64]

#: Heights of the survey's levels on the atlas body, mm (anthropometry sheet: shares of its stature of 1710 mm).
LEVELS: Final = {
    "iliac_crest": 1010.0, "navel": 1017.0, "trochanter": 858.0, "buttock": 865.0, "crotch": 772.0,
    "epicondyle": 458.3, "patella": 444.0, "tibiale": 432.6, "malleolus": 65.0,
}  # fmt: skip
#: What is measured across the hips; the greatest breadth, too, is set against the survey's at the buttock.
HIPS: Final = {
    "hip": "breadth at the buttock",
    "greatest": "greatest breadth, perineum to crest",
    "buttock_depth": "depth at the buttock",
}
#: Above this level of the atlas body a tape goes round both legs, mm.
TRUNK: Final = 780.0


def height_of(atlas: Body, made: Body, level: float) -> float:
    """Height on a built body of a level (mm) of the atlas body, mm."""
    old, new = atlas.skin.right.vertices[:, 2], made.skin.right.vertices[:, 2]
    order = np.argsort(old)
    return float(np.interp(level, old[order], new[order]))


def tape_girth(made: Body, height: float, whole: bool) -> float:
    """Tape girth of a limb, or with ``whole`` of the trunk, at a height of a built body, mm; a tape bridges hollows."""
    return tape(_section(made, height), whole)


def hips_of(atlas: Body, made: Body) -> dict[str, float]:
    """Breadth and depth over the skin at the buttock's level, and the greatest breadth from perineum to crest, mm."""
    section = _section(made, height_of(atlas, made, SITES["buttock"]))
    old = atlas.skin.right.vertices[:, 2]
    hips = made.skin.right.vertices[(old > TRUNK) & (old < LEVELS["iliac_crest"] - 30.0), 0]
    return {
        "hip": 2.0 * float(section[:, 0].max()),
        "greatest": 2.0 * float(hips.max()),
        "buttock_depth": float(np.ptp(section[:, 1])),
    }


def _section(made: Body, height: float) -> Array:
    """Cut the right half of the skin at a height, points of shape (n, 2)."""
    place = made.skin.right.vertices
    faces = made.skin.mesh.faces[: len(made.skin.mesh.faces) // 2]
    edges = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
    low, high = place[edges[:, 0]], place[edges[:, 1]]
    crossing = (low[:, 2] < height) & (high[:, 2] >= height)
    low, high = low[crossing], high[crossing]
    share = (height - low[:, 2]) / (high[:, 2] - low[:, 2])
    out: Array = (low + share[:, None] * (high - low))[:, :2]
    return out


def volumes_of(made: Body) -> dict[str, float]:
    """Volume of each of `MUSCLES` on the right, cm3."""

    def cubic_centimetres(mesh: Mesh) -> float:
        a, b, c = (mesh.vertices[mesh.faces[:, corner]].astype(np.float64) for corner in range(3))
        return float(np.einsum("ij,ij->", np.cross(a, b), c)) / 6000.0

    return {
        name: sum(cubic_centimetres(made.part(f"{key}.right")) for key in keys)
        for name, (keys, _, _) in MUSCLES.items()
    }


def report(builds: Sequence[BodyBuild]) -> Iterable[str]:
    """Write the tables line by line.

    Raises
    ------
    BuildError
        When a build is not accepted.
    """
    atlas = build_body()
    builder = Builder(atlas)
    bodies = [builder.body(build) for build in builds]
    heads = [f"{build.sex} {build.stature_cm:g} cm, {build.bmi:g}" for build in builds]
    yield f"| height, mm (off, SD) | {' | '.join(heads)} |"
    yield f"|---{'|---' * len(heads)}|"
    worst = 0.0
    for level, at in LEVELS.items():
        cells = []
        for build, made in zip(builds, bodies, strict=True):
            law = HEIGHTS[build.sex][level]
            found = height_of(atlas, made, at)
            off = (found - law(build.stature_mm)) / law.spread
            worst = max(worst, abs(off))
            cells.append(f"{found:.0f} ({off:+.1f})")
        yield f"| {_words(level)} | {' | '.join(cells)} |"
    yield f"\nFarthest off: {worst:.2f} standard deviations.\n"
    yield f"| girth, mm (off, SD) | {' | '.join(heads)} |"
    yield f"|---{'|---' * len(heads)}|"
    worst = 0.0
    for site, at in SITES.items():
        cells = []
        for build, made in zip(builds, bodies, strict=True):
            found = tape_girth(made, height_of(atlas, made, at), at > TRUNK)
            mean = girth(build.sex, site, build.stature_mm, build.bmi)
            off = (found / mean - 1.0) / GIRTHS[build.sex][site].spread
            worst = max(worst, abs(off))
            cells.append(f"{found:.0f} ({off:+.1f})")
        yield f"| {_words(site)} | {' | '.join(cells)} |"
    yield f"\nFarthest off: {worst:.2f} standard deviations.\n"
    yield f"| across the hips, mm (off, SD) | {' | '.join(heads)} |"
    yield f"|---{'|---' * len(heads)}|"
    hips = [hips_of(atlas, made) for made in bodies]
    for measure, words in HIPS.items():
        cells = []
        for build, found_hips in zip(builds, hips, strict=True):
            law = BREADTHS[build.sex]["hip" if measure == "greatest" else measure]
            off = (found_hips[measure] / law(build.stature_mm, build.bmi) - 1.0) / law.spread
            cells.append(f"{found_hips[measure]:.0f} ({off:+.1f})")
        yield f"| {words} | {' | '.join(cells)} |"
    yield ""
    yield from _volume_table(builds, heads, [atlas, *bodies])


def _volume_table(builds: Sequence[BodyBuild], heads: Sequence[str], bodies: Sequence[Body]) -> Iterable[str]:
    yield f"| muscle, cm3 of one leg | atlas | {' | '.join(f'{head} | ratio' for head in heads)} |"
    yield f"|---|---{'|---|---' * len(heads)}|"
    found = [volumes_of(body) for body in bodies]
    wanted = [expected(build) for build in builds]
    ratios = []
    for name in MUSCLES:
        pairs = [(have[name], have[name] / want[name]) for have, want in zip(found[1:], wanted, strict=True)]
        ratios += [ratio for _, ratio in pairs]
        cells = " | ".join(f"{volume:.0f} | {ratio:.2f}" for volume, ratio in pairs)
        yield f"| {_words(name)} | {found[0][name]:.0f} | {cells} |"
    totals = [sum(each.values()) for each in found]
    cells = " | ".join(
        f"{total:.0f} | {total / sum(want.values()):.2f}" for total, want in zip(totals[1:], wanted, strict=True)
    )
    yield f"| **all** | {totals[0]:.0f} | {cells} |"
    within = sum(abs(ratio - 1.0) <= 0.15 for ratio in ratios)
    yield f"\nWithin 15 % of the regression: {within} of {len(ratios)}; farthest off: {_farthest(ratios):.2f} of it."


def _farthest(ratios: Sequence[float]) -> float:
    return max(ratios, key=lambda ratio: abs(ratio - 1.0))


def _words(key: str) -> str:
    return key.replace("_", " ")


def read_build(words: str) -> BodyBuild:
    """Read ``sex:stature:bmi``, such as ``female:165:23``.

    Raises
    ------
    BuildError
        When it is not such, or the build is not accepted.
    """
    parts = words.split(":")
    try:
        sex: Sex = next(sex for sex in SEXES if sex == parts[0])
        stature, bmi = (float(part) for part in parts[1:])
    except (StopIteration, ValueError):
        raise BuildError(f"{words!r} is no body; accepted are such as female:165:23 or male:178:24") from None
    return BodyBuild(sex, stature, bmi).validated()


def main(arguments: list[str] | None = None) -> int:
    """Print the tables; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m meshes.measure.bodies.report", description=__doc__)
    parser.add_argument("bodies", nargs="*", metavar="SEX:STATURE:BMI")
    try:
        builds = [read_build(words) for words in parser.parse_args(arguments).bodies]
    except BuildError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    defaults = itertools.chain((default_build(sex) for sex in SEXES), [BodyBuild("male", 178.0, 32.0)])
    for line in report(builds or list(defaults)):
        sys.stdout.write(f"{line}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

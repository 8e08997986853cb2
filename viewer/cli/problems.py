"""Checking all data: the knowledge base, the body's tables, and that the two meet on their keys."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.files.errors import is_ours
from viewer.state.view_state import SIDES

if TYPE_CHECKING:
    from annotations.model import Knowledge
    from meshes.body import Body


def problems(data_folder: Path | None = None, tables_folder: Path | None = None) -> list[str]:
    """Check everything.

    Parameters
    ----------
    data_folder : Path, optional
        A whole knowledge base in place of the shipped one, or further records; by default the shipped one.
    tables_folder : Path, optional
        The body's tables; by default the shipped ones.

    Returns
    -------
    list of str
        One sentence per problem, also where a file cannot be read at all; empty when all is sound.
    """
    from annotations.extend import check_folder
    from annotations.load import load
    from annotations.validate import validate
    from viewer.explain.tours import tour_problems

    knowledge: Knowledge | None
    try:
        if data_folder is None:
            knowledge = load()
            found = [str(problem) for problem in validate(knowledge)]
        else:
            knowledge, found = check_folder(data_folder)
    except ValueError as error:
        return [*_sentence(error), *unreadable_tables(tables_folder)]
    if knowledge is None:
        return [*(" ".join(line.split()) for line in found), *unreadable_tables(tables_folder)]
    tours = tour_problems(knowledge) if data_folder is None else []
    unreadable = unreadable_tables(tables_folder)
    try:
        return [*found, *tours, *unreadable, *_missing_from_body(knowledge, tables_folder)]
    except ValueError as error:
        return [*found, *tours, *dict.fromkeys([*unreadable, *_sentence(error)])]


def _sentence(error: ValueError) -> list[str]:
    if not is_ours(error):
        raise error
    return [" ".join(str(error).split())]


def unreadable_tables(folder: Path | None = None) -> list[str]:
    """Say which of the body's tables cannot be used.

    Parameters
    ----------
    folder : Path, optional
        Holds them; by default the shipped ones.

    Returns
    -------
    list of str
        One sentence per problem.
    """
    from meshes.body import DATA, build_body

    try:
        body = build_body("standard", folder or DATA)
    except ValueError as error:
        return [*_sentence(error), *_unreadable_builds(None, folder or DATA)]
    return _unreadable_builds(body, folder or DATA)


def _unreadable_builds(body: Body | None, folder: Path) -> list[str]:
    """Check the tables that built bodies need; without an atlas body only the first of them."""
    from meshes.builds import fields, prepared

    try:
        measured = fields.read_fields(folder / fields.TABLE)
        if body is not None:
            prepared.checked_prepared(folder / prepared.TABLE, prepared.fingerprint(body, measured))
    except ValueError as error:
        return _sentence(error)
    return []


def _missing_from_body(knowledge: Knowledge, folder: Path | None) -> list[str]:
    from meshes.body import DATA, build_body
    from meshes.skin.charts import ChartError, position
    from meshes.skin.landmarks import ALL_LANDMARKS, LANDMARKS, landmark

    body = build_body("light", folder or DATA)
    bases = {structure.base for structure in body.structures.values()}
    lit = {
        f"symptoms.{symptom.key}": (*symptom.muscles, *symptom.nerves) for symptom in knowledge.symptoms.values()
    } | {f"key_muscles.{root}": entry.muscles for root, entry in knowledge.key_muscles.items()}
    # A record may name a muscle that this body does not have (yet); it must not name only such.
    found = [
        f"{record}: the body has none of {', '.join(keys)}; its keys are those of meshes/data/structures*.csv"
        for record, keys in lit.items()
        if keys and not bases.intersection(keys)
    ]
    found += one_sided(body.structures)
    found += [
        f"muscles.{base}: the body has this muscle and the data say nothing of it; its nerve and roots are needed"
        for base in sorted({s.base for s in body.structures.values() if s.tissue == "muscle"} - set(knowledge.muscles))
    ]
    found += [
        f"examination.{item.key}: there is no landmark {name!r} (at); accepted are {', '.join(ALL_LANDMARKS)}"
        for item in knowledge.examination.values()
        for name in item.at
        if name not in ALL_LANDMARKS
    ]
    for root, point in knowledge.key_points.items():
        if point.landmark not in LANDMARKS:
            found.append(f"key_points.{root}: there is no landmark {point.landmark}")
            continue
        for side in SIDES:
            try:
                position(body.skin, landmark(point.landmark, side))
            except ChartError as error:
                found.append(f"key_points.{root}, {side}: {error}")
    return found


def one_sided(structures: Iterable[str]) -> list[str]:
    """Say which structures stand on one side only.

    Parameters
    ----------
    structures : iterable of str
        Structure keys, those of a side ending in ``.left`` or ``.right``.

    Returns
    -------
    list of str
        One sentence per structure that lacks its mirror image.
    """
    keys = set(structures)
    found = []
    for key in sorted(keys):
        base, dot, side = key.rpartition(".")
        other = {"left": "right", "right": "left"}.get(side)
        if dot and other and f"{base}.{other}" not in keys:
            found.append(f"{key}: the body has it on this side only; left and right are both accepted, or neither")
    return found

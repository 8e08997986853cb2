"""Checking all data: the knowledge base, the body's tables, and that the two meet on their keys."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from .errors import is_ours

if TYPE_CHECKING:
    from annotations.model import Knowledge


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
    from annotations.extend import examine
    from annotations.load import load
    from annotations.validate import validate

    knowledge: Knowledge | None
    try:
        if data_folder is None:
            knowledge = load()
            found = [str(problem) for problem in validate(knowledge)]
        else:
            knowledge, found = examine(data_folder)
    except ValueError as error:
        return [*_sentence(error), *_unreadable_tables(tables_folder)]
    if knowledge is None:
        return [*(" ".join(line.split()) for line in found), *_unreadable_tables(tables_folder)]
    try:
        return [*found, *_missing_from_body(knowledge, tables_folder)]
    except ValueError as error:
        return [*found, *_sentence(error)]


def _sentence(error: ValueError) -> list[str]:
    if not is_ours(error):
        raise error
    return [" ".join(str(error).split())]


def _unreadable_tables(folder: Path | None) -> list[str]:
    from meshes.body import DATA, build_body

    try:
        build_body("light", folder or DATA)
    except ValueError as error:
        return _sentence(error)
    return []


def _missing_from_body(knowledge: Knowledge, folder: Path | None) -> list[str]:
    from meshes.body import DATA, build_body
    from meshes.charts import ChartError, position
    from meshes.landmarks import LANDMARKS, landmark

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
    for root, point in knowledge.key_points.items():
        if point.landmark not in LANDMARKS:
            found.append(f"key_points.{root}: there is no landmark {point.landmark}")
            continue
        try:
            position(body.skin, landmark(point.landmark, "right"))
        except ChartError as error:
            found.append(f"key_points.{root}: {error}")
    return found

"""Adding a user's folder of records to the shipped ones, and checking it as they are checked."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from annotations.checks.problem import Problem

from .lines import line_of
from .load import DataError, load, read_all
from .model import ROOTS, SCHEMA_VERSION, Knowledge
from .validate import checks, validate


def load_with(folder: Path) -> Knowledge:
    """Read the shipped knowledge base and the further maps, symptoms or other records of a folder.

    Parameters
    ----------
    folder : Path
        A folder with ``*.toml`` data files. Their records may refer to shipped ones, and may replace none.

    Returns
    -------
    Knowledge
        The shipped records, each table followed by the folder's.

    Raises
    ------
    DataError
        When the folder cannot be read as a knowledge base can, when a record has the name of a shipped one, or when a
        check finds something wrong with it: the file, line and record, what is wrong and what is accepted.
    """
    tables, origin, wrong = read_all(folder)
    knowledge, wrong = _joined(folder, tables, origin) if not wrong else (None, wrong)
    if knowledge is None or wrong:
        raise DataError(wrong[0] + (f" And {len(wrong) - 1} more." if len(wrong) > 1 else ""))
    return knowledge


def check_folder(folder: Path) -> tuple[Knowledge | None, list[str]]:
    """Find everything that is wrong with a folder of data.

    Parameters
    ----------
    folder : Path
        A whole knowledge base (it has the roots) that takes the place of the shipped one, or further records.

    Returns
    -------
    knowledge : Knowledge or None
        The folder's, joined to the shipped one where it holds further records; None where it cannot be read.
    wrong : list of str
        One sentence each: file, line and record, what is wrong, what is accepted; empty when all is well.

    Raises
    ------
    DataError
        When there is no such folder, or no data file in it.
    """
    tables, origin, wrong = read_all(folder)
    if wrong:
        return None, wrong
    if 2 * len(set(ROOTS) & set(tables["roots"])) <= len(ROOTS):
        return _joined(folder, tables, origin)
    knowledge = Knowledge(schema_version=SCHEMA_VERSION, **cast("Any", tables))
    return knowledge, [_sentence(folder, origin, problem) for problem in validate(knowledge)]


def _joined(
    folder: Path, tables: dict[str, dict[str, object]], origin: dict[tuple[str, str], str]
) -> tuple[Knowledge | None, list[str]]:
    """Join further records to the shipped ones, and check them."""
    shipped = load()
    wrong = [
        f"{_place(folder, origin, table, key)}: {table}.{key} is a record of the shipped data; "
        "a further record needs a key of its own."
        for table, key in origin
        if key in getattr(shipped, table)
    ]
    if wrong:
        return None, wrong
    merged = {table: {**getattr(shipped, table), **records} for table, records in tables.items()}
    knowledge = Knowledge(schema_version=SCHEMA_VERSION, **cast("Any", merged))
    return knowledge, [_sentence(folder, origin, problem) for problem in _problems(knowledge, shipped)]


def _problems(knowledge: Knowledge, shipped: Knowledge) -> list[Problem]:
    """List the problems that the folder brings."""
    found: list[Problem] = []
    for _name, check in sorted(checks().items()):
        problems = list(check(knowledge))
        if problems:
            ours = set(check(shipped))
            found += [problem for problem in problems if problem not in ours]
    return found


def _sentence(folder: Path, origin: dict[tuple[str, str], str], problem: Problem) -> str:
    """Write a problem with the file and line of its record."""
    table, _, rest = problem.record.partition(".")
    # A part of a record is named after it (muscles.soleus.roots.S1), and a record's name may have dots of its own.
    owners = [key for at, key in origin if at == table and f"{rest}.".startswith((f"{key}.", f"{key}["))]
    where = _place(folder, origin, table, max(owners, key=len)) if owners else str(folder)
    return f"{where}: {problem}"


def _place(folder: Path, origin: dict[tuple[str, str], str], table: str, key: str) -> str:
    """Name the file and the line that a record begins at."""
    name = origin[table, key]
    line = line_of((folder / name).read_text(encoding="utf-8-sig"), table, key)
    return name if line is None else f"{name}, line {line}"
